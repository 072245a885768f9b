"""The explorer as a web app on the reader's own machine: `kccdiag explore FOLDER`."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from kccdiag.app.address import address_of, has_screen, listen, new_token, open_browser
from kccdiag.engagement import Engagement
from kccdiag.scratch import private_folder
from kccdiag.wording import say

WORDS = ("loading", "kernel", "server", "failed", "again", "script", "refused")
CELL = "from kccdiag.present.explorer import explore_saved\n\nexplore_saved({folder!r})"
Progress = Callable[[str, float], None]


def explore(
    engagement: Engagement,
    *,
    announce: Callable[[str], None],
    port: int | None = None,
    browser: bool = True,
    progress: Progress | None = None,
) -> None:
    """Measure an engagement and show its explorer in a browser of this machine, until Ctrl-C.

    Parameters
    ----------
    engagement
        In the language that the explorer is to speak.
    announce
        Called with each line for the reader: the address, and how to stop.
    port
        On which it is shown; without one, a free one.
    browser
        Whether to open a browser.
    progress
        Called with the step and the share done.

    Raises
    ------
    kccdiag.faults.InputError
        When the port is in use, or for what is wrong with the engagement.
    """
    language = engagement.language
    from kccdiag.present.explorer import check_log, save_explorer

    check_log(engagement)

    with listen(port) as listening, _ended_by_signals(), private_folder("explore") as folder:
        announce(say(language, "app.preparing"))
        save_explorer(engagement, folder, progress=progress)
        from kccdiag.app.server import Showing, serve

        words = {name: say(language, f"app.{name}") for name in WORDS}
        showing = Showing(write_notebook(folder, engagement), new_token(), language=language, words=words)
        address = address_of(listening, showing.token)
        announce(say(language, "app.address", address=address))
        announce(say(language, "app.stop"))
        if browser and has_screen():
            open_browser(address, folder)
        serve(showing, listening)


def write_notebook(folder: Path, engagement: Engagement) -> Path:
    """Write the notebook whose one cell shows what is saved in a folder."""
    cell: dict[str, object] = {
        "id": "explorer",
        "cell_type": "code",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    metadata = {
        "title": say(engagement.language, "app.title", name=engagement.name),
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    }
    source = CELL.format(folder=str(folder))
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": [cell | {"source": source}]}
    path = folder / "explorer.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    return path


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Tidy up, too, when told to stop or when the terminal is closed."""

    def stop(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    kept = {}
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        with suppress(AttributeError):
            kept[getattr(signal, name)] = signal.signal(getattr(signal, name), stop)
    try:
        yield
    finally:
        for number, before in kept.items():
            signal.signal(number, before)
