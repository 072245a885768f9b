"""Where ideas and other signals die (DEFINITIONS 5)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.flow.engine import Flow
from kccdiag.flow.survival import cumulative_incidence
from kccdiag.measures.uncertainty import adjusted, newcombe, so_many_among, wilson

STAGES = ("raised", "passed_on", "taken_up", "decided", "adopted", "told")


def funnel(flow: Flow, *, measurable: frozenset[str]) -> pd.DataFrame:
    """Follow ideas from being raised to the customer hearing what became of them.

    Parameters
    ----------
    measurable
        The stages that this log can say something about.

    Returns
    -------
    pandas.DataFrame
        ``stage``, ``signals`` (seen to reach it), ``share``, ``share_low``, ``share_high`` of raised: Aalen-Johansen
        cumulative incidence, so that ideas still on their way are neither counted as arrived nor as lost. NaN where
        not measurable.
    """
    raised = flow.funnel.loc[flow.funnel["stage"] == 1, "signals"].sum()
    rows = []
    for code, stage in enumerate(STAGES):
        part = flow.funnel[flow.funnel["stage"] == code]
        if stage not in measurable or not raised:
            rows.append((stage, np.nan, np.nan, np.nan, np.nan))
        elif code == 0:
            rows.append((stage, raised, 1.0, 1.0, 1.0))
        else:
            share = cumulative_incidence(part, weight="signals", horizon=float("inf"))
            rows.append((stage, part.loc[part["ended"] == 1, "signals"].sum(), *share))
    return pd.DataFrame(rows, columns=["stage", "signals", "share", "share_low", "share_high"])


def drop_shares(flow: Flow) -> pd.DataFrame:
    """Count how often a visit ends in a drop, all kinds together.

    Returns
    -------
    pandas.DataFrame
        Index ``dept``; ``drop_visits`` (entered at least the silence limit before the cut-off), ``dropped``,
        ``drop_share`` with ``_low`` and ``_high`` (Wilson).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> drops = pd.DataFrame({"dept": 1, "kind": [1, 2], "visits": [10, 30], "dropped": [4, 2]})
    >>> drop_shares(SimpleNamespace(drops=drops)).loc[1, ["drop_visits", "dropped", "drop_share"]].tolist()
    [40.0, 6.0, 0.15]
    """
    sums = flow.drops.groupby("dept")[["visits", "dropped"]].sum().astype(float)
    of = sums["visits"].where(sums["visits"] > 0)
    low, high = wilson(sums["dropped"], of)
    table = sums.rename(columns={"visits": "drop_visits"})
    return table.assign(drop_share=sums["dropped"] / of, drop_share_low=low, drop_share_high=high)


def drop_points(flow: Flow) -> pd.DataFrame:
    """Compare how often a visit ends in a drop with the same kind of signal elsewhere.

    Returns
    -------
    pandas.DataFrame
        Columns ``dept``, ``kind``, ``visits`` (entered at least the silence limit before the cut-off), ``dropped``,
        ``share``, ``share_elsewhere``, ``difference`` with ``_low``, ``_high`` (Newcombe), ``p`` (Fisher's exact test,
        one-sided), ``q``.

    Notes
    -----
    "Elsewhere" is every department but this one and the contact centre, where hardly anything is left to die: with it,
    twice the rate elsewhere would be next to nothing.

    Examples
    --------
    8 of 10 dropped here and 1 of 10 elsewhere: Fisher's one-sided p is (C(10,8)C(10,1) + C(10,9)C(10,0)) / C(20,9) =
    0.002739.

    >>> from types import SimpleNamespace
    >>> drops = pd.DataFrame({"dept": [1, 2], "kind": 1, "visits": [10, 10], "dropped": [8, 1]})
    >>> round(float(drop_points(SimpleNamespace(drops=drops, home=(), intake=True)).loc[0, "p"]), 6)
    0.002739
    """
    table = flow.drops
    among = ~np.isin(table["dept"], () if flow.intake else flow.home)
    _, kind = np.unique(table["kind"], return_inverse=True)
    of, died = (table[name].to_numpy(float) for name in ("visits", "dropped"))
    visits, dropped = (np.bincount(kind, each * among)[kind] - each * among for each in (of, died))
    some = np.where(visits > 0, visits, np.nan)
    share, elsewhere = died / np.where(of > 0, of, np.nan), dropped / some
    low, high = newcombe(died, of, dropped, some)
    p = np.where(visits > 0, so_many_among(died, of, dropped, visits), np.nan)
    return table.assign(
        share=share,
        share_elsewhere=elsewhere,
        difference=share - elsewhere,
        difference_low=low,
        difference_high=high,
        p=p,
        q=adjusted(p),
    )
