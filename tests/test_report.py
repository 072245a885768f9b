"""The words of kccdiag check: every count is said, in both languages, with what would help."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from kccdiag.engagement import Engagement, open_engagement
from kccdiag.intake.logs import read_log
from kccdiag.intake.report import describe
from kccdiag.intake.tables import EventLog
from kccdiag.wording import say

CONFIGURATION = """
[engagement]
name = "Waterstad Energie"
language = "nl"
[log]
files = ["events.csv"]
[log.columns]
signal = "Zaak"
time = "Moment"
department = "Afdeling"
activity = "Status"
"""
# Two signals; row 4 has no time, row 5 no signal, row 6 equals row 2, row 8 has no department.
ROWS = """Zaak,Moment,Afdeling,Status
1,2024-01-01 10:00,Klant contact,in
2,2024-01-03 10:00,Klantcontact,in
x,gisteren,IT,in
,2024-01-03 10:00,IT,in
1,2024-01-01 10:00,Klant contact,in
2,2024-02-20 10:00,IT,klaar
2,2024-02-20 10:00,?,teruggekoppeld
2,2024-02-20 10:00,KCC,bezig
"""


def check(folder: Path, configuration: str = CONFIGURATION, rows: str = ROWS) -> tuple[EventLog, Engagement]:
    (folder / "kccdiag.toml").write_text(configuration)
    (folder / "events.csv").write_text(rows)
    engagement = open_engagement(folder)
    return read_log(engagement), engagement


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_what_was_set_aside_is_said_with_its_place(tmp_path: Path):
    words = flat(describe(*check(tmp_path)))
    assert "events.csv: regels gelezen: 8" in words
    assert "regels zonder leesbare tijd, weggelaten: 1; de eerste: regel 4" in words
    assert "regels zonder signaalnummer, weggelaten: 1; de eerste: regel 5" in words
    assert "regels die in alle kolommen gelijk zijn aan een andere, weggelaten: 1" in words
    # 8 rows - 1 without time - 1 without signal - 1 duplicate = 5 events of 2 signals.
    assert "gebeurtenissen: 5" in words
    assert "signalen: 2, met gemiddeld 2,5 gebeurtenissen" in words


def test_what_to_mind_is_said(tmp_path: Path):
    words = flat(describe(*check(tmp_path)))
    assert "20,0 % van de gebeurtenissen heeft geen bekende afdeling" in words  # 1 of 5
    assert "25,0 % van de gebeurtenissen heeft dezelfde tijd als de vorige" in words  # 1 of 4 with a known department
    assert "meer dan 5 % gelijke tijden: overdrachten worden in verwisselde volgorde nageteld" in words
    assert "langste stilte: 48,0 dagen" in words  # 3 January to 20 February: 28 + 20 days
    assert "'Klant contact' en 'Klantcontact' lijken één afdeling" in words
    assert 'aliases = { "Klantcontact" = "Klant contact" }' in words
    assert "'bezig': regels 1, waarvan de laatste van een signaal 1" in words


def test_what_is_impossible_comes_with_its_remedy(tmp_path: Path):
    words = flat(describe(*check(tmp_path)))
    impossible = words[words.index("Niet te meten") :]
    assert "welke waarden een signaal beëindigen" in impossible
    assert "[log.kinds]" in impossible
    assert "wat er door signalen veranderd is" not in impossible  # said with the outcomes already
    mapped = CONFIGURATION + '[log.outcomes]\nclosed = ["klaar"]\ntold = ["teruggekoppeld"]\n'
    words = flat(describe(*check(tmp_path, mapped)))
    impossible = words[words.index("Niet te meten") :]
    assert "welke waarden een signaal beëindigen" not in impossible
    assert "of klanten horen wat er met hun signaal is gebeurd" not in impossible
    assert "wat er door signalen veranderd is" in impossible
    assert "50,0 % van de signalen heeft nog geen uitkomst" in words  # signal 1 of 2


def test_a_log_of_one_department_and_nothing_open_says_so(tmp_path: Path):
    mapped = CONFIGURATION + '[log.outcomes]\nclosed = ["klaar"]\n'
    rows = "Zaak,Moment,Afdeling,Status\n1,2024-01-01,KCC,in\n1,2024-01-02,KCC,klaar\n"
    words = flat(describe(*check(tmp_path, mapped, rows)))
    assert "er is maar één afdeling" in words
    assert "er staat niets open op de peildatum" in words


def test_english_says_the_same_in_as_many_lines(tmp_path: Path):
    log, engagement = check(tmp_path)
    dutch, english = describe(log, engagement), describe(log, engagement, language="en")
    assert dutch.count("  - ") == english.count("  - ")
    assert "events.csv: rows read: 8" in english
    assert "the first: line 4" in english
    assert "20.0% of the events have no known department" in english


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_count_without_words_of_its_own_is_still_said(tmp_path: Path, language: str):
    log, engagement = check(tmp_path)
    row = {"check": "moon_phase", "subject": "events.csv", "value": 3.0, "unit": "rows", "detail": ""}
    more = pd.concat([log.quality, pd.DataFrame([row])], ignore_index=True)
    changed = EventLog(**{**vars(log), "quality": more})
    assert "moon_phase: 3 rows events.csv" in describe(changed, engagement, language=language)


def test_long_lists_are_cut_and_counted(tmp_path: Path):
    rows = ["Zaak,Moment,Afdeling,Status"]
    rows += [f"{place},2024-01-{place % 28 + 1:02d},KCC,stap {place}" for place in range(30)]
    words = flat(describe(*check(tmp_path, rows="\n".join(rows) + "\n")))
    assert words.count("waarvan de laatste van een signaal 1") == 10
    assert "andere: 20" in words


def test_every_check_that_intake_counts_has_words():
    source = Path(__file__).resolve().parents[1] / "kccdiag" / "intake"
    counted = set()
    for file in source.glob("*.py"):
        counted |= set(re.findall(r"""tally\.add\(\s*"([a-z_]+)\"""", file.read_text(encoding="utf-8")))
        counted |= set(
            re.findall(r"""\("(times_[a-z]+|dayfirst_[a-z]+|rows_without_[a-z]+)",""", file.read_text("utf-8"))
        )
    assert len(counted) > 15
    for language in ("nl", "en"):
        for check_name in counted:
            say(language, f"check.{check_name}", subject="", value="", detail="", share="", mean="", limit="")


def test_why_a_row_can_not_be_read_is_said_in_the_readers_language(tmp_path: Path):
    broken = ROWS + "b3,2025-01-07 10:00:00\n"
    words = flat(describe(*check(tmp_path, rows=broken)))
    width = len(ROWS.splitlines()[0].split(","))
    assert f"weggelaten: 1 (regel {len(broken.splitlines())}: cellen: 2, kolommen: {width})" in words
