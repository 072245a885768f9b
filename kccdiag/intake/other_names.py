"""Names that no list holds, found in Dutch text by deduce: an optional extra that is slow to load."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from kccdiag.configuration import FILE
from kccdiag.faults import refuse

_PERSONS = ("persoon", "patient")

Found = tuple[str, int, int]


def names_in() -> Callable[[str], Iterable[Found]]:
    """Load what finds names of people; the first time after installing this takes minutes.

    Raises
    ------
    InputError
        Where it is not installed, or can't keep its lists.

    Notes
    -----
    deduce (Menger et al. 2018) knows names in Dutch medical text; it misses those in small letters.
    """
    deduce = _load()

    def find(text: str) -> list[Found]:
        annotations = deduce.deidentify(text, disabled=set()).annotations
        return sorted(("name", one.start_char, one.end_char) for one in annotations if one.tag in _PERSONS)

    return find


@cache
def _load() -> Any:
    root = logging.getLogger()
    quiet = logging.NullHandler()
    root.addHandler(quiet)  # else deduce sets all logging of the process to standard output when it is imported
    try:
        from deduce import Deduce

        return Deduce()
    except ImportError as error:
        raise refuse(FILE, "[interviews] other_names asks for what finds names, and it is not installed",
                     "pip install 'kccdiag[names]'   or take other_names out") from error  # fmt: skip
    except OSError as error:  # it keeps its lists beside itself
        raise refuse(FILE, f"what finds other_names can't be started: {error.strerror}",
                     "start it once as somebody who may write where it is installed, or take other_names out"
                     ) from error  # fmt: skip
    finally:
        root.removeHandler(quiet)
