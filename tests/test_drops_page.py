"""The hundred drops in a page: the same numbers as the table, played, stopped and stepped through by hand."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from random import Random
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import kccdiag
from kccdiag.drops import drops_on, drops_record, drops_words
from kccdiag.shown import colours

SCRIPT = (Path(kccdiag.__file__).parent / "present" / "assets" / "drops.js").read_text("utf-8")
HOSTILE = "<img src=x onerror=window.hurt=1> & {day}"
NAMES = ("KCC", "Facturatie", "Product", HOSTILE, "Juridische Zaken en alles wat daar verder nog bij hoort", "onbekend")
PLACES = [[0.1, 0.5], [0.4, 0.8], [0.4, 0.2], [0.7, 0.6], [0.9, 0.4], None]
INSIDE = """(() => {
    const frame = document.querySelector('#root svg').getBoundingClientRect();
    return [...document.querySelectorAll('#root svg text, #root svg path[opacity="1"]')].every((node) => {
        const box = node.getBoundingClientRect();
        const across = box.left >= frame.left - 1 && box.right <= frame.right + 1;
        return across && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
    });
})()"""
OVERLAPPING = """(() => {
    const names = [...document.querySelectorAll('#root svg text')];
    const boxes = names.map((node) => [node.textContent, node.getBoundingClientRect()]);
    const meet = (a, b) =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.flatMap(([one, a], place) =>
        boxes.slice(place + 1).filter(([, b]) => meet(a, b)).map(([other]) => [one, other]));
})()"""
STATES = ("way", "dry", "back", "over", "come")


def table_of(seed: int = 3) -> pd.DataFrame:
    """Make a hundred drops that end in every way."""
    dice, rows = Random(seed), []
    for drop in range(100):
        day, route = dice.randrange(28) / 4, ["KCC", *dice.choices(NAMES, k=dice.randrange(4))]
        stays = []
        for name in route:
            stays.append((name, day))
            day += dice.choice([0.0, 0.25, 2.0, 11.5, 40.0])
        stays = [stay for stay in stays if stay[1] <= 90]
        end = dice.choice(["told", "answered", "rejected", "dropped", "open"]) if day < 80 else "open"
        told = day + dice.choice([0, 3.25]) if end == "told" else np.nan
        fate = {"end": end, "end_day": np.nan if end == "open" else day, "told_day": told}
        rows += [{"drop": drop, "place": place, "department": name, "enter_day": enter, "leave_day": np.nan, **fate}
                 for place, (name, enter) in enumerate(stays)]  # fmt: skip
    return pd.DataFrame(rows).assign(week=pd.Timestamp("2025-03-10"), weeks=1, days=90, signals=118)


def page_of(folder: Path, *, language: str = "nl", has: tuple[str, ...] = ("outcomes", "told"), **more: object) -> str:
    """Write a page with the drops under a policy as strict as the report's; return its address."""
    diagnosis = SimpleNamespace(
        drops=table_of(), departments=pd.DataFrame({"department": list(NAMES)}), has=set(has),
        not_measurable=pd.DataFrame({"what": []}),
    )  # fmt: skip
    options = {"words": drops_words(language), "places": PLACES, "locale": language, **more}
    data = json.dumps([drops_record(diagnosis), options]).replace("<", "\\u003c")
    start = "const [data, options] = JSON.parse(document.getElementById('data').textContent);"
    script = f"{SCRIPT}\n{start}\nwindow.film = hundredDrops(document.getElementById('root'), data, options);"
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    file = folder / "page.html"
    file.write_text(
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Drops</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{allowed}'\">"
        f'</head><body><main><h1>Drops</h1><div id="root"></div></main><script type="application/json" id="data">{data}'
        f"</script><script>{script}</script></body></html>",
        "utf-8",
    )
    return file.as_uri()


def shown(page) -> dict[str, int]:
    """Read the numbers beside the marks."""
    said = page.locator("#root ul li").all_inner_texts()
    return dict(zip(STATES, (int(re.search(r"\d+", text)[0]) for text in said), strict=True))


def day_of(page) -> int:
    """Read the day."""
    return int(page.locator("#root strong").first.inner_text().split()[1])


def test_the_colours_are_those_of_the_figures():
    for name in ("INK", "QUIET", "FAINT", "BLUE", "LIVE", "DEAD"):
        assert re.search(rf'\b{name} = "{getattr(colours, name)}"', SCRIPT), name


def test_the_script_evaluates_and_fetches_nothing():
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|new Function|fetch\(|https?://(?!www\.w3\.org/2000)", SCRIPT
    )
    assert not re.search(r"^\s*(import|export)\b", SCRIPT, re.MULTILINE)


@pytest.mark.browser
def test_on_every_day_the_page_counts_what_the_table_says(visit, tmp_path):
    visit.page.goto(page_of(tmp_path))
    drops = table_of()
    for day in range(91):
        visit.page.evaluate(f"film.seek({day})")
        states = drops_on(drops, day)["state"].value_counts()
        assert shown(visit.page) == {state: int(states.get(state, 0)) for state in STATES}, day
    assert not visit.errors and not visit.outside


@pytest.mark.browser
def test_names_are_text_whatever_they_say(visit, tmp_path):
    visit.page.goto(page_of(tmp_path))
    titles = visit.page.locator("#root svg text title").all_text_contents()
    assert {HOSTILE, "KCC", "onbekend"} <= set(titles)
    assert visit.page.locator("#root img").count() == 0
    assert visit.page.evaluate("window.hurt") is None


@pytest.mark.browser
def test_it_plays_and_pauses_with_the_pointer_and_with_the_keyboard(visit, tmp_path):
    page = visit.page
    page.goto(page_of(tmp_path))
    way = [int((drops_on(table_of(), day)["state"] == "way").sum()) for day in range(91)]
    assert (shown(page)["way"], day_of(page)) == (max(way), way.index(max(way)))  # something to see before it begins
    page.get_by_role("button", name="Afspelen").click()
    assert day_of(page) <= 2
    for _ in range(100):
        if day_of(page) >= 2:
            break
        page.wait_for_timeout(50)
    assert 2 <= day_of(page) < 60
    said = page.get_by_role("status")
    assert said.inner_text() == ""  # nobody is talked to while it moves
    page.get_by_role("button", name="Pauze").click()
    stopped = day_of(page)
    page.wait_for_timeout(400)
    assert day_of(page) == stopped
    assert said.inner_text().startswith(f"Dag {stopped}, 100 signalen: ")
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("End")
    assert (day_of(page), slider.get_attribute("aria-valuetext")) == (90, "Dag 90 van 90")
    page.keyboard.press("ArrowLeft")
    assert day_of(page) == 89
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pauze").wait_for()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Afspelen").wait_for()
    assert not visit.errors


@pytest.mark.browser
def test_where_less_motion_is_asked_for_nothing_moves_by_itself(visit, tmp_path):
    page = visit.page
    page.emulate_media(reduced_motion="reduce")
    page.goto(page_of(tmp_path, language="en"))
    names = page.get_by_role("button").all_inner_texts()
    assert names == ["− 1 week", "− 1 day", "+ 1 day", "+ 1 week"]
    page.get_by_role("slider").press("Home")
    for name, day in (("+ 1 week", 7), ("+ 1 day", 8), ("− 1 week", 1), ("− 1 day", 0), ("− 1 day", 0)):
        page.get_by_role("button", name=name).click()
        assert day_of(page) == day
    page.get_by_role("slider").focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(300)
    assert day_of(page) == 0


@pytest.mark.browser
def test_a_tab_that_nobody_sees_stands_still(visit, tmp_path):
    page = visit.page
    page.goto(page_of(tmp_path))
    page.get_by_role("button", name="Afspelen").click()
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true });"
                  " document.dispatchEvent(new Event('visibilitychange'))")  # fmt: skip
    assert page.get_by_role("button", name="Afspelen").count() == 1


@pytest.mark.browser
def test_nothing_is_left_when_it_goes(visit, tmp_path):
    page = visit.page
    page.goto(page_of(tmp_path))
    page.get_by_role("button", name="Afspelen").click()
    page.evaluate("film.destroy()")
    page.evaluate("document.getElementById('root').dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }))")
    page.set_viewport_size({"width": 500, "height": 700})
    page.wait_for_timeout(300)
    assert page.locator("#root *").count() == 0
    assert not visit.errors


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1200])
def test_it_fits_a_phone_and_a_desk_and_has_no_serious_fault(visit, tmp_path, width):
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(page_of(tmp_path))
    assert page.evaluate(OVERLAPPING) == []
    for day in (0, 5, 90):
        page.evaluate(f"film.seek({day})")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        inside = page.evaluate(INSIDE)
        assert inside, day
    assert not visit.faults()


@pytest.mark.browser
def test_a_log_without_outcomes_has_no_ends(visit, tmp_path):
    visit.page.goto(page_of(tmp_path, language="en", has=("told",)))
    visit.page.evaluate("film.seek(90)")
    said = visit.page.locator("#root ul li").all_inner_texts()
    assert [re.sub(r"[\s\d]+", " ", text).strip() for text in said] == [
        "on their way or waiting", "back at the customer", "still to come in",
    ]  # fmt: skip
