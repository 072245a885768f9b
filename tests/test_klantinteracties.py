"""Klantinteracties (Open Klant) as a log: what is nested or linked put together, and what it does not know said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest

from kccdiag.diagnosis import diagnose
from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.propose import propose
from kccdiag.intake.report import check
from kccdiag.intake.sources import read_raw_files

API = "https://openklant.example/klantinteracties/api/v1"
Json = dict[str, Any]


def actor(uuid: str, name: str, kind: str = "organisatorische_eenheid") -> Json:
    """Make an actor as /actoren gives it."""
    return {"uuid": uuid, "url": f"{API}/actoren/{uuid}", "naam": name, "soortActor": kind, "actorIdentificatie": {}}


def contact(uuid: str, moment: str, **more: Any) -> Json:
    """Make a klantcontact as /klantcontacten gives it."""
    return {
        "uuid": uuid, "url": f"{API}/klantcontacten/{uuid}", "nummer": f"K-{uuid}", "kanaal": "telefoon",
        "onderwerp": "Paspoort", "inhoud": "Vraag", "plaatsgevondenOp": moment, "hadBetrokkenActoren": [],
        "leiddeTotInterneTaken": [], **more,
    }  # fmt: skip


def task(uuid: str, of: str, assigned: str, done: str | None = None, **more: Any) -> Json:
    """Make an interne taak as /internetaken gives it."""
    return {
        "uuid": uuid, "url": f"{API}/internetaken/{uuid}", "nummer": uuid, "gevraagdeHandeling": "bel terug",
        "aanleidinggevendKlantcontact": {"uuid": of, "url": f"{API}/klantcontacten/{of}"},
        "toegewezenAanActoren": [{"uuid": "u1", "url": f"{API}/actoren/u1"}], "toegewezenOp": assigned,
        "status": "verwerkt" if done else "te_verwerken", "afgehandeldOp": done, **more,
    }  # fmt: skip


def written(folder: Path, **files: Any) -> list[Path]:
    """Write JSON files."""
    paths = [folder / f"{name}.json" for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return paths


def events(folder: Path, **files: Any) -> list[tuple[str, ...]]:
    """Read JSON files; return signal, moment, department and status of each event."""
    table = read_raw_files(written(folder, **files)).table.to_pandas().fillna("")
    return list(table[["Klantcontact", "Moment", "Afdeling", "Status"]].itertuples(index=False, name=None))


NINE, TEN, NOON = "2025-01-06T09:00:00Z", "2025-01-06T10:00:00Z", "2025-01-09T12:00:00Z"
EXPECTED = [
    ("K-1", NINE, "Klantcontactcentrum", "klantcontact"), ("K-1", TEN, "Burgerzaken", "toegewezen"),
    ("K-1", NOON, "Burgerzaken", "verwerkt"),
]  # fmt: skip
ONE, UNIT = task("t1", "1", TEN, NOON), actor("u1", "Burgerzaken")
LINKED = contact("1", NINE, leiddeTotInterneTaken=[{"uuid": "t1", "url": f"{API}/internetaken/t1"}])
BARE = {key: value for key, value in ONE.items() if key not in ("uuid", "url", "aanleidinggevendKlantcontact")}


@pytest.mark.parametrize("files", [
    {"a": {"count": 1, "next": None, "results": [LINKED]}, "b": {"results": [ONE]}, "c": {"results": [UNIT]}},
    {"a": [LINKED, ONE, UNIT]},
    {"a": {"klantcontacten": [LINKED], "internetaken": [ONE], "actoren": [UNIT]}},
    {"a": [{**LINKED, "_expand": {"leiddeTotInterneTaken": [ONE]}}], "b": [UNIT]},
    {"a": contact("1", NINE, leiddeTotInterneTaken=[{**BARE, "toegewezenAanActoren": [UNIT]}])},  # nested, unnamed
    {"a": [contact("1", NINE)], "b": [{**ONE, "toegewezenAanActoren": None, "toegewezenAanActor": UNIT}]},
    {"b": [{**ONE, "aanleidinggevendKlantcontact": f"{API}/klantcontacten/1/"}], "a": [LINKED], "c": [UNIT]},
    {"a": [{"plaatsgevonden_op": NINE, "nummer": "K-1", "leidde_tot_interne_taken": [
        {"toegewezen_op": TEN, "afgehandeld_op": NOON, "toegewezen_aan_actor": {
            "soort_actor": "organisatorische_eenheid", "naam": "Burgerzaken"}}]}]},
])  # fmt: skip
def test_what_is_nested_expanded_or_linked_tells_the_same(tmp_path, files):
    assert events(tmp_path, **files) == EXPECTED


def test_units_are_departments_and_employees_persons(tmp_path):
    people = [actor("m1", "J. Jansen", "medewerker"), actor("bot", "Chatbot", "geautomatiseerde_actor")]
    party = [{"uuid": "b0", "wasPartij": {"uuid": "p0"}, "initiator": False},
             {"uuid": "b1", "wasPartij": {"uuid": "p1", "soortPartij": "persoon"}, "initiator": True}]  # fmt: skip
    made = contact("1", NINE, hadBetrokkenActoren=people, _expand={"hadBetrokkenen": party})
    tasks = [task("t1", "1", NOON, toegewezenAanActoren=[{"uuid": "m1"}]),
             task("t2", "1", TEN, toegewezenAanActoren=[{"uuid": "u1"}, {"uuid": "u2"}, {"uuid": "m1"}])]  # fmt: skip
    files = written(tmp_path, a=[made], b=tasks, c=[UNIT, actor("u2", "Belastingen")])
    table = read_raw_files(files).table.to_pandas().fillna("")
    rows = table[["Afdeling", "Status", "Medewerker", "Klant"]].to_numpy().tolist()
    assert rows == [
        ["Klantcontactcentrum", "klantcontact", "J. Jansen", "p1"],
        ["Burgerzaken", "toegewezen", "J. Jansen", "p1"], ["Belastingen", "toegewezen", "J. Jansen", "p1"],
        ["", "toegewezen", "J. Jansen", "p1"],  # of an employee alone no unit is known
    ]  # fmt: skip
    unit = contact("2", NINE, hadBetrokkenActoren=[UNIT])
    assert events(tmp_path, a=[unit]) == [("K-2", NINE, "Burgerzaken", "klantcontact zonder interne taak")]


def test_what_could_not_be_placed_is_counted_with_why(tmp_path):
    lost = contact("2", NINE, leiddeTotInterneTaken=[{"uuid": "t9"}])
    tasks = [task("t1", "1", TEN, status="verwerkt"), task("t2", "nowhere", TEN), task("t3", "1", TEN)]
    tasks[2]["toegewezenAanActoren"] = [{"uuid": "u9"}]
    raw = read_raw_files(written(tmp_path, a={"next": f"{API}/klantcontacten?page=2", "results": [LINKED, lost]},
                                 b=[*tasks, UNIT]))  # fmt: skip
    said = raw.set_aside["why"].tolist()
    assert len(said) == 5
    for words in ("goes on at another page", "klantcontact K-2 names an interne taak", "t1 is done, but it is not said",
                  "t3 is assigned to an actor who is not", "of a klantcontact that is not in these files"):  # fmt: skip
        assert any(words in why for why in said), words
    # K-2 had a task, if not here: it is not called finished.
    assert "klantcontact zonder interne taak" not in set(raw.table.to_pandas()["Status"])


@pytest.mark.parametrize(("text", "said"), [
    ('[\n {"uuid": "1",\n "plaatsgevondenOp" "x"}]', "a.json:\n  - line 3: this is no JSON, or it is cut off"),
    ('{"results": [{"plaatsgevondenOp": "2025', "line 1: this is no JSON, or it is cut off"),
    ('{"a": 1}\n{"b": 2}', "a file with one object on each line is not read"),
    ('{"results": []}', "no Klantcontact in it"),
    ('{"results": [{"zaaknummer": 1}]}', "export /klantcontacten?expand=leiddeTotInterneTaken"),
    ("[" * 100_000, "this is no JSON|too deep"),
    ("PK\x03\x04", "its name says json, its content .zip"),
    ("", "the file is empty"),
])  # fmt: skip
def test_every_fault_is_named_with_line_and_remedy(tmp_path, text, said):
    with pytest.raises(InputError) as error:
        events(tmp_path, a=text)
    assert any(words in str(error.value) for words in said.split("|"))


def test_every_file_at_fault_is_named(tmp_path):
    with pytest.raises(InputError) as error:
        events(tmp_path, a="{", b="[", c=[LINKED])
    assert [fault.place for fault in error.value.faults] == ["a.json", "b.json"]
    (tmp_path / "a.json").write_bytes(b'{"naam":\n "caf\xe9"}')
    with pytest.raises(InputError, match="line 2: a character that is not UTF-8"):
        read_raw_files([tmp_path / "a.json"])


def test_what_stands_too_deep_is_no_contact(tmp_path):
    deep: Any = LINKED
    for _ in range(60):
        deep = {"more": deep}
    with pytest.raises(InputError, match="no Klantcontact"):
        events(tmp_path, a=deep)


def test_a_zip_of_json_is_read_and_what_describes_other_tables_is_left_alone(tmp_path):
    with ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("contacts.json", json.dumps([LINKED]))
        packed.writestr("others.json", json.dumps([ONE, UNIT]))
    assert read_raw_files([tmp_path / "all.zip"]).table.num_rows == 3
    with ZipFile(tmp_path / "table.zip", "w") as packed:
        packed.writestr("events.csv", "Zaak,Moment\n1,2025-01-06\n")
        packed.writestr("metadata.json", '{"title": "events"}')
    assert read_raw_files([tmp_path / "table.zip"]).table.to_pylist() == [{"Zaak": "1", "Moment": "2025-01-06"}]


@pytest.fixture
def municipality(tmp_path) -> Path:
    """Lay down the exports of a municipality, with the configuration that is proposed for them."""
    contacts, tasks = [], []
    for n in range(60):
        day = pd.Timestamp("2025-01-06T09:00Z") + pd.Timedelta(days=n)
        contacts.append(contact(f"c{n}", f"{day:%Y-%m-%dT%H:%M:%SZ}", onderwerp=["Paspoort", "Grofvuil"][n % 2]))
        if n % 3:
            later = day + pd.Timedelta(days=2)
            tasks.append(task(f"t{n}", f"c{n}", f"{day + pd.Timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}",
                              f"{later:%Y-%m-%dT%H:%M:%SZ}" if n % 3 == 1 else None,
                              toegewezenAanActoren=[{"uuid": f"u{n % 2}"}]))  # fmt: skip
    units = [actor("u0", "Burgerzaken"), actor("u1", "Afval")]
    files = written(tmp_path, klantcontacten={"results": contacts}, internetaken={"results": tasks}, actoren=units)
    (tmp_path / "kccdiag.toml").write_text(propose(files, tmp_path), "utf-8")
    return tmp_path


def test_the_proposal_can_be_diagnosed_as_it_is(municipality):
    engagement = open_engagement(municipality, language="en")
    (log,) = engagement.logs
    assert {role: names[0] for role, names in log.columns.items()} == {
        "signal": "Klantcontact", "time": "Moment", "department": "Afdeling", "activity": "Status",
        "channel": "Kanaal", "topic": "Onderwerp", "text": "Inhoud",
    }  # fmt: skip
    assert log.outcomes == {"klantcontact zonder interne taak": "closed", "verwerkt": "closed"}
    assert engagement.contact_centre == ("Klantcontactcentrum",)
    d = diagnose(engagement, objections=())
    assert (d.signals, d.events) == (60, 60 + 40 + 20)
    ended = d.outcomes.groupby("outcome")["signals"].sum()
    assert ended["closed"] == 40  # 20 without a task, 20 of which it was done
    lacking = set(d.not_measurable.itertuples(index=False, name=None))
    assert ("told", "other_system") in lacking and ("told", "told") not in lacking
    text = d.limits_in_words().set_index("what").loc["told", "text"]
    assert "records no acknowledgement and no answer to the customer" in text


def test_check_says_what_the_standard_does_not_know(municipality):
    said = " ".join(check(open_engagement(municipality, language="en")).split())
    assert "klantcontacten.json: read by the klantinteracties standard: 120 events" in said
    assert "the klantinteracties standard does not record it possible with: a second [[log]]" in said
