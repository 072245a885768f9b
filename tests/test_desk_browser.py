"""Both desks in JupyterLab: they show, every part is worked by keyboard, and nothing is asked outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import expect

from kccdiag.workbook.lab import arguments, environment

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.notebook]
ROOT = Path(__file__).resolve().parents[1]
CELL = """
from pathlib import Path
from types import SimpleNamespace
from IPython.display import display
from test_coding import lay_out
from test_desk import ALL
from kccdiag.present.coding import CodingDesk
from kccdiag.present.desk import Desk
display(Desk(SimpleNamespace(folder=Path(), language="en", contact_centre=("KCC",), board=()), ALL))
display(CodingDesk(lay_out(Path("talked")), "AB"))
"""
# In a list ipywidgets writes spaces that do not break.
SELECTED = "document.querySelector('.kccdiag-desk option:checked').textContent.replaceAll('\\u00a0', ' ')"
FOCUS = "document.activeElement.tagName + ' ' + document.activeElement.textContent"


@pytest.fixture
def lab(tmp_path) -> Iterator[str]:
    """Serve a notebook with a desk as `kccdiag lab` does, and yield its address."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "desk.ipynb")
    own = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / ".spaces")}
    asked = [*arguments(tmp_path, browser=False), "--ServerApp.port=0"]
    said = (tmp_path / "said.txt").open("w+", encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlab", *asked]
    with subprocess.Popen(command, env={**os.environ, **environment(""), **own}, stdout=said, stderr=said) as server:
        try:
            yield address_in(tmp_path / "said.txt")
        finally:
            server.terminate()
            server.wait(15)
            said.close()


def address_in(log: Path) -> str:
    """Wait until a server says where it is, and lead to the notebook."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/lab\S*\?(token=\w+)", log.read_text("utf-8")):
            return f"{found[1]}/lab/tree/desk.ipynb?{found[2]}"
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))


def run_cell(page: Page) -> None:
    """Run the one cell; a page that is still being laid out may lose the key."""
    prompt = page.locator(".jp-Notebook .jp-InputPrompt").first
    for _ in range(5):
        page.locator(".jp-Notebook .cm-content").first.click()
        page.keyboard.press("Shift+Enter")
        with suppress(AssertionError):
            expect(prompt).not_to_have_text("[ ]:", timeout=5_000)
            return


def code_by_key(page: Page, kept: Path) -> None:
    """Decide with a key each: wrong, taken back, right; a digit that is typed into a field decides nothing."""
    desk = page.locator(".kccdiag-coding")
    desk.focus()
    for key, said in (("3", "Rejected."), ("0", "Undone."), ("1", "Confirmed.")):
        page.keyboard.press(key)
        expect(desk.locator("[role=status]")).to_have_text(said)
    desk.locator("textarea").fill("")
    desk.locator("textarea").press("3")
    expect(desk.locator("textarea")).to_have_value("3")
    decided = [line.split(",")[-2] for line in kept.read_text("utf-8").splitlines()[1:]]
    assert decided == ["reject", "undo", "confirm"]


def test_both_desks_are_worked_by_keyboard(visit, lab, tmp_path):
    page, board = visit.page, tmp_path / "board.toml"
    page.goto(lab)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
    run_cell(page)
    desk = page.locator(".kccdiag-desk")
    chosen = desk.locator("select")
    chosen.wait_for(timeout=60_000)
    assert desk.locator("img").count() == 0

    chosen.focus()
    for key in ("ArrowDown", "Tab", "Enter"):  # the second finding, to the button Up, press it
        page.keyboard.press(key)
    page.wait_for_function(f"{SELECTED}.startsWith('1. Billing')")
    assert page.evaluate(FOCUS) == "BUTTON Up"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_function(f"{SELECTED}.startsWith('2.')")

    for _ in range(3):  # past Undo and Read again to the headline
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUS).startswith("TEXTAREA")
    page.keyboard.press("Control+A")
    page.keyboard.type("Bills wait")
    page.keyboard.press("Tab")
    page.get_by_text("Saved in board.toml").wait_for()
    page.get_by_role("button", name="Ask something more").press("Enter")
    desk.get_by_label("Department").fill("Billing")
    desk.get_by_label("Step").fill("Answer within two days")
    page.keyboard.press("Tab")
    page.wait_for_function(f"{SELECTED}.includes('1 asked')")

    text = board.read_text("utf-8")
    assert 'headline.en = "Bills wait"' in text
    assert 'step.en = "Answer within two days"' in text
    code_by_key(page, tmp_path / "talked" / "private" / "decisions-AB-confidential.csv")
    for within in (".kccdiag-desk", ".kccdiag-coding"):  # the rest is JupyterLab's
        assert visit.faults(within=within) == []
    assert visit.outside == []
