"""Who passes less to whom than expected (DEFINITIONS 4), against a regression, permutations and planted tables."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from logs import Followed, event_log, letters
from scipy.stats import chi2, poisson

from kccdiag.flow.engine import Question
from kccdiag.limits import Limits
from kccdiag.measures import expected, silos, walls
from kccdiag.measures.expected import Lateral, quasi_independence


@pytest.fixture
def follow(tmp_path):
    """Return a function from rows to what was reduced from them; K is the contact centre."""

    def reduce(rows, **options):
        log = event_log(tmp_path, rows, **options)
        home = log.departments.set_index("department").loc["K", "dept"]
        return Followed(log, question=Question(home=(int(home),)))

    return reduce


# ---- expected handovers


def poisson_regression(table: np.ndarray, block: tuple[int, ...] = ()) -> np.ndarray:
    """Fit row and column effects, and one of a block, to the cells off the diagonal by reweighted least squares."""
    size = len(table)
    cells = [(g, h) for g in range(size) for h in range(size) if g != h]
    design = np.zeros((len(cells), 2 * size + 1))
    for row, (g, h) in enumerate(cells):
        design[row, g] = design[row, size + h] = 1
        design[row, -1] = g in block and h in block
    y = np.array([table[cell] for cell in cells], dtype=float)
    mean = y + 0.5
    for _ in range(200):
        working = np.log(mean) + (y - mean) / mean
        root = np.sqrt(mean)
        mean = np.exp(design @ np.linalg.lstsq(design * root[:, None], working * root, rcond=None)[0])
    fitted = np.zeros_like(table, dtype=float)
    for value, cell in zip(mean, cells, strict=True):
        fitted[cell] = value
    return fitted


def expected_of(*tables: np.ndarray) -> np.ndarray:
    """Compute the expected handovers of one table a stratum."""
    parts = [(stratum, g, h, table[g, h]) for stratum, table in enumerate(tables) for g, h in np.argwhere(table > 0)]
    strata, giver, taker, counts = (np.array(column) for column in zip(*parts, strict=True))
    return quasi_independence(strata, giver, taker, counts=counts.astype(float), size=len(tables[0]))


def random_table(seed: int, size: int = 6) -> np.ndarray:
    """Draw a table of handovers between departments of very different size."""
    random = np.random.default_rng(seed)
    volume = random.uniform(1, 12, size)
    table = random.poisson(np.outer(volume, random.permutation(volume))) + 1
    np.fill_diagonal(table, 0)
    return table


@pytest.mark.parametrize("seed", range(4))
def test_expected_handovers_are_those_of_a_poisson_regression(seed):
    table = random_table(seed)
    np.testing.assert_allclose(expected_of(table), poisson_regression(table), rtol=1e-4)


def test_strata_are_fitted_apart_and_summed():
    one, other = random_table(7), random_table(8)[:, ::-1].copy()
    np.fill_diagonal(other, 0)
    np.testing.assert_allclose(expected_of(one, other), poisson_regression(one) + poisson_regression(other), rtol=1e-4)
    # Together they would expect something else: that is why kinds and quarters are kept apart.
    assert not np.allclose(expected_of(one + other), expected_of(one, other), rtol=0.02)


@given(st.integers(0, 10_000))
def test_expected_handovers_have_the_margins_observed(seed):
    random = np.random.default_rng(seed)
    table = random.poisson(random.uniform(0, 4), (5, 5))
    np.fill_diagonal(table, 0)
    if not table.sum():
        return
    expected = expected_of(table)
    assert (np.diag(expected) == 0).all()
    # Where a margin can only be met in the limit (one giver or taker has everything) it is met to a hundredth.
    assert expected.sum() == pytest.approx(table.sum(), rel=0.01)


def test_two_departments_are_expected_to_do_what_they_do():
    # With nobody else to hand to, the margins leave no choice.
    assert expected_of(np.array([[0, 9], [5, 0]])).tolist() == [[0, pytest.approx(9)], [pytest.approx(5), 0]]


# ---- the same signals in random order


def permuted(route: str) -> np.ndarray:
    """Count handovers over all orders of a signal's visits, scaled to the number that a signal of this length makes."""
    table = np.zeros((26, 26))
    for order in permutations(route):
        for giver, taker in pairwise(order):
            if giver != taker:
                table[ord(giver) - 65, ord(taker) - 65] += 1
    return table * (len(route) - 1) / table.sum() if table.sum() else table


def raked(seed: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Fit a table to margins, cell by cell."""
    table = seed.copy()
    for _ in range(500):
        for axis in (0, 1):
            have, want = table.sum(axis=axis, keepdims=True), observed.sum(axis=axis, keepdims=True)
            table = table * np.divide(want, have, out=np.zeros_like(have), where=have > 0)
    return table


def test_random_order_is_what_all_permutations_of_a_signals_visits_give(follow):
    routes = {"KABC": 3, "KBACB": 2, "KCDAD": 4, "KDCBA": 1, "KABAB": 2, "KDB": 5, "KA": 7, "BD": 2}
    followed = follow(letters(**routes))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    assert [followed.names[dept] for dept in lateral.depts] == list("ABCD")
    observed, seed = np.zeros((26, 26)), np.zeros((26, 26))
    for route, many in routes.items():
        rest = route.removeprefix("K")  # the first visit to the contact centre is left out
        seed += many * permuted(rest)
        for giver, taker in pairwise(rest):
            observed[ord(giver) - 65, ord(taker) - 65] += many
    np.testing.assert_allclose(lateral.observed, observed[:4, :4])
    np.testing.assert_allclose(lateral.same_signals, raked(seed[:4, :4], observed[:4, :4]), rtol=1e-4)


def test_a_later_visit_to_the_contact_centre_takes_its_place_in_the_order(follow):
    # A K B in random order: A and B are neighbours in four of six orders, A→B in two of them. Of the (3 - 1)
    # handovers that such a signal makes A→B is expected 2 × 2/12 = 1/3 times; K and the raking to what was seen take
    # no part in the ratio.
    followed = follow(letters(KAKB=6, KBKA=6, KCD=6, KDC=6, KAB=6, KBA=6))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    # Seed of A→B: 12 × 1/3 + 12 × 1/2 = 10, the same for B→A; C and D 12 × 1/2 each way. Seen: 6 each way, and 6.
    assert lateral.same_signals[:2, :2].tolist() == [[0, pytest.approx(6)], [pytest.approx(6), 0]]
    assert lateral.observed.sum() == 24


# ---- signals, each counted once a pair


def test_a_signal_that_passes_a_pair_once_at_most_counts_as_in_random_order(follow):
    # Visits in distinct departments, and one of them twice: the smaller of the two counts is 1, so counting once or
    # more is the same.
    routes = {"KABC": 3, "KCDAD": 4, "KDCBA": 1, "KDB": 5}
    followed = follow(letters(**routes))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    np.testing.assert_allclose(lateral.once.reordered, lateral.same_signals)
    np.testing.assert_allclose(lateral.once.expected, lateral.expected)
    assert np.isnan(lateral.once.later).all() and np.isnan(lateral.once.later_reordered).all()


def test_what_goes_back_and_forth_counts_once(follow):
    # ABAB: 3 handovers in random order, 1.5 each way, at most 2 of them: 1 - (1 - .75)² = .9375 that there is one at
    # all; the other pairs make them singly. Ten signals a route.
    routes = {"KABAB": 10, "KCD": 10, "KDC": 10, "KBC": 10, "KCB": 10}
    followed = follow(letters(**routes))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    seed = np.array([[0, 9.375, 0, 0], [9.375, 0, 10, 0], [0, 10, 0, 10], [0, 0, 10, 0]])
    once = np.array([[0, 10, 0, 0], [10, 0, 10, 0], [0, 10, 0, 10], [0, 0, 10, 0]])
    np.testing.assert_allclose(lateral.once.reordered, raked(seed, once), rtol=1e-4)
    np.testing.assert_allclose(lateral.once.expected.sum(axis=1), once.sum(axis=1), rtol=1e-4)
    assert lateral.observed[0].tolist() == [0, 20, 0, 0]


def test_with_the_intake_a_journeys_first_visit_is_left_out_of_the_later_ones(follow):
    # Every department hears customers: no contact centre. In ABCD the later handovers are B→C and C→D, each visit of
    # BCD in random order gives any of six pairs (3 - 1)/6 = 1/3; ABAC leaves BAC.
    followed = follow(letters(ABCD=6, ABAC=3, DA=5, KA=1))
    lateral = expected.lateral_table(followed.journeys, home=())
    code = [followed.names[dept] for dept in lateral.depts]
    later = pd.DataFrame(lateral.once.later, index=code, columns=code)
    assert {(g, h): later.loc[g, h] for g in code for h in code if later.loc[g, h]} == {
        ("B", "C"): 6, ("C", "D"): 6, ("B", "A"): 3, ("A", "C"): 3,
    }  # fmt: skip
    seed = pd.DataFrame(0.0, index=code, columns=code)
    for visits, many in (("BCD", 6), ("BAC", 3)):
        for giver, taker in permutations(visits, 2):
            seed.loc[giver, taker] += many / 3
    np.testing.assert_allclose(lateral.once.later_reordered, raked(seed.to_numpy(), later.to_numpy()), atol=1e-3)


def test_a_gatekeeper_behind_a_front_desk_walls_nobody_off(follow):
    # D hears four in ten customers and must pass G first, which hands on; the others hear the rest, and everyone hands
    # to everyone, D too once a journey is under way.
    behind = {f"DG{a}{b}": 24 for a in "ABCE" for b in "ABCE" if a != b}
    others = {f"{a}{b}{c}": 8 for a in "ABCEG" for b in "ABCDEG" for c in "ABCDEG" if len({a, b, c}) == 3}
    followed = follow(letters(**behind, **others, K=1))
    lateral = expected.lateral_table(followed.journeys, home=())
    table = followed.named(walls.walls(walls.openness(followed.journeys, lateral, home=()), NO_SILOS, limits=Limits()))
    desk = table[(table["giver"] == "D") & table["taker"].isin(list("ABCE"))]
    assert desk["order_of_work"].all() and not desk["wall"].any()
    # By its own handovers, the first included, the desk is short of everyone but the gatekeeper.
    assert (desk["openness"] < 0.5).all() and (desk["wall_q"] < 0.05).all() and (desk["order_q"] < 0.05).all()


# ---- variance


def test_phi_says_how_far_handovers_come_in_bunches(follow):
    # Signals that hand A→B once (4), twice (3) and three times (1): Σn²/Σn = (4 + 12 + 9)/(4 + 6 + 3); the ways back
    # B→A are 3 once and 1 twice, C→D and D→C 1 each: (25 + 3 + 4 + 1 + 1)/(13 + 3 + 2 + 1 + 1).
    routes = {"KAB": 4, "KABAB": 3, "KABABAB": 1, "KCDC": 1}
    followed = follow(letters(**routes))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    assert lateral.phi == pytest.approx((25 + 3 + 4 + 1 + 1) / (13 + 3 + 2 + 1 + 1))


def test_the_interval_of_openness_rests_on_the_pairs_own_signals(follow):
    # A→B as above: Σn²/Σn = 25/13, unless more handovers are expected of each signal. C→D is made once by a signal.
    followed = follow(letters(KAB=4, KABAB=3, KABABAB=1, KCDC=1))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    at = {followed.names[dept]: place for place, dept in enumerate(lateral.depts)}
    per_signal = lateral.expected / np.where(lateral.once.expected > 0, lateral.once.expected, np.nan)
    for giver, taker, own in (("A", "B", 25 / 13), ("C", "D", 1.0), ("A", "D", 1.0)):
        cell = at[giver], at[taker]
        assert lateral.spread[cell] == pytest.approx(np.nanmax([own, per_signal[cell], 1.0]))


def test_where_nothing_was_handed_over_the_interval_ends_where_as_few_signals_would(follow):
    # Each signal hands a pair to and fro, but none A→B or B→A: no signal where so many were expected, and Poisson's
    # upper limit of none is -ln .025 = 3.689.
    routes = {f"K{a}{b}{a}{b}": 9 for a, b in permutations("ABCD", 2) if {a, b} != {"A", "B"}}
    followed = follow(letters(**routes))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    table = followed.named(walls.openness(followed.journeys, lateral, home=followed.flow.home))
    empty = table.set_index(["giver", "taker"]).loc[("A", "B")]
    assert (empty["handovers"], empty["openness_low"]) == (0, 0)
    assert empty["expected"] > 1.3 * empty["signals_expected"]
    assert empty["openness_high"] == pytest.approx(-np.log(0.025) / empty["signals_expected"])
    # Far from the handovers of the whole, three or so a signal.
    assert empty["openness_high"] < -np.log(0.025) * lateral.phi / empty["expected"]


def test_below_four_departments_nothing_is_expected_of_them(follow):
    followed = follow(letters(KAB=5, KBC=5, KCA=5))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    assert lateral is None
    pairs = followed.named(walls.openness(followed.journeys, lateral, home=followed.flow.home))
    inside = pairs[(pairs["giver"] != "K") & (pairs["taker"] != "K") & (pairs["handovers"] > 0)]
    assert inside["expected"].isna().all() and inside["handovers"].sum() == 15
    walled = walls.walls(pairs, NO_SILOS, limits=Limits())
    assert not walled["wall"].any() and walled["wall_q"].isna().all()


def test_openness_fits_lateral_handovers_apart_from_the_contact_centres_flood(follow):
    # K floods A. Among A, B, C and D everyone hands everyone five: exactly what is expected of them.
    pairs = {f"K{a}{b}": 5 for a in "ABCD" for b in "ABCD" if a != b}
    followed = follow(letters(**pairs, KA=500))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    table = followed.named(walls.openness(followed.journeys, lateral, home=followed.flow.home))
    inside = table[table["lateral"]]
    assert len(inside) == 12
    assert inside["openness"].tolist() == pytest.approx([1.0] * 12)
    assert inside["signals"].tolist() == [5] * 12
    flood = table.set_index(["giver", "taker"]).loc[("K", "A")]
    assert not flood["lateral"] and flood["handovers"] == 515


# ---- walls


NO_SILOS = pd.DataFrame({"members": []})


def pairs_of(*rows: tuple[str, str, float, float, float]) -> pd.DataFrame:
    """Make pairs of (giver, taker, handovers, expected, same signals expected).

    All are lateral, alike in every place, each handover by a signal of its own; giver and taker come first equally
    often, and the contact centre is known.
    """
    table = pd.DataFrame(rows, columns=["giver", "taker", "handovers", "expected", "same_signals_expected"])
    return table.assign(
        openness=table["handovers"] / table["expected"],
        openness_high=chi2.ppf(0.975, 2 * table["handovers"] + 2) / 2 / table["expected"],
        lateral=True,
        same_place_expected=table["expected"] * 2,
        signals=table["handovers"],
        signals_expected=table["expected"],
        signals_reordered=table["same_signals_expected"],
        later_signals=np.nan,
        later_reordered=np.nan,
        first_before=0.5,
        last_before=0.5,
    )


def marks_of(*rows: tuple[str, str, float, float, float]) -> list[str]:
    """Return how each pair is marked."""
    table = walls.walls(pairs_of(*rows), NO_SILOS, limits=Limits())
    marks = ("wall", "other_work", "order_of_work")
    return ["+".join(mark for mark in marks if row[mark]) for row in table.to_dict("records")]


def test_a_wall_is_short_of_its_volume_and_of_its_own_signals():
    # 4 where 40 were expected by volume and 30 by the same signals in random order.
    assert marks_of(("A", "B", 4, 40, 30)) == ["wall"]
    # The same signals would have made only 5: they simply do other work.
    assert marks_of(("A", "B", 4, 40, 5)) == ["other_work"]
    # Half of what was expected is a wall still, more is not.
    assert marks_of(("A", "B", 50, 100, 120)) == ["wall"]
    assert marks_of(("A", "B", 51, 100, 120)) == [""]
    # Fewer than five expected are never one.
    assert marks_of(("A", "B", 0, 4.9, 30)) == [""]
    # 0.6 of the random order is the bound on the second condition, and it must be surely below.
    assert marks_of(("A", "B", 40, 100, 66)) == ["other_work"]


def test_a_wall_is_tested_against_natural_differences():
    # 7 of 15 expected: Poisson with mean .8 × 15 = 12 has 7 or fewer with probability .0895; with mean 15 it would be
    # .018.
    table = walls.walls(pairs_of(("A", "B", 7, 15, 40)), NO_SILOS, limits=Limits())
    assert table.loc[0, "wall_q"] == pytest.approx(poisson.cdf(7, 12))
    assert not table.loc[0, "wall"]
    # Were it short, the second question would be a Poisson with mean .6 × 40; it is asked of the short ones only.
    assert np.isnan(table.loc[0, "order_q"])
    shorter = walls.walls(pairs_of(("A", "B", 5, 15, 40)), NO_SILOS, limits=Limits())
    assert shorter.loc[0, "order_q"] == pytest.approx(poisson.cdf(5, 24))


def test_a_wall_is_estimated_in_handovers_and_tested_in_signals():
    # 8 handovers where 24 were expected, by 2 signals where 6 were: 2 or fewer of a mean of .8 × 6 = 4.8 happen by
    # chance once in seven times.
    bunched = pairs_of(("A", "B", 8, 24, 60)).assign(signals=2, signals_expected=6.0, signals_reordered=15.0)
    table = walls.walls(bunched, NO_SILOS, limits=Limits())
    assert table.loc[0, "wall_q"] == pytest.approx(poisson.cdf(2, 4.8))
    assert poisson.cdf(2, 4.8) == pytest.approx(0.1425, abs=1e-4)
    assert table.loc[0, "walled"] and not table.loc[0, "wall"]
    # One signal a handover is evidence enough.
    assert marks_of(("A", "B", 8, 24, 60)) == ["wall"]
    # Nor do signals make a wall where handovers are not short.
    table = walls.walls(bunched.assign(openness=0.6, signals=0), NO_SILOS, limits=Limits())
    assert not table[["walled", "wall", "other_work"]].any(axis=None)


def test_walls_are_corrected_for_the_pairs_tested():
    # 5 or fewer of a mean of .8 × 15 = 12: p = .0203, a wall alone; first of 21 comparisons its q is 21 × .0203 = .43.
    one = ("A", "B", 5, 15, 40)
    assert poisson.cdf(5, 12) == pytest.approx(0.0203, abs=1e-4)
    assert marks_of(one) == ["wall"]
    others = [("C", f"D{n}", 15, 15, 14) for n in range(20)]
    assert marks_of(one, *others)[0] == ""


def test_the_interval_of_a_wall_ends_below_what_its_volume_is_tested_against():
    # 5 of 13.75: 5 or fewer of a mean of .8 × 13.75 = 11 happen in .0375 of cases, but Poisson's upper limit of 5 is
    # 11.67, and .849 of what was expected would be no wall.
    table = walls.walls(pairs_of(("A", "B", 5, 13.75, 40)), NO_SILOS, limits=Limits())
    assert table.loc[0, "wall_q"] == pytest.approx(poisson.cdf(5, 11)) == pytest.approx(0.0375, abs=1e-4)
    assert table.loc[0, "openness_high"] == pytest.approx(11.668 / 13.75, abs=1e-4)
    assert table.loc[0, "walled"] and not table.loc[0, "wall"]


def test_pairs_at_the_contact_centre_are_no_walls():
    table = pairs_of(("K", "A", 4, 40, 30)).assign(lateral=False)
    assert not walls.walls(table, NO_SILOS, limits=Limits())[["wall", "other_work"]].any(axis=None)


def test_a_fixed_order_of_work_is_no_wall():
    # A always comes before B: nothing goes B→A, and all of it, more than is due, goes A→B.
    assert marks_of(("B", "A", 0, 40, 50), ("A", "B", 100, 50, 50)) == ["order_of_work", ""]
    # Where B→A is empty and A→B is not busier for it, it is a wall.
    assert marks_of(("B", "A", 0, 40, 50), ("A", "B", 50, 50, 50)) == ["wall", ""]


def test_who_always_comes_first_hands_nothing_to_who_always_comes_last():
    # 5 where 40 were expected by volume and 50 by the same signals; but where A and B stand in their journeys only 8
    # would go A→B, and 5 is more than .6 of that.
    pairs = pairs_of(("A", "B", 5, 40, 50))
    (row,) = walls.walls(pairs.assign(same_place_expected=8.0), NO_SILOS, limits=Limits()).to_dict("records")
    assert row["order_of_work"] and not row["wall"] and not row["walled"]
    (row,) = walls.walls(pairs.assign(same_place_expected=9.0), NO_SILOS, limits=Limits()).to_dict("records")
    assert row["wall"] and row["walled"] and not row["order_of_work"]


def how_they_stand(**order: float) -> str:
    """Return how a pair short on both conditions is marked, standing in journeys like this."""
    table = walls.walls(pairs_of(("A", "B", 4, 40, 30)).assign(**order), NO_SILOS, limits=Limits())
    assert table.loc[0, "walled"] == table.loc[0, "wall"]
    return next(mark for mark in ("wall", "order_of_work") if table.loc[0, mark])


@pytest.mark.parametrize("visit", ["first_before", "last_before"])
def test_where_nearly_all_visit_both_in_one_order_there_is_no_wall(visit):
    # A → B is empty because B comes first, or because others stand between.
    assert how_they_stand(**{visit: 0.19}) == "order_of_work"
    assert how_they_stand(**{visit: 0.2}) == "wall"
    assert how_they_stand(**{visit: 0.75}) == "wall"
    assert how_they_stand(**{visit: 0.76}) == "order_of_work"
    assert how_they_stand(**{visit: np.nan}) == "wall"


def test_where_departments_stand_in_journeys_is_counted_in_signals(follow):
    # A and B are visited by all nine; A comes first in the six of KABC, and its last visit is before B's in all.
    followed = follow(letters(KABC=6, KBAB=3, KAD=1))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    at = {followed.names[dept]: place for place, dept in enumerate(lateral.depts)}
    a, b, c, d = (at[name] for name in "ABCD")
    order = lateral.order
    assert (order.first[a, b], order.first[b, a]) == (pytest.approx(6 / 9), pytest.approx(3 / 9))
    assert (order.last[a, b], order.last[b, a]) == (1, 0)
    assert (order.first[a, c], order.last[c, b]) == (1, 0)
    assert np.isnan([order.first[b, d], order.last[d, c], order.first[a, a]]).all()


def later_of(later: float, reordered: float) -> dict[str, object]:
    """Return how a pair short on both conditions is marked, with this many signals after their first handover."""
    pairs = pairs_of(("A", "B", 4, 40, 30)).assign(later_signals=later, later_reordered=reordered)
    return walls.walls(pairs, NO_SILOS, limits=Limits()).loc[0].to_dict()


def test_where_all_departments_are_the_intake_later_handovers_must_be_short_too():
    # 2 of 20: 2 or fewer of a mean of .8 × 20 = 16 never happen by chance.
    wall = later_of(2, 20)
    assert wall["later_q"] == pytest.approx(poisson.cdf(2, 16))
    assert wall["wall"] and wall["walled"] and not wall["order_of_work"]
    # 13 of 20 are more than .6: only journeys' first handovers pass B by.
    first = later_of(13, 20)
    assert first["order_of_work"] and not first["wall"] and not first["walled"]
    # 1 of 4 is short, and might be chance: 1 or fewer of 3.2 happen 17 times in 100. No wall, though all estimates
    # lie beyond their bounds.
    few = later_of(1, 4)
    assert poisson.cdf(1, 3.2) == pytest.approx(0.1712, abs=1e-4)
    assert few["order_of_work"] and not few["wall"] and few["walled"]


def test_the_later_handovers_of_pairs_that_are_walls_so_far_are_one_family():
    # Each has p = .0404 (1 or fewer of .8 × 6.25 = 5). The third is not asked: it is short by volume only.
    rows = (("A", "B", 4, 40, 30), ("C", "D", 4, 40, 30), ("E", "F", 4, 40, 5))
    pairs = pairs_of(*rows).assign(later_signals=[1, 6, 0], later_reordered=[6.25, 7.5, 20.0])
    table = walls.walls(pairs, NO_SILOS, limits=Limits())
    assert poisson.cdf(1, 5) == pytest.approx(0.0404, abs=1e-4)
    assert table["later_q"].tolist() == [
        pytest.approx(2 * poisson.cdf(1, 5)), pytest.approx(poisson.cdf(6, 6)), pytest.approx(np.nan, nan_ok=True),
    ]  # fmt: skip
    assert not table["wall"].any()


def test_the_place_in_a_journey_is_that_among_lateral_handovers(follow):
    # In KABC every A→B is first and every B→C last; in KCD C→D is the only one, so nothing else is ever in its place.
    followed = follow(letters(KABC=10, KCD=10, KDA=10))
    lateral = expected.lateral_table(followed.journeys, home=followed.flow.home)
    in_place = pd.DataFrame(lateral.same_place, index=lateral.depts, columns=lateral.depts)
    code = {name: dept for dept, name in followed.names.items()}
    assert in_place.loc[code["A"], code["B"]] == pytest.approx(10)
    assert in_place.loc[code["B"], code["C"]] == pytest.approx(10)
    # The two "only" handovers C→D and D→A: rows C and D ten each, columns D and A ten each, D→D impossible.
    assert in_place.loc[code["C"], code["D"]] == pytest.approx(10, rel=0.02)
    assert in_place.loc[code["A"], code["C"]] == 0


def test_pairs_across_a_silo_are_its_evidence_and_not_tried(follow):
    found = pd.DataFrame({"members": [("A", "B")]})
    rows = (("A", "C", 4, 40, 30), ("C", "D", 4, 40, 30), ("A", "B", 40, 20, 30))
    table = walls.walls(pairs_of(*rows), found, limits=Limits())
    assert table["across_silo"].tolist() == [True, False, False]
    assert table["wall"].tolist() == [False, True, False]
    assert table["wall_q"].isna().tolist() == [True, False, False]


# ---- silos


def lateral_of(observed: np.ndarray, *, phi: float = 1.0) -> Lateral:
    """Make a lateral table; department codes are 11, 12, …"""
    table = np.array(observed, dtype=float)
    depts = np.arange(11, 11 + len(table))
    unknown = np.full_like(table, np.nan)
    return Lateral(depts, table, expected_of(table), unknown, unknown, phi, np.full_like(table, phi))


def planted(size: int, members: tuple[int, ...], *, inner: int = 60, crossing: int = 4, other: int = 20) -> np.ndarray:
    """Make a table with one group that keeps to itself."""
    inside = np.isin(np.arange(size), members)
    table = np.where(inside[:, None] & inside, inner, np.where(inside[:, None] | inside, crossing, other))
    np.fill_diagonal(table, 0)
    return table


def test_a_planted_silo_is_found_with_its_ratios():
    lateral = lateral_of(planted(8, (1, 3, 6)))
    (silo,) = silos.silos(lateral, limits=Limits(), seed=0, tables=199).to_dict("records")
    assert silo["members"] == (12, 14, 17)
    # 3 × 5 pairs cross the boundary, both ways, 4 each.
    assert silo["crossing"] == 2 * 3 * 5 * 4
    inside = np.isin(np.arange(8), (1, 3, 6))
    across = inside[:, None] != inside
    expected = poisson_regression(lateral.observed)
    assert silo["crossing_expected"] == pytest.approx(expected[across].sum(), rel=1e-4)
    assert silo["boundary"] == pytest.approx(120 / expected[across].sum(), rel=1e-4)
    assert silo["inner"] == pytest.approx(6 * 60 / expected[np.ix_(inside, inside)].sum(), rel=1e-4)
    assert silo["boundary_low"] < silo["boundary"] < silo["boundary_high"] < 0.5
    assert silo["inner_low"] < silo["inner"] < silo["inner_high"]
    assert silo["p"] == 1 / 200  # no drawn table comes near


def test_two_silos_are_found_one_after_the_other():
    table = planted(10, (0, 1), inner=120)
    for giver, taker in ((4, 5), (5, 4)):
        table[giver, taker] = 160
    table[[4, 5], 6:] = table[6:, [4, 5]] = 3
    found = silos.silos(lateral_of(table), limits=Limits(), seed=0, tables=199)
    assert found["members"].tolist() == [(11, 12), (15, 16)]
    # The second is held against what is expected once the first is known to keep to itself: an effect of its own.
    across = np.isin(np.arange(10), (4, 5))[:, None] != np.isin(np.arange(10), (4, 5))
    refitted = poisson_regression(table, block=(0, 1))
    assert found.loc[1, "crossing_expected"] == pytest.approx(refitted[across].sum(), rel=5e-3)
    assert found.loc[1, "crossing_expected"] != pytest.approx(poisson_regression(table)[across].sum(), rel=0.01)


@pytest.mark.parametrize("seed", range(3))
def test_no_silo_is_found_where_there_is_none(seed):
    table = random_table(seed, size=9)
    assert len(silos.silos(lateral_of(table), limits=Limits(), seed=0, tables=99)) == 0


def test_a_silo_needs_a_boundary_and_an_inside():
    # Two that pass each other nine times what others do, but hardly less to the rest, are close and no silo.
    lateral = lateral_of(planted(8, (1, 3), inner=900, crossing=90, other=100))
    assert len(silos.silos(lateral, limits=Limits(), seed=0, tables=99)) == 0


def test_groups_are_fewer_than_half_of_the_departments():
    # Of five departments three keep to themselves: the scan looks at pairs only, and what it finds is the other two.
    lateral = lateral_of(planted(5, (0, 1, 2), inner=80, crossing=4, other=80))
    found = silos.silos(lateral, limits=Limits(), seed=0, tables=99)
    assert found["members"].tolist() == [(14, 15)]


def test_half_of_the_departments_is_no_silo():
    # Of six departments three keep to themselves, and so do the other three: no silo, an organisation of two halves.
    lateral = lateral_of(planted(6, (0, 1, 2), inner=80, crossing=4, other=80))
    assert len(silos.silos(lateral, limits=Limits(), seed=0, tables=99)) == 0


def test_below_five_departments_there_is_no_scan():
    assert len(silos.silos(lateral_of(planted(4, (0, 1))), limits=Limits(), seed=0)) == 0
    assert len(silos.silos(None, limits=Limits(), seed=0)) == 0


def test_bunched_handovers_make_silos_less_certain():
    table = planted(8, (1, 3), inner=9, crossing=1, other=3)
    sure = silos.silos(lateral_of(table), limits=Limits(), seed=0, tables=199)
    assert sure["members"].tolist() == [(12, 14)]
    assert len(silos.silos(lateral_of(table, phi=8.0), limits=Limits(), seed=0, tables=199)) == 0


def test_only_the_busiest_departments_are_scanned():
    # The silo of two hardly used departments is out of sight when only the six busiest are scanned.
    table = planted(8, (6, 7), inner=30, crossing=1)
    limits = Limits()
    assert silos.silos(lateral_of(table), limits=limits, seed=0, tables=99)["members"].tolist() == [(17, 18)]
    assert len(silos.silos(lateral_of(table), limits=replace(limits, silo_busiest=6), seed=0, tables=99)) == 0


def test_the_same_seed_draws_the_same_tables():
    lateral = lateral_of(planted(8, (1, 3), inner=14, crossing=1, other=3))
    one, again = (silos.silos(lateral, limits=Limits(), seed=1, tables=199) for _ in range(2))
    assert len(one) == 1
    pd.testing.assert_frame_equal(one, again)


def test_tables_scaled_together_are_those_scaled_one_by_one():
    random = np.random.default_rng(0)
    seed = random.gamma(2, 5, (9, 9)) * (1 - np.eye(9))
    tables = random.poisson(seed, (20, 9, 9)).astype(float)
    tables[3, 2], tables[4, :, 5] = 0, 0  # who hands nothing over, and who takes nothing
    one_by_one = np.stack([expected.raked(seed, table) for table in tables])
    np.testing.assert_allclose(expected.raked_each(seed, tables), one_by_one, rtol=1e-9, atol=1e-12)
