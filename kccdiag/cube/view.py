"""What a reader of the explorer sees of a choice: every estimate from the same functions as in the diagnosis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from kccdiag.cube.choice import Choice, Chosen
from kccdiag.cube.comparing import differences
from kccdiag.cube.facts import Cube, first_day
from kccdiag.cube.notes import notes_on, withheld_in_words
from kccdiag.cube.withheld import Hidden
from kccdiag.groups import COUNTS, pool_pairs
from kccdiag.measures import ideas, irrigation, reservoir
from kccdiag.measures.expected import lateral_of
from kccdiag.measures.verdict import MEASURES, verdict
from kccdiag.measures.walls import openness_of

RATIOS = ("stay_ratio", "stay_ratio_low", "stay_ratio_high")
OF_DEPARTMENT = (
    "visits", "visit_share", "held_share", *RATIOS, "median_days", "median_days_low", "median_days_high",
    "mean_days_90", "reach", "reach_low", "reach_high", "drop_share", "drop_share_low", "drop_share_high", "dropped",
    "live", "dead",
)  # fmt: skip
OF_PAIR = (
    "giver", "taker", "handovers", "expected", "openness", "openness_low", "openness_high", "median_days",
)  # fmt: skip
ADDED = frozenset({*COUNTS, "dropped"})  # what small groups together may be said to have
KEPT_VIEWS = 32  # of hundreds of departments a view takes megabytes


def view(cube: Cube, said: Mapping[str, Any]) -> dict[str, Any]:
    """Compute what is seen of a choice.

    Parameters
    ----------
    said
        ``n``, ``from``, ``to``, ``kind``, ``channel``, ``department``, ``compare``, as a browser sends it: places in
        the cube's lists, None for all.

    Returns
    -------
    dict
        Ready for JSON: plain numbers, None where there is none. Shares are of one, times in days.

    Raises
    ------
    ValueError
        When the choice speaks of something that the cube has not.
    """
    choice, other = Choice.read(said, cube), said.get("compare")
    if other is not None and not isinstance(other, Mapping):
        raise ValueError(f"'compare' is {other!r}, not a period")
    found = dict(_view_of(cube, choice), n=said.get("n"))
    found["choice"] = {**choice.said(), "n": said.get("n"), "compare": other}
    found["compared"], found["differences"] = None, []
    if other is not None:
        before = {**said, "from": other.get("from"), "to": other.get("to"), "compare": None}
        found["compared"] = view(cube, before)
        found["differences"] = _differences(cube, choice, Choice.read(before, cube))
    return found


def _differences(cube: Cube, now: Choice, then: Choice) -> list[dict[str, Any]]:
    """Say what differs between two periods, and whether by more than chance; nothing where they share signals."""
    if now.start <= then.end and then.start <= now.end:
        return []
    sides = [(Chosen(cube, one), cube.withheld.of(one.said())) for one in (now, then)]
    if any(hidden.whole or not chosen.signals for chosen, hidden in sides):
        return []
    return _records(differences(sides[0], sides[1]))


@lru_cache(maxsize=KEPT_VIEWS)
def _view_of(cube: Cube, choice: Choice) -> dict[str, Any]:
    with pd.option_context("mode.string_storage", "python"):  # small tables: names of columns take a fifth of the time
        return _computed(cube, choice)


def _computed(cube: Cube, choice: Choice) -> dict[str, Any]:
    chosen = Chosen(cube, choice)
    if choice.start > choice.end or not chosen.signals:
        return _blank(chosen, signals=0, empty=True)
    hidden = cube.withheld.of(choice.said())
    if hidden.whole:
        shown = [{**dict.fromkeys(OF_DEPARTMENT), "withheld": True} for _ in cube.about.departments]
        return _blank(chosen, departments=shown, withheld=withheld_in_words(cube.about, hidden))
    return _blank(
        chosen,
        signals=chosen.signals,
        verdict=_verdict(chosen, hidden),
        departments=_departments(chosen, hidden),
        handovers=_handovers(chosen, hidden),
        stock=_stock(chosen, hidden),
        ideas=_ideas(chosen),
        withheld=withheld_in_words(cube.about, hidden),
    )


def _blank(chosen: Chosen, **known: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"signals": None, "empty": False, "verdict": [], "departments": [], "handovers": []}
    nothing |= {"stock": {"dates": [], "live": [], "dead": []}, "ideas": [], "withheld": ""}
    return nothing | {"notes": notes_on(chosen, known.get("signals"))} | known


# ---- the parts of a view


def _verdict(chosen: Chosen, hidden: Hidden) -> list[dict[str, Any]]:
    table = verdict(chosen.fates, measures=MEASURES)
    if hidden.exposed or chosen.cube.about.exposed:
        table.loc["passed_on", ["share", "low", "high"]] = np.nan
    table = table.rename(columns={"share": "estimate", "of": "n"}).reset_index()
    return _records(table[["measure", "estimate", "low", "high", "n"]])


def _departments(chosen: Chosen, hidden: Hidden) -> list[dict[str, Any]]:
    about = chosen.cube.about
    table = _measured(chosen).reset_index(names="dept")
    table["place"] = about.places
    apart = ~table["dept"].isin(about.pooled)
    small = table[~apart].reindex(columns=sorted(ADDED & set(table))).sum(min_count=1)
    rows = table[apart].set_index("place")[list(OF_DEPARTMENT)].reindex(range(len(about.departments)))
    if len(rows) > apart.sum():
        rows.loc[len(rows) - 1, small.index.intersection(OF_DEPARTMENT)] = small
    if hidden.exposed:
        rows[list(RATIOS)] = np.nan
    away = hidden.departments[: len(rows)]
    rows[away] = np.nan
    return _records(rows.assign(withheld=away))


def _measured(chosen: Chosen) -> pd.DataFrame:
    """Measure every department by its code, as the diagnosis does."""
    flow, about = chosen.flow, chosen.cube.about
    reached = irrigation.reach_of(chosen.table("arrivals"), depts=list(about.depts))
    reached = reached.rename(columns={"share": "reach", "low": "reach_low", "high": "reach_high"})
    if not flow.intake:
        reached.loc[reached.index.isin(flow.home), ["reach", "reach_low", "reach_high"]] = np.nan
    compared = reservoir.compare(flow)
    parts = [
        reservoir.stay_ratios(flow, compared=compared),
        _widened(reservoir.residence(flow, compared=compared), about.parts_of_doubling),
        reservoir.fill(flow),
        ideas.drop_shares(flow),
        reached,
    ]
    index = pd.Index(about.depts, name="dept")
    columns = [part[[name for name in OF_DEPARTMENT if name in part]].reindex(index) for part in parts]
    table = pd.concat(columns, axis=1)
    table[["visits", "live", "dead"]] = table[["visits", "live", "dead"]].astype(float).fillna(0.0)
    if "outcomes" not in about.has:
        table[["live", "dead"]] = np.nan
    if not about.drops:
        table[["dropped", "drop_share", "drop_share_low", "drop_share_high"]] = np.nan
    return table


def _widened(residence: pd.DataFrame, parts: int) -> pd.DataFrame:
    """Widen the intervals of medians by what their durations were rounded by; without that they may have no width."""
    step = 2 ** (1 / (2 * parts)) if parts else 1.0
    low, high = residence["median_days_low"] / step, residence["median_days_high"] * step
    return residence.assign(median_days_low=low, median_days_high=high)


def _handovers(chosen: Chosen, hidden: Hidden) -> list[dict[str, Any]]:
    about, flow = chosen.cube.about, chosen.flow
    home = () if flow.intake else flow.home
    pairs = openness_of(chosen.handed, lateral_of(chosen.handed, home=home), home=home)
    pairs = pairs.join(reservoir.median_delays(flow), on=["giver", "taker"])[[*OF_PAIR, "lateral"]]
    places = dict(zip(about.depts, about.places, strict=True))
    small = places[about.pooled[0]] if about.pooled else -1
    pairs = pool_pairs(pairs, frozenset(about.pooled), names=places, small=small)
    shown = ~np.append(hidden.departments[: len(about.departments)], True)  # the last: small groups that aren't shown
    kept = shown[pairs["giver"]] & shown[pairs["taker"]]
    if chosen.choice.department is not None:
        kept &= (pairs[["giver", "taker"]] == chosen.choice.department).any(axis=1)
    return _records(pairs.loc[kept, list(OF_PAIR)])


def _stock(chosen: Chosen, hidden: Hidden) -> dict[str, list[Any]]:
    about, choice, moves = chosen.cube.about, chosen.choice, chosen.flow.stock
    away = hidden.all_stock if choice.department is None else hidden.stock[choice.department]
    if away or "outcomes" not in about.has:
        return {"dates": [], "live": [], "dead": []}
    if choice.department is not None:
        moves = moves[moves["dept"].isin(about.codes_of(choice.department))]
    flow = type(chosen.flow).of(start=about.start, cutoff=about.cutoff, stock=moves.assign(dept=1))
    table = reservoir.stock(flow)
    day = table["date"].to_numpy().astype("datetime64[D]").astype(int)
    after = first_day(about.quarters[choice.start]) if choice.start else day[0]
    before = first_day(about.quarters[choice.end + 1]) if choice.end + 1 < len(about.quarters) else day[-1] + 1
    table = table[(table["dept"] == 0) & (day >= after) & (day < before)]
    dates = table["date"].dt.strftime("%Y-%m-%d").tolist()
    return {"dates": dates, "live": _plain(table["live"]), "dead": _plain(table["dead"])}


def _ideas(chosen: Chosen) -> list[dict[str, Any]]:
    """Follow the ideas of a choice, unless they by themselves, as a kind, may not be shown."""
    about, said = chosen.cube.about, chosen.choice.said()
    places = [about.kind_codes.index(code) for code in set(chosen.flow.funnel["kind"]) & set(about.kind_codes)]
    if any(chosen.cube.withheld.of({**said, "kind": place}).whole for place in places):
        return []
    table = ideas.funnel(chosen.flow, measurable=frozenset(chosen.cube.about.stages))
    table = table.rename(columns={"share_low": "low", "share_high": "high"})
    return _records(table[["stage", "share", "low", "high", "signals"]])


# ---- as JSON has it


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    names = list(table.columns)
    columns = [_plain(table[name]) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(column: pd.Series) -> list[Any]:
    """Make plain numbers, None where there is none; whole ones without a fraction."""
    if column.dtype.kind != "f":
        return column.tolist()
    values: Iterable[float] = column.tolist()
    return [None if value - value != 0 else int(value) if value == int(value) else value for value in values]
