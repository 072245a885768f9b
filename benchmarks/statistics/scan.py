"""The scan for silos over groups of up to four of forty departments, with 999 null tables, beside a plain loop."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from itertools import combinations, permutations
from unittest.mock import patch

import numpy as np

from kccdiag.limits import Limits
from kccdiag.measures import silos
from kccdiag.measures.expected import Floats, Lateral, quasi_independence

DEPARTMENTS, TABLES = 40, 999
SILO = (3, 7, 11)


def lines() -> Iterator[str]:
    """Say what the scan costs; the plain loop runs over one table, and its largest ratio must be the scan's."""
    lateral = _table()
    with patch.object(silos, "GROUPS_AT_ONCE", math.inf):  # 999 tables, however many groups
        begun = time.process_time()
        found = silos.silos(lateral, limits=Limits(), seed=0, tables=TABLES)
        spent = time.process_time() - begun
    begun = time.process_time()
    group = _plainly(lateral.observed, lateral.expected)
    plain = time.process_time() - begun
    assert found["members"].tolist() == [group]
    groups = sum(math.comb(DEPARTMENTS, size) for size in (2, 3, 4))
    yield f"silo scan: {groups} groups of {DEPARTMENTS} departments, {TABLES} null tables: {spent:.1f} CPU s"
    yield f"  a plain loop: {plain:.1f} CPU s for one table, × {TABLES} = {plain * TABLES:.0f}"
    yield f"  ratio {plain * TABLES / spent:.0f}"


def _table() -> Lateral:
    """Draw handovers in which three departments keep to themselves."""
    inside = np.isin(np.arange(DEPARTMENTS), SILO)
    mean = np.where(inside[:, None] & inside, 300.0, np.where(inside[:, None] ^ inside, 8.0, 30.0))
    np.fill_diagonal(mean, 0.0)
    observed = np.random.default_rng(1).poisson(mean).astype(float)
    giver, taker = np.nonzero(observed)
    one = np.zeros(len(giver), dtype=np.int64)
    expected = quasi_independence(one, giver, taker, counts=observed[giver, taker], size=DEPARTMENTS)
    unknown = np.full_like(observed, np.nan)
    return Lateral(np.arange(DEPARTMENTS), observed, expected, unknown, unknown, 1.3, np.ones_like(observed))


def _plainly(observed: Floats, expected: Floats) -> tuple[int, ...]:
    """Find the group with the largest ratio, one group after another."""
    whole = observed.sum()
    traffic, due = ((table.sum(axis=0) + table.sum(axis=1)).tolist() for table in (observed, expected))
    seen, right = observed.tolist(), expected.tolist()
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    for size in (2, 3, 4):
        for group in combinations(range(DEPARTMENTS), size):
            pairs = list(permutations(group, 2))
            inner, inner_due = (sum(table[g][h] for g, h in pairs) for table in (seen, right))
            across, across_due = (sum(of[g] for g in group) - 2 * part
                                  for of, part in ((traffic, inner), (due, inner_due)))  # fmt: skip
            if inner > inner_due and across < across_due:
                rest, rest_due = whole - inner - across, whole - inner_due - across_due
                cells = ((inner, inner_due), (across, across_due), (rest, rest_due))
                best = max(best, (sum(o * math.log(o / e) for o, e in cells if o > 0), group))
    return best[1]
