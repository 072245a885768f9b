"""Writing board.toml: only what changed is touched, and nothing that someone else wrote meanwhile is lost."""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from kccdiag.board.choices import Choice, Choices, Seen, Worded, WordedAsk
from kccdiag.board.file import BOARD_FILE, choices_in
from kccdiag.board.lines import Lines, literal, read_lines
from kccdiag.configuration import Route
from kccdiag.engagement import Engagement
from kccdiag.faults import Fault, InputError, refuse
from kccdiag.wording import LANGUAGES, say

_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#[^\n]*|\n')


class ChangedMeanwhileError(InputError):
    """Somebody else wrote board.toml after it was read; nothing was written."""


def write_board(engagement: Engagement, choices: Choices) -> Choices:
    """Write choices into board.toml, whole or not at all; comments and the order of tables stay as they were typed.

    Parameters
    ----------
    choices
        As read, with what was changed; its ``text`` says which file the changes were made to.

    Returns
    -------
    Choices
        As they now stand in the file.

    Raises
    ------
    ChangedMeanwhileError
        When the file is not the one that was read.
    kccdiag.faults.InputError
        When a choice is not one that board.toml can hold, or the file can't be written.
    """
    path = engagement.folder / BOARD_FILE
    raw = written(choices, engagement)
    try:
        found = path.read_bytes() if path.exists() else None
        if found != choices.text:
            what = "the file was changed after it was read: here, in another window or by hand"
            raise ChangedMeanwhileError([Fault(BOARD_FILE, what, "read it again and make the change anew")])
        if raw != found:
            _replace(path, raw)
    except OSError as error:
        raise refuse(BOARD_FILE, f"the file can't be written: {error.strerror}", "nothing was changed") from error
    return replace(choices_in(raw, engagement.folder), template=choices.template)


def written(choices: Choices, engagement: Engagement) -> bytes:
    """Return board.toml as it would be written; refuse what would not be read back as it is."""
    before = choices_in(choices.text, engagement.folder) if choices.text else Choices()
    if _same(before, choices) and choices.text is not None:
        return choices.text
    text = (choices.text or b"").decode("utf-8-sig")
    lines = read_lines(text.replace("\r\n", "\n") or _opening(engagement.language))
    if choices.order != before.order:
        _put_order(lines, choices.order)
    for name in before.of.keys() - choices.of.keys():
        lines.remove(("finding", name))
    for name, choice in choices.of.items():
        lines = _put_choice(lines, ("finding", name), before.of.get(name), choice)
    raw = lines.text().replace("\n", "\r\n" if "\r\n" in text else "\n").encode()
    if not _is_toml(raw) or not _same(choices_in(raw, engagement.folder), choices):
        raise refuse(BOARD_FILE, "the file is written in a way that can't be changed from here",
                     "give each finding a table of its own: [finding.\"…\"]")  # fmt: skip
    return raw


def _opening(language: str) -> str:
    return "\n".join(f"# {line}" for line in say(language, "board.opening").split("\n")) + "\n\n[board]\n"


def _is_toml(raw: bytes) -> bool:
    try:
        tomllib.loads(raw.decode())
    except tomllib.TOMLDecodeError:  # a table that was begun in a way that nothing can be added to
        return False
    return True


def _same(one: Choices, other: Choices) -> bool:
    return one.order == other.order and dict(one.of) == dict(other.of)


def _put_order(lines: Lines, order: Sequence[str]) -> None:
    route: Route = ("board", "order")
    lines.open(route)
    if not lines.holds(("board",)):
        lines.begin(("board",))
    comments, last = _comments(lines.written(route))
    rows = []
    for name in order:
        above, beside = comments.get(name, ([], ""))
        rows += [*above, f"{literal(name)}," + (f"  {beside}" if beside else "")]
    lost = [line for name, (above, beside) in comments.items() if name not in order for line in (*above, beside)]
    body = "".join(f"    {row}\n" for row in [*rows, *filter(None, lost), *last])
    if not lines.written(route):
        lines.put(route, [])
    lines.rewrite(route, f"{lines.written(route).partition('=')[0]}= [\n{body}]")


def _comments(text: str) -> tuple[dict[str, tuple[list[str], str]], list[str]]:
    """Find the comments in a list of texts: those above and beside each text, and those below the last."""
    comments: dict[str, tuple[list[str], str]] = {}
    above, beside_of = list[str](), ""
    for token in _TOKEN.findall(text):
        if token == "\n":
            beside_of = ""
        elif not token.startswith("#"):
            beside_of = tomllib.loads(f"x = {token}")["x"]
            comments[beside_of], above = (above, ""), []
        elif beside_of:
            comments[beside_of] = (comments[beside_of][0], token)
        else:
            above.append(token)
    return comments, above


def _put_choice(lines: Lines, route: Route, before: Choice | None, choice: Choice) -> Lines:
    if choice == before:
        return lines
    if before is None:
        lines.begin(route)
    was = before or Choice()
    if choice.seen != was.seen:
        _put_seen(lines, (*route, "seen"), choice.seen)
    _put_worded(lines, (*route, "headline"), was.headline, choice.headline)
    _put_worded(lines, (*route, "set_aside"), was.set_aside, choice.set_aside)
    return _put_asks(lines, (*route, "ask"), was.asks, choice.asks)


def _put_seen(lines: Lines, route: Route, seen: Seen | None) -> None:
    if seen is None or lines.has(route):
        lines.remove(route)
    if seen is not None:
        known = {name: value for name, value in asdict(seen).items() if value is not None}
        lines.put(route, {"as": known.pop("stood"), **known})


def _put_worded(lines: Lines, route: Route, was: Worded, text: Worded) -> None:
    for language in LANGUAGES:
        if text.get(language) != was.get(language):
            _put_or_remove(lines, (*route, language), text.get(language))
    if was and not text:
        lines.remove(route)


def _put_or_remove(lines: Lines, route: Route, value: Any) -> None:
    if value:
        lines.put(route, value)
    else:
        lines.open(route)
        lines.remove(route)


def _put_asks(lines: Lines, route: Route, was: Sequence[WordedAsk], asks: Sequence[WordedAsk]) -> Lines:
    if asks == was:
        return lines
    if was and not lines.has((*route, 0)):  # a list on one line
        lines.remove(route)
        was = ()
    while len(was) > len(asks):
        differing = (place for place, (old, new) in enumerate(zip(was, asks, strict=False)) if old != new)
        place = next(differing, len(asks))
        lines.remove((*route, place))
        lines = read_lines(lines.text())  # those after it have moved up
        was = [*was[:place], *was[place + 1 :]]
    for place, ask in enumerate(asks):
        here = was[place] if place < len(was) else None
        if here is None:
            lines.begin((*route, place), many=True)
        if here is None or here.department != ask.department:
            lines.put((*route, place, "department"), ask.department)
        empty: Mapping[str, str] = {}
        _put_worded(lines, (*route, place, "step"), here.step if here else empty, ask.step)
        _put_worded(lines, (*route, place, "effect"), here.effect if here else empty, ask.effect)
    return lines


def _replace(path: Path, raw: bytes) -> None:
    """Put a file in the place of another, whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
