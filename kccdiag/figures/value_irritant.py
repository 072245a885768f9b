"""What contacts are worth to the customer and to the organisation, reason by reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from kccdiag.cards.amounts import amount, interval
from kccdiag.figures.style import (
    HEIGHT,
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
    on_own_slide,
)
from kccdiag.shown.colours import BLUE, INK, LIVE, QUIET
from kccdiag.shown.lettering import literal, shortened, told_apart, width_of, wrap
from kccdiag.wording import number, percent_of, say

SHOWN = 15  # reasons that are drawn and named
MATRIX = Room(1.25, 1.8, 5.85, 6.2)
LIST = Room(6.35, 1.35, WIDTH - MARGIN, 6.2)  # inches: the names beside it
ORDER = ("eliminate", "simplify", "automate", "leverage", "fence")
# Corner of each quadrant, in marks: customer along, organisation up.
CORNERS = {"eliminate": (0.5, 0.5), "simplify": (0.5, 3.5), "automate": (3.5, 0.5), "leverage": (3.5, 3.5)}
EDGE = 0.42  # of a mark, above and below: where the quadrants' names stand
SHADE = "#EFEFEF"
LINE, LEAST_LINE = 0.32, 0.235  # inches from line to line
INDENT = 30.0  # points: where names begin, behind their numbers
FILLED = 0.96  # of the room between marks is filled by discs
NUMBER = 18.0  # points: how wide a number of two digits is, with some air
Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Line:
    """A line of the list: a quadrant with its share, or a reason with its number."""

    text: str
    end: str = ""
    number: str = ""
    head: bool = False


@look()
def draw_value_irritant(
    contact_reasons: pd.DataFrame,
    value_irritant: pd.DataFrame,
    *,
    language: str,
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw reasons for contact by their value to the customer and to the organisation (DEFINITIONS 7).

    Parameters
    ----------
    contact_reasons
        One row per reason: contacts, customer_value, organisation_value, quadrant.
    value_irritant
        One row per quadrant: contacts, of, share with _low and _high.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: value to the customer, y: to the organisation; a disc per reason, its area the contacts, numbered as in the
        list beside it.
    """
    ax = ax if ax is not None else new_slide()
    placed = contact_reasons[contact_reasons["quadrant"].isin(ORDER)]
    if placed.empty or value_irritant.empty:
        empty, why = say(language, "figures.value_empty"), say(language, "figures.value_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    ranked = placed.sort_values(["contacts", "reason"], ascending=[False, True], ignore_index=True)
    shown = ranked[:SHOWN]
    order = shown["quadrant"].map(ORDER.index)
    shown = shown.assign(order=order).sort_values(["order", "contacts", "reason"], ascending=[True, False, True])
    shown = shown.assign(number=[str(place) for place in range(1, len(shown) + 1)])
    move(ax, MATRIX)
    _set_axes(ax, language=language)
    _draw_discs(ax, shown)
    if on_own_slide(ax):
        _draw_list(ax, _lines(shown, value_irritant, language=language))
    left = {"few": len(ranked) - len(shown), "without": len(contact_reasons) - len(placed)}
    entitle(ax, _title(ranked, value_irritant, language), _note(value_irritant, left, language=language, source=source))
    return ax


def _set_axes(ax: Axes, *, language: str) -> None:
    ax.set_xlim(0.5, 5.5)
    ax.set_ylim(0.5 - EDGE, 5.5 + EDGE)
    for quadrant, (x, y) in CORNERS.items():
        down, up = (EDGE, 0) if y < 1 else (0, EDGE)
        ax.add_patch(Rectangle((x, y - down), 2, 2 + down + up, facecolor=SHADE, edgecolor="none", zorder=0))
        words = say(language, f"columns.in.{quadrant}")
        ax.text(x + 1, y - EDGE / 2 if y < 1 else y + 2 + EDGE / 2, words, ha="center", va="center_baseline", size=TEXT,
                weight="bold", color=QUIET, gid="quadrant")  # fmt: skip
    marks = [1, 2, 3, 4, 5]
    ax.set_xticks(marks)
    ax.set_yticks(marks)
    ax.tick_params(length=0, labelsize=TEXT)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.set_xlabel(say(language, "figures.value_x"), size=TEXT)
    ax.set_ylabel(say(language, "figures.value_y"), size=TEXT)


def _draw_discs(ax: Axes, shown: pd.DataFrame) -> None:
    """Draw the discs of each pair of marks side by side, all on one scale, none on another."""
    along, up = _a_mark(ax)
    cells = [(cell, part, np.sqrt(part["contacts"].to_numpy(dtype=float))) for cell, part in
             shown.groupby(["customer_value", "organisation_value"])]  # fmt: skip
    rows = [_in_rows(wide, along, up) for _, _, wide in cells]
    scale = FILLED * min(_scale(wide, row, along, up) for (_, _, wide), row in zip(cells, rows, strict=True))
    for ((x, y), part, wide), row in zip(cells, rows, strict=True):
        xs, ys = _places(scale * wide, row, along, up)
        ax.scatter(float(x) + xs, float(y) + ys, s=(scale * wide) ** 2, color=LIVE, edgecolor=BLUE, lw=1.2, zorder=3,
                   gid="disc")  # fmt: skip
        for dx, dy, words in zip(xs, ys, part["number"], strict=True):
            ax.text(float(x) + dx, float(y) + dy, words, ha="center", va="center_baseline", size=TEXT, color=INK,
                    zorder=4, gid="number")  # fmt: skip


def _a_mark(ax: Axes) -> tuple[float, float]:
    """Measure how far one mark is from the next, in points: along and up."""
    place, figure = ax.get_position(), figure_of(ax)
    along = place.width * figure.get_figwidth() * 72 / (ax.get_xlim()[1] - ax.get_xlim()[0])
    return along, place.height * figure.get_figheight() * 72 / (ax.get_ylim()[1] - ax.get_ylim()[0])


def _in_rows(wide: Floats, along: float, up: float) -> Places:
    """Choose in which row each disc of a pair of marks stands, so that they can be drawn as large as may be.

    Examples
    --------
    >>> _in_rows(np.array([4.0, 1.0, 1.0]), 60.0, 50.0).tolist(), _in_rows(np.ones(4), 60.0, 50.0).tolist()
    ([0, 0, 0], [0, 0, 1, 1])
    """
    every = [np.arange(len(wide)) // int(np.ceil(len(wide) / rows)) for rows in range(1, len(wide) + 1)]
    return max(every, key=lambda row: _scale(wide, row, along, up))


def _scale(wide: Floats, row: Places, along: float, up: float) -> float:
    """Say how many points wide a disc of width one may be."""
    parts = [wide[row == one] for one in np.unique(row)]
    return min(along / max(part.sum() for part in parts), up / sum(part.max() for part in parts))


def _places(wide: Floats, row: Places, along: float, up: float) -> tuple[Floats, Floats]:
    """Place discs of some width in points around their pair of marks; as shares of a mark, along and up."""
    rows = np.unique(row)
    high = _with_air(np.array([wide[row == one].max() for one in rows]), up)
    xs, ys = np.zeros(len(wide)), np.zeros(len(wide))
    for one in rows:
        own = _with_air(wide[row == one], along)
        xs[row == one] = (np.cumsum(own) - own / 2 - own.sum() / 2) / along
        ys[row == one] = (high.sum() / 2 - high[:one].sum() - high[one] / 2) / up
    return xs, ys


def _with_air(wide: Floats, room: float) -> Floats:
    """Give discs that are narrower than their number the room that it needs, as far as there is any.

    Examples
    --------
    >>> _with_air(np.array([30.0, 10.0]), 60.0).tolist(), _with_air(np.array([30.0, 10.0]), 44.0).tolist()
    ([30.0, 18.0], [30.0, 14.0])
    """
    lacking = np.maximum(NUMBER - wide, 0)
    free = room - wide.sum()
    return wide + lacking * min(1.0, max(free, 0.0) / max(lacking.sum(), 1e-9))


def _lines(shown: pd.DataFrame, value_irritant: pd.DataFrame, *, language: str) -> list[Line]:
    """Write the list: each quadrant with its share, and under it its reasons with how many contacts."""
    shares = value_irritant.set_index("quadrant")
    lines = []
    for quadrant, part in shown.groupby("quadrant", sort=False):
        lines.append(Line(say(language, f"columns.in.{quadrant}"), _span(shares.loc[quadrant], language), head=True))
        for one in part.itertuples():
            lines.append(Line(literal(one.reason), number(language, one.contacts), str(one.number)))
    return lines


def _span(row: pd.Series, language: str) -> str:
    if not np.isfinite(row["share"]):
        return ""
    span = interval(language, row["share_low"], row["share_high"], "share")
    value = amount(language, row["share"], "share")
    return say(language, "columns.interval", value=value, span=span) if span else value


def _draw_list(ax: Axes, lines: list[Line]) -> None:
    """Write the list beside the matrix; names are broken over two lines where there is room for all, else cut."""
    counts = max(width_of(line.end, TEXT) for line in lines if not line.head)
    width = 72 * (LIST.right - LIST.left) - 2 * INDENT - counts
    broken = [[line.text] if line.head else wrap(line.text, width, TEXT) for line in lines]
    room = LIST.top - LIST.bottom
    if sum(map(len, broken)) * LEAST_LINE > room or max(map(len, broken)) > 2:
        names = told_apart([line.text for line in lines], lambda part: width_of(part, TEXT) <= width)
        broken = [[line.text] if line.head else [name] for line, name in zip(lines, names, strict=True)]
    step = min(LINE, room / sum(map(len, broken)))
    y = LIST.top
    for line, parts in zip(lines, broken, strict=True):
        looks = {"size": TEXT, "va": "top", "color": INK, "weight": "bold" if line.head else "normal"}
        if line.number:
            _write(ax, LIST.left + INDENT / 72 - 0.1, y, line.number, ha="right", **looks)
        _write(ax, LIST.right, y, line.end, ha="right", **looks)
        for part in parts:
            _write(ax, LIST.left + (0 if line.head else INDENT / 72), y, part, ha="left", **looks)
            y -= step


def _write(ax: Axes, x: float, y: float, words: str, **looks: Any) -> None:
    figure_of(ax).text(x / WIDTH, y / HEIGHT, words, parse_math=False, gid="list", **looks)


def _title(ranked: pd.DataFrame, value_irritant: pd.DataFrame, language: str) -> str:
    """Say what irritates both, and of it the most frequent reason; else what is of value to both."""
    shares = value_irritant.set_index("quadrant")["share"]
    for quadrant in ("eliminate", "leverage"):
        first = ranked[ranked["quadrant"] == quadrant]
        if len(first) and np.isfinite(shares[quadrant]):
            said = {"share": percent_of(language, shares[quadrant]), "reason": shortened(first["reason"].iloc[0], 50)}
            return say(language, f"figures.value_{quadrant}", **said)
    return say(language, "figures.value_neither")


def _note(value_irritant: pd.DataFrame, left: dict[str, int], *, language: str, source: str) -> str:
    counted = say(language, "figures.value_note", n=number(language, float(value_irritant["of"].max())))
    rest = [say(language, f"figures.value_{name}", n=number(language, many)) for name, many in left.items() if many]
    return note_of(language, source, counted, *rest)
