"""The verdict (DEFINITIONS 3), on signals few enough to count by hand and held against a second reading."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from logs import Followed, event_log, letters, log_of
from strategies import event_logs

from kccdiag.flow.engine import Question
from kccdiag.measures import irrigation, verdict
from kccdiag.measures.uncertainty import wilson

HAS = frozenset({"outcomes", "adopted", "told"})


@pytest.fixture
def follow(tmp_path):
    """Return a function from rows to what was reduced from them; K is the contact centre."""

    def reduce(rows, *, home="K", board="", **options):
        log = event_log(tmp_path, rows, **options)
        codes = dict(zip(log.departments["department"], log.departments["dept"], strict=True))
        home_codes, board_codes = (tuple(codes[name] for name in names) for names in (home, board))
        return Followed(log, question=Question(home=home_codes or None, board=board_codes))

    return reduce


def fates(followed: Followed, *, elsewhere: int = 2, has: frozenset[str] = HAS) -> verdict.Fates:
    return verdict.Fates(followed.flow.fates, elsewhere, decides="adopted" in has, drops=True, has=has)


def seen(followed: Followed) -> dict[str, tuple[float, float]]:
    """Return signals and of, by measure."""
    table = verdict.verdict(fates(followed))
    return dict(zip(table.index, zip(table["signals"], table["of"], strict=True), strict=True))


# ---- how far signals got


def test_passed_on_counts_within_thirty_days_and_only_what_is_old_enough(follow):
    rows = [
        ("soon", 0, "K", ""), ("soon", 30, "A", ""),
        ("late", 0, "K", ""), ("late", 31, "A", ""),
        ("kept", 5, "K", ""),
        ("young", 71, "K", ""), ("young", 72, "A", ""),
        ("other", 0, "A", ""), ("other", 1, "B", ""),
    ]  # fmt: skip
    # On day 100 "young" is 29 days old and does not count yet; "other" is no signal of the contact centre.
    followed = follow(rows, cutoff_day=100)
    assert seen(followed)["passed_on"] == (1, 3)
    table = verdict.verdict(fates(followed))
    assert table.loc["passed_on", ["low", "high"]].tolist() == pytest.approx([float(end) for end in wilson(1, 3)])


def test_two_departments_besides_the_contact_centre(follow):
    rows = letters(KAB=2, KAKA=1, KA=1, KA_B=1, K=1, AB=5)
    # KAB twice and KA_B reach two; going twice to A is one department; AB is not the contact centre's.
    assert seen(follow(rows, cutoff_day=100))["two_departments"] == (3, 6)


def test_a_visit_to_another_part_of_the_contact_centre_is_no_department_reached(follow):
    followed = follow(letters(KLA=1, KL=1, LK=1), home="KL", cutoff_day=100)
    assert seen(followed)["passed_on"] == (1, 3)
    assert seen(followed)["two_departments"] == (0, 3)


def test_decided_changed_and_came_back(follow):
    rows = [
        ("adopted", 0, "K", ""), ("adopted", 2, "A", "adopted"), ("adopted", 3, "K", "told"),
        ("rejected", 0, "K", ""), ("rejected", 2, "A", "rejected"),
        ("board", 0, "K", ""), ("board", 2, "Z", ""), ("board", 3, "K", "answered"),
        ("answered", 0, "K", ""), ("answered", 2, "K", "answered"), ("answered", 99, "K", "told"),
        ("young", 11, "K", ""), ("young", 12, "K", "adopted"), ("young", 13, "K", "told"),
    ]  # fmt: skip
    counts = seen(follow(rows, cutoff_day=100, board="Z"))
    # Decided: adopted, rejected, and what the board saw. Changed: adopted. Back to the customer: told, however late.
    assert (counts["decided"], counts["changed"], counts["came_back"]) == ((3, 4), (1, 4), (2, 4))


def test_what_a_log_cannot_say_is_not_zero(follow):
    followed = follow(letters(KA=3), cutoff_day=100)
    table = verdict.verdict(fates(followed, has=frozenset()))
    assert table.loc[["decided", "changed", "came_back"], "share"].isna().all()
    assert table.loc["passed_on", "share"] == 1
    pair = verdict.verdict(fates(followed, elsewhere=1, has=frozenset()))
    assert pair["share"].notna().to_dict() == {step: step == "passed_on" for step in pair.index}  # no second to reach
    alone = verdict.verdict(fates(followed, elsewhere=0, has=frozenset()))
    assert alone["share"].isna().all()


def test_without_a_contact_centre_all_first_departments_are_the_intake(follow):
    # Three of eight start each at A and B, two at C: nobody has half.
    followed = follow(letters(AB=3, BC=3, C=1, CA=1), home="", cutoff_day=100)
    assert followed.flow.intake
    assert seen(followed)["passed_on"] == (7, 8)


def from_journeys(followed: Followed) -> dict[str, tuple[float, float]]:
    """Count the same from the variants of journeys, the other way through the log."""
    journeys = followed.journeys
    table = journeys.variants[journeys.variants["from_centre"]]
    outside = journeys.visits[journeys.visits["outside"]]
    reached = outside.groupby("variant")["dept"].nunique().reindex(table.index, fill_value=0)
    tests = {
        "passed_on": (table["passed_in_time"] == 1, table["age"] >= 1),
        "two_departments": (reached >= 2, table["age"] == 2),
        "decided": (table["outcome"].isin((1, 3)), table["age"] == 2),
        "changed": (table["outcome"] == 1, table["age"] == 2),
        "came_back": (table["told"] == 1, table["age"] == 2),
    }
    return {
        name: (table.loc[hit & old, "signals"].sum(), table.loc[old, "signals"].sum())
        for name, (hit, old) in tests.items()
    }


@given(event_logs(least=2))
def test_the_verdict_is_that_of_the_journeys(made):
    with TemporaryDirectory() as folder:
        followed = Followed(log_of(Path(folder), made.events, cutoff=made.cutoff))
    assert seen(followed) == from_journeys(followed)
    table = followed.flow.fates
    assert table["signals"].sum() == len({event.signal for event in made.events})
    aged = table[table["ended"] >= 1]
    whole = irrigation.told_shares(followed.journeys).loc[0]
    assert [(aged["signals"] * aged["told_in_time"]).sum(), aged["signals"].sum()] == whole[["signals", "of"]].tolist()


# ---- by kind, channel, period


def test_by_kind_each_row_is_the_verdict_of_that_kind_alone(follow):
    rows = [
        ("a", 0, "K", ""), ("a", 1, "A", "adopted"), ("a", 2, "K", "told"),
        ("b", 0, "K", ""), ("b", 40, "A", ""), ("b", 41, "A", "answered"),
        ("c", 0, "K", "answered"),
    ]  # fmt: skip
    followed = follow(rows, kinds={"a": "idea", "b": "idea", "c": "question"}, cutoff_day=200)
    table = verdict.by_trait(fates(followed), "kind")
    counts = {
        (followed.kinds[value], measure): (signals, of)
        for value, measure, signals, of in table.itertuples(index=False, name=None)
    }
    # Of the ideas "a" left in time, "b" on day 40; "a" is told of its outcome within 30 days.
    assert counts["idea", "passed_on"] == (1, 2) and counts["question", "passed_on"] == (0, 1)
    assert counts["idea", "changed"] == (1, 2) and counts["idea", "told_in_time"] == (1, 2)
    assert counts["question", "told_in_time"] == (0, 1)
    assert (table.groupby("measure")["of"].sum() == 3).all()


def test_what_a_log_cannot_say_has_no_row(follow):
    table = verdict.by_trait(fates(follow(letters(KA=3), cutoff_day=100), has=frozenset()), "kind")
    assert set(table["measure"]) == {"passed_on", "two_departments", "dropped"}


def test_month_by_month_only_what_came_soon_counts_for_every_signal_has_had_as_long(follow):
    rows = [
        ("soon", 0, "K", ""), ("soon", 5, "A", "adopted"), ("soon", 20, "K", "told"),
        ("late", 0, "K", ""), ("late", 100, "A", "adopted"), ("late", 101, "K", "told"),
    ]  # fmt: skip
    followed = follow(rows, cutoff_day=400, more={"month": [24_000] * 6})
    assert seen(followed)["changed"] == (2, 2)
    table = verdict.by_month(fates(followed), whole=range(24_000, 24_002), unseen=range(24_002, 24_002))
    counts = table.set_index(["measure", "month"])
    assert counts.loc[("changed", 24_000), ["hits", "n"]].tolist() == [1, 2]  # within 90 days
    assert counts.loc[("came_back", 24_000), ["hits", "n"]].tolist() == [1, 2]
    assert counts.loc[("told_in_time", 24_000), ["hits", "n"]].tolist() == [1, 1]  # "late" ended after 60 days
    # 24,000 is January of the year 2000: two signals in 31 days; none in the 29 of February.
    assert counts.loc[("new_signals", 24_000), ["hits", "n"]].tolist() == [2, 31]
    assert counts.loc[("new_signals", 24_001), ["hits", "n"]].tolist() == [0, 29]


def test_months_whose_signals_may_yet_fall_silent_unseen_say_nothing_of_drops(follow):
    followed = follow(letters(KA=3), cutoff_day=400, more={"month": [24_000] * 6})
    table = verdict.by_month(fates(followed), whole=range(24_000, 24_001), unseen=range(24_000, 24_001))
    assert table.set_index("measure").loc["dropped", "n"] == 0
