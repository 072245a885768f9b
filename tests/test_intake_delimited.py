"""Any table comes back from any dialect; what is out of order is set aside with its line."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_cases import piece_of

from kccdiag.faults import InputError
from kccdiag.intake.delimited import read_delimited

# What people write: letters of the encodings that exports come in, and the signs that trip readers up.
CELL = st.text(st.sampled_from("abcXYZ019 ,;|\t\"'\n.-=@é€ü"), max_size=8).map(str.strip)


def read(folder: Path, raw: bytes, **keys: str) -> list[dict[str, str | None]]:
    file = folder / "events.csv"
    file.write_bytes(raw)
    return read_delimited(piece_of(file), **keys).table.to_pylist()


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL).filter(any), min_size=1, max_size=12),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
    texts=st.sampled_from([None, ("afdeling",)]),
)
def test_a_table_comes_back_from_any_dialect(rows, delimiter, encoding, end, texts):
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=end)
    writer.writerows([("zaak", "moment", "afdeling"), *rows])
    with TemporaryDirectory() as folder:
        file = Path(folder, "events.csv")
        file.write_bytes(written.getvalue().encode(encoding))
        # Told the dialect: three cells may well look like another one.
        table = read_delimited(piece_of(file), encoding=encoding, delimiter=delimiter, texts=texts).table
    assert texts is None or table["afdeling"].type == pa.string()
    assert [tuple(value or "" for value in row.values()) for row in table.to_pylist()] == rows


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_dialect_and_encoding_are_found(tmp_path, delimiter, encoding):
    rows = [["zaak", "moment", "afdeling", "tekst"], ["1", "2025-01-06 09:00", "Café", "a, b; c | d"],
            ["2", "2025-01-06 10:00", "Zoë", "één\nregel"]]  # fmt: skip
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    found = read(tmp_path, written.getvalue().encode(encoding))
    assert [list(row.values()) for row in found] == rows[1:]


def test_ids_stay_as_they_are_written(tmp_path):
    found = read(tmp_path, b"zaak,afdeling\n00123,A\n123,A\n1E5,A\n100000,A\n=1+1,A\n2025-01-06,A\n1.50,A\n")
    assert [row["zaak"] for row in found] == ["00123", "123", "1E5", "100000", "=1+1", "2025-01-06", "1.50"]


def test_rows_out_of_order_are_set_aside_with_their_line(tmp_path):
    file = tmp_path / "events.csv"
    #              1: header     2-3: one row    4: short  5: long         6      7: never closed  8
    file.write_text('a;b;c\n1;"two\nlines";x\n2;short\n3;too;long;row\n4;x;y\n5;e;"never\n6;f;g\n')
    part = read_delimited(piece_of(file))
    assert part.table["a"].to_pylist() == ["1", "4", "6"]
    assert part.set_aside.values.tolist() == [
        ["events.csv", 4, "has 2 fields under 3 columns"],
        ["events.csv", 5, "has 4 fields under 3 columns"],
        ["events.csv", 7, "opens a quote that is never closed"],
    ]
    assert [part.line_of(row) for row in range(3)] == [2, 6, 8]


def test_lines_are_counted_over_quoted_newlines_and_blank_lines(tmp_path):
    file = tmp_path / "events.csv"
    file.write_text('a,b\n1,"x\ny\nz"\n\n2,w\n')  # the second row starts in line 6
    part = read_delimited(piece_of(file))
    assert [part.line_of(row) for row in range(part.table.num_rows)] == [2, 6]
    file.write_text('a,b\n1,"x\ny"\n2,w')  # as many line ends as rows, by accident
    part = read_delimited(piece_of(file))
    assert [part.line_of(row) for row in range(part.table.num_rows)] == [2, 4]


def test_excel_says_its_delimiter_in_the_first_line(tmp_path):
    assert read(tmp_path, b"sep=;\r\na;b\r\n1,5;x\r\n") == [{"a": "1,5", "b": "x"}]


def test_quotes_escaped_with_a_backslash(tmp_path):
    found = read(tmp_path, b'a,b\n1,"say \\"a, b\\" twice"\n2,"and \\"c, d\\" again"\n')
    assert [row["b"] for row in found] == ['say "a, b" twice', 'and "c, d" again']


def test_one_undecodable_character_makes_no_other_encoding(tmp_path):
    file = tmp_path / "events.csv"
    file.write_bytes(b"a,b\n" + "1,Zoë é ü\n".encode() * 20 + b"2,\xff\n")
    part = read_delimited(piece_of(file))
    assert part.table["b"].to_pylist()[0] == "Zoë é ü"
    assert part.damaged == 1


def test_columns_without_a_name_get_one(tmp_path):
    assert read(tmp_path, b"a;;b;\n1;2;3;\n") == [{"a": "1", "column 2": "2", "b": "3", "column 4": None}]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b" \n\n", "the file is empty"),
        (b"a,b,a\n1,2,3\n", "column 'a' stands there more than once"),
        (bytes(range(256)) * 20, "the encoding is unknown"),
        (b"Export\n\na;b;c\n1;2;3\n4;5;6\n", "line 1 looks like a title, not .*: .* have 3 cells\n.*take away"),
        (b"\nExport;;\na;b;c;d\n1;2;3;4\n4;5;6;7\n", "line 2 looks like a title"),
        (b"a,b,c\n1,2\n3,4\n", "no row can be read; the first, line 2, has 2 fields under 3 columns"),
    ],
)
def test_refusals(tmp_path, raw, words):
    with pytest.raises(InputError, match=words):
        read(tmp_path, raw)
