"""What people said: transcripts as turns, coded statements and a survey, in tables that stay inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from kccdiag.digests import check_unchanged, hash_files
from kccdiag.engagement import Engagement
from kccdiag.faults import Fault, InputError
from kccdiag.intake.archives import shown_name
from kccdiag.intake.coded import read_statements
from kccdiag.intake.coded.decisions import decision_files
from kccdiag.intake.known import KnownDepartments, known_departments
from kccdiag.intake.language import language_of
from kccdiag.intake.participants import list_participants, spellings, transcript_path
from kccdiag.intake.relations import BARRIERS, CUSTOMER, RELATIONS
from kccdiag.intake.survey import list_survey
from kccdiag.intake.tables import EventLog
from kccdiag.intake.transcripts import CANDIDATES, Transcript, read_transcript
from kccdiag.lists import fold
from kccdiag.wording import say

__all__ = ["BARRIERS", "CUSTOMER", "RELATIONS", "Interviews", "read_interviews"]

TURNS = ("interview", "turn", "label", "respondent", "department", "language", "text")
LABELS = ("interview", "label", "turns", "respondent")
SKIPPED = ("file", "what", "count")


@dataclass(frozen=True)
class Interviews:
    """The interviews of an engagement; confidential in all its parts. Empty text cells hold "".

    Attributes
    ----------
    participants
        ``interview``, ``file``, ``name``, ``aliases`` (tuple of str), ``department`` (canonical), ``role``,
        ``language``, ``consent`` (bool), ``respondent`` (R1, R2, … in the order of the file; the same person in two
        interviews is one respondent).
    turns
        ``interview``, ``turn`` (0-based), ``label`` (the speaker as written), ``respondent`` ("" for the interviewer
        and for labels that nobody mapped), ``department`` (of the respondent), ``language``, ``text``.
    labels
        ``interview``, ``label``, ``turns`` (how many), ``respondent``.
    statements
        ``interview``, ``turn`` (Int64), ``start``, ``end`` (Int64, code points of the turn), ``quote``, ``relation``,
        ``source``, ``target``, ``barrier``, ``purpose``, ``method``, ``score``, ``coder``, ``confirmed`` (bool),
        ``released`` (bool), ``paraphrase``, ``respondent``, ``department`` (of the respondent).
    survey
        ``respondent``, ``department``, ``giver``, ``taker``, ``relation``, ``kind``, ``per_month``, ``quality`` (1 to
        5; NaN where empty).
    skipped
        ``file``, ``what`` (in the engagement's language), ``count``: what was found and not imported.
    inputs
        ``file``, ``sha256``, ``bytes``: as in :class:`kccdiag.intake.tables.EventLog`. Transcripts have a number in
        place of their name, for files are called after people.
    """

    participants: pd.DataFrame
    turns: pd.DataFrame
    labels: pd.DataFrame
    statements: pd.DataFrame
    survey: pd.DataFrame
    skipped: pd.DataFrame
    inputs: pd.DataFrame


def read_interviews(engagement: Engagement, *, log: EventLog | None = None) -> Interviews:
    """Read everything under [interviews]: participants, their transcripts, what was coded, and the survey.

    Parameters
    ----------
    engagement
        Any of the keys of [interviews] may be absent, and so may the section: what it would give is empty then.
    log
        As read, for the names of departments; it is read here where the engagement has one and none is given.

    Raises
    ------
    InputError
        With every fault at once, and for a file that changes while it is read.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from kccdiag.engagement import open_engagement
    >>> with TemporaryDirectory() as folder:
    ...     toml = '[interviews]\\nparticipants = "participants.csv"\\n'
    ...     _ = Path(folder, "kccdiag.toml").write_text(toml, encoding="utf-8")
    ...     rows = "file,name,department,language\\nd1.txt,Jeroen,KCC,nl\\n"
    ...     _ = Path(folder, "participants.csv").write_text(rows, encoding="utf-8")
    ...     said = "Interviewer: En dan?\\nJeroen: Dan hoor je niks.\\nNooit.\\n"
    ...     _ = Path(folder, "d1.txt").write_text(said, encoding="utf-8")
    ...     interviews = read_interviews(open_engagement(folder))
    >>> interviews.turns[["turn", "label", "respondent", "text"]].values.tolist()
    [[0, 'Interviewer', '', 'En dan?'], [1, 'Jeroen', 'R1', 'Dan hoor je niks. Nooit.']]
    """
    known = known_departments(engagement, log)
    faults: list[Fault] = []
    lists = _hashed(_lists(engagement))
    participants = list_participants(_path(engagement, "participants"), engagement=engagement, known=known,
                                     faults=faults)  # fmt: skip
    inputs = pd.concat([lists, _hashed(_said(engagement, participants))], ignore_index=True)
    transcripts = dict(_transcripts(participants, engagement, known, faults))
    turns = _turns(transcripts, participants, engagement.language)
    skipped = [*_met(transcripts.values(), engagement.language), *_not_named(engagement, participants)]
    survey = list_survey(_path(engagement, "survey"), participants, engagement=engagement, known=known, faults=faults)
    if faults:
        raise InputError(faults)
    statements, not_imported = read_statements(engagement, turns, participants, known)
    check_unchanged(inputs, _hashed([*_lists(engagement), *_said(engagement, participants)]))
    return Interviews(
        participants=participants,
        turns=turns,
        labels=_labels(turns),
        statements=statements,
        survey=survey,
        skipped=pd.concat([pd.DataFrame(skipped, columns=list(SKIPPED)), not_imported], ignore_index=True),
        inputs=inputs,
    )


def _path(engagement: Engagement, key: str) -> Path | None:
    name = (engagement.interviews or {}).get(key)
    return (engagement.folder / name).resolve() if name else None


def _transcripts(participants: pd.DataFrame, engagement: Engagement, known: KnownDepartments, faults: list[Fault]
                 ) -> Iterator[tuple[str, tuple[str, Transcript]]]:  # fmt: skip
    """Read the transcript of every interview that has one, in the order of participants.csv."""
    for interview, rows in participants[participants["interview"] != ""].groupby("interview", sort=False):
        file = next(filter(None, rows["file"]), None)
        if file is None:
            continue
        path = transcript_path(engagement, file)
        name = shown_name(path, engagement.folder)
        labels = frozenset().union(*map(spellings, rows["name"], rows["aliases"]))
        try:
            yield str(interview), (name, read_transcript(path, name, known=labels, places=known.spellings - labels))
        except InputError as error:
            faults += error.faults
        except OSError as error:
            faults.append(Fault(name, f"the file can't be read: {error.strerror}"))


def _turns(transcripts: Mapping[str, tuple[str, Transcript]], participants: pd.DataFrame, language: str
           ) -> pd.DataFrame:  # fmt: skip
    """Join what one speaker says until another speaks, and say who that is."""
    rows: list[tuple[str, int, str, str, str, str, str]] = []
    for interview, (_, transcript) in transcripts.items():
        people = participants[participants["interview"] == interview]
        who = {spelling: row for row in people.itertuples() for spelling in spellings(row.name, row.aliases)}
        spoken = next(filter(None, people["language"]), language)
        for turn, (label, text) in enumerate(_merged(transcript, who)):
            person = _person(label, who)
            known = ("", "", "") if person is None else (person.respondent, person.department, person.language)
            rows.append((interview, turn, label, *known[:2], known[2] or language_of(text, spoken), text))
    table = pd.DataFrame(rows, columns=list(TURNS))
    return table.astype({name: "int64" if name == "turn" else "str" for name in TURNS})


def _merged(transcript: Transcript, who: Mapping[str, Any]) -> list[tuple[str, str]]:
    turns: list[tuple[object, str, list[str]]] = []
    for one in filter(lambda said: said.text, transcript.said):
        person = _person(one.label, who)
        speaker = fold(one.label) if person is None else person.Index
        if turns and turns[-1][0] == speaker:
            turns[-1][2].append(one.text)
        else:
            turns.append((speaker, one.label, [one.text]))
    return [(label, " ".join(texts)) for _, label, texts in turns]


def _person(label: str, who: Mapping[str, Any]) -> Any:
    """Find the participant whom a label names; what Teams adds in brackets, "(Guest)", is no part of a name."""
    return who.get(fold(label)) or who.get(fold(re.sub(r"\s*\([^()]*\)\s*$", "", label)))


def _met(transcripts: Iterable[tuple[str, Transcript]], language: str) -> Iterator[tuple[str, str, int]]:
    """Say of every transcript what was met in it and not read as it stands."""
    for file, transcript in transcripts:
        for (what, which), count in transcript.skipped.items():
            yield file, say(language, f"interviews.{what}", which=which), count


def _labels(turns: pd.DataFrame) -> pd.DataFrame:
    counted = turns.groupby(["interview", "label", "respondent"], sort=False).size().rename("turns").reset_index()
    return counted[list(LABELS)].astype({"turns": "int64"})


def _not_named(engagement: Engagement, participants: pd.DataFrame) -> list[tuple[str, str, int]]:
    """List the transcripts in the folder of interviews that participants.csv does not name."""
    folder, what = _path(engagement, "folder"), say(engagement.language, "interviews.not_named")
    if folder is None:
        return []
    named = {transcript_path(engagement, file) for file in participants["file"] if file}
    named |= {path for source in engagement.logs for path in source.files}
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in CANDIDATES and path.is_file())
    return [(shown_name(path, engagement.folder), what, 1)
            for path in found if path.resolve() not in named and not _is_ours(path.relative_to(folder))]  # fmt: skip


def _is_ours(path: Path) -> bool:
    return path.parts[0] == "private" or any(part.startswith((".", "~$")) for part in path.parts)


def _lists(engagement: Engagement) -> list[tuple[str, Path]]:
    """Name the tables under [interviews]."""
    return [(shown_name(path, engagement.folder), path) for key in ("participants", "statements", "survey")
            if (path := _path(engagement, key))]  # fmt: skip


def _said(engagement: Engagement, participants: pd.DataFrame) -> list[tuple[str, Path]]:
    """Name the transcripts and what was decided of them by numbers: their own names are those of people."""
    transcripts = dict.fromkeys(transcript_path(engagement, file) for file in participants["file"] if file)
    both = (("transcript", transcripts), ("decisions", decision_files(engagement.folder)))
    return [(f"{what} {place}", path) for what, paths in both for place, path in enumerate(paths, start=1)]


def _hashed(files: Iterable[tuple[str, Path]]) -> pd.DataFrame:
    # What is not there is a fault, said where it is read.
    return hash_files((name, path) for name, path in files if path.is_file())
