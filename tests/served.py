"""Servers for tests: the web app in a process of its own, reached without a browser, ended and seen to be gone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0  # seconds; a server under way on a busy machine
# A widget of one button stands in for the explorer: what is tried here is who may come in and what ends when.
STAND_IN = '''
import anywidget, traitlets
class Button(anywidget.AnyWidget):
    _esm = """export default { render({ model, el }) {
      const button = document.createElement("button");
      button.id = "button";
      const show = () => { button.textContent = `asked ${model.get("asked")}, answered ${model.get("answered")}`; };
      button.onclick = () => { model.set("asked", model.get("asked") + 1); model.save_changes(); };
      model.on("change:answered", show);
      el.appendChild(button);
      show();
    } };"""
    asked = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)
    @traitlets.observe("asked")
    def _answer(self, change):
        self.answered = change["new"]
Button()
'''
SERVE = """
import sys
from kccdiag import app
from kccdiag.app import kernels, server
from kccdiag.engagement import open_engagement
import kccdiag.present.explorer as explorer
explorer.save_explorer = lambda *given, **more: None
app.CELL = sys.argv[2]
kernels.UNSEEN_SECONDS, server.LOOK_SECONDS = float(sys.argv[3]), 1
app.explore(open_engagement(sys.argv[1]), announce=lambda line: print(line, flush=True), browser=False)
"""


@dataclass
class Served:
    """A server, its address and where it keeps what it keeps."""

    process: subprocess.Popen[str]
    port: int
    token: str
    folder: Path

    @property
    def address(self) -> str:
        """The address that leads in."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> HTTPResponse:
        """Ask for something; a name in capitals is a header: HOST, COOKIE, ORIGIN."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers={name.title(): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer

    def cookie(self) -> str:
        """Bring the token and return the cookie that is given for it."""
        return self.ask(f"/?token={self.token}").headers["Set-Cookie"].partition(";")[0]

    def kernels(self) -> set[int]:
        """Return the processes of kernels that were started by this server."""
        return {pid for pid, parent in children() if parent == self.process.pid}

    def process_of(self, kernel: str) -> int | None:
        """Return the process of a kernel by its name, None where there is none."""
        return next((pid for pid in self.kernels() if kernel in words_of(pid)), None)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell the server to stop and return its exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


def words_of(pid: int) -> str:
    """Return what a process was called with; nothing where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
    except OSError:
        return ""


def children() -> Iterator[tuple[int, int]]:
    """Yield the processes of this machine that are kernels, and their parents."""
    for pid in (int(entry.name) for entry in Path("/proc").glob("[0-9]*")):
        if "ipykernel_launcher" not in words_of(pid):
            continue
        try:
            parent = re.search(r"^PPid:\s*(\d+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
        except OSError:
            continue
        yield pid, int(parent[1])


def wait_for(what: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Wait until something holds, and say whether it came to hold."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return bool(what())


@contextmanager
def serving(command: list[str], folder: Path, more: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Start a server that keeps its files in a folder, and end it if the test did not."""
    if not Path("/proc/self/cmdline").exists():
        pytest.skip("kernels are looked for under /proc, which Linux alone has")
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(folder), "PYTHONPATH": str(ROOT), **(more or {})}
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # tests in the background: what they start would not hear it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        found, said = None, []
        while not found and (line := process.stdout.readline()):
            said.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=(\w+)", line)
        assert found, "".join(said)
        yield Served(process, int(found[1]), found[2], folder)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        process.stdout.close()
        process.wait()


def stand_in(
    engagement: Path, folder: Path, *, cell: str = STAND_IN, unseen: float = 60.0, more: Mapping[str, str] | None = None
) -> AbstractContextManager[Served]:
    """Serve a notebook of one cell as the explorer is served."""
    source = cell.replace("{", "{{").replace("}", "}}")
    return serving([sys.executable, "-P", "-c", SERVE, str(engagement), source, str(unseen)], folder, more)
