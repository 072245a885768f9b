"""The whole way: what `kccdiag diagnose` costs on logs of several sizes, stage by stage, and what importing costs."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.scale.cost import ROOT, bound
from benchmarks.scale.events import write_export

SMALLEST = 6
IMPORTS = {"import kccdiag": "import kccdiag", "import kccdiag.cli": "import kccdiag.cli"}
REPEATED = 5
DIAGNOSED = 3  # times: of the demo the run with the median of wall seconds counts
_STAGE = re.compile(r"^(?P<stage>\S.*?) {2,}(?P<wall>[\d.,]+) +(?P<cpu>[\d.,]+) +(?P<peak>[\d.,]+)$")


def measured(folder: Path, *, least: int, largest: int) -> dict[str, Any]:
    """Diagnose the demo, where that is asked for, and exports of 10⁶ events and more; each in processes of its own."""
    runs = _of_demo(folder) if least < SMALLEST else {}
    for size in range(max(least, SMALLEST), largest + 1):
        export = folder / f"export{size}"
        if not export.exists():
            write_export(export, events=10**size)
        shutil.rmtree(export / ".kccdiag", ignore_errors=True)
        runs[f"10^{size} events"] = _diagnosed(export, folder)
        runs[f"10^{size} events, again"] = _diagnosed(export, folder)
    return {"runs": runs, "imports": {name: _imported(text, folder / "compiled") for name, text in IMPORTS.items()}}


def _of_demo(folder: Path) -> dict[str, Any]:
    demo = folder / "demo"
    shutil.rmtree(demo, ignore_errors=True)
    shutil.copytree(ROOT / "data" / "demo", demo, ignore=shutil.ignore_patterns(".kccdiag", "private"))
    _diagnosed(demo, folder)  # which compiles all modules, as installing them would
    of_demo: dict[str, list[dict[str, Any]]] = {"demo, first run": [], "demo, second run": []}
    for _ in range(DIAGNOSED):
        shutil.rmtree(demo / ".kccdiag")
        for done in of_demo.values():
            done.append(_diagnosed(demo, folder))
    return {name: sorted(some, key=lambda run: run["wall"])[DIAGNOSED // 2] for name, some in of_demo.items()}


def _diagnosed(engagement: Path, folder: Path) -> dict[str, Any]:
    """Diagnose an engagement with all that is written, and read what the command says of its stages."""
    asked = ["diagnose", str(engagement), "--out", str(folder / "out"), "--lang", "en", "--profile"]
    done, wall, cpu = _timed([sys.executable, "-m", "kccdiag", *asked], compiled=folder / "compiled")
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    found = [match for line in done.stderr.splitlines() if (match := _STAGE.match(line))]
    stages = [
        {"stage": one["stage"], **{name: _number(one[name]) for name in ("wall", "cpu", "peak")}} for one in found
    ]
    shutil.rmtree(folder / "out")
    return {"wall": wall, "cpu": cpu, "stages": stages}


def _imported(text: str, compiled: Path) -> dict[str, float]:
    """Give CPU and wall seconds of a statement in a fresh interpreter, beyond those of an empty one; medians."""
    asked = {one: [sys.executable, "-c", one] for one in (text, "pass")}
    costs = {one: [_timed(how, compiled=compiled) for _ in range(REPEATED)] for one, how in asked.items()}
    wall, cpu = (
        {one: statistics.median(run[place] for run in runs) for one, runs in costs.items()} for place in (1, 2)
    )
    return {"wall": wall[text] - wall["pass"], "cpu": cpu[text] - cpu["pass"]}


def _timed(command: list[str], *, compiled: Path) -> tuple[subprocess.CompletedProcess[str], float, float]:
    """Run a command on two cores, and give its wall seconds and the CPU seconds of it and all that it started."""
    key = {} if "KCCDIAG_KEY" in os.environ else {"KCCDIAG_KEY": str(Path(sys.prefix) / "benchmark.key")}
    kept = {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""}  # whatever the environment says
    cpu, wall = _spent(), time.perf_counter()
    done = subprocess.run(
        [*bound(), *command], env=os.environ | key | kept, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done, time.perf_counter() - wall, _spent() - cpu


def _spent() -> float:
    """Give the CPU seconds of all processes that were started here and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _number(text: str) -> float:
    return float(text.replace(",", ""))
