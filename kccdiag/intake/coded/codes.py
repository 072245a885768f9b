"""What the codes of other tools mean: relation, barrier, purpose, giver, taker or the standing of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kccdiag.engagement import fold
from kccdiag.intake.relations import BARRIERS, RELATIONS
from kccdiag.wording import LANGUAGES, say

# Names beside the canonical ones, as people call them; compared folded, with spaces for _ and -.
_RELATIONS = {
    "flow": ("passes on", "geeft door", "doorgeven", "doorgegeven", "stroomt", "stroom", "stroomt door"),
    "no_flow": ("does not pass on", "geeft niet door", "niet doorgeven", "niet doorgegeven", "stroomt niet",
                "geen stroom", "stroomt niet door"),
    "feedback": ("reports back", "terugkoppeling", "koppelt terug", "teruggekoppeld"),
    "no_feedback": ("does not report back", "geen terugkoppeling", "koppelt niet terug", "niet teruggekoppeld"),
    "need": ("needs", "behoefte", "heeft nodig", "nodig"),
}  # fmt: skip
_BARRIERS = {
    "efficiency_kpis": ("efficiency kpi", "efficiency kpi's", "kpi's op efficiency", "sturing op efficiency",
                        "sturen op efficiency", "sturing op efficiëntie"),
    "no_mandate": ("geen mandaat", "mandaat ontbreekt"),
    "no_channel": ("geen kanaal", "kanaal ontbreekt", "geen route"),
    "no_reply": ("geen antwoord", "geen reactie"),
    "silo": ("silos", "silo's", "verkokering", "eilandjes"),
    "no_time": ("geen tijd", "tijdgebrek"),
    "low_status": ("lage status", "laag aanzien"),
    "turnover": ("verloop", "personeelsverloop"),
    "not_listening": ("luistert niet", "niet luisteren", "management luistert niet"),
}  # fmt: skip
_PURPOSES = {
    "named": ("genoemd", "noemt", "shared purpose named", "gedeeld doel genoemd"),
    "missed": ("gemist", "mist", "shared purpose missed", "gedeeld doel gemist"),
}
_STANDINGS = {
    "suggestion": ("suggested", "suggestie", "voorstel", "not confirmed", "niet bevestigd"),
    "released": ("vrijgegeven",),
    "withheld": ("niet vrijgegeven", "not released"),
}
_GROUPS = {
    "relation": ("relations", "relatie", "relaties"),
    "barrier": ("barriers", "belemmering", "belemmeringen", "barrière", "barrières"),
    "purpose": ("shared purpose", "gedeeld doel", "gezamenlijk doel"),
    "source": ("giver", "from", "bron", "gever", "van"),
    "target": ("taker", "to", "doel", "ontvanger", "nemer", "naar"),
    "standing": ("status",),
}
_LEVELS = re.compile(r"\\|::|(?<![-=])>")  # how tools write that one code lies under another
_KEYED = re.compile(r"[:=.]")
_ARROW = re.compile("→|->|=>")
_NUMBER = re.compile(r"\s*\d+(?:\.\d+)*[.)]?\s+")  # "2.1 Geen tijd", "3) silo"


@dataclass(frozen=True)
class Meaning:
    """One thing that a code says: ``part`` is relation, barrier, purpose, source, target or standing."""

    part: str
    value: str


def _key(name: str) -> str:
    return " ".join(re.sub(r"[_\-\s]+", " ", fold(name)).split())


def _table(canonical: Iterable[str], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {_key(name): value for value in canonical for name in (value, *names.get(value, ()))}


def _shown(part: str, names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Add what the coding desk calls things: people take its words along."""
    area = "said" if part == "barrier" else "coding"
    return {value: (*own, *(say(language, f"{area}.{part}_{value}") for language in LANGUAGES))
            for value, own in names.items()}  # fmt: skip


_VALUES = {
    "relation": _table(RELATIONS, _shown("relation", _RELATIONS)),
    "barrier": _table(BARRIERS, _shown("barrier", _BARRIERS)),
    "standing": _table(_STANDINGS, _STANDINGS),
    "purpose": _table(_PURPOSES, _shown("purpose", _PURPOSES)),
}
_PARTS = _table(_GROUPS, _GROUPS)


def named(part: str, name: str) -> str:
    """Give the relation, barrier, purpose or standing that a name means; "" where it means none.

    Examples
    --------
    >>> named("relation", "No-Flow"), named("barrier", "geen tijd"), named("barrier", "weer")
    ('no_flow', 'no_time', '')
    """
    numbered = _NUMBER.match(name)
    return _VALUES[part].get(_key(name[numbered.end() :] if numbered else name), "")


def meaning(path: Sequence[str]) -> tuple[Meaning, ...]:
    """Say what a code means, from its name and those of the codes above it, outermost first; () where nothing.

    Examples
    --------
    >>> meaning(["barrier", "no_time"]), meaning(["Thema's \\\\ van: KCC"])
    ((Meaning(part='barrier', value='no_time'),), (Meaning(part='source', value='KCC'),))
    >>> [part.value for part in meaning(["flow: KCC → Marketing"])], meaning(["parkeerplaats"])
    (['flow', 'KCC', 'Marketing'], ())
    >>> [part.part for part in meaning(["KCC -> Marketing"])]
    ['source', 'target']
    """
    above = _PARTS.get(_key(path[-2]), "") if len(path) > 1 else ""
    if above in ("source", "target"):  # whatever a department is called
        part, name = _keyed(path[-1])
        return _under(above, name if part == above else path[-1])
    levels = [level.strip() for name in path for level in _LEVELS.split(name) if level.strip()]
    if not levels:
        return ()
    if len(ends := _ARROW.split(levels[-1])) == 2:
        return _between(*ends)
    part, name = _keyed(levels[-1])
    if part:
        return _under(part, name)
    if len(levels) > 1 and _key(levels[-2]) in _PARTS:
        return _under(_PARTS[_key(levels[-2])], levels[-1])
    return next((found for part in ("relation", "barrier", "standing") if (found := _under(part, levels[-1]))), ())


def _keyed(name: str) -> tuple[str, str]:
    """Part "van: KCC" into what it says of and what; "" where it is not written so."""
    opening = _KEYED.split(name, maxsplit=1)
    return (_PARTS.get(_key(opening[0]), ""), opening[1]) if len(opening) == 2 else ("", name)


def _between(left: str, right: str) -> tuple[Meaning, ...]:
    """Read "flow: KCC → Marketing", and "KCC → Marketing" where the relation is a code of its own."""
    opening = re.split("[:(]", left, maxsplit=1)
    relation = _under("relation", opening[0]) if len(opening) == 2 else ()
    source = opening[1] if relation else left
    return *relation, *_under("source", source), *_under("target", right.rstrip(") "))


def _under(part: str, name: str) -> tuple[Meaning, ...]:
    value = " ".join(name.split()) if part in ("source", "target") else named(part, name)
    return (Meaning(part, value),) if value else ()
