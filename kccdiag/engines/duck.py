"""DuckDB as the engine: in this process, on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from kccdiag.engines.cores import cores_here
from kccdiag.engines.database import Database, OutOfMemoryError, quoted
from kccdiag.engines.frames import in_pandas
from kccdiag.faults import InputError, is_disk_full, out_of_memory, refuse, too_large
from kccdiag.scratch import private_folder
from kccdiag.settings import MEMORY, check_settings, setting

MEMORY_OF_A_THREAD = 1 << 28  # 256 MB: DuckDB's advice for what groups and joins is 125 MB and more


@contextmanager
def open_duck() -> Iterator[Database]:
    """Open a database while the block runs; what does not fit in memory spills to a folder that goes with it.

    It takes as much memory as the environment allows (``KCCDIAG_MEMORY=4GB``), else as DuckDB thinks fit: four fifths
    of what the machine has.

    Raises
    ------
    kccdiag.faults.InputError
        Where there is no room left in memory or in that folder, or a Parquet file is gone.
    """
    import duckdb  # here, because what shows a saved cube knows a Flow but opens no engine

    check_settings()  # for who comes from a notebook
    with private_folder("spill") as spill:
        con = duckdb.connect(config={"temp_directory": str(spill), "preserve_insertion_order": True})
        try:
            con.execute("set enable_progress_bar = false").fetchall()
            con.execute("create temp macro sha2(value, bits) as sha256(value)").fetchall()  # as Spark calls it
            _limit(con, setting(MEMORY))
            yield Duck(con)
        except (OutOfMemoryError, duckdb.OutOfMemoryException, duckdb.IOException) as error:
            raise _in_words(error, spill) from error
        finally:
            con.close()


def _limit(con: Any, memory: str) -> None:
    """Hold a connection to the cores that it may use, and to so much memory; with little of it, to fewer threads."""
    ((known,),) = con.execute("select current_setting('threads')").fetchall()
    cores = min(known, cores_here())  # DuckDB knows of a container's share, and not of cores that it may not use
    con.execute(f"set threads = {cores}").fetchall()
    if not memory:
        return
    con.execute(f"set memory_limit = {quoted(memory)}").fetchall()
    con.execute(f"set threads = {max(1, min(cores, _bytes_allowed(con) // MEMORY_OF_A_THREAD))}").fetchall()


def _bytes_allowed(con: Any) -> int:
    """Give a connection's limit: DuckDB says it as 18.6 GiB."""
    ((limit,),) = con.execute("select current_setting('memory_limit')").fetchall()
    found = re.fullmatch(r"([\d.]+) (\w+?)i?B?", limit)
    powers = {"bytes": 0, "K": 10, "M": 20, "G": 30, "T": 40, "P": 50}
    return int(float(found[1]) * 2 ** powers[found[2]]) if found and found[2] in powers else 0


def _in_words(error: Exception, spill: Path) -> InputError:
    """Say what a run lacks: room on disk, memory, or a file."""
    if "max_temp_directory_size" in str(error) or is_disk_full(error):
        return refuse(str(spill.parent), "the folder for temporary files has no room for what memory can't hold",
                      "make room there, or name another in the environment:  TMPDIR=…")  # fmt: skip
    if isinstance(error, OutOfMemoryError) or "Out of Memory" in str(error):
        allowed = setting(MEMORY)
        too_little = refuse(MEMORY, f"{allowed} is too little for this log", "allow more, or unset it")
        return too_little if allowed else out_of_memory()
    said = str(error).splitlines()[0]
    if any(words in said for words in ("No files found", "No such file", "annot find the")):  # the last on Windows
        return refuse("kccdiag", f"what was read can't be found again: {said}",
                      "another command may have taken it away meanwhile (forget, new-key): run again")  # fmt: skip
    return refuse("kccdiag", f"a file can't be read or written: {said}",
                  "see whether its disk is there and its folder is yours to read and write, and run again")  # fmt: skip


_HOLDS = (
    ("TIMESTAMP_NS", "nanos"), ("TIMESTAMP WITH TIME ZONE", "zoned"), ("TIMESTAMP", "time"), ("DATE", "date"),
    ("VARCHAR", "text"), ("BOOLEAN", "truth"), ("DECIMAL", "decimal"), ("DOUBLE", "real"), ("FLOAT", "real"),
    ('"NULL"', "text"),  # nothing in any row
    *((f"{sign}{size}", "whole") for sign in ("", "U")
      for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")),
)  # fmt: skip


class Duck:
    """A DuckDB connection as a :class:`kccdiag.engines.database.Database`."""

    name = "duckdb"
    in_order = True

    def __init__(self, con: Any) -> None:
        self.con = con
        self.memory = _bytes_allowed(con)
        self._added: dict[str, list[Path]] = {}

    def scan(self, name: str, path: str) -> None:
        """Call a Parquet file, or a folder of them, by a name."""
        files = f"{escape(path)}/*.parquet" if Path(path).is_dir() else escape(path)  # "city [1]" is no pattern
        read = f"read_parquet({quoted(files)}, file_row_number = true)"
        self.view(name, f"select * rename (file_row_number as nth) from {read}")

    def view(self, name: str, query: str) -> None:
        """Call a query by a name."""
        self._run(f"create or replace temp view {name} as {query}")

    def make(self, name: str, query: str) -> None:
        """Keep the rows of a query under a name."""
        self._run(f"create or replace temp table {name} as {query}")

    def add(self, name: str, query: str) -> None:
        """Keep the rows of a query beside those that are there: in files, as what they are for is short of memory."""
        files = self._added.setdefault(name, [])
        (folder,) = self.con.execute("select current_setting('temp_directory')").fetchone()
        file = Path(folder, f"{name}_{len(files)}.parquet")
        with _bounds_known():
            columns = self.con.execute(f"describe {query}").fetchall()
            sums = [column for column, kind, *_ in columns if kind == "HUGEINT"]
            exact = ", ".join(f"cast({column} as bigint) as {column}" for column in sums)  # as Parquet has no more bits
            self.write(f"select * replace ({exact}) from ({query})" if sums else query, str(file))
        files.append(file)
        paths = ", ".join(quoted(escape(str(one))) for one in files)
        self.view(name, f"select * from read_parquet([{paths}])")

    def drop(self, name: str) -> None:
        """Forget a table."""
        if name not in self._added:
            self._run(f"drop table if exists {name}")
            return
        self._run(f"drop view if exists {name}")
        for file in self._added.pop(name):
            file.unlink()

    def give(self, name: str, table: pd.DataFrame) -> None:
        """Keep a small table under a name."""
        self.con.register(f"{name}_given", table)
        self.make(name, f"select * from {name}_given")
        self.con.unregister(f"{name}_given")

    def fetch(self, query: str) -> pd.DataFrame:
        """Return the rows of a query."""
        with _bounds_known():
            table = self.con.sql(query).to_arrow_table()
        return in_pandas(table, _exact)

    def _run(self, query: str) -> None:
        with _bounds_known():
            self.con.execute(query).fetchall()  # what is not fetched is not over, and stands in the way of the next

    def source(self, name: str, paths: Sequence[str]) -> None:
        """Call Parquet files by a name, with the file and the place of each row."""
        files = ", ".join(quoted(escape(path)) for path in paths)
        options = "union_by_name = true, filename = 'kccdiag_file', file_row_number = true"
        read = f"read_parquet([{files}], {options})"
        self.view(name, f"select * rename (file_row_number as kccdiag_row) from {read}")

    def columns(self, name: str) -> dict[str, str]:
        """Give the columns of a table with what each holds."""
        found = self.con.execute(f"describe {name}").fetchall()
        return {column: _holds(kind) for column, kind, *_ in found}

    def micros(self, column: str, holds: str) -> str:
        """Write in SQL the microseconds since 1970; what is finer is cut off."""
        return f"(epoch_ns({column}) // 1000)" if holds == "nanos" else f"epoch_us({column})"

    def write(self, query: str, path: str) -> None:
        """Write the rows of a query as one Parquet file, in its order."""
        self.con.execute(f"copy ({query}) to {quoted(path)} (format parquet, compression zstd, row_group_size 262144)")


@contextmanager
def _bounds_known() -> Iterator[None]:
    """Say in the words of every engine what memory can't hold, and what 64 bits can't."""
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise OutOfMemoryError(str(error)) from error
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
        if "INT128" in str(error) or "Overflow in" in str(error):  # of a sum, or of two numbers
            raise too_large() from error
        raise


def _exact(kind: pa.DataType) -> pa.DataType:
    """Say as what a column leaves: a sum of integers, which DuckDB holds in 128 bits, as an integer."""
    if not pa.types.is_decimal(kind):
        return kind
    return pa.int64() if kind.scale == 0 else pa.float64()


def _holds(kind: str) -> str:
    nested = kind.endswith("]") or kind.startswith(("STRUCT", "MAP"))
    return "other" if nested else next((holds for start, holds in _HOLDS if kind.startswith(start)), "other")
