"""Who was asked, and whose answers may be counted where others can see it (DEFINITIONS 10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

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
        return frozenset().union(*(self._asked.get(name, ()) for name in departments))

    @cached_property
    def _asked(self) -> Mapping[str, Collection[str]]:
        asked: dict[str, set[str]] = {}
        for one in self.interviewed | self.surveyed:
            asked.setdefault(self.departments[one], set()).add(one)
        return asked

    def names(self) -> list[str]:
        """Give the departments of respondents, in order."""
        return sorted(set(self.departments.values()) - {""})


def people_of(interviews: Interviews, *, least: int) -> People:
    """List who was asked."""
    participants, survey = interviews.participants, interviews.survey
    departments = dict(zip(survey["respondent"], survey["department"], strict=True))
    departments |= zip(participants["respondent"], participants["department"], strict=True)
    refused = participants["respondent"][~participants["consent"].astype(bool)]  # in one of their interviews
    return People(
        departments,
        willing=frozenset(participants["respondent"]).difference(refused),
        interviewed=frozenset(participants["respondent"][participants["interview"] != ""]),
        coded=frozenset(one for one, _ in _coded(interviews)).intersection(departments),
        surveyed=frozenset(survey["respondent"][survey["giver"] != CUSTOMER]),
        least=least,
    )


def _coded(interviews: Interviews) -> Collection[tuple[str, str]]:
    """List who took part in an interview in which a statement is confirmed, or is confirmed to have made one there."""
    participants, said = interviews.participants, interviews.statements
    confirmed = said["confirmed"].astype(bool)
    stated = {*zip(said["respondent"][confirmed], said["interview"][confirmed], strict=True)}
    coded = {interview for _, interview in stated}
    took_part = zip(participants["respondent"], participants["interview"], strict=True)
    return stated | {(one, interview) for one, interview in took_part if interview in coded}


def places_of(interviews: Interviews, people: People) -> Mapping[str, frozenset[str]]:
    """Say where each respondent speaks: coded interviews, and the survey as a place of one's own."""
    rows = [*_coded(interviews), *((one, SURVEY + one) for one in people.surveyed)]
    found: dict[str, set[str]] = {}
    for respondent, place in rows:
        found.setdefault(respondent, set()).add(place)
    return {respondent: frozenset(places) for respondent, places in found.items()}
