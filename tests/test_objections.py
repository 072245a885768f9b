"""The same log told otherwise: earlier, without a department, with exits, in parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from diagnosed import lay_down
from logs import event_log

from kccdiag.diagnosis import Diagnosis, diagnose
from kccdiag.engagement import open_engagement
from kccdiag.flow.engine import Engine, Part, Question, Retelling
from kccdiag.limits import Limits
from kccdiag.measured import measure
from kccdiag.objections import EARLIER, UNKNOWN, Objection

DAYS = 240


def moment(day: float) -> str:
    """Write a day of 2025 as a time."""
    return str((pd.Timestamp("2025-01-01") + pd.Timedelta(days=day)).floor("s"))


def rows() -> list[tuple[str, ...]]:
    """Make 240 days of signals, one a day: Desk → A → B, every fourth an idea, some unknown, some gone elsewhere."""
    made = []
    for n in range(DAYS):
        kind = "idea" if n % 4 == 0 else "complaint"
        stops = [(n, "Desk", ""), (n + 0.5, "A" if n % 3 else "C", ""), (n + 1 + n % 5, "" if n % 10 == 1 else "B", "")]
        stops.append((n + 9, stops[-1][1], "left" if n % 20 == 7 else "answered"))
        made += [
            (f"s{n}", moment(day), dept, what, kind, f"{dept}{n % 7}", "Bill", f"c{n}") for day, dept, what in stops
        ]
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return lay_down(tmp_path_factory.mktemp("log") / "e", rows(), more={"engagement": 'contact_centre = ["Desk"]'})


@pytest.fixture(scope="module")
def whole(folder) -> Diagnosis:
    return diagnose(open_engagement(folder))


def names(diagnosis: Diagnosis) -> list[str]:
    """Return the objections that were tried, with what they name."""
    return [f"{answer.objection.name}:{answer.objection.about}".rstrip(":") for answer in diagnosis.answers]


def test_a_log_is_tried_under_what_it_gives_cause_for(whole):
    # B has a visit of nearly every signal, A of two in three: B is the largest but the contact centre.
    assert names(whole) == [
        "first_quarter", "last_quarter", "kind_alone:complaint", "kind_alone:idea", "earlier_cutoff",
        "without_largest:B", "unknown_spread", "exits_counted", "limits_halved", "limits_doubled",
    ]  # fmt: skip


def test_nothing_to_object_to_is_not_tried(tmp_path):
    quiet = [(f"s{n}", moment(n / 10), "Desk", what, "", "", "", "") for n in range(10) for what in ("", "closed")]
    assert not {"kind_alone", "without_largest", "unknown_spread", "exits_counted", "earlier_cutoff"} & {
        answer.objection.name for answer in diagnose(open_engagement(lay_down(tmp_path / "e", quiet))).answers
    }


def test_only_the_objections_asked_for_are_tried(folder, whole):
    asked = diagnose(open_engagement(folder), objections=("earlier_cutoff",))
    assert names(asked) == ["earlier_cutoff"]
    assert names(diagnose(open_engagement(folder), objections=())) == []
    pd.testing.assert_frame_equal(asked.departments, whole.departments)


def test_an_earlier_cutoff_is_the_log_as_it_was_then(tmp_path, whole):
    (earlier,) = whole.under("earlier_cutoff")
    then = whole.cutoff - pd.Timedelta(seconds=EARLIER)
    seen = [row for row in rows() if pd.Timestamp(row[1]) < then]
    more = {"engagement": f'contact_centre = ["Desk"]\ncutoff = {then.isoformat()}Z'}
    as_it_was = diagnose(open_engagement(lay_down(tmp_path / "e", seen, more=more)))
    assert earlier.cutoff == as_it_was.cutoff == then
    # What no claim is made of is left out of an answer.
    for name in ("handovers", "drop_points", "told", "silence"):
        seen = getattr(earlier, name).drop(columns="median_days", errors="ignore")
        pd.testing.assert_frame_equal(seen, getattr(as_it_was, name)[seen.columns], obj=name)
    rows_of = {name: d.overview.set_index("measure") for name, d in {"earlier": earlier, "then": as_it_was}.items()}
    assert {"passed_on", "dry_departments", "repeat_contact"} <= set(rows_of["earlier"].index)
    pd.testing.assert_frame_equal(rows_of["earlier"], rows_of["then"].loc[rows_of["earlier"].index])
    claimed = ["visits", "stay_ratio", "stay_ratio_low", "excess_share", "reach", "gatekeeping", "own_stay_ratio"]
    pd.testing.assert_frame_equal(earlier.departments[claimed], as_it_was.departments[claimed])


def test_kinds_apart_make_the_whole_together(whole):
    ideas, complaints = (
        next(a.diagnosis for a in whole.answers if a.objection.about == kind) for kind in ("idea", "complaint")
    )
    assert (ideas.signals, complaints.signals) == (60, 180)  # every fourth of 240
    pairs = ["giver", "taker"]
    counts = [d.handovers.set_index(pairs)["handovers"] for d in (ideas, complaints, whole)]
    assert (counts[0].add(counts[1], fill_value=0) - counts[2]).abs().max() == 0
    assert set(ideas.outcomes["kind"]) == {"idea"}


def test_quarters_hold_the_signals_that_began_in_them(whole):
    # The window ends a second after the last event, on day 248: signals of days 0 to 61 began in its first quarter of
    # 62 days, those after day 186 in its last.
    (first,), (last,) = whole.under("first_quarter"), whole.under("last_quarter")
    assert (first.signals, last.signals) == (62, 240 - 187)


def test_without_a_department_the_others_stay_as_they_were(whole):
    (without,) = whole.under("without_largest")
    assert without.departments.set_index("department").loc["B", "visits"] == 0
    assert not {"B"} & {*without.handovers["giver"], *without.handovers["taker"]}
    kept = whole.handovers[(whole.handovers["giver"] != "B") & (whole.handovers["taker"] != "B")]
    counts = [
        table[table["handovers"] > 0].set_index(["giver", "taker"])["handovers"]
        for table in (without.handovers, kept)
    ]
    pd.testing.assert_series_equal(*counts)


def test_unknown_departments_are_spread_in_proportion(tmp_path):
    # 400 signals of ten events each in A, 100 in B; of 1,000 others the department is unknown: 800 go to A, give or
    # take 4 deviations of √(1000 × .8 × .2) = 12.6.
    log = event_log(
        tmp_path,
        [(f"k{n}", n, "A" if n % 5 else "B", "") for n in range(500) for _ in range(10)]
        + [(f"u{n}", n, "", "") for n in range(1000) for _ in range(3)],
    )
    with Engine(log, Question(retold=Retelling(spread=7)), limits=Limits()).opened() as engine:
        visits = engine.flow().states.groupby("dept")["visits"].sum()
    assert 0 not in visits.index
    assert visits.sum() == 1500  # the three events of one signal go to the same department
    assert abs(visits[1] - 400 - 800) < 4 * 12.6


def test_exits_are_handed_to_another_system_and_ended(whole):
    (counted,) = whole.under("exits_counted")
    left = [n for n in range(DAYS) if n % 20 == 7]
    assert "left" not in set(counted.outcomes["outcome"])
    handed = counted.handovers[counted.handovers["taker"] == "een ander systeem"]
    assert handed.empty == (whole.language == "en")
    taken = counted.handovers[counted.handovers["taker"] == "another system"]
    assert taken["handovers"].sum() == len(left)  # n = 7, 27, … are not 1 modulo 10: their last department is known


def test_limits_are_twice_and_half_as_strict(whole):
    (halved,), (doubled,) = whole.under("limits_halved"), whole.under("limits_doubled")
    assert (halved.limits.told_days, doubled.limits.told_days) == (15, 60)
    limit = whole.silence.set_index(["department", "kind"])["limit_days"]
    for diagnosis, times in ((halved, 0.5), (doubled, 2.0)):
        other = diagnosis.silence.set_index(["department", "kind"])["limit_days"]
        assert ((other - limit * times).abs() < 1e-4).all()  # rounded up to whole seconds


def test_the_strictness_of_one_is_no_other_limit():
    same = Limits().as_strict(1.0)
    assert {name: pytest.approx(value) for name, value in vars(same).items()} == vars(Limits())


@pytest.mark.parametrize("times", [0.5, 2.0])
def test_stricter_is_harder_to_pass(times):
    # "At least" bounds rise and "at most" bounds fall with strictness; none reaches 0 or 1.
    limits, other = Limits(), Limits().as_strict(times)
    harder = times > 1
    assert (other.bounce_share > limits.bounce_share) == harder
    assert (other.trickle_share < limits.trickle_share) == harder
    assert (other.wall_ratio < limits.wall_ratio) == harder
    assert 0 < other.trickle_share < 1 and 0 < other.bounce_share < 1


def test_a_part_keeps_the_silence_limits_of_the_whole(tmp_path):
    log = event_log(tmp_path, [(f"s{n}", n + step * (1 + n % 3), "A", "") for n in range(60) for step in range(4)])
    with Engine(log, Question(), limits=Limits()).opened() as engine:
        whole, part = engine.flows([Part(), Part.begun(log.start, log.start + 20 * 86_400)])
    pd.testing.assert_frame_equal(whole.silence, part.silence)
    assert part.variants["signals"].sum() == 20


def test_unknown_departments_that_are_spread_leave_none_unknown(whole):
    (spread,) = whole.under(UNKNOWN)
    assert spread.handovers["handovers"].sum() > whole.handovers["handovers"].sum()


def test_a_retelling_by_default_changes_nothing(tmp_path):
    log = event_log(tmp_path, [(f"s{n}", n, "A", "") for n in range(5)])
    with Engine(log, Question(), limits=Limits()).opened() as engine:
        events = engine.base.con.execute("select count(*), sum(dept), sum(t) from events").fetchone()
        log_rows = engine.base.con.execute("select count(*), sum(dept), sum(t) from log").fetchone()
    assert events == log_rows
    assert replace(Question(), retold=Retelling()) == Question()


@pytest.mark.parametrize("objection", [Objection("limits_doubled", strictness=2.0),
                                       Objection("without_largest", retold=Retelling(hidden=2))])  # fmt: skip
def test_what_an_objection_keeps_is_what_would_be_measured(tmp_path, objection):
    draw = np.random.default_rng(4)
    depts = ["Desk", "", *"ABCDEFGH"]
    apart, others = (2, 3, 4), (0, 1, 5, 6, 7, 8, 9)  # A, B and C keep to themselves
    stops = [[0, *draw.choice(apart if n % 2 else others, draw.integers(2, 7))] for n in range(400)]
    log = event_log(
        tmp_path,
        [(f"s{n}", n / 4 + day, depts[stop], "answered" if stop == route[-1] else "")
         for n, route in enumerate(stops) for day, stop in enumerate(route)],
        more={name: np.repeat(draw.integers(1, 9, 400), [len(route) for route in stops])
              for name in ("customer", "reason")},
    )  # fmt: skip
    question, limits = Question(by_reason=True), Limits().as_strict(objection.strictness)
    with Engine(log, question, limits=Limits()).opened() as engine:
        measured = measure(engine.flow(), engine)
    question = replace(question, retold=objection.retold or Retelling())
    with Engine(log, question, limits=limits, like=measured.flow if objection.retold else None).opened() as engine:
        flow = engine.flow()
        kept, anew = (measure(flow, engine, like=measured, kept=keeps) for keeps in (objection.keeps, ()))
    assert objection.keeps and len(kept.pairs) and len(measured.silos) and len(kept.contact_reasons)
    for name in ("pairs", "silos", "contact_reasons", "returns"):
        pd.testing.assert_frame_equal(getattr(kept, name), getattr(anew, name), obj=name)
