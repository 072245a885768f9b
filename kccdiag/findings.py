"""Judgement: which claims are shown, in what words, in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from kccdiag.answer import Answer, answer_of
from kccdiag.cards.diagnosis import counted
from kccdiag.cards.finding import show_finding, show_judgement
from kccdiag.checks import Check, breaking, checks_of
from kccdiag.claims import claims_of
from kccdiag.claims.claim import Barrier, Claim, Count, KindOfSignal, Ratio, Respondents, Said, Share
from kccdiag.diagnosis import Diagnosis
from kccdiag.notes import caveats_of, notes_of
from kccdiag.wording import number, percent_of, say

NAMED_KINDS = ("idea", "complaint", "question", "compliment")


@dataclass(frozen=True)
class Finding:
    """One claim about the organisation, with the evidence that bears it.

    Attributes
    ----------
    id
        Kind, departments and what it is about: the same from run to run.
    kind
        As in the table of kinds; ``departments`` are canonical names, giver before taker; ``about`` is a kind of
        signal or None.
    estimate, unit, low, high
        With its 95 % interval; ``q`` in a family of comparisons, else None; ``n`` signals that it rests on.
    per_year
        Signals a year that it touches.
    limit
        The bound on the estimate that made it a finding.
    checks
        Objections tried.
    holds
        Under how many of them it holds, in words.
    headline, meaning, caveats
        What a reader sees, in ``language``.
    evidence
        Rows of the tables that prove it: ``table`` and the row's cells.
    broken_by
        The objections under which it does not hold; such a claim is an indication.
    """

    id: str
    kind: str
    departments: tuple[str, ...]
    about: str | None
    estimate: float
    unit: str
    low: float
    high: float
    q: float | None
    n: int
    per_year: float | None
    limit: float
    headline: str
    meaning: str
    caveats: tuple[str, ...]
    evidence: tuple[dict[str, Any], ...]
    checks: tuple[Check, ...] = ()
    holds: str = ""
    broken_by: tuple[str, ...] = ()
    language: str = "nl"

    def _repr_html_(self) -> str:
        return show_finding(self)


@dataclass(frozen=True)
class Judgement:
    """What a diagnosis amounts to.

    Attributes
    ----------
    findings
        What passes the limits, most material first, at most five of a kind.
    indications
        What passes them but not a decisive check.
    more
        How many further findings of each kind there are (rows of ``kind``, ``more``).
    answer
        What became of 100 signals, and the ids of the findings that hold the organisation back most.
    notes
        What changed inside the window: trends, departments that came and went.
    language
        Of the findings.
    """

    findings: tuple[Finding, ...]
    indications: tuple[Finding, ...]
    more: pd.DataFrame = field(repr=False)
    answer: Answer = field(default_factory=Answer)
    notes: tuple[str, ...] = ()
    language: str = "nl"

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of claims that were made, of findings, indications and those left to the tables."""
        return frozenset({finding.kind for finding in (*self.findings, *self.indications)} | set(self.more["kind"]))

    def checks(self) -> pd.DataFrame:
        """List the objections tried on each finding and indication.

        Returns
        -------
        pandas.DataFrame
            ``finding`` (its id), ``objection``, ``about``, ``holds`` (None where too few cases), ``certain``,
            ``estimate``.
        """
        every = (*self.findings, *self.indications)
        tried = [(finding.id, *astuple(check)) for finding in every for check in finding.checks]
        return pd.DataFrame(tried, columns=["finding", "objection", "about", "holds", "certain", "estimate"])

    def of(self, *kinds: str) -> Judgement:
        """Keep what is of some kinds: findings, indications and how many more; not the answer, nor what changed."""
        return Judgement(
            findings=tuple(finding for finding in self.findings if finding.kind in kinds),
            indications=tuple(finding for finding in self.indications if finding.kind in kinds),
            more=self.more[self.more["kind"].isin(kinds)].reset_index(drop=True),
            language=self.language,
        )

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def _repr_html_(self) -> str:
        return show_judgement(self)


def judge(diagnosis: Diagnosis) -> Judgement:
    """Turn a diagnosis into findings, in the diagnosis' language.

    Returns
    -------
    Judgement
        ``findings`` sorted by the signals a year that they touch.
    """
    claims = [claim for claim in claims_of(diagnosis) if claim.certain]
    checks = checks_of(claims, diagnosis)
    held = [claim for claim in claims if not breaking(checks[claim.key])]
    broken = [claim for claim in claims if breaking(checks[claim.key])]
    most = diagnosis.limits.shown_per_kind
    shown, doubted = (
        [_worded(claim, diagnosis, checks=checks[claim.key]) for claim in _first_of_each_kind(part, most)]
        for part in (held, broken)
    )
    counts = pd.Series([claim.kind for claim in held], dtype=object).value_counts(sort=False)
    more = pd.DataFrame({"kind": counts.index, "more": counts.to_numpy() - most})
    findings = _by_reach(shown)
    return Judgement(
        findings=findings,
        indications=_by_reach(doubted),
        more=more[more["more"] > 0].reset_index(drop=True),
        answer=answer_of(diagnosis, findings),
        notes=notes_of(diagnosis),
        language=diagnosis.language,
    )


def _first_of_each_kind(claims: list[Claim], most: int) -> list[Claim]:
    places = Counter[str]()
    first = []
    for claim in claims:
        places[claim.kind] += 1
        if places[claim.kind] <= most:
            first.append(claim)
    return first


def _by_reach(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort by the signals a year that they touch; those that no signals tell come last, in the order of the claims."""
    touching = [one for one in findings if one.per_year is not None]
    others = [one for one in findings if one.per_year is None]
    return (*sorted(touching, key=lambda one: (-(one.per_year or 0.0), one.id)), *others)


def _worded(claim: Claim, d: Diagnosis, *, checks: tuple[Check, ...]) -> Finding:
    sentence, estimate = claim.wording or claim.kind, claim.estimate
    centre = d.centre or say(d.language, "labels.intake")
    values = {name: _written(value, d.language) for name, value in claim.said.items()} | {"centre": centre}
    headline, meaning, not_meant = (
        say(d.language, f"findings.{sentence}{part}", **values) for part in ("", "_means", "_not")
    )
    return Finding(
        id=":".join([claim.kind, *claim.departments, *([claim.about] if claim.about else [])]),
        kind=claim.kind,
        departments=claim.departments,
        about=claim.about,
        estimate=float(estimate.value),
        unit=claim.unit,
        low=float(estimate.low),
        high=float(estimate.high),
        q=None if estimate.q is None or np.isnan(estimate.q) else float(estimate.q),
        n=round(float(estimate.n)),
        per_year=None if claim.per_year is None else float(claim.per_year),
        limit=float(claim.limit),
        headline=headline,
        meaning=meaning,
        caveats=(
            not_meant,
            *(say(d.language, f"findings.caveat_{name}") for name in claim.caveats),
            *caveats_of(claim.departments, d),
        ),
        evidence=claim.evidence,
        checks=checks,
        holds=_holds(checks, d.language),
        broken_by=breaking(checks),
        language=d.language,
    )


def _holds(checks: tuple[Check, ...], language: str) -> str:
    """Say under how many of the objections that could be tried a claim holds: the line of its slide."""
    tried = [check for check in checks if check.holds is not None]
    if not tried:
        return say(language, "checks.none")
    held = sum(check.holds is True for check in tried)
    many = "all" if held == len(tried) else "some"
    return say(language, f"checks.{many}_one" if len(tried) == 1 else f"checks.{many}", held=held, tried=len(tried))


def _written(value: Said, language: str) -> str:
    match value:
        case Share(share):
            return percent_of(language, share)
        case Count(count):
            return number(language, round(count))
        case Ratio(ratio):
            return number(language, ratio, 1)
        case Respondents(people):
            return counted(language, "respondents", people)
        case Barrier(barrier):
            return say(language, f"said.barrier_{barrier}")
        case KindOfSignal(kind):
            return say(language, f"labels.kind_{kind}") if kind in NAMED_KINDS else f"“{kind}”"
    return value


def as_record(finding: Finding) -> dict[str, Any]:
    """Return a finding as findings.json holds it: ``broken_by`` only where there is one, no language of its own."""
    record = asdict(finding)
    del record["language"]
    if not finding.broken_by:
        del record["broken_by"]
    return record
