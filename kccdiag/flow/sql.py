"""The reductions, as text: plain SQL over the canonical event table.

Every statement is a query that reads integers without missing values and is additive over disjoint sets of signals: run
it on buckets of signals, add up the rows with equal keys, and the sums are those of the whole log. ``BUILD``,
``WORKED`` and ``SUMMED`` are the working tables of one bucket, in the order in which they need each other; ``TABLES``
are what leaves the engine. Names in braces are filled in by :mod:`kccdiag.flow.engine` with integers only. A part of
the signals, chosen by what the working tables all know of one (``{among}``: kind, first_t), is reduced by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kccdiag.flow import fates_sql, people_sql, stays_sql
from kccdiag.flow.slices_sql import RECODED, SLICED
from kccdiag.flow.steps_sql import ASTRAY, BUILD, EVENTS, GAPS, INTERLEAVED, PLACES, SPREAD, SURVEYED
from kccdiag.flow.terms import CLOSED, ENDED, LEFT, OUTCOMES, PLACE, STATES, WIDE

__all__ = [
    "ALIKE", "ASTRAY", "BUILD", "CLOSED", "DESCRIPTIVE", "ENDED", "EVENTS", "GAPS", "INTERLEAVED", "LEFT", "OUTCOMES",
    "PLACE", "PLACES", "RECODED", "SLICED", "SPLIT", "SPREAD", "STATES", "SUMMED", "SURVEYED", "TABLES", "WIDE",
    "WORKED", "needed",
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
    "gaps", "parts", "own_stays", "own_stays_of_kind", "own_durations", "delays", "states", "stock", "funnel",
    "activity", "ties", "crossings", "placed", "satisfaction", "handling",
})  # fmt: skip

# A department's own time is that of the stay where nothing is to be split off ("split" is 0).
ALIKE = {"own_stays": "stays", "own_stays_of_kind": "stays_of_kind", "own_durations": "durations"}
SPLIT = """
select coalesce(max(case when stay = 2 or split = 0 then 1 else 0 end), 0) as split from step
"""


def needed(tables: Mapping[str, str], readers: Mapping[str, str]) -> dict[str, str]:
    """Choose the working tables that somebody reads, or another one that somebody reads.

    Examples
    --------
    >>> needed({"stay": "from visit", "met": "from step", "whole": "from stay"}, {"stays": "select 1 from whole"})
    {'stay': 'from visit', 'whole': 'from stay'}
    """
    texts, kept = list(readers.values()), set()
    for name in reversed(list(tables)):
        if any(re.search(rf"\b(from|join) {name}\b", text) for text in texts):
            kept.add(name)
            texts.append(tables[name])
    return {name: text for name, text in tables.items() if name in kept}
