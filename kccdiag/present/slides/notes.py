"""What stands in the notes under a finding: the rows that bear it, its definition, objections and the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kccdiag.board import Shown
from kccdiag.cards.finding import numbers_of, objection_said, outcome_of
from kccdiag.cards.table import in_words
from kccdiag.findings import Finding
from kccdiag.present.slides.lettering import plain
from kccdiag.wording import say

OUTCOMES = ("broken", "unsure", "held", "untested")  # of objections, the telling ones first
ROWS = 8  # of evidence in the notes; the rest is in the tables
# The section of the definitions that a kind of finding stands in.
SECTIONS = {
    "trickle": 3, "reservoir": 2, "dry": 3, "gatekeeper": 3, "wall": 4, "bounce": 3, "silo": 4, "drop_point": 5,
    "open_loop": 3, "recurring_idea": 5, "silence_spreads": 3, "repeat_contact": 7, "failure_demand": 7,
    "narrow_kpis": 7, "paper_channel": 6, "unspoken_channel": 6, "unmet_need": 6, "barrier": 6,
}  # fmt: skip


def notes_of(shown: Shown, hashes: Mapping[str, str]) -> tuple[str, ...]:
    """Write the notes of a finding's slide."""
    finding = shown.finding
    language = finding.language
    head = [say(language, "slides.note_headline", headline=plain(shown.headline))]
    if shown.edited:
        head.append(say(language, "slides.note_own", headline=plain(finding.headline)))
    head += [plain(finding.meaning), *_numbers(finding)]
    return (
        *head, "", *_definition(finding), *_evidence(finding), "", *_objections(finding), "",
        say(language, "slides.note_caveats"), *(f"– {plain(one)}" for one in finding.caveats), "",
        *files_in_words(language, hashes), say(language, "slides.note_id", id=plain(finding.id)),
    )  # fmt: skip


def files_in_words(language: str, hashes: Mapping[str, str]) -> tuple[str, ...]:
    """List the source files with the fingerprints by which anybody can tell that they are these."""
    return (say(language, "slides.note_files"), *(f"– {plain(name)}: {hashes[name]}" for name in as_counted(hashes)))


def as_counted(files: Iterable[str]) -> list[str]:
    """Sort the names of files, and by their numbers where they have them.

    Examples
    --------
    >>> as_counted(["transcript 10", "transcript 2", "survey.csv"])
    ['survey.csv', 'transcript 2', 'transcript 10']
    """
    return sorted(files, key=lambda name: [(int(part), "") if part.isdecimal() else (0, part)
                                           for part in re.split(r"(\d+)", name)])  # fmt: skip


def _numbers(finding: Finding) -> Iterator[str]:
    for name, value in numbers_of(finding):
        yield f"– {say(finding.language, 'slides.number', name=name, value=value)}"


def _definition(finding: Finding) -> Iterator[str]:
    if finding.kind in SECTIONS:
        text = say(finding.language, f"slides.definition_{finding.kind}")
        yield say(finding.language, "slides.note_definition", text=text, section=SECTIONS[finding.kind])


def _objections(finding: Finding) -> Iterator[str]:
    language = finding.language
    yield say(language, "slides.note_objections")
    if not finding.checks:
        yield f"– {finding.holds}"
    for outcome, objections in by_outcome(finding, OUTCOMES):
        yield f"– {say(language, 'slides.note_objection', outcome=outcome, objection=objections)}"


def by_outcome(finding: Finding, outcomes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each of some outcomes that an objection had, in words, with all objections that had it."""
    for outcome in outcomes:
        had = [check for check in finding.checks if outcome_of(check) == outcome]
        if had:
            objections = "; ".join(plain(objection_said(check, finding.language)) for check in had)
            yield say(finding.language, f"checks.{outcome}"), objections


def _evidence(finding: Finding) -> Iterator[str]:
    language = finding.language
    for table in dict.fromkeys(piece["table"] for piece in finding.evidence):
        rows = [piece["row"] for piece in finding.evidence if piece["table"] == table]
        file = f"tables/{table}.csv"
        yield say(language, "slides.note_evidence", file=file)
        for row in rows[:ROWS]:
            yield f"– {'; '.join(_cells(row, table, language))}"
        if len(rows) > ROWS:
            yield f"– {say(language, 'slides.note_more', n=len(rows) - ROWS, file=file)}"


def _cells(row: Mapping[str, Any], table: str, language: str) -> Iterator[str]:
    """Write a row as the tables of the report do, an estimate with its interval."""
    names = [name for name, value in row.items() if value not in (None, "")]
    heads, (cells,) = in_words([row], names, of=table, language=language)
    for head, written in zip(heads, cells, strict=True):
        yield f"{head}: {plain(written)}"
