"""Reaches Spark, or starts it on this machine: what must be there is looked for before anything waits for it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kccdiag.engines.spark_connect import RETRIES, ask_once, connect, give_up, is_gone, what_failed, without_warning
from kccdiag.engines.spark_workers import Workers, watched
from kccdiag.faults import InputError, refuse
from kccdiag.scratch import private_folder

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WAIT = 5  # seconds for an address to answer
WORKERS_WAIT = 60  # seconds for a standalone cluster to give a first worker
PORTS = {"spark": 7077, "sc": 15002}
JAVA = 17
UNKNOWN_CORES = 8  # Spark Connect does not tell
MEMORY = "2g"  # of Spark on this machine, where SPARK_DRIVER_MEMORY says nothing else
_HERE = ("127.0.0.1", "localhost")
_REMEDY = f"""Spark needs Java {JAVA} or later (JAVA_HOME says where, if several are installed):
Debian, Ubuntu:  sudo apt-get install openjdk-{JAVA}-jre-headless
macOS:           brew install openjdk@{JAVA}
Windows:         winget install EclipseAdoptium.Temurin.{JAVA}.JRE"""


class Running:
    """Spark as it was reached: gives sessions, and says what became of it.

    Parameters
    ----------
    address
        As :func:`kccdiag.engines.spark.spark_at`.
    first
        The session that started or found Spark; None behind Spark Connect, where each session is a connection.
    workers
        Of a cluster whose driver is here.
    """

    def __init__(self, address: str, first: SparkSession | None, workers: Workers | None = None) -> None:
        self._address, self._first, self.workers = address, first, workers
        self._process: subprocess.Popen[bytes] | None = None
        if first is not None:
            self._process = getattr(first.sparkContext._gateway, "proc", None)
        self._gone = False

    def session(self) -> SparkSession:
        """Open a session with names of its own."""
        if self._first is not None:
            return self._first.newSession()
        return connect(self._address, retries=RETRIES)

    def release(self, session: SparkSession) -> None:
        """Let go of a session."""
        if self._gone:
            give_up(session)
        elif self._first is None:
            session.stop()

    def cores(self) -> int:
        """Give on how many parts Spark works at once, as far as it tells."""
        return UNKNOWN_CORES if self._first is None else int(self._first.sparkContext.defaultParallelism)

    def is_here(self) -> bool:
        """Say whether all of Spark is one process on this machine: no part of it is lost without the rest."""
        return self._first is not None and self.workers is None

    def is_over(self) -> bool:
        """Say whether Spark's driver, a process on this machine, has ended; of Spark Connect's what calls told."""
        if self._process is None:
            return self._gone
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(0.1)  # what was just killed ends a moment later
        return self._process.returncode is not None

    def notice(self, error: Exception) -> None:
        """Take note of what failed: it may tell that Spark Connect's server is gone."""
        self._gone = self._gone or (self._first is None and is_gone(error))


@contextmanager
def started(address: str) -> Iterator[Running]:
    """Reach Spark while the block runs."""
    scheme, hosts = _parsed(address)
    _need_pyspark()
    if scheme == "sc":
        _need_answer(address, hosts)
        with without_warning():
            _try_session(address)
            yield Running(address, None)
        return
    _need_java()
    _need_home()
    if scheme == "spark":
        _need_answer(address, hosts)
    with private_folder("spark") as folder:
        session = _start(address, folder, here=scheme == "local" or {host for host, _ in hosts} <= set(_HERE))
        running = Running(address, session)
        try:
            if scheme == "spark":
                _need_workers(session, address)
            with nullcontext() if scheme == "local" else watched(session) as running.workers:
                yield running
        finally:
            if not running.is_over():
                session.stop()


def without_token(address: str) -> str:
    """Give what may be shown of an address.

    Examples
    --------
    >>> without_token("sc://spark.example.org/;token=x")
    'sc://spark.example.org'
    """
    return re.split(r"[;?]|(?<=[^:/])/", address)[0]


def reason_of(error: Exception) -> str:
    """Give the first line of an error, or that of the Java deepest behind it.

    Examples
    --------
    >>> reason_of(OSError("An error occurred while calling o5.count.\\n: java.X: thrown\\nCaused by: java.Y: no disk"))
    'java.Y: no disk'
    """
    said = str(error)
    found = re.findall(r"^(?:Caused by)?: (.+)", said, re.MULTILINE)
    return found[-1] if found else next(iter(said.splitlines()), type(error).__name__)


def _parsed(address: str) -> tuple[str, list[tuple[str, int]]]:
    """Take an address apart into what it is of and the places that must answer.

    Examples
    --------
    >>> _parsed("local[2]"), _parsed("spark://a:7077,b")
    (('local', []), ('spark', [('a', 7077), ('b', 7077)]))
    >>> _parsed("sc://spark.example.org/;token=x")
    ('sc', [('spark.example.org', 15002)])
    """
    if re.fullmatch(r"local(\[(\*|[1-9]\d*)\])?|yarn", address):
        return ("yarn" if address == "yarn" else "local"), []
    found = re.fullmatch(r"(spark|sc)://([^/;]+)(/.*)?", address)
    places = [place.partition(":") for place in found[2].split(",")] if found else []
    if found is None or not all(host and (port or "1").isdigit() for host, _, port in places):
        raise refuse(f"--spark {without_token(address)}", "this is no address of Spark that is known here",
                     "write local[2] or local[*] (this machine), spark://HOST:7077 (its own cluster), yarn, or "
                     "sc://HOST:15002 (Spark Connect)")  # fmt: skip
    return found[1], [(host, int(port or PORTS[found[1]])) for host, _, port in places]


def _need_pyspark() -> None:
    if find_spec("pyspark") is None:
        raise refuse("--engine spark", "pyspark is not installed", "pip install 'kccdiag[spark]'")


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    name = "java.exe" if sys.platform == "win32" else "java"
    if home and not (Path(home) / "bin" / name).is_file():
        raise refuse("JAVA_HOME", f"there is no Java in {home}: no bin/{name}", f"correct it, or unset it\n{_REMEDY}")
    if not home and not shutil.which("java"):
        raise refuse("--engine spark", "there is no Java here", _REMEDY)


def _need_home() -> None:
    """Refuse a SPARK_HOME without Spark: pyspark would look nowhere else, though it brings its own."""
    home = os.environ.get("SPARK_HOME")
    name = "spark-submit.cmd" if sys.platform == "win32" else "spark-submit"
    if home and not (Path(home) / "bin" / name).is_file():
        remedy = "correct it, or unset it: pyspark brings a Spark of its own"
        raise refuse("SPARK_HOME", f"there is no Spark in {home}: no bin/{name}", remedy)


def _need_answer(address: str, hosts: list[tuple[str, int]]) -> None:
    """Refuse an address where nothing listens: Spark itself would try for minutes."""
    said = ""
    for host in hosts:
        try:
            socket.create_connection(host, timeout=WAIT).close()
        except OSError as error:
            said = str(error)
        else:
            return
    raise refuse(f"--spark {without_token(address)}", f"nothing answers there: {said}",
                 "start it, or correct the address: host and port as Spark's own pages show them")  # fmt: skip


def _try_session(address: str) -> None:
    with _quiet_imports():
        from pyspark.sql.connect.session import SparkSession as _  # noqa: F401 (here its warning is caught)
    try:
        ask_once(address)
    except Exception as error:
        raise refuse(f"--spark {without_token(address)}", f"Spark Connect does not work there: {what_failed(error)}",
                     "see whether Spark Connect of version 4.0 or later listens at this port, whether the token is "
                     "right and, as tokens go over TLS, whether the server speaks it") from error  # fmt: skip


def _start(address: str, folder: Path, *, here: bool) -> SparkSession:
    """Start Spark's driver in a process of its own, whose log goes to a file that goes with the folder."""
    with _quiet_imports():
        from pyspark import SparkContext
        from pyspark.sql import SparkSession
    if SparkContext._active_spark_context is not None:  # Spark would take that one, wherever it is
        raise refuse(f"--spark {address}", "this process has a Spark session open already", "stop it first")
    settings: dict[str, bool | float | int | str | None] = {"spark.ui.showConsoleProgress": "false"}
    if here:
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
                     "spark.ui.enabled": "false"}  # fmt: skip
    if address.startswith("local"):
        memory = os.environ.get("SPARK_DRIVER_MEMORY", MEMORY)
        settings |= {
            "spark.local.dir": str(folder),
            "spark.driver.memory": memory,
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
        }  # else it lies where the command was given
    log = folder / "spark.log"
    builder = SparkSession.builder.appName("kccdiag").master(address)
    try:
        with _said_to(log):
            session: SparkSession = builder.config(map=settings).getOrCreate()
            session.sparkContext.setLogLevel("ERROR")
    except Exception as error:
        said = log.read_text("utf-8", "replace") if log.exists() else ""
        raise _not_started(address, error, said) from error
    return session


def _not_started(address: str, error: Exception, said: str) -> InputError:
    """Say why Spark did not start, by its error and by what it said."""
    if "UnsupportedClassVersionError" in said:
        return refuse("--engine spark", "this Java is too old", _REMEDY)
    if "JAVA_GATEWAY_EXITED" in str(error):
        return refuse("--engine spark", "Java ended before Spark had begun", f"{_last_words(said)}\n{_REMEDY}".strip())
    if "All masters are unresponsive" in said:
        return refuse(f"--spark {address}", "what listens there does not answer as a master of Spark",
                      "correct the address: host and port as the master's own page shows them, and the version of "
                      "pyspark here: it must be that of the cluster")  # fmt: skip
    return refuse(f"--spark {address}", f"Spark does not start: {reason_of(error)}", _last_words(said))


def _need_workers(session: SparkSession, address: str) -> None:
    """Refuse a cluster that takes no work: Spark itself would wait for ever."""
    timer = threading.Timer(WORKERS_WAIT, session.sparkContext.cancelAllJobs)
    timer.start()
    try:
        session.range(1).count()
    except Exception as error:
        remedy = "see on the cluster's own page whether workers are there, with memory and cores free"
        raise refuse(f"--spark {address}", f"no worker took work within {WORKERS_WAIT} seconds", remedy) from error
    finally:
        timer.cancel()


@contextmanager
def _quiet_imports() -> Iterator[None]:
    """Let pyspark be loaded without its word on pandas 3, of which nothing here goes through it, and grpc silently."""
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # it would log each handshake that fails; its error says that too
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


@contextmanager
def _said_to(log: Path) -> Iterator[None]:
    """Lead what is said on the standard error stream, by processes started meanwhile too, to a file."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with log.open("ab") as file:
            os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _last_words(said: str) -> str:
    lines = said.splitlines()
    telling = [line for line in lines if "ERROR" in line or "Exception" in line]
    return "\n".join(line[:200] for line in (telling or lines)[-3:])
