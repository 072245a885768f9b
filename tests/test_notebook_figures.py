"""The pictures that only notebooks show: what a log holds, where signals go silent, what comes straight back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from diagnosed import lay_down
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox
from test_figures import ORGANISATIONS, marked, note_of, overlapping, texts_of, title_of

from kccdiag.engagement import open_engagement
from kccdiag.figures import draw_bounces, draw_drop_points, draw_filled
from kccdiag.figures.against import NAME_WIDTH, SHOWN
from kccdiag.figures.filled import MEANINGS
from kccdiag.figures.style import figure_of
from kccdiag.intake.filled import course_of, filled_in
from kccdiag.intake.logs import read_log
from kccdiag.shown.lettering import width_of
from kccdiag.wording import LANGUAGES

WHAT = (
    "order", "department", "person", "activity", "kind", "channel", "topic", "reason", "customer", "text", *MEANINGS,
)  # fmt: skip
DRAWINGS = ("filled", "drops", "bounces")
CASES = [(case, language) for case in ("twelve", "long", "hostile", "teams") for language in ("nl", "en")]


def course(periods: int, *, period: str = "month") -> pd.DataFrame:
    starts = pd.date_range("2024-07-01", periods=periods, freq={"month": "MS", "week": "7D", "day": "D"}[period])
    events = 900 + 100 * (np.arange(periods) % 7)
    return pd.DataFrame({"start": starts, "period": period, "events": events, "started": events // 4})


def filled(**shares: float) -> pd.DataFrame:
    known = dict.fromkeys(WHAT, 1.0) | shares
    of = ["events" if what in WHAT[:4] else "signals" for what in known]
    return pd.DataFrame({"what": list(known), "of": of, "share": list(known.values())})


def drop_points(names: tuple[str, ...]) -> pd.DataFrame:
    """Drop a third of the ideas of the second department; everywhere else one in fifty."""
    rows = [(name, kind, 100, 2.0) for name in names for kind in ("idea", "storing")]
    table = pd.DataFrame(rows, columns=["department", "kind", "visits", "dropped"])
    table.loc[2, "dropped"] = 33.0
    table["share"], table["share_elsewhere"] = table["dropped"] / table["visits"], 0.023
    table["difference_low"] = table["share"] - table["share_elsewhere"] - 0.02
    return table.assign(difference_high=table["difference_low"] + 0.06, q=np.where(table.index == 2, 0.001, 0.8))


def bounces(names: tuple[str, ...]) -> pd.DataFrame:
    """Let most of what the second hands to the third come straight back, and elsewhere no more than chance would."""
    pairs = [(giver, taker) for giver in names[:30] for taker in names[:30] if giver != taker]
    table = pd.DataFrame(pairs, columns=["giver", "taker"]).assign(followed=80.0, bounces=8.0, parallel=False)
    table.loc[(table["giver"] == names[1]) & (table["taker"] == names[2]), "bounces"] = 64.0
    table["bounce_share"], table["first_order_share"] = table["bounces"] / 80, 0.1
    return table.assign(bounce_share_low=table["bounce_share"] - 0.05, bounce_share_high=table["bounce_share"] + 0.08)


@cache
def drawn(case: str, language: str) -> dict[str, Figure]:
    """Draw the three of a case once, laid out as a notebook shows them."""
    names = ORGANISATIONS[case]
    axes = {
        "filled": draw_filled(course(18), filled(person=0.72, reason=np.nan, told=0.3), language=language, source="W"),
        "drops": draw_drop_points(drop_points(names), language=language, source="W"),
        "bounces": draw_bounces(bounces(names), language=language, source="W"),
    }
    for ax in axes.values():
        figure_of(ax).draw_without_rendering()
    return {name: figure_of(ax) for name, ax in axes.items()}


def bars(figure: Figure, mark: str) -> list[Rectangle]:
    return [patch for patch in figure.findobj(Rectangle) if patch.get_gid() == mark]


@pytest.mark.parametrize(("case", "language"), CASES)
@pytest.mark.parametrize("name", DRAWINGS)
def test_words_stay_inside_the_slide_and_off_each_other(name, case, language):
    figure = drawn(case, language)[name]
    (title,) = marked(figure, "title")
    assert title.get_text().count("\n") <= 1 and title.get_fontsize() >= 14
    assert note_of(figure).startswith({"nl": "Bron: W.", "en": "Source: W."}[language])
    page = Bbox.from_extents(-1, -1, figure.bbox.x1 + 1, figure.bbox.y1 + 1)
    boxes = [(text, text.get_window_extent()) for text in texts_of(figure)]
    assert [text for text, box in boxes if not (page.x0 <= box.x0 and box.x1 <= page.x1)] == []
    assert [text for text, box in boxes if not (page.y0 <= box.y0 and box.y1 <= page.y1)] == []
    assert overlapping(texts_of(figure)) == []
    assert min(text.get_fontsize() for text in texts_of(figure)) >= 12


def test_the_two_languages_do_not_mix():
    for name in DRAWINGS:
        said = {one: {text.get_text() for text in texts_of(drawn("twelve", one)[name])} for one in LANGUAGES}
        same = {text for text in said["nl"] & said["en"] if any(letter.isalpha() for letter in text)}
        assert {text for text in same if "→" not in text and "· storing" not in text} <= {"status"}


# ---- what a log holds


def test_it_states_what_is_missing_and_what_is_known_least():
    figure = drawn("twelve", "nl")["filled"]
    assert title_of(figure) == (
        "1 van de 13 gegevens ontbreekt in dit log; het minst bekend is de persoon: bij 72 % van de gebeurtenissen"
    )
    assert (len(bars(figure, "filled")), len(bars(figure, "lacking"))) == (12, 1)
    assert len(bars(figure, "events")) == len(bars(figure, "started")) == 18


@pytest.mark.parametrize(
    ("shares", "title"),
    [
        ({}, "All 13 fields are in this log; what there is, is filled in nearly everywhere"),
        ({"told": 0.1, "text": 0.2}, "All 13 fields are in this log; what there is, is filled in nearly everywhere"),
        ({"order": 0.13, "person": np.nan, "kind": np.nan},
         "2 of the 13 fields are missing from this log; least known is the order: for 13% of the events"),
        ({"order": np.nan, "reason": 0.996},
         "1 of the 13 fields is missing from this log; what there is, is filled in nearly everywhere"),
    ],
)  # fmt: skip
def test_what_few_signals_need_is_not_what_is_known_least(shares, title):
    assert title_of(figure_of(draw_filled(course(3, period="day"), filled(**shares), language="en"))) == title


def test_a_log_without_events_is_said_to_be_empty():
    figure = figure_of(draw_filled(course(0), filled(), language="en"))
    assert title_of(figure) == "Not measurable: what this log holds"


def test_a_long_log_has_few_dates_and_a_short_one_its_days():
    long = draw_filled(course(240), filled(), language="en")
    assert len(long.get_xticklabels()) <= 6
    week = draw_filled(course(3, period="week"), filled(), language="nl")
    assert [label.get_text() for label in week.get_xticklabels()] == ["1 jul\n2024", "8 jul\n2024", "15 jul\n2024"]


# ---- where signals go silent, and what comes straight back


def test_the_title_names_what_is_certain_and_what_it_is_held_against():
    figures = drawn("twelve", "en")
    assert title_of(figures["drops"]) == "Of the ideas at Facturatie 33% go silent, elsewhere 2.3%"
    assert title_of(figures["bounces"]) == (
        "Of what Facturatie hands to Product, 80% comes straight back; to be expected was 10%"
    )
    for name in ("drops", "bounces"):
        marks = [line.get_gid() for line in figures[name].axes[0].lines]
        assert marks.count("sure") == 1 and marks[0] == "sure" and marks.count("unsure") == SHOWN - 1


def test_rows_say_how_many_of_how_many_and_how_many_are_left_out():
    figure = drawn("twelve", "nl")["drops"]
    assert {"33 van 100", "2 van 100"} <= {text.get_text() for text in texts_of(figure)}
    assert note_of(figure).endswith("Niet getekend: 12 met minder, 0 met te weinig gevallen.")  # 24 rows, 12 drawn
    tick = next(line for line in figure.axes[0].findobj(LineCollection) if line.get_gid() == "other")
    assert {point[0] for point in tick.get_segments()[0]} == {0.023}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_where_nothing_is_certain_it_says_so(language):
    words = {
        "nl": ("Nergens vallen signalen aantoonbaar vaker stil", "Tussen geen twee afdelingen komt aantoonbaar"),
        "en": ("Nowhere do signals demonstrably", "Between no two departments does demonstrably"),
    }[language]
    names = ORGANISATIONS["twelve"]
    unsure = drop_points(names).assign(q=0.6)
    assert title_of(figure_of(draw_drop_points(unsure, language=language))).startswith(words[0])
    less = bounces(names).assign(bounce_share_low=0.4)
    assert title_of(figure_of(draw_bounces(less, language=language))).startswith(words[1])


def test_where_nothing_is_above_what_it_is_held_against_no_place_is_named():
    names = ORGANISATIONS["twelve"]
    fewer = drop_points(names).assign(share_elsewhere=0.5, q=1.0)
    assert title_of(figure_of(draw_drop_points(fewer, language="en"))) == (
        "Nowhere do signals go silent more often than elsewhere"
    )
    rarer = bounces(names).assign(first_order_share=0.9, bounce_share_low=0.01)
    assert title_of(figure_of(draw_bounces(rarer, language="en"))) == (
        "Between no two departments does more come straight back than was to be expected"
    )


@pytest.mark.parametrize("draw", [draw_drop_points, draw_bounces])
def test_too_few_cases_are_not_drawn_and_said_to_be_unmeasurable(draw):
    names = ORGANISATIONS["three"]
    few = drop_points(names).assign(visits=3) if draw is draw_drop_points else bounces(names).assign(followed=3)
    for table in (few, few[:0]):
        figure = figure_of(draw(table, language="en"))
        assert title_of(figure).startswith("Not measurable") and marked(figure, "reason")


def test_of_two_long_names_something_remains():
    figure = drawn("long", "nl")["bounces"]
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert {label.count("…") for label in labels if "KCC" not in label} == {2}
    assert {label.partition(" → ")[2] != "" for label in labels} == {True}
    assert max(width_of(label, 14) for label in labels) <= NAME_WIDTH + 40


def test_departments_that_work_side_by_side_do_not_bounce():
    side_by_side = bounces(ORGANISATIONS["twelve"]).assign(parallel=True)
    assert title_of(figure_of(draw_bounces(side_by_side, language="en"))).startswith("Not measurable")


@pytest.mark.parametrize("draw", [draw_drop_points, draw_bounces, draw_filled])
def test_a_given_axes_is_drawn_on_and_stays_where_it_was(draw):
    names, ax = ORGANISATIONS["twelve"], Figure(figsize=(16, 9)).subplots(1, 2)[0]
    before = ax.get_position().bounds
    given = {draw_drop_points: [drop_points(names)], draw_bounces: [bounces(names)]}
    assert draw(*given.get(draw, [course(9), filled()]), language="nl", ax=ax) is ax
    assert ax.get_position().bounds == before


# ---- what is counted in a log


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """Read six events of three signals: one without a department, two at one moment; ideas with a text."""
    columns = ("signal", "time", "department", "activity", "kind", "text")
    rows = [
        ("1", "2025-01-31T23:30:00Z", "Desk", "new", "idea", "warm water"),
        ("1", "2025-02-03T09:00:00Z", "", "new", "", ""),
        ("1", "2025-02-03T09:00:00Z", "IT", "new", "", ""),
        ("2", "2025-05-01T09:00:00Z", "Desk", "new", "", ""),
        ("2", "2025-05-01T09:00:00Z", "IT", "adopted", "", ""),
        ("3", "2025-05-02T09:00:00Z", "Desk", "new", "question", ""),
    ]
    folder = lay_down(tmp_path_factory.mktemp("log") / "small", rows, columns=columns,
                      more={"engagement": 'timezone = "Europe/Amsterdam"'})  # fmt: skip
    text = (folder / "kccdiag.toml").read_text("utf-8").replace('timezone = "UTC"\n', "")
    (folder / "kccdiag.toml").write_text(text, "utf-8")
    return read_log(open_engagement(folder))


def test_events_and_new_signals_are_counted_by_local_month_with_the_empty_ones(log):
    # 23:30 UTC on 31 January is February in Amsterdam.
    counted = course_of(log)
    assert list(counted["start"].dt.strftime("%Y-%m-%d")) == ["2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01"]
    assert list(counted["events"]) == [3, 0, 0, 3]
    assert list(counted["started"]) == [1, 0, 0, 2]
    assert set(counted["period"]) == {"month"}


def test_what_is_filled_in_is_counted_of_events_or_of_signals(log):
    shares = filled_in(log).set_index("what")["share"]
    assert list(shares.index) == list(WHAT)
    assert shares["department"] == pytest.approx(5 / 6)
    assert shares["activity"] == 1
    assert shares["kind"] == pytest.approx(2 / 3)  # signals 1 and 3 say theirs
    assert shares["text"] == pytest.approx(1 / 3)
    assert shares["outcomes"] == pytest.approx(1 / 3)  # signal 2
    # Of the five events of a known department only signal 2's in IT is no later than the one before it.
    assert shares["order"] == pytest.approx(1 - 1 / 5)
    assert shares[["person", "channel", "topic", "reason", "customer", "told", "stays"]].isna().all()


def test_a_short_log_is_counted_by_days(tmp_path: Path):
    rows = [(str(day), f"2025-03-{day:02d}T09:00:00Z", "Desk") for day in (3, 5)]
    folder = lay_down(tmp_path / "short", rows, columns=("signal", "time", "department"), outcomes=())
    counted = course_of(read_log(open_engagement(folder)))
    assert list(counted["period"]) == ["day"] * 3
    assert list(counted["events"]) == [1, 0, 1]
