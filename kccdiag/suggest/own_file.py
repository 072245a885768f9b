"""The file that suggestions are written to: only one of our own is ever replaced."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from kccdiag.faults import refuse

_UNTOUCHED = {"method": "rules-1", "coder": "", "confirmed": "no", "released": "no", "paraphrase": ""}
_ELSEWHERE = "name another file with --out"


def check_own(path: Path, columns: Sequence[str]) -> None:
    """Refuse a place that holds anything but suggestions that nobody has worked on.

    Raises
    ------
    InputError
        Where something else stands there, or a person has confirmed, released or rephrased a row of it.
    """
    if path.is_dir():
        raise refuse(str(path), "this is a folder", "name a file with --out, for example suggestions.csv")
    if not path.exists():
        return
    if not path.is_file():
        raise refuse(str(path), "this is no ordinary file", _ELSEWHERE)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.DictReader(file)
        if list(reader.fieldnames or ()) != list(columns):
            raise refuse(str(path), "this file was not written by kccdiag suggest, and would be replaced", _ELSEWHERE)
        for row in reader:
            if any(row[column] != untouched for column, untouched in _UNTOUCHED.items()):
                what = f"line {reader.line_num}: somebody has worked on this file, and it would be replaced"
                raise refuse(str(path), what, _ELSEWHERE)
