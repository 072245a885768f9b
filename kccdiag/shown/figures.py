"""Which figures a diagnosis has, all that each is drawn of, and the files in which it is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kccdiag.answer import STEPS
from kccdiag.drops import told_of
from kccdiag.shown.network import places_of
from kccdiag.shown.voices import comparable

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis

Given = dict[str, Any]  # what a figure is drawn of, by the names under which its function takes it
Files = dict[str, bytes]  # what is in the files of a figure, by their kind

FIGURES: dict[str, Callable[[Diagnosis], Given]] = {
    "verdict": lambda d: {"overview": d.overview[d.overview["measure"].isin(STEPS)], "centre": d.centre} | _limits(d),
    "reservoir_map": lambda d: {"departments": d.departments} | _limits(d),
    "stock": lambda d: {"stock": d.stock},
    "residence": lambda d: {"departments": d.departments} | _limits(d),
    "openness": lambda d: {"handovers": d.handovers} | _limits(d),
    "funnel": lambda d: {"funnel": d.funnel, "heard": d.said["heard"]},
    "network": lambda d: {"departments": d.departments, "handovers": d.handovers},
    "drops": lambda d: {"drops": d.drops, "places": _places(d), "has": told_of(d)},
    "value_irritant": lambda d: {"contact_reasons": d.contact_reasons, "value_irritant": d.value_irritant},
    "kpi_balance": lambda d: {"kpi_balance": d.kpi_balance} | _limits(d),
    "said_and_done": lambda d: {"pairs": d.said["said"]},
    "barriers": lambda d: {"barriers": d.said["barriers"]},
}
# What does not rest on the log alone is drawn where an engagement has it, and not at all where it has not.
SOURCES: dict[str, Callable[[Diagnosis], bool]] = {
    "value_irritant": lambda d: len(d.value_irritant) > 0,
    "kpi_balance": lambda d: len(d.kpi_balance) > 0,
    "said_and_done": lambda d: len(comparable(d.said["said"])) > 0,
    "barriers": lambda d: len(d.said["barriers"]) > 0,
}


def figures_of(diagnosis: Diagnosis, *, language: str) -> dict[str, Given]:
    """Choose the figures that there is something for, and give all that each is drawn of."""
    how = {"language": language, "source": diagnosis.engagement_name}
    return {name: FIGURES[name](diagnosis) | how for name in names_of(diagnosis)}


def names_of(diagnosis: Diagnosis) -> list[str]:
    """Choose the figures that there is something for: of the log where there is one, others by what they rest on."""
    return [name for name in FIGURES if (SOURCES[name](diagnosis) if name in SOURCES else diagnosis.has_log)]


def write_files(folder: Path, name: str, files: Files) -> tuple[Path, ...]:
    """Write the files of a figure into a folder, and name them."""
    paths = tuple(folder / f"{name}.{kind}" for kind in files)
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    return paths


def _limits(diagnosis: Diagnosis) -> Given:
    return {"limits": diagnosis.limits}


def _places(diagnosis: Diagnosis) -> dict[str, list[float] | None]:
    names = sorted(set(diagnosis.drops["department"])) if len(diagnosis.drops) else []
    return dict(zip(names, places_of(diagnosis, names), strict=True))
