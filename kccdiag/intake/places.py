"""Where a quote stands in a transcript: compared after Unicode NFC and with white space as single spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Normal:
    """A text as it is compared, and where each of its characters comes from.

    Parameters
    ----------
    text
        In Unicode NFC, white space as single spaces, none at the ends.
    starts, ends
        Of each character: the code points of the original that it was made of.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def spans(self, quote: str) -> Iterator[tuple[int, int]]:
        """Find every place of a quote, in code points of the original text."""
        at = self.text.find(quote)
        while quote and at >= 0:
            yield self.starts[at], self.ends[at + len(quote) - 1]
            at = self.text.find(quote, at + 1)


def normal(text: str) -> str:
    """Write a text as it is compared.

    Examples
    --------
    >>> normal(" cafe\\u0301\\r\\n  open ") == "caf\\u00e9 open"
    True
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=4096)
def normalise(text: str) -> Normal:
    """Write a text as it is compared and remember where each character stood."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        cluster = unicodedata.normalize("NFC", text[start:end])
        if cluster.isspace():
            if letters and letters[-1] == " ":
                ends[-1] = end
                continue
            cluster = " "
        for letter in cluster:
            letters.append(letter)
            starts.append(start)
            ends.append(end)
    first = int(letters[:1] == [" "])
    last = len(letters) - int(letters[first:][-1:] == [" "])
    return Normal("".join(letters[first:last]), tuple(starts[first:last]), tuple(ends[first:last]))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text where composing it can't cross: before every character that joins none before it."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((place, place + 1) for place in range(len(text)))
        return
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or text[place - 1].isspace() or not _joins(text[place]):
            yield start, place
            start = place


def _joins(letter: str) -> bool:
    # Marks, and the vowels and final consonants of Hangul: all that Unicode composes with what stands before it.
    return unicodedata.category(letter) in ("Mn", "Mc") or "\u1160" <= letter <= "\u11ff"
