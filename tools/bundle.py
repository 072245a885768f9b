"""One folder from which kccdiag installs where there is no internet: its wheel, all locked wheels, how to go about it.

    make bundle                                              for this machine
    make bundle PLATFORM=win_amd64 PYTHON_VERSION=3.12       for another
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.txt"
BUILDING = {"hatchling", "pathspec", "pluggy", "trove-classifiers"}  # needed to make the wheel, not to install it
HASHES = "SHA256SUMS"
LAST_FIX = 99  # of a version of Python: the lock parts some of its versions at a fix


@dataclass(frozen=True)
class Machine:
    """What a platform is called by those who ask.

    Attributes
    ----------
    tags
        Under which wheels for it are published.
    markers
        What a lock asks about it (PEP 508).
    """

    tags: tuple[str, ...]
    markers: Mapping[str, str]


def _machine(tags: Sequence[str], *values: str) -> Machine:
    names = ("sys_platform", "platform_system", "os_name", "platform_machine")
    return Machine(tuple(tags), dict(zip(names, values, strict=True)))


def _manylinux(processor: str) -> list[str]:
    old = [f"manylinux{name}_{processor}" for name in ("1", "2010", "2014")]
    return [*old, *(f"manylinux_2_{minor}_{processor}" for minor in range(5, 37))]  # up to the glibc of Debian 12


MACHINES = {
    "win_amd64": _machine(["win_amd64"], "win32", "Windows", "nt", "AMD64"),
    "linux_x86_64": _machine(_manylinux("x86_64"), "linux", "Linux", "posix", "x86_64"),
    "linux_aarch64": _machine(_manylinux("aarch64"), "linux", "Linux", "posix", "aarch64"),
    "macos_arm64": _machine(["macosx_14_0_arm64"], "darwin", "Darwin", "posix", "arm64"),
    "macos_x86_64": _machine(["macosx_14_0_x86_64"], "darwin", "Darwin", "posix", "x86_64"),
}


@dataclass(frozen=True)
class Pin:
    """One locked version: its requirement, and the hashes its files may have."""

    requirement: Requirement
    hashes: tuple[str, ...]

    def line(self) -> str:
        """Write it without its marker, which pip would ask of the machine at hand."""
        plain = f"{self.requirement.name}{self.requirement.specifier}"
        return " \\\n    ".join([plain, *(f"--hash={digest}" for digest in self.hashes)])


def pins_in(lock: str) -> list[Pin]:
    """Read the versions that a lock names."""
    joined = lock.replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return [
        Pin(Requirement(line.split(" --hash=")[0].strip()), tuple(re.findall(r"--hash=(\S+)", line))) for line in lines
    ]


def needed(pins: Iterable[Pin], platform: str, version: str) -> list[Pin]:
    """Choose the versions that a platform and a version of Python need."""
    told = {"python_version": version, "python_full_version": f"{version}.{LAST_FIX}", "implementation_name": "cpython",
            "platform_python_implementation": "CPython"}  # fmt: skip
    environment = {**default_environment(), **MACHINES[platform].markers, **told}
    chosen = [pin for pin in pins if not pin.requirement.marker or pin.requirement.marker.evaluate(environment)]
    return [pin for pin in chosen if pin.requirement.name not in BUILDING]


def here() -> tuple[str, str]:
    """Name this machine's platform and Python."""
    tag = re.sub(r"[-.]", "_", sysconfig.get_platform())
    platform = re.sub(r"^macosx_\d+_\d+_", "macos_", tag).replace("universal2", "arm64")
    return platform, ".".join(map(str, sys.version_info[:2]))


def build_wheel(folder: Path) -> None:
    """Build the package's own wheel into a folder, with what is installed already."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)], check=True)


def download(pins: Sequence[Pin], folder: Path, platform: str, version: str) -> None:
    """Fetch the wheel of every version, held to the lock's hashes."""
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch, "requirements.txt")
        listed.write_text("\n".join(pin.line() for pin in pins) + "\n", encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
        tags = [part for tag in MACHINES[platform].tags for part in ("--platform", tag)]
        kind = ["--only-binary", ":all:", "--implementation", "cp", "--python-version", f"{version}.{LAST_FIX}", *tags]
        asked = ["--require-hashes", "--requirement", str(listed), "--dest", str(folder)]
        if subprocess.run([*pip, *kind, *asked], check=False).returncode:
            raise SystemExit(f"not every locked version has a wheel for {platform} and Python {version}: see above")


def write_hashes(folder: Path) -> None:
    """Write the SHA-256 of every file, as sha256sum and shasum check them."""
    files = sorted(path for path in folder.iterdir() if path.name != HASHES)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / HASHES).write_text("".join(lines), encoding="utf-8", newline="\n")


def readme(platform: str, version: str) -> bytes:
    """Say in Dutch and in English how to install from the folder."""
    windows = platform.startswith("win")
    python, programs = (f"py -{version}", "kccdiag\\Scripts\\") if windows else (f"python{version}", "kccdiag/bin/")
    check = "certutil -hashfile FILE SHA256" if windows else "sha256sum --check SHA256SUMS   (macOS: shasum -a 256 -c)"
    made = {"version": version, "platform": platform, "python": python, "programs": programs, "check": check}
    text = README.format(**made)
    return text.replace("\n", "\r\n").encode("utf-8-sig") if windows else text.encode()


README = """\
kccdiag installeren zonder internet
===================================

Deze map bevat kccdiag en alles wat het nodig heeft, voor {platform} en Python {version} (64 bit).
Alleen Python zelf moet er al zijn; een beheerder kan dat installeren met de gewone installatie.

Open een opdrachtvenster in deze map en voer uit:

    {python} -m venv kccdiag
    {programs}python -m pip install --no-index --find-links . kccdiag
    {programs}kccdiag demo --out demo

Daarna staan er bevindingen, slides en een verslag in de map demo. Er wordt niets van internet gehaald.
Wilt u nagaan of de bestanden heel zijn overgekomen: hun SHA-256 staat in SHA256SUMS

    {check}


Installing kccdiag without internet
===================================

This folder holds kccdiag and all it needs, for {platform} and Python {version} (64 bit).
Only Python itself must be there; an administrator can install it with the ordinary installer.

Open a command window in this folder and run:

    {python} -m venv kccdiag
    {programs}python -m pip install --no-index --find-links . kccdiag
    {programs}kccdiag demo --out demo

Findings, slides and a report are then in the folder demo. Nothing is fetched from the internet.
To check that the files arrived whole: their SHA-256 stands in SHA256SUMS

    {check}
"""


def make_bundle(out: Path, platform: str, version: str) -> Path:
    """Make the folder, whole or not at all."""
    pins = needed(pins_in(LOCK.read_text("utf-8")), platform, version)
    target = out / f"kccdiag-{platform}-python{version}"
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=out))
    try:
        build_wheel(fresh)
        download(pins, fresh, platform, version)
        (fresh / "README.txt").write_bytes(readme(platform, version))
        write_hashes(fresh)
        fresh.chmod(0o755)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def main() -> None:
    """Make a bundle as asked on the command line."""
    platform, version = here()
    parser = argparse.ArgumentParser(description="Make one folder from which kccdiag installs without internet.")
    parser.add_argument("--platform", default=platform, choices=sorted(MACHINES))
    parser.add_argument("--python-version", default=version, metavar="3.12")
    parser.add_argument("--out", type=Path, default=ROOT / "bundle")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    target = make_bundle(asked.out, asked.platform or platform, asked.python_version or version)
    size = sum(path.stat().st_size for path in target.iterdir()) / 1e6
    sys.stdout.write(f"{target}: {len(list(target.glob('*.whl')))} wheels, {size:.0f} MB\n")


if __name__ == "__main__":
    main()
