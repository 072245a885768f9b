"""What was counted while a log was read: rows left out, ties, gaps, spellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from kccdiag.engagement import Engagement, LogSource, fold
from kccdiag.intake.canonical import Canonical, Kept
from kccdiag.intake.privacy import MASK
from kccdiag.intake.spellings import Codes, fold_all, similar_names
from kccdiag.intake.tables import EventLog
from kccdiag.intake.tally import Tally
from kccdiag.intake.zones import Flags, Seconds

Columns = Mapping[str, Any]  # of the events, as arrays

_MOST_ACTIVITIES = 200  # listed one by one; a column with more is free text
_MOST_RARE = 50  # a column with more may hold remarks too: what is on fewer signals than these is not repeated
_FEW_SIGNALS = 5
_SMALL_GROUP = 5
FEW_BEGINNINGS = 40  # so that at least two signals lie beyond either end


def count_quality(kept: Sequence[Kept], canonical: Canonical, tally: Tally) -> None:
    """Count what the log says of itself, once its events are canonical."""
    events = {name: canonical.events[name].to_numpy() for name in canonical.events.column_names}
    tally.add("events", canonical.events.num_rows, "rows")
    tally.add("signals", events["signal_id"].max(), "signals")
    tally.add("departments", canonical.departments["in_log"].sum(), "departments")
    for name in ("person", "customer"):
        if name in canonical.has:
            tally.add(f"{name}s", pc.count_distinct(canonical.events[name].filter(pc.greater(canonical.events[name], 0))
                                                    ).as_py(), f"{name}s")  # fmt: skip
    tally.add("unknown_department_share", (events["dept"] == 0).mean(), "share")
    _count_ties(events, kept, tally)
    _count_gap(events["t"], tally)
    _count_crowding(events, canonical, tally)
    _count_groups(events, canonical, tally)
    _count_endings(canonical, tally)
    _count_shared(canonical, tally)
    _count_amounts(kept, canonical, tally)
    _count_activities(events, kept, canonical, tally)
    for part in kept:
        tell_unused(
            part.source, {name: part.column(name).dictionary.to_pylist() for name in ("kind", "activity")}, tally
        )
    tell_similar(canonical.departments, tally)


def _count_amounts(kept: Sequence[Kept], canonical: Canonical, tally: Tally) -> None:
    """Count what was filled in as a duration or a satisfaction and is none."""
    for name, role in (("duration", "duration_s"), ("satisfaction", "satisfaction")):
        filled = sum(len(rows.row) - rows.values[role].null_count for rows in kept if role in rows.values)
        unread = filled - pc.sum(pc.greater(canonical.events[name], 0)).as_py()
        if unread:
            tally.add("amounts_unreadable", unread, "rows", subject=role)


def _count_ties(events: Columns, kept: Sequence[Kept], tally: Tally) -> None:
    """Count events at the same time as the one before in their signal, and those that no sequence column decides."""
    fraction, t = _fractions(events["row"], kept), events["t"]
    known = events["dept"] > 0  # an unknown department has no handovers that a tie could turn
    fraction, signal, seq = fraction[known], events["signal_id"][known], events["seq"][known]
    tally.add("ties_share", _tied([signal, t[known], fraction]).mean(), "share")
    tally.add("ties_undecided_share", _tied([signal, t[known], seq]).mean(), "share")
    if len(t) > 1 and t.min() == t.max():
        tally.add("times_all_equal", len(t), "rows")


def _fractions(row: Seconds, kept: Sequence[Kept]) -> Seconds:
    """Give the nanoseconds of rows by their places."""
    fraction = np.concatenate([part.fraction for part in kept])
    if not fraction.any():
        return np.zeros(len(row), dtype=np.int64)
    places = np.concatenate([part.row for part in kept])
    order = np.argsort(places, kind="stable")
    return fraction[order][np.searchsorted(places[order], row)]


def _tied(keys: Sequence[Seconds]) -> Flags:
    """Say which rows, put in the order of the keys, are equal in all of them to the one before."""
    order = slice(None) if _are_sorted(keys) else np.lexsort(list(reversed(keys)))
    same = np.ones(max(len(keys[0]) - 1, 0), dtype=bool)
    for key in keys:
        same &= key[order][1:] == key[order][:-1]
    return np.append(same, False)


def _are_sorted(keys: Sequence[Seconds]) -> bool:
    """Say whether rows stand in the order of the keys already, as canonical events mostly do."""
    equal = np.ones(max(len(keys[0]) - 1, 0), dtype=bool)
    for key in keys:
        if (equal & (key[1:] < key[:-1])).any():
            return False
        equal &= key[1:] == key[:-1]
    return True


def _count_gap(t: Seconds, tally: Tally) -> None:
    """Find the longest stretch in which nothing was written at all."""
    times = np.sort(t)
    if times[0] < times[-1]:
        widest = int(np.argmax(np.diff(times)))
        start = str(np.datetime64(int(times[widest]), "s"))
        tally.add("gap_days", (times[widest + 1] - times[widest]) / 86_400, "days", detail=f"{start}Z")


def _count_crowding(events: Columns, canonical: Canonical, tally: Tally) -> None:
    """Say in how many days nine in ten signals began, where that is less than half of the window.

    An export chosen by when signals ended holds the few old ones that took long, and nearly all of the last ones. (Of
    Volvo's incidents 96 % began in the last 3 of 25 months.)
    """
    began = np.sort(events["t"][np.flatnonzero(np.diff(events["signal_id"], prepend=0))])
    if len(began) < FEW_BEGINNINGS:
        return
    tell_crowding(began[len(began) // 20], began[-1 - len(began) // 20], (canonical.start, canonical.cutoff), tally)


def tell_crowding(first: int, last: int, window: tuple[int, int], tally: Tally) -> None:
    """Say from when to when nine in ten signals began, if that is less than half of the window (epoch seconds)."""
    start, cutoff = window
    if 2 * (last - first) < cutoff - start:
        tally.add("starts_crowded", (last - first) / 86_400, "days", detail=str(np.datetime64(int(first), "s"))[:10])


def _count_groups(events: Columns, canonical: Canonical, tally: Tally) -> None:
    """Count the departments of few persons, and those of which nobody can say how many they are."""
    known = (events["dept"] > 0) & (events["person"] > 0)
    tell_groups(_different(events["dept"][known], events["person"][known]), canonical.departments, tally)


def _different(key: Codes, value: Codes) -> pd.Series:
    """Count the different values (below 2**32) beside each key; index key."""
    pairs = pd.unique(key.astype(np.int64) << 32 | value)
    counts = np.bincount(pairs >> 32)
    return pd.Series(counts, index=pd.RangeIndex(len(counts)))[counts > 0]


def tell_groups(persons: pd.Series, departments: pd.DataFrame, tally: Tally) -> None:
    """Say how many departments are small: by the persons that the log names in them (index dept), else as listed."""
    listed = departments.set_index("dept")
    persons = persons.combine_first(listed["staff"].astype(float)).dropna()
    if len(persons):
        tally.add("small_groups", ((persons > 0) & (persons < _SMALL_GROUP)).sum(), "departments")
        unchecked = listed["in_log"] & ~listed.index.isin(persons.index)
        tally.add("groups_unchecked", unchecked.sum(), "departments")


def _count_endings(canonical: Canonical, tally: Tally) -> None:
    """Count signals that no outcome ends, where the log says what ends one."""
    if "outcomes" in canonical.has:
        ended = pc.count_distinct(canonical.events["signal_id"].filter(pc.greater(canonical.events["outcome"], 0)))
        signals = pc.max(canonical.events["signal_id"]).as_py()
        tally.add("signals_open_share", 1 - ended.as_py() / signals, "share")


def _count_shared(canonical: Canonical, tally: Tally) -> None:
    if pc.max(canonical.events["source"]).as_py():
        sources = canonical.events.group_by("signal_id").aggregate([("source", "count_distinct")])
        tally.add("shared_signals", pc.sum(pc.greater(sources["source_count_distinct"], 1)).as_py(), "signals")


def _count_activities(events: Columns, kept: Sequence[Kept], canonical: Canonical, tally: Tally) -> None:
    """Count how often activities stand there and come last, and on how many signals."""
    names = canonical.names[canonical.names["column"] == "activity"]
    activity, signal = events["activity"], events["signal_id"]
    last = activity[np.append(np.flatnonzero(np.diff(signal)), len(signal) - 1)]
    meaning = pd.unique(activity[(events["outcome"] > 0) | (events["told"] > 0) | (events["stay"] > 0)])
    table = pd.DataFrame({
        "name": names["name"].to_numpy(),
        "rows": np.bincount(activity, minlength=len(names) + 1)[1:],
        "last": np.bincount(last, minlength=len(names) + 1)[1:],
        "signals": _different(activity, signal).reindex(names["code"], fill_value=0).to_numpy(),
        "meaning": names["code"].isin(meaning).to_numpy(),
    })  # fmt: skip
    tell_activities(table, [part.source for part in kept], tally)


def tell_activities(table: pd.DataFrame, sources: Sequence[LogSource], tally: Tally) -> None:
    """List activities that neither end a signal nor say that it waits, those that come last most often first.

    Left out, but counted, is what names a person or a customer, and in a column that looks like remarks what few
    signals have.

    Parameters
    ----------
    table
        ``name``, ``rows``, ``last`` (signals that it is the last of), ``signals``, ``meaning`` (whether some row says
        more by it).
    """
    meant = {value for source in sources for value in (*source.outcomes, *source.stays)}
    meaningless = np.array([value not in meant for value in fold_all(table["name"])]) & ~table["meaning"]
    plain = ~table["name"].str.contains(MASK) & ((len(table) <= _MOST_RARE) | (table["signals"] >= _FEW_SIGNALS))
    every = int(meaningless.sum())
    table = table[meaningless & plain].sort_values(["last", "rows", "name"], ascending=[False, False, True])
    for one in table.head(_MOST_ACTIVITIES).itertuples(index=False):
        tally.add("activity_without_meaning", one.rows, "rows", subject=one.name, detail=str(one.last))
    if every > min(len(table), _MOST_ACTIVITIES):
        tally.add("activities_without_meaning", every, "activities")


def tell_unused(source: LogSource, values: Mapping[str, Sequence[str]], tally: Tally) -> None:
    """List values that kccdiag.toml gives a meaning and that the log does not hold: often a slip of the pen.

    Parameters
    ----------
    values
        The different values of kind and activity in it.
    """
    for column, meanings in (("kind", source.kinds), ("activity", {**source.outcomes, **source.stays})):
        found = set(fold_all(values[column])) if meanings else set()
        for value in sorted(set(meanings) - found):
            tally.add("mapping_unused", 1, "values", subject=value, detail=meanings[value])


def tell_similar(departments: pd.DataFrame, tally: Tally) -> None:
    """List departments whose names look like one."""
    for one, other in similar_names(departments["department"].tolist()).itertuples(index=False):
        tally.add("similar_departments", 1, "pairs", subject=one, detail=other)


def tell_roles(log: EventLog, engagement: Engagement) -> EventLog:
    """List departments that kccdiag.toml gives a role and that the log does not hold: another one may have it then."""
    found = set(fold_all(log.departments.loc[log.departments["in_log"], "department"].tolist()))
    tally = Tally()
    for role in ("contact_centre", "board"):
        for name in getattr(engagement, role):
            if found and fold(name) not in found:
                tally.add("mapping_unused", 1, "values", subject=name, detail=role)
    table = tally.as_table()
    return replace(log, quality=pd.concat([log.quality, table], ignore_index=True)) if len(table) else log
