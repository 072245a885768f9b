"""Local times and UTC: where a zone's clock stands, for many times at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

Seconds = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_DAY = 86_400
# Zones are looked at from 1850 to 2250: every year that a log's time may lie in (1900 to 2199), with room to spare.
_FIRST, _LAST = datetime(1850, 1, 1, tzinfo=UTC), datetime(2250, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Clock:
    """The clock of a zone: from which second UTC it stands how far from UTC.

    Parameters
    ----------
    changes
        Epoch seconds UTC at which the clock changes, ascending.
    offsets
        Seconds east of UTC; one more than there are changes.
    """

    changes: Seconds
    offsets: Seconds

    def local(self, utc: Seconds) -> Seconds:
        """Give the local times, as seconds since 1970-01-01 00:00 on that clock."""
        return utc + self.offsets[np.searchsorted(self.changes, utc, side="right")]

    def utc(self, local: Seconds) -> tuple[Seconds, Flags, Flags]:
        """Give UTC for local times, which of them stand twice on the clock, and which never.

        One rule for both: the clock is read as it stood before the change. A time that comes twice (autumn) is the
        first, in summer time; one that is skipped (spring) lies as much later as the clock was put forward.

        Examples
        --------
        >>> clock = read_clock("Europe/Amsterdam")
        >>> local = np.array(["2025-03-30T02:30", "2025-10-26T02:30"], dtype="datetime64[s]").astype("int64")
        >>> utc, twice, never = clock.utc(local)
        >>> utc.astype("datetime64[s]").astype(str).tolist(), twice.tolist(), never.tolist()
        (['2025-03-30T01:30:00', '2025-10-26T00:30:00'], [False, True], [True, False])
        """
        before, after = self.changes + self.offsets[:-1], self.changes + self.offsets[1:]
        place = np.searchsorted(np.maximum(before, after), local, side="right")
        # The change that lies just ahead on this clock, if any.
        ahead = np.minimum(place, len(self.changes) - 1)
        inside = (place < len(self.changes)) & (local >= np.minimum(before, after)[ahead]) if len(before) else None
        if inside is None:
            nowhere = np.zeros(len(local), dtype=bool)
            return local - self.offsets[place], nowhere, nowhere
        put_back = after[ahead] < before[ahead]
        return local - self.offsets[place], inside & put_back, inside & ~put_back


@cache
def read_clock(zone: str) -> Clock:
    """Read a zone's clock from the time zone database."""
    changes: list[int] = []
    where = ZoneInfo(zone)
    offsets = [_offset(where, _FIRST)]
    step, moment = timedelta(days=7), _FIRST  # no clock has changed twice within a week since 1850
    while moment < _LAST:
        later = moment + step
        if _offset(where, later) != offsets[-1]:
            change = _change_between(where, moment, later)
            changes.append(change)
            offsets.append(_offset(where, datetime.fromtimestamp(change, UTC)))
            later = datetime.fromtimestamp(change, UTC)
        moment = later
    return Clock(np.array(changes, dtype=np.int64), np.array(offsets, dtype=np.int64))


def _offset(zone: ZoneInfo, moment: datetime) -> int:
    offset = moment.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _change_between(zone: ZoneInfo, start: datetime, stop: datetime) -> int:
    """Find the first second after a change by halving, for an interval that holds one."""
    low, high = int(start.timestamp()), int(stop.timestamp())
    before = _offset(zone, start)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, datetime.fromtimestamp(middle, UTC)) == before:
            low = middle
        else:
            high = middle
    return high


def days_of(local: Seconds) -> Seconds:
    """Give the days since 1970-01-01 of local times."""
    return np.floor_divide(local, _DAY)


def months_of(days: Seconds) -> Seconds:
    """Give year * 12 + 0…11 for days since 1970-01-01; a quarter is a third of it, rounded down.

    Examples
    --------
    >>> months_of(np.array([0, 89, 90, -1])).tolist()
    [23640, 23642, 23643, 23639]
    """
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
