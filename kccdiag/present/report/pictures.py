"""The picture of a finding: its number beside those that it is held against."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from kccdiag.cards.amounts import amount, interval, named
from kccdiag.claims.sought import failing_reasons, judged_rows
from kccdiag.findings import Finding
from kccdiag.present.report.bars import Bar, Bars, draw_bars
from kccdiag.present.report.columns import plain_rows
from kccdiag.present.report.markup import Html
from kccdiag.present.report.matter import Matter
from kccdiag.wording import number, percent, say, say_counted

MOST = 12  # bars in a picture; the rest is counted
Row = dict[str, Any]


def picture_of(finding: Finding, matter: Matter) -> Html | None:
    """Draw what a finding is about; nothing where its kind has no picture of its own or its rows are not there."""
    picture = _DRAWN[finding.kind](finding, matter) if finding.kind in _DRAWN else None
    if picture is None or not picture.bars:
        return None
    return draw_bars(replace(picture, span_said=matter.say("interval_key")))


def _bar(  # noqa: PLR0913 — which cell, and in what words
    name: str, row: Row, column: str, *, unit: str, language: str, lit: bool = False
) -> Bar:
    """Make a bar of a cell with its interval."""
    low, high = _ends(row, column)
    value = float(row[column])
    span = interval(language, low, high, unit)
    return Bar(name, value, amount(language, value, unit), low, high, span, lit, of=name)


def _ends(row: Row, column: str) -> tuple[float, float]:
    names = ("low", "high") if "low" in row else (f"{column}_low", f"{column}_high")
    low, high = (float(row.get(name, math.nan)) for name in names)
    return low, high


def _compared(  # noqa: PLR0913 — a table, which number of it, in which order and unit, and which rows it is about
    table: pd.DataFrame,
    column: str,
    matter: Matter,
    *,
    lit: Iterable[str],
    unit: str = "share",
    most_first: bool = True,
    by: str = "department",
) -> tuple[tuple[Bar, ...], str]:
    """Compare the rows of a table: those that a finding is about, and the first of the others; say what is left out."""
    known = table[table[column].notna()].sort_values([column, by], ascending=[not most_first, True], kind="stable")
    rows = list(plain_rows(known))
    about = set(lit)
    spare = MOST - sum(row[by] in about for row in rows)
    bars = []
    for row in rows:
        spare -= row[by] not in about
        if row[by] in about or spare >= 0:
            bars.append(_bar(row[by], row, column, unit=unit, language=matter.language, lit=row[by] in about))
    left = len(rows) - len(bars)
    return tuple(bars), say_counted(matter.language, "report.bars_left", left) if left else ""


def _of_departments(  # noqa: PLR0913 — as _compared
    finding: Finding,
    matter: Matter,
    table: pd.DataFrame,
    column: str,
    *,
    unit: str = "share",
    most_first: bool = True,
) -> Bars:
    """Compare departments, with the bound that made it a finding."""
    bars, note = _compared(table, column, matter, lit=finding.departments, unit=unit, most_first=most_first)
    limits = matter.diagnosis.limits
    caption = matter.say(f"picture_{finding.kind}", centre=matter.centre, days=f"{limits.told_days:g}")
    bound = matter.say("bound", limit=amount(matter.language, finding.limit, unit))
    return Bars(caption, bars, finding.limit, bound, note)


def _reservoir(finding: Finding, matter: Matter) -> Bars:
    return _of_departments(finding, matter, judged_rows("reservoir", matter.diagnosis), "stay_ratio", unit="ratio")


def _dry(finding: Finding, matter: Matter) -> Bars:
    departments = matter.diagnosis.departments
    return _of_departments(finding, matter, departments[departments["role"] == ""], "reach", most_first=False)


def _gatekeeper(finding: Finding, matter: Matter) -> Bars:
    return _of_departments(finding, matter, judged_rows("gatekeeper", matter.diagnosis), "gatekeeping")


def _open_loop(finding: Finding, matter: Matter) -> Bars:
    told = judged_rows("open_loop", matter.diagnosis)
    picture = _of_departments(finding, matter, told[told["department"] != ""], "share", most_first=False)
    whole = told[told["department"] == ""]
    name = say(matter.language, "columns.in.everyone")
    all_ = [_bar(name, row, "share", unit="share", language=matter.language, lit=not finding.departments)
            for row in plain_rows(whole)]  # fmt: skip
    return Bars(picture.caption, (*all_, *picture.bars), picture.mark, picture.mark_said, picture.note)


def _drop_point(finding: Finding, matter: Matter) -> Bars:
    table = judged_rows("drop_point", matter.diagnosis)
    same = table[table["kind"] == (finding.about or "")]
    bars, note = _compared(same, "share", matter, lit=finding.departments)
    elsewhere = same.loc[same["department"].isin(finding.departments), "share_elsewhere"].max()
    kind = named(matter.language, f"labels.kind_{finding.about}", f"“{finding.about}”")
    key = "picture_drop_point" if finding.about else "picture_drop_point_any"
    mark = matter.say("elsewhere", share=amount(matter.language, elsewhere, "share"))
    return Bars(matter.say(key, kind=kind), bars, elsewhere, mark, note)


def _wall(finding: Finding, matter: Matter) -> Bars:
    row = finding.evidence[0]["row"]
    giver, taker = finding.departments
    return Bars(
        matter.say("picture_wall", giver=giver, taker=taker),
        _counts(matter, row, ("handovers", "expected", "same_signals_expected"), lit="handovers"),
    )


def _silo(finding: Finding, matter: Matter) -> Bars:
    row = finding.evidence[0]["row"]
    return Bars(matter.say("picture_silo"), _counts(matter, row, ("crossing", "crossing_expected"), lit="crossing"))


def _counts(matter: Matter, row: Row, columns: Iterable[str], *, lit: str) -> tuple[Bar, ...]:
    return tuple(
        Bar(matter.say(f"bar_{name}"), float(row[name]), number(matter.language, round(row[name])), lit=name == lit)
        for name in columns
    )


def _bounce(finding: Finding, matter: Matter) -> Bars:
    row = finding.evidence[0]["row"]
    giver, taker = finding.departments
    seen = _bar(matter.say("bar_bounces"), row, "bounce_share", unit="share", language=matter.language, lit=True)
    chance = _bar(matter.say("bar_chance"), row, "first_order_share", unit="share", language=matter.language)
    bound = matter.say("bound", limit=amount(matter.language, finding.limit, "share"))
    return Bars(matter.say("picture_bounce", giver=giver, taker=taker), (seen, chance), finding.limit, bound)


def _recurring_idea(finding: Finding, matter: Matter) -> Bars:
    row = finding.evidence[0]["row"]
    other = row["signals"] - row["dropped"] - row["adopted"] - row["open"]
    fates = {"dropped": row["dropped"], "adopted": row["adopted"], "open": row["open"], "other": other}
    bars = tuple(
        Bar(matter.say(f"bar_{fate}"), float(n), number(matter.language, n), lit=fate == "dropped")
        for fate, n in fates.items()
    )
    return Bars(matter.say("picture_recurring_idea", n=number(matter.language, row["signals"])), bars)


def _trickle(finding: Finding, matter: Matter) -> Bars:
    days, language = f"{matter.diagnosis.limits.passed_on_days:g}", matter.language
    row = finding.evidence[0]["row"]
    bars = [_bar(say(language, "columns.in.everyone"), row, "estimate", unit="share", language=language, lit=True)]
    table = matter.diagnosis.breakdown
    if len(table):
        kinds = table[(table["dimension"] == "kind") & (table["measure"] == "passed_on") & table["estimate"].notna()]
        for one in plain_rows(kinds.head(MOST)):
            kind = named(language, f"labels.kind_{one['value']}", str(one["value"])) or say(language, "labels.unknown")
            bars.append(_bar(kind, one, "estimate", unit="share", language=language))
    bound = matter.say("bound", limit=amount(language, finding.limit, "share"))
    centre = matter.centre
    return Bars(matter.say("picture_trickle", centre=centre, days=days), tuple(bars), finding.limit, bound)


def _silence_spreads(finding: Finding, matter: Matter) -> Bars:
    row = finding.evidence[0]["row"]
    bars = tuple(
        Bar(matter.say(f"bar_{name}"), 100 * row[name], number(matter.language, 100 * row[name], 1),
            lit=(name == "told_returns") == (finding.estimate > 0))
        for name in ("told_returns", "untold_returns")
    )  # fmt: skip
    return Bars(matter.say("picture_silence_spreads"), bars)


def _repeat_contact(finding: Finding, matter: Matter) -> Bars:
    table = judged_rows("repeat_contact", matter.diagnosis)
    bars, note = _compared(table, "repeat_share", matter, lit=(finding.about or "",), by="reason")
    bound = matter.say("bound", limit=amount(matter.language, finding.limit, "share"))
    caption = matter.say("picture_repeat_contact", days=f"{matter.diagnosis.limits.repeat_days:g}")
    return Bars(caption, bars, finding.limit, bound, note)


def _failure_demand(finding: Finding, matter: Matter) -> Bars:
    table, failing = matter.diagnosis.contact_reasons, set(failing_reasons(matter.diagnosis)["reason"])
    bars, note = _compared(table, "contacts", matter, lit=failing, unit="signals", by="reason")
    share = percent(matter.language, finding.estimate)
    return Bars(matter.say("picture_failure_demand", share=share), bars, note=note)


def _narrow_kpis(finding: Finding, matter: Matter) -> Bars:
    table, everyone = judged_rows("narrow_kpis", matter.diagnosis), say(matter.language, "columns.in.everyone")
    table = table.assign(department=table["department"].replace("", everyone))
    bars, note = _compared(table, "efficiency_share", matter, lit=finding.departments or (everyone,))
    bound = matter.say("bound", limit=amount(matter.language, finding.limit, "share"))
    return Bars(matter.say("picture_narrow_kpis"), bars, finding.limit, bound, note)


def _said(finding: Finding, matter: Matter) -> Bars:
    """Draw what was handed beside what was to be expected, for a pair that people spoke of, or kept silent about."""
    row = finding.evidence[0]["row"]
    giver, taker = finding.departments
    caption = matter.say("picture_said", giver=giver, taker=taker)
    return Bars(caption, _counts(matter, row, ("handovers", "expected"), lit="handovers"))


def _barrier(finding: Finding, matter: Matter) -> Bars:
    """Compare the barriers that were named, all together or in one department."""
    (department,) = finding.departments or ("",)
    table = matter.diagnosis.said["barriers"]
    table = table[table["department"] == department]
    words = [say(matter.language, f"said.barrier_{name}") for name in table["barrier"]]
    lit = say(matter.language, f"said.barrier_{finding.about}")
    in_order = pd.Categorical(words, words, ordered=True)  # as many: as the table has them
    bars, note = _compared(table.assign(barrier=in_order), "share", matter, lit=(lit,), by="barrier")
    bound = matter.say("bound", limit=amount(matter.language, finding.limit, "share"))
    caption = matter.say("picture_barrier_at" if department else "picture_barrier", department=department)
    return Bars(caption, bars, finding.limit, bound, note)


_DRAWN: dict[str, Callable[[Finding, Matter], Bars]] = {
    "trickle": _trickle,
    "reservoir": _reservoir,
    "dry": _dry,
    "gatekeeper": _gatekeeper,
    "wall": _wall,
    "bounce": _bounce,
    "silo": _silo,
    "drop_point": _drop_point,
    "open_loop": _open_loop,
    "recurring_idea": _recurring_idea,
    "silence_spreads": _silence_spreads,
    "repeat_contact": _repeat_contact,
    "failure_demand": _failure_demand,
    "narrow_kpis": _narrow_kpis,
    "paper_channel": _said,
    "unspoken_channel": _said,
    "unmet_need": _said,
    "barrier": _barrier,
}
