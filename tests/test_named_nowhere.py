"""No file that leaves the engagement names who was interviewed, in any form, or shows what was not released."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from test_people import readable
from traps import INTERVIEWER, PEOPLE, SECRETS, SHOWN_WORDS, trapped

from kccdiag.cli import main
from kccdiag.engagement import open_engagement
from kccdiag.present.explorer.opening import save_explorer
from kccdiag.wording.en import explorer

# Words of names that are words of their own: names with a capital, ordinary without; and a department.
ORDINARY, DEPARTMENT = ("Mark", "Roos", "Piet"), "Verkoop"
WHOLE = [name for file, name, aliases, *_ in PEOPLE for name in (name, *aliases.split(";"), file, Path(file).stem)
         if name not in ORDINARY]  # fmt: skip
PARTS = ["Vries", "Willemijn", "Broek", "Ouwehand", "Jansen", "Fatma", "Demirel", "Quist", "Zoë", *INTERVIEWER.split()]
CODES = re.compile(r"(?<![\w#/+=-])[RS]\d{1,2}(?![\w+=/-])")

OURS = [text for text in explorer.TEXTS.values() if "Mark" in text]  # the key to a figure, which names a mark


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, Path]:
    """Write everything that leaves an engagement; return its folder, and that of what was written."""
    place = tmp_path_factory.mktemp("named")
    folder, out = trapped(place / "engagement"), place / "out"
    assert main(["diagnose", str(folder), "--out", str(out / "results")]) == 0
    assert main(["check", str(folder), "--table", str(out / "quality.csv")]) == 0
    assert main(["checklist", str(folder), "--out", str(out / "checklist.md")]) == 0
    save_explorer(open_engagement(folder), out / "explorer")
    return folder, out


def words_in(path: Path) -> Iterator[str]:
    """Give all that a file says: as it is, and without its marks, so that no tag parts a name."""
    for text in tables_in(path) if path.suffix == ".npz" else readable(path):
        plain = unicodedata.normalize("NFC", html.unescape(text))
        yield plain
        yield re.sub(r"<[^>]*>", "", plain)


def tables_in(path: Path) -> Iterator[str]:
    with np.load(path, allow_pickle=False) as tables:
        yield from (f"{name} {tables[name].tolist()}" for name in tables.files)


@pytest.mark.slow
def test_no_file_names_anybody_in_any_form(made):
    folder, out = made
    files = [path for path in out.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".csv", ".html", ".json", ".md", ".npz", ".pdf", ".png", ".pptx", ".svg"}
    for path in files:
        for text in words_in(path):
            folded = text.casefold()
            for name in (*WHOLE, "mdevries"):
                assert name.casefold() not in folded, (path.name, name)
            for part in PARTS:
                assert not re.search(rf"(?<![^\W_]){part}(?![^\W_])", text, re.IGNORECASE), (path.name, part)
            for sentence in OURS:
                text = text.replace(sentence, "")
            for name in ORDINARY:
                assert not re.search(rf"(?<![^\W_]){name}(?:s|')?(?![^\W_])", text), (path.name, name)
            assert str(folder) not in text, path.name


@pytest.mark.slow
def test_words_that_were_released_are_shown_without_names(made):
    quotes = (made[1] / "results" / "tables" / "quotes.csv").read_text("utf-8")
    assert f"[name] hier; {SHOWN_WORDS}, KCC: bel [phone number], vraag [name] team" in quotes
    assert "Volgens [name] en [name] deelt ICT niets" in quotes  # a paraphrase; its quote was not released
    assert "Wat ik zeg" not in quotes and "wil iets" not in quotes  # no consent


@pytest.mark.slow
def test_no_file_has_a_respondents_code_or_what_was_not_released(made):
    for path in (path for path in made[1].rglob("*") if path.is_file()):
        text = " ".join(words_in(path))
        for secret in SECRETS:
            assert secret not in text, (path.name, secret)
        if path.suffix in (".json", ".csv", ".html", ".svg"):
            shown = re.sub(r"<(style|script|path)\b.*?</\1>", " ", " ".join(readable(path)), flags=re.DOTALL)
            shown = re.sub(r"data:[\w/+]+;base64,[\w+/=]+|<[^>]*>", " ", shown)
            assert not CODES.search(shown), (path.name, CODES.search(shown))
