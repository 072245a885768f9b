"""The cells of tables: in words for who reads them, and as numbers for what sorts them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kccdiag.cards.amounts import named
from kccdiag.cards.table import in_words
from kccdiag.present.report.markup import Html, el, joined
from kccdiag.shown.quantities import month
from kccdiag.wording import say

ENDS = ("_low", "_high")
MINUS = re.compile(r"(?<!\w)-(?=\d)")
UNIT = re.compile(r"(?<=\d)[^\d]+$")
UNIT_IN_HEAD = {"difference", "median_days", "signal_days", "limit_days"}
PARTS = {"low", "high", "unit"}  # of an estimate, and told beside it
# Words of ours that stand in the cells of a column, by what they are called in wording.
SPOKEN = {
    "outcome": "notebook.outcome_{}",
    "stage": "figures.funnel_{}",
    "relation": "report.relation_{}",
    "measure": "report.measure_{}",
}
Row = Mapping[str, Any]


def main_columns(names: Sequence[str]) -> list[str]:
    """Choose the columns that are not the end of another one's interval.

    Examples
    --------
    >>> main_columns(["reach", "reach_low", "reach_high", "live"]), main_columns(["share", "low", "high"])
    (['reach', 'live'], ['share'])
    """
    ends = {name + end for name in names for end in ENDS}
    if {"estimate", "share"} & set(names):
        ends |= PARTS
    return [name for name in names if name not in ends]


def head_of(name: str, *, of: str, language: str) -> str:
    """Name a column as a reader knows it."""
    general = named(language, f"columns.{name}", name.replace("_", " "))
    here = named(language, f"report.column_{name}", named(language, f"columns.{of}.{name}", general))
    return named(language, f"report.column_{of}_{name}", here)


def cells_of(rows: Sequence[Row], names: Sequence[str], *, of: str, language: str) -> list[list[Html]]:
    """Write the cells of some columns: words, the interval smaller behind them, and the number itself for sorting."""
    spoken = [{name: _spoken(name, value, language) for name, value in row.items()} for row in rows]
    texts = in_words(spoken, names, of=of, language=language)[1] if rows else []
    between = say(language, "notebook.interval", low="", high="")
    cells = []
    for line, row in zip(texts, rows, strict=True):
        short = [_shortened(text, name, between) if is_number(row.get(name)) else text
                 for text, name in zip(line, names, strict=True)]  # fmt: skip
        cells.append([_cell(text, row.get(name), _ends(row, name)) for text, name in zip(short, names, strict=True)])
    return cells


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a table with Python's own numbers in them."""
    return [
        {str(name): value.item() if isinstance(value, np.generic) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def is_number(value: Any) -> bool:
    """Tell whether a cell is to be read from the right: numbers, not yes and no."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def exact(value: float) -> str:
    """Write a number for a machine: twelve digits, as in findings.json."""
    return f"{value:.12g}"


def _cell(text: str, value: Any, ends: Iterable[Any]) -> Html:
    if not is_number(value):
        return el("td", text, data_v=f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else None)
    low, high = (exact(end) if is_number(end) and math.isfinite(end) else None for end in ends)
    said, bracket, span = text.partition(" (")
    small = joined(Html(" "), el("small", f"({span}")) if bracket else None
    number = exact(value) if not math.isnan(value) else None
    return el("td", said, small, class_="n", data_v=number, data_low=low, data_high=high)


def _shortened(text: str, name: str, between: str) -> str:
    """Shorten a number and its interval to what a narrow column holds: the unit once, or not where the head has it.

    Examples
    --------
    >>> _shortened("34 % (32 % to 35 %)", "share", " to ")
    '34 % (32–35 %)'
    >>> _shortened("-9 points (-12 to 3 points)", "difference", " to ")
    '−9 (−12 – 3)'
    """
    said, bracket, span = text.removesuffix(")").partition(" (")
    low, _, high = span.partition(between)
    number, low, high = ((UNIT.sub("", part) if name in UNIT_IN_HEAD else part) for part in (said, low, high))
    found = UNIT.search(low)
    if found and high.endswith(found[0]):
        low = low.removesuffix(found[0])
    dash = " – " if "-" in low + high else "–"
    return MINUS.sub("−", f"{number} ({low}{dash}{high})" if bracket else number)


def _ends(row: Row, name: str) -> tuple[Any, Any]:
    if name in ("estimate", "share") and "low" in row:
        return row["low"], row["high"]
    low, high = (row.get(name + end) for end in ENDS)
    return low, high


def _spoken(name: str, value: Any, language: str) -> Any:
    """Say in words what a cell holds in a code of ours."""
    if isinstance(value, pd.Timestamp) and name == "month":
        return f"{month(language, value.month)} {value.year}"
    if name in SPOKEN and isinstance(value, str):
        general = named(language, SPOKEN[name].format(value), value)
        return named(language, f"report.{name}_{value}", general) if value else "–"
    return value
