"""The answer: how many of 100 signals got how far, in words, and what holds them back most."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pytest

from kccdiag.answer import Answer, answer_text, holding_back, interval_of_hundred, of_hundred

STEPS = ("passed_on", "two_departments", "decided", "changed", "came_back")


@dataclass(frozen=True)
class Found:
    """What the choice needs of a finding."""

    kind: str
    per_year: float | None
    departments: tuple[str, ...] = ("A",)

    @property
    def id(self) -> str:
        return ":".join([self.kind, *self.departments])


def overview(**shares: float) -> pd.DataFrame:
    """Make the rows of the verdict, each 2 points to either side; a step that is not named is not measured."""
    rows = [(step, shares.get(step), shares.get(step, 0) - 0.02, shares.get(step, 0) + 0.02) for step in STEPS]
    return pd.DataFrame(rows, columns=["measure", "estimate", "low", "high"]).astype(
        {"estimate": float, "low": float, "high": float}
    )


def test_the_answer_says_every_step_with_its_interval():
    table = overview(passed_on=0.84, two_departments=0.53, decided=0.2, changed=0.12, came_back=0.37)
    said = answer_text(table, language="nl", days=30, centre="KCC")
    assert said == (
        "Van elke 100 signalen die bij KCC binnenkwamen, gingen er 84 (82–86) binnen 30 dagen naar een andere "
        "afdeling, bereikten er 53 (51–55) twee afdelingen, kwamen er 20 (18–22) tot een besluit, leidden er 12 "
        "(10–14) tot een verandering en kwamen er 37 (35–39) terug bij de klant."
    )


def test_what_could_not_be_measured_is_left_out_and_said():
    said = answer_text(overview(passed_on=0.84, came_back=0.37), language="en", days=30, centre="")
    assert said == (
        "Of 100 signals that came in, 84 (82–86) went on to another department within 30 days and 37 (35–39) came back "
        "to the customer. How many reached two departments, reached a decision or led to a change can't be measured "
        "with this log."
    )
    assert answer_text(overview(), language="en", days=30, centre="KCC").startswith("What became of the signals")


def test_one_signal_is_one():
    table = overview(passed_on=0.01).assign(low=0.006, high=0.014)
    assert "ging er 1 (0,6–1,4) binnen" in answer_text(table, language="nl", days=30, centre="")


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0"), (0.0004, "<0.1"), (0.004, "0.4"), (0.0094, "0.9"), (0.0096, "1"), (0.996, "99.6"), (0.9996, ">99.9"),
     (1.0, "100"), (0.5, "50")],
)  # fmt: skip
def test_none_and_all_are_said_of_none_and_all_only(share, said):
    assert of_hundred("en", share) == said


def test_an_interval_never_seems_a_point():
    assert interval_of_hundred("en", 0.8401, 0.8439) == "84.0–84.4"
    assert interval_of_hundred("en", 0.0, 0.0005) == "0.0–0.1"


# ---- what holds back most


def test_one_obstacle_of_a_sort_and_the_largest_first():
    found = [
        Found("silo", 500), Found("silo", 400, ("B",)), Found("wall", 450, ("C", "D")), Found("open_loop", 3000, ()),
        Found("reservoir", 1500), Found("drop_point", 350),
    ]  # fmt: skip
    # A wall is of the same sort as the silo; drops are fourth.
    assert holding_back(found) == ("open_loop", "reservoir:A", "silo:A")


def test_what_touches_few_is_not_named_beside_what_touches_many():
    assert holding_back([Found("open_loop", 3000, ()), Found("drop_point", 299)]) == ("open_loop",)
    assert holding_back([Found("open_loop", 3000, ()), Found("drop_point", 300)]) == ("open_loop", "drop_point:A")


def test_gates_dryness_everywhere_and_what_touches_nobody_hold_nothing_back():
    found = [Found("gatekeeper", 9000), Found("dry", 8000, ()), Found("reservoir", None), Found("paper_channel", 50)]
    assert holding_back(found) == ()
    assert Answer("").holding_back == ()
