"""What departments are called: the departments.csv of an engagement and its aliases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kccdiag.configuration import FILE
from kccdiag.faults import Fault
from kccdiag.lists import Columns, fold, read_list

UNKNOWN = ("", "?", "-", "unknown", "onbekend", "n/a", "empty", "null")
COLUMNS = Columns(("department",), ("aliases", "unit", "staff"))


@dataclass(frozen=True)
class Alias:
    """A spelling, the department that it means, and the file and line that say so."""

    spelling: str
    target: str
    place: str
    line: int | None


@dataclass(frozen=True)
class Departments:
    """The departments that an engagement lists, and the spellings that mean one of them.

    Parameters
    ----------
    table
        Columns department, unit ("" where none), staff (Int64, NA where none); in the order of the file.
    aliases
        Folded spelling → department name; the names that aliases point to are themselves among the spellings.
    unknown
        Folded values that mean an unknown department.
    """

    table: pd.DataFrame
    aliases: Mapping[str, str]
    unknown: frozenset[str]


def list_departments(path: Path | None, *, aliases: Iterable[Alias], unknown: Iterable[str], faults: list[Fault]
                     ) -> Departments:  # fmt: skip
    """Read departments.csv and join its aliases with those of kccdiag.toml.

    Parameters
    ----------
    path
        The file; None where the engagement has none.
    aliases
        Those of kccdiag.toml.
    unknown
        Values that mean unknown, beside those that always do.
    faults
        What is wrong is added here.
    """
    never = frozenset(fold(value) for value in (*UNKNOWN, *unknown))
    rows = [] if path is None else read_list(path, COLUMNS, faults)
    place = path.name if path is not None else FILE
    names = _listed_names(rows, never, place, faults)
    pairs = [*aliases]
    pairs += [Alias(spelling.strip(), row["department"], place, int(row["line"])) for row in rows
              for spelling in row["aliases"].split(";") if spelling.strip()]  # fmt: skip
    return Departments(_as_table(rows, place, faults), _resolve(pairs, names, never, faults), never)


def _listed_names(rows: list[dict[str, str]], never: frozenset[str], place: str, faults: list[Fault]) -> dict[str, str]:
    """Give the listed names by their folded spelling; a name that stands twice is a fault."""
    names: dict[str, str] = {}
    for row in rows:
        key = fold(row["department"])
        if key in names:
            faults.append(Fault(place, f"line {row['line']}: department '{row['department']}' is listed twice"))
        if key in never:
            faults.append(Fault(place, f"line {row['line']}: '{row['department']}' means an unknown department"))
        names.setdefault(key, row["department"])
    return names


def _as_table(rows: list[dict[str, str]], place: str, faults: list[Fault]) -> pd.DataFrame:
    staff = [_staff(row, place, faults) for row in rows]
    return pd.DataFrame({
        "department": pd.Series([row["department"] for row in rows], dtype="str"),
        "unit": pd.Series([row["unit"] for row in rows], dtype="str"),
        "staff": pd.Series(staff, dtype="Int64"),
    })  # fmt: skip


def _staff(row: dict[str, str], place: str, faults: list[Fault]) -> int | None:
    written = row["staff"]
    if not written:
        return None
    if re.fullmatch(r"\d{1,9}([.,]0+)?", written):
        return int(re.split("[.,]", written)[0])
    faults.append(Fault(place, f"line {row['line']}: staff is '{written}', not a whole number of persons"))
    return None


def _resolve(pairs: list[Alias], names: dict[str, str], never: frozenset[str], faults: list[Fault]) -> dict[str, str]:
    """Follow every alias to its department: chains are followed, circles and double meanings are faults."""
    direct: dict[str, str] = {}
    shown = dict(names)
    for pair in pairs:
        shown.setdefault(fold(pair.target), pair.target)
        if fault := _wrong_alias(pair, direct=direct, shown=shown, names=names, never=never):
            faults.append(Fault(pair.place, f"line {pair.line}: {fault}" if pair.line else fault))
        else:
            direct[fold(pair.spelling)] = fold(pair.target)
    trails = {key: _trail(direct, key) for key in direct}
    circles = {frozenset(trail): trail for trail in trails.values() if len(trail) > 1 and trail[-1] == trail[0]}
    for trail in circles.values():
        circle = " → ".join(shown.get(step, step) for step in trail)
        faults.append(Fault(FILE, f"the aliases of departments run in a circle: {circle}"))
    aliases = {key: shown[trail[-1]] for key, trail in trails.items() if trail[-1] in shown}
    return aliases | {fold(name): name for name in aliases.values()}


def _trail(direct: Mapping[str, str], key: str) -> tuple[str, ...]:
    """Follow an alias until it ends or comes back to a spelling that it passed."""
    trail = [key]
    while (goal := direct.get(trail[-1])) is not None and goal != trail[-1]:
        trail.append(goal)
        if goal in trail[:-1]:
            break
    return tuple(trail)


def _wrong_alias(pair: Alias, *, direct: Mapping[str, str], shown: Mapping[str, str], names: Mapping[str, str],
                 never: frozenset[str]) -> str:  # fmt: skip
    key, goal = fold(pair.spelling), fold(pair.target)
    if direct.get(key, goal) != goal:
        return f"'{pair.spelling}' is an alias of two departments: '{shown[direct[key]]}' and '{pair.target}'"
    if key in names and key != goal:
        return f"'{pair.spelling}' is an alias of '{pair.target}' and listed as a department itself"
    if key in never or goal in never:
        empty = pair.spelling if key in never else pair.target
        return f"'{empty}' means an unknown department; no alias can name it"
    return ""
