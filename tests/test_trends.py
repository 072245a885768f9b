"""Whether a trend is found where there is one, and none where there is only season, chance or an export's ramp."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kccdiag.measures.trends import LEAST_MONTHS, trends

JANUARY = 2024 * 12


def monthly(hits, n, *, share=True, measure="told_in_time") -> pd.DataFrame:
    month = JANUARY + np.arange(len(hits))
    return pd.DataFrame({"measure": measure, "month": month, "hits": hits, "n": n, "share": share})


def test_a_line_on_the_logit_scale_is_read_back():
    # logit p = 0.4 (t - 1) in years over 24 months, 10,000 signals each: odds × e^0.4 a year. Around the middle, half a
    # year to either side: 1/(1 + e^-0.192) - 1/(1 + e^0.208), with the middle at t = 23/24 and slope 0.4.
    years = np.arange(24) / 12
    shares = 1 / (1 + np.exp(-0.4 * (years - 1)))
    found = trends(monthly(10_000 * shares, 10_000)).iloc[0]
    middle = 0.4 * (23 / 24 - 1)
    change = 1 / (1 + np.exp(-(middle + 0.2))) - 1 / (1 + np.exp(-(middle - 0.2)))
    assert found["per_year"] == pytest.approx(change, abs=1e-6)
    assert found[["first", "last"]].tolist() == pytest.approx([shares[0], shares[-1]], abs=1e-6)
    assert found["per_year_low"] < change < found["per_year_high"] and found["q"] < 1e-6


def test_a_number_grows_by_a_share_of_itself():
    # e^(0.2 t) signals a day: 22.1 % a year.
    days = np.full(24, 30)
    signals = days * 50 * np.exp(0.2 * np.arange(24) / 12)
    found = trends(monthly(signals, days, share=False, measure="new_signals")).iloc[0]
    assert (found["unit"], round(found["per_year"], 4)) == ("growth", 0.2214)
    assert found[["first", "last"]].tolist() == pytest.approx([50, 50 * np.exp(0.2 * 23 / 12)], rel=1e-6)


def test_a_season_is_no_trend():
    # 18 months from January: the second January to June are low again; a straight line would see a fall and a rise.
    season = 0.5 + 0.2 * np.cos(2 * np.pi * np.arange(18) / 12)
    found = trends(monthly(np.round(1_000 * season), 1_000)).iloc[0]
    assert abs(found["per_year"]) < 0.01 and found["q"] > 0.5


def test_below_fourteen_months_a_trend_cannot_be_told_from_a_season():
    hits = np.arange(40, 40 + 10 * LEAST_MONTHS, 10)
    assert np.isnan(trends(monthly(hits[:-1], 300)).iloc[0]["q"])
    assert trends(monthly(hits, 300)).iloc[0]["q"] < 0.05


def test_the_ramp_of_an_export_is_left_out():
    # Only what took long is in the first year of an export by date of closing: few signals, other shares.
    n = np.array([3] * 12 + [400] * 16)
    hits = np.where(n == 3, 3, 200)
    found = trends(monthly(hits, n)).iloc[0]
    assert found["months"] == 16
    assert found["per_year"] == pytest.approx(0, abs=1e-9)


def test_what_is_never_or_always_so_has_no_trend():
    table = pd.concat([monthly(np.zeros(20), 50, measure="never"), monthly(np.full(20, 50), 50, measure="always")])
    assert trends(table)["q"].isna().all()
    assert trends(table[:0]).empty


def shares_of(chance: np.random.Generator, *, months: int, slope: float = 0.0) -> np.ndarray:
    """Draw monthly shares with busy winters (November to February) in which fewer are told, and months that differ."""
    month = np.arange(months) + chance.integers(12)
    winter = np.isin(month % 12, (10, 11, 0, 1))
    n = chance.poisson(300 * np.where(winter, 1.8, 1.0))
    height = -0.4 - 0.8 * winter + chance.normal(0, 0.15, months) + slope * np.arange(months) / 12
    return np.column_stack([chance.binomial(n, 1 / (1 + np.exp(-height))), n])


@pytest.mark.parametrize("months", [14, 18, 24, 36])
def test_busy_winters_make_no_trend(months):
    chance = np.random.default_rng(months)
    drawn = [shares_of(chance, months=months) for _ in range(150)]
    false = np.mean([trends(monthly(*table.T)).iloc[0]["p"] < 0.05 for table in drawn])
    assert false <= 0.05


def test_a_trend_is_found_through_busy_winters():
    chance = np.random.default_rng(1)
    drawn = [shares_of(chance, months=24, slope=-0.5) for _ in range(40)]  # some twelve points a year
    assert np.mean([trends(monthly(*table.T)).iloc[0]["p"] < 0.05 for table in drawn]) >= 0.85


def test_measures_are_corrected_for_each_other():
    down = np.round(np.linspace(60, 40, 24))
    table = pd.concat([monthly(down, 100), *(monthly(np.full(24, 50), 100, measure=f"m{n}") for n in range(4))])
    found = trends(table).set_index("measure")
    assert found.loc["told_in_time", "q"] == pytest.approx(5 * found.loc["told_in_time", "p"])
