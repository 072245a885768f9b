"""Tables as CSV files, which a spreadsheet opens as they are meant."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from kccdiag.faults import refuse

# The unit of a column stands in its name; in the package these names are shorter.
UNITS = {
    "reach": "reach_share",
    "gatekeeping": "gatekeeping_share",
    "fill": "fill_share",
    "live": "live_signals",
    "dead": "dead_signals",
}


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8, ISO dates, '.' decimals, and no cell that a spreadsheet would take for a formula."""
    header = [_with_unit(str(name)) for name in table.columns]
    columns = [_cells(table[name]) for name in table.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(zip(*columns, strict=True))


def replace_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV in the place of an earlier one of the same columns, whole or not at all.

    Raises
    ------
    kccdiag.faults.InputError
        Where something else stands there: an export, a list of departments; and for the name of a workbook.
    """
    if path.suffix.lower() in (".xlsx", ".xls", ".ods"):
        raise refuse(str(path), "what is written is CSV, which no spreadsheet opens under this name", "name it .csv")
    if path.exists() and not path.is_file():  # /dev/stdout; a folder refuses by itself
        write_table(table, path)
        return
    if path.exists():
        with path.open(encoding="utf-8", errors="replace") as file:
            if file.readline().rstrip("\n") != ",".join(map(_with_unit, table.columns)):
                raise refuse(str(path), "this file was not written by kccdiag, and would be replaced", "name another")
    fresh = path.with_name(f".{path.name}.new")
    try:
        write_table(table, fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _with_unit(name: str) -> str:
    end = next((end for end in ("_low", "_high") if name.endswith(end)), "")
    plain = name.removesuffix(end)
    return UNITS.get(plain, plain) + end


def _cells(column: pd.Series) -> list[str]:
    if column.dtype.kind in "iuf" and isinstance(column.dtype, np.dtype):
        return [_number(value) for value in column.astype(float).tolist()]
    if column.dtype.kind != "M" and not isinstance(column.dtype, pd.StringDtype):
        return [_cell(value) for value in column]
    places, values = column.factorize(use_na_sentinel=False)  # days and names come back often
    written = [_cell(value) for value in values]
    return [written[place] for place in places.tolist()]


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, (int, float, np.number)):
        return _number(float(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")  # a bare \r is not quoted, and breaks the row
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\n")) else text


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "inf"
    return f"{int(value)}" if value.is_integer() and abs(value) < 1e15 else f"{value:.6g}"
