"""What a diagnosis leaves behind: formats, the same bytes, nobody's name, and all or nothing."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from diagnosed import demo

from kccdiag import results
from kccdiag.faults import InputError
from kccdiag.findings import Judgement, judge
from kccdiag.limits import Limits
from kccdiag.place import check_out
from kccdiag.results import write_results
from kccdiag.table_files import write_table

ROOT = Path(__file__).resolve().parents[1]
TABLES = {
    "overview", "departments", "handovers", "stock", "ideas", "drop_points", "outcomes", "silos", "told",
    "silence_limits", "data_quality", "not_measurable", "recurring_ideas", "returns", "contact_reasons", "breakdown",
    "trends", "changes", "checks", "value_irritant", "desks", "satisfaction", "handle_time", "kpi_balance",
    "said", "compared", "barriers", "purposes", "quotes", "heard", "agreement", "interviews",
}  # fmt: skip


@pytest.fixture
def without_figures(monkeypatch):
    """Leave out figures and slides: they are no matter here, and take seconds."""
    monkeypatch.setattr("kccdiag.figures.draw.draw_all", lambda *_, **__: iter(()))
    monkeypatch.setattr(results, "write_slides", lambda *told, **more: None)


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """Write the demo's results once, figures and all."""
    engagement, diagnosis = demo()
    out = tmp_path_factory.mktemp("written") / "out"
    return write_results(diagnosis, judge(diagnosis), engagement=engagement, out=out)


def contents(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write(out: Path, judgement: Judgement | None = None, **changes: object) -> Path:
    """Write the demo's results, some fields of the diagnosis changed."""
    engagement, diagnosis = demo()
    diagnosis = replace(diagnosis, **changes)
    judgement = judge(diagnosis) if judgement is None else judgement
    return write_results(diagnosis, judgement, engagement=engagement, out=out)


# ---- findings.json


def test_findings_are_in_the_fixed_format(written):
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    record = json.loads((written / "findings.json").read_text("utf-8"), parse_constant=refuse)
    assert list(record) == [
        "schema", "engagement", "language", "limits", "answer", "verdict", "not_measurable", "indications", "findings",
        "more", "notes",
    ]  # fmt: skip
    assert (record["schema"], record["engagement"], record["language"]) == (1, "Waterstad Energie", "nl")
    assert record["limits"] == {name: getattr(Limits(), name) for name in Limits.__dataclass_fields__}
    assert {row["measure"] for row in record["verdict"]} >= {"passed_on", "two_departments", "decided", "changed"}
    kinds = {"trickle", "reservoir", "dry", "gatekeeper", "wall", "bounce", "silo", "drop_point", "open_loop"}
    for finding in record["findings"]:
        narrow = finding["kind"] == "narrow_kpis"  # of a list, not of the log
        assert finding["kind"] in kinds or narrow
        assert isinstance(finding["departments"], list)
        assert finding["unit"] in (("share of weight",) if narrow else ("share", "ratio"))
        assert (finding["per_year"] is None) is narrow
        assert finding["q"] is None or 0 <= finding["q"] < 0.05
        assert {"table", "row"} == set(finding["evidence"][0])
        assert {"objection", "about", "holds", "certain", "estimate"} == set(finding["checks"][0])
    per_year = [finding["per_year"] or 0 for finding in record["findings"]]
    assert per_year == sorted(per_year, reverse=True)
    (drop,) = [finding for finding in record["findings"] if finding["kind"] == "drop_point"]
    assert (drop["departments"], drop["about"]) == (["Product"], "idea")


def test_missing_and_infinite_numbers_are_null(tmp_path, without_figures):
    overview = demo()[1].overview.assign(low=np.nan, high=np.inf)
    out = write(tmp_path / "out", Judgement((), (), pd.DataFrame({"kind": [], "more": []})), overview=overview)
    verdict = json.loads((out / "findings.json").read_text("utf-8"))["verdict"]
    assert all(row["low"] is None and row["high"] is None for row in verdict)


# ---- tables


def test_all_tables_are_there_and_can_be_read(written):
    assert {path.stem for path in (written / "tables").iterdir()} == TABLES
    for path in (written / "tables").iterdir():
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf") and b"\r" not in content, path.name
        rows = list(csv.reader(content.decode("utf-8").splitlines()))
        assert len({len(row) for row in rows}) == 1, path.name


def test_tables_say_what_the_diagnosis_says(written):
    departments = pd.read_csv(written / "tables/departments.csv").set_index("department")
    expected = demo()[1].departments.set_index("department")
    columns = {
        "stay_ratio": "stay_ratio", "reach_share": "reach", "reach_share_low": "reach_low", "live_signals": "live",
        "dead_signals": "dead", "median_days": "median_days",
    }  # fmt: skip
    for name, column in columns.items():
        assert departments[name].tolist() == pytest.approx(expected[column].tolist(), rel=1e-5, nan_ok=True), name
    stock = pd.read_csv(written / "tables/stock.csv", keep_default_na=False)
    assert stock["date"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()


def test_cells_that_a_spreadsheet_would_run_get_an_apostrophe(tmp_path):
    names = ["=1+1", "+31", "-x", "@me", "\tx", "\rx", "plain", "a=b", "'quoted", 'say "hi"', "two\r\nlines", "a,b"]
    path = tmp_path / "table.csv"
    write_table(pd.DataFrame({"department": names, "difference": -0.5}), path)
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.reader(file))
    assert [row[0] for row in read[1:]] == [
        "'=1+1", "'+31", "'-x", "'@me", "'\tx", "'\nx", "plain", "a=b", "'quoted", 'say "hi"', "two\nlines", "a,b",
    ]  # fmt: skip
    assert {row[1] for row in read[1:]} == {"-0.5"}  # a negative number is no formula


def test_cells_are_written_alike_whatever_type_their_column_has(tmp_path):
    columns = {
        "text": pd.Series(["b", None, "b", "a"], dtype="str"),
        "day": pd.Series(pd.to_datetime(["2026-01-31", None, "2026-01-31", "1999-12-31"])),
        "count": pd.Series([3, 0, -2, 2**60]),
        "share": pd.Series([1 / 3, np.nan, np.inf, -0.0]),
        "maybe": pd.Series([1, None, 2, 3], dtype="Int64"),
        "yes": pd.Series([True, False, True, False]),
        "mixed": pd.Series([True, 1, None, 1.5], dtype=object),
    }
    write_table(pd.DataFrame(columns), tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_text("utf-8").splitlines()[1:] == [
        "b,2026-01-31,3,0.333333,1,yes,yes",
        ",,0,,,no,1",
        "b,2026-01-31,-2,inf,2,yes,",
        "a,1999-12-31,1.15292e+18,0,3,no,1.5",
    ]


def test_department_names_that_look_like_formulas_reach_every_table_with_an_apostrophe(tmp_path, without_figures):
    diagnosis = demo()[1]
    renamed = {
        name: getattr(diagnosis, name).replace({"Facturatie": "=HYPERLINK(1)"})
        for name in ("departments", "handovers", "stock", "drop_points", "told", "silence")
    }
    silos = pd.DataFrame({"members": [("=HYPERLINK(1)", "ICT")], "boundary": 0.1, "inner": 2.0, "p": 0.001})
    out = write(tmp_path / "out", Judgement((), (), pd.DataFrame({"kind": [], "more": []})), **renamed, silos=silos)
    seen = 0
    for path in (out / "tables").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row if "HYPERLINK" in cell]
        assert all(cell.startswith("'=") for cell in cells), path.name
        seen += bool(cells)
    assert seen == 7


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""), (np.nan, ""), (pd.NA, ""), (pd.NaT, ""), (True, "yes"), (np.False_, "no"), (3.0, "3"), (-3, "-3"),
        (0.1234567, "0.123457"), (1e-20, "1e-20"), (123456789.0, "123456789"), (np.inf, "inf"),
        (pd.Timestamp("2025-03-01"), "2025-03-01"), ("", ""),
    ],
)  # fmt: skip
def test_cells_are_written_the_same_everywhere(tmp_path, value, cell):
    write_table(pd.DataFrame({"a": pd.Series([value], dtype=object), "b": ["x"]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text("utf-8") == f"a,b\n{cell},x\n"


# ---- the manifest, and the same bytes


def test_the_manifest_has_the_hashes_of_what_went_in_and_came_out(written):
    engagement = demo()[0]
    manifest = json.loads((written / "manifest.json").read_text("utf-8"))
    files = {name: content for name, content in contents(written).items() if name != "manifest.json"}
    assert manifest["outputs"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    read = {row["file"]: row["sha256"] for row in manifest["inputs"]}
    assert {"events.csv.gz", "departments.csv", "reasons.csv"} <= set(read)
    for name, digest in read.items():
        assert hashlib.sha256((engagement.folder / name).read_bytes()).hexdigest() == digest
    configuration = (engagement.folder / "kccdiag.toml").read_bytes()
    assert manifest["configuration"] == hashlib.sha256(configuration).hexdigest()
    assert {"numpy", "pandas", "duckdb"} <= set(manifest["versions"])
    assert manifest["seed"] == 0


@pytest.mark.slow
def test_the_same_input_and_seed_give_the_same_bytes(tmp_path, written):
    # Another process, another hash order, another time zone, another folder, another language of the machine.
    script = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:]\n"
        "from diagnosed import demo; from kccdiag import judge, write_results\n"
        "engagement, diagnosis = demo()\n"
        "write_results(diagnosis, judge(diagnosis), engagement=engagement, out=Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "12", "TZ": "Pacific/Auckland", "LC_ALL": "C", "MPLBACKEND": "Agg"}
    command = [sys.executable, "-c", script, str(tmp_path / "deeper/still/out"), str(ROOT), str(ROOT / "tests")]
    subprocess.run(command, check=True, env=environment, cwd=tmp_path)
    there, here = contents(tmp_path / "deeper/still/out"), contents(written)
    assert list(there) == list(here)
    assert [name for name in here if here[name] != there[name]] == []


# ---- nobody is in it


def test_no_output_holds_a_person_a_customer_or_a_path(written):
    rows = pd.read_csv(
        demo()[0].folder / "events.csv.gz", sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig"
    )
    persons, customers = set(rows["Medewerker"]) - {""}, set(rows["Klantnummer"]) - {""}
    assert len(persons) > 100 and len(customers) > 1000
    texts = {text for text in rows["Omschrijving"] if len(text) > 20}
    places = {str(ROOT), str(demo()[0].folder), str(written), str(Path.home()), os.environ["KCCDIAG_KEY"], "/tmp"}
    for name, content in contents(written).items():
        readable = content.decode("utf-8", errors="replace")
        assert not [place for place in places if place in readable], name
        if name.endswith((".json", ".csv", ".svg")):
            words = set(re.findall(r"\w+", re.sub(r"\d+\.\d+", " ", readable)))
            assert not words & persons, name
            assert not [text for text in texts if text in readable], name
        if name.endswith((".json", ".csv")):
            assert not words & customers, name
        assert not re.search(rb"CreationDate|ModDate|<dc:date>|tIME", content), name


def test_no_pseudonym_leaves_the_cache(written):
    # A pseudonym is a hexadecimal digest: outside the manifest no output holds one, nor half of one.
    for name, content in contents(written).items():
        if name.endswith((".json", ".csv")) and name != "manifest.json":
            assert not re.search(rb"\b[0-9a-f]{16,}\b", content), name


# ---- all or nothing


def leftovers(out: Path) -> list[str]:
    """List what lies beside the result."""
    return sorted(path.name for path in out.parent.iterdir() if path != out)


@pytest.mark.parametrize("step", ["_write_findings", "_write_tables", "_write_figures", "_write_manifest"])
def test_a_full_disk_leaves_the_earlier_result_whole(tmp_path, monkeypatch, without_figures, step):
    out = write(tmp_path / "out")
    before = contents(out)

    def fail(*arguments: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(results, step, fail)
    with pytest.raises(InputError, match="can't be written"):
        write(out, language="en")
    assert contents(out) == before
    assert leftovers(out) == []


@pytest.mark.parametrize("earlier", [True, False])
def test_a_result_that_cannot_be_moved_leaves_the_earlier_one(tmp_path, monkeypatch, without_figures, earlier):
    out = write(tmp_path / "out") if earlier else tmp_path / "out"
    before = contents(out)
    move = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise OSError(errno.EACCES, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(InputError, match="Permission denied"):
        write(out, language="en")
    assert out.exists() is earlier
    assert contents(out) == before
    assert leftovers(out) == []


def test_a_defect_of_ours_leaves_nothing_half_written_either(tmp_path, monkeypatch, without_figures):
    def fail(*arguments: object, **more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(results, "_write_manifest", fail)
    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


KILLED = """
import sys, time
from pathlib import Path
sys.path[:0] = sys.argv[2:4]
from kccdiag import results
from diagnosed import demo
from kccdiag.figures import draw
from kccdiag.findings import judge

def hang(*arguments, **more):
    print("writing", flush=True)
    time.sleep(600)

setattr(results, sys.argv[4], hang)
draw.draw_all = lambda *_, **__: iter(())
engagement, diagnosis = demo()
results.write_results(diagnosis, judge(diagnosis), engagement=engagement, out=Path(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_a_process_killed_while_writing_leaves_the_earlier_result_whole(tmp_path, without_figures):
    out = write(tmp_path / "out")
    before = contents(out)
    command = [sys.executable, "-c", KILLED, str(out), str(ROOT), str(ROOT / "tests"), "_write_manifest"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None and process.stdout.readline() == "writing\n"
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
    assert contents(out) == before
    assert leftovers(out)  # what the killed process could not take away
    # The next run is not in its way, and clears it away once it is a day old.
    for left in tmp_path.glob(".out.new-*"):
        os.utime(left, (time.time() - 2 * 86_400,) * 2)
    write(out, language="en")
    assert json.loads((out / "findings.json").read_text("utf-8"))["language"] == "en"
    assert leftovers(out) == []


def test_a_move_that_was_interrupted_is_undone(tmp_path, without_figures):
    # Killed between the two renames: the earlier result stands aside and there is none in its place.
    out = write(tmp_path / "out")
    before = contents(out)
    out.rename(tmp_path / ".out.previous")
    check_out(out, demo()[0])
    assert contents(out) == before
    assert leftovers(out) == []


def test_a_result_replaces_an_earlier_one_completely(tmp_path, without_figures):
    out = write(tmp_path / "out")
    (out / "tables" / "of_an_earlier_version.csv").write_text("a\n")
    write(out)
    assert not (out / "tables" / "of_an_earlier_version.csv").exists()


# ---- what is not ours is not touched


def test_a_folder_with_other_files_is_refused(tmp_path, without_figures):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(InputError, match=re.escape("(thesis.docx)")):
        write(out)
    assert contents(out) == {"thesis.docx": b"years of work"}
    assert leftovers(out) == []


def test_other_files_beside_a_result_are_refused_too(tmp_path, without_figures):
    out = write(tmp_path / "out")
    (out / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match=re.escape("notes.txt")):
        write(out)
    assert (out / "notes.txt").read_text() == "mine"


def test_an_empty_folder_is_taken(tmp_path, without_figures):
    (tmp_path / "out").mkdir()
    assert (write(tmp_path / "out") / "findings.json").exists()


@pytest.mark.parametrize("inside", [".", "..", "../.."])
def test_the_engagement_itself_is_never_replaced(inside):
    engagement = demo()[0]
    with pytest.raises(InputError, match="the engagement itself lies here"):
        check_out(engagement.folder / inside, engagement)


def test_a_file_is_no_folder_for_results(tmp_path, without_figures):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError, match="this is a file"):
        write(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "a file"


def test_results_may_lie_inside_the_engagement(without_figures):
    engagement = demo()[0]
    out = write(engagement.folder / "results")
    assert (out / "findings.json").exists()


def test_a_link_to_a_folder_of_results_is_followed_not_replaced(tmp_path, without_figures):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "findings.json").exists()
