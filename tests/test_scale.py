"""The benchmark of the reductions: its sides find the same, digests tell apart, tables say what was measured."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from matplotlib.figure import Figure

from benchmarks.scale import child, in_pandas, picture, report, sides
from benchmarks.scale.asked import REDUCTIONS, Asked
from benchmarks.scale.cost import Cost, disagreements
from benchmarks.scale.digests import digest
from benchmarks.scale.events import log_at, write_by_time, write_export, write_log
from kccdiag.engagement import open_engagement
from kccdiag.intake.logs import read_log

EVENTS = 2_000


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Draw a small log, and ask of it what the benchmark asks."""
    log = write_log(tmp_path_factory.mktemp("scale") / "events.parquet", events=EVENTS)
    return Asked(log.events, log.cutoff, log.start)


@pytest.fixture(scope="module")
def ours(asked):
    return found_by("kccdiag", asked)


@pytest.fixture(scope="module")
def tables(asked):
    return in_pandas.reduced(asked)


def found_by(side, asked):
    return {name: digest(table) for name, table in sides.SIDES[side](asked)().items()}


def test_pandas_finds_every_table_that_we_find(tables, ours):
    assert set(ours) == set(REDUCTIONS)
    assert {name: digest(table) for name, table in tables.items()} == ours


def test_pandas_finds_the_same_in_events_as_an_export_has_them(asked, ours, tmp_path):
    by_time = tmp_path / "by_time.parquet"
    write_by_time(by_time, asked.events)
    assert pd.read_parquet(by_time, columns=["t"])["t"].is_monotonic_increasing
    assert found_by("pandas", Asked(by_time, asked.cutoff, asked.start)) == ours


def test_polars_finds_every_table_that_we_find(asked, ours):
    pytest.importorskip("polars", reason="polars is installed for the benchmark only: make bench")
    assert found_by("polars", asked) == ours


def test_pm4py_finds_the_same_handovers(asked):
    pytest.importorskip("pm4py", reason="pm4py is installed for the benchmark only: make bench")
    theirs = found_by("pm4py, handovers", asked)
    assert theirs["handovers"] == found_by("kccdiag, handovers", asked)["handovers"]


def test_every_reduction_has_rows_to_compare(tables):
    assert all(len(table) for table in tables.values())


@pytest.mark.parametrize("name", REDUCTIONS)
def test_a_digest_sees_one_number_that_differs(tables, name):
    table = tables[name]
    column = next(one for one in table.columns if pd.api.types.is_integer_dtype(table[one]))
    other = table.copy()
    other.loc[0, column] += 1
    assert digest(other) != digest(table)
    assert digest(table.sample(frac=1, random_state=0)) == digest(table)


def test_a_side_that_differs_is_named():
    def cost(side, found):
        return Cost(side, EVENTS, cpu=1.0, wall=1.0, peak=1, runs=1, digests={"gaps": found, side: "own"})

    assert [*disagreements([cost("one", "a"), cost("other", "a")])] == []
    assert [*disagreements([cost("one", "a"), cost("other", "b")])] == ["2,000 events: other and one differ in 'gaps'"]


def test_an_export_is_read_back_as_the_events_that_were_drawn(asked, tmp_path, monkeypatch):
    monkeypatch.setenv("KCCDIAG_KEY", str(tmp_path / "key"))
    for kind in ("csv", "parquet"):
        folder = write_export(tmp_path / kind, events=EVENTS, format=kind)
        assert {path.name for path in folder.iterdir()} == {f"events.{kind}", "kccdiag.toml"}
        read, drawn = read_log(open_engagement(folder)), log_at(asked.events)
        assert (read.start, read.cutoff) == (drawn.start, drawn.cutoff)
        counted = [pd.read_parquet(log.events).groupby(["t", "outcome", "told"]).size() for log in (read, drawn)]
        pd.testing.assert_series_equal(*counted)


def test_a_side_in_a_process_of_its_own_says_what_it_cost(asked, capsys):
    assert child.main("pandas", str(asked.events), "") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["cpu"] > 0 and said["wall"] > 0 and set(said["digests"]) == set(REDUCTIONS)


def test_the_table_says_how_costs_grow_and_who_agrees():
    small = {"side": "kccdiag", "events": 1_000, "cpu": 1.0, "wall": 1.0, "peak": 2**20, "digests": {"gaps": "a"}}
    large = small | {"events": 100_000, "cpu": 10.0, "peak": 4 * 2**20}
    peer = large | {"side": "polars", "cpu": 25.0, "digests": {"gaps": "b"}}
    rows = report.costs_table([small, large, peer]).splitlines()[2:]
    # Ten times the seconds for a hundred times the events: a power of a half.
    assert rows[1] == "| 10⁵ | kccdiag | 10.00 | 1.00 | 1.00 | 4 | n^0.50 | 4.0 | 0 of 21, 1 differ |"
    assert rows[2] == "| 10⁵ | polars | 25.00 | 2.50 | 1.00 | 4 |  |  | 0 of 21, 1 differ |"


def test_the_picture_has_a_line_a_side_on_logarithmic_axes():
    costs = [
        {"side": side, "events": 10**size, "cpu": 0.1 * 10**size, "peak": 2**20 * size}
        for side in ("kccdiag", "floor: sort")
        for size in (5, 6)
    ]
    ax = picture.draw_costs(costs, "peak", ax=Figure().subplots(), unit=2**20)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert {line.get_label(): [*line.get_ydata()] for line in ax.lines} == {"kccdiag": [5, 6], "sorting once": [5, 6]}
