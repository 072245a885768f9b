"""Runs beside one another: private folders for temporary files, and who may move results just now."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

LOCK = "in-use"
A_DAY = 86_400  # seconds
JUST_MADE = 10  # seconds, in which a run that starts may not have its lock yet


@contextmanager
def private_folder(use: str) -> Iterator[Path]:
    """Make a folder that only this user may look into, and remove it at the end.

    A run that was killed could not remove its own; the next one does, by the lock that nobody holds any more.

    Parameters
    ----------
    use
        A word for its name.
    """
    forget_the_dead()
    made = tempfile.TemporaryDirectory(prefix=f"kccdiag-{use}-", ignore_cleanup_errors=True)
    with made as name, (Path(name) / LOCK).open("w") as lock:
        _is_ours(lock)
        yield Path(name)


def forget_the_dead() -> None:
    """Remove what runs of this user that were killed left behind, whatever it was for."""
    for lock in Path(tempfile.gettempdir()).glob(f"kccdiag-*/{LOCK}"):
        try:
            left = _is_left(lock)
        except OSError:  # another user's, or gone by now
            continue
        if left:
            shutil.rmtree(lock.parent, ignore_errors=True)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let no other run of ours into this block for the same folder, where its disk knows locks; leave nothing there."""
    with ExitStack() as stack:
        with suppress(ImportError, OSError):  # Windows; some network disks; no such folder yet
            from fcntl import LOCK_EX, flock

            opened = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, opened)
            flock(opened, LOCK_EX)
        yield


def _is_left(lock: Path) -> bool:
    """Tell whether nobody holds a folder's lock; where none can be had, whether a day went by without a change."""
    age = time.time() - max(path.stat().st_mtime for path in (lock.parent, *lock.parent.iterdir()))
    with lock.open("r+") as opened:
        free = _is_ours(opened)
    return age > A_DAY if free is None else free and age > JUST_MADE


def _is_ours(lock: IO[str]) -> bool | None:
    """Take a lock, and tell whether it could be taken; None where there are none: on Windows, on some network disks."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(lock, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True
