"""How a claim stands under objections: what is tried on it, what counts against it, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from diagnosed import demo

from kccdiag.checks import Check, breaking, checks_of
from kccdiag.claims import claims_of, standings_of
from kccdiag.claims.claim import Claim
from kccdiag.diagnosis import Answer, Diagnosis
from kccdiag.findings import judge
from kccdiag.flow.engine import Part, Retelling
from kccdiag.objections import Objection

EARLIER = Objection("earlier_cutoff", retold=Retelling(cutoff=1))
KIND = Objection("kind_alone", about="complaint", part=Part.of_kind(1))
STRICT = Objection("limits_doubled", strictness=2.0)
LENIENT = Objection("limits_halved", strictness=0.5)


@pytest.fixture(scope="module")
def whole() -> Diagnosis:
    return replace(demo()[1], answers=())


def claim_of(d: Diagnosis, kind: str) -> Claim:
    """Return the first claim of a kind."""
    return next(claim for claim in claims_of(d) if claim.kind == kind)


def under(d: Diagnosis, objection: Objection, kind: str, **cells: float) -> tuple[Check, ...]:
    """Try the claim of a kind where its department's row reads otherwise."""
    claim = claim_of(d, kind)
    table = d.departments.copy()
    for name, value in cells.items():
        table.loc[table["department"] == claim.departments[0], name] = value
    answers = (Answer(objection, replace(d, departments=table)),)
    return checks_of([claim], replace(d, answers=answers))[claim.key]


def test_a_claim_holds_as_long_as_its_estimate_is_beyond_the_bound(whole):
    (check,) = under(whole, EARLIER, "reservoir", stay_ratio=1.51, stay_q=0.9)
    assert (check.holds, check.certain, check.estimate) == (True, False, 1.51)  # certainty lost does not count
    (check,) = under(whole, EARLIER, "reservoir", stay_ratio=1.49)
    assert (check.objection, check.holds, check.estimate) == ("earlier_cutoff", False, 1.49)


def test_too_few_cases_are_no_flip(whole):
    (check,) = under(whole, EARLIER, "reservoir", visits=9, stay_ratio=0.2)
    assert (check.holds, check.certain, check.estimate) == (None, None, None)
    assert breaking([check]) == ()


def test_a_telling_in_which_few_persons_are_left_is_not_tried(whole):
    (check,) = under(whole, EARLIER, "reservoir", persons=4, stay_ratio=1.51)
    assert (check.holds, check.estimate) == (None, None)
    (check,) = under(whole, EARLIER, "reservoir", persons=5, stay_ratio=1.51)
    assert (check.holds, check.estimate) == (True, 1.51)


def test_what_leaves_the_number_as_it_is_is_not_listed(whole):
    assert under(whole, KIND, "reservoir") == ()
    assert under(whole, LENIENT, "reservoir") == ()
    assert len(under(whole, STRICT, "reservoir")) == 1  # the bound is another


def test_a_claim_about_one_kind_is_not_tried_on_others(whole):
    claim = claim_of(whole, "drop_point")
    other = replace(whole, drop_points=whole.drop_points.iloc[:0])
    checks = checks_of([claim], replace(whole, answers=(Answer(KIND, other),)))
    assert checks[claim.key] == ()


def test_a_claim_is_not_tried_without_its_own_department(whole):
    claim = claim_of(whole, "reservoir")
    for about, tried in ((claim.departments[0], 0), ("Elsewhere", 1)):
        objection = Objection("without_largest", about=about, retold=Retelling(hidden=1))
        other = replace(whole, departments=whole.departments.iloc[:0])
        checks = checks_of([claim], replace(whole, answers=(Answer(objection, other),)))
        assert len(checks[claim.key]) == tried


def test_several_orders_of_ties_are_one_check_that_holds_where_all_do():
    order = [Check("ties_reshuffled", "", holds, True, 1.0) for holds in (True, False, True)]
    d = demo()[1]
    claim = claim_of(d, "reservoir")
    ties = [Objection("ties_reshuffled", retold=Retelling(shuffle=n)) for n in range(3)]
    tables = [d.departments, d.departments.assign(stay_ratio=1.0), d.departments]
    answers = tuple(Answer(tie, replace(d, departments=table)) for tie, table in zip(ties, tables, strict=True))
    (check,) = checks_of([claim], replace(d, answers=answers))[claim.key]
    assert (check.holds, check.estimate) == (False, 1.0)
    assert breaking(order) == ("ties_reshuffled",)


def test_only_decisive_objections_make_an_indication():
    checks = [Check(name, "", False, True, 1.0) for name in ("last_quarter", "limits_doubled", "unknown_spread")]
    assert breaking(checks) == ("unknown_spread",)


def test_an_indication_names_what_breaks_it(whole):
    department = claim_of(whole, "reservoir").departments[0]
    table = whole.departments.copy()
    table.loc[table["department"] == department, "stay_ratio"] = 1.0
    judgement = judge(replace(whole, answers=(Answer(EARLIER, replace(whole, departments=table)),)))
    (indication,) = judgement.indications
    assert (indication.kind, indication.broken_by) == ("reservoir", ("earlier_cutoff",))
    assert "reservoir" not in [finding.kind for finding in judgement]


def test_every_claim_stands_in_its_own_diagnosis_as_it_was_made(whole):
    claims = claims_of(whole)
    assert len({claim.kind for claim in claims}) >= 5  # the demo has six faults
    standings = standings_of(whole, frozenset(claim.key for claim in claims))
    assert set(standings) == {claim.key for claim in claims}
    for claim in claims:
        assert standings[claim.key].estimate == claim.estimate
        assert standings[claim.key].beyond


def test_the_findings_of_the_demo_say_under_how_much_they_hold():
    for finding in (one for one in judge(demo()[1]) if one.per_year is not None):
        tried = [check for check in finding.checks if check.holds is not None]
        assert len(tried) >= 8
        held = sum(check.holds for check in tried)
        assert str(len(tried)) in finding.holds
        assert (str(held) in finding.holds) == (held < len(tried)) or held == len(tried)
