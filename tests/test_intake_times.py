"""Every way in which people and systems write a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.intake.times import odd_years, read_times
from kccdiag.intake.zones import read_clock

AMSTERDAM = read_clock("Europe/Amsterdam")


def read(*values, **keys):
    return read_times(pa.array(values, pa.string()), clock=AMSTERDAM, **keys)


def utc(*values, **keys):
    times = read(*values, **keys)
    return [str(second.astype("datetime64[s]")) if known else None
            for second, known in zip(times.seconds, times.readable, strict=True)]  # fmt: skip


# In January Amsterdam is an hour ahead of UTC.
NINE = "2025-01-13T08:14:00"


@pytest.mark.parametrize(
    "written",
    [
        "2025-01-13 09:14", "2025-01-13T09:14:00", "2025-01-13 09:14:00.000", "2025-01-13T08:14:00Z",
        "2025-01-13t08:14z",
        "2025-01-13T09:14:00+01:00", "2025-01-13T09:14:00+0100", "2025-01-13 09:14:00 +01", "2025-01-13T03:14:00-05:00",
        "2025-01-13 08:14:00 UTC", "20250113T081400Z", "20250113091400", "202501130914", "20250113 09:14",
        "2025/01/13 09:14", "13-01-2025 09:14", "13-1-2025 9:14", "13/01/2025 09:14:00", "13.01.2025 09:14",
        "13.1.2025, 9:14", "13-01-25 09:14", "1/13/2025 9:14 AM", "01/13/2025 09:14:00 AM", "13 januari 2025 9:14",
        "13 jan. 2025 09:14 uur", "13-jan-2025 09:14", "13-JAN-25 09.14", "Jan 13, 2025 9:14 AM",
        "January 13th, 2025 9:14 a.m.",
        "ma 13 jan 2025 09:14", "Mon, 13 Jan 2025 09:14:00 +0100", "maandag 13 januari 2025 om 09:14",
        "2025-01-13 09:14:00 CET", "2025-01-13 10:14:00 CEST", "2025-01-13T09:14:00+01:00[Europe/Amsterdam]",
        "Mon Jan 13 2025 09:14:00 GMT+0100 (Central European Standard Time)",
        "2025-01-13/09:14", "13-01-2025/9:14", "  2025-01-13\u00a009:14 ", "1/13/2025, 9:14\u202fAM",
    ],
)  # fmt: skip
def test_one_moment_in_many_hands(written):
    assert utc(written) == [NINE]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-01-13", "2025-01-12T23:00:00"),
        ("20250113", "2025-01-12T23:00:00"),
        ("13-7-2025", "2025-07-12T22:00:00"),  # summer
        ("2025-01-13 24:00", "2025-01-13T23:00:00"),
        ("1/13/2025 12:30 AM", "2025-01-12T23:30:00"),
        ("1/13/2025 12:30 PM", "2025-01-13T11:30:00"),
        ("2024-02-29 12:00", "2024-02-29T11:00:00"),
        ("1900-01-01 12:00Z", "1900-01-01T12:00:00"),
        ("2199-12-31 12:00", "2199-12-31T11:00:00"),
        ("1-2-69", "2069-01-31T23:00:00"),
        ("1-2-70", "1970-01-31T23:00:00"),
    ],
)
def test_single_values(written, moment):
    assert utc(written) == [moment]


@pytest.mark.parametrize(
    "written",
    ["31-02-2025", "2025-02-29", "1900-02-29", "2025-13-01", "2025-01-13 25:00", "2025-01-13 09:60", "13/13/2025",
     "1899-12-31", "2200-01-01", "0000-00-00", "morgen", "13 foo 2025", "2025", "9:14", "12345", "2025-01-13 9",
     "2025-01-13 13:00 PM", "13-01-2025 09:14 of 10:14", "٢٠٢٥-٠١-١٣", "=1+1", "", None],
)  # fmt: skip
def test_no_time_at_all(written):
    assert utc(written, "2025-01-13") == [None, "2025-01-12T23:00:00"]


def test_fractions_of_a_second_round_down_and_are_kept():
    times = read("2025-01-13T08:14:59.999Z", "1969-12-31T23:59:59.5Z", "2025-01-13T08:14:59,123456789Z")
    assert times.seconds.tolist() == [1736756099, -1, 1736756099]
    assert times.fraction.tolist() == [999_000_000, 500_000_000, 123_456_789]


def test_clock_changes_are_flagged_only_without_a_zone():
    times = read("2025-10-26 02:30", "2025-10-26 02:30+02:00", "2025-03-30 02:30", "2025-03-30 02:30Z", None)
    assert times.twice.tolist() == [True, False, False, False, False]
    assert times.never.tolist() == [False, False, True, False, False]
    assert times.seconds[0] == times.seconds[1]


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (["3/4/2025", "13/4/2025"], "2025-04-02T22:00:00"),  # 3 April: thirteen is no month
        (["3/4/2025", "4/13/2025"], "2025-03-03T23:00:00"),  # 4 March
        (["3/4/2025", "13/4/2025", "14/4/2025", "4/13/2025"], "2025-04-02T22:00:00"),  # the majority
        (["3/4/2025 9:00 AM"], "2025-03-04T08:00:00"),  # AM: no evidence, but an American way of writing
        (["3-4-2025"], "2025-04-02T22:00:00"),
        (["3-4-2025", "4/13/2025"], "2025-04-02T22:00:00"),  # another way of writing is no evidence
    ],
)
def test_day_and_month_by_the_evidence_of_the_column(column, first):
    assert utc(*column)[0] == first


def test_a_guess_between_day_and_month_is_flagged():
    assert read("3/4/2025", "4/4/2025").assumed.tolist() == [True, False]  # 4/4 is the same either way
    assert not read("3/4/2025", "13/4/2025").assumed.any()
    assert not read("3/4/2025", dayfirst=False).assumed.any()


def test_the_consultant_decides_on_day_and_month():
    assert utc("3/4/2025", "13/4/2025", dayfirst=False) == ["2025-03-03T23:00:00", None]
    assert utc("3/4/2025 9:00 AM", dayfirst=True) == ["2025-04-03T07:00:00"]


def test_seconds_and_finer_since_1970():
    # 1736756040 = 2025-01-13 08:14 UTC
    for written in ("1736756040", "1736756040000", "1736756040000000", "1736756040000000000", "1736756040.0"):
        assert utc(written, written, None) == [NINE, NINE, None]
    assert read("1736756040123").fraction.tolist() == [123_000_000]


def test_days_of_excel():
    # 45670 = 2025-01-13; 09:14 is 554 of 1,440 minutes, .384722…
    assert utc("45670,384722222", "45670.3847222222", "45670") == [NINE, NINE, "2025-01-12T23:00:00"]


def test_numbers_beside_dates_are_no_times():
    assert utc("45670", "2025-01-13 09:14") == [None, NINE]


def test_a_few_words_among_numbers_are_set_aside():
    assert utc(*["1736756040"] * 19, "onbekend") == [NINE] * 19 + [None]


def test_ways_of_writing_may_be_mixed():
    assert utc("2025-01-13 09:14", "13-1-2025 9:14", "Jan 13, 2025 9:14 AM", "x", "2025-01-13T08:14:00Z") == [
        NINE, NINE, NINE, None, NINE,
    ]  # fmt: skip


def test_whole_days():
    times = read("2025-01-13", "2025-01-13 00:00:00", "2025-01-13T00:00:00+02:00", "2025-01-13 00:00:01", "x")
    assert times.whole_day.tolist() == [True, True, True, False, False]


def test_odd_years():
    moments = np.array(["1900-01-01", "1989-12-31", "1990-01-01", "2099-12-31", "2100-01-01"], dtype="datetime64[s]")
    assert odd_years(moments.astype(np.int64)).tolist() == [True, True, False, False, True]


def test_an_empty_column():
    assert len(read().seconds) == 0
    assert read(None, None).readable.tolist() == [False, False]


FORMATS = ["%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%d %H:%M:%S.%f+00:00", "%d-%m-%Y %H:%M:%S.%f UTC"]


@given(st.lists(st.tuples(st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30)), st.sampled_from(FORMATS)),
                min_size=1, max_size=30))  # fmt: skip
def test_any_moment_comes_back(cases):
    times = read(*(moment.strftime(form) for moment, form in cases), dayfirst=True)
    found = [datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(second), microseconds=int(part) // 1000)
             for second, part in zip(times.seconds, times.fraction, strict=True)]  # fmt: skip
    assert found == [moment.replace(tzinfo=UTC) for moment, _ in cases]
    assert times.readable.all()


@given(st.lists(st.text(max_size=30) | st.none(), max_size=30))
def test_no_text_breaks_the_reading(values):
    assert len(read(*values).seconds) == len(values)
