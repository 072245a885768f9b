"""What a log says of itself, counted by hand."""

from __future__ import annotations

import pytest
from intake_cases import COLUMNS, counted, log_of

HEAD = "zaak,moment,afdeling,status,wie"
ALL = {**COLUMNS, "activity": "status", "person": "wie"}


def read(folder, *rows, **keys):
    return log_of(folder, "\n".join([HEAD, *rows]), columns=ALL, **keys)


def listed(log, check):
    return log.quality.loc[log.quality["check"] == check, ["subject", "value", "detail"]].values.tolist()


def test_ties_are_counted_among_known_departments(tmp_path):
    log = read(
        tmp_path,
        "1,2025-01-06 09:00,A,a,Jan",
        "1,2025-01-06 09:00,B,b,Jan",  # tied with the one before
        "1,2025-01-06 09:00,?,c,Jan",  # an unknown department has no handover that a tie could turn
        "1,2025-01-06 10:00,A,d,Jan",
        "2,2025-01-06 10:00,A,e,Jan",  # another signal
    )
    assert counted(log, "ties_share") == pytest.approx(1 / 4)
    assert counted(log, "ties_undecided_share") == pytest.approx(1 / 4)


def test_a_sequence_column_decides_ties(tmp_path):
    text = "zaak,moment,afdeling,n\n1,2025-01-06,A,1\n1,2025-01-06,B,2\n1,2025-01-06,C,2\n1,2025-01-07,D,1\n"
    log = log_of(tmp_path, text, columns={**COLUMNS, "sequence": "n"})
    assert counted(log, "ties_share") == pytest.approx(2 / 4)
    assert counted(log, "ties_undecided_share") == pytest.approx(1 / 4)
    assert "sequence" in log.has


def test_the_longest_stretch_without_an_event(tmp_path):
    log = read(tmp_path, "1,2025-01-06,A,a,x", "2,2025-01-08,A,a,x", "3,2025-01-18,A,a,x", "1,2025-01-20,A,a,x")
    assert listed(log, "gap_days") == [["", 10.0, "2025-01-07T23:00:00Z"]]


def test_an_export_chosen_by_when_signals_ended_is_noticed(tmp_path):
    # Of 60 signals three began in January, three on each of 19 days of December: without three at either end 1 to 18.
    for name in ("crowded", "spread", "few"):
        (tmp_path / name).mkdir()
    old = [f"o{n},2025-01-0{n},A,a,x" for n in (1, 2, 3)]
    crowded = [f"c{n},2025-12-{1 + n % 19:02},A,a,x" for n in range(57)]
    (row,) = listed(read(tmp_path / "crowded", *old, *crowded), "starts_crowded")
    assert row == ["", pytest.approx(17), "2025-11-30"]  # midnight at Amsterdam is an hour earlier in UTC
    spread = [f"s{n},2025-{1 + n % 12:02}-0{1 + n % 5},A,a,x" for n in range(60)]
    assert listed(read(tmp_path / "spread", *spread), "starts_crowded") == []
    assert listed(read(tmp_path / "few", *old, *crowded[:20]), "starts_crowded") == []  # too few to say


def test_open_signals_and_statuses_without_a_meaning(tmp_path):
    rows = ["1,2025-01-06,A,nieuw,x", "1,2025-01-07,A,klaar,x", "2,2025-01-06,A,nieuw,x", "3,2025-01-06,A,wacht,x",
            "4,2025-01-06,A,loopt,x", "4,2025-01-07,A,nieuw,x"]  # fmt: skip
    log = read(tmp_path, *rows, outcomes={"klaar": "closed", "gereed": "closed"}, stays={"wacht": "queue"})
    assert counted(log, "signals_open_share") == 0.75
    # Those that come last most often first; detail: how many signals end with it.
    assert listed(log, "activity_without_meaning") == [["nieuw", 3.0, "2"], ["loopt", 1.0, "0"]]
    assert listed(log, "mapping_unused") == [["gereed", 1.0, "closed"]]


def test_roles_of_departments_that_the_log_does_not_hold_are_listed(tmp_path):
    roles = {"contact_centre": ("kcc", "KKC"), "board": ("Directie",)}
    for _ in range(2):  # read, and found again
        log = read(tmp_path, "1,2025-01-06,KCC,a,x", "1,2025-01-07,A,b,x", keys=roles)
        assert listed(log, "mapping_unused") == [["KKC", 1.0, "contact_centre"], ["Directie", 1.0, "board"]]
    assert listed(read(tmp_path, "1,2025-01-06,KCC,a,x", keys={"contact_centre": ("KCC",)}), "mapping_unused") == []


def test_open_signals_are_not_counted_where_nothing_says_what_ends_one(tmp_path):
    log = read(tmp_path, "1,2025-01-06,A,nieuw,x")
    assert "signals_open_share" not in set(log.quality["check"])
    assert "outcomes" not in log.has


def test_a_free_text_activity_is_not_listed_whole(tmp_path):
    log = read(tmp_path, *(f"1,2025-01-06,A,tekst {n},x" for n in range(250)))
    assert listed(log, "activity_without_meaning") == []  # each is on one signal only: remarks, not statuses
    assert counted(log, "activities_without_meaning") == 250


def test_of_many_activities_those_of_some_signals_are_listed(tmp_path):
    rows = [f"{n},2025-01-06,A,tekst {n % 230},x" for n in range(1150)] + ["1,2025-01-07,A,zeldzaam,x"]
    log = read(tmp_path, *rows)
    assert len(listed(log, "activity_without_meaning")) == 200
    assert counted(log, "activities_without_meaning") == 231


def test_a_status_that_names_somebody_is_counted_and_not_repeated(tmp_path):
    rows = ["1,2025-01-06,A,nieuw,Jan Jansen", "1,2025-01-07,A,Doorgezet naar jan jansen,P. de Wit",
            "1,2025-01-08,A,gebeld met P. de Wit!,Jan Jansen"]  # fmt: skip
    log = read(tmp_path, *rows)
    assert listed(log, "activity_without_meaning") == [["nieuw", 1.0, "0"]]
    assert counted(log, "activities_without_meaning") == 3


def test_departments_with_fewer_than_five_people(tmp_path):
    rows = [f"1,2025-01-06 09:00,Groot,a,p{n}" for n in range(5)] + [
        f"1,2025-01-06 09:00,Klein,a,p{n}" for n in range(4)
    ]
    log = read(tmp_path, *rows, "1,2025-01-06 09:00,Leeg,a,?")
    assert counted(log, "small_groups") == 1
    assert counted(log, "groups_unchecked") == 1  # nobody is known of the third
    assert counted(log, "persons") == 5


def test_spellings_that_look_like_one_department(tmp_path):
    log = read(tmp_path, "1,2025-01-06,Facturatie,a,x", "2,2025-01-06,Facturati,a,x", "3,2025-01-06,Incasso,a,x")
    assert listed(log, "similar_departments") == [["Facturati", 1.0, "Facturatie"]]


def test_clock_changes_odd_years_and_guesses_are_counted(tmp_path):
    log = read(
        tmp_path,
        "1,30-03-2025 02:30,A,a,x",
        "1,26-10-2025 02:30,A,a,x",
        "1,2199-12-31 09:00,A,a,x",
        "1,1900-01-01 09:00,A,a,x",
        "1,3/4/2025 09:00,A,a,x",
    )
    expected = {
        "times_nonexistent": 1,
        "times_ambiguous": 1,
        "times_odd_year": 2,
        "dayfirst_assumed": 1,
        "rows_after_cutoff": 0,
        "events": 3,  # without 1900, which would hold all signal-days, and 2199: every open signal would be long dead
    }
    assert {check: counted(log, check) for check in expected} == expected


def test_rows_that_can_not_be_read_are_counted_with_their_lines(tmp_path):
    log = read(tmp_path, "1,2025-01-06,A,a,x", "1,2025-01-06,A", "1,2025-01-07,A,a,x")
    assert listed(log, "rows_unreadable") == [["events.csv", 1.0, "3: has 3 fields under 5 columns"]]
    assert counted(log, "rows_read") == 3


@pytest.mark.parametrize("rows", [["1,2025-01-06,A,a,x"], ["1,2025-01-06 09:00,A,a,x"] * 3])
def test_one_event_is_a_log(tmp_path, rows):
    log = read(tmp_path, *rows)
    assert counted(log, "events") == counted(log, "signals") == counted(log, "departments") == 1
    assert counted(log, "gap_days") == 0


def test_all_times_equal_is_said(tmp_path):
    assert counted(read(tmp_path, "1,2025-01-06,A,a,x", "2,2025-01-06,B,a,x"), "times_all_equal") == 2
