"""`python -m benchmarks.reading.child FORMAT READER FILE CORES`: one reader, once, in a process of its own."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from benchmarks.reading.readers import READERS
from benchmarks.scale.child import peak


def main(kind: str, reader: str, file: str, cores: str) -> int:
    """Read a file and print rows, CPU and wall seconds (libraries loaded before are not counted) and peak bytes."""
    if cores and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, map(int, cores.split(",")))
    wall, cpu = time.perf_counter(), time.process_time()
    rows = READERS[kind][reader](Path(file))
    cost = {"rows": rows, "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "peak": peak()}
    sys.stdout.write(json.dumps(cost) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
