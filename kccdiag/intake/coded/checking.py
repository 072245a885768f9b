"""Rows of statements.csv and of the coding desk, checked cell by cell and found in the transcripts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kccdiag.configuration import near_name
from kccdiag.engagement import fold
from kccdiag.faults import Fault
from kccdiag.intake.coded.codes import named
from kccdiag.intake.coded.references import Place, References
from kccdiag.intake.places import normal
from kccdiag.intake.relations import BARRIERS, RELATIONS

_YES = frozenset(("yes", "ja", "true", "1"))
_NO = frozenset(("", "no", "nee", "false", "0"))
_ALLOWED = {"relation": RELATIONS, "barrier": BARRIERS, "purpose": ("named", "missed")}

Statement = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A row as a person or the coding desk wrote it: the file, "line 3", and its cells by column."""

    file: str
    place: str
    cells: Mapping[str, str]


def check_rows(rows: Iterable[Row], known: References, faults: list[Fault]) -> list[Statement]:
    """Turn rows into statements; what is wrong with any of them is added to the faults.

    Returns
    -------
    list of dict
        The columns of ``COLUMNS``: ``turn``, ``start``, ``end`` int or None, ``score`` float (NaN where empty),
        ``confirmed`` and ``released`` bool, the rest text.
    """
    return [_Check(row, known, faults).statement() for row in rows]


@dataclass(frozen=True)
class _Check:
    """One row under examination."""

    row: Row
    known: References
    faults: list[Fault]

    def note(self, what: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.row.file, f"{self.row.place}: {what}", remedy))

    def cell(self, name: str) -> str:
        return self.row.cells.get(name, "").strip()

    def statement(self) -> Statement:
        found: Statement = {name: self._named(name) for name in _ALLOWED}
        found |= {name: self._department(name) for name in ("source", "target")}
        interview = self._interview()
        place, quote = self._placed(interview)
        found |= {"turn": place[0], "start": place[1], "end": place[2]}
        found |= {name: self._answer(name) for name in ("confirmed", "released")}
        found |= {name: " ".join(self.cell(name).split()) for name in ("method", "coder", "paraphrase")}
        self._check_whole(found)
        return found | {"interview": interview, "quote": quote, "score": self._score()}

    def _named(self, name: str) -> str:
        written = self.cell(name)
        found = named(name, written)
        if written and not found:
            near = near_name(written, _ALLOWED[name])
            self.note(f"the {name} '{written}' is unknown{near}", f"one of {', '.join(_ALLOWED[name])}, or nothing")
        return found

    def _department(self, name: str) -> str:
        written = self.cell(name)
        if not written:
            return ""
        found = self.known.department(written)
        if found is None:
            place, line = self.row.file, self.row.place
            fault = self.known.departments.fault(written, place=place, line=line, column=name)
            self.faults.append(replace(fault, what=fault.what.removeprefix("line ")))  # a row of a sheet is no line
        return found or ""

    def _interview(self) -> str:
        written = self.cell("interview")
        found = self.known.interviews.get(fold(written))
        if found is None:
            near = self.known.near_interview(written)
            self.note(f"interview '{written}' is not in the list of participants{near}",
                      "write it as participants.csv does, or add it there")  # fmt: skip
        return found or written

    def _answer(self, name: str) -> bool:
        written = fold(self.cell(name))
        if written not in _YES and written not in _NO:
            self.note(f"{name} is '{self.cell(name)}'", "write yes or no")
        return written in _YES

    def _score(self) -> float:
        written = self.cell("score").replace(",", ".")
        if not written:
            return math.nan
        if re.fullmatch(r"\d(\.\d+)?([eE]-?\d+)?", written) and float(written) <= 1:
            return float(written)
        self.note(f"score is '{self.cell('score')}'", "write a number from 0 to 1, or nothing")
        return math.nan

    def _count(self, name: str) -> int | None:
        written = self.cell(name)
        if not written:
            return None
        if re.fullmatch(r"\d{1,9}([.,]0+)?", written):
            return int(re.split("[.,]", written)[0])
        self.note(f"{name} is '{written}'", "write a whole number, counted from 0, or nothing")
        return None

    def _check_whole(self, found: Statement) -> None:
        if not (self.cell("relation") or self.cell("barrier") or self.cell("purpose")):
            self.note("it names no relation, no barrier and no shared purpose", "fill in one, or leave the row out")
        missing = [name for name in ("source", "target") if not self.cell(name)]
        if found["relation"] and found["confirmed"] and missing:
            self.note(f"the relation '{found['relation']}' has no {' and no '.join(missing)}",
                      "name the department, or customer")  # fmt: skip

    def _placed(self, interview: str) -> tuple[tuple[int | None, int | None, int | None], str]:
        """Find the quote; without a transcript it is taken as it is written."""
        turn, start, end = (self._count(name) for name in ("turn", "start", "end"))
        quote = normal(self.cell("quote"))
        texts = self.known.texts.get(interview)
        if texts is None:
            if not quote and not self.cell("paraphrase"):
                self.note("it has neither a quote nor a paraphrase", "write what was said")
            return (None, None, None), quote
        if turn is not None and turn >= len(texts):
            self.note(f"there is no turn {turn} in interview '{interview}'",
                      f"its {len(texts)} turns are counted from 0")  # fmt: skip
            return (None, None, None), quote
        if turn is not None and start is not None and end is not None:
            return self._at((turn, start, end), quote, texts[turn])
        return self._sought(interview, quote, turn)

    def _at(self, place: Place, quote: str, text: str) -> tuple[Place, str]:
        _, start, end = place
        if not start < end <= len(text):
            self.note(f"start {start} and end {end} don't fit turn {place[0]}, which is {len(text)} characters long",
                      "leave both empty where the quote is given: it will be found")  # fmt: skip
        elif quote and normal(text[start:end]) != quote:
            self.note(f"from {start} to {end} turn {place[0]} holds something else than the quote",
                      "leave start and end empty: the quote will be found")  # fmt: skip
        return place, text[start:end]

    def _sought(self, interview: str, quote: str, turn: int | None
                ) -> tuple[tuple[int | None, int | None, int | None], str]:  # fmt: skip
        if not quote:
            self.note("it has no quote", "copy the words from the transcript, or give turn, start and end")
            return (turn, None, None), quote
        places = self.known.find(interview, quote, turn)
        if not places:
            self._note_absent(interview, quote, turn)
        turns = {place[0] for place in places}
        if len(places) != 1:
            return (next(iter(turns)) if len(turns) == 1 else turn, None, None), quote
        at, start, end = places[0]
        return (at, start, end), self.known.texts[interview][at][start:end]

    def _note_absent(self, interview: str, quote: str, turn: int | None) -> None:
        if turn is None:
            self.note(f"the quote is in no turn of interview '{interview}'",
                      "copy the words as they stand in the transcript, within one turn")  # fmt: skip
            return
        others = sorted({place[0] for place in self.known.find(interview, quote)})
        remedy = f"it stands in turn {others[0]}" if others else "copy the words as they stand in the transcript"
        self.note(f"the quote is not in its turn, {turn} of interview '{interview}'", remedy)
