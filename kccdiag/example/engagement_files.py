"""What stands beside an invented export: its kccdiag.toml, departments.csv, reasons.csv and README.md."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from kccdiag.example.organisation import BOARD, CONTACT_CENTRE, Department, Plan, Topic
from kccdiag.example.planting import FAULT_KINDS, PlantedFault, write_fault

NAME = "Waterstad Energie"
_GONE_WRONG = ("Storing", "Slimme meter")
_WORTH = {  # of a contact about it, from 1 to 5: to the customer, to the organisation
    "Factuur": (2, 2), "Termijnbedrag": (4, 2), "Meterstand": (2, 2), "Slimme meter": (1, 1), "Storing": (4, 1),
    "Verhuizing": (4, 4), "Contract en tarief": (4, 5), "Website en app": (1, 2), "Betalingsregeling": (5, 4),
    "Zonnepanelen": (4, 5), "Warmtepomp": (5, 5), "Acties en reclame": (2, 4), "Persoonsgegevens": (2, 1),
    "Groene stroom": (3, 4),
}  # fmt: skip
_SETTINGS = """\
# {name} does not exist: everything in this folder is invented, see README.md.
[engagement]
name = "{name}"
language = "{language}"
contact_centre = ["{centre}"]
board = ["{board}"]
timezone = "Europe/Amsterdam"
cutoff = {cutoff}

[log]
files = ["{export}"]
duplicates = "auto"

[log.columns]
signal = "Zaaknummer"
time = "Moment"
department = "Afdeling"
activity = "Status"
kind = "Soort"
channel = "Kanaal"
topic = "Onderwerp"
customer = "Klantnummer"
person = "Medewerker"
text = "Omschrijving"

[log.kinds]
idea = ["idee"]
complaint = ["klacht"]
question = ["vraag"]
compliment = ["compliment"]

[log.outcomes]
adopted = ["doorgevoerd"]
answered = ["beantwoord"]
rejected = ["afgewezen"]
withdrawn = ["ingetrokken"]
closed = ["gesloten"]
left = ["overgezet naar Jira"]
told = ["teruggekoppeld"]

[log.stays]
queue = ["in wachtrij"]
customer = ["wacht op klant"]

[departments]
file = "departments.csv"
unknown = ["onbekend"]
aliases = {{ {aliases} }}

[inputs]
reasons = "reasons.csv"
"""
_README = """\
# {name}: verzonnen / invented

Alles in deze map is verzonnen: het bedrijf, de klanten, de medewerkers, de afdelingen en elke regel van het log.
Gelijkenis met een bestaande organisatie berust op toeval.

Everything in this folder is invented: the company, its customers, its people, its departments and every row of the log.
Any likeness to an existing organisation is chance.

{signals} signals over {months} months, {departments} departments, {persons} people, told one by one and written down by

    {command}{but}

| planted fault | departments | strength |
|---|---|---|
{faults}

`truth.json` says what was planted and what became of the signals. The measures never read it, and the organisation was
made without knowing how it would be measured.
"""
# What the demo adds: files that were written by hand.
SAID_SETTINGS = """\
kpis = "kpis.csv"

[interviews]
folder = "interviews"
participants = "participants.csv"
statements = "statements.csv"
survey = "survey.csv"
"""
SAID_README = """
`interviews/` (eight conversations, two of them in English, as a consultant gets them: Teams, Zoom, subtitles, Word,
text and Markdown), `participants.csv`, `statements.csv`, `survey.csv` and `kpis.csv` were written by hand. They tell
what the log tells, and contradict it in two places: everybody speaks of a monthly overview for the board that the log
hardly shows, and nobody mentions that Marketing and Verduurzaming pass each other a great deal.
"""

_CLEAN = "\n\nwith `dirty=False`: without the faults that real exports have."
_PACKED = "\n\nwhich leaves the same rows unpacked."


def settings(plan: Plan, departments: Sequence[Department], *, export: str, cutoff: str) -> str:
    """Write the kccdiag.toml of an invented engagement."""
    aliases = ", ".join(f'"{one.spellings[-1]}" = "{one.name}"' for one in departments)
    return _SETTINGS.format(
        name=NAME,
        language=plan.language,
        centre=departments[CONTACT_CENTRE].name,
        board=departments[BOARD].name,
        cutoff=cutoff,
        export=export,
        aliases=aliases,
    )


def department_table(departments: Sequence[Department]) -> str:
    """Write departments.csv; the last other spelling of each stands in kccdiag.toml instead."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("department", "aliases", "unit", "staff"))
    for one in departments:
        writer.writerow((one.name, ";".join(one.spellings[:-1]), one.unit, len(one.people)))
    return out.getvalue()


def reason_table(topics: Sequence[Topic]) -> str:
    """Write reasons.csv: what customers would not bring up if nothing had gone wrong, and what a contact is worth."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("reason", "failure_demand", "customer_value", "organisation_value"))
    for topic in topics:
        failure = "yes" if topic.name in _GONE_WRONG else "no"
        writer.writerow((topic.name, failure, *_WORTH.get(topic.name, ("", ""))))
    return out.getvalue()


def readme(plan: Plan, faults: Sequence[PlantedFault], *, seed: int) -> str:
    """Write the README.md that says that all of this is invented."""
    rows = [
        f"| {one.kind} | {', '.join(one.departments) or '–'} | {one.strength:g}: {FAULT_KINDS[one.kind].meaning} |"
        for one in faults
    ]
    return _README.format(
        name=NAME,
        command=_command(plan, faults, seed=seed),
        but=(_PACKED if plan.packed else "") + ("" if plan.dirty else _CLEAN) + _unasked(plan),
        signals=plan.signals,
        months=plan.months,
        departments=plan.departments,
        persons=plan.persons,
        faults="\n".join(rows or ["| none | – | – |"]),
    )


def _unasked(plan: Plan) -> str:
    """Write what the command line cannot ask for."""
    usual = Plan()
    settings = [
        f"`{name}={getattr(plan, name)}`"
        for name in ("organisation", "contrast", "months_after")
        if getattr(plan, name) != getattr(usual, name)
    ]
    return f"\n\nwith {', '.join(settings)}, as one can ask from Python." if settings else ""


def _command(plan: Plan, faults: Sequence[PlantedFault], *, seed: int) -> str:
    """Write the command that makes the same organisation again; what is as usual is left out."""
    usual = Plan()
    sizes = [
        f"--{name} {getattr(plan, name)}"
        for name in ("signals", "departments", "persons", "months")
        if getattr(plan, name) != getattr(usual, name)
    ]
    if plan.language != usual.language:
        sizes.append(f"--lang {plan.language}")
    first = " ".join(["kccdiag example DIR", f"--seed {seed}", *sizes])
    return " \\\n        ".join([first, *(f"--fault '{write_fault(one)}'" for one in faults)])
