"""What a log holds: how much was written when, and how often each of its columns is filled in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kccdiag.intake.tables import EventLog

FEWEST = 4  # periods that show a course; a shorter log is counted by a shorter period
PERIODS = {"month": "MS", "week": "W-MON", "day": "D"}
EVENTS = ("department", "person", "activity")  # known of an event by itself
SIGNALS = ("kind", "channel", "topic", "reason", "customer")  # of a signal once one of its events tells
MEANINGS = {"outcomes": "outcome", "told": "told", "stays": "stay"}  # given to statuses


def course_of(log: EventLog) -> pd.DataFrame:
    """Count events and new signals by month, or by week or day where the log is short.

    Returns
    -------
    pandas.DataFrame
        One row for each period from the first event to the last, those without any included: ``start`` (its first
        day), ``period`` (month, week or day), ``events``, ``started`` (signals whose first event it holds). None for
        a log without events.
    """
    if _is_empty(log):
        return pd.DataFrame(columns=["start", "events", "started", "period"])
    days, first = _column(log, "day"), _first_rows(log)
    dates = pd.date_range(pd.Timestamp(0) + pd.Timedelta(days=int(days.min())), periods=np.ptp(days) + 1, freq="D")
    daily = pd.DataFrame(index=dates.as_unit("s"))
    daily["events"] = np.bincount(days - days.min(), minlength=len(daily))
    daily["started"] = np.bincount(days[first] - days.min(), minlength=len(daily))
    counts = {period: _sums(daily, period) for period in PERIODS}
    period = next((name for name in PERIODS if len(counts[name]) >= FEWEST), "day")
    return counts[period].rename_axis("start").reset_index().assign(period=period)


def _sums(daily: pd.DataFrame, period: str) -> pd.DataFrame:
    return daily.resample(PERIODS[period], label="left", closed="left").sum()


def filled_in(log: EventLog) -> pd.DataFrame:
    """Say of which share of the events or signals each thing is known that the measures can use.

    Returns
    -------
    pandas.DataFrame
        ``what``: ``order`` (events whose place in their signal is not left to the order of the file), a canonical
        column, or a meaning given to statuses (``outcomes``, ``told``, ``stays``: signals in which one occurs);
        ``of``: events or signals; ``share``: of these; NaN where the log has no such column or meaning. No rows for a
        log without events.
    """
    if _is_empty(log):
        return pd.DataFrame(columns=["what", "of", "share"])
    undecided = log.quality.loc[log.quality["check"] == "ties_undecided_share", "value"].sum()
    rows = [("order", "events", 1 - float(undecided))]
    rows += [(what, "events", _of_events(log, what)) for what in EVENTS]
    rows += [(what, "signals", _of_signals(log, what)) for what in SIGNALS]
    rows += [("text", "signals", _with_text(log))]
    rows += [(what, "signals", _of_signals(log, column)) for what, column in MEANINGS.items()]
    table = pd.DataFrame(rows, columns=["what", "of", "share"])
    lacking = ~table["what"].isin({"order", "department", "activity"} | log.has)
    return table.assign(share=table["share"].mask(lacking | table["share"].eq(0)))


def _is_empty(log: EventLog) -> bool:
    return not pq.read_metadata(log.events).num_rows


def _of_events(log: EventLog, what: str) -> float:
    return float((_column(log, {"department": "dept"}.get(what, what)) > 0).mean())


def _of_signals(log: EventLog, column: str) -> float:
    return float(np.maximum.reduceat(_column(log, column), _first_rows(log)).astype(bool).mean())


def _with_text(log: EventLog) -> float:
    if log.texts is None:
        return 0.0
    told = pc.count_distinct(pq.read_table(log.texts, columns=["signal_id"])["signal_id"]).as_py()
    return float(told / len(_first_rows(log)))


def _first_rows(log: EventLog) -> NDArray[np.int64]:
    """Find the first event of each signal: events are sorted by signal, then by time."""
    signals = _column(log, "signal_id")
    return np.flatnonzero(np.diff(signals, prepend=signals[0] - 1))


def _column(log: EventLog, name: str) -> NDArray[np.int64]:
    return pq.read_table(log.events, columns=[name])[name].to_numpy()
