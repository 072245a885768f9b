"""The desk: what a consultant does at it stands in board.toml at once, and what can't be kept is said."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import ipywidgets as widgets
import pandas as pd
import pytest

from kccdiag.board import edits, read_board
from kccdiag.board import write_board as write
from kccdiag.faults import InputError
from kccdiag.findings import Finding, Judgement
from kccdiag.present.desk import Desk


def finding(name: str, headline: str, *, language: str = "en") -> Finding:
    """Make a finding by its id."""
    kind, *departments = name.split(":")
    rows = ({"table": "departments", "row": {"department": name, "visits": 12}},)
    numbers = {"estimate": 0.34, "unit": "share", "low": 0.32, "high": 0.36, "q": None, "n": 100, "per_year": 50.0}
    words = {"headline": headline, "meaning": "What it means", "caveats": (), "evidence": rows, "language": language}
    return Finding(name, kind, tuple(departments), None, limit=0.5, **numbers, **words)


LOOP = finding("open_loop", "34% of customers hear back")
BILLING = finding("reservoir:Billing", "Billing holds 29%")
ODD = finding("wall:KCC:<img src=x onerror=alert(1)>", "KCC tells <img src=x onerror=alert(1)> little")
ALL = Judgement((LOOP, BILLING, ODD), (), pd.DataFrame(), language="en")


@pytest.fixture
def engagement(tmp_path):
    """Return what the desk asks of an engagement."""
    return SimpleNamespace(folder=tmp_path, language="en", contact_centre=("KCC",), board=("Directie",))


@pytest.fixture
def desk(engagement):
    """Open a desk."""
    return Desk(engagement, ALL)


def kept(engagement) -> list[tuple[str, str]]:
    """Return what the file says is shown."""
    return [(one.finding.id, one.headline) for one in Desk(engagement, ALL).board.shown]


def choose(desk: Desk, place: int) -> None:
    """Choose a finding in the list."""
    desk.listed.index = place


def add_ask(desk: Desk, *texts: str) -> None:
    """Ask something: department, step, effect."""
    desk.asks.add.children[0].click()
    for field, text in zip(desk.asks.rows[-1].fields, texts, strict=False):
        field.value = text


def said(desk: Desk) -> str:
    """Return what the desk says last."""
    return desk.status.value


def test_nothing_is_written_until_something_is_chosen(desk, engagement):
    assert [label for label, _ in desk.listed.options] == [
        "1. 34% of customers hear back",
        "2. Billing holds 29%",
        "3. KCC tells <img src=x onerror=alert(1)> little",
    ]
    assert "Nothing chosen yet" in said(desk)
    choose(desk, 1)
    assert list(engagement.folder.iterdir()) == []


def test_moving_keeps_the_finding_in_hand(desk, engagement):
    choose(desk, 2)
    desk.up.click()
    desk.up.click()
    assert desk.chosen == ODD
    assert [name for name, _ in kept(engagement)] == [ODD.id, LOOP.id, BILLING.id]
    desk.up.click()
    assert "at the top already" in said(desk)
    choose(desk, 2)
    desk.down.click()
    assert "at the bottom already" in said(desk)


def test_a_headline_is_kept_and_given_up(desk, engagement):
    choose(desk, 1)
    desk.headline.value = "Bills lie for 45 weeks"
    assert kept(engagement)[1] == (BILLING.id, "Bills lie for 45 weeks")
    assert "not in the finding: 45" in desk.own.value
    assert "Saved in board.toml" in said(desk)
    desk.own_back.click()
    assert (desk.headline.value, kept(engagement)[1]) == (BILLING.headline, (BILLING.id, BILLING.headline))


def test_setting_aside_needs_a_reason(desk, engagement):
    desk.aside.click()
    assert "write down the reason first" in said(desk)
    desk.reason.value = "The board knows"
    assert len(kept(engagement)) == 3
    desk.aside.click()
    assert [name for name, _ in kept(engagement)] == [BILLING.id, ODD.id]
    assert desk.listed.options[-1] == ("– (set aside) 34% of customers hear back", LOOP.id)
    desk.up.click()
    assert "so has no place in the order" in said(desk)
    desk.reason.value = "Known since May"
    assert read_board(engagement).of[LOOP.id].set_aside == {"en": "Known since May"}
    desk.aside.click()
    assert len(kept(engagement)) == 3


def test_an_ask_is_kept_once_it_names_whom_and_what(desk, engagement):
    choose(desk, 1)
    add_ask(desk, "Billing")
    assert "needs both a department and a step" in said(desk)
    assert not (engagement.folder / "board.toml").exists()
    choose(desk, 0)
    choose(desk, 1)  # what was half typed is still there
    desk.asks.rows[0].fields[1].value = "Answer within two days"
    (ask,) = desk.board.shown[1].asks
    assert (ask.department, ask.step, ask.effect) == ("Billing", "Answer within two days", "")
    desk.asks.rows[0].fields[2].value = "Half the days"
    add_ask(desk, "KCC", "Say so")
    assert [one.effect for one in Desk(engagement, ALL).board.shown[1].asks] == ["Half the days", ""]
    assert desk.listed.options[1][0] == "2. (2 asked) Billing holds 29%"
    desk.asks.rows[0].box.children[-1].children[0].click()
    assert [one.step for one in Desk(engagement, ALL).board.shown[1].asks] == ["Say so"]


def test_what_is_asked_in_another_language_is_not_lost(engagement):
    dutch = Judgement(tuple(replace(one, language="nl") for one in ALL), (), pd.DataFrame(), language="nl")
    add_ask(Desk(engagement, dutch), "KCC", "Bel terug", "Rust")
    desk = Desk(engagement, ALL)
    assert [field.value for field in desk.asks.rows[0].fields] == ["KCC", "Bel terug", "Rust"]
    desk.asks.rows[0].fields[1].value = "Call back"
    assert read_board(engagement).of[LOOP.id].asks[0].step == {"nl": "Bel terug", "en": "Call back"}
    assert read_board(engagement).of[LOOP.id].asks[0].effect == {"nl": "Rust"}


def test_every_change_can_be_undone(desk, engagement):
    desk.undo.click()
    assert "nothing to undo" in said(desk)
    desk.headline.value = "Mine"
    add_ask(desk, "KCC", "Say so")
    desk.down.click()
    desk.undo.click()
    assert kept(engagement)[0] == (LOOP.id, "Mine")
    desk.undo.click()
    assert (desk.asks.rows, desk.board.shown[0].asks) == ([], ())
    desk.undo.click()
    assert desk.headline.value == LOOP.headline
    assert (read_board(engagement).order, read_board(engagement).of) == ((), {})


def test_what_cannot_be_kept_stays_to_be_mended(desk, engagement):
    desk.headline.value = "A <b>bold</b> claim"
    assert "Not saved: the text holds &#x27;&lt;b&gt;&#x27;, which would be shown as it stands." in said(desk)
    assert desk.headline.value == "A <b>bold</b> claim"
    assert not (engagement.folder / "board.toml").exists()
    desk.headline.value = "A bold claim"
    assert kept(engagement)[0][1] == "A bold claim"


def test_what_the_data_call_things_is_shown_and_not_run(desk):
    choose(desk, 2)
    pages = [desk.evidence.value, desk.own.value, said(desk), desk.news.value]
    assert "&lt;img src=x" in pages[0]
    assert [page for page in pages if "<img" in page] == []


def test_two_desks_take_over_from_one_another(desk, engagement):
    other = Desk(engagement, ALL)
    desk.headline.value = "Mine"
    choose(other, 1)
    other.headline.value = "Theirs"
    assert "had been changed elsewhere" in said(other)
    assert [headline for _, headline in kept(engagement)][:2] == ["Mine", "Theirs"]
    assert [one.headline for one in other.board.shown][:2] == ["Mine", "Theirs"]


def test_two_desks_do_not_overwrite_the_same_choice(desk, engagement):
    other = Desk(engagement, ALL)
    desk.headline.value = "Mine"
    other.headline.value = "Theirs"
    assert "Your last change was not saved" in said(other)
    assert kept(engagement)[0][1] == other.headline.value == "Mine"
    other.headline.value = "Theirs"
    assert kept(engagement)[0][1] == "Theirs"
    desk.undo.click()
    assert "Your last change was not saved" in said(desk)
    assert kept(engagement)[0][1] == desk.headline.value == "Theirs"


def test_a_file_spoilt_meanwhile_is_said_and_left_alone(desk, engagement):
    path = engagement.folder / "board.toml"
    path.write_text("[board")
    desk.down.click()
    assert "Not saved. board.toml" in said(desk)
    assert path.read_text() == "[board"
    path.unlink()
    desk.again.click()
    assert "Read from board.toml" in said(desk)


def test_a_file_changed_by_hand_can_be_read_again(desk, engagement):
    (engagement.folder / "board.toml").write_text('[finding.open_loop]\nheadline.en = "By hand"')
    desk.again.click()
    assert desk.headline.value == "By hand"


def test_a_file_that_cannot_be_read_is_refused_at_once(engagement):
    (engagement.folder / "board.toml").write_text("[board")
    with pytest.raises(InputError, match="not valid TOML"):
        Desk(engagement, ALL)


def test_what_changed_stands_on_top_until_it_is_noted(engagement):
    before = Judgement((LOOP, ODD), (), pd.DataFrame(), language="en")
    write(engagement, edits.moved(ODD, -1, before)(read_board(engagement)))
    desk = Desk(engagement, ALL)
    assert "New, not yet decided on: “Billing holds 29%”" in desk.news.value
    assert desk.listed.options[2][0] == "3. (new) Billing holds 29%"
    assert desk.noting.layout.display is None
    desk.note.click()
    assert (desk.news.value, desk.noting.layout.display) == ("", "none")
    assert desk.listed.options[2][0] == "3. Billing holds 29%"


def test_what_is_to_be_mended_stays_until_it_is(engagement):
    write(engagement, edits.reworded(LOOP, "Only 34 in 100 hear back", ALL)(read_board(engagement)))
    now = replace(LOOP, headline="41% of customers hear back", estimate=0.41, low=0.39, high=0.43)
    desk = Desk(engagement, Judgement((now, BILLING, ODD), (), pd.DataFrame(), language="en"))
    assert "The number has changed" in desk.news.value and "quotes 34, which is no longer true" in desk.news.value
    desk.note.click()
    assert "quotes 34, which is no longer true" in desk.news.value
    desk.headline.value = "Only 41 in 100 hear back"
    assert desk.news.value == ""


def test_without_findings_there_is_nothing_to_choose(engagement):
    desk = Desk(engagement, Judgement((), (), pd.DataFrame(), language="nl"))
    assert "er valt niets te kiezen" in said(desk)
    assert desk.board.shown == ()


def test_every_control_has_a_name_and_none_is_a_picture_of_output(desk):
    def under(widget: widgets.Widget) -> list[widgets.Widget]:
        return [widget, *(inner for child in getattr(widget, "children", ()) for inner in under(child))]

    desk.asks.add.children[0].click()
    controls = [one for one in under(desk) if isinstance(one, (widgets.Button, widgets.Text, widgets.Select))]
    assert len(controls) > 12
    assert [one for one in controls if not one.description] == []
    assert [one for one in under(desk) if isinstance(one, widgets.Output)] == []


def test_the_board_shows_itself_as_a_card(desk):
    desk.headline.value = "Mine"
    add_ask(desk, "KCC", "Say so")
    choose(desk, 2)
    desk.reason.value = "Small"
    desk.aside.click()
    card = desk.board._repr_html_()
    assert "<b>Mine</b>" in card
    assert "The finding itself says: “34% of customers hear back”" in card
    assert "KCC: Say so (expected effect: unknown)" in card
    assert "little – Small" in card
    assert "<img" not in card
