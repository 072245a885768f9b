"""The figures in full, each an image inside the page that says in words what it shows."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from html import unescape
from pathlib import Path

from kccdiag.present.report.markup import Html, el
from kccdiag.present.report.matter import Matter

ORDER = ("verdict", "reservoir_map", "residence", "stock", "openness", "funnel", "network", "value_irritant",
         "kpi_balance", "said_and_done", "barriers")  # fmt: skip
ELSEWHERE = {"drops"}  # shown in a section of its own
BLANK = 'id="reason"'  # in the place of a drawing it says why there is none
DESCRIBED = re.compile(r"<dc:description>(.*?)</dc:description>", re.DOTALL)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
SHEET = re.compile(r'\s*<style type="text/css">\*\{(.*?)\}</style>', re.DOTALL)
STYLED = re.compile(r' style="([^"]*)"')
DRAWN = re.compile(r'(?<= d=")[^"]*')
FINE = re.compile(r"(?<=\.\d\d)\d+")


def figures(matter: Matter, folder: Path) -> Html | None:
    """Show the figures of a folder; nothing where there are none."""
    drawings = dict(_drawings(folder))
    if not drawings:
        return None
    blank = [words_of(drawing) for drawing in drawings.values() if BLANK in drawing]
    shown = [figure(drawing, name, matter) for name, drawing in drawings.items() if BLANK not in drawing]
    return el(
        "section",
        el("h2", matter.say("figures"), id="figures"),
        el("p", matter.say("figures_note"), class_="note") if shown else None,
        shown,
        el("ul", [el("li", words) for words in blank]) if blank else None,
        class_="figures",
    )


def _drawings(folder: Path) -> Iterable[tuple[str, str]]:
    found = {path.stem: path for path in sorted(folder.glob("*.svg")) if path.stem not in ELSEWHERE}
    for name in (*ORDER, *(name for name in found if name not in ORDER)):
        if name in found:
            yield name, found[name].read_text("utf-8")


def words_of(drawing: str) -> str:
    """Say what a drawing shows, as it stands in the drawing itself."""
    return unescape(" ".join(DESCRIBED.findall(drawing)))


def figure(drawing: str, name: str, matter: Matter) -> Html:
    """Show one drawing; on a narrow screen it scrolls in its own box."""
    known = name in ORDER or name in ELSEWHERE
    title = matter.say(f"figure_{name}") if known else name.replace("_", " ")
    source = "data:image/svg+xml;base64," + b64encode(lighten(drawing).encode("utf-8")).decode("ascii")
    image = el("img", src=source, alt=words_of(drawing) or title, width=960, height=540)
    box = el("div", image, class_="box", tabindex=0, role="group", aria_label=title)
    about = matter.say(f"reads_{name}") if known else ""
    return el("figure", el("h3", title, id=f"figure-{name}"), box, el("figcaption", about), class_="full")


def lighten(drawing: str) -> str:
    """Make a drawing of matplotlib lighter, and free of styles, which a strict content policy may not let through.

    What stands in a style becomes attributes, which mean the same; paths keep two decimals of a point.

    Examples
    --------
    >>> lighten('<path d="M 1.23456 2" style="fill: #ffffff; stroke-width: 0.8"/>')
    '<path d="M 1.23 2" fill="#ffffff" stroke-width="0.8"/>'
    """
    sheet = SHEET.search(drawing)
    light = SHEET.sub("", METADATA.sub("", drawing, count=1), count=1)  # there is one of each, near the beginning
    if sheet:  # for everything in it: the root hands it down
        light = light.replace("<svg ", f"<svg{_attributes(sheet[1])} ", 1)
    light = STYLED.sub(lambda found: _attributes(found[1]), light)
    return DRAWN.sub(lambda found: FINE.sub("", found[0]).replace(" \n", " ").strip(), light)


def _attributes(style: str) -> str:
    parts = (part.partition(":") for part in style.split(";") if ":" in part)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in parts)
