"""Who gets in touch, when, and about what."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from kccdiag.example.dice import Dice
from kccdiag.example.hours import DAY, Calendar, draw_starts
from kccdiag.example.organisation import (
    COMPLAINT,
    COMPLIMENT,
    CONTACT_CENTRE,
    IDEA,
    QUESTION,
    Organisation,
    Plan,
    Topic,
)
from kccdiag.example.story import Contact

CHANNELS = ("telefoon", "e-mail", "webformulier", "chat", "brief", "balie")
_CHANNELS_BY_KIND = {
    IDEA: (30, 25, 30, 8, 4, 3),
    COMPLAINT: (45, 25, 15, 7, 7, 1),
    QUESTION: (55, 15, 10, 18, 1, 1),
    COMPLIMENT: (40, 20, 20, 15, 3, 2),
}
_KINDS = (18.0, 28.0, 47.0, 7.0)  # idea, complaint, question, compliment
_ELSEWHERE = 0.04  # of the signals: a colleague outside the contact centre hears and logs it
_AGAIN = 0.06  # of the signals: a customer of the last days gets in touch again about the same
_REMEMBERED = 40  # contacts among which those are found
_CUSTOMERS_PER_SIGNAL = 0.6


def draw_contacts(plan: Plan, organisation: Organisation, calendar: Calendar, *, seed: int) -> Iterator[Contact]:
    """Draw the contacts of the whole window, earliest first."""
    recent: deque[Contact] = deque(maxlen=_REMEMBERED)
    weights = {
        winter: [topic.weight * (topic.winter if winter else 1.0) for topic in organisation.topics]
        for winter in (False, True)
    }
    for number, time in enumerate(draw_starts(calendar, signals=plan.signals, seed=seed)):
        dice = Dice(seed, 2, number)
        kind = dice.choose(_KINDS)
        topic = dice.choose(weights[calendar.winter[time // DAY]])
        customer = int(plan.signals * _CUSTOMERS_PER_SIGNAL * dice.uniform() ** 1.5)
        again, earlier = dice.happens(_AGAIN), dice.below(_REMEMBERED)
        if again and earlier < len(recent):
            topic, customer = recent[earlier].topic, recent[earlier].customer
        elsewhere = dice.happens(_ELSEWHERE)
        contact = Contact(
            number=number,
            time=time,
            kind=kind,
            topic=topic,
            start=_hears(organisation.topics[topic], dice) if elsewhere else CONTACT_CENTRE,
            channel=CHANNELS[dice.choose(_CHANNELS_BY_KIND[kind])],
            customer=customer,
        )
        recent.append(contact)
        yield contact


def _hears(topic: Topic, dice: Dice) -> int:
    """Choose the department outside the contact centre that a customer speaks to."""
    places = {topic.owner: 3.0, **topic.experts}
    return tuple(places)[dice.choose(tuple(places.values()))]
