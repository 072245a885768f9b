"""Sums by whole-number keys must be those of a group-by, whichever way distinct keys are found."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.measures.totals import Totals, coded, distinct

FEW, MANY = st.integers(0, 20), st.integers(-(2**62), 2**62)  # counted, and sorted


@given(st.lists(FEW) | st.lists(MANY))
def test_distinct_codes_are_those_that_numpy_finds(codes):
    array = np.array(codes, dtype=np.int64)
    for found, expected in zip(distinct(array), np.unique(array, return_inverse=True), strict=True):
        assert found.tolist() == expected.tolist()


@given(st.lists(st.tuples(FEW, st.integers(0, 999_999), FEW, st.integers(0, 1000))))
def test_totals_are_a_group_by_in_the_order_of_its_keys(rows):
    table = pd.DataFrame(rows, columns=["a", "b", "c", "n"], dtype="int64")
    totals = Totals.of(coded(table["a"], table["b"], table["c"]), n=table["n"])
    sums = table.groupby(["a", "b", "c"], as_index=False)["n"].sum()
    assert [part.tolist() for part in (*totals.keys(3), totals.sums["n"])] == [sums[name].tolist() for name in sums]


def test_keys_of_millions_of_journeys_come_apart_as_they_were_put_together():
    journeys, givers, takers = [9_300_000, 40_000_000], [39, 7], [12, 39]  # of which 40 departments leave room
    totals = Totals.of(coded(journeys, givers, takers, base=40), signals=[1, 1])
    assert [part.tolist() for part in totals.keys(3, base=40)] == [journeys, givers, takers]
