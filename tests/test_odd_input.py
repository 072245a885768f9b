"""What the command line takes although it is odd: rightly, with a caveat, and drawn."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command_line import CONFIGURATION, ROWS, change, findings_of, lay_out, run, table_of
from lxml import etree
from matplotlib.image import imread

Row = tuple[str, str, str, str, str]
START = datetime(2025, 1, 6, 9)
FIGURES = ("drops", "funnel", "network", "openness", "reservoir_map", "residence", "stock", "verdict")


def after(hours: float) -> str:
    """Write the moment so many hours after the first."""
    return f"{START + timedelta(hours=hours):%Y-%m-%d %H:%M}"


def journeys(*statuses: str, signals: int = 100, teams: Sequence[str] = ("Desk", "IT", "Law")) -> list[Row]:
    """Send signals from team to team, 7 hours apart, each event with its status; the next signal 21 hours later."""
    return [
        (str(number), after(7 * (3 * number + place)), team, status, "idea")
        for number in range(signals)
        for place, (team, status) in enumerate(zip(teams, statuses, strict=True))
    ]


CLOSED = journeys("opened", "busy", "closed")
NAMES = (
    'Bill "the" Team', "Bill, Pay; & Co", "Two\nlines", "שירות לקוחות", "خدمة العملاء", "I\u200bT",
    "\u202egnilliB\u202c",
    "<b>Law</b><script>alert(1)</script>", "Cost $x$ {x} %s \\n", "{name}", "$\\frac{1}{2}$", "$unclosed", "A" * 80,
    "=1+1", "+31 6", "-minus", "@home", "客服", "Ünïcödé é", "😀 Team", "O'Brien", "_under_", "^caret", "100%",
    "a&amp;b",
    "\tTab", "00123", "1E5", "2024-01-01", "None", "nan", "true", "-->", "a--b", "]]>", "bell\x07", "e\u0301" * 40,
)  # fmt: skip
IDS = ("00123", "123", "1E5", "100000", "2024-01-01", "=1+1", "+5", "1.0", "1", ".5", "nan", "None", "true", "1e400")


def named_teams() -> list[Row]:
    dice = random.Random(2)
    rows: list[Row] = []
    for number in range(900):
        hours, team = 2.0 * number, "Desk"
        for _ in range(dice.randrange(1, 5)):
            rows.append((str(number), after(hours), team, "opened", "idea"))
            hours, team = hours + dice.randrange(1, 200), dice.choice(NAMES)
        rows.append((str(number), after(hours), team, "closed", "idea"))
    return rows


@dataclass(frozen=True)
class Odd:
    """An odd log: its rows, its configuration, and what is true of it.

    Parameters
    ----------
    says
        Words of `kccdiag check`, in English.
    visits
        Stays by department, where they are asked about.
    handovers
        By giver and taker.
    holds
        Department and share of all signal-days.
    lacks
        What can't be measured.
    """

    rows: Callable[[], Iterable[Row]]
    says: tuple[str, ...] = ()
    visits: dict[str, int] = field(default_factory=dict)
    handovers: dict[tuple[str, str], int] = field(default_factory=dict)
    holds: dict[str, float] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    configure: tuple[tuple[str, str], ...] = ()


def cutoff(moment: str) -> tuple[tuple[str, str], ...]:
    return (('language = "en"\n', f'language = "en"\ncutoff = {moment}\n'),)


WHOLE = {("Desk", "IT"): 100, ("IT", "Law"): 100}
NO_OUTCOMES = "what share is still open can't be told: no status means an outcome"

LOGS = {
    "one event": Odd(
        lambda: [("1", after(0), "Desk", "opened", "idea")],
        ("events: 1", "signals: 1,", "departments: 1", NO_OUTCOMES, "flow: there is only one department"),
        lacks=("drops", "stock", "ideas"),
    ),
    "one event, closed": Odd(
        lambda: [("1", after(0), "Desk", "closed", "idea")],
        ("events: 1", "0.0% of the signals have no outcome yet", "nothing is open at the cut-off"),
        visits={"Desk": 1},
    ),
    # 3 + 5 hours at the desk and 2 at IT: 0.8 of ten.
    "one signal": Odd(
        lambda: [
            ("1", after(hours), team, status, "idea")
            for hours, team, status in ((0, "Desk", ""), (3, "IT", ""), (5, "Desk", ""), (10, "Law", "closed"))
        ],
        ("signals: 1, with 4.0 events on average",),
        visits={"Desk": 2, "IT": 1, "Law": 1},
        handovers={("Desk", "IT"): 1, ("IT", "Desk"): 1, ("Desk", "Law"): 1},
        holds={"Desk": 0.8, "IT": 0.2, "Law": 0},
    ),
    "one department": Odd(
        lambda: journeys("opened", "closed", signals=40, teams=("Desk", "Desk")),
        ("departments: 1", "flow: there is only one department"),
        visits={"Desk": 40},
        holds={"Desk": 1},
        lacks=("walls", "silos"),
    ),
    "two departments": Odd(
        lambda: journeys("opened", "closed", signals=40, teams=("Desk", "IT")),
        ("departments: 2",),
        visits={"Desk": 40, "IT": 40},
        handovers={("Desk", "IT"): 40},
        holds={"Desk": 1, "IT": 0},
        lacks=("walls", "silos"),
    ),
    "all times equal": Odd(
        lambda: [(row[0], after(0), *row[2:]) for row in CLOSED],
        ("all 300 events have the same time", "equal times: handovers are recounted"),
        holds={"Desk": 0, "IT": 0, "Law": 0},
    ),
    "none closed": Odd(
        lambda: journeys("opened", "busy", "busy"),
        (NO_OUTCOMES, "'closed' (closed) stands in kccdiag.toml and in no log"),
        handovers=WHOLE,
        lacks=("drops", "stock", "ideas"),
    ),
    "all closed": Odd(
        lambda: CLOSED,
        ("0.0% of the signals have no outcome yet", "nothing is open at the cut-off"),
        {"Desk": 100, "IT": 100, "Law": 100},
        WHOLE,
        {"Desk": 0.5, "IT": 0.5, "Law": 0},
    ),
    "no outcomes mapped": Odd(
        lambda: CLOSED,
        (NO_OUTCOMES, "a status column (activity) and, under [log.outcomes], which of its values end a signal"),
        handovers=WHOLE,
        lacks=("drops", "stock", "ideas"),
        configure=(('[log.outcomes]\nclosed = ["closed"]\n', ""),),
    ),
    "no statuses": Odd(
        lambda: CLOSED,
        (NO_OUTCOMES,),
        handovers=WHOLE,
        lacks=("drops", "stock", "ideas"),
        configure=(('[log.outcomes]\nclosed = ["closed"]\n', ""), ('activity = "status"\n', "")),
    ),
    # 45 signals of 21 hours, and what begins within 945 hours: none of the 46th.
    "cut-off in the middle": Odd(
        lambda: CLOSED,
        ("rows at or after the cut-off, left out: 165", "events: 135", "signals: 45,"),
        {"Desk": 45, "IT": 45, "Law": 45},
        {("Desk", "IT"): 45, ("IT", "Law"): 45},
        configure=cutoff(f"{START + timedelta(hours=945):%Y-%m-%dT%H:%M:%S}"),
    ),
    "cut-off after one event": Odd(
        lambda: CLOSED,
        ("rows at or after the cut-off, left out: 299", "events: 1", "departments: 1"),
        configure=cutoff("2025-01-06T09:00:01"),
    ),
    "cut-off years later": Odd(lambda: CLOSED, ("events: 300",), handovers=WHOLE, configure=cutoff("2031-01-01")),
    "a row of 1900": Odd(
        lambda: [*CLOSED, ("0", "1900-01-01 00:00", "Law", "opened", "idea")],
        ("times in an unlikely year (before 1990 or after 2099): 1", "events: 300", "2025-01-06 09:00 to"),
        {"Desk": 100, "IT": 100, "Law": 100},
        WHOLE,
        {"Desk": 0.5, "IT": 0.5, "Law": 0},
    ),
    "a row of 2199": Odd(
        lambda: [*CLOSED, ("0", "2199-12-31 23:59", "Law", "opened", "idea")],
        ("times in an unlikely year (before 1990 or after 2099): 1", "events: 300", "2025-01-06 09:00 to 2025-04"),
        {"Desk": 100, "IT": 100, "Law": 100},
        WHOLE,
        {"Desk": 0.5, "IT": 0.5, "Law": 0},
    ),
    "all of 1900": Odd(
        lambda: [(row[0], row[1].replace("2025", "1900"), *row[2:]) for row in CLOSED],
        ("times in an unlikely year (before 1990 or after 2099): 300", "events: 300", "1900-01-06 09:00 to 1900-04"),
        {"Desk": 100, "IT": 100, "Law": 100},
        WHOLE,
        {"Desk": 0.5, "IT": 0.5, "Law": 0},
    ),
    "1900 and 2199 only": Odd(
        lambda: [
            ("1", "1900-01-01 00:00", "Desk", "opened", "idea"),
            ("1", "2199-12-31 23:59", "IT", "closed", "idea"),
        ],
        ("1900-01-01 00:00 to 2199-12-31 23:59", "before 1990 or after 2099): 2"),
        handovers={("Desk", "IT"): 1},
    ),
    "rows that can't be read": Odd(
        lambda: [
            *CLOSED,
            ("0", "soon", "Law", "opened", "idea"),
            ("0", "2025-02-30 09:00", "Law", "opened", "idea"),
            ("", after(1), "Law", "opened", "idea"),
            ("1", after(2e3), "?", "closed", "idea"),
        ],
        (
            "rows read: 304", "rows without a readable time, left out: 2; the first: line 302",
            "rows without a signal number, left out: 1; the first: line 304", "0.3% of the events have no known",
        ),
        handovers=WHOLE,
    ),
    "ids like numbers, dates and formulas": Odd(
        lambda: [(name, row[1], *row[2:]) for name in IDS for row in CLOSED[:3]],
        (f"signals: {len(IDS)}, with 3.0 events on average",),
        {"Desk": len(IDS), "IT": len(IDS), "Law": len(IDS)},
        {("Desk", "IT"): len(IDS), ("IT", "Law"): len(IDS)},
    ),
    "names of all kinds": Odd(named_teams, ("signals: 900,",)),
    "kinds of all kinds": Odd(
        lambda: [(*row[:4], ("<b>", "{x}", "$a$", "=1", "idea", "100%", "")[int(row[0]) % 7]) for row in CLOSED],
        handovers=WHOLE,
    ),
    "5,000 kinds": Odd(
        lambda: [(*row[:4], f"kind {row[0]}") for row in journeys("a", "b", "closed", signals=5000)],
        ("signals: 5,000,", "where ideas die"),
        handovers={("Desk", "IT"): 5000, ("IT", "Law"): 5000},
        lacks=("ideas",),
    ),
    "long statuses": Odd(
        lambda: [(*row[:3], row[3] if row[3] == "closed" else f"note {number} " * 50, row[4])
                 for number, row in enumerate(CLOSED)],
        handovers=WHOLE,
    ),
}  # fmt: skip


def make(folder: Path, odd: Odd) -> Path:
    lay_out(folder, odd.rows())
    for old, new in odd.configure:
        change(folder, old, new)
    return folder


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the figures out where they are not what a test is about."""
    monkeypatch.setattr("kccdiag.figures.draw.draw_all", lambda *_, **__: iter(()))


def number(cell: str) -> float:
    return float(cell) if cell else float("nan")


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("name", LOGS)
def test_numbers_and_caveats(tmp_path: Path, capsys, name: str):
    odd = LOGS[name]
    folder, out = make(tmp_path / "engagement", odd), tmp_path / "out"
    checked = run(capsys, "check", folder)
    assert (checked.code, checked.err) == (0, "")
    words = " ".join(checked.out.split())
    assert not [said for said in odd.says if said not in words], checked.out
    diagnosed = run(capsys, "diagnose", folder, "--out", out)
    assert (diagnosed.code, diagnosed.err) == (0, "")
    departments = {row["department"]: row for row in table_of(out, "departments")}
    assert {name: number(departments[name]["visits"]) for name in odd.visits} == odd.visits
    shares = {name: number(departments[name]["held_share"]) for name in odd.holds}
    assert shares == pytest.approx(odd.holds, abs=2e-3)
    pairs = {(row["giver"], row["taker"]): number(row["handovers"]) for row in table_of(out, "handovers")}
    assert not odd.handovers or {pair: count for pair, count in pairs.items() if count} == odd.handovers
    what = {row["what"] for row in table_of(out, "not_measurable")}
    assert set(odd.lacks) <= what
    funnel = {row["stage"]: row["share"] for row in table_of(out, "ideas")}
    assert (funnel["passed_on"] == "") is ("ideas" in odd.lacks or len(departments) == 1)
    findings_of(out)


# One of each sort of oddness that a picture can show; the numbers of all of them are seen to above.
ODDLY_DRAWN = (
    "one event", "two departments", "names of all kinds", "5,000 kinds", "no statuses", "none closed",
    "all times equal", "cut-off years later",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", ODDLY_DRAWN)
def test_figures(tmp_path: Path, capsys, name: str):
    folder, out = make(tmp_path / "engagement", LOGS[name]), tmp_path / "out"
    assert run(capsys, "diagnose", folder, "--out", out).code == 0
    assert_drawn(out)


def assert_drawn(out: Path) -> None:
    """See that every figure is there, is well-formed, and holds more than its paper."""
    figures = out / "figures"
    assert sorted(path.name for path in figures.iterdir()) == sorted(
        f"{name}.{kind}" for name in FIGURES for kind in ("pdf", "png", "svg")
    )
    for name in FIGURES:
        etree.parse(figures / f"{name}.svg")
        picture = imread(figures / f"{name}.png")[..., :3]
        inked = (np.abs(picture - picture[0, 0]) > 0.2).any(axis=2)
        assert inked.mean() > 0.005
        edge = np.concatenate([inked[:4].ravel(), inked[-4:].ravel(), inked[:, :4].ravel(), inked[:, -4:].ravel()])
        assert not edge.any()  # nothing is cut off by the paper's edge


@pytest.mark.usefixtures("undrawn")
def test_names_come_through_whole(tmp_path: Path, capsys):
    """Names are shown on one line, without signs that nobody sees; a formula is defused by an apostrophe."""
    folder = make(tmp_path / "engagement", LOGS["names of all kinds"])
    run(capsys, "diagnose", folder, "--out", tmp_path / "out")
    shown = {row["department"] for row in table_of(tmp_path / "out", "departments")}
    assert len(shown) == len(NAMES) + 1
    assert {'Bill "the" Team', "Bill, Pay; & Co", "Two lines", "IT", "gnilliB", "שירות לקוחות", "A" * 80} <= shown
    assert {"00123", "1E5", "2024-01-01", "nan", "None", "true", "Cost $x$ {x} %s \\n", "{name}"} <= shown
    assert {"'=1+1", "'+31 6", "'-minus", "'@home", "'-->"} <= shown
    assert "<b>Law</b><script>alert(1)</script>" in shown
    assert not any(sign in name for name in shown for sign in "\n\u200b\u202e\u202c\x07\t")


# ---- many, and much


def ten_thousand_teams() -> list[Row]:
    return [
        (str(number), after(number / 6 + place * (1 + number % 100)), team, status, "idea")
        for number in range(20_000)
        for place, (team, status) in enumerate(
            (("Desk", "opened"), (f"Team {2 * number % 10_000:05}", "busy"),
             (f"Team {(2 * number + 1) % 10_000:05}", "closed"))
        )
    ]  # fmt: skip


@pytest.mark.slow
def test_ten_thousand_departments(tmp_path: Path, capsys):
    folder, out = lay_out(tmp_path / "engagement", ten_thousand_teams()), tmp_path / "out"
    assert "departments: 10,001" in run(capsys, "check", folder).out
    assert run(capsys, "diagnose", folder, "--out", out).code == 0
    departments = {row["department"]: row for row in table_of(out, "departments")}
    assert len(departments) == 10_001
    assert (departments["Desk"]["visits"], departments["Team 00042"]["visits"]) == ("20000", "4")
    kinds = Counter(finding["kind"] for finding in findings_of(out)["findings"])
    assert max(kinds.values()) <= 5  # one finding that signals are spread thin, not ten thousand
    assert_drawn(out)


@pytest.mark.usefixtures("undrawn")
def test_a_signal_with_a_hundred_thousand_events(tmp_path: Path, capsys):
    # 100,000 events round three departments: 33,334 stays at the desk, 33,333 at the others, of which the last is open.
    teams = ("Desk", "IT", "Law")
    rows = [("big", f"{START + timedelta(minutes=place):%Y-%m-%d %H:%M}", teams[place % 3], "busy", "idea")
            for place in range(100_000)]  # fmt: skip
    folder, out = lay_out(tmp_path / "engagement", [*rows, ("2", after(0), "Desk", "closed", "idea")]), tmp_path / "out"
    assert "events: 100,001" in run(capsys, "check", folder).out
    assert run(capsys, "diagnose", folder, "--out", out).code == 0
    pairs = {(row["giver"], row["taker"]): int(row["handovers"]) for row in table_of(out, "handovers")}
    assert pairs["Desk", "IT"] == pairs["IT", "Law"] == pairs["Law", "Desk"] == 33_333


# ---- several systems


@pytest.mark.usefixtures("undrawn")
def test_systems_of_several_formats_of_which_one_ends_nothing(tmp_path: Path, capsys):
    """Signals 2 and 3 leave the desk for a system in Parquet that says no status, 3 and 9 end in one in XLSX."""
    folder, out = lay_out(tmp_path / "engagement"), tmp_path / "out"
    moments = pa.array([pd.Timestamp(f"2025-01-09 {hour}:00") for hour in (10, 11, 12)], pa.timestamp("us"))
    back = pa.table({"nr": ["2", "3", "9"], "when": moments, "place": ["IT", "IT", "Law"]})
    pq.write_table(back, folder / "back.parquet")
    book = openpyxl.Workbook()
    for row in (("id", "date", "unit", "state"), (3, datetime(2025, 1, 10, 9), "Law", "done"),
                ("9", datetime(2025, 1, 11, 9), "Law", "done")):  # fmt: skip
        book.active.append(row)
    book.save(folder / "law.xlsx")
    more = """
[[log]]
files = ["back.parquet"]
columns = { signal = "nr", time = "when", department = "place" }
[[log]]
files = ["law.xlsx"]
columns = { signal = "id", time = "date", department = "unit", activity = "state" }
outcomes = { answered = ["done"] }
"""
    (folder / "kccdiag.toml").write_text(CONFIGURATION.replace("[log]", "[[log]]") + more)
    words = run(capsys, "check", folder).out
    assert "signals that occur in more than one system and are followed as one: 3" in words
    assert "25.0% of the signals have no outcome yet" in words  # 2 of 1, 2, 3 and 9
    assert run(capsys, "diagnose", folder, "--out", out).code == 0
    pairs = {(row["giver"], row["taker"]): row["handovers"] for row in table_of(out, "handovers")}
    assert pairs == {("Desk", "Billing"): "1", ("Desk", "IT"): "2", ("IT", "Law"): "1"}
    fates: Counter[str] = Counter()
    for row in table_of(out, "outcomes"):
        fates[row["outcome"]] += int(row["signals"])
    assert fates == {"closed": 1, "open": 1, "answered": 2}


@pytest.mark.usefixtures("undrawn")
def test_a_system_that_lies_wholly_after_the_cutoff(tmp_path: Path, capsys):
    folder = lay_out(tmp_path / "engagement")
    later = [(row[0], row[1].replace("2025", "2026"), *row[2:]) for row in ROWS]
    lay_out(tmp_path / "later", later)
    (tmp_path / "later" / "events.csv").rename(folder / "later.csv")
    first = CONFIGURATION.replace("[log]", "[[log]]").replace('language = "en"', 'language = "en"\ncutoff = 2025-06-01')
    second = first[first.index("[[log]]") :].replace("events.csv", "later.csv")
    (folder / "kccdiag.toml").write_text(first + second)
    said = run(capsys, "check", folder)
    assert said.code == 0
    assert "rows at or after the cut-off, left out: 5" in said.out and "events: 5" in said.out
    assert run(capsys, "diagnose", folder, "--out", tmp_path / "out").code == 0
