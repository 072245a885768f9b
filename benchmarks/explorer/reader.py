"""Readers: browsers that open the explorer and change its filters, and count what goes wrong."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

from playwright.async_api import Browser, Page

# From the change of a control to the frame in which its answer is painted.
CHANGE = """([control, option]) => new Promise((done) => {
  const panel = document.querySelector(".kcx [role=tabpanel]");
  const select = document.querySelectorAll(".kcx select")[control];
  const began = performance.now();
  const watch = new MutationObserver(() => {
    if (panel.getAttribute("aria-busy") !== "false") return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  });
  watch.observe(panel, { attributes: true, attributeFilter: ["aria-busy"] });
  select.selectedIndex = option;
  select.dispatchEvent(new Event("change", { bubbles: true }));
})"""
FILTERS = (2, 3, 4)  # kind of signal, channel, department
NETWORK = 1  # the tab whose picture has most to draw
PATIENCE = 120_000  # ms


@dataclass
class Reader:
    """One browser window of its own; ``errors`` is what it complained of."""

    page: Page
    errors: list[str] = field(default_factory=list)

    async def open(self, address: str) -> float:
        """Open the address; return the seconds until the first picture."""
        began = time.monotonic()
        await self.page.goto(address, wait_until="commit")
        await self.page.wait_for_selector(".kcx svg")
        return time.monotonic() - began

    async def change_filters(self, times: int, *, seed: int, pause: float = 0.0) -> list[float]:
        """Look at the network and choose among the filters; return the milliseconds of each change."""
        await self.page.get_by_role("tab").nth(NETWORK).click()
        options = await self.page.evaluate("[...document.querySelectorAll('.kcx select')].map((s) => s.options.length)")
        dice, chosen, taken = random.Random(seed), dict.fromkeys(FILTERS, 0), []
        filters = [control for control in FILTERS if options[control] > 1]
        for _ in range(times):
            control = dice.choice(filters)
            chosen[control] = dice.choice([other for other in range(options[control]) if other != chosen[control]])
            taken.append(await self.page.evaluate(CHANGE, [control, chosen[control]]))
            await asyncio.sleep(pause * dice.uniform(0.5, 1.5))
        return taken


async def new_reader(browser: Browser) -> Reader:
    """Open a window with nothing remembered."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    reader = Reader(await context.new_page())
    reader.page.on("console", lambda said: reader.errors.append(said.text) if said.type == "error" else None)
    reader.page.on("pageerror", lambda error: reader.errors.append(str(error)))
    return reader
