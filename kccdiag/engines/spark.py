"""Spark as the engine: in processes on this machine, on a cluster, or behind Spark Connect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from kccdiag.engines.database import OWN, Database, Opening, taken_names
from kccdiag.engines.frames import in_pandas
from kccdiag.engines.spark_start import MEMORY, Running, reason_of, started, without_token
from kccdiag.faults import InputError, refuse, too_large

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # what does not fit in 64 bits is an error, not another number
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ui.explainMode": "simple",  # else each query's plan is written out twice over, for a page nobody reads
}
ROWS_IN_A_PART = 500_000  # tens of megabytes of a working table, as adaptive execution aims at
MANY_ROWS = 5_000_000  # from which on plans may change while they run; with 30,000 that takes 60 CPU s instead of 37
# In a smaller log on this machine what is kept has no past: planning it again and again took 25 of 91 CPU s with 10⁶
# events and half of 79 with 3,000. Elsewhere it has one, of which a lost worker's part is made anew.
_HOLDS = {
    "string": "text", "void": "text", "boolean": "truth", "date": "date", "timestamp_ntz": "time", "timestamp": "zoned",
    "double": "real", "float": "real", "tinyint": "whole", "smallint": "whole", "int": "whole", "bigint": "whole",
}  # fmt: skip

_FAULTS = (  # words of Spark's; what is wrong; what to do
    (("FAILED_READ_FILE", "PATH_NOT_FOUND", "FileNotFoundException"), "Spark can't read what was written for it: {why}",
     "all its workers must see the engagement's folder under the same path: put it on storage that they share, or let "
     'Spark run on this machine:  --spark "local[*]"'),
    (("No space left on device", "OutOfMemoryError"), "Spark has no room: {why}",
     "give it more memory (on this machine: SPARK_DRIVER_MEMORY=8g; else spark.executor.memory) or disk "
     "(spark.local.dir)"),
    (("ExecutorLostFailure", "maximum allowable number of times"), "workers were lost again and again: {why}",
     "see in their logs why; where the system ended them for want of memory, give them more (spark.executor.memory)"),
    (("SparkContext was shut down", "stopped SparkContext", "Master removed our application"),
     "Spark was stopped: {why}", "see on the cluster's own page, or ask who runs it, why; run again"),
    (("SPARK_JOB_CANCELLED", "OPERATION_CANCELED"),  # Ctrl-C may come out as this
     "the work was stopped, here or on Spark's own page", "run again"),
)  # fmt: skip


@contextmanager
def spark_at(address: str) -> Iterator[Opening]:
    """Reach Spark while the block runs, and give what opens databases there.

    Parameters
    ----------
    address
        A master (``local[2]``, ``spark://host:7077``, ``yarn``) or a Spark Connect server (``sc://host:15002``).

    Raises
    ------
    kccdiag.faults.InputError
        Where pyspark or Java is missing, nothing answers at the address, or Spark can't read a file or has no room.
    """
    with started(address) as running:
        numbers = count()

        @contextmanager
        def opening() -> Iterator[Database]:
            session = running.session()
            for name, value in SETTINGS.items():
                session.conf.set(name, value)
            base = Spark(session, running, number=next(numbers))
            try:
                yield base
            except Exception as error:
                running.notice(error)
                fault = _in_words(error, running, without_token(address))
                if fault is None:
                    raise
                raise fault from error
            finally:
                base.close()

        yield opening


def _in_words(error: Exception, running: Running, address: str) -> InputError | None:
    """Say what Spark can't read, that it has no room, or is no more; None for anything else."""
    said = str(error)
    if running.is_over():
        return _over(address)
    if running.workers is not None and running.workers.are_gone():
        return refuse(address, f"no worker was there for {running.workers.waited} seconds, while work waited for one",
                      "see on the cluster's own page whether its master and workers run, and run again")  # fmt: skip
    for words, what, remedy in _FAULTS:
        if any(word in said for word in words):
            return refuse(address, what.format(why=reason_of(error)), remedy)
    if any(word in said for word in ("ARITHMETIC_OVERFLOW", "CAST_OVERFLOW")):
        return too_large()
    return None


def _over(address: str) -> InputError:
    if address.startswith("sc:"):
        return refuse(address, "Spark Connect's server does not answer any more, or was started anew: what it held of "
                      "this run is gone", "see in its log why (memory?), start it, and run again")  # fmt: skip
    return refuse(address, "Spark's process on this machine has ended",
                  f"if memory ran out there, let it take less than {MEMORY}:  SPARK_DRIVER_MEMORY=1g")  # fmt: skip


class Spark:
    """A Spark session of its own as a :class:`kccdiag.engines.database.Database`.

    A table that is kept stays where it was computed, in the memory and on the disks of the workers, cut by signal as it
    was; what a lost worker held is computed again. Only what :meth:`fetch` returns comes to this process.
    """

    name = "spark"
    in_order = False
    memory = 0

    def __init__(self, session: SparkSession, running: Running, *, number: int) -> None:
        self._session, self._running, self._number = session, running, number
        self._parts: dict[str, list[str]] = {}
        self._names = count()
        self._sources: dict[str, DataFrame] = {}
        self._held: dict[str, Any] = {}  # what lets go of kept rows: a DataFrame, or Spark's own table of its
        self._without_past = False

    def scan(self, name: str, path: str) -> None:
        """Call a Parquet file, or a folder of them, by a name."""
        table = self._session.read.parquet(_address_of(path))
        self._part_like(table)
        # Sessions share what they keep where it was made of the same: each reads a log that is its own to Spark, so
        # that none forgets what another still needs.
        table.where(f"{self._number} = {self._number}").createOrReplaceTempView(name)

    def view(self, name: str, query: str) -> None:
        """Call a query by a name."""
        self._session.sql(query).createOrReplaceTempView(name)

    def make(self, name: str, query: str) -> None:
        """Keep the rows of a query under a name."""
        kept, table = self._keep(name, query)
        table.createOrReplaceTempView(name)  # and not by a query of the other name: plans would grow with every step
        self._forget(self._parts.get(name, []))
        self._parts[name] = [kept]

    def add(self, name: str, query: str) -> None:
        """Keep the rows of a query beside those that are there."""
        kept, _ = self._keep(name, query)
        self._parts.setdefault(name, []).append(kept)
        self.view(name, " union all ".join(f"select * from {kept}" for kept in self._parts[name]))

    def drop(self, name: str) -> None:
        """Forget a table."""
        self._session.catalog.dropTempView(name)
        self._forget(self._parts.pop(name, []))

    def give(self, name: str, table: pd.DataFrame) -> None:
        """Keep a small table under a name."""
        self.drop(name)
        given = pa.Table.from_pandas(table, preserve_index=False)
        self._session.createDataFrame(given).createOrReplaceTempView(name)

    def fetch(self, query: str) -> pd.DataFrame:
        """Return the rows of a query, integers as those of 64 bits."""
        return in_pandas(self._session.sql(query).toArrow(), _wide)

    def source(self, name: str, paths: Sequence[str]) -> None:
        """Call Parquet files by a name, with the file and the place of each row."""
        table = self._session.read.option("mergeSchema", "true").parquet(*map(_address_of, paths))
        if faults := list(taken_names(paths[0], table.columns)):
            raise InputError(faults)
        self._part_like(table)
        self._sources[name] = table
        added = zip(("_metadata.file_path", "_metadata.row_index"), OWN, strict=True)
        table.selectExpr("*", *(f"{value} as {column}" for value, column in added)).createOrReplaceTempView(name)

    def columns(self, name: str) -> dict[str, str]:
        """Give the columns of a table with what each holds."""
        return {column: _holds(kind) for column, kind in self._session.table(name).dtypes}

    def micros(self, column: str, holds: str) -> str:  # noqa: ARG002 (Spark has one kind of time)
        """Write in SQL the microseconds since 1970; without a zone they count as UTC, which sessions are in."""
        return f"unix_micros(cast({column} as timestamp))"

    def write(self, query: str, path: str) -> None:
        """Write the rows of a query as a folder of Parquet files, in its order."""
        self._session.sql(query).write.mode("overwrite").option("compression", "zstd").parquet(_address_of(path))

    def files(self, name: str) -> pd.DataFrame:
        """List the files of a source: ``file``, ``bytes``, ``changed`` (microseconds since 1970)."""
        changed = "unix_micros(_metadata.file_modification_time) as changed"
        listed = self._sources[name].selectExpr("_metadata.file_path as file", "_metadata.file_size as bytes", changed)
        return listed.distinct().toArrow().to_pandas()

    def is_written(self, path: str) -> bool:
        """Say whether rows were written to a path: Spark moves them there when all are."""
        from pyspark.errors import AnalysisException

        try:
            self._session.read.parquet(_address_of(path))
        except AnalysisException:
            return False
        return True

    def close(self) -> None:
        """Forget all that is kept; where Spark is over, that went with it."""
        for name in [] if self._running.is_over() else reversed(list(self._parts)):  # what is made of others first
            self.drop(name)
        self._running.release(self._session)

    def _part_like(self, table: DataFrame) -> None:
        """Cut what is shuffled from now on as a table of this size wants it."""
        rows = table.count()
        parts = max(self._running.cores(), -(-rows // ROWS_IN_A_PART))
        self._session.conf.set("spark.sql.shuffle.partitions", str(parts))
        self._session.conf.set("spark.sql.adaptive.enabled", str(rows >= MANY_ROWS).lower())
        self._without_past = rows < MANY_ROWS and self._running.is_here()

    def _keep(self, name: str, query: str) -> tuple[str, DataFrame]:
        """Compute a query once, under a name that nothing else has."""
        from pyspark import StorageLevel

        kept = f"{name}_{next(self._names)}"
        table: DataFrame = self._session.sql(query)
        if self._without_past:
            table = table.localCheckpoint(storageLevel=StorageLevel.MEMORY_AND_DISK)
            table.createOrReplaceTempView(kept)
            self._held[kept] = table._jdf.queryExecution().analyzed().rdd()
        else:
            table.persist(StorageLevel.MEMORY_AND_DISK)
            table.createOrReplaceTempView(kept)
            self._held[kept] = self._session.table(kept)
            self._held[kept].count()
        return kept, table

    def _forget(self, names: Sequence[str]) -> None:
        for kept in names:
            self._held.pop(kept).unpersist(False)
            self._session.catalog.dropTempView(kept)


def _address_of(path: str) -> str:
    """Write a path as Spark wants it: of this machine's disk where it says nothing else, and no pattern.

    Examples
    --------
    >>> _address_of("s3a://signals/2025"), _address_of("/data/city [1]")
    ('s3a://signals/2025', 'file:///data/city \\\\[1\\\\]')
    """
    if "://" in path:
        return path
    plain = Path(path).absolute().as_posix()
    escaped = "".join(f"\\{letter}" if letter in "[]{}*?" else letter for letter in plain)
    return f"file://{'' if escaped.startswith('/') else '/'}{escaped}"


def _wide(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_integer(kind):
        return pa.int64()
    return pa.list_(pa.int64()) if pa.types.is_list(kind) else kind


def _holds(kind: str) -> str:
    return "decimal" if kind.startswith("decimal") else _HOLDS.get(kind, "other")
