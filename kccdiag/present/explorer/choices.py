"""What a reader can choose, and whether what came from the browser is such a choice."""

from __future__ import annotations

from typing import Any

FILTERS = {"kind": "kinds", "channel": "channels", "department": "departments"}


def everything(page: dict[str, Any]) -> dict[str, Any]:
    """Return the choice of all signals: what is shown first, and after a reset."""
    span: dict[str, Any] = {"from": 0, "to": max(0, len(page["periods"]) - 1)}
    return {"n": 0, **span, **dict.fromkeys(FILTERS), "compare": None}


def sound(choice: Any, page: dict[str, Any]) -> dict[str, Any] | None:
    """Return a choice with what belongs in it, or None for anything that nobody can choose.

    Examples
    --------
    >>> page = {"periods": ["2025 Q1", "2025 Q2"], "kinds": ["idea"], "channels": [], "departments": []}
    >>> sound({"n": 3, "from": 0, "to": 1, "kind": 0, "by": "hand"}, page)
    {'n': 3, 'from': 0, 'to': 1, 'kind': 0, 'channel': None, 'department': None, 'compare': None}
    >>> sound({"n": 4, "from": 1, "to": 0}, page), sound({"n": 5, "from": 0, "to": 1, "kind": 7}, page)
    (None, None)
    """
    if not isinstance(choice, dict) or not _index(choice.get("n"), 2**53):
        return None
    compare, periods = choice.get("compare"), len(page["periods"])
    if not _span(choice, periods) or not (compare is None or _span(compare, periods)):
        return None
    chosen = {name: choice.get(name) for name in FILTERS}
    if not all(value is None or _index(value, len(page[FILTERS[name]])) for name, value in chosen.items()):
        return None
    span = {"from": choice["from"], "to": choice["to"]}
    return {
        "n": choice["n"],
        **span,
        **chosen,
        "compare": None if compare is None else {"from": compare["from"], "to": compare["to"]},
    }


def _span(value: Any, periods: int) -> bool:
    """Tell whether a value names a period: two indices in order."""
    if not isinstance(value, dict):
        return False
    first, last = value.get("from"), value.get("to")
    return _index(first, max(periods, 1)) and _index(last, max(periods, 1)) and value["from"] <= value["to"]


def _index(value: Any, count: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count
