"""Changes to an engagement folder that are made all together or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from kccdiag.engagement import CHANGING
from kccdiag.faults import refuse

_JOURNAL = "journal.json"


def swap(folder: Path, *, written: Mapping[Path, bytes], removed: Iterable[Path]) -> None:
    """Write and remove files and folders of an engagement; where that breaks, everything is as it was.

    What goes is first moved aside, with a list of it. A process that is killed leaves that list; :func:`undo` puts all
    of it back.

    Parameters
    ----------
    written
        New content by path; the file may be there already or not.
    removed
        Files and folders.

    Raises
    ------
    InputError
        Where a file can't be written, moved or removed.
    """
    undo(folder)
    aside = folder / CHANGING
    going = [path for path in dict.fromkeys([*written, *removed]) if path.exists()]
    try:
        aside.mkdir(mode=0o700)
        for place, content in enumerate(written.values()):
            _write(aside / f"new-{place}", content)
        journal = {"moved": _inside(going, folder), "new": _inside(written, folder)}
        _write(aside / _JOURNAL, json.dumps(journal).encode())
        for place, path in enumerate(going):
            path.rename(aside / f"old-{place}")
        for place, path in enumerate(written):
            (aside / f"new-{place}").rename(path)
        (aside / _JOURNAL).unlink()  # from here on what was is gone
    except BaseException as error:
        undo(folder)
        if isinstance(error, OSError):
            what = f"it can't be changed: {error.strerror}"
            raise refuse(str(folder), what, "make room, close what has its files open, and run again;"
                         " nothing was changed") from error  # fmt: skip
        raise
    shutil.rmtree(aside, ignore_errors=True)


def undo(folder: Path) -> None:
    """Put back what a swap moved aside that did not come to its end."""
    aside = folder / CHANGING
    if not aside.exists():
        return
    journal = _journal(aside)
    moved = {name: aside / f"old-{place}" for place, name in enumerate(journal["moved"])}
    for name in journal["new"]:
        if name not in moved or moved[name].exists():
            (folder / name).unlink(missing_ok=True)
    for name, old in moved.items():
        if old.exists():
            old.rename(folder / name)
    shutil.rmtree(aside, ignore_errors=True)


def _journal(aside: Path) -> dict[str, list[str]]:
    """Read what was going to be moved; nothing was, where the list is not whole."""
    try:
        journal: dict[str, list[str]] = json.loads((aside / _JOURNAL).read_text("utf-8"))
    except (OSError, ValueError):
        return {"moved": [], "new": []}
    return journal


def _inside(paths: Iterable[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
