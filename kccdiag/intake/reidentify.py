"""Who a code in the events is: only with the key, and only from the exports."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kccdiag.configuration import FILE
from kccdiag.engagement import Engagement
from kccdiag.faults import Fault, InputError, refuse
from kccdiag.intake.bulk.remote import is_elsewhere
from kccdiag.intake.cache import find_cached, hash_inputs, name_entry
from kccdiag.intake.canonical import keep_rows
from kccdiag.intake.logs import read_raws
from kccdiag.intake.privacy import read_key
from kccdiag.intake.spellings import people_in_order
from kccdiag.intake.tally import Tally


def reidentify(engagement: Engagement, *, persons: Sequence[int] = (), customers: Sequence[int] = ()) -> pd.DataFrame:
    """Find out from the exports, with the key, who some persons and customers of the canonical events are.

    Nothing that is kept or written holds a name; codes stand in the order of the pseudonyms, which only the key can
    make again.

    Parameters
    ----------
    persons, customers
        Codes in the columns ``person`` and ``customer`` of the events.

    Returns
    -------
    pandas.DataFrame
        ``role`` (person, customer), ``code``, ``name`` (in small letters, as it is compared).

    Raises
    ------
    InputError
        Without the key with which the log was read, and for a code that nobody has.
    """
    if is_elsewhere(engagement):
        raise refuse(FILE, "[log] source lies where only Spark reads: nothing here can tell who its codes are",
                     "ask it for the persons of a signal there")  # fmt: skip
    key = read_key(engagement.folder)
    inputs = hash_inputs(engagement)
    if find_cached(engagement.folder, name_entry(engagement, inputs, key), inputs) is None:
        raise refuse("kccdiag", "this log was never read with this key, or has changed since: its codes mean nobody",
                     "put back the key and the exports of that time")  # fmt: skip
    kept = keep_rows(engagement, read_raws(engagement, lambda step, share: None), Tally())
    rows: list[tuple[str, int, str]] = []
    faults: list[Fault] = []
    for role, codes in (("person", persons), ("customer", customers)):
        columns = [part.column(role) for part in kept]
        people = people_in_order(columns, role, key=key, unknown=engagement.unknown) if codes else []
        rows += [(role, code, people[code - 1]) for code in codes if 0 < code <= len(people)]
        faults += [Fault(role, f"nobody has code {code}") for code in codes if not 0 < code <= len(people)]
    if faults:
        raise InputError(faults)
    return pd.DataFrame(rows, columns=["role", "code", "name"])
