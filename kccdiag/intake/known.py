"""Which departments an engagement knows: what a participant, a survey or a coded statement may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kccdiag.configuration import near_name
from kccdiag.engagement import Engagement
from kccdiag.faults import Fault
from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import EventLog
from kccdiag.lists import fold


class KnownDepartments:
    """The names of departments by their folded spellings.

    Where there is neither a log nor a departments.csv nobody has said which departments there are: then every name is
    one, shown as it was first written.

    Examples
    --------
    >>> known = KnownDepartments({"klantenservice": "KCC", "kcc": "KCC"}, closed=True, unknown={"?"})
    >>> known.name("Klantenservice "), known.name("KC")
    ('KCC', None)
    """

    def __init__(self, names: dict[str, str], *, closed: bool, unknown: Iterable[str]) -> None:
        self._names, self._closed, self._unknown = dict(names), closed, frozenset(unknown)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(self._names.values()))

    @property
    def spellings(self) -> frozenset[str]:
        """All folded spellings that mean a department."""
        return frozenset(self._names)

    def name(self, written: str) -> str | None:
        """Give a department's canonical name; None where nobody knows it."""
        key = fold(written)
        if not key or key in self._unknown:
            return None
        if key not in self._names and not self._closed:
            self._names[key] = " ".join(written.split())
        return self._names.get(key)

    def fault(self, written: str, *, place: str, line: str, column: str) -> Fault:
        """Say that a department is not known, and which may have been meant."""
        if not written:
            return Fault(place, f"line {line}: the {column} is empty", "write the name of a department")
        if fold(written) in self._unknown:
            return Fault(place, f"line {line}: {column} '{written}' means an unknown department")
        near = near_name(written, self._names.values())
        return Fault(place, f"line {line}: nobody knows the {column} '{written}'{near}",
                     f"known are {', '.join(self)}; others go into departments.csv")  # fmt: skip


def known_departments(engagement: Engagement, log: EventLog | None = None) -> KnownDepartments:
    """List the departments of an engagement: those of its log, of departments.csv, and those that aliases mean.

    Parameters
    ----------
    log
        As read; it is read here where the engagement has one and none is given.
    """
    if log is None and engagement.logs:
        log = read_log(engagement)
    listed = [*engagement.departments["department"], *engagement.contact_centre, *engagement.board]
    names = dict(engagement.aliases)
    for name in [*(log.departments["department"] if log is not None else ()), *listed]:
        names.setdefault(fold(name), name)
    closed = bool(engagement.logs) or not engagement.departments.empty
    return KnownDepartments(names, closed=closed, unknown=engagement.unknown)
