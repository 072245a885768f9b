"""Whether an organisation holds customer signals back in a reservoir, or irrigates its departments with them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Where each public name lives; nothing is imported before it is asked for, so that the command line starts at once.
_HOMES = {
    "Diagnosis": "kccdiag.diagnosis",
    "Engagement": "kccdiag.engagement",
    "Finding": "kccdiag.findings",
    "InputError": "kccdiag.faults",
    "Judgement": "kccdiag.findings",
    "Limits": "kccdiag.limits",
    "check": "kccdiag.intake.report",
    "copy_demo": "kccdiag.shipped",
    "demo_folder": "kccdiag.shipped",
    "diagnose": "kccdiag.diagnosis",
    "judge": "kccdiag.findings",
    "open_engagement": "kccdiag.engagement",
    "write_results": "kccdiag.results",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605 — a list of strings, made from the table above
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
