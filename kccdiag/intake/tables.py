"""What the canonical events look like, and the check that they do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

# Integers only, no nulls: missing values, local times and booleans are what engines disagree on.
EVENT_SCHEMA = pa.schema([
    pa.field("signal_id", pa.int64(), nullable=False),  # dense from 1, by first appearance
    pa.field("t", pa.int64(), nullable=False),  # epoch seconds UTC, rounded down
    pa.field("day", pa.int32(), nullable=False),  # local days since 1970-01-01
    pa.field("month", pa.int32(), nullable=False),  # local year * 12 + 0…11
    pa.field("quarter", pa.int32(), nullable=False),  # local year * 4 + 0…3
    pa.field("seq", pa.int64(), nullable=False),  # order within t: parts of seconds, then the sequence column; else 0
    pa.field("rnk", pa.int32(), nullable=False),  # 1 for an outcome or told activity
    pa.field("row", pa.int64(), nullable=False),  # row of all sources below one another, unique
    pa.field("dept", pa.int32(), nullable=False),  # 0 unknown
    pa.field("person", pa.int32(), nullable=False),  # 0 none
    pa.field("customer", pa.int32(), nullable=False),  # 0 none
    pa.field("kind", pa.int32(), nullable=False),  # 0 missing, as all below
    pa.field("channel", pa.int32(), nullable=False),
    pa.field("topic", pa.int32(), nullable=False),
    pa.field("reason", pa.int32(), nullable=False),
    pa.field("activity", pa.int32(), nullable=False),
    pa.field("outcome", pa.int32(), nullable=False),  # as in OUTCOME_CODES
    pa.field("told", pa.int32(), nullable=False),
    pa.field("stay", pa.int32(), nullable=False),  # as in STAY_CODES; 0 work or not known
    pa.field("source", pa.int32(), nullable=False),  # which [[log]], from 0
    pa.field("ends", pa.int32(), nullable=False),  # 1 where that log maps any outcome
    pa.field("duration", pa.int32(), nullable=False),  # whole seconds of handling + 1
    pa.field("satisfaction", pa.int32(), nullable=False),  # thousandths + NEUTRAL: a mark may be below zero
])  # fmt: skip

OUTCOME_CODES = {"adopted": 1, "answered": 2, "rejected": 3, "withdrawn": 4, "closed": 5, "left": 6}
NEUTRAL = 10**9
STAY_CODES = {"queue": 1, "customer": 2}
NAMED = ("kind", "channel", "topic", "reason", "activity")  # columns whose codes have names
ORDER = ("signal_id", "t", "seq", "rnk", "row")

DEPARTMENT_COLUMNS = ("dept", "department", "unit", "staff", "in_log")
NAME_COLUMNS = ("column", "code", "name")
QUALITY_COLUMNS = ("check", "subject", "value", "unit", "detail")


@dataclass(frozen=True)
class EventLog:
    """The canonical events of an engagement, on disk, and what their integers mean.

    Parameters
    ----------
    events
        Parquet file as in EVENT_SCHEMA, sorted by ORDER; as text a path that only an engine reads.
    departments
        dept (from 1), department (name shown), unit ("" where none), staff (Int64), in_log (bool); also those that
        only departments.csv lists.
    names
        column (one of NAMED), code (from 1), name.
    cutoff
        Epoch seconds UTC, exclusive.
    start
        Time of the first event.
    quality
        What was counted on the way in: check (snake_case), subject (file, department, column or ""), value, unit,
        detail (free data, never a person).
    has
        What the log can tell of: outcomes told kind person customer channel topic reason text stays sequence adopted
        ideas duration_s satisfaction.
    texts
        Parquet with signal_id, row, text; None without a text column.
    inputs
        file (relative, posix), sha256, bytes.
    """

    events: Path | str
    departments: pd.DataFrame
    names: pd.DataFrame
    cutoff: int
    start: int
    quality: pd.DataFrame
    has: frozenset[str]
    texts: Path | None
    inputs: pd.DataFrame

    @property
    def contact_column(self) -> str:
        """Which column tells what a contact is about: the reasons, or the topics where there are none."""
        return "reason" if "reason" in self.has else "topic"


def check_events(path: Path) -> None:
    """Check that a Parquet file holds canonical events: columns, types, no nulls, and that it is whole.

    Raises
    ------
    ValueError
        Saying what is wrong: a defect of ours, or a file that something else has touched.
    """
    file = pq.ParquetFile(path)
    if not file.schema_arrow.equals(EVENT_SCHEMA):
        raise ValueError(f"{path.name}: columns are {file.schema_arrow}, not those of the canonical events")
    for group in range(file.metadata.num_row_groups):
        for place in range(file.metadata.num_columns):
            column = file.metadata.row_group(group).column(place)
            if column.statistics is not None and column.statistics.null_count:
                raise ValueError(f"{path.name}: {column.path_in_schema} has missing values")
