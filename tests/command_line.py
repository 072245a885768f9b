"""Small engagements put through the command line: a folder, a command, what it says and what it leaves."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from kccdiag.cli import main

HEADER = ("case", "moment", "team", "status", "kind")
# Three signals of which one is taken to Billing, closed there, and two stay at the desk.
ROWS = (
    ("1", "2025-01-06 09:00", "Desk", "opened", "idea"),
    ("1", "2025-01-07 09:00", "Billing", "closed", "idea"),
    ("2", "2025-01-06 10:00", "Desk", "opened", "complaint"),
    ("3", "2025-01-06 11:00", "Desk", "opened", "complaint"),
    ("3", "2025-01-08 11:00", "Desk", "closed", "complaint"),
)
CONFIGURATION = """[engagement]
name = "Waterford"
language = "en"

[log]
files = ["events.csv"]

[log.columns]
signal = "case"
time = "moment"
department = "team"
activity = "status"
kind = "kind"

[log.outcomes]
closed = ["closed"]
"""
EARLIER = {
    "findings.json": b'{"schema": 1}\n',
    "tables/departments.csv": b"department\nEarlier\n",
    "manifest.json": b'{"schema": 1}\n',
}


@dataclass(frozen=True)
class Said:
    """How a command ended: its exit code and what it wrote on both streams."""

    code: int
    out: str
    err: str


def lay_out(folder: Path, rows: Iterable[Sequence[str]] = ROWS, *, configuration: str = CONFIGURATION) -> Path:
    """Make an engagement folder from rows of an export."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kccdiag.toml").write_text(configuration, "utf-8")
    write_rows(folder / "events.csv", rows)
    return folder


def write_rows(path: Path, rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """Write an export as CSV in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Said:
    """Run a command in this process; an error that nobody foresaw comes through as it is."""
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return Said(code, out, err)


def earlier_result(out: Path) -> Path:
    """Put a result there that an earlier run left."""
    for name, content in EARLIER.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    return out


def change(folder: Path, old: str, new: str) -> None:
    """Replace words of the configuration, which must be there."""
    path = folder / "kccdiag.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def export(folder: Path, name: str, raw: bytes) -> Path:
    """Put an export in the place of events.csv, under another name."""
    (folder / "events.csv").unlink(missing_ok=True)
    if name != "events.csv":
        change(folder, "events.csv", name)
    path = folder / name
    path.write_bytes(raw)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Read everything under a folder by its path, the empty folders too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if path.is_file() or (path.is_dir() and not any(path.iterdir()))
    }


def findings_of(out: Path) -> dict[str, object]:
    """Read findings.json, refusing what JSON does not know (NaN, Infinity)."""

    def refuse(name: str) -> None:
        raise AssertionError(f"findings.json holds {name}")

    return json.loads((out / "findings.json").read_text("utf-8"), parse_constant=refuse)


def table_of(out: Path, name: str) -> list[Mapping[str, str]]:
    """Read one table of a result as a reader of CSV does."""
    with (out / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
