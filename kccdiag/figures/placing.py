"""Where names stand beside their discs so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RINGS = (3.0, 12.0, 24.0, 40.0)  # points between disc and name, nearest first
SIDES = ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1))  # right before left before above
BETWEEN = 6.0  # points between two names on a line, so that they do not read as one
LED = 8.0  # points between disc and name from which on a line joins them
CROSSING = 4.0  # of a disc or a name by such a line, for a place: more than the farthest ring costs
TOLERATED = 2  # discs without a name that a name may cover: in a crowd of hundreds there is no other way


@dataclass(frozen=True)
class Box:
    """A rectangle, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles overlap.

        Examples
        --------
        >>> Box(0, 0, 2, 2).meets(Box(1, 1, 3, 3)), Box(0, 0, 1, 1).meets(Box(1, 0, 2, 1))
        (True, False)
        """
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def wider(self, by: float) -> Box:
        """Add some points at the left and at the right."""
        return Box(self.x0 - by, self.y0, self.x1 + by, self.y1)

    def holds(self, other: Box) -> bool:
        """Tell whether another rectangle lies inside this one."""
        return self.x0 <= other.x0 and other.x1 <= self.x1 and self.y0 <= other.y0 and other.y1 <= self.y1


@dataclass(frozen=True)
class Label:
    """A name of some width and height that wants a place beside its disc; all in points."""

    x: float
    y: float
    radius: float
    width: float
    height: float


def place_labels(labels: Sequence[Label], *, crowd: np.ndarray, taken: Sequence[Box], within: Box) -> list[Box | None]:
    """Place names one after the other, the first one first choice, on nothing that is already there.

    Parameters
    ----------
    labels
        Names in order of importance.
    crowd
        Discs without a name: one row each of x, y, radius.
    taken
        Rectangles that must stay free.
    within
        The rectangle in which all names must lie.

    Returns
    -------
    list of Box or None
        In the order of the labels; None where there is no room.

    Examples
    --------
    >>> place_labels([Label(50, 50, 5, 20, 10)], crowd=np.empty((0, 3)), taken=[], within=Box(0, 0, 100, 100))
    [Box(x0=58.0, y0=45.0, x1=78.0, y1=55.0)]
    """
    named = np.array([(label.x, label.y, label.radius) for label in labels]).reshape(-1, 3)
    discs = np.vstack([named, crowd])
    placed: list[Box | None] = []
    lines: list[Box] = []
    for label in labels:
        full = [*taken, *lines, *(box.wider(BETWEEN) for box in placed if box)]
        free = [
            (cost + covered + CROSSING * _crossed(label, box, discs, placed), box)
            for cost, box in _candidates(label)
            if within.holds(box)
            and not any(box.meets(other) for other in full)
            and not _covered(box, named)
            and (covered := _covered(box, crowd)) <= TOLERATED
        ]
        placed.append(min(free, key=lambda choice: choice[0])[1] if free else None)
        line = line_of(label, placed[-1]) if placed[-1] else None
        lines += [Box(x - 2, y - 2, x + 2, y + 2) for x, y in ([] if line is None else _along(line).tolist())]
    return placed


def line_of(label: Label, box: Box) -> np.ndarray | None:
    """Give the ends of the line from a name to its disc, one row of x and y each; None where they are near."""
    middle = np.array([label.x, label.y])
    end = np.clip(middle, (box.x0, box.y0), (box.x1, box.y1))
    away = float(np.hypot(*(end - middle)))
    return np.array([end, middle + (end - middle) * label.radius / away]) if away > label.radius + LED else None


def _along(ends: np.ndarray) -> np.ndarray:
    """Give some points of a line, one row of x and y each."""
    points: np.ndarray = ends[0] + np.linspace(0, 1, 20)[:, None] * (ends[1] - ends[0])
    return points


def _crossed(label: Label, box: Box, discs: np.ndarray, boxes: Sequence[Box | None]) -> int:
    """Count the discs and names over which the line from a name to its disc would run."""
    ends = line_of(label, box)
    if ends is None:
        return 0
    x, y = _along(ends).T
    away = np.hypot(discs[:, :1] - x, discs[:, 1:2] - y).min(axis=1)
    own = np.hypot(discs[:, 0] - label.x, discs[:, 1] - label.y) == 0
    over = sum(bool(((one.x0 < x) & (x < one.x1) & (one.y0 < y) & (y < one.y1)).any()) for one in boxes if one)
    return int((~own & (away < discs[:, 2])).sum()) + over


def _candidates(label: Label) -> list[tuple[float, Box]]:
    """List the places around a disc with what each costs: far is worse than not at the right."""
    found = []
    for ring, gap in enumerate(RINGS):
        for order, (right, up) in enumerate(SIDES):
            slant = 0.75 if right and up else 1.0
            away = label.radius + gap
            x = label.x + right * away * slant - (0 if right > 0 else label.width if right < 0 else label.width / 2)
            y = label.y + up * away * slant - (0 if up > 0 else label.height if up < 0 else label.height / 2)
            found.append((ring + order / 10, Box(x, y, x + label.width, y + label.height)))
    return found


def _covered(box: Box, discs: np.ndarray) -> int:
    """Count the discs that a rectangle touches."""
    across = discs[:, 0] - np.clip(discs[:, 0], box.x0, box.x1)
    up = discs[:, 1] - np.clip(discs[:, 1], box.y0, box.y1)
    return int((np.hypot(across, up) < discs[:, 2]).sum())
