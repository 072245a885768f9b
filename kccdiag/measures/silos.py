"""Which groups of departments keep to themselves (DEFINITIONS 4)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kccdiag.limits import Limits
from kccdiag.measures.expected import ROUNDS, Floats, Lateral, raked, raked_each
from kccdiag.measures.uncertainty import over_expected

LEAST_SCANNED = 5
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
        self.expected = raked(lateral.expected[grid], self.observed)
        self.taken: list[tuple[int, ...]] = []
        self.limits, self.random, self.tables = limits, np.random.default_rng(seed), tables

    @cached_property
    def groups(self) -> list[NDArray[np.int64]]:
        """Every group that is tried, by size."""
        largest = min(self.limits.silo_members, (len(self.depts) - 1) // 2)
        return [np.array(list(combinations(range(len(self.depts)), size))) for size in range(2, largest + 1)]

    def strongest(self) -> tuple[object, ...] | None:
        """Accept the strongest group that passes the limits, or return None."""
        self._refit()
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
        self._refit()
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
        expected = raked_each(self.expected, drawn)
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
        if not self.taken:
            return
        for _ in range(ROUNDS // 10):
            for group in self.taken:
                block = np.ix_(group, group)
                self.expected[block] *= self.observed[block].sum() / max(self.expected[block].sum(), 1e-12)
            self.expected = raked(self.expected, self.observed)


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
