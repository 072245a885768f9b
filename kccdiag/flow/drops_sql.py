"""The reductions that follow single signals of a few weeks, as text; what leaves them has no signal's number.

Plain SQL as in :mod:`kccdiag.flow.sql`, over the working tables of one bucket. ``span`` holds the first days of the
weeks asked for, ``chosen`` the signals.
"""

from __future__ import annotations

from kccdiag.flow.terms import AFTER

A_WEEK = 7
_MONDAY = "cast(floor((floor({0} / 86400.0) + 3) / 7.0) * 7 - 3 as bigint)"  # 1970 began on a Thursday


def monday(seconds: str) -> str:
    """Write the SQL that gives the first day of a week, in days since 1970."""
    return _MONDAY.format(seconds)


# How many signals began in each week.
WEEKS = f"""
select {monday("first_t")} as monday, count(*) as signals
from signal
where first_t > -{{far}}
group by 1
"""

# The signals of a span, first those that the draw puts first.
CHOSEN = f"""
select signal_id, {{drawn}} as draw
from signal
join span on span.monday = {monday("first_t")}
order by draw, signal_id
limit {{most}}
"""

# Who worked where on signals of a span; person 0 stands for any, and counts signals.
WORKED = f"""
select dept, kind, person, count(*) as signals
from (
    select distinct signal_id, dept, person from step where dept > 0 and person > 0
    union all
    select distinct signal_id, dept, 0 from visit where dept > 0
) as hand
join signal on signal.signal_id = hand.signal_id
join span on span.monday = {monday("first_t")}
group by dept, kind, person
"""

# Every stay of the chosen signals, in seconds since the first day of their week.
PATHS = f"""
select stay.signal_id, stay.place, stay.dept, stay.state, signal.outcome,
    stay.enter - {monday("stay.first_t")} * 86400 as enter,
    stay."leave" - {monday("stay.first_t")} * 86400 as "leave",
    stay.last_t - {monday("stay.first_t")} * 86400 as last,
    case when heard_t is null then -1 else heard_t - {monday("stay.first_t")} * 86400 end as heard
from stay
join chosen on chosen.signal_id = stay.signal_id
join signal on signal.signal_id = stay.signal_id
left join heard on heard.signal_id = stay.signal_id
where stay.state <> {AFTER}
"""
