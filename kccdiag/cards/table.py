"""A table the way a reader sees it: heads and cells in words, estimates with their intervals, the first rows only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kccdiag.cards import html
from kccdiag.cards.amounts import LN, UNKNOWN, amount, cell, chance, day, interval, named
from kccdiag.wording import number, say

MOST, FEW = 12, 3  # rows shown, and rows for which it is not worth leaving any out
UNITS = {
    "difference": "points", "returns.difference": "number", "estimate": "share", "fill": "share", "reach": "share",
    "gatekeeping": "share", "first_before": "share", "last_before": "share", "stay_ratio": "ratio",
    "own_stay_ratio": "ratio", "openness": "ratio", "boundary": "ratio", "inner": "ratio", "mean_days_90": "days",
    "compared.estimate": "ratio", "ln_oe": LN, "ln_reported": LN, "per_month": "number", "quality": "number",
    "kappa": "ratio", "alpha": "ratio",
    "p": "chance", "q": "chance", "told_returns": "number", "untold_returns": "number",
}  # fmt: skip
ENDS = {"share": "share", "days": "days", "q": "chance", "elsewhere": "share"}  # by the last word of a column's name
LASTING = {"days": 1, "hours": 24}  # how many of it make a day
AMOUNTS = ("share", "ratio", "points", LN)
INTERVALS = {"estimate": ("low", "high"), "told.share": ("low", "high")}  # where the ends have no name of their own
# Where an empty name means all together; elsewhere it is not known.
ALL = ("told.department", "stock.department", "kpi_balance.department", "barriers.department", "purposes.department")


def show_table(
    table: pd.DataFrame, columns: str | Sequence[str], *, language: str, of: str = "", most: int = MOST
) -> html.Shown:
    """Show some columns of a table of a diagnosis, in words.

    Parameters
    ----------
    columns
        Their names, in order, as in ``docs/tables.md``; one that has an interval is shown with it.
    of
        The table's name, where a column means something of its own in it.
    most
        Rows shown, or a few more; what is left out is counted below.

    Examples
    --------
    >>> table = pd.DataFrame({"department": ["Facturatie"], "held_share": [0.29]})
    >>> print(show_table(table, "department held_share", language="nl").text)
    Afdeling | Deel van de signaaldagen
    Facturatie | 29 %
    """
    names = columns.split() if isinstance(columns, str) else list(columns)
    if table.empty:
        return html.Shown(html.card(html.remark(say(language, "columns.empty"))))
    shown = table if len(table) <= most + FEW else table.head(most)
    heads, cells = in_words(shown.to_dict("records"), names, of=of, language=language)
    counted = {"shown": number(language, most), "n": number(language, len(table))}
    left_out = say(language, "columns.first", **counted) if len(shown) < len(table) else ""
    spans = say(language, "columns.spans") if any(_ends(table.columns, name, of) for name in names) else ""
    remark = html.remark(" ".join(part for part in (spans, left_out) if part))
    return html.Shown(html.card(html.grid(heads, cells), remark), "\n".join(map(" | ".join, [heads, *cells])))


def in_words(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, of: str, language: str
) -> tuple[list[str], list[list[str]]]:
    """Write the heads and the cells of some columns of a table; the ends of intervals stand beside their estimates."""
    ends = {end for name in columns for end in _ends(rows[0], name, of)} | {"unit" if "estimate" in rows[0] else ""}
    names = [name for name in columns if name not in ends]
    heads = [named(language, f"columns.{of}.{name}", named(language, f"columns.{name}", name)) for name in names]
    return heads, [[_with_interval(row, name, of=of, language=language) for name in names] for row in rows]


def _ends(known: Any, name: str, of: str) -> tuple[str, ...]:
    """Name the columns that hold the ends of an estimate's interval, where there are any."""
    ends = INTERVALS.get(f"{of}.{name}") or INTERVALS.get(name) or (f"{name}_low", f"{name}_high")
    return ends if all(end in known for end in ends) else ()


def _with_interval(row: Mapping[str, Any], name: str, *, of: str, language: str) -> str:
    unit = row["unit"] if name == "estimate" and "unit" in row else _unit(row[name], name, of)
    value, ends = _written(row[name], name, unit=unit, of=of, language=language), _ends(row, name, of)
    if not ends or pd.isna(row[ends[0]]) or value == say(language, "notebook.not_measurable"):
        return value
    low, high = (float(row[end]) for end in ends)
    if low == high == float(row[name]):
        return value
    span = interval(language, low, high, unit) if unit in AMOUNTS else _span(low, high, unit, language)
    return say(language, "columns.interval", value=value, span=span)


def _span(low: float, high: float, unit: str, language: str) -> str:
    """Write the ends of an interval whose unit stands beside the estimate; an upper end may not be known."""
    open_end = say(language, "columns.in.unknown")
    ends = (_plain(end, unit, language) if math.isfinite(end) else open_end for end in (low, high))
    return say(language, "notebook.interval", low=next(ends), high=next(ends))


def _plain(value: float, unit: str, language: str) -> str:
    if unit not in LASTING:
        return cell(language, value)
    lasted = value * LASTING[unit]
    if 0 < lasted < 0.05:
        return f"< {number(language, 0.1, 1)}"
    return number(language, lasted, 0 if lasted >= 9.95 or lasted.is_integer() else 1)


def _unit(value: Any, name: str, of: str) -> str:
    """Choose the unit in which a column is written: what lasted less than a day in hours."""
    unit = UNITS.get(f"{of}.{name}") or UNITS.get(name) or ENDS.get(name.rpartition("_")[2], "count")
    return "hours" if unit == "days" and pd.notna(value) and value < 1 else unit


def _written(value: Any, name: str, *, unit: str, of: str, language: str) -> str:
    if isinstance(value, str):
        return _word(value, name, of=of, language=language)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    if value is None or pd.isna(value):
        return UNKNOWN
    if pd.api.types.is_bool(value):
        return say(language, "notebook.yes" if value else "notebook.no")
    if isinstance(value, pd.Timestamp):
        return day(language, value)
    return _quantity(float(value), unit, language)


def _quantity(value: float, unit: str, language: str) -> str:
    if unit == "chance":
        return chance(language, value)
    if unit in LASTING:
        if math.isinf(value):
            return say(language, "columns.in.never")
        written = _plain(value, unit, language)
        return say(language, f"columns.in.{unit[:-1] if written == '1' else unit}", n=written)
    if unit in AMOUNTS:
        return amount(language, value, unit)
    return cell(language, value)


def _word(value: str, name: str, *, of: str, language: str) -> str:
    if name == "kind":
        return named(language, f"labels.kind_{value}", value) if value else say(language, "columns.in.unknown")
    if name == "value":
        return named(language, f"labels.kind_{value}", named(language, f"columns.in.{value}", value)) or UNKNOWN
    if name in SPOKEN:
        return named(language, SPOKEN[name].format(value), value) if value else UNKNOWN
    if name in ENDED and value == "customer":
        return say(language, "labels.customer")
    if value or name == "role":
        return named(language, f"columns.in.{value}", value) if name in CODED else value
    return say(language, "columns.in.everyone" if f"{of}.{name}" in ALL else "columns.in.unknown")


# Columns whose texts are words of ours, not of the data.
SPOKEN = {"barrier": "said.barrier_{}", "standing": "said.standing_{}", "relation": "said.relation_{}",
          "what": "said.what_{}"}  # fmt: skip
ENDED = ("giver", "taker", "source", "target")  # of a pair
CODED = ("role", "change", "matched_on", "measure", "by", "quadrant", "posture")
