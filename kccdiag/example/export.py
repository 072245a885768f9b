"""The export of the invented case system: one row per moment, with the dirt that real exports have."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kccdiag.example.dice import Dice
from kccdiag.example.hours import DAY
from kccdiag.example.organisation import IDEA, KINDS, Department
from kccdiag.example.story import NOBODY, STATUSES, Moment, Story, World
from kccdiag.example.texts import write_idea

COLUMNS = (
    "Zaaknummer", "Moment", "Afdeling", "Status", "Soort", "Kanaal", "Onderwerp", "Klantnummer", "Medewerker",
    "Omschrijving",
)  # fmt: skip
_FIRST_CUSTOMER = 700_001
_UNKNOWN, _SPELLED, _UNREADABLE, _TWICE, _SECONDS = 0.006, 0.05, 0.0004, 0.004, 0.15
_NO_TIMES = ("31-02-2025 09:14", "n.v.t.", "00-00-0000 00:00", "")
_NO_DEPARTMENTS = ("", "onbekend", "Onbekend", "-")


@contextmanager
def open_export(path: Path) -> Iterator[TextIO]:
    """Open the export for writing: UTF-8 with a byte-order mark, packed where the name says so, no date inside."""
    with path.open("wb") as raw:
        # 9 = the compression, "" and 0 = no name and no time in the header: same rows, same bytes.
        packed = gzip.GzipFile("", "wb", 9, raw, 0) if path.suffix == ".gz" else None
        with io.TextIOWrapper(packed or raw, encoding="utf-8-sig", newline="") as text:
            yield text


def write_rows(stories: Iterable[Story], world: World, *, out: TextIO, dirty: bool) -> Counter[str]:
    """Write the rows of all signals up to the cut-off; return how much dirt of which sort there is, and the rows."""
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    days = [world.calendar.text_of(day) for day in range(world.calendar.cutoff // DAY)]
    counts: Counter[str] = Counter()
    for story in stories:
        dice = Dice(world.seed, 5, story.contact.number)
        for row in _rows_of(story, world, days, dice):
            rows = _soil(row, dice, counts) if dirty else [row.clean()]
            writer.writerows(rows)
            counts["rows"] += len(rows)
    return counts


class _Row:
    """One row on its way to the file."""

    __slots__ = ("cells", "department", "seconds", "time")

    def __init__(self, time: str, seconds: int | None, department: Department, cells: tuple[str, ...]) -> None:
        self.time, self.seconds, self.department, self.cells = time, seconds, department, cells

    def clean(self) -> list[str]:
        """Give the row as a careful system would write it."""
        signal, *others = self.cells
        return [signal, self.time, self.department.name, *others]


def _rows_of(story: Story, world: World, days: list[str], dice: Dice) -> Iterator[_Row]:
    contact, organisation = story.contact, world.organisation
    topic = organisation.topics[contact.topic].name
    text = write_idea(topic, dice) if contact.kind == IDEA else ""
    moments = [moment for moment in story.moments if moment.time < world.calendar.cutoff]
    for position, moment in enumerate(moments):
        department = organisation.departments[moment.department]
        day, second = divmod(moment.time, DAY)
        yield _Row(
            f"{days[day]} {second // 3600:02d}:{second // 60 % 60:02d}",
            second % 60 if _alone(moments, position) else None,
            department,
            (
                contact.name,
                STATUSES[moment.status],
                KINDS[contact.kind],
                contact.channel,
                topic,
                str(_FIRST_CUSTOMER + contact.customer),
                "" if moment.person == NOBODY else department.people[moment.person],
                text if position == 0 else "",
            ),
        )


def _alone(moments: list[Moment], position: int) -> bool:
    """Say whether a row has its minute to itself; seconds on one of two rows would turn their order."""
    minute = moments[position].time // 60
    return not any(
        0 <= other < len(moments) and moments[other].time // 60 == minute for other in (position - 1, position + 1)
    )


def _soil(row: _Row, dice: Dice, counts: Counter[str]) -> list[list[str]]:
    """Make a row look like those of real exports; count what was done to it."""
    cells = row.clean()
    if row.seconds is not None and dice.happens(_SECONDS):
        cells[1] += f":{row.seconds:02d}"
    throw = dice.uniform()
    if throw < _UNKNOWN:
        counts["rows_without_department"] += 1
        cells[2] = _NO_DEPARTMENTS[dice.below(len(_NO_DEPARTMENTS))]
    elif throw < _UNKNOWN + _SPELLED:
        counts["rows_with_other_spelling"] += 1
        cells[2] = _misspell(row.department, dice)
    elif throw < _UNKNOWN + _SPELLED + _UNREADABLE:
        counts["rows_with_unreadable_time"] += 1
        cells[1] = _NO_TIMES[dice.below(len(_NO_TIMES))]
    if dice.happens(_SPELLED):
        cells[4] = (cells[4].upper(), cells[4].capitalize(), f"{cells[4]} ")[dice.below(3)]
    twice = dice.happens(_TWICE)
    counts["rows_written_twice"] += twice
    return [cells, cells] if twice else [cells]


def _misspell(department: Department, dice: Dice) -> str:
    """Write a department in another way: an alias, another case, white space around it."""
    name = department.name
    ways = [*department.spellings, name.lower(), f"{name} ", f" {name}"]
    ways += [name.upper()] if name.upper() != name else []
    return ways[dice.below(len(ways))]
