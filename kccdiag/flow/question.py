"""What the reductions are asked: how a log is read, what they need to know of it, and of which signals."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Retelling:
    """The same log as somebody would have it who objects (the default is nobody's objection).

    Attributes
    ----------
    shuffle
        A seed under which events tied in time change places; None for the order of the log.
    cutoff
        An earlier one, epoch seconds; 0 for the log's own.
    hidden
        A department that counts as unknown; 0 for none.
    spread
        A seed under which unknown departments are drawn in proportion to the known ones; None leaves them unknown.
    outside
        A department (code) that stands for other systems: a signal that left was handed to it and ended there; 0
        leaves it censored.
    """

    shuffle: int | None = None
    cutoff: int = 0
    hidden: int = 0
    spread: int | None = None
    outside: int = 0


@dataclass(frozen=True)
class Question:
    """What the reductions need to know of the organisation, as integers.

    Attributes
    ----------
    home
        Departments of the contact centre, or None to let the log decide (DEFINITIONS 3).
    board
        Departments where decisions fall.
    idea
        Code of the kind that is an idea, -1 for none.
    queues
        Whether some activity means waiting to be taken up.
    by_reason
        Whether contacts are told apart by their reason; else by their topic.
    failures
        Codes of the reasons (or topics) that the engagement speaks of, each with 1 where it is failure demand, else 0.
    values
        Codes of those that it gives a value to both the customer and the organisation, with the two (1 to 5).
    split
        The logs (places of the [[log]] sections, from 0) whose activities say what a stay is made of; None for all.
    retold
        How the log is read; as it is where nothing is said.
    """

    home: tuple[int, ...] | None = None
    board: tuple[int, ...] = ()
    idea: int = -1
    queues: bool = False
    by_reason: bool = False
    failures: tuple[tuple[int, int], ...] = ()
    values: tuple[tuple[int, int, int], ...] = ()
    split: tuple[int, ...] | None = None
    retold: Retelling = Retelling()


@dataclass(frozen=True)
class Part:
    """Some of the signals.

    Attributes
    ----------
    among
        SQL over ``kind`` and ``first_t`` (epoch seconds of the first event): which ones.
    kind
        Where they are those of one kind: its code, else -1.
    """

    among: str = "true"
    kind: int = -1

    @classmethod
    def of_kind(cls, kind: int) -> Part:
        """Take the signals of one kind."""
        return cls(f"kind = {int(kind)}", int(kind))

    @classmethod
    def begun(cls, start: int, end: int) -> Part:
        """Take the signals whose first event lies in [start, end), epoch seconds."""
        return cls(f"first_t >= {int(start)} and first_t < {int(end)}")
