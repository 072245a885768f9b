"""What a newcomer is told in the README works, and what `pip install .` leaves behind is whole."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

import kccdiag

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_commands_of_the_readme_exist():
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    asked = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= asked <= targets


def test_windows_users_run_the_checks_of_make_test():
    windows = README.partition("```powershell")[2].partition("```")[0]
    checks = [
        re.search(rf"^{target}:.*\n\t\$\(BIN\)/(.*)$", MAKEFILE, re.MULTILINE)[1].removesuffix(" --no-logo")
        for target in ("lint", "types", "imports", "test")
    ]
    assert [f".venv\\Scripts\\{check}" for check in checks] == windows.splitlines()[-4:]


def test_import_is_light():
    heavy = "matplotlib", "ipywidgets", "pandas", "duckdb", "networkx"
    code = f"import sys, kccdiag; print([name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_public_names_exist():
    assert {"open_engagement", "diagnose", "demo_folder", "Limits"} <= set(kccdiag.__all__)
    assert all(getattr(kccdiag, name) is not None for name in kccdiag.__all__)
    assert set(kccdiag.__all__) <= set(dir(kccdiag))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel as `pip install .` would, from what is already installed."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("*.whl")
    return built


def shipped_as(path: Path) -> str:
    """Return the name in the wheel of a file of the checkout."""
    inside = path.relative_to(ROOT).as_posix()
    return inside.replace("data/demo/", "kccdiag/_shipped/demo/").replace("notebooks/", "kccdiag/_shipped/notebooks/")


@pytest.mark.slow
def test_wheel_holds_the_package_the_demo_and_the_notebooks(wheel, tracked):
    names = set(ZipFile(wheel).namelist())
    for folder in ("kccdiag", "data/demo", "notebooks"):
        shipped = {shipped_as(path) for path in tracked if path.is_relative_to(ROOT / folder)}
        assert shipped != set()
        assert shipped <= names
    assert [name for name in names if name.startswith("tests/") or "/.kccdiag/" in name or "checkpoint" in name] == []


@pytest.mark.slow
def test_installed_package_finds_its_demo_and_its_notebooks(wheel, tmp_path):
    site = tmp_path / "site"
    ZipFile(wheel).extractall(site)
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import kccdiag; "
        "print(kccdiag.__file__); print(kccdiag.open_engagement(kccdiag.demo_folder()).folder); "
        "from kccdiag.workbook.copies import shipped_notebooks; print(shipped_notebooks()[0]); "
        "from kccdiag.workbook.lab import CONFIG; print(*CONFIG.glob('labconfig/*.json'))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [Path(line).is_relative_to(site) for line in run.stdout.splitlines()] == [True] * 4
