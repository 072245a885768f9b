"""A TOML file as its lines, so that a value can be changed and everything around it stays as it was typed.

A comment above a header belongs to what the header opens. Libraries hold it against the table before, and lose or
misplace it when tables come and go.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kccdiag.configuration import ASSIGNMENT, HEADER, Route, as_key, as_text, parts_of, placed


@dataclass
class Piece:
    """An assignment with all its lines, or a comment or empty line, which assigns nothing."""

    route: Route | None
    text: str


@dataclass
class Block:
    """A header, what stands above it, and what stands below it; the first block of a file has no header."""

    route: Route
    header: str = ""
    above: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


@dataclass
class Lines:
    """The blocks of a file, to be changed in place.

    Examples
    --------
    >>> lines = read_lines('# mine\\n[board]\\nsize = 1  # small')
    >>> lines.put(("board", "size"), 2)
    >>> lines.put(("board", "name"), "x")
    >>> print(lines.text(), end="")
    # mine
    [board]
    size = 2  # small
    name = "x"
    """

    blocks: list[Block]

    def text(self) -> str:
        """Write the file."""
        lines = [line for block in self.blocks for line in _written(block)]
        return "\n".join(lines).rstrip("\n") + "\n"

    def put(self, route: Route, value: Any) -> None:
        """Give a key its value, where the key stands, or else below the last key of the nearest table around it."""
        self.open(route)
        found = self._at(route)
        if found:
            found.text = _replaced(found.text, value)
            return
        block = self._around(route)
        key = ".".join(as_key(str(part)) for part in route[len(block.route) :])
        last = max((place for place, piece in enumerate(block.pieces) if piece.route), default=-1)
        block.pieces.insert(last + 1, Piece(route, f"{key} = {literal(value)}"))

    def remove(self, route: Route) -> None:
        """Take away a key, or a table with all that is in it; comments stay, above what follows."""
        for place in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[place]
            block.pieces = [left for piece in block.pieces for left in _left(piece, route)]
            if _within(block.route, route):
                self._leave_comments(place)
                del self.blocks[place]

    def begin(self, route: Route, *, many: bool = False) -> None:
        """Begin a table, below the last one that is part of the same, or else at the end."""
        name = ".".join(as_key(part) for part in route if isinstance(part, str))
        around = [place for place, block in enumerate(self.blocks) if _within(block.route, route[:2])]
        place = around[-1] + 1 if around else len(self.blocks)
        self.blocks.insert(place, Block(route, f"[[{name}]]" if many else f"[{name}]", [""] if self.blocks else []))
        following = self.blocks[place + 1 : place + 2]
        if following and following[0].above[:1] != [""]:
            following[0].above.insert(0, "")

    def has(self, route: Route) -> bool:
        """Tell whether a table has a header of its own."""
        return any(block.route == route for block in self.blocks)

    def holds(self, route: Route) -> bool:
        """Tell whether anything of a table stands somewhere, under a header or as keys."""
        return any(_within(block.route, route) or _has(block, route) for block in self.blocks)

    def written(self, route: Route) -> str:
        """Return the lines of a key as they stand; empty where it has none."""
        found = self._at(route)
        return found.text if found else ""

    def rewrite(self, route: Route, text: str) -> None:
        """Set the lines of a key, the key included, that is there."""
        found = self._at(route)
        if found:
            found.text = text

    def _at(self, route: Route) -> Piece | None:
        return next((piece for block in self.blocks for piece in block.pieces if piece.route == route), None)

    def _around(self, route: Route) -> Block:
        """Find the nearest table around a key that can take it; one is begun where only parts of it have headers."""
        holding = [block for block in self.blocks if _within(route, block.route)]
        nearest = max(holding, key=lambda block: len(block.route), default=None)
        table = route[: min(2, len(route) - 1)]
        if nearest and (nearest.route or _has(nearest, table)):
            return nearest
        self.begin(table)
        return next(block for block in self.blocks if block.route == table)

    def open(self, route: Route) -> None:
        """Write an inline table that a key stands in as keys of their own."""
        for block in self.blocks:
            for place, piece in enumerate(block.pieces):
                if piece.route and piece.route != route and _within(route, piece.route):
                    key = piece.route[len(block.route) :]
                    values = _value(piece.text, key)
                    flat = [Piece((*block.route, *leaf), _line(leaf, value)) for leaf, value in _leaves(values, key)]
                    block.pieces[place : place + 1] = [*_left(piece, piece.route), *flat]

    def _leave_comments(self, place: int) -> None:
        gone = self.blocks[place]
        comments = [*gone.above, *(piece.text for piece in gone.pieces)]
        comments = [text for text in comments if text.strip()]
        if comments and place + 1 < len(self.blocks):
            following = self.blocks[place + 1]
            following.above = ["", *comments, *(line for line in following.above if line.strip())]
        elif comments:
            self.blocks[place - 1].pieces += [Piece(None, text) for text in ["", *comments]]


def read_lines(text: str) -> Lines:
    """Part a valid TOML file into its blocks."""
    blocks, counts = [Block(())], dict[Route, int]()
    lines = text.removesuffix("\n").split("\n")
    place = 0
    while place < len(lines):
        if header := HEADER.match(lines[place]):
            route = placed(parts_of(header["key"]), counts, many=bool(header["many"]))
            blocks.append(Block(route, lines[place], _taken_off(blocks[-1])))
            stop = place + 1
        elif assignment := ASSIGNMENT.match(lines[place]):
            stop = _end(lines, place)
            route = (*blocks[-1].route, *parts_of(assignment["key"]))
            blocks[-1].pieces.append(Piece(route, "\n".join(lines[place:stop])))
        else:
            blocks[-1].pieces.append(Piece(None, lines[place]))
            stop = place + 1
        place = stop
    return Lines([block for block in blocks if block.header or block.pieces])


def literal(value: Any) -> str:
    """Write a value as TOML does.

    Examples
    --------
    >>> literal(["wall:KCC:\\"R.O.\\"", 2.5, float("nan"), True])
    '["wall:KCC:\\\\"R.O.\\\\"", 2.5, nan, true]'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return as_text(value)
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        inner = ", ".join(_line((key,), item) for key, item in value.items())
        return f"{{ {inner} }}"
    return str(value)


def _line(key: Iterable[str | int], value: Any) -> str:
    return f"{'.'.join(as_key(str(part)) for part in key)} = {literal(value)}"


def _written(block: Block) -> Iterator[str]:
    yield from block.above
    if block.header:
        yield block.header
    yield from (piece.text for piece in block.pieces)


def _taken_off(block: Block) -> list[str]:
    """Take what follows the last key of a block: it belongs to the header below."""
    last = max((place for place, piece in enumerate(block.pieces) if piece.route), default=-1)
    taken = [piece.text for piece in block.pieces[last + 1 :]]
    del block.pieces[last + 1 :]
    return taken


def _end(lines: list[str], start: int) -> int:
    """Find where an assignment ends: where its lines, taken together, can be read."""
    for stop in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[start:stop]))
        except tomllib.TOMLDecodeError:
            continue
        return stop
    return start + 1


def _replaced(text: str, value: Any) -> str:
    """Write another value after the key, before the comment."""
    assignment = ASSIGNMENT.match(text)
    start = assignment.group() if assignment else ""
    comment = _comment(text)
    return f"{start} {literal(value)}" + (f"  {comment}" if comment else "")


def _left(piece: Piece, route: Route) -> list[Piece]:
    """Return what stays of a piece when what has a route goes: all, or the comment beside it."""
    if not _within(piece.route, route):
        return [piece]
    comment = _comment(piece.text)
    return [Piece(None, comment)] if comment else []


def _comment(text: str) -> str:
    """Find the comment behind an assignment."""
    hashes = (place for place, character in enumerate(text) if character == "#")
    return next((text[place:] for place in hashes if _same(text, place)), "")


def _same(text: str, place: int) -> bool:
    """Tell whether a text says the same without what follows a place: then a comment begins there."""
    try:
        return tomllib.loads(text[:place]) == tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False


def _value(text: str, key: Route) -> Any:
    value: Any = tomllib.loads(text)
    for part in key:
        value = value[part]
    return value


def _has(block: Block, route: Route) -> bool:
    return any(_within(piece.route, route) for piece in block.pieces)


def _leaves(value: Any, key: Route) -> Iterator[tuple[Route, Any]]:
    if not isinstance(value, dict):
        yield key, value
        return
    for name, item in value.items():
        yield from _leaves(item, (*key, name))


def _within(route: Route | None, around: Route) -> bool:
    return route is not None and route[: len(around)] == around
