"""The widget: it hears what is chosen in the browser, and answers with a view of the cube."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from kccdiag.present.explorer.choices import everything, sound
from kccdiag.present.explorer.shaping import for_the_browser

if TYPE_CHECKING:
    from kccdiag.cube import Cube

HERE = Path(__file__).parent / "browser"
# One module in the browser: what is used stands before what uses it, and nothing is imported.
SCRIPTS = (
    "words", "elements", "marks", "tables", "downloads", "figure", "places", "said", "network", "department", "verdict",
    "ideas", "stock", "residence", "matrix", "pairs", "barriers", "findings", "filters", "explorer",
)  # fmt: skip


@cache
def script() -> str:
    """Put the scripts together to the one module that the browser loads, the hundred drops first."""
    drops = Path(__file__).parents[1] / "assets" / "drops.js"
    return "\n".join(path.read_text(encoding="utf-8") for path in (drops, *(HERE / f"{name}.js" for name in SCRIPTS)))


class Explorer(anywidget.AnyWidget):
    """A cube to look at and touch.

    Attributes
    ----------
    page
        What does not change: names, places, findings, words.
    choice
        What the reader chose; it comes from the browser, so that nothing about it is certain.
    view
        The answer to the newest choice, with its number ``n``.
    """

    page = traitlets.Dict().tag(sync=True)
    choice = traitlets.Any().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, cube: Cube, page: dict[str, Any]) -> None:
        self._esm = script()
        self._css = (HERE / "explorer.css").read_text(encoding="utf-8")
        self._cube = cube
        first = everything(page)
        super().__init__(page=page, choice=first, view=self._answer(first, page))
        self.observe(self._chosen, names="choice")

    def _chosen(self, change: dict[str, Any]) -> None:
        self.view = self._answer(change["new"], self.page)

    def _answer(self, choice: Any, page: dict[str, Any]) -> dict[str, Any]:
        from kccdiag.cube.view import view

        valid = sound(choice, page)
        if valid is None:  # nothing that a reader can choose
            number = choice.get("n") if isinstance(choice, dict) else None
            return {"n": number if isinstance(number, int) else 0, "choice": everything(page), "empty": True}
        return for_the_browser(view(self._cube, valid), page)
