"""One finding: what is claimed, its picture, what it means and does not, how sure it is, and what bears it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kccdiag.board import Ask, Shown
from kccdiag.cards.amounts import amount
from kccdiag.cards.finding import numbers_of, objection_said, outcome_of, unit_of
from kccdiag.checks import Check
from kccdiag.claims import HEARD
from kccdiag.findings import Finding
from kccdiag.present.report.columns import Row, main_columns
from kccdiag.present.report.markup import Html, el, joined
from kccdiag.present.report.matter import Key, Matter, key_of
from kccdiag.present.report.pictures import picture_of
from kccdiag.present.report.tables import boxed, grid, record
from kccdiag.wording import number, say, say_counted

ROWS = 8  # of evidence at first sight; longer ones open on request


def findings(matter: Matter, rows: dict[Key, str]) -> Html:
    """Show all findings that the board sees, in its order.

    Parameters
    ----------
    rows
        The anchors of the rows that stand in the tables.
    """
    shown = matter.board.shown
    many = {0: "none", 1: "one"}.get(len(shown), "many")
    articles = [_shown(one, place, matter, rows) for place, one in enumerate(shown, start=1)]
    more = zip(matter.judgement.more["kind"], matter.judgement.more["more"], strict=True)
    left = [matter.say("more", kind=say(matter.language, f"notebook.claims_{kind}"), n=number(matter.language, n))
            for kind, n in more]  # fmt: skip
    return el(
        "section",
        el("h2", matter.say(f"findings_{many}", n=len(shown)), id="findings"),
        el("p", _about(matter), class_="note" if shown else None),
        articles,
        el("p", " ".join(left), class_="note") if left else None,
        class_="findings",
    )


def _about(matter: Matter) -> str:
    if matter.board.shown:
        heard = any(one.finding.kind in HEARD for one in matter.board.shown)
        return matter.say("findings_note") + (f" {matter.say('findings_heard')}" if heard else "")
    return matter.say("findings_all_aside" if matter.board.set_aside else "findings_nothing")


def indications(matter: Matter, rows: dict[Key, str]) -> Html | None:
    """Show the claims that an objection breaks; nothing where there are none."""
    doubted = matter.judgement.indications
    if not doubted:
        return None
    articles = [
        _article(one, one.headline, place=f"indication-{number_}", matter=matter, rows=rows)
        for number_, one in enumerate(doubted, start=1)
    ]
    heading = el("h2", matter.say("indications"), id="indications")
    return el("section", heading, el("p", matter.say("indications_note"), class_="note"), articles)


def _shown(shown: Shown, place: int, matter: Matter, rows: dict[Key, str]) -> Html:
    remarks = []
    if shown.edited:
        remarks.append(matter.say("edited", headline=shown.finding.headline))
    if shown.new:
        remarks.append(matter.say("new"))
    return _article(
        shown.finding,
        shown.headline,
        place=f"finding-{place}",
        matter=matter,
        rows=rows,
        besides=[*(el("p", remark, class_="note") for remark in remarks)],
        asks=_asks(shown.asks, matter),
    )


def _article(  # noqa: PLR0913 — the finding, its place, what it points to, and what a consultant added
    finding: Finding,
    headline: str,
    *,
    place: str,
    matter: Matter,
    rows: dict[Key, str],
    besides: Sequence[Html] = (),
    asks: Html | None = None,
) -> Html:
    short = place.partition("-")[2]
    return el(
        "article",
        el("h3", el("span", short, class_="place", aria_hidden="true"), headline, id=place),
        list(besides),
        el("p", finding.meaning, class_="meaning"),
        _broken(finding, matter),
        picture_of(finding, matter),
        asks,
        el("h4", matter.say("not_meant")),
        el("ul", [el("li", caveat) for caveat in finding.caveats]),
        el("h4", matter.say("how_sure")),
        el("p", _in_short(finding, matter), class_="holds"),
        el("dl", [el("div", el("dt", name), el("dd", value)) for name, value in numbers_of(finding)], class_="facts"),
        _objections(finding, place, matter),
        el("h4", matter.say("evidence")),
        _evidence(finding, place, matter, rows),
        class_="finding",
        aria_labelledby=place,
    )


def _in_short(finding: Finding, matter: Matter) -> str:
    tried = any(check.holds is not None for check in finding.checks)
    return matter.say("holds", holds=finding.holds) if tried else matter.say("not_tried")


def _broken(finding: Finding, matter: Matter) -> Html | None:
    if not finding.broken_by:
        return None
    broken = ", ".join(dict.fromkeys(say(matter.language, f"checks.{name}", about="") for name in finding.broken_by))
    return el("p", matter.say("broken_by", objections=broken), class_="doubt")


def _asks(asks: Sequence[Ask], matter: Matter) -> Html | None:
    """Say what is asked of whom, and what it is expected to bring."""
    if not asks:
        return None
    items = [
        el("li", el("b", ask.department), ": ", ask.step, " ",
           el("span", _effect(ask, matter), class_="effect"))
        for ask in asks
    ]  # fmt: skip
    return el("div", el("h4", matter.say("asks")), el("ul", items), class_="asks")


def _effect(ask: Ask, matter: Matter) -> str:
    return matter.say("effect", effect=ask.effect.rstrip(".") or matter.say("effect_unknown"))


def _objections(finding: Finding, place: str, matter: Matter) -> Html | None:
    """List every objection with its outcome, to be opened."""
    if not finding.checks:
        return None
    language = matter.language
    heads = [el("th", matter.say(f"objection_{name}"), scope="col") for name in ("what", "outcome", "estimate")]
    lines = [_objection(check, finding, language) for check in finding.checks]
    parts = [el("thead", el("tr", heads)), el("tbody", lines)]
    table = boxed(matter.say("objections"), parts, class_="objections")
    summary = el("summary", say_counted(language, "report.objections_n", len(finding.checks)))
    return el("details", summary, table, id=f"{place}-objections")


def _objection(check: Check, finding: Finding, language: str) -> Html:
    outcome = outcome_of(check)
    estimate = "–" if check.estimate is None else amount(language, check.estimate, unit_of(finding))
    return el(
        "tr",
        el("th", objection_said(check, language), scope="row"),
        el("td", say(language, f"checks.{outcome}"), class_=outcome),
        el("td", estimate, class_="n", data_v=None if check.estimate is None else f"{check.estimate:.12g}"),
    )


def _evidence(finding: Finding, place: str, matter: Matter, rows: dict[Key, str]) -> Iterable[Html]:
    """Show the rows that bear a claim, table by table; many of them to be opened."""
    for table in dict.fromkeys(piece["table"] for piece in finding.evidence):
        part = [piece["row"] for piece in finding.evidence if piece["table"] == table]
        named = matter.say(f"table_{table}")
        caption = matter.say("evidence_of", table=named)
        points = [_point(key_of(table, row), rows, matter) for row in part]
        names, said = _known(part), {"of": table, "caption": caption, "language": matter.language}
        if len(part) == 1:
            yield record(part[0], names, point=points[0], **said)
        elif len(part) <= ROWS:
            yield grid(part, names, points=points, **said)
        else:
            summary = matter.say("evidence_n", n=number(matter.language, len(part)), table=named)
            made = grid(part, names, points=points, **said)
            yield el("details", el("summary", summary), made, id=f"{place}-{table}")


def _known(rows: Sequence[Row]) -> list[str]:
    """Choose the columns of evidence in which something was measured."""
    return [name for name in main_columns(list(rows[0])) if any(row[name] == row[name] for row in rows)]


def _point(key: Key, rows: dict[Key, str], matter: Matter) -> Html | None:
    """Point from evidence to its row in the tables, where that is shown."""
    if key not in rows:
        return None
    return joined(" ", el("a", matter.say("in_table"), href=f"#{rows[key]}", class_="back"))
