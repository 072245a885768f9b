"""A series of disturbances, drawn by a seed, with what must hold after each."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator

from benchmarks.faults.desk import BrokenError, Desk
from benchmarks.faults.disturbances import ALL, kill, kill_while_keeping, run
from kccdiag.intake.cache import A_DAY
from kccdiag.scratch import JUST_MADE


def disturb(desk: Desk, *, kills: int, tell: Callable[[str], None]) -> Counter[str]:
    """Disturb an engagement until so many runs were killed, and check that it can do with all of it.

    Raises
    ------
    benchmarks.faults.desk.BrokenError
        Saying what did not hold.
    """
    done: Counter[str] = Counter()
    run(desk)
    while done["kill"] < kills:
        name = desk.chosen.choices(list(ALL), [often for _, often in ALL.values()])[0]
        tell(f"{done.total() + 1}: {name}")
        ALL[name][0](desk)
        desk.check_whole()
        done[name] += 1
    run(desk)
    check_nothing_is_left(desk)
    return done


def kill_only(desk: Desk, *, kills: int, tell: Callable[[str], None]) -> Counter[str]:
    """Kill run after run, every other on a cold cache, every third as it keeps flows; let one end after every fifth."""
    done: Counter[str] = Counter()
    run(desk)
    for number in range(1, kills + 1):
        if number % 2:
            ALL["edit the export"][0](desk)
        (kill if number % 3 else kill_while_keeping)(desk)
        desk.check_whole()
        done["kill"] += 1
        if number % 5 == 0:
            run(desk)
        tell(f"{number}: {', '.join(desk.left()) or 'nothing left'}")
    run(desk)
    check_nothing_is_left(desk)
    return done


def check_nothing_is_left(desk: Desk) -> None:
    """Check that a run two days later takes away whatever the killed ones left."""
    time.sleep(JUST_MADE + 1)
    for place in (*_folders(desk), *desk.reduced):
        os.utime(place, (time.time() - 2 * A_DAY,) * 2)
    run(desk)
    if desk.left():
        raise BrokenError(f"left for ever: {', '.join(desk.left())}")


def _folders(desk: Desk) -> Iterator[str]:
    for top in (desk.engagement, desk.out.parent):
        for folder, _, _ in os.walk(top):
            yield folder
