"""The funnel of ideas and where they die (DEFINITIONS 5)."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from logs import Followed, event_log
from scipy.stats import fisher_exact

from kccdiag.flow.engine import Question
from kccdiag.measures import ideas

ALL = frozenset(ideas.STAGES)


@pytest.fixture
def funnel_of(tmp_path):
    """Return a function from rows of ideas to the funnel, stage in the index; K is the contact centre, Z the board."""

    def measure(rows, *, measurable=ALL, queues=False, **options):
        kinds = {name: "idea" for name, *_ in rows if not name.startswith("no ")} | {"no idea": "complaint"}
        log = event_log(tmp_path, [*rows, ("no idea", 0, "K", "")], kinds=kinds, **options)
        codes = dict(zip(log.departments["department"], log.departments["dept"], strict=True))
        kind = log.names.set_index("name").loc["idea", "code"]
        board = (codes["Z"],) if "Z" in codes else ()
        question = Question(home=(codes["K"],), board=board, idea=int(kind), queues=queues)
        return ideas.funnel(Followed(log, question=question).flow, measurable=measurable).set_index("stage")

    return measure


def test_stages_of_ideas_that_are_all_over(funnel_of):
    # Ten ideas: three kept at K, two passed to A who only receives and lets K close, two worked on by A, one of them
    # seen by the board, three adopted, of which two told; all closed within the window.
    rows = []
    for name, stops, outcome, told in [
        *[(f"kept{n}", "K", "answered", False) for n in range(3)],
        *[(f"worked{n}", "KA", "answered", False) for n in range(2)],
        ("board", "KAZ", "answered", False),
        *[(f"adopted{n}", "KAA", "adopted", n < 2) for n in range(3)],
        ("rejected", "K", "rejected", True),
    ]:
        rows += [(name, day, stop, "") for day, stop in enumerate(stops)]
        rows += [(name, len(stops), stops[-1], outcome)] + ([(name, 9, "K", "told")] if told else [])
    table = funnel_of(rows, cutoff_day=100)
    # Passed on: worked 2, board 1, adopted 3. Taken up: each of these has an event after it was received. Decided: at
    # the board, adopted or rejected. Told: two adopted, one rejected.
    assert table["signals"].to_dict() == {
        "raised": 10, "passed_on": 6, "taken_up": 6, "decided": 5, "adopted": 3, "told": 3,
    }  # fmt: skip
    assert table["share"].to_dict() == pytest.approx(
        {"raised": 1, "passed_on": 0.6, "taken_up": 0.6, "decided": 0.5, "adopted": 0.3, "told": 0.3}
    )
    assert (table["share_low"] <= table["share"]).all() and (table["share"] <= table["share_high"]).all()


def test_ideas_on_their_way_are_neither_arrived_nor_lost(funnel_of):
    # Four ideas. One is adopted on day 1, one rejected on day 2; one is seen (at K) until the cut-off on day 3, and
    # one is adopted on day 5 of its own after starting later: on the clock of each idea the times are 1 (adopted), 2
    # (rejected), 3 (censored), 5 (adopted). Adopted: 1/4 + (1 - 1/4)(1 - 1/3) × 1/1 = 1/4 + 1/2 = .75; of all four
    # only .5 were.
    rows = [
        ("a", 0, "K", ""), ("a", 1, "K", "adopted"),
        ("b", 0, "K", ""), ("b", 2, "K", "rejected"),
        ("c", 7, "K", ""), ("c", 8, "K", ""), ("c", 9, "K", ""),
        ("d", 0, "K", ""), ("d", 5, "K", "adopted"),
    ]  # fmt: skip
    table = funnel_of(rows, cutoff_day=10)
    assert table.loc["adopted", "signals"] == 2
    assert table.loc["adopted", "share"] == pytest.approx(0.75)


def test_ideas_that_left_for_another_system_are_censored(funnel_of):
    # Of two ideas one left on day 1, the other was adopted on day 2: 0 + (1 - 0) × 1/1 = 1, where lost ones would
    # make it 1/2.
    rows = [("a", 0, "K", ""), ("a", 1, "K", "left"), ("b", 0, "K", ""), ("b", 2, "K", "adopted")]
    assert funnel_of(rows, cutoff_day=50).loc["adopted", "share"] == pytest.approx(1)


def test_ideas_that_fell_silent_are_lost(funnel_of):
    # Thirty ideas adopted after a day, ten silent from the start on: after a day of silence nothing is expected any
    # more.
    rows = [row for n in range(30) for row in ((f"s{n}", n, "K", ""), (f"s{n}", n + 1, "K", "adopted"))]
    rows += [(f"silent {n}", n, "K", "") for n in range(10)]
    table = funnel_of(rows, cutoff_day=100)
    assert table.loc["adopted", "share"] == pytest.approx(30 / 40)


def test_telling_has_thirty_days_after_the_outcome(funnel_of):
    # Both have their outcome on day 5; a is told on day 25, when both are still waiting: 1/2. b would be lost on day
    # 35, but the cut-off on day 30 comes first.
    rows = [
        ("a", 0, "K", ""), ("a", 5, "K", "answered"), ("a", 25, "K", "told"),
        ("b", 0, "K", ""), ("b", 5, "K", "answered"),
    ]  # fmt: skip
    table = funnel_of(rows, cutoff_day=30)
    assert table.loc["told", "share"] == pytest.approx(1 / 2)
    # Were b, five days after its outcome, lost and not under way, half would be told; it is not yet known.
    fresh = [*rows[:3], ("b", 80, "K", ""), ("b", 85, "K", "answered")]
    assert funnel_of(fresh, cutoff_day=90).loc["told", "share"] == pytest.approx(1)
    later = funnel_of([*rows, ("c", 20, "K", ""), ("c", 21, "K", "answered"), ("c", 21.5, "K", "told")], cutoff_day=90)
    # c after 1.5 days: 1/3; a after 25 days: 2/3 × 1/2; b is lost after 35: together 2/3.
    assert later.loc["told", "share"] == pytest.approx(2 / 3)


def test_received_is_not_taken_up(funnel_of):
    # Without a queue status the event of the handover says only that it was received; with one, any other status is
    # work.
    received = [("a", 0, "K", ""), ("a", 1, "A", "")]
    worked = [("b", 0, "K", ""), ("b", 1, "A", ""), ("b", 2, "A", "")]
    assert funnel_of([*received, *worked], cutoff_day=3)["signals"][["passed_on", "taken_up"]].tolist() == [2, 1]
    queued = [("a", 0, "K", ""), ("a", 1, "A", "queue")]
    taken = [("b", 0, "K", ""), ("b", 1, "A", "")]
    table = funnel_of([*queued, *taken], cutoff_day=3, queues=True)
    assert table["signals"][["passed_on", "taken_up"]].tolist() == [2, 1]


def test_stages_that_the_log_cannot_tell_are_not_zero(funnel_of):
    rows = [("a", 0, "K", ""), ("a", 1, "K", "closed")]
    table = funnel_of(rows, measurable=frozenset({"raised", "passed_on", "taken_up"}), cutoff_day=50)
    assert table.loc[["decided", "adopted", "told"], ["signals", "share"]].isna().all(axis=None)
    assert table.loc["passed_on", "share"] == 0


def test_without_ideas_the_funnel_is_empty(tmp_path):
    followed = Followed(event_log(tmp_path, [("a", 0, "K", ""), ("a", 1, "K", "closed")]))
    assert ideas.funnel(followed.flow, measurable=ALL)["share"].isna().all()


# ---- drop points


def drops(*rows: tuple[int, int, int, int], home: tuple[int, ...] = ()) -> pd.DataFrame:
    """Measure drop points of (department, kind, visits, dropped)."""
    table = pd.DataFrame(rows, columns=["dept", "kind", "visits", "dropped"])
    return ideas.drop_points(SimpleNamespace(drops=table, home=home, intake=False)).set_index(["dept", "kind"])


def test_drops_are_compared_with_the_same_kind_elsewhere():
    # Ideas: 12 of 40 at 1, 3 of 60 elsewhere. Questions: none anywhere at 2, so they say nothing about ideas.
    table = drops((1, 1, 40, 12), (2, 1, 20, 2), (3, 1, 40, 1), (2, 2, 500, 0), (1, 2, 100, 5))
    row = table.loc[(1, 1)]
    assert row[["share", "share_elsewhere"]].tolist() == pytest.approx([0.3, 0.05])
    assert row["difference"] == pytest.approx(0.25)
    assert row["p"] == pytest.approx(fisher_exact([[12, 28], [3, 57]], alternative="greater").pvalue)


def test_the_contact_centre_is_not_what_others_are_compared_with():
    # 9 is the contact centre, where next to nothing dies: 1 is held against 2 alone, 9 against both.
    table = drops((1, 1, 40, 12), (2, 1, 20, 2), (9, 1, 1000, 1), home=(9,))
    assert table["share_elsewhere"].tolist() == pytest.approx([2 / 20, 12 / 40, 14 / 60])
    assert table.loc[(1, 1), "p"] == pytest.approx(fisher_exact([[12, 28], [2, 18]], alternative="greater").pvalue)


def test_the_family_of_comparisons_is_all_departments_and_kinds():
    table = drops((1, 1, 40, 12), (2, 1, 20, 2), (3, 1, 40, 1), (1, 2, 100, 5), (2, 2, 500, 0))
    p = np.sort(table["p"])
    smallest = min(p * 5 / np.arange(1, 6))  # Benjamini-Hochberg over five
    assert table["q"].min() == pytest.approx(smallest)


def test_a_kind_that_goes_nowhere_else_cannot_be_compared():
    table = drops((1, 1, 40, 12), (2, 2, 10, 0), (3, 2, 10, 0))
    assert np.isnan(table.loc[(1, 1), ["share_elsewhere", "difference", "p", "q"]].astype(float)).all()
    assert table.loc[(2, 2), "q"] == 1


def test_visits_too_fresh_to_be_seen_to_drop_do_not_count(tmp_path):
    # The silence limit at A is one day; on the cut-off, day 60, the visit entered half a day ago cannot have dropped
    # yet.
    rows = [row for n in range(30) for row in ((f"s{n}", n, "A", ""), (f"s{n}", n + 1, "A", "answered"))]
    rows += [("old", 10, "A", ""), ("fresh", 59.5, "A", "")]
    followed = Followed(event_log(tmp_path, rows, cutoff_day=60))
    assert followed.flow.drops[["visits", "dropped"]].to_numpy().tolist() == [[31, 1]]
