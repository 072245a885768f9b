"""What an engagement, a diagnosis and a finding show of themselves in a notebook."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import kccdiag
from kccdiag.answer import Answer
from kccdiag.cards import html
from kccdiag.checks import Check
from kccdiag.findings import Finding, Judgement
from kccdiag.limits import Limits

NASTY = '<script>alert("x")</script> & Zoon'
NASTY_ESCAPED = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Zoon"

WALL = Finding(
    id=f"wall:Desk:{NASTY}",
    kind="wall",
    departments=("Desk", NASTY),
    about=None,
    estimate=0.1138,
    unit="ratio",
    low=0.0684,
    high=0.1779,
    q=0.00002,
    n=105,
    per_year=62.2,
    limit=0.5,
    headline=f"Desk handed 12 signals to {NASTY} where 105 were to be expected",
    meaning="Less than expected.",
    caveats=("Not that they should talk.",),
    evidence=({"table": "handovers", "row": {"giver": "Desk", "taker": NASTY, "handovers": 12, "wall": True}},),
    checks=(Check("ties_reshuffled", "", True, False, 0.12), Check("kind_alone", "complaint", False, False, 0.7)),
    holds="holds under 1 of 2 objections",
    language="en",
)
NONE_LEFT_OUT = pd.DataFrame({"kind": [], "more": []})


def words(card: str) -> str:
    """Return what a reader sees of a card, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", card).split())


def test_whatever_text_goes_in_comes_out_escaped():
    parts = [
        html.heading(NASTY), html.paragraph(NASTY), html.remark(NASTY), html.bullets(NASTY, [NASTY]),
        html.claims([(NASTY, NASTY)]), html.pairs([(NASTY, NASTY)]), html.grid([NASTY, NASTY], [(NASTY, NASTY)]),
    ]  # fmt: skip
    assert [NASTY_ESCAPED in part for part in parts] == [True] * 7
    assert [part for part in parts if "<script" in part] == []


def test_parts_without_content_leave_no_trace():
    assert [html.bullets("A", []), html.claims([]), html.pairs([("A", "")]), html.grid(["A"], []), html.remark("")] == [
        ""
    ] * 5


def test_a_finding_says_its_number_in_words():
    seen = words(WALL._repr_html_())
    assert "Handovers, as a multiple of the number expected 0.11 (95% interval 0.07 to 0.18)" in seen
    assert "Limit up to 0.5 times" in seen
    assert "Rests on 105 handovers that were to be expected" in seen
    assert "Touches about 62 signals a year" in seen
    assert "q, corrected for all comparisons &lt; 0.001" in seen
    assert "Checked holds under 1 of 2 objections" in seen
    assert "Does not hold among complaints alone" in seen
    assert "Holds, but with fewer signals no longer certain with events of one moment in another order" in seen
    assert "What it does not say Not that they should talk." in seen
    assert f"a row of handovers giver taker handovers wall Desk {NASTY_ESCAPED} 12 yes" in seen


def test_a_finding_shows_the_first_rows_of_much_evidence_and_says_so():
    evidence = tuple({"table": "handovers", "row": {"giver": f"Desk {place}"}} for place in range(40))
    seen = words(replace(WALL, evidence=evidence)._repr_html_())
    assert "40 rows of handovers, here the first 6 giver Desk 0" in seen
    assert seen.endswith("Desk 5")


def test_a_finding_speaks_its_own_language():
    seen = words(replace(WALL, language="nl", kind="drop_point", unit="share", estimate=0.3, limit=0.05)._repr_html_())
    assert "Vaker in stilte dan elders 30 procentpunt (95 %-interval 6,8 tot 18 procentpunt)" in seen
    assert "Grens vanaf 5 procentpunt" in seen
    assert "Wat het niet zegt" in seen


def test_a_finding_of_a_kind_without_words_still_shows_itself():
    assert "barrier 0.11 (95% interval 0.07 to 0.18)" in words(replace(WALL, kind="barrier")._repr_html_())


def test_a_judgement_lists_what_holds_what_does_not_and_what_was_left_out():
    doubted = replace(WALL, headline="Doubted", broken_by=("ties_reshuffled",))
    more = pd.DataFrame({"kind": ["wall"], "more": [3]})
    seen = words(Judgement((WALL,), (doubted,), more, language="en")._repr_html_())
    assert seen.startswith(f"1 finding Desk handed 12 signals to {NASTY_ESCAPED}")
    assert "Doubted – but not with events of one moment in another order" in seen
    assert seen.endswith("3 more in the tables (walls).")


def test_a_judgement_begins_with_its_answer_and_says_what_changed():
    answer = Answer("Of 100 signals 84 went on.", (WALL.id,))
    judgement = Judgement((WALL,), (), NONE_LEFT_OUT, answer=answer, notes=("It rose.",), language="en")
    seen = words(judgement._repr_html_())
    assert seen.startswith("Of 100 signals 84 went on. Holds the organisation back most Desk handed 12 signals")
    assert seen.endswith("What changed inside the window It rose.")


def test_a_judgement_without_findings_says_so():
    seen = words(Judgement((), (), NONE_LEFT_OUT, language="nl")._repr_html_())
    assert seen == "Geen bevinding is groot en zeker genoeg om te tonen. Dat is ook een uitkomst."


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """Make an engagement of three signals that says next to nothing of itself."""
    folder = tmp_path_factory.mktemp("klein") / "klein"
    folder.mkdir()
    rows = ["case,moment,team", "1,2025-03-09 09:00,A", "1,2025-03-10 09:00,B", "2,2025-03-11 09:00,A"]
    (folder / "events.csv").write_text("\n".join(rows) + "\n")
    columns = 'columns = { signal = "case", time = "moment", department = "team" }'
    about = f'[engagement]\nname = "{NASTY.replace(chr(34), chr(39))}"\n[limits]\nwall_ratio = 0.4\n'
    (folder / "kccdiag.toml").write_text(f'{about}[log]\nfiles = ["events.csv"]\n{columns}\n')
    return folder


def test_an_engagement_shows_what_its_consultant_said(small):
    engagement = replace(kccdiag.open_engagement(small), language="en")
    card = engagement._repr_html_()
    assert "<script" not in card
    seen = words(card)
    assert "Engagement folder klein Contact centre not named: the department that most signals start in" in seen
    assert "Times Europe/Amsterdam; up to the last event" in seen
    assert "Own limits wall_ratio = 0.4" in seen
    assert "Log events.csv Columns signal: case; time: moment; department: team" in seen
    assert str(small.parent) not in card
    assert "Eigen grenzen wall_ratio = 0.4" in words(replace(engagement, language="nl")._repr_html_())
    assert "limits" not in words(replace(engagement, limits=Limits())._repr_html_())
    assert "This engagement has no log." in words(replace(engagement, logs=())._repr_html_())


def test_the_demo_shows_its_statuses_by_meaning():
    seen = words(replace(kccdiag.open_engagement(kccdiag.demo_folder()), language="en")._repr_html_())
    assert "rejected: afgewezen" in seen
    assert "for the customer: wacht op klant" in seen
    assert "up to 2026-01-01 00:00" in seen


def test_a_diagnosis_shows_what_it_could_not_measure(small):
    diagnosis = kccdiag.diagnose(kccdiag.open_engagement(small), language="en")
    card = diagnosis._repr_html_()
    assert "<script" not in card
    seen = words(card)
    assert "2 signals, 3 events, 2 departments, 9 Mar 2025 – 11 Mar 2025" in seen
    assert "Came back to the customer not measurable" in seen
    assert "say under [log.outcomes] which statuses close a signal." in seen


def test_limits_in_words_are_sentences_in_the_language_of_the_diagnosis(small):
    english, dutch = (
        kccdiag.diagnose(kccdiag.open_engagement(small), language=language).limits_in_words()
        for language in ("en", "nl")
    )
    assert list(english.columns) == ["what", "needs", "text"]
    assert english[["what", "needs"]].equals(dutch[["what", "needs"]])
    told = english.set_index("what").loc["told", "text"]
    assert told == (
        "Whether customers hear what became of their signal can't be measured here: "
        "say under [log.outcomes], told, which status means that the customer was informed."
    )
    assert (english["text"] != dutch["text"]).all()


@pytest.fixture(scope="module")
def demo() -> kccdiag.Diagnosis:
    """Diagnose the demo, which can say everything."""
    return kccdiag.diagnose(kccdiag.open_engagement(kccdiag.demo_folder()), language="en")


def test_every_measure_and_finding_of_the_demo_has_words(demo):
    seen = words(demo._repr_html_())
    assert [measure for measure in demo.overview["measure"] if f" {measure} " in seen] == []
    assert seen.endswith("This log can say everything that is measured here.")
    judgement = kccdiag.judge(demo)
    assert len(judgement) >= 5
    assert [finding.kind for finding in judgement if finding.kind in words(finding._repr_html_()).split()] == []


def test_a_diagnosis_counts_the_departments_that_it_shows_together(demo):
    # 12 rows, one of which stands for 5 departments: 16 departments.
    seen = words(replace(demo, withheld=5)._repr_html_())
    assert ", 16 departments," in seen
    assert "5 small departments are shown together" in seen
