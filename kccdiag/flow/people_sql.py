"""The reductions that say who worked beside whom on which signals, as text (DEFINITIONS 10).

Plain SQL as in :mod:`kccdiag.flow.sql`, additive over buckets of signals. ``kind`` is whatever "signal" calls so: the
kind, or a slice of quarter, kind and channel. ``person`` 0 stands for any: its counts are of all signals.
"""

from __future__ import annotations

_HAND = """(
    select distinct signal_id, person from events where told = 0 and person > 0 and {bucket}
    union all
    select signal_id, 0 from signal
) as hand
join signal on signal.signal_id = hand.signal_id"""

# How many signals each person worked on, anywhere.
SEEN = f"""
select signal.kind, person, count(*) as signals
from {_HAND}
where {{among}}
group by signal.kind, person
"""

# How many of these came to each department, whoever worked on them there.
CAME = f"""
select dept, signal.kind, person, count(*) as signals
from {_HAND}
join (select distinct signal_id, dept from visit where dept > 0) as came on came.signal_id = signal.signal_id
where {{among}}
group by dept, signal.kind, person
"""

PEOPLE = {"seen": SEEN, "came": CAME}
