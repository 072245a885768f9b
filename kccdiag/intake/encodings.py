"""Which encoding a text file is written in, and its text as UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import IO

from kccdiag.faults import refuse
from kccdiag.intake.archives import Piece

CHUNK = 2**20
REMEDY = 'say which encoding it is in under its [log]:  encoding = "cp850"  (or save it as UTF-8)'

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Tables that people export hold a stray control character at most; arbitrary bytes are one in nine of these.
_CONTROL_SHARE = 0.02
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x20)])
_NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def find_encoding(piece: Piece) -> str:
    """Decide in which encoding a text file is written, by looking at all of it.

    A byte-order mark decides; else UTF-8 where every byte fits it (or more characters fit than not: one damaged
    character makes no other encoding); else cp1252, the one of Western European Windows, or latin-1.

    Raises
    ------
    InputError
        Where the bytes are no text in any of these.
    """
    with piece.open() as stream:
        start = stream.read(4096)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name
        if wide := _without_mark(start):
            return wide
    return _narrow(piece)


def _without_mark(start: bytes) -> str:
    # In Western text in UTF-16 every other byte is zero.
    half = len(start) // 2
    if half < 2:
        return ""
    for name, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if zeros.count(0) > 0.7 * half and start.count(0) < 1.2 * half:
            return name
    return ""


def _narrow(piece: Piece) -> str:
    valid, wrong, cp1252 = 0, 0, True
    rest = b""
    for chunk in _chunks(piece):
        if len(chunk) - len(chunk.translate(None, _CONTROL)) > _CONTROL_SHARE * len(chunk):
            raise refuse(piece.name, "the encoding is unknown: the file holds characters that no text has", REMEDY)
        if chunk.isascii() and not rest:
            continue
        cp1252 = cp1252 and not _NOT_CP1252.search(chunk)
        good, bad, rest = _count_utf8(rest + chunk)
        valid, wrong = valid + good, wrong + bad
    if wrong + bool(rest) <= valid / 10:
        return "utf-8"
    return "cp1252" if cp1252 else "latin-1"


def _count_utf8(data: bytes) -> tuple[int, int, bytes]:
    """Count the multi-byte characters that are valid UTF-8 and the bytes that are not; give what is cut off."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    text = decoder.decode(data)
    rest = decoder.getstate()[0]
    wrong = text.count("\ufffd")
    return len(text) - sum(map(len, re.findall(r"[\x00-\x7f]+", text))) - wrong, wrong, rest


def _chunks(piece: Piece) -> Iterator[bytes]:
    with piece.open() as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def open_text(piece: Piece, encoding: str) -> IO[str]:
    """Open a file as text with its line ends as they are; what can't be decoded becomes U+FFFD."""
    codecs.lookup(encoding)  # before anything is opened
    return io.TextIOWrapper(piece.open(), encoding=encoding, errors="replace", newline="")


class Utf8Stream(io.RawIOBase):
    """The text of a file, after some of its lines, as UTF-8; counts its line ends and undecodable characters."""

    def __init__(self, piece: Piece, encoding: str, skip_lines: int) -> None:
        self._text = open_text(piece, encoding)
        self._left = b""
        self.lines = 0
        self.ended = True  # whether the last line has its end
        self.damaged = 0
        for _ in range(skip_lines):
            self._text.readline()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._left:
            text = self._text.read(CHUNK)
            self.lines += text.count("\n")
            self.ended = text.endswith("\n") if text else self.ended
            self.damaged += text.count("\ufffd")
            self._left = text.encode("utf-8", "replace")
        data, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._text.close()
        super().close()
