"""Whom a signal needs: the departments that its kind and its topic call for, in the order in which they are asked."""

from __future__ import annotations

from kccdiag.example.dice import Dice
from kccdiag.example.obstacles import Obstacles
from kccdiag.example.organisation import (
    BILLING,
    BOARD,
    COMPLAINT,
    COMPLIMENT,
    CONTACT_CENTRE,
    IDEA,
    PRODUCT,
    QUESTION,
    Organisation,
    Topic,
)

# By kind: chance that the contact centre passes it on; chances of asking 0, 1, 2, 3 departments after the first.
_PASSED_ON = {IDEA: 0.88, COMPLAINT: 0.86, QUESTION: 0.57, COMPLIMENT: 0.5}
_ASKED_AFTER = {
    IDEA: (0.15, 0.35, 0.3, 0.2),
    COMPLAINT: (0.35, 0.35, 0.2, 0.1),
    QUESTION: (0.6, 0.3, 0.1),
    COMPLIMENT: (0.85, 0.15),
}
_OWNER_ASKED = 4.0  # how often, where the first department was another
_TO_BOARD = {IDEA: 0.45, COMPLAINT: 0.02}
_CARRIED_OUT = 0.5  # of what the board saw, somebody is to carry out its decision


def plan_route(kind: int, topic: Topic, organisation: Organisation, *, start: int, dice: Dice) -> list[int]:
    """List the departments that a healthy organisation would take this signal to, after the one it starts in."""
    if start == CONTACT_CENTRE and not dice.happens(_PASSED_ON[kind]):
        return []
    first = _first(kind, topic, organisation, dice) if start == CONTACT_CENTRE else start
    asked = [first]
    weights = dict(topic.experts)
    weights[topic.owner] = _OWNER_ASKED
    if kind == IDEA:
        weights[PRODUCT] = weights.get(PRODUCT, 0.0) + 1.5
    for _ in range(dice.choose(_ASKED_AFTER[kind])):
        candidates = [one for one in weights if one not in asked and one != BOARD]
        if candidates:
            asked.append(candidates[dice.choose([weights[one] for one in candidates])])
    if dice.happens(_TO_BOARD.get(kind, 0.0)):
        asked += [BOARD, *_carry_out(topic, asked[-1], dice)]
    return asked if start == CONTACT_CENTRE else asked[1:]


def _carry_out(topic: Topic, asked_board: int, dice: Dice) -> list[int]:
    """Choose who carries out what the board decided: never who has just asked it, they would know."""
    weights = {topic.owner: 4.0, **topic.experts}
    weights[PRODUCT] = weights.get(PRODUCT, 0.0) + 2.0
    places = [one for one in weights if one not in (asked_board, BOARD)]
    happens, place = dice.happens(_CARRIED_OUT), dice.choose([weights[one] for one in places])
    return [places[place]] if happens and places else []


def bend_route(needs: list[int], obstacles: Obstacles, *, dice: Dice) -> list[int]:
    """Leave out dry departments and put gatekeepers first, in a route that starts at the contact centre."""
    bent = [one for one in needs if one not in obstacles.dry or dice.happens(obstacles.dry[one])]
    for gatekeeper, share in obstacles.gatekeepers.items():
        if bent and bent[0] != gatekeeper and dice.happens(share):
            bent = [gatekeeper, *(one for one in bent if one != gatekeeper)]
    return bent


def _first(kind: int, topic: Topic, organisation: Organisation, dice: Dice) -> int:
    """Choose where the contact centre sends a signal: ideas often to Product, complaints often to billing.

    Nobody there knows for sure whose it is, so that those who know about a topic now and then see a signal before its
    owner does: in a healthy organisation signals go both ways between two departments that share a subject.
    """
    marketing = topic.owner if organisation.marketing is None else organisation.marketing
    expert = tuple(topic.experts)[dice.choose(tuple(topic.experts.values()))] if topic.experts else topic.owner
    places = {
        IDEA: ((PRODUCT, 0.4), (topic.owner, 0.3), (marketing, 0.1), (expert, 0.2)),
        COMPLAINT: ((topic.owner, 0.5), (BILLING, 0.25), (expert, 0.25)),
        QUESTION: ((topic.owner, 0.65), (expert, 0.35)),
        COMPLIMENT: ((topic.owner, 0.65), (marketing, 0.35)),
    }[kind]
    return places[dice.choose([weight for _, weight in places])][0]
