"""The network as native shapes: a box for each department, and connectors that stay on when a box is moved."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import networkx as nx
import numpy as np
import pandas as pd
from pptx.oxml import parse_xml

from kccdiag.figures.network import (
    DELAY_COLOURS,
    DELAYS,
    HELD,
    HELD_COLOURS,
    UNKNOWN,
    lay_out,
    strongest_flows,
)
from kccdiag.figures.quantities import written_share
from kccdiag.figures.style import VERMILION
from kccdiag.present.slides.lettering import LEAST, LINE, plain, shorten, width_of, wrap
from kccdiag.present.slides.pages import LOCALES, POINT, Page, Room
from kccdiag.wording import say

FEW = 8  # departments beside a chart, so that their names can be read
CORNER = 9.0  # points cut off a box, which gives it two places for connectors at each side
HIGHEST = 2 * LEAST * LINE + 4  # points: two lines
WIDEST, THINNEST = 6.0, 0.75
CONTEXT = "#9A9A9A"
LEGEND = 22.0  # points
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
# The eight sites of an octagon, in the order of its definition (ECMA-376, presetShapeDefinitions.xml): x and y as the
# side where they lie (0 or 1) or as the corner next to it (-1: a corner's length from the start, -2: from the end).
SITES = ((1, -1), (1, -2), (-2, 1), (-1, 1), (0, -2), (0, -1), (-1, 0), (-2, 0))


@dataclass(frozen=True)
class Network:
    """What to draw of the flow.

    Attributes
    ----------
    departments, handovers
        As the diagnosis holds them.
    names, ties
        Departments and pairs giver, taker that a finding is about: outlined, the rest in grey.
    missing
        Whether the marked ties are too thin, and so dashed.
    words
        What it shows, for who cannot see it.
    """

    departments: pd.DataFrame
    handovers: pd.DataFrame
    words: str
    names: tuple[str, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()
    missing: bool = False


@dataclass(frozen=True)
class _Box:
    number: int
    left: float
    top: float
    width: float
    height: float

    def sites(self) -> np.ndarray:
        """Return the eight points where connectors hold, in points."""
        ends = {0: 0.0, 1: 1.0}
        spots = []
        for across, down in SITES:
            x = ends.get(across, 0) * self.width if across >= 0 else CORNER if across == -1 else self.width - CORNER
            y = ends.get(down, 0) * self.height if down >= 0 else CORNER if down == -1 else self.height - CORNER
            spots.append((self.left + x, self.top + y))
        return np.array(spots)

    def holds(self, points: np.ndarray, air: float) -> np.ndarray:
        """Tell which points (last axis x, y) lie in the box, some air around it included."""
        x, y = points[..., 0], points[..., 1]
        across = (x > self.left - air) & (x < self.left + self.width + air)
        return across & (y > self.top - air) & (y < self.top + self.height + air)


def graph_of(network: Network, *, most: int | None = None) -> nx.DiGraph:
    """Choose what can be read: the strongest flows among the busiest departments, and all that is marked."""
    departments = network.departments
    if most is not None and len(departments) > most:
        own = departments["department"].isin(network.names)
        ranked = departments.assign(own=own).sort_values(
            ["own", "visits", "department"], ascending=[False, False, True]
        )
        departments = departments[departments["department"].isin(ranked["department"].head(max(most, own.sum())))]
    graph = strongest_flows(departments, network.handovers)
    for row in departments[departments["department"].isin(network.names)].to_dict("records"):
        if row["department"] not in graph:
            kept = ("visits", "held_share", "trophic_level", "role")
            graph.add_node(row["department"], **{name: row[name] for name in kept})
    for tie in network.ties:
        if set(tie) <= set(graph) and not graph.has_edge(*tie):
            graph.add_edge(*tie, handovers=0.0, median_days=math.nan)
    return graph


def draw_network(page: Page, network: Network, room: Room, *, most: int | None = None) -> Any | None:
    """Draw the network as one group of native shapes; returns it, or None where nothing flows."""
    graph = graph_of(network, most=most)
    if not graph.number_of_nodes() or not (graph.number_of_edges() or network.names):
        return None
    legend = 0.0 if network.names else LEGEND
    first = max((shape.shape_id for shape in page.slide.shapes), default=1) + 1
    boxes = _boxes(graph, Room(room.left, room.top, room.width, room.height - legend), first + 1)
    free = first + 1 + len(boxes)
    lines = list(_connectors(graph, boxes, network, number=free))
    shapes = [_box_xml(name, box, graph, network, page) for name, box in boxes.items()]
    if legend:
        shapes += _legend(graph, room, page.language, number=free + len(lines))
    group = parse_xml(_group(first, network.words, room, [*lines, *shapes]))  # connectors first: behind the boxes
    page.slide.shapes._spTree.append(group)
    return group


def _group(number: int, words: str, room: Room, shapes: list[str]) -> str:
    place = _place(room.left, room.top, room.width, room.height)
    inner = place.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return (
        f'<p:grpSp {SPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name="Network" descr={quoteattr(plain(words))}/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{place}{inner}</a:xfrm></p:grpSpPr>"
        f"{''.join(shapes)}</p:grpSp>"
    )


def _place(left: float, top: float, width: float, height: float) -> str:
    x, y, across, down = (round(length * POINT) for length in (left, top, width, height))
    return f'<a:off x="{x}" y="{y}"/><a:ext cx="{across}" cy="{down}"/>'


def _boxes(graph: nx.DiGraph, room: Room, number: int) -> dict[str, _Box]:
    places = lay_out(graph)
    gaps = [np.diff(np.sort(column)).min() for _, column in places.groupby("x")["y"] if len(column) > 1]
    high = min([HIGHEST, *(float(gap) * room.height * 0.62 for gap in gaps)])
    high = max(high, LEAST * LINE + 2)
    boxes = {}
    for step, (name, place) in enumerate(places.iterrows()):
        width = min(0.88 * place["room"] * room.width, 170.0)
        middle = room.left + place["x"] * room.width
        low, up = room.top + high / 2, room.top + room.height - high / 2
        boxes[str(name)] = _Box(number + step, middle - width / 2, up - place["y"] * (up - low) - high / 2, width, high)
    return boxes


# ---- connectors


def _connectors(graph: nx.DiGraph, boxes: dict[str, _Box], network: Network, *, number: int) -> Iterator[str]:
    most = max((count for *_, count in graph.edges(data="handovers")), default=0.0) or 1.0
    taken: dict[tuple[str, int], int] = {}
    drawn: list[np.ndarray] = []
    ranked = sorted(graph.edges(data=True), key=lambda tie: (-tie[2]["handovers"], tie[0], tie[1]))
    for step, (giver, taker, tie) in enumerate(ranked):
        start, end = _sites(giver, taker, boxes, taken=taken, drawn=drawn)
        for name, site in ((giver, start), (taker, end)):
            taken[name, site] = taken.get((name, site), 0) + 1
        points = np.array([boxes[giver].sites()[start], boxes[taker].sites()[end]])
        drawn.append(points)
        marked = (giver, taker) in network.ties
        width = max(THINNEST, WIDEST * tie["handovers"] / most, 3.0 if marked else 0.0)
        looks = _looks(tie["median_days"], marked=marked, network=network, width=width)
        yield _connector(number + step, points, (boxes[giver].number, start), (boxes[taker].number, end), looks)


def _sites(
    giver: str, taker: str, boxes: dict[str, _Box], *, taken: dict[tuple[str, int], int], drawn: list[np.ndarray]
) -> tuple[int, int]:
    """Choose where a connector leaves and arrives: past other boxes, short, and not on top of another connector."""
    starts, ends = boxes[giver].sites(), boxes[taker].sites()
    part = np.linspace(0.03, 0.97, 25)[None, None, :, None]
    lines = starts[:, None, None, :] * (1 - part) + ends[None, :, None, :] * part  # start, end, point, x and y
    cost = np.hypot(*np.moveaxis(ends[None] - starts[:, None], -1, 0)) / 60
    for name, box in boxes.items():
        own = name in (giver, taker)
        cost = cost + (4.0 if own else 2.5) * box.holds(lines, -1.0 if own else 3.0).any(axis=-1)
    cost = cost + 0.35 * np.array([taken.get((giver, site), 0) for site in range(8)])[:, None]
    cost = cost + 0.35 * np.array([taken.get((taker, site), 0) for site in range(8)])[None, :]
    for start, end in drawn:  # the way back of another
        near = (np.hypot(*(starts - end).T)[:, None] < 6) & (np.hypot(*(ends - start).T)[None, :] < 6)
        cost = cost + 5.0 * near
    first, second = np.unravel_index(int(np.argmin(np.round(cost, 9))), cost.shape)
    return int(first), int(second)


def _looks(days: float, *, marked: bool, network: Network, width: float) -> str:
    dash = ""
    if marked:
        colour, dash = VERMILION, '<a:prstDash val="dash"/>' if network.missing else ""
    elif network.names:
        colour = CONTEXT
    elif pd.isna(days):
        colour, dash = UNKNOWN, '<a:prstDash val="dash"/>'
    else:
        colour = DELAY_COLOURS[int(np.searchsorted(DELAYS, days, side="right"))]
    head = "med" if width < 2.5 else "sm"  # it grows with the line
    return (
        f'<a:ln w="{round(width * POINT)}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>{dash}'
        f'<a:round/><a:tailEnd type="triangle" w="{head}" len="{head}"/></a:ln>'
    )


def _connector(number: int, points: np.ndarray, start: tuple[int, int], end: tuple[int, int], looks: str) -> str:
    (x0, y0), (x1, y1) = points
    flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
    place = _place(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Connector {number}"/><p:cNvCxnSpPr>'
        f'<a:stCxn id="{start[0]}" idx="{start[1]}"/><a:endCxn id="{end[0]}" idx="{end[1]}"/></p:cNvCxnSpPr><p:nvPr/>'
        f"</p:nvCxnSpPr><p:spPr><a:xfrm{flips}>{place}</a:xfrm>"
        f'<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>{looks}</p:spPr></p:cxnSp>'
    )


# ---- boxes


def _box_xml(name: str, box: _Box, graph: nx.DiGraph, network: Network, page: Page) -> str:
    marked, held = name in network.names, graph.nodes[name]["held_share"]
    fill = UNKNOWN if pd.isna(held) else HELD_COLOURS[int(np.searchsorted(HELD, held, side="right"))]
    if network.names:
        fill = "#FFFFFF" if marked else "#EFEFEF"
    edge = (VERMILION, 3.0) if marked else ("#4D4D4D", 0.75)
    text = "\n".join(_name(plain(name), box, page.wider))
    light = fill == HELD_COLOURS[-1] and not network.names
    corner = round(100_000 * CORNER / min(box.width, box.height))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{box.number}" name={quoteattr(plain(name))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr><a:xfrm>{_place(box.left, box.top, box.width, box.height)}</a:xfrm>"
        f'<a:prstGeom prst="octagon"><a:avLst><a:gd name="adj" fmla="val {corner}"/></a:avLst></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{fill[1:]}"/></a:solidFill><a:ln w="{round(edge[1] * POINT)}"><a:solidFill>'
        f'<a:srgbClr val="{edge[0][1:]}"/></a:solidFill></a:ln></p:spPr>'
        f"{_text(text, page.language, side='ctr', bold=marked, colour='FFFFFF' if light else '1A1A1A')}</p:sp>"
    )


def _name(name: str, box: _Box, wider: float) -> list[str]:
    """Write a name in the lines that its box has room for."""
    room = (box.width - 6) / wider
    lines = wrap(name, room, LEAST, bold=True)
    most = max(int((box.height - 1) / (LEAST * LINE)), 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), room, LEAST, bold=True)]
    return lines


def _text(text: str, language: str, *, side: str, colour: str, bold: bool = False) -> str:
    heavy = ' b="1"' if bold else ""
    filled = f'<a:srgbClr val="{colour}"/>' if colour != "tx1" else '<a:schemeClr val="tx1"/>'
    lines = "".join(
        f'<a:p><a:pPr algn="{side}"/><a:r><a:rPr lang="{LOCALES[language]}" sz="{round(100 * LEAST)}"{heavy}>'
        f"<a:solidFill>{filled}</a:solidFill></a:rPr><a:t>{escape(line)}</a:t></a:r></a:p>"
        for line in text.split("\n")
    )
    return (
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{lines}</p:txBody>"
    )


# ---- what the looks mean


def _legend(graph: nx.DiGraph, room: Room, language: str, *, number: int) -> list[str]:
    """Explain colours under the network; only those that occur."""
    delays = {
        int(np.searchsorted(DELAYS, days, side="right")) for *_, days in graph.edges(data="median_days") if days == days
    }
    held = {
        int(np.searchsorted(HELD, share, side="right")) for _, share in graph.nodes(data="held_share") if share == share
    }
    bounds = [
        {"high": written_share(language, HELD[0])},
        {"low": written_share(language, HELD[0]), "high": written_share(language, HELD[1])},
        {"low": written_share(language, HELD[1])},
    ]
    entries = [("", say(language, "slides.legend_days"))]
    entries += [(DELAY_COLOURS[one], say(language, f"figures.network_delay_{one}")) for one in sorted(delays)]
    entries += [("", say(language, "slides.legend_held"))]
    entries += [
        (HELD_COLOURS[one], say(language, f"figures.network_held_{one}", **bounds[one])) for one in sorted(held)
    ]
    shapes, x, y = [], room.left, room.top + room.height - LEGEND + 2
    for step, (colour, words) in enumerate(entries):
        if colour:
            shapes.append(_swatch(number + 2 * step, x, y + 4, colour))
            x += 18
        elif step:
            x += 14
        width = width_of(words, LEAST, bold=not colour) + 2
        shapes.append(_words(number + 2 * step + 1, words, Room(x, y, width, 18), language, bold=not colour))
        x += width + 12
    return shapes


def _swatch(number: int, x: float, y: float, colour: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Key"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'{_place(x, y, 13, 10)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:srgbClr val="{colour[1:]}"/></a:solidFill><a:ln w="6350"><a:solidFill>'
        '<a:srgbClr val="4D4D4D"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )


def _words(number: int, words: str, room: Room, language: str, *, bold: bool) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Key"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'{_place(room.left, room.top, room.width, room.height)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom><a:noFill/></p:spPr>{_text(words, language, side='l', bold=bold, colour='tx1')}</p:sp>"
    )
