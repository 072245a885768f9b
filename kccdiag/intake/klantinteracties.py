"""Contacts with citizens in the Dutch municipal standard (VNG klantinteracties, Open Klant), as an event log.

What of the standard becomes which event: docs/klantinteracties.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kccdiag.faults import Fault, InputError, refuse
from kccdiag.intake.archives import Piece
from kccdiag.intake.raw import Part, no_rows_set_aside, string_table

COLUMNS = ("Klantcontact", "Moment", "Afdeling", "Status", "Medewerker", "Kanaal", "Onderwerp", "Klant", "Inhoud")
ROLES = ("signal", "time", "department", "activity", "person", "channel", "topic", "customer", "text")  # of these
CENTRE = "Klantcontactcentrum"  # where a contact is that names no unit
CONTACT, WITHOUT_TASK, ASSIGNED, DONE = "klantcontact", "klantcontact zonder interne taak", "toegewezen", "verwerkt"
OUTCOMES = {"closed": (WITHOUT_TASK, DONE)}  # ended, and nobody knows how
DEEPEST = 40  # levels of nesting; the standard needs six
LARGEST = 2 * 2**30  # bytes of JSON in one file

Object = Mapping[str, Any]
Row = tuple[str, ...]


@dataclass
class _Found:
    """The objects of the standard in one or more files, by their uuid; what is nested counts as well as what is listed.

    Of a contact or a task ``home`` says in which file it stands. A fuller telling of an object wins over a reference.
    """

    contacts: dict[str, Object] = field(default_factory=dict)
    tasks: dict[str, Object] = field(default_factory=dict)
    actors: dict[str, Object] = field(default_factory=dict)
    parties: dict[str, Object] = field(default_factory=dict)
    home: dict[str, int] = field(default_factory=dict)
    task_of: dict[str, str] = field(default_factory=dict)  # task → the contact it stands in


def is_standard(columns: Sequence[str]) -> bool:
    """Tell whether a table was read from this standard."""
    return tuple(columns) == COLUMNS


def read_klantinteracties(pieces: Sequence[Piece]) -> list[Part]:
    """Read exports of klantcontacten, interne taken and actoren, which may refer to one another across files.

    Returns
    -------
    list of Part
        One for each file, with the events of the contacts that stand in it.

    Raises
    ------
    InputError
        For what is no JSON (with its line), and where no file holds a Klantcontact.
    """
    found, later = _Found(), list[bool]()
    faults: list[Fault] = []
    for place, piece in enumerate(pieces):
        try:
            read = _parsed(piece)
        except InputError as error:
            faults += error.faults
            continue
        later.append(isinstance(read, dict) and bool(read.get("next")))
        _collect(_plain(read), found, place)
    if not faults and not found.contacts:
        faults = [Fault(pieces[0].name, "no Klantcontact in it: no object has a 'plaatsgevondenOp'",
                        "export /klantcontacten?expand=leiddeTotInterneTaken, or name the files of both")]  # fmt: skip
    if faults:
        raise InputError(faults)
    return [_part(piece, place, found, goes_on=later[place]) for place, piece in enumerate(pieces)]


def _parsed(piece: Piece) -> Any:
    with piece.open() as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise refuse(piece.name, f"more than {LARGEST // 2**30} GB of JSON", "export it by year")
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse(piece.name, f"line {line}: a character that is not UTF-8", "save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        what = f"line {error.lineno}: this is no JSON, or it is cut off: {error.msg.lower()}"
        raise refuse(piece.name, what, "export it again; a file with one object on each line is not read") from error
    except RecursionError as error:
        raise refuse(piece.name, "objects stand inside one another too deep", "export it again") from error


def _plain(value: Any, depth: int = 0) -> Any:
    """Write every key in one way: ``plaatsgevonden_op`` is ``plaatsgevondenop``; beyond a depth nothing is kept."""
    if depth > DEEPEST:
        return None
    if isinstance(value, dict):
        return {key.replace("_", "").lower(): _plain(one, depth + 1) for key, one in value.items()}
    return [_plain(one, depth + 1) for one in value] if isinstance(value, list) else value


def _collect(value: Any, found: _Found, place: int, inside: str = "") -> None:
    """Note every object of the standard, wherever it stands; ``inside`` is the contact around it."""
    if isinstance(value, list):
        for one in value:
            _collect(one, found, place, inside)
    if not isinstance(value, dict):
        return
    own = _uuid(value) or _text(value.get("nummer")) or f"{place}.{len(found.contacts) + len(found.tasks)}"
    if "plaatsgevondenop" in value:
        inside = own
        _note(found.contacts, own, value)
        found.home.setdefault(own, place)
    elif "gevraagdehandeling" in value or "toegewezenop" in value:
        _note(found.tasks, own, value)
        if inside:
            found.task_of.setdefault(own, inside)
    elif "soortactor" in value:
        _note(found.actors, own, value)
    elif "soortpartij" in value:
        _note(found.parties, own, value)
    for one in value.values():
        _collect(one, found, place, inside)


def _note(table: dict[str, Object], uuid: str, value: Object) -> None:
    if len(value) > len(table.get(uuid, {})):
        table[uuid] = value


def _uuid(value: Any) -> str:
    """Give the identity of an object or of a reference to one: its uuid, or the end of its address."""
    if isinstance(value, str):
        return value.rstrip("/").rpartition("/")[2]
    if not isinstance(value, dict):
        return ""
    return str(value.get("uuid") or value.get("id") or _uuid(value.get("url") or "") or "")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


# ---- events


def _part(piece: Piece, place: int, found: _Found, *, goes_on: bool) -> Part:
    tasks = _tasks_by_contact(found)
    rows: list[Row] = []
    odd = ["the list goes on at another page ('next'), which is not here"] if goes_on else []
    for uuid, contact in found.contacts.items():
        if found.home[uuid] != place:
            continue
        own = tasks.get(uuid, [])
        missing = {_uuid(one) for one in _listed(contact.get("leiddetotinternetaken"))} - found.tasks.keys() - {""}
        odd += [f"klantcontact {_name(contact)} names an interne taak that is not in these files"] * len(missing)
        rows += _events(contact, own, found, has_tasks=bool(own or missing))
        odd += [why for task in own for why in _odd_about(task, found)]
    if not place:
        lost = len(found.tasks) - sum(map(len, tasks.values()))
        odd += ["an interne taak of a klantcontact that is not in these files"] * lost
    aside = pd.DataFrame({"file": piece.name, "line": range(1, len(odd) + 1), "why": odd})
    aside = aside.astype({"file": "str", "line": "int64", "why": "str"}) if odd else no_rows_set_aside()
    return Part(piece.name, string_table(COLUMNS, rows), "row", lambda row: row + 1, aside)


def _odd_about(task: Object, found: _Found) -> Iterator[str]:
    if _text(task.get("status")) == DONE and not task.get("afgehandeldop"):
        yield f"interne taak {_name(task)} is done, but it is not said when"
    if _listed(_assigned(task)) and _actors(_assigned(task), found) == ((), ""):
        yield f"interne taak {_name(task)} is assigned to an actor who is not in these files"


def _tasks_by_contact(found: _Found) -> dict[str, list[Object]]:
    """Give the tasks of each contact, first assigned first."""
    of = dict(found.task_of)
    for uuid, contact in found.contacts.items():
        of |= {_uuid(task): uuid for task in _listed(contact.get("leiddetotinternetaken"))}
    by_contact: dict[str, list[Object]] = {}
    for uuid, task in found.tasks.items():
        cause = _uuid(task.get("aanleidinggevendklantcontact") or task.get("klantcontact")) or of.get(uuid, "")
        if cause in found.contacts:
            by_contact.setdefault(cause, []).append(task)
    return {uuid: sorted(tasks, key=lambda task: _text(task.get("toegewezenop"))) for uuid, tasks in by_contact.items()}


def _events(contact: Object, tasks: Sequence[Object], found: _Found, *, has_tasks: bool) -> Iterator[Row]:
    """Write a contact and what was asked of others because of it as events, in the order of COLUMNS."""
    common = (_text(contact.get("kanaal")), _text(contact.get("onderwerp")), _customer(contact),
              _text(contact.get("inhoud")))  # fmt: skip
    signal = _name(contact)
    units, person = _actors(contact.get("hadbetrokkenactoren"), found)
    status = CONTACT if has_tasks else WITHOUT_TASK
    yield (signal, _text(contact.get("plaatsgevondenop")), (units or (CENTRE,))[0], status, person, *common)
    for task in tasks:
        units, person = _actors(_assigned(task), found)
        for moment, status in ((task.get("toegewezenop"), ASSIGNED), (task.get("afgehandeldop"), DONE)):
            if moment:
                for unit in units or ("",):
                    yield (signal, _text(moment), unit, status, person, *common)


def _assigned(task: Object) -> Any:
    return task.get("toegewezenaanactoren") or task.get("toegewezenaanactor") or task.get("actor")


def _actors(value: Any, found: _Found) -> tuple[tuple[str, ...], str]:
    """Tell the units among actors, and the first who is a person; a reference stands for what is known of it."""
    known = [found.actors.get(_uuid(one), one if isinstance(one, dict) else {}) for one in _listed(value)]
    units = [_text(one.get("naam")) for one in known if _kind(one) == "organisatorischeeenheid"]
    people = [_text(one.get("naam")) or _uuid(one) for one in known if _kind(one) == "medewerker"]
    return tuple(dict.fromkeys(name for name in units if name)), (people or [""])[0]


def _kind(actor: Object) -> str:
    return _text(actor.get("soortactor")).replace("_", "").replace(" ", "").lower()


def _customer(contact: Object) -> str:
    """Give the party that got in touch, by its uuid: the one who began it, else the first that is known."""
    expanded = contact.get("expand")
    involved = _listed(expanded.get("hadbetrokkenen")) if isinstance(expanded, dict) else []
    involved = involved or _listed(contact.get("hadbetrokkenen"))
    people = [one for one in involved if isinstance(one, dict) and one.get("waspartij")]
    people.sort(key=lambda one: one.get("initiator") is not True)
    return _uuid(people[0]["waspartij"]) if people else ""


def _name(value: Object) -> str:
    return _text(value.get("nummer")) or _uuid(value)


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else " ".join(str(value).split())
