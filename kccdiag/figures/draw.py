"""All figures of a diagnosis, and how they are written to files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from kccdiag.drops import told_of
from kccdiag.figures.drops import draw_drops, places_of
from kccdiag.figures.funnel import draw_funnel
from kccdiag.figures.network import draw_network
from kccdiag.figures.openness import draw_openness
from kccdiag.figures.reservoir_map import draw_reservoir_map
from kccdiag.figures.residence import draw_residence
from kccdiag.figures.stock import draw_stock
from kccdiag.figures.style import figure_of, look
from kccdiag.figures.verdict import draw_verdict

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis

DOTS_PER_INCH = 200
FIGURES = 8  # that there are
# Without the moment of writing: the same figure gives the same bytes.
UNDATED: dict[str, dict[str, str | None]] = {"svg": {"Date": None}, "png": {}, "pdf": {"CreationDate": None}}
DESCRIBED = {"svg": "Description", "png": "Description", "pdf": "Subject"}  # where each kind of file keeps alt text


def draw_all(diagnosis: Diagnosis, *, language: str) -> Iterator[tuple[str, Figure]]:
    """Draw the eight figures one after the other, each with the name of its file."""
    source, limits = diagnosis.engagement_name, diagnosis.limits
    departments, handovers = diagnosis.departments, diagnosis.handovers
    answer = draw_verdict(diagnosis.overview, language=language, centre=diagnosis.centre, limits=limits, source=source)
    for name, ax in (
        ("verdict", answer),
        ("reservoir_map", draw_reservoir_map(departments, language=language, limits=limits, source=source)),
        ("stock", draw_stock(diagnosis.stock, language=language, source=source)),
        ("residence", draw_residence(departments, language=language, limits=limits, source=source)),
        ("openness", draw_openness(handovers, language=language, limits=limits, source=source)),
        ("funnel", draw_funnel(diagnosis.funnel, language=language, source=source)),
        ("network", draw_network(departments, handovers, language=language, source=source)),
        ("drops", _draw_drops(diagnosis, language=language)),
    ):
        yield name, figure_of(ax)


def _draw_drops(diagnosis: Diagnosis, *, language: str) -> Axes:
    names = sorted(set(diagnosis.drops["department"])) if len(diagnosis.drops) else []
    places = dict(zip(names, places_of(diagnosis, names), strict=True))
    source = diagnosis.engagement_name
    return draw_drops(diagnosis.drops, places, language=language, has=told_of(diagnosis), source=source)


def save_figure(figure: Figure, folder: Path, name: str) -> tuple[Path, ...]:
    """Write a figure as SVG, PNG and PDF, what it shows in words inside; the same figure gives the same bytes.

    Returns
    -------
    tuple of Path
        The files written.
    """
    words = words_of(figure)
    files = tuple(folder / f"{name}.{kind}" for kind in UNDATED)
    with look():
        for file in files:
            kind = file.suffix[1:]
            metadata = UNDATED[kind] | {DESCRIBED[kind]: words}
            figure.savefig(file, format=kind, dpi=DOTS_PER_INCH, metadata=metadata)
    return files


def words_of(figure: Figure) -> str:
    """Say what a figure shows, for who cannot see it: its label where it has one, else its title."""
    titles = [text.get_text().replace("\n", " ") for text in figure.findobj(Text) if text.get_gid() == "title"]
    return str(figure.get_label()) or " ".join(titles)
