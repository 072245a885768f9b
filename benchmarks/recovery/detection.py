"""Is a planted fault found, and is nothing found that was not planted?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from benchmarks.recovery.organisations import Organisation, pace_of, spread_over
from kccdiag import Diagnosis, Finding, Judgement, judge
from kccdiag.example import PlantedFault, parse_fault
from kccdiag.measures.uncertainty import wilson
from kccdiag.objections import DECISIVE

_SEED = 1_000_000
NOTHING = "nothing"
# Where faults are planted: a busy place, a middling one and a quiet one; the seeds take turns.
_DEPARTMENTS = ("Facturatie", "Verkoop", "Verduurzaming")
_PAIRS = ("Facturatie:Meterbeheer", "Meterbeheer:ICT", "Verkoop:Product")
PLACES = {
    "reservoir": _DEPARTMENTS,
    "drop_point": ("Product", "Facturatie", "Marketing"),
    "wall": _PAIRS,
    "bounce": _PAIRS,
    "silo": ("Facturatie,Meterbeheer", "Verkoop,Marketing,Verduurzaming", "Product,Juridische Zaken"),
    "dry": ("Meterbeheer", "Verkoop", "Storingsdienst"),
    "gatekeeper": _DEPARTMENTS,
    "open_loop": ("",),
}
STRENGTHS: dict[str, tuple[float, ...]] = {
    "reservoir": (1.5, 1.75, 2.0, 3.0),
    "drop_point": (0.08, 0.15, 0.3),
    "wall": (0.05, 0.1, 0.2, 0.3, 0.4),
    "bounce": (0.6, 0.7, 0.8),
    "silo": (0.1, 0.2, 0.3, 0.4),
    "dry": (0.0, 0.02, 0.05),
    "gatekeeper": (0.5, 0.6, 0.8),
    "open_loop": (0.2, 0.35, 0.45),
}
# What these rest on lies at the place itself; the others rest on all signals of the contact centre.
LOCAL = ("reservoir", "drop_point", "wall", "silo", "bounce")
# The strengths at which a client's log of 6,000 signals must tell, 95 times in 100 (DEFINITIONS 11).
PROMISED_SIGNALS = 6_000
PROMISED = {
    "reservoir": 1.75,
    "drop_point": 0.15,
    "wall": 0.3,
    "bounce": 0.7,
    "silo": 0.2,
    "dry": 0.02,
    "gatekeeper": 0.8,
    "open_loop": 0.35,
}


@dataclass(frozen=True)
class Trial:
    """One organisation with one fault, or with none, to be diagnosed."""

    kind: str
    strength: float
    place: str
    signals: int
    seed: int
    tried: bool = False  # under the objections that make an indication of a finding

    @property
    def fault(self) -> str:
        """The fault as `parse_fault` reads it; empty for none."""
        pace = pace_of(self.place, structure=self.seed) if self.kind == "reservoir" else 1.0
        parts = (self.kind, self.place, f"{self.strength / pace:.4g}")
        return "" if self.kind == NOTHING else ":".join(part for part in parts if part)


def trials(*, times: dict[int, int], healthy: dict[int, int], promised: int) -> list[Trial]:
    """List what to diagnose: each kind and strength so many times, and ``healthy`` organisations, by size.

    ``promised`` is how often each kind is planted in 6,000 signals at the strength that must be found, and tried under
    the objections that would make an indication of it.
    """
    grid = [(kind, strength, size, False) for size in times for kind in STRENGTHS for strength in STRENGTHS[kind]]
    grid = [one for one in grid if one[2] != PROMISED_SIGNALS or PROMISED[one[0]] != one[1]]
    ill = [_planted(*one, turn=turn) for one in grid for turn in range(times[one[2]])]
    sure = [
        _planted(kind, PROMISED[kind], PROMISED_SIGNALS, True, turn=turn)
        for kind in PROMISED
        for turn in range(promised)
    ]
    well = [Trial(NOTHING, 0.0, "", size, 2 * _SEED + turn) for size in healthy for turn in range(healthy[size])]
    return sure + ill + well


def _planted(kind: str, strength: float, size: int, tried: bool, *, turn: int) -> Trial:
    return Trial(kind, strength, PLACES[kind][turn % len(PLACES[kind])], size, _SEED + turn, tried)


def run(trial: Trial) -> dict[str, object]:
    """Diagnose one organisation and say what was found of the fault, and what beside it."""
    faults = (trial.fault,) if trial.fault else ()
    # Every organisation is another one: what is found must not hang on the structure of one of them.
    organisation = Organisation(trial.seed, faults)
    d = organisation.diagnosed(signals=trial.signals, seed=trial.seed, objections=DECISIVE if trial.tried else ())
    judgement = judge(d)
    planted = parse_fault(trial.fault) if trial.fault else None
    others = [one for one in judgement.findings if planted is None or not _is_of(one, planted)]
    return {
        "fault": trial.kind,
        "strength": trial.strength,
        "place": trial.place,
        "signals": trial.signals,
        "seed": trial.seed,
        "cases": cases_of(d, planted),
        "verdict": _verdict(judgement, planted),
        "others": " ".join(sorted(one.kind for one in others if not _follows(one, planted))),
        "consequences": " ".join(sorted(one.kind for one in others if _follows(one, planted))),
    }


def _verdict(judgement: Judgement, planted: PlantedFault | None) -> str:
    if planted is None:
        return ""
    for name, list_of in (("found", judgement.findings), ("indication", judgement.indications)):
        if any(_is_of(one, planted) for one in list_of):
            return name
    return "missed"


def _is_of(finding: Finding, planted: PlantedFault) -> bool:
    """Say whether a finding is about the planted fault."""
    same = set(finding.departments) == set(planted.departments)
    ordered = planted.kind != "wall" or finding.departments == planted.departments
    return finding.kind == planted.kind and same and ordered


def _follows(finding: Finding, planted: PlantedFault | None) -> bool:
    """Say whether a finding speaks of a planted fault's own departments: what follows from it is true, too.

    A gatekeeper dries up what it keeps; a silo's members bounce among themselves.
    """
    return planted is not None and bool(set(finding.departments) & set(planted.departments))


def cases_of(d: Diagnosis, planted: PlantedFault | None) -> float:
    """Count what the finding rests on, as the consultant can read it in the tables: NaN where there is nothing."""
    if planted is None:
        return float("nan")
    places = planted.departments
    here = d.departments[d.departments["department"].isin(places)]
    pair = d.handovers[(d.handovers["giver"].isin(places)) & (d.handovers["taker"].isin(places))]
    crossing = d.handovers["giver"].isin(places) != d.handovers["taker"].isin(places)
    across = d.handovers[d.handovers["lateral"].astype(bool) & crossing]
    drops = d.drop_points[d.drop_points["department"].isin(places) & (d.drop_points["kind"] == "idea")]
    return float(
        {
            "reservoir": here["visits"].sum(),
            "drop_point": drops["visits"].sum(),
            "wall": pair.loc[pair["giver"] == places[0], "expected"].sum() if places else 0.0,
            "bounce": pair["followed"].max() if len(pair) else 0.0,
            "silo": across["expected"].sum(),
            "dry": here["centre_signals"].sum(),
            "gatekeeper": here["gatekeeping_of"].sum(),
            "open_loop": d.told.loc[d.told["department"] == "", "signals"].sum(),
        }[planted.kind]
    )


def run_all(jobs: Sequence[Trial], *, processes: int, tell: Callable[[str], None]) -> pd.DataFrame:
    """Diagnose all trials: one row each, see `run`."""
    return pd.DataFrame(spread_over(processes, run, jobs, tell=tell))


def power(results: pd.DataFrame) -> pd.DataFrame:
    """Count how often each fault was found.

    Returns
    -------
    pandas.DataFrame
        ``fault``, ``strength``, ``signals``, ``organisations``, ``found`` (share), ``low``, ``high`` (95 %, Wilson),
        ``indications`` (share: claimed, but broken by an objection), ``cases`` (median of what it rests on).
    """
    ill = results[results["fault"] != NOTHING]
    groups = ill.groupby(["fault", "strength", "signals"])
    table = groups["verdict"].agg(
        organisations="size", found=lambda v: (v == "found").sum(), indications=lambda v: (v == "indication").mean()
    )
    table["cases"] = groups["cases"].median()
    return _as_shares(table.reset_index())


def power_by_cases(results: pd.DataFrame, *, bounds: Sequence[float]) -> pd.DataFrame:
    """Count how often each local fault was found by how many cases it rests on, sizes together; columns as `power`."""
    ill = results[results["fault"].isin(LOCAL)]
    ill = ill.assign(at_least=pd.cut(ill["cases"], [*bounds, float("inf")], right=False, labels=list(bounds)))
    groups = ill.groupby(["fault", "strength", "at_least"], observed=True)
    return _as_shares(groups["verdict"].agg(organisations="size", found=lambda v: (v == "found").sum()).reset_index())


def _as_shares(table: pd.DataFrame) -> pd.DataFrame:
    low, high = wilson(table["found"], table["organisations"])
    return table.assign(found=table["found"] / table["organisations"], low=low, high=high)


def false_findings(results: pd.DataFrame) -> pd.DataFrame:
    """Count what was found and not planted, by size and kind of finding.

    Returns
    -------
    pandas.DataFrame
        ``signals``, ``planted`` (nothing, or something else), ``kind`` (empty: all together), ``organisations``,
        ``findings``, ``each`` (findings per organisation).
    """
    rows = []
    for (signals, well), part in results.groupby(["signals", results["fault"] == NOTHING]):
        kinds = " ".join(part["others"]).split()
        rows += [
            (signals, NOTHING if well else "something", kind, len(part), len(kinds) if not kind else kinds.count(kind))
            for kind in ["", *sorted(set(kinds))]
        ]
    table = pd.DataFrame(rows, columns=["signals", "planted", "kind", "organisations", "findings"])
    return table.assign(each=table["findings"] / table["organisations"])
