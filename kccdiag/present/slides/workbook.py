"""The workbook behind a chart: what PowerPoint opens when somebody chooses to edit its numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kccdiag.present.slides.archive import undated
from kccdiag.present.slides.house import MADE
from kccdiag.present.slides.lettering import plain

SHEET = "Sheet1"
Cell = str | float | date | None


def workbook_of(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Write a workbook of one sheet; a name that looks like a formula stays a name.

    Examples
    --------
    >>> from openpyxl import load_workbook
    >>> sheet = load_workbook(BytesIO(workbook_of(["department", "visits"], [("=1+1", 2.0)]))).active
    >>> sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value
    ('=1+1', 's', 2)
    """
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    for place, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            _write(sheet, place, column, value)
    book.properties.creator = "kccdiag"
    book.properties.created = MADE
    written = BytesIO()
    book.save(written)
    return undated(written.getvalue(), modified=MADE)


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    cell = sheet.cell(row, column)
    cell.value = plain(value) if value and isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # whatever it begins with
        cell.quotePrefix = True


def column(place: int) -> str:
    """Name a column as a spreadsheet does, the first being 0; a chart has a handful.

    Examples
    --------
    >>> column(0), column(25)
    ('A', 'Z')
    """
    return chr(ord("A") + place)


def cells(place: int, count: int) -> str:
    """Refer to the cells under the head of a column.

    Examples
    --------
    >>> cells(1, 3)
    'Sheet1!$B$2:$B$4'
    """
    return f"{SHEET}!${column(place)}$2:${column(place)}${count + 1}"
