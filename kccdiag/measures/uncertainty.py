"""How sure a number is: intervals with signals as the unit, and corrections for many comparisons."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, gammaincc, gammaincinv, ndtr, ndtri, stdtrit

from kccdiag.flow.survival import Z95

Floats = NDArray[np.float64]


def wilson(count: ArrayLike, of: ArrayLike, *, design_effect: ArrayLike = 1.0) -> tuple[Floats, Floats]:
    """Return the 95 % interval of a share of signals (Wilson 1927); NaN where there is nothing to share.

    ``design_effect`` divides the number of cases where several came from one signal.

    Examples
    --------
    >>> low, high = wilson(41, 100)
    >>> round(float(low), 3), round(float(high), 3)
    (0.319, 0.508)
    """
    k, n, effect = (np.asarray(value, dtype=float) for value in (count, of, design_effect))
    with np.errstate(divide="ignore", invalid="ignore"):
        share, n = k / n, n / np.maximum(effect, 1.0)
        centre = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        margin = Z95 / (1 + Z95**2 / n) * np.sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2))
    return np.clip(centre - margin, 0.0, share), np.clip(centre + margin, share, 1.0)


def newcombe(count: ArrayLike, of: ArrayLike, other_count: ArrayLike, other_of: ArrayLike) -> tuple[Floats, Floats]:
    """Return the 95 % interval of a difference of two independent shares (Newcombe 1998, method 10).

    Examples
    --------
    Newcombe's first case, 56/70 against 48/80, has the interval 0.0524 to 0.3339.

    >>> low, high = newcombe(56, 70, 48, 80)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0524, 0.3339)
    """
    k, n, k2, n2 = (np.asarray(value, dtype=float) for value in (count, of, other_count, other_of))
    low, high = wilson(k, n)
    low2, high2 = wilson(k2, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        p, p2 = k / n, k2 / n2
    down = np.sqrt((p - low) ** 2 + (high2 - p2) ** 2)
    up = np.sqrt((high - p) ** 2 + (p2 - low2) ** 2)
    return p - p2 - down, p - p2 + up


def alike(count: ArrayLike, of: ArrayLike, other_count: ArrayLike, other_of: ArrayLike) -> Floats:
    """Return the probability of two independent shares so far apart if they were one (Pearson 1900, two-sided).

    Examples
    --------
    56/70 against 48/80: the common share is .6933, z = .2 / sqrt(.6933 × .3067 × (1/70 + 1/80)) = 2.650.

    >>> round(float(alike(56, 70, 48, 80)), 4)
    0.008
    """
    k, n, k2, n2 = (np.asarray(value, dtype=float) for value in (count, of, other_count, other_of))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (k + k2) / (n + n2)
        z = np.abs(k / n - k2 / n2) / np.sqrt(share * (1 - share) * (1 / n + 1 / n2))
    return np.asarray(np.where((share > 0) & (share < 1), 2 * ndtr(-z), np.where(np.isnan(share), np.nan, 1.0)))


def over_expected(observed: ArrayLike, expected: ArrayLike, *, spread: ArrayLike = 1.0) -> tuple[Floats, Floats]:
    """Return the 95 % interval of observed / expected, counts varying ``spread`` times as Poisson's do (Garwood 1936).

    Examples
    --------
    Ten observed where ten are expected: Garwood's limits are 4.795 and 18.39.

    >>> low, high = over_expected(10, 10)
    >>> round(float(low), 3), round(float(high), 3)
    (0.48, 1.839)
    """
    o, e, phi = (np.asarray(value, dtype=float) for value in (observed, expected, spread))
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(o > 0, gammaincinv(np.maximum(o / phi, 1e-9), 0.025), 0.0) * phi / e
        high = gammaincinv(o / phi + 1, 0.975) * phi / e
    return low, high


def fewer_than(observed: ArrayLike, expected: ArrayLike, *, spread: float = 1.0) -> Floats:
    """Return the probability of so few or fewer when so many are expected, variance ``spread`` times Poisson's.

    Examples
    --------
    >>> round(float(fewer_than(0, 3.0)), 4)  # exp(-3)
    0.0498
    """
    o, e = np.asarray(observed, dtype=float), np.asarray(expected, dtype=float)
    return np.asarray(gammaincc(o / spread + 1, np.maximum(e, 1e-300) / spread), dtype=float)


def so_few_of(count: ArrayLike, of: ArrayLike, share: float) -> Floats:
    """Return the probability of so few or fewer of a number of cases when each counts with some probability.

    Examples
    --------
    >>> float(so_few_of(1, 3, 0.5))  # (1 + 3) / 2³
    0.5
    """
    k, n = np.asarray(count, dtype=float), np.asarray(of, dtype=float)
    return np.where(k < n, betainc(n - k, k + 1, 1 - share), 1.0)


def so_many_among(count: ArrayLike, of: ArrayLike, other_count: ArrayLike, other_of: ArrayLike) -> Floats:
    """Return the probability of so many or more here when as many fall here or elsewhere by chance (Fisher 1935).

    Examples
    --------
    A lady tells 3 of 4 cups in which milk was first from 4 others: (C(4,3)C(4,1) + C(4,4)C(4,0)) / C(8,4) = 17/70.

    >>> round(float(so_many_among([3], [4], [1], [4])[0] * 70), 9)
    17.0
    """
    tables = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (count, of, other_count, other_of)))
    return np.array([_so_many_among(*map(float, table)) for table in zip(*tables, strict=True)], dtype=float)


def _so_many_among(count: float, of: float, other_count: float, other_of: float) -> float:
    """Sum the hypergeometric weights from `count` on, each from its neighbour nearer to the mode, where it is 1."""
    counting = count + other_count
    ways = np.arange(max(0.0, counting - other_of), min(of, counting) + 1)
    here, there = ways[:-1], ways[1:]  # one more of those that count falls here
    ratio = (of - here) * (counting - here) / (there * (other_of - counting + there))
    mode = int(np.searchsorted(-ratio, -1.0))
    rising, falling = np.cumprod(1 / ratio[:mode][::-1])[::-1], np.cumprod(ratio[mode:])
    weights = np.concatenate([rising, [1.0], falling])
    return float(weights[ways >= count].sum() / weights.sum())


def adjusted(p: ArrayLike) -> Floats:
    """Return q: p corrected for a family of comparisons (Benjamini & Hochberg 1995); NaN stays and counts for nothing.

    Examples
    --------
    >>> adjusted([0.01, 0.02, float("nan")]).tolist()
    [0.02, 0.02, nan]
    """
    values = np.array(p, dtype=float)
    known = np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known])]
    steps = values[order] * (len(order) / np.arange(1, len(order) + 1))
    values[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return values


def clustered_share(table: pd.DataFrame, *, by: list[str]) -> pd.DataFrame:
    """Share of cases that count, with an interval that knows which cases came from one signal.

    Parameters
    ----------
    table
        One row for each variant (and key): ``cases`` and ``hits`` that one of its signals has, ``signals`` that took
        it.
    by
        Key columns.

    Returns
    -------
    pandas.DataFrame
        On the keys: ``cases``, ``hits``, ``share``, ``low``, ``high``. The variance is the linearised one of a ratio.

    Examples
    --------
    >>> journeys = pd.DataFrame({"pair": "ab", "cases": [1, 1], "hits": [1, 0], "signals": [6, 4]})
    >>> clustered_share(journeys, by=["pair"])[["cases", "hits", "share"]].iloc[0].tolist()
    [10.0, 6.0, 0.6]
    """
    keys = [table[name] for name in by]
    weight = table["signals"].astype(float)
    sums = pd.DataFrame(
        {
            "cases": weight * table["cases"],
            "hits": weight * table["hits"],
            "cc": weight * table["cases"] ** 2,
            "hh": weight * table["hits"] ** 2,
            "ch": weight * table["cases"] * table["hits"],
        }
    )
    return share_of_sums(sums.groupby(keys).sum())


def share_of_sums(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of cases that count, where sums over whoever the cases came from are known.

    Parameters
    ----------
    sums
        ``cases``, ``hits``; ``cc``, ``hh``, ``ch``: their squares and products, each summed over signals or customers.

    Returns
    -------
    pandas.DataFrame
        On the same index: ``cases``, ``hits``, ``share``, ``low``, ``high``, as :func:`clustered_share`.

    Examples
    --------
    Ten customers, each with two cases of which both or none count, know as much as ten cases: 5 of 10.

    >>> sums = pd.DataFrame({"cases": [20], "hits": [10], "cc": [40], "hh": [20], "ch": [20]})
    >>> found = share_of_sums(sums).iloc[0]
    >>> low, high = wilson(5, 10)
    >>> bool(np.isclose(found["low"], low)), bool(np.isclose(found["high"], high))
    (True, True)
    """
    cases, hits, cc, hh, ch = (sums[name].to_numpy(float) for name in ("cases", "hits", "cc", "hh", "ch"))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hits / cases
        variance = (hh - 2 * share * ch + share**2 * cc) / cases**2
        simple = share * (1 - share) / cases
        effect = np.where(simple > 0, variance / np.where(simple > 0, simple, 1.0), cc / cases)
    low, high = wilson(hits, cases, design_effect=effect)
    return pd.DataFrame({"cases": cases, "hits": hits, "share": share, "low": low, "high": high}, index=sums.index)


def mean_of_sums(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean over cases, where sums over whoever the cases came from are known.

    Parameters
    ----------
    sums
        As in :func:`share_of_sums`, where ``hits`` add up to any amount.

    Returns
    -------
    pandas.DataFrame
        On the same index: ``mean``, ``low``, ``high``. The variance is the linearised one of a ratio, times n / (n − 1)
        for the n ``owners`` that the cases came from, with Student's t of n − 1; without a second owner there is no
        interval.

    Examples
    --------
    Marks 6, 8, 7 and 7 of four customers: mean 7, sample variance 2/3, so 7 ± 3.182 × √(2/3/4).

    >>> sums = pd.DataFrame({"cases": [4], "hits": [28], "cc": [4], "hh": [198], "ch": [28], "owners": [4]})
    >>> mean_of_sums(sums).round(3).iloc[0].tolist()
    [7.0, 5.701, 8.299]
    """
    mean = sums["hits"] / sums["cases"].where(sums["cases"] > 0)
    variance = (sums["hh"] - 2 * mean * sums["ch"] + mean**2 * sums["cc"]).clip(lower=0) / sums["cases"] ** 2
    owners = sums["owners"].where(sums["owners"] > 1)
    margin = stdtrit(owners - 1, 0.975) * np.sqrt(variance * owners / (owners - 1))
    return pd.DataFrame({"mean": mean, "low": mean - margin, "high": mean + margin})


def rank_intervals(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Rank an estimate, largest first, with intervals that hold for all ranks together.

    Parameters
    ----------
    table
        The estimate under ``name`` with its 95 % interval, ``_low`` and ``_high``; NaN is not ranked.

    Returns
    -------
    pandas.DataFrame
        On the same index: ``name``_rank, ``_rank_low``, ``_rank_high``.

    Notes
    -----
    Each interval is widened until all k cover at once with 95 % (Šidák 1967); a rank is then at least one more than the
    number of intervals that lie wholly above, and at most k less the number that lie wholly below (Klein, Wright &
    Wieczorek 2020).

    Examples
    --------
    Two that overlap share ranks 1 and 2; the third is surely last.

    >>> ratios = pd.DataFrame({"ratio": [3.0, 2.5, 1.0], "ratio_low": [2.0, 2.0, 0.9], "ratio_high": [4.0, 3.0, 1.1]})
    >>> rank_intervals(ratios, "ratio").astype(int).to_numpy().tolist()
    [[1, 1, 2], [2, 1, 2], [3, 3, 3]]
    """
    known = table[[name, f"{name}_low", f"{name}_high"]].astype(float).dropna()
    estimate, low, high = known.to_numpy().T
    wider = ndtri((1 + 0.95 ** (1 / max(len(known), 1))) / 2) / Z95
    low, high = estimate - wider * (estimate - low), estimate + wider * (high - estimate)
    above = len(known) - np.searchsorted(np.sort(low), high, side="right")
    below = np.searchsorted(np.sort(high), low, side="left")
    ranks = pd.DataFrame(
        {
            f"{name}_rank": known[name].rank(ascending=False, method="min"),
            f"{name}_rank_low": 1.0 + above,
            f"{name}_rank_high": 1.0 * (len(known) - below),
        },
        index=known.index,
    )
    return ranks.reindex(table.index)
