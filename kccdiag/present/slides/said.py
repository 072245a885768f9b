"""The slides of what people said: beside what the log shows, what holds signals back, and who was asked."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from kccdiag.cards.amounts import amount
from kccdiag.cards.diagnosis import counted
from kccdiag.diagnosis import Diagnosis
from kccdiag.present.slides.charts import Bars, Series
from kccdiag.present.slides.lettering import Paragraph
from kccdiag.present.slides.lists import add_list, bullets
from kccdiag.present.slides.notes import files_in_words
from kccdiag.present.slides.pages import tell, write
from kccdiag.present.slides.pictures import Picture, barrier_bars, part_for
from kccdiag.present.slides.story import Talk, add_page, draw
from kccdiag.shown.colours import BLUE, DEAD, LIVE
from kccdiag.shown.voices import comparable
from kccdiag.voices import Voices
from kccdiag.wording import number, say

ROWS = 11
SIZES = (16.0, 15.0, 14.0)
RELATIONS = (("flow", BLUE), ("no_flow", LIVE), ("need", DEAD))


def add_said(talk: Talk) -> None:
    """Add what people say of pairs, beside the log where there is one, and the barriers that they name."""
    bars = said_bars(talk.diagnosis)
    if bars is not None:
        _add(talk, "said" if talk.diagnosis.has_log else "said_alone", bars)
    if len(talk.diagnosis.said["barriers"]):
        _add(talk, "barriers", barrier_bars(talk.diagnosis))


def _add(talk: Talk, name: str, bars: Bars) -> None:
    page = add_page(talk, "Picture", say(talk.language, f"slides.{name}"))
    draw(page, Picture(((part_for(bars), bars),)))
    note = say(talk.language, f"slides.{name}_note")
    write(page, "Text", Paragraph(note, quiet=True), sizes=SIZES)
    tell(page, note, bars.words, *files_in_words(talk.language, talk.hashes))


def said_bars(d: Diagnosis) -> Bars | None:
    """Draw what the log shows of the pairs that people speak of; without a log who says what; None without either."""
    if d.voices is None:
        return None
    return _beside_log(d) if d.has_log else _said_alone(d)


def _beside_log(d: Diagnosis) -> Bars | None:
    table, language = comparable(d.said["said"]).head(ROWS), d.language
    if table.empty:
        return None
    names = tuple(f"{row.giver} → {row.taker}" for row in table.itertuples())
    times = np.exp(table[["ln_oe", "ln_oe_low", "ln_oe_high"]].astype(float))
    times["ln_oe_low"] = times["ln_oe_low"].fillna(0.0).where(times["ln_oe_high"].notna())
    values, low, high = (tuple(times[column]) for column in times)
    series = Series(say(language, "slides.seen"), values, low=low, high=high)
    labels = tuple(_label(row, language) for row in table.itertuples())
    marked = frozenset(np.flatnonzero(~table["standing"].isin(["", "agreed"])).tolist())
    title = say(language, "slides.said_title")
    words = f"{title}. {'; '.join(f'{name}: {label}' for name, label in zip(names, labels, strict=True))}."
    return Bars(title, names, (series,), "ratio", words, labels=labels, marked=marked)


def _label(row, language: str) -> str:  # type: ignore[no-untyped-def]
    """Write the multiple, and what people say of the pair."""
    count = {"unmet_need": row.need, "paper_channel": row.flow}.get(row.standing, row.mentioned)
    said = say(language, f"said.row_{row.standing or 'mentioned'}", n=number(language, count))
    return f"{amount(language, math.exp(row.ln_oe), 'ratio')} × · {said}"


def _said_alone(d: Diagnosis) -> Bars | None:
    table, language = d.said["said"], d.language
    table = table[table[[name for name, _ in RELATIONS]].sum(axis=1) > 0]
    table = table.sort_values(["mentioned", "giver", "taker"], ascending=[False, True, True]).head(ROWS)
    if table.empty:
        return None
    names = tuple(_way(row, language) for row in table.itertuples())
    series = tuple(
        Series(say(language, f"slides.said_{name}"), tuple(_or_gap(table[name])), colour) for name, colour in RELATIONS
    )
    title = say(language, "slides.said_counts")
    said = (", ".join(f"{one.name} {number(language, value)}" for one in series if (value := one.values[place]) > 0)
            for place in range(len(names)))  # fmt: skip
    words = f"{title}. {'; '.join(f'{name}: {what}' for name, what in zip(names, said, strict=True))}."
    return Bars(title, names, series, "count", words, stacked=True)


def _or_gap(counts: pd.Series) -> Iterator[float]:
    """Leave a gap for none, so that no nought is written."""
    for count in counts:
        yield float(count) if count else math.nan


def _way(row, language: str) -> str:  # type: ignore[no-untyped-def]
    giver, taker = (say(language, "labels.customer") if name == "customer" else name for name in (row.giver, row.taker))
    return f"{giver} → {taker}"


def add_asked_people(talk: Talk) -> None:
    """List who was asked, in numbers only."""
    voices = talk.diagnosis.voices
    if voices is not None and voices.respondents:
        lines = list(_people(voices, talk.diagnosis))
        add_list(talk, say(talk.language, "slides.asked_people"), bullets(lines))


def _people(voices: Voices, d: Diagnosis) -> Iterator[str]:
    language, least = d.language, d.limits.group_size
    counts = d.interviews.set_index("what")["count"]
    yield say(language, "slides.people_respondents", respondents=counted(language, "respondents", voices.respondents),
              interviews=counted(language, "interviews", voices.interviews))  # fmt: skip
    confirmed, left = (number(language, counts[f"statements_{name}"]) for name in ("confirmed", "open"))
    yield say(language, "slides.people_statements", confirmed=confirmed, open=left)
    if counts["survey_answers"]:
        yield say(language, "slides.people_survey", n=number(language, counts["survey_answers"]))
    if voices.withheld:
        yield say(language, "slides.people_withheld", n=number(language, voices.withheld), least=least)
    if voices.one_voice:
        yield say(language, "slides.people_voice", departments=", ".join(voices.one_voice))
    if d.board:
        yield say(language, "slides.people_board")
