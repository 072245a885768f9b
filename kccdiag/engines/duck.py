"""DuckDB as the engine: in this process, on this machine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd

from kccdiag.engines.database import Database


@contextmanager
def open_duck() -> Iterator[Database]:
    """Open a database while the block runs; what does not fit in memory spills to a folder that goes with it."""
    import duckdb  # here, because what shows a saved cube knows a Flow but opens no engine

    with tempfile.TemporaryDirectory(prefix="kccdiag-") as spill:
        con = duckdb.connect(config={"temp_directory": spill, "preserve_insertion_order": False})
        try:
            con.execute("set enable_progress_bar = false")
            yield Duck(con)
        finally:
            con.close()


class Duck:
    """A DuckDB connection as a :class:`kccdiag.engines.database.Database`."""

    name = "duckdb"

    def __init__(self, con: Any) -> None:
        self.con = con

    def scan(self, name: str, path: str) -> None:
        """Call a Parquet file by a name."""
        quoted = path.replace("'", "''")
        self.view(name, f"select * from read_parquet('{quoted}')")

    def view(self, name: str, query: str) -> None:
        """Call a query by a name."""
        self.con.execute(f"create or replace temp view {name} as {query}")

    def make(self, name: str, query: str) -> None:
        """Keep the rows of a query under a name."""
        self.con.execute(f"create or replace temp table {name} as {query}")

    def add(self, name: str, query: str) -> None:
        """Keep the rows of a query beside those that are there."""
        self.con.execute(f"create temp table if not exists {name} as from ({query}) limit 0")
        self.con.execute(f"insert into {name} {query}")

    def drop(self, name: str) -> None:
        """Forget a table."""
        self.con.execute(f"drop table if exists {name}")

    def give(self, name: str, table: pd.DataFrame) -> None:
        """Keep a small table under a name."""
        self.con.register(f"{name}_given", table)
        self.make(name, f"select * from {name}_given")
        self.con.unregister(f"{name}_given")

    def fetch(self, query: str) -> pd.DataFrame:
        """Return the rows of a query."""
        return self.con.execute(query).df()
