"""Which rows of a source count: those with a signal and a time, of usual years, before the cut-off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from kccdiag.engagement import Engagement
from kccdiag.engines.database import Database
from kccdiag.faults import Fault, InputError, refuse
from kccdiag.intake.amounts import HIGHEST
from kccdiag.intake.bulk.moments import BY_DAY, BY_WRITTEN, TYPED, calendar, moments, typed_fields, written_fields
from kccdiag.intake.bulk.sources import Source
from kccdiag.intake.bulk.texts import among, as_text, column_text, name, trimmed
from kccdiag.intake.canonical import check_cutoff
from kccdiag.intake.klantinteracties import is_standard
from kccdiag.intake.privacy import looks_like_time
from kccdiag.intake.tables import NEUTRAL
from kccdiag.intake.tally import Tally
from kccdiag.intake.times import USUAL_YEARS, read_times
from kccdiag.intake.zones import read_clock

NAMED = ("department", "kind", "channel", "topic", "reason", "activity")
AMOUNTS = ("duration_s", "satisfaction")
PEOPLE = ("person", "customer")
CODED = tuple(f"{role}_code" for role in AMOUNTS)  # of amounts that are whole numbers
CARRIED = (*NAMED, *PEOPLE, *AMOUNTS, *CODED)
MOST_VALUES = 100_000  # of a column that names things; more, and it holds remarks or ids
_LONGEST = 999_999_999  # seconds: nine digits, as amounts are read
_UNLIKE_ISO = 1_000  # values looked at to tell whether they are times in another notation
_DAYS = [int(np.datetime64(f"{year}-01-01").astype("datetime64[s]").astype(np.int64)) for year in USUAL_YEARS]
_USUAL = f"(t >= {_DAYS[0]} and t < {_DAYS[1]})"


@dataclass(frozen=True)
class Counted:
    """A source with what was counted in it: one value for each count."""

    source: Source
    counts: pd.Series


@dataclass(frozen=True)
class Window:
    """The times that bound the rows that count, in epoch seconds UTC; the cut-off is not among them."""

    start: int
    cutoff: int


def count_rows(base: Database, engagement: Engagement, sources: Sequence[Source], tally: Tally) -> list[Counted]:
    """Make ``read_N`` of each source (its rows with their moments), and count what can be read in it.

    Raises
    ------
    InputError
        For a source without signals or times, or with times that only the ordinary way reads.
    """
    base.give("calendar", calendar(read_clock(engagement.timezone)))
    counted: list[Counted] = []
    faults: list[Fault] = []
    for source in sources:
        base.view(f"read_{source.number}", _read(base, source, engagement.unknown))
        counts = base.fetch(_counts(source)).iloc[0]
        try:
            _check(base, source, counts)
        except InputError as error:
            faults += error.faults
        counted.append(Counted(source, counts))
        _tell(base, counted[-1], tally)
    if faults:
        raise InputError(faults)
    return counted


def _read(base: Database, source: Source, unknown: frozenset[str]) -> str:
    log, raw = source.log, f"raw_{source.number}"
    columns = [f"{_column(source, role)} as {role}" for role in CARRIED]
    columns += [f"{trimmed(_text(source, 'signal'))} as signal", f"{_sequence(base, source)} as sequence"]
    time = log.columns["time"]
    typed = len(time) == 1 and source.holds[time[0]] in TYPED
    said = name(time[0]) if typed else _text(source, "time")
    rows = f"""(select f.start + r.kccdiag_row as "row", {", ".join(columns)}, {said} as said
                from {raw} as r join file_{source.number} as f on f.file = r.kccdiag_file) as rows_read"""
    if typed:
        holds = source.holds[time[0]]
        found = moments(typed_fields(base.micros("said", holds), holds).format(rows=rows), BY_DAY)
    else:
        found = moments(written_fields("said").replace("{rows}", rows), BY_WRITTEN)
    named = f"signal is not null and signal <> '' and not ({among('lower(signal)', sorted(unknown - {''}))})"
    carried = ", ".join(
        ('"row"', "signal", *CARRIED, "sequence", "said", "t", "fraction", "twice", "never", "whole_day")
    )
    return f"select {carried}, coalesce({named}, false) as named from ({found}) as moments"


def _text(source: Source, role: str) -> str:
    return column_text(source.log.columns[role], source.holds, source.whole)


def _column(source: Source, role: str) -> str:
    """Write a column as texts, amounts that are whole numbers as what they are in the events."""
    if role in CODED:
        role = role.removesuffix("_code")
        return _amount(source, role) if counts_itself(source, role) else "cast(null as bigint)"
    return (
        _text(source, role)
        if role in source.log.columns and not counts_itself(source, role)
        else "cast(null as string)"
    )


def _amount(source: Source, role: str) -> str:
    value = name(source.log.columns[role][0])
    if role == "duration_s":
        return f"case when {value} between 0 and {_LONGEST} then {value} + 1 when {value} is not null then 0 end"
    return f"case when abs({value}) <= {HIGHEST} then 1000 * {value} + {NEUTRAL} when {value} is not null then 0 end"


def counts_itself(source: Source, role: str) -> bool:
    """Say whether a column holds amounts as whole numbers, which need no table of what they mean."""
    columns = source.log.columns.get(role, ())
    return role in AMOUNTS and len(columns) == 1 and source.holds[columns[0]] == "whole"


def _sequence(base: Database, source: Source) -> str:
    columns = source.log.columns.get("sequence")
    if columns is None:
        return "cast(null as bigint)"
    if len(columns) == 1 and source.holds[columns[0]] in TYPED:
        return base.micros(name(columns[0]), source.holds[columns[0]])
    said = trimmed(_text(source, "sequence"))
    whole = f"try_cast({said} as bigint)"  # DuckDB rounds what is none
    return f"case when try_cast({said} as double) = {whole} then {whole} end"


def _counts(source: Source) -> str:
    """Write the counts of a source, one row of them."""
    both = "named and t is not null"
    flags = {
        "unnamed": "not named", "untimed": "named and t is null", "timed": "t is not null", "both": both,
        "named_rows": "named", "twice_rows": f"{both} and twice", "never_rows": f"{both} and never",
        "odd": f"{both} and not {_USUAL}", "whole_days": f"{both} and whole_day",
        "parts": f"{both} and fraction > 0",
    }  # fmt: skip
    sums = [f"coalesce(sum(case when {flag} then 1 else 0 end), 0) as {count}" for count, flag in flags.items()]
    firsts = {
        "first_unnamed": ("min", '"row"', "not named"), "first_untimed": ("min", '"row"', "named and t is null"),
        "first_said": ("min", '"row"', "named and t is null and said is not null"),
        "first_any": ("min", '"row"', "said is not null"),
        "start": ("min", "t", f"{both} and {_USUAL}"), "last": ("max", "t", f"{both} and {_USUAL}"),
        "start_odd": ("min", "t", both), "last_odd": ("max", "t", both),
        "lowest": ("min", "sequence", both), "highest": ("max", "sequence", both),
    }  # fmt: skip
    ends = [f"{which}(case when {flag} then {value} end) as {count}" for count, (which, value, flag) in firsts.items()]
    used = [role for role in (*NAMED, *AMOUNTS) if role in source.log.columns and not counts_itself(source, role)]
    kinds = [f"approx_count_distinct({role}) as many_{role}" for role in used]
    return f"select {', '.join([*sums, *ends, *kinds])} from read_{source.number}"


def _check(base: Database, source: Source, counts: pd.Series) -> None:
    """Refuse a source in which no row has a signal, or none a time; and what only the ordinary way reads."""
    file, log = str(source.files["shown"].iloc[0]), source.log
    _check_notation(base, source)
    if not counts["timed"]:
        column = " + ".join(log.columns["time"])
        row = counts["first_any"] if pd.notna(counts["first_any"]) else source.files["start"].iloc[0]
        file, shown = _shown(base, source, row)
        raise refuse(file, f"'{column}' holds no date that can be read; {shown}",
                     'say which column does in kccdiag.toml:  [log.columns]  time = "…"')  # fmt: skip
    if not counts["named_rows"]:
        column = " + ".join(log.columns["signal"])
        raise refuse(file, f"'{column}' is empty in every row, so no signal can be followed",
                     'say which column holds the id in kccdiag.toml:  [log.columns]  signal = "…"')  # fmt: skip
    if not counts["both"]:
        raise refuse(file, "no row has both a signal and a time")
    for role in (*NAMED, *AMOUNTS):
        if counts.get(f"many_{role}", 0) > 1.2 * MOST_VALUES:  # an estimate; what is near is counted later
            raise too_many(source, role)
    _check_sequence(base, source)


def too_many(source: Source, role: str) -> InputError:
    """Refuse a column that should name a few things and holds more."""
    column = " + ".join(source.log.columns[role])
    remedy = (
        "write whole seconds or marks as whole numbers"
        if role in AMOUNTS
        else "name a column that tells them apart more coarsely"
    )
    return refuse(str(source.files["shown"].iloc[0]),
                  f"'{column}' for {role} holds more than {MOST_VALUES:,} different values",
                  f"{remedy}, or leave it out")  # fmt: skip


def _check_notation(base: Database, source: Source) -> None:
    """Refuse texts that are times in a notation that the ordinary way reads and SQL does not."""
    column = " + ".join(source.log.columns["time"])
    if len(source.log.columns["time"]) == 1 and source.holds[column] in TYPED:
        return
    unlike = base.fetch(f"""
        select said, min("row") as place from read_{source.number} where t is null and said is not null
        group by said order by said limit {_UNLIKE_ISO}""")  # fmt: skip
    if not len(unlike):
        return
    times = read_times(pa.array(unlike["said"].astype(object)), clock=read_clock("UTC"), dayfirst=source.log.dayfirst)
    if times.readable.any():
        row = unlike["place"][times.readable].min()
        file, shown = _shown(base, source, row)
        raise refuse(file, f"'{column}' holds times in a notation that is not read from this many rows; {shown}",
                     "write it as timestamps, or as texts like 2025-01-31T09:14:00")  # fmt: skip


def _check_sequence(base: Database, source: Source) -> None:
    if "sequence" not in source.log.columns:
        return
    column = source.log.columns["sequence"][0]
    if source.holds[column] in TYPED:
        return
    written = as_text(column, source.holds[column], whole=column in source.whole)
    broken = base.fetch(f"""
        select min(f.start + r.kccdiag_row) as place
        from raw_{source.number} as r join file_{source.number} as f on f.file = r.kccdiag_file
        where {written} is not null and {_sequence(base, source)} is null""")["place"][0]  # fmt: skip
    if pd.notna(broken):
        file, place = source.place(broken)
        raise refuse(file, f"'{column}' for sequence holds what is no whole number, first in {place}",
                     "write it as whole numbers")  # fmt: skip


def _shown(base: Database, source: Source, row: float) -> tuple[str, str]:
    """Say where a time stands, and repeat it if it looks like one: a shifted row may have a name there."""
    found = base.fetch(f'select cast(said as string) as said from read_{source.number} where "row" = {int(row)}')[
        "said"
    ]
    said = str(found[0])[:60] if len(found) and pd.notna(found[0]) else ""
    file, place = source.place(row)
    return file, f"{place}: {said}" if looks_like_time(said) else place


def _tell(base: Database, counted: Counted, tally: Tally) -> None:
    source, counts = counted.source, counted.counts
    for file, rows in source.files.groupby("shown", sort=False)["rows"].sum().items():
        tally.add("rows_read", rows, "rows", subject=str(file))
        if is_standard(list(source.holds)):
            tally.add("klantinteracties", rows, "rows", subject=str(file))
    if counts["unnamed"]:
        file, place = source.place(counts["first_unnamed"])
        tally.add("rows_without_signal", counts["unnamed"], "rows", subject=file, detail=place)
    if counts["untimed"]:
        row = counts["first_said"] if pd.notna(counts["first_said"]) else counts["first_untimed"]
        file, shown = _shown(base, source, row)
        tally.add("rows_without_time", counts["untimed"], "rows", subject=file, detail=shown)
    if "text" in source.log.columns:
        column = " + ".join(source.log.columns["text"])
        tally.add("texts_not_read", 1, "columns", subject=column)
    first = str(source.files["shown"].iloc[0])
    for check, count in (
        ("times_ambiguous", "twice_rows"),
        ("times_nonexistent", "never_rows"),
        ("times_odd_year", "odd"),
    ):
        if counts[count]:
            tally.add(check, counts[count], "rows", subject=first)


def window_of(base: Database, engagement: Engagement, counted: Sequence[Counted], tally: Tally) -> Window:
    """Say which rows count: of usual years unless all are of others, before the cut-off; make ``kept`` of them.

    Raises
    ------
    InputError
        For a cut-off before the first event.
    """
    usual = any(pd.notna(one.counts["start"]) for one in counted)
    within, suffix = (_USUAL, "") if usual else ("true", "_odd")
    start = int(min(one.counts[f"start{suffix}"] for one in counted if pd.notna(one.counts[f"start{suffix}"])))
    last = int(max(one.counts[f"last{suffix}"] for one in counted if pd.notna(one.counts[f"last{suffix}"])))
    cutoff = math.ceil(engagement.cutoff.timestamp()) if engagement.cutoff is not None else last + 1
    check_cutoff(engagement, first=start, cutoff=cutoff)
    named = "named and " if any(one.counts["unnamed"] for one in counted) else ""  # to ask each row costs time
    both = f"{named}t is not null and {within}"
    if last >= cutoff:
        after = [
            f"select count(*) as late from read_{one.source.number} where {both} and t >= {cutoff}" for one in counted
        ]
        late = sum(int(base.fetch(query)["late"][0]) for query in after)
        tally.add("rows_after_cutoff", late, "rows")
    carried = ", ".join(('"row"', "signal", *CARRIED, "sequence", "t", "fraction"))
    numbers = [one.source.number for one in counted]
    kept = [f"select {n} as source, {carried} from read_{n} where {both} and t < {cutoff}" for n in numbers]
    base.view("kept", " union all ".join(kept))
    return Window(start, cutoff)
