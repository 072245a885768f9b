"""Dense numbers for signals, persons and customers, given by the engine: the values themselves never leave it."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

from kccdiag.engines.database import Database
from kccdiag.intake.bulk.texts import among, folded
from kccdiag.intake.privacy import Key

_ROWS_IN_A_STRETCH = 1 << 20
_BLOCK = 64  # bytes, of SHA-256


def number(base: Database, name: str, *, stretch: str, order: str) -> int:
    """Number the rows of ``NAME_found`` from 1, and make them ``NAME_numbered`` with their ``code``.

    In two steps, so that nothing is put in order as a whole: the driver adds up how many rows lie in each stretch, the
    engine numbers the rows of each by themselves.

    Parameters
    ----------
    stretch, order
        In SQL, which stretch a row lies in, and its place there.

    Returns
    -------
    How many there are.
    """
    counts = base.fetch(f"select {stretch} as stretch, count(*) as many from {name}_found group by {stretch}")
    counts = counts.sort_values("stretch", ignore_index=True)
    counts["earlier"] = (counts["many"].cumsum() - counts["many"]).astype(np.int64)
    base.give(f"{name}_stretch", counts[["stretch", "earlier"]])
    base.make(f"{name}_numbered", f"""
        select f.*, s.earlier + row_number() over (partition by s.stretch order by {order}) as code
        from {name}_found as f join {name}_stretch as s on s.stretch = {stretch}""")  # fmt: skip
    base.drop(f"{name}_found")
    return int(counts["many"].sum())


def number_signals(base: Database) -> int:
    """Make ``signal_numbered``: ``signal`` with its ``code``, by the row in which it first appears."""
    base.make("signal_found", 'select signal, min("row") as appears from kept group by signal')
    return number(base, "signal", stretch=f"cast(floor(appears / {_ROWS_IN_A_STRETCH}.0) as bigint)", order="appears")


def number_people(base: Database, role: str, key: Key, *, unknown: frozenset[str]) -> int:
    """Make ``ROLE_coded``: each spelling of a person or customer (``value``) with its ``code``.

    Codes go by the pseudonyms (HMAC-SHA-256), which are made in the engine and forgotten there. The key comes to it as
    a table, not in the text of a query, which engines show and log.

    Returns
    -------
    How many people there are.
    """
    inner, outer = (bytes(byte ^ pad for byte in _block(key)).hex() for pad in (0x36, 0x5C))
    base.give("padded", _one_row(inner, outer, f"{role}\x00".encode().hex()))
    base.make(f"{role}_said", f"select {role} as value from kept where {role} is not null group by {role}")
    known = f"select value, {folded('value')} as known from {role}_said"
    nobody = among("known", sorted(unknown - {""}))
    base.make(f"{role}_spelled", f"select * from ({known}) as folded where known <> '' and not ({nobody})")
    base.make(f"{role}_found", f"""
        select known, sha2(unhex(concat(outside, sha2(unhex(concat(inside, role, hex(known))), 256))), 256) as pseudonym
        from (select distinct known from {role}_spelled) as people cross join padded""")  # fmt: skip
    many = number(base, role, stretch="substr(pseudonym, 1, 2)", order="pseudonym")
    base.make(f"{role}_coded", f"select s.value, n.code from {role}_spelled as s join {role}_numbered as n "
                               f"on n.known = s.known")  # fmt: skip
    base.drop(f"{role}_numbered")
    return many


def _block(key: Key) -> bytes:
    """Fill a key up to a block, as HMAC has it (RFC 2104)."""
    secret = key.secret if len(key.secret) <= _BLOCK else hashlib.sha256(key.secret).digest()
    return secret.ljust(_BLOCK, b"\0")


def _one_row(inner: str, outer: str, role: str) -> pd.DataFrame:
    return pd.DataFrame({"inside": [inner], "outside": [outer], "role": [role]})
