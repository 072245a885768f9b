"""The zip of a REFI-QDA project, opened without trusting it: nothing is unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from kccdiag.faults import InputError, refuse
from kccdiag.intake.archives import DAMAGED, check_members

LARGEST = 64 * 2**20  # bytes of one member that is read: a thousand interviews of an hour are half of it
LARGEST_TOGETHER = 4 * LARGEST
_INTERNAL = "internal://"
_AGAIN = "export the project again as .qdpx"


class Archive:
    """The members of a project's zip, read one by one up to a bound."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name, self._given = archive, name, 0
        # ATLAS.ti and NVivo write Sources/, others sources/; some mean it and write another case in the paths.
        self._members = {_key(info.filename): info for info in archive.infolist() if not info.is_dir()}

    def project(self) -> bytes:
        """Read the one description of the project, a .qde at the root under any name."""
        found = [info for key, info in sorted(self._members.items()) if key.endswith(".qde") and "/" not in key]
        if len(found) != 1:
            what = "holds no .qde at its root" if not found else f"holds {len(found)} .qde files at its root"
            raise refuse(self._name, f"the zip {what}: one describes the project", _AGAIN)
        return self._read(found[0])

    def text(self, path: str) -> bytes | None:
        """Read a source's plain text; None where it lies outside the file or is missing.

        Raises
        ------
        InputError
            For a path that leads elsewhere.
        """
        if not path.startswith(_INTERNAL):
            return None
        inside = path.removeprefix(_INTERNAL)
        if ".." in PurePosixPath(unquote(inside).replace("\\", "/")).parts:
            raise refuse(self._name, "the path of a source leads out of the zip", _AGAIN)
        names = (_key(f"sources/{name}") for name in (inside, unquote(inside)))
        info = next((self._members[name] for name in names if name in self._members), None)
        return self._read(info) if info else None

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        with self._archive.open(info) as stream:
            data = stream.read(LARGEST + 1)
        self._given += len(data)
        if len(data) > LARGEST or self._given > LARGEST_TOGETHER:
            raise refuse(self._name, f"its member '{info.filename}' unpacks to more than {LARGEST // 2**20} MB of text:"
                         " it may be a zip bomb", "export fewer documents at a time")  # fmt: skip
        return data


def _key(name: str) -> str:
    return name.replace("\\", "/").casefold()


@contextmanager
def open_archive(path: Path, name: str) -> Iterator[Archive]:
    """Open the zip of a project; what is wrong with it is said in words.

    Raises
    ------
    InputError
        For what is no zip, is damaged or encrypted, has members that lead out of it or that unpack beyond belief.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive, name)
            yield Archive(archive, name)
    except InputError:  # among ValueErrors, which damage raises too
        raise
    except DAMAGED as error:
        raise refuse(name, f"this is no .qdpx, or it is damaged: {error}", _AGAIN) from error
