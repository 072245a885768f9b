"""What the values of an unknown export mean: which statuses end a signal or let it wait, which kinds there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kccdiag.engagement import OUTCOMES as OUTCOME_NAMES
from kccdiag.intake.profile import Column, Within
from kccdiag.intake.vocabulary import BOARD, CONTACT_CENTRE, KINDS, NOBODY, OUTCOMES, STAYS, meaning, plain

ENDS_SELDOM = 0.3  # an outcome by its words is only doubted where work goes on after it more often than this says
ENDS_MOSTLY = 0.6  # a status whose words say nothing is mentioned from here on
MANY_SIGNALS = 0.05  # share of the signals that end in a status, from which its meaning matters
_MOST_VALUES = 3000


@dataclass(frozen=True)
class Meaning:
    """A value that means something, and what spoke for it.

    Parameters
    ----------
    value
        As the export writes it most often.
    name
        Canonical outcome, stay or kind; empty where the words do not tell.
    rows
        Rows that carry it.
    ends
        Share of its rows after which nothing but outcomes follow in the signal.
    last
        Share of the signals whose last row it is.
    sure
        Whether to propose it, or only to mention it.
    """

    value: str
    name: str
    rows: int
    ends: float
    last: float
    sure: bool


def find_outcomes(activity: Column, within: Within) -> list[Meaning]:
    """Tell which activity values say what became of a signal: by their words, held against what follows them."""
    common = [int(code) for code in np.argsort(-activity.counts, kind="stable")[:_MOST_VALUES]]
    names = {code: meaning(activity.values[code], OUTCOMES) for code in common}
    ending = {code for code, name in names.items() if name}
    codes, last = activity.codes[within.order], np.append(~within.same, True)
    finals = np.bincount(codes[last & (codes >= 0)], minlength=activity.distinct) / max(1, int(last.sum()))
    found = []
    for code in common:
        waits = meaning(activity.values[code], STAYS)
        if not names[code] and (waits or finals[code] < MANY_SIGNALS):
            continue
        ends = _ends(codes, within, code, ending)
        likely = bool(names[code]) or ends >= ENDS_MOSTLY
        if likely:
            sure = bool(names[code]) and (ends >= ENDS_SELDOM or names[code] == "told")
            found.append(Meaning(activity.values[code], names[code], int(activity.counts[code]), ends,
                                 float(finals[code]), sure))  # fmt: skip
    order = (*OUTCOME_NAMES, "")
    return sorted(found, key=lambda one: (order.index(one.name), -one.rows, one.value))


def find_stays(activity: Column) -> list[Meaning]:
    """Tell which activity values mean that a signal waits."""
    return [one for one in _by_words(activity, STAYS) if not meaning(one.value, OUTCOMES)]


def find_kinds(kind: Column) -> list[Meaning]:
    """Tell which kinds of signal are ideas, complaints, questions and compliments."""
    return _by_words(kind, KINDS)


def find_nobody(department: Column) -> list[str]:
    """Give the department values that mean that nobody is known to have had the signal."""
    return [value for value in department.values if plain(value) in NOBODY or not plain(value)]


def find_contact_centre(department: Column, within: Within) -> list[tuple[str, float]]:
    """Give the departments called a contact centre, with the share of signals that start there."""
    return [(name, share) for name, share in starts(department, within) if meaning(name, CONTACT_CENTRE)]


def find_board(department: Column) -> list[str]:
    """Give the departments called a board."""
    return [value for value in _spellings(department.values) if plain(value) in BOARD]


def starts(department: Column, within: Within) -> list[tuple[str, float]]:
    """Give the departments by the share of signals that start there, the largest first."""
    codes = department.codes[within.order][np.append(True, ~within.same)]
    counts = np.bincount(codes[codes >= 0], minlength=department.distinct)
    ranked = np.argsort(-counts, kind="stable")
    return [(department.values[code], float(counts[code] / max(1, len(codes)))) for code in ranked if counts[code]]


def _by_words(column: Column, words: dict[str, str]) -> list[Meaning]:
    common = np.argsort(-column.counts, kind="stable")[:_MOST_VALUES]
    named = [(int(code), meaning(column.values[code], words)) for code in common]
    order = list(words)
    found = [Meaning(column.values[code], name, int(column.counts[code]), ends=0.0, last=0.0, sure=True)
             for code, name in named if name]  # fmt: skip
    return sorted(found, key=lambda one: (order.index(one.name), -one.rows, one.value))


def _ends(codes: npt.NDArray[np.int64], within: Within, code: int, ending: set[int]) -> float:
    """Give the share of a value's rows after which its signal has no other row than outcomes."""
    work = ~np.isin(codes, [*ending, code])
    signals = np.cumsum(np.append(True, ~within.same)) - 1
    places = np.arange(len(codes))
    last_work = np.full(signals[-1] + 1, -1)
    np.maximum.at(last_work, signals[work], places[work])
    here = codes == code
    return float((places[here] > last_work[signals[here]]).mean()) if here.any() else 0.0


def _spellings(values: Sequence[str]) -> list[str]:
    """Keep one spelling of each name, the first."""
    return list({plain(value): value for value in reversed(values)}.values())[::-1]
