"""Judgement: which numbers become claims, in what words, in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binom

from kccdiag.cards.finding import show_finding, show_judgement
from kccdiag.diagnosis import Diagnosis
from kccdiag.limits import Limits
from kccdiag.measures.uncertainty import adjusted
from kccdiag.wording import number, percent, say

TIES = "ties_reshuffled"


@dataclass(frozen=True)
class Finding:
    """One claim about the organisation, with the evidence that bears it.

    Attributes
    ----------
    id
        Kind, departments and what it is about: the same from run to run.
    kind
        As in the table of kinds; ``departments`` are canonical names, giver before taker; ``about`` is a kind of signal or None.
    estimate, unit, low, high
        With its 95 % interval; ``q`` in a family of comparisons, else None; ``n`` signals that it rests on.
    per_year
        Signals a year that it touches.
    limit
        The bound on the estimate that made it a finding.
    checks
        Objections tried: ``objection``, ``holds``.
    headline, meaning, caveats
        What a reader sees, in ``language``.
    evidence
        Rows of the tables that prove it: ``table`` and the row's cells.
    broken_by
        The objections under which it does not hold; such a claim is an indication.
    """

    id: str
    kind: str
    departments: tuple[str, ...]
    about: str | None
    estimate: float
    unit: str
    low: float
    high: float
    q: float | None
    n: int
    per_year: float | None
    limit: float
    headline: str
    meaning: str
    caveats: tuple[str, ...]
    evidence: tuple[dict[str, Any], ...]
    checks: tuple[dict[str, Any], ...] = ()
    broken_by: tuple[str, ...] = ()
    language: str = "nl"

    def _repr_html_(self) -> str:
        return show_finding(self)


@dataclass(frozen=True)
class Judgement:
    """What a diagnosis amounts to.

    Attributes
    ----------
    findings
        What passes the limits, most material first, at most five of a kind.
    indications
        What passes them but not a decisive check.
    more
        How many further findings of each kind there are (rows of ``kind``, ``more``).
    language
        Of the findings.
    """

    findings: tuple[Finding, ...]
    indications: tuple[Finding, ...]
    more: pd.DataFrame = field(repr=False)
    language: str = "nl"

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def _repr_html_(self) -> str:
        return show_judgement(self)


@dataclass(frozen=True)
class _Claim:
    """A number beyond its bound, before it has words."""

    kind: str
    departments: tuple[str, ...]
    about: str | None
    estimate: float
    unit: str
    low: float
    high: float
    q: float | None
    n: float
    per_year: float
    limit: float
    certain: bool
    values: dict[str, Any]
    evidence: tuple[dict[str, Any], ...]
    caveats: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[Any, ...]:
        return self.kind, self.departments, self.about


def judge(diagnosis: Diagnosis) -> Judgement:
    """Turn a diagnosis into findings, in the diagnosis' language.

    Returns
    -------
    Judgement
        ``findings`` sorted by the signals a year that they touch.
    """
    claims = [claim for claim in _claims(diagnosis) if claim.certain]
    flips = _flips(diagnosis)
    shown: list[Finding] = []
    doubted: list[Finding] = []
    more: dict[str, int] = {}
    for kind in dict.fromkeys(claim.kind for claim in claims):
        of_kind = [claim for claim in claims if claim.kind == kind]
        held = [claim for claim in of_kind if flips is None or all(claim.key in turn for turn in flips)]
        checks = () if flips is None else ({"objection": TIES, "holds": True},)
        most = diagnosis.limits.shown_per_kind
        shown += [replace(_worded(claim, diagnosis), checks=checks) for claim in held[:most]]
        broken = [claim for claim in of_kind if claim not in held]
        failed = ({"objection": TIES, "holds": False},)
        doubted += [replace(_worded(claim, diagnosis), checks=failed, broken_by=(TIES,)) for claim in broken[:most]]
        more[kind] = max(len(held) - most, 0)
    left_out = pd.DataFrame([(kind, count) for kind, count in more.items() if count], columns=["kind", "more"])
    by_reach = sorted(shown, key=lambda finding: (-(finding.per_year or 0.0), finding.id))
    indications = sorted(doubted, key=lambda one: (-(one.per_year or 0.0), one.id))
    return Judgement(tuple(by_reach), tuple(indications), left_out, language=diagnosis.language)


def _flips(diagnosis: Diagnosis) -> list[set[tuple[Any, ...]]] | None:
    """List, for every reshuffled order, the claims whose estimate is still beyond its bound; certainty lost does not count."""
    if not diagnosis.reshuffled:
        return None
    return [{claim.key for claim in _claims(other)} for other in diagnosis.reshuffled]


def _claims(diagnosis: Diagnosis) -> list[_Claim]:
    judges: tuple[Callable[[Diagnosis, Limits], Iterator[_Claim]], ...] = (
        _trickle, _reservoirs, _dry, _gatekeepers, _walls, _bounces, _silos, _drop_points, _open_loops,
    )  # fmt: skip
    return [claim for judge_kind in judges for claim in judge_kind(diagnosis, diagnosis.limits)]


def _trickle(d: Diagnosis, limits: Limits) -> Iterator[_Claim]:
    row = d.overview.set_index("measure").loc["passed_on"]
    if row["estimate"] < limits.trickle_share:
        stuck = (1 - row["estimate"]) * row["n"] / d.years
        values = {"share": _share(d, row["estimate"]), "days": int(limits.passed_on_days), "n": _whole(d, row["n"])}
        yield _Claim(
            "trickle", (), None, row["estimate"], "share", row["low"], row["high"], None, row["n"], stuck, limits.trickle_share,
            row["high"] < limits.trickle_share, values, (_evidence("overview", row.to_dict() | {"measure": "passed_on"}),),
        )  # fmt: skip


def _reservoirs(d: Diagnosis, limits: Limits) -> Iterator[_Claim]:
    table = d.departments.sort_values(["excess_share", "department"], ascending=[False, True])
    table = table[(table["stay_ratio"] >= limits.reservoir_ratio) & (table["excess_share"] >= limits.reservoir_excess)]
    for _, row in table[table["visits"] >= limits.reservoir_visits].iterrows():
        values = {
            "department": row["department"],
            "held": _share(d, row["held_share"]),
            "visits": _share(d, row["visit_share"]),
            "ratio": number(d.language, row["stay_ratio"], 1),
            "low": number(d.language, row["stay_ratio_low"], 1),
            "high": number(d.language, row["stay_ratio_high"], 1),
            "excess": _share(d, row["excess_share"]),
        }
        names = (
            "visits",
            "visit_share",
            "held_share",
            "signal_days",
            "stay_ratio",
            "stay_ratio_low",
            "stay_ratio_high",
            "excess_share",
        )
        yield _Claim(
            "reservoir", (row["department"],), None, row["stay_ratio"], "ratio", row["stay_ratio_low"], row["stay_ratio_high"],
            row["stay_q"], row["signals"], row["signals"] / d.years, limits.reservoir_ratio, row["stay_q"] < limits.significance,
            values, (_row("departments", row, "department", *names),), ("not_split",),
        )  # fmt: skip


def _dry(d: Diagnosis, limits: Limits) -> Iterator[_Claim]:
    table = d.departments[d.departments["role"] == ""].dropna(subset="reach")
    dry = table[table["reach_high"] < limits.dry_reach].sort_values(["reach", "department"])
    overview = d.overview.set_index("measure")
    if "dry_departments" not in overview.index:
        return
    whole = overview.loc["dry_departments"]
    if (many := round(whole["estimate"] * whole["n"])) > limits.shown_per_kind:
        of = table["centre_signals"].max()
        values = {
            "dry": _whole(d, many),
            "all": _whole(d, whole["n"]),
            "bound": _share(d, limits.dry_reach),
            "n": _whole(d, of),
        }
        names = ("department", "reach", "reach_low", "reach_high")
        rows = tuple(_row("departments", row, *names) for _, row in dry.head(20).iterrows())
        yield _Claim(
            "dry", (), None, whole["estimate"], "share", whole["low"], whole["high"], None, of, of / d.years, limits.dry_reach,
            True, values, (_evidence("overview", whole.to_dict() | {"measure": "dry_departments"}), *rows),
        )  # fmt: skip
        return
    for _, row in dry.iterrows():
        short = (limits.dry_reach - row["reach"]) * row["centre_signals"] / d.years
        values = {
            "department": row["department"],
            "reached": _whole(d, row["reached_signals"]),
            "n": _whole(d, row["centre_signals"]),
        }
        yield _Claim(
            "dry", (row["department"],), None, row["reach"], "share", row["reach_low"], row["reach_high"], None,
            row["centre_signals"], short, limits.dry_reach, True, values,
            (_row("departments", row, "department", "reached_signals", "centre_signals", "reach", "reach_low", "reach_high"),),
        )  # fmt: skip


def _gatekeepers(d: Diagnosis, limits: Limits) -> Iterator[_Claim]:
    table = d.departments[d.departments["gatekeeping"] > limits.gatekeeper_share]
    for _, row in table.sort_values(["gatekeeping", "department"], ascending=[False, True]).iterrows():
        values = {
            "department": row["department"],
            "share": _share(d, row["gatekeeping"]),
            "n": _whole(d, row["gatekeeping_of"]),
        }
        names = ("gatekeeping_signals", "gatekeeping_of", "gatekeeping", "gatekeeping_low", "gatekeeping_high")
        yield _Claim(
            "gatekeeper", (row["department"],), None, row["gatekeeping"], "share", row["gatekeeping_low"], row["gatekeeping_high"],
            None, row["gatekeeping_of"], row["gatekeeping_signals"] / d.years, limits.gatekeeper_share,
            row["gatekeeping_low"] > limits.gatekeeper_share, values, (_row("departments", row, "department", *names),),
        )  # fmt: skip


def _walls(d: Diagnosis, limits: Limits) -> Iterator[_Claim]:
    inside = [frozenset(members) for members in d.silos["members"]]
    table = d.handovers.assign(missing=d.handovers["expected"] - d.handovers["handovers"])
    low = (table["openness"] <= limits.wall_ratio) & (table["expected"] >= limits.wall_expected) & table["lateral"]
    low &= table["handovers"] <= limits.wall_same_signals * table["same_signals_expected"]
    low &= ~table["order_of_work"].astype(bool)
    for _, row in table[low].sort_values(["missing", "giver", "taker"], ascending=[False, True, True]).iterrows():
        if any((row["giver"] in members) != (row["taker"] in members) for members in inside):
            continue  # evidence of the silo, told there
        values = {
            "giver": row["giver"],
            "taker": row["taker"],
            "seen": _whole(d, row["handovers"]),
            "expected": _whole(d, row["expected"]),
            "same": _whole(d, row["same_signals_expected"]),
        }
        names = (
            "handovers",
            "expected",
            "openness",
            "openness_low",
            "openness_high",
            "wall_q",
            "same_signals_expected",
            "order_q",
        )
        yield _Claim(
            "wall", (row["giver"], row["taker"]), None, row["openness"], "ratio", row["openness_low"], row["openness_high"],
            max(row["wall_q"], row["order_q"]), row["expected"], row["missing"] / d.years, limits.wall_ratio, bool(row["wall"]),
            values, (_row("handovers", row, "giver", "taker", *names),), _without_topic(d),
        )  # fmt: skip


def _bounces(d: Diagnosis, limits: Limits) -> Iterator[_Claim]:
    table = d.handovers
    table = table[(table["bounce_share"] > limits.bounce_share) & (table["followed"] >= limits.bounce_handovers)]
    table = table[~table["parallel"].astype(bool)]
    table = table[table["bounce_share"] >= limits.bounce_first_order * table["first_order_share"]]
    told: set[frozenset[str]] = set()
    for _, row in table.sort_values(["bounces", "giver", "taker"], ascending=[False, True, True]).iterrows():
        pair = frozenset((row["giver"], row["taker"]))
        if pair in told:
            continue
        told.add(pair)
        values = {
            "giver": row["giver"],
            "taker": row["taker"],
            "share": _share(d, row["bounce_share"]),
            "chance": _share(d, row["first_order_share"]),
            "n": _whole(d, row["followed"]),
        }
        names = ("followed", "bounces", "bounce_share", "bounce_share_low", "bounce_share_high", "first_order_share")
        yield _Claim(
            "bounce", (row["giver"], row["taker"]), None, row["bounce_share"], "share", row["bounce_share_low"],
            row["bounce_share_high"], None, row["followed"], row["bounces"] / d.years, limits.bounce_share,
            row["bounce_share_low"] > limits.bounce_share, values, (_row("handovers", row, "giver", "taker", *names),),
        )  # fmt: skip


def _silos(d: Diagnosis, limits: Limits) -> Iterator[_Claim]:
    for _, row in d.silos.iterrows():
        members = tuple(row["members"])
        crossing = (d.handovers["giver"].isin(members) != d.handovers["taker"].isin(members)) & d.handovers["lateral"]
        names = ("handovers", "expected", "openness")
        edges = tuple(_row("handovers", edge, "giver", "taker", *names) for _, edge in d.handovers[crossing].iterrows())
        values = {
            "members": ", ".join(members),
            "boundary": _share(d, 1 - row["boundary"]),
            "inner": number(d.language, row["inner"], 1),
            "seen": _whole(d, row["crossing"]),
            "expected": _whole(d, row["crossing_expected"]),
        }
        missing = (row["crossing_expected"] - row["crossing"]) / d.years
        own = {name: row[name] for name in ("boundary", "inner", "crossing", "crossing_expected", "p")}
        yield _Claim(
            "silo", members, None, row["boundary"], "ratio", row["boundary_low"], row["boundary_high"], row["p"],
            row["crossing_expected"], missing, limits.silo_boundary, True, values,
            (_evidence("silos", {"members": list(members)} | own), *edges), _without_topic(d),
        )  # fmt: skip


def _drop_points(d: Diagnosis, limits: Limits) -> Iterator[_Claim]:
    table = d.drop_points[
        (d.drop_points["difference"] >= limits.drop_points) & (d.drop_points["visits"] >= limits.drop_visits)
    ]
    table = table[table["share"] >= limits.drop_times * table["share_elsewhere"]]
    for _, row in table.sort_values(["dropped", "department"], ascending=[False, True]).iterrows():
        values = {
            "department": row["department"],
            "share": _share(d, row["share"]),
            "elsewhere": _share(d, row["share_elsewhere"]),
            "kind": _kind(d, row["kind"]),
            "dropped": _whole(d, row["dropped"]),
            "n": _whole(d, row["visits"]),
        }
        names = (
            "visits",
            "dropped",
            "share",
            "share_elsewhere",
            "difference",
            "difference_low",
            "difference_high",
            "q",
        )
        yield _Claim(
            "drop_point", (row["department"],), row["kind"] or None, row["difference"], "share", row["difference_low"],
            row["difference_high"], row["q"], row["visits"], row["dropped"] / d.years, limits.drop_points,
            row["q"] < limits.significance, values, (_row("drop_points", row, "department", "kind", *names),),
            ("undercounted",) if _undercounted(d, row["department"]) else (),
        )  # fmt: skip


def _open_loops(d: Diagnosis, limits: Limits) -> Iterator[_Claim]:
    bound = d.told_target if d.told_target is not None else limits.told_share
    whole, each = d.told[d.told["department"] == ""], d.told[d.told["department"] != ""]
    low = whole[whole["share"] < bound]
    if len(low) and bool(low["high"].iloc[0] < bound):
        yield _open_loop(d, low.iloc[0], bound=bound, q=None, certain=True)
        return
    for _, row in low.iterrows():
        yield _open_loop(d, row, bound=bound, q=None, certain=False)
    q = adjusted(binom.cdf(each["told"].astype(float), each["signals"].astype(float), bound))
    for (_, row), corrected in sorted(
        zip(each.iterrows(), q, strict=True), key=lambda pair: pair[0][1]["told"] - pair[0][1]["signals"]
    ):
        if row["share"] < bound:
            certain = corrected < limits.significance and row["high"] < bound
            yield _open_loop(d, row, bound=bound, q=float(corrected), certain=bool(certain))


def _open_loop(d: Diagnosis, row: pd.Series, *, bound: float, q: float | None, certain: bool) -> _Claim:
    department = (row["department"],) if row["department"] else ()
    untold = (row["signals"] - row["told"]) / d.years
    values = {
        "department": row["department"],
        "share": _share(d, row["share"]),
        "n": _whole(d, row["signals"]),
        "days": int(d.limits.told_days),
        "bound": _share(d, bound),
        "target": d.told_target is not None,
    }
    return _Claim(
        "open_loop", department, None, row["share"], "share", row["low"], row["high"], q, row["signals"], untold, bound, certain,
        values, (_row("told", row, "department", "told", "signals", "share", "low", "high"),),
    )  # fmt: skip


def _without_topic(d: Diagnosis) -> tuple[str, ...]:
    return () if "topic" in d.has else ("no_topic",)


def _undercounted(d: Diagnosis, department: str) -> bool:
    return bool(d.silence.loc[d.silence["department"] == department, "undercounted"].any())


def _worded(claim: _Claim, d: Diagnosis) -> Finding:
    variant = claim.kind
    if claim.kind in ("dry", "open_loop") and not claim.departments:
        variant = f"{claim.kind}_all"
    if claim.kind == "drop_point" and claim.about is None:
        variant = "drop_point_any"
    values = claim.values | {"centre": _centre(d)}
    caveats = [say(d.language, f"findings.{variant}_not", **values)]
    caveats += [say(d.language, f"findings.caveat_{name}") for name in claim.caveats]
    if d.intake and claim.kind in ("trickle", "dry", "gatekeeper"):
        caveats.append(say(d.language, "findings.caveat_intake"))
    return Finding(
        id=":".join([claim.kind, *claim.departments, *([claim.about] if claim.about else [])]),
        kind=claim.kind,
        departments=claim.departments,
        about=claim.about,
        estimate=float(claim.estimate),
        unit=claim.unit,
        low=float(claim.low),
        high=float(claim.high),
        q=None if claim.q is None or np.isnan(claim.q) else float(claim.q),
        n=round(float(claim.n)),
        per_year=float(claim.per_year),
        limit=float(claim.limit),
        headline=say(d.language, f"findings.{variant}", **values),
        meaning=say(d.language, f"findings.{variant}_means", **values),
        caveats=tuple(caveats),
        evidence=claim.evidence,
        language=d.language,
    )


def _centre(d: Diagnosis) -> str:
    if d.intake or not d.contact_centre:
        return say(d.language, "labels.intake")
    return " + ".join(d.contact_centre)


def _kind(d: Diagnosis, kind: str) -> str:
    """Name a kind of signal: the canonical ones in the reader's language, others as the client does."""
    return (
        say(d.language, f"labels.kind_{kind}")
        if kind in ("idea", "complaint", "question", "compliment")
        else f"“{kind}”"
    )


def _share(d: Diagnosis, value: float) -> str:
    return percent(d.language, value, 0 if value >= 0.095 or value == 0 else 1)


def _whole(d: Diagnosis, value: float) -> str:
    return number(d.language, round(float(value)))


def _row(table: str, row: pd.Series, *names: str) -> dict[str, Any]:
    return _evidence(table, {name: row[name] for name in names})


def _evidence(table: str, cells: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value.item() if isinstance(value, np.generic) else value for name, value in cells.items()}
    return {
        "table": table,
        "row": {name: None if isinstance(value, float) and np.isnan(value) else value for name, value in plain.items()},
    }


def as_record(finding: Finding) -> dict[str, Any]:
    """Return a finding as findings.json holds it; ``broken_by`` only where there is one, the language beside them all."""
    record = asdict(finding)
    del record["language"]
    if not finding.broken_by:
        del record["broken_by"]
    return record
