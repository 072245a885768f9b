"""Headless Chromium for tests: everything but this machine out of reach, and every complaint kept.

The fixtures stand in conftest.py for all tests. Chromium starts once per file of tests, not once per run: while
Playwright is open its event loop counts as running, and `asyncio.run` of other tests would refuse to start.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from programs import program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# A proxy that is not there: what is not loopback fails, sockets and addresses in figures included.
NOWHERE = "--proxy-server=127.0.0.1:9"
QUIET = (
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 60_000.0  # milliseconds; servers, kernels and other tests share two cores
HERE = {"127.0.0.1", "localhost", "[::1]", "::1"}


@dataclass
class Visit:
    """A browser window of its own, with what it complained of and what it asked for outside this machine."""

    context: BrowserContext
    page: Page
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def tab(self) -> Page:
        """Open one more tab, listened to as the first."""
        page = self.context.new_page()
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("websocket", lambda socket: self._asked(socket.url))
        return page

    def faults(self, page: Page | None = None, **options: Any) -> list[str]:
        """Return what axe-core finds seriously wrong for people who can't see, point or tell colours apart."""
        return serious_faults(page or self.page, **options)

    def _asked(self, url: str) -> None:
        split = urlsplit(url)
        if split.scheme in {"http", "https", "ws", "wss"} and split.hostname not in HERE:
            self.outside.append(url)


def serious_faults(page: Page, *, within: str = "html", **options: Any) -> list[str]:
    """Run axe-core in a page, or in a part of it, without weakening its content policy."""
    from axe_playwright_python.base import AXE_SCRIPT

    page.evaluate(AXE_SCRIPT)
    asked = json.dumps({"resultTypes": ["violations"], **options})
    found = page.evaluate(f"axe.run({json.dumps(within)}, {asked})")["violations"]
    return [
        f"{fault['id']}: {fault['help']} {[node['target'] for node in fault['nodes'][:5]]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start a browser for the tests of a file."""
    path = program("chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, NOWHERE])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Open a window with nothing remembered: 1280 × 800, Dutch, at ease with motion."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="nl-NL", service_workers="block")
    context.set_default_timeout(PATIENCE)
    visit = Visit(context, None)  # type: ignore[arg-type]
    context.on("request", lambda request: visit._asked(request.url))
    visit.page = visit.tab()
    yield visit
    context.close()
