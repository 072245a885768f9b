"""Who is to be forgotten: found by a name, with their interviews, their turns and the masker of their name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.faults import refuse
from kccdiag.forgetting.rewritten import Turn
from kccdiag.intake.interviews import Interviews
from kccdiag.intake.masking import Masker, department_names
from kccdiag.intake.participants import spellings
from kccdiag.intake.roster import person_of
from kccdiag.lists import fold

NEAR = 3


@dataclass(frozen=True)
class Person:
    """Somebody who is to be forgotten.

    Parameters
    ----------
    respondent
        Their code.
    spellings
        Folded names and aliases.
    alone
        Interviews in which they are the only participant.
    turns
        Turns of every interview that stays, in order.
    masker
        Of their name.
    quotes
        What they said, as it stands in statements, and paraphrases of it.
    """

    respondent: str
    spellings: frozenset[str]
    alone: frozenset[str]
    turns: Mapping[str, tuple[Turn, ...]]
    masker: Masker
    quotes: tuple[str, ...]

    def mask(self, text: str) -> str:
        """Write a text without their name."""
        return self.masker.mask_names(text).text

    def is_named_in(self, text: str) -> bool:
        """Say whether a text names them."""
        return self.mask(text) != text

    def is_named_in_path(self, name: str) -> bool:
        """Say whether a file or an interview is called after them; nobody writes capitals there."""
        words = " ".join(re.split(r"[\W_]+", name))
        return self.is_named_in(words) or self.is_named_in(words.title())


def find_person(name: str, interviews: Interviews, engagement: Engagement) -> Person:
    """Find a participant by name or alias.

    Raises
    ------
    InputError
        For a name that nobody has, with those that are near, and for one that several have.
    """
    people = interviews.participants
    called = [spellings(row.name, row.aliases) for row in people.itertuples(index=False)]
    theirs = people[[fold(name) in known for known in called]]
    if theirs.empty:
        raise refuse("participants.csv", f"nobody is called '{name}' there{_near(name, people)}",
                     "write the name, or an alias, as it stands in participants.csv")  # fmt: skip
    if theirs["respondent"].nunique() > 1:
        where = ", ".join(sorted(set(theirs["department"])))
        raise refuse("participants.csv", f"'{name}' may be any of several people, at {where}",
                     "give each an alias of their own in participants.csv, and name that")  # fmt: skip
    of = interviews.participants[interviews.participants["respondent"] == theirs["respondent"].iloc[0]]
    masker = Masker(of, department_names(interviews, engagement), language=engagement.language)
    code = str(of["respondent"].iloc[0])
    shared = set(people.loc[people["respondent"] != code, "interview"])
    alone = frozenset(of["interview"]) - shared
    said = interviews.statements[interviews.statements["respondent"] == code]
    return Person(
        respondent=code,
        spellings=frozenset().union(*(spellings(row.name, row.aliases) for row in of.itertuples(index=False))),
        alone=alone,
        turns={str(interview): _turns(rows, code, masker)
               for interview, rows in interviews.turns.groupby("interview", sort=False) if interview not in alone},
        masker=masker,
        quotes=tuple(sorted({*said["quote"], *said["paraphrase"]} - {""}, key=lambda text: (-len(text), text))),
    )  # fmt: skip


def _turns(rows: pd.DataFrame, code: str, masker: Masker) -> tuple[Turn, ...]:
    mask = masker.mask_names
    said = zip(rows["label"], rows["text"], rows["respondent"], strict=True)
    return tuple(Turn(mask(label).text, text, mask(text), respondent == code) for label, text, respondent in said)


def _near(name: str, people: pd.DataFrame) -> str:
    """Name those who are called alike, whole or in part."""
    words: dict[str, str] = {}
    for row in people.itertuples(index=False):
        for written in (row.name, *row.aliases):
            words |= {fold(word): row.name for word in (written, *person_of(written).parts)}
    asked = [fold(name), *map(fold, person_of(name).parts)]
    near = [words[word] for one in asked for word in get_close_matches(one, words, n=NEAR, cutoff=0.7)]
    return f"; did you mean {' or '.join(map(repr, dict.fromkeys(near)))}?" if near else ""
