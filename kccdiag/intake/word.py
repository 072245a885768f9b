"""The lines of a Word document, with what is bold at their start; nothing in it is executed or followed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.text.run import Run
from lxml import etree

from kccdiag.faults import InputError, refuse
from kccdiag.intake.archives import DAMAGED, check_members
from kccdiag.intake.openings import Line

LARGEST_TEXT = 64 * 2**20  # bytes of XML; a day of speech in Word is two or three
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STARTS = ((b"%PDF", "a PDF"), (b"{\\rtf", "an RTF document"), (b"<", "a web page or XML"))
_SAVE = "open it in Word and save it as .docx"
# What was deleted or moved away was not said, and text boxes hold remarks.
_RUNS = ".//w:r[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:txbxContent)]"
_ROWS = ".//w:p[not(ancestor::w:tbl or ancestor::w:txbxContent)] | .//w:tr[not(ancestor::w:tr)]"


def read_word(path: Path, name: str) -> list[Line]:
    """Read the lines of a Word document: its paragraphs, and a line for every row of its tables (cells by tabs).

    Raises
    ------
    InputError
        For what is no .docx, has a password, is damaged, or unpacks to more than a transcript can be.
    """
    _check(path, name)
    try:
        body = docx.Document(str(path)).element.body
    except InputError:
        raise
    except (*DAMAGED, KeyError, AttributeError, PackageNotFoundError, etree.LxmlError) as error:
        raise refuse(name, f"this is no Word document, or it is damaged: {error}", _SAVE) from error
    return [line for element in body.xpath(_ROWS) for line in _lines(element)]


def _check(path: Path, name: str) -> None:
    """Look at the file as a zip before anything of it is unpacked."""
    with path.open("rb") as file:
        start = file.read(8)
    if start == _OLE:
        raise _refuse_ole(path, name)
    for magic, found in _STARTS:
        if start.startswith(magic):
            raise refuse(name, f"its name says .docx, its content {found}", _SAVE)
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive, name)
            size = sum(info.file_size for info in archive.infolist() if info.filename.endswith((".xml", ".rels")))
            names = archive.namelist()
    except InputError:
        raise
    except DAMAGED as error:
        raise refuse(name, f"this is no Word document, or it is damaged: {error}", _SAVE) from error
    if size > LARGEST_TEXT:
        raise refuse(name, f"its text unpacks to {size // 2**20:,} MB, more than any transcript: it may be a zip bomb",
                     "copy the text into a new document")  # fmt: skip
    if "word/document.xml" not in names:
        raise refuse(name, "this is a zip, no Word document", "name it after what it is")


def _refuse_ole(path: Path, name: str) -> InputError:
    # What Office encrypts is an OLE file with a stream of this name, in UTF-16 in its directory.
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return refuse(name, "the document has a password", "open it with its password and save it without one")
    return refuse(name, "this is a Word document of before 2007 (.doc), whatever its name says", _SAVE)


def _lines(element: Any) -> Iterator[Line]:
    if element.tag.endswith("}tr"):
        cells = ["\n".join(text for text, _ in map(_text, cell.xpath(".//w:p"))) for cell in element.xpath("./w:tc")]
        yield from (Line(line) for line in "\t".join(cells).split("\n"))
        return
    text, bold = _text(element)
    first, *others = text.split("\n")
    yield Line(first, bold.split("\n")[0])
    yield from map(Line, others)


def _text(paragraph: Any) -> tuple[str, str]:
    """Give a paragraph's text with the text in bold that it begins with."""
    text = bold = ""
    for element in paragraph.xpath(_RUNS):
        run = Run(element, paragraph)
        if run.bold and bold == text:
            bold += run.text
        text += run.text
    return text, bold
