"""Files by name with their SHA-256: what was read, for the manifest, and whether it stayed as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from kccdiag.faults import Fault, InputError, refuse


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def hash_files(files: Iterable[tuple[str, Path]]) -> pd.DataFrame:
    """Hash files, each under the name by which the user knows it.

    Returns
    -------
    pandas.DataFrame
        ``file``, ``sha256``, ``bytes``; in the order given.

    Raises
    ------
    kccdiag.faults.InputError
        For one that can't be read.
    """
    rows: list[tuple[str, str, int]] = []
    for name, path in files:
        try:
            rows.append((name, hash_file(path), path.stat().st_size))
        except OSError as error:
            what, remedy = f"the file can't be read: {error.strerror}", "see whether it is there, and yours to read"
            raise refuse(name, what, remedy) from error
    return digests_table(rows)


def hash_sources(*packages: Path) -> str:
    """Give the SHA-256 of all code in folders and below; "" where none is there to be read, as in a bundle."""
    digest = hashlib.sha256()
    files = [(path, path.relative_to(package.parent)) for package in packages for path in package.rglob("*.py")]
    for path, name in sorted(files):
        digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest() if files else ""


def digests_table(rows: Sequence[tuple[str, str, int]]) -> pd.DataFrame:
    """Lay digests in a table, as :func:`hash_files` gives."""
    table = pd.DataFrame(rows, columns=["file", "sha256", "bytes"])
    return table.astype({"file": "str", "sha256": "str", "bytes": "int64"})


def check_unchanged(before: pd.DataFrame, after: pd.DataFrame, cause: Exception | None = None) -> None:
    """Refuse what was read while its files changed: it is of neither state, and would be kept under a wrong name.

    Parameters
    ----------
    before, after
        As :func:`hash_files` gives.
    cause
        What failed while they were read.
    """
    states = (set(map(tuple, table[["file", "sha256"]].to_numpy())) for table in (before, after))
    changed = sorted({file for file, _ in set.symmetric_difference(*states)})
    if changed:
        what = "the file changed while it was read"
        remedy = "wait until it is complete, or read a copy that nothing writes to"
        raise InputError(Fault(file, what, remedy) for file in changed) from cause
