"""Coding: suggestions and what a person decides about them, one after the other; every decision on disk at once."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.faults import refuse
from kccdiag.intake.coded.cells import COLUMNS
from kccdiag.intake.coded.decisions import append_decision, decisions_file, key_of, read_decisions, standing
from kccdiag.intake.interviews import read_interviews
from kccdiag.intake.relations import BARRIERS, RELATIONS
from kccdiag.measures.agreement import CELLS, Unit, agreement, crossed
from kccdiag.suggest import suggestions

SAYS = ("relation", "source", "target", "barrier", "purpose")
KEPT = ("confirm", "correct")
MANUAL = "manual"
Case = dict[str, Any]


class Coding:
    """The suggestions of an engagement, and one coder's decisions about them.

    Attributes
    ----------
    interviews
        As read; their turns are what is shown around a suggestion.
    cases
        By key, in the order of the conversations: the columns of statements.csv; none without transcripts. Statements
        that were added by hand are among them.
    mine
        By key: this coder's last decision, the columns of statements.csv with ``decision``.

    Raises
    ------
    InputError
        Where interviews or decisions can't be read, or the coder's name can't be one.
    """

    def __init__(self, engagement: Engagement, coder: str) -> None:
        decisions_file(engagement.folder, coder)  # refuses what is no name
        self.engagement, self.coder = engagement, coder
        self.interviews = read_interviews(engagement)
        proposed = suggestions(self.interviews, engagement).to_dict("records")
        self.cases: dict[str, Case] = {key_of(case): _whole(case) for case in [*proposed, *self._waiting()]}
        self.read()

    def read(self) -> None:
        """Read again what all coders decided; what somebody added by hand becomes a case."""
        made = standing(read_decisions(self.engagement.folder))
        for row in made[made["decision"].isin(KEPT)].to_dict("records"):
            if row["method"] == MANUAL:
                self.cases.setdefault(row["key"], _whole(row))
        self.cases = dict(sorted(self.cases.items(), key=lambda item: self._place(item[1])))
        rows = {(row["key"], row["coder"]): row for row in made.to_dict("records")}
        self.mine: dict[str, Case] = {key: row for (key, coder), row in rows.items() if coder == self.coder}
        self.made = made

    def decide(self, key: str, decision: str, statement: Mapping[str, Any] | None = None) -> None:
        """Write a decision down; it stands on disk when this returns.

        Parameters
        ----------
        statement
            What differs from the suggestion: ``SAYS``, ``quote``, ``released``, ``paraphrase``.

        Raises
        ------
        InputError
            For a statement that can't be: a quote that is not in its turn, a relation without its two ends, nothing
            said. Nothing is written then.
        """
        case = _whole({**self.cases[key], **(statement or {})})
        if decision in KEPT:
            case = self._placed(case)
        append_decision(self.engagement.folder, self.coder, decision, case, key)
        self.read()

    def add(self, interview: str, turn: int, statement: Mapping[str, Any]) -> str:
        """Write down a statement that nobody suggested.

        Returns
        -------
        str
            Its key.
        """
        case = self._placed(_whole({**statement, "interview": interview, "turn": turn, "method": MANUAL}))
        key = key_of(case)
        append_decision(self.engagement.folder, self.coder, "confirm", case, key)
        self.read()
        return key

    def around(self, key: str, *, before: int = 3, after: int = 1) -> pd.DataFrame:
        """Give the turns around a suggestion, as rows of ``Interviews.turns``."""
        case = self.cases[key]
        turns = self.interviews.turns
        return turns[(turns["interview"] == case["interview"])
                     & turns["turn"].between(int(case["turn"]) - before, int(case["turn"]) + after)]  # fmt: skip

    def others(self, key: str) -> dict[str, Case]:
        """Say what other coders decided, by coder; nothing before this one has decided, so that nobody is led."""
        if key not in self.mine:
            return {}
        made = self.made[(self.made["key"] == key) & (self.made["coder"] != self.coder)]
        return {str(row["coder"]): dict(row) for row in made.to_dict("records")}

    def agreement(self) -> pd.DataFrame:
        """Hold every two coders beside each other, code by code.

        Returns
        -------
        pandas.DataFrame
            ``coder_a``, ``coder_b``, ``code`` and what :func:`kccdiag.measures.agreement.agreement` finds; the units
            are respondents' turns in interviews about which both decided something.
        """
        rows = [
            (first, second, code, *crossed(units, given[first].get(code, set()), given[second].get(code, set())))
            for first, second, units, given in self._pairs()
            for code in (*RELATIONS, *BARRIERS)
            if given[first].get(code) or given[second].get(code)
        ]
        return agreement(pd.DataFrame(rows, columns=["coder_a", "coder_b", "code", *CELLS]))

    def _pairs(self) -> list[tuple[str, str, set[Unit], dict[str, dict[str, set[Unit]]]]]:
        turns = self.interviews.turns[self.interviews.turns["respondent"] != ""]
        given = {str(coder): _given(rows) for coder, rows in self.made.groupby("coder")}
        seen = self.made.groupby("coder")["interview"].agg(set).to_dict()
        return [
            (first, second, {(str(row.interview), int(row.turn)) for row in turns.itertuples()
                             if row.interview in seen[first] & seen[second]}, given)
            for first, second in combinations(sorted(given), 2)
        ]  # fmt: skip

    def _waiting(self) -> list[Case]:
        """List what stands in the file of statements and nobody has confirmed, where it has a place in a turn."""
        stated = self.interviews.statements
        waiting = stated[~stated["confirmed"] & stated["start"].notna() & (stated["coder"] == "")]
        return [{**row, "confirmed": "no"} for row in waiting[list(COLUMNS)].to_dict("records")]

    def _place(self, case: Case) -> tuple[int, int, int]:
        order = list(dict.fromkeys(self.interviews.turns["interview"]))
        return order.index(case["interview"]), int(case["turn"]), int(case["start"])

    def _text(self, case: Case) -> str:
        turns = self.interviews.turns
        return str(turns.loc[(turns["interview"] == case["interview"]) & (turns["turn"] == int(case["turn"])),
                             "text"].iloc[0])  # fmt: skip

    def _placed(self, case: Case) -> Case:
        """Find the quote in its turn, and check that something is said of two different ends."""
        text, quote = self._text(case), " ".join(str(case["quote"]).split())
        start = text.find(quote)
        if not quote or start < 0:
            raise refuse("quote", "these words are not in the turn", "copy them from it")
        if case["start"] != "" and text[int(case["start"]) : int(case["end"])] == quote:
            start = int(case["start"])
        if not (case["relation"] or case["barrier"] or case["purpose"]):
            raise refuse("relation", "nothing is said: no relation, barrier or shared purpose", "choose one, or reject")
        if case["relation"] and (not case["source"] or not case["target"] or case["source"] == case["target"]):
            raise refuse("source", "a relation has two different ends", "choose who gives and who gets")
        ends = {} if case["relation"] else {"source": "", "target": ""}
        return {**case, **ends, "quote": quote, "start": start, "end": start + len(quote)}


def _whole(case: Mapping[str, Any]) -> Case:
    """Keep the columns of statements.csv, "" where there is nothing."""
    return {name: "" if case.get(name) is None or case[name] != case[name] else case[name] for name in COLUMNS}


def _given(rows: pd.DataFrame) -> dict[str, set[Unit]]:
    """Give the turns that a coder gave each code."""
    given: dict[str, set[Unit]] = {}
    for row in rows[rows["decision"].isin(KEPT)].to_dict("records"):
        for code in filter(None, (row["relation"], row["barrier"])):
            given.setdefault(str(code), set()).add((str(row["interview"]), int(row["turn"])))
    return given


