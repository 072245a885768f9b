"""Statements proposed from what people said; nothing counts until a person confirms it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.intake.interviews import Interviews
from kccdiag.intake.known import known_departments
from kccdiag.lists import fold
from kccdiag.suggest.barriers import SURE, Named, barriers_in, implied
from kccdiag.suggest.mentions import Names
from kccdiag.suggest.relations import Proposal, Turn, relations_in
from kccdiag.wording import LANGUAGES

__all__ = ["COLUMNS", "METHOD", "suggestions"]

COLUMNS = (
    "interview", "turn", "start", "end", "quote", "relation", "source", "target", "barrier", "method", "score", "coder",
    "confirmed", "released", "paraphrase",
)  # fmt: skip
METHOD = "rules-1"


def suggestions(interviews: Interviews, engagement: Engagement) -> pd.DataFrame:
    """Propose statements from the turns of respondents.

    Returns
    -------
    DataFrame
        The columns of statements.csv, by interview, turn and start; ``score`` in 0 … 1, ``coder`` empty, ``confirmed``
        and ``released`` "no". One row per relation; a barrier found in the same words stands in that row, else in a row
        of its own.
    """
    names = {language: _names(interviews, engagement, language) for language in LANGUAGES}
    rows = [
        row
        for interview, turns in interviews.turns.groupby("interview", sort=False)
        for row in _rows(str(interview), turns, names, engagement)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _names(interviews: Interviews, engagement: Engagement, language: str) -> Names:
    spoken_of = [*known_departments(engagement), *interviews.participants["department"]]
    aliases = {fold(name): name for name in spoken_of if name} | dict(engagement.aliases)
    return Names(
        aliases,
        contact_centre=engagement.contact_centre,
        board=engagement.board,
        people=_people(interviews.participants),
        language=language,
    )


def _people(participants: pd.DataFrame) -> dict[str, str]:
    """Give the department of everybody who took part, by name, first name and alias; none where two share one."""
    met: dict[str, set[str]] = {}
    for person in participants.itertuples():
        for name in {person.name, person.name.split(" ")[0], *person.aliases}:
            met.setdefault(name, set()).add(person.department)
    return {name: departments.pop() for name, departments in met.items() if name and len(departments) == 1}


def _rows(
    interview: str, turns: pd.DataFrame, names: dict[str, Names], engagement: Engagement
) -> Iterator[dict[str, Any]]:
    spoken = [Turn(int(row.turn), row.department, row.language, row.text) for row in turns.itertuples()]
    proposed = relations_in(spoken, names, contact_centre=frozenset(engagement.contact_centre))
    before = ""
    for turn in spoken:
        if turn.department:
            yield from _of_turn(interview, turn, [one for one in proposed if one.turn == turn.turn], before)
        before = "" if turn.department else turn.text


def _of_turn(interview: str, turn: Turn, proposed: Sequence[Proposal], question: str) -> list[dict[str, Any]]:
    """Give the rows of one turn: a barrier stands in the row of a relation said in the same words."""
    rows = [_row(interview, turn, one) for one in proposed]
    for named in barriers_in(turn.text, turn.language, question=question):
        shared = [row for row in rows if row["start"] < named.end and named.start < row["end"] and not row["barrier"]]
        meant = {implied(row["relation"], row["target"]) for row in shared} - {""}
        if named.barrier in meant or (meant and named.score < SURE):
            continue
        if shared:
            shared[0]["barrier"] = named.barrier
        else:
            rows.append(_row(interview, turn, named) | {"barrier": named.barrier})
    for row in rows:
        row["barrier"] = row["barrier"] or implied(row["relation"], row["target"])
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _row(interview: str, turn: Turn, one: Proposal | Named) -> dict[str, Any]:
    relation = (one.relation, one.source, one.target) if isinstance(one, Proposal) else ("", "", "")
    return {
        "interview": interview, "turn": turn.turn, "start": one.start, "end": one.end,
        "quote": turn.text[one.start : one.end], "relation": relation[0], "source": relation[1], "target": relation[2],
        "barrier": "", "method": METHOD, "score": one.score, "coder": "", "confirmed": "no", "released": "no",
        "paraphrase": "",
    }  # fmt: skip
