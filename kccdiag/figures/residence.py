"""How long signals stay in each department, with intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kccdiag.figures.parts import draw_parts, split_shares
from kccdiag.figures.style import (
    MARGIN,
    TEXT,
    WIDTH,
    Room,
    entitle,
    leave_blank,
    look,
    move,
    new_slide,
    note_of,
    on_own_slide,
)
from kccdiag.limits import Limits
from kccdiag.shown.colours import BLUE, FAINT, ORANGE
from kccdiag.shown.lettering import literal, shorten, shortened, width_of
from kccdiag.shown.quantities import written_span
from kccdiag.wording import number, say

SHOWN = 20
NAME_WIDTH = 230.0  # points
BOTTOM, TOP = 1.85, 5.85  # inches
PARTS, APART = 3.1, 0.4  # inches: the panel of what stays are made of, and the space before it
# column, colour, marker, how far above the middle of the row, key of its name
MEASURES = (
    ("mean_days_90", ORANGE, "D", 0.17, "residence_mean"),
    ("median_days", BLUE, "o", -0.17, "residence_median"),
)


@look()
def draw_residence(
    departments: pd.DataFrame, *, language: str, limits: Limits | None = None, source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how long signals stay in each department, with 95 % intervals (DEFINITIONS 2).

    On a slide of its own a panel beside it shows what that time is made of, where the log tells.

    Parameters
    ----------
    departments
        One row per department: median_days and mean_days_90, both with _low and _high, and visits; where known,
        queue_share and customer_share.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: days; one row per department, the longest mean on top.
    """
    ax = ax if ax is not None else new_slide()
    limits = limits or Limits()
    measured = departments.dropna(subset=["mean_days_90"])
    often = measured[measured["visits"].ge(limits.reservoir_visits)]  # of a handful of visits a mean says nothing
    known = often if len(often) else measured
    if known.empty:
        empty, why = say(language, "figures.residence_empty"), say(language, "figures.residence_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    ranked = known.sort_values(["mean_days_90", "department"], ascending=[False, True], ignore_index=True)
    shown = ranked[:SHOWN]
    names = [shorten(literal(name), NAME_WIDTH, TEXT) for name in shown["department"]]
    widest = max(width_of(name, TEXT) for name in names) / 72
    rows = max(len(shown), 4)
    left, split = MARGIN + widest + 0.15, split_shares(shown) if on_own_slide(ax) else shown[[]]
    right = WIDTH - MARGIN - (PARTS + APART if len(split.columns) else 0)
    move(ax, Room(left, max(BOTTOM, TOP - 0.62 * rows), right, TOP))
    _set_axes(ax, shown, names=names, language=language)
    for column, colour, marker, above, key in MEASURES:
        words = say(language, f"figures.{key}")
        _draw_measure(ax, shown, column, looks=(colour, marker, above), words=words)
    ax.legend(
        loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, fontsize=TEXT, borderaxespad=0.2, columnspacing=1.4
    )
    if len(split.columns):
        draw_parts(ax, split, language=language, across=(1 + APART / (right - left), PARTS / (right - left)))
    note = _note(departments, len(measured), few=len(measured) - len(known), language=language, source=source)
    told = say(language, "figures.residence_parts") if len(split.columns) else ""
    entitle(ax, _title(ranked, language=language), note_of(language, "", note, told))
    return ax


def _set_axes(ax: Axes, shown: pd.DataFrame, *, names: list[str], language: str) -> None:
    ends = shown[["mean_days_90", "mean_days_90_high", "median_days", "median_days_high"]].to_numpy(dtype=float)
    furthest = float(ends[np.isfinite(ends)].max())
    end = max(1.06 * furthest, 1 / 24)
    ticks = [tick for tick in MaxNLocator(9, steps=[1, 2, 5, 10]).tick_values(0, end) if 0 <= tick <= end]
    digits = max(0, -int(np.floor(np.log10(ticks[1])))) if len(ticks) > 1 else 0
    ax.set_xlim(0, end)
    ax.set_xticks(ticks, [number(language, tick, digits) for tick in ticks])
    ax.set_xlabel(say(language, "figures.residence_x"), size=TEXT)
    ax.set_yticks(range(len(names)), names, parse_math=False, fontsize=TEXT)
    ax.set_ylim(max(len(names), 1) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color=FAINT, lw=0.8, zorder=0)
    ax.set_axisbelow(True)


def _draw_measure(ax: Axes, shown: pd.DataFrame, column: str, *, looks: tuple[str, str, float], words: str) -> None:
    """Draw one measure of all rows; an interval without an upper end runs off the picture."""
    colour, marker, above = looks
    rows = np.arange(len(shown)) - above
    middle = shown[column].to_numpy(dtype=float)
    low, high = shown[f"{column}_low"].to_numpy(dtype=float), shown[f"{column}_high"].to_numpy(dtype=float)
    endless = ~np.isfinite(high) & np.isfinite(low)
    high = np.where(endless, ax.get_xlim()[1], high)
    ax.hlines(rows, low, high, color=colour, lw=2.4, alpha=0.75, zorder=2, gid=f"{column}_interval")
    ax.plot(
        middle, rows, ls="", marker=marker, ms=8, mfc=colour, mec="white", mew=0.8, zorder=3, label=words, gid=column,
        clip_on=False,
    )  # fmt: skip
    beyond = rows[endless]
    ax.plot(np.full(len(beyond), ax.get_xlim()[1]), beyond, ls="", marker=">", ms=7, color=colour, clip_on=False)


def _title(ranked: pd.DataFrame, *, language: str) -> str:
    first = ranked.iloc[0]
    said = {"department": shortened(first["department"]), "mean": written_span(language, first["mean_days_90"])}
    if len(ranked) == 1:
        return say(language, "figures.residence_title_one", **said)
    return say(language, "figures.residence_title", n=number(language, len(ranked)), **said)


def _note(departments: pd.DataFrame, measured: int, *, few: int, language: str, source: str) -> str:
    shorter, unmeasured = max(measured - few - SHOWN, 0), len(departments) - measured
    left = {"shorter": shorter, "few": few, "unmeasured": unmeasured}
    rest = [say(language, f"figures.residence_{why}", n=number(language, many)) for why, many in left.items() if many]
    return note_of(
        language,
        source,
        say(language, "figures.residence_note", visits=number(language, departments["visits"].sum())),
        say(language, "figures.residence_rest", rest=", ".join(rest)) if rest else "",
    )
