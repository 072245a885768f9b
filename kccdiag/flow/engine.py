"""Runs the reductions over a log, in buckets of signals: what is asked, in which order, and what is added up."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from kccdiag.engines.database import Database, Opening, OutOfMemoryError
from kccdiag.engines.duck import open_duck
from kccdiag.engines.remote import Remote
from kccdiag.flow import contact_sql, sql
from kccdiag.flow.adding import Bucket, Piles, in_order, with_states
from kccdiag.flow.question import Part, Question, Retelling
from kccdiag.flow.retelling import PRIME, drawn, lay_down_events
from kccdiag.flow.silence import silence_limits
from kccdiag.flow.tables import Flow, Sliced
from kccdiag.limits import Limits

if TYPE_CHECKING:
    from kccdiag.intake.tables import EventLog

__all__ = [
    "DAY", "Engine", "Flow", "Part", "Question", "Retelling", "Sliced", "contact_centre_of", "reduce_log",
]  # fmt: skip

T = TypeVar("T")
DAY = 86_400
FAR = 1 << 50  # later than any time and more than any count
EVENTS_IN_A_BUCKET = 20_000_000  # at most, whatever the memory
BYTES_OF_AN_EVENT = 500  # in working tables, and in what is sorted and joined to make them
SIGNALS_IN_A_BUCKET = 2_000  # at least, however small the memory
BYTES_OF_A_CONTACT = 1_000  # as for events
EVERYBODY = (0, PRIME - 1)  # what is drawn of a customer's number, and parts customers in buckets
MOST_PARTS = 4_096  # of them


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
        self._like = like  # this log's under another retelling: what customers ask is the same there, and taken over
        self.cutoff = question.retold.cutoff or log.cutoff
        self._built: Bucket | None = None
        self._there: set[str] = set()
        self._gaps: pd.DataFrame | None = None
        self._home: tuple[int, ...] = ()
        self._whole: tuple[Limits, dict[str, pd.DataFrame]] | None = None

    def told(self, log: EventLog, question: Question, *, like: Flow | None = None) -> Engine:
        """Make an engine for the same log told otherwise."""
        return Engine(log, question, limits=self.limits, like=like, opening=self.opening)

    @contextmanager
    def opened(self) -> Iterator[Engine]:
        """Open a database while the block runs."""
        with self.opening() as self.base, _here(self.base) as self._here:
            self._order = lay_down_events(self.base, str(self.log.events), self.question, cutoff=self.cutoff)
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
        self._release_bucket()
        self.base.drop("contacts")

    def _release_bucket(self) -> None:
        """Forget what can be made anew while buckets are reduced: all but the contacts of those that are done."""
        self._built = None
        for name in (*sql.BUILD, *sql.WORKED, *sql.RECODED, *sql.SUMMED):
            self.base.drop(name)
        self._release_contacts()

    def _release_contacts(self) -> None:
        for name in contact_sql.WORKED:
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
            found = {name: in_order(table, sql.SLICED[name]) for name, table in tables.items()}
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
            piles = Piles(self.base, "surveyed", here=self._here)
            self._do_over_buckets(partial(self._surveyed, piles))
            self._gaps, self._places = (piles.take(name, text, self._buckets) for name, text in _SURVEYED.items())

    def _surveyed(self, piles: Piles, bucket: Bucket) -> None:
        alone = bucket == self._signals
        if alone:
            self._build(bucket, _SURVEYED)
        else:
            self._release_bucket()
            self._make(sql.SURVEYED, bucket)
        for name, text in _SURVEYED.items():
            piles.put(name, self._filled(text, bucket), bucket, alone=alone)

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
        return pd.concat(frames).groupby(["a", "b"], as_index=False).sum()

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
        text = text.replace("{drawn}", drawn("signal_id", draw)).replace("{most}", str(most))
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
        self._signals = (1, int(self.base.fetch("select coalesce(max(signal_id), 0) as n from log")["n"].iloc[0]))
        return _parted(self._signals, -(-events // room) or 1)

    def _do_over_buckets(self, work: Callable[[Bucket], None]) -> None:
        """Do the same work on every bucket, where it leaves what it finds in the engine."""
        for _ in self._over_buckets(work):
            pass

    def _over_buckets(self, work: Callable[[Bucket], T]) -> Iterator[T]:
        """Do the same work on every bucket; on one that memory turns out not to hold, by halves."""
        first = sorted(self._buckets, key=lambda bucket: bucket != self._built)  # what is there
        done = []
        for bucket, found in _by_halves(first, work, release=self._release_bucket, least=SIGNALS_IN_A_BUCKET):
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
        known = [self._of_kind(part, asked) | self._alike(part, asked) for part in parts]
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

    def _alike(self, part: Part, asked: Collection[str]) -> dict[str, pd.DataFrame]:
        """Take over what customers ask, which is the same whatever way their signals went."""
        if self._like is None or part != Part():
            return {}
        return {name: getattr(self._like, name) for name in contact_sql.UNMOVED if name in asked}

    def _reduced(self, parts: Sequence[Part], asked: Sequence[dict[str, str]]) -> list[dict[str, pd.DataFrame]]:
        """Run the reductions that are asked of each part, bucket by bucket."""
        self.base.drop("contacts")
        every = {name: text for texts in asked for name, text in texts.items()}
        here = [{name: text for name, text in texts.items() if name in sql.TABLES} for texts in asked]
        contacts = {name: text for name, text in every.items() if name in contact_sql.CONTACTS}
        piles = [Piles(self.base, str(number), here=self._here) for number in range(len(parts))]
        self._do_over_buckets(partial(self._in_bucket, parts, here, contacts, piles))
        if len(self._buckets) > 1:  # the room is needed for what they left
            self._release_bucket()
        found = [
            {name: pile.take(name, text, self._buckets) for name, text in texts.items()}
            for pile, texts in zip(piles, here, strict=True)
        ]
        return [tables | told for tables, told in zip(found, self._contacts(parts, asked, contacts), strict=True)]

    def _in_bucket(
        self,
        parts: Sequence[Part],
        asked: Sequence[dict[str, str]],
        contacts: dict[str, str],
        piles: Sequence[Piles],
        bucket: Bucket,
    ) -> None:
        """Run the reductions of a bucket; its contacts come last: they are there only where all else went well."""
        self._build(bucket)
        every = {name: text for texts in asked for name, text in texts.items()}
        every |= {"contact": contact_sql.CONTACT} if contacts else {}
        self._make(sql.needed(sql.WORKED | sql.SUMMED, every), bucket)
        alone = bucket == self._signals
        for part, texts, pile in zip(parts, asked, piles, strict=True):
            alike = {own: name for own, name in sql.ALIKE.items() if texts.keys() >= {own, name}}
            if alike and self._split(bucket):
                alike = {}
            for name, text in texts.items():
                if name not in alike:
                    pile.put(name, self._filled(text, bucket, among=part.among), bucket, alone=alone)
            for own, name in alike.items():
                pile.put_again(own, name, bucket, alone=alone)
        if "contact" in every:
            (self.base.make if alone else self.base.add)("contacts", self._filled(contact_sql.CONTACT, bucket))

    def _split(self, bucket: Bucket) -> bool:
        """Say whether a department's own time is not all of a stay: some wait, or some log does not tell."""
        return bool(self._frame(sql.SPLIT, bucket)["split"].iloc[0])

    def _contacts(
        self, parts: Sequence[Part], asked: Sequence[dict[str, str]], contacts: dict[str, str]
    ) -> list[dict[str, pd.DataFrame]]:
        """Reduce the contacts of all buckets, by customer: their signals may lie in several."""
        if not contacts:
            return [{} for _ in parts]
        piles = [Piles(self.base, f"contacts_{number}", here=self._here) for number in range(len(parts))]
        here = [{name: text for name, text in texts.items() if name in contacts} for texts in asked]
        self._view_contacts(EVERYBODY)
        worked = sql.needed(contact_sql.COMPARED | contact_sql.WORKED, contacts)
        self._make({name: text for name, text in worked.items() if name in contact_sql.COMPARED}, EVERYBODY)
        worked = {name: text for name, text in worked.items() if name in contact_sql.WORKED}
        work = partial(self._of_customers, parts, here, worked, piles)
        release, least = self._release_contacts, EVERYBODY[1] // MOST_PARTS
        done = [some for some, _ in _by_halves(self._customers(), work, release=release, least=least)]
        return [
            {name: pile.take(name, text, done) for name, text in texts.items()}
            for pile, texts in zip(piles, here, strict=True)
        ]

    def _customers(self) -> list[Bucket]:
        """Part the customers in buckets of whose contacts memory can hold what is made of them."""
        room = self.base.memory // BYTES_OF_A_CONTACT or EVENTS_IN_A_BUCKET
        return _parted(EVERYBODY, -(-self._signals[1] // room) or 1)

    def _view_contacts(self, customers: Bucket) -> None:
        """Show the contacts of the customers that a draw puts in a bucket; of one without a number each is another."""
        draw = drawn("case when customer > 0 then customer else signal_id end", 1)
        among = "true" if customers == EVERYBODY else f"{draw} between {customers[0]} and {customers[1]}"
        self.base.view("contact", f"select * from contacts where {among}")

    def _of_customers(
        self,
        parts: Sequence[Part],
        asked: Sequence[dict[str, str]],
        worked: dict[str, str],
        piles: Sequence[Piles],
        customers: Bucket,
    ) -> None:
        """Run the reductions of the contacts of some customers."""
        self._view_contacts(customers)
        self._make(worked, customers)
        for part, texts, pile in zip(parts, asked, piles, strict=True):
            for name, text in texts.items():
                query = self._filled(text, customers, among=part.among)
                pile.put(name, query, customers, alone=customers == EVERYBODY)

    def _build(self, bucket: Bucket, readers: Mapping[str, str] = sql.WORKED) -> None:
        """Make the steps, signals and visits of a bucket that somebody reads, where they are not there."""
        if self._built != bucket:
            self._built, self._there = bucket, set()
        left = {name: text for name, text in sql.needed(sql.BUILD, readers).items() if name not in self._there}
        self._make(left, bucket)
        self._there |= left.keys()

    def _make(self, tables: dict[str, str], bucket: Bucket) -> None:
        for name, text in tables.items():
            self.base.make(name, self._filled(text, bucket))

    def _frame(self, text: str, bucket: Bucket, *, among: str = "true") -> pd.DataFrame:
        return with_states(self.base.fetch(self._filled(text, bucket, among=among)))

    def _filled(self, text: str, bucket: Bucket, *, among: str = "true") -> str:
        return text.format(
            among=among,
            of_those="true" if among == "true" else f"signal_id in (select signal_id from signal where {among})",
            bucket=f"signal_id between {bucket[0]} and {bucket[1]}",
            cutoff=self.cutoff,
            start=self.log.start,
            far=FAR,
            code=sql.PLACE,
            wide=sql.WIDE,
            place=sql.PLACE,
            along=self._order.along,
            by_n=self._order.by_n,
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
            mixed=drawn("signal_id", 0),
            busiest=self._busiest(),
        )

    def _busiest(self) -> int:
        """Give the signals that one customer may have made; a window of less than a year counts as one."""
        return round(self.limits.customer_signals * max(1.0, (self.cutoff - self.log.start) / (365.25 * DAY)))

    def _raised(self) -> int:
        """Return the kind of signal that is an idea; where no kinds are known, whatever says something (kind 0)."""
        anything = self.log.texts is not None and "kind" not in self.log.has
        return 0 if self.question.idea < 0 and anything else self.question.idea


def _here(base: Database) -> AbstractContextManager[Database]:
    """Open a database for what buckets leave: a cluster would keep with every part of it how it was made."""
    return open_duck() if isinstance(base, Remote) else nullcontext(base)


def _by_halves(
    buckets: Sequence[Bucket], work: Callable[[Bucket], T], *, release: Callable[[], None], least: int
) -> Iterator[tuple[Bucket, T]]:
    """Do the same work on every bucket; on one that memory turns out not to hold, by halves, ``least`` wide or more."""
    left = list(buckets)
    while left:
        bucket = left.pop(0)
        try:
            found = work(bucket)
        except OutOfMemoryError:
            if bucket[1] - bucket[0] < least:
                raise
            release()
            left[:0] = _parted(bucket, 2)
            continue
        yield bucket, found


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


def _placed(values: Collection[tuple[int, int, int]]) -> pd.DataFrame:
    """Give the quadrant of each reason by its value to the customer and to the organisation (DEFINITIONS 7).

    Examples
    --------
    >>> _placed([(7, 1, 2), (8, 2, 4), (9, 5, 1), (10, 4, 4), (11, 3, 5)])["quadrant"].tolist()
    [1, 2, 3, 4, 5]
    """
    placed = [(about, contact_sql.quadrant_of(customer, organisation)) for about, customer, organisation in values]
    return pd.DataFrame(placed, columns=["about", "quadrant"], dtype="int64")


_SURVEYED = {"gaps": sql.GAPS, "places": sql.PLACES}
