"""Are the invented organisations what their truth says they are? Counted here by independent code."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from dateutil.easter import easter

from kccdiag.engagement import open_engagement
from kccdiag.example import (
    FAULT_KINDS,
    Plan,
    PlantedFault,
    Truth,
    department_names,
    describe_kinds,
    make_example,
    parse_fault,
    write_demo,
)
from kccdiag.example.dice import Dice
from kccdiag.example.hours import public_holidays
from kccdiag.example.planting import write_fault
from kccdiag.faults import InputError

DEMO = Path(__file__).parents[1] / "data" / "demo"
OUTCOMES = ["Doorgevoerd", "Beantwoord", "Afgewezen", "Ingetrokken", "Gesloten", "Overgezet naar Jira"]
SMALL = Plan(signals=3000, dirty=False)


def read_rows(folder: Path) -> pd.DataFrame:
    """Read a clean export: its columns as strings, and `time`."""
    rows = pd.read_csv(folder / "events.csv", sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return rows.assign(time=pd.to_datetime(rows["Moment"], format="%d-%m-%Y %H:%M"))


def visits_of(rows: pd.DataFrame) -> pd.DataFrame:
    """List the visits before a signal's first outcome, with their days and the next two departments."""
    work = rows[rows["Status"] != "Teruggekoppeld"]
    done = work["Status"].isin(OUTCOMES)
    ended = work["Zaaknummer"].map(work[done].groupby("Zaaknummer")["time"].first())
    earlier_outcome = done.groupby(work["Zaaknummer"]).cumsum() - done
    work = work.assign(ended=ended)[earlier_outcome == 0]
    changed = (work["Zaaknummer"] != work["Zaaknummer"].shift()) | (work["Afdeling"] != work["Afdeling"].shift())
    visits = work.groupby(changed.cumsum()).agg(
        signal=("Zaaknummer", "first"),
        department=("Afdeling", "first"),
        kind=("Soort", "first"),
        enter=("time", "first"),
        ended=("ended", "first"),
    )
    journeys = visits.groupby("signal")
    leave = journeys["enter"].shift(-1).fillna(visits["ended"])
    return visits.assign(
        days=(leave - visits["enter"]).dt.total_seconds() / 86_400,
        next=journeys["department"].shift(-1),
        second=journeys["department"].shift(-2),
        origin=journeys["department"].transform("first"),
    )


def count(visits: pd.DataFrame, giver: str, taker: str) -> int:
    """Count the handovers from one department to another."""
    return int(((visits["department"] == giver) & (visits["next"] == taker)).sum())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make organisations of seed 7, each once: a function from written faults to truth, rows and visits."""
    cache: dict[tuple[str, ...], tuple[Truth, pd.DataFrame, pd.DataFrame]] = {}

    def make(*faults: str) -> tuple[Truth, pd.DataFrame, pd.DataFrame]:
        if faults not in cache:
            folder = tmp_path_factory.mktemp("example")
            truth = make_example(folder, seed=7, faults=[parse_fault(one) for one in faults], plan=SMALL)
            rows = read_rows(folder)
            cache[faults] = truth, rows, visits_of(rows)
        return cache[faults]

    return make


# ---- the same arguments, the same bytes


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder, packed ones unpacked: two zlibs may pack the same rows differently."""
    return {
        path.name: gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file()  # a cache may have come to lie beside them
    }


def test_same_arguments_give_the_same_bytes_whatever_the_hash_order(tmp_path):
    plan, faults = Plan(signals=300, months=4), ["silo:Verkoop,Marketing,ICT", "bounce"]
    make_example(tmp_path / "here", seed=3, faults=[parse_fault(one) for one in faults], plan=plan)
    script = (
        "import sys; from pathlib import Path; from kccdiag.example import *\n"
        f"make_example(Path(sys.argv[1]), seed=3, faults=[parse_fault(f) for f in {faults}], "
        "plan=Plan(signals=300, months=4))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(DEMO.parents[1])}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "there")], check=True, env=environment)
    assert bytes_of(tmp_path / "here") == bytes_of(tmp_path / "there")


def test_another_seed_is_another_organisation(tmp_path):
    for seed in (1, 2):
        make_example(tmp_path / str(seed), seed=seed, plan=Plan(signals=100))
    assert (tmp_path / "1/events.csv").read_bytes() != (tmp_path / "2/events.csv").read_bytes()


def staff_and_pairs(folder: Path) -> tuple[str, set[tuple[str, str]]]:
    """Read what is the organisation's own: its departments, and who knows about which topic at all."""
    rows = pd.read_csv(folder / "events.csv", sep=";", dtype=str)
    return (folder / "departments.csv").read_text("utf-8"), set(rows[["Onderwerp", "Afdeling"]].itertuples(index=False))


def test_the_same_organisation_meets_other_customers(tmp_path):
    clean = Plan(signals=4000, dirty=False)
    made = {"here": (1, 9), "later": (2, 9), "elsewhere": (2, 8)}
    for name, (seed, organisation) in made.items():
        make_example(tmp_path / name, seed=seed, plan=replace(clean, organisation=organisation))
    make_example(tmp_path / "as usual", seed=9, plan=replace(clean, organisation=9))
    make_example(tmp_path / "by itself", seed=9, plan=clean)
    (_, here), (_, later), (_, elsewhere) = (staff_and_pairs(tmp_path / name) for name in made)
    assert len(here ^ later) < len(here ^ elsewhere)
    assert (tmp_path / "here/events.csv").read_bytes() != (tmp_path / "later/events.csv").read_bytes()
    assert (tmp_path / "as usual/events.csv").read_bytes() == (tmp_path / "by itself/events.csv").read_bytes()
    assert "`organisation=9`" in (tmp_path / "here/README.md").read_text("utf-8")


def test_a_log_that_goes_on_tells_the_same_stories_to_their_end(tmp_path):
    short = make_example(tmp_path / "short", seed=3, plan=Plan(signals=1000, months=6, dirty=False))
    plan = Plan(signals=1000, months=6, months_after=12, dirty=False)
    whole = make_example(tmp_path / "whole", seed=3, plan=plan)
    assert "open" not in set(whole.signals["fate"])
    assert "open" in set(short.signals["fate"])
    ended = ~short.signals["fate"].isin(["open", "dropped"])
    assert (whole.signals["fate"] == short.signals["fate"])[ended].mean() > 0.97  # a few were reopened later
    assert "cutoff = 2027-01-01" in (tmp_path / "whole/kccdiag.toml").read_text("utf-8")


def test_contrast_makes_large_departments_larger(tmp_path):
    apart = {}
    for contrast in (1.0, 1.5):
        truth = make_example(tmp_path / str(contrast), seed=4, plan=Plan(signals=4000, contrast=contrast))
        visits = truth.departments.set_index("department")["visits"].drop("KCC")
        apart[contrast] = visits.max() / visits.min()
    assert apart[1.5] > 1.2 * apart[1.0]  # 8.6 against 6.4 times


def test_the_demo_is_what_the_code_makes(tmp_path):
    write_demo(tmp_path / "demo")
    made, shipped = bytes_of(tmp_path / "demo"), bytes_of(DEMO)
    assert made == {name: shipped[name] for name in made}
    assert set(shipped) - set(made) == {"participants.csv", "statements.csv", "survey.csv", "kpis.csv"}  # by hand


def test_the_demo_is_small_and_says_that_it_is_invented():
    assert sum(path.stat().st_size for path in DEMO.iterdir() if path.is_file()) <= 3_000_000
    for readme in (DEMO / "README.md", DEMO.parent / "README.md"):
        assert "invented" in readme.read_text(encoding="utf-8")


# ---- the healthy organisation


def test_the_engagement_opens(tmp_path):
    make_example(tmp_path / "new", seed=1, plan=Plan(signals=100, departments=40, persons=200, language="en"))
    engagement = open_engagement(tmp_path / "new")
    assert engagement.contact_centre == ("KCC",)
    assert engagement.board == ("Directie",)
    assert len(engagement.departments) == 40
    assert engagement.departments["staff"].sum() == 200
    assert engagement.aliases["fact."] == engagement.aliases["afd. facturatie"] == "Facturatie"


def test_every_signal_has_its_rows_within_the_window(made):
    _, rows, _ = made()
    assert rows["Zaaknummer"].nunique() == 3000
    assert rows["time"].between("2024-07-01", "2025-12-31 23:59").all()
    assert not rows.duplicated().any()
    assert (rows.groupby("Zaaknummer")["Status"].first() == "Geregistreerd").all()
    assert (rows.groupby("Zaaknummer")["time"].diff().dropna() >= pd.Timedelta(0)).all()


def test_truth_agrees_with_the_rows(made):
    truth, rows, visits = made()
    ended = rows[rows["Status"].isin(OUTCOMES)]["Zaaknummer"].nunique()
    still_ended = ~truth.signals["fate"].isin(["open", "dropped"])
    # Reopened signals have an outcome in their rows, but may be open again.
    assert still_ended.sum() <= ended <= still_ended.sum() + (rows["Status"] == "Heropend").sum()
    assert truth.rows["rows"] == len(rows)
    kinds = rows.groupby("Zaaknummer")["Soort"].first()
    assert (truth.signals.set_index("signal")["kind"] == kinds).all()
    # Visits up to the first outcome; the truth also counts those after a reopening.
    assert len(visits) <= truth.signals["visits"].sum() <= len(visits) + 2 * (rows["Status"] == "Heropend").sum() + 20


def test_dropped_signals_have_no_outcome_and_fall_silent(made):
    truth, rows, _ = made()
    dropped = truth.signals.loc[truth.signals["fate"] == "dropped", "signal"]
    last = rows.groupby("Zaaknummer").tail(1).set_index("Zaaknummer").loc[dropped]
    assert not last["Status"].isin(OUTCOMES).any()
    assert (last["Afdeling"] == truth.signals.set_index("signal").loc[dropped, "dropped_in"]).all()
    assert 0.035 <= len(dropped) / 3000 <= 0.07  # about 5 %


def test_signals_are_under_way_at_the_cut_off(made):
    truth, rows, _ = made()
    still_open = truth.signals.loc[truth.signals["fate"] == "open", "signal"]
    assert len(still_open) >= 30
    started = rows[rows["Zaaknummer"].isin(still_open)].groupby("Zaaknummer")["time"].first()
    assert (started > "2025-11-01").mean() > 0.7


def test_volumes_differ_tenfold(made):
    _, _, visits = made()
    volumes = visits["department"].value_counts()
    assert set(volumes.index) == set(department_names(12))
    assert volumes.max() >= 10 * volumes.min()


def test_days_have_hours_weekends_and_seasons(made):
    _, rows, _ = made()
    people = rows[rows["Medewerker"] != ""]
    assert people["time"].dt.hour.between(8, 19).all()
    assert (people["time"].dt.day_of_week >= 5).mean() < 0.03
    starts = rows.groupby("Zaaknummer")["time"].first()
    # January against July 2025, both with 23 working days but for New Year's Day.
    monthly = starts.dt.strftime("%Y-%m").value_counts()
    assert monthly["2025-01"] > 1.3 * monthly["2025-07"]
    assert not starts.dt.date.isin([pd.Timestamp("2025-04-21").date(), pd.Timestamp("2024-12-25").date()]).any()


def test_stays_are_skewed_and_alike_between_departments(made):
    _, _, visits = made()
    finished = visits.dropna(subset="days")
    assert finished["days"].mean() > 1.4 * finished["days"].median()
    for department, here in finished.groupby("department"):
        elsewhere = finished[finished["department"] != department].groupby("kind")["days"].mean()
        ratio = here["days"].sum() / here["kind"].map(elsewhere).sum()
        assert 0.7 < ratio < 1.4, department  # about 1.2 at most, and the chance of some 150 visits


def test_kinds_take_different_routes(made):
    _, _, visits = made()
    first = visits[(visits["department"] == "KCC") & (visits["origin"] == "KCC")].drop_duplicates("signal")
    to = first.dropna(subset="next").groupby("kind")["next"].value_counts(normalize=True)
    assert to["idee"].idxmax() == "Product"
    assert to["klacht"].idxmax() == "Facturatie"
    assert to["idee", "Product"] > 5 * to["klacht", "Product"]
    passed_on = first["next"].notna().groupby(first["kind"]).mean()
    assert passed_on["idee"] > passed_on["vraag"] + 0.2
    assert 0.6 < first["next"].notna().mean() < 0.8


def test_routes_depend_on_the_topic(made):
    _, rows, visits = made()
    topics = visits["signal"].map(rows.groupby("Zaaknummer")["Onderwerp"].first())
    known = visits[(visits["origin"] == "KCC") & ~visits["department"].isin(["KCC", "Directie"])]
    seen = known.groupby(topics)["department"].value_counts(normalize=True)
    assert seen["Storing", "Storingsdienst"] > 0.3
    assert ("Storing", "Incasso") not in seen.index or seen["Storing", "Incasso"] < 0.05
    assert seen["Betalingsregeling", "Incasso"] > 0.3


def test_routes_remember_where_a_signal_has_been(made):
    _, _, visits = made()
    lateral = visits[~visits["department"].isin(["KCC", "Directie"]) & ~visits["next"].isin(["KCC", "Directie"])]
    lateral = lateral.dropna(subset="next")
    onward = lateral.groupby(["kind", "department"])["next"].value_counts(normalize=True).to_dict()
    again, expected = 0, 0.0
    for (_, kind), journey in lateral.groupby(["signal", "kind"]):
        departments = [*journey["department"]]
        for place, (here, there) in enumerate(zip(departments, journey["next"], strict=True)):
            earlier = set(departments[:place]) - {here, *departments[place - 1 : place]}
            again += there in earlier
            expected += sum(onward.get((kind, here, one), 0.0) for one in earlier)
    # A first-order chain would return to where it was before as often as anybody goes there.
    assert expected > 20
    assert again < 0.25 * expected


def test_customers_are_told_within_days(made):
    truth, rows, _ = made()
    ended = ~truth.signals["fate"].isin(["open", "dropped"])
    assert 0.82 < truth.signals.loc[ended, "told"].mean() < 0.9
    first = rows[rows["Status"].isin(OUTCOMES)].groupby("Zaaknummer")["time"].first()
    told = rows[rows["Status"] == "Teruggekoppeld"].groupby("Zaaknummer")["time"].first()
    assert (told - first).dropna().median() < pd.Timedelta(days=5)


def test_customers_raise_the_same_idea_in_other_words(made):
    _, rows, _ = made()
    texts = rows.loc[rows["Omschrijving"] != "", ["Soort", "Onderwerp", "Omschrijving"]]
    assert set(texts["Soort"]) == {"idee"}
    storm = texts[(texts["Onderwerp"] == "Storing") & texts["Omschrijving"].str.contains("storing|stroomuitval")]
    assert len(storm) >= 20
    assert storm["Omschrijving"].nunique() >= 10


@pytest.mark.parametrize("departments", [5, 40])
def test_small_and_large_organisations_use_all_their_departments(tmp_path, departments):
    plan = Plan(signals=2000, departments=departments, persons=departments, months=6, dirty=False)
    truth = make_example(tmp_path / "new", seed=2, plan=plan)
    assert (truth.departments["visits"] >= 10).all()
    assert tuple(truth.departments["department"]) == department_names(departments)


# ---- each fault changes what it should, against the same seed without it


def test_a_reservoir_holds_signals_longer(made):
    healthy, slow = made()[0].departments, made("reservoir:Facturatie:3")[0].departments
    change = (slow["mean_days"] / healthy["mean_days"]).set_axis(healthy["department"])
    assert 2.3 < change.pop("Facturatie") < 3.5
    assert change.between(0.7, 1.4).all()


def test_a_dry_department_gets_next_to_nothing_from_the_contact_centre(made):
    def reach(visits: pd.DataFrame) -> float:
        known = visits[visits["origin"] == "KCC"]
        return known.loc[known["department"] == "Meterbeheer", "signal"].nunique() / known["signal"].nunique()

    assert reach(made()[2]) > 0.1
    assert reach(made("dry:Meterbeheer:0.02")[2]) < 0.01
    assert (made("dry:Meterbeheer:0")[2]["department"] == "Meterbeheer").any()  # it still has signals of its own


def test_nothing_passes_a_closed_wall(made):
    assert count(made()[2], "Facturatie", "Meterbeheer") > 40
    walled = made("wall:Facturatie:Meterbeheer:0")[2]
    assert count(walled, "Facturatie", "Meterbeheer") == 0
    assert count(walled, "Meterbeheer", "Facturatie") > 20


def test_a_silo_keeps_to_itself(made):
    members = ["Verkoop", "Marketing", "Verduurzaming"]

    def flows(visits: pd.DataFrame) -> tuple[int, int]:
        lateral = visits[(visits["department"] != "KCC") & (visits["next"] != "KCC") & visits["next"].notna()]
        giver, taker = lateral["department"].isin(members), lateral["next"].isin(members)
        return int((giver != taker).sum()), int((giver & taker).sum())

    (crossed, inner), (crossed_then, inner_then) = (
        flows(made()[2]),
        flows(made("silo:Verkoop,Marketing,Verduurzaming")[2]),
    )
    assert crossed_then < 0.35 * crossed
    assert inner_then > 1.5 * inner


def test_ideas_die_at_a_drop_point_and_nothing_else_does(made):
    truth, _, visits = made("drop_point:Product:0.3")
    dropped = truth.signals[truth.signals["dropped_in"] == "Product"]["kind"].value_counts()
    ideas = ((visits["department"] == "Product") & (visits["kind"] == "idee")).sum()
    assert 0.24 < dropped["idee"] / ideas < 0.36
    assert dropped.drop("idee").sum() < 10
    elsewhere = truth.signals[truth.signals["dropped_in"] != "Product"]
    assert (elsewhere["fate"] == "dropped").mean() < 0.07


def test_a_bounce_pair_sends_signals_back(made):
    def share(visits: pd.DataFrame) -> float:
        passed = visits[(visits["department"] == "ICT") & (visits["next"] == "Meterbeheer") & visits["second"].notna()]
        return float((passed["second"] == "ICT").mean())

    assert share(made()[2]) < 0.35
    assert share(made("bounce:ICT:Meterbeheer:0.8")[2]) > 0.7


def test_routes_pass_a_gatekeeper_first(made):
    def share(visits: pd.DataFrame) -> float:
        first = visits[visits["origin"] == "KCC"].groupby("signal")["department"].nth(1)
        return float((first == "Product").mean())

    assert share(made()[2]) < 0.3
    assert share(made("gatekeeper:Product:0.8")[2]) > 0.75


def test_customers_are_not_told_in_an_open_loop(made):
    def told(truth: Truth) -> float:
        return float(truth.signals.loc[~truth.signals["fate"].isin(["open", "dropped"]), "told"].mean())

    assert told(made("open_loop:0.2")[0]) < 0.25
    # Of one department only: the rest still tells.
    assert 0.6 < told(made("open_loop:Facturatie:0")[0]) < told(made()[0]) - 0.05


def test_a_fault_changes_the_rest_of_the_story_as_little_as_it_can(made):
    healthy, faulty = made()[1], made("reservoir:Facturatie:3")[1]
    starts = [rows.groupby("Zaaknummer")[["Moment", "Soort", "Onderwerp"]].first() for rows in (healthy, faulty)]
    pd.testing.assert_frame_equal(*starts)


def test_truth_says_what_was_planted(tmp_path):
    faults = [parse_fault("wall:Product:ICT:0.1"), parse_fault("open_loop")]
    make_example(tmp_path / "new", seed=1, faults=faults, plan=Plan(signals=200))
    truth = json.loads((tmp_path / "new/truth.json").read_text(encoding="utf-8"))
    assert [(one["kind"], one["departments"], one["strength"]) for one in truth["faults"]] == [
        ("wall", ["Product", "ICT"], 0.1),
        ("open_loop", [], 0.2),
    ]
    assert sum(sum(fates.values()) for fates in truth["signals"].values()) == 200


def test_the_readme_says_how_to_make_it_again(tmp_path):
    plan = Plan(signals=200, departments=20, dirty=False, language="en")
    make_example(tmp_path / "new", seed=4, faults=[parse_fault("dry:Webteam")], plan=plan)
    readme = (tmp_path / "new/README.md").read_text(encoding="utf-8")
    assert "kccdiag example DIR --seed 4 --signals 200 --departments 20 --lang en \\\n" in readme
    assert "--fault 'dry:Webteam:0.02'" in readme
    assert "dirty=False" in readme


# ---- the dirt


def test_dirt_is_there_and_counted(tmp_path):
    truth = make_example(tmp_path / "new", seed=5, plan=Plan(signals=4000))
    raw = (tmp_path / "new/events.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfZaaknummer;Moment;Afdeling;")
    rows = pd.read_csv(tmp_path / "new/events.csv", sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert len(rows) == truth.rows["rows"]
    assert rows.duplicated().sum() == truth.rows["rows_written_twice"] > 50
    once = rows.drop_duplicates()
    times = pd.to_datetime(once["Moment"].str[:16], format="%d-%m-%Y %H:%M", errors="coerce")
    assert times.isna().sum() == truth.rows["rows_with_unreadable_time"] > 0
    unknown = once["Afdeling"].isin(["", "onbekend", "Onbekend", "-"]).sum()
    assert unknown == truth.rows["rows_without_department"] > 50
    other = (~once["Afdeling"].isin([*department_names(12), "", "onbekend", "Onbekend", "-"])).sum()
    assert other == truth.rows["rows_with_other_spelling"] > 500
    assert rows["Omschrijving"].str.contains("\n").any()
    assert (rows["Moment"].str.len() == 19).mean() > 0.05


def test_all_spellings_are_known_to_the_engagement(tmp_path):
    make_example(tmp_path / "new", seed=5, plan=Plan(signals=3000))
    engagement = open_engagement(tmp_path / "new")
    rows = pd.read_csv(tmp_path / "new/events.csv", sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    known = {name.casefold() for name in department_names(12)} | set(engagement.aliases) | set(engagement.unknown)
    assert set(rows["Afdeling"].str.strip().str.casefold()) <= known


def test_dirt_soils_the_rows_and_not_the_story(tmp_path, made):
    dirty = make_example(tmp_path / "new", seed=7, plan=Plan(signals=3000))
    pd.testing.assert_frame_equal(dirty.signals, made()[0].signals)


def test_outcomes_are_trailed_by_the_system_and_signals_reopened(made):
    _, rows, _ = made()
    closed = rows[(rows["Status"] == "Gesloten") & (rows["Medewerker"] == "")]
    first = rows[rows["Status"].isin(OUTCOMES)].groupby("Zaaknummer")["time"].first()
    assert len(closed) > 500
    assert (closed["time"].to_numpy() - first[closed["Zaaknummer"]].to_numpy() > pd.Timedelta(days=5)).all()
    assert (rows["Status"] == "Heropend").sum() > 20
    tied = rows.duplicated(["Zaaknummer", "Moment"], keep=False)
    assert tied.mean() > 0.01
    saved_after = (rows["Status"] == "Notitie") & rows["Status"].shift().isin(OUTCOMES) & tied
    assert saved_after.sum() > 20


# ---- refusals


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wal:Facturatie:Product", "there is no fault 'wal'"),
        ("reservoir:Factuur", "there is no department 'Factuur'"),
        ("reservoir:Facturatie:0.5", "must lie between 1 and 50"),
        ("wall:Facturatie:Product:2", "must lie between 0 and 1"),
        ("wall:Facturatie:Product:nan", "must lie between 0 and 1"),
        ("wall:Facturatie", "names 1 departments, but a wall has 2"),
        ("silo:ICT,ICT", "names a department twice"),
        ("silo:KCC,ICT", "the contact centre KCC cannot be part of a silo"),
        ("gatekeeper:Directie", "the board Directie cannot be part of a gatekeeper"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(text, words):
    with pytest.raises(InputError, match=words):
        parse_fault(text)


def test_all_that_is_wrong_with_the_faults_is_said_at_once(tmp_path):
    faults = [PlantedFault("reservoir", ("Marketing",), 3.0), PlantedFault("flood", (), 1.0)]
    with pytest.raises(InputError) as refusal:
        make_example(tmp_path / "new", seed=1, faults=faults, plan=Plan(departments=5))
    assert len(refusal.value.faults) == 2
    assert not (tmp_path / "new").exists()


def test_the_same_fault_twice_is_refused(tmp_path):
    with pytest.raises(InputError, match="planted twice"):
        make_example(tmp_path / "new", seed=1, faults=[parse_fault("open_loop"), parse_fault("open_loop:0.4")])


def test_impossible_sizes_are_refused_together():
    with pytest.raises(InputError) as refusal:
        Plan(signals=99, departments=41, persons=5, months=0, language="fr")
    assert len(refusal.value.faults) == 5


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="holds files already"):
        make_example(tmp_path, seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_negative_seed_is_refused(tmp_path):
    with pytest.raises(InputError, match="seed"):
        make_example(tmp_path / "new", seed=-1)


# ---- small parts


@pytest.mark.parametrize("kind", FAULT_KINDS)
def test_every_kind_has_a_usual_place_in_the_smallest_organisation(kind):
    fault = parse_fault(kind, departments=department_names(5))
    assert parse_fault(write_fault(fault)) == fault
    assert kind in describe_kinds()


def test_names_are_found_whatever_their_case():
    assert parse_fault("silo: verkoop , MARKETING").departments == ("Verkoop", "Marketing")


def test_easter_agrees_with_dateutil():
    for year in range(1900, 2200):
        assert easter(year) + timedelta(days=1) in public_holidays(year)


def test_dice_keep_their_means():
    dice = Dice(1)
    lognormal = [dice.lognormal(4.0, 0.8) for _ in range(20_000)]
    weibull = [dice.weibull(4.0, 0.8) for _ in range(20_000)]
    # Standard errors of the means: sqrt(e^0.64 - 1) * 4 / sqrt(20,000) = 0.027 and 1.26 * 4 / 141 = 0.036.
    assert sum(lognormal) / 20_000 == pytest.approx(4.0, abs=0.12)
    assert sum(weibull) / 20_000 == pytest.approx(4.0, abs=0.15)
    # Chances 0, 1/4 and 3/4; standard error of the last: sqrt(.25 * .75 / 8,000) = 0.005.
    chosen = [dice.choose((0.0, 1.0, 3.0)) for _ in range(8_000)]
    assert chosen.count(0) == 0
    assert chosen.count(2) / 8_000 == pytest.approx(0.75, abs=0.02)
