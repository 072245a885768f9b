"""Who speaks in a written transcript: which lines open with the name of a speaker, and which only look as if."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass

from kccdiag.intake.openings import (
    ASIDE,
    BETWEEN,
    CODE,
    Line,
    Opening,
    clean_line,
    is_name,
    is_ordinary,
    is_rare_name,
    is_role,
    part_line,
)
from kccdiag.lists import fold

Skipped = dict[tuple[str, str], int]  # what was met and not read as it stands, which one or where, and how often

# Of two people who talk each opens about half of the turns, of four a quarter.
_SPEAKERS_SHARE = 0.25


@dataclass(frozen=True)
class Said:
    """What one speaker says, as one line or cue has it; a label is "" where nobody is named."""

    label: str
    text: str


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
    cleaned = [clean_line(line) for line in lines]
    parted = [(line.text, part_line(line, known)) for line in cleaned if line.text]
    headed, named = _heading([opening for _, opening in parted], known)
    speakers = _speakers([opening for _, opening in parted[headed:]], known | named, places)
    said: list[Said] = []
    met: Counter[tuple[str, str]] = Counter({("preamble", ""): headed} if headed else {})
    label = ""
    for text, opening in parted[headed:]:
        if opening is not None and opening.key in speakers:
            label, text = opening.label, opening.rest
        elif opening is not None and not opening.alone and is_name(opening.label):
            met["speech", opening.label] += 1
        if label or not speakers:
            said.append(Said(label, text))
        else:
            met["preamble", ""] += 1
    return said, dict(met)


def _heading(openings: Sequence[Opening | None], known: Set[str]) -> tuple[int, set[str]]:
    """Count the lines above a conversation that say who takes part ("Interviewer: Ineke Vos"), and give the names."""
    labels = known | {opening.key for opening in openings if opening is not None and not opening.alone}
    headed, named = 0, set()
    for place, opening in enumerate(openings, start=1):
        if opening is not None and opening.rest.endswith((".", "?", "!", "…")):
            break
        if opening is None or not _is_sure(opening, known):
            continue
        name = ASIDE.split(opening.rest.strip())[0]
        if fold(name) not in labels and not (" " in name and is_rare_name(name)):
            break
        headed = place
        named.add(fold(name))
    return headed, named


def _speakers(openings: Sequence[Opening | None], known: Collection[str], places: Collection[str]) -> set[str]:
    """Decide which of the openings name a speaker, by their folded label."""
    keys = ["" if opening is None else opening.key for opening in openings]
    found = [(key, opening) for key, opening in zip(keys, openings, strict=True) if opening is not None]
    sure = {key for key, opening in found if _is_sure(opening, known)}
    lone = any(opening.alone for key, opening in found if key in sure)
    certain = sum(key in sure for key, _ in found)
    likely = {key: opening for key, opening in found if key not in sure and _is_written_as_label(opening, lone=lone)}
    counts = Counter(key for key, opening in found if key in likely)
    speakers = sure | {key for key, opening in likely.items()
                       if _comes_back(opening, counts[key], certain, ordinary=key in places)}  # fmt: skip
    speakers |= {key for key, opening in likely.items() if is_name(opening.label) and not opening.alone
                 and _is_between(key, keys, speakers)}  # fmt: skip
    return speakers | _fills_gap(openings, keys, speakers, places)


def _is_sure(opening: Opening, known: Collection[str]) -> bool:
    return opening.key in known or is_role(opening.label) or (opening.timed and is_rare_name(opening.label))


def _is_written_as_label(opening: Opening, *, lone: bool) -> bool:
    """Tell whether a line may open with a label; one word on its own, "Haha", only where other speakers stand alone."""
    if opening.alone:
        return is_name(opening.label) and (lone or " " in opening.label)
    return is_name(opening.label) or opening.label.isalpha()


def _comes_back(opening: Opening, times: int, certain: int, *, ordinary: bool) -> bool:
    """Tell whether a name stands often enough: as often as who talks, or twice where it is no ordinary word."""
    label, several = opening.label, " " in opening.label
    if times > 2 and times >= _SPEAKERS_SHARE * (certain + times):
        return True
    once_will_do = several and "," not in label and not opening.alone
    only_word = opening.alone and not several and not opening.rest
    if ordinary or only_word or not (times > 1 or once_will_do):
        return False
    rare = is_rare_name(label)
    between = is_name(label) and bool(BETWEEN & set(label.casefold().split()[1:]))  # "Mark van der Berg"
    named = rare or between or (bool(CODE.fullmatch(label)) and not is_ordinary(label))
    return named and (times > 1 or rare)


def _is_between(key: str, keys: Sequence[str], speakers: Collection[str]) -> bool:
    """Tell whether an opening parts lines of one and the same speaker: who goes on is not named again."""
    around: list[bool] = []
    for place, one in enumerate(keys):
        if one == key:
            before = next((other for other in reversed(keys[:place]) if other in speakers), None)
            after = next((other for other in keys[place + 1 :] if other in speakers), None)
            around += [before == after] if before and after else []
    return sum(around) > len(around) / 2


def _fills_gap(openings: Sequence[Opening | None], keys: Sequence[str], speakers: set[str], places: Collection[str]
               ) -> set[str]:  # fmt: skip
    """Find the name that stands where a speaker must: before the only one there is, or where all others have one."""
    first = next((place for place, key in enumerate(keys) if key in speakers), 0)
    gaps = [place for place in range(first, len(keys)) if keys[place] not in speakers]
    labels = {place: opening.label for place, opening in enumerate(openings)
              if opening is not None and not opening.alone and keys[place] not in places}  # fmt: skip
    lone = len(speakers.intersection(keys)) == 1
    asked = next(([place] for place in range(first - 1, -1, -1) if lone and is_rare_name(labels.get(place, ""))), [])
    filled = all(place in labels for place in gaps) and all(is_rare_name(labels[place]) for place in gaps)
    return {keys[place] for place in [*asked, *(gaps if filled else ())]}
