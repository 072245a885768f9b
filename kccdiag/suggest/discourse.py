"""What a conversation holds in mind while it goes on: who was last spoken of, what was asked, what was said to pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kccdiag.intake.interviews import CUSTOMER
from kccdiag.suggest.clauses import Span, clauses, sentences, words
from kccdiag.suggest.mentions import DOUBTFUL, Names
from kccdiag.suggest.parties import OTHER, Clause, joined, read_clause


@dataclass(frozen=True)
class Asked:
    """A question, or a name put as one, that the next turn answers."""

    sentence: str
    clauses: tuple[Clause, ...]
    others: tuple[tuple[str, ...], ...]  # by clause: who they and them are there


@dataclass
class Mind:
    """What both speakers hold in mind; it changes as they go on.

    Attributes
    ----------
    others
        The departments last spoken of together, or the customer; who they and them are.
    spoken_of
        When each was last spoken of, by turn.
    passed
        (giver, taker) → the turn in which it was said to pass.
    turn
        The one being read.
    about
        Whether what was last passed comes from customers: False after a question about rosters.
    department_named
        Whether the question being asked names a department, so that customers in it are no new subject.
    """

    own: str
    others: tuple[str, ...] = ()
    passed: dict[tuple[str, str], int] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    turn: int = 0
    about: bool = True
    department_named: bool = False

    def notice(self, clause: Clause, *, asked: bool) -> None:
        """Take note of the departments that a clause names."""
        named = [party for party in clause.parties if not party.who.startswith("<") and party.certainty > DOUBTFUL]
        departments = [party for party in named if party.who not in (CUSTOMER, self.own)]
        if departments:
            self.department_named = asked
            last = joined(clause, departments[-1])
            self.others = tuple(dict.fromkeys(party.who for party in last if party in departments))
            return
        customers = [party for party in clause.parties if party.who == CUSTOMER]
        others = any(party.who == OTHER for party in clause.parties)
        asked_about = asked and not others and not self.department_named and not _WITHIN & set(clause.spoken)
        sure = [party for party in customers if party.certainty > DOUBTFUL or set(clause.spoken) & _CALLS]
        if sure and (asked_about or self._is_subject(clause, sure[0].at)):
            self.others = (CUSTOMER,)
        elif any(party.who == self.own for party in named) and asked and any(word in _YOURS for word in clause.spoken):
            self.others = (self.own,)

    def asked_for_reply(self) -> bool:
        """Tell whether the question just asked is after what comes back."""
        return bool(self.asked and _REPLIES.search(self.asked[-1].sentence))

    def asked_whether_told(self) -> bool:
        """Tell whether the question just asked is after what customers hear: and the tenant?"""
        if not self.asked:
            return False
        question = self.asked[-1].sentence
        return self.asked_for_reply() or bool(_TOLD.search(question)) or len(question.split()) <= _MERE

    def named_in_question(self) -> bool:
        """Tell whether the question just asked is about those whom both still have in mind."""
        return any(
            party.who == OTHER or party.who in self.others
            for clause in self.asked[-1].clauses
            for party in clause.parties
        ) if self.asked else False  # fmt: skip

    @staticmethod
    def _is_subject(clause: Clause, at: int) -> bool:
        return at == 0 or (at == 1 and clause.spoken[0] in _OPENERS)


# What customers say is no talk of customers; people are customers where they ring or write.
_WITHIN = frozenset("what why which wat waarom welke hoe how over about".split())
_CALLS = frozenset(
    """
    bellen belt gebeld bel klagen klaagt geklaagd melden meldt gemeld mailen mailt gemaild schrijven geschreven
    call calls called ring rings rang
    complain complains complained write writes wrote report reported phone phoned email emailed
""".split()
)
_REPLIES = re.compile(
    r"\b(?:terug\w*|reageer\w*|reactie|antwoord\w*|afloop|uitkomst|laat\b.*\bweten|laten\b.*\bweten|te horen wat|"
    r"hoe het afloopt|wat ermee|"
    r"back|respond\w*|reply|replies|answer\w*|outcome|let\b.*\bknow|close the loop|what happened|what became|"
    r"told what)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:hoor|hoort|horen|bericht|vertel\w*|zeg|zeggen|weet|weten|bel|bellen|krijgt|krijgen|laat|doen jullie|"
    r"hear\w*|told|tell\w*|know|contact\w*|write|ring|call|informed|get anything)\b",
    re.IGNORECASE,
)
_MERE = 5  # words
_YOURS = frozenset("your jouw jullie je".split())
_OPENERS = frozenset("en and maar but de the dus so een a".split())


def read_turn(text: str, names: Names, *, language: str, asked: bool) -> list[tuple[Clause, Span]]:
    """Read the clauses of a turn, each with the sentence that it stands in."""
    mentions = names.find(text)
    around = sentences(text)
    read = []
    for span in clauses(text):
        sentence = _within(span, around)
        if not words(span.text):
            continue  # dots and dashes
        read.append((read_clause(span, sentence, mentions, language=language, asked=asked), sentence))
    return read


def _within(span: Span, around: Sequence[Span]) -> Span:
    return next(sentence for sentence in around if sentence.start <= span.start < sentence.end)
