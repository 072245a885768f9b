"""How the cube of an engagement's log is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kccdiag import tabulation
from kccdiag.asked import question_of
from kccdiag.cube.facts import About, Cube, first_day
from kccdiag.cube.periods import periods_of
from kccdiag.cube.withheld import withheld_views
from kccdiag.cube.work import work_of
from kccdiag.engagement import Engagement
from kccdiag.flow.engine import DAY, Engine, Flow, Sliced
from kccdiag.flow.journeys import journeys_of
from kccdiag.flow.network import department_graph
from kccdiag.flow.sql import STATES
from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import EventLog
from kccdiag.measured import fates_of, stages_of
from kccdiag.measures.expected import handed
from kccdiag.measures.irrigation import arrivals, trophic_levels
from kccdiag.measures.reservoir import stock_days
from kccdiag.tabulation import Naming
from kccdiag.wording import say

OF_FLOW = ("stays", "stays_of_kind", "durations", "delays", "drops", "stock", "states", "funnel", "fates")
TIMED = ("durations", "delays", "funnel", "funnel_visited")
COUNTS = frozenset({
    "visits", "held", "signals", "nn", "mm", "mn", "m_mall", "m_nall", "n_mall", "n_nall", "handovers", "squares",
    "dropped", "entered", "went", "died", "events",
})  # fmt: skip
MOST_ROWS = 100_000  # of durations in one table, before they are told more coarsely
FINEST, COARSEST = 64, 8  # parts of a doubling
MOST_CHOSEN = 24  # kinds, and channels, that can be chosen: the most frequent
MOST_VIEWS, MOST_WORDS = 20_000, 16_000_000  # that it takes seconds and 128 MB to work out what is withheld of


def cube_of(engagement: Engagement, *, language: str | None = None, seed: int = 0) -> Cube:
    """Make the cube of an engagement's log.

    Parameters
    ----------
    language
        Of names that the package itself gives; the engagement's where None.
    seed
        For the numbers by which persons are told apart while it is worked out what is withheld.

    Raises
    ------
    kccdiag.faults.InputError
        When the engagement has no log, or the log cannot be read.
    """
    return cube_of_log(read_log(engagement), engagement, language=language or engagement.language, seed=seed)


def cube_of_log(log: EventLog, engagement: Engagement, *, language: str, seed: int = 0) -> Cube:
    """Make the cube of a canonical log; see :func:`cube_of`."""
    with Engine(log, question_of(log, engagement), limits=engagement.limits).opened() as engine:
        gathered = _gathered(engine.sliced())
        naming = tabulation.naming_of(log, gathered.flow, limits=engine.limits, language=language)
        about = _about(gathered, engine, engagement, naming)
    work = work_of(about, gathered, seed=seed)
    withheld = withheld_views(work, least=about.least, centre=about.centre)
    return Cube(about, _kept(gathered, about), withheld)


@dataclass(frozen=True)
class Gathered:
    """The reductions by slice of all buckets.

    Attributes
    ----------
    flow
        What speaks of the log as a whole: contact centre, silence, states, workers by kind; its variants only say which
        outcomes there are.
    slices
        ``quarter``, ``kind``, ``channel`` of each slice, by row.
    tables
        The additive tables; ``slice`` is a row of ``slices``.
    """

    flow: Flow
    slices: pd.DataFrame
    tables: dict[str, pd.DataFrame]


def _gathered(sliced: Iterator[Sliced]) -> Gathered:
    """Add up the buckets as they come, so that never more than one of them is in memory."""
    tables: dict[str, pd.DataFrame] = {}
    for bucket in sliced:
        parts = _reduced(bucket)
        tables = {name: added_up([tables[name], part]) for name, part in parts.items()} if tables else parts
    slices = tables.pop("slices").drop_duplicates().sort_values("slice", ignore_index=True)
    for name, table in tables.items():
        if "kind" in table:
            places = np.searchsorted(slices["slice"], table["kind"])
            tables[name] = table.drop(columns="kind").assign(slice=places)
    workers = tables.pop("workers")
    workers["kind"] = slices["kind"].to_numpy()[workers["slice"]]
    by_kind = added_up([workers.drop(columns="slice")])
    flow = replace(bucket.flow, variants=tables.pop("ended"), states=tables["states"], workers=by_kind)
    return Gathered(flow, slices, {**tables, "workers": workers})


def _reduced(bucket: Sliced) -> dict[str, pd.DataFrame]:
    """Take what is kept of a bucket; its journeys are not."""
    flow = bucket.flow
    journeys = journeys_of(flow)
    return {
        **{name: getattr(flow, name) for name in (*OF_FLOW, "workers")},
        "slices": bucket.slices,
        "fates_visited": bucket.fates_visited,
        "funnel_visited": bucket.funnel_visited,
        "hands": bucket.hands,
        "hands_visited": bucket.hands_visited,
        "handed": handed(journeys),
        "arrivals": arrivals(journeys, intake=flow.intake),
        "ended": flow.variants.groupby(["outcome", "ends"], as_index=False)["signals"].sum(),
    }


def added_up(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Add up the counts of rows with equal keys.

    Examples
    --------
    >>> one = pd.DataFrame({"dept": [1, 2], "visits": [3, 4]})
    >>> added_up([one, one]).to_numpy().tolist()
    [[1, 6], [2, 8]]
    """
    table = pd.concat(tables, ignore_index=True)
    keys = [name for name in table.columns if name not in COUNTS]
    counts = [name for name in table.columns if name in COUNTS]
    return table.groupby(keys, as_index=False)[counts].sum() if counts else table.drop_duplicates(ignore_index=True)


# ---- what is kept


def _kept(gathered: Gathered, about: About) -> dict[str, pd.DataFrame]:
    named = ("fates_visited", "funnel_visited", "handed", "arrivals")
    tables = {name: gathered.tables[name] for name in (*OF_FLOW, *named)}
    slices = gathered.slices.assign(period=about.period_of(gathered.slices["quarter"]))
    tables["handed"] = tables["handed"].drop(columns="quarter")  # the slice knows
    tables["stock"] = _weekly(tables["stock"], gathered)
    tables["states"] = tables["states"].assign(state=tables["states"]["state"].map(STATES.index))
    for name in TIMED:
        tables[name] = added_up([coarser(tables[name], about.parts_of_doubling)])
    return {"slices": slices[["period", "kind", "channel", "quarter"]], **tables}


def _weekly(stock: pd.DataFrame, gathered: Gathered) -> pd.DataFrame:
    """Tell the stock only on the days on which it is shown, and only by kind and channel: it is by date."""
    days = stock_days(gathered.flow)
    place = np.searchsorted(days, stock["day"], side="right") - 1
    first = gathered.slices.groupby(["kind", "channel"])["slice"].transform(lambda one: one.index[0])
    day = np.where(place < 0, days[0] - 1, days[place])
    return added_up([stock.assign(day=day, slice=first.to_numpy()[stock["slice"]])])


def coarser(table: pd.DataFrame, parts: int) -> pd.DataFrame:
    """Round seconds to so many steps in each doubling; 0 leaves them as they are.

    Examples
    --------
    With 8 steps no time moves by more than 2 ** (1 / 16), 4.4 %.

    >>> coarser(pd.DataFrame({"seconds": [0, 1000, 86400]}), 8)["seconds"].tolist()
    [0, 1024, 84990]
    """
    if not parts:
        return table
    seconds = table["seconds"].to_numpy(float)
    steps = np.round(np.log2(np.maximum(seconds, 1.0)) * parts)
    return table.assign(seconds=np.where(seconds > 0, np.round(2 ** (steps / parts)), 0).astype(np.int64))


def _parts_of_doubling(tables: dict[str, pd.DataFrame]) -> int:
    """Choose how finely durations are told: to four digits if there are few, else as finely as leaves few rows."""
    parts, rows = 0, max(len(tables[name]) for name in TIMED)
    while rows > MOST_ROWS and parts != COARSEST:
        parts = parts // 2 if parts else FINEST
        rows = max(len(added_up([coarser(tables[name], parts)])) for name in TIMED)
    return parts


# ---- what it means


def _about(gathered: Gathered, engine: Engine, engagement: Engagement, naming: Naming) -> About:
    flow, log, language = gathered.flow, engine.log, naming.language
    departments = _departments(gathered, engine, naming)
    periods = periods_of(_begun(gathered))
    kinds, channels = _that_can_be_chosen(gathered, departments=len(departments["departments"]), periods=len(periods))
    return About(
        engagement=engagement.name,
        language=language,
        kinds=_named(log, "kind", kinds),
        channels=_named(log, "channel", channels),
        kind_codes=kinds,
        channel_codes=channels,
        periods=tuple(_period(quarters, language) for quarters in periods),
        quarters=tuple(quarters[0] for quarters in periods),
        home=flow.home,
        intake=flow.intake,
        start=flow.start,
        cutoff=flow.cutoff,
        exposed=naming.exposed,
        least=naming.least,
        significance=engine.limits.significance,
        few=engine.limits.breakdown_signals,
        seen_until=_seen_until(flow, periods, settled_days=engine.limits.settled_days),
        parts_of_doubling=_parts_of_doubling(gathered.tables),
        **departments,
        **_measurable(flow, engine),
    )


def _departments(gathered: Gathered, engine: Engine, naming: Naming) -> dict[str, Any]:
    """Name the departments as in the diagnosis: small groups are the last, where they may be shown at all."""
    listed = [int(dept) for dept in engine.log.departments["dept"]]
    apart = [dept for dept in listed if dept not in naming.pooled]
    shown = bool(naming.pooled - naming.silent) and naming.shows_small
    place = {dept: n for n, dept in enumerate(apart)} | dict.fromkeys(naming.pooled, len(apart) if shown else -1)
    home = () if gathered.flow.intake else gathered.flow.home
    levels = _levels(gathered.tables["handed"])
    return {
        "departments": (*(naming.departments[dept] for dept in apart), *([naming.small] if shown else [])),
        "roles": (*(_role(dept, home, engine.question.board) for dept in apart), *([""] if shown else [])),
        "levels": (*(levels.get(dept) for dept in apart), *([None] if shown else [])),
        "depts": tuple(listed),
        "places": tuple(place[dept] for dept in listed),
        "pooled": tuple(sorted(naming.pooled)),
    }


def _measurable(flow: Flow, engine: Engine) -> dict[str, Any]:
    """Say what the log as a whole can tell of: a filter takes nothing away from that."""
    fates = fates_of(flow, engine)
    return {
        "has": tuple(sorted(engine.log.has)),
        "stages": tuple(sorted(stages_of(flow, engine))),
        "elsewhere": fates.elsewhere,
        "decides": fates.decides,
        "drops": fates.drops,
    }


def _role(dept: int, home: tuple[int, ...], board: tuple[int, ...]) -> str:
    return "board" if dept in board else "contact_centre" if dept in home else ""


def _levels(handed: pd.DataFrame) -> dict[int, float]:
    levels, _ = trophic_levels(department_graph(handed.groupby(["giver", "taker"], as_index=False)["handovers"].sum()))
    return {int(dept): float(level) for dept, level in levels.items()}


def _most_frequent(gathered: Gathered, column: str) -> tuple[int, ...]:
    """Return the codes of the kinds or channels that are known, the most frequent first."""
    fates = gathered.tables["fates"]
    of = gathered.slices[column].to_numpy()[fates["slice"]]
    signals = fates["signals"].groupby(of).sum().drop(index=0, errors="ignore")
    return tuple(int(code) for code in signals.sort_values(ascending=False, kind="stable").index)


def _that_can_be_chosen(
    gathered: Gathered, *, departments: int, periods: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Choose the kinds and channels that can be filtered by: the most frequent, fewer of whichever there are more."""
    kinds, channels = (_most_frequent(gathered, column) for column in ("kind", "channel"))
    persons = gathered.tables["hands"]["person"].nunique()
    words = max(departments, 1) * periods * (1 + persons // 64)
    most = min(MOST_VIEWS // periods**2, MOST_WORDS // words)
    k, c = (min(len(codes), MOST_CHOSEN) for codes in (kinds, channels))
    while (k + 2) * (c + 2) > max(most, 4):  # all together, and what can't be chosen, are two more
        k, c = (k - 1, c) if k > c else (k, c - 1)
    return tuple(sorted(kinds[:k])), tuple(sorted(channels[:c]))


def _named(log: EventLog, column: str, codes: tuple[int, ...]) -> tuple[str, ...]:
    names = log.names[log.names["column"] == column].set_index("code")["name"]
    return tuple(str(names[code]) for code in codes)


def _begun(gathered: Gathered) -> dict[int, int]:
    """Count the signals that began in each quarter."""
    fates = gathered.tables["fates"]
    begun = fates["signals"].groupby(gathered.slices["quarter"].to_numpy()[fates["slice"]]).sum()
    none = dict.fromkeys(map(int, gathered.slices["quarter"]), 0)
    return none | {int(quarter): int(signals) for quarter, signals in begun.items()}


def _period(quarters: Sequence[int], language: str) -> str:
    first, last = (
        say(language, "cube.period", year=one // 4, quarter=one % 4 + 1) for one in (quarters[0], quarters[-1])
    )
    return first if first == last else say(language, "cube.periods", first=first, last=last)


def _seen_until(flow: Flow, periods: Sequence[Sequence[int]], *, settled_days: float) -> int:
    """Count the periods that lie so far back that what of them will fall silent within `settled_days` has done so."""
    limits = flow.silence["seconds"].replace(np.inf, np.nan)
    sure = flow.cutoff - settled_days * DAY - (0 if limits.isna().all() else limits.max())
    return sum(1 for quarters in periods if first_day(quarters[-1] + 1) * DAY <= sure)
