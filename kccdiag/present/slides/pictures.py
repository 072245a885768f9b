"""Which picture a finding has: the numbers that its headline speaks of, beside those of the others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from kccdiag.answer import STEPS, interval_of_hundred, of_hundred
from kccdiag.cards.amounts import amount
from kccdiag.claims.sought import failing_reasons, judged_rows
from kccdiag.diagnosis import Diagnosis
from kccdiag.findings import Finding
from kccdiag.present.slides.charts import MARKED, PLAIN, Bars, Lines, Series
from kccdiag.present.slides.lettering import tied
from kccdiag.present.slides.network import Network
from kccdiag.shown.colours import BLUE, DEAD, LIVE
from kccdiag.shown.stock import has_dead
from kccdiag.shown.voices import heard_before
from kccdiag.wording import number, percent, say

ROWS = 11  # of bars in a picture beside its text
PAIRED_ROWS = 7  # of two bars each
Part = tuple[float, float, float, float]  # of the room: left, top, right, bottom
WHOLE: Part = (0, 0, 1, 1)
PALE = "#D9D9D9"


@dataclass(frozen=True)
class Picture:
    """What is drawn where, in parts of the room that there is."""

    parts: tuple[tuple[Part, Bars | Lines | Network], ...]


def picture_of(finding: Finding, d: Diagnosis) -> Picture:
    """Choose the picture that fits a finding's kind."""
    return _KINDS.get(finding.kind, _verdict_of)(finding, d)


# ---- what is known of the whole


def verdict_bars(d: Diagnosis, *, marked: str = "") -> Bars:
    """Draw of 100 signals how many got how far, as far as measured."""
    steps = d.overview.drop_duplicates("measure").set_index("measure").reindex(list(STEPS))
    days = f"{d.limits.passed_on_days:g}"
    names = tuple(say(d.language, f"figures.verdict_{step}", days=days) for step in STEPS)
    labels = tuple(_of_hundred(d.language, row) for _, row in steps.iterrows())
    title = say(d.language, "slides.verdict_title")
    return Bars(
        title=title,
        names=names,
        series=(_with_ends(say(d.language, "slides.share"), steps, "estimate", "low", "high", colour=BLUE),),
        unit="share",
        labels=labels,
        marked=frozenset([STEPS.index(marked)]) if marked else frozenset(),
        words=_said(title, names, labels),
    )


def _of_hundred(language: str, row: pd.Series) -> str:
    if not math.isfinite(row["estimate"]):
        return say(language, "figures.empty")
    many = of_hundred(language, row["estimate"])
    if not (math.isfinite(row["low"]) and math.isfinite(row["high"])):
        return many
    return f"{many} ({interval_of_hundred(language, row['low'], row['high'])})"


def idea_bars(d: Diagnosis) -> Bars | None:
    """Draw how many ideas reached which stage; None where nothing of it is measurable."""
    known = d.funnel[d.funnel["share"].notna()]
    if len(known) < 2:
        return None
    names = tuple(say(d.language, f"figures.funnel_{stage}") for stage in known["stage"])
    series = _with_ends(say(d.language, "slides.share"), known, "share", "share_low", "share_high", colour=BLUE)
    labels = _labels(d.language, known["share"], "share")
    before = heard_before(d.said["heard"])
    if before is None:
        return _bars(say(d.language, "slides.ideas_title"), names, series, unit="share", labels=labels)
    return _with_heard(d, names, series, labels, before)


def _with_heard(
    d: Diagnosis, names: tuple[str, ...], series: Series, labels: tuple[str, ...], before: dict[str, float]
) -> Bars:
    """Put what agents say they hear before the ideas that were logged, to the same scale."""
    first = say(d.language, "said.funnel_times", times=number(d.language, before["times"], 1),
                n=number(d.language, round(before["per_month"])))  # fmt: skip
    series = replace(
        series,
        values=(before["times"], *series.values),
        low=(before["low"], *series.low),
        high=(before["high"], *series.high),
    )
    names, labels = (say(d.language, "said.funnel_heard"), *names), (first, *labels)
    bars = _bars(say(d.language, "slides.ideas_title"), names, series, unit="share", labels=labels)
    return replace(bars, reported=frozenset([0]))


def stock_lines(d: Diagnosis) -> Lines | None:
    """Draw how many signals lay open, moving and gone silent; None where the log does not tell."""
    whole = d.stock[d.stock["department"] == ""].dropna(subset=["live"]) if len(d.stock) else d.stock
    if len(whole) < 2:
        return None
    series = [Series(say(d.language, "figures.stock_live"), tuple(whole["live"].astype(float)), BLUE)]
    if has_dead(whole):
        series.append(Series(say(d.language, "figures.stock_dead"), tuple(whole["dead"].astype(float)), DEAD))
    last = whole.iloc[-1]
    ends = "; ".join(f"{one.name}: {number(d.language, one.values[-1])}" for one in series)
    title = say(d.language, "slides.stock_title")
    days = tuple(pd.Timestamp(day).date() for day in whole["date"])
    return Lines(title, days, tuple(series), f"{title}. {pd.Timestamp(last['date']):%Y-%m-%d}: {ends}.")


def whole_network(d: Diagnosis, words: str) -> Network:
    """Draw the strongest flows of all."""
    return Network(d.departments, d.handovers, words)


# ---- by kind


def _verdict_of(finding: Finding, d: Diagnosis) -> Picture:
    return Picture(((WHOLE, verdict_bars(d, marked="passed_on" if finding.kind == "trickle" else "")),))


def _reservoir(finding: Finding, d: Diagnosis) -> Picture:
    """Draw visits beside signal-days, and how much longer signals stay than elsewhere."""
    table = _chosen(d.departments.dropna(subset=["held_share"]), "held_share", finding.departments, most=PAIRED_ROWS)
    rest = 1 - table[["visit_share", "held_share"]].sum()
    names, marked = tuple(table["department"]), _marked(table["department"], finding.departments)
    shares = [[*table[column]] for column in ("held_share", "visit_share")]
    ratios = table[["stay_ratio", "stay_ratio_low", "stay_ratio_high"]]
    if rest.max() > 0.0005:
        names = (*names, say(d.language, "slides.rest"))
        shares = [
            [*values, float(rest[column])] for values, column in zip(shares, ("held_share", "visit_share"), strict=True)
        ]
        ratios = pd.concat([ratios, ratios.iloc[:1] * math.nan])
    held = Series(say(d.language, "slides.of_days"), tuple(shares[0]), BLUE)
    visits = Series(say(d.language, "slides.of_visits"), tuple(shares[1]), PALE)
    left = Bars(
        say(d.language, "slides.held_title"), names, (held, visits), "share", marked=marked, paired="left",
        words=_said(say(d.language, "slides.held_title"), names, [
            f"{held.name} {percent(d.language, one, 1)}, {visits.name} {percent(d.language, other, 1)}"
            for one, other in zip(*shares, strict=True)
        ]),
    )  # fmt: skip
    stay = _with_ends(say(d.language, "slides.stay"), ratios, *ratios.columns)
    labels = tuple("" if math.isnan(value) else _label(d.language, value, "ratio") for value in stay.values)
    title = _with_line(d.language, "slides.stay_title")
    right = Bars(title, names, (stay,), "ratio", labels=labels, marked=marked, paired="right",
                 words=_said(title, names, labels))  # fmt: skip
    return Picture((((0, 0, 0.66, 1), left), ((0.68, 0, 1, 1), right)))


def _dry(finding: Finding, d: Diagnosis) -> Picture:
    """Draw whom the contact centre's signals reach: the least reached where one is dry, the others where many are."""
    table = d.departments[d.departments["role"] == ""].dropna(subset=["reach"])
    many = not finding.departments
    table = table.sort_values(["reach", "department"], ascending=[not many, True]).head(ROWS)
    shown = say(d.language, "slides.reach_title_many" if many else "slides.reach_title", n=len(table))
    return _share_picture(finding, d, table, "department", "reach", title=shown)


def _gatekeeper(finding: Finding, d: Diagnosis) -> Picture:
    table = judged_rows("gatekeeper", d).dropna(subset=["gatekeeping"])
    table = _chosen(table, "gatekeeping", finding.departments)
    return _share_picture(finding, d, table, "department", "gatekeeping", title=say(d.language, "slides.gate_title"))


def _open_loop(finding: Finding, d: Diagnosis) -> Picture:
    """Draw what share of the customers hears, by the department that closed their signal."""
    table = judged_rows("open_loop", d).rename(columns={"low": "share_low", "high": "share_high"})
    whole, every = table[table["department"] == ""], table[table["department"] != ""]
    each = _chosen(every, "signals", finding.departments, most=ROWS - 1).sort_values(["share", "department"])
    shown = "told_title_most" if len(each) < len(every) else "told_title"
    table = pd.concat([whole, each])
    table = table.assign(department=table["department"].replace("", say(d.language, "slides.all_together")))
    names = finding.departments or (say(d.language, "slides.all_together"),)
    title = _with_line(d.language, f"slides.{shown}", days=f"{d.limits.told_days:g}", n=str(len(each)))
    return _share_picture(finding, d, table, "department", "share", title=title, names=names, titled=True)


def _drop_point(finding: Finding, d: Diagnosis) -> Picture:
    """Draw which share dies where; the interval is that of the difference with elsewhere."""
    table = judged_rows("drop_point", d)
    table = table[(table["kind"] == (finding.about or "")) & table["share"].notna()]
    for end in ("low", "high"):
        table = table.assign(**{f"share_{end}": (table["share_elsewhere"] + table[f"difference_{end}"]).clip(0, 1)})
    table = _chosen(table, "share", finding.departments, most=ROWS - 1)
    own = table[table["department"].isin(finding.departments)]
    elsewhere = own.assign(department=say(d.language, "slides.elsewhere"), share=own["share_elsewhere"])
    elsewhere = elsewhere.assign(share_low=math.nan, share_high=math.nan)
    table = pd.concat([own, elsewhere, table.drop(own.index)])
    title = say(d.language, "slides.drop_title")
    return _share_picture(finding, d, table, "department", "share", title=title, titled=True)


def _wall(finding: Finding, d: Diagnosis) -> Picture:
    """Draw where the two stand in the flow, and what was handed beside what was to be expected."""
    row = _pair(d, finding)
    values = pd.Series([row["handovers"], row["expected"], row["same_signals_expected"]], dtype=float)
    table = pd.DataFrame({"value": values, "low": math.nan, "high": math.nan})
    table.loc[0, ["low", "high"]] = [row[f"openness_{end}"] * row["expected"] for end in ("low", "high")]
    names = [say(d.language, f"slides.wall_{name}") for name in ("seen", "expected", "same")]
    return _with_network(finding, d, _compared(d, table, names, "count", title="slides.wall_title"), missing=True)


def _bounce(finding: Finding, d: Diagnosis) -> Picture:
    row = _pair(d, finding)
    table = pd.DataFrame({"value": [row["bounce_share"], row["first_order_share"]], "low": math.nan, "high": math.nan})
    table.loc[0, ["low", "high"]] = [row["bounce_share_low"], row["bounce_share_high"]]
    names = [say(d.language, f"slides.bounce_{name}") for name in ("seen", "chance")]
    return _with_network(finding, d, _compared(d, table, names, "share", title="slides.bounce_title"), missing=False)


def _silo(finding: Finding, d: Diagnosis) -> Picture:
    rows = [row for _, row in d.silos.iterrows() if tuple(row["members"]) == finding.departments]
    row = rows[0]
    table = pd.DataFrame(
        [[row[side], row[f"{side}_low"], row[f"{side}_high"]] for side in ("boundary", "inner")],
        columns=["value", "low", "high"],
    )
    names = [say(d.language, f"slides.silo_{side}") for side in ("boundary", "inner")]
    return _with_network(finding, d, _compared(d, table, names, "ratio", title="slides.silo_title"), missing=False)


def _recurring(finding: Finding, d: Diagnosis) -> Picture:
    """Draw what became of the ideas that several raised, those that died most at the top."""
    table = d.recurring[d.recurring["about"] != ""]
    table = _chosen(table.rename(columns={"about": "department"}), "dropped", (finding.about or "",))
    rest = (table["signals"] - table[["dropped", "adopted", "open"]].sum(axis=1)).clip(lower=0)
    parts = (("dropped", DEAD, True), ("open", LIVE, False), ("adopted", BLUE, False))
    series = [
        Series(say(d.language, f"slides.idea_{name}"), tuple(table[name].astype(float)), colour, numbered=shown)
        for name, colour, shown in parts
    ]
    series.append(Series(say(d.language, "slides.idea_other"), tuple(rest.astype(float)), PALE, numbered=False))
    names, marked = tuple(table["department"]), _marked(table["department"], (finding.about or "",))
    title = say(d.language, "slides.idea_title")
    words = _said(title, names, [f"{number(d.language, row.dropped)} / {number(d.language, row.signals)}"
                                 for row in table.itertuples()])  # fmt: skip
    return Picture(((WHOLE, Bars(title, names, tuple(series), "count", words, marked=marked, stacked=True)),))


def _returns(finding: Finding, d: Diagnosis) -> Picture:  # noqa: ARG001
    """Draw how often told and untold customers came back, for each way in which they are matched."""
    table = d.returns
    names = tuple(say(d.language, f"slides.matched_{how}") for how in table["matched_on"])
    series = tuple(
        Series(say(d.language, f"slides.returns_{side}"), tuple(100 * table[f"{side}_returns"].astype(float)), colour)
        for side, colour in (("told", BLUE), ("untold", PALE))
    )
    title = say(d.language, "slides.returns_title", days=f"{d.limits.returns_days:g}")
    words = _said(title, names, [
        f"{series[0].name} {number(d.language, one, 1)}, {series[1].name} {number(d.language, other, 1)}"
        for one, other in zip(series[0].values, series[1].values, strict=True)
    ])  # fmt: skip
    return Picture(((WHOLE, Bars(title, names, series, "ratio", words)),))


def _repeat(finding: Finding, d: Diagnosis) -> Picture:
    table = judged_rows("repeat_contact", d)
    table = table[table["repeat_share"].notna()].rename(columns={"reason": "department"})
    names = (finding.about or "",)
    table = _chosen(table, "repeat_share", names)
    title = say(d.language, "slides.repeat_title", days=f"{d.limits.repeat_days:g}")
    return _share_picture(finding, d, table, "department", "repeat_share", title=title, names=names)


def _failure(finding: Finding, d: Diagnosis) -> Picture:  # noqa: ARG001
    """Draw the reasons for contact that come of something gone wrong, by their number."""
    failing = failing_reasons(d).sort_values(["contacts", "reason"], ascending=[False, True])
    shown = failing.head(ROWS if len(failing) <= ROWS else ROWS - 1)
    names, values = [*shown["reason"]], [*shown["contacts"].astype(float)]
    if len(failing) > len(shown):
        names.append(say(d.language, "slides.rest"))
        values.append(float(failing["contacts"].sum() - shown["contacts"].sum()))
    title = say(d.language, "slides.failure_title")
    series = Series(say(d.language, "slides.contacts"), tuple(values), MARKED)
    words = _said(title, names, [number(d.language, value) for value in values])
    return Picture(((WHOLE, Bars(title, tuple(names), (series,), "count", words)),))


def _kpis(finding: Finding, d: Diagnosis) -> Picture:
    """Draw how much of the weight of each department's indicators is efficiency; the whole first where it is marked."""
    table = d.kpi_balance.dropna(subset=["efficiency_share"])
    everyone = say(d.language, "slides.all_together")
    table = table.assign(department=table["department"].replace("", everyone))
    names = finding.departments or (everyone,)
    table = _chosen(table, "efficiency_share", names)
    ends = {f"efficiency_share_{end}": table["efficiency_share"] for end in ("low", "high")}
    title = say(d.language, "slides.kpis_title")
    return _share_picture(
        finding, d, table.assign(**ends), "department", "efficiency_share", title=title, names=names, titled=True
    )


def _said_of_pair(finding: Finding, d: Diagnosis) -> Picture:
    """Draw where the two stand in the flow, and what was handed beside what was to be expected."""
    row = _pair(d, finding)
    table = pd.DataFrame({"value": [row["handovers"], row["expected"]], "low": math.nan, "high": math.nan})
    table.loc[0, ["low", "high"]] = [row[f"openness_{end}"] * row["expected"] for end in ("low", "high")]
    names = [say(d.language, f"slides.wall_{name}") for name in ("seen", "expected")]
    bars = _compared(d, table, names, "count", title="slides.wall_title")
    return _with_network(finding, d, bars, missing=finding.kind != "unspoken_channel")


def _barrier(finding: Finding, d: Diagnosis) -> Picture:
    """Draw which barriers were named by how many, all together or in one department."""
    bars = barrier_bars(d, finding.departments, marked=finding.about or "")
    return Picture(((part_for(bars), bars),))


def part_for(bars: Bars) -> Part:
    """Give a few bars only as much of the room as they need: one alone would fill it."""
    return (0, 0, 1, min(0.1 + 0.13 * len(bars.names), 1))


def barrier_bars(d: Diagnosis, departments: tuple[str, ...] = (), *, marked: str = "") -> Bars:
    """Draw the share of the respondents that name each barrier, all together or in one department."""
    (department,) = departments or ("",)
    table = d.said["barriers"]
    table = table[table["department"] == department].sort_values("share", ascending=False, kind="stable")
    names = tuple(say(d.language, f"said.barrier_{name}") for name in table["barrier"])
    labels = tuple(
        say(d.language, "said.named_by", n=number(d.language, row.respondents), of=number(d.language, row.of))
        for row in table.itertuples()
    )
    series = _with_ends(say(d.language, "slides.share"), table, "share", "share_low", "share_high")
    title = say(d.language, "said.barriers_at" if department else "said.barriers_all", department=department)
    places = frozenset(place for place, name in enumerate(table["barrier"]) if name == marked)
    return _bars(title + say(d.language, "slides.line"), names, series, unit="share", labels=labels, marked=places)


_KINDS: dict[str, Callable[[Finding, Diagnosis], Picture]] = {
    "trickle": _verdict_of,
    "reservoir": _reservoir,
    "dry": _dry,
    "gatekeeper": _gatekeeper,
    "wall": _wall,
    "bounce": _bounce,
    "silo": _silo,
    "drop_point": _drop_point,
    "open_loop": _open_loop,
    "recurring_idea": _recurring,
    "silence_spreads": _returns,
    "repeat_contact": _repeat,
    "failure_demand": _failure,
    "narrow_kpis": _kpis,
    "paper_channel": _said_of_pair,
    "unspoken_channel": _said_of_pair,
    "unmet_need": _said_of_pair,
    "barrier": _barrier,
}


# ---- how they are made


def _with_network(finding: Finding, d: Diagnosis, bars: Bars, *, missing: bool) -> Picture:
    """Put the flow around the departments of a finding over its numbers."""
    inside = d.handovers["giver"].isin(finding.departments) & d.handovers["taker"].isin(finding.departments)
    flows = d.handovers[inside & d.handovers["handovers"].gt(0) & d.handovers["giver"].ne(d.handovers["taker"])]
    ties = (finding.departments,) if missing else tuple(zip(flows["giver"], flows["taker"], strict=True))
    words = say(d.language, "slides.network_words", departments=", ".join(finding.departments))
    net = Network(d.departments, d.handovers, words, names=finding.departments, ties=ties, missing=missing)  # type: ignore[arg-type]
    return Picture((((0, 0, 1, 0.6), net), ((0, 0.62, 1, 1), bars)))


def _compared(d: Diagnosis, table: pd.DataFrame, names: list[str], unit: str, *, title: str) -> Bars:
    """Draw what was seen, marked and with its interval, beside what was to be expected."""
    labels = _labels(d.language, table["value"], unit)
    series = _with_ends(say(d.language, "slides.seen"), table, "value", "low", "high")
    marked = frozenset([0])
    return _bars(_with_line(d.language, title), tuple(names), series, unit=unit, labels=labels, marked=marked)


def _share_picture(  # noqa: PLR0913 — a table and what of it is shown
    finding: Finding,
    d: Diagnosis,
    table: pd.DataFrame,
    name: str,
    value: str,
    *,
    title: str,
    names: tuple[str, ...] | None = None,
    titled: bool = False,
) -> Picture:
    """Draw a share with its interval for each row of a table."""
    series = _with_ends(say(d.language, "slides.share"), table, value, f"{value}_low", f"{value}_high")
    shown = tuple(str(one) for one in table[name])
    marked = _marked(shown, finding.departments if names is None else names)
    title = title if titled else f"{title}{say(d.language, 'slides.line')}"
    labels = _labels(d.language, table[value], "share")
    return Picture(((WHOLE, _bars(title, shown, series, unit="share", labels=labels, marked=marked)),))


def _bars(  # noqa: PLR0913 — what bars are made of
    title: str, names: tuple[str, ...], series: Series, *, unit: str, labels: tuple[str, ...],
    marked: frozenset[int] = frozenset(),
) -> Bars:  # fmt: skip
    return Bars(title, names, (series,), unit, _said(title, names, labels), labels=labels, marked=marked)


def _with_ends(  # noqa: PLR0913 — the columns of an estimate
    name: str, table: pd.DataFrame, value: str, low: str, high: str, *, colour: str = PLAIN
) -> Series:
    numbers = (tuple(table[column].astype(float)) for column in (value, low, high))
    values, lows, highs = numbers
    return Series(name, values, colour, lows, highs)


def _chosen(table: pd.DataFrame, by: str, names: Iterable[str], *, most: int = ROWS) -> pd.DataFrame:
    """Choose the highest rows, and those of a finding wherever they stand."""
    own = table["department"].isin(list(names))
    ranked = table.assign(own=own).sort_values([by, "department"], ascending=[False, True])
    kept = pd.concat([ranked[ranked["own"]], ranked[~ranked["own"]].head(max(most - int(own.sum()), 0))])
    return kept.sort_values([by, "department"], ascending=[False, True]).drop(columns="own")


def _marked(shown: Iterable[str], names: Iterable[str]) -> frozenset[int]:
    wanted = set(names)
    return frozenset(place for place, name in enumerate(shown) if name in wanted)


def _pair(d: Diagnosis, finding: Finding) -> pd.Series:
    giver, taker = finding.departments
    return d.handovers[(d.handovers["giver"] == giver) & (d.handovers["taker"] == taker)].iloc[0]


def _labels(language: str, values: Iterable[Any], unit: str) -> tuple[str, ...]:
    return tuple(_label(language, float(value), unit) for value in values)


def _label(language: str, value: float, unit: str) -> str:
    if math.isnan(value):
        return say(language, "figures.empty")
    if unit == "count":
        return number(language, round(value))
    return tied(amount(language, value, unit)) if unit == "share" else f"{amount(language, value, unit)} ×"


def _with_line(language: str, key: str, **values: str) -> str:
    return say(language, key, **values) + say(language, "slides.line")


def _said(title: str, names: Iterable[str], numbers: Iterable[str]) -> str:
    """Say what bars show in words: every row with its number."""
    return f"{title}. {'; '.join(f'{name}: {said}' for name, said in zip(names, numbers, strict=True) if said)}."
