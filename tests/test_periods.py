"""The verdict broken down, and the months over which trends are taken."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from diagnosed import demo, diagnosed, lay_down

from kccdiag.diagnosis import diagnose
from kccdiag.engagement import open_engagement
from kccdiag.findings import judge
from kccdiag.notes import notes_of
from kccdiag.periods import months_of
from kccdiag.results import write_results

COLUMNS = ("signal", "time", "department", "activity", "kind", "channel")
DEPARTMENTS = "department,unit\nDesk,Front\nBilling,Back\nLegal,Back\n"


def rows_of(signals: int, *, told: int, kind: str, channel: str = "phone") -> list[tuple[str, ...]]:
    """Make signals that Billing answers after two days, of which the first so many are told of it."""
    rows = []
    for n in range(signals):
        day = date(2025, 1, 1) + timedelta(days=n % 28)
        stops = [("Desk", "opened", 0), ("Billing", "answered", 2), *([("Desk", "told", 3)] if n < told else [])]
        rows += [
            (f"{kind}{channel}{n}", f"{day + timedelta(days=later)} 09:00", stop, status, kind, channel)
            for stop, status, later in stops
        ]
    return rows


@pytest.fixture(scope="module")
def broken_down(tmp_path_factory) -> pd.DataFrame:
    """Diagnose twenty ideas and twelve questions by phone and eleven letters, on a file of departments with units."""
    folder = tmp_path_factory.mktemp("units") / "log"
    rows = [
        *rows_of(20, told=5, kind="idea"),
        *rows_of(12, told=9, kind="question"),
        *rows_of(11, told=11, kind="question", channel="letter"),
        ("last", "2025-08-01 09:00", "Desk", "opened", "question", "phone"),
        ("last", "2025-08-01 10:00", "Legal", "opened", "question", "phone"),
    ]
    more = {"departments": 'file = "departments.csv"', "engagement": 'contact_centre = ["Desk"]'}
    lay_down(folder, rows, columns=COLUMNS, outcomes=("answered", "told"), more=more)
    (folder / "departments.csv").write_text(DEPARTMENTS)
    return diagnose(open_engagement(folder)).breakdown.set_index(["dimension", "value", "measure"])


def test_each_kind_and_channel_has_its_own_share(broken_down):
    # Of the 20 ideas 5 were told, of the 23 questions 20.
    assert broken_down.loc[("kind", "idea", "told_in_time"), ["estimate", "n"]].tolist() == [0.25, 20]
    assert broken_down.loc[("kind", "question", "told_in_time"), ["estimate", "n"]].tolist() == [20 / 23, 23]
    assert broken_down.loc[("channel", "phone", "came_back"), ["estimate", "n"]].tolist() == [14 / 32, 32]
    assert broken_down.loc[("quarter", "2025-Q1", "passed_on"), ["estimate", "n"]].tolist() == [1.0, 43]


def test_of_fewer_than_twelve_signals_there_is_no_estimate(broken_down):
    letters = broken_down.loc[("channel", "letter", "told_in_time")]
    assert letters["n"] == 11 and letters[["estimate", "low", "high"]].isna().all()


def test_a_unit_is_the_sum_of_its_departments(broken_down):
    assert broken_down.loc[("unit", "Back", "told_in_time"), ["estimate", "n"]].tolist() == [25 / 43, 43]
    assert ("unit", "Back", "passed_on") not in broken_down.index


def test_what_the_log_cannot_tell_has_no_row(broken_down):
    assert not {"decided", "changed"} & set(broken_down.index.get_level_values("measure"))


def test_kinds_that_few_of_the_contact_centre_work_on_are_not_said_to_be_passed_on(tmp_path):
    names = ("signal", "time", "department", "activity", "kind", "person")
    rows = []
    for kind, agents in (("idea", 2), ("question", 9), ("complaint", 9)):
        for n in range(45):
            day = date(2025, 1, 1) + timedelta(days=n % 28)
            rows += [
                (f"{kind}{n}", f"{day} 09:00", "Desk", "opened", kind, f"d{kind[0] * (agents < 5)}{n % agents}"),
                (f"{kind}{n}", f"{day} 10:00", "Billing", "answered", kind, f"b{n % 9}"),
            ]
    rows.append(("last", "2025-08-01 09:00", "Billing", "opened", "question", "b1"))
    table = diagnosed(tmp_path / "log", rows, columns=names, outcomes=("answered",)).breakdown
    table = table[(table["dimension"] == "kind") & (table["measure"] == "passed_on")]
    # Two persons work on ideas: withheld, and with them the next smallest, which the total would give back with them.
    assert table["value"].tolist() == ["question"]


# ---- months


def flow_of(visits: list[int], *, first: int = 24_000, cutoff: str = "2001-06-15") -> SimpleNamespace:
    """Make what months are taken from: January 2000 is month 24,000."""
    activity = pd.DataFrame({"dept": 1, "month": first + np.arange(len(visits)), "visits": visits})
    return SimpleNamespace(activity=activity, cutoff=int(pd.Timestamp(cutoff).timestamp()))


def test_the_first_and_an_unfinished_last_month_are_not_whole():
    window, whole = months_of(flow_of([50] * 18, cutoff="2001-06-15"))
    assert (window, whole) == (range(24_000, 24_018), range(24_001, 24_017))
    assert months_of(flow_of([50] * 18, cutoff="2001-07-01"))[1] == range(24_001, 24_018)


def test_the_ramp_of_an_export_is_no_work_as_usual():
    assert months_of(flow_of([1, 2, 5, 100, 400, 380, 400]))[0] == range(24_003, 24_007)
    assert months_of(flow_of([]))[0] == range(0)


# ---- in words


def test_the_demo_has_no_trend_and_no_reorganisation():
    _, diagnosis = demo()
    assert notes_of(diagnosis) == ()
    assert diagnosis.trends["months"].max() >= 14 and diagnosis.trends["q"].notna().sum() >= 6


def test_findings_json_begins_with_the_answer(tmp_path):
    engagement, diagnosis = demo()
    judgement = judge(diagnosis)
    out = write_results(diagnosis, judgement, engagement=engagement, out=tmp_path / "out")
    record = json.loads((out / "findings.json").read_text("utf-8"))
    assert record["answer"] == {"text": judgement.answer.text, "holding_back": list(judgement.answer.holding_back)}
    assert record["notes"] == []
    assert 2 <= len(judgement.answer.holding_back) <= 3
    assert set(judgement.answer.holding_back) <= {finding["id"] for finding in record["findings"]}
    assert list((out / "figures").glob("verdict.*"))


def test_a_trend_that_differs_from_none_is_said():
    _, diagnosis = demo()
    row = {
        "measure": "told_in_time", "unit": "share", "per_year": -0.1, "q": 0.001, "first": 0.41, "last": 0.29,
        "first_month": pd.Timestamp("2024-08-01"), "last_month": pd.Timestamp("2025-09-01"),
    }  # fmt: skip
    table = pd.DataFrame([row, row | {"q": 0.2}, row | {"last": 0.411}])
    # The second is not sure, of the third a reader would see no difference.
    assert notes_of(replace(diagnosis, trends=table)) == (
        "Het aandeel afgesloten signalen waarvan de klant op tijd bericht kreeg daalde, los van het seizoen, van 41 % "
        "in augustus 2024 naar 29 % in september 2025.",
    )
