"""The folder for people's own words: FOLDER/private, for its owner only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kccdiag.faults import refuse

FOLDER = "private"


def private_folder(folder: Path) -> Path:
    """Make the folder for confidential files where it is not there yet.

    Raises
    ------
    InputError
        Where something else stands there, or it leads out of the engagement.
    """
    place = folder / FOLDER
    try:
        place.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise refuse(FOLDER, f"the folder can't be made: {error.strerror}", "make room for it") from error
    if not place.resolve().is_relative_to(folder.resolve()):
        raise refuse(FOLDER, "the link leads out of the engagement folder", "put a folder in its place")
    return place


def write_private(place: Path, content: bytes) -> None:
    """Write a file that its owner alone can read, whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)  # for its owner only
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    except OSError as error:
        raise refuse(f"{FOLDER}/{place.name}", f"it can't be written: {error.strerror}", "make room there") from error
    finally:
        fresh.unlink(missing_ok=True)
