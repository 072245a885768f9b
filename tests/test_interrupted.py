"""What is left when a run is killed: the earlier result whole, and a next run that works."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import EARLIER, contents, earlier_result, findings_of, lay_out, run, table_of

from benchmarks.faults.desk import Desk
from benchmarks.faults.trial import kill_only

ROOT = Path(__file__).resolve().parents[1]
# Kills its own process, after which nothing is tidied up, when a function of ours is called for the nth time.
KILLED = """
import importlib, os, signal, sys
place, name, calls = sys.argv[1], sys.argv[2], int(sys.argv[3])
module = importlib.import_module(place)
whole = getattr(module, name)
def interrupted(*arguments, **keys):
    global calls
    calls -= 1
    if not calls:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*arguments, **keys)
setattr(module, name, interrupted)
from kccdiag.cli import main
sys.exit(main(sys.argv[4:]))
"""
MOMENTS = {
    "while reading": ("kccdiag.intake.canonical", "read_times", 1),
    "while keeping events": ("kccdiag.intake.cache", "_rows", 2),
    "while measuring": ("kccdiag.diagnosis", "measure", 1),
    "while keeping what was reduced": ("kccdiag.flow.kept", "_seal", 2),
    "between tables": ("kccdiag.results", "write_table", 3),
    "between figures": ("kccdiag.figures.draw", "pictures_of", 2),
    "before the manifest": ("kccdiag.results", "_write_manifest", 1),
    "before the move": ("kccdiag.results", "move_into_place", 1),
}

QUICK = ("while keeping events", "between figures", "before the move")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX'")


@pytest.fixture
def engagement(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "engagement")


@pytest.mark.parametrize(
    "moment", [pytest.param(moment, marks=[pytest.mark.slow] * (moment not in QUICK)) for moment in MOMENTS]
)
def test_killed(tmp_path: Path, engagement: Path, capsys, monkeypatch, moment: str):
    out = earlier_result(tmp_path / "out")
    exports = {name: (engagement / name).read_bytes() for name in ("events.csv", "kccdiag.toml")}
    command = [sys.executable, "-c", KILLED, *map(str, MOMENTS[moment]), "diagnose", str(engagement), "--out", str(out)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert contents(out) == EARLIER
    assert {name: (engagement / name).read_bytes() for name in exports} == exports
    monkeypatch.setattr("kccdiag.figures.draw.draw_all", lambda *_, **__: iter(()))
    assert run(capsys, "diagnose", engagement, "--out", out).code == 0
    assert_new(out)


def assert_new(out: Path) -> None:
    assert findings_of(out)["engagement"] == "Waterford"
    assert {row["department"] for row in table_of(out, "departments")} == {"Desk", "Billing"}
    assert json.loads((out / "manifest.json").read_text("utf-8"))["outputs"].keys() >= {"findings.json"}


@pytest.mark.parametrize("when", ["between the two moves", "after them"])
def test_killed_while_moving(tmp_path: Path, engagement: Path, capsys, monkeypatch, when: str):
    """Between the two moves the earlier result lies beside its place; the next run that starts puts it back."""
    monkeypatch.setattr("kccdiag.figures.draw.draw_all", lambda *_, **__: iter(()))
    out, aside = tmp_path / "out", earlier_result(tmp_path / ".out.previous")
    if when == "after them":
        assert run(capsys, "diagnose", engagement, "--out", tmp_path / "done").code == 0
        (tmp_path / "done").rename(out)
    else:
        with monkeypatch.context() as broken:
            broken.setattr("kccdiag.diagnosis.read_log", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
            assert run(capsys, "diagnose", engagement, "--out", out).code == 130
        assert contents(out) == EARLIER and not aside.exists()
    assert run(capsys, "diagnose", engagement, "--out", out).code == 0
    assert_new(out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["engagement", "out"]


def test_what_a_killed_run_left_goes_after_a_day(tmp_path: Path, engagement: Path, capsys, monkeypatch):
    monkeypatch.setattr("kccdiag.figures.draw.draw_all", lambda *_, **__: iter(()))
    old, young = tmp_path / ".out.new-1", tmp_path / ".out.new-2"
    for folder in (old, young):
        (folder / "tables").mkdir(parents=True)
    days_ago = time.time() - 2 * 86_400
    os.utime(old, (days_ago, days_ago))
    assert run(capsys, "diagnose", engagement, "--out", tmp_path / "out").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.new-2", "engagement", "out"]


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path, engagement: Path):
    """A few of what `python -m benchmarks.faults` does to larger logs, more often."""
    desk = Desk(tmp_path, random.Random(6))
    assert desk.engagement == engagement
    assert kill_only(desk, kills=3, tell=lambda line: None)["kill"] == 3
