"""What the board gets to see: choices read and written without loss, laid over findings, and what changed since."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from diagnosed import lay_down
from hypothesis import given
from hypothesis import strategies as st

from kccdiag import cli, results
from kccdiag.board import ChangedMeanwhileError, Choice, Choices, Seen, WordedAsk, board_of, edits, read_board
from kccdiag.board import write_board as write
from kccdiag.board.changes import changes_since, numbers_in
from kccdiag.board.file import LONGEST, choices_in
from kccdiag.board.lines import Lines, read_lines
from kccdiag.board.writing import written
from kccdiag.diagnosis import Diagnosis, diagnose
from kccdiag.engagement import Engagement, open_engagement
from kccdiag.example import Plan, make_example, parse_fault
from kccdiag.faults import InputError
from kccdiag.findings import Finding, Judgement, judge
from kccdiag.wording import LANGUAGES


def finding(name: str, headline: str = "", *, estimate=0.34, low=0.32, high=0.36, unit="share", language="en"):
    """Make a finding by its id."""
    kind, *departments = name.split(":")
    numbers = {"estimate": estimate, "low": low, "high": high, "unit": unit, "q": None, "n": 100, "per_year": 50.0}
    words = {"headline": headline or f"About {name}", "meaning": "", "caveats": (), "evidence": ()}
    return Finding(name, kind, tuple(departments), None, limit=0.5, language=language, **numbers, **words)


LOOP = finding("open_loop", "34% of customers hear back")
BILLING = finding("reservoir:Billing", "Billing holds 29%", estimate=2.81, low=2.65, high=2.98, unit="ratio")
WALL = finding("wall:KCC:R&D", "12 handovers where 105 were to be expected", estimate=0.11, low=0.06, high=0.2)


def judged(*findings: Finding, indications: tuple[Finding, ...] = (), language: str = "en") -> Judgement:
    """Make a judgement of findings, the most material first."""
    return Judgement(findings, indications, pd.DataFrame(), language=language)


ALL = judged(LOOP, BILLING, WALL)


@pytest.fixture
def engagement(tmp_path):
    """Return what is asked of an engagement here."""
    return SimpleNamespace(folder=tmp_path, language="en")


def shown(judgement: Judgement, choices: Choices) -> list[str]:
    """Return the ids of what is shown."""
    return [one.finding.id for one in board_of(judgement, choices).shown]


def what(judgement: Judgement, choices: Choices) -> list[tuple[str, str]]:
    """Return what changed, and of which finding."""
    return [(change.what, change.finding_id) for change in changes_since(judgement, choices)]


def after(*made: edits.Edit) -> Choices:
    """Make changes, one after the other."""
    choices = Choices()
    for edit in made:
        choices = edit(choices)
    return choices


# ---- choices over findings


def test_without_choices_the_board_sees_the_findings_as_they_are():
    board = board_of(ALL, Choices())
    assert [(one.finding, one.headline, one.edited, one.asks, one.new) for one in board.shown] == [
        (one, one.headline, False, (), False) for one in ALL
    ]
    assert board.set_aside == board.news == ()


def test_choices_decide_order_words_and_what_is_set_aside():
    ask = WordedAsk(" Billing ", {"en": "Answer  within two\ndays"})
    choices = after(
        edits.moved(WALL, -2, ALL), edits.reworded(WALL, "  Nobody tells\nR&D ", ALL), edits.asked(BILLING, [ask], ALL),
        edits.put_aside(LOOP, "The board knows", ALL),
    )  # fmt: skip
    board = board_of(ALL, choices)
    assert [(one.finding.id, one.headline, one.edited) for one in board.shown] == [
        (WALL.id, "Nobody tells R&D", True),
        (BILLING.id, "Billing holds 29%", False),
    ]
    assert [(ask.department, ask.step, ask.effect) for ask in board.shown[1].asks] == [
        ("Billing", "Answer within two days", "")
    ]
    assert [(one.finding_id, one.headline, one.reason) for one in board.set_aside] == [
        (LOOP.id, LOOP.headline, "The board knows")
    ]
    assert board.news == ()


def test_a_headline_given_up_is_the_findings_own_again():
    choices = after(edits.reworded(WALL, "Mine", ALL), edits.reworded(WALL, WALL.headline, ALL))
    assert not board_of(ALL, choices).shown[2].edited
    assert choices == after(edits.reworded(WALL, "Mine", ALL), edits.reworded(WALL, " ", ALL))


def test_what_was_set_aside_comes_back_to_its_place():
    choices = after(edits.moved(WALL, -1, ALL), edits.put_aside(WALL, "Too small", ALL), edits.put_aside(WALL, "", ALL))
    assert shown(ALL, choices) == [LOOP.id, WALL.id, BILLING.id]


def test_a_finding_moves_no_further_than_the_ends():
    assert shown(ALL, after(edits.moved(LOOP, -1, ALL))) == [LOOP.id, BILLING.id, WALL.id]
    assert shown(ALL, after(edits.moved(LOOP, 9, ALL))) == [BILLING.id, WALL.id, LOOP.id]


def test_a_headline_holds_in_its_own_language_only():
    choices = after(edits.reworded(WALL, "Nobody tells R&D", ALL), edits.put_aside(LOOP, "Known", ALL))
    dutch = judged(*(replace(one, headline=f"Over {one.id}", language="nl") for one in ALL), language="nl")
    board = board_of(dutch, choices)
    assert [(one.headline, one.edited) for one in board.shown] == [(f"Over {one.id}", False) for one in (BILLING, WALL)]
    assert board.set_aside[0].reason == "Known"  # in another language rather than not at all
    assert what(dutch, choices) == [("untold", LOOP.id), ("untold", WALL.id)]


# ---- what changed since


def test_a_new_finding_stands_behind_the_one_more_material_than_it():
    before = judged(LOOP, WALL)
    choices = edits.moved(WALL, -1, before)(Choices())
    assert shown(ALL, choices) == [WALL.id, LOOP.id, BILLING.id]
    assert [one.new for one in board_of(ALL, choices).shown] == [False, False, True]
    assert what(ALL, choices) == [("new", BILLING.id)]
    assert what(ALL, edits.noted(ALL)(choices)) == []
    first = judged(BILLING, LOOP, WALL)
    assert shown(first, choices) == [BILLING.id, WALL.id, LOOP.id]


def test_what_is_gone_keeps_its_choices_and_finds_them_back():
    choices = after(edits.reworded(BILLING, "Bills lie", ALL), edits.moved(BILLING, -1, ALL))
    rest = judged(LOOP, WALL)
    assert shown(rest, choices) == [LOOP.id, WALL.id]
    assert what(rest, choices) == [("gone", BILLING.id)]
    assert "Bills lie" in board_of(rest, choices).news[0]
    known = edits.moved(WALL, -1, rest)(edits.noted(rest)(choices))
    assert what(rest, known) == []
    assert what(ALL, known) == [("back", BILLING.id)]
    assert [one.headline for one in board_of(ALL, known).shown] == ["Bills lie", WALL.headline, LOOP.headline]


def test_what_became_an_indication_is_said_and_not_shown():
    choices = edits.moved(WALL, -1, ALL)(Choices())
    doubted = judged(LOOP, BILLING, indications=(WALL,))
    assert shown(doubted, choices) == [LOOP.id, BILLING.id]
    assert what(doubted, choices) == [("indication", WALL.id)]
    known = edits.noted(doubted)(choices)
    assert what(doubted, known) == []
    assert what(ALL, known) == [("back", WALL.id)]


@pytest.mark.parametrize(("estimate", "told"), [(0.33, []), (0.36, []), (0.37, ["moved"]), (0.1, ["moved"])])
def test_an_estimate_that_left_its_old_interval_has_changed(estimate, told):
    choices = edits.moved(WALL, -1, ALL)(Choices())
    now = judged(replace(LOOP, estimate=estimate, headline="otherwise"), BILLING, WALL)
    assert [name for name, _ in what(now, choices)] == told


def test_without_an_interval_any_other_number_has_changed():
    dropped = replace(WALL, id="recurring_idea", estimate=7.0, low=float("nan"), high=float("nan"), unit="signals")
    choices = edits.noted(judged(dropped))(Choices())
    assert what(judged(dropped), choices) == []
    (told,) = board_of(judged(replace(dropped, estimate=8.0)), choices).news
    assert told.endswith("7 then, 8 now.")


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Only 34 in 100 hear back", ["34"]),
        ("Two thirds hear nothing, 0.3 do", []),  # a number the finding never said
        ("A third hear back in 2025", []),
        ("34% where 36% was best", ["34", "36"]),
    ],
)
def test_a_headline_that_quotes_what_is_no_longer_true(headline, told):
    choices = edits.reworded(LOOP, headline, ALL)(Choices())
    assert what(ALL, choices) == []
    now = replace(LOOP, headline="41% of customers hear back", estimate=0.41, low=0.39, high=0.43)
    news = [change.text for change in changes_since(judged(now, BILLING, WALL), choices) if change.what == "quoted"]
    assert [f"quotes {', '.join(told)}, which is no longer true" in text for text in news] == [True] * bool(told)
    still = edits.noted(judged(now, BILLING, WALL))(choices)  # what is not true can't be noted away
    assert [name for name, _ in what(judged(now), still) if name == "quoted"] == ["quoted"] * bool(told)


def test_a_rounder_number_is_true_as_long_as_it_rounds_so():
    choices = edits.reworded(BILLING, "Billing takes 2.8 times as long", ALL)(Choices())
    assert what(judged(LOOP, replace(BILLING, estimate=2.79), WALL), choices) == []
    assert what(judged(LOOP, replace(BILLING, estimate=2.7), WALL), choices) == [("quoted", BILLING.id)]


def test_numbers_are_read_as_their_language_writes_them():
    assert numbers_in("1.234,5 en 12 %, 3.", "nl") == [(1234.5, 1), (12.0, 0), (3.0, 0)]
    assert numbers_in("1,234.5 and 12%, 3.", "en") == [(1234.5, 1), (12.0, 0), (3.0, 0)]


def test_an_id_that_no_finding_has_is_named_with_its_line():
    text = '[board]\norder = [\n "open_loop",\n "reservoir:Biling"]\n[finding.x]\nheadline.en = "y"'
    choices = choices_in(text.encode(), Path())
    assert board_of(ALL, choices).to_mend == (
        "board.toml, line 5: there is no finding “x”.",
        "board.toml, line 4: there is no finding “reservoir:Biling”; did you mean “reservoir:Billing”?",
    )


def test_what_is_typed_by_hand_makes_nothing_new():
    choices = choices_in(b'[finding.open_loop]\nheadline.en = "Few hear back"', Path())
    assert what(ALL, choices) == []
    assert [one.new for one in board_of(ALL, choices).shown] == [False] * 3


# ---- the file


def test_without_a_file_there_are_no_choices(engagement):
    assert read_board(engagement) == Choices()


def test_the_file_is_for_people(engagement):
    ask = WordedAsk("Billing", {"en": "Answer"}, {"en": "Half the days"})
    choices = after(edits.asked(BILLING, [ask], ALL), edits.reworded(WALL, "Mine", ALL), edits.moved(WALL, -2, ALL))
    write(engagement, choices)
    assert (engagement.folder / "board.toml").read_text("utf-8").splitlines()[3:] == [
        "[board]",
        "order = [",
        '    "wall:KCC:R&D",',
        '    "open_loop",',
        '    "reservoir:Billing",',
        "]",
        "",
        "[finding.open_loop]",
        'seen = { as = "finding", language = "en", headline = "34% of customers hear back", estimate = 0.34,'
        " low = 0.32, high = 0.36 }",
        "",
        '[finding."reservoir:Billing"]',
        'seen = { as = "finding", language = "en", headline = "Billing holds 29%", estimate = 2.81, low = 2.65,'
        " high = 2.98 }",
        "",
        '[[finding."reservoir:Billing".ask]]',
        'department = "Billing"',
        'step.en = "Answer"',
        'effect.en = "Half the days"',
        "",
        '[finding."wall:KCC:R&D"]',
        'seen = { as = "finding", language = "en", headline = "12 handovers where 105 were to be expected",'
        " estimate = 0.11, low = 0.06, high = 0.2 }",
        'headline.en = "Mine"',
    ]


BY_HAND = """\
# our own notes
[board]  # the meeting of May
order = [
    # Jan wants this first
    "wall:KCC:R&D",  # agreed
    "open_loop", "reservoir:Billing",
    # nothing else
]
template = 'ours.pptx'  # from marketing

# the big one
[finding.'reservoir:Billing']
headline = { nl = "Facturatie", en = "Bills # 1" }  # shorter?

# first to ask
[[finding."reservoir:Billing".ask]]
department = "Billing"  # Anna
step.en = "Answer"

# then
[[finding."reservoir:Billing".ask]]
department = "ICT"
[finding."reservoir:Billing".ask.step]
en = \"\"\"
Connect
[the] # systems\"\"\"

# set aside for now
[finding]
open_loop.set_aside.en = "Known"  # ask again

# the end
"""


@pytest.fixture
def by_hand(engagement):
    """Write a board.toml the way people do."""
    (engagement.folder / "ours.pptx").write_bytes(b"")
    (engagement.folder / "board.toml").write_text(BY_HAND, encoding="utf-8")
    return engagement


NOTES = ("our own notes", "the meeting of May", "Jan wants this first", "agreed", "nothing else", "from marketing",
         "the big one", "shorter?", "first to ask", "Anna", "then", "set aside for now", "ask again",
         "the end")  # fmt: skip


def test_what_is_typed_by_hand_is_read(by_hand):
    choices = read_board(by_hand)
    assert choices.order == (WALL.id, LOOP.id, BILLING.id)
    assert choices.template == (by_hand.folder / "ours.pptx").resolve()
    assert choices.of[LOOP.id] == Choice(set_aside={"en": "Known"})
    assert choices.of[BILLING.id].headline == {"nl": "Facturatie", "en": "Bills # 1"}
    assert [ask.step["en"] for ask in choices.of[BILLING.id].asks] == ["Answer", "Connect [the] # systems"]


@pytest.mark.parametrize(
    "edit",
    [
        edits.moved(BILLING, -1, ALL),
        edits.reworded(BILLING, "Bills lie", ALL),
        edits.reworded(BILLING, "", ALL),
        edits.asked(BILLING, [], ALL),
        edits.asked(BILLING, [WordedAsk("ICT", {"en": "Connect [the] # systems"})], ALL),
        edits.asked(BILLING, [WordedAsk("Law", {"en": "Answer"}), WordedAsk("ICT", {"en": "Link"})], ALL),
        edits.put_aside(LOOP, "", ALL),
        edits.put_aside(LOOP, "Otherwise", ALL),
        edits.put_aside(WALL, "Small", ALL),
        edits.noted(ALL),
    ],
)
def test_comments_and_all_that_was_not_changed_survive(by_hand, edit):
    choices = edit(read_board(by_hand))
    after = write(by_hand, choices)
    assert (after.order, after.of) == (choices.order, choices.of)
    assert read_board(by_hand) == after
    text = (by_hand.folder / "board.toml").read_text("utf-8")
    assert [note for note in NOTES if text.count(f"# {note}\n") != 1] == []
    assert "template = 'ours.pptx'  # from marketing" in text
    assert written(after, by_hand) == after.text


@pytest.mark.parametrize(
    "text",
    [
        'finding = { open_loop = { set_aside = { en = "Known" } } }',
        'finding.open_loop.set_aside.en = "Known"\nboard.template = "ours.pptx"',
        'board = { order = ["open_loop"], template = "ours.pptx" }\n[finding.open_loop.set_aside]\nen = "Known"',
        'board.order = ["open_loop"]  # mine\n[finding]\nopen_loop = { set_aside.en = "Known" }',
        '[finding.open_loop]\nask = [\n  { department = "KCC", step.en = "Say" },\n]\n'
        '[finding.open_loop.set_aside]\nen = "Known"',
        '[[finding.open_loop.ask]]\ndepartment = "KCC"\nstep = { en = "Say" }\n[[finding.open_loop.ask]]\n'
        'department = "ICT"\n[finding.open_loop.ask.step]\nen = "Link"\n[finding.open_loop.seen]\nheadline = "x"',
    ],
)
def test_however_it_was_typed_it_can_be_changed(by_hand, text):
    (by_hand.folder / "board.toml").write_text(text, encoding="utf-8")
    changes = (
        edits.asked(LOOP, [WordedAsk("ICT", {"en": "Link"})], ALL), edits.reworded(LOOP, "Few hear", ALL),
        edits.put_aside(LOOP, "Otherwise", ALL), edits.moved(WALL, -1, ALL), edits.put_aside(LOOP, "", ALL),
        edits.asked(LOOP, [], ALL),
    )  # fmt: skip
    for edit in changes:
        choices = edit(read_board(by_hand))
        after = write(by_hand, choices)
        assert (after.order, after.of, after.template) == (choices.order, choices.of, choices.template)


def test_what_could_not_be_read_back_is_not_written(by_hand, monkeypatch):
    choices = edits.reworded(LOOP, "Few hear", ALL)(read_board(by_hand))
    for spoilt in ("[board", "[board]"):
        monkeypatch.setattr(Lines, "text", lambda _, spoilt=spoilt: spoilt)
        with pytest.raises(InputError, match=r"can't be changed from here\n *give each finding a table of its own"):
            write(by_hand, choices)
    assert (by_hand.folder / "board.toml").read_text("utf-8") == BY_HAND


def test_a_comment_stays_with_the_ask_it_stands_above(by_hand):
    choices = read_board(by_hand)
    write(by_hand, edits.asked(BILLING, choices.of[BILLING.id].asks[1:], ALL)(choices))
    text = (by_hand.folder / "board.toml").read_text("utf-8")
    assert '# first to ask\n# Anna\n# then\n[[finding."reservoir:Billing".ask]]\ndepartment = "ICT"' in text


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(by_hand):
    path = by_hand.folder / "board.toml"
    path.write_bytes(b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode())
    write(by_hand, edits.reworded(WALL, "Mine", ALL)(read_board(by_hand)))
    raw = path.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 30
    assert read_board(by_hand).of[WALL.id].headline == {"en": "Mine"}


def test_two_at_work_lose_nothing_silently(engagement):
    one = write(engagement, edits.reworded(WALL, "Mine", ALL)(read_board(engagement)))
    other = read_board(engagement)
    write(engagement, edits.reworded(WALL, "Theirs", ALL)(other))
    with pytest.raises(ChangedMeanwhileError, match="changed after it was read"):
        write(engagement, edits.put_aside(LOOP, "Known", ALL)(one))
    assert read_board(engagement).of[WALL.id].headline == {"en": "Theirs"}
    (engagement.folder / "board.toml").unlink()
    with pytest.raises(ChangedMeanwhileError):
        write(engagement, other)


def test_a_file_that_appeared_since_is_noticed(engagement):
    nothing = read_board(engagement)
    (engagement.folder / "board.toml").write_text("# mine\n")
    with pytest.raises(ChangedMeanwhileError):
        write(engagement, edits.noted(ALL)(nothing))


def test_a_write_that_fails_leaves_the_file_whole(engagement, monkeypatch):
    choices = write(engagement, edits.reworded(WALL, "Mine", ALL)(Choices()))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError, match="can't be written: No space left"):
        write(engagement, edits.reworded(WALL, "Other", ALL)(choices))
    assert read_board(engagement) == choices
    assert [path.name for path in engagement.folder.iterdir()] == ["board.toml"]


def test_choices_taken_back_leave_nothing_behind(engagement):
    choices = write(engagement, edits.reworded(WALL, "Mine", ALL)(Choices()))
    again = write(engagement, replace(Choices(), text=choices.text))
    assert (again.order, again.of) == ((), {})


def test_the_example_of_the_page_can_be_read(engagement):
    page = (Path(__file__).resolve().parents[1] / "docs" / "board.md").read_text("utf-8")
    (engagement.folder / "client.pptx").write_bytes(b"")
    (engagement.folder / "board.toml").write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    choices = read_board(engagement)
    assert choices.order == ("reservoir:Facturatie", "open_loop")
    assert choices.of["reservoir:Facturatie"].asks[0].department == "Facturatie"
    assert choices.of["wall:Meterbeheer:ICT"].set_aside["nl"].startswith("Nog niet")
    assert f"at most {LONGEST} characters" in page


# ---- round trips


def plain(most: int) -> st.SearchStrategy[str]:
    """Draw texts as people type them, on one line."""
    characters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="<>")
    return st.text(characters, min_size=1, max_size=most).map(lambda text: " ".join(text.split())).filter(bool)


def worded(least: int) -> st.SearchStrategy[dict[str, str]]:
    """Draw a text in no, one or both languages."""
    return st.dictionaries(st.sampled_from(LANGUAGES), plain(40), min_size=least, max_size=2)


NAMES = st.one_of(plain(30), st.sampled_from(["a.b", '"', "'", "#", "\\", "[x]", 'x"]\ny = "'])).map(str)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
SEEN = st.builds(
    Seen, st.sampled_from(["finding", "indication", "gone"]), st.sampled_from(LANGUAGES), plain(40), *[NUMBERS] * 3
)
ASKS = st.lists(st.builds(WordedAsk, plain(20), worded(1), worded(0)), max_size=3, unique_by=repr).map(tuple)
CHOICE = st.builds(Choice, worded(0), worded(0), ASKS, st.none() | SEEN)


@st.composite
def boards(draw: st.DrawFn) -> Choices:
    """Draw the choices on some findings, some of them ordered."""
    of = draw(st.dictionaries(NAMES, CHOICE, max_size=4))
    order = draw(st.permutations(sorted(of)))
    return Choices(tuple(order[: draw(st.integers(0, len(order)))]), of)


SOMEWHERE = SimpleNamespace(folder=Path(), language="nl")


@given(boards(), boards(), st.randoms(use_true_random=False))
def test_every_choice_and_every_comment_survives(before, then, chance):
    raw = written(before, SOMEWHERE)
    first = choices_in(raw, Path())
    assert (first.order, first.of) == (before.order, before.of)
    lines = read_lines(raw.decode())
    noted = 0
    for block in lines.blocks:
        if chance.random() < 0.5:
            block.above.append(f"# above {noted}")
            noted += 1
    text = lines.text()
    assert choices_in(text.encode(), Path()) == replace(first, text=text.encode())
    rewritten = written(replace(then, text=text.encode()), SOMEWHERE)
    second = choices_in(rewritten, Path())
    assert (second.order, second.of) == (then.order, then.of)
    assert [number for number in range(noted) if f"# above {number}\n" not in rewritten.decode()] == []


@given(boards())
def test_lines_put_together_are_the_file(choices):
    text = written(choices, SOMEWHERE).decode()
    assert read_lines(text).text() == text


# ---- what is refused


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[board", "this is not valid TOML: Expected"),
        ("[finding.a]\n[finding.a]", r"line 2: this is not valid TOML: Cannot declare .*\n *a key or table stands here"
         r" for the second time$"),
        ("[bord]", r"line 1: \[\] has no key 'bord'; did you mean 'board'\?"),
        ("[board]\nordr = []", r"line 2: \[board\] has no key 'ordr'; did you mean 'order'\?"),
        ("[board]\norder = 'a'", r"line 2: \[board\] order must be a list of texts"),
        ("[board]\norder = [\n'a',\n'b', 'a']", r"line 3: \[board\] order names 'a' twice"),
        ("[board]\ntemplate = '../x.pptx'", "line 2: .*leads out of the engagement folder"),
        ("[board]\ntemplate = 'x.pptx'", r"line 2: \[board\] template = 'x.pptx' is not a file"),
        ("[board]\ntemplate = 'board.toml'", "is no .pptx"),
        ("[board]\ntemplate = 3", "template must be a text, not a number"),
        ("finding = 3", "line 1: 'finding' must be a table, not a number"),
        ("[finding]\na = 3", r"line 2: 'a' must be a table, not a number"),
        ('[finding."a:b"]\nheadlin.nl = "x"', r'line 2: \[finding."a:b"\] has no key \'headlin\'; did you mean'),
        ('[finding.a]\nheadline = "x"', r'line 2: \[finding.a\] headline must say in which language it is\n *'
         r'headline.nl = "x"\n *headline.en = "x"'),
        ('[finding.a]\nheadline.fr = "x"', r"line 2: \[finding.a.headline\] has no key 'fr'"),
        ("[finding.a]\nheadline.nl = 3", r"line 2: \[finding.a.headline\] nl must be a text, not a number"),
        ('[finding.a]\nheadline.nl = "Een <b>kop</b>"', "line 2: .* headline holds '<b>', which would be shown as it"),
        (f'[finding.a]\nheadline.nl = "{"x" * 500}"', "line 2: .* headline has 500 characters, and at most 200 fit"),
        ('[finding.a]\nheadline.nl = "a\\u0007"', "line 2: .* headline holds a control character"),
        ("[finding.a]\nset_aside = true", r'line 2: .*set_aside must say in which language it is\n *set_aside.nl = "…'),
        ('[finding.a]\nset_aside.nl = " "', "line 2: .*nl must be a text, not empty"),
        ('[[finding.a.ask]]\nstep.nl = "x"', r"line 1: \[finding.a.ask\] does not say which department"),
        ('[[finding.a.ask]]\ndepartment = "KCC"', r"line 1: \[finding.a.ask\] does not say which step"),
        ('[[finding.a.ask]]\ndepartment = "KCC"\nstep.nl = "x"\nwhen = 2025-01-01', "line 4: .* has no key 'when'"),
        ('[finding.a]\nask = "KCC"', "line 2: 'ask' must be a table, not a text"),
        ("[[finding.a.ask]]\ndepartment = 'A'\nstep.nl = 'x'\n" * 2, "line 4: .* asks the same as an earlier one"),
        ("[finding.a]\nseen = { as = 'found' }", "line 2: .*as = 'found' does not exist\n.*finding, indication, gone"),
        ("[finding.a]\nseen = { estimate = 'x' }", "line 2: .*estimate must be a number, not a text"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_line_and_remedy(engagement, text, says):
    (engagement.folder / "board.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says) as error:
        read_board(engagement)
    assert str(error.value).startswith("board.toml:\n")


@pytest.mark.parametrize(
    ("raw", "says"),
    [("Größe".encode("latin-1"), "line 1: a character that is not UTF-8"), ("x".encode("utf-16"), "written in UTF-16"),
     (b"PK\x03\x04\x00", "not valid TOML"), (b"[" * 9000, "not valid TOML")],
)  # fmt: skip
def test_what_is_no_text_is_refused(engagement, raw, says):
    (engagement.folder / "board.toml").write_bytes(raw)
    with pytest.raises(InputError, match=says):
        read_board(engagement)


def test_a_folder_of_that_name_is_refused(engagement):
    (engagement.folder / "board.toml").mkdir()
    with pytest.raises(InputError, match=r"board.toml:\n.*can't be read"):
        read_board(engagement)


def test_every_fault_is_named_at_once_in_the_order_of_the_file(engagement):
    text = '[finding.a]\nheadline.nl = 3\n[finding.b]\nset_asid.nl = "x"\n[board]\norder = 3'
    (engagement.folder / "board.toml").write_text(text)
    with pytest.raises(InputError) as error:
        read_board(engagement)
    assert [fault.what.split(":")[0] for fault in error.value.faults] == ["line 2", "line 4", "line 6"]


def test_an_odd_name_may_be_said(engagement):
    name = "reservoir:<b>Team</b> " + "x" * 250
    odd = finding(name, f"{name} holds 29%")
    choices = edits.reworded(odd, f"{name[10:]} holds a lot", judged(odd))(Choices())
    assert write(engagement, choices).of[name].headline["en"].startswith("<b>Team</b>")


def test_a_choice_that_the_file_cannot_hold_is_refused(engagement):
    with pytest.raises(InputError, match="<i>"):
        write(engagement, edits.reworded(WALL, "<i>Nobody</i>", ALL)(Choices()))
    assert list(engagement.folder.iterdir()) == []


# ---- with a log, and after a re-run on new data


PLAN = Plan(signals=1500, months=12, language="en")


@pytest.fixture(scope="module")
def organisations(tmp_path_factory) -> list[Path]:
    """Invent an organisation with a reservoir, and the same with a shallower one."""
    folders = [tmp_path_factory.mktemp(name) / "engagement" for name in ("deep", "shallow")]
    for folder, strength in zip(folders, ("5", "2.5"), strict=True):
        make_example(folder, seed=4, faults=(parse_fault(f"reservoir:Facturatie:{strength}"),), plan=PLAN)
    return folders


def judged_in(folder: Path) -> tuple[Engagement, Diagnosis, Judgement]:
    """Diagnose a folder, under no objection."""
    engagement = open_engagement(folder)
    diagnosis = diagnose(engagement, objections=())
    return engagement, diagnosis, judge(diagnosis)


def test_choices_change_what_is_shown_and_not_what_was_found(organisations, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("kccdiag.figures.draw.draw_all", lambda *_, **__: iter(()))
    for name in ("write_report", "write_slides"):
        monkeypatch.setattr(results, name, lambda *_, **__: None)
    engagement, diagnosis, judgement = judged_in(organisations[0])
    (billing,) = (one for one in judgement.findings if one.id == "reservoir:Facturatie")
    said = []
    for headline in ("", f"Billing takes {billing.estimate:.2f} times as long"):
        write(engagement, edits.reworded(billing, headline, judgement)(read_board(engagement)))
        out = results.write_results(diagnosis, judgement, engagement=engagement, out=tmp_path / "out")
        said.append([(out / name).read_bytes() for name in ("findings.json", "tables/checks.csv")])
    assert said[0] == said[1]
    shutil.copy(organisations[1] / "events.csv", engagement.folder)
    engagement, _, judgement = judged_in(engagement.folder)
    capsys.readouterr()
    cli._print_changes(judgement, engagement)
    told = capsys.readouterr().out
    assert told.startswith("What changed since the choices were made\n→ ")
    assert f"“Billing takes {billing.estimate:.2f} times as long” – Stay, as a multiple of elsewhere: " in told
    assert "\nStill to be mended in board.toml\n→ Your headline" in told
    assert f"quotes {billing.estimate:.2f}, which is no longer true" in told


def test_a_bad_board_is_refused_before_the_work_begins(tmp_path, capsys):
    folder = lay_down(tmp_path / "small", [], columns=("signal", "time", "department"), outcomes=())
    (folder / "board.toml").write_text("[bord]")
    assert cli.main(["diagnose", str(folder), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.startswith("board.toml:\n  - line 1: ")
    assert not (tmp_path / "out").exists()
    assert not (folder / ".kccdiag").exists()
