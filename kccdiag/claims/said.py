"""Claims about what people said, beside what the log shows: channels of paper, unspoken ones, unmet needs, barriers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from kccdiag.claims.claim import (
    Barrier,
    Claim,
    Count,
    Estimate,
    Keys,
    Ratio,
    Respondents,
    Share,
    proof,
    wanted,
    with_interval,
)
from kccdiag.claims.sought import judged_rows
from kccdiag.diagnosis import Diagnosis
from kccdiag.voices import no_voices

LN = "ln ratio"  # the natural logarithm of observed over expected
CELLS = (
    "giver", "taker", "flow", "no_flow", "feedback", "no_feedback", "need", "mentioned", "respondents_giver",
    "respondents_taker", "handovers", "expected", *with_interval("ln_oe"), "standing",
)  # fmt: skip
WALLED = ("handovers", "expected", *with_interval("openness"), "wall_q", "same_signals_expected", "order_q", "later_q")
ROWS_SHOWN = 5  # of quotes
VIEWS = {"paper_channel": ("flow", "no_flow"), "unspoken_channel": (), "unmet_need": ("need", "flow", "no_flow")}


def paper_channels(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that hardly anything is handed where several people say that signals go."""
    limits, table = d.limits, judged_rows("paper_channel", d)
    bound = math.log(limits.paper_upper)
    beyond = (table["flow"] >= limits.paper_respondents) & (table["ln_oe"] < bound)
    table = wanted(table, beyond, keys, kind="paper_channel", named=("giver", "taker"))
    order = ["flow", "ln_oe", "giver", "taker"]
    for _, row in table.sort_values(order, ascending=[False, True, True, True]).iterrows():
        yield Claim(
            kind="paper_channel",
            estimate=_estimate(row, row["flow"]),
            limit=bound,
            certain=_stands(row, "paper_channel", keys),
            said={"people": Respondents(row["flow"]), **_said(row)},
            **_shared(d, row, "paper_channel"),
        )


def unspoken_channels(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that far more is handed than expected where nobody who was asked mentions it."""
    limits, table = d.limits, judged_rows("unspoken_channel", d)
    asked = table[["respondents_giver", "respondents_taker"]].sum(axis=1)
    silent = (table["mentioned"] == 0) & (asked >= limits.unspoken_respondents)
    bound = math.log(limits.unspoken_lower)
    table = wanted(table.assign(asked=asked), silent & (table["ln_oe"] > bound), keys, kind="unspoken_channel",
                   named=("giver", "taker"))  # fmt: skip
    for _, row in table.sort_values(["ln_oe", "giver", "taker"], ascending=[False, True, True]).iterrows():
        yield Claim(
            kind="unspoken_channel",
            estimate=_estimate(row, row["asked"]),
            limit=bound,
            certain=_stands(row, "unspoken_channel", keys),
            said={"people": Respondents(row["asked"]), **_said(row)},
            **_shared(d, row, "unspoken_channel"),
        )


def unmet_needs(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that less is handed than expected where somebody says that the taker needs it."""
    table = judged_rows("unmet_need", d)
    bound = math.log(d.limits.unmet_upper)
    table = table.assign(missing=table["expected"] - table["handovers"])
    table = wanted(table, (table["need"] > 0) & (table["ln_oe"] < bound), keys, kind="unmet_need",
                   named=("giver", "taker"))  # fmt: skip
    order = ["need", "missing", "giver", "taker"]
    for _, row in table.sort_values(order, ascending=[False, False, True, True]).iterrows():
        wall = _wall(d, row)
        yield Claim(
            kind="unmet_need",
            wording="unmet_need" if wall.empty else "unmet_need_wall",
            estimate=_estimate(row, row["need"]),
            limit=bound,
            certain=_stands(row, "unmet_need", keys),
            said={"people": Respondents(row["need"]), **_said(row)},
            **_shared(d, row, "unmet_need", walls=wall),
        )


def barriers(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that many of those who were asked name the same barrier, all together or in one department."""
    limits, table = d.limits, judged_rows("barrier", d)
    several = (table["department"] == "") | (table["respondents"] > 1)  # what one person says is a quote
    beyond = several & (table["share"] >= limits.barrier_share)
    table = wanted(table.assign(about=table["barrier"], part=table["department"] != ""), beyond, keys, kind="barrier")
    order = ["part", "respondents", "share", "department", "barrier"]
    for _, row in table.sort_values(order, ascending=[True, False, False, True, True]).iterrows():
        yield Claim(
            kind="barrier",
            departments=(row["department"],) if row["part"] else (),
            about=row["about"],
            wording="barrier" if row["part"] else "barrier_all",
            estimate=Estimate.of(row, "share", n=row["of"]),
            unit="share of respondents",
            limit=limits.barrier_share,
            per_year=None,
            beyond=bool(row["beyond"]),
            certain=bool(row["beyond"]),
            heard=True,
            said={
                "department": row["department"],
                "barrier": Barrier(row["barrier"]),
                "respondents": Count(row["respondents"]),
                "of": Count(row["of"]),
                "share": Share(row["share"]),
            },
            evidence=(_barrier_row(row), *_quotes(d, barrier=row["barrier"], department=row["department"])),
            caveats=(*(["one_voice"] if row["one_voice"] else []), "asked", *_consent(d)),
        )


def needed(d: Diagnosis) -> frozenset[tuple[str, str]]:
    """Name the pairs of which somebody says that the taker needs more than it gets: no walls, but unmet needs."""
    if d.voices is None:
        return frozenset()
    pairs = d.voices.pairs[d.voices.pairs["standing"] == "unmet_need"]
    return frozenset(zip(pairs["giver"], pairs["taker"], strict=True))


def _stands(row: pd.Series, kind: str, keys: Keys) -> bool:
    """Say whether its test is passed; of a pair with several standings the first is told, and looked for again."""
    return bool(row["standing"] == kind) if keys is None else bool(row[kind])


def _estimate(row: pd.Series, respondents: int) -> Estimate:
    low = row["ln_oe_low"]
    return Estimate(row["ln_oe"], -math.inf if math.isnan(low) else low, row["ln_oe_high"], respondents)


def _said(row: pd.Series) -> dict[str, Any]:
    return {
        "giver": row["giver"],
        "taker": row["taker"],
        "seen": Count(row["handovers"]),
        "expected": Count(row["expected"]),
        "times": Ratio(math.exp(row["ln_oe"])),
        "share": Share(math.exp(row["ln_oe"])),
    }


def _shared(d: Diagnosis, row: pd.Series, kind: str, *, walls: pd.DataFrame | None = None) -> dict[str, Any]:
    """Give what claims about pairs have in common."""
    found = () if walls is None else walls.iterrows()
    proven = [proof("handovers", wall, "giver", "taker", *WALLED) for _, wall in found]
    ends = row[["respondents_giver", "respondents_taker"]]
    return {
        "departments": (row["giver"], row["taker"]),
        "unit": LN,
        "per_year": None,
        "beyond": bool(row["beyond"]),
        "heard": True,
        "evidence": (proof("said", row, *CELLS), *proven, *_quotes(d, row=row, relations=VIEWS[kind])),
        "caveats": ("asked", *(["one_sided"] if ends.min() == 0 else []), *_consent(d)),
    }


def _wall(d: Diagnosis, row: pd.Series) -> pd.DataFrame:
    """Find the row of a wall between the two, if there is one."""
    own = (d.handovers["giver"] == row["giver"]) & (d.handovers["taker"] == row["taker"])
    return d.handovers[own & d.handovers["wall"].astype(bool)]


def _quotes(d: Diagnosis, *, row: pd.Series | None = None, relations: tuple[str, ...] = (), barrier: str = "",
            department: str = "") -> Iterator[dict[str, Any]]:  # fmt: skip
    """Point to words that may be shown: of a pair, or of who names a barrier."""
    table = (d.voices or no_voices()).quotes
    if table.empty:
        return  # under an objection nobody's words are asked for
    if row is not None:
        pair = (table["source"] == row["giver"]) & (table["target"] == row["taker"])
        table = table[pair & table["relation"].isin(relations)]
    else:
        table = table[(table["barrier"] == barrier) & (table["department"].eq(department) | (department == ""))]
    for _, quote in table.head(ROWS_SHOWN).iterrows():
        yield proof("quotes", quote, "department", "text", "paraphrased")


def _barrier_row(row: pd.Series) -> dict[str, Any]:
    return proof("barriers", row, "barrier", "department", "respondents", "of", *with_interval("share"), "one_voice")


def _consent(d: Diagnosis) -> tuple[str, ...]:
    return ("consent",) if d.voices is not None and d.voices.withheld else ()
