"""Texts that say the same are found, others left apart, and what they are called names nobody."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest
from recurring_texts import ALONE, IDEAS, dressed, labelled
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from kccdiag.limits import Limits
from kccdiag.texts.alike import groups_of, linked, vectors
from kccdiag.texts.label import labels_of
from kccdiag.texts.words import content, sayings

ALIKE = Limits().recurring_alike


def pairs(groups, truth) -> tuple[float, float]:
    """Return precision and recall over all pairs of texts."""
    groups, truth = np.asarray(groups), np.asarray(truth)
    above = np.triu_indices(len(truth), 1)
    found = (groups[:, None] == groups)[above]
    true = (truth[:, None] == truth)[above]
    return (found & true).sum() / found.sum(), (found & true).sum() / true.sum()


# ---- what says the same


def test_texts_as_written_are_paired_rightly():
    texts, truth = zip(*labelled(), strict=True)
    precision, recall = pairs(groups_of(texts, alike=ALIKE), truth)
    assert precision > 0.95 and recall > 0.7  # seen: 1.00 and .82


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_greetings_signatures_and_typing_errors_cost_recall_not_precision(seed):
    texts, truth = zip(*labelled(seed), strict=True)
    precision, recall = pairs(groups_of(texts, alike=ALIKE), truth)
    assert precision > 0.95 and recall > 0.55  # seen: 1.00, and .66 to .69


@pytest.mark.parametrize("seed", range(6))
def test_where_nothing_recurs_no_three_are_one(seed):
    dice = Random(seed)
    texts = [dressed(dice.choice(words), language, dice) for language, words in [*IDEAS, *ALONE]]
    assert max(Counter(groups_of(texts, alike=ALIKE).tolist()).values()) <= 2


def test_linking_is_average_linkage():
    rows = vectors(sayings([text for text, _ in labelled(4)]))
    likeness = (rows @ rows.T).toarray()
    np.fill_diagonal(likeness, 1.0)
    distance = squareform(1 - (likeness + likeness.T) / 2, checks=False)
    theirs = fcluster(linkage(distance, "average"), 1 - ALIKE, "distance")
    assert pairs(linked(rows, alike=ALIKE), theirs) == (1.0, 1.0)


def test_a_chain_of_likenesses_is_no_heap():
    # Each text shares three of its four words with the next and none with the last but three.
    words = [f"{mark}{mark}{mark}{mark}{mark}" for mark in "abcdefghijklmnopqrstuvwxyz"]
    chain = [" ".join(words[at : at + 4]) for at in range(len(words) - 3)]
    assert max(Counter(groups_of(chain, alike=ALIKE).tolist()).values()) <= 5


def test_a_sentence_pasted_two_thousand_times_is_one_group():
    texts, truth = zip(*labelled(5), strict=True)
    pasted = "Plaats een drinkwaterkraan op het plein bij de fontein."
    groups = groups_of([*texts, *[pasted] * 2000], alike=ALIKE)
    assert len(set(groups[-2000:].tolist())) == 1
    assert pairs(groups[: len(texts)], truth)[0] > 0.95


def test_a_petition_under_many_names_is_one_group():
    names = [f"{first} van {last}" for first in ("Bo", "Kim", "Sam", "Jip", "Pam") for last in ("Rijn", "Wal", "Oss")]
    petition = [f"Behoud de bibliotheek in het dorpshuis van Oostwoud.\nGroeten, {name}" for name in names] * 2
    texts, _ = zip(*labelled(6), strict=True)
    assert len(set(groups_of([*texts, *petition], alike=ALIKE)[len(texts) :].tolist())) == 1


def test_a_long_disclaimer_makes_no_heap():
    disclaimer = (
        "This message and its attachments are confidential and intended solely for the addressee. "
        "Any unauthorised disclosure or copying of the contents is strictly prohibited under applicable law."
    )
    texts, truth = zip(*labelled(), strict=True)
    precision, recall = pairs(groups_of([f"{text}.\n{disclaimer}" for text in texts], alike=ALIKE), truth)
    assert precision > 0.95 and recall > 0.7


def test_texts_that_say_nothing_have_no_group():
    assert groups_of(["", "...", "Goedemiddag, alvast bedankt!", "06-12345678"], alike=ALIKE).tolist() == [-1] * 4
    assert groups_of([], alike=ALIKE).tolist() == []


def test_groups_do_not_depend_on_the_order_of_the_texts():
    texts, _ = zip(*labelled(7), strict=True)
    order = np.random.default_rng(7).permutation(len(texts))
    straight = groups_of(texts, alike=ALIKE)
    turned = groups_of([texts[at] for at in order], alike=ALIKE)
    assert pairs(straight[order], turned) == (1.0, 1.0)


def test_numbers_addresses_and_accents_are_no_words():
    assert content("Ideeën: café 1234 AB, tel 06-12345678, a.b@c.nl") == ("cafe", "ab", "nl")


# ---- what it is called

CLUSTER = (
    "Ik wil de afspraak met de monteur online verzetten. Wat {name} zei klopte niet",
    "Graag een afspraak zelf verzetten. Ik sprak met {name} aan de telefoon",
    "Laat klanten hun afspraak verzetten, {name} hielp mij niet",
    "Maak van de afspraak iets dat je online kunt verzetten, zegt ook {name}",
    "Een afspraak moet je kunnen verzetten, {name} kon dat ook",
)


def label(texts, writers=None) -> str:
    """Label texts as one group."""
    writers = np.arange(len(texts)) if writers is None else np.array(writers)
    return " ".join(labels_of(texts, np.zeros(len(texts), np.int64), writers, wanted=[0])[0])


def test_a_label_says_what_the_texts_share():
    assert label([text.format(name="iemand") for text in CLUSTER]).split()[0] == "afspraak"


@pytest.mark.parametrize(
    "name", ["Sietske", "sietske", "fatima", "Fatima", "SIETSKE", "Mevr. Brugmans", "mevrouw de wilde"]
)
def test_a_label_names_nobody(name):
    # In capitals or small, after a title or alone: never an article before it.
    shown = label([text.format(name=name) for text in CLUSTER])
    assert not {"sietske", "fatima", "brugmans", "wilde"} & set(shown.split())


def test_a_label_of_texts_about_a_person_is_empty():
    assert label([f"{verb} Brechtje was onvriendelijk" for verb in ("Jullie", "Die", "Weer", "Steeds", "Alweer")]) == ""


def test_where_all_write_small_nothing_tells_a_name_from_a_word():
    assert label([text.format(name="brechtje").lower() for text in CLUSTER]) == ""


def test_what_one_customer_writes_often_gives_no_label():
    assert label([text.format(name="iemand") for text in CLUSTER], writers=[7] * 5) == ""


def test_a_label_has_no_digits_and_no_address():
    texts = [f"Bel de balie op 06-12345678 of mail naar balie{n}@stad.nl, de postcode is 1234 AB" for n in range(5)]
    assert not set("0123456789@") & set(label(texts))
