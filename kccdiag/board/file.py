"""Reading board.toml: every choice in it, and every fault."""

from __future__ import annotations

import math
import re
import unicodedata
from pathlib import Path

from kccdiag.board.choices import Choice, Choices, Seen, WordedAsk
from kccdiag.configuration import Section, path_inside, read_section
from kccdiag.engagement import Engagement
from kccdiag.faults import InputError, refuse
from kccdiag.wording import LANGUAGES, say

BOARD_FILE = "board.toml"
STOOD = ("finding", "indication", "gone")
# What two lines of a slide's title hold at its smallest, 16 points: measured 213 characters of Dutch. The finding's own
# headline may be longer, for names are shortened on slides; so who edits one may keep its length.
LONGEST = 200
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def read_board(engagement: Engagement) -> Choices:
    """Read the choices of an engagement; empty ones where there is no board.toml.

    Raises
    ------
    kccdiag.faults.InputError
        With every fault at once, each with its line where it has one.
    """
    path = engagement.folder / BOARD_FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Choices()
    except OSError as error:
        raise refuse(BOARD_FILE, f"the file can't be read: {error.strerror}") from None
    return choices_in(raw, engagement.folder)


def choices_in(raw: bytes, folder: Path) -> Choices:
    """Read the bytes of a board.toml that stands in a folder.

    Examples
    --------
    >>> choices = choices_in(b'[finding."open_loop"]\\nheadline.en = "One in three hears back"', Path())
    >>> choices.of["open_loop"].headline["en"]
    'One in three hears back'
    """
    top = read_section(raw, BOARD_FILE)
    top.only(("board", "finding"))
    head, findings = top.table("board"), top.table("finding")
    head.only(("order", "template"))
    order = _order(head)
    choices = Choices(
        order=order,
        of={name: _choice(findings.table(name), name) for name in findings.values},
        template=_template(head, folder),
        text=raw,
        lines=_lines(head, findings, order),
    )
    if top.faults:
        raise InputError(sorted(top.faults, key=lambda fault: _number(fault.what)))
    return choices


def _number(what: str) -> int:
    line = re.match(r"line (\d+):", what)
    return int(line[1]) if line else 0


def _lines(head: Section, findings: Section, order: tuple[str, ...]) -> dict[str, int]:
    ordered = {name: head.line("order", name) for name in order}
    found = ordered | {name: findings.line(name) for name in findings.values}
    return {name: line for name, line in found.items() if line is not None}


def _order(head: Section) -> tuple[str, ...]:
    order = head.words("order")
    for name in sorted({name for name in order if order.count(name) > 1}):
        head.note(f"[board] order names '{name}' twice", "a finding is shown once", key="order", value=name)
    return order


def _template(head: Section, folder: Path) -> Path | None:
    name = head.word("template")
    path = path_inside(head, "template", name, folder=folder.resolve()) if name else None
    if path is None:
        return None
    if not path.is_file():
        head.note(f"[board] template = '{name}' is not a file", "its path is relative to this folder", key="template")
    elif path.suffix.lower() not in (".pptx", ".potx"):
        remedy = "save it as a PowerPoint presentation or template"
        head.note(f"[board] template = '{name}' is no .pptx or .potx", remedy, key="template")
    return path


def _choice(section: Section, name: str) -> Choice:
    section.only(("headline", "set_aside", "ask", "seen"))
    seen = _seen(section.table("seen")) if "seen" in section.values else None
    known = f"{name} {seen.headline}" if seen else name
    return Choice(
        headline=_worded(section, "headline", known),
        set_aside=_worded(section, "set_aside", known),
        asks=_asks(section, known),
        seen=seen,
    )


def _asks(section: Section, known: str) -> tuple[WordedAsk, ...]:
    asks: list[WordedAsk] = []
    for ask in section.tables("ask"):
        ask.only(("department", "step", "effect"))
        department, faults = ask.word("department"), len(ask.faults)
        step, effect = (_worded(ask, key, f"{known} {department}") for key in ("step", "effect"))
        if department is None or (not step and len(ask.faults) == faults):
            missing = "department" if department is None else "step"
            remedy = 'for example department = "KCC"' if department is None else f'{missing}.{LANGUAGES[0]} = "…"'
            ask.note(f"{ask.title} does not say which {missing}", remedy)
            continue
        asked = WordedAsk(" ".join(department.split()), step, effect)
        if asked in asks:
            ask.note(f"{ask.title} asks the same as an earlier one", "keep one")
        asks.append(asked)
    return tuple(asks)


def _worded(section: Section, key: str, known: str) -> dict[str, str]:
    """Read a text by language; its spaces and ends of line become single spaces."""
    value = section.values.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict) or not value:
        need = f"{section.title} {key} must say in which language it is"
        text = value if isinstance(value, str) and value.strip() else "…"
        section.note(need, "\n".join(f'{key}.{language} = "{text}"' for language in LANGUAGES), key=key)
        return {}
    table = section.table(key)
    table.only(LANGUAGES)
    written = {language: table.word(language) for language in LANGUAGES if language in value}
    texts = {language: " ".join(text.split()) for language, text in written.items() if text}
    for language, text in texts.items():
        if fault := fault_of(text, known):
            table.note(f"{section.title} {key} {fault}", "write plain text, in one sentence", key=language)
    return texts


def fault_of(text: str, known: str = "", *, language: str = "en") -> str:
    """Say what is wrong with a text that people are to read; nothing where it is fine.

    Parameters
    ----------
    known
        What the text may hold although it looks odd: names of departments, the finding's own headline.

    Examples
    --------
    >>> fault_of("Billing <b>holds</b> a third")
    "holds '<b>', which would be shown as it stands"
    >>> fault_of("Team <b> holds a third", known="reservoir:Team <b>"), fault_of("x" * 300)
    ('', 'has 300 characters, and at most 200 fit')
    """
    most = max(LONGEST, len(known))
    tag = next((found for found in _TAG.findall(text) if found not in known), "")
    if tag:
        return say(language, "board.fault_tag", tag=tag)
    if any(unicodedata.category(character) == "Cc" for character in text):
        return say(language, "board.fault_control")
    return say(language, "board.fault_long", n=len(text), most=most) if len(text) > most else ""


def _seen(section: Section) -> Seen | None:
    section.only(("as", "language", "headline", "estimate", "low", "high"))
    estimate, low, high = (_finite(section.number(key)) for key in ("estimate", "low", "high"))
    stood = section.choice("as", STOOD, STOOD[0])
    language, headline = section.choice("language", LANGUAGES, LANGUAGES[0]), section.word("headline")
    return Seen(stood, language, headline or "", estimate, low, high)


def _finite(value: float | None) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None
