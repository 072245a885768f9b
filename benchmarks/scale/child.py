"""`python -m benchmarks.scale.child SIDE FILE CORES`: one side, once, in a process of its own; prints what it cost."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path

from benchmarks.scale.asked import Asked
from benchmarks.scale.events import log_at


def main(side: str, file: str, cores: str) -> int:
    """Run a side on the events of a file, and print CPU and wall seconds, peak memory and digests as JSON."""
    if cores and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, map(int, cores.split(",")))
    from benchmarks.scale.digests import digest
    from benchmarks.scale.handovers import FROM_EXPORT
    from benchmarks.scale.sides import SIDES

    timed = (SIDES | FROM_EXPORT)[side](_asked(Path(file)))
    wall, cpu = time.perf_counter(), time.process_time()
    tables = timed()
    cost = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": peak()}
    print(json.dumps(cost | {"digests": {name: digest(table) for name, table in tables.items()}}))  # noqa: T201
    return 0


def _asked(events: Path) -> Asked:
    if events.is_dir():  # an engagement, that the side reads itself
        return Asked(events, 0, 0)
    log = log_at(events)
    return Asked(events, log.cutoff, log.start)


def peak() -> int:
    """Give the most memory that this process held so far in bytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():  # unlike ru_maxrss this begins anew with the program
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) * 1024
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
