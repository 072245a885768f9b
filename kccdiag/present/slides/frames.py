"""A hundred drops as frames: a slide for each of four moments, every drop a native shape."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pandas as pd
from pptx.oxml import parse_xml

from kccdiag.diagnosis import Diagnosis
from kccdiag.drops import drops_on, told_of
from kccdiag.present.slides.connectors import Box
from kccdiag.present.slides.lettering import LEAST, LINE, plain, shorten, width_of, wrap
from kccdiag.present.slides.network import place_boxes
from kccdiag.present.slides.pages import Page, Room
from kccdiag.present.slides.shapes import Look, group_xml, shape_xml, text_xml, words_xml
from kccdiag.shown import drops as shown
from kccdiag.shown.colours import BLUE, DEAD, FAINT, INK, LIVE, QUIET
from kccdiag.shown.network import strongest_flows
from kccdiag.wording import number, say

STEP, SIZE = 11.0, 9.2  # points from drop to drop, and across
LEAST_STEP = 3.0
ASIDE = 0.2  # of the width, for what has left the map
KEY = 22.0  # points
ROW = LEAST * LINE + 4  # points: the box of a department
# Told apart by their form where there is no colour: a full disc, a ring, a diamond and a square.
LOOKS = {
    "way": (Look(BLUE, BLUE, 0.25), "ellipse"),
    "dry": (Look("#FFFFFF", DEAD, 1.25), "ellipse"),
    "back": (Look(LIVE, INK, 0.5), "diamond"),
    "over": (Look(FAINT, QUIET, 0.5), "rect"),
}


@dataclass(frozen=True)
class Moment:
    """Where all drops are on a day: ``state`` and ``department`` by drop, as :func:`kccdiag.drops.drops_on` says."""

    day: float
    drops: pd.DataFrame

    def count(self, state: str) -> int:
        """Count the drops in a state."""
        return int((self.drops["state"] == state).sum())


def moments_of(d: Diagnosis) -> list[Moment]:
    """Choose the moments that are shown: those of the figure, and the last; none where there are no drops."""
    if not len(d.drops):
        return []
    return [Moment(day, drops_on(d.drops, day)) for day in shown.days_shown(d.drops)]


def title_of(moment: Moment, d: Diagnosis) -> str:
    """Say how many drops are still on their way, and what became of the others."""
    return shown.title_of(moment.drops, moment.day, has=told_of(d), language=d.language)


def note_of_drops(d: Diagnosis) -> str:
    """Say which signals these are, and that it is a sample to look at."""
    return shown.describe_sample(d.drops, has=told_of(d), language=d.language)


def draw_moment(page: Page, moment: Moment, d: Diagnosis, room: Room) -> Any:
    """Draw where every drop is on a day, as one group of native shapes; returns it."""
    first = max((shape.shape_id for shape in page.slide.shapes), default=1) + 1
    held = [name for name in d.drops["department"].unique() if name]
    aside = Room(room.left + (1 - ASIDE) * room.width, room.top, ASIDE * room.width, room.height - KEY)
    inner = Room(room.left, room.top, room.width - aside.width - 20, room.height - KEY)
    boxes, free = _boxes(d, held, inner, first + 1)
    shapes = [_department(name, box, page) for name, box in boxes.items()]
    tops = _free_above(boxes, room.top)
    numbers = iter(range(free, free + 10_000))
    for name, box in boxes.items():
        heap = moment.drops[moment.drops["department"].map(_box_of(boxes)) == name]
        shapes += _heap(heap["state"].value_counts(), box, tops[name], numbers)
    shapes += _piles(page, moment, d, aside, numbers)
    shapes += _key(page, d, Room(room.left, room.top + room.height - KEY + 2, room.width, KEY - 2), numbers)
    group = parse_xml(group_xml(first, "Drops", _words(moment, d), room, shapes))
    page.slide.shapes._spTree.append(group)
    return group


def _department(name: str, box: Box, page: Page) -> str:
    words = text_xml(shorten(plain(name), (box.width - 6) / page.wider, LEAST), page.language, colour=INK)
    return shape_xml(box.number, name, box.room, Look("#EFEFEF"), form="roundRect", text=words)


def _boxes(d: Diagnosis, held: list[str], room: Room, number: int) -> tuple[dict[str, Box], int]:
    """Give departments their place on the map, and all others together one below; returns the first free number."""
    graph: nx.DiGraph = strongest_flows(d.departments, d.handovers)
    outside = [name for name in held if name not in graph]
    low = ROW + 3 * STEP if outside else 0.0
    inner = Room(room.left, room.top + 3 * STEP, room.width, room.height - 3 * STEP - low)
    boxes = place_boxes(graph, inner, number, highest=ROW, widest=0.98) if graph.number_of_nodes() else {}
    free = number + len(boxes)
    if outside:
        name = outside[0] if len(outside) == 1 else say(d.language, "drops.elsewhere")
        wide = min(width_of(name, LEAST) * 1.2 + 20, 0.8 * room.width)
        boxes[name] = Box(free, room.left, room.top + room.height - ROW, wide, ROW)
    return boxes, free + 1


def _box_of(boxes: dict[str, Box]) -> Callable[[str], str]:
    """Say in whose box a department's drops lie: its own, or that of all that the map leaves out."""
    last = next(reversed(boxes)) if boxes else ""
    return lambda name: name if name in boxes or not name else last


def _free_above(boxes: dict[str, Box], top: float) -> dict[str, float]:
    """Measure the room over each box, in points, up to the next one above it."""
    free = {}
    for name, box in boxes.items():
        above = [
            other.top + other.height
            for other in boxes.values()
            if other.top < box.top and other.left < box.left + box.width and box.left < other.left + other.width
        ]
        free[name] = box.top - max([top, *above]) - 2
    return free


def _heap(counts: pd.Series, box: Box, free: float, numbers: Iterator[int]) -> Iterator[str]:
    """Lay the drops of a department on its box, dried ones lowest, closer together where they are many."""
    states = ["dry"] * int(counts.get("dry", 0)) + ["way"] * int(counts.get("way", 0))
    step = STEP
    while step > LEAST_STEP and math.ceil(len(states) / max(int(box.width / step), 1)) * step > free:
        step -= 0.25
    wide = max(int(box.width / step), 1)
    for place, state in enumerate(states):
        row = min(wide, len(states) - place // wide * wide)
        x = box.left + box.width / 2 + (place % wide - row / 2) * step
        yield _drop(state, x, box.top - (place // wide + 1) * step, step, numbers)


def _drop(state: str, x: float, y: float, step: float, numbers: Iterator[int]) -> str:
    look, form = LOOKS[state]
    size = SIZE * step / STEP
    inset = (step - size) / 2
    return shape_xml(next(numbers), "Drop", Room(x + inset, y + inset, size, size), look, form=form)


def _piles(page: Page, moment: Moment, d: Diagnosis, room: Room, numbers: Iterator[int]) -> Iterator[str]:
    """Lay beside the map what has left it, each kind under its number and name."""
    y = room.top
    for state in shown.states_shown(told_of(d)):
        if state not in ("back", "over"):
            continue
        count = moment.count(state)
        words = f"{number(d.language, count)} {say(d.language, shown.key_of(state, told_of(d)))}"
        for line in wrap(words, room.width / page.wider, LEAST, bold=True):
            yield words_xml(next(numbers), line, Room(room.left, y, room.width, LEAST * LINE), d.language, bold=True)
            y += LEAST * LINE
        wide = int(room.width / STEP)
        for place in range(count):
            yield _drop(state, room.left + place % wide * STEP, y + 2 + place // wide * STEP, STEP, numbers)
        y += math.ceil(count / wide) * STEP + 16


def _key(page: Page, d: Diagnosis, room: Room, numbers: Iterator[int]) -> Iterator[str]:
    x = room.left
    for state in shown.states_shown(told_of(d)):
        words = say(d.language, shown.key_of(state, told_of(d)))
        width = width_of(words, LEAST) * page.wider + 2
        yield _drop(state, x, room.top + 5, STEP, numbers)
        yield words_xml(next(numbers), words, Room(x + 15, room.top, width, 18), d.language)
        x += width + 40


def _words(moment: Moment, d: Diagnosis) -> str:
    """Say the moment in words: how many are in which state, and where most lie."""
    at = moment.drops.loc[moment.drops["department"] != "", "department"].value_counts()
    where = "; ".join(f"{plain(name)}: {number(d.language, count)}" for name, count in at.head(8).items())
    return f"{title_of(moment, d)}. {where}." if where else f"{title_of(moment, d)}."
