"""Departments that begin or cease inside the window, and what took whose place (DEFINITIONS 1)."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np
import pandas as pd
from scipy.special import betainc, xlogy

from kccdiag.flow.journeys import Journeys
from kccdiag.flow.sql import PLACE
from kccdiag.measures.uncertainty import adjusted

YEAR = 12
LEAST_ABSENT = 3  # whole months: signals need as long to get everywhere, and the last month is the cut-off's
REMAINS = 0.1  # of what is expected, and of what it did before, may be left: stragglers under an old name
LEAST_ACTIVE = 6  # months; what works for a shorter stretch, and in no other year, may be seasonal
WIDTHS = (1, 2)  # months within which changes may be one reorganisation
REORGANISED = 3  # changes, of both sorts
ALIKE = 2.0  # times as many visits, or as few: not the same place
BUSIEST = 500  # departments among which the nearest place is looked for
BEGAN, CEASED = "began", "ceased"
RENAMED, MERGED, SPLIT = "renamed", "merged", "split"
COLUMNS = ("dept", "change", "month", "visits", "rate", "left", "expected", "p", "q", "group")


def changes(activity: pd.DataFrame, *, window: range, whole: range, least: int, significance: float) -> pd.DataFrame:
    """Find the departments whose absence at the start or the end of the window is beyond chance.

    Parameters
    ----------
    activity
        ``dept``, ``month`` (year * 12 + 0…11), ``visits`` entered.
    window, whole
        The months of the window, and those of them that lie in it from their first day to their last.
    least
        Visits below which nothing is said of a department.
    significance
        For q.

    Returns
    -------
    pandas.DataFrame
        One row for each change found, by month: ``dept``, ``change`` (``began``, ``ceased``), ``month`` (the first with
        visits, or the first without), ``visits`` and ``rate`` (share of all visits) while it was there,
        ``left`` and ``expected`` (visits in the months of absence, seen and expected), ``p``, ``q``; ``group`` numbers
        the reorganisations from 1, 0 where a change stands by itself.

    Notes
    -----
    A department that is always there gets its visits in proportion to everyone else's. Of N visits in the stretch in
    which it is there and x outside, where E would be expected, the chance of so few outside is that of at most x of N +
    x in a binomial with share E / (N + E), counts divided by φ, the dispersion of its months (Pearson's X² ÷ degrees
    of freedom) and at least the median department's. A month of absence that has the same month of another year in the
    stretch is expected to be like that one, so that a summer team is not said to cease each autumn. q over all
    departments with enough visits, both ends (Benjamini & Hochberg 1995).

    Examples
    --------
    B takes over from A in month 12, C is always there.

    >>> rows = [(1, m, 20) for m in range(12)] + [(2, m, 20) for m in range(12, 24)] + [(3, m, 90) for m in range(24)]
    >>> table = pd.DataFrame(rows, columns=["dept", "month", "visits"])
    >>> found = changes(table, window=range(24), whole=range(24), least=10, significance=0.05)
    >>> found[["dept", "change", "month"]].to_numpy().tolist()
    [[2, 'began', 12], [1, 'ceased', 12]]
    """
    by_month = activity.pivot_table(index="dept", columns="month", values="visits", aggfunc="sum", fill_value=0)
    by_month = by_month.reindex(columns=list(window), fill_value=0)
    by_month = by_month[by_month.sum(axis=1) >= least]
    everyone = activity.groupby("month")["visits"].sum().reindex(list(window), fill_value=0).to_numpy(float)
    works = {int(dept): _Work(own.to_numpy(float), everyone) for dept, own in by_month.iterrows()}
    usual = float(np.median([work.dispersion for work in works.values()])) if works else 1.0
    counted = np.isin(list(window), list(whole))
    rows = [
        {"dept": dept, "change": change} | _absence(work, counted, change, usual=usual)
        for dept, work in works.items()
        for change in (BEGAN, CEASED)
    ]
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in ("q", "group")])
    table = table.assign(q=adjusted(table["p"].astype(float)), month=table["month"] + window.start)
    found = table[table["q"] < significance].sort_values(["month", "change", "dept"], ignore_index=True)
    return found.assign(group=_groups(found, months=len(window), significance=significance))[list(COLUMNS)]


class _Work:
    """When a department was at work: its visits by month, beside everyone's.

    ``first`` and ``last`` bound the stretch outside which it is as good as absent: at most ``REMAINS`` of what its rate
    in the stretch predicts. An old name lingers, and a new one is tried out.
    """

    def __init__(self, visits: np.ndarray, everyone: np.ndarray) -> None:
        self.visits, self.everyone = visits, everyone
        self.first = _absent_until(visits, everyone)
        self.last = len(visits) - 1 - _absent_until(visits[::-1], everyone[::-1])
        if self.first > self.last:  # a name for a moment only, with stragglers on either side
            self.first, self.last = (int(month) for month in np.flatnonzero(visits)[[0, -1]])
        self.stretch = np.arange(self.first, self.last + 1)
        self.rate = float(visits[self.stretch].sum() / max(everyone[self.stretch].sum(), 1.0))

    @property
    def dispersion(self) -> float:
        """Return how much more its months vary than Poisson counts would."""
        seen, expected = self.visits[self.stretch], self.rate * self.everyone[self.stretch]
        known = expected > 0
        if known.sum() < 2:
            return 1.0
        return max(float(((seen - expected)[known] ** 2 / expected[known]).sum() / (known.sum() - 1)), 1.0)

    def same_month(self, month: int) -> float:
        """Return its rate in the same month of other years, as far as it was active then."""
        same = self.stretch[(self.stretch - month) % YEAR == 0]
        exposed = self.everyone[same].sum()
        return float(self.visits[same].sum() / exposed) if exposed > 0 else np.nan


def _absent_until(visits: np.ndarray, everyone: np.ndarray) -> int:
    """Return the first month from which on it is there, counted from the start.

    Where two rates fit best (Poisson likelihood), of the months before which it is as good as absent.
    """
    before, exposed = np.cumsum(visits)[:-1], np.cumsum(everyone)[:-1]
    after, rest = visits.sum() - before, everyone.sum() - exposed
    rate = np.divide(after, rest, out=np.zeros_like(rest), where=rest > 0)
    fit = xlogy(before, before) - xlogy(before, exposed) + xlogy(after, after) - xlogy(after, rest)
    absent = (after > 0) & (rest > 0) & (exposed > 0) & (before <= REMAINS * rate * exposed)
    return int(np.where(absent, fit, -np.inf).argmax()) + 1 if absent.any() else 0


def _absence(work: _Work, counted: np.ndarray, change: str, *, usual: float) -> dict[str, float]:
    """Test the absence at one end of the window; p is 1 where there is none to speak of."""
    absent = np.arange(work.first) if change == BEGAN else np.arange(work.last + 1, len(work.visits))
    rates = np.array([work.same_month(int(month)) for month in absent])
    if len(work.stretch) < LEAST_ACTIVE:
        absent, rates = absent[~np.isnan(rates)], rates[~np.isnan(rates)]
    month = work.first if change == BEGAN else work.last + 1
    there, left = float(work.visits[work.stretch].sum()), float(work.visits[absent].sum())
    expected = float((np.where(np.isnan(rates), work.rate, rates) * work.everyone[absent]).sum())
    row = {"month": month, "visits": there, "rate": work.rate, "left": left, "expected": expected, "p": 1.0}
    if counted[absent].sum() < LEAST_ABSENT or left > REMAINS * min(expected, there):
        return row
    spread = max(work.dispersion, usual)
    return row | {"p": float(betainc(there / spread, left / spread + 1, there / (there + expected)))}


def _groups(found: pd.DataFrame, *, months: int, significance: float) -> np.ndarray:
    """Number the reorganisations: changes of both sorts, more of them in one month or two than chance would bring."""
    month, change = found["month"].to_numpy(), found["change"].to_numpy()
    group = np.zeros(len(found), dtype=int)
    starts = np.unique(month)
    near = [(start, (month >= start) & (month < start + width), width) for width in WIDTHS for start in starts]
    for _, members, width in sorted(near, key=lambda one: (-int(one[1].sum()), one[2], one[0])):
        free = members & (group == 0)
        # Over all places and both widths (Bonferroni): so many of the changes, had each fallen in any month.
        count = int(free.sum())
        chance = len(WIDTHS) * months * betainc(count, len(found) - count + 1, min(width / months, 1.0))
        if count >= REORGANISED and len(set(change[free])) == 2 and chance < significance:
            group[free] = group.max() + 1
    return group


def successions(found: pd.DataFrame, journeys: Journeys) -> pd.DataFrame:
    """Say which departments that began took the place in the routes of which that ceased around the same month.

    Parameters
    ----------
    found
        As :func:`changes` returns it.

    Returns
    -------
    pandas.DataFrame
        ``relation`` (``renamed``, ``merged``, ``split``), ``before`` and ``after`` (tuples of department codes) and
        ``month``, the first in which the new ones had visits.

    Notes
    -----
    The place of a department is where its signals come from, where they go, and their kinds and topics. One that began
    is linked to one that ceased when, of all departments that stayed, ceased or began around then, it is the nearest
    in place, or the other way round; a pair alone has to be each other's nearest. Together they take in as many visits
    as before, to within a factor two.
    """
    rows = []
    for ceased, began in _around(found):
        places = _places(journeys, changed={*ceased["dept"], *began["dept"]})
        for before, after in _linked(places, set(ceased["dept"]), set(began["dept"])):
            old, new = ceased[ceased["dept"].isin(before)], began[began["dept"].isin(after)]
            if 1 / ALIKE <= new["rate"].sum() / old["rate"].sum() <= ALIKE:
                relation = RENAMED if len(before) == len(after) == 1 else MERGED if len(after) == 1 else SPLIT
                rows.append((relation, before, after, int(new["month"].min())))
    return pd.DataFrame(rows, columns=["relation", "before", "after", "month"])


def _around(found: pd.DataFrame) -> Iterable[tuple[pd.DataFrame, pd.DataFrame]]:
    """Give the departments that ceased and those that began within a month of each other."""
    graph = nx.Graph()
    began, ceased = (found[found["change"] == change] for change in (BEGAN, CEASED))
    for old in ceased.itertuples():
        graph.add_edges_from(
            (old.Index, new.Index) for new in began.itertuples() if abs(old.month - new.month) < WIDTHS[-1]
        )
    for members in sorted(map(sorted, nx.connected_components(graph))):
        yield ceased[ceased.index.isin(members)], began[began.index.isin(members)]


def _linked(
    places: pd.DataFrame, ceased: set[int], began: set[int]
) -> Iterable[tuple[tuple[int, ...], tuple[int, ...]]]:
    stayed = set(places.index) - ceased - began
    link = nx.Graph()
    nearest = {old: _nearest(places, old, stayed | began) for old in sorted(ceased)}
    nearest |= {new: _nearest(places, new, stayed | ceased) for new in sorted(began)}
    link.add_edges_from((one, other) for one, other in nearest.items() if other in ceased | began)
    for members in sorted(map(sorted, nx.connected_components(link))):
        before, after = tuple(m for m in members if m in ceased), tuple(m for m in members if m in began)
        alone = len(before) == len(after) == 1
        if alone and (nearest[before[0]] != after[0] or nearest[after[0]] != before[0]):
            continue
        if min(len(before), len(after)) == 1:
            yield before, after


def _nearest(places: pd.DataFrame, dept: int, others: set[int]) -> int:
    """Return the department whose place in the routes overlaps most with that of another."""
    among = places.loc[sorted(others & set(places.index))]
    if dept not in places.index or among.empty:
        return 0
    overlap = np.minimum(among.to_numpy(), places.loc[dept].to_numpy()).sum(axis=1)
    return int(among.index[overlap.argmax()])


def _places(journeys: Journeys, *, changed: set[int]) -> pd.DataFrame:
    """Describe where each department stands in the routes: shares of its visits, three times over."""
    visits = journeys.visits
    same = visits["variant"].to_numpy()[1:] == visits["variant"].to_numpy()[:-1]
    dept = np.where(visits["dept"].isin(changed), PLACE - 1, visits["dept"])  # what changed with it counts as one
    before, after = np.full(len(visits), -1), np.full(len(visits), -1)
    before[1:][same], after[:-1][same] = dept[:-1][same], dept[1:][same]
    traits = journeys.variants.loc[visits["variant"], ["kind", "topic"]].to_numpy()
    about = traits[:, 0] * PLACE + traits[:, 1]
    busy = visits.groupby("dept")["signals"].sum().drop(index=0, errors="ignore").sort_values(ascending=False)
    shown = {*busy.index[:BUSIEST], *changed}
    parts = []
    for sort, value in (("from", before), ("to", after), ("about", about)):
        table = pd.DataFrame(
            {"dept": visits["dept"].to_numpy(), "value": value, "signals": visits["signals"].to_numpy()}
        )
        counts = table[table["dept"].isin(shown)].pivot_table(
            index="dept", columns="value", values="signals", aggfunc="sum", fill_value=0
        )
        parts.append(counts.div(counts.sum(axis=1), axis=0).add_prefix(f"{sort} "))
    return pd.concat(parts, axis=1)
