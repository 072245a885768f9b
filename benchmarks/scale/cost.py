"""What a side costs: run by itself, several times, with what it found kept as digests."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Cost:
    """What one side cost at one size.

    Attributes
    ----------
    events
        Rows of the log.
    cpu, wall
        Seconds from the file to the tables, imports not counted: the median of the runs.
    peak
        Most bytes held at once, interpreter and libraries included; 0 where the system does not say.
    digests
        SHA-256 of each table found.
    """

    side: str
    events: int
    cpu: float
    wall: float
    peak: int
    runs: int
    digests: dict[str, str]


def cost_of(side: str, file: Path, *, events: int, runs: int, cores: str) -> Cost:
    """Run a side so many times, each in a process of its own on the given cores, and take the medians.

    Raises
    ------
    RuntimeError
        When the side fails, with the last line that it said.
    """
    found = [_run(side, file, cores) for _ in range(runs)]
    return Cost(
        side=side,
        events=events,
        cpu=statistics.median(one["cpu"] for one in found),
        wall=statistics.median(one["wall"] for one in found),
        peak=round(statistics.median(one["peak"] for one in found)),
        runs=runs,
        digests=found[0]["digests"],
    )


def two_cores() -> str:
    """Name the first two cores that this process may use, or none where the system binds no process to a core."""
    return ",".join(map(str, sorted(os.sched_getaffinity(0))[:2])) if hasattr(os, "sched_getaffinity") else ""


def bound() -> list[str]:
    """Give the words before a command that bind it, and all that it starts, to those cores."""
    program = shutil.which("taskset")
    return [program, "-c", two_cores()] if program and two_cores() else []


def disagreements(costs: list[Cost]) -> Iterator[str]:
    """Yield the tables that two sides found differently at the same size."""
    first: dict[tuple[int, str], Cost] = {}
    for cost in costs:
        for table, digest in cost.digests.items():
            other = first.setdefault((cost.events, table), cost)
            if other.digests[table] != digest:
                yield f"{cost.events:,} events: {cost.side} and {other.side} differ in {table!r}"


def _run(side: str, file: Path, cores: str) -> dict[str, Any]:
    threads = dict.fromkeys(("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "2")
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.scale.child", side, str(file), cores]
    done = subprocess.run(command, env=os.environ | threads, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        said = done.stderr.strip().splitlines() or [f"ended by signal {-done.returncode}"]
        raise RuntimeError(f"{side}: {said[-1]}")
    return json.loads(lines[-1])
