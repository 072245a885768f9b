"""Working tables are made once, and again where what they are made of is another."""

import pandas as pd
import pytest
from logs import event_log

from kccdiag.engines.duck import open_duck
from kccdiag.flow.bench import Bench
from kccdiag.flow.engine import Engine, Question, Retelling, reduce_log
from kccdiag.limits import Limits


class Watched:
    """A database that says what it makes."""

    def __init__(self, base):
        self.base, self.made = base, []

    def make(self, name, query):
        self.made.append(name)
        self.base.make(name, query)

    def __getattr__(self, name):
        return getattr(self.base, name)


@pytest.fixture
def watched():
    with open_duck() as base:
        yield Watched(base)


def test_a_table_is_made_again_only_where_something_under_it_changed(watched):
    bench = Bench(watched)

    def laid(step, least):
        watched.made.clear()
        bench.give("limits", pd.DataFrame({"least": [least]}))
        bench.make("step", f"select {step} as n")
        bench.make("stay", "select n from step join limits on n >= least")
        bench.make("met", "select n from step")
        return list(watched.made)

    assert laid(5, 1) == ["step", "stay", "met"]
    assert laid(5, 1) == []
    assert laid(5, 9) == ["stay"]
    assert watched.fetch("select * from stay").empty
    assert laid(7, 9) == ["step", "stay", "met"]
    bench.drop("step")
    assert laid(7, 9) == ["step", "stay", "met"]


def test_a_table_of_a_view_follows_it(watched):
    bench = Bench(watched)
    for n in (1, 2):
        bench.make("log", f"select {n} as n")
        bench.view("events", "select n from log")
        bench.make("step", "select n from events")
        assert watched.fetch("select n from step")["n"].tolist() == [n]


def test_numbers_of_another_kind_are_given_again(watched):
    bench = Bench(watched)
    for kind in ("int64", "float64"):
        bench.give("limits", pd.DataFrame({"least": [1]}, dtype=kind))
        assert watched.columns("limits")["least"] == {"int64": "whole", "float64": "real"}[kind]


def test_a_folder_whose_name_reads_like_a_query_is_scanned_once(watched, tmp_path):
    path = tmp_path / "taken from events"
    path.mkdir()
    pd.DataFrame({"n": [1]}).to_parquet(path / "log.parquet")
    bench = Bench(watched)
    for _ in range(2):
        bench.scan("log", str(path / "log.parquet"))
        bench.view("events", "select n from log")
        bench.make("step", "select n from events")
    assert watched.made == ["step"]


def test_what_is_known_is_asked_again_where_it_changed(watched):
    bench = Bench(watched)
    for n in (1, 2):
        bench.add("piled", f"select {n} as n")
        assert bench.known("select sum(n) as n from piled")["n"].tolist() == [[1, 3][n - 1]]


def test_engines_that_take_turns_in_one_database_find_what_each_finds_alone(tmp_path):
    log = event_log(tmp_path, [("a", 0, "Front", ""), ("a", 2, "Legal", "closed"), ("b", 1, "Front", "")])
    question, told = Question(), Question(retold=Retelling(hidden=2))
    alone = [reduce_log(log, one).variants["path"].astype(str).tolist() for one in (question, told)]
    assert alone[0] != alone[1]
    with Engine(log, question, limits=Limits()).opened() as engine:
        assert engine.flow().variants["path"].astype(str).tolist() == alone[0]
        with engine.told(log, told).opened() as other:
            assert other.flow().variants["path"].astype(str).tolist() == alone[1]
            assert engine.flow().variants["path"].astype(str).tolist() == alone[0]
            assert other.look_up("select count(*) as n from visit where dept = 2")["n"].tolist() == [0]
        assert engine.look_up("select count(*) as n from visit where dept = 2")["n"].tolist() == [1]


def test_a_telling_leaves_no_copy_of_the_log_behind(tmp_path):
    log = event_log(tmp_path, [("a", 0, "Front", ""), ("a", 1, "", ""), ("a", 2, "Legal", "closed")])
    with Engine(log, Question(), limits=Limits()).opened() as engine:
        with engine.told(log, Question(retold=Retelling(spread=1))).opened() as other:
            other.flow()
            assert "spread" in other.base.fetch("show tables")["name"].tolist()
        left = engine.base.fetch("show tables")["name"].tolist()
        assert "trait" in left and not {"spread", "step", "contacts"} & set(left)
