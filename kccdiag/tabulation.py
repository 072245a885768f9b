"""The measures as tables that speak of departments by name, small groups pooled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kccdiag import groups
from kccdiag.flow.engine import DAY, Flow
from kccdiag.flow.sql import OUTCOMES
from kccdiag.intake.tables import EventLog
from kccdiag.limits import Limits
from kccdiag.lists import fold
from kccdiag.measured import Measured
from kccdiag.measures import expected, silos
from kccdiag.measures.kpis import kpi_balance
from kccdiag.measures.totals import Totals, coded
from kccdiag.measures.uncertainty import wilson
from kccdiag.texts.sameness import Sameness
from kccdiag.wording import say

REASON_COLUMNS = [
    "reason", "contacts", "shared_contacts", "followed_contacts", "repeats", "repeat_share", "repeat_share_low",
    "repeat_share_high", "repeat_share_elsewhere", "chance_share", "p", "q", "failure_demand", "customer_value",
    "organisation_value", "quadrant",
]  # fmt: skip
_FATES = (*OUTCOMES, "not_known", "dropped", "open")
NOT_KNOWN, DROPPED, OPEN = range(len(OUTCOMES), len(_FATES))
ELSEWHERE = ["share_elsewhere", "difference", "difference_low", "difference_high", "p", "q"]


@dataclass(frozen=True)
class Naming:
    """What the codes are called, and which departments may not be shown apart.

    Attributes
    ----------
    departments, kinds
        Names by code.
    pooled
        Codes of the departments that are shown together as ``small``.
    silent
        Those without a visit.
    count, least
        Who worked where, and how many persons a group must have.
    exposed
        Whether the contact centre as a whole has fewer.
    ideas
        ``about``, ``label``, ``topic`` on the number of each group of ideas that say the same.
    """

    departments: dict[int, str]
    kinds: dict[int, str]
    pooled: frozenset[int]
    silent: frozenset[int]
    count: groups.Headcount
    least: int
    exposed: bool
    small: str
    language: str
    ideas: pd.DataFrame

    def with_outside(self, dept: int) -> Naming:
        """Name the department that stands for other systems; 0 for none."""
        if not dept:
            return self
        return replace(self, departments={**self.departments, dept: say(self.language, "labels.outside")})

    @property
    def shows_small(self) -> bool:
        """Whether the small groups are enough persons together for their totals to be shown."""
        return self.count.together(self.pooled - self.silent) >= self.least

    def of(self, dept: int) -> str:
        """Return the name a reader may see."""
        return self.small if dept in self.pooled else self.departments[dept]


def naming_of(
    log: EventLog, flow: Flow, *, limits: Limits, language: str, same: Sameness | None = None
) -> Naming:
    """Name what may be named, groups of ideas where it is known which say the ``same``."""
    kinds = log.names[log.names["column"] == "kind"]
    count, least = headcount_of(log, flow), limits.group_size
    home = frozenset(() if flow.intake else flow.home)
    silent = frozenset(int(dept) for dept in log.departments["dept"]) - set(flow.states["dept"])
    return Naming(
        departments={
            int(dept): str(name)
            for dept, name in zip(log.departments["dept"], log.departments["department"], strict=True)
        },
        kinds={0: "", **{int(code): str(name) for code, name in zip(kinds["code"], kinds["name"], strict=True)}},
        pooled=groups.pooled_groups(count, least=least, centre=home, silent=silent),
        silent=silent,
        count=count,
        least=least,
        exposed=groups.is_exposed(count, least=least, centre=home, silent=silent),
        small=say(language, "labels.small_groups"),
        language=language,
        ideas=pd.DataFrame() if same is None else _ideas(log, same),
    )


def headcount_of(log: EventLog, flow: Flow) -> groups.Headcount:
    """Count who worked where, by the log and, where it names nobody, by the head counts of the engagement."""
    workers = flow.workers[["dept", "kind", "person"]]
    return groups.Headcount(workers, staff=log.departments.set_index("dept")["staff"])


def departments_table(log: EventLog, measured: Measured, naming: Naming, *, board: tuple[int, ...]) -> pd.DataFrame:
    """List the departments with everything measured of each."""
    listed = log.departments.set_index("dept")
    seen = measured.flow.workers.groupby("dept")["person"].nunique()
    roles = np.where(listed.index.isin(measured.home), "contact_centre", "")
    about = {
        "department": listed["department"],
        "unit": listed["unit"],
        "role": np.where(listed.index.isin(board), "board", roles),
        "in_log": listed["in_log"],
        "persons": seen.reindex(listed.index).astype(float),
        "staff": listed["staff"].astype(float),
    }
    table = pd.DataFrame(about, index=listed.index).join(measured.departments)
    if "outcomes" not in log.has:
        table[["fill", "fill_low", "fill_high", "live", "dead"]] = np.nan
    if naming.exposed:
        table["visits_elsewhere"] = np.nan
    table = table.drop(index=list(naming.pooled & naming.silent))
    hidden = naming.pooled - naming.silent
    persons = naming.count.together(hidden)
    table = groups.pool_rows(table, hidden, name=naming.small, persons=persons, shown=naming.shows_small)
    return table.reset_index(drop=True)


def overview_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """List the numbers about the whole, without those that say what a contact centre of few persons does."""
    table = measured.overview
    if naming.exposed:
        table = table.copy()
        about_few = table["measure"].isin(["passed_on", "spread"]) | table["measure"].str.startswith("ei_index")
        table.loc[about_few, ["estimate", "low", "high"]] = np.nan
    return table


def handovers_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """List the pairs of departments, giver → taker."""
    pairs = measured.pairs
    if not naming.shows_small:
        pairs = pairs[~(pairs["giver"].isin(naming.pooled) | pairs["taker"].isin(naming.pooled))]
    return groups.pool_pairs(pairs, naming.pooled, names=naming.departments, small=naming.small)


def silos_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """List the silos; one with a small group in it is not shown."""
    table = measured.silos
    shown = [not naming.pooled & set(members) for members in table["members"]]
    table = table[np.array(shown, dtype=bool)].reset_index(drop=True)
    return table.assign(members=[tuple(sorted(map(naming.of, members))) for members in table["members"]])


def stock_table(log: EventLog, measured: Measured, naming: Naming) -> pd.DataFrame:
    """Follow the stock by department, "" for all together; empty where no outcome says when a signal left."""
    table = measured.stock if "outcomes" in log.has else measured.stock.iloc[:0]
    if not naming.shows_small:
        table = table[~table["dept"].isin(naming.pooled)]
    table = table.assign(department=["" if dept == 0 else naming.of(dept) for dept in table["dept"]])
    return table.groupby(["date", "department"], as_index=False)[["live", "dead"]].sum()


def drop_points_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """List the drops by department and kind; empty where no drop could have been seen."""
    table = measured.drop_points if measured.drops_seen else measured.drop_points.iloc[:0]
    named = table.assign(
        department=[naming.of(dept) for dept in table["dept"]], kind=[naming.kinds[kind] for kind in table["kind"]]
    )
    if naming.exposed:  # with what happens elsewhere, the contact centre's part of "small groups" could be told
        named[ELSEWHERE] = np.nan
    places = pd.MultiIndex.from_frame(table[["dept", "kind"]])
    count = replace(naming.count, workers=measured.flow.workers)  # under an objection fewer may have worked on a kind
    pooled, withheld = groups.hidden_cells(count, list(places), pooled=naming.pooled, least=naming.least)
    hidden = places.isin(list(pooled))
    shown = named[~hidden & ~places.isin(list(withheld))]
    return groups.pool_shares(shown, named[hidden].assign(department=naming.small))


def told_table(log: EventLog, measured: Measured, naming: Naming) -> pd.DataFrame:
    """List who was told, by closing department, "" for all together."""
    table = measured.told.reset_index().rename(columns={"signals": "told", "of": "signals"})
    hidden = groups.hidden_among(naming.count, table["dept"], pooled=naming.pooled, least=naming.least)
    table = table[~table["dept"].isin(hidden)] if "told" in log.has else table.iloc[:0]
    table = table.assign(department=["" if dept == 0 else naming.of(dept) for dept in table["dept"]])
    return table[["department", "told", "signals", "share", "low", "high"]].reset_index(drop=True)


def returns_table(log: EventLog, measured: Measured) -> pd.DataFrame:
    """Compare told with untold customers; empty where the log knows no customers, outcomes or telling."""
    return measured.returns if log.has >= {"customer", "outcomes", "told"} else measured.returns.iloc[:0]


def contact_reasons_table(log: EventLog, measured: Measured, naming: Naming) -> pd.DataFrame:
    """List what customers get in touch about, "" for what is not known; few customers' reasons are pooled."""
    column = log.contact_column
    names = log.names[log.names["column"] == column].set_index("code")["name"].to_dict()
    table = measured.contact_reasons if column in log.has else measured.contact_reasons.iloc[:0]
    named = table.assign(reason=[names.get(about, "") for about in table.index])
    nobody = pd.DataFrame({"dept": [], "kind": [], "person": []})
    callers = table["callers"].drop(index=0, errors="ignore")  # to have no reason known is no group's trait
    small = groups.pooled_groups(groups.Headcount(nobody, staff=callers), least=naming.least)
    hidden = named.index.isin(list(small))
    shown = named[~hidden]
    if hidden.any():
        sums = named.loc[hidden, ["contacts", "shared_contacts"]].sum()
        row = pd.DataFrame([{"reason": naming.small, "quadrant": "", **sums}]).reindex(columns=named.columns)
        shown = pd.concat([shown, row.astype(named.dtypes.to_dict() | {"callers": float})])
    return shown[REASON_COLUMNS].sort_values(["contacts", "reason"], ascending=[False, True], ignore_index=True)


def value_irritant_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """Share out contacts over the quadrants; what few customers get in touch about is counted with the next fewest."""
    table = measured.value_irritant
    cells = ["contacts", "share", "share_low", "share_high"]
    return _without_few(table, table["callers"], cells, least=naming.least).drop(columns="callers")


def desks_table(measured: Measured, naming: Naming, *, least: int) -> pd.DataFrame:
    """Count departments a signal, of all and by kind; no estimates of fewer than ``least`` signals."""
    table = measured.desks
    estimates = table.columns.difference(["kind", "signals"])
    table = table.assign(
        by=np.where(table["kind"] < 0, "all", "kind"), value=[naming.kinds.get(kind, "") for kind in table["kind"]]
    )
    table.loc[table["signals"] < least, estimates] = np.nan
    return table[["by", "value", *(name for name in measured.desks.columns if name != "kind")]]


def satisfaction_table(log: EventLog, measured: Measured, naming: Naming, *, least: int) -> pd.DataFrame:
    """Average what customers thought of it; nothing of few customers, no estimates of fewer than ``least`` marks."""
    table = measured.satisfaction
    if "told" not in log.has:
        table = table[table["by"] != "telling"]
    estimates = ["satisfaction", "satisfaction_low", "satisfaction_high"]
    parts = [
        _without_few(part, part["callers"], ["signals", *estimates], least=naming.least)
        for _, part in table.groupby("by", sort=False)
    ]
    shown = pd.concat(parts, ignore_index=True) if parts else table.copy()
    shown.loc[~(shown["signals"] >= least), estimates] = np.nan
    return shown.drop(columns="callers")


def handle_time_table(measured: Measured, naming: Naming, *, least: int) -> pd.DataFrame:
    """Set what came after contacts beside how long they took; empty where few persons handled them all."""
    table = measured.handle_time if not naming.exposed else measured.handle_time.iloc[:0]
    marks = ["rated", "satisfaction", "satisfaction_low", "satisfaction_high"]
    table = _without_few(table, table["raters"], marks, least=naming.least)
    table = _without_few(table, table["callers"], [*table.columns.drop("quartile")], least=naming.least)
    table.loc[~(table["rated"] >= least), marks[1:]] = np.nan
    table.loc[~(table["followed"] >= least), ["repeat_share", "repeat_share_low", "repeat_share_high"]] = np.nan
    return table.drop(columns=["callers", "raters"])


def _without_few(table: pd.DataFrame, customers: pd.Series, cells: list[str], *, least: int) -> pd.DataFrame:
    """Empty the cells of rows about few customers and, where a total would give these back, of the next smallest."""
    nobody = pd.DataFrame({"dept": [], "kind": [], "person": []})
    few = groups.pooled_groups(groups.Headcount(nobody, staff=customers), least=least)
    hidden = table.index.isin(list(few))
    return table.assign(**{name: table[name].where(~hidden) for name in cells})


def kpi_table(kpis: pd.DataFrame, naming: Naming, *, most: float) -> pd.DataFrame:
    """Share out what departments are steered on, "" for all together; small groups are one row without shares."""
    known = {fold(name): dept for dept, name in naming.departments.items()}
    small = kpis["department"].map(lambda name: known.get(fold(name), 0) in naming.pooled).astype(bool)
    named = kpis.assign(department=[_known_as(name, known, naming) for name in kpis["department"]])
    table = kpi_balance(named if naming.shows_small else named[~small], most=most)
    own = kpi_balance(named[~small], most=most)
    shown = pd.concat([table[table["department"] == ""], own[own["department"] != ""]], ignore_index=True)
    if small.any() and naming.shows_small:
        row = {"department": naming.small, "indicators": int(small.sum()), "posture": ""}
        shown = pd.concat([shown, pd.DataFrame([row])], ignore_index=True)
    return shown


def _known_as(name: str, known: Mapping[str, int], naming: Naming) -> str:
    """Write a department as the log does, where it is in there."""
    return naming.departments.get(known.get(fold(name), 0), name)


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


def outcomes_table(log: EventLog, measured: Measured, naming: Naming) -> pd.DataFrame:
    """Count what became of the signals, by kind: not known of those of which no end would have been seen."""
    table = measured.flow.variants
    outcome, ends, dropped = (table[name].to_numpy(np.int64) for name in ("outcome", "ends", "dropped"))
    still = np.where((ends == 0) | ("outcomes" not in log.has), NOT_KNOWN, np.where(dropped == 1, DROPPED, OPEN))
    found = Totals.of(coded(table["kind"], np.where(outcome > 0, outcome, still)), signals=table["signals"])
    (kind, fate), signals = found.keys(2), found.sums["signals"]
    of = Totals.of(kind, signals=signals).at(kind, "signals")
    low, high = wilson(signals, of)
    named = {"kind": [naming.kinds[code] for code in kind.tolist()], "outcome": np.array(_FATES)[fate]}
    shares = {"signals": signals, "share": signals / of, "share_low": low, "share_high": high}
    return groups.by_names(pd.DataFrame(named | shares), "kind", "outcome")


def recurring_table(measured: Measured, naming: Naming) -> pd.DataFrame:
    """List ideas that say the same and what became of them; empty where no drop could have been seen."""
    table = measured.recurring if measured.drops_seen else measured.recurring.iloc[:0]
    table = table[table["group"].isin(naming.ideas.index)]
    named = naming.ideas.loc[table["group"]].set_axis(table.index)
    months = {
        name: [f"{month // 12}-{month % 12 + 1:02d}" for month in table[name].tolist()]
        for name in ("first_month", "last_month")
    }
    return named.join(table.drop(columns="group").assign(**months)).reset_index(drop=True)


def _ideas(log: EventLog, same: Sameness) -> pd.DataFrame:
    """Name the groups of ideas that say the same."""
    topics = log.names[log.names["column"] == "topic"].set_index("code")["name"]
    names = same.names.assign(topic=same.names["topic"].map(topics).fillna(""))
    return names.assign(about=_abouts(names))[["about", "label", "topic"]]


def _abouts(names: pd.DataFrame) -> list[str]:
    """Tell groups apart by topic, by label where a larger group has the topic, and by number where both are the same.

    Examples
    --------
    >>> _abouts(pd.DataFrame({"label": ["a", "b", "", "c", ""], "topic": ["T", "T", "T", "", ""]}))
    ['T', 'T: b', 'T (2)', 'c', '']
    """
    given: list[str] = []
    for label, topic in zip(names["label"], names["topic"], strict=True):
        about = topic or label
        if about in given and topic and label:
            about = f"{topic}: {label}"
        taken = sum(other == about or other.startswith(f"{about} (") for other in given) if about else 0
        given.append(f"{about} ({taken + 1})" if taken else about)
    return given


def _lacking_of_contacts(log: EventLog, measured: Measured) -> dict[tuple[str, str], bool]:
    has, about = log.has, log.contact_column in log.has
    known = has >= {"customer", "outcomes", "told"}
    standard = log.quality["check"].eq("klantinteracties").any()  # which knows no answer to the customer
    return {
        ("silence_spreads", "told"): "customer" in has and "told" not in has and not standard,
        ("silence_spreads", "outcomes"): "customer" in has and "outcomes" not in has,
        ("silence_spreads", "told_and_untold"): known and not measured.returns["difference"].notna().any(),
        ("repeat_contact", "reason"): "customer" in has and not about,
        ("failure_demand", "reason"): not about,
        ("failure_demand", "reasons_file"): about and not measured.contact_reasons["failure_demand"].notna().any(),
    }


def _lacking_of_reasons(log: EventLog, measured: Measured, naming: Naming) -> dict[tuple[str, str], bool]:
    """Say what the role of the contact centre can't be seen from."""
    has, about = log.has, log.contact_column in log.has
    timed = "duration_s" in has
    return {
        ("value_irritant", "reason"): not about,
        ("value_irritant", "values"): about and measured.value_irritant.empty,
        ("satisfaction", "satisfaction"): "satisfaction" not in has,
        ("handle_time", "duration_s"): not timed,
        ("handle_time", "reason"): timed and not about,
        ("handle_time", "customer_or_satisfaction"): timed and about and not has & {"customer", "satisfaction"},
        ("handle_time", "five_in_centre"): timed and about and naming.exposed,
        ("handle_time", "more_contacts"): timed and about and measured.handle_time.empty,
    }


def not_measurable(log: EventLog, measured: Measured, naming: Naming, *, ideas: bool, kpis: bool) -> pd.DataFrame:
    """List what this log cannot say, and what would make it possible (keys of wording)."""
    known = naming.count.sizes()
    seen = log.departments.loc[log.departments["in_log"], "dept"]
    lateral = int((~seen.isin(measured.home)).sum())
    ended, has = "outcomes" in log.has, log.has
    standard = log.quality["check"].eq("klantinteracties").any()
    queue, waits = measured.departments[["queue_share", "customer_share"]].notna().any()
    lacking = {
        ("drops", "outcomes"): not ended,
        ("stock", "outcomes"): not ended,
        ("drops", "open_signals"): ended and not measured.drops_seen,
        ("told", "told"): "told" not in has and not standard,
        ("told", "other_system"): "told" not in has and standard,
        ("ideas", "idea_kind"): not ideas,
        ("ideas", "outcomes"): ideas and not ended,
        ("adoption", "adopted"): ended and "adopted" not in has,
        ("passed_on", "longer_window"): not measured.flow.variants["age"].ge(1).any(),
        ("passed_on", "second_department"): not lateral,
        ("two_departments", "third_department"): measured.fates.elsewhere == 1,
        ("walls", "four_departments"): lateral < expected.LEAST_LATERAL,
        ("silos", "five_departments"): lateral < silos.LEAST_SCANNED,
        ("subjects", "topic"): "topic" not in has,
        ("groups", "person"): not len(known),
        ("groups", "persons_of_all"): bool(len(known)) and not seen.isin(known.index).all(),
        ("by_department", "five_persons"): bool(naming.pooled) and not naming.shows_small,
        ("passed_on", "five_in_centre"): naming.exposed,
        ("customers", "customer"): "customer" not in has,
        ("split", "stays"): not (queue or waits),
        ("split_queue", "stays_queue"): waits and not queue,
        ("split_customer", "stays_customer"): queue and not waits,
        ("kpi_balance", "kpis_file"): not kpis,
    } | _lacking_of_contacts(log, measured)
    lacking |= _lacking_of_reasons(log, measured, naming)
    return pd.DataFrame([pair for pair, true in lacking.items() if true], columns=["what", "needs"])
