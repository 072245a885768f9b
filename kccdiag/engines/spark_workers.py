"""Watches the workers of a cluster while they work: says which were lost, and ends what nobody is left to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EVERY = 5  # seconds from one look to the next
SOON = 15  # seconds without a worker until it is said, as in Spark's own log
PATIENCE = 600  # seconds without one until it is over: as long as Spark's own clients try to reach a server
_LOG = logging.getLogger("kccdiag")


class Workers:
    """The worker processes of a cluster, as its driver knows them.

    Attributes
    ----------
    waited
        Seconds for which something is asked and none is there.
    """

    def __init__(self, session: SparkSession) -> None:
        self._context = session.sparkContext
        self._told: set[str] = set()
        self.waited = 0

    def are_gone(self) -> bool:
        """Say whether none was there for so long that what was asked was stopped."""
        return self.waited >= PATIENCE

    def watch(self, over: Event) -> None:
        """Look again and again until it is over; where the driver has ended, whoever asked it something is told."""
        from py4j.protocol import Py4JError

        with suppress(Py4JError, OSError):
            while not over.wait(EVERY):
                self._tell_lost()
                self._end_what_waits()
            self._tell_lost()

    def _tell_lost(self) -> None:
        """Log each worker process that was lost since the last look."""
        known = self._context._jsc.sc().statusStore().executorList(False)
        for place in range(known.size()):
            worker = known.apply(place)
            if not worker.isActive() and worker.id() not in self._told:
                self._told.add(worker.id())
                reason = worker.removeReason().getOrElse(None) or ""
                _LOG.warning("Spark lost worker process %s (%s); what it held is computed again.", worker.id(), reason)

    def _end_what_waits(self) -> None:
        """Count the looks at work without a worker, and not the time: a machine may have slept between two."""
        active = self._context._jsc.sc().statusStore().executorList(True).size()
        waits = active == 1 and self._context.statusTracker().getActiveJobsIds()  # the driver is the one
        if waits:
            self.waited += EVERY
        elif not self.are_gone():  # what was stopped is perhaps not spoken of yet
            self.waited = 0
        if self.waited == SOON:
            _LOG.warning("Spark has no worker left; unless one comes, the run ends in %s seconds.", PATIENCE - SOON)
        if waits and self.are_gone():
            self._context.cancelAllJobs()


@contextmanager
def watched(session: SparkSession) -> Iterator[Workers]:
    """Watch the workers of a session while the block runs."""
    workers, over = Workers(session), Event()
    watching = Thread(target=workers.watch, args=[over], daemon=True)
    watching.start()
    try:
        yield workers
    finally:
        over.set()
        watching.join(EVERY)  # a driver that no longer answers must not hold up the end
