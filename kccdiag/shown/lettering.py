"""Words in a picture: names shown literally, cut to a width and wrapped at word boundaries."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

FAMILY = "DejaVu Sans"  # travels with matplotlib: the same letters on every machine
MISSING = "□"  # stands for a character that the font does not have
ELLIPSIS = "…"
DOUBT = 0.1  # share of a line: kerning makes less of a difference between it and the sum of its letters


def literal(name: object) -> str:
    """Write a name from the data as one line of visible characters, whatever it holds.

    Line breaks and tabs become spaces, marks without width or that turn the writing direction vanish, characters
    without a glyph become a box. ``$`` and ``<`` stay: nothing in a picture interprets them.

    Examples
    --------
    >>> literal("Finance\\n $x$\\u200b <b>")
    'Finance $x$ <b>'
    """
    shown = "".join(_visible(character) for character in str(name))
    return " ".join(shown.split()) or "–"


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Cut a text with an ellipsis so that it takes at most a width, in points.

    Examples
    --------
    >>> shorten("Facturatie", 1000, 14)
    'Facturatie'
    >>> shorten("Facturatie", 60, 14)
    'Factur…'
    """
    return cut(text, lambda part: _fits(part, width, size, bold=bold))


def cut(text: str, fits: Callable[[str], bool]) -> str:
    """Cut a text with an ellipsis where the whole does not fit.

    Examples
    --------
    >>> cut("Facturatie", lambda part: len(part) <= 7)
    'Factur…'
    """
    if fits(text):
        return text
    kept, beyond = 0, len(text)
    while beyond - kept > 1:
        middle = (kept + beyond) // 2
        kept, beyond = (middle, beyond) if fits(text[:middle].rstrip() + ELLIPSIS) else (kept, middle)
    return text[:kept].rstrip() + ELLIPSIS


def told_apart(names: Sequence[str], fits: Callable[[str], bool]) -> list[str]:
    """Cut names where they don't fit; of those that would then look alike the end stays, and the middle goes.

    Examples
    --------
    >>> told_apart(["Klantcontact Noord", "Klantcontact Oost", "Inkoop"], lambda part: len(part) <= 11)
    ['Klant…Noord', 'Klant… Oost', 'Inkoop']
    """
    short = [cut(name, fits) for name in names]
    alike = {one for one, times in Counter(short).items() if times > 1}
    return [_without_middle(name, fits) if one in alike else one for name, one in zip(names, short, strict=True)]


def _without_middle(text: str, fits: Callable[[str], bool]) -> str:
    """Keep as much of the end as of the beginning."""
    parts = (text[: kept - kept // 2] + ELLIPSIS + text[len(text) - kept // 2 :] for kept in range(len(text), 1, -1))
    return text if fits(text) else next(filter(fits, parts), ELLIPSIS)


def shortened(name: object, letters: int = 32) -> str:
    """Cut a name from the data to a number of characters, for use inside a sentence.

    Examples
    --------
    >>> shortened("Klantcontactcentrum Noord-Holland", 12)
    'Klantcontac…'
    """
    shown = literal(name)
    return shown if len(shown) <= letters else shown[: letters - 1].rstrip() + ELLIPSIS


@cache
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Measure how wide a line is, in points."""
    if not text:
        return 0.0
    letters = FontProperties(family=FAMILY, weight="bold" if bold else "normal", size=size)
    return float(text_to_path.get_text_width_height_descent(text, letters, False)[0]) * 1.02  # hinting widens a little


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most a width, in points, at spaces only; a longer word is cut."""
    return broken(text, lambda part: _fits(part, width, size, bold=bold))


def _fits(text: str, width: float, size: float, *, bold: bool) -> bool:
    """Tell whether a line takes at most a width; it is measured only where its letters leave that in doubt."""
    letters = sum(_advance(letter, bold) for letter in text) * size
    if abs(letters - width) > DOUBT * width:
        return letters < width
    return width_of(text, size, bold=bold) <= width


@cache
def _advance(letter: str, bold: bool) -> float:
    """Measure how far a letter moves the next one, as a share of the size; bars on either side know no kerning."""
    return width_of(f"|{letter}|", 1.0, bold=bold) - width_of("||", 1.0, bold=bold)


def broken(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Break a text at spaces into lines that fit; a word that no line holds is cut."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and fits(longer):
            lines[-1] = longer
        else:
            lines.append(cut(word, fits))
    return lines


def fit(text: str, width: float, sizes: tuple[float, ...], *, lines: int = 2, bold: bool = False) -> tuple[str, float]:
    """Choose the largest size at which a text takes at most some lines; at the smallest, the rest is cut.

    Returns
    -------
    tuple of str and float
        The text with its line breaks, and the size in points.

    Examples
    --------
    >>> fit("one two", 40, (14, 12))
    ('one\\ntwo', 14)
    """
    for size in sizes:
        written = wrap(text, width, size, bold=bold)
        if len(written) <= lines:
            return "\n".join(written), size
    last = shorten(" ".join(written[lines - 1 :]), width, size, bold=bold)
    return "\n".join([*written[: lines - 1], last]), size


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    if category == "Cf" or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    return character if ord(character) in _glyphs() else MISSING


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties(family=FAMILY))).get_charmap())
