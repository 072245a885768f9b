"""What a REFI-QDA project says: codes, cases, and sources with the passages that people coded in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from kccdiag.faults import refuse
from kccdiag.intake.qdpx.offsets import Text
from kccdiag.intake.qdpx.xml import child, children, guid, local

CodePath = tuple[str, ...]  # a code's name after those of the codes above it
ReadText = Callable[[str], "bytes | None"]
LONGEST = 4 * 2**20  # characters of a document that is read: eighty hours of talk

_TEXTS = ("Representation", "Transcript", "TextDescription")
_AREAS = {"PDFSelection": "pdf", "PictureSelection": "pictures", "AudioSelection": "sound", "VideoSelection": "sound"}
_BESIDES = {"Notes": "notes", "Links": "links", "Sets": "sets", "Graphs": "graphs"}


@dataclass(frozen=True)
class Selection:
    """A passage as it was marked: start and end as the tool counts them, and who gave it which codes.

    Parameters
    ----------
    name
        What the tool calls it: often its first words.
    codings
        Code and coder of each coding, in the order of the file; a code that is not in the code book is left out.
    """

    start: int
    end: int
    name: str
    description: str
    codings: tuple[tuple[CodePath, str], ...]


@dataclass(frozen=True)
class Source:
    """A document with text, the cases it belongs to, and the passages marked in it."""

    name: str
    text: Text
    cases: tuple[str, ...]
    selections: tuple[Selection, ...]


@dataclass(frozen=True)
class Project:
    """A project as far as it can be read.

    Parameters
    ----------
    origin
        The program that wrote it, as it says itself.
    codes
        Every code of the code book.
    sources
        Those with text, in the order of the file.
    cases
        Name → its variables, for instance role and department.
    left_out
        What was found and is not read → how many.
    """

    origin: str
    codes: tuple[CodePath, ...]
    sources: tuple[Source, ...]
    cases: Mapping[str, Mapping[str, str]]
    left_out: Counter[str]


def project_of(root: Any, name: str, read_text: ReadText) -> Project:
    """Gather a project from its XML.

    Parameters
    ----------
    read_text
        Gives the bytes under a path such as ``internal://….txt``; None where they are not in the file.

    Raises
    ------
    InputError
        Where the XML is no project, or none of its sources holds text.
    """
    if local(root) != "Project":
        raise refuse(name, f"this XML is no REFI-QDA project: its outermost element is '{local(root)}'",
                     "export the project again as .qdpx")  # fmt: skip
    return _Reader(root, name, read_text).project()


def codes_in(book: Any) -> dict[str, CodePath]:
    """List the codes of a code book by identifier, those below others with the names above them."""

    def below(element: Any, path: CodePath) -> Iterator[tuple[str, CodePath]]:
        for code in children(element, "Code"):
            own = (*path, code.get("name") or "")
            yield guid(code.get("guid")), own
            yield from below(code, own)

    return dict(below(child(book, "Codes"), ()))


class _Reader:
    """Reads one project; what is left out is counted on the way."""

    def __init__(self, root: Any, name: str, read_text: ReadText) -> None:
        self.root, self.name, self.read_text = root, name, read_text
        self.left_out: Counter[str] = Counter()
        self.codes = codes_in(child(root, "CodeBook"))
        users = children(child(root, "Users"), "User")
        self.users = {guid(user.get("guid")): user.get("name") or user.get("id") or "" for user in users}
        cases = children(child(root, "Cases"), "Case")
        self.case_names = {guid(case.get("guid")): case.get("name") or "" for case in cases}
        self.cases_of: dict[str, list[str]] = {}
        self.cases_here: list[str] = []
        self.long = False
        self.seen: set[str] = set()

    def project(self) -> Project:
        for part, key in _BESIDES.items():
            self.left_out[key] += len(child(self.root, part) if child(self.root, part) is not None else ())
        cases = self.cases()
        elements = list(child(self.root, "Sources") if child(self.root, "Sources") is not None else ())
        sources = tuple(source for element in elements for source in self.sources(element))
        if elements and not sources:
            kinds = Counter(local(element).removesuffix("Source") for element in elements)
            held = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
            raise refuse(self.name, f"none of its sources holds text that is in the file; there are: {held}",
                         "export the project with its documents as text; a PDF needs its text beside it")  # fmt: skip
        codes = tuple(path for code, path in self.codes.items() if code not in self.case_names)
        return Project(self.root.get("origin") or "", codes, sources, cases, +self.left_out)

    def cases(self) -> dict[str, dict[str, str]]:
        variables = {guid(one.get("guid")): one.get("name") or ""
                     for one in children(child(self.root, "Variables"), "Variable")}  # fmt: skip
        found = {}
        for case in children(child(self.root, "Cases"), "Case"):
            name = case.get("name") or ""
            found[name] = {variables.get(guid(child(value, "VariableRef").get("targetGUID")), ""): _value(value)
                           for value in children(case, "VariableValue")
                           if child(value, "VariableRef") is not None}  # fmt: skip
            for reference in children(case, "SourceRef"):
                self.cases_of.setdefault(guid(reference.get("targetGUID")), []).append(name)
        return found

    def sources(self, element: Any) -> Iterator[Source]:
        """Give the texts of one source: its own, that of a PDF, the transcripts of sound and pictures."""
        self.left_out["whole"] += sum(1 for _ in children(element, "Coding"))
        self.cases_here = list(self.cases_of.get(guid(element.get("guid")), ()))
        self.long = False
        holders = [element] if local(element) == "TextSource" else list(children(element, *_TEXTS))
        found = 0
        for holder in holders:
            text = self.text(holder)
            if text is not None:
                found += 1
                selections = tuple(self.selections(holder))
                yield Source(element.get("name") or "", text, tuple(dict.fromkeys(self.cases_here)), selections)
        words = list(self.areas(element))
        if words:
            yield _gathered(element.get("name") or "", tuple(dict.fromkeys(self.cases_here)), words)
        if not (found or words):
            self.left_out["long" if self.long else "textless"] += 1

    def areas(self, element: Any) -> Iterator[tuple[str, Selection]]:
        """Give marked areas of a PDF whose words stand beside them; tools repeat most in the text, as passages."""
        for area in children(element, *_AREAS):
            if guid(area.get("guid")) in self.seen:
                continue
            words = _said(child(child(area, "Representation"), "PlainTextContent"))
            if words:
                yield words, Selection(0, 0, "", _said(child(area, "Description")), tuple(self.codings(area)))
            else:
                self.left_out[_AREAS[local(area)]] += 1

    def text(self, holder: Any) -> Text | None:
        content = child(holder, "PlainTextContent")
        if content is not None:
            text = Text("".join(content.itertext()), folded=True)
        else:
            data = self.read_text(holder.get("plainTextPath") or "")
            if data is None:
                return None
            text = Text(_decoded(data, self.name))
        self.long = len(text.raw) > LONGEST
        return None if self.long else text

    def selections(self, holder: Any) -> Iterator[Selection]:
        points = {guid(point.get("guid")): point.get("position") for point in children(holder, "SyncPoint")}
        for selection in children(holder, "PlainTextSelection", "TranscriptSelection"):
            if self.seen_before(selection):  # two sources may share a text: that of a video, and its transcript
                continue
            start = selection.get("startPosition") or points.get(guid(selection.get("fromSyncPoint")))
            end = selection.get("endPosition") or points.get(guid(selection.get("toSyncPoint")))
            if not (_is_count(start) and _is_count(end)):
                self.left_out["placeless"] += 1
                continue
            yield Selection(int(start), int(end), selection.get("name") or "", _said(child(selection, "Description")),
                            tuple(self.codings(selection)))  # fmt: skip

    def seen_before(self, selection: Any) -> bool:
        key = guid(selection.get("guid"))
        known = bool(key) and key in self.seen
        self.seen.add(key)
        return known

    def codings(self, selection: Any) -> Iterator[tuple[CodePath, str]]:
        for coding in children(selection, "Coding"):
            reference = child(coding, "CodeRef")
            code = guid(reference.get("targetGUID")) if reference is not None else ""
            if code in self.case_names:  # NVivo says with a code whose words they are
                self.cases_here.append(self.case_names[code])
                continue
            path = self.codes.get(code)
            if path is None:
                self.left_out["codeless"] += 1
                continue
            coder = coding.get("creatingUser") or selection.get("creatingUser")
            yield path, self.users.get(guid(coder), "")


def _gathered(name: str, cases: tuple[str, ...], words: list[tuple[str, Selection]]) -> Source:
    """Put the words of areas below one another, as the text that nobody exported."""
    selections, end = [], 0
    for said, selection in words:
        selections.append(replace(selection, start=end, end=end + len(said)))
        end += len(said) + len("\n\n")
    return Source(name, Text("\n\n".join(said for said, _ in words)), cases, tuple(selections))


def _value(value: Any) -> str:
    """Give a variable's value as text, of whatever type it is."""
    return next((_said(one) for one in value if local(one) != "VariableRef"), "")


def _said(element: Any) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def _is_count(written: str | None) -> TypeGuard[str]:
    return written is not None and written.isascii() and written.isdigit() and len(written) <= 9


def _decoded(data: bytes, name: str) -> str:
    """Decode a source as it is stored: UTF-8 says the standard, UTF-16 where a mark says so."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refuse(name, "a source holds bytes that are no UTF-8, which plain text must be",
                     "export the project again")  from error  # fmt: skip
    return f"\ufeff{text}" if encoding == "utf-16" else text
