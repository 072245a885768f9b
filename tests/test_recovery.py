"""Does the proof count what it says it counts, does the page say what was counted, and does a small part still hold?"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from benchmarks.recovery import coverage, detection, tables
from benchmarks.recovery.__main__ import CASES
from benchmarks.recovery.organisations import SIZES, Organisation, pace_of

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / tables.PAGE).read_text("utf-8")
COUNTS = tables.read_counts(DOCS)


# ---- the page


def test_the_page_says_what_was_counted():
    assert tables.filled(PAGE, COUNTS) == PAGE
    assert set(COUNTS) == {"power", "by_cases", "false_findings", "coverage"}


def test_a_changed_count_changes_the_page():
    counts = COUNTS | {"power": COUNTS["power"].assign(found=0.123)}
    assert tables.filled(PAGE, counts) != PAGE


def test_every_fault_is_on_the_page_at_every_size():
    shown = COUNTS["power"].groupby("fault")["signals"].agg(set)
    assert set(shown.index) == set(detection.STRENGTHS) == set(detection.PROMISED)
    assert all(set(SIZES) >= sizes >= {600, 2_000, 6_000} for sizes in shown)


def test_an_organisation_has_less_than_one_false_finding_in_twenty():
    counts = COUNTS["false_findings"]
    counts = counts[(counts["signals"] == detection.PROMISED_SIGNALS) & counts["kind"].isna()]
    assert set(counts["planted"]) == {"nothing", "something"}
    assert (counts["findings"] / counts["organisations"]).max() <= 0.05


# ---- counting, by hand


def results(*rows: tuple[str, float, str]) -> pd.DataFrame:
    """Make results of organisations of 600 signals from fault, cases and verdict."""
    table = pd.DataFrame(rows, columns=["fault", "cases", "verdict"])
    return table.assign(strength=0.5, signals=600, others="", consequences="")


def test_power_is_the_share_found_and_indications_stand_apart():
    counted = detection.power(results(("wall", 9, "found"), ("wall", 12, "indication"), ("wall", 40, "missed")))
    row = counted.iloc[0]
    assert (row["organisations"], row["cases"]) == (3, 12)
    assert row[["found", "indications"]].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert row["low"] < 1 / 3 < row["high"]


def test_power_by_cases_counts_what_the_finding_rests_on():
    found = results(("wall", 9, "found"), ("wall", 10, "missed"), ("wall", 19, "found"), ("wall", 700, "found"))
    counted = detection.power_by_cases(found, bounds=CASES)
    assert counted[["at_least", "organisations", "found"]].to_numpy().tolist() == [[0, 1, 1], [10, 2, 0.5], [300, 1, 1]]


def test_false_findings_are_counted_by_kind():
    table = results((detection.NOTHING, 0, ""), (detection.NOTHING, 0, ""), ("wall", 9, "found"))
    counted = detection.false_findings(table.assign(others=["silo wall", "", "wall"]))
    rows = counted[["planted", "kind", "organisations", "findings", "each"]].to_numpy().tolist()
    assert rows == [
        ["something", "", 1, 1, 1], ["something", "wall", 1, 1, 1],
        ["nothing", "", 2, 2, 1], ["nothing", "silo", 2, 1, 0.5], ["nothing", "wall", 2, 1, 0.5],
    ]  # fmt: skip


def test_coverage_is_the_share_of_intervals_that_hold_the_truth():
    # The truth is .5: one interval holds it, one lies below it, one above; the middles are 0, -2 and 1 half-widths off.
    ends = [(0.4, 0.6), (0.1, 0.3), (0.55, 0.75)]
    samples = pd.DataFrame(ends, columns=["low", "high"]).assign(
        measure="reach", about="Billing", organisation=0, signals=600, seed=[1, 2, 3], estimate=[0.5, 0.1, 0.6]
    )
    truths = pd.DataFrame({"organisation": [0], "measure": ["reach"], "about": ["Billing"], "truth": [0.5]})
    row = coverage.covered(samples, truths).iloc[0]
    assert row["intervals"] == 3
    assert row[["covered", "too_low", "too_high"]].tolist() == pytest.approx([1 / 3] * 3)
    assert row["bias"] == pytest.approx((0 - 4 + 1) / 3)
    # Three organisations with hits 1, 0, 0: √((2/3)² + 2 (1/3)²) / 3.
    assert row["error"] == pytest.approx((2 / 3) ** 0.5 / 3)


def test_a_reservoir_is_as_strong_in_a_quick_department_as_in_a_slow_one():
    paces = {name: pace_of(name, structure=7) for name in ("Facturatie", "Verkoop")}
    assert all(0.9 <= pace <= 1.1 for pace in paces.values())
    trial = detection.Trial("reservoir", 1.75, "Verkoop", 600, 7)
    assert trial.fault == f"reservoir:Verkoop:{1.75 / paces['Verkoop']:.4g}"
    assert detection.Trial(detection.NOTHING, 0, "", 600, 7).fault == ""


def test_no_two_trials_or_samples_share_their_signals():
    trials = detection.trials(times=dict.fromkeys(SIZES, 3), healthy=dict.fromkeys(SIZES, 4), promised=5)
    assert len(set(trials)) == len(trials)
    assert sum(trial.tried for trial in trials) == 5 * len(detection.PROMISED)
    well = {trial.seed for trial in trials if trial.kind == detection.NOTHING}
    assert well.isdisjoint({trial.seed for trial in trials if trial.kind != detection.NOTHING})


# ---- a small part of the proof itself


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "strength", "place"),
    [("reservoir", 3.0, "Facturatie"), ("drop_point", 0.3, "Product"), ("open_loop", 0.2, "")],
)
def test_a_strong_fault_is_found_in_two_thousand_signals_and_nothing_else(kind, strength, place):
    result = detection.run(detection.Trial(kind, strength, place, 2_000, 1_000_000))
    assert (result["verdict"], result["others"]) == ("found", "")


@pytest.mark.slow
def test_intervals_of_a_small_log_hold_what_a_large_one_says():
    healthy = [Organisation(1)]
    truth = coverage.run(coverage.Sample(0, 20_000, 1, to_the_end=True), healthy).rename(columns={"estimate": "truth"})
    samples = pd.concat([coverage.run(coverage.Sample(0, 600, seed), healthy) for seed in (11, 12, 13)])
    counted = coverage.covered(samples, truth).set_index("measure")
    assert set(counted.index) > {"reach", "stay_ratio", "told_share", "openness", "drop_difference"}
    # 95 % of some 300 intervals, which one bad sample moves together.
    assert (counted["covered"] * counted["intervals"]).sum() / counted["intervals"].sum() > 0.88


@pytest.mark.slow
def test_a_log_watched_to_the_end_has_nothing_under_way():
    d = Organisation(2).diagnosed(signals=600, seed=3, to_the_end=True)
    assert d.departments["live"].sum() == 0
    assert not d.answers
