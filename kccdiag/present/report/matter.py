"""What a report is made of, and which rows of which tables its findings rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from kccdiag.board import Board
from kccdiag.diagnosis import Diagnosis
from kccdiag.findings import Finding, Judgement
from kccdiag.wording import say

# By which columns a row of a table is known.
KEYS: dict[str, tuple[str, ...]] = {
    "overview": ("measure",),
    "departments": ("department",),
    "handovers": ("giver", "taker"),
    "drop_points": ("department", "kind"),
    "recurring_ideas": ("about",),
    "silos": ("members",),
    "told": ("department",),
    "returns": ("matched_on",),
    "contact_reasons": ("reason",),
    "said": ("giver", "taker"),
    "barriers": ("barrier", "department"),
    "kpi_balance": ("department",),
    "purposes": ("department",),
    "quotes": ("department", "text"),
}
Key = tuple[str, ...]  # of a table, then what its row is known by


@dataclass(frozen=True)
class Matter:
    """A diagnosis, what is claimed of it, what of that the board sees, and the files that it came from.

    Attributes
    ----------
    hashes
        SHA-256 of each file that was read, by its name.
    """

    diagnosis: Diagnosis
    judgement: Judgement
    board: Board
    hashes: Mapping[str, str]

    @property
    def language(self) -> str:
        """Of everything that a reader sees."""
        return self.diagnosis.language

    @property
    def centre(self) -> str:
        """The contact centre, or the intake where signals come in everywhere."""
        return self.diagnosis.centre or say(self.language, "labels.intake")

    def say(self, key: str, **values: Any) -> str:
        """Say a text of the report in its language."""
        return say(self.language, f"report.{key}", **values)

    @cached_property
    def borne(self) -> dict[Key, tuple[tuple[str, str], ...]]:
        """Which findings rest on a row: anchor and name of each, by the key of the row."""
        found: dict[Key, tuple[tuple[str, str], ...]] = {}
        for anchor, name, finding in self.claims():
            for piece in finding.evidence:
                key = key_of(piece["table"], piece["row"])
                found[key] = (*found.get(key, ()), (anchor, name))
        return found

    @cached_property
    def chief(self) -> frozenset[Key]:
        """The rows that findings rest on first of all: not each of the forty across a silo's boundary."""
        first = (finding.evidence[0] for _, _, finding in self.claims() if finding.evidence)
        return frozenset(key_of(piece["table"], piece["row"]) for piece in first)

    def claims(self) -> list[tuple[str, str, Finding]]:
        """List the findings shown and the indications: anchor, what it is called, and the finding."""
        named = [
            (f"finding-{place}", self.say("finding_n", n=place), shown.finding)
            for place, shown in enumerate(self.board.shown, start=1)
        ]
        doubted = enumerate(self.judgement.indications, start=1)
        return named + [(f"indication-{place}", self.say("indication_n", n=place), one) for place, one in doubted]


def key_of(table: str, row: Mapping[str, Any]) -> Key:
    """Return what a row of a table is known by.

    Examples
    --------
    >>> key_of("handovers", {"giver": "KCC", "taker": "ICT", "handovers": 3})
    ('handovers', 'KCC', 'ICT')
    """
    return (table, *(_known_by(row.get(name)) for name in KEYS.get(table, ())))


def keys_of(name: str, table: pd.DataFrame) -> list[Key]:
    """Return what the rows of a table are known by; where it has no such columns, all by the same."""
    columns = KEYS.get(name)
    if columns is None:
        return [(name,)] * len(table)
    return [(name, *map(_known_by, cells)) for cells in zip(*(table[one] for one in columns), strict=True)]


def _known_by(cell: Any) -> str:
    return " + ".join(cell) if isinstance(cell, (list, tuple)) else str(cell)
