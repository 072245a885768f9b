"""All files of one source, each read by the reader of its format."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from kccdiag.engagement import LogSource
from kccdiag.faults import Fault, InputError
from kccdiag.intake.archives import Piece, list_pieces
from kccdiag.intake.delimited import read_delimited
from kccdiag.intake.klantinteracties import read_klantinteracties
from kccdiag.intake.parquet import read_parquet
from kccdiag.intake.raw import Part, RawLog, join_parts
from kccdiag.intake.spellings import encode
from kccdiag.intake.spreadsheets import read_sheet
from kccdiag.intake.xes import read_xes


@dataclass(frozen=True)
class _Way:
    """What is said of how files are written; and the columns that stay strings, all where None."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    texts: Collection[str] | None = None


def read_raw(source: LogSource, folder: Path) -> RawLog:
    """Read all files of one [log] below one another: texts as they are, all else as places in a list of strings.

    Raises
    ------
    InputError
        With what is wrong with every file that can't be read.
    """
    texts = source.columns.get("text", ())
    parts = _read(list_pieces(source.files, folder), _Way(source.sheet, source.encoding, source.delimiter, texts))
    for place in range(len(parts)):  # one by one, as this takes a third of the memory
        parts[place] = _coded(parts[place], texts=texts)
        pa.default_memory_pool().release_unused()
    return join_parts(parts)


def _coded(part: Part, *, texts: Collection[str]) -> Part:
    coded = {name: column if name in texts else encode(column)
             for name, column in zip(part.table.column_names, part.table.columns, strict=True)}  # fmt: skip
    return replace(part, table=pa.table(coded))


def read_raw_files(paths: Sequence[Path], *, sheet: str | None = None, encoding: str | None = None,
                   delimiter: str | None = None) -> RawLog:  # fmt: skip
    """Read files that nothing is known of yet, as strings, below one another.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "events.csv")
    ...     _ = file.write_text("Zaak;Afdeling\\n007;KCC\\n")
    ...     read_raw_files([file]).table.to_pylist()
    [{'Zaak': '007', 'Afdeling': 'KCC'}]
    """
    paths = [Path(path) for path in paths]
    folder = paths[0].resolve().parent if paths else Path()
    return join_parts(_read(list_pieces(paths, folder), _Way(sheet, encoding, delimiter)))


def _read(pieces: Sequence[Piece], way: _Way) -> list[Part]:
    parts: list[Part] = []
    faults: list[Fault] = []
    together = [piece for piece in pieces if piece.kind == "json"]  # what refers to one another across files
    for piece in pieces:
        try:
            if piece.kind != "json":
                parts.append(_read_piece(piece, way))
            elif piece is together[0]:
                parts += read_klantinteracties(together)
        except InputError as error:
            faults += error.faults
    if not faults and not any(part.table.num_rows for part in parts):
        faults = [Fault(part.file, "there are column names and no rows under them", "export it again")
                  for part in parts]  # fmt: skip
    if faults:
        raise InputError(faults)
    return parts


def _read_piece(piece: Piece, way: _Way) -> Part:
    if piece.kind == "csv":
        return read_delimited(piece, encoding=way.encoding, delimiter=way.delimiter, texts=way.texts)
    if piece.kind == "xlsx":
        return read_sheet(piece, sheet=way.sheet)
    return read_parquet(piece, texts=way.texts) if piece.kind == "parquet" else read_xes(piece)
