"""The departments and their handovers as a directed graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import networkx as nx


def department_graph(handovers: pd.DataFrame) -> nx.DiGraph:
    """Make the graph of departments, giver → taker.

    Parameters
    ----------
    handovers
        Columns ``giver``, ``taker``, ``handovers``, one row a pair; every further column becomes an edge attribute.

    Returns
    -------
    networkx.DiGraph
        An edge for every pair with at least one handover; no self-loops.

    Raises
    ------
    ValueError
        When a pair occurs twice: networkx would silently keep the last.

    Examples
    --------
    >>> table = pd.DataFrame({"giver": ["KCC"], "taker": ["Billing"], "handovers": [3]})
    >>> department_graph(table).edges["KCC", "Billing"]
    {'handovers': 3}
    """
    import networkx as nx

    if handovers.duplicated(["giver", "taker"]).any():
        raise ValueError("a pair of departments occurs twice")
    table = handovers[(handovers["handovers"] > 0) & (handovers["giver"] != handovers["taker"])]
    graph = nx.DiGraph()
    attributes = [name for name in table.columns if name not in ("giver", "taker")]
    for row in table.to_dict("records"):
        graph.add_edge(row["giver"], row["taker"], **{str(name): row[name] for name in attributes})
    return graph
