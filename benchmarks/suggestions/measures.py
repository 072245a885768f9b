"""Precision and recall with intervals: whole interviews are drawn again, for what one person says hangs together."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

DRAWS = 2_000
COLUMNS = ["of", "proposed", "right", "precision", "precision_low", "precision_high",
           "labels", "found", "recall", "recall_low", "recall_high"]  # fmt: skip


def measured(said: pd.DataFrame, read: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Count by relation or barrier, and over all.

    Returns
    -------
    DataFrame
        :data:`COLUMNS`; shares in 0 … 1, NaN where nothing was proposed or labelled; 95 % percentile intervals.
    """
    kinds = [*sorted({*said["of"], *read["of"]}), "all"]
    interviews = sorted({*said["interview"], *read["interview"]})
    return pd.DataFrame([_row(kind, said, read, interviews, seed) for kind in kinds], columns=COLUMNS)


def _row(kind: str, said: pd.DataFrame, read: pd.DataFrame, interviews: list[str], seed: int) -> list[object]:
    if kind != "all":
        said, read = said[said["of"] == kind], read[read["of"] == kind]
    precision = _share(said["right"], said["interview"], interviews, seed)
    recall = _share(read["found"], read["interview"], interviews, seed)
    return [kind, len(said), said["right"].sum(), *precision, len(read), read["found"].sum(), *recall]


def _share(good: pd.Series, interview: pd.Series, interviews: Iterable[str], seed: int) -> tuple[float, float, float]:
    """Take a share and its interval; an interview is drawn with all that is in it."""
    if good.empty:
        return np.nan, np.nan, np.nan
    counts = good.groupby(interview).agg(["sum", "count"]).reindex(list(interviews), fill_value=0).to_numpy()
    drawn = np.random.default_rng(seed).integers(len(counts), size=(DRAWS, len(counts)))
    totals = counts[drawn].sum(axis=1)
    shares = totals[totals[:, 1] > 0]
    low, high = np.quantile(shares[:, 0] / shares[:, 1], [0.025, 0.975])
    return float(good.mean()), float(low), float(high)
