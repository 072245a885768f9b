"""What stands beside the findings: what was not found, what the log cannot say, what changed, what was set aside."""

from __future__ import annotations

from collections.abc import Iterable

from kccdiag.cards.diagnosis import not_said_of
from kccdiag.claims.sought import not_found_in
from kccdiag.present.report.markup import Html, el
from kccdiag.present.report.matter import Matter
from kccdiag.present.report.tables import boxed
from kccdiag.wording import say


def asked(matter: Matter) -> Html | None:
    """List all that is asked of whom, with the findings that it is asked for; nothing where nothing is."""
    asks = [(place, ask) for place, shown in enumerate(matter.board.shown, start=1) for ask in shown.asks]
    if not asks:
        return None
    heads = [el("th", matter.say(f"asked_{name}"), scope="col") for name in ("who", "step", "effect", "with")]
    lines = [
        el("tr", el("th", ask.department, scope="row"), el("td", ask.step),
           el("td", ask.effect or matter.say("effect_unknown")),
           el("td", el("a", matter.say("finding_n", n=place), href=f"#finding-{place}")), data_of=ask.department)
        for place, ask in asks
    ]  # fmt: skip
    table = boxed(matter.say("asked"), [el("thead", el("tr", heads)), el("tbody", lines)])
    return el("section", el("h2", matter.say("asked"), id="asked"), table)


def absent(matter: Matter) -> Html | None:
    """Say what was looked for and not found, among what this log can tell; without a log only where there is any."""
    claimed = matter.judgement.kinds
    limits = matter.diagnosis.limits
    values = {"days": f"{limits.passed_on_days:g}", "centre": matter.centre, "told_days": f"{limits.told_days:g}"}
    lines = [matter.say(f"absent_{kind}", **values) for kind in not_found_in(matter.diagnosis, claimed)]
    if not lines and not matter.diagnosis.has_log:
        return None
    none = matter.say("absent_none" if claimed else "absent_nothing")
    body = el("ul", [el("li", line) for line in lines]) if lines else el("p", none)
    note = el("p", matter.say("absent_note"), class_="note") if lines else None
    return el("section", el("h2", matter.say("absent"), id="absent"), body, note)


def unsaid(matter: Matter) -> Html:
    """Say what this log cannot say, and what would make it possible."""
    texts = matter.diagnosis.limits_in_words()["text"]
    heading = el("h2", not_said_of(matter.diagnosis), id="unsaid")
    if texts.empty:
        return el("section", heading, el("p", say(matter.language, "notebook.all_said")))
    return el("section", heading, el("ul", [el("li", text) for text in texts]))


def changed(matter: Matter) -> Html | None:
    """Say what changed inside the window; nothing where nothing did."""
    return _list("changed", say(matter.language, "notebook.changed"), matter.judgement.notes)


def aside(matter: Matter) -> Html | None:
    """Say which findings were set aside and why, and what changed since the choices were made."""
    lines = [
        el("li", el("b", one.headline), " ", matter.say("because", reason=one.reason)) for one in matter.board.set_aside
    ]
    if not lines and not matter.board.news:
        return None
    return el(
        "section",
        el("h2", matter.say("chosen"), id="chosen"),
        [el("h3", matter.say("set_aside")), el("ul", lines)] if lines else None,
        [el("h3", matter.say("news")), el("ul", [el("li", one) for one in matter.board.news])]
        if matter.board.news else None,
    )  # fmt: skip


def _list(anchor: str, title: str, texts: Iterable[str]) -> Html | None:
    items = [el("li", text) for text in texts]
    return el("section", el("h2", title, id=anchor), el("ul", items)) if items else None
