"""`python -m benchmarks.faults FOLDER`: disturb runs on a copy of an engagement with one export, events.csv."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from pathlib import Path

from benchmarks.faults.desk import CONFIGURATION, EXPORT, BrokenError, Desk
from benchmarks.faults.trial import disturb, kill_only


def main() -> int:
    """Disturb; return 1 where something did not hold, which stays to be looked at."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("folder", type=Path, help="engagement with events.csv and kccdiag.toml; only read")
    parser.add_argument("--place", type=Path, default=Path("out/faults"), help="where the copy is disturbed")
    parser.add_argument("--kills", type=int, default=50, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--all", action="store_true", help="also edit, damage and run twice at once")
    asked = parser.parse_args()
    desk = Desk(asked.place.resolve(), random.Random(asked.seed))
    desk.engagement.mkdir(parents=True)
    for name in (EXPORT, CONFIGURATION):
        shutil.copyfile(asked.folder / name, desk.engagement / name)
    try:
        done = (disturb if asked.all else kill_only)(desk, kills=asked.kills, tell=_tell)
    except BrokenError as error:
        sys.stderr.write(f"seed {asked.seed}: {error}\nit lies in {asked.place}\n")
        return 1
    _tell(", ".join(f"{name}: {times}" for name, times in done.items()))
    shutil.rmtree(desk.place)
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
