"""Which turn of a transcript a passage of another tool's copy of it lies in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kccdiag.intake.coded.references import Place, References
from kccdiag.intake.places import Normal, normal, normalise

Span = tuple[int, int]
# What subtitles have beside speech: their heading, the name and time of a cue, who speaks and how it is set.
_FURNITURE = re.compile(
    r"\A\ufeff?WEBVTT[^\n]*|^[^\n]*(?=\r?\n[^\n]*-->)|^[^\n]*-->[^\n]*|</?(?:v|c|i|b|u|lang)\b[^>\n]*>", re.MULTILINE
)
_FEW = 3  # words: "Nee, nooit." stands in many turns


@dataclass(frozen=True)
class _Region:
    """Where the words of one turn stand in the copy, in its code points."""

    start: int
    end: int
    turn: int


class Alignment:
    """A tool's copy of a transcript laid beside its turns.

    Each turn is looked for after the one before it: with the name of its speaker, as most transcripts have it, else
    alone. Line ends and white space do not matter. What is in no turn (headings, times of subtitles) is passed over.

    Parameters
    ----------
    copy
        The plain text that the tool has.
    """

    def __init__(self, copy: str, interview: str, known: References) -> None:
        self._copy, self._interview, self._known = speech(copy), interview, known
        self._texts = known.texts[interview]
        self._spoken = known.spoken[interview]
        self._regions = list(self._aligned(known.labels[interview]))

    def place(self, span: Span) -> Place | None:
        """Find the turn of a passage, and its start and end there.

        Of a passage over several turns the part counts that a respondent said, if that is one turn. A passage outside
        all of them is looked for by its words, and counted among those that are the same.
        """
        over = [region for region in self._regions if region.start < span[1] and span[0] < region.end]
        said = [region for region in over if self._spoken[region.turn]]
        chosen = over if len(over) == 1 else said
        if len(chosen) == 1:
            return self._in(chosen[0], (max(span[0], chosen[0].start), min(span[1], chosen[0].end)))
        return None if over else self._by_words(span)

    def _aligned(self, labels: Sequence[str]) -> Iterator[_Region]:
        copy = normalise(self._copy)
        at = 0
        for turn, text in enumerate(self._texts):
            found = self._exact(labels[turn], text, copy, at) or _loose(labels[turn], text, copy, at)
            if found:
                at = bisect_left(copy.starts, found[1])
                yield _Region(*found, turn)

    def _exact(self, label: str, text: str, copy: Normal, at: int) -> Span | None:
        """Find a turn to the letter, so that every place in it is kept."""
        opening = f"{label}: "
        start = self._copy.find(opening + text, copy.starts[at] if at < len(copy.starts) else len(self._copy))
        return (start + len(opening), start + len(opening) + len(text)) if start >= 0 and text else None

    def _in(self, region: _Region, span: Span) -> Place | None:
        text = self._texts[region.turn]
        if self._copy[region.start : region.end] == text:
            return region.turn, span[0] - region.start, span[1] - region.start
        part, turn = normalise(self._copy[region.start : region.end]), normalise(text)
        first = bisect_left(part.ends, span[0] - region.start + 1)
        last = bisect_left(part.starts, span[1] - region.start) - 1
        if part.text != turn.text or not 0 <= first <= last:
            return None
        return region.turn, turn.starts[first], turn.ends[last]

    def _by_words(self, span: Span) -> Place | None:
        words = normal(self._copy[slice(*span)])
        here = self._known.find(self._interview, words)
        there = [start for start, _ in normalise(self._copy).spans(words)]
        if len(here) == 1:
            return here[0]
        before = sum(start < span[0] for start in there)
        return here[before] if len(here) == len(there) and before < len(here) else None


def speech(copy: str) -> str:
    """Put spaces in the place of all that nobody said, where a copy is one of subtitles; every word keeps its place.

    Examples
    --------
    >>> speech("1\\n00:01.000 --> 00:02.000\\n<v Noor>Nooit.</v>").split()
    ['Nooit.']
    """
    if "-->" not in copy:
        return copy
    return _FURNITURE.sub(lambda found: " " * len(found[0]), copy)


def _loose(label: str, text: str, copy: Normal, at: int) -> Span | None:
    """Find a turn whatever its line ends and white space; a few words alone may stand anywhere, so not those."""
    words = normal(text)
    opening = normal(f"{label}: {text}")
    end = copy.text.find(opening, at) + len(opening)
    if end < at + len(opening) and len(words.split()) > _FEW:
        opening = words
        end = copy.text.find(words, at) + len(words)
    if not words or end < at + len(opening):
        return None
    return copy.starts[end - len(words)], copy.ends[end - 1]
