"""Claims about where signals are held back, and where they die."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kccdiag.claims.claim import (
    Claim,
    Count,
    Estimate,
    Keys,
    KindOfSignal,
    Ratio,
    Row,
    Share,
    proof,
    wanted,
    with_interval,
)
from kccdiag.claims.sought import judged_rows
from kccdiag.diagnosis import Diagnosis

MOST = 0.5  # of it: more than half
STAYS = (
    "visits", "visit_share", "held_share", "signal_days", "excess_share", *with_interval("excess_share_rank"),
    *with_interval("stay_ratio"), "stay_q", *with_interval("own_stay_ratio"), "queue_share", "work_share",
    "customer_share",
)  # fmt: skip


def reservoirs(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that a department holds signals longer than others hold the same."""
    limits = d.limits
    table = judged_rows("reservoir", d)
    long = (table["stay_ratio"] >= limits.reservoir_ratio) & (table["excess_share"] >= limits.reservoir_excess)
    for row in wanted(table, long, keys, kind="reservoir", order={"excess_share": False, "department": True}):
        yield _reservoir(d, row)


def _reservoir(d: Diagnosis, row: Row) -> Claim:
    return Claim(
        kind="reservoir",
        departments=(row["department"],),
        wording=_made_of(row, bound=d.limits.reservoir_ratio),
        estimate=Estimate.of(row, "stay_ratio", n=row["signals"], q=row["stay_q"]),
        unit="ratio",
        limit=d.limits.reservoir_ratio,
        per_year=row["signals"] / d.years,
        beyond=row["beyond"],
        certain=row["stay_q"] < d.limits.significance,
        said={
            "department": row["department"],
            "held": Share(row["held_share"]),
            "visits": Share(row["visit_share"]),
            "ratio": Ratio(row["stay_ratio"]),
            "low": Ratio(row["stay_ratio_low"]),
            "high": Ratio(row["stay_ratio_high"]),
            "excess": Share(row["excess_share"]),
            "queue": Share(row["queue_share"]),
            "work": Share(row["work_share"]),
            "customer": Share(row["customer_share"]),
            "own": Ratio(row["own_stay_ratio"]),
            "own_low": Ratio(row["own_stay_ratio_low"]),
            "own_high": Ratio(row["own_stay_ratio_high"]),
            "bound": Ratio(d.limits.reservoir_ratio),
        },
        evidence=(proof("departments", row, "department", *STAYS),),
        caveats=_not_told(row),
    )


def _made_of(row: Row, *, bound: float) -> str:
    """Choose the words for what its long stays are made of: what most of the excess is, where that is known."""
    if only_waits(row, bound=bound):
        return "reservoir_customer"
    if row["customer_of_excess"] > MOST:
        return "reservoir_even_so"
    if row["queue_of_excess"] > MOST:
        return "reservoir_queue"
    return "reservoir" if pd.isna(row["work_share"]) else "reservoir_split"


def only_waits(row: Row | pd.Series, *, bound: float) -> bool:
    """Tell whether a reservoir only waits for customers: without that it would be none (DEFINITIONS 2)."""
    return bool(row.get("customer_of_excess", 0.0) > MOST and row["own_stay_ratio"] < bound)


def _not_told(row: Row) -> tuple[str, ...]:
    """Name what the log does not tell of its stays."""
    queue, customer = pd.notna(row["queue_share"]), pd.notna(row["customer_share"])
    if queue and customer:
        return ()
    return ("only_queue",) if queue else ("only_customer",) if customer else ("not_split",)


def drop_points(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that more of a kind of signal die in a department than elsewhere."""
    limits = d.limits
    table = judged_rows("drop_point", d)
    above = (table["difference"] >= limits.drop_points) & (
        table["share"] >= limits.drop_times * table["share_elsewhere"]
    )
    table, order = table.assign(about=table["kind"]), {"dropped": False, "department": True}
    late = set(d.silence.loc[d.silence["undercounted"], "department"])
    cells = ["visits", "dropped", "share", "share_elsewhere", *with_interval("difference"), "q"]
    for row in wanted(table, above, keys, kind="drop_point", order=order):
        yield Claim(
            kind="drop_point",
            departments=(row["department"],),
            about=row["kind"] or None,
            of_kind=bool(row["kind"]),
            wording="drop_point" if row["kind"] else "drop_point_any",
            estimate=Estimate.of(row, "difference", n=row["visits"], q=row["q"]),
            unit="share",
            limit=limits.drop_points,
            per_year=row["dropped"] / d.years,
            beyond=row["beyond"],
            certain=row["q"] < limits.significance and row["dropped"] >= limits.drop_signals,
            said={
                "department": row["department"],
                "share": Share(row["share"]),
                "elsewhere": Share(row["share_elsewhere"]),
                "kind": KindOfSignal(row["kind"]),
                "dropped": Count(row["dropped"]),
                "n": Count(row["visits"]),
            },
            evidence=(proof("drop_points", row, "department", "kind", *cells),),
            caveats=("undercounted",) if row["department"] in late else (),
        )
