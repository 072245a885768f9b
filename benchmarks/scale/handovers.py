"""The handover network of a real log (UCI 498, ServiceNow incidents): beside pm4py, prepared and from the export."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks.scale.asked import QUESTION, Asked
from benchmarks.scale.cost import ROOT, Cost, cost_of, two_cores

LOG = "incident_event_log.zip"
SHARED = Path(os.environ.get("KCCDIAG_SHARED", ROOT.parent / "shared")) / "real" / "uci_incident" / LOG
PREPARED = ("kccdiag", "kccdiag, handovers", "pm4py, handovers of a formatted log", "floor: handovers")
REPEATED = 3
ENGAGEMENT = f"""[engagement]
name = "ServiceNow incidents"
language = "en"
timezone = "UTC"
[log]
files = ["{LOG}"]
[log.columns]
signal = "number"
time = "sys_updated_at"
department = "assignment_group"
activity = "incident_state"
sequence = "sys_mod_count"
[log.outcomes]
answered = ["Resolved"]
closed = ["Closed"]
[log.stays]
customer = ["Awaiting User Info"]
"""


def measured(folder: Path) -> list[Cost]:
    """Measure every side on the log; none where the log is not on this machine."""
    if not SHARED.exists():
        return []
    file = folder / "incidents.parquet"
    engagement = _engagement(folder)
    events = _prepare(engagement, file)
    costs = [cost_of(side, file, events=events, runs=REPEATED, cores=two_cores()) for side in PREPARED]
    return costs + [cost_of(side, engagement, events=events, runs=REPEATED, cores=two_cores()) for side in FROM_EXPORT]


def _engagement(folder: Path) -> Path:
    place = folder / "incidents"
    place.mkdir(exist_ok=True)
    shutil.copyfile(SHARED, place / LOG)
    (place / "kccdiag.toml").write_text(ENGAGEMENT, encoding="utf-8")
    return place


def _prepare(engagement: Path, file: Path) -> int:
    """Write the log as canonical events, and say how many there are."""
    from kccdiag.engagement import open_engagement
    from kccdiag.intake.logs import read_log

    log = read_log(open_engagement(engagement))
    shutil.copyfile(log.events, file)
    return len(pd.read_parquet(file, columns=["t"]))


def _kccdiag(asked: Asked) -> Callable[[], dict[str, pd.DataFrame]]:
    """Reading the export, with every check of it, and the whole flow."""
    import duckdb  # noqa: F401

    from benchmarks.scale.in_pm4py import handovers_of
    from kccdiag.engagement import open_engagement
    from kccdiag.flow.engine import reduce_log
    from kccdiag.intake.logs import read_log

    shutil.rmtree(asked.events / ".kccdiag", ignore_errors=True)

    def found() -> dict[str, pd.DataFrame]:
        log = read_log(open_engagement(asked.events))
        names = log.departments.set_index("dept")["department"]
        handed = handovers_of(reduce_log(log, QUESTION))
        return {
            "handovers of groups": handed.assign(giver=handed["giver"].map(names), taker=handed["taker"].map(names))
        }

    return found


def _pm4py(asked: Asked) -> Callable[[], dict[str, pd.DataFrame]]:
    """Reading the export, formatting it and the handover network."""
    import pm4py

    from benchmarks.scale.in_pm4py import RESOURCE, network_of

    def found() -> dict[str, pd.DataFrame]:
        raw = pd.read_csv(asked.events / LOG)
        raw["moment"] = pd.to_datetime(raw["sys_updated_at"], format="%d/%m/%Y %H:%M")
        raw = raw.sort_values(["number", "moment", "sys_mod_count"]).rename(columns={"assignment_group": RESOURCE})
        log = pm4py.format_dataframe(raw, case_id="number", activity_key="incident_state", timestamp_key="moment")
        return {"handovers of groups": network_of(log, unknown="?")}

    return found


FROM_EXPORT = {"kccdiag, from the export": _kccdiag, "pm4py, from the export": _pm4py}
