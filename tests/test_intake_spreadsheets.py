"""Workbooks are read as a person sees them, and never run."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from intake_cases import piece_of
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kccdiag.faults import InputError
from kccdiag.intake.spreadsheets import read_sheet


def book_of(path, rows, *, title="Export", before=(), epoch=None):
    book = openpyxl.Workbook()
    if epoch is not None:
        book.epoch = epoch
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for place, name in enumerate(before):
        book.create_sheet(name, place)
    book.save(path)
    book.close()
    return path


def rows_of(path, **keys):
    return read_sheet(piece_of(path), **keys).table.to_pylist()


def test_cells_are_written_as_a_person_would(tmp_path):
    path = book_of(tmp_path / "a.xlsx", [
        ["id", "code", "moment", "dag", "tijd", "getal", "ja"],
        [123, "00123", datetime(2025, 1, 6, 9, 14, 7), date(2025, 1, 6), time(9, 14), 1.5, True],
        [None, "1E5", None, None, None, 3.0, False],
    ])  # fmt: skip
    assert rows_of(path) == [
        {"id": "123", "code": "00123", "moment": "2025-01-06 09:14:07", "dag": "2025-01-06", "tijd": "09:14:00",
         "getal": "1.5", "ja": "true"},
        {"id": None, "code": "1E5", "moment": None, "dag": None, "tijd": None, "getal": "3", "ja": "false"},
    ]  # fmt: skip


def test_what_is_equal_to_a_computer_is_not_to_a_person(tmp_path):
    cells = [["mixed"], [1], [True], [1.0], ["1"], [0], [False], [None], ["#N/A"], ["true"]]
    path = book_of(tmp_path / "a.xlsx", cells)
    assert [row["mixed"] for row in rows_of(path)] == ["1", "true", "1", "1", "0", "false", "true"]


def test_dates_of_a_1904_workbook(tmp_path):
    path = book_of(tmp_path / "a.xlsx", [["moment"], [datetime(2025, 1, 6, 9, 14)]], epoch=CALENDAR_MAC_1904)
    assert rows_of(path) == [{"moment": "2025-01-06 09:14:00"}]


def test_every_second_of_a_day_survives_as_a_fraction_of_it(tmp_path):
    moments = [datetime(2025, 1, 6, hour, minute, 59) for hour in range(24) for minute in range(0, 60, 7)]
    path = book_of(tmp_path / "a.xlsx", [["moment"], *([moment] for moment in moments)])
    assert [row["moment"] for row in rows_of(path)] == [str(moment) for moment in moments]


def test_the_first_sheet_with_anything_on_it_is_read_or_the_one_chosen(tmp_path):
    path = book_of(tmp_path / "a.xlsx", [["id"], [1]], title="Export", before=["Leeg"])
    assert rows_of(path) == rows_of(path, sheet="Export") == [{"id": "1"}]
    with pytest.raises(InputError, match=r"no sheet 'Exprot'; did you mean 'Export'\?") as refusal:
        rows_of(path, sheet="Exprot")
    assert "Leeg, Export" in refusal.value.faults[0].remedy
    with pytest.raises(InputError, match="the sheet 'Leeg' is empty"):
        rows_of(path, sheet="Leeg")


def with_cover(path, *, state="visible"):
    book = openpyxl.Workbook()
    book.active.append(["id", "moment", "team"])
    book.active.append([1, "2025-01-06", "KCC"])
    cover = book.create_sheet("Voorblad", 0)
    cover.sheet_state = state
    table = [["Overzicht", "van", "zaken"], ["Periode", 2024, "heel"]]
    for row in table if state != "visible" else [["Overzicht"], [2024]]:
        cover.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_cover_and_a_hidden_sheet_are_passed_over(tmp_path, state):
    path = with_cover(tmp_path / "a.xlsx", state=state)
    assert rows_of(path) == [{"id": "1", "moment": "2025-01-06", "team": "KCC"}]
    assert len(rows_of(path, sheet="Voorblad")) == 1


def test_an_export_of_a_month_without_events_is_read_before_what_explains_it(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["id", "moment", "team"])
    explained = book.create_sheet("Uitleg")
    for row in (["kolom", "soort", "betekenis"], ["id", "getal", "van de zaak"]):
        explained.append(row)
    book.save(tmp_path / "a.xlsx")
    assert rows_of(tmp_path / "a.xlsx") == []


def test_a_title_above_the_column_names_is_not_taken_for_them(tmp_path):
    path = book_of(tmp_path / "a.xlsx", [["Overzicht"], [], ["id", "moment", "team"], [1, 2, 3], [4, 5, 6]])
    with pytest.raises(InputError, match=r"row 1 of the sheet 'Export' looks like a title.*\n.*take away what stands"):
        rows_of(path)


def test_places_are_the_rows_that_excel_shows(tmp_path):
    path = book_of(tmp_path / "a.xlsx", [[None], [None, "id"], [None, 1], [None], [None, 2]])
    part = read_sheet(piece_of(path))
    assert part.table["id"].to_pylist() == ["1", "2"]
    assert [part.line_of(row) for row in range(2)] == [3, 5]


def test_a_macro_under_an_innocent_name_is_refused(tmp_path):
    path = book_of(tmp_path / "a.xlsx", [["id"], [1]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(InputError, match="macros"):
        rows_of(path)


def test_a_zip_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("a.csv", "id\n1\n")
    with pytest.raises(InputError, match="no Excel workbook"):
        rows_of(tmp_path / "a.xlsx")


def test_a_workbook_cut_off(tmp_path):
    path = book_of(tmp_path / "a.xlsx", [["id"], [1]])
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(InputError, match="no workbook, or it is damaged"):
        rows_of(path)


def test_columns_of_one_name(tmp_path):
    path = book_of(tmp_path / "a.xlsx", [["id", "id"], [1, 2]])
    with pytest.raises(InputError, match="row 1: column 'id' stands there twice"):
        rows_of(path)


def test_an_empty_workbook(tmp_path):
    with pytest.raises(InputError, match="the workbook is empty"):
        rows_of(book_of(tmp_path / "a.xlsx", []))
