"""What people say beside what the log shows: findings, checks, and what is written of them."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from diagnosed import demo_heard
from said_case import PAPER, PEOPLE, UNMET, UNSPOKEN, WALL, organisation

from kccdiag import diagnose, figures, judge, open_engagement, write_results
from kccdiag.diagnosis import Diagnosis
from kccdiag.faults import InputError
from kccdiag.findings import Finding, Judgement
from kccdiag.intake.interviews import read_interviews
from kccdiag.objections import OF_VOICES
from kccdiag.present.explorer import check_log
from kccdiag.shown.figures import names_of
from kccdiag.shown.voices import heard_before
from kccdiag.voices import no_voices
from kccdiag.voices.left_out import counted_only, left_out

HEARD = ("unmet_need", "paper_channel", "unspoken_channel", "barrier")
TRIED = (*OF_VOICES, "limits_doubled")


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Diagnosis:
    folder = organisation(tmp_path_factory.mktemp("both") / "e", survey=True)
    return diagnose(open_engagement(folder), objections=TRIED)


@pytest.fixture(scope="module")
def judged(both) -> Judgement:
    return judge(both)


@pytest.fixture(scope="module", params=["nl", "en"])
def told(request, tmp_path_factory) -> tuple[Diagnosis, Path]:
    """Diagnose interviews alone, and write everything."""
    place = tmp_path_factory.mktemp("told")
    engagement = open_engagement(organisation(place / "e", log=False, survey=True, language=request.param))
    diagnosis = diagnose(engagement)
    return diagnosis, write_results(diagnosis, judge(diagnosis), engagement=engagement, out=place / "out")


def found(judgement: Judgement, kind: str) -> list[Finding]:
    return [one for one in judgement.findings if one.kind == kind]


# ---- findings


def test_what_was_planted_is_found_and_nothing_else(judged):
    pairs = {kind: [one.departments for one in found(judged, kind)] for kind in HEARD[:3]}
    assert pairs == {"unmet_need": [UNMET], "paper_channel": [PAPER], "unspoken_channel": [UNSPOKEN]}
    barriers = [(one.departments, one.about) for one in found(judged, "barrier")]
    assert barriers == [((), "no_time"), (("KCC",), "no_time")]


def test_a_wall_that_is_needed_is_an_unmet_need_and_one_that_nobody_needs_stays_a_wall(both, judged, tmp_path):
    assert [one.departments for one in found(judged, "wall")] == [WALL]
    (need,) = found(judged, "unmet_need")
    rows = {piece["table"]: piece["row"] for piece in need.evidence}
    assert rows["handovers"]["handovers"] == rows["said"]["handovers"] == 4
    assert "wall" in need.meaning

    silent = judge(replace(both, voices=None))
    assert {one.departments for one in found(silent, "wall")} == {WALL, UNMET}
    assert not found(silent, "unmet_need")


def test_numbers_of_what_is_said(both, judged):
    (paper,) = found(judged, "paper_channel")
    row = both.handovers.set_index(["giver", "taker"]).loc[PAPER]
    assert paper.unit == "ln ratio"
    assert 2.718281828 ** paper.estimate == pytest.approx(row["openness"])
    assert (paper.n, paper.per_year, paper.q) == (2, None, None)
    assert [piece["row"]["text"] for piece in paper.evidence if piece["table"] == "quotes"] == [
        "We pass all of that on to Field.", "Billing sends us what they hear.",
    ]  # fmt: skip
    whole = next(one for one in found(judged, "barrier") if not one.departments)
    assert (whole.estimate, whole.n, whole.unit) == (pytest.approx(3 / 7), 7, "share of respondents")


def test_what_rests_on_interviews_stands_after_what_touches_signals(judged):
    touches = [one.per_year is not None for one in judged.findings]
    assert touches == sorted(touches, reverse=True)


def test_one_fewer_is_said_of_what_people_said_alone_and_never_who(judged):
    def stands(kind: str, *departments: str) -> dict[str, bool | None]:
        one = next(one for one in found(judged, kind) if one.departments == departments)
        assert {check.about for check in one.checks if check.objection in OF_VOICES} <= {""}
        return {check.objection: check.holds for check in one.checks if check.objection in OF_VOICES}

    assert stands("wall", *WALL) == {}
    assert stands("paper_channel", *PAPER) == dict.fromkeys(OF_VOICES, False)  # two said so
    assert stands("unmet_need", *UNMET) == dict.fromkeys(OF_VOICES, False)  # one did
    assert stands("barrier") == dict.fromkeys(OF_VOICES, True)  # two of six are a third as well
    assert stands("barrier", "KCC") == dict.fromkeys(OF_VOICES, False)


def test_respondents_who_say_the_same_are_left_out_once(tmp_path):
    interviews = read_interviews(open_engagement(organisation(tmp_path / "e", log=False, survey=True)))
    names = [name for name, _ in left_out(counted_only(interviews))]
    # seven were interviewed, each in an interview of their own; the six agents of the survey answer alike
    assert [names.count(name) for name in OF_VOICES] == [7, 7 + 1]
    for name, left in left_out(interviews):
        column = "interview" if name == OF_VOICES[0] else "respondent"
        assert left.statements[column].nunique() >= interviews.statements[column].nunique() - 1


def test_the_people_of_the_demo_contradict_its_log_in_two_places():
    judgement = judge(demo_heard()[1])
    assert [one.departments for one in found(judgement, "paper_channel")] == [("KCC", "Directie")]
    mute = {one.departments for one in found(judgement, "unspoken_channel")}
    assert mute == {("Marketing", "Verduurzaming"), ("Verduurzaming", "Marketing")}
    assert ("Meterbeheer", "ICT") in {one.departments for one in found(judgement, "unmet_need")}
    assert not found(judgement, "wall")  # the one that was planted is needed


# ---- a log alone, interviews alone, a survey alone


def test_a_log_alone_has_empty_tables_of_what_is_said(tmp_path):
    diagnosis = diagnose(open_engagement(organisation(tmp_path / "e", talks=False)), objections=())
    assert diagnosis.voices is None
    assert all(table.empty for table in diagnosis.said.values())
    assert list(diagnosis.said["said"]) == list(no_voices().pairs)
    assert not {"said_and_done", "barriers"} & set(names_of(diagnosis))
    assert not {"said", "heard", "barriers", "log"} & set(diagnosis.not_measurable["what"])


def test_interviews_alone_are_diagnosed(told):
    diagnosis, out = told
    record = json.loads((out / "findings.json").read_text("utf-8"))
    kinds = [(one["kind"], one["about"], one["per_year"]) for one in record["findings"]]
    assert kinds == [("barrier", "no_time", None)] * 2
    assert record["verdict"] == []
    assert re.search("geen log|no log", record["answer"]["text"])
    assert {row["what"] for row in record["not_measurable"]} >= {"log", "agreement"}
    assert sorted(path.name for path in (out / "figures").glob("*.svg")) == ["barriers.svg"]
    assert (out / "tables" / "handovers.csv").read_text("utf-8").count("\n") == 1
    page = (out / "report.html").read_text("utf-8")
    assert "1970" not in page.replace("19700", "")
    assert 'id="said"' in page
    assert not re.search("komt uit het log|comes from the log|zulke logs|such logs", page)
    assert not diagnosis.has_log


def test_the_explorer_says_that_it_shows_a_log(tmp_path):
    with pytest.raises(InputError, match=r"there is no \[log\], and the explorer shows"):
        check_log(open_engagement(organisation(tmp_path / "e", log=False)))


def test_a_survey_alone_says_what_agents_hear(tmp_path):
    diagnosis = diagnose(open_engagement(organisation(tmp_path / "e", log=False, talks=False, survey=True)))
    (row,) = diagnosis.said["heard"].to_dict("records")
    # 4, 6, 5, 3, 8 and 4 a month are 30 of six agents; ten work there
    assert (row["agents"], row["per_agent_per_month"], row["per_month"]) == (6, 5.0, 50.0)
    assert judge(diagnosis).findings == ()
    assert diagnosis.interviews.set_index("what")["count"]["survey_answers"] == 12


# ---- people


def test_nobody_is_named_in_what_is_written(told):
    _, out = told
    names = [word for _, name, _, _ in PEOPLE for word in name.split()]
    secret = re.compile("|".join([*names, r"talk\dx", r"\bR\d\b"]))
    assert not [path for path in out.rglob("*") if secret.search(path.name)]
    written = [path for kind in ("csv", "json", "html", "svg") for path in out.rglob(f"*.{kind}")]
    texts = {path.name: path.read_text("utf-8") for path in written}
    with zipfile.ZipFile(out / "board.pptx") as slides:
        texts |= {name: slides.read(name).decode("utf-8") for name in slides.namelist() if name.endswith(".xml")}
    assert not [name for name, text in texts.items() if secret.search(re.sub(r"base64,[\w+/=]+", "", text))]


def test_files_of_interviews_are_known_by_number(told):
    _, out = told
    files = [row["file"] for row in json.loads((out / "manifest.json").read_text("utf-8"))["inputs"]]
    assert {"participants.csv", "statements.csv", "survey.csv", "transcript 1", "transcript 7"} <= set(files)


# ---- figures


@pytest.mark.parametrize("language", ["nl", "en"])
def test_said_and_done_side_by_side(both, language):
    ax = figures.draw_said(both.said["said"], language=language)
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names[:3] == [" → ".join(pair) for pair in (UNMET, PAPER, UNSPOKEN)]
    seen = {line.get_ydata()[0]: line.get_xdata()[0] for line in ax.lines if line.get_gid() == "seen"}
    known = both.said["said"].set_index(["giver", "taker"])["ln_oe"]
    assert seen[0] == pytest.approx(known[UNMET])
    said = [line.get_ydata()[0] for line in ax.lines if line.get_gid() == "said"]
    assert 1 in said and 2 not in said  # nobody says that the unspoken one flows
    assert ax.get_legend() is not None


def test_barriers_by_department_stand_under_those_of_all(both):
    ax = figures.draw_barriers(both.said["barriers"], language="en")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["no time", "– KCC", "– Metering"]
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([3 / 7, 1.0, 1.0])


def test_what_agents_hear_stands_before_the_funnel_to_the_same_scale(both):
    before = heard_before(both.said["heard"])
    (row,) = both.said["heard"].to_dict("records")
    assert before["times"] == pytest.approx(row["per_month"] / row["logged_per_month"])
    ax = figures.draw_funnel(both.funnel, heard=both.said["heard"], language="en")
    (bar,) = [bar for bar in ax.patches if bar.get_gid() == "heard"]
    assert bar.get_width() == pytest.approx(before["times"])
    assert bar.get_y() < 0
    assert bar.get_linestyle() not in ("-", "solid")
    assert not [bar for bar in figures.draw_funnel(both.funnel, language="en").patches if bar.get_gid() == "heard"]
    assert heard_before(no_voices().heard) is None
