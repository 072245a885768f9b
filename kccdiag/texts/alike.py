"""Which texts say the same: TF-IDF and average linkage, for tens of thousands of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kccdiag.texts.words import sayings

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

_STEM = 5  # letters: enough to join "lantaarn" and "lantaarnpaal", few enough to part most others
_GRAM = 4  # letters: what is left of a word after a typing error, and the parts of Dutch compounds
_USUAL_WORDS = 8  # in a short text; one word of these is added to each length, so that two words in common are no proof
_COMMON = 1_000  # texts; a part that more have counts for the length of a text, not for likeness: 50,000 in seconds
_MOST = 100_000  # texts compared with one another; of more, every second, third … one is taken
_CELLS = 4_000_000  # of a block of similarities that is looked at together


def groups_of(texts: Sequence[str], *, alike: float) -> Integers:
    """Group texts that say the same.

    Parameters
    ----------
    texts
        As they were written; texts of which the words are the same count as one.
    alike
        The least mean similarity between two groups (cosine, 0 to 1) for them to be one.

    Returns
    -------
    numpy.ndarray
        For each text the place of the first text of its group, its own where nothing says the same; -1 where it
        has no word that says anything, or is left out because there are too many.

    Notes
    -----
    Average linkage (UPGMA; Sokal & Michener 1958) on the cosine of TF-IDF vectors (Salton & Buckley 1988), half of
    five-letter beginnings of words and half of four-letter parts. The mean similarity of two groups is the product of
    their mean vectors, and merging nearest neighbours that are each other's gives the same tree in any order
    (Bruynooghe 1978), so no matrix of all pairs is needed.

    Examples
    --------
    >>> groups_of(["Zet de bus op de kaart", "De bus op een kaart graag", "Meer bomen graag"], alike=0.3).tolist()
    [0, 0, 2]
    """
    said = sayings(texts)
    place: dict[tuple[str, ...], int] = {}
    first = np.array([place.setdefault(words, number) for number, words in enumerate(said)], dtype=np.int64)
    distinct = np.array([number for words, number in place.items() if words], dtype=np.int64)
    distinct = distinct[:: 1 + len(distinct) // _MOST]
    groups = np.full(len(texts), -1, dtype=np.int64)
    if len(distinct):
        groups[distinct] = distinct[linked(vectors([said[number] for number in distinct]), alike=alike)]
    return groups[first]


def vectors(said: Sequence[tuple[str, ...]]) -> sparse.csr_array:
    """Weigh the parts of words: term frequency (1 + ln) × √ln((1 + n) / (1 + document frequency)), length about 1.

    Returns
    -------
    scipy.sparse.csr_array
        A row for each text. Rows are a little shorter than 1, short texts more: few words in common are little proof.

    Notes
    -----
    The root, so that in a product of two texts the inverse document frequency counts once. Squared, typing errors and
    names outweigh what an idea that many raise has in common, and it falls apart.
    """
    halves = [_weighted([stems(words) for words in said]), _weighted([grams(words) for words in said])]
    together = sparse.csc_array(sparse.hstack(halves)) / np.sqrt(len(halves))
    together = sparse.csr_array(together[:, np.flatnonzero(np.diff(together.indptr) <= _COMMON)])
    together.sort_indices()
    return together


def stems(words: Iterable[str]) -> Counter[str]:
    """Count the beginnings of words.

    Examples
    --------
    >>> stems(["lantaarn", "lantaarnpaal"])
    Counter({'lanta': 2})
    """
    return Counter(word[:_STEM] for word in words)


def grams(words: Iterable[str]) -> Counter[str]:
    """Count the four-letter parts of words, their ends marked by a space.

    Examples
    --------
    >>> sorted(grams(["trein"]))
    [' tre', 'ein ', 'rein', 'trei']
    """
    marked = (f" {word} " for word in words)
    return Counter(word[at : at + _GRAM] for word in marked for at in range(max(1, len(word) - _GRAM + 1)))


def _weighted(counts: Sequence[Counter[str]]) -> sparse.csr_array:
    columns: dict[str, int] = {}
    at = [columns.setdefault(part, len(columns)) for count in counts for part in count]
    often = np.array([times for count in counts for times in count.values()], dtype=float)
    starts = np.cumsum([0, *map(len, counts)])
    shape = (len(counts), max(len(columns), 1))
    table = sparse.csr_array((1 + np.log(often), np.array(at, dtype=np.int64), starts), shape=shape)
    texts_with = np.bincount(table.indices, minlength=shape[1])
    table.data *= np.sqrt(np.log((1 + len(counts)) / (1 + texts_with)))[table.indices]
    squares = np.asarray(table.power(2).sum(axis=1)).ravel()
    usual = np.median(squares[squares > 0]) if squares.any() else 1.0
    return sparse.csr_array(sparse.diags_array(1 / np.sqrt(squares + usual / _USUAL_WORDS)) @ table)


def linked(rows: sparse.csr_array, *, alike: float) -> Integers:
    """Group rows by average linkage, down to a mean similarity.

    Returns
    -------
    numpy.ndarray
        For each row the first row of its group.
    """
    group = np.arange(rows.shape[0])
    names, sizes, means = group.copy(), np.ones(rows.shape[0]), rows
    stale = np.arange(len(names))
    nearest, likeness = np.zeros(len(names), dtype=np.int64), np.zeros(len(names))
    while len(names):
        nearest[stale], likeness[stale] = _nearest(means, stale)
        left, right = _mutual(nearest, np.where(likeness >= alike, likeness, 0.0))
        group = _renamed(group, names[left], names[right])
        gone = np.zeros(len(names), dtype=bool)
        gone[right] = True
        joined = np.arange(len(names))
        joined[right] = left
        # No mean similarity to anything grows by merging: a row below the bound is done.
        keep = ~gone & (likeness >= alike)
        changed = np.zeros(len(names), dtype=bool)
        changed[left] = True
        means, sizes = _merged(means, sizes, joined, keep)
        stale = np.flatnonzero((changed | changed[joined[nearest]])[keep])
        place = np.cumsum(keep) - 1
        names, likeness, nearest = names[keep], likeness[keep], place[joined[nearest]][keep]
    return group


def _mutual(nearest: Integers, likeness: Floats) -> tuple[Integers, Integers]:
    """Find the pairs that are each other's nearest."""
    own = np.arange(len(nearest))
    pairs = (nearest[nearest] == own) & (own < nearest) & (likeness > 0)
    return own[pairs], nearest[pairs]


def _renamed(group: Integers, kept: Integers, gone: Integers) -> Integers:
    names = np.arange(len(group))
    names[gone] = kept
    return names[group]


def _merged(
    means: sparse.csr_array, sizes: Floats, joined: Integers, keep: NDArray[np.bool_]
) -> tuple[sparse.csr_array, Floats]:
    """Average the rows that were joined, weighted by the texts they stand for, and keep some."""
    total = np.bincount(joined, weights=sizes, minlength=len(sizes))
    shares = (sizes / np.where(total > 0, total, 1.0)[joined], (joined, np.arange(len(sizes))))
    averages = sparse.csr_array(shares, shape=(len(sizes), len(sizes)))[keep] @ means
    averages.sort_indices()
    return averages, np.asarray(total[keep], dtype=float)


def _nearest(means: sparse.csr_array, rows: Integers) -> tuple[Integers, Floats]:
    """Find for some rows the row most like each, the first where several are, and how like it is."""
    nearest, likeness = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows))
    across = sparse.csr_array(means.T)
    across.sort_indices()
    for part in _blocks(len(rows), max(1, _CELLS // max(means.shape[0], 1))):
        products = sparse.csr_array(means[rows[part]] @ across)
        own = np.repeat(rows[part], np.diff(products.indptr)) == products.indices
        # Rounded, so that what is equal but for the order of adding is equal.
        values = np.where(own, 0.0, np.round(products.data, 9))
        filled = np.flatnonzero(np.diff(products.indptr))
        if not len(filled):
            continue
        starts = products.indptr[filled]
        most = np.maximum.reduceat(values, starts)
        best = np.repeat(most, np.diff([*starts, len(values)])) == values
        first = np.minimum.reduceat(np.where(best, products.indices, means.shape[0]), starts)
        nearest[part][filled], likeness[part][filled] = first, most
    return nearest, likeness


def _blocks(length: int, size: int) -> Iterator[slice]:
    return (slice(start, start + size) for start in range(0, length, size))
