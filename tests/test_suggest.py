"""Who passes what to whom, proposed from what people say."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.cli import main
from kccdiag.engagement import open_engagement
from kccdiag.intake.interviews import read_interviews
from kccdiag.suggest import COLUMNS, suggestions
from kccdiag.suggest.clauses import clauses, sentences
from kccdiag.suggest.facts import truth
from kccdiag.suggest.mentions import Names
from kccdiag.suggest.relations import Turn, relations_in

DEPARTMENTS = {
    "klantcontact": "Klantcontact", "vastgoed": "Vastgoed", "financiën": "Financiën", "finance": "Financiën",
    "directie": "Directie", "lettings": "Lettings", "repairs": "Repairs",
}  # fmt: skip


def proposed(text, *, own="Klantcontact", language="nl", question="", departments=DEPARTMENTS):
    turns = [Turn(0, "", language, question), Turn(1, own, language, text)]
    found = relations_in(turns, {language: Names(departments, language=language)}, contact_centre=frozenset())
    return [(one.relation, one.source, one.target) for one in found]


@pytest.mark.parametrize(("own", "text", "relation", "source", "target"), [
    ("Klantcontact", "Klachten over lekkages mailen wij door naar Vastgoed.", "flow", "Klantcontact", "Vastgoed"),
    ("Klantcontact", "Die meldingen worden door ons bij Vastgoed neergelegd.", "flow", "Klantcontact", "Vastgoed"),
    ("Vastgoed", "Van Klantcontact krijgen we elke dag een lijst met klachten.", "flow", "Klantcontact", "Vastgoed"),
    ("Vastgoed", "Alle klachten komen via Klantcontact bij ons binnen.", "flow", "Klantcontact", "Vastgoed"),
    ("Vastgoed", "Huurders sturen ons foto's van wat er stuk is.", "flow", "customer", "Vastgoed"),
    ("Klantcontact", "Naar Financiën gaat er van ons nooit iets.", "no_flow", "Klantcontact", "Financiën"),
    ("Financiën", "Wij vernemen amper iets van Klantcontact over klachten.", "no_flow", "Klantcontact", "Financiën"),
    ("Klantcontact", "Vastgoed laat ons altijd weten wat ermee gedaan is.", "feedback", "Vastgoed", "Klantcontact"),
    ("Klantcontact", "Vastgoed koppelt nooit iets aan ons terug.", "no_feedback", "Vastgoed", "Klantcontact"),
    ("Vastgoed", "De huurder krijgt van ons binnen een week antwoord.", "feedback", "Vastgoed", "customer"),
    ("Vastgoed", "Wij zouden van Klantcontact graag horen wat huurders vinden.", "need", "Klantcontact", "Vastgoed"),
])  # fmt: skip
def test_dutch_clauses(own, text, relation, source, target):
    assert proposed(text, own=own) == [(relation, source, target)]


@pytest.mark.parametrize(("own", "text", "relation", "source", "target"), [
    ("Lettings", "We forward complaints about keys to Repairs.", "flow", "Lettings", "Repairs"),
    ("Lettings", "Complaints about damp are passed on to Repairs by us.", "flow", "Lettings", "Repairs"),
    ("Repairs", "We get a weekly list of complaints from Lettings.", "flow", "Lettings", "Repairs"),
    ("Repairs", "Tenants email us about broken boilers.", "flow", "customer", "Repairs"),
    ("Repairs", "We hardly hear anything from Lettings about what tenants say.", "no_flow", "Lettings", "Repairs"),
    ("Lettings", "Repairs always let us know what they did about it.", "feedback", "Repairs", "Lettings"),
    ("Lettings", "Repairs never get back to us.", "no_feedback", "Repairs", "Lettings"),
    ("Repairs", "I'd love to hear from Lettings why tenants complain.", "need", "Lettings", "Repairs"),
])  # fmt: skip
def test_english_clauses(own, text, relation, source, target):
    assert proposed(text, own=own, language="en") == [(relation, source, target)]


@pytest.mark.parametrize(("question", "text", "expected"), [
    ("Krijg je van Vastgoed iets terug?", "Nee, nooit.", ("no_feedback", "Vastgoed", "Klantcontact")),
    ("En Vastgoed?", "Die sturen wij alle klachten.", ("flow", "Klantcontact", "Vastgoed")),
    ("En met Vastgoed?", "Daar mailen we de klachten naartoe.", ("flow", "Klantcontact", "Vastgoed")),
    ("Geven jullie klachten door aan Financiën?", "Welnee.", ("no_flow", "Klantcontact", "Financiën")),
])  # fmt: skip
def test_an_answer_is_read_with_its_question(question, text, expected):
    assert expected in proposed(text, question=question)


@pytest.mark.parametrize("text", [
    "Vroeger mailden wij alle klachten naar Vastgoed.",
    "Sturen wij klachten naar Vastgoed?",
    "Volgend jaar sturen we de klachten naar Vastgoed.",
    "Als er een knop was, zouden we de klachten naar Vastgoed sturen.",
    "Vastgoed stuurt ons elke week het rooster.",
    "Bij mijn vorige werkgever stuurden we klachten naar Vastgoed.",
])  # fmt: skip
def test_what_is_no_fact_or_no_signal_is_not_proposed(text):
    assert proposed(text) == []


FACTS = [
    ("nl", "we sturen klachten door naar Vastgoed"),
    ("nl", "Vastgoed koppelt nooit iets aan ons terug"),
    ("en", "we pass complaints on to Repairs"),
    ("en", "Repairs never get back to us"),
]


@given(st.sampled_from(FACTS), st.sampled_from(["{}?", "vroeger {}.", "back then {}.", "misschien {}.", "perhaps {}."]))
def test_asking_remembering_or_supposing_takes_the_fact_away(fact, frame):
    language, said = fact
    assert truth(said, f"{said}.").weight > 0
    assert proposed(frame.format(said), language=language) == []


@given(st.sampled_from(FACTS), st.sampled_from(["Zwevegem", "Kwartelnest", "Brontosys"]))
def test_another_name_for_a_department_changes_nothing_but_the_name(fact, name):
    language, said = fact
    old = "Vastgoed" if language == "nl" else "Repairs"
    before = proposed(said, language=language)
    renamed = {key: name if value == old else value for key, value in DEPARTMENTS.items()} | {name.lower(): name}
    after = proposed(said.replace(old, name), language=language, departments=renamed)
    swapped = [tuple(name if part == old else part for part in one) for one in before]
    assert before and after == swapped


def test_silence_is_that_of_whom_the_sentence_names():
    said = "Wij sturen de klachten door naar Vastgoed. Van Financiën horen we nooit iets terug."
    assert proposed(said, language="nl") == [
        ("flow", "Klantcontact", "Vastgoed"), ("no_feedback", "Financiën", "Klantcontact"),
    ]  # fmt: skip


WORDS = st.sampled_from(
    "we sturen Vastgoed nooit iets terug, . ze geven klachten door naar Directie 🙂 ... ?! e\u0301n – als".split(" ")
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_a_quote_is_what_stands_there(text):
    for span in (*sentences(text), *clauses(text)):
        assert text[span.start : span.end] == span.text
    turns = [Turn(0, "Klantcontact", "nl", text)]
    for one in relations_in(turns, {"nl": Names(DEPARTMENTS, language="nl")}, contact_centre=frozenset()):
        assert 0 <= one.start < one.end <= len(text) and 0 < one.score <= 1
        assert "Klantcontact" in (one.source, one.target) and one.source != one.target


@pytest.fixture
def engagement(tmp_path: Path) -> Path:
    folder = tmp_path / "engagement"
    folder.mkdir()
    (folder / "kccdiag.toml").write_text(
        '[engagement]\nname = "Woonstad"\n[departments]\nfile = "departments.csv"\n'
        '[interviews]\nfolder = "."\nparticipants = "participants.csv"\n', encoding="utf-8"
    )  # fmt: skip
    (folder / "departments.csv").write_text("department,aliases\nKlantcontact,\nVastgoed,\n", encoding="utf-8")
    (folder / "participants.csv").write_text(
        "interview,file,name,department,language\nw1,w1.txt,Noor,Klantcontact,nl\n", encoding="utf-8"
    )
    said = "Noor: 🙂 Die klachten mailen we door naar Vastgoed. Maar die laten nooit iets weten.\n"
    said = f"Vraagster: En lekkages?\n\n{said}"
    (folder / "w1.txt").write_text(said, encoding="utf-8")
    return folder


def test_the_file_holds_what_was_said_where_it_was_said(engagement, tmp_path, capsys):
    out = tmp_path / "voorstellen.csv"
    assert main(["suggest", str(engagement), "--out", str(out)]) == 0
    assert "Vertrouwelijk" in capsys.readouterr().err
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    opened = open_engagement(engagement)
    interviews = read_interviews(opened)
    texts = interviews.turns.set_index("turn")["text"]
    assert tuple(rows[0]) == COLUMNS == tuple(suggestions(interviews, opened).columns)
    for row in rows:
        assert row["quote"] == texts[int(row["turn"])][int(row["start"]) : int(row["end"])]
        assert (row["confirmed"], row["released"], row["coder"], row["method"]) == ("no", "no", "", "rules-1")
    assert {"flow", "no_feedback"} <= {row["relation"] for row in rows}


def test_the_private_folder_is_made_where_it_is_named(engagement):
    out = engagement / "private" / "suggested-confidential.csv"
    assert main(["suggest", str(engagement), "--out", str(out)]) == 0
    assert out.is_file() and out.parent.stat().st_mode & 0o077 == 0
    assert main(["suggest", str(engagement), "--out", str(engagement / "elsewhere" / "s.csv")]) == 2


def test_only_untouched_suggestions_are_replaced(engagement, tmp_path, capsys):
    out = tmp_path / "voorstellen.csv"
    main(["suggest", str(engagement), "--out", str(out)])
    first = out.read_bytes()
    assert main(["suggest", str(engagement), "--out", str(out)]) == 0
    assert out.read_bytes() == first
    worked_on = first.replace(b",no,no,", b",yes,no,", 1)
    out.write_bytes(worked_on)
    assert main(["suggest", str(engagement), "--out", str(out)]) == 2
    assert "worked on this file" in capsys.readouterr().err and out.read_bytes() == worked_on


@pytest.mark.parametrize("name", ["participants.csv", "departments.csv", "."])
def test_nothing_else_is_ever_replaced(engagement, name, capsys):
    before = {path: path.read_bytes() for path in engagement.iterdir()}
    assert main(["suggest", str(engagement), "--out", str(engagement / name)]) == 2
    assert {path: path.read_bytes() for path in engagement.iterdir()} == before
