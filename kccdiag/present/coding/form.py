"""What a statement says, as fields that can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from kccdiag.intake.coded.cells import PURPOSES
from kccdiag.intake.relations import BARRIERS, CUSTOMER, RELATIONS
from kccdiag.wording import say

WIDE = {"width": "100%", "max_width": "62em"}
LABELS = {"description_width": "9em"}
HALF: dict[str, Any] = {"style": LABELS, "layout": {"width": "30em"}}


def word_of(language: str, what: str, code: str) -> str:
    """Say what a relation, a barrier or a purpose is called."""
    return say(language, f"{'said' if what == 'barrier' else 'coding'}.{what}_{code}")


class Form(widgets.VBox):
    """The fields of one statement; :attr:`said` is what stands in them."""

    def __init__(self, departments: Sequence[str], *, language: str) -> None:
        self.language = language
        ends = [("–", ""), *((name, name) for name in departments), (self._word("customer"), CUSTOMER)]
        self.fields: dict[str, Any] = {
            "relation": self._choice("relation", self._named("relation", RELATIONS)),
            "barrier": self._choice("barrier", self._named("barrier", BARRIERS)),
            "source": self._choice("source", ends),
            "target": self._choice("target", ends),
            "purpose": self._choice("purpose", self._named("purpose", PURPOSES)),
            "quote": widgets.Textarea(description=self._word("quote"), rows=2, style=LABELS, layout=WIDE),
            "released": widgets.Checkbox(description=self._word("released"), indent=False, layout={"width": "auto"}),
            "paraphrase": widgets.Text(description=self._word("paraphrase"), style=LABELS, layout=WIDE,
                                       placeholder=self._word("paraphrase_why")),
        }  # fmt: skip
        pairs = (("relation", "barrier"), ("source", "target"))
        rows = [widgets.HBox([self.fields[name] for name in pair], layout={"flex_flow": "row wrap"}) for pair in pairs]
        under = widgets.HBox([self.fields["released"]], layout={"margin": "0 0 .2em 9.4em"})
        super().__init__(
            children=(*rows, self.fields["purpose"], self.fields["quote"], under, self.fields["paraphrase"])
        )

    @property
    def said(self) -> dict[str, str]:
        """What stands in the fields, as cells of statements.csv."""
        cells = {name: field.value for name, field in self.fields.items()}
        return {**cells, "released": "yes" if cells["released"] else "no"}

    def show(self, case: Mapping[str, Any]) -> None:
        """Fill the fields from a statement; a department that is in no list is added to the choice."""
        for name in ("source", "target"):
            field, value = self.fields[name], str(case[name])
            if value not in {known for _, known in field.options}:
                field.options = (*field.options, (value, value))
        for name, field in self.fields.items():
            field.value = case[name] in ("yes", True) if name == "released" else str(case[name])

    def _choice(self, name: str, options: Sequence[tuple[str, str]]) -> widgets.Dropdown:
        return widgets.Dropdown(description=self._word(name), options=options, **HALF)

    def _named(self, what: str, codes: Sequence[str]) -> list[tuple[str, str]]:
        return [("–", ""), *((word_of(self.language, what, code), code) for code in codes)]

    def _word(self, key: str) -> str:
        return say(self.language, f"coding.{key}")
