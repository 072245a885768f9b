"""Runs the reductions over a log, in buckets of signals: what is asked, in which order, and what is added up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from kccdiag.engines.database import Database, Opening
from kccdiag.engines.duck import open_duck
from kccdiag.engines.remote import Remote
from kccdiag.flow import contact_sql, sql
from kccdiag.flow.adding import Bucket, Piles, in_order, with_states
from kccdiag.flow.bench import Bench
from kccdiag.flow.buckets import by_halves, parted
from kccdiag.flow.customers import Customers
from kccdiag.flow.filling import DAY, FAR, Filling
from kccdiag.flow.question import Part, Question, Retelling
from kccdiag.flow.retelling import drawn, lay_down_events
from kccdiag.flow.silence import silence_limits
from kccdiag.flow.tables import Flow, Sliced
from kccdiag.flow.wanted import Wanted
from kccdiag.limits import Limits

if TYPE_CHECKING:
    from kccdiag.intake.tables import EventLog

__all__ = [
    "DAY", "Engine", "Flow", "Part", "Question", "Retelling", "Sliced", "contact_centre_of", "reduce_log",
]  # fmt: skip

T = TypeVar("T")
EVENTS_IN_A_BUCKET = 20_000_000  # at most, whatever the memory
BYTES_OF_AN_EVENT = 500  # in working tables, and in what is sorted and joined to make them
SIGNALS_IN_A_BUCKET = 2_000  # at least, however small the memory


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
        self._beside: Engine | None = None  # in whose database it works
        self._built: Bucket | None = None
        self._given: dict[str, pd.DataFrame] = {}
        self._gaps: pd.DataFrame | None = None  # in no particular order
        self._home: tuple[int, ...] = ()
        self._whole: tuple[Limits, dict[str, pd.DataFrame]] | None = None

    def told(self, log: EventLog, question: Question, *, like: Flow | None = None) -> Engine:
        """Make an engine for the same log told otherwise, which works in the same database while this one is open."""
        other = Engine(log, question, limits=self.limits, like=like, opening=self.opening)
        other._beside = self
        return other

    @contextmanager
    def opened(self) -> Iterator[Engine]:
        """Open a database while the block runs."""
        with ExitStack() as stack:
            self.bench, self._here = self._beside.lent() if self._beside is not None else self._opened(stack)
            self.base = self.bench.base
            self._take_over()
            self._buckets = self._laid_out()
            yield self
            if self._beside is not None:
                self._leave()

    def _opened(self, stack: ExitStack) -> tuple[Bench, Database]:
        base = stack.enter_context(self.opening())
        return Bench(base), stack.enter_context(_here(base))

    def lent(self) -> tuple[Bench, Database]:
        """Lend the working tables, and the database for what buckets leave."""
        return self.bench, self._here

    def _take_over(self) -> None:
        """Lay down events, and what the reductions look up, as this engine has them: another had them otherwise."""
        if self.bench.user is not self:
            self._leave()
            self.bench.user = self
            self._order = lay_down_events(self.bench, str(self.log.events), self.question, cutoff=self.cutoff)
            for name, table in self._given.items():
                self.bench.give(name, table)

    def _leave(self) -> None:
        """Forget the working tables, but one that no objection moves except an earlier cut-off."""
        self.bench.user = None
        self._release_bucket(but=("trait",))
        for name in ("contacts", "spread"):
            self.bench.drop(name)

    @contextmanager
    def under(self, limits: Limits) -> Iterator[Engine]:
        """Reduce under other limits while the block runs."""
        own, self.limits = self.limits, limits
        try:
            yield self
        finally:
            self.limits = own

    def release(self) -> None:
        """Forget working tables and gaps, and their memory with them: what is asked next makes them anew."""
        self._gaps = None
        self._release_bucket()
        self.bench.drop("contacts")

    def _release_bucket(self, *, but: Collection[str] = ()) -> None:
        """Forget what can be made anew while buckets are reduced: all but the contacts of those that are done."""
        self._built = None
        for name in (*sql.BUILD, *sql.WORKED, *sql.RECODED, *sql.SUMMED, *contact_sql.WORKED):
            if name not in but:
                self.bench.drop(name)

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
        if "gaps" not in without:
            common["gaps"] = in_order(self._gaps, sql.GAPS)
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
        self._given = {
            "limits": silence.replace({"seconds": {np.inf: FAR}}).astype({"seconds": "int64"}).drop(columns="source"),
            "mapped": pd.DataFrame(self.question.failures, columns=["about", "failure"], dtype="int64"),
            "placed": _placed(self.question.values),
        }
        for name, table in self._given.items():
            self.bench.give(name, table)
        fixed = {"home": home, "intake": intake, "cutoff": self.cutoff, "start": self.log.start}
        return {**fixed, "silence": silence}

    def _survey(self) -> None:
        """Count gaps and places over all buckets, once: no limit changes them."""
        if self._gaps is None:
            piles = Piles(self.base, "surveyed", here=self._here)
            self._do_over_buckets(partial(self._surveyed, piles))
            self._gaps = piles.take_as_they_lie("gaps", sql.GAPS, self._buckets)
            self._places = piles.take("places", sql.PLACES, self._buckets)

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
        self.bench.give("pair", pairs[["a", "b"]].astype("int64"))
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
            self.bench.give(name, table)
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
        self._signals = (1, int(self.bench.known("select coalesce(max(signal_id), 0) as n from log")["n"].iloc[0]))
        return parted(self._signals, -(-events // room) or 1)

    def _do_over_buckets(self, work: Callable[[Bucket], None]) -> None:
        """Do the same work on every bucket, where it leaves what it finds in the engine."""
        for _ in self._over_buckets(work):
            pass

    def _over_buckets(self, work: Callable[[Bucket], T]) -> Iterator[T]:
        """Do the same work on every bucket; on one that memory turns out not to hold, by halves."""
        self._take_over()
        first = sorted(self._buckets, key=lambda bucket: bucket != self._built)  # what is there
        done = []
        for bucket, found in by_halves(first, work, release=self._release_bucket, least=SIGNALS_IN_A_BUCKET):
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
        self.bench.drop("contacts")
        here = self._wanted(parts, asked, sql.TABLES, "")
        of_contacts = self._wanted(parts, asked, contact_sql.CONTACTS, "contacts_")
        self._do_over_buckets(partial(self._in_bucket, here, contacts=any(one.texts for one in of_contacts)))
        if len(self._buckets) > 1:  # the room is needed for what they left
            self._release_bucket()
        customers = Customers(self.bench, self._filling().filled, self._signals[1])
        found = [one.take(self._buckets) for one in here]
        return [tables | told for tables, told in zip(found, customers.reduce(of_contacts), strict=True)]

    def _wanted(
        self, parts: Sequence[Part], asked: Sequence[dict[str, str]], among: Collection[str], pile: str
    ) -> list[Wanted]:
        """Say what is wanted of each part, of the reductions that are ``among`` these."""
        texts = [{name: text for name, text in every.items() if name in among} for every in asked]
        piles = (Piles(self.base, f"{pile}{number}", here=self._here) for number in range(len(parts)))
        return [Wanted(part, own, pile) for part, own, pile in zip(parts, texts, piles, strict=True)]

    def _in_bucket(self, wanted: Sequence[Wanted], bucket: Bucket, *, contacts: bool) -> None:
        """Run the reductions of a bucket; its contacts come last: they are there only where all else went well."""
        every = {name: text for one in wanted for name, text in one.texts.items()}
        every |= {"contact": contact_sql.CONTACT} if contacts else {}
        self._build(bucket)
        self._make(sql.needed(sql.WORKED | sql.SUMMED, every), bucket)
        alone = bucket == self._signals
        for one in wanted:
            alike = {own: name for own, name in sql.ALIKE.items() if one.texts.keys() >= {own, name}}
            if alike and self._split(bucket):
                alike = {}
            one.lay(self._filling().filled, bucket, alone=alone, but=alike)
            for own, name in alike.items():
                one.piles.put_again(own, name, bucket, alone=alone)
        if contacts:
            (self.bench.make if alone else self.bench.add)("contacts", self._filled(contact_sql.CONTACT, bucket))

    def _split(self, bucket: Bucket) -> bool:
        """Say whether a department's own time is not all of a stay: some wait, or some log does not tell."""
        return bool(self.bench.known(self._filled(sql.SPLIT, bucket))["split"].iloc[0])

    def _build(self, bucket: Bucket, readers: Mapping[str, str] = sql.WORKED) -> None:
        """Make the steps, signals and visits of a bucket that somebody reads."""
        self._built = bucket
        self._make(sql.needed(sql.BUILD, readers), bucket)

    def _make(self, tables: dict[str, str], bucket: Bucket) -> None:
        for name, text in tables.items():
            self.bench.make(name, self._filled(text, bucket))

    def _frame(self, text: str, bucket: Bucket) -> pd.DataFrame:
        return with_states(self.base.fetch(self._filled(text, bucket)))

    def _filled(self, text: str, bucket: Bucket) -> str:
        return self._filling().filled(text, bucket)

    def _filling(self) -> Filling:
        """Say what the texts of the reductions leave open."""
        return Filling(
            question=self.question,
            limits=self.limits,
            order=self._order,
            home=self._home,
            raised=self._raised(),
            start=self.log.start,
            cutoff=self.cutoff,
        )

    def _raised(self) -> int:
        """Return the kind of signal that is an idea; where no kinds are known, whatever says something (kind 0)."""
        anything = self.log.texts is not None and "kind" not in self.log.has
        return 0 if self.question.idea < 0 and anything else self.question.idea


def _here(base: Database) -> AbstractContextManager[Database]:
    """Open a database for what buckets leave: a cluster would keep with every part of it how it was made."""
    return open_duck() if isinstance(base, Remote) else nullcontext(base)


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
