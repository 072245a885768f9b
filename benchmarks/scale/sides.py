"""Who is measured: each side gets the same events and gives its tables; the floors give none."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace

import pandas as pd

from benchmarks.scale.asked import CONTACTS, REDUCTIONS, Asked
from benchmarks.scale.events import log_at
from kccdiag.engines.database import Database, quoted
from kccdiag.engines.duck import open_duck
from kccdiag.flow.engine import Engine, Flow
from kccdiag.intake.tables import EVENT_SCHEMA
from kccdiag.settings import MEMORY

THREADS = 2
ALLOWED = "1500MB"  # what DuckDB may hold at most, so that all of the process keeps within 4 GB
Tables = dict[str, pd.DataFrame]
Side = Callable[[Asked], Callable[[], Tables]]  # what is loaded first, and what is timed


def _kccdiag(asked: Asked) -> Callable[[], Tables]:
    """All reductions of DEFINITIONS 1 to 5, and no others."""
    import duckdb  # noqa: F401 — loaded before the clock runs, as pandas is for the others

    return lambda: _of(_flow(asked, without=set(CONTACTS)), REDUCTIONS)


def _kccdiag_limited(asked: Asked) -> Callable[[], Tables]:
    """The same in little memory, whatever the size of the log: in more parts."""
    reduced = _kccdiag(asked)

    def limited() -> Tables:
        before = os.environ.get(MEMORY, "")
        os.environ[MEMORY] = ALLOWED
        try:
            return reduced()
        finally:
            os.environ[MEMORY] = before

    return limited


def _kccdiag_flow(asked: Asked) -> Callable[[], Tables]:
    """The whole flow: with what customers did next."""
    import duckdb  # noqa: F401

    return lambda: _of(_flow(asked), (*REDUCTIONS, *CONTACTS))


def _kccdiag_handovers(asked: Asked) -> Callable[[], Tables]:
    """What pm4py is asked for, and what comes with it: journeys with their fate, and how long each handover took."""
    import duckdb  # noqa: F401

    from benchmarks.scale.in_pm4py import handovers_of

    rest = {*REDUCTIONS, *CONTACTS} - {"variants", "delays"}

    def handovers() -> Tables:
        flow = _flow(asked, without=rest)
        return {"handovers": handovers_of(flow)}

    return handovers


def _pandas(asked: Asked) -> Callable[[], Tables]:
    from benchmarks.scale import in_pandas

    return lambda: in_pandas.reduced(asked)


def _polars(asked: Asked) -> Callable[[], Tables]:
    from benchmarks.scale import in_polars

    return lambda: in_polars.reduced(asked)


def _pm4py(asked: Asked) -> Callable[[], Tables]:
    import pm4py  # noqa: F401

    from benchmarks.scale import in_pm4py

    return lambda: in_pm4py.handed_over(in_pm4py.formatted(asked))


def _pm4py_formatted(asked: Asked) -> Callable[[], Tables]:
    """The same from a log that pm4py holds in memory already."""
    from benchmarks.scale import in_pm4py

    log = in_pm4py.formatted(asked)
    return lambda: in_pm4py.handed_over(log)


def _scan(asked: Asked) -> Callable[[], Tables]:
    """Reading the Parquet once: the sum of every column."""
    sums = ", ".join(f'sum("{field.name}")' for field in EVENT_SCHEMA)
    return _queried(f"select {sums} from {_path(asked)}")


def _sort(asked: Asked) -> Callable[[], Tables]:
    """Sorting all columns once by signal, time and row."""
    return _queried(f"create temp table sorted as from {_path(asked)} order by signal_id, t, \"row\"")


def _handing_over(asked: Asked) -> Callable[[], Tables]:
    """Nothing but the handovers, in one query over the events."""
    return _queried(f"""
        select giver, dept as taker, count(*) as handovers
        from (
            select dept, lag(dept) over (partition by signal_id order by t, seq, rnk, "row") as giver
            from {_path(asked)}
            where told = 0
        )
        where giver > 0 and dept > 0 and giver <> dept
        group by giver, dept
    """)


SIDES: dict[str, Side] = {
    "kccdiag": _kccdiag,
    "kccdiag, little memory": _kccdiag_limited,
    "kccdiag, whole flow": _kccdiag_flow,
    "pandas": _pandas,
    "polars": _polars,
    "kccdiag, handovers": _kccdiag_handovers,
    "pm4py, handovers": _pm4py,
    "pm4py, handovers of a formatted log": _pm4py_formatted,
    "floor: read": _scan,
    "floor: sort": _sort,
    "floor: handovers": _handing_over,
}


@contextmanager
def _opened() -> Iterator[Database]:
    """Open DuckDB as the package does, on as many threads as the other sides get."""
    with open_duck() as base:
        base.con.execute(f"set threads = {THREADS}")
        yield base


def _flow(asked: Asked, *, without: Collection[str] = ()) -> Flow:
    log = replace(log_at(asked.events), cutoff=asked.cutoff)
    engine = Engine(log, asked.question, limits=asked.limits, opening=_opened)
    with engine.opened():
        return engine.flow(without=without)


def _of(flow: Flow, names: tuple[str, ...]) -> Tables:
    return {one.name: getattr(flow, one.name) for one in fields(flow) if one.name in names}


def _queried(text: str) -> Callable[[], Tables]:
    import duckdb

    def run() -> Tables:
        with duckdb.connect(config={"threads": THREADS, "preserve_insertion_order": False}) as con:
            con.execute("set enable_progress_bar = false")
            con.execute(text).fetchall()
        return {}

    return run


def _path(asked: Asked) -> str:
    return quoted(str(asked.events))
