"""The card of an engagement: what its consultant has said about the organisation and its logs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kccdiag.cards import html
from kccdiag.cards.amounts import named
from kccdiag.limits import Limits
from kccdiag.wording import number, percent, say

if TYPE_CHECKING:
    from kccdiag.engagement import Engagement, LogSource


def show_engagement(engagement: Engagement) -> str:
    """Return the card, in the engagement's own language."""
    language = engagement.language
    logs = [_log(log, language) for log in engagement.logs] or [html.remark(say(language, "notebook.no_log"))]
    return html.card(
        html.heading(engagement.name),
        html.remark(say(language, "notebook.folder", folder=engagement.folder.name)),
        html.pairs(_organisation(engagement, language)),
        *logs,
    )


def _organisation(engagement: Engagement, language: str) -> Iterable[tuple[str, str]]:
    centre = ", ".join(engagement.contact_centre) or say(language, "notebook.centre_default")
    yield say(language, "notebook.contact_centre"), centre
    yield say(language, "notebook.board"), ", ".join(engagement.board)
    if len(engagement.departments):
        listed = say(language, "notebook.departments_listed", n=number(language, len(engagement.departments)))
        yield say(language, "notebook.departments"), listed
    end = say(language, "notebook.cutoff_default")
    if engagement.cutoff is not None:
        moment = engagement.cutoff.astimezone(ZoneInfo(engagement.timezone))
        end = say(language, "notebook.cutoff_at", moment=f"{moment:%Y-%m-%d %H:%M}")
    yield say(language, "notebook.times"), f"{engagement.timezone}; {end}"
    if engagement.told_target is not None:
        yield say(language, "notebook.told_target"), percent(language, engagement.told_target)
    yield say(language, "notebook.own_limits"), "; ".join(_own_limits(engagement.limits))


def _own_limits(limits: Limits) -> Iterable[str]:
    for limit in fields(Limits):
        value = getattr(limits, limit.name)
        if value != limit.default:
            yield f"{limit.name} = {value:g}"


def _log(log: LogSource, language: str) -> str:
    columns = (
        say(language, "notebook.is", name=say(language, f"notebook.column_{name}"), value=" / ".join(columns))
        for name, columns in log.columns.items()
    )
    return html.pairs(
        [
            (say(language, "notebook.files"), ", ".join(file.name for file in log.files)),
            (say(language, "notebook.columns"), "; ".join(columns)),
            (say(language, "notebook.kinds"), _meant(log.kinds, language, "kind")),
            (say(language, "notebook.outcomes"), _meant(log.outcomes, language, "outcome")),
            (say(language, "notebook.stays"), _meant(log.stays, language, "stay")),
        ]
    )


def _meant(meanings: Mapping[str, str], language: str, what: str) -> str:
    """Say which values of an export mean what; kinds that are not canonical go by the name the consultant gave."""
    values: dict[str, list[str]] = {}
    for value, meaning in meanings.items():
        values.setdefault(meaning, []).append(value)
    words = {meaning: named(language, f"notebook.{what}_{meaning}", meaning) for meaning in values}
    return "; ".join(say(language, "notebook.is", name=words[one], value=", ".join(values[one])) for one in values)
