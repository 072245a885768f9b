"""All intervals of a log as the package has them, case-linearised or exact, beside two thousand resamples of the cases.

A resample draws as many signals again as there were: the number of each journey is multinomial, and every sum over
journeys is a matrix product. What is resampled is what journeys tell: where signals got, what came straight back, who
was told. How long they stayed and what customers did next is no matter of journeys; for these there is no such peer.

Of 10⁶ signals all intervals take some seconds because none is resampled: they follow from sums over distinct journeys.
Two thousand resamples are 2 × 10⁹ draws before anything is summed, and take ten times as long for the journeys' shares
alone; so that is no aim but a check.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy import sparse

from benchmarks.scale.events import EVENTS_OF_A_SIGNAL, write_log
from kccdiag.flow.engine import Engine, Question
from kccdiag.flow.journeys import Journeys
from kccdiag.limits import Limits
from kccdiag.measured import Measured, measure
from kccdiag.measures import irrigation

Floats = np.ndarray
T = TypeVar("T")
LEAST = 100  # hits and misses of a share whose widths are compared: of few, two right intervals differ


def lines(signals: int, *, resamples: int) -> Iterator[str]:
    """Say what all measures with all their intervals cost, what resamples of some cost, and how their widths differ."""
    with TemporaryDirectory() as folder:
        log = write_log(Path(folder) / "events.parquet", events=int(signals * EVENTS_OF_A_SIGNAL))
        question = Question(home=(1,), idea=4, queues=True, by_reason=True)
        with Engine(log, question, limits=Limits()).opened() as engine:
            flow = engine.flow()
            measured, spent = _timed(lambda: measure(flow, engine))
            # Under an objection only what is claimed is measured, and no null tables are drawn.
            again, claimed = _timed(lambda: measure(flow, engine, like=measured))
    hits, cases = _sums(again)
    (low, high), drawn = _timed(lambda: _resampled(again.journeys, hits, cases, resamples=resamples))
    count = int(flow.variants["signals"].sum())
    yield f"intervals: {count} signals, {len(flow.variants)} distinct journeys"
    yield f"  every measure with its interval: {spent:.1f} CPU s; those that something is claimed of: {claimed:.1f}"
    yield f"  {resamples} resamples of {hits.shape[1]} shares of journeys: {drawn:.1f} CPU s, × {drawn / claimed:.1f}"
    ours = _intervals(again)
    known = (np.minimum(ours["share"], 1 - ours["share"]) * ours["n"] >= LEAST).to_numpy()
    ratio = (ours["high"] - ours["low"]).to_numpy()[known] / (high - low)[known]
    middle, least, most = np.quantile(ratio, [0.5, 0.05, 0.95])
    yield f"  width of ours / of the resamples' ({known.sum()} shares of {LEAST} hits and misses at least): " \
          f"median {middle:.3f}, nine in ten from {least:.3f} to {most:.3f}"  # fmt: skip


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = time.process_time()
    return work(), time.process_time() - begun


def _intervals(measured: Measured) -> pd.DataFrame:
    """List the shares that are resampled as the package has them: reach, bounces, who was told."""
    reach = measured.departments[["reach", "reach_low", "reach_high", "centre_signals"]].dropna()
    pairs = measured.pairs[measured.pairs["followed"] > 0].sort_values(["giver", "taker"])
    pairs = pairs[["bounce_share", "bounce_share_low", "bounce_share_high", "followed"]]
    told = measured.told[["share", "low", "high", "of"]]
    names = ["share", "low", "high", "n"]
    return pd.concat([part.set_axis(names, axis=1) for part in (reach, pairs, told)], ignore_index=True)


def _sums(measured: Measured) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Lay down what one signal of each journey adds to each share: journeys × shares, hits and cases."""
    parts = [_reached(measured), _bounced(measured.journeys), _told(measured.journeys)]
    return tuple(sparse.hstack([part[side] for part in parts]).tocsr() for side in (0, 1))  # type: ignore[return-value]


def _reached(measured: Measured) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    variants, visits = measured.journeys.variants, measured.journeys.visits
    centre = variants[variants["from_centre"]]
    begun = (variants["from_centre"] & (variants["age"] >= irrigation.settled_age(centre))).to_numpy()
    depts = measured.departments["reach"].dropna().index.to_numpy()
    there = visits[visits["outside"] & begun[visits["variant"]]].drop_duplicates(["variant", "dept"])
    hits = _matrix(there["variant"], np.searchsorted(depts, there["dept"]), 1.0, (len(variants), len(depts)))
    return hits, sparse.csr_matrix(np.repeat(begun[:, None].astype(float), len(depts), axis=1))


def _bounced(journeys: Journeys) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    steps = journeys.handovers()
    after = steps.assign(place=steps["place"] - 1, third=steps["taker"])[["variant", "place", "third"]]
    three = steps.merge(after, on=["variant", "place"])
    pair = three.groupby(["giver", "taker"]).ngroup().to_numpy()
    shape = len(journeys.variants), int(pair.max()) + 1
    back = (three["third"] == three["giver"]).to_numpy(float)
    return _matrix(three["variant"], pair, back, shape), _matrix(three["variant"], pair, 1.0, shape)


def _told(journeys: Journeys) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    table = journeys.variants[["outcome", "outcome_aged", "closing_dept", "told_in_time"]]
    table = table[table["outcome"].isin(irrigation.ENDED) & (table["outcome_aged"] == 1)]
    depts = np.unique(np.append(table["closing_dept"], 0))
    rows = np.concatenate([table.index, table.index[table["closing_dept"] > 0]])
    closed = table["closing_dept"].to_numpy()
    column = np.concatenate([np.zeros(len(table), int), np.searchsorted(depts, closed[closed > 0])])
    heard = journeys.variants["told_in_time"].to_numpy(float)[rows]
    shape = len(journeys.variants), len(depts)
    return _matrix(rows, column, heard, shape), _matrix(rows, column, 1.0, shape)


def _matrix(row: Floats, column: Floats, value: Floats | float, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.broadcast_to(value, np.shape(row)).astype(float), (row, column)), shape=shape)


def _resampled(
    journeys: Journeys, hits: sparse.csr_matrix, cases: sparse.csr_matrix, *, resamples: int
) -> tuple[Floats, Floats]:
    """Return the 2.5 and 97.5 % points of each share over the resamples."""
    random, signals = np.random.default_rng(0), journeys.variants["signals"].to_numpy()
    taken = np.repeat(np.arange(len(signals)), signals)  # the journey of each signal
    both = sparse.hstack([hits, cases]).T.tocsr()
    shares = np.empty((resamples, hits.shape[1]))
    for turn in range(resamples):
        drawn = taken[random.integers(len(taken), size=len(taken))]
        over, of = np.split(both @ np.bincount(drawn, minlength=len(signals)), 2)
        shares[turn] = np.divide(over, of, out=np.full(len(of), np.nan), where=of > 0)
    low, high = np.nanquantile(shares, [0.025, 0.975], axis=0)
    return low, high
