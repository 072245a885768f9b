"""The organisations of the proof: made, diagnosed and thrown away."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from kccdiag import Diagnosis, diagnose, open_engagement
from kccdiag.example import Plan, make_example, parse_fault
from kccdiag.example.organisation import make_organisation

Job = TypeVar("Job")
Result = TypeVar("Result")

SIZES = (600, 2_000, 6_000, 20_000)
# Twelve departments; with this contrast the busiest back office sees ten to thirteen times as many visits as the least.
CONTRAST = 1.5
MONTHS_TO_END = 12  # watched after the last contact: the slowest signal of a reservoir has come to its end by then


@dataclass(frozen=True)
class Organisation:
    """One organisation of the proof.

    Attributes
    ----------
    structure
        Seed of its departments, people, paces and topics.
    faults
        As `kccdiag example --fault` reads them.
    """

    structure: int
    faults: tuple[str, ...] = ()

    def diagnosed(
        self, *, signals: int, seed: int, to_the_end: bool = False, objections: Collection[str] = ()
    ) -> Diagnosis:
        """Draw signals anew and diagnose them; ``to_the_end`` leaves no signal under way at the cut-off."""
        plan = Plan(
            signals=signals,
            organisation=self.structure,
            contrast=CONTRAST,
            months_after=MONTHS_TO_END if to_the_end else 0,
        )
        with tempfile.TemporaryDirectory(prefix="recovery-") as folder:
            place = Path(folder) / "engagement"
            make_example(place, seed=seed, faults=[parse_fault(one) for one in self.faults], plan=plan)
            return diagnose(open_engagement(place), objections=objections)


def pace_of(department: str, *, structure: int) -> float:
    """Say how long signals stay in a department by nature, as a multiple of the average one's: 0.9 to 1.1.

    A reservoir of strength 2 holds signals twice as long as the average department, not as it would itself.
    """
    made = make_organisation(Plan(contrast=CONTRAST), seed=structure)
    return next(one.pace for one in made.departments if one.name == department)


@contextmanager
def own_key() -> Iterator[None]:
    """Keep the pseudonym key of invented customers in a folder that goes with the proof."""
    with tempfile.TemporaryDirectory(prefix="recovery-key-") as folder:
        before = os.environ.get("KCCDIAG_KEY")
        os.environ["KCCDIAG_KEY"] = str(Path(folder) / "key")
        try:
            yield
        finally:
            os.environ.pop("KCCDIAG_KEY")
            if before is not None:
                os.environ["KCCDIAG_KEY"] = before


def spread_over(
    processes: int, work: Callable[[Job], Result], jobs: Sequence[Job], *, tell: Callable[[str], None]
) -> list[Result]:
    """Do jobs side by side; the results come in the order of the jobs, whoever is done first."""
    results: list[Result] = []
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for number, result in enumerate(pool.map(work, jobs), start=1):
            results.append(result)
            if number % max(len(jobs) // 10, 1) == 0:
                tell(f"{number} of {len(jobs)}")
    return results
