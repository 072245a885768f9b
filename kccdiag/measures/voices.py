"""What people say held against what the log shows, pair by pair, and what agents hear against what they log."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv, stdtrit

from kccdiag.limits import Limits

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
DIFFERING = ("unmet_need", "paper_channel", "unspoken_channel")  # what is said and what is done: kinds of claims
OBSERVED = ("handovers", "expected", "openness", "openness_low", "openness_high")
LN_OE = ("ln_oe", "ln_oe_low", "ln_oe_high")  # the logarithm of observed over expected handovers, with its interval
STANDINGS = (*DIFFERING, "agreed")  # the first that holds is the pair's standing
HEARD = ("agents", "per_agent_per_month", "low", "high", "staff", "per_month", "per_month_low", "per_month_high",
         "logged_per_month", "logged_share", "logged_share_low", "logged_share_high")  # fmt: skip


def log_openness(pairs: pd.DataFrame) -> pd.DataFrame:
    """Take the logarithm of observed over expected handovers, with its interval.

    Parameters
    ----------
    pairs
        ``handovers``, ``expected``, ``openness``, ``openness_low``, ``openness_high``; NaN where a pair is not in the
        log, or too little is expected to say anything.

    Returns
    -------
    pandas.DataFrame
        On the same index ``ln_oe``, ``ln_oe_low``, ``ln_oe_high``. Of none handed over the logarithm of half a handover
        over those expected; such a pair has no lower end, and its upper end is Poisson's exact one (Garwood 1936).

    Examples
    --------
    >>> pairs = pd.DataFrame({"handovers": [20.0, 0.0], "expected": 10.0, "openness": [2.0, 0.0],
    ...                       "openness_low": [1.22, 0.0], "openness_high": [3.09, 0.37]})
    >>> log_openness(pairs).round(2).to_numpy().tolist()
    [[0.69, 0.2, 1.13], [-3.0, nan, -0.99]]
    """
    handovers, expected, openness, low, high = (pairs[name].to_numpy(float) for name in OBSERVED)
    some, none = openness > 0, (openness == 0) & (handovers == 0)
    half = np.divide(0.5, expected, out=np.full(len(pairs), np.nan), where=none)
    low, high = np.where(some & (low > 0), low, np.nan), np.where((some | none) & (high > 0), high, np.nan)
    found = zip(LN_OE, (np.where(some, openness, half), low, high), strict=True)
    return pd.DataFrame({name: np.log(values) for name, values in found}, index=pairs.index)


def shrunk(observed: Floats, expected: Floats) -> Floats:
    """Return ln((O + ½) / (E + ½)): what two networks are compared by where many counts are small (Haldane 1956).

    Examples
    --------
    >>> shrunk(np.array([0.0, 7.5]), np.array([0.5, 1.5])).round(3).tolist()
    [-0.693, 1.386]
    """
    return np.asarray(np.log((observed + 0.5) / (expected + 0.5)), dtype=float)


def standings(pairs: Mapping[str, ArrayLike] | pd.DataFrame, *, limits: Limits) -> dict[str, Marks]:
    """Mark pairs where what is said and what is done differ, or agree.

    Parameters
    ----------
    pairs
        ``flow``, ``no_flow``, ``need``, ``mentioned``: respondents that say so; ``asked``: respondents at either end,
        0 where nobody can tell that none of them mentions the pair; ``ln_oe_low``, ``ln_oe_high``.

    Returns
    -------
    dict
        Of which pairs each of STANDINGS holds, in their order: ``unmet_need`` (somebody says that the taker needs it,
        less is observed than expected), ``paper_channel`` (said to flow, hardly observed), ``unspoken_channel``
        (observed, mentioned by none of those asked), ``agreed`` (said to flow, and not hardly observed; or said not to,
        and hardly observed). None holds without an interval.

    Examples
    --------
    Two say that it flows; at most .4 of what is expected is in the log.

    >>> pair = pd.DataFrame({"flow": [2], "no_flow": 0, "need": 0, "mentioned": 2, "asked": 3, "ln_oe_low": [np.nan],
    ...                      "ln_oe_high": [math.log(0.4)]})
    >>> [name for name, holds in standings(pair, limits=Limits()).items() if holds[0]]
    ['paper_channel']
    """
    flow, no_flow, need, mentioned, asked, low, high = (
        np.asarray(pairs[name]) for name in ("flow", "no_flow", "need", "mentioned", "asked", *LN_OE[1:])
    )
    little, more = high < math.log(limits.paper_upper), low > math.log(limits.paper_upper)
    flows, stops = flow >= limits.paper_respondents, no_flow >= limits.paper_respondents
    silent = (asked >= limits.unspoken_respondents) & (mentioned == 0)
    return {
        "unmet_need": (need > 0) & (high < math.log(limits.unmet_upper)),
        "paper_channel": flows & little,
        "unspoken_channel": silent & (low > math.log(limits.unspoken_lower)),
        "agreed": (flows & more) | (stops & ~flows & little),
    }


def heard_of(amounts: Floats, *, staff: float, logged: float, months: float) -> dict[str, float]:
    """Estimate how many signals of one kind a contact centre hears in a month, beside how many it logs.

    Parameters
    ----------
    amounts
        What each agent who was asked hears in a month.
    staff
        Agents in all; NaN where not known.
    logged, months
        Signals of that kind in the log, and the months it is of; NaN where there is none.

    Returns
    -------
    dict
        HEARD. ``low``, ``high`` are on the log scale by Student's t: as simulated with 5 to 30 agents (skewed, a third
        of them hearing none) they hold the truth in 90 to 96 %, the plain t in 82 to 95 %, a bootstrap in 74 to 92 %.
        Of ``logged_share`` the chance in the log's number is added (Poisson).

    Examples
    --------
    Four ideas an agent, ten agents; 8 of 40 a month are logged.

    >>> found = heard_of(np.array([2.0, 4.0, 6.0, 4.0, 4.0]), staff=10, logged=96, months=12)
    >>> found["per_agent_per_month"], found["per_month"], found["logged_share"]
    (4.0, 40.0, 0.2)
    >>> round(found["low"], 2), round(found["high"], 2)
    (2.58, 6.2)
    """
    mean, agents = float(np.mean(amounts)), len(amounts)
    error = float(np.std(amounts, ddof=1)) / math.sqrt(agents) / mean if agents > 1 and mean else math.nan
    times = float(stdtrit(agents - 1, 0.975)) if agents > 1 else math.nan
    low, high = mean * math.exp(-times * error), mean * math.exp(times * error)
    share = logged / months / (staff * mean) if mean else math.nan
    either = math.sqrt(error**2 + 1 / logged) if logged > 0 else math.nan
    ends = share * math.exp(-times * either), share * math.exp(times * either)
    if logged == 0:  # then only so much is sure: what may be logged at most over what is heard at least
        ends = 0.0, float(gammaincinv(1, 0.975)) / months / (staff * low)
    numbers = (agents, mean, low, high, staff, staff * mean, staff * low, staff * high, logged / months, share, *ends)
    return dict(zip(HEARD, (float(number) for number in numbers), strict=True))
