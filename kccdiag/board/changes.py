"""What changed since a consultant chose: findings that are new, gone, doubtful or different, and numbers quoted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from kccdiag.board.choices import Choice, Choices, Seen
from kccdiag.cards.amounts import LN, amount, interval
from kccdiag.cards.finding import numbers_of, unit_of
from kccdiag.findings import Finding, Judgement
from kccdiag.wording import number, say


@dataclass(frozen=True)
class Change:
    """One thing that changed.

    Attributes
    ----------
    finding_id
        Of the finding that it is about.
    what
        new, gone, back, indication, moved, quoted, unknown, untold.
    text
        In the language of the findings.
    """

    finding_id: str
    what: str
    text: str

    @property
    def to_mend(self) -> bool:
        """Whether it is for the consultant to put right, rather than about the findings."""
        return self.what in {"quoted", "unknown", "untold"}


def changes_since(judgement: Judgement, choices: Choices) -> tuple[Change, ...]:
    """List what changed since the choices were made: findings as they are ordered, then those that are gone."""
    found = {finding.id: finding for finding in judgement.findings}
    doubted = {finding.id: finding for finding in judgement.indications}
    changes: list[Change] = []
    for finding in found.values():
        changes += _changes_of(finding, choices)
    for name in dict.fromkeys([*choices.of, *choices.order]):
        if name not in found:
            changes += _absent(name, choices, doubted.get(name), judgement=judgement)
    return tuple(changes)


def is_new(finding: Finding, choices: Choices) -> bool:
    """Tell whether nobody has decided on a finding, though choices were made on others."""
    choice = choices.of.get(finding.id)
    undecided = choice is None or (choice.seen is None and not (choice.headline or choice.set_aside or choice.asks))
    return undecided and any(other.seen for other in choices.of.values())


def seen_now(finding: Finding, stood: str = "finding") -> Seen:
    """Note how a finding stands, for a choice to be based on."""
    # Six digits say whether an estimate left its interval; the last of the sixteen differ from run to run.
    numbers = (finding.estimate, finding.low, finding.high)
    estimate, low, high = (float(f"{value:.6g}") if math.isfinite(value) else None for value in numbers)
    return Seen(stood, finding.language, finding.headline, estimate, low, high)


def _changes_of(finding: Finding, choices: Choices) -> Iterator[Change]:
    language = finding.language
    choice = choices.of.get(finding.id, Choice())
    headline = choice.headline.get(language, finding.headline)
    seen = choice.seen
    if is_new(finding, choices):
        yield Change(finding.id, "new", say(language, "board.new", headline=headline))
    if seen and seen.stood != "finding":
        yield Change(finding.id, "back", say(language, "board.back", headline=headline))
    if seen and has_moved(finding, seen):
        measure, now = next(iter(numbers_of(finding)))
        said = {"measure": measure, "then": _then(finding, seen), "now": now}
        yield Change(finding.id, "moved", say(language, "board.moved", headline=headline, **said))
    if quoted := outdated(choice, finding):
        said = {"headline": headline, "number": ", ".join(quoted), "now": finding.headline}
        yield Change(finding.id, "quoted", say(language, "board.quoted", **said))
    yield from _untold(finding, choice)


def _untold(finding: Finding, choice: Choice) -> Iterator[Change]:
    language = finding.language
    if choice.headline and language not in choice.headline and not choice.set_aside:
        yield Change(finding.id, "untold", say(language, "board.untold_headline", headline=finding.headline))
    texts = [choice.set_aside] if choice.set_aside else [text for ask in choice.asks for text in (ask.step, ask.effect)]
    for text in texts:
        if text and language not in text:
            other = next(iter(text.values()))
            yield Change(finding.id, "untold", say(language, "board.untold_text", text=other))


def _absent(name: str, choices: Choices, doubted: Finding | None, *, judgement: Judgement) -> Iterator[Change]:
    """Tell what became of something chosen that is no finding now, unless that has been noted."""
    language = judgement.language
    choice = choices.of.get(name, Choice())
    stood = choice.seen.stood if choice.seen else ""
    if doubted is not None:
        if stood != "indication":
            yield Change(name, "indication", say(language, "board.indication", headline=doubted.headline))
    elif choice.seen is None:
        near = get_close_matches(name, [finding.id for finding in judgement.findings], n=1)
        key = "board.unknown_near" if near else "board.unknown"
        line = choices.lines.get(name, 1)
        yield Change(name, "unknown", say(language, key, id=name, line=line, near=near[0] if near else ""))
    elif stood != "gone":
        headline = choice.headline.get(language, choice.seen.headline)
        yield Change(name, "gone", say(language, "board.gone", headline=headline))


def has_moved(finding: Finding, seen: Seen) -> bool:
    """Tell whether an estimate lies outside the interval it had, or without one is written differently."""
    if seen.low is not None and seen.high is not None:
        return not seen.low <= finding.estimate <= seen.high
    if seen.estimate is None:
        return False
    unit = unit_of(finding)
    return amount(finding.language, finding.estimate, unit) != amount(finding.language, seen.estimate, unit)


# ---- numbers


def _then(finding: Finding, seen: Seen) -> str:
    language, unit = finding.language, unit_of(finding)
    estimate, low, high = (math.nan if value is None else value for value in (seen.estimate, seen.low, seen.high))
    written, span = amount(language, estimate, unit), interval(language, low, high, unit)
    return say(language, "notebook.with_interval", estimate=written, interval=span) if span else written


def outdated(choice: Choice, finding: Finding) -> tuple[str, ...]:
    """List the numbers that an edited headline quotes and that the finding said when it was edited, but not now.

    Numbers written as words are not looked at, and numbers that the finding never said are the consultant's own.
    """
    headline, seen = choice.headline.get(finding.language), choice.seen
    if headline is None or seen is None:
        return ()
    then = [*numbers_in(seen.headline, seen.language), *_values(finding, seen.estimate, seen.low, seen.high)]
    now = _numbers_of(finding)
    return tuple(
        number(finding.language, value, digits)
        for value, digits in dict.fromkeys(numbers_in(headline, finding.language))
        if _said(value, digits, then) and not _said(value, digits, now)
    )


def foreign(headline: str, finding: Finding) -> tuple[str, ...]:
    """List the numbers in a headline that the finding itself does not say: to be looked at once more, not wrong."""
    known = _numbers_of(finding)
    return tuple(
        number(finding.language, value, digits)
        for value, digits in dict.fromkeys(numbers_in(headline, finding.language))
        if not _said(value, digits, known)
    )


Number = tuple[float, int]  # a value, and the decimals it is written with


def _numbers_of(finding: Finding) -> list[Number]:
    words = numbers_in(f"{finding.headline} {finding.meaning}", finding.language)
    return [*words, *_values(finding, finding.estimate, finding.low, finding.high)]


def numbers_in(text: str, language: str) -> list[Number]:
    """Find the numbers in a text, written as its language writes them.

    Examples
    --------
    >>> numbers_in("Van de 6.998 signalen sterft 2,4 %", "nl"), numbers_in("2.4% of 6,998", "en")
    ([(6998.0, 0), (2.4, 1)], [(2.4, 1), (6998.0, 0)])
    """
    thousands, point = (r"\.", ",") if language == "nl" else (",", r"\.")
    pattern = rf"\d{{1,3}}(?:{thousands}\d{{3}})+(?!\d)(?:{point}\d+)?|\d+(?:{point}\d+)?"
    plain = str.maketrans(".,", " .") if language == "nl" else str.maketrans(",", " ")
    written = [found.translate(plain).replace(" ", "") for found in re.findall(pattern, text)]
    return [(float(digits), len(digits.partition(".")[2])) for digits in written]


def _values(finding: Finding, *values: float | None) -> list[Number]:
    if finding.unit == LN:
        values = tuple(None if value is None else math.exp(value) for value in values)
    scale = 100 if finding.unit.startswith("share") else 1
    return [(scale * value, 9) for value in values if value is not None and value == value]


def _said(value: float, digits: int, numbers: list[Number]) -> bool:
    """Tell whether a number is among others, or is one of them in rounder figures."""
    return any(known == value if digits > fine else round(known, digits) == value for known, fine in numbers)
