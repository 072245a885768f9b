"""What still names somebody when they are forgotten, and what nobody can reach from here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kccdiag.engagement import Engagement
from kccdiag.faults import InputError
from kccdiag.forgetting.changes import Changes
from kccdiag.forgetting.person import Person
from kccdiag.intake.canonical import keep_rows
from kccdiag.intake.logs import read_raws
from kccdiag.intake.privacy import read_key
from kccdiag.intake.spellings import people_in_order
from kccdiag.intake.tally import Tally
from kccdiag.lists import fold
from kccdiag.wording import say

LARGEST = 8 * 2**20  # bytes of a file that is looked through


def left_in(engagement: Engagement, person: Person, changes: Changes) -> Iterator[str]:
    """Say what still names somebody after all changes, and what can't be looked into."""
    language = engagement.language
    exports = {path for source in engagement.logs for path in source.files}
    for path in sorted(engagement.folder.rglob("*")):
        gone = any(path == one or one in path.parents for one in changes.removed)
        if path.is_file() and not gone and path not in exports:
            name = path.relative_to(engagement.folder).as_posix()
            lines = _lines(path, person, changes.written.get(path))
            if lines:
                yield say(language, "forget.file", file=name, lines=", ".join(map(str, lines)))
            elif person.is_named_in_path(name):
                yield say(language, "forget.file_name", file=name)
    yield from (say(language, f"forget.{what}") for what in _in_log(engagement, person))
    yield say(language, "forget.elsewhere")


def _lines(path: Path, person: Person, content: bytes | None) -> list[int]:
    """Give the lines, as an editor counts them, in which a text file names somebody; none of a file of another kind."""
    if content is None:
        if path.stat().st_size > LARGEST:
            return []
        content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return []
    words = {word for spelling in person.spellings for word in spelling.split()}
    if not any(word in fold(text) for word in words):  # looking for all forms of a name takes long
        return []
    return [number for number, line in enumerate(text.splitlines(), start=1) if person.is_named_in(line)]


def _in_log(engagement: Engagement, person: Person) -> Iterator[str]:
    """Say whether the log names them: with the key, and from the exports."""
    if not engagement.logs:
        return
    if not any("person" in source.columns for source in engagement.logs):
        yield "log_no_persons"
        return
    try:
        key = read_key(engagement.folder)
    except InputError:
        yield "log_no_key"
        return
    kept = keep_rows(engagement, read_raws(engagement, lambda step, share: None), Tally())
    columns = [part.column("person") for part in kept]
    people = people_in_order(columns, "person", key=key, unknown=engagement.unknown)
    named = any(fold(name) in person.spellings or person.is_named_in(name.title()) for name in people)
    yield "log_names" if named else "log_does_not_name"
