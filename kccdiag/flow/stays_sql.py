"""How long signals stayed where and how it ended, as text (DEFINITIONS 1 and 2); over the tables of one bucket."""

from __future__ import annotations

from kccdiag.flow.terms import AFTER, DROPPED, STATE, STAYED, day, four_digits, minutes

# "limits" holds, for each department and kind, the silence after which a signal without outcome is dropped. Of the
# seconds of a stay, those between two events belong to what the first of them says the signal is doing: "queue" and
# "customer" wait, the rest is work. "split" is 0 where some event of the stay comes from a log that does not say.
# "outside" is a known department that is neither the contact centre nor where the signal started.
STAY = f"""
select signal_id, place, dept, kind, month, first_t, last_t, enter, leave, first_n, dept_next, start, silence, state,
    split, queue, customer, home,
    case when dept > 0 and dept <> start and home = 0 and state <> {AFTER} then 1 else 0 end as outside
from (
    select visit.signal_id, place, visit.dept, signal.kind, visit.month, first_t, last_t, enter, n as first_n,
        dept_next, start,
        case when n_next > close_n then close_t when dept_next >= 0 then enter_next else {{cutoff}} end as leave,
        coalesce(limits.seconds, {{far}}) as silence,
        case when n > close_n then {AFTER}
            when n_next > close_n then case when outcome = {{left}} then {STATE["exited"]} else {STATE["closed"]} end
            when dept_next >= 0 then {STATE["passed"]}
            when ends = 0 then {STATE["unended"]}
            when {{cutoff}} - last_t >= coalesce(limits.seconds, {{far}}) then {DROPPED}
            else {STATE["live"]} end as state,
        coalesce(spent.split, 1) as split, coalesce(spent.queue, 0) as queue,
        coalesce(spent.customer, 0) as customer,
        case when visit.dept in {{home}} then 1 else 0 end as home
    from visit
    join signal on signal.signal_id = visit.signal_id
    left join limits on limits.dept = visit.dept and limits.kind = signal.kind
    left join (
        select step.signal_id, step.visit, min(split) as split,
            cast(sum(case when stay = 1 and n < close_n then lasted else 0 end) as bigint) as queue,
            cast(sum(case when stay = 2 and n < close_n then lasted else 0 end) as bigint) as customer
        from (
            select signal_id, visit, n, stay, split, case when gap < 0 then {{cutoff}} - t else gap end as lasted
            from step
            where stay > 0 or split = 0
        ) as step
        join signal on signal.signal_id = step.signal_id
        group by step.signal_id, step.visit
    ) as spent on spent.signal_id = visit.signal_id and spent.visit = visit.visit
) as ended
"""
STAY_COLUMNS = (
    "signal_id", "place", "dept", "kind", "month", "first_t", "last_t", "enter", "leave", "first_n", "dept_next",
    "start", "silence", "state", "split", "queue", "customer", "home", "outside",
)  # fmt: skip

# Visits, seconds and minutes of each signal in each department that it stayed in; "own" less the time spent waiting
# for the customer, of the stays that can be split, and what those are made of.
HELD = f"""
select signal_id, dept, kind, first_t, home, count(*) as n, cast(sum(lasted) as bigint) as s,
    cast(sum({minutes("lasted")}) as bigint) as m,
    cast(sum(split) as bigint) as own_n, cast(sum(split * (lasted - customer)) as bigint) as own_s,
    cast(sum(split * {minutes("lasted - customer")}) as bigint) as own_m,
    cast(sum(split * queue) as bigint) as queue, cast(sum(split * customer) as bigint) as customer
from (
    select signal_id, dept, kind, first_t, home, split, queue, customer, leave - enter as lasted
    from stay
    where dept > 0 and {STAYED}
) as stayed
group by signal_id, dept, kind, first_t, home
"""

# The same of each signal over the departments that are compared with: those other than the contact centre, whose many
# short visits would make every other stay look long.
WHOLE = """
select signal_id, kind, first_t, cast(sum(n) as bigint) as n, cast(sum(s) as bigint) as s, cast(sum(m) as bigint) as m,
    cast(sum(own_n) as bigint) as own_n, cast(sum(own_s) as bigint) as own_s, cast(sum(own_m) as bigint) as own_m
from held
where home = 0
group by signal_id, kind, first_t
"""


def _stays(own: str = "") -> str:
    """Write the SQL that sums stays by department and kind.

    Sums of products over signals, for the variance of a ratio with signals as the unit; "all" is the signal as a whole.
    """
    return f"""
select dept, kind, sum(n) as visits, sum(s) as held, count(*) as signals,
    sum(n * n) as nn, sum(m * m) as mm, sum(m * n) as mn,
    sum(m * m_all) as m_mall, sum(m * n_all) as m_nall, sum(n * m_all) as n_mall, sum(n * n_all) as n_nall
from (
    select here.dept, here.kind, here.n, here.s, here.m,
        coalesce(whole.{own}n, 0) as n_all, coalesce(whole.{own}m, 0) as m_all
    from (
        select signal_id, dept, kind, {own}n as n, {own}s as s, {own}m as m from held where {own}n > 0 and {{among}}
    ) as here
    left join whole on whole.signal_id = here.signal_id
) as both_sums
group by dept, kind
"""


def _stays_of_kind(own: str = "") -> str:
    """Write the SQL that sums the same over all departments that are compared with."""
    return f"""
select kind, sum(n) as visits, sum(s) as held, count(*) as signals, sum(n * n) as nn, sum(m * m) as mm, sum(m * n) as mn
from (select kind, {own}n as n, {own}s as s, {own}m as m from whole where {own}n > 0 and {{among}}) as stayed
group by kind
"""


# What the stays that can be split are made of: 0 work, 1 queue, 2 waiting for the customer. "m_mall" sums the products
# with all minutes that the signal spent in the department.
_PART_MINUTES = " + ".join(minutes(name) for name in ("own_s - queue", "queue", "customer"))
PARTS = f"""
select dept, kind, part, sum(held) as held, sum(m * m) as mm, sum(m * m_all) as m_mall
from (
    {
    " union all ".join(
        f"select dept, kind, {part} as part, {name} as held, {minutes(name)} as m, {_PART_MINUTES} as m_all "
        f"from held where {name} > 0 and {{among}}"
        for part, name in enumerate(("own_s - queue", "queue", "customer"))
    )
}
) as lasted
group by dept, kind, part
"""


def _durations(seconds: str, which: str = "true") -> str:
    """Write the SQL that counts stays (those ``which``) by how many ``seconds`` they lasted."""
    return f"""
select dept, kind, ended, seconds, count(*) as visits
from (
    select dept, kind, case when state in ({STATE["live"]}, {STATE["exited"]}) then 0 else 1 end as ended,
        {four_digits(seconds)} as seconds
    from stay
    where dept > 0 and {STAYED} and {which} and {{among}}
) as lasted
group by dept, kind, ended, seconds
"""


DELAYS = f"""
select kind, giver, taker, seconds, count(*) as handovers
from (
    select kind, dept as giver, dept_next as taker, {four_digits("leave - enter")} as seconds
    from stay
    where dept > 0 and dept_next > 0 and dept_next <> dept and state = {STATE["passed"]} and {{among}}
) as handed
group by kind, giver, taker, seconds
"""

# Of the visits entered long enough ago to be seen to drop: how many did.
DROPS = f"""
select dept, kind, count(*) as visits, sum(case when state = {DROPPED} then 1 else 0 end) as dropped
from stay
where dept > 0 and state <= {DROPPED} and enter <= {{cutoff}} - silence and {{among}}
group by dept, kind
"""

# Entries and exits by day, from which the stock on any day is a running sum.
STOCK = f"""
select dept, kind, day, sum(entered) as entered, sum(went) as went, sum(died) as died
from (
    select dept, kind, {day("enter")} as day, 1 as entered, 0 as went, 0 as died
    from stay where dept > 0 and state <= {DROPPED} and {{among}}
    union all
    select dept, kind, {day("leave")}, 0, 1, 0
    from stay where dept > 0 and state <= {STATE["exited"]} and {{among}}
    union all
    select dept, kind, {day("last_t")}, 0, 0, 1
    from stay where dept > 0 and state = {DROPPED} and {{among}}
) as moves
group by dept, kind, day
"""

STATE_COUNTS = """
select dept, kind, state, count(*) as visits from stay where dept > 0 and {among} group by dept, kind, state
"""

# When departments were at work, by the visits that they took in.
ACTIVITY = """
select dept, month, count(*) as visits from stay where dept > 0 and {among} group by dept, month
"""

TABLES = {
    "stays": _stays(),
    "stays_of_kind": _stays_of_kind(),
    "own_stays": _stays("own_"),
    "own_stays_of_kind": _stays_of_kind("own_"),
    "parts": PARTS,
    "durations": _durations("leave - enter"),
    "own_durations": _durations("leave - enter - customer", "split = 1"),
    "delays": DELAYS,
    "drops": DROPS,
    "stock": STOCK,
    "states": STATE_COUNTS,
    "activity": ACTIVITY,
}
