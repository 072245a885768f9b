"""What the README shows and promises is what happens."""

from __future__ import annotations

import gzip
import re
import shlex
from pathlib import Path

import pytest

import kccdiag
from kccdiag.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def block(language: str, *, of: str = README) -> str:
    """Return the last block of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", of, re.MULTILINE | re.DOTALL)[-1]


@pytest.fixture(scope="module")
def ran() -> dict[str, object]:
    """Run the lines for a notebook, and return what they made."""
    made: dict[str, object] = {}
    exec(compile(block("python"), "README.md", "exec"), made)
    return made


def test_ten_lines_lead_to_findings_and_a_picture(ran, capsys):
    lines = [line for line in block("python").splitlines() if line and not line.startswith("from")]
    assert len(lines) <= 10
    assert isinstance(ran["diagnosis"], kccdiag.Diagnosis)
    assert len(ran["judgement"]) >= 5
    assert ran["worst"]["department"].iloc[0] == "Facturatie"


def test_what_kccdiag_is_quoted_to_say_it_says(ran):
    quoted = block("text").splitlines()
    assert len(quoted) >= 5
    assert [f"{finding.headline} ({finding.holds})" for finding in ran["judgement"]][: len(quoted)] == quoted


def test_pictures_are_there_and_show_the_demo(ran):
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert pictures == ["docs/verdict.svg", "docs/reservoir_map.svg"]
    # Matplotlib writes each text that it turns into outlines as a comment too.
    answer, drawn = ((ROOT / picture).read_text("utf-8") for picture in pictures)
    told = ran["judgement"].answer.text
    assert all(f"<!-- {number} -->" in answer for number in re.findall(r"(\d+) \(\d", told))
    reservoir = next(finding for finding in ran["judgement"] if finding.kind == "reservoir")
    assert f"<!-- {reservoir.headline} -->" in drawn


def test_files_that_are_named_exist():
    named = set(re.findall(r"`((?:docs|kccdiag|notebooks|data)/[\w./]+)`", README)) | set(
        re.findall(r"`(\w+\.(?:md|yml))`", README)
    )
    assert {"docs/tables.md", "CHANGELOG.md", "notebooks/00_start_here.ipynb"} <= named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_way_from_an_own_export_to_results(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "waterstad"
    folder.mkdir()
    with gzip.open(kccdiag.demo_folder() / "events.csv.gz", "rb") as file:
        (folder / "cases.csv").write_bytes(b"".join(file.readlines()[:6000]))
    monkeypatch.chdir(tmp_path)
    lines = block("sh", of=README.partition("## Large logs")[0]).splitlines()
    commands = [shlex.split(line, comments=True) for line in lines]
    assert [command[:2] for command in commands] == [
        ["kccdiag", "init"],
        ["kccdiag", "check"],
        ["kccdiag", "diagnose"],
    ]
    assert [main(command[1:]) for command in commands] == [0, 0, 0]
    written = {path.relative_to(tmp_path / "results").as_posix() for path in (tmp_path / "results").rglob("*.*")}
    assert {"findings.json", "tables/departments.csv", "figures/stock.svg", "figures/stock.pdf"} <= written
    assert (folder / "kccdiag.toml").exists()


def test_the_example_that_is_named_can_be_made(tmp_path):
    (line,) = re.findall(r"^`kccdiag (example [^`]+)`", README, re.MULTILINE)
    command = line.replace("DIR", shlex.quote(str(tmp_path / "invented")))
    assert main([*shlex.split(command), "--signals", "300"]) == 0
    assert kccdiag.open_engagement(tmp_path / "invented").logs != ()
