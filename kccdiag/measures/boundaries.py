"""How persons' ties keep to their departments, or cross the boundary between them (DEFINITIONS 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class EIIndex:
    """One number for the organisation: -1 when all ties stay within departments, 1 when all go between them.

    Attributes
    ----------
    internal, external
        Ties within and between departments, or their weights.
    index
        (external - internal) / (external + internal); NaN without ties.
    by_labels
        Expected had the same persons been put into departments of the same sizes at random.
    by_ties
        Expected had every department given and received as much, to and from anyone (configuration).
    """

    internal: float
    external: float
    index: float
    by_labels: float
    by_ties: float


def ei_index(ties: pd.DataFrame, persons: pd.Series) -> EIIndex:
    """Compare the ties between departments with those within them (Krackhardt & Stern 1988).

    Parameters
    ----------
    ties
        Columns ``giver``, ``taker`` (departments of two different persons) and ``ties`` (how many, or their weight);
        rows of the same pair add up. Ties of a person with themselves are none and must be left out before.
    persons
        Number of persons on department, those without a tie included.

    Notes
    -----
    Both expectations are exact: 1 - 2 Σ n_g (n_g - 1) / (N (N - 1)) with n_g of N persons in g, and
    1 - 2 Σ out_g in_g / m² with out_g given and in_g received of m ties. The raw index mostly says how large the
    departments are: compare it with these, and never departments by it.

    Examples
    --------
    Of two departments of two persons, 3 of 4 ties stay inside. At random 1 of 3 colleagues would be in one's own.

    >>> ties = pd.DataFrame({"giver": ["a", "b", "a"], "taker": ["a", "b", "b"], "ties": [2, 1, 1]})
    >>> found = ei_index(ties, pd.Series({"a": 2, "b": 2}))
    >>> found.index, round(found.by_labels, 4), found.by_ties
    (-0.5, 0.3333, 0.0)
    """
    weight = ties["ties"].astype(float)
    total, internal = float(weight.sum()), float(weight[ties["giver"] == ties["taker"]].sum())
    everyone = float(persons.sum())
    pairs = float((persons * (persons - 1)).sum())
    given, received = weight.groupby(ties["giver"]).sum(), weight.groupby(ties["taker"]).sum()
    met = float(given.mul(received, fill_value=0.0).sum())
    return EIIndex(
        internal=internal,
        external=total - internal,
        index=1 - 2 * internal / total if total else np.nan,
        by_labels=1 - 2 * pairs / (everyone * (everyone - 1)) if everyone > 1 else np.nan,
        by_ties=1 - 2 * met / total**2 if total else np.nan,
    )
