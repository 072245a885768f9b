"""Small event logs for tests, straight in the canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kccdiag.intake.tables import EVENT_SCHEMA, OUTCOME_CODES, EventLog

DAY = 86_400
Row = tuple[str, float, str, str]


def event_log(
    folder: Path,
    rows: Iterable[Row],
    *,
    kinds: Mapping[str, str] | None = None,
    cutoff_day: float | None = None,
    more: Mapping[str, Sequence[int]] | None = None,
) -> EventLog:
    """Make a log of (signal, day, department, activity).

    The activity is an outcome (``answered`` …), ``told``, ``queue`` or anything else; the department "" is unknown. ``kinds`` gives
    the kind of a signal. ``more`` overrides whole canonical columns.
    """
    table = pd.DataFrame(list(rows), columns=["signal", "days", "department", "activity"])
    names = sorted(set(table["department"]) - {""})
    kind_names = sorted(set((kinds or {}).values()))
    codes = {name: code for code, name in enumerate(names, start=1)}
    kind_codes = {name: code for code, name in enumerate(kind_names, start=1)}
    outcome = table["activity"].map(OUTCOME_CODES).fillna(0).astype(int)
    told = (table["activity"] == "told").astype(int)
    events = pd.DataFrame({name: 0 for name in EVENT_SCHEMA.names}, index=table.index).assign(
        signal_id=pd.factorize(table["signal"])[0] + 1,
        t=(table["days"] * DAY).round().astype(int),
        day=table["days"].astype(int),
        quarter=4 * 1970,
        rnk=((outcome > 0) | (told == 1)).astype(int),
        row=range(len(table)),
        dept=table["department"].map({**codes, "": 0}).astype(int),
        kind=table["signal"].map(kinds or {}).map(kind_codes).fillna(0).astype(int),
        outcome=outcome,
        told=told,
        stay=(table["activity"] == "queue").astype(int),
        ends=1,
    )
    events = events.assign(**(more or {}))
    path = folder / "events.parquet"
    events = events.sort_values(["signal_id", "t", "seq", "rnk", "row"])
    pq.write_table(pa.Table.from_pandas(events[EVENT_SCHEMA.names], schema=EVENT_SCHEMA, preserve_index=False), path)
    return EventLog(
        events=path,
        departments=pd.DataFrame(
            {
                "dept": list(codes.values()),
                "department": names,
                "unit": "",
                "staff": pd.array([pd.NA] * len(names), dtype="Int64"),
                "in_log": True,
            }
        ),
        names=pd.DataFrame({"column": "kind", "code": list(kind_codes.values()), "name": kind_names}),
        cutoff=int(cutoff_day * DAY) if cutoff_day is not None else int(events["t"].max()) + 1,
        start=int(events["t"].min()),
        quality=pd.DataFrame(
            {"check": ["events"], "subject": "", "value": [float(len(events))], "unit": "events", "detail": ""}
        ),
        has=frozenset({"outcomes", "told", "kind", "adopted", "ideas"}),
        texts=None,
        inputs=pd.DataFrame({"file": [], "sha256": [], "bytes": []}),
    )
