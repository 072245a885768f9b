"""What was measured, kept as numbers, and written as the tables and the picture of benchmarks/RESULTS.md."""

from __future__ import annotations

import json
import math
import os
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.scale.asked import REDUCTIONS
from benchmarks.scale.cost import Cost, two_cores
from benchmarks.scale.handovers import FROM_EXPORT
from benchmarks.scale.sides import SIDES

FOLDER = Path(__file__).resolve().parents[1]
NUMBERS = Path(__file__).resolve().parent / "results.json"
RESULTS = FOLDER / "RESULTS.md"
PICTURE = FOLDER / "reductions.svg"
NAMED = ("kccdiag", "duckdb", "pandas", "numpy", "pyarrow", "polars", "pm4py")
OURS, LIMITED = "kccdiag", "kccdiag, little memory"
Rows = list[dict[str, Any]]
Aim = tuple[str, str, str, bool]  # what, aim, measured, met


def keep(part: str, found: Any) -> None:
    """Keep the numbers of one part, with the machine and the versions that they belong to."""
    kept = _kept()
    kept[part] = {"machine": machine(), "found": found}
    NUMBERS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def keep_costs(part: str, costs: list[Cost]) -> None:
    """Keep what sides cost, in the place of what the same sides cost before at the same sizes."""
    found = [asdict(cost) for cost in costs]
    again = {(cost["events"], cost["side"]) for cost in found}
    before = _kept().get(part, {"found": []})["found"]
    keep(part, [cost for cost in before if (cost["events"], cost["side"]) not in again] + found)


def keep_runs(part: str, found: dict[str, Any]) -> None:
    """Keep what whole runs cost, in the place of what the same runs cost before."""
    before = _kept().get(part, {"found": {"runs": {}}})["found"]
    keep(part, found | {"runs": before["runs"] | found["runs"]})


def write() -> None:
    """Write the tables anew between their marks in RESULTS.md, and draw the picture; what people wrote stays."""
    from benchmarks.scale.picture import draw

    kept = _kept()
    text = RESULTS.read_text(encoding="utf-8")
    for part, found in kept.items():
        text = _between(text, part, f"{_where(found['machine'])}\n\n{_TABLES[part](found['found'])}")
    text = _between(text, "aims", aims_table({part: found["found"] for part, found in kept.items()}))
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
    order = [*SIDES, *FROM_EXPORT]
    for cost in sorted(costs, key=lambda one: (one["events"], order.index(one["side"]))):
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


def aims_table(kept: dict[str, Any]) -> str:
    """Set what was aimed at beside what was measured, as far as it was."""
    rows = [*_aims_of_reductions(kept.get("reductions", [])), *_aims_of_handovers(kept.get("handovers", []))]
    rows += _aims_of_whole(kept["whole"]) if "whole" in kept else []
    rows += _aims_of_statistics(kept.get("statistics", ""))
    lines = [f"| {what} | {aim} | {found} | {'yes' if met else '**no**'} |" for what, aim, found, met in rows]
    return "\n".join(["| what | aim | measured | met |", "|---|---|---|---|", *lines])


def _aims_of_reductions(costs: Rows) -> Iterator[Aim]:
    found = {(cost["events"], cost["side"]): cost for cost in costs}
    ours = found.get((10**7, OURS))
    for side, bound in (("floor: sort", 1.3), ("polars", 0.25), ("pandas", 0.1)):
        other = found.get((10**7, side))
        if ours and other:
            cpu, wall = ours["cpu"] / other["cpu"], ours["wall"] / other["wall"]
            said = f"{cpu:.2f} × its CPU s, {wall:.2f} × its wall s"
            yield f"all reductions at 10⁷, beside {side.removeprefix('floor: ')}", f"≤ {bound} ×", said, cpu <= bound
    before, large = (found.get((events, LIMITED)) for events in (10**7, 10**8))
    if before and large:
        grown, held = large["cpu"] / before["cpu"], large["peak"] / 2**30
        said = f"{held:.1f} GB, {grown:.1f} × the CPU s of 10⁷"
        yield "10⁸ events", "≤ 4 GB, 10 × (±15 %)", said, held <= 4 and 8.5 <= grown <= 11.5


def _aims_of_handovers(costs: Rows) -> Iterator[Aim]:
    cpu = {cost["side"]: cost["cpu"] for cost in costs}
    pairs = {
        "handovers and all other reductions, UCI log, prepared": ("pm4py, handovers of a formatted log", OURS),
        "the same from the export": ("pm4py, from the export", "kccdiag, from the export"),
    }
    for what, (theirs, ours) in pairs.items():
        if {theirs, ours} <= set(cpu):
            less = cpu[theirs] / cpu[ours]
            yield what, "≥ 30 × less CPU than pm4py", f"{less:.1f} ×", less >= 30


def _aims_of_whole(found: dict[str, Any]) -> Iterator[Aim]:
    runs = found["runs"]
    for name, bound in (("demo, first run", 8), ("demo, second run", 6), ("10^6 events", 20)):
        if name in runs:
            said = f"{runs[name]['wall']:.1f} s, {runs[name]['cpu']:.1f} CPU s"
            yield f"`diagnose`, {name}", f"≤ {bound} s", said, runs[name]["wall"] <= bound
    if "10^6 events" in runs:
        peak = max(one["peak"] for one in runs["10^6 events"]["stages"]) / 1024
        yield "`diagnose`, 10^6 events, memory", "≤ 1.5 GB", f"{peak:.2f} GB", peak <= 1.5
    seconds = found["imports"]["import kccdiag"]["wall"]
    yield "`import kccdiag`", "≤ 0.4 s", f"{seconds:.2f} s", seconds <= 0.4


def _aims_of_statistics(printed: str) -> Iterator[Aim]:
    """Read the seconds off what was printed; one core was at work."""
    scan = re.search(r"groups of 40 departments, 999 null tables: ([\d.]+) CPU s", printed)
    if scan:
        yield "silo scan, 40 departments, 999 null tables", "≤ 10 s", f"{scan[1]} s", float(scan[1]) <= 10
    intervals = re.search(r"intervals: 1000000 signals.*\n.* interval: ([\d.]+) CPU s", printed)
    if intervals:
        yield "every measure with its interval, 10⁶ signals", "≤ 5 s", f"{intervals[1]} s", float(intervals[1]) <= 5


def _block(printed: str) -> str:
    return printed if printed.startswith("|") else f"```\n{printed}\n```"


_TABLES = {"reductions": costs_table, "by_time": costs_table, "handovers": costs_table, "whole": whole_table,
           "reading": _block, "statistics": _block}  # fmt: skip


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
    if not shared:  # a floor, or nobody else was asked
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
