"""Suggestions and what coders decided about them, joined: who agrees counts, who differs does not yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import pandas as pd

from kccdiag.faults import Fault
from kccdiag.intake.coded.checking import Row, Statement, check_rows
from kccdiag.intake.coded.decisions import key_of, standing
from kccdiag.intake.coded.passages import Skipped
from kccdiag.intake.coded.references import References

_SAYS = ("relation", "source", "target", "barrier", "purpose")


def with_decisions(statements: Sequence[Statement], decisions: pd.DataFrame, known: References, faults: list[Fault]
                   ) -> tuple[list[Statement], Skipped]:  # fmt: skip
    """Put decisions in the place of the suggestions that they are about.

    Every coder's own reading stays, as a row of its own; where two coders differ on one suggestion none of them is
    confirmed.

    Parameters
    ----------
    decisions
        As :func:`kccdiag.intake.coded.decisions.read_decisions` gives them.
    """
    made = standing(decisions)
    kept = made[made["decision"].isin(("confirm", "correct"))]
    readings: defaultdict[str, list[Statement]] = defaultdict(list)
    for key, statement in zip(kept["key"], check_rows(_rows(kept), known, faults), strict=True):
        readings[key].append(statement)
    rejected = Counter(made.loc[made["decision"] == "reject", "key"])
    coders = made.groupby("key")["coder"].agg(set).to_dict()
    left = []
    for statement in statements:
        key = key_of(statement)
        if key not in coders:
            left.append(statement)
        elif statement["confirmed"] and statement["coder"] not in coders[key]:
            readings[key].append(statement)
    return _joined(left, readings, rejected)


def _joined(left: list[Statement], readings: dict[str, list[Statement]], rejected: Counter[str]
            ) -> tuple[list[Statement], Skipped]:  # fmt: skip
    skipped: Skipped = Counter()
    for key in rejected.keys() - {key for key, found in readings.items() if found}:
        skipped["rejected", ""] += rejected[key] > 0
    statements, said = [], {_identity(statement) for found in readings.values() for statement in found}
    for key, found in readings.items():
        disputed = bool(rejected[key]) or len({tuple(one[name] for name in _SAYS) for one in found}) > 1
        skipped["disputed", ""] += disputed
        statements += [one | {"confirmed": one["confirmed"] and not disputed} for one in found]
    return [one for one in left if _identity(one) not in said] + statements, +skipped


def _identity(statement: Statement) -> tuple[object, ...]:
    return tuple(statement[name] for name in ("interview", "turn", "start", "end", "quote", "coder", *_SAYS))


def _rows(decisions: pd.DataFrame) -> Iterable[Row]:
    for row in decisions.to_dict("records"):
        yield Row(row["file"], f"line {row['line']}", {str(name): str(cell) for name, cell in row.items()})
