"""The slides that list: what else was found, what was not, what the log cannot say, and what is asked of whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from kccdiag.cards.amounts import named
from kccdiag.cards.diagnosis import not_said_of
from kccdiag.cards.finding import doubted
from kccdiag.claims.sought import not_found_in
from kccdiag.diagnosis import Diagnosis
from kccdiag.findings import Finding
from kccdiag.present.slides.lettering import LEAST, LINE, Paragraph, fit, plain, wrap
from kccdiag.present.slides.pages import SIZES, Page, Room, capacity, clear, describe, put, tell, write
from kccdiag.present.slides.story import MOST, Talk, add_page
from kccdiag.wording import say

LIST = 16.0  # points, below which a list goes on on another slide
DECISIONS = 6  # that a meeting can take
CELL = 4.0  # points around the words of a cell
COLUMNS = (0.26, 0.5, 0.24)  # of the width of the table of what is asked


def add_list(talk: Talk, title: str, paragraphs: Sequence[Paragraph], *notes: str) -> None:
    """List paragraphs on as many slides as they need in letters that can be read."""
    left, heading = tuple(paragraphs), title
    while left:
        page = add_page(talk, "Text", heading)
        many = _on_one(page, left)
        alone = heading == title and many == len(left)
        write(page, "Text", *left[:many], sizes=SIZES if alone else (LIST, 15.0, LEAST))
        tell(page, *notes)
        left, heading = left[many:], say(talk.language, "slides.continued", title=title)


def _on_one(page: Page, left: tuple[Paragraph, ...]) -> int:
    """Count the paragraphs for one slide: all where they just fit, else as many as fit well, no heading the last."""
    if capacity(page, "Text", left, LEAST) == len(left):
        return len(left)
    many = capacity(page, "Text", left, LIST)
    while many > 1 and left[many - 1].bold:
        many -= 1
    return many


def bullets(texts: Sequence[str]) -> tuple[Paragraph, ...]:
    """Make a list of texts."""
    return tuple(Paragraph(plain(text), bullet=True) for text in texts)


def add_more(talk: Talk) -> None:
    """List the findings without a slide of their own."""
    rest = [one.headline for one in talk.board.shown[MOST:]]
    if rest:
        add_list(talk, say(talk.language, "slides.more_findings"), bullets(rest))


def _more(talk: Talk) -> list[str]:
    """Say of which kinds there is more in the tables."""
    counted = zip(talk.judgement.more["kind"], talk.judgement.more["more"], strict=True)
    return [
        say(talk.language, "slides.more_of_a_kind", kind=named(talk.language, f"notebook.claims_{kind}", kind), n=count)
        for kind, count in counted
    ]


def add_not_found(talk: Talk) -> None:
    """Say what was looked for and not found, what did not hold everywhere, and what this log cannot say."""
    language, kinds = talk.language, not_found_in(talk.diagnosis, talk.judgement.kinds)
    lines: list[Paragraph] = []
    if len(talk.judgement.more):
        lines += [_heading(talk, "more_found"), *bullets(_more(talk))]
    if kinds:
        lines += [_heading(talk, "not_found"), Paragraph(say(language, "slides.not_found_lead"))]
        lines += bullets([say(language, f"slides.looked_{kind}") for kind in kinds])
    if talk.judgement.indications:
        lines += [_heading(talk, "unheld"), *bullets([doubted(one) for one in talk.judgement.indications])]
    sentences = list(talk.diagnosis.limits_in_words()["text"])
    said = bullets(sentences) if sentences else (Paragraph(say(language, "slides.all_said")),)
    unsaid = Paragraph(not_said_of(talk.diagnosis), bold=True)
    add_list(talk, say(language, _not_there(talk.diagnosis)), (*lines, unsaid, *said))


def _not_there(d: Diagnosis) -> str:
    return "slides.not_there" if d.has_log and d.voices is None else "said.not_there"


def _heading(talk: Talk, name: str) -> Paragraph:
    return Paragraph(say(talk.language, f"slides.{name}"), bold=True)


# ---- what is asked


def add_asks(talk: Talk) -> None:
    """Say what is asked of whom; where nobody wrote that down, what there is to decide, and nothing invented."""
    language = talk.language
    asked = [
        (ask.department, ask.step, ask.effect or say(language, "slides.unknown"))
        for shown in talk.board.shown for ask in shown.asks
    ]  # fmt: skip
    heads = [say(language, f"slides.head_{name}") for name in ("department", "step", "effect")]
    if asked:
        _add_tables(talk, say(language, "slides.asked"), heads, asked)
        return
    rows = [_open(talk, one.finding, one.headline) for one in talk.board.shown[:DECISIONS]]
    title = say(language, "slides.to_decide")
    if not rows:
        add_list(talk, title, (Paragraph(say(language, "slides.none_asked")),))
        return
    heads = [say(language, f"slides.head_{name}") for name in ("department", "finding", "step")]
    _add_tables(talk, title, heads, rows, foot=say(language, "slides.to_decide_lead"))


def _open(talk: Talk, finding: Finding, headline: str) -> tuple[str, str, str]:
    who = ", ".join(finding.departments) or say(talk.language, "slides.several")
    return who, headline, say(talk.language, "slides.open")


def _add_tables(
    talk: Talk, title: str, heads: Sequence[str], rows: Sequence[tuple[str, str, str]], *, foot: str = ""
) -> None:
    """Put rows in a table, on as many slides as they need."""
    left, heading = [tuple(map(plain, row)) for row in rows], title
    while left:
        page = add_page(talk, "Picture", heading)
        room = clear(page, "Picture")
        many, height = 1, _height(heads, room, page) + _height(left[0], room, page)
        while many < len(left) and height + _height(left[many], room, page) <= room.height:
            height += _height(left[many], room, page)
            many += 1
        _table(page, room, heads, left[:many])
        write(page, "Text", *([Paragraph(foot, quiet=True)] if foot else []), sizes=(16.0, 15.0, 14.0))
        tell(page, *(" – ".join(row) for row in (heads, *left[:many])))
        left, heading = left[many:], say(talk.language, "slides.continued", title=title)


def _height(row: Sequence[str], room: Room, page: Page) -> float:
    """Measure how high a row stands."""
    lines = [
        len(wrap(text, (share * room.width - 2 * CELL) / page.wider, LIST))
        for text, share in zip(row, COLUMNS, strict=True)
    ]
    return max(lines) * LIST * LINE + 2 * CELL


def _table(page: Page, room: Room, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    heights = [_height(row, room, page) for row in (heads, *rows)]
    place = [Pt(length) for length in (room.left, room.top, room.width, sum(heights))]
    frame = page.slide.shapes.add_table(len(heights), len(heads), *place)
    for column, share in zip(frame.table.columns, COLUMNS, strict=True):
        column.width = Pt(share * room.width)
    for which, (row, height) in enumerate(zip((heads, *rows), heights, strict=True)):
        frame.table.rows[which].height = Pt(min(height, room.height - heights[0]))
        for column, text in enumerate(row):
            _cell(page, frame.table.cell(which, column), text, COLUMNS[column] * room.width, room, head=which == 0)
    describe(frame, "; ".join(" – ".join(row) for row in (heads, *rows)), name="Table")


def _cell(page: Page, cell: Any, text: str, width: float, room: Room, *, head: bool) -> None:  # noqa: PLR0913
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(CELL)
    inside = ((width - 2 * CELL) / page.wider, room.height * 0.7)
    words, _ = fit((Paragraph(text, bold=head),), *inside, (LIST,))
    put(cell._tc.txBody, words, LIST, page.language)
    if head:  # white on the colour of the theme, as the style of the table has it
        for letters in cell._tc.iterfind(f".//{qn('a:rPr')}"):
            etree.SubElement(etree.SubElement(letters, qn("a:solidFill")), qn("a:schemeClr"), val="bg1")
