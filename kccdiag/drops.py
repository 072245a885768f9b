"""A hundred signals of one week and their way through the organisation: an illustration, nothing is measured with it.

What is shown of single signals is little: no signal's number, no date but the week, times in quarters of a day, no
persons, no customers and nothing of what they wanted. A department is named only where enough persons worked on the
signals of that week (DEFINITIONS 10); of a kind of signal that is seldom so, and so kinds are not told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kccdiag import groups
from kccdiag.flow import drops_sql
from kccdiag.flow.engine import DAY, Engine
from kccdiag.flow.sql import OUTCOMES
from kccdiag.tabulation import Naming
from kccdiag.wording import say

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis

MOST = 100  # drops
LONGEST = 13  # weeks laid over one another, a quarter of a year, where one has fewer than a hundred signals
PART = 0.25  # of a day
COLUMNS = [
    "drop", "place", "department", "enter_day", "leave_day", "end", "end_day", "told_day", "week", "weeks", "days",
    "signals",
]  # fmt: skip


@dataclass(frozen=True)
class Span:
    """The weeks that drops are taken from.

    Attributes
    ----------
    monday
        First day of the first week, in days since 1970.
    weeks, signals
        How many weeks, and how many signals began in them.
    days
        How long the signals are followed, from the first day of their own week.
    """

    monday: int
    weeks: int
    signals: int
    days: int

    @property
    def mondays(self) -> pd.DataFrame:
        """Return the first day of each week."""
        return pd.DataFrame({"monday": self.monday + drops_sql.A_WEEK * np.arange(self.weeks)})


def drops_table(engine: Engine, naming: Naming, *, seed: int, home: tuple[int, ...] = ()) -> pd.DataFrame:
    """Follow a hundred signals of one week, drawn with the seed.

    Parameters
    ----------
    engine
        An open one that the flow has been asked of.
    naming
        What departments are called, and which are pooled everywhere.
    home
        The contact centre.

    Returns
    -------
    pandas.DataFrame
        One row a stay: ``drop`` (from 0, in random order), ``place`` (from 0), ``department``, ``enter_day``,
        ``leave_day`` (since the first midnight, UTC, of the week in which the signal began; NaN where it was still
        there at the end). Alike in all rows of a drop: ``end``
        (``told``, ``adopted``, ``answered``, ``rejected``, ``withdrawn``, ``closed``, ``left``, ``dropped``, ``open``),
        ``end_day`` and ``told_day`` (NaN where there was none). A dropped signal ended with its last event. Alike in
        all rows: ``week`` (a date), ``weeks``, ``days`` (what came later is not told) and ``signals`` (of which the
        drops are drawn). Empty where too few persons worked on all of them.
    """
    span = _span(engine.look_up(drops_sql.WEEKS), cutoff=engine.cutoff, settled_days=engine.limits.settled_days)
    if span is None:
        return pd.DataFrame(columns=COLUMNS)
    worked = engine.look_up(drops_sql.WORKED, span=span.mondays)
    pooled = _pooled(worked, naming, home=home)
    if pooled is None:
        return pd.DataFrame(columns=COLUMNS)
    chosen = engine.look_up(drops_sql.CHOSEN, draw=seed, most=MOST, span=span.mondays)
    chosen = chosen.sort_values(["draw", "signal_id"]).head(MOST)[["signal_id"]]
    paths = engine.look_up(drops_sql.PATHS, chosen=chosen).sort_values(["signal_id", "place"])
    paths["group"] = paths["dept"].where(~paths["dept"].isin(pooled), -1)
    told = _ends(paths, days=span.days)
    stays = _stays(paths, days=span.days).join(told, on="signal_id")
    stays["department"] = [naming.small if one < 0 else _name(one, naming) for one in stays["group"]]
    order = np.random.default_rng(seed).permutation(len(told))
    stays["drop"] = stays["signal_id"].map(dict(zip(told.index, order, strict=True)))
    stays = stays.assign(week=_date(span.monday), weeks=span.weeks, days=span.days, signals=span.signals)
    return stays.sort_values(["drop", "place"], ignore_index=True)[COLUMNS]


def _date(day: int) -> pd.Timestamp:
    return pd.Timestamp(day * DAY, unit="s").as_unit("s")


def _name(dept: int, naming: Naming) -> str:
    return naming.departments[dept] if dept else say(naming.language, "labels.unknown")


# ---- which week


def _span(weeks: pd.DataFrame, *, cutoff: int, settled_days: float) -> Span | None:
    """Choose an ordinary week that can be followed for ``settled_days``.

    Ordinary is a week of the size in which the signal in the middle began, were they ordered by that. Where it has
    fewer than a hundred signals, as many weeks in a row as it takes; where too few are old enough, they are followed
    for a half, a quarter or an eighth of the time. Of equals the latest.

    Examples
    --------
    >>> weeks = pd.DataFrame({"monday": [4, 11, 18], "signals": [300, 120, 90]})
    >>> _span(weeks, cutoff=200 * DAY, settled_days=90.0)
    Span(monday=4, weeks=1, signals=300, days=90)
    >>> _span(weeks.assign(signals=[40, 60, 80]), cutoff=200 * DAY, settled_days=90.0)
    Span(monday=11, weeks=2, signals=140, days=90)
    """
    counts = weeks.groupby("monday")["signals"].sum()
    if not len(counts):
        return None
    mondays = range(int(counts.index[0]), int(counts.index[-1]) + 1, drops_sql.A_WEEK)
    every, last = counts.reindex(mondays, fill_value=0), cutoff // DAY
    found = [_followed(every, last=last, days=int(settled_days / part)) for part in (1, 2, 4, 8)]
    spans = [span for span in found if span is not None]
    return next((span for span in spans if span.signals >= MOST), spans[0] if spans else None)


def _followed(every: pd.Series, *, last: int, days: int) -> Span | None:
    """Choose among the weeks that ended so many days before the last."""
    old = every[every.index + drops_sql.A_WEEK + days <= last]
    for length in range(1, min(LONGEST, len(old)) + 1):
        sums = old.rolling(length).sum().dropna()
        usual = _middle(sums)
        if usual >= MOST:
            break
    if not old.sum():
        return None
    end = int((sums - usual).abs().iloc[::-1].idxmin())
    return Span(end - drops_sql.A_WEEK * (length - 1), length, int(sums[end]), max(1, days))


def _middle(sizes: pd.Series) -> float:
    """Return the size of the week in which the signal in the middle began.

    Examples
    --------
    >>> _middle(pd.Series([1, 1, 1, 1, 6]))
    6.0
    """
    ordered = sizes.sort_values()
    return float(ordered[ordered.cumsum() >= ordered.sum() / 2].iloc[0])


# ---- who may be named


def _pooled(worked: pd.DataFrame, naming: Naming, *, home: tuple[int, ...]) -> frozenset[int] | None:
    """Choose the departments that may not be named; None where even together they are too few persons."""
    persons = worked[worked["person"] > 0]
    signals = worked[worked["person"] == 0].groupby("dept")["signals"].sum()
    # Where the log names nobody of a department, signals stand in: there were no more persons than signals.
    count = groups.Headcount(persons[["dept", "kind", "person"]], staff=signals.astype(float))
    small = groups.pooled_groups(count, least=naming.least, centre=frozenset(home))
    pooled = small | naming.pooled
    return None if 0 < count.together(pooled) < naming.least else pooled


# ---- what became of them


def _ends(paths: pd.DataFrame, *, days: int) -> pd.DataFrame:
    """Say how each signal ended within the days, and when; what came later is still open."""
    last = paths.groupby("signal_id").last()
    outcome = np.array(OUTCOMES, dtype=object)[last["outcome"].to_numpy(int)]
    closed, dropped = last["state"].isin(["closed", "exited"]), last["state"].eq("dropped")
    end = pd.Series(np.where(closed, outcome, np.where(dropped, "dropped", "open")), index=last.index, dtype=object)
    day = _days(last["leave"].where(closed, last["last"])).where(closed | dropped)
    heard = _days(last["heard"]).where(last["heard"] >= 0)
    # Who is told of a signal that goes on, or before its outcome, has it back only when it ends. Where no outcome is
    # known it ends with telling, after whatever was done last.
    unended = last["state"].eq("unended") & heard.notna()
    day = day.where(~unended, _days(last["last"]))
    back = pd.concat([heard, day], axis=1).max(axis=1, skipna=False).where(closed | unended)
    back, late = back.where(back <= days), ~(day <= days)
    end = end.mask(late, "open").mask(back.notna(), "told")
    return pd.DataFrame({"end": end, "end_day": day.mask(late), "told_day": back})


def _stays(paths: pd.DataFrame, *, days: int) -> pd.DataFrame:
    """Tell when each stay began and ended; stays at pooled departments one after another are one."""
    paths = paths.assign(enter_day=_days(paths["enter"]), leave_day=_days(paths["leave"]))
    paths["leave_day"] = paths["leave_day"].where(paths["state"].isin(["passed", "closed", "exited"]))
    paths = paths[paths["enter_day"] <= days]
    moved = paths["group"].ne(paths["group"].shift()) | paths["signal_id"].ne(paths["signal_id"].shift())
    stays = paths.groupby(["signal_id", moved.cumsum()], sort=True).agg(
        group=("group", "first"), enter_day=("enter_day", "first"), leave_day=("leave_day", _last)
    )
    stays = stays.reset_index("signal_id").reset_index(drop=True)
    stays["place"] = stays.groupby("signal_id").cumcount()
    return stays.assign(leave_day=stays["leave_day"].where(stays["leave_day"] <= days))


def _last(values: pd.Series) -> float:
    """Return the last value, missing or not."""
    return float(values.iloc[-1])


def _days(seconds: pd.Series) -> pd.Series:
    """Turn seconds into days, rounded down to a quarter."""
    return np.floor(seconds / (DAY * PART)) * PART


# ---- for drawing


def drops_on(drops: pd.DataFrame, day: float) -> pd.DataFrame:
    """Say where every drop is on a day.

    Parameters
    ----------
    drops
        As :func:`drops_table` returns it.

    Returns
    -------
    pandas.DataFrame
        Index ``drop``: ``state`` (``come``: not there yet, ``way``: on its way or waiting, ``dry``: dropped, ``back``:
        the customer was told, ``over``: closed without that), ``department`` ("" where it is at none), ``since``.

    Examples
    --------
    >>> drops = pd.DataFrame({"drop": [0, 0], "department": ["Desk", "A"], "enter_day": [1.0, 2.0]})
    >>> drops = drops.assign(end="told", end_day=5.0, told_day=6.0)
    >>> [drops_on(drops, day).loc[0, ["state", "department"]].tolist() for day in (0, 1, 5, 6)]
    [['come', ''], ['way', 'Desk'], ['way', 'A'], ['back', '']]
    """
    begun = drops[drops["enter_day"] <= day]
    last, every = begun.groupby("drop").last(), drops.groupby("drop").first()
    there = every[["end", "end_day", "told_day"]].join(last[["department", "enter_day"]])
    over = there["end_day"] <= day
    back, dry = there["told_day"] <= day, over & (there["end"] == "dropped")
    over &= there["told_day"].isna() & ~dry
    state = np.select([there["enter_day"].isna(), back, dry, over], ["come", "back", "dry", "over"], "way")
    since = np.select([back, dry | over], [there["told_day"], there["end_day"]], there["enter_day"])
    at = there["department"].where(np.isin(state, ["way", "dry"]), "")
    return pd.DataFrame({"state": state, "department": at, "since": since}, index=there.index)


def told_of(diagnosis: Diagnosis) -> frozenset[str]:
    """Say what the log can tell of drops: ``outcomes`` (they end), ``told`` (customers hear), ``drops`` (some dry up).

    None that dried up would not be the same as not known which.
    """
    dries = {"drops"} - set(diagnosis.not_measurable["what"])
    return frozenset((diagnosis.has & {"outcomes", "told"}) | (dries if "outcomes" in diagnosis.has else set()))


def drops_record(diagnosis: Diagnosis) -> dict[str, Any] | None:
    """Say the same in few words, for a script that draws it; None where there are no drops.

    Returns
    -------
    dict
        ``week`` (ISO date), ``weeks``, ``days``, ``signals``; ``ends``, ``tells``, ``dries``: whether the log says how
        signals end, whether the customer was told, and which ones were dropped; ``departments`` (names);
        ``drops``: ``path`` of [department (index), enter, leave or None], ``end``, ``end_day``, ``told_day``.
    """
    table = diagnosis.drops
    if not len(table):
        return None
    known = [name for name in diagnosis.departments["department"] if name in set(table["department"])]
    departments = [*known, *sorted(set(table["department"]) - set(known))]
    place = {name: number for number, name in enumerate(departments)}
    first = table.iloc[0]
    drops = []
    for _, rows in table.groupby("drop"):
        stays = zip(rows["department"], rows["enter_day"], rows["leave_day"], strict=True)
        drops.append(
            {
                "path": [[place[name], float(enter), _or_none(leave)] for name, enter, leave in stays],
                "end": str(rows["end"].iloc[0]),
                "end_day": _or_none(rows["end_day"].iloc[0]),
                "told_day": _or_none(rows["told_day"].iloc[0]),
            }
        )
    about: dict[str, Any] = {name: int(first[name]) for name in ("weeks", "days", "signals")}
    told = told_of(diagnosis)
    about |= {"ends": "outcomes" in told, "tells": "told" in told, "dries": "drops" in told}
    return {"week": f"{first['week']:%Y-%m-%d}", **about, "departments": departments, "drops": drops}


def drops_words(language: str) -> dict[str, str]:
    """Return what the script says, places for its own values left open.

    Examples
    --------
    >>> drops_words("en")["day"]
    'Day {day} of {days}'
    """
    return {name: say(language, f"drops.{name}", **{value: f"{{{value}}}" for value in SAID}) for name in SCRIPT}


SCRIPT = (
    "day", "from_week", "from_weeks", "map", "elsewhere", "controls", "slider", "play", "pause", "speed", "times",
    "day_back", "day_on", "week_back", "week_on", "way", "dry", "back", "over", "ended", "come", "said_day", "said_way",
    "said_dry", "said_back", "said_over", "said_ended", "said_most", "note", "note_no_ends",
)  # fmt: skip
SAID = (
    "day", "days", "all", "signals", "week", "weeks", "times", "way", "dry", "back", "over", "most", "department",
)  # fmt: skip


def _or_none(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
