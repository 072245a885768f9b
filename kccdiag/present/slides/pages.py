"""One slide: what is written into its frames, and what says in words what a picture shows."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from kccdiag.present.slides.lettering import BEFORE, INDENT, Paragraph, fit, fit_line, height_of, plain
from kccdiag.present.slides.printed import write_notes
from kccdiag.present.slides.template import Template
from kccdiag.wording import LOCALES

POINT = 12_700  # English Metric Units
HEADS = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
SIZES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0)
INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


@dataclass(frozen=True)
class Room:
    """A part of a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def part(self, left: float, top: float, right: float, bottom: float) -> Room:
        """Return a part of it, given by shares of its width and height.

        Examples
        --------
        >>> Room(10.0, 10.0, 100.0, 200.0).part(0, 0.5, 1, 1)
        Room(left=10.0, top=110.0, width=100.0, height=100.0)
        """
        return Room(
            self.left + left * self.width,
            self.top + top * self.height,
            (right - left) * self.width,
            (bottom - top) * self.height,
        )


@dataclass(frozen=True)
class Page:
    """A slide under way.

    Attributes
    ----------
    places
        Its placeholders, by our names.
    wider
        How much wider than Arial its letters may run.
    """

    slide: Any
    places: dict[str, Any]
    language: str
    wider: float


def new_page(template: Template, layout: str, *, language: str) -> Page:
    """Add a slide by the name of its layout."""
    slide = template.presentation.slides.add_slide(template.layouts[layout])
    ours, places = template.places[layout], {}
    for box in list(slide.placeholders):
        name = ours.get(box.placeholder_format.idx)
        if name:
            places[name] = box
            box._element.nvSpPr.cNvPr.set("name", name)
        else:
            box._element.getparent().remove(box._element)  # would ask to be filled
    return Page(slide, places, language, template.wider)


def room_of(page: Page, name: str) -> Room:
    """Tell where a placeholder stands: as it says itself, else as its layout does, which is searched once for it."""
    box = page.places[name]
    box = box if box._element.x is not None else box._base_placeholder
    return Room(*(length / POINT for length in (box.left, box.top, box.width, box.height)))


def clear(page: Page, name: str) -> Room:
    """Take a placeholder out, to put something else in its place."""
    room, box = room_of(page, name), page.places[name]._element
    box.getparent().remove(box)
    return room


def give_way(page: Page, name: str, *others: str) -> None:
    """Take out a placeholder that stays empty, and let those right above it have its room."""
    free = clear(page, name)
    for other in others:
        box, room = page.places[other], room_of(page, other)
        below = free.top - (room.top + room.height)
        if (
            0 <= below < free.height
            and free.left <= room.left + 1
            and room.left + room.width <= free.left + free.width + 1
        ):
            left, top, width = box.left, box.top, box.width  # all four are stated, or none
            box.left, box.top, box.width = left, top, width
            box.height = round((free.top + free.height - room.top) * POINT)


def write_title(page: Page, text: str, *, names: tuple[str, ...] = ()) -> None:
    """Write the title, of at most two lines; names that are too long for it are shortened."""
    box = page.places["Title"]
    room = _inside(page, "Title")
    sizes = [size for size in HEADS if size * 2.4 <= room.height] or [HEADS[-1]]
    largest = _size_of_layout(box)
    sizes = [size for size in sizes if size <= largest] or [HEADS[-1]]
    text, size = fit_line(text, room.width, tuple(sizes), names=names)
    _fill(box, (Paragraph(text),), size, page.language)


def _size_of_layout(box: Any) -> float:
    """Tell the size that the layout gives its title, which ours should not be above; 28 points where it gives none."""
    levels = box._base_placeholder._element.iterfind(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    return max([int(level.get("sz", 0)) / 100 for level in levels] + [0.0]) or HEADS[0]


def write(page: Page, name: str, *paragraphs: Paragraph, sizes: tuple[float, ...] = SIZES) -> tuple[Paragraph, ...]:
    """Write paragraphs into a placeholder, as large as they fit; without any the placeholder goes.

    Returns
    -------
    tuple of Paragraph
        As written: cut where even the smallest letters do not fit.
    """
    if not paragraphs:
        clear(page, name)
        return ()
    room = _inside(page, name)
    written, size = fit(paragraphs, room.width, room.height, sizes)
    _fill(page.places[name], written, size, page.language)
    return written


def capacity(page: Page, name: str, paragraphs: tuple[Paragraph, ...], size: float) -> int:
    """Count how many of some paragraphs, at least one, a placeholder holds at a size."""
    room = _inside(page, name)
    many = 1
    while many < len(paragraphs) and height_of(paragraphs[: many + 1], room.width, size) <= room.height:
        many += 1
    return many


def _inside(page: Page, name: str) -> Room:
    """Tell the room that letters have; a wider font counts as a narrower frame."""
    room, insets = room_of(page, name), _insets(page.places[name])
    width = room.width - (insets["lIns"] + insets["rIns"]) / POINT
    return Room(room.left, room.top, width / page.wider, room.height - (insets["tIns"] + insets["bIns"]) / POINT)


def _insets(box: Any) -> dict[str, int]:
    """Read the margins inside a placeholder where its layout states them."""
    stated = box._base_placeholder._element.find(f".//{qn('a:bodyPr')}")
    return {side: int(stated.get(side, usual)) if stated is not None else usual for side, usual in INSETS.items()}


def _fill(box: Any, paragraphs: tuple[Paragraph, ...], size: float, language: str) -> None:
    body = box.text_frame._txBody
    properties = body.find(qn("a:bodyPr"))
    for side, inset in _insets(box).items():
        properties.set(side, str(inset))
    properties.set("wrap", "square")
    for old in list(properties):
        properties.remove(old)
    etree.SubElement(properties, qn("a:noAutofit"))
    put(body, paragraphs, size, language)


def put(body: Any, paragraphs: tuple[Paragraph, ...], size: float, language: str) -> None:
    """Write paragraphs into the text of any shape, in place of what it holds, every look stated."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for place, paragraph in enumerate(paragraphs):
        body.append(_paragraph(paragraph, size, language, before=BEFORE * size if place else 0.0))


def _paragraph(paragraph: Paragraph, size: float, language: str, *, before: float) -> Any:
    line = etree.Element(qn("a:p"))
    indent = round(INDENT * POINT) if paragraph.bullet else 0
    looks = etree.SubElement(line, qn("a:pPr"), marL=str(indent), indent=str(-indent))
    etree.SubElement(etree.SubElement(looks, qn("a:lnSpc")), qn("a:spcPct"), val="100000")
    for side, points in (("a:spcBef", before), ("a:spcAft", 0)):
        etree.SubElement(etree.SubElement(looks, qn(side)), qn("a:spcPts"), val=str(round(100 * points)))
    if paragraph.bullet:
        etree.SubElement(looks, qn("a:buFont"), typeface="Arial")
        etree.SubElement(looks, qn("a:buChar"), char="•")
    else:
        etree.SubElement(looks, qn("a:buNone"))
    if not paragraph.text:  # a line that is empty has a height too
        etree.SubElement(line, qn("a:endParaRPr"), lang=LOCALES[language], sz=str(round(100 * size)))
        return line
    run = etree.SubElement(line, qn("a:r"))
    letters = etree.SubElement(run, qn("a:rPr"), lang=LOCALES[language], sz=str(round(100 * size)), dirty="0")
    if paragraph.bold:
        letters.set("b", "1")
    if paragraph.quiet:
        colour = etree.SubElement(etree.SubElement(letters, qn("a:solidFill")), qn("a:schemeClr"), val="tx1")
        etree.SubElement(colour, qn("a:lumMod"), val="65000")
        etree.SubElement(colour, qn("a:lumOff"), val="35000")
    etree.SubElement(run, qn("a:t")).text = paragraph.text
    return line


def add_text(page: Page, paragraphs: tuple[Paragraph, ...], room: Room, size: float) -> Any:
    """Put words anywhere on a slide; they are known to fit."""
    box = page.slide.shapes.add_textbox(
        *(round(length * POINT) for length in (room.left, room.top, room.width, room.height))
    )
    properties = box.text_frame._txBody.find(qn("a:bodyPr"))
    for side in INSETS:
        properties.set(side, "0")
    properties.set("wrap", "square")
    for old in list(properties):
        properties.remove(old)
    etree.SubElement(properties, qn("a:noAutofit"))
    put(box.text_frame._txBody, paragraphs, size, page.language)
    return box


def describe(shape: Any, words: str, *, name: str = "") -> None:
    """Say what a picture, chart, table or group shows, for who cannot see it."""
    told = shape._element.xpath(".//p:cNvPr")[0]
    told.set("descr", plain(words))
    if name:
        told.set("name", name)


def number_page(page: Page, foot: str) -> None:
    """Write footer and number where the layout has them: PowerPoint shows them on a slide only if they stand there."""
    for box in page.slide.slide_layout.placeholders:
        kind = box.placeholder_format.type
        if kind not in FEET:
            continue
        copy = deepcopy(box._element)
        copy.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in page.slide.shapes) + 1))
        for style in copy.findall(f".//{qn('a:lstStyle')}/*"):
            style.getparent().remove(style)
        if kind == PP_PLACEHOLDER.FOOTER:
            put(copy.txBody, (Paragraph(foot),), 14.0, page.language)
        page.slide.shapes._spTree.append(copy)


def tell(page: Page, *paragraphs: str) -> None:
    """Write the notes that go with a slide."""
    write_notes(page.slide, paragraphs)
