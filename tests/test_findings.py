"""Which numbers become claims, on which side of their bounds, in what words and order (DEFINITIONS 11)."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from diagnosed import demo
from scipy.stats import binom

from kccdiag.diagnosis import Answer, Diagnosis
from kccdiag.findings import Judgement, as_record, judge
from kccdiag.flow.engine import Retelling
from kccdiag.limits import Limits
from kccdiag.objections import TIES, Objection

LEAST = 1e-6


@pytest.fixture(scope="module")
def quiet() -> Diagnosis:
    """Return the demo with nothing to find: every number on the good side of its bound."""
    d = demo()[1]
    departments = d.departments.assign(
        stay_ratio=1.0, stay_ratio_low=0.9, stay_ratio_high=1.1, excess_share=0.0, stay_q=0.5, reach=0.3, reach_low=0.2,
        reach_high=0.4, gatekeeping=0.1, gatekeeping_low=0.05, gatekeeping_high=0.15,
    )  # fmt: skip
    handovers = d.handovers.assign(
        handovers=50.0, expected=50.0, openness=1.0, same_signals_expected=50.0, wall_q=1.0, order_q=1.0,
        later_q=np.nan, wall=False,
        walled=False, order_of_work=False, across_silo=False, lateral=True, bounce_share=0.1, bounce_share_low=0.05,
        bounce_share_high=0.2, first_order_share=0.1, parallel=False,
    )  # fmt: skip
    drop_points = d.drop_points.assign(dropped=1, visits=100, share=0.01, share_elsewhere=0.01, difference=0.0, q=1.0)
    told = d.told.assign(told=90, signals=100, share=0.9, low=0.85, high=0.93)
    overview = d.overview.set_index("measure")
    overview.loc["passed_on", ["estimate", "low", "high"]] = 0.9, 0.88, 0.92
    overview.loc["dry_departments", ["estimate", "low", "high"]] = 0.0
    return replace(
        d, departments=departments, handovers=handovers, drop_points=drop_points, told=told, silos=d.silos.iloc[:0],
        overview=overview.reset_index(), kpi_balance=d.kpi_balance.iloc[:0], answers=(),
    )  # fmt: skip


def changed(d: Diagnosis, table: str, where: dict[str, object], **values: object) -> Diagnosis:
    """Change cells of the rows of a table where columns have these values."""
    frame = getattr(d, table).copy()
    rows = np.logical_and.reduce([frame[name] == value for name, value in where.items()])
    assert rows.any(), where
    for name, value in values.items():
        frame.loc[rows, name] = value
    return replace(d, **{table: frame})


def found(d: Diagnosis) -> list[str]:
    """Return the ids of the findings."""
    return [finding.id for finding in judge(d)]


def test_nothing_beyond_its_bound_is_no_finding(quiet):
    judgement = judge(quiet)
    assert (len(judgement), judgement.indications, len(judgement.more)) == (0, (), 0)


# ---- each kind on either side of its bounds


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, True),
        ({"stay_ratio": 1.5 - LEAST}, False),
        ({"excess_share": 0.01 - LEAST}, False),
        ({"visits": 9.0}, False),
        ({"stay_q": 0.05}, False),
    ],
)
def test_a_reservoir_is_material_frequent_and_certain(quiet, values, shown):
    bounds = {"stay_ratio": 1.5, "stay_ratio_low": 1.2, "stay_ratio_high": 1.9, "excess_share": 0.01, "visits": 10.0}
    d = changed(quiet, "departments", {"department": "Incasso"}, **bounds | {"stay_q": 0.049} | values)
    assert found(d) == (["reservoir:Incasso"] if shown else [])


HELD = {"stay_ratio": 3.0, "stay_ratio_low": 2.5, "stay_ratio_high": 3.5, "excess_share": 0.1, "stay_q": 0.001}
MADE_OF = {
    "queue_share": 0.2, "work_share": 0.5, "customer_share": 0.3, "own_stay_ratio": 2.0, "own_stay_ratio_low": 1.6,
    "own_stay_ratio_high": 2.4, "queue_of_excess": 0.2, "customer_of_excess": 0.3,
}  # fmt: skip
UNKNOWN = dict.fromkeys(MADE_OF, np.nan)
WAITS = {"own_stay_ratio": 1.5 - LEAST, "customer_of_excess": 0.5 + LEAST, "customer_share": 0.62}


@pytest.mark.parametrize(
    ("values", "headline", "meaning", "caveats"),
    [
        ({}, "houdt", "20 % wachten tot iemand het oppakt, 30 % wachten op de klant en 50 % werk", 0),
        (WAITS, "Incasso wacht vooral op klanten", "62 % op de klant", 0),
        (WAITS | {"own_stay_ratio": 1.5}, "houdt", "Ook zonder dat wachten", 0),  # slow and waiting
        (WAITS | {"customer_of_excess": 0.5}, "houdt", "20 % wachten tot", 0),  # no more than half
        ({"queue_of_excess": 0.5 + LEAST, "queue_share": 0.64}, "houdt", "64 % tot iemand het oppakt", 0),
        (UNKNOWN, "houdt", "van alle signaaldagen.", 1),
        (UNKNOWN | {"queue_share": 0.64, "queue_of_excess": 0.6}, "houdt", "64 % tot iemand het oppakt", 1),
        (WAITS | {"queue_share": np.nan, "work_share": np.nan, "queue_of_excess": np.nan}, "wacht vooral", "62 %", 1),
    ],
)
def test_a_reservoir_says_what_its_long_stays_are_made_of(quiet, values, headline, meaning, caveats):
    d = changed(quiet, "departments", {"department": "Incasso"}, **HELD | MADE_OF | values)
    (finding,) = judge(d)
    assert (finding.id, finding.estimate) == ("reservoir:Incasso", 3.0)  # of one kind, whatever it is called
    assert headline in finding.headline
    assert meaning in finding.meaning
    assert len(finding.caveats) == 1 + caveats


@pytest.mark.parametrize(("high", "shown"), [(0.5 - LEAST, True), (0.5, False)])
def test_a_trickle_is_surely_below_half(quiet, high, shown):
    d = changed(quiet, "overview", {"measure": "passed_on"}, estimate=0.4, low=0.35, high=high)
    assert found(d) == (["trickle"] if shown else [])


@pytest.mark.parametrize(("high", "shown"), [(0.01 - LEAST, True), (0.01, False)])
def test_a_dry_department_is_surely_reached_by_less_than_one_in_a_hundred(quiet, high, shown):
    d = changed(quiet, "departments", {"department": "Marketing"}, reach=0.002, reach_low=0.001, reach_high=high)
    assert found(d) == (["dry:Marketing"] if shown else [])


def test_the_board_and_the_contact_centre_are_never_dry(quiet):
    for department in ("KCC", "Directie"):
        d = changed(quiet, "departments", {"department": department}, reach=0.0, reach_low=0.0, reach_high=0.001)
        assert found(d) == []


def test_many_dry_departments_are_one_finding(quiet):
    d = quiet
    for department in [name for name in d.departments["department"] if name not in ("KCC", "Directie")][:6]:
        d = changed(d, "departments", {"department": department}, reach=0.0, reach_low=0.0, reach_high=0.001)
    d = changed(d, "overview", {"measure": "dry_departments"}, estimate=0.6, low=0.6, high=0.6, n=10)
    (finding,) = judge(d)
    assert (finding.id, finding.departments, finding.estimate) == ("dry", (), 0.6)
    assert "6 van de 10" in finding.headline
    assert len(finding.evidence) == 7  # the whole and each of the six


@pytest.mark.parametrize(("share", "low", "shown"), [(0.7, 0.5 + LEAST, True), (0.7, 0.5, False)])
def test_a_gatekeeper_surely_sees_more_than_half(quiet, share, low, shown):
    values = {"gatekeeping": share, "gatekeeping_low": low, "gatekeeping_high": 0.9}
    d = changed(quiet, "departments", {"department": "Product"}, **values)
    assert found(d) == (["gatekeeper:Product"] if shown else [])


WALLED = {"handovers": 5.0, "expected": 50.0, "openness": 0.1, "wall_q": 0.001, "order_q": 0.002, "wall": True,
          "walled": True}  # fmt: skip


def test_a_wall_is_what_the_measure_marked(quiet):
    d = changed(quiet, "handovers", {"giver": "ICT", "taker": "Verkoop"}, **WALLED)
    (finding,) = judge(d)
    assert (finding.kind, finding.departments, finding.unit) == ("wall", ("ICT", "Verkoop"), "ratio")
    assert (finding.estimate, finding.q) == (0.1, 0.002)  # the less certain of its two conditions
    assert finding.per_year == pytest.approx(45 / d.years)
    unsure = changed(d, "handovers", {"giver": "ICT", "taker": "Verkoop"}, wall=False)
    assert found(unsure) == []


def silo(*members: str) -> pd.DataFrame:
    """Make the table of one silo."""
    row = {
        "members": members, "boundary": 0.3, "boundary_low": 0.2, "boundary_high": 0.4,
        "inner": 2.0, "inner_low": 1.8, "inner_high": 2.2, "crossing": 30.0, "crossing_expected": 100.0, "p": 0.001,
    }  # fmt: skip
    return pd.DataFrame([row])


def test_walls_across_the_boundary_of_a_silo_are_its_evidence_and_no_findings(quiet):
    d = replace(quiet, silos=silo("ICT", "Verkoop"))
    across = WALLED | {"wall": False, "walled": False, "across_silo": True}  # as the measure marks it
    d = changed(d, "handovers", {"giver": "ICT", "taker": "Product"}, **across)
    d = changed(d, "handovers", {"giver": "Marketing", "taker": "Product"}, **WALLED)
    judgement = judge(d)
    assert {finding.id for finding in judgement} == {"silo:ICT:Verkoop", "wall:Marketing:Product"}
    (own,) = [finding for finding in judgement if finding.kind == "silo"]
    across = [row["row"] for row in own.evidence if row["table"] == "handovers"]
    assert {"giver": "ICT", "taker": "Product", "handovers": 5.0, "expected": 50.0, "openness": 0.1} in across
    assert all((row["giver"] in own.departments) != (row["taker"] in own.departments) for row in across)
    assert own.per_year == pytest.approx(70 / d.years)


BOUNCING = {"followed": 50.0, "bounces": 35.0, "bounce_share": 0.7, "bounce_share_low": 0.5 + LEAST,
            "bounce_share_high": 0.8, "first_order_share": 0.35}  # fmt: skip


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, True),
        ({"followed": 49.0}, False),
        ({"bounce_share_low": 0.5}, False),
        ({"first_order_share": 0.36}, False),  # 0.7 is not twice that
        ({"parallel": True}, False),  # tasks side by side interleave
    ],
)
def test_a_bounce_is_frequent_certain_and_twice_what_a_chain_would_do(quiet, values, shown):
    d = changed(quiet, "handovers", {"giver": "ICT", "taker": "Verkoop"}, **BOUNCING | values)
    assert found(d) == (["bounce:ICT:Verkoop"] if shown else [])


def test_a_pair_that_bounces_both_ways_is_told_once_in_its_worse_direction(quiet):
    d = changed(quiet, "handovers", {"giver": "ICT", "taker": "Verkoop"}, **BOUNCING)
    d = changed(d, "handovers", {"giver": "Verkoop", "taker": "ICT"}, **BOUNCING | {"bounces": 36.0})
    assert found(d) == ["bounce:Verkoop:ICT"]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, True),
        ({"difference": 0.05 - LEAST}, False),
        ({"share_elsewhere": 0.06}, False),  # 0.1 is not twice that
        ({"visits": 9}, False),
        ({"q": 0.05}, False),
        ({"dropped": 4}, False),
    ],
)
def test_a_drop_point_is_five_points_and_twice_above_elsewhere(quiet, values, shown):
    bounds = {"visits": 10, "dropped": 5, "share": 0.1, "share_elsewhere": 0.05, "difference": 0.05, "q": 0.049}
    d = changed(quiet, "drop_points", {"department": "Verkoop", "kind": "idea"}, **bounds | values)
    assert found(d) == (["drop_point:Verkoop:idea"] if shown else [])


def test_a_drop_point_says_when_drops_are_undercounted(quiet):
    bounds = {"visits": 100, "dropped": 30, "share": 0.3, "share_elsewhere": 0.05, "difference": 0.25, "q": 0.001}
    d = changed(quiet, "drop_points", {"department": "Verkoop", "kind": "idea"}, **bounds)
    late = changed(d, "silence", {"department": "Verkoop"}, undercounted=True)
    assert len(judge(late).findings[0].caveats) == len(judge(d).findings[0].caveats) + 1


def test_an_open_loop_is_one_finding_where_the_whole_organisation_is_silent(quiet):
    d = changed(quiet, "told", {"department": ""}, share=0.4, low=0.38, high=0.49)
    d = changed(d, "told", {"department": "Incasso"}, told=1, share=0.01, low=0.0, high=0.05)
    assert found(d) == ["open_loop"]


def test_an_open_loop_of_a_department_is_corrected_for_the_others(quiet):
    # 40 of 100 told, where half is asked: p = P(X ≤ 40) = .028, and of eleven departments one such proves nothing.
    departments = (quiet.told["department"] != "").sum()
    p = binom.cdf(40, 100, 0.5)
    assert p == pytest.approx(0.0284, abs=1e-4) and departments == 12
    d = changed(quiet, "told", {"department": "Incasso"}, told=40, signals=100, share=0.4, low=0.31, high=0.498)
    assert found(d) == []
    worse = changed(quiet, "told", {"department": "Incasso"}, told=25, signals=100, share=0.25, low=0.18, high=0.34)
    (finding,) = judge(worse)
    assert finding.id == "open_loop:Incasso"
    assert finding.q == pytest.approx(12 * binom.cdf(25, 100, 0.5))


def test_the_organisations_own_promise_takes_the_place_of_the_bound(quiet):
    d = changed(quiet, "told", {"department": ""}, share=0.8, low=0.78, high=0.82)
    assert found(d) == []
    promised = replace(d, told_target=0.9)
    (finding,) = [one for one in judge(promised) if not one.departments]
    assert (finding.kind, finding.limit) == ("open_loop", 0.9)


def test_limits_of_the_engagement_decide(quiet):
    d = changed(quiet, "overview", {"measure": "passed_on"}, estimate=0.6, low=0.58, high=0.62)
    assert found(d) == []
    assert found(replace(d, limits=Limits(trickle_share=0.7))) == ["trickle"]


def test_numbers_that_are_not_measurable_are_no_findings(quiet):
    departments = quiet.departments.copy()
    numbers = departments.select_dtypes("number").columns
    departments[numbers] = np.nan
    overview = quiet.overview.query("measure != 'dry_departments'").assign(estimate=np.nan, low=np.nan, high=np.nan)
    handovers = quiet.handovers.assign(expected=np.nan, openness=np.nan, bounce_share=np.nan, followed=0.0)
    d = replace(
        quiet, departments=departments, overview=overview, handovers=handovers, told=quiet.told.iloc[:0],
        drop_points=quiet.drop_points.iloc[:0], stock=quiet.stock.iloc[:0],
    )  # fmt: skip
    assert found(d) == []


# ---- order, number, and what flips


def reservoirs(quiet: Diagnosis, many: int) -> Diagnosis:
    """Make so many reservoirs, the first with most excess but fewest signals."""
    d = quiet
    names = sorted(set(d.departments["department"]) - {"KCC"})[:many]
    for place, name in enumerate(names):
        d = changed(
            d, "departments", {"department": name}, stay_ratio=2.0, stay_q=0.001, excess_share=0.2 - place / 100,
            signals=100.0 + place,
        )  # fmt: skip
    return d


def test_at_most_five_of_a_kind_by_excess_and_the_rest_is_counted(quiet):
    judgement = judge(reservoirs(quiet, 8))
    names = sorted(set(quiet.departments["department"]) - {"KCC"})
    assert {finding.departments[0] for finding in judgement} == set(names[:5])
    assert judgement.more.to_dict("records") == [{"kind": "reservoir", "more": 3}]
    assert len(judge(reservoirs(quiet, 5)).more) == 0


def test_findings_go_by_the_signals_a_year_that_they_touch(quiet):
    judgement = judge(reservoirs(quiet, 4))
    touched = [finding.per_year for finding in judgement]
    assert touched == sorted(touched, reverse=True)
    assert touched[0] == pytest.approx(103 / quiet.years)


def test_what_flips_when_ties_are_reshuffled_is_an_indication(quiet):
    d = reservoirs(quiet, 2)
    stable, fragile = sorted(set(quiet.departments["department"]) - {"KCC"})[:2]
    other = changed(d, "departments", {"department": fragile}, stay_ratio=1.49)
    unsure = changed(d, "departments", {"department": stable}, stay_q=0.2)  # certainty lost does not count
    order = Objection(TIES, retold=Retelling(shuffle=1))
    judgement = judge(replace(d, answers=tuple(Answer(order, one) for one in (d, other, unsure))))
    (finding,) = judgement.findings
    (indication,) = judgement.indications
    assert finding.departments == (stable,)
    assert [(check.objection, check.holds) for check in finding.checks] == [(TIES, True)]
    assert finding.broken_by == ()
    assert indication.departments == (fragile,)
    assert indication.broken_by == ("ties_reshuffled",)


def test_a_judgement_is_its_findings(quiet):
    judgement = judge(reservoirs(quiet, 3))
    assert isinstance(judgement, Judgement)
    assert list(judgement) == list(judgement.findings)
    assert len(judgement) == 3


# ---- words and fields


def test_headlines_of_the_demo_carry_their_numbers():
    # The share of signal-days and of visits, as the table has them, in plain Dutch and English.
    d = demo()[1]
    row = d.departments.set_index("department").loc["Facturatie"]
    held, visits = round(100 * row["held_share"]), round(100 * row["visit_share"])
    (dutch,) = [finding for finding in judge(d) if finding.kind == "reservoir"]
    assert dutch.headline == f"Facturatie houdt {held} % van alle signaaldagen vast met {visits} % van de bezoeken"
    (english,) = [finding for finding in judge(replace(d, language="en")) if finding.kind == "reservoir"]
    assert english.headline == f"Facturatie holds {held}% of all signal-days with {visits}% of the visits"
    assert (dutch.id, dutch.estimate) == (english.id, english.estimate)


def test_the_planted_faults_of_the_demo_are_its_findings():
    ids = {finding.id for finding in judge(demo()[1]) if finding.per_year is not None}  # of signals
    assert ids == {
        "reservoir:Facturatie", "wall:Meterbeheer:ICT", "silo:Marketing:Verduurzaming:Verkoop",
        "drop_point:Product:idea", "dry:Juridische Zaken", "open_loop",
    }  # fmt: skip


def test_every_finding_is_complete():
    d = demo()[1]
    for language in ("nl", "en"):
        for finding in judge(replace(d, language=language)):
            assert finding.low <= finding.estimate <= finding.high
            assert finding.n > 0 and (finding.per_year is None) is (finding.kind == "narrow_kpis")
            assert finding.per_year is None or finding.per_year > 0
            assert finding.headline and finding.meaning and finding.caveats and finding.evidence
            assert all("{" not in text for text in (finding.headline, finding.meaning, *finding.caveats))
            assert math.isfinite(finding.limit)


def test_evidence_is_rows_of_the_tables():
    d = demo()[1]
    for finding in judge(d):
        for piece in finding.evidence:
            table = getattr(d, piece["table"])
            rows = table.to_dict("records")
            own = {name: value for name, value in piece["row"].items() if name != "members"}
            assert any(all(_equal(row.get(name), value) for name, value in own.items()) for row in rows), piece


def _equal(one: object, other: object) -> bool:
    return one == other or (one != one and (other is None or other != other))


def test_records_have_the_fields_of_the_file():
    fields = {
        "id", "kind", "departments", "about", "estimate", "unit", "low", "high", "q", "n", "per_year", "limit",
        "checks", "holds", "headline", "meaning", "caveats", "evidence",
    }  # fmt: skip
    for finding in judge(demo()[1]):
        assert set(as_record(finding)) == fields
        broken = as_record(replace(finding, broken_by=("ties_reshuffled",)))
        assert set(broken) == fields | {"broken_by"}


def test_a_contact_centre_that_is_only_the_intake_is_called_so_and_caveated(quiet):
    d = changed(quiet, "overview", {"measure": "passed_on"}, estimate=0.4, low=0.35, high=0.45)
    (named,) = judge(d)
    (intake,) = judge(replace(d, intake=True))
    assert "KCC" in named.headline
    assert "KCC" not in intake.headline and "de intake" in intake.headline
    assert len(intake.caveats) == len(named.caveats) + 1


def test_without_topics_walls_and_silos_say_what_else_they_may_be(quiet):
    d = replace(quiet, silos=silo("ICT", "Verkoop"))
    d = changed(d, "handovers", {"giver": "Marketing", "taker": "Product"}, **WALLED)
    with_topic, without = judge(d), judge(replace(d, has=d.has - {"topic"}))
    for one, other in zip(with_topic, without, strict=True):
        assert len(other.caveats) == len(one.caveats) + 1


@pytest.mark.parametrize(("deviations", "shown"), [(2.5, False), (2.6, True), (-2.6, True)])
def test_one_comparison_in_no_family_has_to_be_surer(quiet, deviations, shown):
    # p is .0124 at 2.5 deviations and .0093 at 2.6; one hundredth is asked for.
    error = 0.04
    returns = quiet.returns.assign(
        told_customers=500, untold_customers=500, told_returns=0.6, untold_returns=0.5, difference=deviations * error,
        difference_low=(deviations - 1.959964) * error, difference_high=(deviations + 1.959964) * error,
    )  # fmt: skip
    assert found(replace(quiet, returns=returns)) == (["silence_spreads"] if shown else [])
