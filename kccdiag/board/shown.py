"""The board: findings in the order and the words in which they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from kccdiag.board.changes import changes_since, is_new
from kccdiag.board.choices import Choice, Choices, Worded
from kccdiag.cards.board import show_board
from kccdiag.findings import Finding, Judgement


@dataclass(frozen=True)
class Ask:
    """What is asked of whom; an empty effect is an unknown one."""

    department: str
    step: str
    effect: str = ""


@dataclass(frozen=True)
class Shown:
    """One finding as the board gets to see it.

    Attributes
    ----------
    headline
        The consultant's where ``edited``, else the finding's own.
    new
        Whether it was found after the choices were made, so that nobody has decided on it.
    """

    finding: Finding
    headline: str
    edited: bool
    asks: tuple[Ask, ...]
    new: bool = False


@dataclass(frozen=True)
class SetAside:
    """A finding that is not shown, and why."""

    finding_id: str
    headline: str
    reason: str


@dataclass(frozen=True)
class Board:
    """What the board gets to see.

    Attributes
    ----------
    shown
        In the chosen order; without board.toml all findings, the most material first.
    set_aside
        In the order of the findings.
    news
        What changed since the choices were made, in sentences.
    to_mend
        What the consultant has yet to put right, and nobody else needs to read: a headline that quotes a number which
        is no longer true, an id that no finding has, a text that is missing in this language.
    language
        Of the findings.
    """

    shown: tuple[Shown, ...]
    set_aside: tuple[SetAside, ...]
    news: tuple[str, ...]
    to_mend: tuple[str, ...] = ()
    language: str = "nl"

    def _repr_html_(self) -> str:
        return show_board(self)


def board_of(judgement: Judgement, choices: Choices) -> Board:
    """Lay the choices over the findings.

    A finding that nobody has placed stands behind the one before it in materiality, wherever that was put.
    """
    found = {finding.id: finding for finding in judgement.findings}
    order = [name for name in choices.order if name in found]
    before = ""
    for name in found:
        if name not in order:
            order.insert(order.index(before) + 1 if before else 0, name)
        before = name
    changes = changes_since(judgement, choices)
    aside = {finding.id for finding in judgement.findings if _choice(finding, choices).set_aside}
    return Board(
        shown=tuple(_shown(found[name], choices) for name in order if name not in aside),
        set_aside=tuple(_set_aside(finding, choices) for finding in judgement.findings if finding.id in aside),
        news=tuple(change.text for change in changes if not change.to_mend),
        to_mend=tuple(change.text for change in changes if change.to_mend),
        language=judgement.language,
    )


def in_language(text: Worded, language: str) -> str:
    """Return a text in a language, or in another where it is not written in that one: what is asked must be seen.

    Examples
    --------
    >>> in_language({"nl": "Bel terug", "en": "Call back"}, "en"), in_language({"nl": "Bel terug"}, "en")
    ('Call back', 'Bel terug')
    """
    return text.get(language) or next(iter(text.values()), "")


def _choice(finding: Finding, choices: Choices) -> Choice:
    return choices.of.get(finding.id, Choice())


def _headline(finding: Finding, choices: Choices) -> str:
    return _choice(finding, choices).headline.get(finding.language, finding.headline)


def _shown(finding: Finding, choices: Choices) -> Shown:
    headline, language = _headline(finding, choices), finding.language
    asks = tuple(
        Ask(ask.department, in_language(ask.step, language), in_language(ask.effect, language))
        for ask in _choice(finding, choices).asks
    )
    return Shown(finding, headline, headline != finding.headline, asks, is_new(finding, choices))


def _set_aside(finding: Finding, choices: Choices) -> SetAside:
    reason = in_language(_choice(finding, choices).set_aside, finding.language)
    return SetAside(finding.id, _headline(finding, choices), reason)
