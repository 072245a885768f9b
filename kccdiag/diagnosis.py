"""Every measure of an engagement, computed once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

import numpy as np
import pandas as pd

from kccdiag import groups
from kccdiag.engagement import Engagement, fold
from kccdiag.faults import refuse
from kccdiag.flow.engine import DAY, Engine, Question
from kccdiag.flow.journeys import Journeys, journeys_of
from kccdiag.flow.network import department_graph
from kccdiag.flow.sql import OUTCOMES
from kccdiag.flow.survival import kaplan_meier
from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import EventLog
from kccdiag.limits import Limits
from kccdiag.measures import ideas, irrigation, reservoir, silos
from kccdiag.measures.uncertainty import wilson
from kccdiag.wording import say

IDEA = "idea"
RESHUFFLES = 5
YEAR = 365.25
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Diagnosis:
    """What was measured in an engagement; tables speak of departments by name, and small groups are pooled.

    Attributes
    ----------
    engagement_name, language
        Of the engagement.
    contact_centre, board
        Department names; with ``intake`` the contact centre is every department where signals start.
    years
        Length of the window.
    overview
        ``measure``, ``estimate``, ``low``, ``high``, ``unit``, ``n``.
    departments, handovers, stock, funnel, drop_points, outcomes, silos, told, silence
        See the columns in ``docs/tables.md``; shares are of one, times in days; NaN where not measurable.
    data_quality
        What was counted on the way in.
    not_measurable
        ``what``, ``needs`` (keys of wording): what this log cannot say, and what would make it possible.
    withheld
        How many departments are pooled as small groups.
    reshuffled
        The same under other orders of events tied in time; empty where few are.
    """

    engagement_name: str
    language: str
    limits: Limits
    told_target: float | None
    contact_centre: tuple[str, ...]
    intake: bool
    board: tuple[str, ...]
    start: pd.Timestamp
    cutoff: pd.Timestamp
    years: float
    signals: int
    events: int
    has: frozenset[str]
    overview: pd.DataFrame
    departments: pd.DataFrame
    handovers: pd.DataFrame
    stock: pd.DataFrame
    funnel: pd.DataFrame
    drop_points: pd.DataFrame
    outcomes: pd.DataFrame
    silos: pd.DataFrame
    told: pd.DataFrame
    silence: pd.DataFrame
    data_quality: pd.DataFrame
    inputs: pd.DataFrame
    not_measurable: pd.DataFrame
    withheld: int
    reshuffled: tuple[Diagnosis, ...] = ()

    def _repr_html_(self) -> str:
        shown = self.overview[["measure", "estimate", "low", "high"]].to_html(
            index=False, float_format="%.2f", border=0
        )
        return f"<b>{escape(self.engagement_name)}</b><br>{self.signals:,} · {self.start:%Y-%m-%d} – {self.cutoff:%Y-%m-%d}{shown}"


def diagnose(
    engagement: Engagement, *, language: str | None = None, seed: int = 0, progress: Progress | None = None
) -> Diagnosis:
    """Read an engagement's logs and measure everything.

    Parameters
    ----------
    language
        Of names that the package itself gives; the engagement's where None.
    seed
        For what is drawn at random: null tables of the silo scan, reshuffled ties.
    progress
        Called with a step's name and the share done.

    Raises
    ------
    kccdiag.faults.InputError
        When the engagement has no log, or the log cannot be read.
    """
    if not engagement.logs:
        raise refuse("kccdiag.toml", "there is no [log] to diagnose", "name the export and its columns under [log]")
    tell = progress or (lambda step, share: None)
    tell("intake", 0.0)
    log = read_log(engagement, progress=tell)
    return measure(log, engagement, language=language or engagement.language, seed=seed, progress=tell)


def measure(
    log: EventLog, engagement: Engagement, *, language: str, seed: int = 0, progress: Progress | None = None
) -> Diagnosis:
    """Measure everything in a canonical log; see :func:`diagnose`."""
    tell = progress or (lambda step, share: None)
    tell("flow", 0.0)
    question = _question(log, engagement)
    diagnosis = _Measuring(log, engagement, question, language=language, seed=seed).diagnosis()
    if _count(log, "ties_undecided_share") <= engagement.limits.tie_share:
        return diagnosis
    shuffled = []
    for turn in range(RESHUFFLES):
        tell("ties", turn / RESHUFFLES)
        question = replace(question, shuffle=seed * RESHUFFLES + turn)
        shuffled.append(_Measuring(log, engagement, question, language=language, seed=seed).diagnosis())
    return replace(diagnosis, reshuffled=tuple(shuffled))


def _question(log: EventLog, engagement: Engagement) -> Question:
    codes = {
        fold(name): int(code) for name, code in zip(log.departments["department"], log.departments["dept"], strict=True)
    }
    home = [codes[fold(name)] for name in engagement.contact_centre if fold(name) in codes]
    board = [codes[fold(name)] for name in engagement.board if fold(name) in codes]
    kinds = log.names[log.names["column"] == "kind"]
    idea = kinds.loc[kinds["name"].map(fold) == IDEA, "code"]
    stays = {meaning for source in engagement.logs for meaning in source.stays.values()}
    return Question(
        home=tuple(home) if home else None,
        board=tuple(board),
        idea=int(idea.iloc[0]) if len(idea) else -1,
        queues="queue" in stays,
    )


def _count(log: EventLog, check: str) -> float:
    return float(log.quality.loc[log.quality["check"] == check, "value"].sum())


class _Measuring:
    """The measures of one log under one question, with names in place of codes."""

    def __init__(self, log: EventLog, engagement: Engagement, question: Question, *, language: str, seed: int) -> None:
        self.log, self.engagement, self.question, self.seed = log, engagement, question, seed
        self.limits, self.language = engagement.limits, language
        self.names = dict(zip(log.departments["dept"], log.departments["department"], strict=True))
        kinds = log.names[log.names["column"] == "kind"]
        self.kinds = {0: "", **dict(zip(kinds["code"], kinds["name"], strict=True))}

    def diagnosis(self) -> Diagnosis:
        with Engine(self.log, self.question, limits=self.limits).opened() as engine:
            self.flow = engine.flow()
            self.journeys = journeys_of(self.flow)
            self.bounces = self._bounces(engine)
        self.home = () if self.flow.intake else self.flow.home
        persons = self.flow.persons.set_index("dept")["person"]
        staff = self.log.departments.set_index("dept")["staff"]
        self.pooled = groups.pooled_groups(persons, staff, least=self.limits.group_size)
        self.small = say(self.language, "labels.small_groups")
        return self._assembled()

    def _assembled(self) -> Diagnosis:
        departments = self._departments()
        return Diagnosis(
            engagement_name=self.engagement.name,
            language=self.language,
            limits=self.limits,
            told_target=self.engagement.told_target,
            contact_centre=tuple(self._name(dept) for dept in self.flow.home),
            intake=self.flow.intake,
            board=tuple(self._name(dept) for dept in self.question.board),
            start=pd.Timestamp(self.flow.start, unit="s").as_unit("s"),
            cutoff=pd.Timestamp(self.flow.cutoff, unit="s").as_unit("s"),
            years=max(self.flow.cutoff - self.flow.start, DAY) / DAY / YEAR,
            signals=int(self.flow.variants["signals"].sum()),
            events=int(_count(self.log, "events")),
            has=self.log.has,
            overview=self._overview(),
            departments=departments,
            handovers=self._handovers(),
            stock=self._stock(),
            funnel=ideas.funnel(self.flow, measurable=self._stages()),
            drop_points=self._drop_points(),
            outcomes=self._outcomes(),
            silos=self._silos(),
            told=self._told(),
            silence=self._silence(),
            data_quality=self.log.quality,
            inputs=self.log.inputs,
            not_measurable=self._not_measurable(),
            withheld=len(self.pooled),
        )

    @property
    def ended(self) -> bool:
        return "outcomes" in self.log.has

    @property
    def drops_seen(self) -> bool:
        """Whether some signal is without outcome, so that a drop could be told from an export of closed cases only."""
        without = self.flow.variants[(self.flow.variants["outcome"] == 0) & (self.flow.variants["ends"] == 1)]
        return self.ended and bool(without["signals"].sum())

    def _name(self, dept: int) -> str:
        return self.small if dept in self.pooled else str(self.names[dept])

    def _bounces(self, engine: Engine) -> pd.DataFrame:
        table = irrigation.bounces(self.journeys)
        often = (table["followed"] >= self.limits.bounce_handovers) & (table["bounce_share"] > self.limits.bounce_share)
        table["parallel"] = False
        if often.any():
            runs = engine.interleaved(table[often].rename(columns={"giver": "a", "taker": "b"}))
            # As many alternations as a random order of the same events would show: work side by side, nothing goes back and forth.
            runs["parallel"] = (runs["runs"] - runs["expected"]).abs() < 1.96 * np.sqrt(runs["variance"])
            marks = runs.set_index(["a", "b"])["parallel"].to_dict()
            table["parallel"] = [marks.get(pair, False) for pair in zip(table["giver"], table["taker"], strict=True)]
        return table

    def _departments(self) -> pd.DataFrame:
        listed = self.log.departments.set_index("dept")
        depts = [int(dept) for dept in listed.index]
        reach = irrigation.reach(self.journeys, depts=depts, intake=self.flow.intake)
        reach.loc[reach.index.isin(self.home), ["share", "low", "high"]] = np.nan
        self.reach = reach
        passed = irrigation.gatekeeping(self.journeys, depts=depts)
        levels, self.incoherence = irrigation.trophic_levels(department_graph(_edges(self.journeys)))
        self.levels = levels
        table = pd.DataFrame({"department": listed["department"], "unit": listed["unit"], "role": ""})
        table.loc[table.index.isin(self.home), "role"] = "contact_centre"
        table.loc[table.index.isin(self.question.board), "role"] = "board"
        table["in_log"] = listed["in_log"]
        table["persons"] = self.flow.persons.set_index("dept")["person"].reindex(table.index).astype(float)
        table["staff"] = listed["staff"].astype(float)
        parts = [reservoir.stay_ratios(self.flow), reservoir.residence(self.flow), reservoir.fill(self.flow)]
        for part in parts:
            table = table.join(part)
        table["silence_limit_days"] = self._dept_silence()
        for name, part in (("reach", reach), ("gatekeeping", passed)):
            table[name], table[f"{name}_low"], table[f"{name}_high"] = part["share"], part["low"], part["high"]
        table["reached_signals"], table["centre_signals"] = reach["signals"], reach["of"]
        table["gatekeeping_signals"], table["gatekeeping_of"] = passed["signals"], passed["of"]
        table["trophic_level"] = levels.reindex(table.index)
        table[["visits", "entered", "left", "live", "dead"]] = table[
            ["visits", "entered", "left", "live", "dead"]
        ].fillna(0)
        if not self.ended:
            table[["fill", "live", "dead"]] = np.nan
        return groups.pool_rows(table, self.pooled, name=self.small).reset_index(drop=True)

    def _dept_silence(self) -> pd.Series:
        own = self.flow.silence[self.flow.silence["source"] == "department"].drop_duplicates("dept")
        return own.set_index("dept")["seconds"] / DAY

    def _handovers(self) -> pd.DataFrame:
        pairs = silos.openness(self.journeys, home=self.home)
        lateral = silos.lateral_table(self.journeys, home=self.home)
        self.phi = lateral.phi if lateral is not None else 1.0
        pairs = silos.walls(pairs, limits=self.limits, phi=self.phi)
        delays = {
            pair: kaplan_meier(part.assign(ended=1), weight="handovers").quantile(0.5) / DAY
            for pair, part in self.flow.delays.groupby(["giver", "taker"])
        }
        pairs["median_days"] = [delays.get(pair, np.nan) for pair in zip(pairs["giver"], pairs["taker"], strict=True)]
        pairs = pairs.merge(self.bounces, on=["giver", "taker"], how="left").fillna(
            {"bounces": 0, "followed": 0, "parallel": False}
        )
        return groups.pool_pairs(pairs, self.pooled, names=self.names, small=self.small)

    def _silos(self) -> pd.DataFrame:
        lateral = silos.lateral_table(self.journeys, home=self.home)
        table = silos.silos(lateral, limits=self.limits, seed=self.seed)
        hidden = [bool(self.pooled & set(members)) for members in table["members"]]
        table = table[~np.array(hidden, dtype=bool)].reset_index(drop=True)
        return table.assign(
            members=[tuple(sorted(self.names[dept] for dept in members)) for members in table["members"]]
        )

    def _stock(self) -> pd.DataFrame:
        table = reservoir.stock(self.flow) if self.ended else reservoir.stock(self.flow).iloc[:0]
        table["department"] = ["" if dept == 0 else self._name(dept) for dept in table["dept"]]
        return table.groupby(["date", "department"], as_index=False)[["live", "dead"]].sum()

    def _drop_points(self) -> pd.DataFrame:
        table = ideas.drop_points(self.flow)
        if not self.drops_seen:
            table = table.iloc[:0]
        table = table.assign(
            department=[self._name(dept) for dept in table["dept"]], kind=[self.kinds[kind] for kind in table["kind"]]
        )
        return groups.pool_shares(table[~table["dept"].isin(self.pooled)], table[table["dept"].isin(self.pooled)])

    def _told(self) -> pd.DataFrame:
        if "told" not in self.log.has:
            return pd.DataFrame(columns=["department", "told", "signals", "share", "low", "high"])
        table = irrigation.told_shares(self.journeys).reset_index()
        table = table[(table["dept"] == 0) | ~table["dept"].isin(self.pooled)]
        table["department"] = ["" if dept == 0 else self.names[dept] for dept in table["dept"]]
        table = table.rename(columns={"signals": "told", "of": "signals"})
        return table[["department", "told", "signals", "share", "low", "high"]].reset_index(drop=True)

    def _silence(self) -> pd.DataFrame:
        table = self.flow.silence[(self.flow.silence["dept"] > 0) & ~self.flow.silence["dept"].isin(self.pooled)]
        window = self.flow.cutoff - self.flow.start
        return pd.DataFrame(
            {
                "department": [self.names[dept] for dept in table["dept"]],
                "kind": [self.kinds[kind] for kind in table["kind"]],
                "limit_days": table["seconds"] / DAY,
                "source": table["source"],
                "undercounted": table["seconds"] > window / 2,
            }
        ).reset_index(drop=True)

    def _outcomes(self) -> pd.DataFrame:
        table = self.flow.variants
        fate = np.where(
            table["outcome"] > 0,
            np.array(OUTCOMES)[table["outcome"]],
            np.where(table["dropped"] == 1, "dropped", "open"),
        )
        fate = np.where((table["outcome"] == 0) & (table["ends"] == 0), "not_known", fate)
        kinds = table["kind"].map(self.kinds)
        counts = table.assign(kind=kinds, outcome=fate).groupby(["kind", "outcome"], as_index=False)["signals"].sum()
        of = counts.groupby("kind")["signals"].transform("sum")
        low, high = wilson(counts["signals"], of)
        return counts.assign(share=counts["signals"] / of, share_low=low, share_high=high)

    def _overview(self) -> pd.DataFrame:
        verdict = irrigation.verdict(self.journeys, board=self.question.board, has=self.log.has)
        rows = [(name, row["share"], row["low"], row["high"], "share", row["of"]) for name, row in verdict.iterrows()]
        others = len([dept for dept in self.log.departments["dept"] if dept not in self.home])
        spread = irrigation.spread(self.journeys, departments=others)
        rows.append(("spread", *spread[:3], "share", spread[3]))
        if (dry := self._dry_departments()) is not None:
            rows.append(dry)
        cycling = irrigation.cycling(self.journeys)
        if len(cycling):
            rows.append(
                (
                    "cycling",
                    *cycling.iloc[0][
                        [
                            "share",
                            "low",
                            "high",
                        ]
                    ],
                    "share",
                    cycling.iloc[0]["cases"],
                )
            )
        low, high = irrigation.incoherence_interval(self.journeys, self.levels, self.incoherence)
        rows.append(("incoherence", self.incoherence, low, high, "ratio", self.journeys.handovers()["signals"].sum()))
        if "told" in self.log.has:
            told = irrigation.told_shares(self.journeys).loc[0]
            rows.append(("told_in_time", told["share"], told["low"], told["high"], "share", told["of"]))
        return pd.DataFrame(rows, columns=["measure", "estimate", "low", "high", "unit", "n"])

    def _dry_departments(self) -> tuple[str, float, float, float, str, int] | None:
        """Share of the departments that hardly any signal reaches; the upper end counts those that might be."""
        table = self.reach.drop(index=list(self.question.board), errors="ignore").dropna(subset="share")
        if not len(table):
            return None
        sure, perhaps = (table["high"] < self.limits.dry_reach).mean(), (table["low"] < self.limits.dry_reach).mean()
        return ("dry_departments", float(sure), float(sure), float(perhaps), "share", len(table))

    def _stages(self) -> frozenset[str]:
        if self.question.idea < 0 or not self.ended:
            return frozenset()
        decided = bool(self.question.board) or "adopted" in self.log.has
        asked = {"decided": decided, "adopted": "adopted" in self.log.has, "told": "told" in self.log.has}
        return frozenset(stage for stage in ideas.STAGES if asked.get(stage, True))

    def _not_measurable(self) -> pd.DataFrame:
        lateral = len(
            [dept for dept in self.log.departments.loc[self.log.departments["in_log"], "dept"] if dept not in self.home]
        )
        has = self.log.has
        aged = self.flow.variants.loc[self.flow.variants["age"] >= 1, "signals"].sum()
        missing = {
            ("drops", "outcomes"): not self.ended,
            ("stock", "outcomes"): not self.ended,
            ("drops", "open_signals"): self.ended and not self.drops_seen,
            ("told", "told"): "told" not in has,
            ("ideas", "idea_kind"): self.question.idea < 0,
            ("adoption", "adopted"): self.ended and "adopted" not in has,
            ("passed_on", "longer_window"): not aged,
            ("walls", "four_departments"): lateral < silos.LEAST_LATERAL,
            ("silos", "five_departments"): lateral < silos.LEAST_SCANNED,
            ("subjects", "topic"): "topic" not in has,
            ("groups", "person"): not len(self.flow.persons) and not self.log.departments["staff"].notna().any(),
            ("customers", "customer"): "customer" not in has,
        }
        return pd.DataFrame([pair for pair, lacking in missing.items() if lacking], columns=["what", "needs"])


def _edges(journeys: Journeys) -> pd.DataFrame:
    steps = journeys.handovers()
    return steps.groupby(["giver", "taker"], as_index=False)["signals"].sum().rename(columns={"signals": "handovers"})
