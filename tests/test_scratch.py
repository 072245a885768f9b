"""Folders for temporary files go with their run, and those of killed runs with the next."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from kccdiag.engines.duck import open_duck
from kccdiag.scratch import A_DAY, JUST_MADE, alone_in, forget_the_dead, private_folder

ROOT = Path(__file__).resolve().parents[1]
WAITS = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from kccdiag.scratch import private_folder
with private_folder("test") as folder:
    (folder / "spilled").write_bytes(b"x")
    print(folder.name, flush=True)
    sys.stdin.read()
"""
needs_locks = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks: a day decides there")


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(folder: Path, *, age: float) -> Path:
    """Make a folder as a killed run leaves it, so many seconds ago."""
    folder.mkdir()
    (folder / "in-use").touch()
    when = time.time() - age
    for path in (folder / "in-use", folder):
        os.utime(path, (when, when))
    return folder


@needs_locks
def test_what_killed_runs_left_goes_with_the_next_and_nothing_else(temporary):
    killed = left(temporary / "kccdiag-test-killed", age=JUST_MADE + 1)
    other = temporary / "kccdiag-test-results"
    other.mkdir()
    os.utime(other, (0, 0))
    with private_folder("test") as running:
        assert not killed.exists()
        (running / "page.json").touch()
        with private_folder("test") as second:
            assert (running / "page.json").exists() and second != running
            assert stat.S_IMODE(second.stat().st_mode) == 0o700
    assert list(temporary.iterdir()) == [other]


@needs_locks
def test_a_run_that_is_alive_keeps_its_folder_however_old(temporary):
    command = [sys.executable, "-c", WAITS, str(temporary)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        folder = temporary / process.stdout.readline().strip()
        for path in (*folder.iterdir(), folder):
            os.utime(path, (0, 0))
        forget_the_dead()
        assert (folder / "spilled").exists()
        process.kill()
        process.wait()
    assert (folder / "spilled").exists()
    forget_the_dead()
    assert not folder.exists()


@pytest.mark.parametrize(("age", "stays"), [(A_DAY - 60, True), (A_DAY + 60, False)])
def test_without_locks_a_day_decides(temporary, monkeypatch, age, stays):
    folder = left(temporary / "kccdiag-test-1", age=age)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    forget_the_dead()
    assert folder.exists() == stays


@needs_locks
@pytest.mark.parametrize("use", ["spill", "events"])
def test_what_a_killed_run_spilled_or_kept_goes_when_a_database_is_opened(temporary, use):
    folder = left(temporary / f"kccdiag-{use}-killed", age=60)
    with open_duck() as base:
        base.make("kept", "select 1 as one")
        assert not folder.exists()
    assert not list(temporary.iterdir())


@needs_locks
def test_one_run_after_the_other_moves_results(temporary):
    inside = []

    def move(name: str) -> None:
        with alone_in(temporary):
            inside.append(name)
            time.sleep(0.05)
            inside.append(name)

    threads = [threading.Thread(target=move, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inside[::2] == inside[1::2] and len(inside) == 6
    assert not list(temporary.iterdir())
    with alone_in(temporary / "not there yet"):
        pass
