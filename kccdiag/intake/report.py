"""The words of `kccdiag check`: what state a log is in, and what it will not be able to say."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd

from kccdiag.engagement import Engagement, fold
from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import EventLog
from kccdiag.wording import number, percent, say

WIDTH = 100
MOST_LISTED = 10
LONG_GAP = 7.0  # days; shorter ones are weekends and holidays

_READ = ("rows_read", "rows_unreadable", "characters_unreadable", "rows_without_signal", "rows_without_time",
         "rows_after_cutoff", "duplicates_dropped", "duplicates_kept")  # fmt: skip
_HOLDS = ("events", "signals", "departments", "persons", "customers", "signals_open_share")
_SHARES = ("unknown_department_share", "ties_share", "ties_undecided_share")
_LISTED = (
    "similar_departments",
    "activity_without_meaning",
    "activities_without_meaning",
    "mapping_unused",
    "gap_days",
)
_ONLY_IF_ANY = ("shared_signals", "small_groups", "groups_unchecked", "times_all_equal")
# What is lacking from a log, in the order in which it hurts, and the column or mapping that would help.
_LACKING = ("outcomes", "told", "adopted", "ideas", "kind", "stays", "person", "customer", "topic", "reason", "channel",
            "text")  # fmt: skip


def check(engagement: Engagement) -> str:
    """Read an engagement's logs and say in plain words, in its language, what state they are in.

    Raises
    ------
    InputError
        Where a log cannot be read.
    """
    return describe(read_log(engagement), engagement)


def describe(log: EventLog, engagement: Engagement, *, language: str | None = None) -> str:
    """Say in plain words what state the data of an engagement are in.

    Parameters
    ----------
    log
        As read; its quality table is what the words are made of.
    engagement
        Where it came from.
    language
        nl or en; default: the engagement's.

    Returns
    -------
    Four parts: what was read, what the log holds, what to mind, what can't be measured and what would help; one
    where there is no log.
    """
    language = language or engagement.language
    parts: tuple[tuple[str, list[str]], ...] = (("holds", [say(language, "notebook.no_log")]),)
    if engagement.logs:
        parts = _of_the_log(log, engagement, language)
    title = say(language, "check.title", name=engagement.name)
    blocks = ["\n".join([say(language, f"check.{key}"), *wrap_lines(lines)]) for key, lines in parts]
    return "\n\n".join([title, *blocks])


def _of_the_log(log: EventLog, engagement: Engagement, language: str) -> tuple[tuple[str, list[str]], ...]:
    return (
        ("read", _read(log.quality, language)),
        ("holds", _holds(log, engagement, language)),
        ("attention", list(_attention(log, engagement, language)) or [say(language, "check.nothing")]),
        ("impossible", list(_impossible(log, language)) or [say(language, "check.everything")]),
    )


def _read(quality: pd.DataFrame, language: str) -> list[str]:
    order = {check: place for place, check in enumerate(_READ)}
    rows = quality[quality["check"].isin(_READ)]
    rows = rows.assign(order=rows["check"].map(order)).sort_values(["subject", "order"], kind="stable")
    return [line_of(row, language) for row in rows.itertuples(index=False)]


def _holds(log: EventLog, engagement: Engagement, language: str) -> list[str]:
    counts = log.quality.drop_duplicates("check").set_index("check")["value"]
    lines = [say(language, "check.period", start=_moment(log.start, engagement),
                 cutoff=_moment(log.cutoff, engagement))]  # fmt: skip
    for check in _HOLDS:
        if check not in counts:
            continue
        mean = number(language, counts.get("events", 0) / max(1, counts.get("signals", 1)), 1)
        lines.append(say(language, f"check.{check}", value=number(language, counts[check]), mean=mean,
                         share=percent(language, counts[check], 1)))  # fmt: skip
    if "signals_open_share" not in counts:
        lines.append(say(language, "check.open_unknown"))
    return lines


def _attention(log: EventLog, engagement: Engagement, language: str) -> Iterable[str]:
    quality = log.quality
    yield from _shares(quality, engagement, language)
    for row in quality[quality["check"] == "gap_days"].itertuples(index=False):
        if row.value >= LONG_GAP:
            yield f"{line_of(row, language)}; {say(language, 'check.gap_odd')}"
    told = {*_READ, *_HOLDS, *_SHARES, *_LISTED}
    for row in quality[~quality["check"].isin(told)].itertuples(index=False):
        if row.value or row.check not in _ONLY_IF_ANY:
            yield line_of(row, language)
    if isinstance(log.events, Path) and not log.events.is_relative_to(engagement.folder):
        yield say(language, "check.cache_elsewhere")  # of the machine, so it stands in no result
    yield from _similar(quality, language)
    yield from _statuses(quality, language)
    unused = quality[quality["check"] == "mapping_unused"]
    yield from (line_of(row, language) for row in unused.head(MOST_LISTED).itertuples(index=False))
    yield from _more(len(unused), language)
    yield from _reasons(log, engagement, language)
    yield from _kpis(log, engagement, language)


def _reasons(log: EventLog, engagement: Engagement, language: str) -> Iterable[str]:
    """Name the reasons that reasons.csv leaves out or leaves open, and those of it that no contact has."""
    listed = engagement.reasons
    if listed.empty:
        return
    found = log.names.loc[log.names["column"] == log.contact_column, "name"]
    decided = {fold(name) for name in listed.loc[listed["failure_demand"].notna(), "reason"]}
    unmapped = [name for name in found if fold(name) not in decided]
    unused = [name for name in listed["reason"] if fold(name) not in {fold(one) for one in found}]
    yield from _listed("reasons_unmapped", unmapped, language)
    yield from _listed("reasons_unused", unused, language)


def _kpis(log: EventLog, engagement: Engagement, language: str) -> Iterable[str]:
    """Name the departments of kpis.csv that no signal was at: perhaps another spelling."""
    found = {fold(name) for name in log.departments.loc[log.departments["in_log"], "department"]}
    names = [name for name in engagement.kpis["department"].unique() if fold(name) not in found]
    yield from _listed("kpis_unknown", names if found else [], language)


def _listed(key: str, names: Sequence[str], language: str) -> Iterable[str]:
    if names:
        shown = ", ".join(f"'{name}'" for name in names[:MOST_LISTED])
        rest = " …" if len(names) > MOST_LISTED else ""
        yield say(language, f"check.{key}", n=number(language, len(names)), names=shown + rest)


def _shares(quality: pd.DataFrame, engagement: Engagement, language: str) -> Iterable[str]:
    """Say how much of the order and of the places is not known."""
    counts = quality.drop_duplicates("check").set_index("check")["value"]
    unknown, ties = counts.get("unknown_department_share", 0.0), counts.get("ties_share", 0.0)
    undecided = counts.get("ties_undecided_share", 0.0)
    key = "unknown_department_share" if unknown else "unknown_department_none"
    yield say(language, f"check.{key}", share=percent(language, unknown, 1))
    yield say(language, f"check.{'ties_share' if ties else 'ties_none'}", share=percent(language, ties, 1))
    if undecided:
        yield say(language, "check.ties_undecided_share", share=percent(language, undecided, 1))
    if undecided > engagement.limits.tie_share:
        yield say(language, "check.ties_recounted", limit=percent(language, engagement.limits.tie_share))


def _similar(quality: pd.DataFrame, language: str) -> Iterable[str]:
    pairs = quality[quality["check"] == "similar_departments"]
    if pairs.empty:
        return
    yield from (line_of(row, language) for row in pairs.head(MOST_LISTED).itertuples(index=False))
    yield from _more(len(pairs), language)
    first = pairs.head(MOST_LISTED)[["detail", "subject"]].itertuples(index=False)
    aliases = ", ".join(f'"{other}" = "{one}"' for other, one in first)
    yield say(language, "check.similar_remedy", aliases=aliases)


def _statuses(quality: pd.DataFrame, language: str) -> Iterable[str]:
    """List the statuses without a meaning in which most signals stop."""
    rows = quality[quality["check"] == "activity_without_meaning"]
    every = quality.loc[quality["check"] == "activities_without_meaning", "value"]
    if rows.empty and every.empty:
        return
    yield say(language, "check.activities_heading")
    yield from (line_of(row, language) for row in rows.head(MOST_LISTED).itertuples(index=False))
    others = int(every.iloc[0] if len(every) else len(rows)) - min(len(rows), MOST_LISTED)
    if others > 0:
        yield say(language, "check.activities_without_meaning", value=number(language, others))
    yield say(language, "check.activities_remedy")


def _more(found: int, language: str) -> Iterable[str]:
    if found > MOST_LISTED:
        yield say(language, "check.more", value=number(language, found - MOST_LISTED))


def _impossible(log: EventLog, language: str) -> Iterable[str]:
    """Say what the log can't tell, and which column or mapping would make it possible."""
    for key in _missing(log):
        remedy = say(language, "check.remedy", remedy=say(language, f"check.{key}_remedy"))
        yield f"{say(language, f'check.{key}')}\n{remedy}"


def _missing(log: EventLog) -> Iterable[str]:
    if log.departments["in_log"].sum() < 2:
        yield "one_department"
    staffed = log.departments["staff"].notna().any()
    standard = log.quality["check"].eq("klantinteracties").any()
    for one in _LACKING:
        implied = one == "adopted" and "outcomes" not in log.has  # the cure of the larger ill says it
        implied |= (one == "kind" and "ideas" not in log.has) or (one == "person" and bool(staffed))
        if one not in log.has and not implied:
            yield "no_told_elsewhere" if one == "told" and standard else f"no_{one}"
    open_share = log.quality.loc[log.quality["check"] == "signals_open_share", "value"]
    if len(open_share) and open_share.iloc[0] == 0:
        yield "nothing_open"


def line_of(row: tuple, language: str) -> str:  # type: ignore[type-arg]
    """Write one row of the quality table in words; one that has none of its own is shown as it is."""
    check, subject, value, unit, detail = row[:5]
    digits = 1 if unit == "days" else 0
    # Places are counted in the reader's language: "line 482" comes first in a detail.
    place = re.match(r"(line|row|event) (\d+)", detail)
    detail = f"{say(language, f'check.{place[1]}', place=place[2])}{detail[place.end() :]}" if place else detail
    detail = detail[:10] if check == "gap_days" else detail  # the day says enough
    detail = _why_unreadable(detail, language) if check == "rows_unreadable" else detail
    words = {"subject": subject, "value": number(language, value, digits), "detail": detail}
    try:
        return say(language, f"check.{check}", **words, share=percent(language, value, 1))
    except KeyError:
        return say(language, "check.other", check=check, unit=unit, subject=subject, value=words["value"]).rstrip()


def _why_unreadable(detail: str, language: str) -> str:
    """Say in the reader's language why rows could not be read, which the table of quality says in English."""
    said = re.sub(r"(?:^|(?<=; ))\d+(?=: )", lambda place: say(language, "check.line", place=place[0]), detail)
    said = said.replace("opens a quote that is never closed", say(language, "check.why_quote"))
    width = r"has (\d+) fields under (\d+) columns"
    return re.sub(width, lambda found: say(language, "check.why_width", fields=found[1], columns=found[2]), said)


def _moment(seconds: int, engagement: Engagement) -> str:
    local = datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(engagement.timezone))
    return f"{local:%Y-%m-%d %H:%M}"


def wrap_lines(lines: Iterable[str]) -> Iterable[str]:
    """Write points of a list as wide as a screen; what follows a line break in one is indented under it."""
    for line in lines:
        first, *rest = line.split("\n")
        yield from textwrap.wrap(first, WIDTH, initial_indent="  - ", subsequent_indent="    ", break_long_words=False)
        for more in rest:
            yield from textwrap.wrap(
                more, WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False
            )
