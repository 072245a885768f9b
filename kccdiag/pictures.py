"""Pictures that were drawn before: kept beside the events of an engagement, and found again."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kccdiag.digests import hash_sources
from kccdiag.flow.kept import Kept
from kccdiag.intake.cache import FOLDER, PICTURES
from kccdiag.limits import Limits

if TYPE_CHECKING:
    from kccdiag.shown.figures import Files, Given

LIBRARIES = (
    "contourpy", "cycler", "fonttools", "kiwisolver", "matplotlib", "networkx", "numpy", "packaging", "pandas",
    "pillow", "pyarrow", "pyparsing", "python-dateutil",
)  # fmt: skip


class Pictures:
    """The pictures of an engagement's last run, under names that say all that they were drawn of.

    A name is the digest of what the figure's function is given, of all sources of this package and of the versions of
    what it draws with; see :func:`name_of`. They are kept where events are: in a folder that is there once a log was
    read, sealed and written as what is reduced is.

    Parameters
    ----------
    engagement
        Its folder.
    """

    def __init__(self, engagement: Path) -> None:
        self.engagement = engagement
        self._folder = engagement / FOLDER / PICTURES
        self._kept = Kept(self._folder)

    def are_there(self) -> bool:
        """Tell whether any are kept, of whatever."""
        with suppress(OSError):
            return any(self._folder.iterdir())
        return False

    def find(self, figure: str, given: Given) -> Files | None:
        """Find the pictures of a figure that is drawn of what is given; None where there are none, or damaged ones."""
        name = name_of(figure, given) if _BY else None
        found = self._kept.find(name) if name else None
        if found is None:
            return None
        table = found.tables["pictures"]
        return dict(zip(table["kind"], table["picture"], strict=True))

    def put(self, shown: Mapping[str, Given], drawn: Mapping[str, Files]) -> bool:
        """Keep what was drawn of the figures that are shown; of earlier runs only what is shown again stays.

        Where this package or a library is no longer what this process loaded, nothing is kept: another process may have
        drawn by what came in its place.

        Returns
        -------
        bool
            False where the disk took something not.
        """
        if not _BY or _drawn_by() != _BY:
            return True
        for figure, given in shown.items():
            if figure not in drawn:
                self.find(figure, given)
            elif name := name_of(figure, given):
                files = drawn[figure]
                table = pd.DataFrame({"kind": list(files), "picture": list(files.values())})
                self._kept.put(name, {}, {"pictures": table})
        self._kept.forget_others()
        return not self._kept.refused


def name_of(figure: str, given: Given) -> str | None:
    """Name the pictures of a figure after all that decides them: the same from run to run, another for anything else.

    Returns
    -------
    str or None
        None where something of a kind is given that is not known how to write down exactly: it is drawn each time.
    """
    with suppress(TypeError):
        content = {"by": _BY, "figure": figure, "given": given}
        return hashlib.sha256(json.dumps(content, default=_described).encode()).hexdigest()
    return None


def _described(value: Any) -> dict[str, Any]:
    """Write down exactly, under the name of its kind, what JSON does not know."""
    if isinstance(value, pd.DataFrame) and not any(isinstance(kind, pd.CategoricalDtype) for kind in value.dtypes):
        columns = [[name, str(column.dtype), column.tolist()] for name, column in value.items()]
        return {"table": columns, "index": value.index.tolist()}
    if isinstance(value, Limits):
        return {"limits": asdict(value)}
    if isinstance(value, frozenset):
        return {"set": sorted(value)}
    if isinstance(value, pd.Timestamp):
        return {"time": value.isoformat()}
    if isinstance(value, np.generic):
        return {str(value.dtype): value.item()}
    if value is pd.NA or value is pd.NaT:
        return {"missing": str(value)}
    raise TypeError(f"no way to write down a {type(value).__name__}")


def _drawn_by() -> str:
    """Digest what draws: the code of this package, libraries (letters come with matplotlib), what runs and packs them.

    Returns
    -------
    str
        "" where that can't be known: in a bundle neither code nor versions need be there to be read.
    """
    try:
        libraries = [version(name) for name in LIBRARIES]
    except PackageNotFoundError:
        return ""
    code = hash_sources(Path(__file__).parent)
    said = [sys.version, sys.platform, platform.machine(), zlib.ZLIB_RUNTIME_VERSION, *libraries, code]
    return hashlib.sha256("\0".join(said).encode()).hexdigest() if code else ""


_BY = _drawn_by()  # now: an update may write over them while a run is at work
