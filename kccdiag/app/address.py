"""The address that the explorer is reached at: a port of this machine alone, and a token that nobody can guess."""

from __future__ import annotations

import errno
import html
import os
import secrets
import socket
import sys
import threading
import webbrowser
from pathlib import Path

from kccdiag.faults import InputError, refuse

PORT = 8866
TRIED = 20  # ports from the usual one on, before any will do
LOOPBACK = "127.0.0.1"


def listen(port: int | None = None) -> socket.socket:
    """Take a port: the one asked for or none, and if none is asked for the usual one or the next that is free.

    Raises
    ------
    kccdiag.faults.InputError
        When the port that is asked for is in use, or not for this user to take.

    Examples
    --------
    >>> with listen() as taken:
    ...     taken.getsockname()[0]
    '127.0.0.1'
    """
    if port is not None:
        try:
            return socket.create_server((LOOPBACK, port))
        except OSError as error:
            raise _refuse(port, error) from error
    for usual in range(PORT, PORT + TRIED):
        try:
            return socket.create_server((LOOPBACK, usual))
        except OSError:
            continue
    return socket.create_server((LOOPBACK, 0))


def _refuse(port: int, error: OSError) -> InputError:
    what = {
        errno.EADDRINUSE: f"port {port} is in use",
        errno.EACCES: f"port {port} can't be taken without more rights",
    }.get(error.errno or 0, f"port {port} can't be taken: {error.strerror}")
    return refuse("kccdiag explore", what, "name another with --port, or leave --port out: then a free one is found")


def new_token() -> str:
    """Return a token of 192 bits."""
    return secrets.token_hex(24)


def address_of(listening: socket.socket, token: str) -> str:
    """Return the address that leads in."""
    return f"http://{LOOPBACK}:{listening.getsockname()[1]}/?token={token}"


def has_screen() -> bool:
    """Tell whether a browser could open a window; a browser of text would take over the terminal."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_browser(address: str, folder: Path) -> None:
    """Open the address by way of a private file: on a command line everyone on the machine could read the token."""
    page = folder / "open.html"
    link = html.escape(address)
    page.write_text(
        f'<!doctype html><meta http-equiv="refresh" content="0; url={link}"><a href="{link}">→</a>',
        "utf-8",
    )
    threading.Thread(target=webbrowser.open, args=[page.as_uri()], daemon=True).start()
