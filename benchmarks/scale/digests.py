"""Digests of what the reductions leave: equal where every number is, whatever the engine and the order of its rows."""

from __future__ import annotations

import hashlib
from dataclasses import fields

import numpy as np
import pandas as pd

from kccdiag.flow.engine import Flow


def digests(flow: Flow) -> dict[str, str]:
    """Give the SHA-256 of every table of a flow, by name."""
    tables = {one.name: getattr(flow, one.name) for one in fields(flow)}
    return {name: digest(table) for name, table in tables.items() if isinstance(table, pd.DataFrame)}


def digest(table: pd.DataFrame) -> str:
    """Give the SHA-256 of the rows of a table, sorted; columns by name, numbers as they print, lists item by item.

    Examples
    --------
    >>> digest(pd.DataFrame({"a": [1, 2], "b": [3, 4]})) == digest(pd.DataFrame({"b": [4.0, 3.0], "a": [2, 1]}))
    True
    """
    names = sorted(table.columns)
    columns = [map(_printed, table[name]) for name in names]
    rows = sorted(map("|".join, zip(*columns, strict=True)))
    return hashlib.sha256("\n".join([",".join(names), *rows]).encode()).hexdigest()


def _printed(value: object) -> str:
    if isinstance(value, (list, tuple, np.ndarray)):
        return " ".join(map(_printed, value))
    if isinstance(value, (float, np.floating)):
        return f"{value:.10g}"
    return str(value)
