"""Who passes less to whom than their work and volume predict (DEFINITIONS 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from kccdiag.flow.journeys import Journeys
from kccdiag.limits import Limits
from kccdiag.measures.uncertainty import adjusted, fewer_than, over_expected

Floats = NDArray[np.float64]
LEAST_LATERAL = 4  # departments besides the contact centre, below which nothing is expected
LEAST_SCANNED = 5
MOST_TABULATED = 2_000  # departments in a dense table of pairs; beyond that the busiest
ROUNDS = 200
GROUPS_AT_ONCE = 20_000
SILO_COLUMNS = [
    "members",
    "boundary",
    "boundary_low",
    "boundary_high",
    "inner",
    "inner_low",
    "inner_high",
    "crossing",
    "crossing_expected",
    "p",
]


@dataclass(frozen=True)
class Once:
    """Signals that hand over between a pair, each counted once a pair: what the tests of walls are about.

    Attributes
    ----------
    expected
        Giver × taker, by quasi-independence within kind × quarter × topic.
    reordered
        Expected had the same signals visited the same departments in random order.
    later, later_reordered
        Those that hand over after their first handover, seen and in random order without their first visit; NaN where
        the contact centre is known, whose handovers are left out already.
    """

    expected: Floats
    reordered: Floats
    later: Floats
    later_reordered: Floats


@dataclass(frozen=True)
class Order:
    """Where departments stand in the journeys that visit them: what tells an order of work from a wall.

    Attributes
    ----------
    first, last
        Giver × taker: of the signals that visited both, the share whose first (last) visit to the giver came before
        that to the taker. NaN where none visited both.
    """

    first: Floats
    last: Floats


@dataclass(frozen=True)
class Lateral:
    """Handovers among departments other than the contact centre, beside those expected.

    Attributes
    ----------
    depts
        Codes of the departments, in the order of the rows and columns.
    observed, expected
        Handovers giver × taker; expected by quasi-independence within kind × quarter × topic.
    same_place
        Expected by quasi-independence within kind × topic × place in the journey (only, first, last or other handover).
    same_signals
        Handovers expected had the same signals visited the same departments in random order.
    phi
        Variance relative to Poisson's: Σn² / Σn over the handovers of one signal between one pair.
    spread
        The same giver × taker, by the pair's own signals; at least the handovers expected of each signal.
    once, order
        The same in signals, and where the two stand; None where every pair is tabulated, the contact centre's too, and
        nothing is tested.
    """

    depts: NDArray[np.int64]
    observed: Floats
    expected: Floats
    same_place: Floats
    same_signals: Floats
    phi: float
    spread: Floats
    once: Once | None = None
    order: Order | None = None


def openness(journeys: Journeys, lateral: Lateral | None, *, home: tuple[int, ...]) -> pd.DataFrame:
    """Compare the handovers of every pair with what work and volume predict.

    Parameters
    ----------
    lateral
        As :func:`lateral_table` returns it for the same journeys and home.
    home
        Departments of the contact centre; empty where it is only "the intake", and then every pair is lateral.

    Returns
    -------
    pandas.DataFrame
        Columns ``giver``, ``taker``, ``handovers``, ``signals`` (that made one), ``expected``, ``openness`` with
        ``_low``, ``_high``, ``same_signals_expected``, ``same_place_expected``, ``lateral`` (between departments other
        than the contact centre); of lateral ones in signals ``signals_expected``, ``signals_reordered``,
        ``later_signals``, ``later_reordered`` (see :class:`Once`), and ``first_before``, ``last_before``
        (see :class:`Order`). Pairs without handovers stay in where at least one was expected.

    Notes
    -----
    Quasi-independence (row × column effects, structural zeros on the diagonal) per kind × quarter × topic, summed.
    Lateral handovers are fitted apart, because the contact centre's flood makes every other inflow look walled. The
    variance is Poisson's × the pair's spread × (1 - row share) (1 - column share), as for an adjusted residual
    (Haberman 1973), the shares being those of the observed where that is less: who hands nothing over takes no part of
    anyone's margin.
    """
    steps = journeys.handovers()
    whole = _pairs_of(_tabulate(steps, journeys, depts=_busiest(steps)))
    whole["lateral"] = ~(whole["giver"].isin(home) | whole["taker"].isin(home))
    if lateral is not None:
        pairs = _pairs_of(lateral).assign(lateral=True)
        whole = pd.concat([whole[~whole["lateral"]], pairs], ignore_index=True)
    else:
        whole.loc[whole["lateral"], ["expected", "openness", "openness_low", "openness_high"]] = np.nan
    made = steps.drop_duplicates(["variant", "giver", "taker"]).groupby(["giver", "taker"])["signals"].sum()
    whole = whole.join(made, on=["giver", "taker"]).fillna({"signals": 0})
    return whole.sort_values(["giver", "taker"], ignore_index=True)


def walls(pairs: pd.DataFrame, silos: pd.DataFrame, *, limits: Limits) -> pd.DataFrame:
    """Mark the pairs that are walled off: fewer than volume predicts, and fewer than the same signals would have made.

    Parameters
    ----------
    silos
        Column ``members``: pairs across a silo's boundary are its evidence and are not tried as walls.

    Returns
    -------
    pandas.DataFrame
        The pairs with ``across_silo``, ``wall_q`` (against O/E = 0.8 of the expected), ``order_q`` (against 0.6 of what
        the same signals in random order would have made), ``later_q`` (see below), ``walled`` (all estimates beyond
        their bounds), ``wall`` (and certain), ``other_work`` (short on the first condition only) and ``order_of_work``
        (short on both, but for where in a journey they come).

    Notes
    -----
    Estimates are in handovers. The tests count each signal once a pair: what goes back and forth where two work side by
    side is one piece of evidence, and signals are independent of each other, so that Poisson's variance holds. The
    interval of openness must say the same: that of a wall ends below what the volume is tested against.

    ``order_of_work`` is an addition. Where a process has a fixed order, g → h is empty one way because h always comes
    first, the other way because others stand between; then nearly all signals that visit both visit them in one order.
    Or what is missing one way is found the other way (0 handovers where 365 were expected on the permit desk's log, 992
    back). Behind a gatekeeper it shows in the place within the journey: a department that always comes first hands
    nothing to one that always comes last. Where the contact centre is only the intake, a front desk that must pass a
    gatekeeper is short of everyone else; so the handovers after a journey's first must be short by themselves.
    """
    across = _across(pairs, silos)
    tested = pairs["lateral"] & (pairs["expected"] >= limits.wall_expected) & ~across
    same = pairs["same_signals_expected"].fillna(0)
    wall_q = _fewer(pairs["signals"], limits.wall_natural * pairs["signals_expected"], among=tested)
    low = tested & (pairs["openness"] <= limits.wall_ratio)
    short = low & (wall_q < limits.significance) & ~(pairs["openness_high"] >= limits.wall_natural)
    # Each further question is only asked of the pairs that are left: they are its family.
    order_q = _fewer(pairs["signals"], limits.wall_same_signals * pairs["signals_reordered"], among=short)
    few = pairs["handovers"] <= limits.wall_same_signals * same
    sure = short & few & (order_q < limits.significance)
    elsewhere = ~_in_order(pairs, same, limits=limits)
    known = pairs["later_signals"].notna()
    later_q = _fewer(pairs["later_signals"], limits.wall_natural * pairs["later_reordered"], among=sure & known)
    wall = sure & elsewhere & (~known | (later_q < limits.significance))
    return pairs.assign(
        across_silo=across,
        wall_q=wall_q,
        order_q=order_q,
        later_q=later_q,
        walled=low & few & elsewhere,
        wall=wall,
        other_work=short & ~sure,
        order_of_work=sure & ~wall,
    )


def _fewer(observed: pd.Series, expected: pd.Series, *, among: pd.Series) -> NDArray[np.float64]:
    """Return q for so few or fewer, in the family of the pairs ``among``; NaN for the others."""
    return adjusted(np.where(among, fewer_than(observed, expected.fillna(0)), np.nan))


def _in_order(pairs: pd.DataFrame, same: pd.Series, *, limits: Limits) -> pd.Series:
    """Mark pairs that are short only for where in a journey they come."""
    in_place = pairs["handovers"] > limits.wall_same_signals * pairs["same_place_expected"].fillna(0)
    at_first = pairs["later_signals"] > limits.wall_same_signals * pairs["later_reordered"]
    fixed = _one_order(pairs["first_before"], limits=limits) | _one_order(pairs["last_before"], limits=limits)
    return in_place | at_first | fixed | _made_up_the_other_way(pairs, same, times=limits.wall_other_way)


def _one_order(before: pd.Series, *, limits: Limits) -> pd.Series:
    # A wall lowers its own share, by what would have gone from giver to taker; so the lower bound is the stricter.
    return (before < limits.wall_seldom_first) | (before > limits.wall_mostly_first)


def _across(pairs: pd.DataFrame, silos: pd.DataFrame) -> pd.Series:
    across = pd.Series(False, index=pairs.index)
    for members in silos["members"]:
        across |= pairs["giver"].isin(members) != pairs["taker"].isin(members)
    return across & pairs["lateral"]


def _made_up_the_other_way(pairs: pd.DataFrame, same: pd.Series, *, times: float) -> pd.Series:
    """Mark pairs whose missing handovers are all found in the other direction, which has ``times`` its due or more."""
    back = pd.DataFrame({"giver": pairs["taker"], "taker": pairs["giver"], "seen": pairs["handovers"], "due": same})
    other = pairs[["giver", "taker"]].merge(back, on=["giver", "taker"], how="left").fillna({"seen": 0.0, "due": 0.0})
    seen, due = other["seen"].set_axis(pairs.index), other["due"].set_axis(pairs.index)
    return (seen >= times * due) & (seen - due >= same - pairs["handovers"]) & (seen > 0)


def lateral_table(journeys: Journeys, *, home: tuple[int, ...]) -> Lateral | None:
    """Tabulate the handovers among departments other than the contact centre; None below four such departments."""
    steps = journeys.handovers()
    steps = steps[~(steps["giver"].isin(home) | steps["taker"].isin(home))]
    depts = _busiest(steps)
    if len(depts) < LEAST_LATERAL:
        return None
    steps = steps[steps["giver"].isin(depts) & steps["taker"].isin(depts)]
    visits = journeys.visits[~((journeys.visits["place"] == 1) & journeys.visits["dept"].isin(home))]
    seed, again = _random_order(visits, depts=depts)
    table = _tabulate(steps, journeys, depts=depts)
    return replace(
        table,
        same_place=_same_place(steps, journeys, depts=depts),
        same_signals=_raked(seed, table.observed),
        once=_once(steps, journeys, seed - again, depts=depts, intake=not home),
        order=_order(visits, depts=depts),
    )


def _order(visits: pd.DataFrame, *, depts: NDArray[np.int64]) -> Order:
    visits = visits[visits["dept"].isin(depts)].sort_values(["variant", "place"])
    first = _before(visits.drop_duplicates(["variant", "dept"]), depts=depts)
    last = _before(visits.drop_duplicates(["variant", "dept"], keep="last"), depts=depts)
    return Order(first, last)


def _before(visits: pd.DataFrame, *, depts: NDArray[np.int64]) -> Floats:
    """Return the share of signals in which the giver comes before the taker; visits in order, one a department."""
    variant, signals = visits["variant"].to_numpy(), visits["signals"].to_numpy(float)
    dept = np.searchsorted(depts, visits["dept"])
    table, apart = np.zeros((len(depts), len(depts))), 1
    while (same := variant[apart:] == variant[:-apart]).any():
        np.add.at(table, (dept[:-apart][same], dept[apart:][same]), signals[apart:][same])
        apart += 1
    return _ratio(table, table + table.T)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)


def _once(steps: pd.DataFrame, journeys: Journeys, seed: Floats, *, depts: NDArray[np.int64], intake: bool) -> Once:
    once = steps.drop_duplicates(["variant", "giver", "taker"])
    observed, expected = _fitted(once, journeys, depts=depts)
    later, later_seed = np.full_like(observed, np.nan), np.full_like(observed, np.nan)
    if intake:  # then a journey's first visit is its contact centre's, and left out as any contact centre's is
        after = steps[steps["place"] > 2].drop_duplicates(["variant", "giver", "taker"])
        later = _counted(after, depts=depts)
        seed_after, again = _random_order(journeys.visits[journeys.visits["place"] > 1], depts=depts)
        later_seed = _raked(seed_after - again, later)
    return Once(expected, _raked(seed, observed), later, later_seed)


def silos(lateral: Lateral | None, *, limits: Limits, seed: int, tables: int = 999) -> pd.DataFrame:
    """Scan for groups of departments that keep to themselves.

    Returns
    -------
    pandas.DataFrame
        ``members`` (tuple of codes), ``boundary`` and ``inner`` (observed / expected, with ``_low``, ``_high``),
        ``crossing`` (handovers across the boundary, with ``crossing_expected``), ``p`` (of a ratio so large anywhere
        in a table drawn from the null), strongest first. Empty where there are fewer than five departments.

    Notes
    -----
    Poisson log-likelihood ratio of inner, crossing and other handovers (Kulldorff 1997), over groups of 2 to 4 and
    fewer than half of the 40 busiest departments. Null tables are Poisson-gamma with variance φ × mean, their
    expectation raked anew to their own margins. After a silo is accepted the expectation is refitted with it as a
    block and the rest is scanned again.
    """
    found: list[tuple[object, ...]] = []
    if lateral is not None and len(lateral.depts) >= LEAST_SCANNED:
        scan = _Scan(lateral, limits=limits, seed=seed, tables=tables)
        while (silo := scan.strongest()) is not None:
            found.append(silo)
    return pd.DataFrame(found, columns=SILO_COLUMNS)


def known_silos(lateral: Lateral | None, groups: Iterable[tuple[int, ...]], *, limits: Limits) -> pd.DataFrame:
    """Measure groups that were found elsewhere, as :func:`silos` returns them; ``p`` is NaN.

    A group of which a member is not among the busiest departments here is left out.
    """
    found: list[tuple[object, ...]] = []
    if lateral is not None and len(lateral.depts) >= LEAST_SCANNED:
        scan = _Scan(lateral, limits=limits, seed=0, tables=0)
        found = [scan.measured(group) for group in groups if set(group) <= set(scan.depts)]
    return pd.DataFrame(found, columns=SILO_COLUMNS)


class _Scan:
    """One scan for silos: the table, the groups, and the silos accepted so far."""

    def __init__(self, lateral: Lateral, *, limits: Limits, seed: int, tables: int) -> None:
        traffic = lateral.observed.sum(axis=0) + lateral.observed.sum(axis=1)
        busy = np.sort(np.argsort(-traffic, kind="stable")[: limits.silo_busiest])
        grid = np.ix_(busy, busy)
        self.depts, self.observed, self.phi = lateral.depts[busy], lateral.observed[grid], lateral.phi
        self.expected = _raked(lateral.expected[grid], self.observed)
        largest = min(limits.silo_members, (len(busy) - 1) // 2)
        self.groups = [np.array(list(combinations(range(len(busy)), size))) for size in range(2, largest + 1)]
        self.taken: list[tuple[int, ...]] = []
        self.limits, self.random, self.tables = limits, np.random.default_rng(seed), tables

    def strongest(self) -> tuple[object, ...] | None:
        """Accept the strongest group that passes the limits, or return None."""
        best: tuple[float, tuple[int, ...]] | None = None
        for groups in self.groups:
            inner, crossing = _sums(self.observed[None], groups)
            inner_e, crossing_e = _sums(self.expected[None], groups)
            ratio = _log_likelihood(inner, crossing, inner_e, crossing_e, self.observed.sum())[0]
            allowed = self._allowed(groups, inner[0], crossing[0], inner_e[0], crossing_e[0])
            if allowed.any():
                top = int(np.argmax(np.where(allowed, ratio, -1.0)))
                if best is None or ratio[top] > best[0]:
                    best = float(ratio[top]), tuple(int(i) for i in groups[top])
        if best is None:
            return None
        p = self._probability(best[0])
        return self._accepted(best[1], p) if p < self.limits.significance else None

    def measured(self, group: tuple[int, ...]) -> tuple[object, ...]:
        """Accept a group of department codes as it is."""
        return self._accepted(tuple(int(place) for place in np.searchsorted(self.depts, sorted(group))), np.nan)

    def _allowed(
        self, groups: NDArray[np.int64], inner: Floats, crossing: Floats, inner_e: Floats, crossing_e: Floats
    ) -> NDArray[np.bool_]:
        used = np.isin(groups, [member for silo in self.taken for member in silo]).any(axis=1)
        enough = (crossing <= self.limits.silo_boundary * crossing_e) & (inner >= self.limits.silo_inner * inner_e)
        return ~used & enough & (crossing_e >= self.limits.wall_expected)

    def _probability(self, ratio: float) -> float:
        maxima = self._maxima_of_null_tables()
        reached = int(np.sum(maxima >= ratio))
        return (1 + reached) / (1 + len(maxima))

    def _maxima_of_null_tables(self) -> Floats:
        many = sum(len(groups) for groups in self.groups)
        tables = self.tables if many <= GROUPS_AT_ONCE else min(self.tables, 199)
        drawn = self._drawn(tables)
        expected = np.stack([_raked(self.expected, table) for table in drawn])
        total = drawn.sum(axis=(1, 2))
        maxima = np.zeros(tables)
        for groups in self.groups:
            for start in range(0, tables, step := max(1, 2_000_000 // len(groups))):
                part = slice(start, start + step)
                ratio = _log_likelihood(
                    *_sums(drawn[part], groups), *_sums(expected[part], groups), total[part][:, None]
                )
                maxima[part] = np.maximum(maxima[part], ratio.max(axis=1))
        return maxima

    def _drawn(self, tables: int) -> Floats:
        mean = np.repeat(self.expected[None], tables, axis=0)
        if self.phi > 1.001:
            shape = np.maximum(mean / (self.phi - 1), 1e-12)
            mean = self.random.gamma(shape) * (self.phi - 1)
        return self.random.poisson(mean).astype(float)

    def _accepted(self, group: tuple[int, ...], p: float) -> tuple[object, ...]:
        groups = np.array([group])
        sums = [value[0, 0] for value in (*_sums(self.observed[None], groups), *_sums(self.expected[None], groups))]
        inner, crossing, inner_e, crossing_e = sums
        self.taken.append(group)
        self._refit()
        members = tuple(int(dept) for dept in self.depts[list(group)])
        low, high = over_expected(crossing, crossing_e, spread=self.phi)
        inner_low, inner_high = over_expected(inner, inner_e, spread=self.phi)
        estimates = (
            crossing / crossing_e,
            float(low),
            float(high),
            inner / inner_e,
            float(inner_low),
            float(inner_high),
        )
        return (members, *estimates, crossing, crossing_e, p)

    def _refit(self) -> None:
        """Fit the expectation anew with each accepted silo's inner handovers as a block of their own."""
        for _ in range(ROUNDS // 10):
            for group in self.taken:
                block = np.ix_(group, group)
                self.expected[block] *= self.observed[block].sum() / max(self.expected[block].sum(), 1e-12)
            self.expected = _raked(self.expected, self.observed)


def _log_likelihood(
    inner: Floats, crossing: Floats, inner_e: Floats, crossing_e: Floats, total: Floats | float
) -> Floats:
    rest, rest_e = total - inner - crossing, total - inner_e - crossing_e
    ratio = sum(_o_log_ratio(o, e) for o, e in ((inner, inner_e), (crossing, crossing_e), (rest, rest_e)))
    return np.where((inner > inner_e) & (crossing < crossing_e), ratio, 0.0)


def _o_log_ratio(observed: Floats, expected: Floats) -> Floats:
    some = (observed > 1e-9) & (expected > 1e-9)
    return np.where(some, observed * np.log(np.where(some, observed, 1.0) / np.where(some, expected, 1.0)), 0.0)


def _sums(tables: Floats, groups: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Sum handovers within and across the boundary of each group: two arrays tables × groups."""
    both = tables + tables.transpose(0, 2, 1)
    inner = sum(both[:, groups[:, i], groups[:, j]] for i, j in combinations(range(groups.shape[1]), 2))
    traffic = both.sum(axis=2)
    crossing = sum(traffic[:, groups[:, i]] for i in range(groups.shape[1])) - 2 * inner
    return np.asarray(inner), np.asarray(crossing)


def _busiest(steps: pd.DataFrame) -> NDArray[np.int64]:
    ends = pd.concat([steps["giver"], steps["taker"]])
    traffic = pd.concat([steps["signals"], steps["signals"]]).groupby(ends).sum()
    top = traffic.sort_values(ascending=False, kind="stable").index[:MOST_TABULATED]
    return np.sort(np.asarray(top, dtype=np.int64))


def _tabulate(steps: pd.DataFrame, journeys: Journeys, *, depts: NDArray[np.int64]) -> Lateral:
    steps = steps[steps["giver"].isin(depts) & steps["taker"].isin(depts)]
    observed, expected = _fitted(steps, journeys, depts=depts)
    each = steps.groupby(["variant", "giver", "taker"], as_index=False)["signals"].agg(["size", "first"])
    squares = _counted(each.assign(signals=each["first"] * each["size"] ** 2), depts=depts)
    _, signals = _fitted(steps.drop_duplicates(["variant", "giver", "taker"]), journeys, depts=depts)
    spread = np.fmax(np.fmax(_ratio(squares, observed), _ratio(expected, signals)), 1.0)
    unknown, phi = np.full_like(observed, np.nan), float(squares.sum() / max(observed.sum(), 1))
    return Lateral(depts, observed, expected, unknown, unknown, max(phi, 1.0), spread)


def _fitted(steps: pd.DataFrame, journeys: Journeys, *, depts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Count steps giver × taker, and expect them by quasi-independence within kind × quarter × topic."""
    giver, taker = np.searchsorted(depts, steps["giver"]), np.searchsorted(depts, steps["taker"])
    strata = journeys.variants.groupby(["kind", "quarter", "topic"]).ngroup().to_numpy()[steps["variant"]]
    counts = steps["signals"].to_numpy(float)
    expected = quasi_independence(strata, giver, taker, counts=counts, size=len(depts))
    return _counted(steps, depts=depts), expected


def _counted(steps: pd.DataFrame, *, depts: NDArray[np.int64]) -> Floats:
    table = np.zeros((len(depts), len(depts)))
    ends = np.searchsorted(depts, steps["giver"]), np.searchsorted(depts, steps["taker"])
    np.add.at(table, ends, steps["signals"].to_numpy(float))
    return table


def _same_place(steps: pd.DataFrame, journeys: Journeys, *, depts: NDArray[np.int64]) -> Floats:
    """Expect handovers from those at the same place of a journey: its only, first, last or another lateral handover."""
    steps = steps.sort_values(["variant", "place"])
    first, last = ~steps.duplicated("variant"), ~steps.duplicated("variant", keep="last")
    work = journeys.variants.groupby(["kind", "topic"]).ngroup().to_numpy()[steps["variant"]]
    strata = work * 4 + (first + 2 * last).to_numpy()
    giver, taker = np.searchsorted(depts, steps["giver"]), np.searchsorted(depts, steps["taker"])
    return quasi_independence(strata, giver, taker, counts=steps["signals"].to_numpy(float), size=len(depts))


def quasi_independence(
    strata: NDArray[np.int64], giver: NDArray[np.int64], taker: NDArray[np.int64], *, counts: Floats, size: int
) -> Floats:
    """Expect handovers from row and column effects with structural zeros on the diagonal, summed over strata.

    Parameters
    ----------
    strata, giver, taker, counts
        One entry a cell (cells may repeat): its stratum, row, column and count.
    size
        Number of departments.

    Returns
    -------
    numpy.ndarray
        size × size. In a stratum E_gh = a_g b_h for g ≠ h, with the margins observed (Goodman 1968); only the vectors
        a and b are iterated, never the table.

    Examples
    --------
    Everyone hands 2 to everyone else: that is what is expected.

    >>> g, h = np.array([0, 0, 1, 1, 2, 2]), np.array([1, 2, 0, 2, 0, 1])
    >>> quasi_independence(np.zeros(6, int), g, h, counts=np.full(6, 2.0), size=3).round(6).tolist()
    [[0.0, 2.0, 2.0], [2.0, 0.0, 2.0], [2.0, 2.0, 0.0]]
    """
    if not len(counts):
        return np.zeros((size, size))
    ends = np.concatenate([strata * size + giver, strata * size + taker])
    cells, where = np.unique(ends, return_inverse=True)
    of, (row, column) = cells // size, np.split(where, 2)
    _, of = np.unique(of, return_inverse=True)
    rows = np.asarray(np.bincount(row, counts, minlength=len(cells)), dtype=float)
    columns = np.asarray(np.bincount(column, counts, minlength=len(cells)), dtype=float)
    total = np.bincount(of, rows)
    a, b = rows / np.sqrt(total[of]), columns / np.sqrt(total[of])
    for _ in range(ROUNDS):
        a_before = a
        a = _scaled(rows, np.bincount(of, b)[of] - b)
        b = _scaled(columns, np.bincount(of, a)[of] - a)
        if np.allclose(a, a_before, rtol=1e-7, atol=1e-10):
            break
    shape = (int(of.max()) + 1, size)
    left = sparse.csr_matrix((a, (of, cells % size)), shape=shape)
    right = sparse.csr_matrix((b, (of, cells % size)), shape=shape)
    expected = np.asarray((left.T @ right).todense(), dtype=float)
    np.fill_diagonal(expected, 0.0)
    return expected


def _scaled(margin: Floats, others: Floats) -> Floats:
    return np.divide(margin, others, out=np.zeros_like(margin), where=(others > 1e-12) & (margin > 0))


def _random_order(visits: pd.DataFrame, *, depts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Sum over signals the handovers of its visits in random order, and how many of them only repeat a pair.

    Of the L visits of a signal n_g are in g: (L - 1) n_g n_h / (L² - Σn²) handovers g → h. One that could make at most
    k = min(n_g, n_h) of them, and is expected to make m, makes one at all with probability 1 - (1 - m/k)^k.
    """
    n = visits.groupby(["variant", "dept"], as_index=False).agg(n=("place", "size"), signals=("signals", "first"))
    n["nn"] = n["n"] ** 2
    per_variant = n.groupby("variant").agg(length=("n", "sum"), nn=("nn", "sum"))
    free = per_variant["length"] ** 2 - per_variant["nn"]
    n["factor"] = n["variant"].map(((per_variant["length"] - 1) / free.where(free > 0)).fillna(0.0))
    n = n[n["dept"].isin(depts)]
    row, variants = pd.factorize(n["variant"])
    table = sparse.csr_matrix(
        (n["n"].to_numpy(float), (row, np.searchsorted(depts, n["dept"]))), shape=(len(variants), len(depts))
    )
    weight = n.drop_duplicates("variant")  # in the order of the rows
    weighted = table.multiply((weight["factor"] * weight["signals"]).to_numpy()[:, None]).tocsr()
    seed = np.asarray((table.T @ weighted).todense(), dtype=float)
    np.fill_diagonal(seed, 0.0)
    return seed, _again(n[n["n"] > 1], depts=depts)


def _again(n: pd.DataFrame, *, depts: NDArray[np.int64]) -> Floats:
    pairs = n.merge(n[["variant", "dept", "n"]], on="variant", suffixes=("", "_taker"))
    pairs = pairs[pairs["dept"] != pairs["dept_taker"]]
    m, most = pairs["factor"] * pairs["n"] * pairs["n_taker"], np.minimum(pairs["n"], pairs["n_taker"])
    again = (m - 1 + (1 - np.minimum(m / most, 1)) ** most) * pairs["signals"]
    steps = pd.DataFrame({"giver": pairs["dept"], "taker": pairs["dept_taker"], "signals": again})
    return _counted(steps, depts=depts)


def _raked(seed: Floats, observed: Floats) -> Floats:
    """Scale rows and columns of a table in turn until its margins are another's (iterative proportional fitting)."""
    rows, columns = observed.sum(axis=1), observed.sum(axis=0)
    a, b = np.ones(len(seed)), np.ones(len(seed))  # only these are iterated: a table of 2,000 departments is large
    sums = seed.sum(axis=1)
    for _ in range(ROUNDS):
        a *= _scaled(rows, sums)
        b *= _scaled(columns, b * (a @ seed))
        sums = a * (seed @ b)
        if np.allclose(sums, rows, rtol=1e-6, atol=1e-9):
            break
    return a[:, None] * seed * b


def _pairs_of(table: Lateral) -> pd.DataFrame:
    """List the pairs with handovers, or where at least one was expected."""
    row, column = np.nonzero((table.observed > 0) | (table.expected >= 1))
    apart = row != column
    row, column = row[apart], column[apart]
    o, e = table.observed[row, column], table.expected[row, column]
    least = np.minimum(o, e)
    row_share = least / np.maximum(table.expected.sum(axis=1)[row], 1e-12)
    column_share = least / np.maximum(table.expected.sum(axis=0)[column], 1e-12)
    spread = table.spread[row, column] * np.clip((1 - row_share) * (1 - column_share), 0.05, 1.0)
    e = np.where(e > 1e-6, e, np.nan)
    low, high = over_expected(o, e, spread=spread)
    columns = {"giver": table.depts[row], "taker": table.depts[column], "handovers": o, "expected": e}
    ratios = {"openness": o / e, "openness_low": low, "openness_high": high}
    same = {
        "same_signals_expected": table.same_signals[row, column],
        "same_place_expected": table.same_place[row, column],
    }
    return pd.DataFrame({**columns, **ratios, **same, **_cells(table, row, column)})


def _cells(table: Lateral, row: NDArray[np.int64], column: NDArray[np.int64]) -> dict[str, Floats | float]:
    names = ("signals_expected", "signals_reordered", "later_signals", "later_reordered", "first_before", "last_before")
    once, order = table.once, table.order
    if once is None or order is None:
        return dict.fromkeys(names, np.nan)
    tables = (once.expected, once.reordered, once.later, once.later_reordered, order.first, order.last)
    return {name: cell[row, column] for name, cell in zip(names, tables, strict=True)}
