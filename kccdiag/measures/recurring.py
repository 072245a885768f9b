"""Ideas that several people raise, and how often each died (DEFINITIONS 5)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.measures.uncertainty import adjusted, so_many_among, wilson

LEAST_SIGNALS = 3  # of a group: what two say may be chance, and a row about two is about two customers
COLUMNS = (
    "group", "signals", "voices", "dropped", "dropped_voices", "adopted", "open", "first_month", "last_month",
    "share", "share_low", "share_high", "share_elsewhere", "p", "q",
)  # fmt: skip


def recurring_ideas(raised: pd.DataFrame) -> pd.DataFrame:
    """Count what became of ideas that say the same, and compare how often they died with all other ideas.

    Parameters
    ----------
    raised
        One row for each idea: ``group`` (-1: says nothing), ``customer`` (0 unknown), ``month``, ``outcome`` (0 none,
        1 adopted, 6 gone on elsewhere), ``dropped`` (0, 1), ``settled`` (whether it is old enough to have come to an
        end).

    Returns
    -------
    pandas.DataFrame
        One row for each group of at least three, most dropped first: ``group``, ``signals``, ``voices`` (different
        customers; who is not known counts as one each), ``dropped``, ``dropped_voices``, ``adopted``, ``open``,
        ``first_month``, ``last_month``, ``share`` (dropped of the signals, those that went on elsewhere left out) with
        ``_low``, ``_high`` (Wilson), ``share_elsewhere``; ``p`` (Fisher's exact test on the settled ones, one-sided:
        that this group dies more often than the other ideas) and ``q`` over all groups. NaN without others to compare.

    Notes
    -----
    Groups are made of what is said, not of what became of it, so that the test is fair. Without it, an idea raised a
    hundred times where one in twenty dies would have died five times.

    Examples
    --------
    An idea that died 3 of 3 times where of 7 others none did: 1 of C(10, 3) = 120 ways.

    >>> raised = pd.DataFrame({"group": [1] * 3 + [-1] * 7, "customer": 0, "month": 0, "outcome": [0] * 3 + [2] * 7})
    >>> table = recurring_ideas(raised.assign(dropped=raised["outcome"].eq(0).astype(int), settled=True))
    >>> round(float(table.loc[0, "p"]) * 120, 6)
    1.0
    """
    table = raised.assign(
        voice=np.where(raised["customer"] > 0, raised["customer"], -1 - np.arange(len(raised))),
        ended_here=(raised["outcome"] != 6).astype(int),
    )
    grouped = table[table["group"] >= 0]
    counts = _counted(grouped)
    counts = counts[counts["signals"] >= LEAST_SIGNALS].reset_index()
    counts["share"] = counts["dropped"] / counts["ended_here"].where(counts["ended_here"] > 0)
    counts["share_low"], counts["share_high"] = wilson(counts["dropped"], counts["ended_here"])
    counts = _compared(counts, table[table["settled"] & (table["ended_here"] == 1)])
    return counts.sort_values(["dropped", "signals", "group"], ascending=[False, False, True], ignore_index=True)[
        list(COLUMNS)
    ]


def _counted(grouped: pd.DataFrame) -> pd.DataFrame:
    fallen = grouped[grouped["dropped"] == 1]
    by = grouped.groupby("group")
    counts = by.agg(
        signals=("dropped", "size"),
        voices=("voice", "nunique"),
        dropped=("dropped", "sum"),
        ended_here=("ended_here", "sum"),
        first_month=("month", "min"),
        last_month=("month", "max"),
    )
    counts["dropped_voices"] = fallen.groupby("group")["voice"].nunique().reindex(counts.index, fill_value=0)
    counts["adopted"] = (grouped["outcome"] == 1).groupby(grouped["group"]).sum()
    counts["open"] = ((grouped["outcome"] == 0) & (grouped["dropped"] == 0)).groupby(grouped["group"]).sum()
    return counts


def _compared(counts: pd.DataFrame, settled: pd.DataFrame) -> pd.DataFrame:
    """Hold each group's settled ideas against all other settled ideas."""
    own = settled.groupby("group")["dropped"].agg(["size", "sum"]).reindex(counts["group"], fill_value=0)
    of, fell = own["size"].to_numpy(float), own["sum"].to_numpy(float)
    others, others_fell = len(settled) - of, settled["dropped"].sum() - fell
    with np.errstate(divide="ignore", invalid="ignore"):
        elsewhere = np.where(others > 0, others_fell / others, np.nan)
    p = so_many_among(fell, of, others_fell, others)
    p = np.where((others > 0) & (of >= LEAST_SIGNALS), p, np.nan)
    return counts.assign(share_elsewhere=elsewhere, p=p, q=adjusted(p))
