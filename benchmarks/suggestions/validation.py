"""Leave one interview out: the least score that keeps precision is chosen on the others and tried on that one."""

from __future__ import annotations

import numpy as np
import pandas as pd

WANTED = 0.80  # precision that the threshold has to keep
GRID = (0.0, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)


def chosen(said: pd.DataFrame) -> float:
    """Choose the lowest threshold with enough precision; where none has it, the one with the most."""
    precision = {least: said.loc[said["score"] >= least, "right"].mean() for least in GRID}
    enough = [least for least, share in precision.items() if share >= WANTED]
    if enough:
        return min(enough)
    return max(GRID, key=lambda least: (-1.0 if np.isnan(precision[least]) else precision[least], -least))


def left_out(said: pd.DataFrame, read: pd.DataFrame) -> pd.DataFrame:
    """Try the choice on each interview that had no part in it.

    Returns
    -------
    DataFrame
        ``interview``, ``threshold``, ``proposed``, ``right``, ``labels``, ``found``.
    """
    rows = []
    for interview in sorted({*said["interview"], *read["interview"]}):
        least = chosen(said[said["interview"] != interview])
        kept = said[(said["interview"] == interview) & (said["score"] >= least)]
        labels = read[read["interview"] == interview]
        rows.append((interview, least, len(kept), kept["right"].sum(), len(labels), (labels["best"] >= least).sum()))
    return pd.DataFrame(rows, columns=["interview", "threshold", "proposed", "right", "labels", "found"])
