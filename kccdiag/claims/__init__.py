"""Which numbers are beyond their bounds (DEFINITIONS 11), before they have words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kccdiag.claims.claim import Claim, Key, Keys
from kccdiag.claims.contacts import failure_demand, repeat_contacts, silence_spreads
from kccdiag.claims.held import drop_points, reservoirs
from kccdiag.claims.kpis import narrow_kpis
from kccdiag.claims.pairs import bounces, silos, walls
from kccdiag.claims.recurring import recurring_ideas
from kccdiag.claims.said import barriers, paper_channels, unmet_needs, unspoken_channels
from kccdiag.claims.spread import dry, gatekeepers, open_loops, trickle
from kccdiag.diagnosis import Diagnosis

Judge = Callable[[Diagnosis, Keys], Iterator[Claim]]
JUDGES: tuple[Judge, ...] = (
    silence_spreads, repeat_contacts, failure_demand,
    trickle, reservoirs, dry, gatekeepers, walls, bounces, silos, drop_points, open_loops, recurring_ideas,
)  # fmt: skip
HEARD: tuple[Judge, ...] = (unmet_needs, paper_channels, unspoken_channels, barriers)
EVERY: tuple[Judge, ...] = (*JUDGES, *HEARD, narrow_kpis)


def claims_of(diagnosis: Diagnosis) -> list[Claim]:
    """List the numbers beyond their bounds, by kind, the most material of a kind first."""
    return [claim for judge in EVERY for claim in judge(diagnosis, None)]


def standings_of(diagnosis: Diagnosis, keys: frozenset[Key], *, heard: bool = False) -> dict[Key, Claim]:
    """Find how claims stand in another diagnosis: those that rest on enough cases there, beyond their bounds or not.

    Parameters
    ----------
    heard
        Whether to look only for those that rest on what people said.
    """
    return {claim.key: claim for judge in (HEARD if heard else EVERY) for claim in judge(diagnosis, keys)}
