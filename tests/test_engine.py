"""Where the reductions run: what is asked, what is rounded, and who counts as contact centre."""

from __future__ import annotations

import pandas as pd
import pytest
from logs import DAY, Followed, event_log, log_of
from reference import Event

from kccdiag.flow.engine import Engine, Question, Retelling, contact_centre_of, reduce_log
from kccdiag.limits import Limits


def starting(**counts: int) -> list[tuple[str, float, str, str]]:
    """Make signals that start, and stay, in departments."""
    return [(f"{dept}{n}", n, dept.strip("_"), "") for dept, many in counts.items() for n in range(many)]


@pytest.mark.parametrize(
    ("counts", "home", "intake"),
    [
        ({"Front": 5, "Legal": 5}, ["Front"], False),  # exactly half is enough; of two halves the first by name
        ({"Front": 4, "Legal": 3, "Desk": 2}, ["Desk", "Front", "Legal"], True),  # 4 of 9 is not half
        ({"Front": 4, "Legal": 1, "_": 4}, ["Front", "Legal"], True),  # 4 of 9: signals of unknown start count
    ],
)
def test_the_contact_centre_is_where_half_of_the_signals_start(tmp_path, counts, home, intake):
    followed = Followed(event_log(tmp_path, starting(**counts)))
    assert [followed.names[dept] for dept in followed.flow.home] == home
    assert followed.flow.intake is intake


def test_a_configured_contact_centre_is_not_asked_of_the_log(tmp_path):
    followed = Followed(event_log(tmp_path, starting(Front=9, Legal=1)), question=Question(home=(2,)))
    assert (followed.flow.home, followed.flow.intake) == ((2,), False)


def test_without_a_known_department_there_is_no_contact_centre():
    assert contact_centre_of(pd.DataFrame({"dept": [0], "signals": [5]})) == ((), True)


def test_ties_are_reshuffled_by_seed_and_nothing_else_is(tmp_path):
    # Twelve tied events in twelve departments, then one on the next day.
    names = [f"D{n:02}" for n in range(12)]
    rows = [("a", 0, name, "") for name in names] + [("a", 1, "Last", ""), ("b", 0, "D00", ""), ("b", 1, "D01", "")]
    log = event_log(tmp_path, rows)
    orders = {}
    for shuffle in (None, 0, 1, 2):
        followed = Followed(log, question=Question(retold=Retelling(shuffle=shuffle)))
        a, b = sorted(followed.paths(), key=len, reverse=True)
        assert sorted(a[:-1]) == names and a[-1] == "Last"
        assert b == ("D00", "D01")
        orders[shuffle] = a
    assert orders[None] == (*names, "Last")
    assert len(set(orders.values())) == 4


def test_reshuffled_orders_are_spread_evenly(tmp_path):
    # 400 signals with two tied events: each order should come up about half of the time (standard deviation 10 of 400).
    rows = [(f"s{n}", 0, dept, "") for n in range(400) for dept in ("Front", "Legal")]
    followed = Followed(event_log(tmp_path, rows), question=Question(retold=Retelling(shuffle=3)))
    assert 160 < followed.counted()["Front", "Legal"] < 240


def test_reshuffled_orders_alternate_as_random_ones_do(tmp_path):
    # Six tied events of Front, then six of Legal: in random order 6 handovers on average, variance 2·6·6 (2·6·6 -
    # 12)/(12²·11) = 2.73 (Wald & Wolfowitz 1940), so over 5 × 400 signals the mean has a deviation of .037.
    rows = [(f"s{n}", 0, dept, "") for n in range(400) for dept in ["Front"] * 6 + ["Legal"] * 6]
    log = event_log(tmp_path, rows)
    orders = [Followed(log, question=Question(retold=Retelling(shuffle=seed))) for seed in range(5)]
    counts = [order.journeys.handovers()["signals"].sum() / 400 for order in orders]
    assert sum(counts) / 5 == pytest.approx(6, abs=4 * 0.037)


def test_persons_are_counted_once_over_buckets(tmp_path, monkeypatch):
    monkeypatch.setattr("kccdiag.flow.engine.EVENTS_IN_A_BUCKET", 2)
    events = [Event(f"s{n}", n, "Front", person=f"p{n % 3}") for n in range(9)] + [Event("s0", 9, "Legal", person="p0")]
    followed = Followed(log_of(tmp_path, events, cutoff=10))
    assert followed.flow.workers.groupby("dept")["person"].nunique().to_dict() == {1: 3, 2: 1}
    assert followed.flow.workers["events"].sum() == 10


def test_durations_keep_four_digits(tmp_path):
    # 123 days are 10,627,200 s: eight digits, of which the last four are rounded away.
    followed = Followed(event_log(tmp_path, [("a", 0, "Front", ""), ("a", 123, "Front", "closed")]))
    assert followed.flow.durations["seconds"].tolist() == [10_630_000]
    assert followed.flow.stays["held"].tolist() == [123 * DAY]  # sums are exact


def test_told_in_time_and_ages_include_their_bounds(tmp_path):
    # Cut off on day 100. Told 30 days after the outcome is in time, 30 days and a second is not.
    second = 1 / DAY
    rows = [
        ("in time", 0, "Front", ""), ("in time", 10, "Front", "answered"), ("in time", 40, "Front", "told"),
        ("late", 0, "Front", ""), ("late", 10, "Front", "answered"), ("late", 40 + second, "Front", "told"),
        ("aged", 10, "Front", ""), ("aged", 70, "Front", "answered"),
        ("young", 10 + second, "Front", ""), ("young", 70 + second, "Front", "answered"),
        ("open", 70, "Front", ""), ("new", 70 + second, "Front", ""),
    ]  # fmt: skip
    log = event_log(tmp_path, rows, cutoff_day=100)
    variants = reduce_log(log, Question()).variants
    assert variants.groupby(["told", "told_in_time"])["signals"].sum().to_dict() == {(0, 0): 4, (1, 0): 1, (1, 1): 1}
    # Outcomes at least 30 days old: in time, late, aged.
    assert variants.groupby("outcome_aged")["signals"].sum().to_dict() == {0: 3, 1: 3}
    # At least 90 days old: in time, late, aged. At least 30: young, open. Younger: new.
    assert variants.groupby("age")["signals"].sum().to_dict() == {0: 1, 1: 2, 2: 3}


def test_limits_in_days_are_asked_of_the_engagement(tmp_path):
    rows = [("a", 0, "Front", ""), ("a", 10, "Front", "answered"), ("a", 20, "Front", "told")]
    log = event_log(tmp_path, rows, cutoff_day=100)
    for days, told in ((9, 0), (10, 1)):
        variants = reduce_log(log, Question(), limits=Limits(told_days=days)).variants
        assert variants["told_in_time"].tolist() == [told]


def test_interleaved_departments_are_counted_as_runs(tmp_path):
    # a: L B L B is four runs of two and two: expected 1 + 2·2·2/4 = 3, variance 2·4(2·4 − 4)/(4²·3) = 2/3.
    # b: L L B is two runs of two and one: expected 1 + 2·2·1/3 = 7/3, variance 2·2(2·2 − 3)/(3²·2) = 2/9.
    # c visits only one of the two, d has one event in each: neither can alternate.
    routes = {"a": "LBLB", "b": "LLB", "c": "LL", "d": "LB"}
    rows = [(name, day, dept, "") for name, route in routes.items() for day, dept in enumerate(route)]
    log = event_log(tmp_path, rows)
    with Engine(log, Question(), limits=Limits()).opened() as engine:
        runs = engine.interleaved(pd.DataFrame({"a": [2], "b": [1]})).iloc[0]
    assert runs["runs"] == 6
    assert runs["expected"] == pytest.approx(3 + 7 / 3)
    assert runs["variance"] == pytest.approx(2 / 3 + 2 / 9)


def test_a_folder_with_a_quote_in_its_name_is_read(tmp_path):
    folder = tmp_path / "client's files"
    folder.mkdir()
    assert Followed(event_log(folder, [("a", 0, "Front", "")])).flow.variants["signals"].tolist() == [1]
