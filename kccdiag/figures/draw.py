"""All figures of a diagnosis, and how they are written to files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.backends import backend_pdf, backend_svg  # noqa: F401 — needed anyway, and nobody waits for them yet
from matplotlib.figure import Figure
from matplotlib.text import Text

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
from kccdiag.shown.figures import Files, Given, figures_of, write_files

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis

DOTS_PER_INCH = 200
# Without the moment of writing: the same figure gives the same bytes.
UNDATED: dict[str, dict[str, str | None]] = {"svg": {"Date": None}, "png": {}, "pdf": {"CreationDate": None}}
# Beyond the third level a PNG takes half as long again for a tenth less.
MORE: dict[str, dict[str, Any]] = {"png": {"pil_kwargs": {"compress_level": 3}}}
DESCRIBED = {"svg": "Description", "png": "Description", "pdf": "Subject"}  # where each kind of file keeps alt text


# Each takes what kccdiag.shown.figures says that it is drawn of, and nothing else: a picture is found again by that.
DRAW: dict[str, Callable[..., Axes]] = {
    "verdict": draw_verdict,
    "reservoir_map": draw_reservoir_map,
    "stock": draw_stock,
    "residence": draw_residence,
    "openness": draw_openness,
    "funnel": draw_funnel,
    "network": draw_network,
    "drops": draw_drops,
    "value_irritant": draw_value_irritant,
    "kpi_balance": draw_kpi_balance,
    "said_and_done": draw_said,
    "barriers": draw_barriers,
}


def draw_all(diagnosis: Diagnosis, *, language: str, without: Collection[str] = ()) -> Iterator[tuple[str, Figure]]:
    """Draw all figures one after the other, each with the name of its file."""
    for name, given in figures_of(diagnosis, language=language).items():
        if name not in without:
            yield name, draw(name, given)


def draw(name: str, given: Given) -> Figure:
    """Draw a figure of all that it is given, see :func:`kccdiag.shown.figures.figures_of`."""
    return figure_of(DRAW[name](**given))


def save_figure(figure: Figure, folder: Path, name: str) -> tuple[Path, ...]:
    """Write a figure as SVG, PNG and PDF, what it shows in words inside; the same figure gives the same bytes.

    Returns
    -------
    tuple of Path
        The files written.
    """
    return write_files(folder, name, pictures_of(figure))


def pictures_of(figure: Figure) -> Files:
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
