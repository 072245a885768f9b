"""What people said, for the page of an explorer: pairs that stand out, barriers, and words that may be quoted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from kccdiag.cards.diagnosis import counted
from kccdiag.diagnosis import Diagnosis
from kccdiag.findings import Finding
from kccdiag.limits import Limits
from kccdiag.measures.voices import DIFFERING
from kccdiag.voices import STANDINGS, Voices
from kccdiag.wording import say

QUOTES = 5  # of a pair, or of a barrier
RELATIONS = ("flow", "no_flow", "feedback", "no_feedback", "need")
BARRIER = "barrier"


def said_of(diagnosis: Diagnosis, index: Mapping[str, int]) -> dict[str, Any] | None:
    """Put together what people said, beside what the whole log shows; None where nobody was asked.

    Parameters
    ----------
    index
        The departments of which handovers are shown, by name.

    Returns
    -------
    dict
        ``asked`` (in words), ``withheld`` (respondents without consent), ``one_voice``, ``not_apart`` (departments, by
        name), ``standings``, ``barrier_names`` (words by code); ``pairs``: those with a standing, by it and then by
        how many say so; ``left_out`` (pairs of which an end is not shown); ``barriers``: by ``department`` (its name;
        "" for all together) with shares of one. Nothing in it that is not in :class:`kccdiag.voices.Voices`.
    """
    voices, language = diagnosis.voices, diagnosis.language
    if voices is None or not voices.respondents:
        return None
    barriers = [_barrier(row, voices) for _, row in voices.barriers.iterrows()]
    names = dict.fromkeys(row["barrier"] for row in barriers)
    pairs = _pairs(voices, index, limits=diagnosis.limits)
    return {
        "asked": _asked(voices, language),
        "withheld": voices.withheld,
        "one_voice": list(voices.one_voice),
        "not_apart": list(voices.withheld_at),
        "standings": {name: say(language, f"said.standing_{name}") for name in STANDINGS},
        "barrier_names": {name: say(language, f"said.barrier_{name}") for name in names},
        "pairs": pairs,
        "left_out": int((voices.pairs["standing"] != "").sum()) - len(pairs),
        "barriers": sorted(barriers, key=lambda row: (row["department"], -row["share"], row["barrier"])),
    }


def place_of(finding: Finding, index: Mapping[str, int]) -> dict[str, Any] | None:
    """Say which pair or which barrier a finding is about; None where it is of another kind."""
    if finding.kind in DIFFERING and all(name in index for name in finding.departments):
        giver, taker = finding.departments
        return {"pair": f"{index[giver]}>{index[taker]}"}
    if finding.kind == BARRIER:
        return {"barrier": finding.about, "department": "".join(finding.departments)}
    return None


def _asked(voices: Voices, language: str) -> str:
    respondents = counted(language, "respondents", voices.respondents)
    if not voices.interviews:
        return respondents
    return say(language, "said.extent", interviews=counted(language, "interviews", voices.interviews),
               respondents=respondents)  # fmt: skip


def _pairs(voices: Voices, index: Mapping[str, int], *, limits: Limits) -> list[dict[str, Any]]:
    table = voices.pairs
    table = table[(table["standing"] != "") & table["giver"].isin(index) & table["taker"].isin(index)]
    rows = [_pair(row, index, voices, limits=limits) for _, row in table.iterrows()]
    order = {name: place for place, name in enumerate(STANDINGS)}
    return sorted(rows, key=lambda row: (order[row["standing"]], -row["people"], row["giver"], row["taker"]))


def _pair(row: pd.Series, index: Mapping[str, int], voices: Voices, *, limits: Limits) -> dict[str, Any]:
    what, people = _what(row, limits=limits)
    quotes = voices.quotes
    return {
        "giver": index[row["giver"]],
        "taker": index[row["taker"]],
        "standing": row["standing"],
        "paper": bool(row["paper_channel"]),
        "what": what,
        "people": people,
        **{name: int(row[name]) for name in RELATIONS},
        "handovers": int(row["handovers"]),
        "expected": float(row["expected"]),
        **_times(row),
        "leans": bool(row["lost_without_one"]),
        "quotes": _quotes(quotes[(quotes["source"] == row["giver"]) & (quotes["target"] == row["taker"])]),
    }


def _what(row: pd.Series, *, limits: Limits) -> tuple[str, int]:
    """Say what is said of a pair that gives it its standing, and by how many."""
    if row["standing"] == "unmet_need":
        return "need", int(row["need"])
    if row["standing"] == "unspoken_channel":
        return "silent", int(row["respondents_giver"] + row["respondents_taker"])
    what = "flow" if row["flow"] >= limits.paper_respondents else "no_flow"
    return what, int(row[what])


def _times(row: pd.Series) -> dict[str, float | None]:
    """Return observed over expected with its interval, None for an end that is not there; 0 of none handed over."""
    times = {"times": row["ln_oe"], "low": row["ln_oe_low"], "high": row["ln_oe_high"]}
    found = {name: None if math.isnan(value) else math.exp(value) for name, value in times.items()}
    return found if row["handovers"] else found | {"times": 0.0}


def _barrier(row: pd.Series, voices: Voices) -> dict[str, Any]:
    quotes = voices.quotes[voices.quotes["barrier"] == row["barrier"]]
    own = quotes if row["department"] == "" else quotes[quotes["department"] == row["department"]]
    return {
        "barrier": row["barrier"],
        "department": row["department"],
        "respondents": int(row["respondents"]),
        "of": int(row["of"]),
        "share": float(row["share"]),
        "low": float(row["share_low"]),
        "high": float(row["share_high"]),
        "one_voice": bool(row["one_voice"]),
        "quotes": _quotes(own),
    }


def _quotes(table: pd.DataFrame) -> list[dict[str, Any]]:
    columns = ["department", "text", "paraphrased"]
    return table[columns].drop_duplicates().head(QUOTES).to_dict("records")
