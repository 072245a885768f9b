"""The measures as tables that speak of departments by name, small groups pooled."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kccdiag import groups
from kccdiag.flow.engine import DAY
from kccdiag.flow.sql import OUTCOMES
from kccdiag.intake.tables import EventLog
from kccdiag.limits import Limits
from kccdiag.measured import Measured
from kccdiag.measures import silos
from kccdiag.measures.uncertainty import wilson
from kccdiag.wording import say


@dataclass(frozen=True)
class Naming:
    """What the codes are called, and which departments may not be shown apart.

    Attributes
    ----------
    departments, kinds
        Names by code.
    pooled
        Codes of the departments that are shown together as ``small``.
    """

    departments: dict[int, str]
    kinds: dict[int, str]
    pooled: frozenset[int]
    small: str
    language: str

    def with_outside(self, dept: int) -> Naming:
        """Name the department that stands for other systems; 0 for none."""
        if not dept:
            return self
        return replace(self, departments={**self.departments, dept: say(self.language, "labels.outside")})

    def of(self, dept: int) -> str:
        """Return the name a reader may see."""
        return self.small if dept in self.pooled else self.departments[dept]


def naming_of(log: EventLog, measured: Measured, *, limits: Limits, language: str) -> Naming:
    """Name what may be named."""
    kinds = log.names[log.names["column"] == "kind"]
    persons = measured.flow.persons.set_index("dept")["person"]
    staff = log.departments.set_index("dept")["staff"]
    return Naming(
        departments={
            int(dept): str(name)
            for dept, name in zip(log.departments["dept"], log.departments["department"], strict=True)
        },
        kinds={0: "", **{int(code): str(name) for code, name in zip(kinds["code"], kinds["name"], strict=True)}},
        pooled=groups.pooled_groups(persons, staff, least=limits.group_size, kept=measured.home),
        small=say(language, "labels.small_groups"),
        language=language,
    )


def departments_table(log: EventLog, measured: Measured, naming: Naming, *, board: tuple[int, ...]) -> pd.DataFrame:
    """List the departments with everything measured of each."""
    listed = log.departments.set_index("dept")
    table = pd.DataFrame({"department": listed["department"], "unit": listed["unit"], "role": ""})
    table.loc[table.index.isin(measured.home), "role"] = "contact_centre"
    table.loc[table.index.isin(board), "role"] = "board"
    table["in_log"] = listed["in_log"]
    table["persons"] = measured.flow.persons.set_index("dept")["person"].reindex(table.index).astype(float)
    table["staff"] = listed["staff"].astype(float)
    table = table.join(measured.departments)
    if "outcomes" not in log.has:
        table[["fill", "live", "dead"]] = np.nan
    return groups.pool_rows(table, naming.pooled, name=naming.small).reset_index(drop=True)


def handovers_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """List the pairs of departments, giver → taker."""
    return groups.pool_pairs(measured.pairs, naming.pooled, names=naming.departments, small=naming.small)


def silos_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """List the silos; one with a small group in it is not shown."""
    table = measured.silos
    shown = [not naming.pooled & set(members) for members in table["members"]]
    table = table[np.array(shown, dtype=bool)].reset_index(drop=True)
    return table.assign(members=[tuple(sorted(map(naming.of, members))) for members in table["members"]])


def stock_table(log: EventLog, measured: Measured, naming: Naming) -> pd.DataFrame:
    """Follow the stock by department, "" for all together; empty where no outcome says when a signal left."""
    table = measured.stock if "outcomes" in log.has else measured.stock.iloc[:0]
    table = table.assign(department=["" if dept == 0 else naming.of(dept) for dept in table["dept"]])
    return table.groupby(["date", "department"], as_index=False)[["live", "dead"]].sum()


def drop_points_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """List the drops by department and kind; empty where no drop could have been seen."""
    table = measured.drop_points if measured.drops_seen else measured.drop_points.iloc[:0]
    named = table.assign(
        department=[naming.of(dept) for dept in table["dept"]], kind=[naming.kinds[kind] for kind in table["kind"]]
    )
    hidden = named["dept"].isin(naming.pooled)
    return groups.pool_shares(named[~hidden], named[hidden])


def told_table(log: EventLog, measured: Measured, naming: Naming) -> pd.DataFrame:
    """List who was told, by closing department, "" for all together."""
    table = measured.told.reset_index().rename(columns={"signals": "told", "of": "signals"})
    table = table[~table["dept"].isin(naming.pooled)] if "told" in log.has else table.iloc[:0]
    table = table.assign(department=["" if dept == 0 else naming.of(dept) for dept in table["dept"]])
    return table[["department", "told", "signals", "share", "low", "high"]].reset_index(drop=True)


def silence_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """List the silence limits; where one exceeds half the window, drops there are under-counted."""
    table = measured.flow.silence
    table = table[(table["dept"] > 0) & ~table["dept"].isin(naming.pooled)]
    window = measured.flow.cutoff - measured.flow.start
    return pd.DataFrame(
        {
            "department": [naming.of(dept) for dept in table["dept"]],
            "kind": [naming.kinds[kind] for kind in table["kind"]],
            "limit_days": table["seconds"].to_numpy() / DAY,
            "source": table["source"].to_numpy(),
            "undercounted": table["seconds"].to_numpy() > window / 2,
        }
    )


def outcomes_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """Count what became of the signals, by kind."""
    table = measured.flow.variants
    ended = np.array(OUTCOMES)[table["outcome"].to_numpy(int)]
    still = np.where(table["ends"] == 0, "not_known", np.where(table["dropped"] == 1, "dropped", "open"))
    fate = np.where(table["outcome"] > 0, ended, still)
    counts = table.assign(kind=table["kind"].map(naming.kinds), outcome=fate)
    counts = counts.groupby(["kind", "outcome"], as_index=False)["signals"].sum()
    of = counts.groupby("kind")["signals"].transform("sum")
    low, high = wilson(counts["signals"], of)
    return counts.assign(share=counts["signals"] / of, share_low=low, share_high=high)


def not_measurable(log: EventLog, measured: Measured, *, ideas: bool) -> pd.DataFrame:
    """List what this log cannot say, and what would make it possible (keys of wording)."""
    seen = log.departments.loc[log.departments["in_log"], "dept"]
    lateral = int((~seen.isin(measured.home)).sum())
    ended, has = "outcomes" in log.has, log.has
    lacking = {
        ("drops", "outcomes"): not ended,
        ("stock", "outcomes"): not ended,
        ("drops", "open_signals"): ended and not measured.drops_seen,
        ("told", "told"): "told" not in has,
        ("ideas", "idea_kind"): not ideas,
        ("ideas", "outcomes"): ideas and not ended,
        ("adoption", "adopted"): ended and "adopted" not in has,
        ("passed_on", "longer_window"): not measured.flow.variants["age"].ge(1).any(),
        ("passed_on", "second_department"): not lateral,
        ("walls", "four_departments"): lateral < silos.LEAST_LATERAL,
        ("silos", "five_departments"): lateral < silos.LEAST_SCANNED,
        ("subjects", "topic"): "topic" not in has,
        ("groups", "person"): not len(measured.flow.persons) and not log.departments["staff"].notna().any(),
        ("customers", "customer"): "customer" not in has,
    }
    return pd.DataFrame([pair for pair, true in lacking.items() if true], columns=["what", "needs"])
