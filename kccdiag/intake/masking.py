"""Text without the people in it: participants by their names, anybody by numbers and addresses, others if asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.intake.identifiers import addresses_in, numbers_in, postcodes_in
from kccdiag.intake.interviews import CUSTOMER, Interviews
from kccdiag.intake.lettering import lettered
from kccdiag.intake.other_names import names_in
from kccdiag.intake.roster import EDGE, END, roster_of
from kccdiag.wording import LANGUAGES, say

KINDS = ("name", "e-mail", "iban", "bsn", "bsn_like", "phone", "postcode", "number")
# What stands in the place of something found while more is looked for; no word, number, space or mark is one of these.
_TAKEN, _KEPT = "\ue000", "\ue001"

_PROPER = re.compile(r"(?<!\w)[^\W\d_a-z][\w'’-]*(?:.*\W[^\W\d_a-z][\w'’-]*)?")  # up to the last word with a capital

Found = tuple[str, int, int]
Finder = Callable[[str], Iterable[Found]]


@dataclass(frozen=True)
class Masked:
    """A text that names nobody.

    Parameters
    ----------
    text
        With a placeholder for everything that was found.
    found
        What was found (one of ``KINDS``), with its first and the code point after its last in the text as it was.
    """

    text: str
    found: tuple[Found, ...]


class Masker:
    """Masks what says who somebody is, and leaves the names of departments as they are.

    Parameters
    ----------
    participants
        ``name``, ``aliases`` (tuple of str): as ``Interviews.participants``.
    departments
        Names and other spellings of departments, which are never masked.
    language
        Of the placeholders.
    others
        Names of people who are no participants, such as interviewers.
    more
        Finds what no list holds, such as :func:`kccdiag.intake.other_names.names_in`.

    Examples
    --------
    >>> people = pd.DataFrame({"name": ["Marloes Hendrikx"], "aliases": [("marloes@stad.nl",)]})
    >>> Masker(people, ["KCC"]).mask("Vraag M. Hendrikx van het KCC, Marloes' collega belt 06-12345678.").text
    'Vraag [naam] van het KCC, [naam] collega belt [telefoonnummer].'
    """

    def __init__(
        self,
        participants: pd.DataFrame,
        departments: Iterable[str] = (),
        *,
        language: str = "nl",
        others: Iterable[str] = (),
        more: Finder | None = None,
    ) -> None:
        self._roster = roster_of(participants, others)
        self._departments = _spellings(departments)
        self._language, self._more = language, more

    def mask(self, text: str) -> Masked:
        """Mask a text; what is masked already stays as it is."""
        found = self._found(text, self._everything())
        while self._more is not None:
            also = [span for span in self._others(text, found) if span[1] < span[2]]
            if not also:
                break
            found = _merged([*found, *also])
        return Masked(_written(text, found, self._language), tuple(found))

    def mask_names(self, text: str) -> Masked:
        """Mask participants alone, and leave numbers and addresses that do not hold their names."""
        found = self._found(text, (self._names, self._parts))
        return Masked(_written(text, found, self._language), tuple(found))

    def _everything(self) -> tuple[Finder, ...]:
        return addresses_in, self._names, self._parts, self._postcodes, numbers_in

    def _found(self, text: str, finders: Iterable[Finder]) -> list[Found]:
        """Find until there is nothing more: what is masked may change how the words beside it read."""
        plain = lettered(text)
        shadow = _cover(plain.text, (match.span() for match in _PLACEHOLDER.finditer(plain.text)), _TAKEN)
        found: list[Found] = []
        before = ""
        while shadow != before:
            before = shadow
            for find in finders:
                spans = list(find(shadow))
                found += [(kind, *plain.span(start, end)) for kind, start, end in spans]
                shadow = _cover(shadow, (span[1:] for span in spans), _TAKEN)
        return _merged(found)

    def _names(self, text: str) -> Iterator[Found]:
        yield from (("name", *span) for span in self._roster.find(self._without_departments(text)))

    def _parts(self, text: str) -> Iterator[Found]:
        yield from (("name", *span) for span in self._roster.find_parts(self._without_departments(text)))

    def _postcodes(self, text: str) -> Iterator[Found]:
        yield from postcodes_in(self._without_departments(text))

    def _without_departments(self, text: str) -> str:
        return _cover(text, (match.span() for match in _matches(self._departments, text)), _KEPT)

    def _others(self, text: str, found: list[Found]) -> Iterator[Found]:
        """Find in a text as it is masked so far what no list holds, outside placeholders and departments."""
        written = _written(text, found, self._language)
        places = _places(text, found, self._language)
        kept = [lettered(written).span(*match.span()) for match in _matches(self._departments, lettered(written).text)]
        kept += [match.span() for match in _PLACEHOLDER.finditer(written)]
        for kind, start, end in self._more(written) if self._more else ():
            for first, last in _gaps(start, end, kept):
                if proper := _PROPER.search(written[first:last]):
                    yield kind, places[first + proper.start()], places[first + proper.end() - 1] + 1


def masker_of(interviews: Interviews, engagement: Engagement) -> Masker:
    """Make the masker of an engagement: for its participants, whoever else speaks in transcripts, and its departments.

    A spelling of a department under which a participant is known ("team Jeroen") is masked; its name never is.

    Raises
    ------
    InputError
        Where kccdiag.toml asks for other names and what finds them is not installed.
    """
    people, canonical = interviews.participants, department_names(interviews, engagement)
    named = Masker(people)
    spelled = [alias for alias in engagement.aliases if named.mask(alias).text == alias]
    speakers = interviews.labels.loc[interviews.labels["respondent"] == "", "label"]
    return Masker(
        people,
        [*canonical, *spelled],
        language=engagement.language,
        others=[label for label in dict.fromkeys(speakers) if label],
        more=names_in() if engagement.other_names else None,
    )


def department_names(interviews: Interviews, engagement: Engagement) -> list[str]:
    """List the names of departments of an engagement, as far as its interviews and its configuration know them."""
    tables = (engagement.departments, interviews.participants, interviews.survey, interviews.statements)
    ends = [table[column] for table in tables for column in ("department", "giver", "taker", "source", "target")
            if column in table]  # fmt: skip
    names = [*engagement.aliases.values(), *engagement.contact_centre, *engagement.board, *pd.concat(ends)]
    return sorted({name for name in names if name} - {CUSTOMER})


def names_of_people_in(interviews: Interviews, engagement: Engagement) -> list[str]:
    """List what is shown as it is and holds a participant's name: the engagement's own name, and departments'."""
    roster = roster_of(interviews.participants)
    shown = [engagement.name, *department_names(interviews, engagement)]
    return [name for name in shown if roster.names(lettered(name).text)]


def placeholder(kind: str, language: str) -> str:
    """Say what stands in the place of something that was masked."""
    return f"[{say(language, f'masking.{kind}')}]"


_PLACEHOLDER = re.compile(
    "|".join(sorted({re.escape(placeholder(kind, language)) for kind in KINDS for language in LANGUAGES}))
)


def _spellings(departments: Iterable[str]) -> re.Pattern[str] | None:
    """Make the pattern of what departments are called."""
    plain = {lettered(" ".join(name.split())).text for name in departments if name.strip()}
    ordered = sorted(plain, key=lambda name: (-len(name), name))
    forms = [re.escape(name).replace(r"\ ", r"[ \-]+") for name in ordered]
    return re.compile(rf"{EDGE}(?<!\d)(?:{'|'.join(forms)})(?!\d){END}", re.IGNORECASE) if forms else None


def _matches(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if pattern is not None else iter(())


def _cover(text: str, spans: Iterable[tuple[int, int]], filler: str) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = [one if one in (_TAKEN, _KEPT) else filler for one in letters[start:end]]
    return "".join(letters)


def _merged(found: Iterable[Found]) -> list[Found]:
    """Join what overlaps; it is called after what was found first."""
    joined: list[Found] = []
    for kind, start, end in sorted(found, key=lambda span: span[1:]):
        if joined and start < joined[-1][2]:
            joined[-1] = joined[-1][0], joined[-1][1], max(end, joined[-1][2])
        else:
            joined.append((kind, start, end))
    return joined


def _written(text: str, found: Iterable[Found], language: str) -> str:
    parts, done = [], 0
    for kind, start, end in found:
        parts += [text[done:start], placeholder(kind, language)]
        done = end
    return "".join([*parts, text[done:]])


def _places(text: str, found: Iterable[Found], language: str) -> list[int]:
    """Give for every code point of a masked text that of the text as it was; a placeholder stands where it began."""
    places: list[int] = []
    done = 0
    for kind, start, end in found:
        places += [*range(done, start), *[start] * len(placeholder(kind, language))]
        done = end
    return [*places, *range(done, len(text))]


def _gaps(start: int, end: int, kept: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give what is left of a span without those that are kept, where a word is left."""
    for first, last in sorted(span for span in kept if span[0] < end and span[1] > start):
        if start < first:
            yield start, first
        start = last
    if start < end:
        yield start, end
