"""Runs the reductions of contacts, by customer: the signals of one may lie in several buckets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from kccdiag.flow import contact_sql, sql
from kccdiag.flow.adding import Bucket
from kccdiag.flow.bench import Bench
from kccdiag.flow.buckets import by_halves, parted
from kccdiag.flow.retelling import PRIME, drawn
from kccdiag.flow.wanted import Wanted

BYTES_OF_A_CONTACT = 1_000  # in working tables, and in what is sorted and joined to make them
CONTACTS_IN_A_BUCKET = 20_000_000  # at most, whatever the memory
EVERYBODY = (0, PRIME - 1)  # what is drawn of a customer's number, and parts customers in buckets
MOST_PARTS = 4_096  # of them


@dataclass(frozen=True)
class Customers:
    """The contacts of all buckets of signals, as the table ``contacts`` on a bench.

    Attributes
    ----------
    filled
        Fills in a text for a bucket.
    signals
        How many there are at most.
    """

    bench: Bench
    filled: Callable[..., str]
    signals: int

    def reduce(self, wanted: Sequence[Wanted]) -> list[dict[str, pd.DataFrame]]:
        """Run the reductions that are wanted of parts of the signals."""
        every = {name: text for one in wanted for name, text in one.texts.items()}
        if not every:
            return [{} for _ in wanted]
        self._view(EVERYBODY)
        worked = sql.needed(contact_sql.COMPARED | contact_sql.WORKED, every)
        self._make({name: text for name, text in worked.items() if name in contact_sql.COMPARED}, EVERYBODY)
        worked = {name: text for name, text in worked.items() if name in contact_sql.WORKED}

        def reduced(customers: Bucket) -> None:
            self._view(customers)
            self._make(worked, customers)
            for one in wanted:
                one.lay(self.filled, customers, alone=customers == EVERYBODY)

        least = EVERYBODY[1] // MOST_PARTS
        done = [some for some, _ in by_halves(self._buckets(), reduced, release=self.release, least=least)]
        return [one.take(done) for one in wanted]

    def release(self) -> None:
        """Forget the working tables."""
        for name in contact_sql.WORKED:
            self.bench.drop(name)

    def _buckets(self) -> list[Bucket]:
        """Part the customers in buckets of whose contacts memory can hold what is made of them."""
        room = self.bench.base.memory // BYTES_OF_A_CONTACT or CONTACTS_IN_A_BUCKET
        return parted(EVERYBODY, -(-self.signals // room) or 1)

    def _view(self, customers: Bucket) -> None:
        """Show the contacts of the customers that a draw puts in a bucket; of one without a number each is another."""
        draw = drawn("case when customer > 0 then customer else signal_id end", 1)
        among = "true" if customers == EVERYBODY else f"{draw} between {customers[0]} and {customers[1]}"
        self.bench.view("contact", f"select * from contacts where {among}")

    def _make(self, tables: dict[str, str], customers: Bucket) -> None:
        for name, text in tables.items():
            self.bench.make(name, self.filled(text, customers))
