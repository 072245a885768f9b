"""Columns of text as the bytes that they are, for what can be done to all of them at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Letters = npt.NDArray[np.uint8]


def letters_of(column: pa.StringArray) -> Letters:
    """Give the UTF-8 of a column without nulls, value behind value, without a copy.

    Examples
    --------
    >>> bytes(letters_of(pa.array(["no", "ab", "c"])[1:]))
    b'abc'
    """
    if not len(column):
        return np.zeros(0, dtype=np.uint8)
    ends = _ends(column)
    data = column.buffers()[2]
    return np.zeros(0, dtype=np.uint8) if data is None else np.frombuffer(data, np.uint8)[ends[0] : ends[-1]]


def with_letters(column: pa.StringArray, letters: Letters) -> pa.StringArray:
    """Give a column without nulls other bytes, as many for each value as it had.

    Examples
    --------
    >>> column = pa.array(["no", "ab", "c"])[1:]
    >>> with_letters(column, letters_of(column) + np.uint8(1)).to_pylist()
    ['bc', 'd']
    """
    if not len(column):
        return column
    ends = _ends(column)
    return pa.StringArray.from_buffers(len(column), pa.py_buffer(ends - ends[0]), pa.py_buffer(letters))


def _ends(column: pa.StringArray) -> npt.NDArray[np.int32]:
    return np.frombuffer(column.buffers()[1], np.int32)[column.offset : column.offset + len(column) + 1]
