"""Departments and customers, in the words that people use for them."""

import pytest

from kccdiag.suggest.mentions import DOUBTFUL, Names

ALIASES = {
    "klantcontact": "Klantcontact", "vastgoed": "Vastgoed", "planning": "Planning", "ict": "ICT", "it": "ICT",
    "p&o": "Personeel", "personeel": "Personeel", "bewonerszaken": "Bewonerszaken",
    "juridische zaken": "Juridische Zaken", "claims": "Claims", "raad van bestuur": "Raad van Bestuur",
}  # fmt: skip
DUTCH, ENGLISH = (Names(ALIASES, language=language) for language in ("nl", "en"))


def spoken_of(names: Names, text: str) -> list[str]:
    return [found.department for found in names.find(text)]


@pytest.mark.parametrize(("text", "said"), [
    ("Dat leg ik bij de collega's van Vastgoed neer.", "de collega's van Vastgoed"),
    ("Vraag het de vastgoedmensen maar.", "de vastgoedmensen"),
    ("De afdeling Juridische-Zaken weet ervan.", "De afdeling Juridische-Zaken"),
])  # fmt: skip
def test_a_mention_takes_its_head_along(text, said):
    found = DUTCH.find(text)
    assert [text[one.start : one.end] for one in found] == [said]


@pytest.mark.parametrize(("text", "expected"), [
    ("Daar weten ze bij planning alles van.", ["Planning"]),
    ("Planning hoort er niks over.", ["Planning"]),
    ("De planning was krap en we doen de planning samen.", []),
    ("De jongens van de IT zitten boven.", ["ICT"]),
    ("Het ligt bij P & O.", ["Personeel"]),
    ("Je belt gewoon de dames aan de telefoon.", ["Klantcontact"]),
    ("De juristen kijken mee.", ["Juridische Zaken"]),
    ("Hogerop zien ze dat anders.", ["Raad van Bestuur"]),
])  # fmt: skip
def test_everyday_words_are_names_only_where_they_stand_as_one(text, expected):
    assert spoken_of(DUTCH, text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("it gets lost", []),
    ("That goes to IT.", ["ICT"]),
    ("We gave it to the claims people.", ["Claims"]),
    ("He claims it was sent.", []),
    ("Upstairs nobody reads it.", ["Raad van Bestuur"]),
])  # fmt: skip
def test_an_acronym_that_is_a_word_needs_its_capitals(text, expected):
    assert spoken_of(ENGLISH, text) == expected


def test_a_misspelt_name_is_doubtful_and_a_word_of_the_language_none():
    found = DUTCH.find("Ik bel bewonerszakem wel.")
    assert [(one.department, one.certainty) for one in found] == [("Bewonerszaken", DOUBTFUL)]
    assert spoken_of(DUTCH, "De spanning stijgt.") == []


def test_customers_are_found_but_not_the_work_with_them():
    assert spoken_of(DUTCH, "Huurders en een patiënt belden.") == ["customer", "customer"]
    assert spoken_of(DUTCH, "Het klantvriendelijke formulier.") == []


def test_a_word_for_a_sort_of_work_is_left_alone_where_two_departments_do_it():
    two = Names({"klantcontact noord": "Klantcontact Noord", "klantcontact zuid": "Klantcontact Zuid"}, language="nl")
    assert spoken_of(two, "Dat gaat naar het callcenter.") == []


def test_who_took_part_stands_for_the_department_where_no_other_word_is_meant():
    names = Names(ALIASES, people={"Sanne": "Vastgoed", "Will": "Planning"}, language="en")
    assert spoken_of(names, "Sanne will know, will she not?") == ["Vastgoed"]
