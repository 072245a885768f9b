"""What an engagement, a diagnosis and a finding show of themselves in a notebook."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import kccdiag
from kccdiag import cards
from kccdiag.answer import Answer
from kccdiag.cards import html
from kccdiag.cards.questions import questions_about
from kccdiag.cards.table import in_words
from kccdiag.checks import Check
from kccdiag.findings import Finding, Judgement
from kccdiag.limits import Limits
from kccdiag.wording import LANGUAGES
from kccdiag.wording.en.notebook import TEXTS as NOTEBOOK

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
    many, one = (words(replace(WALL, per_year=touched)._repr_html_()) for touched in (3325.6, 0.9))
    assert "Touches about 3,300 signals a year" in many and "Touches about 1 signal a year" in one
    assert "q, corrected for all comparisons &lt; 0.001" in seen
    assert "Checked holds under 1 of 2 objections" in seen
    assert "Does not hold among complaints alone" in seen
    assert "Holds, but with fewer signals no longer certain with events of one moment in another order" in seen
    assert "What it does not say Not that they should talk." in seen
    assert f"a row of handovers Gives Takes Handovers Wall Desk {NASTY_ESCAPED} 12 yes" in seen


def test_a_finding_shows_the_first_rows_of_much_evidence_and_says_so():
    evidence = tuple({"table": "handovers", "row": {"giver": f"Desk {place}"}} for place in range(40))
    seen = words(replace(WALL, evidence=evidence)._repr_html_())
    assert "40 rows of handovers, here the first 6 Gives Desk 0" in seen
    assert seen.endswith("Desk 5")


def test_a_finding_speaks_its_own_language():
    seen = words(replace(WALL, language="nl", kind="drop_point", unit="share", estimate=0.3, limit=0.05)._repr_html_())
    assert "Vaker in stilte dan elders 30 procentpunt (95 %-interval 6,8 tot 18 procentpunt)" in seen
    assert "Grens vanaf 5 procentpunt" in seen
    assert "Wat het niet zegt" in seen


def test_a_finding_of_a_kind_without_words_still_shows_itself():
    assert "draught 0.11 (95% interval 0.07 to 0.18)" in words(replace(WALL, kind="draught")._repr_html_())


def test_one_row_of_many_columns_is_read_downwards():
    row = {"department": "Desk", "visits": 1200.0, "held_share": 0.29, "stay_ratio": 2.5, "stay_ratio_low": 2.25,
           "stay_ratio_high": 2.75, "stay_q": 0.00001, "queue_share": float("nan"), "median_days": 1.0}  # fmt: skip
    card = replace(WALL, evidence=({"table": "departments", "row": row},))._repr_html_()
    seen = words(card)
    assert "Department Desk Visits 1,200 Share of signal-days 29%" in seen
    assert "Stay, as a multiple of elsewhere 2.5 (2.25 to 2.75)" in seen
    assert seen.endswith("q &lt; 0.001 Median stay 1 day")  # what was not measured is left out


TOLD = pd.DataFrame(
    {"department": ["", "Desk"], "told": [40, 9], "signals": [120, 30], "share": [1 / 3, 0.3], "low": [0.25, 0.15],
     "high": [0.42, 0.5]}
)  # fmt: skip


def test_a_table_has_heads_cells_and_intervals_in_the_language_of_its_reader():
    shown = cards.show_table(TOLD, "department told share", language="nl", of="told")
    assert shown.text.splitlines() == [
        "Afdeling | Kreeg bericht | Op tijd bericht",
        "alle samen | 40 | 33 % (25 % tot 42 %)",
        "Desk | 9 | 30 % (15 % tot 50 %)",
    ]
    assert words(shown._repr_html_()).endswith("Tussen haakjes: het 95 %-interval.")


def test_a_table_says_how_many_rows_are_not_shown_and_whether_there_are_any():
    many = pd.DataFrame({"department": [f"Team {place}" for place in range(300)], "visits": 1.0})
    shown = cards.show_table(many, "department visits", language="en", most=5)
    assert len(shown.text.splitlines()) == 6
    assert words(shown.html).endswith("The first 5 of 300 rows; the rest is in the tables.")
    assert words(cards.show_table(many[:0], "department", language="nl").html) == "Hier is niets te tonen."


def test_an_end_that_is_not_known_is_said_and_few_rows_are_never_left_out():
    table = pd.DataFrame({"department": [f"Team {place}" for place in range(14)], "median_days": 12.4,
                          "median_days_low": 9.9, "median_days_high": float("nan")})  # fmt: skip
    shown = cards.show_table(table, "department median_days", language="en")
    assert shown.text.splitlines()[1] == "Team 0 | 12 days (9.9 to unknown)"
    assert len(shown.text.splitlines()) == 15


@pytest.mark.parametrize(
    ("days", "dutch", "english"),
    [
        (12.4, "12 dagen", "12 days"),
        (1.0, "1 dag", "1 day"),
        (0.25, "6 uur", "6 hours"),
        (0.15, "3,6 uur", "3.6 hours"),
        (1 / 24, "1 uur", "1 hour"),
        (0.0001, "< 0,1 uur", "< 0.1 hours"),
        (0.0, "0 uur", "0 hours"),
        (float("inf"), "nooit", "never"),
        (float("nan"), "–", "–"),
    ],
)
def test_what_lasts_is_written_in_days_or_hours(days, dutch, english):
    table = pd.DataFrame({"department": ["Desk"], "limit_days": [days]})
    written = [cards.show_table(table, "limit_days", language=language).text for language in LANGUAGES]
    assert [text.splitlines()[1] for text in written] == [dutch, english]


def test_words_of_ours_in_a_cell_are_told_from_words_of_the_data():
    months = pd.to_datetime(["2025-03-01", "2025-04-01"])
    table = pd.DataFrame({"department": ["", "began"], "role": ["contact_centre", ""], "kind": ["idea", "storing"],
                          "change": ["began", "ceased"], "month": months})  # fmt: skip
    shown = cards.show_table(table, "department role kind change month", language="nl")
    assert shown.text.splitlines()[1:] == [
        "onbekend | contactcentrum | ideeën | begon | 1 mrt 2025",
        "began |  | storing | hield op | 1 apr 2025",
    ]


def test_questions_name_the_departments_and_whom_to_ask():
    seen = words(cards.show_questions(Judgement((WALL,), (), NONE_LEFT_OUT, language="en")).html)
    assert f"Whom to speak to: first Desk, then {NASTY_ESCAPED}, each by itself; then together" in seen
    assert f"To Desk: when did you last pass something to {NASTY_ESCAPED}, and how did it go?" in seen
    nobody = cards.show_questions(Judgement((), (), NONE_LEFT_OUT, language="nl")).html
    assert words(nobody).startswith("Er is hier geen bevinding om naar te vragen.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_finding_has_questions_to_ask(language):
    kinds = [key.removeprefix("claims_") for key in NOTEBOOK if key.startswith("claims_")]
    assert len(kinds) == 18
    for kind in kinds:
        whole = replace(WALL, kind=kind, departments=(), language=language)
        for finding in (replace(WALL, kind=kind, language=language), whole):
            assert len(list(questions_about(finding))) >= 2, kind
        assert "{" not in cards.show_questions(Judgement((whole,), (), NONE_LEFT_OUT, language=language)).html


def test_a_judgement_can_be_kept_to_some_kinds():
    dry = replace(WALL, kind="dry")
    more = pd.DataFrame({"kind": ["wall", "dry"], "more": [3, 1]})
    whole = Judgement((WALL, dry), (dry,), more, answer=Answer("Of 100 signals …", ()), notes=("It rose.",))
    kept = whole.of("wall", "silo")
    assert (kept.findings, kept.indications, kept.notes, kept.answer.text) == ((WALL,), (), (), "")
    assert list(kept.more["kind"]) == ["wall"]


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
    assert "say under [log.outcomes] which of the statuses in this log close a signal." in seen


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
    assert "name a column for duration_s (how long a contact took)." in seen
    judgement = kccdiag.judge(demo)
    assert len(judgement) >= 5
    assert [finding.kind for finding in judgement if finding.kind in words(finding._repr_html_()).split()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_evidence_has_a_name(demo, language):
    known = {piece["table"]: list(piece["row"]) for finding in kccdiag.judge(demo) for piece in finding.evidence}
    assert {"told", "departments", "silos", "handovers", "drop_points"} <= set(known)
    known |= {"recurring_ideas": list(demo.recurring), "returns": list(demo.returns), "overview": list(demo.overview)}
    known |= {"contact_reasons": [name for name in demo.contact_reasons if name != "shared_contacts"]}
    known |= {"bounces": ["followed", "bounces", "bounce_share", "first_order_share", "parallel"]}
    for table, columns in known.items():
        row = dict.fromkeys(columns, 1.0)
        heads, _ = in_words([row | {"unit": "share"}], columns, of=table, language=language)
        assert [head for head in heads if head in columns and head not in ("p", "q")] == [], table


def test_limits_of_a_subject_are_shown_by_themselves(small):
    diagnosis = kccdiag.diagnose(kccdiag.open_engagement(small), language="nl")
    seen = words(cards.show_limits(diagnosis, "ideas").html)
    assert seen.startswith("Wat dit log niet kan zeggen Waar ideeën sneuvelen")
    assert "teruggekoppeld" not in seen
    assert words(cards.show_limits(diagnosis, "nothing").html) == "Dit log kan alles zeggen wat hier wordt gemeten."


def test_measures_are_shown_by_name(demo):
    seen = words(cards.show_measures(demo, "cycling").html)
    assert seen.startswith("What was measured Estimate 95% interval Of Handovers back to a department")
    assert "Came back" not in seen


def test_a_diagnosis_counts_the_departments_that_it_shows_together(demo):
    # 12 rows, one of which stands for 5 departments: 16 departments.
    seen = words(replace(demo, withheld=5)._repr_html_())
    assert ", 16 departments," in seen
    assert "5 small departments are shown together" in seen
