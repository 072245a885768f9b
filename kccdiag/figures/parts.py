"""What the stays of departments are made of, in a panel beside them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from kccdiag.figures.style import SMALL, TEXT
from kccdiag.shown.colours import FAINT, QUIET
from kccdiag.wording import number, say

# column, looks; from left to right. Greys, for the colours belong to the drawing beside it.
PARTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("queue_share", {"facecolor": QUIET, "edgecolor": QUIET}),
    ("work_share", {"facecolor": FAINT, "edgecolor": QUIET}),
    ("customer_share", {"facecolor": "white", "edgecolor": QUIET, "hatch": "////"}),
)


def split_shares(departments: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of the stays that are known somewhere, with the rest where one of them is not.

    Returns
    -------
    pandas.DataFrame
        Columns among ``queue_share``, ``work_share``, ``customer_share``; ``work_share`` is all that is neither queue
        nor customer, as far as known. Without columns where nothing is known.

    Examples
    --------
    >>> split_shares(pd.DataFrame({"queue_share": [0.25], "work_share": [float("nan")]}))
       queue_share  work_share
    0         0.25        0.75
    """
    waits = [name for name in ("queue_share", "customer_share") if name in departments and departments[name].any()]
    if not waits:
        return departments[[]]
    rest = (1 - departments[waits].sum(axis=1, skipna=False)).clip(lower=0)
    table = departments[waits].assign(work_share=rest)
    return table[[name for name, _ in PARTS if name in table]]


def draw_parts(ax: Axes, shares: pd.DataFrame, *, language: str, across: tuple[float, float]) -> Axes:
    """Draw what the time is made of beside the rows of a drawing.

    Parameters
    ----------
    ax
        The drawing; its rows are at 0, 1, …
    shares
        As `split_shares` gives them, in the order of the rows.
    across
        Where the panel begins and how wide it is, as shares of the width of the drawing.

    Returns
    -------
    Axes
        The panel; x: share of the time in percent.
    """
    panel = ax.inset_axes((across[0], 0, across[1], 1))
    rows, left = np.arange(len(shares)), np.zeros(len(shares))
    for name, looks in PARTS:
        if name in shares:
            width = shares[name].fillna(0).to_numpy(dtype=float)
            panel.barh(rows, 100 * width, 0.62, left=100 * left, linewidth=0.6, gid=name, **looks)
            left = left + width
    panel.set_xlim(0, 100)
    panel.set_xticks([0, 50, 100], [number(language, tick) for tick in (0, 50, 100)], size=SMALL)
    panel.set_xlabel(say(language, "figures.parts_x"), size=TEXT)
    panel.set_ylim(ax.get_ylim())
    panel.set_yticks([])
    panel.spines["left"].set_visible(False)
    _explain(panel, shares, language)
    return panel


def _explain(panel: Axes, shares: pd.DataFrame, language: str) -> None:
    known = {"queue_share", "customer_share"} <= set(shares)
    keys = {"queue_share": "parts_queue", "work_share": "parts_work" if known else "parts_rest"}
    keys["customer_share"] = "parts_customer"
    handles = [Patch(label=say(language, f"figures.{keys[name]}"), **looks) for name, looks in PARTS if name in shares]
    panel.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(-0.035, 1.0), ncols=3, fontsize=TEXT, borderaxespad=0.2,
        columnspacing=0.7, handlelength=1.0, handletextpad=0.35,
    )  # fmt: skip
