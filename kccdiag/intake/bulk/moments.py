"""Times of a source in SQL: typed, or as ISO 8601 writes them, with or without a zone; and the calendar they ask."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.intake.bulk.texts import literal, trimmed
from kccdiag.intake.times import FIRST_YEAR, LAST_YEAR
from kccdiag.intake.zones import Clock, Seconds, months_of

_DAY = 86_400
_FAR = 1 << 50
TYPED = ("date", "time", "zoned", "nanos")
_DIGITS = "[0-9]{2}"
BY_DAY, BY_WRITTEN = "c.day = f.written_day", "c.written = substr(f.written, 1, 10)"
ISO = (f"^[0-9]{{4}}-{_DIGITS}-{_DIGITS}([T /]{_DIGITS}:{_DIGITS}(:{_DIGITS}([.,][0-9]{{1,9}})?)?"
       f"( ?(Z|[+-]{_DIGITS}(:?{_DIGITS})?))?)?$")  # fmt: skip


def calendar(clock: Clock) -> pd.DataFrame:
    """List the days that a time may lie on, with what the clock of a zone does on each.

    Parameters
    ----------
    clock
        Of the engagement's zone.

    Returns
    -------
    pandas.DataFrame
        ``day`` since 1970-01-01 and as it is ``written``; ``readable`` 1 within the years that are read; ``month``
        (year * 12 + 0…11). For the day as a local one: seconds east of UTC ``before`` the local second ``change`` and
        ``after`` it, and the first second, ``unclear``, of the stretch up to ``change`` that comes twice (``back`` 1)
        or never (0). For the day as one of UTC: ``utc_before``, ``utc_change``, ``utc_after``. What is after all days
        stands for never.
    """
    first, last = (np.datetime64(f"{year}-01-01").astype(np.int64) for year in (FIRST_YEAR, LAST_YEAR + 1))
    days = np.arange(first - 2, last + 2)
    padded = np.append(clock.changes, _FAR)
    offsets = np.append(clock.offsets, clock.offsets[-1])
    ends, begins = (padded + side(offsets[:-1], offsets[1:]) for side in (np.maximum, np.minimum))
    place = np.searchsorted(ends[:-1], days * _DAY, side="right")
    here = begins[place] <= (days + 1) * _DAY
    utc = np.searchsorted(padded[:-1], days * _DAY, side="right")
    return pd.DataFrame({
        "day": days,
        "written": days.astype("datetime64[D]").astype(str),
        "readable": ((days >= first) & (days < last)).astype(np.int64),
        "month": months_of(days),
        "before": offsets[place],
        "change": _where(here, ends[place]),
        "after": offsets[place + 1],
        "unclear": _where(here, begins[place]),
        "back": (offsets[place + 1] < offsets[place]).astype(np.int64),
        "utc_before": offsets[utc],
        "utc_change": padded[utc],
        "utc_after": offsets[utc + 1],
    })  # fmt: skip


def _where(here: np.ndarray, seconds: Seconds) -> Seconds:
    return np.where(here, seconds, _FAR)


def typed_fields(micros: str, holds: str) -> str:
    """Write the fields of typed times.

    These are ``written_day``, ``clock`` (second of the day), ``fraction`` (nanoseconds), and ``east`` (seconds east of
    UTC; null without a zone).
    """
    return f"""
        select *, cast(floor(clock_us / 1000000.0) as bigint) as clock, (clock_us % 1000000) * 1000 as fraction,
               {"0" if holds == "zoned" else "cast(null as bigint)"} as east, cast(null as string) as written
        from (select *, us - written_day * {_DAY}000000 as clock_us
              from (select *, cast(floor(us / {_DAY}000000.0) as bigint) as written_day from (select *, {micros} as us
                    from {{rows}}) as measured) as dated) as clocked"""


def written_fields(text: str) -> str:
    """Write the fields of written times, as :func:`typed_fields`; ``written`` is null where it is not ISO 8601."""
    upper = f"upper({trimmed(text)})"
    seconds = f"case when substr(written, 17, 1) = ':' then {_number('substr(written, 18, 2)')} else 0 end"
    minutes = f"60 * {_number('substr(zone, 2, 2)')} + {_number('substr(zone, 4, 2)')}"
    return f"""
        select *, {_number("rpad(regexp_extract(written, '[.,]([0-9]+)', 1), 9, '0')")} as fraction,
               case when minute < 60 and second <= 60 and 3600 * hour + 60 * minute + second <= {_DAY}
                    then 3600 * hour + 60 * minute + second end as clock,
               case when zone = '' then null when zone = 'Z' then 0
                    when substr(zone, 1, 1) = '-' then -60 * ({minutes}) else 60 * ({minutes}) end as east
        from (select *, replace(regexp_extract(substr(written, 17), '(Z|[+-][0-9:]+)$', 1), ':', '') as zone,
                     {_number("substr(written, 12, 2)")} as hour, {_number("substr(written, 15, 2)")} as minute,
                     {seconds} as second
              from (select *, case when regexp_extract({upper}, {literal(ISO)}, 0) <> '' then {upper} end as written
                    from {{rows}}) as tidied) as parted"""


def _number(part: str) -> str:
    return f"coalesce(try_cast({part} as bigint), 0)"


def moments(fields: str, key: str) -> str:
    """Write the moments of fields: ``t`` (epoch seconds UTC; null: unreadable), ``twice``, ``never``, ``whole_day``.

    Parameters
    ----------
    key
        What ties a row ``f`` of the fields to a day ``c`` of the calendar: BY_DAY or BY_WRITTEN.
    """
    return f"""
        select *, t is not null and east is null and here >= unclear and here < change and back = 1 as twice,
               t is not null and east is null and here >= unclear and here < change and back = 0 as never,
               t is not null and clock % {_DAY} = 0 and fraction = 0 as whole_day
        from (select *, here - coalesce(east, case when here >= change then after else before end) as t
              from (select f.*, c.before, c.change, c.after, c.unclear, c.back, c.day * {_DAY} + f.clock as here
                    from ({fields}) as f left join calendar as c on {key} and c.readable = 1) as found) as placed"""
