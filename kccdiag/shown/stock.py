"""What is shown of the stock over time."""

from __future__ import annotations

import pandas as pd


def has_dead(whole: pd.DataFrame) -> bool:
    """Tell whether any signal ever fell silent: where that can't be known, none is said to have.

    Examples
    --------
    >>> has_dead(pd.DataFrame({"dead": [float("nan"), 0.0]})), has_dead(pd.DataFrame({"dead": [0.0, 2.0]}))
    (False, True)
    """
    return bool(whole["dead"].gt(0).any())
