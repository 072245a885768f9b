"""Ideas that several people raise, and how often each died (DEFINITIONS 5)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.flow.sql import LEFT, OUTCOMES, WIDE
from kccdiag.measures.totals import Ints, Totals, distinct
from kccdiag.measures.uncertainty import Floats, adjusted, so_many_among, wilson

ADOPTED = OUTCOMES.index("adopted")
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
    group, outcome, dropped = (raised[name].to_numpy() for name in ("group", "outcome", "dropped"))
    ended_here = outcome != LEFT
    settled = raised["settled"].to_numpy(bool) & ended_here
    sums = Totals.of(
        group,
        signals=np.ones(len(group)),
        dropped=dropped,
        adopted=outcome == ADOPTED,
        open=(outcome == 0) & (dropped == 0),
        ended_here=ended_here,
        settled=settled,
        fallen=settled & (dropped == 1),
    )
    table = pd.DataFrame({"group": sums.code, **_voices_and_months(raised), **sums.sums})
    counts = table[(table["group"] >= 0) & (table["signals"] >= LEAST_SIGNALS)]
    low, high = wilson(counts["dropped"], counts["ended_here"])
    share = counts["dropped"] / counts["ended_here"].where(counts["ended_here"] > 0)
    compared = _compared(counts, settled=int(settled.sum()), fallen=int(sums.sums["fallen"].sum()))
    counts = counts.assign(share=share, share_low=low, share_high=high, **compared)
    return counts.sort_values(["dropped", "signals", "group"], ascending=[False, False, True], ignore_index=True)[
        list(COLUMNS)
    ]


def _voices_and_months(raised: pd.DataFrame) -> dict[str, Ints]:
    """Count the voices of each group (in order), and of those of which something was dropped; find its months."""
    groups, place = distinct(raised["group"].to_numpy(np.int64))
    customer, dropped = raised["customer"].to_numpy(np.int64), raised["dropped"].to_numpy() == 1
    order = np.argsort(place, kind="stable")
    begins, month = np.searchsorted(place[order], np.arange(len(groups))), raised["month"].to_numpy()[order]
    return {
        "voices": _voices(place, customer, size=len(groups)),
        "dropped_voices": _voices(place[dropped], customer[dropped], size=len(groups)),
        "first_month": np.minimum.reduceat(month, begins) if len(month) else month,
        "last_month": np.maximum.reduceat(month, begins) if len(month) else month,
    }


def _voices(place: Ints, customer: Ints, *, size: int) -> Ints:
    known = customer > 0
    pairs, _ = distinct(place[known] * WIDE + customer[known])
    return np.bincount(pairs // WIDE, minlength=size) + np.bincount(place[~known], minlength=size)


def _compared(counts: pd.DataFrame, *, settled: int, fallen: int) -> dict[str, Floats]:
    """Hold each group's settled ideas against all other settled ideas."""
    of, fell = counts["settled"].to_numpy(float), counts["fallen"].to_numpy(float)
    others, others_fell = settled - of, fallen - fell
    with np.errstate(divide="ignore", invalid="ignore"):
        elsewhere = np.where(others > 0, others_fell / others, np.nan)
    p = so_many_among(fell, of, others_fell, others)
    p = np.where((others > 0) & (of >= LEAST_SIGNALS), p, np.nan)
    return {"share_elsewhere": elsewhere, "p": p, "q": adjusted(p)}
