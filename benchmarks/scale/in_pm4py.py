"""What pm4py makes of the same events: who hands over to whom, and how long that takes.

pm4py follows resources from event to event, unknown ones too, and counts who keeps a signal as handing over to
themselves. So that the shares mean the same, those pairs are left out of what it found.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from benchmarks.scale.asked import Asked
from kccdiag.flow.engine import Flow
from kccdiag.flow.journeys import journeys_of

CASE, RESOURCE, TIME = "case:concept:name", "org:resource", "time:timestamp"


def formatted(asked: Asked) -> pd.DataFrame:
    """Read the events that are work, and give them the columns that pm4py asks for."""
    import pm4py

    events = pd.read_parquet(asked.events, columns=["signal_id", "t", "dept", "activity", "told"])
    events = events[(events["told"] == 0) & (events["t"] < asked.cutoff)]
    log = pd.DataFrame({
        CASE: events["signal_id"].astype(str), "concept:name": events["activity"].astype(str),
        RESOURCE: events["dept"].astype(str), TIME: pd.to_datetime(events["t"], unit="s", utc=True),
    })  # fmt: skip
    return pm4py.format_dataframe(log)


def handed_over(log: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Discover the handover network of the departments, and the times between them."""
    import pm4py

    network = network_of(log, unknown="0").astype({"giver": "int64", "taker": "int64"})
    times: dict[tuple[str, str], Any] = pm4py.discover_performance_dfg(log, activity_key=RESOURCE)[0]
    waits = pd.DataFrame([(*pair, found["mean"]) for pair, found in times.items()], columns=["giver", "taker", "mean"])
    return {"handovers": network, "seconds between": waits}


def network_of(log: pd.DataFrame, *, unknown: str) -> pd.DataFrame:
    """Discover the handover network, and leave out who is unknown and who keeps what they have."""
    import pm4py

    network = pm4py.discover_handover_of_work_network(log)
    rows = [(giver, taker, share) for (giver, taker), share in network.connections.items()]
    table = pd.DataFrame(rows, columns=["giver", "taker", "share"])
    return _shared(table[(table["giver"] != unknown) & (table["taker"] != unknown)], "share")


def handovers_of(flow: Flow) -> pd.DataFrame:
    """Give what a flow says of the same: the share of every pair in all handovers."""
    table = journeys_of(flow).handovers()
    return _shared(table[(table["giver"] > 0) & (table["taker"] > 0)], "signals")


def _shared(table: pd.DataFrame, counted: str) -> pd.DataFrame:
    handed = table[table["giver"] != table["taker"]].groupby(["giver", "taker"], as_index=False)[counted].sum()
    return handed.assign(share=handed[counted] / handed[counted].sum())[["giver", "taker", "share"]]
