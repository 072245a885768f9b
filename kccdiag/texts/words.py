"""From texts to words: folded, without what wraps a proposal."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from statistics import median

from kccdiag.texts.ordinary import STOPWORDS

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ABBREVIATED = re.compile(r"\b(dhr|mevr|mw|hr|mr|mrs|ms|dr|drs|ir|ing)\.", re.IGNORECASE)  # a title ends no sentence
SENTENCE_END = re.compile(r"[.!?;:\n\r]+")
# A sentence that so many texts share, and at least so many, wraps what they say: a signature, a disclaimer. Unless most
# have hardly another word beside it: then it is a petition, which everybody sends under another name.
_SHARED, _SHARED_TEXTS, _BESIDE = 0.05, 20, 3


def folded(text: str) -> str:
    """Write a text in small letters without accents.

    Examples
    --------
    >>> folded("Ideeën OVER Één app")
    'ideeen over een app'
    """
    small = text.casefold()
    if small.isascii():
        return small
    spread = unicodedata.normalize("NFKD", small)
    return "".join(mark for mark in spread if not unicodedata.combining(mark))


def content(text: str) -> tuple[str, ...]:
    """List the words of a text that say something of what it proposes.

    Examples
    --------
    >>> content("Goedemiddag, stuur mij een SMS'je vóór de afschrijving!")
    ('stuur', 'sms', 'afschrijving')
    """
    found = (word.split("'")[0] for word in WORD.findall(folded(text).replace("’", "'")))
    return tuple(word for word in found if len(word) > 1 and word not in STOPWORDS)


def sayings(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """List, for each text, its words without the sentences that wrap many texts.

    Examples
    --------
    >>> colours = [f"kleur{mark}{mark}" for mark in "abcdefghijklmnopqrst"]
    >>> sayings([f"Schilder alle {colour} deuren opnieuw. Verstuurd vanuit onderweg!" for colour in colours])[0]
    ('schilder', 'kleuraa', 'deuren', 'opnieuw')
    """
    parts = [[content(part) for part in SENTENCE_END.split(text)] for text in texts]
    wrapping = _wrapping(parts)
    return [tuple(word for part in sentences if part not in wrapping for word in part) for sentences in parts]


def _wrapping(parts: Sequence[Sequence[tuple[str, ...]]]) -> set[tuple[str, ...]]:
    shared = Counter(part for sentences in parts for part in set(sentences) if part)
    bound = max(_SHARED * len(parts), _SHARED_TEXTS)
    often = {part for part, count in shared.items() if count >= bound}
    beside: dict[tuple[str, ...], list[int]] = {part: [] for part in often}
    for sentences in parts:
        others = sum(len(part) for part in sentences if part not in often)
        for part in often.intersection(sentences):
            beside[part].append(others)
    return {part for part, others in beside.items() if median(others) >= _BESIDE}
