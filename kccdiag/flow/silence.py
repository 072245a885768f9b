"""After how long a silence a signal counts as dropped (DEFINITIONS 1)."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
import pandas as pd

from kccdiag.flow.survival import Curve, kaplan_meier

DAY = 86_400.0
Columns = Mapping[str, np.ndarray]


def silence_limit(curve: Curve, *, probability: float) -> float:
    """Return the shortest silence, in seconds, after which another event has less than this probability.

    With S the survival curve of the gaps, P(another event | silent for s) = (S(s) - S_plateau) / S(s), and 0 where
    S(s) = 0.

    Examples
    --------
    Of ten gaps nine end after 1 s and one never does: after 1 s nothing is to be expected any more.

    >>> gaps = pd.DataFrame({"seconds": [1, 100], "ended": [1, 0], "gaps": [9, 1]})
    >>> silence_limit(kaplan_meier(gaps, weight="gaps"), probability=0.05)
    1.0
    """
    if not curve.ended.any():
        return float("inf")
    plateau = curve.survival[-1]
    with np.errstate(invalid="ignore"):
        again = np.where(curve.survival > 1e-12, (curve.survival - plateau) / curve.survival, 0.0)
    # Only a gap that ended can tell how long to wait: where hardly any does, at least as long as the shortest of them.
    return float(curve.seconds[np.flatnonzero((again < probability) & (curve.ended > 0))[0]])


def silence_limits(gaps: pd.DataFrame, *, places: pd.DataFrame, least: int, probability: float) -> pd.DataFrame:
    """Return the silence limit of every department and kind of signal.

    Parameters
    ----------
    gaps
        Columns ``dept``, ``kind``, ``ended``, ``seconds``, ``gaps``.
    places
        The pairs of ``dept`` and ``kind`` (codes, 0 for unknown) that need a limit.
    least
        Completed gaps a department needs for a curve of its own; the others use the pooled curve of the kind, and a
        kind with fewer than that uses the curve of all gaps.

    Returns
    -------
    pandas.DataFrame
        ``dept``, ``kind``, ``seconds`` (float, infinite where there is no gap at all), ``source`` (department, kind or
        all).
    """
    columns = {name: gaps[name].to_numpy() for name in ("dept", "kind", "ended", "seconds", "gaps")}
    own = _limits_by(_rows(columns, columns["dept"] > 0), "dept", least=least, probability=probability)
    pooled = _limits_by(columns, "kind", least=least, probability=probability)
    of_dept, of_kind = places["dept"].map(own), places["kind"].map(pooled)
    limits = of_dept.fillna(of_kind)
    if limits.isna().any():
        limits = limits.fillna(_limit(columns, probability))
    return pd.DataFrame(
        {
            "dept": places["dept"],
            "kind": places["kind"],
            "seconds": limits,
            "source": np.where(of_dept.notna(), "department", np.where(of_kind.notna(), "kind", "all")),
        }
    )


def _limits_by(gaps: Columns, key: str, *, least: int, probability: float) -> dict[int, float]:
    order = np.argsort(gaps[key], kind="stable")
    values, starts = np.unique(gaps[key][order], return_index=True)
    edges = itertools.pairwise([*starts.tolist(), len(order)])
    parts = {int(value): _rows(gaps, order[slice(*edge)]) for value, edge in zip(values, edges, strict=True)}
    return {value: _limit(part, probability) for value, part in parts.items() if _completed(part) >= least}


def _completed(gaps: Columns) -> int:
    return int(gaps["gaps"][gaps["ended"] == 1].sum())


def _rows(gaps: Columns, rows: np.ndarray) -> Columns:
    return {name: column[rows] for name, column in gaps.items()}


def _limit(gaps: Columns, probability: float) -> float:
    return silence_limit(kaplan_meier(gaps, weight="gaps"), probability=probability)
