"""The cards of a finding and of a judgement: the claim, its number in words, what it does not say, what bears it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kccdiag.cards import html
from kccdiag.cards.amounts import UNKNOWN, amount, chance, interval, named
from kccdiag.cards.table import in_words
from kccdiag.wording import number, say, say_counted

if TYPE_CHECKING:
    from kccdiag.checks import Check
    from kccdiag.findings import Finding, Judgement

ROWS = 6  # of evidence on a card; the rest is in the tables
ACROSS = 5  # columns
# What the number of a finding counts, where it is not signals.
COUNTED = {
    "wall": "expected",
    "silo": "expected",
    "bounce": "handovers",
    "gatekeeper": "routes",
    "drop_point": "visits",
    "silence_spreads": "customers",
    "repeat_contact": "contacts",
    "failure_demand": "contacts",
    "narrow_kpis": "indicators",
    "paper_channel": "respondents",
    "unspoken_channel": "respondents",
    "unmet_need": "respondents",
    "barrier": "respondents",
}


def show_finding(finding: Finding) -> str:
    """Return the card of a finding, in its language."""
    language = finding.language
    return html.card(
        html.heading(finding.headline),
        html.paragraph(finding.meaning),
        html.pairs(_facts(finding)),
        html.bullets(say(language, "notebook.not_meant"), finding.caveats),
        *_evidence(finding.evidence, language),
    )


def show_judgement(judgement: Judgement) -> str:
    """Return the card of a judgement: the answer, the findings with their numbers, what did not hold, what changed."""
    language, found = judgement.language, judgement.findings
    many = {0: "none", 1: "one"}.get(len(found), "many")
    more = zip(judgement.more["kind"], judgement.more["more"], strict=True)
    return html.card(
        html.heading(judgement.answer.text) if judgement.answer.text else "",
        html.bullets(say(language, "notebook.holding_back"), _holding_back(judgement)),
        html.heading(say(language, f"notebook.findings_{many}", n=len(found))),
        html.claims([(finding.headline, _number(finding)) for finding in found]),
        html.bullets(say(language, "notebook.indications"), map(doubted, judgement.indications)),
        html.bullets(say(language, "notebook.changed"), judgement.notes),
        html.remark(" ".join(_left_out(language, str(kind), count) for kind, count in more)),
    )


def show_notes(judgement: Judgement) -> html.Shown:
    """Show what changed inside the window; that nothing demonstrably did, where there is nothing to say."""
    language = judgement.language
    changed = html.bullets(say(language, "notebook.changed"), judgement.notes)
    return html.Shown(html.card(changed or html.remark(say(language, "notebook.unchanged"))))


def _holding_back(judgement: Judgement) -> Iterable[str]:
    headlines = {finding.id: finding.headline for finding in judgement.findings}
    return [headlines[name] for name in judgement.answer.holding_back]


def _left_out(language: str, kind: str, count: int) -> str:
    claims = named(language, f"notebook.claims_{kind}", kind)
    return say(language, "notebook.more", kind=claims, n=number(language, count))


def _number(finding: Finding) -> str:
    number_said = say(finding.language, "notebook.is", name=measured_as(finding), value=_estimate(finding))
    return f"{number_said}; {finding.holds}" if finding.checks else number_said


def doubted(finding: Finding) -> str:
    """Say under which objections an indication does not hold."""
    broken = {check.objection: objection_said(check, finding.language) for check in finding.checks if not check.holds}
    names = ", ".join(broken.get(name, say(finding.language, f"checks.{name}", about="")) for name in finding.broken_by)
    return say(finding.language, "notebook.indication", headline=finding.headline, objection=names)


def measured_as(finding: Finding) -> str:
    """Name what a finding's estimate measures."""
    return named(finding.language, f"notebook.estimate_{_variant(finding)}", finding.kind)


def numbers_of(finding: Finding) -> Iterable[tuple[str, str]]:
    """Name the numbers of a finding and write them: estimate, limit, what it rests on and touches, q."""
    language = finding.language
    yield measured_as(finding), _estimate(finding)
    bound = amount(language, finding.limit, unit_of(finding))
    yield say(language, "notebook.shown"), named(language, f"notebook.bound_{_variant(finding)}", bound, limit=bound)
    yield say(language, "notebook.rests_on"), _counted(finding)
    if finding.per_year is not None:
        yield say(language, "notebook.touches"), say_counted(language, "notebook.a_year", _about(finding.per_year))
    if finding.q is not None:
        yield say(language, "notebook.q"), chance(language, finding.q)


def _about(many: float) -> int:
    """Round a number that is an estimate to two digits, as one says it.

    Examples
    --------
    >>> _about(3326.4), _about(62.4), _about(0.2)
    (3300, 62, 1)
    """
    return max(int(round(many, min(2 - len(str(int(many))), 0))), 1)


def _counted(finding: Finding) -> str:
    """Write how many of what a finding rests on, in the singular where there is one."""
    counted = f"notebook.n_{COUNTED.get(finding.kind, 'signals')}"
    return say(finding.language, f"{counted}_one" if finding.n == 1 else counted, n=number(finding.language, finding.n))


def _facts(finding: Finding) -> Iterable[tuple[str, str]]:
    language = finding.language
    yield from numbers_of(finding)
    if finding.checks:
        yield say(language, "notebook.checked"), finding.holds
    for outcome in ("broken", "unsure", "untested"):
        objections = [objection_said(check, language) for check in finding.checks if outcome_of(check) == outcome]
        if objections:
            yield say(language, f"checks.{outcome}"), "; ".join(objections)


def outcome_of(check: Check) -> str:
    """Say in one of four words how a finding stands under an objection: held, unsure, broken or untested."""
    if check.holds is None:
        return "untested"
    if not check.holds:
        return "broken"
    return "held" if check.certain else "unsure"


def objection_said(check: Check, language: str) -> str:
    """Name an objection: kinds of signal that every reader knows go by their own words."""
    known = f"labels.kind_{check.about}"
    about = named(language, known, check.about) if check.objection == "kind_alone" else check.about
    return say(language, f"checks.{check.objection}", about=about)


def _variant(finding: Finding) -> str:
    return "dry_all" if finding.kind == "dry" and not finding.departments else finding.kind


def unit_of(finding: Finding) -> str:
    """Name the unit in which a finding's numbers are written: a difference of shares in points."""
    whole = "share" if finding.unit.startswith("share of") else finding.unit
    return "points" if finding.kind == "drop_point" else whole


def _estimate(finding: Finding) -> str:
    language, unit = finding.language, unit_of(finding)
    estimate, span = amount(language, finding.estimate, unit), interval(language, finding.low, finding.high, unit)
    return say(language, "notebook.with_interval", estimate=estimate, interval=span) if span else estimate


def _evidence(evidence: Sequence[Mapping[str, Any]], language: str) -> Iterable[str]:
    """Show the rows that bear a claim by the table they stand in."""
    for table in dict.fromkeys(piece["table"] for piece in evidence):
        rows = [piece["row"] for piece in evidence if piece["table"] == table]
        many = "one" if len(rows) == 1 else "all" if len(rows) <= ROWS else "first"
        counted = {"n": number(language, len(rows)), "shown": number(language, ROWS)}
        yield html.remark(say(language, f"notebook.evidence_{many}", table=table, **counted))
        heads, cells = in_words(rows[:ROWS], list(rows[0]), of=table, language=language)
        if len(cells) == 1 and len(heads) > ACROSS:  # read downwards, without what was not measured
            yield html.pairs(pair for pair in zip(heads, cells[0], strict=True) if pair[1] != UNKNOWN)
        else:
            yield html.grid(heads, cells)
