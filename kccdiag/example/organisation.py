"""Who works in the invented organisation: departments, their people, and the topics that customers raise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from kccdiag.example.dice import Dice
from kccdiag.faults import Fault, InputError

T = TypeVar("T")

CONTACT_CENTRE, BILLING, PRODUCT, BOARD = 0, 1, 2, 3  # positions that every organisation has
KINDS = ("idee", "klacht", "vraag", "compliment")
IDEA, COMPLAINT, QUESTION, COMPLIMENT = range(4)
# Mean elapsed days of a stay by kind of signal, the same in every department but for its pace.
_MEAN_DAYS = (6.0, 4.0, 2.2, 2.2)
_PACES = (0.9, 1.1)  # slowest and fastest natural pace; the contact centre, which only sorts, is faster
_CONTACT_CENTRE_PACE = 0.85
_BOARD_STAFF = 6

# name, unit, other spellings found in exports
_DEPARTMENTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("KCC", "Klant", ("Klantcontactcentrum", "Klantenservice")),
    ("Facturatie", "Financiën", ("Afd. Facturatie", "Fact.")),
    ("Product", "Commercie", ("Productmanagement", "Produkt")),
    ("Directie", "Directie", ("MT", "Directieteam")),
    ("Meterbeheer", "Techniek", ("Meters", "Meter Beheer")),
    ("Storingsdienst", "Techniek", ("Storing", "Storings-dienst")),
    ("Verkoop", "Commercie", ("Sales", "Afd. Verkoop")),
    ("ICT", "Bedrijfsvoering", ("I&A", "Automatisering")),
    ("Incasso", "Financiën", ("Debiteuren", "Debiteurenbeheer")),
    ("Verduurzaming", "Commercie", ("Duurzaam", "Team Verduurzaming")),
    ("Marketing", "Commercie", ("Mktg", "Marketing & Communicatie")),
    ("Juridische Zaken", "Bedrijfsvoering", ("JZ", "Jur. Zaken")),
    ("Klantadministratie", "Klant", ("Klantadmin",)),
    ("Veldservice", "Techniek", ("Buitendienst",)),
    ("Webteam", "Bedrijfsvoering", ("Online",)),
    ("Warmtenet", "Techniek", ("Warmte",)),
    ("Laadpalen", "Commercie", ("Laden",)),
    ("Zakelijk", "Commercie", ("Zakelijke Markt",)),
    ("Planning", "Techniek", ("Werkvoorbereiding",)),
    ("Privacy", "Bedrijfsvoering", ("FG",)),
    ("Kwaliteit", "Bedrijfsvoering", ("Kwaliteitszorg",)),
    ("Inkoop Energie", "Financiën", ("Energie-inkoop",)),
    ("Contractbeheer", "Klant", ("Contracten",)),
    ("Communicatie", "Commercie", ("Comm.",)),
    ("Dataloket", "Bedrijfsvoering", ("Data",)),
    ("Risicobeheer", "Financiën", ("Risk",)),
    ("Regio Noord", "Techniek", ("R-Noord",)),
    ("Regio Oost", "Techniek", ("R-Oost",)),
    ("Regio Zuid", "Techniek", ("R-Zuid",)),
    ("Regio West", "Techniek", ("R-West",)),
    ("Logistiek", "Techniek", ("Magazijn",)),
    ("Financiën", "Financiën", ("Boekhouding",)),
    ("Strategie", "Bedrijfsvoering", ("Strategie & Innovatie",)),
    ("Compliance", "Bedrijfsvoering", ("Naleving",)),
    ("Geschillen", "Klant", ("Geschillenteam",)),
    ("Opleidingen", "Bedrijfsvoering", ("Academie",)),
    ("Installaties", "Techniek", ("Installatiebedrijf",)),
    ("Zonneparken", "Techniek", ("Zon",)),
    ("Windparken", "Techniek", ("Wind",)),
    ("Archief", "Bedrijfsvoering", ("DIV",)),
)

# name, owner, weight, how much busier in winter, who else knows about it (most asked first)
_TOPICS: tuple[tuple[str, str, float, float, tuple[str, ...]], ...] = (
    ("Factuur", "Facturatie", 13, 1.3, ("Meterbeheer", "Incasso", "ICT", "Verkoop")),
    ("Termijnbedrag", "Facturatie", 9, 1.4, ("Incasso", "Product", "Meterbeheer", "Verkoop")),
    ("Meterstand", "Meterbeheer", 7, 1.1, ("Facturatie", "ICT", "Storingsdienst")),
    ("Slimme meter", "Meterbeheer", 4, 1.0, ("ICT", "Verduurzaming", "Storingsdienst", "Product")),
    ("Storing", "Storingsdienst", 6, 1.5, ("Meterbeheer", "ICT", "Verkoop")),
    ("Verhuizing", "Verkoop", 6, 0.8, ("Facturatie", "Meterbeheer", "Incasso")),
    ("Contract en tarief", "Verkoop", 6, 1.2, ("Product", "Marketing", "Facturatie", "Juridische Zaken")),
    ("Website en app", "ICT", 5, 1.0, ("Marketing", "Product", "Facturatie", "Meterbeheer")),
    ("Betalingsregeling", "Incasso", 4, 1.2, ("Facturatie", "Juridische Zaken", "Verkoop")),
    ("Zonnepanelen", "Verduurzaming", 4, 0.7, ("Facturatie", "Meterbeheer", "Product", "Verkoop")),
    ("Warmtepomp", "Verduurzaming", 2, 1.3, ("Product", "Storingsdienst", "Verkoop", "Marketing")),
    ("Acties en reclame", "Marketing", 2, 0.9, ("Verkoop", "Product", "ICT")),
    ("Persoonsgegevens", "Juridische Zaken", 1.2, 1.0, ("ICT", "Marketing", "Verkoop")),
    ("Groene stroom", "Product", 3, 1.0, ("Verduurzaming", "Marketing", "Verkoop")),
)
_KNOWN = 12  # departments that have topics above; the others get one each
_ASKED = (4.0, 3.0, 2.0, 1.5)  # how often the first, second, … of those who know about a topic is asked
_CHANCE_ENCOUNTER = 0.3  # a department that is asked about a topic once in a while


@dataclass(frozen=True)
class Plan:
    """How large the invented organisation is, how long it is watched and how its export looks.

    Parameters
    ----------
    signals, departments, persons, months
        100 to 1,000,000 signals; 5 to 40 departments; at least one person per department; 1 to 60 months.
    dirty
        The export has the faults that real exports have.
    language
        What the engagement is read in (nl or en); the export itself is Dutch.
    packed
        The export is written as events.csv.gz.
    organisation
        The organisation that the seed 0 or higher makes, whatever the seed of its signals; the same seed where None.
    contrast
        Power to which the topics' weights are raised: above 1, departments differ more in size.
    months_after
        The log goes on so many months after the last customer got in touch (0 to 24), so that every signal ends.
    """

    signals: int = 9000
    departments: int = 12
    persons: int = 150
    months: int = 18
    dirty: bool = True
    language: str = "nl"
    packed: bool = False
    organisation: int | None = None
    contrast: float = 1.0
    months_after: int = 0

    def __post_init__(self) -> None:
        """Refuse sizes that no organisation of ours can have."""
        faults = [
            Fault("example", f"{name} is {value}, but must lie between {low} and {high}")
            for name, value, low, high in (
                ("departments", self.departments, 5, len(_DEPARTMENTS)),
                ("signals", self.signals, 100, 1_000_000),
                ("persons", self.persons, self.departments, 100_000),
                ("months", self.months, 1, 60),
                ("organisation", self.organisation or 0, 0, 2**63),
                ("contrast", self.contrast, 0, 3),
                ("months_after", self.months_after, 0, 24),
            )
            if not low <= value <= high
        ]
        if self.language not in ("nl", "en"):
            faults.append(Fault("example", f"the language is '{self.language}', but must be nl or en"))
        if faults:
            raise InputError(faults)


@dataclass(frozen=True)
class Department:
    """One invented department: its names, its people and the way in which it works."""

    name: str
    unit: str
    spellings: tuple[str, ...]
    people: tuple[str, ...]  # invented staff codes
    pace: float  # its mean stay over that of the organisation
    even: bool  # stays follow a Weibull distribution instead of the longer-tailed log-normal
    skew: float  # shape of the one, spread of the other
    notes_passing: bool  # whether it logs that it passes a signal on


@dataclass(frozen=True)
class Topic:
    """What a customer speaks of, and who in the organisation knows about it."""

    name: str
    owner: int
    weight: float
    winter: float
    experts: Mapping[int, float]  # department → how often it is asked; without the owner


@dataclass(frozen=True)
class Organisation:
    """Everything about the organisation that no single signal changes."""

    departments: tuple[Department, ...]
    topics: tuple[Topic, ...]
    marketing: int | None
    ict: int | None

    def draw_stay(self, department: int, kind: int, dice: Dice) -> float:
        """Draw how many days a signal of this kind stays in a department."""
        one = self.departments[department]
        mean = _MEAN_DAYS[kind] * one.pace
        return dice.weibull(mean, one.skew) if one.even else dice.lognormal(mean, one.skew)


def department_names(number: int) -> tuple[str, ...]:
    """List the departments of an organisation of this size; the first is its contact centre, the fourth its board.

    Examples
    --------
    >>> department_names(5)
    ('KCC', 'Facturatie', 'Product', 'Directie', 'Meterbeheer')
    """
    return tuple(name for name, _, _ in _DEPARTMENTS[:number])


def make_organisation(plan: Plan, *, seed: int) -> Organisation:
    """Draw an organisation of the planned size."""
    dice = Dice(seed, 1)
    names = department_names(plan.departments)
    people = _hire(plan)
    paces = _shuffle(_spread_evenly(_PACES, plan.departments - 1), dice)
    departments = tuple(
        Department(
            name=name,
            unit=unit,
            spellings=spellings,
            people=people[position],
            pace=paces[position - 1] if position else _CONTACT_CENTRE_PACE,
            even=(even := dice.happens(0.4)),
            skew=0.75 + 0.2 * dice.uniform() if even else 0.9 + 0.25 * dice.uniform(),
            notes_passing=dice.happens(0.6),
        )
        for position, (name, unit, spellings) in enumerate(_DEPARTMENTS[: plan.departments])
    )
    topics = _find_topics(names, plan.contrast, dice)
    return Organisation(departments, topics, _position(names, "Marketing"), _position(names, "ICT"))


def _hire(plan: Plan) -> list[tuple[str, ...]]:
    """Divide the people: at least one each, the board six where it can, the rest by weight."""
    staff = [1] * plan.departments
    staff[BOARD] = min(_BOARD_STAFF, 1 + plan.persons - plan.departments)
    weights = [30.0, 14.0, 9.0, 0.0, *(10.0, 11.0, 10.0, 8.0, 6.0, 6.0, 5.0, 4.0), *[5.0] * plan.departments]
    weights = weights[: plan.departments]
    left = plan.persons - sum(staff)
    steps = [int(left * part / sum(weights)) for part in (0.0, *_running_sums(weights))]
    staff = [one + upper - lower for one, (lower, upper) in zip(staff, pairwise(steps), strict=True)]
    first = [sum(staff[:position]) for position in range(plan.departments)]
    return [
        tuple(f"w{1001 + start + number}" for number in range(size)) for start, size in zip(first, staff, strict=True)
    ]


def _running_sums(weights: Sequence[float]) -> list[float]:
    return [sum(weights[: position + 1]) for position in range(len(weights))]


def _find_topics(names: Sequence[str], contrast: float, dice: Dice) -> tuple[Topic, ...]:
    topics = [_make_topic(row, names, dice) for row in _TOPICS]
    for owner in range(_KNOWN, len(names)):
        experts = tuple(names[position] for position in _neighbours(owner, len(names)))
        topics.append(_make_topic((names[owner], names[owner], 3.5, 1.0, experts), names, dice))
    return tuple(replace(topic, weight=topic.weight**contrast) for topic in topics)


def _make_topic(row: tuple[str, str, float, float, tuple[str, ...]], names: Sequence[str], dice: Dice) -> Topic:
    """Turn a row into a topic; in a small organisation Product sees to what nobody else owns."""
    name, owner_name, weight, winter, asked = row
    owner = next((names.index(one) for one in (owner_name, *asked) if one in names), PRODUCT)
    experts = {names.index(one): often for one, often in zip(asked, _ASKED, strict=False) if one in names}
    strangers = [one for one in range(1, len(names)) if one not in experts and one not in (owner, BOARD)]
    for stranger in _shuffle(strangers, dice)[: 2 + len(names) // 8]:
        experts[stranger] = _CHANCE_ENCOUNTER
    experts.pop(owner, None)
    return Topic(name, owner, weight, winter, experts)


def _neighbours(owner: int, size: int) -> list[int]:
    """List four departments that know about the topic of a later department, itself and the board left out."""
    candidates = [1 + (owner * 5 + step) % (size - 1) for step in (0, 7, 11, 17, 1, 2, 3, 4)]
    others = [one for one in dict.fromkeys(candidates) if one not in (owner, BOARD)]
    return others[:4]


def _spread_evenly(ends: tuple[float, float], number: int) -> list[float]:
    low, high = ends
    return [low + (high - low) * position / max(number - 1, 1) for position in range(number)]


def _shuffle(items: Sequence[T], dice: Dice) -> list[T]:
    rest, result = list(items), []
    while rest:
        result.append(rest.pop(dice.below(len(rest))))
    return result


def _position(names: Sequence[str], name: str) -> int | None:
    return names.index(name) if name in names else None
