"""What people said without one of them: each interview and each respondent left out in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kccdiag.intake.interviews import Interviews
from kccdiag.objections import INTERVIEW_FEWER, RESPONDENT_FEWER
from kccdiag.voices import without

ASKED, ANSWERED = ("interview", "department", "consent"), ("department", "relation", "giver", "taker")
SAID = ("relation", "source", "target", "barrier")
STATED = ("interview", "respondent", "confirmed", *SAID)  # of a statement: what is counted of it under objections


def counted_only(interviews: Interviews) -> Interviews:
    """Leave only what is counted: what is confirmed, without the words.

    As plain objects, for rows are left out and gone through one by one, again and again.
    """
    confirmed = interviews.statements["confirmed"].astype(bool)
    return replace(
        interviews,
        participants=interviews.participants[["respondent", *ASKED]].astype(object),
        turns=interviews.turns[["interview", "respondent"]].iloc[:0],
        statements=interviews.statements.loc[confirmed, list(STATED)].astype(object),
        survey=interviews.survey[["respondent", *ANSWERED]].astype(object),
    )


def left_out(interviews: Interviews) -> Iterator[tuple[str, Interviews]]:
    """Leave out each interview, then each respondent; which one it is, nobody is told.

    Yields
    ------
    The name of the objection, and the interviews that are left. Of respondents who say the same in the same department
    one is left out: counts do not know them apart.
    """
    for name in dict.fromkeys(interviews.participants["interview"]):
        yield INTERVIEW_FEWER, without(interviews, interview=name)
    profiles = _profiles(interviews)
    first: dict[frozenset[tuple[object, ...]], str] = {}
    for name in dict.fromkeys([*interviews.participants["respondent"], *interviews.survey["respondent"]]):
        first.setdefault(frozenset(profiles[name]), name)
    for name in first.values():
        yield RESPONDENT_FEWER, without(interviews, respondent=name)


def _profiles(interviews: Interviews) -> Mapping[str, set[tuple[object, ...]]]:
    """Gather by respondent everything that a count of respondents can depend on."""
    stated = interviews.statements[interviews.statements["confirmed"].astype(bool)]
    profiles = defaultdict[str, set[tuple[object, ...]]](set)
    for part, columns in ((interviews.participants, ASKED), (stated, SAID), (interviews.survey, ANSWERED)):
        for respondent, *row in part[["respondent", *columns]].itertuples(index=False, name=None):
            profiles[respondent].add(tuple(row))
    return profiles
