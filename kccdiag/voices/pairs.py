"""What respondents say of pairs of departments, beside what the log shows of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kccdiag.intake.interviews import CUSTOMER, RELATIONS, Interviews
from kccdiag.limits import Limits
from kccdiag.measures.voices import LN_OE, OBSERVED, log_openness, standings
from kccdiag.voices.people import SURVEY, People, places_of

Pair = tuple[str, str]
Sayers = Mapping[str, frozenset[str]]  # respondent → where they say it
COUNTS = [*RELATIONS, "mentioned", "asked"]


@dataclass(frozen=True)
class Said:
    """Who says what of which pair, and where; not to be shown.

    Attributes
    ----------
    sayers
        By pair and relation, everyone who says so.
    places
        Where each respondent speaks at all.
    """

    sayers: Mapping[Pair, Mapping[str, Sayers]]
    places: Mapping[str, frozenset[str]]


def said_of(interviews: Interviews, people: People) -> Said:
    """Gather who says what of pairs, in confirmed statements and in the survey."""
    stated, survey = interviews.statements[interviews.statements["confirmed"].astype(bool)], interviews.survey
    rows = [*zip(*(stated[name] for name in ("respondent", "interview", "relation", "source", "target")), strict=True)]
    rows += [(one, SURVEY + one, *row) for one, *row in
             zip(*(survey[name] for name in ("respondent", "relation", "giver", "taker")), strict=True)
             if row[1] != CUSTOMER]  # fmt: skip
    found: dict[Pair, dict[str, dict[str, frozenset[str]]]] = {}
    for respondent, place, relation, giver, taker in rows:
        if respondent and relation in RELATIONS and giver and taker and giver != taker:
            of = found.setdefault((giver, taker), {}).setdefault(relation, {})
            of[respondent] = of.get(respondent, frozenset()) | {place}
    return Said(found, places_of(interviews, people))


def seen_of(handovers: pd.DataFrame | None) -> pd.DataFrame:
    """Take from a diagnosis' handovers what may stand beside what is said; no rows without a log.

    Returns
    -------
    pandas.DataFrame
        ``giver``, ``taker``, ``handovers``, ``expected``, ``openness`` with its ends, ``ln_oe`` with its ends.
    """
    if handovers is None:
        handovers = pd.DataFrame({"giver": pd.Series(dtype="str"), "taker": pd.Series(dtype="str"),
                                  **dict.fromkeys(OBSERVED, pd.Series(dtype=float))})  # fmt: skip
    seen = handovers.loc[handovers["openness"].notna(), ["giver", "taker", *OBSERVED]]
    return seen.join(log_openness(seen))


def pairs_table(said: Said, people: People, seen: pd.DataFrame, *, limits: Limits) -> pd.DataFrame:
    """Tabulate the pairs that are spoken of, or that are in the log and somebody was asked at either end.

    Parameters
    ----------
    seen
        As :func:`seen_of`.

    Returns
    -------
    pandas.DataFrame
        As ``Voices.pairs``, as far as objections are tried on it: without amounts, what it leans on and what is held
        against other pairs.
    """
    asked = {name: len(people.countable(people.at(name))) for name in people.names()}
    logged = {pair: row for row, pair in enumerate(zip(seen["giver"].tolist(), seen["taker"].tolist(), strict=True))}
    in_log = {pair for pair in logged if any(asked.get(end) for end in pair)}
    views = {pair: view_of(pair, said, people) for pair in in_log.union(said.sayers)}
    listed = sorted(pair for pair, view in views.items() if pair in in_log or any(view.counted.values()))
    columns = [*COUNTS, "respondents_giver", "respondents_taker"]
    counts = [(*views[pair].counts(), *(asked.get(end, 0) for end in pair)) for pair in listed]
    rows = np.array([logged.get(pair, -1) for pair in listed], dtype=int)  # -1, the last one: not in the log
    table = {
        "giver": pd.array([giver for giver, _ in listed], dtype="str"),
        "taker": pd.array([taker for _, taker in listed], dtype="str"),
        **dict(zip(columns, np.array(counts, dtype="int64").reshape(-1, len(columns)).T, strict=True)),
        **{name: np.append(seen[name].to_numpy(float), np.nan)[rows] for name in (*OBSERVED, *LN_OE)},
    }
    marks = standings(table, limits=limits)
    first = np.select(list(marks.values()), list(marks), default="")
    return pd.DataFrame({**table, **marks, "standing": first})


@dataclass(frozen=True)
class View:
    """What may be counted of a pair: by relation who says so, and who at either end would have."""

    counted: Mapping[str, Sayers]
    ends: Sayers  # nobody, where it can't be told that none of them mentions it
    willing: frozenset[str]

    def counts(self, without: str = "") -> tuple[int, ...]:
        """Count respondents by relation, that mention the pair at all, and asked; as if one place were left out."""
        left = [_left(of, without) for of in self.counted.values()]
        # Of those without consent only what the relations show already: a sum over relations would say how many of
        # them name two.
        willing = frozenset().union(*left) & self.willing
        mentioned = len(willing) + max((len(of - self.willing) for of in left), default=0)
        return (*map(len, left), mentioned, len(_left(self.ends, without)))

    def places(self) -> frozenset[str]:
        """Give every place where something that counts was said, or could have been."""
        said = [places for of in (*self.counted.values(), self.ends) for places in of.values()]
        return frozenset().union(*said)


def _left(sayers: Sayers, without: str) -> frozenset[str]:
    return frozenset(one for one, places in sayers.items() if places - {without})


def view_of(pair: Pair, said: Said, people: People) -> View:
    """Choose what may be counted of a pair."""
    everyone = said.sayers.get(pair, {})
    counted = {}
    for relation in RELATIONS:
        of = everyone.get(relation, {})
        counted[relation] = {one: of[one] for one in people.countable(of)} if of else {}
    ends = people.at(*pair) & (people.coded | people.surveyed)
    mention = frozenset().union(*everyone.values()) & ends
    silent = people.is_open(ends) and not mention
    return View(counted, {one: said.places[one] for one in ends} if silent else {}, people.willing)


def amounts_table(interviews: Interviews, people: People) -> pd.DataFrame:
    """Average what respondents of the survey say of pairs between which it flows.

    Returns
    -------
    pandas.DataFrame
        ``giver``, ``taker``, ``per_month``, ``quality``.
    """
    flows = interviews.survey[(interviews.survey["giver"] != CUSTOMER) & (interviews.survey["relation"] == "flow")]
    each = flows.groupby(["giver", "taker", "respondent"])
    each = pd.DataFrame({"per_month": each["per_month"].sum(min_count=1), "quality": each["quality"].mean()})
    rows = [(*pair, *(_mean(answers, name, people) for name in ("per_month", "quality")))
            for pair, answers in each.reset_index().groupby(["giver", "taker"])]  # fmt: skip
    return pd.DataFrame(rows, columns=["giver", "taker", "per_month", "quality"])


def _mean(answers: pd.DataFrame, name: str, people: People) -> float:
    known = answers[answers[name].notna()]
    return float(known.loc[known["respondent"].isin(people.countable(known["respondent"])), name].mean())


def with_leaning(table: pd.DataFrame, said: Said, people: People, *, limits: Limits) -> pd.DataFrame:
    """Add to pairs what one interview less would end, and one respondent more would make."""
    views = {row: view_of(_pair(table, row), said, people) for row in np.flatnonzero(table["standing"] != "").tolist()}
    tried = [(row, place) for row, view in views.items() for place in sorted(view.places())]
    again = table.iloc[[row for row, _ in tried]].reset_index(drop=True)
    counts = [views[row].counts(without=place) for row, place in tried]
    again[COUNTS] = np.array(counts, dtype="int64").reshape(-1, len(COUNTS))
    still = standings(again, limits=limits)
    ends = [not still[name][place] for place, name in enumerate(again["standing"])]
    leans = pd.Series(ends, dtype="int64").groupby([row for row, _ in tried]).sum()
    leans = leans.reindex(range(len(table)), fill_value=0).astype("int64")
    more = {"flow": table["flow"] + (table["flow"] > 0), "asked": table["asked"] + (table["asked"] > 0)}
    gained = standings(table.assign(**more), limits=limits)
    paper, unspoken = (gained[name] & ~table[name] for name in ("paper_channel", "unspoken_channel"))
    return table.assign(leans_on=leans, lost_without_one=leans > 0, gained_with_one=paper | unspoken)


def _pair(table: pd.DataFrame, row: int) -> Pair:
    return table["giver"].iat[row], table["taker"].iat[row]


def nodes_of(pairs: pd.DataFrame, people: People) -> list[str]:
    """Name every department that is spoken of, asked, or in the log beside one that is, in order."""
    return sorted({*pairs["giver"], *pairs["taker"], *people.names()} - {CUSTOMER})
