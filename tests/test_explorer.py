"""The managers' explorer: what Python answers to a choice, and what a browser makes of it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from types import SimpleNamespace
from xml.etree import ElementTree

import pandas as pd
import pytest
from explorer_case import AGREED, CENTRE, FORMULA, PAPER, SCRIPT, SMALL, TALKS, UNMET, organisation, show

from kccdiag.engagement import open_engagement
from kccdiag.limits import Limits
from kccdiag.present.explorer import explore, explore_saved, save_explorer
from kccdiag.present.explorer.page import shown_of
from kccdiag.present.explorer.said import said_of
from kccdiag.present.explorer.shaping import POOLED, difference, matrix_of, overlapping, strongest, with_differences
from kccdiag.present.explorer.widget import HERE, SCRIPTS, script
from kccdiag.voices import TABLES, no_voices

PANELS = ("verdict", "network", "stock", "openness", "ideas", "said", "findings", "drops")


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explorer")
    return save_explorer(open_engagement(organisation(folder / "engagement")), folder / "saved")


@pytest.fixture
def explorer(saved):
    return explore_saved(saved)


def chosen(explorer, **part):
    """Choose in Python as the browser would, and return the answer."""
    explorer.choice = {**explorer.choice, "n": explorer.choice["n"] + 1, **part}
    return explorer.view


# ---- what Python answers


def test_a_choice_is_answered_with_its_number(explorer):
    assert explorer.view["signals"] == 900
    view = chosen(explorer, kind=explorer.page["kinds"].index("ideas"))
    assert (view["n"], view["signals"], view["empty"]) == (1, 300, False)  # every third signal is an idea


def test_a_department_and_another_period_are_answered_too(explorer):
    index = [row["name"] for row in explorer.page["departments"]].index("Kwaliteit")
    view = chosen(explorer, department=index, compare={"from": 0, "to": 1})
    assert {index} <= {end for row in view["handovers"] for end in (row["giver"], row["taker"])}
    assert view["compared"]["choice"]["to"] == 1
    assert all("difference" in row for row in view["ideas"])


BAD = [
    "all",
    None,
    [],
    {},
    {"n": "1"},
    {"n": True, "from": 0, "to": 1},
    {"n": 1, "from": 1, "to": 0},
    {"n": 1, "from": 0, "to": 99},
    {"n": 1, "from": -1, "to": 1},
    {"n": 1, "from": 0, "to": 1.0},
    {"n": 1, "from": 0, "to": 1, "kind": 99},
    {"n": 1, "from": 0, "to": 1, "department": "KCC"},
    {"n": 1, "from": 0, "to": 1, "channel": [0]},
    {"n": 1, "from": 0, "to": 1, "compare": {"from": 3}},
    {"n": 1, "from": 0, "to": 1, "compare": "then"},
    {"n": 2**60, "from": 0, "to": 1},
]


@pytest.mark.parametrize("choice", BAD, ids=str)
def test_what_nobody_can_choose_shows_nothing(explorer, choice):
    explorer.choice = choice
    assert explorer.view["empty"] is True
    assert "departments" not in explorer.view
    explorer.choice = {"n": 9, "from": 0, "to": 1}  # and the next one is answered as ever
    assert explorer.view["n"] == 9 and explorer.view["signals"] > 0


def test_what_is_sent_names_no_person_signal_customer_or_path(saved, explorer):
    sent = json.dumps([explorer.page, explorer.view, explorer.choice])
    assert CENTRE in sent
    people = [name for name, *_ in TALKS]
    kept = [quote for _, _, consent, sayings in TALKS for *_, quote, out in sayings if "no" in (consent, out)]
    words = ("person-", "signal-1", "customer-", "talk1", '"R1"', "coder", str(saved.parent), *people, *kept)
    assert len(kept) == 4 and [word for word in words if word in sent] == []


def test_opening_what_was_saved_is_light(saved):
    heavy = ("duckdb", "matplotlib", "networkx", "kccdiag.diagnosis")
    code = (
        "import sys; from kccdiag.present.explorer import explore_saved; "
        f"explore_saved({str(saved)!r}); print([name for name in {heavy} if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.slow
def test_a_notebook_and_the_app_show_the_same_from_run_to_run(saved, explorer):
    again = explore(saved.parent / "engagement")
    assert json.dumps(again.page | {"links": True}, sort_keys=True) == json.dumps(explorer.page, sort_keys=True)
    assert again.view == explorer.view


def test_findings_point_to_departments_and_panels(explorer):
    names = [row["name"] for row in explorer.page["departments"]]
    for finding in explorer.page["findings"]:
        named = [name for name in names if finding["id"].split(":")[1:2] == [name]]
        assert [names[index] for index in finding["departments"]][:1] == named or not named
        assert finding["panel"] in PANELS
    assert explorer.page["findings"] != []


def index_of(explorer, *names):
    known = [row["name"] for row in explorer.page["departments"]]
    return tuple(known.index(name) for name in names)


def test_what_people_said_stands_beside_the_whole_log(explorer):
    said = explorer.page["said"]
    pairs = {(pair["giver"], pair["taker"]): pair for pair in said["pairs"]}
    standings = {UNMET: "unmet_need", PAPER: "paper_channel", AGREED: "agreed"}
    assert {pair: row["standing"] for pair, row in pairs.items()} == {
        index_of(explorer, *pair): standing for pair, standing in standings.items()
    }
    unmet, paper, agreed = (pairs[index_of(explorer, *pair)] for pair in standings)
    told = [(pair["what"], pair["people"]) for pair in (unmet, paper, agreed)]
    assert told == [("need", 1), ("flow", 2), ("flow", 2)]
    # Nothing goes there: no lower end, and an upper one of 3.69 over what is expected (Garwood 1936).
    assert (paper["times"], paper["low"]) == (0.0, None)
    assert paper["high"] == pytest.approx(3.689 / paper["expected"], rel=1e-3)
    ends = index_of(explorer, *AGREED)
    seen = next(row for row in explorer.view["handovers"] if (row["giver"], row["taker"]) == ends)
    assert (agreed["handovers"], agreed["times"]) == (seen["handovers"], pytest.approx(seen["openness"], abs=1e-4))
    chosen(explorer, kind=0)
    assert explorer.page["said"] == said


def test_barriers_are_those_that_may_be_shown(explorer):
    rows = explorer.page["said"]["barriers"]
    shares = {(row["barrier"], row["department"]): (row["respondents"], row["of"]) for row in rows}
    # One of the six did not consent: all together are the five others; of her department nothing is said.
    assert (shares["no_time", ""], shares["no_reply", ""], shares["no_time", SMALL]) == ((3, 5), (1, 5), (1, 1))
    assert {barrier for barrier, _ in shares} == {"no_time", "no_reply"}


def test_where_nobody_was_asked_nothing_is_said():
    assert said_of(SimpleNamespace(voices=None, language="en"), {}) is None
    assert said_of(SimpleNamespace(voices=no_voices(), language="en"), {}) is None


def test_of_a_department_that_is_not_shown_no_pair_is():
    standings = {"giver": ["A", "A", "B"], "taker": ["B", "C", "A"], "standing": ["agreed", "paper_channel", ""]}
    counts = {"flow": 2, "handovers": 30.0, "expected": 30.0, "ln_oe": 0.0, "ln_oe_low": -0.4, "ln_oe_high": 0.4}
    pairs = pd.DataFrame(standings).assign(**counts).reindex(columns=list(TABLES["pairs"]), fill_value=0)
    voices = replace(no_voices(), respondents=5, pairs=pairs)
    said = said_of(SimpleNamespace(voices=voices, language="en", limits=Limits()), {"A": 4, "B": 2})
    assert [(pair["giver"], pair["taker"]) for pair in said["pairs"]] == [(4, 2)]
    assert said["left_out"] == 1
    hidden = SimpleNamespace(of=lambda choice: SimpleNamespace(departments=[choice["to"] == 2, False]))
    cube = SimpleNamespace(about=SimpleNamespace(periods=("Q1", "Q2", "Q3")), withheld=hidden)
    assert shown_of(cube, {"C": 0, "A": 1}) == {"A": 1}


# ---- what is made of a view before it is drawn


def handover(giver, taker, count, expected=10.0):
    ratio = count / expected if expected else None
    row = {"giver": giver, "taker": taker, "handovers": count, "expected": expected, "openness": ratio}
    return row | {"openness_low": ratio, "openness_high": ratio, "median_days": 1.0}


def test_a_matrix_pools_what_it_does_not_show():
    # Volumes: 0 has 20, 1 has 17, 2 has 11, 3 has 6; of these two are shown.
    rows = [
        handover(0, 1, 12),
        handover(0, 2, 6),
        handover(1, 2, 3),
        handover(2, 3, 2),
        handover(3, 0, 2),
        handover(1, 3, 2),
    ]
    matrix = matrix_of(rows, {"walls": []}, most=2)
    assert matrix["departments"] == [0, 1, POOLED] and matrix["pooled"] == 2
    assert matrix["cells"]["0>1"]["openness"] == pytest.approx(1.2)
    # 1 hands 3 to department 2 and 2 to department 3; 2 hands 2 to 3: counts, for what is expected can't be added.
    assert matrix["cells"]["1>-1"] == {"handovers": 5} and matrix["cells"]["-1>-1"] == {"handovers": 2}


def test_a_wall_is_not_pooled_away():
    rows = [handover(0, 1, 50), handover(1, 0, 50), handover(2, 3, 1)]
    assert matrix_of(rows, {"walls": [[2, 3]]}, most=2)["departments"] == [2, 3, POOLED]


def test_departments_of_which_people_spoke_stand_before_busier_ones():
    rows = [handover(0, 1, 50), handover(1, 0, 50), handover(2, 3, 1), handover(4, 5, 2)]
    pairs = [{"giver": 2, "taker": 3, "standing": "unmet_need"}, {"giver": 4, "taker": 5, "standing": "agreed"}]
    page = {"walls": [], "said": {"pairs": pairs}}
    assert matrix_of(rows, page, most=2)["departments"] == [2, 3, POOLED]
    assert matrix_of(rows, page | {"walls": [[4, 5]]}, most=2)["departments"] == [4, 5, POOLED]


def test_every_department_keeps_its_own_flows():
    busy = [handover(0, taker, 1000 - taker) for taker in range(1, 600)]
    kept = strongest([*busy, handover(700, 701, 1)])
    assert kept[-1]["giver"] == 700
    assert {row["taker"] for row in kept} == {*range(1, 600), 701}  # each taker's strongest is its only one


def test_a_difference_has_an_interval_only_between_periods_apart():
    now, then = {"share": 0.5, "low": 0.4, "high": 0.6}, {"share": 0.3, "low": 0.27, "high": 0.34}
    # 0.2 − √(0.1² + 0.04²) and 0.2 + √(0.1² + 0.03²)
    known = {"value": 0.2, "low": 0.0923, "high": 0.3044}
    assert difference(now, then, apart=True) == pytest.approx(known, abs=1e-4)
    assert difference(now, then, apart=False)["low"] is None
    assert difference(now | {"share": None}, then, apart=True)["value"] is None
    assert overlapping({"from": 0, "to": 2}, {"from": 2, "to": 3})
    assert not overlapping({"from": 0, "to": 1}, {"from": 2, "to": 3})


def test_differences_are_taken_by_name_not_by_place():
    told = {"stage": "told", "low": 0.3, "high": 0.6}
    now, then = [told | {"share": 0.5}], [told | {"stage": "raised", "share": 1.0}, told | {"share": 0.4}]
    (row,) = with_differences(now, then, apart=True)
    assert row["difference"]["value"] == pytest.approx(0.1)


# ---- the script


def sources():
    return {name: (HERE / f"{name}.js").read_text("utf-8") for name in SCRIPTS}


def test_every_script_is_in_the_module():
    assert {path.stem for path in HERE.glob("*.js")} == set(SCRIPTS)
    assert script().count("export default") == 1


def test_the_script_loads_and_runs_nothing_from_elsewhere():
    for name, source in sources().items():
        code = re.sub(r"//.*", "", source.replace('"http://www.w3.org/2000/svg"', ""))
        forbidden = (
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|\bimport\b|https?:|fetch\("
        )
        assert (name, re.findall(forbidden, code)) == (name, [])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_is_said_and_every_word_that_is_said_exists(language):
    words = set(import_module(f"kccdiag.wording.{language}.explorer").TEXTS)
    code = "\n".join(sources().values())
    asked = set(re.findall(r'\b(?:say|key)\(\s*"(\w+)"', code)) | set(re.findall(r'"(column_\w+|card_\w+)"', code))
    literals = set(re.findall(r'"(\w+)"', code))
    assert asked - words == set()
    assert words - literals == set()


# ---- in a browser


def open_panel(page, name):
    page.locator(f"[data-tab={name}]").first.click()


@pytest.fixture
def page(visit, explorer):
    return show(visit, explorer)


@pytest.mark.browser
def test_every_panel_is_drawn_without_complaint(visit, page):
    for name in PANELS:
        open_panel(page, name)
        assert page.locator(".kcx-panel").inner_text().strip() != ""
        assert page.locator(f"[data-tab={name}]").get_attribute("aria-selected") == "true"
    assert (visit.errors, visit.outside) == ([], [])


@pytest.mark.browser
@pytest.mark.parametrize("light", ["true", "false"])
def test_nothing_serious_stands_in_anybodys_way(visit, page, light):
    page.evaluate("light => { document.body.dataset.jpThemeLight = light; }", light)
    faults = {}
    for name in PANELS:
        open_panel(page, name)
        faults[name] = visit.faults()
    open_panel(page, "network")
    page.locator("[data-key^='disc:']").first.click()
    page.locator("[data-key='network:table']").click()
    faults["table and card"] = visit.faults()
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.browser
def test_a_filter_changes_the_picture_and_is_said_in_words(page):
    before = page.locator("[data-picture=verdict]").inner_html()
    page.get_by_label("Kind of signal").select_option("ideas")
    said = page.locator(".kcx-said")
    said.filter(has_text="300 signals").wait_for()
    assert "only ideas" in said.inner_text()
    assert page.locator("[data-picture=verdict]").inner_html() != before
    page.get_by_role("button", name="Show everything").click()
    said.filter(has_text="900 signals").wait_for()
    assert page.locator("[data-picture=verdict]").inner_html() == before


@pytest.mark.browser
def test_the_keyboard_reaches_tabs_departments_flows_cells_and_weeks(page):
    active = "document.activeElement.dataset.key ?? document.activeElement.dataset.tab"
    page.locator("[data-tab=verdict]").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(active) == "network"
    page.locator("[data-key^='flow:'][tabindex='0']").focus()
    first = page.evaluate(active)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(active).startswith("flow:") and page.evaluate(active) != first
    assert "handovers" in page.locator(".kcx-note").inner_text()
    page.locator("[data-key^='disc:'][tabindex='0']").focus()
    first = page.evaluate(active)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(active).startswith("disc:") and page.evaluate(active) != first
    assert page.locator(":focus").get_attribute("data-lm-suppress-shortcuts") == "true"  # else JupyterLab takes the key
    page.keyboard.press("Enter")
    assert page.evaluate(active) != first  # the focus stays where it was, also in the new picture
    assert page.locator(".kcx-disc[aria-pressed=true]").count() == 1
    assert page.locator(".kcx-card").inner_text().count("Comes from") == 1
    before = page.locator(":focus").get_attribute("transform")
    page.keyboard.press("Shift+ArrowDown")
    assert page.locator(":focus").get_attribute("transform") != before
    open_panel(page, "stock")
    page.locator("[role=slider]").focus()
    week = page.locator("[role=slider]").get_attribute("aria-valuetext")
    page.keyboard.press("ArrowLeft")
    assert page.locator("[role=slider]").get_attribute("aria-valuetext") != week
    open_panel(page, "openness")
    page.locator("[role=gridcell][tabindex='0']").focus()
    first = page.evaluate(active)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(active).startswith("cell:") and page.evaluate(active) != first


@pytest.mark.browser
def test_a_disc_can_be_dragged_and_put_back(page):
    open_panel(page, "network")
    disc = page.locator("[data-key^='disc:']").first
    before = disc.get_attribute("transform")
    box = disc.locator("circle").nth(1).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 90, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Put circles back").wait_for()
    assert disc.get_attribute("transform") != before
    assert page.locator(".kcx-disc[aria-pressed=true]").count() == 0  # a drag is no click
    page.get_by_role("button", name="Put circles back").click()
    assert disc.get_attribute("transform") == before


@pytest.mark.browser
def test_names_are_text_and_never_run(visit, page):
    for name in PANELS:
        open_panel(page, name)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img").count() == 0
    open_panel(page, "network")
    page.locator("[data-key='network:table']").click()
    for name in (SCRIPT, "{name} & co"):
        assert page.get_by_role("rowheader", name=name, exact=True).first.is_visible()


def downloaded(page, key):
    with page.expect_download() as waiting:
        page.locator(f"[data-key='{key}']").click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


@pytest.mark.browser
def test_picture_and_table_can_be_taken_along(page):
    open_panel(page, "network")
    name, svg = downloaded(page, "network:svg")
    drawn = ElementTree.fromstring(svg.decode("utf-8"))
    words = "".join(drawn.itertext())
    assert name.endswith(".svg") and "You see 900 signals" in words and "Source: Small." in words
    assert "Arrow: width is the number" in words  # and what its colours mean
    name, png = downloaded(page, "network:png")
    assert name.endswith(".png") and png.startswith(b"\x89PNG") and len(png) > 20_000
    name, table = downloaded(page, "network:csv1")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert name.endswith(".csv") and {f"'{FORMULA}", SCRIPT} <= {row[0] for row in rows}
    centre = next(row for row in rows if row[0] == CENTRE)
    assert float(centre[1]) > 0 and all(len(row) == len(rows[0]) for row in rows)


@pytest.mark.browser
def test_a_pair_is_chosen_by_keys_and_pointed_out_in_the_flow_and_in_openness(visit, page, explorer):
    open_panel(page, "said")
    picture = page.locator("[data-picture=pairs]")
    assert picture.locator(".kcx-row").count() == 3
    page.locator("[data-key^='pair:'][tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    name, label = " → ".join(PAPER), page.locator(":focus").get_attribute("aria-label")
    assert label.startswith(name) and "said, hardly there; flows according to 2" in label and "0 handovers" in label
    assert page.locator(":focus").get_attribute("aria-pressed") == "true"
    card = page.get_by_role("complementary", name="The chosen pair")
    assert name in card.inner_text() and TALKS[0][3][0][3] in card.inner_text()
    page.locator("[data-key='pair:network']").click()
    assert page.locator(".kcx-flow.kcx-chosen").get_attribute("aria-label").startswith(name)
    assert page.locator("[data-picture=network] .kcx-standing").count() == 3
    open_panel(page, "openness")
    key = "{}>{}".format(*index_of(explorer, *PAPER))
    assert page.locator(f"[data-key^='cell:{key}:'] .kcx-chosen").count() == 1 == page.locator(".kcx-chosen").count()
    assert "said, hardly there" in page.locator(f"[data-key^='cell:{key}:']").get_attribute("aria-label")
    assert page.locator("[role=grid] .kcx-standing").count() == 3
    page.get_by_role("button", name="Let go of the pair").click()
    assert page.locator(".kcx-chosen").count() == 0
    assert visit.errors == []


@pytest.mark.browser
def test_findings_and_departments_lead_to_what_was_said(page, explorer):
    finding = next(one for one in explorer.page["findings"] if one["kind"] == "unmet_need")
    open_panel(page, "findings")
    page.locator(f"[data-key='finding:{finding['id']}']").click()
    chosen_row = page.locator("[data-picture=pairs] [aria-pressed=true]")
    assert chosen_row.get_attribute("aria-label").startswith(" → ".join(UNMET))
    barrier = next(one for one in explorer.page["findings"] if one["kind"] == "barrier")
    page.get_by_role("button", name="Back to the findings").click()
    page.locator(f"[data-key='finding:{barrier['id']}']").click()
    assert page.locator("[data-picture=barriers] [aria-pressed=true]").get_attribute("aria-label").startswith("no time")
    assert chosen_row.count() == 0
    open_panel(page, "network")
    page.locator("[data-key^='disc:{}:']".format(*index_of(explorer, "Kwaliteit"))).click()
    card = page.get_by_role("complementary", name="The selected department")
    for heading, pair in (("Is said to need", UNMET), ("Is said to flow", PAPER)):
        part = card.locator("h4", has_text=heading).locator("+ ul")
        assert (heading, part.get_by_role("button").all_inner_texts()) == (heading, [" → ".join(pair)])
    card.get_by_role("button", name=" → ".join(UNMET), exact=True).click()
    assert chosen_row.get_attribute("aria-label").startswith(" → ".join(UNMET))


@pytest.mark.browser
def test_barriers_of_a_department_and_what_people_say_of_them(visit, page):
    open_panel(page, "said")
    rows = page.locator("[data-picture=barriers] .kcx-row")
    labels = [row.get_attribute("aria-label") for row in rows.all()]
    assert [label.split("; ")[1][:6] for label in labels] == ["3 of 5", "1 of 5"]
    page.get_by_label("Barriers according to").select_option(SCRIPT)
    rows.first.focus()
    page.keyboard.press("Enter")
    words = TALKS[2][3][1][3]  # that try to be more than words
    assert words in page.get_by_role("complementary", name="The chosen barrier").inner_text()
    assert (rows.count(), page.locator("main img").count(), visit.errors) == (1, 0, [])
    open_panel(page, "network")
    assert page.locator(".kcx-disc[aria-pressed=true]").get_attribute("aria-label").startswith(SCRIPT)
    page.locator(".kcx-disc[aria-label^='Klachtenafhandeling']").focus()
    page.keyboard.press("Enter")
    open_panel(page, "said")
    assert "nothing can be shown apart" in page.locator(".kcx-panel").inner_text()
    assert rows.count() == 2  # all together


@pytest.mark.browser
def test_no_filter_changes_what_was_said_and_files_say_so(page):
    open_panel(page, "said")
    before = page.locator("[data-picture=pairs]").inner_html()
    page.get_by_label("Kind of signal").select_option("ideas")
    page.locator(".kcx-said").filter(has_text="300 signals").wait_for()
    assert page.locator("[data-picture=pairs]").inner_html() == before
    assert "No filter changes this" in page.locator(".kcx-panel").inner_text()
    _, svg = downloaded(page, "pairs:svg")
    words = "".join(ElementTree.fromstring(svg.decode("utf-8")).itertext())
    assert "No filter changes this" in words and "300 signals" not in words and "said, hardly there" in words
    _, table = downloaded(page, "pairs:csv0")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    paper = dict(zip(rows[0], next(row for row in rows if row[:2] == ["Kwaliteit", f"'{FORMULA}"]), strict=True))
    assert (paper["Say that it flows"], paper["Handovers"], paper["Times expected"]) == ("2", "0", "0")
    _, table = downloaded(page, "barriers:csv0")
    assert table.decode("utf-8-sig").splitlines()[1].startswith("no time,everybody who was interviewed,3,5,0.6,0.23")


@pytest.mark.browser
def test_without_interviews_nothing_is_said_of_them(visit, explorer):
    explorer.page = {**explorer.page, "said": None, "links": True}
    page = show(visit, explorer)
    page.evaluate("location.hash = '#said'")
    assert page.locator("[data-tab=said]").count() == 0
    for name in ("network", "openness"):
        open_panel(page, name)
        assert page.locator(".kcx-standing").count() == 0
        assert "Said" not in page.locator(".kcx-panel").inner_text()
    assert visit.errors == []


@pytest.mark.browser
def test_what_is_withheld_is_said_to_be_and_never_zero(page, explorer):
    index = [row["name"] for row in explorer.page["departments"]].index(SMALL)
    page.get_by_label("Kind of signal").select_option("ideas")
    page.locator(".kcx-said").filter(has_text="300 signals").wait_for()
    assert explorer.view["departments"][index]["withheld"] is True
    assert page.locator(".kcx-notes").inner_text().strip() != ""
    open_panel(page, "network")
    disc = page.locator(f"[data-key^='disc:{index}:']")
    assert "fewer than 5 persons" in disc.get_attribute("aria-label")
    page.locator("[data-key='network:table']").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=SMALL, exact=True))
    assert set(row.last.locator("td").all_inner_texts()) == {"not shown"}


@pytest.mark.browser
def test_a_view_withheld_as_a_whole_says_why_in_every_panel(page):
    blank = {"n": 5, "signals": None, "empty": False, "verdict": [], "departments": [], "handovers": [], "ideas": []}
    blank |= {"stock": {"dates": [], "live": [], "dead": []}, "withheld": "Too few persons.", "notes": []}
    page.evaluate("view => model.set('view', {...view, choice: model.get('choice')})", blank)
    assert "how many is not shown" in page.locator(".kcx-said").inner_text()
    for name in PANELS[:5]:
        open_panel(page, name)
        said = page.locator(".kcx-blank").all_inner_texts()
        assert (name, set(said)) == (name, {"Too few persons."})


@pytest.mark.browser
def test_of_one_department_nothing_is_said_about_others(page, explorer):
    index = [row["name"] for row in explorer.page["departments"]].index("Kwaliteit")
    page.get_by_role("combobox", name="Department").select_option("Kwaliteit")
    page.locator(".kcx-said").filter(has_text="Kwaliteit").wait_for()
    open_panel(page, "openness")
    for cell in page.get_by_role("gridcell").all():
        giver, taker = cell.get_attribute("data-key").split(":")[1].split(">")
        beyond = str(index) not in (giver, taker) and giver != taker
        assert ("outside this choice" in cell.get_attribute("aria-label")) is beyond
    open_panel(page, "network")
    assert page.locator(".kcx-disc[aria-pressed=true]").get_attribute("aria-label").startswith("Kwaliteit")
    assert "to and from Kwaliteit" in page.locator("h3").first.inner_text()


@pytest.mark.browser
def test_an_empty_choice_says_so_and_offers_a_way_back(page):
    page.evaluate("model.set('view', {n: 5, choice: {...model.get('choice'), kind: 0}, empty: true})")
    assert "No signal at all" in page.locator(".kcx-blank").inner_text()
    page.locator("[data-key='empty:reset']").click()
    page.locator(".kcx-said").filter(has_text="900 signals").wait_for()


@pytest.mark.browser
def test_only_the_newest_answer_is_drawn(visit, explorer):
    page = show(visit, explorer, silent=True)
    page.get_by_label("Kind of signal").select_option("ideas")
    page.get_by_label("Kind of signal").select_option("questions")
    page.evaluate("model.set('view', {...model.get('view'), n: 1, signals: 111})")
    assert "900 signals" in page.locator(".kcx-said").inner_text()
    page.evaluate("model.set('view', {...model.get('view'), n: 2, signals: 222})")
    assert "222 signals" in page.locator(".kcx-said").inner_text()


@pytest.mark.browser
def test_an_answer_that_does_not_come_dims_the_picture_and_is_said(visit, explorer):
    visit.page.clock.install()
    page = show(visit, explorer, silent=True)
    page.get_by_label("Kind of signal").select_option("ideas")
    page.clock.run_for(200)
    assert page.locator(".kcx-dimmed").count() == 0
    page.clock.run_for(200)
    assert page.locator(".kcx-dimmed").count() == 1
    assert page.locator(".kcx-trouble").is_hidden()
    page.clock.run_for(8000)
    assert "no answer any more" in page.locator(".kcx-trouble").inner_text()


@pytest.mark.browser
def test_two_views_of_one_explorer_show_the_same_choice(visit, explorer):
    page = show(visit, explorer, views=2)
    page.locator("[data-tab=ideas]").last.click()
    page.get_by_label("Kind of signal").first.select_option("ideas")
    page.locator(".kcx-said").last.filter(has_text="300 signals").wait_for()
    kinds = page.get_by_label("Kind of signal")
    assert kinds.last.input_value() == kinds.first.input_value()
    # Which panel is open is each one's own, and so are the names of its elements.
    assert page.locator("[data-tab=verdict]").first.get_attribute("aria-selected") == "true"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert len(set(ids)) == len(ids) > 0
    page.evaluate("stops[0]()")
    page.get_by_label("Kind of signal").last.select_option("questions")
    page.locator(".kcx-said").last.filter(has_text="only questions").wait_for()
    assert (visit.errors, visit.outside) == ([], [])


@pytest.mark.browser
def test_a_finding_leads_to_its_evidence_and_back(page, explorer):
    open_panel(page, "findings")
    finding = explorer.page["findings"][0]
    page.locator(f"[data-key='finding:{finding['id']}']").click()
    assert page.locator(f"[data-tab={finding['panel']}]").get_attribute("aria-selected") == "true"
    assert finding["headline"] in page.locator(".kcx-from").inner_text()
    page.get_by_role("button", name="Back to the findings").click()
    assert page.locator(".kcx-marked").inner_text().startswith(finding["headline"])


@pytest.mark.browser
def test_the_address_says_which_panel_is_open(visit, explorer):
    explorer.page = {**explorer.page, "links": True}
    page = show(visit, explorer)
    open_panel(page, "ideas")
    assert page.evaluate("location.hash") == "#ideas"
    page.evaluate("location.hash = '#network'")
    page.locator("[data-picture=network]").wait_for()
    page.evaluate("location.hash = '#nowhere'")
    assert page.locator("[data-tab=network]").get_attribute("aria-selected") == "true"


@pytest.mark.browser
def test_two_periods_stand_beside_each_other(page):
    page.get_by_label("Compare").select_option("with another period")
    page.locator(".kcx-said").filter(has_text="Compared with").wait_for()
    assert page.locator("[data-picture=verdict]").text_content().count("difference") >= 3
    for name in ("network", "stock", "openness"):
        open_panel(page, name)
        heads = page.locator(f"[data-picture={name}] text").filter(has_text=re.compile(r"^20\d\d Q\d"))
        assert len(set(heads.all_text_contents())) == 2


@pytest.mark.browser
def test_a_phone_needs_no_sideways_scrolling(visit, explorer):
    visit.page.set_viewport_size({"width": 375, "height": 700})
    page = show(visit, explorer)
    for name in PANELS:
        open_panel(page, name)
        assert (name, page.evaluate("document.documentElement.scrollWidth")) == (name, 375)


@pytest.mark.browser
def test_three_hundred_departments_are_few_on_the_map_and_all_in_the_table(visit, explorer):
    many = 300
    row = next(dict(row) for row in explorer.view["departments"] if not row["withheld"])
    departments = [
        {"name": f"{index:03d} {'naam ' * 15}", "x": index % 5 / 5, "y": 0.5, "centre": not index, "rank": index}
        for index in range(many)
    ]
    rows = [handover(index, index * 7 % many, 300 - index) for index in range(1, many)]
    explorer.page = {**explorer.page, "departments": departments, "walls": [], "findings": [], "said": None}
    explorer.view = {
        **explorer.view,
        "departments": [row] * many,
        "handovers": rows,
        "flow_count": len(rows),
        "flow_total": 45_000,
    }
    page = show(visit, explorer)
    open_panel(page, "network")
    assert page.locator(".kcx-disc").count() == 24
    page.locator("[data-key='network:table']").click()
    assert page.locator(".kcx-table").last.locator("tbody tr").count() == many
    assert visit.errors == []
