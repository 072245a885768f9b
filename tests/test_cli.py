"""The commands: what they say, where they say it, and how they end."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from diagnosed import demo, lay_down

from kccdiag import cli
from kccdiag.cli import main
from kccdiag.findings import judge

ROOT = Path(__file__).resolve().parents[1]
DAYS = ("2025-01-01 09:00", "2025-01-03 09:00", "2025-02-20 09:00")


@pytest.fixture(autouse=True)
def without_figures(monkeypatch):
    """Leave out the figures: they are no matter here, and take seconds."""
    monkeypatch.setattr("kccdiag.figures.draw.draw_all", lambda *_, **__: iter(()))


@pytest.fixture
def engagement(tmp_path) -> Path:
    """Lay down a small engagement of two signals, in English."""
    rows = [("a", DAYS[0], "Desk", ""), ("a", DAYS[1], "Billing", "closed"), ("b", DAYS[2], "Desk", "")]
    return lay_down(tmp_path / "small", rows, columns=("signal", "time", "department", "activity"))


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run a command; return its exit status and what it said on stdout and stderr."""
    capsys.readouterr()
    status = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


# ---- what is said


def test_diagnose_prints_the_answer_the_strongest_findings_and_where_the_files_are(capsys, tmp_path):
    folder, diagnosis = demo()[0].folder, demo()[1]
    status, out, err = run(capsys, "diagnose", folder, "--out", tmp_path / "out")
    judgement = judge(diagnosis)
    findings, lines = judgement.findings, out.splitlines()
    assert (status, err) == (0, "")
    assert lines[:2] == [judgement.answer.text, f"Waterstad Energie: {len(findings)} bevindingen"]
    shown = enumerate(findings[:5], start=1)
    assert lines[2:7] == [f"{place}. {finding.headline} ({finding.holds})" for place, finding in shown]
    assert f"nog {len(findings) - 5}" in lines[7]
    assert str(tmp_path / "out") in lines[-1]
    assert (tmp_path / "out" / "findings.json").exists()


def test_diagnose_says_what_the_log_cannot_tell(capsys, tmp_path, engagement):
    status, out, _ = run(capsys, "diagnose", engagement, "--out", tmp_path / "out")
    assert status == 0
    lacking = [line for line in out.splitlines() if line.startswith("– ")]
    assert len(lacking) >= 5
    assert any("ideas" in line for line in lacking)


@pytest.mark.parametrize(("named", "absent"), [("Desk", False), ("Helpdesk", True)])
def test_diagnose_says_first_which_contact_centre_the_log_does_not_hold(capsys, tmp_path, engagement, named, absent):
    config = engagement / "kccdiag.toml"
    said = config.read_text("utf-8").replace('timezone = "UTC"', f'timezone = "UTC"\ncontact_centre = ["{named}"]')
    config.write_text(said, "utf-8")
    first = run(capsys, "diagnose", engagement, "--out", tmp_path / "out")[1].splitlines()[0]
    assert (first == "! 'Helpdesk' (contact_centre) stands in kccdiag.toml and in no log") == absent


def test_the_language_can_be_asked_for(capsys, tmp_path, engagement):
    _, english, _ = run(capsys, "diagnose", engagement, "--out", tmp_path / "out")
    _, dutch, _ = run(capsys, "diagnose", engagement, "--out", tmp_path / "out", "--lang", "nl")
    assert "findings" in english and "bevindingen" not in english
    assert "bevindingen" in dutch
    assert '"language": "nl"' in (tmp_path / "out" / "findings.json").read_text("utf-8")


def test_the_seed_reaches_the_manifest(capsys, tmp_path, engagement):
    run(capsys, "diagnose", engagement, "--out", tmp_path / "out", "--seed", 7)
    assert '"seed": 7' in (tmp_path / "out" / "manifest.json").read_text("utf-8")


def test_example_makes_an_engagement_that_can_be_diagnosed(capsys, tmp_path):
    size = ("--signals", 150, "--months", 4, "--seed", 3)
    assert run(capsys, "example", tmp_path / "made", *size, "--fault", "reservoir:Facturatie:4")[0] == 0
    status, out, _ = run(capsys, "diagnose", tmp_path / "made", "--out", tmp_path / "out")
    assert status == 0
    assert out.splitlines()[1].startswith("Waterstad Energie")


def test_check_says_it_in_words_and_as_a_table(capsys, tmp_path, engagement):
    status, out, _ = run(capsys, "check", engagement, "--table", tmp_path / "quality.csv")
    assert status == 0 and len(out) > 100
    assert (tmp_path / "quality.csv").read_text("utf-8").startswith("check,subject,value,unit,detail\n")


def test_init_proposes_and_overwrites_nothing(capsys, tmp_path, engagement):
    (engagement / "kccdiag.toml").unlink()
    status, out, _ = run(capsys, "init", engagement / "events.csv")
    text = (engagement / "kccdiag.toml").read_text("utf-8")
    assert status == 0
    assert text in out
    assert re.search(r'^signal = "signal"', text, re.MULTILINE)
    status, _, err = run(capsys, "init", engagement / "events.csv")
    assert status == 2 and "nothing is overwritten" in err
    assert (engagement / "kccdiag.toml").read_text("utf-8") == text


# ---- how long it takes


def test_quick_work_shows_no_progress(capsys, tmp_path, engagement):
    assert run(capsys, "diagnose", engagement, "--out", tmp_path / "out")[2] == ""


def test_progress_is_lines_in_a_pipe(capsys, tmp_path, monkeypatch, engagement):
    monkeypatch.setattr(cli, "QUIET_SECONDS", -1.0)
    _, out, err = run(capsys, "diagnose", engagement, "--out", tmp_path / "out")
    lines = err.splitlines()
    assert "measuring flows …" in lines
    assert len(lines) == len(set(lines)) >= 3  # each step once
    assert "\r" not in err and "…" not in out


@pytest.mark.parametrize("closed", [True, False])
def test_results_are_written_where_nobody_reads_the_progress(tmp_path, monkeypatch, engagement, closed):
    monkeypatch.setattr(cli, "QUIET_SECONDS", -1.0)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as broken:
        monkeypatch.setattr(sys, "stderr", None if closed else broken)
        assert main(["diagnose", str(engagement), "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "findings.json").exists()


def test_the_profile_is_told_in_the_end_and_stands_in_no_file(capsys, tmp_path, engagement):
    plain = run(capsys, "diagnose", engagement, "--out", tmp_path / "plain")
    status, out, err = run(capsys, "diagnose", engagement, "--out", tmp_path / "out", "--profile")
    lines = err.splitlines()
    assert status == 0 and lines[0].startswith("Where the time went") and lines[-1].startswith("altogether")
    named = {line[:28].strip() for line in lines}
    assert named >= {"loading the programme", "comparing files", "reducing events", "measuring flows",
                     "trying objections", "judging findings", "writing tables", "drawing figures",
                     "writing the report", "making slides"}  # fmt: skip
    assert out.splitlines()[:-1] == plain[1].splitlines()[:-1]  # the last line names the folder
    with_profile, without = ({path.relative_to(folder).as_posix(): path.read_bytes()
                              for path in sorted(folder.rglob("*")) if path.is_file()}
                             for folder in (tmp_path / "out", tmp_path / "plain"))  # fmt: skip
    assert with_profile == without


def test_progress_is_a_bar_on_a_terminal_and_goes_away(capsys, tmp_path, monkeypatch, engagement):
    monkeypatch.setattr(cli, "QUIET_SECONDS", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["diagnose", str(engagement), "--out", str(tmp_path / "out")]) == 0
    err = capsys.readouterr().err
    assert "█" in err or "░" in err
    assert "\n" not in err
    assert err.endswith("\r") and err.split("\r")[-2].strip() == ""


@pytest.mark.parametrize("where", ["kccdiag.intake.cache._open_cache", "kccdiag.flow.kept.tempfile.mkstemp"])
def test_what_could_not_be_kept_is_said_once_in_the_end(capsys, tmp_path, monkeypatch, engagement, where):
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(where, fail)
    status, _, err = run(capsys, "diagnose", engagement, "--out", tmp_path / "out")
    assert status == 0 and err.count("\n") == err.count("could be kept in") == 1 and ".kccdiag" in err


# ---- how it ends


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diagnose", "nowhere", "--out", "out"), "nowhere"),
        (("check", "nowhere"), "nowhere"),
        (("init", "nowhere.csv"), "nowhere.csv"),
        (("example", "made", "--fault", "reservoir:Nergens"), "Nergens"),
        (("example", "made", "--signals", "5"), "signals"),
        (("lab",), "the demo can't be copied to here"),
    ],
)
def test_input_at_fault_ends_with_2_and_says_which(capsys, tmp_path, monkeypatch, arguments, said):
    def fail(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kccdiag.shipped.tempfile.TemporaryDirectory", fail)
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert said in err and "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_every_fault_of_the_configuration_is_named_with_its_line(capsys, tmp_path, engagement):
    text = (engagement / "kccdiag.toml").read_text("utf-8")
    text = text.replace('language = "en"', 'language = "fr"\nboord = ["x"]').replace("[log.columns]", "[log.colums]")
    (engagement / "kccdiag.toml").write_text(text, encoding="utf-8")
    status, out, err = run(capsys, "diagnose", engagement, "--out", tmp_path / "out")
    assert (status, out) == (2, "")
    for said in ("line 3", "fr", "line 4", "boord", "colums"):
        assert said in err, said
    assert not (tmp_path / "out").exists()


def test_an_output_place_at_fault_is_said_before_anything_is_read(capsys, tmp_path, monkeypatch, engagement):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_bytes(b"years of work")

    def fail(*arguments: object, **more: object) -> None:
        raise AssertionError("the log was read")

    monkeypatch.setattr("kccdiag.diagnosis.read_log", fail)
    status, _, err = run(capsys, "diagnose", engagement, "--out", tmp_path / "out")
    assert status == 2 and "thesis.docx" in err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody is kept out of a folder here")
def test_a_folder_that_cannot_be_written_is_refused(capsys, tmp_path, engagement):
    (tmp_path / "locked").mkdir(mode=0o500)
    status, _, err = run(capsys, "diagnose", engagement, "--out", tmp_path / "locked" / "out")
    assert status == 2 and "can't be written" in err


@pytest.mark.parametrize("arguments", [(), ("diagnose",), ("demo", "--lang", "fr"), ("unknown",)])
def test_a_command_that_is_not_understood_ends_with_2(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 2


def test_a_defect_of_ours_is_no_fault_of_the_input(monkeypatch, tmp_path, engagement):
    def fail(*arguments: object, **more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kccdiag.diagnosis.read_log", fail)
    with pytest.raises(ZeroDivisionError):  # Python ends with 1
        main(["diagnose", str(engagement), "--out", str(tmp_path / "out")])
    assert not (tmp_path / "out").exists()


def run_apart(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, in a folder that knows nothing of us."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, encoding="utf-8", env=environment, cwd=folder, check=True
    )


def test_asking_for_help_loads_nothing_heavy(tmp_path):
    script = (
        "import sys\nfrom kccdiag.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print({'matplotlib', 'ipywidgets', 'pandas', 'duckdb'} & set(sys.modules))"
    )
    assert run_apart(tmp_path, "-c", script).stdout.splitlines()[-1] == "set()"


def test_it_runs_as_a_module_from_any_directory(tmp_path, engagement):
    assert run_apart(tmp_path, "-m", "kccdiag", "check", str(engagement)).stdout.strip()


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_where_a_stream_is_missing_the_command_is_done_all_the_same(tmp_path, closed):
    script = f"import sys\nfrom kccdiag import cli\nsys.{closed} = None\ncli.main = lambda: 0\ncli.run()\n"
    run_apart(tmp_path, "-c", script)  # which raises where it ends with anything but 0
