"""The reductions of DEFINITIONS 1 to 5 in pandas: vectorised, one sort, no loop over events."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from benchmarks.scale.asked import DAY, FAR, PLACE, Asked
from kccdiag.flow.engine import contact_centre_of
from kccdiag.flow.sql import LEFT
from kccdiag.intake.tables import ORDER

READ = [*ORDER, "month", "quarter", "dept", "person", "customer", "kind", "channel", "topic", "outcome", "told", "stay",
        "ends"]  # fmt: skip
KEPT = ("passed", "closed", "exited", "live")  # visits that lasted: not dropped, and not after the signal was closed
VARIANT = ["path", "kind", "topic", "quarter", "outcome", "ends", "reopened", "dropped", "worked", "closing_dept",
           "told", "told_in_time", "outcome_aged", "age", "passed_in_time"]  # fmt: skip
FATE = ["channel", "month", "closing_dept", "kind", "from_centre", "age", "passed_in_time", "two", "decided", "changed",
        "told", "ended", "told_in_time", "silent"]  # fmt: skip


def reduced(asked: Asked) -> dict[str, pd.DataFrame]:
    """Reduce a log to the tables of :data:`benchmarks.scale.asked.REDUCTIONS`."""
    events = pd.read_parquet(asked.events, columns=READ)
    events = _in_order(events[events["t"] < asked.cutoff])
    step = _steps(events[events["told"] == 0])
    signal = _signals(events, step)
    visit = _visits(step, signal)
    gaps = _gaps(step, signal, asked)
    silence = asked.silence(gaps, visit[["dept", "kind"]].drop_duplicates())
    home, intake = contact_centre_of(_counted(visit[visit["place"] == 1], ["dept"], "signals"))
    stay = _stays(visit, step, silence, [] if intake else list(home), asked)
    heard = _heard(events, signal, asked)
    journey = _journeys(stay)
    signal = _followed(signal, journey, heard)
    return {"gaps": gaps, "silence": silence, "variants": _variants(signal, asked), "raised": _raised(signal, asked),
            "fates": _fates(signal, visit, stay, asked), "funnel": _funnel(signal, step, asked)} | _of_stays(
        stay, asked) | _of_people(step, signal, visit)  # fmt: skip


# ---- working tables


def _in_order(events: pd.DataFrame) -> pd.DataFrame:
    """Sort the events by signal and time, unless they are."""
    earlier, same = np.zeros(len(events) - 1, dtype=bool), np.ones(len(events) - 1, dtype=bool)
    for name in ORDER:
        key = events[name].to_numpy()
        earlier |= same & (key[:-1] < key[1:])
        same &= key[:-1] == key[1:]
    if earlier.all():
        return events
    order = np.lexsort([events[name].to_numpy() for name in reversed(ORDER)])
    return events.take(order)


def _steps(events: pd.DataFrame) -> pd.DataFrame:
    """Number the events of each signal and say which visit each belongs to: a maximal run in one department."""
    step = events[["signal_id", "t", "month", "dept", "person", "rnk", "outcome", "stay", "ends"]].reset_index(
        drop=True
    )
    by_signal = step.groupby("signal_id", sort=False)
    step["n"] = by_signal.cumcount() + 1
    step["t_next"] = _next(step["t"], step["signal_id"], -FAR)
    step["moved"] = step["dept"] != _before(step["dept"], step["signal_id"], -1)
    step["place"] = step["moved"].groupby(step["signal_id"], sort=False).cumsum()
    worked = step["t"].where(step["rnk"] == 0, -FAR)
    step["last_work"] = worked.groupby(step["signal_id"], sort=False).transform("max")
    return step


def _signals(events: pd.DataFrame, step: pd.DataFrame) -> pd.DataFrame:
    """Give what belongs to the signal as a whole, and its closing event."""
    signal = events.drop_duplicates("signal_id").set_index("signal_id")[["quarter", "month"]]
    for name in ("kind", "topic", "channel", "customer"):  # the first one that is filled in
        filled = events.loc[events[name] > 0, ["signal_id", name]].drop_duplicates("signal_id")
        signal[name] = filled.set_index("signal_id")[name].reindex(signal.index, fill_value=0)
    worked = step.groupby("signal_id", sort=False).agg(
        first_t=("t", "first"), last_t=("t", "last"), ends=("ends", "max")
    )
    done = step[step["outcome"] > 0]
    final = done["t"] >= done["last_work"]
    closing = done[final].drop_duplicates("signal_id").set_index("signal_id")[["n", "t", "outcome"]]
    signal = signal.join(worked).join(closing.rename(columns={"n": "close_n", "t": "close_t"}))
    missing = {"first_t": -FAR, "last_t": -FAR, "ends": 0, "close_n": FAR, "close_t": -FAR, "outcome": 0}
    signal = signal.fillna(missing).astype(dict.fromkeys(missing, "int64"))
    signal["reopened"] = signal.index.isin(done.loc[~final, "signal_id"]).astype("int64")
    return signal


def _visits(step: pd.DataFrame, signal: pd.DataFrame) -> pd.DataFrame:
    """Give one row for each visit, with what came before and after it."""
    first = step["moved"].to_numpy()
    visit = step.loc[first, ["signal_id", "place", "dept", "t", "month", "n"]]
    visit = visit.rename(columns={"t": "enter", "n": "first_n"}).reset_index(drop=True)
    visit["last_n"] = step["n"].to_numpy()[np.append(first[1:], True)]
    visit["dept_next"] = _next(visit["dept"], visit["signal_id"], -1)
    visit["enter_next"] = _next(visit["enter"], visit["signal_id"], -FAR)
    of_signal = signal[["kind", "first_t", "close_n", "close_t", "outcome", "last_t", "ends"]]
    return visit.join(of_signal, on="signal_id")


def _stays(
    visit: pd.DataFrame, step: pd.DataFrame, silence: pd.DataFrame, home: list[int], asked: Asked
) -> pd.DataFrame:
    """Say of each visit how long it lasted, what of that was waiting, and what became of it."""
    limits = silence[["dept", "kind"]].assign(silence=silence["seconds"].replace(np.inf, FAR).astype("int64"))
    stay = visit.merge(limits, on=["dept", "kind"], how="left")
    stay = stay.merge(_waited(step, visit, asked), on=["signal_id", "place"], how="left")
    stay = stay.fillna({"queue": 0, "customer": 0}).astype({"queue": "int64", "customer": "int64"})
    closed, passed = stay["last_n"] >= stay["close_n"], stay["dept_next"] >= 0
    silent = asked.cutoff - stay["last_t"] >= stay["silence"]
    states = {
        "after": stay["first_n"] > stay["close_n"],
        "exited": closed & (stay["outcome"] == LEFT),
        "closed": closed,
        "passed": passed,
        "unended": stay["ends"] == 0,
        "dropped": silent,
    }
    stay["state"] = np.select(list(states.values()), list(states), "live")
    stay["leave"] = np.select([closed, passed], [stay["close_t"], stay["enter_next"]], asked.cutoff)
    start = stay.groupby("signal_id", sort=False)["dept"].transform("first")
    stay["home"] = stay["dept"].isin(home)
    stay["away"] = (stay["dept"] > 0) & (stay["dept"] != start) & ~stay["home"] & (stay["state"] != "after")
    return stay


def _waited(step: pd.DataFrame, visit: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Sum the seconds of each visit in which nobody worked: in a queue, or for the customer."""
    waiting = step.loc[step["stay"] > 0, ["signal_id", "place", "n", "t", "t_next", "stay"]]
    last_counted = visit.drop_duplicates("signal_id").set_index("signal_id")["close_n"]
    waiting = waiting[waiting["n"] < waiting["signal_id"].map(last_counted)]
    seconds = waiting["t_next"].where(waiting["t_next"] > -FAR, asked.cutoff) - waiting["t"]
    parts = {"queue": seconds.where(waiting["stay"] == 1, 0), "customer": seconds.where(waiting["stay"] == 2, 0)}
    return waiting.assign(**parts).groupby(["signal_id", "place"], as_index=False)[["queue", "customer"]].sum()


def _heard(events: pd.DataFrame, signal: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    told = events.loc[events["told"] == 1, ["signal_id", "t"]]
    away = (told["t"] - told["signal_id"].map(signal["close_t"])).abs()
    told = told.assign(told_in_time=(away <= asked.told_seconds).astype("int64"))
    return told.groupby("signal_id", sort=False).agg(heard_t=("t", "min"), told_in_time=("told_in_time", "max"))


def _journeys(stay: pd.DataFrame) -> pd.DataFrame:
    """Give one row for each signal that was worked on: its path, how far it went and where it ended."""
    ended, dropped = stay["state"].isin(["closed", "exited"]), stay["state"] == "dropped"
    journey = pd.DataFrame({
        "signal_id": stay["signal_id"],
        "dropped": dropped.astype("int64"),
        "closing_dept": stay["dept"].where(ended, 0),
        "silent_t": (stay["last_t"] + stay["silence"]).where(dropped, -FAR),
        "worked": stay["place"].where(stay["state"] != "after", 0),
        "out_t": -stay["enter"].where(stay["away"], FAR),
        "out_n": -stay["first_n"].where(stay["away"], FAR),
    }).groupby("signal_id", sort=False).max()  # fmt: skip
    journey[["out_t", "out_n"]] *= -1  # the least is the greatest of what is below zero
    code = (stay["place"] * PLACE + stay["dept"]).to_numpy("int64")
    ends = np.append(np.flatnonzero(np.diff(stay["signal_id"])) + 1, len(stay))
    journey["path"] = [code[a:b].tobytes() for a, b in zip(np.append(0, ends[:-1]), ends, strict=True)]
    return journey


def _followed(signal: pd.DataFrame, journey: pd.DataFrame, heard: pd.DataFrame) -> pd.DataFrame:
    """Set beside each signal how it went and what the customer heard."""
    missing = {"dropped": 0, "worked": 0, "closing_dept": 0, "silent_t": -FAR, "out_t": FAR, "out_n": FAR,
               "heard_t": FAR, "told_in_time": 0}  # fmt: skip
    signal = signal.join(journey).join(heard).fillna(missing).astype(dict.fromkeys(missing, "int64"))
    return signal.fillna({"path": b""})


# ---- what leaves


def _gaps(step: pd.DataFrame, signal: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    gap = step[["signal_id", "dept", "n", "t", "t_next"]].join(signal[["kind", "close_n", "ends"]], on="signal_id")
    gap = gap[(gap["n"] < gap["close_n"]) & (gap["ends"] == 1)]
    ended = gap["t_next"] > -FAR
    seconds = _four_digits(gap["t_next"].where(ended, asked.cutoff) - gap["t"])
    gap = gap.assign(ended=ended.astype("int64"), seconds=seconds)
    return _counted(gap, ["dept", "kind", "ended", "seconds"], "gaps")


def _aged(signal: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Say how old signals are at the cut-off, and whether they were passed on in time."""
    begun, passed = signal["first_t"], signal["out_t"] - signal["first_t"] <= asked.passed_seconds
    young = [begun > asked.cutoff - asked.passed_seconds, begun > asked.cutoff - asked.settled_seconds]
    return signal.assign(age=np.select(young, [0, 1], 2), passed_in_time=passed.astype("int64"))


def _variants(signal: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    aged = (signal["close_n"] < FAR) & (signal["close_t"] <= asked.cutoff - asked.told_seconds)
    told = signal["heard_t"] < FAR
    signal = _aged(signal, asked).assign(told=told.astype("int64"), outcome_aged=aged.astype("int64"))
    variants = _counted(signal, VARIANT, "signals")
    return variants.assign(path=[np.frombuffer(path, dtype="int64") for path in variants["path"]])


def _raised(signal: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    idea = signal[(signal["kind"] == asked.question.idea) & (signal["ends"] == 1)].reset_index()
    settled = idea["first_t"] <= asked.cutoff - asked.settled_seconds
    columns = ["signal_id", "customer", "topic", "month", "outcome", "dropped"]
    return idea[columns].assign(settled=settled.astype("int64"))


def _fates(signal: pd.DataFrame, visit: pd.DataFrame, stay: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Say of each signal what it reached, and whether it did in time: 0 never, 1 late, 2 in time."""
    start = visit[(visit["place"] == 1) & (visit["dept"] > 0)]
    home = stay.loc[stay["home"], "dept"].unique()
    centre = start.loc[start["dept"].isin(home) | (not len(home)), "signal_id"]
    board = visit[visit["dept"].isin(asked.question.board)].groupby("signal_id")["enter"].min()
    arrival = stay.loc[stay["away"], ["signal_id", "dept", "enter"]].drop_duplicates(["signal_id", "dept"])
    second = arrival[arrival.groupby("signal_id").cumcount() == 1].set_index("signal_id")["enter"]
    fate = _aged(signal, asked)
    begun, outcome, closed = fate["first_t"], fate["outcome"], fate["close_t"]
    decided = np.minimum(_of(board, fate), closed.where(outcome.isin([1, 3]), FAR))
    ended = (outcome > 0) & (outcome != LEFT) & (closed <= asked.cutoff - asked.told_seconds)
    late = closed - begun > asked.settled_seconds - asked.told_seconds
    silent_late = fate["last_t"] - begun > asked.settled_seconds
    fate = fate.assign(
        from_centre=fate.index.isin(centre).astype("int64"),
        two=_reached(_of(second, fate), begun, asked),
        decided=_reached(decided, begun, asked),
        changed=_reached(closed.where(outcome == 1, FAR), begun, asked),
        told=_reached(fate["heard_t"], begun, asked),
        ended=np.select([~ended, late], [0, 1], 2),
        silent=np.select([fate["ends"] == 0, fate["dropped"] == 0, silent_late], [-1, 0, 1], 2),
    )
    return _counted(fate, FATE, "signals")


def _of(found: pd.Series, signal: pd.DataFrame) -> pd.Series:
    return found.reindex(signal.index, fill_value=FAR)


def _reached(when: pd.Series, begun: pd.Series, asked: Asked) -> np.ndarray:
    return np.select([when >= FAR, when - begun > asked.settled_seconds], [0, 1], 2)


def _of_stays(stay: pd.DataFrame, asked: Asked) -> dict[str, pd.DataFrame]:
    """Reduce the visits in known departments: how long they lasted, and what became of them."""
    known = stay[stay["dept"] > 0]
    kept = known[known["state"].isin(KEPT)]
    whole, own = kept["leave"] - kept["enter"], kept["leave"] - kept["enter"] - kept["customer"]
    passed = kept[(kept["state"] == "passed") & (kept["dept_next"] > 0)]
    passed = passed.assign(seconds=_four_digits(passed["leave"] - passed["enter"]))
    passed = passed.rename(columns={"dept": "giver", "dept_next": "taker"})
    return {
        **_lasted(kept.assign(seconds=whole), ""),
        **_lasted(kept.assign(seconds=own), "own_"),
        "parts": _parts(kept.assign(work=own - kept["queue"])),
        "delays": _counted(passed, ["kind", "giver", "taker", "seconds"], "handovers"),
        "drops": _drops(known, asked),
        "stock": _stock(known),
        "states": _counted(known, ["dept", "kind", "state"], "visits"),
    }


def _lasted(kept: pd.DataFrame, prefix: str) -> dict[str, pd.DataFrame]:
    """Sum stays over signals, with the products that a variance needs, and count how long they lasted."""
    kept = kept.assign(m=kept["seconds"] // 60, ended=(~kept["state"].isin(["live", "exited"])).astype("int64"))
    sums = {"n": ("m", "size"), "held": ("seconds", "sum"), "m": ("m", "sum")}
    here = kept.groupby(["signal_id", "dept", "kind", "home"], as_index=False, sort=False).agg(**sums)
    compared = here[["n", "m"]].where(~here["home"], 0).groupby(here["signal_id"], sort=False).transform("sum")
    of_kind = here[~here["home"]].groupby(["signal_id", "kind"], as_index=False, sort=False)[["n", "held", "m"]].sum()
    with_all = here.assign(n_all=compared["n"], m_all=compared["m"])
    crossed = {"m_mall": "m m_all", "m_nall": "m n_all", "n_mall": "n m_all", "n_nall": "n n_all"}
    seconds = kept.assign(seconds=_four_digits(kept["seconds"]))
    return {
        f"{prefix}stays": _products(with_all, ["dept", "kind"], crossed),
        f"{prefix}stays_of_kind": _products(of_kind, ["kind"], {}),
        f"{prefix}durations": _counted(seconds, ["dept", "kind", "ended", "seconds"], "visits"),
    }


def _products(table: pd.DataFrame, keys: list[str], crossed: dict[str, str]) -> pd.DataFrame:
    pairs = {name: pair.split() for name, pair in ({"nn": "n n", "mm": "m m", "mn": "m n"} | crossed).items()}
    table = table.assign(**{name: table[one] * table[other] for name, (one, other) in pairs.items()})
    grouped = table.groupby(keys)
    sums = grouped[["n", "held", *pairs]].sum().rename(columns={"n": "visits"})
    return sums.assign(signals=grouped.size()).reset_index()


def _parts(kept: pd.DataFrame) -> pd.DataFrame:
    """Take stays apart: work (0), queue (1) and waiting for the customer (2)."""
    of_part = []
    for part, name in enumerate(("work", "queue", "customer")):
        spent = kept.loc[kept[name] > 0, ["signal_id", "dept", "kind", name]].rename(columns={name: "held"})
        held = spent.groupby(["signal_id", "dept", "kind"], as_index=False, sort=False).sum()
        of_part.append(held.assign(part=part, m=held["held"] // 60))
    lasted = pd.concat(of_part, ignore_index=True)
    m_all = lasted.groupby(["signal_id", "dept"], sort=False)["m"].transform("sum")
    lasted = lasted.assign(mm=lasted["m"] * lasted["m"], m_mall=lasted["m"] * m_all)
    return lasted.groupby(["dept", "kind", "part"], as_index=False)[["held", "mm", "m_mall"]].sum()


def _drops(known: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    judged = known[known["state"].isin([*KEPT, "dropped"]) & (known["enter"] <= asked.cutoff - known["silence"])]
    grouped = judged.assign(dropped=(judged["state"] == "dropped").astype("int64")).groupby(["dept", "kind"])["dropped"]
    return grouped.agg(visits="size", dropped="sum").reset_index()


def _stock(known: pd.DataFrame) -> pd.DataFrame:
    """Count by day who came in, who left and who was given up."""
    went = known["state"].isin(["passed", "closed", "exited"])
    came, died = known["state"].isin([*KEPT, "dropped"]), known["state"] == "dropped"
    moves = {
        "entered": known[came].eval("enter"),
        "went": known[went].eval("leave"),
        "died": known[died].eval("last_t"),
    }
    counts = [
        known.loc[moment.index, ["dept", "kind"]].assign(day=moment // DAY).value_counts().rename(name)
        for name, moment in moves.items()
    ]
    return pd.concat(counts, axis=1).fillna(0).reset_index()


def _funnel(signal: pd.DataFrame, step: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Follow the ideas: when each reached each stage, or stopped before it."""
    worked = (signal["kind"] == asked.question.idea) & (signal["ends"] == 1) & (signal["path"] != b"")
    idea = signal[worked]
    taken, decided = _taken_up(idea, step, asked)
    adopted = idea["close_t"].where(idea["outcome"] == 1, FAR)
    reached = [idea["out_t"], _of(taken, idea), _of(decided, idea), adopted, idea["heard_t"]]
    timed = []
    for stage, at in enumerate(reached, 1):
        told = asked.told_seconds if stage == len(reached) else 0
        stop = idea["silent_t"].where(idea["outcome"] == 0, idea["close_t"] + told)
        stopped = (stop > -FAR) & (stop < asked.cutoff)
        ended = np.select([at < FAR, idea["outcome"] == LEFT, stopped], [1, 0, 2], 0)
        until = np.select([at < FAR, stopped], [at, stop], asked.cutoff)
        seconds = _four_digits((until - idea["first_t"]).clip(lower=0))
        timed.append(pd.DataFrame({"kind": idea["kind"], "stage": stage, "ended": ended, "seconds": seconds}))
    return _counted(pd.concat(timed), ["kind", "stage", "ended", "seconds"], "signals")


def _taken_up(idea: pd.DataFrame, step: pd.DataFrame, asked: Asked) -> tuple[pd.Series, pd.Series]:
    """Give when the receiver of each idea first did something with it, and when it was decided on."""
    done = step.loc[step["signal_id"].isin(idea.index), ["signal_id", "n", "t", "dept", "stay", "outcome"]]
    done = done.join(idea[["out_n", "close_n"]], on="signal_id")
    of_signal = done["signal_id"].map(idea["outcome"])
    passed = (done["n"] > done["out_n"]) | (done["outcome"] > 0) | asked.question.queues
    taken = done[(done["n"] >= done["out_n"]) & (done["stay"] != 1) & passed]
    closes = (done["n"] == done["close_n"]) & of_signal.isin([1, 3])
    decided = done[done["dept"].isin(asked.question.board) | closes]
    return taken.groupby("signal_id")["t"].min(), decided.groupby("signal_id")["t"].min()


def _of_people(step: pd.DataFrame, signal: pd.DataFrame, visit: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Reduce who worked where, and who wrote after whom: within a department, or across its boundary."""
    signed = step.loc[step["person"] > 0, ["signal_id", "dept", "person"]]
    workers = signed[signed["dept"] > 0].join(signal["kind"], on="signal_id")
    giver = _before(signed["dept"], signed["signal_id"], 0)
    person = _before(signed["person"], signed["signal_id"], 0)
    tied = (person > 0) & (signed["person"] != person) & (signed["dept"] > 0) & (giver > 0)
    tie = signed.assign(giver=giver, taker=signed["dept"])[tied]
    crossed = tie.assign(h=(tie["giver"] != tie["taker"]).astype("int64")).groupby("signal_id", sort=False)["h"]
    own = crossed.agg(c="size", h="sum")
    products = {
        "cases": own["c"],
        "hits": own["h"],
        "cc": own["c"] ** 2,
        "hh": own["h"] ** 2,
        "ch": own["c"] * own["h"],
    }
    return {
        "workers": _counted(workers, ["dept", "kind", "person"], "events"),
        "ties": _counted(tie, ["giver", "taker"], "ties"),
        "crossings": pd.DataFrame({"one": [1]} | {name: [column.sum()] for name, column in products.items()}),
        "activity": _counted(visit[visit["dept"] > 0], ["dept", "month"], "visits"),
    }


# ---- columns


def _counted(table: pd.DataFrame, keys: list[str], name: str) -> pd.DataFrame:
    return table.groupby(keys, sort=False, observed=True).size().rename(name).reset_index()


def _before(column: pd.Series, signal: pd.Series, fill: int) -> pd.Series:
    """Give what stands one row earlier in the same signal."""
    return column.shift(1, fill_value=fill).where(signal == signal.shift(1, fill_value=0), fill)


def _next(column: pd.Series, signal: pd.Series, fill: int) -> pd.Series:
    return column.shift(-1, fill_value=0).where(signal == signal.shift(-1, fill_value=0), fill)


def _four_digits(seconds: pd.Series | np.ndarray) -> np.ndarray:
    """Round whole seconds to four significant digits, halves up."""
    seconds = np.asarray(seconds)
    unit = np.ones(len(seconds), dtype="int64")
    for bound in _bounds():
        unit[seconds >= bound] = bound // 1_000
    return (seconds + unit // 2) // unit * unit


def _bounds() -> Iterable[int]:
    return (10**digits for digits in range(4, 10))
