"""The notebooks: short and without output in git, and they run on the demo and on any other engagement."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from kccdiag.cli import main

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
START = ROOT / "notebooks" / "00_start_here.ipynb"
EACH = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> NotebookNode:
    """Read a notebook and check its format."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def cells(notebook: NotebookNode, kind: str) -> list[NotebookNode]:
    """Return the cells of one kind."""
    return [cell for cell in notebook.cells if cell.cell_type == kind]


# ---- how they look in git


@EACH
def test_there_is_no_output(path):
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells(read(path), "code"))


@EACH
def test_cells_are_short_and_define_nothing(path):
    code = [cell.source for cell in cells(read(path), "code")]
    assert max(source.count("\n") + 1 for source in code) <= 8
    assert [source for source in code if "def " in source or "class " in source] == []


@EACH
def test_any_kernel_of_the_environment_will_do(path):
    assert read(path).metadata.kernelspec.name == "python3"


@EACH
def test_one_cell_holds_the_parameters(path):
    tagged = [cell.source for cell in cells(read(path), "code") if "parameters" in cell.metadata.get("tags", [])]
    assert tagged == ["ENGAGEMENT = None\nLANGUAGE = None"]


@EACH
def test_every_text_stands_in_both_languages(path):
    # Dutch first, then the same in English, and only then the code it is about.
    told = [cell.metadata.get("lang", "code") for cell in read(path).cells]
    assert told == ["nl", "en", "code"] * (len(told) // 3)


def test_eleven_cells_lead_to_findings():
    assert len(cells(read(START), "code")) == 11


# ---- how they run


def run(path: Path, folder: Path, engagement: Path | None, language: str | None) -> NotebookNode:
    """Run a notebook in a fresh kernel, with its parameters set the way papermill would."""
    notebook = read(path)
    (parameters,) = (cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    parameters.source = f"ENGAGEMENT = {engagement and str(engagement)!r}\nLANGUAGE = {language!r}"
    place = {"metadata": {"path": str(folder)}}
    return NotebookClient(notebook, timeout=60, kernel_name="python3", resources=place).execute()


def shown(notebook: NotebookNode, kind: str) -> list[str]:
    """Return what the cells show, of one media type."""
    outputs = [output for cell in cells(notebook, "code") for output in cell.outputs]
    return [output.data[kind] for output in outputs if "data" in output and kind in output.data]


def warned(notebook: NotebookNode) -> list[str]:
    """Return what the cells write to stderr."""
    outputs = [output for cell in cells(notebook, "code") for output in cell.outputs]
    return [output.text for output in outputs if output.get("name") == "stderr"]


def events() -> Iterator[tuple[str, str, str]]:
    """Yield the events of 240 signals: Desk, then Billing for 2 days or Repairs for 20, then Desk again."""
    start = dt.datetime(2025, 1, 6, 9, 0, tzinfo=dt.UTC)
    for signal in range(240):
        arrived = start + dt.timedelta(days=signal % 120, minutes=signal)
        place, days = ("Billing", 2) if signal % 2 else ("Repairs", 20)
        for department, after in (("Desk", 0.0), (place, 0.1), ("Desk", 0.1 + days)):
            yield f"S{signal}", (arrived + dt.timedelta(days=after)).isoformat(timespec="seconds"), department


@pytest.fixture
def other_engagement(tmp_path) -> Path:
    """Make an engagement that says little: no outcomes, no kinds, no persons."""
    folder = tmp_path / "Müller & Zoon"
    folder.mkdir()
    with (folder / "events.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("case", "moment", "team"), *events()])
    columns = 'columns = { signal = "case", time = "moment", department = "team" }'
    text = f'[engagement]\nname = "Müller & Zoon"\nlanguage = "en"\n[log]\nfiles = ["events.csv"]\n{columns}\n'
    (folder / "kccdiag.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def found(monkeypatch):
    """Let the kernel find the package of this checkout."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.mark.notebook
@pytest.mark.parametrize(("language", "says"), [(None, "houdt"), ("en", "holds")])
def test_start_here_runs_on_the_demo(tmp_path, language, says):
    notebook = run(START, tmp_path, None, language)
    assert len(shown(notebook, "image/png")) == 5
    cards = shown(notebook, "text/html")
    assert len(cards) == 4
    assert "Waterstad Energie" in cards[0]
    assert f"Facturatie {says}" in cards[2]
    assert warned(notebook) == []


@pytest.mark.notebook
def test_start_here_runs_on_an_invented_organisation(tmp_path):
    folder = tmp_path / "invented"
    plan = ["--signals", "1500", "--months", "12", "--lang", "en"]
    assert main(["example", str(folder), "--seed", "4", "--fault", "reservoir", *plan]) == 0
    notebook = run(START, tmp_path, folder, None)
    assert len(shown(notebook, "image/png")) == 5
    assert "of all signal-days with" in shown(notebook, "text/html")[2]
    assert warned(notebook) == []


@pytest.mark.notebook
def test_start_here_says_what_a_poor_log_cannot_tell(tmp_path, other_engagement):
    notebook = run(START, tmp_path, other_engagement, None)
    cards = shown(notebook, "text/html")
    assert "Müller &amp; Zoon" in cards[0]
    assert "say under [log.outcomes] which statuses close a signal." in cards[1]
    assert len(shown(notebook, "image/png")) == 5
    assert warned(notebook) == []
