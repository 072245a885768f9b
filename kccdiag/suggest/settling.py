"""Which departments the giver and taker of a clause are, where it names only one of them or says they."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kccdiag.intake.interviews import CUSTOMER
from kccdiag.suggest.clauses import Span
from kccdiag.suggest.discourse import Mind
from kccdiag.suggest.facts import truth
from kccdiag.suggest.mentions import SURE
from kccdiag.suggest.parties import ANY, OBJECT, OTHER, PLACE, SELF, SUBJECT, Clause, Party, resolve
from kccdiag.suggest.roles import FEEDBACK, FLOW, OPEN, Passing
from kccdiag.suggest.signals import carries_signals, is_something_else, names_signals, quotes_customers, tells_outcome
from kccdiag.suggest.verbs import Verb

FILLED = 0.75  # one side is not in the clause, but was last spoken of
_LESS = 0.8
_HARDLY = 0.3  # something was passed, in talk that is not about customers
_RESUMES = re.compile(r"(?:en |and |maar |but |dan )?(?:dat|die|daar|dit|that|those|these|all of)(?!\w)", re.IGNORECASE)
_EXPLAINS = re.compile(
    r"(?:wat|waar|waarom|hoe|of|welke|wie|dat|what|why|how|whether|which|where|who|when|once|zodra|als|wanneer|if|"
    r"every|"
    r"alles|alle)(?!\w)",
    re.IGNORECASE,
)
_AFTER_GIVING = re.compile(  # what is heard when we have passed something on is about that
    r"(?<!\w)(?:als|wanneer|nadat|zodra|when|if|once|after)\s+(?:we|wij|ik|i|we've|i've|je|you)\s(?:\S+ ){0,6}?"
    r"(?:inschiet\w*|doorst\w+|doorge\w+|doorzet\w*|meld\w*|aankaart\w*|neerleg\w*|stur\w+|mail\w*|send\w*|pass\w*|"
    r"forward\w*|report\w*|raise\w*|flag\w*|log\w*)",
    re.IGNORECASE,
)
_KNOWING = frozenset("weten know".split())
_CLOSE = 2  # words before a verb that has no subject: never hear from them
_CURT = 7  # words
_RECENT = 4  # turns in which what was said to be passed may still be what an answer is to
_EMBEDDED = re.compile(r"(?:wat|hoe|of|what|how|whether)(?!\w)", re.IGNORECASE)
_NOBODY = frozenset("anyone anybody anywhere iemand niemand nergens nobody somebody someone ergens".split())
_GETS = ("krijg", "kreg", "ontvang", "get", "receiv")


@dataclass(frozen=True)
class Scene:
    """A clause among those of its turn, with what the conversation holds in mind."""

    read: Sequence[tuple[Clause, Span]]
    place: int
    mind: Mind
    language: str

    @property
    def clause(self) -> Clause:
        """The clause itself."""
        return self.read[self.place][0]

    @property
    def sentence(self) -> Span:
        """The sentence that it stands in."""
        return self.read[self.place][1]

    def before(self) -> Clause | None:
        """Give the clause before it in the same sentence."""
        if self.place and self.read[self.place - 1][1] == self.sentence:
            return self.read[self.place - 1][0]
        return None

    def after(self) -> Clause | None:
        """Give what follows in the same sentence, where it says what was passed: what customers ask."""
        following = self.read[self.place + 1 : self.place + 2]
        if following and following[0][1] == self.sentence and _EXPLAINS.match(following[0][0].span.text):
            return following[0][0]
        return None

    def resumed(self) -> Clause | None:
        """Give the clause that this one takes up with dat, die or daar."""
        return self.before() if _RESUMES.match(self.clause.span.text) else None

    @property
    def start(self) -> int:
        """Where what it says starts, with what it takes up."""
        return (self.resumed() or self.clause).span.start

    @property
    def end(self) -> int:
        """Where what it says ends, with what explains it."""
        return (self.after() or self.clause).span.end

    @property
    def text(self) -> str:
        """What it says, with what it takes up and what explains it."""
        parts = [self.resumed(), self.clause, self.after()]
        return " ".join(part.said for part in parts if part is not None)

    @property
    def told(self) -> str:
        """What it says is told; when or if something is passed on is no part of that."""
        after = self.after()
        told = after is not None and _EMBEDDED.match(after.span.text)
        return f"{self.clause.said} {after.said}" if after is not None and told else self.clause.said

    @property
    def denied(self) -> bool:
        """Whether something in it denies."""
        return truth(self.clause.span.text, self.sentence.text).denied

    def who(self, parties: Iterable[Party]) -> list[Party]:
        """Say which departments parties are; they is the one named before it in the clause, if one is."""
        found = []
        for one in parties:
            named = [party.who for party in self.clause.parties if party.last < one.at and self._may_be_they(party)]
            others = tuple(named[-1:]) or self.mind.others
            found += resolve(one, own=self.mind.own, others=others)
        return found

    def _may_be_they(self, party: Party) -> bool:
        return (
            not party.who.startswith("<") and party.who not in (CUSTOMER, self.mind.own) and party.preposition != PLACE
        )

    def they(self, certainty: float = 0.9) -> list[Party]:
        """Give the departments last spoken of."""
        return self.who([Party(OTHER, ANY, "", 0, 0, certainty)])

    def us(self) -> list[Party]:
        """Give the respondent's department."""
        return [Party(self.mind.own, ANY, "", 0, 0, 0.9)]


@dataclass(frozen=True)
class Found:
    """That something passes from source to target: kind is flow or feedback."""

    kind: str
    source: str
    target: str
    certainty: float


def settle(read: Passing, verb: Verb, scene: Scene) -> Iterable[Found]:
    """Say who the giver and taker are, and what passes; nothing where that would be a guess."""
    givers, takers = scene.who(read.givers), scene.who(read.takers)
    if not read.takers and any(giver.who == CUSTOMER and giver.certainty < SURE for giver in givers):
        return  # people: customers only where they write or ring us
    if not givers and not takers and _is_curt(verb, scene):
        givers, takers = scene.they(_LESS), scene.us()
    if not givers and not takers:
        yield from _comes_back(read, verb, scene)
        return
    if verb.sense == "contact" and read.kind == FEEDBACK and not (takers and _answers_somebody(scene, givers, takers)):
        return
    kind, filled = _kind(read, verb, scene, (givers, takers)), FILLED
    if not givers:
        givers = _missing_giver(verb, scene, takers)
    elif not takers:
        takers = _missing_taker(verb, scene, givers, kind)
    else:
        filled = 1.0
    for giver in givers:
        for taker in takers:
            if giver.who != taker.who and scene.mind.own in (giver.who, taker.who):
                yield from _as_found(kind, (giver, taker), verb, scene, read.certainty * filled)


def _answers_somebody(scene: Scene, givers: Sequence[Party], takers: Sequence[Party]) -> bool:
    """Tell whether those who are rung wait for it: the question was after them, or they passed something on."""
    asked = bool(scene.mind.asked) and not scene.denied
    customers = any(taker.who == CUSTOMER for taker in takers) and scene.mind.others == (CUSTOMER,)
    return asked and (customers or _went_before(scene.mind, givers, takers))


def _is_curt(verb: Verb, scene: Scene) -> bool:
    """Tell whether a few words without a subject deny that anything was got: nooit iets van gehoord."""
    return verb.sense in ("get", "hear") and scene.denied and len(scene.clause.spoken) <= _CURT


def _comes_back(read: Passing, verb: Verb, scene: Scene) -> Iterable[Found]:
    """Take an answer that comes, of nobody and to nobody, to be of those who were just given something."""
    given = [pair for pair, when in scene.mind.passed.items() if pair[0] == scene.mind.own and pair[1] != CUSTOMER]
    last = max(scene.mind.passed.values(), default=-1)
    recent = [pair for pair in given if scene.mind.passed[pair] == last >= scene.mind.turn - _RECENT]
    if scene.clause.spoken[verb.at].startswith("go"):
        return  # it goes back: where to, nobody says
    if read.kind != FEEDBACK or verb.sense not in ("move", "return", "reply"):
        return
    if recent:
        yield Found(FEEDBACK, recent[-1][1], recent[-1][0], read.certainty * FILLED)
    elif scene.mind.asked_for_reply():
        for other in scene.they(_LESS):
            if other.who not in (CUSTOMER, scene.mind.own):
                yield Found(FEEDBACK, other.who, scene.mind.own, read.certainty * FILLED * other.certainty)


def _as_found(kind: str, pair: tuple[Party, Party], verb: Verb, scene: Scene, certainty: float) -> Iterable[Found]:
    giver, taker = pair
    certainty *= min(giver.certainty, taker.certainty)
    if giver.who == CUSTOMER and verb.sense in ("reply", "hear", "answer", "return"):
        return
    if giver.who == CUSTOMER:
        yield Found(FLOW, giver.who, taker.who, certainty)
    elif taker.who == CUSTOMER:
        if kind == FEEDBACK or _concerns_customer(verb, scene):
            yield Found(FEEDBACK, giver.who, taker.who, certainty * (1.0 if kind == FEEDBACK else 0.8))
    else:
        else_ = verb.sense in ("get", "tell") and is_something_else(scene.clause.said)
        if not (kind == FEEDBACK and else_):  # they get their rosters from us
            yield Found(kind, giver.who, taker.who, certainty * (_content(scene, verb) if kind == FLOW else 1.0))


def _concerns_customer(verb: Verb, scene: Scene) -> bool:
    """Tell whether what customers are given is an answer: it is called one, or the question was after them."""
    if verb.sense in ("place", "move", "share", "reach", "see", "lie"):
        return tells_outcome(scene.text)
    asked = scene.mind.others == (CUSTOMER,) and scene.mind.asked_whether_told()
    return asked or tells_outcome(scene.told, strictly=True)


def _content(scene: Scene, verb: Verb) -> float:
    """Say how sure it is that what passes comes from customers; without a noun the talk before decides."""
    said = carries_signals(scene.text)
    if said and scene.mind.about and scene.sentence.text.rstrip().endswith("?"):
        return 1.0  # the answer says whether, the question need not say what
    sent = [party for party in scene.clause.parties if party.who == CUSTOMER and party.bare]
    if sent and verb.sense in ("give", "place") and not quotes_customers(scene.text):
        return 0.0  # we send the caller on to them: no signal, but a person
    if verb.sense == "visit" and not names_signals(scene.sentence.text):
        return 0.0
    if said < 1.0 and not scene.mind.about:
        return _HARDLY
    return max(said, _LESS) if verb.sense == "move" and said else said  # what goes somewhere was named before


def _kind(read: Passing, verb: Verb, scene: Scene, pair: tuple[list[Party], list[Party]]) -> str:
    """Tell a signal from a report of what became of it."""
    if read.kind == FEEDBACK:
        own = any(giver.who == scene.mind.own for giver in pair[0])
        again = own and verb.sense in ("reply", "feedback") and not _went_before(scene.mind, *pair)
        return FLOW if again and names_signals(scene.text) and not tells_outcome(scene.text) else FEEDBACK
    return FEEDBACK if _is_answer(read, verb, scene, pair) else FLOW


def _is_answer(read: Passing, verb: Verb, scene: Scene, pair: tuple[list[Party], list[Party]]) -> bool:
    """Tell whether what is given is a report back, by what it is called or by what was asked and said before."""
    spoken, signals = set(scene.clause.spoken), names_signals(scene.text)
    if read.kind == OPEN:
        return _is_report(verb, scene, pair)
    if verb.sense == "give":
        reports = scene.clause.spoken[verb.at].startswith(("meld", "report"))  # zij melden het als het klaar is
        message = bool(_MESSAGES - {"horen"} & spoken) and _went_before(scene.mind, *pair)
        return (message and not signals) or (_tells_outcome(scene, pair) and (reports or tells_outcome(scene.told)))
    return verb.sense == "move" and bool(pair[0]) and not pair[1] and bool(_MESSAGES & spoken)  # er komt geen belletje


def _tells_outcome(scene: Scene, pair: tuple[list[Party], list[Party]]) -> bool:
    """Tell whether an outcome is told; results and updates are one only to who waits for them."""
    if tells_outcome(scene.text, strictly=True):
        return True
    told_customer = any(one.who == CUSTOMER for one in pair[1])
    waited = told_customer or _went_before(scene.mind, *pair) or scene.mind.asked_for_reply()
    return waited and tells_outcome(scene.text)


def _is_report(verb: Verb, scene: Scene, pair: tuple[list[Party], list[Party]]) -> bool:
    spoken, own_takes = set(scene.clause.spoken), any(one.who == scene.mind.own for one in pair[1])
    if _tells_outcome(scene, pair) or (own_takes and _AFTER_GIVING.search(scene.sentence.text)):
        return True
    if verb.sense == "get" and scene.denied and {"meer", "again"} & spoken:
        return True  # nooit meer iets van gehoord
    if not names_signals(scene.clause.said) and scene.mind.asked_for_reply():
        return True
    if names_signals(scene.text):
        return False
    return bool(verb.sense == "tell" and _KNOWING & spoken) or _went_before(scene.mind, *pair)


def _went_before(mind: Mind, givers: Sequence[Party], takers: Sequence[Party]) -> bool:
    """Tell whether signals were just said to go the other way, so that what comes now is the answer."""
    last = max(mind.passed.values(), default=-1)
    from_whom = [giver.who for giver in givers] or list(mind.others)
    to_whom = [taker.who for taker in takers] or [mind.own]
    return last >= max(0, mind.turn - _RECENT) and any(
        mind.passed.get((taker, giver)) == last for giver in from_whom for taker in to_whom
    )


def _missing_giver(verb: Verb, scene: Scene, takers: Sequence[Party]) -> list[Party]:
    if not any(taker.who == scene.mind.own for taker in takers):
        return _own_giver(verb, scene, takers)
    if verb.sense in ("hear", "reply", "answer", "return"):
        return scene.they()
    there = [party for party in scene.clause.parties if party.preposition == PLACE]
    if there and verb.sense in ("get", "hear"):
        return scene.who(there)
    if verb.sense in ("tell", "get") and not scene.denied:
        return [party for party in scene.they(_LESS) if _reports(verb, scene, party)]
    if verb.sense in ("move", "get_to", "reach") and not scene.denied:
        asked = scene.mind.named_in_question() and names_signals(scene.text)
        return _subject_before(scene) or (scene.they(_LESS) if asked else [])
    if scene.denied and (scene.mind.asked or verb.sense == "get") and not _NOBODY & set(scene.clause.spoken):
        return scene.they(_LESS)
    return []


def _reports(verb: Verb, scene: Scene, party: Party) -> bool:
    """Tell whether those who were just given something now say what became of it."""
    told = tells_outcome(scene.text) or (verb.sense == "get" and bool(_MESSAGES & set(scene.clause.spoken)))
    return told and (scene.mind.own, party.who) in scene.mind.passed


_LETTERS = frozenset(
    "brief mail mailtje bericht berichtje uitleg toelichting sms antwoord letter email text call explanation".split()
)
_MESSAGES = frozenset(
    """
    bericht berichtje mailtje mail belletje telefoontje appje seintje reactie antwoord memo horen
    email note call message reply word
""".split()
)


def _own_giver(verb: Verb, scene: Scene, takers: Sequence[Party]) -> list[Party]:
    """Take it that we give, where another takes and nobody is said to give."""
    if verb.sense in ("get", "see"):
        told_customer = any(taker.who == CUSTOMER for taker in takers) and bool(_LETTERS & set(scene.clause.spoken))
        if told_customer and not scene.denied:
            return scene.us()
        if scene.sentence.text.rstrip().endswith("?"):
            return scene.us()
        gets = scene.clause.spoken[verb.at].startswith(_GETS)
        if gets and not scene.denied and _POINTING & set(scene.clause.spoken) and _we_did(scene):
            return scene.us()
        told = tells_outcome(scene.text) and not scene.denied
        return scene.us() if gets and (told or scene.denied) else []
    if verb.sense == "move" and "binnen" in scene.clause.spoken:
        return []  # what comes in there comes from outside
    return scene.us()


def _we_did(scene: Scene) -> bool:
    """Tell whether the clause before says what we do: wij bundelen dat en dan krijgen zij het."""
    before = scene.before()
    bare = [party for party in before.parties if party.bare and party.case == SUBJECT] if before else []
    return any(party.who == SELF for party in bare)


_POINTING = frozenset("het dat die it that them those".split())


def _subject_before(scene: Scene) -> list[Party]:
    """Find who did what the clause before says: they log it, and it lands here."""
    before = scene.before()
    bare = [party for party in before.parties if party.bare and party.case != OBJECT][:1] if before else []
    return [party for party in scene.who(bare) if party.who not in (scene.mind.own, CUSTOMER)]


def _is_expected(scene: Scene, givers: Sequence[Party]) -> bool:
    """Tell whether an answer is waited for: it was asked after, is denied, or something was passed on before."""
    passed = {party for pair in scene.mind.passed for party in pair}
    waited = any(giver.who in passed for giver in givers)
    return scene.denied or waited or scene.mind.asked_for_reply() or tells_outcome(scene.text)


def _missing_taker(verb: Verb, scene: Scene, givers: Sequence[Party], kind: str) -> list[Party]:
    own = any(giver.who == scene.mind.own for giver in givers)
    replies = verb.sense in ("reply", "hear", "answer", "return")
    if not own:
        got = verb.sense in ("get", "hear", "see")
        takes = verb.at <= _CLOSE if got else kind == FEEDBACK or verb.sense == "contact"
        if replies and not _is_expected(scene, givers):
            return []
        return scene.us() if takes or (verb.sense in ("move", "give", "tell") and scene.mind.asked) else []
    if replies:
        return scene.they() if _is_expected(scene, givers) else []
    told = (
        verb.sense == "give"
        or (verb.sense == "share" and scene.denied)
        or (verb.sense == "tell" and scene.denied)
        or kind == FEEDBACK
    )
    if told and scene.mind.named_in_question() and not _NOBODY & set(scene.clause.spoken):
        return [party for party in scene.they(_LESS) if party.who != CUSTOMER]
    return []
