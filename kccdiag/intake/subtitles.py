"""Recorded meetings as subtitles: the cues of WebVTT and SRT files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kccdiag.intake.openings import Line
from kccdiag.intake.speakers import Said, Skipped

_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?=\s|$)")
_SPEAKER = re.compile(r'\d+ "(?P<name>[^"]+)"(?: \(\d*\))?\s*$')  # Webex: 1 "Ineke Brandsma" (2837492)
_IDENTIFIER = re.compile(r"\d+|[0-9a-fA-F-]{36}/\d+-\d+")
_NO_CUES = ("WEBVTT", "NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[\w-]+)*(?:[ \t]([^<>]*))?>")
# A "<" that a program forgot to write as "&lt;" stays.
_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt|v|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>")


@dataclass(frozen=True)
class Subtitles:
    """The cues of a file, in its order: as what voices say, or as lines where no cue has a voice tag.

    Parameters
    ----------
    skipped
        What could not be read, with its line: ``broken_cue``, ``no_times``.
    """

    said: tuple[Said, ...]
    lines: tuple[Line, ...]
    skipped: Skipped


def read_subtitles(text: str) -> Subtitles:
    """Read the cues of a WebVTT or SRT file.

    Times are not used, so that cues that overlap or end before they begin are read like any other. A cue whose line
    of times can't be read is left out and named, as players leave it out.

    Examples
    --------
    >>> read_subtitles("WEBVTT\\n\\n00:01.000 --> 00:02.000\\n<v Ineke>Goed, de\\nopname loopt.</v>").said
    (Said(label='Ineke', text='Goed, de\\nopname loopt.'),)
    """
    skipped: Skipped = {}
    cues: list[str] = []
    for start, block in _blocks(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff"))):
        place = next((place for place, line in enumerate(block[:2]) if "-->" in line), None)
        if place is not None and (timing := _TIMING.match(block[place])):
            speaker = _SPEAKER.match(block[0]) if place else None
            voice = f"<v {html.escape(speaker['name'])}>" if speaker else ""
            after = block[place][timing.end() :].lstrip()  # settings, if it is no text already
            cues.append("\n".join(filter(None, [voice, _VOICE.match(after) and after, *block[place + 1 :]])))
        elif place is not None:
            skipped["broken_cue", str(start + place)] = 1
        elif not block[0].startswith(_NO_CUES):
            skipped["no_times", str(start)] = 1
    voiced = any(_VOICE.search(cue) for cue in cues)
    said = tuple(one for cue in cues for one in _voices(cue)) if voiced else ()
    plain = () if voiced else tuple(Line(_plain(line)) for cue in cues for line in cue.split("\n"))
    return Subtitles(said, plain, skipped)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Give blocks of lines with their first line; a block ends at an empty line, or where a second timing stands."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        second = "-->" in line and (len(block) > 1 or any("-->" in before for before in block))
        again = [block.pop()] if second and _IDENTIFIER.fullmatch(block[-1].strip()) else []
        if block and (second or not line):
            yield number - len(block) - len(again), block
            block = []
        block += [*again, line] if line else []


def _voices(cue: str) -> Iterator[Said]:
    """Part a cue at its voice tags; what stands before the first is said by nobody known."""
    before, *parts = _VOICE.split(cue)
    if before.strip():
        yield Said("", _plain(before))
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        yield Said(" ".join(html.unescape(name or "").split()), _plain(text))


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
