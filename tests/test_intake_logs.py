"""The way in as a whole: what is refused, and real logs as their sources describe them."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from datetime import UTC, datetime

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from intake_cases import COLUMNS, EXPORT, counted, engagement_of, events_of, log_of, source_of

from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.logs import read_log

HEAD = "zaak,moment,afdeling\n"
XES = {"signal": "case:concept:name", "time": "time:timestamp", "department": "org:group"}


@pytest.mark.parametrize(
    ("text", "source", "keys", "words"),
    [
        ("", {}, {}, "events.csv:\n  - the file is empty"),
        (HEAD, {}, {}, "there are column names and no rows under them"),
        ("zaak,momnet,afdeling\n1,2025-01-06,A\n", {}, {},
         "no column 'moment' for time; did you mean 'momnet'.*\n.*time = "),
        (HEAD + "1,ooit,A\n2,nooit,A\n", {}, {}, "'moment' holds no date that can be read; line 2\n"),
        (HEAD + "1,31-02-2025,A\n", {}, {}, "'moment' holds no date that can be read; line 2: '31-02-2025'"),
        (HEAD + ",2025-01-06,A\n", {}, {}, "'zaak' is empty in every row"),
        (HEAD + "1,2025-01-06,?\n1,2025-01-07,-\n", {}, {},
         "no row names a department: 'afdeling' holds '-', '\\?', which means unknown"),
        (HEAD + "1,2025-01-06,A\n", {}, {"cutoff": datetime(2025, 1, 1, tzinfo=UTC)},
         "cutoff lies before the first event, which is of 2025-01-06 00:00"),
        (HEAD + "1,2025-01-06\n", {}, {}, "no row can be read; the first, line 2, has 2 fields under 3 columns"),
        ("zaak,moment,afdeling,zaak\n1,2025-01-06,A,1\n", {}, {}, "line 1: column 'zaak' stands there more than once"),
    ],
)  # fmt: skip
def test_refusals_say_where_and_leave_nothing(tmp_path, text, source, keys, words):
    with pytest.raises(InputError, match=words):
        log_of(tmp_path, text, keys=keys, **source)
    assert [path.name for path in tmp_path.iterdir()] == ["events.csv"]


def test_every_missing_column_of_every_file_is_named(tmp_path):
    (tmp_path / "a.csv").write_text("zaak,tijd\n1,2025-01-06\n")
    (tmp_path / "b.csv").write_text("zaak,moment,team\n1,2025-01-06,A\n")
    with pytest.raises(InputError) as refusal:
        read_log(engagement_of(tmp_path, source_of(tmp_path / "a.csv", tmp_path / "b.csv")))
    assert [(fault.place, fault.what.split("'")[1]) for fault in refusal.value.faults] == [
        ("a.csv", "moment"), ("a.csv", "afdeling"), ("b.csv", "afdeling"),
    ]  # fmt: skip


def test_every_file_that_can_not_be_read_is_named(tmp_path):
    (tmp_path / "a.csv").write_text("")
    (tmp_path / "b.csv").write_bytes(bytes(range(256)) * 9)
    with pytest.raises(InputError) as refusal:
        read_log(engagement_of(tmp_path, source_of(tmp_path / "a.csv"), source_of(tmp_path / "b.csv")))
    assert [fault.place for fault in refusal.value.faults] == ["a.csv", "b.csv"]


def test_an_engagement_without_a_log_has_one_without_events(tmp_path):
    log = read_log(engagement_of(tmp_path))
    assert pq.read_metadata(log.events).num_rows == len(log.departments) == len(log.names) == 0
    assert not log.has


def test_a_month_without_rows_beside_others_is_no_fault(tmp_path):
    (tmp_path / "a.csv").write_text("zaak,moment\n")
    (tmp_path / "b.csv").write_text(EXPORT)
    log = read_log(engagement_of(tmp_path, source_of(tmp_path / "a.csv", tmp_path / "b.csv")))
    assert counted(log, "events") == 3


def test_all_formats_give_the_same_events(tmp_path):
    rows = [line.split(",") for line in EXPORT.strip().split("\n")]
    (tmp_path / "a.csv").write_text(EXPORT)
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(EXPORT.replace(",", ";").encode("utf-16")))
    pq.write_table(pa.table({name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}),
                   tmp_path / "c.parquet")  # fmt: skip
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([datetime.fromisoformat(cell) if ":" in cell else cell for cell in row])
    book.save(tmp_path / "d.xlsx")
    book.close()
    logs = [read_log(engagement_of(tmp_path, source_of(tmp_path / name)))
            for name in ("a.csv", "b.csv.gz", "c.parquet", "d.xlsx")]  # fmt: skip
    assert len({log.events.read_bytes() for log in logs}) == 1
    assert len({log.events for log in logs}) == 4


def test_a_zip_of_several_formats(tmp_path):
    book = openpyxl.Workbook()
    for row in (("zaak", "moment", "afdeling"), (2, datetime(2025, 1, 6, 10), "KCC")):
        book.active.append(row)
    book.save(tmp_path / "b.xlsx")
    book.close()
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.csv", "zaak;moment;afdeling\n1;6-1-2025 9:00;KCC\n")
        archive.write(tmp_path / "b.xlsx", "deep/b.xlsx")
        archive.writestr("c.csv.gz", gzip.compress(b"zaak,moment,afdeling\n2,2025-01-07,Billing\n"))
    log = read_log(engagement_of(tmp_path, source_of(tmp_path / "all.zip")))
    assert events_of(log)["signal_id"].tolist() == [1, 2, 2]
    assert log.quality.loc[log.quality["check"] == "rows_read", "subject"].tolist() == [
        "all.zip:a.csv", "all.zip:deep/b.xlsx", "all.zip:c.csv.gz",
    ]  # fmt: skip


def test_from_a_configuration_to_events(tmp_path):
    (tmp_path / "events.csv").write_text(EXPORT)
    (tmp_path / "kccdiag.toml").write_text("""
        [engagement]
        name = "Waterstad"
        cutoff = 2025-01-07
        [log]
        files = ["events.csv"]
        columns = { signal = "zaak", time = "moment", department = "afdeling" }
        [departments]
        aliases = { "KCC" = "Klantcontactcentrum" }
    """)
    log = read_log(open_engagement(tmp_path))
    assert log.departments["department"].tolist() == ["Klantcontactcentrum"]
    assert counted(log, "rows_after_cutoff") == 1


def test_progress_goes_forward_to_the_end(tmp_path):
    (tmp_path / "events.csv").write_text(EXPORT)
    told = []
    read_log(engagement_of(tmp_path, source_of(tmp_path / "events.csv")),
             progress=lambda step, done: told.append((step, done)))  # fmt: skip
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


HANDOVERS = """
    with visits as (select signal_id, dept, lag(dept) over (partition by signal_id order by t, seq, rnk, row) as before
                    from read_parquet(?))
    select count(*) filter (before > 0 and dept > 0 and before <> dept) from visits
"""

# Counts as in SOURCES.md; handovers with unknown departments never bridged over.
REAL = [
    ("bpic2013_incidents/bpic2013_incidents.xes.gz", XES, {"signals": 7554, "events": 65_533, "departments": 649},
     0.0, 9454),
    ("bpic2013_open/BPI_Challenge_2013_open_problems.xes.gz", XES, {"signals": 819, "events": 2351}, 0.0, None),
    ("hospital/Hospital_log.xes.gz", XES, {"signals": 1143, "events": 150_291, "departments": 42,
                                           "duplicates_kept": 22_541}, 0.87, 29_600),
    ("receipt/receipt.csv.gz", XES, {"signals": 1434, "events": 8577, "departments": 9}, 0.0, 3548),
    ("uci_incident/incident_event_log.zip",
     {"signal": "number", "time": "sys_updated_at", "department": "assignment_group", "person": "assigned_to",
      "sequence": "sys_mod_count"},
     {"signals": 24_918, "events": 141_712, "departments": 78, "persons": 234}, 0.096, 17_914),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("file", "columns", "counts", "ties", "handovers"), REAL, ids=[case[0] for case in REAL])
def test_real_logs_are_as_their_sources_say(tmp_path, shared, file, columns, counts, ties, handovers):
    copy = tmp_path / file.split("/")[1]
    shutil.copy(shared / "real" / file, copy)
    log = read_log(engagement_of(tmp_path, source_of(copy, columns=columns)))
    assert {check: counted(log, check) for check in counts} == counts
    assert counted(log, "ties_share") == pytest.approx(ties, abs=0.005)
    assert counted(log, "rows_without_time") == counted(log, "rows_unreadable") == 0
    if handovers is not None:
        found = duckdb.execute(HANDOVERS, [str(log.events)]).fetchone()[0]
        # SOURCES.md rounds the hospital's to hundreds.
        assert found == pytest.approx(handovers, abs=50 if handovers == 29_600 else 0)
    assert len(events_of(log)) == counts["events"]


def test_the_columns_of_a_case_are_enough(tmp_path):
    assert log_of(tmp_path, columns=COLUMNS).has == frozenset()
