"""Invented events of any size, drawn in pieces of signals: canonical, or as an export with an engagement around it.

Nothing here is planted to be found: departments, kinds and gaps are drawn from fixed distributions, so that what grows
with the size of the log is the log and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kccdiag.digests import digests_table
from kccdiag.engines.database import quoted
from kccdiag.intake.tables import (
    EVENT_SCHEMA,
    NAMED,
    NEUTRAL,
    QUALITY_COLUMNS,
    EventLog,
)

SIGNALS_IN_A_PIECE = 200_000
EVENTS_OF_A_SIGNAL = 6.0  # about, with those that say what became of it
DAY = 86_400
START = 1_704_067_200  # 2024-01-01
DAYS = 540
DEPARTMENTS, PERSONS, KINDS, TOPICS, REASONS, CHANNELS = 40, 2_000, 4, 12, 30, 5
OUTCOMES = np.array([1, 2, 3, 4, 5])
STATUSES = {1: "doorgevoerd", 2: "beantwoord", 3: "afgewezen", 4: "ingetrokken", 5: "gesloten"}
_MOST = 40  # events of one signal
_DOING = {1: "in behandeling", 2: "in wachtrij", 3: "wacht op klant", 9: "teruggekoppeld"}
_SAID = _DOING | {code + 3: status for code, status in STATUSES.items()}
_STATUS = " ".join(f"when {code} then '{said}'" for code, said in _SAID.items())
_EXPORT = f"""
select 'Z' || signal_id as "Zaaknummer", {{moment}} as "Moment",
    case dept when 0 then '' when 1 then 'KCC' else 'Afdeling ' || lpad(dept::varchar, 2, '0') end as "Afdeling",
    case activity {_STATUS} end as "Status",
    case kind when 1 then 'klacht' when 2 then 'vraag' when 3 then 'compliment' else 'idee' end as "Soort",
    'm' || person as "Medewerker", 'k' || customer as "Klant", 'kanaal ' || channel as "Kanaal",
    'onderwerp ' || topic as "Onderwerp", 'reden ' || reason as "Reden"
from (select *, make_timestamp(t * 1000000) as moment from {{drawn}})
order by t, "row"
"""
_ENGAGEMENT = """[engagement]
name = "Grootstad"
language = "nl"
contact_centre = ["KCC"]
timezone = "UTC"
[log]
files = ["{file}"]
[log.columns]
signal = "Zaaknummer"
time = "Moment"
department = "Afdeling"
activity = "Status"
kind = "Soort"
person = "Medewerker"
customer = "Klant"
channel = "Kanaal"
topic = "Onderwerp"
reason = "Reden"
[log.kinds]
idea = ["idee"]
complaint = ["klacht"]
question = ["vraag"]
[log.outcomes]
adopted = ["doorgevoerd"]
answered = ["beantwoord"]
rejected = ["afgewezen"]
withdrawn = ["ingetrokken"]
closed = ["gesloten"]
told = ["teruggekoppeld"]
[log.stays]
queue = ["in wachtrij"]
customer = ["wacht op klant"]
"""


def write_log(path: Path, *, events: int, seed: int = 0) -> EventLog:
    """Write about so many canonical events to a Parquet file, sorted as intake sorts them, and say what they mean."""
    with pq.ParquetWriter(path, EVENT_SCHEMA, compression="zstd", store_schema=False) as writer:
        for piece in pieces(events=events, seed=seed):
            columns = {field.name: pa.array(piece[field.name], field.type) for field in EVENT_SCHEMA}
            writer.write_table(pa.table(columns, schema=EVENT_SCHEMA), row_group_size=2**18)
    return log_at(path)


def log_at(path: Path) -> EventLog:
    """Say what the events of a file mean that :func:`write_log` has written, in whatever order they stand now."""
    told = pq.ParquetFile(path).metadata
    groups = [told.row_group(group) for group in range(told.num_row_groups)]
    times = [group.column(EVENT_SCHEMA.get_field_index("t")).statistics for group in groups]
    rows, first, last = told.num_rows, min(time.min for time in times), max(time.max for time in times)
    quality = pd.DataFrame([("events", "", float(rows), "events", "")], columns=list(QUALITY_COLUMNS))
    return EventLog(
        events=path,
        departments=_departments(),
        names=_names(),
        cutoff=last + 1,
        start=first,
        quality=quality,
        has=frozenset({"outcomes", "told", "adopted", "kind", "person", "customer", "channel", "topic", "reason",
                       "ideas", "stays", "duration_s", "satisfaction"}),
        texts=None,
        inputs=digests_table([]),
    )  # fmt: skip


def write_export(folder: Path, *, events: int, seed: int = 0, format: str = "csv") -> Path:  # noqa: A002
    """Write about so many events as a case system exports them, by time, with an engagement around them.

    Parameters
    ----------
    format
        "csv" (text, times in whole seconds) or "parquet" (times as timestamps).

    Returns
    -------
    pathlib.Path
        The engagement folder.
    """
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    file, drawn = folder / f"events.{format}", folder / "drawn.parquet"
    write_log(drawn, events=events, seed=seed)
    moment = "strftime(moment, '%Y-%m-%d %H:%M:%S')" if format == "csv" else "moment"
    with duckdb.connect(config={"temp_directory": str(folder / "spilled")}) as con:
        con.execute("set enable_progress_bar = false")
        export = _EXPORT.format(moment=moment, drawn=quoted(str(drawn)))
        con.execute(f"copy ({export}) to {quoted(str(file))} (format {format})")
    drawn.unlink()
    (folder / "kccdiag.toml").write_text(_ENGAGEMENT.format(file=file.name), encoding="utf-8")
    return folder


def write_by_time(path: Path, drawn: Path) -> None:
    """Write the canonical events of a file anew in the order in which an export has them: by time."""
    import duckdb

    with duckdb.connect(config={"temp_directory": f"{path}.spilled"}) as con:
        con.execute("set enable_progress_bar = false")
        ordered = f'from {quoted(str(drawn))} order by t, "row"'
        con.execute(f"copy ({ordered}) to {quoted(str(path))} (format parquet, codec zstd)")


def pieces(*, events: int, seed: int = 0) -> Iterator[dict[str, np.ndarray]]:
    """Draw canonical columns, a piece of the signals at a time, sorted by signal and time."""
    left = round(events / EVENTS_OF_A_SIGNAL)
    first, row, piece = 1, 0, 0
    while left > 0:
        signals = min(left, SIGNALS_IN_A_PIECE)
        drawn = _draw(np.random.default_rng([seed, piece]), signals, first=first, row=row)
        yield drawn
        left, first, row, piece = left - signals, first + signals, row + len(drawn["t"]), piece + 1


def _draw(rng: np.random.Generator, signals: int, *, first: int, row: int) -> dict[str, np.ndarray]:
    kind = rng.choice(KINDS, size=signals, p=[0.45, 0.3, 0.15, 0.1]) + 1
    worked = np.minimum(rng.geometric(1 / 4.6, size=signals), _MOST)
    signal = np.repeat(np.arange(signals), worked)
    place = np.arange(len(signal)) - np.repeat(np.cumsum(worked) - worked, worked)
    dept = _departments_of(rng, signal, place, kind)
    gap = np.where(place == 0, 0, rng.lognormal(10.6, 1.4, size=len(signal))).astype(np.int64)
    begun = START + rng.integers(0, DAYS * DAY, size=signals)
    total = np.cumsum(gap)
    t = begun[signal] + total - np.repeat(total[place == 0], worked)
    stay = rng.choice(3, size=len(signal), p=[0.75, 0.15, 0.1])
    person = 1 + (dept * 50 + rng.integers(0, 50, size=len(signal))) % PERSONS
    work = {"signal": signal, "t": t, "dept": dept, "person": person, "stay": stay}
    return _columns(rng, _ended(rng, work, signals), kind, first=first, row=row)


def _departments_of(rng: np.random.Generator, signal: np.ndarray, place: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Draw a department an event: most signals start at the first one, and half of all events stay where they are."""
    popular = rng.zipf(1.4, size=len(signal)) % (DEPARTMENTS - 1) + 2
    drawn = np.where(rng.random(len(signal)) < 0.5, popular, (popular + kind[signal] * 9) % (DEPARTMENTS - 1) + 2)
    drawn = np.where((place == 0) & (rng.random(len(signal)) < 0.8), 1, drawn)
    drawn = np.where(rng.random(len(signal)) < 0.02, 0, drawn)
    moved = (place == 0) | (rng.random(len(signal)) < 0.5)
    return drawn[np.maximum.accumulate(np.where(moved, np.arange(len(signal)), 0))]


def _ended(rng: np.random.Generator, work: dict[str, np.ndarray], signals: int) -> dict[str, np.ndarray]:
    """Add what became of most signals, and that half of their customers were told."""
    last = np.flatnonzero(np.append(work["signal"][1:] != work["signal"][:-1], True))
    ended = rng.random(signals) < 0.85
    told = ended & (rng.random(signals) < 0.5)
    closing = {name: column[last][ended] for name, column in work.items()}
    closing |= {"t": closing["t"] + rng.integers(0, 3 * DAY, size=ended.sum())}
    telling = {name: column[last][told] for name, column in work.items()}
    telling |= {"t": telling["t"] + rng.integers(3 * DAY, 20 * DAY, size=told.sum())}
    all_of = {name: np.concatenate([work[name], closing[name], telling[name]]) for name in work}
    none = np.zeros(len(work["t"]), np.int64)
    of = rng.choice(OUTCOMES, size=ended.sum(), p=[0.1, 0.55, 0.15, 0.05, 0.15])
    all_of["outcome"] = np.concatenate([none, of, np.zeros(told.sum(), np.int64)])
    all_of["told"] = np.concatenate([none, np.zeros(ended.sum(), np.int64), np.ones(told.sum(), np.int64)])
    seen = all_of["t"] < START + DAYS * DAY
    return {name: column[seen] for name, column in all_of.items()}


def _columns(
    rng: np.random.Generator, found: dict[str, np.ndarray], kind: np.ndarray, *, first: int, row: int
) -> dict[str, np.ndarray]:
    rnk = np.maximum(found["outcome"] > 0, found["told"]).astype(np.int64)
    order = np.lexsort([rnk, found["t"], found["signal"]])
    found = {name: column[order] for name, column in found.items()}
    signal, signals = found["signal"], len(kind)
    days = found["t"] // DAY
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    customer = rng.integers(1, max(2, signals * 3 // 5), size=signals)
    traits = {
        "kind": kind,
        "channel": rng.integers(1, CHANNELS + 1, size=signals),
        "topic": rng.integers(1, TOPICS + 1, size=signals),
        "reason": rng.integers(1, REASONS + 1, size=signals),
        "customer": customer + first - 1,
        "duration": rng.integers(60, 1_800, size=signals),
        "satisfaction": np.where(rng.random(signals) < 0.2, NEUTRAL + 1_000 * rng.integers(1, 6, size=signals), 0),
    }
    zero = np.zeros(len(signal), np.int64)
    return {
        **found,
        "signal_id": signal + first,
        "day": days,
        "month": months,
        "quarter": months // 3,
        "seq": zero,
        "rnk": rnk[order],
        "row": np.arange(row, row + len(signal)),
        "activity": np.select([found["outcome"] > 0, found["told"] > 0], [found["outcome"] + 3, 9], found["stay"] + 1),
        "source": zero,
        "ends": zero + 1,
        **{name: column[signal] for name, column in traits.items()},
    }


def _departments() -> pd.DataFrame:
    names = ["KCC", *(f"Afdeling {number:02d}" for number in range(2, DEPARTMENTS + 1))]
    return pd.DataFrame({
        "dept": np.arange(1, DEPARTMENTS + 1), "department": pd.Series(names, dtype="str"),
        "unit": pd.Series([""] * DEPARTMENTS, dtype="str"), "staff": pd.Series([pd.NA] * DEPARTMENTS, dtype="Int64"),
        "in_log": True,
    })  # fmt: skip


def _names() -> pd.DataFrame:
    kinds = ["complaint", "question", "compliment", "idea"]
    counts = {"channel": CHANNELS, "topic": TOPICS, "reason": REASONS, "activity": 9}
    named = {"kind": kinds} | {name: [f"{name} {code}" for code in range(1, n + 1)] for name, n in counts.items()}
    rows = [(column, code, name) for column in NAMED for code, name in enumerate(named[column], 1)]
    return pd.DataFrame(rows, columns=["column", "code", "name"])
