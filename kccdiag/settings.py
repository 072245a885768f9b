"""What a user sets in the environment for this machine, checked before a command reads or writes anything."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from kccdiag.faults import Fault, InputError

MEMORY = "KCCDIAG_MEMORY"  # how much of it an engine may take, as in 4GB
PROCESSES = "KCCDIAG_PROCESSES"  # how many there may be at once; 1: everything in one
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([kmgt])(?:i?b)?", re.IGNORECASE)
_MOST = 1 << 63  # bytes that an engine has numbers for


def setting(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """Give what is set under a name; "" where nothing is, and what is empty is as good as unset."""
    return environment.get(name, "").strip()


def check_settings(environment: Mapping[str, str] = os.environ) -> None:
    """Refuse, all at once, settings that are nothing of what they can be.

    Raises
    ------
    kccdiag.faults.InputError
        With the name of each, its value, and how it is written.

    Examples
    --------
    >>> check_settings({MEMORY: "4GB"})
    >>> check_settings({PROCESSES: "all"})
    Traceback (most recent call last):
    kccdiag.faults.InputError: KCCDIAG_PROCESSES:
      - 'all' is no number of processes
        write 1 for a single one, or leave it unset: figures are then drawn in a second where there are two cores
    """
    faults = [
        Fault(name, f"'{value}' is no {what}", remedy)
        for name, (is_right, what, remedy) in _RULES.items()
        if (value := setting(name, environment)) and not is_right(value)
    ]
    if faults:
        raise InputError(faults)


def _is_size(value: str) -> bool:
    """Tell whether a value is a size: DuckDB takes -1GB for all there is, and 5% for that share of it."""
    found = _SIZE.fullmatch(value)
    return found is not None and 0 < float(found[1]) * 1000.0 ** " kmgt".index(found[2].lower()) < _MOST


def _is_number(value: str) -> bool:
    return re.fullmatch("[1-9][0-9]*", value) is not None


_RULES = {
    MEMORY: (_is_size, "size", "write a number and a unit, as in 4GB"),
    PROCESSES: (
        _is_number,
        "number of processes",
        "write 1 for a single one, or leave it unset: figures are then drawn in a second where there are two cores",
    ),
}
