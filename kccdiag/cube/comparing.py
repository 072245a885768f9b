"""Which differences between two periods are more than chance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kccdiag.cube.choice import Chosen
from kccdiag.cube.facts import About
from kccdiag.cube.withheld import Hidden
from kccdiag.measures.ideas import drop_shares
from kccdiag.measures.uncertainty import adjusted, alike, newcombe
from kccdiag.measures.verdict import MEASURES, verdict


def differences(now: tuple[Chosen, Hidden], then: tuple[Chosen, Hidden]) -> pd.DataFrame:
    """Set two periods that share no signal side by side.

    Of the verdict only what happened within `settled_days` of the first event counts, of signals at least that old:
    what began earlier has had more time, and would look better for that alone. Drops are counted for the same reason
    among visits entered long enough ago to be seen to drop. Two families: the verdict, and the drops by department.

    Returns
    -------
    pandas.DataFrame
        ``measure``, ``department`` (place; missing for the whole), ``share``, ``share_then``, ``difference`` with
        ``low`` and ``high`` (Newcombe), ``q``, ``beyond_chance``. Shares of fewer than `breakdown_signals` are left
        out.
    """
    parts = [_joined(_verdict(*now), _verdict(*then), "measure"), _joined(_drops(*now), _drops(*then), "department")]
    return pd.concat([_compared(part, now[0].cube.about) for part in parts], ignore_index=True)


def _verdict(chosen: Chosen, hidden: Hidden) -> pd.DataFrame:
    table = verdict(chosen.fates, measures=MEASURES, soon=True)[["signals", "of"]].reset_index()
    away = set()
    if hidden.exposed or chosen.cube.about.exposed:
        away.add("passed_on")
    if chosen.choice.end >= chosen.cube.about.seen_until:
        away.add("dropped")  # some of it has yet to fall silent
    return table[~table["measure"].isin(away)].assign(department=np.nan)


def _drops(chosen: Chosen, hidden: Hidden) -> pd.DataFrame:
    about = chosen.cube.about
    table = drop_shares(chosen.flow)[["dropped", "drop_visits"]].set_axis(["signals", "of"], axis=1)
    places = dict(zip(about.depts, about.places, strict=True))
    apart = [dept for dept in table.index if dept not in about.pooled and not hidden.departments[places[dept]]]
    shown = table.loc[apart] if about.drops else table.iloc[:0]
    return shown.assign(measure="drop_share", department=[float(places[dept]) for dept in shown.index])


def _joined(now: pd.DataFrame, then: pd.DataFrame, by: str) -> pd.DataFrame:
    return now.merge(then[[by, "signals", "of"]], on=by, suffixes=("", "_then"))


def _compared(table: pd.DataFrame, about: About) -> pd.DataFrame:
    table = table[(table["of"] >= about.few) & (table["of_then"] >= about.few)]
    counts = [table[name].to_numpy(float) for name in ("signals", "of", "signals_then", "of_then")]
    low, high = newcombe(*counts)
    q = adjusted(alike(*counts))
    share, then = counts[0] / counts[1], counts[2] / counts[3]
    return pd.DataFrame(
        {
            "measure": table["measure"].to_numpy(),
            "department": table["department"].to_numpy(float),
            "share": share,
            "share_then": then,
            "difference": share - then,
            "low": low,
            "high": high,
            "q": q,
            "beyond_chance": (q < about.significance) & ((low > 0) | (high < 0)),
        }
    )
