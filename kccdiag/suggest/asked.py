"""What a short answer says, by the question that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kccdiag.intake.interviews import CUSTOMER
from kccdiag.suggest.answers import is_no, is_nothing, is_yes
from kccdiag.suggest.clauses import Span
from kccdiag.suggest.discourse import Asked, Mind
from kccdiag.suggest.facts import is_denied, is_past, is_planned, is_question, is_supposed
from kccdiag.suggest.needs import wants
from kccdiag.suggest.parties import OTHER, SELF, Clause
from kccdiag.suggest.roles import FEEDBACK, FLOW, passing
from kccdiag.suggest.settling import Found, Scene, settle
from kccdiag.suggest.signals import names_signals, tells_outcome
from kccdiag.suggest.verbs import main_verbs

SAID_NO, SAID_YES = 0.8, 0.65
NEED = "need"
_OPENERS = r"\W*(?:(?:en|and|maar|but|so|dus|ok[ée]?|right|oké|hm+|helder|mooi|fair|nice|goed|good|well|nou)\W+)*"
_OPEN = re.compile(
    _OPENERS
    + r"(?:hoe|waarom|waar|wie|welke|wanneer|how|why|where|who|which|when|wat (?:gebeurt|doe|doen|vind|is|zijn|zeg)|"
    r"what (?:happens|do you do|do they do|about|if|is|are|kind|sort|would|do you think))(?!\w)",
    re.IGNORECASE,
)
_CONTRADICTS = re.compile(r"\W*(?:jawel|toch wel|oh yes|they do|we do|i do|dat wel)(?!\w)", re.IGNORECASE)
_KNOWS = re.compile(_OPENERS + r"(?:weet|weten|does|do|zouden|zou)(?!\w)(?:.*(?<!\w)(?:know|weten))?", re.IGNORECASE)
_FROM_WHOM = re.compile(
    r"(?<!\w)(?:van wie|waar\b.*\bvandaan|hoe kom\w* .*\b(?:bij|binnen)|via wie|where\b.*\bfrom|who from|from whom|"
    r"how (?:do|does)\b.*\b(?:reach|get to|come to|come in|arrive|find you))(?!\w)",
    re.IGNORECASE,
)
_WHO = re.compile(_OPENERS + r"(?:wie|who)(?!\w)(?=.*(?<!\w)(?:you|jullie|je|jou|u)(?!\w))", re.IGNORECASE)
_WHAT = re.compile(_OPENERS + r"(?:wat|what)(?!\w)", re.IGNORECASE)
_TAKES_BACK = re.compile(
    r"(?:maar|but|alleen|although|though|vroeger|used to|in theor\w+|nou ja|well,|of nee|or no|dat was|"
    r"that was)(?!\w)",
    re.IGNORECASE,
)


def answered(
    read: Sequence[tuple[Clause, Span]], mind: Mind, language: str
) -> Iterable[tuple[Span, str, Found, float]]:
    """Read a yes or no: the sentence that says it, the relation, who, and how sure that is."""
    said = _yes_or_no(read, mind) if read and mind.asked else None
    if said is None:
        yield from _things(read, mind, language)
        yield from _sources(read, mind, language)
        return
    first, question = _answer(read), mind.asked[-1]
    asked_for = _one_way(_asked_for(question, mind, language))
    colleagues = [found for found in asked_for if CUSTOMER not in (found.source, found.target)]
    for found in colleagues or asked_for:
        if found.kind == NEED:
            if said:
                yield first, NEED, found, SAID_YES
        elif not said:
            if found.source != CUSTOMER:
                yield first, f"no_{found.kind}", found, SAID_NO
        elif found.kind != FLOW or names_signals(" ".join(part.said for part in question.clauses)) or mind.about:
            yield first, found.kind, found, SAID_YES


def _sources(
    read: Sequence[tuple[Clause, Span]], mind: Mind, language: str
) -> Iterable[tuple[Span, str, Found, float]]:
    """Read a name as the answer to: who do you get it from?"""
    if not read or not mind.asked:
        return
    question = mind.asked[-1].sentence
    who, what = bool(_WHO.match(question)), bool(_WHAT.match(question)) and names_signals(read[0][0].said)
    if not (who or what or _FROM_WHOM.search(question)):
        return
    clause, first = read[0]
    if main_verbs(clause.spoken, language) or is_question(first.text) or is_past(first.text, first.text):
        return
    for party in clause.parties:
        placed = party.preposition in ("van", "via", "from", "through") or (who and party.bare)
        if placed and party.who not in (CUSTOMER, mind.own, OTHER, SELF):
            yield first, FLOW, Found(FLOW, party.who, mind.own, party.certainty), SAID_YES


def _things(read: Sequence[tuple[Clause, Span]], mind: Mind, language: str) -> Iterable[tuple[Span, str, Found, float]]:
    """Read a list of things as the answer to: what do you get from them?"""
    if not read or not mind.asked or not _WHAT.match(mind.asked[-1].sentence):
        return
    first = read[0][1]
    told = any(main_verbs(one.spoken, language) for one, around in read if around == first)
    said = " ".join(one.said for one, around in read if around == first)
    if told or is_question(first.text) or not names_signals(said):
        return
    for found in _asked_for(mind.asked[-1], mind, language):
        if found.kind == FLOW and found.source != CUSTOMER:
            yield first, FLOW, found, SAID_YES


def _yes_or_no(read: Sequence[tuple[Clause, Span]], mind: Mind) -> bool | None:
    """Tell yes from no; None where a turn begins with neither, or takes it back."""
    first = read[0][1].text
    no, nothing = is_no(first), is_nothing(first)
    if not (no or nothing or is_yes(first)) or is_question(first) or is_past(first, first) or is_planned(first, first):
        return None
    if _WHAT.match(mind.asked[-1].sentence) and not nothing:
        return None
    if no or nothing:
        return False
    if _TAKES_BACK.match(_next_sentence(read)):
        return None
    return not (is_denied(mind.asked[-1].sentence) and not _CONTRADICTS.match(first))


def _one_way(found: Iterable[Found]) -> list[Found]:
    """Keep of two that say the same the other way round the first: do they tell you what you did for them?"""
    kept: list[Found] = []
    for one in found:
        if not any((one.source, one.target) == (other.target, other.source) for other in kept):
            kept.append(one)
    return kept


def _answer(read: Sequence[tuple[Clause, Span]]) -> Span:
    """Give the first sentence of an answer, with the next one where both are short: Nee. Van ons niet."""
    around = list(dict.fromkeys(sentence for _, sentence in read))
    if len(around) == 1 or len(around[0].text) > _BRIEF or len(around[1].text) > 2 * _BRIEF:
        return around[0]
    return Span(around[0].start, around[1].end, f"{around[0].text} {around[1].text}")


_BRIEF = 40  # characters


def _next_sentence(read: Sequence[tuple[Clause, Span]]) -> str:
    return next((sentence.text for _, sentence in read if sentence != read[0][1]), "")


def _asked_for(question: Asked, mind: Mind, language: str) -> Iterable[Found]:
    """Read what a question asks after: who passes what to whom."""
    sentence = question.sentence
    if not sentence.rstrip("\"”’' ").endswith("?") or is_past(sentence, sentence):
        return
    if wants(sentence) and not _WHAT.match(sentence) and not _OPEN.match(sentence):
        yield from (Found(NEED, other, mind.own, 0.9) for other in mind.others if other not in (CUSTOMER, mind.own))
        return
    if is_supposed(sentence, sentence) or is_planned(sentence, sentence) or _OPEN.match(sentence):
        return
    yield from _known(question, mind)
    around = [(one, Span(0, len(sentence), sentence)) for one in question.clauses]
    for place, clause in enumerate(question.clauses):
        meant = replace(mind, asked=(question,), others=_meant(question, place, mind))
        for verb in main_verbs(clause.spoken, language):
            read = passing(clause, verb, language=language)
            if read is not None and not verb.past:
                yield from settle(read, verb, Scene(around, place, meant, language))


def _known(question: Asked, mind: Mind) -> Iterable[Found]:
    """Read whether others know what we hear, or what became of what they passed on."""
    spoken = [word for clause in question.clauses for word in clause.spoken]
    if not _KNOWS.match(question.sentence) or not {"weet", "weten", "know"} & set(spoken):
        return
    ours = {"je", "jij", "jullie", "u", "you"} & set(spoken[:3])
    kind = FEEDBACK if tells_outcome(question.sentence) else FLOW
    for other in mind.others if not ours else ():
        if other not in (CUSTOMER, mind.own):
            yield Found(kind, mind.own, other, 0.75)


def _meant(question: Asked, place: int, mind: Mind) -> tuple[str, ...]:
    """Say who they are in a clause of a question: who was spoken of before it, or the one that it names itself."""
    pronoun = any(party.who == OTHER for party in question.clauses[place].parties)
    return question.others[place] if pronoun else mind.others
