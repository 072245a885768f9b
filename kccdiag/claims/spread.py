"""Claims about how signals spread: held at the contact centre, dry departments, gatekeepers, customers not told."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kccdiag.claims.claim import Claim, Count, Estimate, Keys, Row, Share, proof, rows_of, wanted, with_interval
from kccdiag.claims.sought import judged_rows
from kccdiag.diagnosis import Diagnosis
from kccdiag.measures.uncertainty import adjusted, so_few_of

ROWS_SHOWN = 20  # of evidence where one finding speaks of many departments


def trickle(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that signals stay where they came in."""
    bound = d.limits.trickle_share
    table = judged_rows("trickle", d)
    for row in wanted(table, table["estimate"] < bound, keys, kind="trickle", named=()):
        yield Claim(
            kind="trickle",
            estimate=Estimate(row["estimate"], row["low"], row["high"], row["n"]),
            unit="share",
            limit=bound,
            per_year=(1 - row["estimate"]) * row["n"] / d.years,
            beyond=row["beyond"],
            certain=row["high"] < bound,
            said={"share": Share(row["estimate"]), "days": Count(d.limits.passed_on_days), "n": Count(row["n"])},
            evidence=(proof("overview", row, "measure", "estimate", "low", "high", "unit", "n"),),
            caveats=_intake(d),
        )


def dry(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that departments hear next to nothing; where many do, that is one claim about the spread."""
    bound = d.limits.dry_reach
    seen = d.departments["centre_signals"] * bound >= 1  # a share that small can be seen
    table = d.departments[(d.departments["role"] == "") & d.departments["reach"].notna() & seen]
    whole = d.overview[d.overview["measure"] == "dry_departments"]
    whole = whole.assign(dry=(whole["estimate"] * whole["n"]).round())
    many = whole["dry"] > d.limits.shown_per_kind
    for row in wanted(whole, many, keys, kind="dry", named=()):
        surely = table[table["reach_high"] < bound].sort_values(["reach", "department"])
        if len(surely):
            yield _many_dry(d, row, surely, of=surely["centre_signals"].max())
    if keys is None and many.any():
        return
    order = {"reach": True, "department": True}
    for row in wanted(table, table["reach"] < bound, keys, kind="dry", order=order):
        yield _dry(d, row)


def _dry(d: Diagnosis, row: Row) -> Claim:
    bound = d.limits.dry_reach
    return Claim(
        kind="dry",
        departments=(row["department"],),
        estimate=Estimate.of(row, "reach", n=row["centre_signals"]),
        unit="share",
        limit=bound,
        per_year=(bound - row["reach"]) * row["centre_signals"] / d.years,
        beyond=row["beyond"],
        certain=row["reach_high"] < bound,
        said={
            "department": row["department"],
            "reached": Count(row["reached_signals"]),
            "n": Count(row["centre_signals"]),
        },
        evidence=(
            proof("departments", row, "department", "reached_signals", "centre_signals", *with_interval("reach")),
        ),
        caveats=_intake(d),
    )


def _many_dry(d: Diagnosis, whole: Row, dry: pd.DataFrame, *, of: float) -> Claim:
    """Make one claim about the spread where many departments are dry."""
    cells = ("department", *with_interval("reach"))
    rows = (proof("departments", row, *cells) for row in rows_of(dry.head(ROWS_SHOWN)))
    return Claim(
        kind="dry",
        wording="dry_all",
        estimate=Estimate(whole["estimate"], whole["low"], whole["high"], of),
        unit="share",
        limit=d.limits.dry_reach,
        per_year=of / d.years,
        beyond=whole["beyond"],
        certain=True,
        said={
            "dry": Count(whole["dry"]),
            "all": Count(whole["n"]),
            "bound": Share(d.limits.dry_reach),
            "n": Count(of),
        },
        evidence=(proof("overview", whole, "measure", "estimate", "low", "high", "unit", "n"), *rows),
        caveats=_intake(d),
    )


def gatekeepers(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that a department stands before the others."""
    bound = d.limits.gatekeeper_share
    table = judged_rows("gatekeeper", d)
    order = {"gatekeeping": False, "department": True}
    cells = ["gatekeeping_signals", "gatekeeping_of", *with_interval("gatekeeping")]
    for row in wanted(table, table["gatekeeping"] > bound, keys, kind="gatekeeper", order=order):
        yield Claim(
            kind="gatekeeper",
            departments=(row["department"],),
            estimate=Estimate.of(row, "gatekeeping", n=row["gatekeeping_of"]),
            unit="share",
            limit=bound,
            per_year=row["gatekeeping_signals"] / d.years,
            beyond=row["beyond"],
            certain=row["gatekeeping_low"] > bound,
            said={
                "department": row["department"],
                "share": Share(row["gatekeeping"]),
                "n": Count(row["gatekeeping_of"]),
            },
            evidence=(proof("departments", row, "department", *cells),),
            caveats=_intake(d),
        )


def open_loops(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that customers do not hear what became of their signal, as a whole or where a department closed it."""
    bound = d.limits.told_share if d.told_target is None else d.told_target
    told = judged_rows("open_loop", d)
    whole, each = told[told["department"] == ""], told[told["department"] != ""]
    for row in wanted(whole, whole["share"] < bound, keys, kind="open_loop", named=()):
        yield _open_loop(d, row, bound=bound, certain=row["high"] < bound, q=None)
    if keys is None and (whole["high"] < bound).any():
        return  # the whole organisation is one finding, not one for each department
    q = adjusted(so_few_of(each["told"], each["signals"], bound))
    each, order = each.assign(q=q, untold=each["signals"] - each["told"]), {"untold": False, "department": True}
    for row in wanted(each, each["share"] < bound, keys, kind="open_loop", order=order):
        sure = row["q"] < d.limits.significance and row["high"] < bound
        yield _open_loop(d, row, bound=bound, certain=bool(sure), q=float(row["q"]))


def _open_loop(d: Diagnosis, row: Row, *, bound: float, certain: bool, q: float | None) -> Claim:
    return Claim(
        kind="open_loop",
        departments=(row["department"],) if row["department"] else (),
        wording="open_loop" if row["department"] else "open_loop_all",
        estimate=Estimate(row["share"], row["low"], row["high"], row["signals"], q),
        unit="share",
        limit=bound,
        per_year=(row["signals"] - row["told"]) / d.years,
        beyond=row["beyond"],
        certain=bool(certain),
        said={
            "department": row["department"],
            "share": Share(row["share"]),
            "n": Count(row["signals"]),
            "days": Count(d.limits.told_days),
            "bound": Share(bound),
        },
        evidence=(proof("told", row, "department", "told", "signals", "share", "low", "high"),),
        caveats=() if d.told["told"].sum() else ("never_told",),
    )


def _intake(d: Diagnosis) -> tuple[str, ...]:
    return ("intake",) if d.intake else ()
