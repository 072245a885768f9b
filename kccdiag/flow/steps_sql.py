"""The events of a log as steps, visits and signals, as text: what all reductions start from.

``{along}`` and ``{by_n}`` say over which rows a window goes: those of a signal, in their order. Where an engine gives
the rows of a log as they lie there, signal by signal, both are empty, and nothing is sorted: so every text asks by
itself whether the row before is one of the same signal, and numbers rise over the whole log or begin with each signal.
"""

from __future__ import annotations

from kccdiag.flow.terms import four_digits, quarter

# What steps are made of: the canonical events, or the same log as somebody would have it who objects. A department may
# be hidden (it counts as unknown), exits counted (a signal that left was handed to a department outside, and ended
# there), and the last weeks left out.
EVENTS = """
select signal_id, t, month, seq, rnk, "row", person, told, stay, case when {split} then 1 else 0 end as split,
    case when outcome = {left} and {outside} > 0 then {outside} when dept = {hidden} then 0 else dept end as dept,
    case when outcome = {left} and {outside} > 0 then {closed} else outcome end as outcome
from {log}
where t < {cutoff}
"""

# How many rows do not lie where they should: none, where a log is sorted.
ASTRAY = """
select count(*) as events
from (
    select signal_id, t, seq, rnk, "row", lag(signal_id, 1, -1) over () as signal_before,
        lag(t, 1, -1) over () as t_before, lag(seq, 1, -1) over () as seq_before,
        lag(rnk, 1, -1) over () as rnk_before, lag("row", 1, -1) over () as row_before
    from log
) as followed
where signal_id < signal_before or (signal_id = signal_before and (t < t_before or (t = t_before and (
    seq < seq_before or (seq = seq_before and (rnk < rnk_before or (rnk = rnk_before and "row" < row_before)))))))
"""

# Unknown departments drawn in proportion to the known ones, one for all unknown events between two known ones: "known"
# counts those of the signal so far. No join: it may bring rows in another order.
SPREAD = """
select signal_id, t, month, seq, rnk, "row", person, told, stay, source, outcome,
    case when dept > 0 then dept else {drawn} end as dept
from (
    select numbered.*, {draw} as draw
    from (
        select counted.*, known_so_far - max(case when signal_before <> signal_id then known_so_far - knows end)
            over ({along} rows unbounded preceding) as known
        from (
            select marked.*, lag(signal_id, 1, -1) over ({along}) as signal_before,
                count(case when knows = 1 then 1 end) over ({along} rows unbounded preceding) as known_so_far
            from (select *, case when dept > 0 then 1 else 0 end as knows from log) as marked
        ) as counted
    ) as numbered
) as drawn
"""

# Told events are no visit, no handover and no gap, so they never reach "step" (DEFINITIONS 1). "begins" marks the first
# of a signal, "enters" the first of a visit: a visit is a maximal run of events in one department. "gap" is -1 where
# nothing follows.
STEP = """
select signal_id, t, month, dept, person, outcome, stay, split, n, begins, enters, gap,
    count(case when enters = 1 then 1 end) over ({by_n} rows unbounded preceding) as visit
from (
    select signal_id, t, month, dept, person, outcome, stay, split, n,
        case when signal_before = signal_id then 0 else 1 end as begins,
        case when signal_before = signal_id and dept_before = dept then 0 else 1 end as enters,
        case when signal_next = signal_id then t_next - t else -1 end as gap
    from (
        select signal_id, t, month, dept, person, outcome, stay, split, row_number() over ({along}) as n,
            lag(signal_id, 1, -1) over ({along}) as signal_before, lag(dept, 1, -1) over ({along}) as dept_before,
            lead(signal_id, 1, -1) over ({along}) as signal_next, lead(t, 1, -1) over ({along}) as t_next
        from events
        where told = 0 and {bucket}
    ) as ordered
) as marked
"""

# A kind, topic or channel belongs to the signal: the first one that is filled in. So does how long the contact took; of
# how satisfied the customer was, the last one counts. "nth" rises with the order of a signal's events. No objection but
# an earlier cut-off moves any of this.
TRAITS = """
select signal_id,
    coalesce(min(case when kind > 0 then nth * {code} + kind end), 0) % {code} as kind,
    coalesce(min(case when topic > 0 then nth * {code} + topic end), 0) % {code} as topic,
    coalesce(min(case when channel > 0 then nth * {code} + channel end), 0) % {code} as channel,
    coalesce(min(case when reason > 0 then nth * {code} + reason end), 0) % {code} as reason,
    coalesce(min(case when customer > 0 then nth * {wide} + customer end), 0) % {wide} as customer,
    coalesce(min(case when duration > 0 then nth * {wide} + duration end), 0) % {wide} as duration,
    coalesce(max(case when satisfaction > 0 then nth * {wide} + satisfaction end), 0) % {wide} as satisfaction,
    min(nth * {code} + month) % {code} as month,
    coalesce(min(case when told = 0 then t end), -{far}) as first_t,
    coalesce(max(case when told = 0 then t end), -{far}) as last_t,
    coalesce(max(case when told = 0 and rnk = 0 then t end), -{far}) as last_work,
    coalesce(max(case when told = 0 then ends end), 0) as ends
from (
    select signal_id, t, month, rnk, {nth} as nth, customer, kind, channel, topic, reason, told, ends, duration,
        satisfaction
    from log
    where t < {cutoff} and {bucket}
) as entry
group by signal_id
"""

# The closing event: the first outcome event after which nothing but outcome or told events has a later time.
SIGNAL = f"""
select trait.*, {quarter("month")} as quarter, coalesce(close_n, {{far}}) as close_n,
    coalesce(close_t, -{{far}}) as close_t, coalesce(close_key, 0) % 10 as outcome,
    coalesce({quarter("close_month")}, 0) as close_quarter, coalesce(reopened, 0) as reopened
from trait
left join (
    select step.signal_id,
        min(case when step.t >= trait.last_work then step.n end) as close_n,
        min(case when step.t >= trait.last_work then step.t end) as close_t,
        min(case when step.t >= trait.last_work then step.n * 10 + step.outcome end) as close_key,
        min(case when step.t >= trait.last_work then step.month end) as close_month,
        max(case when step.t < trait.last_work then 1 else 0 end) as reopened
    from step
    join trait on trait.signal_id = step.signal_id
    where step.outcome > 0
    group by step.signal_id
) as closing on closing.signal_id = trait.signal_id
"""

SIGNAL_COLUMNS = (
    "signal_id", "kind", "topic", "channel", "reason", "customer", "duration", "satisfaction", "quarter", "month",
    "first_t", "last_t", "ends", "close_n", "close_t", "outcome", "close_quarter", "reopened",
)  # fmt: skip

# An unknown department is a visit too, so that nothing is bridged over it. "n" is that of its first event, "n_next"
# that of the next visit's; "start" is the department of the signal's first visit, "place" which of its visits this is.
VISIT = """
select signal_id, visit, dept, enter, month, n, start, visit - visit_before_all as place,
    case when signal_next = signal_id then dept_next else -1 end as dept_next,
    case when signal_next = signal_id then enter_next else -{far} end as enter_next,
    case when signal_next = signal_id then n_next else {far} end as n_next
from (
    select signal_id, visit, dept, t as enter, month, n,
        max(case when begins = 1 then visit - 1 end) over ({by_n} rows unbounded preceding) as visit_before_all,
        max(case when begins = 1 then visit * {place} + dept end) over ({by_n} rows unbounded preceding) % {place}
            as start,
        lead(signal_id, 1, -1) over ({by_n}) as signal_next, lead(dept, 1, -1) over ({by_n}) as dept_next,
        lead(t, 1, -1) over ({by_n}) as enter_next, lead(n, 1, -1) over ({by_n}) as n_next
    from step
    where enters = 1
) as followed
"""

BUILD = {"step": STEP, "trait": TRAITS, "signal": SIGNAL, "visit": VISIT}

# The columns that GAPS and PLACES read, and what makes them: the rest is not computed where it would be made twice.
SURVEYED = {
    "step": f"select signal_id, t, month, dept, outcome, n, begins, enters, gap from ({STEP}) as step",
    "trait": f"select signal_id, kind, month, last_work, ends from ({TRAITS}) as trait",
    "signal": f"select signal_id, kind, ends, close_n from ({SIGNAL}) as signal",
}

# Which departments need a silence limit for which kinds, and where signals start.
PLACES = """
select dept, kind, count(*) as visits, sum(begins) as signals
from step
join signal on signal.signal_id = step.signal_id
where enters = 1
group by dept, kind
"""

GAPS = f"""
select dept, kind, ended, seconds, count(*) as gaps
from (
    select step.dept, signal.kind, case when gap < 0 then 0 else 1 end as ended,
        {four_digits("case when gap < 0 then {cutoff} - step.t else gap end")} as seconds
    from step
    join signal on signal.signal_id = step.signal_id
    where step.n < signal.close_n and signal.ends = 1
) as waited
group by dept, kind, ended, seconds
"""

# Two departments whose tasks run side by side alternate as often as a random order of their events would (runs test).
# 2e0 is a double everywhere; 2.0 would be a decimal, which one engine divides as such and another as a double.
INTERLEAVED = """
select a, b, sum(runs) as runs, sum(1 + 2e0 * n_a * n_b / (n_a + n_b)) as expected,
    sum(2e0 * n_a * n_b * (2e0 * n_a * n_b - n_a - n_b) / ((n_a + n_b) * (n_a + n_b) * (n_a + n_b - 1e0))) as variance
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
