"""The cores of this machine that a process may use."""

from __future__ import annotations

import os


def cores_here() -> int:
    """Count the cores that this process may use, where the system tells: more threads than those only wait."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
