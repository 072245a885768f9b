"""XML of other tools, parsed without entities, document types or anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from kccdiag.faults import refuse


def parse(data: bytes, name: str) -> Any:
    """Parse a document and return its outermost element.

    Raises
    ------
    InputError
        For XML that is damaged, and for any document type declaration: entities can only stand there.
    """
    # Not huge: at most 256 levels deep, so that nothing that walks it runs out of stack, and 10 MB in one text.
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:  # entities that grow out of hand among them
        raise refuse(name, f"the XML is damaged or cut off: {error.msg}", "export it again") from error
    if root.getroottree().docinfo.doctype:
        raise refuse(name, "the XML declares a document type, where entities and references to other files hide",
                     "export it again without")  # fmt: skip
    return root


def local(element: Any) -> str:
    """Name an element without its namespace: tools differ in the version they write there."""
    return str(etree.QName(element).localname)


def children(element: Any, *names: str) -> Iterator[Any]:
    """Give the children of these names, in their order; of an absent element none."""
    for child in element if element is not None else ():
        if local(child) in names:
            yield child


def child(element: Any, name: str) -> Any:
    """Give the first child of a name; None where there is none."""
    return next(children(element, name), None)


def guid(written: str | None) -> str:
    """Write an identifier in one way: tools put it in braces or not, in capitals or not.

    Examples
    --------
    >>> guid("{5215CC69-B628-4E02-AFB9-9BEEAEE55808}")
    '5215cc69-b628-4e02-afb9-9beeaee55808'
    """
    return (written or "").strip().strip("{}").lower()
