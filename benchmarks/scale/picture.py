"""The picture of the reductions: CPU seconds and memory by size, both axes logarithmic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator, StrMethodFormatter

# Colours that readers with a colour deficiency tell apart (Okabe & Ito 2008); floors are grey.
LINES = {
    "kccdiag": ("#0072B2", "-", "o"),
    "kccdiag, little memory": ("#0072B2", "--", "o"),
    "pandas": ("#D55E00", "-", "s"),
    "polars": ("#009E73", "-", "^"),
    "pm4py, handovers": ("#CC79A7", "-", "D"),
    "floor: sort": ("#555555", "--", None),
    "floor: read": ("#999999", ":", None),
}
NAMES = {"pm4py, handovers": "pm4py (handovers only)", "floor: sort": "sorting once", "floor: read": "reading once"}


def draw(costs: list[dict[str, Any]], path: Path) -> None:
    """Draw the costs of each side by size, and write them as SVG."""
    figure = Figure(figsize=(10, 4.6), layout="constrained")
    FigureCanvasSVG(figure)
    left, right = figure.subplots(1, 2)
    draw_costs(costs, "cpu", ax=left).set_title("CPU seconds, all reductions of one log", loc="left")
    draw_costs(costs, "peak", ax=right, unit=2**20).set_title("peak memory in MB, libraries included", loc="left")
    with rc_context({"svg.hashsalt": path.name}):  # the same numbers, the same file
        figure.savefig(path, metadata={"Date": None})


def draw_costs(costs: list[dict[str, Any]], what: str, *, ax: Axes, unit: float = 1.0) -> Axes:
    """Draw one line a side, named at its end."""
    for side, (colour, style, marker) in LINES.items():
        own = sorted((cost["events"], cost[what] / unit) for cost in costs if cost["side"] == side)
        if own:
            ax.plot(*zip(*own, strict=True), color=colour, linestyle=style, marker=marker, label=NAMES.get(side, side))
    ax.set(xscale="log", yscale="log", xlabel="events")
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if unit > 1 else (1,)))  # memory grows by less than a power
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.grid(visible=True, which="major", color="#dddddd")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, fontsize="small", loc="upper left")
    return ax
