"""What the texts of the reductions share: codes, and how numbers are written and rounded."""

from __future__ import annotations

# Places in a journey and departments travel as one integer, place * PLACE + dept, so that sorting the array sorts the
# journey.
PLACE = 1_000_000
WIDE = 1 << 32  # the same for customers, of whom there may be more

OUTCOMES = ("none", "adopted", "answered", "rejected", "withdrawn", "closed", "left")
CLOSED, LEFT = OUTCOMES.index("closed"), OUTCOMES.index("left")
ENDED = tuple(OUTCOMES.index(name) for name in ("adopted", "answered", "rejected", "withdrawn", "closed"))

# What became of a visit. "exited" goes on in a system outside this log: censored, never dropped. "after" is a visit
# entered after the signal was closed: no stay, no stock.
STATES = ("passed", "closed", "exited", "live", "dropped", "after", "unended")
STATE = {name: code for code, name in enumerate(STATES)}  # numbers in the tables at work, names where they leave
STAYED = f"state <= {STATE['live']}"  # passed on, closed, exited or live
AFTER, DROPPED = STATE["after"], STATE["dropped"]

_FOUR_DIGITS = """case
    when {0} < 10000 or {0} % 86400 = 0 then {0}
    when {0} < 100000 then {0} + 5 - ({0} + 5) % 10
    when {0} < 1000000 then {0} + 50 - ({0} + 50) % 100
    when {0} < 10000000 then {0} + 500 - ({0} + 500) % 1000
    when {0} < 100000000 then {0} + 5000 - ({0} + 5000) % 10000
    when {0} < 1000000000 then {0} + 50000 - ({0} + 50000) % 100000
    else {0} + 500000 - ({0} + 500000) % 1000000 end"""


def four_digits(seconds: str) -> str:
    """Write the SQL that rounds a number of seconds to four significant digits, so that histograms stay small.

    Whole days stay as they are: where a log knows nothing finer, a silence as long as the limit is not below it.
    """
    return _FOUR_DIGITS.format(f"({seconds})")


def minutes(seconds: str) -> str:
    """Write the SQL for whole minutes: they keep squares in 64 bits."""
    return f"cast(floor(({seconds}) / 60.0) as bigint)"


def day(seconds: str) -> str:
    """Write the SQL for the day of a moment, in days since 1970 (UTC)."""
    return f"cast(floor(({seconds}) / 86400.0) as bigint)"


def quarter(month: str) -> str:
    """Write the SQL for the quarter of a month: year * 4 + 0…3 of year * 12 + 0…11."""
    return f"cast(floor({month} / 3.0) as bigint)"
