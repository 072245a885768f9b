"""The verdict: how far the contact centre's signals got, in all, by kind of signal, channel, period and by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kccdiag.measures.uncertainty import wilson

Bools = NDArray[np.bool_]
Columns = dict[str, NDArray[np.int64]]  # of fates, by name
STEPS = ("passed_on", "two_departments", "decided", "changed", "came_back")
MEASURES = (*STEPS, "told_in_time", "dropped")
_SETTLED = 2  # in "age": old enough for all but passed on, for which 1 is enough
_SOON = 2  # reached within `settled_days` of the first event; 1 is later


@dataclass(frozen=True)
class Fates:
    """What became of the signals, and what of it can be said.

    Attributes
    ----------
    table
        The flow's ``fates``, see :data:`kccdiag.flow.fates_sql.FATES`.
    elsewhere
        How many departments there are to pass signals on to.
    decides
        Whether the log can tell a decision.
    drops
        Whether a dropped signal could be told.
    has
        What the log can tell of.
    """

    table: pd.DataFrame
    elsewhere: int
    decides: bool
    drops: bool
    has: frozenset[str]

    def measurable(self, measure: str) -> bool:
        """Say whether the log can tell a measure."""
        return {
            "passed_on": self.elsewhere >= 1,
            "two_departments": self.elsewhere >= 2,
            "decided": self.decides,
            "changed": "adopted" in self.has,
            "came_back": "told" in self.has,
            "told_in_time": "told" in self.has,
            "dropped": self.drops,
        }[measure]


def verdict(fates: Fates, *, measures: tuple[str, ...] = STEPS, soon: bool = False) -> pd.DataFrame:
    """Say how far the contact centre's signals got (DEFINITIONS 3).

    Parameters
    ----------
    measures
        Which of them, of ``MEASURES``.
    soon
        Count only what happened within `settled_days` of the first event, so that periods can be set side by side.

    Returns
    -------
    pandas.DataFrame
        Index ``measure``: ``passed_on`` (to another department within 30 days, of signals at least 30 days old) and,
        of signals at least 90 days old, ``two_departments`` besides the contact centre, ``decided``, ``changed``,
        ``came_back``; ``told_in_time`` (of those ended) and ``dropped`` where asked for; ``signals``, ``of``,
        ``share``, ``low``, ``high`` (Wilson). NaN where the log cannot say.
    """
    table, rules = _columns(fates.table), _SOON_RULES if soon else _RULES
    rows = [
        (name, *(_counts(table, rules[name]) if fates.measurable(name) else (np.nan, np.nan))) for name in measures
    ]
    counts = pd.DataFrame(rows, columns=["measure", "signals", "of"]).set_index("measure").astype(float)
    low, high = wilson(counts["signals"], counts["of"])
    return counts.assign(share=counts["signals"] / counts["of"], low=low, high=high)


def by_trait(fates: Fates, trait: str) -> pd.DataFrame:
    """Say the same, and who was told in time and what was dropped, by something that belongs to the signal.

    Parameters
    ----------
    trait
        ``kind``, ``channel`` or ``quarter`` (year * 4 + 0…3).

    Returns
    -------
    pandas.DataFrame
        ``value`` (a code), ``measure``, ``signals``, ``of``: one row for each value and measure that the log can tell.
    """
    table = _columns(fates.table)
    table["quarter"] = table["month"] // 3
    parts = []
    for measure in filter(fates.measurable, MEASURES):
        hit, of = _RULES[measure](table)
        counts = _summed(table, hit, of, by=trait, names=("value", "signals", "of"))
        parts.append(counts.assign(measure=measure))
    columns = ["value", "measure", "signals", "of"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def by_month(fates: Fates, *, whole: range, unseen: range) -> pd.DataFrame:
    """Count, month by month, what happened within `settled_days` of the first event, of signals at least that old.

    A signal from long ago has had more time than a new one; so what came later does not count here, and no trend is
    made by the cut-off.

    Parameters
    ----------
    whole
        The months (year * 12 + 0…11) that lie in the window from their first day to their last.
    unseen
        Those among them whose signals may yet fall silent unseen: for ``dropped`` they are left out.

    Returns
    -------
    pandas.DataFrame
        ``measure``, ``month``, ``hits``, ``n``, ``share``; for ``new_signals`` (no share) hits are in n days.
    """
    begun = fates.table[fates.table["month"].isin(whole)]
    table = _columns(begun)
    parts = []
    for measure in filter(fates.measurable, MEASURES):
        hit, of = _SOON_RULES[measure](table)
        of = of & ~np.isin(table["month"], unseen) if measure == "dropped" else of
        counts = _summed(table, hit, of, by="month", names=("month", "hits", "n"))
        parts.append(counts.assign(measure=measure, share=True))
    new = begun.groupby("month")["signals"].sum().reindex(whole, fill_value=0)
    days = [_days_of(month) for month in whole]
    parts.append(
        pd.DataFrame({"measure": "new_signals", "month": whole, "hits": new.to_numpy(), "n": days, "share": False})
    )
    return pd.concat(parts, ignore_index=True)[["measure", "month", "hits", "n", "share"]]


def _summed(table: Columns, hit: Bools, of: Bools, *, by: str, names: tuple[str, str, str]) -> pd.DataFrame:
    key, hits, n = names
    counts = pd.DataFrame({key: table[by], hits: table["signals"] * (hit & of), n: table["signals"] * of})
    return counts.groupby(key, as_index=False).sum()


def _counts(table: Columns, rule: _Rule) -> tuple[float, float]:
    hit, of = rule(table)
    return float(table["signals"][hit & of].sum()), float(table["signals"][of].sum())


def _days_of(month: int) -> int:
    return pd.Period(year=month // 12, month=month % 12 + 1, freq="M").days_in_month


def _columns(table: pd.DataFrame) -> Columns:
    return {str(name): column.to_numpy() for name, column in table.items()}


_Rule = Callable[[Columns], tuple[Bools, Bools]]


def _of_centre(column: str, *, least: int, age: int = _SETTLED) -> _Rule:
    return lambda t: (t[column] >= least, (t["from_centre"] == 1) & (t["age"] >= age))


# For each measure: which rows of the fates count, of which.
_RULES: dict[str, _Rule] = {
    "passed_on": _of_centre("passed_in_time", least=1, age=1),
    "two_departments": _of_centre("two", least=1),
    "decided": _of_centre("decided", least=1),
    "changed": _of_centre("changed", least=1),
    "came_back": _of_centre("told", least=1),
    "told_in_time": lambda t: (t["told_in_time"] == 1, t["ended"] >= 1),
    "dropped": lambda t: (t["silent"] >= 1, (t["silent"] >= 0) & (t["age"] == _SETTLED)),
}
_SOON_RULES: dict[str, _Rule] = {
    "passed_on": _RULES["passed_on"],
    "two_departments": _of_centre("two", least=_SOON),
    "decided": _of_centre("decided", least=_SOON),
    "changed": _of_centre("changed", least=_SOON),
    "came_back": _of_centre("told", least=_SOON),
    "told_in_time": lambda t: (t["told_in_time"] == 1, (t["ended"] == _SOON) & (t["age"] == _SETTLED)),
    "dropped": lambda t: (t["silent"] == _SOON, (t["silent"] >= 0) & (t["age"] == _SETTLED)),
}
