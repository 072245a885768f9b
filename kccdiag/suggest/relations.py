"""Relation statements proposed from one interview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kccdiag.intake.interviews import CUSTOMER
from kccdiag.suggest.asked import NEED, answered
from kccdiag.suggest.clauses import Span, sentences
from kccdiag.suggest.discourse import Asked, Mind, read_turn
from kccdiag.suggest.facts import is_doubly_denied, is_past, is_question, truth
from kccdiag.suggest.kept import is_kept
from kccdiag.suggest.mentions import Names
from kccdiag.suggest.needs import wanted_at, wants
from kccdiag.suggest.parties import OBJECT, OTHER, PLACE, SELF, Clause, Party, tokens
from kccdiag.suggest.roles import FEEDBACK, FLOW, passing
from kccdiag.suggest.settling import FILLED, Found, Scene, settle
from kccdiag.suggest.signals import is_something_else, names_signals
from kccdiag.suggest.silences import falls_silent
from kccdiag.suggest.verbs import main_verbs

# Scores order proposals for the person who confirms them; they are no probabilities.
_SILENT = 0.75
_WANTED = 0.85
LEAST = 0.45  # below it a proposal is left out
_KEPT = 0.6
_ADDED = 0.6
_FEW = 7  # words
_RECENT = 2  # turns: an answer and the question before it


@dataclass(frozen=True)
class Turn:
    """A turn of a conversation; ``department`` is "" for the interviewer."""

    turn: int
    department: str
    language: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """A relation statement that a turn seems to make; places in code points of the turn."""

    turn: int
    start: int
    end: int
    sentence: int  # where its sentence starts
    relation: str
    source: str
    target: str
    score: float


def relations_in(
    turns: Sequence[Turn], names: Mapping[str, Names], *, contact_centre: frozenset[str]
) -> list[Proposal]:
    """Propose the relation statements of one interview.

    Parameters
    ----------
    names
        By language.
    contact_centre
        Departments that hear customers all day: that they do is no statement.
    """
    found: list[Proposal] = []
    mind: Mind | None = None
    for place, turn in enumerate(turns):
        own = next((later.department for later in turns[place:] if later.department), "")
        if not own:
            continue
        if mind is None or mind.own != own:
            mind = Mind(own, others=mind.others if mind else ())
        mind.turn = turn.turn
        if turn.department:
            spoken = names[turn.language]
            hears_all = contact_centre | spoken.contact_centre
            said = _said(turn, mind, spoken)
            found += [one for one in said if not (one.source == CUSTOMER and one.target in hears_all)]
            mind.asked = ()
        else:
            _ask(turn, mind, names[turn.language])
    return found


def _ask(turn: Turn, mind: Mind, names: Names) -> None:
    """Take note of what the interviewer asks."""
    by_sentence: dict[Span, list[Clause]] = {}
    for clause, sentence in read_turn(turn.text, names, language=turn.language, asked=True):
        by_sentence.setdefault(sentence, []).append(clause)
    asked = []
    mind.department_named = False
    mind.about = True  # a new question starts anew: what was said of rosters is over
    for sentence, parts in by_sentence.items():
        others = []
        for clause in parts:
            others.append(mind.others)
            mind.notice(clause, asked=True)
        asked.append(Asked(sentence.text, tuple(parts), tuple(others)))
        mind.about = _about(" ".join(part.said for part in parts), mind.about)
    mind.asked = tuple(asked)


def _about(text: str, before: bool) -> bool:
    if names_signals(text):
        return True
    return before and not is_something_else(text)


def _said(turn: Turn, mind: Mind, names: Names) -> list[Proposal]:
    read = read_turn(turn.text, names, language=turn.language, asked=False)
    said: list[Proposal] = []
    for place, (clause, _) in enumerate(read):
        scene = Scene(read, place, mind, turn.language)
        said += _stated(turn, scene)
        mind.notice(clause, asked=False)
        said += _silent(turn, scene)
        said += _kept(turn, scene)
        said += _left_out(turn, scene, said)
        said += _wanted(turn, scene)
        mind.about = _about(clause.said, mind.about)
    known = {frozenset((one.source, one.target)) for one in said}
    for sentence, relation, found, certainty in answered(read, mind, turn.language):
        if frozenset((found.source, found.target)) not in known:
            said.append(_proposal(turn, sentence, relation, found, found.certainty * certainty))
    return _settled([one for one in said if one.score >= LEAST])


def _proposal(turn: Turn, where: Span, relation: str, found: Found, score: float) -> Proposal:
    sentence = max(one.start for one in sentences(turn.text) if one.start <= where.start)
    return Proposal(turn.turn, where.start, where.end, sentence, relation, found.source, found.target, round(score, 3))


def _stated(turn: Turn, scene: Scene) -> Iterable[Proposal]:
    """Propose what the verbs of a clause say."""
    clause, text = scene.clause, scene.clause.span.text
    claim = truth(text, scene.sentence.text)
    if claim.weight == 0 or is_doubly_denied(text) or wants(text):
        return
    verbs = main_verbs(clause.spoken, turn.language)
    if clause.spoken[0] == "do" or {"wie", "whoever"} & set(clause.spoken[:2]):
        return  # do tell them: asked of the interviewer; wie niet betaalt: a customer, no signal
    if clause.spoken[0] in ("wat", "what", "whatever") and len(verbs) > 1:  # what we hear | we pass on
        told = tuple(party for party in clause.parties if party.at > verbs[-2].at)
        clause, verbs = replace(clause, parties=told), verbs[-1:]
    for verb in verbs:
        read = passing(clause, verb, language=turn.language)
        if read is None or verb.past:
            continue
        for found in settle(read, verb, scene):
            if found.source == CUSTOMER and (claim.denied or _TOPIC & set(clause.spoken[: verb.at])):
                continue
            score = found.certainty * claim.weight
            if found.kind == FLOW and score >= LEAST and not claim.denied:
                scene.mind.passed[found.source, found.target] = turn.turn
            relation = f"no_{found.kind}" if claim.denied else found.kind
            where = Span(scene.start, clause.span.end, "")
            yield _proposal(turn, where, relation, found, score)


def _silent(turn: Turn, scene: Scene) -> Iterable[Proposal]:
    """Propose that nothing comes back, where something was said to go there."""
    text, mind = scene.clause.span.text, scene.mind
    if not falls_silent(text) or truth(text, scene.sentence.text).weight == 0:
        return
    sent = {pair: when for pair, when in mind.passed.items() if pair[0] == mind.own and when >= turn.turn - _RECENT}
    if not sent:
        return
    giver, taker = max(sent, key=lambda pair: sent[pair])
    if any(_is_named(party) and party.who not in (taker, mind.own) for party in scene.clause.parties):
        return  # it is said of somebody else
    if taker != CUSTOMER and (taker in mind.others or sent[giver, taker] == turn.turn):
        found = Found(FEEDBACK, taker, giver, _SILENT)
        yield _proposal(turn, scene.clause.span, f"no_{FEEDBACK}", found, _SILENT)


def _kept(turn: Turn, scene: Scene) -> Iterable[Proposal]:
    """Propose that nothing goes to those whom the question names, where it is said to stay with us."""
    mind, text = scene.mind, scene.clause.span.text
    if not is_kept(text) or not mind.named_in_question() or truth(text, scene.sentence.text).weight == 0:
        return
    for other in mind.others:
        if other not in (CUSTOMER, mind.own) and not any(_is_named(party) for party in scene.clause.parties):
            yield _proposal(turn, scene.clause.span, f"no_{FLOW}", Found(FLOW, mind.own, other, _KEPT), _KEPT)


def _left_out(turn: Turn, scene: Scene, said: Sequence[Proposal]) -> Iterable[Proposal]:
    """Propose what a few words add to the statement before them: to the shops we don't."""
    clause, mind = scene.clause, scene.mind
    named = [party for party in clause.parties if _is_named(party) and party.who not in (CUSTOMER, mind.own)]
    short = len(clause.spoken) <= _FEW and not main_verbs(clause.spoken, turn.language)
    if not (said and named and short) or scene.sentence.start == said[-1].sentence or is_question(scene.sentence.text):
        return
    outward = named[0].preposition in ("aan", "naar", "to", "with", "bij", "richting")
    inward = named[0].preposition in ("van", "vanuit", "from")
    marked = scene.denied or _TOO & set(clause.spoken)
    if (outward or inward) and marked and said[-1].relation != NEED:
        relation = said[-1].relation.removeprefix("no_")
        pair = (mind.own, named[0].who) if outward else (named[0].who, mind.own)
        relation = f"no_{relation}" if scene.denied else relation
        yield _proposal(turn, clause.span, relation, Found(relation, *pair, _ADDED), _ADDED)


def _wanted(turn: Turn, scene: Scene) -> Iterable[Proposal]:
    """Propose what somebody needs and from whom."""
    clause, around = scene.clause, scene.sentence.text
    text = clause.span.text
    if not wants(text) or is_question(around) or is_past(text[: wanted_at(text)[1]], ""):
        return
    takers = _wanting(scene)
    named = _named_near(scene, takers)
    known = bool(named) and bool(_KNOWN & set(around.casefold().split()))
    if is_something_else(scene.text) or not (names_signals(_said_in(scene)) or _points_back(scene) or known):
        return
    certainty = _WANTED if named else _WANTED * FILLED
    for taker in sorted(takers - {CUSTOMER}):
        spoken_of = [one for one in scene.mind.others if one not in (CUSTOMER, scene.mind.own)]
        others = named or _named_next(scene) or spoken_of
        for giver in [scene.mind.own] if taker != scene.mind.own else others:
            if giver != taker:
                where = Span(clause.span.start, scene.end, "")
                yield _proposal(turn, where, NEED, Found(NEED, giver, taker, certainty), certainty)


_ASKING = frozenset("ask asks asking vraagt vragen begging bedelen".split())


def _said_in(scene: Scene) -> str:
    return " ".join(clause.said for clause, around in scene.read if around == scene.sentence)


_TOO = frozenset("wel ook too also yes ja likewise same hetzelfde idem evenmin".split())
_KNOWN = frozenset(
    "weten weet horen hoort know knows hear hears tell tells telling send sends sending stuurt sturen doorgeeft "
    "doorgeven vertelt vertellen laat informatie information".split())
_TOPIC = frozenset("""
    what whatever wat alles everything anything waarom why hoe how als if when wanneer zodra whenever
""".split())  # what customers tell us we pass on
_POINTING = frozenset("dat het die it that those them this".split())


def _points_back(scene: Scene) -> bool:
    return scene.mind.about and bool(_POINTING & set(scene.clause.spoken))


def _wanting(scene: Scene) -> set[str]:
    """Find who wants: the subject next to the words of wanting, or the department where they sit."""
    clause = scene.clause
    start, end = wanted_at(clause.span.text)
    starts = [word.start for word in tokens(clause.span.text)]
    bare = [party for party in clause.parties if party.bare and party.case != OBJECT and starts[party.at] < end]
    subject = sorted(bare, key=lambda party: abs(starts[party.at] - start))[:1]
    there = [party for party in clause.parties if party.preposition in ("bij", "at", "in") and _is_named(party)]
    if subject and subject[0].who == OTHER and there:
        return {there[0].who}
    ours = [party for party in clause.parties if party.who == SELF and party.case == OBJECT and party.bare]
    if ours and not _ASKING & set(clause.spoken):
        return {scene.mind.own}  # it would help if they told us
    return {party.who for party in scene.who(subject)} or {scene.mind.own}


def _is_named(party: Party) -> bool:
    return not party.who.startswith("<")


def _named_near(scene: Scene, takers: set[str]) -> list[str]:
    """Name the department last named in the sentence beside those that want something."""
    parties = [party for clause, around in scene.read if around == scene.sentence for party in clause.parties]
    besides = {CUSTOMER, scene.mind.own} | takers
    named = [party.who for party in parties if _is_named(party) and party.preposition != PLACE]
    named = [who for who in named if who not in besides]
    return named[-1:]


def _named_next(scene: Scene) -> list[str]:
    """Name who has it, where the next sentence says so: I'd love to know that. The desk asks for it."""
    following = [clause for clause, around in scene.read[scene.place + 1 :] if around != scene.sentence][:1]
    if not following or not _POINTING & set(following[0].spoken[:1]):
        return []
    named = [party.who for party in following[0].parties if _is_named(party)]
    return [who for who in named if who not in (CUSTOMER, scene.mind.own)][-1:]


def _settled(said: Sequence[Proposal]) -> list[Proposal]:
    """Keep one proposal of each statement in a turn, and the likelier of two that contradict each other."""
    best: dict[tuple[str, str, str], Proposal] = {}
    for one in said:
        key = (one.relation, one.source, one.target)
        if key not in best or one.score > best[key].score:
            best[key] = one
    kept = [one for one in best.values() if not any(_outdoes(other, one) for other in best.values())]
    return sorted(kept, key=lambda one: (one.start, one.end, one.relation, one.source, one.target))


def _outdoes(other: Proposal, one: Proposal) -> bool:
    """Tell whether one proposal makes another superfluous."""
    if other is one:
        return False
    if (other.relation, other.target) == (one.relation, one.target) == (NEED, one.target):
        return other.score > one.score
    if (other.source, other.target) != (one.source, one.target):
        return False
    if other.relation == NEED:
        after = one.relation == "no_flow" and one.start > other.start  # I need that. They don't send it.
        return after or (one.relation in ("flow", "no_flow") and one.sentence == other.sentence)
    opposite = other.relation.removeprefix("no_") == one.relation.removeprefix("no_")
    return opposite and (other.score, other.start) > (one.score, one.start)
