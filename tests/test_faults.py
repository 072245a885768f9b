"""Files that change while they are read, caches that are damaged, machines too small: a right result or clear words."""

from __future__ import annotations

import gzip
import io
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from intake_cases import COLUMNS, EXPORT, counted, engagement_of, events_of, log_of, source_of

from kccdiag.engagement import open_engagement
from kccdiag.engines.duck import open_duck
from kccdiag.faults import InputError
from kccdiag.intake import cache, interviews, logs
from kccdiag.intake.logs import read_log
from kccdiag.intake.report import describe

ROWS = [line.split(",") for line in EXPORT.splitlines()]
MORE = [*ROWS, ["3", "2025-01-08 09:00", "Legal"]]


def _csv(rows: list[list[str]]) -> bytes:
    return "".join(",".join(row) + "\n" for row in rows).encode()


def _zip(rows: list[list[str]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("events.csv", _csv(rows))
    return packed.getvalue()


def _xlsx(rows: list[list[str]]) -> bytes:
    book, saved = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(saved)
    return saved.getvalue()


def _parquet(rows: list[list[str]]) -> bytes:
    written = io.BytesIO()
    pq.write_table(pa.table(dict(zip(rows[0], map(list, zip(*rows[1:], strict=True)), strict=True))), written)
    return written.getvalue()


def _xes(rows: list[list[str]]) -> bytes:
    events = "".join(
        "<event>" + "".join(f'<string key="{key}" value="{value}"/>' for key, value in zip(rows[0], row, strict=True))
        + "</event>" for row in rows[1:]
    )  # fmt: skip
    return f"<log><trace>{events}</trace></log>".encode()


FORMATS: dict[str, Callable[[list[list[str]]], bytes]] = {
    "csv": _csv, "csv.gz": lambda rows: gzip.compress(_csv(rows)), "zip": _zip, "xlsx": _xlsx, "parquet": _parquet,
    "xes": _xes, "xes.gz": lambda rows: gzip.compress(_xes(rows)),
}  # fmt: skip
CHANGES: dict[str, Callable[[Path, bytes], object]] = {
    "replaced": lambda path, raw: path.write_bytes(raw),
    "half copied": lambda path, raw: path.write_bytes(raw[: len(raw) // 2]),
    "emptied": lambda path, raw: path.write_bytes(b""),
    "deleted": lambda path, raw: path.unlink(),
}


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch, kind, change, moment):
    path, write = tmp_path / f"events.{kind}", FORMATS[kind]
    path.write_bytes(write(ROWS))
    engagement, real = engagement_of(tmp_path, source_of(path)), logs.read_raw

    def meanwhile(source, folder):
        if moment == "before":  # hashed as it was, read as it is now
            CHANGES[change](path, write(MORE))
        raw = real(source, folder)
        CHANGES[change](path, write(MORE))
        return raw

    with monkeypatch.context() as busy:
        busy.setattr(logs, "read_raw", meanwhile)
        with pytest.raises(InputError, match=r"changed while it was read|the file can't be read: No such file"):
            read_log(engagement)
    assert not (tmp_path / ".kccdiag").exists()
    path.write_bytes(write(MORE))
    assert counted(read_log(engagement), "events") == 4


def test_a_file_that_comes_to_a_folder_while_it_is_read_is_named(tmp_path, monkeypatch):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.parquet").write_bytes(_parquet(ROWS))
    engagement, real = engagement_of(tmp_path, source_of(tmp_path / "parts")), logs.read_raw
    late = tmp_path / "parts" / "b.parquet"
    monkeypatch.setattr(logs, "read_raw", lambda *given: (real(*given), late.write_bytes(_parquet(MORE)))[0])
    with pytest.raises(InputError, match=r"parts/b.parquet:\n  - the file changed while it was read"):
        read_log(engagement)


def test_no_change_of_a_byte_in_the_cache_is_believed(tmp_path):
    log = log_of(tmp_path, columns={**COLUMNS, "text": "zaak"})
    place, expected = log.events.parent, events_of(log)
    whole = {path: path.read_bytes() for path in place.iterdir()}
    chosen = random.Random(6)
    for path, raw in whole.items():
        for at in (*chosen.sample(range(len(raw)), 12), len(raw) // 2):
            damaged = bytearray(raw)
            damaged[at] ^= 1 << chosen.randrange(8)
            path.write_bytes(damaged)
            assert cache.find_cached(tmp_path, place.name, log.inputs) is None, (path.name, at)
            again = log_of(tmp_path, columns={**COLUMNS, "text": "zaak"})
            assert events_of(again).equals(expected)
            assert {name: name.read_bytes() for name in place.iterdir()} == whole


@pytest.mark.parametrize("said", ["[]", "null", '{"texts": 3}', pytest.param("[" * 100_000, id="deep"), '{"key": []}'])
def test_what_is_no_entry_is_read_anew(tmp_path, said):
    log = log_of(tmp_path)
    (log.events.parent / "log.json").write_text(said)
    assert counted(log_of(tmp_path), "events") == 3
    (log.events.parent / "log.json").write_text(said)
    assert cache.forget_other_keys(tmp_path, None) == 1


FOREIGN = ("{}", "[]", "null", '{"texts": true}', '{"texts": false, "departments": 3}', "[" * 100_000)


@pytest.mark.parametrize("said", FOREIGN, ids=range(len(FOREIGN)))
def test_an_entry_that_something_else_wrote_whole_is_read_anew(tmp_path, said):
    log = log_of(tmp_path)
    (log.events.parent / "log.json").write_text(said)
    (log.events.parent / "SHA256SUMS").write_text(cache._sums(log.events.parent))
    again = log_of(tmp_path)
    assert counted(again, "events") == 3 and again.events == log.events
    assert json.loads((log.events.parent / "log.json").read_text("utf-8"))["texts"] is False


@pytest.mark.parametrize("what", ["a link to nowhere", "a link to an empty folder", "a file", "an empty folder"])
def test_whatever_stands_in_the_place_of_an_entry_makes_way(tmp_path, what):
    place, empty = log_of(tmp_path).events.parent, tmp_path / "empty"
    shutil.rmtree(place)
    if "link" in what:
        place.symlink_to(empty if "empty" in what else tmp_path / "nowhere")
    if "empty" in what:
        (empty if "link" in what else place).mkdir()
    if what == "a file":
        place.write_text("no folder")
    assert log_of(tmp_path).events.parent == place and not place.is_symlink()
    assert sorted(path.name for path in (tmp_path / ".kccdiag").iterdir()) == [".gitignore", place.name]


def test_a_cache_that_takes_no_writing_is_read_and_another_place_written(tmp_path, monkeypatch):
    kept = log_of(tmp_path)
    real = cache.tempfile.mkdtemp

    def refused(*given, **named):
        if Path(named.get("dir") or "").name == ".kccdiag":
            raise PermissionError(13, "Permission denied")
        return real(*given, **named)

    monkeypatch.setattr(cache.tempfile, "mkdtemp", refused)
    monkeypatch.setattr(cache.os, "utime", lambda path: (_ for _ in ()).throw(OSError(30, "Read-only file system")))
    assert log_of(tmp_path).events == kept.events
    log = log_of(tmp_path, EXPORT + "3,2025-01-08,Legal\n")
    assert counted(log, "events") == 4 and not log.events.is_relative_to(tmp_path)
    assert "temporary" in describe(log, engagement_of(tmp_path, source_of(tmp_path / "events.csv")), language="en")
    monkeypatch.undo()
    assert log_of(tmp_path, EXPORT + "3,2025-01-08,Legal\n").quality.equals(log.quality)


def test_a_key_is_not_said_to_be_forgotten_where_nothing_can_be_taken_away(tmp_path, monkeypatch):
    kept = log_of(tmp_path, columns={**COLUMNS, "person": "afdeling"}).events
    monkeypatch.setattr(cache.shutil, "rmtree", lambda path, ignore_errors: None)
    with pytest.raises(InputError, match=r"read with the old key lies here and can't be taken away"):
        cache.forget_other_keys(tmp_path, None)
    assert kept.exists()


def test_an_entry_that_another_run_put_there_meanwhile_stays_for_its_readers(tmp_path, monkeypatch):
    other = log_of(tmp_path)
    read = other.events.stat().st_ino
    monkeypatch.setattr(logs, "find_cached", lambda *given: None)  # as if it had not been there yet
    assert log_of(tmp_path).events.stat().st_ino == read
    assert [path.name for path in (tmp_path / ".kccdiag").glob(".new-*")] == []


def test_what_is_taken_away_while_it_is_written_is_said(tmp_path, monkeypatch):
    real = cache._write_parquet

    def taken(table, path):
        real(table, path)
        shutil.rmtree(path.parent)

    monkeypatch.setattr(cache, "_write_parquet", taken)
    with pytest.raises(InputError, match=r"the events could not be kept.*\n.*run again"):
        log_of(tmp_path)


def test_an_entry_that_is_asked_for_is_as_good_as_new(tmp_path, monkeypatch):
    """The oldest of many is not forgotten while a run reads it."""
    first = log_of(tmp_path)
    for number in range(cache.KEPT):
        log_of(tmp_path, EXPORT + f"3,2025-01-0{number + 1},Legal\n")
    for path in (tmp_path / ".kccdiag").iterdir():
        if path.is_dir():
            cache.os.utime(path, (0, 0))
    assert log_of(tmp_path).events == first.events
    log_of(tmp_path, EXPORT + "4,2025-01-08,Legal\n")
    assert first.events.exists()
    assert json.loads((first.events.parent / "log.json").read_text("utf-8"))["texts"] is False


@pytest.mark.parametrize("before", ["cold", "damaged", "warm"])
def test_four_runs_at_once_read_the_same_and_leave_one_entry(tmp_path, before):
    file = tmp_path / "events.csv"
    file.write_text(EXPORT)
    engagements = [engagement_of(tmp_path, source_of(file)) for _ in range(4)]
    if before != "cold":
        log = read_log(engagements[0])
        if before == "damaged":
            log.events.write_bytes(b"PAR1 half")
    with ThreadPoolExecutor(4) as runs:
        read = list(runs.map(read_log, engagements))
    assert len({log.events for log in read}) == 1
    assert [len(events_of(log)) for log in read] == [3] * 4
    assert sorted(path.name for path in (tmp_path / ".kccdiag").iterdir()) == [".gitignore", read[0].events.parent.name]


def test_events_that_are_taken_away_while_they_are_measured_are_said(tmp_path):
    log = log_of(tmp_path)

    def measure():
        with open_duck() as base:
            base.scan("log", str(log.events))
            shutil.rmtree(log.events.parent)
            base.make("kept", "select * from log")

    with pytest.raises(InputError, match=r"can't be found again.*\n.*run again"):
        measure()


@pytest.mark.parametrize(
    ("file", "step", "name"),
    [("d1.txt", "read_statements", "transcript 1"), ("participants.csv", "list_participants", "participants.csv")],
)
def test_what_people_said_is_refused_where_it_changes_while_it_is_read(tmp_path, monkeypatch, file, step, name):
    configuration = '[interviews]\nparticipants = "participants.csv"\n'
    (tmp_path / "kccdiag.toml").write_text(configuration)
    (tmp_path / "participants.csv").write_text("file,name,department,language\nd1.txt,Jeroen,KCC,nl\n")
    (tmp_path / "d1.txt").write_text("Jeroen: Dan hoor je niks.\n")
    engagement, real = open_engagement(tmp_path), getattr(interviews, step)

    def meanwhile(*given, **keys):
        read = real(*given, **keys)
        (tmp_path / file).write_bytes((tmp_path / file).read_bytes() + b"\n")
        return read

    monkeypatch.setattr(interviews, step, meanwhile)
    with pytest.raises(InputError, match=rf"{name}:\n  - the file changed while it was read"):
        interviews.read_interviews(engagement)
