"""Two networks of the same departments: how often they are called alike where they are not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kccdiag.measures.expected import raked
from kccdiag.measures.qap import mrqap, qap
from kccdiag.measures.voices import shrunk

Floats = NDArray[np.float64]
ORDERS = 199


def lines(trials: int) -> Iterator[str]:
    """Say what was found, line by line."""
    random = np.random.default_rng(7)
    for size in (10, 20):
        for together in (0.0, 0.7, 0.9):
            found = np.mean([_empty_predictor(size, together, random, seed) for seed in range(trials)])
            yield f"double semi-partialling, {size} departments, predictors at {together}: rejects {found:.3f}"
    for size in (10, 20):
        for spread in (0.7, 1.0):
            tried = [_only_sizes(size, spread, random, seed) for seed in range(trials)]
            counts, openness, covered = np.mean(tried, axis=0)
            yield (f"{size} departments, sizes exp(N(0, {spread})): QAP on counts rejects {counts:.3f}, on ln(O/E) "
                   f"{openness:.3f}, whose interval holds 0 in {covered:.3f}")  # fmt: skip
    for size in (8, 12, 20):
        for alike in (0.3, 0.7):
            found = np.mean([_correlated(size, alike, random) for _ in range(trials)])
            yield f"{size} departments, networks that correlate at {alike}: the interval holds that in {found:.3f}"
    for uneven in (False, True):
        for alike in (0.0, 0.7):
            tried = [_respondents(uneven, alike, random, seed) for seed in range(trials)]
            yield (f"12 departments, respondents {'0 to 3' if uneven else '2'} each, affinities at {alike}: QAP on "
                   f"ln(O/E) rejects {np.mean(tried):.3f}")  # fmt: skip


def _wavy(size: int, random: np.random.Generator) -> Floats:
    return random.normal(size=(size, 1)) + random.normal(size=(1, size)) + random.normal(size=(size, size))


def _empty_predictor(size: int, together: float, random: np.random.Generator, seed: int) -> bool:
    telling = _wavy(size, random)
    empty = together * telling + np.sqrt(1 - together**2) * _wavy(size, random)
    outcome = 0.5 * telling + _wavy(size, random)
    return bool(mrqap(outcome, {"empty": empty, "telling": telling}, permutations=ORDERS, seed=seed)["p"][1] < 0.05)


def _only_sizes(size: int, spread: float, random: np.random.Generator, seed: int) -> tuple[bool, bool, bool]:
    off = 1 - np.eye(size)
    even = np.outer(weights := np.exp(random.normal(0, spread, size)), weights) * off
    even /= even.sum()
    nets = [random.poisson(even * many * size**2 * random.gamma(2, 0.5, even.shape)).astype(float) for many in (40, 5)]
    counts = qap(nets[0], nets[1], permutations=ORDERS, seed=seed)
    logs = [shrunk(net, raked(off, net)) for net in nets]
    openness = qap(logs[0], logs[1], permutations=ORDERS, seed=seed)
    return counts.p < 0.05, openness.p < 0.05, openness.low <= 0 <= openness.high


def _correlated(size: int, alike: float, random: np.random.Generator) -> bool:
    first, other = (random.normal(size=(size, size)) + 0.5 * random.normal(size=(size, 1)) for _ in range(2))
    found = qap(first, alike * first + np.sqrt(1 - alike**2) * other, permutations=1)
    return found.low <= alike <= found.high


def _respondents(uneven: bool, alike: float, random: np.random.Generator, seed: int, *, size: int = 12) -> bool:
    """Let respondents name channels of their own departments, by size and an affinity that the log has in part."""
    off = 1 - np.eye(size)
    even = np.outer(weights := np.exp(random.normal(0, 0.8, size)), weights) * off
    real = random.normal(0, 0.6, (size, size))
    log = random.poisson(even / even.sum() * 4000 * np.exp(real)).astype(float)
    felt = alike * real + np.sqrt(1 - alike**2) * random.normal(0, 0.6, (size, size))
    many = random.integers(0, 4, size) if uneven else np.full(size, 2)
    said = np.zeros((size, size))
    for dept in np.repeat(np.arange(size), many):
        ends = np.array([(dept, other) for other in range(size) if other != dept]
                        + [(other, dept) for other in range(size) if other != dept])  # fmt: skip
        likely = (even * np.exp(2 * felt))[ends[:, 0], ends[:, 1]] ** 0.7
        named = random.choice(len(ends), min(len(ends), 2 + random.poisson(4)), replace=False, p=likely / likely.sum())
        said[ends[named, 0], ends[named, 1]] += 1
    could = ((many > 0)[:, None] | (many > 0)[None, :]) * off
    expected = raked(could, said)
    reported = np.where((could > 0) & (expected > 1e-6), shrunk(said, expected), np.nan)
    return qap(shrunk(log, raked(off, log)), reported, permutations=ORDERS, seed=seed).p < 0.05
