"""Readers of exports by format and name: each reads a file whole and says how many rows it holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Reader = Callable[[Path], int]


def kccdiag(path: Path) -> int:
    """Read a file as strings, as `init` does: encoding and delimiter found, odd rows set aside, nothing trusted."""
    from kccdiag.intake.sources import read_raw_files

    return int(read_raw_files([path]).table.num_rows)


def kccdiag_events(path: Path) -> int:
    """Read an engagement's log into canonical events, as `diagnose` does: the file hashed, times and names read."""
    import pyarrow.parquet as pq

    from kccdiag.engagement import open_engagement
    from kccdiag.intake.logs import read_log

    return int(pq.read_metadata(read_log(open_engagement(path.parent)).events).num_rows)


def pandas_csv(path: Path) -> int:
    """Read CSV by pandas, all columns as strings."""
    import pandas as pd

    return len(pd.read_csv(path, dtype=str))


def arrow_csv(path: Path) -> int:
    """Read CSV by Arrow with one thread; it guesses types."""
    from pyarrow import csv

    return int(csv.read_csv(path, read_options=csv.ReadOptions(use_threads=False)).num_rows)


def pandas_calamine(path: Path) -> int:
    """Read a workbook by pandas over calamine, all columns as strings."""
    import pandas as pd

    return len(pd.read_excel(path, dtype=str, engine="calamine"))


def calamine(path: Path) -> int:
    """Read a workbook by calamine into lists of Python's own values."""
    from python_calamine import load_workbook

    return len(load_workbook(path).get_sheet_by_index(0).to_python()) - 1


def pm4py(path: Path) -> int:
    """Read XES by pm4py in its own quickest way; where r4pm is installed it would ask that."""
    import pm4py

    return len(pm4py.read_xes(str(path), variant="chunk_regex"))


def pm4py_iterparse(path: Path) -> int:
    """Read XES by pm4py's reader that trusts no layout of lines."""
    import pm4py

    return len(pm4py.read_xes(str(path), variant="iterparse"))


def r4pm(path: Path) -> int:
    """Read XES by r4pm, in Rust."""
    from r4pm.df import import_xes

    return int(import_xes(str(path))[0].height)


READERS: dict[str, dict[str, Reader]] = {
    "csv": {"kccdiag": kccdiag, "kccdiag, events": kccdiag_events, "pandas": pandas_csv, "Arrow": arrow_csv},
    "xlsx": {"kccdiag": kccdiag, "calamine": calamine, "pandas, calamine": pandas_calamine},
    "xes": {"kccdiag": kccdiag, "pm4py": pm4py, "pm4py, iterparse": pm4py_iterparse, "r4pm": r4pm},
}
NEEDS = {"pm4py": "pm4py", "pm4py, iterparse": "pm4py", "r4pm": "r4pm"}
