"""Cues: a small notation for people's ways of naming a thing, and what finds them in a sentence.

A cue is one line: ``tijd & <no>``. Its parts, divided by ``&``, may stand in any order, at most :data:`REACH` words
from first to last; ``&!`` opens a part that must not stand in the sentence. A part is a row of slots with gaps between:

=================  ====================================================================================
``word``           this word, as written or as its lemma (*afgerekend* is found by ``afrekenen``)
``hand*``          any word that begins so; ``*tijd``: that ends so; ``#``: a number in figures
``a|b c``          either *a* or *b c*; ``a|b|``: or neither; a line that begins so goes on with the one before
``<name>``         any entry of the list of that name; lists are divided by commas
``..``             between slots: up to three words, whatever they are; ``...``: up to six; ``.``: none
``=`` in front     the line means what it says, whatever is denied in its clause
=================  ====================================================================================

A line with a word of the list ``no`` in it denies by itself; any other is void where its clause is denied.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, TypeVar

import simplemma

REACH = 12  # words; a clause of speech has about ten

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|['’][^\W_]+")
_GAP = re.compile(r"\s(\.{1,3})\s")
_GAPS = {".": "", "..": r"(?:\S+ ){0,3}?", "...": r"(?:\S+ ){0,6}?"}
# Said while thinking; "hoor" where no pronoun is about: "dat is zo hoor."
_FILLER = re.compile(
    r"\b(?:e+h+m?|u+h+m?|u+m+|hm+|zeg maar|(?<!ik )(?<!wij )(?<!we )hoor(?=\s*[,.!]))\b", re.IGNORECASE
)

Label = TypeVar("Label")


@dataclass(frozen=True)
class Words:
    """The words of a text, folded and with their lemmas, as one line in which cues are sought."""

    line: str  # "hebben/hebben geen/geen tijd/tijd ": a word, its lemma, a space
    spans: tuple[tuple[int, int], ...]  # where each word stands in the text


@dataclass(frozen=True)
class Cue:
    """One way of naming something."""

    parts: tuple[re.Pattern[str], ...]
    openings: tuple[frozenset[str], ...]  # the words that a part may begin with
    barred: tuple[re.Pattern[str], ...]
    denies: bool  # it has a "no" of its own
    stands: bool  # whatever is denied in its clause


@dataclass(frozen=True)
class Cues(Generic[Label]):
    """Cues under their labels, with an index that leaves most of them out at a glance."""

    cues: tuple[tuple[Label, Cue], ...]
    _begun: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)

    def found(self, words: Words) -> Iterator[tuple[Label, Cue, int, int]]:
        """Find cues in the words of a sentence: label, cue, first word and the one after the last."""
        said = {form for word in words.line.split() for form in word.split("/")}
        begun = frozenset().union(*(self._parts_begun_by(word) for word in said))
        for number, (label, cue) in enumerate(self.cues):
            if all((number, part) in begun for part in range(len(cue.parts))):
                yield from ((label, cue, low, high) for low, high in _places(cue, words.line))

    def _parts_begun_by(self, word: str) -> frozenset[tuple[int, int]]:
        if word not in self._begun:
            self._begun[word] = frozenset(
                (number, part)
                for number, (_, cue) in enumerate(self.cues)
                for part, openings in enumerate(cue.openings)
                if word in openings or any(_fits(word, opening) for opening in openings)
            )
        return self._begun[word]


def words_of(text: str, language: str) -> Words:
    """Fold and lemmatise a text, without what is said while thinking.

    Examples
    --------
    >>> words_of("Wij worden, ehm, afgerekend", "nl").line
    'wij/wij worden/worden afgerekend/afrekenen '
    """
    spoken = _FILLER.sub(lambda filler: " " * len(filler[0]), text)
    found = list(_WORD.finditer(spoken))
    line = "".join(f"{_folded(word[0])}/{_lemma(word[0], language)} " for word in found)
    return Words(line, tuple(word.span() for word in found))


def read_cues(lines: Iterable[tuple[Label, str]], lists: Mapping[str, str]) -> Cues[Label]:
    """Read cues, several to a text, one to a line, with the lists that they name.

    Examples
    --------
    >>> cues = read_cues([("busy", "tijd & <no>")], {"no": "geen, te weinig"})
    >>> [(label, low, high) for label, _, low, high in cues.found(words_of("Daar hebben we geen tijd voor", "nl"))]
    [('busy', 3, 5)]
    """
    whole = ((label, re.sub(r"\s*\n\s*\|", "|", text)) for label, text in lines)
    return Cues(tuple(
        (label, _read_cue(line.strip(), lists)) for label, text in whole for line in text.splitlines() if line.strip()
    ))  # fmt: skip


def _places(cue: Cue, line: str) -> Iterator[tuple[int, int]]:
    """Yield where a cue stands, by words."""
    found = [[_numbers(line, *match.span(1)) for match in part.finditer(line)] for part in cue.parts]
    if not all(found) or any(barred.search(line) for barred in cue.barred):
        return
    for first in found[0]:
        near = [first, *(min(others, key=lambda other: abs(other[0] - first[0])) for others in found[1:])]
        low, high = min(low for low, _ in near), max(high for _, high in near)
        if high - low <= REACH:
            yield low, high


def _numbers(line: str, start: int, end: int) -> tuple[int, int]:
    first = line.count(" ", 0, start)
    return first, first + line.count(" ", start, end)


def _read_cue(line: str, lists: Mapping[str, str]) -> Cue:
    wanted, *barred = line.removeprefix("=").split("&!")
    parts = wanted.split("&")
    return Cue(
        parts=tuple(_pattern(part, lists) for part in parts),
        openings=tuple(frozenset(_openings(part, lists)) for part in parts),
        barred=tuple(_pattern(part, lists) for part in barred),
        denies=_denies(wanted, lists),
        stands=line.startswith("="),
    )


def _denies(wanted: str, lists: Mapping[str, str]) -> bool:
    words = set(re.split(r"[\s|]", wanted))
    return bool(words & {"<no>", "<unknown>", *_entries("no", lists)})


def _pattern(part: str, lists: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?=({_row(part, lists)}))")  # at every word: what begins later may be what holds


def _row(part: str, lists: Mapping[str, str]) -> str:
    pieces = _GAP.split(f" {part.strip()} ")
    return "".join(_GAPS[piece] if number % 2 else _slot(piece.strip(), lists) for number, piece in enumerate(pieces))


def _slot(slot: str, lists: Mapping[str, str]) -> str:
    choices = ["".join(_word(word, lists) for word in choice.split()) for choice in slot.split("|") if choice]
    return f"(?:{'|'.join(choices)})" + "?" * slot.endswith("|")


def _word(word: str, lists: Mapping[str, str]) -> str:
    if word == "#":
        return r"\d\S* "
    if word.startswith("<"):
        return f"(?:{'|'.join(_row(entry, lists) for entry in _entries(word, lists))})"
    written = re.escape(word).replace(r"\*", r"[^\s/]*")
    return rf"(?:{written}/\S*|[^\s/]*/{written}) "


def _entries(name: str, lists: Mapping[str, str]) -> list[str]:
    return [" ".join(entry.split()) for entry in lists.get(name.strip("<>"), "").split(",") if entry.strip()]


def _openings(part: str, lists: Mapping[str, str]) -> Iterator[str]:
    for choice in _GAP.split(f" {part.strip()} ")[0].strip().split("|"):
        first = choice.split()[0]
        if first.startswith("<"):
            for entry in _entries(first, lists):
                yield from _openings(entry, lists)
        else:
            yield first


def _fits(word: str, opening: str) -> bool:
    if opening == "#":
        return word[:1].isdigit()
    before, star, after = opening.partition("*")
    return bool(star) and word.startswith(before) and word.endswith(after)


@cache
def _lemma(word: str, language: str) -> str:
    return _folded(simplemma.lemmatize(word.lower().replace("’", "'"), lang=language))


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(mark for mark in spread if not unicodedata.combining(mark))
