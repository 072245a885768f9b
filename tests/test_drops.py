"""A hundred signals of one week: what is told of them is true, and no more than may be told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from random import Random

import pandas as pd
import pytest
from diagnosed import diagnosed, lay_down

import kccdiag
from kccdiag.drops import COLUMNS, MOST, drops_record

END = ("e", "2025-12-01 12:00", "Desk", "work", "idea", "d1", "t", "c")  # so that the log goes on


def day(number: float) -> str:
    """Write a moment so many days after Monday 6 January 2025, midnight."""
    return f"{pd.Timestamp('2025-01-06') + pd.Timedelta(days=number):%Y-%m-%d %H:%M}"


Journey = tuple[tuple[float, str, str], ...]  # day, department, activity


def rows_of(journeys: Iterable[Journey], *, crowd: int = 5) -> list[tuple[str, ...]]:
    """Write journeys as rows of a log, worked on by everybody of a department in turn."""
    return [
        (f"s{number}", day(moment), department, activity, "idea", f"{department}{(number + step) % crowd}", "t", "c")
        for number, journey in enumerate(journeys)
        for step, (moment, department, activity) in enumerate(journey)
    ]


# ---- what became of them

# After work at the desk on day 1.3 and in a department of its own on day 3.9: what comes next, and what is told of it.
FATES: tuple[tuple[Journey, tuple[object, ...]], ...] = (
    (((9.6, "", "answered"),), ("answered", 9.5, -1)),
    (((9.6, "", "adopted"), (12.2, "Desk", "told")), ("told", 9.5, 12.0)),
    (((2.0, "Desk", "told"), (9.6, "", "answered")), ("told", 9.5, 9.5)),  # told before it was over
    (((9.6, "", "left"),), ("left", 9.5, -1)),
    (((9.6, "", "work"),), ("dropped", 9.5, -1)),  # with its last event
    (((9.6, "", "work"), (100.0, "", "answered")), ("open", -1, -1)),  # after the ninety days
    (((9.6, "", "answered"), (100.0, "Desk", "told")), ("answered", 9.5, -1)),
    (((2.0, "Desk", "told"), (9.6, "", "work")), ("dropped", 9.5, -1)),
    (((100.0, "", "work"), (101.0, "", "answered")), ("open", -1, -1)),
    (((6.1, "?", "work"), (9.6, "", "answered")), ("answered", 9.5, -1)),
)


@pytest.fixture(scope="module")
def week(tmp_path_factory) -> pd.DataFrame:
    """Follow ten signals for each fate, each fate in a department of its own."""
    journeys = []
    for which, (rest, _) in enumerate(FATES):
        steps = ((1.3, "Desk", "work"), (3.9, "", "work"), *rest)
        places = {"": f"A{which}", "?": ""}
        journeys += [tuple((moment, places.get(name, name), what) for moment, name, what in steps)] * 10
    return diagnosed(tmp_path_factory.mktemp("drops"), [*rows_of(journeys), END]).drops


@pytest.mark.parametrize("which", range(len(FATES)))
def test_what_became_of_a_drop(week, which):
    drops = set(week.loc[week["department"] == f"A{which}", "drop"])
    fates = week.loc[week["drop"].isin(drops), ["end", "end_day", "told_day"]].fillna(-1).drop_duplicates()
    assert len(drops) == 10
    assert list(fates.itertuples(index=False, name=None)) == [FATES[which][1]]


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (0, [[0, "Desk", 1.25, 3.75], [1, "A0", 3.75, 9.5]]),  # day 1.3 is Tuesday 07:12, day 3.9 Thursday 21:36
        (4, [[0, "Desk", 1.25, 3.75], [1, "A4", 3.75, None]]),  # dropped: it never left
        (8, [[0, "Desk", 1.25, 3.75], [1, "A8", 3.75, None]]),  # still there on day 90
        (9, [[0, "Desk", 1.25, 3.75], [1, "A9", 3.75, 6.0], [2, "unknown", 6.0, 9.5], [3, "A9", 9.5, 9.5]]),
    ],
)
def test_stays_begin_and_end_in_quarters_of_a_day(week, which, expected):
    drops = set(week.loc[week["department"] == f"A{which}", "drop"])
    stays = week.loc[week["drop"].isin(drops), ["place", "department", "enter_day", "leave_day"]].drop_duplicates()
    assert [[None if pd.isna(value) else value for value in row] for row in stays.to_numpy().tolist()] == expected


def test_drops_are_numbered_in_no_order(week):
    # The log has all signals of a fate one after another; not so the drops.
    of = week[week["place"] == 1].set_index("drop")["department"]
    assert sorted(of.index) == list(range(100))
    assert (of == of.shift()).sum() < 30


def test_no_number_of_a_signal_or_person_is_told(week):
    assert list(week.columns) == COLUMNS
    assert not {"signal_id", "signal", "person", "customer", "kind", "topic"} & set(COLUMNS)


# ---- people


def test_a_department_where_few_worked_on_that_week_is_not_named(tmp_path):
    # A has five persons over the year, and two of them for the week's signals.
    later = [((200.0 + one, "A", "work"), (220.0, "A", "answered")) for one in range(40)]
    week = [((1.3, "Desk", "work"), (3.9, "A", "work"), (5.0, "B", "answered"))] * 120
    rows = [
        (f"s{number}", day(moment), department, activity, "idea", person, "t", "c")
        for number, journey in enumerate([*week, *later])
        for moment, department, activity in journey
        for person in [f"A{number % (2 if moment < 100 else 5)}" if department == "A" else f"{department}{number % 7}"]
    ]
    diagnosis = diagnosed(tmp_path, [*rows, END])
    assert "A" in set(diagnosis.departments["department"])
    assert set(diagnosis.drops["department"]) == {"Desk", "small groups"}  # B hides A: both are one place
    assert diagnosis.drops.groupby("drop").size().max() == 2


def test_of_four_persons_nothing_is_followed(tmp_path):
    journeys = [((1.0, "Desk", "work"), (2.0, "A", "answered"))] * 40
    assert not len(diagnosed(tmp_path, [*rows_of(journeys, crowd=2), END]).drops)


def test_where_nobody_is_named_a_department_needs_five_signals(tmp_path):
    rows = [
        (f"s{number}", day(moment), department, activity)
        for number in range(40)
        for moment, department, activity in [(1.0, "Desk", "work"), (2.0, "A" if number < 4 else "B", "answered")]
    ]
    drops = diagnosed(tmp_path, [*rows, END[:4]], columns=("signal", "time", "department", "activity")).drops
    assert "A" not in set(drops["department"])


# ---- which week


def many_weeks(sizes: list[int]) -> list[tuple[str, ...]]:
    """Make so many signals in each week."""
    dice = Random(1)
    return [
        (f"{week}-{number}", day(7 * week + place + moment), department, activity, "idea",
         f"{department}{dice.randint(1, 9)}", "t", "c")
        for week, size in enumerate(sizes)
        for number in range(size)
        for place in [dice.uniform(0, 6)]
        for moment, department, activity in [(0.0, "Desk", "work"), (0.9, "A", "answered")]
    ]  # fmt: skip


def test_an_ordinary_week_gives_a_hundred_drops(tmp_path):
    drops = diagnosed(tmp_path, [*many_weeks([300, 130, 120, 110, 5]), END]).drops
    assert drops["drop"].nunique() == MOST
    about = drops[["week", "weeks", "days", "signals"]].drop_duplicates().to_numpy().tolist()
    assert about == [[pd.Timestamp("2025-01-13"), 1, 90, 130]]


def test_small_weeks_are_laid_over_one_another(tmp_path):
    drops = diagnosed(tmp_path, [*many_weeks([40] * 10), END]).drops
    assert drops[["weeks", "signals"]].drop_duplicates().to_numpy().tolist() == [[3, 120]]
    assert drops["enter_day"].max() < 7 + 1
    assert drops["drop"].nunique() == MOST


def test_a_draw_is_fair_and_follows_from_the_seed(tmp_path):
    # Of 300 signals 150 go to A: among the hundred drawn there are 50, give or take three standard errors (12).
    journeys = [((1.0, "Desk", "work"), (2.0, "A" if number < 150 else "B", "work")) for number in range(300)]
    engagement = kccdiag.open_engagement(lay_down(tmp_path, [*rows_of(journeys), END]))
    first, again, other = (kccdiag.diagnose(engagement, objections=(), seed=seed).drops for seed in (0, 0, 1))
    assert abs(first["department"].eq("A").sum() - 50) <= 12
    pd.testing.assert_frame_equal(first, again)
    assert first["department"].tolist() != other["department"].tolist()


def test_a_log_in_parts_gives_the_same_drops(tmp_path, monkeypatch):
    engagement = kccdiag.open_engagement(lay_down(tmp_path, [*many_weeks([130, 150, 140]), END]))
    whole = kccdiag.diagnose(engagement, objections=()).drops
    monkeypatch.setattr("kccdiag.flow.engine.EVENTS_IN_A_BUCKET", 200)
    shutil.rmtree(tmp_path / ".kccdiag")  # where it would be found again
    pd.testing.assert_frame_equal(kccdiag.diagnose(engagement, objections=()).drops, whole)


# ---- as a record


def test_the_record_says_the_same_as_the_table(tmp_path):
    rows = [*many_weeks([120]), END]
    diagnosis = diagnosed(tmp_path, rows)
    record = json.loads(json.dumps(drops_record(diagnosis), allow_nan=False))
    assert (record["week"], record["weeks"], record["days"], record["signals"]) == ("2025-01-06", 1, 90, 120)
    stays = [
        (drop, place, record["departments"][department], enter, leave)
        for drop, one in enumerate(record["drops"])
        for place, (department, enter, leave) in enumerate(one["path"])
    ]
    table = diagnosis.drops[["drop", "place", "department", "enter_day", "leave_day"]]
    assert stays == [tuple(None if pd.isna(value) else value for value in row) for row in table.itertuples(index=False)]
    assert record["departments"] == ["A", "Desk"]


def test_without_drops_there_is_no_record(tmp_path):
    diagnosis = diagnosed(tmp_path, [("s1", day(1), "Desk", "work", "idea", "p", "t", "c")])
    assert list(diagnosis.drops.columns) == COLUMNS and not len(diagnosis.drops)
    assert drops_record(diagnosis) is None
