"""Lays down the events of a log as the question wants them read, in the order in which a signal's windows go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kccdiag.engines.database import Database
from kccdiag.flow import steps_sql
from kccdiag.flow.question import Question
from kccdiag.flow.terms import CLOSED, LEFT

PRIME = 2_147_483_647  # above all that is drawn
SLOTS = 10_000  # in which unknown departments are drawn
_ALONG = 'partition by signal_id order by t, seq, rnk, {tie}, "row"'


@dataclass(frozen=True)
class Order:
    """Over which rows windows go: of "events" (``along``), of steps and visits (``by_n``), and what numbers events.

    Where an engine gives the rows of a sorted log as they lie there, nothing has to be said.
    """

    along: str = ""
    by_n: str = ""
    nth: str = "nth"


def lay_down_events(base: Database, path: str, question: Question, *, cutoff: int) -> Order:
    """Make "events" of a log, up to a cut-off (epoch seconds), and say in which order they are."""
    base.scan("log", path)
    # What relies on an order finds out that it is there: intake writes it so, but the file came from a disk.
    if base.in_order:
        _view_events(base, question, Order(), cutoff=cutoff)
        if not base.fetch(steps_sql.ASTRAY)["events"].iloc[0]:
            shuffle = question.retold.shuffle
            return Order() if shuffle is None else _sorted_by(drawn('"row"', shuffle), nth="nth")
    tie = "0" if question.retold.shuffle is None else drawn('"row"', question.retold.shuffle)
    order = _sorted_by(tie, nth=f"cast(row_number() over ({_ALONG.format(tie=0)}) as bigint)")  # 32 bits on Spark
    _view_events(base, question, order, cutoff=cutoff)
    return order


def _sorted_by(tie: str, *, nth: str) -> Order:
    return Order(_ALONG.format(tie=tie), "partition by signal_id order by n", nth)


def _spread(base: Database, seed: int, order: Order) -> None:
    """Draw unknown departments in proportion to the known ones."""
    known = base.fetch("select dept, count(*) as events from log where dept > 0 group by dept")
    base.give("slot", _slots(known))
    draw = drawn("signal_id * 31 + known", seed)
    nth = order.nth if order.nth == "nth" else "0"  # what numbers events comes later then
    base.make("spread", steps_sql.SPREAD.format(log="log", draw=draw, slots=SLOTS, nth=nth, along=order.along))


def _view_events(base: Database, question: Question, order: Order, *, cutoff: int) -> None:
    retold = question.retold
    if retold.spread is not None:
        _spread(base, retold.spread, order)
    text = steps_sql.EVENTS.format(
        log="log" if retold.spread is None else "spread",
        nth=order.nth,
        left=LEFT,
        closed=CLOSED,
        outside=retold.outside,
        hidden=retold.hidden or -1,
        cutoff=cutoff,
        split="true" if question.split is None else _among("source", question.split),
    )
    base.view("events", text)


def _among(column: str, numbers: Collection[int]) -> str:
    return f"{column} in ({', '.join(map(str, numbers))})" if numbers else "false"


def drawn(number: str, seed: int) -> str:
    """Write the SQL of a number below a prime that a seed and another number decide, as if by chance."""
    # A number squared twice modulo a prime: the same on every engine, unlike a hash function. (Squared once,
    # neighbouring rows end up apart more often than by chance: 1 % more handovers on the hospital log than in random
    # order.)
    first = f"((({number}) % {PRIME}) * 48271 + {1 + seed * 7919}) % {PRIME}"
    once = f"(({first}) * ({first}) + {16807 + seed}) % {PRIME}"
    return f"((({once}) * ({once}) + 33614) % {PRIME})"


def _slots(known: pd.DataFrame) -> pd.DataFrame:
    """Give each department as many of the slots as is its share of the events.

    Examples
    --------
    >>> slots = _slots(pd.DataFrame({"dept": [2, 1], "events": [1, 3]}))
    >>> slots["dept"].value_counts().to_dict()
    {1: 7500, 2: 2500}
    """
    known = known.sort_values("dept")
    ends = np.round(known["events"].cumsum() / max(known["events"].sum(), 1) * SLOTS).to_numpy(np.int64)
    depts = np.repeat(known["dept"].to_numpy(np.int64), np.diff(ends, prepend=0))
    return pd.DataFrame({"slot": np.arange(len(depts)), "dept": depts})
