"""What happens to one signal: from the call to the contact centre to what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kccdiag.example.dice import Dice
from kccdiag.example.hours import DAY, Calendar
from kccdiag.example.obstacles import Obstacles
from kccdiag.example.organisation import (
    BOARD,
    COMPLAINT,
    COMPLIMENT,
    CONTACT_CENTRE,
    IDEA,
    QUESTION,
    Organisation,
)
from kccdiag.example.routes import bend_route, plan_route

# What the log calls things, in the order of the codes below.
STATUSES = (
    "Geregistreerd", "In wachtrij", "In behandeling", "Notitie", "Wacht op klant", "Doorgezet", "Heropend",
    "Doorgevoerd", "Beantwoord", "Afgewezen", "Ingetrokken", "Gesloten", "Overgezet naar Jira", "Teruggekoppeld",
)  # fmt: skip
(
    REGISTERED, QUEUED, TAKEN_UP, NOTE, AWAITING_CUSTOMER, PASSED_ON, REOPENED,
    ADOPTED, ANSWERED, REJECTED, WITHDRAWN, CLOSED, LEFT, TOLD,
) = range(len(STATUSES))  # fmt: skip
OUTCOMES = {
    ADOPTED: "adopted", ANSWERED: "answered", REJECTED: "rejected", WITHDRAWN: "withdrawn", CLOSED: "closed",
    LEFT: "left",
}  # fmt: skip
NOBODY = -1
_FIRST_SIGNAL = 100_001

_DIES = {IDEA: 0.025, COMPLAINT: 0.02, QUESTION: 0.02, COMPLIMENT: 0.02}  # on every visit: about 5 % of the signals
_DIES_UNSEEN = 0.6  # of those, the share that nobody ever takes up
_ASKS_BACK, _BACK_TO_CENTRE = 0.07, 0.05  # an answer goes back to who asked; the customer must be asked again
_WITHOUT_ASKING = 0.5  # where the way is barred: done without; otherwise by a detour or by a fellow
_INWARD = 0.7  # what may not leave a silo stays in it
_NOTED, _AWAITED, _REOPENED = 0.15, 0.08, 0.02
_SAVED_AFTER = 0.05  # of the outcomes: a note typed before, saved after it, in the same minute
_SYNCHRONISED = 600  # seconds until the next queue shows what was passed on, sometimes within the same minute
_TOLD, _TOLD_BY_CENTRE, _TOLD_MEAN_DAYS = 0.88, 0.6, 5.0
_CLOSED_LATER = 0.35  # of the outcomes: a row written by the system, days afterwards
_CLOSED_AT_ONCE = 0.03  # nobody wrote down how it ended
_MOST_SENT_BACK = 6  # after so many returns somebody picks up the phone
# By kind: chances of adopted, answered, rejected, withdrawn; an idea that the board saw first.
_ENDS_AT_BOARD = (0.35, 0.15, 0.5, 0.0)
_ENDS = {
    IDEA: (0.15, 0.5, 0.33, 0.02),
    COMPLAINT: (0.08, 0.75, 0.12, 0.05),
    QUESTION: (0.0, 0.96, 0.0, 0.04),
    COMPLIMENT: (0.02, 0.98, 0.0, 0.0),
}
_JIRA = 0.12  # of what ends at ICT, goes on in a system of its own


@dataclass(frozen=True)
class Contact:
    """A customer who gets in touch, as the agent who answers knows it."""

    number: int
    time: int  # seconds since the calendar's start
    kind: int
    topic: int
    start: int  # the department that logs it
    channel: str
    customer: int

    @property
    def name(self) -> str:
        """The number under which the case system follows it."""
        return str(_FIRST_SIGNAL + self.number)


@dataclass(frozen=True)
class World:
    """What all signals have in common."""

    organisation: Organisation
    calendar: Calendar
    obstacles: Obstacles
    seed: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One row that somebody, or the system, writes about a signal."""

    time: int
    department: int
    status: int
    person: int  # position among the department's people, or NOBODY


@dataclass
class Story:
    """What is written about a signal, and what was really true of it, up to the end of its days."""

    contact: Contact
    moments: list[Moment] = field(default_factory=list)
    visits: list[tuple[int, int, int | None]] = field(default_factory=list)  # department, enter, leave (None: never)
    dies_in: int | None = None  # the department that forgets it

    def write(self, time: int, department: int, status: int, person: int = NOBODY) -> None:
        """Add a row."""
        self.moments.append(Moment(time, department, status, person))


@dataclass
class _Traveller:
    """A signal on its way."""

    story: Story
    needs: list[int]  # departments still to be asked, in this order
    here: int
    time: int
    before: int | None = None  # the department that it came from
    person: int = NOBODY  # who works on it
    sent_back: int = 0
    been: set[int] = field(default_factory=set)


def tell(contact: Contact, world: World) -> Story:
    """Tell what happens to a signal; the story may run on beyond the cut-off."""
    planning, dice = Dice(world.seed, 3, contact.number), Dice(world.seed, 4, contact.number)
    topic = world.organisation.topics[contact.topic]
    needs = plan_route(contact.kind, topic, world.organisation, start=contact.start, dice=planning)
    if contact.start == CONTACT_CENTRE:
        needs = bend_route(needs, world.obstacles, dice=planning)
    story = Story(contact)
    traveller = _Traveller(story, needs, contact.start, contact.time)
    if _travel(traveller, world, dice):
        told = _end(traveller, world, dice)
        if told is not None and dice.happens(_REOPENED):
            _reopen(traveller, told, world, dice)
        elif dice.happens(_CLOSED_LATER):
            _close_later(traveller, world, dice)
    story.moments.sort(key=lambda moment: moment.time)
    return story


def _travel(traveller: _Traveller, world: World, dice: Dice) -> bool:
    """Take a signal from department to department; say whether the last one finishes it within our days."""
    while True:
        if not _visit(traveller, world, dice) or traveller.time >= world.calendar.cutoff:
            return False
        there = _next(traveller, world, dice)
        if there is None:
            return True
        if world.organisation.departments[traveller.here].notes_passing:
            traveller.story.write(traveller.time, traveller.here, PASSED_ON, traveller.person)
        traveller.before, traveller.here = traveller.here, there
        traveller.time += 20 + dice.below(_SYNCHRONISED)


def _visit(traveller: _Traveller, world: World, dice: Dice) -> bool:
    """Let a signal stay where it is; say whether it lives."""
    here, arrival, story = traveller.here, traveller.time, traveller.story
    first = not story.moments
    leave = _draw_leave(traveller, world, dice)
    queued = (0.1 + 0.7 * dice.uniform()) * (leave - arrival)
    taken_up = min(world.calendar.working(arrival + queued, dice.uniform()), leave)
    traveller.person = dice.below(len(world.organisation.departments[here].people))
    story.write(arrival, here, REGISTERED if first else QUEUED, traveller.person if first else NOBODY)
    dies, unseen = dice.happens(_chance_to_die(traveller, world)), dice.happens(_DIES_UNSEEN)
    if not first and not (dies and unseen):
        story.write(taken_up, here, TAKEN_UP, traveller.person)
    story.visits.append((here, arrival, None if dies else leave))
    if dies:
        story.dies_in = here
        return False
    traveller.time = leave
    _write_work(traveller, taken_up, world.calendar, dice)
    traveller.been.add(here)
    return True


def _draw_leave(traveller: _Traveller, world: World, dice: Dice) -> int:
    """Draw when a signal leaves the department it has just come to."""
    days = world.organisation.draw_stay(traveller.here, traveller.story.contact.kind, dice)
    days *= world.obstacles.slow.get(traveller.here, 1.0) * world.calendar.stretch(traveller.time)
    return world.calendar.working(traveller.time + max(days * DAY, 300), dice.uniform())


def _chance_to_die(traveller: _Traveller, world: World) -> float:
    kind = traveller.story.contact.kind
    return world.obstacles.deadly.get(traveller.here, _DIES[kind]) if kind == IDEA else _DIES[kind]


def _write_work(traveller: _Traveller, since: int, calendar: Calendar, dice: Dice) -> None:
    """Write the rows that come between taking a signal up and being done with it."""
    for status, chance in ((NOTE, _NOTED), (AWAITING_CUSTOMER, _AWAITED)):
        happens, place = dice.happens(chance), dice.uniform()
        time = calendar.working(since + place * (traveller.time - since), place)
        if happens and since + 60 < time < traveller.time - 60:
            traveller.story.write(time, traveller.here, status, traveller.person)


def _next(traveller: _Traveller, world: World, dice: Dice) -> int | None:
    """Find the department that the signal goes to from here, or None when it is done."""
    here, before, obstacles = traveller.here, traveller.before, world.obstacles
    if before is not None and traveller.sent_back < _MOST_SENT_BACK and obstacles.sends_back(before, here, dice):
        traveller.sent_back += 1
        return before
    pushed = obstacles.pushes(here, dice)
    if pushed is not None and pushed not in traveller.been and obstacles.lets_pass(here, pushed, dice):
        return pushed
    asks_back, to_centre = dice.happens(_ASKS_BACK), dice.happens(_BACK_TO_CENTRE)
    if asks_back and before and obstacles.lets_pass(here, before, dice):
        return before
    if to_centre and here != CONTACT_CENTRE and obstacles.lets_pass(here, CONTACT_CENTRE, dice):
        return CONTACT_CENTRE
    return _next_needed(traveller, world, dice)


def _next_needed(traveller: _Traveller, world: World, dice: Dice) -> int | None:
    """Find the next department on the plan that the signal gets to, or where it goes instead."""
    while traveller.needs:
        wish = traveller.needs.pop(0)
        if wish == traveller.here:
            continue
        if world.obstacles.lets_pass(traveller.here, wish, dice):
            return wish
        instead = _other_way(traveller, wish, world, dice)
        if instead is not None:
            return instead
    return None


def _other_way(traveller: _Traveller, wish: int, world: World, dice: Dice) -> int | None:
    """Find where a signal goes that may not go where it should: into the silo, by a detour, or nowhere."""
    here, obstacles = traveller.here, world.obstacles
    fellows = [one for one in obstacles.fellows(here) if one not in traveller.been and one not in obstacles.dry]
    throw = dice.uniform()
    if obstacles.fellows(here) and wish not in obstacles.fellows(here):
        return fellows[dice.below(len(fellows))] if fellows and throw < _INWARD else None
    if throw < _WITHOUT_ASKING:
        return None
    experts = world.organisation.topics[traveller.story.contact.topic].experts
    ways = [one for one in experts if one not in (here, wish) and one not in traveller.been]
    ways = [one for one in ways if one not in obstacles.dry and obstacles.lets_pass(here, one, dice)]
    if ways and not obstacles.fellows(wish):
        traveller.needs.insert(0, wish)
    return ways[dice.choose([experts[one] for one in ways])] if ways else None


def _end(traveller: _Traveller, world: World, dice: Dice) -> int | None:
    """Write what became of a signal; return when the customer is told, or None if never."""
    story, here, time = traveller.story, traveller.here, traveller.time
    status = _draw_outcome(traveller, world, dice)
    story.write(time, here, status, traveller.person)
    if dice.happens(_SAVED_AFTER):
        story.write(time, here, NOTE, traveller.person)
    told = dice.happens(world.obstacles.told_share(here, _TOLD)) and status != LEFT
    by_centre = dice.happens(_TOLD_BY_CENTRE)
    moment = world.calendar.working(time + 300 + dice.lognormal(_TOLD_MEAN_DAYS, 1.1) * DAY, dice.uniform())
    if not told:
        return None
    teller = CONTACT_CENTRE if by_centre else here
    story.write(moment, teller, TOLD, dice.below(len(world.organisation.departments[teller].people)))
    return moment


def _draw_outcome(traveller: _Traveller, world: World, dice: Dice) -> int:
    kind = traveller.story.contact.kind
    at_once, elsewhere = dice.happens(_CLOSED_AT_ONCE), dice.happens(_JIRA)
    chances = _ENDS_AT_BOARD if kind == IDEA and BOARD in traveller.been else _ENDS[kind]
    outcome = (ADOPTED, ANSWERED, REJECTED, WITHDRAWN)[dice.choose(chances)]
    if elsewhere and traveller.here == world.organisation.ict:
        return LEFT
    return CLOSED if at_once else outcome


def _reopen(traveller: _Traveller, told: int, world: World, dice: Dice) -> None:
    """Let a customer come back who is not content, and the same department look again."""
    again = world.calendar.working(told + dice.lognormal(6.0, 0.8) * DAY, dice.uniform())
    traveller.story.write(again, CONTACT_CENTRE, REOPENED, 0)
    if not world.obstacles.lets_pass(CONTACT_CENTRE, traveller.here, dice):
        traveller.here = CONTACT_CENTRE
    traveller.before, traveller.time = None, again + 60
    traveller.needs.clear()
    if _travel(traveller, world, dice):
        _end(traveller, world, dice)


def _close_later(traveller: _Traveller, world: World, dice: Dice) -> None:
    """Let the system close a signal, in the night of a working day one or two weeks after its outcome."""
    day = min(traveller.time // DAY + 7 + dice.below(8), len(world.calendar.next_working) - 1)
    traveller.story.write(world.calendar.next_working[day] * DAY + 2 * 3600, traveller.here, CLOSED)
