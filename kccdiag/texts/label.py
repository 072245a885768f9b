"""A few words that name what texts say, and never a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kccdiag.texts.ordinary import DETERMINERS, NAMES, PARTICLES, STOPWORDS, TITLES
from kccdiag.texts.words import ABBREVIATED, SENTENCE_END, WORD, folded

WORDS_IN_A_LABEL = 4
_SHORTEST = 3  # letters
# As few as three may say a word before it is shown, so that it leads to none of them (the least frequency of the
# handbook on statistical disclosure control: Hundepool et al. 2012); and nine in ten must write it small.
_WRITERS = 3
_SMALL = 0.9
_DETERMINED = 2  # writers who put "the" or "een" before it, as nobody does before a first name


@dataclass
class _Use:
    """How a word is used inside sentences."""

    small_by: set[int] = field(default_factory=set)
    determined_by: set[int] = field(default_factory=set)
    small: int = 0
    large: int = 0
    titled: bool = False

    @property
    def ordinary(self) -> bool:
        """Say whether nobody can be called this."""
        often_small = self.small >= _SMALL * (self.small + self.large)
        a_thing = len(self.determined_by) >= _DETERMINED
        return len(self.small_by) >= _WRITERS and often_small and a_thing and not self.titled


def labels_of(
    texts: Sequence[str], groups: NDArray[np.int64], writers: NDArray[np.int64], *, wanted: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """Name groups of texts by up to four words that at least half of each group's texts have.

    Parameters
    ----------
    texts, groups, writers
        Side by side: what was written, which group it is in, and a number for who wrote it (for the text, where that
        is not known: a sentence pasted often is one writer's).
    wanted
        The groups to name.

    Returns
    -------
    dict
        Group → words, in the order in which its texts have them; none where no word is safe to show.

    Notes
    -----
    A word is shown when at least three writers in the group use it; at least three write it small inside a sentence of
    a text that has capitals, nine in ten times; two put an article or the like before it; and it never follows a title
    or "namens", nor stands in the list of frequent names. Where all write in small letters only, nothing tells a name
    from a word, and there is no label.

    Examples
    --------
    >>> texts = ["Sietske zei: laat een bus rijden", "Mag de bus van Sietske", "Hang bij de bus een klok, Sietske"]
    >>> labels_of(texts, np.zeros(3, int), np.arange(3), wanted=[0])
    {0: ('bus',)}
    """
    uses = _uses(texts, writers)
    members: dict[int, list[int]] = {group: [] for group in wanted}
    for place, group in enumerate(groups.tolist()):
        if group in members:
            members[group].append(place)
    return {group: _label([texts[at] for at in places], writers[places], uses) for group, places in members.items()}


def _label(texts: Sequence[str], writers: NDArray[np.int64], uses: dict[str, _Use]) -> tuple[str, ...]:
    by: dict[str, set[int]] = defaultdict(set)
    having, order, written = Counter[str](), Counter[str](), defaultdict[str, Counter[str]](Counter)
    for text, writer in zip(texts, writers.tolist(), strict=True):
        seen: set[str] = set()
        for place, surface in enumerate(WORD.findall(text)):
            word = folded(surface)
            if word not in seen:
                seen.add(word)
                by[word].add(writer)
                having[word] += 1
                order[word] += place
                written[word][surface.lower()] += 1
    usual = [word for word in having if 2 * having[word] >= len(texts) and len(by[word]) >= _WRITERS]
    shown = [word for word in usual if _safe(word, uses)]
    told = sorted(shown, key=lambda word: (-having[word] / len(uses[word].small_by), word))[:WORDS_IN_A_LABEL]
    told.sort(key=lambda word: (order[word] / having[word], word))
    return tuple(min(written[word], key=lambda surface: (-written[word][surface], surface)) for word in told)


def _safe(word: str, uses: dict[str, _Use]) -> bool:
    return len(word) >= _SHORTEST and word not in STOPWORDS and word not in NAMES and uses[word].ordinary


def _uses(texts: Sequence[str], writers: NDArray[np.int64]) -> dict[str, _Use]:
    uses: dict[str, _Use] = defaultdict(_Use)
    for text, writer in zip(texts, writers.tolist(), strict=True):
        telling = _has_capitals(text)
        for surface, before, earlier in _with_before(text):
            use = uses[folded(surface)]
            use.titled |= before in TITLES or (before in PARTICLES and earlier in TITLES)
            if before in DETERMINERS:
                use.determined_by.add(writer)
            if telling and before:
                _count_case(use, surface, writer)
    return uses


def _count_case(use: _Use, surface: str, writer: int) -> None:
    if surface[0].isupper():
        use.large += 1
    else:
        use.small += 1
        use.small_by.add(writer)


def _with_before(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the words of a text with the two folded words before each in its sentence, "" where there is none."""
    for sentence in SENTENCE_END.split(ABBREVIATED.sub(r"\1 ", text)):
        earlier = before = ""
        for surface in WORD.findall(sentence):
            yield surface, before, earlier
            earlier, before = before, folded(surface)


def _has_capitals(text: str) -> bool:
    """Say whether a text begins with a capital and goes on in small letters, so that capitals inside it mean something.

    Examples
    --------
    >>> [_has_capitals(text) for text in ("Mag de bus later?", "mag de bus later?", "MAG DE BUS LATER?")]
    [True, False, False]
    """
    letters = [mark for mark in text if mark.isalpha()]
    return bool(letters) and letters[0].isupper() and 2 * sum(map(str.isupper, letters)) < len(letters)
