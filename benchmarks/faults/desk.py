"""An engagement on which runs are started, killed and disturbed, and what an undisturbed run gives for its state."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kccdiag.digests import hash_file
from kccdiag.flow.kept import Kept
from kccdiag.intake.cache import FLOWS, FOLDER, NEW, SUMS

ROOT = Path(__file__).resolve().parents[2]
EXPORT, CONFIGURATION = "events.csv", "kccdiag.toml"
Digest = tuple[tuple[str, str], ...]


class BrokenError(AssertionError):
    """What must hold after every fault does not."""


def digest_of(folder: Path) -> Digest:
    """Give the SHA-256 of every file under a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((path.relative_to(folder).as_posix(), hash_file(path)) for path in files)


@dataclass
class Desk:
    """A folder with an engagement, its results, the temporary files of its runs and the key.

    Attributes
    ----------
    place
        Where all of it lies; `engagement` under it has an export and its configuration.
    chosen
        Draws what happens, and when.
    seconds
        How long the last undisturbed run took.
    known
        The results of undisturbed runs in a folder of their own, by state of the input.
    damaged
        Entries of the cache, and files of what was reduced from their events, that were damaged on purpose.
    """

    place: Path
    chosen: random.Random
    seconds: float = 30.0
    known: dict[tuple[str, str], Digest] = field(default_factory=dict)
    damaged: set[Path] = field(default_factory=set)

    @property
    def engagement(self) -> Path:
        return self.place / "engagement"

    @property
    def out(self) -> Path:
        return self.place / "results" / "out"

    @property
    def state(self) -> tuple[str, str]:
        return hash_file(self.engagement / EXPORT), hash_file(self.engagement / CONFIGURATION)

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """Start a command in a process group of its own."""
        (self.place / "temporary").mkdir(exist_ok=True)
        own = {"TMPDIR": str(self.place / "temporary"), "KCCDIAG_KEY": str(self.place / "key")}
        return subprocess.Popen(
            [sys.executable, "-m", "kccdiag", *map(str, arguments)], cwd=ROOT, env=os.environ | own,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def diagnose(self, *, engagement: Path | None = None, out: Path | None = None) -> subprocess.Popen[str]:
        """Start a diagnosis."""
        return self.start("diagnose", engagement or self.engagement, "--out", out or self.out)

    def expected(self) -> Digest:
        """Give the result of an undisturbed run on the state of the input, in a folder that nothing has touched."""
        if self.state not in self.known:
            clone, out = self.place / "clone" / "engagement", self.place / "clone" / "out"
            shutil.rmtree(clone.parent, ignore_errors=True)
            clone.mkdir(parents=True)
            for name in (EXPORT, CONFIGURATION):
                shutil.copyfile(self.engagement / name, clone / name)
            began = time.monotonic()
            finish(self.diagnose(engagement=clone, out=out))
            self.seconds = time.monotonic() - began
            self.known[self.state] = digest_of(out)
            shutil.rmtree(clone.parent)
        return self.known[self.state]

    def kill(self, processes: Sequence[subprocess.Popen[str]], *, within: float) -> bool:
        """Kill processes at a random moment; say whether all were done before."""
        time.sleep(self.chosen.uniform(0, within))
        done = [process.poll() is not None for process in processes]
        for process in processes:
            process.kill()
            process.communicate()
            check_gone(process.pid)
        return all(done)

    def kill_once(self, process: subprocess.Popen[str], seen: Callable[[], bool]) -> None:
        """Kill a process once something is to be seen, if it does not end before."""
        while process.poll() is None and not seen():
            time.sleep(0.0005)
        process.kill()
        process.communicate()
        check_gone(process.pid)

    @property
    def reduced(self) -> list[Path]:
        """The files of what was reduced, those that are half-written among them."""
        return list((self.engagement / FOLDER).glob(f"*/{FLOWS}/*"))

    def check_whole(self) -> None:
        """Check that every entry of the cache is one that was written, and the result one of an undisturbed run."""
        for path in self.reduced:
            if not path.name.startswith(NEW) and path not in self.damaged and not Kept(path.parent).find(path.name):
                raise BrokenError(f"{path.name} of what was reduced is not what was written")
        for sums in (self.engagement / FOLDER).glob(f"*/{SUMS}"):
            if sums.parent.name.startswith(".") or sums.parent in self.damaged:
                continue
            for line in sums.read_text("ascii").splitlines():
                digest, name = line.split("  ")
                if hash_file(sums.parent / name) != digest:
                    raise BrokenError(f"{name} of an entry of the cache is not what was written")
        shown = next((path for path in (self.out, self.out.with_name(".out.previous")) if path.exists()), None)
        if shown is not None and digest_of(shown) not in self.known.values():
            raise BrokenError(f"{shown.name} is no result of an undisturbed run")

    def check_result(self) -> None:
        """Check that the result is that of an undisturbed run on the input as it is."""
        if digest_of(self.out) != self.expected():
            differing = sorted({name for name, _ in set(digest_of(self.out)) ^ set(self.expected())})
            raise BrokenError(f"results differ from those of an undisturbed run: {', '.join(differing[:9])}")

    def left(self) -> list[str]:
        """Name what lies about that is neither input nor result nor an entry of the cache."""
        found = [*(self.engagement / FOLDER).glob(f"{NEW}*"), *self.out.parent.glob(".*")]
        found += (path for path in self.reduced if path.name.startswith(NEW))
        found += (self.place / "temporary").iterdir()
        return sorted(path.name for path in found)


def finish(process: subprocess.Popen[str]) -> None:
    """Wait for a run that must succeed."""
    _, said = process.communicate()
    if process.returncode:
        raise BrokenError(f"a run ended with {process.returncode}:\n{said}")
    check_gone(process.pid)


def check_gone(group: int) -> None:
    """Check that a process left no other behind."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    raise BrokenError("a process that the run had started outlived it by ten seconds")
