"""How signals flow between departments: direction, volume and delay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.legend_handler import HandlerBase
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from kccdiag.figures.placing import Box
from kccdiag.figures.style import (
    HALO,
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
from kccdiag.shown.colours import INK
from kccdiag.shown.lettering import literal, shorten, shortened, width_of
from kccdiag.shown.network import (
    DASHED,
    DELAY_COLOURS,
    DELAYS,
    HELD,
    HELD_COLOURS,
    UNKNOWN,
    lay_out,
    strongest_flows,
)
from kccdiag.shown.quantities import written_share
from kccdiag.wording import number, say

LARGEST, LEAST = 46.0, 11.0  # points across
WIDEST, THINNEST = 9.0, 0.9  # points
APART = 9.0  # points at least between a name above its circle and the name of the next circle
SCALE = 11  # points: the unit of arrowheads
DEPTHS = (22.0, 34.0, -22.0, 12.0, -12.0, 50.0, -34.0, -50.0)  # points that an arrow strays, in order of preference
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
    bends = _bends(ax, graph, places, across=across)
    _draw_arrows(ax, graph, places, across=across, bends=bends)
    _draw_discs(ax, graph, places, across=across)
    _name_discs(ax, places, across=across, above=_above(ax, graph, places, across=across, bends=bends))
    _draw_keys(ax, graph, language=language)
    entitle(
        ax, _title(handovers, language=language), _note(departments, handovers, graph, language=language, source=source)
    )
    return ax


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


def _draw_arrows(
    ax: Axes, graph: nx.DiGraph, places: pd.DataFrame, *, across: dict[str, float], bends: dict[tuple[str, str], float]
) -> None:
    most = max(count for _, _, count in graph.edges(data="handovers"))
    at = dict(zip(places.index, zip(places["x"], places["y"], strict=True), strict=True))
    for giver, taker, tie in graph.edges(data=True):  # the strongest last, on top
        width = _width(tie["handovers"], most)
        which = _delay_class(tie["median_days"])
        ax.add_patch(
            FancyArrowPatch(
                at[giver],
                at[taker],
                arrowstyle=f"-|>,head_length={_head(width)[0]:.3f},head_width={_head(width)[1]:.3f}",
                connectionstyle=f"arc3,rad={bends[giver, taker]:.3f}",
                mutation_scale=SCALE,
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


def _width(handovers: float, most: float) -> float:
    return max(THINNEST, WIDEST * handovers / most)


def _head(width: float) -> tuple[float, float]:
    """Give the length of an arrowhead and half its width, in units of SCALE points."""
    return 0.6 + 0.11 * width, 0.3 + 0.065 * width


def _bends(
    ax: Axes, graph: nx.DiGraph, places: pd.DataFrame, *, across: dict[str, float]
) -> dict[tuple[str, str], float]:
    """Bend every arrow around the circles and names between its ends, and never along its way back."""
    points = _points(ax, places)
    halves = {name: width_of(shortened(name), TEXT) / 2 for name in points}
    bends: dict[tuple[str, str], float] = {}
    for giver, taker, _ in sorted(graph.edges(data="handovers"), key=lambda tie: (-tie[2], tie[0], tie[1])):
        others = [(points[name], across[name] / 2, halves[name]) for name in points if name not in (giver, taker)]
        distance = float(np.hypot(*(points[taker] - points[giver])))
        tried = [np.clip(2 * depth / max(distance, 1.0), -0.4, 0.4) for depth in DEPTHS]
        free = [bend for bend in tried if abs(bends.get((taker, giver), 9.0) + bend) > 0.02]  # else one line for both
        costs = [
            (_hits(_curve(points[giver], points[taker], bend), others) + order / 20, bend)
            for order, bend in enumerate(free)
        ]
        bends[giver, taker] = float(min(costs)[1])
    return bends


def _points(ax: Axes, places: pd.DataFrame) -> dict[str, np.ndarray]:
    """Give the middle of each circle in points."""
    size = np.array([ax.get_position().width, ax.get_position().height]) * figure_of(ax).get_size_inches()
    return {str(name): np.array([place["x"], place["y"]]) * size * 72 for name, place in places.iterrows()}


def _curve(start: np.ndarray, end: np.ndarray, bend: float, *, steps: int = 31) -> np.ndarray:
    """Follow the curve that matplotlib calls arc3, in some points."""
    step = end - start
    control = (start + end) / 2 + bend * np.array([step[1], -step[0]])
    part = np.linspace(0, 1, steps)[:, None]
    return (1 - part) ** 2 * start + 2 * part * (1 - part) * control + part**2 * end


def _hits(curve: np.ndarray, others: list[tuple[np.ndarray, float, float]]) -> float:
    """Count the circles that a curve runs over, and at a lower price the names under them.

    Parameters
    ----------
    others
        Middle and radius of each circle, and half the width of its name.
    """
    found = 0.0
    for middle, radius, half in others:
        found += bool((np.hypot(*(curve - middle).T) < radius + 4).any())
        under = middle - (0, radius + 10)
        found += 0.4 * bool(((np.abs(curve - under) < (half, 9)).all(axis=1)).any())
    return found


def _above(
    ax: Axes, graph: nx.DiGraph, places: pd.DataFrame, *, across: dict[str, float], bends: dict[tuple[str, str], float]
) -> set[str]:
    """Choose the names that stand above their circles, since fewer arrows run over them there and nothing else is."""
    points = _points(ax, places)
    arrows = list(_reaches(graph, points, across=across, bends=bends))
    discs = [_around(middle, across[name] / 2, across[name] / 2) for name, middle in points.items()]
    halves = {name: width_of(words, TEXT) / 2 for name, words in _written(ax, places).items()}
    top, high, above = ax.get_position().height * figure_of(ax).get_figheight() * 72, 0.6 * TEXT, set()
    aways = {name: np.array([0, across[name] / 2 + 2 + high]) for name in points}
    boxes = {name: _around(points[name] - aways[name], halves[name], high) for name in points}
    for name, middle in points.items():
        higher = _around(middle + aways[name], halves[name], high)
        clear = _around(middle + aways[name] + (0, APART / 2), halves[name], high + APART / 2)
        others = [*discs, *(box for other, box in boxes.items() if other != name)]
        free = higher.y1 < top and not any(clear.meets(other) for other in others)
        if free and _run_over(higher, arrows) < _run_over(boxes[name], arrows):
            boxes[name] = higher
            above.add(name)
    return above


def _around(middle: np.ndarray, across: float, up: float) -> Box:
    return Box(middle[0] - across, middle[1] - up, middle[0] + across, middle[1] + up)


def _reaches(
    graph: nx.DiGraph, points: dict[str, np.ndarray], *, across: dict[str, float], bends: dict[tuple[str, str], float]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Give the points of each arrow up to its taker, and how far it reaches there on either side: more in its head."""
    most = max(count for _, _, count in graph.edges(data="handovers"))
    for giver, taker, count in graph.edges(data="handovers"):
        width = _width(count, most)
        long, half = (SCALE * part for part in _head(width))
        curve = _curve(points[giver], points[taker], bends[giver, taker], steps=200)
        left = np.hypot(*(curve - points[taker]).T) - across[taker] / 2
        yield curve[left > 0], np.where(left < long, half, width / 2)[left > 0]


def _run_over(box: Box, arrows: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """Add up how broad the arrows are that run over a rectangle."""
    low, high, found = np.array([box.x0, box.y0]), np.array([box.x1, box.y1]), 0.0
    for curve, reach in arrows:
        inside = ((curve > low - reach[:, None]) & (curve < high + reach[:, None])).all(axis=1)
        found += float(reach[inside].max(initial=0.0))
    return found


def _written(ax: Axes, places: pd.DataFrame) -> dict[str, str]:
    """Write each name no wider than its column."""
    inches = ax.get_position().width * figure_of(ax).get_figwidth()
    return {str(name): shorten(literal(name), place["room"] * inches * 72, TEXT) for name, place in places.iterrows()}


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


def _name_discs(ax: Axes, places: pd.DataFrame, *, across: dict[str, float], above: set[str]) -> None:
    """Write each name under its circle or above."""
    for name, words in _written(ax, places).items():
        side = 1 if name in above else -1
        ax.annotate(
            words,
            places.loc[name, ["x", "y"]],
            (0, side * (across[name] / 2 + 2)),
            textcoords="offset points",
            ha="center",
            va="bottom" if side > 0 else "top",
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
