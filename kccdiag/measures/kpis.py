"""What departments are steered on: efficiency, quality, learning from customers or long-term value (DEFINITIONS 7)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.kpis import CLASSES

UNDECIDED = "undecided"
SHARES = tuple(f"{name}_share" for name in (*CLASSES, UNDECIDED))
SOLDIER, SPIDER, BETWEEN = "soldier", "spider", "between"
_EXACT = 9  # digits: that .1 + .2 + .2 of 1 is half is no matter of how computers add


def kpi_balance(kpis: pd.DataFrame, *, most: float) -> pd.DataFrame:
    """Share out the weight of each department's indicators over what they measure.

    Parameters
    ----------
    kpis
        As :func:`kccdiag.kpis.list_kpis` reads them.
    most
        The share of weight that makes a posture.

    Returns
    -------
    pandas.DataFrame
        One row a department in alphabetical order, and before them one for all together (department ""), which counts
        every department once however its weights are written: ``indicators``; ``efficiency_share``,
        ``quality_share``, ``learning_share``, ``long_term_share``, ``undecided_share`` (together one; NaN where all
        weights are zero); ``posture``: soldier where efficiency holds ``most``, spider where learning and long-term
        value do together, else between; "" where that hangs on what is not decided, or there is no weight.

    Examples
    --------
    >>> rows = [("KCC", "AHT", 60, "efficiency"), ("KCC", "CSAT", 40, "quality"), ("ICT", "Ideas", 1, "learning")]
    >>> table = kpi_balance(pd.DataFrame(rows, columns=["department", "kpi", "weight", "class"]), most=0.5)
    >>> table[["department", "efficiency_share", "learning_share", "posture"]].to_numpy().tolist()
    [['', 0.3, 0.5, 'spider'], ['ICT', 0.0, 1.0, 'spider'], ['KCC', 0.6, 0.0, 'soldier']]
    """
    named = kpis.assign(measures=kpis["class"].where(kpis["class"] != "", UNDECIDED) + "_share")
    weights = named.groupby(["department", "measures"])["weight"].sum().unstack("measures")
    weights = weights.reindex(columns=list(SHARES)).fillna(0.0).astype(float)
    total = weights.sum(axis=1)
    shares = weights.div(total.where(total > 0), axis=0).round(_EXACT)
    counts = kpis.groupby("department").size().rename("indicators")
    table = pd.concat([counts, shares], axis=1).sort_index().reset_index(names="department")
    if len(table):
        whole = {"department": "", "indicators": int(counts.sum()), **shares.mean().round(_EXACT)}
        table = pd.concat([pd.DataFrame([whole]), table], ignore_index=True)
    return table.assign(posture=_postures(table, most))


def _postures(table: pd.DataFrame, most: float) -> np.ndarray:
    efficiency, undecided = table["efficiency_share"], table["undecided_share"]
    learning = table["learning_share"] + table["long_term_share"]
    reached = (round(part + more, _EXACT) >= most for more in (0, undecided) for part in (efficiency, learning))
    soldier, spider, soldier_perhaps, spider_perhaps = reached
    unknown = efficiency.isna() | ((soldier_perhaps | spider_perhaps) & ~soldier & ~spider)
    return np.select([unknown, soldier, spider], ["", SOLDIER, SPIDER], BETWEEN)
