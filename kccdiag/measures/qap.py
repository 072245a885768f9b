"""Whether two networks among the same departments are alike, judged by exchanging the departments (DEFINITIONS 6)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations as all_orders

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]
Orders = NDArray[np.int64]
Grid = tuple[NDArray[np.int64], ...]
CELLS_AT_ONCE = 1_000_000  # of permuted matrices, so that memory stays small whatever their number
LEAST_NODES = 4  # below that 3! = 6 orders say nothing


@dataclass(frozen=True)
class Alike:
    """How alike two networks are.

    Attributes
    ----------
    estimate
        Pearson's correlation over the pairs that are known in both, -1 to 1; NaN where one of them does not vary.
    low, high
        Its 95 % interval, by leaving out one department at a time.
    p
        Two-sided: of a correlation so far out when the departments of one network are exchanged.
    n
        Pairs.
    """

    estimate: float
    low: float
    high: float
    p: float
    n: int


def qap(first: Floats, second: Floats, *, permutations: int = 2000, seed: int = 0) -> Alike:
    """Correlate two directed networks by the quadratic assignment procedure (Krackhardt 1988).

    Parameters
    ----------
    first, second
        Square, on the same departments; the diagonal is left out, and so are pairs that are NaN in either.
    permutations
        Orders drawn; all of them where there are no more than that.

    Notes
    -----
    Exchanging departments keeps what hangs together in rows and columns, which a common test would take for evidence.
    NaN moves along with its departments. The interval is the jackknife over nodes of Snijders & Borgatti (1999) on
    Fisher's z, by Student's t.

    Examples
    --------
    Of the 24 orders of four departments, the network of pairs (0,1), (2,3) has three images; only itself is so alike,
    and 8 orders lead to it: p = 2 × 8/24.

    >>> pairs = np.zeros((4, 4))
    >>> pairs[[0, 1, 2, 3], [1, 0, 3, 2]] = 1
    >>> alike = qap(pairs, pairs)
    >>> round(alike.estimate, 6), round(alike.p, 4), alike.n
    (1.0, 0.6667, 12)
    """
    first, second = _off_diagonal(first), _off_diagonal(second)
    kept = _known(np.isfinite(first) & np.isfinite(second))
    first, second = first[np.ix_(kept, kept)], second[np.ix_(kept, kept)]
    estimate, n = float(_correlation(first, second)), int(np.sum(np.isfinite(first + second)))
    if math.isnan(estimate) or len(kept) < LEAST_NODES:
        return Alike(estimate, math.nan, math.nan, math.nan, n)
    orders = _orders(len(kept), permutations, np.random.default_rng(seed))
    drawn = np.concatenate([_correlation(first, _exchanged(second, part)) for part in _parts(orders)])
    p = min(1.0, 2 * min(_share(drawn >= estimate - 1e-9, orders), _share(drawn <= estimate + 1e-9, orders)))
    reach = _without_each(lambda keep: _z(_correlation(first[keep], second[keep])), len(kept))[0]
    low, high = np.tanh(_z(np.array(estimate)) + np.array([-reach, reach]))
    return Alike(estimate, min(float(low), estimate), max(float(high), estimate), p, n)


def mrqap(outcome: Floats, predictors: Mapping[str, Floats], *, permutations: int = 2000, seed: int = 0
          ) -> pd.DataFrame:  # fmt: skip
    """Explain one directed network by others: regression with double semi-partialling (Dekker and others 2007).

    Parameters
    ----------
    outcome, predictors
        Square, on the same departments; the diagonal is left out, and so are pairs that are NaN in any.

    Returns
    -------
    pandas.DataFrame
        ``term`` (``intercept`` first), ``estimate`` (least squares) with ``low``, ``high`` (as :func:`qap`), ``t``,
        ``p`` (two-sided; NaN of the intercept, and where a predictor is a sum of others), ``r_squared``, ``n`` pairs.

    Notes
    -----
    For each predictor, what the others don't explain of it is exchanged between departments and takes its place, and
    its t is held against those (Dekker, Krackhardt & Snijders 2007). Exchanging the outcome or the predictor itself
    rejects too often where predictors hang together.
    """
    names = list(predictors)
    others = [_off_diagonal(predictors[name]) for name in names]
    layers = [_off_diagonal(outcome), np.ones(np.shape(outcome)), *others]
    known = np.isfinite(np.sum(layers, axis=0))
    kept = _known(known)
    y, *x = (np.where(known, layer, np.nan)[np.ix_(kept, kept)] for layer in layers)
    fitted = _fit(y[None], np.stack(x)[:, None])
    n, rank = int(fitted.pairs[0]), len(x)
    p, reach = np.full((2, rank), np.nan)
    if n > rank and len(kept) >= LEAST_NODES:
        orders = _orders(len(kept), permutations, np.random.default_rng(seed))
        p[1:] = [_partial(y, x, place, orders) for place in range(1, rank)]
        each = np.stack(x)[:, None]
        reach = _without_each(lambda keep: _fit(y[keep][None], each[:, :, keep[0], keep[1]]).beta[0], len(kept))
    return pd.DataFrame({
        "term": ["intercept", *names], "estimate": fitted.beta[0],
        "low": fitted.beta[0] - reach, "high": fitted.beta[0] + reach,
        "t": fitted.t[0], "p": p, "r_squared": fitted.r_squared[0], "n": n,
    })  # fmt: skip


@dataclass(frozen=True)
class _Fit:
    """Least squares of several outcomes or designs at once: fits × coefficients, and one number a fit."""

    beta: Floats
    t: Floats
    r_squared: Floats
    pairs: Floats


def _partial(y: Floats, x: list[Floats], place: int, orders: Orders) -> float:
    """Return p of a predictor: its t beside those of what is left of it, exchanged."""
    others = [layer for at, layer in enumerate(x) if at != place]
    rest = x[place] - np.einsum("k,kij->ij", _fit(x[place][None], np.stack(others)[:, None]).beta[0], np.stack(others))
    if not np.nanmax(np.abs(rest)) > 1e-9 * max(np.nanmax(np.abs(x[place])), 1e-300):
        return math.nan  # the others say all of it
    seen = _fit(y[None], np.stack([*others, rest])[:, None]).t[0, -1]
    drawn = []
    for part in _parts(orders):
        design = [np.broadcast_to(layer, (len(part), *layer.shape)) for layer in others]
        drawn.append(_fit(y[None], np.stack([*design, _exchanged(rest, part)])).t[:, -1])
    return _share(np.abs(np.concatenate(drawn)) >= abs(seen) - 1e-9, orders)


def _fit(y: Floats, x: Floats) -> _Fit:
    """Fit by normal equations: y fits × n × n, x coefficients × fits × n × n, NaN left out."""
    known = np.isfinite(y) & np.isfinite(x).all(axis=0)
    outcome = np.where(known, y, 0.0).reshape(len(known), -1)
    design = np.where(known, x, 0.0).reshape(len(x), len(known), -1)
    squares = np.einsum("jfn,kfn->fjk", design, design)
    products = np.einsum("jfn,fn->fj", design, outcome)
    unit = np.sqrt(np.einsum("fjj->fj", squares))  # so that what is small for its unit only is not taken for nothing
    unit = np.where(unit > 0, unit, 1.0)[:, :, None] * np.where(unit > 0, unit, 1.0)[:, None, :]
    inverse = np.linalg.pinv(squares / unit, rcond=1e-12, hermitian=True) / unit
    beta = np.einsum("fjk,fk->fj", inverse, products)
    residual = np.where(known.reshape(len(known), -1), outcome - np.einsum("jfn,fj->fn", design, beta), 0.0)
    pairs, left = known.sum(axis=(1, 2)).astype(float), np.sum(residual**2, axis=1)
    total = np.sum(outcome**2, axis=1) - np.sum(outcome, axis=1) ** 2 / np.maximum(pairs, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.where(pairs > len(x), left / (pairs - len(x)), np.nan)
        t = beta / np.sqrt(variance[:, None] * np.einsum("fjj->fj", inverse))
        return _Fit(beta, t, np.where(total > 0, 1 - left / total, np.nan), pairs)


def _off_diagonal(matrix: Floats) -> Floats:
    copy = np.array(matrix, dtype=float)
    np.fill_diagonal(copy, np.nan)
    return copy


def _known(pairs: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Choose the departments of which anything is known: exchanging the others would only move gaps about."""
    return np.flatnonzero(pairs.any(axis=0) | pairs.any(axis=1))


def _correlation(first: Floats, second: Floats) -> Floats:
    """Correlate over the last two axes, NaN left out; NaN where one does not vary."""
    known = np.isfinite(first) & np.isfinite(second)
    n = known.sum(axis=(-2, -1))
    x, y = np.where(known, first, 0.0), np.where(known, second, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        x = np.where(known, x - (x.sum(axis=(-2, -1)) / n)[..., None, None], 0.0)
        y = np.where(known, y - (y.sum(axis=(-2, -1)) / n)[..., None, None], 0.0)
        scale = np.sqrt((x**2).sum(axis=(-2, -1)) * (y**2).sum(axis=(-2, -1)))
        return np.asarray(np.where(scale > 1e-12, (x * y).sum(axis=(-2, -1)) / scale, np.nan))


def _z(correlation: Floats) -> Floats:
    return np.asarray(np.arctanh(np.clip(correlation, -1 + 1e-12, 1 - 1e-12)))


def _orders(size: int, permutations: int, random: np.random.Generator) -> Orders:
    """Give every order of the departments where they are few, else the given one and so many drawn."""
    if math.factorial(size) <= permutations:
        return np.array(list(all_orders(range(size))))
    drawn = random.permuted(np.tile(np.arange(size), (permutations, 1)), axis=1)
    return np.concatenate([np.arange(size)[None], drawn])


def _parts(orders: Orders) -> Iterator[Orders]:
    step = max(1, CELLS_AT_ONCE // orders.shape[1] ** 2)
    for start in range(0, len(orders), step):
        yield orders[start : start + step]


def _exchanged(matrix: Floats, orders: Orders) -> Floats:
    return matrix[orders[:, :, None], orders[:, None, :]]


def _share(extreme: NDArray[np.bool_], orders: Orders) -> float:
    return float(np.sum(extreme)) / len(orders)


def _without_each(estimate: Callable[[Grid], Floats], size: int) -> Floats:
    """Return how far the 95 % intervals of estimates reach to either side, from those without one department each."""
    rest = [np.delete(np.arange(size), place) for place in range(size)]
    each = np.array([estimate(np.ix_(keep, keep)) for keep in rest]).reshape(size, -1)
    apart = np.sum((each - each.mean(axis=0)) ** 2, axis=0)
    return np.asarray(stdtrit(size - 1, 0.975) * np.sqrt((size - 2) / (2 * size) * apart))
