"""`python -m benchmarks.scale`: time all sides on the same events, and write benchmarks/RESULTS.md anew."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.scale import handovers, report, whole
from benchmarks.scale.cost import ROOT, Cost, bound, cost_of, disagreements, two_cores
from benchmarks.scale.events import log_at, write_by_time, write_log
from benchmarks.scale.sides import SIDES

MOST_SEEN = 0.6  # of the machine's memory, that a side may be expected to need
SPILLING = ("kccdiag", "floor")  # what keeps within bounds, however large the log
REPEATED = 3  # times, up to a million events; larger ones once
VOLVO = handovers.SHARED.parents[1] / "bpic2013_incidents" / "bpic2013_incidents.xes.gz"
PRINTED = {  # benchmarks beside this one, that print what they find
    "reading": ["--xes", str(VOLVO)] if VOLVO.exists() else [],
    "statistics": ["--signals", "1e6"],
}
PARTS = ("reductions", "handovers", "whole", *PRINTED)


def main(arguments: list[str] | None = None) -> int:
    """Run what is asked for; 1 when two sides disagree or one fails."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--size", type=int, default=7, help="largest log: 10 to this power (7)")
    parser.add_argument("--least", type=int, default=5, help="smallest log: 10 to this power (5)")
    parser.add_argument("--sides", nargs="*", choices=SIDES, default=[*SIDES], metavar="SIDE", help=", ".join(SIDES))
    parser.add_argument("--part", nargs="*", choices=PARTS, default=[*PARTS], help="what to measure (all)")
    parser.add_argument(
        "--by-time", action="store_true", help="for all sides events stand as in an export, not by signal"
    )
    parser.add_argument("--folder", type=Path, help="where logs are drawn and kept (a temporary one, removed again)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kccdiag-bench-") as own:
        folder = asked.folder or Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        differing = _measure(asked, folder)
    report.write()
    return int(differing)


def _measure(asked: argparse.Namespace, folder: Path) -> bool:
    """Measure the parts asked for, keep each, and say whether any two sides differed or one failed."""
    differing: list[str] = []  # or failing
    if "reductions" in asked.part:
        costs = []
        for cost in _reductions(asked, folder, failed=differing):
            costs.append(cost)
            report.keep_costs("by_time" if asked.by_time else "reductions", costs)
        differing += disagreements(costs)
    if "handovers" in asked.part:
        found = handovers.measured(folder)
        report.keep_costs("handovers", found)
        differing += disagreements(found)
    if "whole" in asked.part:
        report.keep_runs("whole", whole.measured(folder, least=asked.least, largest=asked.size))
    for name in [one for one in PRINTED if one in asked.part]:
        report.keep(name, _printed(name, PRINTED[name]))
    for line in differing:
        _say(line)
    return bool(differing)


def _reductions(asked: argparse.Namespace, folder: Path, *, failed: list[str]) -> Iterator[Cost]:
    """Yield what each side costs at each size; what a side that fails says is added to the list."""
    peaks: dict[str, float] = {}
    for size in range(asked.least, asked.size + 1):
        events = int(log_at(_drawn(folder, size, by_time=False)).quality["value"].iloc[0])
        for side in asked.sides:
            needed = 0.0 if side.startswith(SPILLING) else peaks.get(side, 0.0) * 10
            if needed > MOST_SEEN * _memory():
                _say(f"10^{size}: {side} left out, as it would need about {needed / 2**30:.0f} GB")
                continue
            try:
                unsorted = asked.by_time or side == "floor: sort"  # there is nothing to sort in a sorted file
                file = _drawn(folder, size, by_time=unsorted)
                cost = cost_of(side, file, events=events, runs=REPEATED if size <= 6 else 1, cores=two_cores())
            except RuntimeError as fault:
                failed.append(f"10^{size}: {fault}")
                continue
            peaks[side] = cost.peak if size > asked.least else 0.0  # small ones are mostly libraries
            _say(f"10^{size}: {side}: {cost.cpu:.2f} CPU s, {cost.wall:.2f} s, {cost.peak / 2**20:,.0f} MB")
            yield replace(cost, events=10**size)


def _printed(name: str, arguments: list[str]) -> str:
    """Run another benchmark on two cores, and give what it prints."""
    command = [*bound(), sys.executable, "-m", f"benchmarks.{name}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _drawn(folder: Path, size: int, *, by_time: bool) -> Path:
    """Draw a log, unless it is there."""
    file = folder / f"events{size}.parquet"
    if not file.exists():
        write_log(file, events=10**size)
    if not by_time:
        return file
    again = folder / f"by_time{size}.parquet"
    if not again.exists():
        write_by_time(again, file)
    return again


def _memory() -> float:
    """Give the memory of this machine in bytes."""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 8 * 2.0**30


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
