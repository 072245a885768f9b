"""The figures, found again or drawn in a process of its own while this one goes on."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from kccdiag.engines.cores import cores_here
from kccdiag.settings import PROCESSES, setting

if TYPE_CHECKING:
    from kccdiag.diagnosis import Diagnosis
    from kccdiag.pictures import Pictures
    from kccdiag.shown.figures import Files, Given

HEADER = 8  # bytes that say how long a message is
NOT_KEPT = 3  # how the other process ends where all was written but not all could be kept


class Drawing:
    """Has figures there that were drawn before, and draws others in another process, as long as that process is well.

    It is shown one diagnosis, and the other process has its pictures in memory until it is told where to write them: a
    run that ends before leaves nothing of it but what may be found again. Where there is no other process, or something
    goes wrong in it, :meth:`write` says so, and who asked draws by itself, which gives the same bytes, and the same
    error with its own words. Drawing takes a second to load: where nothing is kept the process is started at once.
    """

    def __init__(self, kept: Pictures) -> None:
        self._kept = kept
        self._shown: dict[str, Given] = {}
        self._found: dict[str, Files] = {}
        self._left: frozenset[str] = frozenset()
        self._process = None if kept.are_there() else _started()

    def __enter__(self) -> Drawing:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def show(self, diagnosis: Diagnosis) -> None:
        """Have the figures drawn of what is known before objections are tried: none shows an objection."""
        from kccdiag.shown.figures import figures_of

        self._shown = figures_of(diagnosis, language=diagnosis.language)
        found = {name: self._kept.find(name, given) for name, given in self._shown.items()}
        self._found = {name: files for name, files in found.items() if files is not None}
        self._left = frozenset(self._shown.keys() - self._found.keys())
        if self._left:
            self._process = self._process or _started()
            self._tell((self._kept.engagement, self._shown, self._left))

    def write(self, folder: Path) -> frozenset[str]:
        """Write what was found into a folder, have written what was drawn, and wait for it.

        Returns
        -------
        frozenset of str
            Names of the figures that are there; nothing else in the folder is whole.
        """
        from kccdiag.shown.figures import write_files

        for name, files in self._found.items():
            write_files(folder, name, files)
        if self._left and self._wrote(folder):
            self._left = frozenset()
        self._end()
        return frozenset(self._shown.keys() - self._left)

    def _wrote(self, folder: Path) -> bool:
        self._tell(folder)
        ended = None if self._process is None else self._process.wait()
        if ended == NOT_KEPT:
            from kccdiag.intake.cache import UNKEPT  # not above: what draws is noted before anything else is loaded

            UNKEPT.info("pictures")
        return ended in (0, NOT_KEPT)

    def keep(self, drawn: dict[str, Files]) -> None:
        """Keep what the other process has not drawn."""
        if drawn:
            self._kept.put(self._shown, drawn)

    def _tell(self, what: tuple[Path, dict[str, Given], frozenset[str]] | Path) -> None:
        if self._process is None or self._process.stdin is None:
            return
        packed = pickle.dumps(what)
        try:
            self._process.stdin.write(len(packed).to_bytes(HEADER) + packed)
            self._process.stdin.flush()
        except OSError:  # it has ended
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _worthwhile() -> bool:
    """Tell whether a second process can be had, and would have a core of its own."""
    alone = setting(PROCESSES) == "1" or not sys.executable or getattr(sys, "frozen", False)
    return not alone and cores_here() > 1


def _started() -> subprocess.Popen[bytes] | None:
    """Start a process that imports this package, and nothing from the folder that one happens to stand in.

    None where that is of no use, or can't be done.
    """
    if not _worthwhile():
        return None
    path = [str(Path(__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))}
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-P", "-m", __name__]
    try:
        return subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)
    except OSError:
        return None


def _receive(source: BinaryIO, messages: SimpleQueue[bytes]) -> None:
    """Hand on what is told; end when who tells it has ended."""
    while header := source.read(HEADER):
        messages.put(source.read(int.from_bytes(header)))
    os._exit(1)


def _serve(source: BinaryIO) -> int:
    """Draw and keep what is left of what is shown, and write it where told; return how to end."""
    messages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(source, messages), daemon=True).start()  # before what takes long to load
    gc.disable()  # nothing of what is loaded is garbage, now or later
    from kccdiag.pictures import Pictures  # first: it notes what is about to be loaded, and what changes from now on

    # isort: split
    from kccdiag.figures.draw import draw, pictures_of
    from kccdiag.shown.figures import write_files

    gc.freeze()
    gc.enable()
    engagement, shown, left = pickle.loads(messages.get())  # from the process that started this one
    drawn = {name: pictures_of(draw(name, given)) for name, given in shown.items() if name in left}
    kept = Pictures(engagement).put(shown, drawn)
    folder = pickle.loads(messages.get())
    for name, pictures in drawn.items():
        write_files(folder, name, pictures)
    return 0 if kept else NOT_KEPT


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this decides
    os._exit(_serve(sys.stdin.buffer))  # the thread still reads, and Python would wait for its lock
