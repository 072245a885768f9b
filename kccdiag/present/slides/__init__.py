"""The slides for directors: board.pptx, native charts and shapes on a template that a client may replace."""

from kccdiag.present.slides.deck import write_slides

__all__ = ["write_slides"]
