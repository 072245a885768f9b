"""The whole way in through an engine: sources opened, rows kept, values coded, people numbered, events written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kccdiag.engagement import Engagement, LogSource
from kccdiag.engines.database import Database
from kccdiag.faults import Fault, InputError
from kccdiag.intake.bulk.events import WITHOUT_REPEATED, draft_query, find_repeated, pieces_in_order, pieces_of
from kccdiag.intake.bulk.names import people_among
from kccdiag.intake.bulk.numbers import number_people, number_signals
from kccdiag.intake.bulk.quality import Counts, Said, count_piece, tell_quality
from kccdiag.intake.bulk.rows import PEOPLE, count_rows, window_of
from kccdiag.intake.bulk.sources import Source, open_source
from kccdiag.intake.bulk.values import Values, code_them, count_values
from kccdiag.intake.canonical import Canonical, departments_table, names_table, no_department
from kccdiag.intake.privacy import Key
from kccdiag.intake.spellings import fold_all
from kccdiag.intake.tables import EVENT_SCHEMA, NAMED
from kccdiag.intake.tally import Tally

Opened = Sequence[tuple[LogSource, Mapping[str, str]]]


@dataclass(frozen=True)
class Places:
    """Where an engine puts events.

    Parameters
    ----------
    draft
        A path for what is not yet in order; integers only.
    write
        Takes the query of each stretch of signals in order, and adds its rows to the events.
    """

    draft: str
    write: Callable[[str], None]


def make_events(  # noqa: PLR0913 — what is read with which key, where it goes, and what is counted on the way
    base: Database, engagement: Engagement, opened: Opened, *, key: Key | None, places: Places, tally: Tally
) -> Canonical:
    """Make canonical events of Parquet files in an engine.

    Parameters
    ----------
    opened
        The logs, each with the paths of its files and the names that its owner knows them by.
    key
        For the order of persons and customers; None where there are none.

    Returns
    -------
    Canonical
        All about the events but themselves, which were written; nor has it texts.

    Raises
    ------
    InputError
        As :func:`kccdiag.intake.logs.read_log`, and for what is only read the ordinary way.
    """
    sources = _open(base, opened)
    counted = count_rows(base, engagement, sources, tally)
    window = window_of(base, engagement, counted, tally)
    people = _number_people(base, engagement, sources, key)
    signals = number_signals(base)
    values = code_them(base, engagement, sources, count_values(base, sources))
    if not values.names["department"]:
        raise no_department(sources[0].log, values.counts["department"]["value"])
    base.write(draft_query(counted, people=people), places.draft)
    base.scan("draft", places.draft)
    pieces = _pieces(base, signals)
    repeated = find_repeated(base, counted, pieces, tally)
    if repeated:  # which spelling is the usual one goes by the rows that stay
        values = code_them(base, engagement, sources, count_values(base, sources, rows=WITHOUT_REPEATED))
    added = Counts()
    for query in pieces_in_order(base, pieces, repeated=repeated):
        places.write(query)
        count_piece(base, added, sources=len(sources))
    named = {column: values.names[column] for column in NAMED}
    canonical = Canonical(
        events=EVENT_SCHEMA.empty_table(),
        texts=None,
        departments=departments_table(engagement, values.names["department"]),
        names=names_table(engagement, named, people_among(base, named, people)),
        cutoff=window.cutoff,
        start=window.start,
        has=_has(sources, values, people, added),
    )
    tell_quality(base, Said(sources, values.counts, people), canonical, added, tally)
    return canonical


def _open(base: Database, opened: Opened) -> list[Source]:
    sources: list[Source] = []
    faults: list[Fault] = []
    start = 0
    for number, (log, shown) in enumerate(opened):
        try:
            sources.append(open_source(base, log, shown, number=number, start=start))
            start += sources[-1].rows
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return sources


def _pieces(base: Database, signals: int) -> tuple[tuple[int, int], ...]:
    """Part the draft, but for an engine of many machines, which parts its work itself."""
    events = int(base.fetch("select count(*) as many from draft")["many"][0]) if base.memory else 0
    return pieces_of(signals, events)


def _number_people(
    base: Database, engagement: Engagement, sources: Sequence[Source], key: Key | None
) -> dict[str, int]:
    named = [role for role in PEOPLE if key is not None and any(role in source.log.columns for source in sources)]
    return {role: number_people(base, role, key, unknown=engagement.unknown) for role in named if key is not None}


def _has(sources: Sequence[Source], values: Values, people: Mapping[str, int], counts: Counts) -> frozenset[str]:
    """Say what the log can tell of, as canonical does."""
    mapped = {name for source in sources for name in source.log.outcomes.values()}
    has = {role for role, many in people.items() if many}
    has |= {name for name in ("kind", "channel", "topic", "reason") if values.names[name]}
    has |= {"sequence"} if any("sequence" in source.log.columns for source in sources) else set()
    found = {"outcomes": "outcome", "stays": "stay", "duration_s": "duration_s", "satisfaction": "satisfaction"}
    has |= {name for name, column in found.items() if counts.most(column)}
    has |= mapped & ({"told", "adopted"} if "outcomes" in has else {"told"})
    return frozenset(has | ({"ideas"} if "idea" in fold_all(values.names["kind"]) else set()))
