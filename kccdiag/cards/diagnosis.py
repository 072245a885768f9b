"""The card of a diagnosis: the verdict in words, and what the log could not say."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from kccdiag.cards import html
from kccdiag.cards.amounts import amount, day, interval, named
from kccdiag.wording import number, percent, say, say_counted

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis

# What an estimate is a share of, where that is not signals.
COUNTED = {
    "dry_departments": "departments",
    "cycling": "handovers",
    "incoherence": "handovers",
    "ei_index": "ties",
    "ei_index_by_labels": "persons",
    "ei_index_by_ties": "ties",
    "reopened": "ended",
    "told_in_time": "ended",
    "repeat_contact": "contacts",
    "failure_demand": "contacts",
    **dict.fromkeys(("qap_ln_oe", "mrqap_reported", "mrqap_reversed", "mrqap_same_unit"), "pairs"),
}


def show_diagnosis(diagnosis: Diagnosis) -> str:
    """Return the card, in the diagnosis' language."""
    return html.card(
        html.heading(diagnosis.engagement_name),
        html.remark(extent_of(diagnosis)),
        html.grid(_heads(diagnosis), measured_of(diagnosis)),
        _not_said(diagnosis, diagnosis.limits_in_words()),
        html.remark(withheld_of(diagnosis)),
    )


def show_measures(diagnosis: Diagnosis, *measures: str) -> html.Shown:
    """Show some of the numbers about the whole, by the names they have in ``overview``."""
    places = [place for place, measure in enumerate(diagnosis.overview["measure"]) if measure in measures]
    rows = list(measured_of(diagnosis))
    shown = html.grid(_heads(diagnosis), [rows[place] for place in places])
    return html.Shown(html.card(shown or html.remark(say(diagnosis.language, "columns.empty"))))


def show_limits(diagnosis: Diagnosis, *subjects: str) -> html.Shown:
    """Show what this log cannot say on some subjects, by the names they have in ``not_measurable``; on all by default.

    Small groups that are shown together are said, too, for they are what a table may not hold.
    """
    table = diagnosis.limits_in_words()
    about = table[table["what"].isin([*subjects, "log"])] if subjects else table
    return html.Shown(html.card(_not_said(diagnosis, about), html.remark(withheld_of(diagnosis))))


def _heads(diagnosis: Diagnosis) -> list[str]:
    return [say(diagnosis.language, f"notebook.head_{name}") for name in ("measured", "estimate", "interval", "n")]


def _not_said(diagnosis: Diagnosis, limits: pd.DataFrame) -> str:
    language = diagnosis.language
    missing = html.bullets(not_said_of(diagnosis), limits["text"])
    return missing or html.remark(say(language, "notebook.all_said"))


def not_said_of(diagnosis: Diagnosis) -> str:
    """Head what can't be said: with this log, or here, where people were asked too."""
    only = diagnosis.has_log and diagnosis.voices is None
    return say(diagnosis.language, "notebook.not_said" if only else "said.not_said")


def extent_of(diagnosis: Diagnosis) -> str:
    """Say how much was diagnosed: signals, events, departments, first and last day, and how many people were asked."""
    return "; ".join(part for part in (_of_the_log(diagnosis), _of_the_interviews(diagnosis)) if part)


def _of_the_interviews(diagnosis: Diagnosis) -> str:
    """Say how many people were asked; nothing where nobody was."""
    voices, language = diagnosis.voices, diagnosis.language
    if voices is None:
        return ""
    return say(language, "said.extent", interviews=counted(language, "interviews", voices.interviews),
               respondents=counted(language, "respondents", voices.respondents))  # fmt: skip


def counted(language: str, what: str, count: int) -> str:
    """Write how many interviews or respondents, in the singular where there is one."""
    return say_counted(language, f"said.{what}", count)


def _of_the_log(diagnosis: Diagnosis) -> str:
    language, last = diagnosis.language, diagnosis.cutoff - pd.Timedelta(seconds=1)
    if not diagnosis.has_log:
        return say(language, "said.no_log")
    pooled = max(diagnosis.withheld - 1, 0)  # of the small groups one row is left
    return say(
        language,
        "notebook.extent",
        signals=number(language, diagnosis.signals),
        events=number(language, diagnosis.events),
        departments=number(language, len(diagnosis.departments) + pooled),
        first=day(language, diagnosis.start),
        last=day(language, last),
    )


def withheld_of(diagnosis: Diagnosis) -> str:
    """Say how many small departments are shown together; nothing where none are."""
    if not diagnosis.withheld:
        return ""
    return say(diagnosis.language, "notebook.withheld", n=diagnosis.withheld, least=diagnosis.limits.group_size)


def measured_of(diagnosis: Diagnosis) -> Iterable[tuple[str, str, str, str]]:
    """Write the numbers about the whole: what was measured, estimate, interval, what it is of."""
    language, limits = diagnosis.language, diagnosis.limits
    values = {
        "centre": diagnosis.centre or say(diagnosis.language, "labels.intake"),
        "days": f"{limits.passed_on_days:g}",
        "told_days": f"{limits.told_days:g}",
        "repeat_days": f"{limits.repeat_days:g}",
        "bound": percent(language, limits.dry_reach),
    }
    for row in diagnosis.overview.itertuples():
        said = named(language, f"notebook.measure_{row.measure}", row.measure, **values)
        estimate = amount(language, row.estimate, row.unit)
        of = f"notebook.of_{COUNTED.get(row.measure, 'signals')}"
        counted = "" if math.isnan(row.n) else say(language, of, n=number(language, round(row.n)))
        yield said, estimate, interval(language, row.low, row.high, row.unit), counted
