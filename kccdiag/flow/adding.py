"""Adds up what the buckets of a log left, and puts it in its order, with no Python object for any row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kccdiag.engines.database import Database
from kccdiag.flow.terms import STATES

Ints = NDArray[np.int64]
Bucket = tuple[int, int]  # of signals, the first and the last
_SUMS = re.compile(r"\bsum\(.*?\) as (\w+)", re.DOTALL)
_COUNTS = re.compile(r"\bcount\(.*?\) as (\w+)", re.DOTALL)
_ROOM = 1 << 62


class Piles:
    """What the buckets of a log leave, one pile a reduction, in a database of this machine until all is there.

    There they are added up by all cores, and spill to disk where memory is short. What the only bucket leaves comes
    here at once.

    Parameters
    ----------
    base
        Runs the reductions.
    name
        Piles of another name may stand in the same database.
    here
        Holds the piles; None for the same.
    """

    def __init__(self, base: Database, name: str, *, here: Database | None = None) -> None:
        self._base, self._name, self._here = base, name, here or base
        self._marks: dict[Bucket, int] = {}
        self._frames: dict[str, pd.DataFrame] = {}

    def put(self, name: str, query: str, bucket: Bucket, *, alone: bool) -> None:
        """Lay the rows of a bucket on a pile; ``alone`` says that it is all there is."""
        if alone:
            self._frames[name] = with_states(self._base.fetch(query))
            return
        self._frames.clear()  # all at once did not fit
        mark = self._marks.setdefault(bucket, len(self._marks))
        if self._here is not self._base:
            self._here.give("fetched", self._base.fetch(query))
            query = "select * from fetched"
        self._here.add(self._pile(name), f"select piled.*, {mark} as bucket from ({query}) as piled")

    def put_again(self, name: str, other: str, bucket: Bucket, *, alone: bool) -> None:
        """Lay on a pile what the bucket has laid on another one."""
        if alone:
            self._frames[name] = self._frames[other]
            return
        self._here.add(self._pile(name), f"select * from {self._pile(other)} where bucket = {self._marks[bucket]}")

    def take(self, name: str, text: str, buckets: Sequence[Bucket]) -> pd.DataFrame:
        """Add up a pile, as far as it is of these buckets, and forget it: others are of buckets that did not fit."""
        return in_order(self.take_as_they_lie(name, text, buckets), text)

    def take_as_they_lie(self, name: str, text: str, buckets: Sequence[Bucket]) -> pd.DataFrame:
        """Take a pile where nobody minds in which order its rows are, and whether its sums are whole numbers."""
        table = self._frames.pop(name, None)
        if table is None:
            table = with_states(self._here.fetch(self._added_up(name, text, buckets)))
            self._here.drop(self._pile(name))
        return table

    def _added_up(self, name: str, text: str, buckets: Sequence[Bucket]) -> str:
        columns = [column for column in self._here.columns(self._pile(name)) if column != "bucket"]
        added = set(added_by(text))
        keys = [column for column in columns if column not in added]
        asked = [f"cast(sum({column}) as bigint) as {column}" if column in added else column for column in columns]
        marks = ", ".join(str(self._marks[bucket]) for bucket in buckets)
        grouped = f"group by {', '.join(keys)}" if keys else ""
        return f"select {', '.join(asked)} from {self._pile(name)} where bucket in ({marks}) {grouped}"

    def _pile(self, name: str) -> str:
        return f"piled_{self._name}_{name}"


def sums_of(text: str) -> list[str]:
    """Name the columns that a query sums: exact until all is added up, then floats, of which squares may be taken.

    Examples
    --------
    >>> sums_of("select dept, count(*) as visits, sum(case when n > 1 then n else 0 end) as held from stay")
    ['held']
    """
    return _SUMS.findall(_asked(text))


def added_by(text: str) -> list[str]:
    """Name the columns that a query sums or counts; by all others its rows differ.

    Examples
    --------
    >>> added_by("select dept, count(*) as visits, sum(case when n > 1 then n else 0 end) as held from stay")
    ['held', 'visits']
    """
    return [*sums_of(text), *_COUNTS.findall(_asked(text))]


def _asked(text: str) -> str:
    return re.split(r"\sfrom\s", text, maxsplit=1)[0]


def in_order(table: pd.DataFrame, text: str) -> pd.DataFrame:
    """Sort the rows that a query gave by all but what it sums or counts, the bytes of a ``path`` last.

    Its sums leave as floats.
    """
    added = added_by(text)
    named = [name for name in table.columns if name not in (*added, "path")]
    keys: Iterable[Ints] = (_codes(table[name]) for name in named)  # one at a time in memory
    if "path" in table:
        path = _no_missing(list_array(table["path"]))
        table = table.assign(path=pd.Series(path, dtype=pd.ArrowDtype(path.type), index=table.index))
        keys = itertools.chain(keys, [_places_by_bytes(path)])
    table = _sorted(table, _words(keys))
    sums = sums_of(text)  # one by one: to cast a table of many columns is to take it apart and put it together
    return table.assign(**{name: table[name].astype("float64") for name in sums}) if sums else table


def with_states(table: pd.DataFrame) -> pd.DataFrame:
    """Put the names of states in the place of their codes, where a table has any."""
    return table.assign(state=table["state"].map(dict(enumerate(STATES)))) if "state" in table else table


def list_array(column: pd.Series) -> pa.LargeListArray:
    """Give a column of lists of integers as one Arrow array."""
    array = pa.array(column, type=pa.large_list(pa.int64()))
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _no_missing(path: pa.LargeListArray) -> pa.LargeListArray:
    # A signal of which the log only says that someone was told has no journey: a missing value.
    if not path.null_count:
        return path
    lengths = pc.fill_null(pc.list_value_length(path), 0).to_numpy()
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    return pa.LargeListArray.from_arrays(pa.array(offsets), path.flatten())


def _places_by_bytes(path: pa.LargeListArray) -> Ints:
    """Give each path its place among the distinct ones, sorted by the bytes of their integers."""
    offsets = path.offsets.to_numpy() * 8
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


def _words(columns: Iterable[Ints]) -> list[Ints]:
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


def _sorted(table: pd.DataFrame, words: Sequence[Ints]) -> pd.DataFrame:
    """Sort a table, of which no two rows are alike, by its words."""
    if len(table) < 2 or not words:
        return table
    order = np.argsort(words[0]) if len(words) == 1 else np.lexsort(words[::-1])
    return table.iloc[order].reset_index(drop=True)
