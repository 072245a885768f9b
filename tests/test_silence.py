"""After how long a silence a signal counts as dropped (DEFINITIONS 1)."""

from __future__ import annotations

import pandas as pd
import pytest
from logs import DAY, Followed, event_log

from kccdiag.flow.silence import silence_limit, silence_limits
from kccdiag.flow.survival import kaplan_meier

SECOND = 1 / DAY


def gaps(*rows: tuple[int, int, int], dept: int = 1, kind: int = 1) -> pd.DataFrame:
    """Make a histogram of (days, ended, how many)."""
    table = pd.DataFrame(rows, columns=["days", "ended", "gaps"])
    return table.assign(dept=dept, kind=kind, seconds=table["days"] * DAY).drop(columns="days")


def limit_in_days(*rows: tuple[int, int, int], probability: float = 0.05) -> float:
    """Return the silence limit of a histogram."""
    return silence_limit(kaplan_meier(gaps(*rows), weight="gaps"), probability=probability) / DAY


def test_the_limit_is_where_hardly_anything_ever_follows():
    # 100 gaps: 80 end after 1 day, 18 after 5, one after 20, one is censored on day 30: S = .20, .02, .01 and stays
    # there. P(another event): (.20 - .01)/.20 = .95 after 1 day, (.02 - .01)/.02 = .5 after 5, 0 after 20.
    rows = ((1, 1, 80), (5, 1, 18), (20, 1, 1), (30, 0, 1))
    assert limit_in_days(*rows) == 20
    assert limit_in_days(*rows, probability=0.51) == 5
    assert limit_in_days(*rows, probability=0.5) == 20  # less than, not as much as


def test_many_that_stay_silent_bring_the_limit_forward():
    # 1,000 gaps, 100 end after 1 day, 10 after 9, 890 never: S = .90, .89. After 1 day (.90 - .89)/.90 = .011 < .05.
    assert limit_in_days((1, 1, 100), (9, 1, 10), (50, 0, 890)) == 1


def test_where_every_gap_ended_the_longest_is_the_limit():
    # Without a plateau P is 1 until S is 0.
    assert limit_in_days((1, 1, 30), (7, 1, 1)) == 7


def test_censored_gaps_are_at_risk_as_long_as_they_last():
    # Five gaps: S(2) = 1 - 2/5 = .6; one of the three left is censored on day 3, so S(4) = .6 × (1 - 1/2) = .3, the
    # plateau. P(2) = (.6 - .3)/.6 = .5. Were the censored one not at risk on day 2, S would be .5 and .25: the same;
    # were it at risk on day 4, S(4) would be .6 × 2/3 = .4 and P(2) only .33.
    rows = ((2, 1, 2), (3, 0, 1), (4, 1, 1), (9, 0, 1))
    assert limit_in_days(*rows, probability=0.4) == 4
    assert limit_in_days(*rows, probability=0.51) == 2
    assert limit_in_days(*rows) == 4


def test_where_no_gap_ever_ended_nothing_is_known_to_be_dropped():
    assert limit_in_days() == float("inf")
    assert limit_in_days((5, 0, 3), (9, 0, 1)) == float("inf")


def test_the_limit_is_no_shorter_than_the_shortest_wait_that_ended():
    # 2 of 100 ended, after 9 days: P(another event) is .02 from the start on, but one waited for a day is not given up.
    assert limit_in_days((1, 0, 50), (9, 1, 2), (40, 0, 48)) == 9


def test_a_log_of_one_event_drops_nothing(tmp_path):
    followed = Followed(event_log(tmp_path, [("a", 0, "Front", "")]))
    assert followed.flow.states["state"].tolist() == ["live"]


def test_a_department_needs_thirty_completed_gaps_for_a_curve_of_its_own():
    parts = [
        gaps((3, 1, 30), dept=1, kind=1),
        gaps((9, 1, 29), (50, 0, 400), dept=2, kind=1),
        gaps((20, 1, 29), dept=3, kind=2),
        gaps((30, 1, 100), dept=0, kind=3),  # nobody's: only for the curve of the kind
    ]
    places = pd.DataFrame({"dept": [1, 2, 3, 0, 1], "kind": [1, 1, 2, 3, 3]})
    table = silence_limits(pd.concat(parts), places=places, least=30, probability=0.05)
    assert table["source"].tolist() == ["department", "kind", "all", "kind", "department"]
    # Own curve: 3 days. Kind 1: of 459 gaps 30 end after 3 days and 29 after 9, so S = 429/459 and 400/459 and
    # P(3) = 29/429 = .07: 9 days. All: S falls to 400/588 in the end, after 30 days; P(20) = 100/500. Kind 3: 30 days.
    assert (table["seconds"] / DAY).tolist() == [3, 9, 30, 30, 3]


def settled(silent_days: list[float], *, told: bool = False) -> list[tuple[str, float, str, str]]:
    """Make thirty signals answered after a day, and some that have been silent for so long on day 60."""
    rows = [row for n in range(30) for row in ((f"s{n}", n, "Front", ""), (f"s{n}", n + 1, "Front", "answered"))]
    for place, days in enumerate(silent_days):
        rows.append((f"silent {place}", 60 - days, "Front", ""))
        if told:
            rows.append((f"silent {place}", 60 - SECOND, "Front", "told"))
    return rows


def dropped(followed: Followed) -> int:
    """Count the signals dropped."""
    return int(followed.flow.variants.loc[followed.flow.variants["dropped"] == 1, "signals"].sum())


def test_a_signal_is_dropped_from_its_limit_on(tmp_path):
    # Every gap took a day, so after a day of silence nothing is expected: dropped at one day, live a second before.
    rows = settled([1, 1 - SECOND])
    followed = Followed(event_log(tmp_path, rows, cutoff_day=60))
    states = followed.flow.states.set_index("state")["visits"].to_dict()
    assert states == {"closed": 30, "dropped": 1, "live": 1}


def test_telling_the_customer_ends_no_silence(tmp_path):
    rows = settled([20, 25], told=True)
    assert dropped(Followed(event_log(tmp_path, rows, cutoff_day=60))) == 2


def test_a_signal_with_an_outcome_is_never_dropped(tmp_path):
    rows = settled([])
    followed = Followed(event_log(tmp_path, [*rows, ("old", 0, "Front", "closed")], cutoff_day=999))
    assert dropped(followed) == 0


def test_where_a_log_maps_no_outcome_nothing_is_dropped_and_nothing_is_live(tmp_path):
    rows = settled([20])
    log = event_log(tmp_path, [(a, b, c, "") for a, b, c, _ in rows], cutoff_day=60, more={"ends": [0] * len(rows)})
    followed = Followed(log)
    assert set(followed.flow.states["state"]) == {"unended"}
    assert len(followed.flow.gaps) == 0


@pytest.mark.parametrize(("days", "fate"), [(10, "live"), (26, "dropped")])
def test_the_limit_is_that_of_the_department_where_it_lies(tmp_path, days, fate):
    # Legal takes 25 days for what takes Front one.
    rows = [row for n in range(30) for row in ((f"s{n}", n, "Front", ""), (f"s{n}", n + 1, "Legal", ""))]
    rows += [(f"s{n}", n + 26, "Legal", "answered") for n in range(30)]
    rows += [("open", 100 - days - 1, "Front", ""), ("open", 100 - days, "Legal", "")]
    followed = Followed(event_log(tmp_path, rows, cutoff_day=100))
    legal = followed.named(followed.flow.states).query("dept == 'Legal'").set_index("state")["visits"].to_dict()
    assert legal == {"closed": 30, fate: 1}
