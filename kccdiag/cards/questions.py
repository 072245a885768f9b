"""The card of questions: what each finding makes one want to ask, and whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kccdiag.cards import html
from kccdiag.cards.amounts import named
from kccdiag.wording import say

if TYPE_CHECKING:
    from kccdiag.findings import Finding, Judgement

MOST = 5  # questions that one interview has room for


def show_questions(judgement: Judgement) -> html.Shown:
    """Show for each finding whom to speak to and what to ask; what it says where there is none."""
    asked = [(finding, list(questions_about(finding))) for finding in judgement.findings]
    blocks = [_block(finding, questions) for finding, questions in asked if questions]
    none = html.remark(say(judgement.language, "questions.none"))
    return html.Shown(html.card(*blocks or [none]))


def questions_about(finding: Finding) -> Iterable[str]:
    """Ask the open questions that go with a kind of finding, about the departments that it names."""
    for place in range(1, MOST + 1):
        question = _said(finding, str(place))
        if question:
            yield question


def _block(finding: Finding, questions: Iterable[str]) -> str:
    whom = say(finding.language, "questions.whom", whom=_said(finding, "whom"))
    return html.paragraph(finding.headline) + html.bullets(whom, questions)


def _said(finding: Finding, part: str) -> str:
    """Fill in a text of a finding's kind; one that names no department has words of its own where that matters."""
    first, *others = finding.departments or ("",)
    values = {
        "department": first,
        "giver": first,
        "taker": others[0] if others else "",
        "members": ", ".join(finding.departments),
    }
    general = "" if finding.departments else named(finding.language, f"questions.{finding.kind}_all_{part}", "")
    return general or named(finding.language, f"questions.{finding.kind}_{part}", "", **values)
