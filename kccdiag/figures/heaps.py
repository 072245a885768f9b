"""Where heaps of drops and the names under them stand on a small map so that none covers another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd

from kccdiag.figures.placing import Box
from kccdiag.figures.style import TEXT
from kccdiag.shown.lettering import literal, width_of

STEP = 7.6  # points from drop to drop
MOST = 14  # departments that are shown by themselves, those with most drops
LONGEST, SHORTEST = 130.0, 90.0  # points at which a longer name is cut: where there is room, and at most
# Points that a department may move so that its name has room, right and up, nearest first.
SHIFTS = sorted(product((0, 12, -12, 24, -24), range(-96, 97, 6)), key=lambda shift: abs(shift[0]) + abs(shift[1]))
TRIES = 4  # before one department less is shown by itself
BAR = 11.0  # points on either side


def spread(
    held: pd.Series, places: Mapping[str, Sequence[float] | None], *, within: Box, elsewhere: str
) -> pd.DataFrame:
    """Lay out the departments that hold drops; those without a place, or without room for a name, are one.

    Parameters
    ----------
    held
        By department, most first: the most drops that it ever holds.
    places
        By department: x and y between 0 and 1, or None.
    elsewhere
        What several departments together are called.

    Returns
    -------
    pandas.DataFrame
        Indexed by department: shown (under which name), x and y of its bar, and middle and room of the name, in points.
    """
    known = [str(name) for name in held.index if places.get(str(name)) is not None][:MOST]
    while True:
        at = {name: places[name] or () for name in known}
        table = _bases(held, at, within, elsewhere)
        settled, without = _settled(table.drop_duplicates("shown"), within)
        if not without or not known:
            return table[["shown"]].join(settled, on="shown")
        known.remove([name for name in known if name in without or not without & {*known}][-1])


def _bases(held: pd.Series, known: Mapping[str, Sequence[float]], within: Box, elsewhere: str) -> pd.DataFrame:
    """Place departments as the map has them, the others together at the lower right; half is that of a heap's width."""
    nowhere = [str(name) for name in held.index if name not in known]
    low, right, top = 1.6 * TEXT, within.x1, within.y1
    x, y = (pd.Series({name: float(at[axis]) for name, at in known.items()}, dtype=float) for axis in (0, 1))
    on_map = pd.DataFrame({"x": _stretched(x, 5.5 * STEP, right - 4 * STEP), "y": _stretched(y, low, top - 3 * STEP)})
    table = pd.concat([pd.DataFrame({"x": right - 10 * STEP, "y": low}, index=nowhere), on_map])
    table["shown"] = [*(nowhere if len(nowhere) == 1 else [elsewhere] * len(nowhere)), *known]
    most = held.groupby(table["shown"]).sum().reindex(table["shown"]).to_numpy()
    table["half"] = STEP * _rows(most) / 2
    table["y"] = np.minimum(table["y"], np.maximum(top - 2 * table["half"] - STEP, low))  # heaps stay inside
    table["x"] = np.clip(table["x"], table["half"], np.maximum(right - table["half"], table["half"]))
    return table


def _stretched(values: pd.Series, low: float, high: float) -> pd.Series:
    """Stretch places so that they fill the room from one end to the other."""
    across = values.max() - values.min()
    return low + (high - low) * ((values - values.min()) / across if across > 0 else values * 0 + 0.5)


def _settled(bases: pd.DataFrame, within: Box) -> tuple[pd.DataFrame, set[str]]:
    """Move departments to where their names have room; who found none is first the next time.

    Returns
    -------
    tuple of pandas.DataFrame and set of str
        Indexed by what is shown: x and y, and middle and room of the name; and for whom there was no room in the end.
    """
    without = set()
    for _ in range(TRIES):
        settled = _settle(bases, within)
        if len(settled) == len(bases):
            return settled, set()
        late = np.arange(len(bases)) == len(settled)
        without.add(str(bases["shown"][late].iloc[0]))
        bases = pd.concat([bases[late], bases[~late]])
    return bases.set_index("shown")[["x", "y"]].assign(middle=bases["x"].to_numpy(), room=SHORTEST), without


def _settle(bases: pd.DataFrame, within: Box) -> pd.DataFrame:
    """Move departments a little, one after the other, up to the first whose name finds no room."""
    taken: list[Box] = []
    found = {}
    for base in bases.itertuples():
        full = width_of(literal(base.shown), TEXT) + 2
        rooms = dict.fromkeys((min(full, LONGEST), min(full, SHORTEST)))
        for room, (right, up) in product(rooms, SHIFTS):
            x, y = base.x + right, base.y + up
            middle = float(np.clip(x, room / 2, within.x1 - room / 2))
            name = Box(middle - room / 2, y - 4 - 1.2 * TEXT, middle + room / 2, y - 2)
            boxes = [name, *_outline(x, y, base.half)]
            if all(within.holds(one) and not any(one.meets(other) for other in taken) for one in boxes):
                taken += boxes
                found[str(base.shown)] = (x, y, middle, room)
                break
        else:
            break
    return pd.DataFrame.from_dict(found, orient="index", columns=["x", "y", "middle", "room"])


def _outline(x: float, y: float, half: float) -> tuple[Box, Box]:
    """Enclose a bar with its heap, of half so many points at its foot: the upper half of a heap is half as wide."""
    foot = max(BAR, half)
    return Box(x - foot, y - 1, x + foot, y + half + STEP), Box(x - half / 2, y, x + half / 2, y + 2 * half + STEP)


def heap_of(count: int) -> np.ndarray:
    """Give the slots of a heap, in steps, rows that get shorter upwards: x around 0 and y from 0.

    Examples
    --------
    >>> heap_of(4).tolist()
    [[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0], [-0.5, 1.0]]
    """
    wide, slots = int(_rows(np.array(count))), []
    for row in range(wide):
        slots += [(place - (wide - row - 1) / 2, float(row)) for place in range(wide - row)]
    return np.array(slots[:count], dtype=float).reshape(-1, 2)


def _rows(count: np.ndarray) -> np.ndarray:
    """Count the rows of a heap."""
    rows: np.ndarray = np.ceil((np.sqrt(8 * count + 1) - 1) / 2)
    return rows
