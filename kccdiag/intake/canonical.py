"""From exports to canonical integers: which rows count, when they were, and what their values mean."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kccdiag.configuration import FILE, near_name, read_section
from kccdiag.engagement import Engagement, LogSource
from kccdiag.faults import Fault, InputError, refuse
from kccdiag.intake.amounts import durations, satisfactions
from kccdiag.intake.duplicates import equal_rows
from kccdiag.intake.klantinteracties import is_standard
from kccdiag.intake.privacy import Key, Words, looks_like_time, masked, telling_names
from kccdiag.intake.raw import Part, RawLog
from kccdiag.intake.roster import listed_people
from kccdiag.intake.spellings import Coded, Codes, code_people, code_values, encode, fold_all, joined, meanings_of
from kccdiag.intake.tables import (
    DEPARTMENT_COLUMNS,
    EVENT_SCHEMA,
    NAME_COLUMNS,
    NAMED,
    ORDER,
    OUTCOME_CODES,
    STAY_CODES,
)
from kccdiag.intake.tally import Tally
from kccdiag.intake.times import Times, odd_years, read_times
from kccdiag.intake.zones import Flags, Seconds, days_of, months_of, read_clock

PEOPLE = ("person", "customer")
ENOUGH_DAYS = 10  # on which all times are equal, before that is no accident
_CODED = ("department", *NAMED, *PEOPLE)
_AMOUNTS = (("duration", "duration_s", durations), ("satisfaction", "satisfaction", satisfactions))


@dataclass(frozen=True)
class Kept:
    """The rows of one source that have a signal and a time.

    Parameters
    ----------
    source
        What its columns and values mean.
    values
        Canonical name → values of those rows, null where empty: places in a list of the different ones, but for texts,
        which mostly differ.
    row
        Place among the rows of all sources.
    seconds, fraction
        Epoch seconds UTC, nanoseconds.
    """

    source: LogSource
    values: Mapping[str, pa.DictionaryArray | pa.ChunkedArray]
    row: Seconds
    seconds: Seconds
    fraction: Seconds

    def at(self, mask: Flags) -> Kept:
        """Give the rows that a mask names."""
        if mask.all():
            return self
        chosen = pa.array(mask)
        values = {name: _filtered(column, chosen) for name, column in self.values.items()}
        return Kept(self.source, values, self.row[mask], self.seconds[mask], self.fraction[mask])

    def column(self, name: str) -> pa.DictionaryArray:
        """Give a canonical column, all null where the source has none."""
        if name in self.values:
            return self.values[name]
        return encode(pa.nulls(len(self.row), pa.string()))


def _filtered(column: pa.DictionaryArray | pa.ChunkedArray, chosen: pa.BooleanArray) -> Any:
    """Choose rows, and list only values that are left, by their first appearance."""
    column = column.filter(chosen)
    if not isinstance(column, pa.DictionaryArray):
        return column
    left = column.indices.dictionary_encode()
    return pa.DictionaryArray.from_arrays(left.indices, column.dictionary.take(left.dictionary))


@dataclass(frozen=True)
class Canonical:
    """Canonical events in memory: what `tables.EventLog` has on disk."""

    events: pa.Table
    texts: pa.Table | None
    departments: pd.DataFrame
    names: pd.DataFrame
    cutoff: int
    start: int
    has: frozenset[str]


def check_columns(engagement: Engagement, raws: Sequence[RawLog]) -> None:
    """Refuse an engagement whose columns are not in its files, naming the nearest ones that are."""
    faults = [
        missing_column(part.file, canonical, column, part.table.column_names)
        for source, raw in zip(engagement.logs, raws, strict=True)
        for part in raw.parts
        for canonical, columns in source.columns.items()
        for column in columns
        if column not in part.table.column_names and not _may_lack(part, column, raw)
    ]
    if faults:
        raise InputError(faults)


def _may_lack(part: Part, column: str, raw: RawLog) -> bool:
    # XES writes only the attributes that an event has; a table without rows lacks nothing that its rows would need.
    return column in raw.table.column_names and (part.unit == "event" or not part.table.num_rows)


def missing_column(file: str, canonical: str, column: str, found: Sequence[str]) -> Fault:
    """Say that a column of kccdiag.toml is not in a file, and which name near to it is."""
    shown = ", ".join(found[:30]) + (", …" if len(found) > 30 else "")
    return Fault(file, f"no column '{column}' for {canonical}{near_name(column, found)}; found: {shown}",
                 f'say which one it is in kccdiag.toml:  [log.columns]  {canonical} = "…"')  # fmt: skip


def keep_rows(engagement: Engagement, raws: Sequence[RawLog], tally: Tally) -> list[Kept]:
    """Keep the rows that have a signal and a time and stand there once, and count the others."""
    kept: list[Kept] = []
    faults: list[Fault] = []
    first = 0
    for source, raw in zip(engagement.logs, raws, strict=True):
        try:
            kept.append(_keep(engagement, source, raw, first=first, tally=tally))
        except InputError as error:
            faults += error.faults
        first += raw.table.num_rows
    if faults:
        raise InputError(faults)
    return _before_cutoff(engagement, _of_usual_years(kept), tally)


def _keep(engagement: Engagement, source: LogSource, raw: RawLog, *, first: int, tally: Tally) -> Kept:
    values = {name: _read_column(raw, name, columns) for name, columns in source.columns.items() if name != "time"}
    clock = read_clock(engagement.timezone)
    times = read_times(joined(raw.table, source.columns["time"]), clock=clock, dayfirst=source.dayfirst)
    signals = values["signal"]
    named = _is_named(signals, engagement.unknown)
    _check_any(source, raw, named=named, times=times)
    _count_rows(raw, tally)
    _count_left_out(source, raw, named=named, times=times, tally=tally)
    mask = named & times.readable
    _count_times(raw, times, mask, tally)
    again = equal_rows(raw.table, [signals.indices.fill_null(-1).to_numpy(zero_copy_only=False), times.seconds], mask)
    if again.any():
        drop = source.duplicates == "drop" or (source.duplicates == "auto" and not _by_the_day(times, mask))
        tally.add("duplicates_dropped" if drop else "duplicates_kept", again.sum(), "rows", subject=raw.parts[0].file)
        mask &= ~again if drop else True
    row = first + np.arange(raw.table.num_rows, dtype=np.int64)
    return Kept(source, values, row, times.seconds, times.fraction).at(mask)


def _read_column(raw: RawLog, name: str, columns: Sequence[str]) -> pa.DictionaryArray | pa.ChunkedArray:
    values = joined(raw.table, columns)
    return values if name == "text" else encode(values)


def _is_named(signals: pa.DictionaryArray, unknown: frozenset[str]) -> Flags:
    longest = max(map(len, unknown), default=0) + 20
    values = signals.dictionary.to_pylist()
    short = [value if len(value) <= longest else "x" for value in values]
    named = np.array([value not in unknown and value != "" for value in fold_all(short)] + [False], dtype=bool)
    return named[signals.indices.fill_null(len(values)).to_numpy(zero_copy_only=False)]


def _by_the_day(times: Times, mask: Flags) -> bool:
    """Say whether a source knows days only: most times at midnight, or all at one second of the day in some other zone.

    (A hospital writes 00:00 in winter time all year round, so that its summer days start at 01:00.)
    """
    if times.whole_day[mask].sum() * 2 > mask.sum():
        return True
    days, moments = np.divmod(times.seconds[mask], 86_400)
    usual = np.unique(moments, return_counts=True)[1].max(initial=0)
    return bool(len(np.unique(days)) >= ENOUGH_DAYS and usual > 0.95 * mask.sum())


def _check_any(source: LogSource, raw: RawLog, *, named: Flags, times: Times) -> None:
    """Refuse a source in which no row has a signal, or none a time."""
    if not times.readable.any():
        column = " + ".join(source.columns["time"])
        row, value = _first_value(raw, source.columns["time"], np.ones(len(named), dtype=bool))
        file, place = raw.place(row)
        shown = _shown_time(place, f"'{value}'")
        raise refuse(file, f"'{column}' holds no date that can be read; {shown}",
                     'say which column does in kccdiag.toml:  [log.columns]  time = "…"')  # fmt: skip
    if not named.any():
        column = " + ".join(source.columns["signal"])
        raise refuse(raw.parts[0].file, f"'{column}' is empty in every row, so no signal can be followed",
                     'say which column holds the id in kccdiag.toml:  [log.columns]  signal = "…"')  # fmt: skip
    if not (named & times.readable).any():
        raise refuse(raw.parts[0].file, "no row has both a signal and a time")


def _first_value(raw: RawLog, columns: Sequence[str], mask: Flags) -> tuple[int, str]:
    """Find the first row of a mask whose value is not empty, else the first row."""
    values = joined(raw.table, columns)
    present = values.is_valid().to_numpy() & mask
    row = int(np.argmax(present)) if present.any() else int(np.argmax(mask))
    return row, str(values[row].as_py() or "")[:60]


def _shown_time(place: str, value: str) -> str:
    """Say where a value stands, and repeat it if it looks like a date: a shifted row may have a name there."""
    return f"{place}: {value}" if looks_like_time(value) else place


def _count_rows(raw: RawLog, tally: Tally) -> None:
    for part in raw.parts:
        tally.add("rows_read", part.table.num_rows + len(part.set_aside), "rows", subject=part.file)
        if is_standard(part.table.column_names) and part.table.num_rows:
            tally.add("klantinteracties", part.table.num_rows, "rows", subject=part.file)
        if len(part.set_aside):
            lines = "; ".join(f"{line}: {why}" for _, line, why in part.set_aside.head(5).itertuples(index=False))
            tally.add("rows_unreadable", len(part.set_aside), "rows", subject=part.file, detail=lines)
        if part.damaged:
            tally.add("characters_unreadable", part.damaged, "characters", subject=part.file)


def _count_left_out(source: LogSource, raw: RawLog, *, named: Flags, times: Times, tally: Tally) -> None:
    if (~named).any():
        file, place = raw.place(int(np.argmax(~named)))
        tally.add("rows_without_signal", (~named).sum(), "rows", subject=file, detail=place)
    wrong = named & ~times.readable
    if wrong.any():
        row, value = _first_value(raw, source.columns["time"], wrong)
        file, place = raw.place(row)
        tally.add("rows_without_time", wrong.sum(), "rows", subject=file, detail=_shown_time(place, value))


def _count_times(raw: RawLog, times: Times, mask: Flags, tally: Tally) -> None:
    counts = (
        ("times_ambiguous", times.twice), ("times_nonexistent", times.never), ("dayfirst_assumed", times.assumed),
        ("times_odd_year", odd_years(times.seconds)),
    )  # fmt: skip
    for check, flags in counts:
        if count := int((flags & mask).sum()):
            tally.add(check, count, "rows", subject=raw.parts[0].file)


def _of_usual_years(kept: list[Kept]) -> list[Kept]:
    """Leave out the times of unlikely years, unless all are of such.

    One row of 1900, which systems write for an empty date, would hold all signal-days by itself; one of 2199 would move
    the cut-off so far that every open signal were long dead.
    """
    odd = [odd_years(rows.seconds) for rows in kept]
    if all(flags.all() for flags in odd):
        return kept
    return [rows.at(~flags) for rows, flags in zip(kept, odd, strict=True)]


def _before_cutoff(engagement: Engagement, kept: list[Kept], tally: Tally) -> list[Kept]:
    if engagement.cutoff is None:
        return kept
    cutoff = cutoff_of(engagement, kept)
    first = int(np.concatenate([rows.seconds for rows in kept]).min())
    check_cutoff(engagement, first=first, cutoff=cutoff)
    late = sum(int((rows.seconds >= cutoff).sum()) for rows in kept)
    if late:
        tally.add("rows_after_cutoff", late, "rows")
    return [rows.at(rows.seconds < cutoff) for rows in kept]


def check_cutoff(engagement: Engagement, *, first: int, cutoff: int) -> None:
    """Refuse a cut-off that is not after the first event (both in epoch seconds)."""
    if first >= cutoff:
        local = int(read_clock(engagement.timezone).local(np.array([first]))[0])
        moment = str(np.datetime64(local, "s")).replace("T", " ")
        line = read_section(engagement.config_text).table("engagement").line("cutoff")
        where = f"line {line}: " if line else ""
        raise refuse(FILE, f"{where}[engagement] cutoff lies before the first event, which is of {moment}",
                     "take a later date, or leave it out")  # fmt: skip


def cutoff_of(engagement: Engagement, kept: Sequence[Kept]) -> int:
    """Give the second from which nothing counts: as configured, else just after the last event."""
    if engagement.cutoff is not None:
        return math.ceil(engagement.cutoff.timestamp())
    return 1 + int(np.concatenate([rows.seconds for rows in kept]).max())


def make_canonical(engagement: Engagement, kept: Sequence[Kept], key: Key | None) -> Canonical:
    """Give everything its integer and put the events in order.

    Raises
    ------
    InputError
        Where no row names a department.
    """
    coded = {name: _code(engagement, kept, name, key) for name in _CODED}
    if not coded["department"].count:
        found = [value for rows in kept for value in rows.column("department").dictionary.to_pylist()]
        raise no_department(kept[0].source, found)
    events = _in_order(_columns(engagement, kept, coded))
    return Canonical(
        events=events,
        texts=_texts(kept),
        departments=departments_table(engagement, coded["department"].names),
        names=names_table(engagement, {name: coded[name].names for name in NAMED}, people_named(kept)),
        cutoff=cutoff_of(engagement, kept),
        start=min(int(rows.seconds.min()) for rows in kept if len(rows.seconds)),
        has=_has(kept, coded, events),
    )


def _columns(engagement: Engagement, kept: Sequence[Kept], coded: Mapping[str, Coded]) -> Iterator[tuple[str, Any]]:
    """Make the columns of events one by one, so that not all need be in memory twice; those of ORDER come first."""
    seconds = np.concatenate([rows.seconds for rows in kept])
    yield "signal_id", _signal_ids(kept)
    yield "t", seconds
    yield "seq", np.concatenate([_sequence(rows) for rows in kept])
    yield "rnk", np.concatenate([np.maximum(_outcomes(rows) > 0, _told(rows)) for rows in kept])
    yield "row", np.concatenate([rows.row for rows in kept])
    days = days_of(read_clock(engagement.timezone).local(seconds))
    months = months_of(days)
    yield from (("day", days), ("month", months), ("quarter", np.floor_divide(months, 3)))
    del seconds, days, months
    yield "dept", np.concatenate(coded["department"].codes)
    for name in (*PEOPLE, *NAMED):
        yield name, np.concatenate(coded[name].codes)
    for name, column, read in _AMOUNTS:
        yield name, np.concatenate([read(rows.column(column)) for rows in kept])
    for name, read_meaning in (("outcome", _outcomes), ("told", _told), ("stay", _stays)):
        yield name, np.concatenate([read_meaning(rows) for rows in kept])
    yield "source", np.repeat(np.arange(len(kept)), [len(rows.row) for rows in kept])
    yield "ends", np.repeat([_ends(rows.source) for rows in kept], [len(rows.row) for rows in kept])


def _in_order(columns: Iterator[tuple[str, Any]]) -> pa.Table:
    """Put events in their order; rows of equal keys stay as they are, which is in that of ``row``."""
    keys = dict(islice(columns, len(ORDER)))
    order = np.lexsort([keys[name] for name in reversed(ORDER) if name != "row" and keys[name].any()])
    ordered = {name: _ordered(name, keys.pop(name), order) for name in ORDER}
    ordered |= {name: _ordered(name, values, order) for name, values in columns}
    return pa.table([ordered[field.name] for field in EVENT_SCHEMA], schema=EVENT_SCHEMA)


def _ordered(name: str, values: Any, order: Seconds) -> pa.Array:
    kind = EVENT_SCHEMA.field(name).type
    return pa.array(values.astype(kind.to_pandas_dtype(), copy=False)[order])


def no_events() -> Canonical:
    """Give what an engagement without a log has of one: nothing, in the right columns."""
    departments = pd.DataFrame(columns=list(DEPARTMENT_COLUMNS)).astype(
        {"dept": "int64", "department": "str", "unit": "str", "staff": "Int64", "in_log": "bool"}
    )
    names = pd.DataFrame(columns=list(NAME_COLUMNS)).astype({"column": "str", "code": "int64", "name": "str"})
    return Canonical(EVENT_SCHEMA.empty_table(), None, departments, names, cutoff=0, start=0, has=frozenset())


def no_department(source: LogSource, found: Iterable[object]) -> InputError:
    """Refuse a log of which no row names a department, with the values that stand there instead."""
    columns = " + ".join(source.columns["department"])
    values = ", ".join(f"'{value}'" for value in sorted({str(value) for value in found})[:5]) or "nothing"
    return refuse("kccdiag.toml", f"no row names a department: '{columns}' holds {values}, which means unknown",
                  'say which column holds it:  [log.columns]  department = "…"')  # fmt: skip


def _code(engagement: Engagement, kept: Sequence[Kept], name: str, key: Key | None) -> Coded:
    columns = [rows.column(name) for rows in kept]
    if name in PEOPLE:
        if key is None:
            return Coded(tuple(np.zeros(len(rows.row), dtype=np.int32) for rows in kept), (), 0)
        return code_people(columns, name, key=key, unknown=engagement.unknown)
    meanings: list[Mapping[str, str]] = [{} for _ in kept]
    if name == "department":
        meanings = [engagement.aliases for _ in kept]
    if name == "kind":
        meanings = [rows.source.kinds for rows in kept]
    return code_values(list(zip(columns, meanings, strict=True)), engagement.unknown)


def _signal_ids(kept: Sequence[Kept]) -> Seconds:
    columns = [rows.column("signal") for rows in kept]
    different = encode(pc.utf8_trim_whitespace(pa.concat_arrays([column.dictionary for column in columns])))
    number = different.indices.to_numpy(zero_copy_only=False).astype(np.int64) + 1
    starts = np.cumsum([0, *(len(column.dictionary) for column in columns)])
    places = [column.indices.to_numpy(zero_copy_only=False) for column in columns]
    return np.concatenate([number[start + place] for start, place in zip(starts, places, strict=False)])


def _sequence(rows: Kept) -> Seconds:
    """Give the order within a second: parts of the second first, then the sequence column."""
    sequence = _ranks(rows.column("sequence")) if "sequence" in rows.values else np.zeros(len(rows.row), np.int64)
    if not rows.fraction.any():
        return sequence
    if not sequence.any():
        return rows.fraction
    pairs = np.stack([rows.fraction, sequence], axis=1)
    return np.unique(pairs, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _ranks(column: pa.DictionaryArray) -> Seconds:
    """Give whole numbers as they are, and anything else its place in order; 0 where there is nothing."""
    values = pd.Series(column.dictionary.to_pylist(), dtype="str").str.strip()
    numbers = pd.to_numeric(values.str.replace(",", ".", regex=False), errors="coerce")
    if numbers.notna().all() and (numbers == numbers.round()).all() and (numbers.abs() < 2**53).all():
        ranks = numbers.astype("int64")
    else:
        ranks = (numbers if numbers.notna().all() else values).rank(method="dense").astype("int64")
    places = column.indices.fill_null(len(values)).to_numpy(zero_copy_only=False)
    return np.append(ranks.to_numpy(dtype=np.int64), 0)[places]


def _outcomes(rows: Kept) -> Codes:
    """Read from activities what became of a signal."""
    meanings = {value: OUTCOME_CODES.get(name, 0) for value, name in rows.source.outcomes.items()}
    return meanings_of(rows.column("activity"), meanings)


def _told(rows: Kept) -> Codes:
    """Read from activities who was told."""
    meanings = {value: int(name == "told") for value, name in rows.source.outcomes.items()}
    return meanings_of(rows.column("activity"), meanings)


def _stays(rows: Kept) -> Codes:
    """Read from activities what a stay was."""
    return meanings_of(rows.column("activity"), {value: STAY_CODES[name] for value, name in rows.source.stays.items()})


def _ends(source: LogSource) -> int:
    return int(any(name != "told" for name in source.outcomes.values()))


def _texts(kept: Sequence[Kept]) -> pa.Table | None:
    if not any("text" in part.values for part in kept):
        return None
    text = pa.chunked_array([part.values["text"].combine_chunks() if "text" in part.values
                             else pa.nulls(len(part.row), pa.string()) for part in kept])  # fmt: skip
    rows = np.concatenate([part.row for part in kept])
    table = pa.table({"signal_id": _signal_ids(kept), "row": rows, "text": pc.utf8_trim_whitespace(text)})
    return table.filter(pc.greater(pc.utf8_length(table["text"]), 0)).sort_by([("signal_id", "ascending"),
                                                                               ("row", "ascending")])  # fmt: skip


def departments_table(engagement: Engagement, in_order: Sequence[str]) -> pd.DataFrame:
    """List the departments of the log, and after them those that only departments.csv knows.

    Parameters
    ----------
    in_order
        The names of the departments of the log, by their codes.
    """
    listed = engagement.departments
    keys = fold_all([engagement.aliases.get(key, name) for key, name in
                     zip(fold_all(listed["department"]), listed["department"], strict=True)])  # fmt: skip
    about = dict(zip(keys, listed.itertuples(index=False), strict=True))
    in_log = fold_all(in_order)
    names = [*in_order, *(row.department for key, row in sorted(about.items()) if key not in set(in_log))]
    rows = [about.get(key) for key in fold_all(names)]
    return pd.DataFrame({
        "dept": pd.Series(range(1, len(names) + 1), dtype="int64"),
        "department": pd.Series(names, dtype="str"),
        "unit": pd.Series(["" if row is None or pd.isna(row.unit) else row.unit for row in rows], dtype="str"),
        "staff": pd.Series([pd.NA if row is None else row.staff for row in rows], dtype="Int64"),
        "in_log": pd.Series([place < len(in_log) for place in range(len(names))], dtype="bool"),
    })  # fmt: skip


def people_named(kept: Sequence[Kept]) -> frozenset[Words]:
    """Give the persons and customers of a log as they could stand in its other values."""
    return telling_names(
        value for rows in kept for role in PEOPLE for value in rows.column(role).dictionary.to_pylist()
    )


def names_table(engagement: Engagement, named: Mapping[str, Sequence[str]], people: frozenset[Words]) -> pd.DataFrame:
    """List what codes are called, without the people and participants named in it; kinds are the user's own words."""
    told = people | telling_names(listed_people(engagement, [name for names in named.values() for name in names]))
    rows = [
        (column, code, name if column == "kind" else masked(name, told))
        for column in NAMED
        for code, name in enumerate(named[column], 1)
    ]
    return pd.DataFrame(rows, columns=["column", "code", "name"]).astype(
        {"column": "str", "code": "int64", "name": "str"}
    )


def _has(kept: Sequence[Kept], coded: Mapping[str, Coded], events: pa.Table) -> frozenset[str]:
    """Say what the log can tell of: what is found in it, and for telling and adopting what is mapped.

    A status for telling the customer that never occurs means that nobody was told, or that it is misspelt; `check` and
    the finding say so. One for adopting tells nothing where no status ever ends anything.
    """
    mapped = {name for rows in kept for name in rows.source.outcomes.values()}
    has = {name for name in (*PEOPLE, "kind", "channel", "topic", "reason") if coded[name].count}
    has |= {name for name in ("text", "sequence") if any(name in rows.values for rows in kept)}
    found = {"outcomes": "outcome", "stays": "stay", "duration_s": "duration", "satisfaction": "satisfaction"}
    has |= {name for name, column in found.items() if pc.max(events[column]).as_py()}
    has |= mapped & ({"told", "adopted"} if "outcomes" in has else {"told"})
    if "idea" in fold_all(coded["kind"].names):
        has.add("ideas")
    return frozenset(has)
