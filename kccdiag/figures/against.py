"""Shares with their intervals, each against what is seen elsewhere: drop points, and what comes straight back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from kccdiag.cards.amounts import named
from kccdiag.figures.style import MARGIN, TEXT, WIDTH, Room, entitle, leave_blank, look, move, new_slide, note_of
from kccdiag.limits import Limits
from kccdiag.shown.colours import BLUE, FAINT, INK, QUIET, VERMILION
from kccdiag.shown.lettering import literal, shorten, shortened, width_of
from kccdiag.shown.quantities import written_share
from kccdiag.wording import number, percent_of, say

SHOWN = 12
NAME_WIDTH = 340.0  # points
TOP, BOTTOM, A_ROW = 5.75, 1.95, 0.34  # inches
COUNTS = 1.7  # inches at the right for the counts
SIGNS = {"drops": " · ", "bounces": " → "}  # between the two names of a row


@dataclass(frozen=True)
class Compared:
    """What one of these drawings says: its words, and the columns of its rows.

    Attributes
    ----------
    words
        Start of the keys of its wording.
    rows
        Most material first: ``one`` and ``other_one`` (its names; the second may be empty), ``share``, ``low``,
        ``high``, ``other`` (what it is held against), ``many`` of ``of``, ``extra`` (cases above what it is held
        against) and ``sure``.
    title, note
        As they will be written.
    """

    words: str
    rows: pd.DataFrame
    title: str
    note: str


@look()
def draw_drop_points(
    drop_points: pd.DataFrame, *, language: str, limits: Limits | None = None, source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw where visits end in silence more often than elsewhere, by department and kind (DEFINITIONS 5).

    Parameters
    ----------
    drop_points
        One row per department and kind: visits, dropped, share, share_elsewhere, difference_low, difference_high, q.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: share of visits; one row per department and kind, the most drops above those to be expected on top.
    """
    limits = limits or Limits()
    table = drop_points[drop_points["visits"].ge(limits.drop_visits) & drop_points["share_elsewhere"].notna()]
    table = table.assign(
        extra=table["dropped"] - table["visits"] * table["share_elsewhere"],
        sure=table["q"].lt(limits.significance) & table["dropped"].ge(limits.drop_signals),
    )
    table = _ranked(table, "department", "kind")
    rows = pd.DataFrame({
        "one": table["department"], "other_one": [_kind(kind, language) for kind in table["kind"]],
        "share": table["share"], "low": table["share_elsewhere"] + table["difference_low"],
        "high": table["share_elsewhere"] + table["difference_high"], "other": table["share_elsewhere"],
        "many": table["dropped"], "of": table["visits"], "sure": table["sure"], "extra": table["extra"],
    })  # fmt: skip
    said = _said(rows, language)
    if len(table):
        first = table.iloc[0]
        about = _kind(first["kind"], language) or say(language, "figures.drops_any")
        said |= {"department": shortened(first["department"]), "kind": about, "n": number(language, first["dropped"])}
    rest = _rest(drop_points, rows, language)
    return _draw(ax, _compared("drops", rows, said, rest, language=language, source=source), language=language)


@look()
def draw_bounces(
    handovers: pd.DataFrame, *, language: str, limits: Limits | None = None, source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw which handovers come straight back, against what chance would bring (DEFINITIONS 3).

    Parameters
    ----------
    handovers
        One row per pair giver, taker: followed, bounces, bounce_share with _low and _high, first_order_share, parallel.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: share of the handovers that have a sequel; one row per pair, most bounces beyond chance on top.
    """
    limits = limits or Limits()
    table = handovers[handovers["bounce_share"].notna() & ~handovers["parallel"].eq(True)]
    table = table[table["followed"].ge(limits.bounce_handovers) & table["first_order_share"].notna()]
    table = table.assign(
        extra=table["bounces"] - table["followed"] * table["first_order_share"],
        sure=table["bounce_share_low"].gt(limits.bounce_share)
        & table["bounce_share"].ge(limits.bounce_first_order * table["first_order_share"]),
    )
    table = _ranked(table, "giver", "taker")
    rows = pd.DataFrame({
        "one": table["giver"], "other_one": table["taker"],
        "share": table["bounce_share"], "low": table["bounce_share_low"], "high": table["bounce_share_high"],
        "other": table["first_order_share"], "many": table["bounces"], "of": table["followed"], "sure": table["sure"],
        "extra": table["extra"],
    })  # fmt: skip
    said = _said(rows, language) | {"bound": written_share(language, limits.bounce_share)}
    if len(table):
        first = table.iloc[0]
        said |= {"giver": shortened(first["giver"], 26), "taker": shortened(first["taker"], 26)}
    rest = _rest(handovers[handovers["followed"].gt(0)], rows, language)
    return _draw(ax, _compared("bounces", rows, said, rest, language=language, source=source), language=language)


def _ranked(table: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Put what is certain first, and within that what lies furthest above what it is held against, in cases."""
    order = ["sure", "extra", *names]
    return table.sort_values(order, ascending=[False, False, *(True for _ in names)], ignore_index=True)


def _joined(sign: str, first: str, second: str) -> str:
    """Write two names as one, cut so that something of both remains."""
    first, second = literal(first), literal(second) if second else ""
    if not second:
        return shorten(first, NAME_WIDTH, TEXT)
    short = min(width_of(first, TEXT), width_of(second, TEXT), NAME_WIDTH / 2)
    return sign.join(shorten(name, NAME_WIDTH - short, TEXT) for name in (first, second))


def _kind(kind: str, language: str) -> str:
    return named(language, f"labels.kind_{kind}", literal(kind)) if kind else ""


def _said(rows: pd.DataFrame, language: str) -> dict[str, str]:
    if rows.empty:
        return {}
    first = rows.iloc[0]
    return {name: percent_of(language, first[name]) for name in ("share", "other")}


def _rest(every: pd.DataFrame, rows: pd.DataFrame, language: str) -> str:
    """Say how many rows are not drawn: beyond the first, and those that rest on too little."""
    beyond, few = max(len(rows) - SHOWN, 0), len(every) - len(rows)
    if not beyond + few:
        return ""
    return say(language, "figures.against_rest", beyond=number(language, beyond), few=number(language, few))


def _compared(  # noqa: PLR0913 — what is said of the rows
    words: str, rows: pd.DataFrame, said: dict[str, str], rest: str, *, language: str, source: str
) -> Compared:
    """Choose the title: the first row where it is certain; else that none is, and which comes nearest to it."""
    more = len(rows) and rows["extra"].iloc[0] > 0
    form = "empty" if rows.empty else "title" if rows["sure"].iloc[0] else "none" if more else "nowhere"
    title, note = say(language, f"figures.{words}_{form}", **said), say(language, f"figures.{words}_note")
    return Compared(words, rows, title, note_of(language, source, note, rest))


def _draw(ax: Axes | None, compared: Compared, *, language: str) -> Axes:
    ax = ax if ax is not None else new_slide()
    shown = compared.rows[:SHOWN]
    if shown.empty:
        why = say(language, f"figures.{compared.words}_empty_why")
        return leave_blank(ax, compared.title, why, say(language, "figures.empty_note"))
    sign = SIGNS[compared.words]
    names = [_joined(sign, *pair) for pair in zip(shown["one"], shown["other_one"], strict=True)]
    left = MARGIN + max(width_of(name, TEXT) for name in names) / 72 + 0.15
    move(ax, Room(left, max(BOTTOM, TOP - A_ROW * max(len(names), 4)), WIDTH - MARGIN - COUNTS, TOP))
    _set_axes(ax, shown, names=names, words=compared.words, language=language)
    _draw_rows(ax, shown, language=language)
    _explain(ax, shown, words=compared.words, language=language)
    entitle(ax, compared.title, compared.note)
    return ax


def _set_axes(ax: Axes, shown: pd.DataFrame, *, names: list[str], words: str, language: str) -> None:
    furthest = float(np.nanmax(shown[["share", "high", "other"]].to_numpy(dtype=float)))
    end = min(1.0, max(1.08 * furthest, 0.01))
    ax.set_xlim(0, end)
    ticks = [tick for tick in MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(0, end) if 0 <= tick <= end]
    ax.set_xticks(ticks, [written_share(language, tick) for tick in ticks])
    ax.set_xlabel(say(language, f"figures.{words}_x"), size=TEXT)
    ax.set_yticks(range(len(names)), names, parse_math=False, fontsize=TEXT)
    ax.set_ylim(max(len(names), 1) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color=FAINT, lw=0.8)
    ax.set_axisbelow(True)


def _draw_rows(ax: Axes, shown: pd.DataFrame, *, language: str) -> None:
    """Draw each share with its interval, what it is held against as a tick, and how many it is of how many."""
    for row, case in enumerate(shown.itertuples()):
        colour, marker = (VERMILION, "D") if case.sure else (BLUE, "o")
        low, high = max(case.low, 0), min(case.high, ax.get_xlim()[1])
        ax.hlines(row, low, high, color=colour, lw=2.4, alpha=0.75, gid="interval")
        ax.vlines(case.other, row - 0.3, row + 0.3, color=INK, lw=2.4, gid="other")
        ax.plot(
            case.share, row, ls="", marker=marker, ms=9, mfc=colour, mec="white", mew=0.8, clip_on=False, zorder=4,
            gid="sure" if case.sure else "unsure",
        )  # fmt: skip
        counted = say(
            language, "figures.against_counted", many=number(language, case.many), of=number(language, case.of)
        )
        ax.annotate(
            counted, (1, row), xycoords=("axes fraction", "data"), xytext=(10, 0), textcoords="offset points",
            va="center_baseline", size=TEXT, color=QUIET, annotation_clip=False,
        )  # fmt: skip


def _explain(ax: Axes, shown: pd.DataFrame, *, words: str, language: str) -> None:
    marks = {"sure": (VERMILION, "D"), "unsure": (BLUE, "o")}
    there = [name for name in marks if shown["sure"].eq(name == "sure").any()]
    handles = [
        Line2D([], [], ls="-", lw=2.4, marker=marks[name][1], ms=9, color=marks[name][0], mec="white",
               label=say(language, f"figures.{words}_{name}"))
        for name in there
    ]  # fmt: skip
    tick = Line2D([], [], ls="", marker="|", ms=14, mew=2.4, color=INK, label=say(language, f"figures.{words}_other"))
    ax.legend(
        handles=[*handles, tick], loc="lower right", bbox_to_anchor=(1.0 + COUNTS / 8, 1.0), ncols=3, fontsize=TEXT,
        borderaxespad=0.2, columnspacing=1.4,
    )  # fmt: skip
