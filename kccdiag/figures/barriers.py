"""Which barriers people name, all together and by department."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from kccdiag.figures.style import MARGIN, TEXT, WIDTH, Room, entitle, leave_blank, look, move, new_slide, note_of
from kccdiag.shown.colours import BLUE, FAINT, INK, LIVE
from kccdiag.shown.lettering import literal, shorten, width_of
from kccdiag.wording import number, percent, say

SHOWN = 14
TOP, BOTTOM, HIGHEST = 5.75, 1.75, 0.6  # inches; of a row at most
NAME_WIDTH = 400.0  # points
WHOLE: dict[str, Any] = {"facecolor": BLUE, "edgecolor": BLUE}
PART: dict[str, Any] = {"facecolor": LIVE, "edgecolor": BLUE}
VOICE: dict[str, Any] = {"facecolor": "white", "edgecolor": BLUE, "hatch": "////"}


@look()
def draw_barriers(barriers: pd.DataFrame, *, language: str, source: str = "", ax: Axes | None = None) -> Axes:
    """Draw which share of the respondents names each barrier, with 95 % intervals (DEFINITIONS 6).

    Parameters
    ----------
    barriers
        One row per barrier and department ("" for all together): respondents, of, share, share_low, share_high,
        one_voice.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: share of the respondents; a bar for each barrier, those of departments below it.
    """
    ax = ax if ax is not None else new_slide()
    if barriers.empty:
        empty, why = say(language, "said.barriers_empty"), say(language, "said.barriers_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    ranked = _ranked(barriers)
    shown = _chosen(ranked)
    names = [shorten(_name(row, language), NAME_WIDTH, TEXT) for row in shown.itertuples()]
    widest = max(width_of(name, TEXT) for name in names) / 72
    move(ax, Room(MARGIN + widest + 0.15, max(BOTTOM, TOP - HIGHEST * len(shown)), WIDTH - MARGIN, TOP))
    _set_axes(ax, names, language=language)
    for place, row in enumerate(shown.itertuples()):
        _draw_row(ax, row, place=place, language=language)
    _explain(ax, shown, language=language)
    rest = len(ranked) - len(shown)
    left_out = say(language, "said.barriers_rest", n=number(language, rest)) if rest else ""
    note = note_of(language, source, say(language, "said.barriers_note"), left_out)
    entitle(ax, _title(ranked, language=language), note)
    return ax


def _ranked(barriers: pd.DataFrame) -> pd.DataFrame:
    """Put the barriers that most respondents name first, as many in the table's order, departments right below each."""
    most = barriers.groupby("barrier")["respondents"].max()
    place = {name: place for place, name in enumerate(barriers["barrier"].unique())}
    part = barriers["department"] != ""
    table = barriers.assign(most=barriers["barrier"].map(most), place=barriers["barrier"].map(place), part=part)
    order = ["most", "place", "part", "respondents", "department"]
    return table.sort_values(order, ascending=[False, True, True, False, True], ignore_index=True)


def _chosen(ranked: pd.DataFrame) -> pd.DataFrame:
    """Choose what is said by all together, and of departments those where most say so, as far as there is room."""
    first = ranked.sort_values(["part", "respondents"], ascending=[True, False], kind="stable").head(SHOWN)
    return ranked.loc[sorted(first.index)]


def _name(row: Any, language: str) -> str:
    return f"– {literal(row.department)}" if row.department else say(language, f"said.barrier_{row.barrier}")


def _set_axes(ax: Axes, names: list[str], *, language: str) -> None:
    ax.set_xlim(0, 1.2)  # room for the numbers beside the longest bar
    ax.set_xticks(np.arange(0, 1.01, 0.25))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: percent(language, share)))
    ax.set_xlabel(say(language, "said.barriers_x"), size=TEXT, x=0.5 / 1.2)
    ax.spines["bottom"].set_bounds(0, 1)
    ax.set_yticks(range(len(names)), names, parse_math=False, fontsize=TEXT)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color=FAINT, lw=0.8)
    ax.set_axisbelow(True)


def _draw_row(ax: Axes, row: Any, *, place: int, language: str) -> None:
    looks = _looks(row)
    ax.barh(place, row.share, 0.66 if not row.department else 0.46, lw=0.8, gid="barrier", **looks)
    end = row.share
    if np.isfinite(row.share_low) and np.isfinite(row.share_high) and not row.one_voice:
        ax.hlines(place, row.share_low, row.share_high, color=INK, lw=1.8, zorder=3, gid="interval")
        end = max(end, row.share_high)
    words = say(language, "said.named_by", n=number(language, row.respondents), of=number(language, row.of))
    ax.text(end + 0.012, place, words, va="center_baseline", size=TEXT, color=INK, gid="numbers")


def _looks(row: Any) -> dict[str, Any]:
    return VOICE if row.one_voice else PART if row.department else WHOLE


def _explain(ax: Axes, shown: pd.DataFrame, *, language: str) -> None:
    voice = shown["one_voice"].astype(bool)
    keys = (
        ("barriers_whole", WHOLE, (shown["department"] == "").any()),
        ("barriers_part", PART, ((shown["department"] != "") & ~voice).any()),
        ("barriers_voice", VOICE, voice.any()),
    )
    handles = [Patch(label=say(language, f"said.{key}"), **looks) for key, looks, there in keys if there]
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3, fontsize=TEXT, borderaxespad=0.3,
        columnspacing=1.2, handlelength=1.2, handletextpad=0.5,
    )  # fmt: skip


def _title(ranked: pd.DataFrame, *, language: str) -> str:
    first = ranked.iloc[0]
    words = {"barrier": say(language, f"said.barrier_{first['barrier']}"), "n": number(language, first["respondents"]),
             "of": number(language, first["of"])}  # fmt: skip
    if first["department"]:
        return say(language, "said.barriers_title_at", department=literal(first["department"]), **words)
    return say(language, "said.barriers_title", **words)
