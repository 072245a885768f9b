"""Event logs in XES: traces and events as rows, read as a stream and without trusting the file."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

import numpy as np
import pyarrow as pa
from lxml import etree

from kccdiag.faults import refuse
from kccdiag.intake.archives import Piece
from kccdiag.intake.raw import Part

LARGEST = 16 * 2**30  # bytes of XML
_HEAD = 2**16


def read_xes(piece: Piece) -> Part:
    """Read a log in XES: one row per event, an event's attribute by its key, its trace's by ``case:`` and its key.

    Of nested attributes the outer value is kept; the values of a list are joined with "/".

    Raises
    ------
    InputError
        For XML that is cut off or no XES, and for any document type declaration: entities and external references
        can only stand there.
    """
    _refuse_declarations(piece)
    rows = _Rows()
    try:
        with piece.open() as stream:
            is_log = _walk(_Measured(stream, piece.name), rows)
    except etree.XMLSyntaxError as error:
        raise refuse(piece.name, f"the XML is damaged or cut off: {error.msg}", "export it again") from error
    if not is_log:
        raise refuse(piece.name, "this XML is no XES: its outermost element is not a log", "export it as XES or CSV")
    if not rows.events:
        raise refuse(piece.name, "the log holds no events", "export it again")
    return Part(piece.name, rows.as_table(), "event", lambda row: row + 1)


@dataclass
class _Column:
    """The different values of one attribute, and in which rows which of them stands."""

    rows: array[int] = field(default_factory=lambda: array("q"))
    codes: array[int] = field(default_factory=lambda: array("q"))
    values: dict[str, int] = field(default_factory=dict)

    def spread(self, length: int) -> pa.Array:
        """Give one value per row, null where there is none."""
        place = np.full(length, -1, dtype=np.int64)
        place[np.frombuffer(self.rows, np.int64)] = np.frombuffer(self.codes, np.int64)
        return pa.array(self.values, pa.string()).take(pa.array(place, mask=place < 0))


@dataclass
class _Rows:
    """What has been read so far, by column: attributes of events by row, those of traces by trace."""

    events: int = 0
    traces: int = 0
    of_events: defaultdict[str, _Column] = field(default_factory=lambda: defaultdict(_Column))
    of_traces: defaultdict[str, _Column] = field(default_factory=lambda: defaultdict(_Column))
    trace_of_event: array[int] = field(default_factory=lambda: array("q"))

    def add(self, columns: defaultdict[str, _Column], row: int, element: Any) -> None:
        """Note the attributes directly under an element."""
        for child in element:
            key = child.get("key")
            value = child.get("value") if key else None
            if key and value is None:
                value = _joined(child)
            if value and key is not None:
                column = columns[key]
                if not column.rows or column.rows[-1] != row:  # the first of two under one key
                    column.rows.append(row)
                    column.codes.append(column.values.setdefault(value, len(column.values)))

    def as_table(self) -> pa.Table:
        """Put the columns together, those of the traces first."""
        traces = np.frombuffer(self.trace_of_event, np.int64)
        by_trace = pa.array(traces, mask=traces < 0)  # an event may stand outside all traces
        columns = {f"case:{key}": column.spread(self.traces).take(by_trace) for key, column in self.of_traces.items()}
        for key, column in self.of_events.items():
            columns.setdefault(key, column.spread(self.events))
        return pa.table(columns)


def _walk(stream: IO[bytes] | _Measured, rows: _Rows) -> bool:
    """Read element by element, forgetting each as soon as it is noted; say whether the outermost one is a log."""
    parser = etree.iterparse(
        stream, events=("end",), tag=("{*}log", "{*}trace", "{*}event"),
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    for _, element in parser:
        name = _name(element)
        if name == "event":
            rows.add(rows.of_events, rows.events, element)
            rows.trace_of_event.append(rows.traces if _name(element.getparent()) == "trace" else -1)
            rows.events += 1
            element.clear()
        elif name == "trace":
            rows.add(rows.of_traces, rows.traces, element)
            rows.traces += 1
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    return bool(_name(parser.root) == "log")


def _name(element: Any) -> str:
    """Give the name of an element without its namespace."""
    return "" if element is None else element.tag.rpartition("}")[2]


def _joined(element: Any) -> str:
    """Join the values of a list or container, which stand one or two levels down."""
    return "/".join(value for below in element.iterdescendants() if (value := below.get("value")))


class _Measured:
    """A stream that ends the reading of XML beyond any log's size."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream, self._name, self._given = stream, name, 0

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        data = self._stream.read(size)
        self._given += len(data)
        if self._given > LARGEST:
            raise refuse(self._name, f"more than {LARGEST // 2**30} GB of XML", "split it, or export it as Parquet")
        return data


def _refuse_declarations(piece: Piece) -> None:
    """Look for a document type declaration with a parser that expands nothing.

    It can only stand before the outermost element, so reading stops there.
    """
    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append("declaration")
    parser.StartElementHandler = lambda *_: seen.append("element")
    with piece.open() as stream:
        while not seen and (data := stream.read(_HEAD)):
            try:
                parser.Parse(data, False)
            except (expat.ExpatError, LookupError) as error:  # an encoding that nobody knows
                if seen:
                    break
                raise refuse(piece.name, f"the XML is damaged or cut off: {error}", "export it again") from error
    if seen[:1] == ["declaration"]:
        raise refuse(
            piece.name,
            "the XML declares a document type, where entities and references to other files hide",
            "take the <!DOCTYPE …> out, or export it again without",
        )
