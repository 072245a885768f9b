"""What is set in the environment is refused where it can't be meant, before a command does anything."""

from __future__ import annotations

import pytest

from kccdiag.cli import main
from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.logs import read_log
from kccdiag.settings import MEMORY, PROCESSES, check_settings
from kccdiag.shipped import demo_folder

MANY = "9" * 5_000  # more digits than Python makes a number of


@pytest.mark.parametrize("memory", ["", " ", "4GB", "0.5gb", " 4 gib", "1000M", "1 T", "2kB"])
def test_a_memory_is_a_number_and_a_unit(memory):
    check_settings({MEMORY: memory})


@pytest.mark.parametrize(
    "memory",
    ["plenty", "-1GB", "5%", "0GB", "0.0 MB", "100", "1e4GB", "4,5GB", "GB", pytest.param(f"{MANY}K", id="many")],
)
def test_what_is_no_size_is_refused(memory):
    with pytest.raises(InputError, match=f"^{MEMORY}:\n  - '{memory}' is no size\n    write a number and a unit"):
        check_settings({MEMORY: memory})


@pytest.mark.parametrize("processes", ["", "1", " 2 ", "16", pytest.param(MANY, id="many")])
def test_processes_are_counted(processes):
    check_settings({PROCESSES: processes})


@pytest.mark.parametrize("processes", ["foo", "0", "-1", "1.5", "01", "²"])
def test_what_is_no_count_is_refused(processes):
    with pytest.raises(InputError, match=f"^{PROCESSES}:\n  - '{processes}' is no number of processes\n    write 1 "):
        check_settings({PROCESSES: processes})


@pytest.mark.parametrize("command", ["check nowhere", "diagnose nowhere --out out", "demo --out out", "explore", "lab"])
def test_all_that_is_wrong_is_said_before_anything_is_read_or_written(monkeypatch, capsys, tmp_path, command):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(MEMORY, "abc")
    monkeypatch.setenv(PROCESSES, "foo")
    assert main(command.split()) == 2
    said = capsys.readouterr()
    assert [line for line in said.err.splitlines() if line[0] != " "] == [f"{MEMORY}:", f"{PROCESSES}:"]
    assert said.out == "" and list(tmp_path.iterdir()) == []


def test_a_key_that_is_none_is_said_before_exports_are_read(monkeypatch, tmp_path):
    (tmp_path / "key").write_bytes(b"hunter2")
    monkeypatch.setenv("KCCDIAG_KEY", str(tmp_path / "key"))
    monkeypatch.setattr("kccdiag.intake.logs.hash_inputs", lambda _: pytest.fail("an export was read"))
    with pytest.raises(InputError, match="7 bytes long"):
        read_log(open_engagement(demo_folder()))
