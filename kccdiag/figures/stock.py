"""How many signals lie open, week by week: those that move and those gone silent."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

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
from kccdiag.shown.colours import DEAD, INK, LIVE
from kccdiag.shown.lettering import literal, shorten, shortened
from kccdiag.shown.quantities import month, written_date, written_share
from kccdiag.shown.stock import has_dead
from kccdiag.wording import number, say

SMALL_MULTIPLES = 5
WHOLE = ""  # the department that stands for all together
ROOM = Room(MARGIN + 0.9, 3.6, WIDTH - MARGIN, 6.0)
TALL = Room(MARGIN + 0.9, 1.6, WIDTH - MARGIN, 6.0)


@look()
def draw_stock(stock: pd.DataFrame, *, language: str, source: str = "", ax: Axes | None = None) -> Axes:
    """Draw the open signals over time, of the whole and of the departments with most of them (DEFINITIONS 2).

    Parameters
    ----------
    stock
        One row per date and department: live and dead, in signals; the department without a name is the whole.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        The panel of the whole; the small multiples are Axes inset below it.
    """
    ax = ax if ax is not None else new_slide()
    known = stock[stock["live"].notna()].sort_values(["date", "department"])
    whole = known[known["department"] == WHOLE]
    if whole.empty:
        empty, why = say(language, "figures.stock_empty"), say(language, "figures.stock_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    most = _departments_with_most(known)
    _draw_panel(ax, whole, name=say(language, "figures.stock_all"), language=language)
    ax.set_ylabel(say(language, "figures.stock_y"), size=TEXT)
    _explain(ax, whole, language=language)
    move(ax, ROOM if most else TALL)
    _draw_small(ax, known, most, language=language)
    below = say(language, "figures.stock_top", n=len(most)) if most else ""
    explained = say(language, "figures.stock_note") if has_dead(whole) else ""
    entitle(ax, _title(known, most, language=language), note_of(language, source, explained, below))
    return ax


def _departments_with_most(known: pd.DataFrame) -> list[str]:
    """Name the departments with most stock over the window, where more than one has any."""
    parts = known[known["department"] != WHOLE]
    sums = (
        parts.assign(open=parts["live"] + parts["dead"].fillna(0)).groupby("department", as_index=False)["open"].sum()
    )
    ranked = sums[sums["open"] > 0].sort_values(["open", "department"], ascending=[False, True])
    return list(ranked["department"][:SMALL_MULTIPLES]) if len(ranked) > 1 else []


def _draw_panel(ax: Axes, rows: pd.DataFrame, *, name: str, language: str) -> None:
    """Stack the silent below the moving."""
    days = rows["date"].to_numpy(dtype="datetime64[s]")
    dead = rows["dead"].fillna(0).to_numpy(dtype=float)
    top = dead + rows["live"].to_numpy(dtype=float)
    if len(days) == 1:  # one moment would be an area without width
        days = np.array([days[0], days[0] + np.timedelta64(1, "D")])
        dead, top = np.repeat(dead, 2), np.repeat(top, 2)
    ax.fill_between(days, dead, top, color=LIVE, lw=0, gid="live", step=None)
    ax.fill_between(days, 0, dead, color=DEAD, lw=0, gid="dead", step=None)
    ax.plot(days, top, color=INK, lw=1.0)
    ax.set_xlim(days[0], days[-1])
    ax.set_ylim(0, max(1.0, 1.12 * float(top.max())))
    _counts(ax, most=4, language=language)
    ax.set_title(name, loc="left", size=TEXT, pad=5, parse_math=False)


def _date_axis(ax: Axes, *, most: int, language: str) -> None:
    """Put at most some dates below a panel, in the reader's language and no finer than the window asks for."""
    first, last = ax.get_xlim()
    moments = mdates.AutoDateLocator(minticks=2, maxticks=most).tick_values(
        mdates.num2date(first), mdates.num2date(last)
    )
    within = [moment for moment in moments if first <= moment <= last]
    words = pd.Series(within, index=[_written_tick(moment, last - first, language=language) for moment in within])
    shown = words[~words.index.duplicated()]
    ax.set_xticks(shown.to_list(), list(shown.index))


def _written_tick(day: float, span: float, *, language: str) -> str:
    moment = mdates.num2date(day)
    if span > 365 * 5:
        return str(moment.year)
    if span > 75:
        return f"{month(language, moment.month)} {moment.year}"
    hour = f" {moment:%H:%M}" if span < 2 else ""
    return f"{moment.day} {month(language, moment.month)}{hour}"


def _counts(ax: Axes, *, most: int, language: str) -> None:
    """Put at most some whole numbers beside a panel."""
    top = ax.get_ylim()[1]
    ticks = [tick for tick in MaxNLocator(most, integer=True).tick_values(0, top) if 0 <= tick <= top]
    ax.set_yticks(ticks, [number(language, tick) for tick in ticks])


def _draw_small(ax: Axes, known: pd.DataFrame, most: list[str], *, language: str) -> None:
    """Draw the departments side by side below the whole, each on a scale of its own."""
    _date_axis(ax, most=8, language=language)
    gap, across = 0.05, (1 - 0.05 * (SMALL_MULTIPLES - 1)) / SMALL_MULTIPLES
    panels = [ax.inset_axes((which * (across + gap), -0.84, across, 0.5)) for which in range(len(most))]
    width = across * ax.get_position().width * figure_of(ax).get_figwidth() * 72
    for panel, department in zip(panels, most, strict=True):
        rows = known[known["department"] == department]
        _draw_panel(panel, rows, name=shorten(literal(department), width, TEXT), language=language)
        panel.set_xlim(ax.get_xlim())
        panel.set_xticks([])
        _counts(panel, most=3, language=language)


def _explain(ax: Axes, whole: pd.DataFrame, *, language: str) -> None:
    if not has_dead(whole):
        return
    live, dead = ax.collections[0], ax.collections[1]
    words = [say(language, "figures.stock_live"), say(language, "figures.stock_dead")]
    ax.legend(
        [live, dead], words, loc="lower right", bbox_to_anchor=(1.0, 0.98), ncols=2, fontsize=TEXT, borderaxespad=0,
        handlelength=1.2, handleheight=1.0, columnspacing=1.4,
    )  # fmt: skip


def _title(known: pd.DataFrame, most: list[str], *, language: str) -> str:
    whole = known[known["department"] == WHOLE]
    last = whole.iloc[-1]
    date, dead = written_date(language, last["date"]), 0.0 if pd.isna(last["dead"]) else float(last["dead"])
    open_now = float(last["live"]) + dead
    said = {"date": date, "open": number(language, open_now)}
    if has_dead(whole) and open_now:
        share = written_share(language, dead / open_now)
        return say(language, "figures.stock_title", dead=number(language, dead), share=share, **said)
    parts = known[(known["department"] != WHOLE) & (known["date"] == last["date"])]
    if not most or open_now <= 1 or parts.empty:
        return say(language, "figures.stock_title_plain", **said)
    first = parts.sort_values(["live", "department"], ascending=[False, True]).iloc[0]
    largest = number(language, float(first["live"]))
    return say(language, "figures.stock_title_live", department=shortened(first["department"]), most=largest, **said)
