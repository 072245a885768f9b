"""Which views of the cube describe too few persons to be shown (DEFINITIONS 10).

A view is a choice of period (from one quarter of the first event to another), kind, channel and department. Whoever
sees several of them can take one from the other, so it is not enough to count the persons of each.

The rule
--------
A department is shown in a view if, for each filter by itself (period, kind, channel), the views that differ in nothing
else can be cut into *pieces* of which each has no person at the department or ``least`` and more, and the view is made
of whole pieces. A quarter with three persons is a piece only together with a neighbour, a kind with three only together
with the next smallest kinds; a view that parts them is withheld, the longer period and all kinds are shown.

Of two views that pass, one of which has the other in it, the finer is withheld where they differ by few persons.
The departments withheld in a view are one group: it must be none or enough persons, and so must its difference from
every view one filter coarser, together with what is withheld there. Until it is, the next smallest goes along.

What that guarantees
--------------------
- No view describes 1 to 4 persons at a department, nor does the difference of two views of which one has the other in
  it, however many filters are between (ideas by chat in spring against everything).
- Nor does anything that follows from *however many* views in which one and the same filter is turned: all kinds minus
  those shown, periods that overlap, the quarter that two ranges differ in. All are sums of pieces.
- Nor does what remains of a view, or of two views one filter apart, when the departments shown are taken off.
- A view filtered by department (its verdict and ideas are of the signals that came there) leaves others over: who
  worked on signals that never came there are none or enough, too.
- The same holds of the view as a whole, and of the contact centre as one (``exposed``).
- Ideas that are followed in a view of all kinds are a view of their own: whoever shows them asks for the choice of
  ideas, too (:meth:`Withheld.of`).
- A stock curve is by date, not by first event: it is shown where the department is shown both in the view and over the
  whole window under the same kind and channel, of whose curve it is a piece.

What it does not
----------------
- What follows from sums over three and more views in which several filters were turned may be about few persons, and so
  may what remains of views several filters apart when the departments shown are taken off.
- A handover describes those who gave and those who took; that one person does all of it is not known here (nor in the
  table of handovers). Whoever works beside somebody knows more than any table.
- Where the log names nobody of a department, signals stand in for persons: five may have been one person's. Events that
  nobody signed, in a department of which others are named, are nobody's; only where a view has no others there are
  ``least`` signals asked for.
- Departments that the diagnosis has pooled come here as one: who they are is not decided again.

The answer for every view is worked out once, where the log is read, and kept as yes and no. Who worked where is needed
by nobody who looks at a view, so it is not kept with the cube.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
View = tuple[int, int, int, int]  # first and last period, kind and channel counted from 1; 0 for all of them

CELL = ["department", "period", "kind", "channel"]
WORD = 64  # bits


@dataclass(frozen=True)
class Work:
    """Who worked where, on which signals; everything is counted from 0.

    Attributes
    ----------
    departments, periods
        How many there are.
    kinds, channels
        How many can be chosen. Higher numbers in the tables stand for kinds and channels that can't be (unknown ones):
        they count in "all".
    worked
        ``department``, ``period``, ``kind``, ``channel`` (of the signal), ``person``, ``signals``: who worked where.
        Of a department of which the log names nobody, ``person`` is -1 and ``signals`` stand in; else they don't count.
    avoided
        The same of those who worked, anywhere, on signals that never came to the department.
    came
        The same of the signals that came to departments of which the log names persons, whoever worked on them;
        ``person`` is -1.
    pooled
        Departments that are several small ones together: they can't be filtered by.
    """

    departments: int
    periods: int
    kinds: int
    channels: int
    worked: pd.DataFrame
    avoided: pd.DataFrame
    came: pd.DataFrame
    pooled: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Hidden:
    """What may not be shown in one view.

    Attributes
    ----------
    whole
        The view as a whole: nothing of it is shown.
    departments
        By department, in the order of the cube: its row, and its handovers either way.
    stock
        By department: its stock curve.
    all_stock
        The stock of all together.
    exposed
        Nothing may be said of the contact centre. What it passes on and how it spreads are withheld then, and so is
        what compares a department with "elsewhere", which leaves the contact centre out: the stay ratio.
    """

    whole: bool
    departments: Bools
    stock: Bools
    all_stock: bool
    exposed: bool


@dataclass(frozen=True)
class Withheld:
    """What may not be shown, in every view.

    Attributes
    ----------
    departments, filters
        By first period, last period, kind, channel (0 for all, else one more than the cube's number) and department:
        whether its row is withheld, and whether the view filtered by it is.
    whole, exposed
        The same without department, see :class:`Hidden`.
    """

    departments: Bools
    filters: Bools
    whole: Bools
    exposed: Bools

    def of(self, choice: Mapping[str, int | None]) -> Hidden:
        """Return what may not be shown of a choice: ``from``, ``to``, ``kind``, ``channel``, ``department``."""
        first, last, department = choice["from"] or 0, choice["to"] or 0, choice.get("department")
        kind, channel = (0 if choice.get(name) is None else 1 + int(choice[name] or 0) for name in ("kind", "channel"))
        view, ever = (first, last, kind, channel), (0, len(self.whole) - 1, kind, channel)
        whole = bool(self.whole[view]) or (department is not None and bool(self.filters[view][department]))
        stock = self.departments[view] | self.departments[ever]
        return Hidden(
            whole=whole,
            departments=self.departments[view] | whole,
            stock=stock | whole,
            all_stock=whole or bool(self.whole[ever]),
            exposed=whole or bool(self.exposed[view]),
        )


def withheld_views(work: Work, *, least: int, centre: Sequence[int] = ()) -> Withheld:
    """Work out what may not be shown, in every view.

    Parameters
    ----------
    least
        Persons that a group must have.
    centre
        The departments of the contact centre.

    Examples
    --------
    Six worked in the first quarter, three of them in the second as well. The second is not shown and neither is the
    first, because both together are.

    >>> rows = [(0, 0, 0, 0, person, 1) for person in range(6)] + [(0, 1, 0, 0, person, 1) for person in range(3)]
    >>> worked = pd.DataFrame(rows, columns=[*CELL, "person", "signals"])
    >>> nothing = worked.iloc[:0]
    >>> withheld = withheld_views(Work(1, 2, 1, 1, worked=worked, avoided=nothing, came=nothing), least=5)
    >>> [bool(withheld.departments[first, last, 0, 0, 0]) for first, last in ((0, 0), (1, 1), (0, 1))]
    [True, True, False]
    """
    depts = range(work.departments)
    crowd = _Crowd.of(work.worked, work)
    every = crowd.joined([*([dept] for dept in depts), list(depts), list(centre)])
    sizes = every.sizes()
    parted = _parts_a_period(sizes, least) | _parts_a_kind(every, sizes, least)
    parted |= np.swapaxes(_parts_a_kind(every.turned(), np.swapaxes(sizes, 2, 3), least), 2, 3)
    came = _Crowd.of(work.came, work).joined([*([dept] for dept in depts), list(depts), list(centre)])
    parted |= (sizes == 0) & _few(came.sizes(), least)  # a few signals, and nobody signed for them
    _hide_what_differs_by_few(every, parted, least)
    hidden, whole, exposed = parted[..., :-2].copy(), parted[..., -2].copy(), parted[..., -1].copy()
    _Remainders(crowd, sizes[..., :-2], least=least).hide(hidden, whole)
    hidden |= whole[..., None]
    exposed |= hidden[..., list(centre)].any(axis=-1)
    filters = hidden | _few(_Crowd.of(work.avoided, work).sizes(), least)
    filters[..., list(work.pooled)] = True
    return Withheld(hidden, filters, whole, exposed)


def _few(sizes: Ints, least: int) -> Bools:
    return (sizes > 0) & (sizes < least)


# ---- persons as bits


@dataclass(frozen=True)
class _Crowd:
    """Sets of persons, by row (a department or several), period, kind and channel.

    Attributes
    ----------
    bits
        One bit a person; by row, period, kind, channel, word. The first kind and the first channel are all together,
        the next can be chosen, those after them can't.
    stand_ins
        How many signals stand in for persons that the log does not name.
    """

    bits: NDArray[np.uint64]
    stand_ins: Ints
    kinds: int
    channels: int

    @classmethod
    def of(cls, table: pd.DataFrame, work: Work) -> _Crowd:
        """Make the sets of a table, departments as rows."""
        most = [max([getattr(work, f"{name}s"), *(table[name] + 1)]) for name in CELL]
        shape = (most[0], most[1], 1 + most[2], 1 + most[3])
        places = tuple(table[name].to_numpy(int) + (name in CELL[2:]) for name in CELL)
        person, named = table["person"].to_numpy(int), table["person"].to_numpy(int) >= 0
        bits = np.zeros((*shape, 1 + max([0, *person]) // WORD), dtype=np.uint64)
        where = (*(place[named] for place in places), person[named] // WORD)
        np.bitwise_or.at(bits, where, np.uint64(1) << (person[named] % WORD).astype(np.uint64))
        stand_ins = np.zeros(shape, dtype=np.int64)
        np.add.at(stand_ins, tuple(place[~named] for place in places), table["signals"].to_numpy(np.int64)[~named])
        for axis in (2, 3):
            everything = (slice(None),) * axis + (0,)
            bits[everything] = np.bitwise_or.reduce(bits, axis=axis)
            stand_ins[everything] = stand_ins.sum(axis=axis)
        return cls(bits, stand_ins, work.kinds, work.channels)

    def joined(self, groups: Iterable[Sequence[int]]) -> _Crowd:
        """Make one row of each of some groups of rows."""
        rows = [list(group) for group in groups]
        bits = np.stack([np.bitwise_or.reduce(self.bits[group], axis=0) for group in rows])
        return replace(self, bits=bits, stand_ins=np.stack([self.stand_ins[group].sum(axis=0) for group in rows]))

    def turned(self) -> _Crowd:
        """Let kinds and channels change places."""
        return _Crowd(self.bits.swapaxes(2, 3), self.stand_ins.swapaxes(2, 3), self.channels, self.kinds)

    def over(self, first: int, last: int) -> tuple[NDArray[np.uint64], Ints]:
        """Put the periods of a range together."""
        part = slice(first, last + 1)
        return np.bitwise_or.reduce(self.bits[:, part], axis=1), self.stand_ins[:, part].sum(axis=1)

    def sizes(self) -> Ints:
        """Count the persons of every view: by first period, last period, kind, channel and row."""
        rows, periods = self.bits.shape[:2]
        sizes = np.zeros((periods, periods, 1 + self.kinds, 1 + self.channels, rows), dtype=np.int64)
        for first, last in _ranges(periods):
            bits, stand_ins = self.over(first, last)
            persons = _counted(bits) + stand_ins
            sizes[first, last] = np.moveaxis(persons[:, : 1 + self.kinds, : 1 + self.channels], 0, -1)
        return sizes

    def count(self, rows: Bools, periods: Sequence[int], kinds: Sequence[int], channels: Sequence[int]) -> int:
        """Count the persons of some rows together, on the signals of some periods, kinds and channels."""
        cells = np.ix_(np.flatnonzero(rows), *(np.asarray(part, dtype=np.int64) for part in (periods, kinds, channels)))
        bits = self.bits[cells].reshape(-1, self.bits.shape[-1])
        return int(_counted(np.bitwise_or.reduce(bits, axis=0)) + self.stand_ins[cells].sum())


def _counted(bits: NDArray[np.uint64]) -> Ints:
    counted: Ints = np.bitwise_count(bits).sum(axis=-1, dtype=np.int64)
    return counted


def _ranges(periods: int) -> Iterator[tuple[int, int]]:
    """Give the first and last period of every range, longest first."""
    for length in range(periods, 0, -1):
        for first in range(periods - length + 1):
            yield first, first + length - 1


# ---- pieces


def _parts_a_period(sizes: Ints, least: int) -> Bools:
    """Say which views begin or end within a piece of time.

    Pieces are as short as they can be from the first period on. What is left over at the end belongs to the last
    piece that has persons, and so do the periods between.
    """
    periods = len(sizes)
    lines = sizes.reshape(periods, periods, -1)
    every, start = np.arange(lines.shape[-1]), np.zeros(lines.shape[-1], dtype=np.int64)
    edges = np.zeros((lines.shape[-1], periods + 1), dtype=bool)
    edges[:, 0] = True
    for last in range(periods):
        done = ~_few(lines[start, last, every], least)
        edges[done, last + 1], start[done] = True, last + 1
    while (left := ~edges[:, -1] & edges[:, 1:].any(axis=1)).any():
        before = periods - 1 - np.argmax(edges[left, :-1][:, ::-1], axis=1)
        edges[left, before] = False
        start = periods - 1 - np.argmax(edges[left, :-1][:, ::-1], axis=1)
        edges[left, -1] = ~_few(lines[start, -1, every[left]], least)
    parted = np.zeros(lines.shape, dtype=bool)
    for first, last in _ranges(periods):
        parted[first, last] = ~(edges[:, first] & edges[:, last + 1]) & (lines[first, last] > 0)
    return parted.reshape(sizes.shape)


def _parts_a_kind(crowd: _Crowd, sizes: Ints, least: int) -> Bools:
    """Say which views choose a kind that is a piece only together with others."""
    parted = np.zeros(sizes.shape, dtype=bool)
    for first, last in _ranges(len(sizes)):
        bits, stand_ins = crowd.over(first, last)
        part = (slice(None), slice(1, None), slice(0, 1 + crowd.channels))
        together = _smallest_together(bits[part], stand_ins[part], crowd.kinds, least)
        parted[first, last, 1:] = np.moveaxis(together[:, : crowd.kinds], 0, -1)
        whole = sizes[first, last, 0]  # all kinds
        parted[first, last, 0] = _few(whole, least)
    return parted


def _smallest_together(bits: NDArray[np.uint64], stand_ins: Ints, chosen: int, least: int) -> Bools:
    """Put kinds of few persons together with the next smallest until they are enough, for each row and channel."""
    sizes = _counted(bits) + stand_ins
    together = _few(sizes, least)
    together[:, chosen:] = sizes[:, chosen:] > 0
    while True:
        persons = _counted(np.bitwise_or.reduce(np.where(together[..., None], bits, np.uint64(0)), axis=1))
        persons += np.where(together, stand_ins, 0).sum(axis=1)
        free = np.where(together | (sizes == 0), np.iinfo(np.int64).max, sizes)
        more = _few(persons, least) & (free.min(axis=1) < np.iinfo(np.int64).max)
        if not more.any():
            return together
        row, channel = np.nonzero(more)
        together[row, free.argmin(axis=1)[more], channel] = True


# ---- differences

Turned = tuple[bool, bool]  # whether a kind is chosen, and a channel


@dataclass(frozen=True)
class _Some:
    """Sets of persons by row, kind and channel, as in a :class:`_Crowd`."""

    bits: NDArray[np.uint64]
    stand_ins: Ints

    def __or__(self, other: _Some) -> _Some:
        """Put the persons of other signals to these."""
        return _Some(self.bits | other.bits, self.stand_ins + other.stand_ins)

    def of(self, kinds: int, channels: int, turned: Turned) -> _Some:
        """Take each kind and channel that can be chosen, or all together where none is."""
        part = (slice(None), *_chosen(turned, (kinds, channels)))
        return _Some(self.bits[part], self.stand_ins[part])

    def but_one(self, axis: int) -> _Some:
        """Put all others together in the place of each kind (or channel)."""
        bits, stand_ins = np.moveaxis(self.bits, axis, 0), np.moveaxis(self.stand_ins, axis, 0)
        others = [[*range(1, place), *range(place + 1, len(bits))] for place in range(len(bits))]
        together = np.stack([np.bitwise_or.reduce(bits[those], axis=0) for those in others])
        summed = np.stack([stand_ins[those].sum(axis=0) for those in others])
        return _Some(np.moveaxis(together, 0, axis), np.moveaxis(summed, 0, axis))

    def few(self, least: int) -> Bools:
        """Say which are too few, by kind, channel and row."""
        return np.moveaxis(_few(_counted(self.bits) + self.stand_ins, least), 0, -1)


def _chosen(turned: Turned, most: tuple[int, int]) -> tuple[slice, slice]:
    kind, channel = (slice(1, 1 + size) if one else slice(0, 1) for one, size in zip(turned, most, strict=True))
    return kind, channel


def _hide_what_differs_by_few(crowd: _Crowd, hidden: Bools, least: int) -> None:
    """Hide what has few persons less than a view that is shown and has it in it, however many filters are between."""
    most = (crowd.kinds, crowd.channels)
    for first, last in _ranges(len(hidden)):
        inside = _Some(*crowd.over(first, last))
        others = inside.but_one(1), inside.but_one(2)
        for finer, coarser in _FINER_AND_COARSER:
            here = hidden[(first, last, *_chosen(finer, most))]
            for begin, end in product(range(first + 1), range(last, len(hidden))):
                rest = _Some(*crowd.over(begin, first - 1)) | _Some(*crowd.over(last + 1, end))
                rest = rest.of(*most, coarser)
                if finer[0] > coarser[0]:
                    rest |= others[0].of(*most, (True, coarser[1]))
                if finer[1] > coarser[1]:
                    rest |= others[1].of(*most, (finer[0], True))
                here |= rest.few(least) & ~hidden[(begin, end, *_chosen(coarser, most))]


_TURNED: tuple[Turned, ...] = ((False, False), (False, True), (True, False), (True, True))

# In an order in which a view comes after all that are coarser.
_FINER_AND_COARSER: tuple[tuple[Turned, Turned], ...] = tuple(
    (finer, coarser) for finer in _TURNED for coarser in _TURNED if coarser[0] <= finer[0] and coarser[1] <= finer[1]
)


# ---- what remains when the departments shown are taken off


@dataclass(frozen=True)
class _Remainders:
    """Hides departments until what is hidden in a view is none or enough persons, whatever it is compared with."""

    crowd: _Crowd
    sizes: Ints
    least: int

    def hide(self, hidden: Bools, whole: Bools) -> None:
        """Add to what is hidden, in each view after all that are coarser."""
        kinds, channels = range(1 + self.crowd.kinds), range(1 + self.crowd.channels)
        views = [(first, last, k, c) for first, last in _ranges(len(whole)) for k in kinds for c in channels]
        for view in sorted(views, key=lambda view: (view[2] > 0) + (view[3] > 0)):
            if not whole[view]:
                coarser = [(other, rest) for other, rest in self._coarser(view) if not whole[other]]
                self._hide_in(view, hidden, coarser)

    def _hide_in(self, view: View, hidden: Bools, coarser: list[tuple[View, _Rest]]) -> None:
        here, size = hidden[view], self.sizes[view]
        order = np.lexsort((size, size == 0))  # who has nobody here hides nobody: last
        while (tells := self._tells(view, hidden, coarser)) is not None:
            more = tells & ~here
            if not more.any():
                left = order[~here[order]]
                if not len(left):
                    return
                more[left[0]] = True
            here |= more

    def _tells(self, view: View, hidden: Bools, coarser: list[tuple[View, _Rest]]) -> Bools | None:
        """Return a group of hidden departments of which few persons could be told; None if there is none."""
        here = hidden[view]
        first, last, kind, channel = view
        if here.any() and self._is_few(here, (range(first, last + 1), [kind], [channel])):
            return here
        for other, rest in coarser:
            for group in _groups(here, hidden[other]):
                if self._is_few(group, rest):
                    return group
        return None

    def _is_few(self, rows: Bools, rest: _Rest) -> bool:
        return 0 < self.crowd.count(rows, *rest) < self.least

    def _coarser(self, view: View) -> Iterator[tuple[View, _Rest]]:
        """Give the views one filter coarser, and what they have besides: periods, kinds and channels."""
        first, last, kind, channel = view
        kinds, channels = self.crowd.bits.shape[2:4]
        if kind:
            rest = [one for one in range(1, kinds) if one != kind]
            yield (first, last, 0, channel), (range(first, last + 1), rest, [channel])
        if channel:
            rest = [one for one in range(1, channels) if one != channel]
            yield (first, last, kind, 0), (range(first, last + 1), [kind], rest)
        for begin in range(first + 1):
            for end in range(last, len(self.sizes)):
                if (begin, end) != (first, last):
                    periods = [*range(begin, first), *range(last + 1, end + 1)]
                    yield (begin, end, kind, channel), (periods, [kind], [channel])


_Rest = tuple[Sequence[int], Sequence[int], Sequence[int]]


def _groups(here: Bools, there: Bools) -> list[Bools]:
    """Give the groups of departments of which two views tell nothing but the sum."""
    if (here & there).any():
        return [here | there]
    return [group for group in (here, there) if group.any()]
