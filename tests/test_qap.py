"""Networks of the same departments, held beside each other: known answers, all orders of five, and laws."""

from __future__ import annotations

import csv
import json
import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.measures.expected import raked
from kccdiag.measures.qap import mrqap, qap


@pytest.fixture(scope="module")
def managers(shared):
    """Krackhardt's 21 high-tech managers: who takes advice of, is a friend of, reports to whom."""
    found = {}
    for name in ("advice", "friends", "reports"):
        matrix = np.zeros((21, 21))
        with (shared / "real" / "krackhardt_hightech" / f"ht_{name}_edges.csv").open(encoding="utf-8") as file:
            for edge in csv.DictReader(file):
                matrix[int(edge["from"]) - 1, int(edge["to"]) - 1] = 1
        found[name] = matrix
    return found


@pytest.fixture(scope="module")
def answers(shared):
    return json.loads((shared / "known_answers.json").read_text(encoding="utf-8"))


def some(size: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(size, size))


def cells(matrix: np.ndarray) -> np.ndarray:
    return matrix[~np.eye(len(matrix), dtype=bool)]


def test_correlations_are_those_of_another_program(managers, answers):
    for pair, expected in answers["QAP gcor (R sna)"].items():
        first, second = pair.split("~")
        alike = qap(managers[first], managers[second], permutations=50)
        assert alike.estimate == pytest.approx(expected, abs=1e-8)
        assert alike.n == 21 * 20
        assert alike.low < alike.estimate < alike.high


def test_a_regression_is_that_of_another_program(managers, answers):
    known = answers["MRQAP point estimates advice ~ reports + friends"]
    found = mrqap(managers["advice"], {name: managers[name] for name in ("reports", "friends")}, permutations=200)
    assert found["term"].tolist() == ["intercept", "reports", "friends"]
    assert found["estimate"].tolist() == pytest.approx([known[term] for term in found["term"]], abs=1e-8)
    assert found["t"].tolist() == pytest.approx(known["t"], abs=1e-6)
    assert found["r_squared"].iloc[0] == pytest.approx(known["R2"], abs=1e-8)
    assert math.isnan(found["p"].iloc[0]) and found["p"].iloc[1] < 0.05


def test_p_of_five_departments_counts_all_their_orders():
    first, second = some(5, 2), some(5, 32)
    seen = np.corrcoef(cells(first), cells(second))[0, 1]
    all_120 = [np.corrcoef(cells(first), cells(second[np.ix_(o, o)]))[0, 1] for o in permutations(range(5))]
    above, below = np.mean(np.array(all_120) >= seen - 1e-9), np.mean(np.array(all_120) <= seen + 1e-9)
    alike = qap(first, second, permutations=120)
    assert alike.estimate == pytest.approx(seen)
    assert alike.p == pytest.approx(min(1, 2 * min(above, below)))
    assert 0.1 < alike.p < 0.9
    assert qap(first, second, permutations=119).p != alike.p  # too few for all: drawn, the given order among them


def ols(outcome: np.ndarray, columns: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Fit by another way than the module does: least squares on the list of pairs."""
    design = np.column_stack([np.ones(len(outcome)), *columns])
    beta, *_ = np.linalg.lstsq(design, outcome, rcond=None)
    left = outcome - design @ beta
    variance = left @ left / (len(outcome) - design.shape[1]) * np.linalg.inv(design.T @ design)
    return beta, beta / np.sqrt(np.diag(variance))


def test_double_semi_partialling_of_five_departments_counts_all_their_orders():
    x, z = some(5, 3), some(5, 3) + some(5, 4)
    y = 0.5 * x + some(5, 5)
    off = ~np.eye(5, dtype=bool)
    beta, t = ols(y[off], [x[off], z[off]])
    share, _ = ols(x[off], [z[off]])
    rest = x - share[0] - share[1] * z
    drawn = [ols(y[off], [z[off], rest[np.ix_(o, o)][off]])[1][-1] for o in permutations(range(5))]
    found = mrqap(y, {"x": x, "z": z}, permutations=120).set_index("term")
    assert found["estimate"].tolist() == pytest.approx(beta.tolist())
    assert found["t"].tolist() == pytest.approx(t.tolist())
    assert found.loc["x", "p"] == pytest.approx(np.mean(np.abs(drawn) >= abs(t[1]) - 1e-9))


def test_missing_pairs_are_left_out_and_move_with_their_departments():
    first, second = some(5, 6), some(5, 7)
    second[0, 1] = second[3, 2] = np.nan
    known = np.isfinite(second) & ~np.eye(5, dtype=bool)
    alike = qap(first, second, permutations=120)
    assert alike.n == 18
    assert alike.estimate == pytest.approx(np.corrcoef(first[known], second[known])[0, 1])
    drawn = []
    for order in permutations(range(5)):
        moved = second[np.ix_(order, order)]
        there = np.isfinite(moved) & ~np.eye(5, dtype=bool)
        drawn.append(np.corrcoef(first[there], moved[there])[0, 1])
    above, below = np.mean(np.array(drawn) >= alike.estimate - 1e-9), np.mean(np.array(drawn) <= alike.estimate + 1e-9)
    assert alike.p == pytest.approx(min(1, 2 * min(above, below)))
    regression = mrqap(second, {"first": first}, permutations=120)
    assert regression["n"].tolist() == [18, 18]
    assert regression["estimate"].tolist() == pytest.approx(ols(second[known], [first[known]])[0].tolist())


def test_departments_of_which_nothing_is_known_change_nothing():
    first, second = some(6, 8), some(6, 9)
    wider = [np.pad(matrix, (0, 2), constant_values=np.nan) for matrix in (first, second)]
    assert qap(*wider) == qap(first, second)


def test_what_does_not_vary_has_no_correlation():
    flat = qap(np.ones((5, 5)), some(5, 10))
    assert math.isnan(flat.estimate) and math.isnan(flat.p) and flat.n == 20


def test_a_predictor_that_others_say_all_of_has_no_p():
    x, z = some(8, 11), some(8, 12)
    found = mrqap(some(8, 13), {"x": x, "z": z, "both": x + z}, permutations=50).set_index("term")
    assert found.loc[["x", "z", "both"], "p"].isna().all()


def test_nothing_known_is_nothing_said():
    nothing = np.full((4, 4), np.nan)
    assert qap(nothing, nothing).n == 0
    assert mrqap(nothing, {"x": nothing})["p"].isna().all()


def test_units_of_predictors_do_not_matter():
    x, z, y = some(7, 14), some(7, 15), some(7, 16)
    one = mrqap(y, {"x": x, "z": z}, permutations=99).set_index("term")
    other = mrqap(y, {"x": 1e8 * x, "z": z}, permutations=99).set_index("term")
    assert other["t"].tolist() == pytest.approx(one["t"].tolist())
    assert other.loc[["x", "z"], "p"].tolist() == one.loc[["x", "z"], "p"].tolist()


@given(st.integers(0, 10_000), st.integers(5, 9), st.floats(0.1, 10), st.floats(-5, 5))
def test_neither_names_nor_units_matter(seed, size, times, plus):
    first, second = some(size, seed), some(size, seed + 1)
    order = np.random.default_rng(seed).permutation(size)
    grid = np.ix_(order, order)
    alike = qap(first, second, permutations=30)
    assert qap(second, first, permutations=1).estimate == pytest.approx(alike.estimate)
    assert qap(first[grid], second[grid], permutations=1).estimate == pytest.approx(alike.estimate)
    scaled = qap(times * first + plus, second, permutations=30)
    assert (scaled.estimate, scaled.low, scaled.p) == pytest.approx((alike.estimate, alike.low, alike.p))
    assert -1 <= alike.low <= alike.estimate <= alike.high <= 1


def test_the_same_seed_gives_the_same_p():
    first, second = some(12, 20), some(12, 21)
    assert qap(first, second, permutations=99, seed=3) == qap(first, second, permutations=99, seed=3)
    assert qap(first, second, permutations=99, seed=3).p != qap(first, second, permutations=99, seed=4).p


def wavy(size: int, random: np.random.Generator) -> np.ndarray:
    """Draw a network in which what hangs together hangs together in rows and columns, as between departments."""
    return random.normal(size=(size, 1)) + random.normal(size=(1, size)) + random.normal(size=(size, size))


def test_what_says_nothing_is_seldom_called_telling_also_beside_what_it_resembles():
    # 100 trials at 5 %: more than 12 have a chance of .001.
    random, found, plain = np.random.default_rng(1), 0, 0
    for trial in range(100):
        telling = wavy(9, random)
        empty = 0.9 * telling + 0.44 * wavy(9, random)
        outcome = 0.5 * telling + wavy(9, random)
        tested = mrqap(outcome, {"empty": empty, "telling": telling}, permutations=99, seed=trial)
        found += tested["p"].iloc[1] < 0.05
        plain += abs(tested["t"].iloc[1]) > 1.995  # as if pairs were independent: Student's t of 69 degrees
    assert found <= 12 and plain >= 25


def test_counts_of_two_networks_that_share_sizes_look_alike_and_their_openness_does_not():
    random, counts, openness = np.random.default_rng(2), 0, 0
    off = 1 - np.eye(14)
    for trial in range(40):
        size = np.exp(random.normal(0, 1, 14))
        even = np.outer(size, size) * off
        nets = [random.poisson(even / even.sum() * many * random.gamma(2, 0.5, even.shape)) for many in (6000, 800)]
        counts += qap(*nets, permutations=99, seed=trial).p < 0.05
        logs = [np.log((net + 0.5) / (raked(off, net.astype(float)) + 0.5)) for net in nets]
        openness += qap(*logs, permutations=99, seed=trial).p < 0.05
    assert counts >= 32 and openness <= 6
