"""What a consultant can change: each change takes the choices and gives them as they are afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kccdiag.board.changes import outdated, seen_now
from kccdiag.board.choices import Choice, Choices, Worded, WordedAsk
from kccdiag.board.shown import board_of
from kccdiag.findings import Finding, Judgement

Edit = Callable[[Choices], Choices]


def reworded(finding: Finding, headline: str, judgement: Judgement) -> Edit:
    """Give a finding a headline, in the language of the findings; an empty one, or its own, means its own."""
    headline = _tidy(headline)
    text = "" if headline == finding.headline else headline
    now = seen_now(finding)

    def change(choice: Choice) -> Choice:
        return replace(choice, headline=_put(choice.headline, finding, text), seen=now)

    return _of(finding, judgement, change)


def put_aside(finding: Finding, reason: str, judgement: Judgement) -> Edit:
    """Set a finding aside for a reason; without a reason it is shown again."""
    reason = _tidy(reason)

    def change(choice: Choice) -> Choice:
        return replace(choice, set_aside=_put(choice.set_aside, finding, reason) if reason else {})

    return _of(finding, judgement, change)


def asked(finding: Finding, asks: Sequence[WordedAsk], judgement: Judgement) -> Edit:
    """Replace what is asked on account of a finding."""
    tidy = tuple(WordedAsk(_tidy(ask.department), _tidied(ask.step), _tidied(ask.effect)) for ask in asks)
    return _of(finding, judgement, lambda choice: replace(choice, asks=tidy))


def moved(finding: Finding, by: int, judgement: Judgement) -> Edit:
    """Move a finding so many places down among those that are shown; up where negative."""

    def edit(choices: Choices) -> Choices:
        order = [shown.finding.id for shown in board_of(judgement, choices).shown]
        place = order.index(finding.id)
        order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
        return replace(based(choices, judgement), order=_rejoined(order, choices.order))

    return edit


def noted(judgement: Judgement) -> Edit:
    """Take note of what changed: from now on the choices are based on the findings as they are.

    A headline that quotes a number which is no longer true stays noted as such, until it is worded anew.
    """

    def edit(choices: Choices) -> Choices:
        of = {name: _gone(choice) for name, choice in choices.of.items()}
        for finding in judgement.indications:
            if choice := choices.of.get(finding.id):
                of[finding.id] = replace(choice, seen=seen_now(finding, "indication"))
        for finding in judgement.findings:
            of[finding.id] = _looked_at(choices.of.get(finding.id, Choice()), finding)
        return replace(choices, of=of, order=_everything(judgement, choices))

    return edit


def based(choices: Choices, judgement: Judgement) -> Choices:
    """Note all findings as they stand when the first choice is made, for that is when they were looked at."""
    if any(choice.seen for choice in choices.of.values()):
        return choices
    of = {finding.id: replace(choices.of.get(finding.id, Choice()), seen=seen_now(finding)) for finding in judgement}
    return replace(choices, of={**choices.of, **of}, order=_everything(judgement, choices))


def _of(finding: Finding, judgement: Judgement, change: Callable[[Choice], Choice]) -> Edit:
    def edit(choices: Choices) -> Choices:
        choices = based(choices, judgement)
        choice = change(_looked_at(choices.of.get(finding.id, Choice()), finding))
        return replace(choices, of={**choices.of, finding.id: choice})

    return edit


def _looked_at(choice: Choice, finding: Finding) -> Choice:
    return choice if outdated(choice, finding) else replace(choice, seen=seen_now(finding))


def _gone(choice: Choice) -> Choice:
    return replace(choice, seen=replace(choice.seen, stood="gone")) if choice.seen else choice


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _tidied(text: Worded) -> Worded:
    return {language: _tidy(words) for language, words in text.items()}


def _put(text: Worded, finding: Finding, words: str) -> Worded:
    others = {language: said for language, said in text.items() if language != finding.language}
    return {**others, finding.language: words} if words else others


def _everything(judgement: Judgement, choices: Choices) -> tuple[str, ...]:
    shown = [shown.finding.id for shown in board_of(judgement, choices).shown]
    return _rejoined(shown, choices.order)


def _rejoined(order: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """Keep in the order what is not shown now, each behind what it stood behind."""
    joined, last = list(order), ""
    for name in before:
        if name not in joined:
            joined.insert(joined.index(last) + 1 if last in joined else 0, name)
        last = name
    return tuple(joined)
