"""The reductions that need a customer's signals side by side, as text (DEFINITIONS 3 and 7).

Signals come in buckets, a customer's signals do not: so each bucket adds one row a signal to the table ``contacts``
(``CONTACT``). When all are there, ``COMPARED`` finds what is only to be seen in all of them. The rest is additive over
customers, of some or all of whom ``contact`` shows the contacts: ``WORKED`` sets what a customer's other signals say of
each beside it, and ``CONTACTS`` reduces that: integers only, and small. Plain SQL as in :mod:`kccdiag.flow.sql`; names
in braces are filled in by :mod:`kccdiag.flow.engine`, ``{among}`` with a condition on ``kind`` and ``first_t``.
"""

from __future__ import annotations

from kccdiag.flow.terms import AFTER, ENDED

NEUTRAL = 10**9  # as in intake.tables, which what shows a saved cube must not load
MOST_DESKS = 4  # departments told apart: that many and more are one
# Price & Jaffe (2008): what irritates both is to be eliminated, what irritates the customer and is of value to the
# organisation simplified, what is of value to the customer and irritates the organisation automated, and what is of
# value to both made the most of. Codes from 1; a mark of 3 is neither.
QUADRANTS = ("eliminate", "simplify", "automate", "leverage", "fence")


def quadrant_of(customer: int, organisation: int) -> int:
    """Give the code of a quadrant by two marks from 1 to 5.

    Examples
    --------
    >>> [QUADRANTS[quadrant_of(*marks) - 1] for marks in ((1, 1), (2, 5), (4, 2), (5, 5), (3, 1))]
    ['eliminate', 'simplify', 'automate', 'leverage', 'fence']
    """
    if 3 in (customer, organisation):
        return len(QUADRANTS)
    return 1 + 2 * (customer > 3) + (organisation > 3)


# How many departments a signal met is asked only of those whose customer said how satisfied they are.
CONTACT = f"""
select journey.signal_id, customer, kind, reason, topic, channel, quarter, month, first_t, close_t, close_quarter,
    closing_dept as close_dept, outcome, in_time as told_in_time, dropped, duration, satisfaction,
    coalesce(passed.desks, 0) as desks
from journey
left join (
    select signal_id, count(*) as desks
    from (
        select distinct stay.signal_id, dept
        from stay
        join (select signal_id as asked_id from signal where satisfaction > 0) as asked on asked_id = stay.signal_id
        where dept > 0 and state <> {AFTER}
    ) as visited
    group by signal_id
) as passed on passed.signal_id = journey.signal_id
where path is not null
"""

# A number with more signals than one customer makes.
SHARED = "select customer from contact where customer > 0 group by customer having count(*) > {busiest}"

# What a contact is about: the column for reasons where there is one, else the topic. Two contacts in the same second
# may be one, logged twice: neither is "earlier".
ASKED = """
select named.*,
    case when customer > 0 and about > 0 then count(*) over (partition by customer, about order by first_t
        range between {repeat_seconds} preceding and 1 preceding) else 0 end as earlier,
    case when customer > 0 and about > 0 then count(*) over (partition by customer, about order by first_t
        range between 1 following and {repeat_seconds} following) else 0 end as later
from (
    select signal_id, contact.customer, kind, first_t, close_t, outcome, told_in_time, duration, satisfaction, desks,
        case when {by_reason} = 1 then reason else topic end as about,
        case when shared_number.customer is null then 0 else 1 end as shared
    from contact
    left join shared_number on shared_number.customer = contact.customer
) as named
"""

# A customer counts once, at the first of their signals that came to an end, if the log goes on long enough after it
# (of ends too late for that none is before one that is not).
FIRST = f"""
select ended.*
from (
    select signal_id, contact.customer, kind, first_t, close_t, close_quarter, close_dept, told_in_time,
        row_number() over (partition by contact.customer order by close_t, signal_id) as place
    from contact
    left join shared_number on shared_number.customer = contact.customer
    where contact.customer > 0 and shared_number.customer is null and outcome in {ENDED}
        and close_t <= {{cutoff}} - {{returns_seconds}}
) as ended
where place = 1
"""

# "early" is who was back with something new before it was clear who would be told: such a call can be why one is told.
RETURNED = """
select first_ended.kind, first_ended.first_t, close_quarter, close_dept, told_in_time as told,
    coalesce(later.again, 0) as again, coalesce(later.early, 0) as early
from first_ended
left join (
    select first_ended.signal_id, count(*) as again,
        max(case when contact.first_t <= first_ended.close_t + {told_seconds} then 1 else 0 end) as early
    from first_ended
    join contact on contact.customer = first_ended.customer
    where contact.first_t > first_ended.close_t and contact.first_t <= first_ended.close_t + {returns_seconds}
    group by first_ended.signal_id
) as later on later.signal_id = first_ended.signal_id
"""

# Who is asked how satisfied they are, once it is over: the signal has ended, or is as old as any that is judged.
RATED = f"""
select kind, first_t, outcome, told_in_time, desks, satisfaction - {NEUTRAL} as mark,
    case when customer > 0 and shared = 0 then customer else -signal_id end as caller,
    case when outcome in {ENDED} and close_t <= {{cutoff}} - {{told_seconds}} then 1 else 0 end as tellable
from asked
where satisfaction > 0 and (outcome in {ENDED} or first_t <= {{cutoff}} - {{settled_seconds}})
"""

# The contacts about each reason in four equal parts by how long they took, so that every part is about the same
# things. Of equally long ones chance decides, not which came first: within a reason numbers drift with the seasons.
QUARTERED = """
select signal_id, ntile(4) over (partition by about order by duration, {mixed}, signal_id) as quartile
from (
    select signal_id, about, duration, count(*) over (partition by about) as many
    from (
        select signal_id, duration, case when {by_reason} = 1 then reason else topic end as about
        from contact
        left join shared_number on shared_number.customer = contact.customer
        where duration > 0 and shared_number.customer is null
    ) as unshared
    where about > 0
) as timed
where many >= {repeat_contacts}
"""

HANDLED = f"""
select kind, first_t, duration - 1 as seconds, satisfaction, satisfaction - {NEUTRAL} as mark, later,
    case when customer > 0 then customer else -asked.signal_id end as caller,
    case when customer > 0 and first_t <= {{cutoff}} - {{repeat_seconds}} then 1 else 0 end as followed, quartile
from asked
join quartered on quartered.signal_id = asked.signal_id
"""

COMPARED = {"shared_number": SHARED, "quartered": QUARTERED}
WORKED = {"asked": ASKED, "first_ended": FIRST, "returned": RETURNED, "rated": RATED, "handled": HANDLED}

# Sums of products over customers, for the variance of a share and of its difference from the other reasons' with
# customers as the unit: c contacts of this reason and h repeats among them, of all reasons c_all and h_all. What came
# before the first days of the log nobody knows: they only serve as what others repeat.
REPEATS = """
select about, count(*) as customers, sum(c) as contacts, sum(h) as repeats,
    sum(c * c) as cc, sum(h * h) as hh, sum(c * h) as ch,
    sum(c * c_all) as c_call, sum(c * h_all) as c_hall, sum(h * c_all) as h_call, sum(h * h_all) as h_hall
from (
    select own.*, sum(c) over (partition by customer) as c_all, sum(h) over (partition by customer) as h_all
    from (
        select customer, about, count(*) as c, sum(case when earlier > 0 then 1 else 0 end) as h
        from asked
        where customer > 0 and about > 0 and shared = 0 and first_t >= {start} + {repeat_seconds} and {among}
        group by customer, about
    ) as own
) as both_sums
group by about
"""

# All contacts by what they are about; who has no number, or one that many share, is taken for somebody else each time.
REASONS = """
select about, count(*) as contacts, sum(shared) as shared_contacts,
    count(distinct case when customer > 0 and shared = 0 then customer else -signal_id end) as callers
from asked
where {among}
group by about
"""

# "mapped" holds what the engagement says of each reason: 1 where it is failure demand, 0 where it is not. Who has no
# number is taken for somebody else each time; what comes under a shared one is neither that nor one customer's.
FAILURES = """
select sum(c) as contacts, sum(h) as failures, sum(c * c) as cc, sum(h * h) as hh, sum(c * h) as ch
from (
    select caller, count(*) as c, sum(failure) as h
    from (
        select case when customer > 0 then customer else -signal_id end as caller, mapped.failure
        from asked
        join mapped on mapped.about = asked.about
        where shared = 0 and {among}
    ) as called
    group by caller
) as own
"""

RETURNS = """
select kind, close_quarter, close_dept, told, early, count(*) as customers, sum(again) as again,
    sum(again * again) as squares
from returned
where {among}
group by kind, close_quarter, close_dept, told, early
"""

# "placed" holds the quadrant of each reason that has both its marks. A row for each quadrant with contacts, and one
# with quadrant 0 for all of them together.
PLACED = """
select quadrant, count(*) as callers, sum(h) as contacts, sum(h * h) as hh, sum(h * c) as ch
from (
    select caller, quadrant, h, sum(h) over (partition by caller) as c
    from (
        select case when customer > 0 then customer else -signal_id end as caller, placed.quadrant, count(*) as h
        from asked
        join placed on placed.about = asked.about
        where shared = 0 and {among}
        group by caller, quadrant
    ) as own
) as both_sums
group by quadrant
union all
select 0 as quadrant, count(*), sum(c), sum(c * c), sum(c * c)
from (
    select case when customer > 0 then customer else -signal_id end as caller, count(*) as c
    from asked
    join placed on placed.about = asked.about
    where shared = 0 and {among}
    group by caller
) as every
"""

# Marks by how far the signal went and by whether the customer was told, and of all; "most" desks and more are one.
SATISFACTION = """
select sort, value, count(*) as owners, sum(n) as cases, sum(s) as hits, sum(n * n) as cc, sum(s * s) as hh,
    sum(n * s) as ch
from (
    select sort, value, caller, count(*) as n, sum(mark) as s
    from (
        select 0 as sort, 0 as value, caller, mark from rated where {among}
        union all
        select 1, least(desks, {most_desks}), caller, mark from rated where desks > 0 and {among}
        union all
        select 2, told_in_time, caller, mark from rated where tellable = 1 and {among}
    ) as sorted
    group by sort, value, caller
) as own
group by sort, value
"""

# What came after contacts of each length: whether the customer was back about the same, and how satisfied they were.
HANDLING = """
select quartile, count(*) as callers, sum(n) as contacts, sum(held) as seconds,
    sum(f) as cases, sum(h) as hits, sum(f * f) as cc, sum(h * h) as hh, sum(f * h) as ch,
    sum(r) as mark_cases, sum(s) as mark_hits, sum(r * r) as mark_cc, sum(s * s) as mark_hh, sum(r * s) as mark_ch,
    sum(case when r > 0 then 1 else 0 end) as mark_owners
from (
    select quartile, caller, count(*) as n, sum(seconds) as held, sum(followed) as f,
        sum(case when followed = 1 and later > 0 then 1 else 0 end) as h,
        sum(case when satisfaction > 0 then 1 else 0 end) as r,
        sum(case when satisfaction > 0 then mark else 0 end) as s
    from handled
    where {among}
    group by quartile, caller
) as own
group by quartile
"""

CONTACTS = {
    "repeats": REPEATS, "reasons": REASONS, "failures": FAILURES, "returns": RETURNS, "placed": PLACED,
    "satisfaction": SATISFACTION, "handling": HANDLING,
}  # fmt: skip
# Who calls when about what is the same whatever way signals went. How they ended, who closed them and how many
# departments they met is not.
UNMOVED = frozenset({"repeats", "reasons", "failures", "placed", "handling"})
