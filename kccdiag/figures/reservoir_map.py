"""The map of departments: how long signals stay there against how many of them arrive."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from kccdiag.claims.held import only_waits
from kccdiag.figures.placing import Box, Label, line_of, place_labels
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
from kccdiag.limits import Limits
from kccdiag.shown.colours import BLUE, INK, ORANGE, QUIET, VERMILION
from kccdiag.shown.lettering import literal, shorten, shortened, width_of, wrap
from kccdiag.shown.quantities import written_share
from kccdiag.wording import number, percent_of, say

LARGEST = 62.0  # points across, for the department with most signal-days
LEAST = 6.0
NAMED = 18  # names that are tried
LOWEST, HIGHEST = 0.02, 50.0  # stay ratios beyond are drawn there, and the tick says so
STEPS = (0.02, 0.05, 0.1, 0.2, 0.5, 2.0, 5.0, 10.0, 20.0, 50.0, 3.0, 0.7)  # the round ones first
BAND = 26.0  # points at the upper and lower edge that are kept for the names of the regions
ROOM = Room(MARGIN + 0.85, 1.7, WIDTH - 2.75, 6.1)


@look()
def draw_reservoir_map(
    departments: pd.DataFrame, *, language: str, limits: Limits | None = None, source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw where signals are held back and where they arrive (DEFINITIONS 2 and 3).

    Parameters
    ----------
    departments
        One row per department with reach, stay_ratio (and _low, _high), stay_q, held_share, visit_share, excess_share,
        visits and role.
    source
        The organisation, for the note.

    Returns
    -------
    Axes
        x: reach (share, root scale; the contact centre left of zero), y: stay ratio (log scale), size: held share.
    """
    limits = limits or Limits()
    ax = ax if ax is not None else new_slide(ROOM)
    shown = _on_the_map(departments)
    if shown.empty:
        empty, why = say(language, "figures.map_empty"), say(language, "figures.map_empty_why")
        return leave_blank(ax, empty, why, say(language, "figures.empty_note"))
    _set_scales(ax, shown, limits=limits, language=language)
    taken = _draw_regions(ax, shown, limits=limits, language=language)
    _draw_discs(ax, shown, limits=limits)
    left_out = _name_discs(ax, shown, taken=taken)
    _draw_key(ax, shown, language=language)
    title = _title(departments, limits=limits, language=language)
    entitle(ax, title, _note(departments, len(shown), left_out, language=language, source=source))
    return ax


def _on_the_map(departments: pd.DataFrame) -> pd.DataFrame:
    """Keep what has a place, the contact centre left of zero, with its diameter in points; largest first."""
    shown = departments[departments["stay_ratio"].notna() & departments["held_share"].notna()].copy()
    shown["centre"] = shown["role"].eq("contact_centre")
    shown = shown[shown["centre"] | shown["reach"].notna()]
    widest = _right_end(shown)
    apart = -widest * np.square(0.064 + 0.012 * (np.arange(len(shown)) % 5 - 2) * (shown["centre"].sum() > 1))
    shown["x"] = shown["reach"].where(~shown["centre"], apart).astype(float)
    shown["y"] = shown["stay_ratio"].clip(LOWEST, HIGHEST).astype(float)
    most = max(float(shown["held_share"].max()), 1e-9) if len(shown) else 1.0
    shown["across"] = (LARGEST * np.sqrt(shown["held_share"].clip(lower=0) / most)).clip(lower=LEAST)
    return shown.sort_values(["held_share", "department"], ascending=[False, True], ignore_index=True)


def _right_end(shown: pd.DataFrame) -> float:
    reach = shown.loc[~shown["centre"], "reach"].max()
    return float(np.clip(1.25 * reach, 0.05, 1.1)) if pd.notna(reach) else 1.1


def _root(values: np.ndarray) -> np.ndarray:
    return np.sign(values) * np.sqrt(np.abs(values))


def _square(values: np.ndarray) -> np.ndarray:
    return np.sign(values) * np.square(values)


def _set_scales(ax: Axes, shown: pd.DataFrame, *, limits: Limits, language: str) -> None:
    widest = _right_end(shown)
    ax.set_xscale("function", functions=(_root, _square))
    start = -0.02 if shown["centre"].any() else -0.0012
    ax.set_xlim(start * widest, widest)
    shares = [share for share in (0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1) if share <= widest]
    ax.set_xticks(shares, [written_share(language, share) for share in shares])
    ax.set_yscale("log")
    ax.set_ylim(*_heights(ax, shown, limits=limits))
    ticks = _ticks(ax.get_ylim(), shown, limits=limits, language=language)
    ax.set_yticks(list(ticks), list(ticks.values()))
    ax.set_yticks([], minor=True)
    centre = [literal(name) for name in shown.loc[shown["centre"], "department"]]
    many = say(language, "labels.contact_centre" if centre else "labels.intake")
    whose = shorten(centre[0], 150, TEXT) if len(centre) == 1 else many
    ax.set_xlabel(say(language, "figures.map_x", contact_centre=whose), size=TEXT, labelpad=6, parse_math=False)
    ax.set_ylabel(say(language, "figures.map_y"), size=TEXT)


def _heights(ax: Axes, shown: pd.DataFrame, *, limits: Limits) -> tuple[float, float]:
    """Choose the lowest and highest stay ratio so that no disc covers the names at the edges."""
    points = ax.get_position().height * figure_of(ax).get_figheight() * 72
    height, radius = np.log(shown["y"].to_numpy(dtype=float)), shown["across"].to_numpy(dtype=float) / 2
    low, high = np.log(0.5), np.log(2 * limits.reservoir_ratio)
    for _ in range(30):  # a wider range makes discs larger in its own units: widen until all fit
        room = np.minimum(radius + BAND, 0.45 * points) * (high - low) / points
        low, high = min(low, float((height - room).min())), max(high, float((height + room).max()))
    return float(np.exp(low)), float(np.exp(high))


def _ticks(ends: tuple[float, float], shown: pd.DataFrame, *, limits: Limits, language: str) -> dict[float, str]:
    """Name some stay ratios, the limit among them; at the ends what lies beyond is said."""
    apart = 0.045 * np.log(ends[1] / ends[0])
    chosen = [1.0, limits.reservoir_ratio]
    for step in STEPS:
        if ends[0] <= step <= ends[1] and all(abs(np.log(step / other)) > apart for other in chosen):
            chosen.append(step)
    words = {step: f"{_plainly(language, step)}×" for step in sorted({*chosen})}
    for end, sign, beyond in (
        (LOWEST, "≤", shown["stay_ratio"].lt(LOWEST)),
        (HIGHEST, "≥", shown["stay_ratio"].gt(HIGHEST)),
    ):
        if beyond.any():
            words[end] = f"{sign} {_plainly(language, end)}×"
    return words


def _plainly(language: str, value: float) -> str:
    digits = next(digits for digits in range(5) if round(value, digits) == value or digits == 4)
    return number(language, value, digits)


def _draw_regions(ax: Axes, shown: pd.DataFrame, *, limits: Limits, language: str) -> list[Box]:
    """Tint and name the three regions; give the rectangles that the names fill."""
    left, right = ax.get_xlim()
    low, high = ax.get_ylim()
    dry, held = limits.dry_reach, limits.reservoir_ratio
    for x0, x1, y0, y1, tint in [
        (left, right, held, high, VERMILION),
        (0.0, dry, low, held, ORANGE),
        (dry, right, low, held, BLUE),
    ]:
        ax.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, color=tint, alpha=0.07, lw=0, zorder=0))
    ax.axhline(held, color=VERMILION, lw=1.2, ls=(0, (5, 3)), zorder=1)
    ax.axhline(1.0, color=QUIET, lw=1.0, zorder=1)
    ax.axvline(dry, color=ORANGE, lw=1.2, ls=(0, (5, 3)), zorder=1)
    boxes = [
        _write(ax, right, high, say(language, "figures.map_region_held"), looks=("right", "top", "#9A3F00")),
        _write(ax, right, low, say(language, "figures.map_region_watered"), looks=("right", "bottom", "#004F80")),
        _write(ax, 0.0, low, say(language, "figures.map_region_dry"), looks=("left", "bottom", "#7A5400")),
    ]
    if shown["centre"].any():
        ax.axvline(0.0, color=QUIET, lw=0.8, zorder=1)
        boxes.append(_write(ax, left, low, say(language, "figures.map_apart"), looks=("left", "bottom", QUIET)))
    return boxes


def _write(ax: Axes, x: float, y: float, words: str, *, looks: tuple[str, str, str]) -> Box:
    """Write the name of a region in a corner and give the rectangle it fills, in points."""
    across, up, colour = looks
    size = TEXT if colour == QUIET else 16.0
    inward = (-6 if across == "right" else 5, -5 if up == "top" else 4)
    ax.annotate(
        words, (x, y), inward, textcoords="offset points", ha=across, va=up, size=size, color=colour, gid="region"
    )
    corner = _points(ax, np.array([[x, y]]))[0] + inward
    width, height = width_of(words, size), size * 1.2
    x0 = corner[0] - (width if across == "right" else 0)
    y0 = corner[1] - (height if up == "top" else 0)
    return Box(x0 - 2, y0 - 2, x0 + width + 2, y0 + height + 2)


def _points(ax: Axes, places: np.ndarray) -> np.ndarray:
    """Turn places in the data into points from the lower left corner of the figure."""
    return np.asarray(ax.transData.transform(places)) * 72 / figure_of(ax).dpi


def _draw_discs(ax: Axes, shown: pd.DataFrame, *, limits: Limits) -> None:
    sure = (shown["stay_ratio_low"].gt(1) | shown["stay_ratio_high"].lt(1)).to_numpy(dtype=bool)
    held = shown["stay_ratio"].ge(limits.reservoir_ratio)
    dry = ~held & ~shown["centre"] & shown["reach"].lt(limits.dry_reach)
    colours = np.select([held, shown["centre"], dry], [VERMILION, QUIET, ORANGE], BLUE)
    for some, filled in [(sure, True), (~sure, False)]:
        ax.scatter(
            shown["x"][some],
            shown["y"][some],
            s=shown["across"][some] ** 2,
            c=colours[some] if filled else "none",
            edgecolors="white" if filled else colours[some],
            linewidths=np.clip(shown["across"][some] / 12, 0.5, 0.8 if filled else 1.8),
            alpha=0.85,
            zorder=3,
            clip_on=False,
            gid="departments",
        )


def _name_discs(ax: Axes, shown: pd.DataFrame, *, taken: Sequence[Box]) -> int:
    """Write the names of the most material departments; give the number without a name."""
    corners = _points(ax, np.array([(ax.get_xlim()[0], ax.get_ylim()[0]), (ax.get_xlim()[1], ax.get_ylim()[1])]))
    within = Box(*(corners[0] - (0, 8)), *(corners[1] + (0, 8)))
    places = np.column_stack([_points(ax, shown[["x", "y"]].to_numpy()), shown["across"] / 2])
    names = [shorten(literal(name), 170, TEXT) for name in shown["department"][:NAMED]]
    labels = [
        Label(x, y, radius, width_of(name, TEXT), TEXT * 1.25)
        for name, (x, y, radius) in zip(names, places.tolist(), strict=False)
    ]
    spots = place_labels(labels, crowd=places[NAMED:], taken=taken, within=within)
    data = shown[["x", "y"]].itertuples(index=False, name=None)
    for name, place, label, box in zip(names, data, labels, spots, strict=False):
        if box:
            _write_name(ax, name, place=place, label=label, box=box)
    return len(shown) - sum(box is not None for box in spots)


def _write_name(ax: Axes, name: str, *, place: tuple[float, float], label: Label, box: Box) -> None:
    """Write a name where it was placed, with a line to its disc where that is not the nearest thing."""
    ends = line_of(label, box)
    if ends is not None:
        offset = (ends[0, 0] - label.x, ends[0, 1] - label.y)
        line = {"arrowstyle": "-", "color": QUIET, "lw": 0.7, "shrinkA": 0, "shrinkB": label.radius}
        ax.annotate("", place, offset, textcoords="offset points", arrowprops=line, zorder=4, annotation_clip=False)
    ax.annotate(
        name,
        place,
        (box.x0 - label.x, (box.y0 + box.y1) / 2 - label.y),
        textcoords="offset points",
        va="center_baseline",
        size=TEXT,
        color=INK,
        zorder=5,
        parse_math=False,
        path_effects=HALO,
        annotation_clip=False,
        gid="name",
    )


def _draw_key(ax: Axes, shown: pd.DataFrame, *, language: str) -> None:
    """Explain sizes and fillings at the right of the map."""
    most = float(shown["held_share"].max())
    sizes = [share for share in (0.5, 0.25, 0.1, 0.05, 0.01) if share <= most][:2] or [most]
    handles = [_dot(LARGEST * np.sqrt(share / max(most, 1e-9)), filled=True) for share in sizes]
    words = [written_share(language, share) for share in sizes]
    heading = "\n".join(wrap(say(language, "figures.map_size"), 160, TEXT))
    first = ax.legend(
        handles, words, title=heading, loc="upper left", bbox_to_anchor=(1.02, 1.0), labelspacing=2.5, borderpad=0.2,
        handletextpad=1.4, handlelength=2.6, alignment="left", fontsize=TEXT, title_fontsize=TEXT,
    )  # fmt: skip
    ax.add_artist(first)
    fillings = [("map_sure", True), ("map_unsure", False)]
    ax.legend(
        [_dot(14, filled=filled) for _, filled in fillings],
        ["\n".join(wrap(say(language, f"figures.{key}"), 130, TEXT)) for key, _ in fillings],
        loc="lower left", bbox_to_anchor=(1.02, 0.0), labelspacing=1.0, borderpad=0.2, handlelength=1.2, fontsize=TEXT,
    )  # fmt: skip


def _dot(across: float, *, filled: bool) -> Line2D:
    face = QUIET if filled else "none"
    return Line2D(
        [], [], ls="", marker="o", ms=across, mfc=face, mec="white" if filled else QUIET, mew=1.6, alpha=0.85
    )  # fmt: skip


def _title(departments: pd.DataFrame, *, limits: Limits, language: str) -> str:
    """State the reservoir with the largest excess, or that there is none."""
    reservoirs = departments[
        departments["stay_ratio"].ge(limits.reservoir_ratio)
        & departments["stay_q"].lt(limits.significance)
        & departments["excess_share"].ge(limits.reservoir_excess)
        & departments["visits"].ge(limits.reservoir_visits)
    ]
    by = ["excess_share"] if len(reservoirs) else ["held_share"]
    ranked = (reservoirs if len(reservoirs) else departments).dropna(subset=by)
    first = ranked.sort_values([*by, "department"], ascending=[False, True]).iloc[0]
    held = "map_waits" if only_waits(first, bound=limits.reservoir_ratio) else "map_held"
    words = held if len(reservoirs) else "map_none"
    return say(
        language,
        f"figures.{words}",
        department=shortened(first["department"]),
        held=percent_of(language, first["held_share"]),
        visits=percent_of(language, first["visit_share"]),
        ratio=_plainly(language, limits.reservoir_ratio),
    )


def _note(departments: pd.DataFrame, drawn: int, left_out: int, *, language: str, source: str) -> str:
    visits, all_of_them = number(language, departments["visits"].sum()), number(language, len(departments))
    return note_of(
        language,
        source,
        say(language, "figures.map_note", visits=visits, departments=all_of_them),
        say(language, "figures.map_unlabelled", n=number(language, left_out)) if left_out else "",
        say(language, "figures.map_unmeasured", n=len(departments) - drawn) if drawn < len(departments) else "",
    )
