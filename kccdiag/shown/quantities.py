"""Shares, days and dates, written the way a reader says them."""

from __future__ import annotations

import pandas as pd

from kccdiag.wording import number, percent, say


def written_share(language: str, share: float) -> str:
    """Write a share with as many digits as it deserves.

    Examples
    --------
    >>> written_share("en", 0.413), written_share("nl", 0.004), written_share("en", 0.00001)
    ('41%', '0,4 %', '<0.1%')
    """
    if 0 < share < 0.001:
        return "<" + percent(language, 0.001, 1)
    return percent(language, share, 1 if 0 < share < 0.0095 else 0)


def written_span(language: str, days: float) -> str:
    """Write a duration, given in days, in days or below one day in hours.

    Examples
    --------
    >>> written_span("nl", 12.4), written_span("en", 0.25), written_span("en", 1)
    ('12 dagen', '6 hours', '1 day')
    """
    if days < 0.5 / 24:
        return say(language, "figures.under_hour")
    if round(days * 24) < 24:
        return _counted(language, "hour", days * 24, 0)
    return _counted(language, "day", days, 1 if days < 9.95 else 0)


def written_date(language: str, moment: pd.Timestamp) -> str:
    """Write a day.

    Examples
    --------
    >>> written_date("nl", pd.Timestamp("2025-03-09"))
    '9 mrt 2025'
    """
    return f"{moment.day} {month(language, moment.month)} {moment.year}"


def month(language: str, which: int) -> str:
    """Name a month, 1 to 12, in three letters."""
    return say(language, "figures.months").split()[which - 1]


def _counted(language: str, unit: str, value: float, digits: int) -> str:
    written = number(language, value, digits if round(value, digits) != round(value) else 0)
    return say(language, f"figures.{unit}" if written == "1" else f"figures.{unit}s", n=written)
