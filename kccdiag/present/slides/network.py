"""The network as native shapes: a box for each department, and connectors that stay on when a box is moved."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from pptx.oxml import parse_xml

from kccdiag.present.slides.connectors import Box, connector_xml, route_all
from kccdiag.present.slides.lettering import LEAST, LINE, plain, shorten, width_of, wrap
from kccdiag.present.slides.pages import POINT, Page, Room
from kccdiag.present.slides.shapes import Look, group_xml, shape_xml, text_xml, words_xml
from kccdiag.shown.colours import INK, VERMILION
from kccdiag.shown.network import DELAY_COLOURS, DELAYS, HELD, HELD_COLOURS, OF_NODE, UNKNOWN, lay_out, strongest_flows
from kccdiag.shown.quantities import written_share
from kccdiag.wording import say

FEW = 8  # departments beside a chart, so that their names can be read
HIGHEST = 2 * LEAST * LINE + 4  # points: two lines
WIDEST, THINNEST = 6.0, 0.75
CONTEXT = "#9A9A9A"
LEGEND = 22.0  # points


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
    marked = departments.loc[departments["department"].isin(network.names), ["department", *OF_NODE]]
    for row in marked.to_dict("records"):
        if row["department"] not in graph:
            graph.add_node(row["department"], **{name: row[name] for name in OF_NODE})
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
    boxes = place_boxes(graph, Room(room.left, room.top, room.width, room.height - legend), first + 1)
    free = first + 1 + len(boxes)
    lines = list(_connectors(graph, boxes, network, number=free))
    shapes = [_box_xml(name, box, graph, network, page) for name, box in boxes.items()]
    if legend:
        shapes += _legend(graph, room, page, number=free + len(lines))
    inside = [*lines, *shapes]  # connectors first: behind the boxes
    group = parse_xml(group_xml(first, "Network", network.words, room, inside))
    page.slide.shapes._spTree.append(group)
    return group


def place_boxes(
    graph: nx.DiGraph, room: Room, number: int, *, highest: float = HIGHEST, widest: float = 0.88
) -> dict[str, Box]:
    """Give every department a box, where the figure of the network has it; the first shape has this number.

    Parameters
    ----------
    widest
        Share of its column that a box may take: less where lines run between them.
    """
    places = lay_out(graph)
    gaps = [np.diff(np.sort(column)).min() for _, column in places.groupby("x")["y"] if len(column) > 1]
    high = min([highest, *(float(gap) * room.height * 0.62 for gap in gaps)])
    high = max(high, LEAST * LINE + 2)
    boxes = {}
    for step, (name, place) in enumerate(places.iterrows()):
        width = min(widest * place["room"] * room.width, 170.0)
        middle = room.left + place["x"] * room.width
        low, up = room.top + high / 2, room.top + room.height - high / 2
        boxes[str(name)] = Box(number + step, middle - width / 2, up - place["y"] * (up - low) - high / 2, width, high)
    return boxes


def _connectors(graph: nx.DiGraph, boxes: dict[str, Box], network: Network, *, number: int) -> Iterator[str]:
    most = max((count for *_, count in graph.edges(data="handovers")), default=0.0) or 1.0
    ranked = sorted(graph.edges(data=True), key=lambda tie: (-tie[2]["handovers"], tie[0], tie[1]))
    routes = route_all([(giver, taker) for giver, taker, _ in ranked], boxes)
    for step, ((giver, taker, tie), route) in enumerate(zip(ranked, routes, strict=True)):
        marked = (giver, taker) in network.ties
        width = max(THINNEST, WIDEST * tie["handovers"] / most, 3.0 if marked else 0.0)
        looks = _looks(tie["median_days"], marked=marked, network=network, width=width)
        yield connector_xml(number + step, route, boxes[giver], boxes[taker], looks)


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


# ---- boxes


def _box_xml(name: str, box: Box, graph: nx.DiGraph, network: Network, page: Page) -> str:
    marked, held = name in network.names, graph.nodes[name]["held_share"]
    fill = UNKNOWN if pd.isna(held) else HELD_COLOURS[int(np.searchsorted(HELD, held, side="right"))]
    light = fill == HELD_COLOURS[-1] and not network.names
    if network.names:
        fill = "#FFFFFF" if marked else "#EFEFEF"
    look = Look(fill, VERMILION, 3.0) if marked else Look(fill)
    lines, colour = _name(plain(name), box, page.wider), "#FFFFFF" if light else INK
    text = text_xml("\n".join(lines), page.language, colour=colour, bold=marked)
    return shape_xml(box.number, name, box.room, look, form="octagon", corner=box.corner, text=text)


def _name(name: str, box: Box, wider: float) -> list[str]:
    """Write a name in the lines that its box has room for."""
    room = (box.width - 6) / wider
    lines = wrap(name, room, LEAST, bold=True)
    most = max(int((box.height - 1) / (LEAST * LINE)), 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), room, LEAST, bold=True)]
    return lines


# ---- what the looks mean


def _legend(graph: nx.DiGraph, room: Room, page: Page, *, number: int) -> list[str]:
    """Explain colours under the network; only those that occur."""
    language = page.language
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
            shapes.append(shape_xml(number + 2 * step, "Key", Room(x, y + 4, 13, 10), Look(colour)))
            x += 18
        elif step:
            x += 14
        width = width_of(words, LEAST, bold=not colour) * page.wider + 2
        shapes.append(words_xml(number + 2 * step + 1, words, Room(x, y, width, 18), language, bold=not colour))
        x += width + 12
    return shapes
