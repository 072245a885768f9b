"""The private folder that the explorer keeps what it shows in: gone when it ends, or when the next one begins."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PREFIX = "kccdiag-explore-"
LOCK = "in-use"


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder that only this user may look into, and remove it at the end.

    A run that was killed could not remove its own; the next one does, by the lock that nobody holds any more.
    """
    forget_the_dead()
    made = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
    with made as name, (Path(name) / LOCK).open("w") as lock:
        _is_ours(lock)
        yield Path(name)


def forget_the_dead() -> None:
    """Remove what runs of this user that were killed left behind."""
    for lock in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{LOCK}"):
        try:
            with lock.open("r+") as opened:
                is_dead = _is_ours(opened)
        except OSError:  # another user's, or gone by now
            continue
        if is_dead:
            shutil.rmtree(lock.parent, ignore_errors=True)


def _is_ours(lock: IO[str]) -> bool:
    """Take a lock, and tell whether it could be taken; where there are none (Windows), it could not."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(lock, LOCK_EX | LOCK_NB)
    except (ImportError, BlockingIOError):
        return False
    return True
