"""Spark for tests: a Java that starts soon, logs to reduce, and both engines asked for the same."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from programs import missing, program

from benchmarks.scale.asked import EVERYTHING
from benchmarks.scale.digests import digests
from benchmarks.scale.events import write_log
from kccdiag.asked import question_of
from kccdiag.engagement import open_engagement
from kccdiag.engines.database import Opening
from kccdiag.engines.duck import open_duck
from kccdiag.flow import contact_sql, sql
from kccdiag.flow.engine import DAY, Engine, Part, Question, Retelling
from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import EventLog
from kccdiag.limits import Limits

# Runs of seconds are over before Java has made the best of its code.
SOON = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@pytest.fixture(scope="module")
def java(tmp_path_factory):
    """Let the Java of a file of tests start soon, with two workers' worth of parts; skip without it."""
    if find_spec("pyspark") is None:
        missing("pyspark is not installed: pip install 'kccdiag[spark]'")
    program("java")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("JDK_JAVA_OPTIONS", SOON)
        yield


def engagement_log(folder: Path) -> tuple[EventLog, Question]:
    """Read an engagement's log, and say what is asked of it."""
    engagement = open_engagement(folder)
    log = read_log(engagement)
    return log, question_of(log, engagement)


def invented_log(folder: Path, *, events: int) -> tuple[EventLog, Question]:
    """Draw a log of so many events, of which everything is asked."""
    return write_log(folder / "events.parquet", events=events), EVERYTHING


def reduced(log: EventLog, question: Question, opening: Opening = open_duck) -> dict[str, str]:
    """Reduce a log, and give the digests of all tables."""
    with Engine(log, question, limits=Limits(), opening=opening).opened() as engine:
        return digests(engine.flow())


def retold(log: EventLog, question: Question, opening: Opening = open_duck) -> list[dict[str, str]]:
    """Reduce parts of a log, and the log told otherwise in the same database: which ways were gone, how long it took.

    All that an objection may say of a log is said, in two tellings.
    """
    rest = {"gaps", *sql.TABLES, *contact_sql.CONTACTS} - {"variants", "stays"}
    early = Part.begun(log.start, log.start + (log.cutoff - log.start) // 4)
    told = (Retelling(shuffle=7, spread=3, outside=99), Retelling(cutoff=log.cutoff - 30 * DAY, hidden=2))
    with Engine(log, question, limits=Limits(), opening=opening).opened() as engine:
        flows = engine.flows([Part.of_kind(1), early], without=rest)
        engine.release()
        for retelling in told:
            with engine.told(log, replace(question, retold=retelling)).opened() as other:
                flows.append(other.flow(without=rest))
    return [digests(flow) for flow in flows]
