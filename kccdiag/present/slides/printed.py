"""The notes as they are printed: a small slide above, and below all that stands in them, at a size that fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Pt

from kccdiag.present.slides.lettering import LINE, wrap

# Left, top, width and height in points on a page of 540 by 720, where a template does not say how notes are printed.
PLACES = {PP_PLACEHOLDER.SLIDE_IMAGE: (120, 30, 300, 169), PP_PLACEHOLDER.BODY: (36, 205, 468, 475)}
SIZES = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)  # points
INSET = 7.2  # points between a frame and its words, at the left and at the right; half of it above and below


def make_room(presentation: Any) -> None:
    """Give the notes most of the page that they are printed on, unless the template has a page of its own."""
    own = any(one.reltype == RELATIONSHIP_TYPE.NOTES_MASTER for one in presentation.part.rels.values())
    for box in presentation.notes_master.placeholders:
        if box.placeholder_format.type in PLACES and not (own and box.width and box.height):
            place = PLACES[box.placeholder_format.type]
            box.left, box.top, box.width, box.height = (Pt(length) for length in place)


def has_notes(presentation: Any) -> bool:
    """Tell whether the page that notes are printed on holds them at all."""
    return any(box.placeholder_format.type == PP_PLACEHOLDER.BODY for box in presentation.notes_master.placeholders)


def write_notes(slide: Any, paragraphs: Sequence[str]) -> None:
    """Write the notes of a slide as large as its page has room for."""
    page = slide.notes_slide
    page.notes_text_frame.text = "\n".join(paragraphs)
    box = page.notes_placeholder
    size = _largest(paragraphs, box.width.pt - 2 * INSET, box.height.pt - INSET)
    for paragraph in page.notes_text_frame.paragraphs:
        paragraph._p.get_or_add_pPr().attrib.update({"marL": "0", "indent": "0"})
        paragraph._p.get_or_add_endParaRPr().set("sz", str(round(100 * size)))
        for run in paragraph.runs:
            run.font.size = Pt(size)


def _largest(paragraphs: Sequence[str], width: float, height: float) -> float:
    """Choose the largest size at which paragraphs fit; the smallest where none does."""
    lines = (sum(len(wrap(one, width, size)) for one in paragraphs) * size * LINE for size in SIZES)
    return next((size for size, high in zip(SIZES, lines, strict=True) if high <= height), SIZES[-1])
