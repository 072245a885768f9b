"""Participants by their names, anybody by numbers and addresses: what is masked, and what is left as it is."""

from __future__ import annotations

import re
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.cli import main
from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake import other_names
from kccdiag.intake.interviews import read_interviews
from kccdiag.intake.logs import read_log
from kccdiag.intake.masking import Masker, masker_of, placeholder
from kccdiag.shipped import copy_demo

ROSTER = (
    ("Marloes Hendrikx", ("marloes.hendrikx@stad.example", "Loes")),
    ("Mark de Vries", ("mdv88",)),
    ("Will Young", ()),
    ("Roos Verkoop", ()),
    ("Jansen-Smeets, drs. Anne-Marie van", ()),
    ("J. van den Berg", ()),
    ("Zoë Łukasz", ()),
    ("May", ("48213", "Peter")),
    ("Bo", ("bo",)),
    ("Medewerker 3", ()),
)
DEPARTMENTS = ("KCC", "Verkoop", "Klant & Markt", "HR", "IT")
PEOPLE = pd.DataFrame({"name": [name for name, _ in ROSTER], "aliases": [aliases for _, aliases in ROSTER]})
MASKER = Masker(PEOPLE, DEPARTMENTS, language="en")


@pytest.mark.parametrize(("written", "masked"), [
    ("Marloes' plan, Marloes's idea, marloes zei het", "[name] plan, [name] idea, [name] zei het"),
    ("Van M. Hendrikx, M.H. Hendrikx, HENDRIKX en Hendrikx, Marloes.", "Van [name], [name], [name] en [name]."),
    ("Loes, Loesje; maar loesoord niet", "[name], [name]; maar loesoord niet"),
    ("Mail marloes.hendrikx@stad.example of marloes.hendrikx", "Mail [e-mail address] of [name]"),
    ("mark de vries, MdV88, Mark de V. en Marks team", "[name], [name], [name] en [name] team"),
    ("Anne Marie, AnneMarie, mevrouw van Jansen en Smeets", "[name], [name], mevrouw van [name] en [name]"),
    ("mdevries, MarkDeVries, mark_de_vries; amdevriesen", "[name], [name], [name]; amdevriesen"),
    ("A-M. van Jansen-Smeets, M-J de Vries", "[name], [name]"),
    ("ik sprak will young en peter", "ik sprak [name] en [name]"),  # a given name that nobody says as a word
    ("Johan van den Berg, J van den Berg, de berg op", "[name], [name], de berg op"),
    ("Ja van den berg af, Jij van den berg", "Ja van den berg af, Jij van den berg"),
    ("Zoe Lukasz, Zoe\u0308 en ZO\u00adË", "[name], [name] en [name]"),
    ("medewerker 3, medewerker 31; nummer 48213 en 482134", "[name], medewerker 31; nummer [name] en [number]"),
])  # fmt: skip
def test_a_participant_is_known_in_every_form_of_the_name(written, masked):
    assert MASKER.mask(written).text == masked


def test_initial_and_surname_in_one_are_somebody_but_where_they_are_a_word():
    people = pd.DataFrame({"name": ["S. Teen", "M. de Vries"], "aliases": [(), ()]})
    masked = Masker(people, language="en").mask("een steen voor mdevries van S. Teen")
    assert masked.text == "een steen voor [name] van [name]"


def test_no_word_list_is_read_for_the_demo(tmp_path, monkeypatch):
    # They take half a second, and nobody in the demo has a name that might be a word where it stands.
    monkeypatch.setattr("kccdiag.intake.roster._word_list", None)
    monkeypatch.setattr("simplemma.is_known", None)
    engagement = open_engagement(copy_demo(tmp_path / "demo"))
    read_log(engagement)
    interviews = read_interviews(engagement)
    mask = masker_of(interviews, engagement).mask
    assert any("Die stuurt [naam] naar" in mask(quote).text for quote in interviews.statements["quote"])


def test_a_participant_is_masked_in_a_status_by_what_tells_of_the_name(tmp_path):
    (tmp_path / "participants.csv").write_text("file,name,department,consent\n,Mark Jansen-Smeets,KCC,yes\n", "utf-8")
    rows = ["zaak,moment,afdeling,status", "1,2025-01-05,KCC,bij Jansen-Smeets", "1,2025-01-06,KCC,Mark de datum"]
    (tmp_path / "events.csv").write_text("\n".join(rows), "utf-8")
    columns = 'columns = { signal = "zaak", time = "moment", department = "afdeling", activity = "status" }'
    toml = f'[log]\nfiles = ["events.csv"]\n{columns}\n[interviews]\nparticipants = "participants.csv"\n'
    (tmp_path / "kccdiag.toml").write_text(f'[engagement]\nname = "Ver"\n{toml}', "utf-8")
    names = read_log(open_engagement(tmp_path)).names
    assert set(names.loc[names["column"] == "activity", "name"]) == {"bij …", "Mark de datum"}


@pytest.mark.parametrize(("written", "masked"), [
    ("Will you mark the date? You will.", "Will you mark the date? You will."),
    ("Will said so. I asked Will. Will's team, will young", "[name] said so. I asked [name]. [name] team, [name]"),
    ("May I? May the best win. In May we asked may", "May I? May the best win. In [name] we asked may"),
    ("De roos bloeit. Roos zei dat Mark het weet", "De roos bloeit. [name] zei dat [name] het weet"),
    ("bo belt, Bo ook", "[name] belt, [name] ook"),  # an alias in small letters says so
])
def test_a_name_that_is_also_a_word_is_masked_where_it_is_written_as_a_name(written, masked):
    assert MASKER.mask(written).text == masked


@pytest.mark.parametrize(("written", "masked"), [
    ("Roos Verkoop belt Verkoop", "[name] Verkoop belt Verkoop"),
    ("In 2025 HR zei het, 2025 IT ook", "In 2025 HR zei het, 2025 IT ook"),
    ("klant & markt, KCC-team, kcc's", "klant & markt, KCC-team, kcc's"),
    ("info@verkoop.example", "[e-mail address]"),
])
def test_a_department_keeps_its_name(written, masked):
    assert MASKER.mask(written).text == masked


# The account is the example of the Dutch banks; 111222333 passes the test of a BSN (9+8+7+12+10+8+9+6-3 = 66 = 6 × 11).
@pytest.mark.parametrize(("written", "kinds"), [
    ("NL91ABNA0417164300 NL91 ABNA 0417 1643 00 is van haar", ["iban", "iban"]),
    ("NL00ABNA0417164300, DE89 3704 0044 0532 0130 00 betaald", ["iban", "iban"]),
    ("111222333 en 111.222.334", ["bsn", "bsn_like"]),
    ("06-12345678, (020) 123 45 67, +31 (0)6 1234 5678, 0031612345678", ["phone"] * 4),
    ("+44 20 7946 0958 or +32 2 555 12 12", ["phone"] * 2),
    ("1234 AB 12, Dorpsstraat 5a, 1234AB; 4321 XZ te Ede", ["postcode"] * 3),
    ("klantnummer 4711, zaak 20245, Z2024-0113, ZK-24-0012, #4711, 2024-001234", ["number"] * 6),
])  # fmt: skip
def test_numbers_and_addresses_are_masked_by_their_form(written, kinds):
    assert [kind for kind, _, _ in MASKER.mask(written).found] == kinds


@pytest.mark.parametrize("written", [
    "Om 10:30 belden 30.000 klanten, 250000 euro, in 2023-2024, op 31-12-2024.",
    "In 2024 kwamen er 12 zaken, zaak 2024 ook; € 123456 en 1500 mensen, 9,5 procent.",
    "1-2-3 en 1 2 3 4 5, punt 3.2.1, versie 10.0.19045",
])
def test_amounts_dates_and_years_are_nobodys(written):
    assert MASKER.mask(written).text == written


def test_places_are_those_of_the_text_as_it_was():
    text = "😀 Zoe\u0308's klant\u200bnummer 47\u200b11."
    assert [text[start:end] for _, start, end in MASKER.mask(text).found] == ["Zoe\u0308's", "47\u200b11"]


def test_people_who_are_no_participants_are_masked_where_they_are_named():
    assert Masker(PEOPLE, DEPARTMENTS, others=["Ineke Brandsma"]).mask("Nee hoor, Ineke.").text == "Nee hoor, [naam]."


def test_names_that_no_list_holds_come_from_elsewhere_and_leave_departments():
    def finds(text):
        yield from (("name", *match.span()) for match in re.finditer(r"Piet( van Verkoop)?|Verkoop", text))

    masker = Masker(PEOPLE, DEPARTMENTS, more=finds)
    assert masker.mask("Mark sprak Piet van Verkoop, Piet dus").text == "[naam] sprak [naam] van Verkoop, [naam] dus"


def test_other_names_are_found_where_the_engagement_asks_for_them_and_the_way_to_get_there_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "deduce", None)
    monkeypatch.setattr(other_names, "_load", other_names._load.__wrapped__)
    with pytest.raises(InputError, match=r"other_names asks for[^$]*pip install 'kccdiag\[names\]'"):
        other_names.names_in()


# ---- laws

NAMES = [form for name, aliases in ROSTER for form in (name, *aliases)]
PIECES = st.sampled_from([
    *NAMES, *DEPARTMENTS, "Marloes", "hendrikx", "Mark", "Will", "will", "Roos", "May", "V.", "M.", "the", "you", "I",
    "06-12345678", "1234 AB", "NL91ABNA0417164300", "111222333", "zaak", "4711", "2025", "[name]", "[naam]", "é",
    "\u0301", "\u200b",
])  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", ", ", ". ", "-", "", "'s ", "@", "\n"])), max_size=9).map(
    lambda pairs: "".join(piece + between for piece, between in pairs)
)
ANY = st.one_of(TEXTS, st.text(max_size=60))


@given(ANY)
def test_what_is_masked_stays_as_it_is(text):
    once = MASKER.mask(text).text
    assert MASKER.mask(once).text == once


@given(ANY)
def test_nothing_but_what_was_found_changes(text):
    masked = MASKER.mask(text)
    done, parts = 0, []
    for kind, start, end in masked.found:
        assert done <= start < end <= len(text)
        parts += [text[done:start], placeholder(kind, "en")]
        done = end
    assert "".join([*parts, text[done:]]) == masked.text


@given(st.lists(st.sampled_from([*NAMES, *DEPARTMENTS, "the", "said", "klant"]), max_size=9))
def test_no_name_of_the_list_is_left_and_no_department_is_lost(words):
    masked = MASKER.mask(" ".join(words)).text
    for name in NAMES:
        own = name.replace("Verkoop", "").strip()
        assert not re.search(rf"(?<!\w){re.escape(own)}(?!\w)", masked, re.IGNORECASE if " " in own else 0), own
    for department in DEPARTMENTS:
        assert masked.count(department) == " ".join(words).count(department)


@given(st.lists(ANY, max_size=6))
def test_masking_keeps_every_turn(turns):
    assert len([MASKER.mask(text) for text in turns]) == len(turns)


# ---- for a person to check


def test_what_was_masked_is_listed_word_by_word_beside_masked_copies(tmp_path, capsys):
    toml = '[engagement]\nlanguage = "en"\n[interviews]\nparticipants = "participants.csv"\n'
    (tmp_path / "kccdiag.toml").write_text(toml, encoding="utf-8")
    rows = "interview,file,name,department\nMark,mark.txt,Mark de Vries,KCC\n"
    (tmp_path / "participants.csv").write_text(rows, encoding="utf-8")
    said = "Ineke: And, Mark?\nMark de Vries: =Ask Ineke, on 06-12345678. The KCC marks it.\nIneke: Thanks.\n"
    (tmp_path / "mark.txt").write_text(said, encoding="utf-8")
    assert main(["export", str(tmp_path)]) == 0
    listed = tmp_path / "private" / "masked-confidential.csv"
    assert listed.read_text("utf-8").splitlines() == [
        "interview,turn,kind,start,end,word", "Mark,0,name,5,9,Mark", "Mark,1,name,5,10,Ineke",
        "Mark,1,phone,15,26,06-12345678",
    ]  # fmt: skip
    copy = listed.with_name("masked-transcripts-confidential.md").read_text("utf-8")
    assert copy == (
        "# interview 1\n\n**another speaker**: And, [name]?\n\n"
        "**R1**: =Ask [name], on [phone number]. The KCC marks it.\n\n**another speaker**: Thanks.\n"
    )
    assert str(listed) in capsys.readouterr().out
    assert listed.stat().st_mode & 0o077 == 0


WORDS = st.one_of(
    st.sampled_from("Jan (Jan 't de M. [x] Jan- - a.b@c 7 Ö ß İ r. ... *".split()),
    st.text(max_size=5),
)


@given(st.lists(st.lists(WORDS, max_size=4).map(" ".join), max_size=3), st.lists(WORDS, max_size=2), ANY)
def test_whatever_people_and_departments_are_called_texts_can_be_masked(names, departments, text):
    people = pd.DataFrame({"name": names, "aliases": [(name[::-1],) for name in names]})
    masker = Masker(people, departments, language="en", others=names[:1])
    once = masker.mask(" ".join([text, *names])).text
    assert masker.mask(once).text == once
