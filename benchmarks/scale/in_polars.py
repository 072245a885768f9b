"""The reductions of DEFINITIONS 1 to 5 in polars: one sort, expressions only, what leaves collected at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl

from benchmarks.scale.asked import DAY, FAR, PLACE, Asked
from benchmarks.scale.in_pandas import FATE, KEPT, READ, VARIANT
from kccdiag.flow.engine import contact_centre_of
from kccdiag.flow.sql import LEFT
from kccdiag.intake.tables import ORDER

col, lit, when = pl.col, pl.lit, pl.when
SIGNAL = col("signal_id")


def reduced(asked: Asked) -> dict[str, pd.DataFrame]:
    """Reduce a log to the tables of :data:`benchmarks.scale.asked.REDUCTIONS`."""
    events = pl.scan_parquet(asked.events).select(READ).filter(col("t") < asked.cutoff).collect()
    events = _in_order(events)
    step = _steps(events.filter(col("told") == 0))
    signal = _signals(events, step)
    visit = _visits(step, signal)
    gaps, starts, places = pl.collect_all([
        _gaps(step.lazy(), signal.lazy(), asked),
        _counted(visit.lazy().filter(col("place") == 1), ["dept"], "signals"),
        visit.lazy().select("dept", "kind").unique(),
    ])  # fmt: skip
    silence = asked.silence(_frame(gaps), _frame(places))
    home, intake = contact_centre_of(_frame(starts))
    stay = _stays(visit, step, silence, [] if intake else list(home), asked)
    signal = _followed(signal, _journeys(stay), _heard(events, signal, asked))
    leaving = {
        "variants": _variants(signal.lazy(), asked),
        "raised": _raised(signal.lazy(), asked),
        "fates": _fates(signal.lazy(), visit.lazy(), stay.lazy(), asked),
        "funnel": _funnel(signal.lazy(), step.lazy(), asked),
        "activity": _counted(visit.lazy().filter(col("dept") > 0), ["dept", "month"], "visits"),
        **_of_stays(stay.lazy(), asked),
        **_of_people(step.lazy(), signal.lazy()),
    }
    found = dict(zip(leaving, map(_frame, pl.collect_all(list(leaving.values()))), strict=True))
    found["variants"]["path"] = [np.asarray(path, dtype="int64") for path in found["variants"]["path"]]
    return {"gaps": _frame(gaps), "silence": silence} | found


def _frame(table: pl.DataFrame) -> pd.DataFrame:
    """Give what is small to pandas, in which the package reads it."""
    return pd.DataFrame({name: table[name].to_numpy() for name in table.columns})


# ---- working tables


def _in_order(events: pl.DataFrame) -> pl.DataFrame:
    """Sort the events by signal and time, unless they are."""
    earlier, same = lit(value=False), lit(value=True)
    for name in ORDER:
        earlier = earlier | (same & (col(name).shift(1) < col(name)))
        same = same & (col(name).shift(1) == col(name))
    if not events.select(earlier.slice(1).all()).item():
        events = events.sort(*ORDER)
    return events.with_columns(SIGNAL.set_sorted())


def _steps(events: pl.DataFrame) -> pl.DataFrame:
    """Number the events of each signal and say which visit each belongs to: a maximal run in one department."""
    fresh = SIGNAL.ne_missing(SIGNAL.shift(1))
    first_row = when(col("fresh")).then(col("index")).forward_fill()
    first_run = when(col("fresh")).then(col("run")).forward_fill()
    step = events.lazy().select("signal_id", "t", "month", "dept", "person", "rnk", "outcome", "stay", "ends")
    step = step.with_row_index().with_columns(fresh=fresh, t_next=_next("t", -FAR))
    step = step.with_columns(moved=col("fresh") | (col("dept") != col("dept").shift(1)))
    step = step.with_columns(run=col("moved").cum_sum().cast(pl.Int64))
    step = step.with_columns(n=(col("index") - first_row).cast(pl.Int64) + 1, place=col("run") - first_run + 1)
    worked = step.group_by("signal_id", maintain_order=True).agg(
        last_work=when(col("rnk") == 0).then("t").otherwise(-FAR).max()
    )
    return step.drop("index", "run").join(worked, on="signal_id", how="left", maintain_order="left").collect()


def _signals(events: pl.DataFrame, step: pl.DataFrame) -> pl.DataFrame:
    """Give what belongs to the signal as a whole, and its closing event."""
    filled = {name: col(name).filter(col(name) > 0).first() for name in ("kind", "topic", "channel", "customer")}
    final = (col("outcome") > 0) & (col("t") >= col("last_work"))
    traits = events.lazy().group_by("signal_id", maintain_order=True).agg(col("quarter", "month").first(), **filled)
    worked = step.lazy().group_by("signal_id", maintain_order=True).agg(
        first_t=col("t").first(), last_t=col("t").last(), ends=col("ends").max(),
        close_n=col("n").filter(final).first(), close_t=col("t").filter(final).first(),
        outcome=col("outcome").filter(final).first(),
        reopened=((col("outcome") > 0) & (col("t") < col("last_work"))).any().cast(pl.Int64),
    )  # fmt: skip
    missing = {"first_t": -FAR, "last_t": -FAR, "close_n": FAR, "close_t": -FAR} | dict.fromkeys(
        [*filled, "ends", "outcome", "reopened"], 0
    )
    signal = traits.join(worked, on="signal_id", how="left", maintain_order="left")
    return signal.with_columns(col(name).fill_null(value) for name, value in missing.items()).collect()


def _visits(step: pl.DataFrame, signal: pl.DataFrame) -> pl.DataFrame:
    """Give one row for each visit, with what came before and after it."""
    of_signal = signal.lazy().select("signal_id", "kind", "first_t", "close_n", "close_t", "outcome", "last_t", "ends")
    last_n = step.lazy().select(last_n=col("n").filter(col("moved").shift(-1, fill_value=True)))
    visit = step.lazy().filter("moved").select("signal_id", "place", "dept", enter="t", month="month", first_n="n")
    visit = pl.concat([visit, last_n], how="horizontal")
    visit = visit.with_columns(dept_next=_next("dept", -1), enter_next=_next("enter", -FAR))
    return visit.join(of_signal, on="signal_id", how="left", maintain_order="left").collect()


def _stays(
    visit: pl.DataFrame, step: pl.DataFrame, silence: pd.DataFrame, home: list[int], asked: Asked
) -> pl.DataFrame:
    """Say of each visit how long it lasted, what of that was waiting, and what became of it."""
    limits = pl.LazyFrame({
        "dept": silence["dept"].to_numpy("int32"), "kind": silence["kind"].to_numpy("int32"),
        "silence": silence["seconds"].replace(np.inf, FAR).to_numpy("int64"),
    })  # fmt: skip
    closed, passed = col("last_n") >= col("close_n"), col("dept_next") >= 0
    state = (
        when(col("first_n") > col("close_n")).then(lit("after"))
        .when(closed & (col("outcome") == LEFT)).then(lit("exited")).when(closed).then(lit("closed"))
        .when(passed).then(lit("passed")).when(col("ends") == 0).then(lit("unended"))
        .when(asked.cutoff - col("last_t") >= col("silence")).then(lit("dropped")).otherwise(lit("live"))
    )  # fmt: skip
    leave = when(closed).then("close_t").when(passed).then("enter_next").otherwise(asked.cutoff)
    start = when(col("place") == 1).then("dept").forward_fill()
    stay = visit.lazy().join(limits, on=["dept", "kind"], how="left", maintain_order="left")
    stay = stay.join(_waited(step, visit, asked), on=["signal_id", "place"], how="left", maintain_order="left")
    stay = stay.with_columns(col("queue", "customer").fill_null(0), state=state, leave=leave, start=start)
    stay = stay.with_columns(home=col("dept").is_in(home))
    away = (col("dept") > 0) & (col("dept") != col("start")) & ~col("home") & (col("state") != "after")
    return stay.with_columns(away=away).collect()


def _waited(step: pl.DataFrame, visit: pl.DataFrame, asked: Asked) -> pl.LazyFrame:
    """Sum the seconds of each visit in which nobody worked: in a queue, or for the customer."""
    seconds = when(col("t_next") > -FAR).then("t_next").otherwise(asked.cutoff) - col("t")
    close = visit.lazy().filter(col("place") == 1).select("signal_id", "close_n")
    waiting = step.lazy().filter(col("stay") > 0).join(close, on="signal_id").filter(col("n") < col("close_n"))
    return waiting.group_by("signal_id", "place").agg(
        queue=seconds.filter(col("stay") == 1).sum(), customer=seconds.filter(col("stay") == 2).sum()
    )


def _heard(events: pl.DataFrame, signal: pl.DataFrame, asked: Asked) -> pl.LazyFrame:
    told = events.lazy().filter(col("told") == 1).select("signal_id", "t")
    told = told.join(signal.lazy().select("signal_id", "close_t"), on="signal_id")
    in_time = ((col("t") - col("close_t")).abs() <= asked.told_seconds).max().cast(pl.Int64)
    return told.group_by("signal_id").agg(heard_t=col("t").min(), told_in_time=in_time)


def _journeys(stay: pl.DataFrame) -> pl.LazyFrame:
    """Give one row for each signal that was worked on: its path, how far it went and where it ended."""
    ended, dropped = col("state").is_in(["closed", "exited"]), col("state") == "dropped"
    return (
        stay.lazy()
        .group_by("signal_id", maintain_order=True)
        .agg(
            path=col("place") * PLACE + col("dept"),
            dropped=dropped.max().cast(pl.Int64),
            closing_dept=when(ended).then("dept").otherwise(0).max(),
            silent_t=when(dropped).then(col("last_t") + col("silence")).otherwise(-FAR).max(),
            worked=when(col("state") != "after").then("place").otherwise(0).max(),
            out_t=when("away").then("enter").otherwise(FAR).min(),
            out_n=when("away").then("first_n").otherwise(FAR).min(),
        )
    )


def _followed(signal: pl.DataFrame, journey: pl.LazyFrame, heard: pl.LazyFrame) -> pl.DataFrame:
    """Set beside each signal how it went and what the customer heard."""
    missing = {"dropped": 0, "worked": 0, "closing_dept": 0, "silent_t": -FAR, "out_t": FAR, "out_n": FAR,
               "heard_t": FAR, "told_in_time": 0, "path": lit([], dtype=pl.List(pl.Int64))}  # fmt: skip
    signal = signal.lazy().join(journey, on="signal_id", how="left").join(heard, on="signal_id", how="left")
    return signal.with_columns(col(name).fill_null(value) for name, value in missing.items()).collect()


# ---- what leaves


def _gaps(step: pl.LazyFrame, signal: pl.LazyFrame, asked: Asked) -> pl.LazyFrame:
    ended = col("t_next") > -FAR
    gap = step.select("signal_id", "dept", "n", "t", "t_next")
    gap = gap.join(signal.select("signal_id", "kind", "close_n", "ends"), on="signal_id")
    gap = gap.filter((col("n") < col("close_n")) & (col("ends") == 1)).with_columns(
        ended=ended.cast(pl.Int64),
        seconds=_four_digits(when(ended).then("t_next").otherwise(asked.cutoff) - col("t")),
    )
    return _counted(gap, ["dept", "kind", "ended", "seconds"], "gaps")


def _aged(asked: Asked) -> dict[str, pl.Expr]:
    """Say how old signals are at the cut-off, and whether they were passed on in time."""
    begun, cutoff = col("first_t"), asked.cutoff
    age = when(begun > cutoff - asked.passed_seconds).then(0).when(begun > cutoff - asked.settled_seconds).then(1)
    passed = col("out_t") - begun <= asked.passed_seconds
    return {"age": age.otherwise(2), "passed_in_time": passed.cast(pl.Int64)}


def _variants(signal: pl.LazyFrame, asked: Asked) -> pl.LazyFrame:
    aged = (col("close_n") < FAR) & (col("close_t") <= asked.cutoff - asked.told_seconds)
    told = (col("heard_t") < FAR).cast(pl.Int64)
    signal = signal.with_columns(told=told, outcome_aged=aged.cast(pl.Int64), **_aged(asked))
    return _counted(signal, VARIANT, "signals")


def _raised(signal: pl.LazyFrame, asked: Asked) -> pl.LazyFrame:
    settled = (col("first_t") <= asked.cutoff - asked.settled_seconds).cast(pl.Int64)
    idea = signal.filter((col("kind") == asked.question.idea) & (col("ends") == 1))
    return idea.select("signal_id", "customer", "topic", "month", "outcome", "dropped", settled=settled)


def _fates(signal: pl.LazyFrame, visit: pl.LazyFrame, stay: pl.LazyFrame, asked: Asked) -> pl.LazyFrame:
    """Say of each signal what it reached, and whether it did in time: 0 never, 1 late, 2 in time."""
    any_home = stay.select(any_home=col("home").any())
    start = stay.filter((col("place") == 1) & (col("dept") > 0)).join(any_home, how="cross")
    centre = start.select("signal_id", from_centre=(col("home") | ~col("any_home")).cast(pl.Int64))
    board = visit.filter(col("dept").is_in(asked.question.board)).group_by("signal_id").agg(board_t=col("enter").min())
    arrival = stay.filter("away").unique(["signal_id", "dept"], keep="first", maintain_order=True)
    second = arrival.group_by("signal_id", maintain_order=True).agg(second_t=col("enter").get(1, null_on_oob=True))
    fate = signal
    for found in (centre, board, second):
        fate = fate.join(found, on="signal_id", how="left")
    fate = fate.with_columns(col("from_centre").fill_null(0), col("board_t", "second_t").fill_null(FAR))
    begun, closed = col("first_t"), col("close_t")
    decided = pl.min_horizontal("board_t", when(col("outcome").is_in([1, 3])).then(closed).otherwise(FAR))
    ended = (col("outcome") > 0) & (col("outcome") != LEFT) & (closed <= asked.cutoff - asked.told_seconds)
    late = closed - begun > asked.settled_seconds - asked.told_seconds
    silent = when(col("ends") == 0).then(-1).when(col("dropped") == 0).then(0)
    fate = fate.with_columns(
        two=_reached(col("second_t"), asked),
        decided=_reached(decided, asked),
        changed=_reached(when(col("outcome") == 1).then(closed).otherwise(FAR), asked),
        told=_reached(col("heard_t"), asked),
        ended=when(~ended).then(0).when(late).then(1).otherwise(2),
        silent=silent.when(col("last_t") - begun > asked.settled_seconds).then(1).otherwise(2),
        **_aged(asked),
    )
    return _counted(fate, FATE, "signals")


def _reached(moment: pl.Expr, asked: Asked) -> pl.Expr:
    late = moment - col("first_t") > asked.settled_seconds
    return when(moment >= FAR).then(0).when(late).then(1).otherwise(2)


def _of_stays(stay: pl.LazyFrame, asked: Asked) -> dict[str, pl.LazyFrame]:
    """Reduce the visits in known departments: how long they lasted, and what became of them."""
    known = stay.filter(col("dept") > 0)
    kept = known.filter(col("state").is_in(KEPT))
    whole = col("leave") - col("enter")
    own = whole - col("customer")
    passed = kept.filter((col("state") == "passed") & (col("dept_next") > 0))
    passed = passed.select("kind", giver="dept", taker="dept_next", seconds=_four_digits(whole))
    return {
        **_lasted(kept.with_columns(seconds=whole), ""),
        **_lasted(kept.with_columns(seconds=own), "own_"),
        "parts": _parts(kept.with_columns(work=own - col("queue"))),
        "delays": _counted(passed, ["kind", "giver", "taker", "seconds"], "handovers"),
        "drops": _drops(known, asked),
        "stock": _stock(known),
        "states": _counted(known, ["dept", "kind", "state"], "visits"),
    }


def _lasted(kept: pl.LazyFrame, prefix: str) -> dict[str, pl.LazyFrame]:
    """Sum stays over signals, with the products that a variance needs, and count how long they lasted."""
    here = kept.group_by("signal_id", "dept", "kind", "home").agg(
        n=pl.len().cast(pl.Int64), held=col("seconds").sum(), m=(col("seconds") // 60).sum()
    )
    compared = here.filter(~col("home"))
    of_all = compared.group_by("signal_id").agg(n_all=col("n").sum(), m_all=col("m").sum())
    of_kind = compared.group_by("signal_id", "kind").agg(col("n", "held", "m").sum())
    with_all = here.join(of_all, on="signal_id", how="left").with_columns(col("n_all", "m_all").fill_null(0))
    crossed = {"m_mall": "m m_all", "m_nall": "m n_all", "n_mall": "n m_all", "n_nall": "n n_all"}
    ended = (~col("state").is_in(["live", "exited"])).cast(pl.Int64)
    counted = kept.with_columns(ended=ended, seconds=_four_digits(col("seconds")))
    return {
        f"{prefix}stays": _products(with_all, ["dept", "kind"], crossed),
        f"{prefix}stays_of_kind": _products(of_kind, ["kind"], {}),
        f"{prefix}durations": _counted(counted, ["dept", "kind", "ended", "seconds"], "visits"),
    }


def _products(table: pl.LazyFrame, keys: list[str], crossed: dict[str, str]) -> pl.LazyFrame:
    pairs = {name: pair.split() for name, pair in ({"nn": "n n", "mm": "m m", "mn": "m n"} | crossed).items()}
    sums = {name: (col(one) * col(other)).sum() for name, (one, other) in pairs.items()}
    return table.group_by(keys).agg(visits=col("n").sum(), held=col("held").sum(), signals=pl.len(), **sums)


def _parts(kept: pl.LazyFrame) -> pl.LazyFrame:
    """Take stays apart: work (0), queue (1) and waiting for the customer (2)."""
    spent = pl.concat([
        kept.filter(col(name) > 0).select("signal_id", "dept", "kind", held=name, part=lit(part))
        for part, name in enumerate(("work", "queue", "customer"))
    ])  # fmt: skip
    lasted = (
        spent.group_by("signal_id", "dept", "kind", "part").agg(col("held").sum()).with_columns(m=col("held") // 60)
    )
    m_all = lasted.group_by("signal_id", "dept").agg(m_all=col("m").sum())
    lasted = lasted.join(m_all, on=["signal_id", "dept"])
    products = {"mm": (col("m") * col("m")).sum(), "m_mall": (col("m") * col("m_all")).sum()}
    return lasted.group_by("dept", "kind", "part").agg(col("held").sum(), **products)


def _drops(known: pl.LazyFrame, asked: Asked) -> pl.LazyFrame:
    old = col("enter") <= asked.cutoff - col("silence")
    judged = known.filter(col("state").is_in([*KEPT, "dropped"]) & old)
    return judged.group_by("dept", "kind").agg(visits=pl.len(), dropped=(col("state") == "dropped").sum())


def _stock(known: pl.LazyFrame) -> pl.LazyFrame:
    """Count by day who came in, who left and who was given up."""
    moves = {
        "entered": (col("enter"), [*KEPT, "dropped"]),
        "went": (col("leave"), ["passed", "closed", "exited"]),
        "died": (col("last_t"), ["dropped"]),
    }
    moved = pl.concat([
        known.filter(col("state").is_in(states)).select("dept", "kind", day=moment // DAY, move=lit(name))
        for name, (moment, states) in moves.items()
    ])  # fmt: skip
    return moved.group_by("dept", "kind", "day").agg(**{name: (col("move") == name).sum() for name in moves})


def _funnel(signal: pl.LazyFrame, step: pl.LazyFrame, asked: Asked) -> pl.LazyFrame:
    """Follow the ideas: when each reached each stage, or stopped before it."""
    worked = (col("kind") == asked.question.idea) & (col("ends") == 1) & (col("path").list.len() > 0)
    idea = signal.filter(worked)
    reached = idea.join(_taken_up(idea, step, asked), on="signal_id", how="left").with_columns(
        col("taken_t", "decided_t").fill_null(FAR),
        adopted_t=when(col("outcome") == 1).then("close_t").otherwise(FAR),
    )
    stages = ("out_t", "taken_t", "decided_t", "adopted_t", "heard_t")
    timed = pl.concat([_timed(reached, stage, name, asked) for stage, name in enumerate(stages, 1)])
    return _counted(timed, ["kind", "stage", "ended", "seconds"], "signals")


def _timed(reached: pl.LazyFrame, stage: int, name: str, asked: Asked) -> pl.LazyFrame:
    at, told = col(name), asked.told_seconds if name == "heard_t" else 0
    stop = when(col("outcome") == 0).then("silent_t").otherwise(col("close_t") + told)
    stopped = (stop > -FAR) & (stop < asked.cutoff)
    ended = when(at < FAR).then(1).when(col("outcome") == LEFT).then(0).when(stopped).then(2).otherwise(0)
    until = when(at < FAR).then(at).when(stopped).then(stop).otherwise(asked.cutoff)
    seconds = _four_digits((until - col("first_t")).clip(lower_bound=0))
    return reached.select("kind", stage=lit(stage), ended=ended, seconds=seconds)


def _taken_up(idea: pl.LazyFrame, step: pl.LazyFrame, asked: Asked) -> pl.LazyFrame:
    """Give when the receiver of each idea first did something with it, and when it was decided on."""
    traits = idea.select("signal_id", "out_n", "close_n", became="outcome")
    done = step.select("signal_id", "n", "t", "dept", "stay", "outcome").join(traits, on="signal_id")
    passed = (col("n") > col("out_n")) | (col("outcome") > 0) | lit(asked.question.queues)
    taken = (col("n") >= col("out_n")) & (col("stay") != 1) & passed
    closes = (col("n") == col("close_n")) & col("became").is_in([1, 3])
    decided = col("dept").is_in(asked.question.board) | closes
    return done.group_by("signal_id").agg(
        taken_t=col("t").filter(taken).min(), decided_t=col("t").filter(decided).min()
    )


def _of_people(step: pl.LazyFrame, signal: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    """Reduce who worked where, and who wrote after whom: within a department, or across its boundary."""
    signed = step.filter(col("person") > 0).select("signal_id", "dept", "person")
    workers = signed.filter(col("dept") > 0).join(signal.select("signal_id", "kind"), on="signal_id")
    met = signed.with_columns(giver=_before("dept", 0), person_before=_before("person", 0))
    tied = (col("person_before") > 0) & (col("person") != col("person_before")) & (col("dept") > 0) & (col("giver") > 0)
    tie = met.filter(tied).select("signal_id", "giver", taker="dept")
    own = tie.group_by("signal_id").agg(
        c=pl.len().cast(pl.Int64), h=(col("giver") != col("taker")).sum().cast(pl.Int64)
    )
    products = {"cc": ("c", "c"), "hh": ("h", "h"), "ch": ("c", "h")}
    sums = {name: (col(a) * col(b)).sum() for name, (a, b) in products.items()}
    return {
        "workers": _counted(workers, ["dept", "kind", "person"], "events"),
        "ties": _counted(tie, ["giver", "taker"], "ties"),
        "crossings": own.select(one=lit(1), cases=col("c").sum(), hits=col("h").sum(), **sums),
    }


# ---- columns


def _counted(table: pl.LazyFrame, keys: list[str], name: str) -> pl.LazyFrame:
    return table.group_by(keys).agg(pl.len().alias(name))


def _before(name: str, fill: int) -> pl.Expr:
    """Give what stands one row earlier in the same signal."""
    return when(SIGNAL.shift(1) == SIGNAL).then(col(name).shift(1)).otherwise(fill)


def _next(name: str, fill: int) -> pl.Expr:
    return when(SIGNAL.shift(-1) == SIGNAL).then(col(name).shift(-1)).otherwise(fill)


def _four_digits(seconds: pl.Expr) -> pl.Expr:
    """Round whole seconds to four significant digits, halves up."""
    unit = when(seconds < 10**4).then(1)
    for digits in range(5, 10):
        unit = unit.when(seconds < 10**digits).then(10 ** (digits - 4))
    unit = unit.otherwise(10**6).cast(pl.Int64)
    return (seconds + unit // 2) // unit * unit
