"""After how long a silence a signal counts as dropped (DEFINITIONS 1)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.flow.survival import Curve, kaplan_meier

DAY = 86_400.0


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
    gaps = gaps.sort_values("seconds", kind="stable")  # once: each curve sorts its seconds, which is little work then
    own = _limits_by(gaps[gaps["dept"] > 0], "dept", least=least, probability=probability)
    pooled = _limits_by(gaps, "kind", least=least, probability=probability)
    of_dept, of_kind = places["dept"].map(own), places["kind"].map(pooled)
    return pd.DataFrame(
        {
            "dept": places["dept"],
            "kind": places["kind"],
            "seconds": of_dept.fillna(of_kind).fillna(_limit(gaps, probability)),
            "source": np.where(of_dept.notna(), "department", np.where(of_kind.notna(), "kind", "all")),
        }
    )


def _limits_by(gaps: pd.DataFrame, key: str, *, least: int, probability: float) -> dict[int, float]:
    completed = gaps["gaps"].where(gaps["ended"] == 1, 0).groupby(gaps[key]).sum()
    enough = gaps[gaps[key].isin(completed.index[completed >= least])]
    return {value: _limit(part, probability) for value, part in enough.groupby(key)}


def _limit(gaps: pd.DataFrame, probability: float) -> float:
    return silence_limit(kaplan_meier(gaps, weight="gaps"), probability=probability)
