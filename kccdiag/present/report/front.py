"""What a reader sees first: whose diagnosis this is, the answer, and what holds back most."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from kccdiag.answer import STEPS, interval_of_hundred, of_hundred
from kccdiag.cards.diagnosis import extent_of, withheld_of
from kccdiag.present.report.markup import Html, el
from kccdiag.present.report.matter import Matter
from kccdiag.wording import number, say

# A drop of ten by twenty, as in the figure of the verdict.
DROP = "M5 2.5C5.6 5.5 8.6 8 8.6 12A3.6 4.6 0 0 1 1.4 12C1.4 8 4.4 5.5 5 2.5Z"
DEEP, TALL = 2, 20  # drops fill up column by column, two in each


def header(matter: Matter) -> Html:
    """Head the page: the organisation, what this is, and what it rests on."""
    return el(
        "header",
        el("p", matter.say("what_this_is"), class_="kicker"),
        el("h1", matter.diagnosis.engagement_name),
        el("p", extent_of(matter.diagnosis), class_="extent"),
        _remark(withheld_of(matter.diagnosis)),
    )


def answer(matter: Matter) -> Html:
    """Give the answer in a sentence and a picture, and what holds the organisation back most."""
    judged = matter.judgement.answer
    return el(
        "section",
        el("h2", matter.say("answer"), id="answer"),
        el("p", judged.text, class_="lead") if judged.text else None,
        verdict(matter),
        _holding_back(matter),
        el("p", _nature(matter), class_="note"),
    )


def _nature(matter: Matter) -> str:
    return matter.say("observed") if matter.diagnosis.has_log else say(matter.language, "said.told_not_observed")


def verdict(matter: Matter) -> Html | None:
    """Draw of 100 signals how many got how far, a drop for each; nothing where no step could be measured."""
    overview = matter.diagnosis.overview
    steps = overview.drop_duplicates("measure").set_index("measure").reindex(list(STEPS))
    if not steps["estimate"].notna().any():
        return None
    patterns = [_pattern("drop-full", "full"), _pattern("drop-empty", "empty")]
    defined = el("svg", el("defs", patterns), width=0, height=0, class_="defined", aria_hidden="true")
    rows = [_step(str(name), row, matter) for name, row in steps.iterrows()]
    counted = say(matter.language, "figures.verdict_and").join(_counted(steps, matter))
    return el(
        "figure",
        el("figcaption", matter.say("verdict", centre=matter.centre)),
        defined,
        el("ul", rows, class_="drops", role="list"),
        el("p", say(matter.language, "figures.verdict_note", counted=counted), class_="note"),
        class_="verdict",
    )


def _pattern(name: str, look: str) -> Html:
    return el("pattern", el("path", d=DROP, class_=look), id=name, width=10, height=TALL, patternUnits="userSpaceOnUse")


def _step(step: str, row: pd.Series, matter: Matter) -> Html:
    language, share = matter.language, float(row["estimate"])
    name = say(language, f"figures.verdict_{step}", days=f"{matter.diagnosis.limits.passed_on_days:g}")
    if not math.isfinite(share):
        missing = el("span", say(language, "figures.empty"), class_="missing")
        return el("li", el("span", name, class_="name"), missing)
    low, high = float(row["low"]), float(row["high"])
    known = math.isfinite(low) and math.isfinite(high)
    span = el("small", interval_of_hundred(language, low, high)) if known else None
    said = el("span", el("b", of_hundred(language, share)), span, class_="said")
    return el("li", el("span", name, class_="name"), _drops(round(100 * share), (low, high) if known else None), said)


def _drops(filled: int, ends: tuple[float, float] | None) -> Html:
    """Draw a hundred drops, the first so many of them full, over a line for the interval."""
    columns, odd = divmod(filled, DEEP)
    width, height = 10 * 100 // DEEP, DEEP * TALL
    full = {"fill": "url(#drop-full)"}
    line = f"M{ends[0] * width:.1f} {height + 5}H{ends[1] * width:.1f}" if ends else ""
    return el(
        "svg",
        el("rect", width=width, height=height, fill="url(#drop-empty)"),
        el("rect", width=10 * columns, height=height, class_="under"),
        el("rect", width=10 * columns, height=height, **full) if columns else None,
        [el("rect", x=10 * columns, width=10, height=TALL, class_="under"),
         el("rect", x=10 * columns, width=10, height=TALL, **full)] if odd else None,
        el("path", d=line, class_="interval") if line else None,
        viewBox=f"0 0 {width} {height + 10}",
        aria_hidden="true",
        focusable="false",
    )  # fmt: skip


def _counted(steps: pd.DataFrame, matter: Matter) -> Iterable[str]:
    limits = matter.diagnosis.limits
    for names, days in (([STEPS[0]], limits.passed_on_days), (list(STEPS[1:]), limits.settled_days)):
        signals = steps.loc[names, "n"].max()
        if signals > 0:
            yield say(matter.language, "figures.verdict_counted", n=number(matter.language, signals), days=f"{days:g}")


def _holding_back(matter: Matter) -> Html | None:
    """List what holds back most, of what the board sees, with a link to each."""
    chosen = matter.judgement.answer.holding_back
    places = {shown.finding.id: (place, shown) for place, shown in enumerate(matter.board.shown, start=1)}
    links = [el("li", el("a", places[name][1].headline, href=f"#finding-{places[name][0]}"))
             for name in chosen if name in places]  # fmt: skip
    if not links:
        return None
    return el("div", el("h3", say(matter.language, "notebook.holding_back")), el("ol", links), class_="back-most")


def _remark(text: str) -> Html | None:
    return el("p", text, class_="note") if text else None
