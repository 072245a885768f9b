"""Asking: what a finding leads one to ask of departments, a row for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from kccdiag.board import WordedAsk
from kccdiag.board.choices import Worded
from kccdiag.board.shown import in_language
from kccdiag.cards import html
from kccdiag.wording import say

WIDE = {"width": "100%", "max_width": "62em"}
INDENT = "8.4em"  # of buttons that stand under a field
LABELS = {"description_width": "8em"}
_FIELD: dict[str, Any] = {"continuous_update": False, "style": LABELS, "layout": {"width": "99%"}}
Typed = tuple[str, str, str]  # department, step, effect


class Asks(widgets.VBox):
    """What is asked on account of one finding: rows of department, step and effect.

    Parameters
    ----------
    changed
        Called with what is complete, and whether something is half there.
    """

    def __init__(self, departments: tuple[str, ...], *, language: str, changed: Callable[..., None]) -> None:
        self.departments, self.language, self.changed = departments, language, changed
        self.finding = ""
        self.halves: dict[str, list[Typed]] = {}  # typed, but not yet to be kept, by finding
        self.rows: list[_Row] = []
        title = html.heading(say(language, "board.asks"))
        self.add = _button(say(language, "board.add"), self._append)
        self.held = widgets.VBox()
        super().__init__(children=(widgets.HTML(title), self.held, self.add), layout=WIDE)

    def show(self, finding: str, asks: tuple[WordedAsk, ...]) -> None:
        """Show what is asked, unless that is what already stands here."""
        if finding == self.finding and self._complete() == asks:
            return
        self.finding = finding
        self.rows = [self._row(ask) for ask in asks]
        for typed in self.halves.get(finding, []):
            self.rows.append(self._row(None, typed))
        self._lay_out()

    def forget(self) -> None:
        """Forget what is half typed and what is shown, to be shown anew."""
        self.halves.clear()
        self.finding = ""

    def _row(self, ask: WordedAsk | None, typed: Typed = ("", "", "")) -> _Row:
        return _Row(ask, typed, self)

    def _append(self) -> None:
        self.rows.append(self._row(None))
        self._lay_out()

    def _lay_out(self) -> None:
        self.held.children = tuple(row.box for row in self.rows)

    def take_away(self, row: _Row) -> None:
        """Take away a row."""
        self.rows.remove(row)
        self._lay_out()
        self.tell()

    def tell(self) -> None:
        """Say what is asked now."""
        half = [row.typed for row in self.rows if row.ask is None and any(row.typed)]
        self.halves[self.finding] = half
        self.changed(self._complete(), half=bool(half))

    def _complete(self) -> tuple[WordedAsk, ...]:
        return tuple(row.ask for row in self.rows if row.ask is not None)


class _Row:
    """One thing that is asked."""

    def __init__(self, ask: WordedAsk | None, typed: Typed, asks: Asks) -> None:
        self.was, self.language = ask, asks.language
        if ask is not None:
            typed = (ask.department, in_language(ask.step, asks.language), in_language(ask.effect, asks.language))
        department, step, effect = (say(asks.language, f"board.{name}") for name in ("department", "step", "effect"))
        unknown = say(asks.language, "board.effect_unknown")
        self.fields = (
            widgets.Combobox(value=typed[0], options=asks.departments, description=department, **_FIELD),
            widgets.Text(value=typed[1], description=step, **_FIELD),
            widgets.Text(value=typed[2], description=effect, placeholder=unknown, **_FIELD),
        )
        for field in self.fields:
            field.observe(lambda _: asks.tell(), "value")
        gone = _button(say(asks.language, "board.take_away"), lambda: asks.take_away(self))
        self.box = widgets.VBox([*self.fields, gone], layout=WIDE | {"margin": "0 0 .8em 0"})

    @property
    def typed(self) -> Typed:
        """Department, step and effect as they are typed."""
        department, step, effect = (" ".join(field.value.split()) for field in self.fields)
        return department, step, effect

    @property
    def ask(self) -> WordedAsk | None:
        """What is asked, with what was written in the other language; None where it is not complete."""
        department, step, effect = self.typed
        if not department or not step:
            return None
        was = self.was or WordedAsk("", {})
        return WordedAsk(department, self._worded(was.step, step), self._worded(was.effect, effect))

    def _worded(self, was: Worded, text: str) -> dict[str, str]:
        if text == in_language(was, self.language):
            return dict(was)
        others = {language: said for language, said in was.items() if language != self.language}
        return {**others, self.language: text} if text else {}


def _button(text: str, press: Callable[[], None]) -> widgets.HBox:
    button = widgets.Button(description=text, layout={"width": "auto"})
    button.on_click(lambda _: press())
    return widgets.HBox([button], layout={"margin": f"0 0 0 {INDENT}"})
