"""What is wrong with an input, said once, completely and with its remedy."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, what, and what to do about it.

    Parameters
    ----------
    place
        The file as the user knows it: relative to the engagement folder, or as given on the command line.
    what
        The fault in one sentence, with the line as an editor counts it where there is one.
    remedy
        What to write or do instead; empty where the sentence says it all.
    """

    place: str
    what: str
    remedy: str = ""


class InputError(ValueError):
    """The input, its configuration or the output place is at fault; nothing was written.

    Examples
    --------
    >>> print(InputError([Fault("events.csv", "the file is empty", "export it again")]))
    events.csv:
      - the file is empty
        export it again
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(_paragraphs(self.faults)))

    def _render_traceback_(self) -> list[str]:
        """Show in a notebook what is wrong and what to do about it, and not where in the package it was noticed."""
        return str(self).splitlines()


def refuse(place: str, what: str, remedy: str = "") -> InputError:
    """Make the error for a single fault, to be raised by the caller."""
    return InputError([Fault(place, what, remedy)])


def is_disk_full(error: Exception) -> bool:
    """Tell whether something failed for want of room: a full disk, a quota, a largest file size.

    Examples
    --------
    >>> is_disk_full(OSError(errno.ENOSPC, "No space left on device")), is_disk_full(FileNotFoundError(2, "x"))
    (True, False)
    """
    known = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    words = ("No space left", "File too large", "IO_WRITE")  # libraries keep the words only; the last is libxml2's
    return known or any(word in str(error) for word in words)


def is_out_of_memory(error: Exception) -> bool:
    """Tell whether something failed for want of memory, as libraries say it that raise no MemoryError for it.

    Examples
    --------
    >>> is_out_of_memory(OSError(errno.ENOMEM, "Cannot allocate memory")), is_out_of_memory(FileNotFoundError(2, "x"))
    (True, False)
    >>> is_out_of_memory(ImportError("libscipy_openblas.so: failed to map segment from shared object"))
    True
    """
    words = ("failed to map segment", "Cannot allocate memory", "can't start new thread", "to launch worker thread")
    found = isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM
    return found or any(word in str(error) for word in words)


def out_of_memory() -> InputError:
    """Make the error for a machine whose memory is too small for what was asked."""
    what = "memory ran out"
    return refuse("kccdiag", what, "close other programs, take a machine with more, or export the log as Parquet")


def too_large() -> InputError:
    """Make the error for sums that engines can't hold."""
    what = "something that was added up does not fit in 64 bits"
    return refuse("kccdiag", what, "diagnose parts of the log, for example years, as engagements of their own")


def _paragraphs(faults: tuple[Fault, ...]) -> Iterable[str]:
    for place, group in groupby(faults, key=lambda fault: fault.place):
        yield f"{place}:"
        for fault in group:
            yield f"  - {fault.what}"
            yield from (f"    {line}" for line in fault.remedy.splitlines())
