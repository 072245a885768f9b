"""Who was asked, and whose answers may be counted where others can see it (DEFINITIONS 10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from kccdiag.intake.interviews import CUSTOMER, Interviews

SURVEY = "survey of "  # before a respondent: where an answer stands that was not given in an interview


@dataclass(frozen=True)
class People:
    """Who was asked.

    Attributes
    ----------
    departments
        Respondent → department; "" where not known.
    willing
        Who has consented to being shown as one voice.
    interviewed
        Who took part in an interview.
    coded
        Of these, in one of which a statement is confirmed: an interview that nobody has coded yet says nothing by
        leaving something out.
    surveyed
        Who was asked in the survey who passes what to whom.
    least
        Respondents without consent that must say the same before any of them is counted.
    """

    departments: Mapping[str, str]
    willing: frozenset[str]
    interviewed: frozenset[str]
    coded: frozenset[str]
    surveyed: frozenset[str]
    least: int

    def countable(self, respondents: Iterable[str]) -> frozenset[str]:
        """Choose of those who say a thing the ones who may be counted, by department or pair.

        Who has consented always; the others only where they are ``least`` or more by themselves, so that they hide
        among each other and not behind people whose answers may be shown.

        Examples
        --------
        >>> people = People({}, frozenset("A"), *[frozenset()] * 3, least=5)
        >>> sorted(people.countable("ABCDE")), sorted(people.countable("ABCDEF"))
        (['A'], ['A', 'B', 'C', 'D', 'E', 'F'])
        """
        said = frozenset(respondents)
        return said if len(said - self.willing) >= self.least else said & self.willing

    def is_open(self, respondents: Collection[str]) -> bool:
        """Say whether those without consent among respondents are none, or enough to hide among each other."""
        return not 0 < len(frozenset(respondents) - self.willing) < self.least

    def at(self, *departments: str) -> frozenset[str]:
        """Give who works in departments and was asked about pairs, in an interview or the survey."""
        asked = self.interviewed | self.surveyed
        return frozenset(one for one in asked if self.departments[one] in departments)

    def names(self) -> list[str]:
        """Give the departments of respondents, in order."""
        return sorted(set(self.departments.values()) - {""})


def people_of(interviews: Interviews, *, least: int) -> People:
    """List who was asked."""
    listed = pd.concat([interviews.survey, interviews.participants])[["respondent", "department"]]
    consent = interviews.participants.groupby("respondent")["consent"].all()
    about_pairs = interviews.survey[interviews.survey["giver"] != CUSTOMER]
    departments = dict(zip(listed["respondent"], listed["department"].astype("str"), strict=True))
    return People(
        departments,
        willing=frozenset(consent.index[consent.astype(bool)]),
        interviewed=frozenset(interviews.participants.loc[interviews.participants["interview"] != "", "respondent"]),
        coded=frozenset(_coded(interviews)).intersection(departments),
        surveyed=frozenset(about_pairs["respondent"]),
        least=least,
    )


def _coded(interviews: Interviews) -> Collection[str]:
    confirmed = interviews.statements[interviews.statements["confirmed"].astype(bool)]
    took_part = interviews.participants["interview"].isin(confirmed["interview"])
    return {*interviews.participants.loc[took_part, "respondent"], *confirmed["respondent"]} - {""}


def places_of(interviews: Interviews, people: People) -> Mapping[str, frozenset[str]]:
    """Say where each respondent speaks: coded interviews, and the survey as a place of one's own."""
    confirmed = interviews.statements[interviews.statements["confirmed"].astype(bool)]
    rows = [*zip(interviews.participants["respondent"], interviews.participants["interview"], strict=True)]
    rows = [row for row in rows if row[1] in set(confirmed["interview"])]
    rows += zip(confirmed["respondent"], confirmed["interview"], strict=True)
    rows += [(one, SURVEY + one) for one in people.surveyed]
    found: dict[str, set[str]] = {}
    for respondent, place in rows:
        found.setdefault(respondent, set()).add(place)
    return {respondent: frozenset(places) for respondent, places in found.items()}
