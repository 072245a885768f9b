"""Who worked where, and whose work met whose, as text (DEFINITIONS 4); over the tables of one bucket."""

from __future__ import annotations

# Who worked where, on signals of which kind.
WORKERS = """
select dept, kind, person, count(*) as events
from step
join (select signal_id as asked_id, kind from signal where {among}) as asked on asked_id = step.signal_id
where person > 0 and dept > 0
group by dept, kind, person
"""

# Persons who write about a signal one after another: within a department or across its boundary. What nobody signed
# lies between them and parts nobody.
MET = """
select signal_id, dept_before as giver, dept as taker
from (
    select signal_id, dept, person, lag(signal_id, 1, -1) over ({by_n}) as signal_before,
        lag(dept, 1, 0) over ({by_n}) as dept_before, lag(person, 1, 0) over ({by_n}) as person_before
    from step
    where person > 0
) as signed
where signal_before = signal_id and person <> person_before and dept > 0 and dept_before > 0
"""

TIES = """
select giver, taker, count(*) as ties from met where {of_those} group by giver, taker
"""

# The same in sums over signals, for an interval of the share that crosses.
CROSSINGS = """
select 1 as one, sum(c) as cases, sum(h) as hits, sum(c * c) as cc, sum(h * h) as hh, sum(c * h) as ch
from (
    select signal_id, count(*) as c, cast(sum(case when giver <> taker then 1 else 0 end) as bigint) as h
    from met
    where {of_those}
    group by signal_id
) as counted
having count(*) > 0
"""

TABLES = {"workers": WORKERS, "ties": TIES, "crossings": CROSSINGS}
