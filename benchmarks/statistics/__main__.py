"""`python -m benchmarks.statistics`: time the scan for silos and all intervals beside a plain way, and print it."""

from __future__ import annotations

import argparse
import sys

from benchmarks.statistics import intervals, scan


def main() -> None:
    """Print what was found, CPU seconds on one core; at 10⁶ signals some minutes and 4 GB."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--signals", type=float, default=1e5)
    parser.add_argument("--resamples", type=int, default=2_000)
    arguments = parser.parse_args()
    for found in (scan.lines(), intervals.lines(int(arguments.signals), resamples=arguments.resamples)):
        for line in found:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
