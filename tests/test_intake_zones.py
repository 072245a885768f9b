"""A zone's clock, against the standard library's one time after the other."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.intake.zones import days_of, months_of, read_clock

ZONES = ["Europe/Amsterdam", "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca"]
EPOCH = datetime(1970, 1, 1)


@given(
    moments=st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)), min_size=1, max_size=20),
    zone=st.sampled_from(ZONES),
)
def test_local_times_become_utc_as_the_clock_stood_before_a_change(moments, zone):
    local = np.array([(moment - EPOCH).total_seconds() // 1 for moment in moments], dtype=np.int64)
    # fold=0, the default, reads both kinds of time by the offset before the change (PEP 495).
    expected = [int(moment.replace(microsecond=0, tzinfo=ZoneInfo(zone)).timestamp()) for moment in moments]
    assert read_clock(zone).utc(local)[0].tolist() == expected


@given(seconds=st.lists(st.integers(-2_200_000_000, 7_200_000_000), min_size=1, max_size=20),
       zone=st.sampled_from(ZONES))  # fmt: skip
def test_utc_becomes_local(seconds, zone):
    local = read_clock(zone).local(np.array(seconds, dtype=np.int64))
    expected = [
        datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) for second in seconds
    ]
    assert [EPOCH + np.timedelta64(int(second), "s").item() for second in local] == expected


@pytest.mark.parametrize(
    ("moment", "utc", "twice", "never"),
    [
        ("2025-03-30T01:59:59", "2025-03-30T00:59:59", False, False),
        ("2025-03-30T02:00:00", "2025-03-30T01:00:00", False, True),  # the clock goes from 02:00 to 03:00
        ("2025-03-30T02:59:59", "2025-03-30T01:59:59", False, True),
        ("2025-03-30T03:00:00", "2025-03-30T01:00:00", False, False),
        ("2025-10-26T01:59:59", "2025-10-25T23:59:59", False, False),
        ("2025-10-26T02:00:00", "2025-10-26T00:00:00", True, False),  # the first of two, in summer time
        ("2025-10-26T02:59:59", "2025-10-26T00:59:59", True, False),
        ("2025-10-26T03:00:00", "2025-10-26T02:00:00", False, False),
    ],
)
def test_clock_changes_in_amsterdam(moment, utc, twice, never):
    local = np.array([moment], dtype="datetime64[s]").astype(np.int64)
    found, is_twice, is_never = read_clock("Europe/Amsterdam").utc(local)
    assert (str(found.astype("datetime64[s]")[0]), is_twice[0], is_never[0]) == (utc, twice, never)


def test_days_and_quarters_before_1970():
    assert days_of(np.array([-1, 0, 86_399, 86_400])).tolist() == [-1, 0, 0, 1]
    # 1900-01-01 is 25,567 days before 1970; 1900 * 4 = 7600.
    assert (months_of(np.array([-25_567, 364, 365])) // 3).tolist() == [7600, 7883, 7884]
