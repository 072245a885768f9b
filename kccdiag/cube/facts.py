"""What a cube of signals holds: additive tables by slice, and what their integers mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kccdiag.cube.withheld import Withheld


@dataclass(frozen=True)
class About:
    """What the integers of a cube mean, and what its log can tell of; all of it can be written as JSON.

    Attributes
    ----------
    departments, kinds, channels, periods
        Names in the order in which a view speaks of them. Small groups are one department, the last; it is there only
        where it may be shown. Kinds and channels are those that can be chosen: the most frequent, where there are
        many. Periods are the quarters in which signals began, or several where few did.
    depts, places
        The log's department codes, and the place of each in ``departments``, -1 where it has none.
    pooled
        Codes of the small groups.
    kind_codes, channel_codes, quarters
        The log's codes in the same order as the names; of a period the first quarter, as year * 4 + 0…3.
    roles, levels
        By department: ``contact_centre``, ``board`` or ""; its trophic level, None where it has none.
    home, intake, start, cutoff
        As in :class:`kccdiag.flow.engine.Flow`.
    has, stages, elsewhere, decides, drops
        What the log as a whole can tell of.
    exposed
        Whether the contact centre has too few persons to say what it does.
    least
        Persons that a group must have.
    significance
        Below this a difference between periods is more than chance.
    few
        Signals of which an interval may cover more than half the scale.
    seen_until
        How many of the periods ended so long ago that what of them will fall silent has done so.
    parts_of_doubling
        How finely durations are told, 0 for four digits: see :func:`kccdiag.cube.building.coarser`.
    """

    engagement: str
    language: str
    departments: tuple[str, ...]
    kinds: tuple[str, ...]
    channels: tuple[str, ...]
    periods: tuple[str, ...]
    depts: tuple[int, ...]
    places: tuple[int, ...]
    pooled: tuple[int, ...]
    kind_codes: tuple[int, ...]
    channel_codes: tuple[int, ...]
    quarters: tuple[int, ...]
    roles: tuple[str, ...]
    levels: tuple[float | None, ...]
    home: tuple[int, ...]
    intake: bool
    start: int
    cutoff: int
    has: tuple[str, ...]
    stages: tuple[str, ...]
    elsewhere: int
    decides: bool
    drops: bool
    exposed: bool
    least: int
    significance: float
    few: int
    seen_until: int
    parts_of_doubling: int

    def codes_of(self, department: int) -> list[int]:
        """Return the codes of a department; of the small groups there are several."""
        return [dept for dept, place in zip(self.depts, self.places, strict=True) if place == department]

    def period_of(self, quarters: pd.Series) -> NDArray[np.int64]:
        """Return the place of the period that each quarter belongs to."""
        return np.searchsorted(self.quarters, quarters.to_numpy(np.int64), side="right") - 1

    @property
    def centre(self) -> tuple[int, ...]:
        """Return the places of the departments that are the contact centre."""
        return tuple(place for place, role in enumerate(self.roles) if role == "contact_centre")


@dataclass(frozen=True, eq=False)
class Cube:
    """Everything a view is computed from.

    Attributes
    ----------
    tables
        ``slices`` says of each slice (row) its ``period``, ``kind``, ``channel``, ``quarter`` (codes). The others are
        those of a :class:`kccdiag.flow.engine.Flow` with the slice in the place of the kind, and ``handed``,
        ``arrivals``, ``fates_visited``, ``funnel_visited``. Rows with equal keys may be added up, whichever slices they
        are of.
    withheld
        Which views describe too few persons.
    """

    about: About
    tables: Mapping[str, pd.DataFrame]
    withheld: Withheld

    def save(self, folder: str | Path) -> None:
        """Write the cube to a folder, in one step; see :func:`load_cube`."""
        from kccdiag.cube.saving import save

        save(self, Path(folder))

    @cached_property
    def slices(self) -> NDArray[np.int64]:
        """Return period, kind and channel of each slice, as rows of an array."""
        return self.tables["slices"][["period", "kind", "channel"]].to_numpy(np.int64)

    @cached_property
    def columns(self) -> dict[str, dict[str, NDArray[Any]]]:
        """Return the columns of every table, from which rows are chosen in a third of the time."""
        return {name: {one: table[one].to_numpy() for one in table.columns} for name, table in self.tables.items()}


def first_day(quarter: int) -> int:
    """Return the first day (since 1970) of a quarter (year * 4 + 0…3).

    Examples
    --------
    >>> first_day(1970 * 4 + 1)
    90
    """
    return int(np.datetime64(f"{quarter // 4:04d}-{quarter % 4 * 3 + 1:02d}-01").astype(int))
