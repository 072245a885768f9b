"""No view of the cube describes one to four persons, nor does what follows from several views (DEFINITIONS 10)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kccdiag
from kccdiag.cube import Cube, cube_of
from kccdiag.cube.view import view
from kccdiag.cube.withheld import CELL, Hidden, Withheld, Work, withheld_views
from kccdiag.engagement import Engagement
from kccdiag.intake.logs import read_log

# Everything below counts persons from the signals themselves, with sets, and knows nothing of how it is done.

Choice = dict[str, int | None]
Which = np.ndarray  # of signals, or of departments


@dataclass(frozen=True)
class Signal:
    """A signal, and who worked on it where; kinds and channels beyond those that can be chosen are unknown ones.

    Person 0 is nobody: an event that nobody signed.
    """

    period: int
    kind: int
    channel: int
    hands: frozenset[tuple[int, int]]  # department, person
    many: int = 1  # alike in all but their persons


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
                persons |= {person for here, person in self.signals[place].hands if person and here in wanted}
                if len(persons) >= self.least:
                    return False
        return bool(persons)

    def is_few_and_nobody(self, which: Which, department: int) -> bool:
        """Say whether too few signals came to a department, and nobody signed for any of them."""
        came = [self.signals[place] for place in np.flatnonzero(which & self.came[department])]
        signed = any(person for one in came for here, person in one.hands if here == department)
        return not signed and 0 < sum(one.many for one in came) < self.least

    @property
    def everywhere(self) -> range:
        """Return all departments."""
        return range(self.shape[0])

    def withheld(self) -> Withheld:
        """Ask for what is withheld."""
        worked, avoided, came = set(), set(), Counter()
        for one in self.signals:
            cell, places = (one.period, one.kind, one.channel), {department for department, _ in one.hands}
            worked |= {(here, *cell, person) for here, person in one.hands if person}
            came.update({(here, *cell, -1): one.many for here in places})
            avoided |= {
                (here, *cell, person) for _, person in one.hands if person for here in set(self.everywhere) - places
            }
        visited = table_of(set(came)).assign(signals=[came[row] for row in sorted(came)])
        work = Work(*self.shape, worked=table_of(worked), avoided=table_of(avoided), came=visited)
        return withheld_views(work, least=self.least, centre=self.centre)


def table_of(rows: set[tuple[int, ...]]) -> pd.DataFrame:
    """Make the table that is asked for."""
    return pd.DataFrame(sorted(rows), columns=[*CELL, "person"], dtype=int).assign(signals=1)


def filters_between(choice: Choice, coarser: Choice) -> int | None:
    """Count the filters in which a choice is finer than another that has it in it; None where it has not."""
    if coarser["from"] > choice["from"] or coarser["to"] < choice["to"]:
        return None
    if any(coarser[name] not in (None, choice[name]) for name in ("kind", "channel")):
        return None
    period = (coarser["from"], coarser["to"]) != (choice["from"], choice["to"])
    return period + sum(coarser[name] != choice[name] for name in ("kind", "channel"))


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
            assert not made.is_few_and_nobody(signals, department), (choice, department)
        assert not made.is_few(signals, set(made.everywhere) - shown), choice
        assert hidden.exposed or not made.is_few(signals, made.centre), choice
        assert hidden.exposed or set(made.centre) <= shown, choice


def check_pairs(made: Organisation, withheld: Withheld) -> None:
    """Check what every two views one filter apart have between them, by department and by what is left of both."""
    seen = [(choice, withheld.of(choice), made.of(choice)) for choice in made.choices()]
    for (choice, hidden, signals), (coarser, there, more) in product(seen, seen):
        if hidden.whole or there.whole or filters_between(choice, coarser) != 1:
            continue
        for group in [made.everywhere, *known_in_both(hidden, there)]:
            assert not made.is_few(more & ~signals, group), (choice, coarser, group)


def check_nested(made: Organisation, withheld: Withheld) -> None:
    """Check what a view has besides any other that lies in it, however many filters are between."""
    seen = [(choice, withheld.of(choice), made.of(choice)) for choice in made.choices()]
    for (choice, hidden, signals), (coarser, there, more) in product(seen, seen):
        if hidden.whole or there.whole or not filters_between(choice, coarser):
            continue
        assert not made.is_few(more & ~signals, made.everywhere), (choice, coarser)
        for department in np.flatnonzero(~hidden.departments & ~there.departments):
            assert not made.is_few(more & ~signals, {int(department)}), (choice, coarser, department)


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


CHECKS = (check_views, check_pairs, check_nested, check_filters, check_lines)

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


# ---- known answers


def shown_ranges(persons: list[int]) -> list[tuple[int, int]]:
    """Return the ranges of periods that are shown of one department, from how many (other) persons worked in each."""
    signals = [
        Signal(period, 0, 0, frozenset({(0, 1 + 100 * period + one)}))
        for period, size in enumerate(persons)
        for one in range(size)
    ]
    withheld = Organisation(tuple(signals), (1, len(persons), 1, 1), least=5).withheld()
    ranges = [(first, last) for first in range(len(persons)) for last in range(first, len(persons))]
    return [one for one in ranges if not withheld.departments[(*one, 0, 0, 0)]]


@pytest.mark.parametrize(
    ("persons", "shown"),
    [
        ([5, 6], [(0, 0), (0, 1), (1, 1)]),
        ([6, 3], [(0, 1)]),  # the first by itself would tell of the three
        ([3, 2, 6], [(0, 1), (0, 2), (2, 2)]),
        ([6, 3, 6], [(0, 0), (0, 2), (1, 2)]),  # with (0, 1) as well, the three would be what is too much in both
        ([6, 0, 3], [(0, 2), (1, 1)]),
        ([0, 6], [(0, 0), (0, 1), (1, 1)]),
        ([2, 2], []),
        ([0, 0], [(0, 0), (0, 1), (1, 1)]),
    ],
)
def test_ranges_are_shown_in_whole_pieces(persons, shown):
    assert shown_ranges(persons) == shown


def shown_kinds(persons: list[int], chosen: int) -> list[int]:
    """Return the kinds that are shown of one department, from how many (other) persons worked on each."""
    signals = [
        Signal(0, kind, 0, frozenset({(0, 1 + 100 * kind + one)}))
        for kind, size in enumerate(persons)
        for one in range(size)
    ]
    withheld = Organisation(tuple(signals), (1, 1, chosen, 1), least=5).withheld()
    return [kind for kind in range(chosen) if not withheld.departments[0, 0, 1 + kind, 0, 0]]


@pytest.mark.parametrize(
    ("persons", "chosen", "shown"),
    [
        ([5, 6, 7], 3, [0, 1, 2]),
        ([9, 3, 6], 3, [0]),  # the three are hidden among the nine of the next smallest
        ([9, 3, 2], 3, [0]),  # and where two together are five, among themselves
        ([9, 3, 6], 2, [0]),  # an unknown kind hides them, and nothing else need go
        ([9, 6, 2], 2, [0]),
        ([9, 0, 6], 3, [0, 1, 2]),
        ([9, 3], 2, []),
    ],
)
def test_kinds_of_few_persons_are_hidden_among_the_next_smallest(persons, chosen, shown):
    assert shown_kinds(persons, chosen) == shown


def test_a_department_that_total_and_others_would_give_back_takes_the_next_smallest_along():
    hands = {(0, 1 + person) for person in range(9)} | {(1, 20 + person) for person in range(3)}
    signals = [Signal(0, 0, 0, frozenset({hand})) for hand in hands | {(2, 30 + person) for person in range(6)}]
    withheld = Organisation(tuple(signals), (3, 1, 1, 1), least=5).withheld()
    assert withheld.departments[0, 0, 0, 0].tolist() == [False, True, True]
    assert not withheld.whole[0, 0, 0, 0] and not withheld.exposed[0, 0, 0, 0]


def test_signals_stand_in_where_the_log_names_nobody():
    rows = [(0, 0, 0, 0, -1, 4), (1, 0, 0, 0, -1, 5), (2, 0, 0, 0, -1, 6)]
    table = pd.DataFrame(rows, columns=[*CELL, "person", "signals"])
    withheld = withheld_views(Work(3, 1, 1, 1, worked=table, avoided=table.iloc[:0], came=table.iloc[:0]), least=5)
    assert withheld.departments[0, 0, 0, 0].tolist() == [True, True, False]


def test_a_stock_curve_is_a_piece_of_that_of_the_whole_window():
    # In the first quarter three gave a compliment. Over the whole window they are hidden among the six who had an idea,
    # all in the second quarter: there ideas are shown, but not their stock, which is that of the whole window.
    sizes = {(0, 1): 9, (0, 2): 3, (1, 0): 6, (1, 1): 9}
    signals = [
        Signal(period, kind, 0, frozenset({(0, 1 + 10 * kind + one)}))
        for (period, kind), size in sizes.items()
        for one in range(size)
    ]
    withheld = Organisation(tuple(signals), (1, 2, 3, 1), least=5).withheld()
    ideas = withheld.of({"from": 1, "to": 1, "kind": 0, "channel": None, "department": None})
    ever = withheld.of({"from": 0, "to": 1, "kind": 0, "channel": None, "department": None})
    assert (ideas.departments.tolist(), ideas.stock.tolist()) == ([False], [True])
    assert ever.departments.tolist() == [True]


def test_small_groups_are_no_filter():
    made = Organisation(
        tuple(Signal(0, 0, 0, frozenset({(0, one), (1, one)})) for one in range(1, 10)), (2, 1, 1, 1), 5
    )
    cells = table_of({(department, 0, 0, 0, one) for department in (0, 1) for one in range(9)})
    work = Work(2, 1, 1, 1, worked=cells, avoided=cells.iloc[:0], came=cells.iloc[:0], pooled=frozenset({1}))
    withheld = withheld_views(work, least=5)
    choice = next(made.choices())
    assert [withheld.of(choice | {"department": one}).whole for one in (None, 0, 1)] == [False, False, True]


# ---- the demo


@pytest.fixture(scope="module")
def demo_cube(tmp_path_factory) -> tuple[Engagement, Cube]:
    """Return a copy of the demo and its cube."""
    engagement = kccdiag.open_engagement(kccdiag.copy_demo(tmp_path_factory.mktemp("cube") / "demo"))
    return engagement, cube_of(engagement)


@pytest.fixture(scope="module")
def of_demo(demo_cube) -> tuple[Organisation, Withheld]:
    """Return who worked where in the demo, straight from its events, and what its cube withholds."""
    engagement, cube = demo_cube
    return organisation_of(pq.read_table(read_log(engagement).events).to_pandas(), cube), cube.withheld


def organisation_of(events: pd.DataFrame, cube: Cube) -> Organisation:
    """Take signals from canonical events; those alike in all but their persons are taken together."""
    about = cube.about
    first = {"kind": about.kind_codes, "channel": about.channel_codes}
    events = events.replace({"kind": {0: None}, "channel": {0: None}})
    by_signal = events.groupby("signal_id")[["quarter", *first]].first()
    traits = pd.DataFrame({name: by_signal[name].map(codes.index).astype(int) for name, codes in first.items()})
    traits.insert(0, "period", [sum(quarter >= one for one in about.quarters) - 1 for quarter in by_signal["quarter"]])
    worked = events[(events["told"] == 0) & (events["dept"] > 0)]
    place = dict(zip(about.depts, about.places, strict=True))
    hands: dict[tuple[tuple[int, ...], frozenset[int]], set[tuple[int, int]]] = defaultdict(set)
    many: Counter[tuple[tuple[int, ...], frozenset[int]]] = Counter()
    for signal, rows in worked.groupby("signal_id"):
        found = {(place[dept], person) for dept, person in zip(rows["dept"], rows["person"], strict=True)}
        alike = tuple(traits.loc[signal]), frozenset(dept for dept, _ in found)
        hands[alike] |= found
        many[alike] += 1
    signals = tuple(Signal(*map(int, of[0]), frozenset(found), many[of]) for of, found in hands.items())
    shape = (len(about.departments), len(about.periods), len(about.kinds), len(about.channels))
    return Organisation(signals, shape, least=about.least, centre=about.centre)


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_that_follows_from_views_of_the_demo_is_about_few(check, of_demo):
    check(*of_demo)


def test_the_cube_withholds_what_its_events_ask_for(of_demo):
    made, withheld = of_demo
    assert (withheld.departments == made.withheld().departments).all()


def test_of_the_demo_enough_is_left_to_look_at(of_demo):
    # Of the cells (department in a view) in which anybody worked: with quarters as steps, one filter besides the period
    # leaves two in three. Months would leave less than half of what has a kind and a channel that quarters do.
    made, withheld = of_demo
    shown = {name: [0, 0] for name in ("nothing", "kind", "channel", "kind and channel")}
    for choice in made.choices():
        turned = " and ".join(name for name in ("kind", "channel") if choice[name] is not None) or "nothing"
        busy = [bool((made.of(choice) & came).any()) for came in made.came]
        shown[turned][0] += int((~withheld.of(choice).departments & busy).sum())
        shown[turned][1] += sum(busy)
    shares = {name: left / cells for name, (left, cells) in shown.items()}
    assert shares["nothing"] > 0.85
    assert min(shares["kind"], shares["channel"]) > 0.6
    assert shares["kind and channel"] > 0.3


def test_ideas_that_may_not_be_shown_by_themselves_are_not_shown_beside_other_kinds(demo_cube):
    # The funnel of a view of all kinds is about the ideas in it, and so the same as that of a view of ideas.
    _, cube = demo_cube
    about, withheld = cube.about, cube.withheld
    periods = [(first, last) for first in range(len(about.periods)) for last in range(first, len(about.periods))]
    places = product(periods, range(len(about.channels)), range(len(about.departments)))
    views = [
        {"n": 0, "from": first, "to": last, "kind": None, "channel": channel, "department": dept, "compare": None}
        for (first, last), channel, dept in places
    ]
    idea = {"kind": about.kinds.index("idea")}
    alone = [choice for choice in views if not withheld.of(choice).whole and withheld.of(choice | idea).whole]
    assert len(alone) > 100
    assert [choice for choice in alone[::10] if view(cube, choice)["ideas"]] == []
    both = [choice for choice in views if not withheld.of(choice | idea).whole][::20]
    assert any(view(cube, choice)["ideas"] for choice in both)
