"""What becomes of ideas, stage by stage."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from kccdiag.figures.style import MARGIN, TEXT, WIDTH, Room, entitle, leave_blank, look, move, new_slide, note_of
from kccdiag.shown.colours import BLUE, FAINT, INK, QUIET
from kccdiag.shown.lettering import width_of
from kccdiag.shown.quantities import written_share
from kccdiag.shown.voices import heard_before
from kccdiag.wording import number, percent, say

STAGES = ("raised", "passed_on", "taken_up", "decided", "adopted", "told")
TOLD_OF = ("adopted", "decided", "taken_up", "passed_on")  # the title speaks of the furthest of these that is measured


@look()
def draw_funnel(
    funnel: pd.DataFrame, *, language: str, heard: pd.DataFrame | None = None, source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw which share of the ideas raised reaches each stage, with 95 % intervals (DEFINITIONS 5).

    Parameters
    ----------
    funnel
        One row per stage: signals, share, share_low, share_high; share is of what was raised, NaN where not measurable.
    heard
        One row per kind of signal: per_month that agents say they hear, logged_share of it with _low and _high; of
        ideas a first, dashed bar is drawn to the same scale.
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
    before = heard_before(heard)
    names = [say(language, f"figures.funnel_{stage}") for stage in STAGES]
    if before is not None:
        names.insert(0, say(language, "said.funnel_heard"))
    widest = max(width_of(name, 16) for name in names) / 72
    move(ax, Room(MARGIN + widest + 0.15, 1.85, WIDTH - MARGIN, 6.05))
    _set_axes(ax, names=names, longest=1.0 if before is None else max(1.0, before["high"]), language=language)
    if before is not None:
        _draw_heard(ax, before, language=language)
    for row, stage in enumerate(STAGES, start=len(names) - len(STAGES)):
        _draw_stage(ax, stages.loc[stage], row=row, language=language)
    note = say(language, "figures.funnel_note", raised=number(language, raised))
    if before is not None:
        told = {"raised": number(language, raised), "times": number(language, before["times"], 1)}
        note = say(language, "said.funnel_raised", **told)
    entitle(ax, _title(stages, language=language), note_of(language, source, note))
    return ax


def _draw_heard(ax: Axes, before: dict[str, float], *, language: str) -> None:
    """Draw what agents say they hear: dashed, for it is reported and not observed."""
    looks: dict[str, Any] = {"facecolor": "none", "edgecolor": BLUE, "lw": 1.6, "ls": (0, (4, 3))}
    ax.barh(0, before["times"], 0.66, gid="heard", **looks)
    ax.hlines(0, before["low"], before["high"], color=INK, lw=2.2, zorder=3)
    ax.vlines([before["low"], before["high"]], -0.09, 0.09, color=INK, lw=2.2, zorder=3)
    words = say(language, "said.funnel_month", n=number(language, round(before["per_month"])))
    end = max(before["times"], before["high"])
    ax.text(end + 0.0094 * ax.get_xlim()[1], 0, words, va="center_baseline", size=TEXT, color=INK, gid="numbers")


def _set_axes(ax: Axes, *, names: list[str], longest: float, language: str) -> None:
    ax.set_xlim(0, 1.28 * longest)  # room for the numbers beside the longest bar
    ax.set_ylim(len(names) - 0.5, -0.5)
    shares = np.arange(0, 1.01, 0.25) if longest < 2 else np.array([0.0, 1.0])
    ax.set_xticks(shares)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: percent(language, share)))
    ax.set_yticks(range(len(names)), names, fontsize=16)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(say(language, "figures.funnel_x"), size=TEXT, x=0.5 / 1.28 / longest)
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
    beside = 0.0094 * ax.get_xlim()[1]
    ax.text(end + beside, row, words, va="center_baseline", size=TEXT, color=INK, gid="numbers")


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
