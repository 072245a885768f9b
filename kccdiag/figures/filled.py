"""What a log holds: how much was written when, and what of it is filled in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from kccdiag.figures.style import MARGIN, SMALL, TEXT, Room, entitle, leave_blank, look, move, new_slide, note_of
from kccdiag.shown.colours import BLUE, FAINT, INK, LIVE, QUIET
from kccdiag.shown.lettering import width_of
from kccdiag.shown.quantities import month, written_share
from kccdiag.wording import number, say

ROOM = Room(MARGIN + 0.9, 1.75, 6.3, 5.6)
RIGHT = 12.1  # inches: where the bars of what is filled in end; their numbers stand beside them
DATES = 6
LOOKS: dict[str, dict[str, Any]] = {
    "filled": {"facecolor": BLUE, "edgecolor": BLUE},
    "occurs": {"facecolor": LIVE, "edgecolor": BLUE},
    "lacking": {"facecolor": "white", "edgecolor": QUIET, "ls": (0, (3, 2))},
}
MEANINGS = ("outcomes", "told", "stays")  # said by statuses: they occur or do not, nobody fills them in
UNCOUNTED = (*MEANINGS, "text")  # few signals need have one, so the title does not speak of how many do


@look()
def draw_filled(
    course: pd.DataFrame, filled: pd.DataFrame, *, language: str, source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how much a log holds over time, and beside it what of that is filled in (DEFINITIONS 1).

    Parameters
    ----------
    course
        One row per period: start, period (month, week or day), events, started.
    filled
        One row for each thing that a log may tell: what, of (events or signals), share; NaN where it does not.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: time, y: events; the bars of what is filled in are an Axes inset beside it.
    """
    ax = ax if ax is not None else new_slide()
    if course.empty:
        empty, why = say(language, "figures.filled_empty"), say(language, "figures.filled_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    move(ax, ROOM)
    _draw_course(ax, course, language=language)
    _draw_bars(_panel(ax, filled, language=language), filled, language=language)
    entitle(ax, _title(filled, language=language), note_of(language, source, say(language, "figures.filled_note")))
    return ax


def _draw_course(ax: Axes, course: pd.DataFrame, *, language: str) -> None:
    places = np.arange(len(course))
    looks: dict[str, Any] = {"width": 0.86, "lw": 0}
    ax.bar(places, course["events"], color=LIVE, label=say(language, "figures.filled_events"), gid="events", **looks)
    words = say(language, "figures.filled_started")
    ax.bar(places, course["started"], color=BLUE, label=words, gid="started", **looks)
    ax.set_xlim(-0.6, len(course) - 0.4)
    ax.set_ylim(0, 1.05 * max(1, course["events"].max()))
    step = -(-len(course) // DATES)
    ax.set_xticks(places[::step], [_date(row, language) for row in course[::step].itertuples()])
    ticks = [tick for tick in MaxNLocator(6, integer=True).tick_values(0, ax.get_ylim()[1]) if tick <= ax.get_ylim()[1]]
    ax.set_yticks(ticks, [number(language, tick) for tick in ticks])
    ax.set_title(say(language, f"figures.filled_by_{course['period'].iloc[0]}"), loc="left", size=TEXT, pad=34)
    ax.legend(
        loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=2, fontsize=TEXT, borderaxespad=0.2, columnspacing=1.2,
        handlelength=1.2, handletextpad=0.5,
    )  # fmt: skip


def _date(row: Any, language: str) -> str:
    name = month(language, row.start.month)
    return f"{name}\n{row.start.year}" if row.period == "month" else f"{row.start.day} {name}\n{row.start.year}"


def _panel(ax: Axes, filled: pd.DataFrame, *, language: str) -> Axes:
    """Make room for the bars at the right, as wide as their names leave."""
    names = [say(language, f"figures.filled_{what}") for what in filled["what"]]
    left = ROOM.right + 0.45 + max(width_of(name, TEXT) for name in names) / 72
    across = ROOM.right - ROOM.left
    panel = ax.inset_axes(((left - ROOM.left) / across, 0, (RIGHT - left) / across, 1))
    panel.set_xlim(0, 1)
    panel.set_ylim(len(names) - 0.4, -0.6)
    panel.set_yticks(range(len(names)), names, fontsize=TEXT)
    panel.tick_params(axis="y", length=0)
    panel.set_xticks([0, 0.5, 1], [written_share(language, share) for share in (0, 0.5, 1)], size=SMALL)
    panel.grid(axis="x", color=FAINT, lw=0.8)
    panel.set_axisbelow(True)
    return panel


def _draw_bars(panel: Axes, filled: pd.DataFrame, *, language: str) -> None:
    for row, (what, share) in enumerate(zip(filled["what"], filled["share"], strict=True)):
        known = np.isfinite(share)
        looks = LOOKS["lacking" if not known else "occurs" if what in MEANINGS else "filled"]
        panel.barh(row, share if known else 1.0, 0.66, lw=0.8, gid="filled" if known else "lacking", **looks)
        if known:
            panel.text(1.02, row, written_share(language, share), va="center_baseline", size=TEXT, color=INK)
    panel.set_title(say(language, "figures.filled_panel"), loc="right", size=TEXT, pad=34)
    handles = [Patch(label=say(language, f"figures.filled_key_{name}"), lw=0.8, **LOOKS[name]) for name in LOOKS]
    panel.legend(
        handles=handles, loc="lower right", bbox_to_anchor=(1.03, 1.0), ncols=3, fontsize=TEXT, borderaxespad=0.2,
        columnspacing=1.0, handlelength=1.2, handletextpad=0.5,
    )  # fmt: skip


def _title(filled: pd.DataFrame, *, language: str) -> str:
    """State how much is lacking, and of what there is, what is known least."""
    lacking, known = int(filled["share"].isna().sum()), filled[filled["share"].notna()]
    counted = {"n": number(language, lacking), "all": number(language, len(filled))}
    form = {0: "whole", 1: "one"}.get(lacking, "many")
    head = say(language, f"figures.filled_title_{form}", **counted)
    counts = known[~known["what"].isin(UNCOUNTED)]
    if counts.empty or counts["share"].min() >= 0.995:
        return say(language, "figures.filled_title_rest", head=head)
    least = counts.loc[counts["share"].idxmin()]
    what, of = say(language, f"figures.filled_{least['what']}"), say(language, f"figures.filled_of_{least['of']}")
    share = written_share(language, float(least["share"]))
    return say(language, "figures.filled_title_least", head=head, what=what, share=share, of=of)
