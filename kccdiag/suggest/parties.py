"""Who takes part in a clause: we, they, a department or the customer, each with the preposition before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kccdiag.intake.interviews import CUSTOMER
from kccdiag.suggest.clauses import Span, words
from kccdiag.suggest.mentions import Mention

SELF, OTHER = "<self>", "<other>"  # the respondent's department; the one last spoken of
SUBJECT, OBJECT, ANY = "subject", "object", "any"
PLACE = "place"  # stands for the preposition of: on the phones
_PRONOUN = 0.9

_DUTCH = {
    SUBJECT: {SELF: "ik wij we 'k", OTHER: "zij"},
    OBJECT: {SELF: "ons mij me mijzelf mezelf onszelf", OTHER: "hen"},
    ANY: {SELF: "je jij", OTHER: "ze die"},
}
_DUTCH_ASKED = {
    SUBJECT: {SELF: "jij u", OTHER: "zij"},
    OBJECT: {SELF: "jou", OTHER: "hen"},
    ANY: {SELF: "je jullie", OTHER: "ze die"},
}
_ENGLISH = {
    SUBJECT: {
        SELF: "i we i'm we're i've we've i'll we'll i'd we'd",
        OTHER: "they they're they've they'll they'd he she",
    },
    OBJECT: {SELF: "us me ourselves myself", OTHER: "them"},
    ANY: {SELF: "you you'll you've", OTHER: ""},
}
_ENGLISH_ASKED = {
    SUBJECT: {OTHER: "they they're they've they'll"},
    OBJECT: {OTHER: "them"},
    ANY: {SELF: "you you're you've you'll yourselves yourself"},
}
_OWN = frozenset("onze ons mijn our my m'n".split())
_YOURS = frozenset("jullie jouw je your uw".split())
_THEIRS = frozenset("hun their".split())
_PLACES = frozenset(
    """
    bak bakje queue mailbox mailbak inbox postvak bureau bord bordje desk plate lap systeem kant zijde richting
    lijst board backlog way side
    end team afdeling mensen people office department postbus hoek tafel doos jongens meiden mannen collega's club lads
    guys folks direction folder
    werkvoorraad werklijst werkbak kanaal teams-kanaal channel patch door doorstep court clubje groep staff agents
    ticketsysteem wachtrij
""".split()
)
_PREPOSITIONS = frozenset(
    """
    naar aan bij van vanuit via door richting met voor tegen tot in op over namens vanaf uit rond to from with by
    at into on for through
    towards toward onto of about off past tussen between
""".split()
)
_SKIPPED = frozenset(
    """
    , de het een 't die dat mijn the a an eh uh um uhm ehm er erm like gewoon ook just even all alle every those these
    onze our hun their that this deze
    dit zo'n you know weer both either neither beide wel rechtstreeks direct directly straight mainly vooral me so dus
""".split()
)
_TEAMS = frozenset(
    "team teams afdeling department lot people guys mensen collega's colleagues club jongens crowd folks group".split()
)
_POINTING = frozenset("that die dat those deze this".split())
_STRANDED = {
    "heen": "naar",
    "naartoe": "naar",
    "naar": "naar",
    "van": "van",
    "vandaan": "van",
    "vanuit": "van",
    "bij": "bij",
    "aan": "aan",
}
_PLACED = {"daarheen": "naar", "daarnaartoe": "naar", "daarvandaan": "van", "daarnaar": "naar"}
_THINGS = frozenset("op over mee in voor uit tussen om tegen door onder af achter".split())
_DETERMINERS = frozenset("de het een ons onze mij hun hen die dat wat ze mijn alle deze dit elke".split())


@dataclass(frozen=True)
class Party:
    """Somebody in a clause.

    Parameters
    ----------
    who
        A department, ``customer``, :data:`SELF` or :data:`OTHER`.
    case
        What its form says it is: subject, object or any.
    preposition
        The one that governs it, "" for none; Dutch daar … heen counts as naar, daar … van as van, daar alone as daar.
    at
        Its first word's place in the clause; ``last`` its last one's.
    """

    who: str
    case: str
    preposition: str
    at: int
    last: int
    certainty: float

    @property
    def bare(self) -> bool:
        """Whether it stands without a preposition."""
        return not self.preposition


@dataclass(frozen=True)
class Clause:
    """A clause with its words (in small letters) and the parties in it."""

    span: Span
    sentence: Span
    spoken: tuple[str, ...]
    parties: tuple[Party, ...]
    said: str  # its text without the names of departments: Claims says nothing of claims


def read_clause(span: Span, sentence: Span, mentions: Sequence[Mention], *, language: str, asked: bool) -> Clause:
    """Find the parties of a clause; ``asked``: the interviewer says it, so that you is the respondent."""
    found = tokens(span.text)
    spoken = tuple(word.text.casefold().replace("’", "'") for word in found)
    named = [_named(mention, span, found, spoken) for mention in mentions
             if span.start <= mention.start < span.end]  # fmt: skip
    taken = {place for party in named for place in range(party.at, party.last + 1)}
    speaker = _Speaker(language, asked, _pronouns(language, asked))
    rest = [party for at in range(len(spoken)) if at not in taken
            for party in [_pronoun(spoken, at, taken, speaker)] if party]  # fmt: skip
    parties = tuple(sorted([*named, *rest], key=lambda party: party.at))
    if language != "nl":
        parties = _with_stranded(spoken, parties)
    return Clause(span, sentence, spoken, parties, _without_names(span, mentions))


def _without_names(span: Span, mentions: Sequence[Mention]) -> str:
    said = span.text
    for mention in mentions:
        if mention.department != CUSTOMER and span.start <= mention.start and mention.end <= span.end:
            start, end = mention.start - span.start, mention.end - span.start
            said = said[:start] + "…" * (end - start) + said[end:]
    return said


def _with_stranded(spoken: Sequence[str], parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Give who stands in front the preposition that was left behind: sales I hear nothing from."""
    last = spoken[-1] if spoken[-1] != "," else spoken[-2] if len(spoken) > 1 else ""
    if last not in {"from", "to", "with"} or len(parties) < 2 or not parties[0].bare or parties[1].case != SUBJECT:
        return parties
    fronted = parties[0].at <= 1 and not parties[0].who.startswith("<")
    return (replace(parties[0], preposition=last), *parties[1:]) if fronted else parties


def tokens(text: str) -> list[Span]:
    """List the words of a clause and the commas between them, which end what a preposition or particle may govern."""
    commas = [Span(found.start(), found.end(), ",") for found in re.finditer(r",(?=\s)", text)]
    return sorted([*words(text), *commas], key=lambda one: one.start)


def _named(mention: Mention, span: Span, found: Sequence[Span], spoken: Sequence[str]) -> Party:
    places = [at for at, word in enumerate(found)
              if mention.start < span.start + word.end and span.start + word.start < mention.end]  # fmt: skip
    first, last = (places[0], places[-1]) if places else (0, 0)
    place = spoken[first] in _PREPOSITIONS | {"achter"}  # aan de telefoon: where, not to whom
    preposition = PLACE if place else _preposition(spoken, first)
    return Party(mention.department, ANY, preposition, first, last, mention.certainty)


def _preposition(spoken: Sequence[str], at: int) -> str:
    back = at - 1
    while back >= 0 and spoken[back] in _SKIPPED:
        back -= 1
    if back < 0 or spoken[back] not in _PREPOSITIONS:
        return ""
    dutch_or = spoken[back] == "of" and spoken[back + 1] not in _AFTER_OF
    return "" if dutch_or else spoken[back]


_AFTER_OF = frozenset("the our them us that those these it their your all my a".split())


def _pronouns(language: str, asked: bool) -> dict[str, tuple[str, str]]:
    tables = {("nl", False): _DUTCH, ("nl", True): _DUTCH_ASKED, ("en", False): _ENGLISH, ("en", True): _ENGLISH_ASKED}
    table = tables["nl" if language == "nl" else "en", asked]
    return {
        form: (case, who) for case, forms in table.items() for who, listed in forms.items() for form in listed.split()
    }


@dataclass(frozen=True)
class _Speaker:
    """Who speaks: in which language, whether as the interviewer, and what the pronouns are then (case, who)."""

    language: str
    asked: bool
    pronouns: dict[str, tuple[str, str]]


def _pronoun(spoken: Sequence[str], at: int, taken: set[int], speaker: _Speaker) -> Party | None:
    word = spoken[at]
    following = spoken[at + 1] if at + 1 < len(spoken) else ""
    if tuple(spoken[max(0, at - 2) : at]) in _ONE_OF and word in {"ons", "us", "me", "mij", "mine"}:
        return Party(SELF, SUBJECT, "", at, at, _PRONOUN)
    if word in (_YOURS if speaker.asked else _OWN) | _THEIRS and (place := _place(spoken, at)):
        who = OTHER if word in _THEIRS else SELF
        return Party(who, ANY, _preposition(spoken, at), at, place, _PRONOUN)
    if word in _POINTING and following in _TEAMS:
        return Party(OTHER, ANY, _preposition(spoken, at), at, at + 1, _PRONOUN)
    if speaker.language == "nl" and (word in {"daar", "er"} or word in _PLACED):
        return _there(spoken, at, taken)
    if (
        speaker.language != "nl"
        and word == "there"
        and at
        and spoken[at - 1] in {"from", "over", "down", "up", "to", "in", "out"}
    ):
        preposition = {"over": "to", "down": "to", "up": "to", "in": "in", "out": "from"}.get(
            spoken[at - 1], spoken[at - 1]
        )
        return Party(OTHER, ANY, preposition, at, at, _PRONOUN)
    if word == "hun" and at and (spoken[at - 1] in _PREPOSITIONS or not following or following in _AFTER_THEM):
        return Party(OTHER, OBJECT, _preposition(spoken, at), at, at, _PRONOUN)
    if word == "hier" and following in {"binnen", "terecht", "uit", "aan"}:
        return Party(SELF, ANY, "bij", at, at, _PRONOUN)
    return _plain(spoken, at, speaker.pronouns)


_AFTER_THEM = frozenset(
    "door niet nooit niks ook dan wel altijd terug iets geen niets wat het dat een zelden weleens".split()
)


def _plain(spoken: Sequence[str], at: int, pronouns: dict[str, tuple[str, str]]) -> Party | None:
    word = spoken[at]
    if word not in pronouns:
        return None
    case, who = pronouns[word]
    following = spoken[at + 1] if at + 1 < len(spoken) else ""
    if word == "ons" and following in _PLACES | {"eigen"}:
        return None
    if word in {"je", "me", "jullie"} and following in _PLACES:
        return None
    if word == "die" and (following and following not in _AFTER_DIE and not following.endswith(("en", "t"))):
        return None
    preposition = _preposition(spoken, at)
    certainty = _PRONOUN - 0.1 if word in {"he", "she", "die"} else _PRONOUN
    return Party(who, OBJECT if preposition and case == ANY else case, preposition, at, at, certainty)


_AFTER_DIE = frozenset(
    "krijg hoor zet leg stuur bel mail geef we wij ik ons zit is zijn doen doet ook dan willen weer kom kan zou".split()
)


_ONE_OF = frozenset({
    ("een", "van"), ("één", "van"), ("iemand", "van"), ("collega", "van"), ("colleague", "of"),
    ("one", "of"), ("some", "of"), ("most", "of"),
})  # fmt: skip


def _place(spoken: Sequence[str], at: int) -> int | None:
    """Find the place that an owner's word belongs to: onze mailbak, our lovely queue."""
    for later in range(at + 1, min(at + 3, len(spoken))):
        if spoken[later] in {"die", "de", "het", "dat", "the", "that"}:
            return None
        if spoken[later] in _PLACES:
            return later
    return None


def _there(spoken: Sequence[str], at: int, taken: set[int]) -> Party | None:
    """Read Dutch daar, with the preposition that it left behind."""
    word = spoken[at]
    if word in _PLACED:
        return Party(OTHER, ANY, _PLACED[word], at, at, _PRONOUN)
    if at + 1 < len(spoken) and spoken[at + 1] in _THINGS | {"mee", "aan", "van", "bij", "naar"} and word == "er":
        return None
    if at and spoken[at - 1] in {"van", "naar", "bij"}:
        return Party(OTHER, ANY, spoken[at - 1], at, at, _PRONOUN)
    for later in range(len(spoken) - 1, at, -1):
        if word == "er" and spoken[later] not in {"heen", "naartoe", "vandaan"}:
            continue
        if spoken[later] in _STRANDED and not _has_object(spoken, later, taken):
            return Party(OTHER, ANY, _STRANDED[spoken[later]], at, at, _PRONOUN)
        if spoken[later] in _THINGS and not _has_object(spoken, later, taken):
            return None
    return Party(OTHER, ANY, "daar", at, at, _PRONOUN - 0.1) if word == "daar" else None


def _has_object(spoken: Sequence[str], at: int, taken: set[int]) -> bool:
    following = spoken[at + 1] if at + 1 < len(spoken) else ""
    return at + 1 in taken or following in _DETERMINERS


def resolve(party: Party, *, own: str, others: Sequence[str]) -> list[Party]:
    """Say which department a party is; none where it speaks of one that nobody named."""
    if party.who == SELF or party.who == own:
        return [replace(party, who=own)]
    if party.who == OTHER:
        shared = 1.0 if len(others) == 1 else 0.9
        return [replace(party, who=other, certainty=party.certainty * shared) for other in others]
    return [party]


def joined(clause: Clause, first: Party) -> tuple[Party, ...]:
    """Add the parties that are joined to one by and, or, nor."""
    at = clause.parties.index(first)
    low = high = at
    while high + 1 < len(clause.parties) and _are_joined(clause, clause.parties[high], clause.parties[high + 1]):
        high += 1
    while low > 0 and _are_joined(clause, clause.parties[low - 1], clause.parties[low]):
        low -= 1
    return clause.parties[low : high + 1]


def _are_joined(clause: Clause, left: Party, right: Party) -> bool:
    between = set(clause.spoken[left.last + 1 : right.at])
    joined = between <= _JOINING and bool(between & _AND)
    return joined and right.preposition in ("", left.preposition) and OTHER not in (left.who, right.who)


_AND = frozenset("en and or of nor noch maar plus".split())
_JOINING = frozenset("""
    , en and or of nor noch ook niet maar de het the naar aan van bij to from as well also not even plus
""".split())
