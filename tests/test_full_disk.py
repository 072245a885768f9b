"""What a full disk does: words, exit code 2, and nothing half-written.

No file may grow beyond a few bytes here, which fails as a full disk does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pytest
from command_line import EARLIER, contents, earlier_result, lay_out, run

from kccdiag.engines.duck import open_duck
from kccdiag.faults import InputError
from kccdiag.intake import logs

resource = pytest.importorskip("resource", reason="Windows sets no such bounds")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def engagement(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "engagement")


@contextmanager
def room(size: int) -> Iterator[None]:
    """Let no file grow beyond a number of bytes while the block runs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 20, 1500, 5000, 30_000])  # the cache, its log.json, the tables, the figures
def test_a_full_disk(tmp_path: Path, engagement: Path, capsys, size: int):
    before, out = contents(engagement), earlier_result(tmp_path / "out")
    with room(size):
        said = run(capsys, "diagnose", engagement, "--out", out)
    assert said.code == 2
    assert "Traceback" not in said.err
    assert "make room" in said.err
    assert contents(out) == EARLIER
    assert sorted(path.name for path in tmp_path.iterdir()) == ["engagement", "out"]
    left = {name: raw for name, raw in contents(engagement).items() if not name.startswith(".kccdiag/")}
    assert left == before
    assert not list((engagement / ".kccdiag").glob(".new-*"))
    assert run(capsys, "check", engagement).code == 0  # what was kept is whole


def test_a_full_disk_leaves_no_half_a_proposal(engagement: Path, capsys):
    (engagement / "kccdiag.toml").unlink()
    with room(100):
        said = run(capsys, "init", engagement / "events.csv")
    assert said.code == 2 and "it can't be written: File too large" in said.err
    assert not (engagement / "kccdiag.toml").exists()
    assert run(capsys, "init", engagement / "events.csv").code == 0


def test_a_full_disk_leaves_no_half_a_table(tmp_path: Path, engagement: Path, capsys):
    table = tmp_path / "quality.csv"
    run(capsys, "check", engagement, "--table", table)
    before = table.read_bytes()
    with room(100):
        said = run(capsys, "check", engagement, "--table", table)
    assert said.code == 2 and "it can't be written: File too large" in said.err
    assert table.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["engagement", "quality.csv"]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_full_disk_under_what_is_printed(engagement: Path):
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "kccdiag", "check", str(engagement)],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
    assert ended.returncode == 2
    assert "a disk is full" in ended.stderr and "Traceback" not in ended.stderr


MOST = "select i, hash(i) as mixed, hash(i + 1) as again from range(3000000) as given(i)"  # 72 MB


def keep_much(*settings: str) -> None:
    with open_duck() as base:
        for setting in ("memory_limit = '30MB'", *settings):
            base.con.execute(f"set {setting}")
        base.make("kept", MOST)


@pytest.mark.parametrize("bound", [(), ("max_temp_directory_size = '100KB'",)])
def test_a_full_disk_under_what_memory_can_not_hold(tmp_path: Path, monkeypatch, bound: tuple[str, ...]):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with room(200_000), pytest.raises(InputError, match=r"has no room for .*\n.* TMPDIR="):
        keep_much(*bound)
    assert not list(tmp_path.iterdir())


def test_memory_that_does_not_do_without_a_disk():
    with pytest.raises(InputError, match=r"memory ran out\n.*Parquet"):
        keep_much("temp_directory = ''")


@pytest.mark.parametrize("error", [MemoryError(), pa.ArrowMemoryError("malloc of size 8388608 failed")])
def test_memory_that_an_export_does_not_fit_in(engagement: Path, capsys, monkeypatch, error: Exception):
    def read(*given: object) -> None:
        raise error

    monkeypatch.setattr(logs, "read_raw", read)
    said = run(capsys, "check", engagement)
    assert said.code == 2 and "memory ran out" in said.err
    assert sorted(path.name for path in engagement.iterdir()) == ["events.csv", "kccdiag.toml"]
