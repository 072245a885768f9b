"""Two coders of the same turns: published answers, sums by hand, and laws."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.measures.agreement import CELLS, agreement, krippendorff_alpha

counts = st.tuples(*[st.integers(0, 40)] * 4).filter(any)


def of(*cells: int) -> pd.Series:
    return agreement(pd.DataFrame([cells], columns=list(CELLS))).iloc[0]


def coincidences(*coders: str) -> np.ndarray:
    """Count how often two values met in a unit, from a line of values for each coder; a dot is none."""
    units = [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]
    values = sorted({value for unit in units for value in unit})
    table = np.zeros((len(values), len(values)))
    for unit in units:
        for here, one in enumerate(unit):
            for there, other in enumerate(unit):
                if here != there:
                    table[values.index(one), values.index(other)] += 1 / (len(unit) - 1)
    return table


def test_alpha_is_that_of_krippendorffs_published_examples():
    # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: A (two observers, binary data), B (two observers,
    # nominal data), C (four observers, missing values), as printed there.
    assert krippendorff_alpha(coincidences("0100000010", "1110010000")) == pytest.approx(0.095, abs=5e-4)
    assert krippendorff_alpha(coincidences("aabbdcccedda", "babbbccceddd")) == pytest.approx(0.692, abs=5e-4)
    four = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    assert krippendorff_alpha(coincidences(*four)) == pytest.approx(0.743, abs=5e-4)


def test_a_code_of_krippendorffs_first_example_as_turns():
    # Meg and Owen: both once, Meg alone once, Owen alone three times, neither five times.
    found = of(1, 1, 3, 5)
    assert found["alpha"] == pytest.approx(1 - 19 * 4 / (14 * 6))
    # Observed .6; by chance .2 x .4 + .8 x .6 = .56: kappa = .04 / .44.
    assert found["kappa"] == pytest.approx(0.04 / 0.44)
    assert found["jaccard"] == pytest.approx(1 / 5) and found["n"] == 10


def test_kappa_by_hand():
    # Both .60 observed; by chance .6 x .7 + .4 x .3 = .54 and .6 x .3 + .4 x .7 = .46.
    assert of(45, 15, 25, 15)["kappa"] == pytest.approx(0.06 / 0.46)
    assert of(25, 35, 5, 35)["kappa"] == pytest.approx(0.14 / 0.54)


def test_what_does_not_vary_is_not_defined():
    names = ["kappa", "kappa_low", "kappa_high", "alpha", "alpha_low", "alpha_high"]
    assert of(0, 0, 0, 12)[names].isna().all() and np.isnan(of(0, 0, 0, 12)["jaccard"])
    assert of(12, 0, 0, 0)[names].isna().all() and of(12, 0, 0, 0)["jaccard"] == 1


def test_three_turns_without_a_difference_prove_little():
    # A bootstrap would put both ends at 1.
    found = of(3, 0, 0, 57)
    assert found["kappa"] == found["kappa_high"] == 1
    assert found["kappa_low"] < 0.7


def test_no_rows_have_all_columns():
    empty = agreement(pd.DataFrame(columns=list(CELLS), dtype="int64"))
    assert {"n", "kappa", "kappa_low", "alpha_high", "jaccard"} <= set(empty.columns) and empty.empty


@given(counts)
def test_agreement_does_not_depend_on_who_comes_first_or_what_a_code_is_called(cells):
    both, first, second, neither = cells
    one = of(*cells)
    for other in (of(both, second, first, neither), of(neither, second, first, both)):
        assert other[["kappa", "alpha"]].tolist() == pytest.approx(one[["kappa", "alpha"]].tolist(), nan_ok=True)
    for name in ("kappa", "alpha"):
        if not np.isnan(one[name]):
            assert -1 - 1e-9 <= one[f"{name}_low"] <= one[name] <= one[f"{name}_high"] <= 1 + 1e-9
    if first == second == 0 and both and neither:
        assert one["kappa"] == pytest.approx(1) and one["alpha"] == pytest.approx(1)


@given(counts)
def test_alpha_is_kappa_of_many_turns_with_equal_margins(cells):
    # With equal margins alpha = kappa + (1 - kappa) / 2n (Krippendorff 2004).
    both, first, _, neither = cells
    one = of(both, first, first, neither)
    if not np.isnan(one["kappa"]):
        assert one["alpha"] == pytest.approx(one["kappa"] + (1 - one["kappa"]) / (2 * one["n"]))
