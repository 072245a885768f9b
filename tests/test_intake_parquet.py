"""Typed columns become the strings that a person would write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_cases import piece_of

from kccdiag.faults import InputError
from kccdiag.intake.logs import read_raw_files
from kccdiag.intake.parquet import read_parquet
from kccdiag.intake.spellings import encode

MOMENT = datetime(2025, 1, 6, 9, 14, 7, 500_000)


def written(tmp_path, column):
    pq.write_table(pa.table({"a": column}), tmp_path / "a.parquet")
    return read_parquet(piece_of(tmp_path / "a.parquet")).table["a"].to_pylist()


@pytest.mark.parametrize(
    ("column", "strings"),
    [
        (pa.array(["00123", "", None]), ["00123", None, None]),
        (pa.array(["KCC", "KCC", None]).dictionary_encode(), ["KCC", "KCC", None]),
        (pa.array([1, None], pa.int32()), ["1", None]),
        (pa.array([1001.0, None, float("nan")]), ["1001", None, None]),  # ids that a data frame made floats
        (pa.array([1.5, 2.0]), ["1.5", "2.0"]),
        (pa.array([Decimal("1.50")]), ["1.50"]),
        (pa.array([True, False]), ["true", "false"]),
        (pa.array([b"caf\xc3\xa9"]), ["café"]),
        (pa.array([date(2025, 1, 6)]), ["2025-01-06"]),
        (pa.array([MOMENT], pa.timestamp("ms")), ["2025-01-06 09:14:07.500"]),
        (pa.array([MOMENT.replace(tzinfo=UTC)], pa.timestamp("us", "Europe/Paris")), ["2025-01-06 09:14:07.500000Z"]),
        (pa.array([["a", "b"]]), ['["a", "b"]']),
    ],
)  # fmt: skip
def test_types(tmp_path, column, strings):
    assert written(tmp_path, column) == strings


@given(st.lists(st.sampled_from(["b", "a", "", None, "c"]), min_size=1), st.integers(1, 5), st.booleans())
def test_places_in_a_list_mean_the_same_strings_in_the_order_in_which_they_appear(values, rows_of_a_group, listed):
    column = pa.array(values, pa.string())
    if listed:  # a list of their own: in another order, with what is nowhere
        places = [None if value is None else ["z", "", "c", "b", "a"].index(value) for value in values]
        column = pa.DictionaryArray.from_arrays(pa.array(places, pa.int8()), ["z", "", "c", "b", "a"])
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.parquet")
        pq.write_table(pa.table({"id": column}), file, row_group_size=rows_of_a_group)
        plain, coded = (read_parquet(piece_of(file), texts=texts).table["id"] for texts in (None, ()))
    assert coded.to_pylist() == plain.to_pylist() == [value or None for value in values]
    assert coded.combine_chunks().equals(encode(plain))


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    (tmp_path / "log" / "year=2025").mkdir(parents=True)
    for name, value in (("b", 2), ("a", 1), ("year=2025/c", 3)):
        pq.write_table(pa.table({"id": [value]}), tmp_path / "log" / f"{name}.parquet")
    (tmp_path / "log" / "_SUCCESS").write_text("")
    raw = read_raw_files([tmp_path / "log"])
    assert raw.table["id"].to_pylist() == ["1", "2", "3"]
    assert raw.place(2) == ("log/year=2025/c.parquet", "row 1")


@pytest.mark.parametrize("cut", [4, 30])
def test_cut_off(tmp_path, cut):
    pq.write_table(pa.table({"id": [1]}), tmp_path / "a.parquet")
    raw = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(raw[:-cut])
    with pytest.raises(InputError, match="the Parquet file is damaged or cut off"):
        read_parquet(piece_of(tmp_path / "a.parquet"))


def test_an_empty_folder(tmp_path):
    (tmp_path / "log").mkdir()
    with pytest.raises(InputError, match="holds no Parquet files"):
        read_raw_files([tmp_path / "log"])
