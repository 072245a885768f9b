"""Statements that people coded: the own format, other tools' exports and the coding desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.faults import Fault, InputError, refuse
from kccdiag.intake.archives import shown_name
from kccdiag.intake.coded.cells import COLUMNS
from kccdiag.intake.coded.checking import Statement, check_rows
from kccdiag.intake.coded.decisions import read_decisions
from kccdiag.intake.coded.desk import with_decisions
from kccdiag.intake.coded.passages import Skipped, from_rows, statements_of
from kccdiag.intake.coded.private import FOLDER
from kccdiag.intake.coded.references import References, references
from kccdiag.intake.coded.refi import passages_in
from kccdiag.intake.coded.table import OWN, read_table
from kccdiag.intake.coded.taguette import read_taguette
from kccdiag.intake.known import KnownDepartments, known_departments
from kccdiag.intake.qdpx import read_codebook, read_project
from kccdiag.wording import say

__all__ = ["COLUMNS", "read_statements"]

READABLE = (".csv", ".xlsx", ".sqlite3", ".qdpx", ".qdc")
_TYPES = {
    "turn": "Int64",
    "start": "Int64",
    "end": "Int64",
    "score": "float64",
    "confirmed": "bool",
    "released": "bool",
}


def read_statements(engagement: Engagement, turns: pd.DataFrame, participants: pd.DataFrame,
                    known: KnownDepartments | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Read the file of coded statements and all decisions of the coding desk.

    Parameters
    ----------
    turns, participants
        As in :class:`kccdiag.intake.interviews.Interviews`.
    known
        The departments; None: found here.

    Returns
    -------
    statements, skipped
        As in :class:`kccdiag.intake.interviews.Interviews`.

    Raises
    ------
    InputError
        With every fault at once.
    """
    refs = references(turns, participants, known or known_departments(engagement))
    faults: list[Fault] = []
    statements, left_out = _from_file(engagement, refs, faults)
    decisions = read_decisions(engagement.folder)
    joined, disputed = with_decisions(statements, decisions, refs, faults)
    if faults:
        raise InputError(faults)
    table = _with_respondents(_as_table(joined), turns, participants)
    name = (engagement.interviews or {}).get("statements", "")
    counts = {name: left_out + _uncounted(table), FOLDER: disputed} if name else {FOLDER: disputed + _uncounted(table)}
    return table, _skipped(counts, engagement.language)


def _uncounted(table: pd.DataFrame) -> Skipped:
    """Count statements that are there and say nothing of any department."""
    itself = (table["relation"] != "") & (table["source"] != "") & (table["source"] == table["target"])
    return Counter({("nobody", ""): int((table["respondent"] == "").sum()), ("itself", ""): int(itself.sum())})


def _from_file(engagement: Engagement, known: References, faults: list[Fault]) -> tuple[list[Statement], Skipped]:
    name = (engagement.interviews or {}).get("statements")
    if not name:
        return [], Counter()
    path = (engagement.folder / name).resolve()
    shown = shown_name(path, engagement.folder)
    if path.suffix.lower() == ".sqlite3":
        passages, bare = read_taguette(path)
        statements, skipped = statements_of(passages, known)
        return statements, skipped + Counter({("bare", ""): bare})
    if path.suffix.lower() == ".qdpx":
        passages, left_out = passages_in(read_project(path, shown), known)
        statements, skipped = statements_of(passages, known)
        return statements, skipped + left_out
    if path.suffix.lower() == ".qdc":
        return [], Counter({("codebook", ""): len(read_codebook(path, shown))})
    if path.suffix.lower() in (".csv", ".xlsx"):
        return _from_table(path, engagement.folder, known, faults)
    raise refuse(shown, "a file of this kind holds no statements", f"what can be read: {', '.join(READABLE)}")


def _from_table(path: Path, folder: Path, known: References, faults: list[Fault]) -> tuple[list[Statement], Skipped]:
    tool, rows = read_table(path, folder)
    if tool == OWN:
        return check_rows(rows, known, faults), Counter()
    return statements_of(from_rows(rows, tool), known)


def _as_table(statements: Sequence[Statement]) -> pd.DataFrame:
    table = pd.DataFrame(statements, columns=list(COLUMNS))
    return table.astype({name: _TYPES.get(name, "str") for name in COLUMNS})


def _with_respondents(table: pd.DataFrame, turns: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    """Say whose statements they are: who spoke the turn, else the one person interviewed."""
    people = {str(name): part for name, part in participants.groupby("interview", sort=False)}
    alone = {name: part["respondent"].iloc[0] for name, part in people.items() if part["respondent"].nunique() == 1}
    spoke = turns.set_index(["interview", "turn"])["respondent"].to_dict()
    who = [
        (spoke.get((interview, turn)) if pd.notna(turn) else "") or alone.get(interview, "")
        for interview, turn in zip(table["interview"], table["turn"], strict=True)
    ]
    of = dict(zip(participants["respondent"], participants["department"], strict=True))
    respondents = pd.Series(who, dtype="str", index=table.index)
    return table.assign(respondent=respondents, department=respondents.map(lambda name: of.get(name, "")).astype("str"))


def _skipped(counts: Mapping[str, Skipped], language: str) -> pd.DataFrame:
    rows = [(file, _in_words(key, name, language), count)
            for file, skipped in counts.items() for (key, name), count in sorted((+skipped).items())]  # fmt: skip
    table = pd.DataFrame(rows, columns=["file", "what", "count"])
    return table.astype({"file": "str", "what": "str", "count": "int64"})


def _in_words(key: str, name: str, language: str) -> str:
    if key == "reading":
        name = ", ".join(say(language, f"coded.{part}") for part in name.split())
    return say(language, f"coded.{key}", name=name)
