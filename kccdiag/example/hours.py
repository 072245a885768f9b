"""When an invented Dutch organisation works: office hours, weekends, public holidays, seasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

DAY = 86_400  # seconds
_OPEN, _CLOSE = int(8.5 * 3600), int(17.5 * 3600)  # back offices
_FIRST_DAY = 0.6  # of what a weekend piled up, done on the first day after it
_AFTERWARDS = 120  # days of calendar kept after the cut-off, so that a stay may end beyond it
_HOLIDAY_STRETCH = 1.15  # stays last this much longer while colleagues are away
# Contacts logged per hour from 8:00; the contact centre is open until 20:00, on Saturdays until 13:00.
_WEEKDAY_HOURS = (5, 9, 11, 10, 7, 8, 9, 8, 6, 4, 3, 2)
_SATURDAY_HOURS = (0, 4, 5, 4, 2, 0, 0, 0, 0, 0, 0, 0)
# A month's busyness from January: winter bills and cold, quiet in summer.
_SEASON = (1.4, 1.25, 1.05, 0.95, 0.9, 0.85, 0.75, 0.75, 0.95, 1.05, 1.2, 1.25)


@dataclass(frozen=True)
class Calendar:
    """The days of an engagement, from its first midnight; all times are local, in seconds since then."""

    start: date
    cutoff: int  # seconds since the start; exclusive
    busyness: tuple[float, ...]  # relative number of contacts, per day until the cut-off
    next_working: tuple[int, ...]  # per day: the first working day on or after it
    winter: tuple[bool, ...]
    away: tuple[bool, ...]  # holiday season

    def working(self, time: float, throw: float) -> int:
        """Move a time to when someone is at work; `throw` in [0, 1) says how early in the next working hours."""
        day, second = divmod(int(time), DAY)
        if day >= len(self.next_working) - 1:
            return int(time)
        ahead = self.next_working[day]
        if ahead == day and _OPEN <= second < _CLOSE:
            return int(time)
        if ahead == day and second >= _CLOSE:
            ahead = self.next_working[day + 1]
        if ahead > day + 1 and throw >= _FIRST_DAY:  # what a weekend piled up takes more than a day
            ahead, throw = self.next_working[min(ahead + 1, len(self.next_working) - 1)], throw - _FIRST_DAY
        return ahead * DAY + _OPEN + int(throw * throw * (_CLOSE - _OPEN))

    def stretch(self, time: float) -> float:
        """Say how much longer than usual a stay lasts that begins at this time."""
        day = min(int(time // DAY), len(self.away) - 1)
        return _HOLIDAY_STRETCH if self.away[day] else 1.0

    def text_of(self, day: int) -> str:
        """Write a day the Dutch way."""
        return (self.start + timedelta(days=day)).strftime("%d-%m-%Y")


def make_calendar(start: date, cutoff: date, *, last_contact: date) -> Calendar:
    """Lay out the days from `start` to some time after `cutoff`; from `last_contact` on no customer gets in touch."""
    length = (cutoff - start).days
    days = [start + timedelta(days=number) for number in range(length + _AFTERWARDS)]
    holidays = {holiday for year in range(start.year, cutoff.year + 2) for holiday in public_holidays(year)}
    return Calendar(
        start=start,
        cutoff=length * DAY,
        busyness=tuple(_busyness(day, day in holidays) if day < last_contact else 0.0 for day in days[:length]),
        next_working=_next_working(days, holidays),
        winter=tuple(day.month in (11, 12, 1, 2) for day in days),
        away=tuple(day.month in (7, 8) or (day.month == 12 and day.day > 20) for day in days),
    )


def draw_starts(calendar: Calendar, *, signals: int, seed: int) -> list[int]:
    """Draw the times at which signals are logged, earliest first, in seconds since the start."""
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, 0))))
    days = _draw_positions(np.array(calendar.busyness), generator.random(signals))
    saturday = (days + calendar.start.weekday()) % 7 == 5
    throws = generator.random(signals)
    hours = np.where(
        saturday,
        _draw_positions(np.array(_SATURDAY_HOURS), throws),
        _draw_positions(np.array(_WEEKDAY_HOURS), throws),
    )
    seconds = np.floor(generator.random(signals) * 3600).astype(np.int64)
    starts: list[int] = np.sort(days * DAY + (hours + 8) * 3600 + seconds).tolist()
    return starts


def public_holidays(year: int) -> tuple[date, ...]:
    """List the days on which Dutch offices are closed.

    Examples
    --------
    >>> date(2025, 4, 21) in public_holidays(2025)  # Easter Monday
    True
    """
    easter = _easter(year)
    fixed = [date(year, 1, 1), date(year, 4, 27), date(year, 12, 25), date(year, 12, 26)]
    return (*fixed, *(easter + timedelta(days=after) for after in (1, 39, 50)))


def _easter(year: int) -> date:
    """Find Easter Sunday (Gauss's method in Lichtenberg's form, for 1900 to 2199)."""
    moon = (19 * (year % 19) + 24) % 30
    moon -= (moon == 29) + (moon == 28 and year % 19 >= 11)
    first = date(year, 3, 22) + timedelta(days=moon)
    return first + timedelta(days=(6 - first.weekday()) % 7)


def _busyness(day: date, holiday: bool) -> float:
    by_weekday = (1.2, 1.05, 1.0, 0.95, 0.85, 0.12, 0.0)[day.weekday()]
    between_the_years = 0.5 if day.month == 12 and day.day > 26 else 1.0
    return 0.0 if holiday else by_weekday * _SEASON[day.month - 1] * between_the_years


def _next_working(days: list[date], holidays: set[date]) -> tuple[int, ...]:
    ahead, result = len(days), []
    for number in range(len(days) - 1, -1, -1):
        if days[number].weekday() < 5 and days[number] not in holidays:
            ahead = number
        result.append(ahead)
    return tuple(reversed(result))


def _draw_positions(weights: np.ndarray, throws: np.ndarray) -> np.ndarray:
    shares = np.cumsum(weights) / np.sum(weights)
    return np.minimum(np.searchsorted(shares, throws, side="right"), len(weights) - 1)
