"""What is asked besides of an engine that reads and writes where this machine does not reach."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import pandas as pd

from kccdiag.engines.database import Database


@runtime_checkable
class Remote(Database, Protocol):
    """An engine with storage of its own: a cluster's, an object store's."""

    def files(self, name: str) -> pd.DataFrame:
        """List the files of a source: ``file``, ``bytes``, ``changed`` (microseconds since 1970)."""

    def is_written(self, path: str) -> bool:
        """Say whether rows were written to a path, all of them."""
