"""Which column of an unknown export is what, judged by its header and by how its values behave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from kccdiag.intake.profile import Column, Within, join_columns, purity, rows_within
from kccdiag.intake.vocabulary import header_score, plain, speaks

STRONG = 2.0  # a header of this score names the role
MOSTLY = 0.8  # share of a person's rows in one department
MOST_PERSONS = 20_000
ENOUGH = {"department": 0.6, "activity": 0.8, "person": 1.0}  # score from which a column is taken for the role
DETAILS = ("lifecycletransition", "substatus", "substate", "statusdetail")
# Of XES: that a task starts and ends says nothing of what became of a signal.
LIFECYCLE = frozenset(
    "complete start schedule assign reassign suspend resume autoskip manualskip withdraw ate_abort pi_abort "
    "unknown in progress".split()
)


Said = tuple[str, dict[str, object]]  # a text of the area `init`: its key, and the values filled in


@dataclass(frozen=True)
class Choice:
    """A column chosen for a role, with what spoke for it and what is in doubt.

    Parameters
    ----------
    role
        Canonical name.
    columns
        Columns of the export; several are joined; none where it can't be told.
    why, doubts
        Texts of the area `init`.
    others
        Columns that come second.
    """

    role: str
    columns: tuple[str, ...] = ()
    why: tuple[Said, ...] = ()
    doubts: tuple[Said, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Roles:
    """What every column of an export is taken for.

    Parameters
    ----------
    choices
        One for each role that was looked for.
    within
        The rows by signal and time; None without a signal.
    """

    choices: dict[str, Choice]
    within: Within | None
    columns: dict[str, Column] = field(default_factory=dict)

    def column(self, role: str) -> Column | None:
        """Give the values of a role, joined where it has several columns."""
        choice = self.choices.get(role)
        if choice is None or not choice.columns:
            return None
        return join_columns([self.columns[name] for name in choice.columns])


def find_roles(columns: Sequence[Column]) -> Roles:
    """Tell which column is what.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from kccdiag.intake.profile import profile_table
    >>> from kccdiag.intake.zones import read_clock
    >>> table = pa.table({"nr": ["1", "1", "2", "2"], "wanneer": ["2024-01-01", "2024-01-02"] * 2,
    ...                   "wie": ["KCC", "Facturatie", "KCC", "IT"]})
    >>> roles = find_roles(profile_table(table, clock=read_clock("Europe/Amsterdam")))
    >>> {role: choice.columns for role, choice in roles.choices.items() if choice.columns}
    {'signal': ('nr',), 'time': ('wanneer',), 'department': ('wie',)}
    """
    choices: dict[str, Choice] = {"signal": _signal(columns)}
    by_name = {column.name: column for column in columns}
    if not choices["signal"].columns:
        return Roles(choices | {"time": _time(columns, None)}, None, by_name)
    signal = by_name[choices["signal"].columns[0]]
    rest = [column for column in columns if column is not signal]
    choices["time"] = _time(rest, rows_within(signal))
    time = by_name[choices["time"].columns[0]] if choices["time"].columns else None
    within = rows_within(signal, time)
    rest = [column for column in rest if column.name not in choices["time"].columns]
    silent = _headers_say_nothing(columns)
    choices |= _moving(rest, within, silent=silent)
    taken = {name for choice in choices.values() for name in choice.columns}
    rest = [column for column in rest if column.name not in taken]
    choices["sequence"] = _sequence(rest, within, time)
    rest = [column for column in rest if column.name not in choices["sequence"].columns]
    for choice in _attributes(rest, within, silent=silent):
        choices[choice.role] = choice
    return Roles(choices, within, by_name)


def _headers_say_nothing(columns: Sequence[Column]) -> bool:
    telling = ("signal", "time", "department", "activity", "person")
    return not any(header_score(role, column.name) >= STRONG for role in telling for column in columns)


# ---- the signal: the finest column whose values come back and hold other columns still


def _signal(columns: Sequence[Column]) -> Choice:
    possible = [column for column in columns if _may_be_signal(column)]
    if not possible:
        return Choice("signal", doubts=(("no_signal", {}),), others=_names(columns))
    held = {column.name: _held(column, columns) for column in possible}
    scores = {column.name: _signal_score(column, held[column.name]) for column in possible}
    ranked = sorted(possible, key=lambda column: (-scores[column.name], column.place))
    best = _finest(ranked, scores)
    rows = len(best.codes) / best.distinct
    why: list[Said] = [("signal_repeats", {"distinct": best.distinct, "rows": rows})]
    if header_score("signal", best.name) >= STRONG:
        why.append(("header", {}))
    doubts: list[Said] = []
    if rows < 1.05:
        doubts.append(("single_rows", {}))
    near = [column.name for column in ranked if column is not best and scores[column.name] > scores[best.name] - 1]
    if near and header_score("signal", best.name) < STRONG:
        doubts.append(("guessed", {}))
    return Choice("signal", (best.name,), tuple(why), tuple(doubts), tuple(near[:4]))


def _may_be_signal(column: Column) -> bool:
    named = header_score("signal", column.name)
    if column.seconds is not None or column.clock or column.yes_no or column.distinct < (1 if named >= STRONG else 2):
        return False
    if column.filled < (0.9 if named >= STRONG else 0.98) or column.length > 60 or column.words > 4:
        return False
    return len(column.codes) / column.distinct >= 1.05 or named >= 1


def _held(column: Column, columns: Sequence[Column]) -> float:
    """Give how much still other columns hold between neighbouring rows of the same value, above chance (mean, ≤ 1)."""
    within = rows_within(column)
    others = [other for other in columns if other is not column and 1 < other.distinct < 0.95 * len(other.codes)]
    if not within.pairs or not others:
        return 0.0
    gains = []
    for other in others[:40]:
        shares = other.counts / max(1, int(other.counts.sum()))
        chance = float((shares**2).sum())
        gains.append((1 - within.changes(other) - chance) / (1 - chance))
    return float(np.mean(gains))


def _signal_score(column: Column, held: float) -> float:
    rows = len(column.codes)
    fine = np.log(column.distinct) / np.log(max(rows, 2))
    single = rows / column.distinct < 1.05
    words = max(_speaking(role, column) for role in ("department", "activity", "kind", "channel"))
    behaves = 1.5 * fine + 1.5 * held + 0.5 * column.identifiers - 2 * single - 2 * words
    return float(header_score("signal", column.name) + behaves)


def _finest(ranked: Sequence[Column], scores: dict[str, float]) -> Column:
    """Prefer, where headers do not decide, the column of which the best is an attribute: the case, not its customer."""
    best = ranked[0]
    if header_score("signal", best.name) >= STRONG:
        return best
    for other in ranked[1:]:
        finer = other.distinct > best.distinct and len(other.codes) / other.distinct >= 1.3
        if finer and scores[other.name] > scores[best.name] - 1 and rows_within(other).constant(best) >= 0.98:
            best = other
    return best


# ---- the time of an event: the date that moves on within a signal


def _time(columns: Sequence[Column], within: Within | None) -> Choice:
    dated = [column for column in columns if column.seconds is not None]
    if not dated:
        return Choice("time", doubts=(("no_time", {}),))
    scores = {column.name: _time_score(column, within) for column in dated}
    ranked = sorted(dated, key=lambda column: (-round(scores[column.name], 2), column.place))
    best = ranked[0]
    names, doubts = [best.name], list[Said]()
    why: list[Said] = [("time_moves", {"share": _moving_share(best, within)})]
    if header_score("time", best.name) >= STRONG:
        why.append(("header", {}))
    if best.whole_days:
        hours = [column for column in columns if column.clock and header_score("time", column.name) >= 0]
        hours = sorted(hours, key=lambda column: (abs(column.place - best.place), column.place))
        names += [column.name for column in hours[:1]]
        why += [("time_joined", {})] if hours else []
        doubts += [] if hours else [("whole_days", {})]
    if within is not None and within.pairs and _moving_share(best, within) < 0.3:
        doubts.append(("time_stands_still", {}))
    near = [column.name for column in ranked[1:] if scores[column.name] > scores[best.name] - 1]
    return Choice("time", tuple(names), tuple(why), tuple(doubts), tuple(near[:4]))


def _time_score(column: Column, within: Within | None) -> float:
    score = 0.5 * header_score("time", column.name) + column.filled - 0.5 * column.whole_days
    if within is None or not within.pairs or column.seconds is None:
        return score
    seconds = column.seconds.astype(float)
    falls = within.rises(-seconds)
    onward = max(1 - falls, 1 - within.rises(seconds))  # exports run forwards or backwards
    return score + 3 * _moving_share(column, within) + onward


def _moving_share(column: Column, within: Within | None) -> float:
    return 0.0 if within is None or not within.pairs else 1 - within.constant(column)


# ---- what moves within a signal: department, activity, person


def _moving(columns: Sequence[Column], within: Within, *, silent: bool) -> dict[str, Choice]:
    labels = [column for column in columns if column.labels and column.distinct < 0.6 * len(column.codes) + 3]
    moving = [column for column in labels if within.changes(column) > 0.005 or not within.pairs
              or (column.distinct == 1 and header_score("department", column.name) >= STRONG)]  # fmt: skip
    scores = {(role, column.name): _moving_score(role, column, within, moving)
              for role in ("department", "activity", "person") for column in moving}  # fmt: skip
    chosen: dict[str, Column] = {}
    pairs = sorted(scores, key=lambda pair: (-round(scores[pair], 3), pair))
    by_name = {column.name: column for column in moving}
    for role, name in pairs:
        if role not in chosen and by_name[name] not in chosen.values() and scores[role, name] >= ENOUGH[role]:
            chosen[role] = by_name[name]
    found = {}
    for role in ("department", "activity", "person"):
        others = [name for _, name in (pair for pair in pairs if pair[0] == role) if scores[role, name] > 0.3]
        column = chosen.get(role)
        if column is not None and role == "person" and not silent and header_score(role, column.name) <= 0:
            # Where headers speak and none says "person", a guess would make pseudonyms of teams.
            others, column = [column.name, *(name for name in others if name != column.name)], None
        if column is None:
            found[role] = Choice(role, others=tuple(others[:6]) or _names(moving)[:6], doubts=(("not_told", {}),))
        else:
            found[role] = _moving_choice(role, column, within, [name for name in others if name != column.name])
    if found["activity"].columns:
        found["activity"] = _with_detail(found["activity"], [c for c in moving if c not in chosen.values()], within)
    return found


def _moving_score(role: str, column: Column, within: Within, moving: Sequence[Column]) -> float:
    score = header_score(role, column.name)
    place = within.told_by_position(column)
    if role == "activity":
        return score + 2 * _speaking("activity", column) + 2 * place - _speaking("department", column)
    if role == "person":
        belongs = any(purity(other, column) > MOSTLY for other in moving if _coarser(other, column))
        fine = 0.1 * np.log(column.distinct)  # of teams in departments and persons in teams, the persons
        return float(score + 1.5 * _personal(column) + belongs + fine - _speaking("activity", column) - place)
    peopled = any(purity(column, other) > MOSTLY for other in moving if _coarser(column, other))
    words = 2 * _speaking("department", column) - 2 * _speaking("activity", column)
    if not within.pairs and score <= 0 and words < 0.6:
        return 0.0  # nothing moves where every signal has one row
    few = column.distinct <= max(30, len(column.codes) / 20)
    return score + words + 0.7 * peopled + 0.5 * (1 - place) + 0.3 * few - 1.5 * _personal(column)


def _coarser(team: Column, person: Column) -> bool:
    """Tell whether one column could hold the teams of the persons in another."""
    return 2 * team.distinct < person.distinct <= MOST_PERSONS


def _speaking(role: str, column: Column) -> float:
    """Give the share of rows whose value holds a word that speaks for a role."""
    common = np.argsort(-column.counts, kind="stable")[:300]
    said = sum(int(column.counts[code]) for code in common if speaks(role, column.values[code]))
    return said / max(1, int(column.counts.sum()))


def _personal(column: Column) -> float:
    """Give the share of values that look like a person: a name of two or three words, an address, an agent's number."""
    name = r"[A-Z][\w'’-]+,? ((van|de|der|den|ten|ter|het|el|von|da|di)\.? ?)*([A-Z]\.? ?)*[A-Z][\w'’-]+"
    number = r"(?i:agent|medewerker|user|gebruiker|resource|employee|person|mdw|resolver|usr|emp)[ _.-]?\d+"
    return column.share(rf"{name}|\S+@\S+|{number}|[a-z]\.? ?[a-z]+[.][a-z]+")


def _moving_choice(role: str, column: Column, within: Within, others: Sequence[str]) -> Choice:
    named = header_score(role, column.name)
    why: list[Said] = [(f"{role}_moves", {"distinct": column.distinct, "share": within.changes(column)})]
    if named >= STRONG:
        why.append(("header", {}))
    if role != "person" and _speaking(role, column) > 0.3:
        why.append(("words", {"share": _speaking(role, column)}))
    doubts: list[Said] = []
    rivals = [name for name in others if header_score(role, name) >= named]
    if named < STRONG and len(why) == 1:
        doubts.append(("guessed", {}))
    elif rivals:
        doubts.append(("rivals", {}))
    return Choice(role, (column.name,), tuple(why), tuple(doubts), tuple(others[:4]))


def _with_detail(choice: Choice, columns: Iterable[Column], within: Within) -> Choice:
    """Add the column that says a status more precisely, where the export has a pair of them."""
    for column in columns:
        detail = any(word in plain(column.name).replace(" ", "") for word in DETAILS)
        if detail and within.changes(column) > 0 and not {value.casefold() for value in column.values} <= LIFECYCLE:
            why: tuple[Said, ...] = (*choice.why, ("detail", {"column": column.name}))
            others = tuple(name for name in choice.others if name != column.name)
            return Choice("activity", (*choice.columns, column.name), why, choice.doubts, others)
    return choice


# ---- the order of events in one second


def _sequence(columns: Sequence[Column], within: Within, time: Column | None) -> Choice:
    if time is None or time.seconds is None or not within.pairs:
        return Choice("sequence")
    seconds = time.seconds[within.order]
    later, tied = seconds[1:] > seconds[:-1], seconds[1:] == seconds[:-1]
    best, score = None, 0.0
    for column in columns:
        numbers = column.numbers
        if numbers is None or column.filled < 0.98:
            continue
        named = header_score("sequence", column.name)
        rises = within.rises(numbers, among=later)
        enough = 0.9 if named >= STRONG else 0.995
        differs = _differs(numbers, within, tied)
        if rises >= enough and differs >= enough and named + rises > score:
            best, score = column, named + rises
    if best is None:
        return Choice("sequence")
    why: list[Said] = [("sequence_rises", {"share": within.rises(best.numbers, among=later)})]  # type: ignore[arg-type]
    if header_score("sequence", best.name) >= STRONG:
        why.append(("header", {}))
    return Choice("sequence", (best.name,), tuple(why))


def _differs(numbers: np.ndarray, within: Within, tied: np.ndarray) -> float:
    ordered, pairs = numbers[within.order], within.same & tied
    return float((ordered[1:] != ordered[:-1])[pairs].mean()) if pairs.any() else 1.0


# ---- what is said once about a signal


def _attributes(columns: Sequence[Column], within: Within, *, silent: bool) -> Iterable[Choice]:
    taken: set[str] = set()
    for role, score in (("customer", _customer), ("channel", _channel), ("kind", _kind), ("due", _due),
                        ("satisfaction", _figure), ("duration_s", _figure), ("reason", _subject), ("text", _text),
                        ("topic", _subject)):  # fmt: skip
        free = [column for column in columns if column.name not in taken]
        scores = {column.name: score(role, column, within) for column in free}
        ranked = sorted((c for c in free if scores[c.name] >= 1), key=lambda c: (-round(scores[c.name], 2), c.place))
        best = ranked[0] if ranked else None
        if best is not None and not silent and role == "customer" and header_score(role, best.name) <= 0:
            yield Choice(role, others=_names(ranked[:4]), doubts=(("not_told", {}),))
        elif best is not None:
            taken.add(best.name)
            yield _attribute_choice(role, best, [column.name for column in ranked[1:5]], within)
        elif role == "topic" and silent and (left := [c for c in free if _may_be_topic(c, within)]):
            yield _attribute_choice(role, left[0], [column.name for column in left[1:5]], within)
        else:
            yield Choice(role)


def _may_be_topic(column: Column, within: Within) -> bool:
    words = column.labels and column.numbers is None
    return words and 3 <= column.distinct <= max(20, within.signals / 10) and within.constant(column) >= 0.95


def _attribute_choice(role: str, column: Column, others: Sequence[str], within: Within) -> Choice:
    named = header_score(role, column.name) >= STRONG
    why: list[Said] = [("header", {})] if named else []
    if role in ("channel", "kind") and _speaking(role, column) > 0.3:
        why.append(("words", {"share": _speaking(role, column)}))
    why.append(("attribute", {"distinct": column.distinct, "share": within.constant(column)}))
    doubts: list[Said] = []
    if role == "text":
        doubts.append(("text", {}))
    elif not named and not (role in ("channel", "kind") and len(why) > 1):
        doubts.append(("guessed", {}))
    return Choice(role, (column.name,), tuple(why), tuple(doubts), tuple(others))


def _customer(role: str, column: Column, within: Within) -> float:
    named = header_score(role, column.name)
    if column.seconds is not None or column.yes_no or column.clock or named < 0:
        return 0.0
    if column.length > 60 or column.words > 5:
        return 0.0
    steady = within.constant(column)
    per_signal = column.distinct / max(1, within.signals)
    shared = 0.1 < per_signal < 0.99 and within.signals >= 50
    behaves = steady >= 0.97 and shared and column.identifiers > 0.95 and column.filled > 0.5
    return (named if steady >= 0.7 and per_signal > 0.005 else 0) + 1.2 * behaves


def _channel(role: str, column: Column, _: Within) -> float:
    if not column.labels or not 1 <= column.distinct <= 40:
        return 0.0
    return header_score(role, column.name) / 2 + (1.2 if _speaking(role, column) > 0.5 else 0)


def _kind(role: str, column: Column, within: Within) -> float:
    if not column.labels or not 1 <= column.distinct <= 40 or within.constant(column) < 0.7:
        return 0.0
    return header_score(role, column.name) / 2 + (1.2 if _speaking(role, column) > 0.5 else 0)


def _due(role: str, column: Column, _: Within) -> float:
    return header_score(role, column.name) if column.seconds is not None else 0.0


def _figure(role: str, column: Column, _: Within) -> float:
    if column.yes_no or not column.values or column.share(r"-?\d+([.,]\d+)?") < 0.95:
        return 0.0
    return header_score(role, column.name)


def _subject(role: str, column: Column, within: Within) -> float:
    if not column.labels or column.distinct > max(50, within.signals / 2) or within.constant(column) < 0.5:
        return 0.0
    return header_score(role, column.name) - (0.5 if column.numbers is not None else 0)


def _text(role: str, column: Column, within: Within) -> float:
    if column.seconds is not None or column.yes_no or column.words < 2.5:
        return 0.0
    if column.distinct <= 0.2 * min(within.signals, int(column.counts.sum())):
        return 0.0
    long = column.length >= 30 and column.words >= 5 and column.distinct > 5
    return header_score(role, column.name) / 2 + 1.1 * long + min(column.length, 300) / 1000


def _names(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)
