"""Parquet as large logs have it, and what is compared of the events that are made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kccdiag.intake.logs import EventLog


def counts_of(log: EventLog, but: Sequence[str]) -> list[tuple[Any, ...]]:
    """Give what was counted on the way in, but some checks."""
    return list(log.quality[~log.quality["check"].isin(but)].itertuples(index=False, name=None))


def comparable(events: pa.Table) -> pd.DataFrame:
    """Tell of the order within a second only the order: numbers beside parts of seconds are others in each way."""
    table = events.to_pandas()
    return table.assign(seq=table.groupby("source")["seq"].rank("dense"))


def write_parquet(
    folder: Path, rows: Sequence[Mapping[str, Any]], *, files: int = 1, types: Mapping[str, pa.DataType] | None = None
) -> Path:
    """Write rows of texts below one another in so many Parquet files of a folder."""
    folder.mkdir()
    table = pa.Table.from_pylist(list(rows), pa.schema([(name, pa.string()) for name in rows[0]]))
    for name, kind in (types or {}).items():
        table = table.set_column(table.column_names.index(name), name, table[name].cast(kind))
    size = -(-len(rows) // files)
    for place in range(files):
        pq.write_table(table.slice(place * size, size), folder / f"{place}.parquet")
    return folder


def rows_like_an_export(many: int) -> list[dict[str, str | None]]:
    """Make rows with what exports have: ties, spellings, no time, the clock put back, a row twice."""
    rows: list[dict[str, str | None]] = []
    for n in range(many):
        minute = n % 50
        rows.append({
            "zaak": f" {n * 7 % 11}" if n % 13 else None,
            "moment": f"2025-10-2{4 + n % 4}T02:{minute:02}:00" + ("Z" if n % 9 == 0 else ".5" if n % 17 == 0 else ""),
            "afdeling": ["KCC", "kcc", "Wegen", "?"][n % 4],
            "wie": [f"Jan {n % 3}", f"jan  {n % 3}", None][n % 3],
            "klant": f"k{n % 5}",
            "status": ["in behandeling", "klaar", "naar Jan 1", None][n % 4],
        })  # fmt: skip
    return [*rows, rows[5], rows[0] | {"moment": "2025-02-30"}]
