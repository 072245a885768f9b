"""Runs the reductions over a log, in buckets of signals: what is asked, in which order, and what is added up."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from kccdiag.engines.database import Opening, OutOfMemoryError
from kccdiag.engines.duck import open_duck
from kccdiag.flow import contact_sql, sql
from kccdiag.flow.adding import added_up, sums_of, variants_together
from kccdiag.flow.silence import silence_limits
from kccdiag.flow.terms import STATES
from kccdiag.limits import Limits

if TYPE_CHECKING:
    from kccdiag.intake.tables import EventLog

Bucket = tuple[int, int]  # of signals, the first and the last
T = TypeVar("T")
DAY = 86_400
FAR = 1 << 50  # later than any time and more than any count
EVENTS_IN_A_BUCKET = 20_000_000  # at most, whatever the memory
BYTES_OF_AN_EVENT = 500  # in working tables, and in what is sorted and joined to make them
SIGNALS_IN_A_BUCKET = 2_000  # at least, however small the memory
SLOTS = 10_000  # in which unknown departments are drawn


@dataclass(frozen=True)
class Retelling:
    """The same log as somebody would have it who objects (the default is nobody's objection).

    Attributes
    ----------
    shuffle
        A seed under which events tied in time change places; None for the order of the log.
    cutoff
        An earlier one, epoch seconds; 0 for the log's own.
    hidden
        A department that counts as unknown; 0 for none.
    spread
        A seed under which unknown departments are drawn in proportion to the known ones; None leaves them unknown.
    outside
        A department (code) that stands for other systems: a signal that left was handed to it and ended there; 0
        leaves it censored.
    """

    shuffle: int | None = None
    cutoff: int = 0
    hidden: int = 0
    spread: int | None = None
    outside: int = 0


@dataclass(frozen=True)
class Question:
    """What the reductions need to know of the organisation, as integers.

    Attributes
    ----------
    home
        Departments of the contact centre, or None to let the log decide (DEFINITIONS 3).
    board
        Departments where decisions fall.
    idea
        Code of the kind that is an idea, -1 for none.
    queues
        Whether some activity means waiting to be taken up.
    by_reason
        Whether contacts are told apart by their reason; else by their topic.
    failures
        Codes of the reasons (or topics) that the engagement speaks of, each with 1 where it is failure demand, else 0.
    values
        Codes of those that it gives a value to both the customer and the organisation, with the two (1 to 5).
    split
        The logs (places of the [[log]] sections, from 0) whose activities say what a stay is made of; None for all.
    retold
        How the log is read; as it is where nothing is said.
    """

    home: tuple[int, ...] | None = None
    board: tuple[int, ...] = ()
    idea: int = -1
    queues: bool = False
    by_reason: bool = False
    failures: tuple[tuple[int, int], ...] = ()
    values: tuple[tuple[int, int, int], ...] = ()
    split: tuple[int, ...] | None = None
    retold: Retelling = Retelling()


@dataclass(frozen=True)
class Part:
    """Some of the signals.

    Attributes
    ----------
    among
        SQL over ``kind`` and ``first_t`` (epoch seconds of the first event): which ones.
    kind
        Where they are those of one kind: its code, else -1.
    """

    among: str = "true"
    kind: int = -1

    @classmethod
    def of_kind(cls, kind: int) -> Part:
        """Take the signals of one kind."""
        return cls(f"kind = {int(kind)}", int(kind))

    @classmethod
    def begun(cls, start: int, end: int) -> Part:
        """Take the signals whose first event lies in [start, end), epoch seconds."""
        return cls(f"first_t >= {int(start)} and first_t < {int(end)}")


@dataclass(frozen=True)
class Flow:
    """How signals flowed: small additive tables, departments and kinds as integer codes, times in seconds.

    Attributes
    ----------
    home, intake
        The departments that count as contact centre; with ``intake`` every department is, for the signals that start
        there.
    variants
        One row for each distinct journey with its fate (see :data:`kccdiag.flow.sql.VARIANTS`); ``path`` holds
        place * PLACE + dept.
    gaps, silence
        Waiting times between events, and the silence limit by ``dept`` and ``kind`` that follows from them.
    stays, stays_of_kind
        Sums over signals of visits, seconds, and their products.
    own_stays, own_stays_of_kind, own_durations
        The same less the time spent waiting for the customer, of the stays that can be split.
    parts
        Seconds of the stays that can be split, by ``dept``, ``kind`` and ``part`` (0 work, 1 queue, 2 customer).
    durations, delays, drops, stock, states, funnel, fates, activity, workers, raised, ties, crossings
        Histograms and counts, see :mod:`kccdiag.flow.sql`.
    repeats, reasons, failures, returns, placed, satisfaction, handling
        What customers did next, see :mod:`kccdiag.flow.contact_sql`.
    """

    home: tuple[int, ...]
    intake: bool
    cutoff: int
    start: int
    variants: pd.DataFrame
    gaps: pd.DataFrame
    silence: pd.DataFrame
    stays: pd.DataFrame
    stays_of_kind: pd.DataFrame
    own_stays: pd.DataFrame
    own_stays_of_kind: pd.DataFrame
    own_durations: pd.DataFrame
    parts: pd.DataFrame
    durations: pd.DataFrame
    delays: pd.DataFrame
    drops: pd.DataFrame
    stock: pd.DataFrame
    states: pd.DataFrame
    funnel: pd.DataFrame
    fates: pd.DataFrame
    activity: pd.DataFrame
    workers: pd.DataFrame
    raised: pd.DataFrame
    ties: pd.DataFrame
    crossings: pd.DataFrame
    repeats: pd.DataFrame
    reasons: pd.DataFrame
    failures: pd.DataFrame
    returns: pd.DataFrame
    placed: pd.DataFrame
    satisfaction: pd.DataFrame
    handling: pd.DataFrame

    @classmethod
    def of(cls, **known: Any) -> Flow:
        """Make a flow of the tables that somebody will read; the others are empty."""
        return cls(**{one.name: pd.DataFrame() for one in fields(cls)} | known)


@dataclass(frozen=True)
class Sliced:
    """A flow by slice: one integer for quarter of the first event × kind × channel.

    Attributes
    ----------
    flow
        ``kind`` is a slice in every table but ``gaps`` and ``silence``; tables not in
        :data:`kccdiag.flow.sql.SLICED` are empty.
    slices
        ``slice``, ``quarter`` (year * 4 + 0…3), ``kind``, ``channel``: what slices are of.
    fates_visited, funnel_visited
        Fates and funnel of the signals that visited each ``dept``; a signal counts at every department it visited.
    hands, hands_visited
        ``kind`` (a slice), ``person``, ``signals`` that the person worked on, anywhere; and how many of them visited
        each ``dept``.
    """

    flow: Flow
    slices: pd.DataFrame
    fates_visited: pd.DataFrame
    funnel_visited: pd.DataFrame
    hands: pd.DataFrame
    hands_visited: pd.DataFrame


def reduce_log(log: EventLog, question: Question, *, limits: Limits | None = None) -> Flow:
    """Reduce a canonical event log to the tables of a Flow."""
    with Engine(log, question, limits=limits or Limits()).opened() as engine:
        return engine.flow()


def contact_centre_of(starts: pd.DataFrame) -> tuple[tuple[int, ...], bool]:
    """Return the departments that count as contact centre, and whether they are only "the intake" (DEFINITIONS 3).

    Examples
    --------
    >>> contact_centre_of(pd.DataFrame({"dept": [0, 1, 2], "signals": [5, 60, 40]}))
    ((1,), False)
    >>> contact_centre_of(pd.DataFrame({"dept": [1, 2, 3], "signals": [40, 30, 30]}))
    ((1, 2, 3), True)
    """
    known = starts[starts["dept"] > 0].sort_values(["signals", "dept"], ascending=[False, True])
    if not len(known):
        return (), True
    if 2 * known["signals"].iloc[0] >= starts["signals"].sum():
        return (int(known["dept"].iloc[0]),), False
    return tuple(sorted(int(dept) for dept in known["dept"])), True


class Engine:
    """Runs the reductions of one log."""

    def __init__(
        self,
        log: EventLog,
        question: Question,
        *,
        limits: Limits,
        like: Flow | None = None,
        opening: Opening = open_duck,
    ) -> None:
        self.log, self.question, self.limits, self.opening = log, question, limits, opening
        # Who calls when about what is the same wherever the signals went, so it is taken over from another flow.
        self._contacts_like = like
        self.cutoff = question.retold.cutoff or log.cutoff
        self._built: Bucket | None = None
        self._gaps: pd.DataFrame | None = None
        self._home: tuple[int, ...] = ()
        self._whole: tuple[Limits, dict[str, pd.DataFrame]] | None = None

    @contextmanager
    def opened(self) -> Iterator[Engine]:
        """Open a database while the block runs."""
        with self.opening() as self.base:
            self._retell()
            self._buckets = self._laid_out()
            yield self

    @contextmanager
    def under(self, limits: Limits) -> Iterator[Engine]:
        """Reduce under other limits while the block runs."""
        own, self.limits = self.limits, limits
        try:
            yield self
        finally:
            self.limits = own

    def release(self) -> None:
        """Forget the working tables, and their memory with them: what is asked next makes them anew."""
        self._built = None
        for name in (*sql.BUILD, *sql.WORKED, *sql.RECODED, *sql.SUMMED):
            self.base.drop(name)

    def flow(self, *, without: Collection[str] = ()) -> Flow:
        """Run the reductions over all signals; see :meth:`flows`."""
        return self.flows([Part()], without=without)[0]

    def flows(self, parts: Sequence[Part], *, without: Collection[str] = ()) -> list[Flow]:
        """Run the reductions over parts of the signals, which share their silence limits and contact centre.

        Parameters
        ----------
        without
            Reductions that nobody will read: their tables stay empty.
        """
        common = self._prepared()
        return [Flow.of(**common, **tables) for tables in self._tables(parts, without=without)]

    def sliced(self) -> Iterator[Sliced]:
        """Run the reductions by slice, bucket by bucket: what can be counted by journey need not stay in memory."""
        common = self._prepared()
        for tables in self._over_buckets(self._by_slice):
            found = {name: _together(name, sql.SLICED[name], [table]) for name, table in tables.items()}
            apart = {one.name: found.pop(one.name) for one in fields(Sliced) if one.name != "flow"}
            yield Sliced(Flow.of(**common, **found), **apart)

    def _by_slice(self, bucket: Bucket) -> dict[str, pd.DataFrame]:
        self._build(bucket)
        self._built = None  # "signal" is by slice from here on
        for tables in (sql.WORKED, sql.RECODED, sql.SUMMED):
            self._make(sql.needed(tables, sql.SLICED | sql.SUMMED | sql.RECODED), bucket)
        return {name: self._frame(text, bucket) for name, text in sql.SLICED.items()}

    def _prepared(self) -> dict[str, Any]:
        """Find contact centre and silence limits, and lay down what the reductions look up."""
        self._survey()
        home, intake = self.question.home, False
        if home is None:
            starts = self._places.groupby("dept", as_index=False)["signals"].sum()
            home, intake = contact_centre_of(starts[starts["signals"] > 0])
        self._home = () if intake else home
        silence = self._silence(self._gaps)
        self.base.give(
            "limits", silence.replace({"seconds": {np.inf: FAR}}).astype({"seconds": "int64"}).drop(columns="source")
        )
        self.base.give("mapped", pd.DataFrame(self.question.failures, columns=["about", "failure"], dtype="int64"))
        self.base.give("placed", _placed(self.question.values))
        fixed = {"home": home, "intake": intake, "cutoff": self.cutoff, "start": self.log.start}
        return {**fixed, "gaps": self._gaps, "silence": silence}

    def _survey(self) -> None:
        """Count gaps and places over all buckets, once: no limit changes them."""
        if self._gaps is None:
            gaps, places = zip(*self._over_buckets(self._surveyed), strict=True)
            self._gaps, self._places = _together("", sql.GAPS, gaps), _together("", sql.PLACES, places)

    def _surveyed(self, bucket: Bucket) -> tuple[pd.DataFrame, pd.DataFrame]:
        self._build(bucket)
        return self._frame(sql.GAPS, bucket), self._frame(sql.PLACES, bucket)

    def interleaved(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Compare how often two departments alternate with a random order of the same events.

        Parameters
        ----------
        pairs
            Columns ``a`` and ``b``, department codes.

        Returns
        -------
        pandas.DataFrame
            ``a``, ``b``, ``runs``, ``expected`` and ``variance`` of the number of runs (Wald & Wolfowitz 1940).
        """
        self.base.give("pair", pairs[["a", "b"]].astype("int64"))
        frames = list(self._over_buckets(partial(self._built_frame, sql.INTERLEAVED)))
        return _together("", sql.INTERLEAVED, frames)

    def look_up(self, text: str, *, draw: int = 0, most: int = 0, **given: pd.DataFrame) -> pd.DataFrame:
        """Run a statement over the stays of all signals, once the flow is there; tables given stand beside them.

        Parameters
        ----------
        draw, most
            A seed under which signals are drawn, and how many of each bucket.

        Returns
        -------
        pandas.DataFrame
            The rows of all buckets, not added up.
        """
        for name, table in given.items():
            self.base.give(name, table)
        text = text.replace("{drawn}", _drawn("signal_id", draw)).replace("{most}", str(most))
        return pd.concat(list(self._over_buckets(partial(self._built_frame, text))), ignore_index=True)

    def _built_frame(self, text: str, bucket: Bucket) -> pd.DataFrame:
        """Run a statement that reads the steps, visits, signals, stays or tellings of a bucket."""
        self._build(bucket)
        self._make(sql.needed(sql.WORKED, {"": text}), bucket)
        return self._frame(text, bucket)

    def _laid_out(self) -> list[Bucket]:
        """Part the signals in buckets that memory can hold."""
        events = int(self.log.quality.loc[self.log.quality["check"] == "events", "value"].sum())
        room = EVENTS_IN_A_BUCKET
        if self.base.memory:
            room = min(room, max(1, self.base.memory // BYTES_OF_AN_EVENT))
        signals = int(self.base.fetch("select coalesce(max(signal_id), 0) as n from log")["n"].iloc[0])
        return _parted((1, signals), -(-events // room) or 1)

    def _over_buckets(self, work: Callable[[Bucket], T]) -> Iterator[T]:
        """Do the same work on every bucket; on one that memory turns out not to hold, by halves."""
        left, done = list(self._buckets), []
        while left:
            bucket = left.pop(0)
            try:
                found = work(bucket)
            except OutOfMemoryError:
                if bucket[1] - bucket[0] < SIGNALS_IN_A_BUCKET:
                    raise
                self.release()
                left[:0] = _parted(bucket, 2)
                continue
            done.append(bucket)
            yield found
        self._buckets = done

    def _silence(self, gaps: pd.DataFrame) -> pd.DataFrame:
        table = silence_limits(
            gaps,
            places=self._places[["dept", "kind"]],
            least=self.limits.silence_gaps,
            probability=self.limits.silence_probability,
        )
        return table.assign(seconds=np.ceil(table["seconds"] * self.limits.silence_times))

    def _tables(self, parts: Sequence[Part], *, without: Collection[str]) -> list[dict[str, pd.DataFrame]]:
        asked = {name: text for name, text in (sql.TABLES | contact_sql.CONTACTS).items() if name not in without}
        known = [self._of_kind(part, asked) for part in parts]
        left = [{name: text for name, text in asked.items() if name not in there} for there in known]
        found = self._reduced(parts, left)
        tables = [there | reduced for there, reduced in zip(known, found, strict=True)]
        if len(parts) == 1 and parts[0] == Part():
            self._whole = (self.limits, tables[0])
        return tables

    def _of_kind(self, part: Part, asked: Collection[str]) -> dict[str, pd.DataFrame]:
        """Take what was already reduced for all signals, of the signals of one kind."""
        if self._whole is None or self._whole[0] != self.limits or part.kind < 0:
            return {}
        whole = {name: table for name, table in self._whole[1].items() if name in asked and "kind" in table}
        return {name: table[table["kind"] == part.kind].reset_index(drop=True) for name, table in whole.items()}

    def _reduced(self, parts: Sequence[Part], asked: Sequence[dict[str, str]]) -> list[dict[str, pd.DataFrame]]:
        """Run the reductions that are asked of each part, bucket by bucket."""
        self.base.drop("contact")
        every = {name: text for texts in asked for name, text in texts.items()}
        here = [{name: text for name, text in texts.items() if name in sql.TABLES} for texts in asked]
        contacts = {name: text for name, text in every.items() if name in contact_sql.CONTACTS}
        buckets = list(self._over_buckets(partial(self._in_bucket, parts, here, contacts)))
        found = [
            {name: _together(name, every[name], [bucket[place][name] for bucket in buckets]) for name in texts}
            for place, texts in enumerate(here)
        ]
        return [tables | told for tables, told in zip(found, self._contacts(parts, asked, contacts), strict=True)]

    def _in_bucket(
        self, parts: Sequence[Part], asked: Sequence[dict[str, str]], contacts: dict[str, str], bucket: Bucket
    ) -> list[dict[str, pd.DataFrame]]:
        """Run the reductions of a bucket; its contacts come last: they are there only where all else went well."""
        self._build(bucket)
        every = {name: text for texts in asked for name, text in texts.items()}
        every |= {"contact": contact_sql.CONTACT} if contacts and self._contacts_like is None else {}
        self._make(sql.needed(sql.WORKED | sql.SUMMED, every), bucket)
        found = []
        for part, texts in zip(parts, asked, strict=True):
            alike = {} if self._split(bucket) else {own: name for own, name in sql.ALIKE.items() if name in texts}
            tables = {
                name: self._frame(text, bucket, among=part.among) for name, text in texts.items() if name not in alike
            }
            found.append(tables | {own: tables[name] for own, name in alike.items() if own in texts})
        if "contact" in every:
            self.base.add("contact", self._filled(contact_sql.CONTACT, bucket))
        return found

    def _split(self, bucket: Bucket) -> bool:
        """Say whether a department's own time is not all of a stay: some wait, or some log does not tell."""
        return bool(self._frame(sql.SPLIT, bucket)["split"].iloc[0])

    def _contacts(
        self, parts: Sequence[Part], asked: Sequence[dict[str, str]], contacts: dict[str, str]
    ) -> list[dict[str, pd.DataFrame]]:
        """Reduce the contacts of all buckets: a customer's signals may lie in several."""
        if self._contacts_like is not None:
            return [{name: getattr(self._contacts_like, name) for name in texts if name in contacts} for texts in asked]
        self._make(sql.needed(contact_sql.WORKED, contacts), self._buckets[0])
        return [
            {name: self._contact_table(text, part) for name, text in texts.items() if name in contacts}
            for part, texts in zip(parts, asked, strict=True)
        ]

    def _contact_table(self, text: str, part: Part) -> pd.DataFrame:
        table = self._frame(text, self._buckets[0], among=part.among).astype(dict.fromkeys(sums_of(text), "float64"))
        return table.sort_values(list(table.columns), ignore_index=True)

    def _build(self, bucket: Bucket) -> None:
        if self._built == bucket:
            return
        self._make(sql.BUILD, bucket)
        self._built = bucket

    def _make(self, tables: dict[str, str], bucket: Bucket) -> None:
        for name, text in tables.items():
            self.base.make(name, self._filled(text, bucket))

    def _frame(self, text: str, bucket: Bucket, *, among: str = "true") -> pd.DataFrame:
        table = self.base.fetch(self._filled(text, bucket, among=among))
        return table.assign(state=table["state"].map(dict(enumerate(STATES)))) if "state" in table else table

    def _filled(self, text: str, bucket: Bucket, *, among: str = "true") -> str:
        return text.format(
            among=among,
            bucket=f"signal_id between {bucket[0]} and {bucket[1]}",
            cutoff=self.cutoff,
            start=self.log.start,
            far=FAR,
            code=sql.PLACE,
            wide=sql.WIDE,
            place=sql.PLACE,
            along="" if self._in_order else _ALONG.format(tie=_tie(self.question.retold.shuffle)),
            by_n="" if self._in_order else "partition by signal_id order by n",
            home=_listed(self._home),
            anywhere=int(not self._home),
            board=_listed(self.question.board),
            left=sql.LEFT,
            idea=self.question.idea,
            raised=self._raised(),
            queues=int(self.question.queues),
            told_seconds=int(self.limits.told_days * DAY),
            passed_seconds=int(self.limits.passed_on_days * DAY),
            settled_seconds=int(self.limits.settled_days * DAY),
            by_reason=int(self.question.by_reason),
            repeat_seconds=int(self.limits.repeat_days * DAY),
            repeat_contacts=self.limits.repeat_contacts,
            returns_seconds=int(self.limits.returns_days * DAY),
            most_desks=contact_sql.MOST_DESKS,
            mixed=_drawn("signal_id", 0),
            busiest=self._busiest(),
        )

    def _busiest(self) -> int:
        """Give the signals that one customer may have made; a window of less than a year counts as one."""
        return round(self.limits.customer_signals * max(1.0, (self.cutoff - self.log.start) / (365.25 * DAY)))

    def _raised(self) -> int:
        """Return the kind of signal that is an idea; where no kinds are known, whatever says something (kind 0)."""
        anything = self.log.texts is not None and "kind" not in self.log.has
        return 0 if self.question.idea < 0 and anything else self.question.idea

    def _retell(self) -> None:
        """Make "events" of the log, as the question wants it read."""
        retold = self.question.retold
        self.base.scan("log", str(self.log.events))
        if retold.spread is not None:
            known = self.base.fetch("select dept, count(*) as events from log where dept > 0 group by dept")
            self.base.give("slot", _slots(known))
            drawn = _drawn("signal_id * 31 + known", retold.spread)
            self.base.make("spread", sql.SPREAD.format(log="log", draw=drawn, slots=SLOTS))
        self._in_order = self.base.in_order and retold.spread is None and retold.shuffle is None
        self._view_events()
        # What relies on an order finds out that it is there: intake writes it so, but the file came from a disk.
        if self._in_order and self.base.fetch(sql.ASTRAY)["events"].iloc[0]:
            self._in_order = False
            self._view_events()

    def _view_events(self) -> None:
        retold = self.question.retold
        text = sql.EVENTS.format(
            log="log" if retold.spread is None else "spread",
            nth="nth" if self._in_order else f"row_number() over ({_ALONG.format(tie=0)})",
            left=sql.LEFT,
            closed=sql.CLOSED,
            outside=retold.outside,
            hidden=retold.hidden or -1,
            cutoff=self.cutoff,
            split="true" if self.question.split is None else _among("source", self.question.split),
        )
        self.base.view("events", text)


_ALONG = 'partition by signal_id order by t, seq, rnk, {tie}, "row"'


def _parted(bucket: Bucket, parts: int) -> list[Bucket]:
    """Cut a range of signals in parts: ranges, so that of a sorted file only its part is read.

    Examples
    --------
    >>> _parted((1, 10), 3)
    [(1, 3), (4, 6), (7, 10)]
    """
    first, last = bucket
    edges = [first + (last - first + 1) * place // parts for place in range(parts + 1)]
    return [(one, other - 1) for one, other in itertools.pairwise(edges)]


def _listed(codes: Collection[int]) -> str:
    return f"({', '.join(map(str, codes))})" if codes else "(-1)"


def _among(column: str, numbers: Collection[int]) -> str:
    return f"{column} in ({', '.join(map(str, numbers))})" if numbers else "false"


def _tie(shuffle: int | None) -> str:
    return "0" if shuffle is None else _drawn('"row"', shuffle)


def _drawn(number: str, seed: int) -> str:
    # A number squared twice modulo a prime: the same on every engine, unlike a hash function. (Squared once,
    # neighbouring rows end up apart more often than by chance: 1 % more handovers on the hospital log than in random
    # order.)
    prime = 2_147_483_647
    first = f"((({number}) % {prime}) * 48271 + {1 + seed * 7919}) % {prime}"
    once = f"(({first}) * ({first}) + {16807 + seed}) % {prime}"
    return f"((({once}) * ({once}) + 33614) % {prime})"


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


def _placed(values: Collection[tuple[int, int, int]]) -> pd.DataFrame:
    """Give the quadrant of each reason by its value to the customer and to the organisation (DEFINITIONS 7).

    Examples
    --------
    >>> _placed([(7, 1, 2), (8, 2, 4), (9, 5, 1), (10, 4, 4), (11, 3, 5)])["quadrant"].tolist()
    [1, 2, 3, 4, 5]
    """
    placed = [(about, contact_sql.quadrant_of(customer, organisation)) for about, customer, organisation in values]
    return pd.DataFrame(placed, columns=["about", "quadrant"], dtype="int64")


def _together(name: str, text: str, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if name == "variants":
        return variants_together(frames)
    return added_up(frames, keys=_KEYS, sums=sums_of(text))


_KEYS = (
    "dept", "kind", "ended", "seconds", "giver", "taker", "day", "month", "state", "stage", "part", "a", "b",
    "person", "channel", "closing_dept", "from_centre", "age", "passed_in_time", "two", "decided", "changed", "told",
    "told_in_time", "silent", "signal_id", "one", "slice", "quarter",
)  # fmt: skip
