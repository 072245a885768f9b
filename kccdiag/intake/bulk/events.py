"""Canonical events in the engine: a draft of all, what stands in it twice, and the table in order, piece by piece."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pandas as pd

from kccdiag.engines.database import OWN, Database
from kccdiag.faults import refuse
from kccdiag.intake.bulk.rows import AMOUNTS, NAMED, PEOPLE, Counted
from kccdiag.intake.bulk.sources import Source
from kccdiag.intake.bulk.texts import name
from kccdiag.intake.tables import EVENT_SCHEMA, ORDER
from kccdiag.intake.tally import Tally

EVENTS_IN_A_PIECE = 5_000_000  # sorted together: about a gigabyte
ENOUGH_DAYS = 10  # as canonical has it
_WIDEST = 9_000_000_000  # of a sequence beside parts of seconds, which together fill 63 bits
WITHOUT_REPEATED = (
    '(select k.* from kept as k left join repeated as a on a."row" = k."row" where a."row" is null) as once'
)
_BESIDE = ("fraction", *(f"{role}_filled" for role in AMOUNTS))
_TYPES = {"int64": "bigint", "int32": "int"}
_ALIKE = "signal_id, t, fraction, dept, activity, person"  # in a row that repeats another, and in few others


def draft_query(counted: Sequence[Counted], *, people: Collection[str]) -> str:
    """Write the canonical columns of ``kept``, and the part of the second beside them.

    Parameters
    ----------
    people
        Of person and customer those that were numbered.
    """

    def code(role: str) -> str:
        return f"coalesce({role}_coded.code, 0)"

    zero = dict.fromkeys(PEOPLE, "0") | {role: code(role) for role in people}
    ranked = (
        "case when coalesce(activity_coded.outcome, 0) > 0 or coalesce(activity_coded.told, 0) > 0 then 1 else 0 end"
    )
    became = {column: f"coalesce(activity_coded.{column}, 0)" for column in ("outcome", "told", "stay")}
    columns = {
        "signal_id": "s.code", "t": "k.t", "day": "k.day", "month": "m.month", "quarter": "floor(m.month / 3.0)",
        "seq": _sequences(counted), "rnk": ranked, "row": 'k."row"',
        "dept": code("department"), **zero, **{role: code(role) for role in NAMED if role != "department"}, **became,
        "source": "k.source", "ends": _ends(counted),
        "duration": "coalesce(k.duration_s_code, duration_s_coded.code, 0)",
        "satisfaction": "coalesce(k.satisfaction_code, satisfaction_coded.code, 0)",
    }  # fmt: skip
    cast = [f"cast({columns[field.name]} as {_TYPES[str(field.type)]}) as {name(field.name)}" for field in EVENT_SCHEMA]
    filled = [f"case when k.{role} is not null or k.{role}_code is not null then 1 else 0 end as {role}_filled"
              for role in AMOUNTS]  # fmt: skip
    named = [f"left join {role}_coded on {role}_coded.source = k.source and {role}_coded.value = k.{role}"
             for role in (*NAMED, *AMOUNTS)]  # fmt: skip
    known = [f"left join {role}_coded on {role}_coded.value = k.{role}" for role in people]
    return f"""
        select {", ".join(cast)}, cast(k.fraction as bigint) as fraction,
               {", ".join(filled)}
        from (select q.*, cast(floor((t + case when t >= u.utc_change then u.utc_after else u.utc_before end) / 86400.0)
                               as bigint) as day
              from (select *, cast(floor(t / 86400.0) as bigint) as utc_day from kept) as q
              join calendar as u on u.day = q.utc_day) as k
        join calendar as m on m.day = k.day
        join signal_numbered as s on s.signal = k.signal
        {" ".join([*named, *known])}"""


def _ends(counted: Sequence[Counted]) -> str:
    ending = [
        str(one.source.number) for one in counted if any(name != "told" for name in one.source.log.outcomes.values())
    ]
    return f"case when k.source in ({', '.join(ending)}) then 1 else 0 end" if ending else "0"


def _sequences(counted: Sequence[Counted]) -> str:
    """Write the order within a second: parts of the second first, then the sequence column."""
    cases = " ".join(f"when {one.source.number} then {_sequence(one)}" for one in counted)
    return f"case k.source {cases} end"


def _sequence(one: Counted) -> str:
    counts = one.counts
    if "sequence" not in one.source.log.columns or pd.isna(counts["lowest"]):
        return "k.fraction"
    lowest, highest = min(0, int(counts["lowest"])), max(0, int(counts["highest"]))
    if not counts["parts"]:
        return "coalesce(k.sequence, 0)"
    if lowest == highest:
        return "k.fraction"
    if highest - lowest >= _WIDEST:
        column = " + ".join(one.source.log.columns["sequence"])
        raise refuse(str(one.source.files["shown"].iloc[0]), f"'{column}' for sequence runs from {lowest} to {highest}",
                     "write it as smaller numbers, or leave it out: the times have parts of seconds")  # fmt: skip
    return f"k.fraction * {highest - lowest + 1} + coalesce(k.sequence, 0) - {lowest}"


def pieces_of(signals: int, events: int) -> tuple[tuple[int, int], ...]:
    """Part the signals into stretches of so many events on average.

    Examples
    --------
    >>> pieces_of(10, 12_000_000)
    ((1, 4), (5, 8), (9, 10))
    """
    number = max(1, -(-events // EVENTS_IN_A_PIECE))
    width = max(1, -(-signals // number))
    return tuple((first, min(first + width - 1, signals)) for first in range(1, signals + 1, width))


def find_repeated(base: Database, counted: Sequence[Counted], pieces: Sequence[tuple[int, int]], tally: Tally) -> bool:
    """Find the rows that repeat an earlier one of their source in every column; make ``repeated`` of those to drop.

    Returns
    -------
    Whether there are any to drop.
    """
    base.drop("doubted")
    for first, last in pieces:
        base.add("doubted", f"""
            select d."row" from (select "row", count(*) over (partition by {_ALIKE}) as many
                                 from draft where signal_id between {first} and {last}) as d
            where d.many > 1""")  # fmt: skip
    base.drop("repeated")
    dropped = False
    for one in counted:
        again = _again(one.source)
        many = int(base.fetch(f"select count(*) as many from ({again}) as again")["many"][0])
        if many:
            drop = one.source.log.duplicates == "drop" or (
                one.source.log.duplicates == "auto" and not _by_the_day(base, one)
            )
            tally.add(
                "duplicates_dropped" if drop else "duplicates_kept",
                many,
                "rows",
                subject=str(one.source.files["shown"].iloc[0]),
            )
            if drop:
                base.add("repeated", again)
                dropped = True
    return dropped


def _again(source: Source) -> str:
    columns = [f"nullif(r.{name(column)}, '')" if holds == "text" else f"r.{name(column)}"
               for column, holds in source.holds.items() if column not in OWN]  # fmt: skip
    raw, files = f"raw_{source.number}", f"file_{source.number}"
    return f"""
        select "row" from (
            select d."row", row_number() over (partition by {", ".join(columns)} order by d."row") as place
            from {raw} as r join {files} as f on f.file = r.kccdiag_file
            join doubted as d on d."row" = f.start + r.kccdiag_row) as found
        where place > 1"""


def _by_the_day(base: Database, one: Counted) -> bool:
    """Say whether a source knows days only, as canonical tells it."""
    counts, rows = one.counts, f"read_{one.source.number} where named and t is not null"
    if counts["whole_days"] * 2 > counts["both"]:
        return True
    clock = "(t % 86400 + 86400) % 86400"
    clocks = f"select {clock} as clock, count(*) as many from {rows} group by {clock}"
    usual = base.fetch(f"select max(many) as many from ({clocks}) as clocks")["many"][0]
    days = base.fetch(f"select count(*) as days from (select distinct floor(t / 86400.0) as day from {rows}) as days")[
        "days"
    ][0]
    return bool(days >= ENOUGH_DAYS and usual > 0.95 * counts["both"])


def pieces_in_order(base: Database, pieces: Sequence[tuple[int, int]], *, repeated: bool) -> Iterator[str]:
    """Make ``piece`` of each stretch of signals in turn, without what is repeated; give the query of it in order."""
    columns = ", ".join(f"d.{name(column)}" for column in (*EVENT_SCHEMA.names, *_BESIDE))
    without = 'left join repeated as a on a."row" = d."row"' if repeated else ""
    alone = 'and a."row" is null' if repeated else ""
    events = ", ".join(map(name, EVENT_SCHEMA.names))
    keep = base.make if base.memory else base.view  # many machines would keep all of it a second time
    for first, last in pieces:
        keep(
            "piece", f"select {columns} from draft as d {without} where d.signal_id between {first} and {last} {alone}"
        )
        yield f"select {events} from piece order by {', '.join(map(name, ORDER))}"
