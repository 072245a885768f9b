"""Counts that come up while a log is read, kept for the table of data quality."""

from __future__ import annotations

from typing import SupportsFloat

import pandas as pd

from kccdiag.intake.tables import QUALITY_COLUMNS


class Tally:
    """Counts that come up along the way, one row each.

    Examples
    --------
    >>> tally = Tally()
    >>> tally.add("rows_read", 3, "rows", subject="events.csv")
    >>> tally.as_table().to_numpy().tolist()
    [['rows_read', 'events.csv', 3.0, 'rows', '']]
    """

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, float, str, str]] = []

    def add(self, check: str, value: SupportsFloat, unit: str, *, subject: str = "", detail: str = "") -> None:
        """Note one count."""
        self._rows.append((check, subject, float(value), unit, detail))

    def as_table(self) -> pd.DataFrame:
        """Give the counts as a table with the columns of QUALITY_COLUMNS."""
        table = pd.DataFrame(self._rows, columns=list(QUALITY_COLUMNS))
        return table.astype(dict.fromkeys(QUALITY_COLUMNS, "str") | {"value": "float64"})
