"""REFI-QDA: projects (.qdpx) and code books (.qdc) as ATLAS.ti, NVivo, MAXQDA and QualCoder exchange them."""

from __future__ import annotations

from pathlib import Path

from kccdiag.faults import refuse
from kccdiag.intake.qdpx.archive import LARGEST, open_archive
from kccdiag.intake.qdpx.project import CodePath, Project, Selection, Source, codes_in, project_of
from kccdiag.intake.qdpx.xml import local, parse

__all__ = ["CodePath", "Project", "Selection", "Source", "read_codebook", "read_project"]


def read_project(path: Path, name: str | None = None) -> Project:
    """Read a .qdpx.

    Parameters
    ----------
    name
        What to call it in messages; default: the name of the file.

    Raises
    ------
    InputError
        With one message for what can't be read; see :mod:`kccdiag.intake.qdpx.archive`.
    """
    shown = name or path.name
    with open_archive(path, shown) as archive:
        return project_of(parse(archive.project(), shown), shown, archive.text)


def read_codebook(path: Path, name: str | None = None) -> tuple[CodePath, ...]:
    """Read a .qdc: each code as its name after those of the codes above it.

    Raises
    ------
    InputError
        For what is no code book.
    """
    shown = name or path.name
    if path.stat().st_size > LARGEST:
        raise refuse(shown, f"more than {LARGEST // 2**20} MB: no code book is", "export the code book alone")
    root = parse(path.read_bytes(), shown)
    if local(root) != "CodeBook":
        raise refuse(shown, f"this XML is no code book: its outermost element is '{local(root)}'",
                     "export the code book again as .qdc")  # fmt: skip
    return tuple(codes_in(root).values())
