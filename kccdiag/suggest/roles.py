"""Who gives and who takes in a clause, by its verb, its prepositions and the order of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kccdiag.intake.interviews import CUSTOMER
from kccdiag.suggest.parties import ANY, OBJECT, OTHER, SELF, SUBJECT, Clause, Party, joined
from kccdiag.suggest.signals import names_signals, tells_outcome
from kccdiag.suggest.verbs import Verb

_TO = frozenset("naar aan richting tot to towards toward into onto tegen".split())
_AT = frozenset("bij in op at on with".split())
_FOR = frozenset("voor for".split())
_FROM = frozenset("van vanuit vanaf from via by through door uit".split())
_WITH = frozenset("met with".split())
FLOW, FEEDBACK, OPEN = "flow", "feedback", "open"  # open: what is passed decides


@dataclass(frozen=True)
class Passing:
    """What a clause says passes, whether or not it does.

    Parameters
    ----------
    kind
        flow, feedback or open.
    givers, takers
        Empty where the clause does not say.
    certainty
        In 0 … 1, for what was read from the form alone.
    """

    kind: str
    givers: tuple[Party, ...]
    takers: tuple[Party, ...]
    certainty: float = 1.0


def passing(clause: Clause, verb: Verb, *, language: str) -> Passing | None:
    """Read giver and taker of a verb; None where it says nothing about passing."""
    read = _READERS.get(verb.sense)
    return read(clause, verb, language) if read and not _is_embedded(clause, verb, language) else None


def _is_embedded(clause: Clause, verb: Verb, language: str) -> bool:
    """Tell whether a verb only says what is known, asked or passed: nobody knows | what is said on the phones."""
    embeds = _EMBEDS["nl" if language == "nl" else "en"]
    return any(clause.spoken[at] in embeds and clause.spoken[at - 1] != "," for at in range(1, verb.at))


def subject_of(clause: Clause, verb: Verb, language: str) -> tuple[Party, ...]:
    """Find who does what the verb says; several where they are joined by a word such as and."""
    bare = [party for party in clause.parties if party.bare and party.case != OBJECT]
    if language != "nl":
        bare = [party for party in bare if party.at < verb.at]
        return joined(clause, bare[-1]) if bare else ()
    sure = [party for party in bare if party.case == SUBJECT] or bare
    if not sure:
        return ()
    sure = [party for party in sure if not _is_her(clause, party, verb)]
    if not sure:
        return ()
    ahead = [party for party in sure if party.last < verb.at]
    if len(ahead) > 1 and len(ahead) == len(sure) and sure is bare and verb.at + 3 >= len(clause.spoken):
        return joined(clause, ahead[0])  # the verb comes last: dat de wijkagent de bewoner belt
    near = min(sure, key=lambda party: (min(abs(party.at - verb.at), abs(party.last - verb.at)), party.at > verb.at))
    return joined(clause, near)


def _is_her(clause: Clause, party: Party, verb: Verb) -> bool:
    """Tell whether ze behind a verb of the first person is whom it is done to: ik zoek het uit en bel ze."""
    form = clause.spoken[verb.at]
    first = not form.endswith(("en", "t")) or form in ("laat", "zet")
    return clause.spoken[party.at] == "ze" and party.at > verb.at and first


_TO_WHOM = (
    "send", "sent", "email", "e-mail", "mail", "ping", "text", "shoot", "slip", "copy", "cc", "stuur", "stur", "ge",
    "app", "lever",
    "bezorg", "zend", "brief", "feed", "hand", "toe", "door",
)  # fmt: skip
_TOLD = frozenset("wat waarom hoe of welke waar what how why whether which where if dat that".split())
_EMBEDS = {
    "nl": frozenset("wat waarom hoe welke waar".split()),
    "en": frozenset("what how why whether which where".split()),
}


def _with_preposition(clause: Clause, prepositions: frozenset[str], taken: Sequence[Party] = ()) -> tuple[Party, ...]:
    found = [party for party in clause.parties if party.preposition in prepositions and party not in taken]
    found = [party for party in found if party.preposition != "on" or party.who.startswith("<")]  # on the board, a wall
    same = [party for party in found if party.preposition == found[0].preposition] if found else []
    return tuple(dict.fromkeys(member for party in same for member in joined(clause, party)))


def _governs_another(clause: Clause) -> bool:
    """Tell whether aan or naar governs what is no party."""
    at = [place for place, word in enumerate(clause.spoken[:-1]) if word in {"aan", "naar"}]
    known = {place for party in clause.parties for place in range(party.at, party.last + 1)}
    noun = [place for place in at if clause.spoken[place + 1] in {"de", "het", "een", "mijn", "onze"}]
    return any(not {place + 1, place + 2} & known for place in noun)


def _undergoers(clause: Clause, verb: Verb, taken: Sequence[Party], language: str) -> tuple[Party, ...]:
    """Find who undergoes the verb, without a preposition: we send them; not whom its what speaks of."""
    end = _embedding(clause, verb)
    if language == "nl" and _governs_another(clause):
        return ()  # it goes to somebody whom nobody knows: aan de tekstschrijvers
    left = [party for party in clause.parties if party.at < end]
    left = [party for party in left if party.bare and party not in taken and party.case != SUBJECT]
    if verb.sense == "give" and not clause.spoken[verb.at].startswith(_TO_WHOM):
        left = [party for party in left if party.who != OTHER]  # we raise them: what is raised
    if language != "nl":
        left = [party for party in left if party.at > verb.at and party.at <= verb.at + 3]
    else:
        left = [party for party in left if clause.spoken[party.at] != "die"]
    return joined(clause, left[0]) if left else ()


def _there(clause: Clause) -> tuple[Party, ...]:
    return tuple(party for party in clause.parties if party.preposition == "daar")


def _give(clause: Clause, verb: Verb, language: str) -> Passing:
    if verb.passive:
        givers = _with_preposition(clause, _FROM)
        takers = (
            _with_preposition(clause, _TO | _AT, givers)
            or _people(subject_of(clause, verb, language))
            or _there(clause)
        )
        return Passing(FLOW, givers, takers)
    givers = subject_of(clause, verb, language)
    takers = _with_preposition(clause, _TO, givers) or _with_preposition(clause, _AT, givers)
    takers = takers or _undergoers(clause, verb, givers, language) or _there(clause)
    return Passing(FLOW, givers or _with_preposition(clause, frozenset({"van", "vanuit", "from"})), takers)


def _people(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Keep those that can't be what is passed: we are sent a list, but not: they are sent on."""
    return tuple(party for party in parties if party.who in (SELF,) or party.who not in (OTHER, CUSTOMER))


def _place(clause: Clause, verb: Verb, language: str) -> Passing | None:
    givers = () if verb.passive else subject_of(clause, verb, language)
    if verb.passive:
        givers = _with_preposition(clause, frozenset({"door", "by", "vanuit"}))
    takers = (
        _with_preposition(clause, _TO, givers)
        or _with_preposition(clause, _AT, givers)
        or _with_preposition(clause, _FOR, givers)
    )
    if not takers and language != "nl":  # they drop us a line, bring us things
        return Passing(OPEN, givers, _undergoers(clause, verb, givers, language), 0.9)
    return Passing(FLOW, givers, takers, 0.9) if takers else None


def _share(clause: Clause, verb: Verb, language: str) -> Passing | None:
    givers = (
        _with_preposition(clause, frozenset({"door", "by", "vanuit"}))
        if verb.passive
        else subject_of(clause, verb, language)
    )
    takers = _with_preposition(clause, _WITH, givers) or _with_preposition(clause, _TO | _AT, givers)
    return Passing(FLOW, givers, takers) if takers or givers else None


def _tell(clause: Clause, verb: Verb, language: str) -> Passing:
    if verb.passive:
        takers = _with_preposition(clause, _TO) or subject_of(clause, verb, language)
        return Passing(OPEN, _with_preposition(clause, _FROM), takers)
    givers = subject_of(clause, verb, language)
    takers = _with_preposition(clause, _TO, givers) or _undergoers_too(clause, verb, givers, language)
    return Passing(OPEN, givers, takers, 0.9)


def _embedding(clause: Clause, verb: Verb) -> int:
    """Find where, behind a verb, begins what is told: they tell us | what they did."""
    told = [at for at in range(verb.at + 1, len(clause.spoken)) if clause.spoken[at] in _TOLD]
    return told[0] if told else len(clause.spoken)


def _undergoers_too(clause: Clause, verb: Verb, taken: Sequence[Party], language: str) -> tuple[Party, ...]:
    """Find who is told, rung or answered: here Dutch die may be a person."""
    found = _undergoers(clause, verb, taken, language)
    if found:
        return found
    end = _embedding(clause, verb)
    left = [party for party in clause.parties if party.bare and party not in taken and party.case == ANY]
    return tuple(party for party in left if party.at < end and (language == "nl" or party.at > verb.at))[:1]


def _reply(clause: Clause, verb: Verb, language: str) -> Passing:
    if verb.passive:
        givers = _with_preposition(clause, _FROM)
        return Passing(
            FEEDBACK, givers, _with_preposition(clause, _TO | _AT, givers) or subject_of(clause, verb, language)
        )
    givers = subject_of(clause, verb, language)
    takers = _with_preposition(clause, _TO | frozenset({"bij", "with"}), givers) or _undergoers_too(
        clause, verb, givers, language
    )
    return Passing(FEEDBACK, givers or _with_preposition(clause, _FROM), takers)


def _return(clause: Clause, verb: Verb, language: str) -> Passing | None:
    """Read: daar komt nooit iets van terug, er komt niks terug, ze komen bij ons terug met …"""
    givers = _with_preposition(clause, _FROM) or subject_of(clause, verb, language)
    if "op" in clause.spoken and not givers:
        return None
    return Passing(FEEDBACK, givers, _with_preposition(clause, _TO | frozenset({"bij"}), givers), 0.9)


def _get(clause: Clause, verb: Verb, language: str) -> Passing:
    takers = subject_of(clause, verb, language)
    givers = (
        _with_preposition(clause, _FROM, takers)
        or _with_preposition(clause, frozenset({"bij", "met"}), takers)
        or _there(clause)
    )
    return Passing(OPEN, givers, takers)


def _hear(clause: Clause, verb: Verb, language: str) -> Passing:
    found = _get(clause, verb, language)
    return Passing(FEEDBACK, found.givers, found.takers)


def _see(clause: Clause, verb: Verb, language: str) -> Passing | None:
    found = _get(clause, verb, language)
    givers = tuple(party for party in found.givers if party.preposition in ("van", "vanuit", "from"))
    said = [party for party in clause.parties if party.at > verb.at and party.who == OTHER and party.bare]
    givers = givers or tuple(said[:1])  # we never see what they write down
    return Passing(OPEN, givers, found.takers, 0.8) if givers else None


def _collect(clause: Clause, verb: Verb, language: str) -> Passing | None:
    takers = subject_of(clause, verb, language)
    givers = _with_preposition(clause, frozenset({"bij", "from", "van", "at"}), takers)
    return Passing(FLOW, givers, takers, 0.9) if givers and takers else None


def _move(clause: Clause, verb: Verb, language: str) -> Passing | None:
    takers = _with_preposition(clause, _TO) or _with_preposition(clause, _AT)
    givers = tuple(party for party in _with_preposition(clause, _FROM, takers) if party.who != CUSTOMER)  # klachten van
    goers = tuple(party for party in subject_of(clause, verb, language) if party not in takers + givers)
    goers = tuple(party for party in goers if party.case == SUBJECT or party.who not in (OTHER, SELF, CUSTOMER))
    goers = tuple(party for party in goers if clause.spoken[party.at] not in {"they", "they're", "they'll"})
    if goers:
        return None  # people go there; what they carry is not said
    if not takers and not givers and tells_outcome(clause.said):
        return Passing(FEEDBACK, (), (), 0.9)
    if {"binnen", "terecht", "aan", "belandt", "belanden", "niet", "nooit", "niks", "niets"} & set(clause.spoken):
        takers = takers or _there(clause)
    return Passing(FLOW, givers, takers, 0.9) if takers or givers else None


def _lie(clause: Clause, _verb: Verb, _language: str) -> Passing | None:
    """Read what then lies or stands with somebody: dan staat het bij de monteurs op het scherm."""
    takers = _with_preposition(clause, frozenset({"bij"}))
    things = {"het", "dat", "die", "ie", "alles", "staat-ie", "dan"} & set(clause.spoken)
    return Passing(FLOW, (), takers, 0.7) if takers and things and "dan" in clause.spoken else None


def _visit(clause: Clause, verb: Verb, language: str) -> Passing | None:
    """Read who drops in on others; what for, the sentence has to say: with complaints."""
    givers = subject_of(clause, verb, language)
    takers = _with_preposition(clause, _TO | frozenset({"bij", "with"}), givers)
    return Passing(FLOW, givers, takers, 0.8) if givers and takers else None


def _reach(clause: Clause, verb: Verb, language: str) -> Passing | None:
    takers = _undergoers_too(clause, verb, (), language)
    return Passing(FLOW, _with_preposition(clause, _FROM, takers), takers, 0.9) if takers else None


def _contact(clause: Clause, verb: Verb, language: str) -> Passing | None:
    """Read customers who write or ring; among colleagues that says nothing of signals."""
    if verb.passive:
        return None
    subject = subject_of(clause, verb, language)
    if any(party.who == SELF for party in subject):  # we ring them: an answer, where one is waited for
        return Passing(FEEDBACK, subject, _undergoers_too(clause, verb, subject, language), 0.8)
    signals = names_signals(clause.said)  # among colleagues ringing says nothing, unless it is about customers
    givers = tuple(
        party for party in subject if party.who == CUSTOMER or (signals and not party.who.startswith("<"))
    )
    takers = _with_preposition(clause, _TO | _AT | _WITH, givers) or _undergoers(clause, verb, givers, language)
    return Passing(FLOW, givers, takers, 0.9) if givers else None


_READERS = {
    "give": _give, "place": _place, "share": _share, "tell": _tell, "reply": _reply, "answer": _reply,
    "return": _return,
    "get": _get, "hear": _hear, "see": _see, "collect": _collect, "move": _move, "visit": _visit, "lie": _lie,
    "get_to": _move, "get_through": _move,
    "reach": _reach, "contact": _contact, "feedback": _reply,
}  # fmt: skip
