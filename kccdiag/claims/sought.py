"""Which rows and kinds of claims a log could have borne: what could not be found is not called absent."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pandas as pd

from kccdiag.diagnosis import Diagnosis
from kccdiag.voices import no_voices


def sought_in(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Name the kinds of claims that a diagnosis could have led to, found or not.

    Returns
    -------
    tuple of str
        Kinds for which at least one number rests on enough cases to be held against its bound.
    """
    return tuple(kind for kind, could in _COULD.items() if could(diagnosis))


def not_found_in(diagnosis: Diagnosis, claimed: Collection[str]) -> list[str]:
    """Name the kinds of claims that a diagnosis could have led to and did not.

    A wall through which somebody needs signals is told as an unmet need, one across a silo's boundary as that silo; it
    is found all the same.
    """
    walled = bool(diagnosis.handovers["wall"].any())
    found = {*claimed, "wall"} if walled else set(claimed)
    return [kind for kind in sought_in(diagnosis) if kind not in found]


def judged_rows(kind: str, diagnosis: Diagnosis) -> pd.DataFrame:
    """Choose the rows that rest on enough cases to be held against the bound of a kind of claim.

    Returns
    -------
    pandas.DataFrame
        Of ``departments``, ``handovers``, ``drop_points``, ``told``, ``contact_reasons``, ``kpi_balance``,
        ``overview`` or, of what people said, ``pairs`` or ``barriers``, in its own order.
    """
    return _JUDGED[kind](diagnosis)


def failing_reasons(diagnosis: Diagnosis) -> pd.DataFrame:
    """Choose the rows of ``contact_reasons`` that come of something gone wrong, as the engagement says."""
    reasons = diagnosis.contact_reasons
    return reasons[reasons["failure_demand"].fillna(False).astype(bool)]


def _reservoir(d: Diagnosis) -> pd.DataFrame:
    enough = d.departments[["visits", "visits_elsewhere"]].min(axis=1, skipna=False) >= d.limits.reservoir_visits
    return d.departments[enough]


def _dry(d: Diagnosis) -> bool:
    seen = d.departments["centre_signals"] * d.limits.dry_reach >= 1
    return bool((seen & d.departments["reach"].notna()).any())


def _wall(d: Diagnosis) -> pd.DataFrame:
    return d.handovers[d.handovers["lateral"].astype(bool) & (d.handovers["expected"] >= d.limits.wall_expected)]


def _spoken_of(d: Diagnosis) -> pd.DataFrame:
    return (d.voices or no_voices()).spoken_of


def _barrier(d: Diagnosis) -> pd.DataFrame:
    table = (d.voices or no_voices()).barriers
    return table[(table["of"] >= d.limits.barrier_respondents) | table["one_voice"].astype(bool)]


def _of_the_whole(d: Diagnosis, measure: str) -> pd.DataFrame:
    return d.overview[(d.overview["measure"] == measure) & (d.overview["n"] >= d.limits.least_cases)]


_JUDGED: dict[str, Callable[[Diagnosis], pd.DataFrame]] = {
    "trickle": lambda d: _of_the_whole(d, "passed_on"),
    "reservoir": _reservoir,
    "gatekeeper": lambda d: d.departments[d.departments["gatekeeping_of"] >= d.limits.least_cases],
    "wall": _wall,
    "bounce": lambda d: d.handovers[d.handovers["followed"] >= d.limits.bounce_handovers],
    "drop_point": lambda d: d.drop_points[d.drop_points["visits"] >= d.limits.drop_visits],
    "open_loop": lambda d: d.told[d.told["signals"] >= d.limits.least_cases],
    "repeat_contact": lambda d: d.contact_reasons[d.contact_reasons["followed_contacts"] >= d.limits.repeat_contacts],
    "failure_demand": lambda d: _of_the_whole(d, "failure_demand"),
    "narrow_kpis": lambda d: d.kpi_balance[d.kpi_balance["efficiency_share"].notna()],
    "paper_channel": _spoken_of,
    "unspoken_channel": _spoken_of,
    "unmet_need": _spoken_of,
    "barrier": _barrier,
}
_COULD: dict[str, Callable[[Diagnosis], bool]] = {
    "trickle": lambda d: bool(judged_rows("trickle", d)["estimate"].notna().any()),
    "reservoir": lambda d: bool(judged_rows("reservoir", d)["stay_ratio"].notna().any()),
    "dry": _dry,
    "gatekeeper": lambda d: len(judged_rows("gatekeeper", d)) > 0,
    "wall": lambda d: len(judged_rows("wall", d)) > 0,
    "silo": lambda d: d.has_log and "silos" not in set(d.not_measurable["what"]),
    "bounce": lambda d: len(judged_rows("bounce", d)) > 0,
    "drop_point": lambda d: len(judged_rows("drop_point", d)) > 0,
    "open_loop": lambda d: len(judged_rows("open_loop", d)) > 0,
    "recurring_idea": lambda d: len(d.recurring) > 0,
    "silence_spreads": lambda d: bool(d.returns["difference"].notna().any()),
    "repeat_contact": lambda d: len(judged_rows("repeat_contact", d)) > 0,
    "failure_demand": lambda d: bool(judged_rows("failure_demand", d)["estimate"].notna().any()),
    "narrow_kpis": lambda d: len(judged_rows("narrow_kpis", d)) > 0,
    "paper_channel": lambda d: bool((judged_rows("paper_channel", d)["flow"] > 0).any()),
    "unspoken_channel": lambda d: len(judged_rows("unspoken_channel", d)) > 0,
    "unmet_need": lambda d: bool((judged_rows("unmet_need", d)["need"] > 0).any()),
    "barrier": lambda d: d.voices is not None and d.voices.respondents >= d.limits.barrier_respondents,
}
KINDS = tuple(_COULD)  # of claims, in the order in which they are spoken of
