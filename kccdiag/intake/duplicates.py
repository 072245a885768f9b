"""Rows that are equal in every column of their source."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from kccdiag.intake.spellings import encode
from kccdiag.intake.zones import Flags, Seconds

_ODD = np.uint64(0x9E3779B97F4A7C15)  # so that wrapping round loses nothing


def equal_rows(table: pa.Table, codes: Sequence[Seconds], among: Flags) -> Flags:
    """Say which rows repeat an earlier one in every column.

    Parameters
    ----------
    table
        All columns of a source.
    codes
        Integers that equal rows share (their signal, their time): a quick way to leave out most rows.
    among
        Rows that are compared at all.

    Examples
    --------
    >>> table = pa.table({"id": ["1", "1", "1"], "note": ["a", "a", None]})
    >>> equal_rows(table, [np.array([0, 0, 0])], np.ones(3, dtype=bool)).tolist()
    [False, True, False]
    """
    rows = _likely(np.flatnonzero(among), codes)
    group = np.zeros(len(rows), dtype=np.int64)
    for code in codes:
        rows, group = _refine(rows, group, code[rows])
    for name in table.column_names:
        if not len(rows):
            break
        column = encode(table[name].take(pa.array(rows)))
        rows, group = _refine(rows, group, column.indices.fill_null(-1).to_numpy(zero_copy_only=False))
    again = np.zeros(table.num_rows, dtype=bool)
    again[rows] = True
    first = np.unique(group, return_index=True)[1]
    again[rows[first]] = False
    return again


def _likely(rows: Seconds, codes: Sequence[Seconds]) -> Seconds:
    """Leave out rows whose codes, mixed into one number, no other row has: nearly all, and no two that are equal."""
    mixed = np.zeros(len(rows), dtype=np.uint64)
    for code in codes:
        mixed = mixed * _ODD + code[rows].astype(np.uint64)
    ordered = np.sort(mixed)
    twice = np.append(ordered[1:][ordered[1:] == ordered[:-1]], ordered[-1:])  # one more, so that there is one
    return rows[twice[np.minimum(np.searchsorted(twice, mixed), len(twice) - 1)] == mixed] if len(rows) else rows


def _refine(rows: Seconds, group: Seconds, code: Seconds) -> tuple[Seconds, Seconds]:
    """Split groups of rows by one more column, and forget rows that have no equal left."""
    split = np.unique(code, return_inverse=True)[1].reshape(-1)
    together = group * (int(split.max(initial=0)) + 1) + split
    group, counts = np.unique(together, return_inverse=True, return_counts=True)[1:]
    keep = counts[group] > 1
    return rows[keep], np.unique(group[keep], return_inverse=True)[1].reshape(-1).astype(np.int64)
