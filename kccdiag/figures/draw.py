"""All figures of a diagnosis, and how they are written to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from kccdiag.drops import told_of
from kccdiag.figures.barriers import draw_barriers
from kccdiag.figures.drops import draw_drops
from kccdiag.figures.funnel import draw_funnel
from kccdiag.figures.kpi_balance import draw_kpi_balance
from kccdiag.figures.network import draw_network
from kccdiag.figures.openness import draw_openness
from kccdiag.figures.reservoir_map import draw_reservoir_map
from kccdiag.figures.residence import draw_residence
from kccdiag.figures.said import draw_said
from kccdiag.figures.stock import draw_stock
from kccdiag.figures.style import figure_of, look
from kccdiag.figures.value_irritant import draw_value_irritant
from kccdiag.figures.verdict import draw_verdict
from kccdiag.shown.network import places_of
from kccdiag.shown.voices import comparable

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis

Draw = Callable[["Diagnosis", dict[str, Any]], Axes]
DOTS_PER_INCH = 200
# Without the moment of writing: the same figure gives the same bytes.
UNDATED: dict[str, dict[str, str | None]] = {"svg": {"Date": None}, "png": {}, "pdf": {"CreationDate": None}}
# Beyond the third level a PNG takes half as long again for a tenth less.
MORE: dict[str, dict[str, Any]] = {"png": {"pil_kwargs": {"compress_level": 3}}}
DESCRIBED = {"svg": "Description", "png": "Description", "pdf": "Subject"}  # where each kind of file keeps alt text


def draw_all(diagnosis: Diagnosis, *, language: str) -> Iterator[tuple[str, Figure]]:
    """Draw all figures one after the other, each with the name of its file."""
    how: dict[str, Any] = {"language": language, "source": diagnosis.engagement_name}
    for name, draw in figures_of(diagnosis).items():
        yield name, figure_of(draw(diagnosis, how))


def figures_of(diagnosis: Diagnosis) -> dict[str, Draw]:
    """Choose the figures that there is something for: of the log where there is one, others by what they rest on."""
    return {name: draw for name, draw in FIGURES.items()
            if (SOURCES[name](diagnosis) if name in SOURCES else diagnosis.has_log)}  # fmt: skip


def _draw_drops(diagnosis: Diagnosis, how: dict[str, Any]) -> Axes:
    names = sorted(set(diagnosis.drops["department"])) if len(diagnosis.drops) else []
    places = dict(zip(names, places_of(diagnosis, names), strict=True))
    return draw_drops(diagnosis.drops, places, has=told_of(diagnosis), **how)


FIGURES: dict[str, Draw] = {
    "verdict": lambda d, how: draw_verdict(d.overview, centre=d.centre, limits=d.limits, **how),
    "reservoir_map": lambda d, how: draw_reservoir_map(d.departments, limits=d.limits, **how),
    "stock": lambda d, how: draw_stock(d.stock, **how),
    "residence": lambda d, how: draw_residence(d.departments, limits=d.limits, **how),
    "openness": lambda d, how: draw_openness(d.handovers, limits=d.limits, **how),
    "funnel": lambda d, how: draw_funnel(d.funnel, heard=d.said["heard"], **how),
    "network": lambda d, how: draw_network(d.departments, d.handovers, **how),
    "drops": _draw_drops,
    "value_irritant": lambda d, how: draw_value_irritant(d.contact_reasons, d.value_irritant, **how),
    "kpi_balance": lambda d, how: draw_kpi_balance(d.kpi_balance, limits=d.limits, **how),
    "said_and_done": lambda d, how: draw_said(d.said["said"], **how),
    "barriers": lambda d, how: draw_barriers(d.said["barriers"], **how),
}
# What does not rest on the log alone is drawn where an engagement has it, and not at all where it has not.
SOURCES: dict[str, Callable[[Diagnosis], bool]] = {
    "value_irritant": lambda d: len(d.value_irritant) > 0,
    "kpi_balance": lambda d: len(d.kpi_balance) > 0,
    "said_and_done": lambda d: len(comparable(d.said["said"])) > 0,
    "barriers": lambda d: len(d.said["barriers"]) > 0,
}


def save_figure(figure: Figure, folder: Path, name: str) -> tuple[Path, ...]:
    """Write a figure as SVG, PNG and PDF, what it shows in words inside; the same figure gives the same bytes.

    Returns
    -------
    tuple of Path
        The files written.
    """
    files = tuple(folder / f"{name}.{kind}" for kind in UNDATED)
    for file, picture in zip(files, pictures_of(figure).values(), strict=True):
        file.write_bytes(picture)
    return files


def pictures_of(figure: Figure) -> dict[str, bytes]:
    """Give what is in the files of a figure, by their kind."""
    words, pictures = words_of(figure), {}
    with look():
        for kind, undated in UNDATED.items():
            metadata, seen = undated | {DESCRIBED[kind]: words}, BytesIO()
            figure.savefig(seen, format=kind, dpi=DOTS_PER_INCH, metadata=metadata, **MORE.get(kind, {}))
            pictures[kind] = seen.getvalue()
    return pictures


def words_of(figure: Figure) -> str:
    """Say what a figure shows, for who cannot see it: its label where it has one, else its title."""
    titles = [text.get_text().replace("\n", " ") for text in figure.findobj(Text) if text.get_gid() == "title"]
    return str(figure.get_label()) or " ".join(titles)
