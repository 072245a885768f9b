"""How it was measured: the state of the data, words in plain language, limits, and where everything came from."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from kccdiag.cards.amounts import amount
from kccdiag.intake.report import line_of
from kccdiag.present.report.markup import Html, el
from kccdiag.present.report.matter import Matter
from kccdiag.present.report.tables import boxed
from kccdiag.wording import number, percent, say

TERMS = (
    "signal", "visit", "handover", "silent", "held", "reach", "gatekeeper", "expected", "wall", "silo", "bounce",
    "drop_point", "told", "recurring", "interval", "q", "objection", "groups",
)  # fmt: skip
OF_ALL = ("interval", "objection", "groups")
OF_VOICES = ("paper", "unspoken", "unmet", "barrier")
LISTED = 10  # lines of one sort; the rest is counted
IN_HEAD = {"events", "signals", "departments", "small_groups"}  # said at the head of the page
STATUSES = ("activity_without_meaning", "activities_without_meaning")
ALWAYS = {"events", "signals", "departments", "persons", "customers"}


def data_quality(matter: Matter) -> Html:
    """Say in words what was counted on the way in, where there is anything to say of it."""
    table = matter.diagnosis.data_quality
    said = table[~table["check"].isin([*IN_HEAD, *STATUSES]) & (table["value"].ne(0) | table["check"].isin(ALWAYS))]
    lines = list(_lines(said, matter))
    statuses = [line_of(row, matter.language)
                for row in table[table["check"].isin(STATUSES)].head(LISTED).itertuples(index=False)]  # fmt: skip
    nested = [el("p", say(matter.language, "check.activities_heading")), el("ul", [el("li", one) for one in statuses])]
    return el(
        "section",
        el("h2", matter.say("data"), id="data"),
        el("ul", [el("li", line) for line in lines]) if lines else el("p", say(matter.language, "check.nothing")),
        nested if statuses else None,
    )


def _lines(table: pd.DataFrame, matter: Matter) -> Iterable[str]:
    for _, rows in table.groupby("check", sort=False):
        for row in rows.head(LISTED).itertuples(index=False):
            yield line_of(row, matter.language)
        if len(rows) > LISTED:
            yield say(matter.language, "check.more", value=number(matter.language, len(rows) - LISTED))


def method(matter: Matter) -> Html:
    """Explain the words and name the limits."""
    values = _written_limits(matter)
    terms = [el("div", el("dt", matter.say(f"term_{term}")), el("dd", matter.say(f"means_{term}", **values)))
             for term in _terms(matter)]  # fmt: skip
    return el(
        "section",
        el("h2", matter.say("method"), id="method"),
        el("p", matter.say("method_note")),
        el("dl", terms, class_="terms"),
        el("h3", matter.say("limits")),
        el("p", matter.say("limits_note"), class_="note"),
        el("details", el("summary", matter.say("limits_n")), _limits(matter), id="limits"),
    )


def _terms(matter: Matter) -> tuple[str, ...]:
    """Choose the words that this report uses: of the log, and of what people said."""
    log = TERMS if matter.diagnosis.has_log else OF_ALL
    return log if matter.diagnosis.voices is None else (*OF_VOICES, *log)


def _written_limits(matter: Matter) -> dict[str, str]:
    """Write the limits as a sentence holds them."""
    language, limits = matter.language, asdict(matter.diagnosis.limits)
    shares = {name for name in limits if name.endswith(("_share", "_excess", "_reach", "_probability"))}
    written = {name: amount(language, value, "share" if name in shares else "ratio") for name, value in limits.items()}
    told = matter.diagnosis.told_target
    if told is not None:
        written["told_share"] = percent(language, told)
    written["drop_points"] = amount(language, limits["drop_points"], "points")
    return written | {"centre": matter.centre}


def _limits(matter: Matter) -> Html:
    heads = [el("th", matter.say("limit_name"), scope="col"),
             el("th", matter.say("limit_value"), scope="col", class_="n")]  # fmt: skip
    lines = [
        el("tr", el("th", el("code", name), scope="row"), el("td", amount(matter.language, value, "ratio"), class_="n"))
        for name, value in asdict(matter.diagnosis.limits).items()
    ]
    return boxed(matter.say("limits"), [el("thead", el("tr", heads)), el("tbody", lines)], class_="limits")


def sources(matter: Matter) -> Html:
    """Name the files that were read by their fingerprints, and the program that read them."""
    heads = [el("th", matter.say(f"source_{name}"), scope="col") for name in ("file", "hash")]
    lines = [el("tr", el("th", name, scope="row"), el("td", el("code", digest))) for name, digest in
             matter.hashes.items()]  # fmt: skip
    table = boxed(matter.say("hashes"), [el("thead", el("tr", heads)), el("tbody", lines)])
    python = ".".join(map(str, sys.version_info[:3]))
    return el(
        "section",
        el("h2", matter.say("sources"), id="sources"),
        table if lines else None,
        el("p", matter.say("made_with", kccdiag=_version("kccdiag"), python=python, duckdb=_version("duckdb"))),
        el("p", matter.say("files_beside"), class_="note"),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"
