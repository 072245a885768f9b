"""What customers do next: whether they come back with something new, or again about the same (DEFINITIONS 3 and 7)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtr

from kccdiag.flow.survival import Z95
from kccdiag.measures.totals import Totals, coded
from kccdiag.measures.uncertainty import Floats, adjusted, share_of_sums

Sums = dict[str, Floats]  # over customers, by name; one of each reason
Estimated = tuple[float, float, float, str, int]  # share, low, high, unit, contacts

# What told and untold customers are alike in. Departments differ in how often their customers come back and in how
# often they tell, so that a difference counts for something only where it is there within departments too.
MATCHED = {
    "kind_quarter": ["kind", "close_quarter"],
    "kind_quarter_department": ["kind", "close_quarter", "close_dept"],
}
SUMS = ("customers", "again", "squares")  # of customers: how many, how often they were back, and the squares of that


def returns(table: pd.DataFrame) -> pd.DataFrame:
    """Compare how many new signals told and untold customers raise after their first outcome.

    Parameters
    ----------
    table
        Counts and sums by what customers are alike in, see :data:`kccdiag.flow.contact_sql.RETURNS`.

    Returns
    -------
    pandas.DataFrame
        One row for each way of matching (``matched_on``): ``told_customers``, ``untold_customers`` in strata with
        both; ``told_returns``, ``untold_returns`` (new signals per customer, strata weighted n₁n₀/(n₁+n₀));
        ``difference`` with ``_low``, ``_high``; ``early_customers`` left out, because they were back before it was
        clear who would be told.

    Notes
    -----
    The weights make the difference that of a linear model with an effect for each stratum (Angrist & Pischke 2009,
    3.3); the interval uses its HC2 variance (MacKinnon & White 1985), with customers as the unit. Leaving out who is
    back early is a landmark analysis (Anderson, Cain & Gelber 1983).

    Examples
    --------
    In one stratum two told customers raise 3 and 1 new signals, two untold ones 1 and none.

    >>> told = {"kind": 1, "close_quarter": 8100, "close_dept": 2, "told": 1, "early": 0}
    >>> sums = [told | {"customers": 2, "again": 4, "squares": 10},
    ...         told | {"told": 0, "customers": 2, "again": 1, "squares": 1}]
    >>> returns(pd.DataFrame(sums))[["told_returns", "untold_returns", "difference"]].iloc[0].tolist()
    [2.0, 0.5, 1.5]
    """
    early = int(table.loc[table["early"] == 1, "customers"].sum())
    waited = table[table["early"] == 0]
    rows = [{"matched_on": name, **_matched(waited, by), "early_customers": early} for name, by in MATCHED.items()]
    return pd.DataFrame(rows)


def _matched(table: pd.DataFrame, by: list[str]) -> dict[str, float]:
    sides = [_side(table[table["told"] == told], by) for told in (1, 0)]
    both = np.intersect1d(sides[0].code, sides[1].code)
    told, untold = ({name: side.at(both, name).astype(float) for name in SUMS} for side in sides)
    weight = told["customers"] * untold["customers"] / (told["customers"] + untold["customers"])
    if not len(both):
        empty = ("told_returns", "untold_returns", "difference", "difference_low", "difference_high")
        return {"told_customers": 0, "untold_customers": 0, **dict.fromkeys(empty, np.nan)}
    means = [float((weight * side["again"] / side["customers"]).sum() / weight.sum()) for side in (told, untold)]
    difference = means[0] - means[1]
    margin = Z95 * float(np.sqrt(_variance(told, untold, weight, difference)))
    return {
        "told_customers": int(told["customers"].sum()),
        "untold_customers": int(untold["customers"].sum()),
        "told_returns": means[0],
        "untold_returns": means[1],
        "difference": difference,
        "difference_low": difference - margin,
        "difference_high": difference + margin,
    }


def _side(table: pd.DataFrame, by: list[str]) -> Totals:
    """Sum told or untold customers by what they are alike in."""
    return Totals.of(coded(*(table[name] for name in by)), **{name: table[name] for name in SUMS})


def _variance(told: dict[str, Floats], untold: dict[str, Floats], weight: Floats, difference: float) -> float:
    """Return the HC2 variance of the difference: each squared residual divided by one minus its leverage."""
    customers = told["customers"] + untold["customers"]
    mean, share = (told["again"] + untold["again"]) / customers, told["customers"] / customers
    variance = 0.0
    for side, is_told in ((told, 1.0), (untold, 0.0)):
        away = is_told - share
        fitted = mean + difference * away
        residual = side["squares"] - 2 * fitted * side["again"] + side["customers"] * fitted**2
        leverage = 1 / customers + away**2 / weight.sum()
        # Where one told and one untold customer are all there is, nothing is left to see them differ by.
        variance += float((away**2 * np.maximum(residual, 0) / np.maximum(1 - leverage, 1e-9)).sum())
    return variance / float(weight.sum()) ** 2


def repeats(table: pd.DataFrame, *, least: int, chance: float) -> pd.DataFrame:
    """Compare, for each reason, how many contacts follow one of the same customer about the same, with other reasons.

    Parameters
    ----------
    table
        Sums over customers, see :data:`kccdiag.flow.contact_sql.REPEATS`.
    least
        Contacts that a reason must have to be tried.
    chance
        The chance that one other contact of a customer lies in the days before by accident: their share of the window.

    Returns
    -------
    pandas.DataFrame
        Index ``about``: ``followed_contacts``, ``repeats``, ``repeat_share`` with ``_low``, ``_high`` (Wilson, over
        the design effect of contacts of one customer), ``repeat_share_elsewhere`` (of the other reasons),
        ``chance_share`` (repeats if each customer's contacts about it lay scattered over the window), ``p``
        (one-sided, more than elsewhere; linearised difference of two ratios, customers as the unit), ``q``.

    Examples
    --------
    Fifty customers ask about A twice within days, a hundred others about B once.

    >>> a = {"about": 1, "contacts": 100, "repeats": 50, "cc": 200, "hh": 50, "ch": 100}
    >>> b = {"about": 2, "contacts": 100, "repeats": 0, "cc": 100, "hh": 0, "ch": 0}
    >>> sums = pd.DataFrame([a, b])
    >>> sums = sums.assign(c_call=sums["cc"], c_hall=sums["ch"], h_call=sums["ch"], h_hall=sums["hh"])
    >>> found = repeats(sums, least=30, chance=0.01)
    >>> found["repeat_share"].tolist(), found["repeat_share_elsewhere"].tolist(), found["chance_share"].tolist()
    ([0.5, 0.0], [0.0, 0.5], [0.01, 0.0])
    """
    known = _sums_of(table)
    sums = {str(name): column.to_numpy() for name, column in known.items()}
    own, others = share_of_sums(known), _others(sums)
    share = own["share"].to_numpy()
    elsewhere = others["hits"] / np.where(others["cases"] > 0, others["cases"], np.nan)
    error = np.sqrt(_difference_variance(sums, others, share, elsewhere))
    enough = (sums["cases"] >= least) & (others["cases"] >= least) & (error > 0)
    p = np.where(enough, ndtr((elsewhere - share) / np.where(error > 0, error, 1.0)), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        others_a_customer = sums["cc"] / sums["cases"] - 1
    return pd.DataFrame(
        {
            "followed_contacts": sums["cases"],
            "repeats": sums["hits"],
            "repeat_share": share,
            "repeat_share_low": own["low"],
            "repeat_share_high": own["high"],
            "repeat_share_elsewhere": elsewhere,
            "chance_share": np.minimum(others_a_customer * chance, 1.0),
            "p": p,
            "q": adjusted(p),
        },
        index=pd.Index(table["about"], name="about"),
    )


def _sums_of(table: pd.DataFrame) -> pd.DataFrame:
    other = {"contacts": "cases", "repeats": "hits"}
    columns = {other.get(name, name): table[name].to_numpy(float) for name in table.columns.drop("about")}
    return pd.DataFrame(columns, index=pd.Index(table["about"], name="about"))


def _others(sums: Sums) -> Sums:
    """Take each reason's sums from those of all: of a customer, the contacts about anything else."""
    whole = _whole(sums)
    return {
        "cases": whole["cases"] - sums["cases"],
        "hits": whole["hits"] - sums["hits"],
        "cc": whole["cc"] - 2 * sums["c_call"] + sums["cc"],
        "hh": whole["hh"] - 2 * sums["h_hall"] + sums["hh"],
        "ch": whole["ch"] - sums["c_hall"] - sums["h_call"] + sums["ch"],
    }


def _whole(sums: Sums) -> dict[str, float]:
    """Add up over all reasons; a customer's products over all are those of each reason with all."""
    names = {"cases": "cases", "hits": "hits", "cc": "c_call", "hh": "h_hall", "ch": "c_hall"}
    return {name: float(sums[summed].sum()) for name, summed in names.items()}


def _difference_variance(sums: Sums, others: Sums, share: Floats, elsewhere: Floats) -> Floats:
    """Return the linearised variance of a share minus the others', which some of the same customers made."""

    def variance(part: Sums, ratio: Floats) -> Floats:
        return (part["hh"] - 2 * ratio * part["ch"] + ratio**2 * part["cc"]) / part["cases"] ** 2

    together = (
        (sums["h_hall"] - sums["hh"])
        - elsewhere * (sums["h_call"] - sums["ch"])
        - share * (sums["c_hall"] - sums["ch"])
        + share * elsewhere * (sums["c_call"] - sums["cc"])
    )
    both = sums["cases"] * np.where(others["cases"] > 0, others["cases"], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.maximum(variance(sums, share) + variance(others, elsewhere) - 2 * together / both, 0)


def repeat_share(table: pd.DataFrame) -> Estimated:
    """Return the share of all contacts that repeat one, its interval, unit and number; ``table`` as in ``repeats``."""
    sums = {str(name): column.to_numpy() for name, column in _sums_of(table).items()}
    return _estimated(pd.DataFrame([_whole(sums)]))


def failure_share(table: pd.DataFrame) -> Estimated:
    """Return the share of contacts with a mapped reason that are failure demand, its interval, unit and number.

    Parameters
    ----------
    table
        One row of sums over customers, see :data:`kccdiag.flow.contact_sql.FAILURES`.

    Examples
    --------
    >>> sums = pd.DataFrame({"contacts": [100], "failures": [40], "cc": [100], "hh": [40], "ch": [40]})
    >>> share, low, high, unit, contacts = failure_share(sums)
    >>> share, round(low, 3), round(high, 3), unit, contacts
    (0.4, 0.309, 0.498, 'share', 100)
    """
    return _estimated(table.astype(float).rename(columns={"contacts": "cases", "failures": "hits"}))


def _estimated(sums: pd.DataFrame) -> Estimated:
    if not sums["cases"].fillna(0).sum():
        return np.nan, np.nan, np.nan, "share", 0
    row = share_of_sums(sums).iloc[0]
    return float(row["share"]), float(row["low"]), float(row["high"]), "share", int(row["cases"])
