"""The page: everything in one file that asks for nothing, under a policy that lets nothing else in."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from kccdiag.board import Board
from kccdiag.diagnosis import Diagnosis
from kccdiag.findings import Judgement
from kccdiag.present import assets
from kccdiag.present.report import besides, finding, front, method, said
from kccdiag.present.report.drops import drops, moving
from kccdiag.present.report.figures import figures
from kccdiag.present.report.markup import Html, el
from kccdiag.present.report.matter import Matter
from kccdiag.present.report.tables import shown_rows, tables

HEADED = re.compile(r'<h2 id="([\w-]+)">(.*?)</h2>', re.DOTALL)
SAID = ("sort", "open", "close")


@dataclass(frozen=True)
class Draft:
    """A report without its pictures.

    Attributes
    ----------
    travelling
        What the drops do that move on the page; None where none do.
    before, between, behind
        The sections before the drops, between them and the figures, and behind those.
    """

    matter: Matter
    travelling: dict[str, Any] | None
    before: list[Html | None]
    between: list[Html | None]
    behind: list[Html | None]


def draft_report(diagnosis: Diagnosis, judgement: Judgement, board: Board, *, hashes: Mapping[str, str]) -> Draft:
    """Lay out all of the report but its pictures, which may be under way meanwhile.

    Parameters
    ----------
    hashes
        SHA-256 of each file that was read, by its name.
    """
    matter = Matter(diagnosis, judgement, board, hashes)
    rows = shown_rows(matter)
    found = [finding.findings(matter, rows), besides.asked(matter), said.said(matter)]
    return Draft(
        matter,
        moving(matter),
        before=[front.answer(matter), *found, finding.indications(matter, rows)],
        between=[besides.absent(matter), besides.unsaid(matter), besides.changed(matter), besides.aside(matter)],
        behind=[tables(matter), method.data_quality(matter), method.method(matter), method.sources(matter)],
    )


def write_report(draft: Draft, path: Path, *, drawn: Path) -> Path:
    """Write the report as one file; the same matter gives the same text.

    Parameters
    ----------
    drawn
        The folder with the figures, as SVG.

    Returns
    -------
    Path
        The file.
    """
    path.write_text(_page(draft, drawn), encoding="utf-8", newline="\n")
    return path


def _page(draft: Draft, drawn: Path) -> str:
    matter, travelling = draft.matter, draft.travelling
    script = _script(moves=travelling is not None)
    pictured = (drops(matter, travelling, drawn), *draft.between, figures(matter, drawn))
    main = el("main", [*draft.before, *pictured, *draft.behind], id="main")
    skip = el("a", matter.say("skip"), href="#main", class_="skip")
    footer = el("footer", el("p", matter.say("footer", name=matter.diagnosis.engagement_name)))
    # What the script says and moves stands beside it, as data.
    words = {name: matter.say(f"script_{name}") for name in SAID}
    data = [data_block("words", words), data_block("drops-data", travelling) if travelling is not None else None]
    last = [data, el("script", Html(script))]
    body = el("body", skip, front.header(matter), _contents(matter, main), main, footer, last)
    return f"<!DOCTYPE html>\n{el('html', _head(matter, script), body, lang=matter.language)}\n"


def _head(matter: Matter, script: str) -> Html:
    style = _packaged("report.css")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; img-src data:; script-src '{_digest(script)}';"
        " base-uri 'none'; form-action 'none'"
    )
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", matter.say("title", name=matter.diagnosis.engagement_name)),
        el("style", Html(style)),
    )


def _script(*, moves: bool) -> str:
    """Join what runs in the page into the one script that the policy knows."""
    return (_packaged("drops.js", assets.__name__) if moves else "") + _packaged("report.js")


def data_block(name: str, record: Any) -> Html:
    """Write data for the script so that nothing in it can end the block.

    Examples
    --------
    >>> data_block("words", {"a": "</script>"})
    '<script type="application/json" id="words">{"a": "\\\\u003c/script>"}</script>'
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    return el("script", Html(text), type="application/json", id=name)


def _contents(matter: Matter, main: Html) -> Html:
    """List what there is, with the findings by name."""
    items = [
        el("li", el("a", Html(title), href=f"#{anchor}"), _findings(matter) if anchor == "findings" else None)
        for anchor, title in HEADED.findall(main)
    ]
    return el("nav", el("h2", matter.say("contents")), el("ol", items), aria_label=matter.say("contents"))


def _findings(matter: Matter) -> Html | None:
    links = [el("li", el("a", shown.headline, href=f"#finding-{place}"))
             for place, shown in enumerate(matter.board.shown, start=1)]  # fmt: skip
    return el("ol", links) if links else None


def _packaged(name: str, package: str = __package__) -> str:
    return (files(package) / name).read_text("utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
