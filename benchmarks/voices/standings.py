"""Invented organisations with respondents: how often a channel is called one of paper, unspoken, or a need unmet."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from kccdiag import diagnose, open_engagement
from kccdiag.example import Plan, make_example, parse_fault
from kccdiag.example.organisation import department_names
from kccdiag.limits import Limits
from kccdiag.measures.voices import log_openness, standings

SILO = ("Verkoop", "Marketing", "Verduurzaming")
KINDS = ("paper_channel", "unmet_need", "unspoken_channel")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Organisation:
    """What the log shows of pairs, the pairs over which little is passed since we planted that, and its departments."""

    pairs: pd.DataFrame
    little: frozenset[Pair]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Respondents:
    """How many a department has (three times as many at the contact centre), of how many channels each speaks, and in
    what share of these they are wrong."""

    each: int
    channels: int
    wrong: float


def lines(organisations: int) -> Iterator[str]:
    """Say what was found, line by line."""
    for signals, departments, months in ((3_000, 10, 12), (9_000, 12, 18)):
        plan = Plan(signals=signals, departments=departments, months=months)
        made = [_organisation(plan, seed) for seed in range(organisations)]
        random = np.random.default_rng(11)
        for people in (Respondents(each, channels, wrong) for each in (1, 2, 3) for channels in (4, 8)
                       for wrong in (0.0, 0.1, 0.3)):  # fmt: skip
            found: Counter[tuple[str, bool]] = Counter()
            where: Counter[Pair] = Counter()
            for one in made:
                _count(one, people, random, found, where)
            rates = ", ".join(f"{kind} {found[kind, False] / len(made):.2f} and {found[kind, True] / len(made):.2f}"
                              for kind in KINDS)  # fmt: skip
            often = ", ".join(f"{giver} → {taker} {count}" for (giver, taker), count in where.most_common(3))
            yield (f"{signals} signals, {people.each} a department, {people.channels} channels, wrong {people.wrong}: "
                   f"an organisation has, not planted and planted, {rates}; not planted: {often}")  # fmt: skip


def _organisation(plan: Plan, seed: int) -> Organisation:
    """Plant two walls in every second organisation, and a silo where it is large enough."""
    random, names = np.random.default_rng(seed), department_names(plan.departments)
    little: set[Pair] = set()
    faults = []
    if seed % 2:
        little = {tuple(map(str, random.choice(names[1:-1], 2, replace=False))) for _ in range(2)}
        faults = [f"wall:{giver}:{taker}:0.05" for giver, taker in sorted(little)]
        if set(SILO) <= set(names):
            faults.append(f"silo:{','.join(SILO)}:0.2")
            little |= {(g, t) for g in names[1:] for t in names[1:] if (g in SILO) != (t in SILO)}
    with tempfile.TemporaryDirectory(prefix="voices-") as folder:
        place = Path(folder) / "engagement"
        make_example(place, seed=seed + 100, faults=[parse_fault(one) for one in faults], plan=plan)
        handovers = diagnose(open_engagement(place), objections=()).handovers
    known = handovers[handovers["openness"].notna()].reset_index(drop=True)
    return Organisation(pd.concat([known, log_openness(known)], axis=1), frozenset(little), tuple(names))


def _count(one: Organisation, people: Respondents, random: np.random.Generator, found: Counter, where: Counter) -> None:
    pairs = list(zip(one.pairs["giver"], one.pairs["taker"], strict=True))
    said, asked = _interviews(one, pairs, people, random)
    table = pd.DataFrame({name: [len(of) for of in sayers] for name, sayers in said.items()})
    table["mentioned"] = [len(set().union(*of)) for of in zip(*said.values(), strict=True)]
    table["asked"] = [asked[giver] + asked[taker] for giver, taker in pairs]
    marks = standings(table.join(one.pairs[["ln_oe_low", "ln_oe_high"]]), limits=Limits())
    for kind in KINDS:
        for place in np.flatnonzero(marks[kind]):
            found[kind, pairs[place] in one.little] += 1
            where.update({pairs[place]} - one.little)


def _interviews(one: Organisation, pairs: list[Pair], people: Respondents, random: np.random.Generator
                ) -> tuple[dict[str, list[set[tuple[str, int]]]], Counter[str]]:  # fmt: skip
    """Let respondents speak of their own department's channels, of busy ones most.

    Of what was planted a quarter is said to flow all the same; of the rest the taker says in half that it is needed.
    """
    said = {name: [set() for _ in pairs] for name in ("flow", "no_flow", "need")}
    claimed = set(sorted(one.little)[::4])
    busy = np.where([pair in one.little for pair in pairs], one.pairs["expected"], one.pairs["handovers"]) ** 0.5 + 0.01
    asked = Counter({name: people.each * (1 + 2 * (name == one.names[0])) for name in one.names})
    for who in ((name, place) for name in one.names for place in range(asked[name])):
        own = np.array([place for place, pair in enumerate(pairs) if who[0] in pair])
        likely = busy[own] / busy[own].sum()
        for place in random.choice(own, min(len(own), random.poisson(people.channels)), replace=False, p=likely):
            if random.random() < people.wrong:
                said["flow"][random.choice(own)].add(who)
            elif pairs[place] not in one.little or pairs[place] in claimed:
                said["flow"][place].add(who)
            else:
                said["no_flow"][place].add(who)
                if pairs[place][1] == who[0] and random.random() < 0.5:
                    said["need"][place].add(who)
        if random.random() < people.wrong:
            said["need"][random.choice([place for place in own if pairs[place][1] == who[0]])].add(who)
    return said, asked
