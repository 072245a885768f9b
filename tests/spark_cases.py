"""Spark for tests: a Java that starts soon, logs to reduce, and both engines asked for the same."""

from __future__ import annotations

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
from kccdiag.flow.engine import Engine, Question
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
