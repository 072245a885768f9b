"""What is wanted of a part of the signals: which reductions, and where the buckets lay what they leave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kccdiag.flow.adding import Bucket, Piles
from kccdiag.flow.question import Part


@dataclass(frozen=True)
class Wanted:
    """Some reductions of a part of the signals.

    Attributes
    ----------
    texts
        By name.
    piles
        Where buckets lay what they leave.
    """

    part: Part
    texts: Mapping[str, str]
    piles: Piles

    def lay(self, filled: Callable[..., str], bucket: Bucket, *, alone: bool, but: Collection[str] = ()) -> None:
        """Lay down what comes of a bucket, ``alone`` where there is no other; all ``but`` some."""
        for name, text in self.texts.items():
            if name not in but:
                self.piles.put(name, filled(text, bucket, among=self.part.among), bucket, alone=alone)

    def take(self, buckets: Sequence[Bucket]) -> dict[str, pd.DataFrame]:
        """Add up what these buckets left."""
        return {name: self.piles.take(name, text, buckets) for name, text in self.texts.items()}
