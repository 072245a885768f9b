"""Parquet files, whose typed columns become strings as a person would write them."""

from __future__ import annotations

import io
import json
from collections.abc import Collection
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kccdiag.faults import refuse
from kccdiag.intake.archives import Piece
from kccdiag.intake.raw import Part
from kccdiag.intake.spellings import encode


def read_parquet(piece: Piece, *, texts: Collection[str] | None = None) -> Part:
    """Read a Parquet file as strings: times in ISO (with Z where they have a zone), whole numbers without a point.

    Parameters
    ----------
    texts
        Columns that stay strings; the others become places in a list of them, which takes less. None: all stay.

    Raises
    ------
    InputError
        For a file that is damaged, cut off or no Parquet, one without rows, and columns of the same name.
    """
    try:
        table = _read(piece, coded=texts is not None)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise refuse(piece.name, f"the Parquet file is damaged or cut off: {_first_line(error)}",
                     "copy or export it again") from error  # fmt: skip
    names = table.column_names
    for name in names:
        if names.count(name) > 1:
            raise refuse(piece.name, f"column '{name}' stands there twice", "give each column a name of its own")
    columns = {}
    for name in names:
        if not name.startswith("__index_level_"):
            columns[name] = (_as_strings if texts is None or name in texts else _as_places)(table[name])
        table = table.drop_columns(name)  # both forms of all of them would not fit
    return Part(piece.name, pa.table(columns), "row", lambda row: row + 1)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _read(piece: Piece, *, coded: bool) -> pa.Table:
    """Read a table, if coded with its columns of strings as places in a list of them."""
    if piece.member is None:
        return _table(piece.path, coded=coded)
    with piece.open() as stream:
        return _table(io.BytesIO(stream.read()), coded=coded)


def _table(source: Any, *, coded: bool) -> pa.Table:
    file = pq.ParquetFile(source)
    strings = [field.name for field in file.schema_arrow if coded and pa.types.is_string(field.type)]
    return pq.ParquetFile(source, read_dictionary=strings).read() if strings else file.read()


def _as_places(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """Write a column as places in a list of its different values, by their first appearance, null where empty."""
    if not (pa.types.is_dictionary(column.type) and pa.types.is_string(column.type.value_type)):
        return encode(_as_strings(column))
    coded = encode(column)  # of which the list may hold more than the column, in any order
    place = coded.indices.cast(pa.int32())
    present = place.unique().drop_null()
    present = present.filter(pc.not_equal(coded.dictionary.take(present), ""))
    number = np.full(len(coded.dictionary) + 1, -1, dtype=np.int32)
    number[present.to_numpy()] = np.arange(len(present))
    found = number[place.fill_null(len(coded.dictionary)).to_numpy()]
    return pa.DictionaryArray.from_arrays(pa.array(found, mask=found < 0), coded.dictionary.take(present))


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
