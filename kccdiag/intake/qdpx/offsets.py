"""How a tool counted the places in a text: tried in every known way and judged by where the places fall."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from kccdiag.intake.places import normal

MARK = "\ufeff"
_AROUND = MARK + " \r\n\t"
LOWEST = 0.9  # below it a source is flagged; the right reading scored 0.995 on real selections, wrong ones below 0.5

Span = tuple[int, int]
Counted = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reading:
    """One way to count: in code points or UTF-16 code units, CRLF as two or one, a byte-order mark or not.

    The standard says code points. NVivo counts UTF-16 code units, CRLF as two and the mark not; ATLAS.ti counts CRLF
    as one.
    """

    utf16: bool
    folded: bool
    marked: bool

    @property
    def name(self) -> str:
        """Name it as docs/interviews.md does."""
        return " ".join((
            "utf-16" if self.utf16 else "code-points",
            "crlf-1" if self.folded else "crlf-2",
            "mark" if self.marked else "no-mark",
        ))  # fmt: skip


STANDARD = Reading(utf16=False, folded=False, marked=True)
READINGS = tuple(Reading(*ways) for ways in product((False, True), (False, True), (True, False)))  # the standard first


@dataclass(frozen=True)
class Text:
    """The plain text of a source as it is stored: its line ends and byte-order mark kept.

    ``folded`` where XML made one line end of CRLF, so that a tool may have counted two.
    """

    raw: str
    folded: bool = False

    def offsets(self, reading: Reading) -> Counted:
        """Count up to each character of the text (and its end) in the units of a reading."""
        letters = np.frombuffer(self.raw.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        widths = 1 + (letters > 0xFFFF) if reading.utf16 else np.ones(len(letters), dtype=np.int64)
        feeds = letters == ord("\n")
        if reading.folded:
            widths[:-1][(letters[:-1] == ord("\r")) & feeds[1:]] = 0
        elif self.folded:
            widths[feeds] = 2
        if self.raw.startswith(MARK) and not reading.marked:
            widths[0] = 0
        return np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)


@dataclass(frozen=True)
class Selected:
    """A passage as a tool marked it.

    Parameters
    ----------
    start, end
        As counted there; the end exclusive.
    words
        What it is called, as ``normal`` writes it: often the words themselves.
    cut
        Whether only the first of the words are there.
    """

    start: int
    end: int
    words: str = ""
    cut: bool = False


@dataclass(frozen=True)
class Chosen:
    """The reading that fits a source best.

    Parameters
    ----------
    score
        Share of starts and ends that do not fall inside a word; of a passage whose words the tool copied, whether they
        stand there.
    spans
        Of each passage: its place in code points of the text as stored; None where it has none.
    doubtful
        Whether the score is below ``LOWEST``, or another reading fits as well and reads other words.
    """

    reading: Reading
    score: float
    spans: tuple[Span | None, ...]
    doubtful: bool


def choose(text: Text, passages: Sequence[Selected], before: Mapping[Reading, float] | None = None) -> Chosen:
    """Choose how the places in a source are to be read.

    Parameters
    ----------
    before
        How well each reading fits the whole project: decides between readings that fit this source equally well.

    Examples
    --------
    >>> chosen = choose(Text("Nee 🙂 hoor, nooit wat."), [Selected(13, 18)])
    >>> chosen.reading.utf16, chosen.spans, chosen.doubtful
    (True, ((12, 17),), False)
    """
    tried = {reading: read(text, passages, reading) for reading in READINGS}
    passages = _with_words(text, passages, tried.values())
    scores = {reading: score(text, passages, spans) for reading, spans in tried.items()}
    best = max(READINGS, key=lambda reading: (scores[reading], (before or {}).get(reading, 0.0)))
    others = (tried[reading] for reading in READINGS if scores[reading] == scores[best])
    doubtful = scores[best] < LOWEST or any(_differ(text, other, tried[best]) for other in others)
    return Chosen(best, scores[best], tried[best], doubtful and bool(passages))


def read(text: Text, passages: Sequence[Selected], reading: Reading) -> tuple[Span | None, ...]:
    """Place passages in the text as stored; one that is empty, or begins or ends in no place, has none."""
    counted = text.offsets(reading)
    starts = np.searchsorted(counted, [passage.start for passage in passages], side="right") - 1
    ends = np.searchsorted(counted, [passage.end for passage in passages], side="left")
    found: list[Span | None] = []
    for passage, start, end in zip(passages, starts, ends, strict=True):
        inside = 0 <= start < end < len(counted)
        exact = inside and counted[start] == passage.start and counted[end] == passage.end
        found.append((int(start), int(end)) if exact else None)
    return tuple(found)


def score(text: Text, passages: Sequence[Selected], spans: Sequence[Span | None]) -> float:
    """Say how well spans fit, from 0 to 1: see :class:`Chosen`."""
    if not passages:
        return 1.0
    return sum(_fit(text, *pair) for pair in zip(passages, spans, strict=True)) / len(passages)


def _fit(text: Text, passage: Selected, span: Span | None) -> float:
    if span is None:
        return 0.0
    if passage.words:
        return float(_stand(text, passage, span))
    return sum(not _inside_word(text.raw, place) for place in span) / 2


def _stand(text: Text, passage: Selected, span: Span) -> bool:
    found = normal(text.raw[slice(*span)].strip(MARK))
    return found.startswith(passage.words) if passage.cut else found == passage.words


def _with_words(text: Text, passages: Sequence[Selected], tried: Iterable[Sequence[Span | None]]) -> list[Selected]:
    """Keep what passages are called only where some reading finds it there: people rename passages too."""
    readings = list(tried)
    return [
        passage if any(spans[place] and _stand(text, passage, spans[place] or (0, 0)) for spans in readings)
        else replace(passage, words="")
        for place, passage in enumerate(passages)
    ]  # fmt: skip


def _inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and _in_word(text[place - 1]) and _in_word(text[place])


def _in_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _differ(text: Text, one: Sequence[Span | None], other: Sequence[Span | None]) -> bool:
    """Tell whether two readings give other words, the line ends and marks around them aside."""
    return any(_words(text, first) != _words(text, second) for first, second in zip(one, other, strict=True))


def _words(text: Text, span: Span | None) -> Span | None:
    if span is None:
        return None
    cut = text.raw[slice(*span)]
    start = span[0] + len(cut) - len(cut.lstrip(_AROUND))
    return start, start + len(cut.strip(_AROUND))
