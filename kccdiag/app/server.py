"""The server of the explorer: Voilà on this machine only, showing one notebook of one cell."""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zmq
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila

from kccdiag.app.doors import Doorkeeper, behind_the_door
from kccdiag.app.kernels import LOOK_SECONDS, Kernels

JUPYTER = Path(__file__).resolve().parent / "jupyter"
TEMPLATE = "kccdiag"
WARM_KERNELS = 2
# What the page needs of all that is installed for JupyterLab on a machine.
EXTENSIONS = {"@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget", "kccdiag"}


@dataclass(frozen=True)
class Showing:
    """What is shown, and how it is reached.

    Parameters
    ----------
    notebook
        The notebook of one cell, in a private folder that the server may write in.
    token
        What the address must hold.
    language
        Of the page.
    words
        What the page says by itself, by name.
    """

    notebook: Path
    token: str
    language: str
    words: dict[str, str]


class Server(Voila):
    """Voilà that listens where it is told, and serves what the page needs to whoever has the token."""

    def __init__(self, listening: socket.socket, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.listening = listening

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Return the routes that are served."""
        return behind_the_door(super().init_handlers())

    def listen(self) -> None:
        """Serve until a signal says to stop."""
        self.listening.setblocking(False)
        HTTPServer(self.app).add_sockets([self.listening])
        self.ioloop = IOLoop.current()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass  # Ctrl-C is how one stops it
        finally:
            self.stop()


def serve(showing: Showing, listening: socket.socket) -> None:
    """Show a notebook on a socket that listens, until Ctrl-C or a signal."""
    with _environment(showing.notebook.parent):
        logging.getLogger("tornado").setLevel(logging.ERROR)  # who is turned away is no news
        server = Server(listening, config=configuration(showing, listening.getsockname()[1]))
        server.initialize([])
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), server._handle_signal_stop)
        server.start()


def headers(port: int) -> dict[str, str]:
    """Return what is sent with everything: the page may ask nothing outside, and nothing else may hold the page."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self' blob:",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' ws://127.0.0.1:{port} ws://localhost:{port}",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{what} {whence}" for what, whence in policy.items()),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def configuration(showing: Showing, port: int) -> Config:
    """Return how Voilà is set up: nothing is shown or served but the page, and that to its reader."""
    config = Config()
    config.Voila.update(
        notebook_path=str(showing.notebook),
        ip="127.0.0.1",
        port=port,
        token=showing.token,
        identity_provider_class=Doorkeeper,
        connection_dir_root=str(showing.notebook.parent),
        config_file_paths=[],  # a voila.py in the folder where one happens to stand is not ours to run
        open_browser=False,
        log_level=logging.ERROR,
        tornado_settings=_doors(showing, port),
    )
    config.VoilaConfiguration.update(
        template=TEMPLATE,
        allow_template_override="NO",
        allow_theme_override="NO",
        strip_sources=True,
        file_allowlist=[],
        preheat_kernel=True,
        default_pool_size=WARM_KERNELS,
        multi_kernel_manager_class=Kernels,
        http_keep_alive_timeout=3600,  # its sign of life is a script in the page, which the policy refuses
        page_config_hook=_only_what_is_needed,
        resources={"language": showing.language, "words": showing.words},
    )
    config.VoilaExecutor.startup_timeout = 300  # seconds; twenty pages at once wait for each other
    config.MappingKernelManager.update(cull_idle_timeout=1, cull_interval=LOOK_SECONDS)
    # Anyone on the machine may listen to what a kernel publishes on its port; encrypted, it says nothing.
    config.KernelManager.transport_encryption = "auto" if zmq.has("curve") else "disabled"
    config.KernelRestarter.restart_limit = 0  # a kernel that comes back knows nothing of the page it had
    return config


def _doors(showing: Showing, port: int) -> dict[str, Any]:
    """Return what the doors go by: the hosts that are this machine, the cookie, what is sent with everything."""
    return {
        "allow_remote_access": False,
        "local_hostnames": ["localhost"],
        "own_hosts": {f"127.0.0.1:{port}", f"localhost:{port}"},
        "cookie": f"kccdiag-{port}",
        "headers": headers(port),
        "refused": showing.words["refused"],
        "log_function": lambda handler: None,  # an address may hold the token
    }


def _only_what_is_needed(page_config: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Leave out whatever else is installed for JupyterLab here; it may ask outside or stand in the way."""
    listed = page_config["federated_extensions"]
    return {**page_config, "federated_extensions": [entry for entry in listed if entry["name"] in EXTENSIONS]}


@contextmanager
def _environment(folder: Path) -> Iterator[None]:
    """Let Jupyter find our template and this Python's kernel, and keep it off the user's own settings and history."""
    kept = dict(os.environ)
    paths = [str(JUPYTER), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    os.environ.update(
        JUPYTER_PATH=os.pathsep.join(paths),
        JUPYTER_PREFER_ENV_PATH="1",
        JUPYTER_CONFIG_DIR=str(folder / "settings"),
        IPYTHONDIR=str(folder / "ipython"),
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
