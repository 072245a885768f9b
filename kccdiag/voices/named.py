"""What respondents name: barriers and a shared purpose, by department and all together, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from kccdiag.intake.interviews import BARRIERS, Interviews
from kccdiag.intake.privacy import Words, masked, telling_names
from kccdiag.measures.uncertainty import wilson
from kccdiag.voices.people import People
from kccdiag.voices.tables import shaped

PURPOSES = ("named", "missed")
ALL = ""  # stands for the whole organisation among departments


@dataclass(frozen=True)
class Count:
    """Respondents that may be counted, and those among whom they are."""

    sayers: frozenset[str]
    of: frozenset[str]


def barriers_table(interviews: Interviews, people: People) -> pd.DataFrame:
    """Count who names which barrier, all together and by their department; as ``Voices.barriers``.

    Notes
    -----
    All together everybody counts, also who has not consented, unless what the departments' rows leave over would be
    what 1 to ``least`` - 1 persons without consent said; then only those who are counted by department.
    """
    rows = []
    for barrier in BARRIERS:
        sayers = sayers_of(interviews, "barrier", barrier)
        counts = by_department(sayers, people)
        whole = together(sayers, counts, people, everybody=_hides(sayers, counts, people))
        shown = {ALL: whole} if len(whole.of) >= people.least else {}
        rows += [(barrier, department, len(count.sayers), len(count.of), len(count.of) < people.least)
                 for department, count in {**shown, **counts}.items()
                 if count.sayers and (department or count is whole)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["barrier", "department", "respondents", "of", "one_voice"])
    low, high = wilson(table["respondents"], table["of"])
    share = table["respondents"].astype(float) / table["of"]
    return shaped("barriers", {**table, "share": share, "share_low": low, "share_high": high})


def purposes_table(interviews: Interviews, people: People) -> pd.DataFrame:
    """Count who names a shared purpose and who misses one; as ``Voices.purposes``."""
    sayers = [sayers_of(interviews, "purpose", value) for value in PURPOSES]
    counts = [by_department(of, people) for of in sayers]
    everybody = all(_hides(of, count, people) for of, count in zip(sayers, counts, strict=True))
    whole = [together(of, count, people, everybody=everybody) for of, count in zip(sayers, counts, strict=True)]
    shown = {ALL: whole} if len(whole[0].of | whole[1].of) >= people.least else {}
    shown |= {department: [count[department] for count in counts] for department in counts[0] if department != ALL}
    table = pd.DataFrame(
        [(department, len(named.sayers), len(missed.sayers), len(named.of | missed.of))
         for department, (named, missed) in shown.items() if named.sayers or missed.sayers],
        columns=["department", "named", "missed", "of"],
    )  # fmt: skip
    return shaped("purposes", dict(table))


def by_department(sayers: frozenset[str], people: People) -> dict[str, Count]:
    """Count those who name one thing by department, ``ALL`` being those of whom no department is known."""
    asked = people.table.index[people.table["interviewed"]]
    counts = {}
    for department in sorted(set(people.table.loc[asked, "department"])):
        of = people.at(department, interviewed=True)
        counted = people.countable(sayers & of) if department != ALL else (sayers & of) - people.unwilling
        counts[department] = Count(counted, of if counted & people.unwilling else of - people.unwilling)
    return counts


def together(sayers: frozenset[str], counts: Mapping[str, Count], people: People, *, everybody: bool) -> Count:
    """Count all who name one thing, or only those whom the departments' rows count."""
    if everybody:
        asked = frozenset(people.table.index[people.table["interviewed"]])
        return Count(sayers & asked, asked)
    parts = [(count.sayers, count.of) for count in counts.values()]
    return Count(*(frozenset().union(*part) for part in zip(*parts, strict=True))) if parts else Count(sayers, sayers)


def _hides(sayers: frozenset[str], counts: Mapping[str, Count], people: People) -> bool:
    """Say whether a total may include those of whom no department's row tells anything."""
    asked = frozenset(people.table.index[people.table["interviewed"]])
    rest = asked.difference(*(count.of for count in counts.values()))
    if len(rest) < people.least:
        return not rest
    # A row left out tells that fewer than `least` of its department say so. A total as large as these bounds allow, or
    # one less so that its absence tells nothing either, would say it of everybody in the smaller departments.
    sizes = people.table.loc[sorted(rest), "department"].value_counts()
    most = sum(min(int(size), people.least - 1) if name != ALL else int(size) for name, size in sizes.items())
    return most == len(rest) or len(sayers & rest) < most - 1


def sayers_of(interviews: Interviews, column: str, value: str) -> frozenset[str]:
    """Give who names a thing in a confirmed statement; not to be shown."""
    table = interviews.statements
    return frozenset(table.loc[table["confirmed"].astype(bool) & (table[column] == value), "respondent"]) - {""}


def quotes_table(interviews: Interviews, sayers: Mapping[tuple[str, ...], Iterable[str]]) -> pd.DataFrame:
    """List the words that may be shown, masked; as ``Voices.quotes``.

    Parameters
    ----------
    sayers
        Who is counted for what a statement says, by (relation, source, target) and (barrier, department).

    Notes
    -----
    A quote needs its release, else its paraphrase is shown where there is one. The words of who has not consented are
    shown only where everything that stands beside them is counted with theirs.
    """
    names = _names(interviews)
    rows = []
    for row in interviews.statements[interviews.statements["confirmed"].astype(bool)].itertuples():
        text = row.quote if row.released else row.paraphrase
        about: list[tuple[str, ...]] = [(row.relation, row.source, row.target)] if row.relation else []
        about += [(row.barrier, row.department)] if row.barrier else []
        if text and row.respondent and about and all(row.respondent in sayers.get(one, ()) for one in about):
            parts = (row.relation, row.source, row.target, row.barrier, row.department)
            rows.append((*parts, masked(text, names), not row.released))
    table = pd.DataFrame(rows, columns=["relation", "source", "target", "barrier", "department", "text", "paraphrased"])
    return shaped("quotes", dict(table))


def _names(interviews: Interviews) -> frozenset[Words]:
    """List participants' names and aliases, and the words of names by which people are called."""
    people = interviews.participants
    names = {*people["name"], *(alias for aliases in people["aliases"] for alias in aliases)}
    return telling_names(names | {word for name in names for word in name.split() if word[:1].isupper()})
