"""Departments that come and go: found where they do, not where they are small, seasonal or cut off."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from diagnosed import diagnosed

from kccdiag.measures.changes import changes, successions
from kccdiag.notes import caveats_of, notes_of

FIRST = 2024 * 12 + 6  # July


def activity(**visits) -> pd.DataFrame:
    """Make visits by month, from July on; departments are numbered in the order given."""
    rows = [
        (dept, FIRST + place, count)
        for dept, (_, counts) in enumerate(visits.items(), start=1)
        for place, count in enumerate(counts)
        if count
    ]
    return pd.DataFrame(rows, columns=["dept", "month", "visits"])


def found_in(months: int = 18, **visits) -> list[tuple[int, str, int]]:
    """List the changes found: department, change, months after July."""
    window = range(FIRST, FIRST + months)
    table = changes(activity(**visits), window=window, whole=window[1:-1], least=10, significance=0.05)
    return [(row.dept, row.change, row.month - FIRST) for row in table.itertuples()]


def test_one_that_ceases_halfway_and_one_that_begins():
    always = [300] * 18
    assert found_in(desk=always, old=[40] * 9 + [0] * 9, new=[0] * 9 + [40] * 9) == [(3, "began", 9), (2, "ceased", 9)]


def test_the_chance_is_that_of_no_visit_in_the_months_of_absence():
    # 20 of 2,720 visits by March, 2 of 302 in each July to December; then 300 a month without any. Expected from April
    # on: 3 x 300 x 20/2,720 and, as in the same months of the year before, 6 x 300 x 2/302: 18.54. The chance of none:
    # (20 / 38.54)^20; each of two departments has two ends, so q = 4 p.
    window = range(FIRST, FIRST + 18)
    visits = activity(desk=[300] * 18, old=[2, 2, 2, 2, 2, 2, 2, 3, 3] + [0] * 9)
    table = changes(visits, window=window, whole=window[1:-1], least=10, significance=0.05)
    expected = 900 * 20 / 2_720 + 1_800 * 2 / 302
    assert table[["visits", "left", "expected"]].iloc[0].tolist() == pytest.approx([20, 0, expected])
    assert table["p"].tolist() == pytest.approx([(20 / (20 + expected)) ** 20])
    assert table["q"].tolist() == pytest.approx(4 * table["p"].to_numpy())


def test_the_last_months_are_the_cut_offs():
    assert found_in(desk=[300] * 18, old=[40] * 16 + [0] * 2) == []
    assert found_in(desk=[300] * 18, old=[40] * 14 + [0] * 4) == [(2, "ceased", 14)]


def test_a_summer_team_does_not_cease_each_autumn():
    summers = [60, 60] + [0] * 9 + [60] * 3 + [0] * 4  # July, August; June to August
    assert found_in(desk=[300] * 18, summer=summers) == []
    assert found_in(12, desk=[300] * 12, summer=[0] * 7 + [60] * 3 + [0] * 2) == []


def test_five_visits_a_year_are_too_few_to_miss():
    assert found_in(desk=[300] * 18, rare=[1, 0, 1, 1, 0, 1, 0, 0, 1] + [0] * 9) == []


def test_a_few_stragglers_under_the_old_name_hide_nothing():
    old = [40] * 9 + [2, 0, 1, 0, 0, 3, 0, 0, 1]
    assert found_in(desk=[300] * 18, old=old) == [(2, "ceased", 9)]
    # A tenth of what is expected, but more than a tenth of what it did before: an export that only began.
    assert found_in(desk=[3] * 9 + [3_000] * 9, old=[5] * 9 + [40] * 9) == []


def test_a_quiet_organisation_makes_no_absence():
    # Nobody has visits in the first half: the log only begins there.
    assert found_in(desk=[0] * 8 + [300] * 10, other=[0] * 8 + [40] * 10) == []


def test_several_at_once_are_a_reorganisation():
    window = range(FIRST, FIRST + 18)
    half, rest = [40] * 9 + [0] * 9, [0] * 9 + [40] * 9
    table = changes(
        activity(desk=[300] * 18, a=half, b=half, c=rest, late=[0] * 12 + [40] * 6),
        window=window, whole=window[1:-1], least=10, significance=0.05,
    )  # fmt: skip
    assert table.set_index("dept")["group"].to_dict() == {2: 1, 3: 1, 4: 1, 5: 0}  # "late" came by itself
    alone = changes(activity(desk=[300] * 18, a=half, b=rest), window=window, whole=window, least=10, significance=0.05)
    assert alone["group"].tolist() == [0, 0]  # one goes and one comes: no reorganisation


@pytest.mark.parametrize("clumped", [1.0, 4.0])
def test_organisations_that_stay_as_they_are_have_no_changes(clumped):
    chance = np.random.default_rng(7)
    found = 0
    for _ in range(60):
        size = chance.lognormal(0, 1.5, 12)
        month = np.arange(20) + chance.integers(12)
        rate = 400 * size[:, None] / size.sum() * np.where(np.isin(month % 12, (10, 11, 0, 1)), 1.6, 1.0)
        rate[2:4] *= 4 * np.isin(month % 12, (5, 6, 7))  # two summer teams
        mean = rate if clumped == 1 else chance.gamma(np.maximum(rate, 1e-9) / (clumped - 1), clumped - 1)
        counts = chance.poisson(mean)
        found += len(found_in(20, **{f"d{dept}": own for dept, own in enumerate(counts)}))
    assert found <= 3


# ---- whole logs


def rows_of(route: dict[str, list[str]], *, months: int = 18, each: int = 12) -> list[tuple[str, str, str, str, str]]:
    """Make signals that all go desk → department → desk, a department for each of the kinds, by month from July on."""
    rows = []
    for month in range(months):
        year, place = divmod(6 + month, 12)
        for kind, departments in route.items():
            for n in range(each):
                signal = f"{kind} {month} {n}"
                taker = departments[month] if isinstance(departments[month], str) else departments[month][n % 2]
                stops = (("Desk", "opened", 2), (taker, "busy", 4), ("Desk", "answered", 6))
                rows += [
                    (signal, f"{date(2024 + year, place + 1, day + n)} 09:00", stop, status, kind)
                    for stop, status, day in stops
                ]
    return rows


COLUMNS = ("signal", "time", "department", "activity", "kind")
OTHERS = {"idea": ["Product"] * 18, "complaint": ["Legal"] * 18}


def changed(folder, **route):
    return diagnosed(folder / "log", rows_of({**route, **OTHERS}), columns=COLUMNS, outcomes=("answered",))


def test_a_renaming_halfway_is_said_as_such(tmp_path):
    diagnosis = changed(tmp_path, question=["Billing"] * 9 + ["Finance"] * 9)
    assert notes_of(diagnosis) == (
        "Since April 2025 Finance stands in the routes where Billing stood: the same department under another name? If "
        "so, name it under [departments] aliases.",
    )
    assert caveats_of(("Finance", "Legal"), diagnosis) == (
        "Finance has taken in signals only since April 2025; what is said of it covers that time alone.",
    )


def test_two_that_become_one_and_one_that_becomes_two(tmp_path):
    merged = changed(tmp_path / "a", question=[("Billing", "Sales")] * 9 + ["Finance"] * 9)
    said = "Since April 2025 Finance stands in the routes where Billing and Sales stood: a merger?"
    assert notes_of(merged) == (said,)
    split = changed(tmp_path / "b", question=["Billing"] * 9 + [("North", "South")] * 9)
    assert notes_of(split) == ("Since April 2025 North and South stand in the routes where Billing stood: a split?",)


def test_one_that_begins_elsewhere_when_another_ceases_takes_no_place(tmp_path):
    # Sales takes over questions that Legal had beside complaints; Billing had the compliments.
    diagnosis = changed(tmp_path, compliment=["Billing"] * 9 + ["Product"] * 9, question=["Legal"] * 9 + ["Sales"] * 9)
    assert set(diagnosis.changes["relation"]) == {""}
    assert notes_of(diagnosis) == (
        "Sales has taken in signals only since April 2025.",
        "Billing has taken in hardly any signals since April 2025.",
    )


def test_an_organisation_that_stays_as_it_is_has_no_notes(tmp_path):
    diagnosis = changed(tmp_path, question=["Billing"] * 18)
    assert notes_of(diagnosis) == ()
    assert diagnosis.changes.empty and caveats_of(("Billing",), diagnosis) == ()


def test_nothing_found_is_succeeded_by_nothing():
    nothing = pd.DataFrame({"dept": [], "change": [], "month": []})
    assert successions(nothing, None).empty
