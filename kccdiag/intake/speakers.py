"""Who speaks in a written transcript: which lines open with the name of a speaker, and which only look as if."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import simplemma

from kccdiag.lists import fold

LANGUAGES = ("nl", "en")  # of interviews

_TIME = r"\d{1,2}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?"
_SPAN = rf"{_TIME}(?:\s*(?:-->|-|–)\s*{_TIME})?"
# In brackets, or with seconds: nobody says "00:12:03". "10:30" at the start of a line may be speech.
_STAMP = re.compile(rf"(?:[\[(<]\s*{_SPAN}\s*[\])>]|(?=\d+:\d+:\d|{_TIME}\s*-->){_SPAN})\s*(?:[-–]\s+)?")
_ONLY_TIME = re.compile(rf"{_SPAN}$")
_CLOCK = re.compile(rf"{_TIME}\s+(?=\D)")
_TAGGED = re.compile(r"\s*#\d\d:\d\d:\d\d(?:-\d)?#")  # how f4 marks the end of a paragraph
_BULLET = re.compile(r"(?:[-*+>#•]+\s+|>>\s*)+")
_EMPHASIS = re.compile(r"(\*\*|__)(?P<inside>[^*_][^*]*?)\1(?P<rest>.*)$", re.DOTALL)
_OPENING = re.compile(
    rf"""(?P<label>[\[(]?[^\W_][^:\t*\[\]()]{{0,60}}?[\])]?)
    (?P<aside>(?:\s*[\[(][^\])]*[\])])*)
    (?:\s+(?P<time>{_TIME}))?
    \s*(?P<end>:(?!\d|//)|\t|$)\s*(?P<rest>.*)$""",
    re.VERBOSE | re.DOTALL,
)

_ROLES = re.compile(
    r"(?:(?:onbekende|unknown)\s+)?(?:interview(?:st)?er|g(?:eï|ei)nterviewde|interviewee|respondent|spreker|speaker"
    r"|moderator|gespreksleider|facilitator|deelnemer|participant)(?:[ _-]*(?:\d{1,3}|[a-z]))?"
)
_CODE = re.compile(r"[A-Z]{1,3}\d{0,3}")
_CAPITALISED = re.compile(r"(?:d['’]|['’])?[^\W\d_a-z][^\W\d_]*(?:[.'’-][^\W\d_]*)*")
_BETWEEN = frozenset(
    "van de der den het 't ’t ten ter te in op la le du des von zu di da dos del el al bin ben ibn dhr. mevr. mw. mr."
    " mrs. ms. dr. drs. ir. ing. prof. mevrouw meneer".split()
)
_MOST_WORDS = 5
# Of two people who talk each opens about half of the turns, of four a quarter.
_SPEAKERS_SHARE = 0.25


@dataclass(frozen=True)
class Line:
    """One line of a transcript, and the words in bold with which it begins."""

    text: str
    bold: str = ""


@dataclass(frozen=True)
class Said:
    """What one speaker says, as one line or cue has it; a label is "" where nobody is named."""

    label: str
    text: str


@dataclass(frozen=True)
class _Opening:
    """A line parted into what may be a speaker and the rest."""

    label: str
    rest: str
    marked: bool = False  # set in bold, or with a time beside it
    alone: bool = False  # a line of its own, without a colon


def find_speakers(lines: Iterable[Line], *, known: Collection[str], places: Collection[str] = ()
                  ) -> tuple[list[Said], dict[str, int]]:  # fmt: skip
    """Part the lines of a transcript into who speaks and what is said; a line without a speaker continues.

    A line opens with a speaker where it begins with a name that is known, a role ("Interviewer", "Spreker 2"), a
    name in bold or beside a time; else with what is written as a name, is no ordinary word and comes back. "Kijk:",
    "Dus:" and "10:30" are speech. Where the rule is wrong an alias in participants.csv puts it right.

    Parameters
    ----------
    known
        Folded names and aliases of those who were interviewed.
    places
        Folded names of departments, which are no speakers by themselves.

    Returns
    -------
    What is said, line by line, and what else was met with its count: lines before the first speaker, and openings
    that look like a speaker and were read as speech.

    Examples
    --------
    >>> lines = [Line("Interviewer: En dan?"), Line("Jeroen: Niks."), Line("Kijk: zo gaat dat.")]
    >>> find_speakers(lines, known={"jeroen"})
    ([Said(label='Interviewer', text='En dan?'), Said(label='Jeroen', text='Niks.'),
      Said(label='Jeroen', text='Kijk: zo gaat dat.')],
     {"read as speech, not as a speaker: 'Kijk'": 1})
    """
    cleaned = [_clean(line) for line in lines]
    parted = [(line.text, _part(line, known)) for line in cleaned if line.text]
    speakers = _speakers([opening for _, opening in parted], known, places)
    said: list[Said] = []
    met: Counter[str] = Counter()
    label = ""
    for text, opening in parted:
        if opening is not None and fold(opening.label) in speakers:
            label, text = opening.label, opening.rest
        elif opening is not None and not opening.alone and _is_name(opening.label):
            met[f"read as speech, not as a speaker: '{opening.label}'"] += 1
        if label or not speakers:
            said.append(Said(label, text))
        else:
            met["lines before the first speaker"] += 1
    return said, dict(met)


def _clean(line: Line) -> Line:
    """Take off times and list marks, and read Markdown's bold."""
    text, bold = _TAGGED.sub("", line.text).strip(), line.bold.strip()
    text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    stamp = _STAMP.match(text)
    if stamp:
        text = text[stamp.end() :]
    if stamp and bold:
        bold = bold.removeprefix(stamp[0].strip()).strip()
    if _ONLY_TIME.match(text):
        return Line("")
    if written := _EMPHASIS.match(text):
        bold = written["inside"].strip()
        text = f"{written['inside']}{written['rest']}"
    return Line(text, bold)


def _part(line: Line, known: Collection[str]) -> _Opening | None:
    label = line.bold.rstrip(": \t")
    if label and line.text.startswith(label) and _is_name(label):
        return _Opening(label, line.text[len(label) :].lstrip(": \t"), marked=True)
    clock = _CLOCK.match(line.text)
    found = _OPENING.match(line.text[clock.end() :] if clock else line.text)
    if found is None or (clock and not found["end"]):
        return None
    label = " ".join(found["label"].strip("[]()").split())
    aside = found["aside"].strip()
    if f"{label} {aside}".strip() != label and fold(f"{label} {aside}") in known:
        label = f"{label} {aside}"
    timed = bool(found["time"] or re.search(_TIME, aside))
    return _Opening(label, found["rest"], marked=timed, alone=not found["end"])


def _speakers(openings: Sequence[_Opening | None], known: Collection[str], places: Collection[str]) -> set[str]:
    """Decide which of the openings name a speaker, by their folded label."""
    found = [opening for opening in openings if opening is not None]
    sure = {fold(opening.label) for opening in found if _is_sure(opening, known)}
    counts = Counter(fold(opening.label) for opening in found if _is_name(opening.label))
    alone = {fold(opening.label) for opening in found if opening.alone}
    certain = sum(fold(opening.label) in sure for opening in found)
    likely = {fold(opening.label) for opening in found
              if fold(opening.label) in counts and _is_likely(opening.label, counts, certain, places)
              and (counts[fold(opening.label)] > 1 or fold(opening.label) not in alone)}  # fmt: skip
    speakers = sure | likely
    return speakers | _only_gap(openings, speakers, places)


def _is_sure(opening: _Opening, known: Collection[str]) -> bool:
    key = fold(opening.label)
    return key in known or bool(_ROLES.fullmatch(key)) or (opening.marked and _is_name(opening.label))


def _is_likely(label: str, counts: Counter[str], certain: int, places: Collection[str]) -> bool:
    words, times = label.replace(",", " ").split(), counts[fold(label)]
    if fold(label) in places or (len(words) == 1 and _is_ordinary(label)):
        return times > 2 and times >= _SPEAKERS_SHARE * (certain + times)
    if times > 1:
        return True
    return len(words) > 1 and "," not in label and not _is_ordinary(words[0])


def _only_gap(openings: Sequence[_Opening | None], speakers: set[str], places: Collection[str]) -> set[str]:
    """Find the name that stands once in a transcript in which every other line has its speaker."""
    keys = ["" if opening is None else fold(opening.label) for opening in openings]
    first = next((place for place, key in enumerate(keys) if key in speakers), len(keys))
    gaps = [opening for opening, key in zip(openings[first:], keys[first:], strict=True) if key not in speakers]
    if len(gaps) != 1 or gaps[0] is None or gaps[0].alone:
        return set()
    label = gaps[0].label
    plain = not _is_name(label) or _is_ordinary(label.split()[0]) or fold(label) in places
    return set() if plain else {fold(label)}


def _is_name(label: str) -> bool:
    """Tell whether something is written as names and codes are: "Anne van der Berg", "J. Smit", "P2"."""
    words = label.replace(",", " ").split()
    if not 1 <= len(words) <= _MOST_WORDS or words[-1].casefold() in _BETWEEN:
        return False
    named = [word for word in words if word.casefold() not in _BETWEEN]
    if len(words) == 1 and _CODE.fullmatch(label):
        return True
    return bool(named) and all(_CAPITALISED.fullmatch(word) for word in named)


def _is_ordinary(word: str) -> bool:
    """Tell whether a dictionary of either language knows a word; single letters are none."""
    plain = word.casefold().strip(".")
    return len(plain) > 1 and any(simplemma.is_known(plain, language) for language in LANGUAGES)
