"""An export as it was read: every value a string, or a place in a list of strings, and where each row came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa


def no_rows_set_aside() -> pd.DataFrame:
    """Make the empty table of rows that could not be read: file, line, why."""
    return pd.DataFrame({"file": pd.Series(dtype="str"), "line": pd.Series(dtype="int64"),
                         "why": pd.Series(dtype="str")})  # fmt: skip


@dataclass(frozen=True)
class Part:
    """What one file holds.

    Parameters
    ----------
    file
        As its owner knows it.
    table
        Strings only (or places in a list of them), null where absent or empty; in the order of the file.
    unit
        What its places are counted in: line, row or event.
    line_of
        Place of a row (0-based) in that unit, 1-based.
    set_aside
        Rows that could not be read: file, line, why.
    damaged
        Rows in which a character could not be decoded.
    """

    file: str
    table: pa.Table
    unit: str
    line_of: Callable[[int], int]
    set_aside: pd.DataFrame = field(default_factory=no_rows_set_aside)
    damaged: int = 0


@dataclass(frozen=True)
class RawLog:
    """All files of one source, below one another.

    Parameters
    ----------
    table
        The columns of all files by name, null in the rows of files that lack one; as those of the parts.
    parts
        The files that it was put together from, in order.
    set_aside
        Rows that could not be read: file, line, why.
    """

    table: pa.Table
    parts: tuple[Part, ...]
    set_aside: pd.DataFrame

    def place(self, row: int) -> tuple[str, str]:
        """Say in which file a row (0-based, of the table) stands, and where: ("events.csv", "line 482")."""
        for part in self.parts:
            if row < part.table.num_rows:
                return part.file, f"{part.unit} {part.line_of(row)}"
            row -= part.table.num_rows
        raise IndexError(row)


def join_parts(parts: Sequence[Part]) -> RawLog:
    """Put the files of one source below one another, by column name.

    Examples
    --------
    >>> parts = [Part("a.csv", pa.table({"id": ["1"]}), "line", lambda row: row + 2),
    ...          Part("b.csv", pa.table({"id": ["2"], "team": ["KCC"]}), "line", lambda row: row + 2)]
    >>> raw = join_parts(parts)
    >>> raw.table.to_pylist(), raw.place(1)
    ([{'id': '1', 'team': None}, {'id': '2', 'team': 'KCC'}], ('b.csv', 'line 2'))
    """
    table = pa.concat_tables([part.table for part in parts], promote_options="default")
    set_aside = pd.concat([part.set_aside for part in parts], ignore_index=True)
    return RawLog(table, tuple(parts), set_aside)


def string_table(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> pa.Table:
    """Make a table of strings from rows; empty strings become null."""
    values = zip(*rows, strict=True) if rows else ([] for _ in columns)
    arrays = [pa.array([value or None for value in column], pa.string()) for column in values]
    return pa.table(arrays, schema=pa.schema([(name, pa.string()) for name in columns]))
