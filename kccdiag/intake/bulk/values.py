"""The different values of the columns that name things: counted by the engine, given codes here as ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from kccdiag.engagement import Engagement
from kccdiag.engines.database import Database
from kccdiag.intake.amounts import durations, satisfactions
from kccdiag.intake.bulk.rows import AMOUNTS, MOST_VALUES, NAMED, counts_itself, too_many
from kccdiag.intake.bulk.sources import Source
from kccdiag.intake.spellings import code_spellings, fold_all
from kccdiag.intake.tables import OUTCOME_CODES, STAY_CODES

_READ = {"duration_s": durations, "satisfaction": satisfactions}


@dataclass(frozen=True)
class Values:
    """What stands in the columns that name things.

    Parameters
    ----------
    counts
        Column → ``source``, ``value``, ``many`` (rows that count).
    names
        Column → the name of each code, from 1 on.
    """

    counts: Mapping[str, pd.DataFrame]
    names: Mapping[str, tuple[str, ...]]


def count_values(base: Database, sources: Sequence[Source], rows: str = "kept") -> dict[str, pd.DataFrame]:
    """Count the different values of all columns that name things, and of amounts written as texts.

    Raises
    ------
    InputError
        For a column with so many that it holds remarks or ids.
    """
    used = [role for role in (*NAMED, *AMOUNTS)
            if any(role in source.log.columns and not counts_itself(source, role) for source in sources)]  # fmt: skip
    sets = ", ".join(f"(source, {role})" for role in used)
    marks = ", ".join(f"grouping({role}) as of_{role}" for role in used)
    found = base.fetch(f"select source, {', '.join(used)}, {marks}, count(*) as many from {rows} "
                       f"group by grouping sets ({sets})")  # fmt: skip
    counts = {}
    for role in (*NAMED, *AMOUNTS):
        if role not in used:
            counts[role] = pd.DataFrame({"source": [], "value": [], "many": []}).astype({"source": int, "many": int})
            continue
        here = found[(found[f"of_{role}"] == 0) & found[role].notna()]
        table = pd.DataFrame({"source": here["source"].astype(int), "value": here[role].astype(object),
                              "many": here["many"].astype(int)})  # fmt: skip
        counts[role] = table.sort_values(["source", "value"], ignore_index=True)
        if len(here) > MOST_VALUES * len(sources):
            raise too_many(next(source for source in sources if role in source.log.columns), role)
    return counts


def code_them(base: Database, engagement: Engagement, sources: Sequence[Source], counts: Mapping[str, pd.DataFrame]
              ) -> Values:  # fmt: skip
    """Give every value its code, and the engine a table of them for each column (``COLUMN_coded``)."""
    names: dict[str, tuple[str, ...]] = {}
    for role in NAMED:
        by_source = [counts[role][counts[role]["source"] == source.number] for source in sources]
        meanings = [_meanings(engagement, source, role) for source in sources]
        counted = [
            (table["value"].tolist(), table["many"].tolist(), meant)
            for table, meant in zip(by_source, meanings, strict=True)
        ]
        codes, names[role] = code_spellings(counted, engagement.unknown)
        coded = [
            table.assign(code=np.array(code, dtype=np.int64)) for table, code in zip(by_source, codes, strict=True)
        ]
        if role == "activity":
            coded = [_with_meaning(table, source) for table, source in zip(coded, sources, strict=True)]
        _give(base, role, pd.concat(coded, ignore_index=True))
    for role, read in _READ.items():
        table = counts[role]
        code = read(pa.array(table["value"].tolist(), pa.string()).dictionary_encode())
        _give(base, role, table.assign(code=code.astype(np.int64)))
    return Values(counts, names)


def _give(base: Database, role: str, table: pd.DataFrame) -> None:
    table = table.drop(columns="many").astype({"value": "str", "source": "int64"})
    base.give(f"{role}_coded", table)


def _meanings(engagement: Engagement, source: Source, role: str) -> Mapping[str, str]:
    return {"department": engagement.aliases, "kind": source.log.kinds}.get(role, {})


def _with_meaning(table: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Add to activities what became of a signal, whether somebody was told, and what a stay was."""
    known = fold_all(table["value"])
    outcomes = [source.log.outcomes.get(value, "") for value in known]
    return table.assign(
        outcome=np.array([OUTCOME_CODES.get(name, 0) for name in outcomes], dtype=np.int64),
        told=np.array([int(name == "told") for name in outcomes], dtype=np.int64),
        stay=np.array([STAY_CODES.get(source.log.stays.get(value, ""), 0) for value in known], dtype=np.int64),
    )
