"""Programs that tests drive besides Python: those of apt.txt, or the test is skipped with a reason."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

PACKAGE = {
    "chromium": "chromium", "soffice": "libreoffice-impress", "pdftoppm": "poppler-utils",
    "java": "default-jre-headless",
}  # fmt: skip
ALSO = {"chromium": ("chromium-browser", "google-chrome", "chrome")}


def program(name: str) -> str:
    """Return where a program is; without it skip the test, or fail where none may be skipped (CI)."""
    found = next(filter(None, map(shutil.which, (name, *ALSO.get(name, ())))), None)
    return found or missing(f"{name} is not installed: on Debian and Ubuntu  apt-get install {PACKAGE[name]}")


def missing(reason: str) -> NoReturn:
    """Skip the test for want of something, or fail where nothing may be skipped (CI)."""
    if os.environ.get("KCCDIAG_SKIP_NOTHING"):
        pytest.fail(reason)
    pytest.skip(reason)
