"""Parquet where only an engine reads it, made into events that the engine keeps; only what they mean comes here."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from kccdiag.configuration import FILE
from kccdiag.digests import digests_table
from kccdiag.engagement import Engagement, LogSource
from kccdiag.engines.database import Database
from kccdiag.engines.remote import Remote
from kccdiag.faults import refuse
from kccdiag.intake.bulk.making import Places, make_events
from kccdiag.intake.cache import about_of, log_about, name_entry
from kccdiag.intake.privacy import Key
from kccdiag.intake.tables import EventLog
from kccdiag.intake.tally import Tally


def is_elsewhere(engagement: Engagement) -> bool:
    """Say whether a log lies where only an engine reads it."""
    return any(source.source for source in engagement.logs)


def read_elsewhere(base: Database, engagement: Engagement, key: Key | None, *, tally: Tally) -> EventLog:
    """Make the events of a log that lies elsewhere, or find them as they were made before.

    They are of the same files where these have the same names, sizes and times of change.

    Raises
    ------
    InputError
        Without an engine that reads there, and as :func:`kccdiag.intake.bulk.making.make_events`.
    """
    if not isinstance(base, Remote):
        raise refuse(FILE, "[log] source is read by Spark only",
                     "kccdiag diagnose FOLDER --out DIR --engine spark --spark URL")  # fmt: skip
    files = [_listed(base, source) for source in engagement.logs]
    entry = name_entry(engagement, _digests(engagement, files, of=["file", "bytes", "changed"]), key)
    place = f"{str(engagement.logs[0].store).rstrip('/')}/{entry}"
    about = _found(base, place) or _made(base, engagement, key, place=place, tally=tally)
    events = f"{place}/{about['reading']}/events"
    return log_about(about, events=events, inputs=_digests(engagement, files, of=["file", "bytes"]))


def _found(base: Remote, place: str) -> Mapping[str, Any] | None:
    """Find a reading that was ended; of several, which began at once and hold the same, one whose events are there."""
    if not base.is_written(f"{place}/ended"):
        return None
    base.scan("about", f"{place}/ended")
    ended = [json.loads(about) for about in base.fetch("select about from about")["about"]]
    ended.sort(key=lambda about: str(about["reading"]))
    return next((about for about in ended if base.is_written(f"{place}/{about['reading']}/events")), None)


def _made(base: Remote, engagement: Engagement, key: Key | None, *, place: str, tally: Tally) -> Mapping[str, Any]:
    """Make events under a name that no other reading has; what says that they are whole is written last.

    Readings may begin at once, and each may be killed: none writes where another does.
    """
    reading = uuid.uuid4().hex  # only of folders in the store
    own = f"{place}/{reading}"
    opened = [(source, {str(source.source): _shown(source)}) for source in engagement.logs]
    places = Places(f"{own}/draft", lambda query: base.write(query, f"{own}/events"))
    canonical = make_events(base, engagement, opened, key=_derived(key), places=places, tally=tally)
    base.write("select 0 as nothing", places.draft)  # what is elsewhere can be written over, not taken away
    about = {"reading": reading} | about_of(canonical, tally=tally, key=key)
    written = json.dumps(about, ensure_ascii=False)
    base.give("about", pd.DataFrame({"about": pd.Series([written], dtype="str")}))
    base.write("select about from about", f"{place}/ended/reading={reading}")  # as one part of what is read as a whole
    return about


def _derived(key: Key | None) -> Key | None:
    """Make of the key another one, for an engine whose memory and logs others may look into: it leads nowhere else."""
    return None if key is None else Key(hmac.digest(key.secret, b"engine", "sha256"), key.kept)


def _listed(base: Remote, source: LogSource) -> pd.DataFrame:
    base.source("listed", [str(source.source)])
    files = base.files("listed").sort_values("file", ignore_index=True)
    return files.assign(file=[PurePosixPath(file).name for file in files["file"]])


def _digests(engagement: Engagement, files: Sequence[pd.DataFrame], *, of: Sequence[str]) -> pd.DataFrame:
    """Give of each source a digest of the list of its files: their contents stay where they are."""
    rows: list[tuple[str, str, int]] = []
    for source, listed in zip(engagement.logs, files, strict=True):
        listing = json.dumps(listed[list(of)].to_numpy().tolist(), default=str)
        rows.append((_shown(source), hashlib.sha256(listing.encode()).hexdigest(), int(listed["bytes"].sum())))
    return digests_table(rows)


def _shown(source: LogSource) -> str:
    """Name a source by the last part of its path: the rest is of a machine."""
    return PurePosixPath(str(source.source)).name
