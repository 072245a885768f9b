"""What respondents say of pairs of departments, beside what the log shows of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kccdiag.intake.interviews import CUSTOMER, RELATIONS, Interviews
from kccdiag.limits import Limits
from kccdiag.measures.voices import STANDINGS, log_openness, standings
from kccdiag.voices.people import SURVEY, People, places_of

Pair = tuple[str, str]
Sayers = Mapping[str, frozenset[str]]  # respondent → where they say it
OBSERVED = ("handovers", "expected", "openness", "openness_low", "openness_high")


@dataclass(frozen=True)
class Said:
    """Who says what of which pair, and where; not to be shown.

    Attributes
    ----------
    sayers
        By pair and relation, everyone who says so.
    amounts
        ``respondent``, ``giver``, ``taker``, ``per_month``, ``quality``: of the survey's flows, one row a respondent.
    places
        Where each respondent speaks at all.
    """

    sayers: Mapping[Pair, Mapping[str, Sayers]]
    amounts: pd.DataFrame
    places: Mapping[str, frozenset[str]]


def said_of(interviews: Interviews, people: People) -> Said:
    """Gather who says what of pairs, in confirmed statements and in the survey."""
    stated = interviews.statements[interviews.statements["confirmed"].astype(bool)]
    survey = interviews.survey[interviews.survey["giver"] != CUSTOMER]
    rows = [*zip(stated["respondent"], stated["interview"], stated["relation"], stated["source"], stated["target"],
                 strict=True)]  # fmt: skip
    rows += zip(survey["respondent"], SURVEY + survey["respondent"], survey["relation"], survey["giver"],
                survey["taker"], strict=True)  # fmt: skip
    found: dict[Pair, dict[str, dict[str, frozenset[str]]]] = {}
    for respondent, place, relation, giver, taker in rows:
        if respondent and relation in RELATIONS and giver and taker and giver != taker:
            of = found.setdefault((giver, taker), {}).setdefault(relation, {})
            of[respondent] = of.get(respondent, frozenset()) | {place}
    flows = survey[survey["relation"] == "flow"].groupby(["respondent", "giver", "taker"])
    amounts = pd.DataFrame({"per_month": flows["per_month"].sum(min_count=1), "quality": flows["quality"].mean()})
    return Said(found, amounts.reset_index(), places_of(interviews, people))


def pairs_table(said: Said, people: People, observed: pd.DataFrame | None, *, limits: Limits) -> pd.DataFrame:
    """Tabulate the pairs that are spoken of, or that are in the log and somebody was asked at either end.

    Returns
    -------
    pandas.DataFrame
        As ``Voices.pairs``, without ``ln_reported``.
    """
    observed = None if observed is None else observed[observed["openness"].notna()]
    views = {pair: view_of(pair, said, people) for pair in said.sayers}
    spoken = {pair for pair, view in views.items() if any(view.counted.values())}
    listed = sorted(spoken | set(_in_log(observed, people)))
    views |= {pair: view_of(pair, said, people) for pair in listed if pair not in views}
    table = pd.DataFrame(listed, columns=["giver", "taker"])
    counts = pd.DataFrame([views[pair].counts() for pair in listed], columns=[*RELATIONS, "mentioned", "asked"])
    table = pd.concat([table, counts.astype("int64")], axis=1)
    asked = {name: len(people.countable(people.at(name))) for name in {*table["giver"], *table["taker"]}}
    for end in ("giver", "taker"):
        table[f"respondents_{end}"] = table[end].map(asked)
    table = table.merge(_amounts(said, people), on=["giver", "taker"], how="left")
    table = _beside_log(table, observed)
    marks = standings(table, limits=limits)
    table = pd.concat([table, marks], axis=1)
    table["standing"] = [next((name for name in STANDINGS if row[name]), "") for _, row in marks.iterrows()]
    return _leaning(table, views, limits=limits)


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
        counted[relation] = {one: of[one] for one in people.countable(of)}
    ends = people.at(*pair) & (people.coded | people.surveyed)
    mention = frozenset().union(*everyone.values()) & ends
    silent = people.is_open(ends) and not mention
    return View(counted, {one: said.places[one] for one in ends} if silent else {}, people.willing)


def _in_log(observed: pd.DataFrame | None, people: People) -> Iterator[Pair]:
    if observed is None:
        return
    asked = {name for name in people.names() if people.countable(people.at(name))}
    near = observed[observed["giver"].isin(asked) | observed["taker"].isin(asked)]
    yield from zip(near["giver"], near["taker"], strict=True)


def _amounts(said: Said, people: People) -> pd.DataFrame:
    rows = [(*pair, *(_mean(answers, name, people) for name in ("per_month", "quality")))
            for pair, answers in said.amounts.groupby(["giver", "taker"])]  # fmt: skip
    return pd.DataFrame(rows, columns=["giver", "taker", "per_month", "quality"])


def _mean(answers: pd.DataFrame, name: str, people: People) -> float:
    known = answers[answers[name].notna()]
    return float(known.loc[known["respondent"].isin(people.countable(known["respondent"])), name].mean())


def _beside_log(table: pd.DataFrame, observed: pd.DataFrame | None) -> pd.DataFrame:
    if observed is None:
        known = table.assign(**dict.fromkeys(OBSERVED, math.nan))
    else:
        known = table.merge(observed[["giver", "taker", *OBSERVED]], on=["giver", "taker"], how="left")
    return pd.concat([known, log_openness(known)], axis=1)


def _leaning(table: pd.DataFrame, views: Mapping[Pair, View], *, limits: Limits) -> pd.DataFrame:
    """Say what one interview less would end, and one respondent more would make."""
    tried = [(row, place) for row in np.flatnonzero(table["standing"] != "").tolist()
             for place in sorted(views[_pair(table, row)].places())]  # fmt: skip
    again = table.iloc[[row for row, _ in tried]].reset_index(drop=True)
    counts = [views[_pair(table, row)].counts(without=place) for row, place in tried]
    names = [*RELATIONS, "mentioned", "asked"]
    again[names] = np.array(counts, dtype="int64").reshape(-1, len(names))
    still = standings(again, limits=limits)
    ends = [not still.at[place, name] for place, name in enumerate(again["standing"])]
    leans = pd.Series(ends, dtype="int64").groupby([row for row, _ in tried]).sum()
    table["leans_on"] = leans.reindex(range(len(table)), fill_value=0).astype("int64")
    table["lost_without_one"] = table["leans_on"] > 0
    more = {"flow": table["flow"] + (table["flow"] > 0), "asked": table["asked"] + (table["asked"] > 0)}
    gained = standings(table.assign(**more), limits=limits)
    finding = ["paper_channel", "unspoken_channel"]
    table["gained_with_one"] = (gained[finding] & ~table[finding]).any(axis=1)
    return table


def _pair(table: pd.DataFrame, row: int) -> Pair:
    return table["giver"].iat[row], table["taker"].iat[row]


def nodes_of(pairs: pd.DataFrame, people: People) -> list[str]:
    """Name every department that is spoken of, asked, or in the log beside one that is, in order."""
    return sorted({*pairs["giver"], *pairs["taker"], *people.names()} - {CUSTOMER})
