"""What people say of pairs of departments beside what the log shows of them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator

from kccdiag.figures.style import MARGIN, TEXT, WIDTH, Room, entitle, leave_blank, look, move, new_slide, note_of
from kccdiag.measures.voices import DIFFERING
from kccdiag.shown.colours import BLUE, FAINT, INK, ORANGE, QUIET, VERMILION
from kccdiag.shown.lettering import literal, shorten, width_of
from kccdiag.shown.voices import comparable
from kccdiag.wording import number, say

SHOWN = 13
TOP, BOTTOM, HIGHEST = 5.6, 1.9, 0.6  # inches; of a row at most
NAME_WIDTH, WORDS_WIDTH = 250.0, 225.0  # points
FURTHEST = 32.0  # times more or less; what lies beyond stands at the edge, and its number says how far
# how a standing looks: told apart by its form too
LOOKS: dict[str, dict[str, Any]] = {
    "unmet_need": {"marker": "s", "mfc": VERMILION, "mec": INK},
    "paper_channel": {"marker": "^", "mfc": ORANGE, "mec": INK},
    "unspoken_channel": {"marker": "D", "mfc": BLUE, "mec": INK},
    "agreed": {"marker": "o", "mfc": QUIET, "mec": INK},
    "": {"marker": "o", "mfc": FAINT, "mec": QUIET},
}
SAID: dict[str, Any] = {"marker": "o", "mfc": "white", "mec": INK, "mew": 1.6, "ls": ""}


@look()
def draw_said(pairs: pd.DataFrame, *, language: str, source: str = "", ax: Axes | None = None) -> Axes:
    """Draw what is said of pairs beside what is observed, both as a multiple of what is expected (DEFINITIONS 6).

    Parameters
    ----------
    pairs
        One row per pair giver, taker: flow, need, mentioned (respondents), ln_oe with _low and _high, ln_reported,
        standing.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: ln of the multiple; one row per pair, those on top of which what is said and what is done differ.
    """
    ax = ax if ax is not None else new_slide()
    known = comparable(pairs)
    if known.empty:
        empty, why = say(language, "said.figure_empty"), say(language, "said.figure_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    shown = known.head(SHOWN)
    names = [shorten(f"{literal(row.giver)} → {literal(row.taker)}", NAME_WIDTH, TEXT) for row in shown.itertuples()]
    left = MARGIN + max(width_of(name, TEXT) for name in names) / 72 + 0.15
    right = WIDTH - MARGIN - WORDS_WIDTH / 72 - 0.15
    move(ax, Room(left, max(BOTTOM, TOP - HIGHEST * len(shown)), right, TOP))
    _set_axes(ax, shown, names=names, language=language)
    for place, row in enumerate(shown.itertuples()):
        _draw_pair(ax, row, place=place)
        ax.annotate(_words(row, language), (1.0, place), xycoords=("axes fraction", "data"), xytext=(10, 0),
                    textcoords="offset points", va="center_baseline", size=TEXT, color=INK, gid="words")  # fmt: skip
    _explain(ax, shown, language=language, left=(MARGIN - left) / (right - left))
    rest = len(known) - len(shown)
    left_out = say(language, "said.figure_rest", n=number(language, rest)) if rest else ""
    note = note_of(language, source, say(language, "said.figure_note"), left_out)
    entitle(ax, _title(known, language=language), note)
    return ax


def _set_axes(ax: Axes, shown: pd.DataFrame, *, names: list[str], language: str) -> None:
    ends = shown[["ln_oe", "ln_oe_low", "ln_oe_high", "ln_reported"]].to_numpy(dtype=float)
    furthest = min(max(float(np.nanmax(np.abs(ends))) * 1.06, math.log(4)), math.log(FURTHEST))
    ax.set_xlim(-1.05 * furthest, 1.05 * furthest)  # a mark at the edge stands clear of the name
    ticks = [2.0**power for power in range(-5, 6) if abs(power) * math.log(2) <= furthest]
    written = [number(language, tick) if tick >= 1 else f"1/{number(language, 1 / tick)}" for tick in ticks]
    ax.set_xticks(np.log(ticks), written)
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xlabel(say(language, "said.figure_x"), size=TEXT)
    ax.axvline(0.0, color=QUIET, lw=1.0, zorder=1)
    ax.set_yticks(range(len(names)), names, parse_math=False, fontsize=TEXT)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color=FAINT, lw=0.8, zorder=0)
    ax.set_axisbelow(True)


def _draw_pair(ax: Axes, row: Any, *, place: int) -> None:
    """Draw one pair: the interval of what is observed, what is said, and a line between the two."""
    edge = ax.get_xlim()[1] / 1.05
    low = -edge if math.isnan(row.ln_oe_low) else max(row.ln_oe_low, -edge)
    if not math.isnan(row.ln_oe_high):
        ax.hlines(place, low, min(row.ln_oe_high, edge), color=INK, lw=1.8, zorder=2, gid="interval")
    seen = float(np.clip(row.ln_oe, -edge, edge))
    if row.flow > 0 and not math.isnan(row.ln_reported):
        said = float(np.clip(row.ln_reported, -edge, edge))
        ax.plot([said, seen], [place, place], color=QUIET, lw=1.0, ls=(0, (2, 2)), zorder=1)
        ax.plot([said], [place], ms=10, zorder=3, clip_on=False, gid="said", **SAID)
    ax.plot([seen], [place], ls="", ms=9, zorder=4, clip_on=False, gid="seen", **LOOKS[row.standing])


def _words(row: Any, language: str) -> str:
    """Say how the pair stands, and how many say so."""
    if row.standing:
        return shorten(say(language, f"said.row_{row.standing}", n=_counted(row, language)), WORDS_WIDTH, TEXT)
    return shorten(say(language, "said.row_mentioned", n=number(language, row.mentioned)), WORDS_WIDTH, TEXT)


def _counted(row: Any, language: str) -> str:
    return number(language, {"unmet_need": row.need, "paper_channel": row.flow}.get(row.standing, row.mentioned))


def _explain(ax: Axes, shown: pd.DataFrame, *, language: str, left: float) -> None:
    """Explain the marks in a line that begins where the names do."""
    words = {name: say(language, f"said.standing_{name}" if name else "said.figure_other") for name in LOOKS}
    standings = [name for name in LOOKS if name in set(shown["standing"])]
    handles = [Line2D([], [], ms=9, label=say(language, "said.figure_said"), **SAID)]
    handles += [Line2D([], [], ls="", ms=9, label=words[name], **LOOKS[name]) for name in standings]
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(left, 1.0), ncols=len(handles), fontsize=TEXT,
        borderaxespad=0.3, columnspacing=1.2, handlelength=1.0, handletextpad=0.4,
    )  # fmt: skip


def _title(known: pd.DataFrame, *, language: str) -> str:
    apart = int(known["standing"].isin(DIFFERING).sum())
    key = "said.title_none" if not apart else "said.title_one" if apart == 1 else "said.title"
    return say(language, key, n=number(language, apart), all=number(language, len(known)))
