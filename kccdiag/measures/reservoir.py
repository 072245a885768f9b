"""Where signals are held back: stays, what they are made of, stay ratio, stock (DEFINITIONS 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit

from kccdiag.flow.engine import DAY, Flow
from kccdiag.flow.survival import Z95, kaplan_meier, median_interval, restricted_mean
from kccdiag.measures.totals import coded
from kccdiag.measures.uncertainty import adjusted, wilson

HORIZON_DAYS = 90.0
PARTS = WORK, QUEUE, CUSTOMER = 0, 1, 2  # of a stay, as in the canonical events
DAILY_BELOW = 56  # a window shorter than eight weeks is drawn by the day


def stay_ratios(flow: Flow, *, compared: Compared | None = None) -> pd.DataFrame:
    """Compare the signal-days each department holds with those the same visits would have taken elsewhere.

    Parameters
    ----------
    compared
        As `compare` sets them side by side, where that has been done.

    Returns
    -------
    pandas.DataFrame
        Index ``dept``; ``visits``, ``signals``, ``visit_share``, ``held_share`` (of all visits and signal-days),
        ``signal_days``, ``stay_ratio`` with ``_low`` and ``_high``, ``stay_p`` (one-sided, against a ratio of 1),
        ``stay_q``, ``excess_share`` (of all signal-days) with ``_low`` and ``_high``, ``visits_elsewhere`` (that it is
        compared with).

    Notes
    -----
    Stays that ended and stays still under way count with the time they have lasted; dropped ones are left out. With T
    and n the signal-days and visits of a kind, the ratio of d is Σ T_d / Σ n_d m, m = (T - T_d) / (n - n_d). Its
    variance is linearised over signals, the estimation of m included, and taken on the log scale. Stays have long
    tails: of thirty of them the variance is known as badly as if there were a handful, so the interval and the test are
    Student's with as many degrees of freedom as the variance has (:class:`Compared`), not the normal's. Of log-normal
    and Weibull stays that gives 93, 95 and 95 % coverage at 50, 200 and 1,000 visits, the normal 91, 93 and 95 %.

    "Elsewhere" is every department but d and the contact centre: a desk that settles most signals within the hour would
    make every back office a reservoir. (Held-out organisations of 2,000 to 6,000 signals with such a desk: 152
    reservoirs that were none with the desk in, 1 without it.)

    Examples
    --------
    Billing holds two signals 15 days each, and they stay 5 days elsewhere: see ``tests/test_reservoir.py``.
    """
    compared = compared or compare(flow)
    return _with_shares(flow, _ratios(compared.stays, compared.freedom))


def _ratios(table: pd.DataFrame, freedom: pd.Series) -> pd.DataFrame:
    """Return ``ratio``, ``error`` (of its logarithm), ``freedom`` and ``visits_elsewhere`` by department."""
    depts, first, dept = np.unique(table["dept"], return_index=True, return_inverse=True)
    summed = (table["expected"], table["visits_elsewhere"], _squared_influence(table))
    expected, visits_elsewhere, squares = (np.bincount(dept, column) for column in summed)
    ratio = table["ratio"].to_numpy()[first]
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(squares / expected**2) / np.where(ratio > 0, ratio, np.nan)
    columns = {"ratio": ratio, "error": error, "visits_elsewhere": visits_elsewhere}
    return pd.DataFrame(columns, index=pd.Index(depts, name="dept")).assign(freedom=freedom)


def _compared(stays: pd.DataFrame, of_kind: pd.DataFrame, flow: Flow) -> pd.DataFrame:
    """Set the stays of each department and kind beside those of the same kind elsewhere."""
    stays = stays[np.isin(stays["kind"], of_kind["kind"])]
    whole = of_kind.set_index("kind").add_suffix("_all").reindex(stays["kind"])
    home = () if flow.intake else flow.home
    among = (~np.isin(stays["dept"], home)).astype(int)  # whether d is itself one of those it is compared with
    visits, held = stays["visits"].to_numpy(float), stays["held"].to_numpy(float)
    visits_elsewhere = whole["visits_all"].to_numpy() - among * visits
    with np.errstate(divide="ignore", invalid="ignore"):
        elsewhere = (whole["held_all"].to_numpy() - among * held) / visits_elsewhere
    expected = visits * elsewhere
    columns = {name: stays[name].to_numpy() for name in stays} | {name: whole[name].to_numpy() for name in whole}
    columns |= {"among": among, "visits_elsewhere": visits_elsewhere, "elsewhere": elsewhere, "expected": expected}
    table = pd.DataFrame(columns)[visits_elsewhere > 0]
    depts, dept = np.unique(table["dept"], return_inverse=True)
    sums = [np.bincount(dept, table[name], minlength=len(depts)) for name in ("held", "expected")]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(sums[1] > 0, sums[0] / sums[1], np.nan)
    return table.assign(ratio=ratio[dept])


def _squared_influence(compared: pd.DataFrame) -> np.ndarray:
    """Sum over signals the squared effect of each on held - ratio × expected, in seconds² (moments are in minutes)."""
    table = {name: compared[name].to_numpy(float) for name in compared}
    minutes = table["elsewhere"] / 60
    pull = table["ratio"] * table["visits"] / table["visits_elsewhere"]
    own_pull = table["among"] * pull
    a, b = 1 + own_pull, -(table["ratio"] + own_pull) * minutes
    c, e = -pull, pull * minutes
    own = a**2 * table["mm"] + b**2 * table["nn"] + 2 * a * b * table["mn"]
    cross = a * c * table["m_mall"] + a * e * table["m_nall"] + b * c * table["n_mall"] + b * e * table["n_nall"]
    rest = c**2 * table["mm_all"] + e**2 * table["nn_all"] + 2 * c * e * table["mn_all"]
    return np.maximum(own + 2 * cross + rest, 0) * 3600


@dataclass(frozen=True)
class Compared:
    """The stays of every department and kind beside those of the same kind elsewhere.

    Attributes
    ----------
    stays
        A flow's ``stays`` with what is compared with.
    freedom
        Index ``dept``: degrees of freedom of the variance of its stays, 2n / (k - 1) and at least 2; n visits, k the
        kurtosis of their stays about the mean that their kind has elsewhere, times the department's ratio.

    Notes
    -----
    A variance estimated from n independent values has itself the relative variance (k - 1) / n; that of chi-square with
    f degrees of freedom is 2 / f (Satterthwaite 1946). The normal's k = 3 gives n.
    """

    stays: pd.DataFrame
    freedom: pd.Series


def compare(flow: Flow) -> Compared:
    """Set the stays beside those elsewhere, once for all that is said of them."""
    stays = _compared(flow.stays, flow.stays_of_kind, flow)
    return Compared(stays, _freedom(stays, flow.durations))


def _freedom(compared: pd.DataFrame, durations: pd.DataFrame) -> pd.Series:
    compared = compared.iloc[np.argsort(coded(compared["dept"], compared["kind"]))]
    mean = (compared["ratio"] * compared["elsewhere"]).to_numpy(float)
    cells, cell = (coded(table["dept"], table["kind"]) for table in (compared, durations))
    where = np.searchsorted(cells, cell)
    known = np.append(cells, -1)[where] == cell
    where = where[known]
    depts, dept = np.unique(compared["dept"], return_inverse=True)
    visits = durations["visits"].to_numpy(float)[known]
    apart = (durations["seconds"].to_numpy(float)[known] - mean[where]) / DAY
    n, two, four = (
        np.bincount(dept[where], weight, minlength=len(depts))
        for weight in (visits, visits * apart**2, visits * apart**4)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = 2 * n / np.maximum(n * four / np.where(two > 0, two, np.nan) ** 2 - 1, 1e-9)
    there = n > 0
    return pd.Series(np.maximum(freedom, 2.0), pd.Index(depts, name="dept"), name="freedom")[there]


def _with_shares(flow: Flow, ratios: pd.DataFrame) -> pd.DataFrame:
    sums = flow.stays.groupby("dept")[["visits", "signals", "held"]].sum()
    ratios = ratios.reindex(sums.index)
    ratio, error, freedom = (ratios[name].to_numpy() for name in ("ratio", "error", "freedom"))
    wide = stdtrit(freedom, 0.975) * error
    with np.errstate(divide="ignore", invalid="ignore"):
        p = stdtr(freedom, -np.log(ratio) / error)
    held_share = sums["held"] / max(sums["held"].sum(), 1.0)
    estimates = {"": ratio, "_low": ratio * np.exp(-wide), "_high": ratio * np.exp(wide)}
    excess = {end: held_share * (1 - 1 / np.where(each > 0, each, np.nan)) for end, each in estimates.items()}
    return pd.DataFrame(
        {
            "visits": sums["visits"],
            "signals": sums["signals"],
            "visit_share": sums["visits"] / sums["visits"].sum(),
            "held_share": held_share,
            "signal_days": sums["held"] / DAY,
            **{f"stay_ratio{end}": each for end, each in estimates.items()},
            "stay_p": p,
            "stay_q": adjusted(p),
            **{f"excess_share{end}": each for end, each in excess.items()},
            "visits_elsewhere": ratios["visits_elsewhere"],
        }
    )


def split(flow: Flow) -> pd.DataFrame:
    """Split the stays of each department in queue, work and waiting for the customer.

    Returns
    -------
    pandas.DataFrame
        Index ``dept``; ``queue_share``, ``work_share``, ``customer_share`` with ``_low`` and ``_high``: of the
        signal-days there; ``own_stay_ratio`` with ``_low`` and ``_high``: the stay ratio with the time spent waiting
        for the customer left out, there and elsewhere; ``queue_of_excess``, ``customer_of_excess``: what part of the
        department's signal-days above those expected is of this sort (below 0 or above 1 where the parts differ in
        sign).

    Notes
    -----
    What the log does not tell is NaN: where waiting for the customer never occurs it can't be told from work, nor can
    the queue where that never occurs. Stays with an event of a log that says nothing of its stays are left out.
    The variance of a share is the linearised one of a ratio of sums over signals, its interval Wilson's with as many
    cases as would give that variance.
    """
    told, occur = flow.parts, set(flow.parts["part"])
    shares, excess, own = _part_shares(told), _parts_of_excess(told, flow), _own_ratios(flow)
    table = pd.DataFrame(index=shares.index)
    for name, part, needed in (
        ("queue", QUEUE, {QUEUE}), ("work", WORK, {QUEUE, CUSTOMER}), ("customer", CUSTOMER, {CUSTOMER})
    ):  # fmt: skip
        for end in ("", "_low", "_high"):
            table[f"{name}_share{end}"] = shares[f"share{end}", part] if needed <= occur else np.nan
    for name in own.columns:
        table[name] = own[name] if CUSTOMER in occur else np.nan
    for name, part in (("queue", QUEUE), ("customer", CUSTOMER)):
        table[f"{name}_of_excess"] = excess[part] if part in occur else np.nan
    return table


def _part_shares(told: pd.DataFrame) -> pd.DataFrame:
    """Return ``share``, ``share_low`` and ``share_high`` by part (columns, second level) and department."""
    every = pd.MultiIndex.from_product([sorted(set(told["dept"])), PARTS], names=["dept", "part"])
    sums = told.groupby(["dept", "part"])[["held", "mm", "m_mall"]].sum().reindex(every, fill_value=0).astype(float)
    whole = sums.groupby("dept")[["held", "m_mall"]].transform("sum")
    share, minutes = sums["held"] / whole["held"], whole["held"] / 60
    variance = sums["mm"] - 2 * share * sums["m_mall"] + share**2 * whole["m_mall"]
    # A share of 0 or 1 has no variance of its own: as many cases as signals, had they all stayed as long (Kish).
    alike = (share * (1 - share) <= 0) | (variance <= 0)
    cases = np.where(alike, 1 / whole["m_mall"], share * (1 - share) / variance.where(~alike, 1.0)) * minutes**2
    low, high = wilson(share * cases, cases)
    table = pd.DataFrame({"share": share, "share_low": low, "share_high": high}, index=sums.index)
    return table.unstack().reindex(columns=pd.MultiIndex.from_product([table.columns, PARTS]))


def _parts_of_excess(told: pd.DataFrame, flow: Flow) -> pd.DataFrame:
    """Return what part of a department's signal-days above those expected is of each sort (columns: parts)."""
    here = told.pivot_table(index=["dept", "kind"], columns="part", values="held", aggfunc="sum", fill_value=0)
    here = here.reindex(columns=PARTS, fill_value=0).astype(float)
    compared = here if flow.intake else here[~here.index.get_level_values("dept").isin(flow.home)]
    table = _compared(flow.own_stays, flow.own_stays_of_kind, flow).set_index(["dept", "kind"])
    here = here.reindex(table.index, fill_value=0.0)
    everywhere = compared.groupby("kind").sum().reindex(table.index.get_level_values("kind"), fill_value=0.0)
    elsewhere = everywhere.set_axis(table.index) - here.mul(table["among"], axis=0)
    expected = elsewhere.mul(table["visits"] / table["visits_elsewhere"], axis=0)
    excess = (here - expected).groupby("dept").sum()
    whole = excess.sum(axis=1)
    return excess.div(whole.where(whole > 0), axis=0)


def _own_ratios(flow: Flow) -> pd.DataFrame:
    """Return the stay ratio without waiting for the customer, with its interval, by department."""
    table = _compared(flow.own_stays, flow.own_stays_of_kind, flow)
    compared = _ratios(table, _freedom(table, flow.own_durations))
    ratio, wide = compared["ratio"], compared["error"] * stdtrit(compared["freedom"], 0.975)
    ends = {"own_stay_ratio_low": ratio * np.exp(-wide), "own_stay_ratio_high": ratio * np.exp(wide)}
    return pd.DataFrame({"own_stay_ratio": ratio, **ends})


def residence(flow: Flow, *, compared: Compared | None = None) -> pd.DataFrame:
    """Estimate how long signals stay in each department.

    Parameters
    ----------
    compared
        As `compare` sets them side by side, where that has been done.

    Returns
    -------
    pandas.DataFrame
        Index ``dept``; ``median_days``, ``mean_days_90`` with ``_low`` and ``_high``: Kaplan-Meier median (infinite
        where fewer than half ever leave) and mean restricted to 90 days. Several visits by one signal widen the
        variance by φ = Σn² / Σn.
    """
    sums = flow.stays.groupby("dept")[["visits", "nn"]].sum()
    effect = (sums["nn"] / sums["visits"]).to_dict()
    known = (compared or compare(flow)).freedom.to_dict()
    rows = {
        dept: _residence_of(part, effect.get(dept, 1.0), known.get(dept, np.inf))
        for dept, part in _by_department(flow.durations)
    }
    names = [f"{name}{end}" for name in ("median_days", "mean_days_90") for end in ("", "_low", "_high")]
    return pd.DataFrame.from_dict(rows, orient="index", columns=names).rename_axis("dept").astype(float)


def _by_department(durations: pd.DataFrame) -> Iterator[tuple[int, dict[str, np.ndarray]]]:
    """Give the durations of each department as arrays: for hundreds of departments tables take most of the time."""
    order = np.argsort(durations["dept"], kind="stable")
    depts, starts = np.unique(durations["dept"].to_numpy()[order], return_index=True)
    columns = {name: durations[name].to_numpy()[order] for name in ("seconds", "ended", "visits")}
    for dept, start, stop in zip(depts, starts, np.append(starts, len(order))[1:], strict=True):
        yield int(dept), {name: column[start:stop] for name, column in columns.items()}


def _residence_of(durations: dict[str, np.ndarray], effect: float, freedom: float) -> list[float]:
    curve = kaplan_meier(durations, weight="visits")
    middle = median_interval(curve, design_effect=effect)
    mean, low, high = restricted_mean(curve, horizon=HORIZON_DAYS * DAY, design_effect=effect)
    # On the log scale and by Student, as the stay ratio: the mean of few long-tailed stays is oftener too short.
    wide = max(mean - low, high - mean) / mean * stdtrit(freedom, 0.975) / Z95 if mean else 0.0
    ends = mean * np.exp(-wide), min(mean * np.exp(wide), HORIZON_DAYS * DAY)
    return [seconds / DAY for seconds in (*middle, mean, *ends)]


def median_delays(flow: Flow) -> pd.Series:
    """Return, for each pair, the median of the days that the giver held a signal before passing it on to this taker."""
    table = flow.delays.sort_values(["giver", "taker", "seconds"])
    pairs = table.groupby(["giver", "taker"])["handovers"]
    passed, half = pairs.cumsum(), pairs.transform("sum") / 2
    lower, upper = (
        table[reached].groupby(["giver", "taker"])["seconds"].first() for reached in (passed >= half, passed > half)
    )
    return ((lower + upper) / 2 / DAY).rename("median_days")


def fill(flow: Flow) -> pd.DataFrame:
    """Count what entered, what left and what is still there at the cut-off.

    Returns
    -------
    pandas.DataFrame
        Index ``dept``; ``entered``, ``left``, ``fill`` = (entered - left) / entered with ``_low`` and ``_high``
        (Wilson; few signals stay in a department twice at once), ``live``, ``dead`` (signals at the cut-off).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> states = pd.DataFrame({"dept": 1, "state": ["passed", "live", "dropped"], "visits": [6, 3, 1]})
    >>> fill(SimpleNamespace(states=states)).loc[1, ["entered", "left", "fill"]].tolist()
    [10.0, 6.0, 0.4]
    """
    counts = flow.states.groupby(["dept", "state"])["visits"].sum().unstack(fill_value=0)
    counts = counts.reindex(columns=["passed", "closed", "exited", "live", "dropped"], fill_value=0)
    entered, left = counts.sum(axis=1), counts["passed"] + counts["closed"] + counts["exited"]
    share = (entered - left) / entered.where(entered > 0)
    low, high = wilson(entered - left, entered.where(entered > 0))
    table = pd.DataFrame({"entered": entered, "left": left, "fill": share, "fill_low": low, "fill_high": high})
    return table.assign(live=counts["live"], dead=counts["dropped"])


def stock(flow: Flow) -> pd.DataFrame:
    """Follow how many signals are in each department over time, live and dead.

    Returns
    -------
    pandas.DataFrame
        ``date`` (datetime64[s], UTC midnight), ``dept`` (0 for all together), ``live``, ``dead`` (signals, after that
        day's first moment); weekly, daily in a window shorter than eight weeks. A dropped signal is dead from its last
        event on.
    """
    days = stock_days(flow)
    whole = flow.stock.groupby("day", as_index=False)[["entered", "went", "died"]].sum().assign(dept=0)
    moves = pd.concat([whole, flow.stock], ignore_index=True)
    depts = np.union1d([0], moves["dept"].to_numpy(np.int64))  # 0 is there even when nothing moved
    row = np.searchsorted(depts, moves["dept"].to_numpy())
    after = np.searchsorted(days, moves["day"].to_numpy(), side="right")  # the first of the days that has seen the move
    totals = {}
    for name in ("entered", "went", "died"):
        table = np.zeros((len(depts), len(days) + 1))
        np.add.at(table, (row, after), moves[name].to_numpy(float))
        totals[name] = table.cumsum(axis=1)[:, :-1].ravel()
    return pd.DataFrame(
        {
            "date": np.tile((days * DAY).astype("datetime64[s]"), len(depts)),
            "dept": np.repeat(depts, len(days)),
            "live": totals["entered"] - totals["went"] - totals["died"],
            "dead": totals["died"],
        }
    )


def stock_days(flow: Flow) -> np.ndarray:
    """Return the days (since 1970) of which the stock is told."""
    first, last = flow.start // DAY, -(-flow.cutoff // DAY)
    return np.arange(first, last + 1, 1 if last - first < DAILY_BELOW else 7)
