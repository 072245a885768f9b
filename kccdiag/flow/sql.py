"""The reductions, as text: plain SQL over the canonical event table.

Every statement is a query that reads integers without missing values and is additive over disjoint sets of signals: run
it on buckets of signals, add up the rows with equal keys, and the sums are those of the whole log. ``BUILD`` and
``WORKED`` are the working tables of one bucket, in the order in which they need each other; ``TABLES`` are what leaves
the engine. Names in braces are filled in by :mod:`kccdiag.flow.engine` with integers only.
"""

from __future__ import annotations

# Places in a journey and departments travel as one integer, place * PLACE + dept, so that sorting the array sorts the
# journey.
PLACE = 1_000_000
WIDE = 1 << 32  # the same for customers, of whom there may be more

OUTCOMES = ("none", "adopted", "answered", "rejected", "withdrawn", "closed", "left")
CLOSED, LEFT = OUTCOMES.index("closed"), OUTCOMES.index("left")

# What became of a visit. "exited" goes on in a system outside this log: censored, never dropped. "after" is a visit
# entered after the signal was closed: no stay, no stock.
STATES = ("passed", "closed", "exited", "live", "dropped", "after", "unended")

# What the reductions read: the canonical events, or the same log as somebody would have it who objects. A department
# may be hidden (it counts as unknown), exits counted (a signal that left was handed to a department outside, and ended
# there), and the last weeks left out.
EVENTS = """
select signal_id, t, month, quarter, seq, rnk, "row", person, customer, kind, channel, topic, reason, told, stay, ends,
    duration, satisfaction, case when {split} then 1 else 0 end as split,
    case when outcome = {left} and {outside} > 0 then {outside} when dept = {hidden} then 0 else dept end as dept,
    case when outcome = {left} and {outside} > 0 then {closed} else outcome end as outcome
from {log}
where t < {cutoff}
"""

# Unknown departments drawn in proportion to the known ones, one for all unknown events between two known ones.
SPREAD = """
select signal_id, t, month, quarter, seq, rnk, "row", person, customer, kind, channel, topic, reason, told, stay, ends,
    duration, satisfaction, source, outcome, case when numbered.dept = 0 then slot.dept else numbered.dept end as dept
from (
    select *, sum(case when dept > 0 then 1 else 0 end)
        over (partition by signal_id order by t, seq, rnk, "row") as known
    from {log}
    where signal_id in (select signal_id from {log} where dept = 0)
) as numbered
join slot on slot.slot = {draw} % {slots}
union all
select signal_id, t, month, quarter, seq, rnk, "row", person, customer, kind, channel, topic, reason, told, stay, ends,
    duration, satisfaction, source, outcome, dept
from {log}
where signal_id not in (select signal_id from {log} where dept = 0)
"""

# Told events are no visit, no handover and no gap, so they never reach "step" (DEFINITIONS 1). "place" says which visit
# of the signal a step belongs to: a visit is a maximal run of events in one department.
STEP = """
select followed.*, sum(case when dept = dept_before then 0 else 1 end) over (partition by signal_id order by n) as place
from (
    select ordered.*,
        lag(dept, 1, -1) over (partition by signal_id order by n) as dept_before,
        lead(t, 1, -{far}) over (partition by signal_id order by n) as t_next,
        max(case when rnk = 0 then t else -{far} end) over (partition by signal_id) as last_work
    from (
        select signal_id, t, month, dept, person, rnk, outcome, stay, ends, split,
            row_number() over (partition by signal_id order by t, seq, rnk, {tie}, "row") as n
        from events
        where told = 0 and {bucket}
    ) as ordered
) as followed
"""

# A kind, topic or channel belongs to the signal: the first one that is filled in. So does how long the contact took; of
# how satisfied the customer was, the last one counts.
TRAITS = """
select signal_id,
    coalesce(min(case when kind > 0 then place * {code} + kind end), 0) % {code} as kind,
    coalesce(min(case when topic > 0 then place * {code} + topic end), 0) % {code} as topic,
    coalesce(min(case when channel > 0 then place * {code} + channel end), 0) % {code} as channel,
    coalesce(min(case when reason > 0 then place * {code} + reason end), 0) % {code} as reason,
    coalesce(min(case when customer > 0 then place * {wide} + customer end), 0) % {wide} as customer,
    coalesce(min(case when duration > 0 then place * {wide} + duration end), 0) % {wide} as duration,
    coalesce(max(case when satisfaction > 0 then place * {wide} + satisfaction end), 0) % {wide} as satisfaction,
    min(place * {code} + quarter) % {code} as quarter, min(place * {code} + month) % {code} as month
from (
    select signal_id, kind, topic, channel, reason, customer, duration, satisfaction, quarter, month,
        row_number() over (partition by signal_id order by t, seq, rnk, "row") as place
    from events
    where {bucket}
) as placed
group by signal_id
"""

# The closing event: the first outcome event after which nothing but outcome or told events has a later time.
SIGNAL = """
select trait.signal_id, kind, topic, channel, reason, customer, duration, satisfaction, quarter, month,
    coalesce(first_t, -{far}) as first_t, coalesce(last_t, -{far}) as last_t,
    coalesce(close_n, {far}) as close_n, coalesce(close_t, -{far}) as close_t,
    coalesce(close_key, 0) % 10 as outcome, coalesce(reopened, 0) as reopened, coalesce(ends, 0) as ends
from trait
left join (
    select signal_id, min(t) as first_t, max(t) as last_t, max(ends) as ends,
        min(case when outcome > 0 and t >= last_work then n end) as close_n,
        min(case when outcome > 0 and t >= last_work then t end) as close_t,
        min(case when outcome > 0 and t >= last_work then n * 10 + outcome end) as close_key,
        max(case when outcome > 0 and t < last_work then 1 else 0 end) as reopened
    from step
    group by signal_id
) as worked on worked.signal_id = trait.signal_id
"""

# An unknown department is a visit too, so that nothing is bridged over it.
VISIT = """
select runs.*, signal.kind, signal.first_t, signal.close_n, signal.close_t, signal.outcome, signal.last_t, signal.ends,
    lag(dept, 1, -1) over (partition by runs.signal_id order by place) as dept_before,
    lead(dept, 1, -1) over (partition by runs.signal_id order by place) as dept_next,
    lead(enter, 1, -{far}) over (partition by runs.signal_id order by place) as enter_next
from (
    select signal_id, place, min(dept) as dept, min(t) as enter, min(month) as month, min(n) as first_n,
        max(n) as last_n, min(split) as split
    from step
    group by signal_id, place
) as runs
join signal on signal.signal_id = runs.signal_id
"""

BUILD = {"step": STEP, "trait": TRAITS, "signal": SIGNAL, "visit": VISIT}

PLACES = """
select dept, kind, count(*) as visits from visit group by dept, kind
"""

STARTS = """
select dept, count(*) as signals from visit where place = 1 group by dept
"""

_FOUR_DIGITS = """case
    when {0} < 10000 then {0}
    when {0} < 100000 then cast(floor(({0} + 5) / 10.0) * 10 as bigint)
    when {0} < 1000000 then cast(floor(({0} + 50) / 100.0) * 100 as bigint)
    when {0} < 10000000 then cast(floor(({0} + 500) / 1000.0) * 1000 as bigint)
    when {0} < 100000000 then cast(floor(({0} + 5000) / 10000.0) * 10000 as bigint)
    when {0} < 1000000000 then cast(floor(({0} + 50000) / 100000.0) * 100000 as bigint)
    else cast(floor(({0} + 500000) / 1000000.0) * 1000000 as bigint) end"""


def four_digits(seconds: str) -> str:
    """Write the SQL that rounds a number of seconds to four significant digits, so that histograms stay small."""
    return _FOUR_DIGITS.format(f"({seconds})")


GAPS = f"""
select dept, kind, ended, seconds, count(*) as gaps
from (
    select step.dept, signal.kind,
        case when step.t_next > -{{far}} then 1 else 0 end as ended,
        {four_digits("case when step.t_next > -{far} then step.t_next - step.t else {cutoff} - step.t end")} as seconds
    from step
    join signal on signal.signal_id = step.signal_id
    where step.n < signal.close_n and signal.ends = 1
) as gap
group by dept, kind, ended, seconds
"""

# "limits" holds, for each department and kind, the silence after which a signal without outcome is dropped. Of the
# seconds of a stay, those between two events belong to what the first of them says the signal is doing: "queue" and
# "customer" wait, the rest is work. "split" is 0 where some event of the stay comes from a log that does not say.
STAY = """
select visit.signal_id, visit.place, visit.dept, visit.kind, visit.first_t, visit.enter, visit.first_n, visit.dept_next,
    visit.last_t,
    coalesce(limits.seconds, {far}) as silence,
    case when first_n > close_n then 'after'
        when last_n >= close_n then case when outcome = {left} then 'exited' else 'closed' end
        when dept_next >= 0 then 'passed'
        when visit.ends = 0 then 'unended'
        when {cutoff} - visit.last_t >= coalesce(limits.seconds, {far}) then 'dropped'
        else 'live' end as state,
    case when last_n >= close_n then close_t
        when dept_next >= 0 then enter_next
        else {cutoff} end as leave,
    visit.split, coalesce(spent.queue, 0) as queue, coalesce(spent.customer, 0) as customer
from visit
left join limits on limits.dept = visit.dept and limits.kind = visit.kind
left join (
    select step.signal_id, place,
        sum(case when step.stay = 1 then case when t_next > -{far} then t_next else {cutoff} end - t else 0 end)
            as queue,
        sum(case when step.stay = 2 then case when t_next > -{far} then t_next else {cutoff} end - t else 0 end)
            as customer
    from step
    join signal on signal.signal_id = step.signal_id
    where n < close_n and step.stay > 0
    group by step.signal_id, place
) as spent on spent.signal_id = visit.signal_id and spent.place = visit.place
"""

# "home" holds the departments of the contact centre; without one every department is home to the signals that start
# there.
JOURNEY = """
select stay.signal_id,
    array_sort(array_agg(stay.place * {place} + stay.dept)) as path,
    max(case when stay.state = 'dropped' then 1 else 0 end) as dropped,
    max(case when stay.state in ('closed', 'exited') then stay.dept else 0 end) as closing_dept,
    max(case when stay.state = 'dropped' then last_t + silence else -{far} end) as silent_t,
    max(case when stay.state <> 'after' then stay.place else 0 end) as worked,
    min(case when stay.dept > 0 and stay.dept <> start.dept and home.dept is null and stay.state <> 'after'
        then stay.enter else {far} end) as out_t,
    min(case when stay.dept > 0 and stay.dept <> start.dept and home.dept is null and stay.state <> 'after'
        then stay.first_n else {far} end) as out_n
from stay
join (select signal_id, dept from visit where place = 1) as start on start.signal_id = stay.signal_id
left join home on home.dept = stay.dept
group by stay.signal_id
"""

HEARD = """
select events.signal_id, min(events.t) as heard_t,
    max(case when abs(events.t - signal.close_t) <= {told_seconds} then 1 else 0 end) as in_time
from events
join signal on signal.signal_id = events.signal_id
where told = 1 and events.{bucket}
group by events.signal_id
"""

# What can be counted by journey: one row for each distinct journey, kind, topic, quarter and fate.
VARIANTS = """
select path, kind, topic, quarter, outcome, ends, reopened,
    coalesce(dropped, 0) as dropped, coalesce(worked, 0) as worked, coalesce(closing_dept, 0) as closing_dept,
    case when heard.signal_id is null then 0 else 1 end as told, coalesce(in_time, 0) as told_in_time,
    case when close_n < {far} and close_t <= {cutoff} - {told_seconds} then 1 else 0 end as outcome_aged,
    case when first_t > {cutoff} - {passed_seconds} then 0
        when first_t > {cutoff} - {settled_seconds} then 1 else 2 end as age,
    case when out_t - first_t <= {passed_seconds} then 1 else 0 end as passed_in_time,
    count(*) as signals
from signal
left join journey on journey.signal_id = signal.signal_id
left join heard on heard.signal_id = signal.signal_id
where {among}
group by all
"""

# What became of the signals, for the verdict. What a signal reached is 0 where it never did, 2 where it did within
# `settled_days` of its first event, 1 where it did later: old signals have had more time than new ones, and only
# the 2 can be set side by side. "ended" is 1 where an outcome is old enough for the customer to have been told, 2
# where that outcome came soon enough as well. "silent" is 2 where the last event of a dropped signal came so soon, -1
# where no outcome is mapped and so nothing can be called dropped.
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
    select {also}signal.kind, channel, month, signal.first_t, signal.last_t, signal.outcome, signal.close_t,
        signal.ends, coalesce(dropped, 0) as dropped, coalesce(closing_dept, 0) as closing_dept,
        coalesce(in_time, 0) as told_in_time,
        coalesce(heard_t, {{far}}) as heard_t, coalesce(second_t, {{far}}) as second_t,
        case when centre.signal_id is null then 0 else 1 end as from_centre,
        case when signal.first_t > {{cutoff}} - {{passed_seconds}} then 0
            when signal.first_t > {{cutoff}} - {{settled_seconds}} then 1 else 2 end as age,
        case when out_t - signal.first_t <= {{passed_seconds}} then 1 else 0 end as passed_in_time,
        least(coalesce(board_t, {{far}}), case when signal.outcome in (1, 3) then signal.close_t else {{far}} end)
            as decided_t
    from signal
    {joined}
    left join journey on journey.signal_id = signal.signal_id
    left join heard on heard.signal_id = signal.signal_id
    left join (
        select signal_id from visit left join home on home.dept = visit.dept
        where place = 1 and visit.dept > 0 and (home.dept is not null or (select count(*) from home) = 0)
    ) as centre on centre.signal_id = signal.signal_id
    left join (
        select signal_id, min(enter) as board_t from visit join board on board.dept = visit.dept group by signal_id
    ) as deciding on deciding.signal_id = signal.signal_id
    left join (
        select signal_id, max(enter) as second_t
        from (
            select stay.signal_id, stay.dept, min(stay.enter) as enter,
                row_number() over (partition by stay.signal_id order by min(stay.place)) as arrival
            from stay
            join visit as start on start.signal_id = stay.signal_id and start.place = 1
            left join home on home.dept = stay.dept
            where stay.dept > 0 and stay.dept <> start.dept and home.dept is null and stay.state <> 'after'
            group by stay.signal_id, stay.dept
        ) as arrivals
        where arrival = 2
        group by signal_id
    ) as spread on spread.signal_id = signal.signal_id
    where {{among}}
) as fate
group by all
"""
FATES = "select channel, month, closing_dept, " + _FATE.format(also="", joined="")

# When departments were at work, by the visits that they took in.
ACTIVITY = """
select dept, month, count(*) as visits from visit where dept > 0 and {among} group by dept, month
"""


def _stays(seconds: str, which: str = "true") -> str:
    """Write the SQL that sums stays (those ``which``) by department and kind, each lasting so many ``seconds``.

    "All" is what a department is compared with: the departments other than the contact centre, whose many short visits
    would make every other stay look long. Sums of products over signals, for the variance of a ratio with signals as
    the unit; minutes keep the squares in 64 bits.
    """
    return f"""
select dept, kind, sum(n) as visits, sum(held) as held, count(*) as signals,
    sum(n * n) as nn, sum(m * m) as mm, sum(m * n) as mn,
    sum(m * m_all) as m_mall, sum(m * n_all) as m_nall, sum(n * m_all) as n_mall, sum(n * n_all) as n_nall
from (
    select here.*, sum(case when home.dept is null then m else 0 end) over (partition by signal_id) as m_all,
        sum(case when home.dept is null then n else 0 end) over (partition by signal_id) as n_all
    from (
        select signal_id, dept, kind, count(*) as n, sum({seconds}) as held,
            sum(cast(floor(({seconds}) / 60.0) as bigint)) as m
        from stay
        where dept > 0 and state in ('passed', 'closed', 'exited', 'live') and {which} and {{among}}
        group by signal_id, dept, kind
    ) as here
    left join home on home.dept = here.dept
) as both_sums
group by dept, kind
"""


def _stays_of_kind(seconds: str, which: str = "true") -> str:
    """Write the SQL that sums the same over all departments that are compared with."""
    return f"""
select kind, sum(n) as visits, sum(held) as held, count(*) as signals,
    sum(n * n) as nn, sum(m * m) as mm, sum(m * n) as mn
from (
    select signal_id, kind, count(*) as n, sum({seconds}) as held,
        sum(cast(floor(({seconds}) / 60.0) as bigint)) as m
    from stay
    left join home on home.dept = stay.dept
    where stay.dept > 0 and home.dept is null and state in ('passed', 'closed', 'exited', 'live')
        and {which} and {{among}}
    group by signal_id, kind
) as whole
group by kind
"""


# What the stays that can be split are made of: 0 work, 1 queue, 2 waiting for the customer. "m_mall" sums the products
# with all minutes that the signal spent in the department.
PARTS = """
select dept, kind, part, sum(held) as held, sum(m * m) as mm, sum(m * m_all) as m_mall
from (
    select lasted.*, sum(m) over (partition by signal_id, dept) as m_all
    from (
        select signal_id, dept, kind, part, sum(seconds) as held, cast(floor(sum(seconds) / 60.0) as bigint) as m
        from (
            select signal_id, dept, kind, part,
                case part when 1 then queue when 2 then customer else leave - enter - queue - customer end as seconds
            from stay
            cross join (select 0 as part union all select 1 union all select 2) as parts
            where dept > 0 and state in ('passed', 'closed', 'exited', 'live') and split = 1 and {among}
        ) as spent
        where seconds > 0
        group by signal_id, dept, kind, part
    ) as lasted
) as both_sums
group by dept, kind, part
"""


def _durations(seconds: str, which: str = "true") -> str:
    """Write the SQL that counts stays (those ``which``) by how many ``seconds`` they lasted."""
    return f"""
select dept, kind, case when state in ('live', 'exited') then 0 else 1 end as ended,
    {four_digits(seconds)} as seconds, count(*) as visits
from stay
where dept > 0 and state in ('passed', 'closed', 'exited', 'live') and {which} and {{among}}
group by all
"""


DELAYS = f"""
select kind, dept as giver, dept_next as taker, {four_digits("leave - enter")} as seconds, count(*) as handovers
from stay
where dept > 0 and dept_next > 0 and dept_next <> dept and state = 'passed' and {{among}}
group by all
"""

# Of the visits entered long enough ago to be seen to drop: how many did.
DROPS = """
select dept, kind, count(*) as visits, sum(case when state = 'dropped' then 1 else 0 end) as dropped
from stay
where dept > 0 and state in ('passed', 'closed', 'exited', 'live', 'dropped') and enter <= {cutoff} - silence
    and {among}
group by dept, kind
"""

# Entries and exits by day, from which the stock on any day is a running sum.
STOCK = """
select dept, kind, day, sum(entered) as entered, sum(went) as went, sum(died) as died
from (
    select dept, kind, cast(floor(enter / 86400.0) as bigint) as day, 1 as entered, 0 as went, 0 as died
    from stay where dept > 0 and state in ('passed', 'closed', 'exited', 'live', 'dropped') and {among}
    union all
    select dept, kind, cast(floor(leave / 86400.0) as bigint), 0, 1, 0
    from stay where dept > 0 and state in ('passed', 'closed', 'exited') and {among}
    union all
    select dept, kind, cast(floor(last_t / 86400.0) as bigint), 0, 0, 1
    from stay where dept > 0 and state = 'dropped' and {among}
) as moves
group by dept, kind, day
"""

STATE_COUNTS = """
select dept, kind, state, count(*) as visits from stay where dept > 0 and {among} group by dept, kind, state
"""

# When each idea reached each stage of the funnel; {far} where it never did.
STAGE = """
select signal.signal_id, signal.kind, signal.first_t, signal.outcome, signal.close_t, silent_t, out_t,
    coalesce(heard_t, {far}) as heard_t,
    min(case when step.n >= out_n and step.stay <> 1 and ({queues} = 1 or step.n > out_n or step.outcome > 0)
        then step.t else {far} end) as taken_t,
    min(case when board.dept is not null then step.t when step.n = close_n and signal.outcome in (1, 3) then step.t
        else {far} end) as decided_t
from signal
join journey on journey.signal_id = signal.signal_id
join step on step.signal_id = signal.signal_id
left join board on board.dept = step.dept
left join heard on heard.signal_id = signal.signal_id
where signal.kind = {idea} and signal.ends = 1
group by signal.signal_id, signal.kind, signal.first_t, signal.outcome, signal.close_t, silent_t, out_t, heard_t
"""


# A stage is reached (1), or the signal ended before it (2: closed, or silent for as long as its limit), or is still
# on its way or gone on elsewhere (0). Someone is told after the end as well, so for "told" an outcome only ends the
# wait once the time to tell has passed.
def _funnel(also: str = "", joined: str = "") -> str:
    """Write the SQL that follows ideas, ``also`` by a column of what is ``joined`` to "stage"."""
    return f"""
select {also}kind, stage, ended, {four_digits("case when seconds < 0 then 0 else seconds end")} as seconds,
    count(*) as signals
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
            select {also}stage.*, case when outcome = 1 then close_t else {{far}} end as adopted_t from stage {joined}
        ) as reached
        cross join (select 1 as stage union all select 2 union all select 3
            union all select 4 union all select 5) as stages
        where {{among}}
    ) as waited
) as timed
group by all
"""


# Two departments whose tasks run side by side alternate as often as a random order of their events would (runs test).
INTERLEAVED = """
select a, b, sum(runs) as runs, sum(1 + 2.0 * n_a * n_b / (n_a + n_b)) as expected,
    sum(2.0 * n_a * n_b * (2.0 * n_a * n_b - n_a - n_b) / ((n_a + n_b) * (n_a + n_b) * (n_a + n_b - 1.0))) as variance
from (
    select a, b, signal_id, sum(case when dept = a then 1 else 0 end) as n_a,
        sum(case when dept = b then 1 else 0 end) as n_b,
        sum(case when dept = before then 0 else 1 end) as runs
    from (
        select pair.a, pair.b, step.signal_id, step.dept,
            lag(step.dept, 1, -1) over (partition by pair.a, pair.b, step.signal_id order by step.n) as before
        from step join pair on step.dept = pair.a or step.dept = pair.b
    ) as ordered
    group by a, b, signal_id
) as mixed
where n_a > 0 and n_b > 0 and n_a + n_b > 2
group by a, b
"""

# Who worked where, on signals of which kind.
WORKERS = """
select dept, kind, person, count(*) as events
from (select signal_id, dept, person from events where person > 0 and dept > 0 and told = 0 and {bucket}) as worked
join (select signal_id, kind from signal where {among}) as asked on asked.signal_id = worked.signal_id
group by dept, kind, person
"""

# Every idea by itself, so that it can be laid beside what it says; the only table with a row for each signal.
RAISED = """
select signal.signal_id, customer, topic, month, outcome, coalesce(dropped, 0) as dropped,
    case when first_t <= {cutoff} - {settled_seconds} then 1 else 0 end as settled
from signal
left join journey on journey.signal_id = signal.signal_id
where kind = {raised} and ends = 1 and {among}
"""

# Persons who write about a signal one after another: within a department or across its boundary. What nobody signed
# lies between them and parts nobody.
_MET = """
from (
    select step.signal_id, dept, person, lag(dept, 1, 0) over (partition by step.signal_id order by n) as dept_before,
        lag(person, 1, 0) over (partition by step.signal_id order by n) as person_before
    from step
    join (select signal_id as asked_id from signal where {among}) as asked on asked_id = step.signal_id
    where person > 0
) as signed
where person_before > 0 and person <> person_before and dept > 0 and dept_before > 0"""

TIES = f"""
select dept_before as giver, dept as taker, count(*) as ties {_MET}
group by dept_before, dept
"""

# The same in sums over signals, for an interval of the share that crosses.
CROSSINGS = f"""
select 1 as one, sum(c) as cases, sum(h) as hits, sum(c * c) as cc, sum(h * h) as hh, sum(c * h) as ch
from (
    select signal_id, count(*) as c, sum(case when dept <> dept_before then 1 else 0 end) as h {_MET}
    group by signal_id
) as counted
having count(*) > 0
"""

# What is reduced once "stay", "heard", "journey" and "stage" are there. A part of the signals, chosen by what "signal",
# "stay" and "stage" all know of one ({among}: kind, first_t), is reduced by itself.
WORKED = {"stay": STAY, "heard": HEARD, "journey": JOURNEY, "stage": STAGE}
TABLES = {
    "variants": VARIANTS,
    "stays": _stays("leave - enter"),
    "stays_of_kind": _stays_of_kind("leave - enter"),
    "own_stays": _stays("leave - enter - customer", "split = 1"),
    "own_stays_of_kind": _stays_of_kind("leave - enter - customer", "split = 1"),
    "parts": PARTS,
    "durations": _durations("leave - enter"),
    "own_durations": _durations("leave - enter - customer", "split = 1"),
    "delays": DELAYS,
    "drops": DROPS,
    "stock": STOCK,
    "states": STATE_COUNTS,
    "funnel": _funnel(),
    "workers": WORKERS,
    "fates": FATES,
    "activity": ACTIVITY,
    "raised": RAISED,
    "ties": TIES,
    "crossings": CROSSINGS,
}
DESCRIPTIVE = frozenset({"delays", "stock", "funnel", "activity", "ties", "crossings"})  # what no claim is made of

# ---- by slice

# A slice is a quarter of the first event × kind × channel, as one integer in the place of the kind; what is reduced
# then can be added up again for every choice of quarters, kinds and channels. Silence limits are by kind, so slices are
# made after "stay" is there.
RECODED = {
    "slice": """
select signal_id, quarter, kind, channel, (quarter * {code} + kind) * {code} + channel as slice from signal
""",
    **{
        name: f"""
select {name}.* replace (slice.slice as kind) from {name} join slice on slice.signal_id = {name}.signal_id
"""
        for name in ("signal", "visit", "stay", "stage")
    },
}

# The departments that a signal visited before it was closed.
_VISITED = """join (select distinct signal_id, dept from stay where dept > 0 and state <> 'after') as visited
    on visited.signal_id = {}.signal_id"""
# Who worked anywhere on how many signals, and on how many of those that visited each department.
_HANDS = """from (
    select distinct signal_id, person from events where person > 0 and dept > 0 and told = 0 and {bucket}
) as hand
join signal on signal.signal_id = hand.signal_id """
HANDS = "select kind, person, count(*) as signals " + _HANDS + "group by kind, person"
HANDS_VISITED = (
    "select visited.dept, kind, person, count(*) as signals "
    + _HANDS
    + _VISITED.replace("{}", "signal")
    + " group by visited.dept, kind, person"
)
SLICED = {"slices": "select distinct slice, quarter, kind, channel from slice"} | {name: TABLES[name] for name in (
    "variants", "stays", "stays_of_kind", "durations", "delays", "drops", "stock", "states", "funnel", "workers",
)} | {
    "fates": "select " + _FATE.format(also="", joined=""),
    "fates_visited": "select dept, " + _FATE.format(also="dept, ", joined=_VISITED.format("signal")),
    "funnel_visited": _funnel("dept, ", _VISITED.format("stage")),
    "hands": HANDS,
    "hands_visited": HANDS_VISITED,
}  # fmt: skip
