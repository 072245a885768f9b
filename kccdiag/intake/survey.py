"""What people answer when asked who passes what to whom, how often and how well: the survey.csv of an engagement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from kccdiag.configuration import near_name
from kccdiag.engagement import Engagement
from kccdiag.faults import Fault
from kccdiag.intake.known import KnownDepartments
from kccdiag.intake.participants import spellings
from kccdiag.intake.relations import CUSTOMER, RELATIONS
from kccdiag.intake.vocabulary import KINDS, meaning
from kccdiag.lists import Columns, fold, read_list

COLUMNS = Columns(("respondent", "giver", "taker", "relation"), ("kind", "per_month", "quality_1_5"))
_CUSTOMERS = frozenset((CUSTOMER, "customers", "klant", "klanten"))
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?")
_TEXTS = ("respondent", "department", "giver", "taker", "relation", "kind")


def list_survey(path: Path | None, participants: pd.DataFrame, *, engagement: Engagement, known: KnownDepartments,
                faults: list[Fault]) -> pd.DataFrame:  # fmt: skip
    """Read survey.csv.

    Parameters
    ----------
    path
        The file; None where the engagement has none.
    participants
        As ``Interviews.participants``: who answers under one of their names or aliases is that respondent.
    faults
        What is wrong is added here.

    Returns
    -------
    pandas.DataFrame
        As ``Interviews.survey``. Those who were not interviewed are S1, S2, … in the order of the file; their
        department is the giver of all their rows (the taker where the giver is the customer, and of a need, which is
        the taker's), "" where that is none.
    """
    rows = [] if path is None else read_list(path, COLUMNS, faults)
    place = "" if path is None else path.name
    kinds = {value: kind for log in engagement.logs for value, kind in log.kinds.items()}
    for row in rows:
        for column in ("giver", "taker"):
            row[column] = _end(row, column, known=known, place=place, faults=faults)
        row["relation"] = _relation(row, place, faults)
        row["kind"] = kinds.get(fold(row["kind"])) or meaning(row["kind"], KINDS) or row["kind"]
    _name_respondents(rows, participants, place, faults)
    amounts = {column: [_amount(row, written, place, faults) for row in rows]
               for column, written in (("per_month", "per_month"), ("quality", "quality_1_5"))}  # fmt: skip
    table = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype="str") for name in _TEXTS})
    return table.assign(**{name: pd.Series(values, dtype="float64") for name, values in amounts.items()})


def _end(row: Mapping[str, str], column: str, *, known: KnownDepartments, place: str, faults: list[Fault]) -> str:
    """Read the giver or taker; that both are the same is said once, at the taker."""
    written = row[column]
    name = CUSTOMER if fold(written) in _CUSTOMERS else known.name(written)
    if name is None:
        faults.append(known.fault(written, place=place, line=row["line"], column=column))
    elif column == "taker" and name == row["giver"]:
        faults.append(Fault(place, f"line {row['line']}: giver and taker are both '{name}'",
                            "leave out what stays within one department"))  # fmt: skip
    return name or ""


def _relation(row: Mapping[str, str], place: str, faults: list[Fault]) -> str:
    relation = fold(row["relation"]).replace(" ", "_")
    if relation not in RELATIONS:
        what = f"relation is '{row['relation']}'{near_name(relation, RELATIONS)}"
        faults.append(Fault(place, f"line {row['line']}: {what}", f"possible: {', '.join(RELATIONS)}"))
    return relation


def _amount(row: Mapping[str, str], column: str, place: str, faults: list[Fault]) -> float:
    written = row[column]
    if not written:
        return np.nan
    number = float(written.replace(",", ".")) if _NUMBER.fullmatch(written) else np.nan
    if column == "quality_1_5" and number not in (1, 2, 3, 4, 5):
        faults.append(Fault(place, f"line {row['line']}: {column} is '{written}'",
                            "write a whole number from 1 (bad) to 5 (good), or nothing"))  # fmt: skip
    elif np.isnan(number):
        faults.append(Fault(place, f"line {row['line']}: {column} is '{written}'",
                            "write how many a month, as a number, or nothing"))  # fmt: skip
    return number


def _name_respondents(rows: list[dict[str, str]], participants: pd.DataFrame, place: str, faults: list[Fault]) -> None:
    """Give every respondent a code and a department."""
    people: dict[str, dict[str, str]] = {}  # folded name → respondents it may mean, with their departments
    for person in participants.itertuples():
        for spelling in spellings(str(person.name), person.aliases):
            people.setdefault(spelling, {})[str(person.respondent)] = str(person.department)
    others: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        meant = people.get(fold(row["respondent"]), {})
        row["department"] = ""
        if len(meant) > 1:
            faults.append(Fault(place, f"line {row['line']}: respondent '{row['respondent']}' may be any of"
                                f" {len(meant)} participants", "give each an alias of their own in participants.csv"
                                " and write that"))  # fmt: skip
        elif meant:
            row["respondent"], row["department"] = next(iter(meant.items()))
        else:
            others.setdefault(fold(row["respondent"]), []).append(row)
    for place_of, own in enumerate(others.values(), start=1):
        homes = {_speaker(row) for row in own}
        department = homes.pop() if len(homes) == 1 else ""
        for row in own:
            row.update(respondent=f"S{place_of}", department="" if department == CUSTOMER else department)


def _speaker(row: Mapping[str, str]) -> str:
    """Say which end speaks: of a need the one that lacks something, else the giver; a customer never."""
    first, second = ("taker", "giver") if row["relation"] == "need" else ("giver", "taker")
    return row[second] if row[first] == CUSTOMER else row[first]
