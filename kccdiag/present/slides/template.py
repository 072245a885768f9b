"""The template of the slides: ours or a client's own, its layouts found by name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from kccdiag.faults import Fault, InputError, refuse
from kccdiag.present.slides.house import FILE, LAYOUTS
from kccdiag.present.slides.lettering import wider_than_arial
from kccdiag.present.slides.printed import has_notes, make_room

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
WIDE = 16 / 9
TOLERATED = 0.01  # 13.33 by 7.5 inches is not quite 16:9 either
LARGEST = 200_000_000  # bytes, unpacked
SLIDES, TEMPLATE = (f"presentationml.{kind}.main+xml".encode() for kind in ("presentation", "template"))
_REMEDY = (
    "save the client's template as .pptx with these layouts (View > Slide Master), or leave out template in board.toml"
)
_MACROS = "it holds macros, and slides that go to a board should not"


@dataclass(frozen=True)
class Template:
    """An empty presentation with what is needed to fill it.

    Attributes
    ----------
    presentation
        Without slides.
    layouts
        By our names.
    places
        Of each layout our names of its placeholders, by their number there.
    wider
        How much wider than Arial its fonts may run.
    """

    presentation: Any
    layouts: dict[str, Any]
    places: dict[str, dict[int, str]]
    wider: float


def open_template(file: Path | None = None) -> Template:
    """Open a client's template, or ours.

    Parameters
    ----------
    file
        A .pptx or .potx with the layouts Title, Answer, Finding, Picture and Text, each with a title and with
        placeholders that go by the names Picture, Text and Ask.

    Raises
    ------
    kccdiag.faults.InputError
        Naming everything that is missing, and what is there.
    """
    name = file.name if file else FILE.name
    presentation = _opened(_content(file or FILE, name), name)
    _check_shape(presentation, name)
    found = {_folded(layout.name): layout for master in presentation.slide_masters for layout in master.slide_layouts}
    make_room(presentation)
    faults = list(_missing(found, name))
    if not has_notes(presentation):
        faults.append(Fault(name, "its notes master has no placeholder for the notes", "View > Notes Master > Body"))
    if faults:
        raise InputError(faults)
    _drop_slides(presentation)
    layouts = {layout: found[_folded(layout)] for layout in LAYOUTS}
    places = {name: _places_of(layout, LAYOUTS[name]) for name, layout in layouts.items()}
    return Template(presentation, layouts, places, wider=max(map(wider_than_arial, _fonts(presentation))))


def _content(file: Path, name: str) -> bytes:
    """Read a template and refuse what is no PowerPoint file, or one with macros."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise refuse(name, f"the template can't be read: {error.strerror}", _REMEDY) from error
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(name, "it is protected with a password, or a .ppt of before 2007", "save it as .pptx without one")
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            types, names = parts.read("[Content_Types].xml"), parts.namelist()
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError) as error:
        raise refuse(name, "it is not a PowerPoint file", _REMEDY) from error
    if unpacked > LARGEST:
        raise refuse(name, f"it holds more than {LARGEST // 1_000_000} MB", "take out what no slide needs")
    if b"macroEnabled" in types or any(part.lower().endswith("vbaproject.bin") for part in names):
        raise refuse(name, _MACROS, "save it as .pptx or .potx")
    return _as_slides(content) if TEMPLATE in types else content


def _as_slides(content: bytes) -> bytes:
    """Turn a .potx into a .pptx: they differ in one line."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as read, zipfile.ZipFile(written, "w") as file:
        for part in read.namelist():
            held = read.read(part)
            file.writestr(part, held.replace(TEMPLATE, SLIDES) if part == "[Content_Types].xml" else held)
    return written.getvalue()


def _opened(content: bytes, name: str) -> Any:
    try:
        presentation = Presentation(BytesIO(content))
        len(presentation.slide_layouts)
    except Exception as error:
        raise refuse(name, "it is not a PowerPoint file, or a damaged one", _REMEDY) from error
    return presentation


def _check_shape(presentation: Any, name: str) -> None:
    width, height = presentation.slide_width, presentation.slide_height
    if not width or not height or abs(width / height / WIDE - 1) > TOLERATED:
        size = f"{(width or 0) / 914400:.1f} by {(height or 0) / 914400:.1f} inches"
        raise refuse(name, f"its slides are {size}, not 16:9", "Design > Slide Size > Widescreen (16:9)")


def _missing(found: dict[str, Any], name: str) -> Iterator[Fault]:
    """Name the layouts and placeholders that are not there, beside those that are."""
    absent = [layout for layout in LAYOUTS if _folded(layout) not in found]
    if absent:
        there = ", ".join(sorted(repr(layout.name) for layout in found.values())) or "none"
        yield Fault(name, f"no layout called {_listed(absent)}; found: {there}", _REMEDY)
    for layout, boxes in LAYOUTS.items():
        page = found.get(_folded(layout))
        if page is None:
            continue
        lacking = [box for box, kind, *_ in boxes if _placeholder(page, box, title=kind == "title") is None]
        if lacking:
            there = ", ".join(repr(box.name) for box in page.placeholders) or "none"
            what = f"layout '{page.name}' has no placeholder called {_listed(lacking)}; found: {there}"
            yield Fault(name, what, "name it in View > Slide Master, Home > Arrange > Selection Pane")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _placeholder(layout: Any, name: str, *, title: bool) -> Any:
    boxes = [box for box in layout.placeholders if title == (box.placeholder_format.type in TITLES)]
    return next((box for box in boxes if title or _folded(box.name) == _folded(name)), None)


def _places_of(layout: Any, ours: Iterable[tuple[Any, ...]]) -> dict[int, str]:
    """Name the placeholders of one of our layouts as we do; the title is any title."""
    boxes = {name: _placeholder(layout, name, title=kind == "title") for name, kind, *_ in ours}
    return {box.placeholder_format.idx: name for name, box in boxes.items()}


def _drop_slides(presentation: Any) -> None:
    """Take out the slides that a template may show itself with."""
    listed = presentation.slides._sldIdLst
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)


def _fonts(presentation: Any) -> Iterator[str]:
    """Name the theme's fonts for titles and text."""
    from lxml import etree

    for part in (one.target_part for one in presentation.slide_master.part.rels.values() if not one.is_external):
        if part.partname.startswith("/ppt/theme/"):
            theme = etree.fromstring(part.blob)
            yield from theme.xpath("//*[local-name()='fontScheme']/*/*[local-name()='latin']/@typeface")
            return
    yield "Arial"
