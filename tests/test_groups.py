"""No department of one to four persons is shown apart, nor can it be had back from a total (DEFINITIONS 10)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.groups import pool_pairs, pool_rows, pool_shares, pooled_groups

NOBODY = pd.Series(dtype=float)


@pytest.mark.parametrize(
    ("persons", "pooled"),
    [
        ({1: 5, 2: 6, 3: 40}, []),  # all large enough
        ({1: 4, 2: 6, 3: 40}, [1, 2]),  # one alone could be had back from the total: the next smallest goes with it
        ({1: 2, 2: 2, 3: 40, 4: 9}, [1, 2, 4]),  # two together are four persons, still too few
        ({1: 2, 2: 3, 3: 40}, [1, 2]),  # together five
        ({1: 4, 2: 4, 3: 4, 4: 9}, [1, 2, 3]),
        ({1: 1}, [1]),  # nobody to go with it
        ({1: 0, 2: 8, 3: 9}, []),  # no person in the log: no group of persons
        ({1: 3, 2: 7, 3: 7, 4: 8}, [1, 2]),  # of equals the first by code
    ],
)
def test_small_departments_and_the_next_smallest_are_pooled(persons, pooled):
    found = pooled_groups(pd.Series(persons, dtype=float), NOBODY, least=5)
    assert sorted(found) == pooled


def test_head_counts_stand_in_where_the_log_names_nobody():
    persons = pd.Series({1: np.nan, 2: 12.0, 3: 30.0})
    staff = pd.Series({1: 3, 2: 2, 3: 30}, dtype="Int64")  # the log saw twelve in 2: that counts
    assert pooled_groups(persons, staff, least=5) == {1, 2}
    assert pooled_groups(pd.Series({2: 12.0, 3: 30.0}), staff, least=5) == {1, 2}


def test_the_bound_can_be_raised():
    assert pooled_groups(pd.Series({1: 6, 2: 8, 3: 40}), NOBODY, least=10) == {1, 2}


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(5, 15))
def test_nobody_can_be_had_back_from_what_is_shown(sizes, least):
    persons = pd.Series(dict(enumerate(sizes, start=1)), dtype=float)
    pooled = pooled_groups(persons, NOBODY, least=least)
    shown = [size for code, size in persons.items() if code not in pooled]
    assert all(size == 0 or size >= least for size in shown)
    hidden = [persons[code] for code in pooled]
    if hidden and any(size > 0 for size in shown):
        # The complement of everything shown holds at least two departments, with enough persons together.
        assert len(hidden) >= 2 and sum(hidden) >= least
    if not any(0 < size < least for size in sizes):
        assert not pooled


def departments() -> pd.DataFrame:
    """Make a table of four departments."""
    table = pd.DataFrame(
        {
            "department": ["Front", "Billing", "Legal", "Privacy"],
            "unit": ["a", "b", "c", "c"],
            "role": ["contact_centre", "", "", ""],
            "visits": [100, 40, 7, 3],
            "signal_days": [50.0, 80.0, 9.5, 4.5],
            "held_share": [0.35, 0.55, 0.07, 0.03],
            "persons": [40.0, 17.0, 4.0, 2.0],
            "stay_ratio": [0.5, 3.0, 1.1, 0.9],
            "silence_limit_days": [5.0, 9.0, 30.0, 40.0],
            "in_log": [True, True, True, True],
        }
    )
    return table.set_axis([1, 2, 3, 4])


def test_pooled_departments_become_one_row_with_totals_and_no_estimates():
    table = pool_rows(departments(), frozenset({3, 4}), name="small groups")
    assert table["department"].tolist() == ["Front", "Billing", "small groups"]
    row = table.iloc[-1]
    assert row[["visits", "signal_days", "persons"]].tolist() == [10, 14, 6]
    assert row["held_share"] == pytest.approx(0.1)
    assert row[["stay_ratio", "silence_limit_days"]].isna().all()
    assert (row["unit"], row["role"]) == ("", "")
    # Totals stay what they were.
    for name in ("visits", "signal_days", "held_share", "persons"):
        assert table[name].sum() == pytest.approx(departments()[name].sum())


def test_where_nobody_is_pooled_the_table_stays_as_it_is():
    pd.testing.assert_frame_equal(pool_rows(departments(), frozenset(), name="small groups"), departments())


def test_pairs_at_a_pooled_department_are_added_up_without_estimates():
    pairs = pd.DataFrame(
        {
            "giver": [1, 1, 2, 3, 3],
            "taker": [3, 4, 1, 4, 2],
            "handovers": [10, 5, 30, 2, 8],
            "signals": [9, 5, 28, 2, 8],
            "expected": [8.0, 6.0, 30.0, 1.0, 9.0],
            "openness": [1.25, 0.83, 1.0, 2.0, 0.89],
            "median_days": [1.0, 2.0, 3.0, 4.0, 5.0],
            "lateral": [True, True, True, True, True],
            "wall": False,
            "other_work": False,
            "order_of_work": False,
            "parallel": False,
        }
    )
    names = {1: "Front", 2: "Billing", 3: "Legal", 4: "Privacy"}
    table = pool_pairs(pairs, frozenset({3, 4}), names=names, small="small groups").set_index(["giver", "taker"])
    assert table["handovers"].to_dict() == {
        ("Billing", "Front"): 30,
        ("Front", "small groups"): 15,
        ("small groups", "Billing"): 8,
        ("small groups", "small groups"): 2,
    }
    hidden = table.drop(index=("Billing", "Front"))
    assert hidden[["openness", "median_days"]].isna().all(axis=None)
    assert not hidden["lateral"].astype(bool).any()
    assert table["handovers"].sum() == pairs["handovers"].sum()


def test_drops_of_pooled_departments_are_added_up_by_kind():
    columns = {"share": 0.5, "q": 0.01}
    shown = pd.DataFrame(
        {"dept": [1], "department": ["Front"], "kind": ["idea"], "visits": [50], "dropped": [5], **columns}
    )
    hidden = pd.DataFrame(
        {"dept": [3, 4, 4], "department": "small groups", "kind": ["idea", "idea", "complaint"], "visits": [7, 3, 2],
         "dropped": [1, 2, 0], **columns}
    )  # fmt: skip
    table = pool_shares(shown, hidden).set_index(["department", "kind"])
    assert table.loc[("small groups", "idea"), ["visits", "dropped"]].tolist() == [10, 3]
    assert table.loc["small groups", ["share", "q"]].isna().all(axis=None)
    assert "dept" not in table
