"""Parquet files, whose typed columns become strings as a person would write them."""

from __future__ import annotations

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kccdiag.faults import refuse
from kccdiag.intake.archives import Piece
from kccdiag.intake.raw import Part


def read_parquet(piece: Piece) -> Part:
    """Read a Parquet file as strings: times in ISO (with Z where they have a zone), whole numbers without a point.

    Raises
    ------
    InputError
        For a file that is damaged, cut off or no Parquet, one without rows, and columns of the same name.
    """
    try:
        table = _read(piece)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise refuse(piece.name, f"the Parquet file is damaged or cut off: {_first_line(error)}",
                     "copy or export it again") from error  # fmt: skip
    for name in table.column_names:
        if table.column_names.count(name) > 1:
            raise refuse(piece.name, f"column '{name}' stands there twice", "give each column a name of its own")
    columns = {name: _as_strings(table[name]) for name in table.column_names if not name.startswith("__index_level_")}
    return Part(piece.name, pa.table(columns), "row", lambda row: row + 1)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _read(piece: Piece) -> pa.Table:
    if piece.member is None:
        return pq.ParquetFile(piece.path).read()
    with piece.open() as stream:
        return pq.ParquetFile(io.BytesIO(stream.read())).read()


def _as_strings(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_timestamp(kind):
        written = _timestamps(column)
    elif pa.types.is_floating(kind):
        written = _floats(column)
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        written = _apply(column, lambda value: value.decode("utf-8", "replace"))
    elif pa.types.is_nested(kind):
        written = _apply(column, lambda value: json.dumps(value, default=str, ensure_ascii=False, sort_keys=True))
    elif pa.types.is_duration(kind):
        written = column.cast(pa.int64()).cast(pa.string())
    else:
        written = column.cast(pa.string())
    return pc.if_else(pc.equal(written, ""), pa.scalar(None, pa.string()), written)


def _timestamps(column: pa.ChunkedArray) -> pa.ChunkedArray:
    zoned = column.type.tz is not None
    # Cut to what the calendar can show; a zoned time is kept in UTC.
    written = column.cast(pa.timestamp(column.type.unit)).cast(pa.string())
    return pc.binary_join_element_wise(written, "Z", "") if zoned else written


def _floats(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write ids that became floats because some were missing as the whole numbers that they are."""
    column = column.cast(pa.float64())
    column = pc.if_else(pc.is_nan(column), pa.scalar(None, pa.float64()), column)
    finite = column.drop_null()
    if len(finite) and pc.all(pc.and_(pc.equal(finite, pc.floor(finite)), pc.less(pc.abs(finite), 2**53))).as_py():
        return column.cast(pa.int64()).cast(pa.string())
    return _apply(column, repr)


def _apply(column: pa.ChunkedArray, write: Any) -> pa.ChunkedArray:
    values = [None if value is None else write(value) for value in column.to_pylist()]
    return pa.chunked_array([pa.array(values, pa.string())])
