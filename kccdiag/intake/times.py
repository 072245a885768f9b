"""Times as people and systems write them, read for a whole column at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kccdiag.intake.bytewise import letters_of, with_letters
from kccdiag.intake.spellings import encode
from kccdiag.intake.zones import Clock, Flags, Seconds

FIRST_YEAR, LAST_YEAR = 1900, 2199  # outside, a time is a slip of the pen
USUAL_YEARS = (1990, 2100)  # outside, it is read and counted

_MONTHS = {
    "jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH_NAMES = frozenset(
    "jan januari january feb februari february mrt maa maart mar march apr april mei may jun juni june jul juli july "
    "aug augustus august sep sept september okt oktober oct october nov november dec december".split()
)

_NAMED_ZONES = {"cet": 3600, "cest": 7200}  # in what Western European databases write; all others are UTC

# A shape is a value in small letters with every digit written as 0: all values of one shape are read at once.
_TIME = (
    r"(?P<hour>0{1,2})(?:[:.hu](?P<minute>00)(?:[:.](?P<second>00)(?:[.,:](?P<fraction>0{1,9}))?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?:uur|u|h))?"
    r"(?P<zone> ?(?:z|utc|gmt|cest|cet)| ?(?:utc|gmt)?(?P<sign>[+-])00:?(?:00)?)?(?: ?(?:\[[a-z/_]+\]|\([a-z ]+\)))?"
)
_PACKED = (
    r"(?P<hour>00)(?P<minute>00)(?:(?P<second>00)(?:[.,]?(?P<fraction>0{1,9}))?)?"
    r"(?P<zone>z|(?P<sign>[+-])00:?(?:00)?)?"
)
_WEEKDAY = r"(?:(?!am|pm)[a-z]{2,9}[.,]* )?"
_DATES = (
    r"(?P<year>0000)(?P<gap>[-/.])(?P<month>0{1,2})(?P=gap)(?P<day>0{1,2})",
    r"(?P<one>0{1,2})(?P<gap>[-/. ])(?P<two>0{1,2})(?P=gap)(?P<year>0000|00)",
    r"(?P<day>0{1,2})[-. /]{0,2}(?P<name>[a-z]{3,9})\.?[-. /,]{0,2}(?P<year>0000|00)",
    r"(?P<name>[a-z]{3,9})\.? (?P<day>0{1,2})(?:st|nd|rd|th)?,? (?P<year>0000)",
    r"(?P<year>0000)-(?P<name>[a-z]{3,9})-(?P<day>0{1,2})",
)
_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        *(rf"{_WEEKDAY}{date}(?:(?:[t/,:]| - |,? (?:at |om )?) ?{_TIME})?" for date in _DATES),
        rf"(?P<year>0000)(?P<month>00)(?P<day>00)(?:[t /]?{_PACKED})?",
        rf"(?P<year>0000)(?P<month>00)(?P<day>00)[t /]{_TIME}",
    )
)
_WRITTEN_AS_NUMBER = 0.9  # share of a column's values from which plain numbers in it are taken for times


Numbers = npt.NDArray[np.int32]
_EVERY = np.arange(256, dtype=np.uint8)
_ODD = (ord(" ") > _EVERY) | (ord("~") < _EVERY)
_AS_SHAPE = np.where((ord("0") <= _EVERY) & (ord("9") >= _EVERY), np.uint8(ord("0")), _EVERY)


@dataclass(frozen=True)
class Times:
    """A column of times, value by value; where `readable` is False the rest means nothing.

    Parameters
    ----------
    seconds
        Epoch seconds UTC, rounded down.
    fraction
        Nanoseconds within the second.
    readable
        Whether a value is a time at all.
    twice, never
        Whether a clock change makes it ambiguous or impossible (resolved as `Clock.utc` says).
    assumed
        Whether day and month could be exchanged and nothing in the column says which is which.
    whole_day
        Whether it stands at 00:00 as written, or has no time of day.
    """

    seconds: Seconds
    fraction: Seconds
    readable: Flags
    twice: Flags
    never: Flags
    assumed: Flags
    whole_day: Flags


@dataclass
class _Fields:
    """Calendar fields of values, as written; year 0 where a value could not be read."""

    year: Numbers
    one: Numbers  # day, or the first of two numbers of which one is the day
    two: Numbers  # month, or the second of those
    swappable: npt.NDArray[np.int8]  # 0: day and month are known; else the style of writing
    clock: Numbers  # seconds since midnight; -1 where impossible
    fraction: Numbers
    offset: Numbers  # seconds east of UTC
    zoned: Flags


def read_times(values: pa.Array | pa.ChunkedArray, *, clock: Clock, dayfirst: bool | None = None) -> Times:
    """Read a column of times, in whatever mixture of ways they are written.

    Parameters
    ----------
    values
        Strings, or places in a list of them; null is unreadable.
    clock
        Of the engagement's zone, in which a time without zone is.
    dayfirst
        Whether 03/04/2025 is in April; None: decided by what the column holds, for each way of writing by itself.

    Examples
    --------
    >>> from kccdiag.intake.zones import read_clock
    >>> column = pa.array(["2025-01-05T09:14:00+02:00", "5-1-2025 8:14", "Jan 5, 2025 8:14 AM", "31-02-2025"])
    >>> times = read_times(column, clock=read_clock("Europe/Amsterdam"))
    >>> times.seconds.tolist()[:3], times.readable.tolist()
    ([1736061240, 1736061240, 1736061240], [True, True, True, False])
    """
    coded = encode(values)
    written = _tidy(coded.dictionary)
    weights = np.bincount(coded.indices.drop_null().to_numpy(), minlength=len(written))
    unique = _read_unique(written, weights, clock=clock, dayfirst=dayfirst)
    if not len(written):
        return _nothing(len(coded))
    place = coded.indices.fill_null(0).to_numpy(zero_copy_only=False)
    present = coded.indices.is_valid().to_numpy(zero_copy_only=False)
    return Times(
        seconds=unique.seconds[place], fraction=unique.fraction[place], readable=unique.readable[place] & present,
        twice=unique.twice[place] & present, never=unique.never[place] & present,
        assumed=unique.assumed[place] & present, whole_day=unique.whole_day[place] & present,
    )  # fmt: skip


def _nothing(length: int) -> Times:
    zeros, no = np.zeros(length, dtype=np.int64), np.zeros(length, dtype=bool)
    return Times(zeros, zeros, no, no, no, no, no)


def _tidy(written: pa.Array) -> pa.Array:
    """Trim, lower, and make one space of every run of white space, also the narrow ones."""
    letters = letters_of(written)
    if _ODD[letters].any() or (np.diff(np.flatnonzero(letters == ord(" "))) == 1).any():
        written = pc.utf8_lower(pc.replace_substring_regex(written, r"[\s\p{Z}]+", " "))
    else:  # what machines write, and quicker
        written = pc.ascii_lower(written)
    return pc.utf8_trim_whitespace(written)


def _read_unique(written: pa.Array, weights: Seconds, *, clock: Clock, dayfirst: bool | None) -> Times:
    fields = _read_fields(written)
    swap, guessed = _find_order(fields, weights, dayfirst)
    day = np.where(swap, fields.two, fields.one)
    month = np.where(swap, fields.one, fields.two)
    local, readable = _seconds(fields, month, day)
    numbers, is_number = _read_numbers(written, readable, weights)
    utc, twice, never = clock.utc(local)
    free = readable & ~fields.zoned
    seconds = np.where(fields.zoned, local - fields.offset, utc)
    midnight = fields.clock % 86_400 == 0
    if is_number.any():
        seconds, readable, from_number = _with_numbers(seconds, readable, numbers, is_number, clock)
        fields.fraction[is_number] = from_number
        midnight = np.where(is_number, clock.local(seconds) % 86_400 == 0, midnight)
    assumed = readable & guessed & (fields.one != fields.two)
    whole_day = readable & midnight & (fields.fraction == 0)
    return Times(seconds, fields.fraction.astype(np.int64), readable, twice & free, never & free, assumed, whole_day)


def _read_fields(written: pa.Array) -> _Fields:
    length = len(written)
    whole = {name: np.zeros(length, dtype=np.int32) for name in ("year", "one", "two", "clock", "fraction", "offset")}
    fields = _Fields(**whole, swappable=np.zeros(length, dtype=np.int8), zoned=np.zeros(length, dtype=bool))
    for shape, rows in _by_shape(written):
        for pattern in _SHAPES:
            found = pattern.fullmatch(shape)
            if found and _month_is_known(found):
                _fill(fields, rows, found, _digits(written.take(pa.array(rows)), shape))
                break
    return fields


def _by_shape(written: pa.Array) -> Iterator[tuple[str, Seconds]]:
    """Give every shape with the places of its values."""
    shapes = with_letters(written, _AS_SHAPE[letters_of(written)]).dictionary_encode()
    codes = shapes.indices.to_numpy(zero_copy_only=False)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(shapes.dictionary) + 1))
    for code, shape in enumerate(shapes.dictionary.to_pylist()):
        if 5 < len(shape) < 80 and shape.isascii():
            yield shape, order[starts[code] : starts[code + 1]]


def _digits(values: pa.Array, shape: str) -> npt.NDArray[np.uint8]:
    """Lay values of one shape out as a table of digits: a row per value, a column per character."""
    return letters_of(values).reshape(len(values), len(shape)) - ord("0")


def _month_is_known(found: re.Match[str]) -> bool:
    name = found.groupdict().get("name")
    return name is None or name in _MONTH_NAMES


def _fill(fields: _Fields, rows: Seconds, found: re.Match[str], digits: npt.NDArray[np.uint8]) -> None:
    def number(group: str) -> Numbers:
        value = np.zeros(len(digits), dtype=np.int32)
        for place in range(*found.span(group)):
            value = value * 10 + digits[:, place]
        return value

    groups = found.groupdict()
    year = number("year")
    fields.year[rows] = year if len(groups["year"]) == 4 else year + np.where(year < 70, 2000, 1900)
    if "one" in groups:
        fields.one[rows], fields.two[rows] = number("one"), number("two")
        fields.swappable[rows] = 1 + "-/. ".index(groups["gap"]) * 2 + bool(groups.get("half"))
    else:
        fields.one[rows] = number("day")
        fields.two[rows] = _MONTHS[groups["name"][:3]] if "name" in groups else number("month")
    if groups.get("hour"):
        fields.clock[rows] = _clock_time(groups, number)
    if fraction := groups.get("fraction"):
        fields.fraction[rows] = number("fraction") * 10 ** (9 - len(fraction))
    if zone := groups.get("zone"):
        fields.zoned[rows] = True
        fields.offset[rows] = _offset(found, zone, digits)


def _clock_time(groups: dict[str, str], number: Callable[[str], Numbers]) -> Numbers:
    hour = number("hour")
    minute = number("minute") if groups.get("minute") else 0 * hour
    second = number("second") if groups.get("second") else 0 * hour
    if half := groups.get("half"):
        possible = (hour >= 1) & (hour <= 12)
        hour = hour % 12 + (12 if half == "p" else 0)
    else:
        possible = (hour < 24) | ((hour == 24) & (minute == 0) & (second == 0))
        if not groups.get("minute"):
            possible &= False  # "5-1-2025 8": eight o'clock, or a page number
    possible &= (minute < 60) & (second <= 60)
    return np.where(possible, hour * 3600 + minute * 60 + second, -1)


def _offset(found: re.Match[str], zone: str, digits: npt.NDArray[np.uint8]) -> Numbers:
    if not found["sign"]:
        return np.full(len(digits), _NAMED_ZONES.get(zone.strip(), 0), dtype=np.int32)
    places = [found.start("zone") + place for place, mark in enumerate(zone) if mark == "0"]
    parts = [digits[:, place].astype(np.int32) for place in places]
    hours = parts[0] * 10 + parts[1]
    minutes = parts[2] * 10 + parts[3] if len(parts) == 4 else 0 * hours
    return (hours * 3600 + minutes * 60) * (-1 if found["sign"] == "-" else 1)


def _find_order(fields: _Fields, weights: Seconds, dayfirst: bool | None) -> tuple[Flags, Flags]:
    """Decide where the month comes first, and where that is a guess.

    For each style of writing by itself: a first number above 12 says day first, a second one above 12 month first;
    with both the majority rules the values that could be either. Without evidence AM and PM say month first,
    everything else day first.
    """
    month_first = np.zeros(len(fields.year), dtype=bool)
    guessed = month_first.copy()
    for style in np.unique(fields.swappable[fields.swappable > 0]):
        rows = fields.swappable == style
        for_day = weights[rows & (fields.one > 12)].sum()
        for_month = weights[rows & (fields.two > 12)].sum()
        with_half = style % 2 == 0
        first = with_half if for_day == for_month else for_month > for_day
        month_first[rows] = first if dayfirst is None else not dayfirst
        guessed[rows] = dayfirst is None and for_day == for_month
        if dayfirst is None:  # what can be read in one way only is read so
            month_first[rows & (fields.two > 12)] = True
            month_first[rows & (fields.one > 12)] = False
    return month_first, guessed & (fields.one <= 12) & (fields.two <= 12)


def _seconds(fields: _Fields, month: Numbers, day: Numbers) -> tuple[Seconds, Flags]:
    """Give seconds since 1970-01-01 00:00 as written, and which values are times that exist."""
    possible = (fields.year >= FIRST_YEAR) & (fields.year <= LAST_YEAR) & (month >= 1) & (month <= 12)
    possible &= (day >= 1) & (fields.clock >= 0)
    months = np.where(possible, (fields.year - 1970) * 12 + month - 1, 0)
    earliest, latest = int(months.min(initial=0)), int(months.max(initial=0))
    starts = np.arange(earliest, latest + 2).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    first = starts[months - earliest]
    possible &= day <= np.diff(starts)[months - earliest]
    return np.where(possible, (first + day - 1) * 86_400 + fields.clock, 0), possible


def _read_numbers(written: pa.Array, readable: Flags, weights: Seconds) -> tuple[npt.NDArray[np.float64], Flags]:
    """Find plain numbers that may be times: seconds or finer since 1970, or Excel's days; none beside dates.

    Returns
    -------
    Numbers (nanoseconds since 1970 would lose their last digits in a float: a second is all that is asked), and
    which values they stand for.
    """
    numbers, none = np.zeros(len(written), dtype=np.float64), np.zeros(len(written), dtype=bool)
    if readable.any() or not weights.sum():
        return numbers, none
    shapes = pc.match_substring_regex(written, r"^[0-9]{5,19}([.,][0-9]{1,15})?$").to_numpy(zero_copy_only=False)
    if weights[shapes].sum() < _WRITTEN_AS_NUMBER * weights.sum():
        return numbers, none
    plain = pc.replace_substring(written.filter(pa.array(shapes)), ",", ".")
    numbers[shapes] = pc.cast(plain, pa.float64()).to_numpy(zero_copy_only=False)
    return numbers, shapes


def _with_numbers(seconds: Seconds, readable: Flags, numbers: npt.NDArray[np.float64], is_number: Flags, clock: Clock
                  ) -> tuple[Seconds, Flags, Seconds]:  # fmt: skip
    """Add times written as numbers; Excel's days are local, all others UTC."""
    chosen = numbers[is_number]
    unit = _unit_of(chosen)
    if unit == 0:  # Excel: days since 1899-12-30, to the nearest millisecond
        milliseconds = np.rint((chosen - 25_569) * 86_400_000).astype(np.int64)
        whole, fraction = np.divmod(milliseconds, 1000)
        found, fraction = clock.utc(whole)[0], fraction * 10**6
    else:
        microseconds = np.rint(chosen * (10**6 / unit)).astype(np.int64)
        found, fraction = np.divmod(microseconds, 10**6)
        fraction *= 1000
    seconds, readable = seconds.copy(), readable.copy()
    seconds[is_number] = found
    readable[is_number] = _within_years(found)
    return seconds, readable, fraction


def _unit_of(numbers: npt.NDArray[np.float64]) -> int:
    """Give how many of what is counted make a second, by the column's middle; 0 for Excel's days."""
    middle = float(np.median(numbers))
    if middle < 200_000:
        return 0
    units = ((1, 1e11), (10**3, 1e14), (10**6, 1e17), (10**9, np.inf))
    return next(unit for unit, largest in units if middle < largest)


def _within_years(seconds: Seconds) -> Flags:
    years = seconds.astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64) + 1970
    return (years >= FIRST_YEAR) & (years <= LAST_YEAR)


def odd_years(seconds: Seconds) -> Flags:
    """Say which times lie outside the years that a log of customers is usually about."""
    years = seconds.astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64) + 1970
    return (years < USUAL_YEARS[0]) | (years >= USUAL_YEARS[1])
