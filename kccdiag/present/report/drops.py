"""A hundred drops on their way: still frames for everyone, moving ones where the script runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kccdiag.drops import drops_record, drops_words
from kccdiag.present.report.figures import figure
from kccdiag.present.report.markup import Html, el
from kccdiag.present.report.matter import Matter
from kccdiag.shown.network import places_of
from kccdiag.wording import LOCALES


def drops(matter: Matter, record: dict[str, Any] | None, folder: Path) -> Html | None:
    """Show the drops; nothing where the log gives none to follow.

    Parameters
    ----------
    record
        As :func:`moving` returns it.
    folder
        Where the still frames stand as drops.svg.
    """
    if record is None:
        return None
    still = folder / "drops.svg"
    frames = figure(still.read_text("utf-8"), "drops", matter) if still.exists() else None
    return el(
        "section",
        el("h2", matter.say("drops"), id="drops"),
        el("p", matter.say("drops_note")),
        el("div", id="drops-moving", class_="moving"),
        el("div", frames, id="drops-still") if frames else None,
    )


def moving(matter: Matter) -> dict[str, Any] | None:
    """Gather what the script needs to move the drops: where each went, places on the map, words."""
    data = drops_record(matter.diagnosis)
    if data is None:
        return None
    places = places_of(matter.diagnosis, data["departments"])
    return {"data": data, "words": drops_words(matter.language), "places": places, "locale": LOCALES[matter.language]}
