"""Claims about what customers do next: come back with something new, call again about the same, or for want of help."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from scipy.special import ndtri

from kccdiag.claims.claim import Claim, Count, Estimate, Keys, Share, proof, rows_of, wanted, with_interval
from kccdiag.claims.sought import failing_reasons, judged_rows
from kccdiag.diagnosis import Diagnosis
from kccdiag.flow.survival import Z95

HUNDRED = 100  # customers: half a signal per customer is no sight for a board room
ROWS_SHOWN = 10  # of evidence where one finding speaks of many reasons


def silence_spreads(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that told and untold customers differ in how often they come back with something new.

    It is certain where the difference is there within closing departments too.
    """
    least = d.limits.returns_customers
    enough = d.returns[["told_customers", "untold_customers"]].min(axis=1) >= least
    table = d.returns[enough & (d.returns["matched_on"] == "kind_quarter")]
    signs = d.returns.apply(_sign, axis=1, significance=d.limits.returns_significance)
    for row in wanted(table, table["difference"] != 0, keys, kind="silence_spreads", named=()):
        more = row["difference"] > 0
        yield Claim(
            kind="silence_spreads",
            wording="silence_spreads" if more else "silence_spreads_fewer",
            estimate=Estimate.of(row, "difference", n=row["told_customers"] + row["untold_customers"]),
            unit="signals per customer",
            limit=0.0,
            per_year=abs(row["difference"]) * row["untold_customers"] / d.years,
            beyond=row["beyond"],
            certain=bool(signs.eq(1 if more else -1).all()),
            said={
                "told": Count(HUNDRED * row["told_returns"]),
                "untold": Count(HUNDRED * row["untold_returns"]),
                "days": Count(d.limits.returns_days),
                "told_days": Count(d.limits.told_days),
                "told_customers": Count(row["told_customers"]),
                "untold_customers": Count(row["untold_customers"]),
            },
            evidence=tuple(proof("returns", each, *d.returns.columns) for each in rows_of(d.returns)),
        )


def _sign(row: pd.Series, *, significance: float) -> int:
    """Return 1 where the whole interval lies above zero, -1 where it lies below, else 0."""
    margin = (row["difference_high"] - row["difference_low"]) / 2 * -ndtri(significance / 2) / Z95
    return int(row["difference"] > margin) - int(row["difference"] < -margin)


def repeat_contacts(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that customers call again about one reason far more often than about others, chance repeats left out."""
    limits = d.limits
    table = judged_rows("repeat_contact", d)
    beyond_chance = table["repeat_share"] - table["chance_share"]
    often = (beyond_chance > 0) & (beyond_chance >= limits.repeat_times * table["repeat_share_elsewhere"])
    order = {"repeats": False, "reason": True}
    cells = ["followed_contacts", "repeats", *with_interval("repeat_share"), "repeat_share_elsewhere", "chance_share"]
    table = table.assign(about=table["reason"])
    for row in wanted(table, often, keys, kind="repeat_contact", named=(), order=order):
        yield Claim(
            kind="repeat_contact",
            about=row["reason"],
            estimate=Estimate.of(row, "repeat_share", n=row["followed_contacts"], q=row["q"]),
            unit="share",
            limit=row["chance_share"] + limits.repeat_times * row["repeat_share_elsewhere"],
            per_year=row["repeats"] / d.years,
            beyond=row["beyond"],
            certain=row["q"] < limits.significance,
            said={
                "reason": row["reason"],
                "share": Share(row["repeat_share"]),
                "elsewhere": Share(row["repeat_share_elsewhere"]),
                "repeats": Count(row["repeats"]),
                "n": Count(row["followed_contacts"]),
                "days": Count(limits.repeat_days),
            },
            evidence=(proof("contact_reasons", row, "reason", *cells, "q"),),
            caveats=_caveats(d),
        )


def _caveats(d: Diagnosis) -> tuple[str, ...]:
    shared = ("shared_numbers",) if d.contact_reasons["shared_contacts"].sum() else ()
    return shared if "reason" in d.has else ("by_topic", *shared)


def failure_demand(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that much of what customers call for is caused by a failure to do something, or to do it right."""
    bound = d.limits.failure_share
    table, reasons, failing = judged_rows("failure_demand", d), d.contact_reasons, failing_reasons(d)
    contacts = (reasons["contacts"] - reasons["shared_contacts"]).sum()
    for row in wanted(table, table["estimate"] >= bound, keys, kind="failure_demand", named=()):
        largest = failing.sort_values(["contacts", "reason"], ascending=[False, True]).head(ROWS_SHOWN)
        yield Claim(
            kind="failure_demand",
            estimate=Estimate(row["estimate"], row["low"], row["high"], row["n"]),
            unit="share",
            limit=bound,
            per_year=row["estimate"] * row["n"] / d.years,
            beyond=row["beyond"],
            certain=row["low"] >= bound,
            said={"share": Share(row["estimate"]), "n": Count(row["n"]), "unmapped": Share(1 - row["n"] / contacts)},
            caveats=_caveats(d),
            evidence=(
                proof("overview", row, "measure", "estimate", "low", "high", "unit", "n"),
                *(proof("contact_reasons", each, "reason", "contacts") for each in rows_of(largest)),
            ),
        )
