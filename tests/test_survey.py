"""The survey: who passes what to whom, whose answer it is, and every fault by its line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.interviews import read_interviews

HEAD = "respondent,giver,taker,relation,kind,per_month,quality_1_5\n"
CONFIG = """[departments]
file = "departments.csv"
[interviews]
participants = "participants.csv"
survey = "survey.csv"
"""


def survey_of(folder: Path, text: str, more: str = "") -> pd.DataFrame:
    people = "name,aliases,department\nJeroen Vos,Jeroen,KCC\nSam,,KCC\nSam,,Verkoop\n"
    (folder / "participants.csv").write_text(people, encoding="utf-8")
    (folder / "departments.csv").write_text("department,aliases\nKCC,klantenservice\nVerkoop,sales\nICT,\n")
    (folder / "survey.csv").write_text(text, encoding="utf-8")
    (folder / "kccdiag.toml").write_text(CONFIG + more, encoding="utf-8")
    return read_interviews(open_engagement(folder)).survey


def test_answers_are_read_with_canonical_departments_and_numbers(tmp_path):
    rows = 'Jeroen,klantenservice,Sales,Flow,idee,"12,5",4\nx,klant,KCC,flow,Klachten,300,\n'
    survey = survey_of(tmp_path, HEAD + rows)
    assert list(survey.columns) == ["respondent", "department", "giver", "taker", "relation", "kind", "per_month",
                                    "quality"]  # fmt: skip
    assert survey.iloc[:, :7].values.tolist() == [
        ["R1", "KCC", "KCC", "Verkoop", "flow", "idea", 12.5],
        ["S1", "KCC", "customer", "KCC", "flow", "complaint", 300.0],
    ]
    assert survey["quality"].iloc[0] == 4
    assert np.isnan(survey["quality"].iloc[1])


def test_who_was_not_interviewed_gets_a_code_and_the_department_of_all_their_rows(tmp_path):
    rows = ["b,KCC,ICT,flow", "a,Verkoop,ICT,flow", "B ,customer,KCC,flow", "a,ICT,Verkoop,feedback",
            "c,ICT,customer,need", "d,ICT,KCC,need"]  # fmt: skip
    survey = survey_of(tmp_path, "respondent,giver,taker,relation\n" + "\n".join(rows))
    assert survey["respondent"].tolist() == ["S1", "S2", "S1", "S2", "S3", "S4"]
    # a speaks of two givers: nobody can say where a works.
    assert survey["department"].tolist() == ["KCC", "", "KCC", "", "ICT", "KCC"]  # who needs something says so


def test_kinds_mean_what_the_log_says_they_mean(tmp_path):
    (tmp_path / "log.csv").write_text("s,t,d,k\n1,2026-01-05,KCC,tip\n")
    log = '[log]\nfiles = ["log.csv"]\ncolumns = { signal = "s", time = "t", department = "d", kind = "k" }\n'
    survey = survey_of(tmp_path, HEAD + "a,KCC,ICT,flow,TIP,,\na,KCC,ICT,flow,gerucht,,\n",
                       f'{log}[log.kinds]\nidea = ["tip"]\n')  # fmt: skip
    assert survey["kind"].tolist() == ["idea", "gerucht"]


@pytest.mark.parametrize(("row", "words"), [
    ("a,Markting,KCC,flow,,,", "line 2: nobody knows the giver 'Markting'"),
    ("a,KCC,,flow,,,", "line 2: the taker is empty"),
    ("a,KCC,klantenservice,flow,,,", "line 2: giver and taker are both 'KCC'"),
    ("a,KCC,ICT,flows,,,", "line 2: relation is 'flows'; did you mean 'flow'?"),
    ("a,KCC,ICT,,,,", "line 2: relation is ''"),
    ("a,KCC,ICT,flow,,vaak,", "line 2: per_month is 'vaak'"),
    ("a,KCC,ICT,flow,,-3,", "line 2: per_month is '-3'"),
    ("a,KCC,ICT,flow,,,6", "line 2: quality_1_5 is '6'"),
    ("a,KCC,ICT,flow,,,2.5", "line 2: quality_1_5 is '2.5'"),
    (",KCC,ICT,flow,,,", "line 2: the respondent has no name"),
    ("sam,KCC,ICT,flow,,,", "line 2: respondent 'sam' may be any of 2 participants"),
])  # fmt: skip
def test_every_fault_is_named_with_its_line_and_remedy(tmp_path, row, words):
    with pytest.raises(InputError) as caught:
        survey_of(tmp_path, f"{HEAD}{row}\n")
    (fault,) = caught.value.faults
    assert fault.place == "survey.csv"
    assert fault.what.startswith(words)
