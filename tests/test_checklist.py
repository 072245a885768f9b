"""The checklist for works council and DPIA: what this engagement processes, in both languages, naming nobody."""

from __future__ import annotations

import re

import pytest
from test_named_nowhere import ORDINARY, PARTS, WHOLE
from traps import trapped

from kccdiag.checklist import checklist
from kccdiag.cli import main
from kccdiag.engagement import open_engagement
from kccdiag.wording import LANGUAGES


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return trapped(tmp_path_factory.mktemp("checklist") / "engagement")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_is_there_and_leaves_the_rest_to_people(folder, language):
    text = checklist(open_engagement(folder, language=language))
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert len(heads) == 11
    lines = [line for line in text.splitlines() if line and not line.startswith("#")][1:]
    assert all(line.startswith(("- [x] ", "- [ ] ")) for line in lines)
    events = {"nl": "1.440", "en": "1,440"}[language]
    for number in (re.escape(events), "77", "90", "6", "5"):  # also persons, customers, participants, group and quotes
        assert re.search(rf"\b{number}\b", text)
    assert ("art. 27" in text) and ("art. 35" in text) and "kccdiag forget" in text
    for name in (*WHOLE, *PARTS, *ORDINARY):
        assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE), name


def test_it_speaks_of_what_the_engagement_has_and_of_nothing_else(tmp_path):
    toml = '[engagement]\nlanguage = "en"\nname = "Waterstad"\n[interviews]\nparticipants = "participants.csv"\n'
    (tmp_path / "kccdiag.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "participants.csv").write_text("name,department,consent\nAnn Tree,KCC,yes\n", encoding="utf-8")
    text = checklist(open_engagement(tmp_path))
    assert "There is no log of a system" in text and "participants: 1" in text
    assert "HMAC" not in text and "different customers" not in text
    assert "consented to being shown" in text


@pytest.mark.parametrize("line", [
    'name = "Talks with Mark de Vries"', 'name = "Demirel & co"', 'board = ["Team Willemijn"]'
])  # fmt: skip
def test_a_participant_in_a_name_that_stands_everywhere_is_told_and_not_repeated(folder, line):
    config = folder / "kccdiag.toml"
    before = config.read_text("utf-8")
    key = line.split(" =")[0]
    kept = [one for one in before.splitlines() if not one.startswith(f"{key} =")]
    kept.insert(kept.index("[engagement]") + 1, line)
    config.write_text("\n".join(kept), encoding="utf-8")
    try:
        text = checklist(open_engagement(folder, language="en"))
    finally:
        config.write_text(before, encoding="utf-8")
    assert "holds (part of) a participant's name" in text
    assert not re.search("Vries|Demirel|Willemijn", text)


def test_the_command_writes_a_file_once_and_over_nothing(folder, tmp_path, capsys):
    out = tmp_path / "checklist.md"
    assert main(["checklist", str(folder), "--lang", "nl", "--out", str(out)]) == 0
    assert out.read_text("utf-8").startswith("# Voor de ondernemingsraad en de DPIA: Small\n")
    assert main(["checklist", str(folder), "--out", str(out)]) == 2
    assert "something of this name is there already" in capsys.readouterr().err
    assert main(["checklist", str(folder), "--lang", "nl"]) == 0
    assert capsys.readouterr().out == out.read_text("utf-8")
