"""A bench of working tables: each is made once, and again only where its text, or what it reads, is another."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

from kccdiag.engines.database import Database

_READ = re.compile(r"\b(?:from|join) (\w+)")


@dataclass(frozen=True)
class _Made:
    """What a table was made of: a text, over tables by their numbers; and its own number."""

    of: Hashable
    over: tuple[int, ...]
    number: int


class Bench:
    """The working tables of a database.

    What would be made of the same text, over tables that are still the same, is there already. So under other limits,
    of other signals, or where the log is told otherwise, only that is made anew which then differs.
    """

    def __init__(self, base: Database) -> None:
        self.base = base
        self.user: object = None  # who laid down what working tables are made of
        self._stands: dict[str, _Made] = {}
        self._known: dict[str, tuple[tuple[int, ...], pd.DataFrame]] = {}
        self._number = 0

    def scan(self, name: str, path: str) -> None:
        """Call a Parquet file, or a folder of them, by a name."""
        if not self._is_there(name, path, ()):
            self.base.scan(name, path)
            self._put(name, path, ())

    def view(self, name: str, query: str) -> None:
        """Call a query by a name."""
        over = self._over(query)
        if not self._is_there(name, query, over):
            self.base.view(name, query)
            self._put(name, query, over)

    def make(self, name: str, query: str) -> None:
        """Keep the rows of a query under a name."""
        over = self._over(query)
        if not self._is_there(name, query, over):
            self.base.make(name, query)
            self._put(name, query, over)

    def add(self, name: str, query: str) -> None:
        """Keep the rows of a query under a name, beside those that are there."""
        self.base.add(name, query)
        self._put(name, None, ())

    def give(self, name: str, table: pd.DataFrame) -> None:
        """Keep a small table under a name."""
        content = (*table.columns, *map(str, table.dtypes), *table.to_numpy().ravel().tolist())
        if not self._is_there(name, content, ()):
            self.base.give(name, table)
            self._put(name, content, ())

    def drop(self, name: str) -> None:
        """Forget a table, if it is there."""
        if self._stands.pop(name, None) is not None:
            self.base.drop(name)

    def known(self, query: str) -> pd.DataFrame:
        """Return the few rows of a query, which stay the same as long as what it reads."""
        over = self._over(query)
        if query not in self._known or self._known[query][0] != over:
            self._known[query] = (over, self.base.fetch(query))
        return self._known[query][1]

    def _is_there(self, name: str, of: Hashable, over: tuple[int, ...]) -> bool:
        made = self._stands.get(name)
        return made is not None and made.of == of and made.over == over

    def _over(self, query: str) -> tuple[int, ...]:
        read = (self._stands.get(name) for name in _READ.findall(query))
        return tuple(made.number for made in read if made is not None)

    def _put(self, name: str, of: Hashable, over: tuple[int, ...]) -> None:
        self._number += 1
        self._stands[name] = _Made(of, over, self._number)
