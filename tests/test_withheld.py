"""No view of the cube describes one to four persons, nor does what follows from several views (DEFINITIONS 10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.cube.withheld import CELL, Hidden, Withheld, Work, withheld_views

# Everything below counts persons from the signals themselves, with sets, and knows nothing of how it is done.

Choice = dict[str, int | None]
Which = np.ndarray  # of signals, or of departments


@dataclass(frozen=True)
class Signal:
    """A signal, and who worked on it where; kinds and channels beyond those that can be chosen are unknown ones."""

    period: int
    kind: int
    channel: int
    hands: frozenset[tuple[int, int]]  # department, person


@dataclass(frozen=True)
class Organisation:
    """Signals, and how many departments, periods, kinds and channels can be chosen."""

    signals: tuple[Signal, ...]
    shape: tuple[int, int, int, int]
    least: int
    centre: tuple[int, ...] = (0,)

    @cached_property
    def traits(self) -> dict[str, Which]:
        """Return period, kind and channel of the signals."""
        return {name: np.array([getattr(one, name) for one in self.signals], dtype=int) for name in CELL[1:]}

    @cached_property
    def came(self) -> list[Which]:
        """Return, for each department, which signals came there."""
        places = [{department for department, _ in one.hands} for one in self.signals]
        return [np.array([here in found for found in places], dtype=bool) for here in range(self.shape[0])]

    def choices(self) -> Iterator[Choice]:
        """Give every choice without a department."""
        _, periods, kinds, channels = self.shape
        ranges = [(first, last) for first in range(periods) for last in range(first, periods)]
        for (first, last), kind, channel in product(ranges, [None, *range(kinds)], [None, *range(channels)]):
            yield {"from": first, "to": last, "kind": kind, "channel": channel, "department": None}

    def of(self, choice: Choice) -> Which:
        """Say which signals belong to a choice."""
        which = (self.traits["period"] >= choice["from"]) & (self.traits["period"] <= choice["to"])
        for name in ("kind", "channel"):
            if choice[name] is not None:
                which = which & (self.traits[name] == choice[name])
        return which

    def is_few(self, which: Which, departments: Iterable[int]) -> bool:
        """Say whether too few persons worked on signals, in some departments."""
        wanted, persons = set(departments), set()
        for here in wanted:
            for place in np.flatnonzero(which & self.came[here]):
                persons |= {person for department, person in self.signals[place].hands if department in wanted}
                if len(persons) >= self.least:
                    return False
        return bool(persons)

    @property
    def everywhere(self) -> range:
        """Return all departments."""
        return range(self.shape[0])

    def withheld(self) -> Withheld:
        """Ask for what is withheld."""
        worked, avoided = set(), set()
        for one in self.signals:
            cell, places = (one.period, one.kind, one.channel), {department for department, _ in one.hands}
            worked |= {(department, *cell, person) for department, person in one.hands}
            avoided |= {(here, *cell, person) for _, person in one.hands for here in set(self.everywhere) - places}
        work = Work(*self.shape, worked=table_of(worked), avoided=table_of(avoided))
        return withheld_views(work, least=self.least, centre=self.centre)


def table_of(rows: set[tuple[int, ...]]) -> pd.DataFrame:
    """Make the table that is asked for."""
    return pd.DataFrame(sorted(rows), columns=[*CELL, "person"], dtype=int).assign(signals=1)


def one_filter_coarser(choice: Choice, coarser: Choice) -> bool:
    """Say whether a choice has the other in it, and differs from it in one filter: period, kind or channel."""
    if coarser["from"] > choice["from"] or coarser["to"] < choice["to"]:
        return False
    turned = [(coarser["from"], coarser["to"]) != (choice["from"], choice["to"])]
    for name in ("kind", "channel"):
        if coarser[name] not in (None, choice[name]):
            return False
        turned.append(coarser[name] != choice[name])
    return sum(turned) == 1


def check_views(made: Organisation, withheld: Withheld) -> None:
    """Check every view by itself: its departments, what they leave of it, and the contact centre."""
    for choice in made.choices():
        hidden, signals = withheld.of(choice), made.of(choice)
        if hidden.whole:
            assert hidden.departments.all() and hidden.stock.all() and hidden.all_stock and hidden.exposed
            continue
        assert not made.is_few(signals, made.everywhere), choice
        shown = {int(department) for department in np.flatnonzero(~hidden.departments)}
        for department in shown:
            assert not made.is_few(signals, {department}), (choice, department)
        assert not made.is_few(signals, set(made.everywhere) - shown), choice
        assert hidden.exposed or not made.is_few(signals, made.centre), choice
        assert hidden.exposed or set(made.centre) <= shown, choice


def check_pairs(made: Organisation, withheld: Withheld) -> None:
    """Check what every two views one filter apart have between them, by department and by what is left of both."""
    seen = [(choice, withheld.of(choice), made.of(choice)) for choice in made.choices()]
    for (choice, hidden, signals), (coarser, there, more) in product(seen, seen):
        if hidden.whole or there.whole or not one_filter_coarser(choice, coarser):
            continue
        for group in [made.everywhere, *known_in_both(hidden, there)]:
            assert not made.is_few(more & ~signals, group), (choice, coarser, group)


def known_in_both(hidden: Hidden, there: Hidden) -> list[set[int]]:
    """Return the smallest groups of departments of which both views tell the sum."""
    here, other = ({int(one) for one in np.flatnonzero(one.departments)} for one in (hidden, there))
    alone = [{department} for department in range(len(hidden.departments)) if department not in here | other]
    return [*alone, *([here | other] if here & other else [group for group in (here, other) if group])]


def check_filters(made: Organisation, withheld: Withheld) -> None:
    """Check the views filtered by department: who worked there, and on what never came there."""
    for choice, department in product(made.choices(), made.everywhere):
        if withheld.of(choice | {"department": department}).whole:
            continue
        signals, came = made.of(choice), made.came[department]
        assert not made.is_few(signals & came, {department}), (choice, department)
        assert not made.is_few(signals & ~came, made.everywhere), (choice, department)


def check_lines(made: Organisation, withheld: Withheld) -> None:
    """Check what follows from all views together in which one filter is turned, whatever is added and taken off."""
    lines: dict[tuple[object, ...], list[tuple[list[bool], Which]]] = defaultdict(list)
    for choice in made.choices():
        shown = ~withheld.of(choice).departments
        for turned, filters in TURNED.items():
            rest = tuple((name, value) for name, value in choice.items() if name not in filters)
            inside = [is_inside(choice, turned, value) for value in range(made.traits[turned].max(initial=0) + 1)]
            lines[turned, rest].append((inside, shown))
    for (turned, rest), views in lines.items():
        line = made.of({"from": 0, "to": made.shape[1] - 1, "kind": None, "channel": None} | dict(rest))
        for department in made.everywhere:
            for subset in follow_from([inside for inside, shown in views if shown[department]]):
                signals = line & np.isin(made.traits[turned], subset)
                assert not made.is_few(signals, {department}), (turned, rest, subset, department)


TURNED = {"period": ("from", "to"), "kind": ("kind",), "channel": ("channel",)}


def is_inside(choice: Choice, turned: str, value: int) -> bool:
    """Say whether the signals of a period, kind or channel belong to a choice."""
    return choice["from"] <= value <= choice["to"] if turned == "period" else choice[turned] in (None, value)


def follow_from(vectors: list[list[bool]]) -> list[list[int]]:
    """Return all sets of parts of which the sum can be worked out from sums over other sets."""
    if not vectors:
        return []
    parts = range(len(vectors[0]))
    subsets = [list(subset) for length in parts for subset in combinations(parts, length + 1)]
    wanted = np.array([[float(part in subset) for part in parts] for subset in subsets]).T
    known = np.array(vectors, dtype=float).T
    off = known @ np.linalg.lstsq(known, wanted, rcond=None)[0] - wanted
    return [subset for subset, far in zip(subsets, np.abs(off).max(axis=0), strict=True) if far < 1e-9]


CHECKS = (check_views, check_pairs, check_filters, check_lines)

# ---- small organisations


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """Draw an organisation in which three persons are enough, so that few signals show everything."""
    shape = tuple(draw(st.integers(1, most)) for most in (4, 4, 2, 2))
    hand = st.tuples(st.integers(0, shape[0] - 1), st.integers(0, 7))
    signal = st.builds(
        Signal,
        *(st.integers(0, shape[place] - (place == 1)) for place in (1, 2, 3)),
        st.frozensets(hand, min_size=1, max_size=4),
    )
    return Organisation(tuple(set(draw(st.lists(signal, max_size=40)))), shape, least=3)


@given(organisations())
@pytest.mark.parametrize("check", CHECKS)
def test_nothing_that_follows_from_views_is_about_few(check, made):
    check(made, made.withheld())


def test_the_sets_that_follow_from_others_are_found():
    assert follow_from([[True, True, True], [True, True, False]]) == [[2], [0, 1], [0, 1, 2]]
    assert follow_from([[True, True, False], [False, True, True], [True, True, True]])[:3] == [[0], [1], [2]]
    assert follow_from([]) == []
