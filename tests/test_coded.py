"""Coded statements: what a coding desk decided, and what people coded in other tools."""

from __future__ import annotations

import pytest

from kccdiag.faults import InputError
from kccdiag.intake.coded.decisions import (
    append_decision,
    decisions_file,
    key_of,
    read_decisions,
    standing,
)

SAID = {"interview": "d01", "turn": 3, "start": 0, "end": 12, "quote": "Dat gaat weg", "relation": "flow",
        "source": "KCC", "target": "Marketing", "barrier": ""}  # fmt: skip


def decided(folder, *decisions, coder="AB"):
    for decision in decisions:
        append_decision(folder, coder, decision, SAID, key_of(SAID))
    return decisions_file(folder, coder)


def test_decisions_come_back_in_the_order_in_which_they_were_made(tmp_path):
    decided(tmp_path, "confirm", "undo", "reject")
    made = read_decisions(tmp_path)
    assert made["decision"].tolist() == ["confirm", "undo", "reject"]
    assert made["line"].tolist() == [2, 3, 4] and set(made["key"]) == {key_of(SAID)}
    assert standing(made)["decision"].tolist() == ["reject"]


def test_what_is_undone_is_not_decided_by_its_coder_only(tmp_path):
    decided(tmp_path, "confirm", "undo")
    decided(tmp_path, "correct", coder="CD")
    left = standing(read_decisions(tmp_path))
    assert left[["coder", "decision", "confirmed"]].to_numpy().tolist() == [["CD", "correct", "yes"]]


@pytest.mark.parametrize("lost", [1, 2, 10, 60])
def test_a_crash_while_writing_loses_the_last_decision_only(tmp_path, lost):
    path = decided(tmp_path, "confirm", "reject")
    whole = path.read_bytes()
    path.write_bytes(whole[:-lost])
    # Only the end of the line is missing: the decision is whole.
    kept = 2 if lost == 1 else 1
    assert len(read_decisions(tmp_path)) == kept
    decided(tmp_path, "reject")
    assert read_decisions(tmp_path)["decision"].tolist() == ["confirm", "reject", "reject"][: kept + 1]
    assert path.read_bytes().startswith(whole[: whole.rindex(b"d01,")])


def test_a_crash_in_the_first_line_of_a_file_loses_nothing(tmp_path):
    path = decided(tmp_path, "confirm")
    path.write_bytes(path.read_bytes()[:7])
    decided(tmp_path, "reject")
    assert read_decisions(tmp_path)["decision"].tolist() == ["reject"]


@pytest.mark.parametrize("quote", ['Zij zei: "nooit", en ging', "regel\r\nen\u2028nog een", "=1+1", "'-tje", "café 🙂"])
def test_every_quote_is_one_line_that_no_spreadsheet_runs(tmp_path, quote):
    append_decision(tmp_path, "AB", "confirm", {**SAID, "quote": quote}, key_of(SAID))
    path = decided(tmp_path, "reject")
    assert path.read_text("utf-8").count("\n") == 3 and ",=1" not in path.read_text("utf-8")
    assert read_decisions(tmp_path)["quote"].tolist() == [" ".join(quote.split()), SAID["quote"]]


def test_decisions_are_for_their_owner_only(tmp_path):
    path = decided(tmp_path, "confirm")
    assert path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0


def test_a_file_that_a_spreadsheet_saved_is_refused_and_left_alone(tmp_path):
    path = decided(tmp_path, "confirm")
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match="not that of a file of decisions"):
        decided(tmp_path, "reject")
    with pytest.raises(InputError, match=r"private/decisions-AB-confidential\.csv:\n  - line 1: these are not"):
        read_decisions(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("coder", ["", "../AB", "A/B", "x" * 50, "."])
def test_a_coder_who_would_write_elsewhere_is_refused(tmp_path, coder):
    with pytest.raises(InputError, match="can't be part of a file's name"):
        decisions_file(tmp_path, coder)
