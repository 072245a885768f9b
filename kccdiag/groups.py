"""Groups too small to be shown apart (DEFINITIONS 10)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

COUNTS = (
    "persons",
    "staff",
    "visits",
    "signals",
    "visit_share",
    "held_share",
    "signal_days",
    "entered",
    "left",
    "live",
    "dead",
)
PAIR_COUNTS = (
    "handovers",
    "signals",
    "expected",
    "same_signals_expected",
    "same_place_expected",
    "bounces",
    "followed",
)
PAIR_MARKS = ("wall", "walled", "other_work", "order_of_work", "across_silo", "parallel")


def pooled_groups(persons: pd.Series, staff: pd.Series, *, least: int, kept: tuple[int, ...] = ()) -> frozenset[int]:
    """Choose the departments that may not be shown apart.

    Parameters
    ----------
    persons
        Distinct persons in the log, on department code.
    staff
        Head counts as given, used where the log names nobody; may be missing.
    least
        Persons that a group must have.
    kept
        Departments that go with the small ones only when no other can: the contact centre, of which everything speaks.

    Returns
    -------
    frozenset of int
        Departments with 1 to ``least`` - 1 persons and, where these could be had back from a total (one alone, or
        fewer than ``least`` together), the next smallest.

    Examples
    --------
    The three of A could be had back from the total, so B goes with them.

    >>> sorted(pooled_groups(pd.Series({1: 3, 2: 6, 3: 40}), pd.Series(dtype=float), least=5))
    [1, 2]
    >>> sorted(pooled_groups(pd.Series({1: 5, 2: 6}), pd.Series(dtype=float), least=5))
    []
    """
    size = persons.astype(float).combine_first(staff.astype(float)).dropna()
    size = size[size > 0].sort_index().sort_values(kind="stable")
    size = size.iloc[np.argsort((size >= least) & size.index.isin(kept), kind="stable")]
    chosen = int((size < least).sum())
    if chosen:
        while chosen < len(size) and (chosen < 2 or size.iloc[:chosen].sum() < least):
            chosen += 1
    return frozenset(int(dept) for dept in size.index[:chosen])


def pool_rows(table: pd.DataFrame, pooled: frozenset[int], *, name: str) -> pd.DataFrame:
    """Put one row of totals, without estimates, in the place of the pooled departments (index: department code)."""
    if not pooled:
        return table
    hidden = table.index.isin(pooled)
    row: dict[str, object] = dict.fromkeys(table.columns, np.nan)
    row.update({column: table.loc[hidden, column].sum() for column in COUNTS if column in table})
    row.update({"department": name, "unit": "", "role": "", "in_log": True})
    numbers = table.select_dtypes("number").columns
    table = table.astype(dict.fromkeys(numbers, float))
    total = pd.DataFrame([row], index=[0]).reindex(columns=table.columns).astype(table.dtypes.to_dict())
    return pd.concat([table[~hidden], total])


def pool_pairs(pairs: pd.DataFrame, pooled: frozenset[int], *, names: Mapping[int, str], small: str) -> pd.DataFrame:
    """Name the ends of pairs; those at a pooled department are added up under its name, without estimates."""
    ends = {dept: small if dept in pooled else name for dept, name in names.items()}
    hidden = pairs["giver"].isin(pooled) | pairs["taker"].isin(pooled)
    named = pairs.assign(giver=pairs["giver"].map(ends), taker=pairs["taker"].map(ends))
    counts = [column for column in PAIR_COUNTS if column in named]
    sums = named[hidden].groupby(["giver", "taker"], as_index=False)[counts].sum()
    sums["lateral"] = False
    for mark in PAIR_MARKS:
        sums[mark] = False
    table = pd.concat([named[~hidden], sums], ignore_index=True) if len(sums) else named
    return table.sort_values(["giver", "taker"], ignore_index=True)


def pool_shares(shown: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Add up the visits and drops of the pooled departments by kind, without estimates."""
    sums = hidden.groupby(["department", "kind"], as_index=False)[["visits", "dropped"]].sum()
    table = pd.concat([shown, sums], ignore_index=True) if len(sums) else shown
    return table.drop(columns="dept").sort_values(["department", "kind"], ignore_index=True)
