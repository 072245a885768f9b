"""A kccdiag.toml or board.toml as its author wrote it: values, lines, and every fault found in them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kccdiag.faults import Fault, InputError, refuse

FILE = "kccdiag.toml"

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
HEADER = re.compile(rf"^\s*\[(?P<many>\[)?\s*(?P<key>{_DOTTED})\s*\]")
ASSIGNMENT = re.compile(rf"^\s*(?P<key>{_DOTTED})\s*=")

Route = tuple[str | int, ...]


@dataclass(frozen=True)
class Section:
    """One table of a TOML file, asked key by key; what is wrong is noted, and the default given instead.

    Parameters
    ----------
    route
        Where the table stands: ("log", 0, "columns") for the columns of the first [[log]].
    values
        What it holds, as TOML types.
    lines
        The line of every header and key of the whole file, by route.
    text
        The lines of the whole file.
    faults
        Shared by all sections of a file; grows as they are read.
    file
        Its name, as the author knows it.

    Examples
    --------
    >>> section = read_section(b'[engagement]\\nlangauge = "nl"')
    >>> section.table("engagement").only(["name", "language"])
    >>> section.faults[0].what
    "line 2: [engagement] has no key 'langauge'; did you mean 'language'?"
    """

    route: Route
    values: Mapping[str, Any]
    lines: Mapping[Route, int]
    text: tuple[str, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    file: str = FILE

    @property
    def title(self) -> str:
        """Write the table's name as it stands in the file."""
        return f"[{'.'.join(self._names())}]"

    def _names(self) -> list[str]:
        return [as_key(part) for part in self.route if isinstance(part, str)]

    def _as_table(self, key: str) -> str:
        return f"write it as [{'.'.join([*self._names(), key])}]"

    def line(self, key: str | None = None, value: str | None = None) -> int | None:
        """Find the line of a key, or of one value in its list; else of the nearest table around it."""
        route = self.route if key is None else (*self.route, key)
        while route and route not in self.lines:
            route = route[:-1]
        start = self.lines.get(route)
        if start is None or value is None:
            return start
        stop = min((line for line in self.lines.values() if line > start), default=len(self.text) + 1)
        return next((line for line in range(start, stop) if value in self.text[line - 1]), start)

    def note(self, what: str, remedy: str = "", *, key: str | None = None, value: str | None = None) -> None:
        """Note a fault at the line of a key."""
        line = self.line(key, value)
        self.faults.append(Fault(self.file, what if line is None else f"line {line}: {what}", remedy))

    def only(self, keys: Iterable[str]) -> None:
        """Note every key that means nothing here, with the nearest one that does."""
        known = sorted(keys)
        for key in self.values:
            if key not in known:
                near = near_name(key, known)
                remedy = "" if near else f"possible here: {', '.join(known)}"
                self.note(f"{self.title} has no key '{key}'{near}", remedy, key=key)

    def table(self, key: str) -> Section:
        """Open the table under a key; an empty one where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.note(f"'{key}' must be a table, not {_type(value)}", self._as_table(key), key=key)
            value = {}
        return replace(self, route=(*self.route, key), values=value)

    def tables(self, key: str) -> list[Section]:
        """Open one or many tables under a key: [log] or [[log]]."""
        value = self.values.get(key, [])
        if isinstance(value, dict):
            return [self.table(key)]
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.note(f"'{key}' must be a table, not {_type(value)}", self._as_table(key), key=key)
            return []
        return [
            replace(self, route=(*self.route, key, place), values=entry)
            for place, entry in enumerate(value)
        ]

    def word(self, key: str, default: str | None = None) -> str | None:
        """Read a text that is not empty."""
        value = self.values.get(key, default)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        found = "empty" if isinstance(value, str) else _type(value)
        self.note(f"{self.title} {key} must be a text, not {found}", f'for example {key} = "…"', key=key)
        return default

    def words(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, none of them empty."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(entry, str) and entry.strip() for entry in value):
            return tuple(value)
        wrong = next((entry for entry in value if not isinstance(entry, str)), "") if isinstance(value, list) else value
        if isinstance(value, list):
            what = f"holds {_type(wrong)}" if wrong != "" else "holds an empty text"
        else:
            what = f"is {_type(value)}"
        example = value if isinstance(value, str) and value.strip() else "…"
        remedy = f'for example {key} = ["{example}"]'
        self.note(f"{self.title} {key} must be a list of texts; it {what}", remedy, key=key)
        return ()

    def choice(self, key: str, options: tuple[str, ...], default: str) -> str:
        """Read a text that must be one of a few."""
        value = self.word(key, default)
        if value in options:
            return str(value)
        self.note(
            f"{self.title} {key} = '{value}' does not exist{near_name(str(value), options)}",
            f"possible: {', '.join(options)}",
            key=key,
        )
        return default

    def truth(self, key: str) -> bool | None:
        """Read true or false."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.note(f"{self.title} {key} must be true or false, not {_type(value)}", key=key)
        return None

    def number(self, key: str) -> float | None:
        """Read a number."""
        value = self.values.get(key)
        if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
            return value
        self.note(f"{self.title} {key} must be a number, not {_type(value)}", key=key)
        return None


def read_configuration(folder: Path) -> tuple[bytes, Section]:
    """Read the kccdiag.toml of a folder.

    Returns
    -------
    The bytes as they are on disk, for hashing, and the file's outermost table.

    Raises
    ------
    InputError
        Where there is no such file, or it can't be read as TOML in UTF-8.
    """
    path = folder / FILE
    try:
        if not folder.is_dir():
            raise refuse(str(folder), "there is no such folder" if not folder.exists() else "this is not a folder",
                         "give the folder that holds kccdiag.toml")  # fmt: skip
        raw = path.read_bytes()
    except FileNotFoundError:
        raise refuse(FILE, "there is no kccdiag.toml in this folder",
                     "let one be proposed:  kccdiag init FILE…") from None  # fmt: skip
    except OSError as error:
        raise refuse(FILE, f"the file can't be read: {error.strerror}") from None
    return raw, read_section(raw)


def read_section(raw: bytes, file: str = FILE) -> Section:
    """Parse the bytes of a kccdiag.toml, or of another file, into its outermost table; a byte-order mark is let pass.

    Raises
    ------
    InputError
        For anything that is not TOML in UTF-8, with the line.

    Examples
    --------
    >>> read_section(b'[log]\\nfiles = ["a.csv"]').table("log").words("files")
    ('a.csv',)
    """
    text = _decoded(raw, file)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError([_not_toml(str(error), file)]) from None
    return Section((), values, _scan_lines(text), tuple(text.splitlines()), file=file)


def near_name(name: str, known: Iterable[str]) -> str:
    """Say which known name a wrong one may have meant; nothing where none is near.

    Examples
    --------
    >>> near_name("departement", ["department", "time"]), near_name("x", ["department"])
    ("; did you mean 'department'?", '')
    """
    by_fold = {entry.casefold(): entry for entry in sorted(known, reverse=True)}
    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return f"; did you mean '{by_fold[near[0]]}'?" if near else ""


def path_inside(section: Section, key: str, name: str, *, folder: Path) -> Path | None:
    """Resolve a path that must lie inside the engagement folder, whatever links and dots it is written with."""
    try:
        path = (folder / name).resolve()
        if path.is_symlink():  # what is still a link leads in a circle; Python before 3.13 says so itself
            raise RuntimeError
        if path.is_relative_to(folder) and not Path(name).is_absolute():
            return path
        what = f"'{name}' leads out of the engagement folder"
    except (OSError, ValueError, RuntimeError):
        what = f"'{name}' is no path"
    remedy = "put the file inside the folder and write its path from there"
    section.note(f"{section.title} {key}: {what}", remedy, key=key, value=name)
    return None


def _decoded(raw: bytes, file: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse(file, "the file is written in UTF-16", "save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse(file, f"line {line}: a character that is not UTF-8", "save the file as UTF-8") from None


def _not_toml(message: str, file: str) -> Fault:
    found = re.search(r" \(at line (\d+), column \d+\)", message)
    line = f"line {found[1]}: " if found else ""
    reason = message[: found.start()] if found else message.removesuffix(" (at end of document)")
    remedy = 'texts stand between quotes: name = "Waterstad"; a path is written with /, lists are ["a", "b"]'
    if "overwrite" in message or "twice" in message:
        several = "; several systems are written as [[log]] each" if file == FILE else ""
        remedy = f"a key or table stands here for the second time{several}"
    return Fault(file, f"{line}this is not valid TOML: {reason}", remedy)


def as_key(name: str) -> str:
    """Write one part of a key, in quotes where it needs them.

    Examples
    --------
    >>> as_key("ask"), as_key('wall:KCC:"R.O."')
    ('ask', '"wall:KCC:\\\\"R.O.\\\\""')
    """
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else as_text(name)


def as_text(text: str) -> str:
    """Write a text as TOML does: what JSON escapes is escaped alike, and one character more."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _scan_lines(text: str) -> dict[Route, int]:
    """Find the line of every header and key; what stands inside a value of several lines is overlooked on purpose."""
    lines: dict[Route, int] = {}
    counts: dict[Route, int] = {}
    route: Route = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            route = placed(parts_of(header["key"]), counts, many=bool(header["many"]))
            lines.setdefault(route, number)
        elif assignment := ASSIGNMENT.match(line):
            key = (*route, *parts_of(assignment["key"]))
            for end in range(len(route) + 1, len(key) + 1):
                lines.setdefault(key[:end], number)
    return lines


def placed(parts: Route, counts: dict[Route, int], *, many: bool) -> Route:
    """Put the number of the current [[…]] behind its name, as tomllib's lists have it."""
    route: Route = ()
    for place, part in enumerate(parts):
        route = (*route, part)
        if many and place == len(parts) - 1:
            counts[route] = counts.get(route, -1) + 1
        if route in counts:
            route = (*route, counts[route])
    return route


def parts_of(dotted: str) -> Route:
    """Part a dotted key as a header or an assignment writes it.

    Examples
    --------
    >>> parts_of('finding."wall:KCC:R.O.".seen')
    ('finding', 'wall:KCC:R.O.', 'seen')
    """
    return tuple(
        part if part[0] not in "\"'" else str(tomllib.loads(f"x = {part}")["x"]) for part in re.findall(_PART, dotted)
    )


def _type(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")
