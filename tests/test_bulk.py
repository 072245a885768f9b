"""Large logs: what an engine makes of Parquet is what the ordinary way makes of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bulk_cases import comparable, counts_of, write_parquet
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from intake_cases import counted, engagement_of, source_of

from kccdiag.engagement import Engagement, open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.bulk import local
from kccdiag.intake.cache import FOLDER
from kccdiag.intake.logs import EventLog, read_log, read_raw
from kccdiag.intake.reidentify import reidentify
from kccdiag.intake.times import read_times
from kccdiag.intake.zones import read_clock
from kccdiag.shipped import demo_folder

COLUMNS = {"signal": "zaak", "time": "moment", "department": ["dienst", "team"], "person": "wie", "customer": "klant",
           "activity": "status", "kind": "soort", "topic": "over", "sequence": "nr", "duration_s": "duur"}  # fmt: skip
MEANINGS = {
    "outcomes": {"klaar": "answered", "verteld": "told"},
    "stays": {"in wachtrij": "queue"},
    "kinds": {"idee": "idea"},
}
TIMES = ("2025-01-05", "2025-01-05 09:14", "2025-01-05T09:14:00.25", "2025-01-05T09:14:00,123456Z", "2025-01-05 24:00",
         "2025-01-06T00:30:00+0200", "2025-03-30 02:30", "2025-10-26T02:30:00", "2025-10-26 02:30:00+01:00",
         "2025-06-30 23:59:60", "2025-02-30", "2025-01-05 25:00", "1900-01-01", "2199-12-31T23:59:59Z", "9999-12-31",
         "ooit", "", None)  # fmt: skip
ROWS = st.fixed_dictionaries({
    "zaak": st.sampled_from(["1", "2", "3", "7 ", "\u00a07", "a'b", "A'B", "c\\d", "?", " Onbekend", "", None]),
    "moment": st.sampled_from(TIMES),
    "dienst": st.sampled_from(["KCC", "kcc", "Kcc ", "Wegen", "wegen", "Straße", "?", None]),
    "team": st.sampled_from(["", None, "a", "A"]),
    "wie": st.sampled_from(["Jan Jansen", " jan  JANSEN", "jan\tjansen", "w12", "José", "JOSÉ", "-", "", None]),
    "klant": st.sampled_from(["K1", "k1", "K2", "onbekend", None]),
    "status": st.sampled_from(["klaar", "Klaar", "verteld", "in wachtrij", "naar Jan Jansen", "k1 belt", None]),
    "soort": st.sampled_from(["idee", "Idee", "klacht", None]),
    "over": st.sampled_from(["weg: W12", "lamp", "Lamp", None]),
    "nr": st.sampled_from(["1", "2", "-3", None]),
    "duur": st.sampled_from(["312", "00:05:12", "12,6", "lang", None]),
})  # fmt: skip


def read_twice(engagement: Engagement) -> tuple[EventLog, EventLog]:
    """Read an engagement in memory and through an engine."""
    logs = []
    with pytest.MonkeyPatch.context() as patch:
        for most in (10**9, 0):
            patch.setattr(local, "MOST_ROWS", most)
            shutil.rmtree(engagement.folder / FOLDER, ignore_errors=True)
            log = read_log(engagement)
            events = pq.read_table(log.events)  # in memory, as the next way removes it
            logs.append(EventLog(**{one.name: getattr(log, one.name) for one in fields(log)} | {"events": events}))
    return logs[0], logs[1]


def assert_same(engagement: Engagement, *, but: Sequence[str] = ("texts_not_read",)) -> EventLog:
    """Check that both ways tell the same, to the last row and count."""
    ordinary, bulk = read_twice(engagement)
    tables = [comparable(log.events) for log in (bulk, ordinary)]
    pd.testing.assert_frame_equal(*tables)
    assert (bulk.cutoff, bulk.start, bulk.has) == (ordinary.cutoff, ordinary.start, ordinary.has - {"text"})
    for name in ("departments", "names", "inputs"):
        pd.testing.assert_frame_equal(getattr(bulk, name), getattr(ordinary, name))
    assert counts_of(bulk, but) == counts_of(ordinary, but)
    return bulk


def typed(column: pa.ChunkedArray, kind: pa.TimestampType, zone: str) -> pa.Array:
    """Write times as timestamps: local where they have no zone, null where unreadable."""
    times = read_times(column, clock=read_clock("UTC" if kind.tz is None else zone))
    micros = times.seconds * 10**6 + times.fraction // 1000
    return pa.array(micros, pa.timestamp("us", kind.tz), mask=~times.readable).cast(kind, safe=False)


@settings(max_examples=12, phases=[Phase.generate])
@given(st.lists(st.lists(ROWS, min_size=3, max_size=30), min_size=1, max_size=2), st.integers(1, 3),
       st.sampled_from(["auto", "drop"]))  # fmt: skip
def test_whatever_is_written_becomes_the_same_events(systems, files, duplicates):
    certain = dict.fromkeys(systems[0][0]) | {"zaak": "9", "moment": "2025-01-05 10:00", "dienst": "Balie", "wie": "w1"}
    # What comes first of two systems' events at one moment goes by numbers that mean something in each of them only.
    columns = {name: column for name, column in COLUMNS.items() if name != "sequence" or len(systems) == 1}
    with tempfile.TemporaryDirectory() as name:
        folders = [write_parquet(Path(name, f"s{place}"), [certain, *rows], files=files, types={"nr": pa.int64()})
                   for place, rows in enumerate(systems)]  # fmt: skip
        logs = [source_of(folder, columns=columns, duplicates=duplicates, **MEANINGS) for folder in folders]
        odd = any(str(row["moment"])[:4] in ("1900", "2199") for rows in systems for row in rows)
        # Rows of unlikely years are not looked at for being repeated.
        but = ("duplicates_dropped", "duplicates_kept") if odd else ()
        assert_same(engagement_of(Path(name), *logs), but=but)


@pytest.mark.parametrize("kind", [pa.timestamp("us"), pa.timestamp("ns"), pa.timestamp("ms", "UTC"), pa.date32()])
def test_typed_times_are_read_as_written_ones(tmp_path, kind):
    zone = "Europe/Amsterdam"
    texts = [time for time in TIMES if time and time[:4] == "2025" and time != "2025-01-05 24:00"]
    rows = [{"zaak": str(n % 4), "moment": text, "afdeling": "KCC"} for n, text in enumerate(texts)]
    folder = write_parquet(tmp_path / "events", rows)
    table = pq.read_table(folder / "0.parquet")
    times = typed(table["moment"], kind if pa.types.is_timestamp(kind) else pa.timestamp("us"), zone)
    pq.write_table(table.set_column(1, "moment", times.cast(kind, safe=False)), folder / "0.parquet")
    log = assert_same(engagement_of(tmp_path, source_of(folder)))
    # 02:30 on 30 March never was, 02:30 on 26 October was twice; a zone, or a day alone, leaves no doubt.
    doubts = (0, 0) if kind in (pa.timestamp("ms", "UTC"), pa.date32()) else (1, 1)
    assert (counted(log, "times_nonexistent"), counted(log, "times_ambiguous")) == doubts


def test_the_demo_is_read_alike(tmp_path):
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder(), folder)
    raw = read_raw(open_engagement(folder).logs[0], folder).table
    times = read_times(raw["Moment"], clock=read_clock("UTC"), dayfirst=True)
    iso = pa.array(times.seconds, pa.timestamp("s")).cast(pa.string())
    at = raw.column_names.index("Moment")
    raw = raw.set_column(at, "Moment", pa.compute.if_else(pa.array(times.readable), iso, raw["Moment"]))
    (folder / "events.csv.gz").unlink()
    (folder / "events").mkdir()
    for place in range(3):
        pq.write_table(raw.slice(place * 20_000, 20_000), folder / "events" / f"{place}.parquet")
    toml = folder / "kccdiag.toml"
    toml.write_text(toml.read_text("utf-8").replace('"events.csv.gz"', '"events"'), "utf-8")
    log = assert_same(open_engagement(folder))
    assert counted(log, "duplicates_dropped") > 0 and log.quality["check"].eq("texts_not_read").sum() == 1


def test_a_cutoff_and_pieces_change_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("kccdiag.intake.bulk.events.EVENTS_IN_A_PIECE", 7)
    monkeypatch.setattr("kccdiag.intake.bulk.numbers._ROWS_IN_A_STRETCH", 5)
    rows = [{"zaak": str(n * 7 % 9), "moment": f"2025-01-{1 + n:02} 10:00", "afdeling": f"A{n % 3}"} for n in range(28)]
    folder = write_parquet(tmp_path / "events", rows, files=2)
    engagement = engagement_of(tmp_path, source_of(folder), cutoff=pd.Timestamp("2025-01-20", tz="UTC").to_pydatetime())
    log = assert_same(engagement)
    assert counted(log, "rows_after_cutoff") == 9  # 20 to 28 January


@pytest.mark.parametrize(
    ("moments", "kind", "words"),
    [
        (["5-1-2025 8:14", "2025-01-05"], pa.string(), r"not read from this many rows; row 1: 5-1-2025 8:14\n.*timest"),
        (["1735689600", "1735689601"], pa.int64(), r"'moment' for time holds numbers, which are not read there"),
        (["ooit", "nooit"], pa.string(), "'moment' holds no date that can be read; row 1"),
    ],
)  # fmt: skip
def test_times_that_would_be_guessed_are_refused(tmp_path, monkeypatch, moments, kind, words):
    rows = [{"zaak": "1", "moment": moment, "afdeling": "KCC"} for moment in moments]
    folder = write_parquet(tmp_path / "events", rows, types={"moment": kind})
    monkeypatch.setattr(local, "MOST_ROWS", 0)
    with pytest.raises(InputError, match=words):
        read_log(engagement_of(tmp_path, source_of(folder)))
    assert not list((tmp_path / FOLDER).glob("[!.]*"))


def test_a_sequence_with_parts_is_refused(tmp_path, monkeypatch):
    rows = [{"zaak": "1", "moment": "2025-01-05", "afdeling": "KCC", "nr": number} for number in ("1", "1.5")]
    folder = write_parquet(tmp_path / "events", rows)
    monkeypatch.setattr(local, "MOST_ROWS", 0)
    columns = {"signal": "zaak", "time": "moment", "department": "afdeling", "sequence": "nr"}
    with pytest.raises(InputError, match="'nr' for sequence holds what is no whole number, first in row 2"):
        read_log(engagement_of(tmp_path, source_of(folder, columns=columns)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda table: table.drop_columns("afdeling"), "1.parquet:\n  - no column 'afdeling' for department"),
        (lambda table: table.set_column(1, "moment", table["moment"].cast(pa.timestamp("us", "UTC"))),
         "'moment' for time holds times with a zone, and times without a zone in another file"),
    ],
)  # fmt: skip
def test_files_that_an_engine_would_lay_beside_each_other_wrongly_are_refused(tmp_path, monkeypatch, change, words):
    rows = [{"zaak": "1", "moment": f"2025-01-0{day}", "afdeling": "KCC"} for day in (5, 6)]
    folder = write_parquet(tmp_path / "events", rows, files=2, types={"moment": pa.timestamp("us")})
    pq.write_table(change(pq.read_table(folder / "1.parquet")), folder / "1.parquet")
    monkeypatch.setattr(local, "MOST_ROWS", 0)
    with pytest.raises(InputError, match=words):
        read_log(engagement_of(tmp_path, source_of(folder)))


@pytest.mark.parametrize("role", [name for name in COLUMNS if name not in ("signal", "time", "department")])
def test_a_column_that_holds_nothing_says_nothing(tmp_path, role):
    rows = [{"zaak": "1", "moment": f"2025-01-0{day}", "afdeling": "KCC"} for day in (5, 6)]
    file = write_parquet(tmp_path / "events", rows) / "0.parquet"
    pq.write_table(pq.read_table(file).append_column("leeg", pa.nulls(2)), file)
    columns = {"signal": "zaak", "time": "moment", "department": "afdeling", role: "leeg"}
    assert_same(engagement_of(tmp_path, source_of(file.parent, columns=columns)))


@pytest.mark.parametrize("name", ["kccdiag_file", "Kccdiag_Row", "file_row_number"])
def test_a_name_of_the_engines_own_is_refused(tmp_path, monkeypatch, name):
    folder = write_parquet(tmp_path / "events", [{"zaak": "1", "moment": "2025-01-05", "afdeling": "KCC", name: "x"}])
    monkeypatch.setattr(local, "MOST_ROWS", 0)
    with pytest.raises(InputError, match=rf"0.parquet:\n  - a column is called '{name}'.*\n    give it another name"):
        read_log(engagement_of(tmp_path, source_of(folder)))


def test_an_id_that_is_no_number_is_no_id(tmp_path):
    rows = [{"zaak": number, "moment": "2025-01-05", "afdeling": "KCC"} for number in ("1", "nan", "2")]
    folder = write_parquet(tmp_path / "events", rows, types={"zaak": pa.float64()})
    assert counted(assert_same(engagement_of(tmp_path, source_of(folder))), "rows_without_signal") == 1


def test_a_column_of_remarks_is_no_column_of_names(tmp_path, monkeypatch):
    rows = [{"zaak": "1", "moment": "2025-01-05", "afdeling": "KCC", "opmerking": f"zie {n}"} for n in range(40)]
    folder = write_parquet(tmp_path / "events", rows)
    monkeypatch.setattr(local, "MOST_ROWS", 0)
    for module in ("rows", "values"):
        monkeypatch.setattr(f"kccdiag.intake.bulk.{module}.MOST_VALUES", 30)
    columns = {"signal": "zaak", "time": "moment", "department": "afdeling", "topic": "opmerking"}
    with pytest.raises(InputError, match=r"'opmerking' for topic holds more than 30 different values\n.*leave it out"):
        read_log(engagement_of(tmp_path, source_of(folder, columns=columns)))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ('source = "s3a://bucket/events/"', r'line 4: \[log\] source needs a store beside it\n.*store = "s3a://'),
        ('store = "s3a://bucket/kept/"\nfiles = ["events.csv"]', r"\[log\] store needs a source beside it"),
        ('source = "events"\nstore = "/kept"', r"\[log\] source = 'events' is neither absolute nor has a scheme"),
        ('source = "s3a://me:secret@bucket/"\nstore = "/kept"', r"\[log\] source holds a password\n.*give it to Spark"),
        ('source = "/far"\nstore = "/kept"\nfiles = ["events.csv"]', r"\[log\] has both files and source"),
    ],
)
def test_a_path_that_spark_reads_is_checked_as_far_as_it_can_be(tmp_path, keys, words):
    (tmp_path / "events.csv").write_text("zaak,moment,afdeling\n")
    columns = 'columns = { signal = "zaak", time = "moment", department = "afdeling" }'
    (tmp_path / "kccdiag.toml").write_text(f'[engagement]\nname = "Ver"\n[log]\n{keys}\n{columns}\n')
    with pytest.raises(InputError, match=words) as refusal:
        open_engagement(tmp_path)
    assert len(refusal.value.faults) == 1 and "secret" not in str(refusal.value)


def test_some_logs_elsewhere_and_some_here_are_refused(tmp_path):
    (tmp_path / "events.csv").write_text("zaak,moment,afdeling\n")
    columns = 'columns = { signal = "zaak", time = "moment", department = "afdeling" }'
    logs = ['files = ["events.csv"]', 'source = "/far"\nstore = "/kept"']
    text = "".join(f"[[log]]\n{log}\n{columns}\n" for log in logs)
    (tmp_path / "kccdiag.toml").write_text(f'[engagement]\nname = "Ver"\n{text}')
    with pytest.raises(InputError, match=r"some \[\[log\]\] have files and others a source"):
        open_engagement(tmp_path)


def test_who_a_code_is_can_not_be_told_of_a_log_elsewhere(tmp_path):
    engagement = engagement_of(tmp_path, source_of(columns=COLUMNS, source="/far", store="/kept"))
    with pytest.raises(InputError, match="lies where only Spark reads: nothing here can tell who"):
        reidentify(engagement, persons=[1])
