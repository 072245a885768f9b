"""Who speaks in a written transcript: which lines open with the name of a speaker, and which only look as if."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass

import simplemma

from kccdiag.lists import fold

LANGUAGES = ("nl", "en")  # of interviews

Skipped = dict[tuple[str, str], int]  # what was met and not read as it stands, which one or where, and how often

_TIME = r"\d{1,2}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?"
_SPAN = rf"{_TIME}(?:\s*(?:-->|-|–)\s*{_TIME})?"
# In brackets, or with seconds: nobody says "00:12:03". "10:30" at the start of a line may be speech.
_STAMP = re.compile(rf"(?:[\[(<]\s*{_SPAN}\s*[\])>]|(?=\d+:\d+:\d|{_TIME}\s*-->){_SPAN})\s*(?:[-–]\s+)?")
_ONLY_TIME = re.compile(rf"{_SPAN}$")
_CLOCK = re.compile(rf"{_TIME}\s+(?=\D)")
_TAGGED = re.compile(r"\s*#\d\d:\d\d:\d\d(?:-\d)?#")  # how f4 marks the end of a paragraph
_ASIDE = re.compile(r"\s*(?:,|\(|\[|\s[-–—])")  # what stands behind a name: a department, a role
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
    marked: bool = False  # with a time beside it
    alone: bool = False  # without a colon: a line of its own, in bold or in brackets


def find_speakers(lines: Iterable[Line], *, known: Set[str], places: Collection[str] = ()
                  ) -> tuple[list[Said], Skipped]:  # fmt: skip
    """Part the lines of a transcript into who speaks and what is said; a line without a speaker continues.

    A line opens with a speaker where it begins with a name that is known, a role ("Interviewer", "Spreker 2") or a
    name beside a time; else with what is written as a name, is no ordinary word and comes back. "Kijk:",
    "Dus:" and "10:30" are speech. Where the rule is wrong an alias in participants.csv puts it right.

    Parameters
    ----------
    known
        Folded names and aliases of those who were interviewed.
    places
        Folded names of departments, which are no speakers by themselves.

    Returns
    -------
    What is said, line by line, and what else was met: lines before the first speaker (``preamble``), and openings that
    look like a speaker and were read as ``speech``.

    Examples
    --------
    >>> lines = [Line("Interviewer: En dan?"), Line("Jeroen: Niks."), Line("Kijk: zo gaat dat.")]
    >>> find_speakers(lines, known={"jeroen"})
    ([Said(label='Interviewer', text='En dan?'), Said(label='Jeroen', text='Niks.'),
      Said(label='Jeroen', text='Kijk: zo gaat dat.')],
     {('speech', 'Kijk'): 1})
    """
    cleaned = [_clean(line) for line in lines]
    parted = [(line.text, _part(line, known)) for line in cleaned if line.text]
    headed, named = _heading([opening for _, opening in parted], known)
    speakers = _speakers([opening for _, opening in parted[headed:]], known | named, places)
    said: list[Said] = []
    met: Counter[tuple[str, str]] = Counter({("preamble", ""): headed} if headed else {})
    label = ""
    for text, opening in parted[headed:]:
        if opening is not None and fold(opening.label) in speakers:
            label, text = opening.label, opening.rest
        elif opening is not None and not opening.alone and _is_name(opening.label):
            met["speech", opening.label] += 1
        if label or not speakers:
            said.append(Said(label, text))
        else:
            met["preamble", ""] += 1
    return said, dict(met)


def _heading(openings: Sequence[_Opening | None], known: Set[str]) -> tuple[int, set[str]]:
    """Count the lines above a conversation that say who takes part ("Interviewer: Ineke Vos"), and give the names."""
    labels = known | {fold(opening.label) for opening in openings if opening is not None and not opening.alone}
    headed, named = 0, set()
    for place, opening in enumerate(openings, start=1):
        if opening is not None and opening.rest.endswith((".", "?", "!", "…")):
            break
        if opening is None or not _is_sure(opening, known):
            continue
        name = _ASIDE.split(opening.rest.strip())[0]
        if fold(name) not in labels and not (" " in name and _is_rare_name(name)):
            break
        headed = place
        named.add(fold(name))
    return headed, named


def _clean(line: Line) -> Line:
    """Take off times and list marks, and read Markdown's bold."""
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


def _part(line: Line, known: Collection[str]) -> _Opening | None:
    label = line.bold.rstrip(":： \t")
    if label and line.text.startswith(label) and _is_name(label):
        after = _AFTER_BOLD.match(line.text, len(label))
        end = after[0].strip() if after else ""
        timed, rest = bool(re.search(_TIME, end)), line.text[after.end() if after else len(label) :]
        return _Opening(label, rest, marked=timed, alone=not end)
    if bracketed := _BRACKETED.match(line.text):
        return _Opening(bracketed["label"], bracketed["rest"], alone=True)
    clock = _CLOCK.match(line.text)
    found = _OPENING.match(line.text[clock.end() :] if clock else line.text)
    if found is None or (clock and not found["end"]):
        return None
    label = " ".join(found["label"].strip("[]()").split())
    aside = found["aside"].strip()
    if f"{label} {aside}".strip() != label and fold(f"{label} {aside}") in known:
        label = f"{label} {aside}"
    timed = bool(found["time"] or re.search(_TIME, aside))
    return _Opening(label, _without_stamp(found["rest"]), marked=timed, alone=not found["end"])


def _speakers(openings: Sequence[_Opening | None], known: Collection[str], places: Collection[str]) -> set[str]:
    """Decide which of the openings name a speaker, by their folded label."""
    keys = ["" if opening is None else fold(opening.label) for opening in openings]
    found = [(key, opening) for key, opening in zip(keys, openings, strict=True) if opening is not None]
    sure = {key for key, opening in found if _is_sure(opening, known)}
    lone = any(opening.alone for key, opening in found if key in sure)
    certain = sum(key in sure for key, _ in found)
    likely = {key: opening for key, opening in found if key not in sure and _is_written_as_label(opening, lone=lone)}
    counts = Counter(key for key, opening in found if key in likely)
    speakers = sure | {key for key, opening in likely.items()
                       if _comes_back(opening, counts[key], certain, ordinary=key in places)}  # fmt: skip
    speakers |= {key for key, opening in likely.items() if _is_name(opening.label) and not opening.alone
                 and _is_between(key, keys, speakers)}  # fmt: skip
    return speakers | _fills_gap(openings, keys, speakers, places)


def _is_sure(opening: _Opening, known: Collection[str]) -> bool:
    key = fold(opening.label)
    return key in known or bool(_ROLES.fullmatch(key)) or (opening.marked and _is_rare_name(opening.label))


def _is_written_as_label(opening: _Opening, *, lone: bool) -> bool:
    """Tell whether a line may open with a label; one word on its own, "Haha", only where other speakers stand alone."""
    if opening.alone:
        return _is_name(opening.label) and (lone or " " in opening.label)
    return _is_name(opening.label) or opening.label.isalpha()


def _comes_back(opening: _Opening, times: int, certain: int, *, ordinary: bool) -> bool:
    """Tell whether a name stands often enough: twice, or as often as who talks where it may be an ordinary word."""
    label, several = opening.label, " " in opening.label
    rare, only_word = _is_rare_name(label), opening.alone and not several and not opening.rest
    between = _is_name(label) and bool(_BETWEEN & set(label.casefold().split()[1:]))  # "Mark van der Berg"
    if ordinary or only_word or not (rare or between or _CODE.fullmatch(label)):
        return times > 2 and times >= _SPEAKERS_SHARE * (certain + times)
    return times > 1 or (rare and several and "," not in label and not opening.alone)


def _is_between(key: str, keys: Sequence[str], speakers: Collection[str]) -> bool:
    """Tell whether an opening parts lines of one and the same speaker: who goes on is not named again."""
    around: list[bool] = []
    for place, one in enumerate(keys):
        if one == key:
            before = next((other for other in reversed(keys[:place]) if other in speakers), None)
            after = next((other for other in keys[place + 1 :] if other in speakers), None)
            around += [before == after] if before and after else []
    return sum(around) > len(around) / 2


def _fills_gap(openings: Sequence[_Opening | None], keys: Sequence[str], speakers: set[str], places: Collection[str]
               ) -> set[str]:  # fmt: skip
    """Find the name that stands where a speaker must: before the only one there is, or where all others have one."""
    first = next((place for place, key in enumerate(keys) if key in speakers), 0)
    gaps = [place for place in range(first, len(keys)) if keys[place] not in speakers]
    names = [place for place, opening in enumerate(openings)
             if opening is not None and not opening.alone and keys[place] not in places
             and _is_rare_name(opening.label)]  # fmt: skip
    asked = [place for place in names if place < first][-1:] if len(speakers.intersection(keys)) == 1 else []
    return {keys[place] for place in [*asked, *(gaps if set(gaps) <= set(names) else ())]}


def _is_rare_name(label: str) -> bool:
    """Tell whether something is written as a name, and begins with what is no ordinary word and no mere letter."""
    named = [word for word in label.replace(",", " ").split() if word.casefold() not in _BETWEEN]
    return _is_name(label) and len(label) > 1 and not _is_ordinary(named[0])


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
