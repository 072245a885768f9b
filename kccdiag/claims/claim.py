"""One claim: a number, the bound it is held against, and what proves it, before it has words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Share:
    """A share of one, to be written as a percentage."""

    value: float


@dataclass(frozen=True)
class Count:
    """A number of things, to be written whole."""

    value: float


@dataclass(frozen=True)
class Ratio:
    """A multiple, to be written with one decimal."""

    value: float


@dataclass(frozen=True)
class Respondents:
    """How many people said so, to be written with the word for them."""

    value: int


@dataclass(frozen=True)
class Barrier:
    """What holds signals back by what people say, to be named in the reader's language."""

    value: str


@dataclass(frozen=True)
class KindOfSignal:
    """A kind of signal, to be named in the reader's language."""

    value: str


Said = Share | Count | Ratio | Respondents | Barrier | KindOfSignal | str
Key = tuple[str, tuple[str, ...], str | None]  # kind, departments, what it is about
Row = Mapping[str, Any]  # of a table, by the names of its columns
Keys = frozenset[Key] | None  # the claims looked for; None for all that are beyond their bounds


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval, its q in a family of comparisons (else None) and the signals it rests on."""

    value: float
    low: float
    high: float
    n: float
    q: float | None = None

    @classmethod
    def of(cls, row: Row, name: str, *, n: float, q: float | None = None) -> Estimate:
        """Take a column and its ``_low`` and ``_high`` from a row."""
        return cls(float(row[name]), float(row[f"{name}_low"]), float(row[f"{name}_high"]), float(n), q)


@dataclass(frozen=True)
class Claim:
    """A number that rests on enough cases, and whether it is beyond its bound.

    Attributes
    ----------
    wording
        Which sentences say it: the kind, or a variant of it.
    per_year
        Signals a year that it touches; None for what no signals tell.
    beyond
        Whether the estimate is beyond its bound.
    certain
        Whether it passes its test too.
    of_kind
        Whether it is about one kind of signal, so that it says nothing of others.
    heard
        Whether it rests on what people said.
    said
        What its sentences mention.
    caveats
        Names of further reservations.
    """

    kind: str
    estimate: Estimate
    unit: str
    limit: float
    per_year: float | None
    beyond: bool
    certain: bool
    departments: tuple[str, ...] = ()
    about: str | None = None
    of_kind: bool = False
    heard: bool = False
    wording: str = ""
    said: dict[str, Said] = field(default_factory=dict)
    evidence: tuple[dict[str, Any], ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What the claim is about, by which it is found again under an objection."""
        return self.kind, self.departments, self.about


def wanted(  # noqa: PLR0913 — which rows of a table, and which of them first
    table: pd.DataFrame,
    beyond: pd.Series,
    keys: Keys,
    *,
    kind: str,
    named: Sequence[str] = ("department",),
    order: Mapping[str, bool] = MappingProxyType({}),
) -> list[Row]:
    """Choose the rows to make claims of: those beyond their bound, or those that are looked for.

    Parameters
    ----------
    table
        Rows that rest on enough cases.
    beyond
        Whether the estimate is beyond its bound, on the same index.
    named
        The columns that name its departments, "" for none; a column ``about`` says what it is about.
    order
        The columns that tell which row comes first, and whether the smallest does; what is looked for has no order.

    Returns
    -------
    list of dict
        The rows chosen, with ``beyond``.
    """
    if keys is None:
        chosen = table[beyond.astype(bool)].assign(beyond=True)
        chosen = chosen.sort_values(list(order), ascending=list(order.values())) if order else chosen
        return rows_of(chosen)
    departments = zip(*(table[name].tolist() for name in named), strict=True) if named else repeat((), len(table))
    abouts = table["about"].tolist() if "about" in table else repeat(None, len(table))
    found = [place for place, (ends, about) in enumerate(zip(departments, abouts, strict=True))
             if (kind, tuple(filter(None, ends)), about or None) in keys]  # fmt: skip
    if not found:
        return []
    marks = beyond.to_numpy(dtype=bool)[found].tolist()
    return [{**row, "beyond": mark} for row, mark in zip(rows_of(table.iloc[found]), marks, strict=True)]


def rows_of(table: pd.DataFrame) -> list[Row]:
    """List the rows of a table by the names of its columns."""
    # As to_dict("records"), in a tenth of its time: these tables have few rows and many columns.
    return [dict(zip(table.columns, row, strict=True)) for row in table.to_numpy(dtype=object).tolist()]


def with_interval(name: str) -> tuple[str, str, str]:
    """Name an estimate's three columns."""
    return name, f"{name}_low", f"{name}_high"


def proof(table: str, row: Row, *names: str) -> dict[str, Any]:
    """Point to a row of a table and show its cells."""
    return shown(table, {name: row[name] for name in names})


def shown(table: str, cells: dict[str, Any]) -> dict[str, Any]:
    """Point to a table and show cells."""
    plain = {name: value.item() if isinstance(value, np.generic) else value for name, value in cells.items()}
    return {"table": table, "row": plain}
