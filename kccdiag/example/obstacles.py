"""What planted faults do to signals: the faults of an organisation, looked up by department."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kccdiag.example.dice import Dice
from kccdiag.example.planting import PlantedFault

_PUSHED = 1 / 3  # of a bounce's strength: chance that the giver pushes a signal to the taker unasked


@dataclass(frozen=True)
class Obstacles:
    """The planted faults as a signal meets them; departments are positions in the organisation."""

    slow: Mapping[int, float]
    dry: Mapping[int, float]
    walls: Mapping[tuple[int, int], float]
    silos: Sequence[tuple[frozenset[int], float]]
    deadly: Mapping[int, float]
    bounces: Mapping[tuple[int, int], float]
    gatekeepers: Mapping[int, float]
    silent: Mapping[int | None, float]  # None: everywhere

    def lets_pass(self, giver: int, taker: int, dice: Dice) -> bool:
        """Say whether a signal gets from one department to another, walls and silos being what they are."""
        passed = dice.happens(self.walls.get((giver, taker), 1.0))
        for members, left in self.silos:
            if giver and taker and (giver in members) != (taker in members):
                passed = dice.happens(left) and passed
        return passed

    def fellows(self, department: int) -> tuple[int, ...]:
        """List the other members of the department's silo."""
        together = frozenset[int]().union(*(members for members, _ in self.silos if department in members))
        return tuple(sorted(together - {department}))

    def sends_back(self, giver: int, taker: int, dice: Dice) -> bool:
        """Say whether the taker returns what the giver passed to it."""
        chance = self.bounces.get((giver, taker), self.bounces.get((taker, giver), 0.0))
        return chance > 0 and dice.happens(chance) and self.lets_pass(taker, giver, dice)

    def pushes(self, giver: int, dice: Dice) -> int | None:
        """Say to whom a department passes a signal that is nothing for them, if it does."""
        for (one, taker), chance in self.bounces.items():
            if one == giver and dice.happens(chance * _PUSHED):
                return taker
        return None

    def told_share(self, department: int, healthy: float) -> float:
        """Say which share of the customers hears of an outcome in this department."""
        return self.silent.get(department, self.silent.get(None, healthy))


def set_up(faults: Sequence[PlantedFault], *, departments: Sequence[str]) -> Obstacles:
    """Look the departments of the faults up."""

    def single(kind: str) -> dict[int, float]:
        return {departments.index(one.departments[0]): one.strength for one in faults if one.kind == kind}

    def pairs(kind: str) -> dict[tuple[int, int], float]:
        return {
            (departments.index(one.departments[0]), departments.index(one.departments[1])): one.strength
            for one in faults
            if one.kind == kind
        }

    return Obstacles(
        slow=single("reservoir"),
        dry=single("dry"),
        walls=pairs("wall"),
        silos=[
            (frozenset(departments.index(name) for name in one.departments), one.strength)
            for one in faults
            if one.kind == "silo"
        ],
        deadly=single("drop_point"),
        bounces=pairs("bounce"),
        gatekeepers=single("gatekeeper"),
        silent={
            (departments.index(one.departments[0]) if one.departments else None): one.strength
            for one in faults
            if one.kind == "open_loop"
        },
    )
