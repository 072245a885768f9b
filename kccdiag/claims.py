"""Which numbers are beyond their bounds (DEFINITIONS 11), before they have words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binom

from kccdiag.diagnosis import Diagnosis
from kccdiag.measures.uncertainty import adjusted

ROWS_SHOWN = 20  # of evidence where one finding speaks of many departments


@dataclass(frozen=True)
class Share:
    """A share of one, to be written as a percentage."""

    value: float


@dataclass(frozen=True)
class Count:
    """A number of things, to be written whole."""

    value: float


@dataclass(frozen=True)
class Ratio:
    """A multiple, to be written with one decimal."""

    value: float


@dataclass(frozen=True)
class KindOfSignal:
    """A kind of signal, to be named in the reader's language."""

    value: str


Said = Share | Count | Ratio | KindOfSignal | str


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval, its q in a family of comparisons (else None) and the signals it rests on."""

    value: float
    low: float
    high: float
    n: float
    q: float | None = None

    @classmethod
    def of(cls, row: pd.Series, name: str, *, n: float, q: float | None = None) -> Estimate:
        """Take a column and its ``_low`` and ``_high`` from a row."""
        return cls(float(row[name]), float(row[f"{name}_low"]), float(row[f"{name}_high"]), float(n), q)


@dataclass(frozen=True)
class Claim:
    """A number beyond its bound.

    Attributes
    ----------
    wording
        Which sentences say it: the kind, or a variant of it.
    certain
        Whether it passes its test too; without, it only counts when another claim is tried.
    said
        What its sentences mention.
    caveats
        Names of further reservations.
    """

    kind: str
    estimate: Estimate
    unit: str
    limit: float
    per_year: float
    certain: bool
    departments: tuple[str, ...] = ()
    about: str | None = None
    wording: str = ""
    said: dict[str, Said] = field(default_factory=dict)
    evidence: tuple[dict[str, Any], ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, tuple[str, ...], str | None]:
        """What the claim is about, by which it is found again under an objection."""
        return self.kind, self.departments, self.about


def claims_of(diagnosis: Diagnosis) -> list[Claim]:
    """List the numbers beyond their bounds, by kind, the most material of a kind first."""
    judges: tuple[Callable[[Diagnosis], Iterator[Claim]], ...] = (
        _trickle, _reservoirs, _dry, _gatekeepers, _walls, _bounces, _silos, _drop_points, _open_loops,
    )  # fmt: skip
    return [claim for judge in judges for claim in judge(diagnosis)]


def _trickle(d: Diagnosis) -> Iterator[Claim]:
    row, bound = d.overview.set_index("measure").loc["passed_on"], d.limits.trickle_share
    if row["estimate"] < bound:
        yield Claim(
            kind="trickle",
            estimate=Estimate(row["estimate"], row["low"], row["high"], row["n"]),
            unit="share",
            limit=bound,
            per_year=(1 - row["estimate"]) * row["n"] / d.years,
            certain=row["high"] < bound,
            said={"share": Share(row["estimate"]), "days": Count(d.limits.passed_on_days), "n": Count(row["n"])},
            evidence=(_evidence("overview", {"measure": "passed_on"} | row.to_dict()),),
            caveats=_intake(d),
        )


def _reservoirs(d: Diagnosis) -> Iterator[Claim]:
    limits = d.limits
    enough = d.departments[["visits", "visits_elsewhere"]].min(axis=1, skipna=False) >= limits.reservoir_visits
    table = d.departments[enough]
    table = table[(table["stay_ratio"] >= limits.reservoir_ratio) & (table["excess_share"] >= limits.reservoir_excess)]
    shown = [
        "visits",
        "visit_share",
        "held_share",
        "signal_days",
        "excess_share",
        *_with_interval("stay_ratio"),
        "stay_q",
    ]
    for _, row in table.sort_values(["excess_share", "department"], ascending=[False, True]).iterrows():
        yield Claim(
            kind="reservoir",
            departments=(row["department"],),
            estimate=Estimate.of(row, "stay_ratio", n=row["signals"], q=row["stay_q"]),
            unit="ratio",
            limit=limits.reservoir_ratio,
            per_year=row["signals"] / d.years,
            certain=row["stay_q"] < limits.significance,
            said={
                "department": row["department"],
                "held": Share(row["held_share"]),
                "visits": Share(row["visit_share"]),
                "ratio": Ratio(row["stay_ratio"]),
                "low": Ratio(row["stay_ratio_low"]),
                "high": Ratio(row["stay_ratio_high"]),
                "excess": Share(row["excess_share"]),
            },
            evidence=(_row("departments", row, "department", *shown),),
            caveats=("not_split",),
        )


def _dry(d: Diagnosis) -> Iterator[Claim]:
    table = d.departments[d.departments["role"] == ""].dropna(subset="reach")
    dry = table[table["reach_high"] < d.limits.dry_reach].sort_values(["reach", "department"])
    overview = d.overview.set_index("measure")
    if "dry_departments" not in overview.index:
        return
    whole = overview.loc["dry_departments"]
    if round(whole["estimate"] * whole["n"]) > d.limits.shown_per_kind:
        yield _many_dry(d, whole, dry, of=table["centre_signals"].max())
        return
    for _, row in dry.iterrows():
        yield Claim(
            kind="dry",
            departments=(row["department"],),
            estimate=Estimate.of(row, "reach", n=row["centre_signals"]),
            unit="share",
            limit=d.limits.dry_reach,
            per_year=(d.limits.dry_reach - row["reach"]) * row["centre_signals"] / d.years,
            certain=True,
            said={
                "department": row["department"],
                "reached": Count(row["reached_signals"]),
                "n": Count(row["centre_signals"]),
            },
            evidence=(
                _row("departments", row, "department", "reached_signals", "centre_signals", *_with_interval("reach")),
            ),
            caveats=_intake(d),
        )


def _many_dry(d: Diagnosis, whole: pd.Series, dry: pd.DataFrame, *, of: float) -> Claim:
    """Make one claim about the spread where many departments are dry."""
    rows = (
        _row("departments", row, "department", *_with_interval("reach")) for _, row in dry.head(ROWS_SHOWN).iterrows()
    )
    return Claim(
        kind="dry",
        wording="dry_all",
        estimate=Estimate(whole["estimate"], whole["low"], whole["high"], of),
        unit="share",
        limit=d.limits.dry_reach,
        per_year=of / d.years,
        certain=True,
        said={
            "dry": Count(whole["estimate"] * whole["n"]),
            "all": Count(whole["n"]),
            "bound": Share(d.limits.dry_reach),
            "n": Count(of),
        },
        evidence=(_evidence("overview", {"measure": "dry_departments"} | whole.to_dict()), *rows),
        caveats=_intake(d),
    )


def _gatekeepers(d: Diagnosis) -> Iterator[Claim]:
    bound = d.limits.gatekeeper_share
    table = d.departments[d.departments["gatekeeping"] > bound]
    shown = ["gatekeeping_signals", "gatekeeping_of", *_with_interval("gatekeeping")]
    for _, row in table.sort_values(["gatekeeping", "department"], ascending=[False, True]).iterrows():
        yield Claim(
            kind="gatekeeper",
            departments=(row["department"],),
            estimate=Estimate.of(row, "gatekeeping", n=row["gatekeeping_of"]),
            unit="share",
            limit=bound,
            per_year=row["gatekeeping_signals"] / d.years,
            certain=row["gatekeeping_low"] > bound,
            said={
                "department": row["department"],
                "share": Share(row["gatekeeping"]),
                "n": Count(row["gatekeeping_of"]),
            },
            evidence=(_row("departments", row, "department", *shown),),
            caveats=_intake(d),
        )


def _walls(d: Diagnosis) -> Iterator[Claim]:
    limits = d.limits
    table = d.handovers.assign(missing=d.handovers["expected"] - d.handovers["handovers"])
    shown = ["handovers", "expected", *_with_interval("openness"), "wall_q", "same_signals_expected", "order_q"]
    table = table[table["walled"].astype(bool)]
    for _, row in table.sort_values(["missing", "giver", "taker"], ascending=[False, True, True]).iterrows():
        yield Claim(
            kind="wall",
            departments=(row["giver"], row["taker"]),
            estimate=Estimate.of(row, "openness", n=row["expected"], q=max(row["wall_q"], row["order_q"])),
            unit="ratio",
            limit=limits.wall_ratio,
            per_year=row["missing"] / d.years,
            certain=bool(row["wall"]),
            said={
                "giver": row["giver"],
                "taker": row["taker"],
                "seen": Count(row["handovers"]),
                "expected": Count(row["expected"]),
                "same": Count(row["same_signals_expected"]),
            },
            evidence=(_row("handovers", row, "giver", "taker", *shown),),
            caveats=_no_topic(d),
        )


def _bounces(d: Diagnosis) -> Iterator[Claim]:
    limits = d.limits
    table = d.handovers[~d.handovers["parallel"].astype(bool)]
    often = (table["bounce_share"] > limits.bounce_share) & (table["followed"] >= limits.bounce_handovers)
    table = table[often & (table["bounce_share"] >= limits.bounce_first_order * table["first_order_share"])]
    shown = ["followed", "bounces", *_with_interval("bounce_share"), "first_order_share"]
    seen: set[frozenset[str]] = set()  # a pair is told once, in the direction with most bounces
    for _, row in table.sort_values(["bounces", "giver", "taker"], ascending=[False, True, True]).iterrows():
        if (pair := frozenset((row["giver"], row["taker"]))) in seen:
            continue
        seen.add(pair)
        yield Claim(
            kind="bounce",
            departments=(row["giver"], row["taker"]),
            estimate=Estimate.of(row, "bounce_share", n=row["followed"]),
            unit="share",
            limit=limits.bounce_share,
            per_year=row["bounces"] / d.years,
            certain=row["bounce_share_low"] > limits.bounce_share,
            said={
                "giver": row["giver"],
                "taker": row["taker"],
                "share": Share(row["bounce_share"]),
                "chance": Share(row["first_order_share"]),
                "n": Count(row["followed"]),
            },
            evidence=(_row("handovers", row, "giver", "taker", *shown),),
        )


def _silos(d: Diagnosis) -> Iterator[Claim]:
    for _, row in d.silos.iterrows():
        members = tuple(row["members"])
        across = (d.handovers["giver"].isin(members) != d.handovers["taker"].isin(members)) & d.handovers["lateral"]
        edges = (_row("handovers", edge, "giver", "taker", "handovers", "expected", "openness")
                 for _, edge in d.handovers[across].iterrows())  # fmt: skip
        own = {name: row[name] for name in ("boundary", "inner", "crossing", "crossing_expected", "p")}
        yield Claim(
            kind="silo",
            departments=members,
            estimate=Estimate.of(row, "boundary", n=row["crossing_expected"], q=row["p"]),
            unit="ratio",
            limit=d.limits.silo_boundary,
            per_year=(row["crossing_expected"] - row["crossing"]) / d.years,
            certain=True,
            said={
                "members": ", ".join(members),
                "boundary": Share(1 - row["boundary"]),
                "inner": Ratio(row["inner"]),
                "seen": Count(row["crossing"]),
                "expected": Count(row["crossing_expected"]),
            },
            evidence=(_evidence("silos", {"members": list(members)} | own), *edges),
            caveats=_no_topic(d),
        )


def _drop_points(d: Diagnosis) -> Iterator[Claim]:
    limits = d.limits
    table = d.drop_points[d.drop_points["visits"] >= limits.drop_visits]
    above = (table["difference"] >= limits.drop_points) & (
        table["share"] >= limits.drop_times * table["share_elsewhere"]
    )
    late = set(d.silence.loc[d.silence["undercounted"], "department"])
    shown = ["visits", "dropped", "share", "share_elsewhere", *_with_interval("difference"), "q"]
    for _, row in table[above].sort_values(["dropped", "department"], ascending=[False, True]).iterrows():
        yield Claim(
            kind="drop_point",
            departments=(row["department"],),
            about=row["kind"] or None,
            wording="drop_point" if row["kind"] else "drop_point_any",
            estimate=Estimate.of(row, "difference", n=row["visits"], q=row["q"]),
            unit="share",
            limit=limits.drop_points,
            per_year=row["dropped"] / d.years,
            certain=row["q"] < limits.significance,
            said={
                "department": row["department"],
                "share": Share(row["share"]),
                "elsewhere": Share(row["share_elsewhere"]),
                "kind": KindOfSignal(row["kind"]),
                "dropped": Count(row["dropped"]),
                "n": Count(row["visits"]),
            },
            evidence=(_row("drop_points", row, "department", "kind", *shown),),
            caveats=("undercounted",) if row["department"] in late else (),
        )


def _open_loops(d: Diagnosis) -> Iterator[Claim]:
    bound = d.limits.told_share if d.told_target is None else d.told_target
    whole, each = d.told[d.told["department"] == ""], d.told[d.told["department"] != ""]
    for _, row in whole[whole["share"] < bound].iterrows():
        yield _open_loop(d, row, bound=bound, certain=row["high"] < bound, q=None)
        if row["high"] < bound:
            return  # the whole organisation is one finding, not one for each department
    q = adjusted(binom.cdf(each["told"].astype(float), each["signals"].astype(float), bound))
    each = each.assign(q=q, untold=each["signals"] - each["told"]).sort_values(
        ["untold", "department"], ascending=[False, True]
    )
    for _, row in each[each["share"] < bound].iterrows():
        sure = row["q"] < d.limits.significance and row["high"] < bound
        yield _open_loop(d, row, bound=bound, certain=bool(sure), q=float(row["q"]))


def _open_loop(d: Diagnosis, row: pd.Series, *, bound: float, certain: bool, q: float | None) -> Claim:
    return Claim(
        kind="open_loop",
        departments=(row["department"],) if row["department"] else (),
        wording="open_loop" if row["department"] else "open_loop_all",
        estimate=Estimate(row["share"], row["low"], row["high"], row["signals"], q),
        unit="share",
        limit=bound,
        per_year=(row["signals"] - row["told"]) / d.years,
        certain=bool(certain),
        said={
            "department": row["department"],
            "share": Share(row["share"]),
            "n": Count(row["signals"]),
            "days": Count(d.limits.told_days),
            "bound": Share(bound),
        },
        evidence=(_row("told", row, "department", "told", "signals", "share", "low", "high"),),
        caveats=() if d.told["told"].sum() else ("never_told",),
    )


def _no_topic(d: Diagnosis) -> tuple[str, ...]:
    return () if "topic" in d.has else ("no_topic",)


def _intake(d: Diagnosis) -> tuple[str, ...]:
    return ("intake",) if d.intake else ()


def _with_interval(name: str) -> tuple[str, str, str]:
    return name, f"{name}_low", f"{name}_high"


def _row(table: str, row: pd.Series, *names: str) -> dict[str, Any]:
    return _evidence(table, {name: row[name] for name in names})


def _evidence(table: str, cells: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value.item() if isinstance(value, np.generic) else value for name, value in cells.items()}
    return {"table": table, "row": plain}
