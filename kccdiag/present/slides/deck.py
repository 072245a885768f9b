"""Which slides a board gets to see, in their order, and the file that they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from kccdiag.board import Board
from kccdiag.diagnosis import Diagnosis
from kccdiag.findings import Judgement
from kccdiag.present.slides.appendix import add_appendix
from kccdiag.present.slides.archive import undated
from kccdiag.present.slides.lettering import plain
from kccdiag.present.slides.lists import add_asks, add_more, add_not_found
from kccdiag.present.slides.pages import FEET
from kccdiag.present.slides.said import add_said
from kccdiag.present.slides.story import MOST, Talk, add_answer, add_finding, add_title
from kccdiag.present.slides.template import open_template
from kccdiag.wording import LOCALES, say


def write_slides(  # noqa: PLR0913 — what is told, where, on whose template
    diagnosis: Diagnosis,
    judgement: Judgement,
    board: Board,
    path: Path,
    *,
    template: Path | None = None,
    hashes: Mapping[str, str],
) -> Path:
    """Write the slides for a board; the same diagnosis and template give the same bytes.

    Parameters
    ----------
    board
        The findings as chosen, ordered and worded.
    template
        A client's own, with our layouts; ours where None.
    hashes
        File name and SHA-256 of every input.

    Raises
    ------
    kccdiag.faults.InputError
        When the template is none, or lacks a layout or a placeholder.
    """
    talk = Talk(open_template(template), diagnosis, judgement, board, hashes)
    add_title(talk)
    add_answer(talk)
    for shown in board.shown[:MOST]:
        add_finding(talk, shown)
    add_more(talk)
    add_said(talk)
    add_not_found(talk)
    add_asks(talk)
    add_appendix(talk)
    _read_foot_last(talk)
    path.write_bytes(_saved(talk))
    return path


def _read_foot_last(talk: Talk) -> None:
    """Put footers and numbers after everything else: who listens to a slide hears it in this order."""
    for slide in talk.template.presentation.slides:
        for shape in [shape for shape in slide.placeholders if shape.placeholder_format.type in FEET]:
            slide.shapes._spTree.append(shape._element)


def _saved(talk: Talk) -> bytes:
    """Save with nothing in it of when and where: the period's end stands in for the moment of writing."""
    d, presentation = talk.diagnosis, talk.template.presentation
    told = presentation.core_properties
    told.title, told.author, told.last_modified_by = plain(d.engagement_name), "kccdiag", "kccdiag"
    told.subject, told.language = say(d.language, "slides.subtitle"), LOCALES[d.language]
    told.created = told.modified = d.cutoff.normalize().to_pydatetime()
    told.revision = 1
    written = BytesIO()
    presentation.save(written)
    return undated(written.getvalue())
