"""Which signals of a log say the same, and what to call what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from kccdiag.intake.tables import EventLog
from kccdiag.texts.alike import groups_of
from kccdiag.texts.label import labels_of

LEAST_NAMED = 3  # signals in a group that gets a name
LEAST_ON_TOPIC = 5  # signals, or a topic is taken for somebody's own words


@dataclass(frozen=True)
class Sameness:
    """Signals that say the same.

    Attributes
    ----------
    group
        Number of the group, -1 for none, on ``signal_id``.
    names
        ``label`` (words that at least half of the group share, "" where none can be shown), ``topic`` (code that most
        of them have, 0 for none) on ``group``; for groups of at least three, the largest first.
    by_topic
        Whether nobody knows what was said, so that a group is only a topic.
    """

    group: pd.Series
    names: pd.DataFrame
    by_topic: bool

    def grouped(self, raised: pd.DataFrame) -> pd.DataFrame:
        """Add to signals (``signal_id``) the ``group`` that each is in."""
        return raised.assign(group=raised["signal_id"].map(self.group).fillna(-1).astype("int64"))


def same_signals(log: EventLog, raised: pd.DataFrame, *, alike: float) -> Sameness:
    """Group signals by what they say first; without a column of texts by topic.

    Parameters
    ----------
    raised
        ``signal_id``, ``customer`` (0 unknown), ``topic`` (code, 0 none).
    alike
        As for :func:`kccdiag.texts.alike.groups_of`.
    """
    if log.texts is None:
        grouped = raised.assign(group=raised["topic"].where(raised["topic"] > 0, -1).astype("int64"))
        return Sameness(grouped.set_index("signal_id")["group"], _names(grouped, {}), by_topic=True)
    said = raised.merge(_first_texts(log, raised["signal_id"]), on="signal_id", how="inner").sort_values("signal_id")
    texts, signals = said["text"].tolist(), said["signal_id"].to_numpy(np.int64)
    places = groups_of(texts, alike=alike)
    said["group"] = np.where(places >= 0, signals[places], -1)
    sizes = said["group"].value_counts()
    wanted = sorted(int(group) for group in sizes.index[sizes >= LEAST_NAMED] if group >= 0)
    labels = labels_of(texts, said["group"].to_numpy(np.int64), _writers(said), wanted=wanted) if wanted else {}
    return Sameness(said.set_index("signal_id")["group"], _names(said, labels), by_topic=False)


def _first_texts(log: EventLog, signals: pd.Series) -> pd.DataFrame:
    """Read what each signal says first: later texts are other people's notes about it."""
    texts = pq.read_table(log.texts, columns=["signal_id", "row", "text"]).to_pandas()
    texts = texts[texts["signal_id"].isin(signals)].sort_values(["signal_id", "row"])
    return texts.drop_duplicates("signal_id")[["signal_id", "text"]]


def _writers(said: pd.DataFrame) -> np.ndarray:
    """Number who wrote each text: its customer, or where nobody knows them the text itself."""
    texts = -1 - pd.factorize(said["text"])[0]
    return np.where(said["customer"] > 0, said["customer"], texts).astype(np.int64)


def _names(said: pd.DataFrame, labels: dict[int, tuple[str, ...]]) -> pd.DataFrame:
    on_topic = said["topic"].value_counts()
    rows = [
        (group, ", ".join(labels.get(group, ())), topic if on_topic.get(topic, 0) >= LEAST_ON_TOPIC else 0)
        for group, topic in _usual_topics(said[said["group"] >= 0])
    ]
    return pd.DataFrame(rows, columns=["group", "label", "topic"]).set_index("group")


def _usual_topics(grouped: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Yield each group of at least three, largest first, with the topic that most of its signals have, 0 for none."""
    sizes = grouped.groupby("group").size().sort_values(ascending=False, kind="stable")
    counts = grouped.groupby(["group", "topic"]).size().reset_index(name="signals")
    counts = counts.sort_values(["group", "signals", "topic"], ascending=[True, False, True]).drop_duplicates("group")
    usual = counts.set_index("group")
    for group, size in sizes[sizes >= LEAST_NAMED].items():
        topic, signals = usual.loc[group]
        yield int(group), int(topic) if 2 * signals > size else 0
