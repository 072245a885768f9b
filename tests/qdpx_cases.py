"""Invented REFI-QDA projects, counted and packed as one tool or another does."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "urn:QDA-XML:project:1.0"
CODES = {"flow": 1, "no_time": 2, "source: KCC": 3, "target: Facturatie": 4, "parkeren": 5, "silo": 6}


def guid(kind: int, number: int) -> str:
    """Make an identifier: the same for the same thing."""
    return f"{kind:08X}-0000-4000-8000-{number:012X}"


def place(text: str, at: int, *, utf16: bool, folded: bool, marked: bool) -> int:
    """Count up to a character of a text as stored, in the way of a tool."""
    before = text[:at]
    before = before if marked else before.removeprefix("\ufeff")
    before = before.replace("\r\n", "\n") if folded else before
    return len(before.encode("utf-16-le")) // 2 if utf16 else len(before)


def selection(
    number: int, span: tuple[int, int], codes: Iterable[str], *, name: str = "", tag: str = "PlainTextSelection"
) -> str:
    """Write a selection with a coding by the first user for each code."""
    codings = "".join(
        f'<Coding guid="{guid(7, 100 * number + CODES[code])}" creatingUser="{guid(1, 1)}">'
        f'<CodeRef targetGUID="{guid(2, CODES[code])}"/></Coding>' for code in codes)  # fmt: skip
    return (f'<{tag} guid="{guid(4, number)}" name={quoteattr(name)} startPosition="{span[0]}" endPosition="{span[1]}">'
            f"{codings}</{tag}>")  # fmt: skip


def source(name: str, body: str, *, path: str = "internal://t.txt") -> str:
    """Write a text source whose text is a file of the zip."""
    return f'<TextSource guid="{guid(3, 1)}" name={quoteattr(name)} plainTextPath={quoteattr(path)}>{body}</TextSource>'


def project(sources: str, *, before: str = "", after: str = "", cases: str = "") -> str:
    """Write a project with the codes of ``CODES``."""
    codes = "".join(f'<Code guid="{{{guid(2, number)}}}" name={quoteattr(name)} isCodable="true"/>'
                    for name, number in CODES.items())  # fmt: skip
    return (f'<?xml version="1.0" encoding="utf-8"?>{before}<Project xmlns="{NAMESPACE}" name="p" '
            f'basePath="file:///geheim/consultant"><Users><User guid="{guid(1, 1)}" name="AB"/></Users>'
            f"<CodeBook><Codes>{codes}</Codes></CodeBook>{cases}"
            f"<Sources>{sources}</Sources>{after}</Project>")  # fmt: skip


def pack(
    path: Path, qde: str | bytes, members: Mapping[str, str | bytes] | None = None, *, name: str = "project.qde"
) -> Path:
    """Pack a project with its texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, qde)
        for member, content in (members or {}).items():
            archive.writestr(member, content)
    return path


def content(text: str) -> str:
    """Write a text inside the XML."""
    return f"<PlainTextContent>{escape(text)}</PlainTextContent>"


def words(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Find words in a text, in order."""
    spans, at = [], 0
    for word in wanted:
        at = text.index(word, at)
        spans.append((at, at + len(word)))
    return spans
