"""What the reductions leave: small additive tables of how signals flowed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Flow:
    """How signals flowed: small additive tables, departments and kinds as integer codes, times in seconds.

    Attributes
    ----------
    home, intake
        The departments that count as contact centre; with ``intake`` every department is, for the signals that start
        there.
    variants
        One row for each distinct journey with its fate (see :data:`kccdiag.flow.fates_sql.VARIANTS`); ``path`` holds
        place * PLACE + dept.
    gaps, silence
        Waiting times between events, and the silence limit by ``dept`` and ``kind`` that follows from them.
    stays, stays_of_kind
        Sums over signals of visits, seconds, and their products.
    own_stays, own_stays_of_kind, own_durations
        The same less the time spent waiting for the customer, of the stays that can be split.
    parts
        Seconds of the stays that can be split, by ``dept``, ``kind`` and ``part`` (0 work, 1 queue, 2 customer).
    durations, delays, drops, stock, states, funnel, fates, activity, workers, raised, ties, crossings
        Histograms and counts, see :mod:`kccdiag.flow.sql`.
    repeats, reasons, failures, returns, placed, satisfaction, handling
        What customers did next, see :mod:`kccdiag.flow.contact_sql`.
    """

    home: tuple[int, ...]
    intake: bool
    cutoff: int
    start: int
    variants: pd.DataFrame
    gaps: pd.DataFrame
    silence: pd.DataFrame
    stays: pd.DataFrame
    stays_of_kind: pd.DataFrame
    own_stays: pd.DataFrame
    own_stays_of_kind: pd.DataFrame
    own_durations: pd.DataFrame
    parts: pd.DataFrame
    durations: pd.DataFrame
    delays: pd.DataFrame
    drops: pd.DataFrame
    stock: pd.DataFrame
    states: pd.DataFrame
    funnel: pd.DataFrame
    fates: pd.DataFrame
    activity: pd.DataFrame
    workers: pd.DataFrame
    raised: pd.DataFrame
    ties: pd.DataFrame
    crossings: pd.DataFrame
    repeats: pd.DataFrame
    reasons: pd.DataFrame
    failures: pd.DataFrame
    returns: pd.DataFrame
    placed: pd.DataFrame
    satisfaction: pd.DataFrame
    handling: pd.DataFrame

    @classmethod
    def of(cls, **known: Any) -> Flow:
        """Make a flow of the tables that somebody will read; the others are empty."""
        return cls(**{one.name: pd.DataFrame() for one in fields(cls)} | known)


@dataclass(frozen=True)
class Sliced:
    """A flow by slice: one integer for quarter of the first event × kind × channel.

    Attributes
    ----------
    flow
        ``kind`` is a slice in every table but ``silence``; tables not in :data:`kccdiag.flow.sql.SLICED` are empty.
    slices
        ``slice``, ``quarter`` (year * 4 + 0…3), ``kind``, ``channel``: what slices are of.
    fates_visited, funnel_visited
        Fates and funnel of the signals that visited each ``dept``; a signal counts at every department it visited.
    hands, hands_visited
        ``kind`` (a slice), ``person``, ``signals`` that the person worked on, anywhere; and how many of them visited
        each ``dept``.
    """

    flow: Flow
    slices: pd.DataFrame
    fates_visited: pd.DataFrame
    funnel_visited: pd.DataFrame
    hands: pd.DataFrame
    hands_visited: pd.DataFrame
