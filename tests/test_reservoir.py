"""Where signals are held back (DEFINITIONS 2), with the sums in the margin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
import reference
from logs import DAY, Followed, event_log, log_of
from reference import Event, Rules
from scipy.stats import false_discovery_control, t

from kccdiag.flow.engine import Question
from kccdiag.limits import Limits
from kccdiag.measures import reservoir
from kccdiag.measures.uncertainty import wilson


def route(name: str, *stops: tuple[float, str], end: float) -> list[tuple[str, float, str, str]]:
    """Make a signal that visits departments from the days given and is answered by the last."""
    rows = [(name, day, department, "") for day, department in stops]
    return [*rows, (name, end, stops[-1][1], "answered")]


def reduced(folder: Path, rows: list[tuple[str, float, str, str]], **options: object) -> Followed:
    """Reduce a log in which no department is set apart as contact centre."""
    return Followed(event_log(folder, rows, **options), question=Question(home=()))


def named(followed: Followed, table: pd.DataFrame) -> pd.DataFrame:
    """Put departments by name in the index."""
    return followed.named(table).set_index("dept")


def test_billing_holds_three_times_as_long(tmp_path):
    # Front 4 visits of 5 days, Billing 2 of 15, Legal 2 of 5: 60 signal-days in 8 visits.
    # Billing: elsewhere (20 + 10)/6 = 5 days a visit, so 30/(2 × 5) = 3 and an excess of (30 - 10)/60.
    # Front: elsewhere (30 + 10)/4 = 10 days, so 20/(4 × 10) = 0.5 and (20 - 40)/60.
    rows = [
        *route("a", (0, "Front"), (5, "Billing"), end=20),
        *route("b", (1, "Front"), (6, "Billing"), end=21),
        *route("c", (2, "Front"), (7, "Legal"), end=12),
        *route("d", (3, "Front"), (8, "Legal"), end=13),
    ]
    followed = reduced(tmp_path, rows)
    table = named(followed, reservoir.stay_ratios(followed.flow))
    assert table.loc["Billing", ["visits", "signals", "signal_days"]].tolist() == [2, 2, 30]
    assert table.loc["Billing", ["visit_share", "held_share", "stay_ratio"]].tolist() == [0.25, 0.5, 3]
    assert table.loc["Billing", "excess_share"] == pytest.approx(20 / 60)
    assert table.loc["Front", "stay_ratio"] == pytest.approx(0.5)
    assert table.loc["Front", "excess_share"] == pytest.approx(-20 / 60)


def test_a_department_is_compared_with_the_same_kind_elsewhere(tmp_path):
    # Ideas take 20 days wherever they are, complaints 2. Product gets three ideas and a complaint, Billing one and
    # three: Product held 62 days. Elsewhere an idea takes 20 and a complaint 2, so 62 was to be expected: 1, where
    # days per visit alone would say 15.5/6.5 = 2.4.
    rows, kinds = [], {}
    for place, (dept, kind) in enumerate(
        [("Product", "idea")] * 3 + [("Product", "complaint"), ("Billing", "idea")] + [("Billing", "complaint")] * 3
    ):
        kinds[f"s{place}"] = kind
        rows += route(f"s{place}", (place, dept), end=place + (20 if kind == "idea" else 2))
    followed = reduced(tmp_path, rows, kinds=kinds)
    table = named(followed, reservoir.stay_ratios(followed.flow))
    assert table["stay_ratio"].tolist() == pytest.approx([1, 1])
    assert table["excess_share"].tolist() == pytest.approx([0, 0])


def test_back_offices_are_not_compared_with_the_contact_centre(tmp_path):
    # Front settles ten signals within the day. Billing held 30 days in 2 visits, Legal 10 in 2: 30/(2 × 5) for
    # Billing where all twelve other visits would say 30/(2 × (10 + 10)/12) = 9. Front: 10 days in 10 visits,
    # elsewhere 40/4: 10/(10 × 10).
    rows = [row for n in range(10) for row in route(f"f{n}", (n, "Front"), end=n + 1)]
    for name, dept, days in [("a", "Billing", 10), ("b", "Billing", 20), ("c", "Legal", 4), ("d", "Legal", 6)]:
        rows += route(name, (0, dept), end=days)
    log = event_log(tmp_path, rows)
    followed = Followed(log, question=Question(home=(2,)))  # by name: Billing 1, Front 2, Legal 3
    table = named(followed, reservoir.stay_ratios(followed.flow))
    assert table["stay_ratio"].to_dict() == pytest.approx({"Billing": 3, "Front": 0.1, "Legal": 1 / 3})
    assert table["held_share"].to_dict() == pytest.approx({"Billing": 0.6, "Front": 0.2, "Legal": 0.2})


def test_a_department_that_nothing_can_be_compared_with_has_no_ratio(tmp_path):
    followed = Followed(event_log(tmp_path, route("a", (0, "Front"), end=3)))
    table = reservoir.stay_ratios(followed.flow)
    assert table[["stay_ratio", "stay_ratio_low", "stay_q", "excess_share"]].isna().all(axis=None)
    assert table["held_share"].tolist() == [1]


def test_stays_under_way_count_with_the_days_they_have_lasted(tmp_path):
    # b is heard of every day until the cut-off on day 10.
    rows = [*route("a", (0, "Front"), end=4), *[("b", day, "Billing", "") for day in range(10)]]
    followed = reduced(tmp_path, rows, cutoff_day=10)
    table = named(followed, reservoir.stay_ratios(followed.flow))
    assert table["signal_days"].to_dict() == {"Front": 4, "Billing": 10}


def thirty_answered_in_a_day() -> list[tuple[str, float, str, str]]:
    """Make what is needed for a silence limit of one day at Front."""
    return [row for n in range(30) for row in route(f"s{n}", (n, "Front"), end=n + 1)]


def test_dropped_visits_are_dead_stock_and_no_stay(tmp_path):
    rows = [*thirty_answered_in_a_day(), ("silent", 0, "Front", "")]
    followed = Followed(event_log(tmp_path, rows, cutoff_day=50))
    assert reservoir.stay_ratios(followed.flow)["signal_days"].tolist() == [30]
    # Censored at the cut-off the silent one would make the mean (30 × 1 + 50 …)/31; left out it is one day.
    residence = reservoir.residence(followed.flow).iloc[0]
    assert (residence["median_days"], residence["mean_days_90"]) == (1, 1)
    fill = reservoir.fill(followed.flow).iloc[0]
    assert fill[["entered", "left", "live", "dead"]].tolist() == [31, 30, 0, 1]
    assert fill["fill"] == pytest.approx(1 / 31)
    assert (fill["fill_low"], fill["fill_high"]) == pytest.approx(tuple(map(float, wilson(1, 31))))


def test_residence_is_a_kaplan_meier_median_and_a_restricted_mean(tmp_path):
    # Stays of 1, 2 and 3 days, and one under way for 10: S = .75, .5, .25 from days 1, 2, 3 on. The median is 2 days;
    # the mean to 90 days is 1 + .75 + .5 + .25 × 87 = 24.
    rows = [row for days in (1, 2, 3) for row in route(f"s{days}", (0, "Billing"), end=days)]
    rows += [("open", day, "Billing", "") for day in range(10)]
    followed = reduced(tmp_path, rows, cutoff_day=10)
    assert followed.flow.states.set_index("state")["visits"].to_dict() == {"closed": 3, "live": 1}
    residence = reservoir.residence(followed.flow).iloc[0]
    assert (residence["median_days"], residence["mean_days_90"]) == (2, pytest.approx(24))


def test_a_handover_has_the_median_of_what_was_passed_on(tmp_path):
    # Front held 1, 2, 4 and 9 days what it passed on to Billing, so (2 + 4)/2; and 1, 2 and 7 what went to Legal.
    passed = [("Billing", days) for days in (1, 2, 4, 9)] + [("Legal", days) for days in (1, 2, 7)]
    rows = [row for taker, days in passed for row in route(f"{taker}{days}", (0, "Front"), (days, taker), end=10)]
    followed = reduced(tmp_path, rows)
    found = followed.named(reservoir.median_delays(followed.flow).reset_index())
    assert found.set_index("taker")["median_days"].to_dict() == {"Billing": 3, "Legal": 2}


def test_stock_by_day_adds_up_to_signal_days(tmp_path):
    # Whole days: a signal that entered on day 2 and left on day 5 is there on the mornings of days 3, 4 and 5.
    rows = [*route("a", (0, "Front"), (3, "Billing"), end=9), *route("b", (2, "Billing"), end=5)]
    rows += route("c", (1, "Front"), end=1)
    followed = Followed(event_log(tmp_path, rows, cutoff_day=12))
    stock = followed.named(reservoir.stock(followed.flow))
    assert stock[stock["dept"] == ""]["live"].tolist() == [0, 1, 1, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0]
    held = reservoir.stay_ratios(followed.flow)["signal_days"]
    assert stock[stock["dept"] != ""].groupby("dept")["live"].sum().to_dict() == {
        followed.names[dept]: days for dept, days in held.items()
    }
    assert stock["date"].iloc[0] == pd.Timestamp("1970-01-01")


def test_what_is_dropped_is_dead_from_its_last_event_on(tmp_path):
    # Silent since day 3: there, and alive, on the mornings of days 1 to 3; dead from day 4 on.
    rows = [*thirty_answered_in_a_day(), ("silent", 0, "Legal", ""), ("silent", 3, "Legal", "")]
    followed = Followed(event_log(tmp_path, rows, cutoff_day=40))
    stock = named(followed, reservoir.stock(followed.flow)).loc["Legal"]
    assert stock["live"].tolist() == [0, 1, 1, 1] + [0] * 37
    assert stock["dead"].tolist() == [0] * 4 + [1] * 37


@pytest.mark.parametrize(("days", "step"), [(55, 1), (56, 7), (400, 7)])
def test_stock_is_weekly_from_eight_weeks_on(tmp_path, days, step):
    followed = Followed(event_log(tmp_path, route("a", (0, "Front"), end=1), cutoff_day=days))
    dates = reservoir.stock(followed.flow)["date"].drop_duplicates()
    assert (dates.diff().dropna() == pd.Timedelta(days=step)).all()
    assert str(dates.dtype) == "datetime64[s]"


# ---- what a stay is made of


def waiting_for_customers() -> list[tuple[str, float, str, str]]:
    """Make stays of 15 days at Billing, of which 2 queue, 3 work, 10 customer; at Legal of 5: 1 queue and 4 work."""
    rows = []
    for name in ("a", "b"):
        rows += [(name, 0, "Billing", "queue"), (name, 2, "Billing", ""), (name, 4, "Billing", "told")]
        rows += [(name, 5, "Billing", "customer"), (name, 15, "Billing", "answered"), (name, 20, "Billing", "told")]
    for name in ("c", "d"):
        rows += [(name, 0, "Legal", "queue"), (name, 1, "Legal", ""), (name, 5, "Legal", "answered")]
    return rows


def test_a_stay_is_split_by_what_its_events_say(tmp_path):
    # Telling the customer, on day 4 and on day 20, parts nothing and lasts for nothing.
    followed = reduced(tmp_path, waiting_for_customers())
    table = named(followed, reservoir.split(followed.flow))
    shares = ["queue_share", "work_share", "customer_share"]
    assert table.loc["Billing", shares].tolist() == pytest.approx([2 / 15, 3 / 15, 10 / 15])
    assert table.loc["Legal", shares].tolist() == pytest.approx([1 / 5, 4 / 5, 0])
    # 15 / 5 days with all, (2 + 3) / (1 + 4) with what is the departments' own.
    assert named(followed, reservoir.stay_ratios(followed.flow)).loc["Billing", "stay_ratio"] == 3
    assert table["own_stay_ratio"].to_dict() == {"Billing": 1, "Legal": 1}
    # Of the 2 × (15 - 5) days too many 2 × (2 - 1) are queue, 2 × 10 customer, and work is 2 × (3 - 4) short.
    assert table.loc["Billing", ["queue_of_excess", "customer_of_excess"]].tolist() == pytest.approx([0.1, 1.0])
    assert table.loc["Legal", ["queue_of_excess", "customer_of_excess"]].isna().all()  # it has no excess


def test_what_is_handed_over_waiting_waits_until_it_arrives(tmp_path):
    # Front: 2 days of work, then 3 of waiting for the customer, which end when Billing gets it. Nobody knows where it
    # is on days 9 to 12. Billing: under way since day 12, seen in the queue every day until the cut-off on day 20.
    stops = [(0, "Front", ""), (2, "Front", "customer"), (5, "Billing", ""), (9, "", "customer")]
    stops += [(day, "Billing", "queue") for day in range(12, 20)]
    followed = reduced(tmp_path, [("a", *stop) for stop in stops], cutoff_day=20)
    table = named(followed, reservoir.split(followed.flow))
    assert table.loc["Front", ["queue_share", "work_share", "customer_share"]].tolist() == pytest.approx([0, 0.4, 0.6])
    assert table.loc["Billing", ["queue_share", "customer_share"]].tolist() == pytest.approx([8 / 12, 0])


OF_EXCESS = ("queue_of_excess", "customer_of_excess")


@pytest.mark.parametrize(
    ("lost", "known"),
    [
        ("", {"queue_share", "work_share", "customer_share", "own_stay_ratio", *OF_EXCESS}),
        ("customer", {"queue_share", "queue_of_excess"}),
        ("queue", {"customer_share", "own_stay_ratio", "customer_of_excess"}),
        ("queue customer", set()),
    ],
)
def test_only_what_can_be_told_is_said(tmp_path, lost, known):
    rows = [(*row[:3], "" if row[3] in lost.split() else row[3]) for row in waiting_for_customers()]
    table = named(followed := reduced(tmp_path, rows), reservoir.split(followed.flow)).loc["Billing"].dropna()
    assert {name for name in table.index if not name.endswith(("_low", "_high"))} == known
    for name in known - {"own_stay_ratio", *OF_EXCESS}:
        assert table[f"{name}_low"] <= table[name] <= table[f"{name}_high"]


def test_stays_from_a_log_that_tells_nothing_are_neither_work_nor_compared_with(tmp_path):
    # Billing's customers as before; Legal's stays come from a second log without a map, the last two of 5 days at
    # Product again from the first.
    rows = waiting_for_customers()
    rows += [(name.replace("c", "e").replace("d", "f"), day, "Product", what) for name, day, _, what in rows[-6:]]
    source = [int(row[2] == "Legal") for row in rows]
    log = event_log(tmp_path, rows, more={"source": source})
    followed = Followed(log, question=Question(home=(), split=(0,)))
    table = named(followed, reservoir.split(followed.flow))
    assert "Legal" not in table.index
    assert table.loc["Billing", "own_stay_ratio"] == 1  # against Product alone
    assert table.loc["Product", "own_stay_ratio"] == 1
    assert set(followed.named(followed.flow.parts)["dept"]) == {"Billing", "Product"}


# ---- how sure


def an_organisation(signals: int, seed: int) -> list[Event]:
    """Make signals with skewed stays and several visits; Billing is slow, ideas take twice as long."""
    random, events = Random(seed), []
    for name in range(signals):
        t, kind = random.uniform(0, 200 * DAY), random.choice(["idea", "complaint"])
        stops = ["Front"]
        for _ in range(random.choice([1, 1, 2, 3])):
            others = {"Billing", "Legal", "Product", "Front"} - {stops[-1]}
            stops.append(random.choice(sorted(others)))
        for stop in stops:
            events.append(Event(f"s{name}", int(t), stop, kind=kind))
            t += random.lognormvariate(0, 1) * DAY * (2 if kind == "idea" else 1) * (2.5 if stop == "Billing" else 1)
        events.append(Event(f"s{name}", int(t), stops[-1], outcome="answered", kind=kind))
    return events


def ratio_without(stays: list[dict[tuple[str, str], tuple[int, float]]], department: str, without: int | None) -> float:
    """Compute a stay ratio from sums per signal, one signal left out; Front, the contact centre, is no comparison."""
    sums: dict[tuple[str, str], np.ndarray] = {}
    for place, signal in enumerate(stays):
        if place != without:
            for key, value in signal.items():
                sums[key] = sums.get(key, np.zeros(2)) + value
    held = expected = 0.0
    for kind in {kind for _, kind in sums}:
        n, t = sums.get((department, kind), np.zeros(2))
        others = [value for (dept, other), value in sums.items() if other == kind and dept not in (department, "Front")]
        others_n, others_t = sum(others)
        held += t
        expected += n * others_t / others_n
    return held / expected


@pytest.fixture(scope="module")
def spread_of_ratios(tmp_path_factory):
    """Return the analytic and the jackknifed standard error of ln(stay ratio), and both ratios, by department."""
    events = an_organisation(150, seed=4)
    cutoff = max(event.t for event in events) + 1
    followed = Followed(log_of(tmp_path_factory.mktemp("log"), events, cutoff=cutoff))
    table = named(followed, reservoir.stay_ratios(followed.flow))
    table["freedom"] = named(followed, reservoir.compare(followed.flow).freedom.reset_index())["freedom"]
    table["error"] = np.log(table["stay_ratio_high"] / table["stay_ratio_low"]) / 2 / t.ppf(0.975, table["freedom"])
    by_signal: dict[str, list[Event]] = {}
    for event in events:
        by_signal.setdefault(event.signal, []).append(event)
    stays = [reference.count_stays(one, cutoff=cutoff, rules=Rules()) for one in by_signal.values()]
    for dept in table.index:
        left_out = np.log([ratio_without(stays, dept, place) for place in range(len(stays))])
        n = len(left_out)
        table.loc[dept, "jackknife"] = np.sqrt((n - 1) / n * np.sum((left_out - left_out.mean()) ** 2))
        table.loc[dept, "by_hand"] = ratio_without(stays, dept, None)
    return table


def test_stay_ratios_of_an_organisation_are_those_by_hand(spread_of_ratios):
    assert spread_of_ratios["stay_ratio"].tolist() == pytest.approx(spread_of_ratios["by_hand"].tolist())
    assert spread_of_ratios["stay_ratio"].idxmax() == "Billing"


def test_intervals_of_stay_ratios_are_those_of_leaving_signals_out_one_by_one(spread_of_ratios):
    # Two ways to the same variance, signals as the unit; they agree to first order.
    assert spread_of_ratios["error"].tolist() == pytest.approx(spread_of_ratios["jackknife"].tolist(), rel=0.1)


def test_a_long_stay_among_short_ones_leaves_few_degrees_of_freedom(tmp_path):
    # Billing's stays last 1, 1, 1 and 5 days, Legal's 2: a ratio of 1, so that they lie -1, -1, -1 and 3 days from it.
    # Kurtosis 4 × (3 + 81) / (3 + 9)² = 7/3, and 2 × 4 / (7/3 - 1) = 6 degrees of freedom.
    rows = [row for day, name in enumerate("abcd") for row in route(name, (day, "Legal"), end=day + 2)]
    for name, days in zip("efgh", (1, 1, 1, 5), strict=True):
        rows += route(name, (0, "Billing"), end=days)
    followed = reduced(tmp_path, rows)
    freedom = named(followed, reservoir.compare(followed.flow).freedom.reset_index())["freedom"]
    assert freedom["Billing"] == pytest.approx(6)


def with_waits(events: list[Event], seed: int, *, lasting: bool) -> list[Event]:
    """Let a third of the steps end in a wait for the customer, of some days or (not ``lasting``) of no time."""
    random, waiting = Random(seed), []
    for _, one in pd.Series(events).groupby([event.signal for event in events]):
        later = 0
        for event, following in zip(one, [*one[1:], None], strict=True):
            waiting.append(replace(event, t=60 * (event.t // 60) + later))
            wait = 60 * round(random.expovariate(1 / (3 * 24 * 60)))
            if following is not None and random.random() < 1 / 3:
                since = 60 * (following.t // 60) + later
                waiting.append(replace(event, t=since, stay="customer"))
                later += wait if lasting else 0
    return waiting


def test_the_own_ratio_is_the_ratio_of_a_log_in_which_customers_answer_at_once(tmp_path):
    tables = []
    for lasting in (True, False):
        events = with_waits(an_organisation(150, seed=4), 7, lasting=lasting)
        (folder := tmp_path / str(lasting)).mkdir()
        log = log_of(folder, events, cutoff=max(event.t for event in events) + 1)
        tables.append(named(followed := Followed(log), reservoir.stay_ratios(followed.flow)))
        if lasting:
            own = named(followed, reservoir.split(followed.flow))
    for end in ("", "_low", "_high"):
        assert own[f"own_stay_ratio{end}"].tolist() == pytest.approx(tables[1][f"stay_ratio{end}"].tolist())
    assert own["own_stay_ratio"].tolist() != pytest.approx(tables[0]["stay_ratio"].tolist(), rel=0.01)


def test_intervals_of_shares_are_those_of_leaving_signals_out_one_by_one(tmp_path):
    events = with_waits(an_organisation(150, seed=4), 7, lasting=True)
    cutoff = max(event.t for event in events) + 1
    followed = Followed(log_of(tmp_path, events, cutoff=cutoff))
    table = named(followed, reservoir.split(followed.flow))
    by_signal: dict[str, list[Event]] = {}
    for event in events:
        by_signal.setdefault(event.signal, []).append(event)
    for dept in ("Billing", "Legal"):
        waits, held = np.zeros(len(by_signal)), np.zeros(len(by_signal))
        for place, one in enumerate(by_signal.values()):
            for (where, _, part), seconds in reference.count_parts(one, cutoff=cutoff, rules=Rules()).items():
                held[place] += seconds * (where == dept)
                waits[place] += seconds * (where == dept and part == "customer")
        left_out = (waits.sum() - waits) / (held.sum() - held)
        error = np.sqrt((len(held) - 1) / len(held) * np.sum((left_out - left_out.mean()) ** 2))
        assert table.loc[dept, "customer_share"] == pytest.approx(waits.sum() / held.sum())
        width = table.loc[dept, "customer_share_high"] - table.loc[dept, "customer_share_low"]
        assert width == pytest.approx(2 * 1.96 * error, rel=0.1)


def test_a_share_of_nothing_is_as_sure_as_there_are_signals(tmp_path):
    # Legal's two signals of five days never wait for a customer: 0 of 2, Wilson: 1.96² / (2 + 1.96²) = 0.66. Billing's
    # two are split alike, so that its share has no variance either: 2/3 of 2.
    followed = reduced(tmp_path, waiting_for_customers())
    table = named(followed, reservoir.split(followed.flow))
    ends = ["customer_share_low", "customer_share_high"]
    assert table.loc["Legal", ends].tolist() == pytest.approx([0, 0.658], abs=0.001)
    assert table.loc["Billing", ends].tolist() == pytest.approx([*map(float, wilson(4 / 3, 2))])


def test_stays_are_tested_against_a_ratio_of_one(spread_of_ratios):
    # One-sided on the log scale: only longer stays count; q by Benjamini and Hochberg.
    p = t.sf(np.log(spread_of_ratios["stay_ratio"]) / spread_of_ratios["error"], spread_of_ratios["freedom"])
    assert spread_of_ratios["stay_p"].tolist() == pytest.approx(p.tolist(), rel=1e-4)
    assert spread_of_ratios.loc["Billing", "stay_q"] < 0.001 < 0.5 < spread_of_ratios["stay_q"].drop("Billing").min()
    assert spread_of_ratios["stay_q"].tolist() == pytest.approx(false_discovery_control(p).tolist(), rel=1e-3)


def test_excess_has_the_interval_of_its_ratio(spread_of_ratios):
    for end in ("", "_low", "_high"):
        expected = spread_of_ratios["held_share"] * (1 - 1 / spread_of_ratios[f"stay_ratio{end}"])
        assert spread_of_ratios[f"excess_share{end}"].tolist() == pytest.approx(expected.tolist())


def test_several_visits_by_one_signal_widen_the_interval_of_residence(tmp_path):
    # The same 40 stays at Front: once by 40 signals, once by 20 signals that come back. φ = Σn²/Σn = 20 × 4/40 = 2.
    days = [1 + n % 10 for n in range(40)]
    alone = [row for n, stay in enumerate(days) for row in route(f"s{n}", (0, "Front"), end=stay)]
    twice = []
    for n in range(20):
        first, second = days[2 * n], days[2 * n + 1]
        stops = ((0, "Front"), (first, "Legal"), (first + 0.5, "Front"))
        twice += route(f"s{n}", *stops, end=first + 0.5 + second)
    widths = []
    for name, rows in (("alone", alone), ("twice", twice)):
        (folder := tmp_path / name).mkdir()
        followed = Followed(event_log(folder, rows), limits=Limits(silence_gaps=10**9))
        front = named(followed, reservoir.residence(followed.flow)).loc["Front"]
        assert front["mean_days_90"] == pytest.approx(5.5)  # mean of 1 to 10
        compared = reservoir.compare(followed.flow).freedom.reset_index()
        freedom = named(followed, compared)["freedom"].get("Front", np.inf)
        widths.append(np.log(front["mean_days_90_high"] / front["mean_days_90_low"]) / t.ppf(0.975, freedom))
    assert widths[1] / widths[0] == pytest.approx(np.sqrt(2), rel=1e-6)


def test_thousands_of_departments_are_told_apart(tmp_path):
    ends = zip("abcd", ("Legal", "Legal", "Billing", "Billing"), (2, 3, 1, 5), strict=True)
    rows = [row for name, department, end in ends for row in route(name, (0, department), end=end)]
    flow = reduced(tmp_path, rows).flow
    names = ("stays", "durations")
    late = {name: getattr(flow, name).assign(dept=lambda table: table["dept"] + np.int32(5_000)) for name in names}
    few, many = reservoir.compare(flow).freedom, reservoir.compare(replace(flow, **late)).freedom
    assert few.notna().all()
    assert many.tolist() == few.tolist()
