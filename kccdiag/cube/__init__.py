"""The cube: from its additive tables every view of the explorer is computed, whatever is chosen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kccdiag.cube.building import cube_of
    from kccdiag.cube.facts import Cube
    from kccdiag.cube.saving import load_cube

# Whoever only looks at a saved cube opens no log: nothing is imported before it is asked for.
_HOMES = {"Cube": "facts", "cube_of": "building", "load_cube": "saving"}
__all__ = ["Cube", "cube_of", "load_cube"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
