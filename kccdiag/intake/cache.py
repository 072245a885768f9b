"""Where canonical events are kept between runs: inside the engagement folder, whole or not at all."""

from __future__ import annotations

import atexit
import errno
import hashlib
import json
import logging
import math
import os
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kccdiag.digests import hash_file, hash_files
from kccdiag.engagement import Engagement, LogSource
from kccdiag.faults import is_disk_full, refuse
from kccdiag.intake.archives import shown_name
from kccdiag.intake.canonical import Canonical
from kccdiag.intake.privacy import Key
from kccdiag.intake.roster import listed_names
from kccdiag.intake.tables import DEPARTMENT_COLUMNS, NAME_COLUMNS, QUALITY_COLUMNS, EventLog, check_events
from kccdiag.intake.tally import Tally
from kccdiag.scratch import A_DAY, private_folder

FOLDER = ".kccdiag"
SUMS = "SHA256SUMS"  # written last: what has none is no entry
FLOWS = "flows"  # folder in an entry: what was reduced from its events, in files that bear digests of their own
PICTURES = "pictures"  # folder beside the entries: what was drawn in the last run, in such files too
AN_HOUR = 3_600.0  # seconds
VERSION = 9  # to be raised whenever the same input is read differently
KEPT = 4  # entries; a consultant goes back and forth between a few configurations
NEW = ".new-"
UNKEPT = logging.getLogger(f"{__name__}.unkept")  # told what could not be kept, for who listens
_MANY = ("signal_id", "t", "row", "customer")  # columns of numbers that few rows share
MOVES = 5  # attempts, where other runs move entries to the same name
IN_THE_WAY = (errno.ENOTEMPTY, errno.EEXIST, errno.EACCES, errno.ENOTDIR)  # a folder, or a file or link, of that name


class Writing(Protocol):
    """What writes the files of an entry."""

    def __call__(self, place: Path, *, tally: Tally) -> None:
        """Write them into a folder, and what is counted into a tally."""


_TYPES = {"dept": "int64", "code": "int64", "value": "float64", "staff": "Int64", "in_log": "bool"}


def hash_inputs(engagement: Engagement) -> pd.DataFrame:
    """Hash every input file.

    Returns
    -------
    Columns file (relative, posix), sha256, bytes; by file.
    """
    files = sorted({file for source in engagement.logs for path in source.files for file in _files_of(path)})
    return hash_files((shown_name(file, engagement.folder), file) for file in files)


def _files_of(path: Path) -> Sequence[Path]:
    return [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]


def name_entry(engagement: Engagement, inputs: pd.DataFrame, key: Key | None) -> str:
    """Name the cache entry after all that decides its content, and nothing else."""
    content = {
        "version": VERSION,
        "inputs": inputs[["file", "sha256"]].to_numpy().tolist(),
        "logs": [_described(source, engagement.folder) for source in engagement.logs],
        "departments": json.loads(engagement.departments.to_json(orient="records")),
        "aliases": sorted(engagement.aliases.items()),
        "unknown": sorted(engagement.unknown),
        "timezone": engagement.timezone,
        "cutoff": engagement.cutoff.isoformat() if engagement.cutoff else None,
        "key": key.fingerprint if key else None,
        "participants": listed_names(engagement),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:24]


def _described(source: LogSource, folder: Path) -> dict[str, Any]:
    plain = {name: dict(value) if hasattr(value, "items") else value for name, value in vars(source).items()}
    return plain | {"files": [shown_name(path, folder) for path in source.files]}


def find_cached(folder: Path, entry: str, inputs: pd.DataFrame) -> EventLog | None:
    """Find an entry that is whole, and note that it was asked for; take away what killed processes left."""
    place = folder / FOLDER / entry
    _forget_half(folder / FOLDER)
    found = _read_whole(place, inputs)
    if found is not None:
        with suppress(OSError):  # a disk that takes no writing
            os.utime(place)
    return found


def _read_whole(place: Path, inputs: pd.DataFrame) -> EventLog | None:
    """Read an entry whose files are, byte by byte, those that were written; None for any other, and for no entry."""
    try:
        check_events(place / "events.parquet")
        if (place / SUMS).read_text("ascii") == _sums(place):
            return _read_entry(place, inputs)
    except (OSError, ValueError, LookupError, TypeError, RecursionError, pa.ArrowException):
        pass
    return None


def _sums(place: Path) -> str:
    """List the files of an entry as `sha256sum` does, which can also check them."""
    files = sorted(path for path in place.iterdir() if path.is_file() and path.name != SUMS)
    return "".join(f"{hash_file(path)}  {path.name}\n" for path in files)


def digest_of_events(log: EventLog) -> str | None:
    """Give the SHA-256 of a log's events as it was when they were found or written; None where they are not kept."""
    events = Path(log.events)
    if isinstance(log.events, str) or events.parent.parent.name != FOLDER:  # in a store, or in a temporary folder
        return None
    try:
        lines = (events.parent / SUMS).read_text("ascii").splitlines()
    except (OSError, ValueError):
        return None
    return next((line.split()[0] for line in lines if line.endswith(f"  {events.name}")), None)


def _read_entry(place: Path, inputs: pd.DataFrame) -> EventLog:
    about = json.loads((place / "log.json").read_text("utf-8"))
    texts = place / "texts.parquet"
    if about["texts"]:
        pq.ParquetFile(texts)
    return log_about(about, events=place / "events.parquet", texts=texts if about["texts"] else None, inputs=inputs)


def log_about(
    about: Mapping[str, Any], *, events: Path | str, inputs: pd.DataFrame, texts: Path | None = None
) -> EventLog:
    """Give the log of events that are kept somewhere, by all about them."""
    return EventLog(
        events=events,
        departments=_table(about["departments"], DEPARTMENT_COLUMNS),
        names=_table(about["names"], NAME_COLUMNS),
        cutoff=int(about["cutoff"]),
        start=int(about["start"]),
        quality=_table(about["quality"], QUALITY_COLUMNS),
        has=frozenset(about["has"]),
        texts=texts,
        inputs=inputs,
    )


def _table(rows: list[list[Any]], columns: Sequence[str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(columns))
    return table.astype({name: _TYPES.get(name, "str") for name in columns})


def write_entry(  # noqa: PLR0913 — what is kept, where, and under which name and key
    folder: Path, entry: str, canonical: Canonical, *, tally: Tally, inputs: pd.DataFrame, key: Key | None
) -> EventLog:
    """Write canonical events beside their inputs, see :func:`keep_entry`."""
    return keep_entry(folder, entry, partial(_write, canonical=canonical, key=key), tally=tally, inputs=inputs, key=key)


def keep_entry(  # noqa: PLR0913 — as write_entry
    folder: Path, entry: str, write: Writing, *, tally: Tally, inputs: pd.DataFrame, key: Key | None
) -> EventLog:
    """Keep events beside their inputs; where that can't be, in a folder that goes when the process ends.

    They are written under another name and moved into place, so that a broken run leaves what was there. Entries made
    with another key go.

    Parameters
    ----------
    write
        Writes all files of the entry into a folder, and what it counts into the tally.

    Raises
    ------
    InputError
        For a full disk, and where something else takes away what is being written.
    """
    try:
        root = _open_cache(folder)
        own = Path(tempfile.mkdtemp(prefix=NEW, dir=root))
    except OSError as error:
        _check_full(error)
        UNKEPT.info("events: %s", error)
        root = _open_elsewhere()
        own = Path(tempfile.mkdtemp(prefix=NEW, dir=root))
    try:
        write(own, tally=tally)
        (own / SUMS).write_text(_sums(own), "ascii", newline="\n")
        place = _move(own, root / entry)
    except OSError as error:
        _check_full(error)
        raise refuse(FOLDER, f"the events could not be kept: {error.strerror or error}",
                     "another command may have taken them away meanwhile (new-key): run again") from error  # fmt: skip
    finally:
        shutil.rmtree(own, ignore_errors=True)
    _forget_old(root, place)
    if key is not None:  # another run, with a key of its own, may be reading a younger one
        forget_other_keys(folder, key, before=_written(place) - AN_HOUR)
    return _read_entry(place, inputs)


def forget_other_keys(folder: Path, key: Key | None, *, before: float = math.inf) -> int:
    """Take away what was read with another key, or what can't say with which; None for all with any key.

    Parameters
    ----------
    before
        Only entries written before this moment (epoch seconds).

    Returns
    -------
    int
        How many entries went.

    Raises
    ------
    InputError
        Where all should go and one can't be taken away: a disk that takes no writing.
    """
    root = folder / FOLDER
    if not root.is_dir():
        return 0
    wanted = {"", key.fingerprint if key else ""}
    others = [path for path in _entries(root) if _key_of(path) not in wanted]
    if key is None:  # also of processes that were killed, or are writing with the old key; and what was drawn
        others += [*root.glob(f"{NEW}*"), *root.glob(PICTURES)]
    others = [path for path in others if _written(path) < before]
    for path in others:
        shutil.rmtree(path, ignore_errors=True)
    stuck = [path for path in others if path.exists()]
    if stuck and key is None:
        what = "what was read with the old key lies here and can't be taken away"
        raise refuse(str(root), what, "delete it yourself")
    return len(others) - len(stuck)


def _key_of(place: Path) -> str | None:
    try:
        return str(json.loads((place / "log.json").read_text("utf-8"))["key"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _open_cache(folder: Path) -> Path:
    root = folder / FOLDER
    root.mkdir(mode=0o700, exist_ok=True)
    (root / ".gitignore").write_text("*\n", "utf-8")
    return root


def _open_elsewhere() -> Path:
    """Make a folder that goes when the process ends, or with the next run if it is killed."""
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    return until_the_end.enter_context(private_folder("events"))


def _check_full(error: OSError) -> None:
    if is_disk_full(error):
        raise refuse(FOLDER, "the disk is full: the events could not be written", "make room and run again") from error


def _write(place: Path, canonical: Canonical, *, tally: Tally, key: Key | None) -> None:
    _write_parquet(canonical.events, place / "events.parquet")
    if canonical.texts is not None:
        _write_parquet(canonical.texts, place / "texts.parquet")
    write_about(place, canonical, tally=tally, key=key)


def write_about(place: Path, canonical: Canonical, *, tally: Tally, key: Key | None) -> None:
    """Write all about canonical events but themselves."""
    about = about_of(canonical, tally=tally, key=key)
    (place / "log.json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")


def about_of(canonical: Canonical, *, tally: Tally, key: Key | None) -> dict[str, Any]:
    """Give all about canonical events but themselves, as JSON has it."""
    return {
        "key": key.fingerprint if key else "",
        "cutoff": canonical.cutoff,
        "start": canonical.start,
        "has": sorted(canonical.has),
        "texts": canonical.texts is not None,
        "departments": _rows(canonical.departments),
        "names": _rows(canonical.names),
        "quality": _rows(tally.as_table()),
    }


def _write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table; numbers of things that are nearly all different as differences: half the time, three quarters."""
    many = [name for name in _MANY if name in table.column_names]
    few = [name for name in table.column_names if name not in many]
    pq.write_table(table, path, compression="zstd", row_group_size=2**18, store_schema=False, use_dictionary=few,
                   column_encoding=dict.fromkeys(many, "DELTA_BINARY_PACKED"))  # fmt: skip


def _rows(table: pd.DataFrame) -> list[list[Any]]:
    return table.astype("object").where(table.notna(), None).to_numpy().tolist()


def _move(own: Path, place: Path) -> Path:
    """Move a finished entry to its name; a damaged one that stands there makes way, a whole one is as good."""
    for _ in range(MOVES):
        try:
            own.rename(place)
        except OSError as error:
            if error.errno not in IN_THE_WAY or not own.exists():
                raise
        else:
            return place
        if _read_whole(place, pd.DataFrame()) is not None:  # of another run, whose readers keep it
            return place
        own_old = own.with_name(own.name + ".old")
        with suppress(FileNotFoundError):  # another run was as quick
            place.rename(own_old)
        _take_away(own_old)
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def _take_away(path: Path) -> None:
    """Remove a folder with all in it, or a file, or a link and not what it leads to; as far as that is possible."""
    if path.is_symlink() or path.is_file():
        with suppress(OSError):
            path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def _forget_old(root: Path, newest: Path) -> None:
    """Keep the newest entries, and those of the last hour, which another run may be reading."""
    others = sorted((path for path in _entries(root) if path != newest), key=_written, reverse=True)
    for path in others[KEPT - 1 :]:
        if _written(path) < _written(newest) - AN_HOUR:
            shutil.rmtree(path, ignore_errors=True)


def _forget_half(root: Path) -> None:
    """Take away what processes that were killed left, after a day: until then it may be of one that is at work."""
    for path in (*root.glob(f"{NEW}*"), *root.glob(f"*/{FLOWS}/{NEW}*"), *root.glob(f"{PICTURES}/{NEW}*")):
        if _written(path) < time.time() - A_DAY:
            _take_away(path)


def _written(path: Path) -> float:
    """Say when an entry was written or last asked for; infinitely late for one that is gone by now."""
    try:
        return path.stat().st_mtime
    except OSError:
        return math.inf


def _entries(root: Path) -> list[Path]:
    return [path for path in root.iterdir() if path.is_dir() and path.name != PICTURES and path.name[0] != "."]
