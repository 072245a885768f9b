"""An engagement full of traps for who must not be named: people called like words, departments, files and topics."""

from __future__ import annotations

import csv
from pathlib import Path

from diagnosed import COLUMNS, lay_down

DEPARTMENTS = ("Verkoop", "ICT", "Facturatie", "Product", "Meterbeheer")
TOML = {
    "engagement": 'contact_centre = ["KCC"]',
    "departments": 'file = "departments.csv"\naliases = { "team Pietje" = "Product" }',
    "interviews": 'folder = "interviews"\nparticipants = "participants.csv"\nstatements = "statements.csv"\n'
    'survey = "survey.csv"',
    "inputs": 'kpis = "kpis.csv"',
}
# Transcript, name, aliases, department, consent.
PEOPLE = (
    ("mark_de_vries.txt", "Mark de Vries", "mark.devries@stad.example;Markie", "Verkoop", "yes"),
    ("gesprek Roos.txt", "Roos Verkoop", "Roos", "ICT", "yes"),
    ("gesprek_pietje.txt", "Jansen-Ouwehand, drs. Piet", "Pietje;Piet", "Product", "yes"),
    ("opname facturatie vier.txt", "Fatma Demirel", "fdemirel", "Facturatie", "no"),
    ("wvandenbroek.txt", "Willemijn van den Broek", "Willemijn", "Verkoop", "yes"),
    ("zoequist.txt", "Zoë Quist", "zq88", "KCC", "yes"),
)
INTERVIEWER = "Ineke Brandsma"
# Who says what: place in PEOPLE, words, relation, source, target, barrier, released, paraphrase.
SAID = (
    (0, "Mark hier; mark mijn woorden, KCC: bel 06-12345678, vraag Willemijns team", "no_flow", "Verkoop", "KCC",
     "no_time", "yes", ""),
    (4, "Wij van Verkoop geven het KCC niks, en mdevries@stad.example ook niet", "no_flow", "Verkoop", "KCC",
     "no_time", "yes", ""),
    (1, "Verkoop antwoordt niet, zegt ROOS VERKOOP; zaak 2024-0117 van klant 48213", "no_feedback", "Verkoop", "ICT",
     "no_time", "yes", ""),
    (2, "Een uitspraak die niemand vrijgaf", "no_flow", "ICT", "Product", "silo", "no",
     "Volgens Pietje en Jansen deelt ICT niets"),
    (3, "Wat ik zeg blijft hier, zegt Fatma", "no_flow", "Facturatie", "ICT", "silo", "yes", "Fatma wil iets"),
    (5, "Ik hoor van Mark de V. en M. de Vries, en van Ineke, niets terug", "flow", "KCC", "Product", "no_time",
     "yes", ""),
)  # fmt: skip
SHOWN_WORDS = "mark mijn woorden"
SECRETS = ("06-12345678", "2024-0117", "48213", "Een uitspraak die niemand vrijgaf", "Wat ik zeg blijft hier")


def trapped(folder: Path) -> Path:
    """Write the engagement: 360 signals of twelve months, and six interviews."""
    lay_down(folder, _rows(), more=TOML)
    (folder / "interviews").mkdir()
    for place, (file, name, *_) in enumerate(PEOPLE):
        words = "\n".join(f"{name}: {said[1]}" for said in SAID if said[0] == place)
        (folder / "interviews" / file).write_text(f"{INTERVIEWER}: Dag {name}.\n{words}\n", encoding="utf-8")
    write(folder / "departments.csv", ["department", "staff"], [(name, 9) for name in ("KCC", *DEPARTMENTS)])
    write(folder / "participants.csv", ["file", "name", "aliases", "department", "language", "consent"],
          [(file, name, aliases, department, "nl", consent) for file, name, aliases, department, consent in PEOPLE])
    head = ["interview", "quote", "relation", "source", "target", "barrier", "released", "paraphrase", "confirmed"]
    write(folder / "statements.csv", head, [(Path(PEOPLE[place][0]).stem, *rest, "yes") for place, *rest in SAID])
    write(folder / "survey.csv", ["respondent", "giver", "taker", "relation", "kind", "per_month", "quality_1_5"],
          [("Mark de Vries", "Verkoop", "ICT", "flow", "idea", 3, 2),
           ("Zoë Quist", "customer", "KCC", "flow", "idea", 9, "")])  # fmt: skip
    write(folder / "kpis.csv", ["department", "kpi", "weight", "class"], [("KCC", "gesprekstijd", 1, "efficiency")])
    return folder


def write(path: Path, header: list[str], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def _rows() -> list[tuple[str, ...]]:
    """Lead every signal from the contact centre through two departments to an outcome; some topics name people."""
    rows: list[dict[str, str]] = []
    for signal in range(360):
        first, second = DEPARTMENTS[signal % 5], DEPARTMENTS[(signal + 1 + signal // 5 % 4) % 5]
        steps = (("KCC", "new", "z"), (first, "work", "f"), (second, "work", "s"), (second, "answered", "s"))
        month, day = 1 + signal % 12, 1 + signal % 7
        for step, (department, activity, who) in enumerate(steps):
            rows.append({
                "signal": f"s{signal}", "time": f"2024-{month:02d}-{day + 5 * step:02d} 10:0{step}",
                "department": "team Pietje" if department == "Product" and signal % 2 else department,
                "activity": "naar Mark de Vries" if activity == "work" and signal % 40 == 3 else activity,
                "kind": ("idea", "complaint", "question")[signal % 3], "person": f"{who}{department}{signal % 7}",
                "topic": "vraag van Willemijn" if signal % 6 == 1 else f"topic {signal % 6}",
                "customer": f"k{signal % 90}",
            })  # fmt: skip
    return [tuple(row[name] for name in COLUMNS) for row in rows]
