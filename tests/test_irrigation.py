"""Whether signals spread and come back (DEFINITIONS 3), on journeys small enough to count by hand."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from math import exp, log, sqrt

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from logs import Followed, event_log, letters

from kccdiag.flow.engine import Question
from kccdiag.measures import irrigation
from kccdiag.measures.uncertainty import wilson
from kccdiag.measures.verdict import Fates, verdict

HAS = frozenset({"outcomes", "adopted", "told"})


@pytest.fixture
def follow(tmp_path):
    """Return a function from rows to what was reduced from them; K is the contact centre."""

    def reduce(rows, *, home="K", **options):
        log = event_log(tmp_path, rows, **options)
        codes = dict(zip(log.departments["department"], log.departments["dept"], strict=True))
        return Followed(log, question=Question(home=tuple(codes[name] for name in home)) if home else None)

    return reduce


def depts_of(followed: Followed) -> list[int]:
    """Return the codes of all departments."""
    return [code for code in followed.names if code]


# ---- reach, spread, gatekeeping


def test_reach_counts_signals_not_visits(follow):
    followed = follow(letters(KAKA=2, KB=3, K=5, AB=4))
    table = irrigation.reach(followed.journeys, depts=depts_of(followed), intake=False).rename(followed.names)
    # Of the ten signals that start at K two visit A and three B; AB is not the contact centre's.
    assert table[["signals", "of", "share"]].to_numpy().tolist() == [[2, 10, 0.2], [3, 10, 0.3], [0, 10, 0]]


@pytest.mark.parametrize(
    ("young", "days_ago", "of"),
    [
        (8, 10, 8),  # half of the sixteen are at least 90 days old: those
        (9, 10, 17),  # fewer than half are 90 or 30 days old: all
        (9, 40, 17),  # fewer than half are 90 days old, all are 30: all of those
        (8, 40, 8),
    ],
)
def test_shares_wait_for_signals_that_are_still_on_their_way(follow, young, days_ago, of):
    on_their_way = [(f"young {n}", 100 - days_ago, "K", "") for n in range(young)]
    followed = follow([*letters(KAB=6, KB=2), *on_their_way], cutoff_day=100)
    reach = irrigation.reach(followed.journeys, depts=depts_of(followed), intake=False).rename(followed.names)
    assert reach.loc["A", ["signals", "of"]].tolist() == [6, of]
    assert irrigation.spread(followed.journeys, departments=2)[4] == 8
    passed = irrigation.gatekeeping(followed.journeys, depts=depts_of(followed)).rename(followed.names)
    assert passed.loc["A", "of"] == 8


def test_what_is_only_on_its_way_leaves_no_trace_in_shares(follow):
    # Six old signals go K, A; three young ones K, B and back: no bounce-back yet counts, and B receives nothing.
    young = [(f"young {n}", 95 + day, stop, "") for n in range(3) for day, stop in enumerate("KBK")]
    followed = follow([*letters(KA=6), *young], cutoff_day=100)
    cycling = irrigation.cycling(followed.journeys)
    assert cycling[["cases", "hits"]].iloc[0].tolist() == [6, 0]
    assert irrigation.incoherence(followed.journeys) == pytest.approx((0, 0, 0), abs=1e-9)  # one way only
    assert irrigation.spread(followed.journeys, departments=2)[0] == pytest.approx(0.5)  # one of two receives


def test_reach_of_an_intake_counts_where_signals_start(follow):
    followed = follow(letters(AB=3, BC=3, CA=2), home="")
    table = irrigation.reach(followed.journeys, depts=depts_of(followed), intake=True).rename(followed.names)
    assert table["signals"].tolist() == [5, 6, 5]


def test_spread_is_the_corrected_entropy_of_who_receives_first(follow):
    # First receivers: A six, B three, C one; K alone and the start at A count for nothing. p = .6, .3, .1.
    followed = follow(letters(KAB=6, KBC=3, K_C=1, K=4, AB=5))
    share, low, high, unit, n = irrigation.spread(followed.journeys, departments=4)
    entropy = -(0.6 * log(0.6) + 0.3 * log(0.3) + 0.1 * log(0.1)) + 2 / (2 * 10)  # Miller-Madow: (3 - 1)/(2 n)
    assert (share, unit, n) == (pytest.approx(exp(entropy) / 4), "share", 10)
    # Delta method: the variance of an entropy is (Σ p ln²p - (Σ p ln p)²)/n.
    squares = sum(p * log(p) ** 2 for p in (0.6, 0.3, 0.1))
    error = sqrt((squares - sum(p * log(p) for p in (0.6, 0.3, 0.1)) ** 2) / 10)
    assert low == pytest.approx(exp(entropy - 1.959964 * error) / 4, rel=1e-6)
    assert high == pytest.approx(min(exp(entropy + 1.959964 * error) / 4, 1), rel=1e-6)


def test_all_to_one_is_the_least_spread_and_evenly_to_all_the_most(follow):
    one = irrigation.spread(follow(letters(KA=1000)).journeys, departments=4)[0]
    assert one == pytest.approx(1 / 4)
    evenly = irrigation.spread(follow(letters(KA=500, KB=500, KC=500, KD=500)).journeys, departments=4)[0]
    assert evenly == pytest.approx(1, abs=1e-3)


def test_spread_of_what_is_never_passed_on_is_not_known(follow):
    assert np.isnan(irrigation.spread(follow(letters(K=5, AB=1)).journeys, departments=3)[0])


def test_a_gatekeeper_is_passed_before_any_third_department(follow):
    # KAB six, KB three, KA one. Seen from A: nine journeys reach a department besides it, six of them through A first.
    # Seen from B: the six KAB and KA reach A without B; the three KB reach nothing else.
    followed = follow(letters(KAB=6, KB=3, KA=1, BA=7))
    table = irrigation.gatekeeping(followed.journeys, depts=depts_of(followed)).rename(followed.names)
    assert table.loc["A", ["signals", "of"]].tolist() == [6, 9]
    assert table.loc["B", ["signals", "of"]].tolist() == [0, 7]


# ---- told


def test_told_shares_count_what_had_time_to_be_told(follow):
    rows = []
    for name, closer, outcome, day, told in [
        ("a", "A", "answered", 5, 10), ("b", "A", "closed", 5, 36), ("c", "A", "rejected", 5, None),
        ("d", "B", "adopted", 5, 35), ("e", "B", "withdrawn", 5, 5), ("young", "A", "answered", 71, 72),
        ("left", "A", "left", 5, 6), ("open", "A", "", 5, 6), ("nobody", "", "closed", 5, 6),
    ]:  # fmt: skip
        rows += [(name, 0, "K", ""), (name, day, closer, outcome)]
        rows += [(name, told, "K", "told")] if told else []
    followed = follow(rows, cutoff_day=100)
    table = irrigation.told_shares(followed.journeys)
    # a, d, e and what nobody closed within 30 days, b a day late, c never; "young" is 29 days old, "left" and "open"
    # have no outcome here.
    assert table.rename(followed.names)[["signals", "of"]].to_dict("index") == {
        "": {"signals": 4, "of": 6},
        "A": {"signals": 1, "of": 3},
        "B": {"signals": 2, "of": 2},
    }


def test_reopened_counts_what_was_worked_on_after_an_outcome(follow):
    rows = [
        ("plain", 0, "K", ""), ("plain", 1, "K", "answered"),
        ("again", 0, "K", "answered"), ("again", 2, "K", ""), ("again", 3, "K", "closed"),
        ("open again", 0, "K", "answered"), ("open again", 2, "K", ""),
        ("open", 0, "K", ""),
    ]  # fmt: skip
    # Of three that ever had an outcome two were worked on after it.
    share, low, high, unit, n = irrigation.reopened(follow(rows).journeys)
    assert (share, unit, n) == (pytest.approx(2 / 3), "share", 3)
    assert (low, high) == pytest.approx(tuple(float(end) for end in wilson(2, 3)))


# ---- bounces, chains, cycling


def test_a_bounce_goes_straight_back(follow):
    # A→B is followed by A (twice), by C (once) and by an unknown department or by nothing (neither counts).
    followed = follow(letters(KABA=2, KABC=1, AB_A=3, KAB=4))
    table = irrigation.bounces(followed.journeys)
    row = followed.named(table).set_index(["giver", "taker"]).loc[("A", "B")]
    assert row[["followed", "bounces", "bounce_share"]].tolist() == [3, 2, pytest.approx(2 / 3)]


def test_the_first_order_chain_knows_kinds_but_no_past(follow):
    # Complaints that others than A brought to B: CBA twice, CBC once, so two of three go on to A. The idea KCBC goes to
    # C. Of A→B that went on there are seven complaints (ABA two, ABC three, KABA two) and one idea:
    # (7 × 2/3 + 1 × 0)/8.
    # Four went back; they are not among those that say what to expect of themselves.
    rows = letters(ABA=2, ABC=3, CBA=2, CBC=1, KABA=2, KABC=1, KCBC=1)
    kinds = {row[0]: "idea" if row[0].startswith(("KABC", "KCBC")) else "complaint" for row in rows}
    followed = follow(rows, kinds=kinds)
    row = followed.named(irrigation.bounces(followed.journeys)).set_index(["giver", "taker"]).loc[("A", "B")]
    assert row[["followed", "bounces"]].tolist() == [8, 4]
    assert row["first_order_share"] == pytest.approx((7 * 2 / 3 + 1 * 0) / 8)


def test_where_only_the_giver_brings_anything_its_own_handovers_are_what_is_expected(follow):
    # All of B's signals come from A, and three of four go back: that is all a chain without memory can know.
    followed = follow(letters(KABA=3, KABC=1))
    row = followed.named(irrigation.bounces(followed.journeys)).set_index(["giver", "taker"]).loc[("A", "B")]
    assert row["bounce_share"] == row["first_order_share"] == 0.75


def test_a_kind_that_nobody_else_brings_is_judged_by_all_kinds(follow):
    # The ideas KABC come from A alone; of the complaints that others brought to B one of two went to A.
    rows = letters(KABC=2, KCBA=1, KCBC=1)
    kinds = {row[0]: "idea" if row[0].startswith("KABC") else "complaint" for row in rows}
    followed = follow(rows, kinds=kinds)
    row = followed.named(irrigation.bounces(followed.journeys)).set_index(["giver", "taker"]).loc[("A", "B")]
    assert row["first_order_share"] == 0.5


def test_without_handovers_there_are_no_bounces(follow):
    table = irrigation.bounces(follow(letters(K=3, K_A=2)).journeys)
    assert len(table) == 0 and "first_order_share" in table


def test_cycling_counts_handovers_into_where_a_signal_was_before(follow):
    # KABA: the third of three handovers returns to A. KAKA: the second and third return. KAB: none. 3 of 8.
    row = irrigation.cycling(follow(letters(KABA=1, KAKA=1, KAB=1)).journeys).iloc[0]
    assert row[["hits", "cases", "share"]].tolist() == [3, 8, 3 / 8]


journeys_of_letters = st.lists(st.text("KABC_", min_size=1, max_size=7), min_size=1, max_size=12)


@settings(max_examples=settings.default.max_examples // 3)
@given(journeys_of_letters)
def test_bounces_and_cycling_of_any_journeys(tmp_path_factory, routes):
    routes = ["".join(a for a, b in pairwise([*route, "."]) if a != b) for route in routes]  # no stop twice in a row
    rows = [(str(n), day, stop.strip("_"), "") for n, route in enumerate(routes) for day, stop in enumerate(route)]
    followed = Followed(event_log(tmp_path_factory.mktemp("log"), rows))
    followed_on, back, again, steps = Counter(), Counter(), 0, 0
    for route in routes:
        for place in range(1, len(route)):
            if "_" in route[place - 1 : place + 1]:
                continue
            steps += 1
            again += route[place] in route[:place]
            if place + 1 < len(route) and route[place + 1] != "_":
                followed_on[route[place - 1], route[place]] += 1
                back[route[place - 1], route[place]] += route[place + 1] == route[place - 1]
    table = followed.named(irrigation.bounces(followed.journeys)).set_index(["giver", "taker"])
    assert table["followed"].to_dict() == dict(followed_on)
    assert table["bounces"].to_dict() == dict(back)
    cycles = irrigation.cycling(followed.journeys)
    assert (cycles["hits"].sum(), cycles["cases"].sum()) == (again, steps)


# ---- direction


def graph_of(*edges: tuple[str, str, float]) -> nx.DiGraph:
    """Make a graph of handovers."""
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(edges, weight="handovers")
    return graph


def test_levels_of_the_known_answers(shared):
    known = json.loads((shared / "known_answers.json").read_text("utf-8"))
    by_hand = known["Trophic level/incoherence (MacKay, Johnson, Sansom 2020; by hand)"]
    graphs = {
        "path a->b->c": graph_of(("a", "b", 1), ("b", "c", 1)),
        "directed cycle": graph_of(("a", "b", 1), ("b", "c", 1), ("c", "a", 1)),
        "feed-forward a->b,b->c,a->c": graph_of(("a", "b", 1), ("b", "c", 1), ("a", "c", 1)),
    }
    assert set(by_hand) == set(graphs)
    for name, expected in by_hand.items():
        levels, incoherence = irrigation.trophic_levels(graphs[name])
        assert incoherence == pytest.approx(expected["F0"], abs=1e-7), name
        if "h" in expected:
            assert levels[["a", "b", "c"]].tolist() == pytest.approx(expected["h"], abs=1e-6), name


def test_weights_pull_levels():
    # a → b of weight 3 and a → c → b of weight 1: u = (4, 4, 2), v = (-4, 4, 0) for a, b, c. With h_a = 0 the rows of
    # b and c say 4 h_b - h_c = 4 and 2 h_c - h_b = 0: h_b = 8/7, h_c = 4/7. F0 = (3 (1/7)² + (3/7)² + (3/7)²)/5 =
    # 21/245.
    levels, incoherence = irrigation.trophic_levels(graph_of(("a", "b", 3), ("a", "c", 1), ("c", "b", 1)))
    assert levels[["a", "b", "c"]].tolist() == pytest.approx([0, 8 / 7, 4 / 7])
    assert incoherence == pytest.approx(21 / 245)


def test_each_component_has_a_lowest_level_of_its_own():
    levels, incoherence = irrigation.trophic_levels(graph_of(("a", "b", 5), ("x", "y", 1)))
    assert levels[["a", "b", "x", "y"]].tolist() == pytest.approx([0, 1, 0, 1])
    assert incoherence == pytest.approx(0)


def test_direction_without_handovers_is_not_known():
    assert np.isnan(irrigation.trophic_levels(nx.DiGraph())[1])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9)), min_size=1, max_size=15))
def test_no_other_levels_make_the_flow_more_coherent(rows):
    graph = nx.DiGraph()
    for giver, taker, weight in rows:
        if giver != taker:
            graph.add_edge(giver, taker, handovers=weight)
    levels, incoherence = irrigation.trophic_levels(graph)
    if not graph.edges:
        return
    # Ordinary least squares of the rise of every handover on the levels: the same minimum, found another way.
    nodes = sorted(graph.nodes)
    design, weight = np.zeros((graph.number_of_edges(), len(nodes))), []
    for row, (giver, taker, data) in enumerate(graph.edges(data=True)):
        design[row, nodes.index(taker)], design[row, nodes.index(giver)] = 1, -1
        weight.append(data["handovers"])
    root = np.sqrt(np.array(weight, dtype=float))
    best = np.linalg.lstsq(design * root[:, None], root, rcond=None)[0]
    least = np.sum((root * (design @ best - 1)) ** 2) / np.sum(weight)
    assert incoherence == pytest.approx(least, abs=1e-9)
    assert 0 <= incoherence <= 1 + 1e-9
    assert levels.min() == 0


def test_the_interval_of_incoherence_is_that_of_leaving_signals_out(follow):
    routes = {"KAB": 40, "KBA": 25, "KABAK": 10, "KC": 30, "KCB": 12, "ABC": 8}
    followed = follow(letters(**routes))
    low, high = interval_of_incoherence(followed)

    def incoherence_without(route: str | None) -> float:
        counts: Counter[tuple[str, str]] = Counter()
        for name, many in routes.items():
            for pair in pairwise(name):
                counts[pair] += many - (name == route)
        return irrigation.trophic_levels(graph_of(*((*pair, n) for pair, n in counts.items())))[1]

    n = sum(routes.values())
    left_out = np.repeat([incoherence_without(route) for route in routes], list(routes.values()))
    error = np.sqrt((n - 1) / n * np.sum((left_out - left_out.mean()) ** 2))
    assert (high - low) / 2 / 1.959964 == pytest.approx(error, rel=0.1)


def test_the_interval_of_incoherence_is_that_of_signals_old_enough(follow):
    # A → B → C twice and A → C once, long ago: h = 0, 3/4, 3/2. A step up is 1/16 off, twice in ABC, and A → C 1/4:
    # F0 = (4/16 + 1/4)/5 = .1. What each signal pulls: 2(.0625 - .1) = -.075, twice, and .15, so that the standard
    # error is √(2·.075² + .15²)/5 = .0367423. The four of last week change nothing, whether they lie before or after.
    begun = {0: ("ABC", "ABC", "AC"), 193: ("AB", "BA", "CBA", "BCAB")}
    old, new = (
        [(f"{first} {n}", first + day, dept, "") for n, route in enumerate(routes) for day, dept in enumerate(route)]
        for first, routes in begun.items()
    )
    for kind in ("a", "z"):  # journeys lie by kind
        rows = [*old, *new, ("last", 0, "A", ""), ("last", 200, "A", "")]
        kinds = {signal: kind if signal.startswith("193") else "k" for signal, *_ in rows}
        followed = follow(rows, home="A", kinds=kinds)
        whole, low, high = irrigation.incoherence(followed.journeys)
        assert whole == pytest.approx(0.1)
        assert [low, high] == pytest.approx([0.1 - 1.959964 * 0.0367423, 0.1 + 1.959964 * 0.0367423], abs=1e-6)


def interval_of_incoherence(followed: Followed) -> tuple[float, float]:
    """Compute levels, incoherence and its interval as the diagnosis does."""
    steps = followed.journeys.handovers().groupby(["giver", "taker"])["signals"].sum()
    graph = graph_of(*((*pair, handovers) for pair, handovers in steps.items()))
    levels, incoherence = irrigation.trophic_levels(graph)
    low, high = irrigation.incoherence_interval(followed.journeys, levels, incoherence)
    assert low <= incoherence <= high
    return low, high


def test_what_another_department_writes_after_the_closing_event_passes_nothing_on(follow):
    # K answers on day 1; System writes its automatic Closed on day 6: a handover, but the signal was never passed on.
    rows = [("a", 0, "K", ""), ("a", 1, "K", "answered"), ("a", 6, "System", "closed")]
    followed = follow([*rows, ("b", 0, "K", ""), ("b", 200, "K", "")])
    fates = Fates(followed.flow.fates, elsewhere=True, decides=False, drops=False, has=frozenset())
    assert verdict(fates).loc["passed_on", ["signals", "of"]].tolist() == [0, 2]
    assert followed.journeys.handovers()["signals"].sum() == 1
    depts = [code for code in followed.names if code]
    assert irrigation.reach(followed.journeys, depts=depts, intake=False)["signals"].sum() == 0
