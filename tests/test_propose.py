"""Proposing a kccdiag.toml: what unknown columns and values are taken for."""

from __future__ import annotations

import gzip
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.propose import propose
from kccdiag.intake.vocabulary import KINDS, OUTCOMES, STAYS, header_score, meaning, plain

DUTCH = {
    "departments": ["KCC", "Facturatie", "Netbeheer", "Juridische Zaken", "Product", "IT", "Directie"],
    "new": "Ontvangen", "work": "In behandeling", "on": "Doorgestuurd", "wait": "Wacht op klant",
    "queue": "In wachtrij", "answered": "Beantwoord", "rejected": "Afgewezen", "adopted": "Doorgevoerd",
    "closed": "Gesloten", "told": "Klant geïnformeerd", "kinds": ["klacht", "vraag", "idee"],
    "channels": ["telefoon", "e-mail", "chat"], "topics": ["tarief", "meterstand", "verhuizing", "storing"],
    "text": "de rekening klopt niet want het bedrag is hoger dan vorig jaar graag bellen",
}  # fmt: skip
ENGLISH = {
    "departments": ["Contact Centre", "Billing", "Grid", "Legal", "Product", "IT", "Board"],
    "new": "Received", "work": "In progress", "on": "Forwarded", "wait": "Waiting for customer", "queue": "Queued",
    "answered": "Answered", "rejected": "Rejected", "adopted": "Implemented", "closed": "Closed",
    "told": "Customer informed", "kinds": ["complaint", "question", "idea"], "channels": ["phone", "email", "chat"],
    "topics": ["tariff", "meter reading", "moving house", "outage"],
    "text": "the bill is not right because the amount is higher than last year please call me back",
}  # fmt: skip
COLUMNS = [
    "signal",
    "time",
    "department",
    "activity",
    "person",
    "kind",
    "channel",
    "topic",
    "customer",
    "text",
    "opened",
]
NEEDED = ["signal", "time", "department", "activity"]
SYSTEMS = {
    "topdesk": (DUTCH, ["Meldingnummer", "Datum/tijd", "Behandelaarsgroep", "Status", "Behandelaar", "Soort melding",
                        "Binnenkomst via kanaal", "Categorie", "Aanmelder", "Korte omschrijving", "Aanmeldtijdstip"]),
    "salesforce": (ENGLISH, ["CaseNumber", "LastModifiedDate", "Owner_Group__c", "Status", "LastModifiedBy", "Type",
                             "Origin", "Product__c", "AccountId", "Description", "CreatedDate"]),
    "zendesk": (ENGLISH, ["ticket_id", "updated_at", "group_name", "status", "assignee_name", "type", "via.channel",
                          "tags", "requester_id", "description", "created_at"]),
    "servicenow": (ENGLISH, ["number", "sys_updated_on", "assignment_group", "state", "assigned_to", "u_case_type",
                             "contact_type", "category", "caller_id", "short_description", "opened_at"]),
    "municipal": (DUTCH, ["Zaak-ID", "Tijdstip", "Afd.", "Handeling", "Mdw", "Aard", "Kanaal", "Thema", "Relatie",
                          "Toelichting", "Ontvangstdatum"]),
}  # fmt: skip


def organisation(words: dict[str, Any], *, signals: int = 600, seed: int = 1) -> pd.DataFrame:
    """Invent an export with the canonical names as its columns."""
    dice = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    first, *others = words["departments"]
    for place in range(signals):
        time = pd.Timestamp("2024-01-01") + pd.Timedelta(minutes=int(dice.integers(0, 500_000)))
        fixed = {
            "signal": f"{20240000 + 7 * place}", "customer": f"K{int(dice.integers(0, signals // 2)):06d}",
            "kind": str(dice.choice(words["kinds"])), "channel": str(dice.choice(words["channels"])),
            "topic": str(dice.choice(words["topics"])), "opened": time,
            "text": " ".join(dice.choice(words["text"].split(), 12)),
        }  # fmt: skip
        path = [first, *dice.choice(others, int(dice.integers(0, 4)))]
        steps = []
        for stop, department in enumerate(path):
            steps.append((department, words["work"] if stop else words["new"]))
            steps += [(department, words[extra]) for extra in ("queue", "wait", "work") if dice.random() < 0.3]
            steps += [(department, words["on"])] if stop < len(path) - 1 else []
        if dice.random() < 0.85:
            end = dice.choice(["answered", "rejected", "adopted", "closed"], p=[0.5, 0.1, 0.1, 0.3])
            steps.append((path[-1], words[end]))
            steps += [(first, words["told"])] if dice.random() < 0.4 else []
        for department, activity in steps:
            time += pd.Timedelta(minutes=int(dice.exponential(3000)) + 1)
            person = f"{department[:3].upper()}{int(dice.integers(1, 15)):02d}"
            known = department if dice.random() > 0.05 else "?"
            rows.append(fixed | {"time": time, "department": known, "activity": activity, "person": person})
    return pd.DataFrame(rows)


def proposed(folder: Path, table: pd.DataFrame, headers: dict[str, str], *, sep: str = ",") -> dict[str, Any]:
    """Write a table under other headers, and read what is proposed for it, by the canonical names."""
    path = folder / "export.csv"
    table[list(headers)].rename(columns=headers).to_csv(path, index=False, sep=sep)
    text = propose([path], folder)
    (folder / "kccdiag.toml").write_text(text, encoding="utf-8")
    open_engagement(folder)
    (folder / "kccdiag.toml").unlink()
    configuration = tomllib.loads(text)
    canonical = {header: name for name, header in headers.items()}
    columns = configuration["log"]["columns"]
    configuration["log"]["columns"] = {
        role: canonical[value] if isinstance(value, str) else [canonical[one] for one in value]
        for role, value in columns.items()
    }
    return configuration


@pytest.mark.parametrize("system", SYSTEMS)
def test_exports_as_systems_name_them(tmp_path: Path, system: str):
    words, headers = SYSTEMS[system]
    configuration = proposed(tmp_path, organisation(words), dict(zip(COLUMNS, headers, strict=True)))
    assert configuration["log"]["columns"] == {name: name for name in COLUMNS if name != "opened"}


@pytest.mark.parametrize("order", ["by signal", "by time", "shuffled"])
@pytest.mark.parametrize("words", [DUTCH, ENGLISH], ids=["nl", "en"])
def test_headers_that_say_nothing(tmp_path: Path, words: dict[str, Any], order: str):
    table = organisation(words)
    if order != "by signal":
        table = table.sort_values("time") if order == "by time" else table.sample(frac=1, random_state=3)
    configuration = proposed(tmp_path, table, {name: f"kol{place}" for place, name in enumerate(COLUMNS[::-1])})
    assert configuration["log"]["columns"] == {name: name for name in COLUMNS if name != "opened"}


@pytest.mark.parametrize("words", [DUTCH, ENGLISH], ids=["nl", "en"])
def test_values_get_their_meaning_and_the_file_its_language(tmp_path: Path, words: dict[str, Any]):
    configuration = proposed(tmp_path, organisation(words), {name: name for name in COLUMNS}, sep=";")
    log = configuration["log"]
    assert log["outcomes"] == {name: [words[name]] for name in ("adopted", "answered", "rejected", "closed", "told")}
    assert log["stays"] == {"queue": [words["queue"]], "customer": [words["wait"]]}
    assert log["kinds"] == dict(
        zip(["complaint", "question", "idea"], ([kind] for kind in words["kinds"]), strict=True)
    )
    assert configuration["engagement"]["language"] == ("nl" if words is DUTCH else "en")
    assert configuration["engagement"]["contact_centre"] == [words["departments"][0]]
    assert configuration["engagement"]["board"] == [words["departments"][-1]]
    assert configuration["departments"]["unknown"] == ["?"]


def test_a_word_for_an_end_after_which_work_goes_on_is_only_mentioned(tmp_path: Path):
    # "Afgehandeld" closes one of four steps of every signal here, never the last one.
    rows = [(str(signal), day, department, status) for signal in range(50)
            for day, (department, status) in enumerate([("KCC", "Nieuw"), ("KCC", "Afgehandeld"), ("IT", "Bezig"),
                                                        ("IT", "Gesloten")])]  # fmt: skip
    table = pd.DataFrame(rows, columns=["signal", "time", "department", "activity"])
    table["time"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(table["time"], unit="D")
    configuration = proposed(tmp_path, table, {name: name for name in NEEDED})
    assert configuration["log"]["outcomes"] == {"closed": ["Gesloten"]}
    text = propose([tmp_path / "export.csv"], tmp_path)
    assert '# in plaats van de regel closed hierboven:\n# closed = ["Gesloten", "Afgehandeld"]' in text
    taken = re.sub(r"\nclosed = .*|# (?=closed = )", "", text)
    assert tomllib.loads(taken)["log"]["outcomes"] == {"closed": ["Gesloten", "Afgehandeld"]}


def test_dates_and_times_in_two_columns_are_joined(tmp_path: Path):
    table = organisation(DUTCH)
    table["date"], table["clock"] = table["time"].dt.strftime("%d-%m-%Y"), table["time"].dt.strftime("%H:%M")
    names = {"signal": "Dossier", "date": "Datum", "clock": "Tijd", "department": "Team", "activity": "Status"}
    assert proposed(tmp_path, table, names)["log"]["columns"]["time"] == ["date", "clock"]


def test_a_counter_within_a_signal_is_the_sequence(tmp_path: Path):
    table = organisation(ENGLISH)
    table["counter"] = table.groupby("signal").cumcount()
    table["score"] = table["signal"].astype(int) % 7
    names = {name: f"c{place}" for place, name in enumerate([*NEEDED, "counter", "score"])}
    assert proposed(tmp_path, table, names)["log"]["columns"]["sequence"] == "counter"


def test_ids_that_look_like_numbers_are_no_times(tmp_path: Path):
    table = organisation(ENGLISH)
    table["time"] = table["time"].astype("datetime64[s]").astype("int64").astype(str)
    names = {"signal": "id", "time": "timestamp", "department": "dept", "activity": "event"}
    columns = proposed(tmp_path, table, names)["log"]["columns"]
    assert (columns["signal"], columns["time"]) == ("signal", "time")


def test_what_cannot_be_told_is_left_open_with_its_candidates(tmp_path: Path):
    table = organisation(ENGLISH)[["signal", "department"]]
    (tmp_path / "export.csv").write_text(table.to_csv(index=False))
    text = propose([tmp_path / "export.csv"], tmp_path)
    assert '# time = "…"' in text
    assert "time" not in tomllib.loads(text)["log"]["columns"]


@pytest.mark.parametrize("moment", ["2025-01-31", "2025-01-31 23:30", "2025-01-31T22:30:00Z"])
def test_a_cutoff_that_is_offered_leaves_out_no_event(tmp_path: Path, moment: str):
    (tmp_path / "log.csv").write_text(f"case,moment,team\na,2025-01-06 09:00,KCC\na,{moment},Post\n")
    text = propose([tmp_path / "log.csv"], tmp_path)
    assert "2025-01-31" in text and "# cutoff = 2025-02-01" in text.splitlines()


def test_without_times_there_is_no_cutoff(tmp_path: Path):
    (tmp_path / "log.csv").write_text("case,team\na,KCC\na,Post\n")
    assert "cutoff" not in propose([tmp_path / "log.csv"], tmp_path)


def test_one_row_per_signal_is_said(tmp_path: Path):
    table = organisation(DUTCH).drop_duplicates("signal")
    path = tmp_path / "export.csv"
    names = {"signal": "Zaaknummer", "time": "Moment", "department": "Afdeling"}
    table[list(names)].rename(columns=names).to_csv(path, index=False)
    assert "elk nummer staat op één regel" in propose([path], tmp_path)


@pytest.mark.parametrize(
    "text",
    ["a\n1\n", "a,b\n1,2\n", "Zaak,Moment,Afdeling\n1,2024-01-01,KCC\n", "x,y,z\n,,\n?,?,?\n", "a,a b\n\"q\"\"\n\",'\n",
     "=1+1,\u202eabc\n<b>,\u200b\n"],
)  # fmt: skip
def test_odd_and_tiny_files_never_break_it(tmp_path: Path, text: str):
    (tmp_path / "odd.csv").write_text(text, encoding="utf-8")
    tomllib.loads(propose([tmp_path / "odd.csv"], tmp_path))


def test_names_that_need_quoting_survive(tmp_path: Path):
    header = 'A "quoted"\\name'
    table = organisation(DUTCH, signals=60)
    table["department"] = table["department"].replace("IT", 'He said "no"\\ \t#')
    columns = proposed(tmp_path, table, {"signal": "Zaaknummer", "time": "Moment", "department": header})
    assert columns["log"]["columns"]["department"] == "department"


def test_files_with_equal_columns_are_one_log_others_several(tmp_path: Path):
    table = organisation(DUTCH, signals=80)[NEEDED]
    for place, part in enumerate([table[:150], table[150:]]):
        part.to_csv(tmp_path / f"part{place}.csv", index=False)
    table.rename(columns={"department": "Team"}).to_csv(tmp_path / "other.csv", index=False)
    text = propose([tmp_path / name for name in ("part0.csv", "part1.csv", "other.csv")], tmp_path)
    logs = tomllib.loads(text)["log"]
    assert [log["files"] for log in logs] == [["part0.csv", "part1.csv"], ["other.csv"]]


def test_a_list_of_departments_is_no_log(tmp_path: Path):
    organisation(DUTCH, signals=80)[NEEDED].to_csv(tmp_path / "events.csv", index=False)
    (tmp_path / "teams.csv").write_text("team,leider\nKCC,An\nIT,Bo\n")
    text = propose([tmp_path / "events.csv", tmp_path / "teams.csv"], tmp_path)
    assert tomllib.loads(text)["log"]["files"] == ["events.csv"]
    assert "# teams.csv: " in text


def test_nothing_is_overwritten_and_nothing_outside_is_taken(tmp_path: Path):
    folder = tmp_path / "engagement"
    folder.mkdir()
    outside = tmp_path / "events.csv"
    outside.write_text("Zaak,Moment,Afdeling\n1,2024-01-01,KCC\n")
    with pytest.raises(InputError, match="outside the engagement folder") as caught:
        propose([outside, folder / "absent.csv"], folder)
    assert "no such file" in str(caught.value)
    (folder / "events.csv").write_bytes(outside.read_bytes())
    (folder / "kccdiag.toml").write_text("")
    with pytest.raises(InputError, match="nothing is overwritten"):
        propose([folder / "events.csv"], folder)


def test_a_path_from_the_folder_is_understood_too(tmp_path: Path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "events.csv").write_text("Zaak,Moment,Afdeling\n1,2024-01-01,KCC\n")
    assert tomllib.loads(propose([Path("sub/events.csv")], tmp_path))["log"]["files"] == ["sub/events.csv"]


REAL = {
    "bpic2013_incidents/bpic2013_incidents.xes.gz": {
        "signal": "case:concept:name", "time": "time:timestamp", "department": "org:group",
        "activity": ["concept:name", "lifecycle:transition"], "person": "org:resource",
    },
    "uci_incident/incident_event_log.zip": {
        "signal": "number", "time": "sys_updated_at", "department": "assignment_group", "activity": "incident_state",
        "person": "assigned_to", "sequence": "sys_mod_count", "channel": "contact_type", "customer": "caller_id",
    },
    "hospital/Hospital_log.xes.gz": {
        "signal": "case:concept:name", "time": "time:timestamp", "department": "org:group", "activity": "concept:name",
    },
    "receipt/receipt.csv.gz": {
        "signal": "case:concept:name", "time": "time:timestamp", "department": "org:group", "activity": "concept:name",
        "person": "org:resource", "channel": "case:channel",
    },
}  # fmt: skip
ENDS = {
    "bpic2013_incidents/bpic2013_incidents.xes.gz": {
        "answered": ["Completed/Resolved", "Completed/In Call"], "closed": ["Completed/Closed"],
        "withdrawn": ["Completed/Cancelled"],
    },
    "uci_incident/incident_event_log.zip": {"answered": ["Resolved"], "closed": ["Closed"]},
    "hospital/Hospital_log.xes.gz": {},
    "receipt/receipt.csv.gz": {},
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_real_logs_are_told_without_help(shared: Path, tmp_path: Path, name: str):
    source = shared / "real" / name
    target = tmp_path / source.name
    target.write_bytes(source.read_bytes())
    text = propose([target], tmp_path)
    (tmp_path / "kccdiag.toml").write_text(text, encoding="utf-8")
    (log,) = [tomllib.loads(text)["log"]]
    assert {role: log["columns"].get(role) for role in REAL[name]} == REAL[name]
    assert log.get("outcomes", {}) == ENDS[name]
    assert open_engagement(tmp_path).logs[0].columns["signal"] == (REAL[name]["signal"],)


def test_the_demo_is_told_as_its_own_configuration_says(tmp_path: Path):
    root = Path(__file__).resolve().parents[1]
    told = tomllib.loads((root / "data" / "demo" / "kccdiag.toml").read_text(encoding="utf-8"))
    (file,) = told["log"]["files"]
    (tmp_path / file).write_bytes((root / "data" / "demo" / file).read_bytes())
    log = tomllib.loads(propose([tmp_path / file], tmp_path))["log"]
    assert {role: log["columns"].get(role) for role in told["log"]["columns"]} == told["log"]["columns"]
    assert log["kinds"].keys() == told["log"]["kinds"].keys()
    for meaning_of, values in told["log"]["outcomes"].items():
        folded = {value.casefold() for value in log["outcomes"].get(meaning_of, [])}
        assert folded == {value.casefold() for value in values}


@pytest.mark.parametrize(
    ("value", "outcome", "stay"),
    [
        ("Opgelost", "answered", ""), ("Resolved", "answered", ""), ("Niet opgelost", "", ""), ("Heropend", "", ""),
        ("Afgehandeld", "closed", ""), ("Geannuleerd door klant", "withdrawn", ""),
        ("Niet gehonoreerd", "rejected", ""), ("Overgezet naar Jira", "left", ""),
        ("Klant teruggebeld", "told", ""), ("Wacht op klant", "", "customer"),
        ("Awaiting user info", "", "customer"), ("Pending customer", "", "customer"), ("In wachtrij", "", "queue"),
        ("Queued/Awaiting Assignment", "", "queue"), ("Accepted/Wait - User", "", "customer"), ("In progress", "", ""),
        ("Verbetering doorgevoerd", "adopted", ""), ("T06 Determine necessity of stop advice", "", ""),
    ],
)  # fmt: skip
def test_statuses_mean_what_their_words_say(value: str, outcome: str, stay: str):
    assert meaning(value, OUTCOMES) == outcome
    assert meaning(value, STAYS) == stay


def test_kinds_and_headers_are_known_in_both_languages():
    assert [meaning(kind, KINDS) for kind in ("Klacht", "complaints", "Verbeteridee", "Vraag", "storing")] == [
        "complaint", "complaint", "idea", "question", ""]  # fmt: skip
    assert header_score("signal", "Zaaknummer") > header_score("signal", "id") > header_score("signal", "klantnummer")
    assert plain("Geïnformeerd-ID") == "geinformeerd id"


def test_reading_packed_exports(tmp_path: Path):
    text = organisation(DUTCH, signals=60)[NEEDED].to_csv(index=False).encode()
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("events.csv", text)
    found = [tomllib.loads(propose([tmp_path / name], tmp_path))["log"]["columns"] for name in ("a.csv.gz", "b.zip")]
    assert found[0] == found[1] == {name: name for name in NEEDED}


TALK = "Interviewer: What do you do with it?\n\nCallum: We pass it on to them, and that is it.\n"


def test_transcripts_become_interviews_and_nobody_is_named(tmp_path):
    (tmp_path / "talks").mkdir()
    for name in ("a.txt", "b.md"):
        (tmp_path / "talks" / name).write_text(TALK)
    (tmp_path / "talks" / "c.vtt").write_text("no recording")
    text = propose(sorted((tmp_path / "talks").iterdir()), tmp_path)
    assert tomllib.loads(text)["interviews"] == {"folder": "talks"}
    assert tomllib.loads(text)["engagement"]["language"] == "en"
    assert "transcripts found: 3" in text
    assert "Callum" not in text
    (tmp_path / "kccdiag.toml").write_text(text)
    assert open_engagement(tmp_path).logs == ()


def test_a_log_and_transcripts_are_proposed_together_with_the_lists_that_are_there(tmp_path):
    (tmp_path / "log.txt").write_text("Case,Moment,Team\n1,2024-01-02,KCC\n1,2024-01-03,IT\n2,2024-01-04,KCC\n")
    (tmp_path / "a.txt").write_text(TALK)
    (tmp_path / "participants.csv").write_text("name,department\n")
    (tmp_path / "survey.csv").write_text("respondent,giver,taker,relation\n")
    proposed = tomllib.loads(propose([tmp_path / name for name in ("log.txt", "a.txt", "survey.csv")], tmp_path))
    assert proposed["log"]["files"] == ["log.txt"]
    assert proposed["interviews"] == {
        "folder": ".", "participants": "participants.csv", "survey": "survey.csv",
    }  # fmt: skip
