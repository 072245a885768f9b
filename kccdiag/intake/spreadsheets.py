"""Excel workbooks: one sheet as strings, dates as dates, nothing that runs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from kccdiag.configuration import near_name
from kccdiag.faults import InputError, refuse
from kccdiag.intake.archives import DAMAGED, Piece, check_members
from kccdiag.intake.delimited import FEWEST, no_column_names
from kccdiag.intake.raw import Part, string_table

_BATCH = 50_000  # rows


def read_sheet(piece: Piece, *, sheet: str | None = None) -> Part:
    """Read one sheet of a workbook as strings: the one named, else the first visible one that holds a table.

    Where none has three columns, it is the first that holds anything. Whole numbers are written without a point, dates
    in ISO to the millisecond, errors (#N/A) are missing.

    Raises
    ------
    InputError
        For what is no workbook, is encrypted or holds macros, a sheet that is not there, columns of one name, and a
        title in the place of the column names.
    """
    raw = _checked_bytes(piece)
    try:
        book = load_workbook(io.BytesIO(raw))
        return _read(piece.name, _choose(piece.name, book, sheet))
    except InputError:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise refuse(piece.name, f"the workbook is damaged: {error}", "open it and save it again") from error


def _checked_bytes(piece: Piece) -> bytes:
    with piece.open() as stream:
        raw = stream.read()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            check_members(archive, piece.name)
            _check_content(archive, piece.name)
    except InputError:
        raise
    except DAMAGED as error:
        raise refuse(piece.name, f"this is no workbook, or it is damaged: {error}", "save it again as .xlsx") from error
    return raw


def _check_content(archive: zipfile.ZipFile, name: str) -> None:
    names = archive.namelist()
    if "[Content_Types].xml" not in names or not any(entry.startswith("xl/") for entry in names):
        raise refuse(name, "this is a zip, no Excel workbook", "name it after what it is")
    if any(entry.lower().endswith(("vbaproject.bin", "macrosheets/", ".xlm")) or "/macrosheets/" in entry.lower()
           for entry in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):  # fmt: skip
        raise refuse(name, "a workbook with macros is not opened", "save it as .xlsx, which holds none")
    # Reading every member shows whether its size is what the directory says: what unpacks it next trusts that.
    damaged = archive.testzip()
    if damaged:
        raise refuse(name, f"the workbook is damaged at '{damaged}'", "open it and save it again")


def _choose(name: str, book: CalamineWorkbook, sheet: str | None) -> CalamineSheet:
    if sheet is not None and sheet not in book.sheet_names:
        found = ", ".join(book.sheet_names)
        raise refuse(name, f"there is no sheet '{sheet}'{near_name(sheet, book.sheet_names)}",
                     f"its sheets are: {found}")  # fmt: skip
    if sheet is not None:
        return book.get_sheet_by_name(sheet)
    visible = [meta.name for meta in book.sheets_metadata
               if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet]  # fmt: skip
    filled: list[CalamineSheet] = []
    for candidate in visible or book.sheet_names:
        found_here = book.get_sheet_by_name(candidate)  # this takes most of the time
        if found_here.width >= FEWEST:
            return found_here
        filled += [found_here] if found_here.height else []
    if not filled:
        raise refuse(name, "the workbook is empty", "export it again")
    return filled[0]


def _read(name: str, sheet: CalamineSheet) -> Part:
    rows = enumerate(sheet.iter_rows(), 1)
    written = ((number, list(map(_written, cells))) for number, cells in rows)
    first, header = next((pair for pair in written if any(pair[1])), (0, []))
    while header and not header[-1]:
        header.pop()
    if not header:
        remedy = 'say which sheet to read under its [log]:  sheet = "…"'
        raise refuse(name, f"the sheet '{sheet.name}' is empty", remedy)
    columns = [cell.strip() or f"column {place}" for place, cell in enumerate(header, 1)]
    for column in columns:
        if columns.count(column) > 1:
            raise refuse(name, f"row {first}: column '{column}' stands there twice", "give each a name of its own")
    wider = 0
    numbers: list[int] = []
    tables = [string_table(columns, [])]
    while batch := list(islice(rows, _BATCH)):
        places, cells = zip(*batch, strict=True)
        if len(columns) < FEWEST:  # a title, perhaps
            wider += sum(any(map(_written, row[len(columns) :])) for row in cells)
        table = pa.table(dict(zip(columns, map(_column, zip(*cells, strict=True)), strict=False)))
        filled = np.logical_or.reduce([column.is_valid().to_numpy() for column in table.columns])
        numbers += np.array(places)[filled].tolist()
        tables.append(table.filter(pa.array(filled)))
    if wider > len(numbers) / 2:
        raise no_column_names(name, f"row {first} of the sheet '{sheet.name}'", "most rows under it have more cells")
    return Part(name, pa.concat_tables(tables), "row", numbers.__getitem__)


def _column(cells: Sequence[Any]) -> pa.Array:
    """Write cells below one another, each different one once; what is empty is null."""
    if bool in set(map(type, cells)):  # True equals 1
        return pa.array([_written(cell) or None for cell in cells], pa.string())
    known = {cell: _written(cell) or None for cell in set(cells)}
    return pa.array([known[cell] for cell in cells], pa.string())


def _written(cell: Any) -> str:
    """Write a cell as a person would."""
    if isinstance(cell, str):
        return "" if cell in ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!") else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, datetime):  # days as a float are off by microseconds
        nearest = cell + timedelta(microseconds=500)
        return nearest.replace(microsecond=nearest.microsecond // 1000 * 1000).isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
