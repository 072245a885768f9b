"""How the columns of an unknown export behave: how full and varied, what form, constant or changing in a signal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from kccdiag.departments import UNKNOWN
from kccdiag.intake.times import read_times
from kccdiag.intake.vocabulary import header_score
from kccdiag.intake.zones import Clock
from kccdiag.lists import fold

Codes = npt.NDArray[np.int64]

MOST_FOLDED = 20_000  # distinct values; a column with more holds numbers or texts, which have one spelling
SAMPLE = 2000  # distinct values of a column that are looked at for their form
_PACKED_DAY = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_YES_NO = frozenset("true false yes no ja nee y n j 0 1 waar onwaar".split())


@dataclass(frozen=True, eq=False)
class Column:
    """One column of an export.

    Parameters
    ----------
    name
        As the export calls it.
    place
        Which column it is, from 0.
    codes
        Per row the number of its value; -1 where it is missing or means unknown.
    values
        The distinct values by number, in order of first appearance, each as it is spelled most often.
    seconds
        Per row epoch seconds UTC, where the column holds times (nearly all of its values); else None.
    whole_days
        Whether these times have no time of day.
    """

    name: str
    place: int
    codes: Codes
    values: tuple[str, ...]
    seconds: Codes | None
    whole_days: bool

    @cached_property
    def counts(self) -> Codes:
        """Rows by value."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values))

    @cached_property
    def filled(self) -> float:
        """Share of rows with a value."""
        return float((self.codes >= 0).mean()) if len(self.codes) else 0.0

    @property
    def distinct(self) -> int:
        """Count the distinct values."""
        return len(self.values)

    @cached_property
    def numbers(self) -> npt.NDArray[np.float64] | None:
        """Per row the number, NaN where missing; None unless nearly all values are whole numbers."""
        if not self.values or self.share(r"-?\d{1,15}") < 0.98:
            return None
        read = pd.to_numeric(pd.Series(self.values), errors="coerce").to_numpy(dtype=float)
        return np.where(self.codes >= 0, read[self.codes], np.nan)

    @cached_property
    def sample(self) -> tuple[str, ...]:
        """Distinct values to judge the form by, spread over the whole column."""
        return self.values[:: max(1, len(self.values) // SAMPLE)][:SAMPLE]

    def share(self, pattern: str) -> float:
        """Give the share of the distinct values that have a form."""
        return sum(bool(re.fullmatch(pattern, value.strip())) for value in self.sample) / max(1, len(self.sample))

    @cached_property
    def length(self) -> float:
        """Mean length of a distinct value, in characters."""
        return sum(map(len, self.sample)) / max(1, len(self.sample))

    @cached_property
    def words(self) -> float:
        """Mean number of words of a distinct value."""
        return sum(len(value.split()) for value in self.sample) / max(1, len(self.sample))

    @cached_property
    def yes_no(self) -> bool:
        """Tell whether the column is a flag."""
        return 0 < self.distinct <= 3 and {value.strip().casefold() for value in self.values} <= _YES_NO

    @cached_property
    def clock(self) -> bool:
        """Tell whether the column holds times of day without a date."""
        return self.distinct > 0 and self.share(r"\d{1,2}[:.]\d{2}([:.]\d{2})?( ?[AaPp][Mm])?") >= 0.98

    @cached_property
    def labels(self) -> bool:
        """Tell whether the column holds labels: no time, flag or text, and repeated."""
        return self.seconds is None and not self.clock and not self.yes_no and self.distinct >= 1 and self.length <= 70

    @cached_property
    def identifiers(self) -> float:
        """Share of the distinct values that look like a number of a file: a digit, no white space, one form."""
        return self.share(r"(?=.*\d)\S{1,40}|[0-9a-f-]{16,40}")


@dataclass(frozen=True, eq=False)
class Within:
    """Neighbouring rows of the same signal: what stays and what changes between them.

    Parameters
    ----------
    order
        Rows by signal, and in a signal as they follow each other.
    same
        Per place in that order but the first, whether the row belongs to the signal of the row before.
    signal
        Number of the signal per row of the export; -1 without.
    """

    order: Codes
    same: npt.NDArray[np.bool_]
    signal: Codes

    @property
    def pairs(self) -> int:
        """Count the neighbouring pairs."""
        return int(self.same.sum())

    @property
    def signals(self) -> int:
        """Count the signals."""
        return int(self.signal.max(initial=-1)) + 1

    def changes(self, column: Column) -> float:
        """Give the share of pairs between which a column's value changes (0 where there are no pairs)."""
        codes = column.codes[self.order]
        both = self.same & (codes[1:] >= 0) & (codes[:-1] >= 0)
        return float((codes[1:] != codes[:-1])[both].mean()) if both.any() else 0.0

    def constant(self, column: Column) -> float:
        """Give the share of signals with several rows in which a column has one value."""
        codes = column.codes[self.order]
        counted = self.signal[self.order]
        several = np.unique(counted[1:][self.same])
        both = self.same & (codes[1:] >= 0) & (codes[:-1] >= 0)
        changed = np.unique(counted[1:][both & (codes[1:] != codes[:-1])])
        return 1 - len(changed) / len(several) if len(several) else 1.0

    def rises(self, values: npt.NDArray[np.float64], *, among: npt.NDArray[np.bool_] | None = None) -> float:
        """Give the share of pairs between which a number rises, among all pairs or some."""
        ordered = values[self.order]
        pairs = self.same if among is None else self.same & among
        pairs = pairs & np.isfinite(ordered[1:]) & np.isfinite(ordered[:-1])
        return float((ordered[1:] > ordered[:-1])[pairs].mean()) if pairs.any() else 0.0

    @cached_property
    def position(self) -> npt.NDArray[np.int64]:
        """Say per row in order: 0 first of its signal, 1 in between, 2 last, 3 the only one."""
        first = np.append(True, ~self.same)
        last = np.append(~self.same, True)
        return np.select([first & last, first, last], [3, 0, 2], 1)

    def told_by_position(self, column: Column) -> float:
        """Give the share of the uncertainty about a row's place in its signal that a column's value removes (0 to 1).

        A status tells it (signals begin and end in some), a department hardly, a person not at all.
        """
        codes = column.codes[self.order]
        keep = (codes >= 0) & (self.position < 3)
        if not keep.any():
            return 0.0
        table = np.bincount(codes[keep] * 3 + self.position[keep], minlength=column.distinct * 3).reshape(-1, 3)
        before = _entropy(table.sum(axis=0))
        after = sum(_entropy(row) * row.sum() for row in table if row.sum()) / table.sum()
        return float(1 - after / before) if before else 0.0


def profile_table(table: pa.Table, *, clock: Clock) -> tuple[Column, ...]:
    """Look at every column of a table of strings.

    Examples
    --------
    >>> from kccdiag.intake.zones import read_clock
    >>> table = pa.table({"Zaak": ["1", "1", "2"], "Op": ["2024-01-01", "2024-01-02", None]})
    >>> [(column.name, column.distinct, column.seconds is not None) for column in
    ...  profile_table(table, clock=read_clock("Europe/Amsterdam"))]
    [('Zaak', 2, False), ('Op', 2, True)]
    """
    return tuple(_column(name, place, table.column(name), clock=clock) for place, name in enumerate(table.column_names))


def rows_within(signal: Column, time: Column | None = None) -> Within:
    """Put rows in order by signal, then by time where it is known, then as they stand in the file."""
    seconds = np.zeros(len(signal.codes), dtype=np.int64) if time is None or time.seconds is None else time.seconds
    order = np.lexsort((np.arange(len(signal.codes)), seconds, signal.codes))
    order = order[signal.codes[order] >= 0]
    codes = signal.codes[order]
    return Within(order, codes[1:] == codes[:-1], signal.codes)


def join_columns(columns: Sequence[Column]) -> Column:
    """Join the values of columns with "/", as an engagement's list of columns does."""
    if len(columns) == 1:
        return columns[0]
    series = [pd.Series(np.array([*column.values, ""], dtype=object)[column.codes]) for column in columns]
    joined = series[0].str.cat(series[1:], sep="/")
    codes, values = pd.factorize(joined.str.strip("/"))
    return Column("/".join(column.name for column in columns), columns[0].place, codes.astype(np.int64),
                  tuple(values), None, False)  # fmt: skip


def purity(of: Column, given: Column) -> float:
    """Give the share of rows whose value of one column is the commonest for their value of another (0 to 1)."""
    keep = (of.codes >= 0) & (given.codes >= 0)
    if not keep.any():
        return 0.0
    pairs = pd.DataFrame({"given": given.codes[keep], "of": of.codes[keep]}).value_counts()
    return float(pairs.groupby(level="given").max().sum() / keep.sum())


def _column(name: str, place: int, values: pa.ChunkedArray, *, clock: Clock) -> Column:
    coded = values.combine_chunks().dictionary_encode()
    written = coded.dictionary.to_pylist()
    codes = coded.indices.fill_null(len(written)).to_numpy(zero_copy_only=False)
    merged, kept = _merge_spellings(written, np.bincount(codes, minlength=len(written) + 1))
    codes = np.append(merged, -1)[codes]
    seconds, whole_days = None, False
    if _may_be_times(name, kept):
        seconds, whole_days = _times(values, kept, codes=codes, clock=clock)
    return Column(name, place, codes, kept, seconds, whole_days)


def _merge_spellings(written: list[str], counts: Codes) -> tuple[Codes, tuple[str, ...]]:
    """Number values by what they are compared as; each goes by its commonest spelling, unknown ones are -1."""
    keys = written if len(written) > MOST_FOLDED else [fold(value) for value in written]
    order = sorted(range(len(written)), key=lambda place: -int(counts[place]))
    shown = {keys[place]: written[place] for place in reversed(order)}
    number: dict[str, int] = {}
    for key in keys:
        if len(key) > 8 or key.strip().casefold() not in UNKNOWN:
            number.setdefault(key, len(number))
    return np.array([number.get(key, -1) for key in keys], dtype=np.int64), tuple(shown[key] for key in number)


def _may_be_times(name: str, kept: tuple[str, ...]) -> bool:
    """Tell whether values may be times: plain numbers only where the header says so, or where each is a day."""
    sample = kept[:: max(1, len(kept) // 200)][:200]
    numbers = [value for value in sample if re.fullmatch(r"\s*[\d.,]+\s*", value) and value.count(".") < 2]
    plain = [value for value in numbers if not _PACKED_DAY.fullmatch(value)]
    return bool(sample) and (len(plain) <= len(sample) / 20 or header_score("time", name) >= 1)


def _times(values: pa.ChunkedArray, kept: tuple[str, ...], *, codes: Codes, clock: Clock) -> tuple[Codes | None, bool]:
    """Read a column as times, if nearly all of it can be."""
    sample = kept[:: max(1, len(kept) // 200)][:200]
    if read_times(pa.array(sample, pa.string()), clock=clock).readable.mean() < 0.8:
        return None, False
    times = read_times(values, clock=clock)
    present = codes >= 0
    if times.readable[present].mean() < 0.8:
        return None, False
    return np.where(times.readable, times.seconds, 0), bool(times.whole_day[present & times.readable].mean() > 0.99)


def _entropy(counts: npt.NDArray[np.int64]) -> float:
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum())
