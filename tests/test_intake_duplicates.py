"""Rows are equal when all their columns are, against pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.intake.duplicates import equal_rows

CELL = st.sampled_from(["a", "b", None])


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=30), seed=st.integers(0, 2**20))
def test_as_pandas_finds_them(rows, seed):
    table = pa.table({name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate("xyz")})
    among = np.random.default_rng(seed).random(len(rows)) < 0.8
    first = table["x"].combine_chunks().dictionary_encode().indices.fill_null(-1).to_numpy(zero_copy_only=False)
    expected = np.zeros(len(rows), dtype=bool)
    expected[among] = pd.DataFrame(rows, columns=list("xyz"))[among].duplicated().to_numpy()
    assert equal_rows(table, [first], among).tolist() == expected.tolist()
