"""Groups too small to be shown apart (DEFINITIONS 10)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

COUNTS = (
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
    "signals_expected",
    "signals_reordered",
    "bounces",
    "followed",
)
PAIR_MARKS = ("wall", "walled", "other_work", "order_of_work", "across_silo", "parallel")

Cell = tuple[int, int]  # department, kind of signal


@dataclass(frozen=True)
class Headcount:
    """Who worked where, as far as the log or the engagement says.

    Attributes
    ----------
    workers
        ``dept``, ``kind``, ``person``: who worked in a department on signals of a kind (codes); each once.
    staff
        Head counts as given, on department code, for departments of which the log names nobody; may be missing.

    Examples
    --------
    One of the two in department 1 works in 2 as well: together they are three, not four.

    >>> workers = pd.DataFrame({"dept": [1, 1, 2, 2], "kind": 1, "person": [7, 8, 8, 9]})
    >>> count = Headcount(workers, pd.Series(dtype=float))
    >>> count.sizes().to_dict(), count.together({1, 2})
    ({1: 2.0, 2: 2.0}, 3.0)
    """

    workers: pd.DataFrame
    staff: pd.Series

    def sizes(self) -> pd.Series:
        """Return the persons of each department, by code; those of which nothing is known are not in it."""
        return self._sizes

    @cached_property
    def _sizes(self) -> pd.Series:  # asked for by table after table
        seen = self.workers.groupby("dept")["person"].nunique().astype(float)
        staff = self.staff.astype(float)
        known = pd.concat([seen, staff[~staff.index.isin(seen.index)]]) if len(seen) else staff
        return known[known > 0].sort_index()

    def together(self, depts: Iterable[int]) -> float:
        """Return how many different persons work in departments."""
        depts = set(depts)
        seen = self.workers[self.workers["dept"].isin(depts)]
        unseen = self.staff[self.staff.index.isin(depts - set(seen["dept"]))]
        return float(seen["person"].nunique()) + float(unseen.astype(float).sum())

    def at_work(self, cells: Iterable[Cell]) -> Mapping[Cell, frozenset[str]]:
        """Return who works in each (department, kind); where the log names nobody of a department, its head count."""
        workers: dict[Cell, set[str]] = {}
        known = (self.workers[name].tolist() for name in ("dept", "kind", "person"))
        for dept, kind, person in zip(*known, strict=True):
            workers.setdefault((dept, kind), set()).add(str(person))
        seen, staff = {dept for dept, _ in workers}, self.staff.dropna().astype(int).to_dict()
        return {
            (dept, kind): frozenset(workers.get((dept, kind), ())) if dept in seen
            else frozenset(f"{place} of {dept}" for place in range(staff.get(dept, 0)))
            for dept, kind in cells
        }  # fmt: skip


def pooled_groups(count: Headcount, *, least: int, centre: Set[int] = frozenset(), silent: Set[int] = frozenset()
                  ) -> frozenset[int]:  # fmt: skip
    """Choose the departments that may not be shown apart.

    Parameters
    ----------
    least
        Persons that a group must have.
    centre
        The contact centre. Most measures leave it out of what a department is compared with, so its small groups and
        those of the others must each hide among themselves.
    silent
        Departments without a visit: they add nothing to a total, so nobody can hide behind them.

    Returns
    -------
    frozenset of int
        Departments with 1 to ``least`` - 1 persons and, where these could be had back from a total (one alone, or
        fewer than ``least`` different persons together), the next smallest. With a higher ``least`` it never loses a
        department: two results with different bounds give nobody back.

    Examples
    --------
    The three of A could be had back from the total, so B goes with them.

    >>> nobody = pd.DataFrame({"dept": [], "kind": [], "person": []})
    >>> sorted(pooled_groups(Headcount(nobody, pd.Series({1: 3, 2: 6, 3: 40})), least=5))
    [1, 2]
    >>> sorted(pooled_groups(Headcount(nobody, pd.Series({1: 5, 2: 6})), least=5))
    []
    """
    sizes = count.sizes()
    small = frozenset(int(dept) for dept in sizes.index[sizes < least])
    order = [int(dept) for dept in sizes.sort_values(kind="stable").index if dept not in silent]
    parts = ([dept for dept in order if dept not in centre], [dept for dept in order if dept in centre])
    pooled = small
    for part in parts:
        if small & set(part):
            pooled |= _hidden(small & set(part), part, count=count, least=least)
    if small - silent:
        pooled |= _hidden(pooled - silent, [*parts[0], *parts[1]], count=count, least=least)
    return pooled


def _hidden(depts: frozenset[int], order: list[int], *, count: Headcount, least: int) -> frozenset[int]:
    for dept in order:
        if count.together(depts) >= least:
            break
        depts |= {dept}
    return depts


def hidden_among(count: Headcount, depts: Iterable[int], *, pooled: frozenset[int], least: int) -> frozenset[int]:
    """Choose the departments to leave out of a table that has a total of its departments besides.

    Returns
    -------
    frozenset of int
        The pooled ones that are in the table and, where these have fewer than ``least`` persons, the next smallest:
        a department that hides another must be in the table too.
    """
    sizes = count.sizes().sort_values(kind="stable")
    order = [int(dept) for dept in sizes.index[sizes.index.isin(list(depts))]]
    hidden = pooled & set(order)
    return _hidden(hidden, order, count=count, least=least) if hidden else hidden


def is_exposed(count: Headcount, *, least: int, centre: Set[int], silent: Set[int] = frozenset()) -> bool:
    """Say whether the contact centre has fewer than ``least`` persons, so that what it does says what they do."""
    sizes = count.sizes()
    known = sizes[sizes.index.isin(set(centre) - silent)]
    return bool(len(known)) and count.together(int(dept) for dept in known.index) < least


def hidden_cells(count: Headcount, cells: Iterable[Cell], *, pooled: frozenset[int], least: int
                 ) -> tuple[frozenset[Cell], frozenset[Cell]]:  # fmt: skip
    """Choose, of a table by department and kind of signal, the cells that may not be shown apart.

    Parameters
    ----------
    cells
        (department, kind) of the rows that the table has.
    pooled
        Departments not shown apart in any table.

    Returns
    -------
    pooled, withheld : frozenset of (int, int)
        Cells to be added up by kind: those of pooled departments, those in which fewer than ``least`` persons worked
        and, as totals by kind and by department are known from elsewhere, the next smallest of the kind and of the
        department. And those that are too few persons even together, so that not even their sum may be shown.

    Examples
    --------
    One person of department 1 works on kind 2: the next smallest cell of that kind and of that department go along.

    >>> rows = [(dept, kind, 10 * dept + n) for dept in (1, 2) for kind in (1, 2) for n in range(9)]
    >>> rows = [row for row in rows if row[:2] != (1, 2)] + [(1, 2, 10)]
    >>> count = Headcount(pd.DataFrame(rows, columns=["dept", "kind", "person"]), pd.Series(dtype=float))
    >>> pooled, withheld = hidden_cells(count, [(1, 1), (1, 2), (2, 1), (2, 2)], pooled=frozenset(), least=5)
    >>> sorted(pooled), sorted(withheld)
    ([(1, 1), (1, 2), (2, 2)], [])
    """
    who = count.at_work(cells)
    hidden = {cell for cell, persons in who.items() if cell[0] in pooled or 0 < len(persons) < least}
    before = -1
    while len(hidden) > before:
        before = len(hidden)
        for line in _lines(who, hidden, pooled):
            order = sorted(line - hidden, key=lambda cell: (not who[cell], len(who[cell]), cell))
            while order and _together(who, line & hidden) < least:
                hidden.add(order.pop(0))
    few = [kind for kind, cells in _by_kind(hidden).items() if _together(who, cells) < least]
    withheld = frozenset(cell for cell in hidden if cell[1] in few)
    return frozenset(hidden) - withheld, withheld


def _lines(cells: Iterable[Cell], hidden: Set[Cell], pooled: frozenset[int]) -> list[set[Cell]]:
    """Give the rows and columns of cells, a total of which may be known, in which something is hidden."""
    by_dept: dict[int, set[Cell]] = {}
    for cell in cells:
        by_dept.setdefault(cell[0], set()).add(cell)
    by_kind = _by_kind(cells)
    kinds, depts = {kind for _, kind in hidden}, {dept for dept, _ in hidden} - pooled
    return [by_kind[kind] for kind in sorted(kinds)] + [by_dept[dept] for dept in sorted(depts)]


def _by_kind(cells: Iterable[Cell]) -> dict[int, set[Cell]]:
    lines: dict[int, set[Cell]] = {}
    for cell in cells:
        lines.setdefault(cell[1], set()).add(cell)
    return lines


def _together(who: Mapping[Cell, frozenset[str]], cells: Set[Cell]) -> int:
    return len(frozenset().union(*(who[cell] for cell in cells)))


def pool_rows(
    table: pd.DataFrame, pooled: frozenset[int], *, name: str, persons: float, shown: bool = True
) -> pd.DataFrame:
    """Put one row of totals, without estimates, in the place of the pooled departments (index: department code).

    Parameters
    ----------
    persons
        Different persons in them: who works in two of them counts once.
    shown
        Whether even the totals may be shown; without it the row is left out.
    """
    if not pooled:
        return table
    hidden = table.index.isin(pooled)
    numbers = table.select_dtypes("number").columns
    table = table.astype(dict.fromkeys(numbers, float))
    if not shown:
        return table[~hidden]
    row: dict[str, object] = dict.fromkeys(table.columns, np.nan)
    # What can't be measured is no 0, in the sum either.
    row.update({column: table.loc[hidden, column].sum(min_count=1) for column in COUNTS if column in table})
    row.update({"department": name, "unit": "", "role": "", "in_log": True, "persons": persons or np.nan})
    total = pd.DataFrame([row], index=[0]).reindex(columns=table.columns).astype(table.dtypes.to_dict())
    return pd.concat([table[~hidden], total])


def pool_pairs(
    pairs: pd.DataFrame, pooled: frozenset[int], *, names: Mapping[int, Hashable], small: Hashable
) -> pd.DataFrame:
    """Name the ends of pairs; those at a pooled department are added up under its name, without estimates."""
    ends = {dept: small if dept in pooled else name for dept, name in names.items()}
    named = pairs.assign(giver=pairs["giver"].map(ends), taker=pairs["taker"].map(ends))
    hidden = pairs["giver"].isin(pooled) | pairs["taker"].isin(pooled)
    if hidden.any():
        counts = [column for column in PAIR_COUNTS if column in named]
        sums = named[hidden].groupby(["giver", "taker"], as_index=False)[counts].sum()
        marks = dict.fromkeys(("lateral", *PAIR_MARKS), False)
        named = pd.concat([named[~hidden], sums.assign(**marks)], ignore_index=True)
    return by_names(named, "giver", "taker")


def pool_shares(shown: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Add up the visits and drops of the pooled departments by kind, without estimates."""
    shown = shown.drop(columns="dept")
    if len(hidden):
        sums = hidden.groupby(["department", "kind"], as_index=False)[["visits", "dropped"]].sum()
        shown = pd.concat([shown, sums], ignore_index=True)
    return by_names(shown, "department", "kind")


def by_names(table: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Sort by two columns of names: as sort_values does, in a third of its time where rows are few."""
    order = np.lexsort([table[name].to_numpy(object) for name in (second, first)])
    return table.iloc[order].reset_index(drop=True)
