"""What changed inside the window, in words: trends that differ from none, departments that came and went."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kccdiag.diagnosis import DAYS_IN_A_YEAR, Diagnosis
from kccdiag.wording import number, percent, say, say_counted

MONTHS = 12
SINGLY = 5  # departments that came or went by themselves are named, the rest counted


def notes_of(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Say what changed inside the window, one sentence for each change; nothing where nothing differs from none."""
    crowded = diagnosis.data_quality[diagnosis.data_quality["check"] == "starts_crowded"]
    if len(crowded):  # what changed over time is then how the export was made
        days = number(diagnosis.language, crowded["value"].iloc[0])
        return (_said(diagnosis, "crowded", days=days, date=crowded["detail"].iloc[0]), *_changes(diagnosis))
    return (*_trends(diagnosis), *_changes(diagnosis))


def caveats_of(departments: tuple[str, ...], diagnosis: Diagnosis) -> tuple[str, ...]:
    """Say which of some departments were not there for the whole of the window."""
    table = diagnosis.changes
    if table.empty:
        return ()
    rows = table[table["department"].isin(departments)].itertuples()
    return tuple(_said(diagnosis, f"caveat_{row.change}", department=row.department, month=row.month) for row in rows)


def _trends(d: Diagnosis) -> Iterator[str]:
    sure = d.trends[d.trends["q"] < d.limits.significance] if len(d.trends) else d.trends
    for row in sure.itertuples():
        first, last = _amount(row.first, row.unit, d.language), _amount(row.last, row.unit, d.language)
        if first == last:  # so small that a reader sees no difference
            continue
        yield _said(
            d,
            "rose" if row.per_year > 0 else "fell",
            what=say(d.language, f"notes.{row.measure}", days=f"{d.limits.passed_on_days:g}"),
            first=first,
            last=last,
            first_month=row.first_month,
            last_month=row.last_month,
        )


def _amount(value: float, unit: str, language: str) -> str:
    if unit == "share":
        return percent(language, value, 0 if value >= 0.095 else 1)
    return number(language, round(value * DAYS_IN_A_YEAR / MONTHS))


def _changes(d: Diagnosis) -> Iterator[str]:
    table = d.changes
    if table.empty:
        return
    for _, group in table.dropna(subset="reorganisation").groupby("reorganisation"):
        if _is_one_succession(group):
            continue
        counts = {change: number(d.language, int((group["change"] == change).sum())) for change in ("began", "ceased")}
        yield _said(d, "reorganised", month=group["month"].mode().iloc[0], **counts)
    yield from _successions(d, table[table["relation"] != ""])
    alone = table[(table["relation"] == "") & table["reorganisation"].isna()]
    for row in alone.head(SINGLY).itertuples():
        yield _said(d, str(row.change), department=row.department, month=row.month)
    if len(alone) > SINGLY:
        yield say_counted(d.language, "notes.more", len(alone) - SINGLY)


def _is_one_succession(group: pd.DataFrame) -> bool:
    """Say whether all the changes around a month are one merger or one split, and said as such."""
    related = set(group["department"])
    return any(len(names) + 1 == len(related) and {*names} < related for names in group["counterpart"])


def _successions(d: Diagnosis, table: pd.DataFrame) -> Iterator[str]:
    """Say who took whose place; the rows of one succession name each other."""
    began, ceased = (table[table["change"] == change] for change in ("began", "ceased"))
    for after in dict.fromkeys(ceased["counterpart"]):
        old = ceased[[other == after for other in ceased["counterpart"]]]
        month = began.loc[began["department"].isin(after), "month"].min()
        names = {"before": _listed(d, sorted(old["department"])), "after": _listed(d, list(after))}
        yield _said(d, str(old["relation"].iloc[0]), month=month, **names)


def _listed(d: Diagnosis, names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {say(d.language, 'notes.and')} {names[-1]}"


def _said(d: Diagnosis, key: str, **values: object) -> str:
    written = {name: _month(d, value) if isinstance(value, pd.Timestamp) else value for name, value in values.items()}
    return say(d.language, f"notes.{key}", **written)


def _month(d: Diagnosis, date: pd.Timestamp) -> str:
    return say(d.language, "notes.month", month=say(d.language, "notes.months").split()[date.month - 1], year=date.year)
