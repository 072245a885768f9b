"""What a director will object to a finding: the same log told otherwise, a part of it, other limits."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, replace

import pandas as pd

from kccdiag.flow.engine import DAY, Engine, Flow, Part, Retelling
from kccdiag.flow.sql import DESCRIPTIVE, LEFT
from kccdiag.intake.tables import EventLog
from kccdiag.limits import Limits
from kccdiag.measured import Measured, measure

RESHUFFLES = 5  # orders tried where more than ``tie_share`` of the events are tied
EARLIER = 30 * DAY
MOST_KINDS = 5  # kinds tried alone, the largest
OUTSIDE = "outside"

EARLIER_CUTOFF = "earlier_cutoff"
TIES = "ties_reshuffled"
UNKNOWN = "unknown_spread"
INTERVIEW_FEWER, RESPONDENT_FEWER = "interview_fewer", "respondent_fewer"
OF_VOICES = (INTERVIEW_FEWER, RESPONDENT_FEWER)  # tried on what people said, and on nothing else
DECISIVE = (EARLIER_CUTOFF, TIES, UNKNOWN)  # a claim that one of these breaks is an indication, no finding


@dataclass(frozen=True)
class Objection:
    """One way in which the log could have been taken.

    Attributes
    ----------
    name
        A key of wording; ``about`` is the kind of signal, or the department, that it names.
    part
        The signals that it is about; None for all.
    retold
        How the log would be read; None for as it is.
    strictness
        Of the limits: 1 for as they are.
    """

    name: str
    about: str = ""
    part: Part | None = None
    retold: Retelling | None = None
    strictness: float = 1.0

    @property
    def outside(self) -> int:
        """The department that stands for other systems; 0 where there is none."""
        return self.retold.outside if self.retold is not None else 0

    @property
    def keeps(self) -> frozenset[str]:
        """What it leaves as it is: the ways of signals, or who calls when about what; see :func:`measure`."""
        if self.retold is None:
            return frozenset() if self.part is not None else frozenset({"ways"})
        return frozenset() if self.retold.cutoff else frozenset({"contacts"})


def objections_to(log: EventLog, measured: Measured, *, limits: Limits, seed: int) -> list[Objection]:
    """List the objections that this log gives cause for.

    A cut-off a month earlier; the first and the last quarter of the window apart; without the largest department but
    the contact centre; each kind of signal alone; events tied in time in another order; unknown departments drawn in
    proportion to the known ones; exits counted as handed over and ended; limits half and twice as strict.
    """
    return [
        *_of_time(measured.flow),
        *_of_departments(log, measured, seed=seed),
        *_of_kinds(log, measured.flow),
        *_of_order(log, limits, seed=seed),
        Objection("limits_halved", strictness=0.5),
        Objection("limits_doubled", strictness=2.0),
    ]


def answers_to(
    objections: Sequence[Objection], engine: Engine, measured: Measured
) -> Generator[tuple[Objection, Measured]]:
    """Measure the log again under each objection, with the silos and side-by-side pairs that were found in it.

    Those come first that need the log as it is told, so that its working tables can go before it is told otherwise.

    Parameters
    ----------
    engine
        Open, on the log as it is.
    measured
        What came of the log as it is.
    """
    flows = _flows(objections, engine, measured)
    with ThreadPoolExecutor(max_workers=1) as ahead:
        # Engines compute beside Python: the next flow is reduced while the last one is measured.
        coming = ahead.submit(next, flows, None)
        while (reduced := coming.result()) is not None:
            coming = ahead.submit(next, flows, None)
            objection, flow, asked = reduced
            yield objection, measure(flow, asked, like=measured, kept=objection.keeps)


def _flows(
    objections: Sequence[Objection], engine: Engine, measured: Measured
) -> Iterator[tuple[Objection, Flow, Engine]]:
    """Reduce the log under each objection; the engine says under which limits, and how the log was read."""
    parts = {objection: objection.part for objection in objections if objection.part is not None}
    for objection, flow in zip(parts, engine.flows(list(parts.values()), without=DESCRIPTIVE), strict=True):
        yield objection, flow, copy(engine)  # whose limits change while this is measured
    for objection in objections:
        if objection.part is None and objection.retold is None:
            with engine.under(engine.limits.as_strict(objection.strictness)):
                yield objection, engine.flow(without=DESCRIPTIVE), copy(engine)
    engine.release()
    for objection in objections:
        if objection.retold is not None:
            yield _retold(objection, engine, measured)


def with_outside(log: EventLog, objection: Objection) -> EventLog:
    """Add the department that stands for other systems, where exits are counted."""
    if not objection.outside:
        return log
    row = {"dept": objection.outside, "department": OUTSIDE, "unit": "", "staff": pd.NA, "in_log": True}
    extra = pd.DataFrame([row]).astype(log.departments.dtypes.to_dict())
    return replace(log, departments=pd.concat([log.departments, extra], ignore_index=True))


def _retold(objection: Objection, engine: Engine, measured: Measured) -> tuple[Objection, Flow, Engine]:
    question = replace(engine.question, home=measured.home or None, retold=objection.retold or Retelling())
    like = None if question.retold.cutoff else measured.flow
    log = with_outside(engine.log, objection)
    with engine.told(log, question, like=like).opened() as other:
        return objection, other.flow(without=DESCRIPTIVE), other


def _of_time(flow: Flow) -> Iterator[Objection]:
    window = flow.cutoff - flow.start
    if window > 2 * EARLIER:
        yield Objection(EARLIER_CUTOFF, retold=Retelling(cutoff=flow.cutoff - EARLIER))
    quarter = window // 4
    if quarter >= DAY:
        yield Objection("first_quarter", part=Part.begun(flow.start, flow.start + quarter))
        yield Objection("last_quarter", part=Part.begun(flow.cutoff - quarter, flow.cutoff))


def _of_departments(log: EventLog, measured: Measured, *, seed: int) -> Iterator[Objection]:
    visits = measured.departments["visits"].drop(index=list(measured.home), errors="ignore")
    if (visits > 0).sum() > 1:
        largest = int(visits.sort_index().idxmax())
        name = log.departments.set_index("dept").loc[largest, "department"]
        yield Objection("without_largest", about=str(name), retold=Retelling(hidden=largest))
    if measured.journeys.visits["dept"].eq(0).any():
        yield Objection(UNKNOWN, retold=Retelling(spread=seed))
    if measured.flow.variants["outcome"].eq(LEFT).any():
        yield Objection("exits_counted", retold=Retelling(outside=int(log.departments["dept"].max()) + 1))


def _of_kinds(log: EventLog, flow: Flow) -> Iterator[Objection]:
    signals = flow.variants.groupby("kind")["signals"].sum().drop(index=0, errors="ignore")
    if len(signals) < 2:
        return
    kinds = log.names[log.names["column"] == "kind"].set_index("code")["name"]
    largest = signals.sort_index().sort_values(ascending=False, kind="stable").index[:MOST_KINDS]
    for kind in sorted(int(kind) for kind in largest):
        yield Objection("kind_alone", about=str(kinds[kind]), part=Part.of_kind(kind))


def _of_order(log: EventLog, limits: Limits, *, seed: int) -> Iterator[Objection]:
    tied = float(log.quality.loc[log.quality["check"] == "ties_undecided_share", "value"].sum())
    orders = RESHUFFLES if tied > limits.tie_share else int(tied > 0)
    for turn in range(orders):
        yield Objection(TIES, retold=Retelling(shuffle=seed * RESHUFFLES + turn))
