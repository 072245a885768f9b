"""The pages say what `diagnose` writes and by which limits it judges, no more and no less."""

from __future__ import annotations

import csv
import re
from dataclasses import asdict
from pathlib import Path

import pytest

import kccdiag
from kccdiag.limits import Limits
from kccdiag.wording.en.check import TEXTS as CHECKS

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "tables.md").read_text("utf-8")
DEFINITIONS = (ROOT / "docs" / "definitions.md").read_text("utf-8")


def described() -> dict[str, str]:
    """Return what the page says of each file."""
    parts = re.split(r"^## (\S+)\.csv$", PAGE, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def columns(text: str) -> list[str]:
    """Return the columns that the page gives a table; `_low` and `_high` belong to the name before them."""
    table = text.partition("| column |")[2].partition("\n\n")[0]
    names: list[str] = []
    for line in table.splitlines()[2:]:
        first, *ends = re.findall(r"`([^`]+)`", line.split("|")[1])
        names += [first] + [first + end if end.startswith("_") else end for end in ends]
    return names


def measures(text: str) -> list[str]:
    """Return the measures that the page lists."""
    return re.findall(r"^\| `(\w+)` ", text.partition("| measure | n counts")[2], re.MULTILINE)


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """Write the results of the demo."""
    engagement = kccdiag.open_engagement(kccdiag.demo_folder())
    diagnosis = kccdiag.diagnose(engagement)
    out = tmp_path_factory.mktemp("results") / "out"
    return kccdiag.write_results(diagnosis, kccdiag.judge(diagnosis), engagement=engagement, out=out) / "tables"


def test_low_and_high_belong_to_the_name_before_them():
    assert columns("| column | unit |\n|---|---|\n| `a`, `b` | x |\n| `c` `_low` `_high` | y |\n\n| `d` |") == [
        "a", "b", "c", "c_low", "c_high",
    ]  # fmt: skip


def test_the_page_describes_every_column_of_every_table(written):
    heads = {}
    for path in sorted(written.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            heads[path.stem] = sorted(next(csv.reader(file)))
    assert {name: sorted(columns(text)) for name, text in described().items()} == heads


def test_the_page_describes_every_measure_and_every_check(written):
    with (written / "overview.csv").open(encoding="utf-8", newline="") as file:
        assert [row["measure"] for row in csv.DictReader(file)] == measures(described()["overview"])
    listed = set(re.findall(r"`(\w+)`", described()["data_quality"].rpartition("|\n\n")[2]))
    with (written / "data_quality.csv").open(encoding="utf-8", newline="") as file:
        assert {row["check"] for row in csv.DictReader(file)} <= listed
    assert listed <= CHECKS.keys()


# ---- definitions


def sections() -> dict[int, str]:
    """Return the numbered sections of the page of definitions."""
    parts = re.split(r"^## (\d+) .*$|^## .*$", DEFINITIONS, flags=re.MULTILINE)[1:]
    return {int(number): text for number, text in zip(parts[::2], parts[1::2], strict=True) if number}


def test_every_limit_is_named_with_its_default_and_where_it_comes_from():
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) \| [^|]+ \| [^|]+ \|$", sections()[11], re.MULTILINE)
    assert [(name, float(default)) for name, default in rows] == list(asdict(Limits()).items())


def test_every_kind_of_finding_has_its_rule():
    claims = (path.read_text("utf-8") for path in (ROOT / "kccdiag" / "claims").glob("*.py"))
    kinds = {kind for text in claims for kind in re.findall(r'Claim\(\s+kind="(\w+)"', text)}
    table = sections()[11].partition("| kind | shown when |")[2]
    rows = re.findall(r"^\| `(\w+)` \|", table.partition("\n\n")[0], re.MULTILINE)
    assert len(kinds) >= 9
    assert sorted(rows) == sorted(kinds)


def test_every_section_that_is_cited_is_there():
    cited = set()
    for path in [*(ROOT / "kccdiag").rglob("*.py"), *(ROOT / "tests").glob("*.py")]:
        for numbers in re.findall(r"DEFINITIONS (\d[\d, and-]*)", path.read_text("utf-8")):
            cited |= {int(number) for number in re.findall(r"\d+", numbers)}
    assert {1, 2, 3, 4, 5, 10, 11} <= cited
    assert cited <= sections().keys()
    assert list(sections()) == list(range(1, 12))
    unbuilt = {number for number, text in sections().items() if text.strip() == "Not built yet."}
    assert unbuilt == {9} and not unbuilt & cited
