"""Adds up what the buckets of a log left, row by equal row, with no Python object for any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_SUMS = re.compile(r"\bsum\(.*?\) as (\w+)", re.DOTALL)
_ROOM = 1 << 62


class Pile:
    """The rows of buckets, added up as they come: what is kept grows with what differs, not with the log.

    Parameters
    ----------
    together
        Adds up frames; what it gives can be added up again.
    """

    def __init__(self, together: Callable[[Sequence[pd.DataFrame]], pd.DataFrame]) -> None:
        self._together = together
        self.frames: list[pd.DataFrame] = []

    def put(self, frame: pd.DataFrame) -> None:
        """Take in the rows of a bucket; they are added up once there are more new ones than old."""
        self.frames.append(frame)
        if sum(map(len, self.frames[1:])) > len(self.frames[0]):
            self.frames = [self._together(self.frames)]


def sums_of(text: str) -> list[str]:
    """Name the columns that a query sums: exact until all is added up, then floats, of which squares may be taken.

    Examples
    --------
    >>> sums_of("select dept, count(*) as visits, sum(case when n > 1 then n else 0 end) as held from stay")
    ['held']
    """
    return _SUMS.findall(re.split(r"\sfrom\s", text, maxsplit=1)[0])


def added_up(frames: Sequence[pd.DataFrame], *, keys: Sequence[str], sums: Sequence[str]) -> pd.DataFrame:
    """Add up rows with equal keys, and sort them by these.

    Parameters
    ----------
    frames
        One for each bucket; all the same columns, integers but for texts among the keys.
    sums
        The columns that leave as floats.
    """
    table = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    keys = [name for name in table.columns if name in keys]
    words = _words([_codes(table[name]) for name in keys])
    table = _grouped(table, words, added=[name for name in table.columns if name not in keys])
    return table.astype(dict.fromkeys(sums, "float64"))


def variants_together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Add up the ``signals`` of equal variants, sorted by all else, the bytes of their ``path`` last."""
    table = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    path = _no_missing(list_array(table["path"]))
    table = table.assign(path=pd.Series(path, dtype=pd.ArrowDtype(path.type), index=table.index))
    keys = [table[name].to_numpy(np.int64) for name in table.columns if name not in ("path", "signals")]
    return _grouped(table, _words([*keys, _places_by_bytes(path)]), added=["signals"])


def list_array(column: pd.Series) -> pa.ListArray:
    """Give a column of lists of integers as one Arrow array."""
    array = pa.array(column, type=pa.list_(pa.int64()))
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _no_missing(path: pa.ListArray) -> pa.ListArray:
    # A signal of which the log only says that someone was told has no journey: a missing value.
    lengths = pc.fill_null(pc.list_value_length(path), 0).to_numpy()
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), path.flatten())


def _places_by_bytes(path: pa.ListArray) -> Ints:
    """Give each path its place among the distinct ones, sorted by the bytes of their integers."""
    offsets = path.offsets.to_numpy().astype(np.int64) * 8
    items = path.values
    held = items.buffers()[1].slice(items.offset * 8) if len(items) else pa.py_buffer(b"")
    whole = pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(path), [None, pa.py_buffer(offsets), held])
    coded = whole.dictionary_encode()
    order = pc.sort_indices(coded.dictionary).to_numpy().astype(np.int64)
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places[coded.indices.to_numpy()]


def _codes(column: pd.Series) -> Ints:
    """Give integers in the order of a column's values: its own, or their places where it holds texts."""
    if column.dtype.kind in "iu":
        return column.to_numpy(np.int64)
    return np.unique(column.to_numpy(str), return_inverse=True)[1].astype(np.int64)


def _words(columns: Sequence[Ints]) -> list[Ints]:
    """Write integer columns as fewer ones that sort alike: as many digits of one number as 62 bits hold."""
    words: list[Ints] = []
    room = 0
    for column in columns:
        least, most = (int(column.min()), int(column.max())) if len(column) else (0, 0)
        span = most - least + 1
        if words and room * span < _ROOM:
            words[-1] = words[-1] * span + (column - least)
            room *= span
        else:
            words.append(column - least)
            room = span
    return words


def _grouped(table: pd.DataFrame, words: Sequence[Ints], *, added: Sequence[str]) -> pd.DataFrame:
    """Sort a table by its words, and add up the columns ``added`` of rows with equal ones."""
    if not words or not len(table):
        return table
    order = np.argsort(words[0], kind="stable") if len(words) == 1 else np.lexsort(words[::-1])
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.logical_or.reduce([np.diff(word[order]) != 0 for word in words])
    starts = np.flatnonzero(new)
    if len(starts) == len(order):
        return table.iloc[order].reset_index(drop=True)
    sums = {name: np.add.reduceat(table[name].to_numpy()[order], starts) for name in added}
    return table.iloc[order[starts]].reset_index(drop=True).assign(**sums)
