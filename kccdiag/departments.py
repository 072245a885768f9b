"""What departments are called: the departments.csv of an engagement and its aliases."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kccdiag.configuration import FILE, near_name
from kccdiag.faults import Fault

UNKNOWN = ("", "?", "-", "unknown", "onbekend", "n/a", "empty", "null")
COLUMNS = ("department", "aliases", "unit", "staff")

# Soft hyphen, zero-width space and joiners, directional marks and isolates, word joiner, byte-order mark: unseen in a
# report, and enough to make two departments of one.
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


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


def fold(value: str) -> str:
    """Reduce a value to the key under which spellings are compared.

    Trimmed, inner white space collapsed, Unicode NFC, case folded, characters without width dropped.

    Examples
    --------
    >>> fold("  Klant\\u200b  Contact ") == fold("klant contact")
    True
    """
    # Case folding is only stable on decomposed text (Unicode 3.13, D145); composed again it equals NFC.
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", _UNSEEN.sub("", value)).casefold())
    return " ".join(unicodedata.normalize("NFC", folded).split())


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
    rows = [] if path is None else _read_rows(path, faults)
    place = path.name if path is not None else FILE
    names = _listed_names(rows, never, place, faults)
    pairs = [*aliases]
    pairs += [Alias(spelling.strip(), row["department"], place, int(row["line"])) for row in rows
              for spelling in row["aliases"].split(";") if spelling.strip()]  # fmt: skip
    return Departments(_as_table(rows, place, faults), _resolve(pairs, names, never, faults), never)


def _read_rows(path: Path, faults: list[Fault]) -> list[dict[str, str]]:
    text = _read_text(path)
    delimiter = _delimiter(text.splitlines()[0] if text.strip() else "")
    table = list(_numbered(text, delimiter))
    header = [fold(cell) for cell in table[0][1]] if table else []
    if "department" not in header:
        found = ", ".join(table[0][1]) if table else "nothing, the file is empty"
        faults.append(Fault(path.name, f"no column 'department' in the first line; found: {found}",
                            "its columns: department; optional: aliases, unit, staff"))  # fmt: skip
        return []
    for name in sorted({name for name in header if header.count(name) > 1}):
        faults.append(Fault(path.name, f"line 1: column '{name}' stands there twice"))
    for name in header:
        if name not in COLUMNS:
            faults.append(Fault(path.name, f"line 1: column '{name}' means nothing here{near_name(name, COLUMNS)}",
                                "its columns: department; optional: aliases, unit, staff"))  # fmt: skip
    return list(_rows(table[1:], header, path.name, faults))


def _read_text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on a Western European Windows writes this; five bytes have no meaning in it.
        return raw.decode("cp1252", errors="replace")


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _numbered(text: str, delimiter: str) -> Iterable[tuple[int, list[str]]]:
    """Give every row that holds anything with the line on which it starts."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield start, [" ".join(cell.split()) for cell in cells]
        start = reader.line_num + 1


def _rows(table: list[tuple[int, list[str]]], header: list[str], place: str, faults: list[Fault]
          ) -> Iterable[dict[str, str]]:  # fmt: skip
    for line, cells in table:
        if len(cells) > len(header) and any(cells[len(header) :]):
            faults.append(Fault(place, f"line {line}: {len(cells)} cells under {len(header)} columns",
                                "a name that holds the delimiter stands between quotes"))  # fmt: skip
        row = dict.fromkeys(COLUMNS, "") | dict(zip(header, cells, strict=False)) | {"line": str(line)}
        if not row["department"]:
            faults.append(Fault(place, f"line {line}: the department has no name"))
        else:
            yield row


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
