"""What is chosen of a cube, and the flow of the signals that it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kccdiag.cube.facts import Cube
from kccdiag.flow.engine import Flow
from kccdiag.flow.sql import STATES
from kccdiag.measures.totals import coded
from kccdiag.measures.verdict import Fates

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Choice:
    """Which signals a view is of; everything counts from 0, None is all.

    Attributes
    ----------
    start, end
        First and last period, both included.
    kind, channel, department
        Places in the cube's lists.
    """

    start: int
    end: int
    kind: int | None = None
    channel: int | None = None
    department: int | None = None

    @classmethod
    def read(cls, said: Mapping[str, Any], cube: Cube) -> Choice:
        """Read what a browser sent.

        Raises
        ------
        ValueError
            When it speaks of something that the cube has not.
        """
        about = cube.about
        last = max(len(about.periods) - 1, 0)
        return cls(
            start=_place(said, "from", last + 1, 0),
            end=_place(said, "to", last + 1, last),
            kind=_place(said, "kind", len(about.kinds), None),
            channel=_place(said, "channel", len(about.channels), None),
            department=_place(said, "department", len(about.departments), None),
        )

    def said(self) -> dict[str, int | None]:
        """Say it as a browser would."""
        return {
            "from": self.start,
            "to": self.end,
            "kind": self.kind,
            "channel": self.channel,
            "department": self.department,
        }


def _place(said: Mapping[str, Any], name: str, count: int, default: Any) -> Any:
    value = said.get(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < count:
        raise ValueError(f"{name!r} is {value!r}: not one of the {count} that there are")
    return value


@dataclass(frozen=True)
class Chosen:
    """The signals of a choice, as the measures want them.

    Attributes
    ----------
    flow
        Of the signals that the choice leaves, whatever department it is for; but its fates and funnel are of those
        that visited that department, and its stock is of all periods, because stock is by date.
    """

    cube: Cube
    choice: Choice

    @cached_property
    def _kept(self) -> Bools:
        period = self.cube.slices[:, 0]
        return self._of_kind & (period >= self.choice.start) & (period <= self.choice.end)

    @cached_property
    def _of_kind(self) -> Bools:
        about, choice, (_, kind, channel) = self.cube.about, self.choice, self.cube.slices.T
        kept = np.ones(len(kind), dtype=bool)
        if choice.kind is not None:
            kept &= kind == about.kind_codes[choice.kind]
        if choice.channel is not None:
            kept &= channel == about.channel_codes[choice.channel]
        return kept

    def table(self, name: str, kept: Bools | None = None) -> pd.DataFrame:
        """Return the rows of a table that are chosen, with the kind in the place of the slice."""
        columns = self.cube.columns[name]
        rows = np.flatnonzero((self._kept if kept is None else kept)[columns["slice"]])
        chosen = {name: column[rows] for name, column in columns.items()}
        return pd.DataFrame(chosen | {"kind": self.cube.slices[chosen["slice"], 1]})

    @cached_property
    def flow(self) -> Flow:
        """Return the flow of the choice."""
        about, tables = self.cube.about, {}
        for name in ("stays", "stays_of_kind", "drops"):
            tables[name] = _added_up(self.table(name))
        for name in ("durations", "delays"):
            tables[name] = self.table(name)
        states = self.table("states")
        tables["states"] = states.assign(state=np.array(STATES, dtype=object)[states["state"].to_numpy()])
        tables["stock"] = self.table("stock", self._of_kind)
        tables["funnel"], tables["fates"] = self._visited("funnel"), self._visited("fates")
        fixed = {"home": about.home, "intake": about.intake, "start": about.start, "cutoff": about.cutoff}
        return Flow.of(**fixed, **tables)

    def _visited(self, name: str) -> pd.DataFrame:
        if self.choice.department is None:
            return self.table(name)
        table = self.table(f"{name}_visited")
        return table[np.isin(table["dept"], self.cube.about.codes_of(self.choice.department))]

    @cached_property
    def fates(self) -> Fates:
        """Return what became of the signals, and what of it the log can tell."""
        about = self.cube.about
        return Fates(self.flow.fates, about.elsewhere, about.decides, drops=about.drops, has=frozenset(about.has))

    @cached_property
    def handed(self) -> pd.DataFrame:
        """Return the sums of what was handed over, by kind, quarter and topic."""
        table = self.table("handed")
        return table.assign(quarter=self.cube.columns["slices"]["quarter"][table["slice"].to_numpy()])

    @cached_property
    def signals(self) -> int:
        """Count the signals of the choice."""
        return int(self.flow.fates["signals"].sum())


def _added_up(table: pd.DataFrame) -> pd.DataFrame:
    """Add up what is counted by department and kind."""
    keys = {name: table[name].to_numpy() for name in ("dept", "kind") if name in table}
    code = coded(*keys.values())
    _, rows, where = np.unique(code, return_index=True, return_inverse=True)
    counts = [name for name in table if name not in ("dept", "kind", "slice")]
    sums = {name: np.bincount(where, table[name].to_numpy(float), minlength=len(rows)) for name in counts}
    return pd.DataFrame({name: key[rows] for name, key in keys.items()} | sums)
