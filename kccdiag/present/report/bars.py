"""A picture of a few numbers that reads on any screen: a name, a bar with its interval, the number in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kccdiag.present.report.markup import Html, el

WIDTH, HEIGHT = 1000, 20  # of a bar's own space; the page stretches it
WIDER = 1.3  # times the longest bar: so far the scale follows the intervals of others


@dataclass(frozen=True)
class Bar:
    """One number.

    Attributes
    ----------
    said
        The number as a reader sees it; ``span`` its interval.
    lit
        Whether it is what the finding is about.
    """

    name: str
    value: float
    said: str
    low: float = math.nan
    high: float = math.nan
    span: str = ""
    lit: bool = False
    of: str = ""


@dataclass(frozen=True)
class Bars:
    """Numbers to be compared, from one zero on one scale.

    Attributes
    ----------
    caption
        What they are, and which way to read them.
    mark
        A number that they are held against; NaN for none. ``mark_said`` names it, ``span_said`` the lines.
    note
        What is left out.
    """

    caption: str
    bars: tuple[Bar, ...]
    mark: float = math.nan
    mark_said: str = ""
    note: str = ""
    span_said: str = ""


def draw_bars(picture: Bars) -> Html:
    """Draw bars as a list: who cannot see them is read names and numbers."""
    most = _end_of_scale(picture)
    rows = [_row(bar, picture.mark, most=most) for bar in picture.bars]
    has_lines = any(math.isfinite(bar.low) for bar in picture.bars)
    keys = [_key("mark", picture.mark_said), _key("line", picture.span_said) if has_lines else None]
    return el(
        "figure",
        el("figcaption", picture.caption),
        el("p", keys, class_="key") if any(keys) else None,
        el("ul", rows, class_="bars", role="list"),
        el("p", picture.note, class_="note") if picture.note else None,
        class_="picture",
    )


def _key(look: str, said: str) -> Html | None:
    return el("span", el("span", class_=look, aria_hidden="true"), said) if said else None


def _end_of_scale(picture: Bars) -> float:
    """Choose a scale on which all bars and the interval of what it is about fit; others' intervals may run off it."""
    values = [bar.value for bar in picture.bars] + [picture.mark]
    lit = [bar.high for bar in picture.bars if bar.lit]
    fitted = max((number for number in [*values, *lit] if math.isfinite(number)), default=0.0)
    widest = max((bar.high for bar in picture.bars if math.isfinite(bar.high)), default=0.0)
    return max(fitted, min(widest, WIDER * fitted)) * 1.02 or 1.0


def _row(bar: Bar, mark: float, *, most: float) -> Html:
    return el(
        "li",
        el("span", bar.name, class_="name"),
        _drawn(bar, mark, most=most),
        el("span", el("b", bar.said), el("small", bar.span) if bar.span else None, class_="said"),
        class_="lit" if bar.lit else None,
        data_of=bar.of or None,
    )


def _drawn(bar: Bar, mark: float, *, most: float) -> Html:
    """Draw one bar; what can't be drawn leaves its space empty."""

    def across(number: float) -> str:
        return f"{max(0.0, min(number / most, 1.0)) * WIDTH:.1f}"

    parts = []
    if math.isfinite(bar.value):
        parts.append(el("rect", width=across(bar.value), height=HEIGHT, class_="bar"))
    if math.isfinite(bar.low) and math.isfinite(bar.high):
        middle = HEIGHT / 2
        line = f"M{across(bar.low)} {middle:g}H{across(bar.high)}"
        parts += [el("path", d=line, class_="halo"), el("path", d=line, class_="span")]
    if math.isfinite(mark):
        parts.append(el("path", d=f"M{across(mark)} 0V{HEIGHT}", class_="mark"))
    view = f"0 0 {WIDTH} {HEIGHT}"
    return el("svg", parts, viewBox=view, preserveAspectRatio="none", aria_hidden="true", focusable="false")
