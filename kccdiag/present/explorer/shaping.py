"""A view of the cube, made ready to be drawn: what is too much to draw is pooled, what is compared is subtracted."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

FLOWS = 400  # handovers sent, the strongest first
OWN_FLOWS = 8  # and of each department its strongest, in either direction
MATRIX = {"wide": 20, "narrow": 8}  # departments in the matrix; the others are pooled
POOLED = -1
PLACES = 5  # digits that a picture can show

OF_A_CELL = ("handovers", "expected", "openness", "openness_low", "openness_high")

Handover = dict[str, Any]


def for_the_browser(view: dict[str, Any], page: dict[str, Any]) -> dict[str, Any]:
    """Return a view with what is drawn: no more handovers than can be told apart, matrices, and differences.

    Returns
    -------
    dict
        The view, with ``flow_total`` and ``flow_count`` (handovers and pairs before leaving out), ``matrix`` by width,
        and in compared ``ideas`` the ``difference`` with its interval.
    """
    handovers = [row for row in view.get("handovers") or [] if row["handovers"] is not None]
    between = [row for row in handovers if row["giver"] != row["taker"] and row["handovers"] > 0]
    shaped = view | {
        "flow_total": sum(row["handovers"] for row in between),
        "flow_count": len(between),
        "handovers": [_rounded(row) for row in strongest(between)],
        "departments": [_rounded(row) for row in view.get("departments") or []],
        "matrix": {size: matrix_of(handovers, page, most=most) for size, most in MATRIX.items()},
    }
    compared = view.get("compared")
    if compared:
        shaped["compared"] = for_the_browser(compared, page)
        apart = not overlapping(view["choice"], compared["choice"])
        shaped["ideas"] = with_differences(view["ideas"], compared["ideas"], apart=apart)
    return shaped


def strongest(between: list[Handover]) -> list[Handover]:
    """Choose the strongest handovers of all, and of every department its own strongest.

    Examples
    --------
    >>> rows = [{"giver": 0, "taker": 1, "handovers": 5}, {"giver": 1, "taker": 2, "handovers": 9}]
    >>> [row["handovers"] for row in strongest(rows)]
    [9, 5]
    """
    ranked = sorted(between, key=lambda row: (-row["handovers"], row["giver"], row["taker"]))
    given, taken = Counter[int](), Counter[int]()
    chosen = []
    for place, row in enumerate(ranked):
        giver, taker = row["giver"], row["taker"]
        given[giver] += 1
        taken[taker] += 1
        if place < FLOWS or given[giver] <= OWN_FLOWS or taken[taker] <= OWN_FLOWS:
            chosen.append(row)
    return chosen


def matrix_of(handovers: list[Handover], page: dict[str, Any], *, most: int) -> dict[str, Any]:
    """Lay out who hands over to whom, against what is expected: the busiest departments, the others pooled.

    Returns
    -------
    dict
        ``departments`` (indices; ``POOLED`` last where there are more), ``pooled`` (how many), ``cells`` by
        "giver>taker": handovers, and where nothing is pooled expected and openness with its interval. What is expected
        of pairs can't be added up: the many that expect less than one handover, and had none, are no rows.
    """
    expected = [row for row in handovers if row["expected"] is not None and row["giver"] != row["taker"]]
    volume = Counter[int]()
    for row in expected:
        volume[row["giver"]] += row["handovers"]
        volume[row["taker"]] += row["handovers"]
    ranked = sorted(volume, key=lambda index: (-volume[index], index))
    walled = {index for pair in page["walls"] for index in pair}  # a wall is never pooled away
    told = _told(page)
    first = sorted(ranked, key=lambda index: (index not in walled, index not in told, ranked.index(index)))[:most]
    shown = [index for index in ranked if index in first]
    rest = len(ranked) - len(shown)
    cells: dict[str, Handover] = {}
    for row in handovers:
        ends = [row[end] if row[end] in first else POOLED for end in ("giver", "taker")]
        if POOLED not in ends:
            cells[f"{ends[0]}>{ends[1]}"] = _rounded({column: row[column] for column in OF_A_CELL})
        elif rest:
            cell = cells.setdefault(f"{ends[0]}>{ends[1]}", {"handovers": 0})
            cell["handovers"] += row["handovers"]
    return {"departments": [*shown, POOLED] if rest else shown, "pooled": rest, "cells": cells}


def _told(page: dict[str, Any]) -> set[int]:
    """Name the departments of pairs of which what is said and what is done differ."""
    pairs = (page.get("said") or {}).get("pairs", [])
    return {pair[end] for pair in pairs if pair["standing"] != "agreed" for end in ("giver", "taker")}


def with_differences(
    stages: list[dict[str, Any]], others: list[dict[str, Any]], *, apart: bool
) -> list[dict[str, Any]]:
    """Add to each stage of the ideas how much its share differs from that in the period it is compared with.

    Parameters
    ----------
    apart
        Whether the periods share no signal; only then the difference has an interval.
    """
    then = {row["stage"]: row for row in others}
    return [row | {"difference": difference(row, then.get(row["stage"]), apart=apart)} for row in stages]


def difference(row: dict[str, Any], then: dict[str, Any] | None, *, apart: bool) -> dict[str, float | None]:
    """Subtract a share from another, with the interval that follows from theirs (Zou and Donner 2008).

    Both are corrected for what is still on its way, so that the later period does not look worse for being later.

    Examples
    --------
    >>> now, then = {"share": 0.5, "low": 0.4, "high": 0.6}, {"share": 0.3, "low": 0.27, "high": 0.34}
    >>> [round(end, 3) for end in difference(now, then, apart=True).values()]
    [0.2, 0.092, 0.304]
    """
    if then is None or row["share"] is None or then["share"] is None:
        return {"value": None, "low": None, "high": None}
    change = row["share"] - then["share"]
    if not apart or any(one[end] is None for one in (row, then) for end in ("low", "high")):
        return {"value": change, "low": None, "high": None}
    down = math.hypot(row["share"] - row["low"], then["high"] - then["share"])
    up = math.hypot(row["high"] - row["share"], then["share"] - then["low"])
    return {"value": change, "low": change - down, "high": change + up}


def overlapping(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two periods share a quarter."""
    return bool(one["from"] <= other["to"] and other["from"] <= one["to"])


def _rounded(row: Handover) -> Handover:
    return {name: round(value, PLACES) if isinstance(value, float) else value for name, value in row.items()}
