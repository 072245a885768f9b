"""Digests of what the reductions leave: equal where every number is, whatever the engine and the order of its rows."""

from __future__ import annotations

import hashlib
from dataclasses import fields

import numpy as np
import pandas as pd

from kccdiag.flow.engine import Flow

_BITS = 40  # of each number: twelve digits, as engines differ in the last ones of a sum that left the integers


def digests(flow: Flow) -> dict[str, str]:
    """Give the SHA-256 of every table of a flow, by name."""
    tables = {one.name: getattr(flow, one.name) for one in fields(flow)}
    return {name: digest(table) for name, table in tables.items() if isinstance(table, pd.DataFrame)}


def digest(table: pd.DataFrame) -> str:
    """Give the SHA-256 of the rows of a table, in whatever order they and the columns stand.

    Examples
    --------
    >>> digest(pd.DataFrame({"a": [1, 2], "b": [3, 4]})) == digest(pd.DataFrame({"b": [4.0, 3.0], "a": [2, 1]}))
    True
    >>> digest(pd.DataFrame({"a": [1, 2], "b": [3, 4]})) == digest(pd.DataFrame({"a": [1, 2], "b": [4, 3]}))
    False
    """
    names = sorted(table.columns)
    rows = pd.util.hash_pandas_object(pd.DataFrame({name: _comparable(table[name]) for name in names}), index=False)
    return hashlib.sha256(",".join(names).encode() + np.sort(rows.to_numpy()).tobytes()).hexdigest()


def _comparable(column: pd.Series) -> np.ndarray:
    """Give numbers as floats without their last bits, lists of integers as bytes, and words as they are."""
    if pd.api.types.is_numeric_dtype(column):
        mantissa, exponent = np.frexp(column.to_numpy(np.float64))
        return np.ldexp(np.round(mantissa * 2.0**_BITS), exponent - _BITS)
    return np.array(
        [each if isinstance(each, str) else np.asarray(each, np.int64).tobytes() for each in column], object
    )
