"""Whether what is measured changes over the months, beyond chance and season (DEFINITIONS 3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit

from kccdiag.measures.uncertainty import Floats, adjusted

LEAST_MONTHS = 14  # a year to know the season by, and something to hold against it
EDGE = 0.25  # of the months at either end, those with fewer of the signals of a typical month are an export's ramp
MONTHS = 12
ROUNDS, CLOSE = 50, 1e-10
COLUMNS = (
    "measure", "unit", "per_year", "per_year_low", "per_year_high", "p", "q", "first_month", "first", "last_month",
    "last", "months", "n",
)  # fmt: skip


@dataclass(frozen=True)
class _Line:
    """A line through the months, season aside: on the logit scale of a share, the log scale of a number."""

    start: float
    slope: float  # a year
    error: float
    freedom: float
    shares: bool

    def at(self, years: float, slope: float | None = None) -> float:
        height = self.start + (self.slope if slope is None else slope) * years
        return float(1 / (1 + np.exp(-height)) if self.shares else np.exp(height))

    def change(self, slope: float) -> float:
        """Change in the year around the middle: of a share in share points, of a number as a share of it."""
        before, after = self.at(-0.5, slope), self.at(0.5, slope)
        return after - before if self.shares else after / before - 1


def trends(monthly: pd.DataFrame) -> pd.DataFrame:
    """Test each measure for a trend over the months.

    Parameters
    ----------
    monthly
        ``measure``, ``month`` (year * 12 + 0…11), ``hits``, ``n`` and ``share``: whether hits are a share of n signals,
        or a number in n days. Whole months only, of signals old enough for the measure.

    Returns
    -------
    pandas.DataFrame
        One row a measure: ``unit`` (``share``: change in share points; ``growth``: relative change); ``per_year`` with
        ``_low`` and ``_high``; ``p`` and ``q`` (corrected over the measures); ``first`` and ``last``: what the line
        says of its first and last month, season aside; ``months`` and ``n`` (signals) that it rests on. Without
        ``LEAST_MONTHS`` months nothing is estimated.

    Notes
    -----
    Logistic (of numbers: log-linear) regression on time, with a yearly wave for the season (Cox 1958; Stolwijk,
    Straatman & Zielhuis 1999). Its variance is multiplied by the dispersion, Pearson's X² ÷ degrees of freedom
    (McCullagh & Nelder 1989), and by (1 + r) / (1 − r), r the correlation of neighbouring months (Bayley & Hammersley
    1946), which takes as much from the degrees of freedom; neither makes anything more certain.

    Examples
    --------
    >>> rows = [("told", month, 50 - month, 100, True) for month in range(24)]
    >>> found = trends(pd.DataFrame(rows, columns=["measure", "month", "hits", "n", "share"])).iloc[0]
    >>> round(float(found["per_year"]), 2), round(float(found["first"]), 2), round(float(found["last"]), 2)
    (-0.12, 0.5, 0.27)
    """
    rows = [_trend(name, table.sort_values("month")) for name, table in monthly.groupby("measure", sort=False)]
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "q"])
    return table.assign(q=adjusted(table["p"].astype(float)))[list(COLUMNS)]


def _trend(measure: object, table: pd.DataFrame) -> dict[str, object]:
    shares = bool(table["share"].iloc[0])
    table = _without_edges(table[table["n"] > 0], counted="n" if shares else "hits")
    hits, of = (table[name].to_numpy(float) for name in ("hits", "n"))
    row: dict[str, object] = {"measure": measure, "unit": "share" if shares else "growth", "months": len(table)}
    row["n"] = float((of if shares else hits).sum())
    if len(table) < LEAST_MONTHS or hits.sum() == 0 or (shares and hits.sum() == of.sum()):
        return row
    month = table["month"].to_numpy(int)
    middle = (month[0] + month[-1]) / 2
    line = _fitted(hits, of, month, middle=middle, shares=shares)
    margin = float(stdtrit(line.freedom, 0.975)) * line.error
    ends = {"per_year": 0.0, "per_year_low": -margin, "per_year_high": margin}
    return row | {name: line.change(line.slope + by) for name, by in ends.items()} | {
        "p": float(2 * stdtr(line.freedom, -abs(line.slope) / line.error)),
        "first_month": month[0], "first": line.at((month[0] - middle) / MONTHS),
        "last_month": month[-1], "last": line.at((month[-1] - middle) / MONTHS),
    }  # fmt: skip


def _without_edges(table: pd.DataFrame, *, counted: str) -> pd.DataFrame:
    """Leave out the months at either end in which an export only begins or ends.

    Exports choose their rows by a date of closing or change, so the first months hold only what took long. The typical
    month is that of the median signal.
    """
    many = table[counted]
    ranked = many.sort_values()
    typical = ranked[ranked.cumsum() >= ranked.sum() / 2].iloc[0] if len(ranked) else 0
    busy = np.flatnonzero(many.to_numpy() >= EDGE * typical)
    return table.iloc[busy[0] : busy[-1] + 1] if len(busy) else table


def _fitted(hits: Floats, of: Floats, month: np.ndarray, *, middle: float, shares: bool) -> _Line:
    turn = 2 * np.pi * month / MONTHS
    x = np.column_stack([np.ones(len(month)), (month - middle) / MONTHS, np.cos(turn), np.sin(turn)])
    beta, information, residuals = _regressed(x, hits, of, shares=shares)
    free = len(month) - x.shape[1]
    dispersion = max(float(residuals @ residuals) / free, 1.0)
    near = _neighbours(residuals, lost=x.shape[1])
    longer = (1 + near) / (1 - near)
    variance = dispersion * longer * np.linalg.inv(information)[1, 1]
    return _Line(float(beta[0]), float(beta[1]), float(np.sqrt(variance)), max(free / longer, 2.0), shares)


def _regressed(x: Floats, hits: Floats, of: Floats, *, shares: bool) -> tuple[Floats, Floats, Floats]:
    """Fit by iteratively reweighted least squares; coefficients, information and Pearson residuals."""
    beta = np.zeros(x.shape[1])
    rate = (hits.sum() + 0.5) / (of.sum() + 1)
    beta[0] = np.log(rate / (1 - rate)) if shares else np.log(rate)
    for _ in range(ROUNDS):
        mean, weight = _expected(x @ beta, of, shares=shares)
        step = np.linalg.solve(x.T @ (x * weight[:, None]), x.T @ (hits - mean))
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < CLOSE:
            break
    mean, weight = _expected(x @ beta, of, shares=shares)
    return beta, x.T @ (x * weight[:, None]), (hits - mean) / np.sqrt(weight)


def _expected(height: Floats, of: Floats, *, shares: bool) -> tuple[Floats, Floats]:
    if not shares:
        mean = of * np.exp(np.clip(height, -30, 30))
        return mean, mean
    share = 1 / (1 + np.exp(-np.clip(height, -30, 30)))
    return of * share, of * share * (1 - share)


def _neighbours(residuals: Floats, *, lost: int) -> float:
    """Correlation of neighbouring residuals, what fitting takes from it given back; between 0 and .75."""
    total = float(residuals @ residuals)
    seen = float(residuals[1:] @ residuals[:-1]) / total if total > 0 else 0.0
    return float(np.clip(seen + lost / len(residuals), 0.0, 0.75))
