"""What codes are called, without the people who are named in it: who they are is asked in the engine."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from kccdiag.engines.database import Database
from kccdiag.intake.bulk.texts import words
from kccdiag.intake.privacy import LONGEST_NAME, Words, telling_names

_WORD = re.compile(r"\w+")


def people_among(base: Database, named: Mapping[str, Sequence[str]], people: Collection[str]) -> frozenset[Words]:
    """Find the persons and customers who are named in the names of columns.

    Every stretch of words that could be a name goes to the engine, and those that are come back: no other person's
    name leaves it.

    Parameters
    ----------
    named
        Column → names of its codes; kinds are not looked at, they are the user's own words.
    people
        Of person and customer those that the engine has numbered (``ROLE_spelled``).
    """
    stretches = sorted({" ".join(stretch) for column, names in named.items() if column != "kind"
                        for name in names for stretch in _stretches(name)})  # fmt: skip
    if not stretches or not people:
        return frozenset()
    base.give("stretch", pd.DataFrame({"words": pd.Series(stretches, dtype="str")}))
    everybody = " union ".join(f"select {words('known')} as words from {role}_spelled" for role in people)
    found = base.fetch(f"select s.words from stretch as s join (select distinct words from ({everybody}) as e) as p "
                       "on p.words = s.words")  # fmt: skip
    return telling_names(found["words"].tolist())


def _stretches(name: str) -> Iterable[Words]:
    """Give the stretches of words in a name that could be somebody's, as the engine writes people."""
    parts = [word.lower() for word in _WORD.findall(name)]
    spans = ((place, place + long) for place in range(len(parts)) for long in range(1, LONGEST_NAME + 1))
    return telling_names(" ".join(parts[start:end]) for start, end in spans if end <= len(parts))
