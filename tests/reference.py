"""DEFINITIONS 1 and 2 once more, in plain Python and one event at a time: what the SQL is held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

DAY = 86_400
NEVER = None


@dataclass(frozen=True)
class Event:
    """One row of a log; its row number is its place in the list."""

    signal: str
    t: int
    department: str = ""
    seq: int = 0
    outcome: str = ""
    told: bool = False
    kind: str = ""
    person: str = ""
    stay: str = ""  # queue, customer


@dataclass(frozen=True)
class Rules:
    """The limits that the reference needs, in days but for the first two."""

    probability: Fraction = Fraction(1, 20)
    gaps: int = 30
    told_days: int = 30
    passed_on_days: int = 30
    settled_days: int = 90


@dataclass(frozen=True)
class Visit:
    """A maximal run of consecutive events of a signal in one department."""

    department: str
    enter: int
    leave: int | None
    state: str  # passed, closed, exited (to another system), live, dropped, after


@dataclass(frozen=True)
class Signal:
    """A signal and what became of it."""

    name: str
    kind: str
    events: tuple[Event, ...]  # in order, told events left out
    told: tuple[int, ...]  # times
    closing: int | None  # place in events
    reopened: bool

    @property
    def outcome(self) -> str:
        return self.events[self.closing].outcome if self.closing is not None else ""

    @property
    def closed(self) -> int | None:
        return self.events[self.closing].t if self.closing is not None else None

    @property
    def journey(self) -> tuple[str, ...]:
        return tuple(department for department, _ in groupby(event.department for event in self.events))


def in_order(rows: Sequence[Event]) -> dict[str, list[Event]]:
    """Sort events by (time, sequence, rank, row), by signal."""
    placed = sorted(
        ((event.t, event.seq, bool(event.outcome) or event.told, row), event) for row, event in enumerate(rows)
    )
    signals: dict[str, list[Event]] = {}
    for _, event in placed:
        signals.setdefault(event.signal, []).append(event)
    return signals


def signals_of(rows: Sequence[Event]) -> list[Signal]:
    """Follow every signal."""
    return [_signal(name, events) for name, events in in_order(rows).items()]


def _signal(name: str, everything: list[Event]) -> Signal:
    kind = next((event.kind for event in everything if event.kind), "")
    events = tuple(event for event in everything if not event.told)
    closing, reopened = None, False
    for place, event in enumerate(events):
        if event.outcome:
            if all(other.outcome for other in events if other.t > event.t):
                closing = place
                break
            reopened = True
    return Signal(name, kind, events, tuple(event.t for event in everything if event.told), closing, reopened)


@dataclass(frozen=True)
class Gap:
    """A wait for the next event of a signal; censored where it never came."""

    department: str
    kind: str
    seconds: int
    ended: bool


def gaps_of(signals: Iterable[Signal], *, cutoff: int) -> list[Gap]:
    """List the gaps between events up to the closing event."""
    gaps = []
    for signal in signals:
        upto = signal.events if signal.closing is None else signal.events[: signal.closing + 1]
        gaps += [Gap(one.department, signal.kind, two.t - one.t, True) for one, two in pairwise(upto)]
        if signal.closing is None and upto:
            gaps.append(Gap(upto[-1].department, signal.kind, cutoff - upto[-1].t, False))
    return gaps


def limit_of(gaps: Sequence[Gap], probability: Fraction) -> int | None:
    """Return the shortest completed gap after which another event has less than this probability; None without any."""
    survival, curve = Fraction(1), []
    for seconds in sorted({gap.seconds for gap in gaps}):
        waiting = sum(gap.seconds >= seconds for gap in gaps)
        ended = sum(gap.seconds == seconds and gap.ended for gap in gaps)
        survival *= 1 - Fraction(ended, waiting)
        curve.append((seconds, survival, ended))
    for seconds, here, ended in curve:
        if ended and (not here or (here - curve[-1][1]) / here < probability):
            return seconds
    return NEVER


def silence_limit(department: str, kind: str, gaps: Sequence[Gap], rules: Rules) -> int | None:
    """Return the silence limit: of the department, else of the kind, else of all gaps."""
    here = [gap for gap in gaps if gap.department == department]
    alike = [gap for gap in gaps if gap.kind == kind]
    if department and sum(gap.ended for gap in here) >= rules.gaps:
        return limit_of(here, rules.probability)
    if sum(gap.ended for gap in alike) >= rules.gaps:
        return limit_of(alike, rules.probability)
    return limit_of(gaps, rules.probability)


def visits_of(signal: Signal, gaps: Sequence[Gap], *, cutoff: int, rules: Rules) -> list[Visit]:
    """List the visits of a signal with what became of each."""
    runs, place = [], 0
    for department, run in groupby(signal.events, key=lambda event: event.department):
        events = list(run)
        runs.append((department, place, place + len(events) - 1, events[0].t))
        place += len(events)
    visits = []
    for number, (department, first, last, enter) in enumerate(runs):
        following = runs[number + 1][3] if number + 1 < len(runs) else None
        if signal.closing is not None and first > signal.closing:
            visits.append(Visit(department, enter, None, "after"))
        elif signal.closing is not None and last >= signal.closing:
            visits.append(Visit(department, enter, signal.closed, "exited" if signal.outcome == "left" else "closed"))
        elif following is not None:
            visits.append(Visit(department, enter, following, "passed"))
        else:
            limit = silence_limit(department, signal.kind, gaps, rules)
            silent = cutoff - signal.events[-1].t
            dropped = limit is not None and silent >= limit
            visits.append(Visit(department, enter, None, "dropped" if dropped else "live"))
    return visits


def contact_centre(signals: Iterable[Signal]) -> str | None:
    """Return the department that most signals start in if that is at least half of them; None for "the intake"."""
    starts = Counter(signal.events[0].department for signal in signals if signal.events)
    known = [(-count, department) for department, count in starts.items() if department]
    if known and 2 * -min(known)[0] >= starts.total():
        return min(known)[1]
    return None


def count_journeys(rows: Sequence[Event], *, cutoff: int, rules: Rules) -> Counter[tuple[object, ...]]:
    """Count signals by kind, journey, outcome, and what else a variant tells of them."""
    signals = signals_of(rows)
    gaps = gaps_of(signals, cutoff=cutoff)
    counts: Counter[tuple[object, ...]] = Counter()
    for signal in signals:
        closed = signal.closed
        visits = visits_of(signal, gaps, cutoff=cutoff, rules=rules)
        month = rules.told_days * DAY
        counts[
            signal.kind,
            signal.journey,
            signal.outcome,
            any(visit.state == "dropped" for visit in visits),
            signal.reopened,
            bool(signal.told),
            closed is not None and any(abs(t - closed) <= month for t in signal.told),
            closed is not None and closed <= cutoff - month,
            signal.events[signal.closing].department if signal.closing is not None else "",
        ] += 1
    return counts


def count_ages(rows: Sequence[Event], *, cutoff: int, rules: Rules) -> Counter[tuple[object, ...]]:
    """Count the contact centre's signals by start, age (1: old enough for passed on, 2: settled), passed on in time."""
    signals = [signal for signal in signals_of(rows) if signal.events]
    centre, gaps = contact_centre(signals), gaps_of(signals, cutoff=cutoff)
    counts: Counter[tuple[object, ...]] = Counter()
    for signal in signals:
        first = signal.events[0]
        if not first.department or centre not in (None, first.department):
            continue
        old = cutoff - first.t
        age = (old >= rules.passed_on_days * DAY) + (old >= rules.settled_days * DAY)
        # What another department writes after the closing event passes nothing on.
        visits = [visit for visit in visits_of(signal, gaps, cutoff=cutoff, rules=rules) if visit.state != "after"]
        away = [visit.enter - first.t for visit in visits if visit.department not in ("", first.department)]
        counts[first.department, age, bool(away) and min(away) <= rules.passed_on_days * DAY] += 1
    return counts


def count_stays(rows: Sequence[Event], *, cutoff: int, rules: Rules) -> dict[tuple[str, str], tuple[int, int]]:
    """Count visits and seconds by department and kind: what ended or is under way, dropped visits left out."""
    stays: dict[tuple[str, str], tuple[int, int]] = {}
    for signal, visit in _all_visits(rows, cutoff=cutoff, rules=rules):
        if visit.state in ("passed", "closed", "exited", "live"):
            leave = cutoff if visit.leave is None else visit.leave
            visits, seconds = stays.get((visit.department, signal.kind), (0, 0))
            stays[visit.department, signal.kind] = visits + 1, seconds + leave - visit.enter
    return stays


def count_parts(rows: Sequence[Event], *, cutoff: int, rules: Rules) -> Counter[tuple[str, str, str]]:
    """Count seconds by department, kind and what the last event said that the signal was doing there."""
    signals = signals_of(rows)
    gaps = gaps_of(signals, cutoff=cutoff)
    seconds: Counter[tuple[str, str, str]] = Counter()
    for signal in signals:
        visits = visits_of(signal, gaps, cutoff=cutoff, rules=rules)
        runs = [list(run) for _, run in groupby(signal.events, key=lambda event: event.department)]
        visit_of = [visit for visit, run in zip(visits, runs, strict=True) for _ in run]
        ends = [*(event.t for event in signal.events[1:]), cutoff][: len(signal.events)]
        for event, visit, end in list(zip(signal.events, visit_of, ends, strict=True))[: signal.closing]:
            if event.department and visit.state in ("passed", "closed", "exited", "live"):
                seconds[event.department, signal.kind, event.stay or "work"] += end - event.t
    return seconds


def count_states(rows: Sequence[Event], *, cutoff: int, rules: Rules) -> Counter[tuple[str, str]]:
    """Count visits by department and state."""
    return Counter((visit.department, visit.state) for _, visit in _all_visits(rows, cutoff=cutoff, rules=rules))


def count_stock(rows: Sequence[Event], *, cutoff: int, rules: Rules, at: int) -> Counter[tuple[str, str]]:
    """Count the signals that are in each department just before a moment, ``live`` and ``dead``."""
    stock: Counter[tuple[str, str]] = Counter()
    for signal, visit in _all_visits(rows, cutoff=cutoff, rules=rules):
        if visit.state == "after" or visit.enter >= at or (visit.leave is not None and visit.leave < at):
            continue
        dead = visit.state == "dropped" and signal.events[-1].t < at
        stock[visit.department, "dead" if dead else "live"] += 1
    return stock


def count_drops(rows: Sequence[Event], *, cutoff: int, rules: Rules) -> dict[tuple[str, str], tuple[int, int]]:
    """Count by department and kind the visits entered a silence limit before the cut-off, and the drops among them."""
    signals = signals_of(rows)
    gaps = gaps_of(signals, cutoff=cutoff)
    drops: dict[tuple[str, str], tuple[int, int]] = {}
    for signal in signals:
        for visit in visits_of(signal, gaps, cutoff=cutoff, rules=rules):
            limit = silence_limit(visit.department, signal.kind, gaps, rules)
            if visit.department and visit.state != "after" and limit is not None and visit.enter <= cutoff - limit:
                visits, dropped = drops.get((visit.department, signal.kind), (0, 0))
                drops[visit.department, signal.kind] = visits + 1, dropped + (visit.state == "dropped")
    return drops


def count_handovers(rows: Sequence[Event]) -> Counter[tuple[str, str]]:
    """Count the handovers between known departments."""
    return Counter(
        (giver, taker) for signal in signals_of(rows) for giver, taker in pairwise(signal.journey) if giver and taker
    )


def _all_visits(rows: Sequence[Event], *, cutoff: int, rules: Rules) -> list[tuple[Signal, Visit]]:
    signals = signals_of(rows)
    gaps = gaps_of(signals, cutoff=cutoff)
    return [
        (signal, visit)
        for signal in signals
        for visit in visits_of(signal, gaps, cutoff=cutoff, rules=rules)
        if visit.department
    ]
