"""What a person decided about suggestions: a CSV per coder that only grows, a row for each decision."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from kccdiag.faults import Fault, InputError, refuse
from kccdiag.intake.coded.cells import COLUMNS, guarded, plain
from kccdiag.intake.coded.private import FOLDER, private_folder

DECISIONS = ("confirm", "correct", "reject", "undo")
FIELDS = (*COLUMNS, "decision", "key")  # the key last: a line that was cut off has none that is whole
_PATTERN = "decisions-*-confidential.csv"
_CODER = re.compile(r"[\w](?:[\w .-]{0,38}[\w])?")
_KEYED = ("interview", "turn", "start", "end", "relation", "source", "target", "barrier")
_KEY = re.compile(r"[0-9a-f]{16}")
_LINE_END = b"\n"


def key_of(suggestion: Mapping[str, Any]) -> str:
    """Name a suggestion after its place and what it says, so that a decision finds it again.

    Examples
    --------
    >>> said = {"interview": "d01", "turn": 3, "start": 0, "end": 12, "relation": "flow", "source": "KCC",
    ...         "target": "Marketing", "barrier": ""}
    >>> key_of(said), key_of({**said, "turn": "3"}) == key_of(said)
    ('ed6d35a36ce0f213', True)
    """
    parts = "|".join(_written(suggestion.get(name)) for name in _KEYED)
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def decisions_file(folder: Path, coder: str) -> Path:
    """Say where the decisions of a coder stand, whether there are any or not.

    Raises
    ------
    InputError
        For a coder whose name no file can have.
    """
    if not _CODER.fullmatch(coder):
        raise refuse("coder", f"'{coder}' can't be part of a file's name",
                     "a short name of letters and digits, such as initials")  # fmt: skip
    return folder / FOLDER / f"decisions-{coder}-confidential.csv"


def decision_files(folder: Path) -> list[Path]:
    """List the files of all coders that there are, in the order of their names."""
    return sorted((folder / FOLDER).glob(_PATTERN))


def append_decision(folder: Path, coder: str, decision: str, statement: Mapping[str, Any], key: str) -> None:
    """Write a decision down before anything else happens: when this returns, a crash loses nothing.

    Parameters
    ----------
    decision
        confirm, correct, reject or undo.
    statement
        Columns of statements.csv: as suggested, or as corrected; what is missing stays empty.
    key
        Of the suggestion, by :func:`key_of`, also where the statement is corrected.

    Raises
    ------
    InputError
        Where the file can't be written, or is not the one that this module began.
    """
    if decision not in DECISIONS or not _KEY.fullmatch(key):
        raise ValueError(f"no decision of ours: {decision!r} on {key!r}")
    path = decisions_file(folder, coder)
    own = {"decision": decision, "key": key, "coder": coder, "confirmed": _confirmed(decision)}
    row = {**statement, **own}
    private_folder(folder)
    try:
        _append(path, _line(_written(row.get(name)) for name in FIELDS))
    except OSError as error:
        remedy = "the last decision is not kept; make room and decide again"
        raise refuse(_shown(path), f"it can't be written: {error.strerror}", remedy) from error


def read_decisions(folder: Path) -> pd.DataFrame:
    """Read every decision of every coder, in the order in which they were made.

    Returns
    -------
    pandas.DataFrame
        ``file``, ``line`` (int64, as an editor counts), then all of ``FIELDS`` as text. A last line that was cut off
        by a crash is left out.

    Raises
    ------
    InputError
        For a file with other columns, and lines that are not as they were written.
    """
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for path in decision_files(folder):
        try:
            rows += _rows(path)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    table = pd.DataFrame(rows, columns=["file", "line", *FIELDS])
    return table.astype(dict.fromkeys(("file", *FIELDS), "str") | {"line": "int64"})


def standing(decisions: pd.DataFrame) -> pd.DataFrame:
    """Keep what each coder last decided on each suggestion; what was undone is not decided.

    Examples
    --------
    >>> made = pd.DataFrame({"coder": ["AB", "AB", "CD"], "key": ["0", "0", "0"],
    ...                      "decision": ["confirm", "undo", "reject"]})
    >>> standing(made)[["coder", "decision"]].to_numpy().tolist()
    [['CD', 'reject']]
    """
    last = decisions.drop_duplicates(["coder", "key"], keep="last")
    return last[last["decision"] != "undo"].reset_index(drop=True)


def _confirmed(decision: str) -> str:
    return "yes" if decision in ("confirm", "correct") else "no"


def _written(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _line(cells: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([guarded(cell) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")


def _append(path: Path, line: bytes) -> None:
    """Add a line after the last whole one, and wait until the disk has it.

    Always at the end: a second window of the same coder may have added one meanwhile.
    """
    header = _line(FIELDS)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "r+b") as file:
        content = file.read()
        whole = _whole(content)
        if not (content if whole else header).startswith(header if whole else content):
            raise refuse(_shown(path), "its first line is not that of a file of decisions",
                         "was it saved by a spreadsheet? Put back the file as it was, or move it away")  # fmt: skip
        if whole < len(content):
            file.truncate(whole)
        missing_end = whole and content[whole - 1 : whole] != _LINE_END
        file.write((_LINE_END if missing_end else b"") + (b"" if whole else header) + line)
        file.flush()
        os.fsync(file.fileno())


def _whole(content: bytes) -> int:
    """Count the bytes up to the end of the last whole line: one without an end is whole when it has its key."""
    end = content.rfind(_LINE_END) + 1
    rest = content[end:].decode("utf-8", "replace")
    cells = next(csv.reader([rest]), []) if rest else []
    return len(content) if len(cells) == len(FIELDS) and _KEY.fullmatch(cells[-1]) else end


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refuse(_shown(path), f"the file can't be read: {error.strerror}") from error
    lines = content[: _whole(content)].decode("utf-8-sig", "replace").splitlines()
    if lines and next(csv.reader(lines[:1])) != list(FIELDS):
        raise refuse(_shown(path), "line 1: these are not the columns of a file of decisions",
                     f"its columns: {', '.join(FIELDS)}")  # fmt: skip
    rows = [(number, next(csv.reader([line]), [])) for number, line in enumerate(lines, start=1) if line.strip()]
    rows = [(number, row) for number, row in rows if row != list(FIELDS)]  # two windows may both begin a file
    _check_rows(rows, _shown(path))
    return [
        {"file": _shown(path), "line": number} | {name: plain(cell) for name, cell in zip(FIELDS, row, strict=True)}
        for number, row in rows
    ]


def _check_rows(rows: Iterable[tuple[int, list[str]]], place: str) -> None:
    faults = []
    for number, row in rows:
        if len(row) != len(FIELDS):
            faults.append(Fault(place, f"line {number}: {len(row)} cells under {len(FIELDS)} columns",
                                "was it changed by hand? Put back the line as it was"))  # fmt: skip
        elif row[-2] not in DECISIONS:
            faults.append(Fault(place, f"line {number}: decision is '{row[-2]}'", f"one of {', '.join(DECISIONS)}"))
    if faults:
        raise InputError(faults)


def _shown(path: Path) -> str:
    return f"{FOLDER}/{path.name}"
