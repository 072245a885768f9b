"""Taking a participant out of everything in an engagement folder, all together or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kccdiag.engagement import Engagement, open_engagement
from kccdiag.faults import refuse
from kccdiag.forgetting.changes import Changes
from kccdiag.forgetting.left import left_in
from kccdiag.forgetting.person import find_person
from kccdiag.forgetting.swapping import swap, undo
from kccdiag.intake.interviews import read_interviews
from kccdiag.wording import say

__all__ = ["Forgotten", "forget"]

_PACKED = (".qdpx", ".sqlite3", ".qdc")


@dataclass(frozen=True)
class Forgotten:
    """What becomes of an engagement folder when somebody is forgotten.

    Parameters
    ----------
    done
        What is removed or changed, in words.
    left
        What still names them, or may, and can't be reached from here, in words.
    """

    done: tuple[str, ...]
    left: tuple[str, ...]


def forget(folder: str | Path, name: str, *, language: str | None = None, dry_run: bool = False) -> Forgotten:
    """Take a participant out of everything in an engagement folder.

    Their interviews, turns, statements, decisions and answers go; where others speak of them their name is masked.
    What was made of it (results, outputs of notebooks, exports, the cache) goes too, and can be made again.

    Parameters
    ----------
    name
        As participants.csv has it, or an alias.
    language
        Of the report; default: the engagement's.
    dry_run
        Only say what would be done.

    Raises
    ------
    InputError
        For a name that nobody has or several have, for coded files that can't be taken apart, and where files can't
        be changed; the folder is as it was.
    """
    undo(Path(folder))
    engagement = open_engagement(folder, language=language)
    _check_taken_apart(engagement)
    interviews = read_interviews(engagement)
    person = find_person(name, interviews, engagement)
    changes = Changes(engagement, interviews, person)
    left = left_in(engagement, person, changes)
    if not dry_run:
        swap(engagement.folder, written=changes.written, removed=changes.removed)
    done = [say(engagement.language, f"forget.{what}", n=count) for what, count in Counter(changes.done).items()]
    return Forgotten(tuple(done), tuple(left))


def _check_taken_apart(engagement: Engagement) -> None:
    if not (engagement.interviews or {}).get("participants"):
        raise refuse("kccdiag.toml", "[interviews] names no participants, so there is nobody to forget",
                     'participants = "participants.csv"')  # fmt: skip
    statements = (engagement.interviews or {}).get("statements", "")
    if Path(statements).suffix.lower() in _PACKED:
        raise refuse(statements, "nobody can be taken out of a file of this kind from here",
                     "take them out in the program it comes from and export it again; or:  kccdiag export FOLDER,\n"
                     "move private/statements-confidential.csv beside kccdiag.toml, name it there under statements,\n"
                     "and delete this file")  # fmt: skip
