"""Our own template: the shipped file is what :func:`make_template` returns, and a test holds it to that."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Inches

from kccdiag.present.slides.archive import undated

FILE = Path(__file__).with_name("template.pptx")
WIDTH, HEIGHT = 13.333, 7.5  # inches
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 — Office files hold no zone
# Text, background and the accents: Okabe and Ito's, told apart by who does not see all colours.
COLOURS = {
    "dk1": "1A1A1A", "lt1": "FFFFFF", "dk2": "0B2F4A", "lt2": "EEF3F7", "accent1": "0072B2", "accent2": "D55E00",
    "accent3": "E69F00", "accent4": "009E73", "accent5": "56B4E9", "accent6": "CC79A7", "hlink": "0072B2",
    "folHlink": "4D4D4D",
}  # fmt: skip
FONT = "Arial"
LEFT, ACROSS = 0.6, 12.13
# Layout: name and place of each placeholder, in inches; what kind it is and how large it writes.
LAYOUTS: dict[str, tuple[tuple[str, str, tuple[float, float, float, float], int], ...]] = {
    "Title": (
        ("Title", "title", (1.0, 2.1, 11.3, 1.7), 40),
        ("Text", "body", (1.0, 4.0, 11.3, 1.6), 22),
    ),
    "Answer": (
        ("Title", "title", (LEFT, 0.4, ACROSS, 1.05), 28),
        ("Picture", "obj", (LEFT, 1.6, 7.75, 5.05), 16),
        ("Text", "body", (8.65, 1.6, 4.08, 5.05), 18),
    ),
    "Finding": (
        ("Title", "title", (LEFT, 0.4, ACROSS, 1.05), 28),
        ("Picture", "obj", (LEFT, 1.6, 7.45, 4.45), 16),
        ("Text", "body", (8.3, 1.6, 4.43, 4.45), 16),
        ("Ask", "body", (LEFT, 6.15, ACROSS, 0.62), 16),
    ),
    "Picture": (
        ("Title", "title", (LEFT, 0.4, ACROSS, 1.05), 28),
        ("Picture", "obj", (LEFT, 1.6, ACROSS, 4.5), 16),
        ("Text", "body", (LEFT, 6.15, ACROSS, 0.62), 14),
    ),
    "Text": (
        ("Title", "title", (LEFT, 0.4, ACROSS, 1.05), 28),
        ("Text", "body", (LEFT, 1.6, ACROSS, 5.05), 18),
    ),
}
FOOT = (("Footer", "ftr", (LEFT, 6.95, 10.6, 0.34)), ("Number", "sldNum", (11.53, 6.95, 1.2, 0.34)))
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
Place = tuple[float, float, float, float]


def make_template() -> bytes:
    """Make our template from the empty one of python-pptx: other layouts, fonts, colours and size."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = presentation.slide_master
    layouts = list(master.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        master.slide_layouts.remove(layout)
    for part in (presentation.part, presentation.part.package):
        _drop(part, "/printerSettings", "/thumbnail")
    _dress(master.part)
    _draw_master(master)
    for layout, name in zip(layouts, LAYOUTS, strict=False):
        _draw_layout(layout, name)
    told = presentation.core_properties
    told.author, told.title, told.last_modified_by = "kccdiag", "kccdiag", "kccdiag"
    told.created = told.modified = MADE
    told.revision = 1
    written = BytesIO()
    presentation.save(written)
    return undated(written.getvalue())


def _drop(part, *kinds: str) -> None:  # type: ignore[no-untyped-def]
    """Take out what another program left in its empty presentation."""
    for name, related in list(part._rels.items()):
        if related.reltype.endswith(kinds):
            part._rels.pop(name)


def _dress(part) -> None:  # type: ignore[no-untyped-def]
    """Give the theme our fonts and colours."""
    theme = next(one.target_part for one in part.rels.values() if one.reltype.endswith("/theme"))
    tree = etree.fromstring(theme.blob)
    main = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for name, colour in COLOURS.items():
        slot = tree.find(f".//{main}clrScheme/{main}{name}")
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, f"{main}srgbClr", val=colour)
    for font in tree.iterfind(f".//{main}fontScheme/*/{main}latin"):
        font.set("typeface", FONT)
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _draw_master(master) -> None:  # type: ignore[no-untyped-def]
    shapes = [
        _box(2, "Title", "title", (LEFT, 0.4, ACROSS, 1.05), size=28),
        _box(3, "Text", "body", (LEFT, 1.6, ACROSS, 5.05), size=18, which=1),
        *(_box(n, name, kind, place, size=14, which=n) for n, (name, kind, place) in enumerate(FOOT, start=4)),
        _stripe(9),
    ]
    _replace_shapes(master, shapes)
    styles = master.element.find(".//{http://schemas.openxmlformats.org/presentationml/2006/main}txStyles")
    title = styles[0][0]  # titleStyle, first level
    title.set("algn", "l")
    title[-1].set("sz", "2800")
    title[-1].set("b", "1")


def _draw_layout(layout, name: str) -> None:  # type: ignore[no-untyped-def]
    layout.name = name
    boxes = []
    for number, (own, kind, place, size) in enumerate(LAYOUTS[name], start=2):
        boxes.append(_box(number, own, kind, place, size=size, which=number + 10, light=name == "Title"))
    if name == "Title":
        _fill_background(layout)
        layout.element.set("showMasterSp", "0")
    else:
        boxes += [_box(20 + n, own, kind, place, size=14, which=20 + n) for n, (own, kind, place) in enumerate(FOOT)]
    for old in ("type", "preserve"):
        layout.element.attrib.pop(old, None)
    layout.element.set("preserve", "1")
    _replace_shapes(layout, boxes)


def _replace_shapes(page, shapes: list[str]) -> None:  # type: ignore[no-untyped-def]
    tree = page.shapes._spTree
    for old in list(tree)[2:]:  # after its own properties
        tree.remove(old)
    for shape in shapes:
        tree.append(parse_xml(shape))


def _fill_background(layout) -> None:  # type: ignore[no-untyped-def]
    colour = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:effectLst/>'
    layout.element.cSld.insert(0, parse_xml(f"<p:bg {SPACES}><p:bgPr>{colour}</p:bgPr></p:bg>"))


def _box(  # noqa: PLR0913 — what a placeholder is
    number: int, name: str, kind: str, place: Place, *, size: int, which: int = 0, light: bool = False
) -> str:
    """Write a placeholder with its own place and letters."""
    index = f' idx="{which}"' if which and kind != "title" else ""
    bold, anchor = (
        ("1", "b" if light else "t") if kind == "title" else ("0", "ctr" if kind in ("ftr", "sldNum") else "t")
    )
    colour = "bg1" if light else "tx1"
    side = ' algn="r"' if kind == "sldNum" else ' algn="l"'
    level = (
        f'<a:lvl1pPr marL="0" indent="0"{side}><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{100 * size}" b="{bold}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr>'
        "</a:lvl1pPr>"
    )
    number_field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    text = number_field if kind == "sldNum" else "" if kind == "ftr" else f"<a:r><a:rPr/><a:t>{name}</a:t></a:r>"
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr>{_frame(place)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{level}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _stripe(number: int) -> str:
    """Write the stripe at the left of every slide but the first."""
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Stripe"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_frame((0, 0, 0.16, HEIGHT))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )


def _frame(place: Place) -> str:
    left, top, width, height = (Inches(inches) for inches in place)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
