"""Packed files are unpacked with a bound; names that lie and paths that lead out are refused."""

from __future__ import annotations

import gzip
import zipfile

import pytest
from intake_cases import EXPORT, piece_of

from kccdiag.faults import InputError
from kccdiag.intake import archives
from kccdiag.intake.archives import list_pieces
from kccdiag.intake.logs import read_raw_files


def zip_of(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path


def test_gz_and_zip_give_what_the_file_itself_gives(tmp_path):
    plain, packed, zipped = tmp_path / "a.csv", tmp_path / "a.csv.gz", tmp_path / "a.zip"
    plain.write_text(EXPORT)
    packed.write_bytes(gzip.compress(EXPORT.encode()))
    zip_of(zipped, a__csv=EXPORT)
    tables = [read_raw_files([path]).table for path in (plain, packed, zipped)]
    assert tables[0] == tables[1] == tables[2]


def test_all_tables_of_a_zip_are_read_in_order_and_a_readme_is_none(tmp_path):
    zipped = zip_of(tmp_path / "a.zip", b__csv="id\n2\n", a__csv="id\n1\n", readme__txt="see here", logo__png="x")
    raw = read_raw_files([zipped])
    assert raw.table["id"].to_pylist() == ["2", "1"]
    assert raw.place(1) == ("a.zip:a.csv", "line 2")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.zip", b"no zip at all", "this is not a zip"),
        ("a.zip", b"PK\x03\x04 cut off", "the zip is damaged or cut off"),
        ("a.csv.gz", b"id\n1\n", "not packed by gzip"),
        ("a.csv", b"PK\x03\x04", "its name says csv, its content .zip or .xlsx"),
        ("a.xlsm", b"PK\x03\x04", "a workbook with macros is not opened"),
        ("a.xls", b"x", "an Excel file of before 2007"),
        ("a.pdf", b"x", "a file of this kind is not read"),
        ("a.xlsx", archives._OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "the workbook is encrypted"),
        ("a.xlsx", archives._OLE + b"\0" * 600, "an Excel file of before 2007"),
    ],
)
def test_files_that_are_not_what_their_name_says(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=words):
        list_pieces([tmp_path / name], tmp_path)


def test_every_file_at_fault_is_named(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(b"x")
    with pytest.raises(InputError) as refusal:
        list_pieces([tmp_path / "a.csv", tmp_path / "b.pdf"], tmp_path)
    assert [fault.place for fault in refusal.value.faults] == ["a.csv", "b.pdf"]


@pytest.mark.parametrize("member", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "..\\a.csv", "C:\\a.csv"])
def test_members_that_lead_out_are_refused(tmp_path, member):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(member), EXPORT)
    with pytest.raises(InputError, match="leads out of the zip"):
        list_pieces([tmp_path / "a.zip"], tmp_path)


def test_a_gz_cut_off_is_refused(tmp_path):
    packed = gzip.compress((EXPORT * 500).encode())
    (tmp_path / "a.csv.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(InputError, match="damaged or cut off"):
        read_raw_files([tmp_path / "a.csv.gz"])


def test_a_damaged_member_is_refused(tmp_path):
    zipped = zip_of(tmp_path / "a.zip", a__csv=EXPORT * 50)
    raw = bytearray(zipped.read_bytes())
    raw[60:70] = b"\xff" * 10
    zipped.write_bytes(raw)
    with pytest.raises(InputError, match="damaged or cut off"):
        read_raw_files([zipped])


@pytest.mark.parametrize("name", ["a.csv.gz", "a.zip"])
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, name, monkeypatch):
    monkeypatch.setattr(archives, "ALWAYS_ALLOWED", 2**20)
    bomb = b"id\n" + b"1\n" * 2**22  # shrinks a thousandfold, to 8 kB
    if name.endswith("gz"):
        (tmp_path / name).write_bytes(gzip.compress(bomb))
    else:
        zip_of(tmp_path / name, a__csv=bomb)
    with pytest.raises(InputError, match="zip bomb"):
        read_raw_files([tmp_path / name])


def test_a_zip_that_lies_about_its_sizes_gives_no_more_than_it_says(tmp_path):
    zipped = zip_of(tmp_path / "a.zip", a__csv=b"id\n" + b"1\n" * 5000)
    raw = zipped.read_bytes()
    zipped.write_bytes(raw.replace((10003).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    with pytest.raises(InputError, match="damaged or cut off"):
        read_raw_files([zipped])


def test_a_log_of_one_row_over_and_over_is_no_bomb(tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"id,team\n" + b"1,KCC\n" * 100_000))
    with piece_of(tmp_path / "a.csv.gz").open() as stream:
        assert len(stream.read()) == 8 + 6 * 100_000


def test_a_link_out_of_a_parquet_folder_is_refused(tmp_path):
    (tmp_path / "elsewhere.parquet").write_bytes(b"PAR1")
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "a.parquet").symlink_to(tmp_path / "elsewhere.parquet")
    with pytest.raises(InputError, match="the link leads out"):
        list_pieces([tmp_path / "log"], tmp_path)
