"""How long contacts took, beside what came after them (DEFINITIONS 7)."""

from __future__ import annotations

import pandas as pd

from kccdiag.measures.uncertainty import mean_of_sums, share_of_sums

THOUSAND = 1000  # marks travel in thousandths


def handle_time(table: pd.DataFrame) -> pd.DataFrame:
    """Compare the contacts of each quarter of the handle time within their reason.

    Parameters
    ----------
    table
        Sums over customers, see :data:`kccdiag.flow.contact_sql.HANDLING`.

    Returns
    -------
    pandas.DataFrame
        One row for each ``quartile`` (1: the shortest about their reason): ``callers``, ``contacts``,
        ``mean_seconds``; ``followed`` (of a known customer, with days enough after them in the log), ``repeated`` of
        these, ``repeat_share`` with ``_low``, ``_high`` (Wilson over the design effect); ``rated``, ``raters``
        (customers), ``satisfaction`` with ``_low``, ``_high``.

    Notes
    -----
    Quarters are made within each reason, so that all four hold the same reasons in the same numbers (stratification,
    Cochran 1968). What else long and short contacts differ in, nobody can see here.

    Examples
    --------
    >>> sums = {"quartile": [1], "callers": [100], "contacts": [100], "seconds": [12_000], "cases": [100],
    ...         "hits": [30], "cc": [100], "hh": [30], "ch": [30], "mark_owners": [2], "mark_cases": [2],
    ...         "mark_hits": [14_000], "mark_cc": [2], "mark_hh": [100_000_000], "mark_ch": [14_000]}
    >>> found = handle_time(pd.DataFrame(sums)).iloc[0]
    >>> found[["mean_seconds", "repeat_share", "satisfaction"]].tolist()
    [120.0, 0.3, 7.0]
    """
    table = table.sort_values("quartile", ignore_index=True).astype(float)
    known = table["cases"].where(table["cases"] > 0)
    shares = share_of_sums(table.assign(cases=known))
    marks = table.filter(like="mark_").rename(columns=lambda name: name.removeprefix("mark_"))
    means = mean_of_sums(marks) / THOUSAND
    return pd.DataFrame(
        {
            "quartile": table["quartile"].astype(int),
            "callers": table["callers"],
            "contacts": table["contacts"],
            "mean_seconds": table["seconds"] / table["contacts"],
            "followed": table["cases"],
            "repeated": table["hits"],
            "repeat_share": shares["share"],
            "repeat_share_low": shares["low"],
            "repeat_share_high": shares["high"],
            "rated": marks["cases"],
            "raters": marks["owners"],
            "satisfaction": means["mean"],
            "satisfaction_low": means["low"],
            "satisfaction_high": means["high"],
        }
    )
