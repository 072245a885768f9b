"""The network that respondents report beside the one in the log (DEFINITIONS 6)."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kccdiag.measures.expected import raked
from kccdiag.measures.qap import mrqap, qap
from kccdiag.measures.voices import shrunk
from kccdiag.voices.people import People
from kccdiag.voices.tables import shaped

Floats = NDArray[np.float64]
LEAST_EXPECTED = 1e-6  # below it nobody names one of the two at all, and a ratio says nothing


def reported_openness(pairs: pd.DataFrame, people: People, nodes: list[str]) -> pd.DataFrame:
    """Hold respondents that say it flows against what the departments' shares in all of them predict.

    Returns
    -------
    pandas.DataFrame
        Index ``giver``, columns ``taker``: ln((O + ½) / (E + ½)), E by quasi-independence over the pairs that somebody
        was asked about: at least one end was interviewed or answered the survey, and may be counted. NaN elsewhere, and
        where nobody names the giver, or the taker, at all.
    """
    said = np.nan_to_num(_matrix(pairs, "flow", nodes))
    asked = np.array([bool(people.countable(people.at(name))) for name in nodes], dtype=bool)
    could = (asked[:, None] | asked[None, :]) & ~np.eye(len(nodes), dtype=bool)
    said = np.where(could, said, 0.0)
    expected = raked(could.astype(float), said)
    found = np.where(could & (expected > LEAST_EXPECTED), shrunk(said, expected), np.nan)
    index = pd.Index(nodes, name="giver", dtype="str")
    return pd.DataFrame(found, index=index, columns=index.rename("taker"))


def _matrix(pairs: pd.DataFrame, column: str, nodes: list[str]) -> Floats:
    """Lay a column of pairs out as nodes × nodes, NaN where there is none."""
    known = pairs.set_index(["giver", "taker"])[column].astype(float).unstack("taker")
    return known.reindex(index=nodes, columns=nodes).to_numpy(float)


def compared_table(pairs: pd.DataFrame, reported: pd.DataFrame, units: Mapping[str, str], *,
                   permutations: int, seed: int) -> pd.DataFrame:  # fmt: skip
    """Correlate the two networks, and regress the log's on what is reported; as ``Voices.compared``.

    Parameters
    ----------
    pairs
        With ``handovers`` and ``expected`` of the log.
    units
        Of departments, "" where not known: whether both belong to one is held beside what is reported.
    """
    nodes, said = list(reported.index), reported.to_numpy(float)
    handovers, expected = (_matrix(pairs, name, nodes) for name in ("handovers", "expected"))
    observed = shrunk(handovers, expected)
    alike = qap(observed, said, permutations=permutations, seed=seed)
    rows = [("qap_ln_oe", alike.estimate, alike.low, alike.high, alike.p, alike.n)]
    predictors = {"reported": said, "reversed": said.T} | _same_unit(nodes, units, observed + said)
    for row in mrqap(observed, predictors, permutations=permutations, seed=seed).itertuples():
        if not math.isnan(row.p) and not math.isnan(row.estimate):
            rows.append((f"mrqap_{row.term}", row.estimate, row.low, row.high, row.p, row.n))
    names = ["measure", "estimate", "low", "high", "p", "n"]
    table = pd.DataFrame([row for row in rows if not math.isnan(row[1])], columns=names)
    return shaped("compared", dict(table))


def _same_unit(nodes: list[str], units: Mapping[str, str], known: Floats) -> dict[str, Floats]:
    unit = np.array([units.get(name, "") for name in nodes], dtype=object)
    if not any(unit):
        return {}
    same = (unit[:, None] == unit[None, :]).astype(float)
    there = (unit != "")[:, None] & (unit != "")[None, :]
    same = np.where(there, same, np.nan)
    seen = same[np.isfinite(known) & there]
    return {"same_unit": same} if len(set(seen)) > 1 else {}
