"""A participant is taken out of everything in an engagement folder, all together or not at all."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.cli import main
from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.forgetting import forget
from kccdiag.forgetting.rewritten import Turn
from kccdiag.intake.coded.decisions import append_decision, key_of, read_decisions
from kccdiag.intake.interviews import read_interviews
from kccdiag.intake.masking import Masker

TOML = """[engagement]
name = "Waterstad"
language = "en"
contact_centre = ["KCC"]
[departments]
file = "departments.csv"
[interviews]
folder = "interviews"
participants = "participants.csv"
statements = "statements.csv"
survey = "survey.csv"
"""
PARTICIPANTS = """interview,file,name,aliases,department,role,language,consent
,mark_de_vries.txt,Mark de Vries,mark.de.vries@stad.example,Sales,head,en,yes
g1,together with mark.docx,Mark de Vries,Mark,Sales,head,en,yes
g1,together with mark.docx,Rose Baker,Rose,ICT,stands in for Mark de Vries,en,yes
i3,i3.txt,Sales Jansen,,KCC,,en,yes
"""
STATEMENTS = """interview,turn,start,end,quote,relation,source,target,barrier,confirmed,released,paraphrase
mark_de_vries,1,0,28,We pass on nothing at all to,no_flow,Sales,ICT,,yes,yes,
g1,1,,,Billing never writes back.,no_feedback,Billing,Sales,,yes,yes,
g1,2,8,59,"Mark says is so, it never goes to Billing. We mark ",no_flow,ICT,Billing,no_time,yes,yes,Mark knew
g1,2,71,86,Nobody answers.,no_flow,ICT,KCC,,yes,yes,
i3,1,0,30,Mark de Vries tells us nothing,no_flow,Sales,KCC,no_reply,yes,yes,
"""
TOGETHER = (
    "Interviewer: Hello Mark, hello Rose.",
    "Mark: Billing never writes back.",
    "Rose: So what Mark says is so, it never goes to Billing. We mark 😀 and wait. Nobody answers.",
    "Mark: Right.",
    "Rose: That's it.",
)


@pytest.fixture
def folder(tmp_path):
    """Lay down an engagement in which somebody stands everywhere."""
    made = tmp_path / "engagement"
    (made / "interviews").mkdir(parents=True)
    for name, text in {
        "kccdiag.toml": TOML,
        "departments.csv": "department,aliases\nKCC,\nSales,\nICT,\nBilling,\n",
        "participants.csv": PARTICIPANTS,
        "statements.csv": STATEMENTS,
        "survey.csv": "respondent,giver,taker,relation\nMark,Sales,KCC,flow\nRose,ICT,KCC,flow\n",
        "interviews/mark_de_vries.txt": "Interviewer: And?\nMark de Vries: We pass on nothing at all to them.\n",
        "interviews/i3.txt": "Interviewer: And?\nSales Jansen: Mark de Vries tells us nothing. Nor does Sales.\n",
        "notes.md": "Ask Mark de Vries\n",
    }.items():
        (made / name).write_text(text, encoding="utf-8")
    document = docx.Document()
    for line in TOGETHER:
        document.add_paragraph(line)
    document.core_properties.author = "Mark de Vries"
    document.save(made / "interviews" / "together with mark.docx")
    _make_of_it(made)
    return made


def _make_of_it(folder):
    """Add what is made of interviews: results, notebooks that were run, exports, decisions, choices for the board."""
    (folder / "results").mkdir()
    (folder / "results" / "manifest.json").write_text('{"outputs": {}}')
    (folder / "results" / "findings.json").write_text("{}")
    (folder / "notebooks" / ".ipynb_checkpoints").mkdir(parents=True)
    cells = [{"cell_type": "code", "source": "1", "metadata": {}, "execution_count": 1, "outputs": [{"text": "Mark"}]},
             {"cell_type": "markdown", "source": "Said Mark de Vries", "metadata": {}}]  # fmt: skip
    (folder / "notebooks" / "06.ipynb").write_text(json.dumps({"cells": cells}))
    (folder / "board.toml").write_text('[finding."x"]\nnote.en = "He said: Billing never writes back. Mark"\n')
    (folder / "private").mkdir()
    (folder / "private" / "interviews-confidential.qdpx").write_bytes(b"all of it")
    for turn, start, end, quote in ((1, 0, 26, "Billing never writes back."), (2, 71, 86, "Nobody answers.")):
        said = {"interview": "g1", "turn": turn, "start": start, "end": end, "quote": quote, "relation": "no_flow",
                "source": "ICT", "target": "KCC", "barrier": ""}  # fmt: skip
        append_decision(folder, "AB", "confirm", said, key_of(said))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".kccdiag" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_nothing_that_is_left_names_who_was_forgotten(folder):
    forgotten = forget(folder, "mark")
    left = contents(folder)
    assert [name for name, content in left.items() if b"vries" in content.lower() or b"Mark" in content] == ["notes.md"]
    assert not [name for name in left if "mark" in name.lower()]
    assert set(left) >= {"interviews/g1.vtt", "interviews/i3.vtt", "notebooks/06.ipynb"}
    assert not (folder / "results").exists() and not (folder / "private" / "interviews-confidential.qdpx").exists()
    assert any("notes.md still names this participant, in line 1" in line for line in forgotten.left)
    assert any("copies of this folder, backups" in line for line in forgotten.left)


def test_what_others_said_keeps_its_turn_its_place_and_its_words(folder):
    forget(folder, "Mark de Vries")
    after = read_interviews(open_engagement(folder))
    assert after.turns["text"].tolist() == [
        "Hello [name], hello Rose.", "[removed]",
        "So what [name] says is so, it never goes to Billing. We mark 😀 and wait. Nobody answers.",
        "[removed]", "That's it.", "And?", "[name] tells us nothing. Nor does Sales.",
    ]  # fmt: skip
    said = after.statements[["turn", "quote", "paraphrase", "respondent"]].to_numpy().tolist()
    assert said[0] == [2, "[name] says is so, it never goes to Billing. We mark ", "[name] knew", "R1"]
    assert {row[1] for row in said[1:]} == {"Nobody answers.", "[name] tells us nothing"}
    turns = after.turns.set_index(["interview", "turn"])["text"]
    for row in after.statements.itertuples():
        assert turns[row.interview, row.turn][row.start : row.end] == row.quote
    assert len(after.participants) == 2 and len(after.survey) == 1


def test_a_decision_on_what_another_said_is_still_found_by_its_suggestion(folder):
    forget(folder, "Mark de Vries")
    (row,) = read_decisions(folder).to_dict("records")
    assert (row["quote"], row["start"]) == ("Nobody answers.", "73")
    assert row["key"] == key_of(row)


def test_a_dry_run_says_the_same_and_changes_nothing(folder, capsys):
    before = contents(folder)
    assert main(["forget", str(folder), "--person", "Mark", "--dry-run", "--lang", "nl"]) == 0
    dry = capsys.readouterr().out
    assert contents(folder) == before
    assert main(["forget", str(folder), "--person", "Mark", "--lang", "nl"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == dry.splitlines()[1:]
    assert dry.startswith("Dit zou kccdiag doen")


@pytest.mark.parametrize("at", [1, 4, 9, 14, 17])
def test_a_break_leaves_everything_as_it_was(folder, monkeypatch, at):
    before, moves, rename = contents(folder), [], Path.rename

    def breaks(path, goal):
        moves.append(path)
        if len(moves) == at:
            raise OSError(28, "No space left on device")
        return rename(path, goal)

    monkeypatch.setattr(Path, "rename", breaks)
    with pytest.raises(InputError, match="nothing was changed"):
        forget(folder, "Mark")
    assert contents(folder) == before


def test_what_a_killed_process_left_is_put_back_before_anything_else(folder, monkeypatch):
    before = contents(folder)
    monkeypatch.setattr("kccdiag.forgetting.swapping.undo", lambda folder: None)
    moves, rename = [], Path.rename

    def dies(path, goal):
        moves.append(path)
        if len(moves) == 15:
            raise KeyboardInterrupt
        return rename(path, goal)

    monkeypatch.setattr(Path, "rename", dies)
    with pytest.raises(KeyboardInterrupt):
        forget(folder, "Mark")
    assert contents(folder) != before
    monkeypatch.undo()
    with pytest.raises(InputError, match="or that broke off"):
        open_engagement(folder)
    with pytest.raises(InputError):
        forget(folder, "Nobody")
    assert contents(folder) == before


@pytest.mark.parametrize(("name", "words"), [("Mrak", "did you mean 'Mark de Vries'?"), ("Xavier", "nobody is called")])
def test_somebody_unknown_is_refused_and_near_names_are_said(folder, capsys, name, words):
    assert main(["forget", str(folder), "--person", name]) == 2
    assert words in capsys.readouterr().err


def test_a_name_that_two_people_have_is_refused(folder):
    with (folder / "participants.csv").open("a") as file:
        file.write("i4,,Rose Baker,,Sales,,en,no\n")
    with pytest.raises(InputError, match="may be any of several people, at ICT, Sales"):
        forget(folder, "Rose Baker")


def test_a_project_of_another_tool_is_refused_with_the_way_out(folder):
    (folder / "kccdiag.toml").write_text(TOML.replace("statements.csv", "coded.qdpx"))
    (folder / "coded.qdpx").write_bytes(b"PK")
    with pytest.raises(InputError, match="can be taken out of a file of this kind"):
        forget(folder, "Mark")


def test_statements_in_a_workbook_are_taken_out_row_by_row(folder):
    book = openpyxl.Workbook()
    for cells in csv.reader((folder / "statements.csv").read_text().splitlines()):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in cells])
    book.save(folder / "statements.xlsx")
    (folder / "statements.csv").unlink()
    (folder / "kccdiag.toml").write_text(TOML.replace("statements.csv", "statements.xlsx"))
    forget(folder, "Mark")
    rows = [*openpyxl.load_workbook(folder / "statements.xlsx").active.values]
    assert [row[2:5] for row in rows[2:]] == [(73, 88, "Nobody answers."), (0, 23, "[name] tells us nothing")]


def test_rows_of_another_tool_are_taken_out_by_document_and_by_words(folder):
    rows = ["document,tag,content", "mark_de_vries.txt,no_flow,We pass on nothing", "g1,no_reply,Billing never writes",
            "g1,no_time,Nobody answers.", "i3,no_flow,Mark de Vries tells us nothing"]  # fmt: skip
    (folder / "statements.csv").write_text("\n".join(rows), encoding="utf-8")
    forget(folder, "Mark")
    left = (folder / "statements.csv").read_text("utf-8").splitlines()
    assert left == ["document,tag,content", "g1,no_time,Nobody answers.", "i3,no_flow,[name] tells us nothing"]


SPOKEN = st.lists(st.sampled_from(["Mark", "mark", "de Vries", "Rose", "says", "😀", "[name]", "."]), max_size=8)


@given(SPOKEN, st.data())
def test_a_passage_keeps_its_words_unless_they_are_the_name(words, data):
    before = " ".join(words)
    people = pd.DataFrame({"name": ["Mark de Vries"], "aliases": [()]})
    turn = Turn("", before, Masker(people, language="en").mask_names(before))
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    first, last = turn.moved(start, end)
    assert 0 <= first <= last <= len(turn.after.text)
    if all(end <= at or start >= until for _, at, until in turn.after.found):
        assert turn.after.text[first:last] == before[start:end]


LOG = "signal,time,department,person\n" + "".join(f"s{n},2025-01-{n % 28 + 1:02d},KCC,{{}}\n" for n in range(40))


@pytest.mark.parametrize(("person", "words"), [("M. de Vries", "the log names"), ("Xi", "does not have this")])
def test_whether_the_log_names_them_is_said(folder, person, words):
    (folder / "events.csv").write_text(LOG.format(*([person] * 40)))
    columns = "".join(f'{name} = "{name}"\n' for name in ("signal", "time", "department", "person"))
    (folder / "kccdiag.toml").write_text(f'{TOML}[log]\nfiles = ["events.csv"]\n[log.columns]\n{columns}')
    assert any(words in line for line in forget(folder, "Mark", dry_run=True).left)
