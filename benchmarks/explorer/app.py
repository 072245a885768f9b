"""The web app under measurement: `kccdiag explore` in a process of its own, on cores of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WARM = 2  # kernels that the server keeps ready


@dataclass(frozen=True)
class App:
    """A running server.

    Attributes
    ----------
    address
        With its token.
    seconds
        From the command to the address.
    """

    pid: int
    address: str
    seconds: float

    def kernels(self) -> list[int]:
        """Return the processes of its kernels."""
        parents = dict(_parents())
        return [pid for pid in parents if _belongs(pid, self.pid, parents)]

    def memory(self) -> tuple[float, list[float]]:
        """Return what the server and each kernel hold, in MB; what is shared is shared out (PSS)."""
        return _held(self.pid), sorted(_held(pid) for pid in self.kernels())

    def wait_until_warm(self) -> None:
        """Wait until the kernels that are kept ready are, and have come to rest."""
        while len(self.kernels()) < WARM or self._works():
            time.sleep(0.2)

    def _works(self) -> bool:
        pids = [self.pid, *self.kernels()]
        before = sum(map(_worked, pids))
        time.sleep(0.5)
        return sum(map(_worked, pids)) - before > 0.1 * os.sysconf("SC_CLK_TCK")


@contextmanager
def running(engagement: Path, cores: set[int]) -> Iterator[App]:
    """Start the app on some cores, and end it."""
    began = time.monotonic()
    command = [sys.executable, "-m", "kccdiag", "explore", str(engagement), "--no-browser", "--port", "0"]
    kept = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)  # which what is started inherits
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    os.sched_setaffinity(0, kept)
    try:
        said = ""
        while not (found := re.search(r"http://\S+token=\w+", said)):
            said = process.stdout.readline()
            if not said:
                raise RuntimeError("the app ended before it said its address")
        yield App(process.pid, found[0], time.monotonic() - began)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def _parents() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if b"ipykernel_launcher" in (entry / "cmdline").read_bytes():
                yield int(entry.name), int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue


def _belongs(pid: int, server: int, parents: dict[int, int]) -> bool:
    return parents.get(pid) == server or (pid in parents and _belongs(parents[pid], server, parents))


def _held(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(re.search(r"^Pss:\s*(\d+)", text, re.MULTILINE)[1]) / 1024


def _worked(pid: int) -> int:
    try:
        spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(spent[11]) + int(spent[12])
