"""How satisfied customers were, by how far their signal went and by whether they were told (DEFINITIONS 7)."""

from __future__ import annotations

import pandas as pd

from kccdiag.flow.contact_sql import MOST_DESKS
from kccdiag.measures.uncertainty import mean_of_sums

THOUSAND = 1000  # marks travel in thousandths
_DESKS, _TOLD = 1, 2  # how marks are sorted; 0 is all together


def satisfaction(table: pd.DataFrame) -> pd.DataFrame:
    """Average the marks that customers gave.

    Parameters
    ----------
    table
        Sums over customers, see :data:`kccdiag.flow.contact_sql.SATISFACTION`.

    Returns
    -------
    pandas.DataFrame
        ``by`` (all, desks, telling), ``value`` ("" for all; 1, 2, 3 or 4+ departments; told, untold), ``callers``
        (customers; unknown ones count apart), ``signals`` with a mark, ``satisfaction`` with ``_low``, ``_high`` on
        the scale of the log, customers as the unit.

    Examples
    --------
    >>> sums = {"sort": [0], "value": [0], "owners": [2], "cases": [2], "hits": [14_000], "cc": [2],
    ...         "hh": [100_000_000], "ch": [14_000]}
    >>> satisfaction(pd.DataFrame(sums))[["by", "signals", "satisfaction"]].to_numpy().tolist()
    [['all', 2.0, 7.0]]
    """
    table = table.sort_values(["sort", "value"], ascending=[True, True], ignore_index=True)
    means = mean_of_sums(table.astype(float)) / THOUSAND
    named = [_named(int(sort), int(value)) for sort, value in zip(table["sort"], table["value"], strict=True)]
    return pd.DataFrame(
        {
            "by": pd.Series([by for by, _ in named], dtype="str"),
            "value": pd.Series([value for _, value in named], dtype="str"),
            "callers": table["owners"].astype(float),
            "signals": table["cases"].astype(float),
            "satisfaction": means["mean"],
            "satisfaction_low": means["low"],
            "satisfaction_high": means["high"],
        }
    )


def _named(sort: int, value: int) -> tuple[str, str]:
    if sort == _DESKS:
        return "desks", f"{value}+" if value >= MOST_DESKS else f"{value}"
    return ("telling", "told" if value else "untold") if sort == _TOLD else ("all", "")
