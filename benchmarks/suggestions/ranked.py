"""Ranking barriers: how often the right one is among the first three, with the weight of the rules chosen on others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.intake.relations import BARRIERS
from kccdiag.suggest.ranking import by_rules, likeness

FIRST = 3
WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.5)


def ranked(gold: pd.DataFrame) -> pd.DataFrame:
    """Rank every labelled quote with a barrier.

    Returns
    -------
    DataFrame
        ``interview``, ``barrier``, ``weight`` (of the rules, as chosen without that interview), ``among`` (the right
        one is among the first three), ``among_unaided`` (without the rules).
    """
    quotes = gold[gold["barrier"] != ""].reset_index(drop=True)
    like = likeness(quotes["quote"].tolist())
    rules = np.stack([by_rules(row.quote, row.language) for row in quotes.itertuples()])
    right = quotes["barrier"].map(BARRIERS.index).to_numpy()
    among = pd.DataFrame({weight: _among(like + weight * rules, right) for weight in WEIGHTS})
    chosen = [_chosen(among[quotes["interview"] != interview]) for interview in quotes["interview"]]
    held_out = [among.at[row, weight] for row, weight in enumerate(chosen)]
    return quotes[["interview", "barrier"]].assign(weight=chosen, among=held_out, among_unaided=among[WEIGHTS[0]])


def _among(scores: np.ndarray, right: np.ndarray) -> np.ndarray:
    order = np.argsort(-np.round(scores, 6), axis=1, kind="stable")[:, :FIRST]
    return (order == right[:, None]).any(axis=1)


def _chosen(among: pd.DataFrame) -> float:
    return float(among.mean().idxmax())
