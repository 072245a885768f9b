"""Native shapes as PowerPoint writes them: boxes, marks, words, and the group that holds them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from kccdiag.present.slides.lettering import LEAST, plain
from kccdiag.present.slides.pages import POINT, Room
from kccdiag.wording import LOCALES

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True)
class Look:
    """Colours (#RRGGBB; none where empty) and the width of the outline, in points."""

    fill: str
    edge: str = "#4D4D4D"
    weight: float = 0.75


def place_xml(room: Room) -> str:
    """Write where something stands."""
    x, y, across, down = (round(length * POINT) for length in (room.left, room.top, room.width, room.height))
    return f'<a:off x="{x}" y="{y}"/><a:ext cx="{across}" cy="{down}"/>'


def group_xml(number: int, name: str, words: str, room: Room, shapes: Iterable[str]) -> str:
    """Write a group; ``words`` say what it shows, for who cannot see it."""
    place = place_xml(room)
    inner = place.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return (
        f'<p:grpSp {SPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name={quoteattr(name)}'
        f" descr={quoteattr(plain(words))}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{place}{inner}</a:xfrm></p:grpSpPr>{''.join(shapes)}</p:grpSp>"
    )


def shape_xml(  # noqa: PLR0913 — what a shape is
    number: int, name: str, room: Room, look: Look, *, form: str = "rect", corner: int | None = None, text: str = ""
) -> str:
    """Write a shape of a preset form; ``text`` as :func:`text_xml` writes it."""
    adjusted = "" if corner is None else f'<a:gd name="adj" fmla="val {corner}"/>'
    fill = f'<a:solidFill><a:srgbClr val="{look.fill[1:]}"/></a:solidFill>' if look.fill else "<a:noFill/>"
    edge = f'<a:solidFill><a:srgbClr val="{look.edge[1:]}"/></a:solidFill>' if look.edge else "<a:noFill/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(plain(name))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm>{place_xml(room)}</a:xfrm><a:prstGeom prst="{form}"><a:avLst>{adjusted}</a:avLst>'
        f'</a:prstGeom>{fill}<a:ln w="{round(look.weight * POINT)}">{edge}</a:ln></p:spPr>{text}</p:sp>'
    )


def words_xml(number: int, words: str, room: Room, language: str, *, bold: bool = False) -> str:
    """Write words that are known to fit, in the template's own colour."""
    text = text_xml(words, language, side="l", bold=bold)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Key"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'{place_xml(room)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>{text}</p:sp>'
    )


def text_xml(text: str, language: str, *, side: str = "ctr", colour: str = "", bold: bool = False) -> str:
    """Write lines of the smallest letters; in the template's colour for text where none is given."""
    heavy = ' b="1"' if bold else ""
    filled = f'<a:srgbClr val="{colour[1:]}"/>' if colour else '<a:schemeClr val="tx1"/>'
    lines = "".join(
        f'<a:p><a:pPr algn="{side}"/><a:r><a:rPr lang="{LOCALES[language]}" sz="{round(100 * LEAST)}"{heavy}>'
        f"<a:solidFill>{filled}</a:solidFill></a:rPr><a:t>{escape(line)}</a:t></a:r></a:p>"
        for line in text.split("\n")
    )
    return (
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{lines}</p:txBody>"
    )
