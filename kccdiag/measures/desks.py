"""At how many departments a signal was: the desks that its customer may have had to deal with (DEFINITIONS 7)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.flow.contact_sql import MOST_DESKS
from kccdiag.flow.journeys import Journeys
from kccdiag.flow.survival import Z95
from kccdiag.measures.uncertainty import wilson

SETTLED = 2  # the age of a signal old enough to have gone where it goes
NUMBERS = ("one", "two", "three", "more")  # how the columns of shares begin; the last is MOST_DESKS and more


def desks(journeys: Journeys) -> pd.DataFrame:
    """Count the different departments that signals visited before they were closed.

    Returns
    -------
    pandas.DataFrame
        One row for each ``kind`` of signal (code) and before them one of all together (-1): ``signals`` (old enough to
        have gone where they go, with at least one known department), ``mean`` with ``_low``, ``_high`` (signals as the
        unit), and the shares of them that visited ``one``, ``two``, ``three`` departments or ``more``, each as
        ``_share`` with ``_low``, ``_high`` (Wilson).

    Notes
    -----
    A log does not mark which department spoke with the customer, so this is the most that they can have met.
    """
    seen = journeys.visits[journeys.visits["dept"] > 0]
    seen = seen[seen["place"] <= journeys.variants["worked"].to_numpy()[seen["variant"]]]
    counts = seen.groupby("variant")["dept"].nunique()
    variants = journeys.variants.loc[counts.index, ["kind", "age", "signals"]].assign(desks=counts)
    variants = variants[variants["age"] == SETTLED]
    parts = [(-1, variants), *variants.groupby("kind")] if len(variants) else []
    return pd.DataFrame([{"kind": kind, **_counted(part)} for kind, part in parts], columns=_COLUMNS)


def _counted(part: pd.DataFrame) -> dict[str, float]:
    number, signals = part["desks"].to_numpy(dtype=float), part["signals"].to_numpy(dtype=float)
    total = signals.sum()
    mean = float(signals @ number / total)
    spread = float(signals @ (number - mean) ** 2)
    margin = Z95 * np.sqrt(spread / (total - 1) / total) if total > 1 else np.nan
    found = {"signals": total, "mean": mean, "mean_low": max(mean - margin, 1.0), "mean_high": mean + margin}
    for place, name in enumerate(NUMBERS, start=1):
        hits = float(signals[np.minimum(number, MOST_DESKS) == place].sum())
        low, high = wilson(hits, total)
        found |= {f"{name}_share": hits / total, f"{name}_share_low": float(low), f"{name}_share_high": float(high)}
    return found


_COLUMNS = ["kind", "signals", "mean", "mean_low", "mean_high"] + [
    f"{name}_share{end}" for name in NUMBERS for end in ("", "_low", "_high")
]
