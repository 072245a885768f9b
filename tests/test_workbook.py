"""The notebooks' copies in an engagement: in one language, never over what a consultant wrote, served by JupyterLab."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import nbformat
import pytest
from command_line import CONFIGURATION, lay_out, run
from IPython.core.interactiveshell import InteractiveShell

from kccdiag import InputError, open_engagement
from kccdiag.cli import main
from kccdiag.engagement import Engagement
from kccdiag.place import check_out
from kccdiag.workbook import copies as workbook
from kccdiag.workbook.copies import copy_notebooks, copy_of, written_hash
from kccdiag.workbook.lab import CONFIG, arguments, environment

ROOT = Path(__file__).resolve().parents[1]
START, FLOW = "00_start_here.ipynb", "02_the_flow.ipynb"


@pytest.fixture
def engagement(tmp_path) -> Engagement:
    """Make a small engagement in Dutch."""
    dutch = CONFIGURATION.replace('language = "en"', 'language = "nl"')
    return open_engagement(lay_out(tmp_path / "Müller & Zoon", configuration=dutch))


@pytest.fixture
def newer(monkeypatch, tmp_path):
    """Ship a newer version of the notebooks: every text says so."""

    def ship(word: str = "Newer") -> None:
        folder = tmp_path / word
        folder.mkdir()
        for path in workbook.shipped_notebooks():
            notebook = json.loads(path.read_text("utf-8"))
            for cell in notebook["cells"]:
                cell["source"] = [f"# {word}\n", *cell["source"]] if cell["cell_type"] == "markdown" else cell["source"]
            (folder / path.name).write_text(json.dumps(notebook), "utf-8")
        monkeypatch.setattr(workbook, "notebooks_folder", lambda: folder)

    return ship


def texts(path: Path) -> str:
    return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)


def edit(path: Path, more: str = "\nOwn note.") -> bytes:
    """Write something in the first cell, the way a consultant does."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += more
    nbformat.write(notebook, path)
    return path.read_bytes()


def execute(path: Path) -> None:
    """Leave behind what running a notebook in JupyterLab leaves."""
    notebook = nbformat.read(path, as_version=4)
    for place, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        cell.execution_count = place
        cell.outputs = [nbformat.v4.new_output("stream", text="42")]
        cell.metadata |= {"execution": {"iopub.status.busy": "…"}, "scrolled": True, "collapsed": False}
    notebook.metadata.language_info = {"name": "python", "version": "3.13.1"}
    notebook.metadata.widgets = {}
    nbformat.write(notebook, path)


# ---- copying


def test_copies_stand_in_the_engagement_in_its_language(engagement):
    copies = copy_notebooks(engagement)
    assert copies.folder == engagement.folder / "notebooks"
    shipped = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert sorted(copies.added) == shipped == sorted(path.name for path in copies.folder.glob("*.ipynb"))
    for name in shipped:
        notebook = nbformat.read(copies.folder / name, as_version=4)
        nbformat.validate(notebook)
        assert {cell.metadata.get("lang", "nl") for cell in notebook.cells} == {"nl"}
        (parameters,) = (cell.source for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
        assert parameters == 'ENGAGEMENT = ".."\nLANGUAGE = None'


def test_another_language_has_a_folder_of_its_own(engagement):
    copies = copy_notebooks(engagement, language="en")
    assert copies.folder.name == "notebooks-en"
    start = texts(copies.folder / START)
    assert "# Start here" in start and "# Begin hier" not in start
    assert 'LANGUAGE = "en"' in start
    assert not (engagement.folder / "notebooks").exists()


def test_copying_again_changes_nothing(engagement):
    copies = copy_notebooks(engagement)
    before = {path: path.read_bytes() for path in copies.folder.iterdir()}
    again = copy_notebooks(engagement)
    assert again == workbook.Copies(copies.folder)
    assert {path: path.read_bytes() for path in copies.folder.iterdir()} == before
    assert list(again.in_words("nl")) == []


def test_an_untouched_copy_is_renewed_also_when_it_was_run(engagement, newer):
    folder = copy_notebooks(engagement).folder
    execute(folder / FLOW)
    newer()
    copies = copy_notebooks(engagement)
    assert FLOW in copies.renewed and len(copies.renewed) == len(list(folder.glob("*.ipynb")))
    assert texts(folder / FLOW).startswith("# Newer")
    assert any(line.startswith("Renewed (you had changed nothing in them): 00_start") for line in copies.in_words("en"))


def test_an_edited_copy_is_kept_and_the_newer_one_put_beside_it_once(engagement, newer):
    folder = copy_notebooks(engagement).folder
    mine = edit(folder / FLOW)
    assert copy_notebooks(engagement).kept == ()  # there is nothing newer
    newer()
    copies = copy_notebooks(engagement)
    assert copies.kept == ((FLOW, "02_the_flow_nieuwe_versie.ipynb"),)
    assert (folder / FLOW).read_bytes() == mine
    assert texts(folder / "02_the_flow_nieuwe_versie.ipynb").startswith("# Newer")
    assert list(copies.in_words("nl"))[-1] == (
        "U werkte in 02_the_flow.ipynb; dat bleef zoals het was. De nieuwere versie staat ernaast:"
        " 02_the_flow_nieuwe_versie.ipynb"
    )
    (folder / "02_the_flow_nieuwe_versie.ipynb").unlink()  # read, and not wanted
    assert copy_notebooks(engagement) == workbook.Copies(folder)


def test_an_edited_newer_version_is_kept_too(engagement, newer):
    folder = copy_notebooks(engagement).folder
    edit(folder / FLOW)
    newer("Second")
    beside = folder / copy_notebooks(engagement).kept[0][1]
    newer("Third")
    assert copy_notebooks(engagement).kept == ((FLOW, beside.name),)  # untouched, so renewed
    assert texts(beside).startswith("# Third")
    theirs = edit(beside)
    newer("Fourth")
    assert copy_notebooks(engagement).kept == ((FLOW, "02_the_flow_nieuwe_versie_2.ipynb"),)
    assert beside.read_bytes() == theirs


@pytest.mark.parametrize("change", ["source", "tags", "attachments", "order", "less"])
def test_whatever_somebody_changed_counts_as_an_edit(engagement, newer, change):
    path = copy_notebooks(engagement).folder / FLOW
    notebook = nbformat.read(path, as_version=4)
    first = notebook.cells[0]
    match change:
        case "source":
            first.source += " "
        case "tags":
            first.metadata["tags"] = ["for the board"]
        case "attachments":
            first["attachments"] = {"image.png": {"image/png": "AAAA"}}
        case "order":
            notebook.cells.reverse()
        case "less":
            notebook.cells.pop()
    nbformat.write(notebook, path)
    before = path.read_bytes()
    newer()
    assert [name for name, _ in copy_notebooks(engagement).kept] == [FLOW]
    assert path.read_bytes() == before


def test_a_deleted_copy_comes_back_only_when_asked(engagement):
    folder = copy_notebooks(engagement).folder
    (folder / FLOW).unlink()
    copies = copy_notebooks(engagement)
    assert copies.deleted == (FLOW,) and not (folder / FLOW).exists()
    assert list(copies.in_words("en")) == [
        "Not brought back, since they were taken away here: 02_the_flow.ipynb. Back with: kccdiag lab FOLDER --restore"
    ]
    assert copy_notebooks(engagement, restore=True).added == (FLOW,)
    assert (folder / FLOW).exists()


def test_a_file_of_the_same_name_that_is_not_ours_is_left_alone(engagement):
    folder = engagement.folder / "notebooks"
    folder.mkdir()
    (folder / START).write_text("not even a notebook", "utf-8")
    copies = copy_notebooks(engagement)
    assert copies.kept == ((START, "00_start_here_nieuwe_versie.ipynb"),)
    assert (folder / START).read_text("utf-8") == "not even a notebook"


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"02_the_flow.ipynb": 1}'])
def test_without_its_record_a_copy_counts_as_edited(engagement, newer, spoilt):
    folder = copy_notebooks(engagement).folder
    (folder / ".copied.json").write_text(spoilt, "utf-8")
    mine = (folder / FLOW).read_bytes()
    assert copy_notebooks(engagement).kept == ()  # they are what they would be
    (folder / ".copied.json").write_text(spoilt, "utf-8")
    newer()
    assert FLOW in dict(copy_notebooks(engagement).kept)
    assert (folder / FLOW).read_bytes() == mine


def test_a_moved_engagement_takes_its_notebooks_along(engagement, tmp_path):
    copy_notebooks(engagement)
    moved = engagement.folder.rename(tmp_path / "elsewhere")
    assert copy_notebooks(open_engagement(moved)) == workbook.Copies(moved / "notebooks")
    assert str(tmp_path) not in "".join(path.read_text("utf-8") for path in (moved / "notebooks").iterdir())


def test_saving_in_another_layout_is_no_edit():
    notebook = copy_of(ROOT / "notebooks" / FLOW, language="en", parameters={"ENGAGEMENT": "..", "LANGUAGE": None})
    joined = json.loads(json.dumps(notebook))
    for cell in joined["cells"]:
        cell["source"] = "".join(cell["source"])
    assert written_hash(joined) == written_hash(notebook)


# ---- where they may not stand, and who does not mind them


def test_a_folder_that_cannot_be_written_is_refused_in_words(engagement, monkeypatch, capsys):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert main(["lab", str(engagement.folder), "--no-browser"]) == 2
    assert capsys.readouterr().err == (
        f"{engagement.folder / 'notebooks'}:\n"
        "  - the notebooks can't be copied here: Permission denied\n"
        "    make a copy of the engagement in a folder that you may write to\n"
    )


def test_a_file_in_their_place_is_refused(engagement):
    (engagement.folder / "notebooks").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="the notebooks can't be copied here: File exists"):
        copy_notebooks(engagement)
    assert (engagement.folder / "notebooks").read_text("utf-8") == "mine"


def test_a_copy_that_breaks_off_leaves_the_old_one_whole(engagement, newer, monkeypatch):
    folder = copy_notebooks(engagement).folder
    before = {path: path.read_bytes() for path in folder.iterdir()}
    newer()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(InputError, match="No space left"):
        copy_notebooks(engagement)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_neither_reading_nor_results_mind_the_copies(engagement, capsys):
    copy_notebooks(engagement)
    checked = run(capsys, "check", engagement.folder)
    assert checked.code == 0 and "notebooks" not in checked.out
    with pytest.raises(InputError, match="the folder holds what kccdiag did not write"):
        check_out(engagement.folder / "notebooks", engagement)
    assert check_out(engagement.folder / "results", engagement) == engagement.folder / "results"


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_what_is_no_engagement_is_refused(tmp_path, capsys, folder):
    (tmp_path / "empty").mkdir()
    assert main(["lab", str(tmp_path / folder)]) == 2
    assert "kccdiag.toml" in capsys.readouterr().err
    assert list((tmp_path / "empty").iterdir()) == []


def test_without_a_folder_a_copy_of_the_demo_is_opened(tmp_path, monkeypatch, capsys):
    opened = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kccdiag.workbook.open_lab", lambda folder, **how: opened.append(folder))
    assert main(["lab"]) == 0
    assert opened == [Path("kccdiag-waterstad").resolve() / "notebooks"]
    assert (opened[0] / START).exists() and "kccdiag-waterstad" in capsys.readouterr().out


def test_a_notebook_shows_what_is_wrong_and_not_where_it_was_noticed(tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)  # IPython warns where it is another than that of the tests
    shell = InteractiveShell()
    with pytest.raises(InputError) as refused:
        open_engagement(tmp_path)
    said: list[str] = []
    shell._showtraceback = lambda _kind, _error, lines: said.extend(lines)  # as every front end of IPython does
    shell.showtraceback((refused.type, refused.value, refused.tb))
    assert said == str(refused.value).splitlines() and "kccdiag.toml" in said[0]


# ---- JupyterLab


def test_jupyterlab_is_told_to_ask_nothing_outside(tmp_path):
    asked = arguments(tmp_path, browser=False)
    assert {"--ServerApp.ip=127.0.0.1", "--ServerApp.open_browser=False", "--LabApp.news_url="} <= set(asked)
    settings = json.loads((CONFIG / "labconfig" / "default_setting_overrides.json").read_text("utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert environment("elsewhere")["JUPYTER_CONFIG_PATH"] == f"{CONFIG}{os.pathsep}elsewhere"


@contextmanager
def served(folder: Path, home: Path) -> Iterator[str]:
    """Run `kccdiag lab` and yield the address that it says."""
    # A kernel of the user's home that knows nothing: it must not be the one that answers.
    kernel = home / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text('{"argv": ["false"], "display_name": "Of the house", "language": "python"}')
    settings = {"JUPYTER_DATA_DIR": str(home), "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_RUNTIME_DIR": str(home)}
    command = [sys.executable, "-m", "kccdiag", "lab", str(folder), "--no-browser"]
    environ = os.environ | settings | {"PYTHONPATH": str(ROOT), "JUPYTER_PREFER_ENV_PATH": "0"}
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as lab:
        try:
            said = (re.search(r"http://127\.0\.0\.1:\S+token=\w+", line) for line in lab.stdout)
            yield next(address[0] for address in said if address)
        finally:
            lab.kill()


def asked(address: str) -> str:
    """Ask the server for something, however busy the machine is."""
    ask = build_opener(ProxyHandler({})).open
    for _ in range(100):
        try:
            with ask(address, timeout=10) as answer:
                return answer.read().decode("utf-8")
        except URLError as error:
            if isinstance(getattr(error, "code", None), int):
                raise
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.mark.notebook
def test_jupyterlab_serves_the_copies_with_a_kernel_of_this_environment(engagement, tmp_path):
    with served(engagement.folder, tmp_path / "home") as address:
        parts = urlsplit(address)
        assert parts.path == f"/lab/tree/{START}"
        base, token = f"{parts.scheme}://{parts.netloc}", parts.query
        with pytest.raises(URLError, match="403"):
            asked(f"{base}/api/contents/{START}")
        copy = json.loads(asked(f"{base}/api/contents/{START}?{token}"))
        assert 'ENGAGEMENT = ".."' in json.dumps(copy["content"]).replace("\\", "")
        kernels = json.loads(asked(f"{base}/api/kernelspecs?{token}"))
        assert kernels["default"] == "python3"
        assert kernels["kernelspecs"]["python3"]["spec"]["display_name"] != "Of the house"
        page = asked(f"{base}/lab?{token}")
        assert json.loads(asked(f"{base}/lab/api/settings/@jupyterlab/apputils-extension:notification?{token}"))[
            "schema"
        ]["properties"]["fetchNews"]["default"] == "false"
        assert "<title>JupyterLab</title>" in page
