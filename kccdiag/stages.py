"""Where the seconds of a run went, stage by stage."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from kccdiag.wording import number, say

try:
    import resource
except ImportError:  # Windows does not tell it this way
    resource = None  # type: ignore[assignment]

Progress = Callable[[str, float], None]
KILOBYTES = 1 if sys.platform == "darwin" else 1024  # bytes in what the platform counts its peak in


@dataclass(frozen=True)
class Moment:
    """What a clock, the processor and the memory say at one time.

    Attributes
    ----------
    wall, cpu
        Seconds since some beginning; the processor's are those of all threads and of processes that have ended.
    peak
        The most memory that was held at once until then, in bytes; 0 where the platform does not tell it.
    """

    wall: float
    cpu: float
    peak: int


@dataclass
class Stage:
    """What a stage took so far, in seconds, and the most memory that had been held when it ended, in bytes."""

    wall: float = 0.0
    cpu: float = 0.0
    peak: int = 0


def moment() -> Moment:
    """Read the clock, the processor's time and the peak of the memory."""
    ended = os.times()
    cpu = time.process_time() + ended.children_user + ended.children_system
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTES if resource else 0
    return Moment(time.perf_counter(), cpu, peak)


class Stages:
    """Adds up what the steps of a run take, each from its announcement to that of the next.

    Parameters
    ----------
    first
        The stage that runs before anything is announced.
    heard
        Who else wants to hear what is announced.
    now
        Reads the clocks.

    Examples
    --------
    >>> readings = iter([Moment(0.0, 0.0, 0), Moment(2.0, 1.0, 0), Moment(2.5, 1.5, 0)])
    >>> stages = Stages("loading", now=lambda: next(readings))
    >>> stages("reading", 0.0)
    >>> print(stages.in_words("en"))
    Where the time went          wall seconds  CPU seconds
    loading the programme                2.00         1.00
    reading files                        0.50         0.50
    altogether                           2.50         1.50
    """

    def __init__(self, first: str, *, heard: Progress | None = None, now: Callable[[], Moment] = moment) -> None:
        self.took: dict[str, Stage] = {first: Stage()}
        self._running, self._heard, self._now = first, heard, now
        self._last = now()

    def __call__(self, step: str, share: float) -> None:
        """Hear that a step begins, or how far it is."""
        self._count()
        self._running = step
        self.took.setdefault(step, Stage())
        if self._heard is not None:
            self._heard(step, share)

    def in_words(self, language: str) -> str:
        """Say in a table of fixed width what every stage took, and all together; the one that runs ends here."""
        self._count()
        every = self.took.values()
        whole = Stage(sum(one.wall for one in every), sum(one.cpu for one in every), max(one.peak for one in every))
        columns = ("wall", "cpu", "peak") if whole.peak else ("wall", "cpu")
        lines = [_line(say(language, "cli.profile"), [say(language, f"cli.profile_{column}") for column in columns])]
        for name, stage in {**self.took, "altogether": whole}.items():
            told = [number(language, stage.wall, 2), number(language, stage.cpu, 2)]
            told += [number(language, stage.peak / 1e6)] if whole.peak else []
            lines.append(_line(say(language, f"cli.{name}"), told))
        return "\n".join(lines)

    def _count(self) -> None:
        """Add what passed since the last call to the stage that was running."""
        now, last, stage = self._now(), self._last, self.took[self._running]
        stage.wall += now.wall - last.wall
        stage.cpu += now.cpu - last.cpu
        stage.peak = now.peak
        self._last = now


def _line(name: str, told: list[str]) -> str:
    return f"{name:<28}" + "".join(f"{one:>13}" for one in told)
