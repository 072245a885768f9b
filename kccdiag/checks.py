"""The rebuttal before it is made: how each claim stands under the objections it will meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kccdiag.claims import standings_of
from kccdiag.claims.claim import Claim, Key
from kccdiag.diagnosis import Answer, Diagnosis
from kccdiag.objections import DECISIVE, OF_VOICES, TIES, Objection

LISTED = ("narrow_kpis", "barrier")  # kinds of claims that no log tells: lists of a consultant, what people said


@dataclass(frozen=True)
class Check:
    """How a claim stands under one objection.

    Attributes
    ----------
    objection, about
        Its name, and the kind of signal or department that it names; "" for none.
    holds
        Whether the estimate stays beyond its bound; None where there are too few cases to tell.
    certain
        Whether it passes its test too: with fewer signals certainty is lost, and does not count against it.
    estimate
        None where there are too few cases.
    """

    objection: str
    about: str
    holds: bool | None
    certain: bool | None
    estimate: float | None


def checks_of(claims: Sequence[Claim], diagnosis: Diagnosis) -> dict[Key, tuple[Check, ...]]:
    """Try claims under every objection that the diagnosis has an answer to, by the claims' keys.

    An objection is not tried on a claim that it cannot touch: one about a kind of signal is not tried on other kinds,
    one that names the largest department not without it, and one whose number stays as it is under a bound no stricter
    has nothing to fear. What rests on no log is tried under stricter limits only.
    """
    keys = frozenset(claim.key for claim in claims)
    standings = [(answer.objection, _standings(answer, keys)) for answer in diagnosis.answers]
    return {
        claim.key: _merged(
            _check(objection, claim, found.get(claim.key))
            for objection, found in standings
            if _touches(objection, claim, found.get(claim.key))
        )
        for claim in claims
    }


def _standings(answer: Answer, keys: frozenset[Key]) -> dict[Key, Claim]:
    objection = answer.objection
    if objection.name in OF_VOICES:
        return standings_of(answer.diagnosis, keys, heard=True)
    asked = keys if objection.strictness > 1 else frozenset(key for key in keys if key[0] not in LISTED)
    return _of_enough(standings_of(answer.diagnosis, asked), answer.diagnosis)


def _of_enough(found: dict[Key, Claim], told: Diagnosis) -> dict[Key, Claim]:
    """Leave out what would be about few persons in this telling of the log (DEFINITIONS 10): it is not tried.

    What hardly reaches a department is about those who do not send it, and stays; so does what no log tells.
    """
    persons = told.departments.set_index("department")["persons"]
    few = set(persons.index[(persons > 0) & (persons < told.limits.group_size)])
    exempt = ("dry", *LISTED)
    return {key: claim for key, claim in found.items() if claim.kind in exempt or not few & set(claim.departments)}


def breaking(checks: Iterable[Check]) -> tuple[str, ...]:
    """Name the decisive objections under which a claim does not hold."""
    return tuple(check.objection for check in checks if check.holds is False and check.objection in DECISIVE)


def _touches(objection: Objection, claim: Claim, there: Claim | None) -> bool:
    if objection.name in OF_VOICES:
        return claim.heard
    if claim.kind in LISTED:
        return objection.strictness > 1
    if objection.name == TIES:
        return True
    if objection.name == "kind_alone" and claim.of_kind:
        return False
    if objection.name == "without_largest" and objection.about in claim.departments:
        return False
    same = there is not None and there.estimate.value == claim.estimate.value
    return not same or objection.strictness > 1


def _check(objection: Objection, claim: Claim, there: Claim | None) -> Check:
    if there is None and objection.name in OF_VOICES:  # what is left does not say it, or may not be shown
        return Check(objection.name, objection.about, False, False, None)
    if there is None:
        return Check(objection.name, objection.about, None, None, None)
    value = float(there.estimate.value)
    same_side = value * claim.estimate.value >= 0  # a difference that turns round says the opposite
    holds, certain = bool(there.beyond and same_side), bool(there.certain and same_side)
    return Check(objection.name, objection.about, holds, certain, value)


def _merged(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Make one check of the several orders in which tied events were tried: it holds where all do."""
    merged: dict[tuple[str, str], Check] = {}
    for check in checks:
        name = check.objection, check.about
        before = merged.get(name)
        if before is None or before.holds is None or (before.holds and check.holds is False):
            merged[name] = check
    return tuple(merged.values())
