"""Chance: one stream of numbers per question, so that an answer here never shifts an answer there."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, gamma, log
from statistics import NormalDist

import numpy as np

_BLOCK = 24  # numbers drawn at a time: most streams end within one block
_STANDARD_NORMAL = NormalDist()


class Dice:
    """Throw seeded dice; the same key gives the same throws on every platform.

    Only uniform numbers come from numpy (those are exact everywhere); the distributions are their inverses, so that
    the same throw under a fault and without it stays in the same place of its distribution.

    Examples
    --------
    >>> Dice(1, 2).uniform() == Dice(1, 2).uniform()
    True
    """

    __slots__ = ("_generator", "_numbers")

    def __init__(self, *key: int) -> None:
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(key)))
        self._numbers: list[float] = []

    def uniform(self) -> float:
        """Draw a number in [0, 1)."""
        if not self._numbers:
            self._numbers = self._generator.random(_BLOCK).tolist()
        return self._numbers.pop()

    def happens(self, chance: float) -> bool:
        """Say whether something with this chance happens; always takes one throw."""
        return self.uniform() < chance

    def below(self, size: int) -> int:
        """Draw a whole number in [0, size)."""
        return int(self.uniform() * size)

    def choose(self, weights: Sequence[float]) -> int:
        """Draw a position with a chance in proportion to its weight."""
        rest = self.uniform() * sum(weights)
        for position, weight in enumerate(weights):
            rest -= weight
            if rest < 0:
                return position
        return len(weights) - 1

    def lognormal(self, mean: float, spread: float) -> float:
        """Draw from the log-normal distribution with this mean and standard deviation of the logarithm."""
        place = _STANDARD_NORMAL.inv_cdf(min(max(self.uniform(), 1e-12), 1 - 1e-12))
        return mean * exp(spread * place - spread * spread / 2)

    def weibull(self, mean: float, shape: float) -> float:
        """Draw from the Weibull distribution with this mean and shape (below 1: skewed, long tail)."""
        return mean / gamma(1 + 1 / shape) * float((-log(1 - self.uniform())) ** (1 / shape))
