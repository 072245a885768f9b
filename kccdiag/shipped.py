"""Where the demo and the notebooks are that travel with the package."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def demo_folder() -> Path:
    """Return the engagement folder of the invented example organisation.

    Examples
    --------
    >>> (demo_folder() / "kccdiag.toml").exists()
    True
    """
    return _shipped("demo", beside="data/demo")


def copy_demo(folder: str | Path) -> Path:
    """Copy the demo to a folder in which choices can be kept, unless it is there already.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as here:
    ...     (copy_demo(Path(here, "demo")) / "kccdiag.toml").exists()
    True
    """
    folder = Path(folder)
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".demo-", dir=folder.parent) as fresh:  # two notebooks may ask at once
            copied = shutil.copytree(demo_folder(), Path(fresh, "demo"), ignore=shutil.ignore_patterns(".kccdiag"))
            copied.chmod(0o755)  # the package itself may stand where nobody writes
            with suppress(OSError):
                copied.rename(folder)
    return folder


def notebooks_folder() -> Path:
    """Return the folder of the notebooks.

    Examples
    --------
    >>> (notebooks_folder() / "00_start_here.ipynb").exists()
    True
    """
    return _shipped("notebooks", beside="notebooks")


def _shipped(name: str, *, beside: str) -> Path:
    # A wheel carries it inside the package; in a checkout it stands beside it.
    inside = _HERE / "_shipped" / name
    return inside if inside.exists() else _HERE.parent / beside
