"""Who hands over to whom more or less than their work predicts, as a matrix."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import QuadMesh
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import FixedLocator, NullLocator

from kccdiag.figures.style import (
    MARGIN,
    SMALL,
    TEXT,
    WIDTH,
    Room,
    entitle,
    figure_of,
    leave_blank,
    look,
    move,
    new_slide,
    note_of,
)
from kccdiag.limits import Limits
from kccdiag.shown.colours import EVEN, FAINT, FURTHEST, INK, LESS, MORE, QUIET
from kccdiag.shown.lettering import literal, shortened, told_apart, width_of, wrap
from kccdiag.shown.quantities import written_share
from kccdiag.wording import number, say

SHOWN = 20
NAME_WIDTH = 190.0  # points
SLANTED_WIDTH, SLANTED_AMONG_MANY = 130.0, 95.0  # points; rows need room too
FEW = 14  # departments, of which names are large
KEY_WIDTH = 150.0  # points
THIN: dict[str, Any] = {"facecolor": "#E3E3E3", "edgecolor": "#B5B5B5", "hatch": "////", "lw": 0}
COLOURS = LinearSegmentedColormap.from_list("openness", [LESS, EVEN, MORE])


@look()
def draw_openness(
    handovers: pd.DataFrame, *, language: str, limits: Limits | None = None, source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw observed over expected handovers between departments (DEFINITIONS 4).

    Parameters
    ----------
    handovers
        One row per pair giver, taker: handovers, expected, openness, wall (bool) and wall_q.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        Rows give, columns take; hatched where too little is expected, outlined where there is a wall.
    """
    limits = limits or Limits()
    ax = ax if ax is not None else new_slide()
    handovers = handovers[handovers["giver"] != handovers["taker"]]  # small groups together may hand over to themselves
    known = handovers[handovers["expected"].ge(limits.wall_expected) & handovers["openness"].notna()]
    if known.empty:
        empty, why = say(language, "figures.openness_empty"), say(language, "figures.openness_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    ranked = [name for name in _by_volume(handovers) if name in {*known["giver"], *known["taker"]}]
    shown = ranked[:SHOWN]
    ratios = known.pivot(index="giver", columns="taker", values="openness").reindex(index=shown, columns=shown)
    walls = known[known["wall"].eq(True)]
    _set_axes(ax, shown, language=language)
    mesh = _draw_cells(ax, ratios.to_numpy(dtype=float), language=language)
    _outline(ax, walls, shown)
    thin = ratios.isna().to_numpy() & ~np.eye(len(shown), dtype=bool)
    _draw_key(ax, mesh, few=limits.wall_expected if thin.any() else None, language=language)
    rest = len({*handovers["giver"], *handovers["taker"]}) - len(shown)
    note = note_of(
        language,
        source,
        say(language, "figures.openness_note", handovers=number(language, handovers["handovers"].sum())),
        say(language, "figures.openness_rest", n=number(language, rest)) if rest else "",
    )
    entitle(ax, _title(known, limits=limits, language=language), note)
    return ax


def _by_volume(handovers: pd.DataFrame) -> list[str]:
    """Name the departments by how many handovers they give and take, most first."""
    given = handovers.groupby("giver")["handovers"].sum()
    volume = given.add(handovers.groupby("taker")["handovers"].sum(), fill_value=0).rename_axis("department")
    ranked = volume.reset_index(name="volume").sort_values(["volume", "department"], ascending=[False, True])
    return list(ranked["department"])


def _set_axes(ax: Axes, shown: list[str], *, language: str) -> None:
    size, slanted_width = (TEXT, SLANTED_WIDTH) if len(shown) <= FEW else (SMALL, SLANTED_AMONG_MANY)
    whole = [literal(name) for name in shown]
    names, slanted = (
        told_apart(whole, partial(_fits, width=width, size=size)) for width in (NAME_WIDTH, slanted_width)
    )
    widest = max(width_of(name, size) for name in names) / 72
    deepest = 0.71 * max(width_of(name, size) for name in slanted) / 72
    left, bottom = MARGIN + widest + 0.5, 1.15 + deepest + 0.3
    across = min(WIDTH - 3.1 - left, 1.3 * len(shown))
    move(ax, Room(left, max(bottom, 6.05 - 0.75 * len(shown)), left + across, 6.05))
    ax.set_xlim(0, len(shown))
    ax.set_ylim(len(shown), 0)
    middles = np.arange(len(shown)) + 0.5
    ax.set_yticks(middles, names, parse_math=False, fontsize=size)
    ax.set_xticks(middles, slanted, parse_math=False, fontsize=size, rotation=45, ha="right", rotation_mode="anchor")
    ax.tick_params(length=0, pad=3)
    ax.spines[:].set_visible(False)
    ax.set_ylabel(say(language, "figures.openness_giver") + " →", size=TEXT, color=QUIET)
    ax.set_xlabel("→ " + say(language, "figures.openness_taker"), size=TEXT, color=QUIET, labelpad=2)


def _fits(text: str, *, width: float, size: float) -> bool:
    return width_of(text, size) <= width


def _draw_cells(ax: Axes, ratios: np.ndarray, *, language: str) -> QuadMesh:
    """Colour what can be judged, hatch the rest, leave the diagonal white; numbers where a cell is far from one."""
    count = len(ratios)
    ax.add_patch(Rectangle((0, 0), count, count, zorder=0, **THIN))
    scale = LogNorm(1 / FURTHEST, FURTHEST)
    judged = np.ma.masked_invalid(np.clip(ratios, 1 / FURTHEST, FURTHEST))
    edges = np.arange(count + 1)
    mesh = ax.pcolormesh(edges, edges, judged, cmap=COLOURS, norm=scale, edgecolors="white", linewidth=0.8, zorder=1)
    for place in range(count):
        ax.add_patch(Rectangle((place, place), 1, 1, facecolor=FAINT, edgecolor="white", lw=0.8, zorder=2))
    size = TEXT if count <= 12 else SMALL
    for row, column in zip(*np.nonzero((ratios <= 0.5) | (ratios >= 2)), strict=True):
        ratio = ratios[row, column]
        written = number(language, ratio, 1 if ratio < 9.95 else 0)
        colour = "white" if ratio > 2.8 else INK
        ax.text(column + 0.5, row + 0.5, written, size=size, color=colour, ha="center", va="center_baseline", zorder=4)
    return mesh


def _outline(ax: Axes, walls: pd.DataFrame, shown: list[str]) -> None:
    place = {name: which for which, name in enumerate(shown)}
    for giver, taker in zip(walls["giver"], walls["taker"], strict=True):
        if giver in place and taker in place:
            corner = (place[taker] + 0.04, place[giver] + 0.04)
            ax.add_patch(Rectangle(corner, 0.92, 0.92, fill=False, ec=INK, lw=2.6, zorder=3, gid="wall"))


def _draw_key(ax: Axes, mesh: ScalarMappable, *, few: float | None, language: str) -> None:
    """Explain colours, outline and hatching at the right, in a column that does not shrink with the matrix."""
    place, figure = ax.get_position(), figure_of(ax)
    across, up = place.width * figure.get_figwidth(), place.height * figure.get_figheight()  # inches
    left = 1 + 0.2 / across
    heading = "\n".join(wrap(say(language, "figures.openness_scale"), KEY_WIDTH, TEXT))
    ax.text(left, 1.0, heading, transform=ax.transAxes, size=TEXT, va="top", linespacing=1.2, gid="key")
    top = 1 - (0.15 + 0.24 * (heading.count("\n") + 1)) / up
    bar = ax.inset_axes((left, top - 1.75 / up, 0.22 / across, 1.75 / up))
    figure.colorbar(mesh, cax=bar)
    bar.yaxis.set_major_locator(FixedLocator([1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8]))
    bar.yaxis.set_minor_locator(NullLocator())
    bar.set_yticklabels(["≤ 1/8", "1/4", "1/2", "1", "2", "4", "≥ 8"], fontsize=TEXT)
    handles = []
    if any(patch.get_gid() == "wall" for patch in ax.patches):
        handles.append(Patch(fill=False, ec=INK, lw=2.6, label=say(language, "figures.openness_wall_key")))
    if few is not None:
        words = say(language, "figures.openness_thin", n=number(language, few))
        handles.append(Patch(label="\n".join(wrap(words, KEY_WIDTH - 25, TEXT)), **THIN))
    if not handles:
        return
    ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(left, top - 2.05 / up), fontsize=TEXT, borderaxespad=0,
        handlelength=1.3, handleheight=1.2, labelspacing=0.6, borderpad=0.1,
    )  # fmt: skip


def _title(known: pd.DataFrame, *, limits: Limits, language: str) -> str:
    """State the wall with most handovers missing, that there is none, or that none could be tested."""
    if known["wall_q"].isna().all():
        return say(language, "figures.openness_untested")
    walls = known[known["wall"].eq(True)]
    if walls.empty:
        return say(language, "figures.openness_none", share=written_share(language, limits.wall_ratio))
    ranked = walls.assign(missing=walls["expected"] - walls["handovers"])
    first = ranked.sort_values(["missing", "giver", "taker"], ascending=[False, True, True]).iloc[0]
    giver, taker = shortened(first["giver"], 26), shortened(first["taker"], 26)
    share = written_share(language, first["openness"])
    return say(language, "figures.openness_wall", giver=giver, taker=taker, share=share, n=number(language, len(walls)))
