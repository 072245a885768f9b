"""Spark as the engine, on this machine: the same text, the same numbers; what is missing is said at once."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from bulk_cases import comparable, counts_of, rows_like_an_export, write_parquet
from command_line import run
from intake_cases import counted, engagement_of, source_of
from spark_cases import engagement_log, invented_log, java, reduced, retold  # noqa: F401 (a fixture)

from kccdiag.engines.duck import open_duck
from kccdiag.engines.spark import Spark, spark_at
from kccdiag.faults import InputError
from kccdiag.flow.sql import INTERLEAVED
from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import ORDER

pytestmark = [pytest.mark.slow, pytest.mark.spark]
CONFIGURATIONS = Path(__file__).parent / "engagements"


@pytest.fixture(scope="module")
def local(java):  # noqa: F811
    """Return what opens databases in one Spark on this machine."""
    with spark_at("local[2]") as opening:
        yield opening


def raising(error):
    """Return what does nothing but fail."""

    def fail(*_):
        raise error

    return fail


def asked_of(local, work):
    """Ask something of a database of its own."""
    with local() as opened:
        work(opened)


def wait_for_work(context):
    """Wait until Spark works on something."""
    while not context.statusTracker().getActiveStageIds():
        time.sleep(0.05)


@pytest.fixture
def base(local):
    """Return a database of its own."""
    with local() as opened:
        yield opened


def test_the_demo_has_the_same_digests(local, tmp_path):
    folder = shutil.copytree(Path(__file__).parents[1] / "data" / "demo", tmp_path / "demo")
    log, question = engagement_log(folder)
    assert reduced(log, question, local) == reduced(log, question)


def test_a_real_log_has_the_same_digests(local, shared, tmp_path):
    source = shared / "real" / "uci_incident"
    if not source.is_dir():
        pytest.skip(f"no log uci_incident in {source.parent}")
    for file in (*source.iterdir(), CONFIGURATIONS / "uci_incident" / "kccdiag.toml"):
        shutil.copyfile(file, tmp_path / file.name)
    log, question = engagement_log(tmp_path)
    assert reduced(log, question, local) == reduced(log, question)


def test_many_events_of_which_everything_is_asked_have_the_same_digests(local, tmp_path):
    log, question = invented_log(tmp_path, events=1_000_000)
    assert reduced(log, question, local) == reduced(log, question)


def test_parts_of_a_log_and_the_log_told_otherwise_have_the_same_digests(local, tmp_path):
    log, question = invented_log(tmp_path, events=3_000)
    expected = retold(log, question)
    assert len({flow["stays"] for flow in expected}) == len(expected) == 4
    assert retold(log, question, local) == expected


def test_two_databases_do_not_see_each_others_names(local):
    with local() as one, local() as other:
        one.give("town", pd.DataFrame({"n": [1]}))
        other.give("town", pd.DataFrame({"n": [2]}))
        one.make("kept", "select n from town")
        other.make("kept", "select n from town")
        assert [base.fetch("select n from kept")["n"].tolist() for base in (one, other)] == [[1], [2]]


def test_a_table_takes_the_place_of_the_one_it_is_made_of(base):
    base.give("start", pd.DataFrame({"n": [1, 2]}))
    base.make("grown", "select n from start")
    base.make("grown", "select n * 10 as n from grown")
    base.add("added", "select n from grown")
    base.add("added", "select n + 1 as n from grown")
    assert sorted(base.fetch("select n from added")["n"]) == [10, 11, 20, 21]
    base.drop("added")
    base.add("added", "select 7 as n")
    assert base.fetch("select n from added")["n"].tolist() == [7]


def test_integers_come_in_64_bits_and_too_large_ones_not_at_all(base):
    base.give("many", pd.DataFrame({"n": [2**62, 2**62]}))
    assert base.fetch("select 1 as one, max(n) as n from many").dtypes.tolist() == ["int64", "int64"]
    with pytest.raises(Exception, match="ARITHMETIC_OVERFLOW"):
        base.fetch("select sum(n) as n from many")


def test_what_does_not_fit_in_64_bits_is_said(local):
    given = {"n": [2**62, 2**62]}
    with pytest.raises(InputError, match=r"does not fit in 64 bits.*\n.*parts of the log"):
        asked_of(local, lambda base: (base.give("many", pd.DataFrame(given)), base.fetch("select sum(n) from many")))


def test_work_that_is_stopped_is_said(local):
    from pyspark import SparkContext

    context = SparkContext._active_spark_context
    stopping = threading.Thread(target=lambda: (wait_for_work(context), context.cancelAllJobs()))
    stopping.start()
    with pytest.raises(InputError, match=r"the work was stopped.*\n    run again"):
        asked_of(local, lambda base: base.fetch("select sum(hash(id)) as n from range(1000000000000)"))
    stopping.join()


def test_departments_side_by_side_are_counted_alike(base):
    routes = ("2121", "221", "1" * 500 + "2" * 700)
    steps = [(one, n, int(dept)) for one, route in enumerate(routes) for n, dept in enumerate(route)]
    with open_duck() as duck:
        for engine in (base, duck):
            engine.give("step", pd.DataFrame(steps, columns=["signal_id", "n", "dept"]))
            engine.give("pair", pd.DataFrame({"a": [2], "b": [1]}))
        pd.testing.assert_frame_equal(base.fetch(INTERLEAVED), duck.fetch(INTERLEAVED))


def test_a_driver_that_has_ended_is_said_and_asked_nothing_more(local, monkeypatch):
    def end(base):
        ended = subprocess.Popen([sys.executable, "-c", ""])
        monkeypatch.setattr(base._running, "_process", ended)
        monkeypatch.setattr(Spark, "drop", raising(AssertionError("asked")))
        base._parts["kept"] = []
        ended.wait()
        raise ConnectionRefusedError

    with pytest.raises(InputError, match="process on this machine has ended"):
        asked_of(local, end)


def test_a_folder_with_odd_letters_is_no_pattern(base, tmp_path):
    folder = tmp_path / "stad [a-c] {1} 100%"
    folder.mkdir()
    pd.DataFrame({"n": [3]}).to_parquet(folder / "events.parquet")
    base.scan("log", str(folder / "events.parquet"))
    assert base.fetch("select n from log")["n"].tolist() == [3]


def test_a_log_that_is_not_there_is_no_traceback(local, tmp_path):
    with pytest.raises(InputError, match="storage that they share"), local() as opened:
        opened.scan("log", str(tmp_path / "gone.parquet"))


def test_a_session_that_is_open_is_not_taken_for_the_one_asked_for(local):
    with pytest.raises(InputError, match="open already"), spark_at("local[1]"):
        pass


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--spark", "local[2]"], "add --engine spark"),
        (["--spark", "sc://host/;token=secret"], "add --engine spark"),
        (["--engine", "spark"], "nothing says where Spark is"),
        (["--engine", "spark", "--spark", "spark:/host"], "no address of Spark"),
        (["--engine", "spark", "--spark", "local[0]"], "no address of Spark"),
        (["--engine", "spark", "--spark", "sc:/host/;token=secret"], "no address of Spark"),
    ],
)
def test_half_a_wish_is_refused(tmp_path, capsys, arguments, said):
    done = run(capsys, "demo", "--out", tmp_path / "out", *arguments)
    assert done.code == 2
    assert said in done.err and "secret" not in done.err and not (tmp_path / "out").exists()


@pytest.mark.parametrize("scheme", ["spark", "sc"])
def test_an_address_where_nothing_answers_is_refused_at_once(java, scheme):  # noqa: F811
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        with (
            pytest.raises(InputError, match="nothing answers there"),
            spark_at(f"{scheme}://127.0.0.1:{taken.getsockname()[1]}"),
        ):
            pass


def test_without_java_the_remedy_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(InputError, match="no Java") as error, spark_at("local[2]"):
        pass
    assert all(way in str(error.value) for way in ("apt-get install", "brew install", "winget install"))


@pytest.mark.parametrize(("name", "said"), [("JAVA_HOME", "no Java in"), ("SPARK_HOME", "no Spark in")])
def test_a_home_that_points_nowhere_is_refused_with_a_remedy(java, monkeypatch, tmp_path, name, said):  # noqa: F811
    monkeypatch.setenv(name, str(tmp_path))
    with (
        pytest.raises(InputError, match=rf"^{name}:\n  - there is {said} .*\n    correct it, or unset it"),
        spark_at("local[2]"),
    ):
        pass


def test_without_pyspark_the_remedy_is_said(monkeypatch):
    monkeypatch.setattr("kccdiag.engines.spark_start.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"pip install 'kccdiag\[spark\]'"), spark_at("local[2]"):
        pass


@pytest.fixture(scope="module")
def elsewhere(local, tmp_path_factory):
    """Return engagements of one log, here and elsewhere, and what was read there while another reading was killed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    far, near = write_parquet(folder / "far", rows_like_an_export(60), files=2), folder / "near"
    near.mkdir()
    columns = {"signal": "zaak", "time": "moment", "department": "afdeling", "person": "wie", "activity": "status"}
    means = {"columns": columns, "outcomes": {"klaar": "answered"}}
    there = engagement_of(near, source_of(**means, source=str(far), store=str(folder / "kept")))
    logs = []

    def overtaken_and_killed(base, *_, places, **__):
        patched.undo()
        logs.append(read_log(there, opening=local))
        places.write("select cast(1 as bigint) as signal_id")
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kccdiag.intake.bulk.remote.make_events", overtaken_and_killed)
        with pytest.raises(KeyboardInterrupt):
            read_log(there, opening=local)
    return engagement_of(folder, source_of(far, **means)), there, logs[0]


def test_a_log_that_lies_elsewhere_becomes_the_same_events(elsewhere):
    here, there, log = elsewhere
    with pytest.raises(InputError, match=r"\[log\] source is read by Spark only\n.*--engine spark"):
        read_log(there)
    ordinary = read_log(here)
    events = [pq.read_table(one.events).sort_by([(name, "ascending") for name in ORDER]) for one in (log, ordinary)]
    tables = [comparable(table) for table in events]
    # Persons go by a key that is made for Spark: they are the same people under other numbers.
    numbered = [table.assign(person=table["person"].factorize()[0]) for table in tables]
    assert numbered[0].to_dict("list") == numbered[1].to_dict("list")
    by_file = ("rows_read", "rows_without_time", "rows_without_signal", "duplicates_dropped", "times_ambiguous")
    assert counts_of(log, by_file) == counts_of(ordinary, by_file)
    assert log.names.equals(ordinary.names) and log.has == ordinary.has
    assert not list(there.folder.iterdir())


def test_what_was_read_elsewhere_is_found_again_whole_though_a_reading_beside_it_was_killed(
    elsewhere, local, monkeypatch
):
    _, there, log = elsewhere
    monkeypatch.setattr("kccdiag.intake.bulk.remote.make_events", None)
    again = read_log(there, opening=local)
    assert again.events == log.events and pq.read_table(again.events).num_rows == counted(again, "events")


def test_a_name_of_the_engines_own_is_refused(base, tmp_path):
    pd.DataFrame({"KCCDIAG_ROW": [3]}).to_parquet(tmp_path / "events.parquet")
    with pytest.raises(InputError, match="a column is called 'KCCDIAG_ROW'"):
        base.source("raw", [str(tmp_path)])
