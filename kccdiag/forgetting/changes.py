"""What changes in the files of an engagement when somebody is forgotten."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from kccdiag.board import BOARD_FILE
from kccdiag.engagement import Engagement
from kccdiag.faults import refuse
from kccdiag.forgetting.person import Person
from kccdiag.forgetting.rewritten import Row, Turn, as_subtitles, changed_table
from kccdiag.intake.cache import FOLDER as CACHE
from kccdiag.intake.coded.cells import guarded, plain
from kccdiag.intake.coded.decisions import key_of
from kccdiag.intake.coded.private import FOLDER as PRIVATE
from kccdiag.intake.interviews import Interviews
from kccdiag.intake.participants import transcript_path
from kccdiag.intake.transcripts import read_transcript
from kccdiag.lists import fold
from kccdiag.wording import say

_DOCUMENT = ("interview", "document name", "documentnaam", "naam document", "document")
_QUOTE = ("quote", "segment", "coded segment", "gecodeerd segment", "content")
# Cells that are no words of anybody's.
_PLAIN = frozenset((
    *_DOCUMENT, "turn", "start", "end", "relation", "source", "target", "barrier", "purpose", "method", "score",
    "coder", "confirmed", "released", "decision", "key", "department", "language", "consent", "file", "giver", "taker",
    "per_month", "quality_1_5",
))  # fmt: skip


class Changes:
    """What is written and what goes, worked out before anything is touched.

    Attributes
    ----------
    written
        New content by path.
    removed
        Files and folders that go.
    done
        A word for each thing done, of ``forget`` in the wordings.
    """

    def __init__(self, engagement: Engagement, interviews: Interviews, person: Person) -> None:
        self.written: dict[Path, bytes] = {}
        self.removed: list[Path] = []
        self.done: list[str] = []
        self._engagement, self._interviews, self._person = engagement, interviews, person
        self._nobody = f"[{say(engagement.language, 'forget.nobody')}]"
        self._files: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for step in (self._made_of_it, self._transcripts, self._tables, self._board, self._notebooks):
            step()

    def _transcripts(self) -> None:
        """Leave out whole interviews, and of others write anew those in which they speak or are named."""
        people = self._interviews.participants
        for interview, file in dict(zip(people["interview"], people["file"], strict=True)).items():
            path = transcript_path(self._engagement, file) if file else None
            if interview in self._person.alone:
                self._remove(path, "transcript")
                continue
            named = self._person.is_named_in_path(interview)
            self._names[interview] = self._new_name() if named else interview
            turns = self._person.turns.get(interview, ())
            touched = any(turn.gone or turn.before != turn.after.text for turn in turns) or self._label_named(interview)
            if path is not None and (touched or self._person.is_named_in_path(PurePosixPath(file).stem)):
                self._rewrite(path, file, turns, self._names[interview])

    def _new_name(self) -> str:
        known = {*self._interviews.participants["interview"], *self._names.values()}
        return next(name for number in range(1, 9999) if (name := f"interview-{number}") not in known)

    def _label_named(self, interview: str) -> bool:
        labels = self._interviews.labels
        return any(map(self._person.is_named_in, labels.loc[labels["interview"] == interview, "label"]))

    def _rewrite(self, path: Path, file: str, turns: tuple[Turn, ...], interview: str) -> None:
        given = PurePosixPath(file)
        stem = interview if self._person.is_named_in_path(given.stem) else given.stem
        fresh = path.with_name(f"{stem}.vtt")
        if fresh != path and fresh.exists():
            fresh = path.with_name(f"{interview}-{len(self.written) + 1}.vtt")
        content = as_subtitles(turns, self._nobody)
        _check_same(content, turns, file, self._nobody)
        self.written[fresh] = content
        self._files[file] = given.with_name(fresh.name).as_posix()
        if fresh != path:
            self.removed.append(path)
        self.done.append("rewritten")

    def _tables(self) -> None:
        named = self._engagement.interviews or {}
        codes = iter(self._interviews.participants["respondent"])
        self._table(named.get("participants"), lambda row: self._participant(row, next(codes)), "participants")
        self._table(named.get("survey"), self._answer, "survey")
        exports = {path for source in self._engagement.logs for path in source.files}
        statements = {(self._engagement.folder / named["statements"]).resolve()} if "statements" in named else set()
        found = {path for path in self._engagement.folder.rglob("*.csv") if _holds_statements(path)}
        for path in sorted(statements | (found - exports)):
            if self._stays(path):
                self._table(path.relative_to(self._engagement.folder).as_posix(), self._statement, "statements")

    def _stays(self, path: Path) -> bool:
        parts = path.relative_to(self._engagement.folder).parts
        kept = parts[0] != PRIVATE or path.name.startswith("decisions-")
        return kept and path not in self.written and not any(one == path or one in path.parents for one in self.removed)

    def _table(self, name: str | None, change: Callable[[Row], Row | None], what: str) -> None:
        path = (self._engagement.folder / name).resolve() if name else None
        if path is not None and path.is_file() and (content := changed_table(path, change)) is not None:
            self.written[path] = content
            self.done.append(what)

    def _participant(self, row: Row, code: str) -> Row | None:
        if code == self._person.respondent:
            return None
        file = " ".join(row.get("file", "").split())
        row |= {"file": self._files.get(file, file)} if "file" in row else {}
        if row.get("interview"):
            row["interview"] = self._names.get(row["interview"].strip(), row["interview"])
        return self._masked(row, but=("name", "aliases"))

    def _answer(self, row: Row) -> Row | None:
        return None if fold(row.get("respondent", "")) in self._person.spellings else self._masked(row, ("respondent",))

    def _masked(self, row: Row, but: tuple[str, ...] = ()) -> Row:
        return {name: cell if name in _PLAIN or name in but else self._person.mask(cell) for name, cell in row.items()}

    def _statement(self, row: Row) -> Row | None:
        column = next((name for name in _DOCUMENT if name in row), "")
        interview = self._interview(row.get(column, ""))
        if interview in self._person.alone:
            return None
        turns, key = self._person.turns.get(interview, ()), next((name for name in _QUOTE if name in row), "")
        quote, number = plain(row.get(key, "")), row.get("turn", "")
        turn = turns[int(number)] if number.isdigit() and int(number) < len(turns) else None
        if turn.gone if turn else any(quote and quote in one.before for one in turns if one.gone):
            return None
        after = self._masked(row, (key,))
        if interview:
            after[column] = self._names.get(interview, row[column])
        moved = _passage(turn, row, quote) if turn else None
        if moved and (moved[:2] != (row.get("start"), row.get("end")) or moved[2] != quote):
            after |= {"start": moved[0], "end": moved[1]} if row.get("start", "").isdigit() else {}
            after[key] = guarded(moved[2])
        elif not moved and self._person.is_named_in(quote):
            after[key] = guarded(self._person.mask(quote))
        if row.get("key") and row["key"] == key_of(row):
            after["key"] = key_of(after)
        return after

    def _interview(self, document: str) -> str:
        people = self._interviews.participants
        for interview, file in zip(people["interview"], people["file"], strict=True):
            path = PurePosixPath(file)
            if fold(document) in (fold(interview), fold(path.name), fold(path.stem)) and fold(document):
                return str(interview)
        return ""

    def _board(self) -> None:
        """Take what they said and their name out of what the board gets to see."""
        path = self._engagement.folder / BOARD_FILE
        before = path.read_text("utf-8") if path.is_file() else ""
        text = before
        for quote in self._person.quotes:
            for form in (quote, self._person.mask(quote)):
                for written in (form, json.dumps(form, ensure_ascii=False)[1:-1]):
                    text = text.replace(written, self._nobody)
        text = self._person.mask(text)
        if text != before:
            self.written[path] = text.encode()
            self.done.append("board")

    def _notebooks(self) -> None:
        """Clear what notebooks show, and mask the name in what is written between their cells."""
        for path in sorted(self._engagement.folder.glob("notebooks*/*.ipynb")):
            try:
                notebook = json.loads(path.read_text("utf-8"))
                cells = [self._cell(cell) for cell in notebook["cells"]]
            except (ValueError, KeyError, TypeError):
                continue  # no notebook; it is looked through with all other files
            if cells != notebook["cells"]:
                text = json.dumps(notebook | {"cells": cells}, ensure_ascii=False, indent=1)
                self.written[path] = f"{text}\n".encode()
                self.done.append("notebook")

    def _cell(self, cell: dict[str, Any]) -> dict[str, Any]:
        if cell["cell_type"] == "code":
            return cell | {"outputs": [], "execution_count": None}
        source = "".join(cell["source"])
        return cell | {"source": self._person.mask(source)} if self._person.is_named_in(source) else cell

    def _made_of_it(self) -> None:
        """Remove what was made of the interviews and can be made again."""
        folder = self._engagement.folder
        self._remove(folder / CACHE, "cache")
        for path in sorted(folder.rglob(".ipynb_checkpoints")):
            self._remove(path, "checkpoints")
        for path in _results_in(folder):
            self._remove(path, "results")
        for path in sorted((folder / PRIVATE).glob("*")):
            if path.is_file() and "confidential" in path.name and not path.name.startswith("decisions-"):
                self._remove(path, "private")

    def _remove(self, path: Path | None, what: str) -> None:
        if path is not None and path.exists() and path not in self.removed:
            self.removed.append(path)
            self.done.append(what)


def _passage(turn: Turn, row: Row, quote: str) -> tuple[str, str, str]:
    """Give the place of a passage, and its words, as they are now."""
    given = row.get("start", ""), row.get("end", "")
    known = given[0].isdigit() and given[1].isdigit()
    start = int(given[0]) if known else turn.before.find(quote)
    end = int(given[1]) if known else start + len(quote)
    if start < 0:
        return given[0], given[1], quote
    first, last = turn.moved(start, end)
    words = turn.after.text[first:last]
    same = turn.before[start:end] == turn.after.text[first:last]
    return str(first), str(last), quote if same else words


def _check_same(content: bytes, turns: tuple[Turn, ...], file: str, nobody: str) -> None:
    """Refuse where what was written would not be read as the same turns."""
    with tempfile.TemporaryDirectory(prefix="kccdiag-") as place:
        path = Path(place, "transcript.vtt")
        path.write_bytes(content)
        said = read_transcript(path, file, known=frozenset()).said
    apart = all(fold(one.label) != fold(other.label) for one, other in pairwise(said))
    if not apart or [one.text for one in said] != [nobody if turn.gone else turn.after.text for turn in turns]:
        raise refuse(file, "this transcript can't be written anew without them: its turns would no longer be the same",
                     "take their turns out by hand, and run again")  # fmt: skip


def _holds_statements(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            header = {fold(name.strip('"')) for name in re.split(r"[,;\t]", file.readline(4096))}
    except OSError:
        return False
    return {"interview", "quote"} <= header


def _results_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("manifest.json")):
        try:
            if "outputs" in json.loads(path.read_text("utf-8")) and (path.parent / "findings.json").is_file():
                yield path.parent
        except (OSError, ValueError, TypeError):
            continue
