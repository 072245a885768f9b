"""The tables of docs/how_much_data.md, written from the counts beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks.recovery.detection import PROMISED

PAGE, FOLDER = "how_much_data.md", "recovery"
# Counts that the page is made from, each with as many digits as it needs.
_DIGITS = 4


def write_counts(docs: Path, counts: dict[str, pd.DataFrame]) -> None:
    """Write the counts as CSV beside the page, one file each."""
    (docs / FOLDER).mkdir(exist_ok=True)
    for name, table in counts.items():
        table.round(_DIGITS).to_csv(docs / FOLDER / f"{name}.csv", index=False, lineterminator="\n")


def read_counts(docs: Path) -> dict[str, pd.DataFrame]:
    """Read the counts that `write_counts` wrote."""
    return {path.stem: pd.read_csv(path) for path in sorted((docs / FOLDER).glob("*.csv"))}


def write_page(docs: Path) -> None:
    """Replace every generated part of the page."""
    path = docs / PAGE
    path.write_text(filled(path.read_text("utf-8"), read_counts(docs)), encoding="utf-8", newline="\n")


def filled(page: str, counts: dict[str, pd.DataFrame]) -> str:
    """Fill the parts of a page that stand between ``<!-- recovery: NAME -->`` and ``<!-- end -->``."""

    def part(found: re.Match[str]) -> str:
        name = found.group(1)
        return f"<!-- recovery: {name} -->\n\n{_TABLES[name](counts[name])}\n\n<!-- end -->"

    return re.sub(r"<!-- recovery: (\w+) -->.*?<!-- end -->", part, page, flags=re.DOTALL)


def _power(table: pd.DataFrame) -> str:
    """Lay found shares out by size; in brackets the lower and upper bound."""
    sizes = sorted(table["signals"].unique())
    cells = {(row.fault, row.strength, row.signals): row for row in table.itertuples()}
    lines = []
    for fault, strength in table[["fault", "strength"]].drop_duplicates().itertuples(index=False):
        found = [_cell(cells.get((fault, strength, size))) for size in sizes]
        promised = strength == PROMISED.get(fault)
        lines.append([f"`{fault}`", f"**{strength:g}**" if promised else f"{strength:g}", *found])
    return _laid_out(["planted", "strength", *(f"{size:,} signals" for size in sizes)], lines)


def _cell(row: object) -> str:
    if row is None:
        return "–"
    broken = f", {row.indications:.0%} indication" if row.indications else ""  # type: ignore[attr-defined]
    return f"{row.found:.2f} ({row.low:.2f}–{row.high:.2f}{broken})"  # type: ignore[attr-defined]


def _by_cases(table: pd.DataFrame) -> str:
    bounds = sorted(table["at_least"].unique())
    cells = {(row.fault, row.strength, row.at_least): row for row in table.itertuples()}
    lines = []
    for fault, strength in table[["fault", "strength"]].drop_duplicates().itertuples(index=False):
        rows = [cells.get((fault, strength, bound)) for bound in bounds]
        # Fewer than five organisations say nothing about a share.
        found = ["–" if row is None or row.organisations < 5 else f"{row.found:.2f}" for row in rows]
        lines.append([f"`{fault}`", f"{strength:g}", *found])
    return _laid_out(["planted", "strength", *_ranges(bounds)], lines)


def _ranges(bounds: list[float]) -> list[str]:
    ends = [*(f"–{end - 1:,.0f}" for end in bounds[1:]), " or more"]
    return [f"{start:,.0f}{end}" for start, end in zip(bounds, ends, strict=True)]


def _false_findings(table: pd.DataFrame) -> str:
    lines = []
    for (planted, signals), part in table.groupby(["planted", "signals"], sort=False):
        whole = part[part["kind"].isna()].iloc[0]
        kinds = ", ".join(f"{row.findings} {row.kind}" for row in part[part["kind"].notna()].itertuples()) or "none"
        lines.append([planted, f"{signals:,}", f"{whole.organisations:,}", f"{whole.each:.3f}", kinds])
    return _laid_out(["planted", "signals", "organisations", "false findings each", "which"], lines)


def _coverage(table: pd.DataFrame) -> str:
    sizes = sorted(table["signals"].unique())
    cells = {(row.measure, row.signals): row for row in table.itertuples()}
    lines = []
    for measure in table["measure"].unique():
        rows = [cells.get((measure, size)) for size in sizes]
        shares = ["–" if row is None else f"{row.covered:.1%} ± {1.96 * row.error:.1%}" for row in rows]
        lines.append([measure, *(share.replace("%", " %") for share in shares)])
    return _laid_out(["interval of", *(f"{size:,} signals" for size in sizes)], lines)


def _laid_out(head: list[str], lines: list[list[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


_TABLES: dict[str, Callable[[pd.DataFrame], str]] = {
    "power": _power,
    "by_cases": _by_cases,
    "false_findings": _false_findings,
    "coverage": _coverage,
}
