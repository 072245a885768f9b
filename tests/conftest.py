"""What every test may count on: quick Hypothesis, no window, a key of its own, and the shared folder."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pytest
from browser import chromium, visit  # noqa: F401 (fixtures for every file of tests)
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# Quick by default, the same examples in every run; nightly by hand: pytest --hypothesis-profile=nightly.
settings.register_profile(
    "quick", max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quick")


def pytest_configure(config: pytest.Config) -> None:
    """Keep runs off the screen and out of the tester's own settings."""
    os.environ["MPLBACKEND"] = "Agg"
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ["KCCDIAG_PROCESSES"] = "1"  # tests share their cores already
    folder = tempfile.TemporaryDirectory(prefix="kccdiag-key-")
    config.add_cleanup(folder.cleanup)
    os.environ["KCCDIAG_KEY"] = str(Path(folder.name) / "key")


@pytest.hookimpl(tryfirst=True)  # xdist looks at the marks when its turn comes
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes share the tests: a file stays together, and so does all that starts a server or kernel.

    Kernels in two processes race for ports. What takes longest begins first, so that nobody waits for it at the end.
    """
    if not hasattr(config, "workerinput"):  # only the processes that run tests have it; those are told no number
        return
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    serving = {item.path for item in items for mark in ("notebook", "browser") if item.get_closest_marker(mark)}
    for item in items:
        item.add_marker(pytest.mark.xdist_group("serving" if item.path in serving else item.path.name))
    order = {"serving": 0} | {path.name: 1 for path in slow}
    items.sort(key=lambda item: order.get(item.get_closest_marker("xdist_group").args[0], 2))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test by what its bytes are for: a document that is zipped as the file loads holds the time of day.

    Two processes that load it in different seconds would otherwise find different tests, and xdist runs none.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Show no progress unless a test asks for it: what takes two seconds depends on what else a machine does."""
    monkeypatch.setattr("kccdiag.cli.QUIET_SECONDS", 600.0)


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Return the files that git tracks."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nothing says which files are ours")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with real logs and known answers, which is no part of the repository."""
    folder = Path(os.environ.get("KCCDIAG_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no folder ../shared with real logs beside the checkout (or where KCCDIAG_SHARED says)")
    return folder.resolve()
