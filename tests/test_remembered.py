"""What was reduced once is found again, exactly, and never where anything that it depends on is another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from diagnosed import lay_down
from intake_cases import log_of
from test_objections import rows

from kccdiag.asked import question_of
from kccdiag.diagnosis import diagnose
from kccdiag.engagement import open_engagement
from kccdiag.engines.duck import open_duck
from kccdiag.flow import drops_sql, kept, remembered
from kccdiag.flow.engine import Engine, Part, Question, Retelling
from kccdiag.flow.kept import Found, Kept
from kccdiag.flow.remembered import READ, Remembered, remembering
from kccdiag.flow.sql import DESCRIPTIVE
from kccdiag.flow.tables import Flow
from kccdiag.intake import cache
from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import EventLog
from kccdiag.limits import Limits

TABLE = pd.DataFrame({"monday": [4]})


@pytest.fixture
def folder(tmp_path) -> Path:
    return lay_down(tmp_path / "e", rows(), more={"engagement": 'contact_centre = ["Desk"]'})


@pytest.fixture
def log(folder) -> EventLog:
    return read_log(open_engagement(folder))


@pytest.fixture
def question(folder, log) -> Question:
    return question_of(log, open_engagement(folder))


@pytest.fixture
def openings(monkeypatch) -> list[Engine]:
    """Count how often a database is opened."""
    seen: list[Engine] = []
    real = Engine.opened
    monkeypatch.setattr(Engine, "opened", lambda engine: seen.append(engine) or real(engine))
    return seen


def flows_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(".kccdiag/*/flows/*"))


def tables_of(found: Any) -> dict[str, Any]:
    """Name everything in a dataclass, and in those that it holds."""
    if isinstance(found, tuple):
        return {f"{n}.{name}": value for n, one in enumerate(found) for name, value in tables_of(one).items()}
    if not hasattr(found, "__dataclass_fields__"):
        return {"": found}
    held = ((one.name, getattr(found, one.name)) for one in fields(found))
    return {f"{name}.{inner}": value for name, given in held for inner, value in tables_of(given).items()}


def check_equal(one: Any, other: Any) -> None:
    one, other = tables_of(one), tables_of(other)
    assert one.keys() == other.keys()
    for name, value in one.items():
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(value, other[name], check_exact=True, check_index_type=True, obj=name)
        else:
            assert value == other[name], name


# ---- a second run


def test_a_second_run_opens_no_database_and_says_the_same(folder, openings):
    tried = ("first_quarter", "limits_halved", "unknown_spread")
    first = diagnose(open_engagement(folder), objections=tried)
    count = len(openings)
    assert count == 2 and len(first.answers) == 3  # the log as it is, and retold
    second = diagnose(open_engagement(folder), objections=tried)
    assert len(openings) == count
    check_equal(first, second)


def test_what_is_kept_is_what_an_engine_that_keeps_nothing_gives(log, question, tmp_path):
    kinds = [Part.of_kind(1), Part.begun(log.start, log.start + 10**7)]
    with Engine(log, question, limits=Limits()).opened() as engine:
        plain = [engine.flow(), *engine.flows(kinds, without=DESCRIPTIVE)]
    for _ in range(2):
        with remembering(log, question, limits=Limits()).opened() as engine:
            check_equal(tuple(plain), (engine.flow(), *engine.flows(kinds, without=DESCRIPTIVE)))


def test_what_is_left_to_compute_does_not_depend_on_what_was_found(log, question):
    """Parts, statements and other limits come out the same after a flow that was found as after one that was made."""

    def asked(engine: Engine) -> tuple[Any, ...]:
        with engine.under(Limits(told_days=1.0, silence_times=0.5)):
            strict = engine.flow(without=DESCRIPTIVE)
        pairs = pd.DataFrame({"a": [1, 2], "b": [2, 3]})
        weeks = engine.look_up(drops_sql.WEEKS).sort_values("monday", ignore_index=True)
        return strict, *engine.flows([Part.of_kind(1)]), weeks, engine.interleaved(pairs)

    with Engine(log, question, limits=Limits()).opened() as engine:
        engine.flow()
        expected = asked(engine)
    with remembering(log, question, limits=Limits()).opened() as engine:
        engine.flow()
    with remembering(log, question, limits=Limits()).opened() as engine:
        engine.flow()
        check_equal(expected, asked(engine))


def test_what_is_taken_over_from_another_flow_is_taken_over_again(log, question):
    retold = replace(question, retold=Retelling(hidden=2))
    with remembering(log, question, limits=Limits()).opened() as engine:
        like = engine.flow()
        with engine.told(log, retold, like=like).opened() as other:
            made = other.flow()
    with remembering(log, question, limits=Limits()).opened() as engine:
        again = engine.flow()
        with engine.told(log, retold, like=again).opened() as other:
            found = other.flow()
    tables = [one.name for one in fields(Flow) if isinstance(getattr(made, one.name), pd.DataFrame)]
    same = {name for name in tables if getattr(made, name) is getattr(like, name)}
    assert "reasons" in same and "stays" not in same
    assert all(getattr(found, name) is getattr(again, name) for name in same)
    check_equal(made, found)


def test_a_table_that_is_two_is_kept_once():
    flow = Flow.of(home=(1,), intake=False, cutoff=2, start=1, stays=TABLE, own_stays=TABLE, ties=TABLE.copy())
    about, tables = remembered._taken_apart(flow, None)
    assert list(tables) == ["stays", "ties"]
    again = remembered._put_together(Found(about, tables), like=None)
    assert again.own_stays is again.stays is TABLE
    check_equal(flow, again)


# ---- what an answer depends on


class Watched:
    """Tells which attributes of something are read."""

    def __init__(self, real: Any) -> None:
        self.real, self.read = real, set[str]()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self.real, name)


def test_a_reduction_reads_no_more_of_limits_and_log_than_the_name_of_its_answer_says(log, question):
    limits, seen = Watched(Limits()), Watched(log)
    with Engine(seen, question, limits=limits).opened() as engine:
        engine.flow()
        engine.interleaved(pd.DataFrame({"a": [1], "b": [2]}))
        engine.look_up(drops_sql.WEEKS)
    assert limits.read == set(READ)
    assert seen.read <= {"events", "cutoff", "start", "texts", "has", "quality"}  # the last for how many events


def test_no_other_module_takes_part_in_a_reduction():
    """What the name of an answer says of the code is true as long as an engine loads nothing else that computes."""
    said = "import sys, kccdiag.flow.engine; print([name for name in sys.modules if name.startswith('kccdiag.')])"
    loaded = json.loads(subprocess.check_output([sys.executable, "-c", said], text=True).replace("'", '"'))
    others = {name for name in loaded if name.split(".")[1] not in ("flow", "engines")}
    # words, values that are named, folders, and how much memory there is
    assert others == {"kccdiag.faults", "kccdiag.limits", "kccdiag.scratch", "kccdiag.settings"}


@pytest.fixture
def computed(log, tmp_path, monkeypatch) -> Callable[..., bool]:
    """Ask a stand-in for an engine something, and say whether it was computed."""
    times = []
    nothing = Flow.of(home=None, intake=False, cutoff=0, start=0)
    monkeypatch.setattr(Remembered, "_lay_down", lambda engine: times.append(1))
    monkeypatch.setattr(Engine, "_prepared", lambda engine: {})
    monkeypatch.setattr(Engine, "flows", lambda engine, parts, *, without: [replace(nothing, home=())] * len(parts))
    monkeypatch.setattr(Engine, "look_up", lambda engine, text, **given: pd.DataFrame({"one": [1]}))
    monkeypatch.setattr(Engine, "interleaved", lambda engine, pairs: pd.DataFrame({"one": [1]}))

    def ask(
        what: Callable[[Engine], object] = Engine.flow, *, log: EventLog = log, question: Question = Question(),  # noqa: B008
        limits: Limits = Limits(), events: str = "a", like: Flow | None = None,  # noqa: B008
    ) -> bool:  # fmt: skip
        times.clear()
        what(Remembered(log, question, limits=limits, kept=Kept(tmp_path / "flows"), events=events, like=like))
        return bool(times)

    return ask


OTHER: dict[str, dict[str, Any]] = {
    "events": {"events": "b"},
    "home": {"question": Question(home=(1,))}, "no home": {"question": Question(home=())},
    "board": {"question": Question(board=(1,))}, "idea": {"question": Question(idea=1)},
    "queues": {"question": Question(queues=True)}, "by reason": {"question": Question(by_reason=True)},
    "failures": {"question": Question(failures=((1, 1),))}, "values": {"question": Question(values=((1, 2, 3),))},
    "split": {"question": Question(split=(0,))}, "split none": {"question": Question(split=())},
    "shuffle": {"question": Question(retold=Retelling(shuffle=0))},
    "earlier": {"question": Question(retold=Retelling(cutoff=9))},
    "hidden": {"question": Question(retold=Retelling(hidden=1))},
    "spread": {"question": Question(retold=Retelling(spread=0))},
    "outside": {"question": Question(retold=Retelling(outside=1))},
    **{name: {"limits": replace(Limits(), **{name: getattr(Limits(), name) + 1})} for name in READ},
    "like": {"like": Flow.of(home=(), intake=False, cutoff=0, start=0)},
    "part": {"what": lambda engine: engine.flows([Part("kind = 1")])},
    "kind": {"what": lambda engine: engine.flows([Part(kind=1)])},
    "without": {"what": lambda engine: engine.flow(without={"stock"})},
    "look up": {"what": lambda engine: engine.look_up("a", one=TABLE)},
    "another text": {"what": lambda engine: engine.look_up("b", one=TABLE)},
    "another draw": {"what": lambda engine: engine.look_up("a", draw=1, one=TABLE)},
    "another most": {"what": lambda engine: engine.look_up("a", most=1, one=TABLE)},
    "another name": {"what": lambda engine: engine.look_up("a", two=TABLE)},
    "another value": {"what": lambda engine: engine.look_up("a", one=TABLE + 1)},
    "another type": {"what": lambda engine: engine.look_up("a", one=TABLE.astype("int32"))},
    "another column": {"what": lambda engine: engine.look_up("a", one=TABLE.rename(columns=str.upper))},
    "alternate": {"what": lambda engine: engine.interleaved(pd.DataFrame({"a": [1], "b": [2]}))},
    "other pairs": {"what": lambda engine: engine.interleaved(pd.DataFrame({"a": [1], "b": [3]}))},
}  # fmt: skip


def test_whatever_an_answer_depends_on_is_in_its_name(computed, log):
    others = {name: replace(log, **{name: value}) for name, value in
              {"cutoff": 1, "start": 1, "texts": Path("t"), "has": frozenset()}.items()}  # fmt: skip
    asked = {"as it is": {}} | OTHER | {name: {"log": other} for name, other in others.items()}
    assert [name for name, given in asked.items() if not computed(**given)] == []
    assert [name for name, given in asked.items() if computed(**given)] == []
    names = {one.name for one in (*fields(Question), *fields(Retelling))}
    assert len(names) == 14  # each is above; a new one is in the name by itself


@pytest.mark.parametrize("what", ["_SOURCES", "_LIBRARIES"])
def test_another_version_believes_nothing(computed, monkeypatch, what):
    assert computed() and not computed()
    monkeypatch.setattr(remembered, what, "another")
    assert computed()


def test_the_sources_are_those_of_all_that_computes(monkeypatch, tmp_path):
    assert remembered._sources() == remembered._SOURCES != ""
    for package in ("flow", "engines"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "one.py").write_text("a = 1")
    monkeypatch.setattr(remembered, "__file__", str(tmp_path / "flow" / "remembered.py"))
    monkeypatch.setattr(remembered.engines, "__path__", [str(tmp_path / "engines")])
    seen = {remembered._sources()}
    for package in ("flow", "engines"):
        (tmp_path / package / "one.py").write_text("a = 2")
        seen.add(remembered._sources())
    assert len(seen) == 3


def test_what_decides_nothing_is_in_no_name(computed, log):
    computed()
    more = {"departments": log.departments.iloc[:1], "names": log.names.iloc[:0], "quality": log.quality.iloc[:0]}
    assert not computed(log=replace(log, **more))
    assert not computed(limits=Limits(wall_ratio=0.4, group_size=9))


# ---- where nothing is kept


def test_on_another_engine_nothing_is_kept_or_found(log, question):
    def opening() -> Any:
        return open_duck()

    assert type(remembering(log, question, limits=Limits(), opening=opening)) is Engine


def test_events_that_are_not_kept_keep_nothing(log, question, tmp_path):
    for events in ("s3://somewhere/events", tmp_path / "elsewhere" / "events.parquet"):
        assert type(remembering(replace(log, events=events), question, limits=Limits())) is Engine


def test_without_sources_to_know_it_by_nothing_is_kept(log, question, monkeypatch):
    monkeypatch.setattr(remembered, "_SOURCES", "")
    assert type(remembering(log, question, limits=Limits())) is Engine


def _takes_no_writing(*given: Any, **named: Any) -> Any:
    raise PermissionError(13, "Permission denied")


def _full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept.shutil, "disk_usage", lambda folder: type("Usage", (), {"free": kept.ROOM}))


TROUBLE: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "no writing": lambda monkeypatch: monkeypatch.setattr(kept.tempfile, "mkstemp", _takes_no_writing),
    "no moving": lambda monkeypatch: monkeypatch.setattr(Path, "replace", _takes_no_writing),
    "no room": _full,
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_disk_that_takes_no_more_is_no_reason_to_stop(tmp_path, monkeypatch, trouble):
    TROUBLE[trouble](monkeypatch)
    shelf = Kept(tmp_path / "flows")
    for name in ("one", "other"):
        found = shelf.put(name, {"of": 1}, {"table": TABLE})
        assert found.about == {"of": 1} and found.tables["table"].equals(TABLE)
        assert shelf.find(name) is None
    shelf.forget_others()
    assert list((tmp_path / "flows").iterdir()) == []


def test_events_that_are_taken_away_are_not_made_again(log, question):
    with remembering(log, question, limits=Limits()).opened() as engine:
        engine.flow()
        for path in log.events.parent.rglob("*"):
            if path.is_file():
                path.unlink()
        (log.events.parent / "flows").rmdir()
        log.events.parent.rmdir()
        engine.look_up("select 1 as one from signal limit 1")
    assert not log.events.parent.exists()


# ---- whole, or as if not there


TABLES = {"one": pd.DataFrame({"n": range(50), "x": [0.1] * 50, "said": ["ja"] * 50}), "none": pd.DataFrame()}


@pytest.fixture
def shelf(tmp_path) -> Iterator[Kept]:
    shelf = Kept(tmp_path / "flows")
    shelf.put("known", {"of": [1, None]}, TABLES)
    return shelf


def test_no_change_of_a_byte_is_believed(shelf):
    path = shelf.folder / "known"
    raw = path.read_bytes()
    for at in (*range(0, len(raw), 11), *range(len(raw) - kept.SEAL, len(raw))):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1 << at % 8]) + raw[at + 1 :])
        assert shelf.find("known") is None, at
    for length in range(0, len(raw), 31):
        path.write_bytes(raw[:length])
        assert shelf.find("known") is None, length
    path.write_bytes(raw)
    found = shelf.find("known")
    assert found is not None and found.about == {"of": [1, None]}
    pd.testing.assert_frame_equal(found.tables["one"], TABLES["one"])


def test_a_file_under_another_name_is_not_believed(shelf):
    (shelf.folder / "known").rename(shelf.folder / "other")
    assert shelf.find("other") is None


@pytest.mark.parametrize("content", [b"", b"[]\n", b"{}\n", b'{"tables": ["a"]}\n', b'{"tables": 3}\nx', b"\xff\n"])
def test_what_something_else_sealed_is_not_believed(shelf, content):
    (shelf.folder / "known").write_bytes(content + kept._seal("known", content))
    assert shelf.find("known") is None


@pytest.mark.parametrize("about", [{}, {"plain": 3, "taken": [], "same": {}},
                                   {"plain": {"home": []}, "taken": ["nothing"], "same": {}}])  # fmt: skip
def test_what_is_no_flow_is_reduced_anew(computed, tmp_path, about):
    assert computed()
    (path,) = (tmp_path / "flows").glob("*")
    Kept(path.parent).put(path.name, about, {})
    assert computed() and not computed()


def test_what_has_no_rows_is_looked_up_anew(computed, tmp_path):
    look_up = OTHER["look up"]
    assert computed(**look_up)
    (path,) = (tmp_path / "flows").glob("*")
    Kept(path.parent).put(path.name, {}, {})
    assert computed(**look_up) and not computed(**look_up)


def test_a_run_that_is_killed_while_keeping_leaves_what_was_there(shelf, monkeypatch):
    raw = (shelf.folder / "known").read_bytes()

    def die(*given: Any) -> None:
        raise KeyboardInterrupt

    for name, owner in (("replace", Path), ("fdopen", kept.os)):
        with monkeypatch.context() as broken:
            broken.setattr(owner, name, die)
            with pytest.raises(KeyboardInterrupt):
                shelf.put("known", {}, {})
    assert [path.read_bytes() for path in shelf.folder.iterdir()] == [raw]


def test_two_runs_at_once_say_the_same_and_keep_it_once(log, question):
    def reduced(number: int) -> Flow:
        with remembering(log, question, limits=Limits()).opened() as engine:
            return engine.flow()

    with ThreadPoolExecutor(2) as runs:
        one, other = runs.map(reduced, range(2))
    check_equal(one, other)
    assert len(list((log.events.parent / cache.FLOWS).iterdir())) == 1


# ---- what goes


def test_a_run_that_adds_something_takes_away_what_it_did_not_ask_for(shelf):
    shelf.put("other", {}, TABLES)
    less, more = Kept(shelf.folder), Kept(shelf.folder)
    assert less.find("known") is not None
    less.forget_others()
    assert sorted(path.name for path in shelf.folder.iterdir()) == ["known", "other"]  # it wanted only some of it
    assert more.find("known") is not None
    more.put("new", {}, TABLES)
    more.forget_others()
    assert sorted(path.name for path in shelf.folder.iterdir()) == ["known", "new"]


def test_what_an_engine_and_those_told_otherwise_ask_for_stays(computed, log, question, tmp_path):
    for told_days in (1.0, 2.0):
        engine = Remembered(
            log, question, limits=Limits(told_days=told_days), kept=Kept(tmp_path / "flows"), events="a"
        )
        with engine.opened():
            engine.flow()
            with engine.told(log, replace(question, retold=Retelling(hidden=1))).opened() as other:
                other.flow()
            engine.look_up("a")
        assert len(list((tmp_path / "flows").iterdir())) == 3


def test_what_a_killed_run_left_goes_after_a_day(tmp_path):
    flows = log_of(tmp_path).events.parent / cache.FLOWS
    flows.mkdir()
    for name, age in (("old", 2 * cache.A_DAY), ("busy", 60)):
        left = flows / f"{cache.NEW}{name}"
        left.write_bytes(b"half")
        os.utime(left, (left.stat().st_mtime - age,) * 2)
    log_of(tmp_path)
    assert [path.name for path in flows.iterdir()] == [".new-busy"]


def test_what_another_run_is_writing_stays(shelf):
    (shelf.folder / f"{cache.NEW}busy").write_bytes(b"half")
    shelf.forget_others()
    assert sorted(path.name for path in shelf.folder.iterdir()) == [".new-busy", "known"]


def test_what_was_reduced_goes_with_the_events(tmp_path):
    log = log_of(tmp_path, columns={"signal": "zaak", "time": "moment", "department": "afdeling", "person": "afdeling"})
    with remembering(log, Question(), limits=Limits()).opened() as engine:
        engine.flow()
    assert flows_in(tmp_path)
    assert log_of(tmp_path).events.exists()  # what lies beside the events of an entry does not make it another
    assert cache.forget_other_keys(tmp_path, None) == 1
    assert flows_in(tmp_path) == []


def test_only_the_owner_may_look_into_it(shelf):
    assert {path.stat().st_mode & 0o077 for path in (shelf.folder, *shelf.folder.iterdir())} == {0}
