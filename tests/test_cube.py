"""The cube says of a choice what a diagnosis of those signals says, and without a choice what the diagnosis says."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from diagnosed import lay_down
from hypothesis import given, settings
from hypothesis import strategies as st

from kccdiag.asked import question_of
from kccdiag.cube import Cube, cube_of, load_cube
from kccdiag.cube import building as building_module
from kccdiag.cube.building import cube_of_log
from kccdiag.cube.choice import Choice
from kccdiag.cube.saving import VERSION
from kccdiag.cube.view import OF_DEPARTMENT, OF_PAIR, RATIOS, view
from kccdiag.cube.withheld import Withheld
from kccdiag.diagnosis import Diagnosis, diagnose
from kccdiag.engagement import Engagement, open_engagement
from kccdiag.example import Plan, make_example, parse_fault
from kccdiag.faults import InputError
from kccdiag.flow import engine as engine_module
from kccdiag.flow.engine import Engine
from kccdiag.flow.terms import AFTER
from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import EventLog
from kccdiag.measured import Measured
from kccdiag.measured import measure as measured_once
from kccdiag.measures import ideas
from kccdiag.shipped import demo_folder

ALL = {"n": 1, "from": None, "to": None, "kind": None, "channel": None, "department": None, "compare": None}


@dataclass(frozen=True)
class Case:
    engagement: Engagement
    log: EventLog
    cube: Cube
    diagnosis: Diagnosis

    @property
    def bare(self) -> Cube:
        """Return the cube with nothing withheld, so that every number can be compared."""
        return unwithheld(self.cube)


def unwithheld(cube: Cube) -> Cube:
    nothing = {one.name: np.zeros_like(getattr(cube.withheld, one.name)) for one in fields(Withheld)}
    return replace(cube, withheld=Withheld(**nothing))


def case_of(folder: Path) -> Case:
    engagement = open_engagement(folder)
    log = read_log(engagement)
    cube = cube_of_log(log, engagement, language=engagement.language)
    return Case(engagement, log, cube, diagnose(engagement, objections=()))


def lay_out_demo(folder: Path) -> Path:
    shutil.copytree(demo_folder(), folder, ignore=shutil.ignore_patterns(".kccdiag"))
    return folder


def lay_out_small(folder: Path) -> Path:
    """Make an organisation some departments of which have too few persons to be shown."""
    faults = (parse_fault("drop_point:Product:0.3"),)
    make_example(folder, seed=3, faults=faults, plan=Plan(900, departments=8, persons=34, months=9, language="en"))
    return folder


def lay_out_bare(folder: Path) -> Path:
    """Make a log of which only signals, times and departments are known, starting everywhere."""
    rows = [
        (f"s{n}", f"2025-{1 + (n * 7 + step) % 12:02d}-{1 + n % 28:02d} {8 + step}:00", "ABCDEFG"[(n * n + step) % 7])
        for n in range(300)
        for step in range(1 + n % 4)
    ]
    return lay_down(folder, rows, columns=("signal", "time", "department"), outcomes=())


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Case:
    return case_of(lay_out_demo(tmp_path_factory.mktemp("cube") / "demo"))


@pytest.fixture(scope="module", params=[lay_out_demo, lay_out_small, lay_out_bare], ids=["demo", "small", "bare"])
def case(request, tmp_path_factory, demo) -> Case:
    return demo if request.param is lay_out_demo else case_of(request.param(tmp_path_factory.mktemp("cube") / "it"))


def same(seen: Any, expected: Any) -> bool:
    """Say whether a number of a view is one of a table: None where that has none, or no end."""
    if expected is None or not math.isfinite(expected):
        return seen is None
    return seen is not None and math.isclose(seen, expected, rel_tol=1e-9, abs_tol=1e-12)


# ---- without a choice: the diagnosis


def test_without_a_choice_every_department_is_as_in_the_diagnosis(case):
    seen, table = view(case.bare, ALL), case.diagnosis.departments
    assert list(case.cube.about.departments) == list(table["department"])
    for row, shown in zip(seen["departments"], table.to_dict("records"), strict=True):
        for name in OF_DEPARTMENT:
            if name in shown:
                assert same(row[name], shown[name]), (shown["department"], name)
    # By kind of signal some departments are pooled besides; what dropped in all is known.
    assert sum(row["dropped"] or 0 for row in seen["departments"]) == case.diagnosis.drop_points["dropped"].sum()


def test_without_a_choice_every_handover_is_as_in_the_diagnosis(case):
    names, table = case.cube.about.departments, case.diagnosis.handovers.set_index(["giver", "taker"])
    seen = view(case.bare, ALL)["handovers"]
    assert {(names[row["giver"]], names[row["taker"]]) for row in seen} == set(table.index)
    for row in seen:
        for name in OF_PAIR[2:]:
            assert same(row[name], table.loc[(names[row["giver"]], names[row["taker"]]), name]), (row, name)


def test_without_a_choice_verdict_funnel_and_stock_are_as_in_the_diagnosis(case):
    seen, diagnosis = view(case.bare, ALL), case.diagnosis
    assert seen["signals"] == diagnosis.signals
    overview = diagnosis.overview.set_index("measure")
    for row in seen["verdict"]:
        if row["measure"] in overview.index:
            shown = overview.loc[row["measure"]]
            assert all(same(row[name], shown[name]) for name in ("estimate", "low", "high")), row
    by_kind = diagnosis.breakdown.query("dimension == 'kind' and measure == 'dropped'")
    dropped = next(row for row in seen["verdict"] if row["measure"] == "dropped")
    if len(by_kind) == by_kind["estimate"].count() > 0:
        assert same(dropped["estimate"], (by_kind["estimate"] * by_kind["n"]).sum() / by_kind["n"].sum())
    for row, shown in zip(seen["ideas"], diagnosis.funnel.to_dict("records"), strict=True):
        pairs = {"share": "share", "low": "share_low", "high": "share_high", "signals": "signals"}
        assert all(same(row[own], shown[name]) for own, name in pairs.items()), row
    stock = diagnosis.stock[diagnosis.stock["department"] == ""]
    assert seen["stock"]["dates"] == [f"{date:%Y-%m-%d}" for date in stock["date"]]
    assert seen["stock"]["live"] == list(stock["live"]) and seen["stock"]["dead"] == list(stock["dead"])


def test_a_department_has_the_stock_that_it_has_in_the_diagnosis(case):
    for place, name in enumerate(case.cube.about.departments):
        stock = case.diagnosis.stock[case.diagnosis.stock["department"] == name]
        seen = view(case.bare, ALL | {"department": place})["stock"]
        if len(stock):
            assert seen["live"] == list(stock["live"]) and seen["dead"] == list(stock["dead"]), name
        assert any(seen["live"]) <= bool(len(stock)), name


# ---- with a choice: a diagnosis of those signals


def traits_of(log: EventLog) -> pd.DataFrame:
    """Read from the events, without the engine, what each signal is: quarter of the first event, kind, channel."""
    events = pq.read_table(log.events).to_pandas().sort_values(["signal_id", "t", "seq", "rnk", "row"])
    by_signal = events.groupby("signal_id")
    known = {name: events[events[name] > 0].groupby("signal_id")[name].first() for name in ("kind", "channel")}
    return pd.DataFrame({"quarter": by_signal["quarter"].first(), **known}).fillna(0).astype(int)


def measured_apart(case: Case, signals: Any, folder: Path) -> Measured:
    """Measure a log cut to some signals, under the silence limits and with the contact centre of the whole."""
    events = pq.read_table(case.log.events).to_pandas()
    events[events["signal_id"].isin(signals)].to_parquet(folder / "cut.parquet", index=False)
    question = question_of(case.log, case.engagement)
    with Engine(case.log, question, limits=case.engagement.limits).opened() as engine:
        whole = engine.flow()
    question = replace(question, home=None if whole.intake else whole.home)
    log = replace(case.log, events=folder / "cut.parquet")
    with Engine(log, question, limits=case.engagement.limits).opened() as engine:
        engine._silence = lambda gaps: whole.silence
        return measured_once(engine.flow(), engine)


def choices_of(case: Case) -> list[dict[str, int]]:
    about = case.cube.about
    last = len(about.periods) - 1
    wanted = [{"from": 1, "to": last - 1}]
    wanted += [{"from": 0, "to": 1, "kind": about.kinds.index("idea")}] if about.kinds else []
    wanted += [{"from": 1, "to": last, "channel": 1}] if about.channels else []
    return wanted


def chosen_signals(case: Case, choice: dict[str, int]) -> pd.Index:
    about, traits = case.cube.about, traits_of(case.log)
    starts = np.array([*about.quarters, 1 << 20])
    first, last = choice.get("from", 0), min(choice.get("to", 99), len(about.quarters) - 1)
    kept = (traits["quarter"] >= starts[first]) & (traits["quarter"] < starts[last + 1])
    if "kind" in choice:
        kept &= traits["kind"] == about.kind_codes[choice["kind"]]
    if "channel" in choice:
        kept &= traits["channel"] == about.channel_codes[choice["channel"]]
    return traits.index[kept]


def hold_departments(seen: dict[str, Any], measured: Measured, about: Any) -> None:
    table = measured.departments.join(ideas.drop_shares(measured.flow))
    hidden = [name for name in OF_DEPARTMENT if name.startswith("drop") and not about.drops]
    hidden += ["live", "dead"] if "outcomes" not in about.has else []
    for dept, place in zip(about.depts, about.places, strict=True):
        if dept not in about.pooled:
            for name in OF_DEPARTMENT:
                expected = None if name in hidden else table.loc[dept, name]
                assert same(seen["departments"][place][name], expected), (dept, name)


def test_with_a_choice_all_is_as_in_a_diagnosis_of_those_signals(case, tmp_path):
    about = case.cube.about
    for choice in choices_of(case):
        signals, seen = chosen_signals(case, choice), view(case.bare, ALL | choice)
        assert seen["signals"] == len(signals) > 0
        measured = measured_apart(case, signals, tmp_path)
        hold_departments(seen, measured, about)
        hold_verdict(seen, measured, about)
        places = dict(zip(about.depts, about.places, strict=True))
        pairs = measured.pairs[~measured.pairs[["giver", "taker"]].isin(about.pooled).any(axis=1)]
        pairs = pairs.assign(giver=pairs["giver"].map(places), taker=pairs["taker"].map(places))
        pairs = pairs.set_index(["giver", "taker"])
        among = [row for row in seen["handovers"] if (row["giver"], row["taker"]) in pairs.index]
        assert len(among) == len(pairs)
        for row in among:
            shown = pairs.loc[(row["giver"], row["taker"])]
            assert all(same(row[name], shown[name]) for name in OF_PAIR[2:]), row


def hold_verdict(seen: dict[str, Any], measured: Measured, about: Any) -> None:
    overview = measured.overview.set_index("measure")
    for row in seen["verdict"]:
        if row["measure"] in overview.index and not (about.exposed and row["measure"] == "passed_on"):
            shown = overview.loc[row["measure"]]
            assert all(same(row[name], shown[name]) for name in ("estimate", "low", "high", "n")), row
    for row, shown in zip(seen["ideas"], measured.funnel.to_dict("records"), strict=True):
        pairs = {"share": "share", "low": "share_low", "high": "share_high", "signals": "signals"}
        assert all(same(row[own], shown[name]) for own, name in pairs.items()), row


def test_a_department_has_verdict_and_ideas_of_the_signals_that_came_there(demo, tmp_path):
    about = demo.cube.about
    place = about.departments.index("Facturatie")
    events = pq.read_table(demo.log.events).to_pandas()
    with Engine(demo.log, question_of(demo.log, demo.engagement), limits=demo.engagement.limits).opened() as engine:
        engine.flow()
        here = f"select distinct signal_id from stay where dept = {about.depts[place]} and state <> {AFTER}"
        came = engine.base.con.execute(here).df()["signal_id"]
    assert 0 < len(came) <= events.loc[events["dept"] == about.depts[place], "signal_id"].nunique()
    for choice in ({}, {"from": 1, "to": 3, "kind": 2}):
        kept = chosen_signals(demo, choice).intersection(pd.Index(came))
        seen = view(demo.bare, ALL | choice | {"department": place})
        assert seen["signals"] == len(kept)
        hold_verdict(seen, measured_apart(demo, kept, tmp_path), about)
        assert {place} == {one for row in seen["handovers"] for one in (row["giver"], row["taker"])} & {place}
        assert all(place in (row["giver"], row["taker"]) for row in seen["handovers"])
        assert seen["departments"] == view(demo.bare, ALL | choice)["departments"]


def test_stock_is_by_date_and_cut_to_the_period(demo):
    whole, part = (view(demo.bare, ALL | choice)["stock"] for choice in ({"kind": 2}, {"kind": 2, "from": 2, "to": 3}))
    days = dict(zip(whole["dates"], zip(whole["live"], whole["dead"], strict=True), strict=True))
    assert part["dates"] == [date for date in whole["dates"] if "2025-01-01" <= date < "2025-07-01"]
    assert [days[date] for date in part["dates"]] == list(zip(part["live"], part["dead"], strict=True))


# ---- laws


ADDITIVE = ("visits", "dropped", "live", "dead")


@settings(max_examples=4)
@given(st.integers(0, 10**6), st.integers(1, 120))
def test_kinds_channels_and_periods_add_up_to_the_whole(tmp_path_factory, seed, signals):
    folder = lay_down(tmp_path_factory.mktemp("law") / "it", random_rows(seed, signals), columns=LAW)
    cube = unwithheld(cube_of(open_engagement(folder)))
    about = cube.about
    whole = counts_of(view(cube, ALL))
    assert whole["signals"] == signals
    for parts in (
        [{"kind": one} for one in range(len(about.kinds))],
        [{"channel": one} for one in range(len(about.channels))],
        [{"from": one, "to": one} for one in range(len(about.periods))],
    ):
        summed = pd.concat([counts_of(view(cube, ALL | part)) for part in parts]).groupby(level=0).sum()
        assert summed[summed > 0].to_dict() == whole[whole > 0].to_dict()


LAW = ("signal", "time", "department", "activity", "kind", "person", "channel")


def random_rows(seed: int, signals: int) -> list[tuple[str, ...]]:
    chance = np.random.default_rng(seed)
    rows = []
    for n in range(signals):
        day, kind, channel = int(chance.integers(0, 300)), "iqc"[chance.integers(3)], "mt"[chance.integers(2)]
        for _ in range(int(chance.integers(1, 5))):
            day += int(chance.integers(0, 30))
            time = f"{pd.Timestamp('2024-01-01') + pd.Timedelta(days=day):%Y-%m-%d} 10:00"
            rows.append((f"s{n}", time, "ABCDE"[chance.integers(5)], "", kind, f"p{chance.integers(40)}", channel))
        if chance.random() < 0.6:
            rows.append((f"s{n}", time, "A", "answered", kind, "p0", channel))
    return rows


def counts_of(seen: dict[str, Any]) -> pd.Series:
    """Count what can be added up, by department and pair."""
    counts = {"signals": seen["signals"] or 0}
    counts |= {f"{name} {place}": row[name] or 0 for place, row in enumerate(seen["departments"]) for name in ADDITIVE}
    counts |= {f"{row['giver']} to {row['taker']}": row["handovers"] for row in seen["handovers"]}
    return pd.Series(counts, dtype=float)


# ---- how it is made and kept


def test_a_cube_comes_back_as_it_was_saved_and_the_same_log_gives_the_same_bytes(case, tmp_path):
    for name in ("one", "two", "one"):  # over the first one as well
        case.cube.save(tmp_path / name)
    again = cube_of(case.engagement)
    again.save(tmp_path / "again")
    files = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two", "again")]
    assert set(files[0]) == {"about.json", "tables.npz"} and files[0] == files[1] == files[2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "one", "two"]
    loaded, choice = load_cube(tmp_path / "one"), ALL | choices_of(case)[-1]
    assert loaded.about == case.cube.about
    assert view(loaded, choice) == view(case.cube, choice)


def test_what_is_kept_tells_nobody_from_another(demo, tmp_path):
    demo.cube.save(tmp_path / "cube")
    events = pq.read_table(demo.log.events).to_pandas()
    with np.load(tmp_path / "cube" / "tables.npz", allow_pickle=False) as arrays:
        columns = {name.partition(".")[2] for name in arrays}
        assert not columns & {"person", "signal_id", "customer", "row"}
        assert max(len(column) for column in arrays.values()) < len(events)
    told = (tmp_path / "cube" / "about.json").read_text("utf-8")
    assert str(tmp_path) not in told and str(demo.engagement.folder) not in told


def test_small_groups_are_named_nowhere_in_the_cube(tmp_path):
    case = case_of(lay_out_small(tmp_path / "small"))
    names = set(case.log.departments["department"])
    shown = set(case.diagnosis.departments["department"])
    assert names - shown and case.cube.about.pooled
    case.cube.save(tmp_path / "cube")
    told = (tmp_path / "cube" / "about.json").read_text("utf-8")
    assert not [name for name in names - shown if name in told]


def test_a_folder_that_holds_no_cube_of_this_version_is_refused(demo, tmp_path):
    with pytest.raises(InputError, match="no cube that this version can read"):
        load_cube(tmp_path / "nothing")
    demo.cube.save(tmp_path / "cube")
    tables, about = tmp_path / "cube" / "tables.npz", tmp_path / "cube" / "about.json"
    whole = tables.read_bytes()
    for damaged in (b"", whole[:-100], whole[:2000] + bytes(2000) + whole[4000:], b"no archive"):
        tables.write_bytes(damaged)
        with pytest.raises(InputError, match="no cube that this version can read"):
            load_cube(tmp_path / "cube")
    tables.write_bytes(whole)
    about.write_text(about.read_text("utf-8").replace(f'"version": {VERSION}', '"version": 0'), "utf-8")
    with pytest.raises(InputError, match="make it again"):
        load_cube(tmp_path / "cube")


def test_of_many_kinds_the_most_frequent_can_be_chosen_and_all_are_in_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(building_module, "MOST_CHOSEN", 3)
    rows = [(f"s{n}", "2024-02-01", "A", "", f"k{n % 7 if n < 14 else n % 3}", f"p{n % 9}", "m") for n in range(50)]
    cube = cube_of(open_engagement(lay_down(tmp_path / "it", rows, columns=LAW)))
    assert cube.about.kinds == ("k0", "k1", "k2")
    assert view(cube, ALL)["signals"] == 50
    monkeypatch.setattr(building_module, "MOST_VIEWS", 11)  # (2 + 2) × (1 + 2) would be 12 views of one period
    fewer = cube_of(open_engagement(tmp_path / "it")).about
    assert (len(fewer.kinds), len(fewer.channels)) == (1, 1)


def test_of_too_many_departments_and_persons_none_can_be_filtered_by(demo, monkeypatch):
    before = view(demo.cube, ALL | {"department": 1})
    monkeypatch.setattr("kccdiag.cube.work.MOST_AVOIDED", 10)
    cube = cube_of_log(demo.log, demo.engagement, language="nl")
    seen = view(cube, ALL | {"department": 1})
    assert before["verdict"] and not before["withheld"] and not seen["verdict"] and seen["withheld"]
    assert view(cube, ALL) == view(demo.cube, ALL)


def test_several_buckets_of_signals_make_the_same_cube(demo, monkeypatch):
    monkeypatch.setattr(engine_module, "EVENTS_IN_A_BUCKET", 9_000)
    several = cube_of_log(demo.log, demo.engagement, language="nl")
    assert several.about == demo.cube.about
    for name, table in demo.cube.tables.items():
        keys = [column for column in table.columns if column not in building_module.COUNTS]
        left, right = (each.sort_values(keys, ignore_index=True) for each in (several.tables[name], table))
        pd.testing.assert_frame_equal(left, right, check_dtype=False, rtol=1e-12, obj=name)


def test_where_durations_are_many_medians_move_by_less_than_is_said(demo, monkeypatch):
    monkeypatch.setattr(building_module, "MOST_ROWS", 5_000)
    coarse = unwithheld(cube_of_log(demo.log, demo.engagement, language="nl"))
    parts = coarse.about.parts_of_doubling
    assert parts == 8 and len(coarse.tables["durations"]) < 0.6 * len(demo.cube.tables["durations"])
    step = 2 ** (1 / (2 * parts))  # 4.4 %
    exact, rounded = view(demo.bare, ALL), view(coarse, ALL)
    assert "4,4 %" in " ".join(rounded["notes"]) and not exact["notes"]
    for one, other in zip(exact["departments"], rounded["departments"], strict=True):
        for name in ("median_days", "mean_days_90"):
            assert one[name] / step * 0.999 <= other[name] <= one[name] * step * 1.001, name
        assert one["median_days_low"] / step**2 * 0.999 <= other["median_days_low"] <= one["median_days_low"] * 1.001
        assert one["median_days_high"] * 0.999 <= other["median_days_high"] <= one["median_days_high"] * step**2 * 1.001
        for name in set(OF_DEPARTMENT) - {"median_days", "median_days_low", "median_days_high", "mean_days_90"}:
            # The freedom of the stay ratio's interval is counted from durations; all else has nothing to do with them.
            assert one[name] == (pytest.approx(other[name], rel=0.002) if name in RATIOS else other[name]), name
    for one, other in zip(exact["handovers"], rounded["handovers"], strict=True):
        assert (one["median_days"] is None) == (other["median_days"] is None)
        if one["median_days"]:
            assert one["median_days"] / step * 0.999 <= other["median_days"] <= one["median_days"] * step * 1.001


def test_looking_at_a_saved_cube_imports_little(demo, tmp_path):
    demo.cube.save(tmp_path / "cube")
    script = (
        "import sys; from kccdiag.cube import load_cube; from kccdiag.cube.view import view;"
        "view(load_cube(sys.argv[1]), {'n': 1, 'from': 0, 'to': 1, 'compare': {'from': 2, 'to': 3}});"
        "print(*sorted(sys.modules))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "cube")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    heavy = {"duckdb", "networkx", "matplotlib", "scipy.stats", "scipy.optimize", "ipywidgets", "kccdiag.intake"}
    assert not heavy & set(run.stdout.split())


# ---- what a browser may ask


def test_a_choice_that_leaves_nothing_is_an_empty_view(demo, tmp_path):
    rows = [(f"s{n}", f"2024-0{2 + 3 * n}-01", "A", "", kind, "p", "m") for n, kind in enumerate(("idea", "question"))]
    small = cube_of(open_engagement(lay_down(tmp_path / "it", rows, columns=LAW)))
    for cube, choice in ((demo.cube, {"from": 3, "to": 1}), (small, {"from": 0, "to": 0, "kind": 1})):
        seen = view(cube, ALL | choice)
        assert seen["empty"] and seen["signals"] == 0 and not seen["withheld"]
        parts = ("verdict", "departments", "handovers", "ideas")
        assert [seen[name] for name in parts] == [[]] * 4 and set(map(len, seen["stock"].values())) == {0}
        json.dumps(seen, allow_nan=False)


def test_a_choice_of_what_there_is_not_is_refused(demo):
    for name, value in (("from", -1), ("to", 6), ("kind", 4), ("channel", "0"), ("department", 12), ("to", True)):
        choice = {name: value}
        with pytest.raises(ValueError, match="not one of the"):
            view(demo.cube, ALL | choice)
    with pytest.raises(ValueError, match="not one of the"):
        view(demo.cube, ALL | {"compare": {"from": 0, "to": 99}})
    with pytest.raises(ValueError, match="not a period"):
        view(demo.cube, ALL | {"compare": [0, 1]})


def test_every_view_of_the_demo_can_be_sent_and_shows_nothing_that_is_withheld(demo):
    about = demo.cube.about
    chance = np.random.default_rng(1)
    for n in range(25):
        first, last = sorted(map(int, chance.integers(0, len(about.periods), 2)))
        choice: dict[str, Any] = {"n": n, "from": first, "to": last}
        for name in ("kind", "channel", "department"):
            drawn = int(chance.integers(-3, len(getattr(about, f"{name}s"))))
            choice[name] = None if drawn < 0 else drawn
        seen = view(demo.cube, choice | {"compare": {"from": 0, "to": 0}})
        assert json.loads(json.dumps(seen, allow_nan=False))["choice"] == choice | {"compare": {"from": 0, "to": 0}}
        assert len(seen["departments"]) == (0 if seen["empty"] else len(about.departments))
        hidden = demo.cube.withheld.of(choice)
        for place, row in enumerate(seen["departments"]):
            ends = [one for one in seen["handovers"] if place in (one["giver"], one["taker"])]
            assert not hidden.departments[place] or (not ends and {row[name] for name in OF_DEPARTMENT} == {None})
            assert not hidden.exposed or row["stay_ratio"] is None
        if hidden.exposed and seen["verdict"]:
            assert seen["verdict"][0]["measure"] == "passed_on" and seen["verdict"][0]["estimate"] is None
        assert not hidden.all_stock or choice["department"] is not None or not seen["stock"]["dates"]


def test_a_withheld_department_shows_nothing_of_its_own(demo):
    hidden = choice = None
    for choice in ({"from": 1, "to": 1, "kind": one} for one in range(4)):
        hidden = demo.cube.withheld.of(Choice.read(choice, demo.cube).said())
        if hidden.departments.any() and not hidden.whole:
            break
    seen = view(demo.cube, ALL | choice)
    away = set(np.flatnonzero(hidden.departments))
    assert away and seen["withheld"]
    for place, row in enumerate(seen["departments"]):
        assert row["withheld"] == (place in away)
        assert not row["withheld"] or set(row) - {"withheld"} == {name for name in row if row[name] is None}
    assert seen["handovers"] and not [row for row in seen["handovers"] if {row["giver"], row["taker"]} & away]
    alone = view(demo.cube, ALL | choice | {"department": int(min(away))})
    assert alone["signals"] is None and alone["stock"]["dates"] == [] == alone["verdict"] == alone["ideas"]
    assert all(row["withheld"] for row in alone["departments"]) and alone["withheld"]


# ---- two periods


def test_two_periods_are_compared_by_what_happened_as_soon(demo):
    seen = view(demo.bare, ALL | {"from": 0, "to": 1, "compare": {"from": 2, "to": 3}})
    assert seen["compared"]["departments"] == view(demo.bare, ALL | {"from": 2, "to": 3})["departments"]
    found = {row["measure"]: row for row in seen["differences"] if row["department"] is None}
    assert demo.cube.about.seen_until == 3 and "dropped" not in found  # 2025 Q2 may yet fall silent
    monthly = demo.diagnosis.trends.set_index("measure")
    assert set(found) >= {"passed_on", "two_departments", "changed", "came_back"} and set(found) <= set(monthly.index)
    for row in found.values():
        assert math.isclose(row["difference"], row["share"] - row["share_then"])
        assert row["low"] < row["difference"] < row["high"]
        assert row["beyond_chance"] == (row["q"] < 0.05 and not row["low"] <= 0 <= row["high"])


def test_quarters_with_hardly_any_signals_join_their_neighbour_and_stay_apart_in_what_is_expected(tmp_path):
    # 150 signals in each of two quarters, then one and two: a third and a fourth period would single those out.
    chance = np.random.default_rng(5)
    rows = []
    for quarter, signals in enumerate((150, 150, 1, 2)):
        for n in range(signals):
            day = pd.Timestamp(2024, 3 * quarter + 1, 1 + n % 28)
            for step, place in enumerate(chance.choice(list("ABCDEF"), 4)):
                time = f"{day + pd.Timedelta(days=step):%Y-%m-%d} 10:00"
                rows.append((f"{quarter}-{n}", time, place, "", "q", f"p{n % 9}", "m"))
    case = case_of(lay_down(tmp_path / "it", rows, columns=LAW))
    assert case.cube.about.periods == ("2024 Q1", "2024 Q2–2024 Q4")
    seen = view(unwithheld(case.cube), ALL | {"from": 1, "to": 1})
    assert seen["signals"] == 153
    assert seen["stock"]["dates"] == [] or seen["stock"]["dates"][0] >= "2024-04-01"
    quarters = case.cube.tables["slices"]["quarter"]
    assert quarters.nunique() == 4
    assert set(case.cube.about.period_of(quarters)) == {0, 1}
    names = case.cube.about.departments
    pairs = view(unwithheld(case.cube), ALL)["handovers"]
    expected = case.diagnosis.handovers.set_index(["giver", "taker"])["expected"]
    assert len(pairs) >= 30
    for pair in pairs:
        assert pair["expected"] == pytest.approx(expected[names[pair["giver"]], names[pair["taker"]]], rel=1e-6)


def test_periods_that_share_signals_have_no_difference(demo):
    assert view(demo.bare, ALL | {"from": 0, "to": 2, "compare": {"from": 2, "to": 3}})["differences"] == []


def test_a_difference_that_was_made_is_found_and_no_other(tmp_path):
    # In the second quarter 10 of 100 are answered within days, in the first 60 of 100; all are passed on the next day.
    rows = []
    for quarter, answered in ((1, 60), (2, 10)):
        for n in range(100):
            day = pd.Timestamp(2024, 3 * quarter - 1, 1 + n % 25)
            steps = [("Desk", ""), ("Billing", ""), *([("Billing", "told")] if n < answered else [])]
            for step, (place, said) in enumerate(steps):
                time = f"{day + pd.Timedelta(days=step):%Y-%m-%d} 10:00"
                rows.append((f"{quarter}-{n}", time, place, said, "q", f"p{n % 9}", "m"))
    rows.append(("last", "2025-06-01 10:00", "Desk", "answered", "q", "p0", "m"))
    cube = cube_of(open_engagement(lay_down(tmp_path / "it", rows, columns=LAW)))
    found = view(unwithheld(cube), ALL | {"from": 1, "to": 1, "compare": {"from": 0, "to": 0}})["differences"]
    assert [row["measure"] for row in found if row["beyond_chance"]] == ["came_back"]
    told = next(row for row in found if row["measure"] == "came_back")
    assert (told["share"], told["share_then"]) == (0.1, 0.6)
