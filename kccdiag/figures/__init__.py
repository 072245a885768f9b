"""One drawing for each question, at the size of a slide."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Where each public name lives; matplotlib is loaded where something is drawn.
_HOMES = {
    "draw_all": "kccdiag.figures.draw",
    "draw_barriers": "kccdiag.figures.barriers",
    "draw_bounces": "kccdiag.figures.against",
    "draw_drop_points": "kccdiag.figures.against",
    "draw_drops": "kccdiag.figures.drops",
    "draw_filled": "kccdiag.figures.filled",
    "draw_funnel": "kccdiag.figures.funnel",
    "draw_kpi_balance": "kccdiag.figures.kpi_balance",
    "draw_network": "kccdiag.figures.network",
    "draw_openness": "kccdiag.figures.openness",
    "draw_reservoir_map": "kccdiag.figures.reservoir_map",
    "draw_residence": "kccdiag.figures.residence",
    "draw_said": "kccdiag.figures.said",
    "draw_stock": "kccdiag.figures.stock",
    "draw_value_irritant": "kccdiag.figures.value_irritant",
    "draw_verdict": "kccdiag.figures.verdict",
    "places_of": "kccdiag.shown.network",
    "save_figure": "kccdiag.figures.draw",
    "words_of": "kccdiag.figures.draw",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605 — a list of strings, made from the table above


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
