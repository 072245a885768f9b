"""What was really true of an invented organisation, whatever its export shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from kccdiag.example.hours import DAY
from kccdiag.example.organisation import KINDS, Plan
from kccdiag.example.planting import FAULT_KINDS, PlantedFault
from kccdiag.example.story import OUTCOMES, REOPENED, TOLD, Story, World


@dataclass(frozen=True)
class Truth:
    """What was planted, and what really became of every signal.

    Parameters
    ----------
    signals
        signal (as in the export), kind, topic, start (department), fate (adopted, answered, rejected, withdrawn,
        closed, left, open, dropped), dropped_in (department or ""), told (bool), visits (number).
        A signal is dropped when nobody will ever write about it again, however short that is before the cut-off.
    departments
        department, visits, finished (visits that ended before the cut-off), mean_days (of those), dropped (signals).
    rows
        How many rows the export has, and how many carry which sort of dirt.
    """

    plan: Plan
    seed: int
    faults: tuple[PlantedFault, ...]
    signals: pd.DataFrame
    departments: pd.DataFrame
    rows: Mapping[str, int]

    def to_json(self) -> str:
        """Write the truth as the text of truth.json."""
        return (
            json.dumps(
                {
                    "schema": 1,
                    "invented": True,
                    "seed": self.seed,
                    "plan": {
                        "signals": self.plan.signals,
                        "departments": self.plan.departments,
                        "persons": self.plan.persons,
                        "months": self.plan.months,
                        "dirty": self.plan.dirty,
                    },
                    "faults": [
                        {
                            "kind": one.kind,
                            "departments": list(one.departments),
                            "strength": one.strength,
                            "strength_means": FAULT_KINDS[one.kind].meaning,
                        }
                        for one in self.faults
                    ],
                    "signals": _count_fates(self.signals),
                    "told": int(self.signals["told"].sum()),
                    "departments": self.departments.to_dict("records"),
                    "rows": dict(sorted(self.rows.items())),
                },
                ensure_ascii=False,
                indent=1,
            )
            + "\n"
        )


@dataclass
class Witness:
    """Sees every story pass and remembers what was true of it."""

    world: World
    _signals: list[tuple[str, str, str, str, str, str, bool, int]] = field(default_factory=list)
    _visits: Counter[int] = field(default_factory=Counter)
    _finished: Counter[int] = field(default_factory=Counter)
    _seconds: Counter[int] = field(default_factory=Counter)

    def watch(self, stories: Iterator[Story]) -> Iterator[Story]:
        """Pass the stories on, remembering each."""
        for story in stories:
            self._remember(story)
            yield story

    def testify(self, plan: Plan, faults: Sequence[PlantedFault], *, seed: int, rows: Counter[str]) -> Truth:
        """Say what was true."""
        columns = ["signal", "kind", "topic", "start", "fate", "dropped_in", "told", "visits"]
        signals = pd.DataFrame(self._signals, columns=columns)
        return Truth(plan, seed, tuple(faults), signals, self._departments(signals), dict(rows))

    def _remember(self, story: Story) -> None:
        organisation, cutoff = self.world.organisation, self.world.calendar.cutoff
        fate, told = _fate_of(story, cutoff)
        visits = [visit for visit in story.visits if visit[1] < cutoff]
        for department, enter, leave in visits:
            self._visits[department] += 1
            if leave is not None and leave < cutoff:
                self._finished[department] += 1
                self._seconds[department] += leave - enter
        names = organisation.departments
        self._signals.append(
            (
                story.contact.name,
                KINDS[story.contact.kind],
                organisation.topics[story.contact.topic].name,
                names[story.contact.start].name,
                fate,
                names[story.dies_in].name if fate == "dropped" and story.dies_in is not None else "",
                told,
                len(visits),
            )
        )

    def _departments(self, signals: pd.DataFrame) -> pd.DataFrame:
        dropped = Counter(signals.loc[signals["dropped_in"] != "", "dropped_in"])
        rows = [
            {
                "department": one.name,
                "visits": self._visits[position],
                "finished": self._finished[position],
                "mean_days": round(self._seconds[position] / DAY / max(self._finished[position], 1), 3),
                "dropped": dropped[one.name],
            }
            for position, one in enumerate(self.world.organisation.departments)
        ]
        return pd.DataFrame(rows)


def _fate_of(story: Story, cutoff: int) -> tuple[str, bool]:
    """Say what had become of a signal at the cut-off, and whether its customer had heard so."""
    fate, told = "open", False
    for moment in story.moments:
        if moment.time >= cutoff:
            return fate, told
        if moment.status == REOPENED:
            fate, told = "open", False
        elif moment.status == TOLD:
            told = True
        elif fate == "open":
            fate = OUTCOMES.get(moment.status, "open")
    return ("dropped" if fate == "open" and story.dies_in is not None else fate), told


def _count_fates(signals: pd.DataFrame) -> dict[str, dict[str, int]]:
    counts = Counter(zip(signals["kind"], signals["fate"], strict=True))
    fates = [*OUTCOMES.values(), "open", "dropped"]
    return {kind: {fate: counts[kind, fate] for fate in fates} for kind in KINDS}
