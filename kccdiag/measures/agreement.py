"""How far two people who coded the same turns agree, code by code (DEFINITIONS 6)."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Measure = Callable[[Floats], Floats]
CELLS = ("both", "first_only", "second_only", "neither")
DRAWS = 4000
Unit = tuple[str, int]  # an interview and a turn in it


def crossed(units: AbstractSet[Unit], first: AbstractSet[Unit], second: AbstractSet[Unit]) -> tuple[int, int, int, int]:
    """Count the units that two coders gave one code, in the order of ``CELLS``; others are left out.

    Examples
    --------
    >>> crossed({("A", 0), ("A", 1), ("A", 2)}, {("A", 0), ("A", 1)}, {("A", 1), ("B", 0)})
    (1, 1, 0, 1)
    """
    one, other = first & units, second & units
    return len(one & other), len(one - other), len(other - one), len(units - one - other)


def agreement(tables: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Measure agreement in 2 × 2 tables of turns.

    Parameters
    ----------
    tables
        ``both``, ``first_only``, ``second_only``, ``neither``: turns that two coders gave a code; one row a code.

    Returns
    -------
    pandas.DataFrame
        The same and ``n`` turns, ``kappa`` (Cohen 1960) and ``alpha`` (Krippendorff 2011, nominal) with ``_low``,
        ``_high``, ``jaccard`` (of the turns that either gave it, those that both did). NaN: not defined, since nobody
        gave the code, or both gave it everywhere (``jaccard``: since nobody gave it).

    Notes
    -----
    The interval holds the middle 95 % of what the cells may be by Jeffreys' prior (Dirichlet ½), and the estimate. As
    simulated (30 to 200 turns, of which 5 or 20 % have the code, kappa .3 to .9) it holds the truth in 90 to 98 %; a
    bootstrap over turns in 22 to 96 %: where two coders differ nowhere in three turns, no draw of those turns differs.

    Examples
    --------
    Of 50, both said yes to 20 and no to 15: observed agreement .7, by chance .5.

    >>> grants = pd.DataFrame({"both": [20], "first_only": [5], "second_only": [10], "neither": [15]})
    >>> found = agreement(grants).iloc[0]
    >>> round(float(found["kappa"]), 3), round(float(found["jaccard"]), 3)
    (0.4, 0.571)
    """
    cells = tables[list(CELLS)].to_numpy(float)
    found = tables.assign(n=cells.sum(axis=1).astype("int64"))
    random = np.random.default_rng(seed)
    for name, measure in (("kappa", _kappa), ("alpha", _binary_alpha)):
        estimates = measure(cells)
        found[name] = estimates
        limits = [_interval(row, estimate, measure, random) for row, estimate in zip(cells, estimates, strict=True)]
        found[[f"{name}_low", f"{name}_high"]] = np.array(limits, dtype=float).reshape(-1, 2)
    either = cells[:, :3].sum(axis=1)
    return found.assign(jaccard=np.divide(cells[:, 0], either, out=np.full_like(either, np.nan), where=either > 0))


def krippendorff_alpha(coincidences: ArrayLike) -> Floats:
    """Return Krippendorff's alpha of nominal codes from how often two values met in one unit (Krippendorff 2011).

    Parameters
    ----------
    coincidences
        Values × values, symmetric (or several such tables): each pair of coders' values of a unit that m coders valued
        counts 1 / (m - 1), in both orders.

    Returns
    -------
    numpy.ndarray
        1 − observed ÷ expected disagreement; NaN where all values are the same.

    Examples
    --------
    Krippendorff's first example, two observers of ten articles: 1 − 19 × 4 / (14 × 6).

    >>> round(float(krippendorff_alpha([[10, 4], [4, 2]])), 3)
    0.095
    """
    table = np.asarray(coincidences, dtype=float)
    margins = table.sum(axis=-1)
    n = margins.sum(axis=-1)
    differ = n - np.trace(table, axis1=-2, axis2=-1)
    could = n**2 - np.sum(margins**2, axis=-1)
    return 1 - np.divide((n - 1) * differ, could, out=np.full_like(n, np.nan), where=could > 0)


def _binary_alpha(cells: Floats) -> Floats:
    both, first, second, neither = cells.T
    table = np.array([[2 * both, first + second], [first + second, 2 * neither]])
    return krippendorff_alpha(np.moveaxis(table, -1, 0))


def _kappa(cells: Floats) -> Floats:
    both, first, second, neither = cells.T
    n = cells.sum(axis=1)
    by_chance = (both + first) * (both + second) + (neither + first) * (neither + second)
    could = n**2 - by_chance
    return np.divide(n * (both + neither) - by_chance, could, out=np.full_like(n, np.nan), where=could > 0)


def _interval(cells: Floats, estimate: float, measure: Measure, random: np.random.Generator) -> tuple[float, float]:
    if np.isnan(estimate):
        return np.nan, np.nan
    drawn = measure(random.dirichlet(cells + 0.5, size=DRAWS) * cells.sum())
    low, high = np.quantile(drawn, [0.025, 0.975])
    return min(float(low), float(estimate)), max(float(high), float(estimate))
