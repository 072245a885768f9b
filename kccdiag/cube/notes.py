"""What is said beside a view: what it leaves out, and what to mind."""

from __future__ import annotations

from kccdiag.cube.choice import Chosen
from kccdiag.cube.facts import About
from kccdiag.cube.withheld import Hidden
from kccdiag.wording import number, percent, say


def withheld_in_words(about: About, hidden: Hidden) -> str:
    """Say what is withheld of a view; "" where nothing is."""
    away = int(hidden.departments[: len(about.departments)].sum())
    least = number(about.language, about.least)
    if hidden.whole:
        return say(about.language, "cube.withheld", least=least)
    if not away:
        return ""
    key = "cube.withheld_department" if away == 1 else "cube.withheld_departments"
    return say(about.language, key, n=number(about.language, away), least=least)


def notes_on(chosen: Chosen, signals: int | None) -> list[str]:
    """List what to mind: how periods are meant, few signals, coarse durations."""
    about, choice = chosen.cube.about, chosen.choice
    notes = []
    if (choice.start, choice.end) != (0, len(about.periods) - 1):
        notes.append(say(about.language, "cube.by_quarter"))
    if signals and signals < about.few:
        notes.append(say(about.language, "cube.few_signals", n=number(about.language, signals)))
    if about.parts_of_doubling:
        share = 2 ** (1 / (2 * about.parts_of_doubling)) - 1
        notes.append(say(about.language, "cube.coarse", share=percent(about.language, share, 1)))
    return notes
