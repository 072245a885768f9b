"""The rows of an export followed by DEFINITIONS 1 with pandas alone: what claims about real logs are held against."""

from __future__ import annotations

import gzip
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd

DAY = 86_400
UNKNOWN = {"", "?", "-", "unknown", "onbekend", "n/a", "empty", "null"}
WORD = {"string", "date", "int", "float", "boolean", "id"}
WAITS = ("queue", "customer")
ENDED = ("adopted", "answered", "rejected", "withdrawn", "closed")
NEVER = np.iinfo(np.int64).max // 4


@dataclass(frozen=True)
class Raw:
    """A log, followed.

    Attributes
    ----------
    config
        kccdiag.toml as it stands.
    events
        ``signal t dept kind topic customer person outcome told n`` in order; told events have no ``n``.
    signals
        On ``signal``: ``first_t last_t kind topic quarter outcome close_n close_t start out_t dropped``.
    visits
        ``signal place dept kind enter leave state`` with ``n`` of the first event; ``queue customer``: seconds of it
        that the signal was not taken up, and waited for the customer.
    limits
        On (dept, kind): silence limit in seconds.
    departments
        Names in the log and in departments.csv.
    """

    config: dict[str, Any]
    events: pd.DataFrame
    signals: pd.DataFrame
    visits: pd.DataFrame
    limits: dict[tuple[str, str], float]
    departments: frozenset[str]
    home: frozenset[str]
    intake: bool
    ends: bool
    start: int
    cutoff: int

    @property
    def years(self) -> float:
        """Return the length of the window; where nine in ten signals began in less than half of it, of that part."""
        window = max(self.cutoff - self.start, DAY)
        began = self.events.groupby("signal")["t"].min().sort_values().to_list()
        beyond = len(began) // 20
        middle = began[-1 - beyond] - began[beyond]
        crowded = len(began) >= 40 and 2 * middle < self.cutoff - self.start
        return (middle / 0.9 if crowded else window) / DAY / 365.25

    @property
    def known(self) -> pd.DataFrame:
        """Return the visits in known departments."""
        return self.visits[self.visits["dept"] != ""]

    @property
    def centre(self) -> pd.DataFrame:
        """Return the signals that the contact centre heard first."""
        table = self.signals
        return table[(table["start"] != "") if self.intake else table["start"].isin(self.home)]

    @property
    def outside(self) -> pd.DataFrame:
        """Return the visits at a known department other than the contact centre and the start, before the end."""
        start = self.visits["signal"].map(self.signals["start"])
        away = (self.visits["dept"] != start) & (self.intake | ~self.visits["dept"].isin(self.home))
        return self.visits[away & (self.visits["dept"] != "") & (self.visits["state"] != "after")]

    @property
    def lateral_depts(self) -> frozenset[str]:
        """Return what is no department between which handovers are compared."""
        return frozenset() if self.intake else self.home

    @property
    def handovers(self) -> pd.DataFrame:
        """List ``signal place giver taker third kind quarter topic bringer``: ``third`` where it went on to next."""
        visits = self.visits
        same = visits["signal"].eq(visits["signal"].shift())
        table = visits.assign(giver=visits["dept"].shift().where(same, ""), taker=visits["dept"])
        table["third"] = table["dept"].shift(-1).where(table["signal"].eq(table["signal"].shift(-1)), "")
        table["bringer"] = table["giver"].shift().where(same & same.shift(fill_value=False), "")
        table = table[(table["giver"] != "") & (table["taker"] != "")]
        of_signal = self.signals.loc[table["signal"], ["quarter", "topic"]].reset_index(drop=True)
        columns = ["signal", "place", "giver", "taker", "third", "bringer", "kind"]
        return pd.concat([table[columns].reset_index(drop=True), of_signal], axis=1)


def follow(folder: Path) -> Raw:
    """Read an engagement folder's export and follow its signals."""
    config = tomllib.loads((folder / "kccdiag.toml").read_text(encoding="utf-8"))
    logs = config["log"] if isinstance(config["log"], list) else [config["log"]]
    assert len(logs) == 1 and len(logs[0]["files"]) == 1, "this reading knows one file"
    wanted = {name for named in logs[0]["columns"].values() for name in ([named] if isinstance(named, str) else named)}
    rows = _rows(folder / logs[0]["files"][0], sorted(wanted))
    events = _events(rows, config, logs[0], _aliases(folder, config))
    start, cutoff = int(events["t"].min()), _cutoff(config, events)
    ends = any(name != "told" and values for name, values in logs[0].get("outcomes", {}).items())
    signals = _signals(events, config)
    visits = _visits(events, signals)
    home, intake = _home(config, visits)
    limits = _silence_limits(events, visits, signals, cutoff=cutoff)
    visits = _fates(visits, signals, limits, cutoff=cutoff, ends=ends)
    dropped = visits.loc[visits["state"] == "dropped", "signal"]
    signals["dropped"] = signals.index.isin(dropped)
    visits = visits.join(_waits(events, signals, cutoff=cutoff), on=["signal", "place"]).fillna(dict.fromkeys(WAITS, 0))
    listed = set(_listed(folder, config)["department"]) if "file" in config.get("departments", {}) else set()
    return Raw(config, events, signals, visits, limits, frozenset(set(visits["dept"]) - {""} | listed),
               home, intake, ends, start, cutoff)  # fmt: skip


# ---- rows


def _rows(path: Path, wanted: list[str]) -> pd.DataFrame:
    """Read the wanted cells of a file as text, "" where empty; ``same`` is equal in rows equal in every column."""
    with _opened(path) as file:
        if ".xes" in path.name:
            return pd.DataFrame(_xes(file, wanted))
        head = file.readline().decode("utf-8-sig")
        mark = ";" if ";" in head else ","
        rows = pd.read_csv(file, sep=mark, names=head.strip().split(mark), dtype=str, keep_default_na=False)
    return rows[wanted].assign(same=pd.util.hash_pandas_object(rows, index=False))


def _opened(path: Path) -> IO[bytes]:
    if path.suffix == ".zip":
        archive = zipfile.ZipFile(path)
        return archive.open(archive.namelist()[0])
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")


def _xes(file: IO[bytes], wanted: list[str]) -> Iterator[dict[str, object]]:
    for _, trace in ElementTree.iterparse(file):
        if _tag(trace) != "trace":
            continue
        own = {f"case:{child.get('key')}": child.get("value", "") for child in trace if _tag(child) in WORD}
        for event in trace:
            if _tag(event) == "event":
                cells = own | {child.get("key", ""): child.get("value", "") for child in event}
                yield {name: cells.get(name, "") for name in wanted} | {"same": hash(frozenset(cells.items()))}
        trace.clear()


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _repeats(same: pd.Series, t: pd.Series) -> pd.Series:
    """Mark rows equal to an earlier one in every column, except where times are whole days."""
    second = (t % DAY).value_counts(normalize=True)
    return same.duplicated() & (second.iloc[0] < 0.95)


def _events(
    rows: pd.DataFrame, config: Mapping[str, Any], log: Mapping[str, Any], aliases: Mapping[str, str]
) -> pd.DataFrame:
    column = {name: _joined(rows, named) for name, named in log["columns"].items()}
    moment = _moments(column["time"], config["engagement"].get("timezone", "Europe/Amsterdam"))
    seconds = moment.dt.floor("s")
    events = pd.DataFrame({"signal": column["signal"].str.strip(), "moment": moment, "row": np.arange(len(rows))})
    events["t"] = (seconds - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(seconds=1)
    events["repeat"] = _repeats(rows["same"], events["t"])
    events["seq"] = pd.to_numeric(column["sequence"]) if "sequence" in column else 0
    events["dept"] = _named(column["department"], aliases, config)
    kinds = {fold(value): kind for kind, values in log.get("kinds", {}).items() for value in values}
    none = pd.Series("", index=rows.index)
    for name in ("kind", "topic", "reason", "customer", "person", "channel"):
        means = kinds if name == "kind" else {}
        events[name] = _named(column[name], means, config) if name in column else ""
    activity = column.get("activity", none).map(fold)
    for name in ("outcomes", "stays"):
        meant = {fold(value): meaning for meaning, values in log.get(name, {}).items() for value in values}
        events[name] = [meant.get(value, "") for value in activity]
    events["told"] = events["outcomes"] == "told"
    events["outcome"] = events["outcomes"].mask(events["told"], "")
    return _in_order(events.dropna(subset="moment").astype({"t": "int64"}), config)


def _in_order(events: pd.DataFrame, config: Mapping[str, Any]) -> pd.DataFrame:
    """Leave out what counts for nothing, and order by time, sequence, rank, row."""
    year = events["moment"].dt.year
    events = events[(events["signal"] != "") & ~events["repeat"] & (year >= 1990) & (year < 2100)]
    events = events[events["t"] < _cutoff(config, events)]
    events = events.assign(rank=(events["outcomes"] != "").astype(int))
    # Parts of a second come before the sequence.
    events = events.sort_values(["signal", "moment", "seq", "rank", "row"], ignore_index=True)
    work = events[~events["told"]]
    return events.assign(n=work.groupby("signal").cumcount()).drop(columns="outcomes")


def _cutoff(config: Mapping[str, Any], events: pd.DataFrame) -> int:
    day = config["engagement"].get("cutoff")
    if day is None:
        return int(events["t"].max()) + 1
    zone = config["engagement"].get("timezone", "Europe/Amsterdam")
    return int(pd.Timestamp(day).tz_localize(zone).timestamp())


def _joined(rows: pd.DataFrame, named: str | list[str]) -> pd.Series:
    names = [named] if isinstance(named, str) else named
    cells = zip(*(rows[name] for name in names), strict=True)
    return pd.Series(["/".join(filter(None, row)) for row in cells], index=rows.index)


def _moments(text: pd.Series, zone: str) -> pd.Series:
    if text.str.match(r"\d{4}-").any():
        return pd.to_datetime(text, utc=True, format="ISO8601", errors="coerce").dt.as_unit("ns")
    slashed = text.str.strip().str.replace("/", "-", regex=False)
    read = slashed.where(slashed.str.count(":") != 1, slashed + ":00")
    local = pd.to_datetime(read, format="%d-%m-%Y %H:%M:%S", errors="coerce").dt.as_unit("ns")
    ambiguous = np.ones(len(local), dtype=bool)  # the first of two
    return local.dt.tz_localize(zone, ambiguous=ambiguous, nonexistent=pd.Timedelta(hours=1)).dt.tz_convert("UTC")


def fold(value: str) -> str:
    """Reduce a value to what spellings share."""
    return " ".join(value.casefold().split())


def _named(column: pd.Series, meant: Mapping[str, str], config: Mapping[str, Any]) -> pd.Series:
    """Give every spelling the name that is meant, else the most frequent one; "" where unknown."""
    trimmed = column.str.split().str.join(" ")
    target = {spelling: fold(name) for spelling, name in meant.items()}
    keys = {value: target.get(fold(value), fold(value)) for value in trimmed.unique()}
    key = trimmed.map(keys)
    unknown = UNKNOWN | {fold(value) for value in config.get("departments", {}).get("unknown", [])}
    spelled = pd.DataFrame({"key": key, "name": trimmed}).value_counts().reset_index()
    spelled = spelled.sort_values(["key", "count", "name"], ascending=[True, False, True]).drop_duplicates("key")
    names = dict(zip(spelled["key"], spelled["name"], strict=True)) | {fold(name): name for name in meant.values()}
    return key.mask(key.isin(unknown), "").map(names | {"": ""})


def _listed(folder: Path, config: Mapping[str, Any]) -> pd.DataFrame:
    return pd.read_csv(folder / config["departments"]["file"], dtype=str, keep_default_na=False)


def _aliases(folder: Path, config: Mapping[str, Any]) -> dict[str, str]:
    section = config.get("departments", {})
    meant = {fold(spelling): name for spelling, name in section.get("aliases", {}).items()}
    if "file" in section:
        for row in _listed(folder, config).to_dict("records"):
            spellings = [row["department"], *row.get("aliases", "").split(";")]
            meant |= {fold(spelling): row["department"] for spelling in spellings if spelling.strip()}
    return meant


# ---- signals and visits


def _signals(events: pd.DataFrame, config: Mapping[str, Any]) -> pd.DataFrame:
    zone = config["engagement"].get("timezone", "Europe/Amsterdam")
    by = events.groupby("signal")
    signals = pd.DataFrame({"at": by["moment"].min().dt.tz_convert(zone)})
    signals["quarter"] = signals["at"].dt.year * 4 + signals["at"].dt.quarter
    for name in ("kind", "topic", "reason", "customer", "channel"):
        filled = events[events[name] != ""].drop_duplicates("signal").set_index("signal")[name]
        signals[name] = filled.reindex(signals.index).fillna("")
    work = events[~events["told"]]
    signals[["first_t", "last_t"]] = work.groupby("signal")["t"].agg(["min", "max"])
    last_work = work[work["rank"] == 0].groupby("signal")["t"].max()
    ending = work[(work["outcome"] != "") & (work["t"] >= work["signal"].map(last_work).fillna(-NEVER))]
    ending = ending.drop_duplicates("signal").set_index("signal")
    signals["outcome"] = ending["outcome"].reindex(signals.index).fillna("")
    for name, column in (("close_n", "n"), ("close_t", "t")):
        signals[name] = ending[column].reindex(signals.index).fillna(NEVER).astype("int64")
    return signals.drop(columns="at")


def _visits(events: pd.DataFrame, signals: pd.DataFrame) -> pd.DataFrame:
    """Cut the events of each signal into longest runs in one department."""
    work = events[~events["told"]]
    new = (work["dept"] != work["dept"].shift()) | (work["signal"] != work["signal"].shift())
    runs = work.assign(run=new.cumsum()).groupby("run", sort=True)
    visits = runs.agg(signal=("signal", "first"), dept=("dept", "first"), enter=("t", "min"), n=("n", "min"),
                      last_n=("n", "max")).reset_index(drop=True)  # fmt: skip
    visits["place"] = visits.groupby("signal").cumcount() + 1
    visits["kind"] = visits["signal"].map(signals["kind"])
    signals["start"] = visits[visits["place"] == 1].set_index("signal")["dept"].reindex(signals.index).fillna("")
    return visits


def _home(config: Mapping[str, Any], visits: pd.DataFrame) -> tuple[frozenset[str], bool]:
    """Say which departments are the contact centre, and whether they are only the intake."""
    if named := config["engagement"].get("contact_centre"):
        return frozenset(named), False
    starts = visits.loc[visits["place"] == 1, "dept"].value_counts()
    known = starts.drop("", errors="ignore")
    if 2 * known.iloc[0] >= starts.sum():
        return frozenset(known.index[:1]), False
    return frozenset(known.index), True


def _silence_limits(
    events: pd.DataFrame, visits: pd.DataFrame, signals: pd.DataFrame, *, cutoff: int
) -> dict[tuple[str, str], float]:
    """Give every department and kind the silence after which another event is unlikely."""
    work = events[~events["told"]]
    facts = signals.loc[work["signal"], ["kind", "close_n"]].reset_index(drop=True)
    gaps = work[["signal", "dept", "t", "n"]].reset_index(drop=True).join(facts)
    gaps["ended"] = gaps["signal"].eq(gaps["signal"].shift(-1))
    gaps["seconds"] = gaps["t"].shift(-1).where(gaps["ended"], cutoff) - gaps["t"]
    gaps = gaps[gaps["n"] < gaps["close_n"]]
    own, pooled = (_limits_by(gaps[gaps[name] != ""] if name == "dept" else gaps, name) for name in ("dept", "kind"))
    whole = silence_limit(gaps)
    pairs = visits[["dept", "kind"]].drop_duplicates().itertuples(index=False)
    return {(dept, kind): own.get(dept, pooled.get(kind, whole)) for dept, kind in pairs}


def _limits_by(gaps: pd.DataFrame, name: str) -> dict[str, float]:
    return {str(key): silence_limit(part) for key, part in gaps.groupby(name) if part["ended"].sum() >= 30}


def silence_limit(gaps: pd.DataFrame) -> float:
    """Return the shortest completed gap after which the chance of another event is below one in twenty."""
    by = gaps.groupby("seconds")["ended"].agg(["sum", "size"]).astype(float)
    if not by["sum"].sum():
        return float("inf")
    at_risk = by["size"][::-1].cumsum()[::-1]
    survival = (1 - by["sum"] / at_risk).cumprod()
    again = ((survival - survival.iloc[-1]) / survival.where(survival > 1e-12)).fillna(0.0)
    return float(by.index[(again < 0.05) & (by["sum"] > 0)][0])


def _fates(
    visits: pd.DataFrame, signals: pd.DataFrame, limits: Mapping[tuple[str, str], float], *, cutoff: int, ends: bool
) -> pd.DataFrame:
    """Say of every visit what became of it, and when it was left."""
    facts = signals.loc[visits["signal"], ["close_n", "close_t", "outcome", "last_t"]].reset_index(drop=True)
    follows = visits["signal"].eq(visits["signal"].shift(-1))
    limit = pd.Series([limits[pair] for pair in zip(visits["dept"], visits["kind"], strict=True)])
    ends_here, after = visits["last_n"] >= facts["close_n"], visits["n"] > facts["close_n"]
    left, silent = facts["outcome"] == "left", cutoff - facts["last_t"] >= limit
    cases = [after, ends_here & left, ends_here, follows, silent if ends else silent | True]
    names = ["after", "exited", "closed", "passed", "dropped" if ends else "unended"]
    state = np.select(cases, names, default="live")
    leave = np.select([ends_here, follows], [facts["close_t"], visits["enter"].shift(-1).fillna(0)], default=cutoff)
    return visits.assign(state=state, leave=leave.astype("int64"), limit=limit, last_t=facts["last_t"])


def _waits(events: pd.DataFrame, signals: pd.DataFrame, *, cutoff: int) -> pd.DataFrame:
    """Add up by visit the seconds from each event to the next that the event says were a wait."""
    work = events[~events["told"]].reset_index(drop=True)
    same = work["signal"].eq(work["signal"].shift(-1))
    new = (work["dept"] != work["dept"].shift()) | (work["signal"] != work["signal"].shift())
    spent = work[["signal", "stays"]].assign(
        place=new.groupby(work["signal"]).cumsum().astype(int),
        seconds=work["t"].shift(-1).where(same, cutoff) - work["t"],
    )
    spent = spent[(work["n"] < work["signal"].map(signals["close_n"])) & work["stays"].isin(WAITS)]
    waits = spent.pivot_table(index=["signal", "place"], columns="stays", values="seconds", aggfunc="sum")
    return waits.reindex(columns=list(WAITS)).astype(float)
