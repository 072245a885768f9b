"""The folder for clients without internet: what goes in for which machine, and what it says to do."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import bundle

PROJECT = tomllib.loads((bundle.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = bundle.pins_in(bundle.LOCK.read_text("utf-8"))
EVERYWHERE = pytest.mark.parametrize("platform", sorted(bundle.MACHINES))
VERSIONS = pytest.mark.parametrize("version", [name.split()[-1] for name in PROJECT["classifiers"] if ":: 3." in name])


def chosen(platform: str, version: str) -> dict[str, bundle.Pin]:
    """Return what goes into a bundle, by name; no name twice."""
    pins = bundle.needed(PINS, platform, version)
    assert len({pin.requirement.name for pin in pins}) == len(pins)
    return {canonicalize_name(pin.requirement.name): pin for pin in pins}


@EVERYWHERE
@VERSIONS
def test_a_bundle_holds_what_the_package_asks_for_each_once_and_hashed(platform, version):
    pins = chosen(platform, version)
    for need in map(Requirement, PROJECT["dependencies"]):
        locked = str(pins[canonicalize_name(need.name)].requirement.specifier).removeprefix("==")
        assert need.specifier.contains(locked)
    assert [name for name, pin in pins.items() if not pin.hashes] == []
    assert "hatchling" not in pins


def test_what_one_machine_needs_another_does_not():
    windows, linux = chosen("win_amd64", "3.12"), chosen("linux_x86_64", "3.12")
    assert {"colorama", "pywinpty"} == windows.keys() - linux.keys()
    assert {"pexpect", "ptyprocess"} == linux.keys() - windows.keys()
    assert "appnope" in chosen("macos_arm64", "3.12")
    assert chosen("win_amd64", "3.11")["numpy"].requirement.specifier != windows["numpy"].requirement.specifier


def test_what_pip_is_asked_has_hashes_and_no_marker():
    (pin,) = bundle.pins_in("a==1 ; sys_platform == 'win32' \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n")
    assert pin.line() == "a==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11"
    assert [one.requirement.name for one in bundle.needed([pin], "win_amd64", "3.12")] == ["a"]
    assert bundle.needed([pin], "macos_arm64", "3.12") == []


def test_this_machine_is_one_that_bundles_are_made_for():
    platform, version = bundle.here()
    assert platform in bundle.MACHINES
    assert re.fullmatch(r"3\.\d+", version)


@pytest.mark.parametrize(
    ("platform", "says"),
    [("win_amd64", "kccdiag\\Scripts\\python -m pip install --no-index --find-links . kccdiag\r\n"),
     ("linux_x86_64", "kccdiag/bin/python -m pip install --no-index --find-links . kccdiag\n")],
)  # fmt: skip
def test_the_line_that_installs_stands_there_in_both_languages(platform, says):
    text = bundle.readme(platform, "3.12").decode("utf-8-sig")
    assert text.count(says) == 2
    assert "zonder internet" in text and "without internet" in text
    assert "{" not in text


def test_a_bundle_is_made_whole_or_not_at_all(tmp_path, monkeypatch):
    def fetch(pins, folder, platform, version):
        (folder / f"{len(pins)}.whl").write_bytes(b"x")

    monkeypatch.setattr(bundle, "build_wheel", lambda folder: (folder / "kccdiag-0.whl").write_bytes(b"y"))
    monkeypatch.setattr(bundle, "download", fetch)
    target = bundle.make_bundle(tmp_path, "win_amd64", "3.12")
    listed = (target / "SHA256SUMS").read_text().splitlines()
    assert [line.split("  ")[1] for line in listed] == sorted(
        path.name for path in target.iterdir() if path.name != "SHA256SUMS"
    )
    assert listed[-1].startswith("a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa  ")  # of b"y"

    def fail(*_: object) -> None:
        raise SystemExit("no wheel")

    monkeypatch.setattr(bundle, "download", fail)
    with pytest.raises(SystemExit):
        bundle.make_bundle(tmp_path, "win_amd64", "3.12")
    assert [path.name for path in tmp_path.iterdir()] == ["kccdiag-win_amd64-python3.12"]
    assert len(listed) == len((target / "SHA256SUMS").read_text().splitlines())


def test_a_version_without_a_wheel_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess((), 1))
    with pytest.raises(SystemExit, match=r"not every locked version has a wheel for win_amd64 and Python 3\.12"):
        bundle.download(PINS[:1], tmp_path, "win_amd64", "3.12")
