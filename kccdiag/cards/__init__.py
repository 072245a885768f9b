"""How an engagement, a diagnosis and its findings show themselves in a notebook."""

from __future__ import annotations

from kccdiag.cards.diagnosis import show_limits, show_measures
from kccdiag.cards.finding import show_notes
from kccdiag.cards.questions import show_questions
from kccdiag.cards.table import show_table

__all__ = ["show_limits", "show_measures", "show_notes", "show_questions", "show_table"]
