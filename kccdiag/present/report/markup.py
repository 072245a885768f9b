"""HTML as text that escapes whatever is not HTML already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import escape

LONGEST = 30  # letters without a place to break: a phone shows no more beside each other
VOID = {"br", "col", "img", "meta"}
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # would turn the text around them


LONG = re.compile(rf"(?:&\w+;|[^\s&]){{{LONGEST + 1},}}")
ONE = re.compile(rf"(?:&\w+;|[^\s&]){{1,{LONGEST}}}")
BEFORE_PERCENT = re.compile(r"(?<=\d) (?=%)")


class Html(str):
    """Text that is HTML: what `el` makes, and nothing that came from data."""

    __slots__ = ()


Content = str | Iterable["Content"] | None
Attribute = str | int | float | bool | None


def el(tag: str, *content: Content, **attributes: Attribute) -> Html:
    """Make an element; text in it is escaped unless it is `Html`, and attributes always are.

    An underscore at the end of an attribute's name falls away, others become hyphens; None and False leave it out.

    Examples
    --------
    >>> el("p", "R&D <b>", el("br"), class_="quiet", data_v=1)
    '<p class="quiet" data-v="1">R&amp;D &lt;b&gt;<br></p>'
    """
    opened = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in VOID:
        return Html(f"<{tag}{opened}>")
    return Html(f"<{tag}{opened}>{joined(*content)}</{tag}>")


def joined(*content: Content) -> Html:
    """Put pieces behind each other; text is escaped, None is nothing."""
    return Html("".join(_pieces(content)))


def shown(text: object) -> str:
    """Write a text as visible characters: no control characters, none that turn the direction.

    Examples
    --------
    >>> shown("Fact\\x00uratie\\u202e\\nteam")
    'Facturatie team'
    """
    seen = str(text)
    if not seen.isprintable():
        seen = "".join(" " if mark in "\t\r\n" else mark for mark in seen if not _unseen(mark))
    return BEFORE_PERCENT.sub("\u00a0", seen)  # a number and its sign stay on one line


def _with_breaks(found: re.Match[str]) -> str:
    return "<wbr>".join(ONE.findall(found[0]))


def _unseen(mark: str) -> bool:
    if unicodedata.category(mark) in ("Cc", "Cs"):
        return mark not in "\t\r\n"
    return unicodedata.bidirectional(mark) in TURNING


def _pieces(content: Iterable[Content]) -> Iterable[str]:
    for piece in content:
        if isinstance(piece, Html):
            yield piece
        elif isinstance(piece, str):
            yield LONG.sub(_with_breaks, escape(shown(piece), quote=False))
        elif piece is not None:
            yield from _pieces(piece)


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{escape(shown(value))}"'
