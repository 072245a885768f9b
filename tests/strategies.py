"""Random small logs: unknown departments, outcomes, told events, ties, several signals, rows in any order."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st
from reference import Event

# Histograms keep four digits of a duration; whole steps of this size, at most 10^4 of them, lose nothing.
STEP = 10_000
GAPS = (0, 1, 1, 2, 3, 10, 60, 300)
OUTCOMES = ("adopted", "answered", "rejected", "withdrawn", "closed", "left")
STAYS = ("queue", "customer")
ACTIVITIES = ("work",) * 6 + STAYS + ("told",) * 2 + OUTCOMES
DEPARTMENTS = ("Front", "Front", "Billing", "Product", "Legal", "")
KINDS = ("", "idea", "complaint")


@dataclass(frozen=True)
class RandomLog:
    """Events, and where the log was cut off (seconds, exclusive)."""

    events: tuple[Event, ...]
    cutoff: int


@st.composite
def signals(draw: st.DrawFn, name: str, *, ties: bool, sequence: bool) -> list[Event]:
    """Draw one signal: its events in the order in which they were told."""
    kind = draw(st.sampled_from(KINDS))
    t = draw(st.integers(0, 400))
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from(GAPS if ties else GAPS[1:]),
                st.sampled_from(DEPARTMENTS),
                st.sampled_from(ACTIVITIES),
                st.sampled_from((kind, kind, kind, "", "complaint")),
            ),
            min_size=1,
            max_size=7,
        )
    )
    events = []
    for place, (gap, department, activity, said) in enumerate(steps):
        t += gap
        outcome = activity if activity in OUTCOMES else ""
        seq = place + 1 if sequence else 0
        stay = activity if activity in STAYS else ""
        events.append(Event(name, t * STEP, department, seq, outcome, activity == "told", said, stay=stay))
    return events


@st.composite
def event_logs(
    draw: st.DrawFn, *, ties: bool = True, sequence: bool | None = None, least: int = 1, most: int = 12
) -> RandomLog:
    """Draw a log; ``sequence`` None lets chance decide whether it has a sequence column."""
    numbered = draw(st.booleans()) if sequence is None else sequence
    count = draw(st.integers(least, most))
    drawn = [draw(signals(f"s{place}", ties=ties, sequence=numbered)) for place in range(count)]
    events = [event for signal in drawn for event in signal]
    Random(draw(st.integers(0, 999))).shuffle(events)
    last = max(event.t for event in events)
    return RandomLog(tuple(events), last + draw(st.integers(0, 900)) * STEP + 1)
