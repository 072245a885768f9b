"""Barriers that a turn names: rules that pre-label for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType

from kccdiag.intake.relations import BARRIERS, CUSTOMER
from kccdiag.suggest import barriers_en, barriers_nl
from kccdiag.suggest.barriers_cues import Cue, Cues, Words, read_cues, words_of
from kccdiag.suggest.clauses import Span, clauses, sentences
from kccdiag.suggest.facts import is_doubly_denied, is_past, is_planned, is_question

# What a cue is worth: an idiom or what something bears out, one that mostly means this, one in answer to a question
# about it, and a plain no to one.
SURE, LIKELY, ASKED, NAY = 0.9, 0.6, 0.7, 0.75
WHY = "why"  # a question for a reason
HELPED = 0.15  # more for what is likely, where the question was about it
# The least score that is proposed. On 22 labelled interviews (docs/suggestions.md) a likely cue that nothing bears out
# was right 9 times in 27 (5 of 5 under no_reply), one that something bears out 41 times in 43.
ENOUGH = 0.65

_ALONE = frozenset({"no_reply"})  # whose cues were right unaided
_TWO_SURE, _THREE_ANY = 2, 3  # cues of a barrier in one sentence that bear each other out

_DENIED_BY_NO = frozenset({"no_mandate", "no_channel", "silo", "no_time", "turnover", "not_listening"})
_DENIED_BEFORE = 5  # words: "niemand zit hier op een eilandje"
_OF_STAFF = frozenset({"no_channel", "no_reply", "low_status", "turnover", "not_listening"})  # customers meet these too
_BRIEF = 4  # words: what so short a sentence begins, the next one says
_ONE_SAYING = 160  # characters between two sentences that name the same barrier


@dataclass(frozen=True)
class Named:
    """A barrier that somebody names.

    ``start`` and ``end`` (exclusive) in code points of the turn, ``score`` in 0 … 1.
    """

    barrier: str
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class _Hit:
    """A cue in a sentence, by words."""

    worth: str
    barrier: str
    low: int
    high: int
    cue: Cue
    score: float = 0.0


@dataclass(frozen=True)
class _Lexicon:
    named: Cues[tuple[str, str]]  # how much it is worth, which barrier
    questions: Cues[str]
    no_fact: Cues[str]
    taken_back: Cues[str]
    denied: Cues[str]
    customer: Cues[str]
    nay: Cues[str]


def barriers_in(text: str, language: str, *, question: str = "") -> list[Named]:
    """Find the barriers that a turn states as a fact.

    Parameters
    ----------
    question
        What the interviewer said before: an answer often makes sense with it only.

    Returns
    -------
    list of Named
        In the order of the text; what sentences close together say is said once.

    Examples
    --------
    >>> [(named.barrier, named.start, named.end) for named in barriers_in("Goed. We komen er niet aan toe.", "nl")]
    [('no_time', 6, 31)]
    >>> [named.barrier for named in barriers_in("Veertien maanden.", "nl", question="Hoe lang blijven mensen?")]
    ['turnover']
    """
    said = sentences(text)
    about = _asked_about(question, language)
    answer = _answer(said, language)
    found = [
        named
        for number, sentence in enumerate(said)
        for named in _named_in(sentence, language, about=about, answering=number <= len(answer))
        if not _taken_back(said[number + 1 : number + 2], language)
    ]
    found += _denied(answer, language, about)
    return _once([named for named in found if named.score >= ENOUGH])


def implied(relation: str, target: str) -> str:
    """Name the barrier that a relation is by itself: a department that hears nothing back meets no reply.

    Examples
    --------
    >>> implied("no_feedback", "KCC"), implied("no_feedback", "customer"), implied("no_flow", "KCC")
    ('no_reply', '', '')
    """
    return "no_reply" if relation == "no_feedback" and target != CUSTOMER else ""


def _answer(said: Sequence[Span], language: str) -> Sequence[Span]:
    """Take the sentences that answer a question: the first, and the next one after something brief."""
    brief = said and len(words_of(said[0].text, language).spans) <= _BRIEF
    return said[: 2 if brief else 1]


def _named_in(sentence: Span, language: str, *, about: frozenset[str], answering: bool) -> list[Named]:
    lexicon, words = _lexicon(language), words_of(sentence.text, language)
    if is_question(sentence.text) or any(lexicon.no_fact.found(words)):
        return []
    met = _hits(sentence, words, language)
    firm = {hit.barrier for hit in met if _stands_firm(hit, met)}
    hits = [
        replace(hit, score=score)
        for hit in met
        if (score := _score(hit, about=about, answering=answering, firm=hit.barrier in firm)) >= ENOUGH
    ]
    return [Named(hit.barrier, sentence.start, sentence.end, hit.score) for hit in _apart(hits)]


def _taken_back(following: Sequence[Span], language: str) -> bool:
    """Tell whether the next sentence says that it is no longer so: "Dat is gelukkig veranderd."."""
    return any(any(_lexicon(language).taken_back.found(words_of(next_one.text, language))) for next_one in following)


def _stands_firm(hit: _Hit, met: Iterable[_Hit]) -> bool:
    """Tell whether a hit needs no question: it is an idiom, or other cues of its barrier bear it out."""
    if hit.worth == "FIRM":
        return True
    cues = {(id(other.cue), other.worth) for other in met if other.barrier == hit.barrier}
    sure = sum(worth in {"FIRM", "SURE"} for _, worth in cues)
    return sure > 0 and (hit.barrier in _ALONE or sure >= _TWO_SURE or len(cues) >= _THREE_ANY)


def _score(hit: _Hit, *, about: frozenset[str], answering: bool, firm: bool) -> float:
    asked = hit.barrier in about or WHY in about
    if hit.worth == "ASKED":
        return ASKED if hit.barrier in about and answering else 0.0
    if hit.worth in {"FIRM", "SURE"} and (firm or asked):
        return SURE
    return LIKELY + HELPED * asked


def _hits(sentence: Span, words: Words, language: str) -> list[_Hit]:
    lexicon = _lexicon(language)
    denied = [low for _, _, low, _ in lexicon.denied.found(words)]
    customers = [low for _, _, low, _ in lexicon.customer.found(words)]
    parts = clauses(sentence.text)
    clause = [sum(part.start <= first for part in parts) - 1 for first, _ in words.spans]
    hits = [
        _Hit(*label, low, high, cue)
        for label, cue, low, high in lexicon.named.found(words)
        if _is_fact(parts[clause[low]], sentence, label[1]) and _holds(cue, (low, high), clause, denied)
    ]
    return [hit for hit in hits if not (hit.barrier in _OF_STAFF and _said_of(customers, hit, clause))]


def _is_fact(clause: Span, sentence: Span, barrier: str) -> bool:
    if is_planned(clause.text, sentence.text) or is_doubly_denied(clause.text):
        return False
    return barrier == "turnover" or not is_past(clause.text, sentence.text)  # who left last year is gone today


def _holds(cue: Cue, place: tuple[int, int], clause: Sequence[int], denied: Iterable[int]) -> bool:
    """Tell whether a cue is not denied where it stands."""
    low, high = place
    if cue.stands:
        return not any(number < low and low - number <= _DENIED_BEFORE for number in denied)
    if cue.denies:
        return clause[low] == clause[high - 1]
    return not any(number < high and clause[number] in clause[low:high] for number in denied)


def _said_of(persons: Iterable[int], hit: _Hit, clause: Sequence[int]) -> bool:
    """Tell whether the clause of a hit begins with one of these persons: it is about them then."""
    return any(number < hit.high and clause[number] == clause[hit.low] for number in persons)


def _apart(hits: Iterable[_Hit]) -> list[_Hit]:
    """Keep the best hit of a sentence, and of other barriers what is sure and said in other words."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.score, hit.low - hit.high, BARRIERS.index(hit.barrier))):
        if all(hit.score >= SURE and (hit.high <= other.low or other.high <= hit.low) for other in kept):
            kept.append(hit)
    return kept


def _denied(answer: Sequence[Span], language: str, about: frozenset[str]) -> list[Named]:
    """Take a plain no to a question as naming what the question was about."""
    if not answer or answer[-1].text.endswith("?"):
        return []
    lexicon = _lexicon(language)
    if not any(low == 0 for _, _, low, _ in lexicon.nay.found(words_of(answer[0].text, language))):
        return []
    return [Named(barrier, answer[0].start, answer[-1].end, NAY) for barrier in sorted(about & _DENIED_BY_NO)]


def _once(found: Iterable[Named]) -> list[Named]:
    """Join what names the same barrier again close by."""
    kept: list[Named] = []
    for named in sorted(found, key=lambda named: (named.start, named.end)):
        same = [one for one in kept if one.barrier == named.barrier and named.start - one.end <= _ONE_SAYING]
        for one in same:
            kept.remove(one)
        both = [*same, named]
        start, end, score = min(one.start for one in both), max(one.end for one in both), max(one.score for one in both)
        kept.append(Named(named.barrier, start, end, score))
    return sorted(kept, key=lambda named: (named.start, named.end))


def _asked_about(question: str, language: str) -> frozenset[str]:
    """Name the barriers that a question is about, and WHY where it asks for a reason."""
    asked = [sentence.text for sentence in sentences(question) if sentence.text.endswith("?")]
    found = (_lexicon(language).questions.found(words_of(text, language)) for text in asked[-2:])
    return frozenset(name for hits in found for name, *_ in hits)


@cache
def _lexicon(language: str) -> _Lexicon:
    source: ModuleType = barriers_nl if language == "nl" else barriers_en
    worths = {"FIRM": source.FIRM, "SURE": source.SURE, "LIKELY": source.LIKELY, "ASKED": source.ASKED}
    lists = {**source.LISTS, "nay": source.NAY, "denied": source.DENIED}
    return _Lexicon(
        named=read_cues([((worth, b), text) for worth, cues in worths.items() for b, text in cues.items()], lists),
        questions=read_cues([*source.QUESTIONS.items(), (WHY, source.WHY)], lists),
        no_fact=read_cues([("no_fact", source.NO_FACT)], lists),
        taken_back=read_cues([("taken_back", source.TAKEN_BACK)], lists),
        denied=read_cues([("denied", "<denied>")], lists),
        customer=read_cues([("customer", "<customer>")], lists),
        nay=read_cues([("nay", "<nay>")], lists),
    )
