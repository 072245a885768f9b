"""`python -m benchmarks.recovery`: plant, diagnose, count, and write docs/how_much_data.md anew."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from benchmarks.recovery import coverage, detection, tables
from benchmarks.recovery.organisations import own_key

DOCS = Path(__file__).resolve().parents[2] / "docs"
CASES = (0, 10, 30, 100, 300, 1_000)  # what a finding rests on


@dataclass(frozen=True)
class Effort:
    """How much is done.

    Attributes
    ----------
    times, healthy
        Organisations with each fault at each strength, and without one, by size.
    promised
        Organisations of 6,000 signals with each fault at the strength that must be found.
    samples
        Samples of each organisation whose intervals are tried, by size.
    pieces, piece
        The large organisation: so many times so many signals.
    """

    times: dict[int, int]
    healthy: dict[int, int]
    promised: int
    samples: dict[int, int]
    pieces: int
    piece: int


FULL = Effort(
    times={600: 12, 2_000: 12, 6_000: 12, 20_000: 6},
    healthy={600: 100, 2_000: 100, 6_000: 100, 20_000: 30},
    promised=30,
    samples={600: 40, 2_000: 40, 6_000: 40, 20_000: 15},
    pieces=8,
    piece=150_000,  # 1.2 million signals: 200 times 6,000
)
QUICK = Effort(
    times={600: 1, 6_000: 1},
    healthy={600: 4, 6_000: 4},
    promised=1,
    samples={600: 4, 6_000: 4},
    pieces=2,
    piece=50_000,
)


def main(arguments: list[str] | None = None) -> int:
    """Run the proof; with --quick a few minutes of it, whose counts go nowhere but to the screen."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recovery", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few minutes, to see that it works; writes nothing")
    parser.add_argument("--part", choices=("detection", "coverage"), help="one half only")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at once (all cores)")
    asked = parser.parse_args(arguments)
    effort = QUICK if asked.quick else FULL
    counts = {}
    with own_key():
        if asked.part != "coverage":
            counts |= count_detection(effort, processes=asked.processes)
        if asked.part != "detection":
            counts |= count_coverage(effort, processes=asked.processes)
    if asked.quick:
        for name, table in counts.items():
            _tell(f"\n{name}\n{table.round(3).to_string(index=False)}")
    else:
        tables.write_counts(DOCS, counts)
        tables.write_page(DOCS)
    return 0


def count_detection(effort: Effort, *, processes: int) -> dict[str, pd.DataFrame]:
    """Plant and look."""
    _tell("detection")
    jobs = detection.trials(times=effort.times, healthy=effort.healthy, promised=effort.promised)
    results = detection.run_all(jobs, processes=processes, tell=_tell)
    return {
        "power": detection.power(results),
        "by_cases": detection.power_by_cases(results, bounds=CASES),
        "false_findings": detection.false_findings(results),
    }


def count_coverage(effort: Effort, *, processes: int) -> dict[str, pd.DataFrame]:
    """Measure large organisations, then samples of them."""
    _tell("coverage: the truth")
    truths = coverage.truths(pieces=effort.pieces, size=effort.piece, processes=processes, tell=_tell)
    _tell("coverage: samples")
    samples = coverage.samples(times=effort.samples, processes=processes, tell=_tell)
    return {"coverage": coverage.covered(samples, truths)}


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
