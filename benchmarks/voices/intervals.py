"""Intervals of agreement and of what agents hear: how often they hold the truth, beside others that were tried."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy.stats import t as student

from kccdiag.measures.agreement import CELLS, agreement
from kccdiag.measures.voices import heard_of

DRAWS = 400


def lines(trials: int) -> Iterator[str]:
    """Say what was found, line by line."""
    random = np.random.default_rng(1)
    for turns in (30, 80, 200):
        for share in (0.05, 0.2):
            for kappa in (0.3, 0.7, 0.9):
                own, bootstrap = _kappa(turns, share, kappa, random, trials)
                yield (f"{turns} turns, {share:.0%} with the code, kappa {kappa}: holds it in {own:.3f}, a bootstrap "
                       f"over turns in {bootstrap:.3f}")  # fmt: skip
    for agents in (5, 8, 15, 30):
        for name, drawn in (("cv 0.7", random.gamma(2, 2, (trials, agents))),
                            ("cv 1.4", random.gamma(0.5, 8, (trials, agents))),
                            ("a third none", random.gamma(2, 3, (trials, agents))
                             * (random.random((trials, agents)) < 2 / 3))):  # fmt: skip
            found = np.mean([_heard(one, random) for one in drawn if one.any()], axis=0)
            yield (f"{agents} agents, {name}: holds the mean in {found[0]:.3f}, the plain t in {found[1]:.3f}, a "
                   f"bootstrap in {found[2]:.3f}")  # fmt: skip


def _kappa(turns: int, share: float, kappa: float, random: np.random.Generator, trials: int) -> tuple[float, float]:
    both, one = share**2 + kappa * share * (1 - share), share * (1 - share) * (1 - kappa)
    cells = random.multinomial(turns, [both, one, one, 1 - both - 2 * one], size=trials)
    found = agreement(pd.DataFrame(cells, columns=list(CELLS)))
    known = found[found["kappa"].notna()]
    held = (known["kappa_low"] <= kappa) & (kappa <= known["kappa_high"])
    again = []
    for row in known[list(CELLS)].to_numpy():
        drawn = random.multinomial(turns, row / turns, size=DRAWS).astype(float)
        low, high = np.nanquantile(_kappas(drawn), [0.025, 0.975])
        again.append(low <= kappa <= high)
    return float(held.mean()), float(np.mean(again))


def _kappas(cells: np.ndarray) -> np.ndarray:
    both, first, second, neither = cells.T / cells.sum(axis=1)
    chance = (both + first) * (both + second) + (neither + first) * (neither + second)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (both + neither - chance) / (1 - chance)


def _heard(amounts: np.ndarray, random: np.random.Generator, *, truth: float = 4.0) -> tuple[bool, bool, bool]:
    own = heard_of(amounts, staff=1, logged=np.nan, months=1)
    reach = student.ppf(0.975, len(amounts) - 1) * amounts.std(ddof=1) / np.sqrt(len(amounts))
    drawn = random.choice(amounts, (DRAWS, len(amounts))).mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return own["low"] <= truth <= own["high"], abs(amounts.mean() - truth) <= reach, low <= truth <= high
