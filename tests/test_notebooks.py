"""The notebooks: short and without output in git, in one language at a time, and they run on any engagement."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from test_languages import foreign

from kccdiag import demo_folder, open_engagement
from kccdiag.cli import main
from kccdiag.wording import LANGUAGES
from kccdiag.wording.en.columns import TEXTS as COLUMNS
from kccdiag.workbook.copies import copy_of

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
START = ROOT / "notebooks" / "00_start_here.ipynb"
SHARED = "product contact reservoir log demo export slide slides want meet begin"  # words of both languages
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


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_of_one_language_hold_no_words_of_the_other(path, language):
    texts = " ".join(cell.source for cell in read(path).cells if cell.metadata.get("lang") == language)
    plain = re.sub(r"`[^`]*`", " ", texts)  # what a consultant types goes by one name
    assert foreign(plain, language=language, known=SHARED) == set()
    other = {"nl": r"the|and|of the|what|which", "en": r"het|een|wat|welke|niet"}[language]
    assert re.findall(rf"\b(?:{other})\b", plain) == []


@EACH
def test_the_texts_hold_for_any_engagement(path):
    with (demo_folder() / "departments.csv").open(encoding="utf-8", newline="") as file:
        names = {row["department"] for row in csv.DictReader(file)} - {"Product"}
    texts = " ".join(cell.source for cell in cells(read(path), "markdown"))
    assert [name for name in names if re.search(rf"\b{name}\b", texts)] == []


@EACH
def test_every_notebook_after_the_first_asks_one_question_and_says_whom_to_ask_next(path):
    if path != START:
        first, *_, last = (cell.source for cell in cells(read(path), "markdown") if cell.metadata.lang == "nl")
        assert first.startswith(f"# {path.stem[:2]} ") and "?**" in first
        assert "## Wat u nu vraagt" in last and last.count("\n*Aan ") >= 2
        assert any("niet betekent" in cell.source or "Wat het niet zegt" in cell.source for cell in read(path).cells)


def test_eleven_cells_lead_to_findings():
    assert len(cells(read(START), "code")) == 11


# ---- how they run

PICTURES = {"00": 5, "01": 1, "02": 2, "03": 3, "04": 1, "05": 2, "06": 3, "07": 2}  # shown as such; 08 shows a widget
AT_ONCE = 2  # kernels
TABLES = ("overview", "departments", "handovers", "silos", "drop points", "recurring ideas", "told", "returns",
          "said", "quotes", "barriers")  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What a notebook shows of an engagement.

    Attributes
    ----------
    cards, texts, pictures
        HTML, printed text and PNG, in the order of the cells.
    warned
        What was written to stderr.
    """

    cards: tuple[str, ...]
    texts: tuple[str, ...]
    pictures: int
    warned: tuple[str, ...]

    @property
    def words(self) -> str:
        """Give what a reader reads, without markup."""
        return " ".join(re.sub(r"<[^>]*>", " ", " ".join([*self.cards, *self.texts])).split())


def shown(notebook: NotebookNode) -> Shown:
    """Collect what the cells of a notebook that was run show."""
    outputs = [output for cell in cells(notebook, "code") for output in cell.outputs]
    seen = [output.data for output in outputs if "data" in output]
    return Shown(
        cards=tuple(data["text/html"] for data in seen if "text/html" in data),
        texts=tuple(output.text for output in outputs if output.get("name") == "stdout"),
        pictures=sum("image/png" in data for data in seen),
        warned=tuple(output.text for output in outputs if output.get("name") == "stderr"),
    )


def run_all(folder: Path, engagement: Path | None, language: str, *, only: str = "") -> dict[str, Shown]:
    """Run notebooks in one language, the way their copies in an engagement would, two kernels at a time."""
    chosen = [path for path in NOTEBOOKS if not only or path.stem[:2] in only.split()]
    parameters = {"ENGAGEMENT": engagement and str(engagement), "LANGUAGE": language}

    async def run(path: Path, gate: asyncio.Semaphore) -> tuple[str, Shown]:
        copied = json.dumps(copy_of(path, language=language, parameters=parameters))
        place = {"metadata": {"path": str(folder)}}
        notebook = nbformat.reads(copied, as_version=4)
        async with gate:
            await NotebookClient(notebook, timeout=180, kernel_name="python3", resources=place).async_execute()
        return path.stem[:2], shown(notebook)

    async def together() -> dict[str, Shown]:
        gate = asyncio.Semaphore(AT_ONCE)  # parallel processes would race for ports
        return dict(await asyncio.gather(*(run(path, gate) for path in chosen)))

    return asyncio.run(together())


def events() -> Iterator[tuple[str, str, str]]:
    """Yield the events of 240 signals: Desk, then Billing for 2 days or Repairs for 20, then Desk again."""
    start = dt.datetime(2025, 1, 6, 9, 0, tzinfo=dt.UTC)
    for signal in range(240):
        arrived = start + dt.timedelta(days=signal % 120, minutes=signal)
        place, days = ("Billing", 2) if signal % 2 else ("Repairs", 20)
        for department, after in (("Desk", 0.0), (place, 0.1), ("Desk", 0.1 + days)):
            yield f"S{signal}", (arrived + dt.timedelta(days=after)).isoformat(timespec="seconds"), department


def lay_out_poor(folder: Path) -> Path:
    """Make an engagement that says little: no outcomes, no kinds, no persons, three departments."""
    folder.mkdir()
    with (folder / "events.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("case", "moment", "team"), *events()])
    columns = 'columns = { signal = "case", time = "moment", department = "team" }'
    text = f'[engagement]\nname = "Müller & Zoon"\nlanguage = "en"\n[log]\nfiles = ["events.csv"]\n{columns}\n'
    (folder / "kccdiag.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def found():
    """Let the kernels find the package of this checkout."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        yield


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> dict[str, Shown]:
    """Run the notebooks on the demo, in Dutch."""
    return run_all(tmp_path_factory.mktemp("demo"), None, "nl")


@pytest.fixture(scope="module")
def acme(tmp_path_factory) -> Path:
    """Make an invented organisation where things are held and go back and forth."""
    folder = tmp_path_factory.mktemp("invented") / "acme"
    plan = ["--signals", "1500", "--months", "12", "--lang", "en"]
    faults = ["--fault", "reservoir", "--fault", "bounce"]
    assert main(["example", str(folder), "--seed", "4", *faults, *plan]) == 0
    return folder


@pytest.fixture(scope="module")
def invented(acme) -> dict[str, Shown]:
    """Run the notebooks on the flow and on what is held on that organisation, in English."""
    return run_all(acme.parent, acme, "en", only="02 03")


@pytest.fixture(scope="module")
def poor(tmp_path_factory) -> dict[str, Shown]:
    """Run the notebooks on an engagement that can say little, in English."""
    folder = tmp_path_factory.mktemp("poor")
    return run_all(folder, lay_out_poor(folder / "Müller & Zoon"), "en")


@pytest.fixture(params=["demo", "invented", "poor"])
def each(request) -> dict[str, Shown]:
    """Give what the notebooks show of each of three organisations."""
    return request.getfixturevalue(request.param)


@pytest.mark.notebook
def test_every_notebook_runs_without_a_warning_and_shows_its_pictures(each):
    assert {name: notebook.warned for name, notebook in each.items() if notebook.warned} == {}
    assert {name: each[name].pictures for name in PICTURES if name in each} == {
        name: pictures for name, pictures in PICTURES.items() if name in each
    }


@pytest.mark.notebook
def test_no_table_shows_the_names_that_columns_have_in_files(each):
    raw = {name for name in COLUMNS if "_" in name}
    for name, notebook in each.items():
        assert raw & set(re.findall(r"\w+", notebook.words)) <= {"drop_points"}, name


@pytest.mark.notebook
@pytest.mark.parametrize(("which", "language"), [("demo", "nl"), ("invented", "en"), ("poor", "en")])
def test_what_is_shown_is_in_one_language(request, which, language, acme):
    shows = request.getfixturevalue(which)
    files = demo_folder() if which == "demo" else acme
    known = f"{SHARED} {' '.join(TABLES)} "
    known += " ".join(path.read_text("utf-8") for path in (*files.glob("*.csv"), *files.glob("*.toml")))
    for name, notebook in shows.items():
        assert foreign(notebook.words, language=language, known=known) == set(), name


@pytest.mark.notebook
def test_nobody_and_no_machine_is_named(demo, tmp_path_factory):
    (log,) = open_engagement(demo_folder()).logs
    with gzip.open(log.files[0], "rt", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    named = {row[log.columns[role][0]] for row in rows for role in ("signal", "person", "customer")} - {""}
    assert len(named) > 9000
    with (demo_folder() / "participants.csv").open(encoding="utf-8") as file:
        people = [f"{row['name']} {PurePath(row['file']).stem}" for row in csv.DictReader(file)]
    named |= {word for person in people for word in re.findall(r"\w{4,}", person)}
    for notebook in demo.values():
        assert named & set(re.findall(r"[\w.-]+", notebook.words)) == set()
        assert str(tmp_path_factory.getbasetemp()) not in notebook.words and str(ROOT) not in notebook.words


@pytest.mark.notebook
def test_the_demo_tells_its_story(demo):
    assert "Waterstad Energie" in demo["00"].cards[0] and "Facturatie houdt" in demo["00"].cards[2]
    assert "regels zonder leesbare tijd, weggelaten: 20" in demo["01"].words
    assert "Er is niets aantoonbaar veranderd" in demo["01"].words
    assert "Rondgang (0 = alles één kant op" in demo["02"].words
    assert "Er is hier geen bevinding om naar te vragen." in demo["02"].words
    assert "Facturatie houdt" in demo["03"].words and "Juridische Zaken krijgt vrijwel niets" in demo["03"].words
    assert "houden het onder elkaar" in demo["04"].words and "Meterbeheer ICT 12" in demo["04"].words
    assert "Van de ideeën bij Product sterft" in demo["05"].words
    assert "op efficiëntie gestuurd" in demo["07"].words and "soldaat" in demo["07"].words
    for name, kept_out in (("03", "onder elkaar"), ("04", "sterft"), ("05", "houdt 29 %")):
        assert kept_out not in demo[name].words


@pytest.mark.notebook
def test_findings_are_shown_where_they_belong_with_whom_to_ask(invented):
    assert "comes straight back" in invented["02"].words
    assert "Whom to speak to: somebody who hands over at" in invented["02"].words
    assert "of all signal-days with" in invented["03"].words and "holds under" in invented["03"].words
    assert "What bears it out" in invented["03"].words


@pytest.mark.notebook
def test_a_poor_log_is_told_what_it_lacks(poor):
    assert "Müller &amp; Zoon" in poor["00"].cards[0]
    assert "say under [log.outcomes] which of the statuses in this log close a signal." in poor["00"].words
    lacking = {
        "01": "name a column for person",
        "02": "name a column for topic.",
        "03": "say under [log.stays] which statuses mean waiting",
        "04": "four departments besides the contact centre",
        "05": "name a column for kind, and under [log.kinds] which values are an idea.",
        "07": "name a column for satisfaction (the mark that a customer gave).",
    }
    assert {name: text for name, text in lacking.items() if text not in poor[name].words} == {}
