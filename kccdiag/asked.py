"""What an engagement asks of its log, in the log's own integers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kccdiag.engagement import Engagement, fold
from kccdiag.flow.engine import Question
from kccdiag.intake.tables import EventLog

IDEA = "idea"


def question_of(log: EventLog, engagement: Engagement) -> Question:
    """Ask the log what the engagement wants to know, in the log's integers."""
    departments = zip(log.departments["department"], log.departments["dept"], strict=True)
    codes = {fold(name): int(code) for name, code in departments}
    home = tuple(codes[fold(name)] for name in engagement.contact_centre if fold(name) in codes)
    kinds = log.names[log.names["column"] == "kind"]
    idea = kinds.loc[kinds["name"].map(fold) == IDEA, "code"]
    return Question(
        home=home or None,
        board=tuple(codes[fold(name)] for name in engagement.board if fold(name) in codes),
        idea=int(idea.iloc[0]) if len(idea) else -1,
        queues=any("queue" in source.stays.values() for source in engagement.logs),
        by_reason="reason" in log.has,
        failures=_failures(log, engagement),
        values=_values(log, engagement),
        split=_split_logs([frozenset(source.stays.values()) for source in engagement.logs]),
    )


def _failures(log: EventLog, engagement: Engagement) -> tuple[tuple[int, int], ...]:
    """Give the code of every contact reason of which the engagement says whether it is failure demand, and what."""
    mapped = engagement.reasons.dropna(subset="failure_demand")
    said = {fold(name): int(failure) for name, failure in zip(mapped["reason"], mapped["failure_demand"], strict=True)}
    return tuple((code, said[name]) for code, name in _contact_codes(log) if name in said)


def _values(log: EventLog, engagement: Engagement) -> tuple[tuple[int, int, int], ...]:
    """Give the code of every contact reason that the engagement gives both its values, and these."""
    marks = ["customer_value", "organisation_value"]
    valued = engagement.reasons.dropna(subset=marks)
    said = {fold(name): (int(one), int(other)) for name, one, other in valued[["reason", *marks]].to_numpy()}
    return tuple((code, *said[name]) for code, name in _contact_codes(log) if name in said)


def _contact_codes(log: EventLog) -> Iterator[tuple[int, str]]:
    """Give the code and the folded name of everything that a contact may be about."""
    names = log.names[log.names["column"] == log.contact_column]
    for code, name in zip(names["code"], names["name"], strict=True):
        yield int(code), fold(name)


def _split_logs(mapped: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """Choose the logs whose stays can be split alike: those that tell most parts, waiting for the customer first.

    Examples
    --------
    >>> _split_logs([frozenset({"queue"}), frozenset({"customer"}), frozenset({"queue", "customer"})])
    (2,)
    >>> _split_logs([frozenset({"queue"}), frozenset()])
    (0,)
    >>> _split_logs([frozenset(), frozenset()])
    ()
    """
    for parts in ({"queue", "customer"}, {"customer"}, {"queue"}):
        logs = tuple(place for place, told in enumerate(mapped) if told >= parts)
        if logs:
            return logs
    return ()
