"""Which way signals went and what became of them, as text (DEFINITIONS 1, 3 and 5); over the tables of one bucket."""

from __future__ import annotations

from kccdiag.flow.terms import AFTER, DROPPED, STATE, four_digits

HEARD = """
select events.signal_id, min(events.t) as heard_t,
    max(case when abs(events.t - signal.close_t) <= {told_seconds} then 1 else 0 end) as in_time
from events
join signal on signal.signal_id = events.signal_id
where told = 1 and events.{bucket}
group by events.signal_id
"""

# Every signal with where it went and what became of it, all that is counted by signal. Every department is home to the
# signals that start there, where none is the contact centre ("anywhere"). Departments and places of first arrivals
# outside travel as one number, like those of a path; {far} is never.
JOURNEY = f"""
select signal.signal_id, kind, topic, channel, reason, customer, duration, satisfaction, quarter, month, first_t,
    last_t, ends, close_n, close_t, outcome, close_quarter, reopened, path, coalesce(dropped, 0) as dropped,
    coalesce(closing_dept, 0) as closing_dept, coalesce(silent_t, -{{far}}) as silent_t, coalesce(worked, 0) as worked,
    coalesce(out_t, {{far}}) as out_t, coalesce(out_n, {{far}}) as out_n, coalesce(first_out, {{far}}) as first_out,
    coalesce(last_out, 0) as last_out, coalesce(from_centre, 0) as from_centre, coalesce(board_t, {{far}}) as board_t,
    coalesce(heard_t, {{far}}) as heard_t, coalesce(in_time, 0) as in_time
from signal
left join (
    select signal_id, array_sort(array_agg(place * {{place}} + dept)) as path,
        max(case when state = {DROPPED} then 1 else 0 end) as dropped,
        max(case when state in ({STATE["closed"]}, {STATE["exited"]}) then dept else 0 end) as closing_dept,
        max(case when state = {DROPPED} then last_t + silence else -{{far}} end) as silent_t,
        max(case when state <> {AFTER} then place else 0 end) as worked,
        min(case when outside = 1 then enter else {{far}} end) as out_t,
        min(case when outside = 1 then first_n else {{far}} end) as out_n,
        min(case when outside = 1 then place * {{place}} + dept else {{far}} end) as first_out,
        max(case when outside = 1 then place * {{place}} + dept else 0 end) as last_out,
        max(case when place = 1 and dept > 0 and (home = 1 or {{anywhere}} = 1) then 1 else 0 end) as from_centre,
        min(case when dept in {{board}} then enter else {{far}} end) as board_t
    from stay
    group by signal_id
) as gone on gone.signal_id = signal.signal_id
left join heard on heard.signal_id = signal.signal_id
"""
JOURNEY_COLUMNS = (
    "signal_id", "kind", "topic", "channel", "reason", "customer", "duration", "satisfaction", "quarter", "month",
    "first_t", "last_t", "ends", "close_n", "close_t", "outcome", "close_quarter", "reopened", "path", "dropped",
    "closing_dept", "silent_t", "worked", "out_t", "out_n", "first_out", "last_out", "from_centre", "board_t",
    "heard_t", "in_time",
)  # fmt: skip

# What can be counted by journey: one row for each distinct journey, kind, topic, quarter and fate.
VARIANTS = """
select path, kind, topic, quarter, outcome, ends, reopened, dropped, worked, closing_dept,
    case when heard_t < {far} then 1 else 0 end as told, in_time as told_in_time,
    case when close_n < {far} and close_t <= {cutoff} - {told_seconds} then 1 else 0 end as outcome_aged,
    case when first_t > {cutoff} - {passed_seconds} then 0
        when first_t > {cutoff} - {settled_seconds} then 1 else 2 end as age,
    case when out_t - first_t <= {passed_seconds} then 1 else 0 end as passed_in_time,
    count(*) as signals
from journey
where {among}
group by all
"""

# What became of the signals, for the verdict. What a signal reached is 0 where it never did, 2 where it did within
# `settled_days` of its first event, 1 where it did later: old signals have had more time than new ones, and only
# the 2 can be set side by side. "ended" is 1 where an outcome is old enough for the customer to have been told, 2
# where that outcome came soon enough as well. "silent" is 2 where the last event of a dropped signal came so soon, -1
# where no outcome is mapped and so nothing can be called dropped. The second department outside is the first one that
# is not the first: looked for where more than one was arrived at.
_FATE = """kind, from_centre, age, passed_in_time,
    case when second_t >= {{far}} then 0 when second_t - first_t <= {{settled_seconds}} then 2 else 1 end as two,
    case when decided_t >= {{far}} then 0 when decided_t - first_t <= {{settled_seconds}} then 2 else 1 end as decided,
    case when outcome <> 1 then 0 when close_t - first_t <= {{settled_seconds}} then 2 else 1 end as changed,
    case when heard_t >= {{far}} then 0 when heard_t - first_t <= {{settled_seconds}} then 2 else 1 end as told,
    case when outcome = 0 or outcome = {{left}} or close_t > {{cutoff}} - {{told_seconds}} then 0
        when close_t - first_t <= {{settled_seconds}} - {{told_seconds}} then 2 else 1 end as ended,
    told_in_time,
    case when ends = 0 then -1 when dropped = 0 then 0 when last_t - first_t <= {{settled_seconds}} then 2 else 1 end
        as silent,
    count(*) as signals
from (
    select {also}journey.kind, channel, month, journey.first_t, journey.last_t, outcome, close_t, ends, dropped,
        closing_dept, in_time as told_in_time, heard_t, coalesce(second_t, {{far}}) as second_t, from_centre,
        case when journey.first_t > {{cutoff}} - {{passed_seconds}} then 0
            when journey.first_t > {{cutoff}} - {{settled_seconds}} then 1 else 2 end as age,
        case when out_t - journey.first_t <= {{passed_seconds}} then 1 else 0 end as passed_in_time,
        least(board_t, case when outcome in (1, 3) then close_t else {{far}} end) as decided_t
    from journey
    {joined}
    left join (
        select stay.signal_id, min(stay.enter) as second_t
        from stay
        join journey on journey.signal_id = stay.signal_id
        where stay.outside = 1 and journey.last_out > journey.first_out
            and stay.dept <> journey.first_out % {{place}}
        group by stay.signal_id
    ) as spread on spread.signal_id = journey.signal_id
    where {{among}}
) as fate
group by all
"""


def fates(keys: str, *, also: str = "", joined: str = "") -> str:
    """Write the SQL that counts what became of signals by ``keys``; ``also`` names a column of what is ``joined``."""
    return f"select {keys}" + _FATE.format(also=also, joined=joined)


FATES = fates("channel, month, closing_dept, ")

# When each idea reached each stage of the funnel; {far} where it never did.
STAGE = """
select journey.signal_id, kind, first_t, journey.outcome, close_t, silent_t, out_t, heard_t,
    min(case when step.n >= out_n and step.stay <> 1 and ({queues} = 1 or step.n > out_n or step.outcome > 0)
        then step.t else {far} end) as taken_t,
    min(case when step.dept in {board} then step.t when step.n = close_n and journey.outcome in (1, 3) then step.t
        else {far} end) as decided_t
from journey
join step on step.signal_id = journey.signal_id
where kind = {idea} and ends = 1
group by journey.signal_id, kind, first_t, journey.outcome, close_t, silent_t, out_t, heard_t
"""
STAGE_COLUMNS = (
    "signal_id", "kind", "first_t", "outcome", "close_t", "silent_t", "out_t", "heard_t", "taken_t", "decided_t",
)  # fmt: skip


# A stage is reached (1), or the signal ended before it (2: closed, or silent for as long as its limit), or is still
# on its way or gone on elsewhere (0). Someone is told after the end as well, so for "told" an outcome only ends the
# wait once the time to tell has passed.
def funnel(also: str = "", joined: str = "") -> str:
    """Write the SQL that follows ideas, ``also`` by a column of what is ``joined`` to "stage"."""
    return f"""
select {also}kind, stage, ended, seconds, count(*) as signals
from (
    select {also}kind, stage, ended, {four_digits("case when seconds < 0 then 0 else seconds end")} as seconds
    from (
        select {also}kind, stage,
            case when at_t < {{far}} then 1 when outcome = {{left}} then 0
                when stop_t > -{{far}} and stop_t < {{cutoff}} then 2 else 0 end as ended,
            case when at_t < {{far}} then at_t when stop_t > -{{far}} and stop_t < {{cutoff}} then stop_t
                else {{cutoff}} end - first_t as seconds
        from (
            select {also}kind, stages.stage, first_t, outcome,
                case stages.stage when 1 then out_t when 2 then taken_t when 3 then decided_t when 4 then adopted_t
                    else heard_t end as at_t,
                case when outcome = 0 then silent_t when stages.stage = 5 then close_t + {{told_seconds}}
                    else close_t end as stop_t
            from (
                select {also}stage.*, case when outcome = 1 then close_t else {{far}} end as adopted_t
                from stage {joined}
            ) as reached
            cross join (select 1 as stage union all select 2 union all select 3
                union all select 4 union all select 5) as stages
            where {{among}}
        ) as waited
    ) as timed
) as rounded
group by {also}kind, stage, ended, seconds
"""


# Every idea by itself, so that it can be laid beside what it says; the only table with a row for each signal.
RAISED = """
select signal_id, customer, topic, month, outcome, dropped,
    case when first_t <= {cutoff} - {settled_seconds} then 1 else 0 end as settled
from journey
where kind = {raised} and ends = 1 and {among}
"""

TABLES = {"variants": VARIANTS, "funnel": funnel(), "fates": FATES, "raised": RAISED}
