"""Nobody is named, and no group of one to four persons is described or can be had back (DEFINITIONS 10)."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pandas as pd
import pyarrow.parquet as pq
import pytest
from diagnosed import OUTCOMES, lay_down

import kccdiag
from kccdiag.cli import main
from kccdiag.faults import InputError
from kccdiag.flow.kept import Kept
from kccdiag.intake.cache import FLOWS, PICTURES

LEAST = 5
INPUTS = 'reasons = "reasons.csv"\nkpis = "kpis.csv"'
SMALL = "small groups"
KINDS = ("idea", "complaint", "question")
HEAD = ("signal", "time", "department", "activity", "kind", "person", "topic", "customer", "channel")
Row = tuple[str, ...]


@dataclass(frozen=True)
class About:
    """What the rows of a table are about.

    Attributes
    ----------
    names
        Columns that name departments; without any the rows are about the whole organisation or about signals.
    kind
        Whether a row is about one kind of signal in a department, in the column ``kind``.
    total
        Whether a row of the table, or of another one, is of all departments together.
    closing
        Whether a department is in the table only if it closes signals.
    counts
        Columns of which "small groups" may have the sum; in all others its cells are empty.
    """

    names: tuple[str, ...] = ()
    kind: bool = False
    total: bool = False
    closing: bool = False
    counts: frozenset[str] = frozenset()


# Every table that is written, so that a new one is thought about before it is. Tables without departments: "of whom"
# says whose doings a row of few would be.
ABOUT = {
    "overview": About(),  # the organisation; of a contact centre of few persons, see below
    "departments": About(("department",), total=True, counts=frozenset(
        "in_log persons staff visits signals visit_share held_share signal_days entered left live_signals dead_signals"
        .split())),
    "handovers": About(("giver", "taker"), total=True, counts=frozenset(
        "handovers signals expected same_signals_expected same_place_expected signals_expected signals_reordered"
        " bounces followed lateral across_silo walled wall other_work order_of_work parallel".split())),
    "stock": About(("department",), total=True, counts=frozenset(["date", "live_signals", "dead_signals"])),
    "ideas": About(),
    "drop_points": About(("department",), kind=True, total=True, counts=frozenset(["kind", "visits", "dropped"])),
    "outcomes": About(),
    "silos": About(("members",)),
    "told": About(("department",), total=True, closing=True),
    "silence_limits": About(("department",)),
    "changes": About(("department", "counterpart")),
    "breakdown": About(),  # of a unit: the sum of its departments as "told" and "drop_points" show them
    "trends": About(),
    "returns": About(),  # customers, by the hundred
    "contact_reasons": About(),  # customers: reasons of few are pooled
    "value_irritant": About(),  # customers: what few of them get in touch about goes with the next fewest
    "desks": About(),  # signals of a kind, wherever they went
    "satisfaction": About(),  # customers: of few there is no mark
    "handle_time": About(),  # of a contact centre of few persons, see below
    "kpi_balance": About(("department",), total=True, counts=frozenset(["indicators"])),
    "recurring_ideas": About(),  # customers: at least three that say the same, in words that many use
    # What people said, by departments: whom its rows may count is held to in the tests of voices.
    **dict.fromkeys("said compared barriers purposes quotes heard agreement interviews".split(), About()),
    "data_quality": About(),  # counts of rows, values of columns that are not of people
    "not_measurable": About(),
    "checks": About(),  # findings again, in tellings of the log that leave enough persons (tests/test_checks.py)
}  # fmt: skip


# ---- organisations with small departments


@dataclass(frozen=True)
class Organisation:
    """An export, and who worked where by it."""

    rows: tuple[Row, ...]
    departments: str

    @property
    def workers(self) -> dict[tuple[str, str], set[str]]:
        """Say who worked in (department, kind), telling customers aside."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for _, _, department, activity, kind, person, *_ in self.rows:
            if person and activity != "told":
                found[department, kind].add(person)
        return dict(found)


SIZES = (
    {"Desk": 9, "A": 3, "B": 3, "C": 14, "D": 7, "E": 8},  # two that are six together, but only four persons
    {"Desk": 9, "A": 2, "B": 2, "C": 5, "D": 12, "E": 8},  # two that are four together
    {"Desk": 3, "A": 7, "B": 6, "C": 14, "D": 7, "E": 8},  # a contact centre of three
    {"Desk": 9, "A": 4, "B": 7, "C": 14, "D": 9, "E": 8},  # one; who hides it closes nothing
    {"Desk": 12, "A": 1, "B": 5, "C": 6, "D": 4, "E": 4, "F": 9},
    {"Desk": 2, "A": 1, "B": 1},  # four persons in all
    {"Desk": 8, "A": 6, "B": 7, "C": 9, "D": 6, "E": 8},  # none
)


def organisation(number: int, sizes: dict[str, int], *, signals: int = 260) -> Organisation:
    """Make signals that go from the desk through one to three departments; some die on the way.

    Some of A work in B too, which closes nothing; a department of each organisation has one person for all ideas, and
    of Z the log knows nothing but that it is listed.
    """
    dice = Random(number)
    staff = {name: [f"{name.lower()}-worker-{place}" for place in range(size)] for name, size in sizes.items()}
    staff["B"][: len(staff["A"]) // 2 + 1] = staff["A"][: len(staff["A"]) // 2 + 1]
    expert = dice.choice([name for name in sizes if name != "Desk"])
    rows: list[Row] = []
    for place in range(signals):
        kind = dice.choices(KINDS, (3, 2, 2))[0]
        others = [name for name in sizes if name != "Desk"]
        route = ["Desk", *dice.sample(others, min(len(others), dice.randint(1, 3)))]
        if route[-1] == "B" and len(sizes) > 4:  # B closes nothing
            route.append(dice.choice([name for name in others if name != "B"]))
        day, dies = dice.randint(0, 330), dice.random() < 0.25
        steps = [(name, "work") for name in route] + ([] if dies else [(route[-1], "answered"), ("Desk", "told")])
        for name, activity in steps:
            person = staff[name][0] if kind == "idea" and name == expert else dice.choice(staff[name])
            clock = f"{8 + dice.randint(0, 9):02d}:{dice.randint(0, 59):02d}"
            stamp = f"2024-{1 + day // 28:02d}-{1 + day % 28:02d} {clock}"
            what = (f"topic {dice.randint(1, 3)}", f"c{dice.randint(1, 150)}", dice.choice(["mail", "phone"]))
            rows.append((f"s{place}", stamp, name, activity, kind, person, *what))
            day += dice.randint(1, 9)
            day = min(day, 335)
    units = "\n".join(f"{name},Unit {1 + place % 2}," for place, name in enumerate(sizes))
    return Organisation(tuple(rows), f"department,unit,staff\n{units}\nZ,Unit 1,3\n")


@cache
def written(number: int, folder: Path) -> tuple[Organisation, dict[str, list[dict[str, str]]], dict[str, object]]:
    """Diagnose an organisation; return it, the tables as they are written, and the findings."""
    made = organisation(number, SIZES[number])
    timed = [(*row, str(1 + at % 5), str(60 + at % 300)) for at, row in enumerate(made.rows)]
    place = lay_down(folder / f"o{number}", timed, columns=(*HEAD, "satisfaction", "duration_s"), outcomes=OUTCOMES,
                     more={"departments": 'file = "departments.csv"', "inputs": INPUTS})  # fmt: skip
    (place / "departments.csv").write_text(made.departments, "utf-8")
    (place / "reasons.csv").write_text("reason,failure_demand,customer_value,organisation_value\ntopic 1,yes,1,2\n")
    kpis = "".join(f"{name},{kpi},1,{kpi}\n" for name in SIZES[number] for kpi in ("efficiency", "quality"))
    (place / "kpis.csv").write_text(f"department,kpi,weight,class\n{kpis}")
    engagement = kccdiag.open_engagement(place)
    diagnosis = kccdiag.diagnose(engagement)
    judgement, out = kccdiag.judge(diagnosis), folder / f"out{number}"
    with pytest.MonkeyPatch.context() as patch:  # figures draw the same tables, and take seconds
        patch.setattr("kccdiag.figures.draw.draw_all", lambda *_, **__: iter(()))
        kccdiag.write_results(diagnosis, judgement, engagement=engagement, out=out)
    tables = {}
    for path in sorted((out / "tables").iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return made, tables, json.loads((out / "findings.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Keep the results of this module in one folder."""
    return tmp_path_factory.mktemp("people")


QUICK = {0, 2, 3}  # the others take as long again
EVERY = pytest.mark.parametrize(
    "number", [pytest.param(n, marks=() if n in QUICK else pytest.mark.slow) for n in range(len(SIZES))]
)


def persons_of(made: Organisation, departments: set[str], kind: str | None = None) -> set[str]:
    """Return who worked in departments, on one kind of signal or on any."""
    return {
        person
        for (department, of), persons in made.workers.items()
        if department in departments and kind in (None, of)
        for person in persons
    }


def names_in(cell: str) -> set[str]:
    """Return the departments that a cell names."""
    return set(cell.split(" + ")) - {"", SMALL}


@EVERY
def test_every_table_has_been_thought_about(place, number):
    _, tables, _ = written(number, place)
    assert set(tables) == set(ABOUT), "say in ABOUT whom the rows of a new table are about, and who might be told apart"


@EVERY
def test_no_row_is_about_one_to_four_persons(place, number):
    made, tables, _ = written(number, place)
    for table, about in ABOUT.items():
        for row in tables[table]:
            kind = row["kind"] if about.kind else None
            for department in {name for column in about.names for name in names_in(row[column])} - {"Z"}:
                assert len(persons_of(made, {department}, kind)) >= LEAST, (table, row)


@EVERY
def test_what_the_totals_leave_is_not_of_one_to_four_persons(place, number):
    made, tables, _ = written(number, place)
    for table, about in ABOUT.items():
        if not about.total:
            continue
        busy = {row[2] for row in made.rows if row[3] in (("answered",) if about.closing else ("work", "answered"))}
        parts = {row["kind"] for row in tables[table]} if about.kind else {None}
        for kind in parts:
            rows = [row for row in tables[table] if kind is None or row["kind"] == kind]
            shown = {name for row in rows for column in about.names for name in names_in(row[column])} & busy
            left = persons_of(made, busy - shown, kind)
            assert not shown or not left or len(left) >= LEAST, (table, kind)
            if any(SMALL in (row[column] for column in about.names) for row in rows):
                assert len(left) >= LEAST, (table, kind)


@EVERY
def test_what_a_department_has_over_all_kinds_gives_no_kind_back(place, number):
    # departments.csv has all that a department dropped; minus the kinds shown, it is what is left of it.
    made, tables, _ = written(number, place)
    for department in {row["department"] for row in tables["departments"]} - {SMALL, "Z"}:
        shown = {row["kind"] for row in tables["drop_points"] if row["department"] == department}
        rest = set().union(*(persons_of(made, {department}, kind) for kind in set(KINDS) - shown))
        assert not rest or len(rest) >= LEAST, department


@EVERY
def test_small_groups_have_sums_and_nothing_else(place, number):
    _, tables, _ = written(number, place)
    for table, about in ABOUT.items():
        for row in tables[table]:
            if SMALL in (row[column] for column in about.names):
                filled = {name for name, cell in row.items() if cell not in ("", "no")} - set(about.names)
                assert filled <= about.counts, table


@EVERY
def test_a_department_that_is_pooled_is_nowhere_named(place, number):
    made, tables, findings = written(number, place)
    shown = {row["department"] for row in tables["departments"]}
    hidden = set(persons_of_all(made)) - shown
    assert bool(hidden) is (number != 6)
    for table in set(tables) - {"data_quality"}:  # it speaks of spellings
        cells = {name for row in tables[table] for cell in row.values() for name in re.split(r"[+,]| \+ ", cell)}
        assert not hidden & {name.strip() for name in cells}, table
    told = json.dumps(findings, ensure_ascii=False)
    assert not [name for name in hidden if re.search(rf"\b{name}\b", told)]


def persons_of_all(made: Organisation) -> dict[str, set[str]]:
    """Return who worked in each department."""
    return {name: persons_of(made, {name}) for name, _ in made.workers}


def test_a_contact_centre_of_three_is_not_said_to_pass_on_little(place):
    _, tables, findings = written(2, place)
    overview = {row["measure"]: row["estimate"] for row in tables["overview"]}
    assert overview["passed_on"] == overview["spread"] == ""
    assert overview["came_back"] != ""
    assert not [row for row in tables["breakdown"] + tables["trends"] if row["measure"] == "passed_on"]
    assert ["passed_on", "five_in_centre"] in [[row["what"], row["needs"]] for row in tables["not_measurable"]]
    # With what happens elsewhere than in the contact centre, its part of "small groups" could be told.
    assert {row["share_elsewhere"] for row in tables["drop_points"]} == {""}
    assert {row["visits_elsewhere"] for row in tables["departments"]} == {""}
    assert tables["handle_time"] == [] and tables["satisfaction"]  # how long contacts took is how these three work
    assert not [one for one in findings["findings"] if one["kind"] in ("trickle", "drop_point")]


@pytest.mark.slow
def test_of_an_organisation_of_four_persons_nothing_is_said_by_department(place):
    _, tables, _ = written(5, place)
    for table in ("departments", "handovers", "drop_points", "silos", "changes"):
        assert not [row for row in tables[table] if row.get("department") != "Z"], table
    assert {row["department"] for table in ("stock", "told") for row in tables[table]} == {""}
    assert ["by_department", "five_persons"] in [[row["what"], row["needs"]] for row in tables["not_measurable"]]


@EVERY
def test_a_higher_bound_shows_no_department_that_a_lower_one_hid(place, number):
    made, tables, _ = written(number, place)
    folder = lay_down(place / f"higher{number}", made.rows, columns=HEAD, outcomes=OUTCOMES,
                      more={"limits": "group_size = 8"})  # fmt: skip
    higher = set(kccdiag.diagnose(kccdiag.open_engagement(folder)).departments["department"])
    assert higher - {SMALL} <= {row["department"] for row in tables["departments"]}


# ---- nobody is named


JAN, KLANT = "Xaviera Quist", "Zebedeus Oomkens"


def telling_rows() -> list[Row]:
    """Make rows that name an employee and a customer wherever they may slip in."""
    rows = [(f"s{n}", f"2025-01-{1 + n % 28:02d} 10:00", place, activity, "idea", JAN if n % 9 == 0 else f"w{n % 7}",
             topic, KLANT if n % 11 == 0 else f"k{n}", channel)
            for n in range(60)
            for place, activity, topic, channel in (
                ("Desk", "new", f"asked by {KLANT}", "mail"),
                ("A", f"sent to {JAN.upper()}", "bills", f"{JAN}'s phone"),
                ("A", "answered", f"about {JAN} again", "mail"))]  # fmt: skip
    shifted = [("s1", JAN, "Desk", "new", "idea", "w1", "bills", "k1", "mail"),
               ("s2", f"{KLANT} 06-97531864", "Desk", "new", "idea", "w1", "bills", "k1", "mail")]  # fmt: skip
    return [*shifted, *rows, ("s3", "2025-01-01", JAN)]


@pytest.mark.slow
def test_nobody_is_named_in_any_output_nor_on_the_screen(tmp_path, capsys):
    folder = lay_down(tmp_path / "telling", telling_rows(), columns=HEAD, outcomes=OUTCOMES)
    assert main(["check", str(folder), "--table", str(tmp_path / "quality.csv")]) == 0
    assert main(["diagnose", str(folder), "--out", str(tmp_path / "out")]) == 0
    said = "".join(capsys.readouterr())
    for path in [tmp_path / "quality.csv", *(tmp_path / "out").rglob("*"), *(folder / ".kccdiag").rglob("*")]:
        if path.is_file():
            said += "".join(readable(path))
    for name in (JAN, KLANT):
        for word in name.split():
            assert word.lower() not in said.lower(), word
    assert "97531864" not in said


def readable(path: Path) -> Iterator[str]:
    """Give everything in a file that somebody could read: cells, hidden text, properties."""
    content = path.read_bytes()
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        assert path.name == "texts.parquet" or not [field for field in table.schema if str(field.type) == "string"]
        yield content.decode("latin-1") + str(pq.ParquetFile(path).metadata.metadata)
    elif path.suffix == ".pptx":
        yield from packed(content)
    elif path.parent.name in (FLOWS, PICTURES):
        found = Kept(path.parent).find(path.name)
        assert found is not None
        yield str(found.about)
        for name, table in found.tables.items():
            kinds = table.itertuples(index=False) if name == "pictures" else [("csv", table.to_csv().encode())]
            for kind, content in kinds:
                yield from legible(kind, content)
    else:
        yield from legible(path.suffix.removeprefix("."), content)


def legible(kind: str, content: bytes) -> Iterator[str]:
    """Give everything in a picture or a text that somebody could read."""
    if kind == "png":
        yield from (data.decode("latin-1") for part, data in chunks(content) if part not in ("IDAT", "pHYs", "IHDR"))
    elif kind == "pdf":
        yield content.decode("latin-1") + content.replace(b"\x00", b"").decode("latin-1")
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
            try:
                yield zlib.decompress(stream).decode("latin-1")
            except zlib.error:  # not packed
                yield stream.decode("latin-1")
    else:
        yield content.decode("utf-8")
        for image in re.findall(rb"data:[\w/+]+;base64,([\w+/=]+)", content):
            yield b64decode(image).decode("utf-8")


def packed(content: bytes) -> Iterator[str]:
    """Give the names and the parts of slides, and those of the workbooks in them."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            yield name
            yield from packed(parts.read(name)) if name.endswith(".xlsx") else [parts.read(name).decode("latin-1")]


def chunks(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the parts of a PNG."""
    place = 8
    while place < len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        yield kind.decode(), content[place + 8 : place + 8 + length]
        place += 12 + length


@pytest.mark.parametrize("value", [JAN, f"{KLANT} 06-97531864", "NL91ABNA0417164300"])
def test_a_refusal_repeats_no_value_that_may_be_somebody(tmp_path, value):
    folder = lay_down(tmp_path / "new", [("s1", value, "Desk")], columns=("signal", "time", "department"), outcomes=())
    with pytest.raises(InputError) as refused:
        kccdiag.diagnose(kccdiag.open_engagement(folder))
    assert value not in str(refused.value)
    assert "line 2" in str(refused.value)


@pytest.mark.slow
def test_figures_say_nothing_of_who_made_them_when_or_where(tmp_path):
    folder = lay_down(tmp_path / "new", organisation(6, SIZES[6]).rows, columns=HEAD, outcomes=OUTCOMES)
    assert main(["diagnose", str(folder), "--out", str(tmp_path / "out")]) == 0
    figures = sorted((tmp_path / "out" / "figures").iterdir())
    assert {path.suffix for path in figures} == {".svg", ".png", ".pdf"}
    for path in figures:
        content = path.read_bytes()
        if path.suffix == ".png":
            told = {data.split(b"\0")[0] for kind, data in chunks(content) if kind in ("tEXt", "iTXt", "zTXt")}
            assert told <= {b"Software", b"Description"}
            assert {kind for kind, _ in chunks(content)} <= {"IHDR", "tEXt", "iTXt", "pHYs", "IDAT", "IEND", "PLTE"}
        elif path.suffix == ".pdf":
            assert not re.search(rb"/(Author|Keywords|CreationDate|ModDate)", content)
        else:
            assert set(re.findall(r"<dc:(\w+)", content.decode("utf-8"))) <= {
                "type", "description", "format", "creator", "title",
            }  # fmt: skip
            made = re.search(r"<dc:creator>.*?<dc:title>(.*?)</dc:title>", content.decode("utf-8"), re.DOTALL)
            assert made is None or made[1].startswith("Matplotlib v")


# ---- the key


@pytest.fixture
def engaged(tmp_path, monkeypatch):
    """Read a log of seven persons with a key of its own; return its folder."""
    monkeypatch.setenv("KCCDIAG_KEY", str(tmp_path / "keys" / "key"))
    rows = [(f"s{n}", f"2025-01-{1 + n % 28:02d}", "Desk", "work", "idea", f"Worker {n % 7}", "t", f"k{n % 5}", "mail")
            for n in range(40)]  # fmt: skip
    folder = lay_down(tmp_path / "new", rows, columns=HEAD, outcomes=OUTCOMES)
    assert main(["check", str(folder)]) == 0
    return folder


def code_of(folder: Path, signal: int) -> tuple[int, int]:
    """Return the codes of the person and the customer of a signal."""
    (events,) = folder.glob(".kccdiag/*/events.parquet")
    row = next(row for row in pq.read_table(events).to_pylist() if row["signal_id"] == signal)
    return row["person"], row["customer"]


def test_with_the_key_a_code_is_led_back_by_one_command(engaged, capsys):
    capsys.readouterr()
    person, customer = code_of(engaged, 3)  # the third signal is s2
    assert main(["reidentify", str(engaged), "--person", str(person), "--customer", str(customer)]) == 0
    assert capsys.readouterr().out == f"person {person}: worker 2\ncustomer {customer}: k2\n"


@pytest.mark.parametrize("change", ["gone", "another"])
def test_without_the_key_nobody_is_led_back(engaged, capsys, monkeypatch, tmp_path, change):
    place = tmp_path / "keys" / "key"
    place.unlink()
    if change == "another":
        place.write_bytes(b"some other secret, long enough")
    capsys.readouterr()
    assert main(["reidentify", str(engaged), "--person", "1"]) == 2
    printed = capsys.readouterr()
    assert "worker" not in printed.out + printed.err
    words = {"gone": "there is no key here", "another": "never read with this key"}
    assert words[change] in printed.err
    assert place.exists() is (change == "another")  # no key is made to look with


@pytest.mark.parametrize(("arguments", "words"), [(["--person", "8"], "nobody has code 8"), ([], "no code is given"),
                                                  (["--customer", "0"], "nobody has code 0")])  # fmt: skip
def test_a_code_that_nobody_has_is_refused(engaged, capsys, arguments, words):
    assert main(["reidentify", str(engaged), *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_new_key_forgets_what_was_read_with_the_old(engaged, capsys, tmp_path):
    place = tmp_path / "keys" / "key"
    before, codes = place.read_bytes(), [code_of(engaged, signal) for signal in range(1, 36)]
    assert main(["new-key", str(engaged)]) == 0
    assert place.read_bytes() != before
    assert [path.name for path in place.parent.iterdir()] == ["key"]
    assert list(engaged.glob(".kccdiag/*/")) == []
    assert main(["reidentify", str(engaged), "--person", "1"]) == 2
    assert main(["check", str(engaged)]) == 0
    assert [code_of(engaged, signal) for signal in range(1, 36)] != codes


def test_what_was_read_with_another_key_goes_with_the_next_reading(engaged, tmp_path, monkeypatch):
    monkeypatch.setattr("kccdiag.intake.cache.AN_HOUR", -60.0)  # as if nobody had been reading it within the hour
    (before,) = engaged.glob(".kccdiag/*/events.parquet")
    (tmp_path / "keys" / "key").write_bytes(b"some other secret, long enough")
    assert main(["check", str(engaged)]) == 0
    assert not before.exists()
    assert len(list(engaged.glob(".kccdiag/*/events.parquet"))) == 1


def test_the_key_changes_codes_and_nothing_that_is_measured(engaged, tmp_path):
    before = kccdiag.diagnose(kccdiag.open_engagement(engaged))
    (tmp_path / "keys" / "key").write_bytes(b"some other secret, long enough")
    after = kccdiag.diagnose(kccdiag.open_engagement(engaged))
    for name in ("overview", "departments", "handovers", "stock", "drop_points", "data_quality"):
        pd.testing.assert_frame_equal(getattr(before, name), getattr(after, name))


def test_a_key_inside_one_of_the_folders_is_not_replaced(engaged, monkeypatch, capsys):
    monkeypatch.setenv("KCCDIAG_KEY", str(engaged / "key"))
    assert main(["new-key", str(engaged)]) == 2
    assert "lies inside the engagement folder" in capsys.readouterr().err
    assert list(engaged.glob(".kccdiag/*/events.parquet"))


# ---- a log without persons


def without_persons(folder: Path, staff: str = "") -> Path:
    """Lay down an organisation of which the log names nobody."""
    rows = [row[:5] for row in organisation(0, SIZES[0]).rows]
    more = {"departments": 'file = "departments.csv"'} if staff else {}
    lay_down(folder, rows, columns=HEAD[:5], outcomes=OUTCOMES, more=more)
    if staff:
        (folder / "departments.csv").write_text(f"department,staff\n{staff}", "utf-8")
    return folder


def test_a_log_without_persons_says_everywhere_that_groups_can_not_be_checked(tmp_path, capsys):
    folder = without_persons(tmp_path / "new")
    assert main(["check", str(folder)]) == 0
    assert "whether groups are large enough to be shown" in " ".join(capsys.readouterr().out.split())
    assert main(["diagnose", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert "Whether groups are large enough to be shown can't be checked" in capsys.readouterr().out
    record = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    assert ["groups", "person"] in [[row["what"], row["needs"]] for row in record["not_measurable"]]


def test_head_counts_are_used_where_the_log_names_nobody(tmp_path, capsys):
    every = "Desk,9\nA,3\nB,6\nC,14\nD,7\nE,8\n"
    diagnosis = kccdiag.diagnose(kccdiag.open_engagement(without_persons(tmp_path / "all", every)))
    assert set(diagnosis.departments["department"]) == {"Desk", "C", "D", "E", SMALL}
    assert "groups" not in set(diagnosis.not_measurable["what"])
    some = without_persons(tmp_path / "some", every.replace("E,8\n", ""))
    diagnosis = kccdiag.diagnose(kccdiag.open_engagement(some))
    assert "E" in set(diagnosis.departments["department"])  # nobody can say
    assert ("groups", "persons_of_all") in set(diagnosis.not_measurable[["what", "needs"]].itertuples(index=False))
    assert main(["check", str(some)]) == 0
    assert "neither persons nor staff are known" in " ".join(capsys.readouterr().out.split())


def test_nothing_is_loaded_for_people_until_it_is_asked_for():
    script = "import kccdiag.cli, sys; sys.exit('kccdiag.intake.reidentify' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
