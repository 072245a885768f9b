"""Tables of coded statements, CSV or XLSX, as rows with their line; whose they are is seen from their columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kccdiag.engagement import fold
from kccdiag.faults import Fault, InputError, refuse
from kccdiag.intake.archives import Piece, list_pieces
from kccdiag.intake.coded.cells import COLUMNS, plain
from kccdiag.intake.coded.checking import Row
from kccdiag.intake.delimited import read_delimited
from kccdiag.intake.raw import Part
from kccdiag.intake.spreadsheets import read_sheet

OWN, MAXQDA, TAGUETTE = "kccdiag", "MAXQDA", "Taguette"
NEEDED = ("interview", "quote", "relation", "source", "target", "barrier", "confirmed")
# What MAXQDA calls its columns, in the languages that Dutch and English offices have it in.
_MAXQDA = {
    "document": ("document name", "documentnaam", "naam document", "document"),
    "code": ("code",),
    "segment": ("segment", "coded segment", "gecodeerd segment"),
    "coder": ("author", "created by", "auteur", "aangemaakt door"),
}
ENDS = ("source", "target")
_TAGUETTE = ("document", "tag", "content")


def read_table(path: Path, folder: Path) -> tuple[str, list[Row]]:
    """Read a table and tell whose it is: our own, MAXQDA's or Taguette's.

    Returns
    -------
    str, list of Row
        The tool, and its rows under the names of our own columns, or ``document``, ``code``, ``segment``, ``coder``
        and, where a consultant added them, ``source`` and ``target``.

    Raises
    ------
    InputError
        For a table of columns that no tool writes, and for rows that can't be read.
    """
    rows, header = _read(path, folder)
    columns = [fold(name) for name in header]
    renamed = {key: next((name for name in names if name in columns), "") for key, names in _MAXQDA.items()}
    ends = {name: name for name in ENDS if name in columns}  # where a consultant added them
    if "relation" in columns or "interview" in columns:
        return OWN, _own(rows, columns)
    if set(_TAGUETTE) <= set(columns):
        return TAGUETTE, _renamed(rows, {"document": "document", "code": "tag", "segment": "content"} | ends)
    if all(renamed[key] for key in ("document", "code", "segment")):
        return MAXQDA, _renamed(rows, {key: name for key, name in renamed.items() if name} | ends)
    raise refuse(path.name, f"its columns are of no tool that is read; found: {', '.join(header)}",
                 f"its own columns are {', '.join(COLUMNS)};\n"
                 "MAXQDA exports Document name, Code and Segment; Taguette document, tag and content")  # fmt: skip


def _read(path: Path, folder: Path) -> tuple[list[Row], list[str]]:
    pieces = list_pieces([path], folder)
    if len(pieces) != 1 or pieces[0].kind not in ("csv", "xlsx"):
        raise refuse(path.name, "this is no single table", "name one .csv or .xlsx file")
    part = _part(pieces[0])
    if len(part.set_aside):
        raise InputError(Fault(part.file, f"line {line}: the row {why}", "a cell that holds the delimiter or a line"
                               " end stands between quotes") for _, line, why in part.set_aside.to_numpy())  # fmt: skip
    header = part.table.column_names
    if len({fold(name) for name in header}) < len(header):
        raise refuse(part.file, "two columns have the same name", "give each column a name of its own")
    cells = ({fold(name): plain(value or "") for name, value in row.items()} for row in part.table.to_pylist())
    return [Row(part.file, f"{part.unit} {part.line_of(place)}", row) for place, row in enumerate(cells)], header


def _part(piece: Piece) -> Part:
    try:
        return read_sheet(piece) if piece.kind == "xlsx" else read_delimited(piece)
    except InputError as error:  # what a log can say in kccdiag.toml, a table of statements can't
        remedy = "save it as CSV in UTF-8 with commas or semicolons, or as .xlsx with one sheet"
        raise InputError(replace(fault, remedy=remedy) if "[log]" in fault.remedy else fault for fault in error.faults
                         ) from error  # fmt: skip


def _own(rows: list[Row], columns: list[str]) -> list[Row]:
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise refuse(rows[0].file if rows else "statements",
                     f"no column {', '.join(repr(name) for name in missing)}; found: {', '.join(columns)}",
                     f"its columns: {', '.join(NEEDED)};\n"
                     f"optional: {', '.join(name for name in COLUMNS if name not in NEEDED)}")  # fmt: skip
    return rows


def _renamed(rows: list[Row], names: dict[str, str]) -> list[Row]:
    return [Row(row.file, row.place, {key: row.cells[name] for key, name in names.items()}) for row in rows]
