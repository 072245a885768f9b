"""Notebooks copied into an engagement: new ones added, untouched ones renewed, what a consultant edited left alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kccdiag.engagement import Engagement
from kccdiag.faults import refuse
from kccdiag.shipped import notebooks_folder
from kccdiag.wording import say

FOLDER = "notebooks"
RECORD = ".copied.json"  # in that folder: the hash of each notebook as we wrote it, and of the version last offered
PARAMETERS = "parameters"  # the tag of the cell that papermill sets, too
# What JupyterLab notes in a cell by itself is no edit.
PASSING = {"ExecuteTime", "collapsed", "execution", "jupyter", "scrolled", "trusted", "vscode"}

Notebook = dict[str, Any]
Record = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Copies:
    """What copying came to.

    Attributes
    ----------
    folder
        Where the copies are.
    added, renewed
        Names of notebooks that were not there, and of untouched copies of an older version.
    kept
        Edited copies of an older version, each with the name of the file beside it that holds the newer one.
    deleted
        Copies that somebody took away; they are not brought back unless that is asked.
    """

    folder: Path
    added: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    deleted: tuple[str, ...] = ()

    def in_words(self, language: str) -> Iterable[str]:
        """Tell what became of the notebooks, where anything did."""
        for name in ("added", "renewed", "deleted"):
            if names := getattr(self, name):
                yield say(language, f"workbook.{name}", names=", ".join(names))
        for name, beside in self.kept:
            yield say(language, "workbook.kept", name=name, beside=beside)


def copy_notebooks(engagement: Engagement, *, language: str | None = None, restore: bool = False) -> Copies:
    """Copy the notebooks into an engagement, in one language, and never over what a consultant wrote.

    They go into ``notebooks`` in the engagement folder; those in another language than the engagement's into
    ``notebooks-en`` or ``notebooks-nl``.

    Parameters
    ----------
    engagement
        In the language that its kccdiag.toml names.
    restore
        Also bring back copies that were deleted.

    Raises
    ------
    kccdiag.faults.InputError
        When the folder can't be written.
    """
    own = language in (None, engagement.language)
    language = language or engagement.language
    folder = engagement.folder / (FOLDER if own else f"{FOLDER}-{language}")
    params = {"ENGAGEMENT": "..", "LANGUAGE": None if own else language}
    fresh = {path.name: copy_of(path, language=language, parameters=params) for path in shipped_notebooks()}
    try:
        folder.mkdir(exist_ok=True)
        return _Copying(folder, language).bring(fresh, restore=restore)
    except OSError as error:
        what = f"the notebooks can't be copied here: {error.strerror or error}"
        raise refuse(str(folder), what, "make a copy of the engagement in a folder that you may write to") from error


def shipped_notebooks() -> list[Path]:
    """List the notebooks that travel with the package, in their order."""
    return sorted(notebooks_folder().glob("*.ipynb"))


def copy_of(path: Path, *, language: str, parameters: Mapping[str, Any]) -> Notebook:
    """Read a notebook and keep the cells of one language, with the parameters set; cells keep their ``lang``."""
    notebook: Notebook = json.loads(path.read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["metadata"].get("lang", language) == language]
    for cell in cells:
        if PARAMETERS in cell["metadata"].get("tags", []):
            lines = (f"{name} = {json.dumps(value) if value else None}" for name, value in parameters.items())
            cell["source"] = "\n".join(lines)
    return notebook | {"cells": cells}


def written_hash(notebook: Notebook) -> str:
    """Hash what people write in a notebook: its cells' kinds, sources, attachments and tags, and no results.

    Examples
    --------
    >>> cell = {"cell_type": "code", "source": ["a\\n", "b"], "metadata": {"scrolled": True}, "outputs": []}
    >>> ran = {"cell_type": "code", "source": "a\\nb", "metadata": {}, "outputs": [{"text": "1"}]}
    >>> written_hash({"cells": [cell]}) == written_hash({"cells": [ran]})
    True
    """
    cells = [
        {
            "kind": cell["cell_type"],
            "source": "".join(cell["source"]),
            "attachments": cell.get("attachments", {}),
            "metadata": {name: value for name, value in cell.get("metadata", {}).items() if name not in PASSING},
        }
        for cell in notebook["cells"]
    ]
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()


class _Copying:
    """One round of copying into a folder, with what is remembered of earlier ones."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.word = folder, say(language, "workbook.new_version")
        self.record = _read_record(folder / RECORD)

    def bring(self, fresh: Mapping[str, Notebook], *, restore: bool) -> Copies:
        """Update every notebook, as far as that takes nothing from anybody."""
        fates = {name: self._bring(name, notebook, restore=restore) for name, notebook in fresh.items()}
        _write(self.folder / RECORD, json.dumps(self.record, indent=1, sort_keys=True) + "\n")
        added, renewed, deleted = (
            tuple(name for name, (fate, _) in fates.items() if fate == word) for word in ("added", "renewed", "deleted")
        )
        kept = tuple((name, beside) for name, (fate, beside) in fates.items() if fate == "kept")
        return Copies(self.folder, added, renewed, kept, deleted)

    def _bring(self, name: str, notebook: Notebook, *, restore: bool) -> tuple[str, str]:
        """Update one notebook; say what became of it, and the name of the file beside it where there is one."""
        known, mark = self.record.get(name), written_hash(notebook)
        if not (self.folder / name).exists():
            if known and not restore:
                return "deleted", ""
            self._put(name, notebook)
            return "added", ""
        now = self._hash_of(name)
        if now == mark:
            self.record[name] = {"written": mark, "offered": mark}
            return "same", ""
        if known and now == known["written"]:
            self._put(name, notebook)
            return "renewed", ""
        if known and known["offered"] == mark:
            return "same", ""
        beside = self._put_beside(name, notebook)
        self.record[name] = {"written": known["written"] if known else "", "offered": mark}
        return "kept", beside

    def _put_beside(self, name: str, notebook: Notebook) -> str:
        """Write a newer version under the first name that is free, or that holds an untouched older one."""
        stem, number = Path(name).stem, 1
        while True:
            beside = f"{stem}_{self.word}{'' if number == 1 else f'_{number}'}.ipynb"
            known = self.record.get(beside)
            if not (self.folder / beside).exists() or (known and self._hash_of(beside) == known["written"]):
                self._put(beside, notebook)
                return beside
            number += 1

    def _put(self, name: str, notebook: Notebook) -> None:
        mark = written_hash(notebook)
        _write(self.folder / name, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
        self.record[name] = {"written": mark, "offered": mark}

    def _hash_of(self, name: str) -> str:
        """Hash a copy as it is now; what can't be read as a notebook is nobody's older version."""
        try:
            return written_hash(json.loads((self.folder / name).read_text("utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError):
            return "unreadable"


def _read_record(path: Path) -> Record:
    """Read what is remembered; a record that is lost or spoilt only makes every copy count as edited."""
    try:
        record = json.loads(path.read_text("utf-8"))
        return {str(name): {key: str(one[key]) for key in ("written", "offered")} for name, one in record.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_name(f"{path.name}.part")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
