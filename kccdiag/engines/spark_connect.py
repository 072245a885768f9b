"""Sessions behind Spark Connect: how long its server is waited for, and what says that it is gone."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Each wait is four times the one before it, from 50 ms on: some 70 seconds for a call. Spark's own 15 take ten minutes,
# after which a server that was started anew would know nothing of the session either.
RETRIES = 6
FIRST_RETRIES = 4  # some 5 seconds: where nothing was begun yet, trying again is the user's own choice
# No answer; no answer in time; a session, or a query, that a server started anew never heard of.
_GONE = (
    "StatusCode.UNAVAILABLE", "StatusCode.DEADLINE_EXCEEDED", "INVALID_HANDLE", "RESPONSE_ALREADY_RECEIVED",
    "NO_ACTIVE_SESSION",
)  # fmt: skip


def connect(address: str, *, retries: int) -> SparkSession:
    """Open a session whose calls are tried again so often where nobody answers."""
    from pyspark.sql import SparkSession
    from pyspark.sql.connect.client.retries import DefaultPolicy

    session: SparkSession = SparkSession.builder.remote(address).create()
    session.client.set_retry_policies([DefaultPolicy(max_retries=retries)])
    return session


def ask_once(address: str) -> None:
    """Let the server count to one; whatever stands in its way is raised."""
    session = connect(address, retries=FIRST_RETRIES)
    try:
        _ = session.version  # one call, of which a query would make two
        session.range(1).count()
    except Exception:
        give_up(session)
        raise
    session.stop()


def is_gone(error: Exception) -> bool:
    """Tell whether a call failed because the server, or what it knew of the session, is no more.

    Examples
    --------
    >>> is_gone(OSError("<_InactiveRpcError of RPC that terminated with: status = StatusCode.UNAVAILABLE"))
    True
    """
    return any(word in str(error) for word in _GONE)


def give_up(session: SparkSession) -> None:
    """Ask nothing twice any more: pyspark itself asks once when the process ends, and would wait for an answer."""
    session.client.set_retry_policies([])


def what_failed(error: Exception) -> str:
    """Give of an error what a person can use.

    Examples
    --------
    >>> what_failed(OSError('<_InactiveRpcError of RPC that terminated with:\\n\\tdetails = "no such token"\\n>'))
    'no such token'
    """
    said = str(error)
    found = re.search(r'\bdetails = "(.+)"', said)
    return found[1] if found else next(iter(said.splitlines()), type(error).__name__)


@contextmanager
def without_warning() -> Iterator[None]:
    """Let what fails for want of an answer be said once, in our words."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[RETRIES_EXCEEDED\]")
        yield
