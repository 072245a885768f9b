"""One drawing for each question, at the size of a slide."""

from __future__ import annotations

from kccdiag.figures.against import draw_bounces, draw_drop_points
from kccdiag.figures.barriers import draw_barriers
from kccdiag.figures.draw import draw_all, save_figure, words_of
from kccdiag.figures.drops import draw_drops
from kccdiag.figures.filled import draw_filled
from kccdiag.figures.funnel import draw_funnel
from kccdiag.figures.kpi_balance import draw_kpi_balance
from kccdiag.figures.network import draw_network
from kccdiag.figures.openness import draw_openness
from kccdiag.figures.reservoir_map import draw_reservoir_map
from kccdiag.figures.residence import draw_residence
from kccdiag.figures.said import draw_said
from kccdiag.figures.stock import draw_stock
from kccdiag.figures.value_irritant import draw_value_irritant
from kccdiag.figures.verdict import draw_verdict
from kccdiag.shown.network import places_of

__all__ = [
    "draw_all",
    "draw_barriers",
    "draw_bounces",
    "draw_drop_points",
    "draw_drops",
    "draw_filled",
    "draw_funnel",
    "draw_kpi_balance",
    "draw_network",
    "draw_openness",
    "draw_reservoir_map",
    "draw_residence",
    "draw_said",
    "draw_stock",
    "draw_value_irritant",
    "draw_verdict",
    "places_of",
    "save_figure",
    "words_of",
]
