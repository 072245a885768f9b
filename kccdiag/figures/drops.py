"""A hundred drops on the map of the departments, at a few moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.path import Path

from kccdiag.drops import drops_on
from kccdiag.figures.heaps import BAR, STEP, heap_of, spread
from kccdiag.figures.placing import Box
from kccdiag.figures.style import (
    HALO,
    MARGIN,
    TEXT,
    WIDTH,
    Room,
    entitle,
    figure_of,
    leave_blank,
    look,
    new_slide,
    note_of,
)
from kccdiag.shown.colours import BLUE, DEAD, FAINT, INK, LIVE, QUIET
from kccdiag.shown.drops import STATES, days_shown, describe_sample, key_of, states_shown, title_of
from kccdiag.shown.lettering import literal, shorten
from kccdiag.wording import number, say

ROOM = Room(MARGIN, 1.4, WIDTH - MARGIN, 6.3)
GAP = (0.02, 0.03)  # between panels, as shares of the drawing
ASIDE = 98.0  # points at the right of a panel, for its day and two piles

# A falling drop, a ring and a square: told apart by their outline where there is no colour.
_DROP = Path(
    [(0, 1.25), (0.35, 0.65), (0.85, 0.25), (0.85, -0.3), (0.85, -0.75), (0.47, -1.15), (0, -1.15), (-0.47, -1.15),
     (-0.85, -0.75), (-0.85, -0.3), (-0.85, 0.25), (-0.35, 0.65), (0, 1.25)],
    [Path.MOVETO] + [Path.CURVE4] * 12,
)  # fmt: skip
LOOKS: Mapping[str, dict[str, Any]] = {
    "way": {"marker": _DROP, "facecolor": BLUE, "edgecolor": "white", "linewidth": 0.5, "s": 42},
    "dry": {"marker": "o", "facecolor": "white", "edgecolor": DEAD, "linewidth": 1.3, "s": 26},
    "back": {"marker": _DROP, "facecolor": LIVE, "edgecolor": INK, "linewidth": 0.7, "s": 36},
    "over": {"marker": "s", "facecolor": FAINT, "edgecolor": QUIET, "linewidth": 0.8, "s": 26},
}


@look()
def draw_drops(  # noqa: PLR0913 — where, and what the log can tell
    drops: pd.DataFrame,
    places: Mapping[str, Sequence[float] | None],
    *,
    language: str,
    has: frozenset[str] = frozenset({"outcomes", "told", "drops"}),
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw where a hundred signals of one week were at four moments.

    Parameters
    ----------
    drops
        As :func:`kccdiag.drops.drops_table` returns it.
    places
        By department: x and y as :func:`places_of` gives them; who has none shares a place below.
    has
        What the log can tell of (:func:`kccdiag.drops.told_of`): without ``outcomes`` nothing ends, without ``told``
        nobody hears of it, without ``drops`` nothing dries up.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        Holds one Axes for each moment.
    """
    ax = ax if ax is not None else new_slide(ROOM)
    ax.set_axis_off()
    if not len(drops):
        empty, why = say(language, "drops.empty"), say(language, "drops.empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    days = days_shown(drops)
    moments = [drops_on(drops, day) for day in days]
    held = pd.concat([one["department"].value_counts() for one in moments]).groupby(level=0).max()
    held = held.drop("", errors="ignore").sort_values(ascending=False, kind="stable")
    panels = [_panel(ax, place, len(days)) for place in range(len(days))]
    within = Box(0, 0, panels[0].get_xlim()[1] - ASIDE, panels[0].get_ylim()[1])
    spots = spread(held, places, within=within, elsewhere=say(language, "drops.key_elsewhere"))
    for panel, day, moment in zip(panels, days, moments, strict=True):
        _draw_moment(panel, moment, spots)
        _say_day(panel, day, language)
    _draw_key(ax, has=has, language=language)
    title = title_of(moments[-1], days[-1], has=has, language=language)
    note = describe_sample(drops, has=has, language=language)
    entitle(ax, title, note_of(language, source, note))
    return ax


def _panel(ax: Axes, place: int, of: int) -> Axes:
    """Make a panel measured in points: two beside each other, the first two above."""
    across, up = (1 - GAP[0]) / 2, (1 - GAP[1]) / 2 if of > 2 else 1.0
    left, bottom = (place % 2) * (across + GAP[0]), (1 - place // 2) * (up + GAP[1]) if of > 2 else 0.0
    panel, box, figure = ax.inset_axes((left, bottom, across, up)), ax.get_position(), figure_of(ax)
    panel.set_xlim(0, across * box.width * figure.get_figwidth() * 72)
    panel.set_ylim(0, up * box.height * figure.get_figheight() * 72)
    panel.set_xticks([])
    panel.set_yticks([])
    for spine in panel.spines.values():
        spine.set(visible=True, color=FAINT)
    return panel


def _draw_moment(panel: Axes, moment: pd.DataFrame, spots: pd.DataFrame) -> None:
    bases = spots.drop_duplicates("shown")
    panel.hlines(bases["y"], bases["x"] - BAR, bases["x"] + BAR, color=INK, lw=2.2, zorder=2)
    for base in bases.itertuples():
        words = shorten(literal(base.shown), base.room, TEXT)
        name = panel.text(base.middle, base.y - 3, words, ha="center", va="top", size=TEXT, parse_math=False, zorder=4)
        name.set(path_effects=HALO, gid="name")
    for state in STATES:
        points = _points(moment, state, spots, panel)
        if state in ("back", "over") and len(points):
            panel.text(points[0, 0] - 3, points[0, 1] + STEP, str(len(points)), size=TEXT, gid="count")
        panel.scatter(points[:, 0], points[:, 1], zorder=3, clip_on=False, gid=state, **LOOKS[state])


def _points(moment: pd.DataFrame, state: str, spots: pd.DataFrame, panel: Axes) -> np.ndarray:
    """Find the places of the drops in a state: in the heaps of their departments, dried ones below, or in a pile."""
    if state in ("back", "over"):
        return _pile(int((moment["state"] == state).sum()), panel, upper=state == "back")
    there = moment[moment["department"] != ""]
    there = there.assign(shown=spots["shown"].reindex(there["department"]).to_numpy(), wet=there["state"] == "way")
    bases = {base.shown: (base.x, base.y + 0.75 * STEP) for base in spots.drop_duplicates("shown").itertuples()}
    found = []
    for shown, heap in there.sort_values(["wet", "since"], kind="stable").groupby("shown"):
        slots = heap_of(len(heap))[heap["state"].to_numpy() == state]
        found.append(slots * STEP + bases[shown])
    return np.concatenate(found) if found else np.empty((0, 2))


def _pile(count: int, panel: Axes, *, upper: bool) -> np.ndarray:
    """Give the slots of a pile beside the map, row by row."""
    left, place = panel.get_xlim()[1] - ASIDE + STEP, np.arange(count)
    top = panel.get_ylim()[1] - 3 * TEXT if upper else 0.4 * panel.get_ylim()[1]
    wide = int((ASIDE - STEP) / STEP)
    return np.column_stack([left + place % wide * STEP, top - place // wide * STEP])


def _say_day(panel: Axes, day: float, language: str) -> None:
    words, left = say(language, "drops.panel", day=number(language, day)), panel.get_xlim()[1] - ASIDE + 0.5 * STEP
    panel.text(left, panel.get_ylim()[1] - 4, words, va="top", size=TEXT, weight="bold", gid="day")


def _draw_key(ax: Axes, *, has: frozenset[str], language: str) -> None:
    handles = [
        Line2D(
            [], [], ls="", marker=LOOKS[state]["marker"], markersize=11 if state in ("way", "back") else 8,
            markerfacecolor=LOOKS[state]["facecolor"], markeredgecolor=LOOKS[state]["edgecolor"],
            markeredgewidth=LOOKS[state]["linewidth"], label=say(language, key_of(state, has)),
        )
        for state in states_shown(has)
    ]  # fmt: skip
    ax.legend(
        handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.01), ncols=len(handles), fontsize=TEXT,
        handletextpad=0.2, columnspacing=1.6, borderaxespad=0.2,
    )  # fmt: skip
