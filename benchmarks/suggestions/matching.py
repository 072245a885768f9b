"""Which proposals are right and which labels were found: same words of the same turn, same claim."""

from __future__ import annotations

import pandas as pd

CLAIMS = ("relation", "barrier")
_SAME = {"relation": ("relation", "source", "target"), "barrier": ("barrier",)}


def judged(gold: pd.DataFrame, proposed: pd.DataFrame, claim: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Match proposals with labels.

    Parameters
    ----------
    claim
        "relation": relation, source and target must be the same; "barrier": the barrier.

    Returns
    -------
    tuple of DataFrame
        Proposals with ``right``, and labels with ``found`` and ``best``, the highest score among what found it (NaN
        where nothing did); both with ``of``, the relation or barrier. A proposal is right where it overlaps the quote
        of a label that claims the same; that label is found.
    """
    said, read = proposed[proposed[claim] != ""], gold[gold[claim] != ""]
    key = ["interview", "turn", *_SAME[claim]]
    both = said.reset_index().merge(read.reset_index(), on=key, suffixes=("_said", "_read"))
    both = both[(both["start_said"] < both["end_read"]) & (both["start_read"] < both["end_said"])]
    return (
        said.assign(right=said.index.isin(both["index_said"]), of=said[claim]),
        read.assign(
            found=read.index.isin(both["index_read"]), best=both.groupby("index_read")["score"].max(), of=read[claim]
        ),
    )
