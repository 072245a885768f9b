"""Who passes less to whom than their work and volume predict (DEFINITIONS 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kccdiag.flow.journeys import Journeys
from kccdiag.limits import Limits
from kccdiag.measures.expected import Floats, Lateral, busiest, handed, tabulated
from kccdiag.measures.totals import Totals, coded
from kccdiag.measures.uncertainty import adjusted, fewer_than, over_expected

Marks = NDArray[np.bool_]


def openness(journeys: Journeys, lateral: Lateral | None, *, home: tuple[int, ...]) -> pd.DataFrame:
    """Compare the handovers of every pair with what work and volume predict.

    Parameters
    ----------
    lateral
        As :func:`lateral_table` returns it for the same journeys and home.
    home
        Departments of the contact centre; empty where it is only "the intake", and then every pair is lateral.

    Returns
    -------
    pandas.DataFrame
        Columns ``giver``, ``taker``, ``handovers``, ``signals`` (that made one), ``expected``, ``openness`` with
        ``_low``, ``_high``, ``same_signals_expected``, ``same_place_expected``, ``lateral`` (between departments other
        than the contact centre); of lateral ones in signals ``signals_expected``, ``signals_reordered``,
        ``later_signals``, ``later_reordered`` (see :class:`Once`), and ``first_before``, ``last_before``
        (see :class:`Order`). Pairs without handovers stay in where at least one was expected.

    Notes
    -----
    Quasi-independence (row × column effects, structural zeros on the diagonal) per kind × quarter × topic, summed.
    Lateral handovers are fitted apart, because the contact centre's flood makes every other inflow look walled. The
    variance is Poisson's × the pair's spread × (1 - row share) (1 - column share), as for an adjusted residual
    (Haberman 1973), the shares being those of the observed where that is less: who hands nothing over takes no part of
    anyone's margin.
    """
    return openness_of(handed(journeys), lateral, home=home)


def openness_of(sums: pd.DataFrame, lateral: Lateral | None, *, home: tuple[int, ...]) -> pd.DataFrame:
    """Compute the `openness` from sums of what was handed over (:func:`kccdiag.measures.expected.handed`)."""
    parts = []
    if home or lateral is None:  # else all pairs are lateral
        whole = _pairs_of(tabulated(sums, depts=busiest(sums)))
        whole["lateral"] = ~(whole["giver"].isin(home) | whole["taker"].isin(home))
        if lateral is not None:
            whole = whole[~whole["lateral"]]
        else:
            whole.loc[whole["lateral"], ["expected", "openness", "openness_low", "openness_high"]] = np.nan
        parts.append(whole)
    if lateral is not None:
        parts.append(_pairs_of(lateral).assign(lateral=True))
    whole = pd.concat(parts, ignore_index=True)
    whole = whole.iloc[np.argsort(coded(whole["giver"], whole["taker"]))]
    made = Totals.of(coded(sums["giver"], sums["taker"]), signals=sums["signals"])
    signals = made.at(coded(whole["giver"], whole["taker"]), "signals")
    return whole.assign(signals=signals if signals.all() else signals.astype(float)).reset_index(drop=True)


def walls(pairs: pd.DataFrame, silos: pd.DataFrame, *, limits: Limits) -> pd.DataFrame:
    """Mark the pairs that are walled off: fewer than volume predicts, and fewer than the same signals would have made.

    Parameters
    ----------
    silos
        Column ``members``: pairs across a silo's boundary are its evidence and are not tried as walls.

    Returns
    -------
    pandas.DataFrame
        The pairs with ``across_silo``, ``wall_q`` (against O/E = 0.8 of the expected), ``order_q`` (against 0.6 of what
        the same signals in random order would have made), ``later_q`` (see below), ``walled`` (all estimates beyond
        their bounds), ``wall`` (and certain), ``other_work`` (short on the first condition only) and ``order_of_work``
        (short on both, but for where in a journey they come).

    Notes
    -----
    Estimates are in handovers. The tests count each signal once a pair: what goes back and forth where two work side by
    side is one piece of evidence, and signals are independent of each other, so that Poisson's variance holds. The
    interval of openness must say the same: that of a wall ends below what the volume is tested against.

    ``order_of_work`` is an addition. Where a process has a fixed order, g → h is empty one way because h always comes
    first, the other way because others stand between; then nearly all signals that visit both visit them in one order.
    Or what is missing one way is found the other way (0 handovers where 365 were expected on the permit desk's log, 992
    back). Behind a gatekeeper it shows in the place within the journey: a department that always comes first hands
    nothing to one that always comes last. Where the contact centre is only the intake, a front desk that must pass a
    gatekeeper is short of everyone else; so the handovers after a journey's first must be short by themselves.
    """
    pair = {name: pairs[name].to_numpy() for name in pairs}
    across = _across(pair, silos)
    tested = pair["lateral"] & (pair["expected"] >= limits.wall_expected) & ~across
    same = np.nan_to_num(pair["same_signals_expected"])
    wall_q = _fewer(pair["signals"], limits.wall_natural * pair["signals_expected"], among=tested)
    low = tested & (pair["openness"] <= limits.wall_ratio)
    short = low & (wall_q < limits.significance) & ~(pair["openness_high"] >= limits.wall_natural)
    # Each further question is only asked of the pairs that are left: they are its family.
    order_q = _fewer(pair["signals"], limits.wall_same_signals * pair["signals_reordered"], among=short)
    few = pair["handovers"] <= limits.wall_same_signals * same
    sure = short & few & (order_q < limits.significance)
    elsewhere = ~_in_order(pair, same, limits=limits)
    known = ~np.isnan(pair["later_signals"])
    later_q = _fewer(pair["later_signals"], limits.wall_natural * pair["later_reordered"], among=sure & known)
    wall = sure & elsewhere & (~known | (later_q < limits.significance))
    return pairs.assign(
        across_silo=across,
        wall_q=wall_q,
        order_q=order_q,
        later_q=later_q,
        walled=low & few & elsewhere,
        wall=wall,
        other_work=short & ~sure,
        order_of_work=sure & ~wall,
    )


def _fewer(observed: Floats, expected: Floats, *, among: Marks) -> Floats:
    """Return q for so few or fewer, in the family of the pairs ``among``; NaN for the others."""
    return adjusted(np.where(among, fewer_than(observed, np.nan_to_num(expected)), np.nan))


def _in_order(pair: Mapping[str, Floats], same: Floats, *, limits: Limits) -> Marks:
    """Mark pairs that are short only for where in a journey they come."""
    in_place = pair["handovers"] > limits.wall_same_signals * np.nan_to_num(pair["same_place_expected"])
    at_first = pair["later_signals"] > limits.wall_same_signals * pair["later_reordered"]
    fixed = _one_order(pair["first_before"], limits=limits) | _one_order(pair["last_before"], limits=limits)
    return in_place | at_first | fixed | _made_up_the_other_way(pair, same, times=limits.wall_other_way)


def _one_order(before: Floats, *, limits: Limits) -> Marks:
    # A wall lowers its own share, by what would have gone from giver to taker; so the lower bound is the stricter.
    return (before < limits.wall_seldom_first) | (before > limits.wall_mostly_first)


def _across(pair: Mapping[str, NDArray[Any]], silos: pd.DataFrame) -> Marks:
    across = np.zeros(len(pair["giver"]), dtype=bool)
    for members in silos["members"]:
        across |= np.isin(pair["giver"], members) != np.isin(pair["taker"], members)
    return across & pair["lateral"]


def _made_up_the_other_way(pair: Mapping[str, NDArray[Any]], due: Floats, *, times: float) -> Marks:
    """Mark pairs whose missing handovers are all found in the other direction, which has ``times`` its due or more."""
    handovers, ends = pair["handovers"], pd.MultiIndex.from_arrays([pair["giver"], pair["taker"]])
    place = ends.get_indexer(ends.swaplevel())  # -1, the last one: nowhere
    seen_back, due_back = (np.append(each, 0.0)[place] for each in (handovers, due))
    return (seen_back >= times * due_back) & (seen_back - due_back >= due - handovers) & (seen_back > 0)


def _pairs_of(table: Lateral) -> pd.DataFrame:
    """List the pairs with handovers, or where at least one was expected."""
    row, column = np.nonzero((table.observed > 0) | (table.expected >= 1))
    apart = row != column
    row, column = row[apart], column[apart]
    o, e = table.observed[row, column], table.expected[row, column]
    least = np.minimum(o, e)
    row_share = least / np.maximum(table.expected.sum(axis=1)[row], 1e-12)
    column_share = least / np.maximum(table.expected.sum(axis=0)[column], 1e-12)
    spread = table.spread[row, column] * np.clip((1 - row_share) * (1 - column_share), 0.05, 1.0)
    e = np.where(e > 1e-6, e, np.nan)
    low, high = over_expected(o, e, spread=spread)
    columns = {"giver": table.depts[row], "taker": table.depts[column], "handovers": o, "expected": e}
    ratios = {"openness": o / e, "openness_low": low, "openness_high": high}
    same = {
        "same_signals_expected": table.same_signals[row, column],
        "same_place_expected": table.same_place[row, column],
    }
    return pd.DataFrame({**columns, **ratios, **same, **_cells(table, row, column)})


def _cells(table: Lateral, row: NDArray[np.int64], column: NDArray[np.int64]) -> dict[str, Floats | float]:
    names = ("signals_expected", "signals_reordered", "later_signals", "later_reordered", "first_before", "last_before")
    once, order = table.once, table.order
    if once is None or order is None:
        return dict.fromkeys(names, np.nan)
    tables = (once.expected, once.reordered, once.later, once.later_reordered, order.first, order.last)
    return {name: cell[row, column] for name, cell in zip(names, tables, strict=True)}
