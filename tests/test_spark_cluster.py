"""Spark on a cluster of its own and behind Spark Connect, on this machine: a worker killed, and the same numbers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from spark_cases import SOON, invented_log, java, reduced  # noqa: F401 (a fixture)

from kccdiag.engines.spark import spark_at
from kccdiag.faults import InputError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.spark,
    pytest.mark.skipif(sys.platform == "win32", reason="Spark starts its own processes there by other scripts"),
]
PATIENCE = 120  # seconds; other tests share two cores
EVENTS = 100_000


@contextmanager
def served(folder: Path, name: str, *command: str) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Run one of Spark's own processes while the block runs, with its log in a file."""
    home = Path(str(find_spec("pyspark").origin)).parent
    log = folder / f"{name}.log"
    around = {"SPARK_LOCAL_DIRS": str(folder), "SPARK_LOCAL_IP": "127.0.0.1", "JDK_JAVA_OPTIONS": SOON,
              "SPARK_HOME": str(home)}  # fmt: skip
    with log.open("wb") as said:
        process = subprocess.Popen(
            [str(home / "bin" / command[0]), *command[1:]],
            cwd=folder,
            env=os.environ | around,
            stdout=said,
            stderr=said,
        )
    try:
        yield process, log
    finally:
        process.kill()
        process.wait()


def wait_for(found: Callable[[], object], what: str) -> object:
    """Wait until something is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := found():
            return answer
        time.sleep(0.05)
    pytest.fail(f"{what} within {PATIENCE} seconds")


def said_in(log: Path, words: str) -> re.Match[str] | None:
    """Find words in the log of a process."""
    return re.search(words, log.read_text("utf-8", "replace"))


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """Return a log with its question, and the digests that DuckDB gives."""
    drawn = invented_log(tmp_path_factory.mktemp("log"), events=EVENTS)
    return *drawn, reduced(*drawn)


@pytest.fixture(scope="module")
def cluster(java, tmp_path_factory):  # noqa: F811
    """Return the address of a cluster, and the processes of its master and its two workers."""
    folder = tmp_path_factory.mktemp("cluster")
    deploy = "org.apache.spark.deploy"
    anywhere = ("--host", "127.0.0.1", "--webui-port", "0")
    with ExitStack() as stack:
        command = ("spark-class", f"{deploy}.master.Master", *anywhere, "--port", "0")
        master, said = stack.enter_context(served(folder, "master", *command))
        address = wait_for(lambda: said_in(said, r"Starting Spark master at (spark://\S+)"), "no master")[1]
        processes = [master]
        for name in ("first", "second"):
            command = ("spark-class", f"{deploy}.worker.Worker", *anywhere, "--cores", "1", "--memory", "1g",
                       "--work-dir", str(folder / name), address)  # fmt: skip
            worker, said = stack.enter_context(served(folder, name, *command))
            processes.append(worker)
            wait_for(lambda said=said: said_in(said, "Successfully registered"), "no worker")
        yield address, processes


@pytest.fixture
def hasty(monkeypatch):
    """Let a run wait for three seconds where no worker is left."""
    for name, seconds in {"EVERY": 1, "SOON": 1, "PATIENCE": 3}.items():
        monkeypatch.setattr(f"kccdiag.engines.spark_workers.{name}", seconds)


def test_a_killed_worker_changes_no_number_and_is_spoken_of(cluster, hasty, log, caplog):
    address, (_, worker, _) = cluster
    events, question, expected = log
    killed = []

    def kill_in_the_middle() -> None:
        from pyspark import SparkContext

        tracker = SparkContext._active_spark_context.statusTracker()
        if wait_for(tracker.getActiveStageIds, "no stage ran"):
            killed.append(tracker.getActiveStageIds())
            worker.kill()

    with spark_at(address) as opening:

        @contextmanager
        def disturbed():
            with opening() as base:
                make = base.make

                def make_and_kill(name: str, query: str) -> None:
                    if name == "stay" and not killed:  # what is built on "step", "signal" and "visit" needs them again
                        threading.Thread(target=kill_in_the_middle).start()
                    make(name, query)

                base.make = make_and_kill
                yield base

        assert reduced(events, question, disturbed) == expected
    assert killed and killed[0], "the worker was not killed while a stage ran"
    assert worker.wait() == -9
    assert any("Spark lost worker process" in record.message for record in caplog.records)


def test_work_that_no_worker_is_left_for_is_ended_with_one_message(cluster, hasty, caplog):
    address, processes = cluster

    def outlive_all(opening):
        with opening() as base:
            base.make("kept", "select id as n from range(10)")
            for process in processes:
                process.kill()
            base.fetch("select sum(n) as n from kept")

    said = rf"^{address}:\n  - no worker was there for \d seconds, while work waited for one\n.*run again$"
    with spark_at(address) as opening, pytest.raises(InputError, match=said):
        outlive_all(opening)
    assert any("no worker left; unless one comes" in record.message for record in caplog.records)


@pytest.fixture(scope="module")
def server(java, tmp_path_factory):  # noqa: F811
    """Return the address of a server of Spark Connect, and its process."""
    folder = tmp_path_factory.mktemp("server")
    command = (
        "spark-submit", "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", "local[2]",
        "--conf", "spark.ui.enabled=false", "--conf", "spark.connect.grpc.binding.address=127.0.0.1",
        "--conf", "spark.connect.grpc.binding.port=0", "--driver-memory", "2g", "spark-internal",
    )  # fmt: skip
    with served(folder, "server", *command) as (process, said):
        port = wait_for(lambda: said_in(said, r"Spark Connect server started at: 127\.0\.0\.1:(\d+)"), "no server")[1]
        yield f"sc://127.0.0.1:{port}", process


def test_spark_connect_gives_the_same_digests(server, log):
    events, question, expected = log
    with spark_at(server[0]) as opening:
        assert reduced(events, question, opening) == expected


def test_a_server_that_dies_is_said_and_asked_nothing_more(server, monkeypatch):
    address, process = server

    def outlive(opening):
        with opening() as base, opening() as other:
            base.make("kept", "select 1 as n")  # nobody is asked to forget it
            process.kill()
            process.wait()
            other.fetch("select 1 as n")

    monkeypatch.setattr("kccdiag.engines.spark_start.RETRIES", 1)
    said = rf"^{address}:\n  - Spark Connect's server does not answer any more.*\n.*run again$"
    with spark_at(address) as opening, pytest.raises(InputError, match=said):
        outlive(opening)
