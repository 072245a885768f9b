"""Intervals and corrections, against published cases, scipy and simulation."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, chi2, hypergeom, poisson

from kccdiag.measures.uncertainty import (
    Z95,
    adjusted,
    clustered_share,
    fewer_than,
    newcombe,
    over_expected,
    rank_intervals,
    so_few_of,
    so_many_among,
    wilson,
)


@given(st.integers(1, 400), st.data())
def test_shares_have_wilsons_interval(of, data):
    count = data.draw(st.integers(0, of))
    expected = binomtest(count, of).proportion_ci(method="wilson")
    low, high = wilson(count, of)
    assert (float(low), float(high)) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_a_design_effect_divides_the_number_of_cases():
    assert np.allclose(wilson(40, 100, design_effect=4.0), wilson(10, 25))
    assert np.allclose(wilson(40, 100, design_effect=0.5), wilson(40, 100))  # never surer than independent cases


def test_a_share_of_nothing_is_not_known():
    assert np.isnan(wilson(0, np.nan)).all()


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [  # Newcombe (1998), Statistics in Medicine 17: 873-890, table II, method 10
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_differences_have_newcombes_interval(counts, low, high):
    assert tuple(round(float(end), 4) for end in newcombe(*counts)) == (low, high)


@pytest.mark.parametrize("observed", [0, 1, 7, 120])
def test_counts_have_garwoods_interval(observed):
    # Garwood: half the chi-square quantiles with 2o and 2o + 2 degrees of freedom.
    low, high = over_expected(observed, 2.0)
    assert float(low) == pytest.approx(chi2.ppf(0.025, 2 * observed) / 2 / 2 if observed else 0.0)
    assert float(high) == pytest.approx(chi2.ppf(0.975, 2 * observed + 2) / 2 / 2)


def test_overdispersed_counts_are_as_sure_as_so_many_fewer():
    # 40 handovers with variance 4 × Poisson's are as good as 10 independent ones.
    assert np.allclose(over_expected(40, 40, spread=4.0), over_expected(10, 10))
    assert float(fewer_than(8, 40, spread=4.0)) == pytest.approx(float(fewer_than(2, 10)))


@given(st.integers(0, 60), st.floats(0.1, 60))
def test_fewer_than_is_the_poisson_tail(observed, expected):
    assert float(fewer_than(observed, expected)) == pytest.approx(poisson.cdf(observed, expected), abs=1e-12)


SIZES, SHARES = (0, 1, 7, 40, 999, 1_000_000), (0, 0.001, 0.3, 0.5, 1)


def test_so_many_among_is_fishers_exact_test():
    margins = product(SIZES, SIZES, SHARES, SHARES)
    counts = {(round(of * here), of, round(other * there), other) for of, other, here, there in margins if of + other}
    count, of, other_count, other_of = np.array(sorted(counts)).T
    expected = hypergeom.sf(count - 1, of + other_of, count + other_count, of)
    # Of 2 and 10⁶ cases one counts: 2 / 1,000,002 that it is of the two; scipy 1.17 has that to ten digits.
    assert so_many_among(count, of, other_count, other_of) == pytest.approx(expected, rel=1e-9, abs=0)
    assert so_many_among([1], [2], [0], [1_000_000]) == pytest.approx(2 / 1_000_002, rel=1e-15)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.8, 1.0])
def test_so_few_of_is_the_binomial_tail(share):
    count, of = np.array(sorted({(round(of * part), of) for of in SIZES for part in (*SHARES, share)})).T
    assert so_few_of(count, of, share) == pytest.approx(binom.cdf(count, of, share), rel=1e-9, abs=0)


def test_many_comparisons_are_corrected_as_benjamini_and_hochberg_do():
    # Their own example of 15 (1995, section 3.2): the fourth is the last with p ≤ 4/15 × .05 = .0133; its q is .0095
    # × 15/4.
    low = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    q = adjusted([*low, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0])
    assert (q < 0.05).sum() == 4
    assert q[3] == pytest.approx(0.0095 * 15 / 4)
    assert np.isnan(adjusted([np.nan, np.nan])).all()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_corrected_values_are_the_smallest_level_that_would_reject(p):
    q = adjusted(p)
    order = np.sort(p)
    for value, corrected in zip(p, q, strict=True):
        levels = [order[k] * len(p) / (k + 1) for k in range(len(p)) if order[k] >= value]
        assert corrected == pytest.approx(min(1.0, *levels))


def shares_by_hand(cases: np.ndarray, hits: np.ndarray) -> tuple[float, float]:
    """Return a ratio over signals and its linearised variance, signal by signal."""
    share = hits.sum() / cases.sum()
    return share, float(np.sum((hits - share * cases) ** 2) / cases.sum() ** 2)


def test_cases_of_one_signal_are_no_independent_cases():
    # Of 20 signals ten bounce three times out of three, ten not at all in three: 60 cases tell no more than 20 signals.
    table = pd.DataFrame({"pair": 1, "cases": [3, 3], "hits": [3, 0], "signals": [10, 10]})
    row = clustered_share(table, by=["pair"]).iloc[0]
    assert (row["cases"], row["hits"], row["share"]) == (60, 30, 0.5)
    assert (row["low"], row["high"]) == pytest.approx(tuple(float(end) for end in wilson(10, 20)))


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4), st.integers(1, 9)), min_size=2, max_size=8))
def test_the_variance_of_a_ratio_is_linearised_over_signals(rows):
    table = pd.DataFrame(rows, columns=["cases", "hits", "signals"])
    table["hits"] = table[["hits", "cases"]].min(axis=1)
    cases, hits = (np.repeat(table[name], table["signals"]).to_numpy(float) for name in ("cases", "hits"))
    share, variance = shares_by_hand(cases, hits)
    row = clustered_share(table.assign(pair=1), by=["pair"]).iloc[0]
    assert row["share"] == pytest.approx(share)
    if 0 < share < 1:
        effect = max(variance / (share * (1 - share) / cases.sum()), 1.0)
        low, high = wilson(hits.sum(), cases.sum(), design_effect=effect)
        assert (row["low"], row["high"]) == pytest.approx((float(low), float(high)))


def test_intervals_of_clustered_shares_cover():
    # 400 samples of 60 signals whose cases (one to six each) share a propensity: about 95 % should hold the true .3.
    random = np.random.default_rng(1)
    held = 0
    for _ in range(400):
        cases = random.integers(1, 7, 60)
        hits = random.binomial(cases, random.beta(1.2, 2.8, 60))
        row = clustered_share(pd.DataFrame({"all": 0, "cases": cases, "hits": hits, "signals": 1}), by=["all"]).iloc[0]
        held += row["low"] <= 0.3 <= row["high"]
    assert 0.92 <= held / 400 <= 0.98


def test_the_normal_quantile():
    assert pytest.approx(1.959964, abs=1e-6) == Z95


def test_ranks_without_uncertainty_are_sure_and_with_it_shared():
    sure = pd.DataFrame({"x": [5.0, 1.0, 3.0, float("nan")]})
    sure = sure.assign(x_low=sure["x"], x_high=sure["x"])
    ranks = rank_intervals(sure, "x")
    assert ranks.iloc[:3].to_numpy().tolist() == [[1, 1, 1], [3, 3, 3], [2, 2, 2]]
    assert ranks.iloc[3].isna().all()
    vague = rank_intervals(sure.assign(x_low=-100.0, x_high=100.0), "x")
    assert vague["x_rank_low"].tolist()[:3] == [1, 1, 1]
    assert vague["x_rank_high"].tolist()[:3] == [3, 3, 3]


def test_all_ranks_are_covered_together_as_often_as_promised():
    # Ten true values half a deviation apart, 400 draws: at least 95 % of the draws have every true rank in its
    # interval, give or take four deviations of √(.95 × .05 / 400) = .011.
    random = np.random.default_rng(1)
    truth = np.arange(10)[::-1] / 2.0
    whole = 0
    for _ in range(400):
        seen = truth + random.normal(size=10)
        ranks = rank_intervals(pd.DataFrame({"x": seen, "x_low": seen - 1.96, "x_high": seen + 1.96}), "x")
        true = np.arange(1, 11)
        whole += bool(((ranks["x_rank_low"] <= true) & (ranks["x_rank_high"] >= true)).all())
    assert whole / 400 >= 0.95 - 4 * 0.011
