"""Who worked where, without names, for working out what is withheld."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kccdiag.cube.facts import About
from kccdiag.cube.withheld import CELL, Work

if TYPE_CHECKING:
    from kccdiag.cube.building import Gathered

MOST_AVOIDED = 20_000_000  # persons by slice and department, in a gigabyte; of more, no department can be filtered by


def work_of(about: About, gathered: Gathered, *, seed: int) -> Work:
    """Say who worked where, on which signals; departments as in a view, small groups as one.

    Parameters
    ----------
    seed
        For the order in which persons are numbered.
    """
    tables = gathered.tables
    cells = _cells(about, gathered.slices)
    small = len(about.departments) - (1 if -1 not in about.places and about.pooled else 0)
    place = pd.Series([small if one < 0 else one for one in about.places], index=pd.Index(about.depts))
    persons = _numbers(tables["hands"]["person"], seed=seed)
    visited = tables["fates_visited"].groupby(["dept", "slice"], as_index=False)["signals"].sum()
    workers = tables["workers"].rename(columns={"events": "signals"})
    named = visited["dept"].isin(workers["dept"])
    unnamed, came = visited[~named].assign(person=-1), visited[named].assign(person=-1)
    worked = pd.concat([workers.assign(person=workers["person"].map(persons)), unnamed], ignore_index=True)
    departments = max(int(place.max()) + 1 if len(place) else 0, len(about.departments))
    alone = visited[~visited["dept"].isin(about.pooled)]  # small groups can't be filtered by
    many = alone["dept"].nunique() * len(tables["hands"]) > MOST_AVOIDED
    avoided = _avoided(tables, alone.iloc[:0] if many else alone, persons)
    return Work(
        departments=departments,
        periods=len(about.periods),
        kinds=len(about.kinds),
        channels=len(about.channels),
        worked=_placed(worked, place, cells),
        avoided=_placed(avoided, place, cells),
        came=_placed(came, place, cells),
        pooled=frozenset(range(departments)) if many else frozenset([small] if about.pooled else []),
    )


def _cells(about: About, slices: pd.DataFrame) -> pd.DataFrame:
    """Return period, kind and channel of each slice as a filter counts them; what can't be chosen comes last."""
    return pd.DataFrame(
        {
            "period": about.period_of(slices["quarter"]),
            "kind": _counted_from_0(slices["kind"], about.kind_codes),
            "channel": _counted_from_0(slices["channel"], about.channel_codes),
        }
    )


def _counted_from_0(codes: pd.Series, chosen: Sequence[int]) -> NDArray[np.int64]:
    place = {code: n for n, code in enumerate(chosen)}
    return np.array([place.get(int(code), len(chosen)) for code in codes], dtype=np.int64)


def _numbers(persons: pd.Series, *, seed: int) -> pd.Series:
    known = np.unique(persons)
    return pd.Series(np.random.default_rng(seed).permutation(len(known)), index=known)


def _avoided(tables: dict[str, pd.DataFrame], visited: pd.DataFrame, persons: pd.Series) -> pd.DataFrame:
    """Say who worked on signals that never came to a department; where nobody is named, how many such signals."""
    if len(persons):
        whole, part, keys = tables["hands"], tables["hands_visited"], ["slice", "person"]
    else:
        whole, part, keys = visited.iloc[:0], visited, ["slice"]
        whole = tables["fates"].groupby("slice", as_index=False)["signals"].sum()
    every = whole.merge(pd.DataFrame({"dept": sorted(set(visited["dept"]))}), how="cross")
    both = every.merge(part, on=["dept", *keys], how="left", suffixes=("", "_visited"))
    rest = both["signals"] - both["signals_visited"].fillna(0)
    table = both.assign(signals=rest)[rest > 0]
    return table.assign(person=table["person"].map(persons) if len(persons) else -1)


def _placed(table: pd.DataFrame, place: pd.Series, cells: pd.DataFrame) -> pd.DataFrame:
    where = cells.iloc[table["slice"].to_numpy(int)].reset_index(drop=True)
    where.insert(0, "department", table["dept"].map(place).to_numpy(np.int64))
    where["person"], where["signals"] = table["person"].to_numpy(np.int64), table["signals"].to_numpy(np.int64)
    return where[[*CELL, "person", "signals"]]
