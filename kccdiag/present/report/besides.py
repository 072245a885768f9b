"""What stands beside the findings: what was not found, what the log cannot say, what changed, what was set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kccdiag.diagnosis import Diagnosis
from kccdiag.present.report.markup import Html, el
from kccdiag.present.report.matter import Matter
from kccdiag.present.report.tables import boxed
from kccdiag.wording import say


def _reservoirs_can_be_found(d: Diagnosis) -> bool:
    return bool(d.departments["stay_ratio"].notna().any())


def _dry_can_be_found(d: Diagnosis) -> bool:
    seen = d.departments["centre_signals"] * d.limits.dry_reach >= 1
    return bool((seen & d.departments["reach"].notna()).any())


# Whether a kind of finding could have been found in a log at all: what was not looked for is not called absent.
SOUGHT: dict[str, Callable[[Diagnosis], bool]] = {
    "trickle": lambda d: _is_measured(d, "passed_on"),
    "reservoir": _reservoirs_can_be_found,
    "dry": _dry_can_be_found,
    "gatekeeper": lambda d: bool((d.departments["gatekeeping_of"] >= d.limits.least_cases).any()),
    "wall": lambda d: bool((d.handovers["lateral"].astype(bool)
                            & (d.handovers["expected"] >= d.limits.wall_expected)).any()),
    "silo": lambda d: "silos" not in set(d.not_measurable["what"]),
    "bounce": lambda d: bool((d.handovers["followed"] >= d.limits.bounce_handovers).any()),
    "drop_point": lambda d: bool((d.drop_points["visits"] >= d.limits.drop_visits).any()),
    "open_loop": lambda d: bool((d.told["signals"] >= d.limits.least_cases).any()),
    "recurring_idea": lambda d: len(d.recurring) > 0,
    "silence_spreads": lambda d: bool(d.returns["difference"].notna().any()),
    "repeat_contact": lambda d: bool((d.contact_reasons["followed_contacts"] >= d.limits.repeat_contacts).any()),
    "failure_demand": lambda d: _is_measured(d, "failure_demand"),
}  # fmt: skip


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


def absent(matter: Matter) -> Html:
    """Say what was looked for and not found, among what this log can tell."""
    claimed = {finding.kind for _, _, finding in matter.claims()}
    claimed |= {aside.finding_id.partition(":")[0] for aside in matter.board.set_aside}
    limits = matter.diagnosis.limits
    values = {"days": f"{limits.passed_on_days:g}", "centre": matter.centre, "told_days": f"{limits.told_days:g}"}
    lines = [matter.say(f"absent_{kind}", **values) for kind, could in SOUGHT.items()
             if kind not in claimed and could(matter.diagnosis)]  # fmt: skip
    none = matter.say("absent_none" if claimed else "absent_nothing")
    body = el("ul", [el("li", line) for line in lines]) if lines else el("p", none)
    note = el("p", matter.say("absent_note"), class_="note") if lines else None
    return el("section", el("h2", matter.say("absent"), id="absent"), body, note)


def unsaid(matter: Matter) -> Html:
    """Say what this log cannot say, and what would make it possible."""
    texts = matter.diagnosis.limits_in_words()["text"]
    heading = el("h2", say(matter.language, "notebook.not_said"), id="unsaid")
    if texts.empty:
        return el("section", heading, el("p", say(matter.language, "notebook.all_said")))
    return el("section", heading, el("ul", [el("li", text) for text in texts]))


def changed(matter: Matter) -> Html | None:
    """Say what changed inside the window; nothing where nothing did."""
    return _list("changed", say(matter.language, "notebook.changed"), matter.judgement.notes)


def aside(matter: Matter) -> Html | None:
    """Say which findings were set aside and why, and what changed since the choices were made."""
    lines = [
        el("li", el("b", one.headline), " ", matter.say("because", reason=one.reason))
        for one in matter.board.set_aside
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


def _is_measured(d: Diagnosis, measure: str) -> bool:
    return bool(d.overview.loc[d.overview["measure"] == measure, "estimate"].notna().any())
