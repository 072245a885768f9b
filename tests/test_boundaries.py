"""Ties within and between departments (DEFINITIONS 4), against known networks and what follows from them."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from logs import Followed, log_of
from reference import Event

from kccdiag.measures.boundaries import EIIndex, ei_index

Network = tuple[pd.DataFrame, pd.Series]  # edges giver, taker, ties between persons; department on person


@pytest.fixture(scope="module")
def known(shared) -> dict[str, dict]:
    """Return the values that other software gives."""
    return json.loads((shared / "known_answers.json").read_text("utf-8"))


def network(shared: Path, edges: str, nodes: str, *, department: str, weight: str | None = None) -> Network:
    """Read a network of persons, loops left out."""
    table = pd.read_csv(shared / "real" / edges)
    persons = pd.read_csv(shared / "real" / nodes)
    of = persons.set_index("id" if "id" in persons else persons.index + 1)[department]
    giver, taker = table.columns[:2]
    rows = pd.DataFrame({"giver": table[giver], "taker": table[taker], "ties": table[weight] if weight else 1})
    return rows[rows["giver"] != rows["taker"]], of


def index_of(persons: Network) -> EIIndex:
    """Compute the index of a network as it would be fed: by department."""
    edges, of = persons
    table = edges.assign(giver=edges["giver"].map(of), taker=edges["taker"].map(of))
    return ei_index(table.groupby(["giver", "taker"], as_index=False)["ties"].sum(), of.value_counts())


@pytest.mark.parametrize("ties", ["advice", "friends", "reports"])
def test_the_index_of_krackhardts_managers(shared, known, ties):
    folder = "krackhardt_hightech"
    found = index_of(
        network(shared, f"{folder}/ht_{ties}_edges.csv", f"{folder}/ht_{ties}_nodes.csv", department="dept")
    )
    answer = known["E-I index"]["krackhardt_hightech by dept"][ties]
    assert (found.internal, found.external) == (answer["I"], answer["E"])
    assert found.index == pytest.approx(answer["EI"], abs=1e-8)


@pytest.mark.parametrize(("name", "weight"), [("binary", None), ("weighted", "w")])
def test_the_index_of_consultants_by_location(shared, known, name, weight):
    files = "cross_parker/consulting_info_edges.csv", "cross_parker/consulting_nodes.csv"
    found = index_of(network(shared, *files, department="location", weight=weight))
    answer = known["E-I index"]["cross_parker consulting_info by location"][name]
    assert found.index == pytest.approx(answer, abs=1e-8)


def test_the_index_of_a_thousand_mailboxes_and_what_to_expect(shared, known):
    found = index_of(
        network(shared, "email_eu_core/email_edgelist.csv", "email_eu_core/email_vertices.csv", department="dept")
    )
    answer = known["E-I index"]["email_eu_core by dept (24929 ties, no loops)"]
    assert found.internal + found.external == 24_929
    assert found.index == pytest.approx(answer["EI"], abs=5e-5)
    by_labels, by_ties = (value for name, value in answer.items() if name.startswith("E[EI]"))
    assert found.by_labels == pytest.approx(by_labels, abs=1e-10)
    assert found.by_ties == pytest.approx(by_ties, abs=1e-10)


def test_the_expectation_by_labels_is_the_mean_over_labellings():
    # Five persons, departments of 3 and 2: all 120 orders of the labels.
    edges = pd.DataFrame({"giver": [0, 0, 1, 3, 4], "taker": [1, 2, 3, 4, 0], "ties": [2.0, 1.0, 4.0, 1.0, 3.0]})
    drawn = [index_of((edges, pd.Series(labels))) for labels in permutations("aaabb")]
    assert np.mean([one.index for one in drawn]) == pytest.approx(drawn[0].by_labels)
    assert drawn[0].by_labels == pytest.approx(1 - 2 * (3 * 2 + 2 * 1) / (5 * 4))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.integers(1, 9)), min_size=1))
def test_the_index_lies_between_its_ends_and_knows_no_direction(rows):
    ties = pd.DataFrame(rows, columns=["giver", "taker", "ties"])
    persons = pd.Series({"a": 4, "b": 2, "c": 1})
    found, back = ei_index(ties, persons), ei_index(ties.rename(columns={"giver": "taker", "taker": "giver"}), persons)
    assert -1 <= found.index <= 1
    assert (found.index, found.by_ties) == (pytest.approx(back.index), pytest.approx(back.by_ties))
    assert found.internal + found.external == ties["ties"].sum()


def test_without_ties_there_is_no_index():
    found = ei_index(pd.DataFrame({"giver": [], "taker": [], "ties": []}), pd.Series({"a": 3, "b": 1}))
    assert np.isnan(found.index) and np.isnan(found.by_ties)
    assert found.by_labels == pytest.approx(1 - 2 * 6 / 12)
    assert np.isnan(ei_index(pd.DataFrame({"giver": [], "taker": [], "ties": []}), pd.Series({"a": 1})).by_labels)


def test_ties_are_between_persons_who_write_one_after_another(tmp_path):
    # Ann and Bob at Desk, then Cas at Legal; a row that nobody signed parts nobody, an unknown department does.
    rows = [
        Event("s", 0, "Desk", person="Ann"),
        Event("s", 1, "Desk", person="Bob"),
        Event("s", 2, "Legal"),
        Event("s", 3, "Legal", person="Cas"),
        Event("s", 4, "Legal", person="Cas"),
        Event("s", 5, "", person="Dee"),
        Event("s", 6, "Desk", person="Ann"),
    ]
    followed = Followed(log_of(tmp_path, rows, cutoff=10))
    ties = followed.named(followed.flow.ties)[["giver", "taker", "ties"]]
    assert ties.values.tolist() == [["Desk", "Desk", 1], ["Desk", "Legal", 1]]
    assert followed.flow.crossings.iloc[0].to_dict() == {"one": 1, "cases": 2, "hits": 1, "cc": 4, "hh": 1, "ch": 2}
