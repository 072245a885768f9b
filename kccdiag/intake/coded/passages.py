"""Passages that people gave codes in another tool, turned into statements as far as the codes say."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kccdiag.intake.coded.checking import Row, Statement
from kccdiag.intake.coded.codes import meaning
from kccdiag.intake.coded.references import Place, References
from kccdiag.intake.places import normal

_LONGEST = 100  # characters of a code's name in a list
Codes = tuple[tuple[str, ...], ...]
Triple = tuple[str, str, str]  # relation, source, target
Skipped = Counter[tuple[str, str]]  # (key of a text, what fills it in) → how many


@dataclass(frozen=True)
class Passage:
    """A stretch of a document with the codes that one coder gave it.

    Parameters
    ----------
    document
        Name of the document, as the tool has it.
    codes
        Each code as its name and those above it, outermost first.
    quote
        The words.
    method
        The tool, or what it kept of ours.
    place
        Turn, start and end where the tool says so; else the quote is looked for.
    sought
        Whether to look for it.
    exact
        Whether its start and end in the turn are known.
    """

    document: str
    codes: Codes
    quote: str
    method: str
    coder: str = ""
    interview: str = ""
    place: Place | None = None
    sought: bool = True
    exact: bool = True
    score: float = math.nan
    paraphrase: str = ""


@dataclass
class _Said:
    """What the codes of one passage say together."""

    triples: list[Triple] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)

    def of(self, part: str) -> list[str]:
        return self.parts.get(part, [])


def from_rows(rows: Iterable[Row], tool: str) -> list[Passage]:
    """Gather the rows of an export, one for each code, by document, coder and words."""
    codes: dict[tuple[str, str, str], dict[tuple[str, ...], None]] = {}
    for row in rows:
        key = row.cells["document"].strip(), row.cells.get("coder", "").strip(), normal(row.cells["segment"])
        ends = ((end, row.cells[end]) for end in ("source", "target") if row.cells.get(end, "").strip())
        codes.setdefault(key, {}).update(dict.fromkeys(((row.cells["code"],), *ends)))
    return [Passage(document, tuple(found), quote, tool, coder) for (document, coder, quote), found in codes.items()]


def statements_of(passages: Iterable[Passage], known: References) -> tuple[list[Statement], Skipped]:
    """Turn passages into statements; what their codes do not say is counted, never guessed.

    A passage is confirmed by who coded it, unless a code says that it is a suggestion.

    Returns
    -------
    list of dict, Counter
        Statements as :func:`kccdiag.intake.coded.checking.check_rows` makes them, and what was left out.
    """
    statements: list[Statement] = []
    skipped: Skipped = Counter()
    for passage in passages:
        said = _said(passage, known, skipped)
        whole = _whole(said, skipped)
        if whole:
            base = _base(passage, said, known, skipped)
            statements += [base | row for row in whole]
    return statements, skipped


def _said(passage: Passage, known: References, skipped: Skipped) -> _Said:
    said = _Said()
    for path in passage.codes:
        parts = _parts(path, known, skipped)
        if len(parts) == len(("relation", "source", "target")):
            said.triples.append((parts["relation"], parts["source"], parts["target"]))
            continue
        for part, value in parts.items():
            if value not in said.of(part):
                said.parts.setdefault(part, []).append(value)
    return said


def _parts(path: tuple[str, ...], known: References, skipped: Skipped) -> dict[str, str]:
    """Say what one code says; nothing where it means nothing or names a department that nobody knows."""
    parts = {part.part: part.value for part in meaning(path)}
    if not parts:
        skipped["code", _shown(path)] += 1
    for end in parts.keys() & {"source", "target"}:
        department = known.department(parts[end])
        if department is None:
            skipped["department", _shown(path)] += 1
            return {}
        parts[end] = department
    return parts


def _shown(path: tuple[str, ...]) -> str:
    name = " > ".join(" ".join(part.split()) for part in path)
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


def _whole(said: _Said, skipped: Skipped) -> list[Statement]:
    """Put relations, barriers and purposes into rows: the first barrier beside the first relation."""
    triples = said.triples + _triples(said, skipped)
    barriers, purposes = said.of("barrier"), said.of("purpose")
    ends = "", *(said.of(end)[0] if len(said.of(end)) == 1 and not triples else "" for end in ("source", "target"))
    count = max(len(triples), len(barriers), len(purposes))
    rows = []
    for place in range(count):
        relation, source, target = triples[place] if place < len(triples) else ends
        barrier, purpose = _at(barriers, place), _at(purposes, place)
        rows.append({"relation": relation, "source": source, "target": target, "barrier": barrier, "purpose": purpose})
    return rows


def _at(values: Sequence[str], place: int) -> str:
    return values[place] if place < len(values) else ""


def _triples(said: _Said, skipped: Skipped) -> list[Triple]:
    """Join one relation with who gives and who takes; several on one side mean one statement each."""
    relations, sources, targets = said.of("relation"), said.of("source"), said.of("target")
    if not relations:
        return []
    if len(relations) > 1 or (len(sources) > 1 and len(targets) > 1):
        skipped["ambiguous", ""] += 1
        return []
    if sources and targets:
        return [(relations[0], source, target) for source in sources for target in targets]
    if "suggestion" in said.of("standing"):
        return [(relations[0], "".join(sources[:1]), "".join(targets[:1]))]
    skipped["ends", ""] += 1
    return []


def _base(passage: Passage, said: _Said, known: References, skipped: Skipped) -> Statement:
    interview = passage.interview or known.interview(passage.document)
    if not interview:
        skipped["document", passage.document] += 1
    place, quote = passage.place, passage.quote
    if interview in known.texts and place is None and passage.sought:
        place = _only(known.find(interview, quote))
        if place is None:
            skipped["unplaced", ""] += 1
    if place is not None:
        quote = known.texts[interview][place[0]][place[1] : place[2]]
    turn, start, end = place or (None, None, None)
    if not passage.exact:
        start, end, quote = None, None, normal(quote)
    standing = said.of("standing")
    return {
        "interview": interview or passage.document, "turn": turn, "start": start, "end": end, "quote": quote,
        "method": passage.method, "score": passage.score, "coder": passage.coder,
        "confirmed": "suggestion" not in standing, "released": "released" in standing,
        "paraphrase": passage.paraphrase,
    }  # fmt: skip


def _only(places: Sequence[Place]) -> Place | None:
    return places[0] if len(places) == 1 else None
