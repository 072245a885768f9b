"""Amounts in an export: how long a contact took, and how satisfied a customer was, as whole numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from kccdiag.intake.tables import NEUTRAL
from kccdiag.intake.zones import Seconds

_NUMBER = re.compile(r"([+-]?\d{1,9})(?:[.,](\d{1,9}))?(?: ?(?:s|sec|/ ?\d+))?")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)(?:[.,]\d+)?")
_LARGEST = 2**31 - 2  # a canonical column of 32 bits holds one more
HIGHEST = 1_000  # no scale of satisfaction goes beyond a hundred


def durations(column: pa.DictionaryArray) -> Seconds:
    """Read durations as whole seconds + 1; 0 where there is none or it can't be read.

    Examples
    --------
    >>> durations(pa.array(["312", "0", "00:05:12", "12,6", "-3", "long", None]).dictionary_encode()).tolist()
    [313, 1, 313, 14, 0, 0, 0]
    """
    return _read(column, _duration)


def satisfactions(column: pa.DictionaryArray) -> Seconds:
    """Read marks of satisfaction as thousandths + NEUTRAL; 0 where there is none or it can't be read.

    Examples
    --------
    >>> (satisfactions(pa.array(["7,5", "-1", "8/10", "0"]).dictionary_encode()) - NEUTRAL).tolist()
    [7500, -1000, 8000, 0]
    """
    return _read(column, _satisfaction)


def _read(column: pa.DictionaryArray, one: Callable[[str], int]) -> Seconds:
    codes = np.array([one(value.strip().lower()) for value in column.dictionary.to_pylist()] + [0], dtype=np.int64)
    return codes[column.indices.fill_null(len(codes) - 1).to_numpy(zero_copy_only=False)]


def _duration(written: str) -> int:
    if found := _CLOCK.fullmatch(written):
        hours, minutes, seconds = (int(part) for part in found.groups())
        return 3600 * hours + 60 * minutes + seconds + 1
    seconds_read = _as_number(written)
    return round(seconds_read) + 1 if seconds_read is not None and 0 <= seconds_read < _LARGEST else 0


def _satisfaction(written: str) -> int:
    mark = _as_number(written)
    return round(1000 * mark) + NEUTRAL if mark is not None and abs(mark) <= HIGHEST else 0


def _as_number(written: str) -> float | None:
    found = _NUMBER.fullmatch(written)
    return float(f"{found[1]}.{found[2] or 0}") if found else None
