"""Interviews of a few people, made by hand: who they are, what they say, what they answer in a survey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from kccdiag.intake.interviews import Interviews
from kccdiag.limits import Limits
from kccdiag.measures.uncertainty import over_expected
from kccdiag.voices import Voices, voices_of

STATEMENT = {
    "turn": 0, "start": 0, "end": 1, "quote": "", "relation": "", "source": "", "target": "", "barrier": "",
    "purpose": "", "method": "", "score": np.nan, "coder": "A", "confirmed": True, "released": False, "paraphrase": "",
}  # fmt: skip
SURVEY = {"relation": "flow", "kind": "", "per_month": np.nan, "quality": np.nan}
TURNS = ("interview", "turn", "label", "respondent", "department", "language", "text")
PARTICIPANT = {"file": "", "aliases": (), "role": "", "language": "nl"}


def interviewed(
    people: Mapping[str, str],
    said: Iterable[Mapping[str, Any]],
    *,
    unwilling: Iterable[str] = (),
    survey: Iterable[Mapping[str, Any]] = (),
    turns: int = 1,
) -> Interviews:
    """Make interviews.

    Parameters
    ----------
    people
        Respondent → department; each is interviewed once, under their own name in lower case, and has ``turns`` turns.
    said
        For each statement ``respondent`` and what differs from STATEMENT.
    unwilling
        Who has not consented.
    survey
        For each answer ``respondent``, ``department``, ``giver``, ``taker`` and what differs from SURVEY.
    """
    participants = pd.DataFrame(
        [{**PARTICIPANT, "interview": one.lower(), "name": f"Name {one}", "department": department, "respondent": one,
          "consent": one not in set(unwilling)} for one, department in people.items()],
        columns=[*PARTICIPANT, "interview", "name", "department", "respondent", "consent"],
    )  # fmt: skip
    rows = [{**STATEMENT, "interview": row["respondent"].lower(), "department": people[row["respondent"]], **row}
            for row in said]  # fmt: skip
    statements = pd.DataFrame(rows, columns=["interview", *STATEMENT, "respondent", "department"])
    spoken = [(one.lower(), turn, one, one, department, "nl", f"{turn}") for one, department in people.items()
              for turn in range(turns)]  # fmt: skip
    return Interviews(
        participants=participants,
        turns=pd.DataFrame(spoken, columns=[*TURNS]),
        labels=pd.DataFrame(columns=["interview", "label", "turns", "respondent"]),
        statements=statements.astype({"confirmed": bool, "released": bool, "turn": "Int64"}),
        survey=pd.DataFrame([{**SURVEY, **row} for row in survey],
                            columns=["respondent", "department", "giver", "taker", *SURVEY]),
        skipped=pd.DataFrame(),
        inputs=pd.DataFrame(),
    )  # fmt: skip


def says(respondent: str, relation: str, pair: str, **more: Any) -> dict[str, Any]:
    """State a relation of a pair, written "KCC ICT"."""
    source, target = pair.split()
    return {"respondent": respondent, "relation": relation, "source": source, "target": target, **more}


def names(respondent: str, barrier: str, **more: Any) -> dict[str, Any]:
    """State a barrier."""
    return {"respondent": respondent, "barrier": barrier, **more}


def logged(pairs: Mapping[str, Sequence[float]]) -> pd.DataFrame:
    """Make handovers of pairs, written "KCC ICT", from observed and expected."""
    rows = [(*pair.split(), float(o), float(e)) for pair, (o, e) in pairs.items()]
    table = pd.DataFrame(rows, columns=["giver", "taker", "handovers", "expected"])
    low, high = over_expected(table["handovers"], table["expected"])
    return table.assign(openness=table["handovers"] / table["expected"], openness_low=low, openness_high=high)


def heard_from(interviews: Interviews, observed: pd.DataFrame | None = None, **options: Any) -> Voices:
    """Count what is said in a contact centre (KCC) of forty and its departments."""
    departments = pd.DataFrame({"department": ["KCC", "ICT"], "unit": "", "staff": pd.Series([40, 9], dtype="Int64")})
    engagement = SimpleNamespace(contact_centre=("KCC",), departments=departments, aliases={}, board=(),
                                 language="nl", other_names=False)  # fmt: skip
    limits = options.pop("limits", Limits())
    return voices_of(interviews, engagement, observed, limits=limits, **{"permutations": 0, **options})
