"""The coding desk: what is decided is on disk at once, a second coder decides unled, and what can't be is said."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kccdiag import open_engagement
from kccdiag.coding import Coding
from kccdiag.engagement import Engagement
from kccdiag.faults import InputError
from kccdiag.intake.interviews import read_interviews
from kccdiag.present.coding import CodingDesk

SAID = """\
Interviewer: What happens to complaints about the invoice?
Kim: We pass them on to Billing every day.

Interviewer: Do you hear back?
Kim: No, Billing never tells us anything. <b>Never</b>.

Interviewer: And what are you measured on?
Kim: We are measured on handle time, and on cost per call.
"""
SETTINGS = """\
[engagement]
name = "Waterford"
language = "{language}"
contact_centre = ["Desk"]
[departments]
aliases = {{ "helpdesk" = "Desk", "invoicing" = "Billing" }}
[interviews]
folder = "talks"
participants = "participants.csv"
"""


def lay_out(folder: Path, *, language: str = "en") -> Engagement:
    """Lay out an engagement with one conversation."""
    (folder / "talks").mkdir(parents=True)
    (folder / "talks" / "k1.txt").write_text(SAID, encoding="utf-8")
    rows = "interview,file,name,aliases,department,role,language,consent\nk1,k1.txt,Kim,,Desk,agent,en,yes\n"
    (folder / "participants.csv").write_text(rows, encoding="utf-8")
    (folder / "kccdiag.toml").write_text(SETTINGS.format(language=language), encoding="utf-8")
    return open_engagement(folder)


@pytest.fixture
def engagement(tmp_path, request) -> Engagement:
    """Give an engagement with one conversation, in English unless a test asks otherwise."""
    return lay_out(tmp_path, language=getattr(request, "param", "en"))


def rows_of(engagement, coder: str) -> list[dict[str, str]]:
    """Read what is on disk."""
    path = engagement.folder / "private" / f"decisions-{coder}-confidential.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_decision_is_on_disk_when_it_is_made(engagement):
    desk = CodingDesk(engagement, "AB")
    every = len(desk.coding.cases)
    for place in range(every):
        desk.buttons["keep"].click()
        assert len(rows_of(engagement, "AB")) == place + 1
    assert {row["decision"] for row in rows_of(engagement, "AB")} == {"confirm"}
    assert read_interviews(engagement).statements["confirmed"].sum() == every
    again = CodingDesk(engagement, "AB")
    assert again.progress.value == again.progress.max == every


def test_what_is_changed_is_kept_as_a_correction_of_the_same_suggestion(engagement):
    desk = CodingDesk(engagement, "AB")
    key = desk.key
    desk.form.fields["relation"].value = "need"
    desk.buttons["keep"].click()
    (row,) = rows_of(engagement, "AB")
    assert (row["decision"], row["relation"], row["key"]) == ("correct", "need", key)
    desk.buttons["undo"].click()
    assert [row["decision"] for row in rows_of(engagement, "AB")] == ["correct", "undo"]
    assert desk.key == key and not desk.coding.mine
    assert not read_interviews(engagement).statements["confirmed"].any()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"quote": "words that nobody said"}, "not in the turn"),
        ({"relation": "", "barrier": "", "purpose": ""}, "nothing is said"),
        ({"relation": "flow", "source": "Billing", "target": "Billing"}, "two different"),
    ],
)
def test_what_cannot_be_is_said_and_not_written(engagement, changed, why):
    desk = CodingDesk(engagement, "AB")
    for name, value in changed.items():
        desk.form.fields[name].value = value
    desk.buttons["keep"].click()
    assert why in desk.status.value
    assert not (engagement.folder / "private").exists()


def test_a_statement_that_nobody_suggested_is_added(engagement):
    desk = CodingDesk(engagement, "AB")
    before = len(desk.coding.cases)
    desk.buttons["add"].click()
    desk.form.fields["barrier"].value = "no_mandate"
    desk.buttons["keep"].click()
    assert len(desk.coding.cases) == before + 1
    assert rows_of(engagement, "AB")[0]["method"] == "manual"
    statements = read_interviews(engagement).statements
    assert statements.loc[statements["confirmed"], "barrier"].tolist() == ["no_mandate"]


def test_nobody_sees_another_coders_decision_before_their_own(engagement):
    first = CodingDesk(engagement, "AB")
    key = first.key
    first.buttons["reject"].click()
    second = CodingDesk(engagement, "CD")
    assert second.coding.others(key) == {} and "AB" not in second.others.value
    second.buttons["keep"].click()
    second.buttons["back"].click()
    assert second.key == key and "AB: Rejected" in second.others.value
    assert not read_interviews(engagement).statements["confirmed"].any()  # they differ


def test_agreement_counts_turns_of_interviews_that_both_coded(engagement):
    for coder, decisions in (("AB", "keep keep keep"), ("CD", "keep reject keep")):
        desk = CodingDesk(engagement, coder)
        for name in decisions.split():
            desk.buttons[name].click()
    found = desk.coding.agreement().set_index("code")
    assert set(found["n"]) == {3}  # turns of the one who was asked
    assert (found[["both", "first_only", "second_only", "neither"]].sum(axis=1) == 3).all()
    assert found["second_only"].sum() == 0
    assert set(found.index[found["first_only"] == 1]) == {"no_feedback", "no_reply"}  # one suggestion, two codes
    desk.buttons["back"].click()
    desk.compare.click()
    assert "AB – CD" in desk.table.value


def test_what_people_said_is_no_markup(engagement):
    desk = CodingDesk(engagement, "AB")
    shown = []
    for _ in desk.coding.cases:
        shown.append(desk.context.value)
        desk.buttons["on"].click()
    assert any("&lt;b&gt;Never" in text for text in shown) and not any("<b>Never" in text for text in shown)


def test_a_name_that_no_file_can_have_is_refused(engagement):
    with pytest.raises(InputError, match="coder"):
        Coding(engagement, "../AB")


def test_without_a_transcript_it_says_what_is_missing(engagement):
    (engagement.folder / "participants.csv").write_text("name,department\nKim,Desk\n", encoding="utf-8")
    desk = CodingDesk(open_engagement(engagement.folder), "AB")
    desk.buttons["keep"].click()
    assert "no interviews to code" in desk.status.value and desk.key == ""


@pytest.mark.parametrize("engagement", ["nl"], indirect=True)
def test_it_speaks_dutch(engagement):
    desk = CodingDesk(engagement, "AB")
    desk.buttons["reject"].click()
    assert "Afgewezen" in desk.status.value
    assert desk.buttons["keep"].description == "1 Klopt"
