"""The [interviews] of a proposed kccdiag.toml: where transcripts lie, and which lists beside them are there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from kccdiag.configuration import as_text
from kccdiag.faults import InputError
from kccdiag.intake.language import language_of
from kccdiag.intake.transcripts import READABLE, read_transcript
from kccdiag.wording import number, say

LISTS = ("participants", "statements", "survey")
_MOST = 2 * 2**20  # bytes; a .txt beyond it is an export
_COLUMNS = "interview,file,name,aliases,department,role,language,consent"


def is_transcript(path: Path) -> bool:
    """Tell whether a file is a transcript: by its ending, and a .txt by two people who talk in it."""
    suffix = path.suffix.lower()
    if suffix != ".txt" or path.stat().st_size > _MOST:
        return suffix in READABLE and suffix != ".txt"
    try:
        said = read_transcript(path, path.name, known=frozenset()).said
    except InputError:
        return False
    return len({one.label for one in said if one.label}) > 1


def is_list(path: Path) -> bool:
    """Tell by its name whether a file is one of the lists beside transcripts."""
    return path.suffix.lower() == ".csv" and path.stem.lower() in LISTS


def language_spoken(transcripts: Sequence[Path]) -> str:
    """Tell which language most transcripts are in; Dutch where that is even."""
    languages = [_language(path) for path in transcripts]
    return "en" if languages.count("en") > languages.count("nl") else "nl"


def _language(path: Path) -> str:
    try:
        said = read_transcript(path, path.name, known=frozenset()).said
    except InputError:  # `check` will say what is wrong with it
        return ""
    return language_of(" ".join(one.text for one in said), "nl")


def interviews_section(transcripts: Sequence[Path], lists: Sequence[Path], *, folder: Path, language: str
                       ) -> Iterable[tuple[str, bool]]:  # fmt: skip
    """Give the lines of the section, and whether each is a comment."""
    yield "[interviews]", False
    around = Path(os.path.commonpath([path.parent for path in transcripts or lists]))
    if transcripts:
        yield say(language, "interviews.init_found", n=number(language, len(transcripts))), True
        yield f"folder = {as_text(around.relative_to(folder).as_posix())}", False
    beside = [place / f"{key}.csv" for place in (folder, around) for key in LISTS]
    named = [*(path for path in beside if path.is_file()), *lists]
    found = {path.stem.lower(): path.relative_to(folder).as_posix() for path in named}
    for key in LISTS:
        if key in found:
            yield f"{key} = {as_text(found[key])}", False
        elif key == "participants":
            yield say(language, "interviews.init_participants"), True
            yield f"# {_COLUMNS}", False
            yield '# participants = "participants.csv"', False
