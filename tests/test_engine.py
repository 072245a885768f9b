"""Where the reductions run: what is asked, what is rounded, and who counts as contact centre."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from logs import DAY, Followed, event_log, log_of
from reference import Event

from benchmarks.scale.asked import EVERYTHING
from benchmarks.scale.digests import digests
from benchmarks.scale.events import write_log
from kccdiag.engines.database import OutOfMemoryError
from kccdiag.engines.duck import Duck, open_duck
from kccdiag.faults import InputError
from kccdiag.flow.adding import Piles, in_order
from kccdiag.flow.engine import Engine, Part, Question, Retelling, contact_centre_of, reduce_log
from kccdiag.flow.sql import DESCRIPTIVE
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
    # 123 days and an hour are 10,630,800 s: eight digits, of which the last four are rounded away.
    followed = Followed(event_log(tmp_path, [("a", 0, "Front", ""), ("a", 123 + 1 / 24, "Front", "closed")]))
    assert followed.flow.durations["seconds"].tolist() == [10_630_000]
    assert followed.flow.stays["held"].tolist() == [10_630_800]  # sums are exact


def test_whole_days_are_not_rounded(tmp_path):
    # 12 days are 1,036,800 s, which four digits would make 1,037,000. All 30 gaps end after 12 days, so that is how
    # long a silence may be; that of "late" is as long when the log ends.
    rows = [(f"s{n}", day, "Front", what) for n in range(30) for day, what in ((n, ""), (n + 12, "closed"))]
    followed = Followed(event_log(tmp_path, [*rows, ("late", 29, "Front", "")]))
    assert followed.flow.durations["seconds"].unique().tolist() == [12 * DAY]
    assert followed.flow.drops["dropped"].sum() == 1


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


@pytest.mark.parametrize("asked", [
    lambda base, many: base.fetch(f"select sum(n) as n from {many}"),
    lambda base, many: base.make("kept", f"select cast(sum(n) as bigint) as n from {many}"),
    lambda base, many: base.add("piled", f"select sum(n) as n from {many}"),
    lambda base, many: base.fetch(f"select n * n as n from {many}"),
])  # fmt: skip
def test_what_does_not_fit_in_64_bits_is_said(asked):
    with pytest.raises(InputError, match=r"not fit in 64 bits\n    diagnose parts of the log"), open_duck() as base:
        asked(base, "(select 4611686018427387904 as n from range(2)) as many")


def test_a_folder_with_a_quote_in_its_name_is_read(tmp_path):
    folder = tmp_path / "client's files"
    folder.mkdir()
    assert Followed(event_log(folder, [("a", 0, "Front", "")])).flow.variants["signals"].tolist() == [1]


def test_a_folder_with_brackets_in_its_name_is_no_pattern_for_another(tmp_path):
    for name, value in (("city [1]", 1), ("city 1", 2)):
        (tmp_path / name).mkdir()
        pd.DataFrame({"value": [value]}).to_parquet(tmp_path / name / "events.parquet")
    asked = tmp_path / "city [1]"
    with open_duck() as base:
        base.scan("one", str(asked / "events.parquet"))
        base.scan("every", str(asked))
        base.source("raw", [str(asked / "events.parquet")])
        for name in ("one", "every", "raw"):
            assert base.fetch(f"select value from {name}")["value"].tolist() == [1]


# ---- what the engine may rely on, and what it may hold


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Return a log of 3,000 invented events, and what is reduced from it."""
    log = write_log(tmp_path_factory.mktemp("drawn") / "events.parquet", events=3_000)
    return log, digests(reduce_log(log, EVERYTHING))


@pytest.mark.parametrize("retold", [Retelling(), Retelling(spread=3), Retelling(shuffle=2)])
def test_a_log_that_does_not_lie_in_its_order_is_put_in_order(drawn, tmp_path, retold):
    log, _ = drawn
    question = Question(idea=4, queues=True, retold=retold)
    table = pq.read_table(log.events)
    shuffled = tmp_path / "shuffled.parquet"
    pq.write_table(table.take(np.random.default_rng(1).permutation(len(table))), shuffled)
    assert digests(reduce_log(replace(log, events=shuffled), question)) == digests(reduce_log(log, question))


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_results_do_not_depend_on_threads(drawn, threads):
    log, expected = drawn
    with Engine(log, EVERYTHING, limits=Limits()).opened() as engine:
        engine.base.con.execute(f"set threads = {threads}")
        assert digests(engine.flow()) == expected


class Narrow(Duck):
    """A database that can't hold a table of more than so many signals, however few it is told that fit."""

    most = 200

    def __init__(self, con, table):
        super().__init__(con)
        self.table = table

    def make(self, name, query):
        """Keep the rows of a query, if they are few."""
        super().make(name, query)
        signals = f"select count(distinct signal_id) from {name}"
        if name == self.table and self.con.execute(signals).fetchone()[0] > self.most:
            raise OutOfMemoryError


@contextmanager
def open_narrow(table="stay"):
    """Open a database that holds little."""
    with open_duck() as base:
        yield Narrow(base.con, table)


@pytest.mark.parametrize("table", ["stay", "asked"])  # of signals, and of customers
def test_a_bucket_that_memory_can_not_hold_is_taken_in_halves(drawn, monkeypatch, table):
    log, expected = drawn
    monkeypatch.setattr("kccdiag.flow.engine.SIGNALS_IN_A_BUCKET", 50)
    opening = partial(open_narrow, table)
    with Engine(log, EVERYTHING, limits=Limits(), opening=opening).opened() as engine:
        assert digests(engine.flow()) == expected
        assert len(engine.flow().variants)  # what fitted once is asked first, and fits again


def test_memory_that_is_too_small_for_any_bucket_is_said(drawn):
    engine = Engine(drawn[0], Question(), limits=Limits(), opening=open_narrow)
    with pytest.raises(InputError, match="memory ran out"), engine.opened():
        engine.flow()


def test_a_small_memory_makes_more_buckets(drawn, monkeypatch):
    log, expected = drawn
    monkeypatch.setattr("kccdiag.flow.engine.BYTES_OF_AN_EVENT", 50_000)
    monkeypatch.setenv("KCCDIAG_MEMORY", "64MB")
    with Engine(log, EVERYTHING, limits=Limits()).opened() as engine:
        assert engine.base.memory == pytest.approx(64e6, rel=0.01)
        assert engine.base.con.execute("select current_setting('threads')").fetchone() == (1,)
        assert digests(engine.flow()) == expected


def test_a_database_can_be_asked_before_anything_is_made():
    with open_duck() as base:
        assert base.fetch("select 1 as one").to_dict("list") == {"one": [1]}


@pytest.mark.parametrize("memory", ["plenty", "-1GB", "5%", "0GB", "0.0 MB", "100", "1e400GB"])
def test_a_memory_that_is_no_size_is_refused(monkeypatch, memory):
    monkeypatch.setenv("KCCDIAG_MEMORY", memory)
    with pytest.raises(InputError, match=f"'{memory}' is no size"), open_duck():
        pass


@pytest.mark.parametrize(("memory", "megabytes"), [("0.5GB", 500), (" 4 gib", 4 * 1024 * 1.048576), ("1000M", 1000)])
def test_a_memory_may_be_written_in_several_ways(monkeypatch, memory, megabytes):
    monkeypatch.setenv("KCCDIAG_MEMORY", memory)
    with open_duck() as base:
        assert base.memory == pytest.approx(megabytes * 1e6, rel=0.01)


@pytest.mark.parametrize(("allowed", "said"), [("", "memory ran out"), ("64MB", "^KCCDIAG_MEMORY:\n  - 64MB is too")])
def test_memory_that_is_too_little_is_said_where_it_was_allowed(monkeypatch, allowed, said):
    monkeypatch.setenv("KCCDIAG_MEMORY", allowed)
    with pytest.raises(InputError, match=said), open_duck():
        raise duckdb.OutOfMemoryException("Out of Memory Error: failed to allocate")


def test_a_file_that_can_not_be_written_is_said_to_be_nothing_else():
    with pytest.raises(InputError, match=r"can't be read or written.*\n.*see whether"), open_duck():
        raise duckdb.IOException("IO Error: Could not write file: Input/output error")


def test_a_kind_taken_from_the_whole_is_what_is_reduced_of_it(drawn):
    log, _ = drawn
    parts = [Part.of_kind(1), Part.of_kind(4)]
    with Engine(log, Question(idea=4, queues=True), limits=Limits()).opened() as engine:
        apart = [digests(flow) for flow in engine.flows(parts)]  # before the whole is there
        engine.flow()
        assert [digests(flow) for flow in engine.flows(parts)] == apart
        with engine.under(Limits(told_days=3)):
            under = [digests(flow) for flow in engine.flows(parts)]
    assert all(one["variants"] != other["variants"] for one, other in zip(under, apart, strict=True))


def test_what_nobody_reads_is_not_reduced(drawn):
    log, expected = drawn
    with Engine(log, EVERYTHING, limits=Limits()).opened() as engine:
        found = engine.flow(without=DESCRIPTIVE | {"returns"})
        with pytest.raises(duckdb.CatalogException):
            engine.base.fetch("select * from met")
    assert not any(len(getattr(found, name)) for name in DESCRIPTIVE | {"returns"})
    assert {name for name, one in digests(found).items() if one != expected[name]} == {*DESCRIPTIVE, "returns"}


def test_sums_past_what_a_float_holds_are_added_up_exactly():
    # 2^53 + 1 is the first whole number that a float can't hold: added as floats the ones would be lost.
    text = "select dept, count(*) as visits, sum(n) as held from given group by dept"
    with open_duck() as base:
        piles = Piles(base, "of")
        for place, (dept, held) in enumerate([([2, 1], [2**53 + 1, 5]), ([2], [1]), ([1], [99])]):
            base.give("given", pd.DataFrame({"dept": dept, "n": held}))
            piles.put("stays", text, (place, place), alone=False)
        table = piles.take("stays", text, [(0, 0), (1, 1)])  # the third did not fit after all
    assert table.to_dict("list") == {"dept": [1, 2], "visits": [1, 2], "held": [5.0, float(2**53 + 2)]}


def test_rows_are_sorted_by_the_bytes_of_their_paths():
    # The lowest byte is first: 256 is written 00 01, 1 is written 01 00. Of paths alike so far the shorter is first.
    paths = [[1], [256], None, [1, 2], [1]]
    text = "select path, kind, count(*) as signals from signal"
    table = in_order(pd.DataFrame({"path": paths, "kind": [1, 1, 1, 1, 0], "signals": [7, 8, 9, 4, 6]}), text)
    assert [[*path] for path in table["path"]] == [[1], [], [256], [1], [1, 2]]
    assert table["kind"].tolist() == [0, 1, 1, 1, 1]
    assert table["signals"].tolist() == [6, 9, 8, 7, 4]
