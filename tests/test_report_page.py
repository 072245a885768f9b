"""The report: whole without script, shut to everything else, the same numbers as findings.json, whatever the names."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import numpy as np
import pandas as pd
import pytest
from diagnosed import demo, demo_heard, diagnosed
from lxml import html
from pages import Page

from kccdiag.board import Ask, Board, SetAside, Shown
from kccdiag.board.choices import Choices
from kccdiag.board.shown import board_of
from kccdiag.claims.sought import KINDS, not_found_in, sought_in
from kccdiag.diagnosis import Diagnosis
from kccdiag.figures.draw import UNDATED, draw_all, words_of
from kccdiag.figures.style import look
from kccdiag.findings import Judgement, as_record, judge
from kccdiag.present.report import draft_report, write_report
from kccdiag.present.report.bars import Bar, Bars, draw_bars
from kccdiag.present.report.figures import lighten
from kccdiag.present.report.markup import el
from kccdiag.present.report.matter import KEYS, Matter
from kccdiag.present.report.pictures import picture_of
from kccdiag.present.report.said import QUOTES, said
from kccdiag.results import _plain
from kccdiag.wording import LANGUAGES, say

if TYPE_CHECKING:
    from browser import Visit

HASHES = {"events.csv.gz": "ce4a0d45" * 8, "kccdiag.toml": "0f" * 32}
NASTY = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(2)>', "</script><b>bold</b>", "=SUM(A1:A9)", "&amp; co",
    "A" * 80, "Afdeling Klantcontact en Ondersteuning voor Zakelijke Grootverbruikers Noordwest", "{x} %s \\n",
    "R\u202eDKEF", "Ünïcødé 部門",
)  # fmt: skip


def spoken(language: str) -> tuple[Diagnosis, Judgement]:
    """Judge the demo in a language."""
    diagnosis = replace(demo()[1], language=language)
    return diagnosis, judge(diagnosis)


@cache
def drawn(language: str) -> dict[str, str]:
    """Draw the demo's figures as SVG, by name."""
    from io import StringIO

    files = {}
    for name, figure in draw_all(spoken(language)[0], language=language):
        file = StringIO()
        with look():
            figure.savefig(file, format="svg", metadata=UNDATED["svg"] | {"Description": words_of(figure)})
        files[name] = file.getvalue()
    return files


def written(folder: Path, language: str, *, board: Board | None = None, told: Diagnosis | None = None) -> Path:
    """Write a report of the demo, or of another diagnosis, into a folder."""
    diagnosis, judgement = (told, judge(told)) if told is not None else spoken(language)
    figures = folder / "figures"
    figures.mkdir(parents=True, exist_ok=True)
    for name, drawing in ({} if told is not None else drawn(language)).items():
        (figures / f"{name}.svg").write_text(drawing, encoding="utf-8")
    board = board or board_of(judgement, Choices())
    draft = draft_report(diagnosis, judgement, board, hashes=HASHES)
    return write_report(draft, folder / "report.html", drawn=figures)


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request, tmp_path_factory) -> tuple[str, Path]:
    return request.param, written(tmp_path_factory.mktemp("report"), request.param)


def test_the_check_of_pages_can_fail():
    wrong = '<h1>a</h1><h3 id="x">b</h3><a id="x" href="#y">c</a><img><table><tr><th>d</th></tr></table><p>'
    assert {fault.split()[0] for fault in Page(wrong).faults} == {"<p>", "id", "a", "1"}
    assert Page("<h1>a</h1><b><i></b></i>").faults == ["</b> closes something else", "</i> closes something else"]


def test_structure(report):
    language, path = report
    page = Page(path.read_text("utf-8"))
    assert page.faults == []
    assert page.all("html") == [{"lang": language}]
    assert [len(page.all(landmark)) for landmark in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    first = [tag for tag, _ in page.elements].index("body") + 1
    assert page.elements[first] == ("a", {"href": "#main", "class": "skip"})


def test_nothing_but_the_one_script_may_run(report):
    source = report[1].read_text("utf-8")
    page = Page(source)
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'" and "unsafe" not in policy and rules["img-src"] == "data:"
    scripts = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    assert {script.get("type") for script in page.all("script")} == {None, "application/json"}
    styles = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    for texts, rule in ((scripts, "script-src"), (styles, "style-src")):
        assert [digest(text) for text in texts] == [rules[rule].strip("'")]
    # No style and no handler stands in an element, where the policy would refuse it.
    names = {name for _, attributes in page.elements for name in attributes}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    # Before the policy is read nothing may load.
    head = [tag for tag, _ in page.elements]
    assert head[:4] == ["html", "head", "meta", "meta"]
    assert not re.search(r"(?:src|href)=\"(?!#|data:image/svg\+xml;base64,)", source)


def digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def test_light_enough_for_the_mail(report):
    assert report[1].stat().st_size < 3_000_000


def test_whole_without_script(report):
    language, path = report
    diagnosis, judgement = spoken(language)
    page = Page(path.read_text("utf-8"))
    assert not [attributes for _, attributes in page.elements if "hidden" in attributes]
    assert judgement.answer.text in page.text
    assert judgement.findings
    for finding in judgement.findings:
        for sentence in (finding.headline, finding.meaning, finding.holds, *finding.caveats):
            assert " ".join(sentence.split()) in page.text
    for sentence in (*judgement.notes, *diagnosis.limits_in_words()["text"]):
        assert sentence in page.text
    assert all(name in page.text and code in page.text for name, code in HASHES.items())


def test_the_evidence_holds_the_numbers_of_findings_json(report):
    language, path = report
    tree = html.parse(path).getroot()
    for place, finding in enumerate(spoken(language)[1].findings, start=1):
        article = tree.xpath(f"//article[@aria-labelledby='finding-{place}']")[0]
        cells = {cell.get(f"data-{kind}") for cell in article.iter("td", "th") for kind in ("v", "low", "high")}
        text = plain(article.text_content())
        for piece in _plain(as_record(finding))["evidence"]:
            for name, value in piece["row"].items():
                if isinstance(value, bool) or name == "unit" or value is None:
                    continue
                if isinstance(value, (int, float)):
                    assert f"{value:.12g}" in cells, (finding.id, name)
                elif name not in ("kind", "measure", "matched_on", "posture"):
                    parts = [value] if isinstance(value, str) else value
                    assert all(part in text for part in parts), (finding.id, name)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_every_objection_stands_with_its_outcome(report):
    language, path = report
    tree = html.parse(path).getroot()
    for place, finding in enumerate(spoken(language)[1].findings, start=1):
        rows = tree.xpath(f"//details[@id='finding-{place}-objections']//tbody/tr")
        assert len(rows) == len(finding.checks) > 0
        broken = [row for row in rows if row.xpath("td[@class='broken']")]
        assert len(broken) == sum(check.holds is False for check in finding.checks)


def test_every_barrier_is_quoted_before_one_is_quoted_twice():
    d = demo_heard()[1]
    texts = [f"Silo {n}." for n in range(QUOTES + 1)]
    quotes = pd.DataFrame({"barrier": [*["silo"] * len(texts), "no_time", "no_time"], "text": [*texts, "A", "B"]})
    quotes = quotes.assign(department="KCC", paraphrased=False)
    heard = replace(d, language="en", voices=replace(d.voices, quotes=quotes))
    judgement = judge(d)
    page = html.fromstring(str(said(Matter(heard, judgement, board_of(judgement, Choices()), {}))))
    assert [item.text.strip(" “”") for item in page.iter("li")] == [*texts[: QUOTES - 2], "A", "B"]
    assert "3 more are in quotes.csv." in page.text_content()


def test_a_finding_on_which_nothing_could_be_tried_says_so(tmp_path: Path):
    judgement = spoken("en")[1]
    untried = tuple(replace(check, holds=None, certain=None, estimate=None) for check in judgement.findings[0].checks)
    finding = replace(judgement.findings[0], checks=untried, holds=say("en", "checks.none"))
    board = Board((Shown(finding, finding.headline, edited=False, asks=()),), (), ())
    page = Page(written(tmp_path, "en", board=board).read_text("utf-8"))
    assert page.faults == []
    assert "No objection was tried." in page.text and "The finding no" not in page.text


def test_findings_and_rows_point_to_each_other(report):
    tree = html.parse(report[1]).getroot()
    there = {link.get("href")[1:] for link in tree.xpath("//article//a[@class='back']")}
    back = {row.get("id") for row in tree.xpath("//section[@class='tables']//tr[.//a[@class='back']]")}
    assert there and there <= back
    answer = {link.get("href") for link in tree.xpath("//div[@class='back-most']//a")}
    assert answer and answer <= {f"#{heading.get('id')}" for heading in tree.xpath("//article/h3")}


def test_every_figure_is_there_and_says_what_it_shows(report):
    language, path = report
    tree = html.parse(path).getroot()
    images = tree.xpath("//figure[@class='full']//img")
    assert len(images) == len(drawn(language)) >= 7
    for image, drawing in zip(images, drawn(language), strict=False):
        assert image.get("alt").strip(), drawing


def test_same_bytes(tmp_path: Path):
    one, other = (written(tmp_path / name, "nl").read_bytes() for name in ("one", "other"))
    assert one == other
    assert str(tmp_path).encode() not in one


# ---- what a consultant chose


def test_choices_of_the_board(tmp_path: Path):
    judgement = spoken("en")[1]
    first, second, third, *rest = judgement.findings
    ask = Ask("Billing <team>", "Take the queue down to a week", "")
    board = Board(
        shown=(Shown(second, "My own words", edited=True, asks=(ask,)),
               *(Shown(one, one.headline, edited=False, asks=()) for one in (third, *rest))),
        set_aside=(SetAside(first.id, first.headline, "being solved already"),),
        news=("The log grew by a month.",),
    )  # fmt: skip
    page = Page(written(tmp_path, "en", board=board).read_text("utf-8"))
    assert page.faults == []
    for words in ("My own words", second.headline, "Billing <team>", "Take the queue down to a week", "unknown",
                  first.headline, "being solved already", "The log grew by a month."):  # fmt: skip
        assert words in page.text, words
    tree = html.fromstring((tmp_path / "report.html").read_text("utf-8"))
    assert tree.xpath("//article/h3")[0].text_content().endswith("My own words")
    assert len(tree.xpath("//article")) == len(judgement.findings) - 1
    assert [link.get("href") for link in tree.xpath("//section[h2[@id='asked']]//td/a")] == ["#finding-1"]
    # What is set aside is not called absent, and what holds back most is of what the board sees.
    days = f"{spoken('en')[0].limits.told_days:g}"
    assert first.kind == "open_loop" and say("en", "report.absent_open_loop", told_days=days) not in page.text
    chosen = [link.text_content() for link in tree.xpath("//div[@class='back-most']//a")]
    assert first.headline not in chosen and "My own words" in chosen


# ---- bad names, nothing to say


@pytest.fixture(scope="module")
def nasty(tmp_path_factory) -> Diagnosis:
    """Diagnose 300 departments with names that a page or a spreadsheet could take for orders."""
    dice = np.random.default_rng(5)
    departments = [*NASTY, *(f"Team {place}" for place in range(300 - len(NASTY)))]
    rows = []
    for signal in range(1500):
        hours = float(dice.uniform(0, 8000))
        ways = [NASTY[1], *dice.choice(departments[:20], 2), str(dice.choice(departments))]
        for place in ways:
            moment = np.datetime64("2024-01-01") + np.timedelta64(int(hours * 3600), "s")
            rows.append((f"s{signal}", str(moment), place, "answered" if place is ways[-1] else "work",
                         ("idea", "<i>kind</i>")[signal % 2], "<u>topic</u>"))  # fmt: skip
            hours += float(dice.exponential(400 if place == NASTY[5] else 20))
    columns = ("signal", "time", "department", "activity", "kind", "topic")
    return diagnosed(tmp_path_factory.mktemp("nasty"), rows, columns=columns, outcomes=("answered",))


def test_names_are_text(nasty, tmp_path: Path):
    named = replace(nasty, engagement_name='<script src="//x">alert(0)</script>')
    source = written(tmp_path, "en", told=named).read_text("utf-8")
    page = Page(source)
    assert page.faults == []
    assert {tag for tag, _ in page.elements} <= {
        "html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "footer", "section", "article",
        "h1", "h2", "h3", "h4", "p", "b", "small", "span", "div", "ul", "ol", "li", "dl", "dt", "dd", "table",
        "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "defs", "pattern", "path", "rect",
        "details", "summary", "code", "script", "wbr",
    }  # fmt: skip
    assert len(page.all("script")) == 2 + bool(len(nasty.drops))
    for name in (NASTY[0], NASTY[1], NASTY[3], NASTY[4], NASTY[5]):
        assert name in page.text, name
    assert "\u202e" not in source
    assert '<script src="//x">alert(0)</script>' in page.text


def test_of_many_rows_the_largest_are_shown_and_the_rest_is_said(nasty, tmp_path: Path):
    tree = html.parse(written(tmp_path, "en", told=nasty)).getroot()
    rows = tree.xpath("//table[.//h3[@id='table-departments']]/tbody/tr")
    assert 20 <= len(rows) <= 30
    left = len(nasty.departments) - len(rows)
    assert left > 200 and f"Not shown: {left} rows; see departments.csv." in plain(tree.text_content())
    bars = [len(figure.xpath(".//li")) for figure in tree.xpath("//figure[@class='picture']")]
    assert bars and max(bars) <= 14


def test_nothing_measurable(tmp_path: Path):
    rows = [(f"s{place}", "2024-01-01T00:00:00", "Only", "x") for place in range(30)]
    columns = ("signal", "time", "department", "activity")
    for language in LANGUAGES:
        told = replace(diagnosed(tmp_path / language, rows, columns=columns, outcomes=()), language=language)
        page = Page(written(tmp_path / language, language, told=told).read_text("utf-8"))
        assert page.faults == []
        for words in ("answer.nothing", "report.findings_nothing", "report.absent_nothing"):
            assert say(language, words) in page.text
        assert not page.all("article")


def test_a_log_without_persons_outcomes_or_kinds(tmp_path: Path):
    rows = [(f"s{place}", f"2024-0{1 + place % 9}-{1 + place % 20:02}T0{step}:00:00", f"D{(place + step * 7) % 6}", "x")
            for place in range(200) for step in range(3)]  # fmt: skip
    told = diagnosed(tmp_path, rows, columns=("signal", "time", "department", "activity"), outcomes=())
    page = Page(written(tmp_path, "en", told=told).read_text("utf-8"))
    assert page.faults == []
    assert "nan" not in page.text.lower().split()


# ---- pictures of findings


@cache
def loosened() -> tuple[Diagnosis, Judgement]:
    """Judge the demo under bounds so wide that every kind of finding is there."""
    diagnosis = spoken("en")[0]
    wide = replace(
        diagnosis.limits, significance=1.1, trickle_share=0.99, gatekeeper_share=0.01, bounce_share=0.0,
        bounce_first_order=0.0, bounce_handovers=1, recurring_share=0.01, recurring_dropped=1, failure_share=0.01,
        repeat_times=0.01, returns_significance=1.0, returns_customers=1,
    )  # fmt: skip
    diagnosis = replace(diagnosis, limits=wide, voices=demo_heard()[1].voices, answers=())
    return diagnosis, judge(diagnosis)


def test_what_could_not_be_found_is_not_called_absent(tmp_path: Path):
    rows = [(f"s{place}", "2024-01-01T00:00:00", "Only", "x") for place in range(30)]
    columns = ("signal", "time", "department", "activity")
    assert sought_in(diagnosed(tmp_path, rows, columns=columns, outcomes=())) == ()
    assert sought_in(demo_heard()[1]) == KINDS
    assert set(KINDS) - set(sought_in(demo()[1])) == {"paper_channel", "unspoken_channel", "unmet_need", "barrier"}
    heard = demo_heard()[1]
    bare = replace(heard, returns=heard.returns.iloc[:0], told=heard.told.iloc[:0])
    assert set(KINDS) - set(sought_in(bare)) == {"silence_spreads", "open_loop"}


def test_a_wall_that_is_told_as_an_unmet_need_is_not_called_absent():
    heard = demo_heard()[1]
    kinds = judge(heard).kinds
    assert "wall" not in kinds and "unmet_need" in kinds  # ICT needs what Meterbeheer hardly passes on
    assert {"wall", "trickle"} & set(not_found_in(heard, kinds)) == {"trickle"}
    unwalled = replace(heard, handovers=heard.handovers.assign(wall=False))
    assert {"wall", "trickle"} <= set(not_found_in(unwalled, kinds))


def test_a_finding_points_to_its_own_rows_and_to_no_others():
    told = (*loosened()[1].findings, *judge(demo_heard()[1]).findings)
    assert {piece["table"] for finding in told for piece in finding.evidence} <= set(KEYS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_finding_has_a_picture(kind: str):
    diagnosis, judgement = loosened()
    finding = next(one for one in (*judgement.findings, *spoken("en")[1].findings) if one.kind == kind)
    matter = Matter(diagnosis, judgement, board_of(judgement, Choices()), HASHES)
    picture = html.fromstring(picture_of(finding, matter))
    bars = picture.xpath(".//li")
    assert 2 <= len(bars) <= 14
    assert picture.xpath(".//li[@class='lit']") or kind == "failure_demand"
    assert picture.xpath("figcaption")[0].text_content()
    assert all(bar.xpath("*[@class='said']/b")[0].text for bar in bars)


def test_a_bar_is_as_long_as_its_number():
    # 25 of 50, on a scale that ends 2 % beyond 50: 1000 × 25 / 51 = 490.2.
    picture = html.fromstring(draw_bars(Bars("c", (Bar("a", 50, "50"), Bar("b", 25, "25", lit=True)))))
    assert [bar.get("width") for bar in picture.iter("rect")] == ["980.4", "490.2"]


def test_the_interval_of_another_does_not_press_the_bars_together():
    wild = Bar("wild", 1, "1", low=0.1, high=80)
    picture = html.fromstring(draw_bars(Bars("c", (Bar("a", 2, "2", low=1.8, high=2.2, lit=True), wild))))
    # The scale ends 30 % beyond the longest that must fit, 2.2, and 2 %: 1000 × 2 / (2.86 × 1.02) = 685.6.
    assert next(picture.iter("rect")).get("width") == "685.6"


# ---- drawings


def test_a_lighter_drawing_has_no_style_and_all_its_marks(report):
    for drawing in drawn(report[0]).values():
        light = lighten(drawing)
        assert "style" not in light and "<metadata" not in light
        assert [light.count(mark) for mark in ("<path", "<use", "<g ", "fill=", "stroke-width=")] == [
            drawing.count("<path"), drawing.count("<use"), drawing.count("<g "),
            len(re.findall(r"[\"; ]fill:", drawing)) + drawing.count("fill="),
            len(re.findall(r"[\"; ]stroke-width:", drawing)) + drawing.count("stroke-width="),
        ]  # fmt: skip
        assert len(light) < len(drawing)


def test_text_is_escaped_and_long_words_may_break():
    assert el("p", "a<b & c") == "<p>a&lt;b &amp; c</p>"
    assert el("p", "&" * 31) == f"<p>{'&amp;' * 30}<wbr>&amp;</p>"
    assert el("a", title='"><script>') == '<a title="&quot;&gt;&lt;script&gt;"></a>'


# ---- in a browser


@pytest.fixture(scope="module")
def dutch(tmp_path_factory) -> str:
    return written(tmp_path_factory.mktemp("opened"), "nl").as_uri()


@pytest.fixture
def opened(visit: Visit, dutch: str) -> Iterator[Visit]:
    visit.page.goto(dutch)
    yield visit
    assert visit.outside == []


@pytest.mark.browser
def test_opens_and_complains_of_nothing(opened: Visit):
    assert opened.page.title().startswith("Waterstad Energie")
    assert opened.page.locator("img").evaluate_all("all => all.every(one => one.complete && one.naturalWidth > 0)")
    assert opened.errors == []
    assert opened.faults() == []


@pytest.mark.browser
def test_a_second_script_is_refused(visit: Visit, tmp_path: Path):
    path = written(tmp_path, "nl")
    source = path.read_text("utf-8")
    assert source.count("</main>") == 1
    more = '<script>document.title = "taken"</script><p onclick="document.title = \'taken\'" id="trap">x</p>'
    path.write_text(source.replace("</main>", f"{more}</main>"), encoding="utf-8")
    visit.page.goto(path.as_uri())
    visit.page.locator("#trap").click()
    assert visit.page.title().startswith("Waterstad Energie")
    assert len(visit.errors) == 2 and all("Content Security Policy" in error for error in visit.errors)


@pytest.mark.browser
def test_tables_sort_by_mouse_and_by_keyboard(opened: Visit):
    table = opened.page.locator("table", has=opened.page.locator("#table-departments"))
    head = table.locator("thead th").nth(1)
    column = "rows => rows.map(row => Number(row.children[1].dataset.v))"
    head.locator("button").click()
    falling = table.locator("tbody tr").evaluate_all(column)
    assert falling == sorted(falling, reverse=True) and head.get_attribute("aria-sort") == "descending"
    head.locator("button").press("Enter")
    rising = table.locator("tbody tr").evaluate_all(column)
    assert rising == sorted(falling) and head.get_attribute("aria-sort") == "ascending"
    names = table.locator("thead th").first
    names.locator("button").press("Space")
    told = table.locator("tbody tr").evaluate_all("rows => rows.map(row => row.children[0].firstChild.textContent)")
    assert told == sorted(told, key=str.lower) and head.get_attribute("aria-sort") is None


@pytest.mark.browser
def test_pointing_at_one_points_out_the_same_elsewhere(opened: Visit):
    opened.page.locator("li.lit", has_text="Facturatie").first.hover()
    same = opened.page.locator(".same").evaluate_all("all => all.map(one => one.dataset.of)")
    assert len(same) >= 3 and set(same) == {"Facturatie"}
    opened.page.locator("h1").hover()
    assert opened.page.locator(".same").count() == 0


@pytest.mark.browser
def test_a_hundred_drops_move_in_the_place_of_their_still_frames(opened: Visit):
    assert not opened.page.locator("#drops-still img").is_visible()
    moving = opened.page.locator("#drops-moving")
    marks = "one => [...one.querySelectorAll('svg path')].map(path => path.getAttribute('transform')).join()"
    slider = moving.locator("input[type=range]")
    slider.focus()
    opened.page.keyboard.press("Home")
    opened.page.wait_for_timeout(400)
    before = moving.evaluate(marks)
    opened.page.keyboard.press("End")
    opened.page.wait_for_timeout(800)
    assert slider.input_value() == slider.get_attribute("max") and moving.evaluate(marks) != before
    opened.page.keyboard.press("Home")
    moving.locator("button").first.click()
    opened.page.wait_for_timeout(2500)  # two days a second
    assert int(slider.input_value()) > 0
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#drops-still img").is_visible() and not moving.is_visible()
    assert opened.errors == []


@pytest.mark.browser
def test_without_script_the_drops_stand_still(chromium, dutch: str):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(dutch)
    assert page.locator("#drops-still img").is_visible() and not page.locator("th button").count()
    context.close()


@pytest.mark.browser
def test_a_link_into_what_is_folded_opens_it(opened: Visit):
    opened.page.goto(opened.page.url + "#finding-1-objections")
    assert opened.page.locator("#finding-1-objections").evaluate("one => one.open")
    assert not opened.page.locator("#finding-2-objections").evaluate("one => one.open")
    opened.page.locator("button.unfold").press("Enter")
    assert opened.page.locator("details:not([open])").count() == 0


@pytest.mark.browser
def test_the_page_never_scrolls_sideways(opened: Visit):
    opened.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    # Nor is anything cut off that does not scroll in a box of its own.
    beyond = """all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.box'))
                       .map(one => one.outerHTML.slice(0, 80))"""
    scrolls = "all => all.every(one => (one.scrollWidth > one.clientWidth + 1) === (one.tabIndex === 0))"
    for width in (320, 375, 768):
        opened.page.set_viewport_size({"width": width, "height": 800})
        assert opened.page.locator(".box").evaluate_all(scrolls)  # and the keyboard reaches what does
        assert opened.page.evaluate("document.documentElement.scrollWidth") == width
        assert opened.page.locator("main *:not(.skip)").evaluate_all(beyond) == []


@pytest.mark.browser
def test_names_as_long_as_a_line_fit_a_phone(visit: Visit, nasty, tmp_path: Path):
    visit.page.set_viewport_size({"width": 375, "height": 800})
    visit.page.goto(written(tmp_path, "en", told=nasty).as_uri())
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 375
    assert visit.errors == [] and visit.faults() == []


@pytest.mark.browser
def test_prints_to_a4_with_all_details_and_no_table_cut_off(opened: Visit):
    page = opened.page
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    sizes = {tuple(map(float, box.split())) for box in re.findall(r"/MediaBox \[([^\]]*)\]", printed.decode("latin-1"))}
    # A4 in points is 595.28 × 841.89; tables lie on their side.
    assert {tuple(round(edge) for edge in size[2:]) for size in sizes} == {(595, 842), (842, 595)}
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    # 180 mm of an upright page and 271 mm of one on its side, at 96 pixels an inch.
    for selector, millimetres in ((":not(.wide) > .box > table", 180), (".wide table", 271)):
        page.set_viewport_size({"width": int(millimetres / 25.4 * 96), "height": 900})
        room = millimetres / 25.4 * 96 + 1
        widths = page.locator(selector).evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
        assert widths and max(widths) <= room, selector
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


@pytest.mark.browser
def test_a_lighter_drawing_looks_the_same(visit: Visit):
    from io import BytesIO

    from PIL import Image, ImageChops

    for drawing in (drawn("nl")["reservoir_map"], drawn("nl")["stock"]):
        shots = []
        for version in (drawing, lighten(drawing)):
            visit.page.set_content(version[version.index("<svg") :])
            shots.append(Image.open(BytesIO(visit.page.locator("svg").first.screenshot())).convert("L"))
        differing = sum(ImageChops.difference(*shots).point(lambda shade: shade > 40).histogram()[1:])
        assert shots[0].size == shots[1].size and differing < 200  # of half a million; paths moved by less than .01


def test_an_address_of_data_is_all_that_is_loaded(report):
    sources = [unquote(image.get("src")) for image in html.parse(report[1]).iter("img")]
    assert sources and all(source.startswith("data:image/svg+xml;base64,") for source in sources)
