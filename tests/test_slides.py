"""The slides: what stands on them, native and to be edited, in letters that fit, on any template, every time alike."""

from __future__ import annotations

import math
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from diagnosed import demo, demo_heard, diagnosed
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches
from programs import missing, program

from kccdiag.answer import STEPS, Answer
from kccdiag.board import Ask, Board, Choices, SetAside, board_of
from kccdiag.diagnosis import Diagnosis
from kccdiag.drops import drops_on
from kccdiag.faults import InputError
from kccdiag.findings import Finding, Judgement, judge
from kccdiag.present.slides import house, write_slides
from kccdiag.present.slides.connectors import SITES
from kccdiag.present.slides.lettering import SAFE, fit, fit_line, height_of, plain, width_of, wrap
from kccdiag.present.slides.lettering import Paragraph as Words
from kccdiag.present.slides.matrix import openness_matrix
from kccdiag.present.slides.pictures import picture_of
from kccdiag.present.slides.story import MOST
from kccdiag.present.slides.template import open_template
from kccdiag.wording import say

POINT = 12_700
SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
HASHES = {"events.csv.gz": "c" * 64, "kccdiag.toml": "d" * 64}
NAMES = [
    '=HYPERLINK("http://x","klik")', "<script>alert(1)</script> & Zoon <b>vet</b>",
    "ArbeidsongeschiktheidsverzekeringsmaatschappijklachtenafhandelingsafdelingNoordOost",
    "Afdeling voor het afhandelen van klachten, ideeën en vragen van zakelijke klanten Z", "@SUM(A1:A9)", "-1+1",
    "+31 20", "客户联络中心与反馈处理部门以及其他很长的名字", "قسم خدمة العملاء", "Naam\nmet regel\x07einde\u200b",
    "$x^2$ {0} %s 😀", "“Quotes” 'and' \"more\"]]>",
]  # fmt: skip


# ---- what is written, once a run


@cache
def judged() -> tuple[Diagnosis, Judgement]:
    """Judge the demo."""
    diagnosis = demo()[1]
    return diagnosis, judge(diagnosis)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("slides")


@pytest.fixture(scope="module")
def deck(folder):
    """The demo's slides, on our own template."""
    diagnosis, judgement = judged()
    return written(diagnosis, judgement, folder / "board.pptx")


@pytest.fixture(scope="module")
def nasty(folder):
    """The demo's slides with names that mean something to some program, asks, and findings set aside."""
    diagnosis, judgement = hostile()
    shown = board_of(judgement, Choices()).shown
    asks = (
        Ask(NAMES[2], "Bel elke klant die langer dan dertig dagen niets hoorde; " * 3, "=1+1"),
        Ask(NAMES[7], "<b>x</b>"),
    )
    shown = tuple(replace(one, asks=asks if place % 2 else ()) for place, one in enumerate(shown))
    board = Board(shown, (SetAside("x", shown[0].headline * 2, "Omdat <i>wij</i> dat vinden"),), ("Nieuw: <x>",))
    return written(diagnosis, judgement, folder / "nasty.pptx", board=board)


@cache
def hostile() -> tuple[Diagnosis, Judgement]:
    diagnosis = judged()[0]
    names = dict(zip(diagnosis.departments["department"], NAMES, strict=True))
    renamed = renamed_in(diagnosis, names)
    return renamed, judge(renamed)


def renamed_in(diagnosis: Diagnosis, names: dict[str, str]) -> Diagnosis:
    """Give the departments of a diagnosis other names, everywhere."""

    def other(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(names.get(one, one) for one in value)
        return names.get(value, value) if isinstance(value, str) else value

    kept = {"overview", "data_quality", "inputs", "not_measurable"}
    tables = {
        name: getattr(diagnosis, name).map(other)
        for name in diagnosis.__dataclass_fields__
        if isinstance(getattr(diagnosis, name), pd.DataFrame) and name not in kept
    }
    ends = {name: other(getattr(diagnosis, name)) for name in ("contact_centre", "board")}
    return replace(diagnosis, **tables, **ends, answers=(), engagement_name="<Groot> & Zoon =1+1 " + "Verband " * 12)


def written(diagnosis: Diagnosis, judgement: Judgement, path: Path, *, board: Board | None = None, template=None):
    board = board or board_of(judgement, Choices())
    return Presentation(write_slides(diagnosis, judgement, board, path, template=template, hashes=HASHES))


def titles(deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def placed(slide, name: str) -> str:
    """Return the text of a placeholder, by our name."""
    return next(shape.text_frame.text for shape in slide.placeholders if shape.name == name)


def of_kind(deck, kind: str):
    """Return the slide of the first finding of a kind; they come after title and answer."""
    findings = judged()[1].findings
    return deck.slides[2 + [finding.kind for finding in findings].index(kind)]


def charts(slide) -> list:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def every_shape(shapes) -> Iterator:
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:  # a group
            yield from every_shape(shape.shapes)


# ---- what stands on them


def test_a_board_sees_the_answer_first_then_a_finding_a_slide(deck):
    judgement = judged()[1]
    seen = titles(deck)
    assert (deck.slide_width / deck.slide_height) == pytest.approx(16 / 9, abs=0.01)
    assert seen[0] == "Waterstad Energie"
    assert seen[1].startswith("Van elke 100 signalen die bij KCC binnenkwamen, gingen er 68")
    assert seen[2 : 2 + len(judgement.findings)] == [plain(finding.headline) for finding in judgement.findings]
    rest = seen[2 + len(judgement.findings) :]
    assert rest[:2] == [say("nl", "slides.not_there"), say("nl", "slides.to_decide")]
    assert {say("nl", f"slides.{name}") for name in ("network", "stock", "ideas", "method", "data")} < set(rest)


def test_a_finding_says_how_sure_it_is_and_what_speaks_against_it(deck):
    (finding,) = [one for one in judged()[1].findings if one.kind == "open_loop"]
    text = placed(of_kind(deck, "open_loop"), "Text")
    assert plain(finding.holds)[1:] in text
    assert "95\u00a0%-interval 32\u00a0% tot 35\u00a0%" in text
    assert "Houdt geen stand: met twee keer zo strenge grenzen." in text
    assert plain(finding.caveats[0]) in text and plain(finding.meaning) in text


def test_the_notes_hold_rows_definition_and_fingerprints(deck):
    notes = of_kind(deck, "wall").notes_slide.notes_text_frame.text
    assert (
        "Geeft: Meterbeheer; Krijgt: ICT; Overdrachten: 12; Verwacht: 105; Keer het verwachte: 0,11 (0,06 tot 0,20)"
        in notes
    )
    assert "docs/definitions.md, §4" in notes and "tables/handovers.csv" in notes
    assert all(f"{name}: {digest}" in notes for name, digest in HASHES.items())
    (held,) = re.findall("Houdt stand: (.*)", notes)
    assert held.count("; ") == 10  # of the 12 objections tried 11


def test_numbers_in_charts_are_written_in_the_language_of_the_slides(deck):
    """Not in that of the program: without its code LibreOffice writes 7.9 % in a Dutch deck."""
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    formats = {form.get("formatCode") for chart in charts for form in chart._chartSpace.iter(qn("c:numFmt"))}
    sections = {section for form in formats - {"General"} for section in form.split(";")}
    assert len(sections) > 3 and all(section.startswith("[$-413]") for section in sections)


def test_a_matrix_writes_all_multiples_with_a_decimal(deck):
    (matrix,) = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table
                 and shape.name == "Matrix"]  # fmt: skip
    cells = {matrix.cell(row, column).text for row in range(1, 13) for column in range(1, 13)} - {""}
    assert "1,0" in cells and all(re.fullmatch(r"\d,\d", cell) for cell in cells)
    assert "Verduurzaming" in {matrix.cell(0, column).text for column in range(1, 13)}  # upright, and whole


def test_the_notes_fit_the_page_that_they_are_printed_on(deck):
    told = [slide.notes_slide.notes_placeholder for slide in deck.slides if slide.has_notes_slide]
    assert len(told) > 20
    for box in (box for box in told if box.text_frame.text):
        runs = [run for paragraph in box.text_frame.paragraphs for run in paragraph.runs]
        (size,) = {run.font.size.pt for run in runs}  # programs disagree on the size of notes that have none
        lines = sum(len(wrap(line, box.width.pt - 14.4, size)) for line in box.text_frame.text.split("\n"))
        assert size >= 6 and lines * 1.2 * size <= box.height.pt - 7.2
        assert box.top.pt + box.height.pt <= 8685213 / 12700  # the foot stands below


def test_the_notes_say_rows_in_the_words_and_units_of_the_report(deck):
    notes = of_kind(deck, "drop_point").notes_slide.notes_text_frame.text
    # Of 814 visits of ideas 264 go silent, 32.4 %, and elsewhere 2.4 %: a difference of 30 points, not per cent.
    assert "Afdeling: Product; Soort signaal: ideeën; Bezoeken: 814; Stilgevallen: 264" in notes
    assert "30 procentpunt (27 tot 33 procentpunt)" in notes


def test_what_nobody_asked_is_not_invented(deck):
    page = next(slide for slide in deck.slides if slide.shapes.title.text_frame.text == say("nl", "slides.to_decide"))
    (table,) = [shape.table for shape in page.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[2] for row in rows[1:]] == ["nog te beslissen"] * 6
    assert [row[0] for row in rows[1:]][:2] == ["de hele organisatie", "Facturatie"]


def test_asks_name_department_step_and_an_effect_or_that_it_is_unknown(nasty):
    pages = [slide for slide in nasty.slides if slide.shapes.title.text_frame.text.startswith("Wat wij u vragen")]
    rows = [[cell.text for cell in row.cells] for page in pages for shape in page.shapes if shape.has_table
            for row in shape.table.rows]  # fmt: skip
    assert rows[0] == ["Afdeling", "Stap", "Verwacht effect"]
    assert {row[2] for row in rows[1:]} >= {"=1+1", "onbekend"}


def test_an_edited_headline_is_shown_and_the_computed_one_kept_in_the_notes(folder):
    diagnosis, judgement = judged()
    board = board_of(judgement, Choices())
    edited = replace(board.shown[0], headline="Twee op de drie klanten horen niets", edited=True)
    page = written(diagnosis, judgement, folder / "edited.pptx", board=replace(board, shown=(edited,))).slides[2]
    assert page.shapes.title.text_frame.text == "Twee op de drie klanten horen niets"
    assert f"Kop zoals berekend: {plain(judgement.findings[0].headline)}" in page.notes_slide.notes_text_frame.text


def test_more_findings_than_a_board_can_hear_are_listed(folder):
    diagnosis, judgement = judged()
    board = board_of(judgement, Choices())
    many = tuple(replace(board.shown[0], headline=f"Bevinding {place}") for place in range(MOST + 5))
    deck = written(diagnosis, judgement, folder / "many.pptx", board=replace(board, shown=many))
    assert sum(title.startswith("Bevinding ") for title in titles(deck)) == MOST
    listed = placed(deck.slides[2 + MOST], "Text")
    assert listed.splitlines() == [f"Bevinding {place}" for place in range(MOST, MOST + 5)]


def test_findings_set_aside_stand_in_the_appendix_with_the_reason(nasty):
    (page,) = [slide for slide in nasty.slides if slide.shapes.title.text_frame.text == say("nl", "slides.set_aside")]
    assert placed(page, "Text").endswith("– Omdat <i>wij</i> dat vinden")


def test_english_slides_are_english(folder):
    english = replace(judged()[0], language="en", answers=())
    deck = written(english, judge(english), folder / "english.pptx")
    text = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert not re.search(r"\b(van|het|niet|signalen|bezoeken|afdelingen)\b", text)


def test_no_two_limits_are_called_the_same(folder):
    diagnosis = demo_heard()[1]
    deck = written(diagnosis, judge(diagnosis), folder / "heard.pptx")
    page = next(slide for slide in deck.slides if slide.shapes.title.text_frame.text == say("nl", "slides.bounds"))
    limits = [line.rpartition(": ")[0] for line in placed(page, "Text").split("\n")[1:]]
    assert len(limits) == len(set(limits)) > 8


# ---- charts


def test_the_chart_of_the_answer_holds_the_verdict(deck):
    overview = judged()[0].overview.set_index("measure")
    (chart,) = charts(deck.slides[1])
    assert list(chart.plots[0].series[0].values) == pytest.approx(list(overview.loc[list(STEPS), "estimate"]))


def test_the_charts_of_a_reservoir_hold_its_shares_and_its_stay(deck):
    departments = judged()[0].departments.set_index("department")
    shares, stay = charts(of_kind(deck, "reservoir"))
    names = [unmarked(name) for name in shares.plots[0].categories][:-1]
    held, visits = shares.plots[0].series
    assert list(held.values)[:-1] == pytest.approx(list(departments.loc[names, "held_share"]))
    assert list(visits.values)[:-1] == pytest.approx(list(departments.loc[names, "visit_share"]))
    assert (sum(held.values), sum(visits.values)) == pytest.approx((1, 1))  # the rest is pooled, not lost
    assert list(stay.plots[0].series[0].values)[:-1] == pytest.approx(list(departments.loc[names, "stay_ratio"]))


def unmarked(name: str) -> str:
    """Return the name of a row without the mark of what a finding is about."""
    return name.removeprefix("►\u00a0").replace("\n", " ")


def test_intervals_are_native_error_bars_from_the_workbook(deck):
    (chart,) = charts(deck.slides[1])
    overview = judged()[0].overview.set_index("measure").loc[list(STEPS)]
    bars = chart._chartSpace.find(".//c:errBars", SPACES)
    for side, ends in (
        ("plus", overview["high"] - overview["estimate"]),
        ("minus", overview["estimate"] - overview["low"]),
    ):
        cells = bars.find(f"c:{side}/c:numRef", SPACES)
        values = [float(point.text) for point in cells.iterfind(".//c:v", SPACES)]
        assert values == pytest.approx(list(ends))
        assert in_workbook(chart, cells.find("c:f", SPACES).text) == pytest.approx(values)


def in_workbook(chart, reference: str) -> list:
    """Read the cells that a chart refers to from the workbook embedded with it."""
    book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = book.active[reference.split("!")[1].replace("$", "")]
    return [cell.value for row in (cells if isinstance(cells, tuple) else ((cells,),)) for cell in row]


def test_every_chart_shows_what_its_workbook_holds(deck, nasty):
    for slide in [*deck.slides, *nasty.slides]:
        for chart in charts(slide):
            for numbers in chart._chartSpace.iterfind(".//c:val/c:numRef", SPACES):
                shown = {int(point.get("idx")): float(point[0].text) for point in numbers.iterfind(".//c:pt", SPACES)}
                held = in_workbook(chart, numbers.find("c:f", SPACES).text)
                assert {place: value for place, value in enumerate(held) if value is not None} == pytest.approx(shown)


def test_what_a_finding_is_about_is_marked_in_its_chart(deck):
    (chart,) = charts(of_kind(deck, "drop_point"))
    (marked,) = chart._chartSpace.findall(".//c:dPt/c:idx", SPACES)
    assert list(chart.plots[0].categories)[int(marked.get("val"))] == "►\u00a0Product"  # seen without colours too
    assert list(chart.plots[0].categories)[1] == "elders"


def test_what_was_not_measured_is_said_and_not_drawn_as_nothing(folder):
    diagnosis, judgement = judged()
    overview = diagnosis.overview.assign(**dict.fromkeys(("estimate", "low", "high"), math.nan))
    deck = written(replace(diagnosis, overview=overview), judgement, folder / "unmeasured.pptx")
    (chart,) = charts(deck.slides[1])
    assert list(chart.plots[0].series[0].values) == [None] * len(STEPS)
    labels = [label.text for label in chart._chartSpace.iterfind(".//c:dLbl//a:t", SPACES)]
    assert labels == ["\u00a0niet meetbaar"] * len(STEPS)


def finding_of(kind: str, departments: tuple[str, ...] = (), about: str | None = None) -> Finding:
    """Make up a finding of a kind about departments of the demo."""
    first = judged()[1].findings[0]
    return replace(first, id=kind, kind=kind, departments=departments, about=about, evidence=())


@pytest.mark.parametrize(
    ("kind", "departments", "about", "value"),
    [
        ("trickle", (), None, lambda d: d.overview["estimate"].iloc[0]),
        ("dry", ("ICT",), None, lambda d: d.departments.set_index("department").loc["ICT", "reach"]),
        ("dry", (), None, lambda d: d.departments[d.departments["role"] == ""]["reach"].max()),
        ("gatekeeper", ("Product",), None, lambda d: d.departments.set_index("department")["gatekeeping"]["Product"]),
        ("bounce", ("KCC", "Facturatie"), None, lambda d: pair(d, "KCC", "Facturatie")["bounce_share"]),
        ("open_loop", ("ICT",), None, lambda d: d.told.set_index("department").loc["ICT", "share"]),
        ("recurring_idea", (), "Meterstand", lambda d: float(d.recurring.iloc[0]["dropped"])),
        ("silence_spreads", (), None, lambda d: 100 * d.returns.iloc[0]["told_returns"]),
        ("repeat_contact", (), "Factuur", lambda d: d.contact_reasons.iloc[0]["repeat_share"]),
        ("failure_demand", (), None, lambda d: float(failing(d)["contacts"].max())),
        ("unheard_of", (), None, lambda d: d.overview["estimate"].iloc[0]),
    ],
)  # fmt: skip
def test_every_kind_of_finding_has_a_picture_of_its_own_numbers(folder, kind, departments, about, value):
    diagnosis, judgement = judged()
    board = board_of(judgement, Choices())
    finding = finding_of(kind, departments, about)
    shown = replace(board.shown[0], finding=finding, headline=kind)
    page = written(diagnosis, judgement, folder / "kind.pptx", board=replace(board, shown=(shown,))).slides[2]
    drawn = [number for chart in charts(page) for number in chart.plots[0].series[0].values]
    assert any(number == pytest.approx(value(diagnosis)) for number in drawn)


def pair(diagnosis: Diagnosis, giver: str, taker: str) -> pd.Series:
    return diagnosis.handovers.set_index(["giver", "taker"]).loc[(giver, taker)]


def failing(diagnosis: Diagnosis) -> pd.DataFrame:
    return diagnosis.contact_reasons[diagnosis.contact_reasons["failure_demand"].fillna(False).astype(bool)]


# ---- the network


def networks(deck) -> list:
    return [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 6]


def test_connectors_are_glued_to_the_boxes_at_the_points_where_they_end(deck, nasty):
    seen = 0
    for group in [*networks(deck), *networks(nasty)]:
        boxes = {shape.shape_id: shape for shape in group.shapes}
        for line in group._element.iterfind("p:cxnSp", SPACES):
            for end, tag in (("begin", "a:stCxn"), ("end", "a:endCxn")):
                glued = line.find(f".//{tag}", SPACES)
                box = boxes[int(glued.get("id"))]
                assert end_of(line, end) == pytest.approx(site(box, int(glued.get("idx"))), abs=0.05)
                seen += 1
    assert seen > 100


def end_of(line, end: str) -> tuple[float, float]:
    """Return where a connector begins or ends, in points."""
    frame = line.find(".//a:xfrm", SPACES)
    (x, y), (across, down) = (
        [int(part.get(name)) for name in names] for part, names in zip(frame, (("x", "y"), ("cx", "cy")), strict=True)
    )
    right = (frame.get("flipH") == "1") == (end == "begin")
    low = (frame.get("flipV") == "1") == (end == "begin")
    return (x + across * right) / POINT, (y + down * low) / POINT


def site(box, which: int) -> tuple[float, float]:
    """Return a site of an octagon, from the length of the corners that its shape states."""
    width, height = box.width / POINT, box.height / POINT
    corner = box.adjustments[0] * min(width, height)
    spots = {
        -1: lambda length: corner,
        -2: lambda length: length - corner,
        0: lambda length: 0.0,
        1: lambda length: length,
    }
    across, down = SITES[which]
    return box.left / POINT + spots[across](width), box.top / POINT + spots[down](height)


def test_connectors_lie_behind_the_boxes_and_no_two_on_each_other(deck):
    for group in networks(deck):
        kinds = [child.tag.split("}")[1] for child in group._element if child.tag.endswith(("}cxnSp", "}sp"))]
        assert kinds == sorted(kinds)  # cxnSp before sp
        ends = [
            tuple(sorted((end_of(line, "begin"), end_of(line, "end"))))
            for line in group._element.iterfind("p:cxnSp", SPACES)
        ]
        assert len(set(ends)) == len(ends)


def test_the_pair_of_a_wall_is_marked_in_the_network(deck):
    (group,) = [shape for shape in of_kind(deck, "wall").shapes if shape.shape_type == 6]
    boxes = [shape for shape in group.shapes if shape.has_text_frame]
    outlined = {box.name for box in boxes if box._element.find(".//a:ln[@w='38100']", SPACES) is not None}
    assert outlined == {"Meterbeheer", "ICT"}
    assert len(group._element.findall(".//p:cxnSp//a:prstDash", SPACES)) == 1  # the tie that is too thin


def test_boxes_do_not_overlap(deck, nasty):
    for group in [*networks(deck), *networks(nasty)]:
        boxes = [(shape.left, shape.top, shape.left + shape.width, shape.top + shape.height) for shape in group.shapes
                 if shape._element.find(".//a:prstGeom[@prst='octagon']", SPACES) is not None]  # fmt: skip
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


# ---- a hundred drops, and the matrix


def test_a_hundred_drops_lie_where_they_are_on_each_of_four_days(deck):
    diagnosis = judged()[0]
    groups = [group for group in networks(deck) if group.name == "Drops"]
    assert len(groups) == 4
    for group, day in zip(groups, (1.0, 7.0, 30.0, 90.0), strict=True):
        states = drops_on(diagnosis.drops, day)["state"].value_counts()
        forms = pd.Series([form_of(shape) for shape in group.shapes if shape.name == "Drop"]).value_counts()
        keys = 4  # one drop of each state explains it
        assert forms.sum() - keys == sum(states.get(state, 0) for state in ("way", "dry", "back", "over"))
        assert forms["diamond"] - 1 == states.get("back", 0) and forms["rect"] - 1 == states.get("over", 0)


def test_every_drop_of_a_day_is_told_of_in_the_title(deck):
    first = next(title for title in titles(deck) if title.startswith("Op dag 1:"))
    coming = (drops_on(judged()[0].drops, 1.0)["state"] == "come").sum()
    assert coming > 0 and first.endswith(f", {coming} nog niet binnen")
    assert "nog niet binnen" not in next(title for title in titles(deck) if title.startswith("Op dag 90:"))


def form_of(shape) -> str:
    return shape._element.find(".//a:prstGeom", SPACES).get("prst")


def test_no_drop_lies_on_a_department_or_beside_the_slide(deck, nasty):
    for group in [*networks(deck), *networks(nasty)]:
        boxes = [corners(shape) for shape in group.shapes if form_of(shape) == "roundRect"]
        for drop in [corners(shape) for shape in group.shapes if shape.name == "Drop"]:
            assert drop[0] >= 0 and drop[2] <= deck.slide_width and drop[1] >= 0 and drop[3] <= deck.slide_height
            assert not any(
                drop[0] < box[2] and box[0] < drop[2] and drop[1] < box[3] and box[1] < drop[3] for box in boxes
            )


def corners(shape) -> tuple[int, int, int, int]:
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def test_an_axis_of_few_signals_is_labelled_at_whole_ones_only(folder):
    diagnosis, judgement = judged()
    for most, unit in ((1, ["1"]), (100, [])):
        stock = diagnosis.stock.assign(live=most, dead=0)
        deck = written(replace(diagnosis, stock=stock), judgement, folder / f"stock{most}.pptx")
        (page,) = [slide for slide in deck.slides if slide.shapes.title.text_frame.text == say("nl", "slides.stock")]
        axis = charts(page)[0]._chartSpace.find(".//c:valAx", SPACES)
        assert [one.get("val") for one in axis.findall("c:majorUnit", SPACES)] == unit


def test_a_diagnosis_without_drops_has_no_frames(folder):
    diagnosis, judgement = judged()
    deck = written(replace(diagnosis, drops=diagnosis.drops.iloc[:0]), judgement, folder / "dry.pptx")
    assert not [group for group in networks(deck) if group.name == "Drops"]


def test_the_matrix_holds_what_was_handed_over_beside_what_was_expected(deck):
    (page,) = [slide for slide in deck.slides if slide.shapes.title.text_frame.text == say("nl", "slides.matrix")]
    (table,) = [shape.table for shape in page.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    givers = [row[0] for row in rows]
    assert rows[givers.index("Meterbeheer")][givers.index("ICT")] == "0,1"
    wall = table.cell(givers.index("Meterbeheer"), givers.index("ICT"))
    assert str(wall.fill.fore_color.rgb) == "D55E00"  # white on red
    for place, giver in enumerate(givers[1:], start=1):
        assert rows[place][place] == ""  # nobody hands over to itself
        for taker, text in zip(givers[1:], rows[place][1:], strict=True):
            if text:
                openness = pair(judged()[0], giver, taker)["openness"]
                assert float(text.replace(",", ".")) == pytest.approx(openness, abs=0.051)


def test_departments_of_which_the_names_begin_alike_are_told_apart_in_the_matrix(folder):
    diagnosis = judged()[0]
    teams = [f"Afdeling Klantcontact en Ondersteuning {place}" for place in ("Noord", "Oost", "Zuid", "West")]
    names = dict(zip(sorted(diagnosis.departments["department"]), teams, strict=False))
    renamed = renamed_in(diagnosis, names)
    deck = written(renamed, judge(renamed), folder / "alike.pptx")
    (page,) = [slide for slide in deck.slides if slide.shapes.title.text_frame.text == say("nl", "slides.matrix")]
    (table,) = [shape.table for shape in page.shapes if shape.has_table]
    first, *others = ([cell.text for cell in row.cells] for row in table.rows)
    assert {"\u2026" in name for name in first} == {True, False}
    assert len(set(first)) == len(first) == len({row[0] for row in others}) + 1


def test_the_matrix_pools_all_but_the_busiest():
    names = [f"Team {place:02}" for place in range(30)]
    ties = [(giver, taker) for giver in names for taker in names if giver != taker]
    volumes = [30.0 - names.index(giver) for giver, _ in ties]
    flows = pd.DataFrame(ties, columns=["giver", "taker"]).assign(handovers=volumes, expected=10.0, wall=False)
    matrix = openness_matrix(replace(judged()[0], handovers=flows))
    rest = say("nl", "slides.rest")
    assert len(set(matrix["giver"])) == 13 and rest in set(matrix["giver"])
    cell = matrix.set_index(["giver", "taker"])["openness"]
    assert cell["Team 00", rest] == pytest.approx(3.0)
    pooled = flows[flows["giver"].isin(names[12:]) & flows["taker"].isin(names[12:])]
    assert cell[rest, rest] == pytest.approx(pooled["handovers"].sum() / pooled["expected"].sum())


# ---- letters


@pytest.fixture(scope="module")
def liberation():
    """Arial's metric twin, as an independent measure; installed with LibreOffice."""
    found = [
        next(Path("/usr/share/fonts").rglob(f"LiberationSans-{weight}.ttf"), None) for weight in ("Regular", "Bold")
    ]
    if None in found:
        missing("no Liberation Sans on this machine: on Debian and Ubuntu  apt-get install fonts-liberation")
    return [ImageFont.truetype(file, 1000) for file in found]


@pytest.mark.parametrize(
    "text", ["Facturatie houdt 29 % van alle signaaldagen vast", "Ideeën, crème – “ja”… €5 × 3", "WAVE To"]
)
def test_letters_are_measured_as_arial_writes_them(liberation, text):
    for font, bold in zip(liberation, (False, True), strict=True):
        features = ["-kern"]  # PowerPoint and LibreOffice differ in it
        length = font.getlength(text, features=features) if ImageFont.core.HAVE_RAQM else font.getlength(text)
        assert width_of(text, 1000, bold=bold) / SAFE == pytest.approx(length, rel=0.03)


def frames(deck) -> Iterator[tuple[str, float, float, list[tuple[str, float, bool, bool]]]]:
    """Yield every frame with text: its slide, its inner width and height in points, and its paragraphs."""
    for number, slide in enumerate(deck.slides, start=1):
        for shape in every_shape(slide.shapes):
            if not shape.has_text_frame or not shape.text_frame.text or shape.name.startswith(("Footer", "Number")):
                continue
            looks = shape.text_frame._txBody.find("a:bodyPr", SPACES)
            inset = {side: int(looks.get(side, 0)) for side in ("lIns", "rIns", "tIns", "bIns")}
            width = (shape.width - inset["lIns"] - inset["rIns"]) / POINT
            height = (shape.height - inset["tIns"] - inset["bIns"]) / POINT
            lines = [
                (paragraph.text, paragraph.runs[0].font.size.pt, bool(paragraph.runs[0].font.bold),
                 paragraph._p.find(".//a:buChar", SPACES) is not None)
                for paragraph in shape.text_frame.paragraphs if paragraph.runs
            ]  # fmt: skip
            yield f"slide {number}, {shape.name}", width, height, lines


def latin(text: str) -> str:
    """Put a W for letters that the font has not, such as Chinese ones: as wide as nearly any."""
    return "".join(letter if ord(letter) < 0x2E80 else "W" for letter in text)


def broken(text: str, width: float, font) -> int:
    """Count the lines of a text in a real font, as a program breaks it: at spaces, longer words anywhere."""
    lines, line = 1, ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= width:
            line = longer
        else:
            lines += bool(line) + int(font.getlength(word) // width)
            line = word
    return lines


@pytest.mark.parametrize("which", ["deck", "nasty"])
def test_no_text_leaves_its_frame(liberation, request, which):
    for where, width, height, lines in frames(request.getfixturevalue(which)):
        needed = 0.0
        for text, size, bold, bullet in lines:
            room = (width - (14 if bullet else 0)) * 1000 / size
            needed += broken(latin(text), room, liberation[bold]) * 1.15 * size
        assert needed <= height + 0.5, where


@pytest.mark.parametrize("which", ["deck", "nasty"])
def test_titles_never_take_a_third_line(liberation, request, which):
    for slide in request.getfixturevalue(which).slides:
        title = slide.shapes.title
        size = title.text_frame.paragraphs[0].runs[0].font.size.pt
        width = title.width / POINT * 1000 / size
        assert broken(latin(title.text_frame.text), width, liberation[1]) <= 2, title.text_frame.text


@pytest.mark.parametrize("which", ["deck", "nasty"])
def test_no_letter_is_smaller_than_fourteen_points(request, which):
    deck = request.getfixturevalue(which)
    trees = [slide._element for slide in deck.slides] + [
        chart._chartSpace for slide in deck.slides for chart in charts(slide)
    ]
    sizes = [
        int(found.get("sz"))
        for tree in trees
        for tag in ("rPr", "defRPr")
        for found in tree.iter(f"{{{SPACES['a']}}}{tag}")
        if found.get("sz")
    ]
    assert min(sizes) >= 1400 and len(sizes) > 200


def test_a_long_name_is_shortened_before_the_number_behind_it_is_lost():
    name = "Arbeidsongeschiktheidsverzekeringsmaatschappij"
    text, size = fit_line(f"Bij {name} sterft 32", 170, (28.0, 20.0), names=(name,))
    assert text.endswith("sterft 32") and "…" in text and size == 20
    assert len(wrap(text, 170, size, bold=True)) <= 2


def test_what_does_not_fit_is_cut_at_the_smallest_letters_and_no_heading_is_left_alone():
    paragraphs = (Words("kop", bold=True), Words("woord " * 60), Words("nog een kop", bold=True), Words("rest"))
    kept, size = fit(tuple(Words(plain(one.text), bold=one.bold) for one in paragraphs), 200, 120, (20.0, 14.0))
    assert size == 14 and height_of(kept, 200, 14) <= 120
    assert kept[-1].text.endswith("…") and not kept[-1].bold


# ---- words for who cannot see, nothing that should not be there


@pytest.mark.parametrize("which", ["deck", "nasty"])
def test_everything_drawn_is_described_and_numbered_once(request, which):
    for slide in request.getfixturevalue(which).slides:
        drawn = [shape for shape in slide.shapes if shape.has_chart or shape.has_table or shape.shape_type in (6, 13)]
        described = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in drawn]
        assert all(words and len(words) > 20 for words in described)
        numbers = [int(told.get("id")) for told in slide._element.iterfind(".//p:cNvPr", SPACES)]
        assert len(set(numbers)) == len(numbers)


def test_every_slide_has_a_title_a_number_and_nothing_left_to_fill(deck):
    for place, slide in enumerate(deck.slides):
        assert slide.shapes.title.text_frame.text
        assert all(shape.text_frame.text for shape in slide.placeholders)
        fields = slide._element.findall(".//a:fld[@type='slidenum']", SPACES)
        assert len(fields) == (place > 0)


def test_hostile_names_are_text_everywhere(nasty, folder):
    with zipfile.ZipFile(folder / "nasty.pptx") as parts:
        for name in parts.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in parts.read(name), name
            if name.endswith(".xlsx"):
                book = openpyxl.load_workbook(BytesIO(parts.read(name)))
                for row in book.active.iter_rows():
                    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    text = " ".join(shape.text_frame.text for slide in nasty.slides for shape in slide.shapes if shape.has_text_frame)
    assert "<script>alert(1)</script>" in text and "@SUM(A1:A9)" in text


def test_the_file_says_nothing_of_machine_or_moment(deck, folder):
    with zipfile.ZipFile(folder / "board.pptx") as parts:
        content = b"".join(parts.read(name) for name in parts.namelist() if not name.endswith(".xlsx"))
        moments = {entry.date_time for entry in parts.infolist()}
    assert moments == {(1980, 1, 1, 0, 0, 0)}
    assert b"/home/" not in content and b"/tmp/" not in content and str(Path.cwd()).encode() not in content
    assert deck.core_properties.modified == deck.core_properties.created


def test_the_same_diagnosis_gives_the_same_bytes(folder, deck):
    diagnosis, judgement = judged()
    written(diagnosis, judgement, folder / "again.pptx")
    assert (folder / "again.pptx").read_bytes() == (folder / "board.pptx").read_bytes()


# ---- little, much and nothing


def test_a_board_without_findings_gets_slides_too(folder):
    diagnosis = judged()[0]
    gone = {name: getattr(diagnosis, name).iloc[:0] for name in ("departments", "handovers", "stock", "funnel", "told")}
    overview = diagnosis.overview.assign(**dict.fromkeys(("estimate", "low", "high"), math.nan))
    empty = replace(diagnosis, **gone, overview=overview)
    nothing = Judgement((), (), pd.DataFrame({"kind": [], "more": []}), answer=Answer("Niets is te meten."))
    deck = written(empty, nothing, folder / "empty.pptx")
    assert titles(deck)[1:3] == ["Niets is te meten.", say("nl", "slides.not_there")]
    assert placed(deck.slides[1], "Text") == say("nl", "notebook.findings_none")
    looked = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.placeholders)
    assert say("nl", "slides.looked_wall") not in looked  # what could not be seen is not called absent


def test_what_was_looked_for_and_not_found_is_named(deck):
    said = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.placeholders)
    found = {finding.kind for finding in judged()[1]}
    assert {"reservoir", "wall"} <= found and not {"trickle", "bounce"} & found
    assert [name for name in ("trickle", "bounce", *found) if say("nl", f"slides.looked_{name}") in said] == [
        "trickle", "bounce",
    ]  # fmt: skip


def test_two_departments_are_enough(tmp_path):
    rows = [row for place in range(40) for row in (
        (f"s{place}", f"2025-0{1 + place % 6}-01 09:00", "KCC", "in", "idea", f"p{place % 7}", "a", f"c{place}"),
        (f"s{place}", f"2025-0{1 + place % 6}-02 09:00", "ICT", "answered", "idea", f"q{place % 7}", "a", f"c{place}"),
    )]  # fmt: skip
    diagnosis = diagnosed(tmp_path / "two", rows)
    deck = written(diagnosis, judge(diagnosis), tmp_path / "two.pptx")
    (group,) = [group for group in networks(deck) if group.name == "Network"]
    assert {shape.name for shape in group.shapes} >= {"KCC", "ICT"}


def test_three_hundred_departments_are_shown_as_the_largest_and_the_rest(folder):
    diagnosis, judgement = judged()
    first = diagnosis.departments.iloc[1]
    table = pd.DataFrame([first] * 300).reset_index(drop=True)
    table["department"] = [f"Team {place:03}" for place in range(300)]
    table["held_share"] = np.arange(300)[::-1] / np.arange(300).sum()
    table["visit_share"] = 1 / 300
    ties = [(f"Team {one:03}", f"Team {(one * 7 + 1) % 300:03}") for one in range(300)]
    flows = pd.DataFrame([diagnosis.handovers.iloc[0]] * 300).reset_index(drop=True)
    flows[["giver", "taker"]] = ties
    many = replace(diagnosis, departments=table, handovers=flows, silos=diagnosis.silos.iloc[:0])
    board = board_of(judgement, Choices())
    shown = (replace(board.shown[0], finding=finding_of("reservoir", ("Team 250",))),
             replace(board.shown[0], finding=finding_of("wall", ties[0])))  # fmt: skip
    deck = written(many, judgement, folder / "300.pptx", board=replace(board, shown=shown))
    held = charts(deck.slides[2])[0].plots[0]
    names = [unmarked(name) for name in held.categories]
    assert "Team 250" in names and names[-1] == say("nl", "slides.rest") and len(names) <= 8
    assert sum(held.series[0].values) == pytest.approx(1)
    for group in networks(deck):
        assert len([shape for shape in group.shapes if shape.name.startswith("Team")]) <= 24


def test_pictures_compute_nothing_that_the_diagnosis_does_not_hold():
    diagnosis, judgement = judged()
    (wall,) = [finding for finding in judgement.findings if finding.kind == "wall"]
    (_, bars) = picture_of(wall, diagnosis).parts[1]
    row = pair(diagnosis, "Meterbeheer", "ICT")
    assert bars.series[0].values == (row["handovers"], row["expected"], row["same_signals_expected"])
    assert bars.series[0].high[0] / row["expected"] == pytest.approx(row["openness_high"])


# ---- templates


def test_the_shipped_template_is_the_one_that_we_make():
    assert house.FILE.read_bytes() == house.make_template()


def template(folder: Path, name: str, change=lambda presentation: None) -> Path:
    """Write a client's template: ours, changed."""
    presentation = Presentation(BytesIO(house.make_template()))
    change(presentation)
    presentation.save(folder / name)
    return folder / name


def layout_of(presentation, name: str):
    return next(layout for layout in presentation.slide_layouts if layout.name == name)


def test_a_clients_template_keeps_its_fonts_colours_and_other_names_of_layouts(tmp_path):
    def change(presentation) -> None:
        layout_of(presentation, "Finding").name = " FINDING "
        presentation.slides.add_slide(layout_of(presentation, "Text"))  # shows itself
        theme = next(
            one.target_part for one in presentation.slide_master.part.rels.values() if one.reltype.endswith("/theme")
        )
        theme._blob = theme.blob.replace(b'"Arial"', b'"Verdana"').replace(b"0072B2", b"123456")

    diagnosis, judgement = judged()
    deck = written(diagnosis, judgement, tmp_path / "own.pptx", template=template(tmp_path, "client.pptx", change))
    ours = written(diagnosis, judgement, tmp_path / "ours.pptx")
    assert titles(deck)[0] == "Waterstad Energie"
    size = [placeholder.text_frame.paragraphs[1].runs[0].font.size for slide in (deck.slides[2], ours.slides[2])
            for placeholder in slide.placeholders if placeholder.name == "Text"]  # fmt: skip
    assert size[0] <= size[1]  # Verdana is wider
    assert deck.slides[2].slide_layout.name == " FINDING "


def test_wide_letters_and_small_places_leave_nothing_on_top_of_anything(tmp_path):
    def change(presentation) -> None:
        theme = next(
            one.target_part for one in presentation.slide_master.part.rels.values() if one.reltype.endswith("/theme")
        )
        theme._blob = theme.blob.replace(b'"Arial"', b'"Verdana"')
        for box in layout_of(presentation, "Finding").placeholders:
            if box.name == "Picture":
                box.left, box.top, box.width, box.height = Inches(6.5), Inches(1.9), Inches(6), Inches(2.4)

    deck = written(*judged(), tmp_path / "own.pptx", template=template(tmp_path, "client.pptx", change))
    for group in networks(deck):
        keys = sorted((shape.top, shape.left, shape) for shape in group.shapes if shape.name == "Key")
        for (top, left, one), (beside, right, _) in pairwise(keys):
            wide = width_of(one.text_frame.text, 14) * 1.19 if one.has_text_frame else 0
            assert top != beside or left / POINT + wide <= right / POINT
    held = charts(of_kind(deck, "reservoir"))
    assert [len(chart.plots[0].categories) for chart in held] == [3, 3]  # of eight rows; the finding's is among them
    assert "►\u00a0Facturatie" in list(held[0].plots[0].categories)


def test_a_potx_is_a_template_too(tmp_path):
    slides = template(tmp_path, "client.pptx")
    with zipfile.ZipFile(slides) as read, zipfile.ZipFile(tmp_path / "client.potx", "w") as file:
        for name in read.namelist():
            file.writestr(name, read.read(name).replace(b"presentation.main+xml", b"template.main+xml"))
    deck = written(*judged(), tmp_path / "own.pptx", template=tmp_path / "client.potx")
    assert len(deck.slides) > 8


def test_missing_layouts_and_placeholders_are_named_all_at_once(tmp_path):
    def change(presentation) -> None:
        layout_of(presentation, "Answer").name = "Antwoord"
        for box in layout_of(presentation, "Finding").placeholders:
            if box.name == "Ask":
                box.name = "Vraag"

    with pytest.raises(InputError) as refused:
        written(*judged(), tmp_path / "own.pptx", template=template(tmp_path, "client.pptx", change))
    said = str(refused.value)
    assert "client.pptx:" in said and str(tmp_path) not in said
    assert "no layout called 'Answer'; found: 'Antwoord', 'Finding', 'Picture', 'Text', 'Title'" in said
    assert "layout 'Finding' has no placeholder called 'Ask'; found: 'Title', 'Picture', 'Text', 'Vraag'" in said
    assert not (tmp_path / "own.pptx").exists()


def body_of_notes(presentation):
    boxes = presentation.notes_master.placeholders
    return next(box for box in boxes if box.placeholder_format.type == PP_PLACEHOLDER.BODY)


def test_notes_get_a_place_where_the_template_gives_them_none(tmp_path):
    def change(presentation) -> None:
        properties = body_of_notes(presentation)._element.spPr
        properties.remove(properties.find(qn("a:xfrm")))

    made = open_template(template(tmp_path, "client.pptx", change))
    assert body_of_notes(made.presentation).height.pt == 475


def test_a_template_without_a_place_for_notes_is_refused(tmp_path):
    def change(presentation) -> None:
        body = body_of_notes(presentation)._element
        body.getparent().remove(body)

    with pytest.raises(InputError, match=r"client.pptx:\n  - its notes master has no placeholder .*\n    View > Notes"):
        open_template(template(tmp_path, "client.pptx", change))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 but no more", "not a PowerPoint file"),
        (b"", "not a PowerPoint file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected with a password"),
    ],
)
def test_what_is_no_powerpoint_file_is_refused(tmp_path, content, words):
    (tmp_path / "client.pptx").write_bytes(content)
    with pytest.raises(InputError, match=words):
        written(*judged(), tmp_path / "own.pptx", template=tmp_path / "client.pptx")


def test_a_template_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="can't be read: No such file"):
        written(*judged(), tmp_path / "own.pptx", template=tmp_path / "client.pptx")


def test_a_workbook_is_no_template(tmp_path):
    openpyxl.Workbook().save(tmp_path / "client.pptx")
    with pytest.raises(InputError, match="not a PowerPoint file"):
        written(*judged(), tmp_path / "own.pptx", template=tmp_path / "client.pptx")


def test_macros_are_refused(tmp_path):
    slides = template(tmp_path, "client.pptx")
    with zipfile.ZipFile(slides, "a") as file:
        file.writestr("ppt/vbaProject.bin", b"Sub AutoOpen()")
    with pytest.raises(InputError, match="holds macros"):
        written(*judged(), tmp_path / "own.pptx", template=slides)


def test_square_slides_are_refused(tmp_path):
    def change(presentation) -> None:
        presentation.slide_width = Inches(10)

    with pytest.raises(InputError, match=r"10\.0 by 7\.5 inches, not 16:9"):
        written(*judged(), tmp_path / "own.pptx", template=template(tmp_path, "client.pptx", change))


# ---- seen by another program


@pytest.mark.slow
@pytest.mark.parametrize("which", ["board", "nasty"])
def test_libreoffice_shows_a_page_for_every_slide(deck, nasty, folder, tmp_path, which):
    office = program("soffice")
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(folder / f"{which}.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = len(re.findall(rb"/Type\s*/Page\b", (tmp_path / f"{which}.pdf").read_bytes()))
    assert pages == len((deck if which == "board" else nasty).slides)
