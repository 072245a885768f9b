"""The way in: an engagement's exports read, made canonical once, and found again the next time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa

from kccdiag.digests import check_unchanged
from kccdiag.engagement import Engagement
from kccdiag.engines.database import Opening
from kccdiag.engines.duck import open_duck
from kccdiag.faults import Fault, InputError
from kccdiag.intake.bulk.local import is_large, write_large
from kccdiag.intake.bulk.remote import is_elsewhere, read_elsewhere
from kccdiag.intake.cache import find_cached, hash_inputs, keep_entry, name_entry, write_entry
from kccdiag.intake.canonical import PEOPLE, Canonical, check_columns, keep_rows, make_canonical, no_events
from kccdiag.intake.privacy import Key, find_key
from kccdiag.intake.quality import count_quality, tell_roles
from kccdiag.intake.raw import RawLog
from kccdiag.intake.sources import read_raw, read_raw_files
from kccdiag.intake.tables import EventLog
from kccdiag.intake.tally import Tally

__all__ = ["EventLog", "RawLog", "read_log", "read_raw", "read_raw_files"]

Progress = Callable[[str, float], None]


def read_log(engagement: Engagement, *, progress: Progress | None = None, opening: Opening = open_duck) -> EventLog:
    """Read the exports of an engagement, or find them as they were read before.

    Parameters
    ----------
    engagement
        One without a [log] has an empty one.
    progress
        Called with what is being done (hashing, reading, coding, writing) and the share of the whole that is done.
    opening
        Opens the engine that reads a log that lies elsewhere.

    Raises
    ------
    InputError
        With every fault found at the step that could not be taken, and where a file changes while it is read; nothing
        is left half-written.
    """
    tell = progress or (lambda step, done: None)
    found = _read_elsewhere(engagement, opening, tell) if is_elsewhere(engagement) else _read_here(engagement, tell)
    return tell_roles(found, engagement)  # of which what is kept of a reading knows nothing


def _read_here(engagement: Engagement, tell: Progress) -> EventLog:
    key = find_key(engagement.folder) if has_people(engagement) else None  # first: it may be refused
    tell("hashing", 0.0)
    inputs = hash_inputs(engagement)
    entry = name_entry(engagement, inputs, key)
    found = find_cached(engagement.folder, entry, inputs)
    if found is None and is_large(engagement):
        tell("reading", 0.1)
        found = _keep_large(engagement, entry, inputs, key)
    if found is None:
        with _unchanged(engagement, inputs):
            canonical, tally = _read(engagement, key, tell)
        tell("writing", 0.9)
        found = write_entry(engagement.folder, entry, canonical, tally=tally, inputs=inputs, key=key)
    tell("writing", 1.0)
    return found


def _keep_large(engagement: Engagement, entry: str, inputs: pd.DataFrame, key: Key | None) -> EventLog:
    tally = Tally()
    _note_key(key, tally)

    def write(place: Path, *, tally: Tally) -> None:
        with _unchanged(engagement, inputs):
            write_large(place, engagement, key, tally=tally)

    return keep_entry(engagement.folder, entry, write, tally=tally, inputs=inputs, key=key)


def _read_elsewhere(engagement: Engagement, opening: Opening, tell: Progress) -> EventLog:
    tell("reading", 0.0)
    key = find_key(engagement.folder) if has_people(engagement) else None
    tally = Tally()
    _note_key(key, tally)
    with opening() as base:
        return read_elsewhere(base, engagement, key, tally=tally)


def _note_key(key: Key | None, tally: Tally) -> None:
    if key is not None and not key.kept:
        tally.add("key_not_kept", 1, "keys")


@contextmanager
def _unchanged(engagement: Engagement, inputs: pd.DataFrame) -> Iterator[None]:
    """Refuse what was read while its files changed: it is of neither state, and would be kept under a wrong name.

    Also where reading failed: a file that is still being copied looks damaged.
    """
    try:
        yield
    except Exception as error:
        check_unchanged(inputs, hash_inputs(engagement), error)
        raise
    check_unchanged(inputs, hash_inputs(engagement))


def has_people(engagement: Engagement) -> bool:
    """Say whether a log has a column of persons or customers."""
    return any(name in source.columns for source in engagement.logs for name in PEOPLE)


def _read(engagement: Engagement, key: Key | None, tell: Progress) -> tuple[Canonical, Tally]:
    tally = Tally()
    if not engagement.logs:
        return no_events(), tally
    _note_key(key, tally)
    raws = read_raws(engagement, tell)
    tell("coding", 0.5)
    kept = keep_rows(engagement, raws, tally)
    raws.clear()
    pa.default_memory_pool().release_unused()
    canonical = make_canonical(engagement, kept, key)
    count_quality(kept, canonical, tally)
    return canonical, tally


def read_raws(engagement: Engagement, tell: Progress) -> list[RawLog]:
    """Read every [log] as strings and check that its columns are there.

    Raises
    ------
    InputError
        With what is wrong with all of them.
    """
    raws: list[RawLog] = []
    faults: list[Fault] = []
    for place, source in enumerate(engagement.logs):
        tell("reading", 0.1 + 0.4 * place / len(engagement.logs))
        try:
            raws.append(read_raw(source, engagement.folder))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    check_columns(engagement, raws)
    return raws
