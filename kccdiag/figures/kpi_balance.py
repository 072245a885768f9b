"""What departments are steered on: the weight of their indicators, by what these measure."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

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
from kccdiag.shown.colours import BLUE, DEAD, INK, LIVE, ORANGE, QUIET
from kccdiag.shown.lettering import literal, told_apart, width_of
from kccdiag.wording import number, percent, say

SHOWN = 10  # departments; the row of all together comes on top
NAME_WIDTH = 250.0  # points
TOP, BOTTOM, A_ROW = 5.8, 1.75, 0.5  # inches
POSTURES = 1.9  # inches at the right for what each row amounts to
# column, colour of the bar and of the number in it; hatched where grey alone would not tell neighbours apart.
PARTS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("efficiency_share", {"facecolor": BLUE}, "white"),
    ("quality_share", {"facecolor": LIVE}, INK),
    ("learning_share", {"facecolor": ORANGE, "hatch": "////"}, INK),
    ("long_term_share", {"facecolor": DEAD, "hatch": "\\\\\\\\"}, "white"),
    ("undecided_share", {"facecolor": "white", "hatch": "...."}, INK),
)


@look()
def draw_kpi_balance(
    kpi_balance: pd.DataFrame, *, language: str, limits: Limits | None = None, source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw what the weight of each department's indicators measures (DEFINITIONS 7).

    Parameters
    ----------
    kpi_balance
        One row per department and one of all together (department ""): efficiency_share, quality_share,
        learning_share, long_term_share, undecided_share, posture.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: share of the weight; one bar per department, the most efficiency on top, below all together.
    """
    ax, limits = ax if ax is not None else new_slide(), limits or Limits()
    known = kpi_balance.dropna(subset=["efficiency_share"])
    each = known[known["department"] != ""]
    if each.empty:
        empty, why = say(language, "figures.kpis_empty"), say(language, "figures.kpis_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    ranked = each.sort_values(["efficiency_share", "department"], ascending=[False, True], ignore_index=True)
    whole = known[known["department"] == ""] if len(each) > 1 else known.iloc[:0]
    shown = pd.concat([whole, ranked[:SHOWN]], ignore_index=True)
    together = say(language, "figures.kpis_all")
    written = [literal(name) if name else together for name in shown["department"]]
    names = told_apart(written, lambda part: width_of(part, TEXT) <= NAME_WIDTH)
    left = MARGIN + max(width_of(name, TEXT, bold=name == together) for name in names) / 72 + 0.15
    move(ax, Room(left, max(BOTTOM, TOP - A_ROW * max(len(shown), 3)), WIDTH - MARGIN - POSTURES, TOP))
    _set_axes(ax, names, bold=len(whole), language=language)
    _draw_rows(ax, shown, language=language)
    ax.axvline(limits.narrow_kpi_share, color=INK, lw=1.4, ls=(0, (4, 3)), zorder=4, gid="bound")
    _explain(ax, shown, language=language)
    entitle(ax, _title(each, limits, language), _note(kpi_balance, len(ranked), language=language, source=source))
    return ax


def _set_axes(ax: Axes, names: list[str], *, bold: int, language: str) -> None:
    ax.set_xlim(0, 1)
    ticks = [0, 0.25, 0.5, 0.75, 1]
    ax.set_xticks(ticks, [percent(language, tick) for tick in ticks])
    ax.set_xlabel(say(language, "figures.kpis_x"), size=TEXT)
    ax.set_yticks(range(len(names)), names, parse_math=False, fontsize=TEXT)
    for label in ax.get_yticklabels()[:bold]:
        label.set_fontweight("bold")
    ax.set_ylim(max(len(names), 1) - 0.45, -0.6)
    ax.tick_params(axis="y", length=0)


def _draw_rows(ax: Axes, shown: pd.DataFrame, *, language: str) -> None:
    """Draw the parts of each row from left to right, each with its number where that fits, and the posture behind."""
    rows, start = np.arange(len(shown)), np.zeros(len(shown))
    points = ax.get_position().width * WIDTH * 72
    for name, looks, colour in PARTS:
        width = shown[name].to_numpy(dtype=float)
        ax.barh(rows, width, 0.76, left=start, edgecolor=_edge(name), lw=1.2, gid=name, **looks)
        for row, share in enumerate(width):
            words = percent(language, share)
            if width_of(words, TEXT) + 8 < share * points:
                box = {"facecolor": looks["facecolor"], "edgecolor": "none", "pad": 0.5}  # on hatches and on the bound
                ax.text(start[row] + share / 2, row, words, ha="center", va="center_baseline", size=TEXT, color=colour,
                        gid="number", bbox=box, zorder=5)  # fmt: skip
        start = start + width
    for row, posture in enumerate(shown["posture"]):
        words = say(language, f"figures.kpis_{posture or 'open'}")
        ax.annotate(
            words, (1, row), xycoords=("axes fraction", "data"), xytext=(10, 0), textcoords="offset points",
            va="center_baseline", size=TEXT, color=INK if posture == "soldier" else QUIET, annotation_clip=False,
            weight="bold" if posture == "soldier" else "normal", gid="posture",
        )  # fmt: skip


def _edge(name: str) -> str:
    return QUIET if name == "undecided_share" else "white"


def _explain(ax: Axes, shown: pd.DataFrame, *, language: str) -> None:
    there = [(name, looks) for name, looks, _ in PARTS if shown[name].gt(0).any()]
    handles = [Patch(label=say(language, f"columns.{name}"), edgecolor=_edge(name), **looks) for name, looks in there]
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(_start(ax), 1.0), ncols=5, fontsize=TEXT, borderaxespad=0.2,
        columnspacing=1.2, handlelength=1.3, handletextpad=0.4,
    )  # fmt: skip


def _start(ax: Axes) -> float:
    """Say where the margin of the slide is, on the scale of the Axes: the legend needs the whole width."""
    place = ax.get_position()
    return (MARGIN / WIDTH - place.x0) / place.width if on_own_slide(ax) else 0.0


def _title(each: pd.DataFrame, limits: Limits, language: str) -> str:
    soldiers = each[each["efficiency_share"] >= limits.narrow_kpi_share]
    if len(each) == 1:
        department, share = each[["department", "efficiency_share"]].iloc[0]
        return say(language, "figures.kpis_title_one", department=literal(department), share=percent(language, share))
    form = "kpis_title" if len(soldiers) else "kpis_none"
    counted = {"n": number(language, len(soldiers)), "of": number(language, len(each))}
    return say(language, f"figures.{form}", **counted, share=percent(language, limits.narrow_kpi_share))


def _note(kpi_balance: pd.DataFrame, ranked: int, *, language: str, source: str) -> str:
    whole = kpi_balance[kpi_balance["department"] == ""]
    indicators = number(language, float(whole["indicators"].sum()))
    left = len(kpi_balance) - len(whole) - min(ranked, SHOWN)
    rest = say(language, "figures.kpis_rest", n=number(language, left)) if left else ""
    return note_of(language, source, say(language, "figures.kpis_note", n=indicators), rest)
