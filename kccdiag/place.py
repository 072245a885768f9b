"""Where results are written: nothing there but results is ever replaced, and those all at once or not at all."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kccdiag.faults import refuse
from kccdiag.scratch import A_DAY, alone_in

if TYPE_CHECKING:
    from kccdiag.engagement import Engagement

MANIFEST = "manifest.json"  # written last: what has none is no result
OURS = {"findings.json", "tables", "figures", MANIFEST, "board.pptx", "report.html"}
REMEDY = "make room or name another folder with --out; nothing was changed"
_ELSEWHERE = "name another folder with --out"


def check_writable(out: Path) -> None:
    """Refuse at the start, not after minutes of work, when the place for the results can't be written."""
    parent = out.parent
    while not parent.exists():
        parent = parent.parent
    try:  # only trying tells: a disk that takes no writing shows no permissions
        Path(tempfile.mkdtemp(prefix=_new(out), dir=parent)).rmdir()
    except OSError as error:
        raise refuse(str(out), f"the results can't be written here: {error.strerror}", REMEDY) from error


def check_out(out: Path, engagement: Engagement) -> Path:
    """Refuse an output folder that holds what is not ours, or the engagement itself; restore an interrupted move.

    Returns
    -------
    Path
        The folder, resolved.
    """
    given = str(out)
    try:
        out = out.resolve()
        if out.is_symlink():  # what is still a link leads in a circle; Python before 3.13 says so itself
            raise RuntimeError("links in a circle")
        if out == engagement.folder.resolve() or out in engagement.folder.resolve().parents:
            what = "the engagement itself lies here, and results replace what is in their folder"
            raise refuse(str(out), what, _ELSEWHERE)
        if os.path.ismount(out):
            raise refuse(str(out), "this is a disk of its own, which can't be replaced", f"{_ELSEWHERE}, inside it")
        with alone_in(out.parent):
            aside = _aside(out)
            if aside.exists() and not out.exists():
                aside.rename(out)
            _check_ours(out)
    except (OSError, RuntimeError) as error:  # a name that is too long, links in a circle
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise refuse(given, f"the results can't be written here: {why}", _ELSEWHERE) from error
    return out


def _check_ours(out: Path) -> None:
    """Refuse what a result may not replace: a file, and a folder that holds anything but a result."""
    if not out.exists():
        return
    if not out.is_dir():
        raise refuse(str(out), "this is a file, not a folder", _ELSEWHERE)
    found = {entry.name for entry in out.iterdir()}
    strange = sorted(found - OURS if MANIFEST in found else found)  # a folder "tables" may be anyone's
    if strange:
        named = ", ".join(strange[:3])
        what = f"the folder holds what kccdiag did not write ({named}), and results replace what is in their folder"
        raise refuse(str(out), what, f"{_ELSEWHERE}, or empty this one")


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}.previous")


def _new(out: Path) -> str:
    """Give the beginning of the name of what is written beside a result, to take its place."""
    return f".{out.name}.new-"


def make_fresh(out: Path) -> Path:
    """Make a folder beside the result, and take away what a killed process left there more than a day before."""
    start = _new(out)
    fresh = Path(tempfile.mkdtemp(prefix=start, dir=out.parent))
    fresh.chmod(0o755)
    now = fresh.stat().st_mtime
    for left in out.parent.glob(f"{glob.escape(start)}*"):
        if left.stat().st_mtime < now - A_DAY:
            shutil.rmtree(left, ignore_errors=True)
    return fresh


def move_into_place(fresh: Path, out: Path) -> None:
    """Put what was written in the place of the result before, which comes back where that fails."""
    aside = _aside(out)
    if aside.exists():
        shutil.rmtree(aside)
    if out.exists():
        out.rename(aside)
    try:
        fresh.rename(out)
    except OSError:
        if aside.exists() and not out.exists():
            aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)
