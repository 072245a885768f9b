"""An organisation whose people say other things than its log shows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

from diagnosed import lay_down

LATERAL = ("Billing", "Field", "Legal", "Metering", "Planning", "Product", "Sales")
# handed over, where each other pair hands over sixty times
HANDED = {
    ("Billing", "Field"): 4, ("Metering", "Product"): 4, ("Sales", "Billing"): 150,
    ("Planning", "Legal"): 4,
}  # fmt: skip
PAPER, UNMET, UNSPOKEN, WALL = HANDED
AROUND = {UNMET: "Field", WALL: "Metering"}  # by way of whom sixty more go, there and back
COLUMNS = ("signal", "time", "department", "activity", "kind", "person", "topic", "customer")
# interview, name, department, consent; then what each says: relation, source, target, barrier, words
PEOPLE = (
    ("talk1x", "Quirine Adelaar", "Billing", "yes"),
    ("talk2x", "Rutger Boogaard", "Field", "yes"),
    ("talk3x", "Sjoukje Cremer", "Product", "yes"),
    ("talk4x", "Teun Dijkgraaf", "Metering", "yes"),
    ("talk5x", "Ulrike Eversen", "KCC", "yes"),
    ("talk6x", "Veerle Fokkens", "KCC", "yes"),
    ("talk7x", "Wiebe Gerritse", "Sales", "yes"),
)
SAYINGS = (
    ("talk1x", "flow", "Billing", "Field", "", "We pass all of that on to Field.", "yes"),
    ("talk2x", "flow", "Billing", "Field", "", "Billing sends us what they hear.", "yes"),
    ("talk3x", "need", "Metering", "Product", "", "We could use what Metering hears.", "yes"),
    ("talk4x", "", "", "", "no_time", "There is no time for that.", "no"),
    ("talk5x", "no_feedback", "Product", "KCC", "no_time", "We never hear back, and there is no time to ask.", "yes"),
    ("talk6x", "flow", "KCC", "Product", "no_time", "Ideas go to Product when there is time.", "no"),
    ("talk7x", "flow", "Sales", "Product", "", "We tell Product what buyers ask.", "yes"),
)
TOML = 'folder = "interviews"\nparticipants = "participants.csv"\nstatements = "statements.csv"'


def organisation(
    folder: Path, *, log: bool = True, talks: bool = True, survey: bool = False, language: str = "en"
) -> Path:
    """Write the engagement, with its log, its interviews and its survey as far as asked for."""
    lines = [TOML] if talks else []
    lines += ['survey = "survey.csv"'] if survey else []
    more = {"engagement": 'contact_centre = ["KCC"]\nboard = ["Board"]', "log.kinds": 'idea = ["idea"]'}
    more |= {"interviews": "\n".join(lines)} if lines else {}
    more |= {"departments": 'file = "departments.csv"'}
    lay_down(folder, signals(), more=more)
    toml = folder / "kccdiag.toml"
    text = toml.read_text("utf-8").replace('language = "en"', f'language = "{language}"')
    if not log:
        text = text[: text.index("[log]")] + text[text.index("[interviews]") :]
        (folder / "events.csv").unlink()
    toml.write_text(text, "utf-8")
    names = "\n".join(f"{name}," for name in ("Board", *LATERAL))
    (folder / "departments.csv").write_text(f"department,staff\nKCC,10\n{names}\n", "utf-8")
    if talks:
        write_talks(folder)
    if survey:
        write_survey(folder)
    return folder


def signals() -> Iterator[tuple[str, ...]]:
    """Make signals that the contact centre hears, one department hands to another, and that one answers."""
    routes = [(pair, HANDED.get(pair, 60)) for pair in permutations(LATERAL, 2)]
    routes += [((giver, way, taker), 60) for pair, way in AROUND.items() for giver, taker in (pair, pair[::-1])]
    turns = [(route, turn * 150 // many) for route, many in routes for turn in range(many)]
    for number, (route, day) in enumerate(turns, start=1):
        begun = datetime(2025, 1, 1) + timedelta(days=day, minutes=number)
        kind = "idea" if number % 5 == 0 else "complaint"
        person = ""
        for step, department in enumerate(("KCC", *route)):
            moment, person = f"{begun + timedelta(days=step):%Y-%m-%d %H:%M}", f"{department} {number % 6}"
            yield f"s{number}", moment, department, "working", kind, person, "energy", f"c{number}"
        last = f"{begun + timedelta(days=len(route) + 1):%Y-%m-%d %H:%M}"
        yield f"s{number}", last, route[-1], "answered", kind, person, "energy", f"c{number}"


def write_talks(folder: Path) -> None:
    """Write a transcript for each interview, and what was coded in it."""
    (folder / "interviews").mkdir()
    rows, statements = [], []
    for interview, name, department, consent in PEOPLE:
        said = [saying for saying in SAYINGS if saying[0] == interview]
        words = " ".join(saying[5] for saying in said)
        text = f"Interviewer: How does that go?\n{name}: {words}\n"
        (folder / "interviews" / f"{name}.txt").write_text(text, "utf-8")
        rows.append((interview, f"{name}.txt", name, "", department, "", "en", consent))
        for _, relation, source, target, barrier, quote, released in said:
            at = words.index(quote)
            statements.append((interview, 1, at, at + len(quote), quote, relation, source, target, barrier, "hand", "",
                               "coder", "yes", released, ""))  # fmt: skip
    head = ("interview", "file", "name", "aliases", "department", "role", "language", "consent")
    _write(folder / "participants.csv", head, rows)
    head = ("interview", "turn", "start", "end", "quote", "relation", "source", "target", "barrier", "method", "score",
            "coder", "confirmed", "released", "paraphrase")  # fmt: skip
    _write(folder / "statements.csv", head, statements)


def write_survey(folder: Path) -> None:
    """Write what six agents answer: who passes what, and how many ideas they hear in a month."""
    rows = []
    for agent, many in enumerate((4, 6, 5, 3, 8, 4), start=1):
        rows.append((f"Agent {agent}", "KCC", "Product", "flow", "", "2", "3"))
        rows.append((f"Agent {agent}", "customer", "KCC", "flow", "idea", str(many), ""))
    head = ("respondent", "giver", "taker", "relation", "kind", "per_month", "quality_1_5")
    _write(folder / "survey.csv", head, rows)


def _write(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
