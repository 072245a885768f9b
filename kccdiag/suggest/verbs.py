"""Which verbs say that something passes between people, and who then gives and who takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kccdiag.suggest.frames_en import AUXILIARIES as ENGLISH_AUXILIARIES
from kccdiag.suggest.frames_en import VERBS as ENGLISH
from kccdiag.suggest.frames_nl import AUXILIARIES as DUTCH_AUXILIARIES
from kccdiag.suggest.frames_nl import PASSIVE as DUTCH_PASSIVE
from kccdiag.suggest.frames_nl import VERBS as DUTCH

# give: the subject gives · get: the subject takes · move: what is passed is the subject · tell: what is told decides
# reply: the subject reports back · hear: the subject hears back · place: gives only with a place that takes
# contact: what customers do · share: gives with whom it is shared
PAST, PARTICIPLE, PRESENT = "past", "participle", "present"


@dataclass(frozen=True)
class Verb:
    """A verb found in a clause.

    Parameters
    ----------
    at
        Its place among the clause's words; ``last`` that of its particle, where it has one behind it.
    sense
        give, get, move, tell, reply, hear, place, contact or share.
    passive
        The subject undergoes it.
    past
        It is told as something of the past.
    back
        It has a word for back: terug, back.
    """

    at: int
    last: int
    sense: str
    passive: bool
    past: bool
    back: bool


def verbs_in(spoken: Sequence[str], language: str) -> list[Verb]:
    """List the verbs of passing among the words of a clause, all in small letters.

    Examples
    --------
    >>> [(verb.sense, verb.back) for verb in verbs_in("dat koppelen ze nooit terug".split(), "nl")]
    [('reply', True)]
    """
    find = _dutch if language == "nl" else _english
    return [verb for at in range(len(spoken)) if (verb := find(spoken, at)) is not None]


def main_verbs(spoken: Sequence[str], language: str) -> list[Verb]:
    """List the verbs of passing without those that only help another: gets told, krijgt doorgestuurd.

    Examples
    --------
    >>> [verb.sense for verb in main_verbs("nobody gets told".split(), "en")]
    ['tell']
    """
    found = verbs_in(spoken, language)
    if language == "nl":
        got = [verb for verb in found if verb.sense in ("get", "hear") and not verb.passive]
        return [verb for verb in found if verb in got or not (got and _DUTCH_PARTICIPLE.match(spoken[verb.at]))]
    passive = [other.at for other in found if other.passive]
    return [verb for verb in found if verb.sense != "get" or not any(0 < at - verb.at <= _FAR for at in passive)]


_DUTCH_PARTICIPLE = re.compile(r"(?:door|toe|in|aan|over|terug|neer|op)?ge(?!ven$|ef)")


@dataclass(frozen=True)
class Entry:
    """A verb of the lexicon: the form that was met, with what it means by particle ("" for none)."""

    senses: Mapping[str, str]
    tense: str


def _forms(lexicon: str) -> dict[str, Entry]:
    """Read lines of ``present forms | participle | past forms | particle=sense …``."""
    found: dict[str, Entry] = {}
    for line in lexicon.strip().splitlines():
        present, participle, past, meaning = (part.split() for part in line.split("|"))
        senses = {key.strip("-"): sense for key, sense in (pair.split("=") for pair in meaning)}
        for tense, forms in ((PAST, past), (PARTICIPLE, participle), (PRESENT, present)):
            for form in forms:
                known = found[form].senses if form in found and found[form].tense == tense else {}
                found[form] = Entry({**known, **senses}, tense)
    return found


def _joined(forms: Mapping[str, Entry]) -> dict[str, tuple[Entry, str]]:
    """Give the forms written as one with their particle: doorsturen, doorgestuurd."""
    return {
        particle + form: (entry, particle) for form, entry in forms.items() for particle in entry.senses if particle
    }


_DUTCH_FORMS, _ENGLISH_FORMS = _forms(DUTCH), _forms(ENGLISH)
_DUTCH_JOINED = _joined(_DUTCH_FORMS)
_NOUN_BEFORE = frozenset("een het de deel dit dat zo'n geen elke a the an this no some any my our their".split())
_AFTER_PARTICLE = frozenset(
    """
    , naar aan bij richting voor in via per met op door en maar dus ook als want of zodra wanneer omdat dat wat die niet
    hoor ja nee hè
    meestal altijd vaak soms elke iedere direct meteen gewoon wel te kunnen willen moeten mogen zodat
    waar waarna rechtstreeks
""".split()
)


def _dutch(spoken: Sequence[str], at: int) -> Verb | None:
    word = spoken[at]
    if word == "door" and set(spoken[at + 1 : at + 2]) & _ONWARD and not _has_particle_verb(spoken, at):
        return Verb(at, at, "give", passive=False, past=False, back=False)  # any verb may: die kletsen we door naar
    if word in _DUTCH_JOINED:
        entry, particle = _DUTCH_JOINED[word]
        return _as_dutch(spoken, at, at, entry, particle)
    if word in _HAVING and _ANSWERS & set(spoken):
        return Verb(at, at, "get", passive=False, past=False, back=False)  # binnen een week hebben we antwoord
    entry_or_none = _DUTCH_FORMS.get(word)
    if entry_or_none is None or (at and spoken[at - 1] in {"een", "zo'n", "elk", "'n"}):
        return None
    if word == "app" and "ik" not in spoken[max(0, at - 1) : at + 2]:
        return None  # the app, a noun
    if word == "hoor" and not {"ik", "je", "u", "'k"} & set(spoken[max(0, at - 1) : at + 2]):
        return None  # the tag: gezellig hoor
    entry = entry_or_none
    if at > 1 and spoken[at - 1] == "te" and spoken[at - 2] in entry.senses:
        return _as_dutch(spoken, at, at, entry, spoken[at - 2])
    behind = [
        later for later in range(at + 1, len(spoken)) if spoken[later] in entry.senses and not _governs(spoken, later)
    ]
    for later in sorted(behind, key=lambda later: spoken[later] != "terug")[:1]:
        return _as_dutch(spoken, at, later, entry, spoken[later])
    if at and spoken[at - 1] in entry.senses and spoken[at - 1] in {"terug", "heen", "binnen"}:
        return _as_dutch(spoken, at, at, entry, spoken[at - 1])
    return _as_dutch(spoken, at, at, entry, "") if "" in entry.senses else None


_HAVING = frozenset("heb hebben heeft hebt".split())
_ANSWERS = frozenset("antwoord reactie bericht uitsluitsel".split())
_ONWARD = frozenset("naar aan richting".split())


def _has_particle_verb(spoken: Sequence[str], at: int) -> bool:
    return any("door" in _DUTCH_FORMS[word].senses for word in spoken[:at] if word in _DUTCH_FORMS)


def _governs(spoken: Sequence[str], at: int) -> bool:
    """Tell whether a particle is rather the preposition of what follows it."""
    following = spoken[at + 1] if at + 1 < len(spoken) else ""
    alone = not following or following in _AFTER_PARTICLE
    return not alone and spoken[at] not in {"terug", "heen", "binnen", "terecht", "gehad"}


def _as_dutch(spoken: Sequence[str], at: int, last: int, entry: Entry, particle: str) -> Verb | None:
    participle = entry.tense == PARTICIPLE
    helpers = [word for word in spoken if word in DUTCH_AUXILIARIES or word in DUTCH_PASSIVE]
    passive = participle and not any(word in DUTCH_AUXILIARIES for word in helpers)
    planned = word_is_infinitive(spoken, at) and any(word in _DUTCH_TO_COME for word in spoken)
    past = planned or entry.tense == PAST or (participle and any(word in _DUTCH_PAST_HELPERS for word in helpers))
    return Verb(at, last, entry.senses[particle], passive, past, particle == "terug")


def word_is_infinitive(spoken: Sequence[str], at: int) -> bool:
    """Tell whether a Dutch form at the end of its clause is what is still to be done: we gaan dat melden."""
    return spoken[at].endswith("en") and (at + 1 == len(spoken) or spoken[at + 1] in {",", "aan", "met", "als"})


_DUTCH_TO_COME = frozenset("gaan ga gaat zullen zal zult".split())
_DUTCH_PAST_HELPERS = frozenset("werd werden had hadden was waren kreeg kregen".split())
_THINGS = frozenset("""
    answers replies reports updates emails calls texts mails comments answer reply report update
""".split())
_HAVING_THINGS = frozenset("get gets got have has had receive receives give gives want need".split())
_BIDDEN = frozenset("told asked have has need needs want wants supposed meant expected required".split())
_ENGLISH_BE = frozenset(
    "is are be being been was were get gets getting got it's that's they're we're i'm isn't aren't gets not".split()
)
_ENGLISH_HAVE = frozenset(
    "have has 've i've we've they've haven't hasn't having you've had hadn't nobody's one's anyone's somebody's "
    "someone's".split()
)
_FAR = 4  # words between an English helper and its participle


def _english(spoken: Sequence[str], at: int) -> Verb | None:
    entry = _ENGLISH_FORMS.get(spoken[at])
    if entry is None or _is_english_noun(spoken, at, entry):
        return None
    if spoken[at] in _THINGS and _HAVING_THINGS & set(spoken[:at]):
        return None  # you'll get five answers
    particle, last = _english_particle(spoken, at, entry)
    if at > 1 and spoken[at - 1] == "to" and spoken[at - 2] in _BIDDEN and entry.senses.get(particle) == "reply":
        return None  # I was told to come back
    if particle not in entry.senses:
        return None
    helpers = [word for word in spoken[max(0, at - _FAR) : at] if word in ENGLISH_AUXILIARIES]
    be = [word for word in helpers if word in _ENGLISH_BE]
    have = [word for word in helpers if word in _ENGLISH_HAVE]
    participle = entry.tense == PARTICIPLE
    passive = participle and bool(be) and not _gets_it(spoken, at)
    modal = bool(set(helpers) - _ENGLISH_BE - _ENGLISH_HAVE)
    past = entry.tense == PAST or (participle and not be and not have)
    past = past or (
        passive and not {"is", "are", "be", "being", "been", "get", "gets", "it's", "that's", "they're"} & set(be)
    )
    return Verb(at, last, entry.senses[particle], passive, past and not modal, particle == "back")


def _gets_it(spoken: Sequence[str], at: int) -> bool:
    return "having" in spoken[max(0, at - _FAR) : at]


def _is_english_noun(spoken: Sequence[str], at: int, entry: Entry) -> bool:
    """Tell whether a form such as report, mail or share is here a noun."""
    before = spoken[at - 1] if at else ""
    return (
        entry.tense == PRESENT
        and not spoken[at].endswith("ing")
        and before
        in _NOUN_BEFORE
        | {
            "monthly",
            "weekly",
            "daily",
            "annual",
            "first",
            "of",
            "your",
            "every",
        "get",
        "gets",
        "for",
        "without",
        "proper",
        "written",
        }
    )


def _english_particle(spoken: Sequence[str], at: int, entry: Entry) -> tuple[str, int]:
    for later in range(at + 1, min(len(spoken), at + 9)):
        word = spoken[later]
        if word in entry.senses and not (word in {"in", "on", "over", "up", "through"} and later > at + 5):
            return word, later
    return "", at
