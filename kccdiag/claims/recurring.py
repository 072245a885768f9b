"""Claims about ideas that several people raise and that die more often than not."""

from __future__ import annotations

from collections.abc import Iterator

from kccdiag.claims.claim import Claim, Count, Estimate, Keys, Row, Share, proof, wanted, with_interval
from kccdiag.diagnosis import Diagnosis

CELLS = (
    "about", "label", "topic", "signals", "dropped", "adopted", "open", "first_month", "last_month",
    *with_interval("share"), "share_elsewhere", "q",
)  # fmt: skip


def recurring_ideas(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that an idea that people keep raising keeps dying."""
    limits = d.limits
    table = d.recurring[d.recurring["about"] != ""]
    least = table[["dropped", "dropped_voices"]].min(axis=1) >= limits.recurring_dropped
    beyond = least & (table["share"] >= limits.recurring_share)
    # Of fewer signals nobody can say whether it is still so.
    enough = least | (table["signals"] * limits.recurring_share >= limits.recurring_dropped)
    for row in wanted(table[enough], beyond[enough], keys, kind="recurring_idea", named=()):
        yield _claim(d, row)


def _claim(d: Diagnosis, row: Row) -> Claim:
    ended = row["dropped"] / row["share"] if row["dropped"] else row["signals"]
    return Claim(
        kind="recurring_idea",
        about=row["about"],
        of_kind="kind" in d.has,
        wording=_wording(d, row),
        estimate=Estimate(
            row["dropped"], row["share_low"] * ended, row["share_high"] * ended, n=row["signals"], q=row["q"]
        ),
        unit="signals",
        limit=d.limits.recurring_dropped,
        per_year=row["dropped"] / d.years,
        beyond=row["beyond"],
        certain=row["q"] < d.limits.significance,
        said={
            "label": row["label"],
            "topic": row["topic"],
            "signals": Count(row["signals"]),
            "dropped": Count(row["dropped"]),
            "adopted": Count(row["adopted"]),
            "share": Share(row["share"]),
            "elsewhere": Share(row["share_elsewhere"]),
            "first": row["first_month"],
            "last": row["last_month"],
        },
        evidence=(proof("recurring_ideas", row, *CELLS),),
        caveats=("only_topic",) if _by_topic(d) else ("by_machine",),
    )


def _wording(d: Diagnosis, row: Row) -> str:
    if _by_topic(d):
        return "recurring_idea_topic"
    return "recurring_idea" if row["label"] else "recurring_idea_unnamed"


def _by_topic(d: Diagnosis) -> bool:
    return "text" not in d.has
