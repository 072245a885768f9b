"""Small engagements for the tests of intake: a folder, its exports and what their columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from kccdiag.engagement import Engagement, LogSource
from kccdiag.intake.archives import Piece, list_pieces
from kccdiag.intake.logs import EventLog, read_log
from kccdiag.kpis import list_kpis
from kccdiag.limits import Limits

COLUMNS = {"signal": "zaak", "time": "moment", "department": "afdeling"}
UNKNOWN = frozenset(["", "?", "-", "unknown", "onbekend", "n/a", "empty", "null"])
EXPORT = "zaak,moment,afdeling\n1,2025-01-06 09:00,KCC\n1,2025-01-07 09:00,Billing\n2,2025-01-06 10:00,KCC\n"


def source_of(*files: Path, columns: Mapping[str, Any] = COLUMNS, **keys: Any) -> LogSource:
    """Make a [log] as engagement.py would."""
    named = {name: (column,) if isinstance(column, str) else tuple(column) for name, column in columns.items()}
    plain = {"sheet": None, "encoding": None, "delimiter": None, "dayfirst": None, "duplicates": "auto",
             "kinds": {}, "outcomes": {}, "stays": {}}  # fmt: skip
    return LogSource(files=files, columns=named, **plain | keys)


def engagement_of(folder: Path, *logs: LogSource, **keys: Any) -> Engagement:
    """Make an Engagement as engagement.py would."""
    listed = pd.DataFrame({"department": pd.Series(dtype="str"), "unit": pd.Series(dtype="str"),
                           "staff": pd.Series(dtype="Int64")})  # fmt: skip
    reasons = pd.DataFrame({"reason": pd.Series(dtype="str"), "failure_demand": pd.Series(dtype="boolean")})
    plain = {"name": "Test", "language": "nl", "contact_centre": (), "board": (), "timezone": "Europe/Amsterdam",
             "cutoff": None, "told_target": None, "departments": listed, "aliases": {}, "unknown": UNKNOWN,
             "limits": Limits(), "reasons": reasons, "interviews": None, "config_text": b"",
             "lists": pd.DataFrame(columns=["file", "sha256", "bytes"]),
             "kpis": list_kpis(None, aliases={}, unknown=(), faults=[])}  # fmt: skip
    return Engagement(folder=folder, logs=logs, **plain | keys)


def piece_of(path: Path) -> Piece:
    """Give a file as the readers take it."""
    return list_pieces([path], path.parent)[0]


def log_of(folder: Path, text: str = EXPORT, *, keys: Mapping[str, Any] | None = None, **source: Any) -> EventLog:
    """Write an export and read it as the only log of an engagement."""
    file = folder / "events.csv"
    file.write_text(text, "utf-8")
    return read_log(engagement_of(folder, source_of(file, **source), **keys or {}))


def events_of(log: EventLog) -> pd.DataFrame:
    """Read canonical events."""
    return pd.read_parquet(log.events)


def counted(log: EventLog, check: str) -> float:
    """Give the sum of one check of data quality; 0 where it was not noted."""
    return float(log.quality.loc[log.quality["check"] == check, "value"].sum())
