"""The Parquet files of one [log] as an engine sees them: what their columns hold, and where a row of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from kccdiag.engagement import LogSource
from kccdiag.engines.database import OWN, Database
from kccdiag.faults import Fault, InputError
from kccdiag.intake.bulk.moments import TYPED
from kccdiag.intake.bulk.texts import READABLE, name
from kccdiag.intake.canonical import missing_column

NOT_READ = ("text", "due")
READ: dict[str, tuple[tuple[str, ...], str]] = {
    "time": ((*TYPED, "text"), "write it as timestamps, or as texts like 2025-01-31T09:14:00"),
    "sequence": ((*TYPED, "text", "whole", "real"), "write it as whole numbers"),
}
_KINDS = {
    "other": "bytes or tables", "whole": "numbers", "real": "numbers", "decimal": "numbers", "truth": "true or false",
    "text": "texts", "nanos": "times", "zoned": "times", "time": "times", "date": "dates",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One [log] under the name ``raw_N`` in an engine.

    Parameters
    ----------
    number
        Its place among the logs, from 0.
    log
        What its columns and values mean.
    holds
        What each column holds, as :meth:`kccdiag.engines.database.Database.columns` says.
    whole
        The columns of real numbers that are all whole.
    files
        ``file`` (as the engine names it), ``shown`` (as its owner does), ``rows``, ``start`` (the place of its first
        row among the rows of all sources); in the order in which they are read. In the engine as ``file_N``.
    """

    number: int
    log: LogSource
    holds: Mapping[str, str]
    whole: frozenset[str]
    files: pd.DataFrame

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return int(self.files["rows"].sum())

    def place(self, row: float) -> tuple[str, str]:
        """Say in which file a row (its place among those of all sources) stands, and where: ("a.parquet", "row 5")."""
        within = int(np.searchsorted(self.files["start"], row, side="right")) - 1
        file = self.files.iloc[within]
        return str(file["shown"]), f"row {int(row) - int(file['start']) + 1}"


def open_source(base: Database, log: LogSource, shown: Mapping[str, str], *, number: int, start: int) -> Source:
    """Open the files of one [log].

    Parameters
    ----------
    shown
        What to open, with the name that its owner knows it by: files, or one folder of them.
    start
        Rows of the sources before it.

    Raises
    ------
    InputError
        For a column that is not there or that holds what can't be read in bulk.
    """
    raw = f"raw_{number}"
    base.source(raw, list(shown))
    holds = {column: what for column, what in base.columns(raw).items() if column not in OWN}
    place = next(iter(shown.values()))
    faults = [fault for canonical, columns in log.columns.items() for column in columns
              for fault in _faults(canonical, column, holds, place=place, alone=len(columns) == 1)]  # fmt: skip
    if faults:
        raise InputError(faults)
    found = base.fetch(f'select kccdiag_file as file, count(*) as "rows" from {raw} group by kccdiag_file')
    files = _in_order(found, shown, start)
    base.give(f"file_{number}", files[["file", "start"]])
    return Source(number, log, holds, _whole(base, raw, holds), files)


def _faults(canonical: str, column: str, holds: Mapping[str, str], *, place: str, alone: bool) -> list[Fault]:
    if column not in holds:
        return [missing_column(place, canonical, column, list(holds))]
    what = holds[column]
    texts = (READABLE, "write it as texts or whole numbers")
    known, remedy = texts if canonical == "time" and not alone else READ.get(canonical, texts)
    if what in known or canonical in NOT_READ:
        return []
    return [Fault(place, f"column '{column}' for {canonical} holds {_KINDS[what]}, which are not read there", remedy)]


def _in_order(found: pd.DataFrame, shown: Mapping[str, str], start: int) -> pd.DataFrame:
    """Put the files in the order in which they are named; those of one folder that the engine lists, by their path."""
    names = list(shown)
    if set(found["file"]) <= set(names):
        rows = found.set_index("file")["rows"].reindex(names, fill_value=0)  # a file may be empty
        files = pd.DataFrame({"file": names, "rows": rows.to_numpy(np.int64), "shown": list(shown.values())})
        files["place"] = range(len(files))
    else:
        order = sorted(found["file"], key=PurePosixPath)
        files = found.assign(place=found["file"].map(order.index), shown=shown[names[0]])
    files = files.sort_values("place", ignore_index=True)
    before = files["rows"].cumsum() - files["rows"]
    return files.assign(start=(start + before).astype("int64"))[["file", "shown", "rows", "start"]]


def _whole(base: Database, raw: str, holds: Mapping[str, str]) -> frozenset[str]:
    """Find the columns of real numbers that are all whole: ids became such where some were missing."""
    real = [column for column, what in holds.items() if what == "real"]
    if not real:
        return frozenset()
    tests = [f"max(case when not isnan({name(column)}) and ({name(column)} <> floor({name(column)}) "
             f"or abs({name(column)}) >= 9007199254740992) then 1 else 0 end) as c{place}"
             for place, column in enumerate(real)]  # fmt: skip
    broken = base.fetch(f"select {', '.join(tests)} from {raw}").iloc[0]
    return frozenset(column for column, one in zip(real, broken, strict=True) if not one)
