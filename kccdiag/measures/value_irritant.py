"""Of which value contacts are, to the customer and to the organisation (DEFINITIONS 7)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.flow.contact_sql import QUADRANTS, quadrant_of
from kccdiag.measures.uncertainty import share_of_sums

COLUMNS = ["quadrant", "callers", "contacts", "of", "share", "share_low", "share_high"]


def named_quadrants(values: pd.DataFrame) -> pd.Series:
    """Name the quadrant of reasons by their marks.

    Parameters
    ----------
    values
        ``customer_value``, ``organisation_value``: 1 to 5, or missing.

    Returns
    -------
    pandas.Series
        On the same index; "" where a mark is missing.
    """
    marks = values[["customer_value", "organisation_value"]].itertuples(index=False)
    named = ["" if pd.isna(one) or pd.isna(other) else QUADRANTS[quadrant_of(int(one), int(other)) - 1]
             for one, other in marks]  # fmt: skip
    return pd.Series(named, index=values.index, dtype="str")


def quadrant_shares(table: pd.DataFrame) -> pd.DataFrame:
    """Share out the contacts about reasons with both marks over the quadrants of the matrix.

    Parameters
    ----------
    table
        Sums over customers, see :data:`kccdiag.flow.contact_sql.PLACED`.

    Returns
    -------
    pandas.DataFrame
        One row for each of ``eliminate``, ``simplify``, ``automate``, ``leverage`` and ``fence`` (a mark of 3: not
        assigned), also those without contacts: ``quadrant``, ``callers`` (customers; unknown ones count apart),
        ``contacts``, ``of``, ``share`` with ``_low``, ``_high``
        (Wilson over the design effect of contacts of one customer). Empty where no contact has a reason with marks.

    Notes
    -----
    The matrix is that of Price & Jaffe, *The Best Service Is No Service* (2008).

    Examples
    --------
    Of 100 contacts, each of another customer, 40 are about what irritates both.

    >>> sums = {"quadrant": [0, 1, 4], **dict.fromkeys(("callers", "contacts", "hh", "ch"), [100, 40, 60])}
    >>> quadrant_shares(pd.DataFrame(sums))[["quadrant", "share"]].to_numpy().tolist()[:3]
    [['eliminate', 0.4], ['simplify', 0.0], ['automate', 0.0]]
    """
    whole = table[table["quadrant"] == 0].astype(float).fillna(0.0)
    if not whole["contacts"].sum():
        return pd.DataFrame(columns=COLUMNS)
    own = table.set_index("quadrant").reindex(range(1, len(QUADRANTS) + 1)).fillna(0.0).astype(float)
    sums = own.rename(columns={"contacts": "hits"}).assign(cases=whole["contacts"].iloc[0], cc=whole["hh"].iloc[0])
    found = share_of_sums(sums)
    return pd.DataFrame(
        {
            "quadrant": np.array(QUADRANTS, dtype=object),
            "callers": own["callers"].to_numpy(),
            "contacts": found["hits"].to_numpy(),
            "of": found["cases"].to_numpy(),
            "share": found["share"].to_numpy(),
            "share_low": found["low"].to_numpy(),
            "share_high": found["high"].to_numpy(),
        }
    )
