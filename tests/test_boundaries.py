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

from kccdiag.measures.boundaries import ROLES, EIIndex, brokerage, ei_index

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


# ---- brokerage


def brokers(known: dict[str, dict]) -> dict[str, dict]:
    """Return what R's sna 2.7-1 counts."""
    (answers,) = (part for title, part in known.items() if title.startswith("Gould-Fernandez"))
    return answers


def triples_of(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    """Make triples from rows."""
    return pd.DataFrame(rows, columns=["first", "broker", "last", "count"])


def open_triples(persons: Network) -> pd.DataFrame:
    """List the departments of a → b → c without a tie a → c, which is where Gould & Fernandez see a broker."""
    edges, of = persons
    tied = set(zip(edges["giver"], edges["taker"], strict=True))
    after: dict[int, list[int]] = {}
    for giver, taker in tied:
        after.setdefault(giver, []).append(taker)
    rows = [(of[a], of[b], of[c], 1) for a, b in tied for c in after.get(b, ()) if c != a and (a, c) not in tied]
    return triples_of(*rows)


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("AAA", "coordinator"),
        ("ABA", "itinerant"),
        ("AAB", "representative"),
        ("ABB", "gatekeeper"),
        ("ABC", "liaison"),
    ],
)
def test_who_stands_between_whom_is_a_role(groups, role):
    (found,) = brokerage(triples_of((*groups, 3))).to_dict("records")
    assert found == {name: 3.0 if name == role else 0.0 for name in ROLES}


def test_the_roles_of_the_known_answers(known):
    units = brokers(known)["3-node unit tests"]
    assert len(units) == 4
    for groups, role in units.items():
        first, broker, last = groups.rpartition(" ")[2].split(",")
        (found,) = brokerage(triples_of((first, broker, last, 1))).to_dict("records")
        assert found[role] == 1.0 and sum(found.values()) == 1.0, groups


HIGHTECH = "krackhardt_hightech/ht_advice_edges.csv", "krackhardt_hightech/ht_advice_nodes.csv", "dept"
LAZEGA = "reference_small/ison_lawfirm_edges.csv", "reference_small/ison_lawfirm_nodes.csv", "office"


@pytest.mark.parametrize(
    ("name", "files"), [("hightech advice by dept", HIGHTECH), ("lazega advice by office", LAZEGA)]
)
def test_the_brokers_of_known_networks(shared, known, name, files):
    edges, nodes, department = files
    answers = brokers(known)
    rows, of = network(shared, edges, nodes, department=department)
    if name.startswith("lazega"):  # whose file holds friends and coworkers too
        rows = rows[pd.read_csv(shared / "real" / edges)["type"].loc[rows.index] == "advice"]
    found = brokerage(open_triples((rows, of)))
    assert found.sum().tolist() == answers[name]["raw"]
    assert found.to_numpy().sum() == answers[name]["total"]


def test_departments_of_brokers_add_up():
    found = brokerage(triples_of(("A", "A", "B", 2), ("B", "A", "A", 3), ("A", "B", "C", 5), ("A", "A", "B", 1)))
    assert found.loc["A", ["representative", "gatekeeper"]].tolist() == [3, 3]
    assert found.loc["B", "liaison"] == 5
    assert found.to_numpy().sum() == 11
