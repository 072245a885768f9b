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
HEARD: dict[str, Judge] = {  # by the kind of their claims, as are those below
    "unmet_need": unmet_needs, "paper_channel": paper_channels, "unspoken_channel": unspoken_channels,
    "barrier": barriers,
}  # fmt: skip
EVERY: dict[str, Judge] = {
    "silence_spreads": silence_spreads, "repeat_contact": repeat_contacts, "failure_demand": failure_demand,
    "trickle": trickle, "reservoir": reservoirs, "dry": dry, "gatekeeper": gatekeepers, "wall": walls,
    "bounce": bounces, "silo": silos, "drop_point": drop_points, "open_loop": open_loops,
    "recurring_idea": recurring_ideas, **HEARD, "narrow_kpis": narrow_kpis,
}  # fmt: skip


def claims_of(diagnosis: Diagnosis) -> list[Claim]:
    """List the numbers beyond their bounds, by kind, the most material of a kind first."""
    return [claim for judge in EVERY.values() for claim in judge(diagnosis, None)]


def standings_of(diagnosis: Diagnosis, keys: frozenset[Key], *, heard: bool = False) -> dict[Key, Claim]:
    """Find how claims stand in another diagnosis: those that rest on enough cases there, beyond their bounds or not.

    Parameters
    ----------
    heard
        Whether to look only for those that rest on what people said.
    """
    judges, kinds = HEARD if heard else EVERY, {kind for kind, _, _ in keys}
    return {claim.key: claim for kind in judges if kind in kinds for claim in judges[kind](diagnosis, keys)}
