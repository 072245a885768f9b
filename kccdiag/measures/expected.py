"""What handovers are to be expected of departments' work, volume and the order of their visits (DEFINITIONS 4)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from kccdiag.flow.journeys import Journeys
from kccdiag.flow.sql import PLACE
from kccdiag.measures.totals import Totals, coded, distinct

Floats = NDArray[np.float64]
LEAST_LATERAL = 4  # departments besides the contact centre, below which nothing is expected
MOST_TABULATED = 2_000  # departments in a dense table of pairs; beyond that the busiest
ROUNDS = 200
ROUNDS_A_LOOK = 10  # after which what no longer moves is left alone
HANDED = ["kind", "quarter", "topic", "giver", "taker"]


@dataclass(frozen=True)
class Once:
    """Signals that hand over between a pair, each counted once a pair: what the tests of walls are about.

    Attributes
    ----------
    expected
        Giver × taker, by quasi-independence within kind × quarter × topic.
    reordered
        Expected had the same signals visited the same departments in random order.
    later, later_reordered
        Those that hand over after their first handover, seen and in random order without their first visit; NaN where
        the contact centre is known, whose handovers are left out already.
    """

    expected: Floats
    reordered: Floats
    later: Floats
    later_reordered: Floats


@dataclass(frozen=True)
class Order:
    """Where departments stand in the journeys that visit them: what tells an order of work from a wall.

    Attributes
    ----------
    first, last
        Giver × taker: of the signals that visited both, the share whose first (last) visit to the giver came before
        that to the taker. NaN where none visited both.
    """

    first: Floats
    last: Floats


@dataclass(frozen=True)
class Lateral:
    """Handovers among departments other than the contact centre, beside those expected.

    Attributes
    ----------
    depts
        Codes of the departments, in the order of the rows and columns.
    observed, expected
        Handovers giver × taker; expected by quasi-independence within kind × quarter × topic.
    same_place
        Expected by quasi-independence within kind × topic × place in the journey (only, first, last or other handover).
    same_signals
        Handovers expected had the same signals visited the same departments in random order.
    phi
        Variance relative to Poisson's: Σn² / Σn over the handovers of one signal between one pair.
    spread
        The same giver × taker, by the pair's own signals; at least the handovers expected of each signal.
    once, order
        The same in signals, and where the two stand; None where every pair is tabulated, the contact centre's too, and
        nothing is tested.
    signals
        Signals that hand over, each counted once a pair, expected as handovers are.
    """

    depts: NDArray[np.int64]
    observed: Floats
    expected: Floats
    same_place: Floats
    same_signals: Floats
    phi: float
    spread: Floats
    once: Once | None = None
    order: Order | None = None
    signals: Floats = field(default_factory=lambda: np.empty((0, 0)))


def lateral_table(
    journeys: Journeys, *, home: tuple[int, ...], sums: pd.DataFrame | None = None
) -> Lateral | None:
    """Tabulate the handovers among departments other than the contact centre; None below four such departments.

    Parameters
    ----------
    sums
        What was `handed`, where that is known.
    """
    sums = handed(journeys) if sums is None else sums
    table = lateral_of(sums, home=home)
    if table is None:
        return None
    depts, signals = table.depts, journeys.variants["signals"].to_numpy()
    met = _met(journeys.visits[~((journeys.visits["place"] == 1) & journeys.visits["dept"].isin(home))])
    seed, again = _random_order(met, signals, depts=depts)
    return replace(
        table,
        same_place=_same_place(journeys, depts=depts),
        same_signals=raked(seed, table.observed),
        once=_once(journeys, sums, table, seed - again, intake=not home),
        order=_order(met, signals, depts=depts),
    )


def handed(journeys: Journeys) -> pd.DataFrame:
    """Sum the handovers of every pair by what they are expected within: all that openness needs, and additive.

    Returns
    -------
    pandas.DataFrame
        ``kind``, ``quarter``, ``topic``, ``giver``, ``taker``; ``handovers``, ``signals`` that made one, and
        ``squares``: of the handovers that a signal made between the pair, summed over signals.
    """
    steps, variants = journeys.handovers(), journeys.variants
    size = int(steps[["giver", "taker"]].max().max()) + 1 if len(steps) else 1  # so that millions of variants fit
    each = Totals.of(coded(steps["variant"], steps["giver"], steps["taker"], base=size), times=np.ones(len(steps)))
    variant, giver, taker = each.keys(3, base=size)
    stratum, first = _strata(variants)
    times, signals = each.sums["times"], variants["signals"].to_numpy(np.int64)[variant]
    sums = Totals.of(
        coded(stratum[variant], giver, taker), handovers=signals * times, signals=signals, squares=signals * times**2
    )
    of, *ends = sums.keys(3)
    shared = (variants[name].to_numpy()[first[of]] for name in HANDED[:3])
    return pd.DataFrame(dict(zip(HANDED, (*shared, *ends), strict=True)) | sums.sums)


def _strata(table: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number kind × quarter × topic in order; return the number of each row, and a row of each number."""
    _, kind = distinct(table["kind"].to_numpy(np.int64))  # a slice is larger than may be coded
    _, first, stratum = np.unique(
        coded(kind, table["quarter"], table["topic"]), return_index=True, return_inverse=True
    )
    return stratum, first


def lateral_of(sums: pd.DataFrame, *, home: tuple[int, ...]) -> Lateral | None:
    """Tabulate the lateral handovers beside those that volume predicts, as `tabulated`; None below four departments."""
    sums = sums[~(sums["giver"].isin(home) | sums["taker"].isin(home))]
    depts = busiest(sums)
    return None if len(depts) < LEAST_LATERAL else tabulated(sums, depts=depts)


@dataclass(frozen=True)
class _Met:
    """The departments of each journey, each once: in the order of journeys, and of departments within one.

    Attributes
    ----------
    n
        How often it was visited; ``first`` and ``last`` are the places of those visits among all.
    """

    variant: NDArray[np.int64]
    dept: NDArray[np.int64]
    n: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def _met(visits: pd.DataFrame) -> _Met:
    code = coded(visits["variant"], visits["dept"])
    order = np.argsort(code, kind="stable")
    begins = np.flatnonzero(np.append(True, code[order[1:]] != code[order[:-1]])[: len(code)])
    ends = np.append(begins, len(code))[1:]
    variant, dept = np.divmod(code[order[begins]], PLACE)
    return _Met(variant, dept, ends - begins, order[begins], order[ends - 1])


def _places(depts: NDArray[np.int64], dept: ArrayLike) -> NDArray[np.int64]:
    """Give the place of each department among ``depts``; -1 where it is none of them."""
    codes = np.asarray(dept, dtype=np.int64)
    places = np.full(max(depts.max(initial=0), codes.max(initial=0)) + 1, -1)
    places[depts] = np.arange(len(depts))
    return places[codes]


def _order(met: _Met, signals: NDArray[np.int64], *, depts: NDArray[np.int64]) -> Order:
    place = _places(depts, met.dept)
    among = place >= 0
    variant, place = met.variant[among], place[among]
    turns = (np.argsort(visit[among], kind="stable") for visit in (met.first, met.last))
    return Order(*(_before(variant[turn], place[turn], signals[variant[turn]], size=len(depts)) for turn in turns))


def _before(variant: NDArray[np.int64], dept: NDArray[np.int64], signals: NDArray[np.int64], *, size: int) -> Floats:
    """Return the share of signals in which the giver comes before the taker; visits in order, one a department."""
    table, apart = np.zeros(size * size), 1
    start = np.flatnonzero(variant[1:] == variant[:-1])  # of the visits with another one of the signal so far behind
    while len(start):
        pair = dept[start] * size + dept[start + apart]
        table += np.bincount(pair, signals[start], minlength=size * size)
        apart += 1
        start = start[start < len(variant) - apart]
        start = start[variant[start] == variant[start + apart]]
    whole = table.reshape(size, size)
    return ratio_of(whole, whole + whole.T)


def ratio_of(part: Floats, whole: Floats) -> Floats:
    """Divide, where there is something to divide by; NaN elsewhere."""
    return np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)


def _once(journeys: Journeys, sums: pd.DataFrame, table: Lateral, seed: Floats, *, intake: bool) -> Once:
    depts = table.depts
    observed = _counted(_among(sums, depts), "signals", depts=depts)
    later, later_seed = np.full_like(observed, np.nan), np.full_like(observed, np.nan)
    if intake:  # then a journey's first visit is its contact centre's, and left out as any contact centre's is
        steps = _among(journeys.handovers(), depts)
        after = steps[steps["place"] > 2].drop_duplicates(["variant", "giver", "taker"])
        later = _counted(after, "signals", depts=depts)
        after, signals = journeys.visits[journeys.visits["place"] > 1], journeys.variants["signals"].to_numpy()
        seed_after, again = _random_order(_met(after), signals, depts=depts)
        later_seed = raked(seed_after - again, later)
    return Once(table.signals, raked(seed, observed), later, later_seed)


def busiest(sums: pd.DataFrame) -> NDArray[np.int64]:
    """Choose the departments with most handovers, as many as a dense table holds; codes in order."""
    depts, end = distinct(np.concatenate([sums["giver"], sums["taker"]]).astype(np.int64))
    traffic = np.bincount(end, np.tile(sums["handovers"], 2))
    return np.sort(depts[np.argsort(-traffic, kind="stable")[:MOST_TABULATED]])


def tabulated(sums: pd.DataFrame, *, depts: NDArray[np.int64]) -> Lateral:
    """Tabulate what was `handed` among some departments beside what volume predicts; what else a Lateral holds is NaN.
    """
    sums = _among(sums, depts)
    observed, squares = (_counted(sums, name, depts=depts) for name in ("handovers", "squares"))
    expected, signals = _fitted(sums, ["handovers", "signals"], depts=depts)
    spread = np.fmax(np.fmax(ratio_of(squares, observed), ratio_of(expected, signals)), 1.0)
    unknown, phi = np.full_like(observed, np.nan), float(squares.sum() / max(observed.sum(), 1))
    return Lateral(depts, observed, expected, unknown, unknown, max(phi, 1.0), spread, signals=signals)


def _among(pairs: pd.DataFrame, depts: NDArray[np.int64]) -> pd.DataFrame:
    return pairs[(_places(depts, pairs["giver"]) >= 0) & (_places(depts, pairs["taker"]) >= 0)]


def _fitted(sums: pd.DataFrame, names: list[str], *, depts: NDArray[np.int64]) -> Floats:
    """Expect giver × taker what each of some columns counts, by quasi-independence within kind × quarter × topic."""
    giver, taker = np.searchsorted(depts, sums["giver"]), np.searchsorted(depts, sums["taker"])
    strata, _ = _strata(sums)
    return quasi_independence(strata, giver, taker, counts=sums[names].to_numpy(float).T, size=len(depts))


def _counted(pairs: pd.DataFrame, name: str, *, depts: NDArray[np.int64]) -> Floats:
    size = len(depts)
    cell = np.searchsorted(depts, pairs["giver"]) * size + np.searchsorted(depts, pairs["taker"])
    return np.bincount(cell, pairs[name].to_numpy(float), minlength=size * size).reshape(size, size).astype(float)


def _same_place(journeys: Journeys, *, depts: NDArray[np.int64]) -> Floats:
    """Expect handovers from those at the same place of a journey: its only, first, last or another lateral handover."""
    steps = journeys.handovers()
    giver, taker = _places(depts, steps["giver"]), _places(depts, steps["taker"])
    among = (giver >= 0) & (taker >= 0)
    variant = steps["variant"].to_numpy()[among]  # in the order of their places
    another = variant[1:] != variant[:-1]
    first, last = np.append(True, another)[: len(variant)], np.append(another, True)[: len(variant)]
    _, work = distinct(coded(journeys.variants["kind"], journeys.variants["topic"]))
    strata, signals = work[variant] * 4 + first + 2 * last, steps["signals"].to_numpy(float)[among]
    return quasi_independence(strata, giver[among], taker[among], counts=signals, size=len(depts))


def quasi_independence(
    strata: NDArray[np.int64], giver: NDArray[np.int64], taker: NDArray[np.int64], *, counts: Floats, size: int
) -> Floats:
    """Expect handovers from row and column effects with structural zeros on the diagonal, summed over strata.

    Parameters
    ----------
    strata, giver, taker, counts
        One entry a cell (cells may repeat): its stratum, row, column and count; several counts as rows.
    size
        Number of departments.

    Returns
    -------
    numpy.ndarray
        size × size, for each row of counts. In a stratum E_gh = a_g b_h for g ≠ h, with the margins observed (Goodman
        1968); only the vectors a and b are iterated, never the table.

    Examples
    --------
    Everyone hands 2 to everyone else: that is what is expected.

    >>> g, h = np.array([0, 0, 1, 1, 2, 2]), np.array([1, 2, 0, 2, 0, 1])
    >>> quasi_independence(np.zeros(6, int), g, h, counts=np.full(6, 2.0), size=3).round(6).tolist()
    [[0.0, 2.0, 2.0], [2.0, 0.0, 2.0], [2.0, 2.0, 0.0]]
    """
    if not counts.size:
        return np.zeros((*counts.shape[:-1], size, size))
    ends = np.concatenate([strata * size + giver, strata * size + taker])
    cells, where = distinct(ends)
    _, of = distinct(cells // size)
    several, margins = np.atleast_2d(counts), []
    for end in np.split(where, 2):
        margins.append(np.concatenate([np.bincount(end, count, minlength=len(cells)) for count in several]))
    apart = np.arange(len(several))[:, None] * (int(of.max()) + 1)  # each count has strata of its own
    a, b = _effects((apart + of).ravel(), *margins)
    expected = [
        _product(of, cells % size, row, column, size=size)
        for row, column in zip(np.split(a, len(several)), np.split(b, len(several)), strict=True)
    ]
    return expected[0] if counts.ndim == 1 else np.array(expected)


def _effects(of: NDArray[np.int64], rows: Floats, columns: Floats) -> tuple[Floats, Floats]:
    """Fit row and column effects in every stratum; each by itself, so that it comes out alike whatever else there is.

    Parameters
    ----------
    of
        The stratum of each cell, its margins in ``rows`` and ``columns``.
    """
    total = np.bincount(of, rows)
    a, b = rows / np.sqrt(total[of]), columns / np.sqrt(total[of])
    left = np.arange(len(of))
    for _ in range(ROUNDS // ROUNDS_A_LOOK):
        a_here, b_here, row, column = a[left], b[left], rows[left], columns[left]
        _, here = distinct(of[left])
        for _ in range(ROUNDS_A_LOOK):
            before = a_here
            a_here = _scaled(row, np.bincount(here, b_here)[here] - b_here)
            b_here = _scaled(column, np.bincount(here, a_here)[here] - a_here)
        a[left], b[left] = a_here, b_here
        moves = np.abs(a_here - before) > 1e-10 + 1e-7 * np.abs(before)
        left = left[np.bincount(here, moves)[here] > 0]
        if not len(left):
            break
    return a, b


def _product(of: NDArray[np.int64], dept: NDArray[np.int64], a: Floats, b: Floats, *, size: int) -> Floats:
    """Sum over strata what row effects times column effects give; nobody hands anything to themselves."""
    shape = (int(of.max()) + 1, size)
    left, right = sparse.csr_matrix((a, (of, dept)), shape=shape), sparse.csr_matrix((b, (of, dept)), shape=shape)
    table = np.asarray((left.T @ right).todense(), dtype=float)
    np.fill_diagonal(table, 0.0)
    return table


def _scaled(margin: Floats, others: Floats) -> Floats:
    return np.divide(margin, others, out=np.zeros_like(margin), where=(others > 1e-12) & (margin > 0))


def _random_order(met: _Met, signals: NDArray[np.int64], *, depts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Sum over signals the handovers of its visits in random order, and how many of them only repeat a pair.

    Of the L visits of a signal n_g are in g: (L - 1) n_g n_h / (L² - Σn²) handovers g → h. One that could make at most
    k = min(n_g, n_h) of them, and is expected to make m, makes one at all with probability 1 - (1 - m/k)^k.
    """
    length, squares = np.bincount(met.variant, met.n), np.bincount(met.variant, met.n**2)
    free = length**2 - squares
    factor = np.divide(length - 1, free, out=np.zeros(len(free)), where=free > 0)
    place = _places(depts, met.dept)
    among = place >= 0
    variant, place, n = met.variant[among], place[among], met.n[among].astype(float)
    row = np.flatnonzero(np.append(True, variant[1:] != variant[:-1])[: len(variant)])  # where each journey begins
    weighted = n * (factor[variant] * signals[variant])
    ends, shape = np.append(row, len(n)), (len(row), len(depts))
    table, often = (sparse.csr_matrix((each, place, ends), shape=shape) for each in (n, weighted))
    seed = np.asarray((table.T @ often).todense(), dtype=float)
    np.fill_diagonal(seed, 0.0)
    often_there = n > 1
    variant, place, n = variant[often_there], place[often_there], n[often_there]
    return seed, _again(variant, place, n, factor[variant], signals[variant], size=len(depts))


def _again(  # noqa: PLR0913 — what is known of departments that a journey visits more than once
    variant: NDArray[np.int64],
    place: NDArray[np.int64],
    n: Floats,
    factor: Floats,
    signals: NDArray[np.int64],
    *,
    size: int,
) -> Floats:
    begins = np.append(True, variant[1:] != variant[:-1])[: len(variant)]
    journey, many = np.cumsum(begins) - 1, np.diff(np.append(np.flatnonzero(begins), len(variant)))
    one = np.repeat(np.arange(len(variant)), many[journey])  # each beside each of the same journey
    other = np.flatnonzero(begins)[journey[one]] + np.arange(len(one)) - np.searchsorted(one, one)
    one, other = one[one != other], other[one != other]
    m, most = factor[one] * n[one] * n[other], np.minimum(n[one], n[other])
    again = (m - 1 + (1 - np.minimum(m / most, 1)) ** most) * signals[one]
    return np.bincount(place[one] * size + place[other], again, minlength=size * size).reshape(size, size).astype(float)


def raked(seed: Floats, observed: Floats) -> Floats:
    """Scale rows and columns of a table in turn until its margins are another's (iterative proportional fitting)."""
    rows, columns = observed.sum(axis=1), observed.sum(axis=0)
    a, b = np.ones(len(seed)), np.ones(len(seed))  # only these are iterated: a table of 2,000 departments is large
    sums = seed.sum(axis=1)
    for _ in range(ROUNDS):
        a *= _scaled(rows, sums)
        b *= _scaled(columns, b * (a @ seed))
        sums = a * (seed @ b)
        if np.allclose(sums, rows, rtol=1e-6, atol=1e-9):
            break
    return a[:, None] * seed * b


def raked_each(seed: Floats, tables: Floats) -> Floats:
    """Scale a table, as `raked` does, to the margins of each of several (tables × rows × columns), all at once."""
    rows, columns = tables.sum(axis=2), tables.sum(axis=1)
    a, b = np.ones_like(rows), np.ones_like(columns)
    sums = np.tile(seed.sum(axis=1), (len(tables), 1))
    left = np.arange(len(tables))  # those whose rows do not add up yet
    for _ in range(ROUNDS):
        a[left] *= _scaled(rows[left], sums[left])
        b[left] *= _scaled(columns[left], b[left] * (a[left] @ seed))
        sums[left] = a[left] * (b[left] @ seed.T)
        left = left[~np.isclose(sums[left], rows[left], rtol=1e-6, atol=1e-9).all(axis=1)]
        if not len(left):
            break
    return a[:, :, None] * seed * b[:, None, :]
