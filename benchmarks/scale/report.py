"""What was measured, kept as numbers, and written as the tables and the picture of benchmarks/RESULTS.md."""

from __future__ import annotations

import json
import math
import os
import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.scale.asked import REDUCTIONS
from benchmarks.scale.cost import two_cores

FOLDER = Path(__file__).resolve().parents[1]
NUMBERS = Path(__file__).resolve().parent / "results.json"
RESULTS = FOLDER / "RESULTS.md"
PICTURE = FOLDER / "reductions.svg"
NAMED = ("kccdiag", "duckdb", "pandas", "numpy", "pyarrow", "polars", "pm4py")
OURS = "kccdiag"
Rows = list[dict[str, Any]]


def keep(part: str, found: Any) -> None:
    """Keep the numbers of one part, with the machine and the versions that they belong to."""
    kept = _kept()
    kept[part] = {"machine": machine(), "found": found}
    NUMBERS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def write() -> None:
    """Write the tables anew between their marks in RESULTS.md, and draw the picture; what people wrote stays."""
    from benchmarks.scale.picture import draw

    kept = _kept()
    text = RESULTS.read_text(encoding="utf-8")
    for part, found in kept.items():
        text = _between(text, part, f"{_where(found['machine'])}\n\n{_TABLES[part](found['found'])}")
    RESULTS.write_text(text, encoding="utf-8")
    if "reductions" in kept:
        draw(kept["reductions"]["found"], PICTURE)
    print("\n".join(_TABLES[part](found["found"]) for part, found in kept.items()))  # noqa: T201


def machine() -> dict[str, str]:
    """Say on what was measured: the processor, how much of it, and the versions."""
    versions = {name: _version(name) for name in NAMED}
    return {
        "processor": _processor(),
        "cores": f"{len(two_cores().split(',')) if two_cores() else os.cpu_count()} of {os.cpu_count()}",
        "python": platform.python_version(),
        **{name: found for name, found in versions.items() if found},
    }


def costs_table(costs: Rows) -> str:
    """Set sides and sizes below one another: seconds, memory, how both grow, and the tables that agree with ours."""
    lines = ["| events | side | CPU s | × ours | wall s | peak MB | CPU grows as | memory × | same tables |",
             "|---|---|---|---|---|---|---|---|---|"]  # fmt: skip
    ours = {cost["events"]: cost for cost in costs if cost["side"] == OURS}
    before = {(b["events"], b["side"]): a for side in _sides(costs) for a, b in pairwise(_of(costs, side))}
    for cost in sorted(costs, key=lambda one: one["events"]):
        reference = ours.get(cost["events"])
        ratio = f"{cost['cpu'] / reference['cpu']:.2f}" if reference else ""
        grown = _growth(before.get((cost["events"], cost["side"])), cost)
        lines.append(
            f"| {_power(cost['events'])} | {cost['side']} | {cost['cpu']:.2f} | {ratio} | {cost['wall']:.2f} "
            f"| {cost['peak'] / 2**20:,.0f} | {grown} | {_agreeing(cost, costs)} |"
        )
    return "\n".join(lines)


def whole_table(found: dict[str, Any]) -> str:
    """Set the stages of the whole way below one another, a column for each run: CPU seconds."""
    runs = found["runs"]
    stages = list(dict.fromkeys(one["stage"] for run in runs.values() for one in run["stages"][:-1]))  # the last: all
    cells = {name: {one["stage"]: one for one in run["stages"]} for name, run in runs.items()}
    lines = [f"| CPU s | {' | '.join(runs)} |", "|---" * (len(runs) + 1) + "|"]
    for stage in stages:
        row = [f"{cells[name][stage]['cpu']:.2f}" if stage in cells[name] else "" for name in runs]
        lines.append(f"| {stage} | {' | '.join(row)} |")
    for name in ("cpu", "wall"):
        lines.append(f"| **process, {name} s** | {' | '.join(f'{run[name]:.1f}' for run in runs.values())} |")
    peaks = [max((one["peak"] for one in run["stages"]), default=0) for run in runs.values()]
    lines.append(f"| **peak MB** | {' | '.join(f'{peak:,.0f}' for peak in peaks)} |")
    lines += ["", "| | CPU s | wall s |", "|---|---|---|"]
    lines += [f"| `{name}` | {one['cpu']:.2f} | {one['wall']:.2f} |" for name, one in found["imports"].items()]
    return "\n".join(lines)


_TABLES = {"reductions": costs_table, "by_time": costs_table, "handovers": costs_table, "whole": whole_table}


def _kept() -> dict[str, Any]:
    return json.loads(NUMBERS.read_text(encoding="utf-8")) if NUMBERS.exists() else {}


def _between(text: str, part: str, table: str) -> str:
    """Put a table between its marks.

    Examples
    --------
    >>> _between("<!-- a -->old<!-- /a --> by hand", "a", "new")
    '<!-- a -->\\nnew\\n<!-- /a --> by hand'
    """
    marks = re.compile(f"(<!-- {part} -->).*?(<!-- /{part} -->)", re.DOTALL)
    return marks.sub(lambda match: f"{match[1]}\n{table}\n{match[2]}", text)


def _where(of: dict[str, str]) -> str:
    versions = ", ".join(
        f"{name} {number}" for name, number in of.items() if name not in ("processor", "cores", "python")
    )
    return f"{of['processor']}, {of['cores']} cores, Python {of['python']}; {versions}."


def _sides(costs: Rows) -> list[str]:
    return list(dict.fromkeys(cost["side"] for cost in costs))


def _of(costs: Rows, side: str) -> Rows:
    return sorted((cost for cost in costs if cost["side"] == side), key=lambda one: one["events"])


def _growth(before: dict[str, Any] | None, cost: dict[str, Any]) -> str:
    """Say to which power of the events CPU has grown since the size before, and how often memory.

    Examples
    --------
    >>> small = {"events": 1_000, "cpu": 1.0, "peak": 10}
    >>> _growth(small, {"events": 100_000, "cpu": 10.0, "peak": 25})
    'n^0.50 | 2.5'
    """
    if before is None or not before["cpu"] or not before["peak"]:
        return " | "
    power = math.log(cost["cpu"] / before["cpu"]) / math.log(cost["events"] / before["events"])
    return f"n^{power:.2f} | {cost['peak'] / before['peak']:.1f}"


def _agreeing(cost: dict[str, Any], costs: Rows) -> str:
    """Say how many of a side's tables somebody else found as well, and that these were the same."""
    own = cost["digests"]
    others = [one["digests"] for one in costs if one["events"] == cost["events"] and one is not cost]
    shared = {name for name in own if any(name in other for other in others)}
    same = [name for name in shared if all(other.get(name, own[name]) == own[name] for other in others)]
    if not own:
        return "–"
    of = f" of {len(REDUCTIONS)}" if set(own) <= set(REDUCTIONS) else ""
    return f"{len(same)}{of}" + (f", {len(shared) - len(same)} differ" if len(same) < len(shared) else "")


def _power(events: int) -> str:
    """Write a power of ten as one, any other number with its thousands.

    Examples
    --------
    >>> _power(1_000_000), _power(141_712)
    ('10⁶', '141,712')
    """
    exponent = round(math.log10(events))
    return f"10{'⁰¹²³⁴⁵⁶⁷⁸⁹'[exponent]}" if 10**exponent == events else f"{events:,}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", told.read_text()) if told.exists() else []
    return names[0] if names else platform.processor() or sys.platform
