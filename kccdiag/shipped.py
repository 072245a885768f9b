"""Where the demo and the notebooks are that travel with the package."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def demo_folder() -> Path:
    """Return the engagement folder of the invented example organisation.

    Examples
    --------
    >>> (demo_folder() / "kccdiag.toml").exists()
    True
    """
    return _shipped("demo", _HERE.parent / "data" / "demo")


def notebooks_folder() -> Path:
    """Return the folder of the notebooks."""
    return _shipped("notebooks", _HERE.parent / "notebooks")


def _shipped(name: str, in_checkout: Path) -> Path:
    # A wheel carries them inside the package; in a checkout they stand beside it.
    inside = _HERE / "_shipped" / name
    return inside if inside.exists() else in_checkout
