"""What differs by kind, channel, unit and quarter, what changes over the months, and who came and went."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from kccdiag.flow.engine import DAY, Flow
from kccdiag.intake.tables import EventLog
from kccdiag.limits import Limits
from kccdiag.measured import Measured
from kccdiag.measures import changes, trends
from kccdiag.measures.uncertainty import wilson
from kccdiag.measures.verdict import by_month, by_trait
from kccdiag.tabulation import Naming

BREAKDOWN = ["dimension", "value", "measure", "estimate", "low", "high", "n"]
CHANGES = ["department", "change", "month", "visits", "left", "expected", "p", "q", "reorganisation", "relation",
           "counterpart"]  # fmt: skip
_OF_UNIT = {"told_in_time": ("told", "signals"), "dropped": ("dropped", "visits")}
_MONTHS = 12


def breakdown_table(
    log: EventLog, measured: Measured, naming: Naming, *, limits: Limits, shown: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    """Break the verdict, the told and the dropped share down; without an estimate where signals are few.

    Parameters
    ----------
    shown
        The tables ``told`` and ``drop_points`` as a reader sees them: a unit is the sum of its departments there, so
        that it gives nothing back of a small group.
    """
    parts = [_by_unit(log, measured, shown)]
    for trait in ("kind", "channel", "quarter"):
        if trait == "quarter" or trait in log.has:
            table = by_trait(measured.fates, trait)
            if trait == "kind":
                table = table[
                    ~((table["measure"] == "passed_on") & table["value"].isin(_few_in_centre(measured, naming)))
                ]
            parts.append(table.assign(dimension=trait, value=_named(log, trait, table["value"])))
    table = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)
    table = table.astype({"signals": float, "of": float})
    if naming.exposed:
        table = table[table["measure"] != "passed_on"]
    enough = table["of"] >= limits.breakdown_signals
    low, high = (np.where(enough, end, np.nan) for end in wilson(table["signals"], table["of"]))
    table = table.assign(estimate=(table["signals"] / table["of"]).where(enough), low=low, high=high, n=table["of"])
    return table.loc[table["n"] > 0, BREAKDOWN].reset_index(drop=True)


def trends_table(measured: Measured, naming: Naming, *, limits: Limits) -> pd.DataFrame:
    """Test the verdict, the told and dropped share and the number of new signals for a trend over the months."""
    flow = measured.flow
    _, whole = months_of(flow)
    longest = flow.silence["seconds"].replace(np.inf, np.nan).max()
    sure = flow.cutoff - limits.settled_days * DAY - (0 if np.isnan(longest) else longest)
    unseen = range(next((month for month in whole if _begin(month + 1) > sure), whole.stop), whole.stop)
    monthly = by_month(measured.fates, whole=whole, unseen=unseen)
    # What began before the window appears in its first months as if it were new.
    early = [month for month in whole if _begin(month) < flow.start + limits.settled_days * DAY]
    monthly = monthly[(monthly["measure"] != "new_signals") | ~monthly["month"].isin(early)]
    if naming.exposed:
        monthly = monthly[monthly["measure"] != "passed_on"]
    table = trends.trends(monthly)
    dated = {name: _dates(table[name]) for name in ("first_month", "last_month")}
    return table.assign(**dated)


def changes_table(measured: Measured, naming: Naming, *, limits: Limits) -> pd.DataFrame:
    """List the departments that began or ceased inside the window; small groups are not among them."""
    window, whole = months_of(measured.flow)
    found = changes.changes(
        measured.flow.activity,
        window=window,
        whole=whole,
        least=limits.changed_visits,
        significance=limits.significance,
    )
    found = found[~found["dept"].isin(naming.pooled)].reset_index(drop=True)
    relation, counterpart = _relations(changes.successions(found, measured.journeys), naming)
    table = found.assign(
        department=[naming.of(int(dept)) for dept in found["dept"]],
        month=_dates(found["month"]),
        reorganisation=found["group"].astype(float).replace(0.0, np.nan),
        relation=[relation.get(int(dept), "") for dept in found["dept"]],
        counterpart=[counterpart.get(int(dept), ()) for dept in found["dept"]],
    )
    return table[CHANGES]


def months_of(flow: Flow) -> tuple[range, range]:
    """Return the months (year * 12 + 0…11) in which there was work as usual, and those that the window holds whole.

    Exports choose their rows by a date of closing or change, so that they begin, and may end, with a trickle of what
    took long: the months at either end with fewer than a quarter of the visits of a usual month are left out. A log
    begins in the middle of things, so its first month is never whole.
    """
    visits = flow.activity.groupby("month")["visits"].sum()
    if not len(visits):
        return range(0), range(0)
    ranked = visits.sort_values()
    usual = ranked[ranked.cumsum() >= ranked.sum() / 2].iloc[0]  # the month of the median visit
    busy = visits.index[visits >= trends.EDGE * usual]
    window = range(int(busy.min()), int(busy.max()) + 1)
    full = _begin(window.stop) <= flow.cutoff + DAY  # a day for the time zone
    return window, range(window.start + 1, max(window.stop if full else window.stop - 1, window.start + 1))


def _begin(month: int) -> float:
    return _date(month).timestamp()


def _date(month: int) -> pd.Timestamp:
    return pd.Timestamp(year=month // _MONTHS, month=month % _MONTHS + 1, day=1).as_unit("s")


def _dates(months: Iterable[float]) -> pd.Series:
    dates = [pd.NaT if np.isnan(month) else _date(int(month)) for month in map(float, months)]
    return pd.Series(dates, dtype="datetime64[s]")


def _named(log: EventLog, trait: str, values: pd.Series) -> list[str]:
    if trait == "quarter":
        return [f"{value // 4}-Q{value % 4 + 1}" for value in values.astype(int)]
    names = log.names[log.names["column"] == trait].set_index("code")["name"]
    return ["" if value == 0 else str(names[value]) for value in values.astype(int)]


def _by_unit(log: EventLog, measured: Measured, shown: dict[str, pd.DataFrame]) -> pd.DataFrame:
    units = log.departments.set_index("department")["unit"]
    parts = []
    for (measure, (hits, of)), name in zip(_OF_UNIT.items(), ("told", "drop_points"), strict=True):
        table = shown[name].assign(value=shown[name]["department"].map(units).fillna(""))
        sums = table[table["value"] != ""].groupby("value", as_index=False)[[hits, of]].sum()
        if measured.fates.measurable(measure):
            counts = pd.DataFrame({"value": sums["value"], "signals": sums[hits], "of": sums[of]})
            parts.append(counts.assign(dimension="unit", measure=measure))
    return (
        pd.concat(parts, ignore_index=True)
        if parts
        else pd.DataFrame(columns=["dimension", "value", "measure", "signals", "of"])
    )


def _few_in_centre(measured: Measured, naming: Naming) -> frozenset[int]:
    """Choose the kinds of signal on which too few persons of the contact centre work to say what it does with them."""
    workers = naming.count.workers[naming.count.workers["dept"].isin(measured.home)]
    by_kind = workers.groupby("kind")["person"].nunique().sort_values(kind="stable")
    hidden = [int(kind) for kind in by_kind.index[by_kind < naming.least]]
    for kind in by_kind.index[len(hidden) :]:  # and the next smallest, where the total would give them back
        if not hidden or workers.loc[workers["kind"].isin(hidden), "person"].nunique() >= naming.least:
            break
        hidden.append(int(kind))
    return frozenset(hidden)


def _relations(found: pd.DataFrame, naming: Naming) -> tuple[dict[int, str], dict[int, tuple[str, ...]]]:
    relation: dict[int, str] = {}
    counterpart: dict[int, tuple[str, ...]] = {}
    for row in found.itertuples():
        for own, other in ((row.before, row.after), (row.after, row.before)):
            relation |= dict.fromkeys(own, str(row.relation))
            counterpart |= dict.fromkeys(own, tuple(naming.of(dept) for dept in other))
    return relation, counterpart
