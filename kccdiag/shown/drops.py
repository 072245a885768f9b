"""A hundred drops in words: the days on which they are looked at, their states, and what became of them."""

from __future__ import annotations

import pandas as pd

from kccdiag.shown.lettering import shortened
from kccdiag.shown.quantities import written_date
from kccdiag.wording import number, say, say_counted

DAYS = (1.0, 7.0, 30.0)  # and the last
STATES = ("way", "dry", "back", "over")


def days_shown(drops: pd.DataFrame) -> list[float]:
    """Choose the days on which drops are looked at, the last among them."""
    last = float(drops["days"].iloc[0])
    return [*(day for day in DAYS if day < last), last]


def states_shown(has: frozenset[str]) -> list[str]:
    """Name the states that the log can tell of."""
    if "outcomes" not in has:
        return ["way", *(["back"] if "told" in has else [])]
    known = {"back": "told" in has, "dry": "drops" in has}
    return [state for state in STATES if known.get(state, True)]


def key_of(state: str, has: frozenset[str]) -> str:
    """Choose the words for a state: what is over has ended, where the log cannot say whether the customer was told."""
    return f"drops.key_{'ended' if state == 'over' and 'told' not in has else state}"


def title_of(moment: pd.DataFrame, day: float, *, has: frozenset[str], language: str) -> str:
    """Say how many drops are still on their way, and what became of the others.

    Parameters
    ----------
    moment
        As :func:`kccdiag.drops.drops_on` returns it for the day.
    """
    counts = {state: number(language, float((moment["state"] == state).sum())) for state in STATES}
    values = {"day": number(language, day), "all": number(language, len(moment)), **counts}
    at = moment.loc[moment["department"] != "", "department"].value_counts()
    if "outcomes" not in has and len(at):  # without outcomes, too, all may be back at the customer
        values |= {"most": number(language, float(at.iloc[0])), "department": shortened(at.index[0])}
        return say(language, "drops.title_no_ends_one" if day == 1 else "drops.title_no_ends", **values)
    ends = "title" if "told" in has else "title_untold"
    said = say(language, f"drops.{ends if 'drops' in has else f'{ends}_undried'}", **values)
    come = number(language, float((moment["state"] == "come").sum()))
    return said if come == "0" else say(language, "drops.title_come", title=said, come=come)


def describe_sample(drops: pd.DataFrame, *, has: frozenset[str], language: str) -> str:
    """Say which signals these are, and that it is a sample to look at, unless they are all."""
    first, shown = drops.iloc[0], int(drops["drop"].nunique())
    note = "drops.figure_note_weeks" if first["weeks"] > 1 else "drops.figure_note"
    values = {"week": written_date(language, first["week"]), "weeks": number(language, float(first["weeks"]))}
    if shown == first["signals"]:
        said = say_counted(language, f"{note}_all", shown, **values)
    else:
        signals = number(language, float(first["signals"]))
        said = say(language, note, all=number(language, shown), signals=signals, **values)
    return said if "outcomes" in has else f"{said} {say(language, 'drops.figure_note_no_ends')}"
