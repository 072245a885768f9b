"""What respondents name: barriers and a shared purpose, by department and all together, with their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.intake.interviews import Interviews
from kccdiag.intake.masking import masker_of
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


def sayers_of(interviews: Interviews, column: str, values: Iterable[str]) -> dict[str, frozenset[str]]:
    """Give who names each of some things in a confirmed statement; not to be shown."""
    table = interviews.statements[interviews.statements["confirmed"].astype(bool)]
    found: dict[str, set[str]] = {value: set() for value in values}
    for value, respondent in zip(table[column], table["respondent"], strict=True):
        if value in found and respondent:
            found[value].add(respondent)
    return {value: frozenset(of) for value, of in found.items()}


def barriers_table(sayers: Mapping[str, frozenset[str]], people: People) -> pd.DataFrame:
    """Count who names which barrier, all together and by their department; as ``Voices.barriers``."""
    rows = []
    for barrier, of in sayers.items():
        counts = counts_of([of], people)
        rows += [(barrier, department, len(count.sayers), len(count.of), len(count.of) < people.least)
                 for department, (count,) in counts.items()]  # fmt: skip
    names = ("barrier", "department", "respondents", "of", "one_voice")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    some, asked = (np.array(columns.get(name, ()), dtype=float) for name in ("respondents", "of"))
    low, high = wilson(some, asked)
    return shaped("barriers", {**columns, "share": some / asked, "share_low": low, "share_high": high})


def purposes_table(sayers: Mapping[str, frozenset[str]], people: People) -> pd.DataFrame:
    """Count who names a shared purpose and who misses one; as ``Voices.purposes``."""
    counts = counts_of([sayers[value] for value in PURPOSES], people)
    rows = [(department, len(named.sayers), len(missed.sayers), len(named.of | missed.of))
            for department, (named, missed) in counts.items()]  # fmt: skip
    return shaped("purposes", dict(pd.DataFrame(rows, columns=["department", "named", "missed", "of"])))


def counts_of(things: Sequence[frozenset[str]], people: People) -> dict[str, list[Count]]:
    """Count those who name each of some things, all together and by department, as far as that may be shown.

    Parameters
    ----------
    things
        Who names each.

    Returns
    -------
    dict
        ``ALL``, where enough are asked, then departments of which anybody counts: one count for each thing.

    Notes
    -----
    All together everybody counts, also who has not consented, unless what the departments' rows leave over would be
    what 1 to ``least`` - 1 persons without consent said; then only those who are counted by department.
    """
    apart = [by_department(sayers, people) for sayers in things]
    everybody = all(hides(sayers, people) for sayers in things)
    whole = [_together(sayers, counts, people, everybody) for sayers, counts in zip(things, apart, strict=True)]
    shown = {ALL: whole} if len(frozenset().union(*(count.of for count in whole))) >= people.least else {}
    shown |= {name: [counts[name] for counts in apart] for name in apart[0] if name != ALL}
    return {name: counts for name, counts in shown.items() if any(count.sayers for count in counts)}


def by_department(sayers: frozenset[str], people: People) -> dict[str, Count]:
    """Count those who name one thing by department, ``ALL`` being those of whom no department is known."""
    counts = {}
    for department in sorted({people.departments[one] for one in people.interviewed}):
        of = people.at(department) & people.interviewed
        counted = people.countable(sayers & of) if department != ALL else sayers & of & people.willing
        counts[department] = Count(counted, of if counted - people.willing else of & people.willing)
    return counts


def _together(sayers: frozenset[str], counts: Mapping[str, Count], people: People, everybody: bool) -> Count:
    if everybody:
        return Count(sayers & people.interviewed, people.interviewed)
    parts = [(count.sayers, count.of) for count in counts.values()]
    return Count(*(frozenset().union(*part) for part in zip(*parts, strict=True))) if parts else Count(sayers, sayers)


def hides(sayers: frozenset[str], people: People) -> bool:
    """Say whether a total may include those of whom no department's row tells anything."""
    rest = people.interviewed.difference(*(count.of for count in by_department(sayers, people).values()))
    if len(rest) < people.least:
        return not rest
    # A row left out tells that fewer than `least` of its department say so. A total as large as these bounds allow, or
    # one less so that its absence tells nothing either, would say it of everybody in the smaller departments.
    sizes = Counter(people.departments[one] for one in rest)
    most = sum(min(size, people.least - 1) if name != ALL else size for name, size in sizes.items())
    return most == len(rest) or len(sayers & rest) < most - 1


def quotes_table(interviews: Interviews, engagement: Engagement, people: People,
                 sayers: Mapping[tuple[str, ...], frozenset[str]]) -> pd.DataFrame:  # fmt: skip
    """List the words that may be shown, masked; as ``Voices.quotes``.

    Parameters
    ----------
    sayers
        Who is counted for what a statement says, by (relation, source, target) and (barrier, department).

    Notes
    -----
    A quote needs its release, else its paraphrase is shown where there is one. Of who has not consented only words
    about a barrier at their own department are shown, where they are counted: "we never hear back" about a pair tells
    where its speaker works, and of those who are counted for a pair no table tells that; not even that there are such
    words at all may be seen. Rows are sorted: the order of interviews would say whose words they are.
    """
    rows = []
    for row in interviews.statements[interviews.statements["confirmed"].astype(bool)].itertuples():
        own = row.released and row.quote
        if row.relation and row.respondent not in people.willing:
            continue
        pair, beside = (row.relation, row.source, row.target), (row.barrier, row.department)
        about: list[tuple[str, ...]] = [pair] if row.relation else []
        about += [beside] if row.barrier else []
        text = row.quote if own else row.paraphrase
        if text and about and all(row.respondent in sayers.get(one, ()) for one in about):
            rows.append((*pair, *beside, text, not own))
    mask = masker_of(interviews, engagement).mask if rows else None
    rows = sorted({(*parts, mask(text).text, paraphrased) for *parts, text, paraphrased in rows}) if mask else []
    table = pd.DataFrame(rows, columns=["relation", "source", "target", "barrier", "department", "text", "paraphrased"])
    return shaped("quotes", dict(table))
