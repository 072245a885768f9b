"""The answer in one picture: of 100 signals that came in, how many got how far."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.path import Path

from kccdiag.answer import STEPS, answer_text, interval_of_hundred, of_hundred, sentence
from kccdiag.figures.style import (
    MARGIN,
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
from kccdiag.shown.colours import BLUE, INK, QUIET
from kccdiag.shown.lettering import fit, shortened
from kccdiag.wording import number, say

DEEP = 2  # drops fill up column by column, two in each, so that the length of a row is its number
NAME_WIDTH, NUMBER_WIDTH = 3.45, 1.75  # inches on either side of the drops
DROP_SIZE, EMPTY = 185.0, "#A6A6A6"  # square points
BESIDE: dict[str, Any] = {"textcoords": "offset points", "va": "center", "annotation_clip": False}
DROP = Path(
    [(0, 1.1), (0.12, 0.75), (0.62, 0.35), (0.62, -0.15), (0.62, -0.52), (0.34, -0.8), (0, -0.8), (-0.34, -0.8),
     (-0.62, -0.52), (-0.62, -0.15), (-0.62, 0.35), (-0.12, 0.75), (0, 1.1), (0, 1.1)],
    [Path.MOVETO, *[Path.CURVE4] * 12, Path.CLOSEPOLY],
)  # fmt: skip


@look()
def draw_verdict(  # noqa: PLR0913 — whose signals, beside what every drawing asks
    overview: pd.DataFrame,
    *,
    language: str,
    centre: str = "",
    limits: Limits | None = None,
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw how many of 100 signals got how far, a drop for each signal, with 95 % intervals (DEFINITIONS 3).

    Parameters
    ----------
    overview
        One row per measure: estimate, low, high (shares of the signals that came in), n; NaN where not measurable.
    centre
        The contact centre; empty where signals come in everywhere.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: of 100 signals, how many; one row of drops per step of the verdict, a full drop for each that took it.
    """
    ax, limits = ax if ax is not None else new_slide(), limits or Limits()
    steps = overview.drop_duplicates("measure").set_index("measure").reindex(list(STEPS))
    if not steps["estimate"].notna().any():
        empty, why = say(language, "figures.verdict_empty"), say(language, "figures.verdict_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    move(ax, Room(MARGIN + NAME_WIDTH, 1.35, WIDTH - MARGIN - NUMBER_WIDTH, 6.05))
    ax.set_axis_off()
    ax.set_xlim(0, 100)
    ax.set_ylim(len(STEPS) - 0.5, -0.5)
    for row, step in enumerate(STEPS):
        _name_step(ax, say(language, f"figures.verdict_{step}", days=f"{limits.passed_on_days:g}"), row=row)
        _draw_step(ax, steps.loc[step], row=row, language=language)
    said: dict[str, Any] = {
        "language": language,
        "centre": shortened(centre) if centre else "",
        "days": limits.passed_on_days,
    }
    figure_of(ax).set_label(answer_text(overview, **said))
    entitle(ax, _title(steps, **said), _note(steps, limits, language=language, source=source))
    return ax


def _name_step(ax: Axes, name: str, *, row: int) -> None:
    words, size = fit(name, NAME_WIDTH * 72 - 14, (16.0, TEXT))
    ax.annotate(words, (0, row), (-14, 0), **BESIDE, ha="right", size=size, color=INK, gid="name")


def _draw_step(ax: Axes, step: pd.Series, *, row: int, language: str) -> None:
    """Draw one row of drops with its number and interval, or an empty frame that says why."""
    share = float(step["estimate"])
    if not np.isfinite(share):
        looks: dict[str, Any] = {
            "facecolor": "none",
            "edgecolor": QUIET,
            "lw": 1.0,
            "ls": (0, (4, 3)),
            "clip_on": False,
        }
        ax.barh(row, 100, 0.5, gid="unmeasured", **looks)
        words = say(language, "figures.empty")
        ax.text(50, row, words, ha="center", va="center_baseline", size=18, color=QUIET, style="italic")
        return
    _draw_drops(ax, round(100 * share), row=row)
    low, high = 100 * float(step["low"]), 100 * float(step["high"])
    ax.hlines(row + 0.36, low, high, color=INK, lw=2.2, zorder=3, gid="interval")
    ax.vlines([low, high], row + 0.3, row + 0.42, color=INK, lw=2.2, zorder=3)
    many, span = of_hundred(language, share), interval_of_hundred(language, step["low"], step["high"])
    ax.annotate(many, (100, row), (16, 1), **BESIDE, size=36, weight="bold", color=INK, gid="number")
    ax.annotate(span, (100, row), (18, -27), **BESIDE, size=TEXT, color=QUIET, gid="span")


def _draw_drops(ax: Axes, filled: int, *, row: int) -> None:
    """Draw a hundred drops, of which the first so many are full."""
    place = np.arange(100)
    x, y = (place // DEEP + 0.5) * DEEP, row - 0.22 + 0.3 * (place % DEEP)
    full = place < filled
    ax.scatter(x[full], y[full], s=DROP_SIZE, marker=DROP, color=BLUE, lw=0.8, zorder=2, gid="full")
    ax.scatter(x[~full], y[~full], s=DROP_SIZE, marker=DROP, facecolor="white", edgecolor=EMPTY, lw=0.8, gid="empty")


def _title(steps: pd.DataFrame, *, language: str, centre: str, days: float) -> str:
    """Say the first step that is measured and the last: how many signals leave, and how many come back."""
    measured = [row for _, row in steps[steps["estimate"].notna()].iterrows()]
    ends = measured[:1] + measured[1:][-1:]
    return sentence(ends, language=language, centre=centre, days=days)


def _note(steps: pd.DataFrame, limits: Limits, *, language: str, source: str) -> str:
    counted = []
    for step, days in (("passed_on", limits.passed_on_days), (STEPS[1:], limits.settled_days)):
        signals = steps.loc[[step] if isinstance(step, str) else list(step), "n"].max()
        if signals > 0:
            counted.append(say(language, "figures.verdict_counted", n=number(language, signals), days=f"{days:g}"))
    both = say(language, "figures.verdict_and").join(counted)
    return note_of(language, source, say(language, "figures.verdict_note", counted=both))
