"""Laws for every log: the reductions agree with plain Python, and nothing depends on what should not matter."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
import reference
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from logs import Followed, log_of
from reference import DAY, Event, Rules
from strategies import RandomLog, event_logs

from kccdiag.flow import engine
from kccdiag.flow.engine import Question, Retelling
from kccdiag.flow.sql import OUTCOMES, STATES
from kccdiag.limits import Limits
from kccdiag.measures import ideas, irrigation, reservoir, verdict

# No ratio of small counts equals this probability, so rounding decides nothing; with few gaps all three curves occur.
RULES = Rules(probability=Fraction(517, 10_000), gaps=4)
LIMITS = Limits(silence_probability=0.0517, silence_gaps=4)
FEWER = settings(max_examples=settings.default.max_examples // 5)  # where an example takes longer


@contextmanager
def written(events: Sequence[Event], *, cutoff: int) -> Iterator[object]:
    """Write a log that lasts as long as the block."""
    with tempfile.TemporaryDirectory() as folder:
        yield log_of(Path(folder), events, cutoff=cutoff)


def follow(
    events: Sequence[Event], *, cutoff: int, limits: Limits = LIMITS, question: Question | None = None
) -> Followed:
    """Reduce a log."""
    with written(events, cutoff=cutoff) as log:
        return Followed(log, limits=limits, question=question)


def counted(table: pd.DataFrame, keys: list[str], values: list[str]) -> dict[tuple[object, ...], tuple[float, ...]]:
    """Read a table of counts as a dictionary, without rows that count nothing."""
    rows = {tuple(row[name] for name in keys): tuple(row[name] for name in values) for row in table.to_dict("records")}
    assert len(rows) == len(table)
    return {key: value for key, value in rows.items() if any(value)}


# ---- the reference


@given(event_logs())
def test_flows_are_what_the_definitions_say(made):
    followed = follow(made.events, cutoff=made.cutoff)
    hold_journeys(followed, made)
    hold_visits(followed, made)
    hold_silence_and_stock(followed, made)
    hold_contact_centre(followed, made)


def hold_journeys(followed: Followed, made: RandomLog) -> None:
    """Hold journeys and what became of them against the reference."""
    seen: Counter[tuple[object, ...]] = Counter()
    for path, row in zip(followed.paths(), followed.flow.variants.to_dict("records"), strict=True):
        outcome = OUTCOMES[row["outcome"]] if row["outcome"] else ""
        flags = [bool(row[name]) for name in ("dropped", "reopened", "told", "told_in_time", "outcome_aged")]
        key = (followed.kinds[row["kind"]], path, outcome, *flags, followed.names[row["closing_dept"]])
        seen[key] += row["signals"]
    assert seen == reference.count_journeys(made.events, cutoff=made.cutoff, rules=RULES)


def hold_visits(followed: Followed, made: RandomLog) -> None:
    """Hold stays, states, drops and handovers against the reference."""
    flow, events, cutoff = followed.flow, made.events, made.cutoff
    stays = counted(followed.named(flow.stays), ["dept", "kind"], ["visits", "held"])
    assert stays == reference.count_stays(events, cutoff=cutoff, rules=RULES)
    parts = flow.parts.assign(part=flow.parts["part"].map({0: "work", 1: "queue", 2: "customer"}))
    seconds = counted(followed.named(parts), ["dept", "kind", "part"], ["held"])
    expected = reference.count_parts(events, cutoff=cutoff, rules=RULES)
    assert seconds == {key: (held,) for key, held in expected.items() if held}
    assert set(flow.states["state"]) <= set(STATES)
    states = followed.named(flow.states).groupby(["dept", "state"], as_index=False)["visits"].sum()
    states = counted(states, ["dept", "state"], ["visits"])
    expected = reference.count_states(events, cutoff=cutoff, rules=RULES)
    assert states == {key: (count,) for key, count in expected.items()}
    drops = counted(followed.named(flow.drops), ["dept", "kind"], ["visits", "dropped"])
    assert drops == reference.count_drops(events, cutoff=cutoff, rules=RULES)
    steps = followed.named(followed.journeys.handovers()).groupby(["giver", "taker"])["signals"].sum()
    assert steps.to_dict() == reference.count_handovers(events)


def hold_silence_and_stock(followed: Followed, made: RandomLog) -> None:
    """Hold silence limits, and the stock on some days, against the reference."""
    gaps = reference.gaps_of(reference.signals_of(made.events), cutoff=made.cutoff)
    for row in followed.named(followed.flow.silence).to_dict("records"):
        limit = reference.silence_limit(row["dept"], row["kind"], gaps, RULES)
        assert row["seconds"] == (float("inf") if limit is None else limit), (row["dept"], row["kind"])
    table = followed.named(reservoir.stock(followed.flow))
    for date in table["date"].drop_duplicates().sample(8, random_state=0, replace=True):
        stock = reference.count_stock(made.events, cutoff=made.cutoff, rules=RULES, at=int(date.timestamp()))
        here = table[(table["date"] == date) & (table["dept"] != "")].melt("dept", ["live", "dead"])
        seen = {(row["dept"], row["variable"]): row["value"] for row in here.to_dict("records") if row["value"]}
        assert seen == stock, date
        whole = table[(table["date"] == date) & (table["dept"] == "")].iloc[0]
        assert whole["live"] + whole["dead"] == stock.total()


def hold_contact_centre(followed: Followed, made: RandomLog) -> None:
    """Hold the choice of contact centre, and what it passes on in time, against the reference."""
    centre = reference.contact_centre([s for s in reference.signals_of(made.events) if s.events])
    assert followed.flow.intake == (centre is None)
    assert centre is None or [followed.names[dept] for dept in followed.flow.home] == [centre]
    table = followed.journeys.variants
    table = table[table["from_centre"]].assign(start=table["start"].map(followed.names))
    seen = table.groupby(["start", "age", "passed_in_time"])["signals"].sum().to_dict()
    assert seen == reference.count_ages(made.events, cutoff=made.cutoff, rules=RULES)


# ---- conservation


@FEWER
@given(event_logs(least=3))
def test_no_signal_is_lost_or_made(made):
    followed = follow(made.events, cutoff=made.cutoff, question=Question(idea=1))
    assert followed.flow.variants["signals"].sum() == len({event.signal for event in made.events})
    visits = followed.journeys.visits
    assert visits.loc[visits["place"] == 1, "signals"].sum() == len({e.signal for e in made.events if not e.told})
    assert followed.flow.funnel.groupby("stage")["signals"].sum().nunique() <= 1  # every stage speaks of every idea
    fill = reservoir.fill(followed.flow)
    assert (fill["entered"] == fill["left"] + fill["live"] + fill["dead"]).all()
    # Stock runs on to the first day that the cut-off has reached: what it ends with is what fill says is left there.
    flow = replace(followed.flow, cutoff=(made.cutoff // DAY + 8) * DAY)
    stock = reservoir.stock(flow)
    last = stock[stock["date"] == stock["date"].max()].set_index("dept")[["live", "dead"]]
    assert (stock[["live", "dead"]] >= 0).all().all()
    assert last.reindex(fill.index, fill_value=0).to_numpy().tolist() == fill[["live", "dead"]].to_numpy().tolist()


@FEWER
@given(event_logs(least=3))
def test_shares_lie_between_0_and_1_and_within_their_intervals(made):
    followed = follow(made.events, cutoff=made.cutoff, question=Question(idea=1))
    depts = [code for code in followed.names if code]
    journeys, has = followed.journeys, frozenset({"outcomes", "adopted", "told"})
    bounces = irrigation.bounces(journeys).rename(columns=lambda name: name.removeprefix("bounce_"))
    funnel = ideas.funnel(followed.flow, measurable=frozenset(ideas.STAGES))
    tables = [
        verdict.verdict(verdict.Fates(followed.flow.fates, elsewhere=True, decides=True, drops=True, has=has)),
        irrigation.reach(journeys, depts=depts, intake=followed.flow.intake),
        irrigation.gatekeeping(journeys, depts=depts),
        irrigation.told_shares(journeys),
        irrigation.cycling(journeys),
        pd.DataFrame([irrigation.reopened(journeys)], columns=["share", "low", "high", "unit", "n"]),
        bounces.rename(columns=lambda name: name.removeprefix("share_")),
        funnel.rename(columns=lambda name: name.removeprefix("share_")),
    ]
    for table in tables:
        known = table.dropna(subset="share")
        assert ((known["low"] >= 0) & (known["low"] <= known["share"] + 1e-12)).all()
        assert ((known["share"] <= known["high"] + 1e-12) & (known["high"] <= 1)).all()


@FEWER
@given(event_logs(least=3), st.booleans())
def test_a_stay_is_all_of_its_parts_and_no_more(made, told):
    flow = follow(made.events, cutoff=made.cutoff, question=Question(split=(0,) if told else ())).flow
    assert (flow.parts["held"] > 0).all()
    assert told or flow.parts.empty
    keys = ["dept", "kind"]
    held = flow.stays.set_index(keys)["held"] if told else pd.Series(dtype=float)
    parts = flow.parts.groupby(keys)["held"].sum().reindex(held.index, fill_value=0)
    assert parts.tolist() == held.tolist()
    own = flow.parts[flow.parts["part"].isin([0, 1])].groupby(keys)["held"].sum()
    left = flow.own_stays.set_index(keys)["held"]
    assert left.tolist() == own.reindex(left.index, fill_value=0).tolist()
    assert len(left) == len(held)
    assert flow.own_stays_of_kind["visits"].sum() == (flow.stays_of_kind["visits"].sum() if told else 0)


# ---- what should not matter


def every_table(followed: Followed) -> dict[str, pd.DataFrame]:
    """Return the tables of a flow under names, journeys as names."""
    flow = followed.flow
    tables = {
        name: followed.named(getattr(flow, name))
        for name in (
            "gaps", "silence", *STAYS, "parts", "durations", "own_durations", "drops", "stock", "states", "funnel",
        )
    }
    tables["delays"] = followed.named(flow.delays)
    variants = followed.named(flow.variants.assign(path=["→".join(path) for path in followed.paths()]))
    closing = variants["closing_dept"].map(followed.names)
    tables["variants"] = variants.assign(closing_dept=closing)
    return {name: _sorted(table) for name, table in tables.items()}


STAYS = ("stays", "stays_of_kind", "own_stays", "own_stays_of_kind")


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(list(table.columns), ignore_index=True)


def same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame], *, times: float = 1) -> None:
    """Hold the tables of two flows equal, the second's counts so many times those of the first."""
    for name, table in one.items():
        doubled = table.assign(**{column: table[column] * times for column in COUNTED[name]})
        pd.testing.assert_frame_equal(doubled, other[name], check_dtype=False, obj=name)


COUNTED: dict[str, Sequence[str]] = {
    "gaps": ["gaps"],
    "silence": [],
    "stays": ["visits", "held", "signals", "nn", "mm", "mn", "m_mall", "m_nall", "n_mall", "n_nall"],
    "stays_of_kind": ["visits", "held", "signals", "nn", "mm", "mn"],
    "own_stays": ["visits", "held", "signals", "nn", "mm", "mn", "m_mall", "m_nall", "n_mall", "n_nall"],
    "own_stays_of_kind": ["visits", "held", "signals", "nn", "mm", "mn"],
    "parts": ["held", "mm", "m_mall"],
    "durations": ["visits"],
    "own_durations": ["visits"],
    "delays": ["handovers"],
    "drops": ["visits", "dropped"],
    "stock": ["entered", "went", "died"],
    "states": ["visits"],
    "funnel": ["signals"],
    "variants": ["signals"],
}


@FEWER
@given(event_logs(least=3, most=8))
def test_doubling_the_log_under_new_ids_doubles_every_count(made):
    # With one gap enough for a curve of its own, doubling gives no department a curve that it did not have.
    limits = replace(LIMITS, silence_gaps=1)
    once = follow(made.events, cutoff=made.cutoff, limits=limits, question=Question(idea=1))
    twice = [*made.events, *(replace(event, signal=f"{event.signal} again") for event in made.events)]
    both = follow(twice, cutoff=made.cutoff, limits=limits, question=Question(idea=1))
    assert both.flow.home == once.flow.home
    same(every_table(once), every_table(both), times=2)


@FEWER
@given(
    st.one_of(event_logs(ties=False, sequence=False, least=3), event_logs(sequence=True, least=3)),
    st.randoms(use_true_random=False),
)
def test_shuffling_rows_changes_nothing_where_times_or_a_sequence_decide(made, random):
    shuffled = list(made.events)
    random.shuffle(shuffled)
    question = Question(idea=1)
    one, other = (follow(events, cutoff=made.cutoff, question=question) for events in (made.events, shuffled))
    same(every_table(one), every_table(other))


@FEWER
@given(event_logs(least=3))
def test_renaming_departments_renames_results(made):
    # Codes go by name: the new names turn their order round.
    names = {"": "", "Front": "Zulu", "Billing": "Yankee", "Product": "Xray", "Legal": "Whiskey"}
    renamed = [replace(event, department=names[event.department]) for event in made.events]
    question = Question(idea=1)
    one = follow(made.events, cutoff=made.cutoff, question=question)
    other = follow(renamed, cutoff=made.cutoff, question=question)
    # Of two departments where half of the signals start each, the first by name is the contact centre: that may change.
    homes = {names[one.names[dept]] for dept in one.flow.home}, {other.names[dept] for dept in other.flow.home}
    assume(homes[0] == homes[1])
    tables = every_table(one)
    for table in tables.values():
        for column in {"dept", "giver", "taker", "closing_dept"} & set(table):
            table[column] = table[column].map(names)
        if "path" in table:
            table["path"] = ["→".join(names[one] for one in path.split("→")) for path in table["path"]]
    same({name: _sorted(table) for name, table in tables.items()}, every_table(other))


@FEWER
@given(event_logs(ties=False, most=8), st.integers(0, 7), st.integers(0, 99))
def test_a_signal_closed_earlier_never_lengthens_a_stay(made, which, share):
    # Nothing is dropped here: a dropped visit counts for no stay at all until the signal is closed.
    limits = Limits(silence_probability=1e-9, silence_gaps=1)
    signals = [signal for signal in reference.signals_of(made.events) if signal.outcome]
    assume(signals)
    signal = signals[which % len(signals)]
    closing = signal.events[signal.closing]
    before = signal.events[signal.closing - 1].t if signal.closing else closing.t
    earlier = replace(closing, t=before + (closing.t - before) * share // 100)
    events = [earlier if event is closing else event for event in made.events]
    held, less = (reservoir_days(follow(rows, cutoff=made.cutoff, limits=limits)) for rows in (made.events, events))
    assert set(less) == set(held)
    assert all(less[dept] <= held[dept] for dept in held)


def reservoir_days(followed: Followed) -> dict[int, float]:
    """Return the seconds held by department."""
    return followed.flow.stays.groupby("dept")["held"].sum().to_dict()


@FEWER
@given(event_logs(least=3), st.integers(2, 3))
def test_several_buckets_give_what_one_gives(made, buckets):
    question = Question(idea=1)
    with written(made.events, cutoff=made.cutoff) as log:
        one = Followed(log, limits=LIMITS, question=question)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engine, "EVENTS_IN_A_BUCKET", len(made.events) // buckets)
            several = Followed(log, limits=LIMITS, question=question)
    for name, table in vars(one.flow).items():
        if isinstance(table, pd.DataFrame):
            other = getattr(several.flow, name)[table.columns]
            pd.testing.assert_frame_equal(table, other, check_dtype=False, obj=name)
    assert (several.flow.home, several.flow.intake) == (one.flow.home, one.flow.intake)


@FEWER
@given(event_logs(sequence=True, least=3, most=6), st.integers(0, 4))
def test_reshuffling_ties_leaves_alone_what_a_sequence_decides(made, shuffle):
    one = follow(made.events, cutoff=made.cutoff)
    other = follow(made.events, cutoff=made.cutoff, question=Question(retold=Retelling(shuffle=shuffle)))
    same(every_table(one), every_table(other))
