"""From events to journeys, rule by rule (DEFINITIONS 1), on logs that one can follow with a finger."""

from __future__ import annotations

import pytest
from logs import DAY, Followed, event_log, log_of
from reference import Event

from kccdiag.flow.engine import Question
from kccdiag.flow.sql import OUTCOMES


@pytest.fixture
def follow(tmp_path):
    """Return a function from rows (signal, day, department, activity) to what was reduced from them."""

    def reduce(rows, *, question=None, limits=None, **options):
        return Followed(event_log(tmp_path, rows, **options), question=question, limits=limits)

    return reduce


def outcome_of(followed: Followed) -> str:
    """Return the outcome of the only signal."""
    (variant,) = followed.flow.variants.to_dict("records")
    return OUTCOMES[variant["outcome"]]


def visits_of(followed: Followed) -> list[tuple[str, str, float]]:
    """Return department, state and visits, sorted."""
    states = followed.named(followed.flow.states)
    return sorted(states[["dept", "state", "visits"]].itertuples(index=False, name=None))


def days_held(followed: Followed) -> dict[str, float]:
    """Return signal-days by department."""
    stays = followed.named(followed.flow.stays)
    return dict(zip(stays["dept"], stays["held"] / DAY, strict=True))


# ---- order within a signal


def test_events_go_by_time_whatever_their_rows(follow):
    followed = follow([("a", 3, "Legal", ""), ("a", 1, "Front", ""), ("a", 2, "Billing", "")])
    assert followed.counted() == {("Front", "Billing", "Legal"): 1}


def test_the_sequence_column_decides_where_times_are_equal(follow):
    rows = [("a", 1, "Legal", ""), ("a", 1, "Front", ""), ("a", 1, "Billing", "")]
    assert follow(rows, more={"seq": [3, 1, 2]}).counted() == {("Front", "Billing", "Legal"): 1}


def test_time_goes_before_the_sequence_column(follow):
    rows = [("a", 1, "Front", ""), ("a", 2, "Billing", "")]
    assert follow(rows, more={"seq": [9, 1]}).counted() == {("Front", "Billing"): 1}


def test_the_sequence_column_goes_before_the_rank(follow):
    # By rank the outcome would come last; the sequence says that Billing wrote after it, in the same second.
    rows = [("a", 1, "Front", "answered"), ("a", 1, "Billing", "")]
    assert follow(rows, more={"seq": [1, 2]}).counted() == {("Front", "Billing"): 1}


def test_an_outcome_comes_after_what_happened_in_the_same_second(follow):
    rows = [("a", 1, "Front", "answered"), ("a", 1, "Billing", ""), ("a", 0, "Front", "")]
    assert follow(rows).counted() == {("Front", "Billing", "Front"): 1}


def test_the_row_decides_last(follow):
    rows = [("a", 1, "Front", ""), ("a", 1, "Legal", ""), ("a", 1, "Billing", "")]
    assert follow(rows).counted() == {("Front", "Legal", "Billing"): 1}


# ---- closing event


def test_a_later_automatic_closing_changes_nothing(follow):
    # Resolved after 2 days, closed by the system after 7: Billing held it from day 1 to day 2, the system never.
    followed = follow(
        [("a", 0, "Front", ""), ("a", 1, "Billing", ""), ("a", 2, "Billing", "answered"), ("a", 7, "System", "closed")]
    )
    assert outcome_of(followed) == "answered"
    assert days_held(followed) == {"Front": 1, "Billing": 1}
    assert visits_of(followed) == [("Billing", "closed", 1), ("Front", "passed", 1), ("System", "after", 1)]


def test_a_note_in_the_closing_second_opens_nothing(follow):
    rows = [("a", 0, "Front", ""), ("a", 2, "Billing", "answered"), ("a", 2, "Archive", "")]
    followed = follow(rows, more={"seq": [0, 1, 2]})
    assert outcome_of(followed) == "answered"
    assert followed.flow.variants["reopened"].sum() == 0
    assert visits_of(followed) == [("Archive", "after", 1), ("Billing", "closed", 1), ("Front", "passed", 1)]
    assert followed.names[int(followed.flow.variants["closing_dept"].iloc[0])] == "Billing"


def test_telling_the_customer_does_not_reopen(follow):
    followed = follow([("a", 0, "Front", ""), ("a", 2, "Front", "answered"), ("a", 5, "Front", "told")])
    assert outcome_of(followed) == "answered"
    assert followed.flow.variants["reopened"].sum() == 0
    assert days_held(followed) == {"Front": 2}


def test_work_after_an_outcome_reopens(follow):
    # Answered on day 2, worked on until day 4, rejected on day 9: the second outcome counts, and Front held it 9 days.
    rows = [("a", 0, "Front", ""), ("a", 2, "Front", "answered"), ("a", 4, "Front", ""), ("a", 9, "Front", "rejected")]
    followed = follow(rows)
    assert outcome_of(followed) == "rejected"
    assert followed.flow.variants["reopened"].sum() == 1
    assert days_held(followed) == {"Front": 9}


def test_a_signal_reopened_and_left_lying_is_open(follow):
    followed = follow([("a", 0, "Front", "answered"), ("a", 4, "Billing", "")], cutoff_day=5)
    assert outcome_of(followed) == "none"
    assert followed.flow.variants["reopened"].sum() == 1


# ---- told


def test_telling_is_no_visit_no_handover_and_lengthens_no_stay(follow):
    # Front tells in between and after: Billing keeps the signal from day 1 to its outcome on day 6.
    rows = [
        ("a", 0, "Front", ""),
        ("a", 1, "Billing", ""),
        ("a", 3, "Front", "told"),
        ("a", 6, "Billing", "answered"),
        ("a", 40, "Front", "told"),
    ]
    followed = follow(rows)
    assert followed.counted() == {("Front", "Billing"): 1}
    assert days_held(followed) == {"Front": 1, "Billing": 5}
    # Gaps: day 0 to 1 and day 1 to 6; none to or from the telling.
    assert sorted(followed.flow.gaps["seconds"] / DAY) == [1, 5]


def test_a_signal_of_which_only_the_telling_is_logged_counts_but_goes_nowhere(follow):
    followed = follow([("a", 0, "Front", "told"), ("b", 0, "Front", ""), ("b", 1, "Billing", "")])
    assert followed.counted() == {(): 1, ("Front", "Billing"): 1}
    assert followed.flow.variants.set_index("told")["signals"].to_dict() == {0: 1, 1: 1}


# ---- unknown departments, visits and handovers


def test_an_unknown_department_is_never_bridged(follow):
    followed = follow([("a", 0, "Front", ""), ("a", 1, "", ""), ("a", 2, "Billing", "")])
    assert followed.counted() == {("Front", "", "Billing"): 1}
    assert len(followed.journeys.handovers()) == 0
    # Its day at nobody's desk is no department's.
    assert days_held(followed) == {"Front": 1, "Billing": pytest.approx(0, abs=1e-4)}


def test_returning_after_an_unknown_department_is_a_new_visit(follow):
    followed = follow([("a", 0, "Front", ""), ("a", 1, "", ""), ("a", 2, "Front", ""), ("a", 3, "Front", "closed")])
    assert followed.counted() == {("Front", "", "Front"): 1}
    assert visits_of(followed) == [("Front", "closed", 1), ("Front", "passed", 1)]


def test_consecutive_events_in_one_department_are_one_visit(follow):
    rows = [("a", 0, "Front", ""), ("a", 1, "Front", ""), ("a", 2, "Billing", ""), ("a", 5, "Front", "closed")]
    followed = follow(rows)
    assert followed.counted() == {("Front", "Billing", "Front"): 1}
    assert days_held(followed) == {"Front": 2, "Billing": 3}


def test_handovers_are_pairs_of_consecutive_visits(follow):
    rows = [(name, day, dept, "") for name in "abc" for day, dept in enumerate(["Front", "Billing", "Front", "Legal"])]
    steps = (followed := follow(rows)).named(followed.journeys.handovers())
    # Three signals, each Front → Billing → Front → Legal.
    counts = steps.groupby(["giver", "taker"])["signals"].sum().to_dict()
    assert counts == {("Front", "Billing"): 3, ("Billing", "Front"): 3, ("Front", "Legal"): 3}
    assert sorted(steps["place"]) == [2, 3, 4]


def test_variants_count_signals_with_the_same_journey_kind_and_fate(follow):
    rows = [(name, 0, "Front", "") for name in "abcd"] + [(name, 1, "Billing", "answered") for name in "abc"]
    followed = follow(rows, kinds={"a": "idea", "b": "complaint", "c": "complaint", "d": "complaint"})
    variants = followed.named(followed.flow.variants)
    journeys = zip(variants["kind"], map("→".join, followed.paths()), variants["signals"], strict=True)
    expected = [("complaint", "Front", 1), ("complaint", "Front→Billing", 2), ("idea", "Front→Billing", 1)]
    assert sorted(journeys) == expected


def test_kind_is_the_first_that_is_filled_in(tmp_path):
    events = [Event("a", 0, "Front"), Event("a", 5, "Front", kind="idea"), Event("a", 9, "Front", kind="complaint")]
    followed = Followed(log_of(tmp_path, events, cutoff=10))
    assert followed.named(followed.flow.variants)["kind"].tolist() == ["idea"]


# ---- who heard it first


def test_start_centre_and_outside(follow):
    rows = [("a", day, dept, "") for day, dept in enumerate(["Front", "Desk", "Billing", ""])]
    rows.append(("b", 0, "Billing", ""))
    followed = follow(rows, question=Question(home=(3, 2)))  # by name: Billing 1, Desk 2, Front 3
    assert followed.names[3] == "Front" and followed.names[2] == "Desk"
    starts = followed.journeys.variants.set_index("start")["from_centre"].to_dict()
    assert starts == {3: True, 1: False}
    visits = followed.named(followed.journeys.visits)
    # Outside is a known department other than the contact centre and other than where the signal started.
    assert set(visits.loc[visits["outside"], "dept"]) == {"Billing"}
    assert visits["outside"].sum() == 1


def test_left_is_an_outcome_that_is_never_a_drop(follow):
    # 40 signals answered after a day each set a silence limit of a day; one went to another system, one fell silent.
    rows = [row for n in range(40) for row in ((f"s{n}", n, "Front", ""), (f"s{n}", n + 1, "Front", "answered"))]
    rows += [("gone", 0, "Front", ""), ("gone", 1, "Front", "left"), ("silent", 0, "Front", "")]
    followed = follow(rows, cutoff_day=60)
    fates = {OUTCOMES[row["outcome"]]: row["dropped"] for row in followed.flow.variants.to_dict("records")}
    assert fates == {"answered": 0, "left": 0, "none": 1}
    # Its stay is censored: it ended in this log, not in the organisation.
    durations = followed.flow.durations
    assert durations.set_index("ended")["visits"].to_dict() == {1: 40, 0: 1}
