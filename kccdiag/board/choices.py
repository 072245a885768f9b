"""A consultant's choices as board.toml holds them, by the id of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

Worded = Mapping[str, str]  # a text by language: {"nl": "…"}


@dataclass(frozen=True)
class Seen:
    """What a choice was based on: the finding as it stood when the choice was made.

    Attributes
    ----------
    stood
        finding, indication or gone.
    language, headline
        As it was worded then, and in which language.
    estimate, low, high
        With its 95 % interval; None where there was none.
    """

    stood: str
    language: str
    headline: str
    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class WordedAsk:
    """What is asked of a department: the step, and its expected effect where one is known, by language."""

    department: str
    step: Worded
    effect: Worded = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """What a consultant decided about one finding.

    Attributes
    ----------
    headline
        By language; where a language is missing the finding's own headline is shown.
    set_aside
        The reason, by language; empty: the finding is shown.
    asks
        In the order in which they are shown.
    seen
        None where the choice was typed into the file by hand.
    """

    headline: Worded = field(default_factory=dict)
    set_aside: Worded = field(default_factory=dict)
    asks: tuple[WordedAsk, ...] = ()
    seen: Seen | None = None


@dataclass(frozen=True)
class Choices:
    """All of board.toml.

    Attributes
    ----------
    order
        Ids of findings in the order in which they are shown; those not named go where their materiality puts them.
    of
        The choice about each finding, by its id; also of findings that are gone, for they may come back.
    template
        The client's own slides; absolute, inside the engagement folder.
    text
        The file as it was read; None where there is none.
    lines
        Where in the file each finding is first named.
    """

    order: tuple[str, ...] = ()
    of: Mapping[str, Choice] = field(default_factory=dict)
    template: Path | None = None
    text: bytes | None = None
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
