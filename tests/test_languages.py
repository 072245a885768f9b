"""Everything that a reader sees stands in one language: no Dutch word in English results, no English one in Dutch."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from command_line import findings_of, run
from pages import Page

from kccdiag import wording
from kccdiag.wording import LANGUAGES

OTHER = {"nl": "en", "en": "nl"}
FILE = r"[\w.]+\.(?:toml|csv|json)"  # goes by one name in both languages
WORD = re.compile(r"[^\W\d_]{3,}")


@cache
def words_of(language: str) -> frozenset[str]:
    """Collect the words of a language's texts, without what stands in braces and what a user types."""
    texts: list[str] = []
    for area in iter_modules(import_module(f"{wording.__name__}.{language}").__path__):
        texts += import_module(f"{wording.__name__}.{language}.{area.name}").TEXTS.values()
    plain = (re.sub(rf"\{{[^}}]*\}}|\[[^\]]*\]|{FILE}", " ", text) for text in texts)
    return frozenset(word.casefold() for text in plain for word in WORD.findall(text))


def foreign(text: str, *, language: str, known: str) -> set[str]:
    """Find the words that only the other language's texts hold and that the data do not."""
    own = words_of(language) | {word.casefold() for word in WORD.findall(known)}
    return {word.casefold() for word in WORD.findall(re.sub(FILE, " ", text))} & (words_of(OTHER[language]) - own)


def test_the_other_language_is_recognised():
    said = foreign("Billing houdt 41 % van alle signaaldagen vast", language="en", known="Billing")
    assert {"van", "alle", "signaaldagen"} <= said
    said = foreign("Facturatie holds 41% of all signal-days", language="nl", known="Facturatie")
    assert {"holds", "days"} <= said


def read(report: Path) -> str:
    """Return what is read in a report, without names that are the same in every language."""
    return Page(re.sub(r"<code>.*?</code>", "", report.read_text("utf-8"))).text


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_language(tmp_path: Path, capsys, language: str):
    folder, out = tmp_path / "engagement", tmp_path / "out"
    faults = ("--fault=reservoir", "--fault=wall", "--fault=bounce")
    assert run(capsys, "example", folder, "--lang", language, "--signals", "1500", *faults).code == 0
    known = " ".join((folder / name).read_text("utf-8") for name in ("departments.csv", "reasons.csv", "kccdiag.toml"))
    checked = run(capsys, "check", folder, "--lang", language)
    diagnosed = run(capsys, "diagnose", folder, "--out", out, "--lang", language)
    assert (checked.code, diagnosed.code) == (0, 0)
    known += " ".join(out.resolve().parts)
    record = findings_of(out)
    assert record["findings"]
    sentences = [text for finding in [*record["findings"], *record["indications"]]
                 for text in (finding["headline"], finding["meaning"], *finding["caveats"])]  # fmt: skip
    sentences += [row["text"] for row in record["not_measurable"]]
    figures = {path.name: " ".join(re.findall(r"<!--(.*?)-->", path.read_text("utf-8"), re.DOTALL))
               for path in (out / "figures").glob("*.svg")}  # fmt: skip
    assert len(figures) == 9 and all(WORD.search(text) for text in figures.values())
    seen = {"check": checked.out, "diagnose": diagnosed.out + diagnosed.err, "findings": " ".join(sentences)} | figures
    mixed = {place: foreign(text, language=language, known=known) for place, text in seen.items()}
    # In the report stand topics, and words of what customers wrote.
    known += (folder / "events.csv").read_text("utf-8")
    mixed["report"] = foreign(read(out / "report.html"), language=language, known=known)
    assert not any(mixed.values()), mixed


EXPORTS = {
    "nl": "Zaaknummer;Moment;Afdeling;Status;Soort\n",
    "en": "Case Number;Moment;Department;Status;Kind\n",
}
STATUSES = {"nl": ("ontvangen", "wacht op klant", "gesloten"), "en": ("received", "awaiting customer", "closed")}
TEAMS = {"nl": ("Klantcontact", "Facturatie"), "en": ("Contact centre", "Billing desk")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_is_in_the_language_of_its_export(tmp_path: Path, capsys, language: str):
    kinds = {"nl": ("vraag", "klacht"), "en": ("question", "complaint")}[language]
    rows = [f"{number};{1 + place + number % 20:02}-03-2025 09:{number % 60:02};{TEAMS[language][place % 2]};"
            f"{status};{kinds[number % 2]}\n"
            for number in range(200) for place, status in enumerate(STATUSES[language])]  # fmt: skip
    (tmp_path / "events.csv").write_text(EXPORTS[language] + "".join(rows), "utf-8")
    said = run(capsys, "init", tmp_path / "events.csv")
    assert said.code == 0
    assert f'language = "{language}"' in said.out
    comments = " ".join(line for line in said.out.splitlines() if line.startswith("#"))
    keys = " ".join(re.findall(r"\w+(?= = )|\w+\.csv", said.out))
    assert foreign(comments, language=language, known=EXPORTS[language] + "".join(rows[:6]) + keys) == set()
