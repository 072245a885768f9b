"""What customers do next: new signals of told and untold customers, repeat contact, failure demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from diagnosed import diagnosed, lay_down
from hypothesis import given
from hypothesis import strategies as st
from logs import DAY, event_log
from scipy.stats import norm

from kccdiag.claims import claims_of
from kccdiag.diagnosis import diagnose
from kccdiag.engagement import open_engagement
from kccdiag.findings import judge
from kccdiag.flow import contact_sql
from kccdiag.flow.contact_sql import NEUTRAL
from kccdiag.flow.engine import Engine, Flow, Question, Retelling
from kccdiag.limits import Limits
from kccdiag.measures import contacts

Contact = tuple[int, int, float]  # customer, reason, day; 0 is none
WEEK = 7


def reduced(
    folder: Path,
    rows: Sequence[tuple[str, float, str, str]],
    *,
    customers: Sequence[int],
    reasons: Sequence[int] | None = None,
    cutoff_day: float | None = None,
    failures: tuple[tuple[int, int], ...] = (),
) -> Flow:
    """Reduce rows of (signal, day, department, activity) with a customer and a reason for each."""
    more = {"customer": customers, "reason": reasons or [0] * len(rows)}
    log = event_log(folder, rows, cutoff_day=cutoff_day, more=more)
    with Engine(log, Question(by_reason=True, failures=failures), limits=Limits()).opened() as engine:
        return engine.flow()


def calls(folder: Path, made: Iterable[Contact], **options: object) -> Flow:
    """Reduce contacts of one event each, after one of nobody on day 0 that opens the log."""
    made = [(0, 0, 0.0), *made]
    rows = [(f"s{place}", day, "Desk", "work") for place, (_, _, day) in enumerate(made)]
    return reduced(folder, rows, customers=[c for c, _, _ in made], reasons=[r for _, r, _ in made], **options)


# ---- repeat contact


def test_repeats_are_counted_by_customer_and_reason(tmp_path):
    flow = calls(tmp_path, [
        (1, 1, 1), (1, 1, 8),  # day 1 is in the log's first week: not counted, but repeated seven days later
        (2, 1, 10), (2, 1, 17.01),  # more than seven days apart
        (3, 1, 10), (3, 2, 11),  # about something else
        (4, 1, 12), (4, 1, 12), (4, 1, 13),  # one call logged twice is no repeat; the next day is
        (0, 1, 20), (0, 1, 21),  # nobody knows who
    ])  # fmt: skip
    one, two = flow.repeats.to_dict("records")
    # Contacts about 1 by customer: 1, 2, 1, 3; repeats among them: 1, 0, 0, 1.
    assert (one["contacts"], one["repeats"], one["customers"]) == (7, 2, 4)
    assert (one["cc"], one["hh"], one["ch"]) == (1 + 4 + 1 + 9, 2, 1 * 1 + 3 * 1)
    # With all reasons together customer 3 has two contacts.
    assert (one["c_call"], one["h_call"]) == (1 + 4 + 1 * 2 + 9, 1 * 1 + 1 * 3)
    assert (two["contacts"], two["repeats"]) == (1, 0)
    assert contacts.repeat_share(flow.repeats)[0] == pytest.approx(2 / 8)
    assert flow.reasons.set_index("about")["contacts"].to_dict() == {0: 1, 1: 10, 2: 1}
    assert flow.reasons.set_index("about")["callers"].to_dict() == {0: 1, 1: 6, 2: 1}  # two unknown ones apart


def test_topics_stand_in_where_there_are_no_reasons(tmp_path):
    rows = [("a", 0, "Desk", "work"), ("b", 10, "Desk", "work"), ("c", 11, "Desk", "work")]
    log = event_log(tmp_path, rows, more={"customer": [1, 1, 1], "topic": [3, 5, 5]})
    with Engine(log, Question(), limits=Limits()).opened() as engine:
        assert engine.flow().repeats[["about", "contacts", "repeats"]].values.tolist() == [[5, 2, 1]]


def test_a_number_that_many_share_is_left_out_and_counted(tmp_path):
    # 60 signals in 60 days, where 52 is the most of one customer in a window below a year.
    flow = calls(tmp_path, [*((7, 1, 1.0 + day) for day in range(60)), (8, 1, 30), (8, 1, 31)], failures=((1, 1),))
    assert flow.repeats[["contacts", "repeats"]].values.tolist() == [[2, 1]]
    assert flow.reasons.set_index("about").loc[1, ["contacts", "shared_contacts"]].tolist() == [62, 60]
    assert flow.failures["contacts"].tolist() == [2]


def sums_of(table: dict[int, list[tuple[int, int]]]) -> pd.DataFrame:
    """Sum up (contacts, repeats) of customers by reason; the place in the list is the customer."""
    rows = [(customer, reason, c, h) for reason, made in table.items() for customer, (c, h) in enumerate(made)]
    long = pd.DataFrame(rows, columns=["customer", "about", "c", "h"])
    whole = long.groupby("customer")[["c", "h"]].transform("sum")
    long = long.assign(c_all=whole["c"], h_all=whole["h"])
    products = {
        "contacts": long["c"], "repeats": long["h"], "cc": long["c"] ** 2, "hh": long["h"] ** 2,
        "ch": long["c"] * long["h"], "c_call": long["c"] * long["c_all"], "c_hall": long["c"] * long["h_all"],
        "h_call": long["h"] * long["c_all"], "h_hall": long["h"] * long["h_all"],
    }  # fmt: skip
    return pd.DataFrame(products).groupby(long["about"]).sum().reset_index()


def test_a_reason_is_compared_with_the_others_by_customer():
    # Customers differ in what they repeat; the reference is the variance of the customers' own residuals.
    rng = np.random.default_rng(3)
    made = {reason: [(int(c), int(rng.integers(0, c + 1))) for c in rng.integers(0, 4, 200)] for reason in (1, 2, 3)}
    found = contacts.repeats(sums_of(made), least=30, chance=0.01).loc[2]
    c, h = (np.array([[pair[part] for pair in made[reason]] for reason in (1, 2, 3)], dtype=float) for part in (0, 1))
    own, others = h[1].sum() / c[1].sum(), (h[0] + h[2]).sum() / (c[0] + c[2]).sum()
    assert found["repeat_share"] == pytest.approx(own)
    assert found["repeat_share_elsewhere"] == pytest.approx(others)
    away = (h[1] - own * c[1]) / c[1].sum() - (h[0] + h[2] - others * (c[0] + c[2])) / (c[0] + c[2]).sum()
    z = (own - others) / np.sqrt(np.sum(away**2))
    assert found["p"] == pytest.approx(norm.sf(z))
    # Of c contacts spread at random each has c - 1 others, each a chance of .01 of lying in the days before.
    assert found["chance_share"] == pytest.approx(np.sum(c[1] * (c[1] - 1)) / c[1].sum() * 0.01)


def test_few_contacts_are_not_tried():
    made = {1: [(2, 1)] * 10, 2: [(1, 0)] * 100}
    found = contacts.repeats(sums_of(made), least=30, chance=0.0)
    assert np.isnan(found.loc[1, "p"])
    assert np.isfinite(found.loc[2, "p"]) == (20 >= 30)  # nor is anything tried against them alone


# ---- failure demand


def test_failure_demand_counts_contacts_with_a_mapped_reason(tmp_path):
    made = [(1, 1, 10), (1, 1, 30), (1, 2, 50), (2, 2, 10), (0, 1, 12), (0, 2, 12), (3, 3, 5)]
    flow = calls(tmp_path, made, failures=((1, 1), (2, 0)))
    # Six contacts about 1 and 2, three about 1. Callers: customer 1 (3, of which 2 failures), 2 (1, 0), two unknown.
    row = flow.failures.iloc[0]
    assert row[["contacts", "failures", "cc", "hh", "ch"]].tolist() == [6, 3, 9 + 1 + 1 + 1, 4 + 1, 6 + 1]
    assert contacts.failure_share(flow.failures)[0] == pytest.approx(0.5)


def test_without_a_mapping_failure_demand_is_not_measurable(tmp_path):
    share, low, high, unit, count = contacts.failure_share(calls(tmp_path, [(1, 1, 10)]).failures)
    assert np.isnan([share, low, high]).all() and (unit, count) == ("share", 0)


# ---- does answering pay


def told_and_untold(folder: Path) -> Flow:
    """Six customers with an outcome on day 10, and what they raised after it; the cut-off is on day 400."""
    made = [
        (1, [("work", 0), ("answered", 10), ("told", 12)]), (1, [("work", 50)]), (1, [("work", 100)]),
        (1, [("work", 190.5)]),  # later than 180 days after the outcome
        (2, [("work", 0), ("answered", 10)]), (2, [("work", 60)]),
        (3, [("work", 0), ("answered", 10), ("told", 50)]),  # not within 30 days
        (4, [("work", 0), ("answered", 10), ("told", 21)]), (4, [("work", 20)]),  # back before anyone knew
        (5, [("work", 0), ("answered", 300)]),  # less than 180 days before the cut-off
        (6, [("work", 0), ("answered", 10), ("told", 5)]), (6, [("work", 5)]),  # told before; new before the outcome
        (0, [("work", 0), ("answered", 10)]),
    ]  # fmt: skip
    rows = [(f"s{n}", day, "Desk", what) for n, (_, steps) in enumerate(made) for what, day in steps]
    customers = [customer for customer, steps in made for _ in steps]
    return reduced(folder, rows, customers=customers, cutoff_day=400)


def test_a_customer_counts_once_by_the_first_outcome(tmp_path):
    table = told_and_untold(tmp_path).returns
    found = table[["told", "early", "customers", "again", "squares"]].values.tolist()
    # Told: customers 1 (two new signals) and 6 (none); untold: 2 (one) and 3 (none); customer 4 was back early.
    assert sorted(found) == [[0, 0, 2, 1, 1], [1, 0, 2, 2, 4], [1, 1, 1, 1, 1]]


MOVED = [  # customers 1 to 3, a signal each with its end on day 10 or 20, and what they raised after it
    (1, "s0", [(0, "Desk", "work"), (10, "Claims", "left")]),
    (1, "s1", [(15, "Desk", "work"), (20, "Claims", "answered"), (25, "Claims", "told")]),
    (1, "s2", [(70, "Desk", "work")]),
    (2, "s3", [(0, "Desk", "work"), (10, "", "answered")]), (2, "s4", [(60, "Desk", "work")]),
    (3, "s5", [(0, "Desk", "work"), (10, "Sales", "answered"), (12, "Sales", "told")]),
]  # fmt: skip
OTHER = 4  # a department besides Claims (1), Desk (2) and Sales (3)


@pytest.mark.parametrize(
    ("retold", "expected"),
    [
        # Told 30 days after it at most, (closing department, told, early): Claims answered customer 1 on day 20.
        (Retelling(), {(1, 1, 0): (1, 1), (0, 0, 0): (1, 1), (3, 1, 0): (1, 0)}),
        (Retelling(hidden=1), {(0, 1, 0): (1, 1), (0, 0, 0): (1, 1), (3, 1, 0): (1, 0)}),
        # The first end of customer 1 is then the exit on day 10; s1, begun on day 15, is a new signal, and early.
        (Retelling(outside=OTHER), {(OTHER, 0, 1): (1, 2), (0, 0, 0): (1, 1), (3, 1, 0): (1, 0)}),
    ],
)
def test_who_is_back_is_counted_anew_where_ends_move(tmp_path, retold, expected):
    rows = [(signal, day, dept, what) for _, signal, steps in MOVED for day, dept, what in steps]
    customers = [customer for customer, _, steps in MOVED for _ in steps]
    log = event_log(tmp_path, rows, cutoff_day=400, more={"customer": customers})
    with Engine(log, Question(), limits=Limits()).opened() as engine:
        as_it_is = engine.flow()
    with Engine(log, Question(retold=retold), limits=Limits(), like=as_it_is).opened() as engine:
        table = engine.flow().returns
    found = table.set_index(["close_dept", "told", "early"])[["customers", "again"]].astype(int)
    assert {key: tuple(row) for key, row in zip(found.index, found.to_numpy().tolist(), strict=True)} == expected


@pytest.mark.parametrize("retold", [Retelling(shuffle=3), Retelling(hidden=2), Retelling(spread=5),
                                    Retelling(outside=5)])  # fmt: skip
def test_what_is_taken_over_is_what_would_be_counted(tmp_path, retold):
    draw = np.random.default_rng(2)
    depts, ends = ["", "A", "B", "C", "D"], ["work", "work", "answered", "left", "told"]
    rows = [
        (f"s{n}", float(day), depts[draw.integers(5)], ends[draw.integers(5)])
        for n in range(300) for day in sorted(draw.integers(n, n + 4, size=4))
    ]  # fmt: skip
    of_signal = {"customer": draw.integers(0, 60, 300), "reason": draw.integers(0, 4, 300),
                 "duration": draw.integers(0, 900, 300),
                 "satisfaction": draw.integers(0, 2, 300) * (NEUTRAL + draw.integers(1, 11, 300))}  # fmt: skip
    more = {name: np.repeat(values, 4) for name, values in of_signal.items()}
    log, asked = event_log(tmp_path, rows, cutoff_day=500, more=more), {"by_reason": True, "failures": ((1, 1), (2, 0)),
                                                                      "values": ((1, 1, 1), (2, 5, 5))}  # fmt: skip
    with Engine(log, Question(**asked), limits=Limits()).opened() as engine:
        as_it_is = engine.flow()
    question = Question(**asked, retold=retold)
    with Engine(log, question, limits=Limits(), like=as_it_is).opened() as engine:
        taken = engine.flow()
    with Engine(log, question, limits=Limits()).opened() as engine:
        counted = engine.flow()
    for name in contact_sql.CONTACTS:
        assert len(getattr(counted, name)), name
        pd.testing.assert_frame_equal(getattr(taken, name), getattr(counted, name), obj=name)


def test_told_minus_untold_and_its_interval(tmp_path):
    row = contacts.returns(told_and_untold(tmp_path).returns).set_index("matched_on").loc["kind_quarter"]
    assert (row["told_customers"], row["untold_customers"], row["early_customers"]) == (2, 2, 1)
    assert row["difference"] == pytest.approx(2 / 2 - 1 / 2)
    # One stratum: Welch's variance, 2/2 + .5/2 with the sample variances 2 of (2, 0) and .5 of (1, 0).
    assert row["difference_high"] - row["difference"] == pytest.approx(1.959964 * np.sqrt(1.25))


def returned(strata: Iterable[tuple[int, int, int, list[int]]]) -> pd.DataFrame:
    """Sum up new signals of customers, from (quarter, department, told, new signals of each)."""
    return pd.DataFrame(
        [
            {"kind": 1, "close_quarter": quarter, "close_dept": dept, "told": told, "early": 0,
             "customers": len(again), "again": sum(again), "squares": sum(one * one for one in again)}
            for quarter, dept, told, again in strata
        ]
    )  # fmt: skip


def test_strata_weigh_by_the_pairs_they_have_to_compare():
    # Weights 1·1/2 and 2·2/4; a third stratum has nobody untold. (.5 · 3 + 1 · 1) / 1.5 = 5/3.
    table = returned([(1, 1, 1, [3]), (1, 1, 0, [0]), (2, 1, 1, [2, 2]), (2, 1, 0, [1, 1]), (3, 1, 1, [9])])
    row = contacts.returns(table).iloc[0]
    assert row["difference"] == pytest.approx(5 / 3)
    assert (row["told_customers"], row["untold_customers"]) == (3, 3)


def test_departments_that_tell_and_whose_customers_call_more_differ_by_nothing_within():
    # Department 1 tells most of its customers, who call twice; department 2 few of its own, who call never.
    table = returned([(1, 1, 1, [2] * 30), (1, 1, 0, [2] * 10), (1, 2, 1, [0] * 10), (1, 2, 0, [0] * 30)])
    found = contacts.returns(table).set_index("matched_on")["difference"]
    assert found["kind_quarter"] == pytest.approx(60 / 40 - 20 / 40)
    assert found["kind_quarter_department"] == pytest.approx(0)


def test_nobody_to_compare_with_is_no_difference():
    row = contacts.returns(returned([(1, 1, 1, [1, 2])])).iloc[0]
    assert np.isnan(row["difference"]) and row["told_customers"] == 0
    empty = contacts.returns(returned([(1, 1, 1, [1])]).iloc[:0])
    assert empty["difference"].isna().all() and len(empty) == 2


# ---- laws

made_contacts = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 60).map(float)), min_size=1, max_size=25
)


def side_by_side(made: Iterable[Contact]) -> dict[str, pd.DataFrame]:
    """Reduce contacts without what goes before: quick enough for many random ones. All end a day after they began."""
    made = [(0, 0, 0.0), *made]
    table = pd.DataFrame(made, columns=["customer", "reason", "day"]).rename_axis("signal_id").reset_index()
    zeros = dict.fromkeys(
        (
            "kind",
            "topic",
            "channel",
            "quarter",
            "month",
            "close_quarter",
            "close_dept",
            "dropped",
            "duration",
            "satisfaction",
            "desks",
        ),
        0,
    )
    first = (table["day"] * DAY).astype("int64")
    table = table.drop(columns="day").assign(**zeros, first_t=first, close_t=first + DAY, outcome=2, told_in_time=0)
    numbers = {"cutoff": 400 * DAY, "start": 0, "told_seconds": 30 * DAY, "returns_seconds": 180 * DAY,
               "settled_seconds": 90 * DAY, "repeat_seconds": WEEK * DAY, "busiest": 52, "by_reason": 1,
               "among": "true", "repeat_contacts": 1, "most_desks": 4, "mixed": "signal_id"}  # fmt: skip
    with duckdb.connect() as con:
        con.register("contact", table)
        con.execute("create temp table mapped as select 1 as about, 1 as failure")
        con.execute("create temp table placed as select 1 as about, 1 as quadrant")
        for name, query in (contact_sql.COMPARED | contact_sql.WORKED).items():
            con.execute(f"create temp table {name} as {query.format(**numbers)}")
        found = {name: con.execute(text.format(**numbers)).df() for name, text in contact_sql.CONTACTS.items()}
    return {name: table.sort_values(list(table.columns), ignore_index=True) for name, table in found.items()}


def repeats_by_hand(made: Sequence[Contact]) -> dict[int, tuple[int, int]]:
    """Count contacts and repeats by reason, one by one."""
    found: dict[int, tuple[int, int]] = {}
    for customer, reason, day in made:
        if customer and reason and day >= WEEK:
            again = any((c, r) == (customer, reason) and 0 < day - before <= WEEK for c, r, before in made)
            seen, repeats = found.get(reason, (0, 0))
            found[reason] = seen + 1, repeats + again
    return found


def returns_by_hand(made: Sequence[Contact]) -> tuple[int, int, int]:
    """Count customers, those back early and new signals of the others, after each customer's first outcome."""
    customers = early = again = 0
    for customer in {c for c, _, _ in made if c}:
        days = sorted(day for c, _, day in made if c == customer)
        later = [day for day in days if day > days[0] + 1]
        customers += 1
        if any(day <= days[0] + 1 + 30 for day in later):
            early += 1
        else:
            again += len(later)
    return customers, early, again


@given(made_contacts)
def test_repeats_and_returns_are_counted_as_a_reader_would(made):
    found = side_by_side(made)
    repeats = {row.about: (int(row.contacts), int(row.repeats)) for row in found["repeats"].itertuples()}
    assert repeats == repeats_by_hand(made)
    table = found["returns"]
    waited = table[table["early"] == 0]
    sums = table["customers"].sum(), table.loc[table["early"] == 1, "customers"].sum(), waited["again"].sum()
    assert sums == returns_by_hand(made)


@given(made_contacts)
def test_twice_the_log_under_new_names_has_the_same_shares(made):
    once, twice = side_by_side(made), side_by_side([*made, *((c + 10 * bool(c), r, day) for c, r, day in made)])
    one, two = (contacts.repeats(tables["repeats"], least=1, chance=0.1) for tables in (once, twice))
    for name in ("repeat_share", "repeat_share_elsewhere", "chance_share"):
        pd.testing.assert_series_equal(one[name], two[name])
    for name in ("repeats", "failures", "returns"):
        counts = [column for column in once[name] if column not in ("about", "kind", "told", "early")]
        pd.testing.assert_frame_equal(2 * once[name][counts], twice[name][counts])


@given(made_contacts, st.integers(0, 2), st.integers(0, 40))
def test_a_signal_of_nobody_changes_no_repeat_and_no_return(made, reason, day):
    before, after = side_by_side(made), side_by_side([*made, (0, reason, float(day))])
    for name in ("repeats", "returns"):
        pd.testing.assert_frame_equal(before[name], after[name])


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(0, 1), st.lists(st.integers(0, 4),
                min_size=1, max_size=5)), min_size=1, max_size=8))  # fmt: skip
def test_the_interval_holds_the_difference_and_turns_with_the_sides(strata):
    table = returned(strata)
    one, two = contacts.returns(table), contacts.returns(table.assign(told=1 - table["told"]))
    np.testing.assert_allclose(one["difference"], -two["difference"], atol=1e-12)
    np.testing.assert_allclose(one["difference_low"], -two["difference_high"], atol=1e-9)
    seen = one.dropna()
    assert (seen["difference_low"] <= seen["difference"]).all()


# ---- findings

COLUMNS = ("signal", "time", "department", "activity", "kind", "reason", "customer")
START = pd.Timestamp("2024-01-01")


def at(day: float) -> str:
    """Write a day of the log as an export does."""
    return f"{START + pd.Timedelta(days=day):%Y-%m-%d %H:%M}"


def answered(customers: int, *, told: int, back: float, department: str, seed: int) -> list[tuple[str, ...]]:
    """Let customers have an answer, the first ``told`` of them hear of it, and a share of these and those be back."""
    rows, rng = [], np.random.default_rng(seed)
    for place in range(customers):
        who, day = f"{department}{place}", float(rng.uniform(0, 80))
        steps = [(day, "Desk", "work"), (day + 1, department, "work"), (day + 2, department, "answered")]
        if place < told:
            steps.append((day + 4, "Desk", "told"))
        rows += [(f"{who}a", at(t), dept, what, "question", "Bill", who) for t, dept, what in steps]
        if rng.random() < (back if place < told else 0.2):
            rows.append((f"{who}b", at(day + 100), "Desk", "work", "question", "Move", who))
    return [*rows, ("last", at(400), "Desk", "work", "question", "Bill", "")]


def ids_of(folder: Path, rows: Iterable[tuple[str, ...]], **options: object) -> dict[str, str]:
    """Diagnose rows and return the headlines of the claims about what customers do next, by kind."""
    d = diagnosed(folder, rows, columns=COLUMNS, **options)
    return {finding.kind: finding.headline for finding in judge(replace(d, answers=()))}


def test_answering_that_pays_is_found_and_said_both_ways(tmp_path):
    more = ids_of(tmp_path / "more", answered(300, told=150, back=0.6, department="Billing", seed=1))
    assert more["silence_spreads"].startswith("Customers who were told came back with something new more often")
    fewer = ids_of(tmp_path / "fewer", answered(300, told=150, back=0.02, department="Billing", seed=1))
    assert fewer["silence_spreads"].startswith("Customers who heard nothing came back with something new more often")
    none = ids_of(tmp_path / "none", answered(300, told=150, back=0.2, department="Billing", seed=1))
    assert "silence_spreads" not in none


def test_what_only_departments_differ_in_is_no_finding(tmp_path):
    rows = answered(150, told=140, back=0.6, department="Billing", seed=1)
    rows += answered(150, told=10, back=0.2, department="Product", seed=2)
    rows = [row for row in rows if not (row[6].startswith("Billing") and int(row[6][7:]) >= 140)]
    assert "silence_spreads" not in ids_of(tmp_path / "x", rows)


def test_fewer_than_a_hundred_on_a_side_is_no_finding(tmp_path):
    assert "silence_spreads" not in ids_of(tmp_path, answered(240, told=99, back=0.9, department="Billing", seed=1))


def repeated(often: dict[str, float]) -> list[tuple[str, ...]]:
    """Let a hundred customers call about each reason, and a share of them again the day after."""
    rows = [("first", at(0), "Desk", "work", "question", "", "")]
    for reason, share in often.items():
        for place in range(100):
            who, day = f"{reason}{place}", 10 + 3.0 * place
            rows.append((f"{who}a", at(day), "Desk", "work", "question", reason, who))
            if place < 100 * share:
                rows.append((f"{who}b", at(day + 1), "Desk", "work", "question", reason, who))
    return rows


def test_a_reason_that_brings_customers_back_is_named(tmp_path):
    d = diagnosed(tmp_path, repeated({"Bill": 0.1, "Move": 0.1, "Where is it?": 0.5}), columns=COLUMNS)
    (claim,) = (claim for claim in claims_of(d) if claim.kind == "repeat_contact" and claim.certain)
    assert (claim.about, claim.departments) == ("Where is it?", ())
    assert claim.estimate.value == pytest.approx(50 / 150)  # 50 of the 150 contacts repeat one
    reasons = d.contact_reasons.set_index("reason")
    assert reasons.loc["Where is it?", "repeat_share_elsewhere"] == pytest.approx(20 / 220)
    finding = next(finding for finding in judge(d) if finding.kind == "repeat_contact")
    assert finding.headline == "Of the contacts about “Where is it?”, 33% repeat one within 7 days"


def test_reasons_of_a_few_customers_are_shown_together(tmp_path):
    rows = repeated({"Bill": 0.1, "Move": 0.1})
    rows += [(f"rare{n}", at(20 + n), "Desk", "work", "question", f"Rare {n % 2}", f"r{n}") for n in range(6)]
    table = diagnosed(tmp_path, rows, columns=COLUMNS).contact_reasons.set_index("reason")
    assert "Rare 0" not in table.index and "Rare 1" not in table.index
    assert table.loc["small groups", "contacts"] == 6  # three customers each
    assert np.isnan(table.loc["small groups", "repeat_share"])


def failing(folder: Path, mapping: str) -> dict[str, str]:
    """Diagnose 300 contacts, 100 about each of three reasons, under a reasons.csv."""
    lay_down(folder, repeated({"Bill": 0, "Move": 0, "Where is it?": 0}), columns=COLUMNS,
             more={"inputs": 'reasons = "reasons.csv"'})  # fmt: skip
    (folder / "reasons.csv").write_text(f"reason,failure_demand\n{mapping}", "utf-8")
    return {finding.kind: finding.meaning for finding in judge(diagnose(open_engagement(folder)))}


def test_failure_demand_is_found_over_the_mapped_reasons(tmp_path):
    said = failing(tmp_path / "a", " WHERE is it? ,yes\nbill,no\n")["failure_demand"]
    assert "200 contacts" in said and "34%" in said
    # Half of 200; the 100 contacts about Move and the one about nothing are not mapped: 101 / 301 = 34 %.
    assert "failure_demand" not in failing(tmp_path / "b", "Move,no\nBill,no\nElse,yes\n")


def test_what_is_lacking_is_said(tmp_path):
    columns = ("signal", "time", "department", "activity", "kind")
    rows = [("1", at(0), "Desk", "work", "question"), ("1", at(1), "Billing", "answered", "question")]
    lacking = diagnosed(tmp_path / "a", rows, columns=columns).not_measurable
    pairs = set(zip(lacking["what"], lacking["needs"], strict=True))
    assert {("customers", "customer"), ("failure_demand", "reason")} <= pairs
    with_customer = [(*row, "", "c1") for row in rows]
    d = diagnosed(tmp_path / "b", with_customer, columns=COLUMNS, outcomes=("answered",))
    pairs = set(zip(d.not_measurable["what"], d.not_measurable["needs"], strict=True))
    assert {("silence_spreads", "told"), ("repeat_contact", "reason")} <= pairs
    assert d.returns.empty and d.contact_reasons.empty
    assert np.isnan(d.overview.set_index("measure").loc["repeat_contact", "estimate"])
