"""How far two coders of the same interviews agree: turns as units, code by code."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from kccdiag.intake.interviews import BARRIERS, RELATIONS, Interviews
from kccdiag.measures.agreement import CELLS, agreement, crossed
from kccdiag.voices.people import People
from kccdiag.voices.tables import shaped


def agreement_table(interviews: Interviews, people: People, *, apart: frozenset[str], seed: int) -> pd.DataFrame:
    """Hold beside each other what every two coders made of respondents' turns; as ``Voices.agreement``.

    Parameters
    ----------
    apart
        Codes of which only the turns of who has consented count: the turns of all together, beside the other tables,
        would tell who the others are that say so.

    Notes
    -----
    Units are the turns of respondents in interviews in which both coded something. What one coder says counts here also
    where another differs, and it is not confirmed for that.
    """
    coded = interviews.statements
    coded = coded[(coded["coder"] != "") & coded["turn"].notna()]
    given = {*coded["relation"], *coded["barrier"]}
    rows: list[tuple[object, ...]] = []
    groups: list[frozenset[str]] = []  # of respondents without consent, in the tables so far
    for first, second in combinations(sorted(set(coded["coder"])), 2):
        turns = _turns(interviews, coded, first, second)
        unwilling = frozenset(turns["respondent"]) - people.willing
        hides = _hides(unwilling, groups, people)
        groups += [unwilling] if hides else []
        for code in (code for code in (*RELATIONS, *BARRIERS) if code in given):
            shown = turns if hides and code not in apart else turns[~turns["respondent"].isin(unwilling)]
            cells = _cells(shown, coded, (first, second), code)
            rows += [(first, second, code, *cells)] if any(cells[:3]) else []
    found = agreement(pd.DataFrame(rows, columns=["coder_a", "coder_b", "code", *CELLS]), seed=seed)
    return shaped("agreement", dict(found))


def _turns(interviews: Interviews, coded: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """List the turns of respondents in interviews that two coders have both coded."""
    coders = coded[coded["coder"].isin([first, second])].groupby("interview")["coder"].nunique()
    turns = interviews.turns[interviews.turns["respondent"] != ""]
    return turns.loc[turns["interview"].isin(coders.index[coders == 2]), ["interview", "turn", "respondent"]]


def _hides(unwilling: frozenset[str], groups: list[frozenset[str]], people: People) -> bool:
    """Say whether people without consent hide among each other, also in what this table has and another has not."""
    everyone = people.interviewed - people.willing
    apart = [part for other in (frozenset[str](), everyone, *groups) for part in (unwilling - other, other - unwilling)]
    return all(people.is_open(part) for part in apart)


def _cells(turns: pd.DataFrame, coded: pd.DataFrame, coders: tuple[str, str], code: str) -> tuple[int, int, int, int]:
    """Count the turns that both gave a code, only the first, only the second, neither."""
    units = set(zip(turns["interview"], turns["turn"], strict=True))
    coded = coded[(coded["relation"] == code) | (coded["barrier"] == code)]
    marks = set(zip(coded["coder"], coded["interview"], coded["turn"].astype("int64"), strict=True))
    first, second = ({unit for unit in units if (coder, *unit) in marks} for coder in coders)
    return crossed(units, first, second)
