"""What was said in an interview: a transcript in Word, text, WebVTT or SRT as who says what."""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from dataclasses import dataclass
from pathlib import Path

from kccdiag.faults import InputError, refuse
from kccdiag.intake.archives import Piece
from kccdiag.intake.encodings import find_encoding, open_text
from kccdiag.intake.openings import Line
from kccdiag.intake.speakers import Said, Skipped, find_speakers
from kccdiag.intake.subtitles import Subtitles, read_subtitles
from kccdiag.intake.word import read_word

READABLE = (".docx", ".txt", ".md", ".vtt", ".srt")
LARGEST = 64 * 2**20  # bytes
_REMEDIES = {
    ".doc": "open it in Word and save it as .docx",
    ".odt": "save it as .docx", ".rtf": "save it as .docx", ".pages": "export it as .docx",
    ".pdf": "ask for the document it was made from, or save its text as .docx or .txt",
}  # fmt: skip
CANDIDATES = (*READABLE, *_REMEDIES)  # endings that transcripts have
_STARTS = ((b"PK\x03\x04", ".docx or .zip"), (b"%PDF", ".pdf"), (b"{\\rtf", ".rtf"),
           (bytes.fromhex("d0cf11e0a1b11ae1"), ".doc"))  # fmt: skip
# No-break spaces stay: they are part of what was typed, and of a quote that was copied.
_SPACE = re.compile("[ \t\r\n\f\v\x85\u2028\u2029]+")
_CUE = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->", re.MULTILINE)


@dataclass(frozen=True)
class Transcript:
    """What is said in a transcript, line by line or cue by cue, and what was met and not read as it stands."""

    said: tuple[Said, ...]
    skipped: Skipped


def read_transcript(path: Path, name: str, *, known: Set[str], places: Collection[str] = ()) -> Transcript:
    """Read a transcript.

    Parameters
    ----------
    name
        As its owner knows it, for messages.
    known, places
        As in :func:`kccdiag.intake.speakers.find_speakers`.

    Raises
    ------
    InputError
        For a file that is no transcript, or of which nothing can be read.
    """
    suffix = path.suffix.lower()
    if suffix not in READABLE:
        raise refuse(name, f"a transcript of this kind ({suffix or 'no ending'}) is not read",
                     _REMEDIES.get(suffix, f"what can be read: {', '.join(READABLE)}"))  # fmt: skip
    if not path.stat().st_size:
        raise refuse(name, "the file is empty", "export it again")
    skipped: Skipped = {}
    if suffix == ".docx":
        said, met = find_speakers(read_word(path, name), known=known, places=places)
    else:
        text = _read_text(path, name)
        if damaged := text.count("\ufffd"):
            skipped["characters", ""] = damaged
        cues = _cues(text, suffix)
        skipped |= cues.skipped
        lines = cues.lines if suffix in (".vtt", ".srt") or cues.said or cues.lines else _lines(text)
        said, met = find_speakers(lines, known=known, places=places)
        said = [*cues.said, *said]
    said = [Said(one.label, join_words(one.text)) for one in said]
    if not any(one.text for one in said):
        wrong = ", ".join(line for _, line in skipped if line)
        raise refuse(name, "nothing that anybody says can be read in it" + (f"; see line {wrong}" if wrong else ""),
                     "see whether this is the transcript, and export it again")  # fmt: skip
    return Transcript(tuple(said), skipped | met)


def join_words(text: str) -> str:
    """Write a text on one line, with single spaces between its words.

    Examples
    --------
    >>> join_words(" Ja,\\n dat\\tklopt. ")
    'Ja, dat klopt.'
    """
    return _SPACE.sub(" ", text).strip(" ")


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(map(Line, re.split(r"\r\n|\r|\n", text)))


def _cues(text: str, suffix: str) -> Subtitles:
    if suffix in (".vtt", ".srt") or text.startswith("WEBVTT") or _CUE.search(text):
        return read_subtitles(text)
    return Subtitles((), (), {})


def _read_text(path: Path, name: str) -> str:
    with path.open("rb") as file:
        start = file.read(8)
    for magic, found in _STARTS:
        if start.startswith(magic):
            raise refuse(name, f"its name says {path.suffix}, its content {found}", "name it after what it is")
    if path.stat().st_size > LARGEST:
        raise refuse(name, f"the file is larger than {LARGEST // 2**20} MB, more than any transcript")
    piece = Piece(name, "txt", path)
    try:
        encoding = find_encoding(piece)
    except InputError as error:
        raise refuse(name, "this is no text, or its encoding is unknown", "save it as UTF-8") from error
    with open_text(piece, encoding) as stream:
        return stream.read().lstrip("\ufeff")
