"""Of which use the contact centre is: what contacts are worth, desks per signal, satisfaction, handle time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from diagnosed import diagnosed
from hypothesis import given
from hypothesis import strategies as st
from logs import DAY, Followed, event_log, letters
from scipy.stats import t as student
from test_contacts import calls, reduced

from kccdiag.figures.draw import draw_all
from kccdiag.figures.value_irritant import SHOWN, draw_value_irritant
from kccdiag.flow import contact_sql
from kccdiag.flow.contact_sql import QUADRANTS, quadrant_of
from kccdiag.flow.engine import Engine, Flow, Question
from kccdiag.intake.amounts import durations, satisfactions
from kccdiag.intake.tables import NEUTRAL
from kccdiag.limits import Limits
from kccdiag.measures.desks import desks
from kccdiag.measures.handle_time import handle_time
from kccdiag.measures.satisfaction import satisfaction
from kccdiag.measures.uncertainty import mean_of_sums
from kccdiag.measures.value_irritant import named_quadrants, quadrant_shares
from kccdiag.shown.lettering import width_of

START = pd.Timestamp("2024-01-01")


# ---- value and irritation


def test_the_corners_of_the_matrix_are_those_of_the_book():
    # Price & Jaffe (2008): irritating or of value to the customer × to the company.
    book = {("irritating", "irritating"): "eliminate", ("irritating", "of value"): "simplify",
            ("of value", "irritating"): "automate", ("of value", "of value"): "leverage"}  # fmt: skip
    words = {1: "irritating", 2: "irritating", 4: "of value", 5: "of value"}
    for customer in words:
        for organisation in words:
            found = QUADRANTS[quadrant_of(customer, organisation) - 1]
            assert found == book[words[customer], words[organisation]]
    assert {QUADRANTS[quadrant_of(*pair) - 1] for pair in ((3, 1), (5, 3), (3, 3))} == {"fence"}


def test_a_reason_without_both_marks_is_in_no_quadrant():
    marks = pd.DataFrame({"customer_value": [1, pd.NA, 3], "organisation_value": [5, 5, 1]}, dtype="Int64")
    assert named_quadrants(marks).tolist() == ["simplify", "", "fence"]


def valued(folder: Path, made: Sequence[tuple[int, int, float]], values: tuple[tuple[int, int, int], ...]) -> Flow:
    """Reduce contacts of (customer, reason, day) under the two values of each reason."""
    rows = [(f"s{place}", day, "Desk", "work") for place, (_, _, day) in enumerate(made)]
    more = {"customer": [c for c, _, _ in made], "reason": [r for _, r, _ in made]}
    log = event_log(folder, rows, more=more)
    with Engine(log, Question(by_reason=True, values=values), limits=Limits()).opened() as engine:
        return engine.flow()


def test_contacts_are_shared_out_by_customer(tmp_path):
    made = [(1, 1, 1), (1, 1, 2), (1, 2, 3), (2, 1, 4), (0, 2, 5), (0, 3, 6), (3, 4, 7)]
    # Reason 1 irritates both, 2 is of value to both, 3 is on the fence; 4 has no values.
    flow = valued(tmp_path, made, ((1, 1, 2), (2, 5, 4), (3, 3, 1)))
    table = quadrant_shares(flow.placed).set_index("quadrant")
    assert table["contacts"].to_dict() == {"eliminate": 3, "simplify": 0, "automate": 0, "leverage": 2, "fence": 1}
    assert table["of"].unique().tolist() == [6]
    assert table["callers"].to_dict() == {"eliminate": 2, "simplify": 0, "automate": 0, "leverage": 2, "fence": 1}
    # Customers have 3, 1, 1 and 1 contacts, of these 2, 1, 0 and 0 irritate both: residuals about a half
    # .5, .5, -.5, -.5; variance 4 × .25 / 36 = 1/36, that of 6 independent ones .25/6, so 4 are worth 9 of them.
    effect = (1 / 36) / (0.25 / 6)
    assert effect < 1  # so nothing is gained by it: Wilson of 3 in 6
    assert (table.loc["eliminate", "share_low"], table.loc["eliminate", "share_high"]) == pytest.approx(
        (0.1876, 0.8124), abs=1e-4
    )


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), min_size=1, max_size=30))
def test_the_quadrants_share_all_contacts_with_values(made):
    table = pd.DataFrame(made, columns=["quadrant", "customer"])
    held = table[table["quadrant"] > 0]
    own = held.groupby(["customer", "quadrant"]).size().rename("h").reset_index()
    own["c"] = own.groupby("customer")["h"].transform("sum")
    sums = own.assign(hh=own["h"] ** 2, ch=own["h"] * own["c"], callers=1).groupby("quadrant")
    rows = sums[["callers", "h", "hh", "ch"]].sum().rename(columns={"h": "contacts"}).reset_index()
    every = held.groupby("customer").size()
    whole = {"quadrant": 0, "callers": len(every), "contacts": every.sum(), "hh": (every**2).sum(), "ch": 0}
    found = quadrant_shares(pd.concat([rows, pd.DataFrame([whole])], ignore_index=True))
    assert found["contacts"].sum() == len(held)
    assert not len(held) or found["share"].sum() == pytest.approx(1)
    assert (found["share_low"] <= found["share"]).all() and (found["share"] <= found["share_high"]).all()


COLUMNS = ("signal", "time", "department", "activity", "kind", "reason", "customer")


def listed(folder: Path, often: dict[str, int], marks: str) -> object:
    """Diagnose contacts about reasons, each of another customer, under a reasons.csv with values."""
    rows = [(f"{reason}{n}", f"{START + pd.Timedelta(hours=n):%Y-%m-%d %H:%M}", "Desk", "work", "question", reason,
             f"{reason}{n}") for reason, many in often.items() for n in range(many)]  # fmt: skip
    folder.mkdir()
    (folder / "reasons.csv").write_text(f"reason,failure_demand,customer_value,organisation_value\n{marks}", "utf-8")
    return diagnosed(folder, rows, columns=COLUMNS, more={"inputs": 'reasons = "reasons.csv"'})


def test_what_few_customers_call_about_is_not_told_by_its_quadrant(tmp_path):
    d = listed(tmp_path / "a", {"Bill": 40, "Rare": 2, "Move": 9}, "Bill,no,1,1\nRare,no,5,5\nMove,no,5,1\n")
    shown = d.value_irritant.set_index("quadrant")["contacts"]
    assert shown["eliminate"] == 40
    assert shown[["leverage", "automate"]].isna().all()  # two, and the nine that they could be had back from
    assert d.contact_reasons.set_index("reason").loc["Bill", "quadrant"] == "eliminate"
    drawn = dict(draw_all(d, language="nl"))
    assert "value_irritant" in drawn and "kpi_balance" not in drawn


def test_reasons_without_values_are_said_to_lack_them(tmp_path):
    d = listed(tmp_path / "a", {"Bill": 9}, "Bill,no,,3\n")
    assert d.value_irritant.empty and d.contact_reasons["quadrant"].tolist() == [""]
    assert ("value_irritant", "values") in set(d.not_measurable.itertuples(index=False, name=None))


def crowded(many: int, *, name: str = "A reason of eighty letters as people write them down when nobody stops them {}"
            ) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Make so many reasons, most of them with the same two values."""
    place = np.arange(many)
    table = pd.DataFrame({
        "reason": [name.format(n)[:80] if n % 2 else name.format("")[:78] + f"{n:02d}" for n in place],
        "contacts": 1000.0 / (place + 1), "customer_value": np.where(place % 4, 1, 5), "organisation_value": 1,
    })  # fmt: skip
    table["quadrant"] = named_quadrants(table)
    sums = {"contacts": 9.0, "of": 9.0, "share": 1.0, "share_low": 0.9, "share_high": 1.0}
    return table, pd.DataFrame([{"quadrant": quadrant, **sums} for quadrant in QUADRANTS])


@pytest.mark.parametrize("many", [1, 6, SHOWN, 40])
def test_no_disc_covers_another_and_no_name_its_neighbour(many):
    ax = draw_value_irritant(*crowded(many), language="en")
    width, height = (float(size) for size in ax.get_window_extent().size / ax.get_figure().dpi * 72)
    to_points = np.array([width / 5, height / np.ptp(ax.get_ylim())])
    at = np.vstack([path.get_offsets() for path in ax.collections]) * to_points
    wide = np.concatenate([np.sqrt(path.get_sizes()) for path in ax.collections])
    assert len(at) == min(many, SHOWN)
    for one in range(len(at)):
        apart = np.hypot(*(at[one + 1 :] - at[one]).T)
        assert (apart >= 0.97 * (wide[one + 1 :] + wide[one]) / 2).all()
    ratio = wide**2 / np.sort(crowded(many)[0]["contacts"])[::-1][: len(wide)].max()
    assert np.ptp(np.sort(ratio)[::-1] / (1.0 / (1 + np.arange(len(wide))))) == pytest.approx(0, abs=1e-6)  # area
    names = [text for text in ax.figure.texts if text.get_gid() == "list"]
    by_line: dict[float, list[float]] = {}
    for text in names:
        x, size = text.get_position()[0] * 960, width_of(text.get_text(), 14)
        ends = (x, x + size) if text.get_ha() == "left" else (x - size, x)
        by_line.setdefault(round(text.get_position()[1], 4), []).append(ends)
    assert all(min(end[0] for end in line) >= 450 and max(end[1] for end in line) <= 930 for line in by_line.values())
    for line in by_line.values():
        ordered = sorted(line)
        assert all(right <= left for (_, right), (left, _) in pairwise(ordered))
    assert min(by_line) * 7.5 > 1.2  # above the note


# ---- desks


def test_desks_are_different_departments_before_the_end(tmp_path):
    # K-A-K-A is two desks, K-A-B three; what is unknown is no desk; 100 days so that all are old enough.
    log = event_log(tmp_path, letters(KAKA=3, KAB=1, K_=2), cutoff_day=100)
    table = desks(Followed(log).journeys)
    whole = table[table["kind"] == -1].iloc[0]
    assert (whole["signals"], whole["mean"]) == (6, pytest.approx((3 * 2 + 3 + 2 * 1) / 6))
    assert whole[["one_share", "two_share", "three_share", "more_share"]].tolist() == pytest.approx(
        [2 / 6, 3 / 6, 1 / 6, 0]
    )
    # Numbers 2, 2, 2, 3, 1, 1: sample variance (3 × .1667² + 1.1667² + 2 × .8333²) / 5 = .5667.
    assert whole["mean_high"] - whole["mean"] == pytest.approx(1.959964 * np.sqrt(0.566667 / 6), abs=1e-4)


def test_who_is_not_yet_old_enough_has_no_number_of_desks(tmp_path):
    assert desks(Followed(event_log(tmp_path, letters(KAB=4), cutoff_day=60)).journeys).empty


def test_what_an_automatic_close_adds_is_no_desk(tmp_path):
    rows = [("a", 0, "K", ""), ("a", 1, "A", "answered"), ("a", 5, "Z", "closed")]
    table = desks(Followed(event_log(tmp_path, rows, cutoff_day=200)).journeys)
    assert table["mean"].tolist() == [2.0, 2.0]  # all together, and the one kind


# ---- satisfaction


def test_marks_are_written_and_read_on_one_scale():
    assert contact_sql.NEUTRAL == NEUTRAL


def test_amounts_are_read_as_people_write_them():
    import pyarrow as pa

    def read(how, *values):
        return how(pa.array(values).dictionary_encode()).tolist()

    assert read(durations, "312", "00:05:12", "5:12", "312,4", "-1", "9e9", "") == [313, 313, 0, 313, 0, 0, 0]
    marks = read(satisfactions, "7,5", "7.5", " 8 ", "8/10", "-2", "tevreden", "2000", None)
    assert marks == [NEUTRAL + 7500, NEUTRAL + 7500, NEUTRAL + 8000, NEUTRAL + 8000, NEUTRAL - 2000, 0, 0, 0]


def marked(folder: Path, made: Sequence[tuple[int, int, float, bool]], **more: object) -> pd.DataFrame:
    """Average marks of signals of (customer, departments, mark, told), each closed on day 50 of 200."""
    rows, customers, marks = [], [], []
    for place, (customer, many, mark, told) in enumerate(made):
        steps = [(n, f"D{n}", "work") for n in range(many)]
        steps += [(50, f"D{many - 1}", "answered"), *([(51, "D0", "told")] if told else [])]
        rows += [(f"s{place}", day, dept, what) for day, dept, what in steps]
        customers += [customer] * len(steps)
        marks += [0] * (len(steps) - 1) + [round(1000 * mark) + NEUTRAL]
    columns = {"customer": customers, "satisfaction": marks, **more}
    with Engine(event_log(folder, rows, cutoff_day=200, more=columns), Question(), limits=Limits()).opened() as engine:
        return satisfaction(engine.flow().satisfaction)


def test_marks_are_averaged_by_desks_and_by_telling(tmp_path):
    table = marked(tmp_path, [(1, 1, 9, True), (1, 1, 8, True), (2, 2, 7, False), (0, 5, 2, False), (0, 6, 3, False)])
    found = {(row.by, row.value): (row.signals, row.satisfaction) for row in table.itertuples()}
    assert found == {
        ("all", ""): (5, pytest.approx(5.8)), ("desks", "1"): (2, 8.5), ("desks", "2"): (1, 7.0),
        ("desks", "4+"): (2, 2.5), ("telling", "told"): (2, 8.5), ("telling", "untold"): (3, 4.0),
    }  # fmt: skip
    assert table.set_index(["by", "value"]).loc[("desks", "1"), "satisfaction_low":].isna().all()  # of one customer


def test_the_last_mark_of_a_signal_counts_and_one_still_on_its_way_does_not(tmp_path):
    rows = [("a", 0, "K", "work"), ("a", 1, "K", "answered"), ("b", 199, "K", "work"), ("c", 1, "K", "work")]
    marks = [NEUTRAL + 1000, NEUTRAL + 9000, NEUTRAL + 4000, NEUTRAL + 5000]
    log = event_log(tmp_path, rows, cutoff_day=200, more={"satisfaction": marks})
    with Engine(log, Question(), limits=Limits()).opened() as engine:
        table = satisfaction(engine.flow().satisfaction)
    assert table.loc[table["by"] == "all", ["signals", "satisfaction"]].to_numpy().tolist() == [[2, 7.0]]  # a and c


@given(st.lists(st.tuples(st.integers(1, 4), st.floats(-5, 10)), min_size=2, max_size=20))
def test_the_interval_is_that_of_customers(made):
    table = pd.DataFrame(made, columns=["customer", "mark"])
    own = table.groupby("customer")["mark"].agg(["size", "sum"])
    sums = pd.DataFrame({"cases": [len(table)], "hits": [own["sum"].sum()], "cc": [(own["size"] ** 2).sum()],
                         "hh": [(own["sum"] ** 2).sum()], "ch": [(own["size"] * own["sum"]).sum()],
                         "owners": [len(own)]})  # fmt: skip
    found = mean_of_sums(sums).iloc[0]
    assert found["mean"] == pytest.approx(table["mark"].mean(), abs=1e-9)
    if len(own) == 1:
        assert np.isnan(found["low"])
        return
    away = own["sum"] - own["size"] * found["mean"]  # each customer's residual
    error = np.sqrt((away**2).sum() * len(own) / (len(own) - 1)) / len(table)
    assert found["high"] - found["mean"] == pytest.approx(student.ppf(0.975, len(own) - 1) * error, rel=1e-4, abs=1e-4)


# ---- handle time


def handled(folder: Path, made: Sequence[tuple[int, int, float, int]], **options: object) -> pd.DataFrame:
    """Set what came after contacts of (customer, reason, day, seconds) beside how long they took."""
    made = [(0, 0, 0.0, -1), *made]
    rows = [(f"s{place}", day, "Desk", "work") for place, (_, _, day, _) in enumerate(made)]
    more = {"customer": [one[0] for one in made], "reason": [one[1] for one in made],
            "duration": [one[3] + 1 for one in made], **options}  # fmt: skip
    log = event_log(folder, rows, cutoff_day=100, more=more)
    limits = Limits(repeat_contacts=4)
    with Engine(log, Question(by_reason=True), limits=limits).opened() as engine:
        return handle_time(engine.flow().handling)


def test_quarters_are_made_within_each_reason(tmp_path):
    # Reason 2 takes ten times as long: without the reasons apart it would be the upper half.
    made = [(n, 1, n, 60 + n) for n in range(1, 9)] + [(20 + n, 2, n, 600 + n) for n in range(1, 9)]
    table = handled(tmp_path, made)
    assert table["contacts"].tolist() == [4, 4, 4, 4]
    # Quarter q holds 60 + 2q - 1, 60 + 2q and the same of 600: their mean.
    assert table["mean_seconds"].tolist() == [330 + 2 * q - 0.5 for q in (1, 2, 3, 4)]


def test_short_contacts_that_come_back_are_counted_forward(tmp_path):
    made = [(n, 1, 10 + n, 60 * n) for n in range(1, 9)] + [
        (1, 1, 14, 900),
        (2, 1, 19.5, 910),
        (7, 1, 94, 920),
        (3, 2, 14, 9),
    ]
    table = handled(tmp_path, made).set_index("quartile")
    # Eleven about reason 1, three or two in a quarter: customers 1 to 3, 4 to 6, 7 to 8 and the first again, the rest.
    assert table["contacts"].tolist() == [3, 3, 3, 2]
    assert table["repeated"].tolist() == [
        1,
        0,
        0,
        0,
    ]  # 1 after 3 days; 2 only after 7.5; 3 about another
    assert table["followed"].tolist() == [3, 3, 3, 1]  # the contact of day 94 has no week left after it
    assert table.loc[1, "repeat_share"] == pytest.approx(1 / 3)


def test_of_few_contacts_about_a_reason_no_quarters_are_made(tmp_path):
    assert handled(tmp_path, [(n, 1, n, 60) for n in range(1, 4)]).empty


def test_equal_times_are_dealt_out_by_chance_and_the_same_each_time(tmp_path):
    made = [(n, 1, n % 90, 60) for n in range(1, 401)]
    table = handled(tmp_path, made)
    assert table["contacts"].tolist() == [100] * 4
    pd.testing.assert_frame_equal(table, handled(tmp_path, made))


def test_what_handle_time_needs_is_said(tmp_path):
    rows = [("1", "2025-01-01", "Desk", "60", "8"), ("1", "2025-01-02", "Billing", "", "x")]
    d = diagnosed(tmp_path / "a", rows, columns=("signal", "time", "department", "duration_s", "satisfaction"),
                  outcomes=())  # fmt: skip
    lacking = set(d.not_measurable.itertuples(index=False, name=None))
    assert ("handle_time", "reason") in lacking and "satisfaction" not in {what for what, _ in lacking}
    unread = d.data_quality[d.data_quality["check"] == "amounts_unreadable"]
    assert unread[["subject", "value"]].to_numpy().tolist() == [["satisfaction", 1.0]]


def test_contacts_without_durations_and_marks_leave_everything_else_alone(tmp_path):
    flow = calls(tmp_path, [(1, 1, 10), (1, 1, 12)])
    assert flow.handling.empty and flow.satisfaction.empty
    assert reduced(tmp_path, [("a", 0.0, "Desk", "work")], customers=[1]).placed["contacts"].fillna(0).sum() == 0
    assert DAY == 86_400
