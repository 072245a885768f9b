"""Fills in what the texts of the reductions leave open: integers, and over which rows a window goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from kccdiag.flow import contact_sql, terms
from kccdiag.flow.adding import Bucket
from kccdiag.flow.question import Question
from kccdiag.flow.retelling import Order, drawn
from kccdiag.limits import Limits

DAY = 86_400
FAR = 1 << 50  # later than any time and more than any count


@dataclass(frozen=True)
class Filling:
    """What is the same in all buckets.

    Attributes
    ----------
    home
        The departments of the contact centre; none where every department is, for the signals that start there.
    raised
        The kind of the signals that are listed one by one (see :data:`kccdiag.flow.fates_sql.RAISED`).
    start, cutoff
        Of the log, epoch seconds.
    """

    question: Question
    limits: Limits
    order: Order
    home: tuple[int, ...]
    raised: int
    start: int
    cutoff: int

    def filled(self, text: str, bucket: Bucket, *, among: str = "true") -> str:
        """Fill in a text for a bucket of signals, of which only some are asked (SQL over what ``signal`` knows)."""
        return text.format(
            among=among,
            of_those="true" if among == "true" else f"signal_id in (select signal_id from signal where {among})",
            bucket=f"signal_id between {bucket[0]} and {bucket[1]}",
            **self._of_limits(),
            cutoff=self.cutoff,
            start=self.start,
            far=FAR,
            code=terms.PLACE,
            wide=terms.WIDE,
            place=terms.PLACE,
            along=self.order.along,
            by_n=self.order.by_n,
            nth=self.order.nth,
            home=_listed(self.home),
            anywhere=int(not self.home),
            board=_listed(self.question.board),
            left=terms.LEFT,
            idea=self.question.idea,
            raised=self.raised,
            queues=int(self.question.queues),
            by_reason=int(self.question.by_reason),
            most_desks=contact_sql.MOST_DESKS,
            mixed=drawn("signal_id", 0),
        )

    def _of_limits(self) -> dict[str, Any]:
        limits = self.limits
        years = (self.cutoff - self.start) / (365.25 * DAY)
        return {
            "told_seconds": int(limits.told_days * DAY),
            "passed_seconds": int(limits.passed_on_days * DAY),
            "settled_seconds": int(limits.settled_days * DAY),
            "repeat_seconds": int(limits.repeat_days * DAY),
            "repeat_contacts": limits.repeat_contacts,
            "returns_seconds": int(limits.returns_days * DAY),
            "busiest": round(limits.customer_signals * max(1.0, years)),  # a window of less than a year counts as one
        }


def _listed(codes: Collection[int]) -> str:
    return f"({', '.join(map(str, codes))})" if codes else "(-1)"
