"""Projects of Taguette: an SQLite file, read without writing, whose highlights count UTF-8 bytes of text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

from kccdiag.faults import refuse
from kccdiag.intake.coded.passages import Passage
from kccdiag.intake.places import normal

TOOL = "Taguette"
_MAGIC = b"SQLite format 3\x00"
_TABLES = {"documents", "highlights", "tags", "highlight_tags"}
_LONGEST = 2**26  # bytes of one value: no interview is longer
_DOCUMENTS = "SELECT id, name, filename, contents FROM documents"
_QUERY = """
    SELECT h.document_id, h.id, h.start_offset, h.end_offset, h.snippet, t.path
    FROM highlights h
    JOIN highlight_tags l ON l.highlight_id = h.id JOIN tags t ON t.id = l.tag_id
    ORDER BY h.document_id, h.start_offset, h.end_offset, h.id, t.path
"""


def read_taguette(path: Path) -> tuple[list[Passage], int]:
    """Read the highlights of a Taguette project.

    Returns
    -------
    list of Passage, int
        One for every highlight that has tags, and how many have none.

    Raises
    ------
    InputError
        For a file that is no Taguette project.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise refuse(path.name, "this is no SQLite file, whatever its name says", "export the project again")
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            return _read(base, path.name)
    except (sqlite3.Error, OverflowError) as error:
        raise refuse(path.name, f"the file is damaged: {error}", "export the project again") from error


def _read(base: sqlite3.Connection, name: str) -> tuple[list[Passage], int]:
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    base.execute("PRAGMA trusted_schema = OFF")  # what an unknown file's schema calls is not run
    tables = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= _TABLES:
        raise refuse(name, "this SQLite file is no Taguette project", "export it with 'Export project' in Taguette")
    documents = {number: (_named(document, file), text_of(str(contents)).encode("utf-8", "replace"))
                 for number, document, file, contents in base.execute(_DOCUMENTS)}  # fmt: skip
    found: dict[object, tuple[str, str, list[tuple[str, ...]]]] = {}
    for document, highlight, start, end, snippet, tag in base.execute(_QUERY):
        shown, text = documents.get(document, ("", b""))
        quote = _quote(text, (start, end), str(snippet or ""))
        found.setdefault(highlight, (shown, quote, []))[2].append((str(tag),))
    bare = "SELECT count(*) FROM highlights WHERE id NOT IN (SELECT highlight_id FROM highlight_tags)"
    passages = [Passage(shown, tuple(codes), quote, TOOL) for shown, quote, codes in found.values()]
    return passages, int(base.execute(bare).fetchone()[0])


def _named(document: object, filename: object) -> str:
    """Take the name that the consultant gave the document; the file's where there is none."""
    return str(document or filename or "").strip()


def _quote(text: bytes, span: tuple[object, object], snippet: str) -> str:
    """Cut a highlight from the text; the copy that Taguette keeps decides where the two differ."""
    start, end = (place if isinstance(place, int) else 0 for place in span)
    cut = normal(text[max(start, 0) : max(end, 0)].decode("utf-8", "replace"))
    kept = normal(text_of(snippet))
    return kept if kept and kept != cut else cut


class _Text(HTMLParser):
    """Gathers the text between tags; entities are already what they stand for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def text_of(html: str) -> str:
    """Give the text of HTML without its tags, as Taguette counts it.

    Examples
    --------
    >>> text_of("<p>caf&eacute; <b>open</b></p>")
    'café open'
    """
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.found)
