"""Which faults can be planted in an invented organisation, where, and how strongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kccdiag.example.organisation import BOARD, CONTACT_CENTRE, department_names
from kccdiag.faults import Fault, InputError, refuse


@dataclass(frozen=True)
class PlantedFault:
    """One fault that the organisation has, because we gave it to it.

    Parameters
    ----------
    kind
        One of `FAULT_KINDS`.
    departments
        Canonical names; giver before taker in a pair, members in the order given for a silo, none for an open loop
        of the whole organisation.
    strength
        Its unit depends on the kind: see `describe_kinds`.
    """

    kind: str
    departments: tuple[str, ...]
    strength: float


@dataclass(frozen=True)
class FaultKind:
    """What a fault of one kind needs and what its strength means."""

    meaning: str
    members: tuple[int, int]  # fewest and most departments
    usual: tuple[str, ...]  # departments where none are named; they exist in every organisation
    strength: float  # where none is given
    bounds: tuple[float, float] = (0, 1)
    anywhere: bool = False  # whether the contact centre may be a member


FAULT_KINDS: Mapping[str, FaultKind] = {
    "reservoir": FaultKind(
        meaning="stays in the department last this many times longer",
        members=(1, 1),
        usual=("Facturatie",),
        strength=3.0,
        bounds=(1, 50),
        anywhere=True,
    ),
    "dry": FaultKind(
        meaning="share of the contact centre's signals that need the department and still reach it",
        members=(1, 1),
        usual=("Meterbeheer",),
        strength=0.02,
    ),
    "wall": FaultKind(
        meaning="share of what the giver would pass to the taker that still goes there",
        members=(2, 2),
        usual=("Facturatie", "Meterbeheer"),
        strength=0.05,
        anywhere=True,
    ),
    "silo": FaultKind(
        meaning="share of what would cross the boundary, either way, that still does",
        members=(2, 4),
        usual=("Facturatie", "Meterbeheer"),
        strength=0.2,
    ),
    "drop_point": FaultKind(
        meaning="chance that an idea dies on a visit to the department",
        members=(1, 1),
        usual=("Product",),
        strength=0.3,
        anywhere=True,
    ),
    "bounce": FaultKind(
        meaning="chance that what one of the two passes to the other comes straight back",
        members=(2, 2),
        usual=("Facturatie", "Meterbeheer"),
        strength=0.7,
    ),
    "gatekeeper": FaultKind(
        meaning="share of the contact centre's routes that must pass the department first",
        members=(1, 1),
        usual=("Product",),
        strength=0.8,
    ),
    "open_loop": FaultKind(
        meaning="share of customers who are still told",
        members=(0, 1),
        usual=(),
        strength=0.2,
        anywhere=True,
    ),
}


def describe_kinds() -> str:
    """Say in one line each which faults there are, with their usual departments and strength.

    Examples
    --------
    >>> print(describe_kinds().splitlines()[0])
    reservoir:Facturatie:3 - stays in the department last this many times longer (1 to 50)
    """
    return "\n".join(
        f"{':'.join((name, *([','.join(kind.usual)] if kind.usual else []), f'{kind.strength:g}'))} - {kind.meaning} "
        f"({kind.bounds[0]:g} to {kind.bounds[1]:g})"
        for name, kind in FAULT_KINDS.items()
    )


def parse_fault(text: str, *, departments: Sequence[str] = department_names(40)) -> PlantedFault:
    """Read a fault as it is written on the command line: kind, then departments, then strength.

    Departments are parted by ``:`` or ``,``; departments and strength may be left out. Raises `InputError` for an
    unknown kind or department, too many or too few of them, or a strength out of range. By default all departments
    that any organisation can have are known; `make_example` refuses those that its own is too small for.

    Examples
    --------
    >>> parse_fault("wall:Facturatie:Product:0.05")
    PlantedFault(kind='wall', departments=('Facturatie', 'Product'), strength=0.05)
    >>> parse_fault("reservoir").strength
    3.0
    """
    kind, *parts = (part.strip() for part in text.replace(",", ":").split(":"))
    if kind not in FAULT_KINDS:
        raise refuse("--fault", f"'{text}': there is no fault '{kind}'", f"one of {', '.join(FAULT_KINDS)}")
    usual = FAULT_KINDS[kind]
    strength = _number(parts[-1]) if parts else None
    names = parts if strength is None else parts[:-1]
    fault = PlantedFault(
        kind,
        tuple(_canonical(name, departments) for name in names) or usual.usual,
        usual.strength if strength is None else strength,
    )
    check_faults([fault], departments=departments)
    return fault


def write_fault(fault: PlantedFault) -> str:
    """Write a fault the way `parse_fault` reads it.

    Examples
    --------
    >>> write_fault(parse_fault("silo:Verkoop,Marketing"))
    'silo:Verkoop,Marketing:0.2'
    """
    parting = "," if fault.kind == "silo" else ":"
    return ":".join(
        (fault.kind, *([parting.join(fault.departments)] if fault.departments else []), f"{fault.strength:g}")
    )


def check_faults(faults: Sequence[PlantedFault], *, departments: Sequence[str]) -> None:
    """Refuse faults that this organisation cannot have, all at once, with `InputError`."""
    complaints = [
        Fault("--fault", f"'{write_fault(fault)}': {complaint}")
        for fault in faults
        for complaint in _complaints(fault, departments)
    ]
    places = [(fault.kind, fault.departments) for fault in faults]
    complaints += [
        Fault("--fault", f"'{write_fault(fault)}': planted twice")
        for number, fault in enumerate(faults)
        if places[number] in places[:number]
    ]
    if complaints:
        raise InputError(complaints)


def _complaints(fault: PlantedFault, departments: Sequence[str]) -> list[str]:
    if fault.kind not in FAULT_KINDS:
        return [f"there is no fault '{fault.kind}'; there are {', '.join(FAULT_KINDS)}"]
    return [*_check_members(fault, departments), *_check_place(fault, departments), *_check_strength(fault)]


def _check_members(fault: PlantedFault, departments: Sequence[str]) -> list[str]:
    fewest, most = FAULT_KINDS[fault.kind].members
    number = len(fault.departments)
    complaints = [
        f"there is no department '{name}' (there are {', '.join(departments)})"
        for name in fault.departments
        if name not in departments
    ]
    if not fewest <= number <= most:
        wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        complaints.append(f"names {number} departments, but a {fault.kind} has {wanted}")
    if len(set(fault.departments)) < number:
        complaints.append("names a department twice")
    return complaints


def _check_place(fault: PlantedFault, departments: Sequence[str]) -> list[str]:
    centre, board = departments[CONTACT_CENTRE], departments[BOARD]
    if centre in fault.departments and not FAULT_KINDS[fault.kind].anywhere:
        return [f"the contact centre {centre} cannot be part of a {fault.kind}"]
    if board in fault.departments and fault.kind in ("silo", "gatekeeper"):
        return [f"the board {board} cannot be part of a {fault.kind}"]
    return []


def _check_strength(fault: PlantedFault) -> list[str]:
    low, high = FAULT_KINDS[fault.kind].bounds
    if not low <= fault.strength <= high:
        return [f"the strength is {fault.strength:g}, but must lie between {low:g} and {high:g}"]
    return []


def _canonical(name: str, departments: Sequence[str]) -> str:
    """Find the department meant, whatever its case; an unknown name is kept for the message."""
    return next((one for one in departments if one.casefold() == name.casefold()), name)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
