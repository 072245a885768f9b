"""`python -m benchmarks.spark`: reduce drawn events on Spark on this machine, and print what that costs."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path

import pandas as pd
from pyspark import SparkContext

from benchmarks.scale.asked import EVERYTHING
from benchmarks.scale.digests import digests
from benchmarks.scale.events import write_log
from kccdiag.engines.spark import spark_at
from kccdiag.flow.engine import Engine, Flow
from kccdiag.limits import Limits

MB = 1e6
HEADING = "events|wall s|seconds of tasks|CPU s of the driver's Python|shuffled, MB|read, MB|to the driver, MB|equal"


def main() -> None:
    """Print a row a size: seconds, what is shuffled and read, what comes to the driver, and whether all is equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=float, nargs="*", default=[1e5, 1e6], metavar="EVENTS")
    parser.add_argument("--spark", default="local[2]", metavar="ADDRESS", help="local[…] or spark://…, not Connect")
    asked = parser.parse_args()
    sys.stdout.write(f"{HEADING}\n")
    for size in asked.sizes:
        sys.stdout.write("|".join(map(str, _costs(int(size), asked.spark))) + "\n")
        sys.stdout.flush()


def _costs(events: int, address: str) -> tuple[object, ...]:
    with tempfile.TemporaryDirectory() as folder:
        log = write_log(Path(folder) / "events.parquet", events=events)
        with spark_at(address) as opening:
            wall, own = time.monotonic(), time.process_time()
            with Engine(log, EVERYTHING, limits=Limits(), opening=opening).opened() as engine:
                flow = engine.flow()
            wall, own = time.monotonic() - wall, time.process_time() - own
            tasks, shuffled, read = _counted()
        with Engine(log, EVERYTHING, limits=Limits()).opened() as engine:
            equal = digests(engine.flow()) == digests(flow)
    return events, round(wall), round(tasks), round(own, 1), round(shuffled), round(read), round(_held(flow)), equal


def _counted() -> tuple[float, float, float]:
    """Give the seconds of tasks, and the MB that they shuffled and read, as Spark counted them on all executors."""
    context = SparkContext._active_spark_context
    executors = context._jsc.sc().statusStore().executorList(False)
    every = [executors.apply(place) for place in range(executors.size())]
    sums = [sum(getattr(one, name)() for one in every) for name in
            ("totalDuration", "totalShuffleWrite", "totalInputBytes")]  # fmt: skip
    return sums[0] / 1e3, sums[1] / MB, sums[2] / MB


def _held(flow: Flow) -> float:
    tables = [getattr(flow, one.name) for one in fields(flow)]
    return sum(table.memory_usage(deep=True).sum() for table in tables if isinstance(table, pd.DataFrame)) / MB


if __name__ == "__main__":
    main()
