"""The same drawn events as CSV, as a workbook and as XES."""

from __future__ import annotations

import csv
from datetime import datetime
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import quoteattr

import openpyxl

from benchmarks.scale.events import write_export

MOST_ROWS = 2**20 - 1  # under the header of a sheet
SIGNAL, TIME = 0, 1  # columns of the export
KEYS = ("concept:name", "time:timestamp")


def write_csv(folder: Path, events: int) -> Path:
    """Write about so many events as CSV, with an engagement around it."""
    return write_export(folder, events=events) / "events.csv"


def write_workbook(source: Path) -> Path:
    """Write a CSV file as a workbook, times as times; what no sheet can hold is left out."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    with source.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        sheet.append(next(rows))
        for _, row in zip(range(MOST_ROWS), rows, strict=False):
            sheet.append([row[SIGNAL], datetime.fromisoformat(row[TIME]), *row[2:]])
    path = source.with_suffix(".xlsx")
    book.save(path)
    return path


def write_xes(source: Path) -> Path:
    """Write a CSV file as XES: a trace for each signal."""
    with source.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    path = source.with_suffix(".xes")
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xmlns="http://www.xes-standard.org/">\n')
        for signal, events in groupby(sorted(rows), key=lambda row: row[SIGNAL]):
            out.write(f"<trace>{_attribute('string', KEYS[0], signal)}\n")
            out.writelines(f"<event>{_attributes(header, row)}</event>\n" for row in events)
            out.write("</trace>\n")
        out.write("</log>\n")
    return path


def _attributes(header: list[str], row: list[str]) -> str:
    moment = _attribute("date", KEYS[1], row[TIME].replace(" ", "T") + "Z")
    others = (_attribute("string", name, value) for name, value in zip(header[2:], row[2:], strict=True) if value)
    return moment + "".join(others)


def _attribute(kind: str, key: str, value: str) -> str:
    return f"<{kind} key={quoteattr(key)} value={quoteattr(value)}/>"
