"""Ways to say that something is passed on to nobody: we keep it to ourselves, dat houdt bij mij op."""

from __future__ import annotations

import re

_KEPT = re.compile(
    r"(?<!\w)(?:(?:hou|houd|houden) (?:\S+ ){0,4}?(?:hier|voor (?:me|mij|ons)(?:zelf)?|binnenskamers|bij (?:mij|"
    r"ons))|"
    r"(?:houdt|stopt|eindigt|blijft|strandt) (?:\S+ ){0,3}?(?:bij (?:mij|ons)|hier|in ons team|op onze afdeling)|"
    r"blijft (?:\S+ ){0,3}?(?:binnen (?:het|ons) team|op de afdeling|tussen (?:onze|vier))|"
    r"doen we (?:\S+ ){0,2}?niks mee|daar doen we niets mee|"
    r"keep (?:it|that|them|those|this) (?:to ourselves|to myself|in-house|here)|stays? (?:here|with (?:us|me)|"
    r"in the (?:team|room|building|office)|"
    r"within the team)|stops? (?:here|with (?:us|me)|at (?:our|my) desk)|ends? (?:here|with (?:us|me))|sit on it|"
    r"goes no further|go no further|"
    r"gets? no further|(?:doesn't|don't|never) leave (?:the|this|our)|never leaves (?:the|this|our)|doesn't (?:get|"
    r"go|make it|"
    r"travel) (?:any further|that far|beyond)|"
    r"komt (?:\S+ ){0,2}?niet verder|gaat (?:\S+ ){0,2}?niet verder)(?!\w)",
    re.IGNORECASE,
)


def is_kept(clause: str) -> bool:
    """Tell whether a clause says that what was heard goes to nobody else.

    Examples
    --------
    >>> is_kept("Dat houdt bij mij op."), is_kept("It never leaves the building."), is_kept("Dat gaat naar Sales.")
    (True, True, False)
    """
    return bool(_KEPT.search(clause.replace("\u2019", "'")))
