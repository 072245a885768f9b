"""Which kinds of claims a log could have borne: what could not be found is not called absent."""

from __future__ import annotations

from collections.abc import Callable

from kccdiag.diagnosis import Diagnosis


def sought_in(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Name the kinds of claims that a diagnosis could have led to, found or not.

    Returns
    -------
    tuple of str
        Kinds for which at least one number rests on enough cases to be held against its bound.
    """
    return tuple(kind for kind, could in _COULD.items() if could(diagnosis))


def _reservoir(d: Diagnosis) -> bool:
    enough = d.departments[["visits", "visits_elsewhere"]].min(axis=1, skipna=False) >= d.limits.reservoir_visits
    return bool((enough & d.departments["stay_ratio"].notna()).any())


def _dry(d: Diagnosis) -> bool:
    seen = d.departments["centre_signals"] * d.limits.dry_reach >= 1
    return bool((seen & d.departments["reach"].notna()).any())


def _wall(d: Diagnosis) -> bool:
    expected = d.handovers["expected"] >= d.limits.wall_expected
    return bool((d.handovers["lateral"].astype(bool) & expected).any())


def _is_measured(d: Diagnosis, measure: str) -> bool:
    rows = d.overview[(d.overview["measure"] == measure) & (d.overview["n"] >= d.limits.least_cases)]
    return bool(rows["estimate"].notna().any())


_COULD: dict[str, Callable[[Diagnosis], bool]] = {
    "trickle": lambda d: _is_measured(d, "passed_on"),
    "reservoir": _reservoir,
    "dry": _dry,
    "gatekeeper": lambda d: bool((d.departments["gatekeeping_of"] >= d.limits.least_cases).any()),
    "wall": _wall,
    "silo": lambda d: "silos" not in set(d.not_measurable["what"]),
    "bounce": lambda d: bool((d.handovers["followed"] >= d.limits.bounce_handovers).any()),
    "drop_point": lambda d: bool((d.drop_points["visits"] >= d.limits.drop_visits).any()),
    "open_loop": lambda d: bool((d.told["signals"] >= d.limits.least_cases).any()),
    "recurring_idea": lambda d: len(d.recurring) > 0,
    "silence_spreads": lambda d: bool(d.returns["difference"].notna().any()),
    "repeat_contact": lambda d: bool((d.contact_reasons["followed_contacts"] >= d.limits.repeat_contacts).any()),
    "failure_demand": lambda d: _is_measured(d, "failure_demand"),
}
KINDS = tuple(_COULD)  # of claims, in the order in which they are spoken of
