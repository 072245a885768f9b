"""What the reductions ask of the engine that runs them: to read a table, to keep one, to give one back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import pandas as pd

from kccdiag.faults import Fault

OWN = ("kccdiag_file", "kccdiag_row")  # columns that an engine adds to a source


class OutOfMemoryError(Exception):
    """An engine could not hold what a query needs: fewer rows at a time may do."""


def quoted(text: str) -> str:
    """Write a text, or a path, in SQL; in one without a backslash all engines read the same.

    Examples
    --------
    >>> print(quoted("'s-Hertogenbosch"))
    '''s-Hertogenbosch'
    """
    return "'" + text.replace("'", "''") + "'"


def taken_names(place: str, columns: Iterable[str], *, added: Collection[str] = OWN) -> Iterator[Fault]:
    """Find columns of a source that have the name of one that an engine adds, whatever its capitals.

    Examples
    --------
    >>> [fault.what for fault in taken_names("events.parquet", ["case", "KCCDIAG_Row"])]
    ["a column is called 'KCCDIAG_Row', as one is that the engine adds"]
    """
    for column in columns:
        if column.lower() in added:
            yield Fault(place, f"a column is called '{column}', as one is that the engine adds", "give it another name")


class Database(Protocol):
    """Runs queries over named tables of integers.

    A name belongs to the database that it was given to: two of them that are open at once do not see each other's.
    """

    name: str  # as `--engine` and the manifest have it
    in_order: bool  # whether rows come as they lie in a file, and stay so in tables that nothing but a window made

    memory: int  # bytes that it may take for tables and queries together; 0 where that is its own business

    def scan(self, name: str, path: str) -> None:
        """Call a Parquet file, or a folder of them, by a name; read in order, each row has its place as ``nth``."""

    def view(self, name: str, query: str) -> None:
        """Call a query by a name; it runs whenever the name is read."""

    def make(self, name: str, query: str) -> None:
        """Keep the rows of a query under a name, in the place of what is there."""

    def add(self, name: str, query: str) -> None:
        """Keep the rows of a query under a name, beside those that are there; integers, none missing."""

    def drop(self, name: str) -> None:
        """Forget a table that was kept, if it is there."""

    def give(self, name: str, table: pd.DataFrame) -> None:
        """Keep a small table of integers or texts, none missing, under a name, in the place of what is there."""

    def fetch(self, query: str) -> pd.DataFrame:
        """Return the rows of a query, in no particular order."""

    def source(self, name: str, paths: Sequence[str]) -> None:
        """Call Parquet files of any columns by a name, their columns united.

        Each row also has its file (``kccdiag_file``) and its place in it, from 0 (``kccdiag_row``).
        """

    def columns(self, name: str) -> dict[str, str]:
        """Give the columns of a table with what each holds.

        That is one of text, whole (numbers), real, decimal, truth, date, time (without a zone), zoned, nanos (as time,
        in nanoseconds) and other.
        """

    def micros(self, column: str, holds: str) -> str:
        """Write in SQL the microseconds since 1970-01-01 00:00 of a column of dates or times."""

    def write(self, query: str, path: str) -> None:
        """Write the rows of a query as Parquet, in its order."""


Opening = Callable[[], AbstractContextManager[Database]]
