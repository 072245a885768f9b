"""The reductions by slice, as text: a quarter of the first event × kind × channel, as one integer in the kind's place.

What is reduced by slice can be added up again for every choice of quarters, kinds and channels. Silence limits are by
kind, so slices are made after "stay" is there.
"""

from __future__ import annotations

from kccdiag.flow import stays_sql
from kccdiag.flow.fates_sql import JOURNEY_COLUMNS, STAGE_COLUMNS, VARIANTS, fates, funnel
from kccdiag.flow.people_sql import WORKERS
from kccdiag.flow.steps_sql import SIGNAL_COLUMNS
from kccdiag.flow.terms import AFTER


def _recoded(name: str, columns: tuple[str, ...]) -> str:
    kept = ", ".join(f"{name}.{column}" for column in columns if column != "kind")
    return f"select {kept}, slice.slice as kind from {name} join slice on slice.signal_id = {name}.signal_id"


RECODED = {
    "slice": """
select signal_id, quarter, kind, channel, (quarter * {code} + kind) * {code} + channel as slice from signal
""",
    "signal": _recoded("signal", SIGNAL_COLUMNS),
    "stay": _recoded("stay", stays_sql.STAY_COLUMNS),
    "journey": _recoded("journey", JOURNEY_COLUMNS),
    "stage": _recoded("stage", STAGE_COLUMNS),
}

# The departments that a signal visited before it was closed.
_VISITED = f"""join (select distinct signal_id, dept from stay where dept > 0 and state <> {AFTER}) as visited
    on visited.signal_id = {{}}.signal_id"""
# Who worked anywhere on how many signals, and on how many of those that visited each department.
_HANDS = """from (select distinct signal_id, person from step where person > 0 and dept > 0) as hand
join signal on signal.signal_id = hand.signal_id """
HANDS = "select kind, person, count(*) as signals " + _HANDS + "group by kind, person"
HANDS_VISITED = (
    "select visited.dept, kind, person, count(*) as signals "
    + _HANDS
    + _VISITED.format("signal")
    + " group by visited.dept, kind, person"
)
SLICED = {
    "slices": "select distinct slice, quarter, kind, channel from slice",
    "variants": VARIANTS,
    "workers": WORKERS,
    **{name: stays_sql.TABLES[name] for name in (
        "stays", "stays_of_kind", "durations", "delays", "drops", "stock", "states",
    )},
    "funnel": funnel(),
    "fates": fates(""),
    "fates_visited": fates("dept, ", also="dept, ", joined=_VISITED.format("journey")),
    "funnel_visited": funnel("dept, ", _VISITED.format("stage")),
    "hands": HANDS,
    "hands_visited": HANDS_VISITED,
}  # fmt: skip
