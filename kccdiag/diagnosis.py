"""Every measure of an engagement, computed once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from kccdiag import periods, tabulation
from kccdiag.asked import question_of
from kccdiag.cards.diagnosis import show_diagnosis
from kccdiag.drops import drops_table
from kccdiag.engagement import Engagement
from kccdiag.engines.database import Opening
from kccdiag.engines.duck import open_duck
from kccdiag.flow.engine import DAY, Engine, Flow, Question
from kccdiag.flow.remembered import remembering
from kccdiag.intake.interviews import Interviews, read_interviews
from kccdiag.intake.logs import read_log
from kccdiag.intake.tables import EventLog
from kccdiag.limits import Limits
from kccdiag.measured import UNCLAIMED, Measured, measure
from kccdiag.objections import Objection, answers_to, objections_to, with_outside
from kccdiag.voices import Voices, no_voices, voices_of
from kccdiag.voices.asked import asked_table, compared_rows, unheard
from kccdiag.voices.left_out import counted_only, left_out
from kccdiag.voices.pairs import seen_of
from kccdiag.voices.told import recounted, told_in
from kccdiag.wording import say

DAYS_IN_A_YEAR = 365.25
MONTHS_IN_A_YEAR = 12
PERMUTATIONS = 2000  # of departments, to compare what is said with what is done
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
        Length of the window; where nine in ten signals began in less than half of it, of that part.
    overview
        ``measure``, ``estimate``, ``low``, ``high``, ``unit``, ``n``.
    departments, handovers, stock, funnel, drop_points, recurring, outcomes, silos, told, silence
        See the columns in ``docs/tables.md``; shares are of one, times in days; NaN where not measurable.
    data_quality
        What was counted on the way in.
    not_measurable
        ``what``, ``needs`` (keys of wording): what this log cannot say, and what would make it possible.
    withheld
        How many departments are pooled as small groups.
    drops
        A hundred signals of one week and where they went, see :func:`kccdiag.drops.drops_table`: to look at, not to
        count with. Like the next, not tried again under objections.
    breakdown, trends, changes
        By kind, channel, unit and quarter; over the months; departments that began or ceased. Not tried again under
        objections, and empty there.
    logged
        ``kind``, ``signals`` that the contact centre heard first, ``months`` in which: what stands beside what agents
        say they hear.
    voices
        What people said, beside what the log shows; None where nobody was asked.
    interviews
        ``what``, ``count``: who was asked, and how much was said.
    answers
        The same under the objections that the log and the interviews give cause for; of voices only what
        :func:`kccdiag.voices.told.recounted` counts.
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
    recurring: pd.DataFrame
    outcomes: pd.DataFrame
    silos: pd.DataFrame
    told: pd.DataFrame
    returns: pd.DataFrame
    contact_reasons: pd.DataFrame
    value_irritant: pd.DataFrame
    desks: pd.DataFrame
    satisfaction: pd.DataFrame
    handle_time: pd.DataFrame
    kpi_balance: pd.DataFrame
    silence: pd.DataFrame
    logged: pd.DataFrame
    data_quality: pd.DataFrame
    inputs: pd.DataFrame
    not_measurable: pd.DataFrame
    withheld: int
    drops: pd.DataFrame = field(default_factory=pd.DataFrame)
    breakdown: pd.DataFrame = field(default_factory=pd.DataFrame)
    trends: pd.DataFrame = field(default_factory=pd.DataFrame)
    changes: pd.DataFrame = field(default_factory=pd.DataFrame)
    voices: Voices | None = None
    interviews: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["what", "count"]))
    answers: tuple[Answer, ...] = ()

    @property
    def has_log(self) -> bool:
        """Whether there was a log with signals to follow; without one there are no figures of it, and no period."""
        return self.signals > 0

    @property
    def centre(self) -> str:
        """The contact centre by its name; empty where signals come in everywhere and there is none to name."""
        return "" if self.intake else " + ".join(self.contact_centre)

    @property
    def said(self) -> dict[str, pd.DataFrame]:
        """The tables of what people said, by the names of their files; without rows where nobody was asked."""
        voices = self.voices or no_voices()
        return {
            "said": voices.pairs,
            "compared": voices.compared,
            "barriers": voices.barriers,
            "purposes": voices.purposes,
            "quotes": voices.quotes,
            "heard": voices.heard,
            "agreement": _numbered(voices.agreement),
            "interviews": self.interviews,
        }

    def under(self, objection: str) -> tuple[Diagnosis, ...]:
        """Return what was measured under an objection, by its name: none, one, or one for each order or kind tried."""
        return tuple(answer.diagnosis for answer in self.answers if answer.objection.name == objection)

    def limits_in_words(self) -> pd.DataFrame:
        """Say what this log cannot say, and what would make it possible.

        Returns
        -------
        pandas.DataFrame
            ``what``, ``needs`` as in ``not_measurable``; ``text``, a sentence in the diagnosis' language.
        """
        named = zip(self.not_measurable["what"], self.not_measurable["needs"], strict=True)
        rows = [(what, needs, f"{self._limit(what)} {self._limit(f'needs_{needs}')}") for what, needs in named]
        return pd.DataFrame(rows, columns=["what", "needs", "text"])

    def _limit(self, name: str) -> str:
        return say(self.language, f"limits.{name}")

    def _repr_html_(self) -> str:
        return show_diagnosis(self)


def _numbered(agreement: pd.DataFrame) -> pd.DataFrame:
    """Number the coders: who they are is nobody's business."""
    names = sorted({*agreement["coder_a"], *agreement["coder_b"]})
    numbers = {name: str(place) for place, name in enumerate(names, start=1)}
    return agreement.assign(**{one: agreement[one].map(numbers) for one in ("coder_a", "coder_b")})


@dataclass(frozen=True)
class Answer:
    """What was measured under an objection."""

    objection: Objection
    diagnosis: Diagnosis


def diagnose(  # noqa: PLR0913 — what is diagnosed, and each way in which it may be done
    engagement: Engagement,
    *,
    language: str | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    objections: Collection[str] | None = None,
    opening: Opening = open_duck,
    show: Callable[[Diagnosis], None] | None = None,
) -> Diagnosis:
    """Read an engagement's logs and measure everything; without a [log] its tables are empty.

    Parameters
    ----------
    language
        Of names that the package itself gives; the engagement's where None.
    seed
        For what is drawn at random: null tables of the silo scan, reshuffled ties.
    progress
        Called with a step's name and the share done.
    objections
        Names of those to try; all that the log gives cause for where None. Without any a diagnosis takes a fifth of the
        time, and nothing is tried.
    opening
        Opens the engine that runs the reductions.
    show
        Called with everything that figures show, before objections are tried.

    Raises
    ------
    kccdiag.faults.InputError
        When the log or the interviews cannot be read.
    """
    tell = progress or (lambda step, share: None)
    tell("intake", 0.0)
    log = read_log(engagement, progress=tell, opening=opening)
    interviews = _read_interviews(engagement, log, tell)
    tell("flow", 0.0)
    limits, language = engagement.limits, language or engagement.language
    with remembering(log, question_of(log, engagement), limits=limits, opening=opening).opened() as engine:
        flow = engine.flow(without={"gaps"})  # of which silence limits are made, and nothing else
        tell("measures", 0.0)
        measured = measure(flow, engine, seed=seed)
        naming = tabulation.naming_of(log, measured.flow, limits=limits, language=language, same=measured.same)
        of_log = _diagnosed(measured, engine, engagement, naming)
        whole = replace(of_log, drops=drops_table(engine, naming, seed=seed, home=measured.home))
        if interviews is not None:
            tell("voices", 0.0)
            whole = _heard(whole, interviews, engagement, seed=seed)
        if show is not None:
            show(whole)
        tell("objections", 0.0)
        tried = objections_to(log, measured, limits=limits, seed=seed)
        tried = [one for one in tried if objections is None or one.name in objections]
        with closing(answers_to(tried, engine, measured)) as coming:  # which ends before the engine that it asks
            answered = _telling(coming, len(tried), tell)
            under = {one: _under(one, of_log, again, engine, naming) for one, again in answered}
    answers = _in_order(tried, under, naming)
    if interviews is not None:
        answers = list(_heard_again(of_log, answers, counted_only(interviews), objections))
    tell("over_time", 0.0)
    return replace(whole, answers=tuple(answers), **_over_time(log, measured, naming, of_log))


def _telling(coming: Iterable[tuple[Objection, Measured]], count: int, tell: Progress
             ) -> Iterator[tuple[Objection, Measured]]:  # fmt: skip
    """Tell after each objection which share of them has been tried."""
    for place, one in enumerate(coming, start=1):
        yield one
        tell("objections", place / count)


def _in_order(
    tried: Collection[Objection], under: Mapping[Objection, Diagnosis], naming: tabulation.Naming
) -> list[Answer]:
    """List the answers, to what is about a part of the signals first, and name in them what a reader may see."""
    return [Answer(_spoken(one, naming), under[one]) for one in sorted(tried, key=lambda one: one.part is None)]


def _read_interviews(engagement: Engagement, log: EventLog, tell: Progress) -> Interviews | None:
    """Read what people said, where anybody was asked: what is wrong in it is said before anything is measured."""
    if engagement.interviews is None:
        return None
    tell("interviews", 0.0)
    return read_interviews(engagement, log=log if engagement.logs else None)


def _heard(diagnosis: Diagnosis, interviews: Interviews, engagement: Engagement, *, seed: int) -> Diagnosis:
    """Hold what people said beside a diagnosis."""
    limits = diagnosis.limits
    seen, logged = (table if diagnosis.has_log else None for table in (diagnosis.handovers, diagnosis.logged))
    voices = voices_of(interviews, engagement, seen, limits=limits, logged=logged, seed=seed, permutations=PERMUTATIONS)
    lacking = unheard(interviews, voices, has_log=diagnosis.has_log, limits=limits)
    return replace(
        diagnosis,
        voices=voices,
        interviews=asked_table(interviews, voices),
        overview=pd.concat([diagnosis.overview, compared_rows(voices)], ignore_index=True),
        not_measurable=pd.concat([diagnosis.not_measurable, lacking], ignore_index=True),
        inputs=pd.concat([diagnosis.inputs, interviews.inputs], ignore_index=True),
    )


def _heard_again(
    of_log: Diagnosis, answers: Sequence[Answer], interviews: Interviews, objections: Collection[str] | None
) -> Iterator[Answer]:
    """Hold what people said beside each answer of a log, and less of what they said beside the log as it is.

    Every objection to the log moves what is observed; besides, each interview and each respondent is left out in turn.
    """
    told = told_in(interviews, limits=of_log.limits)
    for answer in answers:
        again = answer.diagnosis
        yield replace(answer, diagnosis=replace(again, voices=recounted(told, _seen(again), limits=again.limits)))
    seen = _seen(of_log)
    for name, left in left_out(interviews):
        if objections is None or name in objections:
            voices = recounted(told_in(left, limits=of_log.limits), seen, limits=of_log.limits)
            yield Answer(Objection(name), replace(of_log, voices=voices))


def _seen(diagnosis: Diagnosis) -> pd.DataFrame:
    return seen_of(diagnosis.handovers if diagnosis.has_log else None)


def _spoken(objection: Objection, naming: tabulation.Naming) -> Objection:
    """Name the department that an objection leaves out as a reader may see it."""
    hidden = objection.retold.hidden if objection.retold else 0
    return replace(objection, about=naming.of(hidden)) if hidden else objection


def _diagnosed(measured: Measured, engine: Engine, engagement: Engagement, naming: tabulation.Naming) -> Diagnosis:
    """Name what was measured in the log as it is."""
    question, log, limits = engine.question, engine.log, engine.limits
    diagnosed = Diagnosis(
        engagement_name=engagement.name,
        language=naming.language,
        limits=limits,
        told_target=engagement.told_target,
        board=tuple(dict.fromkeys(naming.of(dept) for dept in question.board)),
        events=int(_counted(log, "events")),
        has=log.has,
        **_tables(log, measured, naming, question),
        funnel=measured.funnel,
        stock=tabulation.stock_table(log, measured, naming),
        **_of_the_centre(log, measured, naming, limits=limits),
        logged=_logged(log, measured, naming),
        kpi_balance=tabulation.kpi_table(engagement.kpis, naming, most=limits.narrow_kpi_share),
        data_quality=log.quality,
        inputs=log.inputs,
        not_measurable=tabulation.not_measurable(
            log, measured, naming, ideas=question.idea >= 0, kpis=len(engagement.kpis) > 0
        ),
        withheld=len(naming.pooled),
    )
    return diagnosed if engagement.logs else _without_log(diagnosed, engagement)


def _under(
    objection: Objection, diagnosis: Diagnosis, measured: Measured, engine: Engine, naming: tabulation.Naming
) -> Diagnosis:
    """Name what was measured under an objection, in the words in which it was named in the log as it is."""
    limits = diagnosis.limits.as_strict(objection.strictness)
    if not diagnosis.has_log:
        return replace(diagnosis, limits=limits)
    log, naming = with_outside(engine.log, objection), naming.with_outside(objection.outside)
    tables = _tables(log, measured, naming, engine.question)
    unclaimed = {name: getattr(diagnosis, name).iloc[:0] for name in (*UNCLAIMED, "logged", "not_measurable")}
    return replace(diagnosis, limits=limits, **tables, **unclaimed)


def _without_log(diagnosis: Diagnosis, engagement: Engagement) -> Diagnosis:
    """Keep what an engagement says of itself, and say of its signals only that there is no log."""
    kpis = diagnosis.not_measurable[diagnosis.not_measurable["what"] == "kpi_balance"]
    return replace(
        diagnosis,
        contact_centre=engagement.contact_centre,
        intake=not engagement.contact_centre,
        board=engagement.board,
        overview=diagnosis.overview.iloc[:0],
        funnel=diagnosis.funnel.iloc[:0],
        not_measurable=pd.concat([pd.DataFrame([("log", "log")], columns=["what", "needs"]), kpis], ignore_index=True),
    )


def _tables(log: EventLog, measured: Measured, naming: tabulation.Naming, question: Question) -> dict[str, Any]:
    """Say of which time and signals the measures are, and table those that claims are made of."""
    flow = measured.flow
    return {
        "contact_centre": tuple(dict.fromkeys(naming.of(dept) for dept in flow.home)),
        "intake": flow.intake,
        "start": pd.Timestamp(flow.start, unit="s").as_unit("s"),
        "cutoff": pd.Timestamp(flow.cutoff, unit="s").as_unit("s"),
        "years": _years(flow, log),
        "signals": int(flow.variants["signals"].sum()),
        "overview": tabulation.overview_table(measured, naming),
        "departments": tabulation.departments_table(log, measured, naming, board=question.board),
        "handovers": tabulation.handovers_table(measured, naming),
        "drop_points": tabulation.drop_points_table(measured, naming),
        "recurring": tabulation.recurring_table(measured, naming),
        "outcomes": tabulation.outcomes_table(log, measured, naming),
        "silos": tabulation.silos_table(measured, naming),
        "told": tabulation.told_table(log, measured, naming),
        "returns": tabulation.returns_table(log, measured),
        "contact_reasons": tabulation.contact_reasons_table(log, measured, naming),
        "silence": tabulation.silence_table(measured, naming),
    }


def _of_the_centre(log: EventLog, measured: Measured, naming: tabulation.Naming, *, limits: Limits
                   ) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Table what says of which use the contact centre is: to customers, and to the departments behind it."""
    least = limits.breakdown_signals
    return {
        "value_irritant": tabulation.value_irritant_table(measured, naming),
        "desks": tabulation.desks_table(measured, naming, least=least),
        "satisfaction": tabulation.satisfaction_table(log, measured, naming, least=least),
        "handle_time": tabulation.handle_time_table(measured, naming, least=least),
    }


def _logged(log: EventLog, measured: Measured, naming: tabulation.Naming) -> pd.DataFrame:
    variants = measured.journeys.variants
    signals = variants[variants["from_centre"]].groupby("kind")["signals"].sum()
    months = MONTHS_IN_A_YEAR * _years(measured.flow, log)
    kinds = [naming.kinds[int(kind)] for kind in signals.index]
    return pd.DataFrame({"kind": pd.Series(kinds, dtype="str"), "signals": signals.to_numpy(float), "months": months})


def _over_time(
    log: EventLog, measured: Measured, naming: tabulation.Naming, diagnosis: Diagnosis
) -> dict[str, pd.DataFrame]:
    """Break the whole down, once: no objection is tried on it."""
    limits, shown = diagnosis.limits, {"told": diagnosis.told, "drop_points": diagnosis.drop_points}
    return {
        "breakdown": periods.breakdown_table(log, measured, naming, limits=limits, shown=shown),
        "trends": periods.trends_table(measured, naming, limits=limits),
        "changes": periods.changes_table(measured, naming, limits=limits),
    }


def _years(flow: Flow, log: EventLog) -> float:
    """Give the years in which signals came in: the window, or the part of it in which nearly all did."""
    crowded = _counted(log, "starts_crowded") / 0.9
    return (crowded or max(flow.cutoff - flow.start, DAY) / DAY) / DAYS_IN_A_YEAR


def _counted(log: EventLog, check: str) -> float:
    return float(log.quality.loc[log.quality["check"] == check, "value"].sum())
