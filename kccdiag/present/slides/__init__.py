"""The slides for directors: board.pptx, native charts and shapes on a template that a client may replace."""

from kccdiag.present.slides.deck import write_slides
from kccdiag.present.slides.template import open_template

__all__ = ["open_template", "write_slides"]
