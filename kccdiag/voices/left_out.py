"""What people said without one of them: each interview and each respondent left out in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from kccdiag.intake.interviews import Interviews
from kccdiag.objections import INTERVIEW_FEWER, RESPONDENT_FEWER
from kccdiag.voices import without

SAID, ANSWERED = ("relation", "source", "target", "barrier"), ("relation", "giver", "taker")


def counted_only(interviews: Interviews) -> Interviews:
    """Leave only what is counted: no words to be masked, and no coders to be compared."""
    bare = interviews.statements.assign(quote="", paraphrase="", coder="")
    return replace(interviews, statements=bare)


def left_out(interviews: Interviews) -> Iterator[tuple[str, Interviews]]:
    """Leave out each interview, then each respondent; which one it is, nobody is told.

    Yields
    ------
    The name of the objection, and the interviews that are left. Of respondents who say the same in the same department
    one is left out: counts do not know them apart.
    """
    for name in dict.fromkeys(interviews.participants["interview"]):
        yield INTERVIEW_FEWER, without(interviews, interview=name)
    first: dict[frozenset[tuple[object, ...]], str] = {}
    for name in dict.fromkeys([*interviews.participants["respondent"], *interviews.survey["respondent"]]):
        first.setdefault(_profile(interviews, name), name)
    for name in first.values():
        yield RESPONDENT_FEWER, without(interviews, respondent=name)


def _profile(interviews: Interviews, respondent: str) -> frozenset[tuple[object, ...]]:
    """Gather everything that a count of respondents can depend on."""
    stated = _of(interviews.statements, respondent)
    stated, asked = stated[stated["confirmed"].astype(bool)], _of(interviews.participants, respondent)
    survey = _of(interviews.survey, respondent)
    parts = (asked[["interview", "department", "consent"]], stated[list(SAID)], survey[["department", *ANSWERED]])
    return frozenset(row for part in parts for row in part.itertuples(index=False, name=None))


def _of(table: pd.DataFrame, respondent: str) -> pd.DataFrame:
    return table[table["respondent"] == respondent]
