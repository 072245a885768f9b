"""REFI-QDA projects: their places as each tool counts them, their codes, and files that are not to be trusted."""

from __future__ import annotations

import pytest
from coded_cases import FLOW, TURNS, interviewed
from hypothesis import given
from hypothesis import strategies as st
from qdpx_cases import CODES, content, guid, pack, place, project, selection, source, words

from kccdiag.faults import InputError
from kccdiag.intake.interviews import read_interviews
from kccdiag.intake.qdpx import archive, read_codebook, read_project
from kccdiag.intake.qdpx.offsets import READINGS, Reading, Selected, Text, choose, read

COPY = "\r\n\r\n".join(f"{label}: {said}" for label, said in TURNS)
SAID = "Zij zei 🙂: het gaat weg.\r\nNooit hoor je wat 👍🏽 terug.\r\nIedereen heeft café\u0301 en haast, שלום ook."


def tools():
    """NVivo, ATLAS.ti and the standard: how they count, with and without a byte-order mark in the file."""
    return [Reading(utf16=True, folded=False, marked=False), Reading(utf16=True, folded=True, marked=False),
            Reading(utf16=False, folded=False, marked=True)]  # fmt: skip


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.name)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_are_read_as_the_tool_counted_them(tool, mark):
    text = mark + SAID
    spans = words(text, ["het gaat weg", "Nooit", "hoor je wat", "terug", "haast"])
    counted = [Selected(*(place(text, at, utf16=tool.utf16, folded=tool.folded, marked=tool.marked) for at in span))
               for span in spans]  # fmt: skip
    chosen = choose(Text(text), counted)
    assert [text[slice(*span)] for span in chosen.spans] == [text[slice(*span)] for span in spans]
    assert chosen.score == 1.0 and not chosen.doubtful
    assert (chosen.reading.utf16, chosen.reading.folded) == (tool.utf16, tool.folded)


def test_a_source_that_no_reading_fits_is_flagged():
    chosen = choose(Text("eenentwintig tweeentwintig"), [Selected(2, 5), Selected(15, 17)])
    assert chosen.score == 0.0 and chosen.doubtful


def test_readings_that_fit_alike_and_differ_are_flagged_and_decided_by_the_project():
    # As code points it is "ab", as UTF-16 units "de": both are whole words.
    text, passage = Text("🙂🙂🙂 de ab cd"), [Selected(7, 9)]
    chosen = choose(text, passage)
    assert chosen.score == 1.0 and chosen.doubtful and text.raw[slice(*chosen.spans[0])] == "ab"
    before = {reading: float(reading.utf16) for reading in READINGS}
    assert text.raw[slice(*choose(text, passage, before).spans[0])] == "de"
    # Where the tool copied the words they decide, unless somebody gave the passage another name.
    copied = choose(text, [Selected(7, 9, "de")])
    assert text.raw[slice(*copied.spans[0])] == "de" and not copied.doubtful
    assert choose(text, [Selected(7, 9, "cd")]) == chosen


@given(st.text(st.sampled_from("ab \r\n\ufeff🙂é\u0301"), min_size=1, max_size=30), st.data())
def test_every_reading_finds_what_it_counted_itself(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    tool = data.draw(st.sampled_from(READINGS))
    if tool.folded and any(text[at - 1 : at + 1] == "\r\n" for at in (start, end)):
        return  # no tool that counts a line end as one can begin inside it
    counted = [place(text, at, utf16=tool.utf16, folded=tool.folded, marked=tool.marked) for at in (start, end)]
    (span,) = read(Text(text), [Selected(*counted)], tool)
    if counted[0] == counted[1]:
        assert span is None
    else:
        kept = text[start:end] if tool.marked else text[start:end].removeprefix("\ufeff")
        found = text[slice(*span)]
        assert found.strip("\r\n\ufeff") == kept.strip("\r\n\ufeff")


# ---- what becomes of a project


def coded(folder, qde, members=None, **kwargs):
    pack(folder / "coded.qdpx", qde, members, **kwargs)
    return read_interviews(interviewed(folder, statements="coded.qdpx", language="en"))


def rows(interviews, *columns):
    return interviews.statements[list(columns)].astype(object).fillna("").to_numpy().tolist()


def said(tool, wanted, codes, *, single=False):
    """Write selections of words in the copy of i1; with ``single`` a selection for each code, as NVivo does."""
    found = []
    for span, given_codes in zip(words(COPY, wanted), codes, strict=True):
        counted = tuple(place(COPY, at, utf16=tool.utf16, folded=tool.folded, marked=tool.marked) for at in span)
        for one in [[code] for code in given_codes] if single else [given_codes]:
            found.append(selection(len(found), counted, one))
    return "".join(found)


FLOWS = ["flow", "source: KCC", "target: Facturatie"]


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize("folder", ["sources", "Sources"])
def test_a_selection_becomes_a_statement_in_its_turn(tmp_path, single, folder):
    body = said(tools()[0], [FLOW, "geen tijd", "Nooit."], [FLOWS, ["no_time", "parkeren"], ["silo"]], single=single)
    interviews = coded(tmp_path, project(source("i1.docx", body)), {f"{folder}/t.txt": COPY}, name="Mijn project.qde")
    assert rows(interviews, "turn", "start", "relation", "source", "target", "barrier", "coder") == [
        [1, 0, "flow", "KCC", "Facturatie", "", "AB"],
        [3, TURNS[3][1].index("geen tijd"), "", "", "", "no_time", "AB"],
        [3, TURNS[3][1].index("Nooit."), "", "", "", "silo", "AB"],  # not the one in turn 1 or 2
    ]  # fmt: skip
    listed = dict(zip(interviews.skipped["what"], interviews.skipped["count"], strict=True))
    assert any("'parkeren'" in what for what in listed)
    assert listed["documents whose places were read as Unicode characters, CRLF as two, a byte-order mark counted"] == 1


@pytest.mark.parametrize(("path", "member"), [("internal://Mijn%20tekst.txt", "sources/Mijn tekst.txt"),
                                              ("internal://T.TXT", r"Sources\t.txt")])  # fmt: skip
def test_a_text_is_found_however_its_path_is_written(tmp_path, path, member):
    xml = project(source("i2", selection(1, (0, 5), ["silo"]), path=path))
    assert rows(coded(tmp_path, xml, {member: "Ieder voor zich"}), "quote") == [["Ieder"]]


def test_a_passage_over_question_and_answer_is_the_answer(tmp_path):
    body = said(tools()[0], ["Nooit?\r\n\r\nNoor: Nee, nooit."], [["silo"]])
    interviews = coded(tmp_path, project(source("gesprek i1", body)), {"sources/t.txt": COPY})  # found by its text
    assert rows(interviews, "interview", "turn", "quote", "respondent") == [["i1", 3, "Nee, nooit.", "R1"]]


def test_a_passage_over_two_cues_of_subtitles_is_found_in_its_turn(tmp_path):
    half = FLOW.index("gaan elke")
    copy = (f"\ufeffWEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Noor>{FLOW[:half]}</v>\n\n"
            f"2\n00:02.000 --> 00:03.000\n<v Noor>{TURNS[1][1][half:]}</v>\n").replace("\n", "\r\n")  # fmt: skip
    spans = [(copy.index(FLOW[:half]), copy.index(" Terug hoor")), *words(copy, ["hoor je niks"])]
    counted = [[place(copy, at, utf16=True, folded=False, marked=False) for at in span] for span in spans]
    body = "".join(selection(number, span, ["silo"]) for number, span in enumerate(counted))
    interviews = coded(tmp_path, project(source("i1.txt", body)), {"sources/t.txt": copy})
    assert rows(interviews, "turn", "start", "end", "quote")[0] == [1, 0, len(FLOW), FLOW]


def test_codes_without_end_are_refused(tmp_path):
    nested = '<Code guid="x" name="a" isCodable="true">' * 5000 + "</Code>" * 5000
    with pytest.raises(InputError, match="the XML is damaged"):
        read_project(pack(tmp_path / "p.qdpx", PLAIN.replace("<Codes>", f"<Codes>{nested}")))


def test_a_source_belongs_to_the_interview_of_its_case(tmp_path):
    cases = (f'<Variables><Variable guid="{guid(8, 1)}" name="department" typeOfVariable="Text"/></Variables>'
             f'<Cases><Case guid="{guid(9, 1)}" name="Sem"><VariableValue><VariableRef targetGUID="{guid(8, 1)}"/>'
             f"<TextValue>Facturatie</TextValue></VariableValue>"
             f'<SourceRef targetGUID="{{{guid(3, 1).lower()}}}"/></Case></Cases>')  # fmt: skip
    xml = project(source("opname 3", selection(1, (0, 5), ["silo"])), cases=cases)
    assert rows(coded(tmp_path, xml, {"sources/t.txt": "Ieder voor zich."}), "interview", "respondent", "quote") == [
        ["i2", "R2", "Ieder"]
    ]
    assert read_project(tmp_path / "coded.qdpx").cases == {"Sem": {"department": "Facturatie"}}


def test_a_code_that_is_a_case_says_whose_words_they_are(tmp_path):
    """NVivo writes people both as cases and as codes, under one identifier, and codes all their words with them."""
    cases = f'<Cases><Case guid="{guid(2, CODES["parkeren"])}" name="Sem"/></Cases>'
    body = selection(1, (0, 16), ["parkeren"]) + selection(2, (0, 5), ["silo"])
    interviews = coded(tmp_path, project(source("opname", body), cases=cases), {"sources/t.txt": "Ieder voor zich."})
    assert rows(interviews, "interview", "quote", "barrier") == [["i2", "Ieder", "silo"]]
    assert not interviews.skipped["what"].str.contains("parkeren").any()


def test_line_ends_that_xml_folded_may_have_been_counted_as_two():
    text = Text("Nooit.\nIeder voor zich.\nHaast altijd", folded=True)
    wanted = words(text.raw, ["Ieder", "zich", "Haast", "altijd"])
    counted = [
        Selected(start + text.raw[:start].count("\n"), end + text.raw[:end].count("\n")) for start, end in wanted
    ]
    chosen = choose(text, counted)
    assert list(chosen.spans) == wanted and not chosen.reading.folded and chosen.score == 1.0


def test_a_source_that_is_no_interview_keeps_its_name_and_is_listed(tmp_path):
    interviews = coded(
        tmp_path, project(source("memo", selection(1, (0, 5), ["silo"]))), {"sources/t.txt": "Ieder voor zich"}
    )
    assert rows(interviews, "interview", "turn", "respondent", "quote") == [["memo", "", "", "Ieder"]]
    assert interviews.skipped["what"].str.contains("'memo', which is no interview").any()


def test_text_beside_a_pdf_and_of_a_transcript_is_read_once(tmp_path):
    pdf = (f'<PDFSource guid="{guid(3, 2)}" name="i2" path="internal://x.pdf">'
           f'<PDFSelection guid="{guid(4, 1)}" page="1" firstX="1" firstY="1" secondX="2" secondY="2"/>'
           f'<PDFSelection guid="{guid(4, 5)}" page="1" firstX="1" firstY="1" secondX="2" secondY="2"/>'
           f'<Representation guid="{guid(3, 3)}">{content("Ieder voor zich")}{selection(1, (0, 5), ["silo"])}'
           f"</Representation></PDFSource>")  # fmt: skip
    film = (f'<VideoSource guid="{guid(3, 4)}" name="i2"><Transcript guid="{guid(3, 5)}">{content("Nooit tijd")}'
            f'<SyncPoint guid="{guid(5, 1)}" position="6"/><SyncPoint guid="{guid(5, 2)}" position="10"/>'
            f'<TranscriptSelection guid="{guid(4, 2)}" fromSyncPoint="{guid(5, 1)}" toSyncPoint="{guid(5, 2)}">'
            f'<Coding guid="{guid(7, 9)}"><CodeRef targetGUID="{guid(2, CODES["no_time"])}"/></Coding>'
            f"</TranscriptSelection></Transcript></VideoSource>")  # fmt: skip
    words_only = (f'<PDFSource guid="{guid(3, 6)}" name="i2"><PDFSelection guid="{guid(4, 8)}" page="1" firstX="1"'
                  f' firstY="1" secondX="2" secondY="2">'
                  f'<Representation guid="{guid(3, 7)}">{content("Elk zijn eiland")}'
                  f'</Representation><Coding guid="{guid(7, 10)}"><CodeRef targetGUID="{guid(2, CODES["silo"])}"/>'
                  "</Coding></PDFSelection></PDFSource>")  # fmt: skip
    interviews = coded(tmp_path, project(pdf + film + words_only))
    assert rows(interviews, "quote", "barrier", "respondent") == [
        ["Ieder", "silo", "R2"], ["tijd", "no_time", "R2"], ["Elk zijn eiland", "silo", "R2"]]  # fmt: skip
    listed = dict(zip(interviews.skipped["what"], interviews.skipped["count"], strict=True))
    assert listed["areas of a PDF without their words"] == 1


def test_what_is_not_imported_is_counted_and_no_path_is_shown(tmp_path):
    after = (f'<Notes><Note guid="{guid(6, 1)}"/><Note guid="{guid(6, 2)}"/></Notes>'
             f'<Links><Link guid="{guid(6, 3)}"/></Links><Sets><Set guid="{guid(6, 4)}" name="s"/></Sets>'
             f'<Graphs><Graph guid="{guid(6, 5)}"/></Graphs>')  # fmt: skip
    pictures = f'<PictureSource guid="{guid(3, 9)}" name="bord" path="internal://b.png"/>'
    xml = project(source("i2", selection(1, (0, 5), ["silo"])) + pictures, after=after)
    interviews = coded(tmp_path, xml, {"sources/t.txt": "Ieder voor zich"})
    listed = dict(zip(interviews.skipped["what"], interviews.skipped["count"], strict=True))
    assert [listed[what] for what in ("notes and memos", "links", "sets of codes or documents", "graphs")] == [
        2,
        1,
        1,
        1,
    ]
    assert listed["documents without text in the file"] == 1
    assert "geheim" not in interviews.skipped.to_csv() + interviews.statements.to_csv()


# ---- files that are not to be trusted

ENTITY = '<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
LAUGHS = "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(12))
BOMB = f'<!DOCTYPE Project [<!ENTITY a "haha">{LAUGHS}]>'
PLAIN = project(source("i2", selection(1, (0, 5), ["silo"])))
PDF = project(f'<PDFSource guid="{guid(3, 1)}" name="i2" path="internal://x.pdf"/>')
WRONG = {
    "no qde": (PLAIN, {}, "in/project.qde", r"holds no \.qde at its root"),
    "two": (PLAIN, {"twee.qde": PLAIN}, "een.qde", r"holds 2 \.qde files at its root"),
    "outside": (PLAIN, {"../../weg.txt": "x"}, "project.qde", r"leads out of the zip"),
    "path": (
        PLAIN.replace("internal://t.txt", "internal://../t.txt"),
        {"t.txt": "x"},
        "project.qde",
        "leads out of the zip",
    ),
    "hidden path": (PLAIN.replace("://t", "://%2e%2e/t"), {"t.txt": "x"}, "project.qde", "leads out of the zip"),
    "entities": (project("", before=ENTITY), {}, "project.qde", "declares a document type"),
    "growing": (project("", before=BOMB).replace('name="p"', 'name="&m;"'), {}, "project.qde", "the XML is damaged"),
    "encoding": (PLAIN.replace("utf-8", "utf-80"), {}, "project.qde", "the XML is damaged"),
    "cut off": (PLAIN[:-30], {}, "project.qde", "the XML is damaged or cut off"),
    "no project": ("<Codes/>", {}, "project.qde", "outermost element is 'Codes'"),
    "no text": (PLAIN, {}, "project.qde", r"none of its sources holds text that is in the file; there are: 1 Text"),
    "pdf": (PDF, {"sources/x.pdf": "%PDF"}, "project.qde", "there are: 1 PDF"),
    "bytes": (PLAIN, {"sources/t.txt": b"caf\xe9"}, "project.qde", r"no UTF-8"),
    "elsewhere": (
        PLAIN.replace("internal://", "absolute:///etc/"),
        {},
        "project.qde",
        "none of its sources holds text",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_can_not_be_read_is_refused_in_one_message(tmp_path, what):
    qde, members, name, message = WRONG[what]
    path = pack(tmp_path / "p.qdpx", qde, members, name=name)
    with pytest.raises(InputError, match=message) as error:
        read_project(path)
    assert len(error.value.faults) == 1 and "geheim" not in str(error.value)


def test_a_bomb_is_refused_before_it_goes_off(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 2**16)
    path = pack(tmp_path / "p.qdpx", PLAIN, {"sources/t.txt": b" " * 2**17})
    with pytest.raises(InputError, match=r"'sources/t\.txt' unpacks to more than .*bomb"):
        read_project(path)


def test_a_document_longer_than_any_conversation_is_left_out_and_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("kccdiag.intake.qdpx.project.LONGEST", 20)
    xml = project(source("i2", selection(1, (0, 5), ["silo"])) + source("lijst", "", path="internal://lang.txt"))
    found = read_project(pack(tmp_path / "p.qdpx", xml, {"sources/t.txt": "Ieder", "sources/lang.txt": "x" * 21}))
    assert [one.name for one in found.sources] == ["i2"] and found.left_out == {"long": 1}


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 kapot", b"<Project/>"])
def test_what_is_no_zip_is_refused(tmp_path, raw):
    (tmp_path / "p.qdpx").write_bytes(raw)
    with pytest.raises(InputError, match=r"p\.qdpx:\n  - this is no \.qdpx, or it is damaged"):
        read_project(tmp_path / "p.qdpx")


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:0:4"])
def test_a_codebook_of_either_namespace_is_read(tmp_path, namespace):
    (tmp_path / "c.qdc").write_text(
        f'<CodeBook xmlns="{namespace}"><Codes><Code guid="{guid(2, 1)}" name="barrier" isCodable="false">'
        f'<Code guid="{{{guid(2, 2)}}}" name="silo" isCodable="true"/></Code></Codes></CodeBook>', "utf-8")  # fmt: skip
    assert read_codebook(tmp_path / "c.qdc") == (("barrier",), ("barrier", "silo"))
    interviews = read_interviews(interviewed(tmp_path, statements="c.qdc", language="en"))
    assert interviews.statements.empty and interviews.skipped["count"].tolist() == [2]


def test_real_projects_are_read_and_their_doubtful_places_flagged(shared):
    real = shared / "real" / "qdpx"
    sample = read_project(real / "sample.qdpx")
    assert sample.codes[1] == ("Belastung", "beruflich") and sample.left_out["notes"] == 1
    chosen = choose(sample.sources[0].text, [Selected(one.start, one.end) for one in sample.sources[0].selections])
    assert chosen.doubtful  # its places were made up and begin inside words
    atlas = read_project(real / "TestProject.qdpx")
    assert (atlas.left_out["sets"], atlas.left_out["notes"], len(atlas.codes)) == (16, 2, 14)
    books = sorted(real.glob("*.qdc"))
    assert len(books) == 4 and all(read_codebook(book) for book in books)
