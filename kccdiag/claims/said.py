"""Claims about what people said, beside what the log shows: channels of paper, unspoken ones, unmet needs, barriers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from kccdiag.claims.claim import (
    Barrier,
    Claim,
    Count,
    Estimate,
    Keys,
    Ratio,
    Respondents,
    Row,
    Share,
    proof,
    rows_of,
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
    order = {"flow": False, "ln_oe": True, "giver": True, "taker": True}
    for row in wanted(table, beyond, keys, kind="paper_channel", named=("giver", "taker"), order=order):
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
    asked = table["respondents_giver"] + table["respondents_taker"]
    silent = (table["mentioned"] == 0) & (asked >= limits.unspoken_respondents)
    bound = math.log(limits.unspoken_lower)
    beyond, order = silent & (table["ln_oe"] > bound), {"ln_oe": False, "giver": True, "taker": True}
    table = table.assign(asked=asked)
    for row in wanted(table, beyond, keys, kind="unspoken_channel", named=("giver", "taker"), order=order):
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
    beyond = (table["need"] > 0) & (table["ln_oe"] < bound)
    walls = _walls(d) if keys is None else {}  # they prove what is claimed, and change nothing of how it stands
    order = {"need": False, "missing": False, "giver": True, "taker": True}
    for row in wanted(table, beyond, keys, kind="unmet_need", named=("giver", "taker"), order=order):
        wall = walls.get((row["giver"], row["taker"]))
        yield Claim(
            kind="unmet_need",
            wording="unmet_need" if wall is None else "unmet_need_wall",
            estimate=_estimate(row, row["need"]),
            limit=bound,
            certain=_stands(row, "unmet_need", keys),
            said={"people": Respondents(row["need"]), **_said(row)},
            **_shared(d, row, "unmet_need", wall=wall),
        )


def barriers(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that many of those who were asked name the same barrier, all together or in one department."""
    limits, table = d.limits, judged_rows("barrier", d)
    several = (table["department"] == "") | (table["respondents"] > 1)  # what one person says is a quote
    beyond = several & (table["share"] >= limits.barrier_share)
    table = table.assign(about=table["barrier"], part=table["department"] != "")
    order = {"part": True, "respondents": False, "share": False, "department": True, "barrier": True}
    for row in wanted(table, beyond, keys, kind="barrier", order=order):
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


def _stands(row: Row, kind: str, keys: Keys) -> bool:
    """Say whether its test is passed; of a pair with several standings the first is told, and looked for again."""
    return bool(row["standing"] == kind) if keys is None else bool(row[kind])


def _estimate(row: Row, respondents: int) -> Estimate:
    low = row["ln_oe_low"]
    return Estimate(row["ln_oe"], -math.inf if math.isnan(low) else low, row["ln_oe_high"], respondents)


def _said(row: Row) -> dict[str, Any]:
    return {
        "giver": row["giver"],
        "taker": row["taker"],
        "seen": Count(row["handovers"]),
        "expected": Count(row["expected"]),
        "times": Ratio(math.exp(row["ln_oe"])),
        "share": Share(math.exp(row["ln_oe"])),
    }


def _shared(d: Diagnosis, row: Row, kind: str, *, wall: Row | None = None) -> dict[str, Any]:
    """Give what claims about pairs have in common."""
    proven = [] if wall is None else [proof("handovers", wall, "giver", "taker", *WALLED)]
    one_sided = 0 in {row["respondents_giver"], row["respondents_taker"]}
    return {
        "departments": (row["giver"], row["taker"]),
        "unit": LN,
        "per_year": None,
        "beyond": bool(row["beyond"]),
        "heard": True,
        "evidence": (proof("said", row, *CELLS), *proven, *_quotes(d, row=row, relations=VIEWS[kind])),
        "caveats": ("asked", *(["one_sided"] if one_sided else []), *_consent(d)),
    }


def _walls(d: Diagnosis) -> dict[tuple[str, str], Row]:
    """Give the rows of walls by giver and taker."""
    walls = d.handovers[d.handovers["wall"].astype(bool)]
    return {(row["giver"], row["taker"]): row for row in rows_of(walls)}


def _quotes(d: Diagnosis, *, row: Row | None = None, relations: tuple[str, ...] = (), barrier: str = "",
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
    for quote in rows_of(table.head(ROWS_SHOWN)):
        yield proof("quotes", quote, "department", "text", "paraphrased")


def _barrier_row(row: Row) -> dict[str, Any]:
    return proof("barriers", row, "barrier", "department", "respondents", "of", *with_interval("share"), "one_voice")


def _consent(d: Diagnosis) -> tuple[str, ...]:
    return ("consent",) if d.voices is not None and d.voices.withheld else ()
