"""The columns of coded statements, and cells that a spreadsheet does not take for a formula."""

from __future__ import annotations

import re

COLUMNS = (
    "interview", "turn", "start", "end", "quote", "relation", "source", "target", "barrier", "purpose", "method",
    "score", "coder", "confirmed", "released", "paraphrase",
)  # fmt: skip
PURPOSES = ("named", "missed")  # a shared purpose that a person names, or misses

_FORMULA = re.compile(r"'*[=+\-@]")
_ESCAPED = re.compile(r"'+[=+\-@]")


def guarded(text: str) -> str:
    """Write a cell so that no spreadsheet runs it: an apostrophe before what begins like a formula.

    White space becomes single spaces, so that a row is a line.

    Examples
    --------
    >>> guarded("=1+1"), guarded("gewoon\\n tekst"), plain(guarded("'-tje"))
    ("'=1+1", 'gewoon tekst', "'-tje")
    """
    line = " ".join(text.split())
    return f"'{line}" if _FORMULA.match(line) else line


def plain(cell: str) -> str:
    """Read a cell that :func:`guarded` wrote, or a person."""
    return cell[1:] if _ESCAPED.match(cell) else cell
