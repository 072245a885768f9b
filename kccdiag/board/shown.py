"""The board: findings in the order and the words in which they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from kccdiag.board.choices import Choices
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
    """

    shown: tuple[Shown, ...]
    set_aside: tuple[SetAside, ...]
    news: tuple[str, ...]


def board_of(judgement: Judgement, choices: Choices) -> Board:  # noqa: ARG001
    """Lay the choices over the findings."""
    shown = tuple(Shown(finding, finding.headline, edited=False, asks=()) for finding in judgement.findings)
    return Board(shown, (), ())
