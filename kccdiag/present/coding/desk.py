"""Coding at a desk: the turn in its context, the suggestion, one key per decision, undo, progress, the other coder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from kccdiag.cards import html
from kccdiag.coding import SAYS, Coding
from kccdiag.engagement import Engagement
from kccdiag.faults import InputError
from kccdiag.intake.relations import RELATIONS
from kccdiag.present.assets.keys import Keys
from kccdiag.present.coding.form import WIDE, Form, word_of
from kccdiag.wording import number, say

_CHANGED = (*SAYS, "quote")
_WRONG = ("quote", "relation", "source")  # what a reader can mend in the form
_PLACES = 2  # decimals of a measure of agreement


class CodingDesk(widgets.VBox):
    """Confirm, correct or reject suggestions, one after the other.

    Decisions are appended to ``private/decisions-CODER-confidential.csv`` of the engagement as they are made.

    Parameters
    ----------
    engagement
        With transcripts under [interviews].
    coder
        A short name of whoever decides, such as initials; coders do not see each other's decision before their own.

    Raises
    ------
    kccdiag.faults.InputError
        Where interviews or decisions can't be read.
    """

    def __init__(self, engagement: Engagement, coder: str) -> None:
        self.language = engagement.language
        self.coding = Coding(engagement, coder)
        self.past: list[str] = []
        self.adding = False
        self.at = 0
        self._make_parts()
        super().__init__(children=self._arranged())
        self.add_class("kccdiag-coding")
        self._to_open()
        spoken = len(self.coding.interviews.turns) > 0
        self._say("ready" if self.coding.cases else "nothing" if spoken else "no_transcripts")

    @property
    def key(self) -> str:
        """The suggestion that is being looked at; "" where there is none."""
        keys = list(self.coding.cases)
        return keys[self.at] if keys else ""

    @property
    def _decided(self) -> int:
        return len(self.coding.mine.keys() & self.coding.cases.keys())

    # ---- parts

    def _make_parts(self) -> None:
        named = self.coding.interviews.participants["department"], self.coding.engagement.departments["department"]
        proposed = [case[end] for case in self.coding.cases.values() for end in ("source", "target")]
        departments = {*named[0], *named[1], *proposed} - {"", "customer"}
        self.progress = widgets.IntProgress(min=0, layout={"width": "18em"})
        self.head, self.context, self.proposal, self.others, self.status, self.table = (
            widgets.HTML(layout=WIDE) for _ in range(6)
        )
        self.form = Form(sorted(departments), language=self.language)
        presses: dict[str, Callable[[], None]] = {
            "1": self._keep, "2": self._mend, "3": self._reject, "0": self._undo, "ArrowLeft": lambda: self._step(-1),
            "ArrowRight": lambda: self._step(1), "4": self._begin_adding,
        }  # fmt: skip
        names = ("keep", "mend", "reject", "undo", "back", "on", "add")
        pressed = zip(names, presses.values(), strict=True)
        self.buttons = {name: self._button(name, press) for name, press in pressed}
        self.compare = self._button("agreement", self._show_agreement)
        self.pressing = Keys("kccdiag-coding", presses, label=self._word("desk"))

    def _arranged(self) -> tuple[widgets.Widget, ...]:
        decisions = widgets.HBox(tuple(self.buttons.values()), layout={"flex_flow": "row wrap", "margin": ".4em 0"})
        above = (widgets.HBox([self.progress, self.head]), self.status, self.context, self.proposal)
        return (*above, decisions, self.form, self.others, widgets.HBox([self.compare]), self.table, self.pressing)

    def _button(self, name: str, press: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(
            description=self._word(f"button_{name}"), tooltip=self._word(f"tip_{name}"), layout={"width": "auto"}
        )
        button.on_click(lambda _: press())
        return button

    def _word(self, key: str, **values: Any) -> str:
        return say(self.language, f"coding.{key}", **values)

    # ---- what is shown

    def _show(self) -> None:
        if not self.key:
            return
        case = self._shown
        self._show_progress(case)
        self.context.value = self._in_context(case)
        self.proposal.value = self._in_words(self.coding.cases[self.key])
        self.form.show(case)
        self.others.value = self._of_others()

    @property
    def _shown(self) -> Mapping[str, Any]:
        mine = self.coding.mine.get(self.key)
        return mine if mine is not None and mine["decision"] != "reject" else self.coding.cases[self.key]

    def _show_progress(self, case: Mapping[str, Any]) -> None:
        decided, every = self._decided, len(self.coding.cases)
        self.progress.max, self.progress.value = max(every, 1), decided
        mine = self.coding.mine.get(self.key)
        state = self._word(f"made_{mine['decision']}" if mine else "made_not")
        place = self._word("place", interview=case["interview"], turn=int(case["turn"]) + 1, at=self.at + 1, of=every)
        done = self._word("decided", n=decided, of=every)
        self.head.value = f"{escape(done)} · {escape(place)} · <b>{escape(state)}</b>"

    def _in_context(self, case: Mapping[str, Any]) -> str:
        lines = []
        for row in self.coding.around(self.key).itertuples():
            here = row.turn == int(case["turn"])
            text = _marked(str(row.text), int(case["start"]), int(case["end"])) if here else escape(str(row.text))
            quiet = "" if here else ";opacity:.75"
            lines.append(f'<p style="margin:.3em 0{quiet}"><b>{escape(str(row.label))}:</b> {text}</p>')
        return html.card(*lines)

    def _in_words(self, case: Mapping[str, Any]) -> str:
        said = self._sentence(case)
        by = self._word("by_hand") if case["method"] == "manual" else self._word("suggested")
        score = case["score"]
        sure = "" if score == "" else self._word("score", score=number(self.language, float(score), _PLACES))
        return f'<div style="margin:.3em 0">{escape(by)}: <b>{escape(said)}</b> {escape(sure)}</div>'

    def _sentence(self, case: Mapping[str, Any]) -> str:
        """Say what a statement says, in one line."""
        ends = {end: self._word("customer") if case[end] == "customer" else case[end] for end in ("source", "target")}
        parts = [self._word(f"says_{case['relation']}", **ends)] if case["relation"] else []
        parts += [word_of(self.language, what, case[what]) for what in ("barrier", "purpose") if case[what]]
        return "; ".join(parts)

    def _of_others(self) -> str:
        made = self.coding.others(self.key)
        lines = [
            f"{coder}: {self._word('made_' + row['decision'])}"
            + (f" – {self._sentence(row)}" if row["decision"] != "reject" else "")
            for coder, row in made.items()
        ]
        return html.bullets(self._word("others"), lines)

    def _say(self, key: str, *, bad: bool = False, why: str = "") -> None:
        self.status.value = html.status(self._word(key, why=why), bad=bad)

    # ---- what is done

    def _to_open(self) -> None:
        """Go to the next suggestion on which nothing is decided, from here on and then from the beginning."""
        keys = list(self.coding.cases)
        ahead = [*range(self.at, len(keys)), *range(self.at)]
        self.at = next((place for place in ahead if keys[place] not in self.coding.mine), self.at)
        self._show()

    def _step(self, by: int) -> None:
        if self.coding.cases:
            self.adding = False
            self.at = min(max(self.at + by, 0), len(self.coding.cases) - 1)
            self._show()

    def _keep(self) -> None:
        if self.adding:
            self._add()
        elif self.key:
            said, case = self.form.said, self.coding.cases[self.key]
            same = all(said[name] == str(case[name]) for name in _CHANGED)
            self._decide("confirm" if same else "correct", said)

    def _mend(self) -> None:
        self._say("mending")
        self.form.fields["relation"].focus()

    def _reject(self) -> None:
        if self.adding:
            self._step(0)
            self._say("not_added")
        elif self.key:
            self._decide("reject", None)

    def _decide(self, decision: str, said: Mapping[str, str] | None) -> None:
        key = self.key
        if self._tried(lambda: self.coding.decide(key, decision, said)):
            self.past.append(key)
            self._find(key)
            self._to_open()
            self._say("all_done" if self._decided == len(self.coding.cases) else f"made_{decision}")

    def _begin_adding(self) -> None:
        if not self.key:
            return
        case = self._shown
        self.adding = True
        turn = self.coding.around(self.key, before=0, after=0)["text"].iloc[0]
        self.form.show(dict.fromkeys((*SAYS, "released", "paraphrase"), "") | {"quote": turn})
        self._say("adding", why=str(case["interview"]))

    def _add(self) -> None:
        case = self._shown
        made: list[str] = []
        if self._tried(lambda: made.append(self.coding.add(case["interview"], int(case["turn"]), self.form.said))):
            self.adding = False
            self.past += made
            self._find(made[0])
            self._show()
            self._say("added")

    def _undo(self) -> None:
        if not self.past:
            self._say("nothing_undone")
            return
        key = self.past.pop()
        if self._tried(lambda: self.coding.decide(key, "undo")):
            self._find(key)
            self._show()
            self._say("undone")

    def _tried(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except InputError as error:
            place = error.faults[0].place
            self._say(f"wrong_{place}" if place in _WRONG else "refused", why=str(error), bad=True)
            return False
        return True

    def _find(self, key: str) -> None:
        self.at = list(self.coding.cases).index(key)

    def _show_agreement(self) -> None:
        self.coding.read()
        self._show()
        self.table.value = self._agreement_table(self.coding.agreement())

    def _agreement_table(self, found: pd.DataFrame) -> str:
        if not len(found):
            return html.remark(self._word("one_coder"))
        heads = [self._word(f"head_{name}") for name in ("coders", "code", "n", "cells", "kappa", "alpha", "jaccard")]
        rows = [
            [
                f"{row['coder_a']} – {row['coder_b']}",
                word_of(self.language, "relation" if row["code"] in RELATIONS else "barrier", row["code"]),
                str(row["n"]),
                " / ".join(str(row[name]) for name in ("both", "first_only", "second_only", "neither")),
                *(self._with_interval(row, name) for name in ("kappa", "alpha")),
                self._measure(row["jaccard"]),
            ]
            for row in found.to_dict("records")
        ]
        return html.grid(heads, rows)

    def _with_interval(self, row: Mapping[str, Any], name: str) -> str:
        ends = [self._measure(row[f"{name}_{end}"]) for end in ("low", "high")]
        value = self._measure(row[name])
        return value if row[name] != row[name] else f"{value} ({ends[0]} – {ends[1]})"

    def _measure(self, value: float) -> str:
        return self._word("not_defined") if value != value else number(self.language, float(value), _PLACES)


def _marked(text: str, start: int, end: int) -> str:
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"
