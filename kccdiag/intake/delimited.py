"""Tables of delimited text: which delimiter, which lines, which rows can't be read."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import IO, Any, cast

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from kccdiag.faults import Fault, InputError, refuse
from kccdiag.intake.archives import Piece
from kccdiag.intake.encodings import REMEDY, Utf8Stream, find_encoding, open_text
from kccdiag.intake.raw import Part, no_rows_set_aside, string_table

DELIMITERS = (",", ";", "\t", "|")
_HEAD = 2**18  # characters looked at to find the delimiter
_LONGEST_ROW = 1000  # lines that one row may run over before its opening quote counts as a slip
_BATCH = 50_000  # rows
FEWEST = 3  # columns of what is read: a signal, a time, a department; a statement, its source, its target


@dataclass(frozen=True)
class Dialect:
    """How a file of delimited text is written.

    Parameters
    ----------
    escape
        A backslash where quotes inside quotes are written with one; None where they are doubled.
    header
        Names of the columns.
    skip_lines
        Lines up to and including the header.
    """

    encoding: str
    delimiter: str
    escape: str | None
    header: tuple[str, ...]
    skip_lines: int

    def reader(self, lines: Iterable[str]) -> Any:
        """Read rows from lines by Python's own reader: slow, exact about where a row starts."""
        return csv.reader(lines, delimiter=self.delimiter, escapechar=self.escape, doublequote=self.escape is None)


def read_delimited(
    piece: Piece,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    texts: Collection[str] | None = None,
) -> Part:
    """Read a file of delimited text as strings.

    Rows with too few or too many fields are set aside with their line.

    Parameters
    ----------
    texts
        Columns that stay strings; the others may become places in a list of them, which takes less. None: all stay.

    Raises
    ------
    InputError
        For bytes that are no text, an empty file, columns of the same name, or no row that can be read.
    """
    dialect = find_dialect(piece, encoding=encoding, delimiter=delimiter)
    part = _read_fast(piece, dialect, texts)
    if part is None:
        part = _read_with_care(piece, dialect)
    if len(part.set_aside) and not part.table.num_rows:
        first = part.set_aside.iloc[0]
        raise refuse(piece.name, f"no row can be read; the first, line {first['line']}, {first['why']}",
                     'if the delimiter is another, say so under its [log]:  delimiter = ";"')  # fmt: skip
    return part


def find_dialect(piece: Piece, *, encoding: str | None = None, delimiter: str | None = None) -> Dialect:
    """Decide how a file is written: the delimiter under which most rows are as long as the header wins."""
    encoding = encoding or find_encoding(piece)
    head, whole = _read_head(piece, encoding)
    if not head.strip("\ufeff \t\r\n,;|"):
        raise refuse(piece.name, "the file is empty", "export it again")
    lines = list(io.StringIO(head, newline=""))
    if not whole and len(lines) > 1:
        del lines[-1]
    elif not whole:
        raise refuse(piece.name, "the first line is longer than any header", "see whether this is a table at all")
    skipped, declared = _before_header(lines)
    candidates = (delimiter,) if delimiter else (declared,) if declared else DELIMITERS
    tried = [
        _try(lines, skipped, Dialect(encoding, mark, escape, (), 0)) for mark in candidates for escape in (None, "\\")
    ]
    dialect = max(tried, key=lambda pair: pair[0])[1]
    if not dialect.header:
        raise refuse(piece.name, "the file has no line with column names", "export it again")
    _check_title(piece.name, [dialect] if len(dialect.header) > 1 else [one for _, one in tried if one.header], lines)
    _check_header(piece.name, dialect)
    return dialect


def _read_head(piece: Piece, encoding: str) -> tuple[str, bool]:
    try:
        with open_text(piece, encoding) as text:
            head = text.read(_HEAD)
            return head, len(head) < _HEAD
    except (UnicodeError, LookupError) as error:
        raise refuse(piece.name, f"the file can't be read as {encoding}: {error}", REMEDY) from error


def _before_header(lines: list[str]) -> tuple[int, str]:
    """Count the lines before the header: blank ones, and Excel's own `sep=;`, which declares the delimiter."""
    skipped, declared = 0, ""
    for line in lines:
        text = line.strip("\ufeff\r\n ")
        if text.lower().startswith("sep=") and len(text) == 5:
            declared = text[-1]
        elif text:
            break
        skipped += 1
    return skipped, declared


def _try(lines: list[str], skipped: int, dialect: Dialect) -> tuple[tuple[float, int, bool], Dialect]:
    """Rate a dialect: share of rows as long as the header, number of columns, the usual way of quoting."""
    reader = dialect.reader(lines[skipped:])
    try:
        header: list[str] = next(reader, [])
        skip_lines = skipped + reader.line_num
        lengths = _lengths(reader)
    except csv.Error:
        return (-1.0, 0, False), dialect
    agreeing = sum(length == len(header) for length in lengths) / len(lengths) if lengths else 1.0
    names = tuple(name.strip("\ufeff \t\r\n") or f"column {place}" for place, name in enumerate(header, 1))
    rating = (agreeing if len(header) > 1 else 0.0, len(header), dialect.escape is None)
    return rating, replace(dialect, header=names, skip_lines=skip_lines)


def _check_title(name: str, dialects: Iterable[Dialect], lines: list[str]) -> None:
    """Refuse a title in the place of the column names: most rows under it have more cells, and as many."""
    for dialect in dialects:
        named = sum(column != f"column {place}" for place, column in enumerate(dialect.header, 1))
        lengths = Counter(_lengths(dialect.reader(lines[dialect.skip_lines :])))
        width, rows = max(lengths.items(), key=lambda pair: pair[1], default=(0, 0))
        if named < FEWEST <= width and width > len(dialect.header) and rows > lengths.total() / 2:
            otherwise = "; where nothing does, put cells that hold the delimiter between quotes"
            under = f"most lines under it have {width} cells"
            raise no_column_names(name, f"line {dialect.skip_lines}", under, otherwise=otherwise)


def no_column_names(name: str, where: str, under: str, *, otherwise: str = "") -> InputError:
    """Refuse a title in the place of the column names, by what stands under it."""
    what = f"{where} looks like a title, not like column names: {under}"
    return refuse(name, what, f"take away what stands above the column names{otherwise}")


def _lengths(reader: Iterator[list[str]]) -> list[int]:
    return [len(row) for row in reader if row][:1000]


def _check_header(name: str, dialect: Dialect) -> None:
    twice = sorted({column for column in dialect.header if dialect.header.count(column) > 1})
    if twice:
        raise InputError(
            Fault(name, f"line {dialect.skip_lines}: column '{column}' stands there more than once",
                  "give each column a name of its own")
            for column in twice
        )  # fmt: skip


def _read_fast(piece: Piece, dialect: Dialect, texts: Collection[str] | None) -> Part | None:
    """Read by Arrow; None where a row is out of order, so that another must say which."""
    wrong: list[object] = []

    def note(row: object) -> str:
        wrong.append(row)
        return "skip" if len(wrong) < 2 else "error"  # one is enough to know

    stream = Utf8Stream(piece, dialect.encoding, dialect.skip_lines)
    with stream:
        try:
            table = _arrow_table(stream, dialect, note, texts)
        except (pa.ArrowInvalid, UnicodeError, csv.Error):
            return None
        lines, damaged = stream.lines + (not stream.ended), stream.damaged
    if wrong or _ends_inside_quotes(table):
        return None
    line_of = _line_counter(piece, dialect, simple=lines == table.num_rows)
    return Part(piece.name, table, "line", line_of, no_rows_set_aside(), damaged)


def _arrow_table(
    stream: Utf8Stream, dialect: Dialect, note: Callable[[object], str], texts: Collection[str] | None
) -> pa.Table:
    coded = pa.string() if texts is None else pa.dictionary(pa.int32(), pa.string())
    kinds = {name: pa.string() if name in (texts or ()) else coded for name in dialect.header}
    buffered = io.BufferedReader(stream, 2**20)
    if not buffered.peek(1):
        return string_table(dialect.header, [])
    return pacsv.read_csv(
        buffered,
        read_options=pacsv.ReadOptions(column_names=list(dialect.header), use_threads=False, block_size=2**23),
        parse_options=pacsv.ParseOptions(
            delimiter=dialect.delimiter,
            escape_char=dialect.escape or False,
            double_quote=dialect.escape is None,
            newlines_in_values=True,
            invalid_row_handler=note,
        ),
        convert_options=pacsv.ConvertOptions(column_types=kinds, null_values=[""], strings_can_be_null=True),
    )


def _ends_inside_quotes(table: pa.Table) -> bool:
    # A quote that is opened and never closed swallows the rest of the file into the last value.
    if not table.num_rows:
        return False
    return any("\n" in (value or "") for value in table.slice(table.num_rows - 1).to_pylist()[0].values())


def _line_counter(piece: Piece, dialect: Dialect, *, simple: bool) -> Callable[[int], int]:
    def count_all(row: int) -> int:
        found = (item.line for item in _rows(piece, dialect) if not item.why)
        return next(line for place, line in enumerate(found) if place == row)

    return (lambda row: row + dialect.skip_lines + 1) if simple else count_all


@dataclass(frozen=True)
class _Row:
    line: int
    fields: list[str]
    why: str


def _read_with_care(piece: Piece, dialect: Dialect) -> Part:
    """Read row by row, setting aside those that have another number of fields than the header."""
    tables: list[pa.Table] = [string_table(dialect.header, [])]
    aside: list[tuple[str, int, str]] = []
    lines: list[int] = []
    batch: list[list[str]] = []
    for row in _rows(piece, dialect):
        if row.why:
            aside.append((piece.name, row.line, row.why))
            continue
        batch.append(row.fields)
        lines.append(row.line)
        if len(batch) == _BATCH:
            tables.append(string_table(dialect.header, batch))
            batch.clear()
    tables.append(string_table(dialect.header, batch))
    set_aside = no_rows_set_aside()
    if aside:
        set_aside = pd.DataFrame(aside, columns=["file", "line", "why"])
    return Part(piece.name, pa.concat_tables(tables), "line", lines.__getitem__, set_aside)


def _rows(piece: Piece, dialect: Dialect) -> Iterator[_Row]:
    with open_text(piece, dialect.encoding) as text:
        for _ in range(dialect.skip_lines):
            text.readline()
        yield from _split(text, dialect)


def _split(text: IO[str], dialect: Dialect) -> Iterator[_Row]:
    """Split text into rows; where a quote was never closed, go on at the line after the one it stands in."""
    width, line, again = len(dialect.header), dialect.skip_lines + 1, cast("deque[str]", deque())
    while True:
        used: list[str] = []
        fields, closed = _next_row(text, again, used, dialect)
        if not used:
            return
        if fields and (len(fields) != width or not closed):
            again.extendleft(reversed(used[1:]))
            del used[1:]
            why = f"has {len(fields)} fields under {width} columns" if closed else "opens a quote that is never closed"
            yield _Row(line, [], why)
        elif fields:
            yield _Row(line, fields, "")
        line += len(used)


def _next_row(text: IO[str], again: deque[str], used: list[str], dialect: Dialect) -> tuple[list[str], bool]:
    """Read one row, noting the lines it took, and whether it ended by itself."""
    closed = True

    def feed() -> Iterator[str]:
        nonlocal closed
        while len(used) < _LONGEST_ROW:
            line = again.popleft() if again else text.readline()
            if not line:
                break
            used.append(line)
            yield line
        closed = False

    try:
        return next(dialect.reader(feed()), []), closed
    except csv.Error:  # longer than any value that people write
        return [""], False
