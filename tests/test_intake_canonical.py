"""Which rows count, when they were and what their values mean: known answers and laws."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_cases import COLUMNS, counted, engagement_of, events_of, log_of, source_of

from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import EVENT_SCHEMA, check_events

HEAD = "zaak,moment,afdeling"


def names_of(log, column="department"):
    """Give the department (or another named column) of every event, in canonical order."""
    if column == "department":
        named = log.departments.set_index("dept")["department"]
        return [named.get(code) for code in events_of(log)["dept"]]
    named = log.names[log.names["column"] == column].set_index("code")["name"]
    return [named.get(code) for code in events_of(log)[column]]


def test_every_column_of_a_known_log(tmp_path):
    text = """zaak,moment,afdeling,status,soort,wie,klant
B,2025-01-06 09:00,KCC,nieuw,klacht,Jan,K1
A,2025-04-01 00:30,Billing,in wachtrij,idee,Piet,K2
B,2025-01-07 09:00,Billing,gesloten,klacht,Piet,K1
B,2025-01-07 09:00,Billing,teruggekoppeld,klacht,?,K1
"""
    columns = {**COLUMNS, "activity": "status", "kind": "soort", "person": "wie", "customer": "klant"}
    log = log_of(tmp_path, text, columns=columns, kinds={"klacht": "complaint", "idee": "idea"},
                 outcomes={"gesloten": "closed", "teruggekoppeld": "told"}, stays={"in wachtrij": "queue"})  # fmt: skip
    check_events(log.events)
    events = events_of(log)
    assert events["signal_id"].tolist() == [1, 1, 1, 2]  # B appears first
    # 2025-01-06 09:00 in Amsterdam is 08:00 UTC: 20,094 days and 8 hours after 1970.
    assert events["t"].tolist()[0] == 20_094 * 86_400 + 8 * 3600
    assert events["day"].tolist() == [20_094, 20_095, 20_095, 20_179]  # 1 April, though still 31 March in UTC
    assert events["quarter"].tolist() == [8100, 8100, 8100, 8101]  # 2025 * 4
    assert (events["month"] // 3).tolist() == events["quarter"].tolist()
    assert events["row"].tolist() == [0, 2, 3, 1]
    assert names_of(log) == ["KCC", "Billing", "Billing", "Billing"]
    assert names_of(log, "kind") == ["complaint", "complaint", "complaint", "idea"]
    assert events["outcome"].tolist() == [0, 5, 0, 0]
    assert events["told"].tolist() == [0, 0, 1, 0]
    assert events["rnk"].tolist() == [0, 1, 1, 0]
    assert events["stay"].tolist() == [0, 0, 0, 1]
    assert events["ends"].tolist() == [1, 1, 1, 1]
    assert (events["person"] == 0).tolist() == [False, False, True, False]
    assert events["person"].nunique() == 3
    assert log.has == {"outcomes", "told", "kind", "person", "customer", "stays", "ideas"}
    assert log.start == events["t"].min()
    assert log.cutoff == events["t"].max() + 1


def test_order_within_a_signal_is_time_sequence_rank_row(tmp_path):
    text = """zaak,moment,afdeling,volgnr,status
1,2025-01-06 09:00,E,2,x
1,2025-01-06 09:00,D,,klaar
1,2025-01-06 09:00,C,,x
1,2025-01-06 09:00,B,10,x
1,2025-01-06 08:00,A,99,x
"""
    columns = {**COLUMNS, "activity": "status", "sequence": "volgnr"}
    log = log_of(tmp_path, text, columns=columns, outcomes={"klaar": "closed"})
    # A by time; C and D without a number, C before the outcome D; E (2) before B (10): numbers, not words.
    assert names_of(log) == ["A", "C", "D", "E", "B"]


def test_parts_of_a_second_decide_before_the_rank(tmp_path):
    text = HEAD + ",s\n1,2025-01-06 09:00:00.9,B,x\n1,2025-01-06 09:00:00.1,A,klaar\n"
    log = log_of(tmp_path, text, columns={**COLUMNS, "activity": "s"}, outcomes={"klaar": "closed"})
    assert names_of(log) == ["A", "B"]
    assert counted(log, "ties_share") == 0
    assert "sequence" not in log.has


def test_rows_without_a_signal_or_a_time_are_counted_with_their_place(tmp_path):
    text = HEAD + "\n,2025-01-06,A\n?,2025-01-06,A\n1,31-02-2025,A\n1,2025-01-06,A\n"
    log = log_of(tmp_path, text)
    assert len(events_of(log)) == 1
    about = log.quality.set_index("check")
    assert about.loc["rows_read", "value"] == 4
    assert about.loc["rows_without_signal", ["value", "detail"]].tolist() == [2, "line 2"]
    assert about.loc["rows_without_time", ["value", "detail"]].tolist() == [1, "line 4: 31-02-2025"]


def test_ids_that_look_like_numbers_stay_apart(tmp_path):
    ids = ["00123", "123", "1E5", "100000", "1.0", "1", "=1", "+1", "2025-01-06", " 123 "]
    log = log_of(tmp_path, "\n".join([HEAD, *(f"{name},2025-01-06,A" for name in ids)]))
    assert events_of(log)["signal_id"].nunique() == 9  # the last is 123 with white space around it


@pytest.mark.parametrize(
    ("moments", "setting", "events", "dropped", "kept"),
    [
        (["2025-01-06 09:00", "2025-01-06 09:00"], "auto", 1, 1, 0),
        (["2025-01-06 09:00", "2025-01-06 09:00"], "keep", 2, 0, 1),
        (["2025-01-06", "2025-01-06"], "auto", 2, 0, 1),
        (["2025-01-06", "2025-01-06", "2025-01-06"], "drop", 1, 2, 0),
    ],
)
def test_equal_rows(tmp_path, moments, setting, events, dropped, kept):
    text = "\n".join([HEAD, *(f"1,{moment},A" for moment in moments)])
    log = log_of(tmp_path, text, duplicates=setting)
    found = len(events_of(log)), counted(log, "duplicates_dropped"), counted(log, "duplicates_kept")
    assert found == (events, dropped, kept)


def test_rows_that_differ_in_a_column_nobody_asked_for_are_not_equal(tmp_path):
    text = "zaak,moment,afdeling,opmerking\n1,2025-01-06 09:00,A,x\n1,2025-01-06 09:00,A,y\n"
    assert len(events_of(log_of(tmp_path, text))) == 2


def test_whole_days_in_a_fixed_zone_are_whole_days_in_summer_too(tmp_path):
    # A hospital writes 00:00 in winter time all year round: 01:00+02:00 in summer.
    days = [f"1,2025-07-{day:02}T01:00:00+02:00,A" for day in range(1, 13)]
    log = log_of(tmp_path, "\n".join([HEAD, *days, days[0]]))
    assert counted(log, "duplicates_kept") == 1


def test_rows_from_the_cutoff_on_are_left_out(tmp_path):
    text = HEAD + "\n1,2025-01-05,A\n1,2025-01-06,B\n2,2025-01-07,C\n"
    cutoff = datetime(2025, 1, 5, 23, tzinfo=UTC)  # 6 January in Amsterdam
    log = log_of(tmp_path, text, keys={"cutoff": cutoff})
    assert names_of(log) == ["A"]
    assert counted(log, "rows_after_cutoff") == 2
    assert log.cutoff == int(cutoff.timestamp())
    assert log.departments["department"].tolist() == ["A"]  # what is left out leaves no name behind


def test_departments_of_the_list_and_of_the_log(tmp_path):
    staff = pd.Series([12, None], dtype="Int64")
    listed = pd.DataFrame({"department": ["billing", "Legal"], "unit": ["Finance", ""], "staff": staff})
    text = HEAD + "\n1,2025-01-06,Billing\n1,2025-01-07,Klantcontact\n1,2025-01-08,?\n"
    log = log_of(tmp_path, text, keys={"departments": listed, "aliases": {"klantcontact": "KCC", "kcc": "KCC"}})
    expected = pd.DataFrame({
        "dept": [1, 2, 3], "department": ["Billing", "KCC", "Legal"], "unit": ["Finance", "", ""],
        "staff": pd.Series([12, None, None], dtype="Int64"), "in_log": [True, True, False],
    }).astype({"department": "str", "unit": "str"})  # fmt: skip
    pd.testing.assert_frame_equal(log.departments, expected)
    assert events_of(log)["dept"].tolist() == [1, 2, 0]
    assert counted(log, "unknown_department_share") == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "name",
    [
        'R&D, "noord"',
        "two\nlines",
        "מחלקת שירות",
        "K\u200bCC",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "1E5",
        "007",
    ],
)
def test_unusual_department_names(tmp_path, name):
    quoted = '"' + name.replace('"', '""') + '"'
    log = log_of(tmp_path, f"{HEAD}\n1,2025-01-06,{quoted}\n1,2025-01-07,B\n")
    assert names_of(log) == [" ".join(name.replace("\u200b", "").split()), "B"]


def test_two_systems_share_signals_departments_and_people(tmp_path):
    (tmp_path / "a.csv").write_text("zaak,moment,afdeling,wie\n1,2025-01-06,KCC,Jan\n2,2025-01-06,KCC,Jan\n")
    (tmp_path / "b.csv").write_text(
        "ticket;op;team;user;st\n1;07/01/2025;kcc;JAN;done\n3;31/01/2025;Billing;Piet;done\n"
    )
    other = {"signal": "ticket", "time": "op", "department": "team", "person": "user", "activity": "st"}
    log = read_log(engagement_of(
        tmp_path,
        source_of(tmp_path / "a.csv", columns={**COLUMNS, "person": "wie"}),
        source_of(tmp_path / "b.csv", columns=other, outcomes={"done": "closed"}),
    ))  # fmt: skip
    events = events_of(log)
    assert events["signal_id"].tolist() == [1, 1, 2, 3]
    assert events["source"].tolist() == [0, 1, 0, 1]
    assert events["ends"].tolist() == [0, 1, 0, 1]
    assert events["row"].tolist() == [0, 2, 1, 3]
    assert events["dept"].nunique() == 2
    assert events["person"].nunique() == 2
    assert counted(log, "shared_signals") == 1
    assert log.inputs["file"].tolist() == ["a.csv", "b.csv"]


def test_joined_columns(tmp_path):
    text = "zaak,dag,tijd,afdeling,a,b\n1,2025-01-06,09:00,A,Completed,Closed\n1,2025-01-07,,A,Queued,\n"
    columns = {"signal": "zaak", "time": ("dag", "tijd"), "department": "afdeling", "activity": ("a", "b")}
    log = log_of(tmp_path, text, columns=columns, outcomes={"completed/closed": "closed"})
    assert names_of(log, "activity") == ["Completed/Closed", "Queued"]
    assert events_of(log)["outcome"].tolist() == [5, 0]


def test_text_is_kept_for_the_configured_column_only(tmp_path):
    text = "zaak,moment,afdeling,idee,geheim\n1,2025-01-06,A, betere factuur ,xyzzy\n2,2025-01-06,A,,xyzzy\n"
    log = log_of(tmp_path, text, columns={**COLUMNS, "text": "idee"})
    assert pq.read_table(log.texts).to_pylist() == [{"signal_id": 1, "row": 0, "text": "betere factuur"}]
    assert not any(b"xyzzy" in file.read_bytes() for file in (tmp_path / ".kccdiag").rglob("*") if file.is_file())
    assert log_of(tmp_path, text).texts is None


def test_no_person_customer_or_pseudonym_is_written(tmp_path):
    text = "zaak,moment,afdeling,wie,klant\n1,2025-01-06,A,Willemina,Klaasje\n"
    log = log_of(tmp_path, text, columns={**COLUMNS, "person": "wie", "customer": "klant"})
    assert events_of(log)[["person", "customer"]].values.tolist() == [[1, 1]]
    written = b"".join(file.read_bytes() for file in (tmp_path / ".kccdiag").rglob("*") if file.is_file())
    assert b"Willemina" not in written
    assert b"Klaasje" not in written
    assert "Willemina" not in log.quality.to_csv() + log.names.to_csv() + log.departments.to_csv()


def test_ten_thousand_departments(tmp_path):
    log = log_of(tmp_path, "\n".join([HEAD, *(f"{n % 50},2025-01-06 09:{n % 60:02},Team {n}" for n in range(10_000))]))
    assert log.departments["in_log"].sum() == 10_000


def test_a_signal_with_a_hundred_thousand_events(tmp_path):
    log = log_of(tmp_path, "\n".join([HEAD, *(f"1,{1_700_000_000 + n},Team {n % 7}" for n in range(100_000))]))
    assert len(events_of(log)) == 100_000
    assert counted(log, "signals") == 1


ROW = st.tuples(st.sampled_from("123"), st.integers(0, 10**6), st.sampled_from(["KCC", "kcc", "Billing", ""]),
                st.sampled_from(["Jan", "Piet", "?"]))  # fmt: skip


@given(rows=st.lists(ROW, min_size=1, max_size=15, unique_by=lambda row: (row[0], row[1])), order=st.randoms())
def test_shuffled_rows_give_the_same_events_where_times_decide(rows, order):
    rows = [*rows, ("1", -1, "KCC", "Jan")]  # a department is known
    shuffled = list(rows)
    order.shuffle(shuffled)
    found = []
    for case in (rows, shuffled):
        with TemporaryDirectory() as folder:
            written = [f"{signal},{1_700_000_000 + t},{dept},{person}" for signal, t, dept, person in case]
            log = log_of(Path(folder), "\n".join([HEAD + ",wie", *written]), columns={**COLUMNS, "person": "wie"})
            events = events_of(log).drop(columns=["row", "signal_id"]).sort_values(["t", "dept", "person"])
            found.append((events.values.tolist(), log.departments.values.tolist()))
    assert str(found[0]) == str(found[1])


@given(rows=st.lists(ROW, min_size=1, max_size=15))
def test_no_row_is_lost_or_made(rows):
    with TemporaryDirectory() as folder:
        written = [f"{signal},{1_700_000_000 + t},{dept}" for signal, t, dept, _ in [*rows, ("1", -1, "KCC", "")]]
        log = log_of(Path(folder), "\n".join([HEAD, *written]))
        assert len(events_of(log)) + counted(log, "duplicates_dropped") == len(written)
        assert pq.read_schema(log.events).equals(EVENT_SCHEMA)


def test_a_log_joined_to_itself_under_new_ids_doubles_every_count(tmp_path):
    rows = [("1", "2025-01-06 09:00", "A"), ("1", "2025-01-06 09:00", "A"), ("2", "2025-01-06 10:00", "B")]
    once = log_of(tmp_path, "\n".join([HEAD, *map(",".join, rows)]))
    twice = log_of(
        tmp_path, "\n".join([HEAD, *map(",".join, rows), *(",".join(("x" + row[0], *row[1:])) for row in rows)])
    )
    for check in ("events", "signals", "duplicates_dropped", "rows_read"):
        assert counted(twice, check) == 2 * counted(once, check) > 0
