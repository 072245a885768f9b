"""Diagnoses for tests: the demo, once a run, and small engagements from rows of an export."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from kccdiag.diagnosis import Diagnosis, diagnose
from kccdiag.engagement import Engagement, open_engagement
from kccdiag.shipped import demo_folder

COLUMNS = ("signal", "time", "department", "activity", "kind", "person", "topic", "customer")
OUTCOMES = ("adopted", "answered", "rejected", "withdrawn", "closed", "left", "told")


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="kccdiag-demo-")


@cache
def demo() -> tuple[Engagement, Diagnosis]:
    """Diagnose a copy of the demo, in Dutch: its log and its lists, without its interviews."""
    folder = _copied("demo")
    toml = folder / "kccdiag.toml"
    toml.write_text(re.sub(r"^\[interviews\]\n(?:(?!\[).*\n?)*", "", toml.read_text("utf-8"), flags=re.M), "utf-8")
    engagement = open_engagement(folder)
    return engagement, diagnose(engagement)


@cache
def demo_heard() -> tuple[Engagement, Diagnosis]:
    """Diagnose a copy of the whole demo, in Dutch, under no objection."""
    engagement = open_engagement(_copied("heard"))
    return engagement, diagnose(engagement, objections=())


def _copied(name: str) -> Path:
    folder = Path(_kept().name) / name
    return Path(shutil.copytree(demo_folder(), folder, ignore=shutil.ignore_patterns(".kccdiag")))


def lay_down(
    folder: Path,
    rows: Iterable[Sequence[str]],
    *,
    columns: Sequence[str] = COLUMNS,
    outcomes: Sequence[str] = OUTCOMES,
    more: Mapping[str, str] | None = None,
) -> Path:
    """Write an engagement: rows as events.csv, activities that are called what they mean, ``more`` lines by section."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    sections = {
        "engagement": 'name = "Small"\nlanguage = "en"\ntimezone = "UTC"',
        "log": 'files = ["events.csv"]',
        "log.columns": "\n".join(f'{name} = "{name}"' for name in columns),
        "log.outcomes": "\n".join(f'{name} = ["{name}"]' for name in outcomes),
    }
    for name, lines in (more or {}).items():
        sections[name] = f"{sections.get(name, '')}\n{lines}"
    text = "\n\n".join(f"[{name}]\n{lines}" for name, lines in sections.items())
    (folder / "kccdiag.toml").write_text(text, encoding="utf-8")
    return folder


def diagnosed(
    folder: Path, rows: Iterable[Sequence[str]], *, objections: Collection[str] | None = (), **options: object
) -> Diagnosis:
    """Diagnose an engagement made of rows, under no objection unless it is asked for."""
    return diagnose(open_engagement(lay_down(folder, rows, **options)), objections=objections)
