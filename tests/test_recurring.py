"""Ideas that say the same and keep dying: counted, shown only where chance does not explain it, and named safely."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from math import comb
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from diagnosed import COLUMNS, demo, diagnosed
from recurring_texts import ALONE, IDEAS, dressed

from kccdiag.claims import claims_of, standings_of
from kccdiag.diagnosis import Diagnosis
from kccdiag.findings import judge
from kccdiag.measures.recurring import recurring_ideas
from kccdiag.table_files import write_table

FIELDS = ("group", "customer", "month", "outcome", "dropped", "settled")


def raised(*rows: tuple[int, int, int, int, int, int], times: int = 1) -> pd.DataFrame:
    """Make a table of ideas."""
    return pd.DataFrame([row for row in rows for _ in range(times)], columns=FIELDS)


# ---- the measure


def test_an_idea_is_counted_by_what_became_of_it():
    table = recurring_ideas(raised(
        (7, 1, 24300, 0, 1, 1), (7, 1, 24301, 0, 1, 1), (7, 2, 24305, 1, 0, 1), (7, 0, 24306, 6, 0, 1),
        (7, 0, 24302, 0, 0, 0), (-1, 5, 24300, 2, 0, 1), (-1, 6, 24300, 0, 1, 1),
    ))  # fmt: skip
    row = table.iloc[0]
    assert len(table) == 1 and row["group"] == 7
    # Customer 1 twice, customer 2, and two whom nobody knows: five signals of four voices.
    assert row[["signals", "voices", "dropped", "dropped_voices", "adopted", "open"]].tolist() == [5, 4, 2, 1, 1, 1]
    assert row[["first_month", "last_month"]].tolist() == [24300, 24306]
    assert row["share"] == 2 / 4  # one went on elsewhere
    assert row["share_elsewhere"] == 1 / 2


def test_the_test_is_fishers_on_settled_ideas():
    # 4 of 5 here and 1 of 10 elsewhere, of 15 with 5 dropped: (C(5,4) C(10,1) + C(5,5) C(10,0)) / C(15,5) = 51 / 3003.
    table = recurring_ideas(pd.concat([
        raised((1, 0, 0, 0, 1, 1), times=4), raised((1, 0, 0, 2, 0, 1)),
        raised((1, 0, 0, 0, 0, 0), times=9),  # too young to tell
        raised((-1, 0, 0, 0, 1, 1)), raised((-1, 0, 0, 2, 0, 1), times=9),
    ]))  # fmt: skip
    assert table.loc[0, "p"] == pytest.approx((comb(5, 4) * comb(10, 1) + comb(10, 0)) / comb(15, 5))


def test_two_signals_are_no_group_and_without_others_nothing_is_compared():
    assert len(recurring_ideas(raised((1, 0, 0, 0, 1, 1), times=2))) == 0
    alone = recurring_ideas(raised((1, 0, 0, 0, 1, 1), times=4))
    assert alone["p"].isna().all() and alone["q"].isna().all()


def test_a_common_idea_of_which_as_many_die_as_of_others_is_nothing_special():
    # One in ten dies, here as elsewhere: 20 of 200.
    table = recurring_ideas(pd.concat([
        raised((1, 0, 0, 0, 1, 1), times=20), raised((1, 0, 0, 2, 0, 1), times=180),
        raised((-1, 0, 0, 0, 1, 1), times=30), raised((-1, 0, 0, 2, 0, 1), times=270),
    ]))  # fmt: skip
    assert table.loc[0, "dropped"] == 20 and table.loc[0, "p"] > 0.5


# ---- the claim


@pytest.fixture(scope="module")
def quiet() -> Diagnosis:
    """Return the demo with one recurring idea, on the good side of every bound."""
    row = demo()[1].recurring.iloc[[0]].assign(
        about="Storing", label="kaart, storingen", topic="Storing", signals=12, voices=12, dropped=8, dropped_voices=8,
        adopted=1, share=8 / 12, share_low=0.39, share_high=0.86, share_elsewhere=0.1, q=0.01,
    )  # fmt: skip
    return replace(demo()[1], recurring=row, answers=())


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, True), ({"dropped": 2}, False), ({"dropped_voices": 2}, False), ({"share": 0.49}, False),
        ({"q": 0.06}, False), ({"q": float("nan")}, False), ({"about": ""}, False),
    ],
)  # fmt: skip
def test_an_idea_is_shown_on_the_right_side_of_its_bounds(quiet, values, shown):
    d = replace(quiet, recurring=quiet.recurring.assign(**values))
    assert ("recurring_idea:Storing" in {finding.id for finding in judge(d)}) is shown


def test_the_finding_says_what_was_counted(quiet):
    (finding,) = [finding for finding in judge(quiet) if finding.kind == "recurring_idea"]
    assert finding.headline == "Klanten droegen 12 keer hetzelfde aan, en 8 keer stierf het: “kaart, storingen”"
    assert (finding.estimate, finding.unit, finding.n, finding.limit) == (8, "signals", 12, 3)
    assert finding.low == pytest.approx(0.39 * 12) and finding.high == pytest.approx(0.86 * 12)
    assert "67 %" in finding.meaning and "10 %" in finding.meaning
    assert "lees ze na" in finding.caveats[1]


def test_a_claim_is_found_again_where_it_no_longer_stands(quiet):
    (claim,) = [claim for claim in claims_of(quiet) if claim.kind == "recurring_idea"]
    heard = replace(quiet, recurring=quiet.recurring.assign(dropped=2, dropped_voices=2, share=2 / 12))
    assert standings_of(heard, frozenset({claim.key}))[claim.key].beyond is False
    few = replace(quiet, recurring=quiet.recurring.assign(signals=3, dropped=2, dropped_voices=2, share=2 / 3))
    assert claim.key not in standings_of(few, frozenset({claim.key}))


# ---- from export to finding


def day(number: int) -> str:
    """Write a day of the window."""
    return f"{pd.Timestamp('2025-01-01') + pd.Timedelta(days=number):%Y-%m-%d}T09:00"


def rows(said: list[tuple[str, str, bool]], *, kind: str = "idea") -> list[tuple[str, ...]]:
    """Tell ideas of (text, topic, dies) as rows: in, passed on, and answered unless it dies."""
    table = []
    for number, (text, topic, dies) in enumerate(said):
        start = (number * 3) % 200
        steps = [(0, "Desk", ""), (2, "Product", "")] + ([] if dies else [(5 + number % 4, "Product", "answered")])
        table += [
            (f"s{number}", day(start + after), desk, what, kind, f"w{number % 7}", topic, f"c{number}", text)
            for after, desk, what in steps
        ]
    return [*table, ("last", day(364), "Desk", "answered", kind, "w1", "", "c-last", "")]


def others(dice: Random) -> list[tuple[str, str, bool]]:
    """Return sixty lone ideas and forty that recur, of which one in ten dies."""
    texts = [dressed(words[0], language, dice) for language, words in ALONE]
    texts += [dressed(text, language, dice) for language, words in IDEAS[20:30] for text in words[:4]]
    return [(text, "Website" if number % 2 else "Balie", number % 10 == 0) for number, text in enumerate(texts)]


PLANTED = [text for _, words in IDEAS[4:5] for text in words] * 3  # one idea, twelve customers
TEXT = (*COLUMNS, "text")


def test_a_planted_idea_is_found_and_nothing_else(tmp_path: Path):
    dice = Random(3)
    planted = [(dressed(text, "nl", dice), "Licht", True) for text in PLANTED]
    d = diagnosed(tmp_path / "x", rows(others(dice) + planted), columns=TEXT)
    found = [finding for finding in judge(d) if finding.kind == "recurring_idea"]
    # Four wordings in two groups: what shares no word is not joined.
    assert found[0].id == "recurring_idea:Licht" and all(finding.about.startswith("Licht") for finding in found)
    assert 8 <= sum(finding.estimate for finding in found) <= 12
    assert found[0].departments == () and found[0].evidence[0]["table"] == "recurring_ideas"


def test_where_no_idea_dies_more_than_others_none_is_shown(tmp_path: Path):
    dice = Random(4)
    same = [(dressed(PLANTED[0], "nl", dice), "Licht", number % 10 == 0) for number in range(60)]
    d = diagnosed(tmp_path / "x", rows(others(dice) + same), columns=TEXT)
    assert d.recurring["dropped"].max() >= 3  # it recurs, and some die
    assert [finding for finding in judge(d) if finding.kind == "recurring_idea"] == []


def test_what_one_customer_repeats_is_no_recurring_idea(tmp_path: Path):
    dice = Random(5)
    planted = [(dressed(text, "nl", dice), "Licht", True) for text in PLANTED]
    table = rows(others(dice) + planted)
    first = len(others(dice))
    mine = [(*row[:7], "c-mine", row[8]) if row[0][1:].isdigit() and int(row[0][1:]) >= first else row for row in table]
    d = diagnosed(tmp_path / "x", mine, columns=TEXT)
    assert (d.recurring["dropped"] >= 3).any()
    assert [finding for finding in judge(d) if finding.kind == "recurring_idea"] == []


def test_only_ideas_count_where_kinds_are_known(tmp_path: Path):
    dice = Random(3)
    planted = [(dressed(text, "nl", dice), "Licht", True) for text in PLANTED]
    said = others(dice) + planted
    assert len(diagnosed(tmp_path / "x", rows(said, kind="complaint"), columns=TEXT).recurring) == 0
    without = [(*row[:4], *row[5:]) for row in rows(said)]
    columns = tuple(name for name in TEXT if name != "kind")
    assert "recurring_idea:Licht" in {f.id for f in judge(diagnosed(tmp_path / "y", without, columns=columns))}


def test_without_texts_a_finding_speaks_of_the_topic(tmp_path: Path):
    dice = Random(3)
    planted = [("", "Licht", True) for _ in PLANTED]
    said = [row[:8] for row in rows(others(dice) + planted)]
    (finding,) = [finding for finding in judge(diagnosed(tmp_path / "x", said)) if finding.kind == "recurring_idea"]
    assert finding.headline == "Of the 12 ideas about Licht 12 died"
    assert "Without texts" in finding.caveats[1]


def test_a_topic_that_is_only_common_is_no_finding(tmp_path: Path):
    dice = Random(3)
    common = [("", "Licht", number % 10 == 0) for number in range(200)]
    d = diagnosed(tmp_path / "x", [row[:8] for row in rows(others(dice) + common)])
    assert d.recurring.set_index("about").loc["Licht", "dropped"] >= 10
    assert [finding for finding in judge(d) if finding.kind == "recurring_idea"] == []


def test_a_topic_of_few_signals_is_not_named(tmp_path: Path):
    # Three mails with the subject line that a customer chose.
    planted = [(text, "Klacht over Brechtje", True) for text in PLANTED[:4]]
    d = diagnosed(tmp_path / "x", rows(others(Random(3)) + planted), columns=TEXT)
    assert not d.recurring[["about", "topic", "label"]].map(lambda cell: "Brechtje" in cell).any(axis=None)


def test_nothing_of_a_text_leaves_but_safe_words(tmp_path: Path):
    # A complaint with an agent's name, number and address in it, sent by twelve customers.
    agent = "Brechtje Zoetemelk"
    words = [
        f"Ik vind dat {agent} de klok bij de balie moet repareren, bel 06-12345678",
        f"De klok bij de balie staat stil, {agent} weet ervan; mail brechtje@stad.nl",
        f"Laat de klok van de balie lopen, zei {agent} uit 1234 AB Zoetemeer",
    ] * 4
    d = diagnosed(tmp_path / "x", rows(others(Random(3)) + [(w, "", True) for w in words]), columns=TEXT)
    write_table(d.recurring, tmp_path / "recurring.csv")
    written = (tmp_path / "recurring.csv").read_text("utf-8")
    findings = " ".join(json.dumps([f.headline, f.meaning, f.id, *map(str, f.evidence)]) for f in judge(d))
    for secret in ("brechtje", "zoetemelk", "12345678", "1234", "zoetemeer", "@"):
        assert secret not in (written + findings).lower()
    labels = [row["label"] for row in csv.DictReader(written.splitlines())]
    assert any("klok" in label for label in labels)


def test_the_demo_has_ideas_that_recur_and_none_that_keeps_dying():
    table = demo()[1].recurring
    assert len(table) > 50 and (table["dropped"] >= 3).sum() > 20
    assert [claim.key for claim in claims_of(demo()[1]) if claim.kind == "recurring_idea" and claim.certain] == []
