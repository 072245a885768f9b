"""Where the demo is that travels with the package."""

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
    # A wheel carries it inside the package; in a checkout it stands beside it.
    inside = _HERE / "_shipped" / "demo"
    return inside if inside.exists() else _HERE.parent / "data" / "demo"
