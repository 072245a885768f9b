"""Who may be named in an engagement: the forms in which people write the names of participants.

An ordinary word that is also a name ("Mark", "May", "Will", "Roos", "Bakker") is a name only where it is written as
one: in a full name in any case; else with a capital, and at the start of a sentence only where no pronoun, and no
article with its noun, follows ("Will zei het", but "Will you" and "May the team"). Where that is not sure it is taken
for a name: a word too many that is masked costs less than a name that is read. Who stands in the list in small
letters, say as an alias, is masked in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.intake.given_names import GIVEN
from kccdiag.intake.lettering import lettered
from kccdiag.intake.privacy import words_of
from kccdiag.lists import Columns, read_list
from kccdiag.wording import LANGUAGES

# Words of a name that are nobody's own.
PARTICLES = frozenset(
    "van de der den het 't 's ter te ten tot in op aan von zu zum zur af av da das do dos di del della la las le les"
    " los el al bin ben ibn bint du des d' l' y e and en".split()
)
TITLES = frozenset(
    "dhr mw mevr mevrouw meneer heer mr mrs ms miss sir madam dr drs ir ing prof mba msc bsc ma phd jr sr".split()
)
# Given names that people also say as a word; a dictionary has nearly all others too ("peter", "jan"), as names.
_SPOKEN = frozenset("mark roos frank grace lily joke bas els riet margriet rob jack carol rosa sue".split())
EDGE, END = r"(?<![^\W\d_])", r"(?![^\W\d_])"  # a name is no part of another word; a digit or _ ends it
_NUMBERED, _NUMBERED_END = r"(?<![^\W_])", r"(?![^\W_])"
_INITIAL = r"(?-i:(?<![^\W_])[A-Z])"
_SUFFIX = r"(?:'?s|')?"
_BETWEEN = r"[ .,\-]+"
_PRONOUN = re.compile(
    r" +(?:(?:ik|je|jij|u|hij|ze|zij|we|wij|jullie|men|i|you|he|she|it|we|they|one|there|not|be)"
    r"(?![^\W_])|(?:de|het|een|the|a|an|my|your|our|their|this|that) +(?-i:[a-z]))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:^|[.!?…:\n])[ \"'“”«»()\[\]–—-]*$")


@dataclass(frozen=True)
class Person:
    """A name in its parts, in plain letters.

    Parameters
    ----------
    given
        First names, in the order in which they are written.
    surname
        Words of the surname, particles among them.
    initial
        Capital with which the first name begins; "" where none is known.
    """

    given: tuple[str, ...]
    surname: tuple[str, ...]
    initial: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The words by which somebody can be recognised, halves of a double name among them."""
        words = [word for word in (*self.given, *self.surname) if word.casefold() not in PARTICLES]
        halves = [half for word in words if "-" in word for half in word.split("-") if len(half) > 2]
        return tuple(word for word in dict.fromkeys([*words, *halves]) if len(word) > 1)


def person_of(name: str) -> Person:
    """Part a name as it is written: "Mark de Vries", "Vries, Mark de", "dhr. M. de Vries (extern)".

    Examples
    --------
    >>> person_of("Vries-Jansen, drs. Mark de"), person_of("M.H. van der Berg"), person_of("Jeroen").given
    (Person(given=('Mark',), surname=('de', 'Vries-Jansen'), initial='M'),
     Person(given=(), surname=('van', 'der', 'Berg'), initial='M'), ('Jeroen',))
    """
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", lettered(name).text)
    first, _, rest = plain.partition(",")
    own, after = _words(first), _words(rest)
    short = next((word[0].upper() for word in plain.split() if _is_initials(word)), "")
    if after and own:
        given = [word for word in after if word.casefold() not in PARTICLES]
        own = [*(word for word in after if word not in given), *own]
    else:
        start = next((place for place, word in enumerate(own) if place and word.casefold() in PARTICLES), 1)
        given = [] if short or (own and own[0].casefold() in PARTICLES) else own[:start]
        own = own[len(given) :]
    return Person(tuple(given), tuple(own), given[0][0].upper() if given else short)


def _words(text: str) -> list[str]:
    words = [word.strip('.,;:|"()[]{}') for word in text.split() if not _is_initials(word)]
    return [word for word in words if re.search(r"[^\W\d_]", word) and word.casefold() not in TITLES]


def _is_initials(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[^\W\d_]\.?-?){1,5}", word)) and ("." in word[:-1] or len(word.strip(".")) == 1)


@cache
def is_ordinary(word: str) -> bool:
    """Tell whether a word also means something else than a name, in Dutch or English.

    The first question that no list of names answers takes .4 s, for the word lists are read then.

    Examples
    --------
    >>> is_ordinary("mark"), is_ordinary("Roos"), is_ordinary("Jeroen"), is_ordinary("peter")
    (True, True, False, False)
    """
    plain = word.casefold()
    if plain in GIVEN - _SPOKEN:
        return False
    return len(plain) < 3 or any(plain in _word_list(language) for language in LANGUAGES)


def _word_list(language: str) -> Mapping[str, str]:
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY  # seldom asked

    return DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)


@dataclass(frozen=True)
class Roster:
    """Patterns of everything by which participants may be named.

    Parameters
    ----------
    forms
        What is somebody in any case: full names, initials with a surname, aliases, local parts of addresses.
    users
        Initials and surnames in one ("mdevries"): somebody where they are no ordinary word.
    parts
        First names and surnames by themselves.
    listed
        Words that stand by themselves in the list in small letters: never taken for an ordinary word.
    """

    forms: tuple[str, ...]
    users: tuple[str, ...]
    parts: re.Pattern[str] | None
    listed: frozenset[str]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Find full names in a text in plain letters."""
        users = self._users is not None and self._users.search(text)  # few texts need the word lists
        whole = self._with_users if users else self._without_users
        if whole is not None:
            yield from (match.span() for match in whole.finditer(text))

    @cached_property
    def _users(self) -> re.Pattern[str] | None:
        return _any([re.escape(user) for user in self.users])

    @cached_property
    def _without_users(self) -> re.Pattern[str] | None:
        return _any(self.forms)

    @cached_property
    def _with_users(self) -> re.Pattern[str] | None:
        users = [EDGE + re.escape(user) + END for user in self.users if not is_ordinary(user)]
        return _any([*self.forms, *users])

    def find_parts(self, text: str) -> Iterator[tuple[int, int]]:
        """Find first names and surnames by themselves in a text in plain letters."""
        for match in self.parts.finditer(text) if self.parts is not None else ():
            if self._means_someone(text, match):
                yield match.span()

    def names(self, text: str) -> bool:
        """Say whether a title names somebody: by a full name, or by a part that is no ordinary word."""
        parts = self.parts.finditer(text) if self.parts is not None else ()
        return any(True for _ in self.find(text)) or any(not is_ordinary(match["word"]) for match in parts)

    def _means_someone(self, text: str, match: re.Match[str]) -> bool:
        word, written = match["word"], match["word"] + match["ending"]
        if word.casefold() in self.listed:
            return True
        if not is_ordinary(word) and not (match["ending"].isalpha() and is_ordinary(written)):
            return True
        if not word[0].isupper():
            return False
        return not (_SENTENCE_END.search(text[: match.start()]) and _PRONOUN.match(text, match.end()))


def roster_of(participants: pd.DataFrame, others: Iterable[str] = ()) -> Roster:
    """List the forms in which participants may be named.

    Parameters
    ----------
    participants
        ``name``, ``aliases`` (tuple of str).
    others
        Names of people who are no participants, such as the interviewer's.
    """
    rows = participants[["name", "aliases"]].itertuples(index=False)
    written = [_local(entry).strip() for name, aliases in rows for entry in (name, *aliases)]
    written = [entry for entry in dict.fromkeys([*written, *others]) if entry]
    people = [person_of(entry) for entry in written if not _is_code(entry)]
    parts = {part.casefold(): part for person in people for part in person.parts}
    forms = [form for entry in written for form in _in_one_piece(entry)]
    forms += [form for person in people for form in _full(person)]
    users = [user for person in people for user in _user(person)]
    listed = frozenset(lettered(entry).text for entry in written if entry == entry.casefold())
    return Roster(tuple(forms), tuple(users), _any([_part(parts.values())] if parts else []), listed & set(parts))


def listed_names(engagement: Engagement) -> list[str]:
    """List the names of participants as they are written, aliases among them."""
    name = (engagement.interviews or {}).get("participants")
    path = engagement.folder / name if name else None
    rows = read_list(path, Columns(("name",), ("aliases",)), []) if path is not None and path.is_file() else []
    written = (entry.strip() for row in rows for entry in (row["name"], *row["aliases"].split(";")))
    return sorted({*written} - {""})


def listed_people(engagement: Engagement, values: Iterable[str]) -> list[str]:
    """List by what participants may be named in some values: whole, aliases, and such telling parts as stand there."""
    said = {word for value in values for word in words_of(value)}
    written = listed_names(engagement)
    parts = {part for entry in written for part in person_of(entry).parts if said.issuperset(words_of(part))}
    return sorted({*written, *(part for part in parts if not is_ordinary(part))})


def _local(entry: str) -> str:
    """Keep of an e-mail address what stands before its @; the whole is found by its form."""
    return entry.partition("@")[0]


def _is_code(entry: str) -> bool:
    """Tell whether something is a number or a user's name, not a name of words: "48213", "m.hendrikx", "Spreker 2"."""
    return bool(re.search(r"\d|\w[._+]\w", entry)) and not any(_is_initials(word) for word in entry.split())


def _in_one_piece(entry: str) -> Iterator[str]:
    """Give the pattern of what is listed as one piece: a number, a user's name, a name as it is written."""
    plain = lettered(entry).text.strip()
    if _is_code(entry):
        if len(plain) > 1 and not (plain.isdigit() and len(plain) < 3):
            yield _NUMBERED + r"[ .\-]*".join(map(re.escape, plain.split())) + _SUFFIX + _NUMBERED_END
    elif len(plain.split()) > 1:
        yield EDGE + _BETWEEN.join(map(re.escape, plain.split())) + _SUFFIX + END


def _full(person: Person) -> Iterator[str]:
    """Give the patterns of more than one part of a name together."""
    proper = [word for word in person.surname if word.casefold() not in PARTICLES]
    if not proper:
        return
    surname = _surname(person.surname) + _SUFFIX + END
    yield rf"(?:{_INITIAL}[.\-] ?)+(?:{_INITIAL}\.? *)?{surname}"
    if person.initial:  # M de Vries; and Marco de Vries, where only M. is known
        known = re.escape(person.initial) + ("" if person.given else r"[^\W\d_]*")
        yield rf"(?-i:(?<![^\W_]){known}) +{_surname(person.surname, whole=True)}{_SUFFIX}{END}"
    if not person.given:
        return
    own = "".join(_optional(word) for word in person.surname if word.casefold() in PARTICLES)
    one = f"(?:{'|'.join(map(_flexible, person.given))})"
    given = rf"{one}(?:[ .\-]+{one})*"
    yield rf"{EDGE}{given}[ ._\-]*(?:{_INITIAL}\.? ?){{0,3}}{surname}"  # Mark P. de Vries, mark.devries
    yield rf"{EDGE}{_flexible(proper[0])}(?:{_BETWEEN}{_flexible(proper[-1])})?,? {given}(?:,? {own})?{_SUFFIX}{END}"
    yield rf"{EDGE}{given} {own}(?-i:{re.escape(proper[0][0].upper())})\."  # Mark de V.


def _user(person: Person) -> Iterator[str]:
    """Give what a user's name is often made of: mdevries."""
    if person.initial and any(word.casefold() not in PARTICLES for word in person.surname):
        yield person.initial + "".join(person.surname)


def _surname(words: Sequence[str], *, whole: bool = False) -> str:
    """Write a surname, of which the particles may be left out; or whole, with its own capitals."""
    written = ""
    for place, word in enumerate(words):
        between = _BETWEEN if place < len(words) - 1 else ""
        optional = word.casefold() in PARTICLES and not whole
        capital = rf"(?=(?-i:{re.escape(word[0].upper())}))" if whole and word.casefold() not in PARTICLES else ""
        written += _optional(word) if optional else capital + _flexible(word) + between
    return written


def _optional(particle: str) -> str:
    return rf"(?:{re.escape(particle)}[ ._\-]*)?"


def _flexible(word: str) -> str:
    """Let a double name be written with a hyphen, a space or in one."""
    return r"[ \-]?".join(map(re.escape, word.split("-")))


def _part(words: Iterable[str]) -> str:
    longest = sorted(map(_flexible, words), key=lambda form: (-len(form), form))
    return rf"{EDGE}(?P<word>{'|'.join(longest)})(?P<ending>(?:[tp]?je)?(?:'?s|')?){END}"


def _any(forms: Sequence[str]) -> re.Pattern[str] | None:
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return re.compile("|".join(ordered), re.IGNORECASE) if ordered else None
