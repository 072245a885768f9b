"""With what a line of a transcript opens: what may be the name of a speaker, and whether it is written as one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from kccdiag.intake.given_names import GIVEN
from kccdiag.lists import fold

LANGUAGES = ("nl", "en")  # of interviews

_TIME = r"\d{1,2}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?"
_SPAN = rf"{_TIME}(?:\s*(?:-->|-|–)\s*{_TIME})?"
# In brackets, or with seconds: nobody says "00:12:03". "10:30" at the start of a line may be speech.
_STAMP = re.compile(rf"(?:[\[(<]\s*{_SPAN}\s*[\])>]|(?=\d+:\d+:\d|{_TIME}\s*-->){_SPAN})\s*(?:[-–]\s+)?")
_ONLY_TIME = re.compile(rf"{_SPAN}$")
_CLOCK = re.compile(rf"{_TIME}\s+(?=\D)")
_TAGGED = re.compile(r"\s*#\d\d:\d\d:\d\d(?:-\d)?#")  # how f4 marks the end of a paragraph
ASIDE = re.compile(r"\s*(?:,|\(|\[|\s[-–—])")  # what stands behind a name: a department, a role
_RULE = re.compile(r"[-*_=~ ]{3,}$")
_BULLET = re.compile(r"(?:[-*+>#•]+\s+|>>\s*|\d+\t)+")  # of lists, quotes and captions; the number of a row
_EMPHASIS = re.compile(r"(\*\*|__)(?P<inside>[^*_][^*]*?)\1(?P<rest>.*)$", re.DOTALL)
_OPENING = re.compile(
    rf"""(?P<label>[\[(]?[^\W\d_][^:：\t*\[\]()]{{0,60}}?[\])]?)
    (?P<aside>(?:\s*[\[(][^\])]*[\])])*)
    (?:\s+(?P<time>{_TIME}))?
    \s*(?P<end>[:：](?!\d|//)|\t|$)\s*(?P<rest>.*)$""",
    re.VERBOSE | re.DOTALL,
)
_BRACKETED = re.compile(r"\[(?P<label>[^\W\d_][^\]:：]{0,60})\]\s+(?P<rest>[^\s:：\d].*)$", re.DOTALL)
_AFTER_BOLD = re.compile(rf"\s*(?:[\[(][^\])]*[\])]\s*(?=[:：]|$)|[\[(]?{_TIME}[\])]?)?\s*[:：]?\s*")

_CODED = r"[ _-]*(?:\d{1,3}|[a-z])"
_ROLES = re.compile(
    rf"(?:interview(?:st)?er|g(?:eï|ei)nterviewde|interviewee|respondent|moderator|gespreksleider|facilitator"
    rf"|researcher|onderzoeker|participant|deelnemer|onbekende spreker|unknown speaker)(?:{_CODED})?"
    rf"|(?:spreker|speaker){_CODED}"
)
CODE = re.compile(r"[A-Z]{1,3}\d{0,3}")
_WORD = re.compile(r"(?:d['’]|['’])?(?P<name>[^\W\d_]+(?:[.'’-][^\W\d_]*)*)")
BETWEEN = frozenset(
    "van de der den het 't ’t ten ter te in op la le du des von zu di da dos del el al bin ben ibn dhr. mevr. mw. mr."
    " mrs. ms. dr. drs. ir. ing. prof. mevrouw meneer".split()
)
# What people open a sentence with and the dictionaries lack.
_SAID = frozenset(
    "oké okee kortom pff pfff poeh goh tjee tjeetje jeetje sjonge nja hè hé hee joh ach nah uhm ehm mhm mwah enfin"
    " afijn daarnaast helaas oftewel dwz bijv vb nb n.b ps btw fyi tldr todo dankjewel".split()
)
_MOST_WORDS = 5


@dataclass(frozen=True)
class Line:
    """One line of a transcript, and the words in bold with which it begins."""

    text: str
    bold: str = ""


@dataclass(frozen=True)
class Opening:
    """What may be a speaker at the start of a line, and the rest of it.

    Parameters
    ----------
    timed
        Whether a time stands beside the label.
    alone
        Whether no colon follows: a line of its own, in bold or in brackets.
    """

    label: str
    rest: str
    timed: bool = False
    alone: bool = False

    @property
    def key(self) -> str:
        """The label as labels are compared."""
        return fold(self.label)


def clean_line(line: Line) -> Line:
    """Take off times and list marks, and read Markdown's bold; a line of nothing else is empty."""
    text, bold = _TAGGED.sub("", line.text).strip(), line.bold.strip()
    text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    text, bold = _without_stamp(text), _without_stamp(bold)
    if _ONLY_TIME.match(text) or _RULE.match(text):
        return Line("")
    if written := _EMPHASIS.match(text):
        bold = written["inside"].strip()
        text = f"{written['inside']}{written['rest']}"
    return Line(text, bold)


def _without_stamp(text: str) -> str:
    stamp = _STAMP.match(text)
    return text[stamp.end() :] if stamp else text


def part_line(line: Line, known: Collection[str]) -> Opening | None:
    """Part a clean line into what may be a speaker and the rest; None where it opens with nothing of the kind.

    Examples
    --------
    >>> part_line(Line("Jeroen (KCC): Ja."), known=())
    Opening(label='Jeroen', rest='Ja.', timed=False, alone=False)
    """
    label = line.bold.rstrip(":： \t")
    if label and line.text.startswith(label) and is_name(label):
        after = _AFTER_BOLD.match(line.text, len(label))
        end = after[0].strip() if after else ""
        timed, rest = bool(re.search(_TIME, end)), line.text[after.end() if after else len(label) :]
        return Opening(label, rest, timed=timed, alone=not end)
    if bracketed := _BRACKETED.match(line.text):
        return Opening(bracketed["label"], bracketed["rest"], alone=True)
    clock = _CLOCK.match(line.text)
    found = _OPENING.match(line.text[clock.end() :] if clock else line.text)
    if found is None or (clock and not found["end"]):
        return None
    label = " ".join(found["label"].strip("[]()").split())
    aside = found["aside"].strip()
    if f"{label} {aside}".strip() != label and fold(f"{label} {aside}") in known:
        label = f"{label} {aside}"
    timed = bool(found["time"] or re.search(_TIME, aside))
    return Opening(label, _without_stamp(found["rest"]), timed=timed, alone=not found["end"])


def is_role(label: str) -> bool:
    """Tell whether a label says what a speaker does: "Interviewer", "Spreker 2"."""
    return bool(_ROLES.fullmatch(fold(label)))


def is_rare_name(label: str) -> bool:
    """Tell whether something is written as a name, and begins with what is no ordinary word and no mere letter."""
    named = [word for word in label.replace(",", " ").split() if word.casefold() not in BETWEEN]
    return is_name(label) and len(label) > 1 and not is_ordinary(named[0])


def is_name(label: str) -> bool:
    """Tell whether something is written as names and codes are: "Anne van der Berg", "J. Smit", "P2"."""
    words = label.replace(",", " ").split()
    if not 1 <= len(words) <= _MOST_WORDS or words[-1].casefold() in BETWEEN:
        return False
    named = [word for word in words if word.casefold() not in BETWEEN]
    if len(words) == 1 and CODE.fullmatch(label):
        return True
    return bool(named) and all((found := _WORD.fullmatch(word)) and found["name"][0].isupper() for word in named)


@cache
def is_ordinary(word: str) -> bool:
    """Tell whether a dictionary of either language knows a word that is no given name; single letters are none."""
    plain = word.casefold().strip(".")
    if len(plain) < 2 or plain in GIVEN:
        return False
    import simplemma  # here: few labels ask for its word lists

    return plain in _SAID or any(simplemma.is_known(plain, language) for language in LANGUAGES)
