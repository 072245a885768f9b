"""Whatever bytes a file holds, it is read or refused; nothing else comes out."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_cases import EXPORT

from kccdiag.faults import InputError
from kccdiag.intake.logs import read_raw_files

XES = b"""<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/"><trace><string key="concept:name" value="1"/>
<event><string key="org:group" value="KCC"/><list key="l"><values><int key="a" value="1"/></values></list></event>
</trace></log>"""


def workbook():
    book = openpyxl.Workbook()
    for line in EXPORT.split():
        book.active.append(line.split(","))
    kept = io.BytesIO()
    book.save(kept)
    book.close()
    return kept.getvalue()


def parquet():
    kept = io.BytesIO()
    pq.write_table(pa.table({"zaak": ["1", "2"], "moment": [1, 2], "afdeling": ["KCC", None]}), kept)
    return kept.getvalue()


def zipped():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", EXPORT)
        archive.writestr("b.xes", XES)
    return kept.getvalue()


WHOLE = {
    "a.csv": EXPORT.encode(), "b.csv": EXPORT.encode("utf-16"), "a.csv.gz": gzip.compress(EXPORT.encode()),
    "a.xes": XES, "a.xes.gz": gzip.compress(XES), "a.xlsx": workbook(), "a.parquet": parquet(), "a.zip": zipped(),
}  # fmt: skip


def read_or_refuse(name, raw):
    with TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(raw)
        try:
            return read_raw_files([file]).table
        except InputError as refusal:
            refused = refusal
    assert all(fault.place.startswith(name) for fault in refused.faults)
    assert folder not in str(refused)
    return None


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_whole_is_read(name):
    assert read_or_refuse(name, WHOLE[name]).num_rows


@given(name=st.sampled_from(sorted(WHOLE)), raw=st.binary(max_size=300))
def test_any_bytes(name, raw):
    read_or_refuse(name, raw)


@given(name=st.sampled_from(sorted(WHOLE)), share=st.floats(0, 0.99))
def test_files_cut_off(name, share):
    raw = WHOLE[name][: int(share * len(WHOLE[name]))]
    table = read_or_refuse(name, raw)
    assert table is None or name.endswith(".csv")  # only plain text can't tell that it was longer


@given(name=st.sampled_from(sorted(WHOLE)),
       flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=5))  # fmt: skip
def test_files_with_damaged_bytes(name, flips):
    raw = bytearray(WHOLE[name])
    for share, value in flips:
        raw[int(share * len(raw))] = value
    read_or_refuse(name, bytes(raw))


@given(text=st.text(st.sampled_from('ab,;\t|"\\\r\n \ufeffsep='), max_size=60))
def test_any_text(text):
    read_or_refuse("a.csv", text.encode())


def test_a_first_line_without_an_end(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"x" * 400_000)
    with pytest.raises(InputError, match="the first line is longer than any header"):
        read_raw_files([tmp_path / "a.csv"])


def test_an_encoding_that_does_not_exist(tmp_path):
    (tmp_path / "a.csv").write_text(EXPORT)
    with pytest.raises(InputError, match="can't be read as nonsense"):
        read_raw_files([tmp_path / "a.csv"], encoding="nonsense")
    with pytest.raises(InputError, match="can't be read as utf-16"):
        read_raw_files([tmp_path / "a.csv"], encoding="utf-16")
