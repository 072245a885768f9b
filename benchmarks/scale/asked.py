"""What all sides of the benchmark are asked: the same question of the same events, and which tables answer it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from kccdiag.flow import contact_sql, sql
from kccdiag.flow.engine import Question
from kccdiag.flow.silence import silence_limits
from kccdiag.limits import Limits

DAY = 86_400
FAR = 1 << 50  # later than any time and more than any count
PLACE = sql.PLACE

# DEFINITIONS 1 to 5: who waited how long where, and what became of it. What customers did next (section 7) is left out;
# the whole flow is timed beside it.
REDUCTIONS = ("gaps", "silence", *sql.TABLES)
CONTACTS = tuple(contact_sql.CONTACTS)

QUESTION = Question(board=(3,), idea=4, queues=True, by_reason=True)
# Of drawn events every table has rows: ideas are followed, queues known, reasons told apart, failures and worth said.
EVERYTHING = Question(idea=4, queues=True, by_reason=True, failures=((1, 1), (2, 0)), values=((1, 1, 5), (2, 5, 5)))
LIMITS = Limits()


@dataclass(frozen=True)
class Asked:
    """A log on disk, and what is asked of it.

    Attributes
    ----------
    events
        Parquet of canonical events, in whatever order.
    cutoff, start
        Epoch seconds: when the log ends (exclusive) and begins.
    """

    events: Path
    cutoff: int
    start: int
    question: Question = QUESTION
    limits: Limits = LIMITS

    def silence(self, gaps: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
        """Give the silence limits that follow from the gaps: one small table, and the same code for all sides."""
        limits = self.limits
        table = silence_limits(gaps, places=places, least=limits.silence_gaps, probability=limits.silence_probability)
        return table.assign(seconds=np.ceil(table["seconds"] * limits.silence_times))

    @property
    def told_seconds(self) -> int:
        """Give how soon after an outcome the customer should have heard."""
        return int(self.limits.told_days * DAY)

    @property
    def passed_seconds(self) -> int:
        """Give how soon after the first event a signal should have been passed on."""
        return int(self.limits.passed_on_days * DAY)

    @property
    def settled_seconds(self) -> int:
        """Give how old a signal is when what became of it is judged."""
        return int(self.limits.settled_days * DAY)
