"""The figures: what they state, that nothing overlaps or is cut, and that they always have something to say."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations, permutations
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from kccdiag.drops import drops_on
from kccdiag.figures import (
    draw_all,
    draw_barriers,
    draw_drops,
    draw_funnel,
    draw_network,
    draw_openness,
    draw_reservoir_map,
    draw_residence,
    draw_stock,
    draw_verdict,
    save_figure,
    words_of,
)
from kccdiag.figures.placing import Box, Label, line_of, place_labels
from kccdiag.figures.style import figure_of, new_slide
from kccdiag.flow.contact_sql import QUADRANTS, quadrant_of
from kccdiag.intake.interviews import BARRIERS
from kccdiag.kpis import CLASSES
from kccdiag.limits import Limits
from kccdiag.measures.kpis import kpi_balance
from kccdiag.shown.lettering import fit, literal, shorten, width_of
from kccdiag.shown.network import EDGES, NODES, lay_out, places_of, strongest_flows
from kccdiag.shown.quantities import written_share, written_span
from kccdiag.voices import STANDINGS, no_voices
from kccdiag.wording import percent_of, say
from kccdiag.wording.en.figures import TEXTS as ENGLISH
from kccdiag.wording.nl.figures import TEXTS as DUTCH

NAMES = (
    "KCC", "Facturatie", "Product", "Techniek", "Incasso", "Marketing", "Juridische Zaken", "Netbeheer", "Logistiek",
    "Verkoop Zakelijk", "Directie", "Debiteurenbeheer",
)  # fmt: skip


NOTHING_SAID = {"said": no_voices().pairs, "barriers": no_voices().barriers, "heard": no_voices().heard}


@dataclass(frozen=True)
class Drawn:
    """What the figures need of a diagnosis, made by hand."""

    departments: pd.DataFrame
    handovers: pd.DataFrame
    stock: pd.DataFrame
    funnel: pd.DataFrame
    overview: pd.DataFrame
    drops: pd.DataFrame = field(default_factory=pd.DataFrame)
    contact_reasons: pd.DataFrame = field(default_factory=pd.DataFrame)
    value_irritant: pd.DataFrame = field(default_factory=pd.DataFrame)
    kpi_balance: pd.DataFrame = field(default_factory=pd.DataFrame)
    said: dict[str, pd.DataFrame] = field(default_factory=lambda: NOTHING_SAID)
    has_log: bool = True
    has: frozenset[str] = frozenset({"outcomes", "told"})
    centre: str = "KCC"
    limits: Limits = field(default_factory=Limits)
    engagement_name: str = "Waterstad Energie"
    not_measurable: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"what": [], "needs": []}))


def organisation(names: tuple[str, ...], *, seed: int = 7) -> Drawn:
    """Make an organisation whose first department is the contact centre and whose second is a reservoir."""
    chance = np.random.default_rng(seed)
    departments = _departments(names, chance)
    return Drawn(
        departments, _handovers(departments, chance), _stock(departments, chance), _funnel(), _overview(),
        _drops(departments, chance), *_reasons(names, chance), _kpis(names, chance), _said(names, chance),
    )  # fmt: skip


def _reasons(names: tuple[str, ...], chance: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make reasons for contact that are called like departments, with values and without."""
    marks = chance.integers(1, 6, (2, len(names)))
    reasons = pd.DataFrame({"reason": names, "contacts": chance.integers(5, 4000, len(names)).astype(float),
                            "customer_value": marks[0], "organisation_value": marks[1]})  # fmt: skip
    reasons["quadrant"] = [QUADRANTS[quadrant_of(*pair) - 1] for pair in marks.T]
    held = reasons.groupby("quadrant")["contacts"].sum().reindex(QUADRANTS).fillna(0.0)
    share = held / held.sum()
    shares = pd.DataFrame({"contacts": held, "of": held.sum(), "share": share, "share_low": 0.9 * share})
    return reasons, shares.assign(share_high=1.1 * share).rename_axis("quadrant").reset_index()


def _said(names: tuple[str, ...], chance: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Let people speak of every second pair, name barriers, and say what they hear."""
    pairs = list(permutations(names[:9], 2))[::2]
    many, middle = len(pairs), chance.normal(0, 1.2, len(pairs))
    low = np.where(chance.random(many) < 0.2, np.nan, middle - chance.uniform(0.1, 0.9, many))
    said = {"giver": [one for one, _ in pairs], "taker": [one for _, one in pairs],
            "standing": [("", *STANDINGS)[place] for place in chance.integers(0, 5, many)],
            "flow": chance.integers(0, 9, many), "need": chance.integers(0, 3, many), "mentioned": 9,
            "ln_oe": middle, "ln_oe_low": low, "ln_oe_high": middle + 0.4,
            "ln_reported": chance.normal(0, 1, many)}  # fmt: skip
    rows = [(barrier, name) for barrier in BARRIERS for name in ("", *names[:3])]
    share = chance.uniform(0.05, 1, len(rows))
    barriers = pd.DataFrame({"barrier": [one for one, _ in rows], "department": [one for _, one in rows],
                             "respondents": 3, "of": 9, "share": share, "share_low": share / 2,
                             "share_high": (1 + share) / 2, "one_voice": chance.random(len(rows)) < 0.3})  # fmt: skip
    heard = pd.DataFrame({"kind": ["idea"], "per_month": 320.0, "logged_share": 0.4, "logged_share_low": 0.3,
                          "logged_share_high": 0.55})  # fmt: skip
    return {"said": pd.DataFrame(said), "barriers": barriers, "heard": heard}


def _kpis(names: tuple[str, ...], chance: np.random.Generator) -> pd.DataFrame:
    weights = chance.integers(0, 60, (len(names), len(CLASSES)))
    rows = [(name, kind, weight, kind) for name, own in zip(names, weights, strict=True)
            for kind, weight in zip(CLASSES, own, strict=True)]  # fmt: skip
    return kpi_balance(pd.DataFrame(rows, columns=["department", "kpi", "weight", "class"]), most=0.5)


def unmeasured(names: tuple[str, ...]) -> Drawn:
    """Make an organisation of which every estimate is missing."""
    whole = organisation(names)
    return Drawn(
        _without_numbers(whole.departments, {"department", "unit", "role"}),
        _without_numbers(whole.handovers, {"giver", "taker", "lateral", "wall"}),
        _without_numbers(whole.stock, {"date", "department"}),
        _without_numbers(whole.funnel, {"stage"}),
        _without_numbers(whole.overview, {"measure", "unit"}),
    )


def many(count: int) -> tuple[str, ...]:
    return ("KCC", *(f"Team {which:03d} {'ABCD'[which % 4] * (which % 7)}" for which in range(1, count)))


LONG = (
    "KCC",
    *(
        f"{which:02d} Afdeling voor de zeer uitvoerige behandeling van klachten en bezwaren, buitendienst"
        for which in range(11)
    ),
)
HOSTILE = (
    "KCC", "$x_1$ kosten <b>", "שלום עולם", "a\nb", "客户服务", "{department}", " ", "مرحبا", "$", "&amp;--> ]]>",
    "\u202eabc\u200b", "e\u0301tage % \\frac{1}{2}",
)  # fmt: skip
ORGANISATIONS = {
    "twelve": NAMES,
    "one": NAMES[:1],
    "three": NAMES[:3],
    "forty": many(40),
    "teams": many(649),
    "long": LONG,
    "hostile": HOSTILE,
}


@cache
def drawn(case: str, language: str) -> dict[str, Figure]:
    """Draw all figures of a case once, laid out as they will be saved."""
    whole = unmeasured(NAMES) if case == "unmeasured" else organisation(ORGANISATIONS[case])
    figures = dict(draw_all(whole, language=language))
    for figure in figures.values():
        figure.draw_without_rendering()
    return figures


def texts_of(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def marked(figure: Figure, mark: str) -> list[Text]:
    return [text for text in texts_of(figure) if text.get_gid() == mark]


def title_of(figure: Figure) -> str:
    (title,) = marked(figure, "title")
    return title.get_text().replace("\n", " ")


def note_of(figure: Figure) -> str:
    (note,) = marked(figure, "note")
    return note.get_text().replace("\n", " ")


def shrunk(box: Bbox, by: float = 1.0) -> Bbox:
    """Take a pixel off on all sides: touching is not overlapping."""
    return Bbox.from_extents(box.x0 + by, box.y0 + by, box.x1 - by, box.y1 - by)


def overlapping(texts: list[Text]) -> list[tuple[str, str]]:
    boxes = [(text.get_text(), shrunk(text.get_window_extent())) for text in texts]
    return [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.overlaps(other)]


def discs(figure: Figure) -> Iterator[tuple[float, float, float]]:
    """List the circles of departments: middle and radius, in pixels."""
    for cloud in figure.findobj(PathCollection):
        if cloud.get_gid() == "departments":
            middles = cloud.get_offset_transform().transform(cloud.get_offsets())
            for (x, y), size in zip(middles, np.broadcast_to(cloud.get_sizes(), len(middles)), strict=True):
                yield x, y, np.sqrt(size) / 2 * figure.dpi / 72


def touches(text: Text, disc: tuple[float, float, float]) -> bool:
    box, (x, y, radius) = shrunk(text.get_window_extent(), 2.0), disc
    return bool(np.hypot(x - np.clip(x, box.x0, box.x1), y - np.clip(y, box.y0, box.y1)) < radius)


def _without_numbers(table: pd.DataFrame, kept: set[str]) -> pd.DataFrame:
    return table.assign(**{column: np.nan for column in table.columns if column not in kept})


def _departments(names: tuple[str, ...], chance: np.random.Generator) -> pd.DataFrame:
    count = len(names)
    visits = np.sort(chance.lognormal(5, 1.2, count).astype(int) + 5)[::-1].copy()
    visits[0] = 2 * visits[0]
    ratio = np.exp(chance.normal(-0.1, 0.3, count))
    ratio[min(1, count - 1)] = 4.3
    days = visits * ratio
    mean = 6 * ratio
    reach = np.minimum(0.9, visits / visits[0])
    reach[0] = np.nan
    table = pd.DataFrame({"department": list(names), "unit": "", "role": ["contact_centre"] + [""] * (count - 1)})
    q = np.where(np.abs(np.log(ratio)) > 0.4, 0.001, 0.6)
    return table.assign(
        persons=10, staff=pd.array([10] * count, dtype="Int64"), visits=visits, signals=visits,
        visit_share=visits / visits.sum(), held_share=days / days.sum(), signal_days=days,
        stay_ratio=ratio, stay_ratio_low=0.8 * ratio, stay_ratio_high=1.2 * ratio, stay_q=q,
        excess_share=(days - visits) / days.sum(), median_days=0.5 * mean, median_days_low=0.4 * mean,
        median_days_high=0.7 * mean, mean_days_90=mean, mean_days_90_low=0.85 * mean, mean_days_90_high=1.2 * mean,
        entered=visits, left=visits, fill=0.05, live=5, dead=3, silence_limit_days=40.0,
        reach=reach, reach_low=0.9 * reach, reach_high=1.1 * reach, gatekeeping=0.1,
        queue_share=0.3, work_share=0.5, customer_share=0.2,
        trophic_level=np.arange(count) % 7 / 5 + (np.arange(count) > 0),
    )  # fmt: skip


def _handovers(departments: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    busiest = departments[:60]
    rows = [
        (giver, taker, float(np.sqrt(a * b) * chance.lognormal(-2, 1)))
        for giver, a in zip(busiest["department"], busiest["visits"], strict=True)
        for taker, b in zip(busiest["department"], busiest["visits"], strict=True)
        if giver != taker
    ]
    table = pd.DataFrame(rows, columns=["giver", "taker", "expected"])
    ratio = np.exp(chance.normal(0, 0.7, len(table)))
    table["handovers"] = np.round(table["expected"] * ratio).astype(int)
    table["signals"] = table["handovers"]
    table["openness"] = table["handovers"] / table["expected"]
    table["wall"] = (table["openness"] < 0.3) & (table["expected"] >= 5)
    table["wall_q"] = np.where(table["wall"], 0.001, 0.6)
    table["median_days"] = chance.lognormal(1, 1.3, len(table))
    table["lateral"] = table["giver"].ne("KCC")
    return table


def _stock(departments: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    weeks = pd.date_range("2024-07-01", "2026-01-05", freq="7D").as_unit("s")
    parts = []
    for name, visits in zip(departments["department"][:40], departments["visits"][:40], strict=True):
        live = np.round(visits / 30 * (1.5 + np.sin(np.arange(len(weeks)) / 6)) + chance.integers(0, 3, len(weeks)))
        dead = np.round(np.linspace(0, visits / 20, len(weeks)))
        parts.append(pd.DataFrame({"date": weeks, "department": name, "live": live, "dead": dead}))
    table = pd.concat(parts, ignore_index=True)
    whole = table.groupby("date", as_index=False)[["live", "dead"]].sum().assign(department="")
    return pd.concat([whole, table], ignore_index=True)


def _funnel() -> pd.DataFrame:
    share = np.array([1.0, 0.81, 0.58, np.nan, 0.12, 0.07])
    return pd.DataFrame(
        {
            "stage": ["raised", "passed_on", "taken_up", "decided", "adopted", "told"],
            "signals": np.round(1240 * share),
            "share": share,
            "share_low": share - 0.03,
            "share_high": np.minimum(1, share + 0.03),
        }
    )


def _overview() -> pd.DataFrame:
    share = np.array([0.84, 0.53, np.nan, 0.004, 0.37])
    return pd.DataFrame(
        {
            "measure": ["passed_on", "two_departments", "decided", "changed", "came_back"],
            "estimate": share, "low": 0.9 * share, "high": np.minimum(1, 1.1 * share), "unit": "share", "n": 7421.0,
        }
    )  # fmt: skip


def _drops(departments: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    names, rows = departments["department"].to_numpy(), []
    share = departments["visits"].to_numpy(float) / departments["visits"].sum()
    for drop in range(100):
        days = np.cumsum(np.round(4 * chance.exponential([1.5, 5, 10, 20])) / 4)
        route = [names[0], *chance.choice(names, int(chance.integers(0, 4)), p=share)]
        end = str(chance.choice(["told", "answered", "dropped", "open"]))
        fate = {"end": end, "end_day": days[-1] if end != "open" else np.nan, "told_day": np.nan}
        fate |= {"told_day": days[-1] + 2} if end == "told" else {}
        rows += [{"drop": drop, "place": place, "department": name, "enter_day": days[place], **fate}
                 for place, name in enumerate(route)]  # fmt: skip
    return pd.DataFrame(rows).assign(week=pd.Timestamp("2025-03-10"), weeks=1, days=90, signals=118)


# ---- what every figure owes its reader

CASES = [*ORGANISATIONS, "unmeasured"]


@pytest.mark.parametrize(
    ("case", "language"),
    [*((case, "nl") for case in CASES), *((case, "en") for case in ("twelve", "teams", "unmeasured"))],
)
def test_every_figure_has_a_title_and_a_note_inside_the_slide(case: str, language: str) -> None:
    for name, figure in drawn(case, language).items():
        (title,) = marked(figure, "title")
        assert title.get_text().count("\n") <= 1, name
        assert title.get_fontsize() >= 14, name
        assert marked(figure, "note"), name
        page = Bbox.from_extents(-1, -1, figure.bbox.x1 + 1, figure.bbox.y1 + 1)
        for text in texts_of(figure):
            box = text.get_window_extent()
            assert page.x0 <= box.x0, (name, text)
            assert box.x1 <= page.x1, (name, text)
            assert page.y0 <= box.y0, (name, text)
            assert box.y1 <= page.y1, (name, text)


@pytest.mark.parametrize("case", CASES)
def test_no_text_lies_on_another(case: str) -> None:
    for name, figure in drawn(case, "nl").items():
        straight = [text for text in texts_of(figure) if not text.get_rotation() % 90]
        assert overlapping(straight) == [], name


@pytest.mark.parametrize("case", ["twelve", "three", "forty", "long", "hostile"])
def test_no_name_lies_on_a_circle_that_has_a_name(case: str) -> None:
    for name in ("reservoir_map", "network"):
        figure = drawn(case, "nl")[name]
        names = marked(figure, "name")
        assert names
        hit = [(text.get_text(), disc) for text in names for disc in discs(figure) if touches(text, disc)]
        # In a crowd a name may cover at most two small circles without a name; in the network never one.
        assert len(hit) <= (2 * len(names) if name == "reservoir_map" and case == "forty" else 0), name


@pytest.mark.parametrize("case", ["twelve", "teams", "unmeasured"])
def test_text_is_large_enough_to_read_from_the_back_of_the_room(case: str) -> None:
    for name, figure in drawn(case, "en").items():
        ticks = {label for ax in figure.findobj() if hasattr(ax, "get_xticklabels") for label in _tick_labels(ax)}
        for text in texts_of(figure):
            inside_cell = name == "openness"  # numbers in the cells of a matrix of 20 by 20
            assert text.get_fontsize() >= (12 if text in ticks or inside_cell or text.get_gid() == "note" else 14), (
                name,
                text,
            )


def _tick_labels(ax: object) -> list[Text]:
    return [*ax.get_xticklabels(), *ax.get_yticklabels()]  # type: ignore[attr-defined]


def test_a_legend_is_never_empty() -> None:
    for case in CASES:
        for name, figure in drawn(case, "nl").items():
            for ax in [*figure.axes]:
                legend = ax.get_legend()
                assert legend is None or legend.get_texts(), (case, name)


def test_the_two_languages_say_the_same_things_and_do_not_mix() -> None:
    assert DUTCH.keys() == ENGLISH.keys()
    for key in DUTCH:
        assert _places(DUTCH[key]) == _places(ENGLISH[key]), key
    dutch, english = (
        {text.get_text() for figure in drawn("twelve", language).values() for text in texts_of(figure)}
        - {text.get_text() for text in marked(drawn("twelve", language)["drops"], "name")}
        for language in ("nl", "en")
    )
    words = {text for text in dutch & english if any(letter.isalpha() for letter in text)}
    words -= {text for text in words if "→" in text or text.startswith("– ")}  # pairs of names, and names below others
    # Names, the months that are written alike, and n = 1.240 / n = 1,240 aside, nothing is the same in both.
    assert words <= {*NAMES, *(shorten(name, 95, 14) for name in NAMES), "start", "n = 149", "n = 719", "n = 87"}


def _places(template: str) -> set[str]:
    return {place for _, place, _, _ in string.Formatter().parse(template) if place}


@pytest.mark.parametrize("case", ["one", "unmeasured"])
def test_what_cannot_be_measured_is_said(case: str) -> None:
    for language, words in (("nl", "Niet meetbaar"), ("en", "Not measurable")):
        empty = [name for name, figure in drawn(case, language).items() if title_of(figure).startswith(words)]
        assert empty == (["openness", "network"] if case == "one" else list(drawn(case, language)))
        for name in empty:
            assert marked(drawn(case, language)[name], "reason")


def test_empty_tables_are_said_to_be_unmeasurable() -> None:
    whole = organisation(NAMES)
    nothing = Drawn(whole.departments[:0], whole.handovers[:0], whole.stock[:0], whole.funnel[:0], whole.overview[:0])
    for name, figure in draw_all(nothing, language="en"):
        assert title_of(figure).startswith("Not measurable"), name


def test_names_are_shown_literally() -> None:
    figures = drawn("hostile", "nl")
    assert title_of(figures["reservoir_map"]).startswith("$x_1$ kosten <b> houdt")
    shown = {label.get_text() for label in figures["residence"].axes[0].get_yticklabels()}
    # Chinese has no glyph in the font that travels along; a line break becomes a space, marks without width go.
    assert {"$x_1$ kosten <b>", "a b", "□□□□", "{department}", "–", "$", "&amp;--> ]]>", "abc"} <= shown
    for figure in figures.values():
        assert not any(text.get_parse_math() for text in texts_of(figure) if "$" in text.get_text())


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    for name in ("reservoir_map", "residence", "network"):
        assert any("…" in text.get_text() for text in texts_of(drawn("long", "nl")[name])), name


def test_the_source_is_named_in_the_note_where_it_is_known() -> None:
    whole = organisation(NAMES)
    assert "Bron: Waterstad Energie." in note_of(drawn("twelve", "nl")["residence"])
    assert "Source" not in note_of(figure_of(draw_residence(whole.departments, language="en")))


# ---- one figure at a time


def test_the_map_states_the_reservoir_with_its_numbers() -> None:
    whole = organisation(NAMES)
    row = whole.departments.set_index("department").loc["Facturatie"]
    held, visits = percent_of("nl", row["held_share"]), percent_of("nl", row["visit_share"])  # as the finding has them
    title = title_of(drawn("twelve", "nl")["reservoir_map"])
    assert title == f"Facturatie houdt {held} van alle signaaldagen vast met {visits} van de bezoeken"
    assert visits == "9,1 %"


def test_no_disc_of_the_map_covers_the_name_of_a_region_however_far_it_lies() -> None:
    departments = organisation(NAMES).departments
    departments.loc[[0, 1], "stay_ratio"] = [0.001, 300.0]
    figure = figure_of(draw_reservoir_map(departments, language="nl"))
    figure.draw_without_rendering()
    regions = marked(figure, "region")
    assert {text.get_text() for text in regions} == {"vastgehouden", "droog", "goed bevloeid", "start"}
    assert not [text for text in regions for disc in discs(figure) if touches(text, disc)]
    ticks = {label.get_text() for label in figure.axes[0].get_yticklabels()}
    assert {"≤ 0,02×", "1×", "1,5×", "≥ 50×"} <= ticks


def test_the_map_speaks_of_no_reservoir_where_none_is_certain() -> None:
    departments = organisation(NAMES).departments.assign(stay_q=0.5)
    title = title_of(figure_of(draw_reservoir_map(departments, language="en")))
    assert title.startswith("No department demonstrably keeps signals 1.5 times as long")


def test_the_map_does_not_call_it_holding_where_a_department_mostly_waits_for_customers() -> None:
    waiting = organisation(NAMES).departments.assign(customer_of_excess=0.9, own_stay_ratio=1.1)
    title = title_of(figure_of(draw_reservoir_map(waiting, language="en")))
    assert title.endswith("and mostly waits for customers") and "holds" not in title
    slow_all_the_same = waiting.assign(own_stay_ratio=2.0)
    assert " holds " in title_of(figure_of(draw_reservoir_map(slow_all_the_same, language="en")))


def test_the_map_says_how_many_have_no_name() -> None:
    figure = drawn("teams", "en")["reservoir_map"]
    unnamed = 649 - len(marked(figure, "name"))
    assert 600 < unnamed < 649
    assert f"Without a name: {unnamed}." in note_of(figure)


def test_the_map_keeps_the_contact_centre_apart() -> None:
    ax = draw_reservoir_map(organisation(NAMES).departments, language="en")
    xs = np.concatenate([cloud.get_offsets()[:, 0] for cloud in ax.collections if cloud.get_gid() == "departments"])
    assert (xs < 0).sum() == 1  # KCC
    assert len(xs) == 12


def test_the_intake_is_called_so_where_no_department_is_the_contact_centre() -> None:
    departments = organisation(NAMES).departments.assign(role="")
    ax = draw_reservoir_map(departments, language="nl")
    assert "de intake" in ax.get_xlabel()


def test_stock_stacks_the_silent_below_the_moving() -> None:
    whole = organisation(NAMES)
    ax = draw_stock(whole.stock, language="en")
    last = whole.stock[whole.stock["department"] == ""].iloc[-1]
    live, dead = (area.get_paths()[0].get_extents() for area in ax.collections[:2])
    assert dead.y1 == pytest.approx(last["dead"])
    assert live.y1 == pytest.approx((whole.stock.query("department == ''")[["live", "dead"]].sum(axis=1)).max())
    assert f"{last['dead']:,.0f} ({100 * last['dead'] / (last['live'] + last['dead']):.0f}%)" in title_of(figure_of(ax))


def test_stock_without_dead_speaks_of_the_living_only() -> None:
    stock = organisation(NAMES).stock.assign(dead=np.nan)
    figure = figure_of(draw_stock(stock, language="en"))
    assert "gone silent" not in " ".join(text.get_text() for text in texts_of(figure))
    assert "most of them at KCC" in title_of(figure)


@pytest.mark.parametrize("days", [1, 3, 40, 400, 40_000])
def test_stock_writes_dates_in_the_readers_language_for_any_window(days: int) -> None:
    dates = pd.DatetimeIndex(["1999-03-01", pd.Timestamp("1999-03-01") + pd.Timedelta(days=days)]).as_unit("s")
    table = pd.DataFrame({"date": dates, "department": "", "live": [1.0, 2.0], "dead": [0.0, 1.0]})
    figure = figure_of(draw_stock(table, language="nl"))
    figure.draw_without_rendering()
    ticks = [label.get_text() for label in figure.axes[0].get_xticklabels() if label.get_text()]
    assert len(ticks) >= 2
    assert len(set(ticks)) == len(ticks)
    assert "Mar" not in " ".join(ticks)


def test_one_moment_of_stock_is_drawn() -> None:
    table = pd.DataFrame({"date": [pd.Timestamp("2025-01-06")], "department": "", "live": [3.0], "dead": [1.0]})
    assert "4, of which 1 (25%)" in title_of(figure_of(draw_stock(table, language="en")))


def test_residence_has_the_longest_mean_on_top_and_says_what_is_left_out() -> None:
    whole = organisation(many(40))
    ax = draw_residence(whole.departments, language="en")
    first = ax.get_yticklabels()[0].get_text()
    assert first == whole.departments.sort_values("mean_days_90").iloc[-1]["department"]
    assert len(ax.get_yticks()) == 20
    assert "20 with a shorter mean" in note_of(figure_of(ax))


def test_residence_passes_over_departments_with_a_handful_of_visits() -> None:
    departments = organisation(NAMES).departments
    departments.loc[departments["department"] == "Incasso", ["visits", "mean_days_90"]] = [2, 89.0]
    ax = draw_residence(departments, language="en")
    assert "Incasso" not in {label.get_text() for label in ax.get_yticklabels()}
    assert "1 with few visits" in note_of(figure_of(ax))


def test_residence_shows_what_the_time_is_made_of_where_the_log_tells() -> None:
    departments = organisation(NAMES).departments.assign(queue_share=0.25, customer_share=0.4)
    departments.loc[departments["department"] == "KCC", ["queue_share", "customer_share"]] = np.nan
    ax = draw_residence(departments, language="en")
    (panel,) = ax.child_axes
    names = [label.get_text() for label in ax.get_yticklabels()]
    for part, (start, width) in {"queue_share": (0, 25), "work_share": (25, 35), "customer_share": (60, 40)}.items():
        bars = [bar for bar in panel.patches if bar.get_gid() == part]
        assert [bar.get_y() + bar.get_height() / 2 for bar in bars] == pytest.approx(list(range(len(names))))
        seen = {name: (bar.get_x(), bar.get_width()) for name, bar in zip(names, bars, strict=True)}
        assert seen.pop("KCC")[1] == 0  # not known there
        assert list(seen.values()) == [(pytest.approx(start), pytest.approx(width))] * (len(names) - 1)
    assert [text.get_text() for text in panel.get_legend().get_texts()] == ["queue", "work", "customer"]
    assert panel.get_ylim() == ax.get_ylim()
    assert "does not count as waiting" in note_of(figure_of(ax))


@pytest.mark.parametrize(
    ("shares", "shown"),
    [
        ({"queue_share": 0.25, "customer_share": np.nan}, ["queue", "other"]),
        ({"queue_share": np.nan, "customer_share": 0.4}, ["other", "customer"]),
    ],
)
def test_residence_calls_nothing_work_that_may_be_waiting(shares, shown) -> None:
    (panel,) = draw_residence(organisation(NAMES).departments.assign(**shares), language="en").child_axes
    assert [text.get_text() for text in panel.get_legend().get_texts()] == shown


def test_residence_has_no_panel_where_nothing_is_told_or_no_room() -> None:
    departments = organisation(NAMES).departments
    silent = departments.assign(queue_share=np.nan, customer_share=np.nan)
    assert draw_residence(silent, language="nl").child_axes == []
    somebody_elses = Figure().add_subplot()
    told = departments.assign(queue_share=0.5, customer_share=0.1)
    assert draw_residence(told, language="nl", ax=somebody_elses).child_axes == []


def test_an_interval_without_an_upper_end_runs_off_the_picture() -> None:
    departments = organisation(NAMES).departments.assign(median_days_high=np.inf)
    ax = draw_residence(departments, language="en")
    (lines,) = [lines for lines in ax.collections if lines.get_gid() == "median_days_interval"]
    ends = {float(segment[1][0]) for segment in lines.get_segments()}
    assert ends == {ax.get_xlim()[1]}


def test_openness_outlines_the_walls_and_counts_them() -> None:
    whole = organisation(NAMES)
    ax = draw_openness(whole.handovers, language="en")
    outlined = [patch for patch in ax.patches if patch.get_gid() == "wall"]
    assert len(outlined) == whole.handovers["wall"].sum() > 0
    assert title_of(figure_of(ax)).endswith(f"walls in all: {len(outlined)}")


def test_openness_names_the_wall_with_most_handovers_missing() -> None:
    # A -> B misses 100 - 20 = 80, B -> A 30 - 3 = 27: the first is named although the second is lower.
    pairs = pd.DataFrame(
        {
            "giver": ["A", "B"],
            "taker": ["B", "A"],
            "handovers": [20, 3],
            "expected": [100.0, 30.0],
            "wall": True,
            "wall_q": 0.01,
        }
    )
    pairs["openness"] = pairs["handovers"] / pairs["expected"]
    title = title_of(figure_of(draw_openness(pairs, language="nl")))
    assert title == "Van A naar B gaat 20 % van de overdrachten die hun werk doet verwachten; muren in totaal: 2"


def test_openness_colours_the_same_distance_from_one_alike_and_leaves_thin_cells_out() -> None:
    pairs = pd.DataFrame(
        {
            "giver": ["A", "B", "A", "C"],
            "taker": ["B", "A", "C", "A"],
            "handovers": [40, 10, 2, 20],
            "expected": [20.0, 20.0, 4.0, 20.0],
            "openness": [2.0, 0.5, 0.5, 1.0],
            "wall": False,
            "wall_q": np.nan,
        }
    )
    (mesh,) = [
        mesh for mesh in draw_openness(pairs, language="en").collections if hasattr(mesh, "norm") and mesh.norm.vmin
    ]
    assert mesh.norm(2.0) - 0.5 == pytest.approx(0.5 - mesh.norm(0.5))
    assert mesh.norm(1.0) == pytest.approx(0.5)
    # A gives and takes most (72), then B (50), then C (22): row A column C is expected 4 times, below 5.
    assert list(np.ma.getmaskarray(mesh.get_array()).ravel()) == [
        True,
        False,
        True,
        False,
        True,
        True,
        False,
        True,
        True,
    ]


def test_openness_does_not_claim_that_there_are_no_walls_where_none_could_be_tested() -> None:
    tested = organisation(NAMES).handovers.assign(wall=False)
    assert title_of(figure_of(draw_openness(tested, language="en"))).startswith("No walls")
    untested = tested.assign(wall_q=np.nan)
    assert title_of(figure_of(draw_openness(untested, language="en"))).startswith("Walls cannot be tested")


def test_openness_leaves_out_departments_of_which_nothing_can_be_judged() -> None:
    pairs = pd.DataFrame(
        {"giver": ["A", "B", "A"], "taker": ["B", "A", "C"], "handovers": [9, 9, 1], "expected": [9.0, 9.0, 1.0]}
    )
    ax = draw_openness(pairs.assign(openness=1.0, wall=False, wall_q=np.nan), language="en")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["A", "B"]
    assert "Not drawn: 1 with fewer handovers." in note_of(figure_of(ax))


def test_the_funnel_draws_what_is_not_measurable_as_empty() -> None:
    ax = draw_funnel(organisation(NAMES).funnel, language="en")
    assert [patch.get_gid() for patch in ax.patches].count("unmeasured") == 1
    assert [round(patch.get_width(), 2) for patch in ax.patches if patch.get_gid() == "stage"] == [
        1.0,
        0.81,
        0.58,
        0.12,
        0.07,
    ]
    assert "not measurable" in {text.get_text() for text in ax.texts}


def test_the_funnel_names_the_greatest_loss() -> None:
    # 100, 81, 58, –, 12: the steps are 19, 23 and 46 points; deciding is not measurable and passed over.
    title = title_of(drawn("twelve", "en")["funnel"])
    assert title == "Of the ideas 12% are adopted; the greatest loss is before ‘adopted’: 46 percentage points"


def test_the_funnel_names_no_loss_of_a_rounding() -> None:
    table = _funnel().assign(share=[1.0, 1 - 1e-16, 1 - 2e-16, np.nan, np.nan, np.nan])
    title = title_of(figure_of(draw_funnel(table, language="en")))
    assert title == "Of the ideas 100% are taken up"


def test_the_network_is_no_hairball() -> None:
    figure = drawn("teams", "en")["network"]
    arrows = [arrow for arrow in figure.findobj(FancyArrowPatch) if arrow.get_gid() == "flow"]
    assert 0 < len(arrows) <= EDGES + NODES
    assert len(marked(figure, "name")) <= NODES
    assert f"Drawn: {len(arrows)} of 3,540 connections" in note_of(figure)  # 60 x 59 pairs


def test_the_network_draws_the_flow_that_its_title_speaks_of() -> None:
    whole = organisation(many(649))
    first = whole.handovers.sort_values("handovers").iloc[-1]
    graph = strongest_flows(whole.departments, whole.handovers)
    assert graph.has_edge(first["giver"], first["taker"])
    assert graph.edges[first["giver"], first["taker"]]["handovers"] == first["handovers"]


def test_the_contact_centre_stands_at_the_left_and_the_flow_goes_right() -> None:
    whole = organisation(NAMES)
    places = lay_out(strongest_flows(whole.departments, whole.handovers))
    assert places["x"].idxmin() == "KCC"
    levels = whole.departments.set_index("department")["trophic_level"].reindex(places.index)
    rest = places.index != "KCC"
    assert places["x"][rest].corr(levels[rest], method="spearman") > 0.9


@pytest.mark.parametrize(("case", "most"), [("three", 0), ("twelve", 4), ("long", 4)])
def test_a_name_stands_above_its_circle_where_arrowheads_would_cover_it_below(case: str, most: int) -> None:
    figure = drawn(case, "nl")["network"]  # with every name below: 1, 9 and 10
    figure.draw_without_rendering()
    boxes = [name.get_window_extent() for name in marked(figure, "name")]
    arrows = [arrow for arrow in figure.findobj(FancyArrowPatch) if arrow.get_gid() == "flow"]
    heads = [arrow.get_transform().transform(arrow.get_path().vertices[3:]) for arrow in arrows]  # after the curve
    assert sum(any(box.contains(*corner) for corner in head) for head in heads for box in boxes) <= most


def test_the_order_of_rows_moves_nothing() -> None:
    whole = organisation(NAMES)
    places = lay_out(strongest_flows(whole.departments, whole.handovers))
    shuffled = lay_out(
        strongest_flows(
            whole.departments.sample(frac=1, random_state=1), whole.handovers.sample(frac=1, random_state=2)
        )
    )
    pd.testing.assert_frame_equal(places.sort_index(), shuffled.sort_index())


# ---- in somebody else's figure, and in files


@pytest.mark.parametrize(
    "draw",
    [
        lambda whole, ax: draw_reservoir_map(whole.departments, language="nl", ax=ax),
        lambda whole, ax: draw_stock(whole.stock, language="nl", ax=ax),
        lambda whole, ax: draw_residence(whole.departments, language="nl", ax=ax),
        lambda whole, ax: draw_openness(whole.handovers, language="nl", ax=ax),
        lambda whole, ax: draw_funnel(whole.funnel, language="nl", ax=ax),
        lambda whole, ax: draw_network(whole.departments, whole.handovers, language="nl", ax=ax),
    ],
)
def test_a_given_axes_is_drawn_on_and_returned(draw: Callable[..., object]) -> None:
    figure = Figure(figsize=(16, 9))
    left, _ = figure.subplots(1, 2)
    before = left.get_position().bounds
    assert draw(organisation(NAMES), left) is left
    assert left.get_position().bounds == before
    assert left.has_data() or left.patches


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for turn in ("first", "second"):
        (tmp_path / turn).mkdir()
        whole = replace(organisation(NAMES))
        figure = figure_of(draw_network(whole.departments, whole.handovers, language="nl"))
        files = save_figure(figure, tmp_path / turn, "network")
        assert [file.name for file in files] == ["network.svg", "network.png", "network.pdf"]
        written.append([file.read_bytes() for file in files])
    assert written[0] == written[1]


def test_hostile_names_leave_the_svg_well_formed(tmp_path: Path) -> None:
    from lxml import etree

    for name in ("reservoir_map", "openness"):
        svg, png, pdf = save_figure(drawn("hostile", "nl")[name], tmp_path, name)
        root = etree.fromstring(svg.read_bytes())
        assert not root.findall(".//{*}b")
        assert root.find(".//{http://purl.org/dc/elements/1.1/}date") is None
        assert png.read_bytes().startswith(b"\x89PNG")
        assert b"CreationDate" not in pdf.read_bytes()


def test_a_slide_shows_itself_in_a_notebook() -> None:
    assert new_slide().figure._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]


def test_drawing_leaves_settings_alone_and_needs_no_pyplot() -> None:
    code = (
        "import sys, matplotlib\nbefore = dict(matplotlib.rcParams)\n"
        "import kccdiag.figures as figures, pandas as pd\n"
        "columns = ['signals', 'share', 'share_low', 'share_high']\n"
        "table = pd.DataFrame({'stage': ['raised'], **dict.fromkeys(columns, 1.0)})\n"
        "figures.draw_funnel(table, language='en')\n"
        "assert dict(matplotlib.rcParams) == before\nassert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, cwd=Path(__file__).parents[1])


# ---- letters, quantities and places


@given(st.text(max_size=80))
def test_any_name_becomes_one_visible_line(name: str) -> None:
    shown = literal(name)
    assert shown
    assert shown == " ".join(shown.split())
    assert shown.isprintable()
    assert literal(shown) == shown


@given(st.text(alphabet=string.ascii_letters + " ", min_size=1, max_size=300), st.sampled_from([200.0, 500.0, 900.0]))
def test_a_fitted_text_keeps_to_its_lines_and_width(text: str, width: float) -> None:
    words, size = fit(literal(text), width, (22, 18, 14), lines=2, bold=True)
    lines = words.split("\n")
    assert len(lines) <= 2
    assert all(width_of(line, size, bold=True) <= width for line in lines)


def test_words_are_broken_at_spaces_only() -> None:
    words, _ = fit("Facturatie houdt alles vast", 150, (14,), lines=4)
    assert words.replace("\n", " ") == "Facturatie houdt alles vast"
    assert "\n" in words


BOXES = st.tuples(
    st.floats(0, 400), st.floats(0, 300), st.floats(1, 30), st.floats(10, 120), st.floats(8, 18)
)  # fmt: skip


@given(st.lists(BOXES, max_size=25))
def test_placed_names_never_overlap_and_stay_inside(wanted: list[tuple[float, float, float, float, float]]) -> None:
    labels, within = [Label(*numbers) for numbers in wanted], Box(0, 0, 400, 300)
    taken = [Box(300, 280, 400, 300)]
    placed = place_labels(labels, crowd=np.empty((0, 3)), taken=taken, within=within)
    boxes = [box for box in placed if box]
    assert len(placed) == len(labels)
    assert all(within.holds(box) and not box.meets(taken[0]) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_a_name_stands_at_the_right_where_there_is_room_and_elsewhere_where_there_is_none() -> None:
    nothing = np.empty((0, 3))
    label, within = Label(50, 50, 5, 20, 10), Box(0, 0, 100, 100)
    assert place_labels([label], crowd=nothing, taken=[], within=within)[0] == Box(58, 45, 78, 55)
    left = place_labels([label], crowd=nothing, taken=[Box(60, 0, 100, 100)], within=within)[0]
    assert left == Box(22, 45, 42, 55)  # 50 - 5 - 3 - 20
    assert place_labels([label], crowd=nothing, taken=[within], within=within) == [None]


def test_no_line_from_a_name_to_its_circle_runs_over_another_circle() -> None:
    # The middle of the map of the example in points: in a crowd like this the nearest free place is behind a neighbour.
    crowd = [(613, 203, 16, 92), (594, 182, 13, 54), (537, 195, 12, 58), (525, 193, 12, 23), (515, 184, 11, 53),
             (485, 200, 11, 71), (452, 203, 10, 108), (470, 191, 10, 103), (395, 207, 9, 56)]  # fmt: skip
    labels = [Label(*map(float, numbers), 17.5) for numbers in crowd]
    placed = place_labels(labels, crowd=np.empty((0, 3)), taken=[], within=Box(92, 120, 750, 450))
    assert all(placed)
    lines = [(label, line_of(label, box)) for label, box in zip(labels, placed, strict=True) if box]
    assert len([line for _, line in lines if line is not None]) == 2
    for label, line in lines:
        for other in labels:
            if line is not None and other is not label:
                along = line[0] + np.linspace(0, 1, 50)[:, None] * (line[1] - line[0])
                assert np.hypot(*(along - (other.x, other.y)).T).min() > other.radius


@pytest.mark.parametrize(
    ("days", "dutch", "english"),
    [
        (0.001, "minder dan een half uur", "less than half an hour"),
        (1 / 24, "1 uur", "1 hour"),
        (0.99, "1 dag", "1 day"),
        (1.04, "1 dag", "1 day"),
        (2.54, "2,5 dagen", "2.5 days"),
        (9.97, "10 dagen", "10 days"),
        (41.3, "41 dagen", "41 days"),
    ],
)
def test_durations_are_written_as_one_says_them(days: float, dutch: str, english: str) -> None:
    assert (written_span("nl", days), written_span("en", days)) == (dutch, english)


def test_small_shares_are_not_written_as_nothing() -> None:
    assert [written_share("en", share) for share in (0, 0.0004, 0.004, 0.0096, 0.5)] == [
        "0%",
        "<0.1%",
        "0.4%",
        "1%",
        "50%",
    ]


# ---- verdict


def drops(figure: Figure, which: str) -> list[int]:
    """Count the drops of a sort in each row that is measured."""
    return [len(cloud.get_offsets()) for cloud in figure.findobj(PathCollection) if cloud.get_gid() == which]


def test_of_a_hundred_drops_as_many_are_full_as_signals_got_there() -> None:
    figure = drawn("twelve", "en")["verdict"]
    assert drops(figure, "full") == [84, 53, 0, 37]  # decisions are not measured; 0.4 of 100 is not a whole drop
    assert drops(figure, "empty") == [16, 47, 100, 63]
    assert [text.get_text() for text in marked(figure, "number")] == ["84", "53", "0.4", "37"]
    assert [text.get_text() for text in marked(figure, "span")] == ["76–92", "48–58", "0.4–0.4", "33–41"]
    assert title_of(figure) == (
        "Of 100 signals that came in at KCC, 84 went on to another department within 30 days and 37 came back to the "
        "customer"
    )


def test_the_interval_of_a_row_of_drops_stands_where_its_last_full_drop_does() -> None:
    figure = drawn("twelve", "en")["verdict"]
    lines = [line for line in figure.findobj(LineCollection) if line.get_gid() == "interval"]
    ends = [tuple(line.get_segments()[0][:, 0].round(1)) for line in lines]
    assert ends == [(75.6, 92.4), (47.7, 58.3), (0.4, 0.4), (33.3, 40.7)]
    full = next(cloud for cloud in figure.findobj(PathCollection) if cloud.get_gid() == "full")
    assert full.get_offsets()[:, 0].max() == 83  # of 84 in columns of two, the 42nd stands at 83 of 100


def test_a_step_that_cannot_be_measured_has_a_frame_in_the_place_of_drops() -> None:
    figure = drawn("twelve", "nl")["verdict"]
    assert len([patch for patch in figure.findobj(Rectangle) if patch.get_gid() == "unmeasured"]) == 1
    assert "niet meetbaar" in {text.get_text() for text in texts_of(figure)}


def test_the_verdict_names_no_contact_centre_where_signals_come_in_everywhere() -> None:
    figure = figure_of(draw_verdict(_overview(), language="nl"))
    assert title_of(figure).startswith("Van elke 100 signalen die binnenkwamen, gingen er 84 binnen 30 dagen")


def test_a_key_explains_only_what_is_drawn() -> None:
    whole = organisation(NAMES)
    without = whole.handovers.assign(wall=False, wall_ratio=np.nan, openness=1.0, expected=50.0)
    figure = figure_of(draw_openness(without, language="en"))
    assert figure.axes[0].get_legend() is None
    keys = [text.get_text() for text in drawn("twelve", "en")["openness"].axes[0].get_legend().get_texts()]
    assert keys[0] == "wall"


def test_the_stock_speaks_of_silence_only_where_a_signal_fell_silent() -> None:
    stock = organisation(NAMES).stock
    figure = figure_of(draw_stock(stock.assign(dead=0.0), language="en"))
    assert "silent" not in title_of(figure) + note_of(figure)
    assert figure.axes[0].get_legend() is None
    one = stock.assign(dead=0.0, live=1.0)
    assert title_of(figure_of(draw_stock(one, language="en"))).endswith(": 1")


def test_what_is_not_drawn_of_the_stays_is_counted_where_there_is_any() -> None:
    for case in CASES:
        assert not re.search(r"getekend:.*\b0 ", note_of(drawn(case, "nl")["residence"])), case
    assert "Not drawn: " in note_of(drawn("teams", "en")["residence"])


def test_barriers_named_as_often_stand_in_the_order_of_their_table() -> None:
    rows = [("no_time", 2), ("silo", 3), ("no_mandate", 2), ("no_channel", 2)]
    table = pd.DataFrame([(name, "", n, 4, n / 4, 0.1, 0.9, False) for name, n in rows], columns=[
        "barrier", "department", "respondents", "of", "share", "share_low", "share_high", "one_voice"])  # fmt: skip
    ax = draw_barriers(table, language="nl")
    wanted = [say("nl", f"said.barrier_{name}") for name in ("silo", "no_time", "no_mandate", "no_channel")]
    assert [label.get_text() for label in ax.get_yticklabels()] == wanted


# ---- a hundred drops


def test_every_drop_that_has_come_in_is_drawn_once_in_each_frame() -> None:
    figure, drops = drawn("twelve", "en")["drops"], organisation(NAMES).drops
    panels = [panel for panel in figure.axes[0].child_axes if panel.collections]
    assert len(panels) == 4
    for panel, day in zip(panels, (1, 7, 30, 90), strict=True):
        counted = drops_on(drops, day)["state"].value_counts()
        marks = {cloud.get_gid(): len(cloud.get_offsets()) for cloud in panel.collections if cloud.get_gid()}
        assert marks == {state: int(counted.get(state, 0)) for state in ("way", "dry", "back", "over")}


def test_the_title_of_the_drops_counts_the_last_frame() -> None:
    counted = drops_on(organisation(NAMES).drops, 90)["state"].value_counts()
    said = f"{counted['way']} of 100 drops still on their way, {counted['dry']} dried up, {counted['back']} back"
    assert said in title_of(drawn("twelve", "en")["drops"])


def test_drops_are_where_the_network_has_their_departments() -> None:
    whole = organisation(NAMES)
    table = lay_out(strongest_flows(whole.departments, whole.handovers))
    places = places_of(whole, [*NAMES, "unknown"])
    assert places[-1] is None
    assert places[:-1] == [table.loc[name, ["x", "y"]].round(4).tolist() for name in NAMES]


@pytest.mark.parametrize("case", ["twelve", "teams", "long"])
def test_every_bar_with_drops_has_a_name_that_no_drop_falls_on(case: str) -> None:
    figure = drawn(case, "nl")["drops"]
    figure.draw_without_rendering()
    for panel in figure.axes[0].child_axes:
        (bars,) = (lines for lines in panel.collections if isinstance(lines, LineCollection))
        names = [text for text in panel.texts if text.get_gid() == "name"]
        assert len(names) == len(bars.get_segments()) > 1
        clouds = (cloud for cloud in panel.collections if cloud.get_gid() in ("way", "dry"))
        drops = np.concatenate([cloud.get_offsets() for cloud in clouds])
        for name in names:
            box = name.get_window_extent()
            assert not any(box.contains(*drop) for drop in panel.transData.transform(drops)), name.get_text()


def test_the_drops_are_no_sample_where_they_are_all_the_signals_of_their_weeks() -> None:
    drops = organisation(NAMES).drops
    every = drops.assign(signals=drops["drop"].nunique(), weeks=3)
    one = drops[drops["drop"] == drops["drop"].iloc[0]].assign(signals=1, weeks=1)
    said = [note_of(figure_of(draw_drops(some, {}, language="en"))) for some in (every, one)]
    assert said[0].startswith("All 100 signals that began in 3 weeks from ")
    assert said[1].startswith("The one signal that began in the week of ")


def test_drops_of_which_none_ever_lies_at_a_department_are_drawn_all_the_same() -> None:
    drops = organisation(NAMES).drops.assign(department="", end="told", end_day=0.0, told_day=0.0)
    figure = figure_of(draw_drops(drops, {}, language="en"))
    assert "100 back at the customer" in title_of(figure)
    assert not marked(figure, "name")


def test_where_no_end_is_known_and_all_customers_were_told_the_title_says_that() -> None:
    whole = organisation(NAMES)
    places = dict(zip(NAMES, places_of(whole, NAMES), strict=True))
    drops = whole.drops.assign(end="told", end_day=np.nan, told_day=60.0)
    figure = figure_of(draw_drops(drops, places, language="en", has=frozenset({"told"})))
    assert title_of(figure) == "On day 90: 0 of 100 drops still on their way, 100 back at the customer"


def test_a_log_that_knows_no_ends_says_so_under_the_drops() -> None:
    whole = organisation(NAMES)
    places = dict(zip(NAMES, places_of(whole, NAMES), strict=True))
    drops = whole.drops.assign(end="open", end_day=np.nan, told_day=np.nan)
    figure = figure_of(draw_drops(drops, places, language="en", has=frozenset()))
    assert "does not say how signals end" in note_of(figure)
    assert [text.get_text() for text in figure.axes[0].get_legend().get_texts()] == ["on their way"]


def test_what_can_not_be_known_to_have_dried_up_is_not_counted_as_none() -> None:
    whole = organisation(NAMES)
    places = dict(zip(NAMES, places_of(whole, NAMES), strict=True))
    figure = figure_of(draw_drops(whole.drops, places, language="en", has=frozenset({"outcomes", "told"})))
    assert "dried up" not in title_of(figure) and "back at the customer" in title_of(figure)
    assert "dried up" not in [text.get_text() for text in figure.axes[0].get_legend().get_texts()]


def test_every_file_says_in_words_what_its_picture_shows(tmp_path: Path) -> None:
    for name, figure in drawn("twelve", "en").items():
        assert words_of(figure)
        svg, png, pdf = save_figure(figure, tmp_path, name)
        assert escape(words_of(figure)) in svg.read_text("utf-8")
        assert b"Description" in png.read_bytes()
        assert b"/Subject" in pdf.read_bytes()
    told = words_of(drawn("twelve", "en")["verdict"])
    assert told.endswith("How many reached a decision can't be measured with this log.")
