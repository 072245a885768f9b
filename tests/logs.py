"""Small event logs for tests, straight in the canonical form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from reference import Event

from kccdiag.flow.engine import Flow, Question, reduce_log
from kccdiag.flow.journeys import Journeys, journeys_of
from kccdiag.flow.sql import PLACE
from kccdiag.intake.tables import EVENT_SCHEMA, OUTCOME_CODES, STAY_CODES, EventLog
from kccdiag.limits import Limits

DAY = 86_400
EVERYTHING = frozenset({"outcomes", "told", "kind", "adopted", "ideas"})
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

    The activity is an outcome (``answered`` …), ``told``, ``queue``, ``customer`` or anything else; the department ""
    is unknown. ``kinds`` gives the kind of a signal. ``more`` overrides whole canonical columns.
    """
    given = list(rows)
    events = [
        Event(
            signal,
            round(day * DAY),
            department,
            outcome=activity if activity in OUTCOME_CODES else "",
            told=activity == "told",
            kind=(kinds or {}).get(signal, ""),
            stay=activity if activity in STAY_CODES else "",
        )
        for signal, day, department, activity in given
    ]
    cutoff = round(cutoff_day * DAY) if cutoff_day is not None else max(event.t for event in events) + 1
    return log_of(folder, events, cutoff=cutoff, more=more)


def letters(**routes: int) -> list[Row]:
    """Make signals from routes of one-letter departments (``_`` is unknown), one day a stop: KAB=6 is six signals."""
    return [
        (f"{route} {n}", day, "" if stop == "_" else stop, "")
        for route, many in routes.items()
        for n in range(many)
        for day, stop in enumerate(route)
    ]


def log_of(
    folder: Path,
    events: Sequence[Event],
    *,
    cutoff: int,
    more: Mapping[str, Sequence[int]] | None = None,
    departments: Iterable[str] = (),
) -> EventLog:
    """Write events as a canonical log; codes go by name, rows by place; ``departments`` adds silent ones."""
    table = pd.DataFrame(events, columns=list(Event.__dataclass_fields__))
    busy = set(table["department"]) - {""}
    codes, kinds, persons = (
        _codes(names) for names in (busy | set(departments), set(table["kind"]), set(table["person"]))
    )
    outcome = table["outcome"].map(OUTCOME_CODES).fillna(0).astype(int)
    canonical = pd.DataFrame(dict.fromkeys(EVENT_SCHEMA.names, 0), index=table.index).assign(
        signal_id=pd.factorize(table["signal"])[0] + 1,
        t=table["t"],
        day=table["t"] // DAY,
        month=table["t"].to_numpy().astype("datetime64[s]").astype("datetime64[M]").astype(int) + 12 * 1970,
        quarter=4 * 1970,
        seq=table["seq"],
        rnk=((outcome > 0) | table["told"]).astype(int),
        row=range(len(table)),
        dept=table["department"].map({**codes, "": 0}).astype(int),
        kind=table["kind"].map({**kinds, "": 0}).astype(int),
        person=table["person"].map({**persons, "": 0}).astype(int),
        outcome=outcome,
        told=table["told"].astype(int),
        stay=table["stay"].map(STAY_CODES).fillna(0).astype(int),
        ends=1,
    )
    canonical = canonical.assign(**(more or {}))
    path = folder / "events.parquet"
    canonical = canonical.sort_values(["signal_id", "t", "seq", "rnk", "row"])
    pq.write_table(pa.Table.from_pandas(canonical[EVENT_SCHEMA.names], schema=EVENT_SCHEMA, preserve_index=False), path)
    return EventLog(
        events=path,
        departments=_departments(codes, busy),
        names=pd.DataFrame({"column": "kind", "code": list(kinds.values()), "name": list(kinds)}),
        cutoff=cutoff,
        start=int(table["t"].min()),
        quality=pd.DataFrame(
            {"check": ["events"], "subject": "", "value": [float(len(table))], "unit": "events", "detail": ""}
        ),
        has=EVERYTHING | ({"person"} if persons else set()),
        texts=None,
        inputs=pd.DataFrame({"file": [], "sha256": [], "bytes": []}),
    )


def _codes(names: Iterable[str]) -> dict[str, int]:
    return {name: code for code, name in enumerate(sorted(set(names) - {""}), start=1)}


def _departments(codes: Mapping[str, int], busy: set[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "dept": list(codes.values()),
            "department": list(codes),
            "unit": "",
            "staff": pd.array([pd.NA] * len(codes), dtype="Int64"),
            "in_log": [name in busy for name in codes],
        }
    )


class Followed:
    """A log, its flow and its journeys, with names for codes."""

    def __init__(self, log: EventLog, *, question: Question | None = None, limits: Limits | None = None) -> None:
        self.log = log
        self.flow: Flow = reduce_log(log, question or Question(), limits=limits)
        self.journeys: Journeys = journeys_of(self.flow)
        self.names = {0: "", **dict(zip(log.departments["dept"], log.departments["department"], strict=True))}
        self.codes = {name: code for code, name in self.names.items()}
        kinds = log.names[log.names["column"] == "kind"]
        self.kinds = {0: "", **dict(zip(kinds["code"], kinds["name"], strict=True))}

    def named(self, table: pd.DataFrame) -> pd.DataFrame:
        """Put names in the place of codes, in columns and in an index called dept."""
        table = table.reset_index() if table.index.name == "dept" else table
        known = {"dept": self.names, "giver": self.names, "taker": self.names, "kind": self.kinds}
        return table.assign(**{name: table[name].map(names) for name, names in known.items() if name in table})

    def paths(self) -> list[tuple[str, ...]]:
        """Return the journey of each variant."""
        return [tuple(self.names[int(code) % PLACE] for code in path) for path in self.flow.variants["path"]]

    def counted(self) -> Counter[tuple[str, ...]]:
        """Count signals by journey."""
        counts: Counter[tuple[str, ...]] = Counter()
        for path, signals in zip(self.paths(), self.flow.variants["signals"], strict=True):
            counts[path] += int(signals)
        return counts
