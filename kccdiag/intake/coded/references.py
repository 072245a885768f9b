"""What coded statements may refer to: interviews, their turns, and departments under all their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from kccdiag.configuration import near_name
from kccdiag.engagement import fold
from kccdiag.intake.known import KnownDepartments
from kccdiag.intake.participants import spellings
from kccdiag.intake.places import normal, normalise
from kccdiag.intake.relations import CUSTOMER

_CUSTOMER = frozenset((CUSTOMER, "customers", "klant", "klanten", "de klant"))

Place = tuple[int, int, int]  # turn, start, end


@dataclass(frozen=True)
class References:
    """The interviews and departments of an engagement, as statements refer to them.

    Parameters
    ----------
    interviews
        Folded name → interview: its own, that of its file, with and without suffix.
    texts
        Interview → the text of each of its turns; interviews without a transcript are absent.
    labels, spoken
        Interview → the speaker of each of its turns as written, and whether that is a respondent.
    people
        Folded name or alias → the interviews of who is called so.
    departments
        The names of departments.
    """

    interviews: Mapping[str, str]
    texts: Mapping[str, Sequence[str]]
    labels: Mapping[str, Sequence[str]]
    spoken: Mapping[str, Sequence[bool]]
    people: Mapping[str, frozenset[str]]
    departments: KnownDepartments

    def department(self, name: str) -> str | None:
        """Give the department that a name means, or ``customer``; None where nobody knows it.

        A department that is called after customers goes before them.
        """
        if fold(name) in _CUSTOMER and fold(name) not in self.departments.spellings:
            return CUSTOMER
        return self.departments.name(name)

    def interview(self, document: str) -> str:
        """Give the interview that another tool's document is named after, whatever folder or group it lies in."""
        path = PurePosixPath(document.replace("\\", "/").replace(" > ", "/"))
        names = (fold(name) for name in (document, path.name, path.stem))
        return next((self.interviews[name] for name in names if name in self.interviews), "")

    def near_interview(self, name: str) -> str:
        """Say which interview a name that nobody knows may have been meant to be."""
        return near_name(name, sorted(set(self.interviews.values())))

    def find(self, interview: str, quote: str, turn: int | None = None) -> list[Place]:
        """Find all places of a quote in an interview, or in one of its turns."""
        wanted = normal(quote)
        texts = self.texts.get(interview, ())
        turns = range(len(texts)) if turn is None else [turn]
        return [(at, *span) for at in turns for span in normalise(texts[at]).spans(wanted)]


def references(turns: pd.DataFrame, participants: pd.DataFrame, departments: KnownDepartments) -> References:
    """Gather what statements may refer to.

    Parameters
    ----------
    turns, participants
        As in :class:`kccdiag.intake.interviews.Interviews`.
    """
    ordered = turns.sort_values(["interview", "turn"], kind="stable")
    by_interview = {str(name): part for name, part in ordered.groupby("interview", sort=False)}
    return References(
        interviews=_interviews(participants),
        texts={name: part["text"].tolist() for name, part in by_interview.items()},
        labels={name: part["label"].tolist() for name, part in by_interview.items()},
        spoken={name: (part["respondent"] != "").tolist() for name, part in by_interview.items()},
        people=_people(participants),
        departments=departments,
    )


def _interviews(participants: pd.DataFrame) -> dict[str, str]:
    """Name interviews after themselves before their files: what two of them share names neither."""
    own = {fold(name): name for name in participants["interview"] if name}
    files: dict[str, set[str]] = {}
    for name, file in zip(participants["interview"], participants["file"], strict=True):
        path = PurePosixPath(file)
        for shown in {path.name, path.stem} if file else ():
            files.setdefault(fold(shown), set()).add(name)
    return {key: next(iter(names)) for key, names in files.items() if len(names) == 1} | own


def _people(participants: pd.DataFrame) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in participants.itertuples():
        for name in spellings(row.name, row.aliases):
            found.setdefault(name, set()).add(row.interview)
    return {name: frozenset(interviews) for name, interviews in found.items()}
