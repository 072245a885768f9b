"""Coded statements: what a coding desk decided, and what people coded in other tools."""

from __future__ import annotations

import csv
import sqlite3
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import openpyxl
import pandas as pd
import pytest
from coded_cases import FLOW, HEADER, TURNS, interviewed, read_rows
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.coded.codes import Meaning, meaning
from kccdiag.intake.coded.decisions import (
    append_decision,
    decisions_file,
    key_of,
    read_decisions,
    standing,
)
from kccdiag.intake.interviews import read_interviews
from kccdiag.intake.places import normal, normalise
from kccdiag.intake.relations import BARRIERS, RELATIONS
from kccdiag.wording import LANGUAGES, say

SAID = {"interview": "d01", "turn": 3, "start": 0, "end": 12, "quote": "Dat gaat weg", "relation": "flow",
        "source": "KCC", "target": "Marketing", "barrier": ""}  # fmt: skip


def decided(folder, *decisions, coder="AB"):
    for decision in decisions:
        append_decision(folder, coder, decision, SAID, key_of(SAID))
    return decisions_file(folder, coder)


def test_decisions_come_back_in_the_order_in_which_they_were_made(tmp_path):
    decided(tmp_path, "confirm", "undo", "reject")
    made = read_decisions(tmp_path)
    assert made["decision"].tolist() == ["confirm", "undo", "reject"]
    assert made["line"].tolist() == [2, 3, 4] and set(made["key"]) == {key_of(SAID)}
    assert standing(made)["decision"].tolist() == ["reject"]


def test_what_is_undone_is_not_decided_by_its_coder_only(tmp_path):
    decided(tmp_path, "confirm", "undo")
    decided(tmp_path, "correct", coder="CD")
    left = standing(read_decisions(tmp_path))
    assert left[["coder", "decision", "confirmed"]].to_numpy().tolist() == [["CD", "correct", "yes"]]


@pytest.mark.parametrize("lost", [1, 2, 10, 60])
def test_a_crash_while_writing_loses_the_last_decision_only(tmp_path, lost):
    path = decided(tmp_path, "confirm", "reject")
    whole = path.read_bytes()
    path.write_bytes(whole[:-lost])
    # Only the end of the line is missing: the decision is whole.
    kept = 2 if lost == 1 else 1
    assert len(read_decisions(tmp_path)) == kept
    decided(tmp_path, "reject")
    assert read_decisions(tmp_path)["decision"].tolist() == ["confirm", "reject", "reject"][: kept + 1]
    assert path.read_bytes().startswith(whole[: whole.rindex(b"d01,")])


def test_a_crash_in_the_first_line_of_a_file_loses_nothing(tmp_path):
    path = decided(tmp_path, "confirm")
    path.write_bytes(path.read_bytes()[:7])
    decided(tmp_path, "reject")
    assert read_decisions(tmp_path)["decision"].tolist() == ["reject"]


@pytest.mark.parametrize("quote", ['Zij zei: "nooit", en ging', "regel\r\nen\u2028nog een", "=1+1", "'-tje", "café 🙂"])
def test_every_quote_is_one_line_that_no_spreadsheet_runs(tmp_path, quote):
    append_decision(tmp_path, "AB", "confirm", {**SAID, "quote": quote}, key_of(SAID))
    path = decided(tmp_path, "reject")
    assert path.read_text("utf-8").count("\n") == 3 and ",=1" not in path.read_text("utf-8")
    assert read_decisions(tmp_path)["quote"].tolist() == [" ".join(quote.split()), SAID["quote"]]


def test_two_windows_of_one_coder_lose_nothing(tmp_path):
    decided(tmp_path, "confirm")
    many = [[(number, decision) for number in range(20)] for decision in ("confirm", "reject")]

    def decide(rows):
        for number, decision in rows:
            append_decision(tmp_path, "AB", decision, {**SAID, "turn": number}, key_of({**SAID, "turn": number}))

    with ThreadPoolExecutor() as windows:
        list(windows.map(decide, many))
    made = read_decisions(tmp_path)
    assert len(made) == 41 and made["decision"].value_counts().to_dict() == {"confirm": 21, "reject": 20}


def test_decisions_are_for_their_owner_only(tmp_path):
    path = decided(tmp_path, "confirm")
    assert path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0


def test_a_file_that_a_spreadsheet_saved_is_refused_and_left_alone(tmp_path):
    path = decided(tmp_path, "confirm")
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match="not that of a file of decisions"):
        decided(tmp_path, "reject")
    with pytest.raises(InputError, match=r"private/decisions-AB-confidential\.csv:\n  - line 1: these are not"):
        read_decisions(tmp_path)
    assert path.read_bytes() == before


def test_a_line_that_was_changed_by_hand_is_named_and_not_passed_over(tmp_path):
    path = decided(tmp_path, "confirm", "reject", "confirm")
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[1][4:], lines[2].replace("reject", "weg"), lines[3]]) + "\n", "utf-8")
    with pytest.raises(InputError) as error:
        read_decisions(tmp_path)
    assert [fault.what for fault in error.value.faults] == [
        "line 2: 17 cells under 18 columns", "line 3: decision is 'weg'",
    ]  # fmt: skip


@pytest.mark.parametrize("coder", ["", "../AB", "A/B", "x" * 50, "."])
def test_a_coder_who_would_write_elsewhere_is_refused(tmp_path, coder):
    with pytest.raises(InputError, match="can't be part of a file's name"):
        decisions_file(tmp_path, coder)


# ---- the own format


def test_a_quote_is_found_and_kept_as_the_transcript_has_it(tmp_path):
    row = f"i1,,,,{FLOW.replace(' ', '  ')},flow,klantcontactcentrum,Facturatie,,,hand,0.5,AB,ja,no,"
    said = read_rows(tmp_path, row).statements.iloc[0]
    assert (said["turn"], said["start"], said["end"]) == (1, 0, len(FLOW))
    assert TURNS[1][1][said["start"] : said["end"]] == said["quote"] == FLOW
    assert said["source"] == "KCC" and said["confirmed"] and not said["released"] and said["score"] == 0.5
    assert (said["respondent"], said["department"]) == ("R1", "KCC")


def test_a_quote_that_stands_twice_keeps_its_turn_and_no_more(tmp_path):
    statements = read_rows(
        tmp_path, "i1,3,,,Nooit.,,,,no_reply,,,,,yes,,", "i1,,,,nooit,,,,no_reply,,,,,yes,,"
    ).statements
    # Turn 3 ends with "Nooit."; "nooit" in small letters stands there once, and in no other turn.
    assert statements["start"].tolist() == [TURNS[3][1].index("Nooit."), TURNS[3][1].index("nooit")]
    again = read_rows(tmp_path, "i1,,,,Nooit.,,,,no_reply,,,,,yes,,").statements.iloc[0]
    assert pd.isna(again["turn"]) and pd.isna(again["start"]) and again["respondent"] == "R1"


def test_an_interview_without_a_transcript_has_quotes_without_a_place(tmp_path):
    said = read_rows(tmp_path, "i2,4,0,3,Wij zien ze nooit,need,KCC,Facturatie,,missed,,,AB,yes,yes,").statements.iloc[
        0
    ]
    assert pd.isna(said["turn"]) and said["quote"] == "Wij zien ze nooit"
    assert (said["respondent"], said["purpose"], bool(said["released"])) == ("R2", "missed", True)


def test_a_place_gives_its_quote(tmp_path):
    said = read_rows(tmp_path, f"i1,1,0,{len(FLOW)},,flow,KCC,Facturatie,,,,,,yes,,").statements.iloc[0]
    assert said["quote"] == FLOW


WRONG = {
    "i1,1,,,Dat zei zij niet,flow,KCC,Facturatie,,,,,,yes,,": "line 2: the quote is not in its turn, 1 of",
    "i1,3,,,Terug hoor je niks,,,,no_reply,,,,,yes,,": "it stands in turn 1",
    "i1,,,,Dat zei zij niet,flow,KCC,Facturatie,,,,,,yes,,": "line 2: the quote is in no turn of interview 'i1'",
    "i1,1,2,9,Terug hoor je niks,,,,no_reply,,,,,yes,,": "line 2: from 2 to 9 turn 1 holds something else",
    "i1,1,2,999,,,,,no_reply,,,,,yes,,": "line 2: start 2 and end 999 don't fit turn 1",
    "i1,1,9,2,,,,,no_reply,,,,,yes,,": "line 2: start 9 and end 2 don't fit turn 1",
    "i1,9,,,Nooit.,,,,no_reply,,,,,yes,,": "line 2: there is no turn 9 in interview 'i1'",
    "i1,een,,,Nooit.,,,,no_reply,,,,,yes,,": "line 2: turn is 'een'",
    "i1,1,,,,,,,no_reply,,,,,yes,,": "line 2: it has no quote",
    "i9,,,,Nooit.,,,,no_reply,,,,,yes,,": "line 2: interview 'i9' is not in the list of participants",
    "i2,,,,x,flowt,KCC,Facturatie,,,,,,yes,,": "line 2: the relation 'flowt' is unknown; did you mean 'flow'",
    "i2,,,,x,,,,geen_zin,,,,,yes,,": "line 2: the barrier 'geen_zin' is unknown",
    "i2,,,,x,,,,,maybe,,,,yes,,": "line 2: the purpose 'maybe' is unknown",
    "i2,,,,x,flow,KCC,Factuur,,,,,,yes,,": "line 2: nobody knows the target 'Factuur'; did you mean 'Facturatie'",
    "i2,,,,x,flow,KCC,,,,,,,yes,,": "line 2: the relation 'flow' has no target",
    "i2,,,,x,,,,,,,,,yes,,": "line 2: it names no relation, no barrier and no shared purpose",
    "i2,,,,x,,,,silo,,,,,misschien,,": "line 2: confirmed is 'misschien'\n    write yes or no",
    "i2,,,,x,,,,silo,,,7,,yes,,": "line 2: score is '7'",
    "i2,,,,,,,,silo,,,,,yes,,": "line 2: it has neither a quote nor a paraphrase",
}


@pytest.mark.parametrize("row", WRONG)
def test_a_row_that_can_not_be_is_refused_with_its_line(tmp_path, row):
    with pytest.raises(InputError) as error:
        read_rows(tmp_path, row)
    assert WRONG[row] in str(error.value) and str(error.value).startswith("statements.csv:")


def test_what_is_there_and_does_not_count_is_listed(tmp_path):
    (tmp_path / "statements.csv").touch()
    interviewed(tmp_path)
    people = (tmp_path / "participants.csv").read_text("utf-8")
    rows = f"{HEADER}\ni3,,,,Dat houden we hier,flow,KCC,KCC,,,,,,yes,,\n"
    (tmp_path / "statements.csv").write_text(rows, "utf-8")
    (tmp_path / "participants.csv").write_text(f"{people}i3,,Bo,,KCC,,nl,no\ni3,,Lou,,KCC,,nl,no\n", "utf-8")
    interviews = read_interviews(open_engagement(tmp_path))
    assert interviews.statements["respondent"].tolist() == [""]
    assert interviews.skipped[["what", "count"]].to_numpy().tolist() == [
        ["relaties van een afdeling met zichzelf: ze tellen niet mee", 1],
        ["uitspraken waarvan niet te zeggen is wie ze deed: ze tellen niet mee", 1],
    ]


def test_all_faults_are_said_at_once_those_of_the_desk_too(tmp_path):
    append_decision(tmp_path, "AB", "confirm", {**SAID, "interview": "i1"}, key_of(SAID))
    with pytest.raises(InputError) as error:
        read_rows(tmp_path, *list(WRONG)[:3])
    assert len(error.value.faults) == 4
    assert "private/decisions-AB-confidential.csv:\n  - line 2: from 0 to 12 turn 3" in str(error.value)


def test_a_suggestion_may_miss_an_end_until_it_is_confirmed(tmp_path):
    said = read_rows(
        tmp_path, "i1,,,,Terug hoor je niks.,no_feedback,Facturatie,,,,rules-1,.5,,no,,".replace(",.5", ",0.5")
    )
    assert said.statements["confirmed"].tolist() == [False]


@pytest.mark.parametrize("header", ["interview,quote,relation", "Naam,Wat"])
def test_columns_that_are_missing_are_named(tmp_path, header):
    with pytest.raises(InputError, match=r"no column 'source', 'target'|columns are of no tool that is read"):
        read_rows(tmp_path, "i1,x,flow"[: 2 * header.count(",") + 2], header=header)


def test_a_table_that_falls_apart_is_refused_with_a_remedy_of_its_own(tmp_path):
    with pytest.raises(InputError, match=r"line 2: the row has 4 fields under 16 columns\n    a cell that holds"):
        read_rows(tmp_path, "i1,1,2,x", "i2,,,,x,,,,silo,,,,,yes,,")
    with pytest.raises(InputError, match="no row can be read") as error:
        read_rows(tmp_path, "i1,1,2,x")
    assert "[log]" not in str(error.value)


def test_a_workbook_gives_what_a_csv_gives(tmp_path):
    rows = [f"i1,1,0,{len(FLOW)},{FLOW},flow,KCC,Facturatie,no_time,,hand,0.25,AB,yes,yes,Elke week"]
    written = read_rows(tmp_path, *rows).statements
    book = openpyxl.Workbook()
    for row in csv.reader([HEADER, *rows]):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "statements.xlsx")
    pd.testing.assert_frame_equal(
        read_interviews(interviewed(tmp_path, statements="statements.xlsx")).statements, written
    )


def test_a_table_as_a_dutch_spreadsheet_saves_it_is_read(tmp_path):
    (tmp_path / "statements.csv").touch()
    engagement = interviewed(tmp_path)
    (tmp_path / "i1.txt").write_text("Noor: Het café hoort niks – nooit.", "utf-8")
    head = "interview;turn;quote;relation;source;target;barrier;confirmed"
    table = f'{head}\r\ni1;0;"Het café hoort niks – nooit.";Geen terugkoppeling;Facturatie;klant;;Ja\r\n'
    (tmp_path / "statements.csv").write_bytes(table.encode("cp1252"))
    said = read_interviews(engagement).statements.iloc[0]
    assert (said["relation"], said["target"], said["start"], bool(said["confirmed"])) == (
        "no_feedback",
        "customer",
        0,
        True,
    )


LETTERS = st.text(st.sampled_from("ae\u0301\u0327o \n\r\u00a0\u1100\u1161\u11a8🙂\u05d0\u05b0x"), max_size=12)


@given(LETTERS)
def test_what_is_compared_is_nfc_with_single_spaces(text):
    found = normalise(text)
    assert found.text == normal(text) == " ".join(unicodedata.normalize("NFC", text).split())
    assert len(found.text) == len(found.starts) == len(found.ends)


@given(LETTERS, LETTERS, LETTERS)
def test_a_quote_is_found_wherever_it_stands(before, quote, after):
    text = f"{before}. {quote} .{after}"
    if wanted := normal(quote):
        assert wanted in {normal(text[start:end]) for start, end in normalise(text).spans(wanted)}


# ---- the coding desk


SUGGESTED = f"i1,1,0,{len(FLOW)},{FLOW},flow,KCC,Facturatie,,,rules-1,0.8,,no,no,"


def suggested(folder):
    row = read_rows(folder, SUGGESTED).statements.iloc[0].to_dict()
    return {**row, "released": False}


def test_a_decision_takes_the_place_of_its_suggestion(tmp_path):
    said = suggested(tmp_path)
    corrected = {**said, "relation": "no_flow", "released": True, "paraphrase": "Het gaat niet door"}
    append_decision(tmp_path, "AB", "correct", corrected, key_of(said))
    statements = read_rows(tmp_path, SUGGESTED).statements
    assert statements[["relation", "coder", "confirmed", "released", "paraphrase"]].to_numpy().tolist() == [
        ["no_flow", "AB", True, True, "Het gaat niet door"]
    ]
    append_decision(tmp_path, "AB", "undo", said, key_of(said))
    assert read_rows(tmp_path, SUGGESTED).statements[["relation", "confirmed"]].to_numpy().tolist() == [["flow", False]]


def test_two_coders_who_agree_are_two_rows_and_count(tmp_path):
    said = suggested(tmp_path)
    for coder in ("AB", "CD"):
        append_decision(tmp_path, coder, "confirm", said, key_of(said))
    statements = read_rows(tmp_path, SUGGESTED).statements
    assert statements[["coder", "confirmed"]].to_numpy().tolist() == [["AB", True], ["CD", True]]


@pytest.mark.parametrize("second", ["reject", "correct"])
def test_what_two_coders_decide_differently_does_not_count_and_is_listed(tmp_path, second):
    said = suggested(tmp_path)
    append_decision(tmp_path, "AB", "confirm", said, key_of(said))
    append_decision(tmp_path, "CD", second, {**said, "relation": "no_flow"}, key_of(said))
    interviews = read_rows(tmp_path, SUGGESTED)
    assert not interviews.statements["confirmed"].any() and "AB" in set(interviews.statements["coder"])
    listed = interviews.skipped[interviews.skipped["what"].str.contains("twee codeurs")]
    assert listed[["file", "count"]].to_numpy().tolist() == [["private", 1]]


def test_what_is_rejected_is_gone_and_listed(tmp_path):
    said = suggested(tmp_path)
    append_decision(tmp_path, "AB", "reject", said, key_of(said))
    interviews = read_rows(tmp_path, SUGGESTED)
    assert interviews.statements.empty and "voorstellen die zijn afgewezen" in set(interviews.skipped["what"])


# ---- other tools


CODED = [  # document, code, segment: one passage that says who gives and takes, one with a barrier
    (r"Ronde 1\i1.txt", "relatie > flow", FLOW), (r"Ronde 1\i1.txt", "van: KCC", FLOW),
    (r"Ronde 1\i1.txt", r"naar\Facturatie", FLOW),
    ("i1", "Belemmering > Geen tijd", "geen tijd voor"), ("i1", "parkeerplaats", "geen tijd voor"),
    ("i2", "need", "Wij zien ze nooit"), ("i7", "silo", "Ieder voor zich"), ("i1", "naar: Zolder", "Nooit."),
]  # fmt: skip


@pytest.mark.parametrize("header", ["Document name,Code,Segment", "document,tag,content", "Documentnaam;Code;Segment"])
def test_exports_of_other_tools_are_read_by_their_columns(tmp_path, header):
    mark = ";" if ";" in header else ","
    with (tmp_path / "statements.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=mark).writerows([header.split(mark), *CODED])
    interviews = read_interviews(interviewed(tmp_path))
    said = interviews.statements
    columns = said[["interview", "turn", "relation", "source", "target", "barrier"]]
    assert columns.astype(object).fillna("").to_numpy().tolist() == [
        ["i1", 1, "flow", "KCC", "Facturatie", ""], ["i1", 3, "", "", "", "no_time"], ["i7", "", "", "", "", "silo"],
    ]  # fmt: skip
    assert said["confirmed"].all() and said["quote"].tolist() == [FLOW, "geen tijd voor", "Ieder voor zich"]
    listed = dict(zip(interviews.skipped["what"], interviews.skipped["count"], strict=True))
    for word in ("'parkeerplaats'", "'naar: Zolder'", "'i7'", "zonder gever of ontvanger"):
        assert [count for what, count in listed.items() if word in what] == [1]


def test_an_export_may_say_who_gives_and_takes_in_columns(tmp_path):
    table = f"Document name,Code,Segment,source,target\ni1,Flow,{FLOW},kcc,Klanten\ni1,Silo,{FLOW},,\n"
    (tmp_path / "statements.csv").write_text(table, "utf-8")
    said = read_interviews(interviewed(tmp_path)).statements
    assert said[["relation", "source", "target", "barrier"]].to_numpy().tolist() == [
        ["flow", "KCC", "customer", "silo"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_are_known_by_what_our_own_screens_call_them(language):
    for part, values in (("relation", RELATIONS), ("barrier", BARRIERS)):
        for value in values:
            for name in (
                value,
                value.upper().replace("_", "-"),
                say(language, f"{'said' if part == 'barrier' else 'coding'}.{part}_{value}"),
                f"3. {value}",
            ):
                assert meaning([name]) == meaning([f"{part}: {name}"]) == (Meaning(part, value),)


def taguette(path, contents, highlights):
    """Write a project as Taguette does: (document, start, end, snippet, tags) by highlight, places in bytes."""
    with closing(sqlite3.connect(path)) as base, base:
        base.executescript(
            "CREATE TABLE documents (id, name, filename, contents);"
            "CREATE TABLE highlights (id, document_id, start_offset, end_offset, snippet);"
            "CREATE TABLE tags (id, path); CREATE TABLE highlight_tags (highlight_id, tag_id);"
        )
        base.executemany("INSERT INTO documents VALUES (?, ?, ?, ?)",
                         [(number, name, "", html) for number, (name, html) in enumerate(contents)])  # fmt: skip
        tags = sorted({tag for *_, codes in highlights for tag in codes})
        base.executemany("INSERT INTO tags VALUES (?, ?)", list(enumerate(tags)))
        for number, (document, start, end, snippet, codes) in enumerate(highlights):
            base.execute("INSERT INTO highlights VALUES (?, ?, ?, ?, ?)", (number, document, start, end, snippet))
            base.executemany("INSERT INTO highlight_tags VALUES (?, ?)", [(number, tags.index(code)) for code in codes])


def test_places_in_a_taguette_project_count_bytes_of_text_without_tags(tmp_path):
    text = "\n".join(f"{label}: {said}" for label, said in TURNS)
    html = "<p>é🙂 &amp; meer</p>" + "".join(f"<p>{line}</p>\n" for line in text.splitlines())
    start = len("é🙂 & meer".encode()) + len(b"Interviewer: Hoe gaat dat met klachten?\nNoor: ")
    highlights = [
        (0, start, start + len(FLOW), None, ["relation.flow", "source.KCC", "target.Facturatie"]),
        (0, 0, 4, "<b>geen</b> tijd voor", ["barrier.no_time"]),
        (0, 0, 4, "x", []),
    ]
    taguette(tmp_path / "project.sqlite3", [("i1", html)], highlights)
    interviews = read_interviews(interviewed(tmp_path, statements="project.sqlite3"))
    assert interviews.statements[["turn", "quote", "relation", "barrier"]].sort_values("turn").to_numpy().tolist() == [
        [1, FLOW, "flow", ""], [3, "geen tijd voor", "", "no_time"],
    ]  # fmt: skip
    assert "passages zonder code" in set(interviews.skipped["what"])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"SQLite format 3\x00" + b"x" * 200])
def test_what_is_no_taguette_project_is_refused(tmp_path, content):
    (tmp_path / "project.sqlite3").write_bytes(content)
    with pytest.raises(InputError, match=r"project\.sqlite3:\n  - (this is no SQLite file|the file is damaged)"):
        read_interviews(interviewed(tmp_path, statements="project.sqlite3"))


def test_gold_statements_are_all_found_in_their_turns(tmp_path, shared):
    gold = shared / "gold" / "interviews"
    for file in gold.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    rows = list(csv.DictReader((gold / "gold.csv").read_text("utf-8").splitlines()))
    with (tmp_path / "statements.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "confirmed"])
        writer.writeheader()
        writer.writerows({**row, "confirmed": "yes"} for row in rows)
    (tmp_path / "kccdiag.toml").write_text(
        '[engagement]\nname = "g"\n[departments]\nfile = "departments.csv"\n[interviews]\n'
        'participants = "participants.csv"\nstatements = "statements.csv"\n', "utf-8")  # fmt: skip
    interviews = read_interviews(open_engagement(tmp_path))
    said = interviews.statements
    texts = interviews.turns.set_index(["interview", "turn"])["text"]
    assert len(said) == len(rows) and said["respondent"].ne("").all()
    for row in said.itertuples():
        assert texts[row.interview, row.turn][row.start : row.end] == row.quote
