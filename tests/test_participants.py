"""Who was interviewed: participants.csv, what may be wrong with it, and what `check` says of the interviews."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kccdiag.cli import main
from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.interviews import Interviews, read_interviews

DEPARTMENTS = "department,aliases\nKCC,klantenservice\nMarketing,\nDirectie,\n"
SAID = "Ineke: Hoi.\nJeroen: Ja.\nFatma: Ook.\nIneke: Goed.\n"
HEAD = "interview,file,name,aliases,department,role,language,consent\n"


def laid_down(folder: Path, participants: str, *, more: str = "", departments: str = DEPARTMENTS) -> Path:
    (folder / "talks").mkdir(parents=True, exist_ok=True)
    for name in ("d1.txt", "d2.txt"):
        (folder / "talks" / name).write_text(SAID, encoding="utf-8")
    (folder / "participants.csv").write_text(participants, encoding="utf-8")
    (folder / "departments.csv").write_text(departments, encoding="utf-8")
    config = '[engagement]\nname = "X"\nlanguage = "en"\n[departments]\nfile = "departments.csv"\n'
    config += '[interviews]\nfolder = "talks"\nparticipants = "participants.csv"\n'
    (folder / "kccdiag.toml").write_text(config + more, encoding="utf-8")
    return folder


def read(folder: Path, participants: str, **options: str) -> Interviews:
    return read_interviews(open_engagement(laid_down(folder, participants, **options)))


def faults(folder: Path, participants: str, **options: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder, participants, **options)
    return [f"{fault.place}: {fault.what} | {fault.remedy}" for fault in caught.value.faults]


def test_participants_are_read_with_their_canonical_department_and_consent(tmp_path):
    people = read(tmp_path, HEAD + "i1,d1.txt,Jeroen Vos,Jeroen; Jerom ;,Klantenservice,agent,NL,Yes\n"
                  "i1,d1.txt,Fatma,,marketing,,,\n").participants  # fmt: skip
    assert people.drop(columns=["interview", "file"]).values.tolist() == [
        ["Jeroen Vos", ("Jeroen", "Jerom"), "KCC", "agent", "nl", "R1", True],
        ["Fatma", (), "Marketing", "", "", "R2", False],
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_as_office_programs_save_it(tmp_path, encoding):
    laid_down(tmp_path, "")
    text = "name\tdepartment\tfile\r\nJosé\tKCC\td1.txt\r\n"
    (tmp_path / "participants.csv").write_bytes(text.encode(encoding))
    assert read_interviews(open_engagement(tmp_path)).participants["name"].tolist() == ["José"]


def test_an_interview_is_called_after_its_file_where_nothing_else_is_said(tmp_path):
    interviews = read(tmp_path, "name,department,file\nJeroen,KCC,d2.txt\n")
    assert set(interviews.turns["interview"]) == {"d2"}


def test_one_person_in_two_interviews_is_one_respondent_and_consents_only_in_both(tmp_path):
    rows = "i1,d1.txt,Jeroen,,KCC,,,yes\ni2,d2.txt,JEROEN ,,klantenservice,,,\ni2,d2.txt,Fatma,,KCC,,,yes\n"
    interviews = read(tmp_path, HEAD + rows)
    assert interviews.participants["respondent"].tolist() == ["R1", "R1", "R2"]
    assert interviews.participants["consent"].tolist() == [False, False, True]
    spoken = interviews.turns[interviews.turns["respondent"] == "R1"]
    assert spoken[["interview", "turn"]].values.tolist() == [["i1", 1], ["i2", 1]]
    # Fatma was interviewed in the second only: in the first nobody says who she is.
    assert interviews.labels.set_index(["interview", "label"])["respondent"]["i1", "Fatma"] == ""


def test_the_file_of_an_interview_need_be_named_but_once(tmp_path):
    labels = read(tmp_path, HEAD + "i1,d1.txt,Jeroen,,KCC,,,\ni1,,Fatma,,KCC,,,\ni3,,Ans,,KCC,,,\n").labels
    assert labels.set_index("label")["respondent"].to_dict() == {"Ineke": "", "Jeroen": "R1", "Fatma": "R2"}


def test_a_transcript_that_nobody_listed_is_named_and_not_read(tmp_path):
    interviews = read(tmp_path, HEAD + "i1,d1.txt,Jeroen,,KCC,,,\n")
    assert interviews.skipped.values.tolist() == [
        ["talks/d2.txt", "a transcript that participants.csv does not name under file, and that was not read", 1]
    ]
    assert set(interviews.turns["interview"]) == {"i1"}


def test_files_are_hashed_and_a_transcript_is_not_called_by_its_name(tmp_path):
    inputs = read(tmp_path, HEAD + "i1,d1.txt,Jeroen,,KCC,,,\n").inputs.set_index("file")
    assert list(inputs.index) == ["participants.csv", "transcript 1"]
    assert inputs.loc["transcript 1", "sha256"] == hashlib.sha256(SAID.encode()).hexdigest()
    assert inputs.loc["transcript 1", "bytes"] == len(SAID)


@pytest.mark.parametrize(("rows", "words"), [
    ("i1,d1.txt,Jeroen,,KCC,,,\ni1,d1.txt,jeroen,,Marketing,,,",
     "line 3: 'jeroen' stands for two participants of interview 'i1', first in line 2 | write each name"),
    ("i1,d1.txt,Jeroen,J,KCC,,,\ni1,d1.txt,Jan,j,KCC,,,", "line 3: 'j' stands for two participants"),
    ("i1,d3.txt,Jeroen,,KCC,,,", "line 2: there is no file 'd3.txt'; did you mean 'd2.txt'? | paths are relative"),
    ("i1,talks\\d1.txt,Jeroen,,KCC,,,", "to the folder of [interviews], talks, written with /"),
    ("i1,.,Jeroen,,KCC,,,", "line 2: there is no file '.' | paths"),
    ("i1,d1\0.txt,Jeroen,,KCC,,,", "line 2: 'd1\0.txt' is no path | write the name of a file"),
    (f"i1,{'d' * 5000}.txt,Jeroen,,KCC,,,", "d.txt' is no path"),
    ("i1,../../d1.txt,Jeroen,,KCC,,,", "line 2: '../../d1.txt' leads out of the engagement folder | put the tra"),
    ("i1,/etc/hosts,Jeroen,,KCC,,,", "line 2: '/etc/hosts' leads out of the engagement folder"),
    ("i1,d1.txt,Jeroen,,Markting,,,",
     "line 2: nobody knows the department 'Markting'; did you mean 'Marketing'? | known are KCC, Marketing, Directie"),
    ("i1,d1.txt,Jeroen,,,,,", "line 2: the department is empty | write the name of a department"),
    ("i1,d1.txt,Jeroen,,?,,,", "line 2: department '?' means an unknown department"),
    ("i1,d1.txt,Jeroen,,KCC,,fr,", "line 2: language is 'fr' | write nl or en, or nothing"),
    ("i1,d1.txt,Jeroen,,KCC,,,maybe", "line 2: consent is 'maybe' | write yes, or no; nothing counts as no"),
    ("i1,d1.txt,Jeroen,,KCC,,,\ni1,d2.txt,Fatma,,KCC,,,", "interview 'i1' has two files, 'd1.txt' and 'd2.txt'"),
    ("i1,d1.txt,Jeroen,,KCC,,,\ni2,d1.txt,Fatma,,KCC,,,", "file 'd1.txt' has two interviews, 'i1' and 'i2'"),
    ("i1,d1.txt,,,KCC,,,", "line 2: the name has no name"),
])  # fmt: skip
def test_every_fault_is_named_with_its_line_and_remedy(tmp_path, rows, words):
    assert any(fault.startswith("participants.csv: ") and words in fault for fault in faults(tmp_path, HEAD + rows))


def test_all_faults_come_at_once(tmp_path):
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "d4.pdf").write_bytes(b"%PDF")
    said = faults(tmp_path, HEAD + "i1,d3.txt,Jeroen,,Verkop,,,x\ni4,d4.pdf,Fatma,,KCC,,,\n")
    assert [fault.split(":")[0] for fault in said] == ["participants.csv"] * 3 + ["talks/d4.pdf"]


def test_without_a_log_and_a_list_every_department_is_one_by_its_first_spelling(tmp_path):
    rows = "i1,d1.txt,Jeroen,,Sales,,,\ni2,d2.txt,Fatma,,sales ,,,\n"
    people = read(tmp_path, HEAD + rows, departments="department\n")
    assert people.participants["department"].tolist() == ["Sales", "Sales"]


LOG = '[log]\nfiles = ["log.csv"]\ncolumns = { signal = "s", time = "t", department = "d" }\n'


@pytest.mark.parametrize(("department", "shown"), [("VERKOOP", "Verkoop"), ("directie", "Directie"), ("Verkop", None)])
def test_a_log_knows_departments_too(tmp_path, department, shown):
    (tmp_path / "log.csv").write_text("s,t,d\n1,2026-01-05,KCC\n1,2026-01-06,Verkoop\n")
    rows = HEAD + f"i1,d1.txt,Jeroen,,{department},,,\n"
    if shown is None:
        assert "did you mean 'Verkoop'?" in faults(tmp_path, rows, more=LOG)[0]
    else:
        assert read(tmp_path, rows, more=LOG).participants["department"].tolist() == [shown]


@pytest.mark.parametrize("keys", ["survey", "folder", "participants"])
def test_any_key_alone_will_do(tmp_path, keys):
    laid_down(tmp_path, HEAD + ",,Jeroen,,KCC,,,\n")
    (tmp_path / "survey.csv").write_text("respondent,giver,taker,relation\na,KCC,Marketing,flow\n")
    value = {"survey": "survey.csv", "folder": "talks", "participants": "participants.csv"}[keys]
    (tmp_path / "kccdiag.toml").write_text(f'[interviews]\n{keys} = "{value}"\n')
    interviews = read_interviews(open_engagement(tmp_path))
    assert [len(interviews.survey), len(interviews.skipped), len(interviews.participants)] == [
        keys == "survey", 2 * (keys == "folder"), keys == "participants"]  # fmt: skip
    assert interviews.turns.empty
    assert main(["check", str(tmp_path)]) == 0


# ---- check


def checked(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["check", str(folder), *options]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_check_says_what_the_interviews_hold_and_whom_nobody_mapped(tmp_path, capsys):
    rows = "i1,d1.txt,Jeroen,,KCC,,,yes\ni1,d1.txt,Wouter Kamp,,KCC,,,yes\ni2,d2.txt,Fatma,,Marketing,,,\n"
    laid_down(tmp_path, HEAD + rows)
    (tmp_path / "talks" / "old.doc").write_bytes(b"x")
    said = checked(tmp_path, capsys)
    assert "interviews: 2; respondents: 3, from 2 departments; transcripts: 2" in said
    assert "turns: 8, of which 2 by respondents" in said
    assert "statements: none yet; kccdiag suggest" in said
    assert "confidential: this may hold names" in said
    assert "'Ineke' (turns: 4, interviews: 2), 'Fatma' (turns: 1, interviews: 1), 'Jeroen' (turns: 1" in said
    assert "nobody speaks in their transcript: 'Wouter Kamp' (i1)" in said
    assert "without consent to be shown as one voice: 1; what they say counts where 5 or more say it" in said
    assert "talks/old.doc: a transcript that participants.csv does not name under file, and that was not read" in said


def test_check_speaks_dutch_and_counts_statements_and_survey(tmp_path, capsys):
    laid_down(tmp_path, HEAD + "i1,d1.txt,Jeroen,,KCC,,,yes\n",
              more='statements = "statements.csv"\nsurvey = "survey.csv"\n')  # fmt: skip
    (tmp_path / "statements.csv").write_text(
        "interview,turn,quote,relation,source,target,barrier,confirmed,released\n"
        "i1,1,Ja,flow,KCC,Marketing,,yes,yes\ni1,1,Ja,need,KCC,Marketing,,no,no\n"
    )
    answers = "respondent,giver,taker,relation\nJeroen,KCC,Marketing,flow\nA,KCC,Marketing,flow\n"
    (tmp_path / "survey.csv").write_text(answers)
    said = checked(tmp_path, capsys, "--lang", "nl")
    assert "uitspraken: 2; bevestigd: 1, nog te bevestigen: 1; vrijgegeven citaten: 1" in said
    assert "enquête: 2 antwoorden van 2 mensen, van wie 1 geïnterviewd" in said
    assert "vertrouwelijk: hier kunnen namen in staan" in said


def test_check_with_interviews_at_fault_leaves_no_table(tmp_path, capsys):
    laid_down(tmp_path, HEAD + "i1,none.txt,Jeroen,,KCC,,,yes\n")
    assert main(["check", str(tmp_path), "--table", str(tmp_path / "state.csv")]) == 2
    assert "there is no file 'none.txt'" in capsys.readouterr().err
    assert not (tmp_path / "state.csv").exists()
