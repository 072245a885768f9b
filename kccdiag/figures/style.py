"""How every figure looks: the slide, colours that also hold without colour, the title above and the note below."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from kccdiag.shown.colours import INK, QUIET
from kccdiag.shown.lettering import FAMILY, fit, literal
from kccdiag.wording import say

WIDTH, HEIGHT = 13.33, 7.5  # inches, 16:9
MARGIN = 0.5
TITLE, TEXT, SMALL = 22.0, 14.0, 12.0  # points; SMALL for ticks only


HALO = [withStroke(linewidth=3, foreground="white", alpha=0.8)]  # keeps a name readable on lines

LOOK: dict[str, Any] = {
    "font.family": FAMILY,
    "font.size": TEXT,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "svg.hashsalt": "kccdiag",  # identifiers inside the file follow from its content
    "svg.fonttype": "path",
    "text.usetex": False,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
}


@dataclass(frozen=True)
class Room:
    """A part of a slide, in inches from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


BODY = Room(MARGIN, 1.15, WIDTH - MARGIN, 6.2)  # what is left between title and note


class Slide(Figure):
    """A figure at the size of a slide that shows itself in a notebook, whatever backend pyplot has there."""

    def _repr_png_(self) -> bytes:
        seen = BytesIO()
        with look():
            self.savefig(seen, format="png", dpi=72)
        return seen.getvalue()


@contextmanager
def look() -> Iterator[None]:
    """Set the look for as long as the context lasts, whatever a user's matplotlibrc says; nothing global remains."""
    chosen: Any = {key: value for key, value in mpl.rcParamsDefault.items() if not key.startswith("backend")}
    chosen.update(LOOK)
    with mpl.rc_context(chosen):
        yield


def new_slide(room: Room = BODY) -> Axes:
    """Make a slide with one Axes in a part of it; pyplot knows nothing of it."""
    figure = Slide(figsize=(WIDTH, HEIGHT), facecolor="white")
    FigureCanvasAgg(figure)
    return figure.add_axes(fractions(room))


def fractions(room: Room) -> tuple[float, float, float, float]:
    """Express a part of a slide as matplotlib does: left, bottom, width, height as shares of the slide."""
    across, up = room.right - room.left, room.top - room.bottom
    return room.left / WIDTH, room.bottom / HEIGHT, across / WIDTH, up / HEIGHT


def figure_of(ax: Axes) -> Figure:
    """Give the figure that an Axes stands in, also from within a subfigure."""
    figure = ax.get_figure(root=True)
    if not isinstance(figure, Figure):
        raise TypeError("the Axes stands in no figure")
    return figure


def on_own_slide(ax: Axes) -> bool:
    """Tell whether the Axes has a slide for itself, or a place in somebody else's figure."""
    return isinstance(figure_of(ax), Slide)


def entitle(ax: Axes, title: str, note: str) -> None:
    """Write the title, of at most two lines, and the note, of at most three, around a drawing."""
    left, right, top, bottom = _frame(ax)
    figure = figure_of(ax)
    across = (right - left) * figure.get_figwidth() * 72
    head, size = fit(title, across, (TITLE, 20.0, 18.0, 16.0, TEXT), lines=2, bold=True)
    foot, small = fit(note, across, (TEXT, 13.0, SMALL), lines=3)
    above = "top" if on_own_slide(ax) else "bottom"
    below = "bottom" if on_own_slide(ax) else "top"
    written = {"figure": figure, "parse_math": False, "linespacing": 1.2, "family": FAMILY}
    figure.add_artist(_text(left, top, head, va=above, weight="bold", size=size, gid="title", color=INK, **written))
    figure.add_artist(_text(left, bottom, foot, va=below, size=small, gid="note", color=QUIET, **written))


def note_of(language: str, source: str, *sentences: str) -> str:
    """Join the sentences of a note, after the source where it is known; empty sentences fall away."""
    named = say(language, "figures.source", source=literal(source)) if source else ""
    return " ".join(sentence for sentence in (named, *sentences) if sentence)


def leave_blank(ax: Axes, title: str, reason: str, note: str) -> Axes:
    """Say why there is nothing to draw, in the place where the drawing would be."""
    ax.set_axis_off()
    across = ax.get_position().width * figure_of(ax).get_figwidth() * 72
    words, size = fit(reason, across * 0.8, (18.0, 16.0, TEXT), lines=4)
    ax.text(0.5, 0.5, words, transform=ax.transAxes, ha="center", va="center", size=size, color=QUIET, gid="reason")
    entitle(ax, title, note)
    return ax


def move(ax: Axes, room: Room) -> None:
    """Give a drawing its part of the slide; in somebody else's figure it stays where it was put."""
    if on_own_slide(ax):
        ax.set_position(fractions(room))


def _text(x: float, y: float, words: str, **looks: Any) -> Text:
    figure = looks.pop("figure")
    return Text(x, y, words, transform=figure.transFigure, **looks)


def _frame(ax: Axes) -> tuple[float, float, float, float]:
    if on_own_slide(ax):
        return MARGIN / WIDTH, 1 - MARGIN / WIDTH, 1 - 0.35 / HEIGHT, 0.25 / HEIGHT
    place = ax.get_position()
    return place.x0, place.x1, place.y1 + 0.02, place.y0 - 0.14
