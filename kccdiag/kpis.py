"""What departments are steered on: the kpis.csv of an engagement."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from kccdiag.configuration import near_name
from kccdiag.faults import Fault
from kccdiag.lists import Columns, fold, read_list

COLUMNS = Columns(("department", "kpi", "weight", "class"), ())
CLASSES = ("efficiency", "quality", "learning", "long_term")


def list_kpis(
    path: Path | None, *, aliases: Mapping[str, str], unknown: Collection[str], faults: list[Fault]
) -> pd.DataFrame:
    """Read kpis.csv.

    Parameters
    ----------
    path
        The file; None where the engagement has none.
    aliases
        Folded spelling → department name.
    unknown
        Folded values that mean an unknown department.
    faults
        What is wrong is added here.

    Returns
    -------
    pandas.DataFrame
        department (its name by the aliases, else as first written), kpi, weight (float, 0 or more; those of a
        department need not sum to one), class (one of CLASSES; "" where the cell is empty: not decided), in the order
        of the file.
    """
    rows = [] if path is None else read_list(path, COLUMNS, faults)
    place = "" if path is None else path.name
    first: dict[tuple[str, str], str] = {}
    names: dict[str, str] = {}
    signs: dict[str, tuple[bool, str]] = {}
    for row in rows:
        if fold(row["department"]) in unknown:
            what = f"line {row['line']}: '{row['department']}' means an unknown department"
            faults.append(Fault(place, what, "leave the line out"))
        name = aliases.get(fold(row["department"]), row["department"])
        row["department"] = names.setdefault(fold(name), name)
        _check_indicator(row, first, place, faults)
        _check_sign(row, signs, place, faults)
    weights = [_weight(row, place, faults) for row in rows]
    return pd.DataFrame({
        "department": pd.Series([row["department"] for row in rows], dtype="str"),
        "kpi": pd.Series([row["kpi"] for row in rows], dtype="str"),
        "weight": pd.Series(weights, dtype="float64"),
        "class": pd.Series([_class(row, place, faults) for row in rows], dtype="str"),
    })  # fmt: skip


def _check_indicator(row: dict[str, str], first: dict[tuple[str, str], str], place: str, faults: list[Fault]) -> None:
    if not row["kpi"]:
        faults.append(Fault(place, f"line {row['line']}: the kpi has no name", "write what is counted"))
        return
    key = fold(row["department"]), fold(row["kpi"])
    if key in first:
        what = f"line {row['line']}: '{row['department']}' has '{row['kpi']}' twice, first in line {first[key]}"
        faults.append(Fault(place, what, "keep one"))
    first.setdefault(key, row["line"])


def _check_sign(row: dict[str, str], signs: dict[str, tuple[bool, str]], place: str, faults: list[Fault]) -> None:
    """Refuse 40% beside 0.6 in one department: is that 40 to 0.6, or 40 to 60?"""
    if not re.search("[1-9]", row["weight"]):  # nothing is as much with a sign as without
        return
    has_sign = "%" in row["weight"]
    first, line = signs.setdefault(row["department"], (has_sign, row["line"]))
    if first != has_sign:
        one, other = ("has a", "has none") if has_sign else ("has no", "has one")
        of = f"that of '{row['department']}' in line {line}"
        what = f"line {row['line']}: the weight {one} percent sign, {of} {other}"
        faults.append(Fault(place, what, "write all weights of a department with the sign, or all without"))


def _weight(row: dict[str, str], place: str, faults: list[Fault]) -> float:
    """Read a weight: 0.4, 0,4 or 40; a sign for percent is no part of the number, for a department's sum is its whole.

    Examples
    --------
    >>> [_weight({"weight": written, "line": "2"}, "kpis.csv", []) for written in ("0,4", "40 %", "2")]
    [0.4, 40.0, 2.0]
    """
    written = row["weight"]
    found = re.fullmatch(r"(\d{1,9}(?:[.,]\d+)?) ?%?", written)
    if found:
        return float(found[1].replace(",", "."))
    faults.append(Fault(place, f"line {row['line']}: weight is '{written}'",
                        "write a number of 0 or more; those of a department need not sum to one"))  # fmt: skip
    return math.nan


def _class(row: dict[str, str], place: str, faults: list[Fault]) -> str:
    written = row["class"]
    known = fold(written).replace(" ", "_").replace("-", "_")
    if not written or known in CLASSES:
        return known
    faults.append(Fault(place, f"line {row['line']}: class is '{written}'{near_name(written, CLASSES)}",
                        f"write {', '.join(CLASSES)}, or nothing where it is not decided"))  # fmt: skip
    return ""
