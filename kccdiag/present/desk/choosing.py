"""Choosing findings: a list to order, a headline to edit, a reason to set one aside, and what bears it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from kccdiag.board import Board, ChangedMeanwhileError, Choice, Choices, WordedAsk, board_of, edits, read_board
from kccdiag.board import write_board as write
from kccdiag.board.changes import foreign
from kccdiag.board.edits import Edit
from kccdiag.board.file import fault_of
from kccdiag.board.shown import in_language
from kccdiag.cards import html
from kccdiag.cards.board import show_changes
from kccdiag.cards.finding import show_finding
from kccdiag.engagement import Engagement
from kccdiag.faults import InputError
from kccdiag.findings import Finding, Judgement
from kccdiag.present.assets.keys import Keys
from kccdiag.present.desk.asking import INDENT, LABELS, WIDE, Asks
from kccdiag.wording import say

ROWS = 12  # of the list of findings; longer ones scroll


class Desk(widgets.VBox):
    """Choose findings, order and word them, set them aside, and say what is asked of whom.

    Every change is written to ``board.toml`` as it is made; a change that can't be kept is said, and changes made
    elsewhere meanwhile are taken over.

    Parameters
    ----------
    engagement
        Whose ``board.toml`` it is.
    judgement
        The findings to choose from.

    Raises
    ------
    kccdiag.faults.InputError
        When there is a ``board.toml`` that can't be read.
    """

    def __init__(self, engagement: Engagement, judgement: Judgement) -> None:
        self.engagement, self.judgement, self.language = engagement, judgement, judgement.language
        self.choices = read_board(engagement)
        self.past: list[Choices] = []
        self.filling = False
        self.found = {finding.id: finding for finding in judgement.findings}
        self._make_parts()
        super().__init__(children=self._arranged() if self.found else (self.news, self.status))
        self.add_class("kccdiag-desk")
        known = "chosen" if self.choices.text is not None else "unsaved"
        self._say(known if self.found else "nothing")
        self._refresh()

    @property
    def board(self) -> Board:
        """What the board gets to see, as the choices now are."""
        return board_of(self.judgement, self.choices)

    @property
    def chosen(self) -> Finding | None:
        """The finding that is being looked at."""
        return self.found.get(self.listed.value)

    # ---- parts

    def _make_parts(self) -> None:
        self.news = widgets.HTML(layout=WIDE)
        self.note = self._button("note", self._note, tooltip="note_tip")
        self.noting = widgets.HBox([self.note], layout={"margin": "0 0 .6em 1em"})
        self.status = widgets.HTML(layout=WIDE)
        self.listed = widgets.Select(description=self._word("findings"), style=LABELS, layout=WIDE)
        self.up = self._button("up", lambda: self._move(-1))
        self.down = self._button("down", lambda: self._move(1))
        self.undo = self._button("undo", self._undo)
        self.again = self._button("again", self._read_again, tooltip="again_tip")
        self.headline = widgets.Textarea(
            description=self._word("headline"), rows=2, continuous_update=False, style=LABELS, layout=WIDE
        )
        self.own = widgets.HTML(layout=WIDE | {"margin": f"0 0 0 {INDENT}"})
        self.own_back = self._button("own_back", lambda: self._word_anew(""))
        self.reason = self._line("reason", "reason_why", width="62em")
        self.aside = self._button("set_aside", self._put_aside)
        self.asks = Asks(self._departments(), language=self.language, changed=self._ask)
        self.evidence = widgets.HTML(layout=WIDE)
        self.listed.observe(lambda _: self._show_chosen(), "value")
        self.headline.observe(lambda change: self._word_anew(change["new"]), "value")
        self.reason.observe(lambda _: self._reason_changed(), "value")

    def _arranged(self) -> tuple[widgets.Widget, ...]:
        moves = widgets.HBox([self.up, self.down, self.undo, self.again], layout={"margin": f"0 0 1em {INDENT}"})
        own = widgets.HBox([self.own_back], layout={"margin": f"0 0 .6em {INDENT}"})
        aside = widgets.HBox([self.aside], layout={"margin": f"0 0 .6em {INDENT}"})
        above = (self.news, self.noting, self.status, self.listed, moves)
        return (*above, self.headline, self.own, own, self.reason, aside, self.asks, self.evidence,
                Keys("kccdiag-desk"))  # fmt: skip

    def _button(self, key: str, press: Callable[[], None], *, tooltip: str = "") -> widgets.Button:
        button = widgets.Button(
            description=self._word(key), tooltip=self._word(tooltip or key), layout={"width": "auto"}
        )
        button.on_click(lambda _: press())
        return button

    def _line(self, key: str, placeholder: str, *, width: str) -> widgets.Text:
        return widgets.Text(
            description=self._word(key), placeholder=self._word(placeholder), continuous_update=False, style=LABELS,
            layout=WIDE | {"max_width": width},
        )  # fmt: skip

    def _departments(self) -> tuple[str, ...]:
        named = [name for finding in self.judgement.findings for name in finding.departments]
        return tuple(sorted({*named, *self.engagement.contact_centre, *self.engagement.board}))

    def _word(self, key: str, **values: Any) -> str:
        return say(self.language, f"board.{key}", **values)

    # ---- what is shown

    def _refresh(self) -> None:
        """Show everything as the choices now are; nothing of it counts as a change."""
        board = self.board
        self.filling = True
        changes = show_changes(board)
        self.news.value = html.card(changes) if changes else ""
        self.noting.layout.display = None if board.news else "none"
        options = self._options(board)
        if options != self.listed.options:
            kept = self.listed.value
            self.listed.options = options
            self.listed.rows = min(max(len(options), 2), ROWS)
            self.listed.value = kept if kept in self.found else next((name for _, name in options), None)
        self.filling = False
        self._show_chosen()

    def _options(self, board: Board) -> tuple[tuple[str, str], ...]:
        shown = [
            (f"{place}. {self._marked(one.headline, one.finding, new=one.new, edited=one.edited)}", one.finding.id)
            for place, one in enumerate(board.shown, start=1)
        ]
        mark = self._word("mark_aside")
        return (*shown, *((f"– ({mark}) {one.headline}", one.finding_id) for one in board.set_aside))

    def _marked(self, headline: str, finding: Finding, *, new: bool, edited: bool) -> str:
        """Put what is to be known of a finding before its headline, for a long one ends outside the list."""
        asks = len(self._choice(finding).asks)
        marks = [
            self._word("mark_new") if new else "",
            self._word("mark_edited") if edited else "",
            self._word("mark_asks", n=asks) if asks else "",
        ]
        said = ", ".join(filter(None, marks))
        return f"({said}) {headline}" if said else headline

    def _show_chosen(self) -> None:
        finding = self.chosen
        if finding is None or self.filling:
            return
        self.filling = True
        choice = self._choice(finding)
        headline = choice.headline.get(self.language, finding.headline)
        self.headline.value = headline
        numbers = foreign(headline, finding)
        edited = headline != finding.headline
        doubt = self._word("foreign", numbers=", ".join(numbers)) if edited and numbers else ""
        own = self._word("own", headline=finding.headline) if edited else ""
        self.own.value = html.remark(own) + html.remark(doubt)
        self.own_back.layout.display = None if edited else "none"
        self.reason.value = in_language(choice.set_aside, self.language)
        self.aside.description = self._word("put_back" if choice.set_aside else "set_aside")
        self.asks.show(finding.id, choice.asks)
        self.evidence.value = show_finding(finding)
        self.filling = False

    def _choice(self, finding: Finding) -> Choice:
        return self.choices.of.get(finding.id, Choice())

    def _say(self, key: str, *, bad: bool = False, why: str = "") -> None:
        text = self._word(key, why=why, shown=len(self.board.shown), all=len(self.found))
        self.status.value = html.status(text, bad=bad)

    # ---- what is changed

    def _move(self, by: int) -> None:
        """Move the finding; a button that can't is not dulled, for then it would drop the keyboard."""
        shown = [one.finding for one in self.board.shown]
        if self.chosen not in shown:
            self._say("stays_aside", bad=True)
        elif self.chosen == shown[0 if by < 0 else -1]:
            self._say("at_top" if by < 0 else "at_bottom")
        else:
            self._change(edits.moved(self.chosen, by, self.judgement))

    def _word_anew(self, text: str) -> None:
        if self.chosen and not self.filling:
            self._change(edits.reworded(self.chosen, text, self.judgement), text)

    def _put_aside(self) -> None:
        if self.chosen is None:
            return
        if self._choice(self.chosen).set_aside:
            self._change(edits.put_aside(self.chosen, "", self.judgement))
        elif self.reason.value.strip():
            self._change(edits.put_aside(self.chosen, self.reason.value, self.judgement), self.reason.value)
        else:
            self._say("needs_reason", bad=True)

    def _reason_changed(self) -> None:
        """Keep another reason for what is set aside already; a first one waits for the button."""
        if self.filling or self.chosen is None or not self._choice(self.chosen).set_aside:
            return
        if self.reason.value.strip():
            self._change(edits.put_aside(self.chosen, self.reason.value, self.judgement), self.reason.value)

    def _ask(self, asks: tuple[WordedAsk, ...], *, half: bool) -> None:
        if self.filling or self.chosen is None:
            return
        if asks != self._choice(self.chosen).asks:
            texts = [text for ask in asks for text in (*ask.step.values(), *ask.effect.values())]
            self._change(edits.asked(self.chosen, asks, self.judgement), *texts)
        if half:
            self._say("half", bad=True)

    def _note(self) -> None:
        self._change(edits.noted(self.judgement))

    def _change(self, edit: Edit, *texts: str) -> None:
        """Make a change and write it; what was typed stays where it can't be kept, to be mended."""
        faults = self._faults(texts)
        if faults:
            self._say("refused_text", why=faults, bad=True)
            return
        before = self.choices
        try:
            self.choices = write(self.engagement, edit(before))
        except ChangedMeanwhileError:
            self._catch_up(edit, before)
        except InputError as error:
            self._say("refused", why=str(error), bad=True)
            return
        else:
            if self.choices.text != before.text:
                self.past.append(before)
            self._say("saved")
        self._refresh()

    def _faults(self, texts: Sequence[str]) -> str:
        known = f"{self.chosen.id} {self.chosen.headline}" if self.chosen else ""
        faults = (fault_of(" ".join(text.split()), known, language=self.language) for text in texts)
        return next(filter(None, faults), "")

    def _catch_up(self, edit: Edit, before: Choices) -> None:
        """Take over what was written elsewhere, and make the change on top of it unless both changed the same."""
        self.past.clear()
        try:
            now = read_board(self.engagement)
            apart = all(_chosen(now, name) == _chosen(before, name) for name in _touched(before, edit(before)))
            self.choices = write(self.engagement, edit(now)) if apart else now
        except InputError as error:
            self._say("refused", why=str(error), bad=True)
        else:
            self._say("merged" if apart else "overtaken", bad=not apart)

    def _undo(self) -> None:
        if not self.past:
            self._say("nothing_undone")
            return
        now = self.choices
        try:
            self.choices = write(self.engagement, replace(self.past[-1], text=now.text))
        except ChangedMeanwhileError:
            self._read_again("overtaken")
            return
        except InputError as error:
            self._say("refused", why=str(error), bad=True)
            return
        self.past.pop()
        self.asks.forget()
        self._say("undone")
        self._refresh()

    def _read_again(self, said: str = "kept") -> None:
        try:
            self.choices = read_board(self.engagement)
        except InputError as error:
            self._say("refused", why=str(error), bad=True)
            return
        self.past.clear()
        self.asks.forget()
        self._say(said, bad=said != "kept")
        self._refresh()


def _touched(before: Choices, after: Choices) -> list[str]:
    return [name for name in after.of if _chosen(before, name) != _chosen(after, name)]


def _chosen(choices: Choices, name: str) -> tuple[Any, ...]:
    choice = choices.of.get(name, Choice())
    return choice.headline, choice.set_aside, choice.asks
