"""What was read is found again, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path

import pytest
from intake_cases import COLUMNS, EXPORT, counted, engagement_of, log_of, source_of

from kccdiag.faults import InputError
from kccdiag.intake import cache, logs
from kccdiag.intake.logs import read_log


@pytest.fixture
def readings(monkeypatch):
    """Count how often exports are really read."""
    seen = []
    real = logs.read_raw
    monkeypatch.setattr(logs, "read_raw", lambda source, folder: seen.append(source) or real(source, folder))
    return seen


def entries(folder):
    return sorted(path.name for path in (folder / ".kccdiag").iterdir() if path.is_dir())


def test_the_second_time_nothing_is_read(tmp_path, readings):
    first, second = log_of(tmp_path), log_of(tmp_path)
    assert len(readings) == 1
    assert first.events == second.events
    for table in ("departments", "names", "quality", "inputs"):
        assert getattr(first, table).equals(getattr(second, table))
        assert getattr(first, table).dtypes.equals(getattr(second, table).dtypes)
    assert (first.cutoff, first.start, first.has) == (second.cutoff, second.start, second.has)


def test_another_input_configuration_or_key_is_read_anew(tmp_path, readings, monkeypatch):
    log_of(tmp_path)
    monkeypatch.setattr(cache, "AN_HOUR", -60.0)  # as if nobody were reading
    log_of(tmp_path, EXPORT + "3,2025-01-08,Legal\n")
    log_of(tmp_path, keys={"timezone": "UTC"})
    log_of(tmp_path, keys={"aliases": {"kcc": "Klantcontact"}})
    log_of(tmp_path, duplicates="keep")
    people = {**COLUMNS, "person": "afdeling"}
    log_of(tmp_path, columns=people)
    monkeypatch.setenv("KCCDIAG_KEY", str(tmp_path.parent / "another key"))
    log_of(tmp_path, columns=people)
    assert len(readings) == 7
    log_of(tmp_path, keys={"name": "Other", "language": "en"})  # what decides nothing here
    assert len(readings) == 8  # the first is forgotten by now
    log_of(tmp_path, keys={"name": "Again"})
    assert len(readings) == 8
    assert len(entries(tmp_path)) == cache.KEPT


def test_what_another_run_may_be_reading_is_kept(tmp_path):
    for number in range(cache.KEPT + 2):
        log_of(tmp_path, EXPORT + f"3,2025-01-0{number + 1},Legal\n")
    assert len(entries(tmp_path)) == cache.KEPT + 2


def test_the_same_input_gives_the_same_bytes(tmp_path):
    written = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        folder = log_of(tmp_path / name, columns={**COLUMNS, "text": "zaak"}).events.parent
        written.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert written[0] == written[1]
    assert set(written[0]) == {"events.parquet", "texts.parquet", "log.json", "SHA256SUMS"}


@pytest.mark.parametrize("file", ["events.parquet", "log.json"])
def test_a_damaged_entry_is_made_again(tmp_path, readings, file):
    log = log_of(tmp_path)
    (log.events.parent / file).write_bytes(b"PAR1 half")
    assert counted(log_of(tmp_path), "events") == 3
    assert len(readings) == 2
    assert entries(tmp_path) == [log.events.parent.name]


def test_a_run_killed_while_writing_leaves_what_was_there(tmp_path, monkeypatch):
    before = log_of(tmp_path)
    content = before.events.read_bytes()

    def die(table, path):
        path.write_bytes(b"PAR1 half a file")
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(cache, "_write_parquet", die)
        with pytest.raises(KeyboardInterrupt):
            log_of(tmp_path, EXPORT + "3,2025-01-08,Legal\n")
    assert before.events.read_bytes() == content
    assert entries(tmp_path) == [before.events.parent.name]


def test_what_a_killed_process_left_goes_after_a_day(tmp_path):
    log_of(tmp_path)
    for name, age in ((".new-old", 2 * 86_400), (".new-busy", 60)):
        left = tmp_path / ".kccdiag" / name
        left.mkdir()
        when = (tmp_path / ".kccdiag").stat().st_mtime - age
        os.utime(left, (when, when))
    log_of(tmp_path, EXPORT + "3,2025-01-08,Legal\n")
    assert not (tmp_path / ".kccdiag" / ".new-old").exists()
    assert (tmp_path / ".kccdiag" / ".new-busy").exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, monkeypatch, code):
    def full(table, path):
        path.write_bytes(b"PAR1")
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(cache, "_write_parquet", full)
    with pytest.raises(InputError, match="the disk is full"):
        log_of(tmp_path)
    assert entries(tmp_path) == []


def test_a_folder_that_can_not_be_written_is_read_all_the_same(tmp_path):
    (tmp_path / ".kccdiag").write_text("a file where a folder should be")
    log = log_of(tmp_path)
    assert counted(log, "events") == 3
    assert not log.events.is_relative_to(tmp_path)


def test_the_cache_is_for_its_owner_and_not_for_git(tmp_path):
    log_of(tmp_path)
    assert (tmp_path / ".kccdiag").stat().st_mode & 0o077 == 0
    assert (tmp_path / ".kccdiag" / ".gitignore").read_text() == "*\n"


def test_no_machine_path_is_written(tmp_path):
    about = (log_of(tmp_path).events.parent / "log.json").read_text()
    assert str(tmp_path) not in about
    assert json.loads(about)["cutoff"] == 1736236801  # 2025-01-07 08:00 UTC and a second


def test_inputs_are_named_from_the_folder_and_hashed(tmp_path):
    (tmp_path / "2025").mkdir()
    file = tmp_path / "2025" / "events.csv"
    file.write_text(EXPORT)
    log = read_log(engagement_of(tmp_path, source_of(Path(file))))
    expected = hashlib.sha256(EXPORT.encode()).hexdigest()
    assert log.inputs.values.tolist() == [["2025/events.csv", expected, len(EXPORT)]]
