"""Who says what, gathered once: no objection to the log moves it (DEFINITIONS 6 and 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from kccdiag.intake.interviews import BARRIERS, Interviews
from kccdiag.limits import Limits
from kccdiag.voices.named import barriers_table, sayers_of
from kccdiag.voices.pairs import Said, pairs_table, said_of
from kccdiag.voices.people import People, people_of
from kccdiag.voices.tables import Voices, no_voices


@dataclass(frozen=True)
class Told:
    """Who says what; but for ``barriers``, as ``Voices.barriers``, not to be shown."""

    people: People
    said: Said
    naming: Mapping[str, frozenset[str]]  # barrier → who names it
    barriers: pd.DataFrame


def told_in(interviews: Interviews, *, limits: Limits) -> Told:
    """Gather who says what of pairs, and who names which barrier."""
    people = people_of(interviews, least=limits.group_size)
    naming = sayers_of(interviews, "barrier", BARRIERS)
    return Told(people, said_of(interviews, people), naming, barriers_table(naming, people))


def recounted(told: Told, seen: pd.DataFrame, *, limits: Limits) -> Voices:
    """Hold pairs beside another telling of the log: what objections are tried on, and nothing else.

    Parameters
    ----------
    seen
        As :func:`kccdiag.voices.pairs.seen_of`.
    """
    pairs = pairs_table(told.said, told.people, seen, limits=limits)
    return replace(no_voices(), pairs=pairs, barriers=told.barriers)
