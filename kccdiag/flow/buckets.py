"""Parts signals, or customers, in buckets that memory holds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kccdiag.engines.database import OutOfMemoryError
from kccdiag.flow.adding import Bucket

T = TypeVar("T")


def by_halves(
    buckets: Sequence[Bucket], work: Callable[[Bucket], T], *, release: Callable[[], None], least: int
) -> Iterator[tuple[Bucket, T]]:
    """Do the same work on every bucket; on one that memory turns out not to hold, by halves, ``least`` wide or more."""
    left = list(buckets)
    while left:
        bucket = left.pop(0)
        try:
            found = work(bucket)
        except OutOfMemoryError:
            if bucket[1] - bucket[0] < least:
                raise
            release()
            left[:0] = parted(bucket, 2)
            continue
        yield bucket, found


def parted(bucket: Bucket, parts: int) -> list[Bucket]:
    """Cut a range of signals in parts: ranges, so that of a sorted file only its part is read.

    Examples
    --------
    >>> parted((1, 10), 3)
    [(1, 3), (4, 6), (7, 10)]
    """
    first, last = bucket
    edges = [first + (last - first + 1) * place // parts for place in range(parts + 1)]
    return [(one, other - 1) for one, other in itertools.pairwise(edges)]
