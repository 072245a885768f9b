"""The reductions, as text: plain SQL over the canonical event table.

Every statement is a query that reads integers without missing values and is additive over disjoint sets of signals: run
it on buckets of signals, add up the rows with equal keys, and the sums are those of the whole log. ``BUILD``,
``WORKED`` and ``SUMMED`` are the working tables of one bucket, in the order in which they need each other; ``TABLES``
are what leaves the engine. Names in braces are filled in by :mod:`kccdiag.flow.engine` with integers only. A part of
the signals, chosen by what the working tables all know of one (``{among}``: kind, first_t), is reduced by itself.
"""

from __future__ import annotations

from kccdiag.flow import fates_sql, people_sql, stays_sql
from kccdiag.flow.slices_sql import RECODED, SLICED
from kccdiag.flow.steps_sql import ASTRAY, BUILD, EVENTS, GAPS, INTERLEAVED, PLACES, SPREAD
from kccdiag.flow.terms import CLOSED, LEFT, OUTCOMES, PLACE, STATES, WIDE

__all__ = [
    "ASTRAY", "BUILD", "CLOSED", "DESCRIPTIVE", "EVENTS", "GAPS", "INTERLEAVED", "LEFT", "OUTCOMES", "PLACE", "PLACES",
    "RECODED", "SLICED", "SPREAD", "STATES", "SUMMED", "TABLES", "WIDE", "WORKED",
]  # fmt: skip

WORKED = {
    "stay": stays_sql.STAY,
    "heard": fates_sql.HEARD,
    "journey": fates_sql.JOURNEY,
    "stage": fates_sql.STAGE,
    "met": people_sql.MET,
}
SUMMED = {"held": stays_sql.HELD, "whole": stays_sql.WHOLE}
TABLES = fates_sql.TABLES | stays_sql.TABLES | people_sql.TABLES
DESCRIPTIVE = frozenset({  # what no claim is made of
    "parts", "own_stays", "own_stays_of_kind", "own_durations", "delays", "states", "stock", "funnel", "activity",
    "ties", "crossings",
})  # fmt: skip
