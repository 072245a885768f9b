"""The answer: of 100 signals that came in, how many got how far, and what holds them back most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from kccdiag.wording import number, say

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis

STEPS = ("passed_on", "two_departments", "decided", "changed", "came_back")
MOST = 3
BESIDES = 0.1  # of the signals that the largest obstacle touches: less is not worth naming in one breath
# What a kind of finding holds up on a signal's way: not spread, kept apart, kept long, lost, not heard back. A
# gatekeeper is left out, for a gate that lets everything through holds up nothing (one that does not is a reservoir
# or a drop point too), and so is what customers do afterwards.
HOLDS_UP = {
    "trickle": "spread",
    "dry": "spread",
    "wall": "apart",
    "silo": "apart",
    "reservoir": "long",
    "bounce": "long",
    "drop_point": "lost",
    "recurring_idea": "lost",
    "open_loop": "unheard",
}


@dataclass(frozen=True)
class Answer:
    """What became of 100 signals, in words.

    Attributes
    ----------
    text
        One or two sentences: the steps that were measured, with their 95 % intervals, and those that could not be.
    holding_back
        The ids of the findings that hold the organisation back most, at most three.
    """

    text: str = ""
    holding_back: tuple[str, ...] = ()


class Found(Protocol):
    """What is asked of a finding here."""

    @property
    def id(self) -> str:
        """The same from run to run."""

    @property
    def kind(self) -> str:
        """As in the table of kinds."""

    @property
    def departments(self) -> tuple[str, ...]:
        """Whom it is about."""

    @property
    def per_year(self) -> float | None:
        """Signals a year that it touches."""


def answer_of(diagnosis: Diagnosis, findings: Sequence[Found]) -> Answer:
    """Say what became of 100 signals, and choose what holds the organisation back most."""
    days, language = diagnosis.limits.passed_on_days, diagnosis.language
    if not diagnosis.has_log:
        return Answer(say(language, "answer.no_log"), holding_back(findings))
    text = answer_text(diagnosis.overview, language=language, days=days, centre=diagnosis.centre)
    return Answer(text, holding_back(findings))


def answer_text(overview: pd.DataFrame, *, language: str, days: float, centre: str) -> str:
    """Say the verdict in a sentence, and in a second one what of it could not be measured.

    Parameters
    ----------
    overview
        ``measure``, ``estimate``, ``low``, ``high``; shares of one, NaN where not measurable.
    days
        Within which a signal counts as passed on.
    centre
        The contact centre; empty where signals come in everywhere.

    Examples
    --------
    >>> rows = [("passed_on", 0.842, 0.83, 0.851), ("changed", 0.01, 0.006, 0.016), ("came_back", None, None, None)]
    >>> table = pd.DataFrame(rows, columns=["measure", "estimate", "low", "high"])
    >>> answer_text(table, language="en", days=30, centre="KCC")
    "Of 100 signals that came in at KCC, 84 (83–85) went on to another department within 30 days and 1 (0.6–1.6) led
    to a change. How many reached two departments, reached a decision or came back to the customer can't be measured
    with this log."
    """
    steps = overview.drop_duplicates("measure").set_index("measure").reindex(list(STEPS))
    measured = steps["estimate"].notna()
    if not measured.any():
        return say(language, "answer.nothing")
    known = [row for _, row in steps[measured].iterrows()]
    text = sentence(known, language=language, days=days, centre=centre, intervals=True) + "."
    unknown = [say(language, f"answer.unmeasured_{step}") for step in steps.index[~measured]]
    if not unknown:
        return text
    return f"{text} {say(language, 'answer.unmeasured', steps=_listed(language, unknown, 'or'))}"


def sentence(steps: Iterable[pd.Series], *, language: str, days: float, centre: str, intervals: bool = False) -> str:
    """Say how many of 100 signals took some steps (rows of the overview, by measure), without the full stop."""
    opening = say(language, "answer.opening" if centre else "answer.opening_intake", centre=centre)
    clauses = []
    for row in steps:
        many = of_hundred(language, row["estimate"])
        said = f"{many} ({interval_of_hundred(language, row['low'], row['high'])})" if intervals else many
        form = "_one" if many == "1" else ""
        clauses.append(say(language, f"answer.{row.name}{form}", n=said, days=f"{days:g}"))
    return f"{opening} {_listed(language, clauses, 'and')}"


def of_hundred(language: str, share: float) -> str:
    """Write a share of one as so many of a hundred: whole, but for what would then seem none or all.

    Examples
    --------
    >>> of_hundred("en", 0.842), of_hundred("nl", 0.0031), of_hundred("en", 0.00002), of_hundred("en", 0.9999)
    ('84', '0,3', '<0.1', '>99.9')
    """
    many = 100 * share
    if 0 < many < 0.05:
        return "<" + number(language, 0.1, 1)
    if 99.95 <= many < 100:
        return ">" + number(language, 99.9, 1)
    return number(language, many, 1 if 0 < many < 0.95 or 99.05 <= many < 100 else 0)


def interval_of_hundred(language: str, low: float, high: float) -> str:
    """Write the ends of an interval in signals of a hundred, with a decimal where whole numbers would not part them.

    Examples
    --------
    >>> interval_of_hundred("en", 0.8316, 0.851), interval_of_hundred("nl", 0.8401, 0.8433)
    ('83–85', '84,0–84,3')
    """
    fine = round(100 * low) == round(100 * high) or 0 < high < 0.0195
    return "–".join(number(language, 100 * end, 1 if fine else 0) for end in (low, high))


def holding_back(findings: Sequence[Found]) -> tuple[str, ...]:
    """Choose the findings that hold the organisation back most.

    By the signals a year that they touch, and one for each way in which signals are held up (:data:`HOLDS_UP`): five
    silos are one obstacle in five places, and the second largest obstacle is another. A claim that many departments
    are dry touches every signal by its nature and is left out.

    Returns
    -------
    tuple of str
        Their ids, the most material first; at most three, fewer where less was found or was found to touch few.
    """
    able = [one for one in findings if one.kind in HOLDS_UP and one.per_year and (one.kind != "dry" or one.departments)]
    chosen: dict[str, Found] = {}
    for finding in sorted(able, key=lambda one: (-(one.per_year or 0.0), one.id)):
        chosen.setdefault(HOLDS_UP[finding.kind], finding)
    touched = [(finding.id, finding.per_year or 0.0) for finding in chosen.values()][:MOST]
    return tuple(name for name, signals in touched if signals >= BESIDES * touched[0][1])


def _listed(language: str, parts: Sequence[str], word: str) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {say(language, f'answer.{word}')} {parts[-1]}"
