"""Small lists that a consultant writes beside a log: columns checked, every row with its line."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kccdiag.configuration import near_name
from kccdiag.faults import Fault

# Soft hyphen, zero-width space and joiners, directional marks and isolates, word joiner, byte-order mark: unseen in a
# report, and enough to make two departments of one.
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Columns:
    """The columns of a list; ``needed`` ones must be there, the first of them names the row.

    Examples
    --------
    >>> Columns(("reason", "failure_demand"), ("customer_value",)).remedy
    'its columns: reason, failure_demand; optional: customer_value'
    """

    needed: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def known(self) -> tuple[str, ...]:
        """All columns that mean something."""
        return self.needed + self.optional

    @property
    def remedy(self) -> str:
        """Say which columns there may be."""
        return f"its columns: {', '.join(self.needed)}; optional: {', '.join(self.optional)}"


def fold(value: str) -> str:
    """Reduce a value to the key under which spellings are compared.

    Trimmed, inner white space collapsed, Unicode NFC, case folded, characters without width dropped.

    Examples
    --------
    >>> fold("  Klant\\u200b  Contact ") == fold("klant contact")
    True
    """
    # Case folding is only stable on decomposed text (Unicode 3.13, D145); composed again it equals NFC.
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", _UNSEEN.sub("", value)).casefold())
    return " ".join(unicodedata.normalize("NFC", folded).split())


def read_list(path: Path, columns: Columns, faults: list[Fault]) -> list[dict[str, str]]:
    """Read a list, CSV with ``,`` ``;`` or tabs, its columns in any order.

    Parameters
    ----------
    faults
        What is wrong is added here.

    Returns
    -------
    list of dict
        For each row every known column, "" where it is empty or absent, and ``line`` as an editor counts it; nothing
        where a needed column is missing. A row without a name is a fault, and left out.
    """
    text = _read_text(path)
    delimiter = _delimiter(text.splitlines()[0] if text.strip() else "")
    table = list(_numbered(text, delimiter))
    header = [fold(cell) for cell in table[0][1]] if table else []
    for missing in [name for name in columns.needed if name not in header][:1]:
        found = ", ".join(table[0][1]) if table else "nothing, the file is empty"
        faults.append(Fault(path.name, f"no column '{missing}' in the first line; found: {found}", columns.remedy))
        return []
    for name in sorted({name for name in header if header.count(name) > 1}):
        faults.append(Fault(path.name, f"line 1: column '{name}' stands there twice"))
    for name in header:
        if name not in columns.known:
            near = near_name(name, columns.known)
            faults.append(Fault(path.name, f"line 1: column '{name}' means nothing here{near}", columns.remedy))
    return list(_rows(table[1:], header, columns, path.name, faults))


def _read_text(path: Path) -> str:
    raw = path.read_bytes()
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # Excel's "Unicode text"
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on a Western European Windows writes this; five bytes have no meaning in it.
        return raw.decode("cp1252", errors="replace")


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _numbered(text: str, delimiter: str) -> Iterable[tuple[int, list[str]]]:
    """Give every row that holds anything with the line on which it starts."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield start, [" ".join(cell.split()) for cell in cells]
        start = reader.line_num + 1


def _rows(
    table: list[tuple[int, list[str]]], header: list[str], columns: Columns, place: str, faults: list[Fault]
) -> Iterable[dict[str, str]]:
    named = columns.needed[0]
    for line, cells in table:
        if len(cells) > len(header) and any(cells[len(header) :]):
            faults.append(Fault(place, f"line {line}: {len(cells)} cells under {len(header)} columns",
                                "a name that holds the delimiter stands between quotes"))  # fmt: skip
        row = dict.fromkeys(columns.known, "") | dict(zip(header, cells, strict=False)) | {"line": str(line)}
        if not row[named]:
            faults.append(Fault(place, f"line {line}: the {named} has no name"))
        else:
            yield row
