"""Whether signals spread from the contact centre to the departments and back (DEFINITIONS 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from kccdiag.flow.journeys import Journeys
from kccdiag.flow.network import department_graph
from kccdiag.flow.sql import ENDED, OUTCOMES
from kccdiag.flow.survival import Z95
from kccdiag.measures.totals import Totals, coded, distinct
from kccdiag.measures.uncertainty import clustered_share, wilson

if TYPE_CHECKING:
    import networkx as nx
    from scipy import sparse

SOLVED_DIRECTLY = 1_000  # departments; beyond that factors fill in and iterating is quicker
DECIDED = (OUTCOMES.index("adopted"), OUTCOMES.index("rejected"))


def decides(variants: pd.DataFrame, has: frozenset[str]) -> bool:
    """Say whether the log can tell a decision: a status means adopted, or something was rejected."""
    return "adopted" in has or bool(variants["outcome"].isin(DECIDED).any())


def settled(journeys: Journeys) -> Journeys:
    """Leave out the signals that came in too recently to have gone where they will go.

    Those younger than ``settled_days`` (90) at the cut-off, as in the verdict; where that leaves less than half of the
    contact centre's signals, those younger than ``passed_on_days`` (30); where that does too, none.

    Notes
    -----
    What is still on its way makes every share of the signals that get somewhere too low, the more surely so the more
    signals there are: with it, 83 % of the intervals of the reach held the truth at 20,000 signals in 18 months, and
    44 % of those of the incoherence (``docs/how_much_data.md`` has them without it).
    """
    signals = settled_signals(journeys)
    visits = journeys.visits.assign(signals=signals[journeys.visits["variant"]])
    return Journeys(journeys.variants.assign(signals=signals), visits)


def settled_signals(journeys: Journeys) -> NDArray[np.int64]:
    """Return the signals of each variant that are `settled`: 0 where it came in too recently."""
    age, signals = (journeys.variants[name].to_numpy() for name in ("age", "signals"))
    return np.where(age >= settled_age(journeys.variants[journeys.variants["from_centre"]]), signals, 0)


def settled_age(begun: pd.DataFrame) -> int:
    """Choose how old signals must be to be `settled`: 2 for ``settled_days``, 1 for ``passed_on_days``, 0 for any age.

    Parameters
    ----------
    begun
        ``age``, ``signals`` of the contact centre.

    Examples
    --------
    >>> settled_age(pd.DataFrame({"age": [0, 1, 2], "signals": [40, 30, 30]}))
    1
    """
    age, signals = begun["age"].to_numpy(), begun["signals"].to_numpy()
    return next((least for least in (2, 1) if 2 * signals[age >= least].sum() >= signals.sum()), 0)


def reach(journeys: Journeys, *, depts: list[int], intake: bool) -> pd.DataFrame:
    """Count, for each department, the contact centre's signals that visit it.

    Parameters
    ----------
    intake
        Every department where signals start counts as contact centre: then a visit at the start counts too.

    Returns
    -------
    pandas.DataFrame
        Index ``dept``; ``signals``, ``of``, ``share``, ``low``, ``high`` (Wilson), of signals old enough (`settled`).
    """
    return reach_of(arrivals(journeys, intake=intake), depts=depts)


def arrivals(journeys: Journeys, *, intake: bool) -> pd.DataFrame:
    """Count the contact centre's signals that visit each department, by kind and age: what `reach_of` adds up.

    Returns
    -------
    pandas.DataFrame
        ``kind``, ``age``, ``dept`` (0 for all of them, wherever they went), ``signals``.
    """
    variants, there = journeys.variants, journeys.reached()
    centre, signals = variants["from_centre"].to_numpy(), variants["signals"].to_numpy()
    kinds, kind = distinct(variants["kind"].to_numpy(np.int64))  # a slice is larger than may be coded
    age = variants["age"].to_numpy()
    begun = np.flatnonzero(centre)
    starts = begun if intake else begun[:0]
    whose = np.concatenate([begun, starts, there["variant"]])
    at = np.concatenate([np.zeros_like(begun), variants["start"].to_numpy()[starts], there["dept"]])
    both = Totals.of(coded(kind[whose], age[whose], at), signals=signals[whose])
    kind, age, dept = both.keys(3)
    return pd.DataFrame({"kind": kinds[kind], "age": age, "dept": dept, **both.sums})


def reach_of(arrivals: pd.DataFrame, *, depts: list[int]) -> pd.DataFrame:
    """Compute the `reach` from counts of arrivals."""
    age, dept, signals = (arrivals[name].to_numpy() for name in ("age", "dept", "signals"))
    old = age >= settled_age(arrivals[dept == 0])
    seen = Totals.of(dept[old], n=signals[old])
    return _shares(depts, seen.at(depts, "n"), of=seen.at([0], "n")[0])


def spread(journeys: Journeys, *, departments: int) -> tuple[float, float, float, str, int]:
    """Return how evenly the contact centre spreads its signals over who receives them first.

    exp(Shannon entropy, Miller-Madow corrected) of the first receiving department, as a share of the departments other
    than the contact centre, with its 95 % interval (delta method) and the number of signals, those old enough.
    """
    variant, dept, rank = (journeys.reached()[name].to_numpy() for name in ("variant", "dept", "rank"))
    signals = np.where(rank == 0, settled_signals(journeys)[variant], 0)
    first = Totals.of(dept[signals > 0], n=signals[signals > 0]).sums["n"].astype(float)
    n = first.sum()
    if n == 0 or departments < 1:
        return np.nan, np.nan, np.nan, "share", 0
    p = first / n
    entropy = -np.sum(p * np.log(p)) + (len(p) - 1) / (2 * n)
    error = np.sqrt(max(np.sum(p * np.log(p) ** 2) - np.sum(p * np.log(p)) ** 2, 0.0) / n)
    low, middle, high = (min(np.exp(entropy + z * error) / departments, 1.0) for z in (-Z95, 0.0, Z95))
    return middle, low, high, "share", int(n)


def gatekeeping(journeys: Journeys, *, depts: list[int]) -> pd.DataFrame:
    """Share of journeys from the contact centre to any third department whose route passes a department first.

    Returns
    -------
    pandas.DataFrame
        Index ``dept``; ``signals`` that passed it first, ``of`` those that reached a department besides it, ``share``,
        ``low``, ``high``; of signals old enough (`settled`).

    Examples
    --------
    Of ten journeys, six go centre → A → B, three centre → B and one centre → A: nine reach a third department seen
    from A, six of them through A. See ``tests/test_irrigation.py``.
    """
    variant, dept, rank = (journeys.reached()[name].to_numpy() for name in ("variant", "dept", "rank"))
    signals, first = settled_signals(journeys)[variant], rank == 0
    others = np.append(rank[1:] > 0, False)[: len(rank)][first]  # whether the signal went on to another department
    dept, signals = dept[first], signals[first]
    begun = Totals.of(dept, passed=signals * others, alone=signals * ~others)
    passed, alone = (begun.at(depts, name) for name in ("passed", "alone"))
    return _shares(depts, passed, of=signals.sum() - alone)


def told_shares(journeys: Journeys) -> pd.DataFrame:
    """Share of signals with an outcome at least 30 days old whose customer was told within 30 days of it.

    Returns
    -------
    pandas.DataFrame
        Index ``dept`` of the closing department, 0 for all together; ``signals`` told, ``of``, ``share``, ``low``,
        ``high``.
    """
    variants = journeys.variants
    aged = np.isin(variants["outcome"], ENDED) & (variants["outcome_aged"].to_numpy() == 1)
    dept, signals, told = (variants[name].to_numpy()[aged] for name in ("closing_dept", "signals", "told_in_time"))
    sums = Totals.of(dept, signals=signals * told, of=signals)
    known = sums.code > 0
    told, of = (np.append(each.sum(), each[known]) for each in sums.sums.values())
    return _shares(np.append(0, sums.code[known]), told, of=of)


def reopened(journeys: Journeys) -> tuple[float, float, float, str, int]:
    """Return the share of signals with an outcome event worked on after one, its interval, unit and number.

    Of signals old enough (`settled`): the others may yet be reopened.
    """
    table = settled(journeys).variants
    again = table.loc[table["reopened"] == 1, "signals"].sum()
    ended = table.loc[(table["outcome"] > 0) | (table["reopened"] == 1), "signals"].sum()
    low, high = wilson(again, ended)
    return again / ended if ended else np.nan, float(low), float(high), "share", int(ended)


def bounces(journeys: Journeys) -> pd.DataFrame:
    """How often a handover comes straight back, beside what a chain without memory would do (DEFINITIONS 3).

    Returns
    -------
    pandas.DataFrame
        Columns ``giver``, ``taker``; ``followed`` (handovers giver → taker followed by another one), ``bounces`` (that
        went back), ``bounce_share`` with ``_low``, ``_high``; ``first_order_share`` expected within kind of signal.
    """
    steps = journeys.handovers()
    if not len(steps):
        names = (
            "giver",
            "taker",
            "followed",
            "bounces",
            "bounce_share",
            "bounce_share_low",
            "bounce_share_high",
            "first_order_share",
        )
        return pd.DataFrame({name: pd.Series(dtype=float) for name in names})
    variant, place, giver, taker = (steps[name].to_numpy() for name in ("variant", "place", "giver", "taker"))
    followed = _followed(variant, place)
    back = np.append(taker[1:] == giver[:-1], False)
    size = int(max(giver.max(), taker.max())) + 1  # so that millions of variants fit
    code = coded(variant, giver, taker, base=size)[followed]
    each = Totals.of(code, cases=np.ones(followed.sum()), hits=back[followed])
    of, *pair = each.keys(3, base=size)
    kind, signals = (journeys.variants[name].to_numpy() for name in ("kind", "signals"))
    table = pd.DataFrame(dict(zip(("giver", "taker"), pair, strict=True)) | each.sums).assign(signals=signals[of])
    shares = clustered_share(table, by=["giver", "taker"])
    shares.columns = ["followed", "bounces", "bounce_share", "bounce_share_low", "bounce_share_high"]
    cases = Totals.of(coded(kind[of], *pair), signals=signals[of] * each.sums["cases"])
    return shares.join(_first_order(steps, kind, cases)).reset_index()


def _followed(variant: NDArray[np.int64], place: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Mark the handovers that another one of the same signal follows at once; in the order of journeys."""
    return np.append((variant[1:] == variant[:-1]) & (place[1:] == place[:-1] + 1), False)


def _first_order(steps: pd.DataFrame, kind: NDArray[np.int64], cases: Totals) -> pd.Series:
    """Expect what a chain without memory does: the taker's way to the giver, seen in signals that others brought it.

    In such a chain it makes no difference who brought a signal; counting the giver's own would let bounces expect
    themselves. Where a kind has no others, all kinds speak; where nobody else ever brings anything, the giver's own do.

    Parameters
    ----------
    kind
        Of each variant.
    cases
        ``signals`` by kind, giver and taker of the handovers that were followed.
    """
    variant, giver, taker = (steps[name].to_numpy() for name in ("variant", "giver", "taker"))
    brought = np.roll(_followed(variant, steps["place"].to_numpy()), 1)  # the last of all is never followed
    bringer = np.where(brought, np.roll(giver, 1), 0)
    of, *pair = cases.keys(3)
    onward = {"giver": giver, "taker": taker, "bringer": bringer, "signals": steps["signals"].to_numpy()}
    expected = _share_back(onward, kind[variant], of, *pair)
    every, whole = np.zeros_like(variant), np.zeros_like(of)
    for own in (False, True):
        if np.isnan(expected).any():
            others = _share_back(onward, every, whole, *pair, own=own)
            expected = np.where(np.isnan(expected), others, expected)
    table = pd.DataFrame({"giver": pair[0], "taker": pair[1], **cases.sums}).assign(
        expected=cases.sums["signals"] * expected
    )
    sums = table.groupby(["giver", "taker"])[["expected", "signals"]].sum()
    return (sums["expected"] / sums["signals"]).rename("first_order_share")


def _share_back(  # noqa: PLR0913 — who hands on what, and of which cases it is asked
    onward: dict[str, NDArray[np.int64]],
    kind: NDArray[np.int64],
    of: NDArray[np.int64],
    giver: NDArray[np.int64],
    taker: NDArray[np.int64],
    *,
    own: bool = False,
) -> NDArray[np.float64]:
    """Return the share of what takers hand on that goes to the giver, of signals others (own: all) brought.

    Parameters
    ----------
    onward
        ``giver``, ``taker``, ``bringer`` (0 unknown), ``signals`` of every handover; ``kind`` of its signals.
    of, giver, taker
        The kind and the pair of each case.
    """
    size = int(np.max([onward["giver"], onward["taker"]])) + 1
    at, pair, signals = coded(kind, onward["giver"], base=size), coded(of, taker, giver, base=size), onward["signals"]
    to, by = coded(at, onward["taker"], base=size), coded(at, onward["bringer"], base=size)
    total = Totals.of(at, n=signals).at(coded(of, taker, base=size), "n")
    part = Totals.of(to, n=signals).at(pair, "n")
    if not own:
        total = total - Totals.of(by, n=signals).at(pair, "n")
        part = part - Totals.of(to, n=signals * (to == by)).at(pair, "n")
    return np.divide(part, total, out=np.full(len(part), np.nan), where=total > 0)


def cycling(journeys: Journeys) -> pd.DataFrame:
    """Share of handovers into a department that the signal had visited before: one row, as ``clustered_share``.

    Of signals old enough (`settled`): a journey turns back towards its end.
    """
    journeys = settled(journeys)
    steps, visits = journeys.handovers(), journeys.visits
    code = coded(visits["variant"], visits["dept"])
    new = np.zeros(len(code), dtype=bool)
    new[np.unique(code, return_index=True)[1]] = True
    # A handover stands for the visit that it ends in: that of its signal at its place.
    into = np.searchsorted(coded(visits["variant"], visits["place"]), coded(steps["variant"], steps["place"]))
    each = Totals.of(steps["variant"], hits=~new[into], cases=np.ones(len(steps)))
    signals = journeys.variants["signals"].to_numpy()[each.code]
    return clustered_share(pd.DataFrame(each.sums).assign(signals=signals, all=0), by=["all"])


def trophic_levels(graph: nx.DiGraph) -> tuple[pd.Series, float]:
    """Return the level of each department along the direction of flow, and the incoherence F0 of the whole.

    Parameters
    ----------
    graph
        Directed, edge attribute ``handovers`` (weight).

    Returns
    -------
    levels : pandas.Series
        On the nodes; the lowest of each weakly connected component is 0.
    incoherence : float
        0 when all flows one step up, 1 when it circulates; NaN without handovers.

    Notes
    -----
    MacKay, Johnson & Sansom (2020), How directed is a directed network?, Royal Society Open Science 7: 201138.

    Examples
    --------
    >>> import networkx as nx
    >>> path = nx.DiGraph()
    >>> path.add_weighted_edges_from([("a", "b", 1), ("b", "c", 1)], weight="handovers")
    >>> levels, incoherence = trophic_levels(path)
    >>> levels.round(6).tolist(), round(float(incoherence), 6)
    ([0.0, 1.0, 2.0], 0.0)
    """
    import networkx as nx  # here, as in `_levels_of`, because no view asks for what is slow to import

    levels = pd.Series(0.0, index=list(graph.nodes))
    for component in nx.weakly_connected_components(graph):
        nodes = sorted(component, key=str)
        if len(nodes) > 1:
            levels[nodes] = _levels_of(nx.to_scipy_sparse_array(graph, nodelist=nodes, weight="handovers", dtype=float))
    steps = [(data["handovers"], levels[h] - levels[g] - 1) for g, h, data in graph.edges(data=True) if g != h]
    weight = sum(count for count, _ in steps)
    return levels, sum(count * step**2 for count, step in steps) / weight if weight else float("nan")


def _levels_of(handovers: sparse.sparray) -> np.ndarray:
    """Solve (diag(u) - W - Wᵀ) h = v for one component; it fixes h up to a constant, so the first level is set to 0."""
    from scipy import sparse
    from scipy.sparse.linalg import cg, spsolve

    w = sparse.csr_array(handovers)
    w.setdiag(0)
    into, out = np.asarray(w.sum(axis=0)).ravel(), np.asarray(w.sum(axis=1)).ravel()
    system = sparse.csc_array(sparse.diags_array(into + out) - w - w.T)
    height = np.zeros(w.shape[0])
    system, pull = system[1:, 1:], (into - out)[1:]
    if len(pull) <= SOLVED_DIRECTLY:
        height[1:] = spsolve(system, pull)
    else:
        scale = sparse.diags_array(1 / system.diagonal())
        height[1:] = cg(system, pull, rtol=1e-10, M=scale)[0]
    return height - height.min()


def incoherence(journeys: Journeys) -> tuple[float, float, float]:
    """Return the trophic incoherence F0 of the handovers by signals old enough (`settled`), with its 95 % interval."""
    old = settled(journeys)
    steps = old.handovers().groupby(["giver", "taker"], as_index=False)["signals"].sum()
    steps = steps[steps["signals"] > 0].rename(columns={"signals": "handovers"})
    levels, whole = trophic_levels(department_graph(steps))
    return whole, *incoherence_interval(old, levels, whole)


def incoherence_interval(journeys: Journeys, levels: pd.Series, incoherence: float) -> tuple[float, float]:
    """Return the 95 % interval of F0, signals as the unit.

    The levels minimise F0, so to first order a handover changes it by ((h_h - h_g - 1)² - F0) / ΣW and by nothing else.
    """
    steps = journeys.handovers()
    steps = steps[steps["signals"] > 0]
    if not len(steps):
        return np.nan, np.nan
    rise = levels.reindex(steps["taker"]).to_numpy() - levels.reindex(steps["giver"]).to_numpy() - 1
    pull = pd.Series(rise**2 - incoherence, index=steps.index).groupby([steps["variant"], steps["signals"]]).sum()
    signals = pull.index.get_level_values(1).to_numpy(float)
    margin = Z95 * np.sqrt(np.sum(signals * pull.to_numpy() ** 2)) / steps["signals"].sum()
    return max(incoherence - margin, 0.0), min(incoherence + margin, 1.0)


def _shares(depts: ArrayLike, signals: NDArray[np.int64], *, of: NDArray[np.int64]) -> pd.DataFrame:
    some = np.where(of > 0, of, np.nan)
    low, high = wilson(signals, some)
    shares = {"signals": signals, "of": of, "share": signals / some, "low": low, "high": high}
    return pd.DataFrame(shares, index=pd.Index(np.asarray(depts), name="dept"))
