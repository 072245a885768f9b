"""Interviews as documents of another tool: a text for each, and where in it every statement stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kccdiag.intake.coded.refi import NOWHERE, UNQUOTED
from kccdiag.intake.interviews import Interviews
from kccdiag.intake.places import normal, normalise

_BETWEEN = "\n\n"
_APART = "* * *"  # between what a transcript holds and quotes that stand in no one place of it
_WITHOUT = "—"  # in the place of a quote that was not written down

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Passage:
    """A statement and its place in the document, in code points; the end exclusive.

    Parameters
    ----------
    number
        Of the statement, from 1 on: keeps two statements on the same words apart.
    notes
        What a passage has no other place for.
    """

    number: int
    start: int
    end: int
    statement: Row
    notes: Mapping[str, str]


@dataclass(frozen=True)
class Document:
    """The text of one interview, one turn a paragraph, and the passages of it."""

    interview: str
    text: str
    passages: tuple[Passage, ...]


def documents_of(interviews: Interviews) -> tuple[Document, ...]:
    """Make a document of every interview that has turns or statements, in the order of participants and statements."""
    turns = {str(name): part for name, part in interviews.turns.groupby("interview", sort=False)}
    rows = [{str(name): value for name, value in row.items()} for row in interviews.statements.to_dict("records")]
    names = dict.fromkeys([*interviews.participants["interview"], *turns, *(row["interview"] for row in rows)])
    numbered = list(enumerate(rows, start=1))
    found = (
        _document(name, turns.get(name), [(number, row) for number, row in numbered if row["interview"] == name])
        for name in names
    )
    return tuple(document for document in found if document.text)


def _document(interview: str, turns: pd.DataFrame | None, rows: Iterable[tuple[int, Row]]) -> Document:
    paragraphs, starts = _paragraphs(turns)
    texts = {} if turns is None else dict(zip(turns["turn"], turns["text"], strict=True))
    passages, length = [], sum(map(len, paragraphs)) + len(_BETWEEN) * len(paragraphs)
    for number, row in rows:
        turn = None if pd.isna(row["turn"]) else int(row["turn"])
        place, notes = _place(row, texts.get(turn, ""), starts.get(turn, 0)) if turn in texts else (None, {})
        if place is None:
            quote = normal(row["quote"]) or _WITHOUT
            notes = {"place": NOWHERE} | ({} if row["quote"] else {"quote": UNQUOTED})
            if texts and _APART not in paragraphs:
                paragraphs.append(_APART)
                length += len(_APART) + len(_BETWEEN)
            paragraphs.append(quote)
            place = length, length + len(quote)
            length += len(quote) + len(_BETWEEN)
        passages.append(Passage(number, *place, row, notes))
    return Document(interview, _BETWEEN.join(paragraphs), tuple(passages))


def _paragraphs(turns: pd.DataFrame | None) -> tuple[list[str], dict[int | None, int]]:
    """Write each turn as a paragraph after its speaker; give where the words of each begin."""
    paragraphs: list[str] = []
    starts: dict[int | None, int] = {}
    length = 0
    for turn, label, text in () if turns is None else _ordered(turns):
        starts[turn] = length + len(f"{label}: ")
        paragraphs.append(f"{label}: {text}")
        length += len(paragraphs[-1]) + len(_BETWEEN)
    return paragraphs, starts


def _ordered(turns: pd.DataFrame) -> Sequence[tuple[int, str, str]]:
    ordered = turns.sort_values("turn", kind="stable")
    return list(zip(ordered["turn"].astype(int), ordered["label"], ordered["text"], strict=True))


def _place(row: Row, text: str, begin: int) -> tuple[tuple[int, int] | None, dict[str, str]]:
    """Place a statement in the document: of a quote that stands in its turn more than once the first is marked."""
    if not pd.isna(row["start"]):
        return (begin + int(row["start"]), begin + int(row["end"])), {}
    span = next(normalise(text).spans(normal(row["quote"])), None)
    return (None, {}) if span is None else ((begin + span[0], begin + span[1]), {"place": NOWHERE})
