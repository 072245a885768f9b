"""Lays down the events of a log as the question wants them read, in the order in which a signal's windows go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kccdiag.flow import steps_sql
from kccdiag.flow.bench import Bench
from kccdiag.flow.question import Question
from kccdiag.flow.terms import CLOSED, LEFT

PRIME = 2_147_483_647  # above all that is drawn
SLOTS = 10_000  # in which unknown departments are drawn
_ALONG = 'partition by signal_id order by t, seq, rnk, {tie}, "row"'


@dataclass(frozen=True)
class Order:
    """Over which rows windows go: of "events" (``along``), of steps and visits (``by_n``), and what numbers the log's.

    Where an engine gives the rows of a sorted log as they lie there, nothing has to be said.
    """

    along: str = ""
    by_n: str = ""
    nth: str = "nth"


def lay_down_events(bench: Bench, path: str, question: Question, *, cutoff: int) -> Order:
    """Make "events" of a log, up to a cut-off (epoch seconds), and say in which order they are."""
    bench.scan("log", path)
    shuffle = question.retold.shuffle
    # What relies on an order finds out that it is there: intake writes it so, but the file came from a disk.
    if bench.base.in_order and not bench.known(steps_sql.ASTRAY)["events"].iloc[0]:
        _view_events(bench, question, Order(), cutoff=cutoff)
        return Order() if shuffle is None else _sorted_by(drawn('"row"', shuffle), nth="nth")
    tie = "0" if shuffle is None else drawn('"row"', shuffle)
    order = _sorted_by(tie, nth=f"cast(row_number() over ({_ALONG.format(tie=0)}) as bigint)")  # 32 bits on Spark
    _view_events(bench, question, order, cutoff=cutoff)
    return order


def _sorted_by(tie: str, *, nth: str) -> Order:
    return Order(_ALONG.format(tie=tie), "partition by signal_id order by n", nth)


def _spread(bench: Bench, seed: int, order: Order) -> None:
    """Draw unknown departments in proportion to the known ones."""
    known = bench.known("select dept, count(*) as events from log where dept > 0 group by dept")
    draw = f"{drawn('signal_id * 31 + known', seed)} % {SLOTS}"
    text = steps_sql.SPREAD.format(draw=draw, drawn=_department(_slots(known)), along=order.along)
    bench.make("spread", text)


def _view_events(bench: Bench, question: Question, order: Order, *, cutoff: int) -> None:
    retold = question.retold
    if retold.spread is not None:
        _spread(bench, retold.spread, order)
    text = steps_sql.EVENTS.format(
        log="log" if retold.spread is None else "spread",
        left=LEFT,
        closed=CLOSED,
        outside=retold.outside,
        hidden=retold.hidden or -1,
        cutoff=cutoff,
        split="true" if question.split is None else _among("source", question.split),
    )
    bench.view("events", text)


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


def _slots(known: pd.DataFrame) -> list[tuple[int, int]]:
    """Give each department as many of the slots as is its share of the events: its first one, and its code.

    Examples
    --------
    >>> _slots(pd.DataFrame({"dept": [2, 1, 7], "events": [10_000, 30_000, 1]}))
    [(0, 1), (7500, 2)]
    """
    known = known.sort_values("dept")
    ends = np.round(known["events"].cumsum() / max(known["events"].sum(), 1) * SLOTS).to_numpy(np.int64)
    firsts = np.append(0, ends)[:-1]
    some = ends > firsts
    return list(zip(firsts[some].tolist(), known["dept"][some].tolist(), strict=True))


def _department(slots: Sequence[tuple[int, int]]) -> str:
    """Write the SQL that says in the slots of which department a draw lies: in as few questions as that takes.

    Examples
    --------
    >>> _department([(0, 4), (2000, 5), (7000, 8)])
    'case when draw < 2000 then 4 else case when draw < 7000 then 5 else 8 end end'
    """
    if len(slots) < 2:
        return str(slots[0][1]) if slots else "0"
    middle = len(slots) // 2
    below, above = _department(slots[:middle]), _department(slots[middle:])
    return f"case when draw < {slots[middle][0]} then {below} else {above} end"
