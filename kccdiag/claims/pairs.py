"""Claims about who hands to whom: walls, bounces, silos."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from kccdiag.claims.claim import (
    Claim,
    Count,
    Estimate,
    Keys,
    Ratio,
    Share,
    proof,
    rows_of,
    shown,
    wanted,
    with_interval,
)
from kccdiag.claims.said import needed
from kccdiag.claims.sought import judged_rows
from kccdiag.diagnosis import Diagnosis


def walls(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that a department passes another less than their work and volume predict; what is needed is an unmet need.
    """
    limits = d.limits
    table = judged_rows("wall", d)
    table = table[~table["across_silo"].astype(bool)]
    if keys is None:
        pairs = pd.MultiIndex.from_frame(table[["giver", "taker"]])
        table = table[~pairs.isin(needed(d))]
    table = table.assign(missing=table["expected"] - table["handovers"],
                         q=table[["wall_q", "order_q", "later_q"]].max(axis=1))  # fmt: skip
    cells = ["handovers", "expected", *with_interval("openness"), "wall_q", "same_signals_expected"]
    cells += ["order_q", "later_q", "first_before", "last_before"]
    order = {"missing": False, "giver": True, "taker": True}
    for row in wanted(table, table["walled"], keys, kind="wall", named=("giver", "taker"), order=order):
        yield Claim(
            kind="wall",
            departments=(row["giver"], row["taker"]),
            estimate=Estimate.of(row, "openness", n=row["expected"], q=row["q"]),
            unit="ratio",
            limit=limits.wall_ratio,
            per_year=row["missing"] / d.years,
            beyond=row["beyond"],
            certain=bool(row["wall"]),
            said={
                "giver": row["giver"],
                "taker": row["taker"],
                "seen": Count(row["handovers"]),
                "expected": Count(row["expected"]),
                "same": Count(row["same_signals_expected"]),
            },
            evidence=(proof("handovers", row, "giver", "taker", *cells),),
            caveats=(*_no_topic(d), *_long_journeys(d)),
        )


def bounces(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that what a department hands to another comes straight back."""
    limits = d.limits
    table = judged_rows("bounce", d)
    table = table[~table["parallel"].astype(bool)]
    often = table["bounce_share"] > limits.bounce_share
    more = table["bounce_share"] >= limits.bounce_first_order * table["first_order_share"]
    order = {"bounces": False, "giver": True, "taker": True}
    cells = ["followed", "bounces", *with_interval("bounce_share"), "first_order_share"]
    seen: set[frozenset[str]] = set()  # a pair is told once, in the direction with most bounces
    for row in wanted(table, often & more, keys, kind="bounce", named=("giver", "taker"), order=order):
        pair = frozenset((row["giver"], row["taker"]))
        if keys is None and pair in seen:
            continue
        seen.add(pair)
        yield Claim(
            kind="bounce",
            departments=(row["giver"], row["taker"]),
            estimate=Estimate.of(row, "bounce_share", n=row["followed"]),
            unit="share",
            limit=limits.bounce_share,
            per_year=row["bounces"] / d.years,
            beyond=row["beyond"],
            certain=row["bounce_share_low"] > limits.bounce_share,
            said={
                "giver": row["giver"],
                "taker": row["taker"],
                "share": Share(row["bounce_share"]),
                "chance": Share(row["first_order_share"]),
                "n": Count(row["followed"]),
            },
            evidence=(proof("handovers", row, "giver", "taker", *cells),),
        )


def silos(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that a group of departments keeps to itself."""
    table = d.silos[d.silos["crossing_expected"] >= d.limits.wall_expected]
    closed = (table["boundary"] <= d.limits.silo_boundary) & (table["inner"] >= d.limits.silo_inner)
    for row in rows_of(table.assign(beyond=closed)):
        members = tuple(row["members"])
        if keys is not None and ("silo", members, None) not in keys:
            continue
        own = {name: row[name] for name in ("boundary", "inner", "crossing", "crossing_expected", "p")}
        yield Claim(
            kind="silo",
            departments=members,
            estimate=Estimate.of(row, "boundary", n=row["crossing_expected"], q=row["p"]),
            unit="ratio",
            limit=d.limits.silo_boundary,
            per_year=(row["crossing_expected"] - row["crossing"]) / d.years,
            beyond=bool(row["beyond"]),
            certain=True,
            said={
                "members": ", ".join(members),
                "boundary": Share(1 - row["boundary"]),
                "inner": Ratio(row["inner"]),
                "seen": Count(row["crossing"]),
                "expected": Count(row["crossing_expected"]),
            },
            evidence=(shown("silos", {"members": list(members)} | own), *(_across(d, members) if keys is None else ())),
            caveats=_no_topic(d),
        )


def _across(d: Diagnosis, members: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Show what goes between a group and all others."""
    across = (d.handovers["giver"].isin(members) != d.handovers["taker"].isin(members)) & d.handovers["lateral"]
    for edge in rows_of(d.handovers[across]):
        yield proof("handovers", edge, "giver", "taker", "handovers", "expected", "openness")


def _no_topic(d: Diagnosis) -> tuple[str, ...]:
    return () if "topic" in d.has else ("no_topic",)


def _long_journeys(d: Diagnosis) -> tuple[str, ...]:
    return ("long_journeys",) if d.departments["visits"].sum() > d.limits.wall_long_journeys * d.signals else ()
