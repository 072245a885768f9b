"""What bulk events say of themselves: counted by the engine, piece by piece, and told as the ordinary way does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kccdiag.engines.database import Database
from kccdiag.intake.bulk.rows import AMOUNTS
from kccdiag.intake.bulk.sources import Source
from kccdiag.intake.canonical import Canonical
from kccdiag.intake.quality import (
    FEW_BEGINNINGS,
    tell_activities,
    tell_crowding,
    tell_groups,
    tell_similar,
    tell_unused,
)
from kccdiag.intake.tally import Tally

_HOUR, _DAY = 3_600, 86_400

_SUMS = """
    select count(*) as events, sum(case when dept = 0 then 1 else 0 end) as unknown,
           sum(case when dept > 0 then 1 else 0 end) as known,
           sum(case when duration > 0 then 1 else 0 end) as duration_s,
           sum(case when satisfaction > 0 then 1 else 0 end) as satisfaction,
           sum(duration_s_filled) as duration_s_filled, sum(satisfaction_filled) as satisfaction_filled,
           max(outcome) as outcome, max(stay) as stay, max(source) as source, min(t) as start, max(t) as last,
           count(distinct case when outcome > 0 then signal_id end) as ended
    from piece"""
_TIED = """
    select (select count(*) from (select distinct signal_id, t, fraction from piece where dept > 0) as a) as times,
           (select count(*) from (select distinct signal_id, t, seq from piece where dept > 0) as b) as orders"""
_SHARED = """
    select count(*) as shared
    from (select signal_id from piece group by signal_id having min(source) <> max(source)) as s"""
_BEGUN = """
    select first as t, count(*) as signals from (select min(t) as first from piece group by signal_id) as firsts
    group by first"""
_HOURS = f"""
    select floor(t / {_HOUR}.0) as hour, min(t) as start, max(t) as last from piece group by floor(t / {_HOUR}.0)"""
_ACTIVITIES = """
    select activity, count(*) as "rows", sum(case when place = 1 then 1 else 0 end) as last,
           count(distinct signal_id) as signals, max(outcome + told + stay) as meaning
    from (select *, row_number() over (partition by signal_id order by t desc, seq desc, rnk desc, "row" desc) as place
          from piece) as placed
    group by activity"""


@dataclass
class Counts:
    """What is added up over pieces."""

    sums: list[pd.DataFrame] = field(default_factory=list)
    activities: list[pd.DataFrame] = field(default_factory=list)

    def total(self, name: str) -> int:
        """Add up a count."""
        return int(pd.concat(self.sums)[name].sum())

    def most(self, name: str) -> int:
        """Give the largest of a count."""
        return int(pd.concat(self.sums)[name].max())


def count_piece(base: Database, counts: Counts, *, sources: int) -> None:
    """Count what ``piece`` holds."""
    sums = base.fetch(_SUMS).join(base.fetch(_TIED))
    counts.sums.append(sums.join(base.fetch(_SHARED)) if sources > 1 else sums.assign(shared=0))
    counts.activities.append(base.fetch(_ACTIVITIES))
    base.add("begun", _BEGUN)
    base.add("hour", _HOURS)
    base.add("worker", "select dept, person from piece where dept > 0 and person > 0 group by dept, person")


@dataclass(frozen=True)
class Said:
    """What is known of bulk events beside what is counted in pieces.

    Parameters
    ----------
    values
        Column → ``source``, ``value``, ``many`` of the columns that name things.
    people
        How many persons and customers there are.
    """

    sources: Sequence[Source]
    values: Mapping[str, pd.DataFrame]
    people: Mapping[str, int]


def tell_quality(base: Database, said: Said, canonical: Canonical, counts: Counts, tally: Tally) -> None:
    """Tell what was counted, in the order and the words of :func:`kccdiag.intake.quality.count_quality`."""
    events, known = counts.total("events"), counts.total("known")
    signals = int(base.fetch("select sum(signals) as signals from begun")["signals"][0])
    tally.add("events", events, "rows")
    tally.add("signals", signals, "signals")
    tally.add("departments", canonical.departments["in_log"].sum(), "departments")
    for role, many in said.people.items():
        if many:
            tally.add(f"{role}s", many, f"{role}s")
    tally.add("unknown_department_share", counts.total("unknown") / events, "share")
    for check, distinct in (("ties_share", "times"), ("ties_undecided_share", "orders")):
        tally.add(check, (known - counts.total(distinct)) / known, "share")
    if events > 1 and canonical.start == counts.most("last"):
        tally.add("times_all_equal", events, "rows")
    _tell_gap(base, tally)
    _tell_crowding(base, canonical, signals, tally)
    persons = base.fetch("select dept, count(distinct person) as persons from worker group by dept")
    tell_groups(persons.sort_values("dept").set_index("dept")["persons"], canonical.departments, tally)
    if "outcomes" in canonical.has:
        tally.add("signals_open_share", 1 - counts.total("ended") / signals, "share")
    if counts.most("source"):
        tally.add("shared_signals", counts.total("shared"), "signals")
    for role in AMOUNTS:
        if unread := counts.total(f"{role}_filled") - counts.total(role):
            tally.add("amounts_unreadable", unread, "rows", subject=role)
    tell_activities(_activities(counts, canonical), [source.log for source in said.sources], tally)
    for source in said.sources:
        values = {role: said.values[role] for role in ("kind", "activity")}
        here = {role: table.loc[table["source"] == source.number, "value"].tolist() for role, table in values.items()}
        tell_unused(source.log, here, tally)
    tell_similar(canonical.departments, tally)


def _activities(counts: Counts, canonical: Canonical) -> pd.DataFrame:
    names = canonical.names[canonical.names["column"] == "activity"].set_index("code")["name"]
    added = pd.concat(counts.activities).groupby("activity").agg(
        {"rows": "sum", "last": "sum", "signals": "sum", "meaning": "max"})  # fmt: skip
    table = added.reindex(names.index, fill_value=0).astype("int64")
    return table.assign(name=names, meaning=table["meaning"] > 0).reset_index(drop=True)


def _tell_gap(base: Database, tally: Tally) -> None:
    """Tell the longest stretch in which nothing was written: between hours, or within one where none stayed empty."""
    hours = base.fetch("select hour, min(start) as start, max(last) as last from hour group by hour").sort_values(
        "hour"
    )
    starts, lasts = hours["start"].to_numpy(np.int64), hours["last"].to_numpy(np.int64)
    gaps, begun = starts[1:] - lasts[:-1], lasts[:-1]
    if len(gaps) == 0 or gaps.max() < _HOUR:
        within = base.fetch(f"""
            select gap, min(t - gap) as start from (
                select t, t - lag(t) over (partition by floor(t / {_HOUR}.0) order by t) as gap
                from (select distinct t from kept) as moments) as gaps
            where gap is not null group by gap order by gap desc limit 1""")  # fmt: skip
        gaps, begun = np.append(gaps, within["gap"]), np.append(begun, within["start"])
        order = np.argsort(begun, kind="stable")
        gaps, begun = gaps[order], begun[order]
    if len(gaps):
        widest = int(np.argmax(gaps))
        tally.add("gap_days", gaps[widest] / _DAY, "days", detail=f"{np.datetime64(int(begun[widest]), 's')}Z")


def _tell_crowding(base: Database, canonical: Canonical, signals: int, tally: Tally) -> None:
    """Find the moments between which nine in ten signals began, by day first and then within the day."""
    if signals < FEW_BEGINNINGS:
        return
    days = base.fetch(
        f"select floor(t / {_DAY}.0) as day, sum(signals) as signals from begun group by floor(t / {_DAY}.0)"
    )
    days = days.sort_values("day", ignore_index=True).astype("int64")
    first, last = (_nth(base, days, place) for place in (signals // 20, signals - 1 - signals // 20))
    tell_crowding(first, last, (canonical.start, canonical.cutoff), tally)


def _nth(base: Database, days: pd.DataFrame, place: int) -> int:
    """Find when the signal began that is at a place in the order of their beginnings, from 0."""
    ends = days["signals"].cumsum().to_numpy()
    within = int(np.searchsorted(ends, place, side="right"))
    start = int(days["day"][within]) * _DAY
    moments = base.fetch(
        f"select t, sum(signals) as signals from begun where t >= {start} and t < {start + _DAY} group by t"
    )
    moments = moments.sort_values("t", ignore_index=True).astype("int64")
    before = ends[within] - days["signals"][within]
    return int(moments["t"][int(np.searchsorted(moments["signals"].cumsum(), place - before, side="right"))])
