"""Survival curves and cumulative incidences, against textbooks, scipy and loops."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from kccdiag.flow.survival import cumulative_incidence, kaplan_meier, median_interval, restricted_mean

# Remission in weeks of 21 children on 6-MP (Freireich et al. 1963); 0 = still in remission when last seen.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
REMISSION = pd.DataFrame({"seconds": WEEKS, "ended": ENDED, "n": 1})

# Invented stays in days as (days, ended, how many): ties with each other and with what is censored, some of no days.
STAYS = [
    (0, 1, 3), (1, 1, 5), (1, 0, 1), (2, 1, 4), (3, 0, 2), (4, 1, 4), (7, 1, 6), (7, 0, 3), (10, 1, 2), (14, 0, 1),
    (21, 1, 3), (30, 1, 1), (30, 0, 2), (60, 0, 3),
]  # fmt: skip
# Invented ends of two sorts, tied with each other and with what is censored.
ENDS = [
    (0, 1, 2), (0, 2, 1), (1, 1, 3), (1, 2, 4), (1, 0, 1), (2, 2, 2), (3, 1, 4), (3, 2, 3), (3, 0, 2), (5, 1, 1),
    (5, 0, 1), (8, 1, 2), (8, 2, 5), (13, 1, 1), (13, 2, 1), (13, 0, 3), (21, 1, 2), (21, 0, 4),
]  # fmt: skip
COUNTED = ["seconds", "ended", "n"]

durations = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2)), min_size=1, max_size=30)


def histogram(rows: list[tuple[int, int]]) -> pd.DataFrame:
    """Count equal rows of (seconds, ended)."""
    table = pd.DataFrame(rows, columns=["seconds", "ended"])
    return table.value_counts().rename("n").reset_index()


def test_the_remission_curve_is_that_of_the_textbooks():
    # Kalbfleisch & Prentice (2002), table 1.1, and Collett (2015): S at the weeks where a remission ended.
    curve = kaplan_meier(REMISSION, weight="n")
    survival = dict(zip(curve.seconds, curve.survival, strict=True))
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {week: round(survival[week], 3) for week in published} == published


def test_the_median_has_the_log_log_interval_of_brookmeyer_and_crowley():
    # S(23) = .448 is the first at or below a half. On the log-log scale the lower bound of S at week 10 (.753,
    # Greenwood .0963) is exp(-.2837 e^{1.96 × .0963/(.753 × .2837)}) = .503, at week 13 (.690, .1068) it is .431:
    # from week 13 on. The upper bound never comes down to a half.
    assert median_interval(kaplan_meier(REMISSION, weight="n")) == (23, 13, float("inf"))


def test_a_design_effect_widens_the_interval_of_the_median():
    # The deviation doubles: already in week 6, the first, the lower bound (.857, .0764) is
    # exp(-.1542 e^{2 × 1.96 × .0764/(.857 × .1542)}) = .226, below a half.
    assert median_interval(kaplan_meier(REMISSION, weight="n"), design_effect=4.0)[1] == 6


def test_curves_median_and_mean_are_those_of_scikit_survival():
    # scikit-survival 0.28.0, kaplan_meier_estimator(conf_type="log-log"): its curve, the first days at which the curve
    # and its two bounds are at or below a half, and the area under it. lifelines 0.30.3 gives the same medians and
    # areas (23, 13, never, 21.0465 for the remissions to week 30; 7, 4, 21, 14.9544 for the stays to day 45).
    remissions = kaplan_meier(REMISSION, weight="n")
    assert median_interval(remissions) == (23, 13, float("inf"))
    assert restricted_mean(remissions, horizon=30.0)[0] == pytest.approx(21.04649859943978, rel=1e-12)
    stays = kaplan_meier(pd.DataFrame(STAYS, columns=COUNTED), weight="n")
    theirs = [0.925, 0.8, 0.6967741935, 0.6967741935, 0.5852903226, 0.4180645161, 0.3483870968, 0.3483870968,
              0.2322580645, 0.1935483871, 0.1935483871]  # fmt: skip
    np.testing.assert_allclose(stays.survival, theirs, atol=5e-11)
    assert median_interval(stays) == (7, 4, 21)
    assert restricted_mean(stays, horizon=45.0)[0] == pytest.approx(14.954419354838711, rel=1e-12)


@given(durations)
def test_curves_are_those_of_scipy(rows):
    rows = [(seconds, min(ended, 1)) for seconds, ended in rows]
    curve = kaplan_meier(histogram(rows), weight="n")
    uncensored = [seconds for seconds, ended in rows if ended]
    right = [seconds for seconds, ended in rows if not ended]
    expected = ecdf(CensoredData(uncensored=uncensored, right=right)).sf
    np.testing.assert_allclose(curve.survival, expected.evaluate(curve.seconds), atol=1e-12)
    assert curve.at_risk[0] == len(rows)
    assert curve.ended.sum() == len(uncensored)


@given(durations)
def test_the_restricted_mean_is_the_area_under_the_curve(rows):
    table = histogram([(seconds, min(ended, 1)) for seconds, ended in rows])
    curve = kaplan_meier(table, weight="n")
    horizon = 10
    # Second by second: the share still waiting in the second that starts at each whole number.
    steps = list(zip(curve.seconds, curve.at_risk, curve.ended, strict=True))
    area = sum(np.prod([1 - ended / risk for t, risk, ended in steps if t <= at]) for at in range(horizon))
    mean, low, high = restricted_mean(curve, horizon=float(horizon))
    assert mean == pytest.approx(area)
    assert 0 <= low <= mean + 1e-9 and mean <= high + 1e-9 <= horizon + 1e-6


def test_the_interval_of_an_uncensored_mean_is_that_of_a_mean():
    # Without censoring the restricted mean is the mean of min(t, horizon), its Greenwood variance Σ(x - mean)²/n².
    days = np.array([1, 2, 2, 5, 9, 14, 30])
    curve = kaplan_meier(histogram([(int(day), 1) for day in days]), weight="n")
    capped = np.minimum(days, 10)
    mean, low, high = restricted_mean(curve, horizon=10.0)
    assert mean == pytest.approx(capped.mean())
    assert (high - low) / 2 == pytest.approx(1.959964 * capped.std() / np.sqrt(len(days)), rel=1e-6)


def incidence_by_hand(rows: list[tuple[int, int]], cause: int, horizon: int) -> float:
    """Sum, over times, those still waiting just before × the share of them that end by this cause now."""
    waiting, share = 1.0, 0.0
    for now in sorted({seconds for seconds, _ in rows}):
        if now > horizon:
            break
        at_risk = sum(seconds >= now for seconds, _ in rows)
        share += waiting * sum(row == (now, cause) for row in rows) / at_risk
        waiting *= 1 - sum(seconds == now and ended > 0 for seconds, ended in rows) / at_risk
    return share


@given(durations, st.integers(0, 12))
def test_cumulative_incidence_is_that_of_aalen_and_johansen(rows, horizon):
    share, low, high = cumulative_incidence(histogram(rows), weight="n", horizon=float(horizon))
    assert share == pytest.approx(incidence_by_hand(rows, 1, horizon))
    assert 0 <= low <= share + 1e-9 and share <= high + 1e-9 <= 1 + 1e-6


# scikit-survival 0.28.0, cumulative_incidence_competing_risks(var_type="Dinse_Approx", conf_type="log-log"): by a day,
# the shares ended by the first and by the second cause, and the standard error of the first, taken from its interval
# F^exp(±1.96 × error / (F ln F)). (Its other two variances differ from this one by 1.5 % at most.)
SCIKIT_SURVIVAL = [
    (1, 0.1190476190, 0.1190476190, 0.0499702968),
    (3, 0.2173579109, 0.2419354839, 0.0641567183),
    (8, 0.3014678273, 0.3846219491, 0.0732888414),
    (20, 0.3300051203, 0.4131592422, 0.0755501572),
]


@pytest.mark.parametrize(("day", "first", "second", "error"), SCIKIT_SURVIVAL)
def test_incidences_are_those_of_scikit_survival(day, first, second, error):
    table = pd.DataFrame(ENDS, columns=COUNTED)
    share, low, high = cumulative_incidence(table, weight="n", horizon=float(day))
    assert share == pytest.approx(first, abs=5e-11)
    # Ours is on the complementary log-log scale: 1 - (1 - F)^exp(±1.96 × error / ((1 - F) ln(1 - F))).
    margin = 1.959964 * error / ((1 - first) * np.log(1 - first))
    assert [low, high] == pytest.approx([1 - (1 - first) ** np.exp(sign * margin) for sign in (1, -1)], abs=1e-8)
    swapped = table.assign(ended=table["ended"].map({0: 0, 1: 2, 2: 1}))
    assert cumulative_incidence(swapped, weight="n", horizon=float(day))[0] == pytest.approx(second, abs=5e-11)


def test_incidences_of_all_causes_and_those_still_waiting_make_one():
    rows = [(1, 1), (2, 2), (2, 0), (3, 1), (5, 2), (6, 0), (8, 1)]
    table = histogram(rows)
    first = cumulative_incidence(table, weight="n", horizon=7.0)[0]
    swapped = table.assign(ended=table["ended"].map({0: 0, 1: 2, 2: 1}))
    second = cumulative_incidence(swapped, weight="n", horizon=7.0)[0]
    curve = kaplan_meier(table.assign(ended=(table["ended"] > 0).astype(int)), weight="n")
    assert first + second + curve.survival[curve.seconds <= 7][-1] == pytest.approx(1)


def test_without_censoring_the_incidence_is_a_share_with_the_interval_of_a_share():
    # 30 of 100 end by the cause: deviation √(.3 × .7 / 100) = .0458, on the complementary log-log scale
    # .0458/(.7 × |ln .7|) = .1835: 1 - .7^{e^{∓1.96 × .1835}} = .2203 and .4002.
    rows = [(n, 1) for n in range(30)] + [(n, 2) for n in range(70)]
    share, low, high = cumulative_incidence(histogram(rows), weight="n", horizon=100.0)
    assert (share, round(low, 4), round(high, 4)) == (pytest.approx(0.3), 0.2203, 0.4002)


def test_of_none_and_of_nothing():
    # None of 20: the upper bound b has (1 - b)^20 = .025, so b = 1 - .025^(1/20) = .1684.
    none = cumulative_incidence(histogram([(5, 2)] * 20), weight="n", horizon=10.0)
    assert none == (0, 0, pytest.approx(0.1684, abs=1e-4))
    empty = pd.DataFrame({"seconds": [], "ended": [], "n": []})
    assert cumulative_incidence(empty, weight="n", horizon=10.0) == (0, 0, 1)
