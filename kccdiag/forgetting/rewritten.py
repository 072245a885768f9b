"""Transcripts and tables as they are without somebody: turns keep their number, passages their place in them."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from kccdiag.intake.masking import Masked
from kccdiag.lists import fold

Row = dict[str, str]
Change = Callable[[Row], "Row | None"]


@dataclass(frozen=True)
class Turn:
    """A turn, as it was and as it is without somebody.

    Parameters
    ----------
    label
        Who speaks, as it may be known.
    before, after
        What is said.
    gone
        It was theirs.
    """

    label: str
    before: str
    after: Masked
    gone: bool = False

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Say where a passage stands now; what begins or ends within a name takes in what stands for the name.

        Examples
        --------
        >>> masked = Masked("Vraag [naam] of Jan", (("name", 6, 10),))
        >>> Turn("", "Vraag Mark of Jan", masked).moved(11, 17), Turn("", "Vraag Mark of Jan", masked).moved(7, 13)
        ((13, 19), (6, 15))
        """
        return self._moved(start, first=True), self._moved(end, first=False)

    def _moved(self, place: int, *, first: bool) -> int:
        hidden = sum(end - start for _, start, end in self.after.found)
        grown = len(self.after.text) - len(self.before) + hidden
        width = grown // max(len(self.after.found), 1)  # of the one placeholder for names
        shift = 0
        for _, start, end in self.after.found:
            if end <= place:
                shift += width - (end - start)
            elif start < place:
                return start + shift + (0 if first else width)
        return place + shift


def as_subtitles(turns: Iterable[Turn], nobody: str) -> bytes:
    """Write turns as WebVTT, a cue for each; times are not kept, nor what a Word file holds besides its text.

    Parameters
    ----------
    nobody
        Label and text of turns that are gone.
    """
    cues = ["WEBVTT\n"]
    for place, turn in enumerate(turns):
        label, text = (nobody, nobody) if turn.gone else (turn.label, turn.after.text)
        time = f"{place // 3600:02d}:{place // 60 % 60:02d}:{place % 60:02d}"
        said = f"<v {html.escape(label, quote=False)}>{html.escape(text, quote=False)}</v>"
        cues.append(f"{time}.000 --> {time}.900\n{said}\n")
    return "\n".join(cues).encode()


def changed_table(path: Path, change: Change) -> bytes | None:
    """Write a CSV or XLSX table with its rows changed or left out; None where nothing changes.

    Parameters
    ----------
    change
        Gets a row by folded names of columns; gives it back, changed, or None to leave it out.
    """
    return _changed_sheet(path, change) if path.suffix.lower() == ".xlsx" else _changed_csv(path, change)


def _changed_csv(path: Path, change: Change) -> bytes | None:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")  # as Excel on Windows writes it; five bytes mean nothing there
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    header, *rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)] or [[]]
    names = [fold(name) for name in header]
    kept = [_row(cells, names, change) for cells in rows]
    if [cells for cells in kept if cells is not None] == rows:
        return None
    out = io.StringIO()
    end = "\r\n" if "\r\n" in text else "\n"
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([header, *filter(None, kept)])
    return out.getvalue().encode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8")


def _row(cells: list[str], names: list[str], change: Change) -> list[str] | None:
    after = change({**dict.fromkeys(names, ""), **dict(zip(names, cells, strict=False))})
    return None if after is None else [after[name] for name in names[: len(cells)]] + cells[len(names) :]


def _changed_sheet(path: Path, change: Change) -> bytes | None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    names = [fold(str(value or "")) for value in (rows or [[]])[0]]
    changed = False
    for number in range(len(rows), 1, -1):
        before = ["" if value is None else str(value) for value in rows[number - 1]]
        after = _row(before, names, change)
        if after is None:
            sheet.delete_rows(number)
        for column, (old, new) in enumerate(zip(before, after or before, strict=True), start=1):
            if old != new:
                sheet.cell(number, column).value = int(new) if new.isdigit() else new
        changed |= after != before
    content = io.BytesIO()
    book.save(content)
    return content.getvalue() if changed else None
