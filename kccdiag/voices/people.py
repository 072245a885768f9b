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
    table
        Index ``respondent``; ``department`` ("" where not known), ``consent`` (what this person said may be shown as
        one voice), ``interviewed`` (in an interview of which a statement is confirmed: an interview that nobody has
        coded yet says nothing, not even by silence), ``surveyed`` (about who passes what to whom).
    least
        Respondents without consent that must say the same before any of them is counted.
    """

    table: pd.DataFrame
    least: int

    def countable(self, respondents: Iterable[str]) -> frozenset[str]:
        """Choose of those who say a thing the ones who may be counted, by department or pair.

        Who has consented always; the others only where they are ``least`` or more by themselves, so that they hide
        among each other and not behind people whose answers may be shown.
        """
        said = frozenset(respondents)
        others = said & self.unwilling
        return said if len(others) >= self.least else said - others

    @property
    def unwilling(self) -> frozenset[str]:
        """Respondents without consent."""
        return frozenset(self.table.index[~self.table["consent"]])

    def at(self, *departments: str, interviewed: bool = False) -> frozenset[str]:
        """Give who works in departments and was asked: interviewed, or else in the survey as well."""
        asked = self.table["interviewed"] if interviewed else self.table["interviewed"] | self.table["surveyed"]
        return frozenset(self.table.index[asked & self.table["department"].isin(departments)])

    def is_open(self, respondents: Collection[str]) -> bool:
        """Say whether those without consent among respondents are none, or enough to hide among each other."""
        return not 0 < len(self.unwilling & frozenset(respondents)) < self.least


def people_of(interviews: Interviews, *, least: int) -> People:
    """List who was asked."""
    listed = interviews.participants.drop_duplicates("respondent").set_index("respondent")
    consent = interviews.participants.groupby("respondent")["consent"].all()
    survey = interviews.survey.drop_duplicates("respondent").set_index("respondent")
    table = pd.DataFrame({"department": pd.concat([listed["department"], survey["department"]]).astype("str")})
    table = table[~table.index.duplicated()]
    table["consent"] = table.index.isin(consent.index[consent.astype(bool)])
    table["interviewed"] = table.index.isin(_coded(interviews))
    about_pairs = interviews.survey[interviews.survey["giver"] != CUSTOMER]
    table["surveyed"] = table.index.isin(about_pairs["respondent"])
    return People(table, least)


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
    rows += [(one, SURVEY + one) for one in people.table.index[people.table["surveyed"]]]
    found: dict[str, set[str]] = {}
    for respondent, place in rows:
        found.setdefault(respondent, set()).add(place)
    return {respondent: frozenset(places) for respondent, places in found.items()}
