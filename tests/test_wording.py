"""Both languages say the same things, and everything that is said exists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from kccdiag.wording import LANGUAGES

PACKAGE = Path(__file__).resolve().parents[1] / "kccdiag"


def areas(language: str) -> set[str]:
    """Return the areas that have texts in a language."""
    return {path.stem for path in (PACKAGE / "wording" / language).glob("*.py")} - {"__init__"}


def texts(language: str, area: str) -> dict[str, str]:
    """Return the texts of an area."""
    return import_module(f"kccdiag.wording.{language}.{area}").TEXTS


def placeholders(text: str) -> set[str]:
    """Return the values that a text asks for."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_languages_have_the_same_areas():
    assert areas("nl") == areas("en") != set()


@pytest.mark.parametrize("area", sorted(areas("en")))
def test_languages_say_the_same_things(area):
    dutch, english = texts("nl", area), texts("en", area)
    assert dutch.keys() == english.keys()
    assert [key for key in dutch if placeholders(dutch[key]) != placeholders(english[key])] == []


def said() -> Iterator[tuple[str, str]]:
    """Yield each key that the code says outright, with the file that says it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            how = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if how in ("say", "say_counted"):
                key = node.args[1] if len(node.args) > 1 else None
                if isinstance(key, ast.Constant):
                    for form in ("",) if how == "say" else ("", "_one"):
                        yield f"{key.value}{form}", str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_exists(language):
    known = {f"{area}.{key}" for area in areas(language) for key in texts(language, area)}
    assert [(key, path) for key, path in said() if key not in known] == []
