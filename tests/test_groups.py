"""No department of one to four persons is shown apart, nor can it be had back from a total (DEFINITIONS 10)."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.groups import (
    Headcount,
    hidden_among,
    hidden_cells,
    is_exposed,
    pool_pairs,
    pool_rows,
    pool_shares,
    pooled_groups,
)

NOBODY = pd.DataFrame({"dept": [], "kind": [], "person": []}, dtype=int)
NO_STAFF = pd.Series(dtype=float)
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 6), st.integers(0, 3)), st.frozensets(st.integers(0, 30), max_size=12), max_size=20
)


def of_staff(sizes: dict[int, float]) -> Headcount:
    """Make a head count of departments in which everybody works in one place."""
    return Headcount(NOBODY, pd.Series(sizes, dtype=float))


def of_workers(places: dict[tuple[int, int], frozenset[int]], staff: dict[int, int] | None = None) -> Headcount:
    """Make a head count of who works in which (department, kind)."""
    rows = [(dept, kind, person) for (dept, kind), persons in places.items() for person in sorted(persons)]
    workers = pd.DataFrame(rows, columns=["dept", "kind", "person"], dtype=int)
    return Headcount(workers, pd.Series(staff or {}, dtype=float))


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
    assert sorted(pooled_groups(of_staff(persons), least=5)) == pooled


def test_who_works_in_two_departments_counts_once():
    # Three in 1 and the same three in 2: six by adding up, three persons.
    count = of_workers({(1, 0): frozenset({1, 2, 3}), (2, 0): frozenset({1, 2, 3}), (3, 0): frozenset(range(4, 11))})
    assert count.together({1, 2}) == 3
    assert pooled_groups(count, least=5) == {1, 2, 3}


def test_nobody_hides_behind_a_department_without_visits():
    # The total of 1 and 2 would be that of 1 alone.
    count = of_staff({1: 3, 2: 4, 3: 8, 4: 40})
    assert pooled_groups(count, least=5) == {1, 2}
    assert pooled_groups(count, least=5, silent={2}) == {1, 2, 3}
    assert pooled_groups(of_staff({2: 4, 3: 8}), least=5, silent={2}) == {2}  # it adds nothing that could be had back


def test_a_small_group_does_not_hide_behind_the_contact_centre():
    # What the departments other than the contact centre do together is known from what each is compared with.
    count = of_staff({1: 3, 2: 7, 3: 12, 4: 30})
    assert pooled_groups(count, least=5, centre={2}) == {1, 3}
    assert pooled_groups(of_staff({1: 3, 2: 7}), least=5, centre={2}) == {1, 2}  # unless there is nobody else
    # Nor the other way about, where the contact centre has two departments.
    assert pooled_groups(count, least=5, centre={1, 4}) == {1, 4}


@pytest.mark.parametrize(("persons", "exposed"), [({1: 4, 2: 9}, True), ({1: 5, 2: 9}, False), ({2: 9}, False)])
def test_a_contact_centre_of_few_persons_is_exposed(persons, exposed):
    assert is_exposed(of_staff(persons), least=5, centre={1}) is exposed
    assert not is_exposed(of_staff(persons), least=5, centre=frozenset())


def test_head_counts_stand_in_where_the_log_names_nobody():
    twelve, thirty = frozenset(range(12)), frozenset(range(20, 50))
    count = of_workers({(2, 0): twelve, (3, 0): thirty}, {1: 3, 2: 2, 3: 30})  # the log saw twelve in 2: that counts
    assert count.sizes().to_dict() == {1: 3, 2: 12, 3: 30}
    assert pooled_groups(count, least=5) == {1, 2}
    assert count.together({1, 2}) == 15


def test_the_bound_can_be_raised():
    assert pooled_groups(of_staff({1: 6, 2: 8, 3: 40}), least=10) == {1, 2}


SIZES = st.dictionaries(st.integers(1, 12), st.integers(0, 60), min_size=1, max_size=12)
SOME = st.frozensets(st.integers(1, 12), max_size=4)


@given(SIZES, st.integers(5, 15), SOME, SOME)
def test_nobody_can_be_had_back_from_what_is_shown(sizes, least, centre, silent):
    silent -= centre
    pooled = pooled_groups(of_staff(sizes), least=least, centre=centre, silent=silent)
    known = {dept: size for dept, size in sizes.items() if size}
    assert all(size >= least for dept, size in known.items() if dept not in pooled)
    busy = {dept: size for dept, size in known.items() if dept not in silent}
    if any(dept not in pooled for dept in busy):
        # The complement of everything shown, of all departments with visits and of those besides the contact centre.
        for part in (set(busy), set(busy) - centre):
            if {dept for dept in part if busy[dept] < least}:
                together = sum(busy[dept] for dept in part & pooled)
                assert together >= least or part <= pooled
    if not any(size < least for size in known.values()):
        assert not pooled


@given(SIZES, st.integers(5, 10), st.integers(0, 10), SOME, SOME)
def test_a_higher_bound_shows_nobody_whom_a_lower_one_hid(sizes, least, more, centre, silent):
    silent -= centre
    before, after = (
        pooled_groups(of_staff(sizes), least=bound, centre=centre, silent=silent) for bound in (least, least + more)
    )
    assert before <= after


def test_a_table_with_a_total_hides_more_where_the_hidden_are_not_all_in_it():
    # 1 and 2 are pooled; where 2 has no row, the total without the shown rows would be that of 1.
    count = of_staff({1: 3, 2: 4, 3: 8, 4: 40})
    assert hidden_among(count, [0, 1, 2, 3, 4], pooled=frozenset({1, 2}), least=5) == {1, 2}
    assert hidden_among(count, [0, 1, 3, 4], pooled=frozenset({1, 2}), least=5) == {1, 3}
    assert hidden_among(count, [0, 3, 4], pooled=frozenset({1, 2}), least=5) == frozenset()


def test_one_person_for_one_kind_of_signal_is_not_shown_apart():
    # Nine work in 1 and nine in 2, but only one of department 1 on kind 2.
    first, second = frozenset(range(9)), frozenset(range(10, 19))
    count = of_workers({(1, 1): first, (1, 2): frozenset({0}), (2, 1): second, (2, 2): second})
    places = [(1, 1), (1, 2), (2, 1), (2, 2)]
    # By kind 2 goes along (2, 2); by department (1, 1), and with it nine persons of kind 1.
    assert hidden_cells(count, places, pooled=frozenset(), least=5) == ({(1, 1), (1, 2), (2, 2)}, frozenset())


def test_cells_too_few_even_together_are_withheld():
    count = of_workers({(1, 1): frozenset({1, 2}), (2, 1): frozenset({3})})
    assert hidden_cells(count, [(1, 1), (2, 1)], pooled=frozenset(), least=5) == (frozenset(), {(1, 1), (2, 1)})


@given(CELLS, st.integers(5, 8))
def test_no_cell_and_no_difference_of_totals_is_of_few_persons(places, least):
    count = of_workers(places)
    places = {cell: persons for cell, persons in places.items() if persons}
    pooled = pooled_groups(count, least=least)
    added, withheld = hidden_cells(count, places, pooled=pooled, least=least)
    shown = set(places) - added - withheld
    assert all(len(places[cell]) >= least for cell in shown)
    for number, lines in ((1, {kind for _, kind in places}), (0, {dept for dept, _ in shown})):
        for line in lines:  # of a kind, or of a department that is shown: everything minus what is shown
            rest = [places[cell] for cell in set(places) - shown if cell[number] == line]
            persons = len(frozenset().union(*rest))
            assert persons == 0 or persons >= least or not [cell for cell in shown if cell[number] == line]
    for line in {kind for _, kind in added}:
        assert len(frozenset().union(*(places[cell] for cell in added if cell[1] == line))) >= least


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
            "customer_share": [0.1, 0.2, 0.3, 0.4],
            "own_stay_ratio": [0.5, 2.0, 1.0, 0.8],
            "silence_limit_days": [5.0, 9.0, 30.0, 40.0],
            "in_log": [True, True, True, True],
        }
    )
    return table.set_axis([1, 2, 3, 4])


def test_pooled_departments_become_one_row_with_totals_and_no_estimates():
    table = pool_rows(departments(), frozenset({3, 4}), name="small groups", persons=5)  # one works in both
    assert table["department"].tolist() == ["Front", "Billing", "small groups"]
    row = table.iloc[-1]
    assert row[["visits", "signal_days", "persons"]].tolist() == [10, 14, 5]
    assert row["held_share"] == pytest.approx(0.1)
    assert row[["stay_ratio", "customer_share", "own_stay_ratio", "silence_limit_days"]].isna().all()
    assert (row["unit"], row["role"]) == ("", "")
    # Totals stay what they were.
    for name in ("visits", "signal_days", "held_share"):
        assert table[name].sum() == pytest.approx(departments()[name].sum())


def test_where_nobody_is_pooled_the_table_stays_as_it_is():
    same = pool_rows(departments(), frozenset(), name="small groups", persons=0)
    pd.testing.assert_frame_equal(same, departments())


def test_totals_that_are_of_too_few_are_left_out():
    table = pool_rows(departments(), frozenset({3, 4}), name="small groups", persons=4, shown=False)
    assert table["department"].tolist() == ["Front", "Billing"]


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
