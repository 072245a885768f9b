"""Words on a slide: how wide they are in a font that every computer has, and the size at which they fit.

Widths are those of Helvetica, which Arial shares; matplotlib brings them along, so that overflow is known on a machine
that has neither.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, findfont, get_font

from kccdiag.shown.lettering import ELLIPSIS, broken, cut

LEAST = 14.0  # points: nothing on a slide is smaller
LINE = 1.2  # of the size, from one line to the next; Arial's own is 1.15
BEFORE = 0.45  # of the size, between paragraphs
INDENT = 14.0  # points, before what stands in a list
TIE = "\u00a0"  # a space at which no line ends
MARK = "►"  # in Arial too, though not in its metrics
READABLE = 20.0  # points, of a title; below it names are shortened first
LETTERS = (40, 32, 24, 18, 14, 10, 8)  # of a name, ever fewer
SAFE = 1.03  # programs kern and round differently
# How much wider than Arial the usual fonts of office templates run, over an ordinary sentence; others may be a tenth.
WIDER = {
    "arial": 1.0, "helvetica": 1.0, "liberation sans": 1.0, "calibri": 0.92, "aptos": 1.0, "segoe ui": 1.0,
    "verdana": 1.19, "tahoma": 1.02, "georgia": 1.04, "times new roman": 0.9, "century gothic": 1.08,
}  # fmt: skip
UNKNOWN_FONT = 1.1


@dataclass(frozen=True)
class Paragraph:
    """Words of one look.

    Attributes
    ----------
    bullet
        Whether it stands in a list.
    """

    text: str
    bold: bool = False
    bullet: bool = False
    quiet: bool = False


def plain(text: object) -> str:
    """Write a text from the data as one line of visible characters that XML can hold.

    Examples
    --------
    >>> plain("Finance\\n $x$\\u200b\\x07 <b>")
    'Finance $x$ <b>'
    """
    shown = "".join(_visible(character) for character in str(text))
    return tied(" ".join(shown.split()) or "–")


def tied(text: str) -> str:
    """Keep a percent sign on the line of its number."""
    return text.replace(" %", f"{TIE}%")


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    return "" if category in ("Cf", "Cs", "Cn") or 0xFE00 <= ord(character) <= 0xFE0F else character


@cache
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Measure how wide a line is in Arial, in points.

    Examples
    --------
    >>> round(width_of("Arial", 100) / SAFE)  # 667 + 333 + 222 + 556 + 222 thousandths
    200
    """
    known = _widths("Helvetica-Bold" if bold else "Helvetica")
    return sum(known.get(character) or _guess(character) for character in text) * size / 1000 * SAFE


def _guess(character: str) -> float:
    """Guess the width of a letter that the font does not have: square, or nothing for what stands on another."""
    if unicodedata.combining(character):
        return 0.0
    return 1000.0 if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF else 800.0


@cache
def _widths(font: str) -> dict[str, float]:
    """Read the thousandths of the size that each letter takes, from Adobe's metrics."""
    file = Path(mpl.get_data_path()) / "fonts" / "pdfcorefonts" / f"{font}.afm"
    measured: dict[str, float] = {}
    for line in file.read_text("ascii").splitlines():
        if line.startswith("C "):
            parts = dict(part.split()[:2] for part in line.split(";") if len(part.split()) > 1)
            measured[parts["N"]] = float(parts["WX"])
    return {letter: measured[name] for letter, name in _names().items() if name in measured} | {
        TIE: measured["space"],
        MARK: 990.0,
    }


@cache
def _names() -> dict[str, str]:
    """Name the letters as Adobe does; the font that matplotlib brings knows them so."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans")))
    return {chr(code): font.get_glyph_name(glyph) for code, glyph in font.get_charmap().items() if code < 0x2500}


def wider_than_arial(font: str) -> float:
    """Tell how much wider than Arial a font of a template may run."""
    return WIDER.get(font.strip().casefold(), UNKNOWN_FONT)


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Cut a text with an ellipsis so that it takes at most a width, in points.

    Examples
    --------
    >>> shorten("Facturatie", 60, 14)
    'Factur…'
    """
    return cut(text, lambda part: width_of(part, size, bold=bold) <= width)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most a width, in points, at spaces only; a longer word is cut."""
    return broken(text, lambda part: width_of(part, size, bold=bold) <= width)


def whole(text: str, width: float, size: float, *, bold: bool = False) -> bool:
    """Tell whether no word of a text is wider than a line: PowerPoint would break it anywhere."""
    return all(width_of(word, size, bold=bold) <= width for word in text.split(" "))


def height_of(paragraphs: tuple[Paragraph, ...], width: float, size: float) -> float:
    """Measure how high some paragraphs stand, in points."""
    lines = sum(len(wrap(one.text, _room(one, width), size, bold=one.bold)) for one in paragraphs)
    return size * (LINE * lines + BEFORE * max(len(paragraphs) - 1, 0))


def _room(paragraph: Paragraph, width: float) -> float:
    return width - INDENT if paragraph.bullet else width


def fit(
    paragraphs: tuple[Paragraph, ...], width: float, height: float, sizes: tuple[float, ...]
) -> tuple[tuple[Paragraph, ...], float]:
    """Choose the largest size at which paragraphs fit a frame; at the smallest, the rest is left out.

    Returns
    -------
    tuple of tuple of Paragraph and float
        What fits, words that no line can hold cut, and the size in points.
    """
    for size in sizes:
        unbroken = all(whole(one.text, _room(one, width), size, bold=one.bold) for one in paragraphs)
        if unbroken and height_of(paragraphs, width, size) <= height:
            return paragraphs, size
    size = sizes[-1]
    return _first_of(tuple(_cut_words(one, width, size) for one in paragraphs), width, height, size), size


def _cut_words(paragraph: Paragraph, width: float, size: float) -> Paragraph:
    words = (shorten(word, _room(paragraph, width), size, bold=paragraph.bold) for word in paragraph.text.split(" "))
    return replace(paragraph, text=" ".join(words))


def _first_of(paragraphs: tuple[Paragraph, ...], width: float, height: float, size: float) -> tuple[Paragraph, ...]:
    """Keep the paragraphs that fit, and of the first that does not as many lines as there is room for."""
    kept: tuple[Paragraph, ...] = ()
    for one in paragraphs:
        if height_of((*kept, one), width, size) <= height:
            kept = (*kept, one)
            continue
        lines = wrap(one.text, _room(one, width), size, bold=one.bold)
        free = height - height_of(kept, width, size) - (size * BEFORE if kept else 0)
        room = int(free / (size * LINE) + 1e-9)
        if room > 0:
            kept = (*kept, replace(one, text=_ended(lines[:room], _room(one, width), size, bold=one.bold)))
        while len(kept) > 1 and kept[-1].bold:  # no heading without its text
            kept = kept[:-1]
        return kept
    return kept


def _ended(lines: list[str], width: float, size: float, *, bold: bool) -> str:
    """End a text that goes on with an ellipsis that still fits its last line."""
    last = lines[-1].rstrip(ELLIPSIS).rstrip()
    while last and width_of(last + ELLIPSIS, size, bold=bold) > width:
        last = last[:-1].rstrip()
    return " ".join([*lines[:-1], last + ELLIPSIS])


def fit_line(
    text: str, width: float, sizes: tuple[float, ...], *, names: tuple[str, ...] = (), lines: int = 2
) -> tuple[str, float]:
    """Choose the largest size at which a bold text takes at most some lines; long names in it are shortened first.

    Returns
    -------
    tuple of str and float
        The text and its size in points: a number at the end of a headline is not lost to a name at its beginning.

    Examples
    --------
    >>> fit_line("Klantcontactcentrum: 32", 120, (14,), names=("Klantcontactcentrum",), lines=1)
    ('Klantcont…: 32', 14)
    """
    large = [size for size in sizes if size >= READABLE]
    wanted = [(text, size) for size in large]
    wanted += [(_with_short_names(text, names, letters), large[-1]) for letters in LETTERS[:4] if large]
    wanted += [(text, size) for size in sizes if size < READABLE]
    wanted += [(_with_short_names(text, names, letters), sizes[-1]) for letters in LETTERS]
    for words, size in wanted:
        if whole(words, width, size, bold=True) and len(wrap(words, width, size, bold=True)) <= lines:
            return words, size
    size = sizes[-1]
    written = wrap(text, width, size, bold=True)
    return (" ".join(written) if len(written) <= lines else _ended(written[:lines], width, size, bold=True)), size


def _with_short_names(text: str, names: tuple[str, ...], letters: int) -> str:
    for name in sorted(names, key=len, reverse=True):
        if len(name) > letters:
            text = text.replace(name, name[: letters - 1].rstrip() + ELLIPSIS)
    return text
