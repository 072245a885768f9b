"""Passages of a REFI-QDA project: read as each source counts, laid beside the transcripts, their codes gathered."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kccdiag.engagement import fold
from kccdiag.intake.coded.alignment import Alignment, Span
from kccdiag.intake.coded.codes import meaning
from kccdiag.intake.coded.passages import Codes, Passage, Skipped
from kccdiag.intake.coded.references import Place, References
from kccdiag.intake.places import normal
from kccdiag.intake.qdpx import CodePath, Project, Selection, Source
from kccdiag.intake.qdpx.offsets import READINGS, STANDARD, Chosen, Reading, Selected, Text, choose, read, score

TOOL = "REFI-QDA"
OWN = "kccdiag"  # the origin of our own export, whose places are as the standard says
NOTES = ("statement", "method", "score", "paraphrase", "place", "quote")  # lines that our own export adds to passages
NOWHERE = "unknown"  # the place of a quote that stands in its turn, or in the interview, more than once
UNQUOTED = "none"  # the quote of a statement that has a paraphrase only
_NOTE = re.compile(rf"({'|'.join(NOTES)}): (.*)")
_SCORE = re.compile(r"[01](\.\d+)?|\d(\.\d+)?e-\d+")
_TRUNCATED = re.compile(r"(\u2026|\.\.\.)$")
_WHOLE = ("relation", "source", "target")


@dataclass(frozen=True)
class _Marked:
    """One selection as one coder coded it: its place in the text as stored, codes, and what its description keeps."""

    span: Span | None
    coder: str
    codes: tuple[CodePath, ...]
    notes: Mapping[str, str]


def passages_in(project: Project, known: References) -> tuple[list[Passage], Skipped]:
    """Turn the selections of a project into passages of interviews.

    Returns
    -------
    list of Passage, Counter
        And what was found and not read: by kind, sources whose places are doubtful, and how places were read.
    """
    skipped: Skipped = Counter({(f"qdpx_{kind}", ""): count for kind, count in project.left_out.items()})
    sources = [(source, _selected(source)) for source in project.sources]
    fits = _fits(sources)
    passages: list[Passage] = []
    for source, selected in sources:
        chosen = _as_written(source.text, selected) if project.origin == OWN else choose(source.text, selected, fits)
        if selected:
            skipped["reading", chosen.reading.name] += 1
        if chosen.doubtful:
            skipped["doubtful", source.name] += len(selected)
        passages += _passages(source, chosen, known, skipped)
    return passages, skipped


def _selected(source: Source) -> list[Selected]:
    """Take what a selection is called for its words where it has several and they stand in the text."""
    text = normal(source.text.raw)
    found = []
    for selection in source.selections:
        name = selection.name.strip()
        words = normal(_TRUNCATED.sub("", name))
        quoted = words if " " in words and words in text else ""
        found.append(Selected(selection.start, selection.end, quoted, cut=bool(_TRUNCATED.search(name))))
    return found


def _as_written(text: Text, selected: list[Selected]) -> Chosen:
    return Chosen(STANDARD, 1.0, read(text, selected, STANDARD), doubtful=False)


def _fits(sources: Iterable[tuple[Source, list[Selected]]]) -> dict[Reading, float]:
    """Say how well each reading fits all sources: a tool counts in one way."""
    return {reading: sum(len(selected) * score(source.text, selected, read(source.text, selected, reading))
                         for source, selected in sources) for reading in READINGS}  # fmt: skip


def _passages(source: Source, chosen: Chosen, known: References, skipped: Skipped) -> list[Passage]:
    interview = _interview(source, known)
    alignment = Alignment(source.text.raw, interview, known) if interview in known.texts else None
    passages = []
    for marked in _gathered(source, chosen):
        if marked.span is None:
            skipped["nowhere", source.name] += 1
            continue
        place = alignment.place(marked.span) if alignment else None
        if alignment and place is None and marked.notes.get("place") != NOWHERE:
            skipped["unplaced", ""] += 1
        passages.append(_passage(source, interview, marked, place))
    return passages


def _passage(source: Source, interview: str, marked: _Marked, place: Place | None) -> Passage:
    notes, span = marked.notes, marked.span or (0, 0)
    kept = notes.get("score", "")
    quote = "" if notes.get("quote") == UNQUOTED else normal(source.text.raw[slice(*span)])
    return Passage(
        document=source.name, interview=interview, codes=marked.codes, quote=quote,
        coder=marked.coder, method=notes.get("method", "" if "statement" in notes else TOOL), place=place, sought=False,
        exact=notes.get("place") != NOWHERE, paraphrase=notes.get("paraphrase", ""),
        score=float(kept) if _SCORE.fullmatch(kept) else math.nan,
    )  # fmt: skip


def _interview(source: Source, known: References) -> str:
    """Find the interview of a source: by its name, by who its case is, by its text."""
    if named := known.interview(source.name):
        return named
    people = {interview for case in source.cases for interview in known.people.get(fold(case), ())}
    if len(people) == 1:
        return next(iter(people))
    copy = normal(source.text.raw)
    alike = [name for name, texts in known.texts.items() if _holds_most(copy, [normal(text) for text in texts])]
    return alike[0] if len(alike) == 1 else ""


def _holds_most(copy: str, texts: list[str]) -> bool:
    """Tell whether a text holds most of what is said in an interview, by length."""
    return 2 * sum(len(text) for text in texts if text in copy) > sum(map(len, texts))


def _gathered(source: Source, chosen: Chosen) -> list[_Marked]:
    """Put codes on the same words together: NVivo repeats a passage for each code, others list them in one.

    A passage that says all by itself, or that our own export numbered, stays apart from others on the same words.
    """
    whole: list[_Marked] = []
    parts: defaultdict[tuple[str, Span | None, str], list[CodePath]] = defaultdict(list)
    notes: dict[tuple[str, Span | None, str], dict[str, str]] = {}
    for selection, span in zip(source.selections, chosen.spans, strict=True):
        said = _notes(selection.description)
        for coder, codes in _by_coder(selection).items():
            if said.get("statement", "") == "" and _is_whole(codes):
                whole.append(_Marked(span, coder, codes, said))
                continue
            key = said.get("statement", ""), span, coder
            parts[key] += [code for code in codes if code not in parts[key]]
            notes.setdefault(key, said)
    return whole + [_Marked(key[1], key[2], tuple(codes), notes[key]) for key, codes in parts.items()]


def _by_coder(selection: Selection) -> dict[str, Codes]:
    found: dict[str, Codes] = {}
    for code, coder in selection.codings:
        found[coder] = (*found.get(coder, ()), code)
    return found


def _is_whole(codes: Codes) -> bool:
    return {part.part for code in codes for part in meaning(code)}.issuperset(_WHOLE)


def _notes(description: str) -> dict[str, str]:
    """Read what our own export wrote in a description; other lines are a consultant's."""
    found = (_NOTE.fullmatch(line.strip()) for line in description.splitlines())
    return {note[1]: note[2] for note in found if note}
