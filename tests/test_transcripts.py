"""Transcripts as turns: formats of strangers, labels and what only looks like one, and files that can't be read."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.interviews import Interviews, read_interviews
from kccdiag.intake.openings import Line
from kccdiag.intake.speakers import find_speakers
from kccdiag.lists import fold

KNOWN = "name,department,file,aliases,language\nJeroen de Vries,KCC,talk{suffix},Jeroen;R,nl\n"
CONFIG = '[engagement]\nlanguage = "en"\n[interviews]\nfolder = "."\nparticipants = "participants.csv"\n'
BOTH = [("Ineke", "Hoi."), ("Jeroen", "Ja."), ("Ineke", "En?"), ("Jeroen", "Nee.")]


def laid_down(folder: Path, content: str | bytes, suffix: str = ".txt", known: str = KNOWN) -> Path:
    raw = content if isinstance(content, bytes) else content.encode()
    (folder / f"talk{suffix}").write_bytes(raw)
    (folder / "participants.csv").write_text(known.format(suffix=suffix), encoding="utf-8")
    (folder / "kccdiag.toml").write_text(CONFIG)
    return folder


def read(folder: Path, content: str | bytes, suffix: str = ".txt") -> Interviews:
    return read_interviews(open_engagement(laid_down(folder, content, suffix)))


def turns_of(folder: Path, content: str | bytes, suffix: str = ".txt") -> list[tuple[str, str]]:
    turns = read(folder, content, suffix).turns
    return list(zip(turns["label"], turns["text"], strict=True))


def refused(folder: Path, content: str | bytes, suffix: str = ".txt") -> str:
    with pytest.raises(InputError) as caught:
        read(folder, content, suffix)
    (fault,) = caught.value.faults
    assert fault.place == f"talk{suffix}"
    assert fault.remedy
    return fault.what


def word(*paragraphs: str | tuple[str, str]) -> bytes:
    """Write a Word document; of a pair the first part is bold."""
    document = docx.Document()
    for paragraph in paragraphs:
        bold, plain = paragraph if isinstance(paragraph, tuple) else ("", paragraph)
        written = document.add_paragraph()
        if bold:
            written.add_run(bold).bold = True
        written.add_run(plain)
    return saved(document)


def saved(document: object) -> bytes:
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


# ---- who speaks


@pytest.mark.parametrize("text", [
    "Ineke: Hoi.\n\nJeroen: Ja.\n\nIneke: En?\n\nJeroen: Nee.\n",
    "INEKE : Hoi.\r\nJEROEN : Ja.\r\nIneke : En?\r\nJeroen : Nee.",
    "[00:00:01] Ineke: Hoi.\n[00:00:05] Jeroen: Ja.\n00:00:09 Ineke: En?\n0:15 Jeroen: Nee.",
    "Ineke [00:01]: Hoi.\nJeroen (00:05): Ja.\nIneke 00:09: En?\nJeroen  0:12\nNee.",
    "**Ineke:** Hoi.\n\n**Jeroen**: Ja.\n\n__Ineke__ En?\n\n**Jeroen** (0:12)\n\nNee.",
    "- Ineke: Hoi.\n- Jeroen: Ja.\n> Ineke: En?\n>> Jeroen: Nee.",
    "Ineke:\tHoi.\nJeroen\tJa.\n3\tIneke\tEn?\n00:04\tJeroen\tNee.",
    "Ineke:\nHoi.\n\nJeroen:\n\nJa.\nIneke:\nEn?\nJeroen:\nNee.",
    "Ineke (interviewer): Hoi.\nJeroen (KCC): Ja.\nIneke [Bureau Noord]: En?\nJeroen: Nee.",
    "Gesprek met Jeroen\nDatum: 3 maart\nAanwezig: twee\n\nIneke: Hoi.\nJeroen: Ja.\nIneke: En?\nJeroen: Nee.",
    "Ineke: Hoi. #00:00:03-1#\nJeroen: Ja. #00:00:04-9#\nIneke: En?\nJeroen: Nee.",
    "Opnamedatum: 3 maart\nRespondentnummer: 7\nIneke: Hoi.\nJeroen: Ja.\nIneke: En?\nJeroen: Nee.",
    "[Ineke] 10:00:12\nHoi.\n[Jeroen] 10:00:15\nJa.\n[Ineke] 10:00:18\nEn?\n[Jeroen] 10:00:20\nNee.",
    "Ineke: [00:00:12] Hoi.\nJeroen: [00:00:15] Ja.\nIneke (01:02):\nEn?\nJeroen\t00:01:09\nNee.",
    "Transcript\n00:00:02 Ineke\nHoi.\n0:0:4.0 --> 0:0:5.20\nJeroen\nJa.\n00:00:05.10\nIneke\nEn?\n"
    "[00:00:09.00] - Jeroen\nNee.\n00:00:10 Ineke",
    "**Geïnterviewde:** Jeroen – agent\n**Interviewer:** Ineke Vos\n**Opnamedatum:** 3 maart\n\n---\n\n"
    "**Ineke:** Hoi.\n\n**Jeroen:** Ja.\n\n**Ineke:** En?\n\n**Jeroen:** Nee.\n",
    "Interviewer: Ineke\nRespondent: Jeroen (KCC)\n\nIneke: Hoi.\nJeroen: Ja.\nIneke: En?\nJeroen: Nee.",
    "[Ineke] Hoi.\n[Jeroen] Ja.\n[Ineke] En?\n[Jeroen] Nee.\n[Ineke]",
    "## Ineke\nHoi.\n## Jeroen\nJa.\n## Ineke\nEn?\n## Jeroen\nNee.\n## Ineke",
])  # fmt: skip
def test_one_conversation_in_the_formats_of_strangers(tmp_path, text):
    assert [(label.capitalize(), said) for label, said in turns_of(tmp_path, text)] == BOTH


def test_lines_without_a_label_continue_the_turn(tmp_path):
    text = "Ineke: Hoi.\n[00:00:04] En welkom.\n\nJeroen:\tJa.\nDat is\nzo.\nJeroen: Echt.\n"
    assert turns_of(tmp_path, text) == [("Ineke", "Hoi. En welkom."), ("Jeroen", "Ja. Dat is zo. Echt.")]


@pytest.mark.parametrize("speech", [
    "Kijk: zo gaat dat.", "Dus: niks.", "10:30 is het overleg.", "10:30: dan begint het.", "Ik zei: doe maar.",
    "Marketing: dat is wat anders.", "Nee Ineke: dat klopt niet.", "https://waterstad.nl: daar staat het.",
    "Look: it is what it is.", "My point: nothing.", "Voorbeeld 1: een mail.", "Juridische Zaken: die ook.",
    "Klant: boos.", "Haha", "Nou, Ineke: ja.", "Om 9:15: koffie.", "Eén ding: de app.", "[lacht] Ja.",
    "Kortom: niks.", "Oké: goed.", "PS: nog iets.",
])  # fmt: skip
def test_a_colon_makes_no_speaker_of_ordinary_speech(tmp_path, speech):
    text = f"Interviewer: Hoe dan?\nJeroen: Nou.\n{speech}\nZo is het.\nInterviewer: Ja?\nJeroen: Ja.\n{speech}"
    assert turns_of(tmp_path, text) == [
        ("Interviewer", "Hoe dan?"), ("Jeroen", f"Nou. {speech} Zo is het."), ("Interviewer", "Ja?"),
        ("Jeroen", f"Ja. {speech}"),
    ]  # fmt: skip


def test_an_opening_that_is_taken_for_speech_is_listed(tmp_path):
    interviews = read(tmp_path, "Interviewer: Hoe?\nJeroen: Nou.\nKijk: zo.\nEn zo.")
    assert interviews.skipped.values.tolist() == [["talk.txt", "read as speech, not as a speaker: 'Kijk'", 1]]


@pytest.mark.parametrize(("lines", "speakers"), [
    (["Bakker: a", "Visser: b"] * 3, {"bakker", "visser"}),  # words of the dictionary, and half of the turns each
    (["Vink: a", "Jeroen: b", "Vink: c", "Jeroen: d"], {"vink", "jeroen"}),  # who goes on is not named again
    (["Anna: a", "Jeroen: b", "en zo"], {"anna", "jeroen"}),  # somebody must have asked
    (["Interviewer: a", "Participant: b"] * 2, {"interviewer", "participant"}),
    (["I: a", "R: b", "I: c", "R: d"], {"i", "r"}),
    (["Spreker 1: a", "SPEAKER_02: b", "[Unknown speaker]: c", "Respondent B: d"],
     {"spreker 1", "speaker_02", "unknown speaker", "respondent b"}),
    (["Anne van der Berg: a", "Brandsma, Ineke: b", "Mevr. El Amrani: c"] * 2,
     {"anne van der berg", "brandsma, ineke", "mevr. el amrani"}),
    (["Ineke Brandsma: a", "Jeroen: b", "en c", "Gerrit Postema: d", "Jeroen: e"],
     {"ineke brandsma", "jeroen", "gerrit postema"}),
    (["Fatma: a", "Jeroen: b", "Wouter: c", "Fatma: d"], {"fatma", "jeroen", "wouter"}),  # the only line without one
    (["KCC: a", "Interviewer: b"] * 3, {"kcc", "interviewer"}),
])  # fmt: skip
def test_speakers_whom_nobody_listed_are_found(lines, speakers):
    said, _ = find_speakers(map(Line, lines), known={"jeroen"}, places={"kcc"})
    assert {fold(one.label) for one in said} == speakers


WORDS = st.text("abcdefg .,?’é", min_size=1, max_size=30).map(lambda text: f"x{' '.join(text.split())}")


@given(st.lists(st.tuples(st.sampled_from(["Interviewer", "Jeroen"]), st.lists(WORDS, min_size=1, max_size=3)),
                min_size=1, max_size=8))  # fmt: skip
def test_no_word_is_lost_and_none_made(turns):
    lines = [Line(line) for label, texts in turns for line in (f"{label}: {texts[0]}", *texts[1:])]
    said, met = find_speakers(lines, known={"jeroen"})
    assert [(one.label, one.text) for one in said] == [(label, text) for label, texts in turns for text in texts]
    assert met == {}


def test_labels_are_mapped_by_name_and_alias_and_the_rest_is_listed(tmp_path):
    interviews = read(tmp_path, "Ineke: Hoi.\nJEROEN DE  VRIES: Ja.\nR: En ja.\nIneke: Zo.\nJerom: Nee.\nJeroen: Ja.")
    labels = interviews.labels.set_index("label")
    assert labels["respondent"].to_dict() == {"Ineke": "", "JEROEN DE VRIES": "R1", "Jerom": "", "Jeroen": "R1"}
    assert labels.loc["Ineke", "turns"] == 2
    assert interviews.turns["text"].tolist() == ["Hoi.", "Ja. En ja.", "Zo.", "Nee.", "Ja."]
    assert interviews.turns["department"].tolist() == ["", "KCC", "", "", "KCC"]


def test_a_first_name_is_nobody_unless_it_is_listed(tmp_path):
    known = "name,department,file\nFatma Demirel,KCC,talk{suffix}\n"
    laid_down(tmp_path, "Ineke: Hoi.\nFatma: Ja.\nIneke: En?\nFatma: Nee.", known=known)
    assert set(read_interviews(open_engagement(tmp_path)).labels["respondent"]) == {""}


@pytest.mark.parametrize(("language", "found"), [("", ["nl", "en", "en"]), ("nl", ["nl", "nl", "en"])])
def test_the_language_is_the_participants_or_else_the_turns_own(tmp_path, language, found):
    known = f"name,department,file,language\nJeroen,KCC,talk{{suffix}},{language}\n"
    text = "Interviewer: Hoe gaat het dan?\nJeroen: They never tell us.\nInterviewer: Why not?"
    laid_down(tmp_path, text, known=known)
    assert read_interviews(open_engagement(tmp_path)).turns["language"].tolist() == found


# ---- text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(tmp_path, encoding):
    text = "Interviewer: Waaróm dan één?\r\nJeroen: Crème brûlée, zo’n ding – \u20ac 3.\r\n" * 3
    said = turns_of(tmp_path, text.encode(encoding))
    assert said[:2] == [("Interviewer", "Waaróm dan één?"), ("Jeroen", "Crème brûlée, zo’n ding – \u20ac 3.")]


def test_emoji_and_combining_characters_stay_as_they_are(tmp_path):
    said = turns_of(tmp_path, "Interviewer: Cafe\u0301 \U0001f469\u200d\U0001f4bb?\nJeroen: \U0001f44d\u00a0ja  hoor")
    assert said == [("Interviewer", "Cafe\u0301 \U0001f469\u200d\U0001f4bb?"), ("Jeroen", "\U0001f44d\u00a0ja hoor")]


# ---- Word


def test_word_with_bold_labels_line_breaks_and_tables(tmp_path):
    document = docx.Document(io.BytesIO(word(("Ineke", " Hoi."), ("Jeroen: ", "Ja."), "Ineke Brandsma   0:12\nEn?")))
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Jeroen", "Nee.\nEcht niet.", "Ineke", "Goed."), strict=True):
        cell.text = text
    assert turns_of(tmp_path, saved(document), ".docx") == [
        ("Ineke", "Hoi."), ("Jeroen", "Ja."), ("Ineke Brandsma", "En?"), ("Jeroen", "Nee. Echt niet."),
        ("Ineke", "Goed."),
    ]  # fmt: skip


def test_word_text_that_was_deleted_is_not_read_and_inserted_text_is(tmp_path):
    document = docx.Document(io.BytesIO(word("Interviewer: Hoi.", "Jeroen: Ja")))
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for changed in ("<w:del {}><w:r><w:delText> nee</w:delText></w:r></w:del>",
                    "<w:ins {}><w:r><w:t> hoor</w:t></w:r></w:ins>"):  # fmt: skip
        document.paragraphs[1]._p.append(parse_xml(changed.format(namespace)))
    assert turns_of(tmp_path, saved(document), ".docx")[1] == ("Jeroen", "Ja hoor")


def test_words_in_bold_are_no_speakers_where_speakers_have_a_colon(tmp_path):
    said = turns_of(tmp_path, word(("Ineke:", " Hoe?"), ("Jeroen:", " Zo."), ("TopDesk", " doet dat."),
                                   ("Ineke:", " Ja?"), ("Jeroen:", " Ja."), ("TopDesk", " dus.")), ".docx")  # fmt: skip
    assert [text for _, text in said] == ["Hoe?", "Zo. TopDesk doet dat.", "Ja?", "Ja. TopDesk dus."]
    said = turns_of(tmp_path, word(("Ineke", " Hoe?"), ("Jeroen", " Zo."), ("Ineke", " Ja?")), ".docx")
    assert said == [("Ineke", "Hoe?"), ("Jeroen", "Zo."), ("Ineke", "Ja?")]


def test_fields_links_and_controls_are_text_and_a_text_box_is_not(tmp_path):
    document = docx.Document(io.BytesIO(word("Interviewer: Hoi.")))
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = "<w:r><w:t>{}</w:t></w:r>".format
    document.element.body.insert(1, parse_xml(
        f"<w:sdt {namespace}><w:sdtContent><w:p>{run('Jeroen: ja')}<w:hyperlink>{run('&#160;link')}</w:hyperlink>"
        f"<w:r><w:txbxContent><w:p>{run('REMARK')}</w:p></w:txbxContent></w:r></w:p></w:sdtContent></w:sdt>"
    ))  # fmt: skip
    assert turns_of(tmp_path, saved(document), ".docx") == [("Interviewer", "Hoi."), ("Jeroen", "ja\u00a0link")]


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(("content", "suffix", "said"), [
    (OLE + bytes(600), ".docx", "a Word document of before 2007"),
    (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), ".docx", "has a password"),
    (b"%PDF-1.7 x", ".docx", "its content a PDF"),
    (b"PK\x03\x04 cut off", ".docx", "no Word document, or it is damaged"),
    (b"%PDF-1.7 x", ".pdf", "a transcript of this kind (.pdf) is not read"),
    (OLE, ".doc", "a transcript of this kind (.doc) is not read"),
    (b"x", "", "(no ending) is not read"),
    (b"PK\x03\x04 cut off", ".txt", "its content .docx or .zip"),
    (bytes(range(32)) * 99, ".txt", "this is no text"),
    (b"", ".txt", "the file is empty"),
    (b" \r\n\r\n ", ".txt", "nothing that anybody says"),
    (b"Interviewer:\n\nJeroen:\n", ".txt", "nothing that anybody says"),
    (word(""), ".docx", "nothing that anybody says"),
    (b"WEBVTT\n\nNOTE niks\n", ".vtt", "nothing that anybody says"),
    (b"WEBVTT\n\n00:1 -> 00:2\nHoi\n", ".vtt", "can be read in it; see line 3"),
])  # fmt: skip
def test_what_is_no_transcript_is_refused_with_a_remedy(tmp_path, content, suffix, said):
    assert said in refused(tmp_path, content, suffix)


def packed(**members: bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return raw.getvalue()


def test_a_zip_bomb_and_a_zip_that_is_no_document_are_refused(tmp_path):
    assert "a zip bomb" in refused(tmp_path, packed(**{"word/document.xml": bytes(70 * 2**20)}), ".docx")
    assert "leads out of the zip" in refused(tmp_path, packed(**{"../document.xml": b"x"}), ".docx")
    assert "no Word document" in refused(tmp_path, packed(**{"a.txt": b"x"}), ".docx")


def test_entities_of_a_word_document_are_not_resolved(tmp_path):
    (tmp_path / "secret.txt").write_text("geheim")
    old, raw = zipfile.ZipFile(io.BytesIO(word("Interviewer: Hoi.", "Jeroen: Ja XX"))), io.BytesIO()
    with zipfile.ZipFile(raw, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                doctype = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
                head, body = content.decode().split("?>", 1)
                content = f"{head}?>{doctype}{body.replace('XX', '&e;')}".encode()
            new.writestr(name, content)
    assert turns_of(tmp_path, raw.getvalue(), ".docx") == [("Interviewer", "Hoi."), ("Jeroen", "Ja")]


# ---- recordings

TEAMS = """\ufeffWEBVTT

8f6c2d1e-0000-4c33-8b3b-94b98bbcfabe/13-0
00:00:02.400 --> 00:00:04.350
<v Ineke Brandsma>Goed, de opname
loopt. </v>

8f6c2d1e-0000-4c33-8b3b-94b98bbcfabe/13-1
00:00:04.550 --> 00:00:04.550
<v Ineke Brandsma>Hoe gaat &amp; &lt;het&gt;?</v>

8f6c2d1e-0000-4c33-8b3b-94b98bbcfabe/18-0
00:00:05.000 --> 00:00:03.000
<v.loud Jeroen (Guest)>Kijk: <i>goed</i> < dat.</v>
<v Ineke Brandsma>Mooi.</v>

00:00:06.000 --> 00:00:08.000
<v >Iemand: op de gang.</v>

00:00:07.000 --> 00:00:1d.000
<v Jeroen>Weg.</v>

00:00:09.000 --> 00:00:10.000 <v Jeroen>Ja.</v>
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_recording_of_teams(tmp_path, ends):
    interviews = read(tmp_path, TEAMS.replace("\n", ends), ".vtt")
    assert interviews.turns[["label", "respondent", "text"]].values.tolist() == [
        ["Ineke Brandsma", "", "Goed, de opname loopt. Hoe gaat & <het>?"],
        ["Jeroen (Guest)", "R1", "Kijk: goed < dat."],
        ["Ineke Brandsma", "", "Mooi."],
        ["", "", "Iemand: op de gang."],
        ["Jeroen", "R1", "Ja."],
    ]
    assert interviews.skipped.values.tolist() == [["talk.vtt", "line 20: a cue whose times can't be read", 1]]


def test_a_recording_of_zoom_names_speakers_in_the_text(tmp_path):
    text = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nIneke Brandsma: Hoe dan?\n\n2\n00:02.000 --> 00:03.000\n"
    text += "Jeroen: Kijk:\nzo.\n\n3\n00:02.500 --> 00:03.500\nDus: niks.\n"
    text += "4\n00:04.000 --> 00:05.000\nIneke Brandsma: O.\n"
    assert turns_of(tmp_path, text, ".vtt") == [
        ("Ineke Brandsma", "Hoe dan?"), ("Jeroen", "Kijk: zo. Dus: niks."), ("Ineke Brandsma", "O."),
    ]  # fmt: skip


def test_a_recording_of_webex_names_speakers_beside_the_number(tmp_path):
    text = 'WEBVTT\n\n1 "Ineke Brandsma" (12)\n00:01.000 --> 00:02.000\nHoe dan?\n\n'
    text += '2 "Jeroen" (13)\n00:02.000 --> 00:03.000\nZo.\nKijk: zo.\n'
    assert turns_of(tmp_path, text, ".vtt") == [("Ineke Brandsma", "Hoe dan?"), ("Jeroen", "Zo. Kijk: zo.")]


def test_srt_is_read_under_any_name(tmp_path):
    text = "1\n00:00:01,000 --> 00:00:02,000\nInterviewer: Hoe dan?\n\n2\n00:00:02,000 --> 00:00:03,000\n"
    text += "<font color=red>Jeroen:</font> Zo.\n"
    for suffix in (".srt", ".txt"):
        assert turns_of(tmp_path, text, suffix) == [("Interviewer", "Hoe dan?"), ("Jeroen", "Zo.")]


def test_a_recording_in_which_nobody_is_named_is_said_by_nobody(tmp_path):
    interviews = read(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\nHoe dan?\n\n00:02.000 --> 00:03.000\nZo.\n", ".vtt")
    assert interviews.labels[["label", "turns", "respondent"]].values.tolist() == [["", 1, ""]]


# ---- laws

SPEAKERS = ("Ineke Brandsma", "Jeroen", "Wouter van Dam")
CONVERSATIONS = st.lists(st.tuples(st.sampled_from(SPEAKERS), st.lists(WORDS, min_size=1, max_size=4)), min_size=1,
                         max_size=9)  # fmt: skip


def cues(conversation: list[tuple[str, list[str]]], cue: str) -> str:
    """Write a cue for every text, each overlapping the one before and half of them ending before they begin."""
    texts = [(label, text) for label, texts in conversation for text in texts]
    return "".join(f"{place}\n00:{place:02}:00.000 --> 00:{place ^ 1:02}:30.000\n{cue.format(*one)}\n\n"
                   for place, one in enumerate(texts))  # fmt: skip


def lines(conversation: list[tuple[str, list[str]]], line: str, between: str = "\n") -> str:
    return between.join(f"{line.format(label)}{between.join(texts)}" for label, texts in conversation)


@settings(max_examples=10)  # each in five files
@given(CONVERSATIONS)
def test_every_format_of_a_conversation_gives_the_same_turns(conversation):
    merged: list[list[str]] = []
    for label, texts in conversation:
        if merged and merged[-1][0] == label:
            merged[-1][1] += f" {' '.join(texts)}"
        else:
            merged.append([label, " ".join(texts)])
    zoom = cues(conversation, "{}: {}").replace(".000", ",000")
    formats = {".vtt": f"WEBVTT\n\n{cues(conversation, '<v {}>{}</v>')}", ".srt": zoom,
               ".txt": lines(conversation, "{}: "), ".md": lines(conversation, "**{}:** ", "\n\n"),
               ".docx": word(*((f"{label}:", f" {' '.join(texts)}") for label, texts in conversation))}  # fmt: skip
    known = KNOWN.replace("R,nl", "R,nl\nIneke Brandsma,KCC,talk{suffix},,\nWouter van Dam,KCC,talk{suffix},,")
    for suffix, content in formats.items():
        with TemporaryDirectory() as folder:
            turns = read_interviews(open_engagement(laid_down(Path(folder), content, suffix, known))).turns
        assert turns[["label", "text"]].values.tolist() == merged
        assert turns["turn"].tolist() == list(range(len(merged)))


# ---- what others made


def test_every_quote_of_the_gold_interviews_stands_in_its_turn(shared, tmp_path):
    gold = shared / "gold" / "interviews"
    for name in ("participants.csv", "departments.csv"):
        (tmp_path / name).write_bytes((gold / name).read_bytes())
    for path in gold.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "kccdiag.toml").write_text(f'{CONFIG}[departments]\nfile = "departments.csv"\n')
    turns = read_interviews(open_engagement(tmp_path)).turns.set_index(["interview", "turn"])["text"]
    with (gold / "gold.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [row for row in rows if row["quote"] not in turns[row["interview"], int(row["turn"])]] == []


def test_real_recordings_are_read_or_refused_in_words(shared, tmp_path):
    refusals = {}
    for path in sorted((shared / "real" / "vtt").glob("*.vtt")):
        try:
            assert turns_of(tmp_path, path.read_bytes(), ".vtt")
        except InputError as error:
            refusals[path.name] = error.faults[0].what
    assert refusals == {"empty.vtt": "the file is empty",
                        "no_captions.vtt": "nothing that anybody says can be read in it"}  # fmt: skip
