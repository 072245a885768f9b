"""The slides that tell the story: the title, the answer, and one finding each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kccdiag.answer import STEPS, sentence
from kccdiag.board import Ask, Board, Shown
from kccdiag.cards.amounts import day
from kccdiag.cards.finding import numbers_of
from kccdiag.diagnosis import Diagnosis
from kccdiag.findings import Finding, Judgement
from kccdiag.present.slides.charts import Bars, Lines, draw_bars, draw_lines
from kccdiag.present.slides.lettering import Paragraph, plain
from kccdiag.present.slides.network import FEW, Network, draw_network
from kccdiag.present.slides.notes import by_outcome, files_in_words, notes_of
from kccdiag.present.slides.pages import Page, Room, clear, give_way, new_page, number_page, tell, write, write_title
from kccdiag.present.slides.pictures import WHOLE, Picture, picture_of, verdict_bars
from kccdiag.present.slides.template import Template
from kccdiag.wording import say

MOST = 15  # findings with a slide of their own; the rest is listed
TEXTS = (18.0, 17.0, 16.0, 15.0, 14.0)  # points
ASKS = 3  # of a finding, on its own slide; all of them stand together later


@dataclass(frozen=True)
class Talk:
    """What the slides are made from."""

    template: Template
    diagnosis: Diagnosis
    judgement: Judgement
    board: Board
    hashes: Mapping[str, str]

    @property
    def language(self) -> str:
        """Of everything that is said."""
        return self.diagnosis.language

    @property
    def foot(self) -> str:
        """What stands under every slide: whose signals, and when."""
        name = plain(self.diagnosis.engagement_name)
        name = name if len(name) <= 60 else f"{name[:59]}…"
        return " · ".join([name, *period_of(self.diagnosis)])


def period_of(d: Diagnosis) -> list[str]:
    """Write from which day to which there are signals; nothing where there is no log."""
    if not d.has_log:
        return []
    return [f"{day(d.language, d.start)} – {day(d.language, d.cutoff - pd.Timedelta(seconds=1))}"]


def add_page(talk: Talk, layout: str, title: str, *, names: tuple[str, ...] = ()) -> Page:
    """Add a slide with its title, footer and number."""
    page = new_page(talk.template, layout, language=talk.language)
    write_title(page, plain(title), names=tuple(map(plain, names)))
    number_page(page, talk.foot)
    return page


def draw(page: Page, picture: Picture) -> None:
    """Put a picture in the place that the template keeps for it."""
    room = clear(page, "Picture")
    for part, drawn in picture.parts:
        put_part(page, drawn, room.part(*part), few=len(picture.parts) > 1)


def put_part(page: Page, drawn: Bars | Lines | Network, room: Room, *, few: bool) -> None:
    """Draw one part of a picture."""
    if isinstance(drawn, Bars):
        draw_bars(page, drawn, room)
    elif isinstance(drawn, Lines):
        draw_lines(page, drawn, room)
    else:
        draw_network(page, drawn, room, most=FEW if few else None)


# ---- title


def add_title(talk: Talk) -> None:
    """Add the first slide: whose signals, what about them, and over which period."""
    page = new_page(talk.template, "Title", language=talk.language)
    write_title(page, plain(talk.diagnosis.engagement_name))
    about = [say(talk.language, "slides.subtitle"), *period_of(talk.diagnosis)]
    write(page, "Text", *map(Paragraph, about),
          sizes=(24.0, 22.0, 20.0, 18.0, 16.0, 14.0))  # fmt: skip
    news = talk.board.news
    changed = [say(talk.language, "slides.note_news"), *(f"– {plain(one)}" for one in news), ""] if news else []
    tell(page, *changed, *files_in_words(talk.language, talk.hashes))


# ---- the answer


def add_answer(talk: Talk) -> None:
    """Add the answer: how many of 100 signals got how far, and what holds back most."""
    d = talk.diagnosis
    title = _short_answer(d) or talk.judgement.answer.text
    page = add_page(talk, "Answer" if d.has_log else "Text", title, names=d.contact_centre)
    if d.has_log:
        draw(page, Picture(((WHOLE, verdict_bars(d)),)))
    write(page, "Text", *_holding_back(talk))
    answer = [plain(talk.judgement.answer.text), *(f"– {line.text}" for line in _holding_back(talk)[1:])]
    tell(page, *answer, "", *files_in_words(talk.language, talk.hashes))


def _short_answer(d: Diagnosis) -> str:
    """Say the first step that is measured and the last; the chart says them all."""
    steps = d.overview.drop_duplicates("measure").set_index("measure").reindex(list(STEPS))
    measured = [row for _, row in steps[steps["estimate"].notna()].iterrows()]
    if not measured:
        return ""
    ends = measured[:1] + measured[1:][-1:]
    return sentence(ends, language=d.language, days=d.limits.passed_on_days, centre=d.centre)


def _holding_back(talk: Talk) -> tuple[Paragraph, ...]:
    """Name what holds back most, as the board words it, with the slide where it is told."""
    shown = {one.finding.id: (place, one.headline) for place, one in enumerate(talk.board.shown, start=3)}
    lines = []
    for name in talk.judgement.answer.holding_back:
        if name in shown:
            place, headline = shown[name]
            told = say(talk.language, "slides.on_slide", headline=plain(headline), n=place)
            lines.append(Paragraph(told if place < MOST + 3 else plain(headline), bullet=True))
    if lines:
        return (Paragraph(say(talk.language, "slides.holding_back"), bold=True), *lines)
    if not talk.board.shown:
        return (Paragraph(say(talk.language, "notebook.findings_none")),)
    first = [Paragraph(plain(one.headline), bullet=True) for one in talk.board.shown[:3]]
    return (Paragraph(say(talk.language, "slides.found_first"), bold=True), *first)


# ---- findings


def add_finding(talk: Talk, shown: Shown) -> None:
    """Add one finding: the headline says it, the picture shows it, the text says what it means and how sure it is."""
    finding = shown.finding
    page = add_page(talk, "Finding", shown.headline, names=finding.departments)
    if shown.asks:
        write(page, "Ask", *_asked(shown.asks, talk.language), sizes=TEXTS)
    else:
        give_way(page, "Ask", "Picture", "Text")
    draw(page, picture_of(finding, talk.diagnosis))
    write(page, "Text", *_told(finding), sizes=TEXTS)
    tell(page, *notes_of(shown, talk.hashes))


def _told(finding: Finding) -> tuple[Paragraph, ...]:
    language = finding.language
    (name, value), (_, limit), *_ = numbers_of(finding)
    said = say(language, "slides.number", name=name, value=value)
    return (
        Paragraph(say(language, "slides.means"), bold=True),
        Paragraph(plain(finding.meaning)),
        Paragraph(say(language, "slides.sure"), bold=True),
        Paragraph(plain(f"{_capital(finding.holds)}. {said}. {say(language, 'slides.limit', limit=limit)}.")),
        *(Paragraph(plain(line)) for line in _against(finding)),
        Paragraph(say(language, "slides.not_meant"), bold=True),
        Paragraph(plain(finding.caveats[0])),
    )


def _against(finding: Finding) -> list[str]:
    """Name the objections under which it does not hold, or is no longer certain: what a first question is about."""
    return [
        say(finding.language, "slides.not_under", outcome=outcome, objections=objections)
        for outcome, objections in by_outcome(finding, ("broken", "unsure"))
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _asked(asks: tuple[Ask, ...], language: str) -> tuple[Paragraph, ...]:
    said = [
        say(
            language, "slides.ask_one", department=plain(ask.department), step=plain(ask.step),
            effect=plain(ask.effect) if ask.effect else say(language, "slides.unknown"),
        )
        for ask in asks[:ASKS]
    ]  # fmt: skip
    return (Paragraph(say(language, "slides.ask", asks="; ".join(said)), bold=True),)
