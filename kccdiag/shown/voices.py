"""What people said and heard, as it is shown beside the log."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.intake.relations import CUSTOMER
from kccdiag.measures.voices import STANDINGS


def comparable(pairs: pd.DataFrame) -> pd.DataFrame:
    """Choose the pairs of departments of which both something is asked and something is expected, telling ones first.

    Returns
    -------
    pandas.DataFrame
        With a standing before without, in the order of STANDINGS; then by how far said and done lie apart.
    """
    told = pairs[(pairs["giver"] != CUSTOMER) & (pairs["taker"] != CUSTOMER) & pairs["ln_oe"].notna()]
    told = told[(told["standing"] != "") | (told["mentioned"] > 0)]
    apart = (told["ln_oe"] - told["ln_reported"].fillna(0.0)).abs()
    place = {name: where for where, name in enumerate((*STANDINGS, ""))}
    ranked = told.assign(place=told["standing"].map(place), apart=apart)
    ranked = ranked.sort_values(["place", "apart", "giver", "taker"], ascending=[True, False, True, True])
    return ranked.drop(columns=["place", "apart"]).reset_index(drop=True)


def heard_before(heard: pd.DataFrame | None) -> dict[str, float] | None:
    """Say how many times as many ideas agents hear as are logged; None where they were not asked, or that is not known.

    Returns
    -------
    dict or None
        ``times`` with ``low`` and ``high`` (of what is logged), ``per_month``.
    """
    ideas = pd.DataFrame() if heard is None else heard[heard["kind"].eq("idea") & heard["logged_share"].gt(0)]
    if ideas.empty:
        return None
    row = ideas.iloc[0]
    times, ends = 1 / row["logged_share"], (row["logged_share_high"], row["logged_share_low"])
    low, high = (1 / end if np.isfinite(end) and end > 0 else times for end in ends)
    return {"times": float(times), "low": float(low), "high": float(high), "per_month": float(row["per_month"])}
