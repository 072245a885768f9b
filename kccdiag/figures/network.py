"""How signals flow between departments: direction, volume and delay."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.legend_handler import HandlerBase
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from kccdiag.figures.lettering import literal, shorten, shortened, width_of
from kccdiag.figures.quantities import written_share
from kccdiag.figures.style import (
    HALO,
    INK,
    MARGIN,
    TEXT,
    WIDTH,
    Room,
    entitle,
    figure_of,
    leave_blank,
    look,
    new_slide,
    note_of,
)
from kccdiag.wording import number, say

NODES, EDGES = 24, 32
OF_NODE, OF_TIE = ("visits", "held_share", "trophic_level", "role"), ("handovers", "median_days")
MOST_AT_LEFT = 5  # where signals start at many departments
LARGEST, LEAST = 46.0, 11.0  # points across
WIDEST, THINNEST = 9.0, 0.9  # points
DEPTHS = (22.0, 34.0, -22.0, 12.0, -12.0, 50.0, -34.0, -50.0)  # points that an arrow strays, in order of preference
DELAYS = (1.0, 7.0, 30.0)  # days: within a day, a week, a month, longer
DELAY_COLOURS = ("#B0D0E6", "#64A5D1", "#B85C0A", "#6B1D00")  # ever darker: grey keeps the order
HELD = (0.05, 0.15)  # of all signal-days
HELD_COLOURS = ("#F2E9F5", "#B79BC9", "#54278F")
UNKNOWN, DASHED = "#BFBFBF", (0, (2.5, 1.0))
ROOM = Room(MARGIN, 2.2, WIDTH - MARGIN, 6.25)


@look()
def draw_network(
    departments: pd.DataFrame, handovers: pd.DataFrame, *, language: str, source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the strongest flows between departments, the contact centre at the left (DEFINITIONS 3).

    Parameters
    ----------
    departments
        One row per department: visits, held_share, trophic_level, role.
    handovers
        One row per pair giver, taker: handovers and median_days, the giver's days before passing on.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: order in the flow; arrows from giver to taker.
    """
    ax = ax if ax is not None else new_slide(ROOM)
    graph = strongest_flows(departments, handovers)
    ax.set_axis_off()
    if not graph.number_of_edges():
        empty, why = say(language, "figures.network_empty"), say(language, "figures.network_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    places = lay_out(graph)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    across = _diameters(graph, highest=_free_height(ax, places))
    _draw_arrows(ax, graph, places, across=across)
    _draw_discs(ax, graph, places, across=across)
    _name_discs(ax, places, across=across)
    _draw_keys(ax, graph, language=language)
    entitle(
        ax, _title(handovers, language=language), _note(departments, handovers, graph, language=language, source=source)
    )
    return ax


def strongest_flows(departments: pd.DataFrame, handovers: pd.DataFrame) -> nx.DiGraph:
    """Keep what can be read on one slide: the busiest departments, what each mostly gets, and the strongest flows.

    Returns
    -------
    networkx.DiGraph
        Nodes with visits, held_share, trophic_level and role; edges with handovers and median_days.
    """
    departments, handovers = departments[["department", *OF_NODE]], handovers[["giver", "taker", *OF_TIE]]
    flows = handovers[handovers["handovers"].gt(0) & handovers["giver"].ne(handovers["taker"])]
    flows = flows[flows["giver"].isin(departments["department"]) & flows["taker"].isin(departments["department"])]
    ranked = flows.sort_values(["handovers", "giver", "taker"], ascending=[False, True, True])
    later = departments.assign(later=~departments["role"].eq("contact_centre"))
    busiest = later.sort_values(["later", "visits", "department"], ascending=[True, False, True])
    counted = {(giver, taker): of for giver, taker, *of in ranked[["giver", "taker", *OF_TIE]].itertuples(index=False)}
    ties = _chosen(list(counted), list(busiest["department"]))
    graph = nx.DiGraph()
    shown = busiest[busiest["department"].isin({name for tie in ties for name in tie})]
    for row in shown[["department", *OF_NODE]].itertuples(index=False):
        graph.add_node(row.department, **row._asdict())
    for tie in sorted(ties, key=lambda tie: counted[tie][0]):
        handed, days = counted[tie]
        graph.add_edge(*tie, handovers=float(handed), median_days=float(days))
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


def _free_height(ax: Axes, places: pd.DataFrame) -> float:
    """Tell how large a circle may be, in points, so that its name stays clear of the next one below."""
    heights = [np.diff(np.sort(column)) for _, column in places.groupby("x")["y"]]
    nearest = min((float(gaps.min()) for gaps in heights if len(gaps)), default=1.0)
    return nearest * ax.get_position().height * figure_of(ax).get_figheight() * 72 - 1.6 * TEXT


def _diameters(graph: nx.DiGraph, *, highest: float) -> dict[str, float]:
    visits = {name: max(float(count), 0.0) if pd.notna(count) else 0.0 for name, count in graph.nodes(data="visits")}
    most, largest = max(*visits.values(), 1.0), max(min(LARGEST, highest), LEAST)
    return {name: max(LEAST, largest * float(np.sqrt(count / most))) for name, count in visits.items()}


def _delay_class(days: float) -> int | None:
    return None if pd.isna(days) else int(np.searchsorted(DELAYS, days, side="right"))


def _held_class(share: float) -> int | None:
    return None if pd.isna(share) else int(np.searchsorted(HELD, share, side="right"))


def _draw_arrows(ax: Axes, graph: nx.DiGraph, places: pd.DataFrame, *, across: dict[str, float]) -> None:
    most = max(count for _, _, count in graph.edges(data="handovers"))
    bends = _bends(ax, graph, places, across=across)
    for giver, taker, tie in graph.edges(data=True):  # the strongest last, on top
        start, end = places.loc[giver, ["x", "y"]], places.loc[taker, ["x", "y"]]
        width = max(THINNEST, WIDEST * tie["handovers"] / most)
        which = _delay_class(tie["median_days"])
        ax.add_patch(
            FancyArrowPatch(
                tuple(start),
                tuple(end),
                arrowstyle=f"-|>,head_length={0.6 + 0.11 * width:.3f},head_width={0.3 + 0.065 * width:.3f}",
                connectionstyle=f"arc3,rad={bends[giver, taker]:.3f}",
                mutation_scale=11,
                shrinkA=across[giver] / 2 + 1,
                shrinkB=across[taker] / 2 + 2,
                lw=width,
                ls=DASHED if which is None else "-",
                color=UNKNOWN if which is None else DELAY_COLOURS[which],
                alpha=0.9,
                capstyle="butt",
                joinstyle="miter",
                clip_on=False,
                zorder=2,
                gid="flow",
            )
        )


def _bends(
    ax: Axes, graph: nx.DiGraph, places: pd.DataFrame, *, across: dict[str, float]
) -> dict[tuple[str, str], float]:
    """Bend every arrow around the circles and names between its ends, and never along its way back."""
    size = np.array([ax.get_position().width, ax.get_position().height]) * figure_of(ax).get_size_inches()
    points = {str(name): np.array([place["x"], place["y"]]) * size * 72 for name, place in places.iterrows()}
    bends: dict[tuple[str, str], float] = {}
    for giver, taker, _ in sorted(graph.edges(data="handovers"), key=lambda tie: (-tie[2], tie[0], tie[1])):
        others = {name: points[name] for name in points if name not in (giver, taker)}
        distance = float(np.hypot(*(points[taker] - points[giver])))
        tried = [np.clip(2 * depth / max(distance, 1.0), -0.4, 0.4) for depth in DEPTHS]
        free = [bend for bend in tried if abs(bends.get((taker, giver), 9.0) + bend) > 0.02]  # else one line for both
        costs = [
            (_hits(_curve(points[giver], points[taker], bend), others, across) + order / 20, bend)
            for order, bend in enumerate(free)
        ]
        bends[giver, taker] = float(min(costs)[1])
    return bends


def _curve(start: np.ndarray, end: np.ndarray, bend: float) -> np.ndarray:
    """Follow the curve that matplotlib calls arc3, in 31 points."""
    step = end - start
    control = (start + end) / 2 + bend * np.array([step[1], -step[0]])
    part = np.linspace(0, 1, 31)[:, None]
    return (1 - part) ** 2 * start + 2 * part * (1 - part) * control + part**2 * end


def _hits(curve: np.ndarray, others: dict[str, np.ndarray], across: dict[str, float]) -> float:
    """Count the circles that a curve runs over, and at a lower price the names under them."""
    found = 0.0
    for name, middle in others.items():
        radius = across[name] / 2
        found += bool((np.hypot(*(curve - middle).T) < radius + 4).any())
        under = middle - (0, radius + 10)
        half = width_of(shortened(name), TEXT) / 2
        found += 0.4 * bool(((np.abs(curve - under) < (half, 9)).all(axis=1)).any())
    return found


def _draw_discs(ax: Axes, graph: nx.DiGraph, places: pd.DataFrame, *, across: dict[str, float]) -> None:
    held = [_held_class(share) for _, share in graph.nodes(data="held_share")]
    at = places.loc[list(graph)]
    ax.scatter(
        at["x"],
        at["y"],
        s=[across[name] ** 2 for name in graph],
        c=[UNKNOWN if which is None else HELD_COLOURS[which] for which in held],
        edgecolors=INK,
        linewidths=1.2,
        zorder=3,
        clip_on=False,
        gid="departments",
    )


def _name_discs(ax: Axes, places: pd.DataFrame, *, across: dict[str, float]) -> None:
    """Write each name under its circle, no wider than its column."""
    inches = ax.get_position().width * figure_of(ax).get_figwidth()
    for name, place in places.iterrows():
        ax.annotate(
            shorten(literal(name), place["room"] * inches * 72, TEXT),
            (place["x"], place["y"]),
            (0, -across[str(name)] / 2 - 2),
            textcoords="offset points",
            ha="center",
            va="top",
            size=TEXT,
            zorder=5,
            parse_math=False,
            path_effects=HALO,
            annotation_clip=False,
            gid="name",
        )


class _Arrow(HandlerBase):
    """Draws an arrow in a legend."""

    def create_artists(self, legend: Any, orig_handle: Any, *box: Any) -> list[FancyArrowPatch]:  # noqa: ARG002
        left, bottom, width, height, _, transform = box
        middle = bottom + height / 2
        arrow = FancyArrowPatch(
            (left, middle),
            (left + width, middle),
            arrowstyle="-|>,head_length=.7,head_width=.35",
            mutation_scale=11,
            lw=3.5,
            color=orig_handle.get_color(),
            ls=DASHED if orig_handle.is_dashed() else "-",
            shrinkA=0,
            shrinkB=0,
            capstyle="butt",
            joinstyle="miter",
        )
        arrow.set_transform(transform)
        return [arrow]


def _draw_keys(ax: Axes, graph: nx.DiGraph, *, language: str) -> None:
    """Explain arrows and circles below the network; only classes that occur."""
    delays = {_delay_class(days) for _, _, days in graph.edges(data="median_days")}
    held = {_held_class(share) for _, share in graph.nodes(data="held_share")}
    arrows = [
        (Line2D([], [], color=DELAY_COLOURS[which]), f"network_delay_{which}") for which in range(4) if which in delays
    ]
    arrows += [(Line2D([], [], color=UNKNOWN, ls=DASHED), "network_delay_unknown")] if None in delays else []
    discs = [(_disc(HELD_COLOURS[which]), f"network_held_{which}") for which in range(3) if which in held]
    discs += [(_disc(UNKNOWN), "network_held_unknown")] if None in held else []
    ax.add_artist(_key(ax, arrows, "network_arrow", language=language, at=(0.0, -0.05)))
    _key(ax, discs, "network_disc", language=language, at=(0.51, -0.05))


def _key(ax: Axes, entries: list[tuple[Line2D, str]], heading: str, *, language: str, at: tuple[float, float]) -> Any:
    bounds = {
        "network_held_0": {"high": written_share(language, HELD[0])},
        "network_held_1": {"low": written_share(language, HELD[0]), "high": written_share(language, HELD[1])},
        "network_held_2": {"low": written_share(language, HELD[1])},
    }
    words = [say(language, f"figures.{key}", **bounds.get(key, {})) for _, key in entries]
    arrows = heading == "network_arrow"
    return ax.legend(
        [handle for handle, _ in entries],
        words,
        title=say(language, f"figures.{heading}"),
        loc="upper left",
        bbox_to_anchor=at,
        ncols=len(entries),
        fontsize=TEXT,
        title_fontsize=TEXT,
        alignment="left",
        borderaxespad=0,
        borderpad=0,
        columnspacing=1.1,
        handlelength=2.0 if arrows else 1.2,
        handletextpad=0.5,
        handler_map={Line2D: _Arrow()} if arrows else None,
    )


def _disc(colour: str) -> Line2D:
    return Line2D([], [], ls="", marker="o", ms=12, mfc=colour, mec=INK, mew=1.0)


def _title(handovers: pd.DataFrame, *, language: str) -> str:
    ranked = handovers.sort_values(["handovers", "giver", "taker"], ascending=[False, True, True])
    first, total = ranked.iloc[0], float(handovers["handovers"].sum())
    return say(
        language,
        "figures.network_title",
        giver=shortened(first["giver"], 28),
        taker=shortened(first["taker"], 28),
        share=written_share(language, float(first["handovers"]) / total),
        n=number(language, first["handovers"]),
    )


def _note(departments: pd.DataFrame, handovers: pd.DataFrame, graph: nx.DiGraph, *, language: str, source: str) -> str:
    total = float(handovers["handovers"].sum())
    drawn = sum(count for _, _, count in graph.edges(data="handovers"))
    counts = {
        "edges": graph.number_of_edges(),
        "all_edges": int(handovers["handovers"].gt(0).sum()),
        "handovers": total,
        "nodes": graph.number_of_nodes(),
        "all_nodes": len(departments),
    }
    written = {name: number(language, count) for name, count in counts.items()}
    note = say(language, "figures.network_note", share=written_share(language, drawn / total), **written)
    return note_of(language, source, note)
