"""Making an engagement folder of an invented organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kccdiag.example.contacts import draw_contacts
from kccdiag.example.engagement_files import (
    SAID_README,
    SAID_SETTINGS,
    department_table,
    readme,
    reason_table,
    settings,
)
from kccdiag.example.export import open_export, write_rows
from kccdiag.example.hours import make_calendar
from kccdiag.example.obstacles import set_up
from kccdiag.example.organisation import Plan, department_names, make_organisation
from kccdiag.example.planting import PlantedFault, check_faults, parse_fault
from kccdiag.example.story import Story, World, tell
from kccdiag.example.truth import Truth, Witness
from kccdiag.faults import refuse

CUTOFF = date(2026, 1, 1)
_DEMO_SEED = 2025
_DEMO_FAULTS = (
    "reservoir:Facturatie:3",
    "wall:Meterbeheer:ICT:0.05",
    "silo:Verkoop,Marketing,Verduurzaming:0.2",
    "drop_point:Product:0.3",
    "dry:Juridische Zaken:0.02",
    "open_loop:0.35",
)


def make_example(folder: Path, *, seed: int, faults: Sequence[PlantedFault] = (), plan: Plan | None = None) -> Truth:
    """Write the engagement folder of an invented organisation and say what is true of it.

    The folder must be new or empty; it gets events.csv (or events.csv.gz), kccdiag.toml, departments.csv, reasons.csv,
    truth.json and README.md. The same arguments give the same bytes. Raises `InputError` where the folder holds
    something or cannot be written, where the seed is negative, or where a fault does not suit the organisation.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     truth = make_example(Path(folder), seed=1, plan=Plan(signals=100, months=3))
    ...     sorted(path.name for path in Path(folder).iterdir())
    ['README.md', 'departments.csv', 'events.csv', 'kccdiag.toml', 'reasons.csv', 'truth.json']
    """
    plan = plan or Plan()
    if seed < 0:
        raise refuse("--seed", f"the seed is {seed}, but must be 0 or more")
    check_faults(faults, departments=department_names(plan.departments))
    _claim(folder)
    try:
        return _write_folder(folder, faults, plan, seed=seed)
    except OSError as trouble:
        raise refuse(folder.name, f"cannot be written: {trouble.strerror}") from trouble


def write_demo(folder: Path) -> Truth:
    """Write the demo engagement that ships with kccdiag, byte for byte.

    What its people say (interviews, statements, survey, indicators) was written by hand and is not made here; its
    kccdiag.toml and README.md speak of it.
    """
    faults = [parse_fault(text) for text in _DEMO_FAULTS]
    truth = make_example(folder, seed=_DEMO_SEED, faults=faults, plan=Plan(packed=True))
    for name, text in (("kccdiag.toml", SAID_SETTINGS), ("README.md", SAID_README)):
        with (folder / name).open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return truth


def _write_folder(folder: Path, faults: Sequence[PlantedFault], plan: Plan, *, seed: int) -> Truth:
    world = _make_world(plan, faults, seed=seed)
    witness = Witness(world)
    export = folder / ("events.csv.gz" if plan.packed else "events.csv")
    with open_export(export) as out:
        rows = write_rows(witness.watch(_tell_all(plan, world)), world, out=out, dirty=plan.dirty)
    truth = witness.testify(plan, faults, seed=seed, rows=rows)
    departments = world.organisation.departments
    for name, text in (
        ("kccdiag.toml", settings(plan, departments, export=export.name, cutoff=_cutoff(plan).isoformat())),
        ("departments.csv", department_table(departments)),
        ("reasons.csv", reason_table(world.organisation.topics)),
        ("truth.json", truth.to_json()),
        ("README.md", readme(plan, faults, seed=seed)),
    ):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return truth


def _make_world(plan: Plan, faults: Sequence[PlantedFault], *, seed: int) -> World:
    calendar = make_calendar(_months_after(CUTOFF, -plan.months), _cutoff(plan), last_contact=CUTOFF)
    organisation = make_organisation(plan, seed=seed if plan.organisation is None else plan.organisation)
    return World(organisation, calendar, set_up(faults, departments=department_names(plan.departments)), seed)


def _cutoff(plan: Plan) -> date:
    return _months_after(CUTOFF, plan.months_after)


def _months_after(day: date, months: int) -> date:
    """Find the first day of a month, so many months after another such day."""
    months += day.year * 12 + day.month - 1
    return date(months // 12, months % 12 + 1, 1)


def _tell_all(plan: Plan, world: World) -> Iterator[Story]:
    for contact in draw_contacts(plan, world.organisation, world.calendar, seed=world.seed):
        yield tell(contact, world)


def _claim(folder: Path) -> None:
    """Make the folder, or refuse one that holds something."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        occupied = any(folder.iterdir())
    except OSError as trouble:
        raise refuse(str(folder), f"cannot be made: {trouble.strerror}") from trouble
    if occupied:
        raise refuse(str(folder), "holds files already; nothing was written", "give a folder that is new or empty")
