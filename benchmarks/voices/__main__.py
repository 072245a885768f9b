"""`python -m benchmarks.voices`: simulate what section 6 of docs/definitions.md says was simulated, and print it."""

from __future__ import annotations

import argparse
import sys

from benchmarks.voices import intervals, networks, standings


def main() -> None:
    """Print what was found; four minutes in full."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=400, help="of every cell; organisations: a tenth and less")
    trials = parser.parse_args().trials
    for found in (networks.lines(trials), intervals.lines(trials), standings.lines(max(2, trials * 6 // 100))):
        for line in found:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
