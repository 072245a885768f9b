"""What is exported for other tools: read back it is what it was, and its form is that of the standard."""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from coded_cases import FLOW, TURNS, interviewed, read_rows
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kccdiag.cli import main
from kccdiag.exchange import PROJECT, STATEMENTS, export, project_bytes, statements_csv
from kccdiag.exchange.masked import COPIES, FOUND
from kccdiag.faults import InputError
from kccdiag.intake.coded import COLUMNS, read_statements
from kccdiag.intake.interviews import BARRIERS, RELATIONS, Interviews, read_interviews
from kccdiag.intake.known import known_departments
from kccdiag.intake.places import normal, normalise
from kccdiag.intake.qdpx import read_project

ROWS = (
    f"i1,1,0,{len(FLOW)},{FLOW},flow,KCC,Facturatie,no_time,named,hand,,AB,yes,yes,Elke week gaan ze door",
    f"i1,1,0,{len(FLOW)},{FLOW},no_feedback,Facturatie,customer,,,,,AB,yes,no,",
    "i1,1,,,Nooit.,,,,no_reply,,rules-1,0.75,,no,no,",
    "i1,,,,Nooit.,,,,silo,,,,CD,yes,no,",
    "i2,,,,Wij zien ze nooit,need,KCC,Facturatie,,missed,,,AB,yes,no,",
    "i2,,,,,need,KCC,Facturatie,,,,,AB,yes,no,Zij willen meer horen",
)


@pytest.fixture
def interviews(tmp_path) -> Interviews:
    return read_rows(tmp_path, *ROWS)


def told(statements: pd.DataFrame) -> list[tuple[str, ...]]:
    """Give statements as rows of text, in an order of their own."""
    return sorted(tuple(str(value) for value in row) for row in statements.to_numpy())


# ---- the round trip

LETTERS = st.sampled_from("abe \u00a0\r\n\ufeff🙂👍🏽\u0301\u0327שלום.")
SPEECH = st.text(LETTERS, min_size=1, max_size=25).filter(normal)
WORDS = st.text(st.sampled_from("abe 🙂é\u0301ש="), max_size=12).map(normal)


@st.composite
def statements_of(draw, turns: list[str]) -> list[dict]:
    """Draw statements on turns of i1, and on i2 that has none."""
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        relation = draw(st.sampled_from(("", *RELATIONS)))
        ends = draw(st.tuples(*[st.sampled_from(("KCC", "Facturatie", "customer"))] * 2)) if relation else ("", "")
        row = {
            "relation": relation, "source": ends[0], "target": ends[1],
            "barrier": draw(st.sampled_from(BARRIERS if not relation else ("", *BARRIERS))),
            "purpose": draw(st.sampled_from(("", "named", "missed"))), "method": draw(WORDS), "coder": draw(WORDS),
            "score": draw(st.one_of(st.just(float("nan")), st.floats(0, 1))), "confirmed": draw(st.booleans()),
            "released": draw(st.booleans()), "paraphrase": draw(WORDS),
        }  # fmt: skip
        rows.append(row | draw(st.one_of(placed(turns), st.just(somewhere(turns)), elsewhere())))
    return rows


@st.composite
def placed(draw, turns: list[str]) -> dict:
    turn = draw(st.integers(0, len(turns) - 1))
    start = draw(st.integers(0, len(turns[turn]) - 1))
    end = draw(st.integers(start + 1, len(turns[turn])))
    return {"interview": "i1", "turn": turn, "start": start, "end": end, "quote": turns[turn][start:end]}


def somewhere(turns: list[str]) -> dict:
    """Choose a quote that stands in its turn more than once, and so has no place of its own."""
    quotes = (
        (turn, quote)
        for turn, text in enumerate(turns)
        for quote in normal(text)
        if len(spans := list(normalise(text).spans(quote))) > 1 and normal(text[slice(*spans[0])]) == quote
    )
    turn, quote = next(quotes, (None, "nergens"))  # fmt: skip
    return {"interview": "i1", "turn": turn, "start": None, "end": None, "quote": quote}


@st.composite
def elsewhere(draw) -> dict:
    return {"interview": "i2", "turn": None, "start": None, "end": None, "quote": draw(WORDS.filter(bool))}


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("exchange")


@given(st.lists(SPEECH, min_size=1, max_size=4), st.data())
def test_a_project_read_back_is_what_was_exported(place, turns, data):
    for name in ("back.qdpx", "back.csv"):
        (place / name).touch()
    engagement = interviewed(place, statements="back.qdpx")
    kinds = dict.fromkeys(("turn", "start", "end"), "Int64")
    rows = pd.DataFrame(data.draw(statements_of(turns)), columns=list(COLUMNS)).astype(kinds)
    labels = (["Noor", "Interviewer"] * 2)[: len(turns)]
    spoken = pd.DataFrame({"interview": "i1", "turn": range(len(turns)), "label": labels, "text": turns})
    spoken = spoken.assign(respondent="R1", department="KCC", language="nl")
    people = pd.DataFrame([("i1", "", "Noor", (), "KCC", "agent", "nl", True, "R1"),
                           ("i2", "", "Sem", (), "Facturatie", "", "nl", False, "R2")],
                          columns=["interview", "file", "name", "aliases", "department", "role", "language", "consent",
                                   "respondent"])  # fmt: skip
    empty = pd.DataFrame()
    before = Interviews(people, spoken, empty, rows, empty, empty, empty)
    (place / "back.qdpx").write_bytes(project_bytes(before, engagement))
    after, _ = read_statements(engagement, spoken, people, known_departments(engagement))
    assert told(after[list(COLUMNS)]) == told(rows[list(COLUMNS)])
    engagement = interviewed(place, statements="back.csv")
    (place / "back.csv").write_bytes(statements_csv(before))
    # A table is written by people too: there a quote is more than a space, and stands in the transcript.
    if rows["quote"].map(normal).ne("").all() and "nergens" not in set(rows["quote"]):
        again, _ = read_statements(engagement, spoken, people, known_departments(engagement))
        assert told(again[list(COLUMNS)]) == told(rows[list(COLUMNS)])


@pytest.mark.parametrize("name", [PROJECT, STATEMENTS])
def test_an_export_takes_the_place_of_the_statements(tmp_path, interviews, name):
    export(interviews, interviewed(tmp_path))
    again = read_interviews(interviewed(tmp_path, statements=f"private/{name}"))
    assert told(again.statements) == told(interviews.statements)
    assert len(again.statements) == len(ROWS)


# ---- form


def test_an_export_is_for_its_owner_only_and_the_same_bytes_twice(tmp_path, interviews):
    engagement = interviewed(tmp_path)
    first = [path.read_bytes() for path in export(interviews, engagement)]
    paths = export(interviews, engagement)
    assert [path.read_bytes() for path in paths] == first
    assert {path.name for path in paths} == {path.name for path in (tmp_path / "private").iterdir()}
    assert all(path.stat().st_mode & 0o077 == 0 and "confidential" in path.name for path in paths)
    assert (tmp_path / "private").stat().st_mode & 0o077 == 0


# The schema of REFI-QDA 1.5, as far as an export goes: which elements, in which order, with which attributes.
CONTENT = {
    "Project": (("Users", "CodeBook", "Variables", "Cases", "Sources"), {"name"}, {"origin", "creationDateTime"}),
    "Users": (("User",), set(), set()), "User": ((), {"guid"}, {"name"}),
    "CodeBook": (("Codes",), set(), set()), "Codes": (("Code",), set(), set()),
    "Code": (("Description", "Code"), {"guid", "name", "isCodable"}, set()),
    "Variables": (("Variable",), set(), set()), "Variable": ((), {"guid", "name", "typeOfVariable"}, set()),
    "Cases": (("Case",), set(), set()), "Case": (("VariableValue", "SourceRef"), {"guid"}, {"name"}),
    "VariableValue": (("VariableRef", "TextValue"), set(), set()), "VariableRef": ((), {"targetGUID"}, set()),
    "SourceRef": ((), {"targetGUID"}, set()), "CodeRef": ((), {"targetGUID"}, set()),
    "Sources": (("TextSource",), set(), set()), "Description": ((), set(), set()), "TextValue": ((), set(), set()),
    "TextSource": (("PlainTextSelection",), {"guid"}, {"name", "plainTextPath", "creationDateTime"}),
    "PlainTextSelection": (("Description", "Coding"), {"guid", "startPosition", "endPosition"},
                           {"name", "creatingUser", "creationDateTime"}),
    "Coding": (("CodeRef",), {"guid"}, {"creatingUser", "creationDateTime"}),
}  # fmt: skip


def test_the_project_has_the_form_of_the_standard(tmp_path, interviews):
    path = tmp_path / "p.qdpx"
    path.write_bytes(project_bytes(interviews, interviewed(tmp_path)))
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name != "project.qde"}
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    for element in root.iter():
        assert etree.QName(element).namespace == "urn:QDA-XML:project:1.0"
        order, needed, allowed = CONTENT[etree.QName(element).localname]
        below = [order.index(etree.QName(child).localname) for child in element]
        assert below == sorted(below) and needed <= set(element.attrib) <= needed | allowed
        assert all(element.get(name) in guids for name in ("targetGUID", "creatingUser") if element.get(name))
    assert len(set(guids)) == len(guids) and all(len(guid) == 36 and guid == guid.upper() for guid in guids)
    for source in root.iter("{*}TextSource"):
        text = texts["sources/" + source.get("plainTextPath").removeprefix("internal://")]
        for selection in source.iter("{*}PlainTextSelection"):
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            assert words == selection.get("name")


def test_the_project_says_who_coded_what_and_whose_words_they_are(tmp_path, interviews):
    path = tmp_path / "p.qdpx"
    path.write_bytes(project_bytes(interviews, interviewed(tmp_path)))
    found = read_project(path)
    assert found.cases == {"Noor": {"department": "KCC", "role": "agent"},
                           "Sem": {"department": "Facturatie", "role": "teamleider"}}  # fmt: skip
    assert found.sources[0].text.raw.startswith("\n\n".join(f"{label}: {text}" for label, text in TURNS))
    first = found.sources[0].selections[0]
    assert {coder for _, coder in first.codings} == {"AB"}
    assert [code for code, _ in first.codings] == [
        ("relation", "flow"), ("barrier", "no_time"), ("purpose", "purpose: named"), ("source", "source: KCC"),
        ("target", "target: Facturatie"),
        ("standing", "released"),
    ]  # fmt: skip
    assert {("barrier", barrier) for barrier in BARRIERS} <= set(found.codes)
    # QualCoder knows a code by its name alone, and asks when each passage was made.
    assert len({path[-1] for path in found.codes}) == len(found.codes)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("project.qde").count(b"<PlainTextSelection") == len(ROWS)
        assert not re.search(rb"<PlainTextSelection(?![^>]* creationDateTime=)", archive.read("project.qde"))


def test_a_tool_that_parts_codes_and_forgets_groups_loses_no_statement(tmp_path, interviews):
    """QualCoder writes a passage for each code, with what stood beside it; ATLAS.ti may drop the groups."""
    (tmp_path / "again.qdpx").touch()
    engagement = interviewed(tmp_path, statements="again.qdpx")
    (tmp_path / "p.qdpx").write_bytes(project_bytes(interviews, engagement))
    with zipfile.ZipFile(tmp_path / "p.qdpx") as old, zipfile.ZipFile(tmp_path / "again.qdpx", "w") as new:
        root = etree.fromstring(old.read("project.qde"))
        root.set("origin", "Other 1.0")
        codes = root.find("{*}CodeBook/{*}Codes")
        codes[:] = [code for group in codes for code in group.iterchildren("{*}Code")]
        for source in root.iter("{*}TextSource"):
            source[:] = [one for selection in source for one in parted(selection)]
        new.writestr("project.qde", etree.tostring(root))
        for name in old.namelist():
            if name != "project.qde":
                new.writestr(name, old.read(name))
    assert told(read_interviews(engagement).statements) == told(interviews.statements)


def parted(selection):
    for coding in selection.findall("{*}Coding"):
        one = deepcopy(selection)
        one.set("guid", coding.get("guid"))
        for other in one.findall("{*}Coding"):
            if other.get("guid") != coding.get("guid"):
                one.remove(other)
        yield one


def test_nothing_to_export_is_said(tmp_path, interviews):
    engagement = interviewed(tmp_path)
    nothing = replace(interviews, turns=interviews.turns[:0], statements=interviews.statements[:0])
    with pytest.raises(InputError, match="no transcripts and no statements"):
        export(nothing, engagement)
    assert not (tmp_path / "private").exists()


# ---- the command


def test_the_command_says_what_it_wrote_and_where(tmp_path, capsys):
    read_rows(tmp_path, *ROWS)
    assert main(["export", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"geschreven, vertrouwelijk: {tmp_path / 'private' / PROJECT}",
        f"geschreven, vertrouwelijk: {tmp_path / 'private' / STATEMENTS}",
        f"geschreven, vertrouwelijk: {tmp_path / 'private' / FOUND}",
        f"geschreven, vertrouwelijk: {tmp_path / 'private' / COPIES}",
        "6 uitspraken uit 2 gesprekken, met namen en in eigen woorden van mensen",
    ]
    (tmp_path / "statements.csv").write_text("interview,quote\ni1,x\n", "utf-8")
    assert main(["export", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("statements.csv:\n  - no column 'relation'")
