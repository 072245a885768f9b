"""From an export to every measure at once: names, small groups, what cannot be measured, and orders of tied events."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
from diagnosed import COLUMNS, demo, diagnosed, lay_down

from kccdiag.diagnosis import Diagnosis, diagnose
from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.objections import TIES


def moment(day: float) -> str:
    """Write a day of 2025 as a time."""
    return str((pd.Timestamp("2025-01-01") + pd.Timedelta(days=day)).floor("s"))


def journey(
    name: str, *stops: tuple[float, str, str], kind: str = "complaint", person: str = "", topic: str = "Bill"
) -> list[tuple[str, ...]]:
    """Make the rows of a signal from (day, department, activity)."""
    who = person or f"{{}}-{name}"
    return [(name, moment(day), dept, what, kind, who.format(dept), topic, "c1") for day, dept, what in stops]


def healthy(signals: int = 40, departments: str = "ABCDE") -> list[tuple[str, ...]]:
    """Make signals that Desk hands to one department after another, all answered and told."""
    rows = []
    for n in range(signals):
        here, there = departments[n % len(departments)], departments[(n * 2 + 1) % len(departments)]
        stops = [(n, "Desk", ""), (n + 1, here, ""), (n + 3, there, ""), (n + 5, there, "answered")]
        rows += journey(f"s{n}", *stops, (n + 6, "Desk", "told"), kind="idea" if n % 4 == 0 else "complaint")
    return rows


def tables_of(diagnosis: Diagnosis) -> dict[str, pd.DataFrame]:
    """Return the tables of a diagnosis."""
    values = {field.name: getattr(diagnosis, field.name) for field in fields(diagnosis)}
    return {name: value for name, value in values.items() if isinstance(value, pd.DataFrame)}


def test_an_export_becomes_a_diagnosis(tmp_path):
    # Twelve signals: eight go Desk → Billing after two days and are answered after five more; four are closed at Desk.
    rows = []
    for n in range(8):
        rows += journey(f"a{n}", (n, "Desk", ""), (n + 2, "Billing", ""), (n + 7, "Billing", "answered"))
    for n in range(4):
        rows += journey(f"b{n}", (n, "Desk", ""), (n + 1, "Desk", "closed"))
    diagnosis = diagnosed(tmp_path / "new", rows, more={"engagement": "cutoff = 2025-07-01"})
    assert (diagnosis.signals, diagnosis.events) == (12, 32)
    assert (diagnosis.contact_centre, diagnosis.intake) == (("Desk",), False)
    assert diagnosis.cutoff == pd.Timestamp("2025-07-01")
    assert diagnosis.years == pytest.approx(181 / 365.25)  # 1 January to 1 July
    overview = diagnosis.overview.set_index("measure")
    assert overview.loc["passed_on", ["estimate", "n"]].tolist() == [pytest.approx(8 / 12), 12]
    departments = diagnosis.departments.set_index("department")
    assert departments["role"].to_dict() == {"Billing": "", "Desk": "contact_centre"}
    # Desk: eight stays of two days and four of one; Billing eight of five. 60 signal-days.
    assert departments["signal_days"].to_dict() == {"Billing": 40, "Desk": 20}
    assert departments["held_share"].to_dict() == {"Billing": pytest.approx(40 / 60), "Desk": pytest.approx(20 / 60)}
    assert departments["reach"].tolist() == pytest.approx([8 / 12, np.nan], nan_ok=True)
    (pair,) = diagnosis.handovers.to_dict("records")
    assert (pair["giver"], pair["taker"], pair["handovers"], pair["median_days"]) == ("Desk", "Billing", 8, 2)
    assert not pair["lateral"]
    outcomes = diagnosis.outcomes.set_index("outcome")["signals"].to_dict()
    assert outcomes == {"answered": 8, "closed": 4}


def test_every_share_lies_between_0_and_1_and_within_its_interval():
    diagnosis = demo()[1]
    tables = [("overview", "estimate", "low", "high")]
    tables += [("departments", name, f"{name}_low", f"{name}_high") for name in ("reach", "gatekeeping")]
    tables += [("funnel", "share", "share_low", "share_high"), ("told", "share", "low", "high")]
    tables += [("handovers", "bounce_share", "bounce_share_low", "bounce_share_high")]
    for table, *names in tables:
        values = getattr(diagnosis, table)[names].dropna().to_numpy(float)
        assert len(values)
        assert (values >= 0).all() and (values <= 1).all(), table
        assert (np.diff(values[:, [1, 0, 2]]) >= -1e-12).all(), table


def test_tables_of_the_demo_agree_with_each_other():
    diagnosis = demo()[1]
    departments = diagnosis.departments.set_index("department")
    assert departments["held_share"].sum() == pytest.approx(1)
    assert departments["visit_share"].sum() == pytest.approx(1)
    # What has entered has left, is live or is dead.
    inside = departments["entered"] - departments["left"]
    assert inside.tolist() == (departments["live"] + departments["dead"]).tolist()
    assert diagnosis.outcomes["signals"].sum() == diagnosis.signals == 9000
    assert diagnosis.funnel["signals"].iloc[0] == diagnosis.outcomes.query("kind == 'idea'")["signals"].sum()
    both = diagnosis.stock.assign(whole=diagnosis.stock["department"] == "")
    sums = both.groupby(["date", "whole"])[["live", "dead"]].sum()
    assert sums.xs(True, level="whole").equals(sums.xs(False, level="whole"))
    # Expected handovers have the sums of those seen, contact centre and others apart.
    for _, part in diagnosis.handovers.groupby("lateral"):
        assert part["expected"].sum() == pytest.approx(part["handovers"].sum(), rel=0.05)


def test_what_a_log_cannot_say_is_named_with_what_it_needs(tmp_path):
    rows = [(name, moment(day), dept) for name, day, dept in [("a", 0, "Desk"), ("a", 1, "Billing"), ("b", 40, "Desk")]]
    diagnosis = diagnosed(tmp_path / "new", rows, columns=COLUMNS[:3], outcomes=())
    lacking = set(diagnosis.not_measurable.itertuples(index=False, name=None))
    assert lacking == {
        ("drops", "outcomes"), ("stock", "outcomes"), ("told", "told"), ("ideas", "idea_kind"),
        ("two_departments", "third_department"), ("walls", "four_departments"), ("silos", "five_departments"),
        ("subjects", "topic"), ("groups", "person"),
        ("customers", "customer"), ("failure_demand", "reason"), ("split", "stays"), ("kpi_balance", "kpis_file"),
        ("value_irritant", "reason"), ("satisfaction", "satisfaction"), ("handle_time", "duration_s"),
    }  # fmt: skip
    # Not zero: nothing.
    made_of = ["queue_share", "work_share", "customer_share", "own_stay_ratio"]
    assert diagnosis.departments[["fill", "live", "dead", *made_of]].isna().all(axis=None)
    assert diagnosis.funnel["share"].isna().all()
    for table in (diagnosis.stock, diagnosis.drop_points, diagnosis.silos, diagnosis.told):
        assert len(table) == 0
    verdict = diagnosis.overview.set_index("measure")["estimate"]
    assert verdict[["decided", "changed", "came_back"]].isna().all()
    assert verdict["passed_on"] == 1  # of the one signal that is old enough


def test_a_log_of_closed_cases_only_shows_no_drops(tmp_path):
    diagnosis = diagnosed(tmp_path / "new", healthy())
    lacking = set(diagnosis.not_measurable.itertuples(index=False, name=None))
    assert ("drops", "open_signals") in lacking
    assert len(diagnosis.drop_points) == 0


@pytest.mark.parametrize(
    ("waits", "needs"),
    [("queue", ("split_customer", "stays_customer")), ("customer", ("split_queue", "stays_queue"))],
)
def test_half_of_a_map_of_stays_is_told_apart_from_none(tmp_path, waits, needs):
    rows = [*healthy(), ("s0", moment(1.5), "A", waits, "idea", "A-s0", "", "c1")]
    stays = f'queue = ["queue"]\ncustomer = ["customer"]  # only {waits} occurs'
    diagnosis = diagnosed(tmp_path / "new", rows, more={"log.stays": stays})
    lacking = set(diagnosis.not_measurable.itertuples(index=False, name=None))
    assert {one for one in lacking if one[0].startswith("split")} == {needs}


def test_a_full_log_can_say_everything():
    # All but what no log of the demo's system holds: how long contacts took, and what customers thought of it.
    assert set(demo()[1].not_measurable["what"]) == {"satisfaction", "handle_time"}


# ---- small groups


@pytest.fixture(scope="module")
def with_small_groups(tmp_path_factory):
    """Diagnose an organisation in which D has two persons and E four, the others eight or more."""
    rows = []
    for row in healthy(120):
        name, dept = row[0], row[2]
        persons = {"Desk": 30, "D": 2, "E": 4}.get(dept, 8)
        rows.append((*row[:5], f"{dept}-{int(name[1:]) % persons}", *row[6:]))
    for n in range(30):  # some that stay open, at D too
        rows += journey(f"open{n}", (n, "Desk", ""), (n + 1, "ABDE"[n % 4], ""), person=f"{'ABDE'[n % 4]}-0")
    more = {"engagement": "cutoff = 2025-12-01\ncontact_centre = ['Desk']\nboard = ['E']"}
    return diagnosed(tmp_path_factory.mktemp("small") / "new", rows, more=more)


def test_small_departments_are_in_no_table(with_small_groups):
    assert with_small_groups.withheld == 2
    for name, table in tables_of(with_small_groups).items():
        for column in {"department", "giver", "taker"} & set(table):
            assert not set(table[column]) & {"D", "E"}, name
        if "members" in table:
            assert not any({"D", "E"} & set(members) for members in table["members"])
    assert with_small_groups.board == ("small groups",)
    assert "small groups" in set(with_small_groups.departments["department"])


def test_small_groups_carry_totals_but_no_estimates(with_small_groups):
    departments = with_small_groups.departments.set_index("department")
    row = departments.loc["small groups"]
    assert row["persons"] == 6
    assert row["visits"] > 0
    estimates = ["stay_ratio", "stay_q", "median_days", "reach", "gatekeeping", "silence_limit_days", "trophic_level"]
    assert row[estimates].isna().all()
    assert departments["visit_share"].sum() == pytest.approx(1)
    pairs = with_small_groups.handovers
    at = (pairs["giver"] == "small groups") | (pairs["taker"] == "small groups")
    assert at.any()
    assert pairs.loc[at, ["openness", "wall_q", "bounce_share", "median_days"]].isna().all(axis=None)
    assert not pairs.loc[at, ["lateral", "wall"]].astype(bool).any(axis=None)


def test_a_group_of_one_small_department_takes_the_next_smallest_with_it(tmp_path):
    rows = []
    for row in healthy(80):
        persons = {"Desk": 30, "D": 3, "E": 6}.get(row[2], 9)
        rows.append((*row[:5], f"{row[2]}-{int(row[0][1:]) % persons}", *row[6:]))
    diagnosis = diagnosed(tmp_path / "new", rows)
    assert diagnosis.withheld == 2
    assert not {"D", "E"} & set(diagnosis.departments["department"])


# ---- ties


def test_ties_above_the_bound_are_reshuffled_and_below_it_are_not(tmp_path):
    # In "tied" every signal has two events on one moment, 40 of 120 events; in "apart" none has.
    tied, apart = [], []
    for n in range(40):
        tied += journey(f"s{n}", (n, "Desk", ""), (n + 1, "A", ""), (n + 1, "B", ""))
        apart += journey(f"s{n}", (n, "Desk", ""), (n + 1, "A", ""), (n + 1.1, "B", ""))
    shuffled = diagnosed(tmp_path / "tied", tied, objections=[TIES])
    assert len(shuffled.under(TIES)) == 5
    orders = {tuple(one.handovers["handovers"]) for one in shuffled.under(TIES)}
    assert len(orders) > 1
    assert all(one.signals == 40 for one in shuffled.under(TIES))
    assert diagnosed(tmp_path / "apart", apart, objections=[TIES]).under(TIES) == ()


def test_a_sequence_column_leaves_nothing_to_reshuffle(tmp_path):
    rows = []
    for n in range(40):
        rows += [(f"s{n}", moment(n), dept, str(place)) for place, dept in enumerate(["Desk", "A", "B"])]
    diagnosis = diagnosed(tmp_path / "new", rows, columns=("signal", "time", "department", "sequence"),
                          outcomes=(), objections=[TIES])  # fmt: skip
    assert diagnosis.under(TIES) == ()
    assert diagnosis.handovers["handovers"].sum() == 80


@pytest.mark.slow
def test_seeds_order_ties_in_their_own_way(tmp_path):
    tied = []
    for n in range(60):
        tied += journey(f"s{n}", (n, "Desk", ""), (n + 1, "A", ""), (n + 1, "B", ""), (n + 1, "C", ""))
    engagement = open_engagement(lay_down(tmp_path / "new", tied))

    one, other = (diagnose(engagement, seed=seed, objections=[TIES]).under(TIES) for seed in (1, 2))
    assert [order.handovers["handovers"].tolist() for order in one] != [
        order.handovers["handovers"].tolist() for order in other
    ]


def test_where_no_mapped_status_ever_ends_a_signal_nothing_is_known_of_ends(tmp_path):
    # Of the 160 signals, one a day, 40 are ideas; whatever ended one was left out of the export. No one was told
    # either, and that counts as nobody, for telling is no end.
    rows = [row for row in healthy(160) if row[3] not in ("answered", "told")]
    found = diagnosed(tmp_path / "new", rows)
    assert found.outcomes[["kind", "outcome", "signals"]].to_numpy().tolist() == [
        ["complaint", "not_known", 120], ["idea", "not_known", 40]
    ]  # fmt: skip
    verdict = found.overview.set_index("measure")["estimate"]
    assert verdict[["decided", "changed"]].isna().all()
    assert verdict["came_back"] == 0


# ---- around it


def test_an_engagement_without_a_log_is_diagnosed_as_far_as_that_goes(tmp_path):
    text = '[engagement]\nname = "Interviews only"\nlanguage = "en"\ncontact_centre = ["KCC"]\n[interviews]\n'
    text += 'survey = "survey.csv"\n'
    (tmp_path / "survey.csv").write_text("respondent,giver,taker,relation\nR1,KCC,Product,flow\n", encoding="utf-8")
    (tmp_path / "kccdiag.toml").write_text(text, encoding="utf-8")
    diagnosis = diagnose(open_engagement(tmp_path))
    assert not diagnosis.has_log
    assert diagnosis.centre == "KCC"
    assert diagnosis.limits_in_words()["text"].str.contains("there is no log").tolist()[0]
    assert diagnosis.handovers.empty
    assert {"giver", "taker", "openness"} <= set(diagnosis.handovers)


def test_progress_is_told_by_steps(tmp_path):
    steps: list[tuple[str, float]] = []
    engagement = open_engagement(lay_down(tmp_path / "new", healthy()))
    diagnose(engagement, progress=lambda step, share: steps.append((step, share)))
    assert {"intake", "flow"} <= {step for step, _ in steps}
    assert all(0 <= share <= 1 for _, share in steps)


def surveyed(folder, answers):
    """Lay down a healthy organisation with a survey."""
    lay_down(folder, healthy(), more={"interviews": 'survey = "survey.csv"'})
    (folder / "survey.csv").write_text(f"respondent,giver,taker,relation\n{answers}", encoding="utf-8")
    return open_engagement(folder)


def test_all_that_figures_show_is_there_before_objections_are_tried(tmp_path):
    engagement = surveyed(tmp_path, "R1,A,B,flow\n")
    told = []
    heard = {"show": told.append, "progress": lambda step, share: told.append(step)}
    whole = diagnose(engagement, objections=["limits_halved"], **heard)
    (shown,) = (one for one in told if isinstance(one, Diagnosis))
    assert told.index(shown) < told.index("objections")
    assert shown.answers == () and len(whole.answers) == 1
    assert shown.said["interviews"].equals(whole.said["interviews"]) and len(shown.said["interviews"])


def test_what_is_wrong_in_interviews_is_said_before_anything_is_measured(tmp_path):
    engagement = surveyed(tmp_path, "R1,A,B,shouts\n")
    steps = []
    with pytest.raises(InputError, match="shouts"):
        diagnose(engagement, progress=lambda step, share: steps.append(step))
    assert "interviews" in steps and not {"flow", "measures"} & set(steps)


def test_names_of_the_package_itself_are_in_the_language_asked_for(with_small_groups, tmp_path):
    rows = [(*row[:5], f"one of {row[2]}", *row[6:]) for row in healthy()]  # six departments of one person each
    engagement = open_engagement(lay_down(tmp_path / "new", rows))
    assert set(diagnose(engagement, language="nl").departments["department"]) == {"kleine groepen"}
    assert set(diagnose(engagement).departments["department"]) == {"small groups"}
