"""Do 95 % intervals hold what is true? Against the same organisation many times larger, watched to its last signal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.recovery.organisations import Organisation, spread_over
from kccdiag import Diagnosis

# Healthy ones, and such as clients have: the intervals must hold where something is wrong, too.
ILL = (
    "reservoir:Facturatie:3",
    "wall:Meterbeheer:ICT:0.3",
    "silo:Verkoop,Marketing,Verduurzaming:0.2",
    "drop_point:Product:0.3",
    "gatekeeper:Product:0.4",
    "open_loop:0.35",
)
ORGANISATIONS = (Organisation(1), Organisation(2), Organisation(3, ILL), Organisation(4, ILL))
# The same seed would give the first signals of one sample to the next; no two samples share one.
_TRUTH_SEED, _SAMPLE_SEED, _APART = 5_000_000, 6_000_000, 100_000
_KEYS = ["measure", "about"]

# measure → table, what it is about, column, and of what count at least so many
_MEASURES: dict[str, tuple[str, tuple[str, ...], str, tuple[str, int]]] = {
    "reach": ("departments", ("department",), "reach", ("centre_signals", 30)),
    "gatekeeping": ("departments", ("department",), "gatekeeping", ("gatekeeping_of", 30)),
    "stay_ratio": ("departments", ("department",), "stay_ratio", ("visits", 10)),
    "excess_share": ("departments", ("department",), "excess_share", ("visits", 10)),
    "mean_days_90": ("departments", ("department",), "mean_days_90", ("visits", 10)),
    "median_days": ("departments", ("department",), "median_days", ("visits", 10)),
    "openness": ("handovers", ("giver", "taker"), "openness", ("expected", 5)),
    "bounce_share": ("handovers", ("giver", "taker"), "bounce_share", ("followed", 10)),
    "drop_difference": ("drop_points", ("department", "kind"), "difference", ("visits", 10)),
    "told_share": ("told", ("department",), "share", ("signals", 10)),
    "silo_boundary": ("silos", ("members",), "boundary", ("crossing_expected", 0)),
}
# One is 1 and one a count; the others are not the same number in a larger log of the same organisation, where persons
# meet more other persons, and the busiest customer is busier.
_NOT_TRIED = ("funnel: raised", "overview: dry_departments", "overview: ei_index", "overview: repeat_contact")


@dataclass(frozen=True)
class Sample:
    """One diagnosis to be made: which organisation, how many signals, which of them."""

    organisation: int
    signals: int
    seed: int
    to_the_end: bool = False


def intervals_of(d: Diagnosis) -> pd.DataFrame:
    """List the estimates of a diagnosis with their intervals.

    Returns
    -------
    pandas.DataFrame
        ``measure``, ``about`` (department, pair, stage … or empty), ``estimate``, ``low``, ``high``; only where enough
        cases bear them.
    """
    parts = [_taken(d, name) for name in _MEASURES]
    for name, table, key, column in (
        ("overview", d.overview, "measure", "estimate"),
        ("funnel", d.funnel, "stage", "share"),
    ):
        low, high = ("low", "high") if name == "overview" else ("share_low", "share_high")
        part = table.rename(columns={key: "about", column: "estimate", low: "low", high: "high"})
        # One row each, named by its stage or measure: these are what a director is told first.
        parts.append(part.assign(measure=f"{name}: " + part["about"].astype(str)))
    columns = [*_KEYS, "estimate", "low", "high"]
    whole = pd.concat([part[columns] for part in parts], ignore_index=True)
    fixed = whole["measure"].isin(_NOT_TRIED)
    numbers = dict.fromkeys(("estimate", "low", "high"), float)
    return whole[~fixed].dropna().astype(numbers).reset_index(drop=True)


def _taken(d: Diagnosis, name: str) -> pd.DataFrame:
    source, keys, column, (count, least) = _MEASURES[name]
    table = getattr(d, source)
    if source == "handovers":
        table = table[table["lateral"] | (name == "bounce_share")]
    table = table[table[count] >= least]
    about = table[list(keys)].astype(str).agg(" > ".join, axis=1) if len(table) else pd.Series(dtype=str)
    ends = ("low", "high") if column == "share" and "low" in table else (f"{column}_low", f"{column}_high")
    return pd.DataFrame(
        {"measure": name, "about": about, "estimate": table[column], "low": table[ends[0]], "high": table[ends[1]]}
    )


def run(sample: Sample, organisations: Sequence[Organisation] = ORGANISATIONS) -> pd.DataFrame:
    """Diagnose one sample."""
    organisation = organisations[sample.organisation]
    d = organisation.diagnosed(signals=sample.signals, seed=sample.seed, to_the_end=sample.to_the_end)
    return intervals_of(d).assign(organisation=sample.organisation, signals=sample.signals, seed=sample.seed)


def truths(*, pieces: int, size: int, processes: int, tell: Callable[[str], None]) -> pd.DataFrame:
    """Measure the large organisations.

    Returns
    -------
    pandas.DataFrame
        ``organisation``, ``measure``, ``about``, ``truth`` (mean of the pieces), ``error`` (its standard error).
    """
    samples = [
        Sample(number, size, _TRUTH_SEED + number * _APART + piece, to_the_end=True)
        for number in range(len(ORGANISATIONS))
        for piece in range(pieces)
    ]
    table = pd.concat(spread_over(processes, run, samples, tell=tell))
    groups = table.groupby(["organisation", *_KEYS])["estimate"]
    whole = groups.agg(truth="mean", deviation="std", pieces="count").reset_index()
    whole["error"] = whole["deviation"] / np.sqrt(whole["pieces"])
    return whole[whole["pieces"] == pieces].drop(columns=["deviation", "pieces"])


def samples(*, times: dict[int, int], processes: int, tell: Callable[[str], None]) -> pd.DataFrame:
    """Diagnose every organisation so many times, by size; columns as `intervals_of`, with which sample it is."""
    jobs = [
        Sample(number, size, _SAMPLE_SEED + number * _APART + size + turn)
        for size in times
        for turn in range(times[size])
        for number in range(len(ORGANISATIONS))
    ]
    return pd.concat(spread_over(processes, run, jobs, tell=tell), ignore_index=True)


def covered(samples: pd.DataFrame, truths: pd.DataFrame) -> pd.DataFrame:
    """Count how often the intervals hold the truth.

    Returns
    -------
    pandas.DataFrame
        ``measure``, ``signals``, ``intervals``, ``covered`` (share), ``error`` (standard error, organisations drawn
        anew as the unit), ``too_low``, ``too_high`` (shares of intervals wholly below and above the truth), ``bias``
        (mean distance of the estimate from the truth, in half-widths of the interval).
    """
    both = samples.merge(truths[["organisation", *_KEYS, "truth"]], on=["organisation", *_KEYS])
    both["too_low"] = both["high"] < both["truth"]
    both["too_high"] = both["low"] > both["truth"]
    both["covered"] = ~both["too_low"] & ~both["too_high"]
    width = (both["high"] - both["low"]) / 2
    both["bias"] = (both["estimate"] - both["truth"]) / width.where(width > 0)
    by_run = both.groupby(["measure", "signals", "organisation", "seed"])["covered"].agg(["sum", "count"])
    groups = both.groupby(["measure", "signals"])
    table = groups[["covered", "too_low", "too_high", "bias"]].mean()
    table.insert(0, "intervals", groups.size())
    table.insert(2, "error", by_run.groupby(level=[0, 1]).apply(_error_of_ratio))
    return table.reset_index()


def _error_of_ratio(runs: pd.DataFrame) -> float:
    rest = runs["sum"] - runs["sum"].sum() / runs["count"].sum() * runs["count"]
    return float(np.sqrt((rest**2).sum()) / runs["count"].sum())
