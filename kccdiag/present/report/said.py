"""What people said: who was asked, what stands before the log, and their own words where they released them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kccdiag.cards.amounts import interval, named
from kccdiag.cards.diagnosis import counted
from kccdiag.present.report.markup import Html, el
from kccdiag.present.report.matter import Matter
from kccdiag.voices import Voices
from kccdiag.wording import number, say_counted

QUOTES = 12


def said(matter: Matter) -> Html | None:
    """Say who was asked and how it counts, and quote what may be quoted; nothing where nobody was asked."""
    voices = matter.diagnosis.voices
    if voices is None or not voices.respondents:
        return None
    return el(
        "section",
        el("h2", matter.say("said"), id="said"),
        [el("p", line) for line in _asked(voices, matter)],
        [el("p", line, class_="lead") for line in _heard(voices, matter)],
        _quotes(voices, matter),
    )


def _asked(voices: Voices, matter: Matter) -> Iterator[str]:
    language, least = matter.language, matter.diagnosis.limits.group_size
    names = {"respondents": counted(language, "respondents", voices.respondents),
             "interviews": counted(language, "interviews", voices.interviews)}  # fmt: skip
    yield matter.say("said_note" if voices.interviews else "said_survey", **names)
    if voices.withheld:
        yield matter.say("said_withheld", n=number(language, voices.withheld), least=least)
    if voices.one_voice:
        yield matter.say("said_voice", departments=", ".join(voices.one_voice))
    if matter.diagnosis.board:
        yield matter.say("said_board")


def _heard(voices: Voices, matter: Matter) -> Iterator[str]:
    language = matter.language
    for row in voices.heard[voices.heard["per_month"].notna()].itertuples():
        words = {
            "heard": number(language, round(row.per_month)),
            "kind": named(language, f"labels.kind_{row.kind}", row.kind or matter.say("said")),
            "span": interval(language, row.per_month_low, row.per_month_high, "signals") or "–",
            "logged": number(language, round(row.logged_per_month)) if not math.isnan(row.logged_per_month) else "",
        }
        yield matter.say("said_heard" if words["logged"] else "said_heard_alone", **words)


def _quotes(voices: Voices, matter: Matter) -> list[Html]:
    """Quote of what was released the first about each barrier (and of what is about none), then the second of each.

    Each stands under the department of who said it.
    """
    quotes = voices.quotes.drop_duplicates(["department", "text"])
    if quotes.empty:
        return []
    turn = quotes.groupby("barrier").cumcount().sort_values(kind="stable")
    items = [
        el("li", f"“{row.text}” " if not row.paraphrased else f"{row.text} ", el("small", _by(row, matter)))
        for row in quotes.loc[turn.index[:QUOTES].sort_values()].itertuples()
    ]
    left = len(quotes) - QUOTES
    more = el("p", say_counted(matter.language, "report.quotes_left", left), class_="note") if left > 0 else None
    return [el("h3", matter.say("quotes")), el("p", matter.say("quotes_note"), class_="note"), el("ul", items),
            *([more] if more else [])]  # fmt: skip


def _by(row, matter: Matter) -> str:  # type: ignore[no-untyped-def]
    return matter.say("quote_paraphrased" if row.paraphrased else "quote_of", department=row.department or "–")
