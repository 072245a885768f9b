"""Folders of Parquet that are too large for memory, read by an engine on this machine into the events of any log."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kccdiag.engagement import Engagement, LogSource
from kccdiag.engines.database import OWN, taken_names
from kccdiag.engines.duck import open_duck
from kccdiag.faults import Fault, InputError
from kccdiag.intake.archives import list_pieces
from kccdiag.intake.bulk.making import Places, make_events
from kccdiag.intake.cache import write_about
from kccdiag.intake.canonical import missing_column
from kccdiag.intake.privacy import Key
from kccdiag.intake.tables import EVENT_SCHEMA
from kccdiag.intake.tally import Tally

MOST_ROWS = 10_000_000  # that are read into memory, where they take about 270 bytes each
_ROWS_OF_A_GROUP = 2**18
_ADDED = (*OWN, "file_row_number")  # columns that DuckDB adds to a file; the last is renamed


def is_large(engagement: Engagement) -> bool:
    """Say whether a log is all Parquet, and of more rows than are read into memory."""
    try:
        pieces = [list_pieces(source.files, engagement.folder) for source in engagement.logs]
        if not all(piece.kind == "parquet" and piece.member is None for of_source in pieces for piece in of_source):
            return False
        return sum(pq.read_metadata(piece.path).num_rows for of_source in pieces for piece in of_source) > MOST_ROWS
    except (OSError, ValueError, pa.ArrowException):  # the ordinary way says what is wrong
        return False


def write_large(place: Path, engagement: Engagement, key: Key | None, *, tally: Tally) -> None:
    """Write the files of a cache entry for a log that is large.

    Raises
    ------
    kccdiag.faults.InputError
        As :func:`kccdiag.intake.bulk.making.make_events`.
    """
    opened = [(source, _files(source, engagement.folder)) for source in engagement.logs]
    faults = [fault for source, files in opened for fault in _unlike(source, files)]
    if faults:
        raise InputError(faults)
    work = place / "work"
    work.mkdir()
    try:
        with open_duck() as base, _appending(place / "events.parquet") as append:

            def write(query: str) -> None:
                base.write(query, str(work / "piece.parquet"))
                append(work / "piece.parquet")

            places = Places(str(work / "draft.parquet"), write)
            canonical = make_events(base, engagement, opened, key=key, places=places, tally=tally)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    write_about(place, canonical, tally=tally, key=key)


def _unlike(source: LogSource, files: Mapping[str, str]) -> Iterator[Fault]:
    """Find files without a column that others have, names of an engine's own, and times unlike those of the first.

    It would take what is missing for empty, and a time without a zone for one of UTC where another file has zones.
    """
    named = [(canonical, column) for canonical, columns in source.columns.items() for column in columns]
    first: dict[str, str] = {}
    for path, shown in files.items():
        schema = pq.read_schema(path)
        yield from taken_names(shown, schema.names, added=_ADDED)
        for canonical, column in named:
            if column not in schema.names:
                yield missing_column(shown, canonical, column, schema.names)
                continue
            kind = _kind_of_time(schema.field(column).type)
            if kind and first.setdefault(column, kind) != kind:
                said = f"column '{column}' for {canonical} holds {kind}, and {first[column]} in another file"
                yield Fault(shown, said, "write it in all files alike")


def _kind_of_time(kind: pa.DataType) -> str:
    if pa.types.is_timestamp(kind):
        return "times with a zone" if kind.tz else "times without a zone"
    return "dates" if pa.types.is_date(kind) else ""


def _files(source: LogSource, folder: Path) -> Mapping[str, str]:
    return {str(piece.path): piece.name for piece in list_pieces(source.files, folder)}


@contextmanager
def _appending(path: Path) -> Iterator[Callable[[Path], None]]:
    """Write the rows of Parquet files below one another, as canonical events."""
    with pq.ParquetWriter(path, EVENT_SCHEMA, compression="zstd", store_schema=False) as writer:

        def append(piece: Path) -> None:
            with pq.ParquetFile(piece) as file:
                for batch in file.iter_batches(_ROWS_OF_A_GROUP):
                    writer.write_table(pa.Table.from_batches([batch]).cast(EVENT_SCHEMA), _ROWS_OF_A_GROUP)

        yield append
