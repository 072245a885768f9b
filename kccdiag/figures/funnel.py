"""What becomes of ideas, stage by stage."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from kccdiag.figures.lettering import width_of
from kccdiag.figures.quantities import written_share
from kccdiag.figures.style import (
    BLUE,
    FAINT,
    INK,
    MARGIN,
    QUIET,
    TEXT,
    WIDTH,
    Room,
    entitle,
    leave_blank,
    look,
    move,
    new_slide,
    note_of,
)
from kccdiag.wording import number, percent, say

STAGES = ("raised", "passed_on", "taken_up", "decided", "adopted", "told")
TOLD_OF = ("adopted", "decided", "taken_up", "passed_on")  # the title speaks of the furthest of these that is measured


@look()
def draw_funnel(funnel: pd.DataFrame, *, language: str, source: str = "", ax: Axes | None = None) -> Axes:
    """Draw which share of the ideas raised reaches each stage, with 95 % intervals (DEFINITIONS 5).

    Parameters
    ----------
    funnel
        One row per stage: signals, share, share_low, share_high; share is of what was raised, NaN where not measurable.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: share of raised; one bar per stage, the first on top.
    """
    ax = ax if ax is not None else new_slide()
    stages = funnel.drop_duplicates("stage").set_index("stage").reindex(list(STAGES))
    raised = stages.loc["raised", "signals"]
    if pd.isna(raised) or raised <= 0:
        empty, why = say(language, "figures.funnel_empty"), say(language, "figures.funnel_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    names = [say(language, f"figures.funnel_{stage}") for stage in STAGES]
    widest = max(width_of(name, 16) for name in names) / 72
    move(ax, Room(MARGIN + widest + 0.15, 1.85, WIDTH - MARGIN, 6.05))
    _set_axes(ax, names=names, language=language)
    for row, stage in enumerate(STAGES):
        _draw_stage(ax, stages.loc[stage], row=row, language=language)
    note = say(language, "figures.funnel_note", raised=number(language, raised))
    entitle(ax, _title(stages, language=language), note_of(language, source, note))
    return ax


def _set_axes(ax: Axes, *, names: list[str], language: str) -> None:
    ax.set_xlim(0, 1.28)  # room for the numbers beside the longest bar
    ax.set_ylim(len(names) - 0.5, -0.5)
    shares = np.arange(0, 1.01, 0.25)
    ax.set_xticks(shares)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: percent(language, share)))
    ax.set_yticks(range(len(names)), names, fontsize=16)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(say(language, "figures.funnel_x"), size=TEXT, x=0.5 / 1.28)
    ax.spines["bottom"].set_bounds(0, 1)
    ax.grid(axis="x", color=FAINT, lw=0.8)
    ax.set_axisbelow(True)


def _draw_stage(ax: Axes, stage: pd.Series, *, row: int, language: str) -> None:
    """Draw one bar with its interval and numbers, or an empty one that says why."""
    share = 1.0 if stage.name == "raised" else float(stage["share"])
    if not np.isfinite(share):
        ax.barh(row, 1.0, 0.66, facecolor="none", edgecolor=QUIET, lw=1.0, ls=(0, (4, 3)), gid="unmeasured")
        words = say(language, "figures.empty")
        ax.text(0.5, row, words, ha="center", va="center_baseline", size=TEXT, color=QUIET, style="italic")
        return
    ax.barh(row, share, 0.66, color=BLUE, gid="stage")
    low, high = float(stage["share_low"]), float(stage["share_high"])
    end = share
    if stage.name != "raised" and np.isfinite(low) and np.isfinite(high):
        ax.hlines(row, low, high, color=INK, lw=2.2, zorder=3)
        ax.vlines([low, high], row - 0.09, row + 0.09, color=INK, lw=2.2, zorder=3)
        end = max(share, high)
    words = _numbers(stage, share, language=language)
    ax.text(end + 0.012, row, words, va="center_baseline", size=TEXT, color=INK, gid="numbers")


def _numbers(stage: pd.Series, share: float, *, language: str) -> str:
    signals = say(language, "figures.funnel_signals", n=number(language, stage["signals"]))
    if stage.name == "raised":
        return signals
    return f"{written_share(language, share)}  ({signals})"


def _title(stages: pd.DataFrame, *, language: str) -> str:
    shares = stages["share"].astype(float).copy()
    shares["raised"] = 1.0
    reached = next((stage for stage in TOLD_OF if np.isfinite(shares[stage])), None)
    if reached is None:
        return say(language, "figures.funnel_title_raised", raised=number(language, stages.loc["raised", "signals"]))
    said = {"share": written_share(language, shares[reached]), "stage": say(language, f"figures.funnel_{reached}")}
    losses = -shares[:reached].dropna().diff().dropna()
    if losses.empty or losses.max() < 0.005:  # none, or none that a whole percentage point can say
        return say(language, "figures.funnel_title_plain", **said)
    lost = number(language, 100 * float(losses.max()))
    return say(
        language, "figures.funnel_title", lost_at=say(language, f"figures.funnel_{losses.idxmax()}"), lost=lost, **said
    )
