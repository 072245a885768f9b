"""Every measure of one log under one question, by department code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kccdiag.flow.engine import DAY, Engine, Flow
from kccdiag.flow.journeys import Journeys, journeys_of
from kccdiag.flow.network import department_graph
from kccdiag.flow.survival import Z95
from kccdiag.limits import Limits
from kccdiag.measures import contacts, expected, ideas, irrigation, reservoir, silos, walls
from kccdiag.measures.boundaries import ei_index
from kccdiag.measures.desks import desks
from kccdiag.measures.handle_time import handle_time
from kccdiag.measures.recurring import recurring_ideas
from kccdiag.measures.satisfaction import satisfaction
from kccdiag.measures.uncertainty import rank_intervals, share_of_sums
from kccdiag.measures.value_irritant import named_quadrants, quadrant_shares
from kccdiag.measures.verdict import Fates, verdict
from kccdiag.texts.sameness import Sameness, same_signals

Row = tuple[str, float, float, float, str, float]  # measure, estimate, low, high, unit, n
UNCLAIMED = ("funnel", "stock", "value_irritant", "desks", "satisfaction", "handle_time")  # under objections empty


@dataclass(frozen=True)
class Measured:
    """The tables of the measures, departments and kinds as codes; see the measures for their columns.

    Attributes
    ----------
    home
        Departments of the contact centre; empty where it is only "the intake".
    departments
        Index ``dept``: stays, residence, fill, reach, gatekeeping and trophic level side by side.
    pairs
        ``giver``, ``taker``: handovers, openness, walls, bounces, days until handover.
    returns
        New signals of told and untold customers, by what they are alike in.
    contact_reasons
        Index ``about``: contacts, repeats, ``failure_demand``, both values and ``quadrant`` by reason, or by topic
        where there are no reasons.
    value_irritant
        Contacts by quadrant.
    desks
        At how many departments signals were, by kind.
    satisfaction, handle_time
        What customers thought of it, and what came after contacts of each length.
    fates
        What became of the signals, for the verdict.
    same, recurring
        Which ideas say the same, and what became of them.
    drops_seen
        Whether some signal is without outcome, so that a drop could be told from an export of closed cases only.
    ways
        What follows from the ways of signals alone.
    """

    flow: Flow
    journeys: Journeys
    home: tuple[int, ...]
    departments: pd.DataFrame
    pairs: pd.DataFrame
    silos: pd.DataFrame
    overview: pd.DataFrame
    funnel: pd.DataFrame
    drop_points: pd.DataFrame
    told: pd.DataFrame
    stock: pd.DataFrame
    returns: pd.DataFrame
    contact_reasons: pd.DataFrame
    value_irritant: pd.DataFrame
    desks: pd.DataFrame
    satisfaction: pd.DataFrame
    handle_time: pd.DataFrame
    fates: Fates
    same: Sameness
    recurring: pd.DataFrame
    drops_seen: bool
    ways: Ways


@dataclass(frozen=True)
class Ways:
    """What follows from the ways of signals alone, so that no other limits change it.

    Attributes
    ----------
    passed
        Handovers of every pair beside those expected (:func:`kccdiag.measures.walls.openness`).
    bounces
        How often they came straight back, with ``parallel``: work side by side.
    silos
        Groups of departments that keep to themselves.
    """

    passed: pd.DataFrame
    bounces: pd.DataFrame
    silos: pd.DataFrame


def measure(
    flow: Flow, engine: Engine, *, seed: int = 0, like: Measured | None = None, kept: Collection[str] = ()
) -> Measured:
    """Compute every measure of a flow once.

    Parameters
    ----------
    engine
        The open one that the flow came from: its log, question and limits.
    seed
        For the null tables of the silo scan.
    like
        Where a claim is tried under an objection: the silos, the pairs at work side by side and the ideas that say the
        same are those found here, not looked for again, and what no claim is made of stays empty.
    kept
        What the objection leaves as it is there: ``ways`` (of the same signals, all of them), or ``contacts`` (of whom
        and when, under the same limits).
    """
    log, limits, journeys = engine.log, engine.limits, journeys_of(flow)
    home = () if flow.intake else flow.home
    if like is None:
        ways = _ways(journeys, engine, home=home, seed=seed)
    else:
        ways = _known_ways(like) if "ways" in kept else _ways_like(journeys, like, home=home, limits=limits)
    pairs = walls.walls(ways.passed, ways.silos, limits=limits)
    depts = [int(dept) for dept in log.departments["dept"]]
    departments = _departments(flow, journeys, depts=depts, home=home, claimed=like is not None)
    if like is None:
        departments = departments.join(_described(flow, journeys, departments))
    else:
        departments = departments.reindex(columns=like.departments.columns)
    told = irrigation.told_shares(journeys)
    same = same_signals(log, flow.raised, alike=limits.recurring_alike) if like is None else like.same
    fates = fates_of(flow, engine)
    return Measured(
        flow=flow,
        journeys=journeys,
        home=home,
        departments=departments,
        pairs=_pairs(flow, pairs, ways.bounces, claimed=like is not None),
        silos=ways.silos,
        overview=_overview(flow, journeys, departments, engine, fates=fates, told=told, claimed=like is not None),
        drop_points=ideas.drop_points(flow),
        told=told,
        returns=contacts.returns(flow.returns),
        contact_reasons=like.contact_reasons if like and "contacts" in kept else _contact_reasons(flow, engine),
        **(_unclaimed(flow, journeys, engine) if like is None else {name: pd.DataFrame() for name in UNCLAIMED}),
        fates=fates,
        same=same,
        recurring=recurring_ideas(same.grouped(flow.raised)),
        drops_seen=fates.drops,
        ways=ways,
    )


def _ways(journeys: Journeys, engine: Engine, *, home: tuple[int, ...], seed: int) -> Ways:
    """Look for silos and for pairs at work side by side."""
    handed = expected.handed(journeys)
    lateral = expected.lateral_table(journeys, home=home, sums=handed)
    bounces = _marked_parallel(irrigation.bounces(journeys), engine, engine.limits)
    found = silos.silos(lateral, limits=engine.limits, seed=seed)
    return Ways(walls.openness_of(handed, lateral, home=home), bounces, found)


def _ways_like(journeys: Journeys, like: Measured, *, home: tuple[int, ...], limits: Limits) -> Ways:
    """Measure the silos that were found elsewhere, and mark the pairs at work side by side there."""
    handed = expected.handed(journeys)
    lateral = expected.lateral_table(journeys, home=home, sums=handed)
    found = silos.known_silos(lateral, like.silos["members"], limits=limits)
    return Ways(walls.openness_of(handed, lateral, home=home), _marked_alike(irrigation.bounces(journeys), like), found)


def _known_ways(like: Measured) -> Ways:
    return replace(like.ways, silos=like.silos.assign(p=np.nan).astype(like.silos.dtypes))  # not looked for again


def _unclaimed(flow: Flow, journeys: Journeys, engine: Engine) -> dict[str, pd.DataFrame]:
    """Measure what is shown and nothing is claimed of: the tables named in ``UNCLAIMED``."""
    return {
        "funnel": ideas.funnel(flow, measurable=stages_of(flow, engine)),
        "stock": reservoir.stock(flow),
        "value_irritant": quadrant_shares(flow.placed),
        "desks": desks(journeys),
        "satisfaction": satisfaction(flow.satisfaction),
        "handle_time": handle_time(flow.handling),
    }


def _contact_reasons(flow: Flow, engine: Engine) -> pd.DataFrame:
    days = max(flow.cutoff - flow.start, DAY) / DAY
    chance = min(engine.limits.repeat_days / max(days - engine.limits.repeat_days, 1.0), 1.0)
    table = flow.reasons.set_index("about")
    table = table.join(contacts.repeats(flow.repeats, least=engine.limits.repeat_contacts, chance=chance))
    failures = pd.Series(dict(engine.question.failures), dtype="boolean")
    values = pd.DataFrame(engine.question.values, columns=["about", "customer_value", "organisation_value"])
    table = table.join(values.astype("Int64").set_index("about"))
    failed = failures.reindex(table.index).astype("boolean")
    return table.assign(failure_demand=failed, quadrant=named_quadrants(table))


def fates_of(flow: Flow, engine: Engine) -> Fates:
    """Say what became of the signals, and what of it this log can tell."""
    has, centre = engine.log.has, 1 if flow.intake else len(flow.home)
    elsewhere = max(len(engine.log.departments) - max(centre, 1), 0)
    decides = bool(engine.question.board) or irrigation.decides(flow.variants, has)
    return Fates(flow.fates, elsewhere, decides, drops="outcomes" in has and _has_open(flow), has=has)


def _has_open(flow: Flow) -> bool:
    without = (flow.variants["outcome"] == 0) & (flow.variants["ends"] == 1)
    return bool(flow.variants.loc[without, "signals"].sum())


def _marked_alike(bounces: pd.DataFrame, like: Measured) -> pd.DataFrame:
    """Mark the pairs that work side by side in another measurement."""
    side_by_side = like.pairs[like.pairs["parallel"]]
    marked = set(zip(side_by_side["giver"], side_by_side["taker"], strict=True))
    pairs = zip(bounces["giver"], bounces["taker"], strict=True)
    return bounces.assign(parallel=[pair in marked for pair in pairs])


def _marked_parallel(bounces: pd.DataFrame, engine: Engine, limits: Limits) -> pd.DataFrame:
    """Mark pairs that alternate as a random order of the same events would: work side by side, no bounces."""
    often = (bounces["followed"] >= limits.bounce_handovers) & (bounces["bounce_share"] > limits.bounce_share)
    if not often.any():
        return bounces.assign(parallel=False)
    runs = engine.interleaved(bounces[often].rename(columns={"giver": "a", "taker": "b"}))
    random = (runs["runs"] - runs["expected"]).abs() < Z95 * np.sqrt(runs["variance"])
    marks = dict(zip(zip(runs["a"], runs["b"], strict=True), random, strict=True))
    pairs = zip(bounces["giver"], bounces["taker"], strict=True)
    return bounces.assign(parallel=[bool(marks.get(pair, False)) for pair in pairs])


def _departments(
    flow: Flow, journeys: Journeys, *, depts: list[int], home: tuple[int, ...], claimed: bool
) -> pd.DataFrame:
    """Measure what is ``claimed`` of departments: how long they hold signals, who reaches whom by them; or, too, why.
    """
    table = reservoir.stay_ratios(flow).reindex(pd.Index(depts, name="dept"))
    if not claimed:
        table = table.join(reservoir.split(flow))
    reached = irrigation.reach(journeys, depts=depts, intake=flow.intake)
    passed = irrigation.gatekeeping(journeys, depts=depts)
    columns = dict(table)
    for name, part in (("reach", reached), ("gatekeeping", passed)):
        columns |= {name: part["share"], f"{name}_low": part["low"], f"{name}_high": part["high"]}
    away = ~reached.index.isin(home)  # it reaches itself
    columns |= {name: columns[name].where(away) for name in ("reach", "reach_low", "reach_high")}
    columns |= {"reached_signals": reached["signals"], "centre_signals": reached["of"]}
    columns |= {"gatekeeping_signals": passed["signals"], "gatekeeping_of": passed["of"]}
    columns |= {name: table[name].astype(float).fillna(0.0) for name in ("visits", "signals")}
    return pd.DataFrame(columns)


def _described(flow: Flow, journeys: Journeys, departments: pd.DataFrame) -> pd.DataFrame:
    """Measure what describes departments: rank, residence, fill, silence limit, place along the flow."""
    table = departments[[]].join(rank_intervals(departments, "excess_share"))
    for part in (reservoir.residence(flow), reservoir.fill(flow)):
        table = table.join(part)
    own = flow.silence[flow.silence["source"] == "department"].drop_duplicates("dept").set_index("dept")
    table["silence_limit_days"] = own["seconds"] / DAY
    steps = journeys.handovers().groupby(["giver", "taker"], as_index=False)["signals"].sum()
    levels, _ = irrigation.trophic_levels(department_graph(steps.rename(columns={"signals": "handovers"})))
    table["trophic_level"] = levels.reindex(table.index)
    counts = ["entered", "left", "live", "dead"]
    return table.assign(**{name: table[name].astype(float).fillna(0.0) for name in counts})


def _pairs(flow: Flow, pairs: pd.DataFrame, bounces: pd.DataFrame, *, claimed: bool) -> pd.DataFrame:
    if claimed:
        pairs = pairs.assign(median_days=np.nan)
    else:
        pairs = pairs.join(reservoir.median_delays(flow), on=["giver", "taker"])
    table = pairs.merge(bounces, on=["giver", "taker"], how="left")
    counts = {name: table[name].astype(float).fillna(0.0) for name in ("bounces", "followed")}
    return table.assign(**counts, parallel=table["parallel"].eq(True))


def _overview(  # noqa: PLR0913 — one row for each number about the whole
    flow: Flow,
    journeys: Journeys,
    departments: pd.DataFrame,
    engine: Engine,
    *,
    fates: Fates,
    told: pd.DataFrame,
    claimed: bool,
) -> pd.DataFrame:
    """List the numbers about the whole; only those that something is ``claimed`` of, or all."""
    steps = verdict(fates).iterrows()
    rows = [(name, row["share"], row["low"], row["high"], "share", row["of"]) for name, row in steps]
    rows += _dry_departments(departments, engine)
    if not claimed:
        rows += _course(flow, journeys, departments, told, has=engine.log.has)
    rows.append(("repeat_contact", *contacts.repeat_share(flow.repeats)))
    rows.append(("failure_demand", *contacts.failure_share(flow.failures)))
    return pd.DataFrame(rows, columns=["measure", "estimate", "low", "high", "unit", "n"])


def _dry_departments(departments: pd.DataFrame, engine: Engine) -> list[Row]:
    """Share of the departments that hardly any signal reaches; the upper end counts those that might be."""
    others = departments[departments["reach"].notna()].drop(index=list(engine.question.board), errors="ignore")
    if not len(others):
        return []
    dry = float((others["reach_high"] < engine.limits.dry_reach).mean())
    perhaps = float((others["reach_low"] < engine.limits.dry_reach).mean())
    return [("dry_departments", dry, dry, perhaps, "share", len(others))]


def _course(
    flow: Flow, journeys: Journeys, departments: pd.DataFrame, told: pd.DataFrame, *, has: frozenset[str]
) -> list[Row]:
    """Say which course signals take: how widely, whether back, and what follows an outcome."""
    reached = departments["reach"].notna().sum()  # all but the contact centre
    rows: list[Row] = [("spread", *irrigation.spread(journeys, departments=int(reached)))]
    for _, row in irrigation.cycling(journeys).iterrows():
        rows.append(("cycling", row["share"], row["low"], row["high"], "share", row["cases"]))
    handovers = irrigation.settled(journeys).handovers()["signals"].sum()
    rows.append(("incoherence", *irrigation.incoherence(journeys), "ratio", handovers))
    if "outcomes" in has:
        rows.append(("reopened", *irrigation.reopened(journeys)))
    if "person" in has:
        rows += _boundaries(flow)
    if "told" in has:
        whole = told.loc[0]
        rows.append(("told_in_time", whole["share"], whole["low"], whole["high"], "share", whole["of"]))
    return rows


def _boundaries(flow: Flow) -> list[Row]:
    """Say how far persons' ties cross the boundaries of departments, beside what to expect of departments so large."""
    persons = flow.workers.groupby("dept")["person"].nunique()
    found = ei_index(flow.ties, persons)
    crossing = share_of_sums(flow.crossings.astype(float))
    low, high = (2 * float(crossing[end].iloc[0]) - 1 if len(crossing) else np.nan for end in ("low", "high"))
    ties = found.internal + found.external
    return [
        ("ei_index", found.index, low, high, "ratio", ties),
        ("ei_index_by_labels", found.by_labels, np.nan, np.nan, "ratio", persons.sum()),
        ("ei_index_by_ties", found.by_ties, np.nan, np.nan, "ratio", ties),
    ]


def stages_of(flow: Flow, engine: Engine) -> frozenset[str]:
    """Choose the stages of the funnel that this log can say something about."""
    question, log = engine.question, engine.log
    if question.idea < 0 or "outcomes" not in log.has:
        return frozenset()
    several = log.departments["in_log"].sum() > 1  # where there is one, nothing can be passed on
    asked = {
        "passed_on": several,
        "taken_up": several,
        "decided": bool(question.board) or irrigation.decides(flow.variants, log.has),
        "adopted": "adopted" in log.has,
        "told": "told" in log.has,
    }
    return frozenset(stage for stage in ideas.STAGES if asked.get(stage, True))
