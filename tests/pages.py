"""What a page must be whatever it says: well nested, every id once, links that lead somewhere, headings in order."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

VOID = {"br", "col", "img", "input", "link", "meta", "wbr"}
WITHIN = {"a", "b", "code", "wbr"}  # part no words


class Page(HTMLParser):
    """A page taken apart.

    Attributes
    ----------
    faults
        What is wrong with its structure.
    elements
        Tag and attributes of every element, in order.
    text
        What is read, without script and style.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self._check_links()
        self._check_headings()
        self._check_words()

    @property
    def text(self) -> str:
        """What is read, blanks of all sorts made plain."""
        return " ".join("".join(self.said).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a sort."""
        return [attributes for name, attributes in self.elements if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append((tag, dict(attrs)))
        self.said.append("" if tag in WITHIN else " ")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.said.append("" if tag in WITHIN else " ")
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._open):
            self.said.append(data)

    def _check_links(self) -> None:
        ids = [attributes["id"] for _, attributes in self.elements if attributes.get("id")]
        self.faults += [f"id {one} stands twice" for one in sorted({one for one in ids if ids.count(one) > 1})]
        for attributes in self.all("a"):
            if (attributes.get("href") or "")[1:] not in ids:
                self.faults.append(f"a link to {attributes.get('href')} leads nowhere")
        named = [one for _, attributes in self.elements for one in (attributes.get("aria-labelledby") or "").split()]
        self.faults += [f"a name is taken from {one}, which is not there" for one in named if one not in ids]

    def _check_headings(self) -> None:
        levels = [int(tag[1]) for tag, _ in self.elements if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        if levels[:1] != [1] or levels.count(1) != 1:
            self.faults.append(f"the headings begin with {levels[:3]}")
        steps = [(high, low) for high, low in pairwise(levels) if low > high + 1]
        self.faults += [f"a heading of {low} follows one of {high}" for high, low in steps]

    def _check_words(self) -> None:
        self.faults += ["a picture says nothing" for image in self.all("img") if not image.get("alt")]
        captions, tables = len(self.all("caption")), len(self.all("table"))
        if captions != tables:
            self.faults.append(f"{tables} tables have {captions} captions")
        self.faults += ["a head heads nothing" for head in self.all("th") if head.get("scope") not in {"col", "row"}]
