"""`python -m benchmarks.reading`: read the same events as CSV, workbook and XES by several readers; print a table."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.reading.files import write_csv, write_workbook, write_xes
from benchmarks.reading.readers import NEEDS, READERS
from benchmarks.scale.cost import ROOT, two_cores

HEADER = ("format", "reader", "rows", "CPU s", "wall s", "peak MB")


def main() -> int:
    """Write the files, read them, and print what it cost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--xes", type=Path, metavar="FILE", help="read this log instead of drawn events as XES")
    asked = parser.parse_args()
    _say(HEADER, ("---",) * len(HEADER))
    with tempfile.TemporaryDirectory(prefix="kccdiag-bench-") as own:
        export = write_csv(Path(own), asked.events)
        files = {"csv": lambda: export, "xlsx": lambda: write_workbook(export),
                 "xes": lambda: asked.xes or write_xes(export)}  # fmt: skip
        for kind, write in files.items():
            for line in _costs(kind, write()):
                _say(line)
    return 0


def _costs(kind: str, file: Path) -> Iterator[tuple[str, ...]]:
    for reader in READERS[kind]:
        if not find_spec(NEEDS.get(reader, "kccdiag")):
            yield kind, reader, "not installed", "", "", ""
            continue
        shutil.rmtree(file.parent / ".kccdiag", ignore_errors=True)
        child = [sys.executable, "-W", "ignore", "-m", "benchmarks.reading.child"]
        command = [*child, kind, reader, str(file), two_cores()]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        cost = json.loads(done.stdout.splitlines()[-1])
        seconds = f"{cost['cpu']:.2f}", f"{cost['wall']:.2f}"
        yield kind, reader, f"{cost['rows']:,}", *seconds, f"{cost['peak'] / 2**20:.0f}"


def _say(*lines: tuple[str, ...]) -> None:
    for line in lines:
        sys.stdout.write(f"| {' | '.join(line)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
