"""Opening an engagement: what is read, and that every fault is named with its line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccdiag.engagement import Engagement, fold, open_engagement
from kccdiag.faults import InputError
from kccdiag.limits import Limits

LOG = """
[log]
files = ["events.csv"]
[log.columns]
signal = "Zaak"
time = "Moment"
department = "Afdeling"
activity = "Status"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "engagement"
    folder.mkdir()
    (folder / "events.csv").write_text("Zaak,Moment,Afdeling,Status\n1,2024-01-01,KCC,in\n")
    return folder


def opened(folder: Path, text: str, *, departments: str | bytes = "") -> Engagement:
    (folder / "kccdiag.toml").write_bytes(text.encode())
    if departments:
        raw = departments if isinstance(departments, bytes) else departments.encode()
        (folder / "departments.csv").write_bytes(raw)
    return open_engagement(folder)


def faults_of(folder: Path, text: str, *, departments: str | bytes = "") -> str:
    with pytest.raises(InputError) as caught:
        opened(folder, text, departments=departments)
    return str(caught.value)


def test_the_engagement_of_the_design_is_read(folder: Path):
    engagement = opened(
        folder,
        """
[engagement]
name = "Waterstad Energie"
language = "en"
contact_centre = ["Klantcontactcentrum"]
board = ["Directie"]
cutoff = 2026-01-05
told_target = 0.9

[log]
files = ["events.csv"]
[log.columns]
signal = "Zaak"
time = "Moment"
department = ["Afdeling", "Team"]
activity = "Status"
kind = "Soort"
[log.kinds]
idea = ["Idee ", "voorstel"]
[log.outcomes]
adopted = ["Doorgevoerd"]
withdrawn = []
told = ["teruggekoppeld"]
[log.stays]
queue = ["in  wachtrij"]
[departments]
unknown = ["Leeg"]
aliases = { "Klantcontactcentrum" = "KCC" }
[limits]
wall_ratio = 0.4
drop_visits = 20
""",
    )
    assert engagement.name == "Waterstad Energie"
    assert engagement.language == "en"
    assert engagement.contact_centre == ("KCC",)  # the alias' target
    assert engagement.board == ("Directie",)
    # Midnight in Amsterdam in winter is 23:00 UTC the day before.
    assert engagement.cutoff == datetime(2026, 1, 4, 23, tzinfo=UTC)
    assert engagement.told_target == 0.9
    (log,) = engagement.logs
    assert log.files == ((folder / "events.csv").resolve(),)
    assert log.columns["department"] == ("Afdeling", "Team")
    assert log.kinds == {"idee": "idea", "voorstel": "idea"}
    assert log.outcomes == {"doorgevoerd": "adopted", "teruggekoppeld": "told"}
    assert log.stays == {"in wachtrij": "queue"}
    assert log.duplicates == "auto"
    assert {"leeg", "", "?", "-", "unknown", "n/a"} <= engagement.unknown
    assert engagement.aliases["klantcontactcentrum"] == "KCC"
    assert engagement.limits == Limits(wall_ratio=0.4, drop_visits=20)
    assert engagement.interviews is None
    assert engagement.departments.empty
    assert list(engagement.departments.columns) == ["department", "unit", "staff"]


def test_what_is_left_out_gets_the_documented_default(folder: Path):
    engagement = opened(folder, LOG)
    assert (engagement.name, engagement.language, engagement.timezone) == ("engagement", "nl", "Europe/Amsterdam")
    assert engagement.contact_centre == ()
    assert engagement.board == ()
    assert engagement.cutoff is None
    assert engagement.told_target is None
    assert engagement.limits == Limits()


def test_several_systems_and_an_engagement_of_interviews_only(folder: Path):
    both = LOG.replace("[log]", "[[log]]") + LOG.replace("[log]", "[[log]]")
    assert len(opened(folder, both).logs) == 2
    (folder / "interviews").mkdir()
    only = opened(folder, '[interviews]\nfolder = "interviews"\n')
    assert only.logs == ()
    assert only.interviews == {"folder": "interviews"}
    assert "neither [log] nor [interviews]" in faults_of(folder, '[engagement]\nname = "x"\n')


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('participants = "participant.csv"', "is not a file; did you mean 'participants.csv'?"),
        ('statements = "../statements.csv"', "leads out of the engagement folder"),
        ('folder = "interview"', "is not a folder; did you mean 'interviews'?"),
        ('survey = "interviews"', "survey = 'interviews' is not a file"),
        ("", "[interviews] names nothing to read"),
    ],
)
def test_files_of_interviews_that_are_not_there_are_named(folder: Path, written: str, words: str):
    (folder / "interviews").mkdir()
    (folder / "participants.csv").write_text("name,department\n")
    said = faults_of(folder, f"[interviews]\n{written}\n")
    assert f"line {2 if written else 1}: [interviews]" in said
    assert words in said


def test_a_time_with_its_own_zone_keeps_it_as_cutoff(folder: Path):
    written = "[engagement]\ncutoff = 2024-07-01T12:00:00-05:00\n" + LOG
    assert opened(folder, written).cutoff == datetime(2024, 7, 1, 17, tzinfo=UTC)
    naive = '[engagement]\ntimezone = "America/New_York"\ncutoff = 2024-07-01T12:00:00\n' + LOG
    assert opened(folder, naive).cutoff == datetime(2024, 7, 1, 16, tzinfo=UTC)  # New York is UTC-4 in summer


def test_a_byte_order_mark_is_let_pass_and_kept_for_hashing(folder: Path):
    (folder / "kccdiag.toml").write_bytes(b"\xef\xbb\xbf" + LOG.encode())
    assert open_engagement(folder).config_text.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (LOG.encode("utf-16"), "UTF-16"),
        (b'[engagement]\nname = "Caf\xe9"\n', "line 2: a character that is not UTF-8"),
        (b"[engagement]\nname = Waterstad\n", "line 2: this is not valid TOML"),
        (
            b'[engagement]\nname = "a"\nname = "b"\n\n[log]\n',
            "line 3: this is not valid TOML: Cannot overwrite a value",
        ),
        (b'files = "a\\xe.csv"\n', "not valid TOML"),
    ],
)
def test_what_is_not_toml_is_refused_with_its_line(folder: Path, raw: bytes, words: str):
    (folder / "kccdiag.toml").write_bytes(raw)
    with pytest.raises(InputError) as caught:
        open_engagement(folder)
    assert words in str(caught.value)


def test_a_folder_without_configuration_says_how_to_get_one(tmp_path: Path):
    with pytest.raises(InputError, match="kccdiag init"):
        open_engagement(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        open_engagement(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="not a folder"):
        open_engagement(tmp_path / "file")


def test_all_faults_are_named_at_once_and_in_the_order_of_the_file(folder: Path):
    said = faults_of(
        folder,
        """[engagement]
langauge = "nl"
language = "fr"
timezone = "Europe/Amsterdm"
cutoff = "2026-01-05"
told_target = 90
contact_centre = "KCC"
[log]
files = [
  "events.csv",
  "event.csv",
]
duplicates = "no"
encoding = "utf-9"
delimiter = ";;"
dayfirst = "yes"
[log.columns]
signal = "Zaak"
time = 3
departement = "Afdeling"
[limits]
wall_rato = 0.4
group_size = 3
bounce_share = 50
drop_visits = 2.5
""",
    )
    expected = [
        "line 2: [engagement] has no key 'langauge'; did you mean 'language'?",
        "line 3: [engagement] language = 'fr' does not exist",
        "line 4: [engagement] timezone = 'Europe/Amsterdm' does not exist; did you mean 'Europe/Amsterdam'?",
        "line 5: [engagement] cutoff must be a date",
        "line 6: [engagement] told_target = 90 must be a share",
        "line 7: [engagement] contact_centre must be a list of texts; it is a text",
        "line 11: [log] there is no file 'event.csv'; did you mean 'events.csv'?",
        "line 13: [log] duplicates = 'no' does not exist",
        "line 14: [log] encoding = 'utf-9' does not exist; did you mean 'utf-8'?",
        "line 15: [log] delimiter must be one character",
        "line 16: [log] dayfirst must be true or false, not a text",
        "line 17: [log.columns] does not say which column holds department",
        "line 19: [log.columns] time must be a text, not a number",
        "line 20: [log.columns] has no key 'departement'; did you mean 'department'?",
        "line 22: [limits] has no key 'wall_rato'; did you mean 'wall_ratio'?",
        "line 23: [limits] group_size = 3 must be at least 5",
        "line 24: [limits] bounce_share = 50 must be a share of at most 1; for 50 % write 0.5",
        "line 25: [limits] drop_visits = 2.5 must be a whole number",
    ]
    places = [said.find(words) for words in expected]
    assert [words for words, place in zip(expected, places, strict=True) if place < 0] == []
    assert places == sorted(places)
    assert said.count("\n  - ") == len(expected)


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ('[log.outcomes]\nanswered = ["x"]\nclosed = [" X"]', "line 11: ' X' has two meanings"),
        ('[log.outcomes]\nanswered = ["x"]\ntold = ["x"]', "[log.outcomes] answered and [log.outcomes] told"),
        ('[log.outcomes]\nanswered = ["x"]\n[log.stays]\nqueue = ["x"]', "line 12: 'x' has two meanings"),
        ('[log.stays]\nqueue = ["x"]\ncustomer = ["x"]', "[log.stays] queue and [log.stays] customer"),
        ('[log.outcomes]\nanswred = ["x"]', "did you mean 'answered'?"),
        ('[log.kinds]\nidea = ["x"]', "names no kind"),
    ],
)
def test_a_value_with_two_meanings_is_refused(folder: Path, tables: str, words: str):
    assert words in faults_of(folder, LOG + tables)


def test_the_same_value_twice_under_one_meaning_is_harmless(folder: Path):
    assert opened(folder, LOG + '[log.outcomes]\nclosed = ["x", "X"]').logs[0].outcomes == {"x": "closed"}


def test_outcomes_need_an_activity_column(folder: Path):
    without = LOG.replace('activity = "Status"\n', "")
    assert opened(folder, without).logs[0].outcomes == {}
    assert "names no activity" in faults_of(folder, without + '[log.outcomes]\nclosed = ["x"]')


@pytest.mark.parametrize("name", ["../outside.csv", "sub/../../outside.csv", "link.csv", "linked/outside.csv"])
def test_paths_do_not_leave_the_folder(folder: Path, name: str):
    outside = folder.parent / "outside.csv"
    outside.write_text("a\n")
    (folder / "sub").mkdir()
    (folder / "link.csv").symlink_to(outside)
    (folder / "linked").symlink_to(folder.parent)
    assert "leads out of the engagement folder" in faults_of(folder, LOG.replace("events.csv", name))


def test_an_absolute_path_is_refused_even_into_the_folder(folder: Path):
    said = faults_of(folder, LOG.replace("events.csv", (folder / "events.csv").as_posix()))
    assert "leads out of the engagement folder" in said


def test_a_linked_folder_and_dots_that_come_back_are_fine(folder: Path):
    (folder / "sub").mkdir()
    opened(folder, LOG.replace("events.csv", "sub/../events.csv"))
    (folder.parent / "link").symlink_to(folder)
    assert open_engagement(folder.parent / "link").logs[0].files == ((folder / "events.csv").resolve(),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_departments_are_read_as_a_spreadsheet_writes_them(folder: Path, encoding: str, delimiter: str):
    rows = [
        ["Department", "staff", "unit", "aliases"],
        ["Café", "12", "Zuid", '"KCC; klant  contact"'],
        ["IT", "", "", ""],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    engagement = opened(folder, LOG + '[departments]\nfile = "departments.csv"', departments=text.encode(encoding))
    assert engagement.departments["department"].tolist() == ["Café", "IT"]
    assert engagement.departments["unit"].tolist() == ["Zuid", ""]
    assert engagement.departments["staff"].fillna(-1).tolist() == [12, -1]
    assert engagement.aliases == {"kcc": "Café", "klant contact": "Café", "café": "Café"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no column 'department'"),
        ("afdeling,staff\nIT,3\n", "no column 'department' in the first line; found: afdeling, staff"),
        ("department,staf\nIT,3\n", "line 1: column 'staf' means nothing here; did you mean 'staff'?"),
        ("department,staff,staff\nIT,3,3\n", "column 'staff' stands there twice"),
        ("department\nIT\n\n it \n", "line 4: department 'it' is listed twice"),
        ("department,staff\nIT,about 3\n", "line 2: staff is 'about 3', not a whole number"),
        ("department,staff\nIT,-3\n", "line 2: staff is '-3'"),
        ("department,staff\nIT,2.5\n", "line 2: staff is '2.5'"),
        ("department,staff\n,3\n", "line 2: the department has no name"),
        ("department,staff\nonbekend,3\n", "line 2: 'onbekend' means an unknown department"),
        ("department,aliases\nIT,ict\nHR,ICT\n", "line 3: 'ICT' is an alias of two departments: 'IT' and 'HR'"),
        ("department,aliases\nIT,HR\nHR,\n", "'HR' is an alias of 'IT' and listed as a department itself"),
        ("department,unit\nIT,a,b\n", "line 2: 3 cells under 2 columns"),
        ('department,unit\n"IT\ndesk",a\nHR,a,b\n', "line 4: 3 cells"),
    ],
)
def test_faults_in_departments_are_named_with_their_line(folder: Path, text: str, words: str):
    (folder / "departments.csv").write_text(text)
    said = faults_of(folder, LOG + '[departments]\nfile = "departments.csv"')
    assert said.startswith("departments.csv:")
    assert words in said


def test_aliases_of_both_places_are_joined(folder: Path):
    text = LOG + '[departments]\nfile = "departments.csv"\naliases = { "A" = "B", "B" = "kcc" }'
    engagement = opened(folder, text, departments="department,aliases\nKCC,contact\n")
    # A chain is followed to its end, and the listed spelling is shown.
    assert engagement.aliases == {"a": "KCC", "b": "KCC", "contact": "KCC", "kcc": "KCC"}
    clash = text.replace('"B" = "kcc"', '"contact" = "IT"')
    assert "'contact' is an alias of two departments: 'IT' and 'KCC'" in faults_of(folder, clash)


def test_aliases_that_run_in_a_circle_or_mean_nothing_are_refused(folder: Path):
    aliases = LOG + "[departments]\naliases = { %s }"
    assert "run in a circle: B → A → B" in faults_of(folder, aliases % '"A" = "B", "B" = "A"')
    assert "circle" in faults_of(folder, aliases % '"A" = "B", "B" = "C", "C" = "B"')
    assert "line 10: '?' means an unknown department" in faults_of(folder, aliases % '"?" = "KCC"')
    assert "line 10: [departments.aliases] KCC must be a text" in faults_of(folder, aliases % '"KCC" = 3')
    assert opened(folder, aliases % '"kcc" = "KCC"').aliases == {"kcc": "KCC"}  # fixes the spelling shown


def test_a_department_has_one_role_and_is_known(folder: Path):
    assert "both contact_centre and board" in faults_of(
        folder, '[engagement]\ncontact_centre = ["KCC"]\nboard = ["kcc "]' + LOG
    )
    assert "'?' means an unknown department" in faults_of(folder, '[engagement]\nboard = ["?"]' + LOG)


@given(st.text())
def test_folding_twice_changes_nothing(value: str):
    assert fold(fold(value)) == fold(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (" KCC\u200b", "kcc"),
        ("Straße", "STRASSE"),
        ("Cafe\u0301", "Café"),
        ("a\u00a0 b\n", "A b"),
        ("\ufeffx\u200f", "X"),
    ],
)
def test_spellings_that_look_alike_fold_alike(one: str, other: str):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("IT", "I.T."), ("a b", "ab"), ("cafe", "café")])
def test_spellings_that_differ_stay_apart(one: str, other: str):
    assert fold(one) != fold(other)
