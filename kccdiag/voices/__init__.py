"""What people say, beside what the log shows: tables in which nobody stands alone (DEFINITIONS 6 and 10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.intake.interviews import Interviews
from kccdiag.limits import Limits
from kccdiag.measures.voices import STANDINGS
from kccdiag.voices.coders import agreement_table
from kccdiag.voices.compared import compared_table, reported_openness
from kccdiag.voices.heard import heard_table
from kccdiag.voices.named import PURPOSES, by_department, hides, purposes_table, quotes_table, sayers_of
from kccdiag.voices.pairs import amounts_table, nodes_of, pairs_table, seen_of, with_leaning
from kccdiag.voices.people import People
from kccdiag.voices.tables import TABLES, Voices, no_voices, shaped
from kccdiag.voices.told import Told, told_in

__all__ = ["STANDINGS", "TABLES", "Voices", "no_voices", "voices_of", "without"]


def voices_of(  # noqa: PLR0913 — what is said, of which organisation, beside which log
    interviews: Interviews,
    engagement: Engagement,
    observed: pd.DataFrame | None,
    *,
    limits: Limits,
    logged: pd.DataFrame | None = None,
    seed: int = 0,
    permutations: int = 2000,
) -> Voices:
    """Count what people say so that nobody can be told apart, and hold it beside the log.

    Parameters
    ----------
    observed
        A diagnosis' ``handovers`` (``giver``, ``taker``, ``handovers``, ``expected``, ``openness``, ``openness_low``,
        ``openness_high``; by name); None without a log.
    logged
        ``kind``, ``signals`` (that start at the contact centre), ``months`` (of the log); None without a log.
    permutations
        Orders of departments drawn to compare the two networks; with 0 they are not compared.

    Notes
    -----
    Everything but head counts is computed from what may be shown: ``People.countable`` decides on every count first,
    and all else, standings and networks too, follows from the counts that are left.
    """
    told = told_in(interviews, limits=limits)
    people = told.people
    pairs = pairs_table(told.said, people, seen_of(observed), limits=limits)
    reported = reported_openness(pairs, people, nodes_of(pairs, people))
    counted = _counted(told)
    voices = Voices(
        interviews=len(set(interviews.participants["interview"]) - {""}),
        respondents=len(people.departments),
        withheld=len(people.departments.keys() - people.willing),
        one_voice=_departments(people, lambda of: 0 < len(of & people.willing) < people.least),
        withheld_at=_departments(people, lambda of: not people.is_open(of)),
        pairs=_as_shown(pairs, told, reported, amounts_table(interviews, people), limits=limits),
        barriers=told.barriers,
        purposes=purposes_table(sayers_of(interviews, "purpose", PURPOSES), people),
        quotes=quotes_table(interviews, engagement, people, counted),
        compared=shaped("compared", {}),
        heard=heard_table(interviews, people, engagement, logged),
        agreement=agreement_table(interviews, people, apart=_apart(counted, told), seed=seed),
    )
    if not permutations or observed is None:
        return voices
    units = dict(zip(engagement.departments["department"], engagement.departments["unit"], strict=True))
    return replace(voices, compared=compared_table(pairs, reported, units, permutations=permutations, seed=seed))


def without(interviews: Interviews, *, interview: str = "", respondent: str = "") -> Interviews:
    """Leave one interview out as if it had never been held, or one respondent as if nobody had asked them.

    Who was in that interview and answered the survey keeps their answers, and their consent.
    """
    left = {}
    for name in ("turns", "statements", "survey"):
        table = getattr(interviews, name)
        out = table["respondent"] == respondent
        left[name] = table[~(out | (table["interview"] == interview) if "interview" in table else out)]
    people = interviews.participants
    there, others = people["interview"] == interview, people["respondent"] != respondent
    stay = people[others & (~there | people["respondent"].isin(left["survey"]["respondent"]))]
    return replace(interviews, participants=stay.assign(interview=stay["interview"].mask(there, "")), **left)


def _departments(people: People, chosen: Callable[[frozenset[str]], bool]) -> tuple[str, ...]:
    return tuple(name for name in people.names() if chosen(people.at(name)))


def _as_shown(pairs: pd.DataFrame, told: Told, reported: pd.DataFrame, amounts: pd.DataFrame, *, limits: Limits
              ) -> pd.DataFrame:  # fmt: skip
    table = with_leaning(pairs, told.said, told.people, limits=limits)
    table = table.merge(amounts, on=["giver", "taker"], how="left")
    return shaped("pairs", dict(table.join(reported.stack().rename("ln_reported"), on=["giver", "taker"])))


def _counted(told: Told) -> Mapping[tuple[str, ...], frozenset[str]]:
    """Give who is counted for saying what, by (relation, giver, taker) and (barrier, department)."""
    counted: dict[tuple[str, ...], frozenset[str]] = {
        (relation, *pair): told.people.countable(of)
        for pair, relations in told.said.sayers.items() for relation, of in relations.items()
    }  # fmt: skip
    for barrier, sayers in told.naming.items():
        for department, count in by_department(sayers, told.people).items():
            counted[barrier, department] = count.sayers
    return counted


def _apart(counted: Mapping[tuple[str, ...], frozenset[str]], told: Told) -> frozenset[str]:
    """Name the codes of which the turns of people without consent, all together, would tell who they are.

    Those for which they are counted by department or pair, and barriers of which not even the total counts them.
    """
    by_part = {about[0] for about, of in counted.items() if of - told.people.willing}
    return frozenset(by_part | {name for name, sayers in told.naming.items() if not hides(sayers, told.people)})
