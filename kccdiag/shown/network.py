"""The network of departments: which of its flows are shown, where each department stands, and in which colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis

NODES, EDGES = 24, 32
OF_NODE, OF_TIE = ("visits", "held_share", "trophic_level", "role"), ("handovers", "median_days")
MOST_AT_LEFT = 5  # where signals start at many departments
DELAYS = (1.0, 7.0, 30.0)  # days: within a day, a week, a month, longer
DELAY_COLOURS = ("#B0D0E6", "#64A5D1", "#B85C0A", "#6B1D00")  # ever darker: grey keeps the order
HELD = (0.05, 0.15)  # of all signal-days
HELD_COLOURS = ("#F2E9F5", "#B79BC9", "#54278F")
UNKNOWN, DASHED = "#BFBFBF", (0, (2.5, 1.0))


def strongest_flows(departments: pd.DataFrame, handovers: pd.DataFrame) -> nx.DiGraph:
    """Keep what can be read on one slide: the busiest departments, what each mostly gets, and the strongest flows.

    Returns
    -------
    networkx.DiGraph
        Nodes with visits, held_share, trophic_level and role; edges with handovers and median_days.
    """
    listed = set(departments["department"].tolist())
    flows = zip(*(handovers[name].tolist() for name in ("giver", "taker", *OF_TIE)), strict=True)
    counted = {(giver, taker): (float(handed), float(days)) for giver, taker, handed, days in flows
               if handed > 0 and giver != taker and listed.issuperset((giver, taker))}  # fmt: skip
    ranked = sorted(counted, key=lambda tie: (-counted[tie][0], *tie))
    later = departments["role"].ne("contact_centre")
    busiest = departments[["department", *OF_NODE]].assign(later=later).sort_values(
        ["later", "visits", "department"], ascending=[True, False, True]
    )
    ties = _chosen(ranked, busiest["department"].tolist())
    shown = {name for tie in ties for name in tie}
    graph = nx.DiGraph()
    for row in busiest.drop(columns="later").to_dict("records"):
        if row["department"] in shown:
            graph.add_node(row["department"], **row)
    for tie in sorted(ties, key=lambda tie: counted[tie][0]):
        handed, days = counted[tie]
        graph.add_edge(*tie, handovers=handed, median_days=days)
    return graph


def _chosen(ranked: list[tuple[str, str]], busiest: list[str]) -> list[tuple[str, str]]:
    """Choose the strongest flows, then for the busiest departments without one their strongest to those shown."""
    ties: list[tuple[str, str]] = []
    shown: set[str] = set()
    for tie in ranked:
        if len(ties) < EDGES and len(shown | set(tie)) <= NODES:
            ties.append(tie)
            shown |= set(tie)
    for name in busiest:
        if len(shown) >= NODES:
            break
        own = next((tie for tie in ranked if name in tie and shown & set(tie)), None) if name not in shown else None
        if own:
            ties.append(own)
            shown.add(name)
    return ties


def lay_out(graph: nx.DiGraph) -> pd.DataFrame:
    """Place departments in columns, by their order in the flow, and within a column near those they exchange with.

    Returns
    -------
    pandas.DataFrame
        Indexed by department: x and y between 0 and 1, and room (the width that its name may take, same unit as x).

    Notes
    -----
    The contact centre has the first column for itself; the others follow by trophic level, as many in each column.
    Every second column is half a row lower, so that an arrow across does not run over the circles between.
    """
    columns = _columns(graph)
    for sweep in range(8):
        columns = _sweep(graph, columns, backwards=sweep % 2 == 1)
    tallest = max(len(column) for column in columns)
    low, high = 0.09, 0.96  # room for bent arrows and for the lowest names
    rows = []
    for which, column in enumerate(columns):
        x = (which + 0.5) / len(columns)
        lower = 0.16 / tallest * (1 if which % 2 else -1) if tallest > 1 else 0.0
        for place, name in enumerate(column):
            y = 1 - (place + 0.5 + (tallest - len(column)) / 2) / tallest
            rows.append((name, x, low + (high - low) * (y - lower), 0.96 / len(columns)))
    return pd.DataFrame(rows, columns=["department", "x", "y", "room"]).set_index("department")


def _columns(graph: nx.DiGraph) -> list[list[str]]:
    centre = [name for name, role in graph.nodes(data="role") if role == "contact_centre"]  # busiest first
    first = centre[:MOST_AT_LEFT]
    levels = {name: level for name, level in graph.nodes(data="trophic_level") if pd.notna(level)}
    others = sorted((name for name in graph if name not in first), key=lambda name: (levels.get(name, np.inf), name))
    count = min(len(others), int(np.clip(round(np.sqrt(1.6 * len(others))), 1, 5)))
    filled = [list(part) for part in np.array_split(np.array(others, dtype=object), count)] if others else []
    return [column for column in (first, *filled) if column]


def _sweep(graph: nx.DiGraph, columns: list[list[str]], *, backwards: bool) -> list[list[str]]:
    """Order each column by the mean height of what its departments exchange with in the other columns."""
    height = {name: (place + 0.5) / len(column) for column in columns for place, name in enumerate(column)}
    which = {name: index for index, column in enumerate(columns) for name in column}
    for index in range(len(columns))[:: -1 if backwards else 1]:
        pulled = sorted((_pull(graph, name, height=height, which=which), name) for name in columns[index])
        columns[index] = [name for _, name in pulled]
        height |= {name: (place + 0.5) / len(columns[index]) for place, name in enumerate(columns[index])}
    return columns


def _pull(graph: nx.DiGraph, name: str, *, height: dict[str, float], which: dict[str, int]) -> float:
    ties = [(other, tie["handovers"]) for _, other, tie in graph.out_edges(name, data=True)]
    ties += [(other, tie["handovers"]) for other, _, tie in graph.in_edges(name, data=True)]
    across = [(height[other], np.sqrt(weight)) for other, weight in ties if which[other] != which[name]]
    if not across:
        return height[name]
    heights, weights = zip(*across, strict=True)
    return round(float(np.average(heights, weights=weights)), 9)


def places_of(diagnosis: Diagnosis, departments: Sequence[str]) -> list[list[float] | None]:
    """Give departments the places that they have in the figure of the network; None for those that it leaves out.

    Returns
    -------
    list
        x and y between 0 and 1, y upwards, in the order of the departments.
    """
    graph = strongest_flows(diagnosis.departments, diagnosis.handovers)
    if not graph.number_of_nodes():
        return [None] * len(departments)
    table = lay_out(graph)
    at = {str(name): [round(float(row["x"]), 4), round(float(row["y"]), 4)] for name, row in table.iterrows()}
    return [at.get(name) for name in departments]
