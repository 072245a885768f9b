"""Who was interviewed: the participants.csv of an engagement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import pandas as pd

from kccdiag.configuration import near_name
from kccdiag.engagement import Engagement
from kccdiag.faults import Fault
from kccdiag.intake.known import KnownDepartments
from kccdiag.lists import Columns, fold, read_list
from kccdiag.wording import LANGUAGES

COLUMNS = Columns(("name", "department"), ("interview", "file", "aliases", "role", "language", "consent"))
_YES, _NO = frozenset(("yes", "ja", "true", "1")), frozenset(("", "no", "nee", "false", "0"))
_TEXTS = ("interview", "file", "name", "department", "role", "language", "respondent")


def list_participants(path: Path | None, *, engagement: Engagement, known: KnownDepartments, faults: list[Fault]
                      ) -> pd.DataFrame:  # fmt: skip
    """Read participants.csv.

    Parameters
    ----------
    path
        The file; None where the engagement has none.
    faults
        What is wrong is added here.

    Returns
    -------
    pandas.DataFrame
        As ``Interviews.participants``: a row for every person in an interview. The interview's name is that of its
        file without ending where the column is empty. A person's consent counts where every row of theirs gives it.
    """
    rows = [] if path is None else read_list(path, COLUMNS, faults)
    place = "" if path is None else path.name
    seen: dict[str, dict[str, str]] = {"file": {}, "interview": {}}
    for row in rows:
        row["interview"] = row["interview"] or PurePosixPath(row["file"]).stem
        row["department"] = _department(row, known, place, faults)
        row["aliases"] = ";".join(alias.strip() for alias in row["aliases"].split(";") if alias.strip())
        _check_row(row, place, faults)
        _check_file(row, engagement, place, faults)
        _check_pairing(row, seen, place, faults)
    _check_names(rows, place, faults)
    return _as_table(rows)


def transcript_path(engagement: Engagement, file: str) -> Path:
    """Say where a transcript lies that participants.csv names."""
    return (engagement.folder / (engagement.interviews or {}).get("folder", "") / file).resolve()


def spellings(names: str, aliases: Iterable[str]) -> frozenset[str]:
    """List the folded labels that mean a participant."""
    return frozenset(filter(None, map(fold, (names, *aliases))))


def _department(row: Mapping[str, str], known: KnownDepartments, place: str, faults: list[Fault]) -> str:
    name = known.name(row["department"])
    if name is None:
        faults.append(known.fault(row["department"], place=place, line=row["line"], column="department"))
    return name or ""


def _check_row(row: dict[str, str], place: str, faults: list[Fault]) -> None:
    row["language"] = fold(row["language"])
    if row["language"] not in ("", *LANGUAGES):
        faults.append(Fault(place, f"line {row['line']}: language is '{row['language']}'",
                            f"write {' or '.join(LANGUAGES)}, or nothing where several are spoken"))  # fmt: skip
    if fold(row["consent"]) not in _YES | _NO:
        faults.append(Fault(place, f"line {row['line']}: consent is '{row['consent']}'",
                            "write yes, or no; nothing counts as no"))  # fmt: skip


def _check_file(row: dict[str, str], engagement: Engagement, place: str, faults: list[Fault]) -> None:
    """Note a transcript that is not there or lies outside the engagement folder; it is not looked for again."""
    if row["file"] and (found := _wrong_file(row["file"], engagement)):
        what, remedy = found
        faults.append(Fault(place, f"line {row['line']}: {what}", remedy))
        row["file"] = ""


def _wrong_file(file: str, engagement: Engagement) -> tuple[str, str] | None:
    folder = (engagement.interviews or {}).get("folder", "")
    try:
        path = transcript_path(engagement, file)
        if not path.is_relative_to(engagement.folder) or Path(file).is_absolute():
            return f"'{file}' leads out of the engagement folder", "put the transcript inside the folder"
        if path.is_file():
            return None
        near = [entry.name for entry in path.parent.iterdir() if entry.is_file()] if path.parent.is_dir() else []
    except (OSError, ValueError, RuntimeError):
        return f"'{file}' is no path", "write the name of a file"
    remedy = f"paths are relative to the folder of [interviews]{f', {folder}' if folder else ''}"
    remedy += ", written with /" if "\\" in file else ""
    return f"there is no file '{file}'{near_name(path.name, near)}", remedy


def _check_pairing(row: Mapping[str, str], seen: dict[str, dict[str, str]], place: str, faults: list[Fault]) -> None:
    """Note an interview that has two files, and a file that stands for two interviews."""
    if not row["file"] or not row["interview"]:
        return
    for one, other in (("interview", "file"), ("file", "interview")):
        before = seen[one].setdefault(row[one], row[other])
        if before != row[other]:
            faults.append(Fault(place, f"line {row['line']}: {one} '{row[one]}' has two {other}s, '{before}' and"
                                f" '{row[other]}'", "give every transcript an interview of its own"))  # fmt: skip


def _check_names(rows: list[dict[str, str]], place: str, faults: list[Fault]) -> None:
    """Note two participants of one interview whom one label may mean."""
    first: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        written = {fold(name): name for name in (*row["aliases"].split(";"), row["name"]) if name}
        for key, name in written.items():
            before = first.setdefault((row["interview"], key), row)
            if before is not row and row["interview"]:
                faults.append(Fault(
                    place, f"line {row['line']}: '{name}' stands for two participants of interview"
                    f" '{row['interview']}', first in line {before['line']}",
                    "write each name as the transcript has it, so that it means one person",
                ))  # fmt: skip


def _as_table(rows: list[dict[str, str]]) -> pd.DataFrame:
    codes: dict[tuple[str, str], str] = {}
    for row in rows:
        key = fold(row["name"]), row["department"]
        row["respondent"] = codes.setdefault(key, f"R{len(codes) + 1}")
    table = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype="str") for name in _TEXTS})
    aliases = [tuple(filter(None, row["aliases"].split(";"))) for row in rows]
    table.insert(3, "aliases", pd.Series(aliases, dtype=object))
    agrees = pd.Series([fold(row["consent"]) in _YES for row in rows], dtype="bool")
    table["consent"] = agrees.groupby(table["respondent"]).transform("all").astype("bool")
    return table
