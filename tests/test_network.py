"""The graph of departments: direction, weights, and what must not get lost on the way."""

from __future__ import annotations

import pandas as pd
import pytest

from kccdiag.flow.network import department_graph


def pairs(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    """Make a table of handovers."""
    return pd.DataFrame(rows, columns=["giver", "taker", "handovers", "median_days"])


def test_edges_run_from_giver_to_taker_with_all_that_is_known():
    graph = department_graph(pairs(("Front", "Billing", 3, 1.5), ("Billing", "Front", 1, 9.0)))
    assert graph.edges["Front", "Billing"] == {"handovers": 3, "median_days": 1.5}
    assert graph.edges["Billing", "Front"] == {"handovers": 1, "median_days": 9.0}
    assert graph.number_of_edges() == 2


def test_no_edge_without_a_handover_and_no_loop():
    table = pairs(("Front", "Billing", 0, 1.0), ("Legal", "Legal", 5, 1.0), ("Front", "Legal", 1, 1.0))
    graph = department_graph(table)
    assert list(graph.edges) == [("Front", "Legal")]


def test_a_pair_that_occurs_twice_is_refused():
    with pytest.raises(ValueError, match="occurs twice"):
        department_graph(pairs(("Front", "Billing", 3, 1.0), ("Front", "Billing", 4, 1.0)))
