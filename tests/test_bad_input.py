"""What the command line refuses: in words, with exit code 2, and leaving everything as it was."""

from __future__ import annotations

import gzip
import io
import os
import random
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command_line import (
    CONFIGURATION,
    EARLIER,
    HEADER,
    ROWS,
    Said,
    change,
    contents,
    earlier_result,
    export,
    lay_out,
    run,
)

from kccdiag.intake import archives


@dataclass(frozen=True)
class Bad:
    """A way to spoil an engagement, and what its owner must read: which file, what is wrong, what to do."""

    spoil: Callable[[Path], object]
    place: str
    words: tuple[str, ...]


def assert_refused(said: Said, place: str, words: tuple[str, ...]) -> None:
    """Hold a refusal to what a user needs of it."""
    assert said.code == 2, said
    assert said.out == ""
    assert f"{place}:" in said.err.splitlines()
    assert "Traceback" not in said.err
    missing = [word for word in words if word not in " ".join(said.err.split())]
    assert not missing, said.err


@pytest.fixture
def engagement(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "engagement")


# ---- what is wrong with the file itself: whoever reads it says so


def csv_of(rows: object = ROWS) -> bytes:
    return "".join(",".join(row) + "\n" for row in (HEADER, *rows)).encode()


def many_rows() -> bytes:
    """Make rows that do not pack well, so that half of the packed bytes is half of the rows."""
    dice = random.Random(1)
    return csv_of([(str(dice.randrange(10**9)), "2025-01-06 09:00", "Desk", "opened", "idea") for _ in range(5000)])


def zip_of(name: str, raw: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, raw)
    return packed.getvalue()


def encrypted_zip() -> bytes:
    raw = bytearray(zip_of("events.csv", csv_of()))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag stands twice
        raw[raw.index(mark) + place] |= 1
    return bytes(raw)


def workbook(*rows: tuple[str, ...]) -> bytes:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(packed)
    return packed.getvalue()


def with_member(raw: bytes, name: str, content: bytes) -> bytes:
    packed = io.BytesIO(raw)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def parquet_of(rows: tuple[tuple[str, ...], ...] = ROWS) -> bytes:
    packed = io.BytesIO()
    columns = {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(HEADER)}
    pq.write_table(pa.table(columns), packed)
    return packed.getvalue()


def xes(declaration: str = "", team: str = "Desk") -> bytes:
    """Write a log of one event whose department may be an entity."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>{declaration}
<log xes.version="1.0"><trace><string key="concept:name" value="1"/><event>
<date key="time:timestamp" value="2025-01-06T09:00:00+01:00"/><string key="team" value="{team}"/>
</event></trace></log>""".encode()


ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000)
DOCX = with_member(zip_of("[Content_Types].xml", b"<Types/>"), "word/document.xml", b"<document/>")
BOMB = b"1,2025-01-06 09:00,Desk,opened,idea\n" * 20_000
DOCTYPE = ("declares a document type", "take the <!DOCTYPE …> out")
CUT_OFF = ("damaged or cut off", "export it again")
MACROS = ("macros is not opened", "save it as .xlsx")
READABLE = ("not read", "what can be read: csv, csv.gz, zip, xlsx, parquet")

FILES = {
    "empty": ("events.csv", b"", ("the file is empty", "export it again")),
    "blank lines": ("events.csv", b"\n\r\n \n", ("the file is empty", "export it again")),
    "byte-order mark": ("events.csv", b"\xef\xbb\xbf", ("the file is empty", "export it again")),
    "header only": ("events.csv", csv_of(()), ("column names and no rows under them", "export it again")),
    "header without end": ("events.csv", csv_of(()).strip(), ("column names and no rows", "export it again")),
    "no rows in Parquet": ("events.parquet", parquet_of(()), ("column names and no rows", "export it again")),
    "no rows in XLSX": ("events.xlsx", workbook(HEADER), ("column names and no rows", "export it again")),
    "empty workbook": ("events.xlsx", workbook(), ("is empty", "export it again")),
    "empty gz": ("events.csv.gz", gzip.compress(b""), ("the file is empty", "export it again")),
    "column twice": ("events.csv", b"case,case\n1,2\n", ("line 1: column 'case' stands there more", "name of its own")),
    "no text": ("events.csv", random.Random(1).randbytes(5000), ("the encoding is unknown", 'encoding = "cp850"')),
    "PDF": ("events.csv", b"%PDF-1.7\n" + random.Random(2).randbytes(5000), ("the encoding is unknown",)),
    "not a zip": ("events.zip", csv_of(), ("this is not a zip", "name it after what it is")),
    "not a workbook": ("events.xlsx", csv_of(), ("no workbook", "save it again as .xlsx")),
    "not a gz": ("events.csv.gz", csv_of(), ("not packed by gzip", "take .gz off its name")),
    "not Parquet": ("events.parquet", csv_of(), CUT_OFF),
    "not XES": ("events.xes", b"<html><body/></html>", ("this XML is no XES", "export it as XES or CSV")),
    "a zip as CSV": ("events.csv", zip_of("events.csv", csv_of()), ("its content .zip or .xlsx", "name it after")),
    "DOCX as XLSX": ("events.xlsx", DOCX, ("a zip, no Excel workbook", "name it after what it is")),
    "nothing in the zip": ("events.zip", zip_of("a.docx", b"x"), ("no file that can be read", "what can be read")),
    "encrypted XLSX": ("events.xlsx", ENCRYPTED, ("the workbook is encrypted", "save it without")),
    "encrypted zip": ("events.zip", encrypted_zip(), ("'events.csv' is encrypted", "without a password")),
    "Excel of before 2007": ("events.xlsx", OLD_EXCEL, ("before 2007", "save it as .xlsx")),
    "macro by name": ("events.xlsm", workbook(HEADER), MACROS),
    "macro inside": ("events.xlsx", with_member(workbook(HEADER), "xl/vbaProject.bin", b"x"), MACROS),
    "gz cut off": ("events.csv.gz", gzip.compress(many_rows())[:-9000], CUT_OFF),
    "gz cut in its last bytes": ("events.csv.gz", gzip.compress(csv_of())[:-4], CUT_OFF),
    "gz cut in its head": ("events.csv.gz", gzip.compress(csv_of())[:5], CUT_OFF),
    "zip cut off": ("events.zip", zip_of("events.csv", many_rows())[:-200], CUT_OFF),
    "XLSX cut off": ("events.xlsx", workbook(HEADER, *ROWS)[:-200], ("damaged", "save it again as .xlsx")),
    "Parquet cut off": ("events.parquet", parquet_of()[:-50], CUT_OFF),
    "Parquet cut in its head": ("events.parquet", parquet_of()[:3], CUT_OFF),
    "XES cut off": ("events.xes", xes()[:-40], CUT_OFF),
    "XES cut in its head": ("events.xes", xes()[:25], CUT_OFF),
    "XES.gz cut off": ("events.xes.gz", gzip.compress(xes())[:-30], CUT_OFF),
    "XES without events": ("events.xes", b"<log/>", ("the log holds no events", "export it again")),
    "entity": ("events.xes", xes('<!DOCTYPE log [<!ENTITY a "Desk">]>', "&a;"), DOCTYPE),
    "laughs": ("events.xes", xes('<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>', "&b;"), DOCTYPE),
    "external entity": ("events.xes", xes('<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"), DOCTYPE),
    "external DTD": ("events.xes", xes('<!DOCTYPE log SYSTEM "http://192.0.2.1/log.dtd">'), DOCTYPE),
    "entity of nowhere": ("events.xes", xes(team="&nothing;"), CUT_OFF),
    "zip bomb": ("events.zip", zip_of("events.csv", BOMB), ("may be a zip bomb", "unpack it yourself")),
    "gz bomb": ("events.csv.gz", gzip.compress(BOMB), ("may be a zip bomb", "unpack it yourself")),
    "XLSX bomb": ("events.xlsx", with_member(workbook(HEADER), "xl/media/a", BOMB), ("zip bomb", "unpack it yourself")),
    "member above the zip": ("events.zip", zip_of("../events.csv", csv_of()), ("leads out of the zip", "pack it")),
    "member from the root": ("events.zip", zip_of("/etc/events.csv", csv_of()), ("leads out of the zip", "pack it")),
    "member on another disk": ("events.zip", zip_of("C:\\a.csv", csv_of()), ("leads out of the zip", "pack it")),
    "a PDF": ("events.pdf", b"%PDF-1.7\n", READABLE),
    "an ODT": ("events.odt", DOCX, READABLE),
    "JSON": ("events.json", b'[{"case": 1}]', ("no Klantcontact in it", "export /klantcontacten")),
    "JSON cut off": ("events.json", b'[{"plaatsgevondenOp":\n"2025-01', ("line 2: this is no JSON", "export it again")),
    "without a suffix": ("events", csv_of(), READABLE),
}  # fmt: skip


@pytest.mark.parametrize("command", ["check", "diagnose", "init"])
@pytest.mark.parametrize("name", FILES)
def test_files(tmp_path: Path, engagement: Path, capsys, monkeypatch, name: str, command: str):
    # 64 kB for 256 MB: what looks like a bomb need not be large to be tried.
    monkeypatch.setattr(archives, "ALWAYS_ALLOWED", 2**16 if "bomb" in name else archives.ALWAYS_ALLOWED)
    monkeypatch.setattr(archives, "LARGEST_RATIO", 50 if "bomb" in name else archives.LARGEST_RATIO)
    file, raw, words = FILES[name]
    path = export(engagement, file, raw)
    if command == "init":
        (engagement / "kccdiag.toml").unlink()
    before, out = contents(engagement), earlier_result(tmp_path / "out")
    extra = ("--out", out) if command == "diagnose" else ()
    said = run(capsys, command, path if command == "init" else engagement, *extra)
    place = f"{file}:events.csv" if said.err.startswith(f"{file}:events.csv:") else file
    assert_refused(said, place, words)
    assert contents(engagement) == before
    assert contents(out) == EARLIER


# ---- what is wrong with what stands in it, or in kccdiag.toml


def link_outside(folder: Path) -> None:
    outside = folder.parent / "outside.csv"
    (folder / "events.csv").rename(outside)
    (folder / "events.csv").symlink_to(outside)


def link_to_folder_outside(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()
    (folder / "events.csv").rename(folder.parent / "elsewhere" / "events.csv")
    (folder / "in").symlink_to(folder.parent / "elsewhere")
    change(folder, '"events.csv"', '"in/events.csv"')


def link_in_a_circle(folder: Path) -> None:
    (folder / "events.csv").unlink()
    (folder / "events.csv").symlink_to(folder / "events.csv")


def a_pipe(folder: Path) -> None:
    (folder / "events.csv").unlink()
    os.mkfifo(folder / "events.csv")


def replaced(old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: export(folder, "events.csv", csv_of().replace(old.encode(), new.encode()))


def head(line: str) -> Callable[[Path], object]:
    """Add a key to [engagement], in line 4."""
    return lambda folder: change(folder, 'language = "en"\n', f'language = "en"\n{line}\n')


def at_log(line: str) -> Callable[[Path], object]:
    """Add a key to [log], in line 6."""
    return lambda folder: change(folder, "[log]\n", f"[log]\n{line}\n")


def appended(text: str) -> Callable[[Path], object]:
    """Add a table at the end, from line 17 on."""
    return lambda folder: change(folder, 'closed = ["closed"]\n', f'closed = ["closed"]\n{text}\n')


def instead(old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: change(folder, old, new)


def listed(text: str) -> Callable[[Path], object]:
    def spoil(folder: Path) -> None:
        (folder / "departments.csv").write_text(text, "utf-8")
        appended('[departments]\nfile = "departments.csv"')(folder)

    return spoil


TOML, CSV = "kccdiag.toml", "events.csv"
OUTSIDE = ("leads out of the engagement folder", "put the file inside the folder")

CASES = {
    "column missing": Bad(replaced("team", "xyz"), CSV, ("no column 'team' for department", "department = ")),
    "column renamed": Bad(replaced("moment", "moments"), CSV, ("no column 'moment'", "did you mean 'moments'?")),
    "column in capitals": Bad(replaced("team", "TEAM"), CSV, ("no column 'team'", "did you mean 'TEAM'?")),
    "two columns missing": Bad(
        replaced("moment,team", "a,b"), CSV, ("no column 'moment' for time", "no column 'team' for department")
    ),
    "no date": Bad(replaced("2025-", "soon-"), CSV, ("no date that can be read; line 2: 'soon-01-06 09:00'", "time =")),
    "no signal": Bad(
        lambda folder: export(folder, CSV, csv_of([("", *row[1:]) for row in ROWS])),
        CSV,
        ("'case' is empty in every row", "signal = "),
    ),
    "no department": Bad(
        lambda folder: export(folder, CSV, csv_of([(*row[:2], "n/a", *row[3:]) for row in ROWS])),
        TOML,
        ("no row names a department: 'team' holds 'n/a'", "department = "),
    ),
    "wrong delimiter": Bad(at_log('delimiter = ";"'), CSV, ("no column 'case' for signal",)),
    "unknown encoding": Bad(at_log('encoding = "utf-9"'), TOML, ("line 6:", "'utf-9' does not exist", "'utf-8'?")),
    "no encoding of text": Bad(at_log('encoding = "base64"'), TOML, ("line 6:", "is none of text", "utf-8")),
    "another encoding": Bad(at_log('encoding = "utf-16"'), CSV, ("can't be read as utf-16", "save it as UTF-8")),
    "no such sheet": Bad(
        lambda folder: (export(folder, "events.xlsx", workbook(HEADER, *ROWS)), at_log('sheet = "Sheat"')(folder)),
        "events.xlsx",
        ("no sheet 'Sheat'; did you mean 'Sheet'?", "its sheets are: Sheet"),
    ),
    "file missing": Bad(instead("events.csv", "event.csv"), TOML, ("line 6: [log] there is no file", "'events.csv'?")),
    "file above the folder": Bad(instead('"events.csv"', '"../events.csv"'), TOML, ("line 6:", *OUTSIDE)),
    "file from the root": Bad(instead('"events.csv"', '"/etc/passwd"'), TOML, ("line 6:", *OUTSIDE)),
    "link outside": Bad(link_outside, TOML, ("line 6:", *OUTSIDE)),
    "folder outside": Bad(link_to_folder_outside, TOML, ("line 6:", "'in/events.csv'", *OUTSIDE)),
    "link in a circle": Bad(link_in_a_circle, TOML, ("line 6:", "is no path", "put the file inside")),
    "a pipe": Bad(a_pipe, TOML, ("line 6:", "neither a file nor a folder", "write the export to a file")),
    "a folder of anything": Bad(
        lambda folder: ((folder / "in").mkdir(), change(folder, '"events.csv"', '"in"')),
        "in",
        ("holds no Parquet files", "what can be read"),
    ),
    "departments above the folder": Bad(
        appended('[departments]\nfile = "../departments.csv"'), TOML, ("line 18:", *OUTSIDE)
    ),
    "departments without names": Bad(
        listed("afdeling;fte\nDesk;3\n"), "departments.csv", ("no column 'department'", "its columns: department")
    ),
    "departments twice": Bad(
        listed("department;staff\nDesk;3\nDESK;x\n"),
        "departments.csv",
        ("line 3: department 'DESK' is listed twice", "line 3: staff is 'x', not a whole number"),
    ),
    "cut-off before all": Bad(
        head("cutoff = 2025-01-06"),
        TOML,
        ("line 4: [engagement] cutoff lies before the first event, which is of 2025-01-06 09:00", "take a later date"),
    ),
    "cut-off as a text": Bad(head('cutoff = "2025-02-01"'), TOML, ("line 4:", "must be a date", "without quotes")),
    "unknown key": Bad(head('timezome = "UTC"'), TOML, ("line 4: [engagement] has no key", "did you mean 'timezone'?")),
    "unknown table": Bad(appended("[limit]\na = 1"), TOML, ("line 17:", "no key 'limit'", "did you mean 'limits'?")),
    "unknown column name": Bad(
        instead('team"', 'team"\npersoon = "x"'), TOML, ("line 12:", "no key 'persoon'", "did you mean 'person'?")
    ),
    "unknown outcome": Bad(appended('solved = ["x"]'), TOML, ("line 17: [log.outcomes] has no key 'solved'",)),
    "unknown limit": Bad(appended("[limits]\nwall_rato = 1"), TOML, ("line 18:", "did you mean 'wall_ratio'?")),
    "limit beyond its bounds": Bad(appended("[limits]\ngroup_size = 2"), TOML, ("line 18:", "at least 5", "is 5")),
    "wrong types": Bad(
        head('contact_centre = "Desk"\nboard = [1]\ntold_target = "high"'),
        TOML,
        ("line 4: ", 'contact_centre = ["Desk"]', "line 5: ", "it holds a number", "line 6: ", "must be a number"),
    ),
    "text for a table": Bad(
        instead("[log.outcomes]", 'stays = "x"\n[log.outcomes]'), TOML, ("[log.columns] has no key 'stays'",)
    ),
    "text for an inner table": Bad(
        appended('[departments]\naliases = "x"'), TOML, ("line 18: 'aliases' must be a table", "[departments.aliases]")
    ),
    "text for a list": Bad(
        instead('closed = ["closed"]', 'closed = "closed"'), TOML, ("line 16:", 'for example closed = ["closed"]')
    ),
    "two meanings": Bad(
        appended('adopted = ["Closed "]\n[log.stays]\nqueue = ["CLOSED"]'),
        TOML,
        ("'closed' has two meanings: [log.outcomes] adopted and [log.outcomes] closed", "line 19: 'CLOSED'", "keep"),
    ),
    "no such zone": Bad(head('timezone = "Europe/Amstredam"'), TOML, ("line 4:", "did you mean 'Europe/Amsterdam'?")),
    "a path for a zone": Bad(head('timezone = "../../etc/passwd"'), TOML, ("line 4:", "does not exist", "for example")),
    "no such language": Bad(
        instead('language = "en"', 'language = "de"'), TOML, ("line 3:", "'de' does not exist", "possible: nl, en")
    ),
    "no TOML": Bad(instead('language = "en"', "language = en"), TOML, ("line 3: this is not valid TOML", "quotes")),
    "no UTF-8": Bad(
        lambda folder: (folder / TOML).write_bytes(CONFIGURATION.replace("Waterford", "Wáterford").encode("cp1252")),
        TOML,
        ("line 2: a character that is not UTF-8", "save the file as UTF-8"),
    ),
    "nothing configured": Bad(lambda folder: (folder / TOML).write_text(""), TOML, ("neither [log] nor", "init FILE")),
    "not configured": Bad(lambda folder: (folder / TOML).unlink(), TOML, ("there is no kccdiag.toml", "kccdiag init")),
}


def entries(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Describe what lies in a folder without opening it: links in a circle and pipes may be among it."""
    found = ((path.name, path.lstat()) for path in folder.iterdir())
    return {name: (status.st_mode, status.st_size, status.st_mtime_ns) for name, status in found}


@pytest.mark.parametrize("command", ["check", "diagnose"])
@pytest.mark.parametrize("name", CASES)
def test_engagements(tmp_path: Path, engagement: Path, capsys, name: str, command: str):
    if sys.platform == "win32" and ("link" in name or name in ("folder outside", "a pipe")):
        pytest.skip("takes rights that Windows gives to few")
    CASES[name].spoil(engagement)
    before = entries(engagement)
    out = earlier_result(tmp_path / "out")
    said = run(capsys, command, engagement, *(("--out", out) if command == "diagnose" else ()))
    assert_refused(said, CASES[name].place, CASES[name].words)
    assert entries(engagement) == before
    assert contents(out) == EARLIER


def test_every_fault_is_named_at_once(engagement: Path, capsys):
    change(engagement, 'language = "en"', 'language = "de"\ntimezone = "Mars"')
    change(engagement, '["events.csv"]', '["events.csv", "missing.csv"]')
    said = run(capsys, "check", engagement)
    assert [line.split(":")[0] for line in said.err.splitlines() if "  - " in line] == [
        "  - line 3", "  - line 4", "  - line 7",
    ]  # fmt: skip


def test_a_folder_that_is_none(tmp_path: Path, capsys):
    (tmp_path / "file").write_text("x")
    nowhere = tmp_path / "nowhere"
    assert_refused(run(capsys, "check", nowhere), str(nowhere), ("there is no such folder", "holds kccdiag.toml"))
    file = tmp_path / "file"
    assert_refused(run(capsys, "diagnose", file, "--out", tmp_path / "out"), str(file), ("this is not a folder",))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["check", "lab"])
def test_a_folder_that_can_not_be_looked_at(tmp_path: Path, capsys, command):
    said = run(capsys, command, tmp_path / ("a" * 300))
    assert said.code == 2 and "demo" not in said.err and "Traceback" not in said.err


# ---- init


def test_init_overwrites_nothing(engagement: Path, capsys):
    before = contents(engagement)
    said = run(capsys, "init", engagement / "events.csv")
    assert_refused(said, str(engagement / TOML), ("there is a kccdiag.toml already; nothing is overwritten",))
    assert contents(engagement) == before


def test_init_follows_no_link(tmp_path: Path, engagement: Path, capsys):
    (engagement / TOML).unlink()
    (engagement / TOML).symlink_to(tmp_path / "elsewhere.toml")
    assert run(capsys, "init", engagement / "events.csv").code == 2
    assert not (tmp_path / "elsewhere.toml").exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("nothing.csv",), ("there is no such file",)),
        (("in",), ("holds no Parquet files", "what can be read")),
        (("../outside.csv",), ("lies outside the engagement folder", "--folder DIR")),
        (("link.csv",), ("lies outside the engagement folder", "copy it into the folder")),
        (("events.csv", "nothing.csv"), ("there is no such file",)),
    ],
)
def test_init_of_what_is_no_export(engagement: Path, capsys, given: tuple[str, ...], words: tuple[str, ...]):
    (engagement / TOML).unlink()
    (engagement / "in").mkdir()
    (engagement.parent / "outside.csv").write_bytes(csv_of())
    (engagement / "link.csv").symlink_to(engagement.parent / "outside.csv")
    said = run(capsys, "init", *(engagement / name for name in given), "--folder", engagement)
    place = "in" if given == ("in",) else str(engagement / given[-1])
    assert_refused(said, place, words)
    assert not (engagement / TOML).exists()


# ---- places for the results


PLACES = {
    "a file in the way": (lambda root: root / "file", ("this is a file, not a folder",)),
    "under a file": (lambda root: root / "file" / "deep" / "er", ("can't be written here: Not a directory",)),
    "a disk that takes no writing": (lambda root: Path("/proc/kccdiag"), ("the results can't be written here",)),
    "the root": (lambda root: Path("/"), ("the engagement itself lies here",)),
    "the engagement": (lambda root: root / "engagement", ("the engagement itself lies here",)),
    "above the engagement": (lambda root: root, ("the engagement itself lies here",)),
    "a disk of its own": (lambda root: Path("/proc"), ("a disk of its own", "inside it")),
    "someone's folder": (lambda root: root / "mine", ("did not write (thesis.docx)", "or empty this one")),
    "someone's tables": (lambda root: root / "other", ("did not write (tables)", "or empty this one")),
    "a name that is too long": (lambda root: root / ("x" * 300), ("File name too long",)),
    "links in a circle": (lambda root: root / "circle", ("can't be written here",)),
}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("name", PLACES)
def test_places_for_results(tmp_path: Path, engagement: Path, capsys, name: str):
    (tmp_path / "file").write_text("x")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_text("years of work")
    (tmp_path / "other" / "tables").mkdir(parents=True)
    (tmp_path / "other" / "tables" / "own.csv").write_text("years of work")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    before = contents(tmp_path)
    make, words = PLACES[name]
    said = run(capsys, "diagnose", engagement, "--out", make(tmp_path))
    assert_refused(said, str(make(tmp_path)), (*words, "name another folder with --out"))
    assert contents(tmp_path) == before  # not even measured: no cache


def test_a_table_of_the_check_replaces_nothing_else(tmp_path: Path, engagement: Path, capsys):
    before = (engagement / "events.csv").read_bytes()
    said = run(capsys, "check", engagement, "--table", engagement / "events.csv")
    assert_refused(said, str(engagement / "events.csv"), ("not written by kccdiag", "name another"))
    assert (engagement / "events.csv").read_bytes() == before
    table = tmp_path / "quality.csv"
    assert [run(capsys, "check", engagement, "--table", table).code for _ in range(2)] == [0, 0]
    assert table.read_text("utf-8").startswith("check,subject,value,unit,detail\nrows_read,events.csv,5,rows,\n")
    assert_refused(run(capsys, "check", engagement, "--table", tmp_path), str(tmp_path), ("--table",))
    book = tmp_path / "quality.xlsx"
    assert_refused(run(capsys, "check", engagement, "--table", book), str(book), ("what is written is CSV", ".csv"))
    assert not book.exists()
