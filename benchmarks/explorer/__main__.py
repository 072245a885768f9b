"""`python -m benchmarks.explorer`: open, filter and crowd the explorer, and print how long readers wait."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import shutil
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from playwright.async_api import Browser, async_playwright

from benchmarks.explorer.app import App, running
from benchmarks.explorer.reader import new_reader

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
LIBRARIES = ("voila", "anywidget", "ipykernel", "numpy", "pandas")


def main() -> None:
    """Measure and print."""
    asked = _asked()
    every = sorted(os.sched_getaffinity(0))
    cores = set(every[: asked.cores])
    os.sched_setaffinity(0, set(every) - cores or set(every))  # readers' browsers stand on other desks
    say(_machine(cores, set(every) - cores))
    asyncio.run(_measure(asked, cores))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explorer", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEMO, help="engagement; default: the demo")
    parser.add_argument("--cores", type=int, default=2, help="for the server and its kernels; default: 2")
    parser.add_argument("--openings", type=int, default=10, help="of the page, warm; default: 10")
    parser.add_argument("--changes", type=int, default=100, help="of a filter; default: 100")
    parser.add_argument("--browsers", type=int, default=20, help="at once; default: 20")
    return parser.parse_args()


async def _measure(asked: argparse.Namespace, cores: set[int]) -> None:
    async with async_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        say(f"Chromium {browser.version}\n")
        with running(asked.folder, cores) as app:
            _tell("command to address", [app.seconds], "s")
            _tell("first picture, at once", [await _first_picture(browser, app)], "s")
            await _one_reader(browser, app, asked)
            await _many_readers(browser, app, asked)
        await browser.close()


async def _first_picture(browser: Browser, app: App) -> float:
    reader = await new_reader(browser)
    seconds = await reader.open(app.address)
    await reader.page.context.close()
    return seconds


async def _one_reader(browser: Browser, app: App, asked: argparse.Namespace) -> None:
    opened = []
    for _ in range(asked.openings):
        app.wait_until_warm()
        opened.append(await _first_picture(browser, app))
    _tell("first picture, warm", opened, "s")
    app.wait_until_warm()
    reader = await new_reader(browser)
    await reader.open(app.address)
    app.wait_until_warm()
    await reader.change_filters(5, seed=0)  # the first ones import and compile
    _tell("change of a filter", await reader.change_filters(asked.changes, seed=1), "ms")
    await reader.page.context.close()
    say(f"complaints: {len(reader.errors)} {reader.errors[:3] or ''}")


async def _many_readers(browser: Browser, app: App, asked: argparse.Namespace) -> None:
    app.wait_until_warm()
    readers = [await new_reader(browser) for _ in range(asked.browsers)]
    began = time.monotonic()
    opened = await asyncio.gather(*(reader.open(app.address) for reader in readers), return_exceptions=True)
    failed = [error for error in opened if isinstance(error, BaseException)]
    readers = [reader for reader, taken in zip(readers, opened, strict=True) if isinstance(taken, float)]
    _tell(f"first picture, {asked.browsers} at once", [taken for taken in opened if isinstance(taken, float)], "s")
    say(f"did not open: {len(failed)} {failed[:1] or ''}")
    say(f"all {asked.browsers} open after {time.monotonic() - began:.1f} s")
    app.wait_until_warm()
    changes = [reader.change_filters(20, seed=place, pause=2.0) for place, reader in enumerate(readers)]
    taken = await asyncio.gather(*changes)
    _tell(f"change of a filter, {asked.browsers} readers, every 2 s each", [ms for one in taken for ms in one], "ms")
    server, kernels = app.memory()
    held = f"server {server:.0f} MB, {len(kernels)} kernels of {np.median(kernels):.0f} MB"
    say(f"memory: {held}, together {(server + sum(kernels)) / 1024:.1f} GB")
    errors = [error for reader in readers for error in reader.errors]
    say(f"complaints: {len(errors)} {errors[:3] or ''}")


def _tell(what: str, taken: list[float], unit: str) -> None:
    digits = 2 if unit == "s" else 0
    middle, high, most = np.median(taken), np.percentile(taken, 95), max(taken)
    told = f"median {middle:.{digits}f}   p95 {high:.{digits}f}   most {most:.{digits}f} {unit}   (n {len(taken)})"
    say(f"{what:<58} {told}" if len(taken) > 1 else f"{what:<58} {middle:.{digits}f} {unit}")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _machine(cores: set[int], others: set[int]) -> str:
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ":")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    where = (
        f"server on {len(cores)} cores, browsers on {len(others) or len(cores)} {'others' if others else 'of the same'}"
    )
    load = f"load before {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    return (
        f"{model.partition(':')[2].strip()}, {memory:.0f} GiB; {where}; {load}\n"
        f"Python {platform.python_version()}, {versions}"
    )


if __name__ == "__main__":
    main()
