"""All figures of a diagnosis, and how they are written to files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from kccdiag.figures.funnel import draw_funnel
from kccdiag.figures.network import draw_network
from kccdiag.figures.openness import draw_openness
from kccdiag.figures.reservoir_map import draw_reservoir_map
from kccdiag.figures.residence import draw_residence
from kccdiag.figures.stock import draw_stock
from kccdiag.figures.style import figure_of, look

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis

DOTS_PER_INCH = 200
# Without the moment of writing: the same figure gives the same bytes.
UNDATED: dict[str, dict[str, None]] = {"svg": {"Date": None}, "png": {}, "pdf": {"CreationDate": None}}


def draw_all(diagnosis: Diagnosis, *, language: str) -> Iterator[tuple[str, Figure]]:
    """Draw the six figures one after the other, each with the name of its file."""
    source, limits = diagnosis.engagement_name, diagnosis.limits
    departments, handovers = diagnosis.departments, diagnosis.handovers
    for name, ax in (
        ("reservoir_map", draw_reservoir_map(departments, language=language, limits=limits, source=source)),
        ("stock", draw_stock(diagnosis.stock, language=language, source=source)),
        ("residence", draw_residence(departments, language=language, limits=limits, source=source)),
        ("openness", draw_openness(handovers, language=language, limits=limits, source=source)),
        ("funnel", draw_funnel(diagnosis.funnel, language=language, source=source)),
        ("network", draw_network(departments, handovers, language=language, source=source)),
    ):
        yield name, figure_of(ax)


def save_figure(figure: Figure, folder: Path, name: str) -> tuple[Path, ...]:
    """Write a figure as SVG, PNG and PDF; the same figure gives the same bytes.

    Returns
    -------
    tuple of Path
        The files written.
    """
    files = tuple(folder / f"{name}.{kind}" for kind in UNDATED)
    with look():
        for file in files:
            kind = file.suffix[1:]
            figure.savefig(file, format=kind, dpi=DOTS_PER_INCH, metadata=UNDATED[kind])
    return files
