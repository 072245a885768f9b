"""What a consultant says of the reasons for which customers get in touch: the reasons.csv of an engagement."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from kccdiag.faults import Fault
from kccdiag.lists import Columns, fold, read_list

COLUMNS = Columns(("reason", "failure_demand"), ("customer_value", "organisation_value"))
_ANSWERS = {"yes": True, "no": False}


def list_reasons(path: Path | None, *, unknown: Collection[str], faults: list[Fault]) -> pd.DataFrame:
    """Read reasons.csv.

    Parameters
    ----------
    path
        The file; None where the engagement has none.
    unknown
        Folded values that mean an unknown reason.
    faults
        What is wrong is added here.

    Returns
    -------
    pandas.DataFrame
        reason, failure_demand (boolean; NA where the cell is empty: not decided yet), customer_value and
        organisation_value (Int64, 1 to 5; NA where empty), in the order of the file.
    """
    rows = [] if path is None else read_list(path, COLUMNS, faults)
    place = "" if path is None else path.name
    first: dict[str, str] = {}
    for row in rows:
        key, line = fold(row["reason"]), row["line"]
        if key in unknown:
            faults.append(Fault(place, f"line {line}: '{row['reason']}' means an unknown reason", "leave the line out"))
        elif key in first:
            what = f"line {line}: reason '{row['reason']}' is listed twice, first in line {first[key]}"
            faults.append(Fault(place, what, "keep one"))
        first.setdefault(key, line)
    return pd.DataFrame({
        "reason": pd.Series([row["reason"] for row in rows], dtype="str"),
        "failure_demand": pd.Series([_answer(row, place, faults) for row in rows], dtype="boolean"),
        "customer_value": pd.Series([_mark(row, "customer_value", place, faults) for row in rows], dtype="Int64"),
        "organisation_value": pd.Series([_mark(row, "organisation_value", place, faults) for row in rows],
                                        dtype="Int64"),
    })  # fmt: skip


def _answer(row: dict[str, str], place: str, faults: list[Fault]) -> bool | None:
    written = row["failure_demand"]
    answer = _ANSWERS.get(fold(written))
    if written and answer is None:
        faults.append(Fault(place, f"line {row['line']}: failure_demand is '{written}'",
                            "write yes, no, or nothing where it is not decided"))  # fmt: skip
    return answer


def _mark(row: dict[str, str], column: str, place: str, faults: list[Fault]) -> int | None:
    written = row[column]
    if not written:
        return None
    if re.fullmatch(r"[1-5]([.,]0+)?", written):
        return int(written[0])
    faults.append(Fault(place, f"line {row['line']}: {column} is '{written}'",
                        "write a whole number from 1 (little) to 5 (much), or nothing"))  # fmt: skip
    return None
