"""Kaplan-Meier and Aalen-Johansen estimates from histograms of durations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from scipy.special import ndtri

Z95 = float(ndtri(0.975))  # scipy.special throughout: to import scipy.stats takes longer than to draw a view

Durations: TypeAlias = pd.DataFrame | Mapping[str, np.ndarray]  # a table, or its columns


@dataclass(frozen=True)
class Curve:
    """A survival curve: the share for whom nothing has happened yet, as a step function of elapsed seconds.

    Attributes
    ----------
    seconds
        Times at which something ended or was censored, increasing.
    at_risk, ended
        How many were still waiting just before, and how many ended at, each time.
    survival
        Share still waiting just after each time.
    """

    seconds: np.ndarray
    at_risk: np.ndarray
    ended: np.ndarray
    survival: np.ndarray

    def quantile(self, share: float) -> float:
        """Return the first time at which the survival is at or below a share; infinite where it never is."""
        reached = np.flatnonzero(self.survival <= share + 1e-12)
        return float(self.seconds[reached[0]]) if reached.size else float("inf")


def kaplan_meier(durations: Durations, *, weight: str) -> Curve:
    """Estimate the survival curve of right-censored durations (Kaplan & Meier 1958).

    Parameters
    ----------
    durations
        Columns ``seconds``, ``ended`` (1, or 0 where censored) and the count named by ``weight``.
    weight
        The column that counts how many had this duration.

    Examples
    --------
    Two end after 1 s, one is censored at 2 s, one ends after 3 s: 1 - 2/4, then times 1 - 1/1.

    >>> told = pd.DataFrame({"seconds": [1, 2, 3], "ended": [1, 0, 1], "n": [2, 1, 1]})
    >>> kaplan_meier(told, weight="n").survival.tolist()
    [0.5, 0.5, 0.0]
    """
    seconds, (censored, ended) = _counted(durations, weight, fates=2)
    at_risk = (censored + ended)[::-1].cumsum()[::-1]
    survival = np.cumprod(1 - np.divide(ended, at_risk, out=np.zeros_like(ended), where=at_risk > 0))
    return Curve(seconds, at_risk, ended, survival)


def median_interval(curve: Curve, *, design_effect: float = 1.0) -> tuple[float, float, float]:
    """Return the median with its 95 % interval in seconds (Brookmeyer & Crowley 1982, log-log transform).

    ``design_effect`` multiplies the variance where one signal contributes several durations. Infinite where the curve
    does not come down that far.

    Examples
    --------
    >>> ends = pd.DataFrame({"seconds": range(1, 100), "ended": 1, "n": 1})
    >>> low, high = median_interval(kaplan_meier(ends, weight="n"))[1:]
    >>> 38 < low < 46, 55 < high < 62
    (True, True)
    """
    spread = np.sqrt(design_effect * _greenwood(curve))
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.log(-np.log(curve.survival))
        margin = Z95 * spread / np.abs(np.log(curve.survival))
        lower, upper = np.exp(-np.exp(centre + margin)), np.exp(-np.exp(centre - margin))
    lower = np.where(curve.survival >= 1, 1.0, np.where(curve.survival <= 0, 0.0, lower))
    upper = np.where(curve.survival >= 1, 1.0, np.where(curve.survival <= 0, 0.0, upper))
    return curve.quantile(0.5), _first_below(curve.seconds, lower), _first_below(curve.seconds, upper)


def restricted_mean(curve: Curve, *, horizon: float, design_effect: float = 1.0) -> tuple[float, float, float]:
    """Return the mean up to a horizon with its 95 % interval, in seconds (Irwin 1949; Klein & Moeschberger 2003, 4.5).

    Examples
    --------
    >>> ends = pd.DataFrame({"seconds": [10, 30], "ended": 1, "n": [1, 1]})
    >>> restricted_mean(kaplan_meier(ends, weight="n"), horizon=100.0)[0]
    20.0
    """
    inside = curve.seconds < horizon
    edges = np.concatenate([[0.0], curve.seconds[inside], [horizon]])
    heights = np.concatenate([[1.0], curve.survival[inside]])
    areas = np.diff(edges) * heights
    beyond = areas[::-1].cumsum()[::-1][1:]
    terms = _greenwood_terms(curve)[inside]
    margin = Z95 * float(np.sqrt(design_effect * np.sum(beyond**2 * terms)))
    mean = float(areas.sum())
    return mean, max(mean - margin, 0.0), min(mean + margin, horizon)


def cumulative_incidence(durations: Durations, *, weight: str, horizon: float) -> tuple[float, float, float]:
    """Return the share for whom cause 1 has happened by a horizon, with 95 % interval (Aalen & Johansen 1978).

    ``ended`` is 1 for the cause in question, 2 for any competing end, 0 where censored. The variance is the delta
    method's (Marubini & Valsecchi 1995), the interval on the complementary log-log scale.

    Examples
    --------
    Of four, one ends by cause 1 at 1 s, one by another cause at 2 s, one is censored at 3 s, one ends by cause 1 at 4
    s: 1/4 + 2/4 × 1/1 = 0.75.

    >>> ends = pd.DataFrame({"seconds": [1, 2, 3, 4], "ended": [1, 2, 0, 1], "n": 1})
    >>> cumulative_incidence(ends, weight="n", horizon=10.0)[0]
    0.75
    """
    seconds, (censored, cause, other) = _counted(durations, weight, fates=3)
    at_risk = (censored + cause + other)[::-1].cumsum()[::-1]
    inside = seconds <= horizon
    cause, other, at_risk = cause[inside], other[inside], at_risk[inside]
    survival = np.cumprod(1 - (cause + other) / at_risk)
    before = np.concatenate([[1.0], survival[:-1]]) if len(survival) else survival
    shares = np.cumsum(before * cause / at_risk)
    share = float(shares[-1]) if len(shares) else 0.0
    deviation = np.sqrt(_incidence_variance(share, shares, before, at_risk, cause, other))
    return share, *_log_log_interval(share, float(deviation), float(at_risk[0]) if len(at_risk) else 0.0)


def _counted(durations: Durations, weight: str, *, fates: int) -> tuple[np.ndarray, list[np.ndarray]]:
    """Count by duration and fate: the distinct durations, and for each value of ``ended`` how many had them."""
    seconds, where = np.unique(np.asarray(durations["seconds"], dtype=float), return_inverse=True)
    ended, count = np.asarray(durations["ended"], dtype=int), np.asarray(durations[weight], dtype=float)
    counts = [np.bincount(where, count * (ended == fate), minlength=len(seconds)) for fate in range(fates)]
    return seconds, [each.astype(float) for each in counts]  # of nothing, bincount makes whole numbers


def _incidence_variance(  # noqa: PLR0913 — the terms of one formula
    share: float, shares: np.ndarray, before: np.ndarray, n: np.ndarray, cause: np.ndarray, other: np.ndarray
) -> float:
    ended = cause + other
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.where(n > ended, ended / (n * (n - ended)), 0.0)
    rest = share - shares
    first = np.sum(rest**2 * left)
    second = np.sum(before**2 * (n - cause) * cause / n**3)
    third = np.sum(rest * before * cause / n**2)
    return max(float(first + second - 2 * third), 0.0)


def _log_log_interval(share: float, deviation: float, n: float) -> tuple[float, float]:
    if n == 0:
        return 0.0, 1.0
    if share <= 0:
        return 0.0, 1 - 0.025 ** (1 / n)  # none of n: the exact binomial bound
    if share > 1 - 1e-9:  # all, but for rounding
        return 0.025 ** (1 / n), 1.0
    margin = Z95 * deviation / ((1 - share) * abs(np.log(1 - share)))
    return 1 - (1 - share) ** np.exp(-margin), 1 - (1 - share) ** np.exp(margin)


def _greenwood_terms(curve: Curve) -> np.ndarray:
    left = curve.at_risk * (curve.at_risk - curve.ended)
    return np.divide(curve.ended, left, out=np.zeros_like(curve.ended), where=left > 0)


def _greenwood(curve: Curve) -> np.ndarray:
    return np.cumsum(_greenwood_terms(curve))


def _first_below(seconds: np.ndarray, bound: np.ndarray) -> float:
    reached = np.flatnonzero(bound <= 0.5)
    return float(seconds[reached[0]]) if reached.size else float("inf")
