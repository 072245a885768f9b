"""An engine that finds again what it reduced before, and opens its database only for what it must compute."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, astuple, fields
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from kccdiag import engines
from kccdiag.digests import hash_sources
from kccdiag.engines.database import Database, Opening
from kccdiag.engines.duck import open_duck
from kccdiag.flow.bench import Bench
from kccdiag.flow.engine import Engine
from kccdiag.flow.kept import Found, Kept
from kccdiag.flow.question import Part, Question, Retelling
from kccdiag.flow.tables import Flow, Sliced
from kccdiag.intake.cache import FLOWS, digest_of_events
from kccdiag.intake.tables import EventLog
from kccdiag.limits import Limits
from kccdiag.scratch import forget_the_dead

T = TypeVar("T")
READ = (  # the limits that a reduction reads; the others decide what is said of it
    "silence_gaps", "silence_probability", "silence_times", "told_days", "passed_on_days", "settled_days",
    "repeat_days", "repeat_contacts", "returns_days", "customer_signals",
)  # fmt: skip


def remembering(log: EventLog, question: Question, *, limits: Limits, opening: Opening = open_duck) -> Engine:
    """Make an engine that keeps what it reduces beside the events of a log, where these are kept themselves.

    On Spark nothing is: what is measured there is said to have been measured there.
    """
    events = digest_of_events(log) if opening is open_duck else None
    if events is None or not _SOURCES:
        return Engine(log, question, limits=limits, opening=opening)
    return Remembered(log, question, limits=limits, kept=Kept(Path(log.events).parent / FLOWS), events=events)


class Remembered(Engine):
    """Runs the reductions of one log that were not run before.

    An answer is kept under the digest of all that it depends on, so that no stale one is ever found:

    - the events (their own digest), and what else a reduction reads of a log: cut-off, start, whether there are texts
      and of what the log can tell. Departments and names it does not read, the quality only to part the work.
    - the question, and in it how the log is retold; the limits in :data:`READ`; which signals; which tables nobody
      will read; of a statement that is looked up its text and the tables given to it.
    - how it is computed: the sources of this package and of the engines, as they were when they were loaded, and the
      versions of the libraries that run them.

    What an engine takes over from another flow is not kept but taken over again. Threads, memory and buckets change no
    result. Tables are handed out as they will be found again, so that a second run has nothing to differ by.
    """

    def __init__(  # noqa: PLR0913 — as an engine, and where what it finds is kept
        self, log: EventLog, question: Question, *, limits: Limits, kept: Kept, events: str, like: Flow | None = None
    ) -> None:
        super().__init__(log, question, limits=limits, like=like)
        self._kept, self._events = kept, events
        self._laid = False
        self._prepared_for: Limits | None = None

    def told(self, log: EventLog, question: Question, *, like: Flow | None = None) -> Engine:
        """Make an engine for the same log told otherwise, which keeps in the same folder."""
        other = Remembered(log, question, limits=self.limits, kept=self._kept, events=self._events, like=like)
        other._beside = self
        return other

    def lent(self) -> tuple[Bench, Database]:
        """Lend the working tables, now that somebody wants them."""
        self._lay_down()
        return super().lent()

    @contextmanager
    def opened(self) -> Iterator[Engine]:
        """Open a database while the block runs, once something must be computed."""
        forget_the_dead()  # as who opens one does: what killed runs left goes, whatever this one computes
        with ExitStack() as self._until_the_end:
            yield self
        if self.question.retold == Retelling():  # now that those that tell it otherwise have asked too
            self._kept.forget_others()

    def _lay_down(self) -> None:
        if not self._laid:
            self._until_the_end.enter_context(super().opened())
            self._laid = True

    def _prepared(self) -> dict[str, Any]:
        self._prepared_for = self.limits
        return super()._prepared()

    def release(self) -> None:
        """Forget the working tables, where there are any."""
        if self._laid:
            super().release()

    def flows(self, parts: Sequence[Part], *, without: Collection[str] = ()) -> list[Flow]:
        """Run the reductions that were not run before, over parts of the signals."""
        names = [self._name("flow", astuple(part), sorted(without), self._like is not None) for part in parts]
        flows = [self._found(name, partial(_put_together, like=self._like)) for name in names]
        left = [place for place, flow in enumerate(flows) if flow is None]
        if left:
            self._lay_down()
            reduced = super().flows([parts[place] for place in left], without=without)
            for place, flow in zip(left, reduced, strict=True):
                flows[place] = self._put_flow(names[place], flow)
        return [flow for flow in flows if flow is not None]

    def _found(self, name: str, read: Callable[[Found], T]) -> T | None:
        found = self._kept.find(name)
        with suppress(LookupError, TypeError, AttributeError):  # whole, but nothing that was put here
            return None if found is None else read(found)
        return None

    def _put_flow(self, name: str, flow: Flow) -> Flow:
        return _put_together(self._kept.put(name, *_taken_apart(flow, self._like)), like=self._like)

    def sliced(self) -> Iterator[Sliced]:
        """Run the reductions by slice; what may be more than memory holds is not kept."""
        self._lay_down()
        yield from super().sliced()

    def interleaved(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Compare how often two departments alternate with a random order, where that was not done before."""
        name = self._name("interleaved", _described(pairs[["a", "b"]]))
        return self._recalled(name, partial(super().interleaved, pairs))

    def look_up(self, text: str, *, draw: int = 0, most: int = 0, **given: pd.DataFrame) -> pd.DataFrame:
        """Run a statement over the stays of all signals that was not run before."""
        tables = {name: _described(table) for name, table in given.items()}
        name = self._name("look_up", text, draw, most, tables)
        return self._recalled(name, partial(super().look_up, text, draw=draw, most=most, **given))

    def _recalled(self, name: str, compute: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        rows = self._found(name, _rows)
        if rows is None:
            self._lay_down()
            if self._prepared_for != self.limits:  # the flow that a statement builds on was found, or is of others
                self._prepared()
            rows = _rows(self._kept.put(name, {}, {"rows": compute()}))
        return rows

    def _name(self, *asked: Any) -> str:
        """Name an answer after all that decides it."""
        content = {
            "computed": [_SOURCES, _LIBRARIES],
            "events": self._events,
            "log": [self.log.cutoff, self.log.start, self.log.texts is not None, sorted(self.log.has)],
            "question": asdict(self.question),
            "limits": {name: getattr(self.limits, name) for name in READ},
            "asked": asked,
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _described(table: pd.DataFrame) -> list[Any]:
    return [list(table.columns), [str(kind) for kind in table.dtypes], table.to_numpy().tolist()]


def _taken_apart(flow: Flow, like: Flow | None) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """Part a flow in tables, each once, and what is said beside them: which are those of another flow, or the same."""
    plain: dict[str, Any] = {}
    taken: list[str] = []
    same: dict[str, str] = {}
    tables: dict[str, pd.DataFrame] = {}
    first: dict[int, str] = {}
    for one in fields(Flow):
        value = getattr(flow, one.name)
        if not isinstance(value, pd.DataFrame):
            plain[one.name] = value
        elif like is not None and value is getattr(like, one.name):
            taken.append(one.name)
        elif id(value) in first:
            same[one.name] = first[id(value)]
        elif len(value.columns):
            first[id(value)] = one.name
            tables[one.name] = value
    return {"plain": plain, "taken": taken, "same": same}, tables


def _rows(found: Found) -> pd.DataFrame:
    return found.tables["rows"]


def _put_together(found: Found, *, like: Flow | None) -> Flow:
    plain, tables = found.about["plain"], found.tables
    taken = {name: getattr(like, name) for name in found.about["taken"]}
    same = {name: tables[other] for name, other in found.about["same"].items()}
    return Flow.of(**plain | {"home": tuple(plain["home"])}, **tables, **taken, **same)


def _sources() -> str:
    """Digest what computes: the code of this package and of the engines; "" where it is not there to be read."""
    return hash_sources(Path(__file__).parent, Path(engines.__path__[0]))


# Both now: an update may write over them while a run is at work.
_SOURCES = _sources()
_LIBRARIES = [f"{name} {version(name)}" for name in ("duckdb", "numpy", "pandas", "pyarrow")]
