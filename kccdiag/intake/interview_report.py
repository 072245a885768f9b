"""The words of `kccdiag check` about interviews: how much was said, and what nobody could be named for."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.intake.interviews import Interviews
from kccdiag.intake.report import MOST_LISTED, wrap_lines
from kccdiag.wording import number, say


def describe_interviews(interviews: Interviews, engagement: Engagement) -> str:
    """Say in plain words, in the engagement's language, what state its interviews are in.

    Returns
    -------
    Two parts: how much there is, and what to mind. The second may hold names: it is for the screen of who made the
    interviews, and for nothing that is passed on.
    """
    language = engagement.language
    parts = (
        ("interviews.holds", _holds(interviews, language) or [say(language, "interviews.empty")]),
        ("interviews.attention", list(_attention(interviews, engagement)) or [say(language, "check.nothing")]),
    )
    return "\n\n".join("\n".join([say(language, heading), *wrap_lines(lines)]) for heading, lines in parts)


def _holds(interviews: Interviews, language: str) -> list[str]:
    participants, turns, survey = interviews.participants, interviews.turns, interviews.survey
    counts = {
        "people": {"interviews": _distinct(participants["interview"]), "transcripts": _distinct(turns["interview"]),
                   "respondents": participants["respondent"].nunique(),
                   "departments": participants["department"].nunique()},
        "turns": {"turns": len(turns), "own": int((turns["respondent"] != "").sum())},
        **_statements(interviews.statements),
        "survey": {"rows": len(survey), "respondents": survey["respondent"].nunique(),
                   "known": survey.loc[survey["respondent"].isin(participants["respondent"]), "respondent"].nunique()},
    }  # fmt: skip
    empty = {"people": participants.empty, "turns": turns.empty, "survey": survey.empty, "no_statements": turns.empty}
    return [say(language, f"interviews.{key}", **{name: number(language, value) for name, value in values.items()})
            for key, values in counts.items() if not empty.get(key, False)]  # fmt: skip


def _statements(statements: pd.DataFrame) -> dict[str, dict[str, int]]:
    if statements.empty:
        return {"no_statements": {}}
    confirmed = int(statements["confirmed"].sum())
    return {"statements": {"statements": len(statements), "confirmed": confirmed, "open": len(statements) - confirmed,
                           "released": int(statements["released"].sum())}}  # fmt: skip


def _distinct(names: pd.Series) -> int:
    return int(names[names != ""].nunique())


def _attention(interviews: Interviews, engagement: Engagement) -> Iterable[str]:
    language, labels = engagement.language, interviews.labels
    yield from _consent(interviews.participants, engagement)
    yield from _silent(interviews, language)
    unmapped = labels[labels["respondent"] == ""]
    named = unmapped[unmapped["label"] != ""]
    if len(named):
        shown = named.groupby("label").agg(turns=("turns", "sum"), interviews=("interview", "nunique"))
        shown = shown.sort_values(["turns"], ascending=False, kind="stable")
        listed = [say(language, "interviews.label", label=row.Index, turns=number(language, row.turns),
                      interviews=number(language, row.interviews)) for row in shown.itertuples()]  # fmt: skip
        remedy = say(language, "interviews.unmapped_remedy")
        yield f"{say(language, 'interviews.unmapped', labels=_some(listed))}\n{remedy}"
    nobody = unmapped[unmapped["label"] == ""]
    if len(nobody):
        yield say(language, "interviews.nobody", turns=number(language, nobody["turns"].sum()),
                  interviews=_some(list(nobody["interview"])))  # fmt: skip
    yield from _skipped(interviews.skipped, language)


def _consent(participants: pd.DataFrame, engagement: Engagement) -> Iterable[str]:
    without = participants.loc[~participants["consent"], "respondent"].nunique()
    if without:
        yield say(engagement.language, "interviews.no_consent", n=number(engagement.language, without),
                  size=engagement.limits.group_size)  # fmt: skip


def _silent(interviews: Interviews, language: str) -> Iterable[str]:
    """Name the participants whose transcript was read and holds no turn of theirs."""
    spoken = set(zip(interviews.turns["interview"], interviews.turns["respondent"], strict=True))
    read = set(interviews.turns["interview"])
    names = [say(language, "interviews.silent_name", name=row.name, interview=row.interview)
             for row in interviews.participants.rename_axis("row").itertuples()
             if row.interview in read and (row.interview, row.respondent) not in spoken]  # fmt: skip
    if names:
        yield say(language, "interviews.silent", names=_some(names))


def _skipped(skipped: pd.DataFrame, language: str) -> Iterable[str]:
    for row in skipped.head(MOST_LISTED).itertuples():
        yield say(language, "interviews.skipped", file=row.file, what=row.what, n=number(language, row.count))
    if len(skipped) > MOST_LISTED:
        yield say(language, "check.more", value=number(language, len(skipped) - MOST_LISTED))


def _some(names: list[str]) -> str:
    return ", ".join(names[:MOST_LISTED]) + (" …" if len(names) > MOST_LISTED else "")
