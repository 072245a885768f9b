"""Connectors between boxes: where they leave and arrive, so that they hold on when a box is moved and hide no other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kccdiag.present.slides.pages import Room
from kccdiag.present.slides.shapes import place_xml

CORNER = 9.0  # points cut off a box, which gives it two places for connectors at each side
# The eight sites of an octagon, in the order of its definition (ECMA-376, presetShapeDefinitions.xml): x and y as the
# side where they lie (0 or 1) or as the corner next to it (-1: a corner's length from the start, -2: from the end).
SITES = ((1, -1), (1, -2), (-2, 1), (-1, 1), (0, -2), (0, -1), (-1, 0), (-2, 0))
# What a route costs beside its length, in lengths of 60 points: behind its own boxes, behind others, at a site that has
# a connector already, on the way back of another.
OWN, OTHERS, SHARED, SAME = 4.0, 2.5, 0.35, 5.0


@dataclass(frozen=True)
class Box:
    """An octagon, in points; ``number`` is that of its shape."""

    number: int
    left: float
    top: float
    width: float
    height: float

    @property
    def room(self) -> Room:
        """Where it stands."""
        return Room(self.left, self.top, self.width, self.height)

    @property
    def corner(self) -> int:
        """The length of its corners, as the shape states it."""
        return round(100_000 * CORNER / min(self.width, self.height))

    @cached_property
    def sites(self) -> np.ndarray:
        """The eight points where connectors hold, in points."""
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


@dataclass(frozen=True)
class Route:
    """A connector: the sites that it holds on to, and its ends in points."""

    start: int
    end: int
    points: np.ndarray


def route_all(ties: list[tuple[str, str]], boxes: dict[str, Box]) -> list[Route]:
    """Choose where connectors leave and arrive, one after the other: the first ones have first choice."""
    taken: dict[tuple[str, int], int] = {}
    routes: list[Route] = []
    for giver, taker in ties:
        start, end = _sites(giver, taker, boxes, taken=taken, drawn=routes)
        for name, site in ((giver, start), (taker, end)):
            taken[name, site] = taken.get((name, site), 0) + 1
        routes.append(Route(start, end, np.array([boxes[giver].sites[start], boxes[taker].sites[end]])))
    return routes


def _sites(
    giver: str, taker: str, boxes: dict[str, Box], *, taken: dict[tuple[str, int], int], drawn: list[Route]
) -> tuple[int, int]:
    """Choose where a connector leaves and arrives: past other boxes, short, and not on top of another connector."""
    starts, ends = boxes[giver].sites, boxes[taker].sites
    part = np.linspace(0.03, 0.97, 25)[None, None, :, None]
    lines = starts[:, None, None, :] * (1 - part) + ends[None, :, None, :] * part  # start, end, point, x and y
    cost = np.hypot(*np.moveaxis(ends[None] - starts[:, None], -1, 0)) / 60
    for name, box in boxes.items():
        own = name in (giver, taker)
        cost = cost + (OWN if own else OTHERS) * box.holds(lines, -1.0 if own else 3.0).any(axis=-1)
    cost = cost + SHARED * np.array([taken.get((giver, site), 0) for site in range(8)])[:, None]
    cost = cost + SHARED * np.array([taken.get((taker, site), 0) for site in range(8)])[None, :]
    for one in drawn:
        near = (np.hypot(*(starts - one.points[1]).T)[:, None] < 6) & (np.hypot(*(ends - one.points[0]).T)[None, :] < 6)
        cost = cost + SAME * near
    first, second = np.unravel_index(int(np.argmin(np.round(cost, 9))), cost.shape)
    return int(first), int(second)


def connector_xml(number: int, route: Route, giver: Box, taker: Box, looks: str) -> str:
    """Write a straight connector, glued at both ends."""
    (x0, y0), (x1, y1) = route.points
    flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
    place = place_xml(Room(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)))
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Connector {number}"/><p:cNvCxnSpPr>'
        f'<a:stCxn id="{giver.number}" idx="{route.start}"/><a:endCxn id="{taker.number}" idx="{route.end}"/>'
        f"</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm{flips}>{place}</a:xfrm>"
        f'<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>{looks}</p:spPr></p:cxnSp>'
    )
