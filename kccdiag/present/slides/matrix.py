"""Who hands over to whom, as a native table: the busiest departments by name, the rest pooled."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from kccdiag.cards.amounts import amount
from kccdiag.diagnosis import Diagnosis
from kccdiag.present.slides.lettering import LEAST, Paragraph, plain, width_of
from kccdiag.present.slides.pages import Page, Room, describe, put
from kccdiag.shown.colours import VERMILION
from kccdiag.shown.lettering import told_apart
from kccdiag.wording import number, say

MOST = 12  # named departments: more rows would need letters that nobody reads on a wall
NAMES, HEADS = 150.0, 130.0  # points at most for the names of the rows, and for those of the columns, mostly upright
HIGHEST, LOWEST = 26.0, 18.0  # points, of a row
FINE = 9.95  # multiples from which on no decimal is written
# Below how many times what was to be expected, and the colour; less is warm and light, more is cool and turns dark.
COLOURS = ((0.5, "F2B84B"), (0.8, "FBE3B5"), (1.25, "FFFFFF"), (2.0, "CFE3F2"), (math.inf, "2F6EA3"))
GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # the table style "No Style, Table Grid"


def openness_matrix(d: Diagnosis) -> pd.DataFrame:
    """Return how often departments hand over, as a multiple of what was to be expected, busiest first.

    Returns
    -------
    pandas.DataFrame
        Columns ``giver``, ``taker``, ``openness`` (NaN where too little is expected), ``wall``; all departments but the
        busiest are one, "all others", with the quotient of their sums. Empty where nothing can be judged.
    """
    table = d.handovers[d.handovers["giver"].ne(d.handovers["taker"]) & d.handovers["expected"].notna()]
    volume = table.groupby("giver")["handovers"].sum().add(table.groupby("taker")["handovers"].sum(), fill_value=0)
    ranked = [name for _, name in sorted((-count, name) for name, count in volume.items())]
    named = ranked if len(ranked) <= MOST + 1 else ranked[:MOST]
    rest = say(d.language, "slides.rest")
    pooled = table.assign(**{end: table[end].where(table[end].isin(named), rest) for end in ("giver", "taker")})
    sums = pooled.groupby(["giver", "taker"], as_index=False)[["handovers", "expected"]].sum()
    enough = sums["expected"] >= d.limits.wall_expected
    sums["openness"] = (sums["handovers"] / sums["expected"]).where(enough)
    walls = table.loc[table["wall"].eq(True), ["giver", "taker"]].assign(wall=True)
    sums = sums.merge(walls, on=["giver", "taker"], how="left").assign(wall=lambda one: one["wall"].eq(True))
    order = [*named, *([rest] if len(named) < len(ranked) else [])]
    place = {name: step for step, name in enumerate(order)}
    kept = sums.assign(row=sums["giver"].map(place), column=sums["taker"].map(place))
    kept = kept.sort_values(["row", "column"], ignore_index=True)[["giver", "taker", "openness", "wall"]]
    return kept if kept["openness"].notna().any() else kept.iloc[:0]


def draw_matrix(page: Page, matrix: pd.DataFrame, room: Room) -> Any:
    """Draw the matrix as a native table: rows give, columns take; a wall is white on red."""
    names = list(dict.fromkeys([*matrix["giver"], *matrix["taker"]]))
    many = len(names)
    longest = max(width_of(plain(name), LEAST) for name in names) * page.wider + 10
    heads = min(longest, HEADS, max(room.height - LOWEST * many, 0.25 * room.height))
    row = min((room.height - heads) / many, HIGHEST)
    across = min((room.width - NAMES) / many, 90.0)
    place = [Pt(length) for length in (room.left, room.top, NAMES + across * many, heads + row * many)]
    frame = page.slide.shapes.add_table(many + 1, many + 1, *place)
    _plain_style(frame.table)
    for line in range(many + 1):
        frame.table.columns[line].width = Pt(across if line else NAMES)
        frame.table.rows[line].height = Pt(row if line else heads)
    _name(page, frame.table, names, across, heads)
    _fill(page, frame.table, matrix, names)
    describe(frame, _words(page.language, matrix), name="Matrix")
    return frame


def _plain_style(table: Any) -> None:
    looks = table._tbl.tblPr
    table.first_row = table.horz_banding = False
    looks.find(qn("a:tableStyleId")).text = GRID


def _name(page: Page, table: Any, names: list[str], across: float, upright: float) -> None:
    rows, heads = (_cut(names, width / page.wider) for width in (NAMES - 8, upright - 6))
    for step, (beside, above) in enumerate(zip(rows, heads, strict=True), start=1):
        _write(page, table.cell(step, 0), beside, side="l")
        head = table.cell(0, step)
        _write(page, head, above, side="l")
        head._tc.get_or_add_tcPr().set("vert", "vert270" if across < width_of("m" * 7, LEAST) else "horz")
    _write(page, table.cell(0, 0), "", side="l")


def _cut(names: list[str], width: float) -> list[str]:
    return told_apart([plain(name) for name in names], lambda part: width_of(part, LEAST) <= width)


def _fill(page: Page, table: Any, matrix: pd.DataFrame, names: list[str]) -> None:
    openness = dict(zip(zip(matrix["giver"], matrix["taker"], strict=True), matrix["openness"], strict=True))
    walls = set(zip(matrix.loc[matrix["wall"], "giver"], matrix.loc[matrix["wall"], "taker"], strict=True))
    for line, giver in enumerate(names, start=1):
        for column, taker in enumerate(names, start=1):
            value = openness.get((giver, taker), math.nan)
            known, wall = math.isfinite(value), (giver, taker) in walls
            text = number(page.language, value, 1 if value < FINE else 0) if known else ""
            _write(page, table.cell(line, column), text, side="ctr", bold=wall, light=wall or value >= COLOURS[-2][0])
            colour = VERMILION[1:] if wall else _colour(value) if known else "EDEDED"
            _paint(table.cell(line, column), "FFFFFF" if giver == taker else colour)


def _colour(openness: float) -> str:
    return next(colour for bound, colour in COLOURS if openness < bound or bound == math.inf)


def _write(page: Page, cell: Any, text: str, *, side: str, bold: bool = False, light: bool = False) -> None:  # noqa: PLR0913
    cell.margin_left = cell.margin_right = Pt(3)
    cell.margin_top = cell.margin_bottom = Pt(0)
    put(cell._tc.txBody, (Paragraph(text, bold=bold),), LEAST, page.language)
    cell._tc.txBody.find(f".//{qn('a:pPr')}").set("algn", side)
    cell._tc.get_or_add_tcPr().set("anchor", "ctr")
    if text:
        letters = cell._tc.txBody.find(f".//{qn('a:rPr')}")
        fill = etree.SubElement(letters, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr" if light or side == "ctr" else "a:schemeClr"), val=_ink(light, side))


def _ink(light: bool, side: str) -> str:
    return "FFFFFF" if light else "1A1A1A" if side == "ctr" else "tx1"


def _paint(cell: Any, colour: str) -> None:
    looks = cell._tc.get_or_add_tcPr()
    for old in list(looks):
        looks.remove(old)
    etree.SubElement(etree.SubElement(looks, qn("a:solidFill")), qn("a:srgbClr"), val=colour)


def _words(language: str, matrix: pd.DataFrame) -> str:
    """Say the least open pairs in words, walls first."""
    known = matrix.dropna(subset=["openness"]).sort_values(["wall", "openness"], ascending=[False, True]).head(8)
    said = (f"{row.giver} → {row.taker}: {amount(language, row.openness, 'ratio')}" for row in known.itertuples())
    return f"{say(language, 'slides.matrix')}. {'; '.join(said)}."
