"""What a run says of its own time: every second counted once, at the stage that it belongs to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.stages import Moment, Stages, moment
from kccdiag.wording import LANGUAGES


def clock(*readings: tuple[float, float, int]):
    """Give these readings of a clock, one at each call."""
    moments = (Moment(*reading) for reading in readings)
    return lambda: next(moments)


def test_a_stage_takes_from_its_announcement_to_that_of_the_next():
    # 3 s until "reading" is told, 1 + 2 s of reading, told twice, and 4 s from "flow" to the end.
    stages = Stages("loading", now=clock((10, 1, 5), (13, 2, 5), (14, 2, 6), (16, 2.5, 8), (20, 4.5, 7)))
    for step, share in (("reading", 0.1), ("reading", 0.5), ("flow", 0.0)):
        stages(step, share)
    stages.in_words("en")
    took = {name: (stage.wall, stage.cpu, stage.peak) for name, stage in stages.took.items()}
    assert took == {"loading": (3, 1, 5), "reading": (3, 0.5, 8), "flow": (4, 2, 7)}


def test_a_stage_that_comes_back_is_one_line():
    stages = Stages("loading", now=clock((0, 0, 0), (1, 1, 0), (2, 2, 0), (5, 5, 0), (7, 7, 0)))
    for step in ("flow", "objections", "flow"):
        stages(step, 0.0)
    said = stages.in_words("en").splitlines()
    assert [line.split()[-2:] for line in said[1:]] == [["1.00"] * 2, ["3.00"] * 2, ["3.00"] * 2, ["7.00"] * 2]


@given(st.lists(st.tuples(st.sampled_from(["reading", "flow", "figures"]), st.integers(0, 1000)), max_size=20))
def test_no_second_is_lost_or_counted_twice(steps):
    times = [0]
    for _, seconds in [*steps, ("end", 3)]:
        times.append(times[-1] + seconds)
    stages = Stages("loading", now=clock(*((time, time, 0) for time in times)))
    for step, _ in steps:
        stages(step, 0.0)
    stages.in_words("nl")
    assert sum(stage.wall for stage in stages.took.values()) == times[-1]


def test_others_hear_what_is_announced():
    heard = []
    stages = Stages("loading", heard=lambda step, share: heard.append((step, share)), now=clock((0, 0, 0), (1, 1, 0)))
    stages("figures", 0.25)
    assert heard == [("figures", 0.25)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_memory_is_told_where_the_platform_tells_it(language):
    known = Stages("loading", now=clock((0, 0, 7_000_000), (1, 1, 9_000_000))).in_words(language)
    unknown = Stages("loading", now=clock((0, 0, 0), (1, 1, 0))).in_words(language)
    assert known.splitlines()[0].endswith("MB") and known.splitlines()[-1].endswith(" 9")
    assert len(unknown.splitlines()[1]) < len(known.splitlines()[1]) and "MB" not in unknown


def test_the_clocks_go_forward():
    before, after = moment(), moment()
    assert after.wall > before.wall and after.cpu >= before.cpu and after.peak >= before.peak >= 0
