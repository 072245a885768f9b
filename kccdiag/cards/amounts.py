"""Estimates and dates the way a sentence holds them."""

from __future__ import annotations

import math

import pandas as pd

from kccdiag.wording import number, percent, say

LN = "ln ratio"
UNKNOWN = "–"  # in a cell: not measured, which is never zero


def amount(language: str, value: float, unit: str) -> str:
    """Write an estimate in its unit: a share as a percentage, others to three digits or so.

    The unit ``points`` is a difference of shares; of a logarithm the number itself is written.

    Examples
    --------
    >>> amount("nl", 0.4142, "share"), amount("en", 0.0031, "share")
    ('41 %', '0.31%')
    >>> amount("en", 3.0068, "ratio"), amount("nl", 1.5, "ratio")
    ('3.01', '1,5')
    >>> amount("en", -0.6931, "ln ratio")
    '0.50'
    >>> amount("en", float("nan"), "share")
    'not measurable'
    """
    if value is None or math.isnan(value):
        return say(language, "notebook.not_measurable")
    if unit == LN:
        return _figures(language, math.exp(value), "ratio")
    if unit == "points":
        return say(language, "notebook.points", n=_figures(language, value, unit))
    return _figures(language, value, unit)


def _figures(language: str, value: float, unit: str) -> str:
    most = 0 if abs(value) >= 0.095 else 1 if abs(value) >= 0.0095 else 2
    if unit == "share":
        return percent(language, value, _digits(100 * value, most))
    if unit == "points":
        return number(language, 100 * value, _digits(100 * value, most))
    if unit == "signals" or abs(value) >= 100:
        return number(language, round(value))
    return number(language, value, _digits(value, 2 if abs(value) < 10 else 1))


def _digits(value: float, most: int) -> int:
    """Count the decimals that a number needs, to a most: a bound of 0.5 is not written 0.50."""
    return next((digits for digits in range(most) if math.isclose(value, round(value, digits))), most)


def interval(language: str, low: float, high: float, unit: str) -> str:
    """Write the ends of an interval; nothing where there is none, or where nothing varied.

    Examples
    --------
    >>> interval("en", 0.32, 0.35, "share"), interval("nl", 0.27, 0.33, "points")
    ('32% to 35%', '27 tot 33 procentpunt')
    """
    if any(value is None or math.isnan(value) for value in (low, high)) or low == high:
        return ""
    if unit == LN:
        low, high, unit = math.exp(low), math.exp(high), "ratio"
    return say(language, "notebook.interval", low=_figures(language, low, unit), high=amount(language, high, unit))


def cell(language: str, value: float) -> str:
    """Write a number of a table, whole or to three significant digits.

    Examples
    --------
    >>> cell("nl", 31212.81), cell("en", 0.000584), cell("en", 12.0)
    ('31.213', '0.000584', '12')
    """
    if not math.isfinite(value):
        return UNKNOWN
    digits = 0 if float(value).is_integer() else 2 - math.floor(math.log10(abs(value)))
    return number(language, value, min(max(digits, 0), 6))


def chance(language: str, q: float) -> str:
    """Write a probability: to three decimals, or as below the least of these.

    Examples
    --------
    >>> chance("nl", 0.0412), chance("en", 0.00002)
    ('0,041', '< 0.001')
    """
    return f"< {number(language, 0.001, 3)}" if q < 0.001 else number(language, q, 3)


def day(language: str, moment: pd.Timestamp) -> str:
    """Write a day.

    Examples
    --------
    >>> day("nl", pd.Timestamp("2025-03-09"))
    '9 mrt 2025'
    """
    month = say(language, "notebook.months").split()[moment.month - 1]
    return f"{moment.day} {month} {moment.year}"


def named(language: str, key: str, otherwise: str, **values: str) -> str:
    """Name what goes by a key, where wording has a name for it.

    Examples
    --------
    >>> named("nl", "notebook.claims_wall", "wall"), named("nl", "notebook.kind_storing", "storing")
    ('muren', 'storing')
    """
    try:
        return say(language, key, **values)
    except KeyError:
        return otherwise
