"""The house rules that no linter knows: names, sizes, and nothing of the machine a file was made on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "kccdiag").rglob("*.py"))


# Written with brackets so that this file does not name what it looks for.
FOREIGN = re.compile(
    r"[p]ypi\.org|pythonh[o]sted|registry\.[n]pmjs|conda\.[a]naconda|files\.[p]ythonhosted"
    r"|/[w]ork/|/[f]arm/|/[t]mp/[a-z]|/[h]ome/[a-z]|/[r]oot/|/[U]sers/[A-Za-z]|[A-Z]:\\\\?[U]sers"
)


@pytest.mark.parametrize("parts", [("", "tmp", "x"), ("", "home", "anna"), ("C:", "Users"), ("", "pypi" + ".org")])
def test_the_check_for_hosts_and_paths_can_fail(parts):
    assert FOREIGN.search("/".join(parts)) or FOREIGN.search("\\".join(parts))


def test_no_file_names_a_host_or_a_path_of_a_machine(tracked):
    named = []
    for path in tracked:
        text = path.read_bytes().decode("utf-8", errors="ignore")
        named += [f"{path.relative_to(ROOT)}: {found}" for found in FOREIGN.findall(text)]
    assert named == []


def test_no_cache_or_key_is_tracked(tracked):
    assert [path for path in tracked if ".kccdiag" in path.parts or path.suffix == ".key"] == []


NO_VERB = {"a", "all", "an", "each", "every", "function", "helper", "it", "method", "one", "that", "the", "this"}
VERBS_IN_S = {"address", "assess", "compress", "cross", "discuss", "express", "focus", "guess", "pass", "press"}


def functions(path: Path) -> Iterator[tuple[ast.FunctionDef, bool]]:
    """Yield the functions of a file, and whether each is a method; those inside another function are its own matter."""
    tree = ast.parse(path.read_text("utf-8"))
    yield from ((node, False) for node in tree.body if isinstance(node, ast.FunctionDef))
    for holder in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        yield from ((node, True) for node in holder.body if isinstance(node, ast.FunctionDef))


def starts_with_a_verb(docstring: str) -> bool:
    """Say whether a docstring opens the way an order does, as far as spelling tells."""
    word = re.match(r"\w*", docstring).group().lower()
    third_person = word.endswith("s") and word not in VERBS_IN_S
    return word.isalpha() and word not in NO_VERB and not third_person and not word.endswith("ing")


@pytest.mark.parametrize(
    ("docstring", "verb"),
    [("Return the sum.", True), ("Pass on.", True), ("Returns the sum.", False), ("The sum.", False), ("", False)],
)
def test_the_check_for_verbs_can_fail(docstring, verb):
    assert starts_with_a_verb(docstring) is verb


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_say_what_they_do(path):
    wrong = []
    for function, is_method in functions(path):
        docstring = ast.get_docstring(function)
        is_property = {getattr(mark, "id", "") for mark in function.decorator_list} & {"property", "cached_property"}
        if docstring is None:
            wrong += [] if is_method or function.name.startswith("_") else [f"{function.name} says nothing"]
        elif not is_property and not starts_with_a_verb(docstring):
            wrong.append(f"{function.name}: {docstring.splitlines()[0]}")
    assert wrong == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_say_what_they_are_about(path):
    assert re.match(r'"""[^\W\d_].*[.?]("""$|$)', path.read_text("utf-8").splitlines()[0])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_are_short(path):
    long = []
    for function, _ in functions(path):
        spoken = len((ast.get_docstring(function, clean=False) or "").splitlines())
        lines = function.end_lineno - function.lineno + 1 - spoken
        long += [f"{function.name}: {lines} lines"] if lines > 40 else []
    assert long == []


def test_no_drawer_for_odds_and_ends():
    assert {path.stem for path in SOURCES} & {"utils", "util", "helpers", "common", "base", "manager", "misc"} == set()


def test_a_file_of_tests_stays_in_one_of_the_processes_that_share_them(request):
    shared = hasattr(request.config, "workerinput")  # else there is but one process
    assert request.node.nodeid.endswith("@test_house.py") == shared
