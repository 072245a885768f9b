"""The page of an explorer: what no filter changes, put together from a cube and a diagnosis."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pandas as pd

from kccdiag.board import Board, Shown
from kccdiag.cards.amounts import named
from kccdiag.diagnosis import Diagnosis
from kccdiag.drops import drops_record, drops_words
from kccdiag.present.explorer.said import place_of, said_of
from kccdiag.shown import colours, network
from kccdiag.shown.lettering import FAMILY
from kccdiag.shown.network import places_of
from kccdiag.wording import LOCALES

if TYPE_CHECKING:
    from kccdiag.cube import Cube
    from kccdiag.cube.facts import About

# Where a finding can be seen; what rests on nothing that is drawn here is told with the answer.
PANELS = {
    "reservoir": "stock",
    "dry": "network",
    "gatekeeper": "network",
    "bounce": "network",
    "drop_point": "network",
    "wall": "openness",
    "silo": "openness",
    "recurring_idea": "ideas",
    "paper_channel": "said",
    "unspoken_channel": "said",
    "unmet_need": "said",
    "barrier": "said",
}
SAID = ("settled_days", "passed_on_days", "group_size", "wall_expected")  # limits that the page speaks of


def page_of(cube: Cube, diagnosis: Diagnosis, board: Board) -> dict[str, Any]:
    """Put together what is sent to the browser once; nothing of it knows a person, a signal or a path.

    Returns
    -------
    dict
        language, locale, engagement; departments (name, x, y, centre, rank by visits), kinds, channels, periods;
        findings (departments by index), walls (pairs of indices), said, limits, drops; whether the log
        tells of stock; words, and how things look.
    """
    language = diagnosis.language
    known = cube.about
    index = {name: place for place, name in enumerate(known.departments)}
    shown = shown_of(cube, index)
    return {
        "language": language,
        "locale": LOCALES[language],
        "engagement": diagnosis.engagement_name,
        "departments": _departments(known, diagnosis),
        "kinds": [_kind(name, language) for name in known.kinds],
        "channels": list(known.channels),
        "periods": list(known.periods),
        "findings": [_finding(one, index, shown, known.kinds) for one in board.shown],
        "tells_stock": "outcomes" in diagnosis.has,
        "walls": _walls(diagnosis, index),
        "said": said_of(diagnosis, shown),
        "limits": {name: getattr(diagnosis.limits, name) for name in SAID},
        "drops": _drops(diagnosis),
        "words": import_module(f"kccdiag.wording.{language}.explorer").TEXTS,
        "look": look(),
    }


def look() -> dict[str, Any]:
    """Return the colours, bounds and letters of the figures, for pictures that the browser draws."""
    return {
        "family": f'"{FAMILY}", Verdana, system-ui, sans-serif',
        "ink": colours.INK,
        "quiet": colours.QUIET,
        "faint": colours.FAINT,
        "vermilion": colours.VERMILION,
        "orange": colours.ORANGE,
        "blue": colours.BLUE,
        "live": colours.LIVE,
        "dead": colours.DEAD,
        "delays": list(network.DELAY_COLOURS),
        "delay_days": list(network.DELAYS),
        "held": list(network.HELD_COLOURS),
        "held_shares": list(network.HELD),
        "unknown": network.UNKNOWN,
        "less": colours.LESS,
        "even": colours.EVEN,
        "more": colours.MORE,
        "furthest": colours.FURTHEST,
    }


def shown_of(cube: Cube, index: dict[str, int]) -> dict[str, int]:
    """Choose the departments that are shown where nothing is filtered: of the others no handovers are told, either."""
    whole = {"from": 0, "to": len(cube.about.periods) - 1}
    hidden = cube.withheld.of(whole).departments
    return {name: place for name, place in index.items() if not hidden[place]}


def _departments(known: About, diagnosis: Diagnosis) -> list[dict[str, Any]]:
    """Place the departments on the map, and number them: the map shows the first under every filter.

    First are those that the figure of the network shows; the others follow by visits, and stand at the end of the
    column whose departments are as far along the flow.
    """
    graph = network.strongest_flows(diagnosis.departments, diagnosis.handovers)
    places = network.lay_out(graph) if len(graph) else pd.DataFrame(columns=["x", "y"])
    visits = dict(zip(diagnosis.departments["department"], diagnosis.departments["visits"].fillna(0), strict=True))
    ranked = sorted(known.departments, key=lambda name: (name not in places.index, -visits.get(name, 0.0), name))
    rank = {name: place for place, name in enumerate(ranked)}
    columns = [(graph.nodes[name]["trophic_level"], float(places.loc[name, "x"])) for name in places.index]
    rows = []
    for place, name in enumerate(known.departments):
        on_map = name in places.index
        x = float(places.loc[name, "x"]) if on_map else _column(known.levels[place], columns)
        y = float(places.loc[name, "y"]) if on_map else 0.0
        centre = known.roles[place] == "contact_centre"
        rows.append({"name": name, "x": round(x, 4), "y": round(y, 4), "centre": centre, "rank": rank[name]})
    return rows


def _column(level: float | None, columns: list[tuple[float, float]]) -> float:
    """Find the column of the departments nearest along the flow; the last where that is not known."""
    known = [(far, x) for far, x in columns if pd.notna(far)]
    if level is None or not known:
        return max((x for _, x in columns), default=0.5)
    return min(known, key=lambda column: abs(column[0] - level))[1]


def _drops(diagnosis: Diagnosis) -> dict[str, Any] | None:
    """Put together the hundred drops, the places they go by and their words; None where there is no week of them."""
    data = drops_record(diagnosis)
    if data is None:
        return None
    places = places_of(diagnosis, data["departments"])
    return {"data": data, "places": places, "words": drops_words(diagnosis.language)}


def _kind(name: str, language: str) -> str:
    return named(language, f"labels.kind_{name}", name)


def _finding(one: Shown, index: dict[str, int], shown: dict[str, int], kinds: Sequence[str]) -> dict[str, Any]:
    """Say a finding in the board's words, and where it is to be seen."""
    finding = one.finding
    return {
        "id": finding.id,
        "kind": finding.kind,
        "headline": one.headline,
        "meaning": finding.meaning,
        "holds": finding.holds,
        "caveats": list(finding.caveats),
        "departments": [index[name] for name in finding.departments if name in index],
        "about": kinds.index(finding.about) if finding.about in kinds else None,
        "panel": PANELS.get(finding.kind, "verdict"),
        "said": place_of(finding, shown),
    }


def _walls(diagnosis: Diagnosis, index: dict[str, int]) -> list[list[int]]:
    """Name the pairs between which there is a wall, over all signals together."""
    walls = diagnosis.handovers
    walls = walls[walls["wall"].eq(True)] if len(walls) else walls
    pairs = zip(walls["giver"], walls["taker"], strict=True)
    return [[index[giver], index[taker]] for giver, taker in pairs if giver in index and taker in index]
