"""Spellings of one thing share a code and a name, in whatever order they come."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.engagement import fold
from kccdiag.intake.privacy import Key
from kccdiag.intake.spellings import code_people, code_values, encode, fold_all, joined, shown, similar_names

UNKNOWN = frozenset(["", "?"])
VALUES = st.lists(
    st.sampled_from(["KCC", "kcc", " kcc ", "Café", "Cafe\u0301", "café", "?", "", None, "Zoë\u200b", "Zoë"])
)


def names_of(values, meanings=None):
    coded = code_values([(encode(pa.array(values, pa.string())), meanings or {})], UNKNOWN)
    return [None if code == 0 else coded.names[code - 1] for code in coded.codes[0]]


@given(st.lists(st.text(max_size=12)))
def test_the_short_way_of_folding_gives_the_same(values):
    assert fold_all(values) == [fold(value) for value in values]


@given(values=VALUES, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_code(values, order):
    shuffled = list(enumerate(values))
    order.shuffle(shuffled)
    there = code_values([(encode(pa.array([value for _, value in shuffled], pa.string())), {})], UNKNOWN)
    here = code_values([(encode(pa.array(values, pa.string())), {})], UNKNOWN)
    assert there.names == here.names
    assert {place: code for (place, _), code in zip(shuffled, there.codes[0].tolist(), strict=True)} == dict(
        enumerate(here.codes[0].tolist())
    )


def test_the_most_frequent_spelling_is_shown_and_of_equals_the_smallest():
    assert names_of(["kcc", "KCC", "Kcc", "kcc"]) == ["kcc"] * 4
    assert names_of(["kcc", "KCC"]) == ["KCC"] * 2  # capitals come first
    assert names_of(["Cafe\u0301", "CAFÉ", "Café"]) == ["Café"] * 3  # composed, the first and the last are one


def test_a_meaning_goes_before_any_spelling():
    assert names_of(["vraag", "VRAAG", "klacht"], {"vraag": "question"}) == ["question", "question", "klacht"]
    assert names_of(["kcc", "Klantcontact", "kcc"], {"klantcontact": "KCC", "kcc": "KCC"}) == ["KCC"] * 3


def test_what_means_unknown_has_no_code():
    assert names_of(["?", " ? ", "", None, "\u200b", "KCC"]) == [None] * 5 + ["KCC"]


def test_two_sources_share_codes():
    columns = [(encode(pa.array(values)), {}) for values in (["KCC", "B"], ["A", "kcc"])]
    coded = code_values(columns, UNKNOWN)
    assert coded.names == ("A", "B", "KCC")
    assert [codes.tolist() for codes in coded.codes] == [[3, 2], [1, 3]]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ('R&D, "noord"', 'R&D, "noord"'),
        ("a\nb", "a b"),
        ("<b>x</b>", "<b>x</b>"),
        ("שירות לקוחות", "שירות לקוחות"),
        ("evil\u202egnp", "evilgnp"),
        ("K\u200bC\u200dC", "KCC"),
        ("a\x00b", "ab"),
    ],
)
def test_names_are_shown_on_one_line(value, line):
    assert shown(value) == line


def test_people_have_codes_in_the_order_of_their_pseudonyms():
    key = Key(b"0" * 16, kept=True)
    names = [f"person {place}" for place in range(50)]
    coded = code_people([encode(pa.array([*names, "?", None, " PERSON 0 "]))], "person", key=key, unknown=UNKNOWN)
    codes = coded.codes[0].tolist()
    assert coded.names == ()
    assert sorted(codes[:50]) == list(range(1, 51))
    assert codes[50:] == [0, 0, codes[0]]
    assert sorted(names, key=lambda name: key.pseudonym("person", name)) == [
        name for _, name in sorted(zip(codes[:50], names, strict=True))
    ]


def test_columns_are_joined_with_a_slash_leaving_out_what_is_missing():
    table = pa.table({"a": ["x", None, None], "b": ["y", "z", None]})
    assert joined(table, ["a", "b"]).to_pylist() == ["x/y", "z", None]


@pytest.mark.parametrize(
    ("one", "other", "similar"),
    [
        ("Facturatie", "Facturatei", True),  # letters swapped
        ("Facturatie", "Facturati", True),
        ("Facturatie", "Facturatoe", True),
        ("Back-office", "Back office", True),
        ("Backoffice", "Back office", True),
        ("Team Billing", "Billing Team", True),
        ("Team 1", "Team 2", False),
        ("Group A", "Group B", False),
        ("N34 2nd", "N35 2nd", False),
        ("Sales", "Sals", False),  # short words differ by a letter all the time
        ("Facturatie", "Incasso", False),
        ("--", "!!", False),  # no letters to compare
    ],
)
def test_similar_names(one, other, similar):
    assert (len(similar_names([one, other])) == 1) is similar


def test_ten_thousand_names_are_compared_in_no_time():
    assert len(similar_names([f"Department of subject {place}" for place in range(10_000)])) == 0
